#!/usr/bin/env python3
"""Makes layers.nir, nested.nir and layers.json; needs nir (1.0.8) and torch.

layers.nir has one branch for each kind of layer, from an input of its own to neurons of its own; layers.json has for each branch the
matrix (out, in) that PyTorch's layer is. All numbers are multiples of 1/8, so that sums are exact.
"""
import json

import nir
import numpy as np
import torch
from torch.nn import functional as F

draw = np.random.default_rng(7)


def eighths(*shape):
    return draw.integers(-16, 17, shape).astype(np.float32) / 8


def neurons(shape):
    one = np.ones(shape)
    return nir.CubaLIF(tau_syn=one / 2, tau_mem=one, r=one, v_leak=0 * one, v_threshold=8 * one, v_reset=0 * one)


def matrix(layer, shape):
    """The layer's answers to unit inputs, one in each column."""
    size = int(np.prod(shape))
    basis = torch.eye(size, dtype=torch.float64).reshape(size, *shape)
    return layer(basis).reshape(size, -1).T.tolist()


def tensor(array):
    return torch.tensor(array, dtype=torch.float64)


branches = {}


def add(name, shape, out, node, layer):
    branches[name] = (shape, out, node, matrix(layer, shape))


w = eighths(4, 2, 3, 2)
add("conv2d", (2, 5, 4), (4, 2, 5), nir.Conv2d((5, 4), w, (2, 1), (1, 1), (2, 1), 1, np.zeros(4, np.float32)),
    lambda x: F.conv2d(x, tensor(w), None, (2, 1), (1, 1), (2, 1)))
g = eighths(4, 1, 3, 3)
add("grouped", (2, 4, 4), (4, 4, 4), nir.Conv2d((4, 4), g, 1, "same", 1, 2, np.zeros(4, np.float32)),
    lambda x: F.conv2d(x, tensor(g), None, 1, "same", 1, 2))
e = eighths(2, 1, 2, 4)
add("even", (1, 5, 5), (2, 5, 5), nir.Conv2d((5, 5), e, 1, "same", 1, 1, np.zeros(2, np.float32)),
    lambda x: F.conv2d(x, tensor(e), None, 1, "same"))
v = eighths(3, 2, 3)
add("conv1d", (2, 7), (3, 2), nir.Conv1d(7, v, 2, "valid", 2, 1, np.zeros(3, np.float32)),
    lambda x: F.conv1d(x, tensor(v), None, 2, 0, 2))
pair = lambda a, b: np.array([a, b])
add("sum", (2, 5, 4), (2, 2, 2), nir.SumPool2d(pair(3, 2), pair(2, 2), pair(0, 0)), lambda x: 6 * F.avg_pool2d(x, (3, 2), (2, 2)))
add("avg", (2, 4, 4), (2, 3, 3), nir.AvgPool2d(pair(2, 2), pair(2, 2), pair(1, 1)), lambda x: F.avg_pool2d(x, 2, 2, 1))
m = eighths(3, 4)
add("linear", (4,), (3,), nir.Linear(m), lambda x: x @ tensor(m).T)
s = eighths(2, 3)
add("scale", (2, 3), (2, 3), nir.Scale(s), lambda x: x * tensor(s))
add("flat", (2, 3, 4), (2, 12), nir.Flatten({"input": np.array([2, 3, 4])}, 1, -1), lambda x: torch.flatten(x, 2))

nodes, edges = {}, []
for name, (shape, out, node, _) in branches.items():
    nodes |= {f"{name}.in": nir.Input(np.array(shape)), name: node, f"{name}.cell": neurons(out), f"{name}.out": nir.Output(np.array(out))}
    edges += [(f"{name}.in", name), (name, f"{name}.cell"), (f"{name}.cell", f"{name}.out")]
nir.write("layers.nir", nir.NIRGraph(nodes, edges, type_check=False))
with open("layers.json", "w") as file:
    json.dump({name: branch[3] for name, branch in branches.items()}, file)

# The Braille network with its recurrent part as an inner graph.
flat = nir.read("braille_noDelay_bias_zero.nir", type_check=False)
inner = nir.NIRGraph(
    {"i": nir.Input(np.array([38])), "lif": flat.nodes["lif1.lif"], "w_rec": flat.nodes["lif1.w_rec"], "o": nir.Output(np.array([38]))},
    [("i", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "o")], type_check=False)
outer = {name: flat.nodes[name] for name in ("input", "fc1", "fc2", "lif2", "output")}
nir.write("nested.nir", nir.NIRGraph(
    {**outer, "lif1": inner}, [("input", "fc1"), ("fc1", "lif1"), ("lif1", "fc2"), ("fc2", "lif2"), ("lif2", "output")], type_check=False))

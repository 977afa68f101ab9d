"""fastAndDeep (github.com/JulianGoeltz/fastAndDeep) under test.

    goldspike conform -- python fast_and_deep.py FOLDER

FOLDER is a checkout; 33e4876 was tried. Needs numpy, scipy, torch; numba and yaml, which its files
import and this way in does not need, are stood in for where they are missing. Each neuron spikes
once; tau_mem = 2 tau_syn. It knows no horizon: what comes after that of the network is taken for
silence. Losses of its layers' times are formed here and differentiated by torch and by the library.
"""

import contextlib
import sys
import types
from itertools import pairwise

import torch

from goldspike.engine import Reply, Skip, serve

for name in ("numba", "yaml"):
    try:
        __import__(name)
    except ImportError:
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].jit = lambda **_: lambda function: function
sys.path.insert(0, f"{sys.argv[1]}/src")
with contextlib.redirect_stdout(sys.stderr):
    from utils import NeuronFunctionEventbased

CPU = torch.device("cpu")


def one(values, what):
    """Return the value that all have."""
    if len(set(values)) != 1:
        raise Skip(f"one {what} for all neurons of a layer")
    return values[0]


def parameters(layer, alpha):
    """Return the library's for a layer; its weights are ours over beta."""
    beta = one(layer.beta, "beta")
    if alpha != 2 * beta:
        raise Skip("alpha = 2 beta")
    return {
        "model_tau_ratio": 2,
        "tau_syn": 1 / alpha,
        "tau_mem": 1 / beta,
        "g_leak": 1.0,
        "leak": 0.0,
        "threshold": one(layer.threshold, "threshold"),
        "threshold_noise_s2s_std": 0,
        "threshold_noise_b2b_std": 0,
        "threshold_noise_fp": torch.zeros(layer.size),
        "max_dw_norm": None,
    }


def formed(loss, first, horizon):
    """Return the loss of first spikes, or why it has no value."""
    if loss["kind"] == "spike-time-square":
        total = torch.zeros(())
        for name, n, k, target in loss["targets"]:
            if k > 0:
                raise Skip("one spike for each neuron")
            if not first[name][n] <= horizon:
                return "a spike that the loss needs does not happen"
            total = total + (first[name][n] - target) ** 2 / 2
        return total
    times = first[loss["population"]]
    label = times[loss["label"]]
    if not label <= horizon:
        return "the label neuron is silent"
    logits = -times[times <= horizon] / loss["tau0"]
    return torch.logsumexp(logits, 0) + label / loss["tau0"] + loss["gamma"] * torch.expm1(label / loss["tau1"])


def run(network):
    """Answer one network through its layers."""
    (source,), layers = network.sources, network.neurons
    names = [source.name, *(layer.name for layer in layers)]
    if [(p.source, p.target) for p in network.projections] != list(pairwise(names)):
        raise Skip("layers in a row only")
    # An input unit with several spikes is as many units, with the same weights.
    units = [(unit, time) for unit, train in enumerate(source.spikes) for time in train]
    times = torch.tensor([[time for _, time in units]], dtype=torch.float64)
    weights, first = [], {}
    for layer, projection in zip(layers, network.projections, strict=True):
        alpha = one([a for row in projection.alpha for a in row], "alpha")
        own = torch.tensor(projection.weight_matrix() / layer.beta[0]).requires_grad_()
        weights.append(own)
        used = own[[unit for unit, _ in units]] if projection.source == source.name else own
        columns = times[:, :, None].expand(-1, -1, layer.size)
        times = NeuronFunctionEventbased.apply(columns, used, parameters(layer, alpha), {}, CPU)
        first[layer.name] = times[0]
    spikes = {
        name: [[float(t)] if t <= network.horizon else [] for t in of_layer.detach()]
        for name, of_layer in first.items()
    }
    if network.loss is None:
        return Reply(spikes=spikes)
    value = formed(network.loss, first, network.horizon)
    if isinstance(value, str):
        return Reply(spikes=spikes, undefined=value)
    value.backward()
    by_weight = [
        p.gradient((torch.zeros_like(own) if own.grad is None else own.grad) / layer.beta[0])
        for p, own, layer in zip(network.projections, weights, layers, strict=True)
    ]
    return Reply(spikes=spikes, loss=float(value), weights=by_weight)


serve(
    run,
    name="fastAndDeep",
    version="33e4876",
    losses=["first-spike-cross-entropy", "spike-time-square"],
    restrictions=["chains", "one-threshold", "one-rate", "alpha-twice-beta", "one-spike"],
)

"""snnTorch: Synaptic, reset by subtraction (or to zero: argument `zero`); decays of a step are 1 - rate."""

import sys
from importlib.metadata import version

import snntorch
import torch
from snntorch import surrogate
from torch_steps import FEATURES, LOSSES, run, tensor

from goldspike.engine import Skip, serve

RESET = sys.argv[1] if len(sys.argv) > 1 else "subtract"


def step(group, alpha):
    """One Synaptic for the population."""
    beta = tensor(group.beta)
    if (alpha > 1).any() or (beta > 1).any():
        raise Skip("a decay below 0 is clamped")
    cell = snntorch.Synaptic(alpha=1 - alpha, beta=1 - beta, threshold=tensor(group.threshold), reset_mechanism=RESET,
                             spike_grad=surrogate.fast_sigmoid(slope=25))
    state = [torch.zeros(group.size, dtype=torch.float64), torch.zeros(group.size, dtype=torch.float64)]

    def advance(x):
        z, state[0], state[1] = cell(x, *state)
        return z, state[1]

    return advance


serve(lambda network: run(network, step), name=f"snnTorch Synaptic, reset {RESET}", version=version("snntorch"),
      features=FEATURES, restrictions=["one-rate"], losses=LOSSES,
      grid={"profile": "snntorch" if RESET == "subtract" else "snntorch-zero", "dt": 1, "surrogate": "fast-sigmoid:25"})

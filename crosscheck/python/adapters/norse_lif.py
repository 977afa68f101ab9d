"""norse: lif_step and lif_feed_forward_step, with the surrogate SuperSpike."""

from importlib.metadata import version

import torch
from norse.torch.functional.lif import LIFFeedForwardState, LIFParameters, LIFState, lif_feed_forward_step, lif_step
from torch_steps import FEATURES, LOSSES, run, tensor

from goldspike.engine import serve


def step(network, group, alpha):
    """Norse's equations are those of convention `current`: weights are divided by beta."""
    beta = tensor(group.beta)
    scalar = torch.tensor(100.0)
    fields = (alpha, beta, tensor(group.leak), tensor(group.threshold), tensor(group.reset), "super", scalar)
    parameters = LIFParameters(*fields)
    zero, v = torch.zeros(1, group.size, dtype=torch.float64), tensor(group.initial)[None]
    # Only the recurrent cell detaches its reset; its recurrent input comes with the rest here.
    recurrent = any(p.source == p.target == group.name for p in network.projections)
    state = [LIFState(zero, v, zero) if recurrent else LIFFeedForwardState(v, zero)]
    eye, none = torch.eye(group.size, dtype=torch.float64), torch.zeros(group.size, group.size, dtype=torch.float64)

    def advance(x):
        x = (x / beta)[None]
        if recurrent:
            z, state[0] = lif_step(x, state[0], eye, none, parameters, network.dt)
        else:
            z, state[0] = lif_feed_forward_step(x, state[0], parameters, network.dt)
        return z[0], state[0].v[0]

    return advance


def answer(network):
    """Answer one network."""
    return run(network, lambda group, alpha: step(network, group, alpha))


serve(answer, name="norse LIF", version=version("norse"),
      features=[*FEATURES, "leak", "initial", "reset"], restrictions=["one-rate"], losses=LOSSES,
      grid={"profile": "norse", "dt": "any", "surrogate": "fast-sigmoid:1"})

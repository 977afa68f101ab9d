"""SpikingJelly: LIFNode behind an exponential synapse; decays of a step are 1 - rate."""

from importlib.metadata import version

import torch
from spikingjelly.activation_based import neuron, surrogate
from torch_steps import FEATURES, LOSSES, run, tensor

from goldspike.engine import Skip, serve


def step(group, alpha):
    """One LIFNode for the population; it has one time constant, and rests at its reset."""
    if len(set(group.beta)) > 1 or max(group.beta) >= 1:
        raise Skip("one time constant, above a step, for each layer")
    cell = neuron.LIFNode(tau=1 / group.beta[0], decay_input=False, v_reset=0.0,
                          surrogate_function=surrogate.ATan(alpha=2.0), detach_reset=False)
    cell.v_threshold = tensor(group.threshold)
    current = [torch.zeros(group.size, dtype=torch.float64)]
    keep = 1 - alpha

    def advance(x):
        current[0] = keep * current[0] + x
        z = cell(current[0])
        return z, cell.v

    return advance


serve(lambda network: run(network, step), name="SpikingJelly LIFNode", version=version("spikingjelly"),
      features=FEATURES, restrictions=["one-rate"], losses=LOSSES,
      grid={"profile": "spikingjelly", "dt": 1, "surrogate": "arctan:2"})

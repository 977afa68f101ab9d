"""sinabs: LIF with a synaptic current, not normalised, one spike a step, reset by subtraction.

The surrogate is a function that sinabs is given, for its own have no exact counterpart here.
"""

from importlib.metadata import version

import torch
from sinabs.activation import MembraneSubtract, SingleSpike
from sinabs.layers.functional.lif import lif_forward_single
from torch_steps import FEATURES, LOSSES, run, tensor

from goldspike.engine import serve


def slope(v, threshold):
    """Return 1/(1 + 25|x|)²."""
    return 1 / (1 + 25 * (v - threshold).abs()) ** 2


def step(group, alpha):
    """Take a step as sinabs.layers.LIF does, in binary64: the layer keeps its time constants in 32 bits."""
    keep_v, keep_i = torch.exp(-tensor(group.beta)), torch.exp(-alpha)
    state = {name: torch.zeros(group.size, dtype=torch.float64) for name in ("v_mem", "i_syn")}

    def advance(x):
        nonlocal state
        z, state = lif_forward_single(x, keep_v, keep_i, state, tensor(group.threshold), SingleSpike,
                                      MembraneSubtract(), slope, min_v_mem=None, norm_input=False)
        return z, state["v_mem"]

    return advance


serve(lambda network: run(network, step), name="sinabs LIF", version=version("sinabs"),
      features=FEATURES, restrictions=["one-rate"], losses=LOSSES,
      grid={"profile": "snntorch", "dt": 1, "order": ["receive", "decay", "membrane", "fire", "reset"],
            "decay": "exact", "threshold": "ge", "detach": False, "surrogate": "fast-sigmoid:25"})

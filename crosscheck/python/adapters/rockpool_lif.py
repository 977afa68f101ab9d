"""Rockpool: LIFTorch, one spike a step; in binary32, as it keeps all parameters and states."""

from importlib.metadata import version

import torch
from rockpool.nn.modules import LIFTorch
from rockpool.parameters import Constant
from torch_steps import FEATURES, run

from goldspike.engine import serve


def step(group, alpha):
    """One LIFTorch for the population, asked step by step; it keeps its state."""
    threshold = [1e30 if value is None else value for value in group.threshold]
    cell = LIFTorch(group.size, tau_mem=Constant(1 / torch.tensor(group.beta)),
                    tau_syn=Constant(1 / alpha.to(torch.float32)[:, None]), threshold=Constant(torch.tensor(threshold)),
                    max_spikes_per_dt=torch.tensor(1.0), dt=1.0)

    def advance(x):
        z, _, _ = cell(x.detach().to(torch.float32)[None, None])
        return z[0, 0], cell.vmem.to(torch.float64)

    return advance


def answer(network):
    """Answer one network."""
    with torch.no_grad():
        return run(network, step)


serve(answer, name="Rockpool LIFTorch", version=version("rockpool"), dtype="float32",
      features=FEATURES, restrictions=["one-rate"], losses=[],
      grid={"profile": "snntorch", "dt": 1, "order": ["receive", "decay", "membrane", "fire", "reset"],
            "decay": "exact", "threshold": "ge"})

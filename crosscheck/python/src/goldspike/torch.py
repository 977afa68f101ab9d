"""Layers of spiking neurons in PyTorch: forward the spike times, backward the exact gradient.

    layers = goldspike.torch.SpikingLayers([5, 150, 3], alpha=0.999, beta=1.0, horizon=2.6)
    times = layers(inputs)        # (samples, 3, 1), infinite where a neuron is silent; differentiable

Arrays go to a Java process and come back, in binary64; use it to train small networks on exact gradients, or to put it
beside a layer of your own in a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import torch

from goldspike.layers import Layer, Stack

__all__ = ["SpikingLayers", "spike_times"]


class _SpikeTimes(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, stack: Stack, times: torch.Tensor, *weights: torch.Tensor) -> torch.Tensor:
        ctx.stack = stack
        ctx.save_for_backward(times, *weights)
        found = stack.forward(_array(times), [_array(weight) for weight in weights])
        return torch.from_numpy(found).to(times)

    @staticmethod
    def backward(ctx: Any, *cotangents: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        times, *weights = ctx.saved_tensors
        arrays = [_array(weight) for weight in weights]
        by_times, by_weights = ctx.stack.backward(_array(times), arrays, _array(cotangents[0]))
        gradients = [torch.from_numpy(np.ascontiguousarray(g)).to(w) for g, w in zip(by_weights, weights, strict=True)]
        return None, torch.from_numpy(by_times).to(times), *gradients


def _array(tensor: torch.Tensor) -> Any:
    return tensor.detach().to("cpu", torch.float64).numpy()


def spike_times(stack: Stack, times: torch.Tensor, weights: Sequence[torch.Tensor]) -> torch.Tensor:
    """Return the first spikes of the outputs, (samples, outputs, spikes), infinite where there is none.

    Args:
        stack: the layers.
        times: of the inputs, (samples, inputs) or (samples, inputs, spikes), infinite where there is none.
        weights: of each layer, (inputs, neurons).

    """
    if times.dim() == 2:
        times = times.unsqueeze(2)
    found: torch.Tensor = _SpikeTimes.apply(stack, times, *weights)  # type: ignore[no-untyped-call]
    return found


class SpikingLayers(torch.nn.Module):
    """Fully connected layers of leaky integrate-and-fire neurons.

    Attributes:
        stack: the layers.
        weights: of each layer, (inputs, neurons); drawn from a normal distribution at first.

    """

    def __init__(
        self,
        sizes: Sequence[int],
        *,
        horizon: float,
        alpha: float = 1.0,
        beta: float = 1.0,
        threshold: float = 1.0,
        reset: float = 0.0,
        spikes: int = 1,
        engine: str = "fast",
        mean: Sequence[float] | float = 1.0,
        deviation: Sequence[float] | float = 1.0,
        dtype: torch.dtype = torch.float64,
    ) -> None:
        """Make layers of these sizes, inputs first; `mean` and `deviation` of the weights can be given by layer."""
        super().__init__()
        layers = tuple(Layer(a, b, alpha, beta, threshold, reset) for a, b in pairwise(sizes))
        self.stack = Stack(layers, horizon, spikes, engine)

        def of(value: Sequence[float] | float, layer: int) -> float:
            return float(value) if isinstance(value, (int, float)) else value[layer]

        self.weights = torch.nn.ParameterList(
            of(mean, k) + of(deviation, k) * torch.randn(layer.inputs, layer.neurons, dtype=dtype)
            for k, layer in enumerate(layers)
        )

    def forward(self, times: torch.Tensor) -> torch.Tensor:
        """Return the first spikes of the outputs; see `spike_times`."""
        return spike_times(self.stack, times, list(self.weights))

"""Layers of spiking neurons in JAX: forward the spike times, backward the exact gradient.

    stack = goldspike.layers.Stack((Layer(5, 150), Layer(150, 3)), horizon=3.0)
    loss = lambda weights: goldspike.jax.spike_times(stack, times, weights)[..., 0].sum()
    jax.grad(loss)(weights)

Under `jit`, too (a callback to the host). For binary64: `jax.config.update("jax_enable_x64", True)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from goldspike.layers import Stack

__all__ = ["spike_times"]


def spike_times(stack: Stack, times: Any, weights: Sequence[Any]) -> Any:
    """Return the first spikes of the outputs, (samples, outputs, spikes), infinite where there is none.

    Args:
        stack: the layers.
        times: of the inputs, (samples, inputs) or (samples, inputs, spikes), infinite where there is none.
        weights: of each layer, (inputs, neurons).

    """
    times = jnp.asarray(times)
    return _spike_times(stack, times[..., None] if times.ndim == 2 else times, tuple(weights))


@partial(jax.custom_vjp, nondiff_argnums=(0,))
def _spike_times(stack: Stack, times: Any, weights: Any) -> Any:
    shape = (times.shape[0], stack.layers[-1].neurons, stack.spikes)

    def forward(times: Any, weights: Any) -> Any:
        return stack.forward(np.asarray(times), [np.asarray(w) for w in weights]).astype(times.dtype)

    return jax.pure_callback(forward, jax.ShapeDtypeStruct(shape, times.dtype), times, weights)


def _forward(stack: Stack, times: Any, weights: Any) -> tuple[Any, Any]:
    return _spike_times(stack, times, weights), (times, weights)


def _backward(stack: Stack, saved: Any, cotangent: Any) -> tuple[Any, Any]:
    times, weights = saved

    def backward(times: Any, weights: Any, cotangent: Any) -> tuple[Any, Any]:
        by_times, by_weights = stack.backward(
            np.asarray(times), [np.asarray(w) for w in weights], np.asarray(cotangent)
        )
        return by_times.astype(times.dtype), tuple(g.astype(w.dtype) for g, w in zip(by_weights, weights, strict=True))

    shapes = jax.tree.map(lambda x: jax.ShapeDtypeStruct(x.shape, x.dtype), saved)
    return tuple(jax.pure_callback(backward, shapes, times, weights, cotangent))  # type: ignore[return-value]


_spike_times.defvjp(_forward, _backward)

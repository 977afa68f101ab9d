"""Feed-forward layers of spiking neurons, forward and backward, on NumPy arrays; `goldspike.torch` and `.jax` use it.

Forward: spike times. Backward: the exact gradient of the spike times, from the implicit function theorem (no surrogate,
no steps in time), in binary64 (`engine="fast"`) or with every digit proved (`engine="certified"`, slow).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldspike import answer, server
from goldspike.errors import GoldspikeError

__all__ = ["Layer", "Stack"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Layer:
    """Neurons with V' = -beta V + I, I' = -alpha I; an input spike of weight w adds w to I.

    Attributes:
        inputs: number of senders.
        neurons: number of neurons.
        alpha: inverse synaptic time constant.
        beta: inverse membrane time constant.
        threshold: of V.
        reset: of V after a spike.

    """

    inputs: int
    neurons: int
    alpha: float = 1.0
    beta: float = 1.0
    threshold: float = 1.0
    reset: float = 0.0


@dataclass(frozen=True)
class Stack:
    """Layers one after the other, up to a horizon.

    Attributes:
        layers: each as wide as the next expects.
        horizon: spikes before it are found.
        spikes: how many spikes of each output neuron are returned, the first ones. With 1 an output neuron's later
            spikes are not computed.
        engine: "fast" or "certified".

    """

    layers: tuple[Layer, ...]
    horizon: float
    spikes: int = 1
    engine: str = "fast"

    def __post_init__(self) -> None:
        """Check that the layers fit each other."""
        if not self.layers:
            raise ValueError("there are no layers")
        for k, (before, after) in enumerate(zip(self.layers, self.layers[1:], strict=False)):
            if before.neurons != after.inputs:
                raise ValueError(f"layer {k + 1} has {after.inputs} inputs, but layer {k} {before.neurons} neurons")
        if self.engine not in ("fast", "certified"):
            raise ValueError(f"no such engine: {self.engine}; there are fast and certified")

    def forward(self, times: Array, weights: Sequence[Array]) -> Array:
        """Return the first spikes of the outputs, (samples, outputs, spikes), infinite where there is none.

        Args:
            times: of the inputs, (samples, inputs, spikes of a train), infinite where there is none; any order.
            weights: of each layer, (inputs, neurons).

        """
        times, weights = self._checked(times, weights)
        shape = (len(times), self.layers[-1].neurons, self.spikes)
        if self.engine == "certified":
            return self._certified(times, weights)[0]
        return self._ask(times, weights, None).reshape(shape)

    def backward(self, times: Array, weights: Sequence[Array], cotangent: Array) -> tuple[Array, list[Array]]:
        """Return the gradient of sum(cotangent * spike times) by the input times, and by the weights of each layer.

        Args:
            times: as in `forward`.
            weights: as in `forward`.
            cotangent: (samples, outputs, spikes); not looked at where there is no spike.

        """
        times, weights = self._checked(times, weights)
        if self.engine == "certified":
            return self._certified_backward(times, weights, cotangent)
        flat = self._ask(times, weights, np.nan_to_num(np.asarray(cotangent, np.float64)))
        by_weights, at = [], 0
        for weight in weights:
            by_weights.append(flat[at : at + weight.size].reshape(weight.shape))
            at += weight.size
        return flat[at:].reshape(times.shape), by_weights

    def _checked(self, times: Array, weights: Sequence[Array]) -> tuple[Array, list[Array]]:
        times = np.ascontiguousarray(times, np.float64)
        if times.ndim != 3 or times.shape[1] != self.layers[0].inputs:
            raise ValueError(f"times must be (samples, {self.layers[0].inputs}, spikes), but are {times.shape}")
        weights = [np.ascontiguousarray(weight, np.float64) for weight in weights]
        expected = [(layer.inputs, layer.neurons) for layer in self.layers]
        if [weight.shape for weight in weights] != expected:
            raise ValueError(f"weights must be {expected}, but are {[weight.shape for weight in weights]}")
        return times, weights

    def _ask(self, times: Array, weights: Sequence[Array], cotangent: Array | None) -> Array:
        request = {
            "layers": [vars(layer) for layer in self.layers],
            "horizon": self.horizon,
            "samples": times.shape[0],
            "trains": times.shape[2],
            "spikes": self.spikes,
            "gradient": cotangent is not None,
        }
        arrays = [*weights, times, *([] if cotangent is None else [cotangent])]
        payload = b"".join(np.ascontiguousarray(array, "<f8").tobytes() for array in arrays)
        finished = server.done(server.shared().layers(request, payload).result(), 0)
        return np.frombuffer(finished.arrays, "<f8").astype(np.float64)

    def _network(self, sample: Array, weights: Sequence[Array]) -> dict[str, Any]:
        """One sample as a network file; every number exactly its binary64 value."""
        trains = [[float(t).hex() for t in np.sort(train[np.isfinite(train)])] for train in sample]
        populations: list[dict[str, Any]] = [{"name": "0", "spikes": trains}]
        projections = []
        for k, (layer, weight) in enumerate(zip(self.layers, weights, strict=True)):
            constants = {name: float(getattr(layer, name)).hex() for name in ("beta", "threshold", "reset")}
            populations.append({"name": str(k + 1), "size": layer.neurons, **constants})
            rows = [[float(w).hex() for w in row] for row in weight]
            ends = {"from": str(k), "to": str(k + 1)}
            projections.append({**ends, "alpha": float(layer.alpha).hex(), "weights": rows})
        return {
            "format": "goldspike-network/1",
            "horizon": float(self.horizon).hex(),
            "populations": populations,
            "projections": projections,
        }

    def _certified(self, times: Array, weights: Sequence[Array], jacobian: bool = False) -> tuple[Array, list[Any]]:
        networks = [self._network(sample, weights) for sample in times]
        options = {"digits": 20, "wrt": ("weights", "inputs"), "jacobian": jacobian, "certificate": False}
        answers = answer.solve_many(networks, **options)
        found = np.full((len(times), self.layers[-1].neurons, self.spikes), np.inf)
        for sample, one in enumerate(answers):
            if not one.certified:
                raise GoldspikeError(f"sample {sample} is undecided: {one.undecided}")
            for neuron, train in enumerate(one.spikes[str(len(self.layers))]):
                for k, time in enumerate(train[: self.spikes]):
                    found[sample, neuron, k] = float(time)
        return found, answers

    def _certified_backward(
        self, times: Array, weights: Sequence[Array], cotangent: Array
    ) -> tuple[Array, list[Array]]:
        answers = self._certified(times, weights, jacobian=True)[1]
        by_times, by_weights = np.zeros_like(times), [np.zeros_like(weight) for weight in weights]
        for sample, one in enumerate(answers):
            order = np.argsort(times[sample], axis=1, kind="stable")
            for entry in one.fields["jacobian"]:
                population, neuron, k = entry["spike"]
                if population != str(len(self.layers)) or k >= self.spikes:
                    continue
                value = float(entry["value"]) * float(cotangent[sample, neuron, k])
                if "weight" in entry:
                    layer, pre, post = entry["weight"]
                    by_weights[layer][pre, post] += value
                else:
                    _, unit, spike = entry["input"]
                    by_times[sample, unit, order[unit, spike]] += value
        return by_times, by_weights

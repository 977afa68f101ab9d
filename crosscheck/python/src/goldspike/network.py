"""A network as an engine under test receives it: plain records of binary64 numbers, NumPy arrays on request."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Flat", "Network", "Neurons", "Projection", "Source", "Synapse", "Term", "Wire"]

Term = tuple[float, int, float]
"""One term of a kernel, (c, n, rate), for c t^n e^(-rate t)."""

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """A population of given spike trains.

    Attributes:
        name: of the population.
        spikes: for each unit its spike times, ascending, at least 0.

    """

    name: str
    spikes: tuple[tuple[float, ...], ...]

    @property
    def size(self) -> int:
        """Number of units."""
        return len(self.spikes)


@dataclass(frozen=True)
class Neurons:
    """A population of leaky integrate-and-fire neurons, V' = -beta (V - leak) + sum of currents + input current.

    All lists have one entry for each neuron.

    Attributes:
        name: of the population.
        beta: inverse membrane time constants.
        threshold: thresholds; None where a neuron never spikes.
        reset: value of V after a spike.
        leak: resting potential.
        initial: V at time 0.
        refractory: time for which V is held at `reset` after a spike.
        current: input currents, each a list of times and the values from then on.
        reset_kernel: what a spike of its own adds to V, for a fall of threshold - reset = 1; None for -e^(-beta t), and
            left out as a whole where that holds for all neurons.

    """

    name: str
    beta: tuple[float, ...]
    threshold: tuple[float | None, ...]
    reset: tuple[float, ...]
    leak: tuple[float, ...]
    initial: tuple[float, ...]
    refractory: tuple[float, ...]
    current: tuple[tuple[tuple[float, float], ...], ...]
    reset_kernel: tuple[tuple[Term, ...] | None, ...] = ()

    def __post_init__(self) -> None:
        if not self.reset_kernel:
            object.__setattr__(self, "reset_kernel", (None,) * self.size)

    @property
    def size(self) -> int:
        """Number of neurons."""
        return len(self.beta)

    @property
    def spiking(self) -> bool:
        """Whether the population has spikes in a reply: whether any neuron has a threshold."""
        return any(threshold is not None for threshold in self.threshold)


@dataclass(frozen=True)
class Synapse:
    """One synapse: a spike of `pre` adds `weight` to a current of rate `alpha` of `post`, `delay` later.

    Where there is a `kernel`, it adds `weight` times that to V itself, and `alpha` means nothing.
    """

    pre: int
    post: int
    weight: float
    alpha: float
    delay: float
    kernel: tuple[Term, ...] | None = None


@dataclass(frozen=True)
class Projection:
    """All synapses from one population to another; matrices are rows of source units by columns of targets.

    Attributes:
        source: name of the sending population.
        target: name of the receiving population.
        alpha: inverse synaptic time constants, (pre, post); NaN where there is a kernel.
        weights: (pre, post); None where there is no synapse.
        delays: (pre, post), 0 where there is no synapse.
        kernel: the response of V itself to a spike of weight 1; None where there is `alpha`.

    """

    source: str
    target: str
    alpha: tuple[tuple[float, ...], ...]
    weights: tuple[tuple[float | None, ...], ...]
    delays: tuple[tuple[float, ...], ...]
    kernel: tuple[Term, ...] | None = None

    def synapses(self) -> Iterator[Synapse]:
        """Yield all synapses, row by row."""
        for pre, row in enumerate(self.weights):
            for post, weight in enumerate(row):
                if weight is not None:
                    yield Synapse(pre, post, weight, self.alpha[pre][post], self.delays[pre][post], self.kernel)

    def weight_matrix(self, dtype: Any = None) -> NDArray[Any]:
        """Return the weights as an array (pre, post), 0 where there is no synapse; needs NumPy."""
        return _array([[0.0 if weight is None else weight for weight in row] for row in self.weights], dtype)

    def delay_matrix(self, dtype: Any = None) -> NDArray[Any]:
        """Return the delays as an array (pre, post); needs NumPy."""
        return _array(self.delays, dtype)

    def alpha_matrix(self, dtype: Any = None) -> NDArray[Any]:
        """Return the inverse synaptic time constants as an array (pre, post); needs NumPy."""
        return _array(self.alpha, dtype)

    def mask(self) -> NDArray[np.bool_]:
        """Return where there is a synapse, as an array (pre, post); needs NumPy."""
        return _array([[weight is not None for weight in row] for row in self.weights], bool)

    def gradient(self, values: Any) -> list[list[float | None]]:
        """Shape a gradient (pre, post), array or lists, for a reply: None where there is no synapse."""
        return [
            [None if weight is None else float(values[pre][post]) for post, weight in enumerate(row)]
            for pre, row in enumerate(self.weights)
        ]


@dataclass(frozen=True)
class Wire:
    """One synapse of a network whose units are counted through.

    Attributes:
        sender: index among the inputs if `from_input`, else among the neurons.
        from_input: whether the sender is given.
        target: index among the neurons.
        weight: what a spike adds to the current of rate `alpha`.
        alpha: inverse synaptic time constant.
        delay: from spike to arrival.
        projection: index of the projection.
        kernel: the response of V itself in the place of a current, or None.

    """

    sender: int
    from_input: bool
    target: int
    weight: float
    alpha: float
    delay: float
    projection: int
    kernel: tuple[Term, ...] | None = None


@dataclass(frozen=True)
class Flat:
    """A network whose inputs, and whose neurons, are counted through all populations.

    Attributes:
        inputs: the spike trains.
        neurons: of all populations, one after the other, as one.
        wires: all synapses.
        shape: name, size and whether it spikes of each population of neurons.

    """

    inputs: tuple[tuple[float, ...], ...]
    neurons: Neurons
    wires: tuple[Wire, ...]
    shape: tuple[tuple[str, int, bool], ...]

    def arrivals(self, until: float) -> list[tuple[float, Wire]]:
        """Return when input spikes arrive, up to a time, in order."""
        found = [(t + w.delay, w) for w in self.wires if w.from_input for t in self.inputs[w.sender]]
        return sorted((one for one in found if one[0] <= until), key=lambda one: one[0])

    def spikes(self, trains: Sequence[Sequence[float]]) -> dict[str, list[list[float]]]:
        """Return spike trains of all neurons by population, as a reply has them."""
        found, at = {}, 0
        for name, size, spiking in self.shape:
            if spiking:
                found[name] = [[float(t) for t in train] for train in trains[at : at + size]]
            at += size
        return found


@dataclass(frozen=True)
class Network:
    """A network in the normal form of the protocol: convention `kernel`, rates, full lists and matrices.

    Attributes:
        id: name of the network.
        horizon: spikes up to and at this time are asked for.
        populations: sources and neurons by name, in the file's order.
        projections: in the file's order, which is that of a gradient.
        loss: the loss as in the file, or None.
        dt: on a grid the length of a step; then all times are counted in steps. Else None.

    """

    id: str
    horizon: float
    populations: Mapping[str, Source | Neurons]
    projections: tuple[Projection, ...]
    loss: Json | None
    dt: float | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The populations of given spike trains, in the file's order."""
        return tuple(p for p in self.populations.values() if isinstance(p, Source))

    @property
    def neurons(self) -> tuple[Neurons, ...]:
        """The populations of neurons, in the file's order."""
        return tuple(p for p in self.populations.values() if isinstance(p, Neurons))

    def flat(self) -> Flat:
        """Count inputs and neurons through all populations."""
        first: dict[str, int] = {}
        inputs: list[tuple[float, ...]] = []
        groups = self.neurons
        for source in self.sources:
            first[source.name] = len(inputs)
            inputs.extend(source.spikes)
        count = 0
        for group in groups:
            first[group.name] = count
            count += group.size
        fields = ("beta", "threshold", "reset", "leak", "initial", "refractory", "current", "reset_kernel")
        merged = {field: tuple(value for group in groups for value in getattr(group, field)) for field in fields}
        given = {source.name for source in self.sources}
        wires = tuple(
            Wire(
                first[p.source] + s.pre,
                p.source in given,
                first[p.target] + s.post,
                s.weight,
                s.alpha,
                s.delay,
                k,
                s.kernel,
            )
            for k, p in enumerate(self.projections)
            for s in p.synapses()
        )
        shape = tuple((group.name, group.size, group.spiking) for group in groups)
        return Flat(tuple(inputs), Neurons("", **merged), wires, shape)

    @staticmethod
    def of(request: Json, dt: Any = None) -> Network:
        """Read the `network` of a `run` request, and its `dt`.

        Raises:
            KeyError, TypeError, ValueError: if it is not in normal form.

        """
        populations = {p["name"]: _population(p) for p in request["populations"]}
        projections = tuple(_projection(p) for p in request["projections"])
        loss = request.get("loss")
        step = None if dt is None else float(dt)
        return Network(request.get("id", ""), float(request["horizon"]), populations, projections, loss, step)


def _population(fields: Json) -> Source | Neurons:
    name = str(fields["name"])
    if "spikes" in fields:
        return Source(name, tuple(tuple(map(float, train)) for train in fields["spikes"]))
    size = int(fields["size"])

    def each(field: str, default: Sequence[float]) -> tuple[float, ...]:
        given = fields.get(field, default)
        return tuple(map(float, given)) if isinstance(given, (list, tuple)) else (float(given),) * size

    zeros = (0.0,) * size
    leak = each("leak", zeros)
    given: Any = fields.get("current")
    jumps = given["neuron"] if isinstance(given, Mapping) else [given or []] * size
    current = tuple(tuple((float(time), float(value)) for time, value in train) for train in jumps)
    thresholds = tuple(None if value is None else float(value) for value in fields["threshold"])
    return Neurons(
        name,
        each("beta", zeros),
        thresholds,
        each("reset", zeros),
        leak,
        each("initial", leak),
        each("refractory", zeros),
        current,
        (_kernel(fields.get("reset_kernel")),) * size,
    )


def _kernel(terms: Any) -> tuple[Term, ...] | None:
    return None if terms is None else tuple((float(c), int(n), float(rate)) for c, n, rate in terms)


def _projection(fields: Json) -> Projection:
    weights = tuple(tuple(None if w is None else float(w) for w in row) for row in fields["weights"])
    kernel, delays = _kernel(fields.get("kernel")), fields.get("delays", 0.0)
    alpha = fields["alpha"] if kernel is None else math.nan

    def rate(pre: int, post: int) -> float:
        if not isinstance(alpha, Mapping):
            return float(alpha)
        return float(alpha["pre"][pre] if "pre" in alpha else alpha["post"][post])

    def delay(pre: int, post: int) -> float:
        if not isinstance(delays, (list, tuple)):
            return float(delays)
        value = delays[pre][post]
        return 0.0 if value is None else float(value)

    def matrix(entry: Any) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(entry(i, j) for j in range(len(row))) for i, row in enumerate(weights))

    return Projection(str(fields["from"]), str(fields["to"]), matrix(rate), weights, matrix(delay), kernel)


def _array(values: Any, dtype: Any) -> NDArray[Any]:
    import numpy

    array: NDArray[Any] = numpy.array(values, dtype=numpy.float64 if dtype is None else dtype)
    return array

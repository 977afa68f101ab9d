"""Judges a library on the golden corpus without Java.

The corpus carries, for each network, what is right for exactly the binary64 numbers that a library is given, the
greatest error that sound arithmetic may have in each number, and the places from which on another number or order of
spikes is excused (proofs-notes/verdict.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from goldspike.corpus import folder
from goldspike.engine import FEATURES, Reply
from goldspike.network import Network

__all__ = ["JudgedCase", "Verdict", "judge", "judged_cases"]

ROUNDINGS = 16
_EXACT = Context(prec=2000)

JUDGED_DTYPES = ("float64", "float32")


@dataclass(frozen=True)
class JudgedCase:
    """A network of the corpus with all that is needed to judge a library on it.

    Attributes:
        id: of the network.
        level: 1, 2 or 3.
        features: what a library has to be able to do for it (`goldspike.engine.FEATURES`).
        network: as a library is given it.
        fields: the line of `judged.jsonl`.

    """

    id: str
    level: int
    features: frozenset[str]
    network: Network
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What is held against a library on one network.

    Attributes:
        wrong: sentences, empty if nothing is.
        excused: sentences of what differs where sound arithmetic may find another picture, too.
        share: the greatest error, in parts of its limit.

    """

    wrong: tuple[str, ...]
    excused: tuple[str, ...]
    share: float

    @property
    def agrees(self) -> bool:
        """Whether nothing is held against the library."""
        return not self.wrong


def judged_cases(*, level: int | Iterable[int] | None = None, features: Iterable[str] = ()) -> Iterator[JudgedCase]:
    """Yield the networks of the corpus that need no other features than these.

    Args:
        level: 1, 2 or 3, or several; all if left out.
        features: what your library can do; see `goldspike.engine.FEATURES`.

    Raises:
        ValueError: for a feature that there is not.

    """
    unknown = sorted(set(features := list(features)) - FEATURES)
    if unknown:
        raise ValueError(f"no such feature: {', '.join(unknown)}; there are {', '.join(sorted(FEATURES))}")
    levels = {1, 2, 3} if level is None else {level} if isinstance(level, int) else set(level)
    claimed = frozenset(features)
    for line in (folder() / "judged.jsonl").read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        needed = frozenset(fields["features"])
        if fields["level"] in levels and needed <= claimed:
            yield JudgedCase(fields["id"], fields["level"], needed, Network.of(fields["network"]), fields)


def judge(
    case: JudgedCase, reply: Reply | Mapping[str, Any], *, dtype: str = "float64", accuracy: float | None = None
) -> Verdict:
    """Hold what a library answers against the truth.

    Args:
        case: the network that it was given.
        reply: spikes, and loss and gradient by weights if it has them; what is left out is not judged.
        dtype: its arithmetic, float64 or float32.
        accuracy: greatest absolute error that it claims for its spike times, if it is no rounding error; loss and
            gradient are not judged then, and other numbers of spikes are excused where binary32 excuses them.

    Raises:
        ValueError: for another dtype: the corpus has no limits for it.

    """
    if dtype not in JUDGED_DTYPES:
        raise ValueError(f"the corpus has limits for {' and '.join(JUDGED_DTYPES)}, not for {dtype}: goldspike conform")
    judging = _Judging(case, case.fields["allowed"]["float32" if accuracy else dtype], accuracy or 0.0)
    fields = reply.fields() if isinstance(reply, Reply) else reply
    judging.spikes(fields.get("spikes"))
    if not accuracy:
        judging.loss(fields.get("loss"))
        judging.gradient(fields.get("gradient"))
    return Verdict(tuple(judging.wrong), tuple(judging.excused), judging.share)


class _Judging:
    def __init__(self, case: JudgedCase, allowed: Mapping[str, Any], accuracy: float = 0.0) -> None:
        self.accuracy = accuracy
        self.case = case
        self.truth = case.fields
        self.allowed = allowed
        self.known = float(case.fields["known"])
        self.complete = "undecided" not in case.fields
        self.wrong: list[str] = []
        self.excused: list[str] = []
        self.share = 0.0

    def held(self, sentence: str, time: float, derivatives: bool = False) -> None:
        """Wrong, unless the network is near critical before that time."""
        until = time + ROUNDINGS * self.allowed["unit"] * abs(time)
        for place in self.allowed["critical"]:
            if (derivatives or not place["derivatives"]) and place["time"] <= until:
                self.excused.append(f"{sentence}; excused: {place['sentence']}")
                return
        self.wrong.append(sentence)

    def value(
        self, name: str, expected: str, found: Any, limit: float | None, time: float, derivatives: bool = False
    ) -> None:
        """Hold one number against its limit; the difference is taken exactly."""
        given = found if isinstance(found, Decimal) else Decimal(found)
        error = abs(float(_EXACT.subtract(given, Decimal(expected))))
        if limit is None:
            if error:
                self.excused.append(f"{name}: no limit can be derived")
            return
        limit += self.accuracy
        self.share = max(self.share, error / limit if error else 0.0)
        if error > limit:
            self.held(
                f"{name} is {found}, expected {expected}, an error of {error / limit:.3g} times the limit",
                time,
                derivatives,
            )

    def spikes(self, found: Mapping[str, Sequence[Sequence[Any]]] | None) -> None:
        if found is None:
            return
        for name, trains in found.items():
            if name not in self.truth["spikes"] and any(len(train) for train in trains):
                self.wrong.append(f'population "{name}" has spikes, but is none that can spike')
        for name, golden in self.truth["spikes"].items():
            given = found.get(name)
            if given is None or len(given) != len(golden):
                count = "no" if given is None else len(given)
                self.wrong.append(f'population "{name}" has {count} lists, expected {len(golden)}')
                continue
            for neuron, (right, train) in enumerate(zip(golden, given, strict=True)):
                self.train(name, neuron, right, [t for t in train if self.complete or float(t) <= self.known])

    def train(self, name: str, neuron: int, right: Sequence[str], found: Sequence[Any]) -> None:
        limits = self.allowed["spikes"][name][neuron]
        place = f'neuron {neuron} of "{name}"'
        for k, (expected, time) in enumerate(zip(right, found, strict=False)):
            self.value(f"{place}, spike {k}", expected, time, limits[k], min(float(expected), float(time)))
        if len(right) != len(found):
            common = min(len(right), len(found))
            time = float(right[common]) if len(right) > common else float(found[common])
            self.held(f"{place} has {len(found)} spikes, expected {len(right)}", time)

    def loss(self, found: Mapping[str, Any] | None) -> None:
        expected = self.truth.get("loss", {})
        if found is None or not self.complete or "value" not in expected:
            return
        if "undefined" in found:
            self.held(f"the loss is undefined ({found['undefined']}), expected {expected['value']}", self.known)
        else:
            self.value("the loss", expected["value"], found["value"], self.allowed["loss"], self.known)

    def gradient(self, found: Mapping[str, Any] | None) -> None:
        expected = self.truth.get("gradient", {})
        if found is None or not self.complete or "weights" not in expected:
            return
        if "undefined" in found:
            self.held(f"the gradient is undefined ({found['undefined']}), but it has a value", self.known, True)
            return
        weights = found["weights"]
        if len(weights) != len(expected["weights"]):
            self.wrong.append(f"the gradient has {len(weights)} projections, expected {len(expected['weights'])}")
            return
        for p, matrix in enumerate(weights):
            if matrix is not None:
                self.matrix(p, expected["weights"][p], matrix)

    def matrix(self, p: int, expected: Sequence[Sequence[str | None]], found: Any) -> None:
        shape = (len(expected), len(expected[0]) if expected else 0)
        if len(found) != shape[0] or any(len(row) != shape[1] for row in found):
            self.wrong.append(f"the gradient of projection {p} has not the shape {shape} of its weights")
            return
        for i, row in enumerate(expected):
            for j, entry in enumerate(row):
                given = found[i][j]
                name = f"gradient of weight {p}, {i}, {j}"
                if entry is None:
                    if given is not None and float(given) != 0:
                        self.wrong.append(f"{name} is {given}, but there is no synapse")
                elif given is not None:
                    self.value(name, entry, given, self.allowed["gradient"][p][i][j], self.known, True)

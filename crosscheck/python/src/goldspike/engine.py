"""Serve your library to `goldspike conform`: the whole protocol is the call of one function.

    from goldspike.engine import Reply, Skip, serve

    def run(network):
        spikes = my_library(network)                # {population: [[times of neuron 0], ...]}
        return Reply(spikes=spikes)

    serve(run, name="my library", dtype="float32", features=["recurrent", "delays"])

and, in a shell, `goldspike conform -- python my_engine.py`.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from goldspike.network import Network

__all__ = ["FEATURES", "RESTRICTIONS", "WRT", "Reply", "Skip", "claim_output", "serve"]

VERSION = 1
FEATURES = frozenset(
    {
        "recurrent",
        "self-connections",
        "delays",
        "heterogeneous",
        "equal-time-constants",
        "leak",
        "initial",
        "reset",
        "refractory",
        "readout",
        "current",
        "no-leak",
        "kernels",
    }
)
RESTRICTIONS = frozenset(
    {
        "chains",
        "one-threshold",
        "one-rate",
        "alpha-twice-beta",
        "alpha-above-beta",
        "one-spike",
        "no-input-at-zero",
        "delays-at-least",
        "times-at-most",
    }
)
WRT = (
    "weights",
    "delays",
    "alpha",
    "beta",
    "threshold",
    "reset",
    "leak",
    "inputs",
    "initial",
    "current",
    "current-times",
    "kernel",
    "reset-kernel",
)
DTYPES = frozenset({"float64", "float32", "float16", "bfloat16"})


class Skip(Exception):
    """Raise it in `run` for a network that your library does not do; the message says why."""


@dataclass(frozen=True)
class Reply:
    """What a library answers; what is left out is not judged.

    Attributes:
        spikes: for each spiking population one list of spike times for each neuron, silent ones empty.
        loss: value of the loss.
        weights: gradient of the loss: for each projection, in order, (pre, post); None where there is no synapse
            (`Projection.gradient` makes it from an array).
        gradient: gradient by other kinds of reals (`WRT`), in the shapes of the network file.
        undefined: in place of loss and gradient: why the loss has no value.
        extra: further fields of the reply, as the protocol has them.

    """

    spikes: Mapping[str, Sequence[Iterable[float]]]
    loss: float | None = None
    weights: Sequence[Any] | None = None
    gradient: Mapping[str, Any] = field(default_factory=dict)
    undefined: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """Return the fields of the reply, numbers as JSON has them.

        Raises:
            ValueError: for a number that is not finite: silence is an empty list, not an infinity.
            TypeError: if spikes are not one list of times for each neuron.

        """
        reply: dict[str, Any] = {"spikes": {name: _trains(trains, name) for name, trains in self.spikes.items()}}
        if self.undefined is not None:
            reply["loss"] = reply["gradient"] = {"undefined": self.undefined}
        if self.loss is not None:
            reply["loss"] = {"value": _finite(self.loss, "loss")}
        if self.weights is not None or self.gradient:
            weights = {} if self.weights is None else {"weights": [_entries(projection) for projection in self.weights]}
            reply["gradient"] = weights | {kind: _values(values) for kind, values in self.gradient.items()}
        return {**reply, **self.extra}


def serve(
    run: Callable[[Network], Reply | Mapping[str, Any]],
    *,
    name: str,
    version: str = "",
    language: str | None = None,
    dtype: str = "float64",
    features: Iterable[str] = (),
    losses: Iterable[str] | None = None,
    wrt: Iterable[str] | None = None,
    accuracy: float | None = None,
    restrictions: Iterable[str | Mapping[str, float]] = (),
    constants: Mapping[str, float] | None = None,
    grid: Mapping[str, Any] | None = None,
    extra: Mapping[str, Any] | None = None,
    requests: TextIO | None = None,
    replies: TextIO | None = None,
) -> None:
    """Answer the requests of `goldspike conform` until it says stop or closes the pipe.

    What `run` or the library below it prints goes to standard error, so that it cannot spoil a reply. An exception
    costs one network: its text becomes the reply's message, its traceback goes to standard error.

    Args:
        run: answers a network; raise `Skip` for one that the library does not do.
        name: of your library.
        version: of your library.
        language: "Python 3.11.7" and the like if left out.
        dtype: arithmetic of your library, which decides what is held against it: float64, float32, float16, bfloat16.
        features: what your library can do beyond feed-forward networks of neurons with one alpha and one beta; only
            networks that need no other are sent. See `FEATURES`.
        losses: kinds of loss that it has; left out: all.
        wrt: kinds of reals by which it gives gradients; left out: weights. See `WRT`.
        accuracy: greatest absolute error of its spike times, in the network's unit of time.
        restrictions: what networks must be for it; a name of `RESTRICTIONS`, or {name: bound} for those with a bound.
        constants: its own alpha, beta, threshold, near which networks are drawn.
        grid: for a program with steps: {"profile": ..., "dt": ...} as the protocol has it; "dt" may be "any".
        extra: further fields of the start reply, as the protocol has them.
        requests: where requests come from (standard input if left out).
        replies: where replies go (standard output if left out).

    Raises:
        ValueError: for a feature, a restriction, a kind or a dtype that there is not.

    """
    features = list(features)
    _known("feature", features, FEATURES)
    restrictions = list(restrictions)
    names = [next(iter(one)) if isinstance(one, Mapping) else one for one in restrictions]
    _known("restriction", names, RESTRICTIONS)
    _known("kind of reals", wrt or (), WRT)
    if dtype not in DTYPES:
        raise ValueError(f"no such dtype: {dtype}; there are {', '.join(sorted(DTYPES))}")
    implementation = {
        "name": name,
        "version": version,
        "language": language or f"Python {platform.python_version()}",
        "dtype": dtype,
        "features": features,
    }
    said = {
        **({} if losses is None else {"losses": list(losses)}),
        **({} if wrt is None else {"wrt": list(wrt)}),
        **({} if accuracy is None else {"accuracy": _finite(accuracy, "accuracy")}),
        **({"restrictions": restrictions} if restrictions else {}),
        **({} if constants is None else {"constants": dict(constants)}),
        **({} if grid is None else {"grid": dict(grid)}),
        **(extra or {}),
    }
    with contextlib.ExitStack() as stack:
        out = replies if replies is not None else stack.enter_context(_own_standard_output())
        for line in requests if requests is not None else sys.stdin:
            request = json.loads(line)
            if request["cmd"] == "start":
                _send(out, {"version": VERSION, "implementation": implementation, **said})
            elif request["cmd"] == "run":
                _send(out, {"seq": request["seq"], **_answer(run, request)})
            elif request["cmd"] == "stop":
                return


def _trains(trains: Sequence[Iterable[float]], name: str) -> list[list[float]]:
    try:
        return [[_finite(t, name) for t in train] for train in trains]
    except TypeError:
        raise TypeError(f'spikes of "{name}" are not one list of times for each neuron, silent ones empty') from None


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise ValueError(f"no such {what}: {', '.join(unknown)}; there are {', '.join(sorted(known))}")


def _answer(run: Callable[[Network], Reply | Mapping[str, Any]], request: Mapping[str, Any]) -> dict[str, Any]:
    try:
        reply = run(Network.of(request["network"], request.get("dt")))
        if not isinstance(reply, Reply | Mapping):
            raise TypeError(f"run returned {type(reply).__name__}, not a goldspike.engine.Reply")
        fields = reply.fields() if isinstance(reply, Reply) else dict(reply)
        json.dumps(fields, allow_nan=False)
        return fields
    except Skip as declined:
        return {"skipped": True, "message": str(declined)}
    except Exception as problem:
        traceback.print_exc()
        return {"errored": True, "message": f"{type(problem).__name__}: {problem}"}


def _send(out: TextIO, message: Mapping[str, Any]) -> None:
    out.write(json.dumps(message, allow_nan=False) + "\n")
    out.flush()


_claimed: list[int] = []


def claim_output() -> None:
    """Keep standard output for replies from now on; call it before the import of a library that greets there."""
    if not _claimed:
        sys.stdout.flush()
        _claimed.append(os.dup(1))
        os.dup2(2, 1)


@contextlib.contextmanager
def _own_standard_output() -> Iterator[TextIO]:
    """Keep the real standard output for replies; what anybody else writes there, C code too, goes to standard error."""
    claim_output()
    with os.fdopen(_claimed.pop(), "w", encoding="utf-8") as out:
        try:
            with contextlib.redirect_stdout(sys.stderr):
                yield out
        finally:
            os.dup2(out.fileno(), 1)


def _finite(value: Any, where: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{where}: {number} is no number; a silent neuron is an empty list")
    return number


def _values(values: Any) -> Any:
    """Numbers of any shape, null where there is none."""
    if isinstance(values, Mapping):
        return {name: _values(value) for name, value in values.items()}
    return _entries(values)


def _entries(values: Any) -> Any:
    if values is None:
        return None
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, (list, tuple)):
        return [_entries(value) for value in values]
    return _finite(values, "gradient")

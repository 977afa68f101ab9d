"""Golden answers as Python objects; every real keeps all of its proved digits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from goldspike import server
from goldspike.errors import BadInput, NotProved

__all__ = ["Answer", "fast", "solve", "solve_many", "textbook", "verify"]

NetworkLike = Mapping[str, Any] | str | bytes | Path


@dataclass(frozen=True)
class Answer:
    """An answer; the file itself is `text`, its JSON `fields`.

    Reals are `decimal.Decimal`, without loss: each differs from the true value by less than one unit of its last
    printed place if `certified`. `mpmath.mpf(str(x))` and `float(x)` convert them.

    Attributes:
        text: the answer file (`goldspike-answer/1`).
        network: the text of the network file that was answered.

    """

    text: str
    network: str

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The answer file as JSON; reals are strings."""
        fields: dict[str, Any] = json.loads(self.text)
        return fields

    @property
    def status(self) -> str:
        """`certified`, `uncertified` or `undecided`."""
        return str(self.fields["status"])

    @property
    def certified(self) -> bool:
        """Whether every digit is proved and nothing is undecided."""
        return self.status == "certified"

    @property
    def undecided(self) -> list[dict[str, Any]]:
        """What was not decided: kind, place and a sentence each; empty if all was."""
        return list(self.fields.get("undecided", []))

    @cached_property
    def spikes(self) -> dict[str, list[list[Decimal]]]:
        """Spike times, for each spiking population and neuron."""
        return _reals(self.fields.get("spikes", {}))  # type: ignore[no-any-return]

    @cached_property
    def slopes(self) -> dict[str, list[list[Decimal]]]:
        """V' just before each spike, in the shape of `spikes`."""
        return _reals(self.fields.get("slopes", {}))  # type: ignore[no-any-return]

    @property
    def loss(self) -> Decimal | None:
        """Value of the loss; None if the network has none, or if it is undefined or undecided."""
        value = self.fields.get("loss", {}).get("value")
        return None if value is None else _EXACT.create_decimal(value)

    @property
    def loss_undefined(self) -> str | None:
        """Why the loss has no value, or None."""
        return self.fields.get("loss", {}).get("undefined")  # type: ignore[no-any-return]

    @cached_property
    def gradient(self) -> dict[str, Any]:
        """Gradient of the loss by kind of parameter, each in the shape of the network file."""
        return _reals(self.fields.get("gradient", {}))  # type: ignore[no-any-return]


_EXACT = Context(prec=100_000)


def _reals(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: entry if key == "undefined" else _reals(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_reals(entry) for entry in value]
    return None if value is None else _EXACT.create_decimal(value)


def _text(network: NetworkLike) -> str:
    given = network.read_bytes() if isinstance(network, Path) else network
    if isinstance(given, (bytes, bytearray, memoryview)):
        try:
            return bytes(given).decode("utf-8")
        except UnicodeDecodeError as failed:
            name = network if isinstance(network, Path) else "network"
            raise BadInput(f"{name}: /: is not UTF-8: {failed.reason} at byte {failed.start}") from None
    return given if isinstance(given, str) else json.dumps(given, default=_exact)


def _exact(value: Any) -> Any:
    """Return a number of a dict that JSON does not know, without loss: text that is exact, or lists of such."""
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    if hasattr(value, "tolist"):  # NumPy's arrays and scalars
        return value.tolist()
    if hasattr(value, "_mpf_"):  # a number of mpmath, or its infinity, which goldspike refuses
        libmp = import_module("mpmath").libmp
        finite = value._mpf_[1] or value == 0
        return str(Fraction(*map(int, libmp.to_rational(value._mpf_)))) if finite else str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise BadInput(f"network: /: a {type(value).__name__} is no value of a network file")


def _submit(network: NetworkLike, arguments: Iterable[str]) -> tuple[str, Future[server.Finished]]:
    text = _text(network)
    return text, server.shared().submit(["solve", "network", *arguments], {"network": text})


def _options(
    digits: int, wrt: Iterable[str], method: str, jacobian: bool, condition: bool, certificate: bool, engine: str
) -> list[str]:
    options = ["--digits", str(digits), "--wrt", ",".join(wrt), "--method", method, "--engine", engine]
    options += ["--jacobian"] * jacobian + ["--condition"] * condition
    return options + ([] if certificate else ["--no-certificate"])


def _answer(text: str, finished: server.Finished) -> Answer:
    return Answer(server.done(finished, 0, 3).out, text)


def solve(
    network: NetworkLike,
    *,
    digits: int = 50,
    wrt: Iterable[str] = ("weights",),
    method: str = "forward",
    jacobian: bool = False,
    condition: bool = False,
    certificate: bool = True,
    engine: str = "certified",
) -> Answer:
    """Find spike times, loss and gradient of a network, every digit proved.

    Args:
        network: a network file as a dict, as its text or its bytes (UTF-8), or as a `pathlib.Path`. Floats of a dict
            stand for their shortest decimal, as `json` writes them; strings ("0.1", "1/3"), `Decimal`, `Fraction`
            and `mpmath.mpf` are exact.
        digits: significant digits of every real, each right to a unit of its last place.
        wrt: what gradient and Jacobian are taken by: weights, delays, alpha, beta, threshold, reset, leak, inputs,
            initial, current, current-times.
        method: forward, adjoint or eventprop; the digits are the same.
        jacobian: also the derivatives of all spike times.
        condition: also the condition numbers of the gradient's entries, and the nearest events.
        certificate: with the certificate that `verify` needs.
        engine: certified, textbook (apfloat; not proved) or fast (binary64; not proved).

    Raises:
        BadInput: with pointer and detail, if network or options are wrong.
        JavaNotFound: if there is no Java.

    """
    text, future = _submit(network, _options(digits, wrt, method, jacobian, condition, certificate, engine))
    return _answer(text, future.result())


def solve_many(networks: Iterable[NetworkLike], **options: Any) -> list[Answer]:
    """Solve many networks, on all processors; the options are those of `solve`. Answers are in order."""
    defaults: dict[str, Any] = {
        "digits": 50,
        "wrt": ("weights",),
        "method": "forward",
        "jacobian": False,
        "condition": False,
        "certificate": True,
        "engine": "certified",
    }
    arguments = _options(**(defaults | options))
    asked = [_submit(network, arguments) for network in networks]
    return [_answer(text, future.result()) for text, future in asked]


def fast(network: NetworkLike, *, wrt: Iterable[str] = ("weights",), method: str = "adjoint") -> Answer:
    """Answer in binary64, 17 digits that claim nothing; see `solve`."""
    return solve(network, digits=17, wrt=wrt, method=method, certificate=False, engine="fast")


def textbook(network: NetworkLike, *, digits: int = 50, wrt: Iterable[str] = ("weights",)) -> Answer:
    """Answer by the second, independent engine (apfloat; its digits are not proved); see `solve`."""
    return solve(network, digits=digits, wrt=wrt, certificate=False, engine="textbook")


def verify(answer: Answer) -> str:
    """Prove an answer anew from its certificate, and return the line that says what was proved.

    It begins with "accepted", or with "undecided" if the answer also says what is not proved (that no more
    can be decided, for instance).

    Raises:
        NotProved: if anything that is printed was not proved; the message says where and why.
        BadInput: if network or answer are malformed.
        TypeError: if it is no `Answer`.

    """
    if not isinstance(answer, Answer):
        raise TypeError(f"verify takes an Answer as solve returns it, not {type(answer).__name__}")
    files = {"network": answer.network, "answer": answer.text}
    finished = server.done(server.shared().submit(["verify", "network", "answer"], files).result(), 0, 1, 3)
    if finished.status == 1:
        raise NotProved(finished.out.strip())
    return finished.out.strip()

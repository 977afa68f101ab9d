"""Ask an engine the golden corpus and judge it, without Java: `goldspike check -- python my_engine.py`."""

from __future__ import annotations

import json
import shlex
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from goldspike.engine import FEATURES
from goldspike.judge import JUDGED_DTYPES, JudgedCase, Verdict, judge, judged_cases
from goldspike.network import Network

__all__ = ["Check", "check"]

TIME_LIMIT = 30.0


@dataclass(frozen=True)
class Check:
    """What an engine did on the corpus.

    Attributes:
        implementation: what it says of itself.
        verdicts: by the id of the network, of those that it answered.
        declined: why, by the id of the network, of those that it skipped.
        failed: what it said or did, by the id of the network, where it gave no answer.
        unclaimed: how many networks were not sent.
        reasons: how many of them need a feature that it does not claim, by its name, or break a restriction; a network
            that needs several counts for each.

    """

    implementation: Mapping[str, Any]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    declined: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    unclaimed: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def wrong(self) -> dict[str, Verdict]:
        """The networks on which something is held against the engine."""
        return {name: verdict for name, verdict in self.verdicts.items() if not verdict.agrees}

    @property
    def agrees(self) -> bool:
        """Whether something was judged, and nothing is held against the engine."""
        return bool(self.verdicts) and not self.wrong and not self.failed

    def text(self, most: int = 20) -> str:
        """Return what a person reads; at most so many networks are named."""
        about = self.implementation
        judged = Counter(
            "disagrees" if not verdict.agrees else "excused" if verdict.excused else "agrees"
            for verdict in self.verdicts.values()
        )
        counts = [f"{count} {name}" for name, count in sorted(judged.items())]
        others = {"failed": len(self.failed), "skipped": len(self.declined), "not sent": self.unclaimed}
        counts += [f"{count} {name}" for name, count in others.items() if count]
        lines = [f"engine: {about.get('name')} {about.get('version', '')}, {about.get('dtype')}".replace(" ,", ",")]
        lines.append("golden corpus: " + ", ".join(counts or ["nothing"]))
        if self.reasons:
            most_first = sorted(self.reasons.items(), key=lambda reason: (-reason[1], reason[0]))
            lines.append("not sent, because it does not claim: " + ", ".join(f"{n} {name}" for name, n in most_first))
        shares = [verdict.share for verdict in self.verdicts.values() if verdict.agrees]
        if shares:
            lines.append(f"where it agrees: errors up to {max(shares):.2g} of their limits")
        named = [f"{name}: {verdict.wrong[0]}" for name, verdict in self.wrong.items()]
        named += [f"{name}: failed: {why}" for name, why in self.failed.items()]
        lines += named[:most] + ([f"... and {len(named) - most} more"] if len(named) > most else [])
        lines.append("agrees" if self.agrees else "DISAGREES" if self.verdicts or self.failed else "nothing was judged")
        return "\n".join(lines)


def check(command: Sequence[str], *, level: int | Iterable[int] | None = None) -> Check:
    """Start an engine, ask it the networks of the corpus that it claims, and judge what it answers.

    Random networks, the search for the smallest network that shows a mistake, and its name are `goldspike.conform`'s.

    Args:
        command: starts a program that speaks the protocol (`goldspike.engine.serve`).
        level: 1, 2 or 3, or several; all if left out.

    Raises:
        RuntimeError: if the program does not start, in one line with the last that it said on standard error.

    """
    with _Engine(command) as engine:
        reply = engine.start()
        about = reply.get("implementation")
        if not isinstance(about, dict):
            raise RuntimeError(f"{engine}: no start reply, but {str(reply)[:200]}")
        said = {**about, **{name: value for name, value in reply.items() if name != "implementation"}}
        if "grid" in said:
            raise RuntimeError("a program with steps is judged on its grid: goldspike conform, with Java")
        dtype = str(said.get("dtype", "float64"))
        if dtype not in JUDGED_DTYPES:
            raise RuntimeError(f"the corpus has no limits for {dtype}: goldspike conform, with Java, has")
        cases = list(judged_cases(level=level, features=FEATURES.intersection(said.get("features", ()))))
        sent = [case for case in cases if _inside(case, said)]
        verdicts: dict[str, Verdict] = {}
        declined: dict[str, str] = {}
        failed: dict[str, str] = {}
        for number, case in enumerate(sent):
            network = _without_foreign_loss(case, said)
            want = ["spikes", "loss", "gradient"] if "loss" in network else ["spikes"]
            request = {"cmd": "run", "seq": number, "network": network, "want": want}
            try:
                reply = engine.ask(request)
                if reply.get("seq") != number:
                    raise ValueError(f"a reply without seq {number}: {str(reply)[:80]}")
            except (ValueError, OSError) as fault:
                failed[case.id] = f"{fault}{engine.last_words()}"
                engine.restart()
                continue
            if reply.get("skipped"):
                declined[case.id] = str(reply.get("message", ""))
            elif reply.get("errored"):
                failed[case.id] = str(reply.get("message", "errored"))
            else:
                verdicts[case.id] = _judged(case, reply, said)
        everything = list(judged_cases(level=level, features=FEATURES))
        reasons = Counter(
            feature
            for case in everything
            for feature in sorted(case.features)
            if feature not in said.get("features", ())
        )
        if len(cases) > len(sent):
            reasons["its restrictions"] = len(cases) - len(sent)
        return Check(about, verdicts, declined, failed, len(everything) - len(sent), dict(reasons))


def _without_foreign_loss(case: JudgedCase, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the network, without a loss of a kind that the engine does not have."""
    network = dict(case.fields["network"])
    if "loss" in network and said.get("losses") is not None and network["loss"]["kind"] not in said["losses"]:
        del network["loss"]
    return network


def _judged(case: JudgedCase, reply: Mapping[str, Any], said: Mapping[str, Any]) -> Verdict:
    accuracy = said.get("accuracy")
    try:
        return judge(case, reply, dtype=str(said.get("dtype", "float64")), accuracy=accuracy)
    except (TypeError, ValueError, KeyError, IndexError) as malformed:
        return Verdict((f"malformed reply: {type(malformed).__name__}: {malformed}",), (), 0.0)


def _inside(case: JudgedCase, said: Mapping[str, Any]) -> bool:
    """Whether a network is one that the engine's restrictions allow."""
    for one in said.get("restrictions", ()):
        name, bound = next(iter(one.items())) if isinstance(one, dict) else (one, 0.0)
        if not _holds(name, float(bound), case.network, case.fields["spikes"]):
            return False
    return True


def _holds(name: str, bound: float, network: Network, golden: Mapping[str, Any]) -> bool:
    flat = network.flat()
    order = list(network.populations)
    if name == "chains":
        return [(order.index(p.source), order.index(p.target)) for p in network.projections] == [
            (k, k + 1) for k in range(len(network.projections))
        ]
    if name == "one-threshold":
        return all(len(set(group.threshold)) <= 1 for group in network.neurons)
    if name == "one-rate":
        rates: dict[str, set[float]] = {}
        for p in network.projections:
            rates.setdefault(p.target, set()).update(s.alpha for s in p.synapses())
        return all(len(set(g.beta)) <= 1 for g in network.neurons) and all(len(r) <= 1 for r in rates.values())
    if name in ("alpha-twice-beta", "alpha-above-beta"):
        pairs = [(w.alpha, flat.neurons.beta[w.target]) for w in flat.wires]
        return all(a == 2 * b if name == "alpha-twice-beta" else a > b for a, b in pairs)
    if name == "one-spike":
        return all(len(train) <= 1 for trains in golden.values() for train in trains)
    if name == "no-input-at-zero":
        return all(t > 0 for train in flat.inputs for t in train)
    if name == "delays-at-least":
        return all(w.delay >= bound for w in flat.wires)
    if name == "times-at-most":
        return network.horizon <= bound
    return True


class _Engine:
    """A program that speaks the protocol; it is started again after a fault."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._launch()

    def __str__(self) -> str:
        return shlex.join(self._command)

    def _launch(self) -> None:
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed in _end)
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, encoding="utf-8"
        )

    def __enter__(self) -> _Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def start(self) -> dict[str, Any]:
        """Return the reply to `start`.

        Raises:
            RuntimeError: if there is none.

        """
        try:
            return self.ask({"cmd": "start", "version": 1})
        except (ValueError, OSError) as fault:
            raise RuntimeError(f"{self}: does not start: {fault}{self.last_words()}") from None

    def ask(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Send a line and return the reply.

        Raises:
            ValueError: if it is none.
            OSError: if the program is gone.

        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise ValueError(self._ending()) from None
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        watch = threading.Timer(TIME_LIMIT, stop)
        watch.start()
        try:
            line = self._process.stdout.readline()
        finally:
            watch.cancel()
        if not line:
            raise ValueError(f"no reply within {TIME_LIMIT:g} s" if late.is_set() else self._ending())
        try:
            reply = json.loads(line)
        except ValueError:
            raise ValueError(f"a line that is not JSON: {line[:80].rstrip()!r}") from None
        if not isinstance(reply, dict):
            raise ValueError(f"a reply that is no object: {line[:80].rstrip()}")
        return reply

    def _ending(self) -> str:
        return f"it ended with status {self._process.wait(TIME_LIMIT)}, without a reply"

    def last_words(self) -> str:
        """Return the last line of what it said on standard error, to follow a message; empty if it said nothing."""
        self._said.seek(0)
        lines = [line for line in self._said.read().decode("utf-8", "replace").splitlines() if line.strip()]
        return f"; its last words: {lines[-1].strip()[:200]}" if lines else ""

    def restart(self) -> None:
        """Begin anew."""
        self._end()
        self._launch()
        self.start()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._said.close()

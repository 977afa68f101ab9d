"""Ask an engine the golden corpus and judge it, without Java: `goldspike check -- python my_engine.py`."""

from __future__ import annotations

import json
import subprocess
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldspike.engine import FEATURES
from goldspike.judge import JudgedCase, Verdict, judge, judged_cases
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
        unclaimed: how many networks need features that it does not claim, or break a restriction.

    """

    implementation: Mapping[str, Any]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    declined: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    unclaimed: int = 0

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
        RuntimeError: if the program does not start.

    """
    with _Engine(command) as engine:
        reply = engine.ask({"cmd": "start", "version": 1})
        about = reply.get("implementation")
        if not isinstance(about, dict):
            raise RuntimeError(f"{command[0]}: no start reply, but {str(reply)[:200]}")
        said = {**about, **{name: value for name, value in reply.items() if name != "implementation"}}
        if "grid" in said:
            raise RuntimeError("a program with steps is judged on its grid: goldspike conform, with Java")
        cases = list(judged_cases(level=level, features=said.get("features", ())))
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
                failed[case.id] = str(fault)
                engine.restart()
                continue
            if reply.get("skipped"):
                declined[case.id] = str(reply.get("message", ""))
            elif reply.get("errored"):
                failed[case.id] = str(reply.get("message", "errored"))
            else:
                verdicts[case.id] = _judged(case, reply, said)
        everything = sum(1 for _ in judged_cases(level=level, features=FEATURES))
        return Check(about, verdicts, declined, failed, everything - len(sent))


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
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def __enter__(self) -> _Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def ask(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Send a line and return the reply.

        Raises:
            ValueError: if it is none.
            OSError: if the program is gone.

        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        watch = threading.Timer(TIME_LIMIT, self._process.kill)
        watch.start()
        try:
            line = self._process.stdout.readline()
        finally:
            watch.cancel()
        if not line:
            raise ValueError(f"no reply: it ended, or took more than {TIME_LIMIT:g} s")
        reply = json.loads(line)
        if not isinstance(reply, dict):
            raise ValueError(f"a reply that is no object: {line[:80]}")
        return reply

    def restart(self) -> None:
        """Begin anew."""
        self._end()
        self._start()
        self.ask({"cmd": "start", "version": 1})

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()

"""`goldspike conform` from Python: the whole judge, with random networks, counterexamples, and names of mistakes."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from goldspike import server
from goldspike.errors import BadInput, GoldspikeError

__all__ = ["Report", "conform", "start_conform"]


@dataclass(frozen=True)
class Report:
    """What `goldspike conform` found.

    Attributes:
        status: its exit status: 0 agrees, 1 disagrees, 5 inconclusive.
        text: what it prints.
        fields: its report for programs (crosscheck/conformance-report.md).

    """

    status: int
    text: str
    fields: dict[str, Any]

    @property
    def agrees(self) -> bool:
        """Whether nothing is held against the engine."""
        return self.status == 0


def conform(
    command: Sequence[str],
    *,
    fuzz: tuple[int, int] | None = None,
    corpus: bool | Path = True,
    options: Sequence[str] = (),
) -> Report:
    """Judge a program that speaks the engine protocol, and wait for the report.

    Args:
        command: starts the program, for instance [sys.executable, "my_engine.py"].
        fuzz: seed and number of random networks, drawn inside what the program claims.
        corpus: the golden corpus, or a folder of networks, or none.
        options: further options of the command line, for instance ["--shrink-time", "0"].

    Raises:
        BadInput: if an option is wrong, or the program cannot be started.
        JavaNotFound: if there is no Java; `goldspike.check.check` needs none.

    """
    return start_conform(command, fuzz=fuzz, corpus=corpus, options=options).result()


def start_conform(
    command: Sequence[str],
    *,
    fuzz: tuple[int, int] | None = None,
    corpus: bool | Path = True,
    options: Sequence[str] = (),
) -> Future[Report]:
    """Begin as `conform` does; cancelling the future ends the run and the program, whatever it does."""
    words = ["conform", *options]
    if fuzz is not None:
        words += ["--fuzz", f"{fuzz[0]}:{fuzz[1]}"]
    if corpus is not True:
        words += ["--no-corpus"] if corpus is False else ["--corpus", str(corpus)]
    folder = tempfile.TemporaryDirectory(prefix="goldspike")
    report = Path(folder.name, "report.json")
    process = subprocess.Popen(
        server.command(*words, "--json", str(report), "--", *command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    future: Future[Report] = Future()
    future.add_done_callback(lambda done: process.terminate() if done.cancelled() else None)

    def wait() -> None:
        with folder:
            out, err = process.communicate()
            if not future.set_running_or_notify_cancel():
                return
            if process.returncode == 2:
                future.set_exception(BadInput(err.strip().removeprefix("goldspike: ")))
            elif not report.exists():
                future.set_exception(GoldspikeError(err.strip() or f"conform ended with {process.returncode}"))
            else:
                future.set_result(Report(process.returncode, out, json.loads(report.read_text(encoding="utf-8"))))

    Thread(target=wait, name="goldspike conform", daemon=True).start()
    return future

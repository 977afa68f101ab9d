"""The command `goldspike`: `goldspike check -- COMMAND` without Java, everything else by the Java program."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence

from goldspike.check import check
from goldspike.errors import GoldspikeError
from goldspike.server import command

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it and return the exit status: 0 agrees, 1 disagrees, 2 bad usage; else that of the Java program."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words[:1] == ["check"]:
            return _check(words[1:])
        if words in ([], ["--help"], ["-h"], ["help"]):
            print(_HELP, flush=True)
        return subprocess.call(command(*words))
    except FileNotFoundError as missing:
        print(f"goldspike: {missing.filename}: no such program", file=sys.stderr)
        return 2
    except (GoldspikeError, RuntimeError, OSError) as problem:
        print(f"goldspike: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


_HELP = """Without Java: goldspike check [--level N] -- COMMAND judges a program on the golden corpus.
All else is the Java program:
"""


def _check(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="goldspike check",
        description="Judges a program on the golden corpus, without Java. It speaks the engine protocol, "
        "which in Python is the call of goldspike.engine.serve.",
    )
    parser.add_argument("--level", type=int, choices=(1, 2, 3), action="append", help="of the networks (default: all)")
    parser.add_argument("command", nargs="+", metavar="COMMAND", help="starts the program; put -- before it")
    given = parser.parse_args(words)
    found = check(given.command, level=given.level)
    print(found.text())
    return 0 if found.agrees else 1


if __name__ == "__main__":
    sys.exit(main())

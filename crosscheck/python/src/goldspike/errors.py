"""What can go wrong, each with what goldspike says of it."""

from __future__ import annotations

import re

__all__ = ["BadInput", "GoldspikeError", "Interrupted", "JavaNotFound", "NotProved"]


class GoldspikeError(Exception):
    """Something that goldspike cannot do; the message is its own line."""


class JavaNotFound(GoldspikeError):
    """There is no Java 17 or newer: set JAVA_HOME, or `pip install goldspike[java]`."""


class BadInput(GoldspikeError):
    """A network, an answer or an option is wrong.

    Attributes:
        pointer: JSON pointer of the offending value ("/" for the whole file), or None where it is no value of a file.
        detail: what is wrong.

    """

    def __init__(self, line: str) -> None:
        found = re.match(r"[^:]*: (/[^:]*): (.*)", line, re.DOTALL)
        self.pointer: str | None = found[1] if found else None
        self.detail: str = found[2] if found else line
        super().__init__(line)


class NotProved(GoldspikeError):
    """The checker refused an answer; the message says where and why."""


class Interrupted(GoldspikeError):
    """A request was cancelled."""

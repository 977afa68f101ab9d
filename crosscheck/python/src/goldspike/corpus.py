"""The golden corpus as typed records; needs no Java."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from goldspike.answer import Answer
from goldspike.errors import GoldspikeError

__all__ = ["Case", "case", "cases"]


@dataclass(frozen=True)
class Case:
    """A network of the corpus with its golden answer.

    Attributes:
        id: of the network; never reused.
        level: 1 (must be right), 2 (hard), 3 (at the edge of what is decidable).
        fields: the entry of the corpus' index (`index.json`), with its purpose and the mistakes that it hunts.

    """

    id: str
    level: int
    fields: dict[str, Any]
    folder: Path

    @cached_property
    def network_text(self) -> str:
        """The network file."""
        return (self.folder / f"level-{self.level}" / f"{self.id}.network.json").read_text(encoding="utf-8")

    @cached_property
    def network(self) -> dict[str, Any]:
        """The network file as JSON."""
        network: dict[str, Any] = json.loads(self.network_text)
        return network

    @cached_property
    def answer(self) -> Answer:
        """The golden answer."""
        text = (self.folder / f"level-{self.level}" / f"{self.id}.answer.json").read_text(encoding="utf-8")
        return Answer(text, self.network_text)


def folder() -> Path:
    """Return where the files of the corpus are."""
    own = Path(str(resources.files("goldspike") / "corpus_files"))
    checkout = Path(__file__).resolve().parents[3] / "src" / "main" / "resources" / "corpus"
    for files in (own, checkout):
        if files.is_dir():
            return files
    raise GoldspikeError("the corpus is not there")


def cases(*, level: int | Iterable[int] | None = None, hunts: Iterable[str] = ()) -> Iterator[Case]:
    """Yield the cases of the corpus, in the order of its index.

    Args:
        level: 1, 2 or 3, or several; all if left out.
        hunts: only cases that hunt all of these mistakes (the ids of `mistakes` in the index).

    """
    levels = {1, 2, 3} if level is None else {level} if isinstance(level, int) else set(level)
    files = folder()
    wanted = set(hunts)
    for entry in json.loads((files / "index.json").read_text(encoding="utf-8"))["networks"]:
        if entry["level"] in levels and wanted <= set(entry["hunts"]):
            yield Case(entry["id"], entry["level"], entry, files)


def case(id: str) -> Case:
    """Return the case of this id.

    Raises:
        KeyError: if there is none.

    """
    for found in cases():
        if found.id == id:
            return found
    raise KeyError(id)

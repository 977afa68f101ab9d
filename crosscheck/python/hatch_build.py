"""Puts the jars and the golden corpus of this checkout into the package."""

from pathlib import Path
from typing import Any, ClassVar

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Payload(BuildHookInterface[Any]):
    """From a checkout they are taken where Maven leaves them; in an unpacked sdist they are in the package already."""

    PLACES: ClassVar = {
        "../target/distribution": "goldspike/jars",
        "../src/main/resources/corpus": "goldspike/corpus_files",
    }

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        prefix = "src/" if self.target_name == "sdist" else ""
        for origin, place in self.PLACES.items():
            folder = Path(self.root, origin).resolve()
            if folder.is_dir():
                build_data["force_include"][str(folder)] = prefix + place
            elif not Path(self.root, "src", place).is_dir() and not place.endswith("jars"):
                # Without the jars everything but solve, verify and conform works, and those say what is missing.
                raise FileNotFoundError(f"{folder}: not there")

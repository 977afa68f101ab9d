"""A pytest plugin: one test for each network of the golden corpus, judged without Java.

    import goldspike.testing

    @goldspike.testing.cases(level=1, features=["delays"])
    def test_my_library(case):
        case.check(my_library(case.network))          # a goldspike.engine.Reply

    pytest --goldspike-known known.txt                # ids of networks that are known to fail, one a line

A network of that file that fails is an expected failure; one that passes fails the run, so that the file stays true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from goldspike.engine import FEATURES, Reply
from goldspike.judge import JUDGED_DTYPES, JudgedCase, Verdict, judge, judged_cases
from goldspike.network import Network

__all__ = ["GoldenTest", "cases"]


@dataclass(frozen=True)
class GoldenTest:
    """What a test gets: a network, and a way to check what a library answers.

    Attributes:
        judged: the case.
        dtype: arithmetic of the library.
        accuracy: greatest absolute error that it claims for its spike times, if it is no rounding error.

    """

    judged: JudgedCase
    dtype: str
    accuracy: float | None = None

    @property
    def id(self) -> str:
        """Name of the network."""
        return self.judged.id

    @property
    def network(self) -> Network:
        """The network, as plain records."""
        return self.judged.network

    def check(self, reply: Reply | Mapping[str, Any]) -> Verdict:
        """Fail the test, with a sentence for each number, unless the reply is right; return the verdict."""
        __tracebackhide__ = True
        try:
            verdict = judge(self.judged, reply, dtype=self.dtype, accuracy=self.accuracy)
        except (TypeError, ValueError, KeyError, IndexError) as malformed:
            pytest.fail(f"{self.id}: malformed reply: {type(malformed).__name__}: {malformed}", pytrace=False)
        if not verdict.agrees:
            pytest.fail(f"{self.id}: " + "; ".join(verdict.wrong[:10]), pytrace=False)
        return verdict


def cases(
    *,
    level: int | Iterable[int] | None = None,
    features: Iterable[str] = (),
    dtype: str = "float64",
    accuracy: float | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a test with a parameter `case` (`GoldenTest`): one test for each network.

    Args:
        level: 1, 2 or 3, or several; all if left out.
        features: what your library can do beyond feed-forward networks with one alpha and one beta.
        dtype: its arithmetic, float64 or float32, which decides what is held against it.
        accuracy: greatest absolute error that it claims for its spike times, if it is no rounding error, as of a
            program with steps.

    Raises:
        ValueError: for a feature that there is not, or a dtype that the corpus has no limits for.

    """
    if dtype not in JUDGED_DTYPES:
        raise ValueError(f"the corpus has limits for {' and '.join(JUDGED_DTYPES)}, not for {dtype}")
    tests = [GoldenTest(judged, dtype, accuracy) for judged in judged_cases(level=level, features=features)]
    parameters = [pytest.param(test, id=test.id, marks=pytest.mark.goldspike(test.id)) for test in tests]
    return pytest.mark.parametrize("case", parameters)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--goldspike-known`."""
    parser.addoption(
        "--goldspike-known", metavar="FILE", help="ids of networks of the golden corpus that are known to fail"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that carries the id of a network."""
    config.addinivalue_line("markers", "goldspike(id): a network of the golden corpus")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the networks that are known to fail."""
    file = config.getoption("--goldspike-known")
    if not file:
        return
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as unreadable:
        raise pytest.UsageError(f"--goldspike-known {file}: {unreadable}") from None
    known = {line.split("#")[0].strip() for line in lines} - {""}
    strangers = sorted(known - {case.id for case in judged_cases(features=FEATURES)})
    if strangers:
        raise pytest.UsageError(f"--goldspike-known {file}: no network of the golden corpus: {', '.join(strangers)}")
    for item in items:
        marker = item.get_closest_marker("goldspike")
        if marker is not None and marker.args[0] in known:
            item.add_marker(pytest.mark.xfail(strict=True, reason="known to fail"))

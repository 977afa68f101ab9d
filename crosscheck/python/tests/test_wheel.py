"""The wheel and the sdist, in a fresh environment: `pytest --wheel` builds and installs them (a minute, needs PyPI)."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
VERDICT = """
import goldspike, json
from goldspike import corpus
case = corpus.case("one-equal-rates-01")
answer = goldspike.solve(case.network_text, digits=20)
assert answer.certified and goldspike.verify(answer).startswith("accepted")
print(goldspike.__file__)
"""


@pytest.mark.wheel
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_what_is_built_works_in_a_fresh_environment(kind, tmp_path):
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(tmp_path / "dist"), str(PROJECT)], check=True)
    (package,) = (tmp_path / "dist").glob("*.whl" if kind == "wheel" else "*.tar.gz")
    venv.create(tmp_path / "fresh", with_pip=True)
    python = tmp_path / "fresh" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "-q", "install", str(package)], check=True)
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run([python, "-c", VERDICT], cwd=tmp_path, env=clean, check=True, capture_output=True, text=True)
    assert str(tmp_path) in ran.stdout

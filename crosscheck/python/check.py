"""Builds the package, installs it into a fresh environment and tests it there, without and with NumPy (`mvn verify`).

Where PyPI cannot be reached it says so and ends well: nothing of it can be tried then.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
WORK = PROJECT.parent / "target" / "python"
PYTHON = WORK / "bin" / "python"


def run(*command: str | Path) -> None:
    """Run a command in the folder of the package, away from its sources."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([str(part) for part in command], cwd=PROJECT, env=clean, check=True)


def pip(*arguments: str) -> None:
    """Install something into the fresh environment."""
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def main() -> None:
    """Do it all, or say what is skipped."""
    shutil.rmtree(WORK, ignore_errors=True)
    try:
        run(sys.executable, "-m", "venv", WORK)
    except subprocess.CalledProcessError:
        print("SKIPPED: the Python package: no virtual environment can be made here (Debian: python3-venv)")
        return
    try:
        pip("build", "hatchling")
    except subprocess.CalledProcessError:
        print("SKIPPED: the Python package was not built, installed or tested: PyPI cannot be reached")
        return
    run(PYTHON, "-m", "build", "--no-isolation", "--outdir", WORK / "dist", PROJECT)
    (wheel,) = (WORK / "dist").glob("*.whl")
    pip(f"{wheel}[test]")
    run(PYTHON, "-m", "pytest", "--quiet", "tests")
    pip("numpy")
    run(PYTHON, "-m", "pytest", "--quiet", "tests/test_engine.py", "tests/test_layers.py")
    if os.environ.get("GOLDSPIKE_EXTRAS"):
        pip("torch", "jax", "--extra-index-url", "https://download.pytorch.org/whl/cpu")
        run(PYTHON, "-m", "pytest", "--quiet", "tests/test_layers.py")
    else:
        print("SKIPPED: goldspike.torch and goldspike.jax: with GOLDSPIKE_EXTRAS=1 they are installed and tried")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")


if __name__ == "__main__":
    main()

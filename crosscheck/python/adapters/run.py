#!/usr/bin/env python3
"""Run the libraries of the field through `goldspike conform`, each in its own environment; write libraries.md.

    python3 run.py                         # all; PyPI is needed, and an hour
    python3 run.py norse snntorch --count 500
    python3 run.py norse --python norse=/path/to/venv/bin/python
    python3 run.py eventprop --python eventprop=/path/to/python --folder eventprop=/path/to/checkout

Programs that are published as a repository alone are run from a checkout (FOLDER; built, where the head of the adapter
says how), with a Python that has what they need; without one they are skipped.

Not part of the build. Environments are kept in target/adapters and made anew when they are not there. What was found is
kept in target/adapters/NAME.json, so that one library can be run again; what people say of it stands in findings.json.
"""

import argparse
import datetime
import json
import os
import subprocess
import venv
from itertools import takewhile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WORK = HERE.parents[1] / "target" / "adapters"
DOCUMENT = HERE.parents[1] / "docs" / "libraries.md"
TORCH = ["torch"]
CPU = ["--index-url", "https://download.pytorch.org/whl/cpu", "--retries", "0", "--timeout", "15"]
SEED, COUNT = 1, 500
SHOWN = ("cases", "spikes", "steps", "spike counts", "spike times", "potentials", "loss", "gradient",
         "loss given spikes", "gradient given spikes", "diagnosis", "known")

FOLDER = "FOLDER"  # in the arguments: what --folder says

# Name: what is installed, the adapter and its arguments, and how many networks (COUNT if nothing is said).
PROGRAMS = {
    "scipy": (["scipy"], ["scipy_ivp.py", "DOP853"], COUNT),
    "scipy-radau": (["scipy"], ["scipy_ivp.py", "Radau"], COUNT),
    "scipy-lsoda": (["scipy"], ["scipy_ivp.py", "LSODA"], COUNT),
    "diffrax": (["diffrax"], ["diffrax_events.py"], 100),
    "nest-ps": (["nest-simulator"], ["nest_precise.py", "iaf_psc_exp_ps"], COUNT),
    "nest-ps-lossless": (["nest-simulator"], ["nest_precise.py", "iaf_psc_exp_ps_lossless"], COUNT),
    "nest": (["nest-simulator"], ["nest_grid.py"], COUNT),
    "brian2": (["brian2", "numpy<2.3"], ["brian2_lif.py"], 100),
    "norse": (["norse", *TORCH], ["norse_lif.py"], COUNT),
    "snntorch": (["snntorch", *TORCH], ["snntorch_synaptic.py", "subtract"], COUNT),
    "snntorch-zero": (["snntorch", *TORCH], ["snntorch_synaptic.py", "zero"], COUNT),
    "spikingjelly": (["spikingjelly==0.0.0.0.14", *TORCH], ["spikingjelly_lif.py"], COUNT),
    "sinabs": (["sinabs", *TORCH], ["sinabs_lif.py"], COUNT),
    "rockpool": (["rockpool", *TORCH], ["rockpool_lif.py"], COUNT),
    "spyx": (["spyx"], ["spyx_cuba.py"], COUNT),
    "jaxsnn": (["jaxsnn", "nir"], ["jaxsnn_lif.py"], COUNT),
    "eventax": (["eventax"], ["eventax_lif.py"], 100),
    "eventprop": ([], ["eventprop.py", FOLDER], 200),
    "exact_snn_forward_prop": ([], ["exact_snn_forward_prop.py", FOLDER], 200),
    "respikeprop": ([], ["respikeprop.py", FOLDER], 200),
    "fast_and_deep": ([], ["fast_and_deep.py", FOLDER], 200),
}


def python_of(name, requirements):
    """Return the Python of the library's environment, which is made if it is not there."""
    folder = WORK / "environments" / name
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if "torch" in requirements:
            # Without the packages for CUDA, where that index can be reached; else PyPI's, with them.
            subprocess.run([*pip, *CPU, "torch"], check=False)
        subprocess.run([*pip, *requirements, HERE.parent], check=True)
    return python


def goldspike():
    """Return the command that runs goldspike: the environment variable GOLDSPIKE, or the one of this checkout."""
    return os.environ.get("GOLDSPIKE", str(ROOT / "goldspike")).split()


def run(name, python, count, folder):
    """Run `conform`, keep its report and its text."""
    _, adapter, usual = PROGRAMS[name]
    count = min(count, usual)
    report = WORK / f"{name}.report.json"
    command = ["conform", "--no-corpus", "--fuzz", f"{SEED}:{count}", "--json", str(report), "--shrink-time", "30",
               "--time-limit", "60", "--start-limit", "120", "--", str(python), str(HERE / adapter[0]),
               *(folder if word == FOLDER else word for word in adapter[1:])]
    done = subprocess.run([*goldspike(), *command], capture_output=True, text=True, check=False, cwd=WORK)
    if done.returncode not in (0, 1, 5):
        print(f"SKIPPED: {name}: conform ended with {done.returncode}: {done.stderr.strip()[-500:]}", flush=True)
        return
    git = ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"]
    revision = subprocess.run(git, capture_output=True, text=True, check=False)
    kept = {
        "date": datetime.date.today().isoformat(),
        "goldspike": revision.stdout.strip(),
        "command": f"goldspike conform --no-corpus --fuzz {SEED}:{count} -- python {' '.join(adapter)}",
        "text": done.stdout,
    }
    (WORK / f"{name}.json").write_text(json.dumps(kept), encoding="utf-8")
    print(name, *done.stdout.splitlines()[:6], done.stdout.splitlines()[-1], sep="\n  ", flush=True)


def sections():
    """Return the heads and texts that libraries.md has, by adapter and arguments: what was run elsewhere stays."""
    found = {}
    for section in DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:]:
        at = section.find("\n```\n")
        if at >= 0:
            adapter = section.split("-- python ", 1)[1].split("`", 1)[0]
            found[adapter] = f"## {section[:at]}\n```\n".splitlines()
    return found


def told(name):
    """Return what was kept of a run, as libraries.md has it."""
    kept = json.loads((WORK / f"{name}.json").read_text(encoding="utf-8"))
    text = kept["text"].splitlines()
    engine = text[0].removeprefix("engine: ").split(", float")[0]
    where = f"`{kept['command']}`, {kept['date']}, goldspike {kept['goldspike']}:"
    report = takewhile(lambda line: not line.startswith("counterexample"), text[1:])
    shown = [line for line in report if line.split(":")[0] in SHOWN]
    return [f"## {engine}", "", where, "", "```text", *shown, text[-1], "```", ""]


def write():
    """Write libraries.md from all that was kept; what was not run here keeps its section."""
    said = json.loads((HERE / "findings.json").read_text(encoding="utf-8"))
    before = sections()
    lines = [said["introduction"], ""]
    for name, (_, adapter, _) in PROGRAMS.items():
        here = (WORK / f"{name}.json").exists()
        if here or " ".join(adapter) in before:
            lines += told(name) if here else [*before[" ".join(adapter)], ""]
            lines += [line for finding in said["findings"].get(name, ["No finding."]) for line in (finding, "")]
    lines += [said["others"], ""]
    DOCUMENT.write_text("\n".join(lines), encoding="utf-8")


def main():
    """Run those that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PROGRAMS)} (default: all)")
    parser.add_argument("--count", type=int, default=COUNT, help="random networks at most")
    parser.add_argument("--python", action="append", default=[], metavar="NAME=PATH", help="an environment")
    parser.add_argument("--folder", action="append", default=[], metavar="NAME=PATH", help="a checkout, as FOLDER")
    parser.add_argument("--write", action="store_true", help="write libraries.md from what was kept, and run nothing")
    given = parser.parse_args()
    unknown = set(given.names) - set(PROGRAMS)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    WORK.mkdir(parents=True, exist_ok=True)
    there = dict(one.split("=", 1) for one in given.python)
    folders = dict(one.split("=", 1) for one in given.folder)
    for name in [] if given.write else given.names or PROGRAMS:
        if FOLDER in PROGRAMS[name][1] and not (name in there and name in folders):
            print(f"SKIPPED: {name}: is run from a checkout (--folder {name}=PATH --python {name}=PATH)", flush=True)
            continue
        try:
            python = there.get(name) or python_of(name, PROGRAMS[name][0])
        except subprocess.CalledProcessError as failed:
            print(f"SKIPPED: {name}: {failed}", flush=True)
            continue
        run(name, python, given.count, folders.get(name))
    write()


if __name__ == "__main__":
    main()

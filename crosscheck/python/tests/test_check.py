"""Verdicts without Java on whole programs, and `conform` from Python."""

import subprocess
import sys
import textwrap

import pytest

import goldspike
from goldspike.check import check

TABLE = """
import json
from goldspike.corpus import folder
golden = {}
def key(network):
    return json.dumps({name: value for name, value in network.items() if name != "loss"})
for line in (folder() / "judged.jsonl").read_text().splitlines():
    fields = json.loads(line)
    golden[key(fields["network"])] = fields
"""
RIGHT = """
import sys
from goldspike.engine import serve
from goldspike import engine
TABLE
def answer(request):
    fields = golden[key(request["network"])]
    return {"spikes": {n: [[float(t) for t in train] for train in trains] for n, trains in fields["spikes"].items()}}
engine._answer = lambda run, request: answer(request)
serve(None, name="table", version="1", features=["delays"])
""".replace("TABLE", TABLE)


def program(tmp_path, text):
    file = tmp_path / "engine.py"
    file.write_text(textwrap.dedent(text), encoding="utf-8")
    return [sys.executable, str(file)]


def test_a_program_that_answers_what_is_right_agrees(tmp_path):
    found = check(program(tmp_path, RIGHT), level=1)
    assert found.agrees, found.text()
    assert len(found.verdicts) > 20
    assert found.unclaimed > 20
    assert found.text().splitlines()[-1] == "agrees"


def test_a_program_that_is_late_by_a_thousandth_does_not(tmp_path):
    found = check(program(tmp_path, RIGHT.replace("[float(t) for", "[float(t) + 1e-3 for")), level=1)
    assert not found.agrees
    assert len(found.wrong) > 20
    assert found.text().splitlines()[-1] == "DISAGREES"


def test_an_accuracy_that_covers_the_error_is_heeded(tmp_path):
    late = RIGHT.replace("[float(t) for", "[float(t) + 1e-8 for")
    assert not check(program(tmp_path, late), level=1).agrees
    claimed = late.replace('features=["delays"]', 'features=["delays"], accuracy=2e-8')
    assert check(program(tmp_path, claimed), level=1).agrees


def test_restrictions_and_losses_keep_networks_away(tmp_path):
    everything = len(check(program(tmp_path, RIGHT), level=1).verdicts)
    chains = RIGHT.replace('features=["delays"]', 'restrictions=["one-spike", "no-input-at-zero"], losses=[]')
    assert 0 < len(check(program(tmp_path, chains), level=1).verdicts) < everything


def test_a_program_that_dies_or_babbles_fails_those_networks_and_no_others(tmp_path):
    dies = RIGHT.replace("    fields = golden", "    if request['seq'] % 5 == 0: sys.exit(3)\n    fields = golden")
    found = check(program(tmp_path, dies), level=1)
    assert not found.agrees
    assert len(found.failed) >= len(found.verdicts) // 5
    assert not found.wrong


def test_the_command_needs_no_java(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    words = [sys.executable, "-m", "goldspike.command", "check", "--level", "1", "--", *program(tmp_path, RIGHT)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("agrees\n")
    nothing = subprocess.run([*words[:4], "--", "/no/such/program"], capture_output=True, text=True, check=False)
    assert nothing.returncode == 2
    assert len(nothing.stderr.splitlines()) == 1


def test_conform_gives_its_report_and_can_be_cancelled(tmp_path):
    late = RIGHT.replace("[float(t) for", "[float(t) + 1e-3 for")
    slow = late.replace("    fields = golden", "    import time; time.sleep(60)\n    fields = golden")
    report = goldspike.conform(program(tmp_path, "import sys; sys.exit(1)"), fuzz=(1, 2), corpus=False)
    assert not report.agrees
    assert report.text.endswith("DID NOT START\n")
    assert report.fields
    running = goldspike.start_conform(program(tmp_path, slow), fuzz=(1, 50), corpus=False)
    assert running.cancel()
    with pytest.raises(goldspike.GoldspikeError, match="cannot be started"):
        goldspike.conform(["/no/such/program"], fuzz=(1, 1), corpus=False)


ENGINE = "from goldspike.engine import serve\nserve(lambda network: {}, name='x', version='1')\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import nothing_of_this_name", "does not start: it ended with status 1, .*No module named"),
        ("print('hello')", "does not start: a line that is not JSON: 'hello'"),
        ("print('[]')", "does not start: a reply that is no object"),
        (ENGINE.replace("version='1'", "dtype='float16'"), "no limits for float16"),
        (ENGINE.replace("version='1'", "features=['delay']"), "no such feature: delay"),
    ],
)
def test_a_program_that_does_not_start_is_one_line(tmp_path, text, said):
    with pytest.raises(RuntimeError, match=said) as problem:
        check(program(tmp_path, text), level=1)
    assert "\n" not in str(problem.value)
    ran = subprocess.run(
        [sys.executable, "-m", "goldspike.command", "check", "--", *program(tmp_path, text)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("None", "run returned NoneType, not a goldspike.engine.Reply"),
        ("Reply(spikes={'n': [0.5]})", 'spikes of "n" are not one list of times for each neuron'),
        ("os._exit(7)", "it ended with status 7, without a reply; its last words: so it is"),
    ],
)
def test_what_a_program_does_wrong_is_said_for_each_network_and_its_standard_error_is_kept_back(
    tmp_path, capfd, run, said
):
    text = "import os, sys\nfrom goldspike.engine import Reply, serve\nsys.stderr.write('so it is\\n')\n"
    found = check(program(tmp_path, f"{text}serve(lambda network: {run}, name='x', version='1')\n"), level=1)
    assert not found.agrees
    assert len(found.failed) > 20
    assert all(said in why for why in found.failed.values())
    assert capfd.readouterr().err == ""


def test_it_is_said_why_networks_are_not_sent(tmp_path):
    found = check(program(tmp_path, ENGINE.replace("version='1'", "restrictions=['chains']")), level=1)
    assert sum(found.reasons.values()) >= found.unclaimed > 20
    assert found.reasons["delays"] > 5
    assert found.reasons["its restrictions"] > 0
    assert "not sent, because it does not claim: " in found.text()

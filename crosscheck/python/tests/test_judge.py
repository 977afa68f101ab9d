"""Judging without Java: right programs pass, wrong ones do not."""

import importlib.util
import sys
import types
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import goldspike.testing
from goldspike.engine import FEATURES, Reply
from goldspike.judge import judge, judged_cases

pytest_plugins = ["pytester"]

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "sample_engine.py"
CASES = list(judged_cases(features=FEATURES - {"kernels"}))
KERNELS = [case for case in judged_cases(features=FEATURES) if "kernels" in case.features]


def sample(name):
    spec = importlib.util.spec_from_file_location(name, SAMPLE.with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


ENGINE = sample("sample_engine")
KERNEL_ENGINE = sample("sample_kernel_engine")


def small(case):
    return sum(len(train) for trains in case.fields["spikes"].values() for train in trains) < 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_nothing_is_held_against_a_right_program(case):
    if small(case):
        reply = ENGINE.run(case.fields["network"])
        if "skipped" not in reply:
            assert judge(case, reply).wrong == ()


@pytest.mark.parametrize("case", KERNELS, ids=lambda case: case.id)
def test_nothing_is_held_against_a_right_program_with_kernels(case):
    reply = KERNEL_ENGINE.run(case.fields["network"])
    if "skipped" not in reply:
        assert judge(case, reply).wrong == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("for j in range(k):", "for j in range(k - 1, k):"),  # the gradient by the last own spike only
        ("neuron.threshold - neuron.reset, neuron.fall)", "1.0, neuron.fall)"),  # the fall as it stands
        ('p.get("reset_kernel", [(-1.0, 0, beta)])', "[(-1.0, 0, beta)]"),  # the fall of a membrane
        ('Kernel(p["kernel"])', 'Kernel([(c, 0, a) for c, n, a in p["kernel"]])'),  # no powers
    ],
)
def test_a_program_with_a_mistake_in_its_kernels_is_wrong(right, wrong):
    source = SAMPLE.with_name("sample_kernel_engine.py").read_text(encoding="utf-8")
    changed = source.replace(right, wrong)
    assert changed != source
    module = types.ModuleType("changed")
    sys.modules["changed"] = module
    exec(compile(changed, "changed", "exec"), module.__dict__)
    replies = ((case, module.run(case.fields["network"])) for case in KERNELS)
    assert any(not judge(case, reply).agrees for case, reply in replies if "skipped" not in reply)


def test_a_gradient_without_the_own_spike_term_is_wrong():
    source = SAMPLE.read_text(encoding="utf-8")
    cut = source.replace(
        "        if k:\n            total[unit, k - 1]", "        if False:\n            total[unit, k - 1]"
    )
    assert cut != source
    module = types.ModuleType("cut")
    sys.modules["cut"] = module
    exec(compile(cut, "cut", "exec"), module.__dict__)
    replies = ((case, module.run(case.fields["network"])) for case in CASES if small(case))
    wrong = [judge(case, reply) for case, reply in replies if "skipped" not in reply]
    held = [verdict for verdict in wrong if not verdict.agrees]
    assert len(held) > 20
    assert all("gradient" in verdict.wrong[0] for verdict in held)


def golden(case):
    fields = case.fields
    reply = {"spikes": fields["spikes"]}
    return reply | {name: fields[name] for name in ("loss", "gradient") if name in fields}


FIRST = next(case for case in CASES if case.id == "one-double-rate-02")


def changed(change):
    reply = golden(FIRST)
    reply["spikes"] = {name: [list(train) for train in trains] for name, trains in reply["spikes"].items()}
    change(reply)
    return judge(FIRST, reply)


def test_the_truth_itself_is_right_and_has_no_error():
    verdict = judge(FIRST, golden(FIRST))
    assert verdict.agrees
    assert verdict.share == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda r: r["spikes"]["n"][0].pop(), "has 5 spikes, expected 6"),
        (lambda r: r["spikes"]["n"][0].append(3.0), "has 7 spikes, expected 6"),
        (lambda r: r["spikes"]["n"].append([]), "has 2 lists, expected 1"),
        (lambda r: r["spikes"].pop("n"), "has no lists"),
        (lambda r: r["spikes"].update(ghost=[[1.0]]), "is none that can spike"),
        (lambda r: r["spikes"]["n"][0].__setitem__(0, 0.069336464195174), "spike 0 is"),
        (lambda r: r.update(loss={"value": 1.1445216753}), "the loss is"),
        (lambda r: r.update(loss={"undefined": "?"}), "the loss is undefined"),
        (lambda r: r.update(gradient={"weights": []}), "has 0 projections"),
        (lambda r: r.update(gradient={"weights": [[[0.0363876972]]]}), "gradient of weight 0, 0, 0"),
    ],
)
def test_each_kind_of_error_is_told(change, sentence):
    verdict = changed(change)
    assert any(sentence in line for line in verdict.wrong), verdict


def test_binary32_may_be_further_off_than_binary64():
    reply = golden(FIRST)
    reply["spikes"] = {"n": [[float(t) * (1 + 2**-24) for t in reply["spikes"]["n"][0]]]}
    assert judge(FIRST, reply, dtype="float32").agrees
    assert not judge(FIRST, reply).agrees


def test_a_reply_of_the_package_is_judged_like_its_fields():
    reply = Reply(spikes={"n": [[float(t) for t in FIRST.fields["spikes"]["n"][0]]]})
    assert judge(FIRST, reply).agrees


PLUGIN = """
    import goldspike.testing

    @goldspike.testing.cases(level=1)
    def test_library(case):
        if case.id == "one-double-rate-02":
            case.check({"spikes": {"n": [[]]}})
"""


@pytest.mark.parametrize(
    ("known", "failed", "xfailed"),
    [("", 1, 0), ("one-double-rate-02  # lost\n", 0, 1), ("one-double-rate-01\none-double-rate-02\n", 1, 1)],
)
def test_the_plugin_makes_a_test_of_each_network_and_keeps_the_known_ones_true(pytester, known, failed, xfailed):
    pytester.makepyfile(PLUGIN)
    (pytester.path / "known.txt").write_text(known)
    installed = any(point.value == "goldspike.testing" for point in entry_points(group="pytest11"))
    by_hand = [] if installed else ["-p", "goldspike.testing"]
    outcomes = pytester.runpytest_subprocess(*by_hand, "--goldspike-known", "known.txt").parseoutcomes()
    assert outcomes.get("failed", 0) == failed
    assert outcomes.get("xfailed", 0) == xfailed
    assert outcomes["passed"] > 20


@pytest.mark.parametrize(
    ("known", "said"),
    [(None, "No such file"), ("one-double-rate-02\nno-such-network\n", "no network of the golden corpus: no-such")],
)
def test_a_file_of_known_failures_that_is_wrong_is_one_line(pytester, known, said):
    pytester.makepyfile(PLUGIN)
    if known is not None:
        (pytester.path / "known.txt").write_text(known)
    installed = any(point.value == "goldspike.testing" for point in entry_points(group="pytest11"))
    by_hand = [] if installed else ["-p", "goldspike.testing"]
    ran = pytester.runpytest_subprocess(*by_hand, "--goldspike-known", "known.txt")
    assert ran.ret == pytest.ExitCode.USAGE_ERROR
    assert any(said in line for line in ran.errlines), ran.errlines
    assert not any("Traceback" in line for line in ran.errlines)


def test_an_accuracy_of_the_plugin_is_heeded_and_wrong_words_are_refused():
    @goldspike.testing.cases(level=1, accuracy=1e-3)
    def nothing(case):
        pass

    test = nothing.pytestmark[0].args[1][0].values[0]
    late = {
        "spikes": {
            name: [[float(t) + 1e-4 for t in train] for train in trains]
            for name, trains in test.judged.fields["spikes"].items()
        }
    }
    assert test.check(late).agrees
    with pytest.raises(pytest.fail.Exception):
        goldspike.testing.GoldenTest(test.judged, "float64").check(late)
    with pytest.raises(ValueError, match="no such feature: delay"):
        goldspike.testing.cases(features=["delay"])
    with pytest.raises(ValueError, match="not for float16"):
        goldspike.testing.cases(dtype="float16")

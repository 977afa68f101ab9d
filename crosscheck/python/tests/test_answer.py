"""Golden answers over the long-lived process."""

import json
import time
from concurrent.futures import wait
from decimal import Decimal
from fractions import Fraction

import mpmath
import pytest

import goldspike
from goldspike import corpus, server

ONE = {
    "format": "goldspike-network/1",
    "id": "one",
    "horizon": "5",
    "populations": [{"name": "in", "spikes": [["0"]]}, {"name": "n", "size": 1, "beta": "1", "threshold": "1"}],
    "projections": [{"from": "in", "to": "n", "alpha": "1", "weights": [["4"]]}],
}
RUNAWAY = {
    "format": "goldspike-network/1",
    "id": "long",
    "horizon": "100000",
    "populations": [{"name": "n", "size": 1, "beta": "1", "threshold": "1", "leak": "2", "initial": "0"}],
    "projections": [],
}


def test_the_first_spike_is_the_lambert_function_to_forty_digits():
    with mpmath.workdps(60):
        answer = goldspike.solve(ONE, digits=40)
        assert answer.certified
        first = answer.spikes["n"][0][0]
        assert len(first.as_tuple().digits) == 40
        assert abs(mpmath.mpf(str(first)) + mpmath.lambertw(-mpmath.mpf(1) / 4)) < mpmath.mpf(10) ** -40


def test_an_answer_is_proved_anew_and_a_false_one_is_not():
    answer = goldspike.solve(ONE)
    assert goldspike.verify(answer).startswith("accepted")
    first = answer.fields["spikes"]["n"][0][0]
    false = goldspike.Answer(answer.text.replace(first, first[:-1] + str((int(first[-1]) + 5) % 10)), answer.network)
    with pytest.raises(goldspike.NotProved):
        goldspike.verify(false)


def test_what_is_proved_of_an_undecided_answer_is_said_with_what_is_not():
    touch = json.loads(json.dumps(ONE))
    touch["populations"][1].update(beta="4", initial="-1")
    touch["populations"][0]["spikes"] = [["0"], ["0"], ["0"]]
    touch["projections"][0].update(alpha={"pre": ["1", "2", "3"]}, weights=[["27"], ["-60"], ["44"]])
    answer = goldspike.solve(touch, digits=20)
    assert answer.status == "undecided"
    line = goldspike.verify(answer)
    assert line.startswith("undecided: 0 spikes")
    assert "not proved by this checker: that no more can be decided" in line


@pytest.mark.parametrize("other", [None, {}, "{}"])
def test_what_is_no_answer_is_not_verified(other):
    with pytest.raises(TypeError, match="takes an Answer"):
        goldspike.verify(other)


def test_bad_input_has_a_pointer_and_a_detail():
    wrong = json.loads(json.dumps(ONE))
    wrong["populations"][1]["beta"] = "-1"
    with pytest.raises(goldspike.BadInput) as raised:
        goldspike.solve(wrong)
    assert raised.value.pointer == "/populations/1/beta"
    assert raised.value.detail


def test_bytes_are_the_text_that_they_hold():
    text = json.dumps(ONE)
    for same in (text.encode(), bytearray(text.encode()), memoryview(text.encode())):
        assert goldspike.solve(same, digits=10).text == goldspike.solve(text, digits=10).text
    with pytest.raises(goldspike.BadInput, match="not UTF-8: invalid start byte at byte 1"):
        goldspike.solve(b"{\xff}")


def test_numbers_of_a_dict_are_taken_without_loss():
    def answer(weight, horizon):
        projection = {**ONE["projections"][0], "weights": [[weight]]}
        return goldspike.solve({**ONE, "horizon": horizon, "projections": [projection]}, digits=40).spikes

    third = answer("13/3", "5")
    assert answer(Fraction(13, 3), Decimal("5.000000000000000000000000")) == third
    with mpmath.workdps(60):
        weight = 4 + mpmath.mpf(2) ** -100
        assert answer(weight, mpmath.mpf(5)) == answer(str(4 + Fraction(1, 2**100)), "5") != answer("4", "5")
    with pytest.raises(goldspike.BadInput, match="a set is no value of a network file"):
        answer({4}, "5")
    for no_number in (Decimal("NaN"), mpmath.mpf("nan"), mpmath.mpf("-inf")):
        with pytest.raises(goldspike.BadInput):
            answer(no_number, "5")


def test_many_networks_keep_their_order():
    networks = [{**ONE, "id": f"n{i}", "horizon": str(1 + i)} for i in range(30)]
    answers = goldspike.solve_many(networks, digits=20, certificate=False)
    assert [a.fields["network"]["id"] for a in answers] == [n["id"] for n in networks]


def test_a_request_that_is_cancelled_ends_and_the_next_is_answered():
    answer = server.shared().submit(
        ["solve", "network", "--max-spikes", "10000000", "--digits", "200"], {"network": json.dumps(RUNAWAY)}
    )
    time.sleep(0.5)
    assert answer.cancel()
    wait([answer], timeout=5)
    assert goldspike.solve(ONE, digits=10).certified


def test_the_other_engines_agree_with_the_certified_one():
    exact = goldspike.solve(ONE, digits=30).spikes["n"][0][0]
    assert abs(goldspike.fast(ONE).spikes["n"][0][0] - exact) < Decimal("1e-15")
    assert abs(goldspike.textbook(ONE, digits=30).spikes["n"][0][0] - exact) < Decimal("1e-28")


def test_a_golden_answer_of_the_corpus_is_proved():
    case = next(iter(corpus.cases(level=1)))
    assert goldspike.verify(case.answer).startswith("accepted")

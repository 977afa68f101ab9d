"""What an engine says and how it fails, as `goldspike conform` sees it."""

import io
import json
import subprocess
import sys
import textwrap

import pytest

from goldspike import corpus
from goldspike.engine import Reply, Skip, serve
from goldspike.network import Network, Neurons, Source

NETWORK = {
    "id": "small",
    "convention": "kernel",
    "horizon": 2.0,
    "populations": [
        {"name": "in", "spikes": [[0.0], [0.5, 0.5]]},
        {
            "name": "n",
            "size": 2,
            "beta": [1.0, 1.0],
            "threshold": [1.0, None],
            "leak": [0.25, 0.0],
            "current": {"neuron": [[], [[1.0, 0.5]]]},
        },
    ],
    "projections": [
        {"from": "in", "to": "n", "alpha": {"pre": [1.0, 2.0]}, "weights": [[3.0, None], [0.0, -1.0]]},
    ],
}


def conversation(run, *requests, **options):
    out = io.StringIO()
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    serve(run, name="test", requests=io.StringIO(lines), replies=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def asked(run):
    return conversation(run, {"cmd": "run", "seq": 7, "network": NETWORK})[0]


def test_the_start_reply_says_what_the_engine_is():
    (reply,) = conversation(None, {"cmd": "start", "version": 1}, dtype="float32", features=["delays"])
    assert reply["version"] == 1
    assert reply["implementation"]["dtype"] == "float32"
    assert reply["implementation"]["features"] == ["delays"]


def test_the_start_reply_has_what_was_said_and_nothing_else():
    (reply,) = conversation(
        None,
        {"cmd": "start", "version": 1},
        accuracy=1e-7,
        losses=["spike-time-square"],
        wrt=["weights", "delays"],
        restrictions=["chains", {"delays-at-least": 0.1}],
        constants={"alpha": 0.2},
        grid={"profile": "norse", "dt": "any"},
    )
    said = reply
    assert said["accuracy"] == 1e-7
    assert said["losses"] == ["spike-time-square"]
    assert said["wrt"] == ["weights", "delays"]
    assert said["restrictions"] == ["chains", {"delays-at-least": 0.1}]
    assert said["constants"] == {"alpha": 0.2}
    assert said["grid"] == {"profile": "norse", "dt": "any"}
    (bare,) = conversation(None, {"cmd": "start", "version": 1})
    assert set(bare) == {"version", "implementation"}
    assert set(bare["implementation"]) == {"name", "version", "language", "dtype", "features"}


def test_a_gradient_by_other_reals_keeps_its_shape():
    numpy = pytest.importorskip("numpy")
    gradient = {"delays": [numpy.ones((2, 2))], "beta": {"n": [1, None]}}
    reply = asked(lambda network: Reply(spikes={"n": [[], []]}, gradient=gradient))
    assert reply["gradient"] == {"delays": [[[1.0, 1.0], [1.0, 1.0]]], "beta": {"n": [1.0, None]}}


@pytest.mark.parametrize(
    "wrong",
    [{"features": ["telepathy"]}, {"dtype": "decimal"}, {"wrt": ["hope"]}, {"restrictions": [{"size-at-most": 3}]}],
)
def test_a_feature_or_dtype_that_there_is_not_is_refused(wrong):
    with pytest.raises(ValueError, match="there are"):
        conversation(None, **wrong)


def test_a_network_arrives_with_its_defaults_filled_in():
    seen = []
    asked(lambda network: seen.append(network) or Reply(spikes={"n": [[], []]}))
    (network,) = seen
    assert network.populations["in"] == Source("in", ((0.0,), (0.5, 0.5)))
    assert network.populations["n"] == Neurons(
        "n", (1.0, 1.0), (1.0, None), (0.0, 0.0), (0.25, 0.0), (0.25, 0.0), (0.0, 0.0), ((), ((1.0, 0.5),))
    )
    synapses = [(s.pre, s.post, s.weight, s.alpha, s.delay) for s in network.projections[0].synapses()]
    assert synapses == [(0, 0, 3.0, 1.0, 0.0), (1, 0, 0.0, 2.0, 0.0), (1, 1, -1.0, 2.0, 0.0)]


def test_arrays_have_a_zero_where_there_is_no_synapse():
    numpy = pytest.importorskip("numpy")
    projection = Network.of(NETWORK).projections[0]
    assert projection.weight_matrix().tolist() == [[3.0, 0.0], [0.0, -1.0]]
    assert projection.mask().tolist() == [[True, False], [True, True]]
    assert projection.gradient(numpy.ones((2, 2))) == [[1.0, None], [1.0, 1.0]]


def test_a_reply_has_its_sequence_number_spikes_loss_and_gradient():
    reply = asked(lambda network: Reply(spikes={"n": [(0.5,), []]}, loss=1, weights=[[[1, None], [2, 3]]]))
    assert reply == {
        "seq": 7,
        "spikes": {"n": [[0.5], []]},
        "loss": {"value": 1.0},
        "gradient": {"weights": [[[1.0, None], [2.0, 3.0]]]},
    }


def test_a_network_that_is_declined_is_skipped():
    def run(network):
        raise Skip("no trains")

    assert asked(run) == {"seq": 7, "skipped": True, "message": "no trains"}


def test_an_exception_costs_one_network():
    reply = asked(lambda network: 1 / 0)
    assert reply["errored"] is True
    assert reply["message"] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_an_error_and_never_sent(bad):
    reply = asked(lambda network: Reply(spikes={"n": [[bad], []]}))
    assert reply["errored"] is True
    assert "silent neuron is an empty list" in reply["message"]


def test_what_a_library_prints_does_not_spoil_a_reply():
    program = textwrap.dedent("""
        import os
        from goldspike.engine import Reply, serve

        def run(network):
            print("loading ...")
            os.write(1, b"from C\\n")
            return Reply(spikes={"n": [[], []]})

        serve(run, name="loud")
        """)
    requests = json.dumps({"cmd": "run", "seq": 1, "network": NETWORK}) + '\n{"cmd": "stop"}\n'
    done = subprocess.run([sys.executable, "-c", program], input=requests, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"seq": 1, "spikes": {"n": [[], []]}}
    assert "loading" in done.stderr
    assert "from C" in done.stderr


def test_the_corpus_has_networks_with_golden_answers():
    found = list(corpus.cases(level=1))
    assert found
    assert all(case.answer.fields["network"]["id"] == case.id for case in found)

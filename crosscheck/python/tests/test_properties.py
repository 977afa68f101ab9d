"""Properties of the judge and of networks, on random inputs."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goldspike.engine import FEATURES
from goldspike.judge import judge, judged_cases
from goldspike.network import Network

DECIDED = [
    case
    for case in judged_cases(features=FEATURES)
    if "undecided" not in case.fields
    and not case.fields["allowed"]["float64"]["critical"]
    and any(train for trains in case.fields["spikes"].values() for train in trains)
]


def moved(case, data, factor):
    """The truth with one spike time moved by so many limits."""
    spikes = {name: [[Decimal(t) for t in train] for train in trains] for name, trains in case.fields["spikes"].items()}
    places = [(p, n, k) for p, trains in spikes.items() for n, train in enumerate(trains) for k in range(len(train))]
    p, n, k = data.draw(st.sampled_from(places))
    spikes[p][n][k] += Decimal(factor) * Decimal(case.fields["allowed"]["float64"]["spikes"][p][n][k])
    return {"spikes": spikes}


@given(st.sampled_from(DECIDED), st.data(), st.floats(-0.999, 0.999))
def test_an_error_below_the_limit_is_never_held_against_anybody(case, data, factor):
    assert judge(case, moved(case, data, factor)).agrees


@given(st.sampled_from(DECIDED), st.data(), st.sampled_from([-1, 1]), st.floats(1.001, 1e6))
def test_an_error_beyond_the_limit_always_is(case, data, sign, factor):
    assert not judge(case, moved(case, data, sign * factor)).agrees


weights = st.none() | st.floats(-10, 10)


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_a_network_has_a_synapse_for_each_weight_that_is_not_null(rows, columns, data):
    matrix = data.draw(st.lists(st.lists(weights, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    rates = data.draw(st.lists(st.floats(0.1, 10), min_size=rows, max_size=rows))
    network = Network.of(
        {
            "horizon": 1,
            "populations": [
                {"name": "in", "spikes": [[]] * rows},
                {"name": "n", "size": columns, "beta": [1.0] * columns, "threshold": [1.0] * columns},
            ],
            "projections": [{"from": "in", "to": "n", "alpha": {"pre": rates}, "weights": matrix}],
        }
    )
    found = {(s.pre, s.post): (s.weight, s.alpha, s.delay) for s in network.projections[0].synapses()}
    assert found == {
        (i, j): (weight, rates[i], 0.0)
        for i, row in enumerate(matrix)
        for j, weight in enumerate(row)
        if weight is not None
    }

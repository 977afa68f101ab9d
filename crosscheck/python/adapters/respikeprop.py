"""respikeprop (github.com/olafbooij/respikeprop) under test.

    g++ -std=c++20 -O2 -I FOLDER respikeprop_driver.cpp -o respikeprop_driver       (needs range-v3)
    goldspike conform -- python respikeprop.py ./respikeprop_driver

FOLDER is a checkout; f1e31d2 was tried. Its neurons have tau = 4, alpha = 2 beta and the threshold
1, and V is the sum of w (e^(-s/tau) - e^(-2s/tau)): times and weights are brought to these units
and back. Losses are formed here, everything else there.
"""

import math
import subprocess
import sys

from goldspike.engine import Reply, Skip, serve

driver = subprocess.Popen(sys.argv[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
TAU = 4.0


def asked(*numbers):
    """Return what the driver answers to numbers."""
    driver.stdin.write(" ".join(map(repr, numbers)) + "\n")
    driver.stdin.flush()
    return list(map(float, driver.stdout.readline().split()))


def loss_and_errors(loss, spikes):
    """Return the loss, and its derivatives as {(population, neuron, index): value}; a text if it has no value."""
    if loss["kind"] == "spike-time-square":
        targets = loss["targets"]
        for name, n, k, _ in targets:
            if k >= len(spikes[name][n]):
                return "a spike that the loss needs does not happen"
        off = [(name, n, k, spikes[name][n][k] - target) for name, n, k, target in targets]
        errors = {}
        for name, n, k, miss in off:
            errors[name, n, k] = errors.get((name, n, k), 0) + miss
        return 0.5 * sum(miss**2 for *_, miss in off), errors
    name, label, tau0, tau1 = loss["population"], loss["label"], loss["tau0"], loss["tau1"]
    first = {n: train[0] for n, train in enumerate(spikes[name]) if train}
    if label not in first:
        return "the label neuron is silent"
    weights = {n: math.exp(-(time - first[label]) / tau0) for n, time in first.items()}
    total = sum(weights.values())
    errors = {(name, n, 0): -weight / total / tau0 for n, weight in weights.items()}
    late = first[label] / tau1
    errors[name, label, 0] += 1 / tau0 + loss["gamma"] / tau1 * math.exp(late)
    return math.log(total) + loss["gamma"] * math.expm1(late), errors


def run(network):
    """Answer one network in the library's units; its gradient in those of the file."""
    beta = network.neurons[0].beta[0]
    scale = beta * TAU
    first, threshold, numbers = {}, {}, []
    for source in network.sources:
        first[source.name] = len(numbers)
        numbers += [[len(train), *(t * scale for t in train)] for train in source.spikes]
    sources = len(numbers)
    units = []
    for layer in network.neurons:
        if not layer.spiking or any(b != beta for b in layer.beta):
            raise Skip("one beta for all neurons, and thresholds")
        first[layer.name] = sources + len(units)
        units += [(layer.name, n) for n in range(layer.size)]
        threshold.update({(layer.name, n): value for n, value in enumerate(layer.threshold)})
    wires = [(p, s) for p in network.projections for s in p.synapses()]
    if any(s.alpha != 2 * beta for _, s in wires):
        raise Skip("alpha = 2 beta")
    per_weight = [1 / (beta * threshold[p.target, s.post]) for p, s in wires]
    found = asked(
        sources,
        len(units),
        network.horizon * scale,
        *(x for train in numbers for x in train),
        len(wires),
        *(
            x
            for (p, s), factor in zip(wires, per_weight, strict=True)
            for x in (first[p.source] + s.pre, first[p.target] + s.post, s.weight * factor, s.delay * scale)
        ),
    )[1:]
    order, spikes = [], {layer.name: [[] for _ in range(layer.size)] for layer in network.neurons}
    for unit, time in zip(found[::2], found[1::2], strict=True):
        name, n = units[int(unit)]
        order.append((name, n, len(spikes[name][n])))
        spikes[name][n].append(time / scale)
    formed = loss_and_errors(network.loss, spikes) if network.loss else (0.0, {})
    undefined = formed if isinstance(formed, str) else None
    value, errors = (0.0, {}) if undefined else formed
    by_weight = asked(*(errors.get(spike, 0.0) / scale for spike in order))
    if network.loss is None or undefined:
        return Reply(spikes=spikes, undefined=undefined)
    gradients = {id(p): [[0.0] * len(row) for row in p.weights] for p in network.projections}
    for (p, s), factor, derivative in zip(wires, per_weight, by_weight, strict=True):
        gradients[id(p)][s.pre][s.post] = derivative * factor
    return Reply(spikes=spikes, loss=value, weights=[p.gradient(gradients[id(p)]) for p in network.projections])


serve(
    run,
    name="respikeprop",
    version="f1e31d2",
    language="C++",
    features=["recurrent", "self-connections", "delays"],
    losses=["spike-time-square", "first-spike-cross-entropy"],
    restrictions=["alpha-twice-beta", "one-rate"],
    constants={"beta": 1 / TAU, "alpha": 2 / TAU, "threshold": 1},
)

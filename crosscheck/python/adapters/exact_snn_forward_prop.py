"""The code of the Forward Propagation paper (github.com/janehjlee/exact_snn_forward_prop) under test.

    goldspike conform -- python exact_snn_forward_prop.py FOLDER

FOLDER is a checkout; d0db4c9 was tried. Needs numpy, scipy and torch; two modules that its file
imports and this way in does not need (multiprocess, sortednp) are stood in for where they are
missing.
"""

import sys
import types
from itertools import pairwise

import numpy as np

from goldspike.engine import Reply, Skip, serve

sys.path.insert(0, sys.argv[1])
for name in ("multiprocess", "sortednp"):
    try:
        __import__(name)
    except ImportError:
        module = types.ModuleType(name)
        module.merge = lambda a, b: np.sort(np.concatenate((a, b)), kind="stable")
        sys.modules[name] = module
from py.snn_gradients import FeedForwardSNN, SnnCrossEntropy  # noqa: E402


def one(values, what):
    """Return the value that all have."""
    if len(set(values)) != 1:
        raise Skip(f"one {what} for all neurons")
    return values[0]


def run(network):
    """Answer one network: its layers as the library has them, weights as (post, pre)."""
    (source,), layers = network.sources, network.neurons
    names = [source.name, *(layer.name for layer in layers)]
    if [(p.source, p.target) for p in network.projections] != list(pairwise(names)):
        raise Skip("layers in a row only")
    weights = [[np.array(row, dtype=float) for row in p.weight_matrix().T] for p in network.projections]
    beta = one([b for layer in layers for b in layer.beta], "beta")
    thresholds = [one(layer.threshold, "threshold for all neurons of a layer") for layer in layers]
    units = zip(weights, thresholds, strict=True)  # V in units of the threshold
    weights = [[row / threshold for row in own] for own, threshold in units]
    alpha = one([a for p in network.projections for row in p.alpha for a in row], "alpha")
    # Lists of unlike lengths it takes so only.
    inputs = tuple(np.array(train, dtype=float) for train in source.spikes)
    snn = FeedForwardSNN(source.size, beta, alpha, 1.0, [layer.size for layer in layers], weights).build()
    _, outputs, _, m_f, m_n, _ = snn.forward(inputs, network.horizon)
    trains = zip(layers, outputs, strict=True)
    spikes = {layer.name: [list(map(float, train)) for train in out] for layer, out in trains}
    loss = network.loss
    if loss is None:
        return Reply(spikes=spikes)
    if loss["population"] != layers[-1].name:
        raise Skip("the loss is that of the last layer")
    entropy = SnnCrossEntropy(
        layers[-1].size, network.horizon, alpha, beta, 1.0, loss["tau0"], loss["tau1"], loss["gamma"]
    )
    value = entropy.forward(outputs[-1], loss["label"])
    gradients = entropy.backward(inputs, outputs, weights, loss["label"], m_f, m_n)
    by_weight = [
        p.gradient(np.array(g).T / threshold)
        for p, g, threshold in zip(network.projections, gradients, thresholds, strict=True)
    ]
    return Reply(spikes=spikes, loss=float(value), weights=by_weight)


serve(
    run,
    name="exact_snn_forward_prop",
    version="d0db4c9",
    losses=["first-spike-cross-entropy"],
    restrictions=["chains", "one-threshold", "one-rate"],
)

"""eventprop (github.com/eventprop/eventprop) under test.

    cd FOLDER && python setup.py build_ext --inplace        (needs Eigen, Boost and pybind11)
    goldspike conform -- python eventprop.py FOLDER

FOLDER is a checkout; 3cf602e was tried. Times are in seconds about its defaults, tau_mem = 20 ms
and tau_syn = 5 ms. It knows no horizon: what comes after that of the network is taken for silence.
"""

import sys
from itertools import pairwise

import numpy as np

from goldspike.engine import Reply, Skip, serve

if not hasattr(np, "int"):
    np.int = int  # the library was written for an older NumPy
sys.path.insert(0, sys.argv[1])
from eventprop.eventprop_cpp import Spikes, SpikesVector
from eventprop.lif_layer import LIFLayer, LIFLayerParameters
from eventprop.loss_layer import TTFSCrossEntropyLoss, TTFSCrossEntropyLossParameters


def one(values, what):
    """Return the value that all have."""
    if len(set(values)) != 1:
        raise Skip(f"one {what} for all neurons of a layer")
    return values[0]


def parameters(layer, projection):
    """Return the library's for a layer; its currents are beta times ours."""
    beta = one(layer.beta, "beta")
    alpha = one([a for row in projection.alpha for a in row], "alpha")
    rows, columns = len(projection.weights), layer.size
    threshold = one(layer.threshold, "threshold")
    return LIFLayerParameters(n=columns, n_in=rows, tau_mem=1 / beta, tau_syn=1 / alpha, v_th=threshold)


def run(network):
    """Answer one network through its layers."""
    (source,), layers = network.sources, network.neurons
    names = [source.name, *(layer.name for layer in layers)]
    if [(p.source, p.target) for p in network.projections] != list(pairwise(names)):
        raise Skip("layers in a row only")
    loss = network.loss
    if loss and loss["population"] != layers[-1].name:
        raise Skip("the loss is that of the last layer")
    inputs = sorted((time, unit) for unit, train in enumerate(source.spikes) for time in train)
    batch = SpikesVector([Spikes(np.array([t for t, _ in inputs], float), np.array([u for _, u in inputs], np.int32))])
    made, carried, ancestor = [], batch, None
    for layer, projection in zip(layers, network.projections, strict=True):
        own = parameters(layer, projection)
        weights = projection.weight_matrix() / layer.beta[0]
        if loss and layer is layers[-1]:
            ends = TTFSCrossEntropyLossParameters(own, loss["gamma"], loss["tau0"], loss["tau1"])
            made.append(TTFSCrossEntropyLoss(ends, w_in=weights))
        else:
            made.append(LIFLayer(own, w_in=weights))
        made[-1].ancestor_layer = ancestor
        made[-1].forward(carried)
        carried, ancestor = made[-1].post_batch, made[-1]
    spikes = {}
    for layer, instance in zip(layers, made, strict=True):
        out = instance.post_batch[0]
        spikes[layer.name] = [
            [float(t) for t, n in zip(out.times, out.sources, strict=True) if n == unit and t <= network.horizon]
            for unit in range(layer.size)
        ]
    if not loss:
        return Reply(spikes=spikes)
    last = made[-1]
    last.first_spike_times[last.first_spike_times > network.horizon] = np.nan
    labels = np.array([loss["label"]])
    if np.isnan(last.first_spike_times[0, loss["label"]]):
        return Reply(spikes=spikes, undefined="the label neuron is silent")
    value = float(last.get_losses(labels)[0])
    last.backward(labels)
    by_weight = [
        p.gradient(instance.gradient / layer.beta[0])
        for p, instance, layer in zip(network.projections, made, layers, strict=True)
    ]
    return Reply(spikes=spikes, loss=value, weights=by_weight)


serve(
    run,
    name="eventprop",
    version="3cf602e",
    language="C++",
    features=["heterogeneous"],
    losses=["first-spike-cross-entropy"],
    restrictions=["chains", "one-threshold", "one-rate"],
    constants={"beta": 50, "alpha": 200, "threshold": 1},
)

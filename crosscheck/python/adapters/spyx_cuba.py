"""Spyx: CuBaLIF, step by step; decays of a step are 1 - rate, one of each kind for a layer."""

from importlib.metadata import version

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx
from spyx.axn import superspike
from spyx.nn import CuBaLIF

from goldspike.engine import Skip, serve

jax.config.update("jax_enable_x64", True)
OUT_OF_REACH = 1e30


def layer(network, group):
    """Make the CuBaLIF of a population."""
    rates = {s.alpha for p in network.projections if p.target == group.name for s in p.synapses()} or {1.0}
    threshold = jnp.array([OUT_OF_REACH if value is None else value for value in group.threshold])
    if len(rates) > 1 or len(set(group.beta)) > 1:
        raise Skip("one decay of each kind for a layer")
    alpha, beta = 1 - rates.pop(), 1 - group.beta[0]
    if alpha < 0 or beta < 0:
        raise Skip("a decay below 0 is clamped")
    return CuBaLIF((group.size,), alpha, beta, threshold, superspike(25), rngs=nnx.Rngs(0))


def run(network):
    """Spikes go to later layers in the same step, to the same and earlier ones in the next."""
    steps, order = int(network.horizon) + 1, list(network.populations)
    cells = {group.name: layer(network, group) for group in network.neurons}
    states = {name: jnp.asarray(cell.initial_state(1), dtype=jnp.float64) for name, cell in cells.items()}
    rasters = {name: np.zeros((steps, group.size)) for name, group in network.populations.items()}
    traces = {name: np.zeros((network.populations[name].size, steps)) for name in cells}
    for source in network.sources:
        for unit, times in enumerate(source.spikes):
            for t in times:
                if t < steps:
                    rasters[source.name][int(t), unit] += 1
    wires = []
    for p in network.projections:
        delays, weights = np.array(p.delay_matrix()), np.array(p.weight_matrix())
        later = 0 if p.source not in cells or order.index(p.source) < order.index(p.target) else 1
        for lag in np.unique(delays):
            wires.append((p, int(lag) + later, np.where(delays == lag, weights, 0.0)))
    for n in range(steps):
        for name, cell in cells.items():
            x = np.zeros(network.populations[name].size)
            for p, lag, weights in wires:
                if p.target == name and n >= lag:
                    x = x + rasters[p.source][n - lag] @ weights
            z, states[name] = cell(jnp.asarray(x)[None], states[name])
            rasters[name][n], traces[name][:, n] = np.asarray(z)[0], np.asarray(states[name])[0, : len(x)]
    spiking = [group.name for group in network.neurons if group.spiking]
    return {"steps": {name: [np.flatnonzero(train).tolist() for train in rasters[name].T] for name in spiking},
            "potentials": {name: trace.tolist() for name, trace in traces.items()}}


serve(run, name="Spyx CuBaLIF", version=version("spyx"),
      features=["recurrent", "self-connections", "delays", "readout"],
      restrictions=["one-rate"], losses=[],
      grid={"profile": "snntorch", "dt": 1, "order": ["fire", "reset", "decay", "receive", "membrane"]})

"""eventax: EvNN of LIF neurons (Dopri8 with diffrax, crossings by Newton's method)."""

from importlib.metadata import version

import diffrax
import jax
import jax.numpy as jnp
import numpy as np
import optimistix
from eventax.evnn import EvNN
from eventax.neuron_models import LIF

from goldspike.engine import Reply, Skip, serve

jax.config.update("jax_enable_x64", True)
MOST = 64


def run(network):
    """One EvNN of all neurons; its weights are those of convention `current`."""
    flat, horizon = network.flat(), network.horizon
    cells, count, inputs = flat.neurons, len(flat.neurons.beta), len(flat.inputs)
    weights, delays = np.zeros((count + inputs, count)), np.zeros((count + inputs, count))
    mask, rates = np.zeros((count + inputs, count)), {}
    for w in flat.wires:
        row = count + w.sender if w.from_input else w.sender
        if mask[row, w.target] or rates.setdefault(w.target, w.alpha) != w.alpha:
            raise Skip("one synapse for a pair, one synaptic time constant for a neuron")
        mask[row, w.target], delays[row, w.target] = 1, w.delay
        weights[row, w.target] = w.weight / cells.beta[w.target]
    leak, reset = jnp.array(cells.leak), jnp.array(cells.reset)  # V begins there; EvNN's at 0, so V - leak is computed
    fastest = max([*cells.beta, *rates.values()])
    net = EvNN(
        LIF, count, horizon, inputs, key=jax.random.PRNGKey(0), wmask=jnp.array(mask),
        init_delays=jnp.array(delays) if delays.any() else None, buffer_capacity=1000 if delays.any() else 1,
        solver_stepsize=0.05 / fastest, max_event_steps=10_000, solver=diffrax.Dopri8(),
        root_finder=optimistix.Newton(1e-12, 1e-12, optimistix.max_norm), dtype=jnp.float64,
        thresh=jnp.array([1e30 if th is None else th for th in cells.threshold]) - leak, vreset=reset - leak,
        tmem=1 / jnp.array(cells.beta), tsyn=1 / jnp.array([rates.get(n, 1.0) for n in range(count)]),
        init_weights=jnp.array(weights), init_bias=0.0,
    )
    longest = max([len(train) for train in flat.inputs], default=0)
    times = np.full((inputs, max(1, longest)), np.inf)
    for unit, train in enumerate(flat.inputs):
        times[unit, : len(train)] = train
    found = np.asarray(net.spikes_until_t(jnp.array(times), horizon, MOST))
    trains = [train[np.isfinite(train)].tolist() for train in found]
    if sum(map(len, trains)) >= MOST:
        raise Skip(f"{MOST} spikes at most")
    return Reply(spikes=flat.spikes(trains))


FEATURES = "recurrent self-connections delays heterogeneous equal-time-constants leak reset readout"
serve(run, name="eventax LIF", version=version("eventax"), accuracy=1e-6, features=FEATURES.split())

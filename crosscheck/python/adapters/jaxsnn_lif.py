"""jaxsnn: layers of LIF, the crossing in closed form for tau_mem = 2 tau_syn, from event to event."""

from importlib.metadata import version

import jax
import jax.numpy as jnp
from jaxsnn.event.modules import LIF, LIFParameters, Linear, Source
from jaxsnn.event.topology import Topology
from jaxsnn.event.types import Spike

from goldspike.engine import Reply, Skip, serve

jax.config.update("jax_enable_x64", True)
STEPS = 128


def run(network):
    """Build a chain of populations; weights are those of convention `current`."""
    (source,) = network.sources
    modules, edges, before = {source.name: Source(source.size)}, [], source.name
    parameters, events = {}, sorted((t, unit) for unit, train in enumerate(source.spikes) for t in train)
    for p in network.projections:
        group = network.populations[p.target]
        alpha, beta = next(s.alpha for s in p.synapses()), group.beta[0]
        modules[group.name] = LIF(group.size, STEPS, LIFParameters(
            tau_syn=1 / alpha, tau_mem=1 / beta, v_th=group.threshold[0]))
        modules[f"to {group.name}"] = Linear(mean=0.0, std=1.0, min_delay=0.0)
        edges += [(before, f"to {group.name}"), (f"to {group.name}", group.name)]
        parameters[f"to {group.name}"] = jnp.array(p.weight_matrix()) / beta
        before = group.name
    builder = Topology(t_max=network.horizon)
    builder.add(modules)
    builder.connect(edges)
    init, apply = builder.done()
    shapes = init(jax.random.PRNGKey(0))
    given = {name: parameters.get(name, value) for name, value in shapes.items()}
    count = len(events)
    train = Spike(time=jnp.array([t for t, _ in events]), idx=jnp.array([unit for _, unit in events], dtype=int),
                  current=jnp.zeros(count), layer_idx=jnp.zeros(count, dtype=int), internal=jnp.ones(count, dtype=bool))
    found = jax.tree.map(lambda x: x[0], apply({source.name: jax.tree.map(lambda x: x[None], train)}, given))
    spikes = {}
    for group in network.neurons:
        fired, times, cells = found[group.name].internal, found[group.name].time, found[group.name].idx
        if times[-1] < network.horizon:
            raise Skip(f"{STEPS} events for a layer at most")
        fired = fired & (times < network.horizon)
        spikes[group.name] = [times[fired & (cells == k)].tolist() for k in range(group.size)]
    return Reply(spikes=spikes)


serve(run, name="jaxsnn LIF", version=version("jaxsnn"), features=[],
      restrictions=["chains", "one-threshold", "one-rate", "alpha-twice-beta"])

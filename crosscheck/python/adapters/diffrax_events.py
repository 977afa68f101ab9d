"""diffrax: the network as an ODE with events (Dopri8, the crossing found by Newton's method), from event to event."""

import heapq

import diffrax
import jax
import jax.numpy as jnp
import numpy as np
import optimistix

from goldspike.engine import Reply, serve

jax.config.update("jax_enable_x64", True)
SIZE = 16  # all networks have so many neurons and currents for the compiler, those that are not there do nothing


def padded(values, fill, size=SIZE):
    """Make one length for all networks of up to `size`, then the next power of 2."""
    length = max(size, 1 << (len(values) - 1).bit_length() if values else 0)
    return np.concatenate([np.asarray(values, float), np.full(length - len(values), fill)])


def rates(_, y, given):
    """V' and I'; V of a held neuron stays."""
    (beta, leak, drive, free, alpha, owner, _), (v, current) = given, y
    return free * (beta * (leak - v) + drive + jnp.zeros_like(v).at[owner].add(current)), -alpha * current


def highest(t, y, args, **_):
    """Return the greatest V - threshold; it changes its sign when the first neuron crosses."""
    return jnp.max(y[0] - args[-1])


@jax.jit
def integrate(start, end, y, given, step):
    """Up to a crossing, or the end."""
    event = diffrax.Event(highest, optimistix.Newton(rtol=1e-12, atol=1e-12), direction=True)
    control = diffrax.PIDController(rtol=1e-11, atol=1e-13, dtmax=step)
    done = diffrax.diffeqsolve(diffrax.ODETerm(rates), diffrax.Dopri8(), start, end, None, y, given,
                               stepsize_controller=control, event=event, max_steps=10_000_000)
    return done.ts[-1], jax.tree.map(lambda x: x[-1], done.ys), done.event_mask


def run(network):
    """Integrate (V, I) of all neurons; an arrival adds to I, a crossing of the threshold resets V."""
    flat, horizon = network.flat(), network.horizon
    cells, count = flat.neurons, len(flat.neurons.beta)
    slots = {key: k for k, key in enumerate(sorted({(w.target, w.alpha) for w in flat.wires}))}
    threshold = padded([np.inf if th is None else th for th in cells.threshold], np.inf)
    beta, leak = padded(cells.beta, 1.0), padded(cells.leak, 0.0)
    drive, free = np.zeros_like(beta), np.ones_like(beta)
    alpha, owner = padded([a for _, a in slots], 1.0, 32), padded([n for n, _ in slots], 0, 32).astype(int)
    queue = [(t, 0, slots[w.target, w.alpha], w.weight) for t, w in flat.arrivals(horizon)]
    queue += [(t, 1, n, value) for n, course in enumerate(cells.current) for t, value in course]
    heapq.heapify(queue)
    trains, now, v, current = [[] for _ in range(count)], 0.0, padded(cells.initial, 0.0), np.zeros_like(alpha)
    step = 0.25 / max(1e-9, *cells.beta, *(a for _, a in slots))
    while now < horizon:
        while queue and queue[0][0] <= now:
            _, kind, index, value = heapq.heappop(queue)
            {0: current, 1: drive, 2: free}[kind][index] = current[index] + value if kind == 0 else value
        end, given = min([horizon, *(t for t, *_ in queue[:1])]), (beta, leak, drive, free, alpha, owner, threshold)
        time, (v, current), fired = integrate(now, end, (v, current), given, step)
        v, current, now = np.array(v), np.array(current), float(time)
        if fired:
            n = int(np.argmax(v - threshold))
            trains[n].append(now)
            v[n] = cells.reset[n]
            if cells.refractory[n] > 0:
                free[n] = 0.0
                heapq.heappush(queue, (now + cells.refractory[n], 2, n, 1.0))
            for w in flat.wires:
                if not w.from_input and w.sender == n:
                    heapq.heappush(queue, (now + w.delay, 0, slots[w.target, w.alpha], w.weight))
    return Reply(spikes=flat.spikes(trains))


FEATURES = "recurrent self-connections delays heterogeneous equal-time-constants leak initial reset refractory readout"
serve(run, name="diffrax", version=diffrax.__version__, accuracy=1e-7,
      features=[*FEATURES.split(), "current", "no-leak"])

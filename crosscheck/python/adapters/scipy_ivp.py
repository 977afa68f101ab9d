"""scipy.integrate.solve_ivp: the network as an ODE with events, integrated from event to event."""

import heapq
import sys

import numpy as np
import scipy
from scipy.integrate import solve_ivp

from goldspike.engine import Reply, serve

METHOD = sys.argv[1] if len(sys.argv) > 1 else "DOP853"


def run(network):
    """Integrate (V, I) of all neurons; an arrival adds to I, a crossing of the threshold resets V."""
    flat = network.flat()
    cells, count = flat.neurons, len(flat.neurons.beta)
    slots = {key: k for k, key in enumerate(sorted({(w.target, w.alpha) for w in flat.wires}))}
    alpha = np.array([a for _, a in slots])
    owner = np.array([n for n, _ in slots], int)
    beta, leak, reset = (np.array(x) for x in (cells.beta, cells.leak, cells.reset))
    threshold = np.array([np.inf if th is None else th for th in cells.threshold])
    drive, held = np.zeros(count), np.zeros(count, bool)
    out = [[w for w in flat.wires if not w.from_input and w.sender == n] for n in range(count)]
    queue = [(t, 0, slots[w.target, w.alpha], w.weight) for t, w in flat.arrivals(network.horizon)]
    queue += [(t, 1, n, value) for n, course in enumerate(cells.current) for t, value in course]
    heapq.heapify(queue)
    trains = [[] for _ in range(count)]

    def rates(_, y):
        current = np.bincount(owner, y[count:], count) if len(owner) else 0.0
        return np.concatenate([np.where(held, 0.0, beta * (leak - y[:count]) + current + drive), -alpha * y[count:]])

    def crossing(n):
        def distance(_, y):
            return y[n] - threshold[n]

        distance.terminal, distance.direction = True, 1
        return distance

    watched = [n for n in range(count) if np.isfinite(threshold[n])]
    events = [crossing(n) for n in watched] or None
    now, y = 0.0, np.concatenate([cells.initial, np.zeros(len(slots))])
    while now < network.horizon:
        while queue and queue[0][0] <= now:
            _, kind, index, value = heapq.heappop(queue)
            if kind == 0:
                y[count + index] += value
            elif kind == 1:
                drive[index] = value
            else:
                held[index] = False
        end = min(network.horizon, queue[0][0] if queue else np.inf)
        # The greatest step is that of the fastest rate, so that a peak between two steps is seen.
        step = 0.25 / max(1e-9, beta.max(initial=0), alpha.max(initial=0))
        done = solve_ivp(rates, (now, end), y, METHOD, events=events, rtol=1e-11, atol=1e-13, max_step=step)
        now, y = done.t[-1], done.y[:, -1].copy()
        for n, times in zip(watched, done.t_events or [], strict=False):
            if len(times):
                now = times[0]
                trains[n].append(now)
                y[n] = reset[n]
                if cells.refractory[n] > 0:
                    held[n] = True
                    heapq.heappush(queue, (now + cells.refractory[n], 2, n, 0.0))
                for w in out[n]:
                    heapq.heappush(queue, (now + w.delay, 0, slots[w.target, w.alpha], w.weight))
    return Reply(spikes=flat.spikes(trains))


FEATURES = "recurrent self-connections delays heterogeneous equal-time-constants leak initial reset refractory readout"
serve(run, name=f"scipy solve_ivp {METHOD}", version=scipy.__version__, accuracy=1e-7,
      features=[*FEATURES.split(), "current", "no-leak"])

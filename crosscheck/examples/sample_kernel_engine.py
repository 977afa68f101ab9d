#!/usr/bin/env python3
"""A goldspike engine in Python for networks with kernels (spike response neurons), binary64, standard library only.

    goldspike conform -- python3 sample_kernel_engine.py

V(t) = leak + (initial - leak) e^(-beta t) + sum of W K(t - a) over arrivals a + (threshold - reset) sum of R(t - e) over own
spikes e (Lee et al., section 3.3). K and R are sums of c t^n e^(-rate t); an `alpha` is the kernel of an exponential current
through the membrane, a jump of an input current one of alpha = 0. Nothing is ever set: V is the whole sum.
"""
import heapq
import json
import math
import sys
from dataclasses import dataclass, field

from sample_engine import kernel as leaky_response
from sample_engine import loss_of_spikes, root, wanted_times

IMPLEMENTATION = {
    "name": "sample of kernels", "version": "1", "language": "Python " + sys.version.split()[0], "dtype": "float64",
    "features": ["recurrent", "self-connections", "delays", "heterogeneous", "equal-time-constants", "leak", "initial",
                 "reset", "readout", "current", "no-leak", "kernels"],
    "losses": ["first-spike-cross-entropy", "spike-time-square"],
}


# --- responses -------------------------------------------------------------------------------------------------------

@dataclass
class Kernel:
    """A sum of c t^n e^(-rate t)."""
    terms: list  # (c, n, rate)

    def value(self, t):
        return math.fsum(c * t ** n * math.exp(-a * t) for c, n, a in self.terms)

    def slope(self, t):
        return math.fsum(c * ((n * t ** (n - 1) if n else 0.0) - a * t ** n) * math.exp(-a * t) for c, n, a in self.terms)


@dataclass
class Leaky:
    """(e^(-alpha t) - e^(-beta t)) / (beta - alpha), without cancellation where the rates are close."""
    alpha: float
    beta: float

    def value(self, t):
        return leaky_response(t, self.alpha, self.beta)

    def slope(self, t):
        return math.exp(-self.alpha * t) - self.beta * self.value(t)

    @property
    def terms(self):
        """For the search of peaks; a series where the rates are close."""
        low, gap = min(self.alpha, self.beta), abs(self.beta - self.alpha)
        if gap > 1e-3 * max(self.alpha, self.beta):
            return [(1 / gap, 0, low), (-1 / gap, 0, low + gap)]
        return [(1.0, 1, low), (-gap / 2, 2, low), (gap * gap / 6, 3, low)]


# --- where V comes up to the threshold -------------------------------------------------------------------------------

def shifted(terms, u):
    """c (u + s)^n e^(-a (u + s)) as powers of s: [(c', m, a)]."""
    return [(c * math.exp(-a * u) * math.comb(n, m) * u ** (n - m), m, a) for c, n, a in terms for m in range(n + 1)]


def by_rate(terms):
    """{rate: [coefficient of 1, s, s^2, ...]}, rates ascending."""
    merged = {}
    for c, n, a in terms:
        polynomial = merged.setdefault(a, [])
        polynomial.extend([0.0] * (n + 1 - len(polynomial)))
        polynomial[n] += c
    return dict(sorted(merged.items()))


def sign_changes(function, end):
    """All s in (0, end) where the sum of P_a(s) e^(-a s) changes its sign.

    Between two such points lies one of the derivative of e^(a0 s) times the sum, where P_a0 has a degree less (Rolle).
    """
    function = {a: p for a, p in function.items() if any(p)}
    if not function:
        return []
    first = min(function)
    value = lambda s: math.fsum(c * s ** m * math.exp((first - a) * s) for a, p in function.items() for m, c in enumerate(p))
    derived = {}
    for a, p in function.items():
        derivative = [(m + 1) * c for m, c in enumerate(p[1:])] + [0.0]
        derived[a - first] = [d + (first - a) * c for d, c in zip(derivative, p)]
    if len(function) == 1 and len(function[first]) == 1:
        return []
    derived[0.0] = derived[0.0][:-1]
    stops = [0.0] + sign_changes(derived, end) + [end]
    opposite = lambda x, y: x < 0 < y or y < 0 < x
    return [root(value, lo, hi) for lo, hi in zip(stops, stops[1:]) if opposite(value(lo), value(hi))]


@dataclass
class Neuron:
    threshold: float  # None: never spikes
    reset: float
    rest: float
    start: Kernel  # what is left of the initial potential
    fall: object  # R
    now: float = 0.0  # up to here all events are known
    events: list = field(default_factory=list)  # (time, factor, response)
    spikes: list = field(default_factory=list)  # (time, V' before it, 0)
    arrivals: list = field(default_factory=list)  # (time, synapse, index of the spike of its source)

    def at(self, t):
        """V(t) by all that happened before."""
        return math.fsum([self.rest, self.start.value(t)] + [w * k.value(t - e) for e, w, k in self.events if e < t])

    def slope(self, t):
        return math.fsum([self.start.slope(t)] + [w * k.slope(t - e) for e, w, k in self.events if e < t])

    def next_spike(self, end):
        """The first upward crossing of the threshold in (now, end], or infinity."""
        if self.threshold is None or end <= self.now:
            return math.inf
        terms = shifted(self.start.terms, self.now)
        for e, w, k in self.events:
            terms += [(w * c, m, a) for c, m, a in shifted(k.terms, self.now - e)]
        function = by_rate([(c * m, m - 1, a) for c, m, a in terms if m] + [(-a * c, m, a) for c, m, a in terms])
        stops = [self.now] + [self.now + s for s in sign_changes(function, end - self.now)] + [end]
        for lo, hi in zip(stops, stops[1:]):
            after = math.nextafter(lo, math.inf) if self.spikes and lo == self.spikes[-1][0] else lo
            if self.at(after) < self.threshold < self.at(hi):
                return root(lambda t: self.at(t) - self.threshold, after, hi)
        return math.inf


@dataclass
class Synapse:
    place: tuple  # projection, pre, post
    source: tuple  # population, unit
    target: tuple
    weight: float
    delay: float
    response: object


# --- the network -----------------------------------------------------------------------------------------------------

def read(network):
    """The neurons by (population, index), the input trains likewise, the synapses."""
    neurons, trains, synapses, betas = {}, {}, [], {}
    for p in network["populations"]:
        for n in range(len(p["spikes"]) if "spikes" in p else p["size"]):
            one = lambda name, default: p[name][n] if isinstance(p.get(name), list) else p.get(name, default)
            if "spikes" in p:
                trains[p["name"], n] = p["spikes"][n]
                continue
            beta = betas[p["name"], n] = one("beta", None)
            leak, reset, before = one("leak", 0.0), one("reset", 0.0), 0.0
            for time, value in p["current"]["neuron"][n] if "current" in p else []:
                trains["", len(trains)] = [time]
                source = "", len(trains) - 1
                synapses.append(Synapse(None, source, (p["name"], n), value - before, 0.0, Leaky(0.0, beta)))
                before = value
            fall = Kernel(p.get("reset_kernel", [(-1.0, 0, beta)]))
            start = Kernel([(one("initial", leak) - leak, 0, beta)])
            neurons[p["name"], n] = Neuron(one("threshold", None), reset, leak, start, fall)
    for index, p in enumerate(network["projections"]):
        delays, alpha = p.get("delays", 0.0), p.get("alpha")
        for pre, row in enumerate(p["weights"]):
            for post, weight in enumerate(row):
                if weight is not None:
                    target = p["to"], post
                    rate = alpha if not isinstance(alpha, dict) else alpha["pre"][pre] if "pre" in alpha \
                        else alpha["post"][post]
                    response = Kernel(p["kernel"]) if "kernel" in p else Leaky(rate, betas[target])
                    delay = delays[pre][post] if isinstance(delays, list) else delays
                    synapses.append(Synapse((index, pre, post), (p["from"], pre), target, weight, delay, response))
    return neurons, trains, synapses


def simulate(neurons, trains, synapses, horizon):
    """Fills in the spikes and the arrivals of all neurons up to the horizon."""
    outgoing = {}
    for synapse in synapses:
        outgoing.setdefault(synapse.source, []).append(synapse)
    arriving = []  # (time, order, synapse, index of the spike)

    def send(source, time, index):
        for synapse in outgoing.get(source, []):
            if time + synapse.delay <= horizon:
                send.order += 1
                heapq.heappush(arriving, (time + synapse.delay, send.order, synapse, index))

    send.order = 0
    for unit, train in trains.items():
        for index, time in enumerate(train):
            send(unit, time, index)
    predicted = {unit: neuron.next_spike(horizon) for unit, neuron in neurons.items()}
    while True:
        unit = min(predicted, key=predicted.get, default=None)
        time = predicted[unit] if unit else math.inf
        if arriving and arriving[0][0] < time:
            time, _, synapse, index = heapq.heappop(arriving)
            unit = synapse.target
            neurons[unit].events.append((time, synapse.weight, synapse.response))
            neurons[unit].arrivals.append((time, synapse, index))
        elif time <= horizon:
            neuron = neurons[unit]
            neuron.spikes.append((time, neuron.slope(time), 0.0))
            neuron.events.append((time, neuron.threshold - neuron.reset, neuron.fall))
            send(unit, time, len(neuron.spikes) - 1)
        else:
            return
        neurons[unit].now = time
        predicted[unit] = neurons[unit].next_spike(horizon)


def gradient(neurons, synapses, by_spike):
    """dL/dweight by place: backwards over all spikes f, V(f) = threshold being what f was made from."""
    result = {synapse.place: 0.0 for synapse in synapses}
    order = sorted(((spike[0], unit, k) for unit, n in neurons.items() for k, spike in enumerate(n.spikes)), reverse=True)
    total = dict(by_spike)
    for f, unit, k in order:
        neuron = neurons[unit]
        factor = -total.get((unit, k), 0.0) / neuron.spikes[k][1]
        if not factor:
            continue
        for a, synapse, index in neuron.arrivals:
            if a < f:
                result[synapse.place] += factor * synapse.response.value(f - a)
                if synapse.source in neurons:
                    sent = synapse.source, index
                    total[sent] = total.get(sent, 0.0) - factor * synapse.weight * synapse.response.slope(f - a)
        for j in range(k):
            fallen = (neuron.threshold - neuron.reset) * neuron.fall.slope(f - neuron.spikes[j][0])
            total[unit, j] = total.get((unit, j), 0.0) - factor * fallen
    return result


# --- the protocol ----------------------------------------------------------------------------------------------------

def run(network, times=None):
    loss = network.get("loss")
    if loss and loss["kind"].startswith("voltage"):
        return {"skipped": True, "message": "no losses of potentials"}
    neurons, trains, synapses = read(network)
    simulate(neurons, trains, synapses, network["horizon"])
    populations = [p for p in network["populations"] if "spikes" not in p]
    reply = {"spikes": {p["name"]: [[spike[0] for spike in neurons[p["name"], n].spikes] for n in range(p["size"])]
                        for p in populations if any(threshold is not None for threshold in p["threshold"])}}
    if times is not None:
        reply["potentials"] = {p["name"]: [[neurons[p["name"], n].at(t) for t in times] for n in range(p["size"])]
                               for p in populations}
    if loss:
        try:
            value, by_spike = loss_of_spikes(loss, neurons)
        except (KeyError, IndexError):
            reply["loss"] = reply["gradient"] = {"undefined": "a spike of the loss does not happen"}
            return reply
        entries = gradient(neurons, synapses, by_spike)
        reply["loss"] = {"value": value}
        reply["gradient"] = {"weights": [
            [[entries.get((index, pre, post)) for post in range(len(row))] for pre, row in enumerate(p["weights"])]
            for index, p in enumerate(network["projections"])]}
    return reply


def main():
    for line in sys.stdin:
        request = json.loads(line)
        if request["cmd"] == "start":
            reply = {"version": 1, "implementation": IMPLEMENTATION}
        elif request["cmd"] == "run":
            try:
                reply = {"seq": request["seq"], **run(request["network"], wanted_times(request))}
            except Exception as problem:  # one network must not end the run
                reply = {"seq": request["seq"], "errored": True, "message": repr(problem)}
        else:
            return
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""A goldspike engine in Python: spike times and exact gradients in binary64, standard library only.

    goldspike conform -- python3 sample_engine.py

Copy it: replace `simulate` and `gradient` by calls of your own library, keep `main`.

A neuron is V' = -beta (V - leak) + sum of currents, I_k' = -alpha_k I_k; a spike that arrives adds its weight to the
current of its synapse's alpha. A jump of an input current adds to the current of alpha = 0, which does not decay. Between events both are known in closed form, so nothing is stepped and nothing is
sampled: every spike time is the root of a function that is monotone on a known interval.
"""
import copy
import heapq
import json
import math
import sys
from bisect import bisect_right
from dataclasses import dataclass, field

IMPLEMENTATION = {
    "name": "sample", "version": "1", "language": "Python " + sys.version.split()[0], "dtype": "float64",
    "features": ["recurrent", "self-connections", "delays", "heterogeneous", "equal-time-constants", "leak", "initial",
                 "reset", "refractory", "readout", "current", "no-leak"],
    "losses": ["first-spike-cross-entropy", "spike-time-square"],
}


# --- the mathematics of one neuron -----------------------------------------------------------------------------------

def kernel(s, alpha, beta):
    """h(s) = (e^(-alpha s) - e^(-beta s)) / (beta - alpha), without cancellation where the rates are close."""
    x = abs(beta - alpha) * s
    return s * math.exp(-min(alpha, beta) * s) * (-math.expm1(-x) / x if x else 1.0)


def sign_changes(terms, end):
    """All s in (0, end) where the sum of c e^(-a s) changes its sign; `terms` is a list of (a, c).

    Between two such points lies one of the derivative of e^(a0 s) times the sum, which has a term less (Rolle).
    """
    merged = {}
    for a, c in terms:
        merged[a] = merged.get(a, 0.0) + c
    terms = sorted((a, c) for a, c in merged.items() if c)
    if len(terms) < 2:
        return []
    first = terms[0][0]
    total = lambda s: math.fsum(c * math.exp((first - a) * s) for a, c in terms)
    stops = [0.0] + sign_changes([(a - first, (first - a) * c) for a, c in terms[1:]], end) + [end]
    opposite = lambda x, y: x < 0 < y or y < 0 < x  # a product of two small numbers may be 0
    return [root(total, lo, hi) for lo, hi in zip(stops, stops[1:]) if opposite(total(lo), total(hi))]


def root(f, lo, hi):
    """The zero of a function of opposite signs at lo and hi, to the last bit, by bisection."""
    rising = f(hi) > 0
    while True:
        middle = 0.5 * (lo + hi)
        if not lo < middle < hi:
            return hi
        if (f(middle) > 0) == rising:
            hi = middle
        else:
            lo = middle


@dataclass
class Neuron:
    beta: float
    threshold: float  # None: never spikes
    reset: float
    leak: float
    initial: float
    refractory: float
    potential: float = 0.0  # V at time `now`
    currents: dict = field(default_factory=dict)  # alpha: I at time `now`
    now: float = 0.0
    restart: float = 0.0  # V is held at reset until then
    spikes: list = field(default_factory=list)  # (time, V' before it, the restart that it was reached from)
    arrivals: list = field(default_factory=list)  # (time, synapse, index of the spike of its source)

    def at(self, s):
        """V after s more time without events."""
        decayed = (self.potential - self.leak) * math.exp(-self.beta * s)
        return self.leak + math.fsum([decayed] + [i * kernel(s, a, self.beta) for a, i in self.currents.items()])

    def slope(self, s):
        current = math.fsum(i * math.exp(-a * s) for a, i in self.currents.items())
        return current - self.beta * (self.at(s) - self.leak)

    def advance(self, time):
        """To a time before the next spike; from the end of the refractory time V moves, I always does."""
        for stop in ([self.restart] if self.now < self.restart < time else []) + [time]:
            s = stop - self.now
            if s > 0:
                if stop > self.restart:
                    self.potential = self.at(s)
                self.currents = {a: i * math.exp(-a * s) for a, i in self.currents.items()}
                self.now = stop

    def next_spike(self, end):
        """The first upward crossing of the threshold in (now, end], or infinity.

        e^(beta s) (V - threshold) has the derivative e^(beta s) (I - beta (threshold - leak)): it is monotone between
        the sign changes of the bracket, which is a sum of exponentials.
        """
        if self.threshold is None or end <= max(self.now, self.restart):
            return math.inf
        if self.now < self.restart:  # what is still to arrive before V moves must find the state as it is
            ahead = copy.copy(self)
            ahead.advance(self.restart)
            return ahead.next_spike(end)
        length = end - self.now
        drive = [(0.0, -self.beta * (self.threshold - self.leak))] + list(self.currents.items())
        stops = [0.0] + sign_changes(drive, length) + [length]
        for lo, hi in zip(stops, stops[1:]):
            if self.at(lo) < self.threshold < self.at(hi):
                s = root(lambda s: self.at(s) - self.threshold, lo, hi)
                return self.now + s
        return math.inf

    def fire(self, time):
        self.advance(time)
        self.spikes.append((time, self.slope(0.0), self.restart))
        self.potential, self.restart = self.reset, time + self.refractory


@dataclass
class Synapse:
    place: tuple  # projection, pre, post
    source: tuple  # population, unit
    target: tuple
    alpha: float
    weight: float
    delay: float


# --- the network -----------------------------------------------------------------------------------------------------

def read(network):
    """The neurons by (population, index), the input trains likewise, the synapses."""
    neurons, trains, synapses = {}, {}, []
    for p in network["populations"]:
        for n in range(len(p["spikes"]) if "spikes" in p else p["size"]):
            one = lambda name, default: p[name][n] if isinstance(p.get(name), list) else p.get(name, default)
            if "spikes" in p:
                trains[p["name"], n] = p["spikes"][n]
                continue
            leak = one("leak", 0.0)
            initial = one("initial", leak)
            before = 0.0
            for time, value in p["current"]["neuron"][n] if "current" in p else []:
                trains["", len(trains)] = [time]
                synapses.append(Synapse(None, ("", len(trains) - 1), (p["name"], n), 0.0, value - before, 0.0))
                before = value
            neurons[p["name"], n] = Neuron(one("beta", None), one("threshold", None), one("reset", 0.0), leak, initial,
                                           one("refractory", 0.0), potential=initial)
    for index, p in enumerate(network["projections"]):
        alpha, delays = p["alpha"], p.get("delays", 0.0)
        for pre, row in enumerate(p["weights"]):
            for post, weight in enumerate(row):
                if weight is not None:
                    rate = alpha if not isinstance(alpha, dict) else alpha["pre"][pre] if "pre" in alpha \
                        else alpha["post"][post]
                    delay = delays[pre][post] if isinstance(delays, list) else delays
                    synapses.append(Synapse((index, pre, post), (p["from"], pre), (p["to"], post), rate, weight, delay))
    return neurons, trains, synapses


def simulate(neurons, trains, synapses, horizon):
    """Fills in the spikes and the arrivals of all neurons up to the horizon."""
    outgoing = {}
    for synapse in synapses:
        outgoing.setdefault(synapse.source, []).append(synapse)
    arriving = []  # (time, order, synapse, index of the spike)
    order = 0

    def send(source, time, index):
        nonlocal order
        for synapse in outgoing.get(source, []):
            if time + synapse.delay <= horizon:
                order += 1
                heapq.heappush(arriving, (time + synapse.delay, order, synapse, index))

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
            neuron = neurons[unit]
            neuron.advance(time)
            neuron.currents[synapse.alpha] = neuron.currents.get(synapse.alpha, 0.0) + synapse.weight
            neuron.arrivals.append((time, synapse, index))
        elif time <= horizon:
            neurons[unit].fire(time)
            send(unit, time, len(neurons[unit].spikes) - 1)
        else:
            return
        predicted[unit] = neurons[unit].next_spike(horizon)


def potential(neuron, t):
    """V just before t, from the last restart on; `simulate` has filled in what happened."""
    before = [f for f, _, _ in neuron.spikes if f < t]
    e = before[-1] + neuron.refractory if before else 0.0
    if t <= e:
        return neuron.reset if before else neuron.initial
    start = neuron.reset if before else neuron.initial
    terms = [neuron.leak, (start - neuron.leak) * math.exp(-neuron.beta * (t - e))]
    for a, synapse, _ in neuron.arrivals:
        if a < t:
            left = math.exp(-synapse.alpha * (e - a)) if a < e else 1.0
            terms.append(synapse.weight * left * kernel(t - max(a, e), synapse.alpha, neuron.beta))
    return math.fsum(terms)


# --- the loss and its gradient ---------------------------------------------------------------------------------------

def loss_of_spikes(loss, neurons):
    """The value, and its derivative by each spike time: {(unit, index): dL/df}."""
    if loss["kind"] == "spike-time-square":
        targets = [((p, n), k, t) for p, n, k, t in loss["targets"]]
        errors = [((unit, k), neurons[unit].spikes[k][0] - t) for unit, k, t in targets]
        by_spike = {}
        for spike, error in errors:
            by_spike[spike] = by_spike.get(spike, 0.0) + error
        return 0.5 * math.fsum(e * e for _, e in errors), by_spike
    name, label = loss["population"], loss["label"]
    tau0, tau1, gamma = loss["tau0"], loss["tau1"], loss["gamma"]
    first = {unit: n.spikes[0][0] for unit, n in neurons.items() if unit[0] == name and n.spikes}
    f = first[name, label]
    shares = {unit: math.exp((f - g) / tau0) for unit, g in first.items()}
    total = math.fsum(shares.values())
    by_spike = {(unit, 0): -share / total / tau0 for unit, share in shares.items()}
    by_spike[(name, label), 0] += 1 / tau0 + gamma / tau1 * math.exp(f / tau1)
    rivals = math.fsum(share for unit, share in shares.items() if unit != (name, label))
    return math.log1p(rivals) + gamma * math.expm1(f / tau1), by_spike


def gradient(neurons, synapses, by_spike):
    """dL/dweight by place: backwards over all spikes, from dL/df to what f was made from.

    With s = f - e for the restart e that a spike f was reached from,
    V(f) = leak + (reset - leak) e^(-beta s) + sum of W h(f - a) over arrivals a after e
                                             + sum of W e^(-alpha (e - a)) h(s) over those before, and V(f) = threshold.
    """
    result = {synapse.place: 0.0 for synapse in synapses}
    order = sorted(((spike[0], unit, k) for unit, n in neurons.items() for k, spike in enumerate(n.spikes)), reverse=True)
    total = dict(by_spike)
    for f, unit, k in order:
        neuron = neurons[unit]
        _, slope, e = neuron.spikes[k]
        factor = -total.get((unit, k), 0.0) / slope
        if not factor:
            continue
        times = [a for a, _, _ in neuron.arrivals]
        rise = -neuron.beta * ((neuron.reset if k else neuron.initial) - neuron.leak)  # V' just after e
        for a, synapse, index in neuron.arrivals[:bisect_right(times, f)]:
            weight, alpha = synapse.weight, synapse.alpha
            if a > e:
                h = kernel(f - a, alpha, neuron.beta)
                by_weight, by_arrival = h, weight * (alpha * h - math.exp(-neuron.beta * (f - a)))
            else:
                decay = math.exp(-alpha * (e - a))
                rise += weight * decay
                by_weight = decay * kernel(f - e, alpha, neuron.beta)
                by_arrival = weight * alpha * by_weight
            result[synapse.place] += factor * by_weight
            if synapse.source in neurons:
                sent = synapse.source, index
                total[sent] = total.get(sent, 0.0) + factor * by_arrival
        if k:
            total[unit, k - 1] = total.get((unit, k - 1), 0.0) - factor * rise * math.exp(-neuron.beta * (f - e))
    return result


# --- the protocol ----------------------------------------------------------------------------------------------------

def run(network, times=None):
    loss = network.get("loss")
    if loss and loss["kind"].startswith("voltage"):
        return {"skipped": True, "message": "no losses of potentials"}
    neurons, trains, synapses = read(network)
    simulate(neurons, trains, synapses, network["horizon"])
    spiking = {unit: n for unit, n in neurons.items()}
    reply = {"spikes": {}}
    for p in network["populations"]:
        if "spikes" not in p and p.get("threshold") is not None:
            reply["spikes"][p["name"]] = [[f for f, _, _ in spiking[p["name"], n].spikes] for n in range(p["size"])]
    if times is not None:
        reply["potentials"] = {
            p["name"]: [[potential(neurons[p["name"], n], t) for t in times] for n in range(p["size"])]
            for p in network["populations"] if "spikes" not in p}
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


def wanted_times(request):
    """The times at which potentials are asked for, if they are."""
    return request.get("at", []) if "potentials" in request.get("want", []) else None


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

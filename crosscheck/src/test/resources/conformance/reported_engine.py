"""The sample engine with a mistake that was reported of real code, for tests: reported_engine.py SAMPLE MISTAKE

The 24 of a survey of public trackers, then seven of which some are two mistakes at once, as in real programs; `right` is none. Each is
caught by random networks alone.
"""
import sys

SYNAPSE = "synapses.append(Synapse((index, pre, post), (p[\"from\"], pre), (p[\"to\"], post), rate, weight, delay))"
JUMP = "neuron.currents[synapse.alpha] = neuron.currents.get(synapse.alpha, 0.0) + synapse.weight\n"
REFRACTORY = "one(\"refractory\", 0.0)"
FIRE = "neurons[unit].fire(time)"
RUN = "    simulate(neurons, trains, synapses, network[\"horizon\"])\n"
ADVANCE = "        for stop in ([self.restart] if self.now < self.restart < time else []) + [time]:\n"
HELD = "        if self.now < self.restart:  # what is still"
SPIKES = "[f for f, _, _ in spiking[p[\"name\"], n].spikes]"
ENTRIES = "        entries = gradient(neurons, synapses, by_spike)\n"
DT = 0.01
PENALTY = "loss[\"tau0\"], loss[\"tau1\"], loss[\"gamma\"]"
CUT = ("        if k:\n            total[unit, k - 1]", "        if False:\n            total[unit, k - 1]")
OPPOSITE = ("factor = -total.get((unit, k), 0.0) / slope", "factor = total.get((unit, k), 0.0) / slope")

STEPS = '''
def simulate(neurons, trains, synapses, horizon):
    dt, mode, due = %r, %r, {}
    def send(source, time, index):
        for s in synapses:
            if s.source == source:
                due.setdefault(math.ceil((time + s.delay) / dt - 1e-9), []).append((s, index))
    for unit, train in trains.items():
        for index, time in enumerate(train):
            send(unit, time, index)
    for step in range(int(horizon / dt) + 1):
        for s, index in due.get(step, []):
            n = neurons[s.target]
            n.currents[s.alpha] = n.currents.get(s.alpha, 0.0) + s.weight
        for unit, n in neurons.items():
            t, before = (step + 1) * dt, n.potential
            if t <= n.restart:
                after = n.potential
            elif mode == "exact":
                after = n.at(dt)
            else:
                rise = sum(n.currents.values())
                after = before + dt * (rise - n.beta * (before - n.leak)) if mode == "forward" else \\
                    n.leak + (before - n.leak) * math.exp(-n.beta * dt) + dt * rise
            n.currents = {a: i * (1 - a * dt if mode == "forward" else math.exp(-a * dt)) for a, i in n.currents.items()}
            n.potential = after
            if n.threshold is not None and after > n.threshold and t <= horizon:
                f = t if mode != "exact" else step * dt + dt * (n.threshold - before) / (after - before)
                n.spikes.append((f, max(1e-9, (after - before) / dt), n.restart))
                n.potential, n.restart = n.reset, t + n.refractory
                send(unit, t, len(n.spikes) - 1)


def gradient('''

MISTAKES = {
    "right": [],
    "forward-euler": [("def gradient(", STEPS % (DT, "forward"))],
    "exponential-euler": [("def gradient(", STEPS % (DT, "exponential"))],
    "exact-grid-interpolated": [("def gradient(", STEPS % (DT, "exact"))],
    "delay-plus-step": [(SYNAPSE, SYNAPSE.replace("weight, delay", "weight, delay + 0.01"))],
    "delay-of-a-step-at-least": [(SYNAPSE, SYNAPSE.replace("weight, delay", "weight, max(delay, 0.01)"))],
    "refractory-rounded": [(REFRACTORY, "round(one(\"refractory\", 0.0), 1)")],
    "inputs-lost-while-refractory": [(JUMP, "if time < neuron.restart:\n                continue\n            " + JUMP)],
    "potential-runs-on-while-refractory": [
        (ADVANCE, "        for stop in [time]:\n"),
        ("                if stop > self.restart:\n                    self.potential", "                if True:\n                    self.potential")],
    "current-frozen-while-refractory": [
        ("                self.currents = {a: i", "                if stop > self.restart:\n                    self.currents = {a: i")],
    "tau-by-sign": [(SYNAPSE, "rate = rate if weight >= 0 else 2 * rate\n                    " + SYNAPSE)],
    "self-connections-skipped": [
        (SYNAPSE, "if p[\"from\"] == p[\"to\"] and pre == post:\n                        continue\n                    " + SYNAPSE)],
    "no-reset": [("self.potential, self.restart = self.reset, time", "self.restart = time")],
    "impulse-into-the-potential": [
        (JUMP, "if not synapse.alpha:\n                " + JUMP
               + "            elif time >= neuron.restart:\n"
                 "                neuron.potential += synapse.weight\n"
                 "                if neuron.threshold is not None and neuron.potential >= neuron.threshold:\n"
                 "                    neuron.fire(time)\n"
                 "                    send(unit, time, len(neuron.spikes) - 1)\n")],
    "times-rounded": [(SPIKES, SPIKES.replace("[f for", "[round(f, 4) for"))],
    "milliseconds": [(SPIKES, SPIKES.replace("[f for", "[1000 * f for"))],
    "weight-is-peak": [
        (JUMP, "a, b = synapse.alpha, neuron.beta\n"
               "            top = (math.log(a / b) / (a - b) if a != b else 1 / a) if a and b else math.inf\n"
               "            scale = 1.0 if not a else 1 / a if not b else kernel(top, a, b)\n"
               + "            " + JUMP.replace("synapse.weight", "synapse.weight / scale"))],
    "spikes-past-the-horizon": [(RUN, RUN.replace("network[\"horizon\"]", "1.1 * network[\"horizon\"]"))],
    "exponential-overflows": [("        for stop in ([self", "        math.exp(self.beta * time)\n        for stop in ([self")],
    "peak-after-own-spike-mistimed": [
        ("            if self.at(lo) < self.threshold < self.at(hi):\n",
         "            if self.spikes and len(self.currents) == 1 and self.potential < self.leak + 1e-9:\n"
         "                hi = lo + 0.6 * (hi - lo)\n"
         "            if self.at(lo) < self.threshold < self.at(hi):\n")],
    "simultaneous-rates-merged": [
        (JUMP, "alpha = last[unit][1] if unit in last and last[unit][0] == time else synapse.alpha\n"
               "            last[unit] = time, alpha\n"
               "            neuron.currents[alpha] = neuron.currents.get(alpha, 0.0) + synapse.weight\n"),
        ("    outgoing = {}\n", "    outgoing, last = {}, {}\n")],
    "no-search-where-it-falls": [
        (HELD, "        if self.restart <= self.now and self.slope(0.0) < 0:\n            return math.inf\n" + HELD)],
    "parallel-synapse-lost": [
        ("    return neurons, trains, synapses\n",
         "    return neurons, trains, list({(s.source, s.target): s for s in synapses}.values())\n")],
    "gradients-accumulate": [
        (ENTRIES, ENTRIES + "        entries = {place: value + KEPT.get(place, 0.0) for place, value in entries.items()}\n"
                            "        KEPT.update(entries)\n"),
        ("def run(network, times=None):\n", "KEPT = {}\n\n\ndef run(network, times=None):\n")],
    "potentials-left-over": [
        (RUN, "    for unit, n in neurons.items():\n        n.potential += LEFT.get(unit, 0.0)\n" + RUN
              + "    LEFT.update({unit: 0.2 * n.potential for unit, n in neurons.items()})\n"),
        ("def run(network, times=None):\n", "LEFT = {}\n\n\ndef run(network, times=None):\n")],
    "silent-at-horizon": [
        (RUN, "    (loss or {})[\"horizon\"] = network[\"horizon\"]\n" + RUN),
        ("    total = math.fsum(shares.values())\n",
         "    silent = sum(unit[0] == name and not n.spikes for unit, n in neurons.items())\n"
         "    late = silent * math.exp((f - loss[\"horizon\"]) / tau0)\n"
         "    total = math.fsum(shares.values()) + late\n"),
        ("share in shares.items() if unit != (name, label))\n", "share in shares.items() if unit != (name, label)) + late\n")],
    "input-at-zero-without-gradient": [
        ("            result[synapse.place] += factor * by_weight\n",
         "            if synapse.source in neurons or a > synapse.delay:\n"
         "                result[synapse.place] += factor * by_weight\n")],
    "epsilon-in-sums": [
        ("    return neurons, trains, synapses\n",
         "    for s in synapses:\n        neurons[s.target].currents[s.alpha] = 1e-6 * neurons[s.target].beta\n"
         "    return neurons, trains, synapses\n")],
    "bisected-to-1e-7, cut-at-reset": [
        ("        if not lo < middle < hi:\n            return hi\n", "        if hi - lo < 1e-7:\n            return middle\n"), CUT],
    "penalty-sign, gradient-sign": [(PENALTY, PENALTY.replace("loss[\"gamma\"]", "-loss[\"gamma\"]")), OPPOSITE],
    "delays-ignored, weights-by-tau-syn": [
        (SYNAPSE, SYNAPSE.replace("weight, delay", "weight * rate, 0.0"))],
    "refractory-ignored, square-without-half": [
        (REFRACTORY, "0.0"),
        ("return 0.5 * math.fsum(e * e for _, e in errors), by_spike",
         "return math.fsum(e * e for _, e in errors), {s: 2 * e for s, e in by_spike.items()}")],
}

with open(sys.argv[1]) as file:
    source = file.read()
for old, new in MISTAKES[sys.argv[2]]:
    assert old in source, old
    source = source.replace(old, new)
exec(compile(source, sys.argv[1], "exec"))

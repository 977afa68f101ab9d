"""The sample engine with a mistake that stands in nobody's catalogue in these words, for tests: unseen_engine.py SAMPLE MISTAKE[,MISTAKE]"""
import sys

SYNAPSE = "synapses.append(Synapse((index, pre, post), (p[\"from\"], pre), (p[\"to\"], post), rate, weight, delay))"
RESTART = "self.potential, self.restart = self.reset, time + self.refractory"
JUMP = "            neuron.currents[synapse.alpha] = neuron.currents.get(synapse.alpha, 0.0) + synapse.weight\n"
SPIKES = "[f for f, _, _ in spiking[p[\"name\"], n].spikes]"
RUN = "    simulate(neurons, trains, synapses, network[\"horizon\"])\n"
READ = "    return neurons, trains, synapses\n"
VALUE = "        reply[\"loss\"] = {\"value\": value}\n"
ENTRIES = "        entries = gradient(neurons, synapses, by_spike)\n"
KERNEL = "    x = abs(beta - alpha) * s\n"
START = "def run(network, times=None):\n"

MISTAKES = {
    "right": [],
    "reset-to-leak": [(RESTART, RESTART.replace("self.reset,", "self.leak,"))],
    "refractory-from-arrival": [
        (RESTART, "self.potential, self.restart = self.reset, (self.arrivals[-1][0] if self.arrivals else time) + self.refractory")],
    "threshold-on-current": [
        ("        if self.threshold is None or end", "        return math.inf\n        if self.threshold is None or end"),
        (JUMP, JUMP + "            if neuron.threshold is not None and time > neuron.restart and len(neuron.spikes) < 30 and sum(neuron.currents.values()) >= neuron.threshold:\n"
                      "                neuron.fire(time)\n                send(unit, time, len(neuron.spikes) - 1)\n")],
    "slope-of-wrong-sign": [("factor = -total.get((unit, k), 0.0) / slope", "factor = -total.get((unit, k), 0.0) / -slope")],
    "reset-missing-in-own-term": [
        ("rise = -neuron.beta * ((neuron.reset if k else neuron.initial) - neuron.leak)", "rise = 0.0")],
    "loss-by-number-of-neurons": [
        (VALUE, "        value /= len(neurons)\n" + VALUE),
        (ENTRIES, "        by_spike = {s: d / len(neurons) for s, d in by_spike.items()}\n" + ENTRIES)],
    "delays-twice": [(SYNAPSE, SYNAPSE.replace("weight, delay", "weight, 2 * delay"))],
    "first-spike-dropped": [(SPIKES, SPIKES + "[1:]")],
    "sorted-as-text": [(SPIKES, "sorted((f for f, _, _ in spiking[p[\"name\"], n].spikes), key=str, reverse=True)")],
    "second-projection-ignored": [(SYNAPSE, "if index == 1:\n                        continue\n                    " + SYNAPSE)],
    "simultaneous-overwritten": [
        (JUMP, "            if (unit, synapse.alpha) in last and last[unit, synapse.alpha][0] == time:\n"
               "                neuron.currents[synapse.alpha] -= last[unit, synapse.alpha][1]\n"
               "            last[unit, synapse.alpha] = time, synapse.weight\n" + JUMP),
        ("    outgoing = {}\n", "    outgoing, last = {}, {}\n")],
    "time-in-binary32": [
        ("                return self.now + s\n", "                return __import__('struct').unpack('f', __import__('struct').pack('f', self.now + s))[0]\n")],
    "ends-early": [(RUN, RUN.replace("network[\"horizon\"]", "network[\"horizon\"] - 0.1"))],
    "currents-left-over": [
        (RUN, "    for unit, n in neurons.items():\n        n.currents.update(LEFT.get(unit, {}))\n" + RUN
              + "    LEFT.update({unit: {a: 0.3 * i for a, i in n.currents.items()} for unit, n in neurons.items()})\n"),
        (START, "LEFT = {}\n\n\n" + START)],
    "leak-as-current": [
        ("        decayed = (self.potential - self.leak) * math.exp(-self.beta * s)\n",
         "        decayed = (self.potential - self.leak / (self.beta or 1)) * math.exp(-self.beta * s)\n"),
        ("        return self.leak + math.fsum([decayed]", "        return self.leak / (self.beta or 1) + math.fsum([decayed]"),
        ("        return current - self.beta * (self.at(s) - self.leak)\n", "        return current - self.beta * (self.at(s) - self.leak / (self.beta or 1))\n"),
        ("(self.threshold - self.leak))]", "(self.threshold - self.leak / (self.beta or 1)))]")],
    "one-threshold": [(READ, "    first = next((n.threshold for n in neurons.values() if n.threshold is not None), None)\n"
                             "    for n in neurons.values():\n        n.threshold = n.threshold and first\n" + READ)],
    "no-inhibition": [(SYNAPSE, SYNAPSE.replace("rate, weight,", "rate, max(weight, 0.0),"))],
    "gradient-transposed": [
        ("[[entries.get((index, pre, post)) for post in range(len(row))] for pre, row in enumerate(p[\"weights\"])]",
         "[[(lambda e, w: e if w is not None else None)(entries.get((index, post, pre) if len(row) == len(p[\"weights\"]) else (index, pre, post)) or 0.0, row[post]) for post in range(len(row))] for pre, row in enumerate(p[\"weights\"])]")],
    "old-arrivals-forgotten": [(KERNEL, "    if s > 3 / (beta or 1.0):\n        return 0.0\n" + KERNEL)],
    "cut-at-reset": [("        if k:\n            total[unit, k - 1]", "        if False:\n            total[unit, k - 1]")],
    "penalty-sign": [("loss[\"tau0\"], loss[\"tau1\"], loss[\"gamma\"]", "loss[\"tau0\"], loss[\"tau1\"], -loss[\"gamma\"]")],
    "gradient-doubled": [(ENTRIES, ENTRIES + "        entries = {place: 2 * value for place, value in entries.items()}\n")],
    "reported-late": [(SPIKES, SPIKES.replace("[f for", "[f + 0.001 for"))],
}

with open(sys.argv[1]) as file:
    source = file.read()
for mistake in sys.argv[2].split(","):
    for old, new in MISTAKES[mistake]:
        assert old in source, old
        source = source.replace(old, new)
exec(compile(source, sys.argv[1], "exec"))

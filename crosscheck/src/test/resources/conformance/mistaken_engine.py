"""The sample engine with a mistake that real code has made, for tests: mistaken_engine.py SAMPLE MISTAKE"""
import sys

FIRE = "        self.spikes.append((time, self.slope(0.0), self.restart))\n"
SYNAPSE = "synapses.append(Synapse((index, pre, post), (p[\"from\"], pre), (p[\"to\"], post), rate, weight, delay))"
RETURN = "    return neurons, trains, synapses\n"

MISTAKES = {
    "right": ("", ""),
    "own-spike": ("        if k:\n            total[unit, k - 1]", "        if False:\n            total[unit, k - 1]"),
    "slope-without-reset": ("        factor = -total.get((unit, k), 0.0) / slope\n",
                            "        slope -= neuron.beta * sum((neuron.threshold - neuron.reset) * math.exp(-neuron.beta"
                            " * (f - g)) for g, _, _ in neuron.spikes[:k])\n"
                            "        factor = -total.get((unit, k), 0.0) / slope\n"),
    "epsilon": ("total.get((unit, k), 0.0) / slope\n", "total.get((unit, k), 0.0) / (slope + 1e-8)\n"),
    "regulariser-sign": ("1 / tau0 + gamma / tau1", "1 / tau0 - gamma / tau1"),
    "regulariser-left-out": (" + gamma * math.expm1(f / tau1)", ""),
    "weight-convention": ("result[synapse.place] += factor * by_weight",
                          "result[synapse.place] += factor * by_weight * neuron.beta"),
    "no-recurrent-gradient": ("            if synapse.source in neurons:\n",
                              "            if synapse.source in neurons and synapse.source != unit:\n"),
    "delays-ignored": (SYNAPSE, SYNAPSE.replace("weight, delay", "weight, 0.0")),
    "delays-truncated": (SYNAPSE, SYNAPSE.replace("weight, delay", "weight, math.floor(delay * 10) / 10")),
    "transposed": ("for post, weight in enumerate(row):\n",
                   "for post, weight in enumerate([r[pre] for r in p[\"weights\"]]"
                   " if len(row) == len(p[\"weights\"]) else row):\n"),
    "leak-ignored": ("leak = one(\"leak\", 0.0)", "leak = 0.0"),
    "initial-ignored": ("initial = one(\"initial\", leak)", "initial = leak"),
    "reset-to-zero": ("one(\"reset\", 0.0)", "0.0"),
    "refractory-ignored": ("one(\"refractory\", 0.0)", "0.0"),
    "common-beta": (RETURN, "    for n in neurons.values():\n"
                            "        n.beta = next(iter(neurons.values())).beta\n" + RETURN),
    "common-alpha": (RETURN, "    for s in synapses:\n        s.alpha = synapses[0].alpha\n" + RETURN),
    "one-spike": (FIRE, FIRE + "        self.threshold = None\n"),
    "grid": ("neurons[unit].fire(time)", "time = min(horizon, math.ceil(time * 1000) / 1000); neurons[unit].fire(time)"),
    "merged-inputs": ("        for index, time in enumerate(train):\n",
                      "        for index, time in enumerate(train):\n"
                      "            if index and time - train[index - 1] < 0.1:\n                continue\n"),
    "self-connections-ignored": (SYNAPSE, "if p[\"from\"] == p[\"to\"] and pre == post:\n"
                                          "                        continue\n                    " + SYNAPSE),
    "negative-weights-dropped": (SYNAPSE, SYNAPSE.replace("weight, delay", "max(weight, 0.0), delay")),
    "last-spike-dropped": ("for f, _, _ in spiking[p[\"name\"], n].spikes]",
                           "for f, _, _ in spiking[p[\"name\"], n].spikes[:3]]"),
    "crash": ("    simulate(neurons, trains, synapses, network[\"horizon\"])\n",
              "    simulate(neurons, trains, synapses, network[\"horizon\"])\n"
              "    if max(len(n.spikes) for n in neurons.values()) > 2:\n        sys.exit(\"too many spikes\")\n"),
    "hang": ("    simulate(neurons, trains, synapses, network[\"horizon\"])\n",
             "    simulate(neurons, trains, synapses, network[\"horizon\"])\n"
             "    if any(n.spikes for n in neurons.values()):\n        __import__('time').sleep(600)\n"),
    "nan": ("entries = gradient(neurons, synapses, by_spike)\n",
            "entries = gradient(neurons, synapses, by_spike)\n"
            "        if any(not n.spikes for n in neurons.values()):\n"
            "            entries = {place: math.nan for place in entries}\n"),
    "errored": ("    neurons, trains, synapses = read(network)\n",
                "    neurons, trains, synapses = read(network)\n"
                "    if any(s.weight < 0 and s.delay for s in synapses):\n"
                "        raise ValueError('inhibition comes too late')\n"),
}

old, new = MISTAKES[sys.argv[2]]
with open(sys.argv[1]) as file:
    source = file.read()
assert old in source, sys.argv[2]
exec(compile(source.replace(old, new), sys.argv[1], "exec"))

"""Brian2: LIF with exponential synapses, method `exact`, on its clock."""

import brian2 as b
import numpy as np

from goldspike.engine import serve

b.prefs.codegen.target = "numpy"
EQUATIONS = """dv/dt = -be*(v-leak)/ms + (TOTAL)/ms : 1 (unless refractory)
be : 1 (constant)
leak : 1 (constant)
th : 1 (constant)
re : 1 (constant)
hold : second (constant)
"""


def run(network):
    """Build a Brian network: one current for each rate, one Synapses for each rate and kind of sender."""
    b.start_scope()
    b.defaultclock.dt = 1 * b.ms
    flat, dt = network.flat(), network.dt
    cells, count = flat.neurons, len(flat.neurons.beta)
    rates = sorted({w.alpha for w in flat.wires})
    lines = EQUATIONS.replace("TOTAL", " + ".join([f"c{k}" for k in range(len(rates))] or ["0"]))
    lines += "".join(f"dc{k}/dt = -al{k}*c{k}/ms : 1\nal{k} : 1 (constant)\n" for k in range(len(rates)))
    group = b.NeuronGroup(count, lines, threshold="v > th", reset="v = re", refractory="hold", method="exact")
    group.be, group.leak, group.re = np.array(cells.beta) * dt, cells.leak, cells.reset
    group.th = [1e300 if th is None else th for th in cells.threshold]
    group.v, group.hold = cells.initial, np.array(cells.refractory) * b.ms
    used = {(w.target, w.alpha) for w in flat.wires}
    for k, rate in enumerate(rates):
        # A current that a neuron does not have must not have its rate: `exact` divides by the difference.
        own = [rate if (n, rate) in used else 2 * beta + 1 for n, beta in enumerate(cells.beta)]
        setattr(group, f"al{k}", np.array(own) * dt)
    # A generator sends once in a step: an input that has several spikes in one is as many, with the same synapses.
    units, events = [], []
    for unit, train in enumerate(flat.inputs):
        times = [t for t in train if t <= network.horizon]
        copies = [[t for k, t in enumerate(times) if times[:k].count(t) == c] for c in range(max(1, len(times)))]
        for copy in filter(None, copies):
            events += [(len(units), t) for t in copy]
            units.append(unit)
    source = b.SpikeGeneratorGroup(max(1, len(units)), [u for u, _ in events], [t for _, t in events] * b.ms)
    made = []
    for k, rate in enumerate(rates):
        for given, sender in ((True, source), (False, group)):
            wires = [(w.sender, w) for w in flat.wires if w.alpha == rate and w.from_input == given]
            if given:
                wires = [(u, w) for u, unit in enumerate(units) for _, w in wires if w.sender == unit]
            if wires:
                s = b.Synapses(sender, group, "w : 1", on_pre=f"c{k}_post += w")
                s.connect(i=[u for u, _ in wires], j=[w.target for _, w in wires])
                s.w, s.delay = [w.weight * dt for _, w in wires], np.array([w.delay for _, w in wires]) * b.ms
                made.append(s)
    monitor, trace = b.SpikeMonitor(group), b.StateMonitor(group, "v", record=True, when="end")
    b.Network(group, source, monitor, trace, *made).run((network.horizon + 1) * b.ms)
    trains = [[] for _ in range(count)]
    for i, t in zip(np.asarray(monitor.i), np.rint(np.asarray(monitor.t / b.ms)).astype(int), strict=True):
        trains[i].append(int(t))
    steps = {name: [[int(t) for t in train] for train in found] for name, found in flat.spikes(trains).items()}
    potentials, at = {}, 0
    for name, size, _ in flat.shape:
        potentials[name] = np.asarray(trace.v)[at : at + size].tolist()
        at += size
    return {"steps": steps, "potentials": potentials}


FEATURES = "recurrent self-connections delays heterogeneous leak initial reset refractory readout"
serve(run, name="Brian2 exact", version=b.__version__, features=FEATURES.split(), losses=[],
      grid={"profile": "brian2", "dt": "any"})

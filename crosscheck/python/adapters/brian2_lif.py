"""Brian2: LIF with exponential synapses, method `exact`, on its clock."""

import brian2 as b
import numpy as np

from goldspike.engine import Skip, serve

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
    for k, rate in enumerate(rates):
        setattr(group, f"al{k}", rate * dt)
    events = [(unit, t) for unit, train in enumerate(flat.inputs) for t in train if t <= network.horizon]
    if len(events) > len(set(events)):
        raise Skip("two spikes of one input in a step")
    source = b.SpikeGeneratorGroup(max(1, len(flat.inputs)), [u for u, _ in events], [t for _, t in events] * b.ms)
    made = []
    for k, rate in enumerate(rates):
        for given, sender in ((True, source), (False, group)):
            wires = [w for w in flat.wires if w.alpha == rate and w.from_input == given]
            if wires:
                s = b.Synapses(sender, group, "w : 1", on_pre=f"c{k}_post += w")
                s.connect(i=[w.sender for w in wires], j=[w.target for w in wires])
                s.w, s.delay = [w.weight * dt for w in wires], np.array([w.delay for w in wires]) * b.ms
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


FEATURES = "recurrent self-connections delays heterogeneous equal-time-constants leak initial reset refractory readout"
serve(run, name="Brian2 exact", version=b.__version__, features=FEATURES.split(), losses=[],
      grid={"profile": "brian2", "dt": "any"})

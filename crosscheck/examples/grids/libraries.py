#!/usr/bin/env python3
"""The libraries themselves against the profiles of `goldspike solve --grid`, outside the default build.

    GOLDSPIKE="./goldspike" python3 libraries.py norse snntorch snntorch-zero spikingjelly brian2 nest [--networks 200]

Needs numpy and the library that is named (pip install norse snntorch spikingjelly brian2 nest-simulator torch). Each runs random
recurrent networks of two layers in binary64: rasters are equal, except where V comes nearer to its threshold than 1e-9 (counted),
potentials agree to 1e-12, gradients to 1e-10 (snntorch: to 1e-5, as it casts spikes and their gradients to binary32).
"""
import argparse
import json
import os
import shlex
import subprocess
import sys
from fractions import Fraction

import numpy as np

SIZES = {"in": 4, "h": 5, "o": 3}
STEPS = 25
TARGETS = [3.0, 1.0, 2.0]
SLOPE = 5.0


def exact(x):
    return float(x).hex()


def rate_of(kept):
    """The rate r with 1 − r·1 = kept, exactly."""
    return str(1 - Fraction(float(kept)))


class Random:
    """One random network as arrays of binary64."""

    def __init__(self, seed, dt):
        draw = np.random.default_rng(seed)
        self.dt = dt
        self.inputs = (draw.random((STEPS, SIZES["in"])) < 0.4).astype(float)
        self.inputs[0] = 0  # nest has no spikes at time 0
        scale = 1.0 / dt
        self.w = {("in", "h"): draw.normal(0.5, 0.6, (SIZES["in"], SIZES["h"])) * scale,
                  ("h", "h"): draw.normal(0.0, 0.5, (SIZES["h"], SIZES["h"])) * scale,
                  ("h", "o"): draw.normal(0.5, 0.6, (SIZES["h"], SIZES["o"])) * scale}
        self.keep_i = float(draw.uniform(0.3, 0.9))
        self.keep_v = float(draw.uniform(0.5, 0.95))
        self.alpha = float(draw.uniform(0.2, 1.0)) / dt
        self.beta = float(draw.uniform(0.05, 0.5)) / dt
        self.threshold = float(draw.uniform(0.8, 1.2))
        self.reset = float(draw.uniform(-0.2, 0.2))
        self.leak = float(draw.uniform(-0.1, 0.1))
        self.delay = int(draw.integers(0, 3))
        self.refractory = int(draw.integers(0, 3))
        if seed % 4 == 0:  # coarse numbers: V = threshold happens, and binary64 is exact
            self.w = {k: np.round(4 * w * dt) / 4 / dt for k, w in self.w.items()}
            self.keep_i, self.keep_v, self.alpha, self.beta = 0.5, 0.5, 0.5 / dt, 0.25 / dt
            self.threshold, self.reset, self.leak = 1.0, 0.0, 0.0

    def network(self, membrane, alpha, convention="kernel", reset=True, leak=None, delay=0, refractory=0):
        neurons = {"threshold": exact(self.threshold), "reset": exact(self.reset) if reset else "0",
                   "leak": exact(self.leak if leak is None else leak), **membrane}
        if refractory:
            neurons["refractory"] = str(refractory * Fraction(self.dt))
        trains = [[str(n * Fraction(self.dt)) for n in range(STEPS) if self.inputs[n, k]] for k in range(SIZES["in"])]
        return {"format": "goldspike-network/1", "convention": convention, "horizon": str((STEPS - 1) * Fraction(self.dt)),
                "populations": [{"name": "in", "spikes": trains}] + [{"name": n, "size": SIZES[n], **neurons} for n in "ho"],
                "projections": [{"from": a, "to": b, "alpha": alpha, "weights": [[exact(x) for x in row] for row in w],
                                 "delays": str(delay * Fraction(self.dt)) if a != "in" else "0"}
                                for (a, b), w in self.w.items()],
                "loss": {"kind": "spike-count-square", "population": "o", "targets": TARGETS}}


def goldens(cases):
    """(network, grid, dt, surrogate) -> answers of goldspike."""
    command = shlex.split(os.environ.get("GOLDSPIKE", "./goldspike")) + ["serve"]
    lines = []
    for number, (network, grid, dt, surrogate) in enumerate(cases):
        arguments = ["solve", "net", "--grid", grid, "--dt", str(Fraction(dt)), "--traces", "--digits", "20"]
        arguments += ["--surrogate", surrogate] if surrogate else []
        lines.append(json.dumps({"id": number, "arguments": arguments, "files": {"net": json.dumps(network)}}))
    done = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    answers = {}
    for line in done.stdout.splitlines():
        reply = json.loads(line)
        if reply["status"] != 0:
            sys.exit(reply["err"])
        answers[reply["id"]] = json.loads(reply["out"])
    return [answers[k] for k in range(len(cases))]


def backward(run, r):
    """Runs a torch network with weights that have gradients; the loss is that of the file."""
    import torch

    w = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in r.w.items()}
    spikes, potentials = run(torch, r, w)
    counts = torch.stack(spikes["o"]).double().sum(0)
    loss = 0.5 * ((counts - torch.tensor(TARGETS, dtype=torch.float64)) ** 2).sum()
    loss.backward()
    return {"spikes": {n: torch.stack(spikes[n]).detach().numpy() for n in "ho"},
            "potentials": {n: torch.stack(potentials[n]).detach().numpy() for n in "ho"},
            "gradient": [w[k].grad.numpy() for k in r.w]}


def norse(torch, r, w):
    from norse.torch.functional.lif import LIFFeedForwardState, LIFParameters, LIFState, lif_feed_forward_step, lif_step

    t = lambda x: torch.tensor(x, dtype=torch.float64)
    p = LIFParameters(t(r.alpha), t(r.beta), t(r.leak), t(r.threshold), t(r.reset), "super", t(SLOPE))
    h = LIFState(torch.zeros(1, SIZES["h"], dtype=torch.float64), torch.full((1, SIZES["h"]), r.leak, dtype=torch.float64), t(0.0))
    o = LIFFeedForwardState(torch.full((1, SIZES["o"]), r.leak, dtype=torch.float64), t(0.0))
    spikes, potentials = {"h": [], "o": []}, {"h": [], "o": []}
    for n in range(STEPS):
        z, h = lif_step(t(r.inputs[n])[None], h, w["in", "h"].T, w["h", "h"].T, p, r.dt)
        y, o = lif_feed_forward_step(z @ w["h", "o"], o, p, r.dt)
        for name, s, v in (("h", z, h.v), ("o", y, o.v)):
            spikes[name].append(s[0])
            potentials[name].append(v[0])
    return spikes, potentials


def snntorch(mechanism):
    def run(torch, r, w):
        import snntorch as snn
        from snntorch import surrogate

        # A threshold of no dimension would be multiplied by the reset's spikes in binary32; one for each neuron is not.
        make = lambda n: snn.Synaptic(alpha=torch.tensor(r.keep_i, dtype=torch.float64), beta=torch.tensor(r.keep_v, dtype=torch.float64),
                                    threshold=torch.full((SIZES[n],), r.threshold, dtype=torch.float64), reset_mechanism=mechanism,
                                    spike_grad=surrogate.fast_sigmoid(slope=SLOPE))
        cells = {n: make(n) for n in "ho"}
        zero = lambda n: torch.zeros(SIZES[n], dtype=torch.float64)
        state = {n: (zero(n), zero(n)) for n in "ho"}
        last = zero("h")
        spikes, potentials = {"h": [], "o": []}, {"h": [], "o": []}
        for n in range(STEPS):
            x = torch.tensor(r.inputs[n]) @ w["in", "h"] + last @ w["h", "h"]
            for name in "ho":
                z, syn, mem = cells[name](x, *state[name])
                state[name] = syn, mem
                spikes[name].append(z)
                potentials[name].append(mem)
                if name == "h":
                    last = z.double()
                    x = last @ w["h", "o"]
        return spikes, potentials
    return run


def spikingjelly(torch, r, w):
    from spikingjelly.activation_based import neuron, surrogate

    make = lambda: neuron.LIFNode(tau=1.0 / (1.0 - r.keep_v), decay_input=False, v_threshold=r.threshold, v_reset=r.reset,
                                  surrogate_function=surrogate.ATan(alpha=SLOPE), detach_reset=False, store_v_seq=False)
    cells = {"h": make(), "o": make()}
    current = {n: torch.zeros(SIZES[n], dtype=torch.float64) for n in "ho"}
    last = torch.zeros(SIZES["h"], dtype=torch.float64)
    spikes, potentials = {"h": [], "o": []}, {"h": [], "o": []}
    for n in range(STEPS):
        x = torch.tensor(r.inputs[n]) @ w["in", "h"] + last @ w["h", "h"]
        for name in "ho":
            current[name] = r.keep_i * current[name] + x
            z = cells[name](current[name])
            spikes[name].append(z)
            potentials[name].append(cells[name].v)
            if name == "h":
                last = z
                x = z @ w["h", "o"]
    return spikes, potentials


def wires(rs):
    """All networks side by side: sender, target, weight, delay in steps, by kind of sender."""
    at = {"h": 0, "o": SIZES["h"]}
    width = SIZES["h"] + SIZES["o"]
    out = {"in": [], "cell": []}
    for k, r in enumerate(rs):
        for (a, b), w in r.w.items():
            for i in range(w.shape[0]):
                for j in range(w.shape[1]):
                    sender = k * SIZES["in"] + i if a == "in" else k * width + at[a] + i
                    out["in" if a == "in" else "cell"].append((sender, k * width + at[b] + j, w[i, j], 0 if a == "in" else r.delay))
    return {kind: [np.array(column) for column in zip(*rows)] for kind, rows in out.items()}


def split(rs, raster, traces):
    width = SIZES["h"] + SIZES["o"]
    for k in range(len(rs)):
        part = slice(k * width, (k + 1) * width)
        both = lambda x: {"h": x[:, part][:, :SIZES["h"]], "o": x[:, part][:, SIZES["h"]:]}
        yield {"spikes": both(raster), "potentials": both(traces)}


def brian2(rs):
    import brian2 as b

    b.prefs.codegen.target = "numpy"
    b.defaultclock.dt = 1 * b.ms
    width = SIZES["h"] + SIZES["o"]
    cells = b.NeuronGroup(len(rs) * width, "dv/dt = (-be*(v-leak) + c)/ms : 1 (unless refractory)\ndc/dt = -al*c/ms : 1\n"
                          "be : 1 (constant)\nal : 1 (constant)\nleak : 1 (constant)\nth : 1 (constant)\nre : 1 (constant)\nhold : second (constant)",
                          threshold="v > th", reset="v = re", refractory="hold", method="exact")
    each = lambda f: np.repeat([f(r) for r in rs], width)
    cells.be, cells.al = each(lambda r: r.beta), each(lambda r: r.alpha)
    cells.leak, cells.th, cells.re = each(lambda r: r.leak), each(lambda r: r.threshold), each(lambda r: r.reset)
    cells.v, cells.hold = each(lambda r: r.leak), each(lambda r: r.refractory) * b.ms
    unit = np.concatenate([[k * SIZES["in"] + i for n in range(STEPS) for i in range(SIZES["in"]) if r.inputs[n, i]] for k, r in enumerate(rs)])
    when = np.concatenate([[n for n in range(STEPS) for i in range(SIZES["in"]) if r.inputs[n, i]] for r in rs])
    source = b.SpikeGeneratorGroup(len(rs) * SIZES["in"], unit.astype(int), when * b.ms)
    links = wires(rs)
    made = []
    for kind, group in (("in", source), ("cell", cells)):
        s = b.Synapses(group, cells, "w : 1", on_pre="c_post += w")
        sender, target, weight, delay = links[kind]
        s.connect(i=sender.astype(int), j=target.astype(int))
        s.w, s.delay = weight, delay * b.ms
        made.append(s)
    monitor, trace = b.SpikeMonitor(cells), b.StateMonitor(cells, "v", record=True, when="end")
    b.Network(cells, source, monitor, trace, *made).run(STEPS * b.ms)
    raster = np.zeros((STEPS, len(rs) * width))
    raster[np.rint(np.asarray(monitor.t / b.ms)).astype(int), np.asarray(monitor.i)] = 1
    return split(rs, raster, np.asarray(trace.v).T)


def nest(rs):
    import nest as sim

    sim.ResetKernel()
    sim.resolution = 1.0
    width = SIZES["h"] + SIZES["o"]
    cells = sim.Create("iaf_psc_exp", len(rs) * width)
    each = lambda f: np.repeat([f(r) for r in rs], width)
    cells.set({"C_m": 1.0, "tau_m": each(lambda r: 1 / r.beta), "tau_syn_ex": each(lambda r: 1 / r.alpha), "tau_syn_in": each(lambda r: 1 / r.alpha),
               "E_L": each(lambda r: r.leak), "V_th": each(lambda r: r.threshold), "V_reset": each(lambda r: r.reset),
               "t_ref": each(lambda r: float(r.refractory)), "V_m": each(lambda r: r.leak)})
    # A spike takes one step at least, so the generator sends one step before.
    source = sim.Create("spike_generator", len(rs) * SIZES["in"])
    trains = [[float(n - 1) for n in range(2, STEPS) if r.inputs[n, k]] for r in rs for k in range(SIZES["in"])]
    source.set([{"spike_times": train} for train in trains])
    links = wires(rs)
    for kind, group in (("in", source), ("cell", cells)):
        i, j, w, d = links[kind]
        sim.Connect(np.array(group.tolist())[i.astype(int)], np.array(cells.tolist())[j.astype(int)], "one_to_one",
                    {"weight": w, "delay": np.maximum(d, 1).astype(float)})
    recorder = sim.Create("spike_recorder")
    meter = sim.Create("multimeter", {"record_from": ["V_m"], "interval": 1.0})
    sim.Connect(cells, recorder)
    sim.Connect(meter, cells)
    sim.Simulate(float(STEPS + 1))
    events, first = recorder.events, cells.tolist()[0]
    raster, traces = np.zeros((STEPS, len(rs) * width)), np.zeros((STEPS, len(rs) * width))
    for t, s in zip(np.rint(events["times"]).astype(int), events["senders"]):
        if t < STEPS:
            raster[t, s - first] = 1
    for t, s, v in zip(np.rint(meter.events["times"]).astype(int), meter.events["senders"], meter.events["V_m"]):
        if t < STEPS:
            traces[t, s - first] = v
    return split(rs, raster, traces)


def rates(r):
    return {"membrane": {"beta": exact(r.beta)}, "alpha": exact(r.alpha)}


def kept(r):
    return {"membrane": {"beta": rate_of(r.keep_v)}, "alpha": rate_of(r.keep_i), "leak": 0.0, "reset": False}


def jelly(r):
    return {"membrane": {"tau_mem": exact(1.0 / (1.0 - r.keep_v))}, "alpha": rate_of(r.keep_i), "leak": r.reset}


def late(r):
    r.inputs[1] = 0  # the generator would have to send at time 0
    return {**rates(r), "delay": r.delay, "refractory": r.refractory}


LIBRARIES = {
    # The superspike of norse 1.1.0 takes a slope and ignores it (norse/torch/functional/superspike.py): it is 1.
    "norse": (lambda rs: (backward(norse, r) for r in rs), 0.125, lambda r: {**rates(r), "convention": "current"}, "fast-sigmoid:1", 1e-10),
    "snntorch": (lambda rs: (backward(snntorch("subtract"), r) for r in rs), 1, kept, f"fast-sigmoid:{SLOPE}", 1e-5),
    "snntorch-zero": (lambda rs: (backward(snntorch("zero"), r) for r in rs), 1, kept, f"fast-sigmoid:{SLOPE}", 1e-5),
    "spikingjelly": (lambda rs: (backward(spikingjelly, r) for r in rs), 1, jelly, f"arctan:{SLOPE}", 1e-10),
    "brian2": (brian2, 1, lambda r: {**rates(r), "delay": r.delay, "refractory": r.refractory}, None, None),
    "nest": (nest, 1, late, None, None),
}


def compare(name, count):
    run, dt, fields, surrogate, tolerance = LIBRARIES[name]
    rs = [Random(seed, dt) for seed in range(count)]
    cases = [(r.network(**fields(r)), name, dt, surrogate) for r in rs]
    result = {"networks": 0, "rasters equal": 0, "excused": 0, "spikes": 0, "with V = threshold": 0, "worst potential": 0.0, "worst gradient": 0.0}
    bad = []
    for number, (got, golden) in enumerate(zip(run(rs), goldens(cases))):
        result["networks"] += 1
        result["with V = threshold"] += golden["nearest"]["distance"] == "0"
        first = int(golden["grid"]["first-step"])
        steps = {n: [[int(t) for t in np.flatnonzero(got["spikes"][n][:, k])] for k in range(SIZES[n])] for n in "ho"}
        result["spikes"] += sum(len(t) for ts in steps.values() for t in ts)
        if steps != golden["steps"]:
            near = float(golden["nearest"]["distance"])
            result["excused"] += near < 1e-9
            if near >= 1e-9:
                bad.append((number, steps, golden["steps"]))
            continue
        result["rasters equal"] += 1
        for n in "ho":
            v = np.array([[float(x) for x in train] for train in golden["potentials"][n]]).T
            result["worst potential"] = max(result["worst potential"], float(np.abs(got["potentials"][n][first:] - v).max()))
        if tolerance:
            for mine, theirs in zip(golden["gradient"]["weights"], got["gradient"]):
                mine = np.array(mine, dtype=float)
                result["worst gradient"] = max(result["worst gradient"], float(np.abs(mine - theirs).max() / max(1.0, np.abs(mine).max())))
    print(name, json.dumps(result))
    for case in bad[:2]:
        print("  differs:", case)
    return not bad and result["worst potential"] < 1e-12 and (not tolerance or result["worst gradient"] < tolerance)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("libraries", nargs="+", choices=LIBRARIES)
    parser.add_argument("--networks", type=int, default=200)
    given = parser.parse_args()
    sys.exit(0 if all([compare(name, given.networks) for name in given.libraries]) else 1)

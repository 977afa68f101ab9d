#!/usr/bin/env python3
"""A clock-driven engine for `goldspike conform`, to copy from: steps as in norse, surrogate gradients backward through time.
It says on which grid it computes, is sent all times in whole steps, and answers in steps. Units are numbered, inputs too."""
import json
import sys
from math import exp, log
SLOPE = 2.0  # of the surrogate 1 / (1 + SLOPE |V - threshold|)^2
FEATURES = "recurrent self-connections delays heterogeneous equal-time-constants leak initial reset refractory readout current no-leak"
LOSSES = "voltage-square voltage-integral spike-count-cross-entropy spike-count-square spike-step-cross-entropy"

class Net:
    def __init__(self, net, dt):
        self.dt, self.steps, self.loss = dt, net["horizon"] + 1, net.get("loss")
        self.names, self.units, at = [pop["name"] for pop in net["populations"]], [], 0
        for pop in net["populations"]:
            self.units.append(range(at, at + len(pop.get("spikes", pop.get("beta", [])))))
            at = self.units[-1].stop
        self.z = [[0] * at for _ in range(self.steps)]  # how often each unit fired in each step
        self.cells, self.wires, self.grad = {}, {u: [] for u in range(at)}, []
        for pop, units in zip(net["populations"], self.units):
            for k, u in enumerate(units):
                for step in [s for s in pop.get("spikes", [[]] * len(units))[k] if s < self.steps]:
                    self.z[step][u] += 1
                if "size" in pop:
                    cell = self.cells[u] = {key: pop.get(key, [0] * (k + 1))[k] for key in ("beta", "threshold", "reset", "leak", "refractory")}
                    cell["initial"] = pop["initial"][k] if "initial" in pop else cell["leak"]
                    cell["current"] = pop["current"]["neuron"][k] if "current" in pop else []
                    cell["detach"] = any(q["from"] == q["to"] == pop["name"] for q in net["projections"])
        for p, q in enumerate(net["projections"]):
            source, target = self.names.index(q["from"]), self.names.index(q["to"])
            self.grad.append([[None if w is None else 0.0 for w in row] for row in q["weights"]])
            for i, row in enumerate(q["weights"]):
                for j, w in enumerate(row):
                    alpha = q["alpha"] if isinstance(q["alpha"], dict) else {"post": [q["alpha"]] * len(row)}
                    rate = alpha["pre"][i] if "pre" in alpha else alpha["post"][j]
                    lag = (q["delays"][i][j] or 0) if "delays" in q else 0
                    lag += self.units[source][i] in self.cells and source >= target  # populations in turn: back in the next step
                    if w is not None:
                        self.wires[self.units[target][j]].append((self.units[source][i], w, lag, rate, (p, i, j)))

    def forward(self):
        v, i, until = {u: c["initial"] for u, c in self.cells.items()}, {}, dict.fromkeys(self.cells, -1)
        self.x, self.before, self.after, self.held = ([{} for _ in range(self.steps)] for _ in range(4))
        for n in range(self.steps):
            for u, cell in self.cells.items():
                for pre, w, lag, rate, _ in self.wires[u]:
                    i[u, rate] = i.get((u, rate), 0.0) + (w * self.z[n - lag][pre] if n >= lag else 0.0)
                rates = {rate for _, _, _, rate, _ in self.wires[u]}
                drive = sum(i[u, rate] for rate in rates) + ([0.0] + [c for step, c in cell["current"] if step <= n])[-1]
                held = self.held[n][u] = n <= until[u]
                v[u] = cell["reset"] if held else cell["leak"] + (1 - cell["beta"] * self.dt) * (v[u] - cell["leak"]) + self.dt * drive
                for rate in rates:
                    i[u, rate] *= 1 - rate * self.dt
                if cell["threshold"] is not None and not held:
                    self.x[n][u] = v[u] - cell["threshold"]
                    self.z[n][u] = int(self.x[n][u] > 0)
                self.before[n][u] = v[u]
                if self.z[n][u]:
                    v[u], until[u] = cell["reset"], n + cell["refractory"]
                self.after[n][u] = v[u]

    def objective(self):  # the loss; its derivatives by V after each step and by z of each step, as functions of step and neuron
        loss, units = self.loss, self.units[self.names.index(self.loss["population"])]
        count = [sum(z[u] for z in self.z) for u in units]
        if loss["kind"] == "voltage-square":
            miss = [after[units[loss["neuron"]]] - loss["target"] for after in self.after]
            return self.dt * sum(m * m for m in miss) / 2, lambda n, k: miss[n] * self.dt * (k == loss["neuron"]), None
        if loss["kind"] == "voltage-integral":
            part = lambda n, k: loss["weights"][k] * exp(-loss["kappa"] * n * self.dt) * self.dt
            return sum(part(n, k) * after[u] for n, after in enumerate(self.after) for k, u in enumerate(units)), part, None
        if loss["kind"] == "spike-count-square":
            miss = [c - t for c, t in zip(count, loss["targets"])]
            return sum(m * m for m in miss) / 2, None, lambda n, k: miss[k]
        if loss["kind"] == "spike-count-cross-entropy":
            value, share = softmax([loss["scale"] * c for c in count], loss["label"])
            return value, None, lambda n, k: loss["scale"] * share[k]
        each = [softmax([z[u] for u in units], loss["label"]) for z in self.z]
        return sum(value for value, _ in each) / self.steps, None, lambda n, k: each[n][1][k] / self.steps

    def backward(self, by_potential, by_spike):
        by_v, by_z, by_i = dict.fromkeys(self.cells, 0.0), [[0.0] * len(self.z[0]) for _ in self.z], {}
        for n in reversed(range(self.steps)):
            for k, u in enumerate(self.units[self.names.index(self.loss["population"])]):
                by_v[u] += by_potential(n, k) if by_potential else 0.0
                by_z[n][u] += by_spike(n, k) if by_spike else 0.0
            for u, cell in reversed(self.cells.items()):
                if not cell["detach"]:
                    by_z[n][u] += (cell["reset"] - self.before[n][u]) * by_v[u]
                by_v[u] = 0.0 if self.z[n][u] else by_v[u]
                by_v[u] += by_z[n][u] / (1 + SLOPE * abs(self.x[n][u])) ** 2 if u in self.x[n] else 0.0
                by_v[u] = 0.0 if self.held[n][u] else by_v[u]
                for rate in {rate for _, _, _, rate, _ in self.wires[u]}:
                    by_i[u, rate] = (1 - rate * self.dt) * by_i.get((u, rate), 0.0) + self.dt * by_v[u]
                by_v[u] *= 1 - cell["beta"] * self.dt
                for pre, w, lag, rate, (p, i, j) in self.wires[u]:
                    self.grad[p][i][j] += self.z[n - lag][pre] * by_i[u, rate] if n >= lag else 0.0
                    by_z[n - lag if n >= lag else n][pre] += w * by_i[u, rate] if n >= lag else 0.0

def softmax(scores, label):
    odds = [exp(s - scores[label]) for s in scores]
    return log(sum(odds)), [o / sum(odds) - (k == label) for k, o in enumerate(odds)]

def run(net):
    net.forward()
    named = [(name, units) for name, units in zip(net.names, net.units) if any(u in net.cells for u in units)]
    loss, *derivatives = net.objective() if net.loss else [None]
    if derivatives:
        net.backward(*derivatives)
    return {"steps": {name: [[n for n in range(net.steps) if net.z[n][u]] for u in units] for name, units in named},
            "potentials": {name: [[after[u] for after in net.after] for u in units] for name, units in named},
            "loss": loss, "gradient": {"weights": net.grad} if derivatives else None}

for request in map(json.loads, sys.stdin):
    if request["cmd"] == "stop":
        break
    about = {"name": "sample grid engine", "version": "1", "language": "Python", "dtype": "float64", "features": FEATURES.split()}
    start = {"version": 1, "implementation": about, "losses": LOSSES.split(),
             "grid": {"profile": "norse", "dt": "any", "surrogate": f"fast-sigmoid:{SLOPE}"}}
    reply = start if request["cmd"] == "start" else {"seq": request["seq"], **run(Net(request["network"], request["dt"]))}
    print(json.dumps(reply), flush=True)

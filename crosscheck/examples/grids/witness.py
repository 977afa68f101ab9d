#!/usr/bin/env python3
"""Networks in steps of dt, written from the text of the specification alone (section 6), standard library only.

Reads JSON lines {"network": {...}, "grid": {...}, "wrt": [...]} on standard input, network and grid as in their files, and answers
each with a line {"steps": ..., "loss": ..., "gradient": ...}. Rational arithmetic where all factors are rational, else 90 decimal
digits. Gradients are forward sensitivities: every number carries its derivatives by all reals of the file.
"""
import json
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 90
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798")


def dec(x):
    return Decimal(x.numerator) / Decimal(x.denominator) if isinstance(x, Fraction) else Decimal(x)


class Number:
    """A value and its derivatives by the reals of the file."""

    def __init__(self, value, by=None):
        self.value, self.by = value, by or {}

    def map(self, value, slope):
        return Number(value, {p: mul(slope, d) for p, d in self.by.items()})

    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        by = dict(self.by)
        for p, d in other.by.items():
            by[p] = add(by[p], d) if p in by else d
        return Number(add(self.value, other.value), by)

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        mine, yours = self.map(0, other.value), other.map(0, self.value)
        return Number(mul(self.value, other.value), (mine + yours).by)

    def __sub__(self, other):
        return self + other * -1 if isinstance(other, Number) else self + -other

    __radd__, __rmul__ = __add__, __mul__


def add(a, b):
    return dec(a) + dec(b) if isinstance(a, Decimal) or isinstance(b, Decimal) else a + b


def mul(a, b):
    return dec(a) * dec(b) if isinstance(a, Decimal) or isinstance(b, Decimal) else a * b


def inverse(x):
    return x.map(1 / x.value, -1 / (x.value * x.value))


def exp(x):
    return x.map(dec(x.value).exp(), dec(x.value).exp())


def log(x):
    return x.map(dec(x.value).ln(), 1 / dec(x.value))


def real(x):
    if isinstance(x, str) and "x" in x.lower():
        return Fraction(float.fromhex(x))
    return Fraction(str(x))


SHIFTED, STEP = set(), Fraction(1, 10**25)  # reals of the file that are moved, for finite differences, and by how much


def moved(value, name):
    return value + (STEP if name + ("+",) in SHIFTED else -STEP if name + ("-",) in SHIFTED else 0)


def given(values, index, name):
    """One value for all or a list: the number with its name."""
    if isinstance(values, list):
        return Number(moved(real(values[index]), name + (index,)), {name + (index,): Fraction(1)})
    return Number(moved(real(values), name), {name: Fraction(1)})


def rate(fields, plain, tau, index, name):
    return given(fields[plain], index, name) if plain in fields else inverse(given(fields[tau], index, name))


def slope(text, x):
    """dz/dV at x."""
    kind, k, scale = (text.split(":") + ["1", "1"])[:3]
    k, scale = real(k or "1"), real(scale or "1")
    if kind == "fast-sigmoid":
        return mul(scale, 1 / (1 + mul(k, abs(x))) ** 2)
    if kind == "arctan":
        return dec(scale) * dec(k) / 2 / (1 + (PI * dec(k) * dec(x) / 2) ** 2)
    if kind == "sigmoid":
        e = (-abs(dec(k) * dec(x))).exp()
        return dec(scale) * dec(k) * e / (1 + e) ** 2
    if kind == "triangle":
        return mul(scale, max(0, 1 - mul(k, abs(x))))
    return scale


def primitive(text, x):
    """A function of x whose derivative is the surrogate: what z is in the smoothed network."""
    kind, k, scale = (text.split(":") + ["1", "1"])[:3]
    k, scale, x = dec(real(k or "1")), dec(real(scale or "1")), dec(x)
    y = abs(k * x)
    if kind == "fast-sigmoid":
        return scale * x / (1 + y)
    if kind == "sigmoid":
        return scale / (1 + (-k * x).exp())
    if kind == "triangle":
        return scale * (x - x * y / 2 if y < 1 else (1 if x > 0 else -1) / k / 2)
    return scale * x


def decay(grid, dt, r):
    return Number(1) - r * dt if grid["decay"] == "euler" else exp(r * -dt)


def held(dt, r):
    return Number(dt) + (r * Fraction(-1, 2)) * (dt * dt) if r.value == 0 else (Number(1) - exp(r * -dt)) * inverse(r)


def gain(grid, dt, a, b):
    kind = grid["gain"]
    if kind in ("euler", "one"):
        return Number(dt if kind == "euler" else 1)
    if kind == "held":
        return held(dt, b)
    if kind == "averaged":
        return held(dt, b) * (Number(1) - exp(a * -dt)) * inverse(a * dt)
    if a.value != b.value:
        return (exp(a * -dt) - exp(b * -dt)) * inverse(b - a)
    mean = (a + b) * Fraction(1, 2)  # h is symmetric in its rates, so at a = b it depends on their mean to first order
    return exp(mean * -dt) * dt


class Neuron:
    def __init__(self, pop, p, k, grid, dt, kernel):
        self.beta = rate(pop, "beta", "tau_mem", k, ("beta", p))
        bound = pop["threshold"]
        bound = bound[k] if isinstance(bound, list) else bound
        self.bound = None if bound is None else given(pop["threshold"], k, ("threshold", p))
        self.reset = given(pop.get("reset", "0"), k, ("reset", p))
        self.leak = given(pop.get("leak", "0"), k, ("leak", p))
        self.v = given(pop["initial"], k, ("initial", p)) if "initial" in pop else self.leak
        self.d = decay(grid, dt, self.beta)
        hold = steps(grid, given(pop.get("refractory", "0"), k, ("refractory", p)).value, dt)
        self.hold = hold - (grid.get("hold", "R") == "R-1")
        course = pop.get("current", [])
        course = course["neuron"][k] if isinstance(course, dict) else course
        self.current = [(steps(grid, real(t), dt), real(c)) for t, c in course]
        self.c = Number(dt) if grid["gain"] == "euler" else Number(1) if grid["gain"] == "one" else held(dt, self.beta)
        self.c = self.c if kernel else self.c * self.beta
        self.until, self.z, self.fired, self.i = -1, Number(0), [], {}

    def membrane(self, n):
        if self.until - self.hold < n <= self.until:
            self.v = self.reset
            return
        self.v = self.leak + self.d * (self.v - self.leak)
        for current in self.i.values():
            self.v = self.v + current["g"] * current["i"]
        self.v = self.v + self.c * ([Fraction(0)] + [c for step, c in self.current if step <= n])[-1]

    def fire(self, n, grid):
        self.z = Number(0)
        if self.bound is None or n <= self.until:
            return
        x = self.v - self.bound
        if x.value > 0 or x.value == 0 and grid["threshold"] == "ge":
            self.z.value = 1
            self.fired.append(n)
            self.until = n + self.hold
        if grid.get("surrogate"):
            self.z.by = x.map(0, slope(grid["surrogate"], x.value)).by
        if grid.get("smooth"):
            self.z.value = primitive(grid["surrogate"], x.value)

    def fall(self, grid, detached):
        z = Number(self.z.value) if detached else self.z
        if grid["reset"] == "to-value":
            self.v = self.v + z * (self.reset - self.v)
        elif grid["reset"] == "subtract" and self.bound is not None:
            self.v = self.v - z * (self.bound - self.reset)


def steps(grid, time, dt):
    whole, half = time / dt, Fraction(1, 2)
    kind = grid.get("inputs", "exact")
    assert kind != "exact" or whole.denominator == 1
    return {"exact": whole // 1, "floor": whole // 1, "nearest": (whole + half) // 1, "ceil": -(-whole // 1)}[kind]


def solve(network, grid, wrt):
    dt, pops, kernel = real(grid["dt"]), network["populations"], network.get("convention", "kernel") == "kernel"
    first, last = grid.get("first-step", 0), real(network["horizon"]) / dt // 1
    names = [pop["name"] for pop in pops]
    cells = [[] if "spikes" in pop else [Neuron(pop, p, k, grid, dt, kernel) for k in range(pop["size"])] for p, pop in enumerate(pops)]
    detach = {"true": lambda p: True, "false": lambda p: False,
              "recurrent": lambda p: any(q["from"] == q["to"] == names[p] for q in network["projections"])}
    detached = [detach[str(grid.get("detach", "true")).lower()](p) for p in range(len(pops))]
    wires, arriving = {}, {}  # by sender; by step and population of the target
    for p, q in enumerate(network["projections"]):
        source, target = names.index(q["from"]), names.index(q["to"])
        listed = [s + ["0"] * (4 - len(s)) + [(k,)] for k, s in enumerate(q.get("synapses", []))]
        for i, row in enumerate(q.get("weights", [])):
            for j, w in enumerate(row):
                delay = q.get("delays", "0")
                if w is not None:
                    listed.append([i, j, w, delay[i][j] if isinstance(delay, list) else delay, (i, j)])
        for i, j, w, delay, where in listed:
            decays = q.get("alpha", q.get("tau_syn"))
            axis = next(iter(decays)) if isinstance(decays, dict) else None
            values = decays[axis] if axis else decays
            a = given(values, i if axis == "pre" else j, ("alpha", p) + ((axis,) if axis else ()))
            a = a if "alpha" in q else inverse(a)
            cell = cells[target][j]
            weight = Number(moved(real(w), ("weights", p) + where), {("weights", p) + where: Fraction(1)}) * (1 if kernel else cell.beta)
            if (p, i if axis == "pre" else 0) not in cell.i:
                cell.i[p, i if axis == "pre" else 0] = {"i": Number(0), "d": decay(grid, dt, a), "g": gain(grid, dt, a, cell.beta)}
            m = steps(grid, real(delay), dt)
            if not cells[source] and "spikes" in pops[source]:
                lag = m
            else:
                lag = {"layered": m + (source >= target), "next-step": m + 1, "at-least-one": max(m, 1), "same-step": m}[grid["transmission"]]
            wires.setdefault((source, i), []).append((lag, target, cell.i[p, i if axis == "pre" else 0], weight))

    def send(source, i, n, z):
        for lag, target, current, weight in wires.get((source, i), []):
            arriving.setdefault((n + lag, target), []).append((current, weight * z))

    for p, pop in enumerate(pops):
        for i, train in enumerate(pop.get("spikes", [])):
            for time in train:
                send(p, i, steps(grid, real(time), dt), Number(1))

    def apply(operation, p, n):
        if operation == "receive":
            for current, jump in arriving.pop((n, p), []):
                current["i"] = current["i"] + jump
        for i, cell in enumerate(cells[p]):
            if operation == "decay":
                for current in cell.i.values():
                    current["i"] = current["d"] * current["i"]
            elif operation == "membrane":
                cell.membrane(n)
            elif operation == "fire":
                cell.fire(n, grid)
                send(p, i, n, cell.z)
            elif operation == "reset":
                cell.fall(grid, detached[p])

    loss, trace = network.get("loss"), []
    for n in range(first, last + 1):
        same = grid["transmission"] == "same-step"
        for p, o in [(p, o) for o in grid["order"] for p in range(len(pops))] if same else [(p, o) for p in range(len(pops)) for o in grid["order"]]:
            apply(o, p, n)
        trace.append([[(cell.v, cell.z) for cell in pop] for pop in cells])
    answer = {"steps": {name: [cell.fired for cell in cells[p]] for p, name in enumerate(names) if any(c.bound for c in cells[p])}}
    if loss:
        value = loss_of(loss, names, cells, trace, dt, first)
        times = loss["kind"] in ("first-spike-cross-entropy", "spike-time-square")
        answer["loss"] = None if value is None else str(dec(value.value))
        known = value is not None and not times and grid.get("surrogate")
        answer["gradient"] = {json.dumps(n): str(dec(d)) for n, d in follow(value, pops) if n[0] in wrt} if known else None
    return answer


def follow(value, pops):
    """An initial potential that is given is no leak."""
    return [item for item in value.by.items() if item[0][0] != "initial"]


def loss_of(loss, names, cells, trace, dt, first):
    kind = loss["kind"]
    if kind == "spike-time-square":
        total = Number(Fraction(0))
        for pop, k, index, time in loss["targets"]:
            fired = cells[names.index(pop)][k].fired
            if index >= len(fired):
                return None
            total = total + Number((fired[index] * dt - real(time)) ** 2 / 2)
        return total
    p = names.index(loss["population"])
    if kind == "voltage-square":
        miss = [step[p][loss["neuron"]][0] - real(loss["target"]) for step in trace]
        return sum((m * m * (dt / 2) for m in miss), Number(Fraction(0)))
    if kind == "voltage-integral":
        total, kappa = Number(Fraction(0)), real(loss.get("kappa", "0"))
        for n, step in enumerate(trace):
            left = 1 if kappa == 0 else dec(-kappa * dt * (n + first)).exp()
            for w, (v, _) in zip(loss["weights"], step[p]):
                total = total + v * mul(real(w) * dt, left)
        return total
    label = loss.get("label")
    if kind == "first-spike-cross-entropy":
        if not cells[p][label].fired:
            return None
        f = cells[p][label].fired[0] * dt
        odds = [dec((f - c.fired[0] * dt) / real(loss["tau0"])).exp() for c in cells[p] if c.fired]
        return Number(sum(odds).ln() + dec(real(loss["gamma"])) * (dec(f / real(loss["tau1"])).exp() - 1))
    counts = [sum((step[p][k][1] for step in trace), Number(Fraction(0))) for k in range(len(cells[p]))]
    if kind == "spike-count-square":
        miss = [c - real(t) for c, t in zip(counts, loss["targets"])]
        return sum((m * m * Fraction(1, 2) for m in miss), Number(Fraction(0)))
    if kind == "spike-count-cross-entropy":
        return entropy([c * real(loss.get("scale", "1")) for c in counts], label)
    if not trace:
        return None
    return sum((entropy([z for _, z in step[p]], label) for step in trace), Number(Fraction(0))) * Fraction(1, len(trace))


def entropy(scores, label):
    return log(sum((exp(s - scores[label]) for s in scores), Number(Fraction(0))))


if __name__ == "__main__":
    for line in sys.stdin:
        request = json.loads(line)
        asked = request["network"], request["grid"], request.get("wrt", ["weights"])
        answer = solve(*asked)
        if request["grid"].get("smooth"):
            answer["differences"] = {}
            for name in answer["gradient"] or {}:
                losses = []
                for sign in "+-":
                    SHIFTED.add(tuple(json.loads(name)) + (sign,))
                    losses.append(Decimal(solve(*asked)["loss"]))
                    SHIFTED.clear()
                answer["differences"][name] = str((losses[0] - losses[1]) / (2 * dec(STEP)))
        print(json.dumps(answer), flush=True)

#!/usr/bin/env python3
"""Forty lines as anybody writes them: Euler steps, layer after layer, no word of a grid. grids-N15 says what `conform` finds out."""
import json
import sys

DT = 0.001


def run(net):
    v = {p["name"]: [0.0] * p["size"] for p in net["populations"] if "size" in p}
    i = {name: [0.0] * len(v[name]) for name in v}
    spikes = {name: [[] for _ in v[name]] for name in v}
    cell = {p["name"]: p for p in net["populations"]}
    fired = {p["name"]: {} for p in net["populations"]}
    for p in net["populations"]:
        for k, train in enumerate(p.get("spikes", [])):
            for t in train:
                fired[p["name"]].setdefault(round(t / DT), []).append(k)
    for n in range(round(net["horizon"] / DT) + 1):
        for name in v:
            into = [q for q in net["projections"] if q["to"] == name]
            for q in into:
                for k in fired[q["from"]].get(n, []):
                    for j, w in enumerate(q["weights"][k]):
                        i[name][j] += w or 0.0
            for j in range(len(v[name])):
                v[name][j] += DT * (i[name][j] - cell[name]["beta"][j] * v[name][j])
                i[name][j] -= DT * into[0]["alpha"] * i[name][j]
                if v[name][j] >= cell[name]["threshold"][j]:
                    v[name][j] = 0.0
                    spikes[name][j].append(n * DT)
                    fired[name].setdefault(n, []).append(j)
    return spikes


for line in sys.stdin:
    ask = json.loads(line)
    if ask["cmd"] == "start":
        about = {"name": "euler", "version": "0", "language": "Python", "dtype": "float64", "features": []}
        print(json.dumps({"version": 1, "implementation": about}), flush=True)
    elif ask["cmd"] == "run":
        print(json.dumps({"seq": ask["seq"], "spikes": run(ask["network"])}), flush=True)

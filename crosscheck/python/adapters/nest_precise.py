"""NEST, spikes off the grid: iaf_psc_exp_ps, or iaf_psc_exp_ps_lossless; layer after layer, so that delays are free.

Its neurons are refractory for a step at least, which is why networks are asked for in which none spikes twice.
"""

import sys

from goldspike.engine import Reply, Skip, claim_output, serve

claim_output()
import nest  # noqa: E402  (it greets on standard output)

MODEL = sys.argv[1] if len(sys.argv) > 1 else "iaf_psc_exp_ps"
STEP = 2.0**-6
FIRST = 1.0  # a generator sends after time 0


def layer(group, feeds, horizon):
    """Spike trains of a population; `feeds` has (train, weights, delays, tau) for each sender."""
    taus = {tau for *_, tau in feeds} or {1.0}
    if len(taus) > 1:
        raise Skip("several synaptic time constants")
    nest.ResetKernel()
    nest.set_verbosity("M_ERROR")
    nest.set(tics_per_ms=2**20, resolution=STEP, min_delay=STEP, max_delay=STEP)
    tau = taus.pop()
    cells = nest.Create(MODEL, group.size)
    cells.set([
        {"C_m": 1.0, "tau_m": 1 / group.beta[n], "tau_syn_ex": tau, "tau_syn_in": tau, "E_L": group.leak[n],
         "V_th": group.threshold[n], "V_reset": group.reset[n], "t_ref": STEP, "V_m": group.leak[n], "I_e": 0.0}
        for n in range(group.size)
    ])
    for train, weights, delays, _ in feeds:
        for n, weight in enumerate(weights):
            times = sorted(t + delays[n] + FIRST - STEP for t in train if t + delays[n] < horizon)
            if weight is not None and times:
                source = nest.Create("spike_generator", params={"spike_times": times, "precise_times": True})
                nest.Connect(source, cells[n], syn_spec={"weight": weight, "delay": STEP})
    recorder = nest.Create("spike_recorder")
    nest.Connect(cells, recorder, syn_spec={"delay": STEP})
    nest.Simulate((int((horizon + FIRST) / STEP) + 2) * STEP)
    trains = [[] for _ in range(group.size)]
    first = cells.tolist()[0]
    for time, sender in zip(recorder.events["times"], recorder.events["senders"], strict=True):
        if time - FIRST <= horizon:
            trains[sender - first].append(time - FIRST)
    return trains


def run(network):
    """Run the populations in the file's order."""
    trains = {source.name: source.spikes for source in network.sources}
    for group in network.neurons:
        feeds = []
        for p in network.projections:
            if p.target == group.name:
                for pre, train in enumerate(trains[p.source]):
                    feeds.append((train, p.weights[pre], p.delays[pre], 1 / p.alpha[0][0]))
        trains[group.name] = layer(group, feeds, network.horizon)
    return Reply(spikes={group.name: trains[group.name] for group in network.neurons})


serve(run, name=f"NEST {MODEL}", version=nest.__version__, accuracy=1e-9,
      features=["delays", "heterogeneous", "leak", "reset"], restrictions=["chains", "one-rate", "one-spike"])

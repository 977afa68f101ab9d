"""NEST on its grid: iaf_psc_exp, one step is 1 ms."""

from goldspike.engine import Skip, claim_output, serve

claim_output()
import nest  # noqa: E402  (it greets on standard output)
import numpy as np  # noqa: E402


def run(network):
    """All neurons in one group; a spike takes a step at least, so generators send one step before."""
    flat, dt = network.flat(), network.dt
    cells, count = flat.neurons, len(flat.neurons.beta)
    rate = {w.target: w.alpha for w in flat.wires}
    if any(rate[w.target] != w.alpha for w in flat.wires):
        raise Skip("one synaptic time constant for each neuron")
    if any(t < 2 for t, _ in flat.arrivals(network.horizon)):
        raise Skip("an input in the first two steps: generators send after time 0")
    nest.ResetKernel()
    nest.set_verbosity("M_ERROR")
    nest.resolution = 1.0
    group = nest.Create("iaf_psc_exp", count)
    group.set([
        {"C_m": 1.0, "tau_m": 1 / (cells.beta[n] * dt), "tau_syn_ex": 1 / (rate.get(n, 1.0) * dt),
         "tau_syn_in": 1 / (rate.get(n, 1.0) * dt), "E_L": cells.leak[n], "I_e": 0.0, "V_reset": cells.reset[n],
         "V_th": 1e300 if cells.threshold[n] is None else cells.threshold[n], "t_ref": cells.refractory[n],
         "V_m": cells.initial[n]}
        for n in range(count)
    ])
    ids = np.array(group.tolist())
    for w in flat.wires:
        if w.from_input:
            times = [t + w.delay - 1 for t in flat.inputs[w.sender]]
            source = nest.Create("spike_generator", params={"spike_times": times, "allow_offgrid_times": False})
            nest.Connect(source, group[w.target], syn_spec={"weight": w.weight * dt, "delay": 1.0})
        else:
            spec = {"weight": [w.weight * dt], "delay": [max(w.delay, 1.0)]}
            nest.Connect(ids[[w.sender]], ids[[w.target]], "one_to_one", spec)
    recorder = nest.Create("spike_recorder")
    nest.Connect(group, recorder)
    nest.Simulate(network.horizon + 2)
    trains = [[] for _ in range(count)]
    for t, sender in zip(recorder.events["times"], recorder.events["senders"], strict=True):
        if round(t) <= network.horizon:
            trains[sender - ids[0]].append(round(t))
    spikes = flat.spikes(trains).items()
    return {"steps": {name: [[int(t) for t in train] for train in found] for name, found in spikes}}


FEATURES = "recurrent self-connections delays leak initial reset refractory readout"
serve(run, name="NEST iaf_psc_exp", version=nest.__version__, features=FEATURES.split(), losses=[],
      restrictions=["one-rate", "no-input-at-zero"], grid={"profile": "nest", "dt": "any"})

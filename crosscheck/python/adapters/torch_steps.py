"""What the adapters of libraries on PyTorch share: spikes go from population to population in steps of one."""

import torch

from goldspike.engine import Skip

LOSSES = ["spike-count-square", "spike-count-cross-entropy"]
FEATURES = ["recurrent", "self-connections", "delays", "equal-time-constants", "readout"]


def tensor(values):
    """Return binary64, a threshold out of reach where there is none."""
    return torch.tensor([1e30 if value is None else value for value in values], dtype=torch.float64)


def run(network, make):
    """Return the fields of a reply; `make(group, alpha)` makes a step from input (n) to spikes and V after it."""
    steps, order = int(network.horizon) + 1, list(network.populations)
    weights = [torch.tensor(p.weight_matrix(), requires_grad=True) for p in network.projections]
    trains, traces, cells = {}, {}, {}
    for source in network.sources:
        raster = torch.zeros(steps, source.size, dtype=torch.float64)
        for unit, times in enumerate(source.spikes):
            for t in times:
                if t < steps:
                    raster[int(t), unit] += 1
        trains[source.name] = list(raster)
    for group in network.neurons:
        rates = {s.alpha for p in network.projections if p.target == group.name for s in p.synapses()} or {1.0}
        if len(rates) > 1:
            raise Skip("one synaptic time constant for each layer")
        cells[group.name] = make(group, torch.full((group.size,), rates.pop(), dtype=torch.float64))
        trains[group.name], traces[group.name] = [], []
    masks = [
        [(lag, torch.tensor(p.delay_matrix() == lag)) for lag in sorted({int(d) for row in p.delays for d in row})]
        for p in network.projections
    ]
    for n in range(steps):
        for group in network.neurons:
            x = torch.zeros(group.size, dtype=torch.float64)
            for p, weight, groups in zip(network.projections, weights, masks, strict=True):
                if p.target != group.name:
                    continue
                source = p.source not in cells
                later = 0 if source or order.index(p.source) < order.index(p.target) else 1
                for lag, mask in groups:
                    if n >= lag + later:
                        x = x + trains[p.source][n - lag - later] @ torch.where(mask, weight, 0.0)
            z, v = cells[group.name](x)
            trains[group.name].append(z.to(torch.float64))
            traces[group.name].append(v)
    fields = {"steps": {}, "potentials": {}}
    for group in network.neurons:
        if group.spiking:
            raster = torch.stack(trains[group.name]).detach()
            fields["steps"][group.name] = [torch.nonzero(raster[:, k]).flatten().tolist() for k in range(group.size)]
        fields["potentials"][group.name] = torch.stack(traces[group.name]).detach().T.tolist()
    if network.loss:
        counts = torch.stack(trains[network.loss["population"]]).sum(0)
        if network.loss["kind"] == "spike-count-square":
            loss = 0.5 * ((counts - tensor(network.loss["targets"])) ** 2).sum()
        else:
            logits = float(network.loss.get("scale", 1)) * counts
            loss = -torch.log_softmax(logits, 0)[network.loss["label"]]
        if loss.requires_grad:
            loss.backward()
        gradients = [torch.zeros_like(w) if w.grad is None else w.grad for w in weights]
        shaped = [p.gradient(g.tolist()) for p, g in zip(network.projections, gradients, strict=True)]
        fields |= {"loss": {"value": float(loss)}, "gradient": {"weights": shaped}}
    return fields

"use strict";
// Potentials and currents of one neuron, from given spikes: V' = -beta (V - leak) + sum of I_k + c, I_k' = -alpha_k I_k
// between events, an arrival adds its weight to I_k, a spike sets V to reset (held there for the refractory time).

/** (e^(-b t) - e^(-a t)) / (a - b), t e^(-b t) at a = b: what 1 of I at 0 adds to V at t. */
function response(t, a, b) {
  const d = (a - b) * t;
  return Math.exp(-b * t) * t * (d === 0 ? 1 : -Math.expm1(-d) / d);
}

/** (1 - e^(-b t)) / b: what a constant current of 1 adds to V. */
function held(t, b) {
  return b === 0 ? t : -Math.expm1(-b * t) / b;
}

/** All arrivals at a neuron up to the horizon: {time, weight, alpha or kernel, from, unit, index, sent}, in order of time. */
function arrivals(network, spikes, population, neuron) {
  const list = [];
  for (const projection of network.projections) {
    if (projection.to !== population) continue;
    const trains = spikes[projection.from] || [];
    projection.post.forEach((post, s) => {
      if (post !== neuron) return;
      const unit = projection.pre[s];
      (trains[unit] || []).forEach((sent, index) => {
        const time = sent + projection.delay[s];
        if (time <= network.horizon) {
          const weight = projection.weight[s], alpha = projection.alpha[s];
          list.push({time, weight, alpha, kernel: projection.kernel, from: projection.from, unit, index, sent});
        }
      });
    });
  }
  return list.sort((x, y) => x.time - y.time);
}

/** Sum of c t^n e^(-a t). */
const kernelAt = (terms, t) => terms.reduce((sum, [c, n, a]) => sum + c * t ** n * Math.exp(-a * t), 0);

/** Whether the potential of a neuron is a sum of responses, none of which ends at a spike (section 3.3 of the paper). */
function isResponse(network, cell, neuron) {
  return cell.resetKernel !== undefined
    || network.projections.some(p => p.kernel && p.to === cell.name && p.post.includes(neuron));
}

/** A function of times that gives {v, i} of such a neuron; what comes over kernels is no current. */
function responses(network, spikes, cell, neuron) {
  const beta = cell.beta[neuron], leak = cell.leak[neuron], threshold = cell.threshold[neuron];
  const comes = arrivals(network, spikes, cell.name, neuron), steps = cell.current[neuron];
  const own = (spikes[cell.name] || [])[neuron] || [];
  return (t) => {
    let v = leak + (cell.initial[neuron] - leak) * Math.exp(-beta * t), i = 0, before = 0;
    for (const [time, value] of steps) {
      if (time > t) break;
      v += (value - before) * held(t - time, beta);
      i = before = value;
    }
    for (const {time, weight, alpha, kernel} of comes) {
      if (time >= t) break;
      v += weight * (kernel ? kernelAt(kernel, t - time) : response(t - time, alpha, beta));
      if (!kernel) i += weight * Math.exp(-alpha * (t - time));
    }
    for (const f of own) {
      if (f >= t) break;
      v += (threshold - cell.reset[neuron]) * (cell.resetKernel ? kernelAt(cell.resetKernel, t - f) : -Math.exp(-beta * (t - f)));
    }
    return {v, i};
  };
}

/** A function of ascending times that gives {v, i}; call it anew for each sweep. */
function membrane(network, spikes, population, neuron) {
  const cell = network.populations.find(p => p.name === population);
  if (isResponse(network, cell, neuron)) return responses(network, spikes, cell, neuron);
  const at = (list) => list[neuron];
  const beta = at(cell.beta), leak = at(cell.leak), reset = at(cell.reset), refractory = at(cell.refractory);
  const currents = new Map();
  const events = arrivals(network, spikes, population, neuron).map(a => ({t: a.time, kind: "arrival", a}));
  for (const f of (spikes[population] || [])[neuron] || []) {
    events.push({t: f, kind: "spike"}, {t: f + refractory, kind: "free"});
  }
  for (const [t, value] of at(cell.current)) events.push({t, kind: "current", value});
  events.sort((x, y) => x.t - y.t);
  let next = 0, now = 0, v = at(cell.initial), constant = 0, heldUntil = -1;
  const state = (t) => {
    const dt = t - now;
    let u = v, i = 0;
    if (now >= heldUntil) u = leak + (v - leak) * Math.exp(-beta * dt) + constant * held(dt, beta);
    for (const [alpha, value] of currents) {
      if (now >= heldUntil) u += value * response(dt, alpha, beta);
      i += value * Math.exp(-alpha * dt);
    }
    return {v: u, i: i + constant};
  };
  const advance = (t) => {
    const {v: u} = state(t);
    const dt = t - now;
    for (const [alpha, value] of currents) currents.set(alpha, value * Math.exp(-alpha * dt));
    v = u;
    now = t;
  };
  return (t) => {
    while (next < events.length && events[next].t < t) {
      const event = events[next++];
      advance(event.t);
      if (event.kind === "arrival") {
        currents.set(event.a.alpha, (currents.get(event.a.alpha) || 0) + event.a.weight);
      } else if (event.kind === "current") {
        constant = event.value;
      } else if (event.kind === "spike") {
        v = reset;
        if (refractory > 0) heldUntil = event.t + refractory;
      }
    }
    return state(t);
  };
}

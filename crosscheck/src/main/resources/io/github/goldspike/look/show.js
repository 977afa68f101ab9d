"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const {network, answers} = data;
const $ = (id) => document.getElementById(id);
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const hues = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

// ---- what is drawn: rows of units, spikes of each answer as numbers
const rows = [];
for (const p of network.populations) for (let n = 0; n < p.size; n++) rows.push({population: p.name, neuron: n, source: !!p.spikes});
const rowOf = new Map(rows.map((r, k) => [r.population + "/" + r.neuron, k]));
for (const answer of answers) {
  answer.shown = true;
  answer.times = {};
  for (const p of network.populations) {
    answer.times[p.name] = p.spikes || (answer.spikes[p.name] || []).map(train => train.map(Number));
  }
}
const causes = new Map((data.graph || []).map(row => [row.spike.join("/"), row]));
const view = {from: 0, to: network.horizon || 1};
let chosen = {row: rows.findIndex(r => !r.source), index: -1, answer: 0};
const first = rows.findIndex(r => !r.source && answers[0].times[r.population][r.neuron]?.length);
if (first >= 0) chosen = {row: first, index: 0, answer: 0};

// ---- colour by condition number: a scale from blue to yellow that is told apart by everyone, also in grey
const conditions = Object.values(answers[0].condition || {}).flat(2).filter(k => k !== null).map(Number);
const low = Math.log10(Math.max(1e-3, conditions.reduce((a, b) => Math.min(a, b), Infinity)));
const high = Math.log10(Math.max(1e-3, conditions.reduce((a, b) => Math.max(a, b), 0)));
function heat(share) {
  const stops = [[0, 34, 78], [53, 69, 108], [102, 105, 112], [148, 142, 119], [200, 184, 102], [254, 232, 56]];
  const x = Math.min(Math.max(share, 0), 1) * 5, k = Math.min(Math.floor(x), 4);
  return "rgb(" + stops[k].map((c, j) => Math.round(c + (stops[k + 1][j] - c) * (x - k))).join() + ")";
}
/** Neither end of the scale is the colour of the paper. */
const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches;
function color(a, row, index) {
  const ends = isDark() ? [.4, 1] : [0, .85];
  const kappa = a === 0 && answers[0].condition?.[row.population]?.[row.neuron]?.[index];
  if (row.source) return css("--source");
  return kappa && high > low ? heat(ends[0] + (ends[1] - ends[0]) * (Math.log10(Number(kappa)) - low) / (high - low)) : hues[a % hues.length];
}
$("scale").textContent = conditions.length && high > low
  ? `Colour: condition number, from ${(10 ** low).toPrecision(2)} (blue) to ${(10 ** high).toPrecision(2)} (yellow).` : "";

// ---- canvases
const left = 64, right = 10;
function prepare(id, height) {
  const canvas = $(id), width = canvas.clientWidth, ratio = window.devicePixelRatio || 1;
  canvas.style.height = height + "px";
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const g = canvas.getContext("2d");
  g.scale(ratio, ratio);
  g.font = "12px system-ui, sans-serif";
  g.fillStyle = css("--text");
  return {g, width, height};
}
const x = (t, width) => left + (t - view.from) / (view.to - view.from) * (width - left - right);
const timeAt = (px, width) => view.from + (px - left) / (width - left - right) * (view.to - view.from);
function step(range, most) {
  const raw = range / most, power = 10 ** Math.floor(Math.log10(raw));
  return power * [1, 2, 5, 10].find(f => f * power >= raw);
}
function timeAxis({g, width, height}, label) {
  const by = step(view.to - view.from, width < 500 ? 4 : 8), digits = Math.max(0, -Math.floor(Math.log10(by)));
  g.textAlign = "center";
  for (let k = Math.ceil(view.from / by); k * by <= view.to; k++) {
    g.fillStyle = css("--rule");
    g.fillRect(x(k * by, width), 0, 1, height - 32);
    g.fillStyle = css("--pale");
    g.fillText((k * by).toFixed(Math.min(digits, 12)), x(k * by, width), height - 19);
  }
  g.fillStyle = css("--pale");
  if (label) g.fillText("time", (left + width) / 2, height - 4);
}

// ---- the raster
const rowHeight = () => Math.max(360 / Math.max(rows.length, 1) > 18 ? 18 : 360 / rows.length, rows.length > 360 ? .7 : 1);
function drawMarks(frame, h) {
  const {g, width} = frame;
  timeAxis(frame, true);
  const wide = total(0) < 2000 ? 2.4 : 1.4, tick = Math.max(h * .8, 1), shown = answers.map((a, k) => [a, k]).filter(([a]) => a.shown);
  g.textAlign = "right";
  let name = 0;
  for (const p of network.populations) {
    g.fillStyle = css("--pale");
    g.fillText(p.name.length > 9 ? p.name.slice(0, 8) + "…" : p.name, left - 8, Math.max((name + p.size / 2) * h + 4, 10));
    name += p.size;
    g.fillStyle = css("--rule");
    g.fillRect(left, name * h, width - left - right, 1);
  }
  g.save();
  g.beginPath();
  g.rect(left - 1, 0, width - left - right + 3, rows.length * h);
  g.clip();
  rows.forEach((row, k) => shown.forEach(([answer, a], place) => {
    if (row.source && place > 0) return;
    const train = answer.times[row.population][row.neuron] || [];
    const part = row.source ? 1 : shown.length, each = tick / part;
    const y = k * h + (h - tick) / 2 + (row.source ? 0 : place * each);
    let last = -1;
    for (let i = firstFrom(train, view.from); i < train.length && train[i] <= view.to; i++) {
      const px = Math.round(2 * x(train[i], width)) / 2;
      if (px === last) continue; // Thousands of spikes on one pixel are one mark.
      last = px;
      g.fillStyle = color(a, row, i);
      g.fillRect(px - wide / 2, y, wide, Math.max(each, .7));
    }
  }));
  g.restore();
}
/** The marks stay as they are while one looks around: drawn once for each view, and copied. */
let marks = {key: "", canvas: document.createElement("canvas")};
function drawRaster() {
  const h = rowHeight(), frame = prepare("raster", Math.max(60, rows.length * h) + 36), {g, width, height} = frame;
  const key = [view.from, view.to, width, window.devicePixelRatio, isDark(), answers.map(a => a.shown)].join();
  if (key !== marks.key) {
    marks.key = key;
    marks.canvas.width = $("raster").width;
    marks.canvas.height = $("raster").height;
    const own = marks.canvas.getContext("2d");
    own.scale(window.devicePixelRatio || 1, window.devicePixelRatio || 1);
    own.font = g.font;
    drawMarks({g: own, width, height}, h);
  }
  g.drawImage(marks.canvas, 0, 0, width, height);
  const row = rows[chosen.row];
  if (!row) return;
  g.strokeStyle = css("--mark");
  g.strokeRect(left, chosen.row * h, width - left - right, h);
  const at = spikeTime();
  if (at === undefined) return;
  for (const edge of edges()) {
    const k = rowOf.get(edge.spike[0] + "/" + edge.spike[1]);
    const sent = answers[0].times[edge.spike[0]]?.[edge.spike[1]]?.[edge.spike[2]];
    if (sent === undefined) continue;
    g.beginPath();
    g.moveTo(x(sent, width), (k + .5) * h);
    g.lineTo(x(at, width), (chosen.row + .5) * h);
    g.globalAlpha = .65;
    g.stroke();
    g.globalAlpha = 1;
  }
  g.lineWidth = 2;
  g.strokeRect(x(at, width) - 4, chosen.row * h - 2, 8, h + 4);
}
function firstFrom(train, t) {
  let a = 0, b = train.length;
  while (a < b) { const m = (a + b) >> 1; if (train[m] < t) a = m + 1; else b = m; }
  return a;
}
const trainOf = (a, row) => answers[a].times[row.population][row.neuron] || [];
const spikeTime = () => rows[chosen.row] && trainOf(chosen.answer, rows[chosen.row])[chosen.index];
function edges() {
  const row = rows[chosen.row], found = causes.get([row.population, row.neuron, chosen.index].join("/"));
  return found && chosen.answer === 0 ? [...found.bySpike, ...found.byInput] : [];
}

// ---- the potential and the current of the chosen neuron
function drawCell() {
  const row = rows[chosen.row], cell = row && network.populations.find(p => p.name === row.population);
  const v = prepare("potential", 250), c = prepare("current", 130);
  if (!row || row.source) return;
  $("neuron").textContent = `Neuron ${row.neuron} of ${row.population}`;
  const width = v.width, count = Math.max(Math.round((width - left - right) * 1.5), 200), theta = cell.threshold[row.neuron];
  const traces = answers.map((answer, a) => ({answer, a})).filter(({answer}) => answer.shown).map(({answer, a}) => {
    const times = [...Array(count + 1).keys()].map(k => view.from + (view.to - view.from) * k / count);
    for (const f of trainOf(a, row)) if (f >= view.from && f <= view.to) times.push(f, f + (view.to - view.from) * 1e-9);
    times.sort((p, q) => p - q);
    const at = membrane(answer.network || network, answer.times, row.population, row.neuron);
    return {a, times, states: times.map(at)};
  });
  line(v, traces, s => s.v, "V", theta);
  line(c, traces, s => s.i, "I", null);
  for (const arrival of arrivals(answers[chosen.answer].network || network, answers[chosen.answer].times, row.population, row.neuron)) {
    if (arrival.time < view.from || arrival.time > view.to || arrival.weight === 0) continue;
    v.g.fillStyle = arrival.weight > 0 ? "#009e73" : "#d55e00";
    const px = x(arrival.time, width), up = arrival.weight > 0;
    v.g.beginPath();
    v.g.moveTo(px, up ? 208 : 218); v.g.lineTo(px - 4, up ? 218 : 208); v.g.lineTo(px + 4, up ? 218 : 208);
    v.g.fill();
  }
}
function line(frame, traces, value, label, theta) {
  const {g, width, height} = frame;
  timeAxis(frame, label === "I");
  let least = theta === null ? 0 : Math.min(0, theta), most = theta === null ? 0 : theta;
  for (const trace of traces) for (const s of trace.states) { least = Math.min(least, value(s)); most = Math.max(most, value(s)); }
  const pad = (most - least || 1) * .08, bottom = height - (label === "V" ? 46 : 36);
  const y = (u) => 4 + (most + pad - u) / (most - least + 2 * pad) * (bottom - 4);
  const by = step(most - least || 1, height < 200 ? 3 : 5);
  g.textAlign = "right";
  for (let k = Math.ceil((least - pad) / by); k * by <= most + pad; k++) {
    g.fillStyle = css("--rule");
    g.fillRect(left, y(k * by), width - left - right, 1);
    g.fillStyle = css("--pale");
    g.fillText(+(k * by).toPrecision(6), left - 8, y(k * by) + 4);
  }
  g.textAlign = "left";
  g.fillText(label, 6, 14);
  if (theta !== null) {
    g.strokeStyle = css("--mark");
    g.setLineDash([5, 4]);
    g.beginPath(); g.moveTo(left, y(theta)); g.lineTo(width - right, y(theta)); g.stroke();
    g.setLineDash([]);
    g.fillStyle = css("--mark");
    g.fillText("threshold", left + 4, y(theta) - 4);
  }
  traces.forEach(({a, times, states}, place) => {
    g.strokeStyle = hues[a % hues.length];
    g.lineWidth = 2;
    g.setLineDash(place === 0 ? [] : [5, 3 + 4 * place]);
    g.beginPath();
    times.forEach((t, k) => g[k ? "lineTo" : "moveTo"](x(t, width), y(value(states[k]))));
    g.stroke();
    g.setLineDash([]);
  });
  const at = spikeTime();
  if (at >= view.from && at <= view.to) {
    g.fillStyle = css("--mark");
    g.fillRect(x(at, width) - .5, 0, 1, bottom);
  }
}

// ---- words
const put = (parent, tag, text) => { const e = document.createElement(tag); e.textContent = text; parent.append(e); return e; };
function table(parent, heads, lines, choose) {
  const holder = put(parent, "div", ""), t = put(holder, "table", ""), top = put(t, "tr", "");
  holder.className = "scroll";
  heads.forEach(h => put(top, "th", h).scope = "col");
  lines.forEach((cells, k) => {
    const tr = put(t, "tr", "");
    cells.forEach((cell, j) => j === 0 ? put(tr, "td", cell) : put(put(tr, "td", ""), "code", cell));
    if (choose) {
      tr.tabIndex = 0;
      tr.onclick = () => choose(k);
      tr.onkeydown = (e) => { if (e.key === "Enter") choose(k); };
    }
  });
}
function describe() {
  const box = $("spike"), row = rows[chosen.row];
  box.textContent = "";
  if (!row) return;
  const answer = answers[chosen.answer], value = (of) => of?.[row.population]?.[row.neuron]?.[chosen.index];
  if (spikeTime() === undefined) {
    put(box, "p", row.source ? "An input." : `Neuron ${row.neuron} of ${row.population}: no spike chosen.`);
    return;
  }
  put(box, "strong", `Spike ${chosen.index} of ${row.source ? "input" : "neuron"} ${row.neuron} of ${row.population}`);
  if (row.source) { put(put(box, "p", "time "), "code", String(spikeTime())); return; }
  const words = [["time", value(answer.spikes)], ["slope V'", value(answer.slopes)], ["condition κ", value(answer.condition)]];
  for (const [name, text] of words) if (text) put(put(box, "p", name + " "), "code", text).dataset.value = name;
  answers.forEach((other, a) => {
    const t = trainOf(a, row)[chosen.index];
    if (a === chosen.answer || !other.shown) return;
    put(box, "p", t === undefined ? `${other.name}: no such spike` : `${other.name}: ${t} (${(t - spikeTime()).toExponential(2)} later)`);
  });
  const causing = edges();
  if (data.graph && chosen.answer === 0) {
    put(box, "p", causing.length ? "depends on" : "depends on no other spike");
    if (causing.length) table(box, ["spike", "∂V/∂(its time)"], causing.slice(0, 200)
      .map(e => [`${e.spike[0]} ${e.spike[1]}, ${e.spike[2]}`, Number(e.value).toPrecision(6)]), k => go(causing[k].spike));
  } else if (data.withoutGraph) put(box, "p", data.withoutGraph);
}
function go([population, neuron, index]) { choose(rowOf.get(population + "/" + neuron), index, 0); }
function nearest() {
  const box = $("nearest"), near = answers[0].nearest;
  if (!near) return;
  put(box, "h2", "What would change the picture, and how far off it is");
  const says = {peak: "highest peak that is no spike: threshold − V", slope: "flattest spike: V'",
    order: "spike and arrival at one neuron: time between", horizon: "spike and horizon: time between"};
  const found = Object.keys(says).filter(kind => near[kind]);
  table(box, ["event", "distance", "where"], found.map(kind => {
    const {at, distance} = near[kind];
    return [says[kind], distance, `neuron ${at.neuron} of ${at.population}, t = ${Number(at.time).toPrecision(8)}`];
  }), k => {
    const at = near[found[k]].at;
    choose(rowOf.get(at.population + "/" + at.neuron), at.spike ?? -1, 0);
  });
}
function gradient() {
  const box = $("gradient"), given = data.gradient;
  if (!given) return;
  put(box, "h2", "Gradient of the loss by the weights" + (answers[0].loss?.value ? `, loss ${Number(answers[0].loss.value).toPrecision(8)}` : ""));
  const maps = put(box, "div", "");
  maps.className = "maps";
  given.forEach((entries, p) => {
    const projection = network.projections[p], figure = put(maps, "figure", ""), canvas = put(figure, "canvas", "");
    const from = network.populations.find(q => q.name === projection.from), to = network.populations.find(q => q.name === projection.to);
    const caption = put(figure, "figcaption", ""), most = entries.reduce((m, e) => Math.max(m, Math.abs(Number(e ?? 0))), 0);
    const still = `${projection.from} (down) → ${projection.to} (across), largest |entry| ${most.toPrecision(4)}`;
    caption.textContent = still;
    const cell = Math.max(1, Math.min(26, Math.floor(560 / Math.max(from.size, to.size, 1))));
    canvas.width = Math.max(to.size * cell, 1); canvas.height = Math.max(from.size * cell, 1);
    canvas.style.width = "min(100%, " + canvas.width + "px)";
    canvas.style.imageRendering = "pixelated";
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", still);
    const g = canvas.getContext("2d"), where = new Map();
    entries.forEach((e, s) => {
      const u = most ? Number(e ?? 0) / most : 0, strength = Math.round(Math.sqrt(Math.abs(u)) * 1000) / 1000;
      const i = projection.pre[s], j = projection.post[s];
      where.set(i + "/" + j, e ?? "none");
      g.fillStyle = "#efefef";
      g.fillRect(j * cell, i * cell, Math.max(cell - 1, 1), Math.max(cell - 1, 1));
      g.fillStyle = u >= 0 ? `rgba(0,90,181,${strength})` : `rgba(220,50,32,${strength})`;
      g.fillRect(j * cell, i * cell, Math.max(cell - 1, 1), Math.max(cell - 1, 1));
    });
    canvas.onpointermove = (e) => {
      const r = canvas.getBoundingClientRect();
      const j = Math.floor((e.clientX - r.left) / r.width * to.size), i = Math.floor((e.clientY - r.top) / r.height * from.size);
      caption.textContent = `∂loss/∂w from ${i} to ${j}: ${where.get(i + "/" + j) ?? "no synapse"}`;
    };
    canvas.onpointerleave = () => { caption.textContent = still; };
  });
  put(box, "p", "Blue: the loss grows with the weight; red: it falls. Strength is the square root of the size, by projection.").className = "hint";
}

// ---- doing
let waiting = false;
/** Pictures that other scripts of the page add. */
const further = [];
function drawAll() {
  drawRaster();
  drawCell();
  further.forEach(picture => picture());
}
function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; drawAll(); });
}
function choose(row, index, answer) {
  if (row === undefined || row < 0 || row >= rows.length) return;
  chosen = {row, index, answer};
  const t = spikeTime();
  if (t !== undefined && (t < view.from || t > view.to)) move(t - (view.from + view.to) / 2);
  describe();
  draw();
}
function zoom(factor, at = (view.from + view.to) / 2) {
  const span = Math.min(Math.max((view.to - view.from) * factor, network.horizon * 1e-9), network.horizon || 1);
  const share = (at - view.from) / (view.to - view.from);
  view.from = Math.max(0, Math.min(at - share * span, (network.horizon || 1) - span));
  view.to = view.from + span;
  draw();
}
function move(by) {
  const span = view.to - view.from;
  view.from = Math.max(0, Math.min(view.from + by, (network.horizon || 1) - span));
  view.to = view.from + span;
  draw();
}
function pick(e) {
  const r = $("raster").getBoundingClientRect(), row = Math.floor((e.clientY - r.top) / rowHeight());
  if (row < 0 || row >= rows.length) return;
  const t = timeAt(e.clientX - r.left, r.width);
  let best = {index: -1, answer: chosen.answer, far: 12 / r.width * (view.to - view.from)};
  answers.forEach((answer, a) => {
    if (!answer.shown) return;
    const train = trainOf(a, rows[row]), k = firstFrom(train, t);
    for (const index of [k - 1, k]) {
      if (index >= 0 && index < train.length && Math.abs(train[index] - t) < best.far) best = {index, answer: a, far: Math.abs(train[index] - t)};
    }
  });
  if (best.index >= 0 || e.type === "click") choose(row, best.index, best.index >= 0 ? best.answer : 0);
}
$("raster").addEventListener("pointermove", pick);
$("raster").addEventListener("click", pick);
$("raster").addEventListener("wheel", (e) => {
  if (!e.ctrlKey && !e.shiftKey) return; // The page scrolls as ever.
  e.preventDefault();
  const r = $("raster").getBoundingClientRect();
  zoom(e.deltaY > 0 ? 1.25 : .8, timeAt(e.clientX - r.left, r.width));
}, {passive: false});
const keys = {
  ArrowRight: () => choose(chosen.row, Math.min(chosen.index + 1, trainOf(chosen.answer, rows[chosen.row]).length - 1), chosen.answer),
  ArrowLeft: () => choose(chosen.row, Math.max(chosen.index - 1, 0), chosen.answer),
  ArrowUp: () => choose(chosen.row - 1, 0, chosen.answer),
  ArrowDown: () => choose(chosen.row + 1, 0, chosen.answer),
  "+": () => zoom(.5), "=": () => zoom(.5), "-": () => zoom(2), 0: () => { zoom(1e9); },
};
$("raster").addEventListener("keydown", (e) => { if (keys[e.key]) { e.preventDefault(); keys[e.key](); } });
$("in").onclick = () => zoom(.5, spikeTime());
$("out").onclick = () => zoom(2);
$("left").onclick = () => move((view.from - view.to) / 3);
$("right").onclick = () => move((view.to - view.from) / 3);
$("all").onclick = () => zoom(1e9);

$("title").textContent = network.id || "A network";
function total(a) { return Object.values(answers[a].spikes).flat().reduce((n, train) => n + train.length, 0); }
$("about").textContent = `${rows.filter(r => !r.source).length} neurons, ${network.projections.reduce((n, p) => n + p.pre.length, 0)} synapses, `
  + `horizon ${network.horizon}, loss: ${network.loss || "none"}.`;
answers.forEach((answer, a) => {
  const label = put($("answers"), "label", ""), check = put(label, "input", "");
  check.type = "checkbox";
  check.checked = true;
  check.onchange = () => { answer.shown = check.checked; describe(); draw(); };
  put(label, "i", "").style.background = hues[a % hues.length];
  put(label, "span", `${answer.name}: ${answer.status}, ${total(a)} spikes`);
});
describe();
nearest();
gradient();
draw();
window.addEventListener("resize", draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
window.addEventListener("beforeprint", drawAll);

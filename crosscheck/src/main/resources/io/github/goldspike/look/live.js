// ---- alive: the event engine of goldspike itself, compiled to JavaScript, answers what the sliders say
const alive = {};
/** The network as the engine reads it: words. Numbers go as the shortest decimals that give the same binary64. The real of the marked knob, if there is one, has a star. */
function wordsOf(net, marked) {
  const lines = [`horizon kernel ${net.horizon}`], name = new Map(net.populations.map((p, k) => [p.name, "p" + k]));
  const word = (array, k) => (marked && marked.array === array && marked.index === k ? "*" : "") + array[k];
  const inOrder = train => train.map((t, k) => [t, word(train, k)]).sort((a, b) => a[0] - b[0]).map(([, told]) => told);
  for (const p of net.populations) {
    lines.push(p.spikes
      ? ["source", name.get(p.name), p.size, ...p.spikes.map(train => [train.length, ...inOrder(train)].join(" "))].join(" ")
      : ["neurons", name.get(p.name), p.size, ...p.beta.map((b, n) => [word(p.beta, n), p.threshold[n] === null ? "-" : word(p.threshold, n),
        p.reset[n], p.leak[n], p.initial[n], p.refractory[n], p.current[n].length, ...p.current[n].flat()].join(" "))].join(" "));
  }
  for (const q of net.projections) {
    lines.push(["projection", name.get(q.from), name.get(q.to), q.pre.length,
      ...q.pre.map((pre, s) => [pre, q.post[s], word(q.weight, s), word(q.delay, s), word(q.alpha, s)].join(" "))].join(" "));
  }
  return lines.join("\n");
}
const view64 = new DataView(new ArrayBuffer(8));
function numberOf(bits) {
  view64.setBigUint64(0, BigInt("0x" + bits));
  return view64.getFloat64(0);
}
/** Spike times by population and neuron from what the engine returns. */
function spikesIn(text, net) {
  const found = {};
  for (const line of text.split("\n")) {
    const [, k, rest] = line.match(/^p(\d+) (.*)$/) || [];
    if (k === undefined) continue;
    found[net.populations[k].name] = rest.split(";").map(train => train.split(" ").filter(Boolean).map(numberOf));
  }
  return found;
}
/** What a slider can move: a place in the network, its name and its bounds. */
function knobs() {
  const list = [], knob = (label, array, index, least, most) => list.push({label, array, index, least, most, was: array[index]});
  alive.network.projections.forEach(q => q.pre.forEach((pre, s) => {
    const w = q.weight[s], wide = Math.max(Math.abs(w), .1);
    knob(`weight ${q.from} ${pre} → ${q.to} ${q.post[s]}`, q.weight, s, w - wide, w + wide);
    knob(`delay ${q.from} ${pre} → ${q.to} ${q.post[s]}`, q.delay, s, 0, Math.max(2 * q.delay[s], network.horizon / 10));
    knob(`alpha ${q.from} ${pre} → ${q.to} ${q.post[s]}`, q.alpha, s, q.alpha[s] / 4, q.alpha[s] * 2);
  }));
  for (const p of alive.network.populations) {
    if (p.spikes) p.spikes.forEach((train, u) => train.forEach((t, i) => knob(`input ${p.name} ${u}, spike ${i}`, train, i, 0, network.horizon)));
    else p.beta.forEach((b, n) => {
      knob(`beta ${p.name} ${n}`, p.beta, n, b / 4, b * 2);
      if (p.threshold[n] !== null) knob(`threshold ${p.name} ${n}`, p.threshold, n, p.threshold[n] / 2, p.threshold[n] * 2);
    });
  }
  return list;
}
function simulate() {
  const net = alive.network, began = performance.now(), text = alive.engine.solve(wordsOf(net));
  alive.took = performance.now() - began;
  const open = text.split("\n").find(line => /^(refused|undecided) /.test(line));
  alive.said.textContent = `${open ? open + ". " : ""}${alive.took.toFixed(1)} ms`;
  if (text.startsWith("refused")) return;
  const spikes = spikesIn(text, net);
  alive.answer.spikes = spikes;
  alive.answer.times = {...spikes};
  for (const p of net.populations) if (p.spikes) alive.answer.times[p.name] = p.spikes.map(train => [...train].sort((a, b) => a - b));
  alive.count.textContent = `as the sliders say: fast, ${total(answers.indexOf(alive.answer))} spikes`;
  marks.key = "";
  describe();
  draw();
}

// ---- the tangent: the time of the chosen spike against the real that is moved, and its exact derivative there
const POINTS = 80, PATIENCE = 12; // As many points of the curve; milliseconds of a turn that are given to it.
/** Answers along the slider, a few in each turn, the middle of what is missing first: the page stays alive meanwhile. */
function follow() {
  const knob = alive.knob, began = performance.now();
  if (knob.curve.length > POINTS || alive.took > 400) return;
  while (knob.curve.length <= POINTS && performance.now() - began < PATIENCE) {
    const value = knob.least + (knob.most - knob.least) * order[knob.curve.length] / POINTS, now = knob.array[knob.index];
    knob.array[knob.index] = value;
    const text = alive.engine.solve(wordsOf(alive.network));
    knob.array[knob.index] = now;
    knob.curve.push({value, spikes: text.startsWith("refused") ? {} : spikesIn(text, alive.network)});
  }
  drawTangent();
  setTimeout(() => { if (alive.knob === knob) follow(); }, 0);
}
/** 0 to POINTS, coarse before fine. */
const order = [...Array(POINTS + 1).keys()].sort((a, b) => coarseness(b) - coarseness(a) || a - b);
function coarseness(k) { let c = 0; while (c < 6 && k % 2 ** (c + 1) === 0) c++; return c; }
/** The exact derivative of the chosen spike's time by the number that is moved, or why there is none. Kept while neither changes. */
function slopeOf(row, knob) {
  const population = "p" + network.populations.findIndex(p => p.name === row.population);
  const words = wordsOf(alive.network, knob), key = [words, population, row.neuron, chosen.index].join();
  if (alive.slopeKey !== key) {
    const told = alive.engine.slope(words, population, row.neuron, chosen.index);
    alive.slopeKey = key;
    alive.slope = told.startsWith("refused ") ? told.slice(8) : numberOf(told);
  }
  return alive.slope;
}
function drawTangent() {
  const row = rows[chosen.row], knob = alive.knob, frame = prepare("tangent", 220), {g, width, height} = frame;
  const at = row && alive.answer.spikes[row.population]?.[row.neuron]?.[chosen.index];
  if (at === undefined) {
    alive.law.textContent = "Choose a spike of a neuron above: its time is drawn against the number that is moved, with its tangent.";
    return;
  }
  const value = knob.array[knob.index], name = `spike ${chosen.index} of neuron ${row.neuron} of ${row.population}`, slope = slopeOf(row, knob);
  alive.law.textContent = `∂(time of ${name}) / ∂(${knob.label}) ` + (Number.isFinite(slope) ? `= ${slope.toPrecision(8)}` : `has no value: ${slope}`);
  const curve = knob.curve.map(p => [p.value, p.spikes[row.population]?.[row.neuron]?.[chosen.index]]).sort((a, b) => a[0] - b[0]);
  const times = curve.map(p => p[1]).filter(t => t !== undefined).concat(at);
  const least = Math.min(...times), most = Math.max(...times), pad = (most - least || 1) * .1, bottom = height - 36;
  const px = p => left + (p - knob.least) / (knob.most - knob.least || 1) * (width - left - right);
  const py = t => 4 + (most + pad - t) / (most - least + 2 * pad) * (bottom - 4);
  const grid = (from, to, count, put) => { const by = step(to - from || 1, count); for (let k = Math.ceil(from / by); k * by <= to; k++) put(+(k * by).toPrecision(9)); };
  g.fillStyle = css("--pale");
  g.textAlign = "right";
  grid(least - pad, most + pad, 4, t => { g.fillStyle = css("--rule"); g.fillRect(left, py(t), width - left - right, 1); g.fillStyle = css("--pale"); g.fillText(+t.toPrecision(5), left - 8, py(t) + 4); });
  g.textAlign = "center";
  grid(knob.least, knob.most, width < 500 ? 3 : 6, p => { g.fillStyle = css("--rule"); g.fillRect(px(p), 0, 1, bottom); g.fillStyle = css("--pale"); g.fillText(p, px(p), height - 19); });
  g.fillText(knob.label, (left + width) / 2, height - 4);
  g.textAlign = "left";
  g.fillText("time", 6, 14);
  g.save();
  g.beginPath();
  g.rect(left, 0, width - left - right, bottom);
  g.clip();
  g.lineWidth = 2;
  g.strokeStyle = hues[0];
  g.beginPath();
  let drawn = false; // The line breaks where the spike is not there.
  for (const [p, t] of curve) {
    if (t !== undefined) g[drawn ? "lineTo" : "moveTo"](px(p), py(t));
    drawn = t !== undefined;
  }
  g.stroke();
  g.strokeStyle = css("--mark");
  g.setLineDash([6, 4]);
  g.beginPath();
  if (Number.isFinite(slope)) {
    g.moveTo(px(knob.least), py(at + slope * (knob.least - value)));
    g.lineTo(px(knob.most), py(at + slope * (knob.most - value)));
    g.stroke();
  }
  g.setLineDash([]);
  g.restore();
  g.fillStyle = css("--mark");
  g.beginPath();
  g.arc(px(value), py(at), 4, 0, 2 * Math.PI);
  g.fill();
}

async function comeAlive() {
  const code = document.getElementById("engine").textContent;
  alive.engine = (await import("data:text/javascript;charset=utf-8," + encodeURIComponent(code)));
  alive.answer = {name: "sliders", status: "fast", spikes: {}, times: {}, shown: true};
  alive.network = alive.answer.network = structuredClone(network); // The other answers keep theirs.
  answers.push(alive.answer);
  const label = put($("answers"), "label", ""), dot = put(label, "i", "");
  dot.style.background = hues[(answers.length - 1) % hues.length];
  alive.count = put(label, "span", "");
  const box = $("alive"), all = knobs();
  put(box, "h2", "Alive");
  put(box, "p", "Move a number: goldspike's own event engine, compiled to JavaScript, simulates anew and differentiates.").className = "hint";
  const choice = put(box, "select", ""), slider = put(box, "input", ""), shown = put(box, "output", "");
  choice.setAttribute("aria-label", "what the slider moves");
  all.forEach((knob, k) => { put(choice, "option", knob.label).value = k; });
  slider.type = "range";
  slider.min = 0; slider.max = 1000; slider.step = 1;
  slider.setAttribute("aria-label", "value");
  alive.said = put(box, "span", "");
  alive.law = put(box, "p", "");
  alive.law.setAttribute("aria-live", "polite");
  const canvas = put(box, "canvas", "");
  canvas.id = "tangent";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Time of the chosen spike against the number that is moved, with its tangent");
  const show = () => {
    const knob = alive.knob = all[choice.value];
    knob.curve = []; // Others may have been moved meanwhile.
    slider.value = Math.round((knob.array[knob.index] - knob.least) / (knob.most - knob.least) * 1000);
    shown.textContent = +knob.array[knob.index].toPrecision(6);
  };
  choice.onchange = () => { show(); simulate(); follow(); };
  slider.oninput = () => {
    const knob = alive.knob, at = Number(slider.value);
    knob.array[knob.index] = at === Math.round((knob.was - knob.least) / (knob.most - knob.least) * 1000)
      ? knob.was : knob.least + (knob.most - knob.least) * at / 1000;
    shown.textContent = +knob.array[knob.index].toPrecision(6);
    simulate();
  };
  further.push(drawTangent);
  show();
  simulate();
  follow();
}
if (document.getElementById("engine")) comeAlive();

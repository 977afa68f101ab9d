// ---- alive: the event engine of goldspike itself, compiled to JavaScript, answers what the sliders say
const alive = {};
/** The network as the engine reads it: words. Numbers go as the shortest decimals that give the same binary64. */
function wordsOf(net) {
  const lines = [`horizon kernel ${net.horizon}`], name = new Map(net.populations.map((p, k) => [p.name, "p" + k]));
  for (const p of net.populations) {
    lines.push(p.spikes
      ? ["source", name.get(p.name), p.size, ...p.spikes.map(train => [train.length, ...train].join(" "))].join(" ")
      : ["neurons", name.get(p.name), p.size, ...p.beta.map((b, n) => [b, p.threshold[n] ?? "-", p.reset[n], p.leak[n], p.initial[n],
        p.refractory[n], p.current[n].length, ...p.current[n].flat()].join(" "))].join(" "));
  }
  for (const q of net.projections) {
    lines.push(["projection", name.get(q.from), name.get(q.to), q.pre.length,
      ...q.pre.map((pre, s) => [pre, q.post[s], q.weight[s], q.delay[s], q.alpha[s]].join(" "))].join(" "));
  }
  return lines.join("\n");
}
/** Spike times by population from what the engine returns; each is the bits of a binary64. */
function spikesIn(text, net) {
  const view64 = new DataView(new ArrayBuffer(8)), found = {};
  for (const line of text.split("\n")) {
    const [, k, rest] = line.match(/^p(\d+) (.*)$/) || [];
    if (k === undefined) continue;
    found[net.populations[k].name] = rest.split(";").map(train => train.split(" ").filter(Boolean).map(bits => {
      view64.setBigUint64(0, BigInt("0x" + bits));
      return view64.getFloat64(0);
    }));
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
  const net = alive.network, sorted = {...net, populations: net.populations.map(p => p.spikes ? {...p, spikes: p.spikes.map(t => [...t].sort((a, b) => a - b))} : p)};
  const began = performance.now(), text = alive.engine(wordsOf(sorted)), took = performance.now() - began;
  const open = text.split("\n").find(line => /^(refused|undecided) /.test(line));
  alive.said.textContent = `${open ? open + ". " : ""}${took.toFixed(1)} ms`;
  if (text.startsWith("refused")) return;
  const spikes = spikesIn(text, net);
  alive.answer.spikes = spikes;
  alive.answer.times = {...spikes};
  for (const p of sorted.populations) if (p.spikes) alive.answer.times[p.name] = p.spikes;
  alive.count.textContent = `as the sliders say: fast, ${total(answers.indexOf(alive.answer))} spikes`;
  marks.key = "";
  describe();
  draw();
}
async function comeAlive() {
  const code = document.getElementById("engine").textContent;
  alive.engine = (await import("data:text/javascript;charset=utf-8," + encodeURIComponent(code))).solve;
  alive.answer = {name: "sliders", status: "fast", spikes: {}, times: {}, shown: true};
  alive.network = alive.answer.network = structuredClone(network); // The other answers keep theirs.
  answers.push(alive.answer);
  const label = put($("answers"), "label", ""), dot = put(label, "i", "");
  dot.style.background = hues[(answers.length - 1) % hues.length];
  alive.count = put(label, "span", "");
  const box = $("alive"), all = knobs();
  put(box, "h2", "Alive");
  put(box, "p", "Move a number; goldspike's own event engine, compiled to JavaScript, simulates anew. Colours of it above.").className = "hint";
  const choice = put(box, "select", ""), slider = put(box, "input", ""), shown = put(box, "output", "");
  choice.setAttribute("aria-label", "what the slider moves");
  all.forEach((knob, k) => { put(choice, "option", knob.label).value = k; });
  slider.type = "range";
  slider.min = 0; slider.max = 1000; slider.step = 1;
  slider.setAttribute("aria-label", "value");
  alive.said = put(box, "span", "");
  const show = () => {
    const knob = all[choice.value];
    slider.value = Math.round((knob.array[knob.index] - knob.least) / (knob.most - knob.least) * 1000);
    shown.textContent = +knob.array[knob.index].toPrecision(6);
  };
  choice.onchange = show;
  slider.oninput = () => {
    const knob = all[choice.value], at = Number(slider.value);
    knob.array[knob.index] = at === Math.round((knob.was - knob.least) / (knob.most - knob.least) * 1000)
      ? knob.was : knob.least + (knob.most - knob.least) * at / 1000;
    shown.textContent = +knob.array[knob.index].toPrecision(6);
    simulate();
  };
  show();
  simulate();
}
if (document.getElementById("engine")) comeAlive();

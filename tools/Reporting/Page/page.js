// The report's page. Everything shown comes from the JSON in the page and is put there as text, never as markup.
(() => {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = id => document.getElementById(id);
  const PAGE_ROWS = 100;
  const CLAIMS = 7;
  const FEW_METRICS = 12;

  // --- numbers for people; the same rules as in the written report -------------------------------------------------
  const NONE = "n/a";
  const significant = (v, digits = 3) => {
    const rounded = Number(v.toPrecision(digits));
    const decimals = rounded === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(rounded)) + 1e-12));
    return rounded.toFixed(Math.min(12, decimals));
  };
  const inUnits = (v, units) => {
    const rounded = Number(v.toPrecision(3));
    const [size, unit] = units.find(u => rounded >= u[0]) || units[units.length - 1];
    return significant(rounded / size) + " " + unit;
  };
  const time = v => v == null ? NONE : inUnits(v, [[1e9, "s"], [1e6, "ms"], [1e3, "µs"], [1, "ns"]]);
  const bytes = v => v == null ? NONE : v < 1000 ? Math.round(v) + " B" : inUnits(v, [[1e12, "TB"], [1e9, "GB"], [1e6, "MB"], [1e3, "KB"]]);
  const ratio = v => v == null ? NONE : (v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v >= 0.1 ? v.toFixed(2) : v.toFixed(3)) + "x";
  // A ratio and its bounds share their decimals, as many as the bounds justify.
  const ratioRange = (v, low, high) => {
    const half = (high - low) / 2;
    const decimals = half >= 1 && v >= 10 ? 0 : half >= 0.1 && v >= 2 ? 1 : half >= 0.01 ? 2 : 3;
    return `${v.toFixed(decimals)}x (${low.toFixed(decimals)}x to ${high.toFixed(decimals)}x)`;
  };
  const count = v => v == null ? NONE : v >= 1e6 ? significant(v / 1e6) + "M" : v >= 1e4 ? significant(v / 1e3) + "k" : String(Number(v.toPrecision(6)));
  const percent = v => v < 0.0005 ? "< 0.1%" : v < 0.0995 ? Number((v * 100).toFixed(1)) + "%" : Math.round(v * 100) + "%";
  const plural = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  // A time without bounds shows how few samples it rests on.
  const withBounds = c => c.time == null ? NONE : time(c.time) + (c.low == null ? ` (${c.warm == null ? "no bounds" : plural(c.warm, "sample")})` : " ± " + percent((c.high - c.low) / 2 / c.time));

  // --- the cases ---------------------------------------------------------------------------------------------------
  const cases = data.cases.map((row, index) => {
    const [run, module, setting, engine, outcome, t, low, high, cold, r, rLow, rHigh, peak, code, runTime, message, samples, warm] = row;
    return {
      index, run, module: data.modules[module], setting: data.settings[setting], settingIndex: setting, engine: data.engines[engine],
      outcome: data.outcomes[outcome], time: t, low, high, cold, ratio: r, ratioLow: rLow, ratioHigh: rHigh, peak, code, runTime, message: message || "", samples, warm,
    };
  });
  const OVER_BUDGET = "over budget";
  for (const [place, isOver, words] of data.budget) Object.assign(cases[place], { isOver: isOver === 1, budget: words });
  const keyOf = c => [data.runs[c.run].name, c.engine, c.module.name, c.setting].join("|");

  const quantities = [
    { id: "time", name: "Compile time, warm", format: time, of: c => c.time ?? (c.outcome === "timed out" ? c.cold : null), bounds: c => [c.low, c.high] },
    { id: "cold", name: "Compile time, cold", format: time, of: c => c.cold },
    { id: "ratio", name: "Ratio to " + data.baseline, format: ratio, of: c => c.ratio, bounds: c => [c.ratioLow, c.ratioHigh] },
    { id: "peak", name: data.peakMemory, format: bytes, of: c => c.peak },
    { id: "code", name: "Machine code (whole pages)", format: bytes, of: c => c.code },
    { id: "run", name: "Time of one execution", format: time, of: c => c.runTime },
  ].filter(q => q.id !== "run" || cases.some(c => c.runTime != null));
  const metrics = data.metrics.map((m, i) => ({
    id: m.name, name: m.title, format: m.isBytes ? bytes : count, of: c => c.module.metrics ? c.module.metrics[i] : null,
  }));
  const axes = [...metrics, ...quantities];
  const axisOf = (id, fallback) => axes.find(a => a.id === id) || axes.find(a => a.id === fallback) || quantities[0];

  // --- what is chosen lives in the address -------------------------------------------------------------------------
  const defaults = { q: "", engine: "", category: "", outcome: "", run: "", off: "", x: metrics.length ? metrics[0].id : "time", y: "time", sort: "module", view: "", executed: "", case: "", theme: "" };
  const state = { ...defaults };
  const readAddress = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const key of Object.keys(defaults)) state[key] = given.get(key) ?? defaults[key];
  };
  const writeAddress = () => {
    const kept = new URLSearchParams();
    for (const key of Object.keys(defaults)) if (state[key] !== defaults[key]) kept.set(key, state[key]);
    const text = kept.toString();
    if (location.hash.slice(1) !== text) history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  };

  // --- small helpers -----------------------------------------------------------------------------------------------
  const el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter(c => c != null));
    return node;
  };
  const svg = (tag, attributes, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  };
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const isDark = () => document.documentElement.dataset.theme === "dark";

  // The styles of the printed charts, one for each setting: its colour on a light and on a dark page, its shape and that shape's rotation.
  const styleOf = data.styles;
  const colour = i => styleOf[i][isDark() ? 1 : 0];

  // --- filtering and sorting ---------------------------------------------------------------------------------------
  const columns = [
    { id: "module", name: "Module", of: c => c.module.name },
    { id: "setting", name: "Setting", of: c => c.settingIndex },
    { id: "engine", name: "Engine", of: c => c.engine },
    { id: "outcome", name: "Outcome", of: c => c.outcome },
    { id: "time", name: "Time", number: true, of: c => c.time },
    { id: "ratio", name: "Ratio", number: true, of: c => c.ratio },
    { id: "cold", name: "Cold", number: true, of: c => c.cold },
    { id: "peak", name: "Peak memory", number: true, of: c => c.peak },
    { id: "code", name: "Machine code", number: true, of: c => c.code, note: "size of the artifact's text section, which engines round up to whole pages" },
  ];
  const switchedOff = () => new Set(state.off.split(",").filter(Boolean).map(decodeURIComponent));
  const wordsMatch = text => state.q.toLowerCase().split(/\s+/).filter(Boolean).every(w => text.toLowerCase().includes(w));
  const shownCases = () => {
    const off = switchedOff();
    return cases.filter(c =>
      (!state.engine || c.engine === state.engine) && (!state.category || c.module.category === state.category) &&
      (!state.outcome || c.outcome === state.outcome || (state.outcome === OVER_BUDGET && c.isOver)) && (!state.run || data.runs[c.run].name === state.run) && !off.has(c.setting) &&
      wordsMatch(c.module.name + " " + c.setting + " " + c.engine + " " + c.message));
  };
  const sorted = list => {
    const descending = state.sort.startsWith("-");
    const column = columns.find(c => c.id === state.sort.replace("-", "")) || columns[0];
    const sign = descending ? -1 : 1;
    // Equal rows follow the settings' order, the baseline first, whatever the order of measuring was.
    const usual = (a, b) => (a.module.name < b.module.name ? -1 : a.module.name > b.module.name ? 1 : 0)
      || (a.engine < b.engine ? -1 : a.engine > b.engine ? 1 : 0) || a.run - b.run || a.settingIndex - b.settingIndex || a.index - b.index;
    return [...list].sort((a, b) => {
      const [x, y] = [column.of(a), column.of(b)];
      if (x == null || y == null) return (x == null) - (y == null) || usual(a, b);
      return (x < y ? -sign : x > y ? sign : 0) || usual(a, b);
    });
  };

  // --- the table ---------------------------------------------------------------------------------------------------
  let rowLimit = PAGE_ROWS;
  const drawHead = () => {
    byId("head").replaceChildren(...columns.map(c => {
      const on = state.sort.replace("-", "") === c.id;
      const direction = !on ? "none" : state.sort.startsWith("-") ? "descending" : "ascending";
      const sign = direction === "ascending" ? " ▲" : direction === "descending" ? " ▼" : "";
      return el("th", { scope: "col", "aria-sort": direction, class: c.number ? "number" : null, title: c.note },
        el("button", { type: "button", "data-sort": c.id, onclick: () => {
          state.sort = on && !state.sort.startsWith("-") ? "-" + c.id : c.id;
          update();
          byId("head").querySelector(`[data-sort="${c.id}"]`).focus();
        } }, c.name, el("span", { "aria-hidden": "true" }, sign)));
    }));
  };
  const drawRows = list => {
    const shown = list.slice(0, rowLimit);
    byId("rows").replaceChildren(...shown.map(c => el("tr", {},
      el("td", { class: "name" }, el("a", { href: addressOf(c), onclick: e => { e.preventDefault(); open(c); } }, c.module.name)),
      el("td", {}, c.setting), el("td", {}, c.engine), el("td", {}, c.isOver ? `${c.outcome}, ${OVER_BUDGET}` : c.outcome),
      el("td", { class: "number" }, c.time == null && c.outcome === "timed out" ? "> " + time(c.cold) : withBounds(c)),
      el("td", { class: "number" }, ratio(c.ratio)), el("td", { class: "number" }, c.outcome === "timed out" ? NONE : time(c.cold)),
      el("td", { class: "number" }, bytes(c.peak)), el("td", { class: "number" }, bytes(c.code)))));
    byId("count").textContent = `${list.length} of ${plural(cases.length, "case")}` + (list.length > shown.length ? `, the first ${shown.length} shown` : "");
    byId("more").hidden = list.length <= shown.length;
  };

  // --- the matrix: one row per module, one column per setting -------------------------------------------------------
  const outcomeOrTime = c => c.time == null ? (c.outcome === "timed out" ? "> " + time(c.cold) : c.outcome) : withBounds(c);
  const drawMatrix = list => {
    const settings = [...new Set(list.map(c => c.settingIndex))].sort((a, b) => a - b);
    const severalEngines = new Set(list.map(c => c.engine)).size > 1, severalRuns = new Set(list.map(c => c.run)).size > 1;
    const rows = new Map();
    for (const c of list) {
      const key = [c.module.name, c.engine, c.run].join("\n");
      if (!rows.has(key)) rows.set(key, []);
      rows.get(key)[c.settingIndex] = c;
    }
    const heading = text => el("th", { scope: "col" }, text);
    byId("head").replaceChildren(heading("Module"), ...(severalEngines ? [heading("Engine")] : []), ...(severalRuns ? [heading("Run")] : []),
      ...settings.map(s => el("th", { scope: "col", class: "number" }, data.settings[s])));
    const shown = [...rows.values()].slice(0, rowLimit);
    byId("rows").replaceChildren(...shown.map(row => {
      const first = row.find(c => c);
      return el("tr", {}, el("th", { scope: "row", class: "name" }, first.module.name), ...(severalEngines ? [el("td", {}, first.engine)] : []),
        ...(severalRuns ? [el("td", {}, data.runs[first.run].name)] : []),
        ...settings.map(s => {
          const c = row[s];
          return !c ? el("td", { class: "number" }, NONE) : el("td", { class: "number" },
            el("a", { href: addressOf(c), onclick: e => { e.preventDefault(); open(c); } }, outcomeOrTime(c)), ...(c.ratio == null ? [] : [el("br"), ratio(c.ratio)]));
        }));
    }));
    byId("count").textContent = `${plural(rows.size, "row")} with ${list.length} of ${plural(cases.length, "case")}` + (rows.size > shown.length ? `, the first ${plural(shown.length, "row")} shown` : "");
    byId("more").hidden = rows.size <= shown.length;
  };
  const drawTable = list => {
    if (state.view === "matrix") return drawMatrix(list);
    drawHead();
    drawRows(list);
  };

  // --- the chart ---------------------------------------------------------------------------------------------------
  let chart = null;
  const boundsOf = (quantity, c) => {
    const [low, high] = quantity.bounds ? quantity.bounds(c) : [];
    return low > 0 && high > 0 ? [low, high] : null;
  };
  // One stroke per colour: a thousand separate ones would make every resize slow.
  const errorBars = (x, y) => ({
    id: "errorBars",
    beforeDatasetsDraw(drawn) {
      const { ctx, chartArea: area, scales } = drawn;
      ctx.save();
      ctx.beginPath();
      ctx.rect(area.left, area.top, area.width, area.height);
      ctx.clip();
      ctx.lineWidth = 1;
      let bars = 0;
      for (const set of drawn.data.datasets) {
        ctx.strokeStyle = set.borderColor;
        ctx.beginPath();
        for (const point of set.data) {
          const [px, py] = [scales.x.getPixelForValue(point.x), scales.y.getPixelForValue(point.y)];
          const [across, along] = [boundsOf(x, point.c), boundsOf(y, point.c)];
          if (along) { ctx.moveTo(px, scales.y.getPixelForValue(along[0])); ctx.lineTo(px, scales.y.getPixelForValue(along[1])); bars++; }
          if (across) { ctx.moveTo(scales.x.getPixelForValue(across[0]), py); ctx.lineTo(scales.x.getPixelForValue(across[1]), py); bars++; }
        }
        ctx.stroke();
      }
      ctx.restore();
      byId("chart").dataset.errorBars = String(bars);
    },
  });
  const logAxis = (title, format, range = {}) => ({
    type: "logarithmic", ...range, title: { display: true, text: title, color: css("--text") }, grid: { color: css("--grid") }, border: { color: css("--muted") },
    ticks: {
      color: css("--text"), maxRotation: 0, autoSkipPadding: 12,
      callback(v) {
        const lead = Math.round(v / 10 ** Math.floor(Math.log10(v) + 1e-9));
        const decades = Math.log10(this.max / this.min);
        return lead === 1 || (decades < 4 && (lead === 2 || lead === 5)) || decades < 0.7 ? format(v).replace(/\.0+(?=[ xkMG]|$)|(\.\d*?)0+(?=[ xkMG]|$)/, "$1") : "";
      },
    },
  });
  const drawChart = list => {
    const [x, y] = [axisOf(state.x, defaults.x), axisOf(state.y, defaults.y)];
    const usable = list.filter(c => x.of(c) > 0 && y.of(c) > 0);
    const left = list.length - usable.length;
    byId("chart-note").textContent = `${y.name} against ${x.name.toLowerCase()}, both axes logarithmic; ${plural(usable.length, "case")}` +
      (left ? `, ${left} without both figures left out` : "") + (usable.some(c => c.outcome === "timed out") ? "; hollow: stopped at a limit, the true value lies above" : "") +
      (usable.some(c => boundsOf(y, c) || boundsOf(x, c)) ? "; bars: 95% bounds" : "");
    const radius = usable.length > 1500 ? 2.5 : usable.length > 300 ? 3.5 : 5;
    const datasets = data.settings.map((s, i) => {
      const points = usable.filter(c => c.settingIndex === i);
      return {
        label: s, pointStyle: styleOf[i][2], rotation: styleOf[i][3], pointRotation: styleOf[i][3], radius, hoverRadius: radius + 3, hitRadius: 4, clip: 10,
        borderColor: colour(i), borderWidth: 1.5,
        backgroundColor: ctx => ctx.raw && ctx.raw.c && ctx.raw.c.outcome === "timed out" ? "transparent" : colour(i) + "cc",
        data: points.map(c => ({ x: x.of(c), y: y.of(c), c })),
      };
    }).filter(d => d.data.length);
    // A little room at both ends, so that no point sits on the frame.
    const room = of => {
      const values = usable.map(of);
      return values.length ? { min: values.reduce((a, b) => Math.min(a, b)) / 1.2, max: values.reduce((a, b) => Math.max(a, b)) * 1.2 } : {};
    };
    const axis = quantity => logAxis(quantity.name, quantity.format, room(quantity.of));
    const options = {
      animation: false, normalized: true, maintainAspectRatio: false, responsive: true,
      interaction: { mode: "nearest", intersect: true },
      scales: { x: axis(x), y: axis(y) },
      plugins: {
        legend: { labels: { usePointStyle: true, color: css("--text") }, onClick: () => {} },
        tooltip: { displayColors: false, callbacks: {
          title: items => items[0].raw.c.module.name,
          label: item => {
            const c = item.raw.c;
            return [c.setting + ", " + c.engine, y.name + ": " + y.format(y.of(c)), x.name + ": " + x.format(x.of(c)), c.ratio == null ? null : "ratio " + ratio(c.ratio)].filter(Boolean);
          },
        } },
      },
      onClick: (_, hits) => { if (hits.length) open(chart.data.datasets[hits[0].datasetIndex].data[hits[0].index].c); },
      onHover: (e, hits) => { e.native.target.style.cursor = hits.length ? "pointer" : "default"; },
    };
    if (chart) chart.destroy();
    chart = new Chart(byId("chart"), { type: "scatter", data: { datasets }, options, plugins: [errorBars(x, y)] });
  };

  // --- one case ----------------------------------------------------------------------------------------------------
  const addressOf = c => {
    const kept = new URLSearchParams(location.hash.slice(1));
    kept.set("case", keyOf(c));
    return "#" + kept.toString();
  };
  const samplesOf = c => {
    if (!c.samples) return [];
    const [unit, rest] = c.samples.split("|");
    return rest.split(";").flatMap((launch, l) => launch.split(",").map(s => ({
      launch: l + 1, cold: s[0] === "c", value: Number(s[0] === "c" ? s.slice(1) : s) * Number(unit),
    })));
  };
  const drawSamples = list => {
    const warm = list.filter(s => !s.cold);
    const [low, high] = [Math.min(...list.map(s => s.value)), Math.max(...list.map(s => s.value))];
    const launches = Math.max(...list.map(s => s.launch));
    const height = 34 + launches * 16;
    const span = high > low ? high - low : Math.max(1, low * 0.01);
    const px = v => 82 + (v - low) / span * 570;
    const picture = svg("svg", { viewBox: `0 0 700 ${height}`, class: "samples", role: "img", "aria-label": `${plural(list.length, "sample")} from ${time(low)} to ${time(high)} in ${launches} ${launches === 1 ? "process" : "processes"}; ${warm.length} warm` });
    for (let l = 1; l <= launches; l++) picture.append(svg("text", { x: 4, y: l * 16 + 1, "font-size": 11, fill: css("--muted") }, "process " + l));
    for (const s of list) {
      picture.append(svg("circle", { cx: px(s.value), cy: s.launch * 16 - 3, r: 4, fill: s.cold ? "none" : css("--accent"), "fill-opacity": 0.75, stroke: css("--accent") }));
    }
    picture.append(svg("text", { x: px(low), y: height - 6, "font-size": 11, fill: css("--muted"), "text-anchor": "middle" }, time(low)));
    if (high > low) picture.append(svg("text", { x: px(high), y: height - 6, "font-size": 11, fill: css("--muted"), "text-anchor": "middle" }, time(high)));
    return picture;
  };
  const facts = pairs => el("dl", {}, ...pairs.filter(p => p[1] != null && p[1] !== "").flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
  const open = c => {
    state.case = keyOf(c);
    writeAddress();
    byId("detail-title").textContent = `${c.module.name}, ${c.setting}`;
    const samples = samplesOf(c);
    const body = [facts([
      ["outcome", c.outcome + (c.message ? ": " + c.message : "")],
      ["warm compile", c.time == null ? null : withBounds(c)],
      ["a fuzzer's budget", c.budget],
      ["first compile", c.outcome === "timed out" ? "> " + time(c.cold) : c.cold == null ? null : time(c.cold)],
      ["ratio to " + data.baseline, c.ratio == null ? null : c.setting === data.baseline ? ratio(c.ratio) : c.ratioLow == null ? ratio(c.ratio) + " (no bounds)" : ratioRange(c.ratio, c.ratioLow, c.ratioHigh)],
      [data.peakMemory.toLowerCase(), c.peak == null ? null : bytes(c.peak)], ["machine code", c.code == null ? null : bytes(c.code) + ", rounded up to whole pages"],
      ["one execution", c.runTime == null ? null : time(c.runTime)],
      ["engine", c.engine], ["run", data.runs[c.run].name], ["origin", c.module.origin], ["licence", c.module.licence],
      ["validation alone", c.module.validate == null ? null : time(c.module.validate)],
    ])];
    if (samples.length) body.push(el("h3", {}, "Samples"), el("p", { class: "muted" }, "Filled: warm. Hollow: the first compile of its process."), drawSamples(samples));
    // Of a hundred metrics most are 0 for any one module, and say nothing.
    const known = data.metrics.map((m, i) => [m.title, c.module.metrics ? c.module.metrics[i] : null, m.isBytes]).filter(m => m[1]);
    if (c.module.functions && c.module.functions.length) {
      body.push(el("h3", {}, "The module's heaviest functions"), el("ol", {}, ...c.module.functions.map(([name, size]) => el("li", {}, `${name}: ${bytes(size)}`))));
    }
    const profile = facts(known.map(([name, v, isBytes]) => [name, isBytes ? bytes(v) : count(v)]));
    if (known.length > FEW_METRICS) body.push(el("details", {}, el("summary", {}, `The module's profile: ${known.length} metrics above 0`), profile));
    else if (known.length) body.push(el("h3", {}, "The module's profile"), profile);
    byId("detail-body").replaceChildren(...body);
    if (!byId("detail").open) byId("detail").showModal();
    byId("detail").scrollTop = 0;
  };
  byId("detail").addEventListener("close", () => { state.case = ""; writeAddress(); });

  const execution = window.executionPart({
    data, byId, el, css, colour, styleOf, time, bytes, ratio, count, plural, logAxis, NONE,
    chooseModule: module => { state.executed = module; update(); },
  });

  // --- controls ----------------------------------------------------------------------------------------------------
  const fill = (id, options, key) => {
    byId(id).replaceChildren(...options.map(([value, name]) => el("option", { value }, name)));
    byId(id).addEventListener("change", e => { state[key] = e.target.value; update(); });
  };
  const any = (list, name) => [["", name], ...list.map(v => [v, v])];
  const applyTheme = () => {
    const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    byId("theme").textContent = dark ? "Switch to the light theme" : "Switch to the dark theme";
    for (const mark of document.querySelectorAll(".swatch")) mark.style.background = colour(Number(mark.dataset.setting));
  };
  const update = () => {
    rowLimit = PAGE_ROWS;
    const list = sorted(shownCases());
    drawTable(list);
    drawChart(list);
    execution.draw({ engine: state.engine, module: state.executed, isShown: (module, setting) => !switchedOff().has(setting) && wordsMatch(module + " " + setting) });
    writeAddress();
  };
  const showState = () => {
    readAddress();
    for (const [id, key] of [["search", "q"], ["engine", "engine"], ["category", "category"], ["outcome", "outcome"], ["run", "run"], ["view", "view"]]) byId(id).value = state[key];
    byId("x-axis").value = axisOf(state.x, defaults.x).id;
    byId("y-axis").value = axisOf(state.y, defaults.y).id;
    const off = switchedOff();
    for (const box of byId("settings").querySelectorAll("input")) box.checked = !off.has(box.value);
    applyTheme();
    const wanted = state.case;
    update();
    const found = wanted && cases.find(c => keyOf(c) === wanted);
    if (found) open(found);
    else if (byId("detail").open) byId("detail").close();
  };

  byId("title").textContent = data.title;
  byId("caption").textContent = data.caption;
  byId("baseline").textContent = data.baseline;
  const list = (id, texts) => byId(id).replaceChildren(...texts.map(text => el("li", {}, text)));
  byId("warnings-section").hidden = data.warnings.length === 0;
  byId("claims-section").hidden = data.claims.length === 0;
  list("warnings", data.warnings);
  list("claims", data.claims.slice(0, CLAIMS));
  list("more-claims", data.claims.slice(CLAIMS));
  byId("more-claims-fold").hidden = data.claims.length <= CLAIMS;
  byId("more-claims-summary").textContent = `and ${data.claims.length - CLAIMS} more`;
  fill("engine", any(data.engines, "all engines"), "engine");
  fill("category", any([...new Set(data.modules.map(m => m.category))].filter(Boolean).sort(), "all categories"), "category");
  fill("outcome", any([...data.outcomes.filter(o => cases.some(c => c.outcome === o)), ...(cases.some(c => c.isOver) ? [OVER_BUDGET] : [])], "all outcomes"), "outcome");
  fill("run", any(data.runs.map(r => r.name), "all runs"), "run");
  byId("run-label").hidden = data.runs.length < 2;
  fill("view", [["", "one row per case"], ["matrix", "modules by settings"]], "view");
  fill("x-axis", axes.map(a => [a.id, a.name]), "x");
  fill("y-axis", axes.map(a => [a.id, a.name]), "y");
  byId("settings").replaceChildren(...data.settings.map((s, i) => el("label", {},
    el("input", { type: "checkbox", value: s, checked: true, onchange: () => {
      state.off = [...byId("settings").querySelectorAll("input")].filter(b => !b.checked).map(b => encodeURIComponent(b.value)).join(",");
      update();
    } }),
    el("span", { class: "swatch", "data-setting": String(i), "aria-hidden": "true" }), s)));
  let pending = 0;
  byId("search").addEventListener("input", e => {
    clearTimeout(pending);
    pending = setTimeout(() => { state.q = e.target.value; update(); }, 120);
  });
  byId("more").addEventListener("click", () => {
    const before = rowLimit;
    rowLimit += PAGE_ROWS * 5;
    drawTable(sorted(shownCases()));
    byId("rows").children[before]?.querySelector("a")?.focus();
  });
  byId("theme").addEventListener("click", () => {
    state.theme = isDark() ? "light" : "dark";
    applyTheme();
    update();
  });
  window.addEventListener("hashchange", showState);
  showState();

  // Milliseconds from the start of loading to here, the layout included: tests wait for it and the benchmark of reports prints it.
  document.body.getBoundingClientRect();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
})();

// The part of the report's page about executed modules. page.js calls it with its helpers; what it shows comes from the JSON in the page, as text.
window.executionPart = page => {
  "use strict";

  const { data, byId, el, css, colour, styleOf, time, bytes, ratio, count, plural, logAxis, NONE } = page;
  const STEPS = 48;
  const FEWEST_RUNS = 100;
  // A crossing further out is in the table only: the axis would leave no room for the others.
  const MOST_RUNS = 1e7;

  const points = engine => engine.breakEven.map(([module, setting, compile, run, code, runs, words, bounds, seconds, cheapest]) =>
    ({ module, setting, compile, run, code, runs, words, bounds, seconds, cheapest }));
  const cells = (columns, values, tag = "td") => values.map((v, i) => el(tag, { class: columns[i].number ? "number" : columns[i].name === "Module" ? "name" : null, scope: tag === "th" ? "col" : null }, v));
  const fillTable = (id, columns, rows) => {
    byId(id).tHead.replaceChildren(el("tr", {}, ...cells(columns, columns.map(c => c.name), "th")));
    byId(id).tBodies[0].replaceChildren(...rows.map(row => el("tr", {}, ...cells(columns, row))));
  };
  // Two modules that differ give bounds for similar ones that say nothing.
  const range = (low, high) => low == null ? NONE : high / low > 100 ? "too few modules" : `${ratio(low)} to ${ratio(high)}`;

  const drawRunTimes = engine => fillTable("run-times",
    [{ name: "Setting" }, { name: "Modules", number: true }, { name: "Run time", number: true }, { name: "For these modules", number: true }, { name: "For similar modules", number: true }, { name: "Compile time", number: true }],
    engine.runTimes.map(([setting, modules, value, low, high, similarLow, similarHigh, compile]) =>
      [data.settings[setting], String(modules), ratio(value), range(low, high), range(similarLow, similarHigh), ratio(compile)]));

  // --- charts ------------------------------------------------------------------------------------------------------
  const charts = {};
  const draw = (id, datasets, scales, tooltip) => {
    if (charts[id]) charts[id].destroy();
    charts[id] = new Chart(byId(id), {
      type: "scatter", data: { datasets },
      options: {
        animation: false, normalized: true, maintainAspectRatio: false, responsive: true, interaction: { mode: "nearest", intersect: true }, scales,
        plugins: {
          legend: { labels: { usePointStyle: true, color: css("--text"), filter: item => !item.text.startsWith(" ") }, onClick: () => {} },
          tooltip: { displayColors: false, callbacks: { title: items => items[0].dataset.label.trim(), label: tooltip } },
        },
      },
    });
  };
  const styled = setting => ({
    label: data.settings[setting], pointStyle: styleOf[setting][2], rotation: styleOf[setting][3], pointRotation: styleOf[setting][3],
    borderColor: colour(setting), backgroundColor: colour(setting) + "cc", borderWidth: 1.5, radius: 6, hoverRadius: 8, clip: 12,
  });
  // A ring around a point; labels that begin with a space are not in the legend.
  const ring = (setting, at) => ({ label: " " + data.settings[setting], data: [at], pointStyle: "circle", radius: 11, hoverRadius: 12, borderWidth: 2, borderColor: css("--text"), backgroundColor: "transparent", clip: 14 });
  const room = values => ({ min: Math.min(...values) / 1.2, max: Math.max(...values) * 1.2 });

  const drawTradeOff = engine => {
    const shown = engine.tradeOff.points;
    const front = shown.filter(p => p[3] === 1);
    byId("trade-off-note").textContent = shown.length < 2 ? "Needs two settings that have both times for the same modules." :
      `Geometric means over ${plural(engine.tradeOff.modules, "module")}, relative to ${data.baseline}; both axes logarithmic. Ring: no other setting is better in both, which holds for ${front.map(p => data.settings[p[0]]).join(", ")}.`;
    byId("trade-off").dataset.front = front.map(p => data.settings[p[0]]).join(",");
    byId("trade-off").parentElement.hidden = shown.length < 2;
    if (shown.length < 2) return;
    draw("trade-off",
      shown.flatMap(([setting, x, y, isFront]) => [{ ...styled(setting), data: [{ x, y }] }, ...(isFront ? [ring(setting, { x, y })] : [])]),
      { x: logAxis("Compile time relative to " + data.baseline, ratio, room(shown.map(p => p[1]))), y: logAxis("Run time relative to " + data.baseline, ratio, room(shown.map(p => p[2]))) },
      item => [`compile time ${ratio(item.raw.x)}`, `run time ${ratio(item.raw.y)}`]);
  };

  const drawTotalTime = (engine, module, all) => {
    const costs = module.costs.map(([setting, compile, run]) => ({ setting, total: n => compile + n * run }));
    const own = all.filter(p => p.module === module.name);
    const marked = own.filter(p => p.runs != null && p.runs >= 1 && p.runs <= MOST_RUNS);
    const to = 10 ** Math.ceil(Math.log10(Math.max(FEWEST_RUNS, ...marked.map(p => p.runs * 3))));
    const says = own.map(p => `${data.settings[p.setting]} ${p.runs == null ? "never pays" : `pays after ${p.words}`}`);
    byId("total-time-note").textContent = `One compile and all runs of ${module.name}; both axes logarithmic. ${data.settings[costs[0].setting]} compiles fastest; ${says.join("; ")}. Ring: from there on the setting costs less in total.`;
    byId("total-time").dataset.crossings = String(marked.length);
    const line = cost => Array.from({ length: STEPS + 1 }, (_, i) => to ** (i / STEPS)).map(n => ({ x: n, y: cost.total(n) }));
    const everything = costs.flatMap(c => [c.total(1), c.total(to)]);
    draw("total-time",
      [
        ...marked.map(p => ring(p.setting, { x: p.runs, y: costs.find(c => c.setting === p.setting).total(p.runs), words: p.words })),
        ...costs.map(c => ({ ...styled(c.setting), data: line(c), showLine: true, radius: 0, hoverRadius: 4, hitRadius: 6, borderWidth: 2, backgroundColor: colour(c.setting) })),
      ],
      { x: logAxis("Runs", count, { min: 1, max: to }), y: logAxis("Time of the compile and all runs", time, room(everything)) },
      item => item.raw.words ? [`pays after ${item.raw.words}`, `total ${time(item.raw.y)}`] : [`${plural(Math.round(item.raw.x), "run")}: ${time(item.raw.y)}`]);
  };

  // --- the table of break-even points ------------------------------------------------------------------------------
  const columns = [
    { name: "Module" }, { name: "Setting" }, { name: "Compile", number: true }, { name: "One run", number: true }, { name: "Machine code", number: true },
    { name: "Pays after", number: true }, { name: "Bounds", number: true }, { name: "Execution", number: true }, { name: "Compared with" },
  ];
  const drawBreakEven = (all, isShown) => {
    const rows = all.filter(p => isShown(p.module, data.settings[p.setting]));
    fillTable("break-even", columns, rows.map(p =>
      [p.module, data.settings[p.setting], time(p.compile), time(p.run), bytes(p.code), p.words, p.bounds, p.seconds, data.settings[p.cheapest]]));
    byId("break-even-count").textContent = `${rows.length} of ${plural(all.length, "row")}: after how many runs a setting costs as much in total as the one that compiles the module fastest, and the time of execution until then`;
  };

  byId("executed-module").addEventListener("change", e => page.chooseModule(e.target.value));

  return {
    /** Draws the section for the chosen engine (the first one with executions where none is chosen) and module; hides it where there are none. */
    draw({ engine: label, module: wanted, isShown }) {
      const engine = data.execution.find(e => !label || e.engine === label);
      byId("execution-section").hidden = !engine;
      if (!engine) return;
      const all = points(engine);
      const module = engine.modules.find(m => m.name === wanted) || engine.modules[0];
      byId("execution-note").textContent = `Wasmtime ${engine.engine}: one run is one execution of the module's workload and, where it was measured, one instantiation. Ratios are to ${data.baseline}.`;
      byId("executed-module").replaceChildren(...engine.modules.map(m => el("option", { value: m.name, selected: m === module }, m.name)));
      drawRunTimes(engine);
      drawTradeOff(engine);
      drawTotalTime(engine, module, all);
      drawBreakEven(all, isShown);
    },
  };
};

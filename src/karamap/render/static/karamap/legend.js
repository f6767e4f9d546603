  // ---- legend ----------------------------------------------------------------------------------
  const counters = new Map(); // what stands beside each choice, by its name
  const counter = (name) => {
    const node = h("span", { class: "row-n" });
    counters.set(name, node);
    return node;
  };
  const totalsOf = () => {
    const totals = Object.fromEntries(LAYERS.map((layer) => [layer, 0]));
    for (const [layer, n] of spread(eventLayers)) totals[layer] = n;
    totals.record = records.length;
    totals.mention = mentions.filter(isThere).length;
    return totals;
  };
  const layerRow = (layer, total) =>
    h("li", {}, h("label", { class: total ? null : "none", title: own(ui.layer_notes, layer) },
      h("input", { type: "checkbox", "data-layer": layer, disabled: total === 0,
        onchange: (change) => {
          state.layers[change.target.checked ? "add" : "delete"](layer);
          refresh({ push: true });
        } }),
      symbol(layer), h("span", { class: "row-name" }, word("layers", layer)), counter(`layer ${layer}`)));
  const drawingRow = (entry, index) =>
    h("li", {}, h("label", {},
      h("input", { type: "checkbox", "data-drawing": index,
        onchange: (change) => {
          state.drawings.set(entry.id, change.target.checked);
          refresh({ push: true });
        } }),
      h("span", { class: `swatch swatch-${entry.group} swatch-${entry.style} ${entry.holder}` }),
      h("span", { class: "row-name" }, isolated(entry.name),
        h("span", { class: "row-note" }, spaced([entry.valid && `${ui.valid} ${entry.valid}`, typeof entry.accuracy_km === "number" && say("accuracy", { n: entry.accuracy_km })])))));

  // ---- filters -----------------------------------------------------------------------------------
  const FEW = 10;
  const MOST = 200; // values that are listed; what is rarer is found by search
  const facet = (group) => {
    const tally = spread(eventFacts.groups[group]);
    const known = [...tally].map(([value, n]) => [value, n, valueWords(group, value)]).sort((a, b) => b[1] - a[1] || (a[2] < b[2] ? -1 : 1)).map(([value]) => value);
    if (!known.length) return null;
    const values = known.slice(0, MOST);
    const left = known.length - values.length;
    const rows = (some) => h("ul", { class: "rows" }, some.map((value) =>
      h("li", {}, h("label", {}, h("input", { type: "checkbox", "data-filter": group, value,
        onchange: (change) => {
          state.filters.get(group)[change.target.checked ? "add" : "delete"](value);
          refresh({ push: true });
        } }), h("span", { class: "row-name" }, isolated(valueWords(group, value))), counter(`${group} ${value}`)))));
    return h("details", { class: "facet", "data-group": group }, h("summary", {}, own(ui.filter_groups, group), counter(`on ${group}`)),
      rows(values.slice(0, FEW)), values.length > FEW ? h("details", { class: "more" }, h("summary", {}, say("more_rows", { n: values.length - FEW })), rows(values.slice(FEW)), left ? h("p", { class: "quiet" }, say("values_left", { n: left })) : null) : null);
  };
  /** Set every box as the state says, and the counts beside them as the other choices leave them. */
  const drawCounts = () => {
    const tally = tallies();
    for (const [name, node] of counters) {
      const text = String(tally.get(name) ?? 0);
      if (node.textContent !== text) node.textContent = text;
    }
  };
  let due = 0;
  /** Do something once what is changed now has been painted; only the last request counts. */
  const soon = (work) => {
    const mine = (due += 1);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => mine === due && work())));
  };
  const drawChoices = () => {
    for (const box of document.querySelectorAll("[data-layer]")) box.checked = state.layers.has(box.dataset.layer) && !box.disabled;
    for (const box of document.querySelectorAll("[data-filter]")) box.checked = state.filters.get(box.dataset.filter).has(box.value);
    for (const box of document.querySelectorAll("[data-drawing]")) box.checked = wished(Number(box.dataset.drawing));
    if (packed) soon(drawCounts); // counting a hundred thousand rows anew may follow the marks
    else drawCounts();
    for (const group of GROUPS) {
      const on = state.filters.get(group).size;
      const node = counters.get(`on ${group}`);
      if (node) node.textContent = on ? String(on) : "";
      const box = document.querySelector(`.facet[data-group="${group}"]`);
      box?.classList.toggle("is-on", on > 0);
    }
    const on = filtersOn();
    at("filter-state").hidden = on === 0;
    at("filter-words").textContent = on ? counted("filter_active", on) : "";
    at("areas-day").textContent = say("areas_on", { day: dayWords(dayShown()) });
  };
  const clearFilters = () => {
    for (const set of state.filters.values()) set.clear();
    refresh({ push: true });
    document.querySelector(".facet summary").focus(); // the button is gone
  };
  const key = (look, text) => h("li", {}, look, h("span", {}, text));
  /** Discs of some tolls in each other, at the size that the map draws. */
  const TOLL_SAMPLES = [10, 50, 200];
  const tollScale = () => {
    const most = tollRadius(TOLL_SAMPLES.at(-1));
    const size = { width: most * 2 + 46, height: most * 2 + 2 };
    const picture = svg("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}`, class: "toll-scale", role: "img", "aria-label": say("toll_scale", { numbers: TOLL_SAMPLES.join(", ") }) });
    for (const n of TOLL_SAMPLES) {
      const [radius, top] = [tollRadius(n), size.height - 1 - 2 * tollRadius(n)];
      const label = svg("text", { x: most * 2 + 14, y: top + 4 });
      label.textContent = String(n);
      picture.append(svg("circle", { class: "toll toll-best", cx: most + 1, cy: top + radius, r: radius }), svg("path", { class: "toll-line", d: `M${most + 1} ${top}H${most * 2 + 11}` }), label);
    }
    return picture;
  };
  /** A symbol with the circles of an example toll. */
  const tollKey = (toll) => {
    const picture = svg("svg", { viewBox: "-24 -24 48 48", class: "toll-key sym-fighting", "aria-hidden": "true" });
    for (const { radius, part } of tollCircles(toll)) picture.append(svg("circle", { class: `toll toll-${part}`, r: radius }));
    return picture;
  };
  const tollKeys = () =>
    [h("h3", {}, ui.toll_size), tollScale(),
      h("ul", { class: "keys" }, key(tollKey({ low: null, best: 60, high: null }), ui.key_toll_best), key(tollKey({ low: 60, best: null, high: null }), ui.key_toll_least), key(tollKey({ low: 16, best: 60, high: null }), ui.key_toll_low), key(tollKey({ low: null, best: 60, high: 130 }), ui.key_toll_high), key(symbol("fighting"), ui.key_toll_none)),
      h("p", { class: "quiet" }, say("toll_note", { n: tollMost }))];
  const swatch = (name) => h("span", { class: `key-swatch key-${name}` });
  const drawLegend = () => {
    const totals = totalsOf();
    const listed = data.drawings.map((entry, index) => [entry, index]).filter(([entry]) => entry.group !== "base");
    const stands = (entry) => STRONG.has(entry.style) || (entry.from ?? entry.to);
    const front = listed.filter(([entry]) => stands(entry));
    const others = listed.filter(([entry]) => !stands(entry));
    const drawingRows = (list) => h("ul", { class: "rows rows-drawings" }, list.map(([entry, index]) => drawingRow(entry, index)));
    const shownLayers = LAYERS.filter((layer) => layer !== "other" || totals.other);
    fill(at("legend"), [
      h("ul", { class: "rows" }, shownLayers.map((layer) => layerRow(layer, totals[layer]))),
      h("h3", { class: "filter-head" }, ui.filters),
      h("p", { id: "filter-state", class: "filter-state", hidden: true }, h("span", { id: "filter-words" }), " ", h("button", { type: "button", class: "link", id: "filter-clear", onclick: clearFilters }, ui.filter_clear)),
      GROUPS.map(facet),
      h("h3", {}, ui.how_precise),
      h("ul", { class: "keys" }, key(symbol("fighting"), ui.key_dot), key(swatch("ring"), ui.key_ring), key(swatch("area"), ui.key_area), key(swatch("line"), ui.key_line), key(swatch("list"), ui.key_list)),
      h("h3", {}, ui.how_sure),
      h("ul", { class: "keys" }, key(symbol("fighting"), ui.key_asserted), key(symbol("fighting", "pale"), ui.key_claimed), key(symbol("fighting", "dashed"), ui.key_planned), key(symbol("fighting", "struck"), ui.key_denied), key(symbol("voice"), ui.key_hollow)),
      [events, records].some((entries) => entries.some(tollOf)) ? tollKeys() : null,
      h("h3", { id: "areas-day" }),
      front.length ? drawingRows(front) : null,
      others.length ? h("details", { class: "more" }, h("summary", {}, say("more_drawings", { n: others.length })), drawingRows(others)) : null,
      listed.length ? null : h("p", { class: "quiet" }, ui.no_drawings),
    ]);
    if (window.matchMedia("(max-width: 1100px)").matches) at("legend-box").open = false;
  };

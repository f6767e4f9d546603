  // ---- data and words ------------------------------------------------------------------------
  const data = JSON.parse(document.getElementById("karamap-data").textContent);
  const packed = document.getElementById("karamap-tables");
  if (packed && !window.DecompressionStream) {
    document.getElementById("count").textContent = data.ui.cannot_unpack;
    return;
  }
  if (packed) for (const [name, rows] of await unpack(packed.textContent)) data[name] = rows;
  packed?.remove();
  const { map, drawings: drawn, tiles } = window.karamapFrame;
  const ui = data.ui;
  const day = (iso) => (iso ? Date.parse(`${iso}T00:00:00Z`) / 864e5 : null);
  const LAYERS = ["fighting", "displacement", "coercion", "aid", "talks", "voice", "other", "record", "mention"];
  const EVENT_LAYERS = LAYERS.slice(0, 7);
  const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);
  const word = (group, key) => own(ui[group], key) ?? String(key ?? "");
  const say = (key, values = {}) =>
    ui[key].replace(/\{(\w+)\}/g, (whole, name) => String(own(values, name) ?? whole));
  const place = (id) => (id ? own(data.places, id) : undefined);
  const layerKnown = (layer) => (EVENT_LAYERS.includes(layer) ? layer : "other");
  const byDay = (a, b) =>
    (a.date_start ?? a.date_end ?? "9999").localeCompare(b.date_start ?? b.date_end ?? "9999") || a.id.localeCompare(b.id);
  // Packed rows come in this order, with layers that are known.
  if (!packed) {
    for (const event of data.events) event.layer = layerKnown(event.layer);
    data.events.sort(byDay);
    data.records.sort(byDay);
  }
  const { events, records, mentions } = data;
  for (const entries of packed ? [] : [events, records, mentions]) for (const [row, entry] of entries.entries()) entry.row = row;
  const find = {
    event: byId(events), record: byId(records), mention: byId(mentions),
    report: byId(Object.values(data.reports)), article: byId(Object.values(data.articles)),
  };
  // Only a name that stands for the place itself may be drawn there.
  const isThere = (mention) =>
    ["location", "dateline"].includes(mention.role) && mention.drawn && mention.drawn !== "none" && Boolean(place(mention.place_id));

  // ---- elements ------------------------------------------------------------------------------
  const at = (id) => document.getElementById(id);
  const fill = (node, children) => {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false || child === "") continue;
      node.append(child);
    }
    return node;
  };
  const h = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    return fill(node, children);
  };
  const isolated = (text) => h("bdi", {}, String(text ?? ""));
  const spaced = (parts, gap = " · ") =>
    parts.filter(Boolean).flatMap((part, index) => (index ? [gap, part] : [part]));
  const svg = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // ---- symbols: shape and colour say the layer, the look says the status -----------------------
  const LOOKS = { asserted: "full", claimed: "pale", denied: "struck", negated: "struck", planned: "dashed", called_for: "dashed", hypothetical: "dashed" };
  const lookOf = (status) => own(LOOKS, status) ?? "full";
  const symbol = (layer, look = "full") => {
    const shape = own(data.symbols, layer) ?? data.symbols.other;
    const node = svg("svg", { viewBox: "0 0 20 20", class: `sym sym-${layer} look-${shape.look} is-${look}`, "aria-hidden": "true", focusable: "false" });
    node.append(svg("path", { d: shape.path, class: "shape" }));
    if (look === "struck") node.append(svg("path", { d: "M1 19 19 1", class: "strike" }));
    return node;
  };
  const sharedLook = (entries) => {
    const looks = new Set(entries.map((entry) => lookOf(entry.status)));
    return looks.size === 1 ? [...looks][0] : "full";
  };

  // ---- words about entries ---------------------------------------------------------------------
  const placeName = (id) => {
    const entry = place(id);
    if (!entry) return String(id ?? "");
    if (state.names === "neutral") return entry.name;
    if (state.names !== "both") return own(entry.by_side, state.names) || entry.label || entry.name;
    return entry.label || entry.name;
  };
  const placesOf = (list) => (list ?? []).map((entry) => (place(entry.place_id) ? placeName(entry.place_id) : entry.name ?? entry.place_id));
  const typeWords = (entry) => word("types", entry.type);
  const whereWords = (event) => {
    const names = [...placesOf(event.places), ...(event.unplaced ?? [])];
    if (names.length) return names.join(", ");
    if (event.at) return placeName(event.at);
    return "";
  };
  const aboutWords = (event) => {
    const names = placesOf(event.about);
    return names.length ? `${ui.about.toLowerCase()} ${names.join(", ")}` : "";
  };
  const whoWords = (event) => {
    const source = (event.actors?.source ?? []).join(", ");
    const target = (event.actors?.target ?? []).join(", ");
    return source === target ? source : [source, target].filter(Boolean).join(" → ");
  };
  const ofWords = (layer) => layer === "voice" || layer === "talks";
  const isWords = (event) => ofWords(event.layer);
  /** A toll as numbers with their noun, or the article's own words where they hold no number. */
  const tollWords = (toll) => {
    const { low = null, best = null, high = null, words = "", of = "" } = toll ?? {};
    const numbers = tollNumbers(low, best, high);
    return numbers ? [numbers, of].filter(Boolean).join(" ") : words && say("quoted", { words });
  };
  const tollNumbers = (low, best, high) => {
    const sure = best ?? (low === high ? low : null);
    const range = tollRange(low === sure && high === null ? null : low, high === sure && low === null ? null : high);
    if (sure === null) return range;
    return range ? say("toll_range", { range, best: sure }) : say("toll_best", { n: sure });
  };
  const tollRange = (low, high) => {
    if (low === null) return high === null ? "" : say("toll_most", { n: high });
    // "More than 400" bounds a toll by 401.
    if (high === null) return low > 20 && low % 5 === 1 ? say("toll_more", { n: low - 1 }) : say("toll_least", { n: low });
    return low === high ? "" : say("toll", { low, high });
  };
  /** The reports of an event; one that came without reports, but with a quote, is its own. */
  const reportsOf = (event) => {
    const found = (event.reports ?? []).map(find.report.get).filter(Boolean);
    return found.length || !event.quote ? found : [event];
  };
  const firstReport = (event) => reportsOf(event)[0];
  const titleOf = (article) => article.title || (article.opening ? say("opening", { words: article.opening }) : ui.no_title);
  const articleWords = (id) => {
    const article = find.article.get(id);
    return article ? article.outlet || titleOf(article) : String(id ?? "");
  };
  const plurals = new Intl.PluralRules(ui.language);
  /** A number with its noun, in the form that the language wants. */
  const counted = (key, n) => (own(ui[key], plurals.select(n)) ?? ui[key].other).replace("{n}", String(n));
  /** A day as a reader writes it; days count from 1 January 1970. */
  const dayWords = (number) => {
    const date = new Date(number * 864e5);
    return `${date.getUTCDate()} ${ui.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  const isoOf = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

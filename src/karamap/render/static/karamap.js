// The page's data (JSON) and Folium's map go in; marks, lists and panels come out.
// Text of articles, names and records reaches the page through text nodes and attributes only.
"use strict";
(() => {
  // ---- data and words ------------------------------------------------------------------------
  const data = JSON.parse(document.getElementById("karamap-data").textContent);
  const { map, drawings: drawn, tiles } = window.karamapFrame;
  const ui = data.ui;
  const LAYERS = ["fighting", "displacement", "coercion", "aid", "talks", "voice", "other", "record", "mention"];
  const EVENT_LAYERS = LAYERS.slice(0, 7);
  const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);
  const word = (group, key) => own(ui[group], key) ?? String(key ?? "");
  const say = (key, values = {}) =>
    ui[key].replace(/\{(\w+)\}/g, (whole, name) => String(own(values, name) ?? whole));
  const place = (id) => (id ? own(data.places, id) : undefined);
  const events = data.events.map((event) => ({ ...event, layer: EVENT_LAYERS.includes(event.layer) ? event.layer : "other" }));
  const byDay = (a, b) =>
    (a.date_start ?? a.date_end ?? "9999").localeCompare(b.date_start ?? b.date_end ?? "9999") || a.id.localeCompare(b.id);
  events.sort(byDay);
  data.records.sort(byDay);
  const find = {
    event: new Map(events.map((entry) => [entry.id, entry])),
    record: new Map(data.records.map((entry) => [entry.id, entry])),
    mention: new Map(data.mentions.map((entry) => [entry.id, entry])),
  };
  // Only a name that stands for the place itself may be drawn there.
  const isThere = (mention) =>
    ["location", "dateline"].includes(mention.role) && mention.drawn && mention.drawn !== "none" && Boolean(place(mention.place_id));
  const state = {
    layers: new Set(LAYERS.filter((layer) => layer !== "mention")),
    drawings: new Set(),
    tab: "events",
    names: "both",
    selected: null,
  };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

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
    const names = placesOf(event.places);
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
  const isWords = (event) => event.layer === "voice" || event.layer === "talks";
  const tollWords = (toll) => {
    const { low = null, best = null, high = null, words = "", of = "" } = toll ?? {};
    if (low === null && best === null && high === null) return words ? `“${words}”` : "";
    return [tollNumbers(low, best, high), of].filter(Boolean).join(" ");
  };
  const tollNumbers = (low, best, high) => {
    if (low !== null && high !== null && low !== high)
      return best !== null ? say("toll_range", { low, high, best }) : say("toll", { low, high });
    if (best !== null) return say("toll_best", { n: best });
    if (low !== null && high === null) return say("toll_least", { n: low });
    return low === null ? say("toll_most", { n: high }) : say("toll_best", { n: low });
  };
  const firstReport = (event) => (event.reports ?? []).map((id) => own(data.reports, id)).find(Boolean);
  const articleWords = (id) => {
    const article = own(data.articles, id);
    if (!article) return String(id ?? "");
    return article.outlet || article.title || id;
  };

  // ---- where entries stand on the map ----------------------------------------------------------
  const drawingIndex = new Map(data.drawings.map((entry, index) => [entry.id, index]));
  const featuresOf = (entry) => (entry.features ?? []).map((id) => drawingIndex.get(id)).filter((index) => index !== undefined);
  const [west, south, east, north] = data.conflict.bbox;
  const inFrame = (entry) => entry.lon >= west && entry.lon <= east && entry.lat >= south && entry.lat <= north;
  const hasPoint = (entry) => typeof entry.lon === "number" && typeof entry.lat === "number";

  const anchorsOf = (event) => {
    if (event.drawn === "none") return [];
    const ids = event.at ? [event.at] : [];
    if (event.at_kind === "event") for (const entry of event.places ?? []) ids.push(entry.place_id);
    const known = [...new Set(ids)].filter(place);
    const spots = known.filter((id) => place(id).drawn !== "list");
    return spots.length ? spots : known;
  };
  const recordSpot = (record) => {
    const entry = place(record.place_id);
    if (entry) return entry;
    if (!hasPoint(record)) return null;
    return { id: `@${record.id}`, name: record.place_name, label: record.place_name, lon: record.lon, lat: record.lat, drawn: ["ring", "list"].includes(record.drawn) ? record.drawn : "dot", radius_km: record.radius_km ?? 0, features: [] };
  };

  /** Group what is switched on by place: [{place, mode, entries: Map(layer -> entries)}]. */
  const gather = () => {
    const groups = new Map();
    const put = (spot, layer, entry) => {
      if (!groups.has(spot.id)) groups.set(spot.id, { place: spot, mode: modeOf(spot), entries: new Map(), size: 0 });
      const group = groups.get(spot.id);
      if (!group.entries.has(layer)) group.entries.set(layer, []);
      group.entries.get(layer).push(entry);
      if (group.mode === "dot" && entry.drawn === "ring") group.mode = "ring";
      group.size += 1;
    };
    for (const event of events)
      if (state.layers.has(event.layer)) for (const id of anchorsOf(event)) put(place(id), event.layer, event);
    if (state.layers.has("record"))
      for (const record of data.records) {
        const spot = record.drawn === "none" ? null : recordSpot(record);
        if (spot) put(spot, "record", record);
      }
    if (state.layers.has("mention"))
      for (const mention of data.mentions)
        if (isThere(mention)) put(place(mention.place_id), "mention", mention);
    return [...groups.values()].sort((a, b) => b.size - a.size || (a.place.id < b.place.id ? -1 : 1));
  };
  const modeOf = (spot) => {
    if (spot.drawn === "list") return "country";
    if (featuresOf(spot).length && (spot.drawn === "area" || spot.drawn === "line")) return spot.drawn;
    if (!hasPoint(spot)) return "country";
    if (!inFrame(spot)) return "beyond";
    return spot.drawn === "area" || spot.drawn === "line" ? "ring" : "dot"; // no outline here: at least its extent
  };
  /** Drawings of a place, in the route or outline that was valid when its entries happened. */
  const outlinesOf = (group) => {
    const all = featuresOf(group.place);
    const dated = new Set([...group.entries.values()].flat().flatMap(featuresOf));
    const kept = all.filter((index) => dated.has(index));
    return kept.length ? kept : all;
  };
  const groupName = (group) => (place(group.place.id) ? placeName(group.place.id) : group.place.label);
  const groupWords = (group) =>
    [...group.entries].map(([layer, entries]) => `${word("layers", layer)}: ${entries.length}`).join(", ");
  const placesAt = (group) => [group, ...(group.near ?? [])].map((entry) => entry.place.id);
  const ordered = (group) => LAYERS.filter((layer) => group.entries.has(layer)).map((layer) => [layer, group.entries.get(layer)]);

  // Lines and areas that say who held what are drawn; other outlines only where something stands.
  const STRONG = new Set(["ceasefire", "control", "corridor", "former-autonomy"]);
  const used = new Set(
    [...events.flatMap(anchorsOf).map(place), ...data.records.map((record) => place(record.place_id))].filter(Boolean).flatMap(featuresOf));
  data.drawings.forEach((entry, index) => {
    if (entry.group !== "base" && (STRONG.has(entry.style) || used.has(index))) state.drawings.add(index);
  });

  // ---- marks -----------------------------------------------------------------------------------
  const overlay = L.layerGroup().addTo(map);
  const ties = L.layerGroup().addTo(map);
  let marks = [];
  const symbolsOf = (group, always) =>
    ordered(group).map(([layer, entries]) =>
      h("span", { class: "mk-sym" }, symbol(layer, sharedLook(entries)), entries.length > 1 || always ? h("b", { class: "mk-n" }, String(entries.length)) : null));

  const open = (group) => {
    if (group.size === 1 && !group.near?.length) {
      const [[layer, [entry]]] = ordered(group);
      select(layer === "record" || layer === "mention" ? layer : "event", entry.id);
    } else select("place", group.place.id);
  };
  const mark = (group, latlng, root, zIndexOffset) => {
    const marker = L.marker(latlng, { icon: L.divIcon({ className: "mk-root", html: root, iconSize: [0, 0] }), keyboard: true, zIndexOffset, riseOnHover: true });
    marker.on("click", () => open(group));
    marker.on("add", () => {
      const node = marker.getElement();
      node.setAttribute("aria-label", [group, ...(group.near ?? [])].map(groupName).join("; ") + `. ${groupWords(group)}`);
      node.dataset.place = group.place.id;
      node.addEventListener("keydown", (press) => {
        if (press.key !== "Enter" && press.key !== " ") return;
        press.preventDefault();
        open(group);
      });
    });
    overlay.addLayer(marker);
    return marker;
  };
  const ringOf = ({ mode, place: spot }) => {
    if (mode === "ring" && spot.radius_km > 0)
      overlay.addLayer(L.circle([spot.lat, spot.lon], { radius: spot.radius_km * 1000, className: "ring", interactive: false }));
  };
  /** Places whose marks would cover each other share the mark of the one with most entries. */
  const merged = (groups) => {
    const leads = [];
    for (const group of groups) {
      const p = map.latLngToContainerPoint([group.place.lat, group.place.lon]);
      const lead = leads.find((other) => Math.abs(other.p.y - p.y) < 22 && p.x > other.p.x - 22 && p.x < other.p.x + other.width);
      if (lead) {
        lead.group.near.push(group);
        for (const [layer, entries] of group.entries) {
          const all = new Set([...(lead.group.entries.get(layer) ?? []), ...entries]);
          lead.group.entries.set(layer, [...all]);
        }
      } else leads.push({ p, group: { ...group, entries: new Map(group.entries), near: [] }, width: 0 });
      const one = lead ?? leads.at(-1);
      one.width = [...one.group.entries.values()].reduce((sum, entries) => sum + (entries.length > 1 ? 36 : 28), 0);
    }
    return leads.map((lead) => lead.group);
  };
  const pointMark = (group) => {
    const spot = group.place;
    const more = group.near.length ? h("span", { class: "mk-more" }, ` ${say("nearby", { n: group.near.length })}`) : null;
    const name = h("span", { class: "mk-name" }, isolated(groupName(group)), more);
    const syms = h("span", { class: "mk-syms" }, symbolsOf(group, false));
    const root = h("div", { class: "mk" }, syms, name);
    marks.push({ group, root, syms, name, marker: mark(group, [spot.lat, spot.lon], root, group.size) });
  };
  const isOn = (index) => state.drawings.has(index) || data.drawings[index].group === "base";
  const outlineMark = (group) => {
    const spots = edgeSpots(outlinesOf(group).filter(isOn));
    if (!spots.length) return false;
    const root = h("div", { class: "mk mk-tag" }, h("span", { class: "mk-name" }, isolated(groupName(group))), h("span", { class: "mk-syms" }, symbolsOf(group, true)));
    marks.push({ group, root, spots, ends: spots.slice(0, 4), marker: mark(group, spots[0], root, 500) });
    return true;
  };
  /** Points on the drawing itself where its label may sit: its extremes, and points along it. */
  const edgeSpots = (indexes) => {
    const spots = [];
    const walk = (part) => {
      if (!Array.isArray(part[0])) {
        const line = part.filter((point) => inFrame({ lon: point.lng, lat: point.lat }));
        for (let i = 0; i < line.length; i += 1) {
          spots.push(line[i]);
          if (i + 1 < line.length) spots.push(L.latLng((line[i].lat + line[i + 1].lat) / 2, (line[i].lng + line[i + 1].lng) / 2));
        }
      } else part.forEach(walk);
    };
    for (const index of indexes) drawn[index].eachLayer((layer) => layer.getLatLngs && walk([layer.getLatLngs()].flat(1)));
    if (!spots.length) return [];
    const best = (score) => spots.reduce((a, b) => (score(b) > score(a) ? b : a));
    const extremes = [(p) => p.lat, (p) => p.lng, (p) => -p.lat, (p) => -p.lng].map(best);
    const step = Math.max(1, Math.floor(spots.length / 28));
    return [...extremes, ...spots.filter((_, index) => index % step === 0)];
  };

  /** Keep labels apart: outline labels choose a free spot on their outline, names hide if they must. */
  const declutter = () => {
    const taken = [];
    const box = (node) => node.getBoundingClientRect();
    const overlap = (a, b) =>
      Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left) + 4) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 2);
    const clash = (rect) => taken.reduce((sum, other) => sum + overlap(rect, other), 0);
    const room = box(map.getContainer());
    // A label stands on its outline, or beside it at the end of a line that leads to it.
    const offsets = [[0, 0]];
    for (const far of [34, 60, 90, 130]) for (const [x, y] of [[0, -1], [1.6, 0], [0, 1], [-1.6, 0], [1.2, -1], [1.2, 1], [-1.2, 1], [-1.2, -1]]) offsets.push([x * far, y * far]);
    for (const entry of marks) if (!entry.spots) taken.push((entry.rect = box(entry.syms)));
    for (const entry of marks) {
      if (!entry.spots) continue;
      const place = () => {
        const size = box(entry.root);
        const rectAt = (spot, dx, dy) => {
          const p = map.latLngToContainerPoint(spot);
          const left = room.left + p.x + dx - size.width / 2;
          const top = room.top + p.y + dy - size.height / 2;
          return { left, top, right: left + size.width, bottom: top + size.height };
        };
        const cost = (rect) => clash(rect) + (rect.left < room.left || rect.right > room.right || rect.top < room.top || rect.bottom > room.bottom ? 9e5 : 0);
        let best = { price: Infinity };
        for (const [dx, dy] of offsets)
          for (const spot of dx || dy ? entry.ends : entry.spots) {
            const rect = rectAt(spot, dx, dy);
            const price = cost(rect);
            if (price < best.price) best = { spot, rect, price, dx, dy };
            if (best.price === 0) return best;
          }
        return best;
      };
      const chosen = place();
      const p = map.latLngToContainerPoint(chosen.spot);
      const stand = map.containerPointToLatLng([p.x + chosen.dx, p.y + chosen.dy]);
      if (chosen.dx || chosen.dy) overlay.addLayer(L.polyline([chosen.spot, stand], { className: "leader", interactive: false }));
      entry.marker.setLatLng(stand);
      taken.push(chosen.rect);
    }
    for (const entry of marks) {
      if (entry.spots) continue;
      entry.root.classList.remove("name-left", "name-off");
      let rect = box(entry.name);
      const others = taken.filter((other) => other !== entry.rect);
      const meets = () => others.some((other) => overlap(rect, other) > 0);
      if (meets() || rect.right > room.right) {
        entry.root.classList.add("name-left");
        rect = box(entry.name);
        if (meets() || rect.left < room.left) {
          entry.root.classList.add("name-off");
          continue;
        }
      }
      taken.push(rect);
    }
    for (const { node } of baseLabels) {
      const rect = box(node);
      const off = clash(rect) > 0 || rect.left < room.left || rect.right > room.right || rect.top < room.top || rect.bottom > room.bottom;
      node.classList.toggle("name-off", off);
      if (!off) taken.push(rect);
    }
  };

  const baseLabels = data.labels.map((label) => {
    const node = h("div", { class: `base-label base-label-${label.kind}` }, isolated(label.text));
    L.marker([label.lat, label.lon], { icon: L.divIcon({ className: "mk-root", html: node, iconSize: [0, 0] }), interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
    return { node };
  });

  // ---- the map as a whole ----------------------------------------------------------------------
  const showDrawing = (index, on) => (on ? map.addLayer(drawn[index]) : map.removeLayer(drawn[index]));
  const drawingClass = (index, name, on) =>
    drawn[index].eachLayer((layer) => layer.getElement?.()?.classList.toggle(name, on));
  const dockRow = (title, groups) =>
    groups.length
      ? h("div", { class: "dock-row" }, h("h3", {}, title),
          h("ul", {}, groups.map((group) =>
            h("li", {}, h("button", { type: "button", "data-place": group.place.id, onclick: () => open(group) }, isolated(groupName(group)), symbolsOf(group, true).map((node) => [" ", node]))))))
      : null;

  const markOf = (id) => document.querySelector(`.mk-root[data-place="${CSS.escape(id)}"]`);
  const draw = () => {
    const focused = document.activeElement?.closest?.(".mk-root")?.dataset.place;
    overlay.clearLayers();
    marks = [];
    const groups = gather();
    const outlined = new Set();
    const told = new Set();
    const lists = { country: [], beyond: [], off: [] };
    for (const group of groups) {
      if (group.mode === "country") lists.country.push(group);
      else if (group.mode === "beyond") lists.beyond.push(group);
      else if (group.mode === "area" || group.mode === "line") {
        const withEvents = [...group.entries.keys()].some((layer) => EVENT_LAYERS.includes(layer));
        for (const index of outlinesOf(group)) {
          outlined.add(index);
          if (withEvents) told.add(index);
        }
      }
    }
    data.drawings.forEach((entry, index) => {
      showDrawing(index, state.drawings.has(index) && (entry.group !== "base" || outlined.has(index)));
      drawingClass(index, "is-used", told.has(index));
    });
    const points = groups.filter((group) => group.mode === "dot" || group.mode === "ring");
    points.forEach(ringOf);
    merged(points).forEach(pointMark);
    for (const group of groups) {
      if ((group.mode === "area" || group.mode === "line") && !outlineMark(group)) lists[outlinesOf(group).some(isOn) ? "beyond" : "off"].push(group);
    }
    const byName = (a, b) => groupName(a).localeCompare(groupName(b), "en");
    at("dock").replaceChildren(...[dockRow(ui.whole_countries, lists.country.sort(byName)), dockRow(ui.beyond, lists.beyond.sort(byName)), dockRow(ui.outline_off, lists.off.sort(byName))].filter(Boolean));
    declutter();
    count();
    mirrorSelection();
    if (focused) markOf(focused)?.focus({ preventScroll: true });
  };

  /** Say how many events are on the map, and where the others are. */
  const count = () => {
    const tally = { on: 0, country: 0, beyond: 0, none: 0, off: 0 };
    const tagged = new Set(marks.flatMap((entry) => placesAt(entry.group)));
    for (const event of events) {
      const ids = anchorsOf(event);
      if (!ids.length) tally.none += 1;
      else if (!state.layers.has(event.layer)) tally.off += 1;
      else if (ids.some((id) => tagged.has(id))) tally.on += 1;
      else if (ids.some((id) => modeOf(place(id)) !== "country")) tally.beyond += 1;
      else tally.country += 1;
    }
    const parts = [say("shown_line", { shown: tally.on, total: events.length })];
    for (const [key, name] of [["beyond", "beyond_line"], ["country", "country_line"], ["none", "none_line"], ["off", "off_line"]])
      if (tally[key]) parts.push(say(name, { n: tally[key] }));
    at("count").textContent = parts.join(" · ");
  };

  // ---- legend ----------------------------------------------------------------------------------
  const totalsOf = () => {
    const totals = Object.fromEntries(LAYERS.map((layer) => [layer, 0]));
    for (const event of events) totals[event.layer] += 1;
    totals.record = data.records.length;
    totals.mention = data.mentions.filter(isThere).length;
    return totals;
  };
  const layerRow = (layer, total) =>
    h("li", {}, h("label", { class: total ? null : "none", title: own(ui.layer_notes, layer) },
      h("input", { type: "checkbox", "data-layer": layer, checked: state.layers.has(layer) && total > 0, disabled: total === 0,
        onchange: (change) => {
          state.layers[change.target.checked ? "add" : "delete"](layer);
          draw();
          drawList();
        } }),
      symbol(layer), h("span", { class: "row-name" }, word("layers", layer)), h("span", { class: "row-n" }, String(total))));
  const drawingRow = (entry, index) =>
    h("li", {}, h("label", {},
      h("input", { type: "checkbox", "data-drawing": index, checked: state.drawings.has(index),
        onchange: (change) => {
          state.drawings[change.target.checked ? "add" : "delete"](index);
          draw();
        } }),
      h("span", { class: `swatch swatch-${entry.group} swatch-${entry.style} ${entry.holder}` }),
      h("span", { class: "row-name" }, isolated(entry.name),
        h("span", { class: "row-note" }, spaced([entry.valid && `${ui.valid} ${entry.valid}`, typeof entry.accuracy_km === "number" && say("accuracy", { n: entry.accuracy_km })])))));
  const key = (look, text) => h("li", {}, look, h("span", {}, text));
  const swatch = (name) => h("span", { class: `key-swatch key-${name}` });
  const drawLegend = () => {
    const totals = totalsOf();
    const listed = data.drawings.map((entry, index) => [entry, index]).filter(([entry]) => entry.group !== "base");
    const front = listed.filter(([, index]) => state.drawings.has(index));
    const others = listed.filter(([, index]) => !state.drawings.has(index));
    const drawingRows = (list) => h("ul", { class: "rows rows-drawings" }, list.map(([entry, index]) => drawingRow(entry, index)));
    const shownLayers = LAYERS.filter((layer) => layer !== "other" || totals.other);
    fill(at("legend"), [
      h("ul", { class: "rows" }, shownLayers.map((layer) => layerRow(layer, totals[layer]))),
      h("h3", {}, ui.how_precise),
      h("ul", { class: "keys" }, key(symbol("fighting"), ui.key_dot), key(swatch("ring"), ui.key_ring), key(swatch("area"), ui.key_area), key(swatch("line"), ui.key_line), key(swatch("list"), ui.key_list)),
      h("h3", {}, ui.how_sure),
      h("ul", { class: "keys" }, key(symbol("fighting"), ui.key_asserted), key(symbol("fighting", "pale"), ui.key_claimed), key(symbol("fighting", "dashed"), ui.key_planned), key(symbol("fighting", "struck"), ui.key_denied), key(symbol("voice"), ui.key_hollow)),
      h("h3", {}, ui.areas_lines),
      front.length ? drawingRows(front) : null,
      others.length ? h("details", { class: "more" }, h("summary", {}, say("more_drawings", { n: others.length })), drawingRows(others)) : null,
      listed.length ? null : h("p", { class: "quiet" }, ui.no_drawings),
    ]);
    if (window.matchMedia("(max-width: 1100px)").matches) at("legend-box").open = false;
  };

  // ---- lists -----------------------------------------------------------------------------------
  const statusChip = (entry) => (entry.status && entry.status !== "asserted" ? h("span", { class: `chip chip-${entry.status}` }, word("status", entry.status)) : null);
  const spotChip = (event) => (anchorsOf(event).length || isWords(event) ? null : h("span", { class: "chip chip-none" }, (event.places ?? []).length ? ui.not_drawn : ui.unknown_place));
  const row = (kind, id, layer, look, parts) =>
    h("li", {}, h("button", { type: "button", class: "item", "data-kind": kind, "data-id": id, onclick: () => select(kind, id) }, symbol(layer, look), h("span", { class: "item-body" }, parts)));
  const eventRow = (event) => {
    const report = firstReport(event);
    return row("event", event.id, event.layer, lookOf(event.status), [
      h("span", { class: "item-when" }, event.when),
      h("span", { class: "item-head" }, h("b", {}, typeWords(event)), " ", isolated(isWords(event) ? whoWords(event) || whereWords(event) : whereWords(event)), " ", statusChip(event), " ", spotChip(event)),
      report ? h("span", { class: "item-quote" }, isolated(report.quote)) : null,
      h("span", { class: "item-meta" }, spaced([isWords(event) && aboutWords(event) ? isolated(aboutWords(event)) : null, ...[...new Set((event.articles ?? []).map(articleWords))].map(isolated), (event.records ?? []).length ? h("span", { class: "joined" }, symbol("record"), String(event.records.length)) : null])),
    ]);
  };
  const recordRow = (record) =>
    row("record", record.id, "record", "full", [
      h("span", { class: "item-when" }, record.when),
      h("span", { class: "item-head" }, h("b", {}, isolated(record.title))),
      h("span", { class: "item-meta" }, spaced([isolated(place(record.place_id) ? placeName(record.place_id) : record.place_name), tollWords(record.killed) && `${ui.toll_killed} ${tollWords(record.killed)}`, isolated(record.source?.title ?? record.source?.key ?? "")])),
    ]);
  const mentionRow = (mention) =>
    row("mention", mention.id, "mention", "full", [
      h("span", { class: "item-head" }, h("b", {}, isolated(mention.text)), " ", h("span", { class: "chip" }, word("roles", mention.role))),
      h("span", { class: "item-meta" }, spaced([mention.place_id ? isolated(placeName(mention.place_id)) : ui.unknown_place, isolated(mention.reason)])),
    ]);
  const notShownGroups = () => {
    const groups = new Map();
    for (const entry of data.not_shown) {
      if (!groups.has(entry.reason)) groups.set(entry.reason, []);
      groups.get(entry.reason).push(entry);
    }
    return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  };
  const notShownRow = (entry) =>
    h("li", {}, entry.quote ? h("q", { class: "item-quote" }, isolated(entry.quote)) : null,
      h("span", { class: "item-meta" }, spaced([word("kinds", entry.kind), isolated(entry.detail), entry.article && isolated(articleWords(entry.article)),
        find.event.has(entry.ref) ? h("button", { type: "button", class: "link", onclick: () => select("event", entry.ref) }, isolated(entry.ref)) : h("code", {}, isolated(entry.ref))])));
  const rows = (entries, make, empty) => (entries.length ? h("ol", { class: "items" }, entries.map(make)) : h("p", { class: "empty" }, empty));

  const TABS = {
    events: { total: events.length, make: () => {
      const shown = events.filter((event) => state.layers.has(event.layer));
      return rows(shown, eventRow, events.length ? ui.nothing_on : ui.no_events);
    } },
    records: { total: data.records.length, make: () => rows(data.records, recordRow, ui.no_records) },
    mentions: { total: data.mentions.length, make: () => rows(data.mentions, mentionRow, ui.no_mentions) },
    not_shown: { total: data.not_shown.length, make: () =>
      data.not_shown.length
        ? notShownGroups().map(([reason, entries], index) => h("details", { class: "reason", open: index === 0 }, h("summary", {}, isolated(reason), h("span", { class: "row-n" }, String(entries.length))), h("ul", { class: "missing" }, entries.map(notShownRow))))
        : h("p", { class: "empty" }, ui.all_shown) },
  };
  const names = Object.keys(TABS);
  const drawTabs = () => {
    for (const name of names) {
      at("tabs").append(h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `list-${name}`, onclick: () => showTab(name) }, ui[name], h("span", { class: "row-n" }, String(TABS[name].total))));
      at("lists").append(h("div", { role: "tabpanel", id: `list-${name}`, "aria-labelledby": `tab-${name}`, tabindex: 0, class: "list" }));
    }
    at("tabs").addEventListener("keydown", (press) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
      if (!step) return;
      const next = names[(names.indexOf(state.tab) + step + names.length) % names.length];
      showTab(next);
      at(`tab-${next}`).focus();
    });
  };
  const showTab = (name) => {
    state.tab = name;
    for (const other of names) {
      at(`tab-${other}`).setAttribute("aria-selected", String(other === name));
      at(`tab-${other}`).tabIndex = other === name ? 0 : -1;
      at(`list-${other}`).hidden = other !== name;
    }
    if (state.selected) location.hash = "";
    drawList();
  };
  const drawList = () => at(`list-${state.tab}`).replaceChildren(...[TABS[state.tab].make()].flat());

  // ---- evidence --------------------------------------------------------------------------------
  const fact = (term, ...content) => {
    const kept = content.flat(Infinity).filter(Boolean);
    return kept.length ? [h("dt", {}, term), h("dd", {}, kept)] : [];
  };
  const note = (text) => (text ? h("span", { class: "why" }, isolated(text)) : null);
  /** The sentence with the words that were used marked; offsets are code points, as in the article. */
  const marked = (sentence, start, end, quote) => {
    const letters = Array.from(sentence?.text ?? "");
    const from = Math.max(0, start - (sentence?.start ?? 0));
    const to = Math.min(letters.length, end - (sentence?.start ?? 0));
    if (!letters.length || to <= from) return h("p", { class: "sentence" }, h("mark", {}, quote));
    return h("p", { class: "sentence", dir: "auto" }, letters.slice(0, from).join(""), h("mark", {}, letters.slice(from, to).join("")), letters.slice(to).join(""));
  };
  const citation = (id, start, end) => {
    const article = own(data.articles, id);
    if (!article) return h("footer", {}, isolated(id));
    return h("footer", {}, h("cite", {}, isolated(article.title || ui.no_title)), h("span", { class: "cite-meta" }, spaced([isolated(article.outlet || ui.no_outlet), article.when, article.published ? h("span", { class: `chip chip-${article.published.inferred ? "inferred" : "printed"}` }, article.published.inferred ? ui.inferred : ui.printed) : null])),
      note(article.published?.basis), h("span", { class: "cite-meta" }, h("code", {}, isolated(article.path || id)), ", ", say("characters", { start, end })));
  };
  const reportBlock = (report) =>
    h("article", { class: "report" },
      h("p", { class: "says" }, h("b", {}, isolated(report.claimant || ui.article_own_voice)), " ", h("span", { class: `chip chip-${report.status}` }, word("status", report.status))),
      h("blockquote", {}, marked(report.sentence, report.start, report.end, report.quote), citation(report.article, report.start, report.end)),
      (report.flags ?? []).map((flag) => h("p", { class: "flag" }, isolated(flag))));
  const joinItem = (join) => {
    const record = find.record.get(join.record_id);
    const gap = spaced([typeof join.distance_km === "number" && say("km", { n: Math.round(join.distance_km * 10) / 10 }), typeof join.day_difference === "number" && (join.day_difference === 0 ? ui.same_day : say("days", { n: Math.abs(join.day_difference) })), typeof join.score === "number" && say("score", { n: join.score.toFixed(2) })]);
    return h("li", {}, symbol("record"), h("span", {}, record ? h("button", { type: "button", class: "link", onclick: () => select("record", record.id) }, isolated(record.title)) : isolated(join.record_id), record ? [" ", record.when] : null, h("span", { class: "why" }, gap), note(join.reason)));
  };
  const linkTo = (kind, id) => h("p", { class: "quiet entry-id" }, `${ui.id} `, h("a", { href: `#${kind}=${encodeURIComponent(id)}` }, isolated(id)));
  const kicker = (layer, look, words) => h("p", { class: "kicker" }, symbol(layer, look), words);

  const eventDetail = (event) => {
    const reports = (event.reports ?? []).map((id) => own(data.reports, id)).filter(Boolean);
    const anchor = place(event.at);
    const reported = [...new Set(reports.map((report) => report.article))].map((id) => own(data.articles, id)).filter(Boolean);
    const reasons = [...new Set(reports.map((report) => report.place_reason).filter(Boolean))];
    return {
      title: [typeWords(event), isWords(event) ? whoWords(event) : whereWords(event)],
      head: kicker(event.layer, lookOf(event.status), spaced([word("layers", event.layer), word("status", event.status)])),
      body: [
        h("dl", { class: "facts" },
          fact(ui.when_happened, event.when, event.date_inferred ? [" ", h("span", { class: "chip chip-inferred" }, ui.inferred)] : null, event.date_precision ? `, ${word("date_precision", event.date_precision)}` : null, event.date_basis ? note(event.date_basis) : null),
          fact(ui.when_reported, reported.map((article) => h("div", {}, article.when, article.published?.inferred ? ` (${ui.inferred})` : ""))),
          fact(ui.where, isolated(whereWords(event)), event.where_prec ? `, ${word("where_prec", event.where_prec)}` : null,
            anchor && event.at_kind && event.at_kind !== "event" ? note(`${placeName(event.at)}: ${word("at_kind", event.at_kind)}`) : null,
            note(word("drawn", anchorsOf(event).length ? event.drawn : "none")), reasons.map((reason) => note(`${ui.place_why}: ${reason}`))),
          fact(ui.about, placesOf(event.about).length ? isolated(placesOf(event.about).join(", ")) : null),
          fact(ui.who, whoWords(event) ? isolated(whoWords(event)) : null),
          fact(ui.says, isolated(event.claimant || ui.article_own_voice), ` (${word("status", event.status)})`),
          fact(ui.toll_killed, tollWords(event.killed)), fact(ui.toll_wounded, tollWords(event.wounded))),
        h("h3", {}, reports.length > 1 ? say("reports_n", { n: reports.length }) : ui.evidence),
        h("div", { class: reports.length > 1 ? "reports reports-many" : "reports" }, reports.map(reportBlock)),
        (event.differs ?? []).length ? [h("h3", {}, ui.differs), h("ul", { class: "differs" }, event.differs.map((line) => h("li", {}, isolated(line))))] : null,
        h("h3", {}, ui.joined),
        (event.records ?? []).length ? h("ul", { class: "joins" }, event.records.map(joinItem)) : h("p", { class: "quiet" }, ui.not_joined),
        h("dl", { class: "facts small" }, fact(ui.merged, event.merge_reason ? isolated(event.merge_reason) : null), fact(ui.phase_why, event.phase_reason ? isolated(event.phase_reason) : null)),
        linkTo("event", event.id),
      ],
    };
  };
  const recordDetail = (record) => ({
    title: [record.title],
    head: kicker("record", "full", spaced([ui.layers.record, word("types", record.type)])),
    body: [
      h("dl", { class: "facts" },
        fact(ui.when_happened, record.when), fact(ui.where, isolated(place(record.place_id) ? placeName(record.place_id) : record.place_name), record.where_prec ? `, ${word("where_prec", record.where_prec)}` : null),
        fact(ui.who, (record.actors ?? []).length ? isolated(record.actors.join(", ")) : null), fact(ui.toll_killed, tollWords(record.killed)), fact(ui.note, record.note ? isolated(record.note) : null),
        fact(ui.source, isolated(record.source?.title ?? record.source?.key ?? ""), record.source_ref ? note(record.source_ref) : null)),
      h("h3", {}, ui.joined_events),
      (record.events ?? []).length ? h("ol", { class: "items" }, record.events.map((id) => find.event.get(id)).filter(Boolean).map(eventRow)) : h("p", { class: "quiet" }, "–"),
      linkTo("record", record.id),
    ],
  });
  const mentionDetail = (mention) => ({
    title: [mention.text],
    head: kicker("mention", "full", word("kinds", "mention")),
    body: [
      h("dl", { class: "facts" },
        fact(ui.where, mention.place_id ? isolated(placeName(mention.place_id)) : ui.unknown_place, typeof mention.confidence === "number" && mention.place_id ? note(say("confidence", { n: mention.confidence.toFixed(2) })) : null),
        fact(ui.role, word("roles", mention.role)), fact(ui.reason, isolated(mention.reason)), fact(ui.others, (mention.others ?? []).length ? isolated(mention.others.join(", ")) : null)),
      h("blockquote", {}, marked(mention.sentence, mention.start, mention.end, mention.text), citation(mention.article, mention.start, mention.end)),
      linkTo("mention", mention.id),
    ],
  });
  const placeDetail = (id) => {
    const groups = gather();
    const group = groups.find((entry) => entry.place.id === id);
    if (!group) return null;
    const make = { record: recordRow, mention: mentionRow };
    const listsOf = (one) => ordered(one).map(([layer, entries]) => [h("h3", {}, word("layers", layer)), h("ol", { class: "items" }, entries.map(own(make, layer) ?? eventRow))]);
    const near = marks.find((entry) => entry.group.place.id === id)?.group.near ?? [];
    return {
      title: [groupName(group)],
      head: h("p", { class: "kicker" }, say("here", { n: group.size })),
      body: [
        h("p", { class: "quiet" }, spaced([word("drawn", group.place.drawn), group.place.radius_km && group.mode === "ring" ? `± ${group.place.radius_km} km` : null])),
        group.size > 1 && (group.mode === "dot" || group.mode === "ring") ? h("p", { class: "quiet" }, ui.why_list) : null,
        listsOf(group),
        near.length ? [h("p", { class: "notice near-note" }, ui.nearby_note), near.map((other) => [h("h2", { class: "near" }, isolated(groupName(other))), listsOf(groups.find((entry) => entry.place.id === other.place.id) ?? other)])] : null,
      ],
    };
  };
  const detailOf = ({ kind, id }) => {
    if (kind === "place") return placeDetail(id);
    const entry = own(find, kind)?.get(id);
    return entry ? { event: eventDetail, record: recordDetail, mention: mentionDetail }[kind](entry) : null;
  };

  // ---- selection, kept in the address ------------------------------------------------------------
  let opener = null;
  let openerPlace = null;
  const select = (kind, id) => {
    if (!at("detail").contains(document.activeElement)) [opener, openerPlace] = [document.activeElement, document.activeElement?.dataset.place];
    const hash = `#${kind}=${encodeURIComponent(id)}`;
    if (location.hash === hash) follow();
    else location.hash = hash;
  };
  const follow = () => {
    const found = /^#(event|record|mention|place)=(.+)$/.exec(location.hash);
    let id = null;
    try {
      id = found && decodeURIComponent(found[2]);
    } catch {
      id = null; // an address that somebody cut
    }
    show(id === null ? null : { kind: found[1], id });
  };
  const show = (selected) => {
    const content = selected && detailOf(selected);
    const had = state.selected;
    state.selected = content ? selected : null;
    at("detail").hidden = !content;
    document.querySelector(".instrument").classList.toggle("has-detail", Boolean(content));
    map.invalidateSize({ animate: false, pan: false });
    if (content) {
      const [main, ...rest] = content.title;
      const title = h("h2", { tabindex: -1 }, isolated(main), rest.filter(Boolean).map((text) => h("span", { class: "title-more" }, isolated(text))));
      const close = h("button", { type: "button", class: "close", onclick: leave }, h("span", { "aria-hidden": "true" }, "←"), ` ${ui.back}`);
      at("detail").replaceChildren(close, content.head, title, ...fill(h("div"), content.body).childNodes);
      at("detail").scrollTop = 0;
      title.focus({ preventScroll: true });
      bringIntoView();
    } else if (had) {
      const target = opener?.isConnected ? opener : (openerPlace ? markOf(openerPlace) : null) ?? document.querySelector(`.item[data-id="${CSS.escape(had.id)}"]`) ?? at("side");
      target.focus({ preventScroll: true });
    }
    mirrorSelection();
  };
  const leave = () => {
    location.hash = "";
  };
  /** Move the map, not the mark, until the mark of what is open can be seen beside the panel. */
  const bringIntoView = () => {
    const narrow = window.matchMedia("(max-width: 760px)").matches;
    if (narrow) document.querySelector(".mapbox").scrollIntoView({ block: "start" });
    const ids = selectedPlaces();
    const shown = marks.find((entry) => placesAt(entry.group).some((id) => ids.has(id)));
    if (!shown) return;
    map.panInside(shown.marker.getLatLng(), { animate: false, paddingTopLeft: [60, 50], paddingBottomRight: [60, 40] });
  };
  const selectedPlaces = () => {
    const selected = state.selected;
    if (!selected) return new Set();
    const { kind, id } = selected;
    if (kind === "place") return new Set([id]);
    if (kind === "event") return new Set(anchorsOf(find.event.get(id)));
    return new Set([kind === "record" ? recordSpot(find.record.get(id))?.id : find.mention.get(id).place_id]);
  };
  /** Show on the map what is open in the panel: its marks, and what a voice is about. */
  const mirrorSelection = () => {
    ties.clearLayers();
    const selected = state.selected;
    const event = selected?.kind === "event" ? find.event.get(selected.id) : null;
    const ids = selectedPlaces();
    for (const entry of marks) entry.root.classList.toggle("is-selected", placesAt(entry.group).some((id) => ids.has(id)));
    for (const node of document.querySelectorAll(".item[data-id]"))
      node.toggleAttribute("data-current", Boolean(selected) && node.dataset.id === selected.id && node.dataset.kind === selected.kind);
    const about = (event?.about ?? []).map((entry) => place(entry.place_id)).filter(Boolean);
    const lit = new Set([...ids, ...about.map((entry) => entry.id)]);
    data.drawings.forEach((entry, index) => drawingClass(index, "is-lit", lit.has(entry.place_id)));
    const from = event && place(event.at);
    for (const entry of about) {
      if (!hasPoint(entry) || !inFrame(entry) || featuresOf(entry).length || entry.drawn === "list") continue;
      ties.addLayer(L.circleMarker([entry.lat, entry.lon], { radius: 14, className: "tie-end", interactive: false }));
      if (from && hasPoint(from) && inFrame(from) && from.id !== entry.id)
        ties.addLayer(L.polyline([[from.lat, from.lon], [entry.lat, entry.lon]], { className: "tie", interactive: false }));
    }
  };

  // ---- start -----------------------------------------------------------------------------------
  const offerTiles = () => {
    const button = at("tiles-button");
    if (!button || !tiles) return;
    button.addEventListener("click", () => {
      const on = !map.hasLayer(tiles);
      if (on) map.addLayer(tiles);
      else map.removeLayer(tiles);
      document.body.classList.toggle("has-tiles", on);
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? ui.tiles_hide : ui.tiles_button;
    });
  };
  const measure = () => document.documentElement.style.setProperty("--head", `${document.querySelector(".top").offsetHeight}px`);
  /** The part of the frame that holds marks and the lines of the phase. */
  const startView = () => {
    const whole = L.latLngBounds([[south, west], [north, east]]);
    const seen = L.latLngBounds([]);
    for (const group of gather()) if (group.mode === "dot" || group.mode === "ring") seen.extend([group.place.lat, group.place.lon]);
    data.drawings.forEach((entry, index) => {
      if (STRONG.has(entry.style)) seen.extend(drawn[index].getBounds());
    });
    if (!seen.isValid()) return whole;
    const [low, high] = [seen.pad(0.12).getSouthWest(), seen.pad(0.12).getNorthEast()];
    return [[Math.max(south, low.lat), Math.max(west, low.lng)], [Math.min(north, high.lat), Math.min(east, high.lng)]];
  };
  const frameMap = () => {
    map.invalidateSize({ animate: false });
    map.fitBounds(startView(), { animate: false });
  };
  if (still) {
    map.options.zoomAnimation = map.options.fadeAnimation = map.options.markerZoomAnimation = false;
    map._zoomAnimated = false;
  }
  document.querySelector(".strip [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  measure();
  window.addEventListener("resize", measure);
  drawLegend();
  drawTabs();
  frameMap();
  draw();
  frameMap(); // the strip below the map has taken its room
  draw();
  showTab("events");
  offerTiles();
  at("names").addEventListener("change", (change) => {
    state.names = change.target.value;
    draw();
    drawList();
    follow();
  });
  document.addEventListener("keydown", (press) => {
    if (press.key === "Escape" && state.selected) leave();
  });
  map.on("zoomend", draw);
  map.on("resize", draw);
  // On paper the legend is open and the map has the paper's width.
  const refit = () => {
    frameMap();
    draw();
  };
  let legendWasOpen = true;
  window.addEventListener("beforeprint", () => {
    legendWasOpen = at("legend-box").open;
    at("legend-box").open = true;
    refit();
  });
  window.addEventListener("afterprint", () => {
    at("legend-box").open = legendWasOpen;
    refit();
  });
  window.addEventListener("hashchange", follow);
  follow();
  document.documentElement.dataset.ready = "1";
})();

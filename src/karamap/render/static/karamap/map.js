  // ---- where entries stand on the map ----------------------------------------------------------
  const drawingIndex = new Map(data.drawings.map((entry, index) => [entry.id, index]));
  const featuresOf = (entry) => (entry.features ?? []).map((id) => drawingIndex.get(id)).filter((index) => index !== undefined);
  const [west, south, east, north] = data.conflict.bbox;
  const inFrame = (entry) => entry.lon >= west && entry.lon <= east && entry.lat >= south && entry.lat <= north;
  const hasPoint = (entry) => typeof entry.lon === "number" && typeof entry.lat === "number";

  const anchorsOf = (event) => {
    if (event.drawn === "none") return [];
    if (!event.at && !event.places?.some((ref) => ref.place_id)) return [];
    const ids = event.at ? [event.at] : [];
    if (event.at_kind === "event") for (const entry of event.places ?? []) ids.push(entry.place_id);
    const known = [...new Set(ids)].filter(place);
    const spots = known.filter((id) => place(id).drawn !== "list");
    return spots.length ? spots : known;
  };
  /** The spot of an entry that has a point of its own and no known place; those listed share one by name. */
  class OwnSpot {
    features = [];
    constructor(entry) {
      this.entry = entry;
      [this.lon, this.lat, this.radius_km] = [entry.lon, entry.lat, entry.radius_km ?? 0];
      this.drawn = ["ring", "list"].includes(entry.drawn) ? entry.drawn : "dot";
    }
    #id = null;
    get id() {
      return (this.#id ??= `@${this.drawn === "list" ? this.label : this.entry.id}`);
    }
    get label() {
      return this.entry.place_name ?? placesOf(this.entry.places).join(", ");
    }
  }
  const ownSpot = (entry) => (hasPoint(entry) ? new OwnSpot(entry) : null);
  const recordSpot = (record) => place(record.place_id) ?? ownSpot(record);
  const eventSpots = (event) => {
    if (event.drawn === "none") return [];
    const ids = anchorsOf(event);
    return ids.length ? ids.map(place) : [ownSpot(event)].filter(Boolean);
  };
  const recordSpots = (record) => (record.drawn === "none" ? [] : [recordSpot(record)].filter(Boolean));
  const mentionSpots = (mention) => (isThere(mention) ? [place(mention.place_id)] : []);

  /** How far from its spot an entry may have happened, in km: further than the place reaches, where it was only near it. */
  const reachOf = (entry, spot) =>
    Math.max(spot.radius_km ?? 0, ...(entry.places ?? []).filter((ref) => ref.place_id === spot.id).map((ref) => ref.radius_km ?? 0));
  /** Group what is switched on by place: [{place, mode, reach, entries: Map(layer -> entries)}]. */
  const gather = (all = !crowd) => {
    const groups = new Map();
    const put = (spot, layer, entry) => {
      if (!all && isPoint(modeOf(spot))) return; // the crowd draws it
      if (!groups.has(spot.id)) groups.set(spot.id, { place: spot, mode: modeOf(spot), reach: spot.radius_km ?? 0, entries: new Map(), size: 0 });
      const group = groups.get(spot.id);
      if (!group.entries.has(layer)) group.entries.set(layer, []);
      group.entries.get(layer).push(entry);
      if (group.mode === "dot" && entry.drawn === "ring") group.mode = "ring";
      if (entry.drawn === "ring") group.reach = Math.max(group.reach, reachOf(entry, spot));
      group.size += 1;
    };
    const lists = [["event", shown.events, eventSpots], ["record", shown.records, recordSpots], ["mention", state.layers.has("mention") ? shown.mentions : [], mentionSpots]];
    for (const [kind, entries, spots] of lists)
      for (const entry of entries) for (const spot of all ? spots(entry) : crowd.apart(kind, entry)) put(spot, kind === "event" ? entry.layer : kind, entry);
    return [...groups.values()].sort((a, b) => b.size - a.size || (a.place.id < b.place.id ? -1 : 1));
  };
  const isPoint = (mode) => mode === "dot" || mode === "ring";
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
  const placesAt = (group) => [group, ...(group.near ?? [])].map((entry) => entry.place.id);
  const ordered = (group) => LAYERS.filter((layer) => group.entries.has(layer)).map((layer) => [layer, group.entries.get(layer)]);

  // Lines and areas that say who held what are drawn; other outlines only where something shown stands.
  const STRONG = new Set(["ceasefire", "control", "corridor", "former-autonomy"]);
  let used = new Set();
  /** Whether a drawing stood on the day shown. */
  const standsOn = (entry, date) => (!entry.from || day(entry.from) <= date) && (!entry.to || day(entry.to) >= date);
  const wished = (index) => {
    const entry = data.drawings[index];
    const byHand = state.drawings.get(entry.id);
    if (byHand !== undefined) return byHand;
    return STRONG.has(entry.style) ? standsOn(entry, dayShown()) : used.has(index) && standsOn(entry, dayShown());
  };

  // ---- marks -----------------------------------------------------------------------------------
  const overlay = L.layerGroup().addTo(map);
  const ties = L.layerGroup().addTo(map);
  let marks = [];
  const symbolsOf = (group, always, most = Infinity) => {
    const kinds = ordered(group);
    const named = kinds.length > most ? kinds.slice(0, most) : kinds;
    const rest = kinds.slice(named.length).reduce((sum, [, entries]) => sum + entries.length, 0);
    return [
      ...named.map(([layer, entries]) =>
        h("span", { class: "mk-sym", "aria-hidden": "true" }, symbol(layer, sharedLook(entries)), entries.length > 1 || always ? h("b", { class: "mk-n" }, String(entries.length)) : null)),
      ...(rest ? [h("span", { class: "mk-rest", "aria-hidden": "true" }, `+${rest}`)] : []),
    ];
  };
  /** How many kinds of things the mark of a spot shows one by one: on a narrow map long rows would hide each other. */
  const mostKinds = () => (map.getContainer().clientWidth < 640 ? 2 : 4);

  const openGroup = (group) => {
    if (group.size === 1 && !group.near?.length) {
      const [[layer, [entry]]] = ordered(group);
      select(layer === "record" || layer === "mention" ? layer : "event", entry.id);
    } else select("place", group.place.id);
  };
  const mark = (group, latlng, root, zIndexOffset) => {
    const marker = L.marker(latlng, { icon: L.divIcon({ className: "mk-root", html: root, iconSize: [0, 0] }), keyboard: true, zIndexOffset, riseOnHover: true });
    marker.on("click", () => openGroup(group));
    marker.on("add", () => {
      const node = marker.getElement();
      node.dataset.place = group.place.id;
      node.addEventListener("keydown", (press) => {
        if (press.key !== "Enter" && press.key !== " ") return;
        press.preventDefault();
        openGroup(group);
      });
    });
    overlay.addLayer(marker);
    return marker;
  };
  const ringOf = ({ mode, reach, place: spot }) => {
    if (mode === "ring" && reach > 0)
      overlay.addLayer(L.circle([spot.lat, spot.lon], { radius: reach * 1000, className: "ring", interactive: false }));
  };
  /** The largest toll of a place, in circles below its mark. */
  const tollMark = (group) => {
    const most = deadliest(group);
    const covered = (symbolWidth(group) ?? 2 * MARK) / 2;
    const circles = most ? tollCircles(most.toll).filter(({ radius }) => radius > covered) : [];
    for (const { radius, part } of circles)
      overlay.addLayer(L.circleMarker([group.place.lat, group.place.lon], { radius, className: `toll toll-${part} sym-${most.layer}`, interactive: false }));
  };
  /** Places whose marks would cover each other share the mark of the one with most entries. */
  const merged = (groups) => {
    const leads = [];
    const most = mostKinds();
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
      one.width = ordered(one.group).slice(0, most).reduce((sum, [, entries]) => sum + (entries.length > 1 ? 36 : 28), 0);
    }
    return leads.map((lead) => lead.group);
  };
  const pointMark = (group) => {
    const spot = group.place;
    const more = group.near.length ? h("span", { class: "mk-more" }, ` ${say("nearby", { n: group.near.length })}`) : null;
    const name = h("span", { class: "mk-name", "aria-hidden": "true" }, isolated(groupName(group)), more);
    const syms = h("span", { class: "mk-syms" }, symbolsOf(group, false, mostKinds()));
    const root = h("div", { class: "mk" }, syms, name, unseen(groupWords(group)));
    const width = symbolWidth(group);
    if (width) root.style.setProperty("--sym", `${width}px`);
    marks.push({ group, root, syms, name, marker: mark(group, [spot.lat, spot.lon], root, group.size) });
  };
  // Where something happened is drawn as it stood then, also when it stands no more.
  const isOn = (index) => state.drawings.get(data.drawings[index].id) !== false;
  const outlineMark = (group) => {
    const spots = edgeSpots(outlinesOf(group).filter(isOn));
    if (!spots.length) return false;
    const root = h("div", { class: "mk mk-tag" }, h("span", { class: "mk-name", "aria-hidden": "true" }, isolated(groupName(group))), h("span", { class: "mk-syms" }, symbolsOf(group, true)), unseen(groupWords(group)));
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

  // Where many outlines are drawn, a label stays near its own, and one without room is listed instead.
  const MANY_OUTLINES = 10;
  const NEAR_OFFSETS = 17; // on the outline, and the two shortest distances in eight directions
  /** The box of a point's symbols, which start at their point; at the right rim of the map they end there. */
  const kept = ({ root, syms }, room) => {
    root.style.marginLeft = "";
    const rect = syms.getBoundingClientRect();
    const over = rect.right + RIM - room.right;
    if (over <= 0 || rect.left > room.right) return rect;
    root.style.marginLeft = `${-Math.min(over, Math.max(0, rect.width - 2 * MARK))}px`;
    return syms.getBoundingClientRect();
  };
  const RIM = 4; // pixels that stay free at the rim of the map
  /** Keep labels apart: outline labels choose a free spot on their outline, names hide if they must; return outlines without room. */
  const declutter = () => {
    const taken = [];
    const box = (node) => node.getBoundingClientRect();
    const overlap = (a, b) =>
      Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left) + 4) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 2);
    const clash = (rect) => taken.reduce((sum, other) => sum + overlap(rect, other), 0);
    const room = box(map.getContainer());
    if (crowd) taken.push(...crowd.boxes());
    // A label stands on its outline, or beside it at the end of a line that leads to it.
    const offsets = [[0, 0]];
    for (const far of [34, 60, 90, 130]) for (const [x, y] of [[0, -1], [1.6, 0], [0, 1], [-1.6, 0], [1.2, -1], [1.2, 1], [-1.2, 1], [-1.2, -1]]) offsets.push([x * far, y * far]);
    for (const node of map.getContainer().querySelectorAll(".leaflet-control")) taken.push(box(node));
    for (const entry of marks) if (!entry.spots) taken.push((entry.rect = kept(entry, room)));
    const cost = (rect) => clash(rect) + (rect.left < room.left || rect.right > room.right || rect.top < room.top || rect.bottom > room.bottom ? 9e5 : 0);
    /** The best spot of a label on its outline, or at one of these distances from it. */
    const freest = (entry, distances) => {
      const size = box(entry.root);
      let best = { price: Infinity };
      for (const [dx, dy] of distances)
        for (const spot of dx || dy ? entry.ends : entry.spots) {
          const p = map.latLngToContainerPoint(spot);
          const left = room.left + p.x + dx - size.width / 2;
          const top = room.top + p.y + dy - size.height / 2;
          const rect = { left, top, right: left + size.width, bottom: top + size.height };
          const price = cost(rect);
          if (price < best.price) best = { spot, rect, price, dx, dy };
          if (best.price === 0) return best;
        }
      return best;
    };
    const outlined = marks.filter((entry) => entry.spots);
    const near = outlined.length > MANY_OUTLINES ? offsets.slice(0, NEAR_OFFSETS) : offsets;
    const cramped = [];
    for (const entry of outlined) {
      const chosen = freest(entry, near);
      if (chosen.price > 0 && outlined.length > MANY_OUTLINES) {
        overlay.removeLayer(entry.marker); // its outline stays; its label stands below the map
        cramped.push(entry.group);
        continue;
      }
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
    return cramped;
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
  /** Name, symbols and counts of a group, for a button of a list. */
  const groupChip = (group) => [h("span", { "aria-hidden": "true" }, isolated(groupName(group)), symbolsOf(group, true).map((node) => [" ", node])), unseen(groupWords(group))];
  const collator = new Intl.Collator(ui.language);
  const byName = (a, b) => collator.compare(groupName(a), groupName(b));
  const DOCKED = 24; // places in a row beside the map, those with most first; what stands in all of them is in the lists
  const dockRow = (title, groups) =>
    groups.length
      ? h("div", { class: "dock-row" }, h("h3", {}, title),
          h("ul", {}, groups.slice(0, DOCKED).sort(byName).map((group) =>
            h("li", {}, h("button", { type: "button", "data-place": group.place.id, onclick: () => openGroup(group) }, groupChip(group)))),
            groups.length > DOCKED ? h("li", { class: "quiet" }, say("nearby", { n: groups.length - DOCKED })) : null))
      : null;

  // Where many outlines hold records alone, these are listed: their labels would hide the events.
  const FEW_OUTLINES = 8;
  const told_ = (group) => [...group.entries.keys()].some((layer) => EVENT_LAYERS.includes(layer));
  const markOf = (id) => document.querySelector(`.mk-root[data-place="${CSS.escape(id)}"]`);
  /** Draw what is shown; where labels found no room, once more, with their list below the map in place. */
  const draw = (listed = [], again = false) => {
    const focused = document.activeElement?.closest?.(".mk-root")?.dataset.place;
    overlay.clearLayers();
    marks = [];
    const groups = gather();
    used = new Set(groups.flatMap((group) => featuresOf(group.place)));
    const outlined = new Set();
    const told = new Set();
    const lists = { country: [], quiet: [], beyond: [], off: [] };
    for (const group of groups) {
      if (group.mode === "country") lists.country.push(group);
      else if (group.mode === "beyond") lists.beyond.push(group);
      else if (group.mode === "area" || group.mode === "line") {
        const withEvents = told_(group);
        for (const index of outlinesOf(group)) {
          if (withEvents || groups.length < 40) outlined.add(index);
          if (withEvents) told.add(index);
        }
      }
    }
    data.drawings.forEach((entry, index) => {
      const byHand = state.drawings.get(entry.id);
      showDrawing(index, byHand ?? ((entry.group !== "base" && wished(index)) || outlined.has(index)));
      drawingClass(index, "is-used", told.has(index));
    });
    const points = groups.filter((group) => isPoint(group.mode));
    points.forEach(ringOf);
    points.forEach(tollMark);
    merged(points).forEach(pointMark);
    const outlines = groups.filter((group) => group.mode === "area" || group.mode === "line");
    const crowded = outlines.length > FEW_OUTLINES;
    for (const group of outlines) {
      if (crowded && !told_(group)) lists.quiet.push(group);
      else if (!outlineMark(group)) lists[outlinesOf(group).some(isOn) ? "beyond" : "off"].push(group);
    }
    const dock = (cramped) => at("dock").replaceChildren(...[dockRow(ui.whole_countries, lists.country), dockRow(ui.cramped_outlines, cramped), dockRow(ui.quiet_outlines, lists.quiet), dockRow(ui.beyond, lists.beyond), dockRow(ui.outline_off, lists.off)].filter(Boolean));
    dock(listed); // it takes room from the map, where the labels stand
    crowd?.choose();
    const room = map.getContainer().clientHeight;
    const cramped = declutter();
    if (cramped.length || listed.length) {
      dock(cramped);
      if (!again && map.getContainer().clientHeight < room) return draw(cramped, true);
    }
    count();
    mirrorSelection();
    if (focused) markOf(focused)?.focus({ preventScroll: true });
  };

  /** Say how many events are shown, and where they stand. */
  const count = () => {
    const tally = { on: 0, country: 0, beyond: 0, none: 0, off: events.length - shown.events.length };
    const tagged = new Set(marks.flatMap((entry) => placesAt(entry.group)));
    for (const event of shown.events) {
      const held = crowd?.holds("event", event);
      const spots = crowd ? crowd.apart("event", event) : eventSpots(event);
      if (!held && !spots.length) tally.none += 1;
      else if (held || spots.some((spot) => tagged.has(spot.id))) tally.on += 1;
      else if (spots.some((spot) => modeOf(spot) !== "country")) tally.beyond += 1;
      else tally.country += 1;
    }
    const parts = [say("on_line", { n: tally.on })];
    for (const [key, name] of [["beyond", "beyond_line"], ["country", "country_line"]])
      if (tally[key]) parts.push(say(name, { n: tally[key] }));
    parts.push(say("none_line", { n: tally.none }));
    at("count").replaceChildren(
      h("b", {}, say("shown_line", { shown: shown.events.length, total: events.length })), `: ${parts.join(" · ")}`);
  };

  // ---- selection, kept in the address ------------------------------------------------------------
  let opener = null;
  let openerPlace = null;
  const select = (kind, id) => {
    if (!at("detail").contains(document.activeElement)) [opener, openerPlace] = [document.activeElement, document.activeElement?.dataset.place];
    show({ kind, id });
    write(true);
  };

  // ---- the address holds the state, so that opening it restores the picture -----------------------
  const SELECTABLE = ["event", "record", "mention", "place", "actor", "article", "box"];
  const letter = (text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":");
  const listText = (list) => [...list].map((value) => encodeURIComponent(value)).join(",");
  const addressOf = () => {
    const parts = [];
    const put = (key, value) => value && parts.push(`${key}=${value}`);
    if (state.selected) put(state.selected.kind, letter(state.selected.id));
    put("phase", state.phase && encodeURIComponent(state.phase));
    if (state.from !== null) put("days", `${isoOf(state.from)}..${isoOf(state.to)}`);
    if (state.clock !== "event") put("clock", state.clock);
    const usual = defaultLayers();
    if (LAYERS.some((layer) => usual.has(layer) !== state.layers.has(layer))) put("layers", listText(LAYERS.filter((layer) => state.layers.has(layer))) || "none");
    for (const group of GROUPS) put(`f.${group}`, listText([...state.filters.get(group)].sort()));
    put("areas", [...state.drawings].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([id, on]) => `${on ? "" : "-"}${encodeURIComponent(id)}`).join(","));
    if (state.names !== "both") put("names", encodeURIComponent(state.names));
    put("q", encodeURIComponent(state.query));
    if (state.tab !== "events") put("tab", state.tab);
    if (state.view !== "map") put("view", state.view);
    if (state.sort.key !== "when" || state.sort.down) put("sort", `${state.sort.down ? "-" : ""}${state.sort.key}`);
    put("map", state.look);
    return parts.length ? `#${parts.join("&")}` : "";
  };
  /** Write the state into the address: as a new step of the history, or in place of the last one. */
  const write = (push) => {
    const address = addressOf();
    if (address === location.hash) return;
    const url = address || location.pathname + location.search;
    if (push) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  };
  const readable = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return null; // an address that somebody cut
    }
  };
  const several = (text) => (text ?? "").split(",").map(readable).filter(Boolean);
  const follow = () => {
    const parts = new Map(location.hash.slice(1).split("&").filter((part) => part.includes("=")).map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
    const one = (key) => (parts.has(key) ? readable(parts.get(key)) : null);
    const phase = one("phase");
    state.phase = !onPhasePage && data.phases.some((entry) => entry.id === phase) ? phase : null;
    const days = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(one("days") ?? "")?.slice(1).map(day) ?? [];
    [state.from, state.to] = days.length === 2 && days.every(Number.isFinite) && days[0] <= days[1] ? days : [null, null];
    state.clock = one("clock") === "report" ? "report" : "event";
    state.layers = parts.has("layers") ? new Set(several(parts.get("layers")).filter((layer) => LAYERS.includes(layer))) : defaultLayers();
    for (const group of GROUPS) state.filters.set(group, new Set(several(parts.get(`f.${group}`))));
    state.drawings = new Map(several(parts.get("areas")).map((id) => (id.startsWith("-") ? [id.slice(1), false] : [id, true])));
    state.names = [...at("names").options].some((option) => option.value === one("names")) ? one("names") : "both";
    state.query = one("q") ?? "";
    state.tab = names.includes(one("tab")) ? one("tab") : "events";
    state.view = one("view") === "table" ? "table" : "map";
    const sort = one("sort") ?? "when";
    state.sort = { key: own(COLUMNS, sort.replace(/^-/, "")) ? sort.replace(/^-/, "") : "when", down: sort.startsWith("-") };
    const look = (one("map") ?? "").split(",").map(Number);
    const placed = look.length === 3 && look.every(Number.isFinite);
    state.look = placed ? one("map") : "";
    at("names").value = state.names;
    at("clock").value = state.clock;
    at("search").value = state.query;
    drawTabState();
    refresh({ push: null });
    const kind = SELECTABLE.find((key) => parts.has(key));
    const id = kind ? one(kind) : null;
    restoring = placed; // the view of the address stands, also when what is open lies outside it
    show(id === null ? null : { kind, id });
    restoring = false;
    reframe(); // at last, when all that takes room from the map stands
  };
  /** Show the part of the map that the address names. */
  const setLook = () => {
    const [lat, lon, zoom] = state.look.split(",").map(Number);
    if (state.look) byProgram(() => map.setView([lat, lon], zoom, { animate: false }));
  };
  let restoring = false;
  let moving = 0; // above zero while the page itself moves the map
  const byProgram = (move) => {
    moving += 1;
    move();
    moving -= 1;
  };
  let touched = false; // whether a hand has been on the map
  for (const kind of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(kind, () => (touched = true), { capture: true, passive: true });
  const noteLook = () => {
    if (moving || !touched) return;
    const centre = map.getCenter();
    state.look = `${centre.lat.toFixed(3)},${centre.lng.toFixed(3)},${map.getZoom()}`;
    write(false);
  };
  /** Choose and draw everything anew. */
  const refresh = ({ push = null } = {}) => {
    if (push !== null) write(push); // first, as `drawTime`: both are slow once the page has changed
    choose();
    drawTime();
    draw();
    drawList();
    drawTable();
    drawChoices();
    drawStrip();
    drawSearch();
    drawHolders();
    requestAnimationFrame(settle);
  };
  /** Tell the map its size, which what is listed below it may have changed. */
  const settle = () => {
    if (state.view === "map") byProgram(() => map.invalidateSize({ animate: false, pan: false }));
  };
  const show = (selected, refocus = true) => {
    const content = selected && detailOf(selected);
    const had = state.selected;
    state.selected = content ? selected : null;
    at("detail").hidden = !content;
    document.querySelector(".instrument").classList.toggle("has-detail", Boolean(content));
    if (state.view === "map") byProgram(() => map.invalidateSize({ animate: false, pan: false }));
    if (content) {
      const [main, ...rest] = content.title;
      const title = h("h2", { tabindex: -1 }, isolated(main), rest.filter(Boolean).map((text) => h("span", { class: "title-more" }, isolated(text))));
      const close = h("button", { type: "button", class: "close", onclick: leave }, h("span", { "aria-hidden": "true" }, "←"), ` ${ui.back}`);
      at("detail").replaceChildren(close, content.head, title, ...fill(h("div"), content.body).childNodes);
      at("detail").scrollTop = 0;
      title.focus({ preventScroll: true });
      if (!restoring) byProgram(bringIntoView);
    } else if (had && refocus) {
      const target = opener?.isConnected ? opener : (openerPlace ? markOf(openerPlace) : null) ?? document.querySelector(`.item[data-id="${CSS.escape(had.id)}"]`) ?? at("side");
      target.focus({ preventScroll: true });
    }
    if (!content && !had) return;
    mirrorSelection();
    drawTime();
  };
  const leave = () => {
    show(null);
    write(true);
  };
  /** Move the map, not the mark, until the mark of what is open can be seen beside the panel. */
  const bringIntoView = () => {
    if (state.view !== "map") return; // a map that is not shown has no size
    const narrow = window.matchMedia("(max-width: 760px)").matches;
    if (narrow) document.querySelector(".mapbox").scrollIntoView({ block: "start" });
    const ids = selectedPlaces();
    const shown = marks.find((entry) => placesAt(entry.group).some((id) => ids.has(id)));
    const middle = shown?.marker.getLatLng() ?? crowd?.locate(state.selected) ?? bareSpot();
    if (middle) map.panInside(middle, { animate: false, paddingTopLeft: [60, 50], paddingBottomRight: [60, 40] });
  };
  const selectedPlaces = () => {
    const selected = state.selected;
    if (!selected) return new Set();
    const { kind, id } = selected;
    if (kind === "place") return new Set([id]);
    if (kind === "event") return new Set(eventSpots(find.event.get(id)).map((spot) => spot.id));
    if (["actor", "article", "box"].includes(kind)) return new Set();
    return new Set([kind === "record" ? recordSpot(find.record.get(id))?.id : find.mention.get(id).place_id]);
  };
  /** A place that is open in the panel and has a point, but nothing that is shown now. */
  const bareSpot = () => {
    const spot = state.selected?.kind === "place" ? place(state.selected.id) : null;
    return spot && !crowd && isPoint(modeOf(spot)) && !marks.some((entry) => placesAt(entry.group).includes(spot.id)) ? spot : null;
  };
  /** Show on the map what is open in the panel: its marks, and what a voice is about. */
  const mirrorSelection = () => {
    ties.clearLayers();
    crowd?.paint();
    const selected = state.selected;
    const event = selected?.kind === "event" ? find.event.get(selected.id) : null;
    const ids = selectedPlaces();
    for (const entry of marks) entry.root.classList.toggle("is-selected", placesAt(entry.group).some((id) => ids.has(id)));
    for (const node of document.querySelectorAll(".item[data-id]"))
      node.toggleAttribute("data-current", Boolean(selected) && node.dataset.id === selected.id && node.dataset.kind === selected.kind);
    const about = (event?.about ?? []).map((entry) => place(entry.place_id)).filter(Boolean);
    const lit = new Set([...ids, ...about.map((entry) => entry.id)]);
    data.drawings.forEach((entry, index) => drawingClass(index, "is-lit", lit.has(entry.place_id)));
    const bare = bareSpot();
    if (bare) ties.addLayer(L.circleMarker([bare.lat, bare.lon], { radius: 14, className: "tie-end", interactive: false }));
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
  /** The part of the frame that holds the marks and lines of the phase, whatever is filtered. */
  const startView = () => {
    const whole = L.latLngBounds([[south, west], [north, east]]);
    const seen = L.latLngBounds([]);
    if (crowd) seen.extend(crowd.bounds());
    else for (const spot of [...events.filter(inPhase).flatMap(eventSpots), ...records.filter(inPhase).flatMap(recordSpots)]) if (isPoint(modeOf(spot))) seen.extend([spot.lat, spot.lon]);
    data.drawings.forEach((entry, index) => {
      if (STRONG.has(entry.style) && standsOn(entry, phaseEnd())) seen.extend(drawn[index].getBounds());
    });
    if (!seen.isValid()) return whole;
    const [low, high] = [seen.pad(0.12).getSouthWest(), seen.pad(0.12).getNorthEast()];
    return [[Math.max(south, low.lat), Math.max(west, low.lng)], [Math.min(north, high.lat), Math.min(east, high.lng)]];
  };
  /** Show the map after the table: framed anew unless it was moved by hand, with what is open in it. */
  const openMap = () => {
    reframe();
    if (state.selected) byProgram(bringIntoView);
  };
  const EDGE = 36; // pixels for the symbols and counts right of the easternmost spot
  const frameMap = () =>
    byProgram(() => {
      const limits = map.options.maxBounds;
      map.setMaxBounds(null); // else Leaflet would first pan, animated, what a change of size moves out of them
      map.invalidateSize({ animate: false });
      if (state.look) setLook();
      else map.fitBounds(startView(), { animate: false, paddingBottomRight: [EDGE, 0] });
      if (limits) map.panInsideBounds(limits, { animate: false }); // Leaflet would pan by itself, while labels are placed
      map.setMaxBounds(limits);
    });
  /** Frame the map and draw it, once more where what was listed below it has changed its height. */
  const reframe = () => {
    frameMap();
    draw();
    if (map.getSize().y === map.getContainer().clientHeight) return;
    frameMap();
    draw();
  };
  if (still) {
    map.options.zoomAnimation = map.options.fadeAnimation = map.options.markerZoomAnimation = false;
    map._zoomAnimated = map.options.inertia = false;
    map.panBy = (by, options) => L.Map.prototype.panBy.call(map, by, { ...options, animate: false });
  }
  const measure = () => document.documentElement.style.setProperty("--head", `${document.querySelector(".top").offsetHeight}px`);
  /** Leaflet's own controls speak the language of the page. */
  const nameControls = () => {
    for (const [control, name] of [["zoom-in", ui.zoom_in], ["zoom-out", ui.zoom_out], ["layers-toggle", ui.base_layers]])
      for (const node of document.querySelectorAll(`.leaflet-control-${control}`)) {
        node.title = name;
        node.setAttribute("aria-label", name);
      }
    L.Control.Scale.include({
      _updateMetric(most) {
        const metres = this._getRoundNum(most);
        this._updateScale(this._mScale, metres < 1000 ? say("metres", { n: metres }) : say("kilometres", { n: metres / 1000 }), metres / most);
      },
    });
  };
  const startControls = () => {
    at("names").addEventListener("change", (change) => {
      state.names = change.target.value;
      refresh({ push: true });
      if (state.selected) show(state.selected);
    });
    document.querySelector(".skip").addEventListener("click", (click) => {
      click.preventDefault(); // the address holds the choices
      at("side").focus();
    });
    at("copy-link").addEventListener("click", () => copy(at("copy-link")));
    for (const link of document.querySelectorAll(".strip [data-phase]"))
      if (!onPhasePage)
        link.addEventListener("click", (click) => {
          click.preventDefault();
          setPhase(link.dataset.phase || null);
        });
    document.addEventListener("keydown", (press) => {
      if (press.key === "Escape" && state.selected) leave();
    });
  };
  measure();
  window.addEventListener("resize", () => {
    measure();
    drawTime();
  });
  drawLegend();
  drawTabs();
  startTime();
  startEpisodes();
  startTable();
  startSearch();
  startControls();
  nameControls();
  startTips();
  offerTiles();
  follow();
  if (state.selected && !state.look) byProgram(bringIntoView);
  document.querySelector(".strip [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  map.on("zoomend", () => draw());
  map.on("resize", () => draw());
  map.on("moveend", noteLook);
  // On paper the legend is open and the map has the paper's width.
  const refit = () => {
    reframe();
    drawTime();
  };
  let opened = []; // for the paper only
  window.addEventListener("beforeprint", () => {
    opened = [at("legend-box"), ...document.querySelectorAll(".facet.is-on")].filter((box) => !box.open);
    for (const box of opened) box.open = true;
    document.querySelector(".mapbox").after(at("legend-box")); // the picture first, what its marks mean below
    refit();
  });
  window.addEventListener("afterprint", () => {
    for (const box of opened) box.open = false;
    document.querySelector(".mapbox").before(at("legend-box"));
    refit();
  });
  window.addEventListener("hashchange", follow);
  document.documentElement.dataset.ready = "1";

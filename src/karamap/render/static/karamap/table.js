  // ---- table and download ------------------------------------------------------------------------
  const outlets = (event) => [...new Set((event.articles ?? []).map(articleWords))];
  const reportedWords = (event) => [...new Set((event.articles ?? []).map((id) => find.article.get(id)?.when).filter(Boolean))].join("; ");
  const startOf = (span) => (span ? (Number.isFinite(span[0]) ? span[0] : span[1] - 1e6) : 1e9);
  const COLUMNS = {
    when: { text: (event) => event.when, rank: (event) => startOf(spanOf(event, "event")) },
    reported: { text: reportedWords, rank: (event) => startOf(spanOf(event, "report")) },
    type: { text: typeWords },
    where: { text: whereWords },
    precision: { text: (event) => (event.where_prec ? word("where_prec", event.where_prec) : ""), rank: (event) => event.where_prec ?? 9 },
    who: { text: whoWords },
    status: { text: (event) => word("status", event.status) },
    says: { text: (event) => event.claimant || ui.article_own_voice },
    killed: { text: (event) => tollWords(event.killed), rank: (event) => event.killed?.best ?? event.killed?.low ?? event.killed?.high ?? -1 },
    sources: { text: (event) => outlets(event).join("; ") },
    records: { text: (event) => ((event.records ?? []).length ? String(event.records.length) : ""), rank: (event) => (event.records ?? []).length },
  };
  const sortedEvents = () => {
    const { rank, text } = COLUMNS[state.sort.key] ?? COLUMNS.when;
    const way = state.sort.down ? -1 : 1;
    const ranks = rank ? shown.events.map(rank) : ranksOf(shown.events.map(text));
    // Entries stand in the order of their days, which decides between equals.
    const order = Uint32Array.from(shown.events, (_, index) => index).sort((a, b) => (ranks[a] - ranks[b] || a - b) * way);
    return Array.from(order, (index) => shown.events[index]);
  };
  /** The places of texts in the order of the language; each text is compared once, not each row. */
  const ranksOf = (texts) => {
    const { compare } = new Intl.Collator(ui.language);
    const ranks = new Map([...new Set(texts)].sort(compare).map((text, rank) => [text, rank]));
    return texts.map((text) => ranks.get(text));
  };
  const tableRow = (event) =>
    h("tr", { "data-id": event.id, "data-kind": "event" }, Object.entries(COLUMNS).map(([key, column]) =>
      key === "type"
        ? h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => select("event", event.id) }, symbol(event.layer, lookOf(event.status)), column.text(event)))
        : h("td", {}, isolated(column.text(event)))));
  const drawTable = () => {
    at("map-view").hidden = state.view !== "map";
    at("table-view").hidden = state.view !== "table";
    for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    if (state.view !== "table") return;
    const focused = document.activeElement?.dataset?.sort;
    const list = sortedEvents();
    const head = h("tr", {}, Object.keys(COLUMNS).map((key) => {
      const on = state.sort.key === key;
      return h("th", { scope: "col", "aria-sort": on ? (state.sort.down ? "descending" : "ascending") : null },
        h("button", { type: "button", "data-sort": key, onclick: () => {
          state.sort = { key, down: on && !state.sort.down };
          drawTable();
          write(true);
        } }, own(ui.columns, key), h("span", { "aria-hidden": "true", class: "sort-sign" }, on ? (state.sort.down ? " ▼" : " ▲") : "")));
    }));
    const body = h("tbody");
    const grow = (from) => fill(body, list.slice(from, from + MANY).map(tableRow));
    grow(0);
    const more = list.length > MANY ? h("button", { type: "button", class: "more-rows", onclick: () => {
      grow(body.rows.length);
      if (body.rows.length >= list.length) more.remove();
    } }, say("show_more", { n: MANY })) : null;
    at("table-view").replaceChildren(...[
      h("table", { class: "events-table" }, h("caption", {}, say("table_caption", { n: list.length })), h("thead", {}, head), body),
      list.length ? more : h("p", { class: "empty" }, ui.nothing_passes)].filter(Boolean));
    if (focused) document.querySelector(`[data-sort="${focused}"]`)?.focus();
  };

  // ---- download: what is shown, with where it comes from -------------------------------------------
  const listOf = (refs) => (refs ?? []).map((ref) => ref.place_id);
  const geometryOf = (event) => {
    const spots = eventSpots(event);
    const [spot] = spots;
    if (!spot || event.drawn === "list" || modeOf(spot) === "country") return null;
    const outline = featuresOf(event).filter((index) => spots.some(({ id }) => id === data.drawings[index].place_id));
    if (event.drawn === "area" || event.drawn === "line") {
      const parts = outline.flatMap((index) => drawn[index].toGeoJSON().features.map((feature) => feature.geometry));
      if (parts.length) return parts.length === 1 ? parts[0] : { type: "GeometryCollection", geometries: parts };
    }
    return hasPoint(spot) ? { type: "Point", coordinates: [spot.lon, spot.lat] } : null;
  };
  const TOLLS = ["killed", "wounded", "captured", "displaced"], BOUNDS = ["low", "best", "high"];
  const OUT = ["id", "type", "status", "claimant", "layer", "date_start", "date_end", "date_precision", "date_basis", "where_prec", "drawn", "at", "at_kind", "article", "start", "end", "quote"];
  const flat = (event) => ({
    ...Object.fromEntries(OUT.map((key) => [key, event[key] ?? null])),
    places: listOf(event.places), unplaced: event.unplaced ?? [], about: listOf(event.about), source: event.actors?.source ?? [], target: event.actors?.target ?? [],
    ...Object.fromEntries(TOLLS.flatMap((toll) => BOUNDS.map((bound) => [`${toll}_${bound}`, event[toll]?.[bound] ?? null]))),
    phases: event.phases ?? [], articles: event.articles ?? [], reports: event.reports ?? [], records: (event.records ?? []).map((join) => join.record_id),
  });
  const provenance = () => ({
    title: data.conflict.title, made_by: `karamap ${data.build.version ?? ""}`.trim(), build: data.build.input_hash ?? null, view: location.hash,
    disclaimer: data.policy.disclaimer ?? null, tolls_note: data.policy.tolls_note ?? null,
    articles: [...new Set(shown.events.flatMap((event) => event.articles ?? []))].sort().map((id) => {
      const { title = null, outlet = null, sha256 = null } = find.article.get(id) ?? {};
      return { id, title, outlet, sha256 };
    }),
    sources: data.attribution,
  });
  const asGeoJSON = () =>
    JSON.stringify({ type: "FeatureCollection", karamap: provenance(),
      features: shown.events.map((event) => ({ type: "Feature", id: event.id, geometry: geometryOf(event), properties: flat(event) })) }, null, 1);
  /** A cell as RFC 4180 wants it; one that a spreadsheet would run gets an apostrophe. */
  const cell = (value) => {
    let text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
    if (/^[=+\-@\t\r]/.test(text) && typeof value !== "number") text = `'${text}`;
    return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const asCSV = () => {
    const from = provenance();
    const rowsOf = shown.events.map((event) => {
      const geometry = geometryOf(event);
      const [longitude, latitude] = geometry?.type === "Point" ? geometry.coordinates : [null, null];
      return { ...flat(event), longitude, latitude, build: from.build, licences: [...new Set(from.sources.map((source) => source.licence).filter(Boolean))], disclaimer: from.disclaimer };
    });
    const columns_ = [...OUT, "places", "unplaced", "about", "source", "target", ...TOLLS.flatMap((toll) => BOUNDS.map((bound) => `${toll}_${bound}`)), "phases", "articles", "reports", "records", "longitude", "latitude", "build", "licences", "disclaimer"];
    return [columns_.join(","), ...rowsOf.map((entry) => columns_.map((key) => cell(entry[key])).join(","))].join("\r\n") + "\r\n";
  };
  const save = (text, type, name) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  const startTable = () => {
    const name = (ending) => `${data.conflict.id}-${data.phase ?? state.phase ?? "events"}.${ending}`;
    at("save-geojson").addEventListener("click", () => save(asGeoJSON(), "application/geo+json", name("geojson")));
    at("save-csv").addEventListener("click", () => save(asCSV(), "text/csv;charset=utf-8", name("csv")));
    for (const button of document.querySelectorAll("[data-view]"))
      button.addEventListener("click", () => {
        if (state.view === button.dataset.view) return;
        state.view = button.dataset.view;
        drawTable();
        if (state.view === "map") openMap();
        write(true);
      });
  };

  // ---- what is shown: layers, phase, days, filters ----------------------------------------------
  const onPhasePage = data.phase !== null;
  const GROUPS = ["type", "actor", "side", "status", "source", "precision", "joined", "article"];
  const NOBODY = "-";
  const defaultLayers = () => new Set(LAYERS.filter((layer) => layer !== "mention"));
  const state = {
    layers: defaultLayers(),
    drawings: new Map(), // what the reader switched by hand: id of a drawing -> shown or not
    phase: null,
    from: null, // first and last day shown; null for all days
    to: null,
    clock: "event",
    filters: new Map(GROUPS.map((group) => [group, new Set()])),
    names: "both",
    query: "",
    tab: "events",
    view: "map",
    sort: { key: "when", down: false },
    look: "", // where the reader moved the map: latitude, longitude, zoom
    selected: null,
  };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // ---- the two clocks: every entry has a first and a last day, open ends are infinite -------------
  const between = (first, last) => (first === null && last === null ? null : [first ?? -Infinity, last ?? Infinity]);
  const publishedSpan = (ids) => {
    const spans = ids.map((id) => own(data.articles, id)?.published).filter(Boolean).map((at) => between(day(at.start), day(at.end))).filter(Boolean);
    return spans.length ? [Math.min(...spans.map((span) => span[0])), Math.max(...spans.map((span) => span[1]))] : null;
  };
  for (const entry of [...events, ...data.records]) entry.happened = between(day(entry.date_start), day(entry.date_end));
  for (const entry of events) entry.reported = publishedSpan(entry.articles ?? []);
  for (const entry of data.records) entry.reported = entry.happened; // a record has one clock
  for (const entry of data.mentions) entry.happened = entry.reported = publishedSpan([entry.article]);
  const spanOf = (entry) => (state.clock === "report" ? entry.reported : entry.happened);
  const inDays = (entry) => {
    if (state.from === null) return true;
    const span = spanOf(entry);
    return span !== null && span[0] <= state.to && span[1] >= state.from;
  };
  const inPhase = (entry) => state.phase === null || (entry.phases ?? []).includes(state.phase);

  // ---- filters: the values of each entry by group ------------------------------------------------
  const sideOf = (name) => own(data.actors, name)?.side ?? null;
  const actorsOf = (event) => [...new Set([...(event.actors?.source ?? []), ...(event.actors?.target ?? [])])];
  const orNobody = (values) => (values.length ? values : [NOBODY]);
  const valuesOf = (entry, actors) => ({
    type: [entry.type ?? NOBODY],
    actor: orNobody(actors),
    side: orNobody([...new Set(actors.map(sideOf).filter(Boolean))]),
    precision: [entry.where_prec ? String(entry.where_prec) : NOBODY],
  });
  for (const event of events)
    event.values = {
      ...valuesOf(event, actorsOf(event)), status: [event.status ?? NOBODY], joined: [(event.records ?? []).length ? "yes" : "no"],
      source: [...new Set((event.articles ?? []).map(articleWords))], article: event.articles ?? [],
    };
  // Records come from no article, so that filters by status, source and article take them away.
  for (const record of data.records)
    record.values = { ...valuesOf(record, record.actors ?? []), joined: [(record.events ?? []).length ? "yes" : "no"], status: [], source: [], article: [] };
  for (const mention of data.mentions) mention.values = { source: [articleWords(mention.article)], article: [mention.article] };
  const passes = (entry, group) => {
    const wanted = state.filters.get(group);
    return wanted.size === 0 || (entry.values[group] ?? []).some((value) => wanted.has(value));
  };
  const passesAll = (entry) => GROUPS.every((group) => passes(entry, group));
  const valueWords = (group, value) => {
    if (group === "type") return word("types", value);
    if (group === "status") return word("status", value);
    if (group === "joined") return ui[`joined_${value}`] ?? value;
    if (group === "article") return own(data.articles, value) ? titleOf(data.articles[value]) : value;
    if (group === "side") return value === NOBODY ? ui.side_none : data.conflict.sides.find((side) => side.id === value)?.name ?? value;
    if (value === NOBODY) return group === "precision" ? ui.precision_none : ui.no_actor;
    return group === "precision" ? word("where_prec", value) : value;
  };
  const filtersOn = () => GROUPS.reduce((sum, group) => sum + state.filters.get(group).size, 0);

  /** What is shown now; made anew by `refresh` and read by everything else. */
  const shown = { events: [], records: [], mentions: [], inTime: { events: [], records: [] } };
  const choose = () => {
    const kept = (list) => list.filter((entry) => inPhase(entry) && passesAll(entry));
    const [someEvents, someRecords] = [kept(events).filter((event) => state.layers.has(event.layer)), state.layers.has("record") ? kept(data.records) : []];
    shown.inTime = { events: someEvents, records: someRecords }; // what the histogram draws
    shown.events = someEvents.filter(inDays);
    shown.records = someRecords.filter(inDays);
    shown.mentions = data.mentions.filter((mention) => inPhase(mention) && passesAll(mention) && inDays(mention));
  };
  /** The last day shown: areas and lines are drawn as they stood on it. */
  const dayShown = () => {
    if (state.clock === "event" && state.to !== null) return state.to;
    return phaseEnd();
  };
  const phaseEnd = () => {
    const phase = data.phases.find((entry) => entry.id === (data.phase ?? state.phase));
    return phase?.end ? day(phase.end) - 1 : lastDay;
  };
  const lastDay = Math.max(
    ...data.phases.map((phase) => day(phase.start)),
    ...[...events, ...data.records].map((entry) => entry.happened?.[1]).filter(Number.isFinite));

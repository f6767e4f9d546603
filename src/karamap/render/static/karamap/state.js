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

  // ---- facts: what decides whether an entry is shown, as numbers by the row of its table ----------
  const between = (first, last) => (first === null && last === null ? null : [first ?? -Infinity, last ?? Infinity]);
  const publishedSpan = (ids) => {
    const spans = ids.map((id) => find.article.get(id)?.published).filter(Boolean).map((at) => between(day(at.start), day(at.end))).filter(Boolean);
    return spans.length ? [Math.min(...spans.map((span) => span[0])), Math.max(...spans.map((span) => span[1]))] : null;
  };
  const sideOf = (name) => own(data.actors, name)?.side ?? null;
  const namesIn = (actors) => (Array.isArray(actors) ? actors : [...new Set([...(actors?.source ?? []), ...(actors?.target ?? [])])]);
  const actorsOf = (event) => namesIn(event.actors);
  const orNobody = (values) => (values.length ? values : [NOBODY]);
  /** The values of a filter: {codes, lists}, where a row has the values lists[codes[row]]. */
  const listed = (entries, name, listOf) => {
    const { codes, values } = columnOf(entries, name);
    return { codes, lists: values.map(listOf) };
  };
  /** The entries that have a value among those of a filter or another list. */
  const having = (entries, { codes, lists }, value) => {
    const has = lists.map((list) => list.includes(value));
    return entries.filter((_, row) => has[codes[row]]);
  };
  /** First and last day of each row, open ends infinite; NaN where nothing is known. */
  const spansOf = (rows, spanAt) => {
    const spans = { first: new Float64Array(rows).fill(NaN), last: new Float64Array(rows).fill(NaN) };
    for (let row = 0; row < rows; row += 1) {
      const span = spanAt(row);
      if (span) [spans.first[row], spans.last[row]] = span;
    }
    return spans;
  };
  const happenedIn = (entries) => {
    const [start, end] = ["date_start", "date_end"].map((name) => listed(entries, name, (value) => day(value)));
    return spansOf(entries.length, (row) => between(start.lists[start.codes[row]], end.lists[end.codes[row]]));
  };
  const reportedIn = (entries, name, idsOf) => {
    const { codes, lists } = listed(entries, name, (value) => publishedSpan(idsOf(value)));
    return spansOf(entries.length, (row) => lists[codes[row]]);
  };
  /** The phases that list an entry: its own, or without any those in which its articles were published. */
  const listedBy = (entries, { codes, lists }) => {
    const all = { codes: Uint32Array.from(codes), lists: [...lists] };
    const numbers = new Map();
    for (let row = 0; row < entries.length; row += 1) {
      if (lists[codes[row]].length) continue;
      const articles = entries[row].articles ?? [];
      const found = data.phases.filter((phase) => phase.articles.some((id) => articles.includes(id))).map((phase) => phase.id);
      const name = found.join();
      if (!numbers.has(name)) numbers.set(name, all.lists.push(found) - 1);
      all.codes[row] = numbers.get(name);
    }
    return all;
  };
  const factsOf = (entries, spans, groups) => {
    const phases = listed(entries, "phases", (list) => list ?? []);
    const facts = { size: entries.length, spans, groups, phases, pages: listedBy(entries, phases) };
    share(entries, { facts });
    return facts;
  };
  const byWho = (entries) => ({
    type: listed(entries, "type", (type) => [type ?? NOBODY]),
    actor: listed(entries, "actors", (actors) => orNobody(namesIn(actors))),
    side: listed(entries, "actors", (actors) => orNobody([...new Set(namesIn(actors).map(sideOf).filter(Boolean))])),
    precision: listed(entries, "where_prec", (prec) => [prec ? String(prec) : NOBODY]),
  });
  const joinedBy = (entries, name) => listed(entries, name, (joins) => [(joins ?? []).length ? "yes" : "no"]);
  const eventFacts = factsOf(events, { event: happenedIn(events), report: reportedIn(events, "articles", (ids) => ids ?? []) }, {
    ...byWho(events), joined: joinedBy(events, "records"),
    status: listed(events, "status", (status) => [status ?? NOBODY]),
    source: listed(events, "articles", (ids) => [...new Set((ids ?? []).map(articleWords))]),
    article: listed(events, "articles", (ids) => ids ?? []),
  });
  // Records come from no article, so that filters by status, source and article take them away.
  const recordDays = happenedIn(records); // a record has one clock
  const recordFacts = factsOf(records, { event: recordDays, report: recordDays }, { ...byWho(records), joined: joinedBy(records, "events") });
  const mentionDays = reportedIn(mentions, "article", (id) => [id]);
  const mentionFacts = factsOf(mentions, { event: mentionDays, report: mentionDays }, {
    source: listed(mentions, "article", (id) => [articleWords(id)]), article: listed(mentions, "article", (id) => [id]),
  });
  const eventLayers = listed(events, "layer", (layer) => [layer]);
  /** The days of an entry by one clock; null when they are not known. */
  const spanOf = ({ facts, row }, clock = state.clock) => {
    const { first, last } = facts.spans[clock];
    return Number.isNaN(first[row]) ? null : [first[row], last[row]];
  };

  // ---- choosing ---------------------------------------------------------------------------------
  /** What a row has to pass: a phase, and each filter that is on; a table without its column fails. */
  const testsOf = ({ pages, groups }) => ({
    phase: { codes: pages.codes, fits: Uint8Array.from(pages.lists, (list) => state.phase === null || list.includes(state.phase)) },
    filters: GROUPS.filter((group) => state.filters.get(group).size).map((group) => {
      const wanted = state.filters.get(group);
      return { group, codes: groups[group]?.codes, fits: Uint8Array.from(groups[group]?.lists ?? [], (list) => list.some((value) => wanted.has(value))) };
    }),
  });
  const layerTest = () => ({ codes: eventLayers.codes, fits: Uint8Array.from(eventLayers.lists, ([layer]) => state.layers.has(layer)) });
  const fails = ({ codes, fits }, row) => !codes || !fits[codes[row]];
  /** By row 1 for what passes all tests, else 0: one plain loop a test, which a browser runs fast. */
  const passing = (size, tests) => {
    const passed = new Uint8Array(size).fill(1);
    for (const { codes, fits } of tests) {
      if (!codes) return passed.fill(0);
      for (let row = 0; row < size; row += 1) passed[row] &= fits[codes[row]];
    }
    return passed;
  };
  /** Whether a row has a day among those shown. */
  const daysTest = ({ spans }) => {
    if (state.from === null) return () => true;
    const { first, last } = spans[state.clock];
    return (row) => first[row] <= state.to && last[row] >= state.from;
  };
  /** Rows that pass all filters, whatever their day, and those of them on the days shown. */
  const pick = (entries, facts, also = []) => {
    const { phase, filters } = testsOf(facts);
    const passed = passing(facts.size, [phase, ...filters, ...also]);
    const kept = [];
    for (let row = 0; row < facts.size; row += 1) if (passed[row]) kept.push(entries[row]);
    const onDays = daysTest(facts);
    return { kept, now: state.from === null ? kept : kept.filter((entry) => onDays(entry.row)) };
  };
  const valueWords = (group, value) => {
    if (group === "type") return word("types", value);
    if (group === "status") return word("status", value);
    if (group === "joined") return ui[`joined_${value}`] ?? value;
    if (group === "article") return find.article.has(value) ? titleOf(find.article.get(value)) : value;
    if (group === "side") return value === NOBODY ? ui.side_none : data.conflict.sides.find((side) => side.id === value)?.name ?? value;
    if (value === NOBODY) return group === "precision" ? ui.precision_none : ui.no_actor;
    return group === "precision" ? word("where_prec", value) : value;
  };
  const filtersOn = () => GROUPS.reduce((sum, group) => sum + state.filters.get(group).size, 0);
  const inPhase = ({ facts, row }) => state.phase === null || facts.pages.lists[facts.pages.codes[row]].includes(state.phase);

  /** What is shown now; made anew by `refresh` and read by everything else. */
  const shown = { events: [], records: [], mentions: [], inTime: { events: [], records: [] } };
  const choose = () => {
    const some = pick(events, eventFacts, [layerTest()]);
    const recorded = state.layers.has("record") ? pick(records, recordFacts) : { kept: [], now: [] };
    shown.inTime = { events: some.kept, records: recorded.kept }; // what the histogram draws
    shown.events = some.now;
    shown.records = recorded.now;
    shown.mentions = pick(mentions, mentionFacts).now;
  };

  // ---- numbers beside the choices -----------------------------------------------------------------
  /** How many events there are of each value of a filter. */
  const spread = ({ codes, lists }, tally = countCodes(codes, lists.length)) => {
    const found = new Map();
    lists.forEach((list, code) => {
      for (const value of list) if (tally[code]) found.set(value, (found.get(value) ?? 0) + tally[code]);
    });
    return found;
  };
  const countCodes = (codes, size) => {
    const tally = new Uint32Array(size);
    for (const code of codes) tally[code] += 1;
    return tally;
  };
  /** For each layer and each value how many would be shown with it, as the other choices are. */
  const tallies = () => {
    const { phase, filters } = testsOf(eventFacts);
    const onDays = daysTest(eventFacts);
    const groups = Object.entries(eventFacts.groups).map(([group, { codes, lists }]) => ({ group, codes, tally: new Uint32Array(lists.length) }));
    const layers = new Uint32Array(eventLayers.lists.length);
    const { fits: layerOn } = layerTest();
    const whole = new Uint32Array(events.length); // rows that fail nothing
    let n = 0;
    for (let row = 0; row < events.length; row += 1) {
      if (fails(phase, row) || !onDays(row)) continue;
      let [failed, group] = [0, ""];
      for (const filter of filters) if (fails(filter, row)) [failed, group] = [failed + 1, filter.group];
      const layer = eventLayers.codes[row];
      if (!failed) layers[layer] += 1;
      if (failed > 1 || !layerOn[layer]) continue;
      if (!failed) whole[n++] = row;
      else {
        const { codes, tally } = groups.find((one) => one.group === group);
        tally[codes[row]] += 1; // it would be shown if this filter had its value
      }
    }
    for (const { codes, tally } of groups) for (let i = 0; i < n; i += 1) tally[codes[whole[i]]] += 1;
    const found = new Map([["layer record", pick(records, recordFacts).now.length], ["layer mention", shown.mentions.filter(isThere).length]]);
    for (const [layer, n] of spread(eventLayers, layers)) found.set(`layer ${layer}`, n);
    for (const { group, tally } of groups)
      for (const [value, n] of spread(eventFacts.groups[group], tally)) found.set(`${group} ${value}`, n);
    return found;
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
  const [firstDay, lastDay] = (() => {
    let [low, high] = [Infinity, -Infinity];
    for (const { spans } of [eventFacts, recordFacts])
      for (let row = 0; row < spans.event.first.length; row += 1) {
        if (Number.isFinite(spans.event.first[row])) low = Math.min(low, spans.event.first[row]);
        if (Number.isFinite(spans.event.last[row])) high = Math.max(high, spans.event.last[row]);
      }
    const starts = data.phases.map((phase) => day(phase.start));
    return [Math.min(low, ...starts), Math.max(high, ...starts)];
  })();

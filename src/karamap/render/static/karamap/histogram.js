  // ---- histogram: what a day, week or month holds, and the intervals that are longer ---------------
  const HEIGHT = { lanes: 22, bars: 40, axis: 16 };
  const LANES = 5;
  const MOST_INTERVALS = 300; // more would fill their lanes to a band that says nothing
  const months = new Map(); // the month of each day that was asked for
  const monthOf = (number) => {
    if (!months.has(number)) {
      const date = new Date(number * 864e5);
      months.set(number, date.getUTCFullYear() * 12 + date.getUTCMonth());
    }
    return months.get(number);
  };
  const UNITS = {
    day: { of: (number) => number, start: (bin) => bin },
    week: { of: (number) => Math.floor((number + 3) / 7), start: (bin) => bin * 7 - 3 }, // Mondays
    month: { of: monthOf, start: (bin) => Date.UTC(Math.floor(bin / 12), bin % 12, 1) / 864e5 },
  };
  const KINDS = ["fighting", "words", "other"];
  const kindOf = (layer) => (layer === "fighting" ? "fighting" : ofWords(layer) ? "words" : "other");
  const kinds = Uint8Array.from(eventLayers.lists, ([layer]) => KINDS.indexOf(kindOf(layer))); // by the code of a layer
  let scale = null; // what the last drawing used: {first, last, unit, width, x, dayAt}
  let plotted = null; // what it shows: {low, tally, lanes}

  /** The bins of the first and the last day of each row, made once; open ends stay infinite. */
  const binsOf = (facts, clock, unit) => {
    facts.bins ??= new Map();
    const name = `${clock} ${unit}`;
    const bin = (number) => (Number.isFinite(number) ? UNITS[unit].of(number) : number);
    if (!facts.bins.has(name)) facts.bins.set(name, { first: facts.spans[clock].first.map(bin), last: facts.spans[clock].last.map(bin) });
    return facts.bins.get(name);
  };
  /** How many lie within each bin, by kind, and the intervals that are longer than one. */
  const sorted = () => {
    const low = UNITS[scale.unit].of(scale.first);
    const size = UNITS[scale.unit].of(scale.last) - low + 1;
    const tally = Object.fromEntries([...KINDS, "record"].map((kind) => [kind, new Uint32Array(size)]));
    const ofKind = KINDS.map((kind) => tally[kind]);
    const meets = ({ first, last }, row) => last[row] >= scale.first && first[row] <= scale.last; // no day meets nothing
    const spans = eventFacts.spans[state.clock];
    const bins = binsOf(eventFacts, state.clock, scale.unit);
    const put = (row) => (ofKind[kinds[eventLayers.codes[row]]][Math.max(bins.first[row], low) - low] += 1);
    const long = [];
    for (const event of shown.inTime.events) {
      if (!meets(spans, event.row)) continue;
      if (bins.first[event.row] === bins.last[event.row]) put(event.row);
      else long.push(event);
    }
    const recorded = binsOf(recordFacts, "event", scale.unit);
    for (const { row } of shown.inTime.records) if (meets(recordFacts.spans.event, row)) tally.record[Math.max(recorded.first[row], low) - low] += 1;
    // Of too many only the longest have a lane; the others are counted on their first day.
    const length = ({ row }) => spans.last[row] - spans.first[row];
    const least = Float64Array.from(long, length).sort().at(-1 - MOST_INTERVALS) ?? -1;
    const inLanes = long.filter((event) => length(event) > least);
    for (const event of long) if (length(event) <= least) put(event.row);
    inLanes.sort((a, b) => spans.first[a.row] - spans.first[b.row] || spans.last[a.row] - spans.last[b.row] || (a.id < b.id ? -1 : 1));
    return { low, size, tally, long: inLanes, left: long.length - inLanes.length };
  };
  const binWords = (bin) => {
    const unit = UNITS[scale.unit];
    if (scale.unit === "day") return dayWords(bin);
    if (scale.unit === "month") return `${ui.months_long[bin % 12]} ${Math.floor(bin / 12)}`;
    return `${dayWords(unit.start(bin))} – ${dayWords(unit.start(bin + 1) - 1)}`;
  };
  const titled = (node, text) => {
    const title = svg("title", {});
    title.textContent = text;
    node.append(title);
    return node;
  };
  const boxPath = (x, y, width, height) => `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`;
  const drawnPaths = (paths, name) => [...paths].map(([kind, d]) => svg("path", { class: `${name}t-${kind}`, d }));
  /** One path for each kind of column, since a picture of thousands of boxes answers slowly. */
  const columns = ({ low, size, tally }) => {
    const unit = UNITS[scale.unit];
    let tallest = 1;
    for (let i = 0; i < size; i += 1) tallest = Math.max(tallest, tally.fighting[i] + tally.words[i] + tally.other[i]);
    const base = HEIGHT.lanes + HEIGHT.bars;
    const paths = new Map();
    const put = (kind, ...box) => paths.set(kind, (paths.get(kind) ?? "") + boxPath(...box));
    for (let i = 0; i < size; i += 1) {
      const [left, right] = [scale.x(unit.start(low + i)), scale.x(unit.start(low + i + 1))];
      const width = Math.max(3, right - left - (right - left > 4 ? 1 : 0));
      let top = base;
      for (const kind of KINDS) {
        if (!tally[kind][i]) continue;
        const height = (tally[kind][i] / tallest) * (HEIGHT.bars - 4);
        put(kind, left, (top -= height), width, height);
      }
      if (tally.record[i]) put("record", left, base + 2, width, 4);
    }
    return drawnPaths(paths, "");
  };
  /** The lane of each long interval: {event, lane, from, to} in pixels. */
  const lanesOf = (long) => {
    const ends = Array(LANES).fill(-Infinity);
    const { first, last } = eventFacts.spans[state.clock];
    return long.map((event) => {
      const [from, end] = [scale.x(first[event.row]), scale.x(last[event.row] + 1)];
      let lane = ends.findIndex((taken) => taken <= from);
      if (lane < 0) lane = LANES - 1; // more than fit share the last lane
      ends[lane] = Math.max(ends[lane], end + 1);
      return { event, lane, from, to: Math.max(from + 2, end) };
    });
  };
  const lanes = (laned) => {
    const paths = new Map();
    const picked = ({ event }) => state.selected?.kind === "event" && state.selected.id === event.id;
    for (const one of laned) {
      const name = kindOf(one.event.layer) + (picked(one) ? " is-picked" : "");
      paths.set(name, (paths.get(name) ?? "") + boxPath(one.from, 2 + one.lane * 4, one.to - one.from, 3));
    }
    return drawnPaths(paths, "t-lane ");
  };
  /** What stands at a spot of the histogram, in words. */
  const wordsAt = (x, y) => {
    const lane = plotted.lanes.findLast((one) => x >= one.from && x <= one.to && Math.abs(y - 3.5 - one.lane * 4) <= 2);
    if (lane) return `${lane.event.when}: ${typeWords(lane.event)}`;
    const bin = UNITS[scale.unit].of(scale.dayAt(x));
    const { record: records_, ...tally } = Object.fromEntries(Object.entries(plotted.tally).map(([kind, list]) => [kind, list[bin - plotted.low] ?? 0]));
    return say("bin_words", { when: binWords(bin), ...tally, records: records_ });
  };
  const axis = () => {
    const days = scale.last - scale.first;
    const base = HEIGHT.lanes + HEIGHT.bars;
    const room = Math.max(2, Math.floor(scale.width / 62));
    const made = [];
    const tick = (number, text) => {
      const x = scale.x(number);
      if (x > scale.width - 24) return;
      const label = svg("text", { class: "t-year", x: x.toFixed(1), y: base + 16 });
      label.textContent = text;
      made.push(svg("line", { class: "t-grid", x1: x.toFixed(1), x2: x.toFixed(1), y1: HEIGHT.lanes, y2: base + 6 }), label);
    };
    const months = days / 30.4;
    if (months / 12 > 3) {
      const step = [1, 2, 5, 10, 20].find((years) => months / 12 / years <= room) ?? 50;
      for (let month = Math.ceil(monthOf(scale.first) / 12) * 12; UNITS.month.start(month) <= scale.last; month += 12)
        if ((month / 12) % step === 0) tick(UNITS.month.start(month), String(month / 12));
    } else if (months > 3) {
      const step = [1, 2, 3, 6].find((each) => months / each <= room) ?? 12;
      for (let month = monthOf(scale.first) + 1; UNITS.month.start(month) <= scale.last; month += 1)
        if (month % step === 0) tick(UNITS.month.start(month), month % 12 ? ui.months[month % 12] : String(month / 12));
    } else {
      const step = [1, 2, 5, 7, 14].find((each) => days / each <= room) ?? 28;
      for (let number = scale.first; number <= scale.last; number += step) tick(number, dayWords(number).replace(/ \d+$/, ""));
    }
    return made;
  };

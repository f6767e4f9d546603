  // ---- time: the histogram with its brush, steps and play --------------------------------------------
  /** First and last day of the axis: the phase's own, or those of everything on the page. */
  const domain = () => {
    if (state.clock === "report") {
      let [low, high] = [Infinity, -Infinity];
      const { first, last } = eventFacts.spans.report;
      for (const { row } of shown.inTime.events) if (first[row] <= last[row]) [low, high] = [Math.min(low, first[row]), Math.max(high, last[row])];
      if (low <= high) return [low - 2, high + 2];
    }
    const phase = data.phases.find((entry) => entry.id === (data.phase ?? state.phase));
    if (phase) return [day(phase.start), phase.end ? day(phase.end) - 1 : Math.max(day(phase.start) + 30, lastDay)];
    const first = data.phases.length ? Math.min(...data.phases.map((entry) => day(entry.start))) : firstDay;
    return [first, Math.max(first + 30, lastDay)];
  };
  const unitFor = ([first, last]) => (last - first <= 140 ? "day" : last - first <= 1100 ? "week" : "month");

  const scaleOf = () => {
    const [first, last] = domain();
    const unit = unitFor([first, last]);
    const width = Math.max(240, at("histogram").clientWidth);
    const perDay = (width - 16) / (last - first + 1);
    return { first, last, unit, width, x: (number) => 8 + (Math.min(last + 1, Math.max(first, number)) - first) * perDay,
      dayAt: (x) => Math.min(last, Math.max(first, first + Math.floor((x - 8) / perDay))) };
  };
  const handle = (which, number) => {
    const x = scale.x(which === "from" ? number : number + 1);
    const node = svg("g", { class: "t-handle", role: "slider", tabindex: "0", "data-handle": which, "aria-label": which === "from" ? ui.time_start_handle : ui.time_end_handle,
      "aria-valuemin": scale.first, "aria-valuemax": scale.last, "aria-valuenow": number, "aria-valuetext": dayWords(number) });
    node.append(svg("rect", { class: "t-hit", x: (x - 12).toFixed(1), y: 0, width: 24, height: HEIGHT.lanes + HEIGHT.bars }),
      svg("line", { class: "t-edge", x1: x.toFixed(1), x2: x.toFixed(1), y1: 0, y2: HEIGHT.lanes + HEIGHT.bars }),
      svg("rect", { class: "t-grip", x: (x - 4).toFixed(1), y: 28, width: 8, height: 18, rx: 3 }));
    return node;
  };
  const drawTime = () => {
    scale = scaleOf();
    const focused = document.activeElement?.dataset?.handle;
    const { long, left, ...columns_ } = sorted();
    plotted = { ...columns_, lanes: lanesOf(long) };
    const episodes = episodeBars(scale, HEIGHT.lanes + HEIGHT.bars + HEIGHT.axis + 4);
    const height = HEIGHT.lanes + HEIGHT.bars + HEIGHT.axis + 4 + episodes.height;
    const [from, to] = [state.from ?? scale.first, state.to ?? scale.last];
    const picture = svg("svg", { width: scale.width, height, viewBox: `0 0 ${scale.width} ${height}`, role: "group", "aria-label": ui.time_label });
    const plot = HEIGHT.lanes + HEIGHT.bars;
    picture.append(...axis(), ...columns(plotted), ...lanes(plotted.lanes), svg("line", { class: "t-base", x1: 0, x2: scale.width, y1: plot, y2: plot }));
    if (state.from !== null) {
      const [left, right] = [scale.x(from), scale.x(to + 1)];
      picture.append(svg("rect", { class: "t-veil", x: 0, y: 0, width: left.toFixed(1), height: plot }), svg("rect", { class: "t-veil", x: right.toFixed(1), y: 0, width: Math.max(0, scale.width - right).toFixed(1), height: plot }));
    }
    const surface = titled(svg("rect", { class: "t-surface", x: 0, y: 0, width: scale.width, height: plot }), "");
    picture.append(surface, handle("from", Math.max(scale.first, from)), handle("to", Math.min(scale.last, to)), ...episodes.bars);
    at("histogram").replaceChildren(picture);
    if (focused) picture.querySelector(`[data-handle="${focused}"]`).focus({ preventScroll: true });
    for (const [id, number] of [["time-from", from], ["time-to", to]]) at(id).value = isoOf(number);
    at("time-shown").textContent = state.from === null ? ui.time_whole : from === to ? dayWords(from) : say("time_shown", { from: dayWords(from), to: dayWords(to) });
    at("time-unit").textContent = [ui[`bin_${scale.unit}`], left && say("lanes_left", { n: left })].filter(Boolean).join(" · ");
    drawEpisodeChoice(scale);
    at("time-all").setAttribute("aria-disabled", String(state.from === null)); // it keeps the focus
  };

  /** Show some days only; both null for all. */
  const setDays = (from, to, push = null) => {
    [state.from, state.to] = from === null || to === null ? [null, null] : [Math.min(from, to), Math.max(from, to)];
    refresh({ push });
  };
  const binAt = (number) => UNITS[scale.unit].of(number);
  /** Move the days shown by a part of their length; a window is opened first when all are shown. */
  const step = (way) => {
    const unit = UNITS[scale.unit];
    const [firstBin, lastBin] = [binAt(scale.first), binAt(scale.last)];
    const size = state.from === null ? Math.max(1, Math.round((lastBin - firstBin + 1) / 16)) : Math.max(1, binAt(state.to) - binAt(state.from) + 1);
    const move = Math.max(1, Math.floor(size / 2)) * way;
    const start = state.from === null ? (way > 0 ? firstBin : lastBin - size + 1) : binAt(state.from) + move;
    if (start + size - 1 < firstBin || start > lastBin) return false;
    setDays(Math.max(scale.first, unit.start(start)), Math.min(scale.last, unit.start(start + size) - 1));
    return true;
  };
  let playing = null;
  const play = (on) => {
    clearInterval(playing);
    playing = on ? setInterval(() => step(1) || play(false), still ? 1400 : 800) : null;
    at("time-play").setAttribute("aria-pressed", String(on));
    at("time-play").textContent = on ? ui.pause : ui.play;
    if (on) step(1);
    else write(true);
  };
  /** Say what the pointer stands on, as the title of the surface that lies above all columns. */
  const nameSpot = (event) => {
    const surface = event.target.closest?.(".t-surface");
    if (!surface) return;
    const { left, top } = surface.getBoundingClientRect();
    surface.firstChild.textContent = wordsAt(event.clientX - left, event.clientY - top);
  };
  const startTime = () => {
    let from = null; // day under the pointer when the brush began, or the handle that is dragged
    const dayUnder = (event) => scale.dayAt(event.clientX - at("histogram").getBoundingClientRect().left);
    const edge = (number, end) => (end ? Math.min(scale.last, UNITS[scale.unit].start(binAt(number) + 1) - 1) : Math.max(scale.first, UNITS[scale.unit].start(binAt(number))));
    const box = at("histogram");
    box.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest(".t-episode")) return;
      const which = event.target.closest(".t-handle")?.dataset.handle;
      if (!which && !event.target.closest(".t-surface")) return;
      const pressed = dayUnder(event);
      from = { pressed, anchor: which ? (which === "from" ? state.to ?? scale.last : state.from ?? scale.first) : pressed, dragged: Boolean(which), moved: false };
      box.setPointerCapture(event.pointerId);
    });
    box.addEventListener("pointermove", (event) => {
      if (!from) return nameSpot(event);
      const here = dayUnder(event);
      from.moved ||= here !== from.pressed;
      if (!from.moved) return;
      const [low, high] = [Math.min(here, from.anchor), Math.max(here, from.anchor)];
      setDays(edge(low, false), edge(high, true));
    });
    const finish = (event) => {
      if (!from) return;
      if (event.type === "pointerup" && !from.moved && !from.dragged) setDays(edge(from.anchor, false), edge(from.anchor, true));
      from = null;
      write(true);
    };
    box.addEventListener("pointerup", finish);
    box.addEventListener("pointercancel", finish);
    box.addEventListener("keydown", (press) => {
      const which = press.target.closest?.(".t-handle")?.dataset.handle;
      const ways = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 6, PageDown: -6 };
      if (!which || !(press.key in ways || press.key === "Home" || press.key === "End")) return;
      press.preventDefault();
      const [start, end] = [state.from ?? scale.first, state.to ?? scale.last];
      const old = which === "from" ? start : end;
      let next = press.key === "Home" ? scale.first : press.key === "End" ? scale.last : UNITS[scale.unit].start(binAt(old) + ways[press.key]);
      next = Math.min(scale.last, Math.max(scale.first, which === "to" && press.key in ways ? edge(next, true) : next));
      if (which === "from") setDays(Math.min(next, end), end, true);
      else setDays(start, Math.max(next, start), true);
    });
    for (const id of ["time-from", "time-to"])
      at(id).addEventListener("change", () => {
        const [first, last] = [day(at("time-from").value || null), day(at("time-to").value || null)];
        if (!Number.isFinite(first) || !Number.isFinite(last)) return;
        // The day just chosen stands; the other end follows where it would lie on the wrong side.
        if (id === "time-from") setDays(first, Math.max(first, last), true);
        else setDays(Math.min(first, last), last, true);
      });
    at("time-back").addEventListener("click", () => step(-1) && write(true));
    at("time-on").addEventListener("click", () => step(1) && write(true));
    at("time-all").addEventListener("click", () => setDays(null, null, true));
    at("time-play").addEventListener("click", () => play(playing === null));
    // Where no article has a date, there is but one clock.
    at("clock").parentElement.hidden = events.length > 0 && events[0].facts.spans.report.first.every(Number.isNaN);
    at("clock").addEventListener("change", (change) => {
      state.clock = change.target.value;
      [state.from, state.to] = [null, null];
      refresh({ push: true });
    });
  };
  /** Show one phase, or with null all of them; only the page of the whole conflict offers this. */
  const setPhase = (id) => {
    state.phase = id;
    [state.from, state.to] = [null, null];
    state.look = "";
    refresh({ push: true });
    frameMap();
    draw();
  };
  const drawStrip = () => {
    for (const link of document.querySelectorAll(".strip [data-phase]")) {
      if ((link.dataset.phase || null) === (onPhasePage ? data.phase : state.phase)) link.setAttribute("aria-current", onPhasePage ? "page" : "true");
      else link.removeAttribute("aria-current");
    }
  };

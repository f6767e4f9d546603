  // ---- lists -----------------------------------------------------------------------------------
  const statusChip = (entry) => (entry.status && entry.status !== "asserted" ? h("span", { class: `chip chip-${entry.status}` }, word("status", entry.status)) : null);
  const spotChip = (event) => (eventSpots(event).length || isWords(event) ? null : h("span", { class: "chip chip-none" }, (event.places ?? []).length || event.unplaced?.length ? ui.not_drawn : ui.unknown_place));
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
  /** What is particular to an entry; ids of phases are said by their names. */
  const detailWords = (detail) =>
    String(detail ?? "").split(", ").map((part) => data.phases.find((phase) => phase.id === part)?.name ?? part).join(", ");
  /** What an entry that is not shown says: a name in its sentence, or else the words themselves. */
  const notShownWords = (entry) => {
    const mention = entry.kind === "mention" && find.mention.get(entry.ref);
    if (mention?.sentence) return marked(mention.sentence, mention.start, mention.end, mention.text);
    return entry.quote ? h("q", { class: "item-quote" }, isolated(entry.quote)) : null;
  };
  const notShownRow = (entry) =>
    h("li", {}, notShownWords(entry),
      h("span", { class: "item-meta" }, spaced([word("kinds", entry.kind), isolated(detailWords(entry.detail)), entry.article && isolated(articleWords(entry.article)),
        own(find, entry.kind)?.has(entry.ref) && SELECTABLE.includes(entry.kind) ? h("button", { type: "button", class: "link", onclick: () => select(entry.kind, entry.ref) }, isolated(entry.ref)) : h("code", {}, isolated(entry.ref))])));
  const MANY = packed ? 60 : 200;
  /** A list of rows from one on; what is beyond the first few hundred comes when it is asked for. */
  const rows = (entries, make, empty, from = 0) => {
    if (!entries.length) return empty ? h("p", { class: "empty" }, empty) : null;
    const list = h("ol", { class: "items" }, entries.slice(from, from + MANY).map(make));
    const rest = entries.length - from - MANY;
    if (rest <= 0) return list;
    const more = h("button", { type: "button", class: "more-rows", onclick: () => more.replaceWith(...[rows(entries, make, "", from + MANY)].flat()) }, say("show_more", { n: Math.min(MANY, rest) }));
    return [list, more];
  };
  const eventRows = () => {
    if (!shown.events.length) return rows([], eventRow, events.length ? ui.nothing_passes : ui.no_events);
    const { codes, lists } = eventFacts.phases;
    const phased = lists.map((phases) => !data.phases.length || phases.length > 0);
    const [dated, homeless] = [[], []];
    for (const event of shown.events) (phased[codes[event.row]] ? dated : homeless).push(event);
    return [rows(dated, eventRow, ""), homeless.length ? [h("h3", { class: "list-head" }, ui.phase_none), rows(homeless, eventRow, "")] : null];
  };
  const TABS = {
    events: { total: () => shown.events.length, make: eventRows },
    records: { total: () => shown.records.length, make: () => rows(shown.records, recordRow, records.length ? ui.nothing_passes : ui.no_records) },
    mentions: { total: () => shown.mentions.length, make: () => rows(shown.mentions, mentionRow, mentions.length ? ui.nothing_passes : ui.no_mentions) },
    not_shown: { total: () => data.not_shown.length, make: () =>
      data.not_shown.length
        ? notShownGroups().map(([reason, entries], index) => h("details", { class: "reason", open: index === 0 }, h("summary", {}, isolated(reason), " ", h("span", { class: "row-n" }, String(entries.length))), h("ul", { class: "missing" }, entries.map(notShownRow))))
        : h("p", { class: "empty" }, ui.all_shown) },
  };
  const names = Object.keys(TABS);
  const drawTabs = () => {
    for (const name of names) {
      at("tabs").append(h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `list-${name}`, onclick: () => showTab(name) }, ui[name], " ", h("span", { class: "row-n" }, "")));
      at("lists").append(h("div", { role: "tabpanel", id: `list-${name}`, "aria-labelledby": `tab-${name}`, tabindex: 0, class: "list" }));
    }
    at("side").addEventListener("keydown", walkRows);
    at("tabs").addEventListener("keydown", (press) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
      if (!step) return;
      const next = names[(names.indexOf(state.tab) + step + names.length) % names.length];
      showTab(next);
      at(`tab-${next}`).focus();
    });
  };
  /** Arrows, Home and End walk along the rows of any list beside the map. */
  const walkRows = (press) => {
    const here = press.target.closest?.(".item");
    if (!here || !["ArrowDown", "ArrowUp", "Home", "End"].includes(press.key)) return;
    const all = [...at("side").querySelectorAll(".item")].filter((item) => item.offsetParent);
    const place_ = { ArrowDown: all.indexOf(here) + 1, ArrowUp: all.indexOf(here) - 1, Home: 0, End: all.length - 1 }[press.key];
    press.preventDefault();
    all[Math.min(all.length - 1, Math.max(0, place_))].focus();
  };
  const drawTabState = () => {
    for (const other of names) {
      at(`tab-${other}`).setAttribute("aria-selected", String(other === state.tab));
      at(`tab-${other}`).tabIndex = other === state.tab ? 0 : -1;
      at(`list-${other}`).hidden = other !== state.tab;
    }
  };
  const showTab = (name) => {
    state.tab = name;
    drawTabState();
    if (state.selected) show(null, false);
    drawList();
    write(true);
  };
  const drawList = () => {
    for (const name of names) at(`tab-${name}`).querySelector(".row-n").textContent = String(TABS[name].total());
    at(`list-${state.tab}`).replaceChildren(...[TABS[state.tab].make()].flat(Infinity).filter(Boolean));
  };

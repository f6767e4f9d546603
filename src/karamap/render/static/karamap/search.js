  // ---- search: every form of every name, actors, and the words of quotes ----------------------------
  const LETTERS = { ə: "e", ı: "i", ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ё: "е", "’": "'", "ʼ": "'", "`": "'", "‐": " ", "–": " " };
  const PLAIN = /^[ -_a-~]*$/; // ASCII but for the grave accent: only its case has to be folded
  const folded = (value) => {
    const text = String(value ?? "").toLowerCase();
    const plain = PLAIN.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[əıøłđßæœþё’ʼ`‐–]/g, (letter) => LETTERS[letter]);
    return plain.replace(/[-\s]+/g, " ").trim();
  };
  /** The words of an event: what its reports say, and places of which nothing but the name is known. */
  const eventText = (event) => {
    const unknown = (event.places ?? []).filter((ref) => !place(ref.place_id)).map((ref) => ref.name).concat(event.unplaced ?? []);
    return [...reportsOf(event).map((report) => report.quote), ...unknown].filter(Boolean).join(" ") || event.quote || "";
  };
  let index = null;
  const makeIndex = () => ({
    places: Object.values(data.places).map((entry) => {
      const forms = [entry.name, ...Object.values(entry.by_side ?? {}), ...(entry.names ?? []).map(([text]) => text)];
      return { id: entry.id, forms: [...new Set(forms)].map((text) => [folded(text), text]) };
    }),
    actors: [...new Set([eventFacts, recordFacts].flatMap(({ groups }) => groups.actor.lists.flat()))].filter((name) => name !== NOBODY).sort().map((name) => [folded(name), name]),
    events: events.map((event) => [folded(eventText(event)), event]),
    records: records.map((record) => [folded(record.title), record]),
  });
  const rankOf = (form, query) => (form === query ? 0 : form.startsWith(query) ? 1 : form.includes(` ${query}`) ? 2 : form.includes(query) ? 3 : 9);
  const find_ = (query) => {
    index ??= makeIndex();
    const places = index.places.map((entry) => {
      const best = entry.forms.map(([form, text]) => [rankOf(form, query), text]).sort((a, b) => a[0] - b[0])[0];
      return { id: entry.id, rank: best[0], text: best[1] };
    }).filter((hit) => hit.rank < 9).sort((a, b) => a.rank - b.rank || placeName(a.id).localeCompare(placeName(b.id), ui.language));
    return {
      places, actors: index.actors.filter(([form]) => form.includes(query)).map(([, name]) => name),
      events: index.events.filter(([text]) => text.includes(query)).map(([, event]) => event),
      records: index.records.filter(([text]) => text.includes(query)).map(([, record]) => record),
    };
  };
  /** In how many letters two texts differ, where that is at most so many; else one more. */
  const apart = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let row = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (const [i, letter] of [...a].entries()) {
      const next = [i + 1];
      for (let j = 0; j < b.length; j += 1) next.push(Math.min(row[j] + (letter === b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1));
      row = next;
    }
    return row[b.length];
  };
  /** As many neighbouring words of a text as a query has, each run of them once. */
  const runsOf = (text, size) => {
    const words = text.split(" ");
    return words.slice(size - 1).map((_, first) => words.slice(first, first + size).join(" "));
  };
  /** Names of places and actors that are spelt nearly so: one letter in four may be amiss, two at most. */
  const spelt = (query) => {
    const most = Math.min(2, Math.floor(query.length / 4));
    const size = query.split(" ").length;
    const near = ([form]) => most > 0 && runsOf(form, size).some((run) => apart(query, run, most) <= most);
    const places = index.places.map((entry) => ({ id: entry.id, text: entry.forms.find(near)?.[1] })).filter((hit) => hit.text).sort((a, b) => a.text.length - b.text.length);
    return { places, actors: index.actors.filter(near).map(([, name]) => name), events: [], records: [] };
  };
  const sizeOf = (hits) => Object.values(hits).reduce((sum, list) => sum + list.length, 0);
  const drawSearch = () => {
    const query = folded(state.query);
    const on = query.length > 1;
    at("results").hidden = !on;
    at("side").classList.toggle("is-searching", on);
    if (!on) return at("search-state").replaceChildren();
    const exact = find_(query);
    const total = sizeOf(exact);
    const hits = total ? exact : spelt(query);
    const none = [say("search_none", { query: state.query }), sizeOf(hits) ? ui.search_spelt : ""].filter(Boolean).join(" ");
    const button = (kind, id, parts) => h("li", {}, h("button", { type: "button", class: "item", "data-kind": kind, "data-id": id, onclick: () => select(kind, id) }, h("span", { class: "item-body" }, parts)));
    const block = (title, list, make) => (list.length ? [h("h3", { class: "list-head" }, title, h("span", { class: "row-n" }, ` ${list.length}`)), rows(list, make, "")] : null);
    at("search-state").replaceChildren(total ? counted("search_found", total) : none);
    at("results").replaceChildren(...[
      block(ui.search_places, hits.places, (hit) => button("place", hit.id, [h("b", {}, isolated(placeName(hit.id))), folded(placeName(hit.id)).includes(query) ? null : h("span", { class: "item-meta" }, say("written_as", { name: hit.text }))])),
      block(ui.search_actors, hits.actors, (name) => button("actor", name, [isolated(name)])),
      block(ui.search_quotes, hits.events, eventRow),
      block(ui.search_records, hits.records, recordRow),
    ].flat(Infinity).filter(Boolean));
    return null;
  };
  const startSearch = () => {
    at("search").addEventListener("input", () => {
      state.query = at("search").value;
      if (state.selected) show(null, false);
      drawSearch();
      write(false);
    });
    at("search").addEventListener("keydown", (press) => {
      if (press.key === "ArrowDown") document.querySelector("#results .item")?.focus();
      if (press.key !== "Escape" || !state.query) return;
      press.stopPropagation();
      state.query = at("search").value = "";
      drawSearch();
      write(false);
    });
  };

  // ---- evidence --------------------------------------------------------------------------------
  const fact = (term, ...content) => {
    const kept = content.flat(Infinity).filter(Boolean);
    return kept.length ? [h("dt", {}, term), h("dd", {}, kept)] : [];
  };
  const note = (text) => (text ? h("span", { class: "why" }, isolated(text)) : null);
  /** A toll with the words that it was read from, where its numbers are not those words. */
  const tollFact = (term, toll) => {
    const numbers = tollWords(toll);
    const words = toll?.words && say("quoted", { words: toll.words });
    return fact(term, numbers && isolated(numbers), words && words !== numbers ? note(words) : null);
  };
  /** The sentence with the words that were used marked; offsets are code points, as in the article. */
  const marked = (sentence, start, end, quote) => {
    const letters = Array.from(sentence?.text ?? "");
    const from = Math.max(0, start - (sentence?.start ?? 0));
    const to = Math.min(letters.length, end - (sentence?.start ?? 0));
    if (!letters.length || to <= from) return h("p", { class: "sentence" }, h("mark", {}, quote));
    return h("p", { class: "sentence", dir: "auto" }, letters.slice(0, from).join(""), h("mark", {}, letters.slice(from, to).join("")), letters.slice(to).join(""));
  };
  const citation = (id, start, end) => {
    const article = find.article.get(id);
    if (!article) return h("footer", {}, isolated(id));
    return h("footer", {}, h("cite", {}, isolated(titleOf(article))), h("span", { class: "cite-meta" }, spaced([isolated(article.outlet || ui.no_outlet), article.when, article.published ? h("span", { class: `chip chip-${article.published.inferred ? "inferred" : "printed"}` }, article.published.inferred ? ui.inferred : ui.printed) : null])),
      note(article.published?.basis), h("span", { class: "cite-meta" }, h("code", {}, isolated(article.path || id)), ", ", say("characters", { start, end })),
      article.text ? h("button", { type: "button", class: "link", "data-open": id, onclick: () => select("article", id) }, ui.read_article) : null);
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
  /** A sentence about reports that names them by their articles instead of by their ids. */
  const byArticle = (text, reports) => reports.reduce((said, report) => said.replaceAll(report.id, say("quoted", { words: articleWords(report.article) })), text);
  const spotsOf = (event) => {
    const ids = (event.places ?? []).map((ref) => ref.place_id).filter(place);
    return ids.length ? ids : [event.at].filter(place);
  };
  /** A link that opens an entry beside the choices made; its own address is the entry alone. */
  const link = (kind, id, attributes, ...content) =>
    h("a", { href: `#${kind}=${encodeURIComponent(id)}`, ...attributes, onclick: (click) => {
      if (click.ctrlKey || click.metaKey || click.shiftKey) return; // another window
      click.preventDefault();
      select(kind, id);
    } }, ...content);
  const linkTo = (kind, id) => h("p", { class: "quiet entry-id" }, `${ui.id} `, link(kind, id, {}, isolated(id)), " ", copyButton());
  const kicker = (layer, look, words) => h("p", { class: "kicker" }, symbol(layer, look), words);

  // ---- what the other side says of the same: same place, days and kind of act ---------------------
  const FAMILY = { ASSAULT: "force", COERCE: "force", MOBILIZE: "force", ACCUSE: "force", THREATEN: "force", RETREAT: "force", REJECT: "words", AGREE: "words", CONSULT: "words", REQUEST: "words", STATEMENT: "words" };
  const familyOf = (type) => own(FAMILY, type) ?? type;
  /** The side whose voice an entry is: its claimant's, or of words the speakers' when they are of one side. */
  const voiceOf = (entry) => {
    if (entry.claimant) return sideOf(entry.claimant);
    if (!["ACCUSE", "REJECT", "STATEMENT", "REQUEST", "THREATEN"].includes(entry.type)) return null;
    const sides = [...new Set((entry.actors?.source ?? []).map(sideOf))];
    return sides.length === 1 ? sides[0] : null;
  };
  const groundOf = (event) => new Set([...(event.places ?? []), ...(event.about ?? [])].map((ref) => ref.place_id));
  const opposing = (event) => {
    const voice = voiceOf(event);
    if (!voice) return [];
    const ground = groundOf(event);
    const { first, last } = eventFacts.spans.event;
    const [from, to] = [first[event.row] - 3, last[event.row] + 3];
    return events.filter((other, row) => {
      if (!(first[row] <= to && last[row] >= from) || familyOf(other.type) !== familyOf(event.type)) return false;
      const theirs = other === event ? null : voiceOf(other);
      if (!theirs || theirs === voice) return false;
      return [...groundOf(other)].some((id) => ground.has(id));
    });
  };
  const claimCard = (entry, report) =>
    h("article", { class: "claim" }, h("p", { class: "says" }, h("b", {}, isolated(entry.claimant || (entry.actors?.source ?? []).join(", ") || ui.article_own_voice)), " ", h("span", { class: `chip chip-${entry.status}` }, word("status", entry.status))),
      report ? h("blockquote", {}, h("p", { class: "sentence" }, isolated(report.quote))) : null, h("p", { class: "quiet" }, spaced([entry.when, tollWords(entry.killed) && `${ui.toll_killed} ${tollWords(entry.killed)}`])));
  const otherSide = (event) => {
    const voice = voiceOf(event);
    const reports = reportsOf(event);
    // Within one event too, reports may speak for different sides.
    const within = reports.filter((report) => voice && report.claimant && (sideOf(report.claimant) ?? voice) !== voice);
    const others = opposing(event);
    if (within.length || others.length)
      return [h("h3", {}, ui.other_side), h("p", { class: "quiet" }, ui.other_side_note),
        h("div", { class: "claims" }, claimCard(event, reports.find((report) => report.claimant === event.claimant) ?? reports[0]),
          h("div", { class: "claims-other" }, within.map((report) => claimCard(report, report)), others.slice(0, 4).map((other) => [claimCard(other, firstReport(other)), h("button", { type: "button", class: "link", onclick: () => select("event", other.id) }, typeWords(other))])))];
    // A denial is the other side itself, and so is one that a report names.
    if (event.status === "denied" || reports.some((report) => report.status === "denied" || (report.type === "REJECT" && event.type !== "REJECT"))) return null;
    return voice || event.status === "claimed" ? [h("h3", {}, ui.other_side), h("p", { class: "quiet" }, ui.other_side_none)] : null;
  };
  /** Places by their names and countries, those alike once; an id where no more is known. */
  const candidateWords = (ids) => [...new Set(ids.map((id) => own(data.candidates, id) ?? (place(id) ? placeName(id) : id)))].join("; ");
  /** Other places that the names in the used words could have meant. */
  const candidatesOf = (reports) => {
    const found = mentions.filter((mention) => mention.others?.length && reports.some((report) => report.article === mention.article && mention.start >= report.start && mention.end <= report.end));
    return found.length ? [h("h3", {}, ui.candidates), h("ul", { class: "plain small" }, found.map((mention) => h("li", {}, isolated(mention.text), ": ", isolated(candidateWords(mention.others))))) ] : null;
  };
  /** Both names and the neutral one, with the language of each form that is held. */
  const namesOf = (entry) => {
    const sides = data.conflict.sides.filter((side) => own(entry.by_side, side.id)).map((side) => h("div", {}, h("bdi", {}, entry.by_side[side.id]), h("span", { class: "quiet" }, ` ${side.name}`)));
    const said = new Set([entry.name, entry.label, ...Object.values(entry.by_side ?? {})]);
    const more = (entry.names ?? []).filter(([text]) => !said.has(text)).map(([text, language]) => h("span", { class: "form", lang: language === "und" ? null : language }, isolated(text)));
    return [...sides, more.length ? h("div", { class: "forms" }, spaced(more, ", ")) : null];
  };
  const copyButton = () => {
    const button = h("button", { type: "button", class: "link copy", onclick: () => copy(button) }, ui.copy_link);
    return button;
  };
  const copy = async (button) => {
    write(false);
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = ui.copied;
    } catch {
      const field = h("input", { type: "text", readonly: true, class: "copy-field", "aria-label": ui.copy_failed, value: location.href });
      button.replaceWith(field);
      field.focus();
      field.select();
    }
  };

  const eventDetail = (event) => {
    const reports = reportsOf(event);
    const anchor = place(event.at);
    const reported = [...new Set(reports.map((report) => report.article))].map(find.article.get).filter(Boolean);
    const reasons = [...new Set(reports.map((report) => report.place_reason).filter(Boolean))];
    return {
      title: [typeWords(event), isWords(event) ? whoWords(event) : whereWords(event)],
      head: kicker(event.layer, lookOf(event.status), spaced([word("layers", event.layer), word("status", event.status)])),
      body: [
        h("dl", { class: "facts" },
          fact(ui.when_happened, event.when, event.date_inferred ? [" ", h("span", { class: "chip chip-inferred" }, ui.inferred)] : null, event.date_precision ? `, ${word("date_precision", event.date_precision)}` : null, event.date_basis ? note(event.date_basis) : null),
          fact(ui.when_reported, reported.map((article) => h("div", {}, article.when, article.published?.inferred ? ` (${ui.inferred})` : ""))),
          fact(ui.where, spotsOf(event).length ? spaced(spotsOf(event).map((id) => h("button", { type: "button", class: "link", onclick: () => select("place", id) }, isolated(placeName(id)))), ", ") : isolated(whereWords(event)), event.where_prec ? `, ${word("where_prec", event.where_prec)}` : null,
            (event.unplaced ?? []).map((name) => note(`${name}: ${ui.name_only}`)),
            anchor && event.at_kind && event.at_kind !== "event" ? note(`${placeName(event.at)}: ${word("at_kind", event.at_kind)}`) : null,
            note(word("drawn", eventSpots(event).length ? event.drawn : "none")), reasons.map((reason) => note(`${ui.place_why}: ${reason}`))),
          fact(ui.about, placesOf(event.about).length ? isolated(placesOf(event.about).join(", ")) : null),
          fact(ui.who, whoWords(event) ? isolated(whoWords(event)) : null),
          fact(ui.says, isolated(event.claimant || ui.article_own_voice), ` (${word("status", event.status)})`),
          tollFact(ui.toll_killed, event.killed), tollFact(ui.toll_wounded, event.wounded),
          tollFact(ui.toll_captured, event.captured), tollFact(ui.toll_displaced, event.displaced)),
        h("h3", {}, reports.length > 1 ? say("reports_n", { n: reports.length }) : ui.evidence),
        h("div", { class: reports.length > 1 ? "reports reports-many" : "reports" }, reports.map(reportBlock)),
        (event.differs ?? []).length ? [h("h3", {}, ui.differs), h("ul", { class: "differs" }, event.differs.map((line) => h("li", {}, isolated(byArticle(line, reports)))))] : null,
        otherSide(event),
        h("h3", {}, ui.joined),
        (event.records ?? []).length ? h("ul", { class: "joins" }, event.records.map(joinItem)) : h("p", { class: "quiet" }, ui.not_joined),
        candidatesOf(reports),
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
        fact(ui.who, (record.actors ?? []).length ? isolated(record.actors.join(", ")) : null), tollFact(ui.toll_killed, record.killed), fact(ui.note, record.note || (record.flags ?? []).length ? isolated([record.note, ...(record.flags ?? [])].filter(Boolean).join("; ")) : null),
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
        fact(ui.role, word("roles", mention.role)), fact(ui.reason, isolated(mention.reason)), fact(ui.others, (mention.others ?? []).length ? isolated(candidateWords(mention.others)) : null)),
      h("blockquote", {}, marked(mention.sentence, mention.start, mention.end, mention.text), citation(mention.article, mention.start, mention.end)),
      linkTo("mention", mention.id),
    ],
  });
  /** The other places of a shared mark, each leading to its part of the list. */
  const drawnTogether = (near) => [
    h("p", { class: "notice near-note" }, ui.nearby_note),
    h("ul", { class: "near-places" }, near.map((other) =>
      h("li", {}, h("button", { type: "button", onclick: () => at("detail").querySelector(`[data-near="${CSS.escape(other.place.id)}"]`).focus() }, groupChip(other))))),
  ];
  const placeDetail = (id) => {
    const groups = gather(true);
    const group = groups.find((entry) => entry.place.id === id);
    const entry = place(id);
    if (!group && !entry) return null;
    const make = { record: recordRow, mention: mentionRow };
    const listsOf = (one) => ordered(one).map(([layer, entries]) => [h("h3", {}, word("layers", layer)), rows(entries, own(make, layer) ?? eventRow, "")]);
    const near = marks.find((mark_) => mark_.group.place.id === id)?.group.near ?? [];
    const here = new Set(group ? [...group.entries.values()].flat() : []);
    const refs = ["places", "about"].map((name) => listed(events, name, (list) => (list ?? []).map((ref) => ref.place_id)));
    const named_ = new Set(refs.flatMap((list) => having(events, list, id)));
    const about = events.filter((event) => named_.has(event) && !here.has(event));
    const named = mentions.filter((mention) => mention.place_id === id).length;
    const spot = group?.place ?? entry;
    return {
      title: [entry ? placeName(id) : groupName(group), near.length ? counted("more_places", near.length) : null],
      head: h("p", { class: "kicker" }, counted("here", group?.size ?? 0)),
      body: [
        near.length ? drawnTogether(near) : null,
        h("p", { class: "quiet" }, spaced([word("drawn", spot.drawn), group?.mode === "ring" && group.reach ? say("within_km", { n: group.reach }) : null])),
        entry ? h("dl", { class: "facts" }, fact(ui.names_of, namesOf(entry))) : null,
        entry ? h("dl", { class: "facts holders" }, holders(entry)) : null,
        group && group.size > 1 && (group.mode === "dot" || group.mode === "ring") ? h("p", { class: "quiet" }, ui.why_list) : null,
        group ? listsOf(group) : null,
        about.length ? [h("h3", {}, ui.everything_about), rows(about, eventRow, "")] : null,
        named ? h("p", { class: "quiet" }, counted("mentioned_n", named)) : null,
        near.map((other) => [h("h2", { class: "near", tabindex: -1, "data-near": other.place.id }, isolated(groupName(other))), listsOf(groups.find((one) => one.place.id === other.place.id) ?? other)]),
        entry ? linkTo("place", id) : null,
      ],
    };
  };
  const actorDetail = (name) => {
    const told = having(events, eventFacts.groups.actor, name);
    const recorded = having(records, recordFacts.groups.actor, name);
    if (!told.length && !recorded.length) return null;
    const side = data.conflict.sides.find((one) => one.id === sideOf(name));
    return { title: [name, side?.name], head: h("p", { class: "kicker" }, ui.with_actor),
      body: [told.length ? rows(told, eventRow, "") : null, recorded.length ? [h("h3", {}, ui.layers.record), rows(recorded, recordRow, "")] : null, linkTo("actor", name)] };
  };

  // ---- the whole article, cut at every edge of a name or of words that were used --------------------
  const articleDetail = (id) => {
    const article = find.article.get(id);
    if (!article?.text) return null;
    const letters = Array.from(article.text);
    const told = Object.values(data.reports).filter((report) => report.article === id && report.event).sort((a, b) => a.start - b.start || a.end - b.end);
    const edges = new Set([0, letters.length]);
    for (const [start, end] of article.marks) edges.add(start).add(end);
    for (const report of told) edges.add(report.start).add(report.end);
    const cuts = [...edges].filter((edge) => edge >= 0 && edge <= letters.length).sort((a, b) => a - b);
    const text = h("div", { class: "whole", lang: article.language, dir: "auto" });
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const [start, end] = [cuts[i], cuts[i + 1]];
      const words = letters.slice(start, end).join("");
      const mark_ = article.marks.find((one) => one[0] <= start && one[1] >= end);
      const used_ = told.some((report) => report.start <= start && report.end >= end);
      let node = document.createTextNode(words);
      const look = mark_ && { class: `role role-${mark_[2] ?? "none"}`, title: word("roles", mark_[2]) };
      if (mark_) node = find.mention.has(mark_[3]) ? link("mention", mark_[3], look, words) : h("span", look, words);
      text.append(used_ ? h("span", { class: "told" }, node) : node);
    }
    const tally = new Map();
    for (const mark_ of article.marks) tally.set(mark_[2], (tally.get(mark_[2]) ?? 0) + 1);
    const here = having(events, eventFacts.groups.article, id);
    return {
      title: [titleOf(article)], head: h("p", { class: "kicker" }, spaced([ui.article_open, article.outlet || ui.no_outlet, article.when])),
      body: [
        h("p", { class: "quiet" }, ui.article_note),
        h("ul", { class: "role-keys" }, Object.keys(ui.roles).filter((role) => tally.has(role)).map((role) => h("li", {}, h("span", { class: `role role-${role}` }, word("roles", role)), ` ${tally.get(role)}`))),
        text, here.length ? [h("h3", {}, ui.article_events), rows(here, eventRow, "")] : null, linkTo("article", id),
      ],
    };
  };
  const detailOf = ({ kind, id }) => {
    const whole = own({ place: placeDetail, actor: actorDetail, article: articleDetail, box: boxDetail }, kind);
    if (whole) return whole(id);
    const entry = own(find, kind)?.get(id);
    return entry ? { event: eventDetail, record: recordDetail, mention: mentionDetail }[kind](entry) : null;
  };

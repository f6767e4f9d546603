"""Parts of a page go in; a whole HTML document with its security policy comes out.

Also what every page says at its end: sources, names and borders, tolls, licences, build.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from karamap.render import assets
from karamap.render.markup import Markup, isolated, join, tag
from karamap.render.reasons import in_language, translator
from karamap.render.when import before, counted, one, parse, span

_TABLES = Markup('<script type="text/plain" id="karamap-tables"></script>')


def document(
    *,
    title: str,
    description: str,
    language: str,
    body: Markup,
    styles: Sequence[str],
    scripts: Sequence[str] = (),
    data: Sequence[Markup] = (),
    tables: str = "",
    image_hosts: tuple[str, ...] = (),
    body_class: str = "",
) -> str:
    """Return a whole page.

    Parameters
    ----------
    title, description
        Text of the title and of the description.
    body
        What stands in the body, without scripts.
    styles, scripts
        Inline styles and scripts; their hashes go into the page's security policy.
    data
        Blocks of data (`karamap.render.markup.data_block`), placed before the scripts.
    tables
        Packed tables (`karamap.render.payload.pack`), in base64.
    image_hosts
        Hosts from which pictures may be asked for.
    """
    security = assets.policy(list(scripts), list(styles), image_hosts)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=security),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("meta", name="description", content=description[:300]),
        tag("link", rel="icon", href="data:,"),
        *[Markup(f"<style>{style}</style>") for style in styles],
    )
    blocks = [Markup(f"<script>{script}</script>") for script in scripts]
    if tables:
        data = [*data, _TABLES]
    whole = tag("body", body, *data, *blocks, class_=body_class or None)
    page = f"<!DOCTYPE html>\n{tag('html', head, whole, lang=language)}\n"
    # What may be many megabytes is put in at last: each tag around it would copy it.
    before, opening, after = page.partition(_TABLES.removesuffix("</script>"))
    return "".join((before, opening, tables, after))


def stands_alone(page: Mapping[str, Any]) -> bool:
    """Whether a page is that of a file of events, which has no other pages beside it."""
    return bool(page["page"]["kind"] == "events")


def phase_strip(page: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the links between the pages: the whole conflict, then the phases in their order.

    On the page of the whole conflict they choose the phase that is shown, and on the page of a file
    of events, which has no others beside it.
    """
    current = page["page"].get("phase")
    alone = stands_alone(page)
    whole = alone or page["page"]["kind"] == "conflict"
    phases = page["phases"]
    if not phases:
        return Markup("")
    first = tag("span", words["text"]["strip_whole"], class_="strip-name")
    days = span(phases[0].get("start"), None, words) if phases else ""
    parts = [first, tag("span", days, class_="strip-days")]
    if page["conflict"].get("counts"):
        parts.append(tag("span", _strip_count(page["conflict"], words), class_="strip-count"))
    items = [
        _strip_item("#" if alone else "conflict.html", "", current=whole, bare=False, parts=parts)
    ]
    for phase in phases:
        name = tag("span", isolated(phase["name"]), class_="strip-name")
        when = tag("span", short_period(phase, words), class_="strip-days")
        number = tag("span", _strip_count(phase, words), class_="strip-count")
        items.append(
            _strip_item(f"#phase={phase['id']}" if alone else phase["href"], phase["id"],
                        current=phase["id"] == current,
                        bare=not alone and not phase.get("articles"), parts=(name, when, number))
        )  # fmt: skip
    return tag("nav", tag("ol", *items, class_="strip"), aria_label=words["all_phases"])


def _strip_item(
    href: str, ident: str, *, current: bool, bare: bool, parts: Sequence[Markup]
) -> Markup:
    """Return one link of the strip."""
    link = tag("a", *parts, href=href, data_phase=ident, aria_current="page" if current else None)
    return tag("li", link, class_="bare" if bare else None)


def _strip_count(phase: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """Return how many events and voices a phase or the conflict holds, or else how many records."""
    counts = phase.get("counts") or {}
    listed = {key: counts.get(key) or 0 for key in ("events", "voices", "records")}
    kinds = [key for key in ("events", "voices") if listed[key]]
    kinds = kinds or [key for key in ("records",) if listed[key]]
    said = [counted(words["text"][f"strip_{key}"], listed[key], words) for key in kinds]
    return ", ".join(said) or str(words["text"]["strip_none"])


def short_period(phase: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """Return a phase's period by months, for narrow places."""
    months = words["months"]
    start, end = parse(phase.get("start")), parse(before(phase.get("end")))
    first = f"{months[start.month - 1]} {start.year}" if start else ""
    last = f"{months[end.month - 1]} {end.year}" if end else ""
    if not last:
        return str(words["since"]).format(day=first)
    if start and end and start.year == end.year:
        if start.month == end.month:
            return last
        return f"{months[start.month - 1]} – {last}"
    return f"{first} – {last}"


def bounds(phase: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return what defines a phase: basis, sources, other bounds, episodes and texts."""
    rows: list[Markup] = []
    text = words["text"]
    if phase.get("basis"):
        rows += _row(text["bounds_basis"], isolated(phase["basis"]))
    if phase.get("sources"):
        rows += _row(text["sources"], _inline([source["title"] for source in phase["sources"]]))
    if phase.get("alternatives"):
        others = [_alternative(bound, phase, words) for bound in phase["alternatives"]]
        rows += _row(text["bounds_other"], _list(others))
    if phase.get("episodes"):
        rows += _row(text["episodes"], _list([_episode(e, words) for e in phase["episodes"]]))
    if phase.get("key_texts"):
        rows += _row(text["key_texts"], _list([isolated(text) for text in phase["key_texts"]]))
    return tag("dl", *rows, class_="facts") if rows else Markup("")


def _row(term: str, content: Markup) -> list[Markup]:
    return [tag("dt", term), tag("dd", content)]


def _inline(texts: Sequence[str]) -> Markup:
    parts: list[str] = []
    for index, text in enumerate(texts):
        parts += [Markup("; ")] if index else []
        parts.append(isolated(text))
    return join(*parts)


def _list(items: Sequence[Markup]) -> Markup:
    return tag("ul", *[tag("li", item) for item in items], class_="plain")


def _alternative(
    bound: Mapping[str, Any], phase: Mapping[str, Any], words: Mapping[str, Any]
) -> Markup:
    day = parse(bound["day"])
    which = "start" if bound["which"] == "start" else "end"
    text = words["text"]
    shown = text[f"{which}_on"].format(day=one(day, words)) if day else text[f"{which}_colon"]
    titles = {source["key"]: source["title"] for source in phase.get("sources") or []}
    source = str(bound.get("source") or "")
    tail = join(" (", isolated(titles.get(source, source)), ")") if source else None
    return join(shown, isolated(bound["reason"]), tail)


def _episode(episode: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    return join(
        isolated(episode["name"]), ", ", span(episode["start"], before(episode.get("end")), words)
    )


def article_title(article: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """Return an article's title, or else its first words in quotes."""
    if article.get("title"):
        return str(article["title"])
    opening = article.get("opening")
    return str(words["opening"]).format(words=opening) if opening else str(words["no_title"])


def article_item(article: Mapping[str, Any], when: str, words: Mapping[str, Any]) -> Markup:
    """Return an article with its outlet and its date, and where that date comes from."""
    published = article.get("published") or {}
    translate = translator(str(words["language"]))
    basis = in_language(published, translate).get("basis")
    how = "inferred" if published.get("inferred") else "printed"
    return tag(
        "li",
        tag("span", isolated(article_title(article, words)), class_="art-title"),
        tag(
            "span",
            isolated(article.get("outlet") or words["no_outlet"]),
            " · ",
            when,
            join(
                tag("span", words["text"][f"date_{how}"], class_=f"chip chip-{how}"),
                tag("span", isolated(basis), class_="basis"),
            )
            if basis
            else None,
            tag("code", isolated(article["path"])) if article.get("path") else None,
            class_="art-meta",
        ),
    )


def closing(
    page: Mapping[str, Any], words: Mapping[str, Any], *, leaflet: bool, tiles: bool = False
) -> Markup:
    """Return the end of a page: what names and lines mean, sources, licences, build."""
    policy = page.get("policy") or {}
    build = page.get("build") or {}
    text = words["text"]
    notes = [
        tag("p", isolated(policy[key]))
        for key in ("names_note", "borders_note", "tolls_note")
        if policy.get(key)
    ]
    return tag(
        "footer",
        tag("div", tag("h2", text["names_lines"]),
            tag("p", isolated(policy.get("disclaimer") or ""), class_="disclaimer"), *notes,
            class_="foot-block"),
        tag("div", tag("h2", text["this_page"]),
            tag("p", text["one_file_tiles" if tiles else "one_file"]),
            _licences(words, leaflet=leaflet),
            tag("p", text["built_by"].format(version=build.get("version") or ""), " ",
                tag("code", str(build.get("input_hash") or text["unknown"])[:12]), ".",
                class_="quiet"),
            class_="foot-block"),
        tag("div", tag("h2", text["sources_shown"]),
            *_credits(page.get("attribution") or [], words), class_="foot-block credits"),
        class_="foot",
    )  # fmt: skip


def _credits(
    attribution: Sequence[Mapping[str, Any]], words: Mapping[str, Any]
) -> list[Markup]:
    """Return the sources by licence, so that a licence is said once."""
    by_licence: dict[str, list[Mapping[str, Any]]] = {}
    for entry in attribution:
        by_licence.setdefault(entry.get("licence") or words["text"]["licence_unknown"], []).append(entry)
    made = []
    for licence, entries in sorted(by_licence.items()):
        items = [
            tag("li", isolated(entry.get("title") or entry["key"]),
                tag("span", isolated(entry["attribution"]), class_="why")
                if entry.get("attribution") and entry["attribution"] != entry.get("title")
                else None)
            for entry in entries
        ]  # fmt: skip
        made += [tag("h3", isolated(licence)), tag("ul", *items, class_="plain")]
    return made or [tag("p", words["text"]["none"])]


def _licences(words: Mapping[str, Any], *, leaflet: bool) -> Markup:
    """Return the licences of code that stands inside the page."""
    if not leaflet:
        return tag("p", words["text"]["no_foreign_code"])
    return tag(
        "details",
        tag("summary", words["text"]["foreign_code"].format(version=assets.leaflet_version())),
        tag("pre", assets.leaflet_licence(), tabindex=0),
    )

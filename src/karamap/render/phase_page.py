"""What one phase or the whole conflict shows goes in; its page comes out, the instrument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from karamap.columns import Column
from karamap.render import assets
from karamap.render.document import (
    article_item,
    bounds,
    closing,
    document,
    phase_strip,
    stands_alone,
)
from karamap.render.frame import TILE_HOST, BaseLayer, build_frame
from karamap.render.markup import Markup, data_block, isolated, join, tag
from karamap.render.view import (
    drawings_of,
    ground_classes,
    holder_styles,
    packed,
    page_data,
    published,
)
from karamap.render.when import period, span


def phase_page(
    page: Mapping[str, Any],
    basemap: Mapping[str, Any],
    base: Sequence[BaseLayer],
    labels: Sequence[dict[str, Any]],
    words: Mapping[str, Any],
    *,
    tiles: bool = False,
    columns: Mapping[str, Mapping[str, Column]] = MappingProxyType({}),
) -> str:
    """Return the page of a phase, or of the whole conflict.

    Parameters
    ----------
    page
        The page of kind "phase" or "conflict".
    basemap, base
        The base map as it was given, and its layers ready for Folium.
    labels
        Names that stand on the base map.
    words
        The words of the interface.
    tiles
        As in `karamap.render.render_pages`.
    columns
        Tables that are in columns already, such as "events"; they take the place of the page's own.
    """
    phase = next((p for p in page["phases"] if p["id"] == page["page"]["phase"]), None)
    drawings = drawings_of(page, basemap)
    frame = build_frame(
        page["conflict"]["bbox"],
        base,
        [
            (entry["feature"], f"drawing drawing-{entry['style']} {entry['holder']}".strip())
            for entry in drawings
        ],
        words,
        relief=basemap.get("relief"),
        tiles=tiles,
    )
    data, tables = packed(page_data(page, drawings, labels, words, assets.symbols()), columns)
    conflict = page["conflict"]["title"]
    body = join(
        tag("a", words["text"]["skip_events"], href="#side", class_="skip"),
        _header(page, phase, words),
        tag("main", _instrument(page, Markup(frame.html), words, tiles=tiles),
            _about(page, phase, words), id="main"),
        closing(page, words, leaflet=True, tiles=tiles),
    )  # fmt: skip
    return document(
        title=f"{_title(page, phase, words)} – {conflict}"
        if phase or stands_alone(page)
        else f"{conflict} – {words['phase_all']}",
        description=(phase or page["conflict"]).get("summary") or "",
        language=words["language"],
        body=body,
        styles=[assets.leaflet_css(), "".join([assets.static("base.css"), assets.static("phase.css"),
                                               holder_styles(page["conflict"])])],
        scripts=[assets.leaflet_js(), frame.script, assets.instrument_js()],
        data=[data_block("karamap-data", data)],
        tables=tables,
        image_hosts=(TILE_HOST,) if tiles else (),
        body_class="page-phase" + ground_classes(basemap),
    )


def _header(
    page: Mapping[str, Any], phase: Mapping[str, Any] | None, words: Mapping[str, Any]
) -> Markup:
    """Return the head of the page: whose map, which phase, which days, the other phases."""
    first = page["phases"][0]["start"] if page["phases"] else None
    first, last = page["page"].get("days") or (first, None)
    days = period(phase["start"], phase.get("end"), words) if phase else span(first, last, words)
    title = _title(page, phase, words)
    return tag(
        "header",
        tag("div",
            _brand(page) if page["conflict"]["title"] != title else None,
            tag("h1", isolated(title)),
            tag("p", days, class_="dates"),
            class_="titles"),
        phase_strip(page, words),
        class_="top",
    )  # fmt: skip


def _brand(page: Mapping[str, Any]) -> Markup:
    """Return the name of the conflict, which leads to the index where there is one."""
    name = isolated(page["conflict"]["title"])
    return tag("p", name if stands_alone(page) else tag("a", name, href="index.html"), class_="brand")


def _title(
    page: Mapping[str, Any], phase: Mapping[str, Any] | None, words: Mapping[str, Any]
) -> str:
    """Return what a page shows: a phase, the events of a file, or all."""
    named = phase["name"] if phase else page["page"].get("title")
    return str(named or words["phase_all"])


def _instrument(
    page: Mapping[str, Any], frame: Markup, words: Mapping[str, Any], *, tiles: bool
) -> Markup:
    """Return the map with its legend, time and lists, which the browser module fills."""
    legend = tag(
        "details",
        tag("summary", tag("h2", words["legend"])),
        tag("div", id="legend"),
        class_="legend",
        id="legend-box",
        open=True,
    )
    tile_note = tag("p", words["tiles_note"], class_="quiet", id="tiles-note") if tiles else None
    tile_button = (
        tag("button", words["tiles_button"], type="button", id="tiles-button",
            aria_pressed="false", aria_describedby="tiles-note")
        if tiles else None
    )  # fmt: skip
    map_box = tag(
        "section",
        tag("p", id="count", role="status"),
        _tools(page, words),
        tag("div",
            tag("div", frame, class_="map-room"),
            tag("div", id="dock", class_="dock"),
            tag("div", tile_button, tile_note, class_="tile-row") if tiles else None,
            id="map-view", class_="map-view"),
        tag("div", id="table-view", class_="table-view", hidden=True, tabindex=0, role="region",
            aria_label=words["view_table"]),
        _time(words),
        aria_label=words["map_label"],
        class_="mapbox",
    )  # fmt: skip
    side = tag(
        "section",
        tag("div",
            tag("label", words["search"], for_="search"),
            tag("input", type="search", id="search", autocomplete="off", spellcheck="false",
                placeholder=words["search_hint"]),
            tag("p", id="search-state", role="status", class_="quiet"),
            class_="search"),
        tag("div", id="tabs", role="tablist", aria_label=words["text"]["lists"], class_="tabs"),
        tag("div", id="lists", class_="lists"),
        tag("div", id="results", class_="results", hidden=True, tabindex=0, role="region",
            aria_label=words["search"]),
        tag("div", id="detail", class_="detail", hidden=True),
        tag("noscript", tag("p", words["text"]["needs_script"])),
        id="side",
        class_="side",
        tabindex=-1,
        aria_label=words["text"]["side_label"],
    )  # fmt: skip
    return tag("div", legend, map_box, side, class_="instrument")


def _tools(page: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the row of tools: view, names, download, link."""
    views = [
        tag("button", words[f"view_{view}"], type="button", data_view=view,
            aria_pressed="true" if view == "map" else "false")
        for view in ("map", "table")
    ]  # fmt: skip
    saves = [
        tag("button", words[f"download_{kind}"], type="button", id=f"save-{kind}")
        for kind in ("geojson", "csv")
    ]
    return tag(
        "div",
        tag("div", *views, class_="pair", role="group", aria_label=words["view_label"]),
        _names_choice(page, words),
        tag("div", tag("span", words["download"], id="save-label"), *saves, class_="saves",
            role="group", aria_labelledby="save-label"),
        tag("button", words["copy_link"], type="button", id="copy-link"),
        class_="bar",
    )  # fmt: skip


def _time(words: Mapping[str, Any]) -> Markup:
    """Return the strip of time: steps, play, days, clock, and room for the histogram."""
    steps = [
        tag("button", words[key], type="button", id=ident, aria_pressed=pressed)
        for key, ident, pressed in (
            ("step_back", "time-back", None),
            ("play", "time-play", "false"),
            ("step_on", "time-on", None),
            ("time_all", "time-all", None),
        )
    ]
    days = [
        tag("label", words[key], " ", tag("input", type="date", id=ident))
        for key, ident in (("time_from", "time-from"), ("time_to", "time-to"))
    ]
    clocks = [
        tag("option", words[f"clock_{clock}"], value=clock) for clock in ("event", "report")
    ]
    keys = [
        tag("li", tag("span", class_=f"t-key t-{css}"), words[f"key_bin_{key}"])
        for key, css in (("fighting", "fighting"), ("words", "words"), ("other", "other"),
                         ("interval", "lane"), ("record", "record"), ("episode", "episode"))
    ]  # fmt: skip
    return tag(
        "section",
        tag("div", *steps, *days, tag("label", words["clock"], " ",
                                      tag("select", *clocks, id="clock")), class_="time-tools"),
        tag("div", id="histogram", class_="histogram"),
        tag("div", tag("ul", *keys, class_="time-keys"),
            tag("select", id="episode", aria_label=words["episodes"], hidden=True),
            tag("p", tag("span", id="time-shown"), " · ", tag("span", id="time-unit"),
                class_="time-said"),
            class_="time-foot"),
        id="time",
        class_="time",
        aria_label=words["time"],
    )  # fmt: skip


def _names_choice(page: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the choice between both sides' names, one side's, and one headword."""
    options = [tag("option", words["names_both"], value="both")]
    options += [
        tag("option", side["name"], value=side["id"])
        for side in page["conflict"].get("sides") or []
    ]
    options.append(tag("option", words["names_neutral"], value="neutral"))
    return tag(
        "label", words["names"], " ", tag("select", *options, id="names"), class_="names-choice"
    )


def _about(
    page: Mapping[str, Any], phase: Mapping[str, Any] | None, words: Mapping[str, Any]
) -> Markup:
    """Return what is behind the page: the phase's bounds and the articles that it rests on."""
    articles = page.get("articles") or []
    own = {a["id"] for a in articles} if phase is None else set(phase.get("articles") or [])
    told = [a for a in articles if a["id"] not in own]
    alone = stands_alone(page)
    groups = []
    if alone:
        groups.append(tag("p", _from_file(page, words)))
    elif not own:
        groups.append(tag("p", words["text"]["no_own_article"], class_="notice"))
    for heading, group in (
        (words["text"]["articles_own" if phase else "articles_read"], [a for a in articles if a["id"] in own]),
        (words["text"]["articles_told"], told),
    ):
        if group:
            items = [article_item(article, published(article, words), words) for article in group]
            groups += [tag("h3", heading), tag("ul", *items, class_="plain articles")]
    return tag(
        "section",
        tag("div", tag("h2", words["text"]["about_phase" if phase else "about_conflict"]),
            tag("p", isolated((phase or page["conflict"]).get("summary") or ""), class_="lead"),
            None if alone else bounds(phase, words) if phase else _phase_links(page, words),
            class_="about-block"),
        tag("div", tag("h2", words["text"]["rests_on"]), *groups, _totals(page, words), class_="about-block"),
        class_="about",
        id="about",
    )  # fmt: skip


def _from_file(page: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return which file the events come from."""
    file = page["page"]["file"]
    before, after = words["text"]["from_file"].split("{name}")
    return join(before, isolated(file["name"]), after, " ", tag("code", f"SHA-256 {file['sha256']}"))


def _phase_links(page: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the phases with links to their own pages."""
    items = [
        tag("li", tag("a", isolated(phase["name"]), href=phase["href"]), ", ",
            period(phase["start"], phase.get("end"), words))
        for phase in page["phases"]
    ]  # fmt: skip
    return join(tag("h3", words["text"]["the_phases"]), tag("ol", *items, class_="plain"))


def _totals(page: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the table of what was read, what is shown and what is not."""
    counts = page.get("counts") or {}
    text = words["text"]
    names = [(key, text[f"count_{key}"]) for key in
             ("events", "voices", "reports", "mentions", "records")]  # fmt: skip
    rows = [
        tag("tr", tag("th", label, scope="row"),
            *[tag("td", str(counts[key].get(part) or 0))
              for part in ("read", "shown", "not_shown")])
        for key, label in names
        if isinstance(counts.get(key), Mapping)
    ]  # fmt: skip
    if not rows:
        return Markup("")
    head = tag("tr", *[tag("th", text[f"head_{key}"], scope="col") for key in
                      ("kind", "read", "shown", "not_shown")])
    return tag("table", tag("caption", text["counts"]), tag("thead", head), tag("tbody", *rows),
               class_="totals")  # fmt: skip

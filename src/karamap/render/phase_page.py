"""What one phase shows goes in; its page comes out: map, legend, lists, evidence, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from karamap.render import assets
from karamap.render.document import article_item, bounds, closing, document, phase_strip
from karamap.render.frame import TILE_HOST, BaseLayer, build_frame
from karamap.render.markup import Markup, data_block, isolated, join, tag
from karamap.render.view import drawings_of, page_data, published
from karamap.render.when import period


def phase_page(
    page: Mapping[str, Any],
    basemap: Mapping[str, Any],
    base: Sequence[BaseLayer],
    labels: Sequence[dict[str, Any]],
    words: Mapping[str, Any],
    *,
    tiles: bool = False,
) -> str:
    """Return the page of a phase.

    Parameters
    ----------
    page
        The page of kind "phase".
    basemap, base
        The base map as it was given, and its layers ready for Folium.
    labels
        Names that stand on the base map.
    words
        The words of the interface.
    tiles
        As in `karamap.render.render_pages`.
    """
    phase = next(p for p in page["phases"] if p["id"] == page["page"]["phase"])
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
    data = page_data(page, drawings, labels, words, assets.symbols())
    conflict = page["conflict"]["title"]
    body = join(
        tag("a", words["text"]["skip_events"], href="#side", class_="skip"),
        _header(page, phase, words),
        tag("main", _instrument(page, Markup(frame.html), words, tiles=tiles),
            _about(page, phase, words), id="main"),
        closing(page, words, leaflet=True, tiles=tiles),
    )  # fmt: skip
    return document(
        title=f"{phase['name']} – {conflict}",
        description=phase.get("summary") or "",
        language=words["language"],
        body=body,
        styles=[assets.leaflet_css(), assets.static("base.css") + assets.static("phase.css")],
        scripts=[assets.leaflet_js(), frame.script, assets.static("karamap.js")],
        data=[data_block("karamap-data", data)],
        image_hosts=(TILE_HOST,) if tiles else (),
        body_class="page-phase" + (" has-boundaries" if basemap.get("boundaries") else ""),
    )


def _header(page: Mapping[str, Any], phase: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the head of the page: whose map, which phase, which days, the other phases."""
    return tag(
        "header",
        tag("p", tag("a", isolated(page["conflict"]["title"]), href="index.html"), class_="brand"),
        tag("div",
            tag("h1", isolated(phase["name"])),
            tag("p", period(phase["start"], phase.get("end"), words), class_="dates"),
            class_="titles"),
        phase_strip(page["phases"], phase["id"], words),
        class_="top",
    )  # fmt: skip


def _instrument(
    page: Mapping[str, Any], frame: Markup, words: Mapping[str, Any], *, tiles: bool
) -> Markup:
    """Return the map with its legend and lists, which the browser module fills."""
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
        tag("div", tag("p", id="count", role="status"), _names_choice(page, words), class_="bar"),
        tag("div", frame, class_="map-room"),
        tag("div", id="dock", class_="dock"),
        tag("div", tile_button, tile_note, class_="tile-row") if tiles else None,
        aria_label=words["map_label"],
        class_="mapbox",
    )
    side = tag(
        "section",
        tag("div", id="tabs", role="tablist", aria_label=words["text"]["lists"], class_="tabs"),
        tag("div", id="lists", class_="lists"),
        tag("div", id="detail", class_="detail", hidden=True),
        tag("noscript", tag("p", words["text"]["needs_script"])),
        id="side",
        class_="side",
        tabindex=-1,
        aria_label=words["text"]["side_label"],
    )  # fmt: skip
    return tag("div", legend, map_box, side, class_="instrument")


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


def _about(page: Mapping[str, Any], phase: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return what is behind the page: the phase's bounds and the articles that it rests on."""
    articles = page.get("articles") or []
    own = set(phase.get("articles") or [])
    told = [a for a in articles if a["id"] not in own]
    groups = []
    if not own:
        groups.append(
            tag("p", words["text"]["no_own_article"], class_="notice")
        )  # fmt: skip
    for heading, group in (
        (words["text"]["articles_own"], [a for a in articles if a["id"] in own]),
        (words["text"]["articles_told"], told),
    ):
        if group:
            items = [article_item(article, published(article, words), words) for article in group]
            groups += [tag("h3", heading), tag("ul", *items, class_="plain articles")]
    return tag(
        "section",
        tag("div", tag("h2", words["text"]["about_phase"]),
            tag("p", isolated(phase.get("summary") or ""), class_="lead"), bounds(phase, words),
            class_="about-block"),
        tag("div", tag("h2", words["text"]["rests_on"]), *groups, _totals(page, words), class_="about-block"),
        class_="about",
        id="about",
    )  # fmt: skip


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

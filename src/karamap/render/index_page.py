"""What the whole build shows goes in; the index page comes out: the story by phases, no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from karamap.render import assets
from karamap.render.document import article_item, bounds, closing, document
from karamap.render.geography import Projection, svg_path
from karamap.render.join_page import JOIN_PAGE
from karamap.render.markup import Markup, isolated, join, tag
from karamap.render.reasons import in_language, translator
from karamap.render.timeline import timeline
from karamap.render.view import (
    STRONG_STYLES,
    drawing_style,
    ground_classes,
    holder_class,
    holder_styles,
    published,
)
from karamap.render.when import counted, period

LAYERS = ("fighting", "displacement", "coercion", "aid", "talks", "voice", "other")
_MAP_WIDTH = 260.0


def index_page(
    index: Mapping[str, Any],
    phase_pages: Sequence[Mapping[str, Any]],
    basemap: Mapping[str, Any],
    words: Mapping[str, Any],
    report: Mapping[str, Any] | None = None,
) -> str:
    """Return the index page.

    Parameters
    ----------
    index
        The page of kind "index".
    phase_pages
        The pages of kind "phase", from which the small maps and the counts by layer come.
    basemap
        As in `karamap.render.render_pages`.
    words
        The words of the interface.
    report
        The join report, when it has a page beside this one.
    """
    conflict = index["conflict"]
    by_phase = {page["page"]["phase"]: page for page in phase_pages}
    project = Projection(conflict["bbox"], _MAP_WIDTH)
    cards = [
        _card(number, phase, by_phase.get(phase["id"]), project, words)
        for number, phase in enumerate(index["phases"], 1)
    ]
    main = tag(
        "main",
        tag("section", timeline(index, phase_pages, words), class_="time",
            aria_label=words["text"]["timeline_of_phases"]),
        tag("section", tag("h2", words["text"]["the_phases"]), _tints(index, phase_pages, words),
            tag("ol", *cards, class_="cards"),
            id="phases"),
        tag("div", _articles(index, words), _missing(index, words), _method(words), _files(report, words),
            class_="columns"),
        id="main",
    )  # fmt: skip
    body = join(
        tag("a", words["text"]["skip_phases"], href="#phases", class_="skip"),
        _symbol_sheet(basemap, project),
        _header(index, words),
        main,
        closing(index, words, leaflet=False),
    )
    return document(
        title=conflict["title"],
        description=conflict.get("summary") or "",
        language=words["language"],
        body=body,
        styles=[assets.static("base.css") + assets.static("index.css") + holder_styles(conflict)],
        body_class="page-index" + ground_classes(basemap),
    )


def _header(index: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the title, the story in a paragraph and the numbers behind it."""
    conflict, counts = index["conflict"], index.get("counts") or {}
    text = words["text"]
    read = [
        (_number(counts.get("articles"), len(index.get("articles") or [])), text["fig_articles"]),
        (_number(counts.get("mentions")), text["fig_mentions"]),
        (_number(counts.get("events")), text["fig_events"]),
        (_number(counts.get("voices")), text["fig_voices"]),
        (_number(counts.get("records")), text["fig_records"]),
        (len(index.get("not_shown") or []), text["fig_not_shown"]),
    ]
    figures = [tag("div", tag("dt", label), tag("dd", str(number))) for number, label in read]
    return tag(
        "header",
        tag("h1", isolated(conflict["title"])),
        tag("p", isolated(conflict.get("summary") or ""), class_="lead"),
        tag("dl", *figures, class_="figures"),
        tag("p", tag("a", text["open_conflict"], href="conflict.html", class_="open-conflict"), " ",
            tag("span", text["open_conflict_note"], class_="quiet")),
        _tally(index.get("events") or [], _number(counts.get("records")), words),
        class_="top",
    )


def _number(count: Mapping[str, int] | int | None, otherwise: int = 0) -> int:
    """Return how many were read, from a count that is a number or a table of parts."""
    if isinstance(count, Mapping):
        return int(count.get("read") or 0)
    return count if count is not None else otherwise


def _card(
    number: int,
    phase: Mapping[str, Any],
    page: Mapping[str, Any] | None,
    project: Projection,
    words: Mapping[str, Any],
) -> Markup:
    """Return a phase: number, name, days, small map, summary, counts, articles."""
    own = len(phase.get("articles") or [])
    told = len((page or {}).get("articles") or [])
    if own:
        rests = counted(words["text"]["card_own"], own, words)
        status = tag("p", rests, class_="rests")
    elif told:
        status = tag("p", words["text"]["card_told"], class_="notice")
    else:
        status = tag("p", words["text"]["card_none"], class_="notice")
    return tag(
        "li",
        tag("a", _small_map(page, project), href=phase["href"], class_="card-map",
            tabindex=-1, aria_hidden="true"),
        tag("div",
            tag("h3", tag("span", str(number), class_="num"), " ",
                tag("a", isolated(phase["name"]), href=phase["href"])),
            tag("p", period(phase["start"], phase.get("end"), words), class_="dates"),
            tag("p", isolated(phase.get("summary") or ""), class_="card-text"),
            _counts(page, phase, words), status,
            tag("details", tag("summary", words["text"]["bounds_sources"]), bounds(phase, words)),
            class_="card-body"),
        id=f"phase-{number}",
        class_="card" if own else "card bare",
    )  # fmt: skip


def _counts(
    page: Mapping[str, Any] | None, phase: Mapping[str, Any], words: Mapping[str, Any]
) -> Markup:
    """Return how many entries of each layer a phase holds."""
    if page is None:
        return _tally((), (phase.get("counts") or {}).get("records") or 0, words)
    return _tally(page.get("events") or [], len(page.get("records") or []), words)


def _tally(events: Sequence[Mapping[str, Any]], records: int, words: Mapping[str, Any]) -> Markup:
    """Return events by layer, and records, each with its symbol, number and name."""
    tally = Counter(event_layer(event) for event in events)
    tally["record"] = records
    items = [
        tag("li", symbol(layer), f" {tally[layer]} ", words["layers"][layer])
        for layer in (*LAYERS, "record")
        if tally[layer]
    ]
    return tag("ul", *items, class_="counts", aria_label=words["text"]["marks"]) if items else Markup("")


def event_layer(event: Mapping[str, Any]) -> str:
    """Return the layer of an event, "other" for one that no symbol is known for."""
    layer = event.get("layer")
    return str(layer) if layer in LAYERS else "other"


def symbol(layer: str) -> Markup:
    """Return the symbol of a layer, drawn from the page's sheet of symbols."""
    look = assets.symbols()[layer]["look"]
    return Markup(
        f'<svg viewBox="0 0 20 20" class="sym sym-{layer} look-{look}" aria-hidden="true">'
        f'<use href="#sym-{layer}"/></svg>'
    )


def _symbol_sheet(basemap: Mapping[str, Any], project: Projection) -> Markup:
    """Return the shapes that the page draws many times: the marks and the base map."""
    shapes = [
        Markup(f'<symbol id="sym-{name}" viewBox="0 0 20 20" overflow="visible">'
               f'<path class="shape" d="{shape["path"]}"/></symbol>')
        for name, shape in sorted(assets.symbols().items())
    ]  # fmt: skip
    paths = []
    for key, css in (("countries", "country"), ("boundaries", "boundary"), ("lakes", "lake"),
                     ("rivers", "river")):  # fmt: skip
        features = [
            feature
            for feature in (basemap.get(key) or {}).get("features") or []
            if feature.get("geometry")
            and (feature.get("properties") or {}).get("style") != "district"
        ]
        path = "".join(svg_path(feature["geometry"], project) for feature in features)
        paths.append(Markup(f'<path class="base-{css}" d="{path}"/>'))
    size = f"0 0 {project.width:.0f} {project.height:.0f}"
    base = Markup(f'<symbol id="base" viewBox="{size}">{join(*paths)}</symbol>')
    return Markup(f'<svg class="sheet" aria-hidden="true">{join(*shapes, base)}</svg>')


def _small_map(page: Mapping[str, Any] | None, project: Projection) -> Markup:
    """Return a phase's map in small: outlines, and a mark at each place by its first layer."""
    width, height = project.width, project.height
    parts = [Markup(f'<use href="#base" width="{width:.0f}" height="{height:.0f}"/>')]
    conflict = (page or {}).get("conflict") or {}
    for feature in [*((page or {}).get("areas") or []), *((page or {}).get("lines") or [])]:
        if feature.get("geometry") and drawing_style(feature) in STRONG_STYLES:
            path = svg_path(feature["geometry"], project)
            css = f"drawing drawing-{drawing_style(feature)} {holder_class(feature, conflict)}"
            parts.append(Markup(f'<path class="{css.strip()}" d="{path}"/>'))
    marks = _marks(page, project)
    for layer, x, y, number in marks:
        size = min(9.0, 4.0 + number**0.5 * 1.6)
        look = assets.symbols()[layer]["look"]
        parts.append(Markup(
            f'<svg x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" '
            f'height="{2 * size:.1f}" class="sym-{layer} look-{look}" overflow="visible">'
            f'<use href="#sym-{layer}"/></svg>'))  # fmt: skip
    return Markup(
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" class="small-map" focusable="false">'
        f"{join(*parts)}</svg>"
    )


def _marks(
    page: Mapping[str, Any] | None, project: Projection
) -> list[tuple[str, float, float, int]]:
    """Return layer, x, y and number of the marks at spots; outlines and lists have none here."""
    if page is None:
        return []
    tally: dict[tuple[float, float], Counter[str]] = {}
    places = page.get("places") or {}
    for event in page.get("events") or []:
        place = places.get(event.get("at") or "") or {}
        if event.get("drawn") in ("dot", "ring") and place.get("lon") is not None:
            spot = (float(place["lon"]), float(place["lat"]))
            tally.setdefault(spot, Counter())[event_layer(event)] += 1
    for record in page.get("records") or []:
        if record.get("drawn") in ("dot", "ring") and record.get("lon") is not None:
            spot = (float(record["lon"]), float(record["lat"]))
            tally.setdefault(spot, Counter())["record"] += 1
    found = []
    for (lon, lat), counter in sorted(tally.items()):
        if project.holds(lon, lat):
            layer = next(name for name in (*LAYERS, "record") if counter[name])
            found.append((layer, *project(lon, lat), counter.total()))
    return sorted(found, key=lambda mark: (mark[0] != "record", mark[3]))


def _tints(
    index: Mapping[str, Any],
    phase_pages: Sequence[Mapping[str, Any]],
    words: Mapping[str, Any],
) -> Markup:
    """Return what the tints of the small maps mean.

    Tinted areas are called by their own names: who held one is not always one side.
    """
    conflict = index["conflict"]
    tinted: dict[str, str] = {}
    for page in phase_pages:
        for area in page.get("areas") or []:
            css = holder_class(area, conflict)
            if css.startswith("held") and drawing_style(area) == "control":
                tinted[str((area.get("properties") or {}).get("name") or "")] = css
    tints = [
        tag("li", tag("span", class_=f"tint {css}"), " ", isolated(name))
        for name, css in sorted(tinted.items())
    ]
    if not tints:
        return Markup("")
    return tag("details", tag("summary", words["text"]["tinted_areas"]),
               tag("ul", *tints, class_="plain tints"), class_="legend-row")  # fmt: skip


def _articles(index: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the list of what was read."""
    articles = index.get("articles") or []
    items = [article_item(article, published(article, words), words) for article in articles]
    return tag(
        "section",
        tag("h2", words["text"]["articles_read"]),
        tag("ul", *items, class_="plain articles") if items else tag("p", words["text"]["none"]),
    )


def _missing(index: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return how much is not shown, by reason, and the phases without an article."""
    translate = translator(str(words["language"]))
    listed = (in_language(entry, translate) for entry in index.get("not_shown") or [])
    reasons = Counter((entry["reason"], entry["kind"]) for entry in listed)
    rows = [
        tag("tr", tag("th", isolated(reason), scope="row"),
            tag("td", words["kinds"].get(kind, kind)), tag("td", str(number)))
        for (reason, kind), number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    ]
    head = tag("tr", *[tag("th", words["text"][key], scope="col") for key in
                      ("head_reason", "head_what", "head_number")])
    bare = [phase for phase in index["phases"] if not phase.get("articles")]
    gaps = [tag("li", tag("a", isolated(phase["name"]), href=phase["href"])) for phase in bare]
    return tag(
        "section",
        tag("h2", words["text"]["not_shown_title"]),
        tag("p", words["text"]["not_shown_note"]),
        tag("table", tag("thead", head), tag("tbody", *rows)) if rows else tag("p", words["text"]["nothing"]),
        join(tag("h3", words["text"]["bare_phases"]), tag("ul", *gaps, class_="plain"))
        if gaps else None,
    )  # fmt: skip


def _method(words: Mapping[str, Any]) -> Markup:
    """Return how the maps are made, in short."""
    return tag(
        "section",
        tag("h2", words["text"]["how_to_read"]),
        tag("ul", *[tag("li", line) for line in words["text"]["method"]], class_="method"),
    )


def _files(report: Mapping[str, Any] | None, words: Mapping[str, Any]) -> Markup | None:
    """Return the join report in numbers and the files beside this page, if it has any."""
    if report is None:
        return None
    text, counts = words["text"], report["counts"]
    figures = [
        f"{text['join'][f'fig_{key}']}: {counts[key]} / {counts[whole]}"
        for key, whole in (("events_matched", "events"), ("records_matched", "records"))
    ]
    layers = [
        (f"{name}.geojson", text["file_layer"].format(layer=shown))
        for name, shown in text["layer_names"].items()
    ]
    files = [
        (JOIN_PAGE, text["file_join"]),
        ("join-report.csv", text["file_join_csv"]),
        ("events.csv", text["file_events_csv"]),
        *layers,
    ]
    links = [tag("a", shown, href=name) for name, shown in files]
    links[0] = join(links[0], tag("span", "; ".join(figures), class_="why"))
    items = [tag("li", link) for link in links]
    return tag(
        "section",
        tag("h2", text["files"]),
        tag("p", text["files_note"]),
        tag("ul", *items, class_="plain"),
        id="files",
    )

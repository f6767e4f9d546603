"""What the whole build shows goes in; the index page comes out: the story by phases, no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from karamap.render import assets
from karamap.render.document import article_item, bounds, closing, document
from karamap.render.geography import Projection, svg_path
from karamap.render.markup import Markup, isolated, join, tag
from karamap.render.timeline import timeline
from karamap.render.view import STRONG_STYLES, drawing_style, holder_class, published
from karamap.render.when import period

LAYERS = ("fighting", "displacement", "coercion", "aid", "talks", "voice", "other")
_MAP_WIDTH = 260.0


def index_page(
    index: Mapping[str, Any],
    phase_pages: Sequence[Mapping[str, Any]],
    basemap: Mapping[str, Any],
    words: Mapping[str, Any],
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
            aria_label="Timeline of the phases"),
        tag("section", tag("h2", "The phases"), _legend(index, phase_pages, words),
            tag("ol", *cards, class_="cards"),
            id="phases"),
        tag("div", _articles(index, words), _missing(index), _method(), class_="columns"),
        id="main",
    )  # fmt: skip
    body = join(
        tag("a", "Skip to the phases", href="#phases", class_="skip"),
        _symbol_sheet(basemap, project),
        _header(index),
        main,
        closing(index, leaflet=False),
    )
    return document(
        title=conflict["title"],
        description=conflict.get("summary") or "",
        language=words["language"],
        body=body,
        styles=[assets.static("base.css") + assets.static("index.css")],
        body_class="page-index" + (" has-boundaries" if basemap.get("boundaries") else ""),
    )


def _header(index: Mapping[str, Any]) -> Markup:
    """Return the title, the story in a paragraph and the numbers behind it."""
    conflict, counts = index["conflict"], index.get("counts") or {}
    read = [
        (_number(counts.get("articles"), len(index.get("articles") or [])), "articles read"),
        (_number(counts.get("mentions")), "mentions of places"),
        (_number(counts.get("events")), "events"),
        (_number(counts.get("voices")), "voices"),
        (_number(counts.get("records")), "independent records"),
        (len(index.get("not_shown") or []), "entries listed as not shown"),
    ]
    figures = [tag("div", tag("dt", label), tag("dd", str(number))) for number, label in read]
    return tag(
        "header",
        tag("h1", isolated(conflict["title"])),
        tag("p", isolated(conflict.get("summary") or ""), class_="lead"),
        tag("dl", *figures, class_="figures"),
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
        rests = f"{own} article was published in it." if own == 1 else (
            f"{own} articles were published in it.")  # fmt: skip
        status = tag("p", rests, class_="rests")
    elif told:
        status = tag("p", "No article of its own: what it shows comes from articles of other "
                     "phases that look back, and from records.", class_="notice")  # fmt: skip
    else:
        status = tag("p", "No article of its own, and none that looks back to it.",
                     class_="notice")  # fmt: skip
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
            tag("details", tag("summary", "Bounds and sources"), bounds(phase, words)),
            class_="card-body"),
        id=f"phase-{number}",
        class_="card" if own else "card bare",
    )  # fmt: skip


def _counts(
    page: Mapping[str, Any] | None, phase: Mapping[str, Any], words: Mapping[str, Any]
) -> Markup:
    """Return how many entries of each layer a phase holds."""
    tally = Counter(event_layer(event) for event in (page or {}).get("events") or [])
    tally["record"] = len((page or {}).get("records") or [])
    if page is None:
        tally["record"] = (phase.get("counts") or {}).get("records") or 0
    items = [
        tag("li", symbol(layer), f" {tally[layer]} ", words["layers"][layer])
        for layer in (*LAYERS, "record")
        if tally[layer]
    ]
    return tag("ul", *items, class_="counts") if items else Markup("")


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


def _legend(
    index: Mapping[str, Any],
    phase_pages: Sequence[Mapping[str, Any]],
    words: Mapping[str, Any],
) -> Markup:
    """Return what the marks and tints of the small maps mean."""
    items = [tag("li", symbol(layer), " ", words["layers"][layer]) for layer in
             (*LAYERS[:6], "record")]  # fmt: skip
    conflict = index["conflict"]
    shown = {
        holder_class(area, conflict) for page in phase_pages for area in page.get("areas") or []
    }
    items += [
        tag("li", tag("span", class_=f"tint holder-{number}"), " Held by: ",
            isolated(side["name"]))
        for number, side in enumerate(conflict.get("sides") or [])
        if f"holder-{number}" in shown
    ]  # fmt: skip
    return tag("ul", *items, class_="counts legend-row", aria_label="Marks and tints")


def _articles(index: Mapping[str, Any], words: Mapping[str, Any]) -> Markup:
    """Return the list of what was read."""
    articles = index.get("articles") or []
    items = [article_item(article, published(article, words)) for article in articles]
    return tag(
        "section",
        tag("h2", "The articles that were read"),
        tag("ul", *items, class_="plain articles") if items else tag("p", "None."),
    )


def _missing(index: Mapping[str, Any]) -> Markup:
    """Return how much is not shown, by reason, and the phases without an article."""
    reasons = Counter((entry["reason"], entry["kind"]) for entry in index.get("not_shown") or [])
    rows = [
        tag("tr", tag("th", isolated(reason), scope="row"), tag("td", kind), tag("td", str(number)))
        for (reason, kind), number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    ]
    head = tag("tr", *[tag("th", name, scope="col") for name in ("Reason", "What", "Number")])
    bare = [phase for phase in index["phases"] if not phase.get("articles")]
    gaps = [tag("li", tag("a", isolated(phase["name"]), href=phase["href"])) for phase in bare]
    return tag(
        "section",
        tag("h2", "What is not shown"),
        tag("p", "Everything that was read and is not a mark on a map, by reason. Each phase page "
            "lists its own, with the words."),
        tag("table", tag("thead", head), tag("tbody", *rows)) if rows else tag("p", "Nothing."),
        join(tag("h3", "Phases without an article of their own"), tag("ul", *gaps, class_="plain"))
        if gaps else None,
    )  # fmt: skip


def _method() -> Markup:
    """Return how the maps are made, in short."""
    lines = (
        "A mark is something that an article says happened at a place. Naming a place is not an "
        "event there: a capital that stands for its government gets no mark of fighting.",
        "Behind each mark stands the sentence it comes from, word for word, with the article and "
        "the position in it.",
        "Precision is drawn: a village is a mark, a district its outline, a region or a line its "
        "own shape, a country an entry in a list. No mark is moved aside to be seen.",
        "Each event has two clocks, when it happened and when it was reported. Both are intervals "
        "with the words they rest on; an inferred date is called inferred.",
        "Claims carry the name of whoever makes them. Records that others made are joined to "
        "events by place and day, and never mixed into them.",
    )
    return tag(
        "section",
        tag("h2", "How to read the maps"),
        tag("ul", *[tag("li", line) for line in lines], class_="method"),
    )

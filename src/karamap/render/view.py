"""What a page shows goes in; the data that the browser module draws comes out.

The shape stays that of the contract between `karamap.layers` and the pages; words for dates are
added, drawings leave (they are in the map's script), so that the browser formats nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from karamap.columns import Column, columns_of
from karamap.render import payload
from karamap.render.reasons import in_language, translator
from karamap.render.when import span

Json = dict[str, Any]

# Styles that the style sheet knows; any other is drawn as "other".
DRAWING_STYLES = frozenset(
    {
        "ceasefire", "control", "corridor", "district", "former-autonomy", "proposed", "region",
        "state-border",
    }
)  # fmt: skip


# A page with more events and records than this carries its tables packed in columns, and draws its
# marks on one canvas; below it each mark is an element of its own.
MANY = 2000
_TABLES = ("articles", "events", "mentions", "not_shown", "records", "reports")
_EVENT_LAYERS = frozenset({"fighting", "displacement", "coercion", "aid", "talks", "voice", "other"})

# From here on an outline is drawn as a broad pale band: its edge is not known better.
COARSE_KM = 20.0

# Styles that say who held what; other outlines are drawn only where something stands.
STRONG_STYLES = frozenset({"ceasefire", "control", "corridor", "former-autonomy"})


def ground_classes(basemap: Mapping[str, Any]) -> str:
    """Return the classes of a page that say what its base map holds; without land there is no sea."""
    held = {"has-boundaries": "boundaries", "has-land": "countries"}
    here = [css for css, key in held.items() if (basemap.get(key) or {}).get("features")]
    return "".join(f" {css}" for css in here)


# Tints of the first sides, light and dark; further sides go on round the circle of hues.
_TINTS = (("#8a6d1d", "#c9a94f"), ("#3f6f86", "#7fb2cb"))
_GOLDEN_ANGLE = 137.508


def holder_styles(conflict: Mapping[str, Any]) -> str:
    """Return the style rules that give each side of the conflict a tint of its own."""
    tints = [_tint(number) for number in range(len(conflict.get("sides") or []))]
    light = [f".holder-{number} {{ --holder: {tint[0]}; }}" for number, tint in enumerate(tints)]
    dark = [f".holder-{number} {{ --holder: {tint[1]}; }}" for number, tint in enumerate(tints)]
    return "\n".join([*light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}", ""])


def _tint(number: int) -> tuple[str, str]:
    """Return the tint of a side by its number, for light and for dark pages."""
    if number < len(_TINTS):
        return _TINTS[number]
    hue = round((45 + number * _GOLDEN_ANGLE) % 360)
    return f"hsl({hue} 42% 34%)", f"hsl({hue} 48% 66%)"


def holder_class(feature: Mapping[str, Any], conflict: Mapping[str, Any]) -> str:
    """Return CSS classes for the side that holds an area, or for an outline that is coarse.

    Sides are told apart by their order in ``conflict.toml``, which means nothing.
    """
    sides = [side["id"] for side in conflict.get("sides") or []]
    holder = _property(feature, "holder")
    accuracy = _property(feature, "accuracy_km")
    if isinstance(accuracy, (int, float)) and accuracy >= COARSE_KM:
        return "coarse"
    return f"held holder-{sides.index(holder)}" if holder in sides else ""


def drawings_of(page: Mapping[str, Any], basemap: Mapping[str, Any]) -> list[Json]:
    """Return the features that the page draws: its areas and lines, then districts it needs.

    A district of the base map is drawn over it when something of the page stands there.
    """
    listed = [("area", f) for f in page.get("areas") or []]
    listed += [("line", f) for f in page.get("lines") or []]
    known = {_property(feature, "id") for _, feature in listed}
    wanted = {
        ident for place in (page.get("places") or {}).values() for ident in place["features"] or []
    }
    for feature in (basemap.get("districts") or {}).get("features") or []:
        ident = _property(feature, "id")
        if ident in wanted and ident not in known:
            known.add(ident)
            listed.append(("base", feature))
    return [
        {
            "group": group,
            "feature": feature,
            "style": drawing_style(feature),
            "holder": holder_class(feature, page["conflict"]),
        }
        for group, feature in listed
        if feature.get("geometry")
    ]


def drawing_style(feature: Mapping[str, Any]) -> str:
    """Return the style of a drawing, which is part of a CSS class."""
    style = str(_property(feature, "style") or "")
    return style if style in DRAWING_STYLES else "other"


def _property(feature: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON
    """Return a property of a feature; its id may stand beside its properties."""
    properties = feature.get("properties") or {}
    return properties.get(name, feature.get("id") if name == "id" else None)


def page_data(
    page: Mapping[str, Any],
    drawings: Sequence[Json],
    labels: Sequence[Json],
    words: Mapping[str, Any],
    symbols: Mapping[str, Any],
) -> Json:
    """Return everything that the browser module needs.

    Parameters
    ----------
    page
        The page in the shape of the contract.
    drawings
        Features in the order in which the map's script holds them (`drawings_of`).
    labels
        Names that stand on the base map.
    words, symbols
        The words of the interface and the shapes of the marks.
    """
    translate = translator(str(words["language"]))

    def told(key: str) -> list[Json]:
        return [in_language(entry, translate) for entry in page.get(key) or []]

    return {
        "ui": {key: value for key, value in words.items() if key != "text"},
        "symbols": symbols,
        "conflict": page["conflict"],
        "build": page.get("build") or {},
        "phase": page["page"].get("phase"),
        "places": page.get("places") or {},
        "events": [_dated(event, words) for event in told("events")],
        "reports": {report["id"]: _dated(report, words) for report in told("reports")},
        "articles": {a["id"]: _article(a, words) for a in told("articles")},
        "mentions": told("mentions"),
        "records": [_dated(record, words) for record in told("records")],
        "drawings": [_drawing(entry, words) for entry in drawings],
        "labels": list(labels),
        "not_shown": told("not_shown"),
        "counts": page.get("counts") or {},
        "phases": [
            {key: phase.get(key) for key in ("id", "name", "start", "end", "episodes")}
            | {"articles": phase.get("articles") or []}
            for phase in page.get("phases") or []
        ],
        "actors": page.get("actors") or {},
        "candidates": page.get("candidates") or {},
        "policy": page.get("policy") or {},
        "attribution": list(page.get("attribution") or []),
    }


def packed(data: Json, columns: Mapping[str, Mapping[str, Column]]) -> tuple[Json, str]:
    """Part what a page shows into JSON and packed tables.

    Parameters
    ----------
    data
        What `page_data` returned.
    columns
        Tables that are in columns already, by name; they take the place of those in ``data``.

    Returns
    -------
    The data without the tables that are packed, and these (`karamap.render.payload.pack`); an empty
    text when the page has few events and records, and nothing is packed.
    """
    if not columns and len(data["events"]) + len(data["records"]) <= MANY:
        return data, ""
    rows = {name: data[name] for name in _TABLES if name not in columns and data[name]}
    for name in {"reports", "articles"} & rows.keys():
        rows[name] = list(rows[name].values())
    for name in {"events", "records"} & rows.keys():
        rows[name] = sorted(rows[name], key=_by_day)
    if "events" in rows:
        rows["events"] = [{**event, "layer": known_layer(event["layer"])} for event in rows["events"]]
    tables = {**{name: columns_of(rows[name]) for name in rows}, **columns}
    return {key: value for key, value in data.items() if key not in tables}, payload.pack(tables)


def _by_day(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return what entries are sorted by: their first known day, the undated last."""
    return entry.get("date_start") or entry.get("date_end") or "9999", entry["id"]


def known_layer(layer: str) -> str:
    """Return a layer that the page has a symbol for."""
    return layer if layer in _EVENT_LAYERS else "other"


def _dated(entry: Mapping[str, Any], words: Mapping[str, Any]) -> Json:
    """Return an entry with its days in words beside them."""
    return {**entry, "when": span(entry.get("date_start"), entry.get("date_end"), words)}


def _article(article: Mapping[str, Any], words: Mapping[str, Any]) -> Json:
    """Return an article with the days of its publication in words."""
    return {"marks": [], **article, "when": published(article, words)}


def published(article: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """Return when an article was published, in words."""
    interval = article.get("published")
    if not interval:
        return str(words["date_unknown"])
    return span(interval.get("start"), interval.get("end"), words)


def _drawing(entry: Json, words: Mapping[str, Any]) -> Json:
    """Return what the page says of a drawing, without its geometry."""
    feature = entry["feature"]
    start, end = _property(feature, "valid_from"), _property(feature, "valid_to")
    names = ("name", "kind", "place_id", "source", "licence", "accuracy_km", "note")
    return {
        "id": _property(feature, "id"),
        "group": entry["group"],
        "style": entry["style"],
        "holder": entry["holder"],
        "valid": span(start, end, words) if start or end else "",
        "from": start,
        "to": end,
        **{name: _property(feature, name) for name in names},
    }

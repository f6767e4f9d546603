"""Events of a file, in columns, go in; the page that shows them, and its table, come out.

The rules are those of `karamap.layers.decisions`, applied to each distinct value once: what happened
at a known point is drawn there, with a ring where the point is not exact; a point that stands for a
province or a state is no spot and is listed; words and meetings are hollow.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from karamap.columns import Coder, Column, combine, constant
from karamap.layers.decisions import (
    DOT_KM,
    WIDE_KM,
    Material,
    decide,
    deed_layer,
)
from karamap.layers.pages import PageData, pages
from karamap.objects import Object
from karamap.records import TOLLS, Actor, Phase


def event_page(
    events: Mapping[str, Column], material: Material, title: str, file: Object
) -> tuple[PageData, dict[str, Column]]:
    """Decide how a file of events is shown.

    Parameters
    ----------
    events
        What `karamap.datasets.read_events` returned.
    material
        What surrounds the events: the conflict, its phases, actors, areas and lines.
    title, file
        What the page is called, and ``name`` and ``sha256`` of the file.

    Returns
    -------
    The page without its events, and the table of the events in the order of their days.
    """
    table = _table(events, material.phases)
    whole = next(page for page in pages(decide(material)) if page.page["kind"] == "conflict")
    shown = sum(drawn != "none" for drawn in table["drawn"])
    read = len(table["id"])
    page = dataclasses.replace(
        whole,
        page={"kind": "events", "phase": None, "title": title, "file": file, "days": _days(table)},
        phases=tuple(_counted(phase, table["phases"]) for phase in whole.phases),
        not_shown=(),
        conflict={**whole.conflict, "counts": {"events": read}},
        counts={"events": {"read": read, "shown": shown, "not_shown": read - shown}},
        actors=_sides(table["actors"], material.actors),
    )
    return page, table


def _table(events: Mapping[str, Column], phases: Sequence[Phase]) -> dict[str, Column]:
    """Return the events as the page has them, by day."""
    rows = len(events["id"])
    days = combine([events["date_start"], events["date_end"]], lambda *pair: pair)
    spots = [events[name] for name in ("longitude", "radius_km", "where_prec", "drawn")]
    drawn = combine([_known(spots[0]), *spots[1:]], _drawn).merged()
    kinds = [events[name] for name in ("layer", "type", "status")]
    table = {
        **{name: events[name] for name in ("id", "type", "claimant", "quote", "radius_km")},
        **{name: events[name] for name in ("date_precision", "date_basis", "where_prec")},
        "date_start": events["date_start"],
        "date_end": days.map(lambda pair: pair[1] or pair[0]).merged(),
        "status": events["status"].map(lambda status: status or "asserted"),
        "layer": combine(kinds, lambda layer, *kind: layer or deed_layer(*kind)).merged(),
        "drawn": drawn,
        "at_kind": constant("event", rows),
        "lon": events["longitude"],
        "lat": events["latitude"],
        "places": events["places"].map(_refs),
        "about": events["about"].map(_refs),
        "actors": combine([events["source"], events["target"]], _actors),
        **{kind: _toll(events, kind) for kind in TOLLS},
        "articles": events["articles"].map(lambda names: list(names or ())),
        "article": events["articles"].map(lambda names: names[0] if names else None),
        "phases": days.map(lambda pair: _phases(pair[0], pair[1], phases)).merged(tuple),
    }
    order = days.order(lambda pair: pair[0] or pair[1] or "9999")
    return {name: table[name].take(order) for name in sorted(table)}


def _known(numbers: Column) -> Column:
    """Return whether each number is known, as a column of two values."""
    known = Coder()
    known.extend([value is not None for value in numbers])
    return known.column()


def _drawn(known: bool, radius_km: float | None, where_prec: int | None, wish: str | None) -> str:
    """Return how an event is drawn."""
    if wish in {"list", "none"}:
        return wish
    if not known:
        return "none"
    if (where_prec or 0) >= 6 or (radius_km or 0) > WIDE_KM:
        return "list"
    return "ring" if (where_prec or 1) > 2 or (radius_km or 0) > DOT_KM else "dot"


def _refs(names: Sequence[str] | None) -> list[Object]:
    """Return names of places as references that lead to no place of a gazetteer."""
    return [{"place_id": None, "name": name} for name in names or ()]


def _actors(source: Sequence[str] | None, target: Sequence[str] | None) -> Object:
    return {"source": list(source or ()), "target": list(target or ())}


def _toll(events: Mapping[str, Column], kind: str) -> Column:
    """Return a toll with its three bounds; ``None`` where none is known."""
    bounds = [events[f"{kind}_{bound}"] for bound in ("low", "best", "high")]

    def toll(low: int | None, best: int | None, high: int | None) -> Object | None:
        known = any(bound is not None for bound in (low, best, high))
        return {"low": low, "best": best, "high": high} if known else None

    return combine(bounds, toll)


def _phases(start: str | None, end: str | None, phases: Sequence[Phase]) -> list[str]:
    """Return the ids of the phases that some days touch; days without a first one count by the last."""
    first, last = start or end, end or start
    if first is None or last is None:
        return []
    return sorted(
        phase.id
        for phase in phases
        if last >= phase.start.isoformat() and (phase.end is None or first < phase.end.isoformat())
    )


def _days(table: Mapping[str, Column]) -> list[str | None]:
    """Return the first and the last day of all events."""
    days = [sorted(day for day in table[name].values if day) for name in ("date_start", "date_end")]
    return [days[0][0] if days[0] else None, days[1][-1] if days[1] else None]


def _counted(phase: Object, column: Column) -> Object:
    """Return a phase with the number of its events."""
    inside = [phase["id"] in ids for ids in column.values]
    events = sum(map(inside.__getitem__, column.codes))
    return {**phase, "counts": {**phase["counts"], "events": events}}


def _sides(actors: Column, known: Sequence[Actor]) -> Object:
    """Return side and kind of the actors that the events name, by name."""
    by_name = {actor.name: actor for actor in known}
    named = {name for value in actors.values for part in value.values() for name in part}
    return {
        name: {"side": by_name[name].side, "kind": by_name[name].kind}
        for name in sorted(named & by_name.keys())
    }

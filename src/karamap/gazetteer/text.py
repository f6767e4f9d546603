"""What the gazetteer holds or answers goes in; lines for people and objects for JSON come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from karamap.records import Candidate

_TITLES = {
    "theatre_places": "places of the theatre", "world_places": "countries, regions, capitals",
    "names": "names of these", "units": "first-level units", "cities": "cities, towns, villages",
    "more": "more places of news",
    "bytes": "bytes on disk", "automaton_bytes": "of these the search",
}  # fmt: skip


def info_text(info: Mapping[str, Any], cache: str) -> str:
    """Write what a gazetteer holds, one fact a line."""
    pack = info["pack"] or {}
    counts = [(_TITLES[n], info[n]) for n in ("theatre_places", "world_places", "names")]
    if pack:
        counts += [(_TITLES[n], pack[n]) for n in ("units", "more", "cities")]
        counts += [("names of these", pack["names"])]
        counts += [(_TITLES[n], pack[n]) for n in ("bytes", "automaton_bytes")]
    facts = [(f"made from {name}", value) for name, value in sorted(pack.get("inputs", {}).items())]
    facts += [("cache", cache), *(("warning", line) for line in info["warnings"])]
    wide = max(len(title) for title, _ in (*counts, *facts))
    digits = max(len(f"{count:,}") for _, count in counts)
    lines = [f"{title:<{wide}}  {count:>{digits},}" for title, count in counts]
    lines += [f"{title:<{wide}}  {value}" for title, value in facts]
    return "".join(f"{line}\n" for line in lines)


def lookup_text(found: Sequence[Candidate]) -> str:
    """Write what a name may mean, likeliest first, as an aligned table."""
    rows = [("id", "name", "kind", "country", "longitude", "latitude", "people", "form")]
    for place, form in ((c.place, c.form) for c in found):
        point = ("-", "-") if place.lon is None else (f"{place.lon:.4f}", f"{place.lat:.4f}")
        people = f"{place.population:,}" if place.population else "-"
        rows.append((place.id, place.name, place.kind, place.country or "-", *point, people, form))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(
            cell.rjust(width) if 4 <= at <= 6 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        + "\n"
        for row in rows
    )


def lookup_objects(found: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Return what a name may mean as objects for JSON."""
    return [
        {
            "id": place.id, "name": place.name, "kind": place.kind, "country": place.country,
            "lon": place.lon, "lat": place.lat, "radius_km": place.radius_km,
            "population": place.population, "parent": place.parent, "theatre": place.theatre,
            "source": place.source, "form": form,
            "names": [{"text": n.text, "language": n.language, "side": n.side, "form": n.form}
                      for n in place.names],
        }
        for place, form in ((c.place, c.form) for c in found)
    ]  # fmt: skip

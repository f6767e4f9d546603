"""Shapely geometries go in; clean GeoJSON features and files of the house style come out.

Shared by the scripts that make ``geodata/``: right-handed rings (RFC 7946), few decimals, one
feature a line (so that a change can be read in a diff), sorted keys where order has no meaning.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry as Geometry
from shapely.geometry.polygon import orient

Feature = dict[str, Any]
Segment = tuple[tuple[float, float], tuple[float, float]]
DECIMALS = 4
KM_PER_DEGREE = 111.195


def area_km2(geometry: Geometry) -> float:
    """Return the area of a small geometry, by the scale at its middle latitude."""
    return float(geometry.area * KM_PER_DEGREE**2 * math.cos(math.radians(geometry.centroid.y)))


def clean_area(geometry: Geometry, smallest_km2: float = 1.0) -> Geometry:
    """Return a geometry's polygons: rounded, valid, right-handed, without specks and pinholes."""
    valid = shapely.make_valid(rounded(geometry))
    parts = [part for part in flat(valid) if isinstance(part, Polygon)]
    kept = [part for part in parts if area_km2(part) >= smallest_km2]
    if not kept:
        kept = [max(parts, key=area_km2)]
    whole = []
    for part in sorted(kept, key=lambda p: p.bounds):
        holes = [ring for ring in part.interiors if area_km2(Polygon(ring)) >= smallest_km2]
        whole.append(orient(Polygon(part.exterior, holes), 1.0))
    return whole[0] if len(whole) == 1 else MultiPolygon(whole)


def clean_line(geometry: Geometry) -> Geometry:
    """Return a geometry's lines: rounded, merged, sorted."""
    lines = [part for part in flat(rounded(geometry)) if isinstance(part, LineString)]
    merged = flat(shapely.line_merge(MultiLineString([part for part in lines if part.length])))
    kept = sorted(merged, key=lambda line: line.bounds)
    return kept[0] if len(kept) == 1 else MultiLineString(kept)


def flat(geometry: Geometry) -> list[Geometry]:
    """Return the single parts of a geometry."""
    if not hasattr(geometry, "geoms"):
        return [geometry]
    return [leaf for part in geometry.geoms for leaf in flat(part)]


def rounded(geometry: Geometry) -> Geometry:
    """Return a geometry with its coordinates rounded; equal corners stay equal."""
    return shapely.transform(geometry, lambda xy: xy.round(DECIMALS))


def segments(geometry: Geometry) -> set[Segment]:
    """Return every segment of a polygon's rings, each with its smaller end first."""
    found = set()
    for part in flat(geometry):
        for ring in (part.exterior, *part.interiors):
            points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring.coords]
            found |= {(min(a, b), max(a, b)) for a, b in pairwise(points) if a != b}
    return found


def shared_lines(
    areas: dict[str, Geometry], skip: Callable[[Segment], bool] = lambda _: False
) -> dict[tuple[str, ...], Geometry]:
    """Return the lines that two areas share, and each area's own lines, by the areas' keys."""
    owners: dict[Any, list[str]] = defaultdict(list)
    for key, geometry in sorted(areas.items()):
        for segment in segments(geometry):
            owners[segment].append(key)
    grouped: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for segment, keys in sorted(owners.items()):
        if not skip(segment):
            grouped[tuple(keys)].append(LineString(segment))
    return {keys: clean_line(MultiLineString(lines)) for keys, lines in sorted(grouped.items())}


def feature(geometry: Geometry, **properties: object) -> Feature:
    """Return a GeoJSON feature whose coordinates have a few decimals and no negative zero."""
    return {
        "type": "Feature",
        "id": properties["id"],
        "properties": properties,
        "geometry": {
            "type": geometry.geom_type,
            "coordinates": shorten(mapping(geometry)["coordinates"]),
        },
    }


def shorten(value: object) -> object:
    """Return nested coordinates as lists of numbers with few decimals."""
    if isinstance(value, float | int):
        return round(float(value), DECIMALS) + 0.0
    assert isinstance(value, list | tuple)
    return [shorten(item) for item in value]


def known_places(geodata: Path) -> frozenset[str]:
    """Return the ids of ``places.csv``."""
    with (geodata / "places.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(row["id"] for row in csv.DictReader(stream))


def write(path: Path, features: list[Feature], known: frozenset[str]) -> None:
    """Write a FeatureCollection, one feature a line; a place that is not known is left out."""
    unknown = []
    for item in features:
        place = item["properties"]["place_id"]
        if place and not place.startswith("country.") and place not in known:
            unknown.append(place)
            item["properties"]["place_id"] = None
    if unknown:
        print(f"{path.name}: not in places.csv: {', '.join(unknown)}")
    lines = [json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(lines)} features, {len(text.encode()) / 1000:.0f} kB")


def read(path: Path) -> list[Feature]:
    """Read the features of a FeatureCollection."""
    found: list[Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found

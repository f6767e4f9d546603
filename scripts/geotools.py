"""Shapely geometries go in; clean GeoJSON features and files of the house style come out.

Shared by the scripts that make ``geodata/``: right-handed rings (RFC 7946), few decimals, one
feature a line (so that a change can be read in a diff), sorted keys where order has no meaning.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, mapping
from shapely.geometry.polygon import orient

Feature = dict[str, Any]
DECIMALS = 4
KM_PER_DEGREE = 111.195


def area_km2(geometry: Any) -> float:
    """Return the area of a small geometry, by the scale at its middle latitude."""
    return float(geometry.area * KM_PER_DEGREE**2 * math.cos(math.radians(geometry.centroid.y)))


def clean_area(geometry: Any, smallest_km2: float = 1.0) -> Any:
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


def clean_line(geometry: Any) -> Any:
    """Return a geometry's lines: rounded, merged, sorted."""
    lines = [part for part in flat(rounded(geometry)) if isinstance(part, LineString)]
    merged = flat(shapely.line_merge(MultiLineString([part for part in lines if part.length])))
    kept = sorted(merged, key=lambda line: line.bounds)
    return kept[0] if len(kept) == 1 else MultiLineString(kept)


def flat(geometry: Any) -> list[Any]:
    """Return the single parts of a geometry."""
    return [leaf for part in geometry.geoms for leaf in flat(part)] if hasattr(
        geometry, "geoms"
    ) else [geometry]


def rounded(geometry: Any) -> Any:
    """Return a geometry with its coordinates rounded; equal corners stay equal."""
    return shapely.transform(geometry, lambda xy: xy.round(DECIMALS))


def feature(geometry: Any, **properties: Any) -> Feature:
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


def shorten(value: Any) -> Any:
    """Return nested coordinates as lists of numbers with few decimals."""
    if isinstance(value, float | int):
        return round(float(value), DECIMALS) + 0.0
    return [shorten(item) for item in value]


def write(path: Path, features: Iterable[Feature]) -> None:
    """Write a FeatureCollection, one feature a line."""
    lines = [json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(lines)} features, {len(text.encode()) / 1000:.0f} kB")  # noqa: T201


def read(path: Path) -> list[Feature]:
    """Read the features of a FeatureCollection."""
    found: list[Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found

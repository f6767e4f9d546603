"""Base map geometry goes in; places for its labels, and small drawings of it, come out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Json = dict[str, Any]


def base_labels(basemap: Mapping[str, Any], bbox: Sequence[float]) -> list[Json]:
    """Return names of countries and lakes with a point inside each, as far as they are in view."""
    import shapely

    window = shapely.box(bbox[0], bbox[1], bbox[2], bbox[3])
    labels = []
    for key, kind, least in (("countries", "country", 0.01), ("lakes", "lake", 0.001)):
        for feature in (basemap.get(key) or {}).get("features") or []:
            name = (feature.get("properties") or {}).get("name")
            if not name or not feature.get("geometry"):
                continue
            seen = shapely.make_valid(shapely.from_geojson(_dumped(feature["geometry"])))
            seen = seen.intersection(window)
            if seen.area < least * window.area:
                continue
            part = max(getattr(seen, "geoms", [seen]), key=lambda geom: geom.area)
            point = shapely.maximum_inscribed_circle(part).coords[0]
            labels.append({"text": name, "kind": kind, "lon": round(point[0], 3),
                           "lat": round(point[1], 3)})  # fmt: skip
    return sorted(labels, key=lambda label: (label["kind"], label["text"]))


def _dumped(geometry: Mapping[str, Any]) -> str:
    import json

    return json.dumps(geometry)


class Projection:
    """Degrees to the units of a small drawing, by Web Mercator fitted to a width."""

    def __init__(self, bbox: Sequence[float], width: float) -> None:
        west, south, east, north = bbox
        self.west, self.scale = west, width / (east - west)
        self.top = self._mercator(north)
        self.width = width
        self.height = (self.top - self._mercator(south)) * self.scale

    @staticmethod
    def _mercator(lat: float) -> float:
        clipped = max(-85.0, min(85.0, lat))
        return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(clipped) / 2)))

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x and y, y downwards."""
        return (lon - self.west) * self.scale, (self.top - self._mercator(lat)) * self.scale

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies inside the drawing."""
        x, y = self(lon, lat)
        return 0 <= x <= self.width and 0 <= y <= self.height


def svg_path(geometry: Mapping[str, Any], project: Projection, grain: float = 0.7) -> str:
    """Return SVG path data of a geometry; points closer than ``grain`` to the last are left out."""
    return "".join(
        _ring_path(line, project, grain, closed=closed) for line, closed in _lines(geometry)
    )


def _lines(geometry: Mapping[str, Any]) -> Iterator[tuple[Sequence[Sequence[float]], bool]]:
    """Yield the lines of a geometry and whether each is closed."""
    kind, coordinates = geometry["type"], geometry.get("coordinates")
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _lines(part)
    elif kind in ("Polygon", "MultiLineString"):
        yield from ((line, kind == "Polygon") for line in coordinates or ())
    elif kind == "MultiPolygon":
        yield from ((ring, True) for polygon in coordinates or () for ring in polygon)
    elif kind == "LineString":
        yield coordinates or (), False


def _ring_path(
    line: Sequence[Sequence[float]], project: Projection, grain: float, *, closed: bool
) -> str:
    """Return path data of one line, thinned to what can be seen."""
    kept: list[tuple[float, float]] = []
    for index, point in enumerate(line):
        x, y = project(float(point[0]), float(point[1]))
        last = index == len(line) - 1
        if kept and not last and math.hypot(x - kept[-1][0], y - kept[-1][1]) < grain:
            continue
        kept.append((x, y))
    if len(kept) < (4 if closed else 2):
        return ""
    body = "L".join(f"{x:.1f} {y:.1f}" for x, y in kept)
    return f"M{body}{'Z' if closed else ''}"

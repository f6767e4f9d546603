"""The drawings in ``geodata/`` go in; features with the days on which each is valid come out.

A place may have several drawings, each valid for a while (a road that was moved). Which one is
right depends on the day that is asked for, so `valid` takes days and never guesses.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from karamap import dates
from karamap.config import as_day, label, read_text
from karamap.errors import GeodataError, one_by_one
from karamap.geometry import EARTH_RADIUS_KM

Sheet = Literal["areas", "lines", "districts"]
Shape = Literal["area", "line"]

KM_PER_DEGREE: Final = math.radians(1) * EARTH_RADIUS_KM
FILES: Final[Mapping[Sheet, str]] = {
    "areas": "areas.geojson",
    "lines": "lines.geojson",
    "districts": "basemap/districts.geojson",
}
_SHAPES: Final[Mapping[str, Shape]] = {
    "Polygon": "area",
    "MultiPolygon": "area",
    "LineString": "line",
    "MultiLineString": "line",
}
_NEEDED: Final = ("id", "name", "kind", "place_id", "valid_from", "valid_to", "source", "style")


@dataclass(frozen=True, slots=True)
class Feature:
    """A drawing of an area or a line.

    Attributes
    ----------
    sheet
        Which file it comes from.
    valid_from, valid_to
        First and last day; ``None`` is open.
    accuracy_km
        How far the drawing may be off.
    geojson
        The feature as it stands in the file.
    """

    id: str
    sheet: Sheet
    shape: Shape
    place_id: str | None
    valid_from: date | None
    valid_to: date | None
    accuracy_km: float
    source: str
    geojson: Mapping[str, Any]

    def valid(self, start: date | None, end: date | None) -> bool:
        """Tell whether it is valid on a day of the interval."""
        return dates.overlaps(self.valid_from, self.valid_to, start, end)


def read_features(geodata: Path) -> tuple[Feature, ...]:
    """Read the areas, lines and districts of a project.

    Parameters
    ----------
    geodata
        The project's folder ``geodata``.

    Returns
    -------
    The features in the order of the files; a file that is not there holds none.

    Raises
    ------
    GeodataError
        When a file is no feature collection or a feature breaks the contract.
    """
    found: dict[str, Feature] = {}
    for sheet, name in FILES.items():
        path = geodata / name
        if not path.exists():
            continue
        with one_by_one:
            for number, raw in enumerate(_collection(path), 1):
                with one_by_one:
                    _take(found, f"{label(path)}: feature {number}", sheet, raw)
    return tuple(found.values())


def _take(found: dict[str, Feature], where: str, sheet: Sheet, raw: object) -> None:
    """Add a feature to those that are read."""
    feature = _read_feature(where, sheet, raw)
    if feature.id in found:
        raise GeodataError(
            f"{where}: the id '{feature.id}' stands twice in geodata/; rename one"
        )
    found[feature.id] = feature


def by_place(features: Iterable[Feature]) -> dict[str, tuple[Feature, ...]]:
    """Return the features of each place, in the order of their ids.

    Parameters
    ----------
    features
        Features of any sheet. Where a place has an area or line of the project's own, its
        district of the base map is left out.

    Returns
    -------
    Features by place id.
    """
    found: dict[str, list[Feature]] = {}
    for feature in sorted(features, key=lambda feature: feature.id):
        if feature.place_id:
            found.setdefault(feature.place_id, []).append(feature)
    return {
        key: tuple([f for f in group if f.sheet != "districts"] or group)
        for key, group in found.items()
    }


def distance_to(feature: Feature, lon: float, lat: float) -> float:
    """Return how far a point lies from a drawing.

    Parameters
    ----------
    feature
        An area or a line.
    lon, lat
        The point.

    Returns
    -------
    Kilometres, 0 inside an area. Computed on the plane that touches the globe at the point: some
    0.5 per cent off within 300 km.
    """
    across = KM_PER_DEGREE * math.cos(math.radians(lat))
    geometry = feature.geojson["geometry"]
    paths = list(_paths(geometry["type"], geometry["coordinates"]))
    flat = [[((x - lon) * across, (y - lat) * KM_PER_DEGREE) for x, y, *_ in p] for p in paths]
    steps = [step for path in flat for step in itertools.pairwise(path)]
    if feature.shape == "area" and sum(_crosses(*step) for step in steps) % 2:
        return 0.0
    return min((_nearest(*step) for step in steps), default=math.inf)


def _paths(kind: str, coordinates: Any) -> Iterator[Any]:  # noqa: ANN401 - as GeoJSON nests it
    """Return the rings and lines of a geometry."""
    if kind == "LineString":
        yield coordinates
    elif kind == "MultiPolygon":
        for rings in coordinates:
            yield from rings
    else:
        yield from coordinates


def _crosses(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Tell whether a step crosses the ray that runs from the origin to the east."""
    if (a[1] > 0) == (b[1] > 0):
        return False
    return a[0] + (b[0] - a[0]) * a[1] / (a[1] - b[1]) > 0


def _nearest(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of the origin from a step."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = 0.0 if square == 0 else min(1.0, max(0.0, -(a[0] * dx + a[1] * dy) / square))
    return math.hypot(a[0] + along * dx, a[1] + along * dy)


def _collection(path: Path) -> Sequence[Any]:
    """Return the raw features of a file."""
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise GeodataError(f"{label(path)}: not JSON: {problem}; correct it") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise GeodataError(f"{label(path)}: no list 'features'; write a FeatureCollection")
    return features


def _read_feature(where: str, sheet: Sheet, raw: object) -> Feature:
    """Read one feature."""
    properties = raw.get("properties") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(properties, dict):
        raise GeodataError(f"{where}: not a Feature with properties; write one")
    for key in _NEEDED:
        if key not in properties:
            raise GeodataError(f"{where}: no property '{key}'; add it (null when unknown)")
    name = properties["id"]
    if not isinstance(name, str) or not name:
        raise GeodataError(f"{where}: property 'id' is not a text; write one")
    where = f"{where} '{name}'"
    first, last = (_read_day(where, properties, key) for key in ("valid_from", "valid_to"))
    if first and last and last < first:
        raise GeodataError(f"{where}: valid_to {last} is before valid_from {first}; swap them")
    return Feature(
        id=name,
        sheet=sheet,
        shape=_read_shape(where, raw.get("geometry")),
        place_id=properties["place_id"] or None,
        valid_from=first,
        valid_to=last,
        accuracy_km=_read_accuracy(where, properties.get("accuracy_km")),
        source=str(properties["source"] or ""),
        geojson=raw,
    )


def _read_day(where: str, properties: Mapping[str, Any], key: str) -> date | None:
    """Return a bound of validity."""
    value = properties[key]
    if value is None or value == "":
        return None
    day = as_day(value)
    if day is None:
        raise GeodataError(f"{where}: '{value}' in '{key}' is not a day; write YYYY-MM-DD")
    return day


def _read_accuracy(where: str, value: object) -> float:
    """Return how far the drawing may be off; 0 when nothing is said."""
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1000:
        raise GeodataError(f"{where}: accuracy_km is not usable; write kilometres, 0 to 999")
    return float(value)


def _read_shape(where: str, geometry: object) -> Shape:
    """Return whether a geometry is an area or a line, after a look at its numbers."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in _SHAPES:
        raise GeodataError(f"{where}: geometry '{kind}' is not usable; draw an area or a line")
    if not _usable(geometry.get("coordinates"), str(kind)):
        raise GeodataError(f"{where}: coordinates are not lon, lat in degrees; correct them")
    return _SHAPES[str(kind)]


def _usable(coordinates: object, kind: str) -> bool:
    """Tell whether coordinates are nested as the type wants and lie on the globe."""
    depth = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}[kind]
    level: list[object] = [coordinates]
    for _ in range(depth):
        if not all(isinstance(item, list) and item for item in level):
            return False
        level = [inner for item in level if isinstance(item, list) for inner in item]
    return all(_on_globe(point) for point in level)


def _on_globe(point: object) -> bool:
    """Tell whether a position is a longitude and a latitude."""
    if not isinstance(point, list) or len(point) not in {2, 3}:
        return False
    lon, lat = point[:2]
    numbers = all(isinstance(v, int | float) and math.isfinite(v) for v in (lon, lat))
    return numbers and -180 <= lon <= 180 and -90 <= lat <= 90

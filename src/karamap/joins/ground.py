"""A place of an event and a record go in; how far apart they lie, and how far they may, comes out.

Drawings count where they are known: of the event's place, and of what a record's point only stands
for. A whole country is no place to compare: its middle means nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from karamap.features import KM_PER_DEGREE, Feature, distance_to
from karamap.geometry import distance_km
from karamap.records import Event, Place, Record

BASE_KM: Final = 5.0  # two honest points of one village may lie so far apart
LINE_KM: Final = 25.0  # fighting along a line is not on the line
WHERE_KM: Final[Mapping[int, float]] = {1: 0.0, 2: 25.0, 3: 40.0, 4: 100.0, 5: 100.0, 6: 300.0}
_FAR_KM: Final = 1000.0  # class 7 (abroad, at sea) and unknown extents
_AREA_CLASS: Final = 3  # from here on a record's point stands for more than a spot
_BOUNDLESS: Final = frozenset({"country", "continent", "sea", "ocean"})


@dataclass(frozen=True, slots=True)
class Space:
    """How a pair lies in space.

    Attributes
    ----------
    distance
        Kilometres between what both stand for; ``None`` without a place to compare.
    allowed
        Kilometres that their precision allows.
    event_km, record_km
        How far each reaches.
    episode
        Name of the episode by which alone the two meet.
    countries
        Names of the countries that an event is told of as a whole.
    """

    distance: float | None = None
    allowed: float = math.inf
    event_km: float = 0.0
    record_km: float = 0.0
    episode: str = ""
    countries: str = ""


def is_boundless(place: Place) -> bool:
    """Tell whether a place is too wide for its point to mean anything."""
    return place.kind in _BOUNDLESS


def extent_km(event: Event, place: Place) -> float:
    """Return within how many kilometres of a place's point an event happened."""
    return max(place.radius_km, dict(event.near).get(place.id, 0.0))


def is_area(record: Record) -> bool:
    """Tell whether a record's point only stands for an area or a line."""
    return bool(record.represents) or (record.where_prec or 0) >= _AREA_CLASS


def record_km(record: Record) -> float:
    """Return how far a record's point may be off by its class of precision."""
    unknown = _AREA_CLASS if record.represents else 1
    return WHERE_KM.get(record.where_prec or unknown, _FAR_KM)


class Ground:
    """Measures the places of events against records, with drawings where there are any."""

    def __init__(self, drawings: Mapping[str, Sequence[Feature]] | None = None) -> None:
        self._drawings = drawings or {}
        self._off: dict[tuple[str, float, float], float] = {}
        self._between: dict[tuple[str, str], float] = {}

    def reach(self, record: Record) -> float:
        """Return within which distance of a record's point an event's place may agree with it."""
        drawn = self._of_record(record)
        if not drawn or record.lon is None or record.lat is None:
            return record_km(record)
        extents = (_extent(feature, record.lon, record.lat) for feature in drawn)
        return max(record_km(record), max(extents) + _tolerance(drawn))

    def space(self, event: Event, place: Place, record: Record) -> Space | None:
        """Return how a place of an event lies to a record; ``None`` where one has no point."""
        interval = event.interval
        if interval is None or record.lon is None or record.lat is None:
            return None
        if place.lon is None or place.lat is None:
            return None
        own = self._of_place(place.id, interval.start, interval.end)
        other = self._of_record(record)
        if other and record.place_id == place.id:
            distance = 0.0
        elif own and other:
            distance = min(self._apart(a, b) for a in own for b in other)
        elif own:
            distance = min(self._to(feature, record.lon, record.lat) for feature in own)
        elif other:
            distance = min(self._to(feature, place.lon, place.lat) for feature in other)
        else:
            distance = distance_km(place.lon, place.lat, record.lon, record.lat)
        extent = extent_km(event, place)
        allowed = max(f.accuracy_km for f in own) if own else extent
        allowed += _tolerance(other) if other else record_km(record)
        wide = place.radius_km >= WHERE_KM[2]
        return Space(
            distance=distance,
            allowed=allowed + BASE_KM,
            event_km=extent,
            record_km=place.radius_km
            if wide and record.place_id == place.id
            else record_km(record),
        )

    def _of_place(self, place_id: str, start: date | None, end: date | None) -> list[Feature]:
        """Return the drawings of a place that are valid on a day of an interval."""
        return [f for f in self._drawings.get(place_id, ()) if f.valid(start, end)]

    def _of_record(self, record: Record) -> list[Feature]:
        """Return the drawings of what a record's point only stands for."""
        if not is_area(record) or record.place_id is None:
            return []
        return self._of_place(record.place_id, record.date_start, record.date_end)

    def _to(self, feature: Feature, lon: float, lat: float) -> float:
        """Return the distance of a point from a drawing; many events share a drawing."""
        key = feature.id, lon, lat
        if key not in self._off:
            self._off[key] = distance_to(feature, lon, lat)
        return self._off[key]

    def _apart(self, first: Feature, second: Feature) -> float:
        """Return the distance between two drawings."""
        key = first.id, second.id
        if key not in self._between:
            self._between[key] = _distance_between(first, second)
        return self._between[key]


def _tolerance(drawn: Sequence[Feature]) -> float:
    """Return how far from drawings something may lie that happened there."""
    return max(f.accuracy_km + (LINE_KM if f.shape == "line" else 0.0) for f in drawn)


def _extent(feature: Feature, lon: float, lat: float) -> float:
    """Return how far a drawing reaches from a point."""
    from shapely.geometry import shape

    west, south, east, north = shape(feature.geojson["geometry"]).bounds
    corners = ((x, y) for x in (west, east) for y in (south, north))
    return max(distance_km(lon, lat, *corner) for corner in corners)


def _distance_between(first: Feature, second: Feature) -> float:
    """Return kilometres between two drawings, on the plane at the first one's middle."""
    import numpy as np
    from shapely import transform
    from shapely.geometry import shape

    shapes = [shape(feature.geojson["geometry"]) for feature in (first, second)]
    lat = shapes[0].centroid.y
    scale = np.array([KM_PER_DEGREE * math.cos(math.radians(lat)), KM_PER_DEGREE])
    flat = [transform(one, lambda points: points * scale) for one in shapes]
    return float(flat[0].distance(flat[1]))

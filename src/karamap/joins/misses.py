"""Events and records that agree with nothing go in; why not, and what comes nearest, comes out.

A reason reads "kind: detail"; the kind is the same for all that fail alike.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from karamap.dates import gap_days
from karamap.geometry import distance_km
from karamap.joins.agree import BASE_KM, compatible, is_joinable, where
from karamap.records import Event, Place, Record

LOOK_DAYS: Final = 7  # how far round the days a nearest miss is looked for

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Miss:
    """Why something agrees with nothing, and the id of what comes nearest ("" for nothing)."""

    reason: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class _Dated(Generic[_Item]):
    """Something with its days."""

    start: date
    end: date
    item: _Item


class _Days(Generic[_Item]):
    """Finds what lies within some days of others."""

    def __init__(self, rows: Iterable[_Dated[_Item]]) -> None:
        self._rows = sorted(rows, key=lambda row: row.start)
        self._starts = [row.start for row in self._rows]
        self._longest = max(((row.end - row.start).days for row in self._rows), default=0)

    def around(self, start: date, end: date) -> list[_Item]:
        """Return what lies within `LOOK_DAYS` of an interval."""
        low = start.toordinal() - LOOK_DAYS - self._longest
        first = bisect.bisect_left(self._starts, low, key=lambda day: day.toordinal())
        found = []
        for row in self._rows[first:]:
            if row.start.toordinal() > end.toordinal() + LOOK_DAYS:
                break
            if gap_days(start, end, row.start, row.end) <= LOOK_DAYS:
                found.append(row.item)
        return found


class Misses:
    """Says why an event or a record agrees with nothing, by what nearly does."""

    def __init__(self, events: Iterable[Event], records: Iterable[Record]) -> None:
        self._events = _Days(
            _Dated(event.interval.start, event.interval.end, event)
            for event in events
            if is_joinable(event) and event.interval
            if event.interval.start and event.interval.end
        )
        self._records = _Days(_Dated(r.date_start, r.date_end, r) for r in records)

    def of_event(self, event: Event) -> Miss:
        """Return why no record agrees with an event."""
        interval = event.interval
        if interval is None:
            return Miss("the event has no date")
        if interval.start is None or interval.end is None:
            return Miss("the event's days are open")
        if not is_joinable(event):
            return Miss(f"not said to have happened: {event.status.replace('_', ' ')}")
        around = self._records.around(interval.start, interval.end)
        if not around:
            return Miss("no record of these days")
        alike = [record for record in around if compatible(event.type, record.type)]
        if not alike:
            return Miss("the records of these days are of other types")
        if not any(place.lon is not None for place in where(event)):
            return Miss("the event has no place to compare")
        apart = [(km, r.id) for r in alike if (km := _apart(where(event), r)) is not None]
        if not apart:
            return Miss("the records of these days and type have no point")
        km, nearest = min(apart)
        return _nearest("record", km, nearest, _reach(where(event)))

    def of_record(self, record: Record) -> Miss:
        """Return why no event agrees with a record."""
        around = self._events.around(record.date_start, record.date_end)
        if not around:
            return Miss("no event of these days")
        alike = [event for event in around if compatible(event.type, record.type)]
        if not alike:
            return Miss("the events of these days are of other types")
        if record.lon is None:
            return Miss("the record has no place to compare")
        apart = [
            (km, event.id, _reach(where(event)))
            for event in alike
            if (km := _apart(where(event), record)) is not None
        ]
        if not apart:
            return Miss("the events of these days and type have no place")
        return _nearest("event", *min(apart))


def _nearest(what: str, km: float, ident: str, reach: float) -> Miss:
    """Return the miss of something that lies some way from the nearest of the other side."""
    if km <= reach:
        kind = f"the nearest {what} agrees too little"
        return Miss(f"{kind}: the days are told too widely, or the actors differ", ident)
    return Miss(f"the nearest {what} of these days and type lies too far away: {km:.0f} km", ident)


def _reach(places: Iterable[Place]) -> float:
    """Return how far places reach from their points."""
    return max((place.radius_km for place in places), default=0.0) + BASE_KM


def _apart(places: Sequence[Place], record: Record) -> float | None:
    """Return the distance of a record's point from the nearest of some places."""
    if record.lon is None or record.lat is None:
        return None
    found = (
        distance_km(place.lon, place.lat, record.lon, record.lat)
        for place in places
        if place.lon is not None and place.lat is not None
    )
    return min(found, default=None)

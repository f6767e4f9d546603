"""Events and records go in; why an event or a record agrees with nothing more comes out.

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
from karamap.joins.agree import Judge, Refused, is_joinable, spots, where
from karamap.joins.likeness import compatible, is_verbal
from karamap.records import Event, Record

LOOK_DAYS: Final = 7  # how far round the days a nearest miss is looked for
MOST: Final = 5  # so many near misses are told of each event and each record

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Miss:
    """Why something agrees with nothing, and the id of what comes nearest ("" for nothing)."""

    reason: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """An event and a record of about the same days and type that were not joined.

    Attributes
    ----------
    distance_km
        Between their points; ``None`` without a place to compare.
    """

    event: Event
    record: Record
    distance_km: float | None
    day_difference: int
    reason: str


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
    """Says why an event or a record agrees with nothing more, by what nearly does.

    Parameters
    ----------
    events
        With their matches (`karamap.joins.join`).
    records
        The records.
    judge
        Who judged them.
    """

    def __init__(
        self, events: Iterable[Event], records: Iterable[Record], judge: Judge | None = None
    ) -> None:
        self._judge = judge or Judge()
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
        near = self.near_event(event, around)
        if not near:
            return Miss("the records of these days are of other types")
        if not where(event) and not is_verbal(event.type):
            return Miss("the event has no place to compare")
        return Miss(f"no record of these days and type agrees: {near[0].reason}", near[0].record.id)

    def of_record(self, record: Record) -> Miss:
        """Return why no event agrees with a record."""
        around = self._events.around(record.date_start, record.date_end)
        if not around:
            return Miss("no event of these days")
        near = self.near_record(record, around)
        if not near:
            return Miss("the events of these days are of other types")
        return Miss(f"no event of these days and type agrees: {near[0].reason}", near[0].event.id)

    def near_event(self, event: Event, around: Sequence[Record] | None = None) -> list[Near]:
        """Return the records that come nearest to an event without being joined to it."""
        interval = event.interval
        if not is_joinable(event) or interval is None or not interval.start or not interval.end:
            return []
        if around is None:
            around = self._records.around(interval.start, interval.end)
        return self._nearest((event, record) for record in around)

    def near_record(self, record: Record, around: Sequence[Event] | None = None) -> list[Near]:
        """Return the events that come nearest to a record without being joined to it."""
        if around is None:
            around = self._events.around(record.date_start, record.date_end)
        return self._nearest((event, record) for event in around)

    def _nearest(self, pairs: Iterable[tuple[Event, Record]]) -> list[Near]:
        """Return the nearest of some pairs of compatible types that were not joined."""
        ranked = []
        for event, record in pairs:
            if not compatible(event.type, record.type):
                continue
            if any(match.record_id == record.id for match in event.records):
                continue
            km, gap = _apart(event, record), _gap(event, record)
            order = (gap > 1, km is None, km or 0.0, gap, event.id, record.id)
            ranked.append((order, event, record, km, gap))
        ranked.sort(key=lambda row: row[0])
        return [self._near(*row[1:]) for row in ranked[:MOST]]

    def _near(self, event: Event, record: Record, km: float | None, gap: int) -> Near:
        """Return a near miss with the reason why the two were not joined."""
        found = self._judge.judge(event, record)
        reason = "another event agrees better with this record"
        if isinstance(found, Refused):
            reason = found.reason
        apart = km if found.distance_km is None else found.distance_km
        return Near(event, record, apart, gap, reason)


def _gap(event: Event, record: Record) -> int:
    """Return the days between a dated event and a record."""
    interval = event.interval
    assert interval is not None and interval.start is not None and interval.end is not None
    return gap_days(interval.start, interval.end, record.date_start, record.date_end)


def _apart(event: Event, record: Record) -> float | None:
    """Return the distance of a record's point from the nearest place of an event."""
    if record.lon is None or record.lat is None:
        return None
    found = (
        distance_km(place.lon, place.lat, record.lon, record.lat)
        for place in spots(event)
        if place.lon is not None and place.lat is not None
    )
    return min(found, default=None)

"""Events and records go in; why an event or a record agrees with nothing more comes out.

A reason reads "kind: detail"; the kind is the same for all that fail alike.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from karamap.dates import gap_days
from karamap.geometry import distance_km
from karamap.joins.agree import Judge, Refused, is_joinable, spots, where
from karamap.joins.likeness import compatible, is_verbal
from karamap.records import Event, Record

LOOK_DAYS: Final = 7  # how far round the days a nearest miss is looked for
MOST: Final = 3  # so many near misses are told of each event and each record


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


_Ranked = tuple[tuple[object, ...], Event, Record, float | None, int]


class _Nearest:
    """The nearest few of many pairs, of which no more are kept than are told."""

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: list[_Ranked] = []

    def add(self, row: _Ranked) -> None:
        """Take a pair when it is among the nearest."""
        if len(self._rows) < MOST or row[0] < self._rows[-1][0]:
            bisect.insort(self._rows, row, key=itemgetter(0))
            del self._rows[MOST:]

    def rows(self) -> list[_Ranked]:
        """Return the nearest, the nearest first."""
        return self._rows


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

    Attributes
    ----------
    pairs
        All near misses, in the order of the ids of their events and records.
    """

    def __init__(
        self, events: Iterable[Event], records: Iterable[Record], judge: Judge | None = None
    ) -> None:
        self._judge = judge or Judge()
        self._busy: set[tuple[str, str]] = set()  # what has something of the other side around it
        by_event: dict[str, _Nearest] = defaultdict(_Nearest)
        by_record: dict[str, _Nearest] = defaultdict(_Nearest)
        for event, record in _around(events, records):
            self._busy |= {("event", event.id), ("record", record.id)}
            if not compatible(event.type, record.type):
                continue
            if any(match.record_id == record.id for match in event.records):
                continue
            ranked = _ranked(event, record)
            by_event[event.id].add(ranked)
            by_record[record.id].add(ranked)
        told: dict[tuple[str, str], Near] = {}
        self._of_event = {key: self._best(found.rows(), told) for key, found in by_event.items()}
        self._of_record = {key: self._best(found.rows(), told) for key, found in by_record.items()}
        self.pairs = tuple(told[key] for key in sorted(told))

    def _best(self, rows: list[_Ranked], told: dict[tuple[str, str], Near]) -> list[Near]:
        """Return the nearest of some pairs with the reason why they were not joined."""
        found = []
        for _, event, record, km, gap in rows:
            key = event.id, record.id
            if key not in told:
                told[key] = self._near(event, record, km, gap)
            found.append(told[key])
        return found

    def _near(self, event: Event, record: Record, km: float | None, gap: int) -> Near:
        """Return a near miss with the reason why the two were not joined."""
        found = self._judge.judge(event, record)
        reason = "another event agrees better with this record"
        if isinstance(found, Refused):
            reason = found.reason
        apart = km if found.distance_km is None else found.distance_km
        return Near(event, record, apart, gap, reason)

    def of_event(self, event: Event) -> Miss:
        """Return why no record agrees with an event."""
        interval = event.interval
        if interval is None:
            return Miss("the event has no date")
        if interval.start is None or interval.end is None:
            return Miss("the event's days are open")
        if not is_joinable(event):
            return Miss(f"not said to have happened: {event.status.replace('_', ' ')}")
        if ("event", event.id) not in self._busy:
            return Miss("no record of these days")
        near = self._of_event.get(event.id)
        if not near:
            return Miss("the records of these days are of other types")
        if not where(event) and not is_verbal(event.type):
            return Miss("the event has no place to compare")
        return Miss(f"no record of these days and type agrees: {near[0].reason}", near[0].record.id)

    def of_record(self, record: Record) -> Miss:
        """Return why no event agrees with a record."""
        if ("record", record.id) not in self._busy:
            return Miss("no event of these days")
        near = self._of_record.get(record.id)
        if not near:
            return Miss("the events of these days are of other types")
        return Miss(f"no event of these days and type agrees: {near[0].reason}", near[0].event.id)


def _around(events: Iterable[Event], records: Iterable[Record]) -> Iterator[tuple[Event, Record]]:
    """Return the pairs of joinable events and records within `LOOK_DAYS` of each other."""
    rows = sorted(records, key=lambda record: record.date_start)
    starts = [record.date_start.toordinal() for record in rows]
    longest = max(((record.date_end - record.date_start).days for record in rows), default=0)
    for event in events:
        interval = event.interval
        if not is_joinable(event) or interval is None or not interval.start or not interval.end:
            continue
        first = bisect.bisect_left(starts, interval.start.toordinal() - LOOK_DAYS - longest)
        last = bisect.bisect_right(starts, interval.end.toordinal() + LOOK_DAYS)
        for record in rows[first:last]:
            if _gap(event, record) <= LOOK_DAYS:
                yield event, record


def _ranked(event: Event, record: Record) -> _Ranked:
    """Return a pair with what orders it by nearness: the days first, then the distance."""
    km, gap = _apart(event, record), _gap(event, record)
    return (gap > 1, km is None, km or 0.0, gap, event.id, record.id), event, record, km, gap


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

"""Events and independent records go in; events with the records that agree with them come out.

A pair agrees when the types are of one family, the days lie within a tolerance that both precisions
set, and the places lie within a tolerance that both extents set. Each match states its distance,
its difference in days, a score from 0 to 1, its reason, and which of the two sums up the other.
Words without a place of their own are matched by day and by speaker. What is told of whole countries
has no place either: it is matched, as a summary, with records that are as wide. What an article tells
only roughly ("flare-ups this past July") is matched by the episode of the phase table that it can
only mean.

Candidates come from `karamap.joins.grid`, which gives exactly the pairs within reach and knows
nothing of events. `Judge` judges one pair; what it refuses it refuses with a reason.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from karamap.dates import days_in, gap_days
from karamap.features import Feature
from karamap.joins.grid import Spot, near
from karamap.joins.ground import BASE_KM, Ground, Space, extent_km, is_area, is_boundless
from karamap.joins.likeness import BASE_DAYS, MIN_SCORE, Pair, Who, compatible, is_verbal, slack
from karamap.records import Actor, Episode, Event, Place, Record, RecordMatch

MIN_ALIKE: Final = 0.4  # how alike the actors must be where there is no place to compare
COUNTRY_CLASS: Final = 4  # from here on a record is wide enough for what is told of a country
ROUGH: Final = frozenset({"month", "season"})
EPISODE_KM: Final = 300.0
_WIDE: Final = frozenset({"region", "historical-region", "country", "line"})
_REAL: Final = frozenset({"asserted", "claimed", "denied"})


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an event and a record do not agree, and how far apart they lie where that was measured."""

    reason: str
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair that agrees, before summaries are told from single events."""

    event: int
    record: int
    match: RecordMatch
    by_episode: bool = False


def is_summary(record: Record) -> bool:
    """Tell whether a record covers more than one place and a few days."""
    long = days_in(record.date_start, record.date_end) > 3 or (record.date_prec or 0) >= 4
    return long or is_area(record)


def is_joinable(event: Event) -> bool:
    """Tell whether an event has closed days and is said to have happened."""
    interval = event.interval
    closed = interval is not None and interval.start is not None and interval.end is not None
    return closed and event.status in _REAL


def where(event: Event) -> tuple[Place, ...]:
    """Return the places of an event, or the place where words were spoken."""
    if event.places:
        return event.places
    return (event.venue,) if is_verbal(event.type) and event.venue is not None else ()


def spots(event: Event) -> tuple[Place, ...]:
    """Return the places of an event whose points mean something."""
    return tuple(p for p in where(event) if p.lon is not None and not is_boundless(p))


class Judge:
    """Judges whether an event and a record agree.

    Parameters
    ----------
    actors
        Actors, by which the ids or names in records and the names in events are compared.
    drawings
        Drawings by place (`karamap.features.by_place`): where a place has one that is valid then,
        the distance from it counts and not that from the place's middle.
    episodes
        Named stretches of the phase table.
    """

    def __init__(
        self,
        actors: Iterable[Actor] = (),
        drawings: Mapping[str, Sequence[Feature]] | None = None,
        episodes: Iterable[Episode] = (),
    ) -> None:
        self._who = Who(actors)
        self.ground = Ground(drawings)
        self._episodes = tuple(episodes)

    def judge(self, event: Event, record: Record) -> RecordMatch | Refused:
        """Return the match of an event and a record by place and days, or why there is none."""
        interval = event.interval
        if not is_joinable(event) or interval is None or not interval.start or not interval.end:
            return Refused("the event has no closed days, or is not said to have happened")
        if not compatible(event.type, record.type):
            return Refused(f"the types differ ({event.type}, {record.type})")
        gap = gap_days(interval.start, interval.end, record.date_start, record.date_end)
        if spots(event):
            return self._by_place(event, record, gap)
        return self._without_place(event, record, gap)

    def _by_place(self, event: Event, record: Record, gap: int) -> RecordMatch | Refused:
        """Judge a pair by the place of the event that lies best."""
        days = BASE_DAYS + slack(record)
        if gap > days:
            return Refused(f"{gap} days apart, {days} allowed")
        found = [s for place in spots(event) if (s := self.ground.space(event, place, record))]
        if not found:
            return Refused("the record has no place to compare")
        matches = [self._match(event, record, gap, s) for s in found if _is_near(s)]
        if not matches:
            nearest = min(found, key=lambda space: space.distance or 0.0)
            apart = f"{nearest.distance:.0f} km apart, {nearest.allowed:.0f} km allowed"
            return Refused(apart, nearest.distance)
        best = max((m for m in matches if m), key=lambda match: match.score, default=None)
        return best or _TOO_LITTLE

    def _without_place(self, event: Event, record: Record, gap: int) -> RecordMatch | Refused:
        """Judge a pair by days and actors: the days must meet and the actors be the same."""
        told = where(event)
        if not is_verbal(event.type) and not told:
            return Refused("the event has no place to compare")
        if gap:
            return Refused(f"{gap} days apart, and no place to compare")
        names = ", ".join(sorted(place.name for place in told))
        wide = (record.where_prec or 0) >= COUNTRY_CLASS or bool(record.represents)
        if not is_verbal(event.type) and not wide:
            return Refused(f"the event is told of the whole of {names}, the record of a spot")
        if self._who.shared(event, record)[1] < MIN_ALIKE:
            return Refused("no place to compare, and the actors differ")
        if is_verbal(event.type):
            return self._match(event, record, gap, Space()) or _TOO_LITTLE
        held = [s for place in told if (s := self.ground.space(event, place, record))]
        if not any(map(_is_near, held)):
            return Refused(f"the record does not lie in {names}")
        reach = max(space.event_km for space in held)
        space = Space(None, event_km=reach, record_km=held[0].record_km, countries=names)
        return self._match(event, record, gap, space) or _TOO_LITTLE

    def _match(self, event: Event, record: Record, gap: int, space: Space) -> RecordMatch | None:
        return Pair(event, record, gap, space, *self._who.shared(event, record)).match()

    def episode(self, event: Event) -> Episode | None:
        """Return the one episode that an event told by month or season, without a spot, can mean."""
        interval = event.interval
        if not is_joinable(event) or interval is None or is_verbal(event.type):
            return None
        assert interval.start is not None and interval.end is not None
        if interval.precision not in ROUGH or interval.start.day != 1:
            return None  # days counted back from a publication are no month by name
        if any(place.kind not in _WIDE for place in event.places):
            return None
        last = interval.end
        inside = [
            e for e in self._episodes if interval.start <= e.start and (e.end - last).days <= 1
        ]
        return inside[0] if len(inside) == 1 else None

    def by_episode(self, event: Event, record: Record, meant: Episode) -> RecordMatch | None:
        """Return the match of an event and a record that lie in one episode."""
        if not self._who.shared(event, record)[0] or not compatible(event.type, record.type):
            return None
        spaces = (self.ground.space(event, place, record) for place in event.places)
        distances = [s.distance for s in spaces if s is not None and s.distance is not None]
        distance = min(distances, default=None)
        if distance is not None and distance > EPISODE_KM:
            return None
        return self._match(event, record, 0, Space(distance, episode=meant.name))


_TOO_LITTLE: Final = Refused(f"agrees too little: the score is below {MIN_SCORE}")


def _is_near(space: Space) -> bool:
    """Tell whether a pair lies within its tolerance."""
    return space.distance is not None and space.distance <= space.allowed


def join(
    events: Iterable[Event],
    records: Iterable[Record],
    actors: Iterable[Actor] = (),
    drawings: Mapping[str, Sequence[Feature]] | None = None,
    episodes: Iterable[Episode] = (),
) -> tuple[Event, ...]:
    """Join events with records.

    Parameters
    ----------
    events
        Events; one without a date, or that is not said to have happened, is joined to nothing.
    records
        Records.
    actors, drawings, episodes
        See `Judge`. An event that is told by the month or the season, and in whose days one episode
        lies, is joined to the records of that episode.

    Returns
    -------
    The events in the same order, each with its matches. A record of one place and day goes to the
    event that agrees best (to several only when they agree equally well); a record that sums up a
    longer time or a wider area goes to every event that it covers.
    """
    told, known = tuple(events), tuple(records)
    judge = Judge(actors, drawings, episodes)
    close = list(_close(told, known, judge))
    seen = {(found.event, found.record) for found in close}
    rough = [f for f in _by_episode(told, known, judge) if (f.event, f.record) not in seen]
    matches: dict[int, list[RecordMatch]] = defaultdict(list)
    for found in _keep(known, [*close, *rough]):
        matches[found.event].append(found.match)
    return tuple(
        dataclasses.replace(event, records=tuple(sorted(matches[i], key=lambda m: m.record_id)))
        for i, event in enumerate(told)
    )


def unmatched(events: Iterable[Event], records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records that no event was joined to, in the same order."""
    found = {match.record_id for event in events for match in event.records}
    return tuple(record for record in records if record.id not in found)


def _close(events: Sequence[Event], records: Sequence[Record], judge: Judge) -> Iterator[_Found]:
    """Return the pairs that agree by place and days, or by days and actors."""
    candidates = {*_candidates_in_space(events, records, judge), *_same_days(events, records)}
    for i, j in sorted(candidates):
        match = judge.judge(events[i], records[j])
        if isinstance(match, RecordMatch):
            yield _Found(i, j, match)


def _candidates_in_space(
    events: Sequence[Event], records: Sequence[Record], judge: Judge
) -> Iterator[tuple[int, int]]:
    """Return the pairs within the widest reach of both."""
    left: list[Spot] = []
    event_of: list[int] = []
    for i, event in enumerate(events):
        interval = event.interval
        if not is_joinable(event) or interval is None or not interval.start or not interval.end:
            continue
        for place in spots(event):
            assert place.lon is not None and place.lat is not None
            reach = extent_km(event, place) + BASE_KM
            left.append(Spot(place.lon, place.lat, reach, interval.start, interval.end, BASE_DAYS))
            event_of.append(i)
    right: list[Spot] = []
    record_of: list[int] = []
    for j, record in enumerate(records):
        if record.lon is not None and record.lat is not None:
            days = record.date_start, record.date_end
            right.append(
                Spot(record.lon, record.lat, judge.ground.reach(record), *days, slack(record))
            )
            record_of.append(j)
    return ((event_of[i], record_of[j]) for i, j, _, _ in near(left, right))


def _same_days(events: Sequence[Event], records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Return the pairs of events without a spot and records whose days meet theirs."""
    by_day = sorted((record.date_start.toordinal(), j) for j, record in enumerate(records))
    longest = max(((r.date_end - r.date_start).days for r in records), default=0)
    for i, event in enumerate(events):
        interval = event.interval
        if not is_joinable(event) or interval is None or not interval.start or not interval.end:
            continue
        if spots(event) or not (where(event) or is_verbal(event.type)):
            continue
        first = bisect.bisect_left(by_day, (interval.start.toordinal() - longest, -1))
        last = bisect.bisect_left(by_day, (interval.end.toordinal() + 1, -1))
        yield from ((i, by_day[row][1]) for row in range(first, last))


def _by_episode(
    events: Sequence[Event], records: Sequence[Record], judge: Judge
) -> Iterator[_Found]:
    """Return the pairs that tell of one episode, where an event is told only roughly."""
    told = ((i, judge.episode(event)) for i, event in enumerate(events))
    rough = [(i, meant) for i, meant in told if meant is not None]
    members = {meant.id: _records_of(meant, records) for _, meant in rough}
    for i, meant in rough:
        for j in members[meant.id]:
            match = judge.by_episode(events[i], records[j], meant)
            if match is not None:
                yield _Found(i, j, match, by_episode=True)


def _records_of(episode: Episode, records: Sequence[Record]) -> list[int]:
    """Return the records whose days lie in an episode."""
    return [
        j
        for j, record in enumerate(records)
        if record.date_start >= episode.start and record.date_end < episode.end
    ]


def _keep(records: Sequence[Record], pairs: Iterable[_Found]) -> Iterator[_Found]:
    """Return the pairs that stand: the best of each single record, all of each summary."""
    groups: dict[int, list[_Found]] = defaultdict(list)
    for pair in pairs:
        groups[pair.record].append(pair)
    for index in sorted(groups):
        group = groups[index]
        top = max(pair.match.score for pair in group)
        summary = is_summary(records[index])
        kept = [p for p in group if summary or p.by_episode or p.match.score == top]
        yield from (_noted(pair, summary, len(kept)) for pair in kept)


def _noted(pair: _Found, summary: bool, count: int) -> _Found:
    """Return a pair that says how many events its record agrees with, when they are several."""
    if count < 2:
        return pair
    note = f"{count} events agree with the record"
    if summary and pair.match.relation != "event-wider":
        note = f"the record sums up {count} events"
    match = dataclasses.replace(pair.match, reason=f"{pair.match.reason}; {note}")
    return dataclasses.replace(pair, match=match)

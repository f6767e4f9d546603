"""Events and independent records go in; events with the records that agree with them come out.

A pair agrees when the types are of one family, the days lie within a tolerance that both precisions
set, and the places lie within a tolerance that both extents set. Each match states its distance,
its difference in days, a score from 0 to 1 and the reason. Words without a place of their own are
matched by day and by speaker. What an article tells only roughly ("flare-ups this past July") is
matched by the episode of the phase table that it can only mean.

Candidates come from `karamap.joins.grid`, which gives exactly the pairs within reach and knows
nothing of events.
"""

from __future__ import annotations

import bisect
import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from karamap.dates import days_in, gap_days
from karamap.features import Feature, distance_to
from karamap.geometry import distance_km
from karamap.joins.grid import Spot, near
from karamap.names import key as folded
from karamap.records import Actor, Episode, Event, Place, Record, RecordMatch

BASE_KM: Final = 5.0  # two honest points of one village may lie so far apart
BASE_DAYS: Final = 1  # a report of the night, or another time zone
MIN_SCORE: Final = 0.2
MIN_ALIKE: Final = 0.4  # how alike the actors must be where there is no place to compare
WHERE_KM: Final[Mapping[int, float]] = {1: 0.0, 2: 25.0, 3: 40.0, 4: 100.0, 5: 100.0, 6: 300.0}
_FAR_KM: Final = 1000.0  # class 7 (abroad, at sea) and unknown extents
_DATE_DAYS: Final[Mapping[int, int]] = {1: 0, 2: 1, 3: 3, 4: 7, 5: 15}
ROUGH: Final = frozenset({"month", "season"})
EPISODE_KM: Final = 300.0
_WIDE: Final = frozenset({"region", "historical-region", "country", "line"})
_REAL: Final = frozenset({"asserted", "claimed", "denied"})

_FAMILIES: Final[Mapping[str, frozenset[str]]] = {
    "ASSAULT": frozenset({"force"}),
    "COERCE": frozenset({"coercion"}),
    "SANCTION": frozenset({"coercion"}),
    "MOBILIZE": frozenset({"mobilisation"}),
    "RETREAT": frozenset({"withdrawal"}),
    "CONCEDE": frozenset({"withdrawal", "talks"}),
    "YIELD": frozenset({"withdrawal", "talks"}),
    "AGREE": frozenset({"talks"}),
    "CONSULT": frozenset({"talks"}),
    "COOPERATE": frozenset({"talks", "aid"}),
    "AID": frozenset({"aid"}),
    "SUPPORT": frozenset({"aid", "words"}),
    "PROTEST": frozenset({"protest"}),
    "REQUEST": frozenset({"words"}),
    "STATEMENT": frozenset({"words"}),
    "ACCUSE": frozenset({"words"}),
    "REJECT": frozenset({"words"}),
    "THREATEN": frozenset({"words"}),
}
_VERBAL: Final = frozenset({"talks", "words"})


@dataclass(frozen=True, slots=True)
class _Space:
    """How far a pair lies apart, how far it may, and how wide the event's place is."""

    distance: float | None = None
    allowed: float = 0.0
    radius_km: float = 0.0
    episode: str = ""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair that agrees, before summaries are told from single events."""

    event: int
    record: int
    match: RecordMatch
    by_episode: bool = False


def compatible(event_type: str, record_type: str) -> bool:
    """Tell whether two types can tell of the same thing: equal, or of one family."""
    if event_type == record_type:
        return True
    return bool(_families(event_type) & _families(record_type))


def _families(kind: str) -> frozenset[str]:
    """Return the families of a type."""
    return _FAMILIES.get(kind, frozenset())


class _Who:
    """Knows which names mean one actor, and for whom an actor speaks."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        known = tuple(actors)
        self._ids: dict[str, str] = {}
        for actor in known:
            for name in (actor.id, actor.name, *actor.names):
                self._ids.setdefault(folded(name), actor.id)
        self._chief = {actor.id: actor.represents for actor in known}
        self._name = {actor.id: actor.name for actor in known}

    def _root(self, name: str) -> str:
        """Return the id of whom an actor speaks for in the end; a stranger is its folded name."""
        found = self._ids.get(folded(name))
        if found is None:
            return folded(name)
        seen = {found}
        while (chief := self._chief.get(found)) and chief not in seen:
            seen.add(chief)
            found = chief
        return found

    def shared(self, event: Event, record: Record) -> tuple[list[str], float]:
        """Return the actors that an event and a record both name, and how alike the lists are."""
        told = (*event.source, *event.target, event.claimant or "")
        roots = {self._root(name) for name in told} - {""}
        known = {self._root(name) for name in record.actors}
        both = roots & known
        # Half for how much the lists have in common, half for how much of the record's is told.
        dice = 2 * len(both) / max(1, len(roots) + len(known))
        alike = (dice + len(both) / max(1, len(known))) / 2
        return sorted(self._name.get(root, root) for root in both), alike


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
    actors
        Actors, by which the ids or names in records and the names in events are compared.
    drawings
        Drawings by place (`karamap.features.by_place`): where a place has one that is valid then,
        the distance from it counts and not that from the place's middle.
    episodes
        Named stretches of the phase table. An event that is told by the month or the season, and in
        whose days one episode lies, is joined to the records of that episode.

    Returns
    -------
    The events in the same order, each with its matches. A record of one place and day goes to the
    event that agrees best (to several only when they agree equally well); a record that sums up a
    longer time or a wider area goes to every event that it covers.
    """
    told, known, who = tuple(events), tuple(records), _Who(actors)
    shapes = drawings or {}
    close = [*_in_space(told, known, who, shapes), *_by_voice(told, known, who)]
    seen = {(pair.event, pair.record) for pair in close}
    rough = _by_episode(told, known, who, tuple(episodes))
    pairs = _keep(
        known, [*close, *(pair for pair in rough if (pair.event, pair.record) not in seen)]
    )
    matches: dict[int, list[RecordMatch]] = defaultdict(list)
    for pair in pairs:
        matches[pair.event].append(pair.match)
    return tuple(
        dataclasses.replace(event, records=tuple(sorted(matches[i], key=lambda m: m.record_id)))
        for i, event in enumerate(told)
    )


def unmatched(events: Iterable[Event], records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records that no event was joined to, in the same order."""
    found = {match.record_id for event in events for match in event.records}
    return tuple(record for record in records if record.id not in found)


def is_summary(record: Record) -> bool:
    """Tell whether a record covers more than one place and a few days."""
    wide = bool(record.represents) or (record.where_prec or 0) >= 3
    return wide or days_in(record.date_start, record.date_end) > 3 or (record.date_prec or 0) >= 4


def is_joinable(event: Event) -> bool:
    """Tell whether an event has closed days and is said to have happened."""
    interval = event.interval
    closed = interval is not None and interval.start is not None and interval.end is not None
    return closed and event.status in _REAL


def _event_spots(events: Sequence[Event]) -> tuple[list[Spot], list[tuple[int, Place]]]:
    """Return the places of events as rows, and the event and place of each row."""
    rows: list[Spot] = []
    owners: list[tuple[int, Place]] = []
    for index, event in enumerate(events):
        interval = event.interval
        if not is_joinable(event) or interval is None:
            continue
        assert interval.start is not None and interval.end is not None
        for place in where(event):
            if place.lon is None or place.lat is None:
                continue
            reach = place.radius_km + BASE_KM
            rows.append(Spot(place.lon, place.lat, reach, interval.start, interval.end, BASE_DAYS))
            owners.append((index, place))
    return rows, owners


def where(event: Event) -> tuple[Place, ...]:
    """Return the places of an event, or the place where words were spoken."""
    if event.places:
        return event.places
    verbal = bool(_families(event.type) & _VERBAL)
    return (event.venue,) if verbal and event.venue is not None else ()


def _slack(record: Record) -> int:
    """Return by how many days a record may be off: none where its days span that already."""
    return 0 if record.date_end > record.date_start else _DATE_DAYS[record.date_prec or 2]


def _record_spots(records: Sequence[Record]) -> tuple[list[Spot], list[int]]:
    """Return the points of records as rows, and the record of each row."""
    rows: list[Spot] = []
    owners: list[int] = []
    for index, record in enumerate(records):
        if record.lon is None or record.lat is None:
            continue
        unknown = 3 if record.represents else 1
        reach = WHERE_KM.get(record.where_prec or unknown, _FAR_KM)
        days = record.date_start, record.date_end
        rows.append(Spot(record.lon, record.lat, reach, *days, _slack(record)))
        owners.append(index)
    return rows, owners


def _in_space(
    events: Sequence[Event],
    records: Sequence[Record],
    who: _Who,
    drawings: Mapping[str, Sequence[Feature]],
) -> Iterator[_Pair]:
    """Return the pairs that agree in type, place and time, the nearest place of an event each."""
    left, event_of = _event_spots(events)
    right, record_of = _record_spots(records)
    best: dict[tuple[int, int], RecordMatch] = {}
    off: dict[tuple[str, object], float] = {}
    for i, j, apart, gap in near(left, right):
        distance = apart
        (index, place), record = event_of[i], records[record_of[j]]
        if not compatible(events[index].type, record.type):
            continue
        allowed = left[i].reach_km + right[j].reach_km
        drawn = [f for f in drawings.get(place.id, ()) if f.valid(left[i].start, left[i].end)]
        if drawn:
            for feature in drawn:
                if (feature.id, j) not in off:  # many events share a drawing
                    off[feature.id, j] = distance_to(feature, right[j].lon, right[j].lat)
            distance = min(off[feature.id, j] for feature in drawn)
            accuracy = max(feature.accuracy_km for feature in drawn)
            allowed = accuracy + BASE_KM + right[j].reach_km
        distance = min(distance, _off_record(record, place, drawings, off))
        if distance > allowed:
            continue
        space = _Space(distance, allowed, place.radius_km)
        match = _match(events[index], record, who, gap, space)
        pair = index, record_of[j]
        if match is not None and (pair not in best or match.score > best[pair].score):
            best[pair] = match
    for (i, j), match in best.items():
        yield _Pair(i, j, match)


def _off_record(
    record: Record,
    place: Place,
    drawings: Mapping[str, Sequence[Feature]],
    off: dict[tuple[str, object], float],
) -> float:
    """Return how far a place lies from what a record's point only stands for."""
    if not record.represents or record.place_id is None:
        return math.inf
    if record.place_id == place.id:
        return 0.0
    assert place.lon is not None and place.lat is not None
    for feature in drawings.get(record.place_id, ()):
        if feature.valid(record.date_start, record.date_end) and (feature.id, place.id) not in off:
            off[feature.id, place.id] = distance_to(feature, place.lon, place.lat)
    valid = (f for f in drawings.get(record.place_id, ()) if (f.id, place.id) in off)
    return min((off[feature.id, place.id] for feature in valid), default=math.inf)


def _by_voice(events: Sequence[Event], records: Sequence[Record], who: _Who) -> Iterator[_Pair]:
    """Return the pairs of words that agree in type, day and speaker and lack a place."""
    by_day = sorted((record.date_start.toordinal(), j) for j, record in enumerate(records))
    longest = max(((r.date_end - r.date_start).days for r in records), default=0)
    for i, event in enumerate(events):
        interval = event.interval
        wordy = bool(_families(event.type) & _VERBAL) and not where(event)
        if not wordy or not is_joinable(event) or interval is None:
            continue
        assert interval.start is not None and interval.end is not None
        first = interval.start.toordinal() - longest
        for row in range(bisect.bisect_left(by_day, (first, -1)), len(by_day)):
            if by_day[row][0] > interval.end.toordinal():
                break
            record = records[by_day[row][1]]
            days = record.date_start, record.date_end
            # Without a place to compare, the days must meet and the speakers be the same.
            if gap_days(interval.start, interval.end, *days):
                continue
            if who.shared(event, record)[1] < MIN_ALIKE:
                continue
            if compatible(event.type, record.type):
                match = _match(event, record, who, 0, _Space())
                if match is not None:
                    yield _Pair(i, by_day[row][1], match)


def _by_episode(
    events: Sequence[Event], records: Sequence[Record], who: _Who, episodes: Sequence[Episode]
) -> Iterator[_Pair]:
    """Return the pairs that tell of one episode, where an event is told only roughly."""
    told = ((i, _episode(event, episodes)) for i, event in enumerate(events))
    rough = [(i, meant) for i, meant in told if meant is not None]
    members = {meant.id: _records_of(meant, records) for _, meant in rough}
    for i, meant in rough:
        event = events[i]
        for j in members[meant.id]:
            record = records[j]
            alike = who.shared(event, record)[0]
            if not alike or not compatible(event.type, record.type):
                continue
            distance = _apart(event, record)
            if distance is not None and distance > EPISODE_KM:
                continue
            match = _match(event, record, who, 0, _Space(distance, math.inf, episode=meant.name))
            if match is not None:
                yield _Pair(i, j, match, by_episode=True)


def _records_of(episode: Episode, records: Sequence[Record]) -> list[int]:
    """Return the records whose days lie in an episode."""
    return [
        j
        for j, record in enumerate(records)
        if record.date_start >= episode.start and record.date_end < episode.end
    ]


def _episode(event: Event, episodes: Sequence[Episode]) -> Episode | None:
    """Return the one episode that an event told by month or season, without a spot, can mean."""
    interval = event.interval
    if not is_joinable(event) or interval is None or _families(event.type) & _VERBAL:
        return None
    assert interval.start is not None and interval.end is not None
    if interval.precision not in ROUGH or interval.start.day != 1:
        return None  # days counted back from a publication are no month by name
    if any(place.kind not in _WIDE for place in event.places):
        return None
    last = interval.end
    inside = [e for e in episodes if interval.start <= e.start and (e.end - last).days <= 1]
    return inside[0] if len(inside) == 1 else None


def _apart(event: Event, record: Record) -> float | None:
    """Return the distance between the points of an event and a record, if both have one."""
    if record.lon is None or record.lat is None:
        return None
    return min(
        (
            distance_km(place.lon, place.lat, record.lon, record.lat)
            for place in event.places
            if place.lon is not None and place.lat is not None
        ),
        default=None,
    )


def _match(
    event: Event,
    record: Record,
    who: _Who,
    gap: int,
    space: _Space,
) -> RecordMatch | None:
    """Return the match of a pair with score and reason; ``None`` if it agrees too little."""
    score, reasons = 1.0, []
    for value, words in _parts(event, record, who, gap, space):
        score *= value
        if score < MIN_SCORE - 0.0005:
            return None  # no part is above 1, so that it cannot rise again
        reasons.append(words)
    score = round(score, 3)
    shown = None if space.distance is None else round(space.distance, 1)
    return RecordMatch(record.id, shown, gap, score, "; ".join(filter(None, reasons)))


def _parts(
    event: Event, record: Record, who: _Who, gap: int, space: _Space
) -> Iterator[tuple[float, str]]:
    """Return what the score is made of, each with its words."""
    yield _type_part(event, record)
    yield _time_part(event, record, gap)
    yield _space_part(record, space)
    yield _actor_part(event, record, *who.shared(event, record))


def _type_part(event: Event, record: Record) -> tuple[float, str]:
    """Return the share of the types in the score, and its words."""
    if event.type == record.type:
        return 1.0, "same type"
    return 0.7, f"types of one family ({event.type}, {record.type})"


def _time_part(event: Event, record: Record, gap: int) -> tuple[float, str]:
    """Return the share of the days in the score: what is known to the day weighs most."""
    interval = event.interval
    assert interval is not None and interval.start is not None and interval.end is not None
    own, other = days_in(interval.start, interval.end), days_in(record.date_start, record.date_end)
    shared_start = max(interval.start, record.date_start)
    shared = max(0, (min(interval.end, record.date_end) - shared_start).days + 1)
    alike = shared / (own + other - shared)
    width = max(_step(max(own, other), ((3, 1.0), (10, 0.85), (31, 0.6), (92, 0.4)), 0.2), alike)
    slack = BASE_DAYS + _slack(record)
    words = "same days" if gap == 0 else f"{gap} day{'s' if gap > 1 else ''} apart"
    if gap == 0 and alike < 1:
        words = f"the days meet ({own} and {other} long)"
    return width * (1 - 0.5 * gap / (slack + 1)), words


def _space_part(record: Record, space: _Space) -> tuple[float, str]:
    """Return the share of the places in the score: what is known to the village weighs most."""
    distance, allowed = space.distance, space.allowed
    if space.episode:
        apart = "no place to compare" if distance is None else f"{distance:.0f} km apart"
        return 0.7, f"both tell of the episode '{space.episode}', {apart}"
    if distance is None:
        return 0.7, "no place to compare"
    extent = max(allowed, space.radius_km)
    exact = _step(extent, ((30.0, 1.0), (60.0, 0.8), (150.0, 0.6)), 0.4)
    words = f"{distance:.0f} km apart, {allowed:.0f} km allowed"
    if record.where_prec is not None and record.where_prec >= 3:
        words += f" (record of class {record.where_prec})"
    return exact * (1 - 0.5 * distance / allowed), words


def _actor_part(
    event: Event, record: Record, shared: Sequence[str], alike: float
) -> tuple[float, str]:
    """Return the share of the actors in the score, and its words."""
    if shared:
        return 0.5 + 0.5 * alike, f"both name {', '.join(shared)}"
    if record.actors and (event.source or event.target):
        return 0.5, "they name other actors"
    return 0.85, ""


def _step(value: float, steps: Sequence[tuple[float, float]], rest: float) -> float:
    """Return the result of the first step that a value does not exceed."""
    return next((result for bound, result in steps if value <= bound), rest)


def _keep(records: Sequence[Record], pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Return the pairs that stand: the best of each single record, all of each summary."""
    groups: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.record].append(pair)
    for index in sorted(groups):
        group = groups[index]
        top = max(pair.match.score for pair in group)
        summary = is_summary(records[index])
        kept = [p for p in group if summary or p.by_episode or p.match.score == top]
        note = _note(summary, len(kept))
        yield from (_noted(pair, note) for pair in kept)


def _note(summary: bool, count: int) -> str:
    """Return what is said of a record that several events agree with."""
    if count < 2:
        return ""
    return f"; the record sums up {count} events" if summary else f"; {count} events agree alike"


def _noted(pair: _Pair, note: str) -> _Pair:
    """Return a pair with more words behind its reason."""
    if not note:
        return pair
    match = dataclasses.replace(pair.match, reason=pair.match.reason + note)
    return dataclasses.replace(pair, match=match)

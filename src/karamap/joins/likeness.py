"""An event and a record go in; how alike their types, days, places and actors are comes out.

The score of a pair is the product of four shares, each from 0 to 1, and its reason is their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from karamap.dates import days_in
from karamap.joins.ground import Space
from karamap.names import key as folded
from karamap.records import Actor, Event, Record, RecordMatch, Relation

BASE_DAYS: Final = 1  # a report of the night, or another time zone
MIN_SCORE: Final = 0.2
_DATE_DAYS: Final[Mapping[int, int]] = {1: 0, 2: 1, 3: 3, 4: 7, 5: 15}
_WIDER_DAYS: Final = 3  # by so much one side must be longer to be a summary of the other
_WIDER_KM: Final = 25.0

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


@cache
def compatible(event_type: str, record_type: str) -> bool:
    """Tell whether two types can tell of the same thing: equal, or of one family."""
    if event_type == record_type:
        return True
    return bool(_families(event_type) & _families(record_type))


def is_verbal(event_type: str) -> bool:
    """Tell whether a type is words or a meeting."""
    return bool(_families(event_type) & _VERBAL)


def _families(kind: str) -> frozenset[str]:
    """Return the families of a type."""
    return _FAMILIES.get(kind, frozenset())


def slack(record: Record) -> int:
    """Return by how many days a record may be off: none where its days span that already."""
    return 0 if record.date_end > record.date_start else _DATE_DAYS[record.date_prec or 2]


class Who:
    """Knows which names mean one actor, and for whom an actor speaks."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
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


@dataclass(frozen=True, slots=True)
class Pair:
    """An event and a record with what was found out about them.

    Attributes
    ----------
    gap
        Days between them.
    shared, alike
        See `Who.shared`.
    """

    event: Event
    record: Record
    gap: int
    space: Space
    shared: Sequence[str]
    alike: float

    def match(self) -> RecordMatch | None:
        """Return the match with score and reason; ``None`` if the two agree too little."""
        score, reasons = 1.0, []
        for value, words in self._parts():
            score *= value
            if score < MIN_SCORE - 0.0005:
                return None  # no part is above 1, so that it cannot rise again
            reasons.append(words)
        relation = self._relation()
        reasons.append(_RELATIONS[relation])
        distance = self.space.distance
        return RecordMatch(
            record_id=self.record.id,
            distance_km=None if distance is None else round(distance, 1),
            day_difference=self.gap,
            score=round(score, 3),
            reason="; ".join(filter(None, reasons)),
            relation=relation,
        )

    def _parts(self) -> Iterator[tuple[float, str]]:
        """Return what the score is made of, each with its words."""
        yield self._type_part()
        yield self._time_part()
        yield self._space_part()
        yield self._actor_part()

    def _type_part(self) -> tuple[float, str]:
        """Return the share of the types in the score, and its words."""
        if self.event.type == self.record.type:
            return 1.0, "same type"
        return 0.7, f"types of one family ({self.event.type}, {self.record.type})"

    def _time_part(self) -> tuple[float, str]:
        """Return the share of the days in the score: what is known to the day weighs most."""
        interval, record, gap = self.event.interval, self.record, self.gap
        assert interval is not None and interval.start is not None and interval.end is not None
        own, other = self._days()
        shared_start = max(interval.start, record.date_start)
        shared = max(0, (min(interval.end, record.date_end) - shared_start).days + 1)
        alike = shared / (own + other - shared)
        steps = ((3, 1.0), (10, 0.85), (31, 0.6), (92, 0.4))
        width = max(_step(max(own, other), steps, 0.2), alike)
        words = "same days" if gap == 0 else f"{gap} day{'s' if gap > 1 else ''} apart"
        if gap == 0 and alike < 1:
            words = f"the days meet ({own} and {other} long)"
        return width * (1 - 0.5 * gap / (BASE_DAYS + slack(record) + 1)), words

    def _days(self) -> tuple[int, int]:
        """Return how many days the event and the record span."""
        interval, record = self.event.interval, self.record
        assert interval is not None and interval.start is not None and interval.end is not None
        own = days_in(interval.start, interval.end)
        return own, days_in(record.date_start, record.date_end)

    def _space_part(self) -> tuple[float, str]:
        """Return the share of the places in the score: what is known to the village weighs most."""
        space, record = self.space, self.record
        distance, allowed = space.distance, space.allowed
        if space.episode:
            apart = "no place to compare" if distance is None else f"{distance:.0f} km apart"
            return 0.7, f"both tell of the episode '{space.episode}', {apart}"
        if space.countries:
            return 0.4, f"told of the whole of {space.countries}: no distance to compare"
        if distance is None:
            return 0.7, "no place to compare"
        extent = max(allowed, space.event_km)
        exact = _step(extent, ((30.0, 1.0), (60.0, 0.8), (150.0, 0.6)), 0.4)
        words = f"{distance:.0f} km apart, {allowed:.0f} km allowed"
        if record.where_prec is not None and record.where_prec >= 3:
            words += f" (record of class {record.where_prec})"
        return exact * (1 - 0.5 * distance / allowed), words

    def _actor_part(self) -> tuple[float, str]:
        """Return the share of the actors in the score, and its words."""
        if self.shared:
            return 0.5 + 0.5 * self.alike, f"both name {', '.join(self.shared)}"
        if self.record.actors and (self.event.source or self.event.target):
            return 0.5, "they name other actors"
        return 0.85, ""

    def _relation(self) -> Relation:
        """Return which of the two sums up the other: what is both longer or wider, if either is."""
        if self.space.episode:
            return "same"
        own, other = self._days()
        wider = self.space.event_km - self.space.record_km
        signs = _sign(own - other, _WIDER_DAYS), _sign(wider, _WIDER_KM)
        if max(signs) > 0 and min(signs) >= 0:
            return "event-wider"
        if min(signs) < 0 and max(signs) <= 0:
            return "record-wider"
        return "same"


def _sign(value: float, least: float) -> int:
    """Return 1 or -1 for a value that is clearly above or below nothing, else 0."""
    return (value > least) - (value < -least)


_RELATIONS: Final[Mapping[Relation, str]] = {
    "same": "",
    "event-wider": "joined as a summary: the event is told of a longer time or a wider area",
    "record-wider": "joined as a summary: the record is of a longer time or a wider area",
}


def _step(value: float, steps: Sequence[tuple[float, float]], rest: float) -> float:
    """Return the result of the first step that a value does not exceed."""
    return next((result for bound, result in steps if value <= bound), rest)

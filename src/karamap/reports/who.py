"""The named actors of a sentence and a trigger go in; who did it, and to whom, comes out."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from karamap.actors import ActorIndex, ActorSpan
from karamap.records import Mention, Place
from karamap.reports.grammar import Trigger

PlaceOf = Callable[[str], Place | None]

_BOTH = re.compile(
    r"\b(?:(?:the\s+)?(?:two|both|conflicting|warring|opposing|rival)\s+(?:sides|parties|countries|nations|"
    r"neighbou?rs|states|armies|ex-soviet\s+\w+|former\s+\w+\s+\w+|republics|capitals)|both|each\s+other|each\s+side|either\s+side|each|"
    r"the\s+(?:other\s+side|belligerents|sides|parties|other)|one\s+another|parties\s+to\s+(?:the\s+)?conflict|them)\b"
)
_MUTUAL = re.compile(
    r"\b(?:between|exchanged|traded|each\s+other|one\s+another|both\s+sides|two\s+sides)\b"
)
_ASIDE = re.compile(
    r"-(?:brokered|mediated|led|backed|sponsored|made|supplied|controlled|held|initiated)\b"
)
_OFFICE = re.compile(
    r"\b(?:officials?|authorities|administration|government|leadership|diplomats?|ministry)\s+(?:based\s+)?in\s+(?:the\s+)?"
)
_MUTUAL_GROUPS = frozenset(("agreement", "talks"))
_MUTUAL_ACTS = frozenset("fight war flare-up outbreak exchange-of-strikes".split())
_BY = re.compile(r"\b(?:by|from)\b")


class Named(NamedTuple):
    """An actor named at a span: the display name and the particular actor (a ministry, a person).

    ``aside`` marks the first half of "Russian-brokered": a helper of talks, no party to a fight.
    """

    start: int
    end: int
    name: str
    key: str
    seat: str | None
    aside: bool = False


class _Span(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        ...

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        ...


def covered(length: int, *spans: Iterable[_Span]) -> bytearray:
    """Return for every character of a text whether a span covers it."""
    mask = bytearray(length)
    for span in itertools.chain(*spans):
        mask[span.start : span.end] = b"\x01" * (span.end - span.start)
    return mask


class Cast:
    """Who is named in an article, and how the text calls them.

    Parameters
    ----------
    text
        The folded article.
    mentions, spans
        Place mentions with roles, and actors found by name.
    index
        The actors of the conflict.
    place_of
        Gives a place by id: for the country of a capital.
    """

    __slots__ = ("_index", "_place_of", "_starts", "_towns", "belligerents", "named")

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        spans: Sequence[ActorSpan],
        index: ActorIndex,
        place_of: PlaceOf | None,
    ) -> None:
        self._index = index
        self._place_of = place_of
        length = len(text)
        silent = covered(
            length, [m for m in mentions if m.role and m.role not in ("actor", "origin")]
        )
        named = [
            self._from_span(s) for s in spans if not (silent[s.start] and silent[s.end - 1])
        ]  # fmt: skip
        taken = covered(length, named)
        for mention in mentions:
            if taken[mention.start] or taken[mention.end - 1]:
                continue
            made = self._from_mention(mention)
            if made is not None:
                named.append(made)
        named = [
            n._replace(aside=True) if _ASIDE.match(text, n.end) else n for n in named
        ]  # fmt: skip
        named.sort(key=lambda n: (n.start, n.end))
        self.named: tuple[Named, ...] = tuple(named)
        self._towns = {m.start: m for m in mentions if m.role == "location" and m.place}
        self._starts = [n.start for n in named]
        self.belligerents = self._belligerents()

    def _from_span(self, span: ActorSpan) -> Named:
        """Return the actor of a listed name."""
        top = self._index.represented(span.actor)
        seat = span.actor.seat or top.seat
        return Named(span.start, span.end, top.name, span.actor.id, seat)

    def _from_mention(self, mention: Mention) -> Named | None:
        """Return the actor that a place name stands for, or ``None``."""
        if mention.role not in ("actor", "origin"):
            return None
        place = mention.place or (mention.candidates[0].place if mention.candidates else None)
        if place is None:
            return None
        country = self._country(place)
        actor = self._index.of_place(place, country)
        if actor is not None:
            return Named(mention.start, mention.end, actor.name, actor.id, actor.seat)
        shown = country if country is not None and place.capital else place
        return Named(mention.start, mention.end, shown.name, shown.id, None)

    def _country(self, place: Place) -> Place | None:
        """Return the country entry that a place lies in."""
        if self._place_of is None or not place.country or place.kind == "country":
            return None
        return self._place_of(f"country.{place.country}")

    def _belligerents(self) -> tuple[str, ...]:
        """Return the two parties that "both sides" means: of two sides, the most named ones."""
        sides = {actor.name: actor.side for actor in self._index.sides()}
        counts = Counter(n.name for n in self.named if n.name in sides)
        if not counts and not sides:
            counts = Counter(n.name for n in self.named)
        found: dict[str | None, str] = {}
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            found.setdefault(sides.get(name, name), name)
        pair = list(found.values())[:2]
        return tuple(sorted(pair)) if len(pair) == 2 else ()

    def within(self, start: int, end: int) -> list[Named]:
        """Return the actors named in a stretch of text."""
        return list(self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def office(self, text: str, start: int, end: int) -> str | None:
        """Return whom "officials in X" of a stretch speak for."""
        for match in _OFFICE.finditer(text, start, end):
            mention = self._towns.get(match.end())
            named = self._from_mention(mention._replace(role="actor")) if mention else None
            if named is not None:
                return named.name
        return None

    def parties(self, text: str, start: int, end: int, helpers: bool = False) -> tuple[str, ...]:
        """Return the names in a stretch, "both sides" read as the parties to the conflict."""
        names = [n.name for n in self.within(start, end) if helpers or not n.aside]
        if not names and self.belligerents and _BOTH.search(text, start, end):
            return self.belligerents
        return _unique(names)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Return names without repetition, in order."""
    return tuple(dict.fromkeys(names))


def parties_of(
    text: str, cast: Cast, trigger: Trigger, start: int, end: int,
    subject: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """Return who did it and to whom.

    Parameters
    ----------
    text
        The folded article.
    cast
        Who is named.
    grammar, trigger
        The sentence and the trigger.
    start, end
        The stretch of the report.
    subject
        Who acted in the clause before, for a clause without a subject of its own.

    Returns
    -------
    Source and target names; both hold all parties where the act is mutual ("clashes between").
    """
    helpers = trigger.rule.group in _MUTUAL_GROUPS
    left = cast.parties(text, start, trigger.start, helpers)
    violent = trigger.rule.type == "ASSAULT"
    stop = end
    if violent and trigger.voice in ("noun", "phrase"):  # "after the clashes, X called on Y"
        comma = text.find(", ", trigger.end, end)
        stop = comma if comma > 0 else end
    right = cast.parties(text, trigger.end, stop, helpers)
    words = text[start:end]
    if trigger.rule.group in _MUTUAL_GROUPS:
        if trigger.voice in ("noun", "phrase", "passive", "reduced"):
            return _unique((*left, *right)), ()
        return (left or subject), tuple(n for n in right if n not in (left or subject))
    mutual = trigger.rule.id in _MUTUAL_ACTS  # nobody shells himself, but both sides fight
    if violent and (
        _MUTUAL.search(words)
        or (trigger.voice in ("noun", "phrase") and mutual and not _BY.search(words) and not left)
        or (len(left) > 1 and trigger.rule.id == "fight")
    ):
        both = _unique((*left, *right)) or cast.belligerents
        if len(both) == 1 and cast.belligerents and both[0] in cast.belligerents:
            both = cast.belligerents
        return both, both
    told_of = trigger.voice == "phrase" and text.startswith(("was ", "were "), trigger.start)
    if trigger.voice in ("passive", "reduced") or told_of:
        agent = _BY.search(text, trigger.end, end)
        doers = cast.parties(text, agent.end(), end) if agent else ()
        return doers, left or tuple(n for n in right if n not in doers)
    if trigger.voice == "noun" and (agent := _BY.search(text, trigger.end, end)):
        doers = cast.parties(text, agent.end(), end)
        return doers or left, tuple(n for n in right if n not in doers)
    source = left or subject
    if trigger.rule.group == "casualties" and violent:
        return (), source
    return source, tuple(n for n in right if n not in source or len(source) > 1)

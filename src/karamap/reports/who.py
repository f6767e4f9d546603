"""The named actors of a sentence and a trigger go in; who did it, and to whom, comes out."""

from __future__ import annotations

import itertools
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from karamap.actors import ActorIndex, ActorSpan
from karamap.records import Mention, Place
from karamap.reports.cues import Cue
from karamap.reports.grammar import Grammar, Trigger
from karamap.reports.ordered import Ordered, Span

PlaceOf = Callable[[str], Place | None]

_BOTH = Cue(
    r"\b(?:(?:the\s+)?(?:two|both|conflicting|warring|opposing|rival)\s+(?:sides|parties|countries|nations|"
    r"neighbou?rs|states|armies|ex-soviet\s+\w+|former\s+\w+\s+\w+|republics|capitals)|both|each\s+other|each\s+side|either\s+side|each|"
    r"the\s+(?:other\s+side|belligerents|sides|parties|other)|one\s+another|parties\s+to\s+(?:the\s+)?conflict|them)\b",
    "two both conflicting warring opposing rival each either other belligerents sides parties one"
    " them",
)
_MUTUAL = Cue(
    r"\b(?:between|exchanged|traded|each\s+other|one\s+another|both\s+sides|two\s+sides)\b",
    "between exchanged traded other another sides",
)
_ASIDE = re.compile(
    r"-(?:brokered|mediated|led|backed|sponsored|made|supplied|controlled|held|initiated)\b"
)
_OFFICE = re.compile(
    r"\b(?:officials?|authorities|administration|government|leadership|diplomats?|ministry)\s+(?:based\s+)?in\s+(?:the\s+)?"
)
_MUTUAL_GROUPS = frozenset(("agreement", "talks"))
_MUTUAL_ACTS = frozenset("fight war flare-up outbreak exchange-of-strikes".split())
_FIGHT_BETWEEN = re.compile(
    r"(?:war|fighting|clashes|conflict|battles?|hostilities|truce|cease-?fire|violence)\s+(?:[\w\-]+\s+){0,4}?between\s"
)
_PAIR = re.compile(r"(?:'s)?(?:\s+[\w\-]+){0,3}?\s+and\s+(?:the\s+)?(?:[\w\-]+\s+){0,3}?")
_PAIR_REACH = 60
_SHARE_OF_SIDES = 4  # of so many actors that an article names, one must be of the project's sides
_BY = Cue(r"\b(?:by|from)\b", "by from")
_UNDER_FIRE = Cue(r"\bunder\b", "under")  # who comes under fire does not shoot
# Who draws criticism from others is criticised.
_DRAWN = re.compile(r"(?:dr[ae]w|spark|provok|trigger|br(?:ing|ought)|elicit|prompt|m[e]{1,2}t|arous|caus|earn|c[oa]m)\w*\b")
_ACTING = frozenset(("actor", "origin"))
_SPAN = operator.itemgetter(0, 1)
_Parties: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]


class Named(NamedTuple):
    """An actor named at a span: the display name and the particular actor (a ministry, a person).

    ``aside`` marks the first half of "Russian-brokered": a helper of talks, no party to a fight.
    """

    start: int
    end: int
    name: str
    key: str
    seat: str | None
    aside: bool


def covered(length: int, *spans: Iterable[Span]) -> bytearray:
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

    Attributes
    ----------
    named
        The actors in order.
    belligerents
        The two parties to the conflict, as far as the article names them.
    """

    __slots__ = ("_index", "_place_of", "_text", "_towns", "belligerents", "named")

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        spans: Sequence[ActorSpan],
        index: ActorIndex,
        place_of: PlaceOf | None,
    ) -> None:
        self._text, self._index, self._place_of = text, index, place_of
        silent = covered(len(text), [m for m in mentions if m.role and m.role not in _ACTING])
        named = [
            self._from_span(s) for s in spans if not (silent[s.start] and silent[s.end - 1])
        ]  # fmt: skip
        taken = covered(len(text), named)
        for mention in mentions:
            if mention.role in _ACTING and not (taken[mention.start] or taken[mention.end - 1]):
                made = self._from_place(mention)
                if made is not None:
                    named.append(made)
        named.sort(key=_SPAN)
        self.named = Ordered(named)
        self._towns = Ordered([m for m in mentions if m.role == "location" and m.place])
        self.belligerents = self._belligerents()

    def _named(self, span: Span, name: str, key: str, seat: str | None) -> Named:
        """Return an actor who is named at a span."""
        aside = self._text.startswith("-", span.end) and _ASIDE.match(self._text, span.end)
        return Named(span.start, span.end, name, key, seat, bool(aside))

    def _from_span(self, span: ActorSpan) -> Named:
        """Return the actor of a listed name."""
        top = self._index.represented(span.actor)
        return self._named(span, top.name, span.actor.id, span.actor.seat or top.seat)

    def _from_place(self, mention: Mention) -> Named | None:
        """Return the actor that a place name stands for, or ``None``."""
        place = mention.place or (mention.candidates[0].place if mention.candidates else None)
        if place is None:
            return None
        country = self._country(place)
        actor = self._index.of_place(place, country)
        if actor is not None:
            return self._named(mention, actor.name, actor.id, actor.seat)
        shown = country if country is not None and place.capital else place
        return self._named(mention, shown.name, shown.id, None)

    def _country(self, place: Place) -> Place | None:
        """Return the country entry that a place lies in."""
        if self._place_of is None or not place.country or place.kind == "country":
            return None
        return self._place_of(f"country.{place.country}")

    def _belligerents(self) -> tuple[str, ...]:
        """Return the two parties that "both sides" means, empty where that is not clear.

        Of the project's sides, the most named ones, if the article is about them at all; without
        sides, the two whom the text sets against each other ("the war between X and Y").
        """
        sides = {actor.name: actor.side for actor in self._index.sides()}
        if not sides:
            return self._set_apart() if " between " in self._text else ()
        counts = Counter(n.name for n in self.named.items if n.name in sides)
        if counts.total() * _SHARE_OF_SIDES < len(self.named.items):
            return ()
        found: dict[str | None, str] = {}
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            found.setdefault(sides[name], name)
        pair = list(found.values())[:2]
        return tuple(sorted(pair)) if len(pair) == 2 else ()

    def _set_apart(self) -> tuple[str, ...]:
        """Return the first two of whom the text says that they fight each other."""
        for match in _FIGHT_BETWEEN.finditer(self._text):
            pair = self.named.within(match.end(), match.end() + _PAIR_REACH)[:2]
            if len(pair) == 2 and _PAIR.fullmatch(self._text, pair[0].end, pair[1].start):
                return tuple(sorted({pair[0].name, pair[1].name}))
        return ()

    def within(self, start: int, end: int) -> Sequence[Named]:
        """Return the actors named in a stretch of text."""
        return self.named.within(start, end)

    def office(self, start: int, end: int) -> str | None:
        """Return whom "officials in X" of a stretch speak for."""
        towns = self._towns.within(start, end + 1)
        if not towns:
            return None
        ends = {match.end() for match in _OFFICE.finditer(self._text, start, end)}
        named = (self._from_place(town) for town in towns if town.start in ends)
        return next((n.name for n in named if n is not None), None)

    def parties(
        self, grammar: Grammar, start: int, end: int, helpers: bool = False
    ) -> tuple[str, ...]:
        """Return the names in a stretch, "both sides" read as the parties to the conflict."""
        names = [n.name for n in self.within(start, end) if helpers or not n.aside]
        if not names and self.belligerents and _BOTH.search(grammar, start, end):
            return self.belligerents
        return _unique(names)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Return names without repetition, in order."""
    return tuple(names) if len(names) < 2 else tuple(dict.fromkeys(names))


def parties_of(
    grammar: Grammar, cast: Cast, trigger: Trigger, start: int, end: int, subject: tuple[str, ...]
) -> _Parties:
    """Return who did it and to whom.

    Parameters
    ----------
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
    violent, voice = trigger.rule.type == "ASSAULT", trigger.voice
    left = cast.parties(grammar, start, trigger.start, helpers)
    stop = end
    if violent and voice in ("noun", "phrase"):  # "after the clashes, X called on Y"
        comma = grammar.text.find(", ", trigger.end, end)
        stop = comma if comma > 0 else end
    right = cast.parties(grammar, trigger.end, stop, helpers)
    if helpers:
        if voice in ("noun", "phrase", "passive", "reduced"):
            return _unique(left + right), ()
        return (left or subject), _without(right, left or subject)
    if violent and _is_mutual(grammar, trigger, start, end, left):
        return _both(cast, _unique(left + right))
    suffered = voice == "phrase" and grammar.words.texts[trigger.token] in ("was", "were")
    suffered |= violent and _UNDER_FIRE.search(grammar, trigger.start, trigger.end) is not None
    suffered |= trigger.rule.id == "outcry" and bool(_DRAWN.match(grammar.text, trigger.start))
    if voice in ("passive", "reduced") or suffered:
        agent = _BY.search(grammar, trigger.end, end)
        doers = cast.parties(grammar, agent.end(), end) if agent else ()
        return doers, left or _without(right, doers) or _without(subject, doers)
    if voice == "noun" and (agent := _BY.search(grammar, trigger.end, end)):
        doers = cast.parties(grammar, agent.end(), end)
        return doers or left, _without(right, doers)
    source = left or subject
    if violent and trigger.rule.group == "casualties":
        return (), source
    return source, right if len(source) > 1 else _without(right, source)


def _without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return names that are not among others."""
    return tuple(name for name in names if name not in others)


def _is_mutual(
    grammar: Grammar, trigger: Trigger, start: int, end: int, left: tuple[str, ...]
) -> bool:
    """Tell whether an act of violence is one of all who are named."""
    if _MUTUAL.search(grammar, start, end):
        return True
    # Nobody shells himself, but both sides fight.
    if trigger.voice in ("noun", "phrase") and trigger.rule.id in _MUTUAL_ACTS and not left:
        return not _BY.search(grammar, start, end)
    return len(left) > 1 and trigger.rule.id == "fight"


def _both(cast: Cast, named: tuple[str, ...]) -> _Parties:
    """Return the parties of a fight: the named, or the two sides where one or none is."""
    both = named or cast.belligerents
    if len(both) == 1 and both[0] in cast.belligerents:
        both = cast.belligerents
    return both, both

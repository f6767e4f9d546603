"""An act that names no place and what was told before go in; the place that carries over comes out.

A toll has the place of the battle that the sentences before tell of; a sum of many acts has none,
nor has what another party tells of itself, or what happens where the text has moved on to another place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from karamap.dates import gap_days
from karamap.records import Interval, Mention, Place
from karamap.reports import when, where
from karamap.reports.aside import AT_FRONT, voices
from karamap.reports.cues import Cue
from karamap.reports.draft import Draft, State

NOWHERE = "the text names no place for it"
Placing: TypeAlias = tuple[tuple[Place, ...], str]
# What an act may be told together with: people flee from what the sentence before tells.
_NEIGHBOURS = {
    "RETREAT": frozenset(("RETREAT", "ASSAULT")),
    "COERCE": frozenset(("COERCE", "PROTEST")),  # people are arrested where they protest
}
_DAY_OR_TWO, _BRIEF_DAYS, _LONG_DAYS = 2, 7, 60
_REACH = 3  # sentences
_TOWNS = frozenset(("city", "town", "village", "settlement"))
_SET_IN = re.compile(
    r"\b(?:in|at|near|outside|around|inside)\s+(?:the\s+)?(?:[\w\-]+\s+)?(?:(?:town|city|village|settlement|suburb|area)\s+(?:of\s+)?)?$"
)
_ALL_ROUND = frozenset(("war", "truce-was-broken"))  # these are of no one town
_ON_THE_MOVE = frozenset(("RETREAT", "AID"))
_BACKGROUND = frozenset(("after", "before", "since", "when", "rel", "where", "until"))
_DISTANCE = re.compile(
    r"\d\s*(?:km|kilomet\w+|miles?)\s+(?:[\w\-]+\s+){0,3}(?:of|from)\s+(?:the\s+)?$"
)  # "X, 40 km north of Y"
_WAY = re.compile(r"\b(?:from|(?:road|way)\s+to|between)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,3}$")
# "A trader who is being treated in X", "the mayor of X": who somebody is, not the scene.
_OF_SOMEBODY = re.compile(
    r"\b(?:treated|hospitali[sz]ed|lives|living|lived|born|based|sheltering|works|worked|studies|resident|residents|native|mayor|doctor|nurse|official)\s+"
    r"(?:in|at|of|from|near)\s+(?:the\s+)?$"
)
_RECENT = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|dawn|midnight|morning|noon|early|late|last|then|the|this"
_TOTAL = Cue(
    r"\b(?:in\s+(?:total|all)|so\s+far|overall|altogether|a\s+total\s+of|(?:their|its)\s+own\s+(?:dead|losses|casualties)|"
    rf"since\s+(?!(?:{_RECENT})\b)\w+|since\s+(?:then|the\s+(?:start|beginning|outset|outbreak))\b|(?:have|has|had)\s+(?:been\s+)?\w+\b[^.;]{{0,40}}\bsince\b(?!\s+(?:(?:early\s+|the\s+|this\s+)?(?:morning|dawn|midnight|noon|evening))\b)|"
    r"by\s+the\s+(?:time|truce|ceasefire|cease-fire|end)|every\s+(?:day|week|month|year)|(?:listed|registered)\s+(?:[\d,]+|\w+)\s+(?:dead|deaths|killed|casualties)|"
    r"in\s+(?:two|three|four|five|six|ten|\d+)\s+days|on\s+the\s+\w+\s+side|in\s+the\s+same\s+period|in\s+the\s+(?:last|past)\s+(?:\w+\s+)?(?:days|weeks?|months?|years?)|this\s+(?:month|year)|"
    r"(?:days|weeks|months|years)\s+of\s+(?:fighting|war|conflict|clashes|violence|bombardment))\b",
    "total all far time truce ceasefire cease-fire end every listed registered period side overall altogether since days weeks months years own last past this",
)
# The dead of what was just told, or else of many acts.
_TOLL = Cue(
    r"\b(?:number\s+of\s+(?:\w+\s+){0,2}(?:dead|deaths|killed|wounded|injured|casualties|victims)|toll)\b", "number toll"
)
# A decree holds for a country, and an offer is made from afar.
_FROM_AFAR = Cue(
    r"\b(?:state\s+of\s+emergency|martial\s+law|offer(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|donat(?:e|es|ed|ing))\b|"
    r"[$€£]\s?\d|\b(?:million|billion)\b",
    "emergency martial offer offers offered offering pledge pledges pledged pledging promise promises promised promising"
    " donate donates donated donating million billion $ € £",
)
# "In the north": a part of a country that the words leave open.
_DIRECTION = Cue(
    r"\b(?:in|on|to)\s+the\s+(?:far\s+)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|countryside|provinces)\b(?!\s+(?:of|side|bank|coast)\b)",
    "countryside provinces north south east west northeast northwest southeast southwest north-east north-west south-east south-west",
)
# "At a border checkpoint": somewhere else than in the town that was named.
_SOMEWHERE = Cue(
    r"\b(?:at|near|in|on)\s+(?:a|an|another)\s+(?:[\w\-]+\s+){0,2}(?:checkpoint|crossing|border|village|town|city|road|highway|base|camp|outpost|post|airport|roadblock)\b",
    "checkpoint crossing border village town city road highway base camp outpost post airport roadblock", "a an another",
)
# Thousands who "have been killed": nobody says so of one day.
_THOUSANDS = Cue(
    r"\b(?:\d+,\d{3}|thousands)\b[^.;]{0,60}\b(?:(?:have|has)\s+(?:been\s+)?(?:killed|died|perished|lost)|are\s+(?:dead|missing))\b|"
    r"\bmillions?\b[^.;]{0,60}\b(?:(?:have|has|had)\s+(?:been\s+)?\w+ed|are|were)\b",
    "have has had are were",
)

# What air defences bring down in a night, or a day's count of shots, is of a whole country or front.
_ALL_ALONG = Cue(
    r"\b(?:\d+|\w+)\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?(?:\d+|\w+)\s+(?:[\w\-]+\s+){0,3}(?:drones|missiles|rockets|uavs)\b|"
    r"\ball\s+\w+\s+(?:[\w\-]+\s+){0,2}(?:drones|missiles|uavs)\b|\b(?:about|some|over|around|more\s+than|nearly|almost|a\s+total\s+of)?\s*\d{2,}\s+(?:times|ceasefire\s+violations|violations)\b",
    "drones missiles rockets uavs times violations",
)
# "Baku has acknowledged the deaths of 192 of its servicemen", "put losses on his side at 18 dead".
_OWN_LOSSES = Cue(
    r"\b(?:its|their|his|our)\s+(?:own\s+)?(?:\w+\s+)?(?:losses|side|ranks|servicemen|soldiers|troops|men|dead|military|personnel|fighters|civilians)\b|"
    r"\blosses\b|\b(?:party|side)\s+(?:has\s+|have\s+)?(?:announced|acknowledged|confirmed|reported|admitted|lost)\b|\bservicemen\s+(?:have\s+been\s+|had\s+been\s+|were\s+)?(?:killed|died|perished)|"
    r"\blost\s+(?:[\w\-]+\s+){1,2}(?:servicemen|soldiers|troops|fighters|men)\b",
    "its their his our losses party side servicemen lost",
)
_MANY_LOST = 10


def told_before(state: State, draft: Draft, earlier: Sequence[Draft]) -> Placing | None:
    """Place an act with what the sentences before tell; a total of many acts has no such place."""
    # What is told in passing happened elsewhere, at its own time.
    if draft.trigger.rule.id in _ALL_ROUND or draft.trigger.voice == "reduced":
        return None
    if _sums_up(draft) or (_is_toll(draft) and not _just_told(draft, earlier)):
        return None
    if _FROM_AFAR.search(draft.grammar, draft.trigger.start, draft.end):
        return None
    if _DIRECTION.search(draft.grammar, draft.clause.start, draft.clause.end) or _SOMEWHERE.search(
        draft.grammar, draft.trigger.end, draft.end
    ):
        return (), NOWHERE  # somewhere else than what was told before
    kinds = _NEIGHBOURS.get(draft.type, frozenset((draft.type,)))
    first = _first_of_entry(state, draft)
    for other in reversed(earlier):
        if other.sentence < first:
            break
        if other.type not in kinds or _is_background(other, earlier):
            continue
        if other.trigger.rule.group in where.DOMESTIC and other.type == draft.type:
            continue
        if other.zone == "related-link" or other.status == "hypothetical":
            continue
        if (
            _is_long_before(draft, other)
            or not _may_share(draft, other)
            or not _same_teller(state, draft, other)
        ):
            continue
        if _scene_changes(state, draft, other):
            break
        if len(other.places) > 1 and counts_own_losses(draft):
            return (), NOWHERE  # of a side, along the front
        if other.places:
            draft.near, draft.unplaced = other.near, other.unplaced
            return other.places, "told together with what the sentences before place"
        if other.unplaced:
            draft.unplaced = other.unplaced
            return (), "told together with what the sentences before tell of an unknown place"
        if other.interval is not None and draft.interval is not None:
            break
    return _named_before(state, draft, earlier)


def _first_of_entry(state: State, draft: Draft) -> int:
    """Return the first sentence that tells of the same as a draft: three before, or its entry's."""
    low = max(0, draft.sentence - _REACH)
    head = state.head_before(draft.start)
    if head is not None:
        low = max(low, head.sentence)
    for number in range(draft.sentence, low, -1):
        if when.ENTRY.match(state.text, state.article.sentences[number].start):
            return number
    return low


def _scene_changes(state: State, draft: Draft, other: Draft) -> bool:
    """Tell whether a sentence between two acts opens at another place ("In X, rescuers ...")."""
    if draft.sentence - other.sentence < 2:
        return False
    known = {p.id for p in other.places}
    for number in range(other.sentence + 1, draft.sentence):
        sentence = state.article.sentences[number]
        inside = state.located.within(sentence.start, sentence.end)
        if any(_is_scene(state, m) for m in inside if m.place and m.place.id not in known):
            return True
        named = inside[:1]
        if sentence.zone != "body" or not named or named[0].place is None:
            continue
        fronted = AT_FRONT.fullmatch(state.text, sentence.start, named[0].start)
        if fronted is not None and named[0].place.id not in known:
            return True
    return False


def _is_scene(state: State, mention: Mention) -> bool:
    """Tell whether a sentence is set in a town by one of its words ("patrols near X", "at X")."""
    if mention.place is None or mention.place.kind not in _TOWNS or mention.form != "name":
        return False
    if mention.start in voices(state, mention.sentence):
        return False
    return _SET_IN.search(state.text, max(0, mention.start - 40), mention.start) is not None


def _is_background(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a clause only dates or explains another act of its sentence."""
    if draft.clause.link == "rel" and draft.dated:
        return True
    return draft.clause.link in _BACKGROUND and any(
        d.sentence == draft.sentence and d.type == draft.type and d.clause.link not in _BACKGROUND
        for d in drafts
    )  # fmt: skip


def is_total(draft: Draft) -> bool:
    """Tell whether a toll may sum up many acts ("10,000 have been killed", "put the toll at 40")."""
    return _sums_up(draft) or _is_toll(draft)


def counts_own_losses(draft: Draft) -> bool:
    """Tell whether a side says how many of its own have died, too many for one shot ("192 of its servicemen")."""
    if draft.trigger.rule.group != "casualties" or _OWN_LOSSES.search(draft.grammar, draft.start, draft.end) is None:
        return False
    killed, _ = draft.tolls()
    return killed is not None and max(killed.low or 0, killed.best or 0) >= _MANY_LOST


def _is_toll(draft: Draft) -> bool:
    """Tell whether somebody counts the dead ("put the toll at 40")."""
    return _TOLL.search(draft.grammar, draft.clause.start, draft.end) is not None


def _just_told(draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Tell whether the act before a toll is one of a day or two, whose dead are then counted."""
    acts = [d for d in earlier if d.type == draft.type and draft.sentence - d.sentence <= _REACH]
    length = _length(acts[-1].interval) if acts else None
    return length is not None and length <= _DAY_OR_TWO


def _sums_up(draft: Draft) -> bool:
    """Tell whether a toll sums up many acts ("10,000 have been killed", "18 died since May")."""
    grammar, number = draft.grammar, draft.trigger.clause
    if _TOTAL.search(grammar, draft.clause.start, draft.end) or _ALL_ALONG.search(grammar, draft.clause.start, draft.end):
        return True
    behind = grammar.clauses[number + 1 : number + 2]
    if behind and behind[0].link == "since":
        return True
    return _THOUSANDS.search(grammar, draft.clause.start, draft.end) is not None


def _named_before(state: State, draft: Draft, earlier: Sequence[Draft]) -> Placing | None:
    """Place a dated act where the sentence before names a place, venues of talks apart."""
    if draft.interval is None or draft.interval.start is None:
        return None
    met = {p.id for d in earlier if d.type in where.MEETING for p in d.places}
    first = _first_of_entry(state, draft)
    before = [
        m for m in state.located.items
        if max(first, draft.sentence - 2) <= m.sentence < draft.sentence and m.zone in ("body", "title")
        and m.start not in voices(state, m.sentence) and m.place is not None
        and m.place.id not in met and not _WAY.search(state.text, max(0, m.start - 50), m.start)
        and not _DISTANCE.search(state.text, max(0, m.start - 50), m.start)
        and not _OF_SOMEBODY.search(state.text, max(0, m.start - 40), m.start)
    ]  # fmt: skip
    if not before:
        return None
    last = before[-1].sentence
    told = [d for d in earlier if d.sentence == last]
    acts = [d for d in told if d.type in where.PHYSICAL]
    if told and not acts:
        return (), NOWHERE  # the place is where some met, or what some spoke about
    if any(not (_may_share(draft, d) and _same_teller(state, draft, d)) for d in acts):
        return (), NOWHERE
    lenders = [d for d in acts if not _is_background(d, acts)]
    lenders = [d for d in lenders if d.type not in _ON_THE_MOVE] or lenders
    touched = {p.id for d in lenders for p in d.places}  # not where people went, or fire came from
    found = [
        m for m in before
        if m.sentence == last and (not acts or (m.place is not None and m.place.id in touched))
    ]  # fmt: skip
    if not found:
        return (), NOWHERE
    return where.places_of(found, state.text), "named in the sentence before"


def _same_teller(state: State, draft: Draft, other: Draft) -> bool:
    """Tell whether two acts are not told by two parties, each of whom tells of its own."""
    if not other.claimant or not draft.claimant or other.claimant == draft.claimant:
        return True
    parties = {n.name for n in state.cast.named.items}
    return not {other.claimant, draft.claimant} <= parties


def _is_long_before(draft: Draft, other: Draft) -> bool:
    """Tell whether a day's act is set against what went on for months."""
    first, second = _length(draft.interval), _length(other.interval)
    return first is not None and second is not None and first <= _BRIEF_DAYS and second > _LONG_DAYS


def _length(interval: Interval | None) -> int | None:
    """Return the days that an interval has, where both ends are known."""
    if interval is None or interval.start is None or interval.end is None:
        return None
    return (interval.end - interval.start).days


def _may_share(draft: Draft, other: Draft) -> bool:
    """Tell whether two acts lie so near in time that one may have the place of the other."""
    if draft.interval is None or other.interval is None:
        return True
    return draft.interval.start is not None and _compatible(draft.interval, other.interval)


def _compatible(first: Interval, second: Interval) -> bool:
    """Tell whether two intervals lie within a year of each other."""
    return gap_days(first.start, first.end, second.start, second.end) <= 366


__all__ = ["NOWHERE", "Placing", "counts_own_losses", "is_total", "told_before"]

"""A draft and what was read before it go in; where it happened, and what it is about, comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from karamap.dates import gap_days
from karamap.records import Interval, Mention, Place
from karamap.reports import where
from karamap.reports.aside import happened, is_everywhere, of_a_part, there, voices
from karamap.reports.cues import Cue
from karamap.reports.dating import met_before
from karamap.reports.draft import SPOKEN, Draft, State
from karamap.reports.nearness import near_to

_NOWHERE = "the text names no place for it"
_Placing: TypeAlias = tuple[tuple[Place, ...], str]
# What an act may be told together with: people flee from what the sentence before tells.
_NEIGHBOURS = {
    "RETREAT": frozenset(("RETREAT", "ASSAULT")),
    "COERCE": frozenset(("COERCE", "PROTEST")),  # people are arrested where they protest
}
_BESIDE = 45  # characters within which a relative clause describes a place
_BRIEF_DAYS, _LONG_DAYS = 7, 60
_ON_THE_SPOT = frozenset(("posts-set-up", "troops-gather"))  # these may be done abroad
_BACKGROUND = frozenset(("after", "before", "since", "when", "rel", "where", "until"))
_ANOTHER = frozenset(("and", "and-new"))  # links of clauses that tell another act
# A preposition of place with a name behind it, in the article as it is written.
_NAME_NEXT = re.compile(
    r"\s+(?:the\s+(?:\w+\s+)?(?:town|city|village|port)\s+of\s+)?(?=[A-Z][a-z])"
)
_AT_NAME = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|over|around|outside|inside|road\s+to)\s+(?:the\s+(?:\w+\s+)?(?:town|city|village|settlement|suburb)\s+of\s+)?"
    r"(?:the\s+)?(?=[A-Z][a-z])"
)
_RECENT = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|dawn|midnight|morning|noon|early|late|last|then|the|this"
_AT_FRONT = re.compile(r"[\"'“‘«]?(?:in|at|near|around|outside)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,3}")
_TOTAL = Cue(
    r"\b(?:number\s+of\s+(?:\w+\s+){0,2}(?:dead|deaths|killed|casualties|victims)|death\s+toll|toll|in\s+(?:total|all)|"
    r"so\s+far|overall|altogether|a\s+total\s+of|(?:their|its)\s+own\s+(?:dead|losses|casualties)|"
    rf"since\s+(?!(?:{_RECENT})\b)\w+|(?:have|has|had)\s+(?:been\s+)?\w+\b[^.;]{{0,40}}\bsince|"
    r"(?:days|weeks|months|years)\s+of\s+(?:fighting|war|conflict|clashes|violence|bombardment))\b",
    "number toll total all far overall altogether since days weeks months years own",
)
# Thousands who "have been killed": nobody says so of one day.
_THOUSANDS = Cue(
    r"\b(?:\d+,\d{3}|thousands)\b[^.;]{0,60}\b(?:(?:have|has)\s+(?:been\s+)?(?:killed|died|perished|lost)|are\s+(?:dead|missing))\b",
    "have has are",
)
_OWN_GROUND = Cue(r"\bits\s+(?:entire\s+)?(?:airspace|air\s+space|territory|soil|ports)\b", "its")
# Behind these words another meeting is told of, which is still to come.
_LATER = Cue(
    r"\b(?:planned|scheduled|slated|due|set)\s+(?:for|on|to|next|later)\b",
    "planned scheduled slated due set",
)
_BORDER = Cue(
    r"\b(?:the|their|its|state|common|mutual)\s+(?:\w+\s+)?(?:border|frontier)\b",
    "border frontier",
)

# "the capital" of a text that names none: a place of its own, whatever was told before it.
_CAPITAL = Cue(
    r"\b(?:the|its|their)\s+(?:\w+\s+)?capital(?:['’]s)?\b(?!\s+punishment|\s+of\b)",
    "capital capital's capital’s",
)


# Between a place and the larger one that it lies in or near: "X, the besieged enclave inside Y".
_LIES_IN = re.compile(
    r"\s*,?\s+(?:(?:the|a|an|its)\s+(?:[\w'\-]+,?\s+){1,6}?)?(?:in|inside|within|near|outside|of|on|off|close\s+to|north\s+of|south\s+of|east\s+of|"
    r"west\s+of)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,4}"
)


def place_draft(state: State, draft: Draft, earlier: Sequence[Draft]) -> None:
    """Find where it happened, what it is about, and where words were spoken."""
    start = draft.denial.end if draft.denial else draft.start
    inside = state.located.within(start, draft.end)
    if draft.status in ("hypothetical", "planned") or draft.zone == "related-link":
        draft.about = where.places_of(inside or _in_part(state, draft), state.text)
        if draft.zone == "related-link":
            draft.place_reason = "a headline of another article: listed, not placed"
            if draft.trigger.rule.group in where.DOMESTIC:
                draft.places = where.places_of(inside, state.text) or tuple(
                    p for p in (_country_of(state, name) for name in draft.source) if p is not None
                )
        else:
            draft.place_reason = f"told as {draft.status}: nothing has happened there"
        return
    if draft.type in where.PHYSICAL:
        _physical(state, draft, inside, earlier)
        return
    if draft.type in where.MEETING and inside:
        found = _venues(state, draft, inside)
        if found:
            draft.places, draft.venue = found, found[0]
            draft.place_reason = f"the text says that it was held in {found[0].name}"
    met = met_before(draft, earlier) if not draft.places else None
    if met is not None and met.places:
        draft.places, draft.venue = met.places, met.venue
        draft.place_reason = "agreed at the talks that the sentence before tells of"
    if not draft.places:
        draft.place_reason = "words have no place on the map; the text names no meeting place"
        draft.venue = _seat(state, draft)
    around = inside or _in_part(state, draft)
    named = where.places_of(around, state.text)
    draft.about = tuple(p for p in named if p not in draft.places) or _topics(state, draft)


def _venues(state: State, draft: Draft, inside: Sequence[Mention]) -> tuple[Place, ...]:
    """Return where a meeting was held, by the words behind its trigger or else before."""
    grammar, trigger = draft.grammar, draft.trigger
    facts = (
        d.trigger.start for d in state.drafts
        if d is not draft and d.sentence == draft.sentence and d.fact
        and d.trigger.start > trigger.start
    )  # fmt: skip
    end = min(facts, default=draft.end)
    behind = [
        m for m in inside
        if trigger.end <= m.start < end and not _LATER.search(grammar, trigger.end, m.start)
    ]  # fmt: skip
    met = draft.type == "CONSULT" and not grammar.text.startswith("discuss", trigger.start)
    found = where.meeting_place(grammar, behind, draft.start, met)
    if found or trigger.voice == "noun":
        return found
    before = [m for m in inside if m.start < min(trigger.end, end)]
    return where.meeting_place(grammar, before, draft.start)


def _in_part(state: State, draft: Draft) -> Sequence[Mention]:
    """Return the places of the sentence that no full stop or semicolon parts from a draft."""
    sentence = state.article.sentences[draft.sentence]
    low, high = sentence.start, sentence.end
    for clause in draft.grammar.clauses:
        if clause.link == "stop" and clause.start <= draft.trigger.start:
            low = clause.start
        elif clause.link == "stop":
            high = clause.start
            break
    return state.located.within(low, high)


def _topics(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the places after which the matter of a report is called."""
    sentence = state.article.sentences[draft.sentence]
    named = [
        m for m in state.mentions.within(sentence.start, sentence.end)
        if m.role == "topic" and m.place is not None
    ]  # fmt: skip
    return where.unique(m.place for m in named if m.place is not None)


def _seat(state: State, draft: Draft) -> Place | None:
    """Return the seat of the speaker."""
    if draft.seat and state.place_of is not None and len(draft.source) == 1:
        return state.place_of(draft.seat)
    return None


def _physical(
    state: State, draft: Draft, inside: Sequence[Mention], earlier: Sequence[Draft]
) -> None:  # fmt: skip
    """Place an act: its clause, its sentence, its doer's country, or the sentences before."""
    named, inside = inside, happened(state, draft, inside)
    draft.unplaced = _lacking(state, draft)
    if inside:
        draft.places = where.places_of(inside, state.text)
        draft.near = near_to(draft.grammar, inside, draft.start)
        draft.place_reason = "named in the clause"
        draft.stated_place = True
        return
    draft.places, draft.place_reason = (
        _at_home(state, draft)
        or _without(state, draft, named)
        or _pointed_at(state, draft)
        or _in_sentence(state, draft)
        or _told_before(state, draft, earlier)
        or _by_topic(state, draft)
        or ((), _NOWHERE)
    )


def _at_home(state: State, draft: Draft) -> _Placing | None:
    """Place what a state does inside its own country."""
    own = draft.type == "COERCE" and _OWN_GROUND.search(
        draft.grammar, draft.trigger.start, draft.end
    )
    rule = draft.trigger.rule
    if (rule.group not in where.DOMESTIC and not own) or rule.id in _ON_THE_SPOT:
        return None
    found = (_country_of(state, name) for name in draft.source)
    places = tuple(place for place in found if place is not None)
    if places:
        return places, "an act of a state inside its own country"
    return ((), _NOWHERE) if own else None


def _without(state: State, draft: Draft, inside: Sequence[Mention]) -> _Placing | None:
    """Say why an act has no place where its clause names one that is not known."""
    if _unplaced(state, draft):
        return (), "the clause names a place that could not be resolved"
    if of_a_part(draft, inside):
        return (), "the clause names only where a part of it happened"
    if is_everywhere(draft):
        return (), "told of a whole country or region, which the clause does not name"
    return None


def _pointed_at(state: State, draft: Draft) -> _Placing | None:
    """Place an act by "there", or by the place that its relative clause describes."""
    pointed = there(state, draft)
    if pointed is not None:
        words = state.article.text[pointed.start : pointed.end]
        return where.places_of([pointed], state.text), f"“there” points back to {words}"
    clause = draft.clause
    if clause.link not in ("rel", "where") or draft.start != clause.start:
        return None
    near = [
        m for m in state.mentions.within(clause.start - 90, clause.start) if m.place is not None
    ]
    while near and near[-1].role not in ("location", "topic"):
        near.pop()
    if not near or clause.start - near[-1].end >= _BESIDE:
        return (), _NOWHERE
    return where.places_of([_head_of(state, near)], state.text), "named just before the clause"


def _head_of(state: State, near: Sequence[Mention]) -> Mention:
    """Return the place that a relative clause describes: the head of "X, the enclave inside Y"."""
    last = near[-1]
    for mention in near[:-1]:
        if mention.form == "name" and _LIES_IN.fullmatch(state.text, mention.end, last.start):
            return mention
    return last


def _in_sentence(state: State, draft: Draft) -> _Placing | None:
    """Place an act where its sentence tells of."""
    around = [
        m for m in _in_part(state, draft)
        if not _of_speaker(draft, m) and not _of_another(state, draft, m)
    ]  # fmt: skip
    found = happened(state, draft, around)
    if not found:
        return None
    draft.near = near_to(draft.grammar, found, draft.grammar.start)
    return where.places_of(found, state.text), "named in the sentence"


def _of_speaker(draft: Draft, mention: Mention) -> bool:
    """Tell whether a place stands with the subject of another clause's words ("critics in X say")."""
    grammar = draft.grammar
    index = grammar.clause_at(mention.start)
    if index == draft.trigger.clause:
        return False
    first = next((t for t in grammar.triggers if t.clause == index and t.finite), None)
    return first is not None and mention.start < first.start and first.rule.type in SPOKEN


def _of_another(state: State, draft: Draft, mention: Mention) -> bool:
    """Tell whether a place belongs to another act of the sentence, or only to a date of it.

    "Ships were unloading wheat, and a convoy left X", "18 have died since May, when Y was taken".
    """
    grammar = draft.grammar
    index = grammar.clause_at(mention.start)
    if index <= draft.trigger.clause:
        return False
    for clause in grammar.clauses[draft.trigger.clause + 1 : index + 1]:
        if clause.link in _ANOTHER and any(
            t.finite and clause.start <= t.start < clause.end for t in grammar.triggers
        ):
            return True
        if clause.link == "when" and state.times.any_ends_within(clause.start - 3, clause.start):
            return True
    return False


def _told_before(state: State, draft: Draft, earlier: Sequence[Draft]) -> _Placing | None:
    """Place an act with what the sentences before tell; a total of many acts has no such place."""
    # What is told in passing happened elsewhere, at its own time.
    if draft.trigger.rule.id == "war" or draft.trigger.voice == "reduced" or _is_total(draft):
        return None
    kinds = _NEIGHBOURS.get(draft.type, frozenset((draft.type,)))
    for other in reversed(earlier):
        if draft.sentence - other.sentence > 3 or _scene_changes(state, draft, other):
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
        if other.places:
            draft.near, draft.unplaced = other.near, other.unplaced
            return other.places, "told together with what the sentences before place"
        if other.unplaced:
            draft.unplaced = other.unplaced
            return (), "told together with what the sentences before tell of an unknown place"
        if other.interval is not None and draft.interval is not None:
            break
    return _named_before(state, draft, earlier)


def _scene_changes(state: State, draft: Draft, other: Draft) -> bool:
    """Tell whether a sentence between two acts opens at another place ("In X, rescuers ...")."""
    known = {p.id for p in other.places}
    for number in range(other.sentence + 1, draft.sentence):
        sentence = state.article.sentences[number]
        named = state.located.within(sentence.start, sentence.end)[:1]
        if sentence.zone != "body" or not named or named[0].place is None:
            continue
        fronted = _AT_FRONT.fullmatch(state.text, sentence.start, named[0].start)
        if fronted is not None and named[0].place.id not in known:
            return True
    return False


def _is_background(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a clause only dates or explains another act of its sentence."""
    return draft.clause.link in _BACKGROUND and any(
        d.sentence == draft.sentence and d.type == draft.type and d.clause.link not in _BACKGROUND
        for d in drafts
    )  # fmt: skip


def _is_total(draft: Draft) -> bool:
    """Tell whether a toll sums up many acts ("10,000 have been killed", "18 died since May")."""
    grammar, number = draft.grammar, draft.trigger.clause
    if _TOTAL.search(grammar, draft.clause.start, draft.end):
        return True
    behind = grammar.clauses[number + 1 : number + 2]
    if behind and behind[0].link == "since":
        return True
    return _THOUSANDS.search(grammar, draft.clause.start, draft.end) is not None


def _named_before(state: State, draft: Draft, earlier: Sequence[Draft]) -> _Placing | None:
    """Place a dated act where the sentence before names a place, venues of talks apart."""
    if draft.interval is None or draft.interval.start is None:
        return None
    met = {p.id for d in earlier if d.type in where.MEETING for p in d.places}
    before = [
        m for m in state.located.items
        if 1 <= draft.sentence - m.sentence <= 2 and m.zone in ("body", "title")
        and m.start not in voices(state, m.sentence) and m.place is not None
        and m.place.id not in met
    ]  # fmt: skip
    if not before:
        return None
    last = before[-1].sentence
    acts = [d for d in earlier if d.sentence == last and d.type in where.PHYSICAL]
    if any(not (_may_share(draft, d) and _same_teller(state, draft, d)) for d in acts):
        return (), _NOWHERE
    touched = {p.id for d in acts for p in d.places}  # not where people went, or fire came from
    found = [
        m for m in before
        if m.sentence == last and (not acts or (m.place is not None and m.place.id in touched))
    ]  # fmt: skip
    if not found:
        return (), _NOWHERE
    return where.places_of(found, state.text), "named in the sentence before"


def _by_topic(state: State, draft: Draft) -> _Placing | None:
    """Place fighting where the conflict is named after a place."""
    topics = _topics(state, draft) if draft.type == "ASSAULT" else ()
    return (topics, "the conflict is named after the place") if topics else None


def _lacking(state: State, draft: Draft) -> tuple[str, ...]:
    """Return the names of places in the clause that nobody could resolve."""
    lacking = [
        m for m in state.mentions.within(draft.start, draft.end)
        if m.role == "location" and m.place is None and m.form == "name"
    ]  # fmt: skip
    if not lacking:
        return ()
    said = voices(state, draft.sentence)
    return tuple(dict.fromkeys(" ".join(m.text.split()) for m in lacking if m.start not in said))


def _unplaced(state: State, draft: Draft) -> bool:
    """Tell whether the clause names a place of its own that nobody could resolve."""
    if any(cue.search(draft.grammar, draft.start, draft.end) for cue in (_BORDER, _CAPITAL)):
        return True
    if any(
        m.role == "location" and m.place is None
        for m in state.mentions.within(draft.start, draft.end)
    ):
        return True
    taken = draft.trigger.rule.group == "territory" and _NAME_NEXT.match(
        state.article.text, draft.trigger.end
    )
    if taken and not _is_known(state, taken.end()):
        return True
    return any(
        not _is_known(state, match.end())
        for match in _AT_NAME.finditer(state.article.text, draft.start, draft.end)
    )


def _is_known(state: State, offset: int) -> bool:
    """Tell whether a place, a time or an actor has been read at an offset."""
    return (
        state.mentions.any_within(offset, offset + 1)
        or state.times.any_within(offset, offset + 1)
        or bool(state.cast.within(offset, offset + 1))
    )


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


def _country_of(state: State, name: str) -> Place | None:
    """Return the country that an actor of the clause is."""
    for mention in state.mentions.items:
        place = mention.place
        if place is not None and place.kind == "country" and place.name == name:
            return place
    return None

"""Words or an agreement and what was told before go in; the meeting or the protest at which they fell comes out.

"Relatives rallied in X and threatened to block a road", "The council met in X. There, Y called for
observers", "The ministers met in X. The two sides agreed to exchange maps".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.reports import where
from karamap.reports.cues import Cue
from karamap.reports.draft import TOLD, Draft, State
from karamap.reports.venues import SAME_SUBJECT, WORDS, country_of, is_own_seat, is_same_visit

_TALKS_REACH = 8  # sentences within which an agreement is that of the talks
_REACH = 2  # sentences within which words fall at what was told
# What a crowd says where it stands.
_SHOUTED = frozenset(("REQUEST", "ACCUSE", "THREATEN", "REJECT"))
_DEBATE = "council-debates"
_RALLY_TOLD = "rally-told"
_MEANWHILE = SAME_SUBJECT | {"while", "as", "when"}  # "rallied while he was speaking and demanded"
_CROWD = (
    r"(?:crowds?|protest(?:e|o)rs|demonstrators|marchers|rioters|relatives|mothers|supporters|activists|opposition\s+supporters|"
    r"participants|residents|veterans|students|mourners|refugees)"
)
_OF_CROWD = re.compile(rf"\b{_CROWD}\b")
_THE_CROWD = re.compile(rf"(?:the|some|many|several|angry|many\s+of\s+the|some\s+of\s+the)?\s*{_CROWD}\b")
_THEY = re.compile(r"(?:they|some|many|others)\b")
_WITH_THEM = re.compile(rf"\s+(?:with\s+)?(?:(?:some|several|a\s+group|representatives|leaders)\s+of\s+)?(?:them\b|the\s+{_CROWD}\b)")
_WHO = re.compile(r",?\s*who\b")
# Those who took part in what was just told.
_THE_SIDES = re.compile(
    r"(?:according\s+to\s+[^,;.]{3,60},\s+)?(?:they|the\s+(?:(?:two|three|four|five|warring|rival)\s+)?"
    r"(?:sides|leaders|presidents|ministers|parties|pair|trio|participants|delegations|delegates|negotiators|diplomats|envoys|generals|commanders|countries|governments)|"
    r"the\s+(?:two|three)|both(?:\s+(?:sides|leaders|presidents|ministers|parties|countries|governments))?)\b"
)
_THERE = Cue(r"\bthere\b(?!\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b)", "there")
_TALKS = r"(?:talks|meeting|summit|negotiations|session|conference|gathering|hearing|consultations)"
_TALKS_OPEN = re.compile(rf"\W*(?:but\s+|yet\s+|and\s+)?(?:the|these|those)\s+{_TALKS}\b(?!\s+(?:in|at|between|of|format|process)\b)")
_AT_TALKS = Cue(
    rf"\b(?:at|during|of|from|after|following|on\s+the\s+(?:sidelines|margins|fringes)\s+of)\s+(?:the|these|those)\s+(?:\w+\s+)?{_TALKS}\b",
    "talks meeting summit negotiations session conference gathering hearing consultations",
)
_HE = re.compile(r"(?:he|she)\b")
_IN_TOWN = re.compile(r"\s+(?:(?:in|at|to)\s+)?(?:the\s+)?")


def occasion_of(state: State, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return the meeting or protest at which words fell, or an agreement was made.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        Words, talks or an agreement, for which the text names no town.
    earlier
        The drafts before it.

    Returns
    -------
    A draft that has taken place, with one place; ``None`` where the text tells of none.
    """
    if draft.type not in WORDS | where.MEETING:
        return None
    return _of_its_sentence(state, draft, earlier) or told_of_before(state, draft, earlier) or _met_with(state, draft, earlier)


def _of_its_sentence(state: State, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return the talks of its sentence at which somebody spoke ("a panel, which met in X, urged"), or the protest at which a crowd demands."""
    for other in reversed(earlier):
        if other.sentence != draft.sentence:
            break
        if other.start > draft.trigger.start or not _has_a_place(other):
            continue
        if _is_shouted(draft, other):
            return other
        if other.type not in where.MEETING:
            continue
        links = draft.grammar.links(other.trigger, draft.trigger)
        if _is_of_a_guest(draft, other, links) or _is_before_a_deal(draft, other, links):
            return other
        opens = other.trigger.start == draft.grammar.start  # "Meeting in X, ministers imposed"
        bound = SAME_SUBJECT | {"main"} if opens else SAME_SUBJECT
        if draft.clause.link in bound:
            return other if set(links) <= bound and _is_occasion(state, draft, other) else None
    return None


def _has_a_place(other: Draft) -> bool:
    """Tell whether something has taken place, at one place."""
    return other.status in TOLD and len(other.places) == 1


def _is_shouted(draft: Draft, other: Draft) -> bool:
    """Tell whether words are those of a crowd that acts in the same sentence ("rallied in X, demanding Y")."""
    links = set(draft.grammar.links(other.trigger, draft.trigger))
    if other.trigger.rule.id == _RALLY_TOLD:
        return draft.type in _SHOUTED and links == {"that"}  # "told a rally in X that he would never sign"
    if draft.type not in _SHOUTED or draft.clause.link not in SAME_SUBJECT:
        return False
    if other.type != "PROTEST" and not (other.type == "COERCE" and _OF_CROWD.search(other.grammar.text, other.start, other.trigger.start)):
        return False
    return links <= _MEANWHILE


def _is_of_a_guest(draft: Draft, other: Draft, links: Sequence[str]) -> bool:
    """Tell whether words are those of somebody with whom the clause before met ("were received in X by Y, who blamed Z")."""
    if other.type != "CONSULT" or draft.type not in WORDS or draft.dated or list(links) != ["rel"]:
        return False
    return _WHO.match(draft.grammar.text, draft.clause.start) is not None


def _is_before_a_deal(draft: Draft, other: Draft, links: Sequence[str]) -> bool:
    """Tell whether talks are those that led to an agreement ("was agreed in X after eleven hours of talks")."""
    return draft.type == "CONSULT" and other.type == "AGREE" and not draft.dated and list(links) == ["after"]


def _is_occasion(state: State, draft: Draft, other: Draft) -> bool:
    """Tell whether what was said may have been said at a meeting of the same sentence."""
    if not other.dated:
        return True
    if other.clause.link == "rel":  # "who met Y in X on Tuesday, accused Z": of another day
        town = _IN_TOWN.match(draft.grammar.text, other.trigger.end)
        if town is None or not state.located.any_within(town.end(), town.end() + 1):
            return False
    return is_same_visit(draft, other.interval)


def told_of_before(state: State, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return the meeting or protest of the sentences before at which words fell, or an agreement was made.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        Words, talks or an agreement without a day or a town of its own.
    earlier
        The drafts before it.
    """
    if draft.clause.link not in _OPENING:
        return None
    last = _last_occasion(draft, earlier)
    if last is None or not _has_a_place(last):
        return None
    if any(d.places and d.start > last.start and d.type in where.PHYSICAL and d is not last for d in earlier):
        return None  # the text has moved on
    if _THERE.search(draft.grammar, draft.start, draft.end):
        return last
    goes_on = _goes_on_shouting(draft, last) if last.type == "PROTEST" else _goes_on_talking(state, draft, last)
    return last if goes_on else None


def _last_occasion(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return what the sentences before tell of; one that is only named there ("the accord reached in X") comes second."""
    near = [d for d in earlier if 0 < draft.sentence - d.sentence <= _REACH and d.type in _OCCASIONS]
    last = [d for d in near if d.sentence == near[-1].sentence]
    return next((d for d in reversed(last) if not d.fact), last[-1] if last else None)


_OCCASIONS = where.MEETING | {"PROTEST"}
_OPENING = frozenset(("", "and", "and-new", "main", "back"))


def _goes_on_shouting(draft: Draft, last: Draft) -> bool:
    """Tell whether words are those of the crowd of which the sentence before tells, or talks with it."""
    text = draft.grammar.text
    if draft.type == "CONSULT":
        return _WITH_THEM.match(text, draft.trigger.end) is not None
    if draft.type not in _SHOUTED:
        return False
    alone = draft.sentence - last.sentence == 1 and _THEY.match(text, draft.clause.start) is not None
    return alone or _THE_CROWD.match(text, draft.clause.start) is not None


def _goes_on_talking(state: State, draft: Draft, last: Draft) -> bool:
    """Tell whether a sentence goes on to tell of the talks of the one before."""
    if draft.type == "AGREE" and draft.sentence - last.sentence == 1 and _THE_SIDES.match(draft.grammar.text, draft.start, draft.end):
        return True
    if _TALKS_OPEN.match(draft.grammar.text, draft.start, draft.end):
        return True
    if _AT_TALKS.search(draft.grammar, draft.start, draft.end) is not None:
        return True
    if draft.sentence - last.sentence != 1 or draft.type not in WORDS:
        return False
    return last.trigger.rule.id == _DEBATE or _is_of_the_guest(state, draft, last)


def _is_of_the_guest(state: State, draft: Draft, last: Draft) -> bool:
    """Tell whether words are of somebody who was just told to have met others away from home ("met X in Y. He urged X to")."""
    if not _HE.match(draft.grammar.text, draft.clause.start) or set(draft.source).isdisjoint(last.source):
        return False
    return not is_own_seat(state, draft, last.places[0])


def _met_with(state: State, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return the talks told before of the same parties, where these agreed on something."""
    if draft.type != "AGREE" or len(draft.source) < 2:
        return None
    parties = set(draft.source)
    for other in reversed(earlier):
        if draft.sentence - other.sentence > _TALKS_REACH:
            return None
        if (
            other.type != "CONSULT"
            or not other.places
            or not parties & {*other.source, *other.target}
        ):
            continue
        hosts = {p.country for p in other.places}
        missing = parties.difference(other.source, other.target)
        here = (country_of(state, name) for name in missing)
        if all(country is not None and country.country in hosts for country in here):
            return other if other.status in TOLD else None
    return None


__all__ = ["occasion_of", "told_of_before"]

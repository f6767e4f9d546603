"""Talks, agreements and words go in; the town in which the text says that they were held comes out.

The seat of who speaks is no place of an event; it is kept as the venue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.dates import days_in, gap_days
from karamap.records import Interval, Mention, Place
from karamap.reports import where
from karamap.reports.aside import fronted, there
from karamap.reports.cues import Cue
from karamap.reports.draft import TOLD, Draft, State
from karamap.reports.own_times import BY_PHONE

_TALKS_REACH = 8  # sentences within which an agreement is that of the talks
# Behind these words another meeting is told of, which is still to come.
_LATER = Cue(
    r"\b(?:planned|scheduled|slated|due|set)\s+(?:for|on|to|next|later)\b",
    "planned scheduled slated due set",
)
# Words that are acts: where somebody demands, refuses or threatens is where it happens.
_WORDS = frozenset("REQUEST REJECT ACCUSE THREATEN SUPPORT CONCEDE SANCTION".split())
_TALKS_FAIL = frozenset(("talks-failed", "walk-out"))
_AFAR = Cue(
    rf"{BY_PHONE}|\b(?:tele)?phone\s+(?:call|conversation|talks)\b|\btelephoned?\b|"
    r"\bvideo[\s-](?:call|link|conference)s?\b|\bvideoconferences?\b",
    "phone telephone telephoned video videoconference videoconferences",
)
_BROKEN = Cue(  # what broke a truce elsewhere is no venue of it
    r"\b(?:broke|broken|break|breaking|breaks|violated|violating|breached|ended|ending)\s+(?:[\w'\-]+\s+){0,4}$",
    "broke broken break breaking breaks violated violating breached ended ending",
)
# Where words are spoken; talks have rules of their own.
_OCCASION = (
    r"(?:at|during)\s+(?:a|an|the|his|her|their)\s+(?:[\w'\-]+\s+){0,2}(?:(?:news|press)\s+conference|briefing|rally|ceremony|parade|"
    r"(?:cabinet|government)\s+(?:meeting|session)|speech|interview|address)"
)
_AT_OCCASION = Cue(
    rf"\b{_OCCASION}\s+(?:in|at)\s+(?:the\s+)?$", "conference briefing rally ceremony parade cabinet government speech interview address", "in at"
)
_VISITING = Cue(
    r"(?:(?:^\W*|,\s*)(?:(?:while\s+)?(?:visiting|touring|inspecting|landing\s+in|arriving\s+in)|"
    r"(?:while\s+)?(?:on|during|at\s+the\s+end\s+of|after|before)\s+(?:a|an|his|her|the|their)\s+(?:\w+\s+){0,3}(?:visit|trip)\s+to|"
    rf"meeting\s+in|gathered\s+in|(?P<speaking>(?:speaking|receiving|hosting|addressing|chairing|interviewed)\b[^,.;]{{0,70}}|{_OCCASION})\s(?:in|at))|"
    r"\bwho\s+(?:(?:has|have|had|was|is|were|are)\s+)?(?:visit(?:ed|ing|s)|inspect(?:ed|ing)|tour(?:ed|ing))\b(?:[^,.;]{0,40}\s(?:in|at|near))?|"
    r"\bwho\s+(?:is|was)\s+(?:(?:currently|now|also)\s+)?(?:on\s+(?:a|an)\s+(?:\w+\s+){0,2}(?:visit|trip)\s+to|in)|"
    r"\b(?:adopted|passed|approved)\b[^,.;]{0,40}\sin)\s+(?:the\s+)?(?:\w+\s+){0,2}$",
    "who visiting visit visited inspecting inspected touring toured trip landing arriving speaking receiving hosting addressing chairing meeting gathered adopted passed"
    " approved interviewed conference briefing rally ceremony parade cabinet government speech interview address",
)
# Links of a clause that brings no subject of its own.
_SAME_SUBJECT = frozenset(("", "and", "ing", "attr", "back"))
_BEHIND_A_VISIT = _SAME_SUBJECT | {"main"}  # "Visiting X, Y urged"
_TO_WHERE = re.compile(r"(?:\s+(?:on|late\s+on)\s+\w+day)?,?\s*")
_RIGHT_AT = re.compile(
    r"\s+(?:(?:reporters|journalists|a\s+(?:news|press)\s+conference|a\s+briefing|a\s+rally)\s+)?(?:in|at)\s+(?:the\s+)?"
)
_IN_TOWN = re.compile(r"\s+(?:(?:in|at|to)\s+)?(?:the\s+)?")
_OF_THE_DAY = 3  # days that a meeting may take
_OF_THE_STAY = 4  # days between a visit or a meeting and what was said at it


def spoken_at(state: State, draft: Draft) -> None:
    """Place words where the sentence says that they were spoken, away from the speaker's seat."""
    if draft.type not in _WORDS:
        return
    grammar, clause = draft.grammar, draft.clause
    named = state.located.within(grammar.start, draft.trigger.start)
    found: tuple[Place, ...] = ()
    if draft.trigger.rule.id in _TALKS_FAIL:
        found = where.meeting_place(grammar, named, clause.start)
    if not found:
        visits = {m.start: cue for m in named if (cue := _visit(state, draft, m)) is not None}
        visited = [m for m in named if m.start in visits]
        visited = visited or _spoken_right_at(state, draft)
        town = fronted(state, draft) if clause.link == "" and not visited else None
        if town is not None and town.place is not None and town.place.capital and not draft.source:
            town = None  # nobody knows who speaks: it may be the government of the place
        towns = visited[-1:] or ([town] if town is not None else [])
        found = tuple(
            m.place for m in towns
            if m.place is not None and where.is_seat(m.place) and m.place.kind != "country"
            and (
                m.start > draft.trigger.end or m is town or _is_spoken_in(visits.get(m.start))
                or not _is_own_seat(state, draft, m.place)
            )
        )  # fmt: skip
    if found:
        draft.places, draft.venue = found, found[0]
        draft.place_reason = f"the text says that it was held in {found[0].name}"


def _visit(state: State, draft: Draft, mention: Mention) -> re.Match[str] | None:
    """Return the words that say that the speaker is in a place ("X, visiting Y, urged")."""
    grammar, trigger = draft.grammar, draft.trigger
    index = grammar.clause_at(mention.start)
    between = grammar.clauses[index + 1 : trigger.clause + 1]
    if not {clause.link for clause in between} <= _BEHIND_A_VISIT:
        return None
    days = state.times.within(mention.end, min(grammar.clauses[index].end, trigger.start))
    if not all(_is_same_visit(draft, day.interval) for day in days):
        return None
    if not _VISITING.may_stand(grammar.bag):
        return None
    return _VISITING.pattern.search(grammar.text[grammar.start : mention.start])


def _spoken_right_at(state: State, draft: Draft) -> list[Mention]:
    """Return the town right behind a verb of words ("warned in X that ..."), or that of the occasion ("at a rally in X")."""
    text, end = draft.grammar.text, draft.trigger.end
    behind = state.located.within(end, draft.end) if draft.trigger.finite else ()
    return [
        m for i, m in enumerate(behind)
        if (not i and _RIGHT_AT.fullmatch(text, end, m.start))
        or _AT_OCCASION.search(draft.grammar, end, m.start)
    ]  # fmt: skip


def _is_spoken_in(cue: re.Match[str] | None) -> bool:
    """Tell whether words say that somebody spoke in a place, be it the speaker's own seat."""
    return cue is not None and cue["speaking"] is not None


def _is_own_seat(state: State, draft: Draft, place: Place) -> bool:
    """Tell whether a speaker is at home in a town, so that it says nothing of where words fell."""
    if place.id == draft.seat:
        return True
    own = {p.country for name in draft.source if (p := country_of(state, name)) is not None}
    return place.capital and place.country in own


def convene(state: State, draft: Draft, inside: Sequence[Mention]) -> bool:
    """Place a meeting in the town that the text names for it, if it names one."""
    found = (
        (where.places_of(inside[:1], state.text) if draft.further else ())
        or (_venues(state, draft, inside) if inside else ())
        or _named_after(state, draft)
        or _where_it_is(state, draft)
        or _met_there(state, draft)
    )
    if found:
        draft.places, draft.venue = found, found[0]
    return bool(found)


def _venues(state: State, draft: Draft, inside: Sequence[Mention]) -> tuple[Place, ...]:
    """Return where a meeting was held, by the words behind its trigger or else before."""
    grammar, trigger = draft.grammar, draft.trigger
    afar = _AFAR.search(grammar, draft.start, draft.end)
    if afar is not None and not any(trigger.end <= m.start < afar.start() for m in inside):
        return ()
    if trigger.voice == "noun" and _BROKEN.search(
        grammar, max(draft.start, trigger.start - 40), trigger.start
    ):
        return ()
    facts = (
        d.trigger.start for d in state.drafts
        if d is not draft and d.sentence == draft.sentence and d.fact
        and d.trigger.start > trigger.start
    )  # fmt: skip
    end = min(facts, default=draft.end)
    behind = [
        m for m in inside
        if trigger.end <= m.start < end
        and (draft.status == "planned" or not _LATER.search(grammar, trigger.end, m.start))
    ]  # fmt: skip
    met = draft.type == "CONSULT" and not grammar.text.startswith("discuss", trigger.start)
    signed = trigger.end if grammar.text.startswith("signed", trigger.start) else 0
    found = where.meeting_place(grammar, behind, draft.start, met, signed)
    if found:
        return found
    if trigger.voice == "noun":
        town = fronted(state, draft) if draft.clause.link == "" and not trigger.clause else None
        return where.meeting_place(grammar, [town], draft.start) if town is not None else ()
    before = [m for m in inside if m.start < min(trigger.end, end)]
    return where.meeting_place(grammar, before, draft.start)


def _where_it_is(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the town that a clause with "where" describes ("in X, where talks will be held")."""
    start = draft.clause.start
    if draft.clause.link != "where":
        return ()
    before = state.located.within(max(draft.grammar.start, start - 30), start)[-1:]
    return tuple(
        m.place for m in before
        if m.place is not None and where.is_seat(m.place)
        and _TO_WHERE.fullmatch(draft.grammar.text, m.end, start)
    )  # fmt: skip


def _met_there(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the town to which "there" points back ("the two met there on Friday")."""
    town = there(state, draft) if draft.type == "CONSULT" else None
    return (town.place,) if town is not None and town.place is not None else ()


def _named_after(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the town after which talks, or the capital after which a deal is called."""
    trigger = draft.trigger
    if trigger.voice != "noun":
        return ()
    for mention in state.mentions.within(
        max(draft.grammar.start, trigger.start - 40), trigger.start
    ):
        if where.named_after(state.text, mention, trigger.start):
            assert mention.place is not None
            return (mention.place,) if draft.type == "CONSULT" or mention.place.capital else ()
    return ()


def at_meeting(state: State, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return the talks of its sentence at which somebody spoke ("a panel, which met in X, urged"), or the protest at which a crowd demands.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        Words, or an agreement, for which the text names no town.
    earlier
        The drafts before it.
    """
    if draft.type not in _WORDS | where.MEETING:
        return None
    goes_on = draft.clause.link in _SAME_SUBJECT
    for other in reversed(earlier):
        if other.sentence != draft.sentence:
            break
        protest = draft.type == "REQUEST" and other.type == "PROTEST"  # "rallied in X, demanding Y"
        if not (protest or (goes_on and other.type in where.MEETING)) or other.status not in TOLD:
            continue
        if len(other.places) != 1 or other.start > draft.trigger.start:
            continue
        links = set(draft.grammar.links(other.trigger, draft.trigger))
        return other if links <= _SAME_SUBJECT and (protest or _is_occasion(state, draft, other)) else None
    return None


def _is_occasion(state: State, draft: Draft, other: Draft) -> bool:
    """Tell whether what was said may have been said at a meeting of the same sentence."""
    if not other.dated:
        return True
    if other.clause.link == "rel":  # "who met Y in X on Tuesday, accused Z": of another day
        town = _IN_TOWN.match(draft.grammar.text, other.trigger.end)
        if town is None or not state.located.any_within(town.end(), town.end() + 1):
            return False
    return _is_same_visit(draft, other.interval)


def _is_same_visit(draft: Draft, met: Interval | None) -> bool:
    """Tell whether the days of a meeting or a visit are those of what was said."""
    words = draft.interval
    if words is None or met is None:
        return True
    if met.start is None or met.end is None or days_in(met.start, met.end) > _OF_THE_DAY:
        return False
    return gap_days(words.start, words.end, met.start, met.end) <= _OF_THE_STAY


def met_with(state: State, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
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


def seat_of(state: State, draft: Draft) -> Place | None:
    """Return the seat of the speaker."""
    if draft.seat and state.place_of is not None and len(draft.source) == 1:
        return state.place_of(draft.seat)
    return None


def country_of(state: State, name: str) -> Place | None:
    """Return the country that an actor of the clause is."""
    for mention in state.mentions.items:
        place = mention.place
        if place is not None and place.kind == "country" and place.name == name:
            return place
    return None


__all__ = ["at_meeting", "convene", "country_of", "met_with", "seat_of", "spoken_at"]

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
from karamap.reports.draft import Draft, State
from karamap.reports.own_times import BY_PHONE

# Behind these words another meeting is told of, which is still to come.
_LATER = Cue(
    r"\b(?:planned|scheduled|slated|due|set)\s+(?:for|on|to|next|later)\b",
    "planned scheduled slated due set",
)
# Words that are acts: where somebody demands, refuses or threatens is where it happens.
WORDS = frozenset("REQUEST REJECT ACCUSE THREATEN SUPPORT CONCEDE SANCTION".split())
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
SAME_SUBJECT = frozenset(("", "and", "ing", "attr", "back"))
_BEHIND_A_VISIT = SAME_SUBJECT | {"main"}  # "Visiting X, Y urged"
_TO_WHERE = re.compile(r"(?:\s+(?:on|late\s+on)\s+\w+day)?,?\s*")
_RIGHT_AT = re.compile(
    r"\s+(?:(?:reporters|journalists|a\s+(?:news|press)\s+conference|a\s+briefing|a\s+rally)\s+)?(?:in|at)\s+(?:the\s+)?"
)
# Clauses for which the place holds with which the sentence opens: whoever steps down does so in the town that is told of.
_FRONT = frozenset(("", "main", "and"))
_OF_THE_FRONT = {"CONCEDE": _FRONT | {"and-new"}}
# "The court in X ordered": a body that sits there.
_BODY_IN = re.compile(
    r"\b(?:court|tribunal|parliament|soviet|assembly|council|congress|duma|senate|lawmakers|deputies|judges?)\s+"
    r"(?:of\s+(?:justice|human\s+rights|arbitration|appeals?)\s+)?in\s+(?:the\s+)?$"
)
_AFTER_TALKS = re.compile(
    r"(?:after|following)\s+(?:(?:the|a|an|his|her|their|its|marathon|two|three|four|five|six|more|several|many|\d+)\s+)*(?:[\w\-]+\s+){0,3}?"
    r"(?:talks|meeting|summit|negotiations|session|conference)\b"
)
_ENVOYS_SENT = "sent-to-negotiate"
_SENT_TO = re.compile(r"\s+(?:(?:a|an|the|his|her|its|their|two|three)\s+)?(?:[\w\-]+\s+){1,4}to\s+(?:the\s+)?")
_ADVERB = re.compile(r"(?:,?\s+(?:has|have|had|also|on\s+\w+day|later|then))*\s+")
_OF_WHAT = re.compile(r"\b(?:on|over|about|regarding)\s+(?:the\s+)?(?:[\w\-]+\s+){0,3}$")  # "for talks on the X conflict"
_HOSTS = frozenset("host hosts hosted hosting".split())
_HOSTING = re.compile(r"\s+(?:(?:will|would|has|had|also|again|is\s+(?:due\s+|set\s+)?to|was\s+to|on\s+\w+day)\s+){0,3}host(?:s|ed|ing)?\b")
_HOSTED_BY = re.compile(r"\bhosted\s+(?:\w+\s+)?by\s+$")
_OF_THE_DAY = 3  # days that a meeting may take
_OF_THE_STAY = 4  # days between a visit or a meeting and what was said at it


def spoken_at(state: State, draft: Draft) -> None:
    """Place words where the sentence says that they were spoken, away from the speaker's seat."""
    if draft.type not in WORDS:
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
        town = fronted(state, draft) if clause.link in _OF_THE_FRONT.get(draft.type, _FRONT) and not visited else None
        nobody = not draft.source and draft.type != "CONCEDE"
        if town is not None and town.place is not None and town.place.capital and nobody:
            town = None  # nobody knows who speaks: it may be the government of the place
        towns = visited[-1:] or ([town] if town is not None else [])
        found = tuple(
            m.place for m in towns
            if m.place is not None and where.is_seat(m.place) and m.place.kind != "country"
            and (
                m.start > draft.trigger.end or m is town or _is_spoken_in(visits.get(m.start))
                or not is_own_seat(state, draft, m.place)
            )
        )  # fmt: skip
    found = found or _of_a_body(state, draft) or _after_talks(state, draft)
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
    if not all(is_same_visit(draft, day.interval) for day in days):
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


def _of_a_body(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the town in which a court or a parliament sits that orders or decides something."""
    text, low, end = draft.grammar.text, draft.grammar.start, draft.trigger.start
    return tuple(
        m.place for m in state.located.within(low, end)
        if m.place is not None and _BODY_IN.search(text, max(low, m.start - 60), m.start) and _ADVERB.fullmatch(text, m.end, end)
    )


def _after_talks(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the town of the talks behind which something was said or agreed ("agreed to a truce after talks in X")."""
    grammar, trigger = draft.grammar, draft.trigger
    if grammar.bag.isdisjoint(("after", "following")):
        return ()
    spans = [(max(c.start, trigger.end), c.end) for c in grammar.clauses[trigger.clause : trigger.clause + 2]]
    if draft.clause.link in _FRONT and _AFTER_TALKS.match(grammar.text, grammar.start):
        spans.append((grammar.start, trigger.start))
    for low, high in spans:
        talks = _AFTER_TALKS.search(grammar.text, low, high)
        if talks is not None and not _AFAR.search(grammar, low, high):
            return where.meeting_place(grammar, state.located.within(talks.end(), high), talks.start(), met=True)
    return ()


def _is_spoken_in(cue: re.Match[str] | None) -> bool:
    """Tell whether words say that somebody spoke in a place, be it the speaker's own seat."""
    return cue is not None and cue["speaking"] is not None


def is_own_seat(state: State, draft: Draft, place: Place) -> bool:
    """Tell whether a speaker is at home in a town, so that it says nothing of where words fell."""
    if place.id == draft.seat:
        return True
    own = {p.country for name in draft.source if (p := country_of(state, name)) is not None}
    return place.capital and place.country in own


def convene(state: State, draft: Draft, inside: Sequence[Mention]) -> bool:
    """Place a meeting in the town that the text names for it, if it names one."""
    found = (
        (where.places_of([m for m in inside if not _OF_WHAT.search(state.text, draft.start, m.start)][:1], state.text) if draft.further else ())
        or (_venues(state, draft, inside) if inside else ())
        or _named_after(state, draft)
        or _after_talks(state, draft)
        or _hosted_by(state, draft)
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
    if trigger.rule.id == _ENVOYS_SENT:
        return where.places_of([m for m in behind if _SENT_TO.fullmatch(grammar.text, trigger.end, m.start)], state.text)
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


def _hosted_by(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the town that hosts talks ("X hosted a meeting", "a meeting hosted by X"); a country says too little."""
    grammar = draft.grammar
    if grammar.bag.isdisjoint(_HOSTS):
        return ()
    return tuple(
        m.place for m in state.mentions.within(grammar.start, draft.end)
        if m.place is not None and m.form == "name" and m.place.kind != "country" and where.is_seat(m.place)
        and (_HOSTING.match(grammar.text, m.end) or _HOSTED_BY.search(grammar.text, max(grammar.start, m.start - 30), m.start))
    )[:1]


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


def is_same_visit(draft: Draft, met: Interval | None) -> bool:
    """Tell whether the days of a meeting or a visit are those of what was said."""
    words = draft.interval
    if words is None or met is None:
        return True
    if met.start is None or met.end is None or days_in(met.start, met.end) > _OF_THE_DAY:
        return False
    return gap_days(words.start, words.end, met.start, met.end) <= _OF_THE_STAY


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


__all__ = ["SAME_SUBJECT", "WORDS", "convene", "country_of", "is_own_seat", "is_same_visit", "seat_of", "spoken_at"]

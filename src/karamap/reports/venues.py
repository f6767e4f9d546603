"""Talks, agreements and words go in; the town in which the text says that they were held comes out.

The seat of who speaks is no place of an event; it is kept as the venue.
"""

from __future__ import annotations

from collections.abc import Sequence

from karamap.records import Mention, Place
from karamap.reports import where
from karamap.reports.aside import fronted
from karamap.reports.cues import Cue
from karamap.reports.draft import Draft, State
from karamap.reports.own_times import BY_PHONE

_TALKS_REACH = 8  # sentences within which an agreement is that of the talks
# Behind these words another meeting is told of, which is still to come.
_LATER = Cue(
    r"\b(?:planned|scheduled|slated|due|set)\s+(?:for|on|to|next|later)\b",
    "planned scheduled slated due set",
)
# Words that are acts: where somebody demands, refuses or threatens is where it happens.
_WORDS = frozenset("REQUEST REJECT ACCUSE THREATEN SUPPORT".split())
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
_VISITING = Cue(
    r"(?:,\s+(?:(?:while\s+)?visiting|(?:while\s+)?(?:on\s+a|during\s+a)\s+visit\s+to|meeting\s+in|gathered\s+in)|"
    r"\b(?:adopted|passed|approved)\b[^,.;]{0,40}\sin)\s+(?:the\s+)?(?:\w+\s+){0,2}$",
    "visiting visit meeting gathered adopted passed approved",
)


def spoken_at(state: State, draft: Draft) -> None:
    """Place words where the sentence says that they were spoken, away from the speaker's seat."""
    if draft.type not in _WORDS:
        return
    grammar, clause = draft.grammar, draft.clause
    named = state.located.within(grammar.start, draft.trigger.start)
    if not named:
        return
    found: tuple[Place, ...] = ()
    if draft.trigger.rule.id in _TALKS_FAIL:
        found = where.meeting_place(grammar, named, clause.start)
    if not found:
        visited = [m for m in named if _is_visited(draft, m)]
        town = fronted(state, draft) if clause.link == "" and not visited else None
        if town is not None and town.place is not None and town.place.capital and not draft.source:
            town = None  # nobody knows who speaks: it may be the government of the place
        towns = visited[-1:] or ([town] if town is not None else [])
        found = tuple(
            m.place for m in towns
            if m.place is not None and where.is_seat(m.place)
            and not _is_own_seat(state, draft, m.place)
        )  # fmt: skip
    if found:
        draft.places, draft.venue = found, found[0]
        draft.place_reason = f"the text says that it was held in {found[0].name}"


def _is_visited(draft: Draft, mention: Mention) -> bool:
    """Tell whether the sentence says that the speaker is in a place ("X, visiting Y, urged")."""
    low = max(draft.grammar.start, mention.start - 60)
    return _VISITING.search(draft.grammar, low, mention.start) is not None


def _is_own_seat(state: State, draft: Draft, place: Place) -> bool:
    """Tell whether a speaker is at home in a town, so that it says nothing of where words fell."""
    if place.id == draft.seat:
        return True
    own = {p.country for name in draft.source if (p := country_of(state, name)) is not None}
    return place.capital and place.country in own


def convene(state: State, draft: Draft, inside: Sequence[Mention]) -> bool:
    """Place a meeting in the town that the text names for it, if it names one."""
    found = (_venues(state, draft, inside) if inside else ()) or _named_after(state, draft)
    if found:
        draft.places, draft.venue = found, found[0]
    return bool(found)


def _venues(state: State, draft: Draft, inside: Sequence[Mention]) -> tuple[Place, ...]:
    """Return where a meeting was held, by the words behind its trigger or else before."""
    grammar, trigger = draft.grammar, draft.trigger
    if _AFAR.search(grammar, draft.start, draft.end):
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
        if trigger.end <= m.start < end and not _LATER.search(grammar, trigger.end, m.start)
    ]  # fmt: skip
    met = draft.type == "CONSULT" and not grammar.text.startswith("discuss", trigger.start)
    signed = trigger.end if grammar.text.startswith("signed", trigger.start) else 0
    found = where.meeting_place(grammar, behind, draft.start, met, signed)
    if found or trigger.voice == "noun":
        return found
    before = [m for m in inside if m.start < min(trigger.end, end)]
    return where.meeting_place(grammar, before, draft.start)


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
            return other if other.status in ("asserted", "claimed") else None
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


__all__ = ["convene", "country_of", "met_with", "seat_of", "spoken_at"]

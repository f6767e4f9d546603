"""The place mentions of an act go in; those that it came from or led to, not where it was, come out.

Shots have an origin, aid has a sender, and people who leave go somewhere. An attack happened where
it hit; a flight where people left, or else where they came to; aid where it came to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.records import Mention
from karamap.reports.cues import Cue
from karamap.reports.draft import Draft
from karamap.reports.where import holds

_ROW = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|(?:and|or)\s+)(?:the\s+)?(?:towns?\s+of\s+|villages?\s+of\s+)?"
)
_IN_WHICH = re.compile(r"(?:\s+(?:villages?|towns?|settlements?))?(?:,?\s+in|\s+of)\s+(?:the\s+)?(?:\w+\s+){0,2}")
_REACH = 90  # characters before a name in which such words stand
_IN = r"(?:in|at|near|over|above|around|of|on|along|outside|inside|across|beyond|behind)"
_GROUND = (
    r"(?:positions?|sides?|directions?|heights?|hills?|territory|bases?|airbases?|villages?|towns?|city|areas?|districts?|regions?|"
    r"provinces?|ports?|airports?|airfields?|waters|mountains?|forests?|outposts?|posts?|islands?|launchers?|guns|batteries|outskirts|"
    r"submarines?|ships?|warships?|vessels?|boats?|planes?|aircraft|jets?|bombers?|trucks?)"
)
_NAME_OF = r"(?:(?:the\s+)?(?:direction|area|vicinity|villages?|towns?|city|cities|district|region|settlements?|outskirts)\s+of\s+)?"
_SOURCE = Cue(
    rf"\bfrom\s+(?:inside\s+|across\s+|within\s+|near\s+|around\s+)?"
    rf"(?:(?:[\w'\-]+\s+){{0,4}}?{_GROUND}\s+(?:(?:located|stationed|situated|deployed|based)\s+)?(?:{_IN}\s+)?)?(?:the\s+)?{_NAME_OF}(?:the\s+)?(?!on\b|in\b|at\b|near\b)(?:[\w'\-]+\s+){{0,2}}$",
    "from",
)
# Who is driven, taken or heard from a place was there.
_REMOVED = re.compile(
    r"\b(?:dr[io]ve\w*|driving|expel\w*|oust\w*|push\w*|forc(?:ed|ing)|dislodg\w*|flush\w*|clear\w*|cleans\w*|evict\w*|remov\w*|"
    r"uproot\w*|chas(?:ed|ing)|beat\w*|abduct\w*|kidnap\w*|snatch\w*|seiz\w*|(?:took|taken|taking)(?!\s+off)|pull\w*|recover\w*|retriev\w*|"
    r"rescu\w*|free[ds]?|releas\w*|with(?:drew|draw\w*)|retreat\w*|fle[de]\w*|evacuat\w*|report\w*|heard|seen|ris(?:ing|en)|rose)\b"
    r"[^,;:]{0,60}$"
)
# "The toll from the attack on X", and so many miles from it.
_AWAY = re.compile(
    r"\b(?:toll|deaths?|dead|casualties|damage|losses|victims|wounds|injuries|fallout|smoke|km|kilomet(?:er|re)s?|miles?|met(?:er|re)s|yards|minutes|hours?|drive|walk|far|away|distance|west|east|north|south|road|highway|railway)\s+$"
)
_EXTENT = Cue(
    r"\b(?:spread|stretch|extend|rang|rag|erupt|continu|flar|report|across|along|front|line|towns|villages|cities|areas|positions|"
    r"targets|everywhere|places|districts|road|highway|motorway|route|railway|corridor|pipeline|track)\w*\b[^.;]{0,60}\bfrom\s+(?:the\s+)?(?:\w+\s+){0,2}$",
    "from",
)
_TO_NEXT = re.compile(r",?\s+(?:in\s+the\s+\w+\s+)?(?:all\s+the\s+way\s+)?to\s+")
_NO_GOAL = r"(?!(?:from|in|at|near|on|with|by|and|who|which|flee|leave|abandon|evacuate|quit|vacate|withdraw|retreat|escape|desert|due)\b)"
_GOAL = Cue(
    rf"\b(?:(?P<way>towards?|for|direction\s+of|en\s+route\s+to|headed\s+to|bound\s+for)|to|into|onto)\s+"
    rf"(?:(?:the|a|an|its|their|his|her)\s+)?(?:{_NO_GOAL}[\w'\-]+\s+){{0,4}}$",
    "toward towards for direction route headed bound to into onto",
)
_ASIDE = re.compile(
    r",\s+(?:and\s+)?(?:with\s+)?(?:most|mostly|mainly|many|some|several|thousands|hundreds|others|largely|chiefly|primarily|half)\b"
)
_AT_FRONT = re.compile(
    r"(?:meanwhile,\s+|elsewhere\s+)?(?:in|at|near|outside|around|across|inside)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,3}$"
)
_DOERS = re.compile(r"\b(?:in|at|near|around|outside|on)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,2}$")
_SETS_OUT = re.compile(r"\b(?:left|leav\w+|depart\w*|set\s+(?:out|off|sail)|sail\w*)\b")
_WATERS = frozenset("river sea lake strait gulf".split())
_RIVER = re.compile(r"\s+(?:river|lake|sea|strait)\b")
_ACROSS = re.compile(r"\b(?:over|across|crossing|past|down|up)\s+(?:the\s+)?(?:river\s+)?$")
_PASSAGE = re.compile(
    r"\b(?:passage|access|entry|way|route|travel\w*|driv\w+|heading)\s+(?:\w+\s+){0,2}?(?:towards?|in\s+the\s+direction\s+of)\s+(?:the\s+)?$"
)
_ROAD_TO = re.compile(r"\b(?:roads?|highway|route|railway|link|links|way|corridor)\s+(?:\w+ing\s+(?:\w+\s+)?)?(?:to|with)\s+$")
_OUT_OF = re.compile(
    r"\b(?:out\s+of|from|fle[de]\w*|left|leav(?:e|es|ing)|evacuat\w+|abandon\w*|vacat\w+|quit)\s+(?:the\s+)?(?:(?:town|city|village|villages|towns)\s+of\s+|\w+ern\s+)?$"
)
_VIA = Cue(r"\bvia\s+(?:the\s+)?$", "via")
_PARTED = frozenset(("RETREAT", "AID"))


def is_source(draft: Draft, found: Sequence[Mention], index: int) -> bool:
    """Tell whether an attack only came from a place ("shelled from X", "a jet from Y hit").

    Parameters
    ----------
    draft
        The act.
    found
        The place mentions of its clause, in order.
    index
        Which of them.
    """
    grammar, mention = draft.grammar, found[index]
    if draft.type != "ASSAULT" or "from" not in grammar.bag:
        return False
    low = max(grammar.start, mention.start - _REACH)
    if index:
        low = max(low, found[index - 1].end)
        between = (found[index - 1].end, mention.start)
        if _ROW.fullmatch(grammar.text, *between) or (
            _IN_WHICH.fullmatch(grammar.text, *between) and holds(found[index - 1], mention)
        ):
            return is_source(draft, found, index - 1)
    source = _SOURCE.search(grammar, low, mention.start)
    if source is None or is_extent(draft, found, index):
        return False
    floor = max(draft.start, source.start() - _REACH)
    if _AWAY.search(grammar.text, floor, source.start()):
        return False
    return _REMOVED.search(grammar.text, floor, source.start()) is None


def of_who_struck(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Return the places of an attack without those where its doers stood ("guns in X shelled Y").

    Parameters
    ----------
    draft
        The act.
    found
        The place mentions of its clause, in order.
    """
    trigger = draft.trigger
    struck = [m for m in found if m.start >= trigger.end]
    if trigger.voice != "active" or draft.type != "ASSAULT" or not 0 < len(struck) < len(found):
        return list(found)
    text, start = draft.grammar.text, draft.grammar.clauses[trigger.clause].start
    return [
        m for m in found
        if m.start >= trigger.start
        or _DOERS.search(text, start, m.start) is None
        or _opens(draft, m)
    ]  # fmt: skip


def _opens(draft: Draft, mention: Mention) -> bool:
    """Tell whether a place opens the clause of an act or its sentence ("In X, guns shelled Y")."""
    text, start = draft.grammar.text, draft.grammar.clauses[draft.trigger.clause].start
    return any(_AT_FRONT.fullmatch(text, at, mention.start) for at in (start, draft.grammar.start))


def is_extent(draft: Draft, found: Sequence[Mention], index: int) -> bool:
    """Tell whether a place is the first end of a stretch ("fighting spread from X to Y")."""
    grammar, mention = draft.grammar, found[index]
    if index + 1 == len(found) or "from" not in grammar.bag:
        return False
    if not _TO_NEXT.match(grammar.text, mention.end, found[index + 1].start):
        return False
    low = max(grammar.start, mention.start - _REACH)
    return _EXTENT.search(grammar, low, mention.start) is not None


def _is_led_to(text: str, mention: Mention) -> bool:
    """Tell whether a country is only where a road leads that is shut ("a blockade of the only road to Barland")."""
    if mention.place is None or mention.place.kind != "country":
        return False
    return _ROAD_TO.search(text, max(0, mention.start - 40), mention.start) is not None


def on_the_way(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Return the places where a flight or an aid convoy was, without those it was bound for.

    Parameters
    ----------
    draft
        The act.
    found
        The place mentions of its clause, in order.

    Returns
    -------
    Where people left; where aid came to; where nothing else is told, where people came to. A mere
    direction ("toward X", "left for X") is no place of the act.
    """
    if draft.type == "COERCE":  # "denied passage towards X"
        text = draft.grammar.text
        return [m for m in found if not _PASSAGE.search(text, max(draft.start, m.start - 60), m.start) and not _is_led_to(text, m)]
    if draft.type not in _PARTED or not found:
        return list(found)
    found = [m for m in found if not _is_passed(draft, m)] or found
    goals = _goals(draft, found)
    if not all(goals.values()):
        found = [m for m in found if m.start in goals or not _is_crossed(draft, m)]
    stays = [m for m in found if m.start not in goals]
    if draft.type == "AID":
        kept = _of_aid(draft, found)
        before = [m for m in kept if not goals.get(m.start)]
        sets_out = _SETS_OUT.search(draft.grammar.text, draft.trigger.start, found[-1].start)
        return before if sets_out and before else kept
    text = draft.grammar.text
    stays = _left(draft, stays) or stays
    if not stays:
        only_some = _ASIDE.search(text, draft.start, found[0].start)
        return [m for m in found if not goals[m.start] and not only_some]
    return [
        m for m in found
        if m in stays
        or (m.start in goals
        and not (goals[m.start] or _ASIDE.search(text, stays[0].end, m.start)))
    ]  # fmt: skip


def _left(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Return the places that people are said to have left, with those of their rows."""
    text = draft.grammar.text
    left: list[Mention] = []
    for mention in found:
        joined = left and _ROW.fullmatch(text, left[-1].end, mention.start)
        if joined or _OUT_OF.search(text, max(draft.start, mention.start - 60), mention.start):
            left.append(mention)
    return left


def _is_crossed(draft: Draft, mention: Mention) -> bool:
    """Tell whether a river or sea only lies on the way ("across the X to Y")."""
    if mention.place is None:
        return False
    if mention.place.kind not in _WATERS and not _RIVER.match(draft.grammar.text, mention.end):
        return False
    low = max(draft.start, mention.start - 40)
    return _ACROSS.search(draft.grammar.text, low, mention.start) is not None


def _is_passed(draft: Draft, mention: Mention) -> bool:
    """Tell whether a place only lies on the way ("from X via Y to Z")."""
    return _VIA.search(draft.grammar, max(draft.start, mention.start - 12), mention.start) is not None


def _goals(draft: Draft, found: Sequence[Mention]) -> dict[int, bool]:
    """Return the offsets of the places that an act led to, and whether as a mere direction."""
    grammar = draft.grammar
    goals: dict[int, bool] = {}
    end = draft.start
    last: Mention | None = None
    for mention in found:
        if (
            last is not None
            and last.start in goals
            and _ROW.fullmatch(grammar.text, last.end, mention.start)
        ):
            goals[mention.start] = goals[last.start]
        else:
            low = max(end, mention.start - _REACH)
            if goal := _GOAL.search(grammar, low, mention.start):
                goals[mention.start] = goal["way"] is not None
        end, last = mention.end, mention
    return goals


def _of_aid(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Return the places of aid without those of its senders, who are named before the verb."""
    trigger = draft.trigger
    if trigger.voice == "noun" or not any(m.start >= trigger.end for m in found):
        return list(found)
    return [m for m in found if m.start > trigger.start or _opens(draft, m)]


__all__ = ["is_extent", "is_source", "of_who_struck", "on_the_way"]

"""A draft with the type of its rule goes in; it comes out with the type, detail and status that its own words give it.

Who drives people out coerces, who drives an army out attacks; who tells the own troops to march
mobilises them; whoever agrees to lay down arms concedes; a village is seized, a traveller arrested.
"""

from __future__ import annotations

import re

from karamap.reports.cues import Cue
from karamap.reports.denials import untrue_from
from karamap.reports.draft import TOLD, Draft

CONDITIONS = frozenset("if unless until should any every whoever anyone".split())
_OFFERED = frozenset(("AGREE", "AID", "SUPPORT"))
_DRIVEN = re.compile(
    r"\b(?:driven?|drove|driving|expel\w*|chas(?:ed|ing)|hound\w*|evict\w*|forc(?:ed|ing)\s+(?:from|out)|turned\s+out|"
    r"(?:los[et]|losing)\s+their\s+homes)\b"
)
_CIVILIANS = re.compile(
    r"\b(?:civilians|residents|inhabitants|villagers|people|women|children|families|patients|wounded|elderly|sick|population|households|citizens|\d[\d,]{2,}|"
    r"hundreds|thousands|dozens)\b"
)
_OF_TOWNS = re.compile(r"\s+of\s+(?:[\w\-]+\s+){0,3}?(?:settlements|villages|towns|cities|communities|the\s+(?:city|town|village|district))\b")
_OWN_STAFF = re.compile(r"\b(?:troops|soldiers|army|garrison|contingent|servicemen|staff|diplomats|embassy|personnel|forces|fighters|militants)\b")
_REQUESTING = re.compile(
    r"\b(?:for\s+(?:an?\s+)?(?:\w+\s+){0,3}(?:ceasefire|cease-fire|truce|cessation|end|halt|restraint|talks|dialogue)|"
    r"call(?:ing|ed|s)\s+(?:for|on)|urg(?:ing|ed|es)|demand(?:ing|ed|s)|appeal(?:ing|ed|s))\b"
)
_CALLING = re.compile(r"[^.]{0,40},\s*(?:calling|urging)\b")
_FORCES = Cue(
    r"\b(?:troops|forces|soldiers|servicemen|army|units?|fighters|rebels|militants|militiamen|tanks|armou?r|column|columns|"
    r"military|brigades?|battalions?|regiments?|positions?|posts?|peacekeepers|garrison|equipment|guns|weapons|artillery|guards)\b",
    "troops forces soldiers servicemen army unit units fighters rebels militants militiamen tanks"
    " armor armour column columns military brigade brigades battalion battalions regiment regiments"
    " position positions post posts peacekeepers garrison equipment guns weapons artillery"
    " guards",
)
# Who closes a road by force, not as a protest.
_ENFORCERS = Cue(
    r"\b(?:police|policem[ae]n|soldiers|servicemen|troops|forces|army|guards|peacekeepers|militias?|militiamen|gunmen|fighters|"
    r"rebels|militants)\b[^,;]*$",
    "police policeman policemen soldiers servicemen troops forces army guards peacekeepers militia militias"
    " militiamen gunmen fighters rebels militants",
)
_OWN_WILL = Cue(
    r"\b(?:we|i|they|it|he|she)(?:'ll|\s+(?:will|would|shall))\s+(?:\w+ly\s+)?$", "ll will would shall"
)
_FLED = re.compile(r"(?:flee|fled|evacuat|leave|left|leaving|relocat|abandon|vacat)")
# What a commander tells the own forces to do is done with them: "ordered the army to step up patrols", "told troops to prepare".
_MOVED = frozenset(("ASSAULT", "COERCE"))
# Who was driven out, or seized: "he had been", "Jane Doe, 54, was", "half a million Fooish were", "a banker was".
_ONE = re.compile(r"\b(?:he|she|they|millions?)\b|,\s+\d{1,2},")
_HELD = re.compile(
    r"\b(?:he|she|they|(?:most|many|some|several|both|all|two|three|four|\d+)\s+of\s+(?:them|whom)|who|people|m[ae]n|wom[ae]n|soldiers?|servicem[ae]n|officials?|"
    r"leaders?|bankers?|ministers?|journalists?|reporters?|activists?|hostages|prisoners|sailors|crew|fishermen|travellers|passengers|workers|citizens?|villagers|residents)\b"
    r"[^;]*$"
)
# "Seized John Doe, a 68-year-old", "seized four men".
_SEIZED_ONE = re.compile(
    r"seiz\w+\s+(?:(?:[\w'\-]+\s+){0,4}?(?:people|m[ae]n|wom[ae]n|soldiers?|servicem[ae]n|officials?|leaders?|ministers?|journalists?|reporters?|activists?|hostages?|prisoners?|"
    r"sailors|fishermen|shepherds?|passengers|workers|citizens?|villagers|residents)\b|(?:[\w'\-]+\s+){0,4}?[\w'\-]+,\s+(?:an?\s+)?\d{1,2}\b)"
)
# "Police seized a cache of grenades and cash".
_SEIZED_THINGS = re.compile(
    r"seiz\w+\s+(?:(?!and\b)[\w'\-]+\s+){0,4}?(?:caches?|weapons?|grenades|arms|rifles|ammunition|explosives|documents?|cash|drugs|passports|phones|computers|equipment|money|cameras)\b"
)
_KEEPERS = re.compile(r"\b(?:police|policem[ae]n|customs|prosecutors?|investigators?|guards?|agents|authorities|security\s+service|gendarmes)\b[^;]*$")
# "The army freed 300 settlements".
_FREED_GROUND = re.compile(r"free[ds]?\s+(?:[\w'\-]+\s+){0,4}?(?:settlements?|villages?|towns?|cit(?:y|ies)|districts?|heights?|territor(?:y|ies)|regions?)\b")
# What is foreseen for people is no threat to an enemy: "warned that the number of dead could grow", "that the city was running out of water".
_NO_THREAT = re.compile(
    r"warn\w*(?:\s+(?:on\s+\w+|the\s+\w+|\w+))?\s+that\s+(?:the\s+)?(?:whole\s+|entire\s+)?(?:[\w'’\-]+\s+){0,2}?(?:number|toll|death|situation|population|people|residents|civilians|children|famine|hunger|starvation|"
    r"supplies|stocks|hospitals?|patients|humanitarian|food|water|fuel|winter|epidemic|thousands|millions|armenians|were|was)\b(?!\s+would\s+(?:be\s+)?(?:answer|respond|pay|attack|hit|strike))"
)
_MAPS = re.compile(r"(?:hand|g[ai]v|return|provid|transfer)\w*\s+(?:over\s+)?(?:\w+\s+){0,4}?(?:maps?|charts?|plans)\b")
_GIVES_UP = re.compile(r"agree\w*\s+to\s+(?:disarm|surrender|capitulate|lay(?:ing)?\s+down\s+(?:its|their|his)?\s*(?:arms|weapons|guns))\b")
_COMMANDING = frozenset(("REQUEST", "COERCE"))
_OWN_FORCES = frozenset("army troops forces soldiers military commanders generals navy".split())
_COURTS = frozenset("court tribunal judge judges council".split())
_BUT_NOT = r"\s+to\s+(?!(?:leave|withdraw|pull|retreat|surrender|lay|stop|halt|cease|hold|end|free|release|let|allow|disarm|vacate|evacuate)\b)"
_OWN_ORDER = re.compile(
    r"(?:order(?:s|ed)?|tells?|told|instruct(?:s|ed)?|command(?:s|ed)?|direct(?:s|ed)?)\s+(?:the|its|his|her|their|all|more|our)?\s*(?:armed\s+|ground\s+)?"
    rf"(?:{'|'.join(sorted(_OWN_FORCES))}){_BUT_NOT}"
)
_ARE_TOLD = re.compile(
    rf"(?:and\s+|that\s+)*(?:the|its|his|their|all)?\s*(?:armed\s+)?(?:{'|'.join(sorted(_OWN_FORCES))})\s+(?:\w+\s+){{1,3}}(?:ordered|told|instructed){_BUT_NOT}"
)


def retype(draft: Draft) -> None:
    """Give an act the type, detail and status that its own words have where they differ from its rule's."""
    trigger, grammar = draft.trigger, draft.grammar
    if draft.status == "denied":
        said = untrue_from(grammar, trigger)
        draft.start = draft.start if said is None else said
    if (
        draft.type == "CONSULT"
        and trigger.voice in ("passive", "reduced")
        and draft.clause.link == "rel"
    ):
        head = next((t for t in reversed(grammar.triggers) if t.end <= draft.start), None)
        if head is not None and head.rule.type == "AGREE" and draft.start - head.end < 4:
            draft.type, draft.start = "AGREE", head.start
    if draft.type in _COMMANDING and _commands_own(draft):
        draft.type, draft.mode = "MOBILIZE", ""
    if draft.type == "PROTEST" and trigger.finite and _is_by_force(draft):
        draft.type = "COERCE"
    if draft.type == "RETREAT" and not draft.mode:
        draft.mode = _way_of_leaving(draft)
    if draft.type == "RETREAT" and draft.mode == "displacement":
        draft.type = _of_people(draft)
    if draft.type in _OFFERED and draft.status in TOLD and grammar.text.startswith(("offer", "pledg"), trigger.start) and trigger.voice != "noun":
        draft.status = "planned"  # what is offered is not done yet
    if draft.type == "ASSAULT" and _is_threat(draft):
        draft.type, draft.mode, draft.status = "THREATEN", "", "asserted"
    if trigger.rule.id == "statement" and trigger.voice != "phrase":
        asks = _REQUESTING.search(grammar.text, trigger.end, draft.end)
        if asks or _CALLING.match(grammar.text, trigger.end, draft.end + 60):
            draft.type = "REQUEST"
    _by_whom_and_what(draft)


def _by_whom_and_what(draft: Draft) -> None:
    """Retype what happens to people as to ground, and what is handed over or agreed to, by the words beside the verb."""
    trigger, text = draft.trigger, draft.grammar.text
    if draft.type in _MOVED and trigger.voice == "passive" and _DRIVEN.match(text, trigger.start):
        subject = text[draft.clause.start : trigger.start]
        if _OWN_STAFF.search(subject):
            draft.type, draft.mode = "ASSAULT", "territory"
        elif _CIVILIANS.search(subject) or _ONE.search(subject):
            draft.type, draft.mode = "COERCE", "displacement"
    elif trigger.rule.group == "territory" and text.startswith("seiz", trigger.start):
        if _SEIZED_THINGS.match(text, trigger.start, draft.end) and _KEEPERS.search(text, draft.clause.start, trigger.start):
            draft.type, draft.mode = "COERCE", ""
            return
        held = _HELD.search(text, draft.clause.start, trigger.start) if trigger.voice == "passive" else _SEIZED_ONE.match(text, trigger.start, draft.end)
        if held:
            draft.type, draft.mode = "COERCE", "arrest"
    elif draft.type == "THREATEN" and _NO_THREAT.match(text, trigger.start, draft.grammar.end):
        draft.type = "STATEMENT"
    elif draft.type == "CONCEDE" and _FREED_GROUND.match(text, trigger.start, draft.end):
        draft.type, draft.mode = "ASSAULT", "territory"
    elif draft.type == "CONCEDE" and _MAPS.match(text, trigger.start, draft.end):
        draft.type = "COOPERATE"
    elif draft.type == "AGREE" and _GIVES_UP.match(text, trigger.start, draft.end):
        draft.type = "CONCEDE"


def _way_of_leaving(draft: Draft) -> str:
    """Return whether a withdrawal of forces or the flight of people is told."""
    fled = _FLED.match(draft.grammar.text, draft.trigger.start) is not None
    forces = fled and _FORCES.search(draft.grammar, draft.start, draft.end)
    return "displacement" if fled and not forces else "withdrawal"


def _of_people(draft: Draft) -> str:
    """Return the type of what makes people leave: they fled, were taken out, or were driven out."""
    grammar, trigger = draft.grammar, draft.trigger
    words = grammar.text[trigger.start : trigger.end]
    if words.startswith("from "):  # "have driven millions from their homes"
        words = next(iter(_DRIVEN.findall(grammar.text, draft.start, trigger.start)), words)
    uproots = words.startswith(("uproot", "displac")) and trigger.voice == "active" and trigger.start > grammar.start
    if uproots or _DRIVEN.match(words):
        return "COERCE"
    if not words.startswith("evacuat"):
        return "RETREAT"
    behind = trigger.voice in ("active", "participle", "noun", "infinitive")
    text = grammar.text[trigger.end : draft.end] if behind else grammar.text[draft.start : trigger.start]
    if trigger.voice == "noun" and _OF_TOWNS.match(text):
        return "AID"
    return "AID" if _CIVILIANS.search(text) and not _OWN_STAFF.search(text) else "RETREAT"


def _is_threat(draft: Draft) -> bool:
    """Tell whether somebody says what he will do to others: "we will attack unless ...", "they would down any plane"."""
    grammar, trigger = draft.grammar, draft.trigger
    return (
        draft.status in ("hypothetical", "planned")
        and trigger.voice == "active"
        and not CONDITIONS.isdisjoint(grammar.bag)
        and _OWN_WILL.search(grammar, max(grammar.start, trigger.start - 30), trigger.start) is not None
    )


def _is_by_force(draft: Draft) -> bool:
    """Tell whether armed men or police block a road, rather than protesters."""
    grammar, trigger = draft.grammar, draft.trigger
    return (
        grammar.text.startswith("block", trigger.start)
        and _ENFORCERS.search(grammar, draft.start, trigger.start) is not None
    )


def _commands_own(draft: Draft) -> bool:
    """Tell whether somebody orders the own forces to do something but leave or yield ("ordered the army to step up patrols")."""
    grammar, trigger = draft.grammar, draft.trigger
    if grammar.bag.isdisjoint(_OWN_FORCES) or not _COURTS.isdisjoint(grammar.bag):
        return False
    if trigger.voice == "passive":
        return _ARE_TOLD.match(grammar.text, draft.clause.start, draft.clause.end) is not None
    return _OWN_ORDER.match(grammar.text, trigger.start, grammar.end) is not None


__all__ = ["retype"]

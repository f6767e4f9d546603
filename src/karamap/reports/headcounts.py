"""Folded words of a clause go in; how many people were taken, or had to leave their homes, comes out.

Taken are those who were captured, arrested, abducted or held; displaced those who fled or were driven
out, evacuated or deported. Troops that withdraw are not displaced, and villages are not taken people.
"""

from __future__ import annotations

import re

from karamap.records import Toll
from karamap.reports.amounts import largest, number, people, people_before, toll_of, worded

_TAKES = re.compile(
    r"\b(?:(?P<arrests>captur\w+|detain\w*|arrest\w*|abduct\w*|kidnap\w*|imprison\w*|jail\w*|round(?:s|ed|ing)\s+up|seiz\w+)|"
    r"hold(?:s|ing)?|held|t(?:akes?|ook|aking|aken))\s+(?P<as>(?:captive|prisoner|hostage)\s+)?"
)
_PRISONER = re.compile(r"\s+(?:captive|prisoner|hostage)s?\b")
_WHENCE = r"(?:\s+(?:of|from|in)\s+(?:the\s+)?[\w'\-]+(?:\s+(?!were|was|have|had|has|are)[\w'\-]+)?)?"
_AUX = r"(?:(?:were|was|are|is|have\s+been|has\s+been|had\s+been|being|been|still|remain|remained)\s+(?:\w+ly\s+|also\s+|still\s+|being\s+|reportedly\s+){0,2}){1,2}"
_TAKEN = re.compile(
    rf"{_WHENCE}(?:\s*(?:,[^,.;]{{3,60}},|\([^().;]{{3,60}}\)))?\s+(?:{_AUX})?"
    r"(?:captured|detained|arrested|abducted|kidnapped|imprisoned|jailed|rounded\s+up|seized|(?:taken|held|led\s+away)\s+(?:as\s+)?(?:captive|prisoners?|hostages?)|"
    r"taken\s+(?:away|into\s+custody)|in\s+(?:custody|captivity|detention)|being\s+held|behind\s+bars)\b"
)
_CAPTIVES = re.compile(
    rf"\b(?:t(?:ook|akes?|aking|aken)|captur\w+|hold(?:s|ing)?|held|seiz\w+|made|making)\s+{number('u')}\s+(?:[a-z\-]+\s+){{0,2}}?(?P<what>prisoners|captives|hostages|arrests)\b"
)
_DRIVES = re.compile(
    r"\b(?:displac\w+|uproot\w+|evacuat\w+|expel\w*|deport\w+|dr(?:ove|ives?|iving|iven)\s+(?:out|away)|"
    r"(?P<moves>forc(?:ed|es|ing)|dr(?:ove|ives|iving)))\s+(?!out\b)"
)
_HOMES = r"(?:(?:abandon|leave|flee|evacuate)\b|(?:from|out\s+of)\s+(?:their|its|the)\s)"
_MOVED = re.compile(rf"[^.;]{{0,40}}?\s(?:to\s+)?{_HOMES}")
_LEAVES = re.compile(
    rf"{_WHENCE}(?:\s*(?:,[^,.;]{{3,80}},|\([^().;]{{3,60}}\)))?\s+(?:(?:have|has|had|were|was|are|is|been|being)\s+(?:\w+ly\s+|also\s+|already\s+|now\s+|since\s+|so\s+far\s+|all\s+|again\s+)*){{0,3}}"
    r"(?:displaced|uprooted|fled|flee\b|evacuated|deported|expelled|made\s+homeless|left\s+homeless|"
    r"driven\s+(?:out|away|from)|forced\s+(?:to\s+(?:flee|leave|abandon|evacuate)|out|from\s+their)|chased\s+(?:out|from)|lost\s+their\s+homes|"
    r"(?:left|leaving|abandoned|abandoning|quit)\s+(?:their\s+(?:homes?|houses|villages?|land)|the\s+(?:region|enclave|area|country|city|town|village|district|territory|capital)|for\s)|"
    r"(?:crossed|crossing|poured|streamed|arrived|sought\s+(?:refuge|shelter|safety)|taken\s+refuge|took\s+refuge|found\s+refuge)\b)"
)
_DISPLACED = re.compile(rf"\b{number('v')}\s+(?:[a-z\-]+\s+){{0,2}}?(?:displaced|idps|evacuees|deportees)\b")
# Those who leave as a force, or who come and go by their trade.
_FORCE = re.compile(
    r"\b(?:soldiers?|servicemen|troops|fighters?|militants?|militiamen|policemen|police\s+officers?|officers?|peacekeepers?|rebels?|combatants?|personnel|insurgents?|"
    r"guards?|mercenaries|recruits?|conscripts?|reservists?|gunmen|sappers|marines|sailors|protesters?|demonstrators?|workers?|pilots?|drivers?|tourists|journalists?|"
    r"diplomats|lawmakers|officials|vehicles|trucks|tanks|members?)\b"
)
_PEOPLE_APART = re.compile(
    rf"(?<![\w-]){number('w')}(?!\s+(?:of\b|per\s?cent|percent|km\b|kilomet|miles|met(?:er|re)s|square|hectares|hours|days|weeks|months|years|houses|homes|families|villages|"
    r"towns|vehicles|trucks|buses|tons|tonnes|times|[ap]\.?m\b))"
)
# What may follow a number that stands for people by itself.
_STANDS_ALONE = re.compile(r"\s*(?:[.,;:)]|$)|\s+(?:from|to|in|out|into|across|since|so|as|and|by|within|over|during|on|after|before|this|last)\b")
# "Food for 160,000 people crossed": not they did.
_NOT_THEY = re.compile(r"\b(?:for|with|to|against|on|of|carrying|helping|feeding)\s+$")
_MAY_BE_TAKEN = re.compile(r"captur|detain|arrest|abduct|kidnap|prison|jail|round|held|hold|seiz|hostage|captiv|custody|detention")
_MAY_LEAVE = re.compile(r"displac|uproot|evacu|expel|deport|dr[oi]v|forc|fle[de]|homeless|home|left|leav|abandon|cross|pour|stream|arriv|refuge|shelter|safety|idps|chased|quit")


def taken(text: str) -> Toll | None:
    """Count the people who were captured, arrested or abducted.

    Parameters
    ----------
    text
        Folded text of the clause.

    Returns
    -------
    The toll, or ``None`` where the words count nobody who was taken.
    """
    if not _MAY_BE_TAKEN.search(text):
        return None
    found: list[Toll] = []
    for match in _TAKES.finditer(text):
        listed = people(text, match.end())
        if listed is None:
            continue
        toll, end = listed
        if match["arrests"] or match["as"] or _PRISONER.match(text, end):  # not "took 30 people to hospital"
            found.append(worded(toll, text, match.start(), end))
    found += [toll_of(match, "u", of=match["what"] if match["what"] != "arrests" else "") for match in _CAPTIVES.finditer(text)]
    found += _behind(text, _TAKEN)
    return largest(found)


def displaced(text: str) -> Toll | None:
    """Count the people who fled, or were driven out, evacuated or deported.

    Parameters
    ----------
    text
        Folded text of the clause.

    Returns
    -------
    The toll, or ``None`` where the words count nobody who had to leave.
    """
    if not _MAY_LEAVE.search(text):
        return None
    found: list[Toll] = []
    for match in _DRIVES.finditer(text):
        listed = people(text, match.end()) or _bare(text, match.end())
        if listed is None:
            continue
        toll, end = listed
        if not match["moves"] or _MOVED.match(text, end):  # not "forced two men to the ground"
            found.append(worded(toll, text, match.start(), end))
    found += _behind(text, _LEAVES) + _bare_behind(text)
    found += [toll_of(match, "v", of="") for match in _DISPLACED.finditer(text)]
    return largest([toll for toll in found if _FORCE.search(toll.words) is None])


def _bare(text: str, at: int) -> tuple[Toll, int] | None:
    """Return a number that counts people whom it does not name ("displacing more than a million")."""
    match = _PEOPLE_APART.match(text, at)
    if match is None or not _STANDS_ALONE.match(text, match.end()):
        return None
    return toll_of(match, "w", of=""), match.end()


def _behind(text: str, verb: re.Pattern[str]) -> list[Toll]:
    """Return the people before a verb that says what befell them."""
    return [toll for _, toll, start in people_before(text, verb) if _are_subject(text, start)]


def _bare_behind(text: str) -> list[Toll]:
    """Return the numbers alone before a verb that says that people left ("over 100,000 fled")."""
    told = ((match, _LEAVES.match(text, match.end())) for match in _PEOPLE_APART.finditer(text))
    return [
        worded(toll_of(match, "w", of=""), text, match.start(), behind.end())
        for match, behind in told if behind is not None and _are_subject(text, match.start())
    ]  # fmt: skip


def _are_subject(text: str, start: int) -> bool:
    """Tell whether those who are named from an offset on do what follows ("food for 160,000 people crossed")."""
    return _NOT_THEY.search(text, max(0, start - 12), start) is None


__all__ = ["displaced", "taken"]

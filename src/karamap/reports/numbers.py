"""Folded words of a clause go in; how many people were killed and wounded comes out.

"Casualties" may be killed or wounded, so they bound neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from karamap.records import Toll
from karamap.reports.amounts import (
    PEOPLE,
    group,
    largest,
    number,
    number_of,
    people,
    people_before,
    toll_of,
    worded,
)

_NO_VERB = r"(?!(?:killed|died|dead|wounded|injured|hurt|lost)\b)"
_AUX = (
    rf"(?:(?:,[^,]{{0,60}},\s*)?(?:{_NO_VERB}[\w']+\s+){{0,4}}?(?:were|was|are|is|been|being|be|got|get)\s+"
    r"(?:\w+ly\s+|also\s+|both\s+|confirmed\s+|reported\s+|all\s+){{0,2}})"
)
_DEATH = r"killed|dead|slain|martyred|murdered|shot\s+dead|massacred|executed"
_WOUND = r"wounded|injured|hurt|maimed"


def _compile(template: str) -> re.Pattern[str]:
    """Compile a template with the named groups of numbers."""
    return re.compile(rf"(?<![\w-]){template}")


_VERBS = (
    r"kill(?:s|ed|ing)|claim(?:s|ed|ing)\s+(?:the\s+lives\s+of)|t(?:ake|akes|ook|aking)\s+the\s+lives\s+of|behead(?:s|ed|ing)|massacr(?:es|ed|ing)|murder(?:s|ed|ing)|"
    r"slaughter(?:s|ed|ing)|sho(?:t|ots|oting)\s+dead|gun(?:s|ned|ning)\s+down"
)
_TOLD_ASIDE = r"(?:\s*(?:,[^,.;]{3,60},|[-–—]\s[^-–—.;]{3,60}\s[-–—]|\([^().;]{3,60}\)))?"
_HURTS = r"wound(?:s|ed|ing)|injur(?:es|ed|ing)"
# A verb before a list of people, and one behind it.
_BEFORE_LIST = _compile(rf"(?P<verb>{_VERBS}|execut(?:es|ed|ing)|{_HURTS}|lost|losing|loses)\s+(?!in\b)")
_BEHIND_LIST = re.compile(
    rf"{_TOLD_ASIDE}\s+"
    rf"(?P<aux>(?:were|was|are|is|have\s+been|has\s+been|had\s+been|being|been|got|have|has|had)\s+(?:\w+ly\s+|also\s+|both\s+|confirmed\s+|reported\s+|all\s+|later\s+){{0,2}})?"
    rf"(?P<verb>{_DEATH}|{_WOUND}|died|lost\s+their\s+lives)\b(?P<both>\s+(?:or|and)\s+(?:{_WOUND}))?"
)
# What a verb behind people then is: their deed, not what befell them ("a sniper killed two").
_OBJECT = re.compile(rf"\s+(?:{number('z')}\b|the\b|his\b|her\b|their\b|him\b|them\b)")
_PASSIVE = _compile(
    rf"{number('a')}(?:,\s+(?:perhaps|possibly|maybe|if\s+not)\s+[\w ]{{2,30}},)?\s+(?:{group('a')}{_TOLD_ASIDE}\s+)?(?P<rest>(?:[^.;,]{{0,40}}?\s)??)"
    rf"(?P<aux>{_AUX}|(?:have|has|had)\s+(?:been\s+|already\s+)?)?"
    rf"(?P<verb>{_DEATH}|{_WOUND}|died|have\s+died|had\s+died|lost\s+their\s+lives)\b"
    rf"(?P<both>\s+(?:or|and)\s+(?:{_WOUND}))?"
)
_ACTIVE = _compile(
    rf"(?P<verb>{_VERBS}|execut(?:es|ed|ing)(?=\s+[^,.;]{{0,30}}?\b(?:{PEOPLE})\b)|{_HURTS})\s+{number('b')}"
    rf"(?:\s+{group('b')})?"
)
_NOMINAL = _compile(
    rf"{number('c')}\s+(?:[\w'\-]+\s+){{0,2}}?(?P<what>deaths?|fatalities|casualties|casualty|injuries|wounded|dead|killed|injured|victims)\b"
)
_DEATH_TOLL = _compile(
    rf"death\s+toll\b(?:\s+[\w'\-]+){{0,14}}?\s+(?:to|at|of|was|is|reached|stands\s+at|exceeded|stood\s+at|passed)\s+{number('d')}"
)
_BODIES = _compile(rf"(?:bodies|remains|corpses)\s+of\s+{number('j')}(?:\s+{group('j')})?")
# "Claimed 14 lives", "cost more than 10,000 lives", "40 lives were lost".
_LIVES = _compile(rf"(?:claim\w*|cost\w*|tak\w+|took)\s+(?:at\s+most\s+)?{number('e')}\s+(?:[a-z\-]+\s+){{0,2}}lives\b")
# "Three of the wounded later died".
_DIED_LATER = _compile(rf"{number('k')}\s+of\s+(?:the|those|its|their)\s+(?:wounded|injured)(?:\s+[a-z]+)?\s+(?:\w+\s+){{0,2}}?died\b")
# "Fourteen bodies were pulled from the rubble", "a mass grave with 87 bodies".
_FOUND = r"found|recovered|pulled|retrieved|exhumed|discovered|unearthed|dug\s+(?:out|up)"
_BODIES_FOUND = _compile(
    rf"(?:{_FOUND}|graves?\s+(?:with|of|containing|holding))\s+{number('n')}\s+(?:[a-z\-]+\s+){{0,2}}bodies\b"
)
_BODIES_WERE_FOUND = _compile(
    rf"{number('o')}\s+(?:[a-z\-]+\s+){{0,2}}bodies\s+(?:were|was|have\s+been|had\s+been)\s+(?:\w+ly\s+)?(?:{_FOUND})\b"
)
_OF_THE_DEAD = ((_DEATH_TOLL, "d"), (_LIVES, "e"), (_DIED_LATER, "k"), (_BODIES_FOUND, "n"), (_BODIES_WERE_FOUND, "o"))
_NOBODY = re.compile(
    r"\b(?:no\s+one|nobody|none|no\s+(?:[\w'\-]+\s+)?(?:people|civilians?|soldiers?|servicemen))\s+(?:\w+\s+){0,2}?"
    r"(?:was|were|been)\s+(?:\w+\s+)?(?P<verb>killed|wounded|injured|hurt)(?P<more>\s+or\s+(?:killed|wounded|injured|hurt))?"
    r"|\bnot\s+(?:a\s+single|one|a)\s+(?:\w+\s+){1,3}?(?:was|were|has\s+been|had\s+been)\s+(?P<verb2>killed|wounded|injured|hurt)"
    r"|\b(?:no|without|not\s+any)\s+(?:reports?\s+of\s+|(?:reported|known|confirmed|immediate|serious)\s+|civilian\s+|immediate\s+reports\s+of\s+)?(?P<none>casualties|deaths|fatalities|injuries|losses|victims)"
)
_SECOND = _compile(
    rf"(?:and|,|while)\s+(?:{number('f')})\s*(?:{group('f')}\s*)?(?:{_AUX})?(?:more\s+|others?\s+)?(?P<verb>{_WOUND}|{_DEATH})\b"
    rf"(?!\s+(?:or|and)\s+(?:{_WOUND}))"
)
_NUMBER_OF = _compile(
    rf"(?:number|toll)\s+of\s+(?:(?:people|civilians|soldiers|those)\s+)?(?P<what>killed|dead|deaths|fatalities|victims|wounded|injured)\b"
    rf"(?:[^.;]*?)\s(?:risen\s+to|rose\s+to|rises\s+to|climbed\s+to|reached|stands\s+at|stood\s+at|up\s+to|increased\s+to|grown\s+to|grew\s+to|at|to)\s+{number('i')}"
    r"(?!\s+(?:hours?|days?|weeks?|months?|years?|kilomet\w+|km|[ap]\.?m)\b)"
)
_AGED = re.compile(r"\baged?\s+(?:between\s+)?(?:\d+|[a-z]+)(?:\s*(?:,|and|to|[-–])\s*\d+)*")
_NOT_PEOPLE = re.compile(
    r"\b(?:days?|hours?|years?|weeks?|months?|km|kilometres?|percent)\b"
    r"|(?<!\bof)(?<!\baged)(?<!\band)(?<!,)\s\d+\s"
)
_ASIDE = re.compile(r"\s*,[^,]*,")
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(rf"\b\d{{1,2}}\s+{_MONTHS}\b|\b{_MONTHS}\s+\d{{1,2}}\b")  # "one soldier 7 march killed"
_MONTH_NEXT = re.compile(rf"\s*{_MONTHS}\b")
# The day of a date is no number of people: its digits are letters while people are counted.
_DATED = re.compile(rf"\b(?:on|of|the|by|since|until|from|to|and|between|for|,)\s+(?:{_MONTHS}\.?\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTHS})\b|^(?:{_MONTHS}\.?\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTHS})\b")
_HIDDEN = str.maketrans("0123456789", "αβγδεζηθικ")
_SHOWN = str.maketrans("αβγδεζηθικ", "0123456789")
_OF_THE = re.compile(r"\s+of\s+(?:the|those)\s+")  # "two of the dead"
_PART = re.compile(r"\bof\s+(?:the|them|those|its|their)\b")
_CASUALTY = re.compile(r"\bcasualt(?:y|ies)\b")
_ANY = re.compile(
    r"kill|wound|injur|dead|died|death|casualt|fatalit|slain|martyr|lives|hurt|lost|losses|murder|massacr|victims|bodies|remains|corpses|behead|slaughter|gunn?(?:ed|ing)\s+down|execut"
)


def tolls(text: str) -> tuple[Toll | None, Toll | None]:
    """Read the numbers of killed and wounded people from the words of a report.

    Parameters
    ----------
    text
        Folded text of the clause or sentence.

    Returns
    -------
    (killed, wounded); ``None`` where the words speak of none. "Casualties" may be killed or
    wounded, so they bound neither: a toll of unknown numbers that keeps the words.
    """
    if not _ANY.search(text):
        return None, None
    hidden = _DATED.sub(lambda day: day[0].translate(_HIDDEN), text)
    killed, wounded = _counted(hidden)
    if hidden == text:
        return killed, wounded
    return _shown(killed), _shown(wounded)


def _shown(toll: Toll | None) -> Toll | None:
    """Return a toll with the digits of dates in its words."""
    return None if toll is None else replace(toll, words=toll.words.translate(_SHOWN))


def _counted(text: str) -> tuple[Toll | None, Toll | None]:
    """Read the numbers of killed and wounded people where no day is taken for one."""
    found = _Found()
    _count_lists(text, found)
    _count_verbs(text, found)
    _count_nouns(text, found)
    killed, wounded = _nobody(text, found.killed, found.wounded)
    if not killed and not wounded:
        casualty = _CASUALTY.search(text)
        if found.unknown:
            return found.unknown[0], None
        return (_unsure(casualty.group()) if casualty else None), None
    return largest(killed), largest(wounded)


@dataclass(slots=True)
class _Found:
    """What is counted so far, and the stretches of text whose numbers are."""

    killed: list[Toll] = field(default_factory=list)
    wounded: list[Toll] = field(default_factory=list)
    unknown: list[Toll] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, verb: str, toll: Toll) -> None:
        """Keep a toll with the others of its verb."""
        (self.wounded if _is_wound(verb) else self.killed).append(toll)

    def has(self, at: int) -> bool:
        """Tell whether the number at an offset is counted."""
        return any(start <= at < end for start, end in self.spans)


def _count_lists(text: str, found: _Found) -> None:
    """Count lists of people with the verb before or behind them."""
    for match in _BEFORE_LIST.finditer(text):
        listed = people(text, match.end())
        if listed is not None:
            toll, end = listed
            found.add(match["verb"], worded(toll, text, match.start(), end))
            found.spans.append((match.start(), end))
    for behind, toll, start in people_before(text, _BEHIND_LIST):
        if not behind["both"] and (behind["aux"] or not _OBJECT.match(text, behind.end())):
            found.add(behind["verb"], toll)
            found.spans.append((start, behind.end()))


def _count_verbs(text: str, found: _Found) -> None:
    """Count numbers of people that are not named, or stand away from their verb."""
    for match in _ACTIVE.finditer(text):
        if not found.has(match.start("numb")):
            found.add(match["verb"], toll_of(match, "b"))
            found.spans.append((match.start("numb"), match.end("numb")))
    for match in _counted_people(text):
        if found.has(match.start("numa")):
            continue
        found.spans.append(match.span())
        if match["both"]:
            found.unknown.append(_unsure(match.group()))
        else:
            found.add(match["verb"], toll_of(match, "a"))
    for match in _SECOND.finditer(text):
        if not found.has(match.start("numf")):
            found.add(match["verb"], toll_of(match, "f"))


def _count_nouns(text: str, found: _Found) -> None:
    """Count deaths, bodies, lives and wounded that nouns tell of."""
    for match in _NOMINAL.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in found.spans):
            continue  # the people of a verb are counted there ("a boy of 12 was killed")
        if _PART.search(match.group()):
            continue  # "two of the dead" are counted among the dead
        if match["what"].startswith(("casualt", "victims")):
            if number_of(match["numc"]) != (0, True):
                found.unknown.append(_unsure(match.group()))
        else:
            found.add(match["what"], toll_of(match, "c", of=""))
    for match in _NUMBER_OF.finditer(text):
        found.add(match["what"], toll_of(match, "i", of=""))
    for match in _BODIES.finditer(text):
        found.killed.append(toll_of(match, "j"))
    for pattern, tag in _OF_THE_DEAD:
        found.killed += [toll_of(match, tag, of="") for match in pattern.finditer(text)]


def _nobody(text: str, killed: list[Toll], wounded: list[Toll]) -> tuple[list[Toll], list[Toll]]:
    """Put zero where the words say that nobody was killed or hurt."""
    nobody = _NOBODY.search(text)
    if nobody is None:
        return killed, wounded
    zero = Toll(0, 0, 0, nobody.group().strip(), "")
    what = nobody.group("none") or ""
    verb = nobody.group("verb") or nobody.group("verb2") or ""
    if what in ("casualties", "losses", "victims", "deaths", "fatalities") or verb == "killed":
        killed = [zero]
    if what in ("casualties", "victims", "injuries") or verb in ("wounded", "injured", "hurt"):
        wounded = [zero]
    if nobody.group("more"):
        killed, wounded = [zero], [zero]
    return killed, wounded


def _counted_people(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of people that a verb behind them kills or wounds."""
    at = 0
    while match := _PASSIVE.search(text, at):
        rest = text[match.end("numa") : match.start("verb")]
        deed = not match["aux"] and _OBJECT.match(text, match.end("verb")) is not None  # "a strike killed two"
        if match["whoa"] != "dead" and not deed and _plausible_rest(rest):  # not "12 dead and 30 injured"
            yield match
            at = match.end()
        else:
            at = match.end("numa")


def _plausible_rest(rest: str) -> bool:
    """Tell whether the words between a number and its verb can belong to the counted people."""
    if _MONTH_NEXT.match(rest):
        return False
    rest = _AGED.sub(" ", _DAY.sub(" ", _ASIDE.sub(" ", rest)))
    return not _NOT_PEOPLE.search(rest) and not _OF_THE.fullmatch(rest)


def _is_wound(verb: str) -> bool:
    """Tell whether a verb speaks of wounds rather than deaths."""
    return verb.strip().startswith(("wound", "injur", "hurt", "maim"))


def _unsure(words: str) -> Toll:
    """Return a toll without numbers that keeps the words."""
    return Toll(None, None, None, " ".join(words.split()), "casualties")

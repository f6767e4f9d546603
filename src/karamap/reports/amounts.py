"""Folded words go in; a number of people as low, best and high, and who is listed, comes out.

A number is a low, a best and a high: "at least 40" is low 40, "up to 40" is high 40, "40" is all
three. Round words are read as the least that they can mean: dozens as 24, hundreds as 200.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from karamap.records import Toll

_UNITS = {
    "no": 0, "zero": 0, "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "another": 1, "both": 2,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
# Round words: the least that they can mean.
_ROUND = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "a few": 2,
    "tens": 20, "tens of thousands": 20_000, "a couple of": 2, "a couple": 2, "a number of": 2,
    "many": 2, "multiple": 2, "some": 1, "hundreds of thousands": 200_000, "few": 1,
    "a handful of": 2, "several dozen": 36, "several hundred": 300, "several thousand": 3000, "several million": 3_000_000,
    "a few dozen": 24, "a few hundred": 200, "a few thousand": 2000, "few hundred": 200, "few thousand": 2000, "many hundreds": 200,
    "many thousands": 2000, "many hundreds of": 200, "many thousands of": 2000,
}  # fmt: skip
_MORE = (
    "over|more than|at least|no fewer than|no less than|not less than|above|upwards of|in excess of"
)
_LESS = r"up to|as many as|as much as|fewer than|less than|nearly|almost|under|close to"
_ABOUT = r"about|around|some|approximately|roughly|an estimated"
_PLAIN = r"reportedly|exactly|a total of|another|the|all|his|her|their|its|our|all\s+its|all\s+of\s+its"
_WORDS = "|".join(sorted((*_UNITS, *_TENS, *_SCALES, "half"), key=len, reverse=True))
_ROUND_WORDS = "|".join(sorted(_ROUND, key=len, reverse=True))
_NUMBER = (
    rf"(?:(?P<more{{0}}>{_MORE})\s+|(?P<less{{0}}>{_LESS})\s+|(?P<about{{0}}>{_ABOUT})\s+|(?:{_PLAIN})\s+|(?P<btw{{0}}>between)\s+)?"
    rf"(?P<num{{0}}>(?:{_ROUND_WORDS})|\d{{{{1,3}}}}(?:,\d{{{{3}}}})+|\d+(?:\.\d+)?(?:\s+(?:hundred|thousand|million|dozen))?"
    rf"|(?:{_WORDS})(?:[\s-]+(?:and\s+)?(?:{_WORDS}))*)(?:(?(btw{{0}})\s+and\s+|\s*(?:of|to|-)\s*)(?P<upto{{0}}>\d{{{{1,3}}}}(?:,\d{{{{3}}}})+|\d+))?\b"
)
PEOPLE = (
    r"people|persons?|civilians?|soldiers?|servicemen|serviceman|troops|men|women|children|child|"
    r"woman|man|fighters?|militants?|militiamen|policemen|police\s+officers?|officers?|peacekeepers?|"
    r"residents?|villagers?|members?|rebels?|combatants?|personnel|others?|victims?|insurgents?|"
    r"conscripts?|recruits?|reservists?|aid\s+workers?|journalists?|medics?|refugees?|migrants?|"
    r"volunteers?|guards?|protesters?|demonstrators?|prisoners?|passengers?|boys?|girls?|teenagers?|"
    r"students?|schoolchildren|pilots?|drivers?|farmers?|worshippers?|patients?|workers?|"
    r"mercenaries|mercenary|lives|dead|of\s+them|army\s+officers?|inhabitants|citizens?|nationals?|"
    r"sons|daughters|brothers|sisters|parents|relatives|nurses|doctors|teachers|pupils|babies|infants|toddlers|neighbou?rs|colleagues|grandchildren|"
    r"occupants|crew|pensioners|shepherds|bystanders|officials|monks|priests|engineers|sappers|deminers|rescuers|firefighters|gunmen|hostages|tourists|"
    r"lawmakers|diplomats|reporters|photographers|bodyguards|paramedics|schoolboys|schoolgirls|twins|sailors|marines|airmen|detainees|captives|commanders|generals|suspects|"
    # Peoples, by their endings: "Fooians", "Barans", "Quxeris".
    r"[a-z][a-z]+(?:ians|eans|rans|kans|yans|anis|eris|aqis|elis|alis|enis)|kurds|turks|serbs|croats|arabs|jews|greeks|uzbeks|tajiks|chechens|poles|tutsis|hutus|rohingya|yazidis"
)
_GROUP = (
    r"(?:(?:of\s+(?:the\s+|its\s+|their\s+|our\s+|his\s+)?)?"
    rf"(?:(?!and\b|or\b|\d(?![\w,]*-))[\w'\-]+\s+){{{{0,3}}}}?(?P<who{{0}}>{PEOPLE}))"
)
# One person of a list ("the driver and two passengers"), and words that may stand before such a noun.
_ONE = (
    r"woman|man|child|baby|infant|toddler|boy|girl|teenager|youth|mother|father|wife|husband|son|daughter|brother|sister|grandson|granddaughter|"
    r"grandmother|grandfather|uncle|aunt|cousin|nephew|niece|policeman|policewoman|officer|soldier|serviceman|servicewoman|conscript|sergeant|"
    r"lieutenant|captain|major|colonel|general|commander|pilot|guard|bodyguard|fighter|militant|rebel|civilian|driver|passenger|nurse|doctor|surgeon|"
    r"medic|paramedic|teacher|student|pupil|schoolboy|schoolgirl|farmer|shepherd|shopkeeper|priest|imam|bishop|mayor|governor|minister|deputy|judge|"
    r"lawyer|official|journalist|reporter|cameraman|photographer|interpreter|worker|volunteer|pensioner|villager|resident|bystander|colleague|"
    r"comrade|friend|neighbou?r|peacekeeper|monk|nun|cleric|engineer|technician|sapper|deminer|rescuer|firefighter|watchman|gunman|attacker|prisoner|"
    r"hostage|tourist|migrant|refugee|patient|athlete|singer|poet|professor|scientist|lawmaker|senator|diplomat|ambassador|envoy|foreigner|citizen|"
    r"activist|politician|elder|sailor|marine|sniper|gunner|observer|monitor|president|premier|warlord|leader|chief"
)
_ADJECTIVES = (
    r"(?:(?!(?:of|on|in|at|by|for|from|with|that|which|who|and|or|to|was|were|is|are|has|had|a|an|the|his|her|their|its|said|killed|wounded|injured)\b)"
    r"[\w'\-]+\s+){0,4}?"
)
_SINGLE = rf"(?:an?|the|his|her|their|its|our|one|another)\s+{_ADJECTIVES}(?P<single>{_ONE})\b(?!['’])"
_COUPLE = r"(?:an?|the)\s+(?:[a-z\-]+\s+){0,2}?(?P<couple>couple)\b(?!\s+of)"
_FAMILY = rf"(?:an?|the|his|her|their|one|another)\s+(?:[a-z\-]+\s+){{0,2}}?(?:family|group|party|crew|team|patrol)\s+of\s+{_NUMBER.format('m')}"
_ITEM = re.compile(rf"(?<![\w-])(?:{_FAMILY}|{_COUPLE}|{_NUMBER.format('l')}\s+{_GROUP.format('l')}\b|{_SINGLE})")
_NEXT_ITEM = re.compile(r"\s*,\s*(?:(?:and|plus|along\s+with|as\s+well\s+as)\s+)?|\s+(?:and|plus|along\s+with|together\s+with|as\s+well\s+as)\s+")
_PART_OF = re.compile(rf"{_NUMBER.format('q')}\s+of\s+(?:them|whom|those)\b")  # "12 people, three of them children"
# Behind these the last of a list is the subject of its own verb ("killed two men and a third was wounded").
_OWN_VERB = re.compile(
    r"\s+(?:[a-z]+ly\s+|also\s+|later\s+)?(?:was|were|is|are|has|have|had|wounded|injured|hurt|missing|dead|killed|died|fled|said|survived|escaped)\b"
)


_OF_WHOM = re.compile(r"\s+of\s+(?:the\s+|its\s+|an?\s+)?(?:(?!and\b|were\b|was\b|in\b|on\b|are\b|who\b)[\w'\-]+\s*){1,4}?(?=\s+and\s)")
_SHARED = re.compile(rf"(?<![\w-]){_NUMBER.format('r')}\s+(?!{PEOPLE}\b)[a-z\-]{{4,}}\s+and\s+$")
_SHARED_REACH = 60


def number(tag: str) -> str:
    """Return the pattern of a number whose groups end with a tag."""
    return _NUMBER.format(tag)


def group(tag: str) -> str:
    """Return the pattern of the people that a number counts, whose group ends with a tag."""
    return _GROUP.format(tag)


def people(text: str, at: int, *, subject: bool = False) -> tuple[Toll, int] | None:
    """Count a list of people ("a policeman, two nurses and a child").

    Parameters
    ----------
    text
        Folded text.
    at
        Where the list begins.
    subject
        True where the list is followed by its own verb.

    Returns
    -------
    The toll, whose words are those of the list, and where the list ends; ``None`` where none begins here.
    """
    item = _ITEM.match(text, at)
    return _list_from(item, subject=subject) if item is not None else None


def _list_from(item: re.Match[str], *, subject: bool) -> tuple[Toll, int]:
    """Count the list that begins with an item."""
    text, at = item.string, item.start()
    total, end = _of_item(item), item.end()
    following: re.Match[str] | None
    while (link := _link(text, end)) and (following := _ITEM.match(text, link.end())):
        if _PART_OF.match(text, link.end()) or (not subject and _OWN_VERB.match(text, following.end())):
            break
        total, end = _plus(total, _of_item(following)), following.end()
    return worded(total, text, at, end), end


def _link(text: str, end: int) -> re.Match[str] | None:
    """Return what joins the next item of a list, behind words that say whose the last one is ("officers of the region and")."""
    link = _NEXT_ITEM.match(text, end)
    if link is None and (whose := _OF_WHOM.match(text, end)) is not None:
        link = _NEXT_ITEM.match(text, whose.end())
    return link


def worded(toll: Toll, text: str, start: int, end: int) -> Toll:
    """Return a toll with a stretch of the text as its words."""
    return replace(toll, words=" ".join(text[start:end].split()))


def people_before(text: str, verb: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Toll, int]]:
    """Yield the lists of people that a verb follows: the verb, the toll with both as its words, and where the list begins."""
    at = 0
    while item := _ITEM.search(text, at):
        toll, at = _list_from(item, subject=True)
        if behind := verb.match(text, at):
            first, start = item.start(), item.start()
            if (shared := _SHARED.search(text, max(0, first - _SHARED_REACH), first)) is not None:  # "200 Fooish and 80 Barish soldiers"
                toll, start = _plus(toll_of(shared, "r", of=toll.of), toll), shared.start()
            at = behind.end()
            yield behind, worded(toll, text, start, at), start


def _of_item(item: re.Match[str]) -> Toll:
    """Return how many an item of a list stands for."""
    if item["single"]:
        return Toll(1, 1, 1, item.group(), item["single"])
    if item["couple"]:
        return Toll(2, 2, 2, item.group())
    return toll_of(item, "m", of="") if item["numm"] else toll_of(item, "l")


def _plus(first: Toll, second: Toll) -> Toll:
    """Add two tolls, as far as each bound is known of both."""
    low = (first.low or 0) + (second.low or 0) if first.low is not None or second.low is not None else None
    best = first.best + second.best if first.best is not None and second.best is not None else None
    high = first.high + second.high if first.high is not None and second.high is not None else None
    return Toll(low, best, high, first.words, first.of if first.of == second.of else "")


def largest(found: list[Toll]) -> Toll | None:
    """Return the toll that counts most: the others are parts of it ("including 40 civilians")."""
    if not found:
        return None
    return max(found, key=lambda t: t.best or t.low or t.high or 0)


def toll_of(match: re.Match[str], tag: str, of: str | None = None) -> Toll:
    """Return the toll of a match whose groups carry a tag."""
    value, exact = number_of(match.group(f"num{tag}"))
    words = " ".join(match.group().split())
    who = of if of is not None else (match.group(f"who{tag}") or "")
    if who in ("dead", "lives", "other", "others", "of them"):
        who = ""
    more, less = match.group(f"more{tag}"), match.group(f"less{tag}")
    upto = match.group(f"upto{tag}")
    if upto:
        return Toll(value, None, int(upto.replace(",", "")), words, who)
    if more and more.startswith(("over", "more", "above", "in excess")):
        return Toll(value + 1 if exact else value, None, None, words, who)
    if more:
        return Toll(value, None, None, words, who)
    if less:
        return Toll(None, None, value, words, who) if exact else Toll(None, None, None, words, who)
    if not exact:
        return Toll(value, None, None, words, who)
    if match.group(f"about{tag}"):
        return Toll(None, value, None, words, who)
    return Toll(value, value, value, words, who)


def number_of(words: str) -> tuple[int, bool]:
    """Return the number that words say, and whether they say it exactly."""
    words = " ".join(words.split())
    if words in _ROUND:
        return _ROUND[words], False
    digits = words.replace(",", "")
    number = re.match(r"(\d+(?:\.\d+)?)\s*(\w+)?", digits)
    if number:
        return int(float(number.group(1)) * _SCALES.get(number.group(2) or "", 1)), True
    if words.startswith("half"):  # "half a dozen", "half a million"
        return _SCALES.get(re.split(r"[\s-]+", words)[-1], 1) // 2, True
    total = part = 0
    for word in re.split(r"[\s-]+", words):
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0
        else:
            part += _UNITS.get(word, _TENS.get(word, 0))
    return total + part, True

"""Folded words of a clause go in; how many people were killed and wounded comes out.

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
    "a handful of": 2,
}  # fmt: skip
_MORE = (
    "over|more than|at least|no fewer than|no less than|not less than|above|upwards of|in excess of"
)
_LESS = r"up to|as many as|as much as|fewer than|less than|nearly|almost|under|close to"
_ABOUT = r"about|around|some|approximately|roughly|an estimated"
_PLAIN = r"reportedly|exactly|a total of|another|the|all|his|her|their"
_WORDS = "|".join(sorted((*_UNITS, *_TENS, *_SCALES, "half"), key=len, reverse=True))
_ROUND_WORDS = "|".join(sorted(_ROUND, key=len, reverse=True))
_NUMBER = (
    rf"(?:(?P<more{{0}}>{_MORE})\s+|(?P<less{{0}}>{_LESS})\s+|(?P<about{{0}}>{_ABOUT})\s+|(?:{_PLAIN})\s+|(?P<btw{{0}}>between)\s+)?"
    rf"(?P<num{{0}}>(?:{_ROUND_WORDS})|\d{{{{1,3}}}}(?:,\d{{{{3}}}})+|\d+(?:\.\d+)?(?:\s+(?:hundred|thousand|million|dozen))?"
    rf"|(?:{_WORDS})(?:[\s-]+(?:and\s+)?(?:{_WORDS}))*)(?:(?(btw{{0}})\s+and\s+|\s*(?:of|to|-)\s*)(?P<upto{{0}}>\d{{{{1,3}}}}(?:,\d{{{{3}}}})+|\d+))?\b"
)
_PEOPLE = (
    r"people|persons?|civilians?|soldiers?|servicemen|serviceman|troops|men|women|children|child|"
    r"woman|man|fighters?|militants?|militiamen|policemen|police\s+officers?|officers?|peacekeepers?|"
    r"residents?|villagers?|members?|rebels?|combatants?|personnel|others?|victims?|insurgents?|"
    r"conscripts?|recruits?|reservists?|aid\s+workers?|journalists?|medics?|refugees?|migrants?|"
    r"volunteers?|guards?|protesters?|demonstrators?|prisoners?|passengers?|boys?|girls?|teenagers?|"
    r"students?|schoolchildren|pilots?|drivers?|farmers?|worshippers?|patients?|workers?|"
    r"mercenaries|mercenary|lives|dead|of\s+them|army\s+officers?|inhabitants|citizens?|nationals?"
)
_GROUP = (
    r"(?:(?:of\s+(?:the\s+|its\s+|their\s+|our\s+|his\s+)?)?"
    rf"(?:(?!and\b|or\b|\d)[\w'\-]+\s+){{{{0,3}}}}?(?P<who{{0}}>{_PEOPLE}))"
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


def _n(tag: str) -> str:
    return _NUMBER.format(tag)


def _g(tag: str) -> str:
    return _GROUP.format(tag)


_PASSIVE = _compile(
    rf"{_n('a')}\s+(?:{_g('a')}(?:\s*(?:,[^,.;]{{3,60}},|[-–—]\s[^-–—.;]{{3,60}}\s[-–—]|\([^().;]{{3,60}}\)))?\s+)?(?P<rest>(?:[^.;,]{{0,40}}?\s)??)(?:{_AUX}|(?:have|has|had)\s+(?:been\s+|already\s+)?)?"
    rf"(?P<verb>{_DEATH}|{_WOUND}|died|have\s+died|had\s+died|lost\s+their\s+lives)\b"
    rf"(?P<both>\s+(?:or|and)\s+(?:{_WOUND}))?"
)
_ACTIVE = _compile(
    rf"(?P<verb>kill(?:s|ed|ing)|claim(?:s|ed|ing)\s+(?:the\s+lives\s+of)|behead(?:s|ed|ing)|massacr(?:es|ed|ing)|murder(?:s|ed|ing)|"
    rf"slaughter(?:s|ed|ing)|sho(?:t|ots|oting)\s+dead|gun(?:s|ned|ning)\s+down|execut(?:es|ed|ing)(?=\s+[^,.;]{{0,30}}?\b(?:{_PEOPLE})\b)|wound(?:s|ed|ing)|injur(?:es|ed|ing)|left|leaving)\s+{_n('b')}"
    rf"(?:\s+{_g('b')})?(?P<state>\s+(?:dead|wounded|injured))?"
)
_NOMINAL = _compile(
    rf"{_n('c')}\s+(?:[\w'\-]+\s+){{0,2}}?(?P<what>deaths?|fatalities|casualties|casualty|injuries|wounded|dead|killed|injured|victims)\b"
)
_DEATH_TOLL = _compile(
    rf"death\s+toll\b(?:\s+[\w'\-]+){{0,14}}?\s+(?:to|at|of|was|is|reached|stands\s+at|exceeded|stood\s+at|passed)\s+{_n('d')}"
)
_BODIES = _compile(rf"(?:bodies|remains|corpses)\s+of\s+{_n('j')}(?:\s+{_g('j')})?")
_LOSSES = _compile(rf"(?:lost|losing|loses)\s+{_n('e')}\s+{_g('e')}")
_NOBODY = re.compile(
    r"\b(?:no\s+one|nobody|none|no\s+(?:[\w'\-]+\s+)?(?:people|civilians?|soldiers?|servicemen))\s+(?:\w+\s+){0,2}?"
    r"(?:was|were|been)\s+(?:\w+\s+)?(?P<verb>killed|wounded|injured|hurt)(?P<more>\s+or\s+(?:killed|wounded|injured|hurt))?"
    r"|\b(?:no|without|not\s+any)\s+(?:reports?\s+of\s+|(?:reported|known|confirmed|immediate|serious)\s+|civilian\s+|immediate\s+reports\s+of\s+)?(?P<none>casualties|deaths|fatalities|injuries|losses|victims)"
)
_SECOND = _compile(
    rf"(?:and|,|while)\s+(?:{_n('f')})\s*(?:{_g('f')}\s*)?(?:{_AUX})?(?:more\s+|others?\s+)?(?P<verb>{_WOUND}|{_DEATH})\b"
    rf"(?!\s+(?:or|and)\s+(?:{_WOUND}))"
)
# "One man was killed and his wife wounded".
_ONE_MORE = re.compile(
    rf"\band\s+(?:his|her|their|the|a|another)\s+(?:[\w\-]+\s+)?(?:wife|husband|son|daughter|brother|sister|mother|father|driver|colleague|passenger|child|baby|girl|boy|"
    rf"woman|man|soldier|officer|civilian|comrade|cameraman|interpreter|bodyguard|neighbou?r|friend|pilot)\s+(?:was\s+)?(?:\w+ly\s+)?(?P<verb>{_WOUND}|{_DEATH})\b"
)
_AND_MORE = re.compile(rf"\s+and\s+{_n('h')}\s+{_g('h')}(?!\s+(?:were\s+)?(?:{_WOUND}))")
_NUMBER_OF = _compile(
    rf"(?:number|toll)\s+of\s+(?:(?:people|civilians|soldiers|those)\s+)?(?P<what>killed|dead|deaths|fatalities|victims|wounded|injured)\b"
    rf"(?:[^.;]*?)\s(?:risen\s+to|rose\s+to|rises\s+to|climbed\s+to|reached|stands\s+at|stood\s+at|up\s+to|increased\s+to|grown\s+to|grew\s+to|at|to)\s+{_n('i')}"
    r"(?!\s+(?:hours?|days?|weeks?|months?|years?|kilomet\w+|km|[ap]\.?m)\b)"
)
_AND_NUMBER = re.compile(rf"\b(?:and|,)\s+{_n('g')}(?!\s+of\b)")
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
    killed: list[Toll] = []
    wounded: list[Toll] = []
    unknown: list[Toll] = []
    spans: list[tuple[int, int]] = []
    counted: set[int] = set()  # numbers that stand with a verb before them
    for match in _ACTIVE.finditer(text):
        verb = match.group("verb") if not match.group("state") else match.group("state")
        if verb.startswith("lea") or verb == "left":
            continue
        counted.add(match.start("numb"))
        (wounded if _is_wound(verb) else killed).append(_with_more(_toll(match, "b"), text, match))
    for match in _counted_people(text):
        if match.start("numa") in counted:
            continue
        spans.append(match.span())
        counted.add(match.start("uptoa"))
        between = text[match.end("numa") : match.start("verb")]
        toll = _with_second(_toll(match, "a"), between)
        if match.group("both"):
            unknown.append(_unsure(match.group()))
        else:
            (wounded if _is_wound(match.group("verb")) else killed).append(toll)
    for match in _SECOND.finditer(text):
        if match.start("numf") in counted:
            continue
        (wounded if _is_wound(match.group("verb")) else killed).append(_toll(match, "f"))
    for match in _ONE_MORE.finditer(text):
        (wounded if _is_wound(match.group("verb")) else killed).append(Toll(1, 1, 1, match.group()))
    for match in _NOMINAL.finditer(text):
        what = match.group("what")
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue  # the people of a verb are counted there ("a boy of 12 was killed")
        if _PART.search(match.group()):
            continue  # "two of the dead" are counted among the dead
        if what.startswith("casualt") or what == "victims":
            if _value(match.group("numc")) != (0, True):
                unknown.append(_unsure(match.group()))
        else:
            toll = _toll(match, "c", of="")
            (wounded if what in ("injuries", "wounded", "injured") else killed).append(toll)
    for match in _DEATH_TOLL.finditer(text):
        killed.append(_toll(match, "d", of=""))
    for match in _NUMBER_OF.finditer(text):
        hurt = match.group("what") in ("wounded", "injured")
        (wounded if hurt else killed).append(_toll(match, "i", of=""))
    for match in _BODIES.finditer(text):
        killed.append(_toll(match, "j"))
    for match in _LOSSES.finditer(text):
        killed.append(_toll(match, "e"))
    killed, wounded = _nobody(text, killed, wounded)
    if not killed and not wounded:
        casualty = _CASUALTY.search(text)
        if unknown:
            return unknown[0], None
        return (_unsure(casualty.group()) if casualty else None), None
    return _largest(killed), _largest(wounded)


def _nobody(text: str, killed: list[Toll], wounded: list[Toll]) -> tuple[list[Toll], list[Toll]]:
    """Put zero where the words say that nobody was killed or hurt."""
    nobody = _NOBODY.search(text)
    if nobody is None:
        return killed, wounded
    zero = Toll(0, 0, 0, nobody.group().strip(), "")
    what = nobody.group("none") or ""
    verb = nobody.group("verb") or ""
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
        if match["whoa"] != "dead" and _plausible_rest(text[match.end("numa") : match.start("verb")]):  # not "12 dead and 30 injured"
            yield match
            at = match.end()
        else:
            at = match.end("numa")


def _with_second(toll: Toll, rest: str) -> Toll:
    """Add a second group of people ("three officers and two soldiers were killed")."""
    second = _AND_NUMBER.search(rest)
    if second is None or toll.best is None:
        return toll
    return _added(toll, second, "g")


def _with_more(toll: Toll, text: str, match: re.Match[str]) -> Toll:
    """Add a second group behind a verb ("killing three officers and two soldiers")."""
    more = _AND_MORE.match(text, match.end())
    if more is None or toll.best is None:
        return toll
    return replace(
        _added(toll, more, "h"), words=" ".join(text[match.start() : more.end()].split())
    )


def _added(toll: Toll, second: re.Match[str], tag: str) -> Toll:
    """Add the number of a match to a toll, as far as both are known."""
    value, exact = _value(second.group(f"num{tag}"))
    if not exact or second.group(f"more{tag}") or second.group(f"less{tag}"):
        return replace(toll, best=None, high=None)
    total = (toll.best or 0) + value
    if toll.low is None or second.group(f"about{tag}"):
        return Toll(None, total, None, toll.words)
    return Toll(total, total, total, toll.words)


def _plausible_rest(rest: str) -> bool:
    """Tell whether the words between a number and its verb can belong to the counted people."""
    if _MONTH_NEXT.match(rest):
        return False
    rest = _DAY.sub(" ", _ASIDE.sub(" ", rest))
    return not _NOT_PEOPLE.search(rest) and not _OF_THE.fullmatch(rest)


def _is_wound(verb: str) -> bool:
    """Tell whether a verb speaks of wounds rather than deaths."""
    return verb.strip().startswith(("wound", "injur", "hurt", "maim"))


def _unsure(words: str) -> Toll:
    """Return a toll without numbers that keeps the words."""
    return Toll(None, None, None, " ".join(words.split()), "casualties")


def _largest(found: list[Toll]) -> Toll | None:
    """Return the toll that counts most: the others are parts of it ("including 40 civilians")."""
    if not found:
        return None
    return max(found, key=lambda t: t.best or t.low or t.high or 0)


def _toll(match: re.Match[str], tag: str, of: str | None = None) -> Toll:
    """Return the toll of a match whose groups carry a tag."""
    value, exact = _value(match.group(f"num{tag}"))
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


def _value(words: str) -> tuple[int, bool]:
    """Return the number that words say, and whether they say it exactly."""
    words = " ".join(words.split())
    if words in _ROUND:
        return _ROUND[words], False
    digits = words.replace(",", "")
    number = re.match(r"(\d+(?:\.\d+)?)\s*(\w+)?", digits)
    if number:
        return int(float(number.group(1)) * _SCALES.get(number.group(2) or "", 1)), True
    if words.startswith("half"):
        return 6, True
    total = part = 0
    for word in re.split(r"[\s-]+", words):
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0
        else:
            part += _UNITS.get(word, _TENS.get(word, 0))
    return total + part, True

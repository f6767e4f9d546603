"""An English text goes in; unknown names told by the words beside them, and words that point back, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from karamap.dates import WEEKDAY
from karamap.names import Folded
from karamap.phrases import PhraseIndex

# Nouns of kinds that make the capitalised name beside them a place.
_HEADS = frozenset(
    "village villages town towns city district province region settlement hamlet height heights hill hills mountain mountains "
    "ridge valley river lake reservoir pass gorge peninsula oblast raion rayon county governorate municipality canton airport "
    "airbase checkpoint bridge highway corridor crossing neighbourhood neighborhood suburb island front sector township".split()
)
# The same as the last word of a formal name ("Fooville Road").
_FORMAL = frozenset(
    "street avenue road drive boulevard square airport airbase hospital bridge highway tunnel canal county island islands heights "
    "hill hills ridge valley pass river peninsula gorge mountain mountains reservoir monastery crossing checkpoint".split()
)
_SIDES = frozenset(
    "north northern northeast northeastern northwest northwestern south southern southeast southeastern southwest southwestern "
    "eastern western central rural".split()
)
_BEFORE_NAMES = frozenset({"river", "lake", "village", "settlement", "hamlet"})
_FIRST = frozenset("lake mount mt cape fort camp".split())
# The same in a text about a war; elsewhere candidates have camps and sports have fields.
_WAR_HEADS = frozenset(
    "camp field oilfield junction dam hospital base outpost post refinery terminal prison quarter area locality".split()
)
_OF_CAMP = frozenset(("refugee", "displacement", "displaced", "IDP", "internment", "tent"))
_SMALL = "ad|al|an|ar|as|ash|at|az|de|del|el|er|es|ez|la|ul"  # written small inside a name
_CAP = "[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜ]"
_NAME = rf"(?:(?:{_SMALL})-)?{_CAP}[\w'’ʼ]+(?:[- ](?:(?:{_SMALL})[- ]){{0,2}}{_CAP}[\w'’ʼ]+){{0,4}}"
_WORD = rf"{_CAP}[\w'’.ʼ-]*"
_AFTER_OF = re.compile(rf"\s+of\s+({_NAME})")
_AFTER = re.compile(rf"\s+({_NAME})")
_BEFORE = re.compile(rf"(?<!\w)({_NAME})\s+$")
_FORMAL_BEFORE = re.compile(rf"(?<!\w)(?:{_WORD} ){{1,4}}$")
_NAMED_LAST = re.compile(rf"(?:Lake|Mount|Mt\.|Cape|Fort|Camp) {_WORD}\b")
_SHORT = 5  # letters of an abbreviation
_WINDOW = 70  # characters before a head that a name may take
_NOT_NAMES = frozenset(
    "nearby neighbouring neighboring the a an this that these those its his her their our my in on at by and or but for from to of new old first "
    "second third last next other another each every both all some many most main what when where while after before "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december president minister general colonel army state ministry defence defense government "
    "mr mrs ms dr".split()
)
_NOT_IN_NAMES = _NOT_NAMES - frozenset(_SMALL.split("|"))  # behind the first word of one
_ADJECTIVES = (
    "disputed|breakaway|mountainous|highland|contested|whole|entire|same|small|separatist|troubled|besieged|restive|southern|"
    "northern|eastern|western|border"
)
_POINTING = re.compile(rf"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:(?:{_ADJECTIVES})\s+){{0,2}}$")
_POINTED = frozenset(f"{_ADJECTIVES}|the|The|this|This|that|That".split("|"))
_CONTESTED = re.compile(r"\b(?:disputed|breakaway|contested)\s+$")
_BELONGS = re.compile(
    r"\s+(?:of|between|around|near|authorities|government|capital|council|hall|administration|centre|center)\b|['’]s"
)
_NAMED = re.compile(  # "the city Foo"; not "the city Monday"
    rf"\s+(?!{WEEKDAY}|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)){_CAP}\w"
)
_BEFORE_NOUN = 60  # characters before a noun that pointing words may take
_KINDS = {
    "region": ("region", "historical-region", "district"),
    "territory": ("region", "historical-region", "district"),
    "enclave": ("region", "historical-region"),
    "exclave": ("region", "historical-region"),
    "area": ("region", "historical-region", "district", "line", "border-sector"),
    "province": ("region", "district", "province", "state"),
    "republic": ("region", "historical-region", "country"),
    "city": ("city", "town"),
    "town": ("town", "city"),
    "village": ("village", "town"),
    "camp": ("camp", "village", "facility"),
    "district": ("district",),
    "corridor": ("corridor",),
    "peninsula": ("region",),
    "pass": ("pass", "mountain"),
    "bridge": ("bridge",),
    "tunnel": ("tunnel", "facility"),
}


_CONTESTED_NOUNS = frozenset({"region", "territory", "enclave", "area"})


# Words of which a text about a war has several.
_WAR = frozenset(
    "troops army soldier soldiers servicemen military militant militants militia militias militiamen rebel rebels fighters gunmen insurgents "
    "warplane warplanes jets tank tanks artillery mortar howitzers shell shells shelled shelling rocket rockets missile missiles drone "
    "drones airstrike airstrikes bombed bombs bombing bombardment ceasefire cease-fire truce frontline front-line peacekeepers fighting "
    "battle hostilities war besieged offensive brigade battalion displaced casualties refugees sniper ambush garrison positions "
    "paramilitaries paramilitary enclave wounded civilians".split()
)
_ONLY_WAR = _WAR - _HEADS - _FORMAL - _SIDES - _FIRST - frozenset(_KINDS)
_LEAST_WAR, _MOST_WAR = 2, 4  # different ones of them that a short text needs, and any
_PER_WAR_WORD = 150  # characters of a text that ask for one more


class Cues(NamedTuple):
    """Words of an English text, in folded spans, that may make a name beside them a place.

    ``of_war`` tells whether the text speaks of a war.
    """

    found: list[tuple[int, int, str]]
    of_war: bool


NO_CUES = Cues([], False)


@cache
def _cues() -> PhraseIndex:
    return PhraseIndex.of(
        [*_HEADS, *_WAR_HEADS, *_FORMAL, *_SIDES, *_FIRST, *_KINDS, *_WAR, "near"]
    )


def cues_of(folded: Folded) -> Cues:
    """Find the words of a text that `pointers` starts from, and tell whether it is of a war."""
    text = folded.text
    found = [(low, high, text[low:high]) for low, high in _cues().find(folded)]
    enough = min(_MOST_WAR, max(_LEAST_WAR, len(text) // _PER_WAR_WORD))
    return Cues(found, len(_WAR.intersection([cue for _, _, cue in found])) >= enough)


def anaphor_kinds(surface: str) -> tuple[str, ...]:
    """Return the kinds of place that a pointing-back expression may stand for."""
    return _KINDS.get(surface.lower().rsplit(None, 1)[-1], ())


class Pointers(NamedTuple):
    """Spans of unknown names that the words beside them make places, and of words that point back."""

    names: list[tuple[int, int]]
    anaphors: list[tuple[int, int]]


def pointers(text: str, folded: Folded, cues: Cues) -> Pointers:
    """Return what the nouns of an English text make places, known or not, in order."""
    names: list[tuple[int, int]] = []
    anaphors: list[tuple[int, int]] = []
    for low, high, cue in cues.found:
        if cue in _ONLY_WAR:
            continue
        start, end = folded.span(low, high)
        if text[start].isupper():
            names += _by_capital_cue(text, start, end, cue)
            continue
        if cue in _HEADS or (cues.of_war and cue in _WAR_HEADS):
            names += _by_head(text, start, end)
        elif cue in _SIDES:
            names += _behind(_AFTER, text, end)
        if cue == "near":
            names += _behind(_AFTER, text, end)
        if cue in _KINDS:
            found = _anaphor(text, start, end, cue)
            if found is not None:
                anaphors.append((found, end))
    names.sort()
    return Pointers(names, anaphors)


def _by_capital_cue(text: str, start: int, end: int, cue: str) -> Iterator[tuple[int, int]]:
    if cue == "near":
        yield from _behind(_AFTER, text, end)
    if cue in _FIRST and (matched := _NAMED_LAST.match(text, start)):
        yield from _trimmed(text, *matched.span())
    if cue in _FORMAL and text[start - 1 : start] == " " and not text[end : end + 1].isalnum():
        floor = max(0, start - _WINDOW)
        found = _FORMAL_BEFORE.search(text[floor:start])
        if found is not None and _in_capitals(text, start):
            return  # "Thousands Flee Over Mountain Passes"
        if found is not None and not _SIDES.issuperset(found[0].lower().split()):
            yield from _trimmed(text, floor + found.start(), end, least=2)


def _in_capitals(text: str, start: int) -> bool:
    """Tell whether a line is a headline in which every longer word has a capital."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    words = [w for w in text[low : high if high >= 0 else len(text)].split() if len(w) > 3]
    return len(words) > 4 and not any(w[0].islower() for w in words)


def _by_head(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the name in "village of Foo", "Foo village" or "river Foo"."""
    yield from _behind(_AFTER_OF, text, end)
    if text[start:end] in _BEFORE_NAMES:
        yield from _behind(_AFTER, text, end)
    floor = max(0, start - _WINDOW)
    words = text[floor:start].split()
    if words and words[-1] in _OF_CAMP and text.startswith("camp", start):  # "Fooville refugee camp"
        start -= len(words.pop()) + 1
    if words and not words[-1].islower():
        found = _BEFORE.search(text[floor:start])
        if found is not None and not _is_abbreviation(found[1]):
            yield from _trimmed(text, floor + found.start(1), floor + found.end(1))


def _is_abbreviation(name: str) -> bool:
    """Tell whether a name is that of a force or body ("a FOO camp"), in capitals but for a headline."""
    return name.isupper() and 1 < len(name) <= _SHORT


def _behind(pattern: re.Pattern[str], text: str, end: int) -> Iterator[tuple[int, int]]:
    matched = pattern.match(text, end)
    if matched is not None:
        yield from _trimmed(text, *matched.span(1))


def _trimmed(text: str, start: int, end: int, least: int = 1) -> Iterator[tuple[int, int]]:
    """Yield the span of a name without the article before it; nothing when it is no name."""
    words = text[start:end].lower().split()
    while words and words[0] in _NOT_NAMES:  # "The Fooville Road": the article is no part of it
        start += len(words.pop(0)) + 1
    if len(words) >= least and _NOT_IN_NAMES.isdisjoint(words):
        yield start, end


def _anaphor(text: str, start: int, end: int, noun: str) -> int | None:
    """Return where the words begin that make a noun point back ("the disputed region")."""
    before = text[max(0, start - _BEFORE_NOUN) : start]
    words = before.split()
    if not words or words[-1] not in _POINTED:
        return None
    pointing = _POINTING.search(before)
    if pointing is not None and not _BELONGS.match(text, end) and not _NAMED.match(text, end):
        return start - len(before) + pointing.start()
    contested = _CONTESTED.search(before) if noun in _CONTESTED_NOUNS else None
    return start - len(before) + contested.start() if contested else None

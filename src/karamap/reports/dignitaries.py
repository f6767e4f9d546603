"""An article goes in; where it names people of state comes out, by surname alone and by pronoun too.

Once a text has said what somebody is ("Foreign Minister Jane Doe", "Jane Doe, an envoy"), "Doe" and
"she" are as good as a title: who flies somewhere then goes to talk. Offsets are those of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

_TITLES = (
    r"(?:president|premier|minister|chancellor|king|queen|emir|sultan|prince|pope|patriarch|secretary|secretary[\- ]general|envoy|ambassador|"
    r"mediator|negotiator|commissioner|representative|chairman|chairwoman|chairperson|speaker|leader|general|gen|advis[eo]r|diplomat|chief|"
    r"co-chair|governor|ayatollah|sheikh|rapporteur|emissary|PM|FM)"
)
_CAPITAL = r"(?![a-zß-ÿ])[^\W\d_][^\W\d_]*(?:[\-'’][A-Z]?[^\W\d_]+)*\.?"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:al-|el-|bin|ibn|van|von|de|der|da|del)\s?)?{_CAPITAL}){{0,5}}"
_TITLED = re.compile(rf"\b(?i:{_TITLES})(?:-[\w\-]+)?\.?,?[ ](?:(?:of|for)\s+)?(?:the\s+)?(?P<name>{_NAME})")
_APPOSED = re.compile(
    rf"(?P<name>{_CAPITAL}\s+{_NAME}),\s+(?:the|an?|its|his|her|their|\w+'s)?\s*(?:[\w'’\-]+\s+){{0,5}}?(?i:{_TITLES})\b"
    r"(?!\s+(?:said|says|told|added|reported)\b)"
)
# "Receiving Jane Doe in ...": a name, and no noun behind it that it would belong to.
_RECEIVED = re.compile(
    rf"\breceiv(?:e|es|ed|ing)\s+(?P<name>{_NAME})(?=[,.;]|\s+(?:in|at|on|for|and|after|before|to|yesterday|today|tomorrow|last|while|as)\b)"
)
_NO_SURNAME = frozenset(
    "minister president secretary council assembly state staff party union nations affairs defence defense interior justice parliament"
    " commission committee republic federation army forces force security general court ministry department office house street square"
    " road avenue university institute agency bank group command envoy mission january february march april june july august september"
    " october november december monday tuesday wednesday thursday friday saturday sunday his her their in on at the he she they who it".split()
)
_SHORTEST = 3
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
# Several of them: "they" may then be meant.
_PLURAL = re.compile(
    r"\b(?:presidents|ministers|leaders|envoys|co-chairs|negotiators|mediators|delegates|delegation|diplomats|ambassadors)\b"
)
# People between them and a pronoun, who may be meant instead.
_OTHERS = re.compile(
    r"\b(?:people|refugees|residents|soldiers|troops|fighters|rebels|men|women|families|civilians|villagers|man|woman|boy|girl|father|"
    r"mother|son|brother|doctor|driver|resident|police|prisoners|hostages|survivors|protesters)\b"
)
_REACH = 400  # characters before a pronoun


def find_dignitaries(text: str, known: Sequence[int], places: Collection[int]) -> list[int]:
    """Find where people of state are named.

    Parameters
    ----------
    text
        The text of an article.
    known
        Where persons stand who are known anyway.
    places
        Where place names begin, which are nobody's surname.

    Returns
    -------
    Offsets, in order.
    """
    found = {*known, *_guests(text, places)}
    if surnames := sorted(set(_surnames(text, places))):
        words = "|".join(map(re.escape, surnames))
        found.update(match.start() for match in re.finditer(rf"\b(?:{words})\b", text))
    named = sorted(found.difference(places).union(known))
    several = [match.start() for match in _PLURAL.finditer(text)]
    return sorted({*named, *_pronouns(text, named, several)})


def _surnames(text: str, places: Collection[int]) -> Iterator[str]:
    """Yield the last names of those whom the text gives an office."""
    for pattern in (_TITLED, _APPOSED):
        for match in pattern.finditer(text):
            start = match.end("name") - len(match["name"].split()[-1])
            surname = re.sub(r"['’]s?$|\.$", "", match["name"].split()[-1])
            plain = surname.lower()
            if len(plain) >= _SHORTEST and plain not in _NO_SURNAME and start not in places:
                yield surname


def _guests(text: str, places: Collection[int]) -> Iterator[int]:
    """Yield where somebody is named whom another receives."""
    for match in _RECEIVED.finditer(text):
        if match.start("name") not in places:
            yield match.start("name")


def _pronouns(text: str, named: Sequence[int], several: Sequence[int]) -> Iterator[int]:
    """Yield where a pronoun stands for somebody named before it in the paragraph."""
    if not named and not several:
        return
    for match in _PRONOUN.finditer(text):
        plural = match[0].lower() == "they"
        low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
        before = _last(several if plural else named, low, match.start())
        if before is None and plural:
            before = _second_last(named, low, match.start())
        if before is not None and not _OTHERS.search(text, before, match.start()):
            yield match.start()


def _last(offsets: Sequence[int], low: int, high: int) -> int | None:
    """Return the last offset of a stretch."""
    index = bisect_left(offsets, high) - 1
    return offsets[index] if index >= 0 and offsets[index] >= low else None


def _second_last(offsets: Sequence[int], low: int, high: int) -> int | None:
    """Return the last offset but one of a stretch."""
    index = bisect_left(offsets, high) - 2
    return offsets[index] if index >= 0 and offsets[index] >= low else None


__all__ = ["find_dignitaries"]

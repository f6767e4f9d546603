"""An article goes in; where it names people of state comes out, by surname alone and by pronoun too.

Once a text has said what somebody is ("Foreign Minister Jane Doe", "Jane Doe, an envoy"), "Doe" and
"she" are as good as a title: who flies somewhere then goes to talk. Offsets are those of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

_TITLES = frozenset(
    "president premier minister chancellor king queen emir sultan prince pope patriarch secretary secretary-general envoy ambassador"
    " mediator negotiator commissioner representative chairman chairwoman chairperson speaker leader general gen adviser advisor diplomat"
    " chief co-chair governor ayatollah sheikh rapporteur emissary pm fm chairman-in-office president-elect".split()
)
# A row of words with capitals; no full stop within it but that of an abbreviation.
_WORD = r"[^\W\d_a-z](?:[\w'’\-]{0,2}\.|[\w'’\-]*)"
_ROW = re.compile(rf"\b{_WORD}(?: (?:(?:al|el|bin|ibn|van|von|de|der|da|del)[ \-])?{_WORD}){{0,7}}")
_TOKEN = re.compile(r"[^ ]+")
_PHRASE_END = re.compile(r"[,.;:()\"]")  # what ends words that say what somebody is
# By their first letters, in small letters: five times as fast as one row of words in any case.
_TITLE = re.compile(rf"\b(?:{'|'.join(sorted(_TITLES, key=lambda word: (word[0], -len(word))))})\b")
_APPOSED_WORDS = 7  # words behind a comma among which an office stands
_BEFORE, _BEHIND = 40, 90  # characters in which an office stands before and behind a name
_SAID = frozenset("said says told added reported".split())
_LINKS = frozenset(("of", "for", "the"))
# "Receiving Jane Doe in ...": a name, and no noun behind it that it would belong to.
_RECEIVED = re.compile(r"\breceiv(?:e|es|ed|ing)\s+")
_GUEST_ENDS = re.compile(
    r"[,.;]|\s+(?:in|at|on|for|and|after|before|to|yesterday|today|tomorrow|last|while|as)\b"
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
    rows = [(*row.span(), row[0]) for row in _ROW.finditer(text)]
    small = text.lower()
    if len(small) != len(text):  # a letter whose small form is two
        small = "".join(letter.lower()[:1] for letter in text)
    titles = [title.start() for title in _TITLE.finditer(small)]
    surnames = {
        last for start, end, row in rows
        if _title_near(titles, start, end)
        and end - len(row.rpartition(" ")[2]) not in places
        and _is_surname(last := _plain(row.rpartition(" ")[2]))
        and _has_office(text, (start, end), row)
    }  # fmt: skip
    found = {*known, *_guests(text)}
    if surnames:
        found.update(at for start, _, row in rows for word, at in _words(row, start) if word in surnames)
    named = sorted(found.difference(places).union(known))
    return sorted({*named, *_pronouns(text, named)})


def _plain(word: str) -> str:
    """Return a word without the ending of what belongs to somebody."""
    return word.rstrip(".").removesuffix("'s").removesuffix("’s")


def _is_surname(word: str) -> bool:
    """Tell whether the last word of a row may be somebody's name."""
    lower = word.lower()
    return len(word) >= _SHORTEST and lower not in _NO_SURNAME and lower not in _TITLES


def _title_near(titles: Sequence[int], start: int, end: int) -> bool:
    """Tell whether the word for an office stands in a row of words, or so near that it may be theirs."""
    index = bisect_left(titles, start - _BEFORE)
    return index < len(titles) and titles[index] < end + _BEHIND


def _words(row: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the words of a row without endings, with where they stand."""
    for word in _TOKEN.finditer(row):
        yield _plain(word[0]), start + word.start()


def _has_office(text: str, span: tuple[int, int], row: str) -> bool:
    """Tell whether a row of words names somebody with an office: in it, before it, or behind a comma."""
    *words, _ = row.split(" ")
    if any(_plain(word).lower() in _TITLES for word in words):
        return True
    before = text[max(0, span[0] - _BEFORE) : span[0]].rsplit("\n", 1)[-1].replace(",", " ").split()
    while before and before[-1] in _LINKS:
        before.pop()
    if before and before[-1].lower() in _TITLES:
        return True
    if not words or not text.startswith(", ", span[1]):
        return False
    phrase = _PHRASE_END.split(text[span[1] + 2 : span[1] + _BEHIND], maxsplit=1)[0].split()
    office = next((i for i, w in enumerate(phrase[:_APPOSED_WORDS]) if w.lower() in _TITLES), -1)
    return office >= 0 and _SAID.isdisjoint(phrase[office + 1 : office + 2])


def _guests(text: str) -> Iterator[int]:
    """Yield where somebody is named whom another receives."""
    for match in _RECEIVED.finditer(text) if "receiv" in text else ():
        guest = _ROW.match(text, match.end())
        if guest is not None and _GUEST_ENDS.match(text, guest.end()):
            yield guest.start()


def _pronouns(text: str, named: Sequence[int]) -> Iterator[int]:
    """Yield where a pronoun stands for somebody named before it in the paragraph."""
    several = [match.start() for match in _PLURAL.finditer(text)] if "hey " in text else []
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

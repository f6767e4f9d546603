"""Folded names go in; an automaton that finds them on word boundaries in folded text comes out.

Boundaries are made visible, so that the machine itself finds nothing but whole words, the longest
at each place: in haystack and patterns alike every character that is no letter or digit is a space
and every word starts with a capital, and a pattern ends with a space. "tel-aviv's" is then
"Tel Aviv S ", the pattern is "Tel Aviv ", and the next name can start right behind it. All that
keeps offsets; only where a text holds letters outside ASCII must offsets of bytes be led back to
those of characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter, le
from typing import Any

import daachorse

from karamap.names import fold, haystack, spaced

_SPACE = ord(" ")
# Words that are written small inside a name, and some of them before it ("al-Fooville"); the
# Arabic article takes the first letter of the name ("ez-Zooville").
SMALL_WORDS = frozenset(
    "of the and de la le les el al du des da do di del on upon in sur am an der y e i "
    "ad ar as ash at az ed er es esh et ez ul".split()
)
# Nouns of sites that end a name and are often written small ("the Fooville bridge").
_SITES = frozenset("airbase airfield airport bridge camp crossing dam hospital pass port".split())
Hit = tuple[int, int]
_START, _END, _SPAN = itemgetter(0), itemgetter(1), itemgetter(0, 1)


def match_key(name_key: str) -> str:
    """Return the key under which names are filed: words of letters and digits, single spaces."""
    return " ".join(spaced(name_key).split())


def forms_of(name: str) -> tuple[str, str]:
    """Return a name's match key and the way it stands in spaced text ("st  x" for "St. X")."""
    plain = name.isascii()  # folding would only make it small
    text = spaced(name.lower() if plain else fold(name).text)
    return " ".join(text.split()), text.strip()


def patterns_of(plain: str, written: str) -> tuple[str, ...]:
    """Return the patterns to search for a name of these two forms (see `forms_of`)."""
    return (plain,) if plain == written else (plain, written)


class Automaton:
    """Leftmost-longest search for many names at once."""

    __slots__ = ("_machine",)

    def __init__(self, machine: Any) -> None:  # noqa: ANN401 - daachorse has no type hints
        self._machine = machine

    @classmethod
    def build(cls, patterns: Sequence[str], cased: bool = False) -> Automaton:
        """Build from patterns (see `patterns_of`); their order gives their indexes.

        With ``cased`` the machine also finds the names with their small words written small, for
        haystacks in which only words with a capital have one.
        """
        written = [_written(pattern) for pattern in patterns]
        if cased:
            known = set(written)
            small = {form for pattern in patterns for form in _with_small_words(pattern)}
            written += sorted(small - known)
        # daachorse refuses an empty set of patterns; a lone NUL is never in a haystack.
        written = written or [b"\0"]
        return cls(daachorse.DoubleArrayAhoCorasick(written, daachorse.MATCH_KIND_LEFTMOST_LONGEST))

    @classmethod
    def from_bytes(cls, data: bytes) -> Automaton:
        """Restore what `to_bytes` gave."""
        return cls(daachorse.DoubleArrayAhoCorasick.deserialize(data))

    def to_bytes(self) -> bytes:
        """Return the automaton as bytes."""
        return bytes(self._machine.serialize())

    def exact(self, name: str) -> int | None:
        """Return the index of the pattern that is this whole name (a match key)."""
        text = _written(name)
        for start, end, pattern in self._machine.find(text):
            if start == 0 and end == len(text):
                return int(pattern)
        return None

    def find(self, hay: bytes) -> list[Hit]:
        """Return (start, end) in bytes of the text in this haystack, without its first space."""
        return words_in(hay, self.raw(hay))

    def raw(self, hay: bytes) -> list[Hit]:
        """Return (start, end) of the patterns in this haystack as they stand: see `words_in`."""
        return list(map(_SPAN, self._machine.find(hay)))


def words_in(hay: bytes, raw: list[Hit]) -> list[Hit]:
    """Return the spans in the text of what the machines found in its haystack."""
    # A capital may stand inside a word, too: behind a digit, or a letter that has none.
    return [(start - 1, end - 2) for start, end in raw if hay[start - 1] == _SPACE]


def _written(pattern: str) -> bytes:
    """Return a pattern as it stands in a haystack."""
    return haystack(pattern)[1:]


def _with_small_words(pattern: str) -> Iterator[bytes]:
    """Yield a pattern as it stands in a haystack with its small words written small."""
    words = pattern.split(" ")
    small = SMALL_WORDS.union(words[-1:]) if words[-1] in _SITES else SMALL_WORDS
    if len(words) == 1 or small.isdisjoint(words):
        return
    inside = [word if word in small else word.title() for word in words[1:]]
    firsts = {words[0].title(), words[0]} if words[0] in SMALL_WORDS else {words[0].title()}
    for first in sorted(firsts):
        form = " ".join([first, *inside])
        if form.isascii():
            yield form.encode() + b" "


def merge(strong: list[Hit], weak: list[Hit]) -> list[Hit]:
    """Merge hits of two automata, each in order and free of overlap, into one such list.

    A strong hit wins, unless a weak one holds it and is longer.
    """
    both = sorted({*strong, *weak})
    if all(map(le, map(_END, both), map(_START, islice(both, 1, None)))):
        return both  # nothing overlaps
    others = sorted(set(weak).difference(strong))
    out: list[Hit] = []
    at, count = 0, len(strong)
    for hit in others:
        start, end = hit
        first = bisect_left(strong, hit, at)
        if first > at and strong[first - 1][1] > start:
            first -= 1  # the one before reaches into it
        out += strong[at:first]
        at = behind = first
        while behind < count and strong[behind][0] < end:
            behind += 1
        if behind == first:
            out.append(hit)
        elif start <= strong[first][0] and strong[behind - 1][1] <= end:
            out.append(hit)  # it holds all that it touches
            at = behind
    out += strong[at:]
    return out


def spans(hay: bytes, hits: list[Hit]) -> list[Hit]:
    """Lead offsets of bytes back to those of characters."""
    if hay.isascii():
        return hits
    out: list[Hit] = []
    at = offset = 0
    for start, end in hits:
        begin = offset + len(hay[at + 1 : start + 1].decode())
        offset = begin + len(hay[start + 1 : end + 1].decode())
        out.append((begin, offset))
        at = end
    return out

"""Folded names go in; an automaton that finds them on word boundaries in folded text comes out.

A word boundary is made visible by writing every character that is no letter or digit as a space,
one for one, so that offsets stay: "Tel-Aviv's" and "tel aviv s" look alike. A pattern is a name with
a space before it; the space after it is checked on the hit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import daachorse

from karamap.names import fold


class _SpaceTable(dict[int, str]):
    """Letters, digits and marks as they are, all else as a space; worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        keep = char.isalnum() or unicodedata.category(char)[0] == "M"
        value = self[code] = char if keep else " "
        return value


_SPACES = _SpaceTable()
Hit = tuple[int, int]


def spaced(folded: str) -> str:
    """Return folded text with a space for everything that is no letter or digit, same length."""
    return folded.translate(_SPACES)


def match_key(name_key: str) -> str:
    """Return the key under which names are filed: words of letters and digits, single spaces."""
    return " ".join(spaced(name_key).split())


def forms_of(name: str) -> tuple[str, str]:
    """Return a name's match key and the way it stands in spaced text ("st  x" for "St. X")."""
    text = fold(name).text.translate(_SPACES)
    return " ".join(text.split()), text.strip()


def patterns_of(plain: str, written: str) -> tuple[str, ...]:
    """Return the patterns to search for a name of these two forms (see `forms_of`)."""
    return (f" {plain}",) if plain == written else (f" {plain}", f" {written}")


class Automaton:
    """Leftmost-longest search for many names at once."""

    __slots__ = ("_machine",)

    def __init__(self, machine: Any) -> None:  # noqa: ANN401 - daachorse has no type hints
        self._machine = machine

    @classmethod
    def build(cls, patterns: Sequence[str]) -> Automaton:
        """Build from patterns (see `patterns_of`); a hit carries the index of its pattern."""
        # An empty set of patterns is refused by daachorse; a lone control character never matches.
        return cls(
            daachorse.CharwiseDoubleArrayAhoCorasick(
                list(patterns) or ["\x00\x00"], daachorse.MATCH_KIND_LEFTMOST_LONGEST
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Automaton:
        """Restore what `to_bytes` gave."""
        return cls(daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(data))

    def to_bytes(self) -> bytes:
        """Return the automaton as bytes."""
        return bytes(self._machine.serialize())

    def exact(self, name: str) -> int | None:
        """Return the index of the pattern that is this whole name (a match key)."""
        text = f" {name}"
        for start, end, pattern in self._machine.find(text):
            if start == 0 and end == len(text):
                return int(pattern)
        return None

    def find(self, hay: str) -> list[Hit]:
        """Find names in a haystack: spaced text with one more space at each end.

        Returns
        -------
        (start, end) as offsets into the text before that space was put in front.
        """
        hits: list[Hit] = []
        add = hits.append
        for start, end, _ in self._machine.find(hay):
            if hay[end] == " ":
                add((start, end - 1))
            elif hay.find(" ", start + 1, end) > 0:
                hits += self._retry(hay, start, end)
        return hits

    def _retry(self, hay: str, start: int, end: int) -> list[Hit]:
        """Look again in words that a name broke off in ("new york" in "new yorkers" hid "new")."""
        stop = hay.rfind(" ", start + 1, end)
        part = hay[start : stop + 1]  # whole words, with the space behind them
        return [(start + s, start + e) for s, e in self.find(part)]


def merge(strong: list[Hit], weak: list[Hit]) -> list[Hit]:
    """Merge hits of two automata, each in order and free of overlap, into one such list.

    A strong hit wins, unless a weak one holds it and is longer.
    """
    out: list[Hit] = []
    i, count = 0, len(strong)
    for hit in weak:
        start, end = hit
        while i < count and strong[i][1] <= start:
            out.append(strong[i])
            i += 1
        j = i
        while j < count and strong[j][0] < end:
            j += 1
        if j == i:
            out.append(hit)
        elif start <= strong[i][0] and strong[j - 1][1] <= end:
            out.append(hit)  # it holds all that it touches
            i = j
    out += strong[i:]
    return out

"""A folded text goes in; the words with their offsets that stand behind or around a stretch of it come out.

A text is cut into words once, because many triggers look at the words beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from karamap.dates import MONTHS

# Days and "at least" are one word each: nothing else belongs to their "on" and "at".
_MONTH = f"(?:{MONTHS}|sept|oct|nov|dec|jan|feb|aug)"
_DAY = rf"on (?:\w+day\b(?: (?:morning|afternoon|evening|night)\b)?|\d\d? {_MONTH}\b|{_MONTH} \d\d?\b)"
_WORD = re.compile(rf"({_DAY}|late {_DAY}|early {_DAY}|at (?:least|most)\b|\d+(?:[.,]\d+)+|\w[\w'\-]*|[^\w\s])")


class Words:
    """The words and marks of a folded text, in order."""

    __slots__ = ("_ends", "_starts", "_words", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _WORD.split(text)
        offsets = [*accumulate(map(len, pieces))]
        self._words = pieces[1::2]
        self._starts, self._ends = offsets[:-1:2], offsets[1::2]

    def behind(self, offset: int, reach: int) -> list[str]:
        """Return the words that lie wholly in so many characters behind an offset."""
        stretch = self._behind(offset, reach)
        if stretch is None:
            return [match.group() for match in self._anew(offset, reach)]
        return self._words[stretch]

    def ends_behind(self, offset: int, reach: int) -> list[int]:
        """Return where each of these words ends."""
        stretch = self._behind(offset, reach)
        if stretch is None:
            return [match.end() for match in self._anew(offset, reach)]
        return self._ends[stretch]

    def _behind(self, offset: int, reach: int) -> slice | None:
        """Return which words lie behind an offset, or ``None`` where it lies within a word."""
        first = bisect_left(self._starts, offset)
        if first and self._ends[first - 1] > offset:
            return None
        return slice(first, bisect_right(self._ends, offset + reach, first))

    def _anew(self, offset: int, reach: int) -> Iterator[re.Match[str]]:
        """Return the words behind an offset that lies within one, cut from there on."""
        return _WORD.finditer(self.text, offset, min(len(self.text), offset + reach))

    def around(self, start: int, end: int) -> list[str]:
        """Return the words of which some part lies in a stretch."""
        return self._words[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

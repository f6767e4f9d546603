"""A pattern and the words that it needs go in; a search that is tried only where they stand comes out."""

from __future__ import annotations

import re

from karamap.reports.grammar import Grammar


class Cue:
    """A pattern that is looked for in a sentence.

    Most sentences lack its words, and to see that takes a small part of the time of a search; most
    searches end with the first test, before anything is called.

    Parameters
    ----------
    pattern
        A regular expression; it begins and ends at word boundaries, so that no word is split.
    words, others
        Words parted by blanks: where the pattern matches stands one of the first, and one of the
        others if there are any.
    """

    __slots__ = ("_others", "pattern", "words")

    def __init__(self, pattern: str, words: str, others: str = "") -> None:
        self.pattern = re.compile(pattern)
        self.words, self._others = frozenset(words.split()), frozenset(others.split())

    def may_stand(self, bag: frozenset[str]) -> bool:
        """Tell whether a sentence has the words."""
        if bag.isdisjoint(self.words):
            return False
        return not self._others or not bag.isdisjoint(self._others)

    def search(self, grammar: Grammar, start: int, end: int) -> re.Match[str] | None:
        """Find the pattern in a stretch of the sentence."""
        if grammar.bag.isdisjoint(self.words) or not self.may_stand(grammar.bag):
            return None
        return self.pattern.search(grammar.text, start, end)

    def match(self, grammar: Grammar, start: int, end: int) -> re.Match[str] | None:
        """Find the pattern where a stretch of the sentence begins."""
        if grammar.bag.isdisjoint(self.words) or not self.may_stand(grammar.bag):
            return None
        return self.pattern.match(grammar.text, start, end)

    def fullmatch(self, grammar: Grammar, start: int, end: int) -> re.Match[str] | None:
        """Find the pattern where it is all that a stretch of the sentence holds."""
        if grammar.bag.isdisjoint(self.words) or not self.may_stand(grammar.bag):
            return None
        return self.pattern.fullmatch(grammar.text, start, end)


__all__ = ["Cue"]

"""Phrases go in once; the spans where they stand in a text come out, again and again.

Matching is on folded text (`karamap.names.fold`), whole words, leftmost and longest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from karamap.names import Folded, key


def load_phrases(name: str) -> list[str]:
    """Return the lines of a word list in ``karamap/lexicons``, without comments."""
    text = (resources.files("karamap") / "lexicons" / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """An automaton over phrases."""

    phrases: tuple[str, ...]
    automaton: CharwiseDoubleArrayAhoCorasick | None

    @classmethod
    def of(cls, phrases: Iterable[str]) -> PhraseIndex:
        """Build the index; empty phrases are left out."""
        keys = tuple(sorted({key(phrase) for phrase in phrases} - {""}))
        if not keys:
            return cls((), None)
        return cls(keys, CharwiseDoubleArrayAhoCorasick(list(keys), MATCH_KIND_LEFTMOST_LONGEST))

    def find(self, folded: str) -> list[tuple[int, int, str]]:
        """Return (start, end, phrase) in folded text, whole words only, in order."""
        if self.automaton is None:
            return []
        return [
            (start, end, self.phrases[number])
            for start, end, number in self.automaton.find(folded)
            if not (start and folded[start - 1].isalnum())
            and not (end < len(folded) and folded[end].isalnum())
        ]

    def spans(self, folded: Folded) -> list[tuple[int, int]]:
        """Return the spans in the original text where a phrase stands, in order."""
        return [folded.span(start, end) for start, end, _ in self.find(folded.text)]

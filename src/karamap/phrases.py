"""Phrases go in once; the spans where they stand in a text come out, again and again.

Matching is on folded text (`karamap.names.fold`), whole words, leftmost and longest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from karamap.automaton import Automaton, forms_of, patterns_of, spans
from karamap.names import Folded


def load_phrases(name: str) -> list[str]:
    """Return the lines of a word list in ``karamap/lexicons``, without comments."""
    text = (resources.files("karamap") / "lexicons" / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """An automaton over phrases."""

    automaton: Automaton

    @classmethod
    def of(cls, phrases: Iterable[str]) -> PhraseIndex:
        """Build the index; empty phrases are left out."""
        forms = {form for phrase in phrases for form in patterns_of(*forms_of(phrase))}
        return cls(Automaton.build(sorted(forms - {""})))

    def find(self, folded: Folded) -> list[tuple[int, int]]:
        """Return (start, end) in the folded text, whole words only, in order."""
        return spans(folded.hay, self.automaton.find(folded.hay))

    def spans(self, folded: Folded) -> list[tuple[int, int]]:
        """Return the spans in the original text where a phrase stands, in order."""
        found = self.find(folded)
        return found if folded.starts is None else [folded.span(*span) for span in found]

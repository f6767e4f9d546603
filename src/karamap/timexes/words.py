"""A text goes in; its words about time come out, each as one letter of a small alphabet.

The rules of `karamap.timexes.grammar` are patterns over that alphabet: a word of the lexicon
becomes the letter of its class, everything else becomes ``OTHER``. Tokens keep their offsets, so
that a span found by a pattern is a span of the text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

OTHER = "."
_MARKS = {
    ",": "comma", ".": "dot", ":": "colon", "/": "slash", "(": "open", ")": "close", "|": "bar",
    "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "−": "dash", "‐": "dash", "‒": "dash",
    "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe", "ʼ": "apostrophe",
}  # fmt: skip
_COMPUTED = ("day", "two", "number", "year", "break", *sorted(set(_MARKS.values())))
# Combining marks may stand after any letter; a word with one is no word of the lexicon.
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n|[^\w\s]")
_SOFT_WRAP = 45


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark: where it is, its class letter and its value."""

    start: int
    end: int
    kind: str
    value: int


class Lexicon:
    """The words about time, by form, with a letter for each class."""

    def __init__(self) -> None:
        text = files("karamap.lexicons").joinpath("times.toml").read_text(encoding="utf-8")
        tables: dict[str, dict[str, list[str]]] = tomllib.loads(text)
        cases: dict[str, list[str]] = tables.pop("cases")
        names = [*_COMPUTED, *tables]
        self.letters = {name: chr(0x100 + i) for i, name in enumerate(names)}
        self.words: dict[str, tuple[str, int]] = {
            mark: (self.letters[name], 0) for mark, name in _MARKS.items()
        }
        self.words["\n"] = (self.letters["break"], 0)
        for name, values in tables.items():
            forms = cases.get(name, ["lower", "title", "upper"])
            for value, words in values.items():
                for word in words:
                    for form in forms:
                        cased = {"lower": word, "title": word.capitalize()}.get(form, word.upper())
                        self.words.setdefault(cased, (self.letters[name], int(value)))

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compile a rule: ``<a|b>`` is one token of class a or b."""

        def letters(match: re.Match[str]) -> str:
            return "[" + "".join(self.letters[name] for name in match[1].split("|")) + "]"

        compact = re.sub(r"\s+", "", pattern)
        return re.compile(re.sub(r"(?<!\(\?P)<([a-z_|]+)>", letters, compact))

    def number(self, digits: str) -> tuple[str, int]:
        """Return class and value of a number."""
        value = int(digits[:9])
        if len(digits) <= 2:
            return self.letters["day" if 1 <= value <= 31 else "two"], value
        is_year = len(digits) == 4 and 1500 <= value <= 2100
        return self.letters["year" if is_year else "number"], value


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    return Lexicon()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split a stretch of text into tokens with their classes."""
    known = lexicon()
    found: list[Token] = []
    line = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        entry = known.words.get(word)
        if entry is None:
            entry = known.number(word) if "0" <= word[0] <= "9" else (OTHER, 0)
        elif word == "\n":
            here, line = line, match.end()
            if _is_soft(text, here, match.start()):
                continue
        found.append(Token(match.start(), match.end(), *entry))
    return found


def _is_soft(text: str, line: int, at: int) -> bool:
    """Tell whether a line end only wraps a long line: text goes on on both sides."""
    if at - line < _SOFT_WRAP or at + 1 >= len(text):
        return False
    before, after = text[at - 1], text[at + 1]
    return (before.isalnum() or before == ",") and (after.isdigit() or after.islower())


def classes(found: list[Token]) -> str:
    """Return the tokens' class letters as one string, one letter a token."""
    return "".join([token.kind for token in found])

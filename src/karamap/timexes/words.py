"""A text goes in; its words about time come out, each as one letter of a small alphabet.

The rules of `karamap.timexes.grammar` are patterns over that alphabet: a word of the lexicon
becomes the letter of its class, everything else becomes ``OTHER``. Tokens keep their offsets, so
that a span found by a pattern is a span of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

OTHER = "."
_MARKS = {
    ",": "comma", ".": "dot", ":": "colon", "/": "slash", "(": "open", ")": "close", "|": "bar",
    "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "−": "dash", "‐": "dash", "‒": "dash",
    "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe", "ʼ": "apostrophe",
}  # fmt: skip
_COMPUTED = ("day", "two", "number", "year", "break", *sorted(set(_MARKS.values())))
# Combining marks may stand after any letter; a word with one is no word of the lexicon.
CORE = (
    "month", "month_cap", "month_short", "month_low", "weekday", "weekdays", "unit", "units",
    "deictic", "daypart", "season", "weekend", "now", "recent", "recently", "earlier", "shortly",
    "then", "moment", "time", "quarter", "half", "war", "wars", "since",
)  # fmt: skip
_NOTHING = (OTHER, 0)
_NUMBER = re.compile(
    r"[0-9](?:[0-9]{3}(?![0-9])|[0-9]?[:/.\-][0-9]|[0-9]?\s?[apAP]\.?[mM]\b)|\bQ[1-4]\b"
)
_LEFT, _RIGHT = 48, 40
_DIGITS = frozenset("0123456789")
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n|[^\w\s]")
_SOFT_WRAP = 45


class Token(NamedTuple):
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
        self.name_of = {letter: name for name, letter in self.letters.items()}
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
        numbers = [
            *(f"{n:02}" for n in range(100)),
            *map(str, range(10)),
            *map(str, range(1500, 2101)),
        ]
        self.letter_of = {word: letter for word, (letter, _) in self.words.items()}
        self.letter_of.update((number, self.number(number)[0]) for number in numbers)
        core = [w for w, (letter, _) in self.words.items() if letter in self._core()]
        self.machine: Any = CharwiseDoubleArrayAhoCorasick(core, MATCH_KIND_LEFTMOST_LONGEST)

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compile a rule: ``<a|b>`` is one token of class a or b."""

        def letters(match: re.Match[str]) -> str:
            return "[" + "".join(self.letters[name] for name in match[1].split("|")) + "]"

        compact = re.sub(r"\s+", "", pattern)
        return re.compile(re.sub(r"(?<!\(\?P)<([a-z_|]+)>", letters, compact))

    def _core(self) -> frozenset[str]:
        """Return the letters of the classes of which every expression has one."""
        return frozenset(self.letters[name] for name in CORE)

    def entry(self, word: str) -> tuple[str, int]:
        """Return class letter and value of a word, a number or a mark."""
        entry = self.words.get(word)
        if entry is not None:
            return entry
        return self.number(word) if "0" <= word[0] <= "9" else _NOTHING

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


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of text.

    Attributes
    ----------
    letters
        Their classes, one letter a token.
    """

    text: str
    spans: list[tuple[int, int]]
    letters: str

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, index: int) -> Token:
        start, end = self.spans[index]
        return Token(start, end, self.letters[index], lexicon().entry(self.text[start:end])[1])

    def name(self, index: int) -> str:
        """Return the class of a token, "" for any other word."""
        return lexicon().name_of.get(self.letters[index], "")

    def names(self, first: int, last: int) -> list[str]:
        """Return the classes of a range of tokens."""
        return [self.name(index) for index in range(first, last)]

    def cut(self, first: int, last: int) -> Iterator[Token]:
        """Yield the tokens of a range."""
        return (self[i] for i in range(first, last))


def tokens(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Split a stretch of text into tokens with their classes."""
    known = lexicon()
    spans = [m.span() for m in _TOKEN.finditer(text, start, len(text) if end is None else end)]
    get, number = known.letter_of.get, known.letters["number"]
    words = [text[a:b] for a, b in spans]
    letters = "".join([get(word) or (number if word[0] in _DIGITS else OTHER) for word in words])
    if known.letters["break"] in letters:
        kept = [i for i, (a, _) in enumerate(spans) if text[a] != "\n" or not _is_soft(text, a)]
        spans, letters = [spans[i] for i in kept], "".join([letters[i] for i in kept])
    return Tokens(text, spans, letters)


def _is_soft(text: str, at: int) -> bool:
    """Tell whether a line end only wraps a long line: text goes on on both sides."""
    if at - text.rfind("\n", 0, at) <= _SOFT_WRAP or at + 1 >= len(text):
        return False
    before, after = text[at - 1], text[at + 1]
    return (before.isalnum() or before == ",") and (after.isdigit() or after.islower())


def windows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches round every word or number that a time expression needs.

    Most of a text speaks of no time; only these stretches are split into tokens.
    """
    part = text[start:end]
    hits = [a + start for a, b, _ in lexicon().machine.find(part) if _is_word(part, a, b)]
    hits += [m.start() + start for m in _NUMBER.finditer(part)]
    hits.sort()
    found: list[tuple[int, int]] = []
    for hit in hits:
        if found and hit + _RIGHT <= found[-1][1]:
            continue
        right = min(end, hit + _RIGHT)
        while right < end and not text[right].isspace():
            right += 1
        if found and hit - _LEFT <= found[-1][1]:
            found[-1] = (found[-1][0], right)
            continue
        left = max(start, hit - _LEFT)
        while left > start and not text[left - 1].isspace():
            left -= 1
        if found and left <= found[-1][1]:
            left = found.pop()[0]
        found.append((left, right))
    return found


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a hit is a whole word, an ending of plural or possession allowed."""
    if start and text[start - 1].isalpha():
        return False
    return end >= len(text) or not text[end].isalpha()

"""A text goes in; its words about time come out, each as one letter of a small alphabet.

The rules of `karamap.timexes.grammar` are patterns over that alphabet: a word of the lexicon
becomes the letter of its class, everything else becomes ``OTHER``. Tokens keep their offsets, so
that a span found by a pattern is a span of the text.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
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
# Every expression has a word of one of these classes, a year, or a number with a sign in it.
_CORE = frozenset({
    "month", "month_cap", "month_short", "month_low", "weekday", "weekdays", "unit", "units",
    "deictic", "daypart", "season", "weekend", "now", "recent", "recently", "earlier", "shortly",
    "then", "moment", "time", "quarter", "half", "edge", "since", "meridiem",
})  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_DIGITS = "0123456789"
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n|[^\w\s]")
_SOFT_WRAP = 45
_LEFT, _RIGHT = 28, 44  # characters round a hit that nearly always hold its whole run


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
        self.letter_of = {word: letter for word, (letter, _) in self.words.items()}
        self.letter_of.update((number, self.number(number)[0]) for number in _common_numbers())
        self.machine: Any = CharwiseDoubleArrayAhoCorasick(
            [*self._core(), *_signs()], MATCH_KIND_LEFTMOST_LONGEST
        )

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compile a rule: ``<a|b>`` is one token of class a or b."""

        def letters(match: re.Match[str]) -> str:
            return "[" + "".join(self.letters[name] for name in match[1].split("|")) + "]"

        compact = re.sub(r"\s+", "", pattern)
        return re.compile(re.sub(r"(?<!\(\?P)<([a-z_|]+)>", letters, compact))

    def _core(self) -> list[str]:
        """Return the words of which every expression has one, unless it has a sign instead."""
        name_of = self.name_of
        return [word for word, (letter, _) in self.words.items() if name_of[letter] in _CORE]

    def value(self, word: str) -> int:
        """Return the value of a word, a number or a mark; 0 when it has none."""
        entry = self.words.get(word)
        if entry is not None:
            return entry[1]
        return self.number(word)[1] if word[0] in _DIGITS else 0

    def number(self, digits: str) -> tuple[str, int]:
        """Return class and value of a number."""
        value = int(digits[:9])
        if len(digits) <= 2:
            return self.letters["day" if 1 <= value <= 31 else "two"], value
        is_year = len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR
        return self.letters["year" if is_year else "number"], value

    def hits(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield where the words and numbers stand that a time expression cannot do without."""
        part = text[start:end]
        for first, last, _ in self.machine.find(part):
            if part[first] in _DIGITS or _is_word(part, first, last):
                yield start + first


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    return Lexicon()


def _common_numbers() -> list[str]:
    """Return the numbers whose class is looked up rather than worked out."""
    short = [*(f"{n:02}" for n in range(100)), *_DIGITS]
    return [*short, *map(str, range(_FIRST_YEAR, _LAST_YEAR + 1))]


def _signs() -> list[str]:
    """Return what tells of a time without a word: a year, "4:3", "4.1", "Q3", "p.m"."""
    years = [str(year) for year in range(_FIRST_YEAR, _LAST_YEAR + 1)]
    joined = [a + sign + b for a in _DIGITS for sign in ":/.-" for b in _DIGITS]
    halves = [a + "." + b for a in "apAP" for b in "mM"]
    return [*years, *joined, *halves, "Q1", "Q2", "Q3", "Q4"]


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a hit is a whole word."""
    if start and text[start - 1].isalpha():
        return False
    return end >= len(text) or not text[end].isalpha()


@dataclass(slots=True)
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
    known: Lexicon

    def __len__(self) -> int:
        return len(self.spans)

    def start(self, index: int) -> int:
        """Return where a token begins."""
        return self.spans[index][0]

    def end(self, index: int) -> int:
        """Return where a token ends."""
        return self.spans[index][1]

    def value(self, index: int) -> int:
        """Return the value of a token."""
        start, end = self.spans[index]
        return self.known.value(self.text[start:end])

    def name(self, index: int) -> str:
        """Return the class of a token, "" for any other word."""
        return self.known.name_of.get(self.letters[index], "")

    def names(self, first: int, last: int) -> list[str]:
        """Return the classes of a range of tokens."""
        return [self.name(index) for index in range(first, last)]


def tokens(text: str, start: int, end: int) -> Tokens:
    """Split a stretch of text into tokens with their classes."""
    known = lexicon()
    spans = [m.span() for m in _TOKEN.finditer(text, start, end)]
    get, number = known.letter_of.get, known.letters["number"]
    words = [text[a:b] for a, b in spans]
    letters = "".join([get(word) or (number if word[0] in _DIGITS else OTHER) for word in words])
    if known.letters["break"] in letters:
        kept = [i for i, (a, _) in enumerate(spans) if text[a] != "\n" or not _is_soft(text, a)]
        spans, letters = [spans[i] for i in kept], "".join([letters[i] for i in kept])
    return Tokens(text, spans, letters, known)


def _is_soft(text: str, at: int) -> bool:
    """Tell whether a line end only wraps a long line: text goes on on both sides."""
    if at - text.rfind("\n", 0, at) <= _SOFT_WRAP or at + 1 >= len(text):
        return False
    before, after = text[at - 1], text[at + 1]
    return (before.isalnum() or before == ",") and (after.isdigit() or after.islower())


class Run(NamedTuple):
    """The tokens of a range, all of which have a class, and the ones before and after it."""

    found: Tokens
    first: int
    last: int


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of words of the lexicon that may hold a time expression.

    Most of a text speaks of no time; only what stands round a hit is split into tokens.
    """
    low = start
    for hit in lexicon().hits(text, start, end):
        if hit < low:
            continue
        run = _run_round(text, hit, low, end)
        yield run
        low = run.found.start(run.last) if run.last < len(run.found) else end


def _run_round(text: str, hit: int, low: int, end: int) -> Run:
    """Return the run of tokens round a hit."""
    times = 1
    while True:
        left, right = max(low, hit - times * _LEFT), min(end, hit + times * _RIGHT)
        found = tokens(text, left, right)
        at = bisect_right(found.spans, (hit, end)) - 1
        first = found.letters.rfind(OTHER, 0, at) + 1
        last = found.letters.find(OTHER, at)
        if last < 0:
            last = len(found)
        # The first and the last token may be cut off in their middle.
        if (first > 1 or left == low) and (last < len(found) - 1 or right == end):
            return Run(found, first, last)
        times *= 2

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
# Every expression has a word of one of these classes, or one of the numbers of `_numbers`.
_CORE = frozenset({
    "month", "month_cap", "month_short", "weekday", "weekdays", "unit", "units", "deictic",
    "overnight", "daypart", "season", "weekend", "now", "recent", "recently", "earlier", "shortly", "then",
    "moment", "time", "edge", "since", "meridiem",
})  # fmt: skip
# Words of these classes tell of a time only behind or before a word of one of such classes.
_BESIDE: dict[str, tuple[set[str], set[str]]] = {
    "edge": ({"war", "wars", "apostrophe", "letter_s"}, {"of"}),
    "moment": ({"at", "the", "this"}, set()),
    "shortly": (set(), {"before", "after"}),
    "since": (set(), {"the", "possessive"}),
    "then": ({"by", "since", "until", "back"}, set()),
    "time": ({"the", "that", "this", "local"}, set()),
}
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_DIGITS = "0123456789"
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n|[^\w\s]")
_FAR = 240  # characters from a hit beyond which its run is cut off
_BACK = 24  # characters that hold the word before a hit
_KNOWN_CHUNKS = 16384


class Token(NamedTuple):
    """A word, a number or a mark with its class, as letter and by name, and its value."""

    word: str
    letter: str
    name: str
    value: int


class Chunk(NamedTuple):
    """What stands between two spaces: its tokens with their offsets; whether one has no class."""

    tokens: tuple[tuple[int, Token], ...]
    plain: bool


class Lexicon:
    """The words about time, by form, with a letter for each class."""

    def __init__(self) -> None:
        text = files("karamap.lexicons").joinpath("times.toml").read_text(encoding="utf-8")
        tables: dict[str, dict[str, list[str]]] = tomllib.loads(text)
        cases: dict[str, list[str]] = tables.pop("cases")
        names = [*_COMPUTED, *tables]
        self.letters = {name: chr(0x80 + i) for i, name in enumerate(names)}
        self.name_of = {letter: name for name, letter in self.letters.items()}
        self.words: dict[str, tuple[str, int]] = {
            mark: (self.letters[name], 0) for mark, name in _MARKS.items()
        }
        for name, values in tables.items():
            forms = cases.get(name, ["lower", "title", "upper"])
            for value, words in values.items():
                for word in words:
                    for form in forms:
                        cased = {"lower": word, "title": word.capitalize()}.get(form, word.upper())
                        self.words.setdefault(cased, (self.letters[name], int(value)))
        self.words.update((number, self.number(number)) for number in _common_numbers())
        self.tokens = {word: self.token(word) for word in self.words}
        self.words["\n"] = (self.letters["break"], 0)
        core, numbers = self._core(), _numbers()
        sought = [*core, *numbers]
        self.machine: Any = CharwiseDoubleArrayAhoCorasick(sought, MATCH_KIND_LEFTMOST_LONGEST)
        self.beside = [*(_BESIDE.get(self.name(word)) for word in core), *(None for _ in numbers)]

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compile a rule: ``<a|b>`` is one token of class a or b."""

        def letters(match: re.Match[str]) -> str:
            return "[" + "".join(self.letters[name] for name in match[1].split("|")) + "]"

        compact = re.sub(r"\s+", "", pattern)
        return re.compile(re.sub(r"(?<!\(\?P)<([a-z_|]+)>", letters, compact))

    def _core(self) -> list[str]:
        """Return the words of which every expression has one, unless it has a number instead."""
        return [word for word in self.words if self.name(word) in _CORE]

    def entry(self, word: str) -> tuple[str, int]:
        """Return class letter and value of a word, a number or a mark."""
        entry = self.words.get(word)
        if entry is not None:
            return entry
        return self.number(word) if word[0] in _DIGITS else (OTHER, 0)

    def name(self, word: str) -> str:
        """Return the class of a word, "" for any other word."""
        return self.name_of.get(self.entry(word)[0], "")

    def number(self, digits: str) -> tuple[str, int]:
        """Return class and value of a number."""
        value = int(digits[:9])
        if len(digits) <= 2:
            return self.letters["day" if 1 <= value <= 31 else "two"], value
        is_year = len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR
        return self.letters["year" if is_year else "number"], value

    def token(self, word: str) -> Token:
        """Return a word, a number or a mark with its class and value."""
        letter, value = self.entry(word)
        return Token(word, letter, self.name_of.get(letter, ""), value)

    def chunk(self, text: str) -> Chunk:
        """Split what stands between two spaces into tokens."""
        found = tuple((m.start(), self.token(m[0])) for m in _TOKEN.finditer(text))
        return Chunk(found, any(token.letter == OTHER for _, token in found))

    def hits(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield where the words and numbers stand that a time expression cannot do without."""
        part = text[start:end]
        for first, last, number in self.machine.find(part):
            if part[first] not in _DIGITS:
                if not _is_word(part, first, last):
                    continue
                beside = self.beside[number]
                if beside and not self._stands_beside(part, first, last, *beside):
                    continue
            yield start + first

    def _stands_beside(
        self, text: str, first: int, last: int, before: set[str], after: set[str]
    ) -> bool:
        """Tell whether the word before or after is of one of some classes, or a line ends there."""
        if before:
            words = _TOKEN.findall(text, max(0, first - _BACK), first)
            if words and (self.name(words[-1]) in before or words[-1] == "\n"):
                return True
        following = _TOKEN.search(text, last) if after else None
        return following is not None and self.name(following[0]) in {*after, "break"}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    return Lexicon()


def _common_numbers() -> list[str]:
    """Return the numbers whose class is looked up rather than worked out."""
    short = [*(f"{n:02}" for n in range(100)), *_DIGITS]
    return [*short, *map(str, range(_FIRST_YEAR, _LAST_YEAR + 1))]


def _numbers() -> list[str]:
    """Return what in numbers tells of a time: a year, "4:3", ".05.", "the 3rd", "Q3", "p.m"."""
    years = [str(year) for year in range(_FIRST_YEAR, _LAST_YEAR + 1)]
    clocks = [a + ":" + b for a in _DIGITS for b in _DIGITS]
    months = [f".{n:02}." for n in range(1, 32)]
    halves = [a + "." + b for a in "apAP" for b in "mM"]
    endings = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    days = [f"the {n}{endings.get(n, 'th')}" for n in range(1, 32)]
    return [*years, *clocks, *months, *days, *halves, "Q1", "Q2", "Q3", "Q4"]


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a hit is a whole word."""
    if start and text[start - 1].isalpha():
        return False
    return end >= len(text) or not text[end].isalpha()


@dataclass(slots=True)
class Run:
    """Tokens that follow each other and have a class, and the ones before and after them.

    Attributes
    ----------
    text
        The whole text.
    tokens
        The tokens, each behind the offset at which it begins.
    letters
        Their classes, one letter a token.
    first, last
        The range of the tokens that have a class.
    """

    text: str
    tokens: list[tuple[int, Token]]
    letters: str
    first: int
    last: int

    def __len__(self) -> int:
        return len(self.tokens)

    def start(self, index: int) -> int:
        """Return where a token begins."""
        return self.tokens[index][0]

    def end(self, index: int) -> int:
        """Return where a token ends."""
        start, token = self.tokens[index]
        return start + len(token.word)

    def value(self, index: int) -> int:
        """Return the value of a token."""
        return self.tokens[index][1].value

    def name(self, index: int) -> str:
        """Return the class of a token, "" for any other word."""
        return self.tokens[index][1].name

    def names(self, first: int, last: int) -> list[str]:
        """Return the classes of a range of tokens."""
        return [token.name for _, token in self.tokens[first:last]]


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of words of the lexicon that may hold a time expression.

    Most of a text speaks of no time; only what stands round a hit is split into tokens. No run
    goes beyond the end of a line.
    """
    known, low = lexicon(), start
    for hit in known.hits(text, start, end):
        if hit >= low:
            run = _run_round(text, hit, low, end, known)
            low = run.start(run.last) if run.last < len(run.tokens) else min(end, hit + _FAR)
            yield run


def _run_round(text: str, hit: int, low: int, end: int, known: Lexicon) -> Run:
    """Return the run of tokens round a hit."""
    while hit > low and text[hit - 1] in _DIGITS:
        hit -= 1
    tokens = _tokens_before(text, max(low, hit - _FAR), hit, known)
    index = len(tokens)
    tokens += _tokens_from(text, hit, min(end, hit + _FAR), known)
    letters = "".join([token.letter for _, token in tokens])
    first, last = letters.rfind(OTHER, 0, index) + 1, letters.find(OTHER, index)
    return Run(text, tokens, letters, first, len(letters) if last < 0 else last)


def _tokens_before(text: str, left: int, at: int, known: Lexicon) -> list[tuple[int, Token]]:
    """Return the tokens before a hit, from the last chunk with a plain word on."""
    found: list[tuple[int, Token]] = []
    common = known.tokens.get
    at -= text[at - 1] == " "
    while at > left:
        start = text.rfind(" ", left, at) + 1 or left
        token = common(text[start:at])
        if token is not None:
            found.append((start, token))
        else:
            tokens, plain = _chunk(text[start:at])
            found += [(start + offset, token) for offset, token in reversed(tokens)]
            if plain:
                break
        at = start - 1
    found.reverse()
    return found


def _tokens_from(text: str, at: int, right: int, known: Lexicon) -> list[tuple[int, Token]]:
    """Return the tokens from a hit on, up to the first chunk with a plain word."""
    found: list[tuple[int, Token]] = []
    common = known.tokens.get
    while at < right:
        stop = text.find(" ", at, right)
        if stop < 0:
            stop = right
        token = common(text[at:stop])
        if token is not None:
            found.append((at, token))
        else:
            tokens, plain = _chunk(text[at:stop])
            found += [(at + offset, token) for offset, token in tokens]
            if plain:
                break
        at = stop + 1
    return found


@lru_cache(maxsize=_KNOWN_CHUNKS)
def _chunk(text: str) -> Chunk:
    """Split what stands between two spaces when it is not just a word of the lexicon."""
    return lexicon().chunk(text)

"""A text goes in; its time expressions come out, read but not yet placed in the calendar.

One pattern, made of all rules, runs over the class letters of the words. The rule that matched is
run again by itself to read its parts. Nothing here knows a publication date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from karamap.timexes.parse import PARSERS, View, token_name
from karamap.timexes.rules import RULES
from karamap.timexes.spec import Found, Spec
from karamap.timexes.words import CORE, OTHER, Token, Tokens, lexicon, tokens, windows


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled rules."""

    master: re.Pattern[str]
    rules: dict[str, re.Pattern[str]]
    order: tuple[str, ...]
    segment: re.Pattern[str]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Compile the rules, once."""
    known = lexicon()
    plain = [(name, re.sub(r"\(\?P<\w+>", "(?:", pattern)) for name, pattern in RULES]
    master = known.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in plain))
    rules = {name: known.compile(pattern) for name, pattern in RULES}
    core = "|".join((*CORE, "year", "quarter_letter", "meridiem", "letter_m"))
    sign = "<day|two><colon|slash|dot|dash><day|two>"
    segment = known.compile(f"[^.]*?(?:<{core}>|{sign})[^.]*")
    return Grammar(master, rules, tuple(rules), segment)


def find(text: str, start: int = 0, end: int | None = None) -> list[Found]:
    """Find every time expression in a stretch of text, in order and without overlap."""
    rules = grammar()
    result: list[Found] = []
    for left, right in windows(text, start, len(text) if end is None else end):
        found = tokens(text, left, right)
        for segment in rules.segment.finditer(found.letters):
            result.extend(_segment(text, found, rules, *segment.span()))
    return result


def _segment(text: str, found: Tokens, rules: Grammar, at: int, last: int) -> list[Found]:
    """Find the expressions of a run of tokens that all have a class."""
    result: list[Found] = []
    while at < last:
        match = rules.master.search(found.letters, at, last)
        if match is None:
            break
        at, expressions = _read(text, found, rules, match)
        result.extend(expressions)
    return result


def _read(
    text: str, found: Tokens, rules: Grammar, match: re.Match[str]
) -> tuple[int, list[Found]]:
    """Read one match of the master pattern; fall back on later rules when a rule says no."""
    start = match.start()
    for name in rules.order[rules.order.index(match.lastgroup or "year") :]:
        tried = (
            match if name == "skip" else rules.rules[name].match(found.letters, start, match.endpos)
        )
        if tried is None:
            continue
        if name == "skip":
            return tried.end(), []
        view = View(text, found, tried)
        spec = PARSERS[name](view)
        if spec is None:
            continue
        return tried.end(), _place(text, found, name, view, spec)
    return start + 1, []


_TRIM = frozenset({"in", "on", "at", "comma", "dot", "for", "over", "during"})
_BOUNDS = frozenset({"since", "until", "before", "after", "by"})
_TIME_LEADS = frozenset({"in", "on", "during", "from", "between"}) | _BOUNDS
_EVENT_LIKE = frozenset({"date", "season", "decade", "range"})
_OPENERS = "([\"'“‘«–—-/"
_OTHER_CLOCK = re.compile(r"\s+[A-Z][^\W\d_]+(?:[\s-][A-Z][^\W\d_]+)? time\b")
_AS = re.compile(r"\bas\s+$", re.IGNORECASE)
ANY_ZONE = 9999


@dataclass(frozen=True, slots=True)
class _Around:
    """The words round a run of tokens.

    Attributes
    ----------
    before
        Index of the token before them, an article left out; -1 at the beginning.
    lead
        Its class, "" for a plain word.
    article
        The class of the article that was left out.
    """

    text: str
    found: Tokens
    first: int
    last: int
    before: int
    lead: str
    article: str

    @classmethod
    def of(cls, text: str, found: Tokens, first: int, last: int) -> _Around:
        """Look round the tokens of a range."""
        before, article = first - 1, ""
        if before >= 0 and found.name(before) in {"the", "article"}:
            article = found.name(before)
            before -= 1
        lead = found.name(before) if before >= 0 else ""
        if lead == "to" and before and found.name(before - 1) == "prior":
            lead, before = "before", before - 1
        return cls(text, found, first, last, before, lead, article)

    @property
    def after(self) -> Token | None:
        """The token after them."""
        return self.found[self.last] if self.last < len(self.found) else None

    @property
    def touched(self) -> bool:
        """Whether the token after them follows without a space."""
        return self.after is not None and self.after.start == self.found[self.last - 1].end

    @property
    def word_follows(self) -> bool:
        """Whether a word that has nothing to do with time follows."""
        return self.after is not None and self.after.kind == OTHER

    @property
    def noun_follows(self) -> bool:
        """Whether a plain word in small letters follows."""
        if self.after is None or not self.text[self.after.start].islower():
            return False
        return self.word_follows or token_name(self.after) in {"war", "wars"}


def _place(text: str, found: Tokens, name: str, view: View, spec: Spec) -> list[Found]:
    """Give a reading its span: trim plain prepositions, take in those that bound it."""
    first, last = view.match.span()
    if spec.kind == "list":
        return _place_list(text, found, view, spec)
    while name != "duration" and first < last - 1 and found.name(first) in _TRIM:
        first += 1
    while found.name(last - 1) in {"comma", "of"}:
        last -= 1
    around = _Around.of(text, found, first, last)
    if name == "year" and not _is_year(around):
        return []
    anchor, end = _is_anchor(around, spec), found[last - 1].end
    if spec.hour is not None and spec.zone is None:
        clock = _OTHER_CLOCK.match(text, end)
        spec, end = (replace(spec, zone=ANY_ZONE), clock.end()) if clock else (spec, end)
    if around.lead == "predate" and spec.kind == "date" and spec.year:
        spec, first, anchor = Spec("bound", word="predate", first=spec), around.before, True
    elif around.lead in _BOUNDS and _can_be_bound(spec):
        spec = Spec("bound", word=around.lead, first=spec, rough=not anchor)
        first, anchor = around.before, True
    return [Found(found[first].start, end, spec, anchor)]


def _can_be_bound(spec: Spec) -> bool:
    """Tell whether "since", "until" and the like bound what follows them."""
    return spec.kind not in {"unknown", "weak", "bound"} and spec.word not in {"then", "anchor"}


def _place_list(text: str, found: Tokens, view: View, spec: Spec) -> list[Found]:
    """Give the two days of "October 5 and 6" a span each."""
    assert spec.first is not None and spec.second is not None
    first, last = view.match.span()
    link = view.match.start("link")
    while found.name(first) in _TRIM | {"from"}:
        first += 1
    anchor = _is_anchor(_Around.of(text, found, first, last), spec)
    return [
        Found(found[first].start, found[link - 1].end, spec.first, anchor),
        Found(found[link + 1].start, found[last - 1].end, spec.second, anchor),
    ]


def _is_year(around: _Around) -> bool:
    """Tell a bare year from a count, a price, a label and a part of another number."""
    text, found, first = around.text, around.found, around.first
    token = found[first]
    name = found.name(first - 1) if first else ""
    sign = text[token.start - 1 : token.start]
    if sign and not sign.isspace() and sign not in _OPENERS:
        return False
    if around.touched and around.word_follows:
        return False
    if around.after is not None and token_name(around.after) == "zone":
        return False
    joined = name == "dash" and first > 1 and found[first - 2].end == token.start - 1
    if name == "numbered" or (joined and sign != " "):
        return False
    if not 1900 <= token.value <= 2049:
        return name in {"in", "since", "until", "from", "by"} and not around.noun_follows
    return not (name in {"about", "more", "than", "over", "to"} and around.noun_follows)


def _is_anchor(around: _Around, spec: Spec) -> bool:
    """Tell whether words set the time of their sentence rather than name a thing.

    "The 2020 ceasefire agreement" and "the statement of November 9" name things.
    """
    if spec.kind not in _EVENT_LIKE:
        return spec.kind != "unknown"
    if spec.weekday is not None or spec.word or spec.shift is not None:
        return True
    bare_year = spec.kind == "date" and spec.month is None and not spec.part
    if around.lead == "of":
        at = around.found.spans[around.before][0]
        return bool(_AS.search(around.text[max(0, at - 6) : at]))
    if around.lead == "open" or (bare_year and around.article):
        return False
    if around.lead in _TIME_LEADS:
        return not (around.article and spec.kind == "date" and around.noun_follows)
    dashed = around.after is not None and token_name(around.after) == "dash" and around.touched
    if dashed or (bare_year and around.word_follows and around.lead not in {"and", "comma"}):
        return False
    listed = around.lead in {"and", "comma"} and bare_year
    return listed or spec.kind == "season" or not around.noun_follows

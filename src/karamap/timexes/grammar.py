"""A text goes in; its time expressions come out, read but not yet placed in the calendar.

The rules are patterns over the class letters of the words. Only where words tell of a time, and
only the rules that the next two words may open, are tried. Nothing here knows a publication date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from karamap.timexes.openings import outline
from karamap.timexes.parse import PARSERS, View
from karamap.timexes.rules import RULES
from karamap.timexes.spec import Found, Spec
from karamap.timexes.words import OTHER, Run, lexicon, runs
from karamap.verbs import may_be_past


class Rule(NamedTuple):
    """A compiled rule.

    Attributes
    ----------
    parse
        Reads what the rule matches; ``None`` for words that are passed over.
    parts
        The names of the groups, in order.
    needed
        Letters of which every match has at least one.
    """

    name: str
    pattern: re.Pattern[str]
    parse: Callable[[View], Spec | None] | None
    parts: tuple[str, ...]
    needed: frozenset[str]


@lru_cache(maxsize=1)
def grammar() -> dict[str, dict[str, tuple[Rule, ...]]]:
    """Compile the rules, once: by the two letters that may open them, in order of preference.

    "" as second letter stands for the end and for any letter that is not there.
    """
    ways: list[tuple[Rule, frozenset[str]]] = []
    for name, source in RULES:
        pattern = lexicon().compile(source)
        openings, needed = outline(pattern.pattern)
        parts = tuple(pattern.groupindex)
        ways.append((Rule(name, pattern, PARSERS.get(name), parts, needed), openings))
    opened: dict[str, dict[str, tuple[Rule, ...]]] = {}
    for key in sorted(frozenset[str]().union(*(openings for _, openings in ways))):
        rules = tuple(rule for rule, way in ways if key in way or key[0] in way)
        opened.setdefault(key[0], {"": ()})[key[1:]] = rules
    return opened


def find(text: str, start: int = 0, end: int | None = None) -> list[Found]:
    """Find every time expression in a stretch of text, in order and without overlap."""
    opened = grammar()
    result: list[Found] = []
    for run in runs(text, start, len(text) if end is None else end):
        letters, at = run.letters, run.first
        while at < run.last:
            seconds = opened.get(letters[at])
            if seconds is None:
                at += 1
                continue
            rules = seconds.get(letters[at + 1 : at + 2]) or seconds[""]
            at = _read(run, at, rules, result) if rules else at + 1
    return result


def _read(run: Run, at: int, rules: tuple[Rule, ...], result: list[Found]) -> int:
    """Add the expressions that begin at a token; return the token to go on from."""
    rest = run.letters[at : run.last]
    for name, pattern, parse, parts, needed in rules:
        if needed.isdisjoint(rest):
            continue
        match = pattern.match(run.letters, at, run.last)
        if match is None:
            continue
        if parse is None:
            return match.end()
        spec = parse(View(run, match, set(compress(parts, match.groups()))))
        if spec is not None:
            done = result[-1].end if result else 0
            result += _place(run, name, match, spec, done)
            return match.end()
    return at + 1


_TRIM = frozenset({"in", "on", "at", "comma", "dot", "for", "over", "during"})
_BOUNDS = frozenset({"since", "until", "before", "after", "by"})
_TIME_LEADS = frozenset({"in", "on", "during", "from", "between"}) | _BOUNDS
_EVENT_LIKE = frozenset({"date", "season", "decade", "range"})
_OPENERS = "([\"'“‘«–—-/"
_OTHER_CLOCK = re.compile(r"\s+[A-Z][^\W\d_]+(?:[\s-][A-Z][^\W\d_]+)? time\b")
_BORN = ("born in ", "born on ")  # behind these nothing of the story is dated
_AS = re.compile(r"\bas\s+$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_NOUNS = frozenset(
    "about above across after against along amid among and around as at because before behind below beneath beside between beyond but by "
    "despite due during following for from in inside into its near next not of off on onto or outside over past since so than that the their "
    "then there this through throughout to toward towards under until up upon via when where which while who with within without".split()
)
_SUBJECTS = frozenset(("", "counted"))  # classes of words before a date that can be the subject
# Auxiliaries, and verbs of speech that may also be something else.
_AUXILIARIES = frozenset("was were is are has have had will would could did may might said called told".split())
ANY_ZONE = 9999


@dataclass(slots=True)
class _Around:
    """The words round the tokens of an expression.

    Attributes
    ----------
    before
        Index of the token before them, an article left out; -1 at the beginning.
    lead
        Its class, "" for a plain word.
    article
        The class of the article that was left out.
    """

    found: Run
    first: int
    last: int
    before: int
    lead: str
    article: str

    @classmethod
    def of(cls, found: Run, first: int, last: int) -> _Around:
        """Look round the tokens of a range."""
        before, article = first - 1, ""
        if before >= 0 and found.name(before) in {"the", "article"}:
            article = found.name(before)
            before -= 1
        lead = found.name(before) if before >= 0 else ""
        if lead == "to" and before and found.name(before - 1) == "prior":
            lead, before = "before", before - 1
        return cls(found, first, last, before, lead, article)

    @property
    def after(self) -> str:
        """The class of the token after them, "" for a plain word and at the end."""
        return self.found.name(self.last) if self.last < len(self.found) else ""

    @property
    def touched(self) -> bool:
        """Whether the token after them follows without a space."""
        found, last = self.found, self.last
        return last < len(found) and found.start(last) == found.end(last - 1)

    @property
    def word_follows(self) -> bool:
        """Whether a word that has nothing to do with time follows."""
        return self.last < len(self.found) and self.found.letters[self.last] == OTHER

    @property
    def following(self) -> str:
        """The word that follows, letters only; "" without one."""
        if self.last >= len(self.found):
            return ""
        word = _LETTERS.match(self.found.text, self.found.start(self.last))
        return word.group() if word else ""

    @property
    def noun_follows(self) -> bool:
        """Whether a plain word in small letters follows that can be a noun."""
        if not self.word_follows and self.after not in {"war", "wars"}:
            return False
        return self.following[:1].islower() and self.following not in _NO_NOUNS

    @property
    def verb_follows(self) -> bool:
        """Whether a verb in the past follows, the date standing between it and its subject."""
        if not self.word_follows or self.article or not self.first or self.lead not in _SUBJECTS:
            return False
        return may_be_past(self.following) or self.following in _AUXILIARIES


def _place(found: Run, name: str, match: re.Match[str], spec: Spec, done: int) -> list[Found]:
    """Give a reading its span: trim plain prepositions, take in those that bound it.

    A word that belongs to the expression before it, which ends at ``done``, is not taken in.
    """
    first, last = match.span()
    if spec.kind == "list":
        return _place_list(found, match, spec)
    while name != "duration" and first < last - 1 and found.name(first) in _TRIM:
        first += 1
    while found.name(last - 1) in {"comma", "of"}:
        last -= 1
    around = _Around.of(found, first, last)
    if name == "year" and not _is_year(around):
        return []
    anchor, start, end = _is_anchor(around, spec), found.start(first), found.end(last - 1)
    if found.text.endswith(_BORN, 0, start):
        return []
    if spec.hour is not None and spec.zone is None:
        clock = _OTHER_CLOCK.match(found.text, end)
        spec, end = (spec._replace(zone=ANY_ZONE), clock.end()) if clock else (spec, end)
    if around.lead == "predate" and spec.kind == "date" and spec.year:
        spec, anchor = Spec("bound", word="predate", first=spec), True
        start = found.start(around.before)
    elif around.lead in _BOUNDS and _can_be_bound(spec):
        spec = Spec("bound", word=around.lead, first=spec, rough=not anchor)
        anchor, bound = True, found.start(around.before)
        start = bound if bound >= done else start
    return [Found(start, end, spec, anchor)]


def _can_be_bound(spec: Spec) -> bool:
    """Tell whether "since", "until" and the like bound what follows them."""
    return spec.kind not in {"unknown", "weak", "bound"} and spec.word not in {"then", "anchor"}


def _place_list(found: Run, match: re.Match[str], spec: Spec) -> list[Found]:
    """Give the two days of "October 5 and 6" a span each."""
    assert spec.first is not None and spec.second is not None
    first, last = match.span()
    link = match.start("link")
    while found.name(first) in _TRIM | {"from"}:
        first += 1
    anchor = _is_anchor(_Around.of(found, first, last), spec)
    return [
        Found(found.start(first), found.end(link - 1), spec.first, anchor),
        Found(found.start(link + 1), found.end(last - 1), spec.second, anchor),
    ]


def _is_year(around: _Around) -> bool:
    """Tell a bare year from a count, a price, a label and a part of another number."""
    found, first = around.found, around.first
    start = found.start(first)
    name = found.name(first - 1) if first else ""
    sign = found.text[start - 1 : start]
    if sign and not sign.isspace() and sign not in _OPENERS:
        return False
    if around.touched and around.following:
        return False
    if around.after == "zone":
        return False
    joined = name == "dash" and first > 1 and found.end(first - 2) == start - 1
    if name == "numbered" or (joined and sign != " "):
        return False
    if not 1900 <= found.value(first) <= 2049:
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
        at = around.found.start(around.before)
        return bool(_AS.search(around.found.text[max(0, at - 6) : at]))
    if around.lead == "open" or (bare_year and around.article):
        return False
    if around.lead in _TIME_LEADS:
        return not (around.article and spec.kind == "date" and around.noun_follows)
    bare_month = spec.kind == "date" and spec.month is not None and not spec.day and spec.year is None
    if bare_month and (around.article or around.lead == "possessive"):
        return False  # "their May and June summits"
    dashed = around.after == "dash" and around.touched
    if dashed or (bare_year and around.word_follows and around.lead not in {"and", "comma"}):
        return False
    if spec.day is not None and around.verb_follows:
        return True  # "Rebels 24 March crossed the river"
    listed = around.lead in {"and", "comma"} and bare_year
    return listed or spec.kind == "season" or not around.noun_follows

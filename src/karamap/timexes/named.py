"""The periods of a conflict and a text go in; where the text calls them by name comes out.

A name is looked for only in a text that has all its words; most texts have those of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from karamap.names import Folded, fold
from karamap.records import Episode, Phase
from karamap.timexes.resolve import Span
from karamap.timexes.spec import DAY, MONTH, WEEK, Found, Spec

_GAP = r"[\s-]+"
_LEAD = re.compile(r"\b(in|during|throughout|since|amid|after|before|until)\s+(?:the\s+)?$")
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("one a an first", "two second couple", "three third", "four fourth", "five fifth", "six sixth", "seven seventh", "eight eighth", "nine ninth", "ten tenth"), 1
    )
    for word in words.split()
}  # fmt: skip
_UNITS = {"day": DAY, "week": WEEK, "month": MONTH}
# "The last three days of (the 2020 war)", "the second week of", "early in", "five weeks into".
_PART = re.compile(
    r"\b(?:(?:in|during|on|over|at|from|by|until|since|for)\s+)?(?:the\s+)?(?:"
    rf"(?P<nth>{'|'.join(word for word in _COUNTS if word.endswith(('st', 'nd', 'rd', 'th')))}|\d{{1,3}}(?:st|nd|rd|th))\s+(?P<one>day|week|month)"
    r"|(?P<edge>first|opening|early|initial|last|final|closing|dying)\s+(?:(?P<count>\d{1,3}|few|couple\s+of|several|"
    rf"{'|'.join(word for word in _COUNTS if len(word) > 2)})\s+)?(?P<unit>hour|day|week|month|stage|phase)s?"
    r"|(?P<side>start|beginning|outset|outbreak|end|close))\s+of\s+(?:the\s+)?$"
    r"|\b(?P<when>early|late)\s+in\s+(?:the\s+)?$"
    rf"|\b(?P<into>\d{{1,3}}|{'|'.join(word for word in _COUNTS if word.isalpha())})\s+(?P<step>day|week|month)s?\s+into\s+(?:the\s+)?$"
)
_FIRST, _LAST, _NTH = 1, 3, 2  # parts of a period: at its beginning, at its end, the nth unit
_SOME = 4  # units that a plural without a number means at most ("the first days")
# "The 2020 war began with a strike": that was on its first day.
_BEGAN = re.compile(r"\s+(?:(?P<began>began|started|broke\s+out|erupted)|ended)\b(?!\s+(?:on|in|last|this)\b)")
_IN_WHICH = re.compile(r",?\s+(?:(?:in|during)\s+which|which|when)\b")
_OF_THE_WAR = ("of the war", "into the war", "of the fighting", "into the fighting", "in the war")
_THE_WAR = re.compile(r"\b(?:of|into|in)\s+the\s+(?P<war>(?:war|fighting)\b(?!\s+(?:in|of|on|between|over|that|which|with|against)\b))")
_BRIEF = 200  # days that a war lasts at most whose days can be counted so
_PART_REACH = 50  # characters before a name in which its part is told
_FROM_END = frozenset("last final closing dying end close late".split())
_YEAR_FIRST = re.compile(r"(\d{4}) ([a-z][\w-]*)")
_FIGHT = re.compile(
    r"\b(?:war|wars|clash(?:es)?|offensive|conflict|blockade|operation|campaign|fighting|hostilities|crisis|exodus"
    r"|uprising|siege|invasion|ceasefire|truce)\b"
)


class _Name(NamedTuple):
    """A folded name, its words, and the pattern of its uses."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, name: str) -> _Name:
        """Prepare a folded name."""
        words = tuple(re.split(_GAP, name))
        return cls(words, re.compile(rf"\b{_GAP.join(map(re.escape, words))}\b"))

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where a folded text has the name."""
        for word in self.words:
            if word not in folded:
                return
        at = folded.find(self.words[0])
        while at >= 0:
            match = self.pattern.match(folded, at)
            if match is not None:
                yield match.span()
            at = folded.find(self.words[0], at + 1)


class PeriodNames(NamedTuple):
    """The names of phases and episodes, longest first, and the days of each by folded name."""

    names: tuple[_Name, ...] = ()
    days: Mapping[str, Span] = MappingProxyType({})

    def find(self, text: str, folded: Folded) -> list[Found]:
        """Find the names in a text, in order and without overlap."""
        spans = [(a, -b) for name in self.names for a, b in name.spans(folded.text)]
        found: list[Found] = []
        done = 0
        for first, minus_last in sorted(spans):
            if first >= done:
                done = -minus_last
                found.append(_named(text, folded, first, done))
        return found

    def parts_of_war(self, folded: Folded, named: Sequence[Found], day: date | None) -> list[Found]:
        """Find parts of "the war" that the text does not name there ("on the third day of the war").

        Parameters
        ----------
        folded
            The folded text.
        named
            The names of periods in it: where they are of one brief period, that is "the war".
        day
            The day of publication: else the brief period in which it lies is; ``None`` when it is
            not known.
        """
        if not any(words in folded.text for words in _OF_THE_WAR):
            return []
        brief = {name: span for name, span in self.days.items() if span.start and span.end and (span.end - span.start).days <= _BRIEF}
        told = {brief[_word_of(item.spec)]: _word_of(item.spec) for item in named if _word_of(item.spec) in brief}
        if not told and day is not None:
            told = {span: name for name, span in brief.items() if "war" in name.split() and span.start and span.end and span.start <= day <= span.end}
        spec = Spec("phase", word=next(iter(told.values())) if len(told) == 1 else "")
        found = []
        for match in _THE_WAR.finditer(folded.text):
            part = _PART.search(folded.text, max(0, match.start("war") - _PART_REACH), match.start("war"))
            if part is not None:
                found.append(Found(*folded.span(part.start(), match.end()), _part_of(spec, part) if spec.word else spec))
        return found


def _word_of(spec: Spec) -> str:
    """Return the name of a period that an expression is or is bounded by."""
    return spec.first.word if spec.first is not None else spec.word


class _Same:
    """A key that equals only itself: hashing all of a conflict's phases takes long."""

    __slots__ = ("phases",)

    def __init__(self, phases: tuple[Phase, ...]) -> None:
        self.phases = phases

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.phases is other.phases

    def __hash__(self) -> int:
        return id(self.phases)


def period_names(phases: Sequence[Phase]) -> PeriodNames:
    """Return the names of phases and their episodes; made once for each tuple of phases."""
    return _period_names(_Same(tuple(phases))) if phases else PeriodNames()


@lru_cache(maxsize=8)
def _period_names(key: _Same) -> PeriodNames:
    """Return the names of phases and their episodes."""
    days: dict[str, Span] = {}
    for phase in key.phases:
        for plain, span in _of_phase(phase):
            days.setdefault(plain, span)
    longest = sorted(days, key=lambda name: (-len(name), name))
    return PeriodNames(tuple(map(_Name.of, longest)), days)


def _of_phase(phase: Phase) -> Iterator[tuple[str, Span]]:
    """Yield the folded names of a phase and its episodes with their days.

    A title counts where it can be no other war's; what else texts call a period is given as such.
    """
    periods: tuple[Phase | Episode, ...] = (phase, *phase.episodes)
    for period in periods:
        end = period.end - timedelta(days=1) if period.end else None
        days = Span(period.start, end, "period" if end else "open", f"days of {period.name}")
        title = _plain(period.name)
        own = [title] if _FIGHT.search(title) and _is_particular(period.name) else []
        for name in [*own, *map(_plain, period.names)]:
            yield name, days
            if turned := _YEAR_FIRST.fullmatch(name):  # "the 2020 war" is "the war of 2020", too
                yield f"{turned[2]} of {turned[1]}", days


def _plain(name: str) -> str:
    """Return a folded name without its article."""
    return re.sub(r"^the ", "", " ".join(fold(name).text.split()))


def _is_particular(name: str) -> bool:
    """Tell whether a name is of one period alone: it has a year or a proper name in it."""
    words = name.split()
    return any(word[0].isdigit() or word[0].isupper() for word in words[1:]) or words[0].isdigit()


def _part_of(spec: Spec, told: re.Match[str]) -> Spec:
    """Return what is said of a part of a period: units counted from its first day, or from its last."""
    edge = told["edge"] or told["side"] or told["when"] or ""
    part = _LAST if edge in _FROM_END else _FIRST
    nth = told["nth"] or told["into"]
    if nth:
        number = int(re.sub(r"\D", "", nth) or 0) or _COUNTS[nth]
        return spec._replace(part=_NTH, number=float(number + bool(told["into"])), unit=_UNITS[told["one"] or told["step"]])
    unit, count = told["unit"] or "", (told["count"] or "").removesuffix(" of")
    if unit == "hour":
        return spec._replace(part=part, number=1.0, unit=DAY)
    if unit not in _UNITS:
        return spec._replace(part=part)
    number = int(count) if count.isdigit() else _COUNTS.get(count, _SOME)
    single = not count and told.string[told.end("unit")] != "s"
    return spec._replace(part=part, number=1.0 if single else float(number), unit=_UNITS[unit])


def _named(text: str, folded: Folded, first: int, last: int) -> Found:
    """Return the expression of a period's name, with the word that bounds it."""
    start, end = folded.span(first, last)
    spec = Spec("phase", word=" ".join(folded.text[first:last].split()))
    part = _PART.search(folded.text, max(0, first - _PART_REACH), first)
    if part is not None:
        return Found(folded.span(part.start(), last)[0], end, _part_of(spec, part))
    edge = _BEGAN.match(folded.text, last)
    if edge is not None:
        return Found(start, end, spec._replace(part=_FIRST if edge["began"] else _LAST, number=1.0, unit=DAY))
    lead = _LEAD.search(text[max(0, start - 16) : start].lower())
    if lead and lead[1] in {"since", "after", "before", "until"}:
        if _IN_WHICH.match(folded.text, last):
            return Found(start, end, spec, anchor=False)  # what follows tells of the period itself
        return Found(start - len(lead[0]), end, Spec("bound", word=lead[1], first=spec))
    return Found(start, end, spec, lead is not None)

"""The periods of a conflict and a text go in; where the text calls them by name comes out.

A name is looked for only in a text that has all its words; most texts have those of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from karamap.names import Folded, fold
from karamap.records import Episode, Phase
from karamap.timexes.resolve import Span
from karamap.timexes.spec import Found, Spec

_GAP = r"[\s-]+"
_LEAD = re.compile(r"\b(in|during|throughout|since|amid|after|before|until)\s+(?:the\s+)?$")
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
        if _FIGHT.search(title) and _is_particular(period.name):
            yield title, days
        for name in period.names:
            yield _plain(name), days


def _plain(name: str) -> str:
    """Return a folded name without its article."""
    return re.sub(r"^the ", "", " ".join(fold(name).text.split()))


def _is_particular(name: str) -> bool:
    """Tell whether a name is of one period alone: it has a year or a proper name in it."""
    words = name.split()
    return any(word[0].isdigit() or word[0].isupper() for word in words[1:]) or words[0].isdigit()


def _named(text: str, folded: Folded, first: int, last: int) -> Found:
    """Return the expression of a period's name, with the word that bounds it."""
    start, end = folded.span(first, last)
    spec = Spec("phase", word=" ".join(folded.text[first:last].split()))
    lead = _LEAD.search(text[max(0, start - 16) : start].lower())
    if lead and lead[1] in {"since", "after", "before", "until"}:
        return Found(start - len(lead[0]), end, Spec("bound", word=lead[1], first=spec))
    return Found(start, end, spec, lead is not None)

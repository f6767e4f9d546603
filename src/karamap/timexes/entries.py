"""The words that say when go in; the days at the head of a log's entries come out.

A bulletin, a chronology and a monitor's summary are lists of entries, each headed by its day ("24 April: ...",
"23/04 - ..."). What such an entry tells is of that day, and its "today" and "overnight" are counted from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from karamap.records import Article
from karamap.timexes.spec import Found, Spec, TimeWords

_FEWEST = 2
_TURN_OF_YEAR = 6  # months by which an entry must fall back to be of the next year
# The clock of a live page stands before or behind the day: "Tue 17 Sep, 16.20 BST".
_CLOCK = r"\d{1,2}[.:h]\d{2}(?::\d{2})?[ \t]*(?:[ap]\.?m\.?)?(?:[ \t]*\(?[A-Z]{2,4}\)?)?"
_LEAD = re.compile(rf"[\s•·*▪◦>\-–—]*(?:{_CLOCK}[ \t,|–—\-]+)?(?:(?i:on)\s+)?(?:[A-Z][a-z]+day,?\s+)?")
_BEHIND = re.compile(
    rf"\s*(?:[:|–—]|-+\s|\.?[ \t]*(?:\n|$)|\.[ \t]+(?=[\"“]?[^\W\d_a-z]))|[ \t]*,?[ \t]+(?:(?i:at)[ \t]+)?{_CLOCK}[ \t]*(?:\n|$)"
)
_NUMBERS = re.compile(r"(?:^|\n)[ \t•·*▪◦>\-–—]*(?P<day>(?P<a>\d{1,2})[./](?P<b>\d{1,2}))(?=\s*(?:[:|–—]|-\s))")


class Entry(NamedTuple):
    """An entry: where its words begin and end, and its day, of several the last one."""

    start: int
    end: int
    day: date


def with_numbers(article: Article, found: TimeWords) -> TimeWords:
    """Add the days that are printed as two numbers at the head of an entry ("23/04 - ")."""
    heads = list(_NUMBERS.finditer(article.text, article.body_start))
    if len(heads) < _FEWEST:
        return found
    pairs = [(int(head["a"]), int(head["b"])) for head in heads]
    if all(1 <= b <= 12 for _, b in pairs):  # the day first, as most of the world writes
        days = [(a, b) for a, b in pairs]
    elif all(1 <= a <= 12 for a, _ in pairs):
        days = [(b, a) for a, b in pairs]
    else:
        return found
    added = [
        Found(head.start("day"), head.end("day"), Spec("date", month=month, day=day))
        for head, (day, month) in zip(heads, days, strict=True)
        if 1 <= day <= 31
    ]
    ends = [item.end for item in added]
    kept = [f for f in found if not _touches(f, added, bisect_right(ends, f.start))]
    return sorted([*kept, *added], key=lambda item: item.start)


def years_of_heads(heads: Iterable[Found], latest: int | None = None) -> dict[int, int]:
    """Return the years of the days at the heads of entries that print none, by offset.

    Below "Oct. 8, 2023 - ..." and "Jan. 2, 2024 - ..." an entry of "July 27 - ..." is of 2024, and one whose
    month lies far before that of the last entry is of the year after. Entries that would be later than the
    year of publication do not run on.
    """
    years: dict[int, int] = {}
    last: date | None = None
    for item in heads:
        spec = item.spec.first if item.spec.kind == "range" and item.spec.first else item.spec
        if spec.month is None or spec.day is None:
            continue
        year = spec.year
        if year is None and last is not None:
            later = (spec.month, spec.day) >= (last.month, last.day)
            turned = not later and last.month - spec.month >= _TURN_OF_YEAR
            if not (later or turned) or (latest is not None and last.year + turned > latest):
                return {}
            year = years[item.start] = last.year + turned
        if year is not None:
            last = _day(year, spec.month, spec.day) or last
    return years


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, or ``None`` where it has no such day."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def starts_dated(heads: Iterable[Found]) -> list[int]:
    """Return where entries begin whose heads print a day with its year."""
    return [item.start for item in heads if item.spec.kind == "date" and item.spec.day and item.spec.year]


def _touches(item: Found, added: Sequence[Found], following: int) -> bool:
    """Tell whether an expression overlaps the first of others that ends behind its beginning."""
    return following < len(added) and added[following].start < item.end


def entries_of(article: Article, found: Iterable[Found], day_of: Callable[[Found], date | None]) -> list[Entry]:
    """Return the entries of a log, in order.

    Parameters
    ----------
    article
        The zoned article.
    found
        The `heads_of` its lines, in order.
    day_of
        Gives the day of an expression that stands at the head of a line; ``None`` when it has none.

    Returns
    -------
    At least two entries whose days run in one direction, else none. An entry ends where the next one
    or a heading begins, the last one with its paragraph where every other is of one.
    """
    heads = [(item, day) for item in found if (day := day_of(item)) is not None]
    days = [day for _, day in heads]
    if len(set(days)) < _FEWEST or not (_rises(days) or _rises(days[::-1])):
        return []
    text, titles = article.text, (zone.start for zone in article.zones if zone.kind == "title")
    cuts = sorted([*(item.start for item, _ in heads), *titles, len(text)])
    entries = [Entry(item.start, cuts[bisect_right(cuts, item.end)], day) for item, day in heads]
    if any("\n" in text[entry.start : entry.end].strip() for entry in entries[:-1]):
        return entries
    last, end = entries[-1], text.find("\n", heads[-1][0].end)
    return [*entries[:-1], last._replace(end=end)] if 0 <= end < last.end else entries


def _rises(days: Sequence[date]) -> bool:
    """Tell whether days follow each other."""
    return all(first <= second for first, second in pairwise(days))


def heads_of(article: Article, found: TimeWords) -> Iterator[Found]:
    """Yield the days with which a line begins and that a colon, a dash, a full stop or the line's end parts from what follows."""
    text = article.text
    datelines = [(z.start, z.end) for z in article.zones if z.kind == "dateline"]
    for item in found:
        spec = item.spec
        first = spec.first if spec.kind == "range" and spec.first else spec
        if first.kind != "date" or (first.day is None and first.weekday is None):
            continue
        line = text.rfind("\n", 0, item.start) + 1
        if not _LEAD.fullmatch(text, line, item.start) or not _BEHIND.match(text, item.end):
            continue
        if not any(start <= item.start < end for start, end in datelines):
            yield item

"""The words that say when go in; the stretches of a text that stand under a year come out.

A history is often told under headings with years ("1988: A vote", "1989-1990", "In 1992", "May 1992: ..."). What such a
stretch tells is of its years, and its days and months need no year of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from karamap.records import Article
from karamap.timexes.entries import heads_of, starts_dated
from karamap.timexes.spec import Found, Spec, TimeWords

_FEWEST = 2
_LONGEST_HEADING = 90  # characters
_LEAD = re.compile(r"[\s#*•\-–—]*(?:(?i:in|the year|year)\s+)?")
_BEHIND = re.compile(r"\s*(?:[:|–—.]|-+\s|\n|$)")
_PARTED = re.compile(r"\s*(?::|[–—]\s|-+\s)")  # what parts a year from a paragraph that it heads
_HEADING_KINDS = ("date", "season")


class Section(NamedTuple):
    """A stretch under a heading: where it begins and ends, and the first and last of its years."""

    start: int
    end: int
    first: int
    last: int


def sections_of(article: Article, found: TimeWords) -> list[Section]:
    """Return the sections whose headings open with a year, in order.

    Parameters
    ----------
    article
        The zoned article.
    found
        Its expressions, in order.

    Returns
    -------
    At least two sections whose years run in one direction, else none. A section ends where the next one
    begins, where another heading stands, or where an entry is headed by a day with its own year.
    """
    heads = [(item, span) for item in found if (span := _years(article, item)) is not None]
    spans = [span for _, span in heads]
    if len(heads) < _FEWEST or not (_rises(spans) or _rises(spans[::-1])):
        return []
    text = article.text
    titles = (zone.start for zone in article.zones if zone.kind == "title")
    starts = (*(item.start for item, _ in heads), *starts_dated(heads_of(article, found)))
    cuts = sorted({*(text.rfind("\n", 0, start) + 1 for start in starts), *titles, len(text)})
    return [
        Section(item.start, next(iter(cuts[bisect_right(cuts, item.start) :]), len(text)), first, last)
        for item, (first, last) in heads
    ]


def framed_by_title(article: Article, found: TimeWords) -> list[Section]:
    """Return the whole text as one section under the year that its title names, else none.

    Parameters
    ----------
    article
        The zoned article.
    found
        Its expressions, in order.
    """
    title = next((zone for zone in article.zones if zone.kind == "title"), None)
    if title is None:
        return []
    for item in found:
        if item.start >= title.end:
            break
        year = _year(item.spec)
        if item.start >= title.start and year is not None:
            return [Section(item.start, len(article.text), year, year)]
    return []


def _year(spec: Spec) -> int | None:
    """Return the one year that an expression names, with or without a part of it."""
    if spec.kind == "range" and spec.first is not None and spec.second is not None:
        first, last = spec.first.year, spec.second.year
        return last if first in (None, last) else None
    return spec.year


def _rises(years: Sequence[tuple[int, int]]) -> bool:
    """Tell whether each heading begins no earlier than the one before it, and some begin later."""
    return years[0] != years[-1] and all(one <= two for one, two in pairwise(years))


def _years(article: Article, item: Found) -> tuple[int, int] | None:
    """Return the years that an expression puts at the head of a line, or ``None`` for another one."""
    spec, text = item.spec, article.text
    parts = (spec.first, spec.second) if spec.kind == "range" else (spec, spec)
    if any(part is None or part.kind not in _HEADING_KINDS or part.day or part.weekday is not None for part in parts):
        return None
    years = [part.year for part in parts if part is not None and part.year]
    if not years or parts[1] is None or not parts[1].year:
        return None  # of "July-October 1993" both are of the year behind
    line = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    behind = _BEHIND if (end if end >= 0 else len(text)) - line <= _LONGEST_HEADING else _PARTED
    if not _LEAD.fullmatch(text, line, item.start) or not behind.match(text, item.end):
        return None
    return years[0], years[-1]

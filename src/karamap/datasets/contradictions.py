"""The words and the days of a record go in; what the words say against the days comes out.

Records contradict themselves: a row of July tells of "12 June". Words speak of other days too, so
only the tell-tale case counts: the same day of the month in another month, and no date in the words
that fits. A column that shows the date once more must agree with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_NAMES: Final = (
    "january jan января|february feb февраля|march mar марта|april apr апреля|may мая|"
    "june jun июня|july jul июля|august aug августа|september sept sep сентября|"
    "october oct октября|november nov ноября|december dec декабря"
)
_MONTHS: Final = {
    name: number for number, names in enumerate(_NAMES.split("|"), 1) for name in names.split()
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY: Final = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_DATE: Final = re.compile(
    rf"\b(?:{_DAY.format('d0')}\s*[-–]\s*)?{_DAY.format('d1')}(?:\s+of)?\s+(?P<m1>{_MONTH})\b\.?"
    rf"(?:,?\s+(?P<y1>(?:19|20)[0-9]{{2}}))?"
    rf"|\b(?P<m2>{_MONTH})\b\.?\s+{_DAY.format('d2')}\b(?:\s*[-–]\s*{_DAY.format('d3')}\b)?"
    rf"(?:,?\s+(?P<y2>(?:19|20)[0-9]{{2}}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A date that words name; the year is ``None`` where they leave it out."""

    words: str
    days: tuple[int, ...]
    month: int
    year: int | None


def _said(text: str) -> Iterator[_Said]:
    """Return the dates that a text names with a day and a month."""
    for match in _DATE.finditer(text):
        days = tuple(int(match[name]) for name in ("d0", "d1", "d2", "d3") if match[name])
        year = match["y1"] or match["y2"]
        month = _MONTHS[(match["m1"] or match["m2"]).casefold()]
        if all(1 <= day <= 31 for day in days):
            yield _Said(match[0].strip(" .,"), days, month, int(year) if year else None)


def contradiction(text: str, start: date, end: date) -> str:
    """Return what a record's own words say against its days.

    Parameters
    ----------
    text
        Its words.
    start, end
        Its first and last day.

    Returns
    -------
    One line, empty when nothing speaks against the days.
    """
    against: list[str] = []
    for said in _said(text):
        if any(_within(day, said, start, end) for day in said.days):
            return ""
        if said.year is not None and not start.year <= said.year <= end.year:
            continue
        if any(_is_day_of(day, start, end) for day in said.days):
            against.append(said.words)
    if not against:
        return ""
    words = "', '".join(dict.fromkeys(against))
    return f"its text says '{words}' against its date {_days(start, end)}"


def display_contradiction(shown: str, start: date, end: date) -> str:
    """Return how a column that shows the date once more disagrees with it.

    Parameters
    ----------
    shown
        The cell, such as "12-16 July 2020".
    start, end
        The record's days.

    Returns
    -------
    One line, empty when all days that are shown lie in the record's, or none can be read.
    """
    fits = all(_within(day, said, start, end) for said in _said(shown) for day in said.days)
    if fits:
        return ""
    return f"it is shown as '{shown}' against its date {_days(start, end)}"


def _within(day: int, said: _Said, start: date, end: date) -> bool:
    """Tell whether a date may lie in an interval, in any year where none is said."""
    years = range(start.year, end.year + 1) if said.year is None else (said.year,)
    for year in years:
        try:
            if start <= date(year, said.month, day) <= end:
                return True
        except ValueError:
            continue
    return False


def _is_day_of(day: int, start: date, end: date) -> bool:
    """Tell whether an interval of at most a month holds a day of this number."""
    if (end - start).days > 27:
        return False
    if start.month == end.month:
        return start.day <= day <= end.day
    return day >= start.day or day <= end.day


def _days(start: date, end: date) -> str:
    """Return days for a reader."""
    return f"{start}" if start == end else f"{start} to {end}"

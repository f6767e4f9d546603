"""Calendar days go in; arithmetic on intervals of days comes out. No clock, no time zone data.

An interval holds every day from its start to its end, both included; an end that is ``None`` is
open. This is the one definition of overlap, containment and distance in days.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

# The weekdays in English, and the months in small letters, as pieces of patterns.
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def overlaps(
    a_start: date | None, a_end: date | None, b_start: date | None, b_end: date | None
) -> bool:
    """Tell whether two intervals share a day; ``None`` is an open end."""
    starts_in_time = a_start is None or b_end is None or a_start <= b_end
    ends_in_time = b_start is None or a_end is None or b_start <= a_end
    return starts_in_time and ends_in_time


def contains(
    outer_start: date | None, outer_end: date | None, start: date | None, end: date | None
) -> bool:
    """Tell whether every day of the second interval lies in the first."""
    starts = outer_start is None or (start is not None and outer_start <= start)
    ends = outer_end is None or (end is not None and end <= outer_end)
    return starts and ends


def gap_days(
    a_start: date | None, a_end: date | None, b_start: date | None, b_end: date | None
) -> int:
    """Return the days between two intervals: 0 when they overlap, 1 when they are neighbours."""
    if overlaps(a_start, a_end, b_start, b_end):
        return 0
    if a_end is not None and b_start is not None and a_end < b_start:
        return (b_start - a_end).days
    assert b_end is not None and a_start is not None
    return (a_start - b_end).days


def days_in(start: date, end: date) -> int:
    """Return the number of days of a closed interval."""
    return (end - start).days + 1


def shift(day: date, days: int) -> date:
    """Return the day so many days later (earlier when negative), held inside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min

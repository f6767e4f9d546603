"""Days as ISO text go in; dates fit for a reader come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any


def parse(day: str | None) -> date | None:
    """Return the day of an ISO text, ``None`` for ``None`` or an unknown day."""
    return date.fromisoformat(day) if day else None


def one(day: date, words: Mapping[str, Any]) -> str:
    """Return a day such as "3 Aug 2022"."""
    return f"{day.day} {words['months'][day.month - 1]} {day.year}"


def span(start: str | None, end: str | None, words: Mapping[str, Any]) -> str:
    """Return an interval as briefly as it can be said, both ends included.

    Whole months and years are said as such; an open or unknown end is said in words.
    """
    first, last = parse(start), parse(end)
    if first is None and last is None:
        return str(words["date_unknown"])
    if first is None or last is None:
        known = one(first or last or date.min, words)
        return str(words["since" if last is None else "until"]).format(day=known)
    if first == last:
        return one(first, words)
    return _calendar_unit(first, last, words) or _range(first, last, words)


def _calendar_unit(first: date, last: date, words: Mapping[str, Any]) -> str | None:
    """Return "August 2022" or "2020" when the days are exactly that."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return None
    if (first.year, first.month) == (last.year, last.month):
        return f"{words['months_long'][first.month - 1]} {first.year}"
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return None


def _range(first: date, last: date, words: Mapping[str, Any]) -> str:
    """Return "1–5 Aug 2022", "27 Sep – 5 Oct 2020" or both days in full."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{one(last, words)}"
    if first.year == last.year:
        return f"{first.day} {words['months'][first.month - 1]} – {one(last, words)}"
    return f"{one(first, words)} – {one(last, words)}"


def before(day_exclusive: str | None) -> str | None:
    """Return the last day of something that ends before a day."""
    day = parse(day_exclusive)
    return (day - timedelta(days=1)).isoformat() if day else None


def period(start: str | None, end_exclusive: str | None, words: Mapping[str, Any]) -> str:
    """Return a phase's period, whose end is the first day after it, by its first and last day."""
    return span(start, before(end_exclusive), words)


def counted(forms: Mapping[str, str], number: int, words: Mapping[str, Any]) -> str:
    """Return a number with its noun in the form that the language wants.

    Parameters
    ----------
    forms
        Texts with ``{n}`` by plural category of Unicode CLDR: "one", "few", "many", "other".
    number
        The number.
    words
        The words of the interface, whose language decides.
    """
    return forms.get(_category(number, str(words["language"])), forms["other"]).format(n=number)


def _category(number: int, language: str) -> str:
    """Return the plural category of a whole number, for the languages that pages speak."""
    if language in {"ru", "uk"}:
        tens, ones = number % 100, number % 10
        if ones == 1 and tens != 11:
            return "one"
        return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"
    return "one" if number == 1 else "other"

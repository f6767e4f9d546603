"""The terms of people who are named and the days that a dateline may mean go in; the one that fits comes out.

"YEREVAN, September 14 - ... President A and Secretary of State B said on Wednesday" was written in
the one year in which both were in office and that day was a Wednesday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

# First and last day of each term of one person; ``None`` is open.
Terms: TypeAlias = Sequence[tuple[date | None, date | None]]
Term: TypeAlias = tuple[str, date | None, date | None]  # office, first and last day
# How texts call whoever holds an office.
_CALLED = (
    (re.compile(r"prime minister", re.IGNORECASE), re.compile(r"\b(?:prime ministers?|premier)\b")),
    (re.compile(r"foreign", re.IGNORECASE), re.compile(r"\b(?:foreign ministers?|minister of foreign affairs|foreign secretary|top diplomat)\b")),
    (re.compile(r"defen[cs]e", re.IGNORECASE), re.compile(r"\b(?:defen[cs]e (?:ministers?|secretary|chief)|ministers? of (?:national )?defen[cs]e)\b")),
    (re.compile(r"secretary of state", re.IGNORECASE), re.compile(r"\bsecretary of state\b")),
    (re.compile(r"secretary[- ]general", re.IGNORECASE), re.compile(r"\bsecretary[- ]general\b")),
    (re.compile(r"president", re.IGNORECASE), re.compile(r"\bpresidents?\b")),
)
_FORMER = re.compile(r"\b(?:former|ex-|late|then|ousted|deposed|predecessor)[\w\s-]*$")
_BEFORE, _AFTER, _FORMER_REACH = 60, 50, 24  # characters round a name
_PEOPLE = 2  # who must be in office at least
_SHARE = 2 / 3  # of those named; the others may belong to the past that the text tells of


def day_in_office(people: Sequence[Terms], days: Iterable[date], weekday: int | None) -> date | None:
    """Return the one day on which most of the people named were in office, or ``None``.

    Parameters
    ----------
    people
        The terms of each person that the text names.
    days
        The days that a dateline without a year may mean, one of each year.
    weekday
        The weekday (0 Monday to 6 Sunday) by which the first sentences call the day of the news;
        ``None`` where they name none.

    Returns
    -------
    The day, when it is the only one of that weekday, or else the only one behind a day of that
    weekday; ``None`` where no day or several fit.
    """
    counted = [(sum(_in_office(terms, day) for terms in people), day) for day in days]
    most = max((count for count, _ in counted), default=0)
    if most < _PEOPLE or most < _SHARE * len(people):
        return None
    fit = [day for count, day in counted if count == most]
    if weekday is None:
        return fit[0] if len(fit) == 1 else None
    for late in (0, 1):
        same = [day for day in fit if (day.weekday() - late) % 7 == weekday]
        if same:
            return same[0] if len(same) == 1 else None
    return None


def terms_told(text: str, start: int, end: int, terms: Iterable[Term]) -> Terms:
    """Return the terms of those offices by which a folded text calls somebody whom it names.

    Parameters
    ----------
    text
        The folded text.
    start, end
        The name.
    terms
        All terms of that person.

    Returns
    -------
    The terms, none where the words call the person otherwise, or by an office that was held before.
    """
    if _FORMER.search(text, max(0, start - _FORMER_REACH), start):
        return ()
    near = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER].split(".", 1)[0]
    said = [office for office, called in _CALLED if any(called.search(words) for words in near)]
    return tuple((first, last) for name, first, last in terms if any(office.search(name) for office in said))


def _in_office(terms: Terms, day: date) -> bool:
    """Tell whether one of a person's terms holds a day."""
    return any((start is None or start <= day) and (end is None or day <= end) for start, end in terms)


def dates_of(people: Iterable[Terms]) -> list[date]:
    """Return every first and last day of the terms that is known."""
    return [day for terms in people for term in terms for day in term if day is not None]

"""A text goes in; the day of publication that its page prints comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from karamap.dates import shift
from karamap.records import Article, Interval, Zone
from karamap.stamps import is_label, is_stamp, stamp_length
from karamap.timexes.grammar import find
from karamap.timexes.spec import Found, Spec, TimeWords

_FILED_DAYS = 3  # what is filed earlier is printed as old news, with a date of its own
_HEAD_LINES, _TAIL_LINES, _LONG_LINE = 12, 4, 240
_YEAR = re.compile(r"[0-9](?:[0-9]{3}|\.[0-9]{2}\.[0-9]{2})")
_STAMP_WORDS = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|created|date[d]?|on|at|by|time|local|min|read"
    r"|gmt|utc|ist|msk|cet|cest|est|edt|bst|eet|a\.?m|p\.?m|am|pm|news|story|опубликовано|обновлено"
    r"|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday)\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TWO_FIGURES = re.compile(
    rf"\W*(?P<weekday>(?:{'|'.join(_WEEKDAYS)})[a-z]*)\.?,?\s+(?P<day>\d{{1,2}})\s+(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?,?\s+['’]?(?P<year>\d\d)(?=[\s,]|$)(?!\s*[:.]\s*\d)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|release[d]?|date|created|опубликовано)\b", re.IGNORECASE
)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|обновлено)\b", re.IGNORECASE)
_PLACE_LINE = re.compile(r"^\W*[^\W\d_]{2,}[^\W\d_ .'’\-/]*(?:[ ,/.'’\-]+[^\W\d_.]+){0,6}[ ,./(]*$")


def printed_date(text: str, zones: Sequence[Zone]) -> tuple[Interval, tuple[int, int]] | None:
    """Find the date of publication that the page prints.

    Parameters
    ----------
    text
        The article's text.
    zones
        Its zones, so far as known; lines of title, dateline and boilerplate are looked at wherever
        they stand, other lines only near the beginning and the end.

    Returns
    -------
    The day and the span of its words, or ``None`` when nothing is printed.
    """
    best: tuple[int, int, date, tuple[int, int]] | None = None
    for order, (start, end) in enumerate(_candidate_lines(text, zones)):
        stop = min(end, start + _LONG_LINE)
        if best is None and order < _HEAD_LINES and (short := _short_year(text, start, stop)) is not None:
            best = (1, order, *short)
        if not _YEAR.search(text, start, stop):
            continue
        for found in find(text, start, stop):
            if found.spec.kind == "range" and 0 < order < _HEAD_LINES and best is None:
                best = _of_period(text, start, found, order)
                continue
            day = full_day(found.spec)
            score = _stamp_score(text, start, end, found, headed=0 < order < _HEAD_LINES) if day else 0
            if day and score and (best is None or score > best[0]):
                best = (score, order, day, (found.start, found.end))
    if best is None:
        return None
    span = best[3]
    words = " ".join(text[slice(*span)].split())
    return Interval(best[2], best[2], "day", f'printed in the article: "{words}"'), span


def _short_year(text: str, start: int, end: int) -> tuple[date, tuple[int, int]] | None:
    """Return the day of a line such as "Thu 21 Sep 23, 14.05 BST", where the weekday bears the year out."""
    found = _TWO_FIGURES.match(text, start, end)
    if found is None:
        return None
    month = 1 + _MONTHS.index(found["month"][:3].lower())
    weekday = _WEEKDAYS.index(found["weekday"][:3].lower())
    for century in (2000, 1900):
        try:
            day = date(century + int(found["year"]), month, int(found["day"]))
        except ValueError:
            continue
        if day.weekday() == weekday:
            return day, (found.start("weekday"), found.end("year"))
    return None


def _of_period(
    text: str, start: int, found: Found, order: int
) -> tuple[int, int, date, tuple[int, int]] | None:
    """Return the last day of the period that the head of a digest prints ("No. 14, 28 March - 6 April 2016.")."""
    last = full_day(found.spec.second) if found.spec.second else None
    alone = text[found.end : found.end + 1] in ("", ".", "\n", ",", ")", ";")
    if last is None or not alone or not is_label(text[start : found.start]):
        return None
    return 1, order, last, (found.start, found.end)


def as_filed(article: Article, words: TimeWords) -> Article:
    """Return an article as of the day that its dateline names, if that is shortly before publication.

    A paper of 6 April prints what its reporter filed on "April 5": "today" is the fifth, and nothing
    that is told has happened later. ``words`` are the article's `time_words`.
    """
    published = article.published
    if published is None or published.precision != "day" or published.start is None:
        return article
    datelines = [zone for zone in article.zones if zone.kind == "dateline"]
    for found in words if datelines else ():
        if any(zone.start <= found.start < zone.end for zone in datelines) and (
            day := _shortly_before(found.spec, published.start)
        ):
            said = article.text[found.start : found.end]
            filed = Interval(day, day, "day", f'filed on the day of the dateline: "{said}"')
            return replace(article, published=filed)
    return article


def _shortly_before(spec: Spec, published: date) -> date | None:
    """Return the day of a date without a year, if it lies up to some days before another day."""
    if spec.kind != "date" or spec.month is None or spec.day is None:
        return None
    for back in range(1, _FILED_DAYS + 1):
        day = shift(published, -back)
        if (day.month, day.day) == (spec.month, spec.day) and spec.year in (None, day.year):
            return day
    return None


def full_day(spec: Spec) -> date | None:
    """Return the day of a date printed in full."""
    if spec.kind != "date" or spec.year is None or spec.month is None or spec.day is None:
        return None
    try:
        return date(spec.year, spec.month, spec.day)
    except ValueError:
        return None


def _candidate_lines(text: str, zones: Sequence[Zone]) -> list[tuple[int, int]]:
    """Return the lines that may hold a stamp, first those at the beginning."""
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    middle, tail = lines[_HEAD_LINES:-_TAIL_LINES], lines[_HEAD_LINES:][-_TAIL_LINES:]
    marked = [(z.start, z.end) for z in zones if z.kind in {"title", "dateline", "boilerplate"}]
    inside = [(a, b) for a, b in middle if any(c <= a and b <= d for c, d in marked)]
    return [*lines[:_HEAD_LINES], *inside, *tail]


def _stamp_score(text: str, start: int, end: int, found: Found, headed: bool) -> int:
    """Tell how surely a line prints the date of publication: 0 not at all, 4 surely.

    ``headed`` says that it is one of the lines behind the first, before the text or where it begins.
    """
    before, after = text[start : found.start], text[found.end : end]
    near = before[-40:]
    if _UPDATED.search(near) and not _PUBLISHED.search(near):
        return 1 if len(before) < 60 else 0
    if _PUBLISHED.search(near) and len(re.sub(r"\W", "", _STAMP_WORDS.sub("", before))) < 25:
        return 4
    rest = _STAMP_WORDS.sub(" ", before + " " + after)
    if len(re.sub(r"[\W\d_]", "", rest)) <= 3:
        return 3
    dateline = len(before) < 60 and (is_dateline(before, after))
    if dateline or (headed and is_stamp(text[start:end].strip())):
        return 2
    if stamp_length(text[start:end]) >= found.end - start:
        return 2
    short = end - start < 70 and bool(re.search(r"[|•·/]", before[-4:] + after[:4]))
    return 2 if short else 0


def is_dateline(before: str, after: str) -> bool:
    """Tell whether "BAKU, " and " (Agency) - " stand round a date."""
    letters = [char for char in before if char.isalpha()]
    capital = bool(letters) and before.split(maxsplit=1)[0].strip(",.").isupper()
    opens = re.match(r"^[\s.,]*(?:[/(\[–—:]|-\s|[A-Z]{3,}\b)", after) is not None
    return bool(letters) and bool(_PLACE_LINE.match(before)) and (capital or opens) and opens

"""A text goes in; the day that it was published comes out, read from the page or concluded.

A concluded date is an interval that the article's own words support, marked as inferred, with the
words in its basis. Where they support nothing narrower than "some time after", the answer is
``None``: a wide interval is honest, a narrow one that is wrong is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from karamap.dates import days_in, shift
from karamap.records import Article, Interval, Phase, Record, Zone
from karamap.timexes.grammar import find
from karamap.timexes.spec import WEEK, YEAR, Found, Spec
from karamap.timexes.resolve import Setting, Span, precision_of, resolve
from karamap.timexes.story import Read, read, speaks_of_future

# ---- printed dates -----------------------------------------------------------------------------

_HEAD_LINES, _TAIL_LINES, _LONG_LINE = 12, 4, 240
_STAMP_WORDS = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|created|date[d]?|on|at|by|time|local|gmt|utc|ist|msk|cet|cest|est|edt|bst"
    r"|eet|a\.?m|p\.?m|am|pm|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|min|read|news|story|опубликовано|обновлено)\b",
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
        for found in find(text, start, min(end, start + _LONG_LINE)):
            day = _full_day(found.spec)
            score = _stamp_score(text, start, end, found) if day else 0
            if day and score and (best is None or score > best[0]):
                best = (score, order, day, (found.start, found.end))
    if best is None:
        return None
    span = best[3]
    words = " ".join(text[slice(*span)].split())
    return Interval(best[2], best[2], "day", f'printed in the article: "{words}"'), span


def _full_day(spec: Spec) -> date | None:
    """Return the day of a date printed in full."""
    if spec.kind != "date" or spec.year is None or spec.month is None or spec.day is None:
        return None
    try:
        return date(spec.year, spec.month, spec.day)
    except ValueError:
        return None


def _candidate_lines(text: str, zones: Sequence[Zone]) -> list[tuple[int, int]]:
    """Return the lines that may hold a stamp, first those at the beginning."""
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    chosen = lines[:_HEAD_LINES]
    marked = [(z.start, z.end) for z in zones if z.kind in {"title", "dateline", "boilerplate"}]
    for line in lines[_HEAD_LINES:]:
        inside = any(a <= line[0] and line[1] <= b for a, b in marked)
        if inside or line in lines[-_TAIL_LINES:]:
            chosen.append(line)
    return chosen


def _stamp_score(text: str, start: int, end: int, found: Found) -> int:
    """Tell how surely a line prints the date of publication: 0 not at all, 4 surely."""
    before, after = text[start : found.start], text[found.end : end]
    near = before[-40:]
    if _UPDATED.search(near) and not _PUBLISHED.search(near):
        return 1 if len(before) < 60 else 0
    if _PUBLISHED.search(near) and len(re.sub(r"\W", "", _STAMP_WORDS.sub("", before))) < 25:
        return 4
    rest = _STAMP_WORDS.sub(" ", before + " " + after)
    if len(re.sub(r"[\W\d_]", "", rest)) <= 3:
        return 3
    dateline = len(before) < 60 and (_is_dateline(before, after))
    if dateline:
        return 2
    short = end - start < 70 and bool(re.search(r"[|•·/]", before[-4:] + after[:4]))
    return 2 if short else 0


def _is_dateline(before: str, after: str) -> bool:
    """Tell whether "BAKU, " and " (Agency) - " stand round a date."""
    letters = [char for char in before if char.isalpha()]
    capital = bool(letters) and before.split(maxsplit=1)[0].strip(",.").isupper()
    opens = re.match(r"^[\s.,]*(?:[/(\[–—:]|-\s|[A-Z]{3,}\b)", after) is not None
    return bool(letters) and bool(_PLACE_LINE.match(before)) and (capital or opens) and opens


# ---- inferred dates ----------------------------------------------------------------------------

_ONSET = re.compile(
    r"\b(?:re-?)?(?:erupt|began|begun|broke out|start|launch|resum|flar|renew|escalat|unleash|commenc)",
    re.IGNORECASE,
)
_LEAD_SENTENCES = 5
_NEAR_DAYS, _FAR_DAYS = 30, 92
_VOTES_NEEDED = 2.0


@dataclass(frozen=True, slots=True)
class _Clue:
    """A date without a year, and where it stands."""

    item: Read
    spec: Spec
    words: str
    onset: bool


def infer_published(
    article: Article, phases: Sequence[Phase] = (), records: Sequence[Record] = ()
) -> Interval | None:
    """Conclude when an article was published, from its own words.

    Parameters
    ----------
    article
        The article; its ``published`` is ignored.
    phases, records
        Dated periods and key records of the conflict: a year in which several of the article's
        dates without a year fall on known days is taken for theirs.

    Returns
    -------
    The tightest interval that the words support, marked as inferred, or ``None``.
    """
    bare = replace(article, published=None)
    reads = [item for item in read(bare, (), 0) if _zone(article, item) != "related-link"]
    clues = _clues(article, reads)
    floor = _floor(article, reads)
    year, why = _year(article, reads, clues, floor, phases, records)
    if year is None:
        return _from_lead(article, reads, floor)
    return _window(article, reads, clues, floor, year, why, _known_days(phases, records))


def _zone(article: Article, item: Read) -> str:
    """Return the zone of an expression."""
    if item.sentence < len(article.sentences):
        return article.sentences[item.sentence].zone
    return "body"


def _quote(article: Article, item: Read) -> str:
    """Return the words of an expression in quotation marks."""
    return '"' + " ".join(article.text[item.found.start : item.found.end].split()) + '"'


def _clues(article: Article, reads: Sequence[Read]) -> list[_Clue]:
    """Return the dates that are near publication but print no year."""
    clues = []
    for item in reads:
        spec = item.found.spec
        spec = spec.first if spec.kind == "bound" and spec.first else spec
        spec = (
            spec.first
            if spec.kind == "range" and spec.first and not isinstance(item.answer, Span)
            else spec
        )
        this_year = spec.shift in {0, None} and spec.word in {"", "past", "last", "this"}
        if spec.kind != "date" or spec.month is None or spec.year is not None or not this_year:
            continue
        if item.future or isinstance(item.answer, Span):
            continue
        clues.append(_Clue(item, spec, _quote(article, item), _is_onset(article, item)))
    return clues


def _is_onset(article: Article, item: Read) -> bool:
    """Tell whether the sentence says that something began then."""
    if item.sentence >= len(article.sentences):
        return False
    sentence = article.sentences[item.sentence]
    return bool(_ONSET.search(article.text[sentence.start : item.found.end]))


def _floor(article: Article, reads: Sequence[Read]) -> tuple[date, str] | None:
    """Return the latest day on which something printed with its year has begun already."""
    best: tuple[date, str] | None = None
    for item in reads:
        spec, answer = item.found.spec, item.answer
        if not isinstance(answer, Span) or answer.start is None or item.inherited:
            continue
        if spec.kind not in {"date", "range", "season"} or (spec.part and spec.month is None):
            continue
        ahead = article.text[max(0, item.found.start - 14) : item.found.start].lower()
        if re.search(r"\b(?:until|by|till|to|before)\s+(?:the\s+)?$", ahead):
            continue
        if speaks_of_future(article, item.found, item.sentence):
            continue
        start = answer.start
        if (
            spec.kind == "range"
            and answer.end is not None
            and answer.precision in {"year", "day", "month"}
        ):
            start = answer.end.replace(month=1, day=1) if answer.precision == "year" else answer.end
        if best is None or start > best[0]:
            best = (start, _quote(article, item))
    return best


def _instance(spec: Spec, year: int) -> Span | None:
    """Return the days of a date in a year; ``None`` when its weekday does not agree."""
    dated = replace(spec, year=year, shift=None, word="", hour=None, night=False)
    answer = resolve(dated, Setting())
    if not isinstance(answer, Span) or answer.start is None:
        return None
    if spec.weekday is not None and spec.day and answer.start.weekday() != spec.weekday:
        return None
    return answer


# ---- the year ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """A stretch of days that the project's data know, and how much it counts."""

    start: date
    end: date
    weight: float
    begins: bool = False


def _known_days(phases: Sequence[Phase], records: Sequence[Record]) -> list[_Known]:
    """Return the known beginnings, ends and episodes."""
    known = []
    for phase in phases:
        known.append(_Known(phase.start, phase.start, 1.0, begins=True))
        if phase.end is not None:
            known.append(_Known(shift(phase.end, -1), phase.end, 1.0))
        for episode in phase.episodes:
            known.append(_Known(episode.start, shift(episode.end, -1), 1.0, begins=True))
    for record in records:
        if days_in(record.date_start, record.date_end) <= 7:
            known.append(_Known(record.date_start, record.date_end, 0.75))
    return known


def _year(
    article: Article,
    reads: Sequence[Read],
    clues: Sequence[_Clue],
    floor: tuple[date, str] | None,
    phases: Sequence[Phase],
    records: Sequence[Record],
) -> tuple[int | None, str]:
    """Return the year that the dates without one belong to, and why."""
    for choose in (_same_month, _counted_years):
        year, why = choose(article, reads, clues, floor)
        if year is not None:
            return year, why
    return _voted_year(clues, floor, _known_days(phases, records))


def _same_month(
    article: Article, reads: Sequence[Read], clues: Sequence[_Clue], floor: tuple[date, str] | None
) -> tuple[int | None, str]:
    """Use "May 2023" beside "May this year", where nothing later is printed."""
    if floor is None:
        return None, ""
    for clue in clues:
        if clue.spec.shift != 0:
            continue
        for item in reads:
            spec = item.found.spec
            if spec.kind == "date" and spec.month == clue.spec.month and spec.year == floor[0].year:
                return spec.year, f"{clue.words} beside {_quote(article, item)}"
    return None, ""


def _counted_years(
    article: Article, reads: Sequence[Read], clues: Sequence[_Clue], floor: tuple[date, str] | None
) -> tuple[int | None, str]:
    """Use "three years ago, in 2020" and "in 2019, last year"."""
    for one, two in zip(reads, reads[1:], strict=False):
        gap = article.text[one.found.end : two.found.start]
        if one.sentence != two.sentence or len(gap) > 8 or re.search(r"\w{3,}", gap):
            continue
        for printed, counted in ((one, two), (two, one)):
            year, years = printed.found.spec.year, _years_back(counted.found.spec)
            if printed.found.spec.kind == "date" and year and years is not None:
                if floor is None or year + years >= floor[0].year:
                    return year + years, f"{_quote(article, one)} beside {_quote(article, two)}"
    return None, ""


def _years_back(spec: Spec) -> int | None:
    """Return the years between an expression and publication when it counts whole years."""
    if spec.kind == "offset" and spec.unit == YEAR and spec.shift == -1 and spec.word == "":
        whole = spec.number is not None and not spec.rough and spec.number == int(spec.number)
        return int(spec.number) if whole and spec.number is not None else None
    if spec.kind == "window" and spec.unit == YEAR and spec.shift in {0, -1} and spec.word == "":
        return -(spec.shift or 0)
    return None


def _voted_year(
    clues: Sequence[_Clue], floor: tuple[date, str] | None, known: Sequence[_Known]
) -> tuple[int | None, str]:
    """Return the one year in which several dates without a year fall on known days."""
    if not known or not clues:
        return None, ""
    first = max(min(k.start.year for k in known), floor[0].year if floor else 0)
    last = max(k.end.year for k in known)
    scored = []
    for year in range(first, last + 1):
        votes: dict[tuple[int | None, int | None, int], tuple[float, str]] = {}
        for clue in clues:
            weight = _vote(clue, year, known)
            if weight:
                key = (clue.spec.month, clue.spec.day, clue.spec.part)
                votes[key] = max(weight, votes.get(key, (0.0, ""))[0]), clue.words
        scored.append(
            (sum(v for v, _ in votes.values()), year, sorted(w for _, w in votes.values()))
        )
    scored.sort(key=lambda row: (-row[0], row[1]))
    best = scored[0] if scored else (0.0, 0, [])
    second = scored[1][0] if len(scored) > 1 else 0.0
    if best[0] < _VOTES_NEEDED or best[0] - second < 1.0:
        return None, ""
    return best[1], ", ".join(best[2]) + " fall on known dates of that year"


def _vote(clue: _Clue, year: int, known: Sequence[_Known]) -> float:
    """Return how much a date speaks for a year."""
    days = _instance(clue.spec, year)
    if days is None or days.start is None or days.end is None:
        return 0.0
    best = 0.0
    for item in known:
        if clue.spec.day:
            hit = item.start <= days.start <= item.end
        else:
            hit = days.start <= item.start <= days.end and (clue.onset or item.start != item.end)
        if hit:
            onset = 1.0 if clue.onset and item.begins else 0.0
            best = max(best, item.weight + onset)
    return best


# ---- the window --------------------------------------------------------------------------------


def _window(
    article: Article,
    reads: Sequence[Read],
    clues: Sequence[_Clue],
    floor: tuple[date, str] | None,
    year: int,
    why: str,
    known: Sequence[_Known],
) -> Interval | None:
    """Return the days of publication within the year that the article's dates belong to."""
    start, words = _latest(clues, floor, year)
    if start is None:
        start, words = date(year, 1, 1), why
    end, limit = _upper(article, clues, start, year)
    narrowed = _after_a_week(article, reads, clues, year, known)
    if narrowed and narrowed[0] <= end and narrowed[1] >= start:
        start, end = max(start, narrowed[0]), min(end, narrowed[1])
        words = narrowed[2]
    dateline = _dateline_day(article, clues, year)
    if dateline is not None and start <= dateline[0] <= shift(end, 31):
        start, end, words = dateline[0], shift(dateline[0], 1), dateline[1]
    if end < start:
        return None
    basis = f"concluded: year {year} from {why}; not before {words}{limit}"
    return Interval(start, end, precision_of(days_in(start, end)), basis, True)


def _latest(
    clues: Sequence[_Clue], floor: tuple[date, str] | None, year: int
) -> tuple[date | None, str]:
    """Return the latest day on which something told as past has begun."""
    best: tuple[date | None, str] = (None, "")
    if floor is not None and floor[0].year == year:
        best = floor
    for clue in clues:
        days = _instance(clue.spec, year)
        if days and days.start and (best[0] is None or days.start > best[0]):
            best = (days.start, clue.words)
    return best


def _upper(article: Article, clues: Sequence[_Clue], start: date, year: int) -> tuple[date, str]:
    """Return the last day of publication that the words allow."""
    end, limit = shift(date(year, 12, 31), 31), ""
    if any(clue.spec.shift == 0 for clue in clues):
        end, limit = date(year, 12, 31), '; within "this year"'
    for clue in clues:
        days = _instance(clue.spec, year)
        if clue.spec.day is None or days is None or days.start != start:
            continue
        lead = clue.item.sentence <= _LEAD_SENTENCES
        reach = shift(start, _NEAR_DAYS if lead else _FAR_DAYS)
        if reach < end:
            end, limit = reach, "; a day without its year is near"
    return end, limit


def _after_a_week(
    article: Article,
    reads: Sequence[Read],
    clues: Sequence[_Clue],
    year: int,
    known: Sequence[_Known],
) -> tuple[date, date, str] | None:
    """Use "began in late September ... in a week of fighting": a week after the beginning."""
    weeks = [
        item
        for item in reads
        if item.found.spec.kind == "rolling"
        and item.found.spec.unit == WEEK
        and item.found.spec.shift == -1
        and item.found.spec.number == 1
        and item.found.spec.word in {"of", "past", "last"}
    ]
    onsets = [clue for clue in clues if clue.onset and clue.spec.shift is None]
    for item in weeks:
        for clue in onsets:
            if not 0 <= item.sentence - clue.item.sentence <= 2:
                continue
            days = _instance(clue.spec, year)
            if days is None or days.start is None or days.end is None:
                continue
            first, last = days.start, days.end
            starts = sorted({k.start for k in known if k.begins and first <= k.start <= last})
            if len(starts) == 1:
                first = last = starts[0]
            words = f"{clue.words} and then {_quote(article, item)}"
            window = shift(first, 5), shift(last, 12)
            return (*_on_weekday(reads, *window), words)
    return None


def _on_weekday(reads: Sequence[Read], start: date, end: date) -> tuple[date, date]:
    """Drop the days before the one weekday of the lead that lies in a window of days."""
    lead = [
        item.found.spec.weekday
        for item in reads
        if item.sentence <= 2
        and item.found.spec.kind == "date"
        and item.found.spec.weekday is not None
        and item.found.spec.month is None
        and not item.future
        and not item.found.spec.word
    ]
    if not lead:
        return start, end
    days = [
        shift(start, n) for n in range(days_in(start, end)) if shift(start, n).weekday() == lead[0]
    ]
    # News name the weekday of the last days: the window begins with it unless it began before.
    return (days[0], end) if len(days) == 1 and (days[0] - start).days <= 3 else (start, end)


def _dateline_day(article: Article, clues: Sequence[_Clue], year: int) -> tuple[date, str] | None:
    """Return the day of "BAKU, October 2 -" once the year is known."""
    for clue in clues:
        at = clue.item.found.start
        line = article.text.rfind("\n", 0, at) + 1
        before, after = (
            article.text[line:at],
            article.text[clue.item.found.end : clue.item.found.end + 30],
        )
        zone = _zone(article, clue.item)
        if (
            clue.spec.day
            and len(before) < 60
            and (zone == "dateline" or _is_dateline(before, after))
        ):
            days = _instance(clue.spec, year)
            if days and days.start:
                return days.start, f"dateline {clue.words}"
    return None


def _from_lead(
    article: Article, reads: Sequence[Read], floor: tuple[date, str] | None
) -> Interval | None:
    """Return a year from the latest full date when the lead itself tells of it."""
    if floor is None:
        return None
    for item in reads:
        day = _full_day(item.found.spec)
        if day is None or day != floor[0] or not item.found.anchor or item.sentence > 3:
            continue
        end = shift(day, 365)
        basis = f"concluded: the lead tells of {_quote(article, item)}"
        return Interval(day, end, precision_of(days_in(day, end)), basis, True)
    return None

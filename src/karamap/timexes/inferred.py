"""An article goes in; when it was published, as its own words tell, comes out.

A concluded date is an interval that the words support, marked as inferred, with the words in its
basis. Where they support no bounds, the answer is ``None``: a wide interval is honest, a narrow
one that is wrong is not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from karamap.dates import days_in, shift
from karamap.names import fold
from karamap.records import Article, Interval, Phase, Record
from karamap.timexes.entries import heads_of, years_of_heads
from karamap.timexes.named import PeriodNames, period_names
from karamap.timexes.printed import full_day, is_dateline
from karamap.timexes.resolve import Setting, Span, precision_of, resolve
from karamap.timexes.spec import WEEK, YEAR, Spec, TimeWords
from karamap.timexes.story import Read, read, time_words
from karamap.timexes.tense import speaks_of_future
from karamap.timexes.terms import Terms, dates_of, day_in_office

_ONSET = re.compile(
    r"\b(?:re-?)?(?:erupt|began|begun|broke out|start|launch|resum|flar|renew|escalat|commenc)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|told|announced|reported|stated|declared|tweeted|wrote)\b")
_LIMIT_BEFORE = re.compile(r"\b(?:until|by|till|to|before)\s+(?:the\s+)?$")
_COUNTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ANNIVERSARY = re.compile(rf"\b({'|'.join(_COUNTS)})\s+anniversary\b")
_NEAR_DAYS, _ALONE_DAYS, _FAR_DAYS, _PHASE_REST = 45, 120, 150, 7
_VOTES_NEEDED = 2.0
_VOTES_ALONE = (3.0, 2.0)  # where nothing is said to have begun: votes, and those more than for another year
_FRESH_YEAR = 396  # a year and a month, as "November last year" reaches back
_FRESH_DAYS = 45  # behind a period, within which its days are told without their year
_YEARS_AHEAD = 4  # behind the last known day, up to which articles may have been written
_LEAD = 2  # the last of the sentences that tell the news
_LONGEST_OPENING = 60  # characters before the day of a dateline
_AHEAD = frozenset({"by", "until", "before"})  # what such a day bounds may be to come
# Any date of a season falls into an episode of months: only short ones tell one year from another.
_SHORT_DAYS, _LONG_DAYS, _LONG_WEIGHT = 10, 60, 0.25


@dataclass(frozen=True, slots=True)
class _Clue:
    """A date without a year that is not far from publication.

    Attributes
    ----------
    onset
        The sentence says that something began then.
    """

    item: Read
    spec: Spec
    words: str
    onset: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """A stretch of days that the project's data know, and how much it counts."""

    start: date
    end: date
    weight: float
    begins: bool = False


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that an article says about its date.

    Attributes
    ----------
    floor
        The latest day, with its words, on which something printed with its year has begun.
    """

    article: Article
    reads: tuple[Read, ...]
    clues: tuple[_Clue, ...]
    floor: tuple[date, str] | None
    phases: tuple[Phase, ...]
    records: tuple[Record, ...]
    people: Callable[[], Sequence[Terms]] = tuple


def infer_published(
    article: Article,
    phases: Sequence[Phase] = (),
    records: Sequence[Record] = (),
    found: TimeWords | None = None,
    people: Callable[[], Sequence[Terms]] = tuple,
) -> Interval | None:
    """Conclude when an article was published, from its own words.

    Parameters
    ----------
    article
        The article; its ``published`` is ignored.
    phases, records
        Dated periods and key records of the conflict: a year in which several of the article's
        dates without a year fall on known days is taken for theirs.
    found
        The article's `time_words`, where they are known already.
    people
        Gives the terms of the people of state whom the article names; asked only where a dateline
        has no year.

    Returns
    -------
    The tightest interval that the words support, marked as inferred, or ``None``.
    """
    bare = article if article.published is None else replace(article, published=None)
    words = time_words(article) if found is None else found
    told = read(bare, words, PeriodNames())
    reads = tuple(item for item in told if _zone(article, item) != "related-link")
    clues, floor = _clues(article, reads), _floor(article, reads)
    evidence = _Evidence(article, reads, clues, floor, tuple(phases), tuple(records), people)
    for choose in (_same_month, _year_of_log, _counted_years, _voted_year, _dateline_year, _year_after_period, _year_in_office, _year_by_weekday):
        year, why = choose(evidence)
        if year is not None:
            return _window(evidence, year, why, choose in _OF_DATELINE)
    return _from_lead(evidence)


def _zone(article: Article, item: Read) -> str:
    """Return the zone of an expression."""
    if item.sentence < len(article.sentences):
        return article.sentences[item.sentence].zone
    return "body"


def _quote(article: Article, item: Read) -> str:
    """Return the words of an expression in quotation marks."""
    return '"' + " ".join(article.text[item.found.start : item.found.end].split()) + '"'


def _before(article: Article, item: Read) -> str:
    """Return the words of its sentence that stand before an expression."""
    start = item.found.start - 200
    if item.sentence < len(article.sentences):
        start = max(start, article.sentences[item.sentence].start)
    return article.text[max(0, start) : item.found.start]


# ---- evidence ----------------------------------------------------------------------------------


def _clues(article: Article, reads: Sequence[Read]) -> tuple[_Clue, ...]:
    """Return the dates that are near publication but print no year."""
    clues = []
    for item in reads:
        spec = item.found.spec
        if spec.kind in {"bound", "range"} and spec.first is not None:
            spec = spec.first
        # "Last May" may be of this year or of the one before.
        near = spec.shift in {0, None} and spec.word in {"", "past", "this"}
        dated = spec.kind == "date" and spec.month is not None and spec.year is None
        if dated and near and not item.future and not isinstance(item.answer, Span):
            onset = bool(_ONSET.search(_before(article, item)))
            clues.append(_Clue(item, spec, _quote(article, item), onset))
    return tuple(clues)


def _floor(article: Article, reads: Sequence[Read]) -> tuple[date, str] | None:
    """Return the latest day on which something printed with its year has begun already."""
    best: tuple[date, str] | None = None
    for item in reads:
        start = _begun(item)
        if start is None or (best is not None and start <= best[0]):
            continue
        ahead = article.text[max(0, item.found.start - 14) : item.found.start].lower()
        if _LIMIT_BEFORE.search(ahead) or speaks_of_future(article, item.found, item.sentence):
            continue
        best = (start, _quote(article, item))
    return best


def _begun(item: Read) -> date | None:
    """Return the day on which what an expression with a year tells of has surely begun."""
    spec, answer = item.found.spec, item.answer
    if not isinstance(answer, Span) or answer.start is None or item.inherited:
        return None
    if spec.kind == "bound" and spec.word == "since":
        return answer.start
    if spec.kind not in {"date", "range", "season"} or (spec.part and spec.month is None):
        return None
    if spec.kind != "range" or answer.end is None:
        return answer.start
    if answer.precision == "year":
        return answer.end.replace(month=1, day=1)
    return answer.end if answer.precision in {"day", "month"} else answer.start


def _instance(spec: Spec, year: int) -> Span | None:
    """Return the days of a date in a year; ``None`` when its weekday does not agree."""
    dated = spec._replace(year=year, shift=None, word="", hour=None, night=False)
    answer = resolve(dated, Setting())
    if not isinstance(answer, Span) or answer.start is None:
        return None
    if spec.weekday is not None and spec.day and answer.start.weekday() != spec.weekday:
        return None
    return answer


def _known_days(evidence: _Evidence) -> tuple[_Known, ...]:
    """Return the known beginnings, ends and episodes."""
    known = []
    for phase in evidence.phases:
        known.append(_Known(phase.start, phase.start, 1.0, begins=True))
        if phase.end is not None:
            known.append(_Known(shift(phase.end, -1), phase.end, 1.0))
        for episode in phase.episodes:
            known += _of_episode(episode.start, shift(episode.end, -1))
    for record in evidence.records:
        if days_in(record.date_start, record.date_end) <= 7:
            known.append(_Known(record.date_start, record.date_end, 0.75))
    return tuple(known)


def _of_episode(start: date, end: date) -> list[_Known]:
    """Return what an episode makes known: its days while it is short, its first day in any case."""
    days = days_in(start, end)
    if days <= _SHORT_DAYS:
        return [_Known(start, end, 1.0, begins=True)]
    known = [_Known(start, start, 1.0, begins=True)]
    if days <= _LONG_DAYS:
        known.append(_Known(start, end, _LONG_WEIGHT))
    return known


# ---- the year ----------------------------------------------------------------------------------


def _same_month(evidence: _Evidence) -> tuple[int | None, str]:
    """Use "May 2023" beside "May this year", where no later year is printed."""
    if evidence.floor is None:
        return None, ""
    last = evidence.floor[0].year
    for clue in evidence.clues:
        if clue.spec.shift != 0:
            continue
        for item in evidence.reads:
            spec = item.found.spec
            if spec.kind == "date" and spec.month == clue.spec.month and spec.year == last:
                return last, f"{clue.words} beside {_quote(evidence.article, item)}"
    return None, ""


def _counted_years(evidence: _Evidence) -> tuple[int | None, str]:
    """Use "three years ago, in 2020" and "in 2019, last year"."""
    article, floor = evidence.article, evidence.floor
    for one, two in itertools.pairwise(evidence.reads):
        gap = article.text[one.found.end : two.found.start]
        if one.sentence != two.sentence or len(gap) > 8 or re.search(r"\w{3,}", gap):
            continue
        for printed, counted in ((one, two), (two, one)):
            year, years = printed.found.spec.year, _years_back(counted.found.spec)
            if printed.found.spec.kind != "date" or year is None or years is None:
                continue
            if floor is None or year + years >= floor[0].year:
                return year + years, f"{_quote(article, one)} beside {_quote(article, two)}"
    return None, ""


def _years_back(spec: Spec) -> int | None:
    """Return the years between an expression and publication when it counts whole years."""
    if spec.kind == "offset" and spec.unit == YEAR and spec.shift == -1 and spec.word == "":
        if spec.number is None or spec.rough or spec.number != int(spec.number):
            return None
        return int(spec.number)
    if spec.kind == "window" and spec.unit == YEAR and spec.shift in {0, -1} and spec.word == "":
        return -(spec.shift or 0)
    return None


def _voted_year(evidence: _Evidence) -> tuple[int | None, str]:
    """Return the one year in which several dates without a year fall on known days."""
    most = {_clue_key(clue): 1.0 for clue in evidence.clues}
    most |= {_clue_key(clue): 2.0 for clue in evidence.clues if clue.onset}
    begun = any(clue.onset for clue in evidence.clues)
    needed, lead = (_VOTES_NEEDED, 1.0) if begun else _VOTES_ALONE  # few dates alone fit many years
    known = _known_days(evidence) if sum(most.values()) >= needed else ()
    if not known:
        return None, ""
    floor = evidence.floor
    first = max(min(k.start.year for k in known), floor[0].year if floor else 0)
    last = max(k.end.year for k in known)
    months = _months(known)
    scored = [(*_votes(evidence, known, months, year), year) for year in range(first, last + 1)]
    scored.sort(key=lambda row: (-row[0], row[2]))
    if not scored:
        return None, ""
    score, words, year = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    # Who writes "the 2020 war" does not write in 2020.
    named = any(
        i.found.spec.kind == "date" and _is_bare(i.found.spec, year) for i in evidence.reads
    )
    if score < needed or score - second < lead or named:
        return None, ""
    return year, ", ".join(words) + " on known days of that year"


def _dateline_year(evidence: _Evidence) -> tuple[int | None, str]:
    """Use "BAKU, Oct 28 -": the one year in which a brief episode and what else is told bear the day out."""
    dateline = _dateline_clue(evidence)
    brief = _brief(evidence.phases)
    if dateline is None or not brief:
        return None, ""
    scored = []
    for year in sorted({start.year for start, _ in brief}):
        days = _instance(dateline.spec, year)
        day = days.start if days is not None else None
        if day is None or (evidence.floor is not None and day < evidence.floor[0]):
            continue
        begun = [start for start, end in brief if start <= day <= shift(end, _PHASE_REST)]
        if begun:
            scored.append((1.0 + _borne_out(evidence, dateline, day, begun), year))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < _VOTES_NEEDED or (len(scored) > 1 and scored[0][0] - scored[1][0] < 1.0):
        return None, ""
    return scored[0][1], f"{dateline.words} in an episode known of that year"


def _year_of_log(evidence: _Evidence) -> tuple[int | None, str]:
    """Use "CAPITAL, Oct 24" above a timeline whose last entries are of that month: they give its year."""
    dateline = _dateline_clue(evidence)
    led = years_of_heads(heads_of(evidence.article, [item.found for item in evidence.reads])) if dateline is not None else {}
    heads = [item for item in evidence.reads if item.found.start in led]
    ends = [item.answer.start for item in heads if isinstance(item.answer, Span) and item.answer.start is not None]
    if dateline is None or not ends:
        return None, ""
    last = max(ends)
    days = _instance(dateline.spec, last.year)
    if days is None or days.start is None or not 0 <= (days.start - last).days <= _FRESH_DAYS:
        return None, ""
    return last.year, f"{dateline.words} behind the entries of that year"


def _year_after_period(evidence: _Evidence) -> tuple[int | None, str]:
    """Use "BAKU, November 20" beside "the 44-day war" and days in it: weeks behind what is named, no other year."""
    dateline = _dateline_clue(evidence)
    if dateline is None or not evidence.phases:
        return None, ""
    names = period_names(evidence.phases)
    article = evidence.article
    for found in names.find(article.text, fold(article.text)):
        spec = found.spec.first or found.spec
        span = names.days.get(spec.word)
        if span is None or span.start is None or span.end is None:
            continue
        days = _instance(dateline.spec, span.end.year)
        day = days.start if days is not None else None
        if day is None or not 0 <= (day - span.end).days <= _FRESH_DAYS:
            continue
        told = {_clue_key(c) for c in evidence.clues if c.spec.day and (i := _instance(c.spec, day.year)) and i.start and span.start <= i.start < day}
        if len(told) >= _VOTES_NEEDED:
            return day.year, f"{dateline.words} soon after “{article.text[found.start : found.end]}”"
    return None, ""


def _year_in_office(evidence: _Evidence) -> tuple[int | None, str]:
    """Use the terms of the people whom an article names, and the weekday by which it calls the day of its dateline."""
    dateline = _dateline_clue(evidence)
    people = evidence.people() if dateline is not None else ()
    if dateline is None or not people:
        return None, ""
    known = [*dates_of(people), *(day for phase in evidence.phases for day in (phase.start, phase.end) if day is not None)]
    floor = evidence.floor[0] if evidence.floor is not None else min(known, default=None)
    if floor is None:
        return None, ""
    instances = (_instance(dateline.spec, year) for year in range(floor.year, max(known).year + _YEARS_AHEAD))
    days = [span.start for span in instances if span is not None and span.start is not None and span.start >= floor]
    day = day_in_office(people, days, _weekday_of_lead(evidence))
    return (day.year, f"{dateline.words}, when those named were in office") if day is not None else (None, "")


def _year_by_weekday(evidence: _Evidence) -> tuple[int | None, str]:
    """Use the weekday by which the lead calls the day of its dateline, and the last day that has a year.

    Either that day is about a year back at most, or "three years ago" counts from its year.
    """
    dateline, floor, weekday = _dateline_clue(evidence), evidence.floor, _weekday_of_lead(evidence)
    if dateline is None or floor is None or weekday is None:
        return None, ""
    counted = {floor[0].year + back for back in _years_told(evidence) if back > 1}  # a year is told of much else
    for year in range(floor[0].year, floor[0].year + _YEARS_AHEAD):
        days = _instance(dateline.spec, year)
        day = days.start if days is not None else None
        if day is None or day < floor[0]:
            continue
        fresh = (day - floor[0]).days < _FRESH_YEAR
        if day.weekday() == weekday and (fresh or year in counted):
            return year, f"{dateline.words} on its weekday behind {floor[1]}"
    return None, ""


def _years_told(evidence: _Evidence) -> set[int]:
    """Return the numbers of years since something that an article tells: "three years ago", "the second anniversary"."""
    text = evidence.article.text.lower()
    told = {1 + _COUNTS.index(found[1]) for found in _ANNIVERSARY.finditer(text)}
    return told | {back for item in evidence.reads if (back := _years_back(item.found.spec))}


_OF_DATELINE = (_year_of_log, _dateline_year, _year_after_period, _year_in_office, _year_by_weekday)


def _weekday_of_lead(evidence: _Evidence) -> int | None:
    """Return the first weekday that the first sentences name without a date."""
    dateline = _dateline_clue(evidence)
    last = _LEAD if dateline is None else max(_LEAD, dateline.item.sentence + _LEAD)
    for item in evidence.reads:
        spec = item.found.spec
        if item.sentence <= last and spec.kind == "date" and spec.month is None and spec.weekday is not None and not item.future:
            return spec.weekday
    return None


def _brief(phases: Sequence[Phase]) -> list[tuple[date, date]]:
    """Return first and last day of the phases and episodes that lasted some weeks at most."""
    spans = [(phase.start, phase.end) for phase in phases]
    spans += [(episode.start, episode.end) for phase in phases for episode in phase.episodes]
    return [(start, end) for start, end in spans if end is not None and days_in(start, end) <= _LONG_DAYS]


def _borne_out(evidence: _Evidence, dateline: _Clue, day: date, begun: Sequence[date]) -> float:
    """Return how much an article bears out that its dateline is of a day after a known beginning."""
    named = [_instance(clue.spec, day.year) for clue in evidence.clues if _clue_key(clue) != _clue_key(dateline)]
    starts = {span.start for span in named if span is not None}
    weight = 1.0 if not starts.isdisjoint(begun) else 0.0
    published, lead = Setting(published=(day, day)), False
    for item in evidence.reads:
        spec = item.found.spec
        if item.sentence <= _LEAD and spec.kind == "date" and spec.month is None and spec.weekday is not None:
            lead = lead or spec.weekday == day.weekday()
        if spec.kind != "offset" or spec.word or not _ONSET.search(_before(evidence.article, item)):
            continue
        answer = resolve(spec, published)
        if isinstance(answer, Span) and answer.start and answer.end and any(answer.start <= b <= answer.end for b in begun):
            weight += 1.0  # "since fighting erupted a month ago"
    return weight + (0.5 if lead else 0.0)


def _dateline_clue(evidence: _Evidence) -> _Clue | None:
    """Return the day without a year that the dateline prints."""
    return next((c for c in evidence.clues if c.spec.day and _in_dateline(evidence.article, c)), None)


def _in_dateline(article: Article, clue: _Clue) -> bool:
    """Tell whether a date stands in the dateline."""
    at, end = clue.item.found.start, clue.item.found.end
    line = article.text.rfind("\n", 0, at) + 1
    if at - line >= _LONGEST_OPENING:
        return False
    return _zone(article, clue.item) == "dateline" or is_dateline(article.text[line:at], article.text[end : end + 30])


def _is_bare(spec: Spec, year: int) -> bool:
    """Tell whether a date is this year without a month."""
    return spec.year == year and spec.month is None


def _months(known: Iterable[_Known]) -> Set[tuple[int, int | None]]:
    """Return the months, with their years, that have a known day."""
    found: set[tuple[int, int | None]] = set()
    for item in known:
        first, last = (12 * day.year + day.month - 1 for day in (item.start, item.end))
        found |= {(month // 12, month % 12 + 1) for month in range(first, last + 1)}
    return found


def _votes(
    evidence: _Evidence, known: Sequence[_Known], months: Set[tuple[int, int | None]], year: int
) -> tuple[float, list[str]]:
    """Return how much the dates without a year speak for a year, and which do.

    Days of one known stretch do not bear each other out: it counts once, and so does each date.
    """
    votes: dict[tuple[int | None, int | None, int], tuple[float, str, _Known]] = {}
    for clue in evidence.clues:
        if (year, clue.spec.month) not in months:
            continue
        days = _instance(clue.spec, year)
        if days is None and clue.spec.weekday is not None:
            return 0.0, []  # a weekday that no such year has
        weight, item = _vote(clue, days, known)
        key = _clue_key(clue)
        if item is not None and weight > votes.get(key, (0.0,))[0]:
            votes[key] = weight, clue.words, item
    best: dict[_Known, float] = {}
    for weight, _, item in votes.values():
        best[item] = max(weight, best.get(item, 0.0))
    return sum(best.values()), sorted(words for _, words, _ in votes.values())


def _clue_key(clue: _Clue) -> tuple[int | None, int | None, int]:
    """Return what is the same in two clues that count but once."""
    return clue.spec.month, clue.spec.day, clue.spec.part


def _vote(
    clue: _Clue, days: Span | None, known: Sequence[_Known]
) -> tuple[float, _Known | None]:
    """Return how much one date speaks for a year, and what is known of its days there."""
    best: tuple[float, _Known | None] = (0.0, None)
    if days is None or days.start is None or days.end is None:
        return best
    for item in known:
        if clue.spec.day:
            hit = item.start <= days.start <= item.end
        else:
            hit = days.start <= item.start <= days.end and (clue.onset or item.start != item.end)
        weight = item.weight + (1.0 if clue.onset and item.begins else 0.0)
        if hit and weight > best[0]:
            best = weight, item
    return best


# ---- the window --------------------------------------------------------------------------------


def _window(evidence: _Evidence, year: int, why: str, of_dateline: bool) -> Interval | None:
    """Return the days of publication, the year of the article's dates being known.

    Where it is the year of the dateline, "in November" under "April 3" was in the year before.
    """
    start, words = _latest(evidence, year)
    if start is None:
        start, words = date(year, 1, 1), why
    end, limit = _upper(evidence, start, year)
    narrowed = _after_a_week(evidence, year)
    if narrowed and narrowed[0] <= end and narrowed[1] >= start:
        start, end = max(start, narrowed[0]), min(end, narrowed[1])
        words = narrowed[2]
    dateline = _dateline_day(evidence, year)
    if dateline is not None and (of_dateline or start <= dateline[0] <= shift(end, 31)):
        start, end, words = dateline[0], dateline[0], dateline[1]
    if end < start:
        return None
    basis = f"concluded: year {year} from {why}; not before {words}{limit}"
    return Interval(start, end, precision_of(days_in(start, end)), basis, True)


def _latest(evidence: _Evidence, year: int) -> tuple[date | None, str]:
    """Return the latest day on which something told as past has begun."""
    best: tuple[date | None, str] = (None, "")
    if evidence.floor is not None and evidence.floor[0].year == year:
        best = evidence.floor
    for clue in evidence.clues:
        if clue.item.found.spec.word in _AHEAD:
            continue
        days = _instance(clue.spec, year)
        if days and days.start and (best[0] is None or days.start > best[0]):
            best = (days.start, clue.words)
    return best


def _upper(evidence: _Evidence, start: date, year: int) -> tuple[date, str]:
    """Return the last day of publication that the words allow.

    A day without its year is not far: the closer the days lie together, the nearer they are.
    """
    end, limit = shift(date(year, 12, 31), 31), ""
    if any(clue.spec.shift == 0 for clue in evidence.clues):
        end, limit = date(year, 12, 31), '; within "this year"'
    found = (_instance(clue.spec, year) for clue in evidence.clues if clue.spec.day is not None)
    days = sorted({span.start for span in found if span is not None and span.start is not None})
    if not days or days[-1] != start:
        return end, limit
    gap = (days[-1] - days[-2]).days if len(days) > 1 else _ALONE_DAYS // 3
    reach = shift(start, min(max(3 * gap, _NEAR_DAYS), _FAR_DAYS))
    if reach < end:
        end, limit = reach, "; a day without its year is not far"
    for phase in evidence.phases:
        if phase.end is None or not phase.start <= start < shift(phase.end, -_PHASE_REST):
            continue
        if phase.end <= end:
            end, limit = shift(phase.end, -1), f"; no word of what followed {phase.name}"
    return end, limit


def _after_a_week(evidence: _Evidence, year: int) -> tuple[date, date, str] | None:
    """Use "began in late September ... in a week of fighting": a week after the beginning."""
    onsets = [clue for clue in evidence.clues if clue.onset and clue.spec.shift is None]
    for item in evidence.reads:
        if not _is_week(item.found.spec):
            continue
        for clue in onsets:
            days = _instance(clue.spec, year)
            if days is None or not 0 <= item.sentence - clue.item.sentence <= 2:
                continue
            assert days.start is not None and days.end is not None
            first, last = _known_start(evidence, days.start, days.end)
            words = f"{clue.words} and then {_quote(evidence.article, item)}"
            return (*_on_weekday(evidence, shift(first, 5), shift(last, 12)), words)
    return None


def _is_week(spec: Spec) -> bool:
    """Tell whether words speak of one week that ends with publication."""
    one = spec.kind == "rolling" and spec.unit == WEEK and spec.number == 1
    return one and spec.shift == -1 and spec.word in {"of", "past", "last"}


def _known_start(evidence: _Evidence, first: date, last: date) -> tuple[date, date]:
    """Narrow a part of a month to the one known beginning in it."""
    starts = {k.start for k in _known_days(evidence) if k.begins and first <= k.start <= last}
    return (min(starts), max(starts)) if len(starts) == 1 else (first, last)


def _on_weekday(evidence: _Evidence, start: date, end: date) -> tuple[date, date]:
    """Drop the days before the one weekday of the lead that lies in a window of days."""
    for item in evidence.reads:
        spec = item.found.spec
        plain = spec.kind == "date" and spec.month is None and not spec.word and not item.future
        if item.sentence > 2 or not plain or spec.weekday is None:
            continue
        days = [shift(start, n) for n in range(days_in(start, end))]
        named = [day for day in days if day.weekday() == spec.weekday]
        # News name the weekday of the last days: the window begins with the one that fits.
        if len(named) == 1 and (named[0] - start).days <= 3:
            return named[0], end
        return start, end
    return start, end


def _dateline_day(evidence: _Evidence, year: int) -> tuple[date, str] | None:
    """Return the day of "BAKU, October 2 -" once the year is known."""
    for clue in evidence.clues:
        stands = clue.spec.day is not None and _in_dateline(evidence.article, clue)
        days = _instance(clue.spec, year) if stands else None
        if days and days.start:
            return days.start, f"dateline {clue.words}"
    return None


def _from_lead(evidence: _Evidence) -> Interval | None:
    """Return a year from the latest full date when the lead tells of it as news."""
    if evidence.floor is None:
        return None
    for item in evidence.reads:
        spec = item.found.spec
        day = full_day(spec)
        if day is None or day != evidence.floor[0] or not item.found.anchor or item.sentence > 3:
            continue
        if spec.weekday is None and not _SAID.search(_before(evidence.article, item)[-60:]):
            continue
        end = shift(day, 365)
        basis = f"concluded: the lead tells of {_quote(evidence.article, item)}"
        return Interval(day, end, precision_of(days_in(day, end)), basis, True)
    return None

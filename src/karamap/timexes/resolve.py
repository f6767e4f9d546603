"""What an expression says and a publication date go in; days, or the reason why not, come out.

A relative expression is worked out for the first and for the last possible day of publication;
the answer spans both, so that an uncertain publication date makes a wider answer and never a
wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from karamap.dates import days_in, month_end, shift
from karamap.records import DatePrecision, Interval
from karamap.timexes.spec import (
    CENTURY,
    DAY,
    DECADE,
    FORTNIGHT,
    HOUR,
    MINUTE,
    MONTH,
    OVERNIGHT,
    TONIGHT,
    UNIT_NAMES,
    WEEK,
    YEAR,
    Spec,
)

_NEAR_MIDNIGHT = 240
_NO_PUBLICATION = "needs the publication date, which is not known"
_TWO_MONTHS = 62  # days
_NO_ANCHOR = "points back to a moment that no words before it give"
_NO_YEAR = "no year is given and no publication date is known"
_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_UNIT_PRECISION: dict[int, DatePrecision] = {
    DAY: "day", WEEK: "week", MONTH: "month", YEAR: "year", DECADE: "decade", CENTURY: "period",
}  # fmt: skip


_LONGEST = {DAY: 2, HOUR: 2, MINUTE: 2, WEEK: 7, FORTNIGHT: 7, MONTH: 31}
_LONGEST |= {YEAR: 366, DECADE: 366, CENTURY: 366}


class Span(NamedTuple):
    """Days with a precision and the rule they come from."""

    start: date | None
    end: date | None
    precision: DatePrecision
    basis: str
    inferred: bool = False


Answer = Span | str


class Setting(NamedTuple):
    """What stands round an expression.

    Attributes
    ----------
    published
        First and last possible day of publication; ``None`` when nothing is known.
    year
        The year that the sentence, or the one before it, sets; ``None`` when it sets none.
    anchor
        The time that was named last in this sentence or the one before it.
    day
        The day that the same sentence names.
    future
        The words before it speak of what is to come.
    weak_start
        Since when the story that the article tells goes on, where it says so.
    recent
        No words before it speak of a time long before publication.
    utc_offset_hours
        Hours by which the theatre's clock is ahead of Greenwich.
    phases
        Days of the named periods of the project's data, by folded name.
    """

    published: tuple[date, date] | None = None
    year: int | None = None
    anchor: Span | None = None
    day: Span | None = None
    future: bool = False
    weak_start: date | None = None
    recent: bool = False
    utc_offset_hours: float = 0
    phases: Mapping[str, Span] = MappingProxyType({})


def resolve(spec: Spec, setting: Setting) -> Answer:
    """Work out the days of an expression.

    Parameters
    ----------
    spec
        What the expression says.
    setting
        What stands round it.

    Returns
    -------
    The days, or one line that says why there are none.
    """
    try:
        if setting.published is None:
            return _at(spec, None, setting)
        first = last = _at(spec, setting.published[0], setting)
        if setting.published[1] != setting.published[0]:
            last = _at(spec, setting.published[1], setting)
    except (ValueError, OverflowError):
        return "lies outside the calendar"
    return _hull(spec, first, last)


def _hull(spec: Spec, first: Answer, last: Answer) -> Answer:
    """Join the answers for the first and the last possible day of publication."""
    if isinstance(first, str) or isinstance(last, str):
        return first if isinstance(first, str) else last
    if (first.start, first.end) == (last.start, last.end):
        return first
    start = None if first.start is None or last.start is None else min(first.start, last.start)
    end = None if first.end is None or last.end is None else max(first.end, last.end)
    if spec.kind == "date" and spec.month and first.start and last.start:
        apart = (last.start - first.start).days
        if apart > 200 and first.end and last.start > first.end:
            return f"could be {first.start} or {last.start}: the year of publication is not certain"
    precision = last.precision
    if start is not None and end is not None:
        precision = _coarser(precision, precision_of(days_in(start, end)))
    return Span(start, end, precision, last.basis + "; publication is known only roughly", True)


_ORDER: tuple[DatePrecision, ...] = (
    "hour", "day", "week", "part-of-month", "month", "season", "year", "decade", "period", "open",
)  # fmt: skip


def _coarser(a: DatePrecision, b: DatePrecision) -> DatePrecision:
    return a if _ORDER.index(a) >= _ORDER.index(b) else b


def precision_of(days: int) -> DatePrecision:
    """Return the precision that fits a number of days."""
    limits: tuple[tuple[int, DatePrecision], ...] = (
        (2, "day"), (8, "week"), (16, "part-of-month"), (31, "month"), (123, "season"),
        (367, "year"),
    )  # fmt: skip
    return next((name for limit, name in limits if days <= limit), "period")


def _at(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Work out the days of an expression for one day of publication."""
    if spec.kind == "unknown":
        return spec.reason
    if spec.kind == "date":
        return _date(spec, day, setting)
    if spec.kind in _ABSOLUTE:
        return _ABSOLUTE[spec.kind](spec, day, setting)
    if spec.kind in _BY_ANCHOR:
        return _BY_ANCHOR[spec.kind](spec, day, setting)
    if day is None:
        return _NO_PUBLICATION
    return _BY_DAY[spec.kind](spec, day, setting)


# ---- dates ---------------------------------------------------------------------------------


def _date(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Resolve a date of any completeness."""
    if spec.month is not None:
        return _in_month(spec, day, setting)
    if spec.year is not None:
        start, end, precision = year_part(spec.year, spec.part)
        basis = "part of the year" if spec.part else f"the year {spec.year}"
        return Span(start, end, precision, basis)
    if spec.weekday is not None:
        return _weekday(spec, day, setting) if day else _NO_PUBLICATION
    return _quarter(spec, day, setting)


def _in_month(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Resolve a month or a day of a month: find its year."""
    if spec.year is not None:
        return _check_weekday(spec, _printed(spec, spec.year, "as printed", setting))
    if spec.word == "that year":
        return _in_that_year(spec, setting)
    if spec.shift is not None:
        return _in_counted_year(spec, day, setting)
    if setting.year is not None and spec.word == "":
        basis = f"year {setting.year} taken from the words round it"
        return _printed(spec, setting.year, basis, setting)
    return _nearest(spec, day, setting) if day else _NO_YEAR


def _in_that_year(spec: Spec, setting: Setting) -> Answer:
    """Resolve "October of that year"."""
    if setting.anchor is None or setting.anchor.start is None:
        return _NO_ANCHOR
    basis = "year of the time named before it"
    return _printed(spec, setting.anchor.start.year, basis, setting)


def _in_counted_year(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Resolve "July of this year", "October last year"."""
    if day is None or spec.shift is None:
        return _NO_PUBLICATION
    basis = "year counted from publication"
    return _clip(_printed(spec, day.year + spec.shift, basis, setting), spec, day, setting)


def _quarter(spec: Spec, day: date | None, setting: Setting) -> Answer:
    year = setting.year or (day.year if day else None)
    if year is None:
        return _NO_YEAR
    start, end, precision = year_part(year, spec.part)
    if day and setting.year is None and start > day and not setting.future:
        start, end, precision = year_part(year - 1, spec.part)
    return Span(start, end, precision, "quarter nearest to publication")


def _check_weekday(spec: Spec, answer: Answer) -> Answer:
    """Say so when a printed weekday does not belong to the printed date."""
    if isinstance(answer, str) or spec.weekday is None or answer.start is None:
        return answer
    if answer.start.weekday() == spec.weekday or spec.night:
        return answer
    return answer._replace(basis=answer.basis + "; the weekday does not agree")


def _printed(spec: Spec, year: int, basis: str, setting: Setting) -> Answer:
    """Return the days of a month or a day in a year."""
    assert spec.month is not None
    if spec.day is None:
        start, end, precision = month_part(year, spec.month, spec.part)
        return Span(start, end, precision, basis)
    try:
        day = date(year, spec.month, spec.day)
    except ValueError:
        return f"there is no {spec.day} {_MONTHS[spec.month]} {year}"
    return _of_day(spec, day, basis, setting)


def _of_day(spec: Spec, day: date, basis: str, setting: Setting) -> Span:
    """Return a day with its clock time or its night."""
    if spec.night:
        if spec.rough:  # "Saturday night" is of Saturday, as ISO-TimeML has it
            return Span(day, day, "day", basis)
        # "The night of the 10th" is told of the night that leads to it.
        return Span(shift(day, -1), day, "day", basis + "; a night has two days")
    if spec.hour is None:
        return Span(day, day, "day", basis)
    if spec.zone is None:
        return Span(day, day, "hour", basis)
    if spec.zone > 1000:
        # The clock of another place, or an abbreviation of several zones: near midnight the
        # day of the theatre may be the one before or after.
        first = shift(day, -1) if spec.hour <= _NEAR_MIDNIGHT else day
        last = shift(day, 1) if spec.hour >= 1440 - _NEAR_MIDNIGHT else day
        unsure = "; the clock of another place"
        return Span(first, last, "hour" if first == last else "day", basis + unsure)
    minutes = spec.hour - spec.zone + round(setting.utc_offset_hours * 60)
    local = shift(day, minutes // 1440)
    moved = "" if local == day else "; moved to the day of the theatre's clock"
    return Span(local, local, "hour", basis + moved)


def month_part(year: int, month: int, part: int) -> tuple[date, date, DatePrecision]:
    """Return first and last day of a month or of a part of it."""
    last = month_end(year, month)
    bounds = {1: (1, 10), 2: (11, 20), 3: (21, last.day), 11: (1, 15), 12: (16, last.day)}
    bounds |= {21: (1, 7), 22: (8, 14), 23: (15, 21), 24: (22, 28), 25: (last.day - 6, last.day)}
    if part not in bounds:
        return date(year, month, 1), last, "month"
    first_day, last_day = bounds[part]
    return date(year, month, first_day), date(year, month, last_day), "part-of-month"


def year_part(year: int, part: int) -> tuple[date, date, DatePrecision]:
    """Return first and last day of a year or of a part of it; early and late are quarters."""
    months = {1: (1, 3), 2: (5, 8), 3: (10, 12), 11: (1, 6), 12: (7, 12),
              31: (1, 3), 32: (4, 6), 33: (7, 9), 34: (10, 12)}  # fmt: skip
    if part not in months:
        return date(year, 1, 1), date(year, 12, 31), "year"
    first, last = months[part]
    return date(year, first, 1), month_end(year, last), "season"


def _nearest(spec: Spec, day: date, setting: Setting) -> Answer:
    """Choose the year of a date without one: the last such day not after publication."""
    years = range(day.year - 1, day.year + 2)
    found = [
        answer
        for year in years
        if not isinstance(answer := _printed(spec, year, "", setting), str)
        and answer.start is not None
        and (spec.weekday is None or spec.night or answer.start.weekday() == spec.weekday)
    ]
    past = [a for a in found if a.start is not None and a.start <= day]
    ahead = [a for a in found if a.end is not None and a.end >= day]
    if spec.word in {"last", "past"}:
        past = [a for a in past if a.end is not None and a.end < day]
    if spec.word == "this":
        current = [a for a in found if a.start is not None and a.start.year == day.year]
        past, ahead = current, current
    future = setting.future or spec.word in {"next", "coming"}
    if spec.word in {"next", "coming"}:
        ahead = [a for a in found if a.start is not None and a.start > day]
    if future and spec.word not in {"next", "coming"} and past and ahead:
        # "On 1 October he said that it would": recent days stay in the past.
        behind = (day - past[-1].start).days if past[-1].start else 0
        before = (ahead[0].start - day).days if ahead[0].start else 0
        future = before < 200 or behind > 45
    chosen = ahead[:1] if future else past[-1:]
    if not chosen and spec.weekday is not None:
        chosen, future = (ahead[:1] or past[-1:]), not future
    if not chosen:
        return "the weekday and the date agree in no year near publication"
    basis = "nearest after publication" if future else "nearest not after publication"
    return _clip(chosen[0]._replace(basis=basis), spec, day, setting)


def _clip(answer: Answer, spec: Spec, day: date, setting: Setting) -> Answer:
    """End a period that was running at publication with the day of publication."""
    if isinstance(answer, str) or setting.future or spec.day is not None:
        return answer
    if answer.start is None or answer.end is None or not answer.start <= day < answer.end:
        return answer
    if spec.word in {"next", "coming"}:
        return answer
    return answer._replace(end=day)


def _weekday(spec: Spec, day: date, setting: Setting) -> Answer:
    """Resolve a weekday: the publication day itself or the last one before it."""
    assert spec.weekday is not None
    back = (day.weekday() - spec.weekday) % 7
    ahead = (spec.weekday - day.weekday()) % 7
    in_week = spec.weekday - day.weekday()
    if spec.word.endswith(" week"):
        weeks = {"last": -7, "this": 0, "next": 7}[spec.word.split(maxsplit=1)[0]]
        days, basis = in_week + weeks, "weekday of the named week"
    elif spec.word == "this":
        days, basis = in_week, "weekday of the week of publication"
    elif spec.word in {"last", "past"}:
        # The day before publication is "yesterday" or has its bare name.
        days, basis = -(back if back > 1 else back + 7), "last such day before the day before publication"
    elif spec.word in {"next", "coming", "following"}:
        days, basis = ahead or 7, "first such day after publication"
    elif setting.future:
        days, basis = ahead, "first such day from publication on"
    else:
        days, basis = -back, "last such day up to publication"
    return _of_day(spec, shift(day, days), basis, setting)


# ---- expressions that need no publication date -----------------------------------------------


def _season(spec: Spec, day: date | None, setting: Setting) -> Answer:
    year, season = spec.year, spec.season or 6
    if spec.word == "following" and year is None:
        return _season_after(spec, setting.anchor)
    if year is None and setting.year is not None and not spec.word and spec.shift is None:
        year = setting.year
    if year is None and spec.shift is not None and day is not None:
        year = day.year + spec.shift
    if year is not None:
        return _season_of(year, season, spec)
    if day is None:
        return _NO_PUBLICATION
    past = [
        _season_of(y, season, spec._replace(rough=True))
        for y in (day.year - 2, day.year - 1, day.year, day.year + 1)
    ]
    if spec.word in {"next", "coming"} or (setting.future and spec.word != "last"):
        found = (
            [s for s in past if s.start and s.start > day]
            if spec.word
            else [s for s in past if s.end and s.end >= day]
        )
        return found[0]._replace(basis="nearest after publication")
    started = [s for s in past if s.start and s.start <= day]
    if spec.word in {"last", "past"}:
        started = [s for s in started if s.end and s.end < day]
    return _clip(started[-1]._replace(basis="nearest not after publication"), spec, day, setting)


def _season_after(spec: Spec, anchor: Span | None) -> Answer:
    """Resolve "the following spring": the first one that begins after the time named before it."""
    if anchor is None or anchor.start is None or anchor.end is None:
        return _NO_ANCHOR
    years = range(anchor.start.year, anchor.end.year + 2)
    found = (_season_of(year, spec.season or 6, spec._replace(rough=True)) for year in years)
    first = next(span for span in found if span.start is not None and span.start > anchor.end)
    return first._replace(basis=f"counted from the time named before it ({anchor.start} to {anchor.end})")


def _season_of(year: int, season: int, spec: Spec) -> Span:
    """Return the months of a season; one winter belongs to two years."""
    if season != 12:
        start, end = date(year, season, 1), month_end(year, season + 2)
        if spec.part:
            month = season + spec.part - 1
            start, end = date(year, month, 1), month_end(year, month)
        return Span(start, end, "season" if not spec.part else "month", f"season of {year}")
    if spec.rough:
        return Span(
            date(year, 12, 1), month_end(year + 1, 2), "season", f"winter {year}-{year + 1}"
        )
    start, end = date(year - 1, 12, 1), month_end(year + 1, 2)
    return Span(start, end, "year", f"either winter of {year}")


def _decade(spec: Spec, _day: date | None, _setting: Setting) -> Answer:
    assert spec.year is not None
    first, last = {1: (0, 3), 2: (4, 6), 3: (7, 9)}.get(spec.part, (0, 9))
    precision: DatePrecision = "period" if spec.part else "decade"
    start, end = date(spec.year + first, 1, 1), date(spec.year + last, 12, 31)
    return Span(start, end, precision, f"the {spec.year}s")


def _century(spec: Spec, _day: date | None, _setting: Setting) -> Answer:
    first, last = {1: (0, 33), 2: (34, 66), 3: (67, 99)}.get(spec.part, (0, 99))
    year = spec.year or 1
    return Span(date(year + first, 1, 1), date(year + last, 12, 31), "period", "a century")


def _fill(first: Spec, second: Spec) -> tuple[Spec, Spec]:
    """Let the two ends of a range share what only one of them prints."""
    if first.kind == second.kind == "date":
        if first.month is not None and first.year is None and second.year is not None:
            wraps = second.month is not None and (first.month, first.day or 0) > (
                second.month,
                second.day or 31,
            )
            first = first._replace(year=second.year - wraps)
        if first.month is not None and first.shift is None and second.shift is not None:
            first = first._replace(shift=second.shift)
    return first, second


def _range(spec: Spec, day: date | None, setting: Setting) -> Answer:
    assert spec.first is not None and spec.second is not None
    one, two = _fill(spec.first, spec.second)
    last = _at(two, day, setting)
    first = _at(one, day, setting)
    if isinstance(first, str) or isinstance(last, str):
        return first if isinstance(first, str) else last
    if first.end is not None and last.end is not None and first.end > last.end and one.year is None:
        first = _before(one, last, day, setting)
    if isinstance(first, str):
        return first
    if first.start is None or last.end is None or first.start > last.end:
        return "the range ends before it starts"
    precision = _coarser(first.precision, last.precision)
    basis = "from the first to the last day named" + (f" ({last.basis})" if last.basis else "")
    return Span(first.start, last.end, precision, basis, first.inferred or last.inferred)


def _before(spec: Spec, last: Span, day: date | None, setting: Setting) -> Answer:
    """Resolve the first end of a range again, as seen from its second end."""
    if last.end is None or day is None:
        return "the range ends before it starts"
    return _at(spec._replace(word=""), last.end, setting._replace(year=None, future=False))


def _bound(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Resolve "since", "until", "before", "after" and "by"."""
    assert spec.first is not None
    if spec.word == "since":
        setting = setting._replace(future=False)
    inner = _at(spec.first, day, setting)
    if isinstance(inner, str):
        return inner
    basis = f"{spec.word} {inner.basis}"
    if spec.word in {"before", "after"} and inner.precision == "hour":
        return inner._replace(basis=basis)
    if spec.word == "by":
        return inner._replace(basis=basis + ", at the latest")
    if spec.word in {"since", "after"}:
        return _from(spec, inner, day, basis)
    end = inner.end
    # "Before the 2020 war" may be a day of 2020; "before 2020" may not.
    if spec.word == "predate" or (spec.word == "before" and not spec.rough):
        end = shift(inner.start, -1) if inner.start else None
    return Span(None, end, "open", basis, inner.inferred)


def _from(spec: Spec, inner: Span, day: date | None, basis: str) -> Span:
    """Return the days from a bound up to publication."""
    start = inner.end if spec.word == "after" and not spec.rough else inner.start
    end = day if day is not None and start is not None and start <= day else None
    if end is not None:
        basis += ", up to publication"
    near = start is not None and end is not None and (end - start).days < 7
    edge = spec.first is not None and spec.first.kind == "edge"
    return Span(start, end, "week" if near and edge else "open", basis, inner.inferred)


def _phase(spec: Spec, day: date | None, setting: Setting) -> Answer:
    if not spec.word:
        return Span(None, day, "open", _NO_WAR, True) if day is not None else _NO_WAR
    days = setting.phases.get(spec.word)
    if days is None:
        return "the project's data name no such period"
    return _part_of_period(spec, days) if spec.part else days


def _part_of_period(spec: Spec, days: Span) -> Answer:
    """Return some units of a period, counted from its first or its last day; without a unit a quarter, a week at least."""
    if days.start is None or days.end is None:
        return days
    whole = days_in(days.start, days.end)
    step = {DAY: 1, WEEK: 7, MONTH: 30}.get(spec.unit, 0)
    length = int((spec.number or 1) * step) if step else max(7, whole // 4)
    if spec.part == 2:  # the nth unit
        start, end = shift(days.start, length - step), shift(days.start, length - 1)
    elif spec.part == 3:
        start, end = shift(days.end, 1 - length), days.end
    else:
        start, end = days.start, shift(days.start, length - 1)
    start, end = max(start, days.start), min(end, days.end)
    if start > end:
        return "the period did not last so long"
    basis = f"{days.basis}; a part of them, counted from the {'last' if spec.part == 3 else 'first'} day"
    return Span(start, end, precision_of(days_in(start, end)), basis, days.inferred)


_NO_WAR = "a part of a war, and nothing tells of which"
_ABSOLUTE = {
    "phase": _phase,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "range": _range,
    "bound": _bound,
}


# ---- expressions that point back to the time named before them ---------------------------------


def _anchor(spec: Spec, _day: date | None, setting: Setting) -> Answer:
    """Resolve "the next day", "that year", "at the time", "the war's end"."""
    anchor = setting.anchor
    if anchor is None or anchor.start is None or anchor.end is None:
        return _NO_ANCHOR
    basis = f"counted from the time named before it ({anchor.start} to {anchor.end})"
    if spec.word == "then":
        return Span(anchor.start, anchor.end, anchor.precision, basis, True)
    if spec.word == "edge":
        return _edge_of(spec, anchor, basis)
    # A unit can be counted from a time that is no longer than that unit.
    if days_in(anchor.start, anchor.end) > _LONGEST[spec.unit]:
        return f"counted from a {UNIT_NAMES[spec.unit]}, but the time before it is longer"
    number = spec.shift or 0
    if spec.unit == DAY:
        return Span(shift(anchor.start, number), shift(anchor.end, number), "day", basis, True)
    window = _calendar(spec.unit, anchor.start, number)
    assert window is not None
    return Span(*window, _UNIT_PRECISION[spec.unit], basis, True)


def _edge_of(spec: Spec, anchor: Span, basis: str) -> Answer:
    """Resolve the beginning or the end of a period that the words before it give."""
    assert anchor.start is not None and anchor.end is not None
    if days_in(anchor.start, anchor.end) < 367 or anchor.precision not in {
        "year",
        "period",
        "decade",
    }:
        return _NO_ANCHOR
    year = {1: anchor.start.year, 3: anchor.end.year}.get(spec.part)
    if year is None:
        return Span(anchor.start, anchor.end, "period", basis, True)
    return Span(date(year, 1, 1), date(year, 12, 31), "year", basis, True)


def _offset(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Resolve "two days ago", "three weeks earlier", "hours later", "in a week"."""
    if spec.word == "in" and not setting.future:
        return "a duration without a beginning"
    origin: Answer = Span(day, day, "day", "counted from publication") if day else _NO_PUBLICATION
    if spec.word == "anchor":
        origin = _at(spec.first, day, setting) if spec.first else setting.anchor or _NO_ANCHOR
    if isinstance(origin, str):
        return origin
    if origin.start is None or origin.end is None:
        return _NO_ANCHOR
    if spec.word == "to the day":
        return _to_the_day(spec, _at(spec.first, day, setting) if spec.first else origin)
    if days_in(origin.start, origin.end) > _LONGEST[spec.unit]:
        return f"counted in {UNIT_NAMES[spec.unit]}s, but the time before it is not so exact"
    window = _shifted(spec, origin.start)
    if isinstance(window, str):
        return window
    start, end, precision = window
    end = shift(end, (origin.end - origin.start).days)
    if spec.unit in {HOUR, MINUTE} and day is not None and not setting.future and origin.end <= day < end:
        end = day  # what an article tells has happened when it is published
    inferred = spec.word == "anchor" and spec.first is None
    return Span(start, end, precision, f"counted from {origin.start}", inferred)


def _to_the_day(spec: Spec, origin: Answer) -> Answer:
    """Resolve "two years ago today" and "a year ago this week"."""
    if isinstance(origin, str) or origin.start is None or origin.end is None:
        return _NO_ANCHOR
    months = {MONTH: 1, YEAR: 12}.get(spec.unit, 0) * round(spec.number or 0)
    weeks = 0 if months else round(spec.number or 0)
    start, end = (shift(_add_months(d, -months), -7 * weeks) for d in (origin.start, origin.end))
    return Span(start, end, origin.precision, f"counted from {origin.start}")


_HOURS_OF_DAY = 24


def _shifted(spec: Spec, day: date) -> tuple[date, date, DatePrecision] | str:
    """Return the days that lie so many units away."""
    sign, unit, number = spec.shift or 1, spec.unit, spec.number
    if unit in {HOUR, MINUTE}:
        if number is not None and unit == HOUR and number == _HOURS_OF_DAY:
            return shift(day, sign), shift(day, sign), "day"
        days = 1 if number is None or unit == MINUTE else int((number + 23) // 24)
        first, last = sorted((day, shift(day, sign * days)))
        return first, last, "day" if days <= 1 else "week"
    if number is None:
        return _vague(sign, unit, day)
    if unit in {WEEK, FORTNIGHT, DAY}:
        size = {DAY: 1, WEEK: 7, FORTNIGHT: 14}[unit]
        centre = shift(day, round(sign * number * size))
        slack = (1 if spec.rough else 0) if unit == DAY else 3
        precision: DatePrecision = "day" if unit == DAY and not slack else "week"
        return shift(centre, -slack), shift(centre, slack), precision
    if unit == MONTH:
        centre = _add_months(day, round(sign * number))
        slack = 25 if spec.rough else 15
        return shift(centre, -slack), shift(centre, slack), "month"
    years = number * {YEAR: 1, DECADE: 10, CENTURY: 100}[unit]
    if years != int(years):
        centre = _add_months(day, round(sign * years * 12))
        return shift(centre, -45), shift(centre, 45), "season"
    year = day.year + round(sign * years)
    slack = 0 if unit == YEAR and not spec.rough else (1 if unit == YEAR else 3)
    name: DatePrecision = "year" if not slack else "period"
    return date(year - slack, 1, 1), date(year + slack, 12, 31), name


def _vague(sign: int, unit: int, day: date) -> tuple[date, date, DatePrecision] | str:
    """Return the days meant by "days ago" or "several weeks later"."""
    reach = {DAY: (1, 14), WEEK: (8, 70), FORTNIGHT: (14, 90), MONTH: (35, 730)}
    if unit not in reach:
        return "says no number"
    near, far = (shift(day, sign * n) for n in reach[unit])
    first, last = sorted((near, far))
    return first, last, precision_of(days_in(first, last))


def _clock(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Resolve a time of day without its day: it belongs to the day that its sentence names.

    A part of the day ("in the evening") may take the day of the sentence before, and else, in the
    story of the last days, the day of publication.
    """
    named = setting.day
    if named is None and spec.word == "daypart":
        named = setting.anchor
        if named is None and day is not None and setting.recent:
            return Span(day, day, "day", "a part of the day of publication", True)
    if named is None or named.start is None or named.precision not in {"day", "hour"}:
        return "a clock time without a day"
    precision: DatePrecision = "day" if spec.word == "daypart" else "hour"
    basis = "a time of the day named in the words before it"
    return named._replace(precision=precision, basis=basis, inferred=True)


def _nth(spec: Spec, day: date | None, setting: Setting) -> Answer:
    """Resolve "on the 26th": the next such day behind the time named before it, else the last one."""
    anchor = setting.anchor.start if setting.anchor else None
    if anchor is not None and (setting.future or day is None or anchor <= day):
        found = _such_day(spec.day or 0, anchor, 1)
        if found is not None and (setting.future or day is None or found <= day):
            return Span(found, found, "day", f"such a day next after {anchor}", True)
    if day is None:
        return _NO_YEAR
    found = _such_day(spec.day or 0, day, 1 if setting.future else -1)
    side = "after" if setting.future else "up to"
    return Span(found, found, "day", f"nearest such day {side} publication", True) if found else _NO_YEAR


def _such_day(number: int, day: date, step: int) -> date | None:
    """Return the nearest day of a month with this number, from a day on or back, or ``None``."""
    within = (shift(day, step * n) for n in range(_TWO_MONTHS))
    return next((other for other in within if other.day == number), None)


_BY_ANCHOR = {"anchor": _anchor, "offset": _offset, "clock": _clock, "nth": _nth}


# ---- expressions that are relative to publication ----------------------------------------------


def _add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the month's last day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = month_end(year, month + 1)
    return last if day.day > last.day else date(year, month + 1, day.day)


def _deictic(spec: Spec, day: date, setting: Setting) -> Answer:
    number = spec.shift or 0
    if number == OVERNIGHT and setting.future:
        return Span(day, shift(day, 1), "day", "the night after publication")
    if number == OVERNIGHT and setting.day is not None and setting.day.precision in {"day", "hour"}:
        named = setting.day.end or day  # "said on Saturday that it had ... overnight"
        return Span(shift(named, -1), named, "day", "the night to the day named before it")
    if number == OVERNIGHT:
        return Span(shift(day, -1), day, "day", "the night before publication")
    basis = "counted from the day of publication"
    return _of_day(spec, shift(day, 0 if number == TONIGHT else number), basis, setting)


def _window(spec: Spec, day: date, setting: Setting) -> Answer:
    """Resolve "this week", "last month", "next year" and "earlier this year"."""
    number = spec.shift or 0
    window = _calendar(spec.unit, day, number)
    if window is None:
        return f"a {UNIT_NAMES[spec.unit]} is not placed in the calendar"
    start, end = window
    basis = f"calendar {UNIT_NAMES[spec.unit]} counted from publication"
    if number == 0 and end > day and (spec.word == "ahead" or (spec.word == "rest" and setting.future)):
        return Span(shift(day, 1), end, _UNIT_PRECISION[spec.unit], basis)
    if number == 0 and spec.word == "early":
        end = min(end, shift(start, {WEEK: 2, MONTH: 9, YEAR: 119}.get(spec.unit, 0)))
    if number == 0 and not setting.future:
        end = max(start, min(end, day))
    elif number == 0 and spec.word != "so far":
        start = start if spec.unit == YEAR else max(start, day)
    return Span(start, end, _UNIT_PRECISION[spec.unit], basis)


def _calendar(unit: int, day: date, number: int) -> tuple[date, date] | None:
    """Return first and last day of the calendar unit so many units away."""
    if unit == DAY:
        return shift(day, number), shift(day, number)
    if unit == WEEK:
        monday = shift(day, 7 * number - day.weekday())
        return monday, shift(monday, 6)
    if unit == MONTH:
        first = _add_months(day.replace(day=1), number)
        return first, month_end(first.year, first.month)
    if unit == YEAR:
        return date(day.year + number, 1, 1), date(day.year + number, 12, 31)
    if unit == DECADE:
        first_year = day.year // 10 * 10 + 10 * number
        return date(first_year, 1, 1), date(first_year + 9, 12, 31)
    return None


def _rolling(spec: Spec, day: date, setting: Setting) -> Answer:
    """Resolve "the past week", "the last three days", "in recent months", "the coming days"."""
    sign, number = spec.shift or -1, spec.number
    if (spec.word == "of" and setting.future) or (spec.word == "within" and not setting.future):
        return "a duration without a beginning"
    if number is None:
        vague = {MINUTE: 0, HOUR: 1, DAY: 7, WEEK: 42, FORTNIGHT: 56, MONTH: 300, YEAR: 3650}
        if spec.unit not in vague:
            return "says no number"
        days = vague[spec.unit]
        weak = "weak: no number is said; "
    else:
        size = {MINUTE: 0, HOUR: 1 / 24, DAY: 1.0, WEEK: 7.0, FORTNIGHT: 14.0}
        weak = ""
        if spec.unit in size:
            days = max(1 if spec.unit == HOUR else 0, round(number * size[spec.unit]))
        else:
            months = round(number * {MONTH: 1, YEAR: 12, DECADE: 120, CENTURY: 1200}[spec.unit])
            days = abs((_add_months(day, sign * months) - day).days)
    start, end = sorted((day, day + timedelta(days=sign * days)))
    basis = weak + f"up to {days} days {'after' if sign > 0 else 'before'} publication"
    return Span(start, end, precision_of(days_in(start, end)), basis, bool(weak))


def _weekend(spec: Spec, day: date, setting: Setting) -> Answer:
    """Resolve a weekend: Saturday and Sunday."""
    saturday = shift(day, -((day.weekday() - 5) % 7))
    if spec.word in {"next", "coming"} or (setting.future and spec.word != "last"):
        saturday = saturday if day.weekday() == 5 and spec.word != "next" else shift(saturday, 7)
    elif spec.word in {"last", "past"} and day.weekday() >= 5:
        saturday = shift(saturday, -7)
    elif spec.word == "this" and day.weekday() not in {0, 5, 6}:
        saturday = shift(saturday, 7)
    return Span(saturday, shift(saturday, 1), "day", "weekend counted from publication")


def _edge(spec: Spec, day: date, _setting: Setting) -> Answer:
    """Resolve "the beginning of the week", "the end of the year", "the first half of the month"."""
    window = _calendar(spec.unit, day, spec.shift or 0)
    if window is None or spec.unit == DECADE:
        return "says no decade"
    start, end = window
    part = spec.part
    precision: DatePrecision = "week"
    if spec.unit == WEEK:
        bounds = {1: (0, 1), 2: (2, 3), 3: (4, 6), 11: (0, 3), 12: (3, 6)}.get(part, (0, 6))
        start, end = shift(start, bounds[0]), shift(start, bounds[1])
    elif spec.unit == MONTH:
        start, end, precision = month_part(start.year, start.month, part)
    elif spec.unit == YEAR:
        start, end, precision = year_part(start.year, part)
    elif spec.unit == DAY:
        precision = "day"
    return Span(start, end, precision, f"part of the {UNIT_NAMES[spec.unit]} of publication")


def _weak(spec: Spec, day: date, setting: Setting) -> Answer:
    """Resolve "now", "recent", "earlier": a stretch near publication, marked as weak."""
    if spec.word == "now":
        return Span(day, day, "day", "weak: the day of publication", True)
    if setting.weak_start is not None and setting.weak_start <= day:
        basis = "weak: since the beginning that the article gives, up to publication"
        return Span(setting.weak_start, day, "week", basis, True)
    return Span(shift(day, -6), day, "week", "weak: the seven days that end with publication", True)


_BY_DAY = {
    "deictic": _deictic,
    "window": _window,
    "rolling": _rolling,
    "weekend": _weekend,
    "edge": _edge,
    "weak": _weak,
}


def as_interval(answer: Span, words: str, inferred: bool) -> Interval:
    """Turn an answer into the record, with the words in its basis."""
    start, end, precision = answer.start, answer.end, answer.precision
    if start is None or end is None:
        precision = "open"
    basis = f"{words}: {answer.basis}"
    if answer.basis.startswith("weak: "):
        basis = f"weak: {words}: {answer.basis.removeprefix('weak: ')}"
    return Interval(start, end, precision, basis, inferred or answer.inferred)

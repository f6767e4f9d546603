"""The reports of one event go in; the event comes out, with what they disagree on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from karamap.dates import days_in
from karamap.events.agree import days_words, kind_of
from karamap.geometry import NEAR_KM
from karamap.records import TOLLS, Event, Interval, Place, Report, Status, Toll

_STATUS_ORDER: tuple[Status, ...] = (
    "asserted", "claimed", "denied", "planned", "called_for", "hypothetical", "negated",
)  # fmt: skip
_POINTS = frozenset(
    "city town village facility venue bridge pass mountain road building airport settlement".split()
)
_WHERE_PREC = {
    "district": 3,
    "region": 4,
    "line": 5,
    "corridor": 5,
    "border-sector": 5,
    "country": 6,
}
_WHERE_PREC |= {"historical-region": 4, "historical-state": 6, "river": 5, "lake": 3, "sea": 7}


def _order(event: Event) -> tuple[date, date, str]:
    """Return the sorting key of an event."""
    interval = event.interval
    start = (interval.start or interval.end) if interval else None
    end = (interval.end or interval.start) if interval else None
    return start or date.max, end or date.max, event.id


def event_of(reports: Sequence[Report], reasons: Sequence[str]) -> Event:
    """Make one event of reports, whatever speaks against it.

    Parameters
    ----------
    reports
        At least one report, in order of article and offset.
    reasons
        Why they are one event.

    Returns
    -------
    The event, with an id by what its first report says.
    """
    return _event(reports, reasons)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in order of their first day, undated ones last."""
    return tuple(sorted(events, key=_order))


# -- making the event -----------------------------------------------------------------------------


def _event(group: Sequence[Report], reasons: Sequence[str]) -> Event:
    """Make the event of a group of reports."""
    told = [r for r in group if not r.denies] or group  # a denial adds no day and no place
    first = told[0]
    status = min((r.stance for r in group), key=_STATUS_ORDER.index)
    claimants = sorted({name for r in told if r.claimant for name in r.claimant.split("; ")})
    best = min(told, key=_by_place)
    interval = _interval(told)
    return Event(
        id=_content_id(first),
        type=first.type,
        status=status,
        claimant=None if status == "asserted" else "; ".join(claimants) or None,
        interval=interval,
        places=best.places,
        about=_merged(r.about for r in group),
        source=tuple(dict.fromkeys(name for r in group for name in r.source)),
        target=tuple(dict.fromkeys(name for r in group for name in r.target)),
        reports=tuple(group),
        killed=_toll([r.killed for r in group]),
        wounded=_toll([r.wounded for r in group]),
        captured=_toll([r.captured for r in group]),
        displaced=_toll([r.displaced for r in group]),
        where_prec=where_precision(best.places, best.near),
        date_prec=date_precision(interval),
        venue=next((r.venue for r in group if r.venue is not None), None),
        merge_reason=_reason(group, reasons),
        differs=tuple(_differences(group)),
        near=best.near,
        unplaced=best.unplaced,
    )


def _by_place(report: Report) -> tuple[int, bool, str, int]:
    """Return the key by which the report with the most exact place comes first."""
    precision = where_precision(report.places, report.near) or 9
    return precision, not report.unplaced, report.article, report.start


def _merged(tuples: Iterable[Sequence[Place]]) -> tuple[Place, ...]:
    """Return places of several reports, each once."""
    return tuple(dict.fromkeys(place for places in tuples for place in places))


def _reason(group: Sequence[Report], reasons: Sequence[str]) -> str:
    """Return why the reports are one event."""
    if len(group) == 1:
        return ""
    articles = len({r.article for r in group})
    where = f"in {articles} articles" if articles > 1 else "in one article"
    return f"{len(group)} reports {where}: {'; also: '.join(dict.fromkeys(reasons))}"


def _interval(group: Sequence[Report]) -> Interval | None:
    """Return the days that all reports support together."""
    known = [r.interval for r in group if r.interval is not None]
    if not known:
        return None
    printed = [i for i in known if not i.inferred] or known
    narrow = min(printed, key=_length)
    starts = [i.start for i in printed if i.start is not None]
    ends = [i.end for i in printed if i.end is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start > end:
        return narrow
    if (start, end) == (narrow.start, narrow.end):
        return narrow
    return replace(
        narrow, start=start, end=end, basis=f"the days that all reports share; {narrow.basis}"
    )


def _length(interval: Interval) -> int:
    """Return the number of days of an interval, open ones last."""
    if interval.start is None or interval.end is None:
        return 10**7
    return days_in(interval.start, interval.end)


def _toll(found: Sequence[Toll | None]) -> Toll | None:
    """Return the range that the tolls of several reports span."""
    tolls = [t for t in found if t is not None]
    if not tolls:
        return None
    numbered = [t for t in tolls if (t.low, t.best, t.high) != (None, None, None)] or tolls
    if len({(t.low, t.best, t.high) for t in numbered}) == 1:
        return numbered[0]
    lows = [t.low for t in numbered if t.low is not None]
    highs = [t.high for t in numbered if t.high is not None]
    open_above = any(t.high is None for t in numbered)
    words = "; ".join(dict.fromkeys(t.words for t in numbered))
    who = {t.of for t in numbered}
    return Toll(
        min(lows, default=None), None, None if open_above else max(highs, default=None), words,
        who.pop() if len(who) == 1 else "",
    )  # fmt: skip


def _differences(group: Sequence[Report]) -> Iterator[str]:
    """Yield a line for everything that the reports disagree on."""
    if len(group) < 2:
        return
    for label, values in (
        ("who did it", [_blame(r) for r in group]),
        ("killed", [_toll_words(r.killed) for r in group]),
        ("wounded", [_toll_words(r.wounded) for r in group]),
        ("captured", [_toll_words(r.captured) for r in group]),
        ("displaced", [_toll_words(r.displaced) for r in group]),
        ("date", ["" if _bare(r) else days_words(r.interval) for r in group]),
        ("place", [", ".join(sorted(p.name for p in r.places)) for r in group]),
        ("status", [str(r.stance) for r in group]),
    ):
        stated = [(v, r) for v, r in zip(values, group, strict=True) if v]
        compared = {v for v, _ in stated}
        if label in TOLLS:
            compared = {str(_count(getattr(r, label))) for _, r in stated}
        if len(compared) > 1:
            lines = "; ".join(f"{value} ({_teller(report)})" for value, report in stated)
            yield f"{label}: {lines}"


def _bare(report: Report) -> bool:
    """Tell whether a report is a denial that names no day of its own."""
    return report.denies and report.interval is not None and report.interval.inferred


def _count(toll: Toll) -> object:
    """Return what a toll says, however it words it."""
    numbers = (toll.low, toll.best, toll.high)
    return numbers if numbers != (None, None, None) else toll.words


def _teller(report: Report) -> str:
    """Return which report it is and who says so in it."""
    return f"{report.id}, {report.claimant} says so" if report.claimant else report.id


def _blame(report: Report) -> str:
    """Return who did it by a report of fighting, "" where it does not say."""
    if report.type != "ASSAULT" or not report.source:
        return ""
    names = ", ".join(sorted(report.source))
    return f"not {names}" if report.denies else names


def _toll_words(toll: Toll | None) -> str:
    """Return a toll for a reader."""
    if toll is None:
        return ""
    return toll.words or f"{toll.low}/{toll.best}/{toll.high}"


def where_precision(
    places: Sequence[Place], near: Sequence[tuple[str, float]] = ()
) -> int | None:
    """Return the UCDP class of a set of places.

    Parameters
    ----------
    places
        Where it happened.
    near
        Ids of those that it only happened near, with kilometres.

    Returns
    -------
    1 a settlement or another spot, 2 near one, 3 a district or further from a spot, 4 a region, 5 a line or corridor, 6 a country, 7
    a sea; the coarsest of several; ``None`` without a place.
    """
    if not places:
        return None
    away = dict(near)
    return max(_class_of(place, away.get(place.id)) for place in places)


def _class_of(place: Place, away: float | None) -> int:
    """Return the UCDP class of a place, or of what lies so many kilometres away from it."""
    if place.kind not in _POINTS:
        return _WHERE_PREC.get(place.kind, 4)
    if away is None:
        return 1
    return 2 if away <= NEAR_KM + place.radius_km else 3


def date_precision(interval: Interval | None) -> int | None:
    """Return the UCDP class of an interval.

    Parameters
    ----------
    interval
        When it happened.

    Returns
    -------
    1 one day, 2 up to six days, 3 about a week, 4 about a month, 5 more; ``None`` when unknown.
    """
    if interval is None:
        return None
    if interval.start is None or interval.end is None:
        return 5
    days = days_in(interval.start, interval.end)
    bounds = ((1, 1), (6, 2), (10, 3), (31, 4))
    return next((prec for bound, prec in bounds if days <= bound), 5)


def _content_id(report: Report) -> str:
    """Return an id by what the first report says, so that it stays when others join."""
    interval = report.interval
    parts = (
        report.type,
        kind_of(report),
        days_words(interval),
        ",".join(sorted(p.id for p in report.places)),
        ",".join(sorted({*report.source, *report.target})),
        report.mode,
        report.stance,
    )
    return "e-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:10]


def with_unique_ids(events: Sequence[Event]) -> list[Event]:
    """Give events whose content is alike an id by their first report's words as well.

    Where one sentence tells the claims of two sides, who says so is added too.
    """
    made = _told_apart(events, _words_of)
    return _told_apart(made, lambda report: report.claimant or "")


def _words_of(report: Report) -> str:
    """Return what tells a report from others of like content: where it stands, and its words."""
    return f"{report.article}|{report.start}|{report.quote}|{report.interval}"


def _told_apart(events: Sequence[Event], trait: Callable[[Report], str]) -> list[Event]:
    """Return events in which those with one id have another by a trait of their first report."""
    counts = Counter(event.id for event in events)
    made: list[Event] = []
    for event in events:
        if counts[event.id] == 1:
            made.append(event)
            continue
        words = f"{event.id}|{trait(event.reports[0])}"
        made.append(replace(event, id="e-" + hashlib.sha256(words.encode()).hexdigest()[:10]))
    return made


__all__ = ["date_precision", "event_of", "in_order", "where_precision", "with_unique_ids"]

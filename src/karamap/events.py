"""Reports of any number of articles go in; events come out, each with all reports that tell of it.

Two reports are one event when they are of one kind, their days agree or one holds the other's, and
neither places nor actors speak against it. In doubt they stay two: a mark too many can be seen,
two attacks drawn as one cannot. What merged reports disagree on is listed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from karamap.dates import contains, days_in
from karamap.names import key
from karamap.records import Event, Interval, Place, Report, Status, Toll

_IGNORED: tuple[Status, ...] = ("hypothetical", "negated", "called_for")
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
_EXACT_DAYS = 2  # a day, or a night between two days
_WIDE_DAYS = 10  # an interval up to this length may hold the day that another report gives
_TALK = frozenset(("AGREE", "CONSULT", "COOPERATE"))
_PHYSICAL = frozenset("ASSAULT AID RETREAT COERCE MOBILIZE PROTEST".split())
_RULE = re.compile(r"\(([\w-]+)\)$")
_KINDS = {"territory": "territory", "abduct": "abduct"}


def merge(reports: Iterable[Report]) -> tuple[Event, ...]:
    """Merge reports that tell of the same thing.

    Parameters
    ----------
    reports
        Reports of one or more articles, in any order. Headlines of other articles and what is only
        imagined, asked for or said not to have happened make no event (see `tells_event`).

    Returns
    -------
    Events in order of their first day, undated ones last.
    """
    ordered = sorted(
        (r for r in reports if tells_event(r)), key=lambda r: (r.article, r.start, r.end, r.id)
    )
    groups: list[list[Report]] = []
    reasons: list[list[str]] = []
    buckets: dict[tuple[str, str], list[int]] = {}
    for report in ordered:
        home, reason = _home(report, groups, buckets)
        if home is None:
            home = len(groups)
            groups.append([])
            reasons.append([])
        groups[home].append(report)
        if reason:
            reasons[home].append(reason)
        for bucket in _buckets(report):
            members = buckets.setdefault(bucket, [])
            if home not in members:
                members.append(home)
    events = [_event(group, reason) for group, reason in zip(groups, reasons, strict=True)]
    return tuple(sorted(_with_unique_ids(events), key=_order))


def tells_event(report: Report) -> bool:
    """Tell whether a report can make an event: no other article's headline, nothing imagined."""
    return report.zone != "related-link" and report.status not in _IGNORED


def _order(event: Event) -> tuple[date, date, str]:
    """Return the sorting key of an event."""
    interval = event.interval
    start = (interval.start or interval.end) if interval else None
    end = (interval.end or interval.start) if interval else None
    return start or date.max, end or date.max, event.id


# -- which reports are one event ------------------------------------------------------------------


def _kind(report: Report) -> str:
    """Return the class within which reports may merge."""
    match = _RULE.search(report.trigger)
    rule = match.group(1) if match else ""
    return f"{report.type}:{_KINDS.get(rule, '')}"


def _buckets(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the drawers in which reports of the same event can lie."""
    interval, kind = report.interval, _kind(report)
    if interval is None or interval.start is None or interval.end is None:
        return
    if days_in(interval.start, interval.end) > _WIDE_DAYS:
        yield kind, f"{interval.start}/{interval.end}"
        return
    months = {(d.year, d.month) for d in (interval.start, interval.end)}
    for year, month in sorted(months):
        yield kind, f"{year}-{month:02d}"


def _home(
    report: Report, groups: Sequence[Sequence[Report]], buckets: dict[tuple[str, str], list[int]]
) -> tuple[int | None, str]:
    """Return the group that a report belongs to, with the reason."""
    seen = sorted({i for bucket in _buckets(report) for i in buckets.get(bucket, ())})
    for index in seen:
        verdicts = [_same_event(report, other) for other in groups[index]]
        if all(verdicts):
            return index, verdicts[0] or ""
    return None, ""


def _same_event(a: Report, b: Report) -> str | None:
    """Return why two reports are one event, or ``None``."""
    days = _days_agree(a, b)
    if days is None or not _actors_agree(a, b):
        return None
    if (a.status == "planned") != (b.status == "planned"):
        return None
    place = _places_agree(a, b)
    if place is None or not _numbers_agree(a, b):
        return None
    if a.mode and b.mode and a.mode != b.mode and a.type == "ASSAULT":
        return None
    if a.article == b.article and not _retold(a, b):
        return None
    return f"{days}; {place}; same kind of act ({a.type}); parties agree"


def _retold(a: Report, b: Report) -> bool:
    """Tell whether one article tells the same thing twice, rather than two things one by one.

    In one sentence two triggers are two acts; further apart an article comes back to its subject.
    """
    if a.sentence == b.sentence:
        return False
    if a.type != "ASSAULT":
        return bool(a.source) and set(a.source) == set(b.source)
    return not (a.killed and b.killed)


def _days_agree(a: Report, b: Report) -> str | None:
    """Return how the days of two reports agree, or ``None``."""
    first, second = a.interval, b.interval
    if first is None or second is None:
        return None
    if (first.start, first.end) == (second.start, second.end):
        if _is_window(first) and a.article != b.article and not _alike(a, b):
            return None  # two windows round publication are no date
        return "same days"
    held = contains(first.start, first.end, second.start, second.end)
    holds = contains(second.start, second.end, first.start, first.end)
    if not (held or holds):
        return None
    wide = first if held else second
    bound = 2 if a.type in _PHYSICAL else _WIDE_DAYS
    if wide.start is None or wide.end is None or days_in(wide.start, wide.end) > bound:
        return None
    if _is_window(wide):
        return None  # what was said at some time last week is not what another sentence dates
    return "the days of one lie within those of the other"


def _is_window(interval: Interval) -> bool:
    """Tell whether an interval is a concluded window, not a day with its year inherited."""
    if interval.start is None or interval.end is None:
        return True
    return interval.inferred and days_in(interval.start, interval.end) > _EXACT_DAYS


def _alike(a: Report, b: Report) -> bool:
    """Tell whether two quotes have nearly the same words."""
    first, second = set(key(a.quote).split()), set(key(b.quote).split())
    return len(first & second) >= 0.8 * len(first | second)


def _actors_agree(a: Report, b: Report) -> bool:
    """Tell whether the parties of two reports can be the same."""
    first, second = {*a.source, *a.target}, {*b.source, *b.target}
    if a.type in _TALK:
        if not first or not second:
            return False
        shared = first & second
        return len(shared) >= 2 or (bool(shared) and (first <= second or second <= first))
    if a.type == "ASSAULT":
        return not a.source or not b.source or bool(set(a.source) & set(b.source))
    if not set(a.source) & set(b.source):
        return False
    return not a.target or not b.target or bool(set(a.target) & set(b.target))


def _places_agree(a: Report, b: Report) -> str | None:
    """Return how the places of two reports agree, or ``None``."""
    first, second = {p.id for p in a.places}, {p.id for p in b.places}
    if not first and not second:
        return "neither has a place" if a.type not in _PHYSICAL else None
    if first == second:
        return "same place"
    if a.type in _TALK and (not first or not second):
        return "only one names the place"
    if a.type in _PHYSICAL and first & second and a.article != b.article:
        return "a place in common"
    return None


def _numbers_agree(a: Report, b: Report) -> bool:
    """Tell whether the tolls can be those of one event; one article does not contradict itself."""
    if a.article != b.article or a.killed is None or b.killed is None:
        return True
    return a.killed.best is None or b.killed.best is None or a.killed.best == b.killed.best


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
    first = group[0]
    status = min((r.status for r in group), key=_STATUS_ORDER.index)
    claimants = sorted({r.claimant for r in group if r.claimant})
    best = min(group, key=lambda r: (where_precision(r.places) or 9, r.article, r.start))
    interval = _interval(group)
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
        where_prec=where_precision(best.places),
        date_prec=date_precision(interval),
        venue=next((r.venue for r in group if r.venue is not None), None),
        merge_reason=_reason(group, reasons),
        differs=tuple(_differences(group)),
    )


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
        ("killed", [_toll_words(r.killed) for r in group]),
        ("wounded", [_toll_words(r.wounded) for r in group]),
        ("date", [_days_words(r.interval) for r in group]),
        ("place", [", ".join(p.name for p in r.places) for r in group]),
        ("status", [str(r.status) for r in group]),
    ):
        stated = [(v, r.id) for v, r in zip(values, group, strict=True) if v]
        if len({v for v, _ in stated}) > 1:
            lines = "; ".join(f"{value} ({ref})" for value, ref in stated)
            yield f"{label}: {lines}"


def _toll_words(toll: Toll | None) -> str:
    """Return a toll for a reader."""
    if toll is None:
        return ""
    return toll.words or f"{toll.low}/{toll.best}/{toll.high}"


def _days_words(interval: Interval | None) -> str:
    """Return days for a reader."""
    if interval is None:
        return ""
    start = interval.start.isoformat() if interval.start else "open"
    end = interval.end.isoformat() if interval.end else "open"
    return start if start == end else f"{start} to {end}"


def where_precision(places: Sequence[Place]) -> int | None:
    """Return the UCDP class of a set of places.

    Parameters
    ----------
    places
        Where it happened.

    Returns
    -------
    1 a settlement or another spot, 3 a district, 4 a region, 5 a line or corridor, 6 a country, 7
    a sea; the coarsest of several; ``None`` without a place.
    """
    if not places:
        return None
    return max(1 if p.kind in _POINTS else _WHERE_PREC.get(p.kind, 4) for p in places)


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
        _kind(report),
        _days_words(interval),
        ",".join(sorted(p.id for p in report.places)),
        ",".join(sorted({*report.source, *report.target})),
        report.mode,
        report.status,
    )
    return "e-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:10]


def _with_unique_ids(events: Sequence[Event]) -> list[Event]:
    """Give events whose content is alike an id by their first report's words as well."""
    counts: dict[str, int] = {}
    for event in events:
        counts[event.id] = counts.get(event.id, 0) + 1
    made: list[Event] = []
    for event in events:
        if counts[event.id] == 1:
            made.append(event)
            continue
        first = event.reports[0]
        words = f"{event.id}|{first.article}|{first.start}|{first.quote}|{first.interval}"
        made.append(replace(event, id="e-" + hashlib.sha256(words.encode()).hexdigest()[:10]))
    return made


__all__ = [
    "date_precision",
    "event_of",
    "in_order",
    "merge",
    "tells_event",
    "where_precision",
]

"""Events and a project's `corrections.toml` go in; corrected events come out, with what is stale.

A correction forces or forbids a merge, or sets an event's place, date, type or status; each has a
reason, which is shown with the event. The reports stay as the articles tell them. A correction that
finds nothing to correct any more is reported, so that none outlives its cause.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, get_args

from karamap.config import Table, read_toml
from karamap.datasets import TYPES
from karamap.errors import one_by_one
from karamap.events import date_precision, event_of, in_order, where_precision
from karamap.records import Event, Interval, Place, Report, Status

FILE: Final = "corrections.toml"
_STATUSES: Final = tuple(str(status) for status in get_args(Status))

Kind = Literal["merge", "apart", "correct"]
_Step = Callable[[list[Event], "Correction"], str]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes
    ----------
    name
        How messages call it: "[[merge]] 2".
    refs
        Ids of events or of reports, or "article # words" for the report whose quote holds the
        words; a report stands for the event that holds it.
    places
        Ids of the places where it happened; ``None`` leaves them, an empty tuple takes them away.
    days
        First and last day; ``None`` leaves them.
    """

    name: str
    kind: Kind
    refs: tuple[str, ...]
    reason: str
    places: tuple[str, ...] | None = None
    days: tuple[date, date] | None = None
    type: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Events after the corrections, and one line for each correction that cannot be applied."""

    events: tuple[Event, ...]
    stale: tuple[str, ...]


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read ``corrections.toml`` strictly.

    Parameters
    ----------
    path
        The file; it need not be there.

    Returns
    -------
    The corrections: merges first, then what is kept apart, then corrected values.

    Raises
    ------
    GeodataError
        When the file breaks its contract.
    """
    if not (path.exists() or path.is_symlink()):
        return ()
    top = read_toml(path)
    found: list[Correction] = []
    readers = {"merge": _merge, "apart": _apart, "correct": _values}
    for key, read in readers.items():
        for number, table in enumerate(top.tables(key, ()), 1):
            with one_by_one:
                found.append(read(table, number))
    with one_by_one:
        top.done()
    return tuple(found)


def _refs(table: Table, key: str) -> tuple[str, ...]:
    """Read two ids or more, each once."""
    refs = table.texts(key)
    if len(refs) < 2 or len(set(refs)) != len(refs):
        table.fail(key, "does not name two or more different ids", "name them")
    return refs


def _merge(table: Table, number: int) -> Correction:
    """Read a ``[[merge]]``: what is one event."""
    found = Correction(f"[[merge]] {number}", "merge", _refs(table, "events"), table.text("reason"))
    table.done()
    return found


def _apart(table: Table, number: int) -> Correction:
    """Read an ``[[apart]]``: reports that do not tell of the same event."""
    found = Correction(
        f"[[apart]] {number}", "apart", _refs(table, "reports"), table.text("reason")
    )
    table.done()
    return found


def _values(table: Table, number: int) -> Correction:
    """Read a ``[[correct]]``: values of one event."""
    days = None
    if table.has("date_start") or table.has("date_end"):
        start = table.day("date_start")
        end = table.day_or_none("date_end") or start
        if end < start:
            table.fail("date_end", f"{end} is before date_start {start}", "swap or correct them")
        days = start, end
    found = Correction(
        name=f"[[correct]] {number}",
        kind="correct",
        refs=(table.text("event"),),
        reason=table.text("reason"),
        places=table.texts("places") if table.has("places") else None,
        days=days,
        type=table.choice("type", ("", *TYPES), ""),
        status=table.choice("status", ("", *_STATUSES), ""),
    )
    table.done()
    if found.places is None and found.days is None and not found.type and not found.status:
        table.fail("event", "nothing is corrected", "set places, date_start, type or status")
    return found


def correct(
    events: Iterable[Event],
    corrections: Sequence[Correction],
    place_of: Callable[[str], Place | None],
) -> Corrected:
    """Apply corrections to merged events.

    Parameters
    ----------
    events
        Events as `karamap.events.merge` made them.
    corrections
        See `read_corrections`.
    place_of
        Returns the place of an id, or ``None`` when the gazetteer has no such place.

    Returns
    -------
    The events in order of their first day, and what no longer applies. Without corrections the
    events are as they were.
    """
    known = list(events)
    stale: list[str] = []
    steps: dict[Kind, _Step] = {
        "merge": _do_merge,
        "apart": _do_apart,
        "correct": lambda rows, item: _do_correct(rows, item, place_of),
    }
    stale += unknown_places(corrections, place_of)
    for item in corrections:
        if unknown_places((item,), place_of):
            continue
        if problem := steps[item.kind](known, item):
            stale.append(
                f"{FILE}: {item.name} ({', '.join(item.refs)}) no longer applies: {problem}; "
                "renew or remove it"
            )
    return Corrected(in_order(known) if corrections else tuple(known), tuple(stale))


def unknown_places(
    corrections: Iterable[Correction], place_of: Callable[[str], Place | None]
) -> list[str]:
    """Return a line for each place of a correction that no gazetteer has.

    Parameters
    ----------
    corrections
        See `read_corrections`.
    place_of
        Returns the place of an id, or ``None``.
    """
    return [
        f"{FILE}: {item.name} ({', '.join(item.refs)}), key 'places': unknown place id '{id_}'; "
        "write an id of geodata/places.csv or of the gazetteer"
        for item in corrections
        for id_ in item.places or ()
        if place_of(id_) is None
    ]


def _told(events: Iterable[Event], ref: str) -> list[Report]:
    """Return the report of an id, or those of an article whose quote holds some words."""
    reports = [report for event in events for report in event.reports]
    article, mark, words = (part.strip() for part in ref.partition("#"))
    if not mark:
        return [report for report in reports if report.id == ref]
    words = " ".join(words.split())  # a quote keeps the line ends of its article
    return [r for r in reports if r.article == article and words in " ".join(r.quote.split())]


def _meant(events: Sequence[Event], ref: str) -> tuple[int | None, str]:
    """Return the event that is meant, or why none is."""
    told = _told(events, ref)
    rows = [
        row
        for row, event in enumerate(events)
        if event.id == ref or any(report in event.reports for report in told)
    ]
    if len(rows) == 1:
        return rows[0], ""
    return None, f"'{ref}' means {'no event' if not rows else f'{len(rows)} events'}"


def _find(events: Sequence[Event], refs: Iterable[str]) -> tuple[list[int], str]:
    """Return the events of some ids in their order, each once, or what is wrong."""
    found: dict[int, None] = {}
    for ref in refs:
        row, problem = _meant(events, ref)
        if row is None:
            return [], problem
        found[row] = None
    return list(found), ""


def _do_merge(events: list[Event], item: Correction) -> str:
    """Make one event of several; return why not if it does not apply."""
    rows, problem = _find(events, item.refs)
    if problem or len(rows) < 2:
        return problem or "they are one event already"
    first = events[rows[0]].id
    members = [events[row] for row in rows]
    reports = _sorted(report for event in members for report in event.reports)
    merged = event_of(reports, (f"corrected by hand: {item.reason}",))
    merged = dataclasses.replace(merged, id=first)  # it stays the event that is named first
    for row in sorted(rows, reverse=True):
        del events[row]
    events.append(merged)
    return ""


def _do_apart(events: list[Event], item: Correction) -> str:
    """Give each report but the first an event of its own; return why not if it does not apply."""
    told = [_told(events, ref) for ref in item.refs]
    for ref, reports in zip(item.refs, told, strict=True):
        if len(reports) != 1:
            return f"'{ref}' means {len(reports) or 'no'} reports"
    first, *others = (reports[0] for reports in told)
    home = next(i for i, event in enumerate(events) if first in event.reports)
    event = events[home]
    leaving = [report for report in event.reports if report in others]
    if not leaving:
        return "they are different events already"
    staying = [report for report in event.reports if report not in leaving]
    reason = f"kept apart by hand: {item.reason}"
    parts = [event_of(staying, (event.merge_reason.partition(": ")[2],)), *_alone(leaving)]
    ids = _own_ids(parts, {other.id for other in events if other is not event})
    events[home : home + 1] = [
        dataclasses.replace(part, id=id_, differs=(*part.differs, reason))
        for part, id_ in zip(parts, ids, strict=True)
    ]
    return ""


def _alone(reports: Iterable[Report]) -> list[Event]:
    """Return an event for each report."""
    return [event_of((report,), ()) for report in reports]


def _own_ids(parts: Sequence[Event], taken: set[str]) -> list[str]:
    """Return ids for the parts of an event; a part that is told alike gets its report's behind."""
    ids: list[str] = []
    for part in parts:
        own = part.id if part.id not in {*taken, *ids} else f"{part.id}-{part.reports[0].id}"
        ids.append(own)
    return ids


def _do_correct(
    events: list[Event], item: Correction, place_of: Callable[[str], Place | None]
) -> str:
    """Set values of an event; return why not if it does not apply."""
    rows, problem = _find(events, item.refs)
    if problem:
        return problem
    event = events[rows[0]]
    changed, lines = event, []
    if item.places is not None:
        known = tuple(place for id_ in item.places if (place := place_of(id_)) is not None)
        lines.append(_line("place", _names(event.places), _names(known)))
        changed = dataclasses.replace(
            changed, places=known, where_prec=where_precision(known), near=()
        )
    if item.days is not None:
        start, end = item.days
        basis = f"corrected by hand: {item.reason}"
        interval = Interval(start, end, "day" if start == end else "period", basis)
        lines.append(_line("date", _days(event.interval), _days(interval)))
        changed = dataclasses.replace(
            changed, interval=interval, date_prec=date_precision(interval)
        )
    if item.type:
        lines.append(_line("type", event.type, item.type))
        changed = dataclasses.replace(changed, type=item.type)
    if item.status:
        lines.append(_line("status", event.status, item.status))
        status = next(s for s in get_args(Status) if s == item.status)
        changed = dataclasses.replace(changed, status=status)
    said = [f"{line} (corrected by hand: {item.reason})" for line in lines if line]
    if not said:
        return "the event is so already"
    events[rows[0]] = dataclasses.replace(changed, differs=(*changed.differs, *said))
    return ""


def _line(what: str, before: str, after: str) -> str:
    """Return what a correction changes; nothing where both are alike."""
    return "" if before == after else f"{what}: {before or 'none'} is now {after or 'none'}"


def _names(places: Iterable[Place]) -> str:
    """Return places for a reader."""
    return ", ".join(sorted(place.name for place in places))


def _days(interval: Interval | None) -> str:
    """Return days for a reader."""
    if interval is None:
        return ""
    return f"{interval.start or 'open'} to {interval.end or 'open'}"


def _sorted(reports: Iterable[Report]) -> list[Report]:
    """Return reports in the order in which events keep them."""
    return sorted(reports, key=lambda r: (r.article, r.start, r.end, r.id))

"""``phases.toml`` and intervals of days go in; phases, and which an interval touches, come out.

Phases are half-open: the day of ``end`` is the first day of the next one. They follow each other
without gap or overlap, so that every day of the conflict lies in exactly one. An interval that
spans several phases lies in each of them, and each membership says why.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NoReturn, cast

from karamap import dates
from karamap.config import Table, label, read_toml
from karamap.errors import GeodataError, one_by_one
from karamap.records import (
    Article,
    Bound,
    Episode,
    Event,
    Interval,
    Phase,
    PhaseMembership,
    Record,
    Report,
)

_RESERVED = frozenset(
    {"index", "conflict", "join-report", "events", "reports", "mentions", "places", "records", "build"}
)


def read_phases(path: Path, sources: Collection[str] | None = None) -> tuple[Phase, ...]:
    """Read the phases of a conflict strictly.

    Parameters
    ----------
    path
        The file ``phases.toml``.
    sources
        Keys of the known sources; ``None`` to take every key.

    Returns
    -------
    The phases in the order of time.

    Raises
    ------
    GeodataError
        When a bound is no day or reversed, an id stands twice, or two phases overlap or leave a
        gap between them.
    """
    top = read_toml(path)
    tables, phases = list(top.tables("phase")), []
    for table in tables:
        with one_by_one:
            phases.append(_read_phase(table, sources))
    with one_by_one:
        top.done()
    name = label(path)
    with one_by_one:
        _check_ids(name, phases)
    phases.sort(key=lambda phase: phase.start)
    whole = len(phases) == len(tables)  # a phase that could not be read is no gap
    for first, second in itertools.pairwise(phases if whole else ()):
        with one_by_one:
            _check_neighbours(name, first, second)
    if not tables:
        raise GeodataError(f"{name}: holds no [[phase]]; add at least one")
    return tuple(phases)


def _read_phase(table: Table, sources: Collection[str] | None) -> Phase:
    """Read one ``[[phase]]`` with its alternatives and episodes."""
    phase = Phase(
        id=table.slug("id"),
        name=table.text("name"),
        start=table.day("start"),
        end=table.day_or_none("end"),
        summary=table.text("summary"),
        basis=table.text("basis"),
        sources=_known(table, "sources", table.texts("sources", ()), sources),
        alternatives=tuple(_read_bound(t, sources) for t in table.tables("alternative", ())),
        episodes=tuple(_read_episode(t, sources) for t in table.tables("episode", ())),
        key_texts=table.texts("key_texts", ()),
        names=table.texts("names", ()),
    )
    table.done()
    if phase.id in _RESERVED:
        table.fail("id", f"'{phase.id}' is the name of another page or file", "take another id")
    if phase.end is not None and phase.end <= phase.start:
        table.fail("end", f"{phase.end} is not after the start {phase.start}", "swap or correct")
    for episode in phase.episodes:
        _check_episode(table, phase, episode)
    return phase


def _known(
    table: Table, key: str, keys: tuple[str, ...], sources: Collection[str] | None
) -> tuple[str, ...]:
    """Return source keys after a look whether each is known."""
    for source in keys:
        if sources is not None and source and source not in sources:
            table.fail(key, f"the source '{source}' is not known", "add it in geodata/sources/")
    return keys


def _read_bound(table: Table, sources: Collection[str] | None) -> Bound:
    """Read one ``[[phase.alternative]]``."""
    source = table.text("source", "")
    bound = Bound(
        which=cast(Literal["start", "end"], table.choice("which", ("start", "end"))),
        day=table.day("day"),
        reason=table.text("reason"),
        source=_known(table, "source", (source,), sources)[0],
    )
    table.done()
    return bound


def _read_episode(table: Table, sources: Collection[str] | None) -> Episode:
    """Read one ``[[phase.episode]]``."""
    source = table.text("source", "")
    episode = Episode(
        id=table.slug("id"),
        name=table.text("name"),
        start=table.day("start"),
        end=table.day("end"),
        source=_known(table, "source", (source,), sources)[0],
        names=table.texts("names", ()),
    )
    table.done()
    if episode.end <= episode.start:
        table.fail("end", f"{episode.end} is not after the start {episode.start}", "correct it")
    return episode


def _check_episode(table: Table, phase: Phase, episode: Episode) -> None:
    """Complain when an episode leaves its phase."""
    late = phase.end is not None and episode.end > phase.end
    if episode.start < phase.start or late:
        table.fail(
            "episode",
            f"'{episode.id}' ({episode.start} to {episode.end}) leaves the phase '{phase.id}'",
            "move it to the phase that holds it, or split it",
        )


def _check_ids(name: str, phases: Sequence[Phase]) -> None:
    """Complain about an id that stands twice."""
    seen: set[str] = set()
    for phase in phases:
        if phase.id in seen:
            raise GeodataError(f"{name}: two phases have the id '{phase.id}'; rename one")
        seen.add(phase.id)


def _check_neighbours(name: str, first: Phase, second: Phase) -> None:
    """Complain when two phases that follow each other overlap or leave a gap."""

    def refuse(what: str) -> NoReturn:
        raise GeodataError(
            f"{name}: phases '{first.id}' (end {first.end or 'open'}) and '{second.id}' "
            f"(start {second.start}) {what}; let the end of the first be the start of the second"
        )

    if first.end is None or first.end > second.start:
        refuse("overlap")
    if first.end < second.start:
        refuse("leave a gap")


def phases_of(
    interval: Interval | None, phases: Iterable[Phase], *, known_until: date | None = None
) -> tuple[PhaseMembership, ...]:
    """Return the phases that an interval touches, each with the reason.

    Parameters
    ----------
    interval
        Days, both ends included; ``None`` when nothing is known.
    phases
        Phases in the order of time.
    known_until
        The last day that the report could know of. It closes an end that is open, so that "since
        1994" in an article of 2020 does not reach into 2024.

    Returns
    -------
    The memberships in the order of time; none for an interval without any end. Days without a
    first one ("before 1992") lie in the phase of their last day only.
    """
    if interval is None or (interval.start is None and interval.end is None):
        return ()
    end = interval.end
    closed = end is None and known_until is not None
    if closed:
        end = max(filter(None, (known_until, interval.start)))
    # "Before 1992" need not reach back through every phase: the last day that it names counts.
    start = end if interval.start is None else interval.start
    touched = [phase for phase in phases if dates.overlaps(start, end, phase.start, phase.last)]
    words = _words(interval.start, end) + (" (open, taken up to the report)" if closed else "")
    return tuple(
        PhaseMembership(phase.id, _reason(words, interval.start, end, phase, len(touched)))
        for phase in touched
    )


def _words(start: date | None, end: date | None) -> str:
    """Return days as a reader reads them."""
    if start == end:
        return f"{start}"
    if start is None:
        return f"up to {end}"
    if end is None:
        return f"{start} onwards"
    return f"{start} to {end}"


def _reason(words: str, start: date | None, end: date | None, phase: Phase, count: int) -> str:
    """Return why an interval lies in a phase."""
    last = phase.last
    if count == 1:
        if dates.contains(phase.start, last, start, end):
            return f"{words} lies inside the phase"
        return f"{words} touches this phase only"
    first_shared = phase.start if start is None else max(start, phase.start)
    ends = [day for day in (end, last) if day is not None]
    last_shared = min(ends) if ends else None
    return f"{words} spans {count} phases; this one holds {_words(first_shared, last_shared)}"


def of_articles(
    articles: Iterable[Article], phases: Sequence[Phase]
) -> dict[str, tuple[PhaseMembership, ...]]:
    """Return the phases in which each article was published, by article id.

    Parameters
    ----------
    articles
        The articles; one whose publication has an open end lies in no phase, because nothing bounds
        it.
    phases
        Phases in the order of time.

    Returns
    -------
    Memberships by article id; empty ones for articles of unknown date.
    """
    found: dict[str, tuple[PhaseMembership, ...]] = {}
    for article in articles:
        day = article.published
        closed = day is not None and day.start is not None and day.end is not None
        found[article.id] = phases_of(day, phases) if closed else ()
    return found


def of_reports(
    reports: Iterable[Report], phases: Sequence[Phase], articles: Mapping[str, Article]
) -> dict[str, tuple[PhaseMembership, ...]]:
    """Return the phases that each report's own dates touch, by report id.

    Parameters
    ----------
    reports
        The reports.
    phases
        Phases in the order of time.
    articles
        Articles by id; the last day of publication closes the open end of a report.

    Returns
    -------
    Memberships by report id; empty ones for reports without a date.
    """
    return {
        report.id: phases_of(
            report.interval, phases, known_until=_known_until((report.article,), articles)
        )
        for report in reports
    }


def assign_events(
    events: Iterable[Event], phases: Sequence[Phase], articles: Mapping[str, Article]
) -> tuple[Event, ...]:
    """Return the events with the phases that their dates touch.

    Parameters
    ----------
    events
        Events of any order.
    phases
        Phases in the order of time.
    articles
        Articles by id; the last day of publication closes the open end of an event.

    Returns
    -------
    The events in the same order.
    """
    out: list[Event] = []
    for event in events:
        until = _known_until(event.articles, articles)
        member = phases_of(event.interval, phases, known_until=until)
        out.append(dataclasses.replace(event, phases=member))
    return tuple(out)


def _known_until(ids: Iterable[str], articles: Mapping[str, Article]) -> date | None:
    """Return the last publication day of some articles."""
    published = (articles[key].published for key in ids if key in articles)
    days = [day.end for day in published if day is not None and day.end is not None]
    return max(days, default=None)


def assign_records(records: Iterable[Record], phases: Sequence[Phase]) -> tuple[Record, ...]:
    """Return the records with the phases that their dates touch, in the same order."""
    return tuple(
        dataclasses.replace(
            record,
            phases=phases_of(
                Interval(record.date_start, record.date_end, "day", record.source), phases
            ),
        )
        for record in records
    )

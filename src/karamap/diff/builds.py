"""The folder of a build goes in; what it says of its inputs, events and reports comes out.

Reading is strict: a value that is not what a build writes is refused with the name of its file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from karamap.errors import InputError, shown

MARKER: Final = "build.json"
Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """A span of an article with its text: ``article_text[start:end] == quote``."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that an event names: id, name and point, where it has one."""

    id: str
    name: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What a comparison needs of a report.

    Attributes
    ----------
    event
        Id of the event that it tells of; ``None`` when it made none.
    trigger, place_reason
        Why it has its type and its places.
    """

    id: str
    words: Words
    event: str | None
    trigger: str
    place_reason: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """What a comparison needs of an event; the fields are those of the outputs' contract."""

    id: str
    words: Words
    type: str
    modes: tuple[str, ...]
    status: str
    claimant: str | None
    date_start: str | None
    date_end: str | None
    date_precision: str | None
    date_basis: str
    places: tuple[Spot, ...]
    venue: Spot | None
    about: tuple[Spot, ...]
    where_prec: int | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    killed: Object | None
    wounded: Object | None
    captured: Object | None
    displaced: Object | None
    phases: tuple[str, ...]
    phase_reason: str
    records: Mapping[str, str]
    drawn: str
    articles: tuple[str, ...]
    merge_reason: str
    reports: tuple[ReportRow, ...]

    @property
    def spans(self) -> tuple[Words, ...]:
        """The words of all its reports, its own first words when the reports are not known."""
        return tuple(report.words for report in self.reports) or (self.words,)


@dataclass(frozen=True, slots=True)
class Build:
    """A build, as far as a comparison needs it.

    Attributes
    ----------
    counts
        Number read of each kind, by its name.
    inputs
        SHA-256 by path of everything that was read.
    lone_reports
        Reports that made no event.
    notes
        What a reader must know before trusting a comparison, one line each.
    """

    conflict: str
    version: str
    input_hash: str
    counts: Mapping[str, int]
    inputs: Mapping[str, str]
    events: Mapping[str, EventRow]
    lone_reports: tuple[ReportRow, ...]
    articles: frozenset[str]
    notes: tuple[str, ...]


def read_build(path: Path) -> Build:
    """Read a build.

    Parameters
    ----------
    path
        The folder of a build, or its ``build.json``; the layers lie beside it.

    Raises
    ------
    InputError
        When there is no build, or a file of it is broken.
    """
    marker = _marker(path)
    about = _json_object(marker)
    folder, name = marker.parent, marker.name
    stated = _hashes(about, "outputs", name)
    notes: list[str] = []
    reports, events = (
        list(_features(folder / f"{layer}.geojson", stated, notes))
        for layer in ("reports", "events")
    )
    inputs = _hashes(about, "inputs", name)
    rows = [_report(row) for row in reports]
    by_event: dict[str, list[ReportRow]] = {}
    for row in rows:
        by_event.setdefault(row.event or "", []).append(row)
    lone = by_event.pop("", [])
    made = [_event(row, by_event.get(str(row.get("id")), [])) for row in events]
    return Build(
        conflict=_text(about, "conflict", name),
        version=_text(about, "version", name),
        input_hash=_text(about, "input_hash", name),
        counts=_counts(about),
        inputs=inputs,
        events={event.id: event for event in sorted(made, key=lambda event: event.id)},
        lone_reports=tuple(lone),
        articles=_articles(inputs, rows, made),
        notes=tuple(notes),
    )


def _marker(path: Path) -> Path:
    """Return the ``build.json`` that a path of the command line means."""
    try:
        if path.is_file():
            return path
        if (path / MARKER).is_file():
            return path / MARKER
        if (path / "maps" / MARKER).is_file():
            raise InputError(f"{shown(path)}: holds no {MARKER}; did you mean {path / 'maps'}?")
        missing = not path.exists()
    except OSError as error:
        raise InputError(f"{shown(path)}: {error.strerror or 'cannot be read'}; name another") from None
    if missing:
        raise InputError(f"{shown(path)}: no such folder; name the folder of a build, or its {MARKER}")
    raise InputError(f"{shown(path)}: holds no {MARKER}; name a folder that 'karamap build' wrote")


def _json_object(path: Path, data: bytes | None = None) -> dict[str, Any]:
    """Return the JSON object of a file."""
    try:
        found = json.loads(path.read_bytes() if data is None else data)
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise InputError(f"{shown(path)}: {problem}; build again") from None
    except (ValueError, RecursionError):
        raise InputError(f"{shown(path)}: not JSON; name a folder that 'karamap build' wrote") from None
    if not isinstance(found, dict):
        raise InputError(f"{shown(path)}: no JSON object; name a folder that 'karamap build' wrote")
    return found


def _features(path: Path, stated: Mapping[str, str], notes: list[str]) -> Iterator[Object]:
    """Yield the properties of a layer's features; note a file that another hand changed."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise InputError(f"{shown(path)}: {problem}; build again") from None
    if stated.get(path.name, "") != hashlib.sha256(data).hexdigest():
        notes.append(f"{path.name} is not the file that {MARKER} lists; it was changed afterwards")
    features = _json_object(path, data).get("features")
    if not isinstance(features, list):
        raise InputError(f"{shown(path)}: no list 'features'; build again")
    for number, feature in enumerate(features, 1):
        row = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(row, dict):
            raise InputError(f"{shown(path)}: feature {number} has no properties; build again")
        yield row


def _hashes(about: Object, key: str, name: str) -> dict[str, str]:
    """Return SHA-256 by path of one of the lists of ``build.json``."""
    items = about.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise InputError(f"{name}: no list '{key}'; name the {MARKER} of a build")
    found = {_text(item, "path", name): _text(item, "sha256", name) for item in items}
    return {path: found[path] for path in sorted(found)}


def _counts(about: Object) -> dict[str, int]:
    """Return how many of each kind were read."""
    counts = about.get("counts")
    found: dict[str, int] = {}
    for name, count in counts.items() if isinstance(counts, dict) else ():
        number = count.get("read") if isinstance(count, dict) else count
        if isinstance(number, int):
            found[str(name)] = number
    return found


def _articles(
    inputs: Mapping[str, str], reports: list[ReportRow], events: list[EventRow]
) -> frozenset[str]:
    """Return ids of articles: those that reports name, and the names of files in ``seeds/``."""
    named = {report.words.article for report in reports} | {event.words.article for event in events}
    return frozenset(named | {Path(path).stem for path in inputs if is_article(path)})


def is_article(path: str) -> bool:
    """Tell whether an input of a build is an article."""
    return path.startswith("seeds/") and not path.endswith(".toml")


# --- rows -----------------------------------------------------------------------------------------


def _report(row: Object) -> ReportRow:
    where = f"reports.geojson: report '{row.get('id')}'"
    return ReportRow(
        id=_text(row, "id", where),
        words=_words(row, where),
        event=_maybe(row, "event", where),
        trigger=_maybe(row, "trigger", where) or "",
        place_reason=_maybe(row, "place_reason", where) or "",
    )


def _event(row: Object, reports: list[ReportRow]) -> EventRow:
    where = f"events.geojson: event '{row.get('id')}'"
    actors = row.get("actors")
    if not isinstance(actors, dict):
        raise InputError(f"{where}: 'actors' is not an object; build again")
    venue = row.get("venue")
    return EventRow(
        id=_text(row, "id", where),
        words=_words(row, where),
        type=_text(row, "type", where),
        modes=_texts(row, "modes", where),
        status=_text(row, "status", where),
        claimant=_maybe(row, "claimant", where),
        date_start=_maybe(row, "date_start", where),
        date_end=_maybe(row, "date_end", where),
        date_precision=_maybe(row, "date_precision", where),
        date_basis=_maybe(row, "date_basis", where) or "",
        places=_spots(row, "places", where),
        venue=_spot(venue, where) if venue is not None else None,
        about=_spots(row, "about", where),
        where_prec=_whole(row, "where_prec", where),
        source=_texts(actors, "source", where),
        target=_texts(actors, "target", where),
        killed=_toll(row, "killed", where),
        wounded=_toll(row, "wounded", where),
        captured=_toll(row, "captured", where),
        displaced=_toll(row, "displaced", where),
        phases=_texts(row, "phases", where),
        phase_reason=_maybe(row, "phase_reason", where) or "",
        records=_records(row, where),
        drawn=_text(row, "drawn", where),
        articles=_texts(row, "articles", where),
        merge_reason=_maybe(row, "merge_reason", where) or "",
        reports=tuple(sorted(reports, key=lambda report: (report.words.article, report.words.start, report.id))),
    )  # fmt: skip


def _text(row: Object, key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise InputError(f"{where}: '{key}' is not a text; build again")
    return value


def _maybe(row: Object, key: str, where: str) -> str | None:
    return None if row.get(key) is None else _text(row, key, where)


def _whole(row: Object, key: str, where: str) -> int | None:
    value = row.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise InputError(f"{where}: '{key}' is not a whole number; build again")
    return value


def _list(row: Object, key: str, where: str) -> list[Any]:
    value = row.get(key)
    if not isinstance(value, list):
        raise InputError(f"{where}: '{key}' is not a list; build again")
    return value


def _texts(row: Object, key: str, where: str) -> tuple[str, ...]:
    values = _list(row, key, where)
    if not all(isinstance(value, str) for value in values):
        raise InputError(f"{where}: '{key}' holds something that is not a text; build again")
    return tuple(values)


def _words(row: Object, where: str) -> Words:
    start, end = _whole(row, "start", where), _whole(row, "end", where)
    if start is None or end is None:
        raise InputError(f"{where}: 'start' or 'end' is missing; build again")
    return Words(_text(row, "article", where), start, end, _text(row, "quote", where))


def _spots(row: Object, key: str, where: str) -> tuple[Spot, ...]:
    return tuple(_spot(value, where) for value in _list(row, key, where))


def _spot(value: object, where: str) -> Spot:
    if not isinstance(value, dict):
        raise InputError(f"{where}: a place is not an object; build again")
    lon, lat = value.get("lon"), value.get("lat")
    known = isinstance(lon, int | float) and isinstance(lat, int | float)
    return Spot(
        _text(value, "place_id", where),
        _text(value, "name", where),
        float(lon) if known and lon is not None else None,
        float(lat) if known and lat is not None else None,
    )


def _toll(row: Object, key: str, where: str) -> Object | None:
    value = row.get(key)
    if value is not None and not isinstance(value, dict):
        raise InputError(f"{where}: '{key}' is not an object; build again")
    if value is None:
        return None
    for bound in ("low", "best", "high"):
        _whole(value, bound, where)
    return value


def _records(row: Object, where: str) -> dict[str, str]:
    """Return the reason of each joined record by its id."""
    found: dict[str, str] = {}
    for match in _list(row, "records", where):
        if not isinstance(match, dict):
            raise InputError(f"{where}: a record is not an object; build again")
        found[_text(match, "record_id", where)] = _maybe(match, "reason", where) or ""
    return found

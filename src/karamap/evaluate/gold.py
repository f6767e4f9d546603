"""Gold files (JSON lines) go in; marked mentions and events come out.

A line that does not fit is refused with its number; a figure over half-read gold would be worthless.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from karamap.errors import InputError, shown

OWN_EXTENT_KM = 161.0  # 100 miles, the tolerance of the literature
_LEAST_RADIUS_KM = 25.0
_ROLE_OF_TYPE = {
    "region": "location", "country": "location", "city": "location", "corridor": "location",
    "line": "location", "metonym-country": "actor", "metonym-authority": "actor",
    "demonym": "origin", "organisation-embedded": "embedded", "historical-country": "topic|actor",
    "historical-region": "topic|actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One marked mention; ``None`` in ``literal`` or ``role`` means not annotated."""

    article: str
    start: int
    end: int
    text: str
    lon: float | None
    lat: float | None
    radius_km: float
    literal: bool | None
    role: str | None
    core: bool
    kind: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One marked event.

    Attributes
    ----------
    start, end, quote
        The words that state it.
    type, status
        ``None`` when not annotated.
    first, last
        The days within which an answer must lie; ``None`` is open.
    places
        Names, or ids of places when ``by_id``; empty when it must not be placed; ``None`` when not
        annotated.
    """

    id: str
    article: str
    start: int
    end: int
    quote: str
    type: str | None
    status: str | None
    first: date | None
    last: date | None
    places: tuple[str, ...] | None
    by_id: bool = False


def read_gold(path: Path) -> list[GoldMention]:
    """Read a gold file of mentions.

    Raises
    ------
    InputError
        Naming the line that cannot be read.
    """
    gold: list[GoldMention] = []
    for number, row in _rows(path):
        try:
            article = str(row.get("id") or row.get("doc") or row.get("article"))
            gold += [_mention(inner, article) for inner in row.get("places", [row])]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _refused(path, number, error) from error
    return gold


def read_event_gold(path: Path) -> list[GoldEvent]:
    """Read a gold file of events.

    Raises
    ------
    InputError
        Naming the line that cannot be read.
    """
    gold: list[GoldEvent] = []
    for number, row in _rows(path):
        try:
            gold.append(_event(row, number))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _refused(path, number, error) from error
    return gold


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the object of each line that is not blank."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{shown(path)}: cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{shown(path)}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    found = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise _refused(path, number, error) from None
        if not isinstance(row, dict):
            raise _refused(path, number, ValueError("no JSON object"))
        found += 1
        yield number, row
    if not found:
        raise InputError(f"{shown(path)}: no gold in it; see karamap evaluate --help")


def _refused(path: Path, number: int, error: Exception) -> InputError:
    what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
    return InputError(
        f"{shown(path)}, line {number}: not a gold line ({what}); see karamap evaluate --help"
    )


def _span(row: Mapping[str, Any], first: str, last: str) -> tuple[int, int]:
    start, end = int(row[first]), int(row[last])
    if not 0 <= start < end:
        raise ValueError(f"{first} {start} and {last} {end} are no span")
    return start, end


def _mention(row: Mapping[str, Any], article: str) -> GoldMention:
    kind = str(row.get("type") or "")
    literal = row.get("literal")
    role = row.get("role") or _ROLE_OF_TYPE.get(kind)
    if role == "location" and literal is False:
        role = "topic"
    if row.get("zone") == "dateline" and literal:
        role = "dateline"
    start, end = _span(row, "start", "end")
    lon, lat = (None if row.get(name) is None else float(row[name]) for name in ("lon", "lat"))
    return GoldMention(
        article=str(row.get("doc") or row.get("article") or article),
        start=start, end=end, text=str(row.get("text", "")), lon=lon, lat=lat,
        radius_km=max(float(row.get("radius_km") or OWN_EXTENT_KM), _LEAST_RADIUS_KM),
        literal=literal, role=role, core=bool(row.get("core", True)), kind=kind,
    )  # fmt: skip


def _event(row: Mapping[str, Any], number: int) -> GoldEvent:
    start, end = _span(row, *(("quote_start", "quote_end") if "quote_start" in row else ("start", "end")))
    first, last = (_day(row.get(name)) for name in ("date_start", "date_end"))
    if first and last and last < first:
        raise ValueError(f"date_end {last} is before date_start {first}")
    by_id = row.get("place_ids") is not None
    places = row.get("place_ids") if by_id else row.get("places")
    if places is not None and not isinstance(places, list):
        raise ValueError("places is no list")
    return GoldEvent(
        id=str(row.get("id") or number), article=str(row.get("doc") or row["article"]),
        start=start, end=end, quote=str(row.get("quote", "")),
        type=row.get("event_type") or row.get("type"), status=row.get("status"), first=first,
        last=last, places=None if places is None else tuple(map(str, places)), by_id=by_id,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

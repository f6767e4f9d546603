"""A file as others publish it goes in; its rows come out one by one, with what is wrong of a row.

The file is read as a stream, since a global data set holds hundreds of thousands of rows. A row
that cannot be read is handed on as `Refused`, and the reading goes on behind it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from karamap.errors import InputError, shown

_BROKEN: Final = re.compile("[\udc80-\udcff]")  # how Python keeps bytes that are not UTF-8
CELL_LIMIT: Final = 4_000_000  # characters; lists of sources run over the 131,072 of the csv module


@dataclass(frozen=True, slots=True)
class Raw:
    """A row: its number, counted with the header as row 1, and its trimmed cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, and why; ``column`` is empty where the whole row is meant."""

    number: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written: its delimiter, and its columns where no header names them.

    Attributes
    ----------
    columns
        For each possible number of cells the names of the columns; empty when there is a header.
    """

    delimiter: str = ","
    columns: tuple[tuple[str, ...], ...] = ()
    quoting: bool = True


def read_header(path: Path, layout: Layout) -> tuple[str, ...]:
    """Return the column names of a table.

    Raises
    ------
    InputError
        When the file cannot be read, is empty, or names a column twice.
    """
    with _opened(path) as stream:
        first = _next(_reader(stream, layout), path)
    if layout.columns:
        for columns in layout.columns:
            if len(columns) == len(first):
                return columns
        wanted = " or ".join(str(len(columns)) for columns in layout.columns)
        raise InputError(
            f"{shown(path)}: row 1 has {len(first)} columns, not {wanted}; check the format"
        )
    header = [cell.strip() for cell in first]
    while header and not header[-1]:
        header.pop()  # tables saved by a spreadsheet end in nameless columns
    twins = [cell for cell in header if header.count(cell) > 1]
    if twins:
        raise InputError(f"{shown(path)}: row 1: column '{twins[0]}' stands twice; rename one")
    return tuple(header)


def read_table(path: Path, layout: Layout, header: Sequence[str]) -> Iterator[Raw | Refused]:
    """Read the rows of a table.

    Parameters
    ----------
    path
        The file: UTF-8, with or without a byte order mark.
    layout
        How it is written.
    header
        Its columns (`read_header`).

    Yields
    ------
    Each row that is not empty, or why it cannot be read.
    """
    with _opened(path) as stream:
        rows = _reader(stream, layout)
        number = 0
        if not layout.columns:
            _next(rows, path)
            number = 1
        while True:
            number += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield Refused(number, "", f"not CSV: {error}; quote cells as RFC 4180 says")
                continue
            row = _row(number, list(map(str.strip, cells)), header)
            if row is not None:
                yield row


def _row(number: int, cells: list[str], header: Sequence[str]) -> Raw | Refused | None:
    """Return a row; ``None`` for an empty one."""
    if not any(cells):
        return None
    while len(cells) > len(header) and not cells[-1]:
        cells.pop()
    if len(cells) != len(header):
        return Refused(
            number, "", f"{len(cells)} cells and not {len(header)}; quote cells that hold commas"
        )
    for column, cell in zip(header, cells, strict=True):
        if not cell.isascii() and _BROKEN.search(cell):
            return Refused(number, column, "not UTF-8; save the file as UTF-8")
    return Raw(number, dict(zip(header, cells, strict=True)))


def _opened(path: Path) -> IO[str]:
    """Open a table; bytes that are not UTF-8 are told apart row by row."""
    try:
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
    except OSError as error:
        problem = (error.strerror or "cannot be read").lower()
        raise InputError(f"{shown(path)}: {problem}; name a readable file") from None


def _reader(stream: IO[str], layout: Layout) -> Iterator[list[str]]:
    """Return a CSV reader that takes long cells."""
    csv.field_size_limit(CELL_LIMIT)
    if not layout.quoting:
        return csv.reader(stream, delimiter=layout.delimiter, quoting=csv.QUOTE_NONE, strict=True)
    return csv.reader(stream, delimiter=layout.delimiter, strict=True)


def _next(rows: Iterator[list[str]], path: Path) -> list[str]:
    """Return the first row of a table."""
    try:
        return next(rows)
    except StopIteration:
        raise InputError(f"{shown(path)}: is empty; name a table with rows") from None
    except csv.Error as error:
        raise InputError(f"{shown(path)}: row 1 is not CSV: {error}; check the format") from None


# --- GeoJSON --------------------------------------------------------------------------------------


def read_geojson(path: Path) -> tuple[tuple[str, ...], list[Raw | Refused]]:
    """Read the features of a GeoJSON file as rows.

    Parameters
    ----------
    path
        A feature collection.

    Returns
    -------
    The columns, and a row for each feature: its properties, and "geometry.lon" and "geometry.lat",
    the point or the middle of the bounds, with "geometry.type".

    Raises
    ------
    InputError
        When the file is no feature collection.
    """
    try:
        with _opened(path) as stream:
            data = json.loads(stream.read())
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise InputError(f"{shown(path)}: not JSON: {problem}; correct it") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{shown(path)}: no list 'features'; name a FeatureCollection")
    rows = [_feature_row(number, feature) for number, feature in enumerate(features, 1)]
    columns = {key for row in rows if isinstance(row, Raw) for key in row.cells}
    blank = dict.fromkeys(sorted(columns), "")
    filled = [Raw(r.number, blank | r.cells) if isinstance(r, Raw) else r for r in rows]
    return tuple(sorted(columns)), filled


def _feature_row(number: int, feature: Any) -> Raw | Refused:  # noqa: ANN401 - as JSON gives it
    """Return one feature as a row."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return Refused(number, "", "not a Feature with properties; write one")
    cells: dict[str, str] = {}
    for key, value in properties.items():
        if isinstance(value, dict | list):
            value = json.dumps(value, ensure_ascii=False)  # noqa: PLW2901
        cells[str(key)] = "" if value is None else str(value).strip()
    geometry = feature.get("geometry")
    cells |= {"geometry.type": "", "geometry.lon": "", "geometry.lat": ""}
    if isinstance(geometry, dict):
        try:
            points = list(_positions(geometry.get("coordinates", [])))
            lons, lats = [point[0] for point in points], [point[1] for point in points]
            cells["geometry.type"] = str(geometry.get("type", ""))
            cells["geometry.lon"] = f"{(min(lons) + max(lons)) / 2:.6f}"
            cells["geometry.lat"] = f"{(min(lats) + max(lats)) / 2:.6f}"
        except (TypeError, ValueError, IndexError, RecursionError):
            return Refused(number, "geometry", "its coordinates are not lon, lat; correct them")
    return Raw(number, cells)


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401
    """Yield the positions of coordinates of any depth."""
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _positions(part)

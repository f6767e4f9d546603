"""A table of records in the project's own columns goes in; checked `Record` objects come out.

Every value is checked; a row that cannot be used is an error with its number. `records.csv` and
the data sets that `karamap records import` wrote have the same columns; the latter have
`MORE_COLUMNS` behind them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from karamap.config import as_day, label, read_rows, read_text, split_list
from karamap.errors import GeodataError, one_by_one
from karamap.records import Place, Record

COLUMNS: Final = (
    *("id", "title", "type", "date_start", "date_end", "date_prec", "place_id", "place_name"),
    *("lon", "lat", "where_prec", "actors", "killed_low", "killed_best", "killed_high", "note"),
    *("source", "source_ref"),
)
MORE_COLUMNS: Final = ("represents", "flags", "version")
REFUSED: Final = ".refused.csv"
TYPES: Final = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "STATEMENT",
    "SUPPORT",
    "THREATEN",
    "YIELD",
)
_INTEGER: Final = re.compile(r"[0-9]{1,9}")
_DEGREES: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?")
STANDS_FOR: Final = ("", "area", "line")
PlaceOf = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its place for messages."""

    where: str
    cells: dict[str, str]

    def fail(self, column: str, problem: str, mend: str) -> GeodataError:
        """Return the error about a cell."""
        return GeodataError(f"{self.where}, column '{column}': {problem}; {mend}")

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        if not self.cells[column]:
            raise self.fail(column, "is empty", "fill it in")
        return self.cells[column]

    def day(self, column: str) -> date:
        """Return a day."""
        day = as_day(self.cells[column])
        if day is None:
            raise self.fail(
                column, f"'{self.cells[column]}' is not a day", "write YYYY-MM-DD that exists"
            )
        return day

    def whole(self, column: str, low: int = 0, high: int = 999_999_999) -> int | None:
        """Return a whole number between two bounds, or ``None`` for an empty cell."""
        cell = self.cells[column]
        if not cell:
            return None
        if not _INTEGER.fullmatch(cell) or not low <= int(cell) <= high:
            raise self.fail(column, f"'{cell}' is not usable", f"write {low} to {high} or nothing")
        return int(cell)

    def degrees(self, column: str, bound: float) -> float | None:
        """Return degrees between minus and plus the bound, or ``None`` for an empty cell."""
        cell = self.cells[column]
        if not cell:
            return None
        value = float(cell) if _DEGREES.fullmatch(cell) else math.nan
        if not -bound <= value <= bound:
            raise self.fail(column, f"'{cell}' is not usable", f"write -{bound:g} to {bound:g}")
        return value


def read_records(
    path: Path,
    place_of: PlaceOf,
    sources: Collection[str] | None = None,
) -> tuple[Record, ...]:
    """Read ``records.csv`` strictly.

    Parameters
    ----------
    path
        The file.
    place_of
        Returns the place of an id, or ``None`` when the gazetteer has no such place.
    sources
        Keys of the known sources; ``None`` to take every key.

    Returns
    -------
    The records in the order of date and id. One without coordinates of its own takes those of its
    place.

    Raises
    ------
    GeodataError
        When a row breaks the contract.
    """
    return _read_table(path, COLUMNS, place_of, sources)


def read_dataset(
    path: Path,
    place_of: PlaceOf,
    sources: Collection[str] | None = None,
) -> tuple[Record, ...]:
    """Read a data set that ``karamap records import`` wrote.

    Parameters
    ----------
    path
        The CSV file; its name without the ending is the data set's.
    place_of, sources
        See `read_records`.

    Returns
    -------
    The records in the order of date and id.

    Raises
    ------
    GeodataError
        When the file has other columns, its source is not known, or a row cannot be used.
    """
    header = {cell.strip() for cell in read_text(path).partition("\n")[0].split(",")}
    if not header >= {*COLUMNS, *MORE_COLUMNS}:
        raise GeodataError(
            f"{label(path)}: row 1: not the columns of an imported data set; take the file out of "
            "the folder and read it with karamap records import FILE --as ..."
        )
    return _read_table(path, (*COLUMNS, *MORE_COLUMNS), place_of, sources)


def _read_table(
    path: Path,
    columns: Sequence[str],
    place_of: PlaceOf,
    sources: Collection[str] | None,
) -> tuple[Record, ...]:
    """Read a table of records with these columns."""
    records: dict[str, Record] = {}
    for where, cells in read_rows(path, columns):
        row = Row(where, cells)
        with one_by_one:
            # Others leave the class of precision in time away; the project's own table says it.
            if columns is COLUMNS and not cells["date_prec"]:
                raise row.fail("date_prec", "is empty", "write 1 (a day) to 5 (more than a month)")
            _take(records, row, read_row(row, place_of, path.stem), sources)
    return in_order(records.values())


def read_all(
    geodata: Path,
    place_of: PlaceOf,
    sources: Collection[str] | None = None,
) -> tuple[Record, ...]:
    """Read ``records.csv`` and every data set in ``datasets/``.

    Parameters
    ----------
    geodata
        The project's folder ``geodata``; the folder ``datasets`` in it need not be there.
    place_of, sources
        See `read_records`.

    Returns
    -------
    All records in the order of date and id.
    """
    found: list[Record] = []
    seen: dict[str, str] = {}
    with one_by_one:
        found += read_records(geodata / "records.csv", place_of, sources)
        seen |= {record.id: "records.csv" for record in found}
    for path in dataset_files(geodata):
        with one_by_one:
            for record in read_dataset(path, place_of, sources):
                _check_twin(path, record, seen)
                seen[record.id] = path.name
                found.append(record)
    return in_order(found)


def _check_twin(path: Path, record: Record, seen: Mapping[str, str]) -> None:
    """Complain about a record whose id stands in another file."""
    if record.id in seen:
        raise GeodataError(
            f"{label(path)}: the id '{record.id}' stands in {seen[record.id]} too; "
            "import one of the two under another --source"
        )


def dataset_files(geodata: Path) -> tuple[Path, ...]:
    """Return the imported data sets of a project, sorted; lists of refused rows are none."""
    found = (geodata / "datasets").glob("*.csv")
    return tuple(sorted(path for path in found if not path.name.endswith(REFUSED)))


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return records in the order of date and id."""
    return tuple(sorted(records, key=lambda r: (r.date_start, r.date_end, r.id)))


def _take(
    records: dict[str, Record], row: Row, record: Record, sources: Collection[str] | None
) -> None:
    """Add a record to those of its file, after a look at its id and its source."""
    if record.id in records:
        raise row.fail("id", f"'{record.id}' stands twice", "give each record its own id")
    if sources is not None and record.source not in sources:
        raise row.fail("source", f"'{record.source}' is unknown", "add it in geodata/sources/")
    records[record.id] = record


def read_row(row: Row, place_of: PlaceOf, dataset: str) -> Record:
    """Read one row; the cells of `MORE_COLUMNS` may be missing."""
    place = _read_place(row, place_of)
    lon, lat = _read_point(row, place)
    start, end = _read_days(row)
    low, best, high = _read_toll(row)
    kind = row.text("type")
    if kind not in TYPES:
        raise row.fail("type", f"'{kind}' is not known", f"write one of {', '.join(TYPES)}")
    represents = row.cells.get("represents", "")
    if represents not in STANDS_FOR:
        raise row.fail("represents", f"'{represents}' is not known", "write area, line or nothing")
    return Record(
        id=row.text("id"),
        title=row.text("title"),
        type=kind,
        date_start=start,
        date_end=end,
        date_prec=row.whole("date_prec", 1, 5),
        place_id=place.id if place else None,
        place_name=row.cells["place_name"] or (place.name if place else ""),
        lon=lon,
        lat=lat,
        where_prec=row.whole("where_prec", 1, 7),
        actors=split_list(row.cells["actors"]),
        killed_low=low,
        killed_best=best,
        killed_high=high,
        note=row.cells["note"],
        source=row.text("source"),
        source_ref=row.cells["source_ref"],
        dataset=dataset,
        represents=represents,
        flags=split_list(row.cells.get("flags", "")),
        version=row.cells.get("version", ""),
    )


def _read_place(row: Row, place_of: PlaceOf) -> Place | None:
    """Return the place that the row names by its id."""
    key = row.cells["place_id"]
    if not key:
        return None
    place = place_of(key)
    if place is None:
        raise row.fail("place_id", f"no place has the id '{key}'", "add it to places.csv")
    return place


def _read_point(row: Row, place: Place | None) -> tuple[float | None, float | None]:
    """Return the row's own point, else its place's."""
    lon, lat = row.degrees("lon", 180), row.degrees("lat", 90)
    if (lon is None) != (lat is None):
        column = "lon" if lon is None else "lat"
        raise row.fail(column, "is empty while its pair is not", "write both or neither")
    if lon is None and place is not None:
        return place.lon, place.lat
    return lon, lat


def _read_days(row: Row) -> tuple[date, date]:
    """Return first and last day; an empty last day is the first."""
    start = row.day("date_start")
    end = row.day("date_end") if row.cells["date_end"] else start
    if end < start:
        raise row.fail("date_end", f"{end} is before date_start {start}", "swap or correct them")
    return start, end


def _read_toll(row: Row) -> tuple[int | None, int | None, int | None]:
    """Return low, best and high, which must not fall."""
    low, best, high = (row.whole(f"killed_{name}") for name in ("low", "best", "high"))
    known = [value for value in (low, best, high) if value is not None]
    if known != sorted(known):
        raise row.fail("killed_low", "low, best and high fall", "order them from low to high")
    return low, best, high

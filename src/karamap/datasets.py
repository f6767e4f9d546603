"""A table of independent records goes in; checked `Record` objects come out.

A record was made by someone else than the articles: it is joined to events and never mixed with
them. Every value is checked; a row that cannot be used is an error with its number. `read_records`
reads the project's own table, `read_dataset` a file as UCDP GED or ACLED publish it: whoever may
use such a file puts it beside the project's own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from karamap.config import as_day, label, read_rows, read_text, split_list
from karamap.errors import GeodataError
from karamap.records import Place, Record

COLUMNS: Final = (
    "id",
    "title",
    "type",
    "date_start",
    "date_end",
    "date_prec",
    "place_id",
    "place_name",
    "lon",
    "lat",
    "where_prec",
    "actors",
    "killed_low",
    "killed_best",
    "killed_high",
    "note",
    "source",
    "source_ref",
)
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
_INTEGER: Final = re.compile(r"\d{1,9}")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_GED: Final = (
    *("id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates"),
    *("latitude", "longitude", "date_prec", "date_start", "date_end", "best", "high", "low"),
)
_ACLED: Final = (
    *("event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1"),
    *("actor2", "location", "latitude", "longitude", "geo_precision", "fatalities"),
)
_ACLED_DATE_PREC: Final = {"1": "1", "2": "3", "3": "4"}  # day, week, month
_ACLED_WHERE_PREC: Final = {"1": "1", "2": "2", "3": "4"}  # town, near a town, province
_ACLED_TYPES: Final = {
    "battles": "ASSAULT",
    "explosions/remote violence": "ASSAULT",
    "violence against civilians": "ASSAULT",
    "protests": "PROTEST",
    "riots": "PROTEST",
    "strategic developments": "MOBILIZE",
}
_ACLED_SUBTYPES: Final = {
    "abduction/forced disappearance": "COERCE",
    "agreement": "AGREE",
    "arrests": "COERCE",
    "looting/property destruction": "ASSAULT",
    "non-violent transfer of territory": "CONCEDE",
    "other": "STATEMENT",
}


@dataclass(frozen=True, slots=True)
class _Row:
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
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not -bound <= value <= bound:
            raise self.fail(column, f"'{cell}' is not usable", f"write -{bound:g} to {bound:g}")
        return value


def read_records(
    path: Path,
    place_of: Callable[[str], Place | None],
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
    records: dict[str, Record] = {}
    for where, cells in read_rows(path, COLUMNS):
        row = _Row(where, cells)
        record = _read_record(row, place_of, path.stem)
        if record.id in records:
            raise row.fail("id", f"'{record.id}' stands twice", "give each record its own id")
        if sources is not None and record.source not in sources:
            raise row.fail("source", f"'{record.source}' is unknown", "add it in geodata/sources/")
        records[record.id] = record
    return tuple(sorted(records.values(), key=lambda r: (r.date_start, r.date_end, r.id)))


def _read_record(row: _Row, place_of: Callable[[str], Place | None], dataset: str) -> Record:
    """Read one row."""
    place = _read_place(row, place_of)
    lon, lat = _read_point(row, place)
    start, end = _read_days(row)
    low, best, high = _read_toll(row)
    kind = row.text("type")
    if kind not in TYPES:
        raise row.fail("type", f"'{kind}' is not known", f"write one of {', '.join(TYPES)}")
    date_prec = row.whole("date_prec", 1, 5)
    if date_prec is None:
        raise row.fail("date_prec", "is empty", "write 1 (a day) to 5 (more than a month)")
    return Record(
        id=row.text("id"),
        title=row.text("title"),
        type=kind,
        date_start=start,
        date_end=end,
        date_prec=date_prec,
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
    )


def _read_place(row: _Row, place_of: Callable[[str], Place | None]) -> Place | None:
    """Return the place that the row names by its id."""
    key = row.cells["place_id"]
    if not key:
        return None
    place = place_of(key)
    if place is None:
        raise row.fail("place_id", f"no place has the id '{key}'", "add it to places.csv")
    return place


def _read_point(row: _Row, place: Place | None) -> tuple[float | None, float | None]:
    """Return the row's own point, else its place's."""
    lon, lat = row.degrees("lon", 180), row.degrees("lat", 90)
    if (lon is None) != (lat is None):
        column = "lon" if lon is None else "lat"
        raise row.fail(column, "is empty while its pair is not", "write both or neither")
    if lon is None and place is not None:
        return place.lon, place.lat
    return lon, lat


def _read_days(row: _Row) -> tuple[date, date]:
    """Return first and last day; an empty last day is the first."""
    start = row.day("date_start")
    end = row.day("date_end") if row.cells["date_end"] else start
    if end < start:
        raise row.fail("date_end", f"{end} is before date_start {start}", "swap or correct them")
    return start, end


def _read_toll(row: _Row) -> tuple[int | None, int | None, int | None]:
    """Return low, best and high, which must not fall."""
    low, best, high = (row.whole(f"killed_{name}") for name in ("low", "best", "high"))
    known = [value for value in (low, best, high) if value is not None]
    if known != sorted(known):
        raise row.fail("killed_low", "low, best and high fall", "order them from low to high")
    return low, best, high


def read_dataset(
    path: Path,
    sources: Collection[str] | None = None,
    bbox: tuple[float, float, float, float] | None = None,
) -> tuple[Record, ...]:
    """Read a data set as UCDP GED or ACLED publish it, told apart by its header.

    Parameters
    ----------
    path
        The CSV file. Its name without the ending is the key of its source.
    sources
        Keys of the known sources; ``None`` to take every key.
    bbox
        West, south, east, north: what lies outside is left out.

    Returns
    -------
    The records in the order of date and id, each id led by the key. Descriptions are not taken
    over: they may hold personal data, and belong to those who wrote them.

    Raises
    ------
    GeodataError
        When the file is of neither kind, its source is not known, or a row cannot be used.
    """
    if sources is not None and path.stem not in sources:
        raise GeodataError(
            f"{label(path)}: no source has the key '{path.stem}'; add it in geodata/sources/"
        )
    header = read_text(path).partition("\n")[0]
    turn, columns = (_from_acled, _ACLED) if "event_id_cnty" in header else (_from_ged, _GED)
    found: dict[str, Record] = {}
    for where, cells in read_rows(path, columns, more=True):
        record = _read_record(_Row(where, turn(_trimmed(cells), path.stem)), _no_place, path.stem)
        if record.id in found:
            raise GeodataError(f"{where}: the id '{record.id}' stands twice; remove one row")
        if bbox is None or _within(record, bbox):
            found[record.id] = record
    return tuple(sorted(found.values(), key=lambda r: (r.date_start, r.date_end, r.id)))


def read_all(
    geodata: Path,
    place_of: Callable[[str], Place | None],
    sources: Collection[str] | None = None,
    bbox: tuple[float, float, float, float] | None = None,
) -> tuple[Record, ...]:
    """Read ``records.csv`` and every data set in ``datasets/``.

    Parameters
    ----------
    geodata
        The project's folder ``geodata``; the folder ``datasets`` in it need not be there.
    place_of, sources
        See `read_records`.
    bbox
        See `read_dataset`.

    Returns
    -------
    All records in the order of date and id.
    """
    found = list(read_records(geodata / "records.csv", place_of, sources))
    for path in sorted((geodata / "datasets").glob("*.csv")):
        found.extend(read_dataset(path, sources, bbox))
    return tuple(sorted(found, key=lambda r: (r.date_start, r.date_end, r.id)))


def _no_place(_key: str) -> None:
    """Return no place: data sets of others come with points of their own."""


def _within(record: Record, bbox: tuple[float, float, float, float]) -> bool:
    """Tell whether a record lies inside the bounds."""
    if record.lon is None or record.lat is None:
        return False
    west, south, east, north = bbox
    return west <= record.lon <= east and south <= record.lat <= north


def _blank(**cells: str) -> dict[str, str]:
    """Return the cells of a row of our own table, the others empty."""
    return dict.fromkeys(COLUMNS, "") | cells


def _actors(*names: str) -> str:
    """Return actors as a list cell: "Government of X" is called X, as texts call it."""
    shorn = (name.strip().removeprefix("Government of ").replace(";", ",") for name in names)
    return ";".join(name for name in shorn if name)


def _trimmed(cells: dict[str, str]) -> dict[str, str]:
    """Return cells whose whole numbers stand without ".0", which many tools write behind them."""
    return {key: cell.removesuffix(".0") for key, cell in cells.items()}


def _from_ged(cells: dict[str, str], key: str) -> dict[str, str]:
    """Return a row of UCDP GED as one of our own."""
    place = cells["where_coordinates"]
    return _blank(
        id=f"{key}:{cells['id']}",
        title=f"{cells['side_a']} - {cells['side_b']}" + (f", {place}" if place else ""),
        type="ASSAULT",
        date_start=cells["date_start"][:10],
        date_end=cells["date_end"][:10],
        date_prec=cells["date_prec"],
        place_name=place,
        lon=cells["longitude"],
        lat=cells["latitude"],
        where_prec=cells["where_prec"],
        actors=_actors(cells["side_a"], cells["side_b"]),
        killed_low=cells["low"],
        killed_best=cells["best"],
        killed_high=cells["high"],
        source=key,
        source_ref=f"event {cells['id']}",
    )


def _from_acled(cells: dict[str, str], key: str) -> dict[str, str]:
    """Return a row of ACLED as one of our own."""
    kind, sub = cells["event_type"].casefold(), cells["sub_event_type"].casefold()
    day = _acled_day(cells["event_date"])
    return _blank(
        id=f"{key}:{cells['event_id_cnty']}",
        title=f"{cells['sub_event_type'] or cells['event_type']}, {cells['location']}",
        type=_ACLED_SUBTYPES.get(sub, _ACLED_TYPES.get(kind, cells["event_type"])),
        date_start=day,
        date_end=day,
        date_prec=_ACLED_DATE_PREC.get(cells["time_precision"], cells["time_precision"]),
        place_name=cells["location"],
        lon=cells["longitude"],
        lat=cells["latitude"],
        where_prec=_ACLED_WHERE_PREC.get(cells["geo_precision"], cells["geo_precision"]),
        actors=_actors(cells["actor1"], cells["actor2"]),
        killed_best=cells["fatalities"],
        source=key,
        source_ref=f"event {cells['event_id_cnty']}",
    )


def _acled_day(text: str) -> str:
    """Return "27 September 2020" or "27-09-2020" as ISO; other texts as they are."""
    parts = text.replace("-", " ").split()
    if len(parts) != 3 or len(parts[2]) != 4:
        return text
    day, month, year = parts
    if month.casefold() in _MONTHS:
        month = str(_MONTHS.index(month.casefold()) + 1)
    return f"{year}-{month:0>2}-{day:0>2}"

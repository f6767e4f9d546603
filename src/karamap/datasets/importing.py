"""A file that others made goes in; its records come out, and every row that was refused.

Nothing is written here. A row outside the map is left out and counted; a row that cannot be used is
refused with its reason; one that contradicts itself is taken and flagged.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from karamap.config import Source
from karamap.datasets.contradictions import contradiction, display_contradiction
from karamap.datasets.formats import FORMATS, LOCAL_ONLY, Draft, Format, Origin
from karamap.datasets.mapping import LeftOut, read_map
from karamap.datasets.raw import Raw, Refused, read_geojson, read_header, read_table
from karamap.datasets.table import Row, in_order, read_row
from karamap.errors import GeodataError, InputError, UsageError, shown
from karamap.geometry import distance_km
from karamap.records import Place, Record

STACK: Final = 10  # so many rows on one point are no spot, where nobody says how exact it is
_LISTED_ROWS: Final = 5
_WIDE: Final = 3  # from this class of where_prec on, the point stands for an area or a line
_LINES: Final = frozenset({"line", "corridor", "border-sector", "road", "river"})
_SPOT_KINDS: Final = frozenset({"city", "town", "village"})
_GEOMETRY: Final = frozenset({"geometry.type", "geometry.lon", "geometry.lat"})

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Importer:
    """What the project knows, by which rows of others are read.

    Attributes
    ----------
    bbox
        West, south, east, north of the map: rows outside are left out and counted.
    place_of
        The place of an id, or ``None``.
    named
        The places that a name may mean.
    around
        The place of the drawn district that holds a point on the days, or ``None``.
    taken
        The data set that holds a maker's event already, by `Record.source_ref`.
    """

    bbox: Bounds
    place_of: Callable[[str], Place | None]
    named: Callable[[str], Sequence[Place]]
    around: Callable[[float, float, date, date], Place | None]
    taken: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: Path, format_name: str, key: str = "", version: str = "") -> Imported:
        """Read a file of records.

        Parameters
        ----------
        path
            The file.
        format_name
            ucdp, acled, gdelt, or the path of a column map that ends in ".toml".
        key
            Key of the source; empty for the one that the format gives.
        version
            Version of the data set; empty for the one that the file's name gives.

        Returns
        -------
        The records, and every row that was refused.

        Raises
        ------
        InputError
            When the file or the map cannot be read, or no row can be used.
        UsageError
            When the format or the key cannot be used.
        """
        fmt = _format(format_name)
        origin = fmt.origin(path.stem)
        if version:
            origin = dataclasses.replace(origin, version=version)
        if key:
            origin = dataclasses.replace(origin, key=key)
        if not _is_key(origin.key):
            raise UsageError(
                f"'{origin.key}' is no key of a data set; use a-z, 0-9, dots and hyphens"
            )
        header, rows = _rows(path, fmt)
        fmt.check(header, shown(path))
        found: dict[str, Record] = {}
        refused: list[Refused] = []
        unplaced: dict[str, list[int]] = {}
        outside = 0
        for row in rows:
            if fmt.point is not None and isinstance(row, Raw) and self._beyond(row, *fmt.point):
                outside += 1
                continue
            record = row if isinstance(row, Refused) else self._record(row, fmt, origin, path)
            if isinstance(row, Raw) and isinstance(record, Record):
                record = self._checked(row, record, found)
            if isinstance(record, Refused):
                refused.append(record)
            elif self._within(record):
                found[record.id] = record
                if record.lon is None and not record.place_id:
                    unplaced.setdefault(record.place_name, []).append(row.number)
            else:
                outside += 1
        if not found and refused:
            first = refused[0]
            raise InputError(
                f"{shown(path)}: none of {len(refused)} rows can be used; row {first.number}: "
                f"{first.reason}"
            )
        precise = fmt.has_precision == "*" or fmt.has_precision in header
        records = in_order(found.values() if precise else self._unstacked(found.values()))
        return Imported(
            path.name, origin, records, tuple(refused), outside, fmt.notice, self._lost(unplaced)
        )

    def _record(self, row: Raw, fmt: Format, origin: Origin, path: Path) -> Record | Refused:
        """Return the record of a row, or why it is refused."""
        try:
            draft = fmt.turn(row.cells, origin.key)
            cells = {key: _plain(cell) for key, cell in draft.cells.items()}
            cells["version"] = origin.version
            record = read_row(Row(f"{shown(path)}: row {row.number}", cells), self.place_of, "")
        except LeftOut as left_out:
            return Refused(row.number, "", f"left out by the column map: {left_out}")
        except GeodataError as error:
            column, _, reason = str(error).partition("column '")[2].partition("': ")
            return Refused(row.number, column, reason or str(error))
        record = dataclasses.replace(record, dataset=origin.key, flags=_flags(draft, record))
        return self._representing(self._placed(record), draft.names)

    def _placed(self, record: Record) -> Record:
        """Return a record of which only the name of its place is known with the one place of it."""
        if record.place_id or record.lon is not None or not record.place_name:
            return record
        places = {place.id: place for place in self.named(record.place_name)}
        if len(places) != 1:
            return record
        (place,) = places.values()
        return dataclasses.replace(record, place_id=place.id, lon=place.lon, lat=place.lat)

    def _lost(self, unplaced: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
        """Return a line for each name of a place that leaves its rows without one."""
        lines = []
        for name, rows in sorted(unplaced.items()):
            meant = ", ".join(sorted({place.id for place in self.named(name)}))
            why = f"may be {meant}" if meant else "is no place of geodata/places.csv, nor of the project's countries"
            said = f"'{_plain(name)}' {why}" if name else "no place is given"
            lines.append(f"{_numbered(rows)} without a place: {said}")
        return tuple(lines)

    def _checked(
        self, row: Raw, record: Record, found: Mapping[str, Record]
    ) -> Record | Refused:
        """Return a record that is not there yet, in this file or in another data set."""
        if record.id in found:
            return Refused(row.number, "id", f"'{record.id}' stands twice; remove one row")
        home = self.taken.get(record.source_ref, record.source)
        if home != record.source:
            return Refused(row.number, "id", f"{record.source_ref} is in the data set {home} already")
        return record

    def _beyond(self, row: Raw, lon: str, lat: str) -> bool:
        """Tell whether a row's point is a point, and off the map."""
        try:
            x, y = float(row.cells[lon]), float(row.cells[lat])
        except ValueError:
            return False
        west, south, east, north = self.bbox
        on_globe = abs(x) <= 180 and abs(y) <= 90
        return on_globe and not (west <= x <= east and south <= y <= north)

    def _within(self, record: Record) -> bool:
        """Tell whether a record lies on the map; one without a point is kept."""
        if record.lon is None or record.lat is None:
            return True
        west, south, east, north = self.bbox
        return west <= record.lon <= east and south <= record.lat <= north

    def _representing(self, record: Record, names: Sequence[str]) -> Record:
        """Return a record whose point stands for an area or a line with what it stands for."""
        prec = record.where_prec
        if prec is None or prec < _WIDE or prec > 5:
            return record
        place = self.place_of(record.place_id) if record.place_id else None
        if place is None:
            place = self._named(record, names)
        if place is None and prec < 5:
            place = self._around(record)
        if place is None and prec == _WIDE:
            return record
        return _standing_for(record, place)

    def _unstacked(self, records: Iterable[Record]) -> list[Record]:
        """Return records; many on one point that is no known spot stand for what lies around it."""
        known = list(records)
        count: Counter[tuple[float | None, float | None]] = Counter()
        count.update((r.lon, r.lat) for r in known if r.lon is not None and not r.place_id)
        made = []
        for record in known:
            spot = record.lon, record.lat
            if record.place_id or count[spot] < STACK:
                made.append(record)
                continue
            place = self._named(record, (record.place_name,)) or self._around(record)
            flag = f"{count[spot]} rows of the data set lie on this one point"
            marked = dataclasses.replace(record, flags=(*record.flags, flag))
            made.append(_standing_for(marked, place))
        return made

    def _named(self, record: Record, names: Sequence[str]) -> Place | None:
        """Return the wide place that one of the names means and that is near the point."""
        for name in names:
            for place in self.named(name):
                if place.kind not in _SPOT_KINDS and _near(place, record):
                    return place
        return None

    def _around(self, record: Record) -> Place | None:
        """Return the place of the district that holds the record's point."""
        if record.lon is None or record.lat is None:
            return None
        return self.around(record.lon, record.lat, record.date_start, record.date_end)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gave.

    Attributes
    ----------
    outside
        How many rows lie outside the map.
    notice
        What must be said of the terms of the data.
    unplaced
        A line for each name of a place that leaves its rows without one.
    """

    file: str
    origin: Origin
    records: tuple[Record, ...]
    refused: tuple[Refused, ...]
    outside: int
    notice: str
    unplaced: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for the user: what was taken, left out, refused and flagged."""
        flagged = sum(bool(record.flags) for record in self.records)
        wide = sum(bool(record.represents) for record in self.records)
        return (
            f"{self.file}: {len(self.records)} records taken as '{self.origin.key}' ({flagged} "
            f"flagged, {wide} stand for an area or a line), {len(self.refused)} rows refused, "
            f"{self.outside} outside the map left out"
        )


def _numbered(rows: Sequence[int]) -> str:
    """Return the numbers of rows, the first of many."""
    first = ", ".join(map(str, rows[:_LISTED_ROWS]))
    more = f" and {len(rows) - _LISTED_ROWS} more" if len(rows) > _LISTED_ROWS else ""
    return f"row{'s' if len(rows) > 1 else ''} {first}{more}"


def is_local(source: Source | None) -> bool:
    """Tell whether a source's terms forbid to pass its rows on."""
    return source is not None and LOCAL_ONLY in source.licence.casefold()


def _format(name: str) -> Format:
    """Return the format of a name, or that of a column map."""
    if name.casefold() in FORMATS:
        return FORMATS[name.casefold()]
    if name.casefold().endswith(".toml"):
        return read_map(Path(name))
    raise UsageError(f"--as '{name}' is not known; write ucdp, acled, gdelt or a map that ends .toml")


def _is_key(text: str) -> bool:
    """Tell whether a text can be a key and a file's name."""
    parts = text.replace(".", "-").replace("_", "-").split("-")
    plain = text.isascii() and text == text.lower() and all(part.isalnum() for part in parts)
    return plain and text != "records" and not text.endswith(".refused")


def _rows(path: Path, fmt: Format) -> tuple[Sequence[str], Iterable[Raw | Refused]]:
    """Return the columns and the rows of a file."""
    if path.suffix.casefold() in {".geojson", ".json"}:
        columns, rows = read_geojson(path)
        return [c for c in columns if c not in _GEOMETRY or c in fmt.known], rows
    header = read_header(path, fmt.layout)
    return header, read_table(path, fmt.layout, header)


def _plain(cell: str) -> str:
    """Return a cell on one line, without characters that nobody sees."""
    if cell.isprintable():
        return cell
    return " ".join("".join(c if c.isprintable() else " " for c in cell).split())


def _flags(draft: Draft, record: Record) -> tuple[str, ...]:
    """Return what a reader should know of a record."""
    days = record.date_start, record.date_end
    found = (
        *draft.flags,
        contradiction(draft.words, *days),
        display_contradiction(draft.shown, *days),
    )
    return tuple(_plain(flag).replace(";", ",") for flag in found if flag)


def _near(place: Place, record: Record) -> bool:
    """Tell whether a place of the record's name can be the one that is meant."""
    if place.lon is None or record.lon is None or place.lat is None or record.lat is None:
        return True
    reach = place.radius_km + 50.0
    return distance_km(place.lon, place.lat, record.lon, record.lat) <= reach


def _standing_for(record: Record, place: Place | None) -> Record:
    """Return a record that stands for a place, or for a place that nobody knows."""
    return dataclasses.replace(
        record,
        place_id=place.id if place else record.place_id,
        place_name=record.place_name or (place.name if place else ""),
        represents="line" if place is not None and place.kind in _LINES else "area",
    )

"""``places.csv`` and ``names.csv`` of a project go in; the places of the theatre come out.

Reading is strict: a file that breaks its contract is refused with the row, the column and the mend,
because a place that is silently dropped or moved is worse than no map.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast, get_args

from karamap.config import label
from karamap.errors import GeodataError, one_by_one
from karamap.names import key
from karamap.records import NameForm, Place, PlaceName

PLACE_COLUMNS = (
    "id", "name", "kind", "country", "parent", "lon", "lat", "radius_km", "valid_from", "valid_to",
    "population", "capital", "source", "accuracy_km", "note",
)  # fmt: skip
NAME_COLUMNS = ("place_id", "text", "language", "side", "valid_from", "valid_to", "form", "source")
KINDS = (
    "region", "district", "city", "town", "village", "corridor", "line", "border-sector", "pass",
    "river", "lake", "reservoir", "mountain", "road", "bridge", "facility", "historical-state",
    "historical-region", "venue",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class _Row:
    """One row of a file, whose cells are read with checks."""

    def __init__(self, path: Path, number: int, cells: dict[str, str]) -> None:
        self.path, self.number, self.cells = path, number, cells

    def fail(self, column: str, problem: str, mend: str) -> GeodataError:
        """Return the error to raise: file, row, column, what is wrong and the mend."""
        where = f"{label(self.path)}, row {self.number}, column {column}"
        return GeodataError(f"{where}: {problem}; {mend}")

    def text(self, column: str) -> str:
        value = self.cells[column].strip()
        if not value:
            raise self.fail(column, "the cell is empty", "fill it in")
        return value

    def optional(self, column: str) -> str | None:
        return self.cells[column].strip() or None

    def number_in(self, column: str, low: float, high: float) -> float | None:
        value = self.optional(column)
        if value is None:
            return None
        try:
            result = float(value)
        except ValueError:
            raise self.fail(column, f"{value!r} is no number", "write it like 46.75") from None
        if not low <= result <= high:
            raise self.fail(column, f"{value} is out of range", f"use {low:g} to {high:g}")
        return result

    def day(self, column: str) -> date | None:
        value = self.optional(column)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.fail(column, f"{value!r} is no date", "write it like 2020-11-10") from None

    def period(self) -> tuple[date | None, date | None]:
        start, end = self.day("valid_from"), self.day("valid_to")
        if start and end and end < start:
            raise self.fail("valid_to", f"{end} is before valid_from {start}", "swap or mend them")
        return start, end


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    """Read a CSV file whose header must hold exactly these columns, in any order."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise GeodataError(f"{label(path)}: the file is missing; create it in geodata/") from None
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        raise GeodataError(f"{label(path)}, row {row}: not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise GeodataError(f"{label(path)}: cannot be read ({error.strerror})") from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        _check_header(path, header := next(lines, []), columns)
        for cells in lines:
            if not any(cells):
                continue
            with one_by_one:
                if len(cells) != len(header):
                    raise GeodataError(
                        f"{label(path)}, row {lines.line_num}: {len(cells)} cells under "
                        f'{len(header)} columns; put cells that hold a comma in "quotes"'
                    )
                yield _Row(path, lines.line_num, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise GeodataError(
            f"{label(path)}, row {lines.line_num}: {error}; mend the quotes of this row"
        ) from None


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    """Refuse unknown, missing and doubled columns."""
    for column in header:
        if column not in columns:
            raise GeodataError(
                f"{label(path)}, row 1, column {column!r}: unknown column; known are "
                f"{', '.join(columns)}"
            )
        if header.count(column) > 1:
            raise GeodataError(f"{label(path)}, row 1, column {column}: stands twice; remove one")
    for column in columns:
        if column not in header:
            raise GeodataError(f"{label(path)}, row 1, column {column}: is missing; add it")


def load_theatre(geodata: Path) -> tuple[Place, ...]:
    """Read the theatre gazetteer of a project.

    Parameters
    ----------
    geodata
        Folder with ``places.csv`` and ``names.csv``.

    Returns
    -------
    The places with their names, sorted by id.

    Raises
    ------
    GeodataError
        When a file breaks its contract; the message names file, row, column and the mend.
    """
    rows: dict[str, _Row] = {}
    for row in read_rows(geodata / "places.csv", PLACE_COLUMNS):
        with one_by_one:
            id_ = row.text("id")
            if not _ID.fullmatch(id_):
                raise row.fail("id", f"{id_!r} is no slug", "use a-z, 0-9 and single hyphens")
            if id_ in rows:
                first = rows[id_].number
                raise row.fail("id", f"{id_} stands already in row {first}", "rename one")
            rows[id_] = row
    names: dict[str, list[PlaceName]] = {}
    with one_by_one:
        names = _read_names(geodata / "names.csv", rows)
    places: list[Place] = []
    for id_, row in sorted(rows.items()):
        with one_by_one:
            places.append(_place(row, rows, names.get(id_, [])))
    _check_parents(places, rows)
    return tuple(places)


def _read_names(path: Path, places: dict[str, _Row]) -> dict[str, list[PlaceName]]:
    """Read ``names.csv``: place id to names, in the order of the file."""
    names: dict[str, list[PlaceName]] = {}
    seen: dict[tuple[str, ...], int] = {}
    for row in read_rows(path, NAME_COLUMNS):
        with one_by_one:
            same = tuple(row.cells[column].strip() for column in NAME_COLUMNS[:-1])
            if same in seen:
                raise row.fail("text", f"the same name is in row {seen[same]}", "remove one of them")
            seen[same] = row.number
            names.setdefault(row.text("place_id"), []).append(_name(row, places))
    return names


def _name(row: _Row, places: dict[str, _Row]) -> PlaceName:
    """Build one name from its row."""
    id_, text, form = row.text("place_id"), row.text("text"), row.optional("form") or "name"
    if id_ not in places:
        raise row.fail("place_id", f"{id_!r} is not in places.csv", "add it there or mend it")
    if form not in get_args(NameForm):
        raise row.fail("form", f"{form!r} is unknown", f"use {', '.join(get_args(NameForm))}")
    if not key(text):
        raise row.fail("text", f"{text!r} holds no letter", "write the name")
    language = row.text("language")
    if not _LANGUAGE.fullmatch(language):
        raise row.fail("language", f"{language!r} is no code", "write an ISO 639 code such as en, or und")
    start, end = row.period()
    return PlaceName(text, language, row.optional("side"), start, end, cast(NameForm, form))


def _place(row: _Row, rows: dict[str, _Row], names: list[PlaceName]) -> Place:
    """Build one place from its row and names."""
    id_, name, kind = row.text("id"), row.text("name"), row.text("kind")
    if kind not in KINDS:
        raise row.fail("kind", f"{kind!r} is unknown", f"use {', '.join(KINDS)}")
    country = row.optional("country")
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise row.fail("country", f"{country!r} is no ISO code", "use two capitals such as FR")
    parent = row.optional("parent")
    if parent is not None and not parent.startswith("country.") and parent not in rows:
        raise row.fail("parent", f"{parent!r} is not in places.csv", "add it there or mend it")
    lon, lat = row.number_in("lon", -180, 180), row.number_in("lat", -90, 90)
    for column, value in (("lon", lon), ("lat", lat)):
        if value is None and (kind != "historical-state" or (lon, lat) != (None, None)):
            raise row.fail(column, "the coordinate is missing", "only a historical-state has none")
    row.number_in("accuracy_km", 0, 20000)
    capital = row.optional("capital")
    if capital not in (None, "0", "1"):
        raise row.fail("capital", f"{capital!r} is unknown", "use 1 for a capital")
    own = () if any(n.text == name for n in names) else (PlaceName(name),)
    start, end = row.period()
    return Place(
        id=id_, name=name, kind=kind, country=country, lon=lon, lat=lat,
        radius_km=row.number_in("radius_km", 0, 20000) or 0.0, parent=parent,
        names=(*own, *names), valid_from=start, valid_to=end,
        population=int(row.number_in("population", 0, 2e9) or 0), theatre=True,
        capital=capital == "1", source=row.optional("source") or "",
    )  # fmt: skip


def _check_parents(places: list[Place], rows: dict[str, _Row]) -> None:
    """Refuse places that contain themselves."""
    parent = {place.id: place.parent for place in places}
    for place in places:
        seen, at = {place.id}, place.parent
        with one_by_one:
            while at is not None and at in parent:
                if at in seen:
                    row = rows[place.id]
                    raise row.fail("parent", "the place contains itself", "break the ring")
                seen.add(at)
                at = parent[at]

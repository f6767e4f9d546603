"""A file of many events goes in, CSV or GeoJSON; its cells come out in columns, checked.

The columns are those of karamap's own ``events.csv``; a file of others needs only some of them.
Unlike records, which join what the articles tell, these events are shown by themselves, so that
every row is taken or the file is refused.
"""

from __future__ import annotations

import csv
import itertools
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

from karamap.columns import Coder, Column, constant
from karamap.config import as_day, split_list
from karamap.datasets.raw import CELL_LIMIT
from karamap.datasets.table import TYPES
from karamap.errors import InputError, shown
from karamap.records import TOLLS, DatePrecision, Status

_TOLLS: Final = tuple(f"{k}_{b}" for k in TOLLS for b in ("low", "best", "high"))
_LISTS: Final = ("places", "about", "source", "target", "articles")
_NEEDED: Final = ("date_start", "longitude", "latitude")
_BOUNDS: Final = {"longitude": (-180, 180), "latitude": (-85, 85), "radius_km": (0, 20_000)}
EVENT_COLUMNS: Final = (
    *("id", "type", "status", "claimant", "layer", "drawn", "date_start", "date_end"),
    *("date_precision", "date_basis", "where_prec", "quote"),
    *_BOUNDS, *_LISTS, *_TOLLS,
)  # fmt: skip
"""The columns that are understood; lists inside a cell are separated by semicolons."""

# Columns of karamap's own exports that a page of events has no use for.
_UNUSED: Final = frozenset(
    {"place_ids", "phases", "reports", "records", "date_prec", "article", "start", "end", "modes"}
    | {"date_inferred", "venue", "merge_reason", "differs", "at", "at_kind", "features"}
    | {"phase_reason", "phase_reasons", "unplaced"}
    # of reports
    | {"date_words", "event", "flags", "mode", "place_reason", "sentence", "trigger", "zone"}
)
# Properties that hold several values, and the columns that they are in a table of karamap's own.
_NESTED: Final = {
    "actors": ("source", "target"),
    **{kind: tuple(f"{kind}_{bound}" for bound in ("low", "best", "high")) for kind in TOLLS},
}
_BLOCK: Final = 256  # rows that are read at a time, few enough for the cache of a processor


def read_events(path: Path) -> dict[str, Column]:
    """Read a file of events.

    Parameters
    ----------
    path
        A CSV file with a header, or a GeoJSON feature collection (``.geojson``, ``.json``) whose
        points give the coordinates. UTF-8; days are ISO 8601, coordinates degrees (WGS 84).

    Returns
    -------
    A column for each of `EVENT_COLUMNS`, in the order of the file: numbers as numbers, lists as
    lists, days and all else as texts, and ``None`` where a cell is empty or a column is missing.

    Raises
    ------
    InputError
        When the file cannot be read, or a cell breaks the contract.
    """
    try:
        if _is_json(path):
            header, blocks = _features(path)
        else:
            header, blocks = _spread(path, *_table(path))
        cells = _coded(path, header, blocks)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{shown(path)}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    except OSError as error:
        problem = (error.strerror or "cannot be read").lower()
        raise InputError(f"{shown(path)}: {problem}; name a readable file") from None
    rows = len(next(iter(cells.values())))
    if not rows:
        raise InputError(f"{shown(path)}: holds no event; name a file with rows")
    empty = constant(None, rows)
    found = {name: _parsed(path, name, cells.pop(name, empty)) for name in EVENT_COLUMNS}
    found["id"] = _ids(path, found["id"])
    _check_spots(path, found["longitude"], found["latitude"])
    _check_order(path, found, "date_start", "date_end")
    for kind in TOLLS:
        _check_order(path, found, f"{kind}_low", f"{kind}_best")
        _check_order(path, found, f"{kind}_low", f"{kind}_high")
        _check_order(path, found, f"{kind}_best", f"{kind}_high")
    return found


def _is_json(path: Path) -> bool:
    """Tell whether a file holds features and not rows."""
    return path.suffix.lower() in {".geojson", ".json"}


def _coded(
    path: Path, header: Sequence[str], blocks: Iterable[Iterable[Sequence[str]]]
) -> dict[str, Column]:
    """Return the cells by column; columns that are not used are left out."""
    if not any(header):
        raise InputError(f"{shown(path)}: is empty; name a file with a header and rows")
    if len(header) == 1 and (mark := next((m for m in ";\t|" if m in header[0]), "")):
        said = "tabs" if mark == "\t" else f"'{mark}'"
        raise InputError(f"{shown(path)}: columns are separated by {said}; save it with commas")
    for name in _NEEDED:
        if name not in header:
            raise InputError(f"{shown(path)}: no column '{name}'; add it")
    unknown = [name for name in header if name not in EVENT_COLUMNS and name not in _UNUSED]
    if unknown or len(set(header)) != len(header):
        name = unknown[0] if unknown else next(n for n in header if header.count(n) > 1)
        raise InputError(
            f"{shown(path)}: column '{name}' is unknown or stands twice; remove or rename it "
            "(docs/data.md lists the columns)"
        )
    coders = [Coder() if name in EVENT_COLUMNS else None for name in header]
    for block in blocks:
        for coder, values in zip(coders, block, strict=True):
            if coder:
                coder.extend(values)
    made = zip(header, coders, strict=True)
    return {name: coder.column() for name, coder in made if coder}


def _table(path: Path) -> tuple[list[str], Iterator[Iterable[Sequence[str]]]]:
    """Return the header of a CSV file, and its cells by column, a block of rows at a time."""
    csv.field_size_limit(CELL_LIMIT)

    def read() -> Iterator[Any]:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream, strict=True)
            number = 0
            try:
                header = [cell.strip() for cell in next(rows, [])]
                yield header
                number = 1
                while block := list(itertools.islice(filter(None, rows), _BLOCK)):
                    if set(map(len, block)) != {len(header)}:
                        index = next(i for i, row in enumerate(block) if len(row) != len(header))
                        raise InputError(
                            f"{shown(path)}: row {number + index + 1} has {len(block[index])} cells "
                            f"and the header {len(header)}; quote cells that hold commas"
                        )
                    number += len(block)
                    yield zip(*block, strict=True)
            except csv.Error as error:
                raise InputError(
                    f"{shown(path)}: not CSV after row {number}: {error}; quote cells as RFC 4180 says"
                ) from None

    parts = read()
    return next(parts), parts


def _spread(
    path: Path, header: list[str], blocks: Iterator[Iterable[Sequence[str]]]
) -> tuple[list[str], Iterator[Iterable[Sequence[str]]]]:
    """Return a table whose cells of JSON, as ``karamap export`` writes them, are plain ones."""
    if not _NESTED.keys() & set(header):
        return header, blocks
    parts = {name: _NESTED.get(name, (name,)) for name in header}
    if "places" in parts and "radius_km" not in parts:
        parts["places"] = ("places", "radius_km")
    held = {*_NESTED, *_LISTS}

    def read() -> Iterator[Iterable[Sequence[str]]]:
        for block in blocks:
            columns: list[Sequence[str]] = []
            for name, cells in zip(header, block, strict=True):
                if name in held:
                    rows = [dict(_flat(name, _json(path, name, cell))) for cell in cells]
                    columns += [[_cell(row.get(part)) for row in rows] for part in parts[name]]
                else:
                    columns.append(cells)
            yield columns

    return [column for name in header for column in parts[name]], read()


def _json(path: Path, name: str, cell: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a cell of JSON holds: a list or an object; a list may also be plain text."""
    opening, kind = ("[", list) if name in _LISTS else ("{", dict)
    if not cell or (kind is list and not cell.startswith(opening)):
        return cell or None
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, kind):
        return found
    raise InputError(
        f"{shown(path)}: column '{name}': '{cell[:40]}' is not what karamap export writes; correct it"
    )


def _features(path: Path) -> tuple[list[str], Iterator[Iterable[Sequence[str]]]]:
    """Return the columns of a feature collection, and its cells by column."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise InputError(f"{shown(path)}: not JSON: {problem}; correct it") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{shown(path)}: no list 'features'; name a FeatureCollection")
    rows = [_feature(path, number, feature) for number, feature in enumerate(features, 1)]
    header = list(dict.fromkeys(itertools.chain(_NEEDED, *rows)))
    columns = [[row.get(name, "") for row in rows] for name in header]
    return header, iter([columns])


def _feature(path: Path, number: int, feature: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
    """Return the cells of a feature, as a table has them."""
    try:
        cells = {
            key: _cell(value)
            for name, found in feature["properties"].items()
            for key, value in _flat(name, found)
        }
        geometry = feature.get("geometry") or {}
        if geometry.get("type") == "Point":
            longitude, latitude = geometry["coordinates"][:2]
            cells |= {"longitude": _cell(longitude), "latitude": _cell(latitude)}
    except InputError as error:
        raise InputError(f"{shown(path)}: feature {number}: {error}") from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InputError(
            f"{shown(path)}: feature {number} is no Feature with properties; correct it"
        ) from None
    return cells


def _flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    """Yield a property as the columns of a table that hold it."""
    if name in _NESTED:
        if not isinstance(value, dict | None):
            raise InputError(f"{name}: is no object; write {', '.join(_NESTED[name])} instead")
        parts = value or {}
        yield from ((column, parts.get(column.rpartition("_")[2])) for column in _NESTED[name])
        return
    yield name, value
    if name == "places" and isinstance(value, list) and len(value) == 1:
        (place,) = value  # the extent of the only place is that of the event
        if isinstance(place, dict) and "radius_km" in place:
            yield "radius_km", place["radius_km"]


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return a property as the cell of a table; of places in a list their names."""
    if value is None:
        return ""
    if isinstance(value, list):
        parts = (part.get("name") if isinstance(part, dict) else part for part in value)
        return "; ".join(str(part) for part in parts)
    return str(value)


# --- what the cells say ---------------------------------------------------------------------------


def _parsed(path: Path, name: str, cells: Column) -> Column:
    """Return the values of a column; every distinct cell is looked at once."""
    if name in _BOUNDS and (numbers := _floats(cells.values, *_BOUNDS[name])):
        return Column(cells.codes, numbers)
    read = _READERS.get(name)
    if read is None:
        return Column(cells.codes, [(cell or "").strip() or None for cell in cells.values])
    values: list[Any] = []
    for code, cell in enumerate(cells.values):
        text = (cell or "").strip()
        try:
            values.append(read(text) if text else None)
        except ValueError as error:
            row = cells.codes.index(code) + 2  # with the header as row 1
            said = text if len(text) <= 40 else f"{text[:40]}…"
            _refuse(path, row, name, f"'{said}' is {error}; correct it")
    return Column(cells.codes, values)


def _floats(cells: Sequence[str | None], low: float, high: float) -> list[float | None] | None:
    """Return cells as numbers all at once; ``None`` when one is none, or is out of bounds."""
    try:
        numbers = [float(cell) if cell else None for cell in cells]
    except ValueError:
        return None
    inside = all(number is None or low <= number <= high for number in numbers)
    return numbers if inside else None


def _refuse(path: Path, row: int, name: str, problem: str) -> NoReturn:
    where = f"feature {row - 1}" if _is_json(path) else f"row {row}"
    raise InputError(f"{shown(path)}: {where}: {name}: {problem}")


def _day(text: str) -> str:
    if as_day(text) is None:
        raise ValueError("no ISO day")
    return text


def _number(low: float, high: float) -> Callable[[str], float]:
    """Return a reader of numbers within bounds."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise ValueError("no number") from None
        if not low <= number <= high:
            raise ValueError(f"not between {low:g} and {high:g}")
        return number

    return read


def _whole(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers within bounds."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()):
            raise ValueError("no whole number")
        if not low <= int(text) <= high:
            raise ValueError(f"not between {low} and {high}")
        return int(text)

    return read


def _choice(*known: str) -> Callable[[str], str]:
    """Return a reader of one of some words."""

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"none of {', '.join(known)}")
        return text

    return read


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "date_start": _day,
    "date_end": _day,
    **{name: _number(*bounds) for name, bounds in _BOUNDS.items()},
    "type": _choice(*TYPES),
    "status": _choice(*get_args(Status)),
    "date_precision": _choice(*get_args(DatePrecision)),
    "where_prec": _whole(1, 7),
    "layer": _choice("fighting", "displacement", "coercion", "aid", "talks", "voice", "other"),
    "drawn": _choice("dot", "ring", "area", "line", "list", "none"),
    **dict.fromkeys(_TOLLS, _whole(0, 100_000_000)),
    **dict.fromkeys(_LISTS, split_list),
}


def _ids(path: Path, ids: Column) -> Column:
    """Return the ids; a file without them gets numbers, a file with some must have all."""
    if all(value is None for value in ids.values):
        return Column(array("I", range(len(ids))), [f"e{row + 1}" for row in range(len(ids))])
    if len(set(ids.values)) < len(ids) or None in ids.values:
        seen: set[Any] = {None}
        for row, value in enumerate(ids, 2):
            if value in seen:
                problem = f"'{value}' stands twice" if value else "is empty"
                _refuse(path, row, "id", f"{problem}; give each event an id of its own, or none")
            seen.add(value)
    return ids


def _check_spots(path: Path, longitude: Column, latitude: Column) -> None:
    """Complain when only one of both coordinates is known."""
    if None not in longitude.values and None not in latitude.values:
        return
    for row, (lon, lat) in enumerate(zip(longitude, latitude, strict=True), 2):
        if (lon is None) != (lat is None):
            name = "longitude" if lon is None else "latitude"
            _refuse(path, row, name, "is empty, the other coordinate is not; fill both or none")


def _check_order(path: Path, found: dict[str, Column], low: str, high: str) -> None:
    """Complain when what comes first is more than what comes last, where both are known."""
    if not any(found[low].values) or not any(found[high].values):
        return
    for row, (first, last) in enumerate(zip(found[low], found[high], strict=True), 2):
        if first is not None and last is not None and first > last:
            _refuse(path, row, high, f"{last} is before {low} {first}; correct one of them")

"""A column map in TOML goes in; the way from any table's rows to records comes out.

The map says of each column of the table what it is or that it is left out, so that a table that
changes its columns is noticed. `docs/data.md` shows every key.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from karamap.config import Table
from karamap.datasets.formats import (
    Draft,
    Format,
    Origin,
    blank,
    list_cell,
    ordered_toll,
    whole,
)
from karamap.datasets.raw import Layout
from karamap.datasets.table import COLUMNS
from karamap.errors import GeodataError, InputError, shown

_FIELDS: Final = tuple(name for name in COLUMNS if name != "source")
_PARTS: Final = ("year", "month", "day", "end_year", "end_month", "end_day")
_EXTRA: Final = ("shown_date", "words", "names")
_NUMBERS: Final = ("date_prec", "where_prec", "killed_low", "killed_best", "killed_high")
_TABLES: Final = ("source", "file", "columns", "constants", "values", "places", "only", "leave_out")
_DEFAULT_DATES: Final = ("YYYY-MM-DD",)
_TOKENS: Final = re.compile(r"YYYY|MONTH|MM|M|DD|D")
_GROUPS: Final = {
    "YYYY": "(?P<year>[0-9]{4})",
    "MONTH": r"(?P<name>[^\W\d_]{3,9})\.?",
    **dict.fromkeys(("M", "MM"), "(?P<month>[0-9]{1,2})"),
    **dict.fromkeys(("D", "DD"), "(?P<day>[0-9]{1,2})"),
}
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class _Spot:
    """What a name of the table stands for: a place of the gazetteer, or a point."""

    place_id: str
    lon: str
    lat: str
    where_prec: str


@dataclass(frozen=True, slots=True)
class _Only:
    """A field that counts only in rows in which another column has one of some values."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Map:
    """What a column map says."""

    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    places: Mapping[str, _Spot]
    only: Mapping[str, _Only]
    leave_out: Sequence[tuple[str, frozenset[str], str]] = ()
    dates: Sequence[re.Pattern[str]] = field(default_factory=tuple)


class LeftOut(Exception):  # noqa: N818 - it is no error: the map says so
    """A row that the map leaves out, with the map's reason."""


def read_map(path: Path) -> Format:
    """Read a column map strictly.

    Parameters
    ----------
    path
        The TOML file.

    Returns
    -------
    The format that it describes.

    Raises
    ------
    InputError
        When the map cannot be read, or a key of it is not known.
    """
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        problem = (error.strerror or "cannot be read").lower()
        raise InputError(
            f"{shown(path)}: {problem}; name ucdp, acled, gdelt or a column map in TOML"
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"{shown(path)}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise InputError(f"{shown(path)}: not TOML: {problem}; correct that line") from None
    try:
        return _format(values, shown(path))
    except GeodataError as error:
        raise InputError(str(error)) from None


def _format(values: Mapping[str, Any], name: str) -> Format:
    """Return the format that a map describes."""
    top = Table(values, name)
    for key in values:
        if key not in _TABLES:
            top.fail(key, "is not known", f"write one of {', '.join(_TABLES)}")
    sections = {key: _section(top, values, key) for key in _TABLES if key != "leave_out"}
    layout, dates, ignored = _read_file(sections["file"], name)
    found = _Map(
        columns=_read_columns(sections["columns"], name),
        constants=_read_constants(sections["constants"], name),
        values=_read_values(sections["values"], name),
        places=_read_places(sections["places"], name),
        only=_read_only(sections["only"], name),
        leave_out=tuple(_read_leave_out(table) for table in top.tables("leave_out", ())),
        dates=dates,
    )
    _check_map(found, top)
    origin = _read_origin(sections["source"], name)
    used = {column for names in found.columns.values() for column in names}
    used |= {rule.column for rule in found.only.values()}
    used |= {column for column, _, _ in found.leave_out}
    return Format(
        name=f"the column map {name}",
        origin=lambda _file: origin,
        turn=_turner(found),
        needed=tuple((column,) for column in sorted(used)),
        known=frozenset(used),
        ignored=ignored,
        has_precision=_precision(found),
        layout=layout,
    )


def _section(top: Table, values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a table of the map; an empty one where it is missing."""
    section = values.get(key, {})
    if not isinstance(section, dict):
        top.fail(key, "is not a table", f"write [{key}]")
    return section


def _read_origin(section: Mapping[str, Any], name: str) -> Origin:
    """Read ``[source]``: who made the table, and under which licence."""
    table = Table(section, name, "[source]")
    origin = Origin(
        key=table.slug("key"),
        title=table.text("title"),
        publisher=table.text("publisher", ""),
        licence=table.text("licence"),
        attribution=table.text("attribution"),
        note=table.text("note", ""),
        version=table.text("version", ""),
    )
    table.done()
    return origin


class _Everything(frozenset[str]):
    """A set that holds every text: the map leaves out all other columns."""

    __slots__ = ()

    def __contains__(self, _item: object) -> bool:
        return True


def _read_file(
    section: Mapping[str, Any], name: str
) -> tuple[Layout, tuple[re.Pattern[str], ...], frozenset[str]]:
    """Read ``[file]``: delimiter, columns, how dates are written, what is left out."""
    table = Table(section, name, "[file]")
    delimiter = {"tab": "\t"}.get(text := table.text("delimiter", ","), text)
    if len(delimiter) != 1:
        table.fail("delimiter", f"'{delimiter}' is not one character", "write one, or tab")
    columns = table.texts("columns", ())
    dates = tuple(_date_pattern(table, text) for text in table.texts("dates", _DEFAULT_DATES))
    ignore = table.texts("ignore", ())
    table.done()
    ignored: frozenset[str] = _Everything() if "*" in ignore else frozenset(ignore)
    return Layout(delimiter, (columns,) if columns else ()), dates, ignored


def _date_pattern(table: Table, text: str) -> re.Pattern[str]:
    """Return the pattern of a way to write dates, such as "M/D/YYYY"."""
    parts = _TOKENS.split(text)
    tokens = _TOKENS.findall(text)
    kinds = sorted(kind[0] if kind != "MONTH" else "M" for kind in tokens)
    if kinds != ["D", "M", "Y"]:
        table.fail("dates", f"'{text}' does not hold one year, month and day", "write M/D/YYYY")
    groups = [re.escape(parts[0])]
    for token, part in zip(tokens, parts[1:], strict=True):
        groups += [_GROUPS[token], re.escape(part)]
    return re.compile("".join(groups))


def _read_columns(section: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    """Read ``[columns]``: the column, or the columns, of each field."""
    table, found = Table(section, name, "[columns]"), {}
    for key in section:
        _check_field(table, key, (*_FIELDS, *_PARTS, *_EXTRA))
        value = section[key]
        found[key] = (value,) if isinstance(value, str) else table.texts(key)
        if not found[key]:
            table.fail(key, "names no column", "name one")
    return found


def _check_field(table: Table, key: str, known: Sequence[str]) -> None:
    """Complain about a field that there is not."""
    if key not in known:
        table.fail(key, "is no field of a record", f"write one of {', '.join(known)}")


def _read_constants(section: Mapping[str, Any], name: str) -> dict[str, str]:
    """Read ``[constants]``: what a field is in every row."""
    table, found = Table(section, name, "[constants]"), {}
    for key, value in section.items():
        _check_field(table, key, _FIELDS)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            table.fail(key, "is no text and no number", "write one")
        found[key] = str(value)
    return found


def _read_values(section: Mapping[str, Any], name: str) -> dict[str, dict[str, str]]:
    """Read ``[values.FIELD]``: what a cell of the table means for a field."""
    top, found = Table(section, name, "[values]"), {}
    for key, words in section.items():
        _check_field(top, key, _FIELDS)
        if not isinstance(words, dict):
            top.fail(key, "is not a table", f"write [values.{key}]")
        table = Table(words, name, f"[values.{key}]")
        found[key] = {word.casefold(): table.text(word, "") for word in words}
    return found


def _read_places(section: Mapping[str, Any], name: str) -> dict[str, _Spot]:
    """Read ``[places]``: what the names of the table stand for."""
    top, found = Table(section, name, "[places]"), {}
    for key, value in section.items():
        if not isinstance(value, dict):
            top.fail(key, "is not a table", "write { place_id = ... } or { lon = ..., lat = ... }")
        table = Table(value, name, f"[places] '{key}'")
        pointed = table.has("lon") or table.has("lat")
        found[key.casefold()] = _Spot(
            place_id="" if pointed else table.text("place_id"),
            lon=str(table.number("lon", -180, 180)) if pointed else "",
            lat=str(table.number("lat", -90, 90)) if pointed else "",
            where_prec=str(int(table.number("where_prec", 1, 7))) if table.has("where_prec") else "",
        )
        table.done()
    return found


def _read_only(section: Mapping[str, Any], name: str) -> dict[str, _Only]:
    """Read ``[only.FIELD]``: the rows in which a field counts."""
    top, found = Table(section, name, "[only]"), {}
    for key, value in section.items():
        _check_field(top, key, _FIELDS)
        if not isinstance(value, dict):
            top.fail(key, "is not a table", "write { column = ..., values = [...] }")
        table = Table(value, name, f"[only.{key}]")
        words = (word.casefold() for word in table.texts("values"))
        found[key] = _Only(table.text("column"), frozenset(words))
        table.done()
    return found


def _read_leave_out(table: Table) -> tuple[str, frozenset[str], str]:
    """Read a ``[[leave_out]]``: rows that are no events, and why."""
    words = frozenset(word.casefold() for word in table.texts("values"))
    found = table.text("column"), words, table.text("reason")
    table.done()
    return found


def _check_map(found: _Map, top: Table) -> None:
    """Complain about a map that can give no record."""
    given = {*found.columns, *found.constants}
    if "date_start" not in given and not {"year", "month", "day"} <= given:
        top.fail("columns", "there is no date_start", "name its column, or those of its parts")
    for name in ("title", "type"):
        if name not in given:
            top.fail("columns", f"there is no {name}", "name its column, or write a constant")
    for name in found.values:
        if name not in found.columns:
            top.fail("values", f"'{name}' has no column", "name its column in [columns]")


def _precision(found: _Map) -> str:
    """Return the column that tells how exact a place is; "" when none does."""
    if "where_prec" in found.constants or found.places:
        return "*"
    return found.columns.get("where_prec", ("",))[0]


def _turner(found: _Map) -> Callable[[Mapping[str, str], str], Draft]:
    """Return the way from a row of the table to a draft."""

    def turn(cells: Mapping[str, str], key: str) -> Draft:
        for column, words, reason in found.leave_out:
            if cells[column].casefold() in words:
                raise LeftOut(reason)
        made = blank(source=key)
        for name in _FIELDS:
            made[name] = _field(found, name, cells)
        _fill_days(found, made, cells)
        _fill_place(found, made)
        for name in _NUMBERS:
            made[name] = whole(made[name])
        digest = hashlib.sha256("\x1f".join(cells[c] for c in sorted(cells)).encode()).hexdigest()
        made["source_ref"] = made["source_ref"] or made["id"]
        made["id"] = f"{key}:{made['id'] or digest[:10]}"
        flags = ordered_toll(made)
        said = " ".join(cells[c] for c in found.columns.get("words", ()))
        shown = " ".join(cells[c] for c in found.columns.get("shown_date", ()))
        names = [cells[c] for c in found.columns.get("names", ())]
        return Draft(made, said, shown, tuple(filter(None, (made["place_name"], *names))), flags)

    return turn


def _field(found: _Map, name: str, cells: Mapping[str, str]) -> str:
    """Return what a row says of a field."""
    only = found.only.get(name)
    if only is not None and cells[only.column].casefold() not in only.values:
        return ""
    texts = [cells[column] for column in found.columns.get(name, ())]
    words = found.values.get(name)
    if words is not None:
        texts = [words.get(text.casefold(), text) for text in texts]
    if name == "actors":
        return list_cell(*texts) or found.constants.get(name, "")
    return ", ".join(filter(None, texts)) or found.constants.get(name, "")


def _fill_days(found: _Map, made: dict[str, str], cells: Mapping[str, str]) -> None:
    """Write the days as ISO; a day that cannot be read stays as it is and is refused later."""
    for name, prefix in (("date_start", ""), ("date_end", "end_")):
        parts = [
            " ".join(cells[c] for c in found.columns.get(f"{prefix}{part}", ()))
            for part in ("year", "month", "day")
        ]
        if not made[name] and any(parts):
            year, month, day = (whole(part) for part in parts)
            made[name] = f"{year}-{_month(month):0>2}-{day:0>2}"
        elif made[name]:
            made[name] = _iso(made[name], found.dates)


def _month(text: str) -> str:
    """Return a month as a number where it is written as a word."""
    word = text[:3].casefold()
    return str(_NAMES.index(word) + 1) if word in _NAMES else text


def _iso(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Return a date as ISO by the first way to write dates that fits."""
    for pattern in patterns:
        match = pattern.fullmatch(text)
        if match:
            parts = match.groupdict()
            month = parts.get("month") or _month(parts.get("name") or "")
            return f"{parts['year']}-{month:0>2}-{parts['day']:0>2}"
    return text


def _fill_place(found: _Map, made: dict[str, str]) -> None:
    """Write what the name of the place stands for."""
    spot = found.places.get(made["place_name"].casefold())
    if spot is None:
        return
    made["place_id"] = made["place_id"] or spot.place_id
    if not made["lon"]:
        made["lon"], made["lat"] = spot.lon, spot.lat
    made["where_prec"] = made["where_prec"] or spot.where_prec

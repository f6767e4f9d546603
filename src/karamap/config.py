"""A project's folder goes in; its checked settings (conflict, policy, sources) come out.

The files are read strictly: a missing file, an unknown key, a missing key and a wrong type are each
one `GeodataError` that names the file, the key and the mend. The checker is a few lines of our own
and not a validation library, because the messages must be one line for a person who edits TOML, and
because the command line must start at once. `Table` and `read_rows` serve the other readers too.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NoReturn, cast

from karamap.errors import GeodataError, no_project, one_by_one, shown

_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_MISSING: Final = object()


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the conflict: its id, its neutral name, its languages and its country."""

    id: str
    name: str
    languages: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What ``geodata/conflict.toml`` says.

    Attributes
    ----------
    bbox
        West, south, east, north of the map, in degrees.
    utc_offset_hours
        Offset of the theatre's days from UTC.
    """

    id: str
    title: str
    summary: str
    utc_offset_hours: float
    theatre_countries: tuple[str, ...]
    bbox: tuple[float, float, float, float]
    start: date
    sides: tuple[Side, ...]
    label_order: str = "alphabetical"


@dataclass(frozen=True, slots=True)
class Source:
    """A source that values of ``geodata/`` name by its key."""

    key: str
    title: str
    publisher: str
    licence: str
    attribution: str
    note: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What ``geodata/policy.toml`` says about names, borders and words."""

    disclaimer: str
    names_note: str
    borders_note: str
    tolls_note: str
    dates_note: str = ""
    loaded_words: tuple[str, ...] = ()
    loaded_words_note: str = ""
    default_names: str = "dual"
    label_language: str = "en"
    label_separator: str = " / "


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folders and its checked settings."""

    root: Path
    seeds: Path
    geodata: Path
    maps: Path
    conflict: Conflict
    policy: Policy
    sources: Mapping[str, Source] = field(repr=False)

    @classmethod
    def open(cls, root: Path) -> Project:
        """Open a project and read its settings.

        Parameters
        ----------
        root
            Folder that holds ``geodata/`` (and, for a build, ``seeds/``).

        Returns
        -------
        The project; nothing is written, and ``seeds/`` and ``maps/`` need not exist.

        Raises
        ------
        GeodataError
            When ``geodata/`` or one of its settings breaks its contract.
        """
        geodata = root / "geodata"
        if not geodata.is_dir():
            raise no_project(root)
        return cls(
            root=root,
            seeds=root / "seeds",
            geodata=geodata,
            maps=root / "maps",
            conflict=read_conflict(geodata / "conflict.toml"),
            policy=read_policy(geodata / "policy.toml"),
            sources={**package_sources(), **read_sources(geodata / "sources")},
        )

    @property
    def utc_offset_hours(self) -> float:
        """Offset of the theatre's days from UTC."""
        return self.conflict.utc_offset_hours

    @property
    def theatre_countries(self) -> tuple[str, ...]:
        """ISO codes of the countries of the theatre."""
        return self.conflict.theatre_countries


def label(path: Path) -> str:
    """Return the name of a file for messages: "geodata/phases.toml", or the path as it is given."""
    parts = path.parts
    if "geodata" in parts:
        last = len(parts) - 1 - parts[::-1].index("geodata")
        return shown(Path(*parts[last:]))
    return shown(path)


def _type_name(value: object) -> str:
    """Return what a reader of TOML calls the type of a value."""
    names = {bool: "true/false", int: "a whole number", float: "a number", str: "a text"}
    names |= {list: "a list", dict: "a table", date: "a date", datetime: "a date with a time"}
    return names.get(type(value), type(value).__name__)


class Table:
    """A TOML table that is read key by key and complains about what is left.

    Parameters
    ----------
    values
        The table.
    file
        Name of the file for messages.
    where
        Name of the table in the file for messages; empty for the top.
    """

    __slots__ = ("_left", "_values", "file", "where")

    def __init__(self, values: Mapping[str, Any], file: str, where: str = "") -> None:
        self._values = values
        self._left = set(values)
        self.file = file
        self.where = where

    def fail(self, key: str, problem: str, mend: str) -> NoReturn:
        """Raise the error about a key of this table."""
        place = f"{self.where}, " if self.where else ""
        raise GeodataError(f"{self.file}: {place}key '{key}': {problem}; {mend}")

    def has(self, key: str) -> bool:
        """Tell whether the table has a key."""
        return key in self._values

    def _take(self, key: str, default: object, wanted: str) -> Any:  # noqa: ANN401
        """Return the raw value of a key, or the default, and tick the key off."""
        self._left.discard(key)
        if key in self._values:
            return self._values[key]
        if default is _MISSING:
            self.fail(key, "missing", f"add {wanted}")
        return default

    def _typed(self, key: str, default: object, kinds: tuple[type, ...], wanted: str) -> Any:  # noqa: ANN401 - each caller names the types that it lets in
        """Return the value of a key after a look at its type."""
        value = self._take(key, default, wanted)
        if value is default and key not in self._values:
            return value
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.fail(key, f"is {_type_name(value)}", f"write {wanted}")
        return value

    def text(self, key: str, default: object = _MISSING) -> str:
        """Return a text; one without a default must not be empty."""
        value = cast(str, self._typed(key, default, (str,), "a text"))
        if default is _MISSING and not value.strip():
            self.fail(key, "is empty", "write a text")
        return value

    def slug(self, key: str) -> str:
        """Return an id of lower-case ASCII letters, digits and hyphens."""
        value = self.text(key)
        if not _SLUG.fullmatch(value):
            self.fail(key, f"'{value}' is not an id", "use a-z, 0-9 and single hyphens")
        return value

    def choice(self, key: str, allowed: Sequence[str], default: object = _MISSING) -> str:
        """Return one of the allowed texts."""
        value = self.text(key, default)
        if value not in allowed:
            self.fail(key, f"'{value}' is not known", f"write one of {', '.join(allowed)}")
        return value

    def texts(self, key: str, default: object = _MISSING) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._typed(key, default, (list, tuple), "a list of texts")
        for item in value:
            if not isinstance(item, str):
                self.fail(key, f"holds {_type_name(item)}", "write a list of texts")
        return tuple(value)

    def number(self, key: str, low: float, high: float, default: object = _MISSING) -> float:
        """Return a number between two bounds."""
        value = self._typed(key, default, (int, float), f"a number from {low} to {high}")
        if not low <= value <= high:
            self.fail(key, f"{value} is out of range", f"write a number from {low} to {high}")
        return float(value)

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        """Return a list of so many numbers."""
        wanted = f"a list of {count} numbers"
        value = self._typed(key, _MISSING, (list,), wanted)
        fits = all(isinstance(v, int | float) and not isinstance(v, bool) for v in value)
        if len(value) != count or not fits:
            self.fail(key, "has other contents", f"write {wanted}")
        return tuple(float(v) for v in value)

    def day(self, key: str) -> date:
        """Return a day, written as a TOML date or as a text YYYY-MM-DD."""
        value = self._take(key, _MISSING, "a date YYYY-MM-DD")
        day = as_day(value)
        if day is None:
            self.fail(key, f"'{value}' is not a day", "write a date YYYY-MM-DD that exists")
        return day

    def day_or_none(self, key: str) -> date | None:
        """Return a day, or ``None`` where the key or its text is missing."""
        if not self.has(key) or self._values[key] == "":
            self._left.discard(key)
            return None
        return self.day(key)

    def tables(self, key: str, default: object = _MISSING) -> Iterator[Table]:
        """Return the tables of an array ``[[key]]``, each named by its place and its id."""
        values = self._typed(key, default, (list, tuple), f"one or more tables [[{key}]]")
        for number, item in enumerate(values, 1):
            if not isinstance(item, dict):
                self.fail(key, f"holds {_type_name(item)}", f"write tables [[{key}]]")
            name = next((item[k] for k in ("id", "key") if isinstance(item.get(k), str)), "")
            outer = f"{self.where} " if self.where else ""
            yield Table(item, self.file, f"{outer}[[{key}]] {number} {name}".rstrip())

    def done(self) -> None:
        """Complain about the first key that nobody asked for."""
        for key in sorted(self._left):
            known = ", ".join(sorted(set(self._values) - self._left))
            self.fail(key, "is not known", f"correct or remove it (known here: {known})")


def as_day(value: object) -> date | None:
    """Return a day from a TOML date or an ISO text, or ``None`` when it is neither."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a geodata file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise GeodataError(f"{label(path)}: missing; add the file") from None
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise GeodataError(f"{label(path)}: {problem}; make it a readable file") from None


def read_text(path: Path) -> str:
    """Return the text of a geodata file in UTF-8, without a byte order mark."""
    try:
        return _read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GeodataError(
            f"{label(path)}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None


def read_toml(path: Path) -> Table:
    """Read a TOML file for strict reading.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Its top table; call `Table.done` when every key has been asked for.

    Raises
    ------
    GeodataError
        When the file is missing or is not TOML.
    """
    text = read_text(path)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise GeodataError(f"{label(path)}: not TOML: {problem}; correct that line") from None
    return Table(values, label(path))


def read_rows(
    path: Path, columns: Sequence[str], *, more: bool = False
) -> Iterator[tuple[str, dict[str, str]]]:
    """Read a CSV file whose header must be exactly the named columns, in any order.

    Parameters
    ----------
    path
        The file: UTF-8, RFC 4180.
    columns
        Names of all its columns.
    more
        Whether the file may have further columns, as one made by others has.

    Yields
    ------
    For each row its place for messages ("geodata/records.csv: row 3") and its cells, trimmed.

    Raises
    ------
    GeodataError
        When a column is missing, unknown or named twice, or a row has another number of cells.
    """
    name = label(path)
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    number = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(name, header, columns, more)
        for number, cells in enumerate(reader, 2):
            if not any(cell.strip() for cell in cells):
                continue
            with one_by_one:
                if len(cells) != len(header):
                    raise GeodataError(
                        f"{name}: row {number} has {len(cells)} cells and the header "
                        f"{len(header)}; quote cells that hold commas"
                    )
                yield (
                    f"{name}: row {number}",
                    {key: cell.strip() for key, cell in zip(header, cells, strict=True)},
                )
    except csv.Error as error:
        raise GeodataError(
            f"{name}: row {number + 1} is not CSV: {error}; quote cells as RFC 4180 says"
        ) from None


def _check_header(name: str, header: Sequence[str], columns: Collection[str], more: bool) -> None:
    """Complain when a header is not the wanted columns."""
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns and not more]
    if missing:
        raise GeodataError(f"{name}: row 1: no column '{missing[0]}'; add it")
    if unknown or len(set(header)) != len(header):
        column = unknown[0] if unknown else next(c for c in header if header.count(c) > 1)
        raise GeodataError(
            f"{name}: row 1: column '{column}' is unknown or named twice; remove it or rename it"
        )


def split_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that are separated by semicolons, without empty ones."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def read_conflict(path: Path) -> Conflict:
    """Read ``conflict.toml`` strictly."""
    table = read_toml(path)
    sides = tuple(_read_side(side) for side in table.tables("side", ()))
    conflict = Conflict(
        id=table.slug("id"),
        title=table.text("title"),
        summary=table.text("summary"),
        utc_offset_hours=table.number("utc_offset_hours", -14, 14),
        theatre_countries=table.texts("theatre_countries"),
        bbox=_read_bbox(table),
        start=table.day("start"),
        sides=sides,
        label_order=table.choice("label_order", ("alphabetical",), "alphabetical"),
    )
    _no_twins(table, "side", [side.id for side in sides])
    table.done()
    return conflict


def _read_side(table: Table) -> Side:
    """Read one ``[[side]]``."""
    side = Side(
        id=table.slug("id"),
        name=table.text("name"),
        languages=table.texts("languages", ()),
        country=table.text("country", "") or None,
    )
    table.done()
    return side


def _read_bbox(table: Table) -> tuple[float, float, float, float]:
    """Read the map's bounds and look at their order and range."""
    west, south, east, north = table.numbers("bbox", 4)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        table.fail("bbox", "is not west, south, east, north", "write degrees in that order")
    return west, south, east, north


def _no_twins(table: Table, key: str, ids: Sequence[str]) -> None:
    """Complain about an id that stands twice."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            table.fail(key, f"the id '{name}' stands twice", "rename one of the two")
        seen.add(name)


def read_policy(path: Path) -> Policy:
    """Read ``policy.toml`` strictly."""
    table = read_toml(path)
    table.choice("label_order", ("alphabetical",), "alphabetical")
    policy = Policy(
        disclaimer=table.text("disclaimer"),
        names_note=table.text("names_note"),
        borders_note=table.text("borders_note"),
        tolls_note=table.text("tolls_note"),
        dates_note=table.text("dates_note", ""),
        loaded_words=table.texts("loaded_words", ()),
        loaded_words_note=table.text("loaded_words_note", ""),
        default_names=table.choice("default_names", ("dual", "neutral"), "dual"),
        label_language=table.text("label_language", "en"),
        label_separator=table.text("label_separator", " / "),
    )
    table.done()
    return policy


def read_sources(folder: Path) -> dict[str, Source]:
    """Read and merge ``sources/*.toml``; a key may stand only once in all of them.

    Parameters
    ----------
    folder
        The folder ``geodata/sources``.

    Returns
    -------
    The sources by key, in the order of the keys.
    """
    if not folder.is_dir():
        raise GeodataError(f"{label(folder)}: no such folder; add it with the sources as TOML")
    sources: dict[str, Source] = {}
    origin: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        with one_by_one:
            _read_source_file(path, sources, origin)
    return dict(sorted(sources.items()))


@cache
def package_sources() -> Mapping[str, Source]:
    """Return the sources of the world knowledge in the package, by key."""
    text = resources.files("karamap").joinpath("data", "sources.toml").read_text(encoding="utf-8")
    top = Table(tomllib.loads(text), "data/sources.toml")
    sources = {source.key: source for source in map(_read_source, top.tables("source"))}
    return MappingProxyType(sources)


def _read_source_file(path: Path, sources: dict[str, Source], origin: dict[str, str]) -> None:
    """Read one file of sources into those that are known, with the file that each is from."""
    top = read_toml(path)
    for table in top.tables("source", ()):
        with one_by_one:
            source = _read_source(table)
            if source.key in sources:
                first = origin[source.key]
                table.fail("key", f"'{source.key}' stands in {first} too", "rename or merge them")
            sources[source.key] = source
            origin[source.key] = label(path)
    top.done()


def _read_source(table: Table) -> Source:
    """Read one ``[[source]]``."""
    source = Source(
        key=table.text("key"),
        title=table.text("title"),
        publisher=table.text("publisher", ""),
        licence=table.text("licence", ""),
        attribution=table.text("attribution", ""),
        note=table.text("note", ""),
    )
    table.done()
    return source

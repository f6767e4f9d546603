"""Registries, source keys and finished folders go in; checked facts, credits and outputs come out.

A registry is the JSON file beside data that says of every file what it is, who made it, under which
licence, and its SHA-256. What a map credits is computed from the sources that the map used. A
finished folder moves into place whole or not at all.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any, Final, Protocol

from karamap.errors import GeodataError, OutputError, shown

REGISTRY: Final = "registry.json"
MARKER: Final = "build.json"
CRS: Final = "OGC:CRS84"
_BLOCK: Final = 1 << 20


class Source(Protocol):
    """What a credit needs of a source; `karamap.config.Source` has it."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def publisher(self) -> str: ...  # noqa: D102
    @property
    def licence(self) -> str: ...  # noqa: D102
    @property
    def attribution(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be measured of a file.

    Attributes
    ----------
    rows
        Rows of a table, features of a GeoJSON file, tables of a TOML file; ``None`` for others.
    geometry_type
        Types of a GeoJSON file's geometries, sorted and joined by ";"; empty for others.
    bbox
        West, south, east, north of a file with coordinates.
    """

    sha256: str
    rows: int | None = None
    geometry_type: str = ""
    crs: str = ""
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a registry says of one file; ``path`` is relative to the registry's folder."""

    path: str
    what: str
    made_by: str
    licence: str
    attribution: str
    date_taken: str
    sha256: str
    rows: int | None = None
    geometry_type: str = ""
    crs: str = ""
    bbox: tuple[float, float, float, float] | None = None

    @property
    def facts(self) -> Facts:
        """The part that can be measured again."""
        return Facts(self.sha256, self.rows, self.geometry_type, self.crs, self.bbox)


@dataclass(frozen=True, slots=True)
class Credit:
    """One line of a map's credits and the keys of the sources that it stands for."""

    text: str
    licence: str
    keys: tuple[str, ...]


# --- Digests and measures ------------------------------------------------------------------------


def sha256_bytes(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def describe(path: Path) -> Facts:
    """Measure a file: its digest, and rows, geometry and extent where it has them.

    Parameters
    ----------
    path
        Any file. GeoJSON, CSV (with ``lon`` and ``lat`` columns, or without) and TOML are opened.

    Returns
    -------
    The facts; files of other kinds have a digest only.

    Raises
    ------
    GeodataError
        When the file does not hold what its ending promises.
    """
    digest = sha256_file(path)
    readers = {".geojson": _geojson_facts, ".csv": _csv_facts, ".toml": _toml_facts}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        return Facts(digest)
    try:
        rows, kinds, bbox = reader(path.read_text(encoding="utf-8-sig"))
    except (ValueError, KeyError, TypeError, RecursionError, csv.Error) as error:
        problem = " ".join(str(error).split()) or type(error).__name__
        raise GeodataError(
            f"{path.name}: not readable as {path.suffix[1:]}: {problem}; correct the file"
        ) from None
    return Facts(digest, rows, ";".join(kinds), CRS if bbox else "", bbox)


_Measured = tuple[int, list[str], tuple[float, float, float, float] | None]


def _geojson_facts(text: str) -> _Measured:
    features = json.loads(text)["features"]
    geometries = [item["geometry"] for item in features if item["geometry"]]
    points = (point for item in geometries for point in _positions(item["coordinates"]))
    return len(features), sorted({item["type"] for item in geometries}), _bbox(points)


def _csv_facts(text: str) -> _Measured:
    rows = list(csv.DictReader(text.splitlines(keepends=True), strict=True))
    located = [row for row in rows if row.get("lon") and row.get("lat")]
    points = [(float(row["lon"]), float(row["lat"])) for row in located]
    return len(rows), ["Point"] if points else [], _bbox(points)


def _toml_facts(text: str) -> _Measured:
    tables = [value for value in tomllib.loads(text).values() if isinstance(value, list)]
    return sum(1 for table in tables for item in table if isinstance(item, dict)), [], None


def _positions(coordinates: Sequence[Any]) -> Iterator[tuple[float, float]]:
    """Yield the positions of GeoJSON coordinates of any depth."""
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _positions(part)


def _bbox(
    points: Iterable[tuple[float, float]],
) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north of points, or ``None`` without any."""
    columns = list(zip(*points, strict=True))
    if not columns:
        return None
    lon, lat = columns
    return min(lon), min(lat), max(lon), max(lat)


# --- Registries ----------------------------------------------------------------------------------


def read_registry(path: Path) -> tuple[Entry, ...]:
    """Read a registry strictly.

    Parameters
    ----------
    path
        The ``registry.json``.

    Returns
    -------
    Its entries in the order of the file.

    Raises
    ------
    GeodataError
        When the file is missing or breaks the contract.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise GeodataError(f"{name}: {problem}; run scripts/make_registry.py") from None
    except (ValueError, RecursionError) as error:
        raise GeodataError(f"{name}: not JSON: {error}; run scripts/make_registry.py") from None
    items = values.get("files") if isinstance(values, dict) else None
    if not isinstance(items, list):
        raise GeodataError(f"{name}: no list 'files'; run scripts/make_registry.py")
    entries = tuple(_entry(item, f"{name}: entry {n}") for n, item in enumerate(items, 1))
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        if entry.path in seen:
            raise GeodataError(f"{name}: entry {number}: '{entry.path}' is there twice; remove one")
        seen.add(entry.path)
    return entries


def _entry(item: object, where: str) -> Entry:
    """Check one entry of a registry."""
    known = {field.name for field in fields(Entry)}
    if not isinstance(item, dict) or set(item) != known:
        wrong = sorted(set(item) ^ known) if isinstance(item, dict) else ["the whole entry"]
        raise GeodataError(f"{where}: missing or unknown: {', '.join(wrong)}; write every key once")
    texts = ("path", "what", "made_by", "licence", "attribution", "date_taken", "sha256")
    for key in texts:
        if not isinstance(item[key], str) or (not item[key] and key != "attribution"):
            raise GeodataError(f"{where}: '{key}' is not a text; write one")
    pure = PurePosixPath(item["path"])
    if pure.is_absolute() or ".." in pure.parts:
        raise GeodataError(f"{where}: '{item['path']}' leaves the folder; write a path inside it")
    bbox = item["bbox"]
    return Entry(**{**item, "bbox": tuple(bbox) if bbox is not None else None})


def registry_text(entries: Iterable[Entry]) -> str:
    """Return the text of a registry: one entry after the other by path, keys in fixed order."""
    ordered = sorted(entries, key=lambda entry: entry.path)
    values = {"files": [asdict(entry) for entry in ordered]}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def listed_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that its registry must name, sorted by path."""
    found = []
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not hidden and parts != (REGISTRY,):
            found.append(path)
    return tuple(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def check_registry(folder: Path) -> tuple[str, ...]:
    """Compare a folder with its registry.

    Parameters
    ----------
    folder
        Folder with a ``registry.json``.

    Returns
    -------
    One line for each file that is missing, not listed, or another than the registry says.

    Raises
    ------
    GeodataError
        When the registry cannot be read.
    """
    entries = {entry.path: entry for entry in read_registry(folder / REGISTRY)}
    files = {path.relative_to(folder).as_posix(): path for path in listed_files(folder)}
    problems = []
    for name in sorted(entries.keys() | files.keys()):
        if name not in files:
            problems.append(f"{name}: in the registry, but there is no such file")
        elif name not in entries:
            problems.append(f"{name}: not in the registry")
        else:
            problems += _differences(name, entries[name].facts, describe(files[name]))
    return tuple(problems)


def _differences(name: str, stated: Facts, found: Facts) -> list[str]:
    """Return what differs between a registry's facts and a file's."""
    return [
        f"{name}: {field.name} is {getattr(found, field.name)!r}, "
        f"the registry says {getattr(stated, field.name)!r}"
        for field in fields(Facts)
        if getattr(found, field.name) != getattr(stated, field.name)
    ]


# --- Credits -------------------------------------------------------------------------------------


def split_keys(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return the distinct source keys of cells that may each list several, sorted."""
    keys = {key.strip() for value in values if value for key in value.split(";")}
    return tuple(sorted(keys - {""}))


def credits_for(keys: Iterable[str | None], sources: Mapping[str, Source]) -> tuple[Credit, ...]:
    """Compute what must be credited for the sources that were used.

    Parameters
    ----------
    keys
        Source keys of everything that is shown; a value may list several, split by ";".
    sources
        The project's sources by key.

    Returns
    -------
    One credit for each distinct text and licence, sorted; sources that share both share a line.

    Raises
    ------
    GeodataError
        When a key is not among the sources.
    """
    lines: dict[tuple[str, str], list[str]] = {}
    for key in split_keys(keys):
        if key not in sources:
            raise GeodataError(
                f"geodata/sources: no source has the key '{key}'; add it or correct the key"
            )
        source = sources[key]
        text = source.attribution or f"{source.title} ({source.publisher})"
        lines.setdefault((text, source.licence), []).append(key)
    ordered = sorted(lines.items())
    return tuple(Credit(text, licence, tuple(used)) for (text, licence), used in ordered)


def attribution(keys: Iterable[str | None], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the distinct attribution texts of the sources that were used, sorted."""
    return tuple(dict.fromkeys(credit.text for credit in credits_for(keys, sources)))


# --- Finished folders ----------------------------------------------------------------------------


@contextmanager
def staged(target: Path, made_before: Collection[str] = ()) -> Iterator[Path]:
    """Yield an empty folder beside ``target`` that takes its place when the block ends well.

    When the block raises, the new folder is removed and ``target`` is as it was.

    Parameters
    ----------
    target, made_before
        As for `replace_directory`.

    Yields
    ------
    The folder to write into.

    Raises
    ------
    OutputError
        When the folder cannot be made or moved.
    """
    _check_target(target)
    staging = target.parent / f".{target.name}.new-{os.getpid()}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
    except OSError as error:
        raise _output_error(target, error) from None
    try:
        yield staging
        replace_directory(staging, target, made_before)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def staged_file(target: Path) -> Iterator[Path]:
    """Yield a path beside ``target`` that takes its place when the block ends well.

    When the block raises, what was there is as it was. A pipe or a terminal, which nothing can take
    the place of, is yielded itself.

    Parameters
    ----------
    target
        The file to write; its folder must be there.

    Yields
    ------
    The path to write to.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    home = target.resolve()
    aside = home.with_name(f".new-{os.getpid()}-{home.name}")
    try:
        if target.exists() and not target.is_file():
            yield target
            return
        yield aside
        aside.replace(home)
    except OSError as error:
        problem = (error.strerror or "cannot be written").lower()
        raise OutputError(
            f"{shown(target)}: {problem}; name a file in a folder that you may write"
        ) from None
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def replace_directory(staging: Path, target: Path, made_before: Collection[str] = ()) -> None:
    """Put a finished folder in the place of another; on failure the old one is as it was.

    Files of ``target`` that neither the old build made nor the new one holds are someone else's:
    they are kept. A folder with files (hidden ones apart) but no earlier build is not touched.

    Parameters
    ----------
    staging
        The finished folder, on the same file system. It is gone afterwards.
    target
        The folder to replace; it need not exist.
    made_before
        Paths, relative to ``target``, of what the earlier build made (its ``build.json`` says so).

    Raises
    ------
    OutputError
        When ``target`` is no folder of a build, or the file system refuses.
    """
    _check_target(target)
    target = target.resolve()
    old = target.parent / f".{target.name}.old-{os.getpid()}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            staging.rename(target)
            return
        _keep_others(target, staging, made_before)
        target.rename(old)
        try:
            staging.rename(target)
        except OSError:
            old.rename(target)
            raise
    except OSError as error:
        raise _output_error(target, error) from None
    shutil.rmtree(old, ignore_errors=True)


def _check_target(target: Path) -> None:
    """Refuse to replace what is not a folder of a build."""
    try:
        if not target.exists():
            return
        if not target.is_dir():
            raise OutputError(f"{target.as_posix()}: is a file; name a folder with --out")
        # A lone .gitignore or .gitkeep is kept, and is no reason to refuse.
        filled = any(not path.name.startswith(".") for path in target.iterdir())
        if filled and not (target / MARKER).is_file():
            raise OutputError(
                f"{target.as_posix()}: holds files but no {MARKER} of an earlier build; "
                "name an empty or a new folder with --out"
            )
    except OSError as error:
        raise _output_error(target, error) from None


def _keep_others(target: Path, staging: Path, made_before: Collection[str]) -> None:
    """Copy what is someone else's from the old folder into the new one."""
    ours = {*made_before, MARKER}
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target)
        if path.is_dir() and not path.is_symlink():
            continue
        copy = staging / name
        if name.as_posix() in ours or copy.exists() or copy.is_symlink():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy, follow_symlinks=False)


def _output_error(target: Path, error: OSError) -> OutputError:
    """Return the error of a file system that refuses, as one line."""
    problem = error.strerror or type(error).__name__
    return OutputError(f"{target.as_posix()}: {problem}; make the folder writable or name another one")

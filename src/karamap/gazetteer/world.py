"""The package's own CSV files go in; countries, regions, seas, past states and capitals come out.

These are the world places that every text may name and that need no download and no cache. What
each file holds and where it comes from is told in ``karamap/data/README.md``.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import cast

from karamap.records import NameForm, Place, PlaceName

_Names = dict[str, list[PlaceName]]


def data_text(name: str) -> str:
    """Return the text of one of the package's data files."""
    return data_bytes(name).decode()


def data_bytes(name: str) -> bytes:
    """Return the bytes of one of the package's data files."""
    return files("karamap").joinpath("data", name).read_bytes()


def data_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a data file, without its header."""
    lines = csv.reader(io.StringIO(data_text(name), newline=""))
    next(lines)
    return lines


def _names(file: str) -> _Names:
    """Read a file of names: id, text, language, form."""
    names: _Names = {}
    for id_, text, language, form in data_rows(file):
        names.setdefault(id_, []).append(PlaceName(text, language, form=cast(NameForm, form)))
    return names


def _with_name(name: str, others: list[PlaceName]) -> tuple[PlaceName, ...]:
    """Return the names with the headword first."""
    return (PlaceName(name), *(n for n in others if (n.text, n.language) != (name, "en")))


def _region_names(name: str, others: list[PlaceName]) -> tuple[PlaceName, ...]:
    """Return the names, without the headword where a region has abbreviations only.

    "EU" stands for an area; "European Union" is the name of an organisation.
    """
    if others and all(other.form == "abbreviation" for other in others):
        return tuple(others)
    return _with_name(name, others)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _countries() -> Iterator[Place]:
    names = _names("country_names.csv")
    for iso2, _, name, continent, lon, lat, radius, population in data_rows("countries.csv"):
        yield Place(
            id=f"country.{iso2}", name=name, kind="country", country=iso2, lon=float(lon),
            lat=float(lat), radius_km=float(radius), parent=continent,
            names=_with_name(name, names.get(iso2, [])), population=int(population),
            source="natural-earth",
        )  # fmt: skip


def _regions() -> Iterator[Place]:
    names = _names("region_names.csv")
    for id_, name, kind, lon, lat, radius, start, end in data_rows("regions.csv"):
        yield Place(
            id=id_, name=name, kind=kind, country=None, lon=float(lon) if lon else None,
            lat=float(lat) if lat else None, radius_km=float(radius or 0),
            names=_region_names(name, names.get(id_, [])), valid_from=_day(start),
            valid_to=_day(end), source="karamap",
        )  # fmt: skip


def _capitals() -> Iterator[Place]:
    for geonames, name, country, lon, lat, population, others in data_rows("capitals.csv"):
        names = [PlaceName(text, "und") for text in others.split(";") if text]
        yield Place(
            id=f"geonames.{geonames}", name=name, kind="city", country=country, lon=float(lon),
            lat=float(lat), radius_km=settlement_radius(int(population)),
            parent=f"country.{country}", names=_with_name(name, names),
            population=int(population), capital=True, source="geonames",
        )  # fmt: skip


def settlement_radius(population: int) -> float:
    """Return a radius that holds a settlement of so many people (a rule of thumb)."""
    return round(1.5 + 0.012 * math.sqrt(population), 1)


@cache
def world_places() -> tuple[Place, ...]:
    """Return countries, regions, seas, past states and capitals, in that order."""
    return (*_countries(), *_regions(), *_capitals())

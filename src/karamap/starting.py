"""A title, countries and a first day go in; the folder of a new project comes out, ready to build.

What can be known is filled in; what only a person can say stands as a comment or a plain sentence
that asks for it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

from karamap.datasets import COLUMNS as RECORD_COLUMNS
from karamap.errors import OutputError, UsageError, shown
from karamap.gazetteer.theatre import NAME_COLUMNS, PLACE_COLUMNS
from karamap.gazetteer.world import data_rows
from karamap.names import key
from karamap.objects import printable
from karamap.provenance import staged

Bounds = tuple[float, float, float, float]  # west, south, east, north
_KM_OF_A_DEGREE: Final = 111.2
_TABLES: Final = {"places": PLACE_COLUMNS, "names": NAME_COLUMNS, "records": RECORD_COLUMNS}


def start_project(
    root: Path,
    title: str,
    countries: Sequence[str],
    start: date,
    bbox: Bounds | None = None,
    utc_offset_hours: float | None = None,
) -> tuple[str, ...]:
    """Write ``geodata/`` and ``seeds/`` of a new project.

    Parameters
    ----------
    root
        The project's folder; it may be there, and hold articles in ``seeds/``.
    title
        Of the conflict.
    countries
        ISO 3166-1 codes of the theatre.
    start
        First day of the conflict.
    bbox
        Bounds of the map; ``None`` for those of the countries.
    utc_offset_hours
        Offset of the theatre's days from UTC; ``None`` for one guessed from the bounds.

    Returns
    -------
    The files written, relative to ``root``.

    Raises
    ------
    UsageError
        When a country is not known, the title is empty, or bounds or offset are none.
    OutputError
        When there is a project already, or it cannot be written.
    """
    if not title.strip():
        raise UsageError("--title is empty; write the name of the conflict")
    if not countries:
        raise UsageError("--countries is empty; write ISO codes such as SD,TD")
    bounds = _checked(bbox) if bbox else _bounds(countries)
    if utc_offset_hours is not None and not -14 <= utc_offset_hours <= 14:
        raise UsageError("--utc-offset is not -14 to 14; write the hours from UTC")
    west, _, east, _ = bounds
    guessed = round((west + east) / 2 / 15)
    values = {
        "id": json.dumps("-".join(re.findall("[a-z0-9]+", key(title))) or "conflict"),
        "title": json.dumps(printable(" ".join(title.split())), ensure_ascii=False),
        "countries": json.dumps(list(countries)),
        "bbox": json.dumps(list(bounds)),
        "start": start.isoformat(),
        "utc_offset": f"{guessed if utc_offset_hours is None else utc_offset_hours:g}",
    }
    geodata = root / "geodata"
    if geodata.exists():
        raise OutputError(f"{shown(geodata)}: is there already; name a new folder with --project")
    with staged(geodata) as folder:
        (folder / "sources").mkdir()
        for name in ("conflict", "policy", "phases", "actors", "sources/sources"):
            text = Template(_template(f"{Path(name).name}.toml")).substitute(values)
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        for name, columns in _TABLES.items():
            (folder / f"{name}.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
        written = [f"geodata/{p.relative_to(folder).as_posix()}" for p in folder.rglob("*.*")]
    return (*sorted(written), *_start_seeds(root / "seeds"))


def _start_seeds(seeds: Path) -> tuple[str, ...]:
    """Make the folder of the articles, unless it is there."""
    if seeds.exists():
        return ()
    with staged(seeds) as folder:
        (folder / "README.md").write_text(_template("README.md"), encoding="utf-8")
    return ("seeds/README.md",)


def _template(name: str) -> str:
    """Return a file of ``data/new``."""
    return resources.files("karamap").joinpath("data", "new", name).read_text(encoding="utf-8")


def _checked(bbox: Bounds) -> Bounds:
    """Return bounds that are some."""
    west, south, east, north = bbox
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise UsageError("--bbox is not west,south,east,north in degrees; write it as 21.8,8.6,38.7,22.3")
    return bbox


def _bounds(countries: Sequence[str]) -> Bounds:
    """Return the bounds of countries, to a tenth of a degree: those of their first-level units."""
    circles = {row[0]: [row[4:7]] for row in data_rows("countries.csv")}
    for country in countries:
        if country not in circles:
            raise UsageError(f"--countries '{country}' is no ISO code of a country; write such as SD,TD")
    units: dict[str, list[list[str]]] = {}
    for row in data_rows("admin1.csv"):
        units.setdefault(row[3], []).append(row[4:7])
    spots = [spot for country in countries for spot in units.get(country, circles[country])]
    edges = [_edges(*map(float, spot)) for spot in spots]
    west, south, east, north = zip(*edges, strict=True)
    low = math.floor(max(-180, min(west)) * 10) / 10, math.floor(max(-90, min(south)) * 10) / 10
    high = math.ceil(min(180, max(east)) * 10) / 10, math.ceil(min(90, max(north)) * 10) / 10
    return *low, *high


def _edges(lon: float, lat: float, radius_km: float) -> Bounds:
    """Return the bounds of a circle."""
    high = radius_km / _KM_OF_A_DEGREE
    wide = high / max(0.1, math.cos(math.radians(lat)))
    return lon - wide, lat - high, lon + wide, lat + high

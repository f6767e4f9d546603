"""A file of events goes in; one page that shows them all comes out, a million of them too.

No article is read: what a project has for its maps (base map, phases, sides, lines) is put around
the events of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from karamap import __version__, layers, phases, render
from karamap.actors import read_actors
from karamap.basemap import base_sources, read_basemap
from karamap.columns import Column
from karamap.config import Conflict, Policy, Project
from karamap.datasets import read_events
from karamap.features import read_features
from karamap.provenance import sha256_file, staged_file

_PART: Final = 1 << 20  # characters that are encoded at a time


def write_event_page(
    file: Path,
    out: Path,
    project: Project | None = None,
    *,
    title: str = "",
    online_tiles: bool = False,
    language: str = "en",
) -> int:
    """Write a page of the events of a file, many or few, without reading any article.

    Parameters
    ----------
    file
        A CSV or GeoJSON file (`karamap.datasets.read_events`).
    out
        The HTML file to write.
    project
        Gives the base map, areas, lines, phases and sides; without one the page has none of these,
        and shows the part of the world that the events lie in.
    title
        Heading of the page; without one the file's name.
    online_tiles, language
        As for `build`.

    Returns
    -------
    The number of events.

    Raises
    ------
    KaramapError
        When the file, the geodata or the output cannot be used.
    """
    if language != "en":
        render.assets.strings(language)  # refuse it before anything is read
    events = read_events(file)
    about = {"name": file.name, "sha256": sha256_file(file)}
    basemap = read_basemap(project.geodata) if project else {}
    material = _around(project, basemap) if project else _bare(events, title or file.stem)
    material = replace(material, input_hash=about["sha256"])
    page, table = layers.event_page(events, material, title or file.stem, about)
    del events
    html = render.render_event_page(page, table, basemap, tiles=online_tiles, language=language)
    with staged_file(out) as page_file, page_file.open("wb") as stream:
        for start in range(0, len(html), _PART):  # a copy of the whole would double the memory
            stream.write(html[start : start + _PART].encode("utf-8", "backslashreplace"))
    return len(table["id"])


def _around(project: Project, basemap: Mapping[str, Mapping[str, Any]]) -> layers.Material:
    """Return what a project puts around events that are not its own."""
    geodata = project.geodata
    return layers.Material(
        conflict=project.conflict,
        policy=project.policy,
        sources=project.sources,
        phases=phases.read_phases(geodata / "phases.toml", project.sources),
        readings=(),
        events=(),
        records=(),
        article_phases={},
        report_phases={},
        features=read_features(geodata),
        actors=read_actors(geodata / "actors.toml"),
        base_sources=base_sources(basemap),
        version=__version__,
    )


def _bare(events: Mapping[str, Column], title: str) -> layers.Material:
    """Return what surrounds events of which nothing else is known: the part of the world they lie in."""
    spans = []
    for name, room in (("longitude", (-180.0, 180.0)), ("latitude", (-85.0, 85.0))):
        known = [value for value in events[name].values if value is not None] or list(room)
        pad = max(0.1, (max(known) - min(known)) * 0.05)
        spans.append((max(room[0], min(known) - pad), min(room[1], max(known) + pad)))
    (west, east), (south, north) = spans
    days = [date.fromisoformat(day) for day in events["date_start"].values if day]
    conflict = Conflict(
        "events", title, "", 0, (), (west, south, east, north), min(days, default=date.min), ()
    )
    return layers.Material(
        conflict, Policy("", "", "", ""), {}, (), (), (), (), {}, {}, version=__version__
    )

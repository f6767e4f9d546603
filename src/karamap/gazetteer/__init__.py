"""The theatre's files and the package's world knowledge go in; one gazetteer comes out.

`Gazetteer` answers what places a name may mean, finds all names in a folded text, and knows every
place by id. Theatre places come first, then countries and other world places, then first-level
units and cities by prominence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from karamap.gazetteer.automaton import Automaton, Hit, match_key, merge, patterns_of, spaced
from karamap.gazetteer.theatre import load_theatre
from karamap.gazetteer.words import FUNCTION_WORDS, is_common, is_first_name, is_surname
from karamap.gazetteer.world import world_places
from karamap.geometry import distance_km
from karamap.names import key
from karamap.records import Candidate, Place

__all__ = ["Gazetteer", "load_theatre"]
Progress = Callable[[str], None]
_MOST_CANDIDATES = 20


class Gazetteer:
    """All places that karamap knows.

    Attributes
    ----------
    theatre
        The places of the project's own geodata.
    """

    def __init__(self, theatre: Iterable[Place], world: Iterable[Place]) -> None:
        self.theatre = tuple(theatre)
        self._places = {place.id: place for place in (*self.theatre, *world)}
        self._filed: dict[str, list[Candidate]] = {}
        patterns: dict[str, str] = {}
        for place in self._places.values():
            for name in place.names:
                name_key = key(name.text)
                filed = match_key(name_key)
                if len(filed) < 2:
                    continue
                self._filed.setdefault(filed, []).append(Candidate(place, name.form))
                if place.theatre or filed not in FUNCTION_WORDS or name.form == "abbreviation":
                    patterns.update((p, name_key) for p in patterns_of(name_key))
        self._keys = list(patterns.values())
        self._machine = Automaton.build(list(patterns))
        self._found: dict[str, tuple[Candidate, ...]] = {}

    @classmethod
    def load(
        cls, geodata: Path | None, cities: bool = True, progress: Progress | None = None
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

        Returns
        -------
        The gazetteer.

        Raises
        ------
        GeodataError
            When a file of the theatre breaks its contract.
        """
        theatre = load_theatre(geodata) if geodata is not None else ()
        return cls(theatre, world_places())

    def places_for(self, name_key: str) -> tuple[Candidate, ...]:
        """Return what a name may mean, likeliest first.

        Parameters
        ----------
        name_key
            `karamap.names.key` of the surface form.
        """
        found = self._found.get(name_key)
        if found is None:
            found = self._found[name_key] = self._look_up(match_key(name_key))
        return found

    def _look_up(self, filed: str) -> tuple[Candidate, ...]:
        best: dict[tuple[str, str], Candidate] = {}
        for candidate in self._filed.get(filed, ()):
            best.setdefault((candidate.place.id, candidate.form), candidate)
        ranked = sorted(best.values(), key=lambda c: not c.place.theatre)
        return tuple(ranked[:_MOST_CANDIDATES])

    def place(self, id_: str) -> Place:
        """Return the place with this id; ``KeyError`` when there is none."""
        return self._places[id_]

    def near(
        self, lon: float, lat: float, km: float, kinds: Iterable[str] | None = None
    ) -> tuple[Place, ...]:
        """Return the places whose point lies within so many kilometres, nearest first."""
        wanted = None if kinds is None else frozenset(kinds)
        found = []
        for place in self._places.values():
            if place.lon is None or place.lat is None:
                continue
            if wanted is not None and place.kind not in wanted:
                continue
            distance = distance_km(lon, lat, place.lon, place.lat)
            if distance <= km:
                found.append((distance, place.id, place))
        return tuple(place for _, _, place in sorted(found, key=lambda f: f[:2]))

    def scan(self, folded: str) -> list[tuple[int, int, str]]:
        """Find every name in a folded text: leftmost, longest, on word boundaries.

        Parameters
        ----------
        folded
            ``karamap.names.fold(text).text``.

        Returns
        -------
        (start, end, key) in order and without overlap; `places_for` knows each key. Case is not
        looked at: the caller has the original ("us" is found for "US").
        """
        hay = f" {spaced(folded)} "
        keys = self._keys
        strong = self._machine.find(hay)
        found = []
        for start, end, pattern, _ in merge(strong, ()):
            name = keys[pattern]
            # The full stop that ends an abbreviation written with stops belongs to it ("U.S.").
            stop = end < len(folded) and folded[end] == "." and name[-2:-1] == "."
            found.append((start, end + stop, name))
        return found

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
        """Return what the gazetteer holds: counts, memory and inputs."""
        return {
            "theatre_places": len(self.theatre),
            "world_places": len(self._places) - len(self.theatre),
            "names": len(self._keys),
        }

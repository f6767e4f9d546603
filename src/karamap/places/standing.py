"""A name and its candidate places go in; what each candidate has in any article comes out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karamap.names import key
from karamap.places.weights import WEIGHTS
from karamap.records import Candidate, Place

MOST = 12  # candidates looked at for one name; they come best known first
UNITS = frozenset({"state", "province", "territory", "admin1"})
WIDE = frozenset({"country", "continent", "historical-state", "ocean"})
REGIONS = frozenset(
    {
        "region",
        "historical-region",
        "continent",
        "sea",
        "ocean",
        "corridor",
        "line",
        "border-sector",
    }
)

_OF_NATURE = frozenset({"river", "lake", "reservoir", "mountain", "pass"})
_WATERS = frozenset("sea gulf ocean strait river lake bay canal".split())
_WET = frozenset("sea ocean river lake reservoir".split())
_OF_PEOPLE = frozenset({"adjective", "demonym"})
_SETTLED = frozenset({"city", "town", "village"})
_SOME_PEOPLE = 5_000  # where a project does not say how many live in a place of its own
_FEW_PEOPLE = 500  # the least for which GeoNames lists a town in its files of cities

Direction = tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A candidate of a name, with what speaks for it in any article.

    Attributes
    ----------
    rank
        Its number among the candidates, which come best known first.
    score, features
        Sum of the weights, and the names of what is in it.
    ours
        Whether it is a place of the theatre itself, which other names of the theatre support.
    country, realm
        The country that it lies in, and the one that it is.
    parent
        Id of the place that contains it.
    dated
        Whether there were days without it.
    direction
        Unit vector from the middle of the earth; ``None`` for what is too wide for distances.
    ties
        Country and container, which speak for it in an article that speaks of them.
    plain
        Whether nothing but its ties can count in an article that says nothing beside the name.
    """

    place: Place
    id: str
    rank: int
    score: float
    features: tuple[str, ...]
    ours: bool
    country: str | None
    realm: str | None
    parent: str | None
    dated: bool
    direction: Direction | None
    ties: frozenset[str | None]
    plain: bool


def standing_of(
    surface: str, rank: int, candidates: Sequence[Candidate], theatre_countries: frozenset[str]
) -> Standing:
    """Sum up what speaks for the candidate of this rank in any article."""
    place = candidates[rank].place
    features = dict(standing_features(surface, rank, candidates, theatre_countries))
    at_home = place.country is None or place.country in theatre_countries
    ours = place.theatre and (at_home or place.kind in REGIONS)
    dated = bool(place.valid_from or place.valid_to)
    return Standing(
        place=place,
        id=place.id,
        rank=rank,
        score=sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items()),
        features=tuple(features),
        ours=ours,
        country=place.country if place.kind != "country" else None,
        realm=place.country if place.kind == "country" else None,
        parent=place.parent,
        dated=dated,
        direction=_direction(place),
        ties=frozenset({place.country, place.parent}),
        plain=not (ours or dated),
    )


def standing_features(
    surface: str, rank: int, candidates: Sequence[Candidate], theatre_countries: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """Yield what speaks for the candidate of this rank in any article, with its strength."""
    place = candidates[rank].place
    if place.kind == "country":
        yield "country", 1.0
    elif place.kind in UNITS:
        yield "unit", 1.0
        if any(_gives_its_name(other.place, place, surface) for other in candidates[:MOST]):
            yield "called like its city", 1.0
        elif not _WATERS.isdisjoint(f"{surface} {place.name}".lower().split()) and any(one.place.kind in _WET for one in candidates[:MOST]):
            yield "called like its water", 1.0
    elif place.kind in REGIONS or place.kind in _OF_NATURE:
        yield "region", 1.0
    elif place.kind == "seat" or (place.kind == "facility" and " " in surface):
        yield "site", 1.0  # nobody lives there, but its name says what it is
    if candidates[rank].form in _OF_PEOPLE and place.kind in (*UNITS, *REGIONS):
        yield "adjective", 1.0  # villages are rarely told of by such a word
    people = place.population or (0 if place.kind not in _SETTLED else _SOME_PEOPLE if place.theatre else _FEW_PEOPLE)
    if people:
        yield "people", math.log10(1 + people)
    if place.capital:
        yield "capital", 1.0
    if rank == 0:
        yield "first", 1.0
    if _is_own_name(place, surface, [one.place for one in candidates[:MOST]]):
        yield "own name", 1.0
    at_home = place.country in theatre_countries
    if place.theatre and not (at_home or place.country is None or place.kind in REGIONS):
        yield "in the project", 1.0
    elif at_home and not (place.theatre or any(c.place.theatre for c in candidates)):
        yield "theatre country", 1.0


def _is_own_name(place: Place, surface: str, others: Sequence[Place]) -> bool:
    """Tell whether a place is called so; of a city and its unit that share the name, the city."""
    if place.kind in UNITS and any(_is_its_city(other, place, surface) for other in others):
        return False
    return _is_same(place.name, surface) or any(
        unit.kind in UNITS and _is_its_city(place, unit, surface) for unit in others
    )


def _is_same(name: str, surface: str) -> bool:
    """Tell whether two names differ in nothing but case and, in several words, marks on letters."""
    if name.lower() == surface.lower():
        return True
    return " " in surface and not name.isascii() and key(name) == key(surface)  # one word alone is soon like another


def _gives_its_name(city: Place, unit: Place, surface: str) -> bool:
    """Tell whether a unit is called like a city in it, so that the bare name means the city."""
    if city.name.lower() != surface.lower():
        return _is_its_city(city, unit, surface)
    large = city.kind in ("city", "town") and 20 * city.population > unit.population
    return large and city.country == unit.country


def _is_its_city(city: Place, unit: Place, surface: str) -> bool:
    """Tell whether a unit is called like a city whose own name is spelled otherwise.

    That is so where much of the unit lives in the city, as other cities of that name do not.
    """
    if city.kind not in ("city", "town") or city.parent != unit.id:
        return False
    return city.name.lower() != surface.lower() and 4 * city.population > unit.population


def _direction(place: Place) -> Direction | None:
    return None if place.kind in WIDE else direction_of(place)


def direction_of(place: Place) -> Direction | None:
    """Return the unit vector from the middle of the earth to a place; ``None`` where it has no point."""
    if place.lon is None or place.lat is None:
        return None
    lon, lat = math.radians(place.lon), math.radians(place.lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

"""An article's mentions go in; what they say together, for or against each candidate, comes out."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from karamap.geometry import distance_km
from karamap.places.answers import Feature, Scored
from karamap.places.beside import ASKED, Beside
from karamap.places.profiles import Hint, Profile
from karamap.places.standing import Standing
from karamap.places.weights import WEIGHTS
from karamap.records import Article, Place

_MOST_NEAR = 20  # places that distances are measured to
_TOWNS = frozenset(("city", "town"))
_FAR_KM = 150.0  # from a town nothing is a part of it any more
_EARTH_KM = 6371.0
_FADE_KM = 250.0
_LEAST_NEAR = 0.05  # a nearness that is worth to be counted
_REACH = -math.log(_LEAST_NEAR) * _FADE_KM / _EARTH_KM  # as an angle
_REACH_COSINE = math.cos(_REACH)


# Country that a candidate lies in, country that it is, whether its unit is named, whether it comes first.
Ties = tuple[str | None, str | None, bool, bool]


class Told(dict[Ties, tuple[float, tuple[Feature, ...]]]):
    """What an article says for candidates by their countries and units, worked out when asked for."""

    def __init__(self, named: Set[str], others: Mapping[str, int]) -> None:
        super().__init__()
        self._named, self._others = named, others

    def __missing__(self, ties: Ties) -> tuple[float, tuple[Feature, ...]]:
        country, realm, unit, first = ties
        added: list[Feature] = []
        if country in self._named:
            added.append(("country named", 1.0))
        others = self._others.get(country, 0) - first if country else 0
        if others > 0:
            added.append(("country of others", min(1.0, others / 3)))
        if realm in self._others:
            added.append(("has places named", 1.0))
        if unit:
            added.append(("unit named", 1.0))
        told = self[ties] = _plus(0.0, added), tuple(added)
        return told


@dataclass(slots=True)
class Context:
    """What the article says as a whole.

    Attributes
    ----------
    named
        Countries that it names or whose adjective it uses.
    units
        Ids of the first-level units and regions among the best candidates of its names.
    others
        How many of its other names have their best candidate in a country, each distinct name once.
    said
        All these countries and ids together.
    told
        What they say for candidates.
    near, heights
        Places that are sure, for distances, from south to north: direction (the last part, which
        is the sine of the latitude, first) and id; and these sines alone.
    theatre
        Ids of what speaks of the theatre: its countries and its places.
    """

    day: date | None = None
    named: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    others: dict[str, int] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    told: Told = field(init=False)
    near: list[tuple[float, float, float, str]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    theatre: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.told = Told(self.named, self.others)

    def add(self, hint: Hint) -> None:
        """Add what a name says of the article."""
        if hint.unit:
            self.units.add(hint.unit)
        if hint.named:
            self.named.add(hint.named)
        elif hint.country:
            self.others[hint.country] = self.others.get(hint.country, 0) + 1
        if hint.sure and len(self.near) < _MOST_NEAR:
            self.near.append(hint.sure)

    def bears_out(self, profile: Profile) -> bool:
        """Tell whether the settled answer of a name holds in this article."""
        unless = profile.unless
        if unless and not (unless.isdisjoint(self.named) and unless.isdisjoint(self.others)):
            return False
        return not profile.needs_theatre or self.theatre_beside(profile.first.id)

    def theatre_beside(self, id_: str) -> bool:
        """Tell whether something else than the place of this id speaks of the theatre."""
        return len(self.theatre) > (id_ in self.theatre)


def context_of(article: Article, profiles: Iterable[Profile | None]) -> Context:
    """Gather what the names of the article say together before any is decided."""
    context = Context()
    if article.published:
        context.day = article.published.end or article.published.start
    names: set[int] = set()
    nominals: set[int] = set()
    for profile in dict.fromkeys(profiles):
        if profile is None:
            continue
        once, hint = id(profile.candidates), profile.hint
        same, different = (nominals, names) if profile.nominal else (names, nominals)
        if once in same:
            continue
        same.add(once)
        if hint.theatre and same is names:
            context.theatre.add(hint.theatre)
        if once not in different:
            context.add(hint)
    context.said = {*context.named, *context.units, *context.others}
    context.near.sort()
    context.heights = [near[0] for near in context.near]
    return context


def in_article(profile: Profile, context: Context) -> list[Scored]:
    """Return the candidates of a name with what the article as a whole says; no distances."""
    said, units, told = context.said, context.units, context.told
    scored: list[Scored] = []
    for standing in profile.standing:
        if not standing.plain:
            scored.append(_with_article(standing, profile, context))
        elif said.isdisjoint(standing.ties):
            scored.append((standing.score, standing, ()))
        else:
            unit, first = standing.parent in units, standing.rank == 0
            weight, added = told[standing.country, standing.realm, unit, first]
            scored.append((standing.score + weight, standing, added))
    return scored


def _with_article(standing: Standing, profile: Profile, context: Context) -> Scored:
    """Return a candidate of the theatre, or of some years only, with what the article says."""
    unit, first = standing.parent in context.units, standing.rank == 0
    _, added = context.told[standing.country, standing.realm, unit, first]
    if standing.ours:
        supported = profile.alone or context.theatre_beside(profile.first.id)
        added = (("theatre" if supported else "theatre alone", 1.0), *added)
    if standing.dated and context.day and not _exists(standing.place, context.day):
        added = (*added, ("not at the time", 1.0))
    return _plus(standing.score, added), standing, added


def beside_it(scored: Scored, beside: Beside) -> Scored:
    """Return a candidate with what stands beside the name for or against it, too."""
    total, standing, added = scored
    container, asked, speaks = beside
    place = standing.place
    found: list[Feature] = []
    if container is not None and container.id != standing.id:
        found.append((_relation(place, container), 1.0))
    if asked:
        found.append(("kind asked" if place.kind in ASKED[asked] else "other kind asked", 1.0))
    if speaks and place.capital:
        found.append(("speaks", 1.0))
    return (_plus(total, found), standing, [*added, *found]) if found else scored


def _plus(total: float, features: Sequence[Feature]) -> float:
    for name, strength in features:
        total += WEIGHTS.get(name, 0.0) * strength
    return total


def nearness(standing: Standing, own: str, context: Context) -> float:
    """Return how near the nearest sure place of another name is: 1 is there, 0 too far to count."""
    if standing.direction is None:
        return 0.0
    x, y, z = standing.direction
    first = bisect_left(context.heights, z - _REACH)
    last = bisect_left(context.heights, z + _REACH, first)
    same, best = (standing.id, own), _REACH_COSINE
    for c, a, b, id_ in context.near[first:last]:
        cosine = a * x + b * y + c * z
        if cosine > best and id_ not in same:
            best = cosine
    if best <= _REACH_COSINE:
        return 0.0
    return math.exp(-_EARTH_KM * math.acos(min(1.0, best)) / _FADE_KM)


def _relation(place: Place, beside: Place) -> str:
    """Return whether the place that stands beside a name contains a candidate."""
    if beside.kind == "country":
        if place.kind == "country":
            return "another country"
        return "contained" if place.country == beside.country else "outside"
    if place.parent == beside.id or _within(place, beside):
        return "contained"
    return "far from its town" if _is_far(place, beside) else "outside"


def _is_far(place: Place, town: Place) -> bool:
    """Tell whether a candidate for "Foo district of Bar" lies much too far from the town Bar."""
    if town.kind not in _TOWNS or None in (place.lon, place.lat, town.lon, town.lat):
        return False
    apart = distance_km(place.lon, place.lat, town.lon, town.lat)  # type: ignore[arg-type]
    return apart > _FAR_KM + place.radius_km


def _within(place: Place, container: Place) -> bool:
    if place.lon is None or place.lat is None or container.lon is None or container.lat is None:
        return False
    if place.radius_km > container.radius_km:
        return False
    return distance_km(place.lon, place.lat, container.lon, container.lat) <= container.radius_km


def _exists(place: Place, day: date) -> bool:
    return (place.valid_from is None or place.valid_from <= day) and (
        place.valid_to is None or day <= place.valid_to
    )

"""An article's mentions go in; what they say together, for or against each candidate, comes out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from karamap.geometry import distance_km
from karamap.places.answers import Feature
from karamap.places.beside import ASKED, Beside
from karamap.places.profiles import Hint, profile_of
from karamap.places.standing import Standing
from karamap.records import Article, Mention, Place

_MOST_NEAR = 20  # places that distances are measured to
_EARTH_KM = 6371.0
_REACH_KM, _FADE_KM = 1500.0, 250.0
_REACH_COSINE = math.cos(_REACH_KM / _EARTH_KM)


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
    near
        Places that are sure, for distances: id and direction.
    theatre
        Ids of what speaks of the theatre: its countries and its places.
    """

    theatre_countries: frozenset[str] = frozenset()
    day: date | None = None
    named: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    others: dict[str, int] = field(default_factory=dict)
    near: list[tuple[str, float, float, float]] = field(default_factory=list)
    theatre: set[str] = field(default_factory=set)

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

    def speaks_of(self, countries: frozenset[str]) -> bool:
        """Tell whether the article names one of these countries or a place in one."""
        return not (countries.isdisjoint(self.named) and countries.isdisjoint(self.others))

    def theatre_beside(self, place: Place) -> bool:
        """Tell whether something else than this place speaks of the theatre."""
        return len(self.theatre) > (place.id in self.theatre)


def context_of(
    article: Article, mentions: Sequence[Mention], theatre_countries: frozenset[str]
) -> Context:
    """Gather what the names of the article say together before any is decided."""
    context = Context(theatre_countries)
    if article.published:
        context.day = article.published.end or article.published.start
    names: set[int] = set()
    nominals: set[int] = set()
    for mention in mentions:
        candidates = mention.candidates
        once = id(candidates)
        same, different = (nominals, names) if mention.form == "nominal" else (names, nominals)
        if not candidates or once in same:
            continue
        same.add(once)
        hint = profile_of(mention, theatre_countries).hint
        if hint.theatre and same is names:
            context.theatre.add(hint.theatre)
        if once not in different:
            context.add(hint)
    return context


def article_features(standing: Standing, context: Context, supported: bool) -> list[Feature]:
    """Return what the article as a whole adds for or against a candidate; no distances."""
    place, country = standing.place, standing.country
    found: list[Feature] = []
    if standing.ours:
        found.append(("theatre", 1.0) if supported else ("theatre alone", 1.0))
    if country:
        if country in context.named:
            found.append(("country named", 1.0))
        others = context.others.get(country, 0) - (standing.rank == 0)
        if others > 0:
            found.append(("country of others", min(1.0, others / 3)))
    elif place.kind == "country" and place.country in context.others:
        found.append(("has places named", 1.0))
    if place.parent in context.units:
        found.append(("unit named", 1.0))
    if context.day and (place.valid_from or place.valid_to) and not _exists(place, context.day):
        found.append(("not at the time", 1.0))
    return found


def beside_features(place: Place, beside: Beside) -> list[Feature]:
    """Return what stands beside a name for or against a candidate."""
    found: list[Feature] = []
    if beside.place is not None and beside.place.id != place.id:
        found.append((_relation(place, beside.place), 1.0))
    if beside.asked:
        found.append(
            ("kind asked" if place.kind in ASKED[beside.asked] else "other kind asked", 1.0)
        )
    if beside.speaks and place.capital:
        found.append(("speaks", 1.0))
    return found


def nearness(standing: Standing, own: str, context: Context) -> float:
    """Return how near the nearest sure place of another name is, from 0 (far) to 1 (there)."""
    if standing.direction is None:
        return 0.0
    x, y, z = standing.direction
    best, id_ = _REACH_COSINE, standing.place.id
    for other, a, b, c in context.near:
        cosine = a * x + b * y + c * z
        if cosine > best and other not in (id_, own):
            best = cosine
    if best == _REACH_COSINE:
        return 0.0
    return math.exp(-_EARTH_KM * math.acos(min(1.0, best)) / _FADE_KM)


def _relation(place: Place, beside: Place) -> str:
    """Return whether the place that stands beside a name contains a candidate."""
    if beside.kind == "country":
        return (
            "contained"
            if place.country == beside.country and place.kind != "country"
            else "outside"
        )
    return "contained" if place.parent == beside.id or _within(place, beside) else "outside"


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

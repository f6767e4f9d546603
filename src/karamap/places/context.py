"""An article's mentions go in; what they say together, for or against each candidate, comes out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from karamap.geometry import distance_km
from karamap.places.answers import Feature, Scored
from karamap.places.beside import ASKED, Beside
from karamap.places.profiles import Hint, Profile, profile_of
from karamap.places.standing import Standing
from karamap.places.weights import WEIGHTS
from karamap.records import Article, Mention, Place

_MOST_NEAR = 20  # places that distances are measured to
_EARTH_KM = 6371.0
_FADE_KM = 250.0
_LEAST_NEAR = 0.05  # a nearness that is worth to be counted
_REACH_COSINE = math.cos(-math.log(_LEAST_NEAR) * _FADE_KM / _EARTH_KM)


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

    def bears_out(self, profile: Profile) -> bool:
        """Tell whether the settled answer of a name holds in this article."""
        if profile.needs_theatre and not self.theatre_beside(profile.first.id):
            return False
        unless = profile.unless
        return not unless or (unless.isdisjoint(self.named) and unless.isdisjoint(self.others))

    def theatre_beside(self, id_: str) -> bool:
        """Tell whether something else than the place of this id speaks of the theatre."""
        return len(self.theatre) > (id_ in self.theatre)


def context_of(
    article: Article, mentions: Sequence[Mention], theatre_countries: frozenset[str]
) -> Context:
    """Gather what the names of the article say together before any is decided."""
    context = Context()
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


def in_article(profile: Profile, context: Context) -> list[Scored]:
    """Return the candidates of a name with what the article as a whole says; no distances."""
    named, units, others_of, day = context.named, context.units, context.others, context.day
    supported = profile.alone or context.theatre_beside(profile.first.id)
    scored: list[Scored] = []
    for standing in profile.standing:
        place, _, rank, total, _, ours, country, parent, dated, _ = standing
        added: list[Feature] = []
        if ours:
            added.append(("theatre", 1.0) if supported else ("theatre alone", 1.0))
        if country:
            if country in named:
                added.append(("country named", 1.0))
            others = others_of.get(country, 0) - (rank == 0)
            if others > 0:
                added.append(("country of others", min(1.0, others / 3)))
        elif place.kind == "country" and place.country in others_of:
            added.append(("has places named", 1.0))
        if parent in units:
            added.append(("unit named", 1.0))
        if dated and day and not _exists(place, day):
            added.append(("not at the time", 1.0))
        scored.append((_plus(total, added) if added else total, standing, added))
    return scored


def beside_it(scored: Scored, beside: Beside) -> Scored:
    """Return a candidate with what stands beside the name for or against it, too."""
    total, standing, added = scored
    place = standing.place
    found: list[Feature] = []
    if beside.place is not None and beside.place.id != place.id:
        found.append((_relation(place, beside.place), 1.0))
    if beside.asked:
        answers = place.kind in ASKED[beside.asked]
        found.append(("kind asked" if answers else "other kind asked", 1.0))
    if beside.speaks and place.capital:
        found.append(("speaks", 1.0))
    return _plus(total, found), standing, [*added, *found]


def _plus(total: float, features: Sequence[Feature]) -> float:
    for name, strength in features:
        total += WEIGHTS.get(name, 0.0) * strength
    return total


def nearness(standing: Standing, own: str, context: Context) -> float:
    """Return how near the nearest sure place of another name is: 1 is there, 0 too far to count."""
    if standing.direction is None:
        return 0.0
    x, y, z = standing.direction
    id_, best = standing.id, _REACH_COSINE
    for other, a, b, c in context.near:
        cosine = a * x + b * y + c * z
        if cosine > best and other not in (id_, own):
            best = cosine
    if best <= _REACH_COSINE:
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

"""Scored candidates of a name go in; the answer with its confidence, reason and runners-up comes out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter

from karamap.names import key
from karamap.places.beside import ASKED
from karamap.places.standing import Standing
from karamap.places.weights import NONE, TEMPERATURE, WEIGHTS
from karamap.records import Place, Resolution

CUT = 0.5  # a confidence below is an abstention
_MOST_OTHERS = 5
_EARTH_KM = 6371.0
_HARDLY = -4.0  # log-odds from which it may as well be the same place
_BESIDE = math.cos(60.0 / _EARTH_KM)  # of the angle between two places that lie 60 km apart
_HOPELESS = -20.0  # log-odds from which a place takes nothing from the share of the best
_WHY = {
    "theatre": "a place of the theatre",
    "country": "a country",
    "capital": "a capital",
    "first": "the best-known place of this name",
    "own name": "its own name, not another form",
    "people": "most inhabitants",
    "country named": "its country is named in the article",
    "country of others": "other names of the article lie in its country",
    "unit named": "its province is named in the article",
    "contained": "the name beside it contains it",
    "speaks": "a capital that speaks for its government",
    "kind asked": "the words ask for this kind of place",
    "near": "near other places of the article",
}

PlaceOf = Callable[[str], Place | None]


Feature = tuple[str, float]  # its name and its strength
# A candidate with the sum of all that speaks for it, and what the article added; a bare tuple,
# because every candidate of every name needs one.
Scored = tuple[float, Standing, Sequence[Feature]]

_total = itemgetter(0)


_UNIT_WORDS = frozenset(("region", "province", "oblast", "district", "rayon", "raion", "county", "state", "governorate"))
_TOWNS = frozenset(("city", "town", "village"))


def ranked(scored: Iterable[Scored]) -> list[Scored]:
    """Return candidates best first; equals stay in the order of their ids, in which they come."""
    return sorted(scored, key=_total, reverse=True)


def answer(
    scored: Sequence[Scored], count: int, asked: str | None = None, place_of: PlaceOf | None = None
) -> Resolution:
    """Return the best of the scored candidates, which come best first, or an abstention.

    Parameters
    ----------
    count
        How many places have the name.
    asked
        The word beside it that asks for a kind of place.
    place_of
        Finds a place by its id, for the district that is called like its town.
    """
    _, winner, added = scored[0]
    place = winner.place
    share, others = _share(scored), _others(scored)
    if place.lon is None or place.lat is None:
        reason = f"“{place.name}” has no point that would be honest: {_gone(place)}"
        return Resolution(None, share, reason, (place.id, *others))
    if share < CUT:
        names = f"{count} places have" if count > 1 else "a little-known place has"
        return Resolution(
            None, share, f"{names} this name and nothing decides", (place.id, *others)
        )
    wider = _called_alike(place, asked, place_of) or _of_kind(scored, asked) if asked else None
    if wider is not None:
        reason = f"the “{asked}” that is called like the {place.kind}"
        return Resolution(wider, share, reason, (place.id, *others))
    reason = _reason((*winner.features, *[name for name, _ in added]))
    return Resolution(place, share, reason, others)


def _share(scored: Sequence[Scored]) -> float:
    """Return the share of the best in the soft-max with the other places and "none of these".

    A town and the unit round it that is called like it are one answer to where something is.
    """
    best, winner, _ = scored[0]
    own, odds, same = winner.id, math.exp((NONE - best) / TEMPERATURE), 1.0
    for total, one, _ in scored[1:]:
        lead = (total - best) / TEMPERATURE
        if lead < _HOPELESS:
            break
        if one.id == own:
            continue
        if lead > _HARDLY and _is_same_ground(winner, one):
            same += math.exp(lead)
        else:
            odds += math.exp(lead)
    return round(same / (same + odds), 3)


def _is_same_ground(one: Standing, other: Standing) -> bool:
    """Tell whether two candidates lie beside each other in one country, or one in a region that the other is."""
    if one.direction is None or other.direction is None:
        return False
    x, y, z = one.direction
    a, b, c = other.direction
    cosine = a * x + b * y + c * z
    if one.country == other.country and cosine > _BESIDE:
        return True
    reach = max((s.place.radius_km for s in (one, other) if s.place.kind == "region"), default=0.0)
    return reach > 0.0 and cosine > math.cos(reach / _EARTH_KM)


def _others(scored: Sequence[Scored]) -> tuple[str, ...]:
    """Return the ids of the runners-up, best first."""
    if len(scored) == 1:
        return ()
    _, *others = dict.fromkeys([one.id for _, one, _ in scored[: _MOST_OTHERS + 1]])
    return tuple(others)


@cache
def _reason(features: tuple[str, ...]) -> str:
    """Return the two strongest of these in words."""
    strong = [name for name in features if name in _WHY and WEIGHTS.get(name, 0.0) > 0]
    strong.sort(key=_strength, reverse=True)
    return "; ".join(_WHY[name] for name in strong[:2]) or "the only place of this name"


def _strength(name: str) -> float:
    """Return the weight of a feature as it usually counts; inhabitants come as a logarithm."""
    return WEIGHTS[name] * (5.0 if name == "people" else 1.0)


def _called_alike(place: Place, asked: str, place_of: PlaceOf | None) -> Place | None:
    """Return the district that contains a town of its own name, when the words ask for a district."""
    if place_of is None or not place.parent or place.kind in ASKED[asked]:
        return None
    parent = place_of(place.parent)
    if parent is None or parent.kind not in ASKED[asked]:
        return None
    own = {key(name.text) for name in place.names} | {key(place.name)}
    heads = {key(name.text).rsplit(" ", 1)[0] for name in parent.names}
    return parent if own & (heads | {key(parent.name).rsplit(" ", 1)[0]}) else None


def _of_kind(scored: Sequence[Scored], asked: str) -> Place | None:
    """Return the unit round a town that has its name too, when the words ask for a unit ("the Fooville region")."""
    place = scored[0][1].place
    if asked not in _UNIT_WORDS or place.kind not in _TOWNS:
        return None
    named = (winner.place for _, winner, _ in scored[1:])
    return next((p for p in named if p.country == place.country and p.kind in ASKED[asked] and p.lon is not None), None)


def _gone(place: Place) -> str:
    if place.kind.startswith("historical"):
        until = f" (until {place.valid_to.year})" if place.valid_to else ""
        return f"it no longer exists{until}"
    return "no extent is known"

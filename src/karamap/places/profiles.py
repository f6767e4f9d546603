"""A mention goes in; what its name may mean in any article comes out, from memory when it can.

What a candidate has in any article is summed up once for a name. Where no article can change the
answer, that is found once, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from karamap.places.answers import Scored, answer
from karamap.places.standing import MOST, REGIONS, UNITS, WIDE, Standing, direction_of, standing_of
from karamap.places.weights import NEAR, NONE, WEIGHTS
from karamap.records import Candidate, Mention, NameForm, Resolution

_REMEMBERED = 20_000  # names whose candidates are kept summed up
_LITTLE_KM = 300.0  # radius of a country so small that what lies next to it is near
_LARGE = 300_000  # inhabitants of a city that its name surely means
_SETTLED = 2.5  # a lead that nothing but a named country, a word of kind or a container changes


class Hint(NamedTuple):
    """What a name's best-known place says of an article that names it.

    Attributes
    ----------
    theatre
        Its id, where it speaks of the theatre.
    unit
        Its id, where it is a first-level unit or a region.
    named
        The country that it is.
    country
        The country that it lies in.
    sure
        Direction (see `Context.near`) and id of a place that is near others.
    """

    theatre: str | None
    unit: str | None
    named: str | None
    country: str | None
    sure: tuple[float, float, float, str] | None


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a name may mean in any article; each is like itself alone.

    Attributes
    ----------
    nominal, small
        Whether it is an expression ("the line"), and whether it is written without a capital.
    standing
        Its candidates in the order of their ids.
    first
        The best-known of them.
    alone
        Whether it can mean one place only.
    capital
        Whether a candidate is a capital, which may speak for its government.
    settled
        The answer, where no article can change it; see `_settled`.
    unless
        Countries that an article must not speak of for ``settled`` to hold.
    needs_theatre
        Whether ``settled`` holds only where other names speak of the theatre.
    """

    candidates: tuple[Candidate, ...]
    nominal: bool
    small: bool
    standing: tuple[Standing, ...]
    first: Standing
    hint: Hint
    alone: bool
    capital: bool
    settled: Resolution | None = None
    unless: frozenset[str] = frozenset()
    needs_theatre: bool = False


_Profiles = dict[tuple[int, str, NameForm], Profile]
_profiles: dict[frozenset[str], _Profiles] = {}


def profiles_of(
    mentions: Sequence[Mention], theatre_countries: frozenset[str]
) -> list[Profile | None]:
    """Return what each mention's name may mean, from memory when the name was met before.

    It is the same object for the same name; ``None`` for one that no place is known to have.
    """
    known = _profiles.get(theatre_countries)
    if known is None or len(known) > _REMEMBERED:
        known = _profiles[theatre_countries] = {}
    profiles: list[Profile | None] = []
    for mention in mentions:
        candidates = mention.candidates
        if not candidates:
            profiles.append(None)
            continue
        asked = id(candidates), mention.text, mention.form
        profile = known.get(asked)
        if profile is None:
            # It holds the candidates, so that their number is not given to others while it is known.
            profile = known[asked] = _settled(_profile(mention, theatre_countries))
        profiles.append(profile)
    return profiles


def _profile(mention: Mention, theatre_countries: frozenset[str]) -> Profile:
    candidates = mention.candidates
    ranked = [
        standing_of(mention.text, rank, candidates, theatre_countries)
        for rank in range(min(MOST, len(candidates)))
    ]
    return Profile(
        candidates=candidates,
        nominal=mention.form == "nominal",
        small=mention.text == mention.text.lower(),
        standing=tuple(sorted(ranked, key=lambda one: one.id)),
        first=ranked[0],
        hint=_hint(ranked[0], len(candidates) == 1, theatre_countries),
        alone=len({candidate.place.id for candidate in candidates}) == 1,
        capital=any(one.place.capital for one in ranked),
    )


def _hint(first: Standing, alone: bool, theatre_countries: frozenset[str]) -> Hint:
    place, wide = first.place, first.place.kind in WIDE
    is_country = place.kind == "country"
    direction = direction_of(place) if is_country and place.radius_km <= _LITTLE_KM else first.direction
    x, y, z = direction or (0.0, 0.0, 0.0)
    at_home = place.country in theatre_countries or (place.theatre and place.country is None)
    sure = place.theatre or place.kind in UNITS or alone or place.population > _LARGE
    sure = sure and place.kind != "seat"  # it speaks from afar
    return Hint(
        theatre=place.id if at_home and (place.theatre or is_country) else None,
        unit=place.id if place.kind in UNITS or place.kind in REGIONS else None,
        named=place.country if is_country else None,
        country=place.country if not wide else None,
        sure=(z, x, y, place.id) if sure and direction else None,
    )


def _settled(profile: Profile) -> Profile:
    """Add the answer that holds in any article, if there is one.

    It does when the best candidate leads the others, and "none of these", by more than distances
    can make up, in an article that names none of the others' countries.
    """
    ranked = sorted(profile.standing, key=lambda one: -_alone_score(one))
    winner = ranked[0]
    place, best = winner.place, _alone_score(winner)
    rivals = [one for one in ranked[1:] if one.id != place.id]
    # The most that an article can add to a rival whose country it names.
    named = NEAR + sum(
        WEIGHTS.get(name, 0.0) for name in ("country named", "country of others", "unit named")
    )
    fixed = profile.alone and not winner.ours and place.country is None and place.parent is None
    if place.lon is None or place.lat is None:
        if not profile.alone:
            return profile
    elif place.valid_from or place.valid_to:
        return profile
    elif not fixed:
        ahead = best - max([NONE, *(_alone_score(one) + NEAR for one in rivals)])
        if ahead < _SETTLED or any(
            one.place.kind in WIDE or one.ours or one.place.capital for one in rivals
        ):
            return profile
    close = [one for one in rivals if best - _alone_score(one) - named < _SETTLED]
    unless = frozenset(one.place.country for one in close if one.place.country)
    if place.country in unless or any(one.place.country is None for one in close):
        return profile
    scored: list[Scored] = [
        (_alone_score(one), one, (("theatre", 1.0),) if one.ours else ()) for one in ranked
    ]
    return replace(
        profile,
        settled=answer(scored, len(profile.candidates)),
        unless=unless,
        needs_theatre=winner.ours and not profile.alone,
    )


def _alone_score(standing: Standing) -> float:
    """Return what speaks for a candidate in an article that says nothing else of it."""
    return standing.score + (WEIGHTS.get("theatre", 0.0) if standing.ours else 0.0)

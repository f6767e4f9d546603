"""Mentions of an article go in; for each the place that it names, or an abstention, comes out.

The whole article is in view: which countries and units it names, what else its names may be, what
stands beside a name, what lies near. Each candidate place gets the sum of the weights of what
speaks for it (``lexicons/resolution.toml``, made by ``scripts/train_resolution.py``). The confidence is
the soft-max of the sums against one more answer, "none of these"; below `CUT` the answer is an
abstention. Every answer has its reason and its runners-up.

What a candidate has in any article (its kind, its size) is summed once for a name and kept; what the
article adds is summed for each article, and distances are measured only where they can decide.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

from karamap.geometry import distance_km
from karamap.names import key
from karamap.records import Article, Candidate, Mention, Place, Resolution

CUT = 0.35
_MOST = 12  # candidates looked at for one name; they come best known first
_MOST_NEAR = 20  # places that distances are measured to
_REMEMBERED = 20_000  # names whose candidates are kept summed up
_EARTH_KM = 6371.0
_REACH_KM, _FADE_KM = 1500.0, 250.0
_SETTLED = 2.5  # a lead that nothing but a named country, a word of kind or a container changes
_DECIDED = 4.0  # a lead after which no distance changes the confidence by more than a hair

_UNITS = frozenset({"state", "province", "territory", "admin1"})
_WIDE = frozenset({"country", "continent", "historical-state", "ocean"})
_REGIONS = frozenset({"region", "historical-region", "continent", "sea", "ocean", "corridor", "line", "border-sector"})
_ASKED = {
    "district": ("district",), "rayon": ("district",), "raion": ("district",), "county": ("district",),
    "province": ("region", "district", "province", "state"),
    "region": ("region", "historical-region", "district", "province", "state"),
    "oblast": ("region", "historical-region", "district", "province"), "state": ("region", "country", "state"),
    "river": ("river",), "lake": ("lake",), "reservoir": ("reservoir", "lake"),
    "city": ("city", "town"), "town": ("town", "city"), "village": ("village", "town"),
    "settlement": ("village", "town"), "corridor": ("corridor",), "pass": ("pass",),
    "heights": ("mountain",), "mountain": ("mountain",), "mountains": ("mountain",),
    "airport": ("facility",), "island": ("region", "island"), "sea": ("sea",),
}  # fmt: skip
# Words for several of a kind ask for it of every name in a row ("Foo and Bar districts").
_PLURAL = {
    "districts": "district", "rayons": "rayon", "raions": "raion", "counties": "county", "provinces": "province",
    "regions": "region", "oblasts": "oblast", "states": "state", "rivers": "river", "lakes": "lake",
    "cities": "city", "towns": "town", "villages": "village", "settlements": "settlement",
}  # fmt: skip
_ROW_GAP = 7  # characters from one name of a row to the next, with some to spare
_ROW = frozenset({", ", " and ", ", and ", " or ", " & "})
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


@cache
def _lexicon() -> dict[str, dict[str, float]]:
    text = (resources.files("karamap") / "lexicons" / "resolution.toml").read_text(encoding="utf-8")
    return {part: {str(k): float(v) for k, v in table.items()} for part, table in tomllib.loads(text).items()}


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature; one that is not listed weighs nothing."""
    return _lexicon()["weights"]


@cache
def _confidence() -> tuple[float, float]:
    """Return the temperature of the soft-max and the score of "none of these"."""
    table = _lexicon()["confidence"]
    return table["temperature"], table["none"]


# --- what holds in any article -----------------------------------------------------------------------


class Standing(NamedTuple):
    """A candidate of a name, with what speaks for it in any article.

    Attributes
    ----------
    score, features
        Sum of the weights, and the names of what is in it.
    ours
        Whether it is a place of the theatre itself, which other names of the theatre support.
    country
        Its country, for anything smaller than one.
    direction
        Unit vector from the middle of the earth; ``None`` for what is too wide for distances.
    """

    candidate: Candidate
    place: Place
    rank: int
    score: float
    features: tuple[str, ...]
    ours: bool
    country: str | None
    direction: tuple[float, float, float] | None


class Profile(NamedTuple):
    """What a name may mean in any article.

    Attributes
    ----------
    alone
        Whether it can mean one place only.
    settled
        The answer, where no article can change it; see `_settled`.
    unless
        Countries that an article must not speak of for ``settled`` to hold.
    needs_theatre
        Whether ``settled`` holds only where other names speak of the theatre.
    capital
        Whether a candidate is a capital, which may speak for its government.
    """

    candidates: tuple[Candidate, ...]
    standing: tuple[Standing, ...]
    alone: bool
    settled: Resolution | None = None
    unless: frozenset[str] = frozenset()
    needs_theatre: bool = False
    capital: bool = False


_Profiles = dict[tuple[int, str], Profile]
_profiles: dict[frozenset[str], _Profiles] = {}


def profile_of(mention: Mention, theatre_countries: frozenset[str]) -> Profile:
    """Return what a mention's name may mean, from memory when the name was met before."""
    return _remembered(mention, _profiles_for(theatre_countries), theatre_countries)


def _profiles_for(theatre_countries: frozenset[str]) -> _Profiles:
    profiles = _profiles.setdefault(theatre_countries, {})
    if len(profiles) > _REMEMBERED:
        profiles.clear()
    return profiles


def _remembered(mention: Mention, profiles: _Profiles, theatre_countries: frozenset[str]) -> Profile:
    asked = (id(mention.candidates), mention.text)
    known = profiles.get(asked)
    if known is None:
        # It holds the candidates, so that their number is not given to others while it is known.
        known = profiles[asked] = _settled(_profile(mention, theatre_countries))
    return known


def _profile(mention: Mention, theatre_countries: frozenset[str]) -> Profile:
    table = weights()
    standing = []
    for rank, candidate in enumerate(mention.candidates[:_MOST]):
        place = candidate.place
        features = dict(standing_features(mention.text, rank, mention.candidates, theatre_countries))
        score = sum(table.get(name, 0.0) * value for name, value in features.items())
        at_home = place.country in theatre_countries
        ours = place.theatre and (at_home or place.country is None or place.kind in _REGIONS)
        country = place.country if place.kind != "country" else None
        standing.append(Standing(candidate, place, rank, score, tuple(features), ours, country, _direction(place)))
    alone = len({candidate.place.id for candidate in mention.candidates}) == 1
    capital = any(one.place.capital for one in standing)
    return Profile(mention.candidates, tuple(standing), alone, capital=capital)


def _settled(profile: Profile) -> Profile:
    """Add the answer that holds in any article, if there is one.

    It does when the best candidate leads the others, and "none of these", by more than distances
    can make up, in an article that names none of the others' countries.
    """
    table, (_, none) = weights(), _confidence()
    ranked = sorted(profile.standing, key=lambda one: (-_alone_score(one, table), one.place.id))
    winner = ranked[0]
    place, best = winner.place, _alone_score(winner, table)
    rivals = [one for one in ranked[1:] if one.place.id != place.id]
    near = table.get("near", 0.0)
    # The most that an article can add to a rival whose country it names.
    named = near + sum(table.get(name, 0.0) for name in ("country named", "country of others", "unit named"))
    fixed = profile.alone and not winner.ours and place.country is None and place.parent is None
    if place.lon is None or place.lat is None:
        if not profile.alone:
            return profile
    elif place.valid_from or place.valid_to:
        return profile
    elif not fixed:
        ahead = best - max([none, *(_alone_score(one, table) + near for one in rivals)])
        if ahead < _SETTLED or any(one.place.kind in _WIDE or one.ours or one.place.capital for one in rivals):
            return profile
    close = [one for one in rivals if best - _alone_score(one, table) - named < _SETTLED]
    unless = frozenset(one.place.country for one in close if one.place.country)
    if place.country in unless or any(one.place.country is None for one in close):
        return profile
    scored = [Scored(_alone_score(one, table), one, ("theatre",) if one.ours else ()) for one in ranked]
    answer = _answer(scored, len(profile.candidates), None, None)
    return profile._replace(settled=answer, unless=unless, needs_theatre=winner.ours and not profile.alone)


def _alone_score(standing: Standing, table: Mapping[str, float]) -> float:
    """Return what speaks for a candidate in an article that says nothing else of it."""
    return standing.score + (table.get("theatre", 0.0) if standing.ours else 0.0)


def standing_features(
    surface: str,
    rank: int,
    candidates: Sequence[Candidate],
    theatre_countries: frozenset[str],
) -> Iterator[tuple[str, float]]:
    """Yield what speaks for the candidate of this rank in any article, with its strength."""
    place = candidates[rank].place
    if place.kind == "country":
        yield "country", 1.0
    elif place.kind in _UNITS:
        yield "unit", 1.0
        if any(_gives_its_name(other.place, place, surface) for other in candidates[:_MOST]):
            yield "called like its city", 1.0
    elif place.kind in _REGIONS:
        yield "region", 1.0
    if place.population:
        yield "people", math.log10(1 + place.population)
    if place.capital:
        yield "capital", 1.0
    if rank == 0:
        yield "first", 1.0
    if place.name.lower() == surface.lower():
        yield "own name", 1.0
    at_home = place.country in theatre_countries
    if place.theatre and not (at_home or place.country is None or place.kind in _REGIONS):
        yield "in the project", 1.0
    elif at_home and not place.theatre:
        yield "theatre country", 1.0


def _gives_its_name(city: Place, unit: Place, surface: str) -> bool:
    """Tell whether a unit is called like a city in it, so that the bare name means the city."""
    large = city.kind in ("city", "town") and 20 * city.population > unit.population
    return large and city.country == unit.country and city.name.lower() == surface.lower()


def _direction(place: Place) -> tuple[float, float, float] | None:
    if place.lon is None or place.lat is None or place.kind in _WIDE:
        return None
    lon, lat = math.radians(place.lon), math.radians(place.lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


# --- what the article adds ---------------------------------------------------------------------------


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
        Countries of the best candidates of its other names, each distinct name once.
    near
        Places that are sure, for distances: id and direction.
    theatre
        Distinct names that speak of the theatre: its countries and its places.
    """

    named: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)
    near: list[tuple[str, tuple[float, float, float]]] = field(default_factory=list)
    theatre: set[str] = field(default_factory=set)
    day: date | None = None
    theatre_countries: frozenset[str] = frozenset()


class Beside(NamedTuple):
    """What stands beside a name: a place that may contain it, the kind asked for, a voice."""

    place: Place | None
    asked: str | None
    speaks: bool


def resolve_places(
    article: Article,
    mentions: Sequence[Mention],
    anaphor_kinds: Mapping[int, tuple[str, ...]] | None = None,
    theatre_countries: frozenset[str] = frozenset(),
    roles: Sequence[str] | None = None,
    place_of: Callable[[str], Place | None] | None = None,
) -> tuple[Resolution | None, ...]:
    """Resolve every mention of an article.

    Parameters
    ----------
    article
        The zoned article.
    mentions
        Its mentions, in order.
    anaphor_kinds
        For the words that point back ("the region"), by the number of the mention, the kinds of
        place that they may stand for; ``None`` when there are none.
    theatre_countries
        ISO codes of the countries that the project is about; they win ties.
    roles
        The role of each mention; what is embedded or a dateline is pointed back to by nothing.
    place_of
        Finds a place by its id, for the district that is called like its town.

    Returns
    -------
    One resolution a mention, in order; ``None`` for words that point back to no place, which are no
    mentions then.
    """
    context = context_of(article, mentions, theatre_countries)
    spoken_of = context.named | context.others.keys()
    pointers, profiles = anaphor_kinds or {}, _profiles_for(theatre_countries)
    done: list[Resolution | None] = []
    known: dict[tuple[object, ...], Resolution] = {}
    text = article.text
    for number, mention in enumerate(mentions):
        candidates = mention.candidates
        kinds = pointers.get(number)
        if kinds:
            done.append(_antecedent(mentions, number, done, kinds, roles))
            continue
        if not candidates:
            done.append(_UNKNOWN)
            continue
        if mention.form == "nominal" and not context.theatre and mention.text == mention.text.lower():
            done.append(None)  # "the enclave" in an article about another part of the world
            continue
        start, end = mention.start, mention.end
        before = mentions[number - 1].end if number else -_GAP
        after = mentions[number + 1].start if number + 1 < len(mentions) else end + _GAP
        beside = after - end < _GAP or start - before < _GAP
        container = _container(text, mentions, number) if beside else None
        asked = _asked(text, mentions, number, start - before < _ROW_GAP, after - end < _ROW_GAP)
        profile = profiles.get((id(candidates), mention.text)) or _remembered(mention, profiles, theatre_countries)
        if profile.settled is not None and asked is None and container is None:
            others = len(context.theatre) - (candidates[0].place.id in context.theatre)
            if (others or not profile.needs_theatre) and profile.unless.isdisjoint(spoken_of):
                done.append(profile.settled)
                continue
        speaks = profile.capital and roles is not None and roles[number] == "actor"
        signature = (id(candidates), mention.text, id(container), asked, speaks)
        answer = known.get(signature)
        if answer is None:
            answer = _resolve(mention, context, Beside(container, asked, speaks), place_of)
            known[signature] = answer
        done.append(answer)
    return tuple(done)


_UNKNOWN = Resolution(None, 0.0, "no gazetteer entry has this name")


def context_of(
    article: Article, mentions: Sequence[Mention], theatre_countries: frozenset[str]
) -> Context:
    """Gather what the names of the article say together before any is decided."""
    context = Context(theatre_countries=theatre_countries)
    if article.published:
        context.day = article.published.end or article.published.start
    seen: set[tuple[int, bool]] = set()
    for mention in mentions:
        candidates = mention.candidates
        once = (id(candidates), mention.form == "nominal")
        if not candidates or once in seen:
            continue
        first_time = (once[0], not once[1]) not in seen
        seen.add(once)
        place = candidates[0].place
        at_home = place.country in theatre_countries or (place.theatre and place.country is None)
        if at_home and mention.form != "nominal" and (place.theatre or place.kind == "country"):
            context.theatre.add(place.id)
        if first_time:
            _add_to(context, mention, place)
    return context


def _add_to(context: Context, mention: Mention, place: Place) -> None:
    """Add what one name's best-known place says about the article."""
    wide = place.kind in _WIDE
    if place.kind in _UNITS or place.kind in _REGIONS:
        context.units.add(place.id)
    if place.country:
        if place.kind == "country":
            context.named.add(place.country)
        elif not wide:
            context.others[place.country] += 1
    sure = place.theatre or place.kind in _UNITS or len(mention.candidates) == 1 or place.population > 300_000
    if sure and not wide and len(context.near) < _MOST_NEAR:
        direction = profile_of(mention, context.theatre_countries).standing[0].direction
        if direction is not None:
            context.near.append((place.id, direction))


def article_features(
    standing: Standing, context: Context, beside: Beside, supported: bool
) -> list[tuple[str, float]]:
    """Return what the article adds for or against a candidate, with its strength; no distances."""
    place, country = standing.place, standing.country
    found: list[tuple[str, float]] = []
    if standing.ours:
        found.append(("theatre" if supported else "theatre alone", 1.0))
    if country:
        if country in context.named:
            found.append(("country named", 1.0))
        others = context.others[country] - (standing.rank == 0)
        if others > 0:
            found.append(("country of others", min(1.0, others / 3)))
    elif place.kind == "country" and context.others[place.country or ""]:
        found.append(("has places named", 1.0))
    if place.parent in context.units:
        found.append(("unit named", 1.0))
    if beside.place is not None and beside.place.id != place.id:
        found.append((_relation(place, beside.place), 1.0))
    if beside.asked:
        found.append(("kind asked" if place.kind in _ASKED[beside.asked] else "other kind asked", 1.0))
    if beside.speaks and place.capital:
        found.append(("speaks", 1.0))
    if context.day and (place.valid_from or place.valid_to) and not _exists(place, context.day):
        found.append(("not at the time", 1.0))
    return found


def nearness(standing: Standing, own: str, context: Context) -> float:
    """Return how near the nearest sure place of another name is, from 0 (far) to 1 (there)."""
    if standing.direction is None:
        return 0.0
    x, y, z = standing.direction
    best, id_ = -1.0, standing.place.id
    for other, (a, b, c) in context.near:
        cosine = a * x + b * y + c * z
        if cosine > best and other not in (id_, own):
            best = cosine
    away = _EARTH_KM * math.acos(min(1.0, best))
    return math.exp(-away / _FADE_KM) if away < _REACH_KM else 0.0


# --- the answer -----------------------------------------------------------------------------------------


class Scored(NamedTuple):
    """A candidate with the sum of all that speaks for it, and the names of what the article added."""

    total: float
    standing: Standing
    added: tuple[str, ...]


def scores(mention: Mention, context: Context, beside: Beside) -> list[Scored]:
    """Return the candidates of a mention, best first."""
    table = weights()
    profile = profile_of(mention, context.theatre_countries)
    own = profile.standing[0].place.id
    supported = profile.alone or bool(context.theatre - {own})
    scored = []
    for standing in profile.standing:
        added = article_features(standing, context, beside, supported)
        total = standing.score
        for name, value in added:
            total += table.get(name, 0.0) * value
        scored.append(Scored(total, standing, tuple([name for name, _ in added])))
    scored = _with_distances(scored, own, context)
    scored.sort(key=lambda one: (-one.total, one.standing.place.id))
    return scored


def _with_distances(scored: list[Scored], own: str, context: Context) -> list[Scored]:
    """Add distances to the candidates that they can help to win, where the winner is not clear."""
    weight = weights().get("near", 0.0)
    totals = sorted((one.total for one in scored), reverse=True)
    second = totals[1] if len(totals) > 1 else -math.inf
    if totals[0] - max(second + weight, _confidence()[1]) > _DECIDED:
        return scored
    out = []
    for one in scored:
        near = nearness(one.standing, own, context) if totals[0] - one.total < weight + _DECIDED else 0.0
        out.append(Scored(one.total + weight * near, one.standing, (*one.added, "near")) if near > 0.05 else one)
    return out


def _relation(place: Place, beside: Place) -> str:
    """Return whether the place that stands beside a name contains a candidate."""
    if beside.kind == "country":
        return "contained" if place.country == beside.country and place.kind != "country" else "outside"
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


def _resolve(
    mention: Mention,
    context: Context,
    beside: Beside,
    place_of: Callable[[str], Place | None] | None,
) -> Resolution:
    return _answer(scores(mention, context, beside), len(mention.candidates), beside.asked, place_of)


def _answer(
    scored: Sequence[Scored],
    count: int,
    asked: str | None,
    place_of: Callable[[str], Place | None] | None,
) -> Resolution:
    """Return the best of the scored candidates, with confidence and reason, or an abstention."""
    best, winner, added = scored[0]
    place = winner.place
    temperature, none = _confidence()
    rivals = [one.total for one in scored[1:] if one.standing.place.id != place.id]
    rivals.append(none)
    confidence = round(1.0 / (1.0 + sum(math.exp((total - best) / temperature) for total in rivals)), 3)
    others = tuple(dict.fromkeys(one.standing.place.id for one in scored[1:6] if one.standing.place.id != place.id))
    if place.lon is None or place.lat is None:
        return Resolution(None, confidence, f"“{place.name}” has no point that would be honest: {_gone(place)}", (place.id, *others))
    if confidence < CUT:
        names = f"{count} places have" if count > 1 else "a little-known place has"
        return Resolution(None, confidence, f"{names} this name and nothing decides", (place.id, *others))
    wider = _called_alike(place, asked, place_of)
    if wider is not None:
        return Resolution(wider, confidence, f"the “{asked}” that is called like the {place.kind}", (place.id, *others))
    return Resolution(place, confidence, _reason((*winner.features, *added)), others)


@cache
def _reason(features: tuple[str, ...]) -> str:
    """Return the two strongest of these in words."""
    table = weights()
    strong = sorted((name for name in features if name in _WHY and table.get(name, 0.0) > 0), key=lambda name: -_strength(name))
    return "; ".join(_WHY[name] for name in strong[:2]) or "the only place of this name"


def _strength(name: str) -> float:
    """Return the weight of a feature as it usually counts; inhabitants come as a logarithm."""
    return weights()[name] * (5.0 if name == "people" else 1.0)


def _called_alike(
    place: Place, asked: str | None, place_of: Callable[[str], Place | None] | None
) -> Place | None:
    """Return the district that contains a town of its own name, when the words ask for a district."""
    if not asked or place_of is None or not place.parent or place.kind in _ASKED[asked]:
        return None
    parent = place_of(place.parent)
    if parent is None or parent.kind not in _ASKED[asked]:
        return None
    own = {key(name.text) for name in place.names} | {key(place.name)}
    heads = {key(name.text).rsplit(" ", 1)[0] for name in parent.names} | {key(parent.name).rsplit(" ", 1)[0]}
    return parent if own & heads else None


def _gone(place: Place) -> str:
    if place.kind.startswith("historical"):
        until = f" (until {place.valid_to.year})" if place.valid_to else ""
        return f"it no longer exists{until}"
    return "no extent is known"


# --- what stands beside a name ---------------------------------------------------------------------------

_AFTER = re.compile(r"(?:['’]s)?[\s-]+(\w+)")
_ASKED_AFTER = re.compile(rf"(?:['’]s)?[\s-]+({'|'.join([*_ASKED, *_PLURAL])})\b", re.I)
_INTO = re.compile(
    r"(?:\s+(?:region|district|province|village|town|city))?(?:,\s*(?:in\s+)?|\s*\(|\s+in\s+|\s+of\s+)(?:[a-z-]+ern\s+|the\s+|central\s+)?"
)
_OWNER = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,3}")
_EDGE = ".,;:!?)”\"’'\n"
_JOINS = "-'’\n\u00a0"
_GAP = 30  # characters between two names that may tell of each other


def beside_of(article: Article, mentions: Sequence[Mention], number: int, speaks: bool = False) -> Beside:
    """Return what stands beside a mention."""
    text = article.text
    return Beside(_container(text, mentions, number), _asked(text, mentions, number, True, True), speaks)


def _asked(text: str, mentions: Sequence[Mention], number: int, row_before: bool, row_after: bool) -> str | None:
    """Return the word beside a name, or beside its row of names, that asks for a kind of place.

    Names so near that they may be of a row are looked at only where the flags say that there are.
    """
    mention = mentions[number]
    start, end = mention.start, mention.end
    mark = text[end : end + 1]
    if mark == " ":
        word = text[end + 1 : end + 20].split(None, 1)[0].rstrip(_EDGE).lower() if text[end + 1 : end + 2].strip() else ""
        if word in _ASKED or word in _PLURAL:
            return _PLURAL.get(word, word)
    elif mark in _JOINS and (after := _ASKED_AFTER.match(text, end, end + 24)):
        word = after[1].lower()
        return _PLURAL.get(word, word)
    if row_after:
        word = _word_after_row(text, mentions, number)
        if word in _PLURAL:
            return _PLURAL[word]
    word = _word_before(text, start)
    if word in _ASKED:
        return word
    if row_before:
        while number > 0 and text[mentions[number - 1].end : start] in _ROW:
            number -= 1
            start = mentions[number].start
            word = _word_before(text, start)
    return _PLURAL.get(word)


def _word_after_row(text: str, mentions: Sequence[Mention], number: int) -> str:
    """Return the word behind the row of names that a mention opens or stands in."""
    last = number
    while last + 1 < len(mentions) and text[mentions[last].end : mentions[last + 1].start] in _ROW:
        last += 1
    after = _AFTER.match(text, mentions[last].end, mentions[last].end + 24) if last > number else None
    return after[1].lower() if after else ""


def _word_before(text: str, start: int) -> str:
    """Return the word before a name in lower case; "of" and "the" between them are skipped."""
    end, floor = start - 1, max(0, start - 24)
    word = ""
    for skipped in (("of", "the"), ("of",), ()):
        if end <= floor or text[end] != " ":
            return ""
        at = text.rfind(" ", floor, end) + 1
        word = text[at or floor : end]
        if word not in skipped:
            break
        end = at - 1
    return word.lower()


def _container(text: str, mentions: Sequence[Mention], number: int) -> Place | None:
    """Return the place of "Martuni, Fooland", "Paris in Bar", "Fooland's Martuni" that contains."""
    mention = mentions[number]
    end = mention.end
    if number + 1 < len(mentions):
        after = mentions[number + 1]
        if after.start - end < _GAP and after.candidates and after.form in ("name", "abbreviation"):
            gap = text[end : after.start]
            if gap not in (" and ", ", and ") and _INTO.fullmatch(gap):
                place = after.candidates[0].place
                if "," not in gap or place.kind in _WIDE or place.kind in _UNITS:
                    return place
    if number > 0:
        before = mentions[number - 1]
        owns = text[before.end : before.end + 1] in "'’" and mention.start - before.end < _GAP
        if owns and before.candidates and _OWNER.fullmatch(text, before.end, mention.start):
            return before.candidates[0].place
    return None


def _antecedent(
    mentions: Sequence[Mention],
    number: int,
    done: Sequence[Resolution | None],
    kinds: tuple[str, ...],
    roles: Sequence[str] | None,
) -> Resolution | None:
    """Resolve "the region" to the place of such a kind that the article named last."""
    mention = mentions[number]
    for earlier in range(number - 1, -1, -1):
        resolution = done[earlier]
        if mention.sentence - mentions[earlier].sentence > 8:
            return None
        if resolution is None or resolution.place is None:
            continue
        if roles and roles[earlier] in ("embedded", "dateline", "origin"):
            continue
        if resolution.place.kind in kinds:
            return Resolution(resolution.place, 0.6, f"points back to “{mentions[earlier].text}”")
    return None

"""Mentions of an article go in; for each the place that it names, or an abstention, comes out.

The whole article is in view: which countries and units it names, what else its names may be, what
stands beside a name, what lies near. Each candidate place gets the sum of the weights of what
speaks for it (``lexicons/resolution.toml``, made by ``scripts/train_resolution.py``); the soft-max of
the sums is the confidence. Below `CUT` the answer is an abstention. Every answer has its reason and
its runners-up.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from karamap.geometry import distance_km
from karamap.records import Article, Candidate, Mention, Place, Resolution

CUT = 0.35
_MOST = 12  # candidates looked at for one name; they come best known first

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
_WHY = {
    "theatre": "a place of the theatre",
    "country": "a country",
    "capital": "a capital",
    "speaks": "a capital that speaks for its government",
    "first": "the best-known place of this name",
    "own name": "its own name, not another form",
    "people": "most inhabitants",
    "country named": "its country is named in the article",
    "country of others": "other names of the article lie in its country",
    "unit named": "its province is named in the article",
    "contained": "the name beside it contains it",
    "kind asked": "the words ask for this kind of place",
    "near": "near other places of the article",
    "same": "resolved so elsewhere in the article",
}


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature; one that is not listed weighs nothing."""
    text = (resources.files("karamap") / "lexicons" / "resolution.toml").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


@dataclass(slots=True)
class Context:
    """What the article says as a whole.

    Attributes
    ----------
    named
        Countries that it names or whose adjective it uses, with how often.
    units
        Ids of the first-level units and regions among the best candidates of its names.
    others
        Countries of the best candidates of its other names, each distinct name once.
    near
        Places that are sure, for distances.
    theatre
        Distinct names that speak of the theatre: its countries and its places.
    """

    named: Counter[str] = field(default_factory=Counter)
    units: set[str] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)
    near: list[Place] = field(default_factory=list)
    theatre: set[str] = field(default_factory=set)
    day: date | None = None
    theatre_countries: frozenset[str] = frozenset()


def resolve_places(
    article: Article,
    mentions: Sequence[Mention],
    anaphor_kinds: Mapping[int, tuple[str, ...]] | None = None,
    theatre_countries: frozenset[str] = frozenset(),
    roles: Sequence[str] | None = None,
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

    Returns
    -------
    One resolution a mention, in order; ``None`` for words that point back to no place, which are no
    mentions then.
    """
    context = _context(article, mentions, theatre_countries)
    done: list[Resolution | None] = []
    known: dict[tuple[object, ...], Resolution] = {}
    for number, mention in enumerate(mentions):
        kinds = (anaphor_kinds or {}).get(number)
        if kinds:
            done.append(_antecedent(mentions, number, done, kinds, roles))
            continue
        speaks = bool(roles) and roles[number] == "actor"
        done.append(_resolve(article, mentions, number, context, known, speaks))
    return tuple(done)


def _context(
    article: Article, mentions: Sequence[Mention], theatre_countries: frozenset[str]
) -> Context:
    """Gather what the names of the article say together before any is decided."""
    context = Context(theatre_countries=theatre_countries)
    if article.published:
        context.day = article.published.end or article.published.start
    seen: set[int] = set()
    for mention in mentions:
        candidates = mention.candidates
        if not candidates:
            continue
        place = candidates[0].place
        if place.kind == "country" and place.country:
            context.named[place.country] += 1
        if id(candidates) in seen:
            continue
        seen.add(id(candidates))
        if place.kind in _UNITS or place.kind in _REGIONS:
            context.units.add(place.id)
        at_home = place.country in theatre_countries or (place.theatre and place.country is None)
        if at_home and mention.form != "nominal" and (place.theatre or place.kind == "country"):
            context.theatre.add(place.id)
        if place.country and place.kind not in _WIDE:
            context.others[place.country] += 1
        sure = place.theatre or place.kind in _UNITS or len(candidates) == 1 or place.population > 300_000
        if sure and place.lon is not None and place.kind not in _WIDE:
            context.near.append(place)
    return context


def _resolve(
    article: Article,
    mentions: Sequence[Mention],
    number: int,
    context: Context,
    known: dict[tuple[object, ...], Resolution],
    speaks: bool = False,
) -> Resolution | None:
    mention = mentions[number]
    if not mention.candidates:
        return Resolution(None, 0.0, "no gazetteer entry has this name")
    if mention.form == "nominal" and mention.text[0].islower() and mention.text == mention.text.lower() and not context.theatre:
        return None  # "the enclave" in an article about another part of the world
    beside = _beside(article, mentions, number)
    asked = _asked(article, mention)
    signature = (id(mention.candidates), beside and beside.id, asked, speaks)
    if signature in known:
        return known[signature]
    scored = scores(mention, context, beside, asked, speaks)
    resolution = known[signature] = _answer(mention, scored)
    return resolution


def scores(
    mention: Mention,
    context: Context,
    beside: Place | None,
    asked: str | None,
    speaks: bool = False,
) -> list[tuple[float, Candidate, list[str]]]:
    """Return (sum of weights, candidate, features) of each candidate, best first."""
    table = weights()
    found = []
    for rank, candidate in enumerate(mention.candidates[:_MOST]):
        features = dict(features_of(mention, rank, candidate, context, beside, asked))
        if speaks and candidate.place.capital:
            features["speaks"] = 1.0
        total = sum(table.get(name, 0.0) * value for name, value in features.items())
        strong = sorted(features, key=lambda name: -table.get(name, 0.0) * features[name])
        found.append((total, candidate, strong))
    found.sort(key=lambda item: (-item[0], item[1].place.id))
    return found


def features_of(
    mention: Mention,
    rank: int,
    candidate: Candidate,
    context: Context,
    beside: Place | None,
    asked: str | None,
) -> Iterator[tuple[str, float]]:
    """Yield what speaks for or against a candidate, with its strength."""
    place = candidate.place
    if place.kind == "country":
        yield "country", 1.0
    elif place.kind in _UNITS:
        yield "unit", 1.0
    elif place.kind in _REGIONS:
        yield "region", 1.0
    if place.population:
        yield "people", math.log10(1 + place.population)
    if place.capital:
        yield "capital", 1.0
    if rank == 0:
        yield "first", 1.0
    if place.name.lower() == mention.text.lower():
        yield "own name", 1.0
    at_home = place.country in context.theatre_countries
    if place.theatre and (at_home or place.country is None or place.kind in _REGIONS):
        supported = context.theatre - {mention.candidates[0].place.id} or _alone(mention)
        yield ("theatre" if supported else "theatre alone"), 1.0
    elif place.theatre:
        yield "in the project", 1.0
    elif at_home:
        yield "theatre country", 1.0
    if place.country and place.kind != "country":
        if place.country in context.named:
            yield "country named", 1.0
        others = context.others[place.country] - (rank == 0)
        if others > 0:
            yield "country of others", min(1.0, others / 3)
    elif place.kind == "country" and context.others[place.country or ""]:
        yield "has places named", 1.0
    if place.parent and place.parent in context.units:
        yield "unit named", 1.0
    if beside is not None and beside.id != place.id:
        yield _relation(place, beside), 1.0
    if asked:
        yield ("kind asked" if place.kind in _ASKED[asked] else "other kind asked"), 1.0
    near = _nearness(place, mention, context)
    if near:
        yield "near", near
    if context.day and not _exists(place, context.day):
        yield "not at the time", 1.0


def _alone(mention: Mention) -> bool:
    """Tell whether a name means one place only, so that it needs no support."""
    return len({candidate.place.id for candidate in mention.candidates}) == 1


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


def _nearness(place: Place, mention: Mention, context: Context) -> float:
    """Return how near the nearest sure place of another name is, from 0 (far) to 1 (there)."""
    if place.lon is None or place.lat is None or place.kind in _WIDE:
        return 0.0
    best, own = 10_000.0, mention.candidates[0].place.id
    for other in context.near[:20]:
        if other.id != place.id and other.id != own and other.lon is not None and other.lat is not None:
            best = min(best, distance_km(place.lon, place.lat, other.lon, other.lat))
    return math.exp(-best / 250.0) if best < 1500 else 0.0


_AFTER = re.compile(r"(?:['’]s)?[\s-]+(\w+)")
_BEFORE = re.compile(r"(\w+)\s+(?:of\s+)?(?:the\s+)?$")
_INTO = re.compile(
    r"(?:\s+(?:region|district|province|village|town|city))?(?:,\s*(?:in\s+)?|\s*\(|\s+in\s+|\s+of\s+)(?:[a-z-]+ern\s+|the\s+|central\s+)?$"
)
_OWNER = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,3}$")


def _asked(article: Article, mention: Mention) -> str | None:
    """Return the word beside a name that asks for a kind of place."""
    text = article.text
    after = _AFTER.match(text, mention.end, mention.end + 24)
    if after and after.group(1).lower() in _ASKED:
        return after.group(1).lower()
    before = _BEFORE.search(text[max(0, mention.start - 24) : mention.start])
    if before and before.group(1).lower() in _ASKED:
        return before.group(1).lower()
    return None


def _beside(article: Article, mentions: Sequence[Mention], number: int) -> Place | None:
    """Return the place of "Martuni, Fooland", "Paris in Bar", "Fooland's Martuni" that contains."""
    mention, text = mentions[number], article.text
    if number + 1 < len(mentions):
        after = mentions[number + 1]
        if after.start - mention.end < 30 and after.form in ("name", "abbreviation") and after.candidates:
            gap = text[mention.end : after.start]
            wider = after.candidates[0].place.kind in _WIDE or after.candidates[0].place.kind in _UNITS or "," not in gap
            if wider and _INTO.fullmatch(gap):
                return after.candidates[0].place
    if number > 0:
        before = mentions[number - 1]
        if mention.start - before.end < 30 and before.candidates and _OWNER.fullmatch(text, before.end, mention.start):
            return before.candidates[0].place
    return None


def _answer(mention: Mention, scored: list[tuple[float, Candidate, list[str]]]) -> Resolution:
    best, winner, strong = scored[0]
    place = winner.place
    rivals = [total for total, candidate, _ in scored[1:] if candidate.place.id != place.id]
    share = 1.0 / (1.0 + sum(math.exp(total - best) for total in rivals))
    confidence = round(share, 3)
    others = tuple(dict.fromkeys(c.place.id for _, c, _ in scored[1:6] if c.place.id != place.id))
    if place.lon is None or place.lat is None:
        return Resolution(None, confidence, f"“{place.name}” has no point that would be honest: {_gone(place)}", (place.id, *others))
    if confidence < CUT:
        count = len(mention.candidates)
        return Resolution(None, confidence, f"{count} places have this name and nothing decides", (place.id, *others))
    table = weights()
    reasons = [_WHY[name] for name in strong if name in _WHY and table.get(name, 0.0) > 0][:2]
    return Resolution(place, confidence, "; ".join(reasons) or "the only place of this name", others)


def _gone(place: Place) -> str:
    if place.kind.startswith("historical"):
        until = f" (until {place.valid_to.year})" if place.valid_to else ""
        return f"it no longer exists{until}"
    return "no extent is known"


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

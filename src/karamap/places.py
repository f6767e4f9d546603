"""Mentions with roles go in; the same mentions, each resolved to a place or abstained from, come out.

The whole article is in view: what else it names, which countries, what stands beside the name, what
was resolved nearby. Every answer carries a confidence, a reason and the runners-up. Below `CUT` the
answer is an abstention.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from karamap.geometry import distance_km
from karamap.records import Article, Candidate, Mention, Place, Resolution

CUT = 0.35

_KIND_PRIOR = {
    "country": 5.0, "continent": 4.5, "historical-state": 4.0, "region": 3.4, "sea": 3.2, "ocean": 3.2,
    "historical-region": 2.8, "city": 2.0, "town": 1.6, "corridor": 3.0, "line": 3.0, "district": 1.8,
    "border-sector": 2.5, "river": 1.6, "lake": 1.8, "mountain": 1.6, "village": 1.0,
}  # fmt: skip
_THEATRE = 6.0
_ASKED = {
    "district": ("district",), "rayon": ("district",), "raion": ("district",), "county": ("district",),
    "province": ("region", "district"), "region": ("region", "historical-region", "district"),
    "oblast": ("region", "historical-region", "district"), "state": ("region", "country"),
    "river": ("river",), "lake": ("lake",), "reservoir": ("reservoir", "lake"),
    "city": ("city", "town"), "town": ("town", "city"), "village": ("village", "town"),
    "settlement": ("village", "town"), "corridor": ("corridor",), "pass": ("pass",),
    "heights": ("mountain",), "mountain": ("mountain",), "mountains": ("mountain",),
    "airport": ("facility",), "island": ("region", "island"), "sea": ("sea",),
}  # fmt: skip
_AFTER = re.compile(r"(?:['’]s)?[\s-]+(\w+)")
_BEFORE = re.compile(r"(\w+)\s+(?:of\s+)?(?:the\s+)?$")
_CONTAINER = re.compile(r"\s*(?:,|\(|in(?:\s+the)?|of)\s*(?:[a-z-]+ern\s+|the\s+)?$", re.I)


@dataclass(slots=True)
class _Context:
    """What the article says as a whole, gathered before any name is decided."""

    countries: Counter[str]
    day: date | None
    near: list[Place]
    theatre_countries: frozenset[str]


def resolve_places(
    article: Article,
    mentions: Sequence[Mention],
    anaphor_kinds: Mapping[str, tuple[str, ...]] | None = None,
    theatre_countries: frozenset[str] = frozenset(),
) -> tuple[Mention, ...]:
    """Resolve every mention of an article.

    Parameters
    ----------
    article
        The zoned article.
    mentions
        Its mentions with roles, in order.
    anaphor_kinds
        For the words that point back ("the region"), by mention id, the kinds of place they may
        stand for; ``None`` when there are none.
    theatre_countries
        ISO codes of the countries that the project is about; they win ties.

    Returns
    -------
    The mentions, each with a `Resolution`. Words that point back to no place are left out.
    """
    context = _context(article, mentions, theatre_countries)
    done: list[Mention] = []
    for number, mention in enumerate(mentions):
        kinds = (anaphor_kinds or {}).get(mention.id)
        if kinds:
            resolution = _antecedent(mention, done, kinds)
            if resolution.place is None:
                continue  # "the town" in general names no place
        else:
            resolution = _resolve(article, mentions, number, context)
        resolved = replace(mention, resolution=resolution)
        if resolution.place is not None:
            context.near.append(resolution.place)
        done.append(resolved)
    return tuple(done)


def _context(
    article: Article, mentions: Sequence[Mention], theatre_countries: frozenset[str]
) -> _Context:
    countries: Counter[str] = Counter()
    for mention in mentions:
        if mention.candidates:
            place = mention.candidates[0].place
            if place.country and (place.kind == "country" or place.theatre):
                countries[place.country] += 1
    day = article.published.end or article.published.start if article.published else None
    return _Context(countries, day, [], theatre_countries)


def _resolve(
    article: Article, mentions: Sequence[Mention], number: int, context: _Context
) -> Resolution:
    mention = mentions[number]
    if not mention.candidates:
        return Resolution(None, 0.0, "no gazetteer entry has this name")
    scored = sorted(
        ((_score(article, mentions, number, c, context), c) for c in mention.candidates),
        key=lambda pair: (-pair[0][0], pair[1].place.id),
    )
    (best, why), winner = scored[0]
    others = tuple(dict.fromkeys(c.place.id for _, c in scored[1:6] if c.place.id != winner.place.id))
    rivals = [s for (s, _), c in scored[1:] if c.place.id != winner.place.id]
    confidence = _confidence(best, rivals)
    place = winner.place
    if place.lon is None or place.lat is None:
        return Resolution(None, confidence, f"“{place.name}” has no point that would be honest: {_gone(place)}", (place.id, *others))
    if confidence < CUT:
        return Resolution(None, confidence, f"{len(mention.candidates)} places have this name and nothing decides", (place.id, *others))
    return Resolution(place, confidence, why, others)


def _gone(place: Place) -> str:
    if place.kind.startswith("historical"):
        until = f" (until {place.valid_to.year})" if place.valid_to else ""
        return f"it no longer exists{until}"
    return "no extent is known"


def _score(
    article: Article,
    mentions: Sequence[Mention],
    number: int,
    candidate: Candidate,
    context: _Context,
) -> tuple[float, str]:
    """Return how well a candidate fits, and the strongest reason in words."""
    place, mention = candidate.place, mentions[number]
    parts: list[tuple[float, str]] = [
        (_KIND_PRIOR.get(place.kind, 1.0), f"the best-known place of this name ({place.kind})"),
        (0.45 * math.log10(1 + place.population), "most inhabitants"),
    ]
    if place.capital:
        parts.append((1.0, "a capital"))
    if place.theatre:
        parts.append((_THEATRE, "a place of the theatre"))
    if place.country in context.theatre_countries:
        parts.append((1.5, "in a country of the theatre"))
    named = context.countries.get(place.country or "", 0)
    if named and place.kind != "country":
        parts.append((min(2.5, 1.2 + 0.3 * named), "its country is named in the article"))
    parts.append((_asked_kind(article, mention, place), "the words ask for this kind of place"))
    parts.append((_contained(article, mentions, number, place), "the name beside it contains it"))
    parts.append((_nearness(place, context), "near other places of the article"))
    if context.day and not _exists(place, context.day) and not place.kind.startswith("historical"):
        parts.append((-2.0, "did not exist at the date"))
    total = sum(value for value, _ in parts)
    reasons = sorted((p for p in parts[1:] if p[0] >= 0.9), key=lambda p: -p[0]) or parts[:1]
    return total, "; ".join(text for _, text in reasons[:2])


def _exists(place: Place, day: date) -> bool:
    return (place.valid_from is None or place.valid_from <= day) and (
        place.valid_to is None or day <= place.valid_to
    )


def _asked_kind(article: Article, mention: Mention, place: Place) -> float:
    after = _AFTER.match(article.text, mention.end, mention.end + 24)
    before = _BEFORE.search(article.text[max(0, mention.start - 24) : mention.start])
    for matched in (after, before):
        asked = _ASKED.get(matched.group(1).lower()) if matched else None
        if asked:
            return 3.0 if place.kind in asked else -0.6
    return 0.0


def _contained(
    article: Article, mentions: Sequence[Mention], number: int, place: Place
) -> float:
    """Score "Martuni, Armenia", "Paris in Texas", "Armenia's Martuni"."""
    mention = mentions[number]
    for other, gap in _neighbours(article, mentions, number):
        if not other.candidates or other.candidates[0].place.id == place.id:
            continue
        container = other.candidates[0].place
        if not gap:
            continue
        if container.kind == "country":
            if place.kind != "country":
                return 4.0 if place.country == container.country else -2.5
        elif container.kind in ("region", "district", "historical-region") and place.lon is not None:
            inside = place.parent == container.id or _within(place, container)
            return 3.0 if inside else -1.0
    del mention
    return 0.0


def _neighbours(
    article: Article, mentions: Sequence[Mention], number: int
) -> list[tuple[Mention, bool]]:
    mention, found = mentions[number], []
    if number + 1 < len(mentions):
        after = mentions[number + 1]
        gap = article.text[mention.end : after.start]
        joined = len(gap) < 30 and bool(_CONTAINER.fullmatch(re.sub(r"^\s*(?:region|district|province|village|town|city)?", "", gap)))
        found.append((after, joined and after.form == "name"))
    if number > 0:
        before = mentions[number - 1]
        gap = article.text[before.end : mention.start]
        found.append((before, bool(re.fullmatch(r"['’]s?\s+(?:[a-z-]+\s+){0,3}", gap))))
    return found


def _within(place: Place, container: Place) -> bool:
    if place.lon is None or place.lat is None or container.lon is None or container.lat is None:
        return False
    return distance_km(place.lon, place.lat, container.lon, container.lat) <= container.radius_km


def _nearness(place: Place, context: _Context) -> float:
    if place.lon is None or place.lat is None or place.kind in ("country", "continent"):
        return 0.0
    best = 0.0
    for other in context.near[-12:]:
        if other.lon is None or other.lat is None or other.kind in ("country", "continent"):
            continue
        if other.id == place.id:
            return 1.6
        away = distance_km(place.lon, place.lat, other.lon, other.lat)
        best = max(best, 1.5 * math.exp(-away / 300.0))
    return best


def _confidence(best: float, rivals: Sequence[float]) -> float:
    """Return the soft-max share of the best candidate, damped when its own score is low."""
    share = 1.0 / (1.0 + sum(math.exp(min(0.0, rival - best)) for rival in rivals))
    return round(share * (1.0 - math.exp(-max(best, 0.0) / 2.0)), 3)


def _antecedent(mention: Mention, done: Sequence[Mention], kinds: tuple[str, ...]) -> Resolution:
    """Resolve "the region" to the place of such a kind that the article named last."""
    for earlier in reversed(done):
        place = earlier.place
        if place is None or earlier.role in ("embedded", "dateline", "origin"):
            continue
        if place.kind in kinds and mention.sentence - earlier.sentence <= 8:
            return Resolution(place, 0.6, f"points back to “{earlier.text}”")
    return Resolution(None, 0.0, "points back, but to no place that was named before")

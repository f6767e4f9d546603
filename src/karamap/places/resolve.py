"""Mentions of an article go in; for each the place that it names, or an abstention, comes out.

All mentions of a name share its candidates and what the article says of them; only a mention with
something beside it is weighed on its own. Distances are measured only where they can decide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from karamap.places.answers import PlaceOf, Scored, answer, more, ranked
from karamap.places.beside import Beside, asked_words, container_of, gaps_between
from karamap.places.context import (
    Context,
    article_features,
    beside_features,
    context_of,
    nearness,
)
from karamap.places.profiles import profile_of
from karamap.places.weights import confidence, weights
from karamap.records import Article, Mention, Resolution

_DECIDED = 4.0  # a lead after which no distance changes the confidence by more than a hair
_LEAST_NEAR = 0.05  # a nearness that is worth to be counted
_POINTS_BACK = 8  # sentences that words may point back

_UNKNOWN = Resolution(None, 0.0, "no gazetteer entry has this name")


def resolve_places(
    article: Article,
    mentions: Sequence[Mention],
    anaphor_kinds: Mapping[int, tuple[str, ...]] | None = None,
    theatre_countries: frozenset[str] = frozenset(),
    roles: Sequence[str] | None = None,
    place_of: PlaceOf | None = None,
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
    text, pointers = article.text, anaphor_kinds or {}
    context = context_of(article, mentions, theatre_countries)
    gaps = gaps_between(text, mentions)
    words = asked_words(text, mentions, gaps)
    forms: dict[tuple[int, str], _Form] = {}
    done: list[Resolution | None] = []
    for number, mention in enumerate(mentions):
        kinds = pointers.get(number)
        if kinds:
            done.append(_antecedent(mentions, number, done, kinds, roles))
            continue
        candidates, surface = mention.candidates, mention.text
        if not candidates:
            done.append(_UNKNOWN)
            continue
        if mention.form == "nominal" and not context.theatre and surface == surface.lower():
            done.append(None)  # "the enclave" in an article about another part of the world
            continue
        same = id(candidates), surface
        form = forms.get(same)
        if form is None:
            form = forms[same] = _Form(mention, context, place_of)
        asked = words[number]
        neighbours = gaps[number] or gaps[number - 1]
        container = container_of(mentions, number, gaps) if neighbours else None
        if form.settled is not None and container is None and asked is None:
            done.append(form.settled)
            continue
        speaks = form.capital and roles is not None and roles[number] == "actor"
        done.append(form.answer(Beside(container, asked, speaks)))
    return tuple(done)


class _Form:
    """A name in an article: what all its mentions share.

    Attributes
    ----------
    settled
        The answer for a mention without anything beside it, where no weighing is needed.
    capital
        Whether a candidate is a capital.
    """

    __slots__ = ("_answers", "_context", "_place_of", "_profile", "_scored", "capital", "settled")

    def __init__(self, mention: Mention, context: Context, place_of: PlaceOf | None) -> None:
        profile = profile_of(mention, context.theatre_countries)
        self._profile, self._context, self._place_of = profile, context, place_of
        self._scored: list[Scored] = []
        self._answers: dict[tuple[str | None, str | None, bool], Resolution] = {}
        self.capital = profile.capital
        holds = (
            not profile.needs_theatre or context.theatre_beside(profile.first.place)
        ) and not context.speaks_of(profile.unless)
        self.settled = profile.settled if holds else None

    def answer(self, beside: Beside) -> Resolution:
        """Return what the name means with this beside it."""
        place, asked, speaks = beside
        same = place.id if place else None, asked, speaks
        known = self._answers.get(same)
        if known is None:
            scored = self._weighed(beside)
            count = len(self._profile.candidates)
            known = self._answers[same] = answer(scored, count, asked, self._place_of)
        return known

    def _weighed(self, beside: Beside) -> list[Scored]:
        """Return the candidates with all that speaks for them, best first."""
        scored = self._scored or self._in_article()
        if any(beside):
            scored = [more(one, beside_features(one[1].place, beside)) for one in scored]
        scored = ranked(scored)
        if self._distances_count(scored):
            scored = ranked(self._with_distances(scored))
        return scored

    def _in_article(self) -> list[Scored]:
        """Return the candidates with what the article as a whole says of them."""
        profile, context = self._profile, self._context
        supported = profile.alone or context.theatre_beside(profile.first.place)
        self._scored = [
            more((one.score, one, ()), article_features(one, context, supported))
            for one in profile.standing
        ]
        return self._scored

    def _distances_count(self, scored: Sequence[Scored]) -> bool:
        """Tell whether distances may change who wins or how surely."""
        second = scored[1][0] if len(scored) > 1 else -math.inf
        strongest = max(second + weights().get("near", 0.0), confidence()[1])
        return scored[0][0] - strongest <= _DECIDED

    def _with_distances(self, scored: Sequence[Scored]) -> list[Scored]:
        """Add distances to the candidates that they can help to win."""
        own, context = self._profile.first.place.id, self._context
        least = scored[0][0] - weights().get("near", 0.0) - _DECIDED
        out = []
        for one in scored:
            near = nearness(one[1], own, context) if one[0] > least else 0.0
            out.append(more(one, (("near", near),)) if near > _LEAST_NEAR else one)
        return out


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

"""Mentions of an article go in; for each the place that it names, or an abstention, comes out.

All mentions of a name share its candidates and what the article says of them; only a mention with
something beside it is weighed on its own. Distances are measured only where they can decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from karamap.geometry import distance_km
from karamap.places.answers import PlaceOf, Scored, answer, ranked
from karamap.places.beside import Beside, asked_words, containers, gaps_between
from karamap.places.context import (
    Context,
    beside_it,
    context_of,
    in_article,
    nearness,
)
from karamap.places.profiles import Profile, profiles_of
from karamap.places.weights import NEAR, NONE
from karamap.records import Article, Mention, Place, Resolution

_DECIDED = 4.0  # a lead after which no distance changes the confidence by more than a hair
_TOWNS = frozenset(("city", "town", "village"))
_LITTLE = 50_000  # inhabitants
_FEW_PLACES = 4  # places of an article that do not yet show of which parts of the world it tells
_GROUND = _TOWNS | {"district", "province"}
_SETTLES = 2  # towns or districts of the theatre that show it
_STRAY = "a little town far from all else of which this article speaks"
_VILLAGE = 5_000  # inhabitants
_MUCH_GROUND = 3  # places of the theatre of which an article tells
_FAR_OFF_KM = 150.0
_REGION, _OTHER_UNITS = "region", ("province", "district", "county", "governorate", "oblast")
_CAMP = "camp"  # no kind of place in gazetteers: what the text calls one
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
    profiles = profiles_of(mentions, theatre_countries)
    context = context_of(article, profiles)
    gaps = gaps_between(text, mentions)
    words, beside = asked_words(text, mentions, gaps), containers(mentions, gaps)
    settled = _settled(profiles, context)
    forms: dict[Profile, _Form] = {}
    done: list[Resolution | None] = []
    for number, (profile, asked, container) in enumerate(
        zip(profiles, words, beside, strict=False)
    ):
        if profile is None:
            kinds = pointers.get(number)
            back = _antecedent(text, mentions, number, done, kinds, roles) if kinds else _UNKNOWN
            done.append(back)
        elif asked is None and container is None and profile in settled:
            done.append(settled[profile])
        elif profile.nominal and profile.small and not context.theatre:
            done.append(None)  # "the enclave" in an article about another part of the world
        else:
            form = forms.get(profile)
            if form is None:
                form = forms[profile] = _Form(profile, context)
            speaks = profile.capital and roles is not None and roles[number] == "actor"
            done.append(form.answer(container, asked, speaks, place_of))
    return tuple(_without_strays(done))


def _without_strays(done: Sequence[Resolution | None]) -> list[Resolution | None]:
    """Abstain from a little town in a country of which nothing else in the article speaks.

    A village that no list has is often called like one at the other end of the world.
    """
    places = {r.place.id: r.place for r in done if r is not None and r.place is not None}
    countries = Counter(place.country for place in places.values())
    of_theatre = sum(place.theatre and place.kind in _GROUND for place in places.values())
    if len(places) <= _FEW_PLACES and of_theatre < _SETTLES:
        return [*done]
    ground = [p for p in places.values() if p.theatre and p.kind in _GROUND and p.lon is not None and not p.capital]
    return [
        Resolution(None, r.confidence, _STRAY, (r.place.id, *r.others))
        if r is not None and r.place is not None and (_is_stray(r.place, countries) or _is_far_off(r.place, ground)) else r
        for r in done
    ]


def _is_far_off(place: Place, ground: Sequence[Place]) -> bool:
    """Tell whether a village lies far from all the ground of the theatre of which an article tells."""
    if place.theatre or place.kind not in _TOWNS or (place.population or 0) >= _VILLAGE or len(ground) < _MUCH_GROUND:
        return False
    if place.lon is None or place.lat is None:
        return False
    return all(distance_km(place.lon, place.lat, p.lon, p.lat) > _FAR_OFF_KM for p in ground)  # type: ignore[arg-type]


def _is_stray(place: Place, countries: Mapping[str | None, int]) -> bool:
    """Tell whether a place is a little town, and the only place of its country."""
    little = place.kind in _TOWNS and (place.population or 0) < _LITTLE and not place.capital
    return little and not place.theatre and countries[place.country] == 1


def _settled(profiles: Iterable[Profile | None], context: Context) -> dict[Profile, Resolution]:
    """Return the names that need no weighing where nothing stands beside them, with the answers."""
    return {
        profile: profile.settled
        for profile in set(profiles)
        if profile is not None
        and profile.settled is not None
        and (context.theatre or not profile.nominal)
        and context.bears_out(profile)
    }


class _Form:
    """A name in an article that has to be weighed: what all its mentions share."""

    __slots__ = ("_answers", "_context", "_profile", "_scored")

    def __init__(self, profile: Profile, context: Context) -> None:
        self._profile, self._context = profile, context
        self._scored: list[Scored] | None = None
        self._answers: dict[tuple[str | None, str | None, bool], Resolution] = {}

    def answer(
        self, container: Place | None, asked: str | None, speaks: bool, place_of: PlaceOf | None
    ) -> Resolution:
        """Return what the name means with this beside it."""
        same = container.id if container else None, asked, speaks
        known = self._answers.get(same)
        if known is None:
            scored = self._weighed(container, asked, speaks)
            known = answer(scored, len(self._profile.candidates), asked, place_of)
            self._answers[same] = known
        return known

    def _weighed(self, container: Place | None, asked: str | None, speaks: bool) -> list[Scored]:
        """Return the candidates with all that speaks for them, best first."""
        scored = self._scored
        if scored is None:
            scored = self._scored = in_article(self._profile, self._context)
        if container or asked or speaks:
            beside = Beside(container, asked, speaks)
            scored = [beside_it(one, beside) for one in scored]
        scored = ranked(scored)
        if _distances_count(scored):
            return _with_distances(scored, self._profile.first.id, self._context)
        return scored


def _distances_count(scored: Sequence[Scored]) -> bool:
    """Tell whether distances may change who wins or how surely."""
    strongest = max(NONE, scored[1][0] + NEAR) if len(scored) > 1 else NONE
    return scored[0][0] - strongest <= _DECIDED


def _with_distances(scored: list[Scored], own: str, context: Context) -> list[Scored]:
    """Add distances to the candidates that they can help to win; they come best first."""
    least = scored[0][0] - NEAR - _DECIDED
    nearer = False
    for number, (total, standing, added) in enumerate(scored):
        if total <= least:
            break
        near = nearness(standing, own, context)
        if near:
            scored[number] = total + NEAR * near, standing, (*added, ("near", near))
            nearer = True
    return ranked(scored) if nearer else scored


def _is_called(text: str, mention: Mention, noun: str) -> bool:
    """Tell whether the words of a name or those around it say what it is ("Foo camp", "the village of Foo")."""
    before, after = text[max(0, mention.start - len(noun) - 4) : mention.start].lower(), text[mention.end : mention.end + 30].lower().split()
    return mention.form == "name" and (
        mention.text.lower().endswith(noun) or before.endswith(f"{noun} of ") or any(word.strip(".,;") == noun for word in after[:2])
    )


def _antecedent(
    text: str,
    mentions: Sequence[Mention],
    number: int,
    done: Sequence[Resolution | None],
    kinds: tuple[str, ...],
    roles: Sequence[str] | None,
) -> Resolution | None:
    """Resolve "the region" to the place of such a kind that the article named last."""
    mention = mentions[number]
    noun = mention.text.split()[-1].lower()
    second: Resolution | None = None
    for earlier in range(number - 1, -1, -1):
        resolution = done[earlier]
        if mention.sentence - mentions[earlier].sentence > _POINTS_BACK:
            return second
        if resolution is None:
            continue
        if resolution.place is None:
            if _is_called(text, mentions[earlier], noun):
                return None  # "the camp" is the one that no gazetteer has, not another one
            continue
        if roles and roles[earlier] in ("embedded", "dateline", "origin"):
            continue
        if noun == _CAMP and not _is_called(text, mentions[earlier], noun):
            continue
        if resolution.place.kind in kinds:
            answer = Resolution(resolution.place, 0.6, f"points back to “{mentions[earlier].text}”")
            if noun != _REGION or not any(_is_called(text, mentions[earlier], other) for other in _OTHER_UNITS):
                return answer
            second = second or answer  # "the region" is hardly what the text calls "Foo province"
    return second

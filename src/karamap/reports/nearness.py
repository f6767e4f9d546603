"""The places of an act go in; how far from them it may have happened comes out, where words say so.

"Near X", "north of X", "villages around X" and "12 km from X" tell of the country round a place, not
of the place. Such a place is kept as the anchor, with the kilometres within which the act lies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from karamap.geometry import NEAR_KM
from karamap.records import Mention, Place
from karamap.reports.cues import Cue
from karamap.reports.grammar import Grammar

_EDGE_KM = 5.0  # the outskirts reach so far beyond a place
_MILE_KM = 1.609
_REACH = 90  # characters before a name in which such words stand
_SPOTS = frozenset(
    "city town village settlement facility venue bridge pass mountain building airport camp".split()
)
_SIDE = r"(?:north|south)(?:-?\s?(?:east|west))?|east|west"
_THE_PLACE = r"\s+(?:(?!in\b|at\b|on\b|by\b|and\b|to\b)[\w'\-]+\s+){0,5}?"
_AND = re.compile(r"\s*(?:,|,?\s+and)\s+(?:the\s+)?")
_WORDS: Final = (
    "near nearby outside around close vicinity outskirts edge edges approaches suburbs surrounding"
    " beyond off north south east west northeast northwest southeast southwest km kilometers"
    " kilometres kilometer kilometre miles mile far direction"
)
_BEFORE = Cue(
    rf"(?:\b(?P<number>\d+(?:\.\d+)?)\s*-?(?P<unit>km|kilomet(?:er|re)s?|miles?)\b[^,.;]{{0,40}}?\b(?:of|from|outside)"
    rf"|\b(?P<edge>outskirts\s+of|edges?\s+of|approaches\s+to|suburbs\s+of|outside)"
    rf"|\b(?:near|nearby|around|surrounding|beyond|off|close\s+to|vicinity\s+of|not\s+far\s+from|direction\s+of|(?:{_SIDE})\s+of))"
    rf"{_THE_PLACE}$",
    _WORDS,
)


def near_to(
    grammar: Grammar, found: Sequence[Mention], start: int
) -> tuple[tuple[str, float], ...]:
    """Return the places that an act is only said to have happened near, with kilometres.

    Parameters
    ----------
    grammar
        The sentence.
    found
        The mentions that place the act.
    start
        Offset from which on words before a mention are looked at.

    Returns
    -------
    (place id, kilometres), sorted; a place that is also named as the very place is left out.
    """
    if not _BEFORE.may_stand(grammar.bag):
        return ()
    made: dict[str, float] = {}
    exact: set[str] = set()
    match: re.Match[str] | None = None
    end = 0
    for mention in found:
        place = mention.place
        if not (match and _AND.fullmatch(grammar.text, end, mention.start)):
            match = _BEFORE.search(grammar, max(start, mention.start - _REACH), mention.start)
        end = mention.end
        if place is None or place.kind not in _SPOTS:
            continue
        if match is None:
            exact.add(place.id)
        else:
            made[place.id] = max(made.get(place.id, 0.0), _kilometres(match, place))
    return tuple(sorted((key, km) for key, km in made.items() if key not in exact))


def _kilometres(match: re.Match[str], place: Place) -> float:
    """Return how far from the middle of a place an act lies by the words before its name."""
    if match["number"]:
        stated = float(match["number"]) * (_MILE_KM if match["unit"].startswith("mile") else 1.0)
        return round(stated + place.radius_km, 1)
    return round(place.radius_km + _EDGE_KM, 1) if match["edge"] else max(NEAR_KM, place.radius_km)


__all__ = ["near_to"]

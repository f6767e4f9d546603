"""A text and its mentions go in; what stands beside a name comes out: a container, a word of kind.

"Foo district" asks for a district of every name in its row ("Foo and Bar districts"); "Foo, Barland",
"Foo in Barland" and "Barland's Foo" give the place that contains another. Almost no name has either,
so that a look at four letters must be enough to pass on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from karamap.places.standing import UNITS, WIDE
from karamap.records import Mention, Place

# Words that ask for a kind of place, and the kinds that answer.
ASKED = {
    "district": ("district",), "rayon": ("district",), "raion": ("district",), "county": ("district",),
    "province": ("region", "district", "province", "state"),
    "region": ("region", "historical-region", "district", "province", "state"),
    "oblast": ("region", "historical-region", "district", "province"), "state": ("region", "country", "state", "province"),
    "governorate": ("region", "province", "state"),
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
    "governorates": "governorate", "cities": "city", "towns": "town", "villages": "village", "settlements": "settlement",
}  # fmt: skip
_WORDS = (*ASKED, *_PLURAL)
_FORMS = [form for word in _WORDS for form in (word, word.capitalize(), word.upper())]
# The letters that such a word shows to a name, with the space between.
_OPENINGS = frozenset(f" {form[:3]}" for form in _FORMS)
_CLOSINGS = frozenset(f"{f' {form}'[-4:]} " for form in _FORMS)
# The last letters of these, and of what may stand between one of them and a name.
_MAY_ASK = frozenset({closing[1:] for closing in _CLOSINGS} | {"the ", " of "})
_JOINS = "-'’\n\u00a0"  # other marks that a word of kind may stand behind
_EDGE = ".,;:!?)”\"’'\n"
_ASKED_AFTER = re.compile(rf"(?:['’]s)?[\s-]+({'|'.join(_WORDS)})\b", re.I)
_AFTER = re.compile(r"(?:['’]s)?[\s-]+(\w+)")

_GAP = 45  # characters between two names that may tell of each other
_ROW = frozenset({", ", " and ", ", and ", " or ", " & "})
_BOTH = frozenset({" and ", ", and "})
_INTO = re.compile(
    r"(?:\s+(?:region|district|province|village|town|city))?(?:,\s*(?:in\s+)?|\s*\(|\s+in\s+|\s+of\s+)(?:[a-z-]+ern\s+|the\s+|central\s+)?"
)
# "The Foo district of Bar", "Foo, a suburb of western Bar": a part of a town lies in it or beside it.
_PART = re.compile(
    r"(?:\s+(?:district|quarter|neighbou?rhood|suburb)\s+(?:of|in)|"
    r",\s+(?:a|the)\s+(?:\w+\s+)?(?:district|quarter|neighbou?rhood|suburb)\s+(?:of|in|near))\s+"
    r"(?:the\s+(?:city|town)\s+of\s+)?(?:[a-z-]+ern\s+|central\s+)?"
)
_OWNER = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,3}")

Gaps = Sequence[str | None]
_START, _END = attrgetter("start"), attrgetter("end")


class Beside(NamedTuple):
    """What stands beside a name: a place that may contain it, the kind asked for, a voice."""

    place: Place | None
    asked: str | None
    speaks: bool


def gaps_between(text: str, mentions: Sequence[Mention]) -> Gaps:
    """Return what stands between each mention and the next, ``None`` where that is much.

    The last has no next, so that the gap before the first, at -1, is ``None``, too.
    """
    starts = map(_START, mentions[1:])
    gaps = [
        text[end:start] if start - end < _GAP else None
        for end, start in zip(map(_END, mentions), starts, strict=False)
    ]
    return [*gaps, None]


# --- the place that contains it -------------------------------------------------------------------------


def containers(mentions: Sequence[Mention], gaps: Gaps) -> list[Place | None]:
    """Return for each mention the place of "Foo, Barland", "Foo in Barland", "Barland's Foo" that contains."""
    found: list[Place | None] = [None] * len(mentions)
    for number, gap in enumerate(gaps):
        if not gap or gap in _BOTH:
            continue
        if gap[0] in "'’":
            owner = mentions[number]
            if owner.candidates and _OWNER.fullmatch(gap):
                found[number + 1] = owner.candidates[0].place
        elif _INTO.fullmatch(gap) or _PART.fullmatch(gap):
            container = _container(mentions[number + 1], gap)
            if container is not None and _may_lie_in(mentions[number], container, gaps[number + 1]):
                found[number] = container
    return found


def _may_lie_in(mention: Mention, container: Place, gap: str | None) -> bool:
    """Tell whether a name may be of a place in a container behind it.

    That of a country ("Georgia, USA") only where another place of its name lies there and the two
    are no row of countries ("Georgia, Barland and Fooland").
    """
    candidates = mention.candidates
    if container.kind != "country" or not candidates or candidates[0].place.kind != "country":
        return True
    return gap not in _ROW and any(
        candidate.place.country == container.country and candidate.place.kind != "country"
        for candidate in candidates
    )


def _container(after: Mention, gap: str) -> Place | None:
    """Return the place of the name that stands after another, if it may contain that."""
    if not after.candidates or after.form not in ("name", "abbreviation"):
        return None
    place = after.candidates[0].place
    if "," not in gap or _PART.fullmatch(gap):
        return place
    return place if place.kind in WIDE or place.kind in UNITS else None


# --- the word that asks for a kind ----------------------------------------------------------------------


def asked_words(text: str, mentions: Sequence[Mention], gaps: Gaps) -> list[str | None]:
    """Return for each mention the word beside it, or beside its row, that asks for a kind of place."""
    asked: list[str | None] = []
    in_row, before, behind = False, "", None
    for number, (start, end, gap) in enumerate(
        zip(map(_START, mentions), map(_END, mentions), gaps, strict=False)
    ):
        first, in_row = not in_row, gap in _ROW
        if first:
            before = _word_before(text, start) if text[start - 4 : start] in _MAY_ASK else ""
            behind = _word_after_row(text, mentions, number, gaps) if in_row else None
        word = behind
        if not in_row:
            opening = text[end : end + 4]
            may_ask = opening in _OPENINGS or opening[:1] in _JOINS
            word = _word_after(text, end) if may_ask else None
        if word is None and before:
            word = before if first and before in ASKED else _PLURAL.get(before)
        asked.append(word)
    return asked


def _word_after(text: str, end: int) -> str | None:
    """Return the word behind a name, if it asks for a kind, as one of `ASKED`."""
    opening = text[end : end + 4]
    if opening in _OPENINGS:
        word = text[end + 1 : end + 20].split(None, 1)[0].rstrip(_EDGE).lower()
        return word if word in ASKED else _PLURAL.get(word)
    if not opening or opening[0] not in _JOINS:
        return None
    after = _ASKED_AFTER.match(text, end, end + 24)
    if after is None:
        return None
    word = after[1].lower()
    return _PLURAL.get(word, word)


def _word_after_row(text: str, mentions: Sequence[Mention], first: int, gaps: Gaps) -> str | None:
    """Return what the word for several behind a row of names asks for, if one stands there."""
    last = first
    while gaps[last] in _ROW:
        last += 1
    end = mentions[last].end
    opening = text[end : end + 4]
    may_ask = opening in _OPENINGS or opening[:1] in _JOINS
    after = _AFTER.match(text, end, end + 24) if may_ask else None
    return _PLURAL.get(after[1].lower()) if after else None


def _word_before(text: str, start: int) -> str:
    """Return the word before a name in lower case, if it may ask for a kind; "of the" is skipped."""
    before = text[start - 5 : start]
    if before == " the ":
        start -= 4
        before = text[start - 5 : start]
    if before[1:] == " of ":
        start -= 3
        before = text[start - 5 : start]
    if before not in _CLOSINGS:
        return ""
    return text[max(0, start - 24) : start - 1].rsplit(" ", 1)[-1].lower()

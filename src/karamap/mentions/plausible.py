"""A name found in a text and the words around it go in; how likely it is a place comes out.

Most names of the world's towns are also words, first names or surnames. A small logistic model
weighs what stands beside the name and what the rest of the text says. Its features are named in
plain words, its weights are data (``lexicons/plausible.toml``, made by
``scripts/train_plausible.py``), so that every decision can be read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Protocol

from karamap.records import Candidate

_IN = frozenset("in at near into outside around inside across throughout via outskirts downtown".split())
_FROM_TO = frozenset("from to through toward towards between leaving reached visited".split())
_TITLES = frozenset(
    "mr mrs ms miss dr prof gen lt col maj capt sgt sen rep gov pte cpl rev sir lady lord judge justice president premier "
    "minister chancellor king queen prince princess sheikh pope secretary ambassador general colonel captain senator governor mayor "
    "bishop archbishop cardinal professor detective constable coach director chairman chief officer inspector spokesman spokeswoman "
    "actor actress singer author brother sister father mother uncle aunt son daughter wife husband friend coroner saint".split()
)
_PLACE_NOUN = frozenset(
    "region area province district city town village county state border airport island islands coast river valley road street suburb "
    "neighbourhood neighborhood hospital university police residents resident mayor area's metro".split()
)
_SPEECH = frozenset(
    "said says told tells added adds asked wrote writes argued explained noted recalled tweeted was is has had who did does will would".split()
)
_SECOND = re.compile(r"(?:Mc|Mac|O['’]|De|Van|von|El-|Al-)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+")
_OPENING = "“\"'‘(["
_EDGE = ".,;:!?()[]”“\"’'"


class WordLists(Protocol):
    """What the model asks of a gazetteer."""

    def is_common(self, name: str) -> bool:
        """Tell whether a key is also an ordinary word."""

    def is_person_name(self, token: str) -> bool:
        """Tell whether a word is a usual first name."""

    def is_surname(self, token: str) -> bool:
        """Tell whether a word is a usual surname."""


@dataclass(slots=True)
class Surroundings:
    """What a whole text says, gathered before any of its names is judged.

    Attributes
    ----------
    people
        Lower-case words that stand in the text as part of a person's name.
    countries
        Codes of the countries that it names for sure.
    units
        Ids of the first-level units that it names.
    anchored
        Keys that stand somewhere in the text after a word of place.
    counts
        How often each key stands in it.
    """

    people: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    anchored: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)


def people_in(text: str, names: Iterable[str], lists: WordLists) -> frozenset[str]:
    """Return those names of a text, in lower case, that stand in it as part of a person's name.

    Parameters
    ----------
    text
        The whole text.
    names
        Last words of names, as they are written in it.
    lists
        Knows first names.
    """
    found: set[str] = set()
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if _has_first_name(text, at, lists) or _is_first_name(text, name, end, lists):
                found.add(name.lower())
                break
            at = text.find(name, end)
    return frozenset(found)


def _has_first_name(text: str, at: int, lists: WordLists) -> bool:
    """Tell whether a title or a first name stands before a word, with or without an initial between."""
    if text[at - 1 : at] != " ":
        return False
    words = text[max(0, at - 28) : at].split()[-2:]
    if len(words) == 2 and len(words[1]) == 2 and words[1][1] == "." and words[1][0].isupper():
        words.pop()
    if not words:
        return False
    word = words[-1].lstrip(_OPENING)
    plain = word.rstrip(".").lower()
    return word[:1].isupper() and (plain in _TITLES or lists.is_person_name(plain))


def _is_first_name(text: str, name: str, end: int, lists: WordLists) -> bool:
    """Tell whether a word is a first name with a capitalised word behind it."""
    return text[end : end + 1] == " " and _SECOND.match(text, end + 1) is not None and lists.is_person_name(name.lower())


def static_features(name: str, candidates: Sequence[Candidate], lists: WordLists) -> tuple[str, ...]:
    """Return the features that a name has in any text."""
    places = [candidate.place for candidate in candidates]
    kinds = {place.kind for place in places[:1]}
    people = max(place.population for place in places)
    out = ["bias", f"size {_size(people)}"]
    if kinds & {"country", "continent", "sea", "ocean", "historical-state"}:
        out.append("country or sea")
    elif kinds & {"state", "province", "region", "admin1", "territory"}:
        out.append("unit or region")
    if places[0].capital:
        out.append("capital")
    if " " in name or "-" in name:
        out.append("several words")
    if lists.is_common(name):
        out.append("ordinary word")
    if lists.is_person_name(name):
        out.append("first name")
    if lists.is_surname(name):
        out.append("surname")
    if len(name) <= 4:
        out.append("short")
    return tuple(out)


def _size(people: int) -> str:
    for bound, word in ((2_000, "tiny"), (10_000, "small"), (50_000, "middle"), (300_000, "large"), (2_000_000, "great")):
        if people < bound:
            return word
    return "greatest"


def before_feature(text: str, start: int, lists: WordLists, after_place: bool) -> str:
    """Return what stands before a name, as one feature."""
    if after_place:
        return "before: place and comma"
    line = text[max(0, start - 32) : start]
    words = line.split()
    if not words or "\n" in line[len(line.rstrip()) :]:
        return "before: nothing"
    word = words[-1]
    if word[-1] in ".!?:;”" and not (len(word) <= 3 and word[0].isupper()) and word.rstrip(".").lower() not in _TITLES:
        return "before: nothing"
    if word[-1] == ",":
        return "before: comma"
    plain = word.strip(_EDGE)
    lower = plain.lower()
    if lower in _IN:
        return "before: in"
    if lower in _FROM_TO:
        return "before: from or to"
    if lower in ("of", "the", "and", "by", "with", "for"):
        return f"before: {lower}"
    if lower in _TITLES:
        return "before: title"
    if plain[:1].isupper():
        if len(plain) == 1:
            return "before: initial"
        return "before: first name" if lists.is_person_name(lower) else "before: capital"
    if lower in ("north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "upper", "lower"):
        return "before: direction"
    return "before: other"


def after_feature(text: str, end: int, before_place: bool, lists: WordLists) -> str:
    """Return what stands behind a name, as one feature."""
    if before_place:
        return "after: comma and place"
    rest = text[end : end + 28]
    if rest[:1] in "'’" and rest[1:2] in "s ":
        return "after: owner"
    if not rest or rest[0] != " ":
        return "after: end" if not rest or rest[0] in ".,;:!?)\n\"”’" else "after: joined"
    word = rest.split(maxsplit=1)[0].strip(_EDGE) if rest.strip() else ""
    if not word:
        return "after: end"
    if word[0].isupper():
        return "after: surname" if lists.is_surname(word.lower()) else "after: capital"
    if word in _SPEECH:
        return "after: speech"
    return "after: place noun" if word in _PLACE_NOUN else "after: other"


def document_features(name: str, candidates: Sequence[Candidate], around: Surroundings) -> Iterator[str]:
    """Yield what the rest of the text says of a name."""
    if name in around.people or (" " in name and name.rsplit(" ", 1)[-1] in around.people):
        yield "text: part of a person"
    if name in around.anchored:
        yield "text: after a word of place elsewhere"
    if around.counts.get(name, 0) >= 3:
        yield "text: three times or more"
    if any(candidate.place.country in around.countries for candidate in candidates[:5]):
        yield "text: names its country"
    if any(candidate.place.parent in around.units for candidate in candidates[:5]):
        yield "text: names its unit"


@cache
def weights() -> dict[str, float]:
    """Return the weights by feature; an unknown feature weighs nothing."""
    text = (resources.files("karamap") / "lexicons" / "plausible.toml").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in tomllib.loads(text)["weights"].items()}


def score(features: Iterable[str]) -> float:
    """Return the log-odds that a name with these features is a place."""
    table = weights()
    return sum(table.get(feature, 0.0) for feature in features)

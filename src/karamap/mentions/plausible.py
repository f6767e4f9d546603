"""A name found in a text and the words around it go in; how likely it is a place comes out.

Most names of the world's towns are also words, first names or surnames. A small logistic model
weighs what stands beside the name and what the rest of the text says. Its features are named in
plain words, its weights are data (``lexicons/plausible.toml``, made by
``scripts/train_plausible.py``), so that every decision can be read.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache
from importlib import resources
from operator import itemgetter
from typing import NamedTuple, Protocol
from weakref import WeakKeyDictionary

from karamap.mentions.people import holds_office
from karamap.records import Candidate

_IN = frozenset("in at near nearby into outside around inside across throughout via outskirts downtown".split())
_FROM_TO = frozenset("from to through toward towards between leaving reached visited".split())
# What armies do to a place, and hardly to anything else.
_TAKEN = frozenset(
    "captured capturing seized retook retaking retake recaptured recapture recapturing overran overrun overrunning stormed besieged "
    "besieging encircled encircling shelled shelling bombed bombing bombarded bombarding pounded pounding liberated liberating".split()
)
_IS = frozenset((" was", " were", " is", " has", " had", " came", " fell", " falls"))
_BEFELL = re.compile(
    r" (?:(?:was|were|is|has been|had been|is being|was being)(?: [a-z]+ly| also| again| then| later| still)? "
    r"(?:hit|struck|shelled|bombed|bombarded|pounded|captured|retaken|recaptured|seized|stormed|besieged|encircled|surrounded|liberated|overrun|occupied|attacked|"
    r"raided|taken by|evacuated|under (?:fire|attack|siege|shelling|bombardment|curfew))|(?:(?:has|had|have) )?c[ao]me under (?:fire|attack|siege|heavy|intense)|f(?:e|a)lls? (?:to|into|on|in)|fell)\b"
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof gen lt col maj capt sgt sen rep gov pte cpl rev sir lady lord judge justice president premier "
    "minister chancellor king queen prince princess sheikh pope secretary ambassador general colonel captain senator governor mayor "
    "bishop archbishop cardinal professor detective constable coach director chairman chief officer inspector spokesman spokeswoman "
    "actor actress singer author brother sister father mother uncle aunt son daughter wife husband friend coroner saint".split()
)
_AGE = re.compile(r", (?:aged )?[1-9]\d,")  # "Foo, 38, who": nobody says so of a place
_ARTICLE = 3  # characters of "Al-" and "El-"
_ROW, _ROW_WORDS = 60, 4  # characters and words before a name in which a row of names begins
_SECOND_NAME = re.compile(r" [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+(?=,)")
_PLACE_NOUN = frozenset(
    "region area province district city town village county state border airport island islands coast river valley road street suburb "
    "neighbourhood neighborhood hospital university police residents resident mayor area's metro".split()
)
# "The port city, Fooville": right before the comma.
_KINDS = frozenset("capital city town village port stronghold enclave district province region suburb settlement".split())
# "Fooville, a rebel stronghold near the border".
_WHAT_IT_IS = re.compile(
    r", (?:an?|the) (?:(?!of\b|from\b|in\b|who\b)[\w\-]+ ){0,4}?(?:city|town|village|port|stronghold|enclave|suburb|settlement|hub|island|oasis|outpost)"
    r"(?=,| (?:in|near|of|on|that|which|where|outside|north|south|east|west|about|some|held|under|close|just|\d))"
)
_SPEECH = frozenset(
    "said says told tells added adds asked wrote writes argued explained noted recalled tweeted was is has had who did does will would".split()
)
_SECOND = re.compile(r"(?:Mc|Mac|O['’]|De|Van|von|El-|Al-)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+")
_RUSSIAN_SURNAME = re.compile(
    r"[А-ЯЁ][а-яё]+(?:(?:ов|ев|ёв|ин|ян|ич|ук|юк)(?:а|у|ым|ом|е|ой)?|[сц]к(?:ий|ого|ому|им|ая|ой)|енко|швили|дзе)"
    r"|[A-Z][a-z]+(?:[oe]va?|skaya|skiy|sky|enko|chuk|shvili|dze)"
)
_OPENING = "“\"'‘(["
_EDGE = ".,;:!?()[]”“\"’'"
_WHO = (", who", ", head of", ", leader of", ", chief of", ", spokes", ", director", ", commander")
_NAME = itemgetter(3)  # of a `Doubt`
_ANCHORS = frozenset({"before: in", "before: from or to"})
_REACH = 32  # characters before and behind a name that are looked at
_BLANK = 2  # characters from which what stands before a name is no lone space
_FREQUENT = 3
_NOTHING = 1e-9  # what is left of a sum of weights that is nothing
_MOST_WORDS = 50_000  # words whose features are remembered


class WordLists(Protocol):
    """What the model asks of a gazetteer."""

    def is_common(self, name: str) -> bool:
        """Tell whether a key is also an ordinary word."""

    def is_person_name(self, token: str) -> bool:
        """Tell whether a word is a usual first name."""

    def is_surname(self, token: str) -> bool:
        """Tell whether a word is a usual surname."""


class Static(NamedTuple):
    """What a name has in any text.

    Attributes
    ----------
    features
        The names of its features.
    weight
        What they weigh together.
    countries, units
        Codes of the countries, and ids of the units, of what it most likely means.
    only_place
        Whether it is neither an ordinary word nor a name of people.
    """

    features: tuple[str, ...]
    weight: float
    countries: frozenset[str | None]
    units: frozenset[str | None]
    only_place: bool = False


_OTHER_WORDS = frozenset({"ordinary word", "first name", "surname"})
_OF_NATURE = frozenset({"river", "lake", "reservoir", "mountain", "pass"})
NOTHING = Static((), 0.0, frozenset(), frozenset())


Cue = tuple[str, float]  # a feature of the words beside a name, and what it weighs


class Doubt(NamedTuple):
    """A name that has to be weighed, by its number among the hits, with what stands beside it.

    ``in_row`` tells whether it is joined to a name of one of its countries ("Foo and Bar").
    """

    number: int
    start: int
    end: int
    name: str
    static: Static
    before: Cue
    after: Cue
    in_row: bool


class Surroundings:
    """What a whole text says, gathered before any of its names is judged.

    Attributes
    ----------
    countries
        Codes of the countries that it names for sure.
    units
        Ids of the first-level units that it names.
    of_war
        Whether it tells of a war, where a name that is nothing but a place's is one.
    """

    def __init__(
        self,
        text: str,
        lists: WordLists,
        countries: Set[str | None] = frozenset(),
        units: Set[str | None] = frozenset(),
        of_war: bool = False,
    ) -> None:
        self.countries, self.units, self.of_war = countries, units, of_war
        self._text, self._lists = text, lists
        self._anchored: set[str] = set()
        self._counts: Mapping[str, int] = {}
        self._doubtful: list[Doubt] = []
        self._people: dict[str, bool] = {}
        self._words: dict[str, set[str]] = {}  # last words of doubtful names, by their small form

    def note(self, doubtful: list[Doubt]) -> None:
        """Count the names that have to be weighed."""
        self._doubtful = doubtful
        self._counts = Counter(map(_NAME, doubtful))
        self._anchored = {doubt[3] for doubt in doubtful if doubt[5][0] in _ANCHORS}

    def told(self, name: str, static: Static, in_row: bool) -> int:
        """Return what the text tells of a name, as a sum of bits: see `_DOCUMENT`."""
        bits = 1 if name in self._anchored else 0
        if in_row:
            bits += 16
        if self.of_war and self._is_around(name, static):
            bits += 32 if static.only_place else 64 if name in self._anchored else 0
        if self._counts[name] >= _FREQUENT:
            bits += 2
        if not static.countries.isdisjoint(self.countries):
            bits += 4
        if not static.units.isdisjoint(self.units):
            bits += 8
        return bits

    def _is_around(self, name: str, static: Static) -> bool:
        """Tell whether the text speaks of a country of a name, or has another place there.

        A river may be in several.
        """
        countries = static.countries
        if None in countries or not countries.isdisjoint(self.countries):
            return True
        return any(
            not countries.isdisjoint(other.static.countries)
            for other in self._doubtful
            if other.name in self._anchored and other.name != name
        )

    def is_person(self, name: str) -> bool:
        """Tell whether a name, or its last word, stands in the text as part of a person's name."""
        known = self._people.get(name)
        if known is None:
            if not self._words:
                for doubt in self._doubtful:
                    for word in self._text[doubt.start : doubt.end].split()[-1:]:
                        self._words.setdefault(word.lower(), set()).add(word)
            own = {name, name[name.rfind(" ") + 1 :]}
            known = any(
                _is_part_of_person(self._text, word, self._lists)
                for part in own
                for word in self._words.get(part, ())
            )
            self._people[name] = known
        return known


def _is_part_of_person(text: str, name: str, lists: WordLists) -> bool:
    """Tell whether a word stands anywhere in a text as part of a person's name."""
    is_first = lists.is_person_name(name.lower())
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if _has_first_name(text, at, lists) or (is_first and _is_first_name(text, end)):
            return True
        if _AGE.match(text, end) or _ends_titled_row(text, at) or ((named := _SECOND_NAME.match(text, end)) and holds_office(text, named.end())):
            return True
        at = text.find(name, end)
    return False


def _ends_titled_row(text: str, at: int) -> bool:
    """Tell whether a word ends a row of names with an office before it ("Minister Foo Bar Al-Baz", "Col Foo Barville")."""
    start = at - _ARTICLE if text[max(0, at - _ARTICLE) : at].lower() in ("al-", "el-") else at
    if text[start - 1 : start] != " ":
        return False
    row = text[max(0, start - _ROW) : start].split()[-1 : -_ROW_WORDS - 1 : -1]
    for number, word in enumerate(row):
        if not word[0].isupper() or word[-1] in ",;:)":
            return False
        if number and word.rstrip(".").lower() in _TITLES:
            return True
    return False


def _has_first_name(text: str, at: int, lists: WordLists) -> bool:
    """Tell whether a title or a first name stands before a word, with or without an initial between."""
    if text[at - 1 : at] != " ":
        return False
    floor = max(0, at - 28)
    if text[max(floor, text.rfind(" ", floor, at - 1)) : at].islower():
        return False  # the word before is no name
    words = text[floor:at].split()[-2:]
    if len(words) == 2 and len(words[1]) == 2 and words[1][1] == "." and words[1][0].isupper():
        words.pop()
    if not words:
        return False
    word = words[-1].lstrip(_OPENING)
    plain = word.rstrip(".").lower()
    return word[:1].isupper() and (plain in _TITLES or lists.is_person_name(plain))


_BLOWS = frozenset(
    "attack attacks strike strikes raid raids assault assaults airstrike airstrikes bombing bombings bombardment offensive advance march barrage".split()
)
# By the preposition right before a name, the words before that which tell of a place in a war.
_LEADING = {
    "on ": _BLOWS,
    "of ": frozenset("centre center outskirts suburb suburbs streets siege shelling bombing bombardment storming recapture encirclement".split()),
    "for ": frozenset("battle battles fight fighting fought struggle".split()),
    "back ": frozenset("took taken take takes taking won win".split()),
    "into ": frozenset("pushed advanced marched moved swept pressed rolled fought broke thrust stormed fired lobbed fell".split()),
    "at ": frozenset("rockets shells missiles mortars".split()),
    "over ": frozenset("flew flying fly circled circling hovered hovering down downed skies dropped".split()),
}


def _is_first_name(text: str, end: int) -> bool:
    """Tell whether a first name that ends here has a capitalised word behind it."""
    return text[end : end + 1] == " " and _SECOND.match(text, end + 1) is not None


def static_of(name: str, candidates: Sequence[Candidate], lists: WordLists) -> Static:
    """Return what a name has in any text."""
    features = static_features(name, candidates, lists)
    likely = [candidate.place for candidate in candidates[:5]]
    return Static(
        features,
        sum(weights().get(feature, 0.0) for feature in features),
        frozenset(place.country for place in likely),
        frozenset(place.parent for place in likely),
        _OTHER_WORDS.isdisjoint(features),
    )


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
    elif kinds & _OF_NATURE:
        out.append("river or mountain")
    if places[0].capital:
        out.append("capital")
    if " " in name or "-" in name:
        out.append("several words")
    if lists.is_common(name):
        out.append("ordinary word")
        if "unit or region" in out:
            out.append("unit called like a word")  # "Central", "Capital", "Mountain"
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


class Words:
    """The words beside names, as features; what a word says is worked out once.

    It does not hold the lists themselves, which would then live as long as what is remembered.
    """

    def __init__(self) -> None:
        self._before: dict[str, Cue] = {}
        self._after: dict[str, Cue] = {}

    def before(self, text: str, start: int, lists: WordLists) -> Cue:
        """Return what stands before a name, as one feature."""
        floor = start - _REACH if start > _REACH else 0
        # The space right before the name is no bound of the word before it.
        cut = text.rfind(" ", floor, start - 1) if start else -1
        word = text[cut + 1 if cut >= 0 else floor : start]
        if len(word) < _BLANK and not word.strip():
            word = text[floor:start]
        leading = _LEADING.get(word)  # "a strike on X", "the battle for X", "flew over X"
        if leading is not None and text[text.rfind(" ", 0, cut) + 1 : cut].lower() in leading:
            return cue("before: taken or hit")
        found = self._before.get(word)
        return found or _remember(self._before, word, _before(word, lists))

    def after(self, text: str, end: int, lists: WordLists) -> Cue:
        """Return what stands behind a name, as one feature."""
        cut = text.find(" ", end + 1, end + _REACH)
        word = text[end : cut if cut >= 0 else end + _REACH]
        if word == ",":
            if text.startswith(_WHO, end):
                return cue("after: who it is")
            if _WHAT_IT_IS.match(text, end):
                return cue("after: place noun")
        if word == " ":
            word = text[end : end + _REACH]
        if word in _IS and _BEFELL.match(text, end):
            return cue("after: taken or hit")
        if word in _OF_CAMP and text.startswith(" camp", cut):
            return cue("after: place noun")  # "the Fooville refugee camp"
        found = self._after.get(word)
        return found or _remember(self._after, word, _after(word, lists))


def _remember(known: dict[str, Cue], word: str, feature: str) -> Cue:
    if len(known) > _MOST_WORDS:
        known.clear()
    found = known[word] = cue(feature)
    return found


@cache
def cue(feature: str) -> Cue:
    """Return a feature of the words beside a name with its weight."""
    return feature, weights().get(feature, 0.0)


_words: WeakKeyDictionary[WordLists, Words] = WeakKeyDictionary()


def words_of(lists: WordLists) -> Words:
    """Return what is remembered of the words beside names for these lists."""
    known = _words.get(lists)
    if known is None:
        known = _words[lists] = Words()
    return known


def _before(line: str, lists: WordLists) -> str:
    """Return the feature of the words that end right before a name."""
    words = line.split()
    if not words or "\n" in line[len(line.rstrip()) :]:
        return "before: nothing"
    word = words[-1]
    if word[-1] in ".!?:;”" and not (len(word) <= 3 and word[0].isupper()) and word.rstrip(".").lower() not in _TITLES:
        return "before: nothing"
    if word[-1] == ",":
        return "before: kind and comma" if word[:-1] in _KINDS else "before: comma"
    plain = word.strip(_EDGE)
    lower = plain.lower()
    if lower in _IN:
        return "before: in"
    if lower in _FROM_TO:
        return "before: from or to"
    if lower in ("of", "the", "and", "by", "with", "for"):
        return f"before: {lower}"
    if lower in _TAKEN and plain[0] == lower[0]:
        return "before: taken or hit"
    if lower in _TITLES:
        return "before: title"
    if plain[:1].isupper():
        if len(plain) == 1:
            return "before: initial"
        return "before: first name" if lists.is_person_name(lower) else "before: capital"
    if lower in ("north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "upper", "lower"):
        return "before: direction"
    return "before: other"


def _after(rest: str, lists: WordLists) -> str:
    """Return the feature of the words that begin right behind a name."""
    if rest[:1] in "'’" and rest[1:2] in "s ":
        return "after: owner"
    if not rest or rest[0] != " ":
        return "after: end" if not rest or rest[0] in ".,;:!?)\n\"”’" else "after: joined"
    word = rest.split(maxsplit=1)[0].strip(_EDGE) if rest.strip() else ""
    if not word:
        return "after: end"
    if word[0].isupper():
        if _RUSSIAN_SURNAME.fullmatch(word):
            return "after: Russian surname"
        return "after: surname" if lists.is_surname(word.lower()) else "after: capital"
    if word in _SPEECH:
        return "after: speech"
    return "after: place noun" if word in _PLACE_NOUN else "after: other"


_OF_CAMP = frozenset((" refugee", " displacement", " displaced", " IDP", " idp", " internment", " prison", " tent", " prisoner-of-war"))

# What the rest of a text says of a name; the first stands for the bit 1, the second for 2.
_DOCUMENT = (
    "text: after a word of place elsewhere",
    "text: three times or more",
    "text: names its country",
    "text: names its unit",
    "row: joined to a name of its country",
    "text: of a war, and no other word",
    "text: of a war in a country of its, and in it",
)
_PERSON = "text: part of a person"


def all_features(doubt: Doubt, around: Surroundings) -> list[str]:
    """Return every feature of a name."""
    bits = around.told(doubt.name, doubt.static, doubt.in_row)
    document = [feature for i, feature in enumerate(_DOCUMENT) if bits >> i & 1]
    person = [_PERSON] if around.is_person(doubt.name) else []
    return [*doubt.static.features, doubt.before[0], doubt.after[0], *document, *person]


def implausible(doubtful: list[Doubt], around: Surroundings) -> set[int]:
    """Return the numbers of the names that are likelier no places.

    Whether a person bears the name is looked up only where that decides.
    """
    document, if_person = _document_weights(), weights().get(_PERSON, 0.0)
    out: dict[int, Doubt] = {}
    kept: set[str] = set()
    for doubt in doubtful:
        number, _, _, name, static, (_, before), (_, after), in_row = doubt
        score = static.weight + before + after + document[around.told(name, static, in_row)]
        if (score > _NOTHING) != (score + if_person > _NOTHING) and around.is_person(name):
            score += if_person
        if score <= _NOTHING:
            out[number] = doubt
        elif score > _SURELY and _MANY_MEANINGS.isdisjoint(static.features):
            kept.add(name)
    if kept and out:
        return {n for n, doubt in out.items() if not (doubt.name in kept and _may_be_same(doubt, around))}
    return set(out)


_SURELY = 1.0  # log-odds from which a name that is a place here is one in the whole text
_MANY_MEANINGS = frozenset({"ordinary word", "first name", "surname", "several words", "short"})
_OF_PERSON = frozenset({"before: title", "before: first name", "before: initial", "after: surname"})


def _may_be_same(doubt: Doubt, around: Surroundings) -> bool:
    """Tell whether a name that is a place elsewhere in the text may be it here: no person bears it."""
    beside = {doubt.before[0], doubt.after[0]}
    return _OF_PERSON.isdisjoint(beside) and not around.is_person(doubt.name)


@cache
def _document_weights() -> list[float]:
    """Return what each sum of bits of `_DOCUMENT` weighs."""
    each = [weights().get(feature, 0.0) for feature in _DOCUMENT]
    return [
        sum(weight for i, weight in enumerate(each) if bits >> i & 1) for bits in range(1 << len(each))
    ]


@cache
def weights() -> dict[str, float]:
    """Return the weights by feature; an unknown feature weighs nothing."""
    text = (resources.files("karamap") / "lexicons" / "plausible.toml").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in tomllib.loads(text)["weights"].items()}

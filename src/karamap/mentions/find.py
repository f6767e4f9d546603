"""A zoned article and a gazetteer go in; the mentions of places, in order, come out."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Protocol
from weakref import WeakKeyDictionary

from karamap.automaton import SMALL_WORDS
from karamap.mentions import plausible
from karamap.mentions.fuzzy import FuzzyIndex
from karamap.mentions.people import is_first_name_there, is_surname_there
from karamap.mentions.pointers import NO_CUES, cues_of, pointers
from karamap.mentions.unknown import unknown_names
from karamap.names import Folded, fold, key
from karamap.records import Article, Candidate, Mention, NameForm

_SURE_KINDS = frozenset({"country", "historical-state", "continent", "seat"})
_SITES = frozenset({"facility"})
_MAY_END_SMALL = _SURE_KINDS | _SITES  # whose names may hold a small noun: "the Fooville bridge"
_SETTLEMENTS = frozenset({"village", "town", "city"})
_UNITS = frozenset({"state", "province"})
_SURE, _UNLESS_PERSON, _WEIGHED = range(3)
_GENERIC_TAIL = re.compile(
    r"\s+(?:regions?|districts?|provinces?|oblast|cit(?:y|ies)|towns?|villages?|areas?|enclave|territory|settlement|county|state)$"
)
_DIRECTIONS = frozenset("northern southern eastern western central north south east west".split())
_LAST_LATIN = "\u024f"


Scanned = tuple[int, int, str]  # start and end in a folded text, and the key of the name there


class NameIndex(Protocol):
    """What recognition needs of a gazetteer."""

    def scan(self, folded: Folded, language: str = "en") -> Sequence[Scanned]:
        """Return (start, end, key) of the names in a folded text: leftmost, longest, whole words."""

    def places_for(self, name_key: str) -> tuple[Candidate, ...]:
        """Return what a key may mean, best first."""

    def is_common(self, name_key: str) -> bool:
        """Tell whether a key is also an ordinary word."""

    def is_person_name(self, token: str) -> bool:
        """Tell whether a word is a usual first name."""

    def is_surname(self, token: str) -> bool:
        """Tell whether a word is a usual surname."""


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What a surface form may mean, worked out once for an index; each is like itself alone.

    Attributes
    ----------
    form, candidates
        As in `Mention`.
    key
        Of the name, without the noun of its kind.
    small
        Whether it is a name that begins with a small letter ("al-Fooville").
    cut
        Characters at its end that are the noun of its kind ("Fooland region") and no part of it.
    country, unit
        Where its likeliest place is, and the id of that place when it is a first-level unit.
    doubt
        0 when it is surely a place, 1 when it is unless it stands beside a person's name, 2 when
        it has to be weighed.
    static
        What it has in any text; nothing for those that are never weighed.
    """

    form: NameForm
    candidates: tuple[Candidate, ...]
    key: str = ""
    small: bool = False
    cut: int = 0
    country: str | None = None
    unit: str | None = None
    doubt: int = 0
    static: plausible.Static = plausible.NOTHING


# Start and end of a span that may name a place, and what it means.
Hit = tuple[int, int, Meaning]
_start, _span, _meant = itemgetter(0), itemgetter(0, 1), itemgetter(2)


def find_mentions(
    article: Article,
    index: NameIndex,
    fuzzy: FuzzyIndex | None = None,
    masks: Sequence[tuple[int, int]] = (),
    folded: Folded | None = None,
    scanned: Sequence[Scanned] | None = None,
) -> tuple[Mention, ...]:
    """Find every mention of a place in an article.

    Parameters
    ----------
    article
        With zones and sentences; nothing is looked for in boilerplate.
    index
        The gazetteer.
    fuzzy
        Long names of the theatre, to find them misspelt; ``None`` finds exact names only.
    masks
        Spans that are names of people, in order; a place name inside is none.
    folded
        The folded text, when the caller has it already.
    scanned
        The names that the index finds in it, when the caller has them already.

    Returns
    -------
    Mentions in order of offset, without role or resolution. None overlap, but for a name inside an
    expression such as "the areas of Fooland outside Barland".
    """
    text = article.text
    folded = folded or fold(text)
    cues = cues_of(folded) if article.language == "en" else NO_CUES
    hits = plausible_hits(
        article, named(article, folded, index, masks, fuzzy, scanned), index, cues.of_war
    )
    others = list(_handles(text, index)) if "@" in text or "#" in text else []
    taken = _Taken([*masks, *map(_span, hits), *map(_span, others)])
    if fuzzy is not None:
        others += taken.add(_misspelt(article, folded, index, fuzzy, taken))
    if article.language == "en":
        names, anaphors = pointers(text, folded, cues)
        others += taken.add(
            (start, end, _named(index.places_for(key(text[start:end]))))
            for start, end in names
            if taken.free(start, end)
        )
        others += taken.add((start, end, _POINTER) for start, end in anaphors)
    if cues.of_war:
        known = [*hits, *others]
        towns = {meaning for meaning in set(map(_meant, known)) if _is_settlement(meaning)}
        ends = [end for _, end, meaning in known if meaning in towns]
        starts = set(map(_start, known))
        others += taken.add(
            (start, end, _named(index.places_for(key(text[start:end]))))
            for start, end in unknown_names(
                text, article.sentences, starts, ends, taken.free, index
            )
        )
    if others:
        hits = sorted([*hits, *others], key=_start)
    return _mentions(article, hits)


def _is_settlement(meaning: Meaning) -> bool:
    """Tell whether a name is that of a town that speaks for no government."""
    if meaning.form != "name" or not meaning.candidates:
        return False
    place = meaning.candidates[0].place
    return place.kind in _SETTLEMENTS and not place.capital


class _Taken:
    """Spans that are taken already."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def free(self, start: int, end: int) -> bool:
        """Tell whether no taken span shares a character with this one."""
        spans = self._spans
        at = bisect_left(spans, (start, start))
        if at < len(spans) and spans[at][0] < end:
            return False
        return not (at and spans[at - 1][1] > start) and not (at > 1 and spans[at - 2][1] > start)

    def add(self, hits: Iterable[Hit]) -> list[Hit]:
        """Take the spans of these hits, leaving out what overlaps among them."""
        kept: list[Hit] = []
        for hit in list(hits):
            if self.free(hit[0], hit[1]):
                kept.append(hit)
                insort(self._spans, (hit[0], hit[1]))
        return kept


def _mentions(article: Article, hits: Sequence[Hit]) -> tuple[Mention, ...]:
    """Return the hits that lie in one sentence as mentions, leaving out what overlaps."""
    sentences, text, id_ = article.sentences, article.text, article.id
    prefix = f"{id_}-m"
    starts = list(map(_start, sentences))
    out: list[Mention] = []
    number = last_end = until = -1
    in_expression = False
    for start, end, meaning in hits:
        form = meaning.form
        if start < last_end and not (in_expression and form != "nominal"):
            continue
        if start >= until:
            number = bisect_right(starts, start) - 1
            if number < 0:
                continue
            _, until, zone, _ = sentences[number]
        if start < until and end <= until:
            last_end = end if end > last_end else last_end
            in_expression = form == "nominal"
            # Past the constructor, because every mention of every text comes here.
            values = (
                prefix + str(start).zfill(5), id_, start, end, text[start:end], zone, number,
                form, meaning.candidates, None, "", None,
            )  # fmt: skip
            out.append(tuple.__new__(Mention, values))
    return tuple(out)


# --- names of the gazetteer ---------------------------------------------------------------------------


def named(
    article: Article,
    folded: Folded,
    index: NameIndex,
    masks: Sequence[tuple[int, int]] = (),
    fuzzy: FuzzyIndex | None = None,
    scanned: Sequence[Scanned] | None = None,
) -> list[Hit]:
    """Return every span that a name of the gazetteer fits by its letters and its case."""
    text, hits, known = article.text, list[Hit](), _meanings_of(index)
    padded, shifted = f" {text}  ", folded.starts is not None
    spans = iter([*masks, (sys.maxsize, sys.maxsize)])
    from_, until = next(spans)
    if scanned is None:
        scanned = index.scan(folded, article.language)
    for low, high, name in scanned:
        start, end = low, high
        if shifted:
            start, end = folded.span(low, high)
        surface = text[start:end]
        meaning = known.get((surface, name), _NOT_MET)
        if meaning is _NOT_MET:
            meaning = known[surface, name] = _meaning(surface, name, index)
        if meaning is None:
            continue
        before, after = padded[start], padded[end + 1]
        if before != " ":
            if before.isalnum() or before in "_@#":
                continue
            if before == "-" and fuzzy is not None:
                compound = _compound(article, start, end, index, fuzzy)
                if compound is not None:
                    hits.append(compound)
                    continue
        if after != " " and (after.isalnum() or after == "_"):
            continue
        if "-" in (before, after) and _LINKS.intersection(
            (text[max(0, start - 3) : start], text[end : end + 3])
        ):
            continue  # "Pul-i-Fooville": a part of another name
        while until <= start:
            from_, until = next(spans)
        if from_ <= start and end <= until:
            continue
        if meaning.small and _IN_NAME.search(text, max(0, start - 24), start):
            continue  # "Barland al-Fooville": the end of another name
        if (
            meaning.form == "name"
            and before == " "
            and text[text.rfind(" ", 0, start - 1) + 1].isupper()
            and not (hits and hits[-1][1] == start - 1)
            and is_surname_there(text, start, end, index)
        ):
            continue
        if meaning.cut:
            end -= meaning.cut
        if after == " " and padded[end + 2].isupper() and meaning.form == "name":
            formal = _FORMAL.match(text, end)
            if not formal and _is_settlement(meaning) and (
                is_first_name_there(text, start, end) or _goes_on(text, end, meaning, index)
            ):
                continue
            if formal:  # such a noun makes a place of any name
                end, meaning = formal.end(), replace(meaning, doubt=_SURE)
                if formal[0].endswith(_STREETS):  # called after a place or a person, not there
                    start, meaning = _street_start(text, start), replace(meaning, candidates=())
        hits.append((start, end, meaning))
        if meaning.form == "nominal":
            hits += _inside_nominal(text, folded, low, high, index)
    return hits


_LITTLE = 20_000  # inhabitants of a town that is not known so far that half of a longer name must be it
_NEXT_NAME = re.compile(r" (?P<word>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]{2,})(?= [a-z]|[.,;:]|$)")


def _goes_on(text: str, end: int, meaning: Meaning, index: NameIndex) -> bool:
    """Tell whether the name of a little town is only the first half of a name that no gazetteer has ("Foo Bar" of "Foo")."""
    place = meaning.candidates[0].place if meaning.candidates else None
    if place is None or place.population > _LITTLE or not place.id.startswith("geonames."):
        return False
    following = _NEXT_NAME.match(text, end)
    if following is None:
        return False
    word = following["word"].lower()
    return not (index.is_common(word) or index.places_for(key(word)))


_STREETS = ("Street", "Avenue", "Road", "Square")
_STREET_BEFORE = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+ ){1,2}$")


def _street_start(text: str, start: int) -> int:
    """Return where the name of a street begins, the last word of which begins here."""
    floor = max(0, start - 32)
    before = _STREET_BEFORE.search(text[floor:start])
    return floor + before.start() if before else start


_Meanings = dict[tuple[str, str], Meaning | None]
_MOST_MEANINGS = 100_000
_known: WeakKeyDictionary[NameIndex, _Meanings] = WeakKeyDictionary()


_NOT_MET = Meaning("name", ())
_UNKNOWN = Meaning("name", ())
_POINTER = Meaning("nominal", ())


def _meanings_of(index: NameIndex) -> _Meanings:
    """Return what is remembered of an index's surface forms."""
    known = _known.get(index)
    if known is None or len(known) > _MOST_MEANINGS:
        known = _known[index] = {}
    return known


def _meaning(surface: str, name: str, index: NameIndex) -> Meaning | None:
    """Return what a surface form may mean, or ``None`` when it is no name by its letters and case."""
    candidates, cut = index.places_for(key(name)), 0
    if not candidates:
        return None
    if " " in surface:
        trimmed = _without_noun(surface, name, index)
        if trimmed:
            cut = len(surface) - len(trimmed)
            surface, name = trimmed, key(trimmed)
            candidates = (*candidates, *index.places_for(name))
    form = _form(surface, candidates)
    if form is None:
        return None
    name_key, place = key(name), candidates[0].place
    doubt = 0
    if not (place.theatre or form != "name"):
        doubt = _WEIGHED
        if place.kind in _SITES and " " in name_key:
            doubt = _SURE
        elif place.kind in _SURE_KINDS:
            doubt = _UNLESS_PERSON if index.is_person_name(name_key) else _SURE
    static = plausible.static_of(name_key, candidates, index) if doubt else plausible.NOTHING
    unit = place.id if place.kind in _UNITS else None
    small = form == "name" and surface[0].islower()
    return Meaning(form, candidates, name_key, small, cut, place.country, unit, doubt, static)


def _named(candidates: tuple[Candidate, ...]) -> Meaning:
    """Return the meaning of a name that the words beside it make a place."""
    return Meaning("name", candidates) if candidates else _UNKNOWN


def _alone(candidates: tuple[Candidate, ...]) -> Meaning:
    """Return the meaning of a form that is never weighed and tells nothing of others."""
    return Meaning(candidates[0].form, candidates)


_FORMAL = re.compile(
    r" (?:International |Regional |National |Autonomous )?(?:County|Province|District|State|Region|Oblast|Prefecture|Governorate|Raion|Municipality|"
    r"Peninsula|Valley|Islands?|Airport|Street|Avenue|Road|Square|Bridge|River|Bay|Mountains?|Hills|Heights|Desert|Plateau|Corridor|Pass|Gorge|Reservoir|Highway)\b"
    r"(?! (?:University|College|High|School))"
)


_ARTICLE = re.compile(r"[ae]\w{1,2}[- ][A-Z]")
_IN_NAME = re.compile(r"[A-Z][\w'’]*[- ]$")


def _form(surface: str, candidates: tuple[Candidate, ...]) -> NameForm | None:
    """Return what the surface is by its case: a name, an expression, or nothing of ours."""
    form = candidates[0].form
    if form == "nominal":
        return form
    first = surface[0]
    if first.islower() or not first.isalpha():
        if form == "name" and first.islower() and surface != surface.lower():
            if _ARTICLE.match(surface):
                return form  # "al-Fooville"
            return "nominal"  # "line of contact in Fooland": an expression that holds a name
        if form in ("adjective", "demonym") and first > _LAST_LATIN:
            return form  # Russian and Armenian write them small
        return None
    if form == "abbreviation":
        # "Ky." is found with its full stop only; all others are written in capitals.
        return form if surface[-1] == "." or surface.isupper() else None
    if (len(surface) <= 2 and not surface.isupper()) or surface.lower() in _DIRECTIONS:
        return None
    place = candidates[0].place
    if " " in surface and not place.theatre and place.kind not in _MAY_END_SMALL:
        words = surface.replace("-", " ").split()
        if any(word[0].islower() and word not in SMALL_WORDS for word in words):
            return None
    return form


def _inside_nominal(
    text: str, folded: Folded, low: int, high: int, index: NameIndex
) -> Iterator[Hit]:
    """Yield the names inside an expression like "parts of Fooland outside Barland"."""
    first = folded.text.find(" ", low, high) + 1
    if not first or not any(char.isupper() for char in text[slice(*folded.span(first, high))]):
        return
    for start, end, name in index.scan(Folded(folded.text[first:high])):
        candidates = index.places_for(key(name))
        span = folded.span(first + start, first + end)
        if candidates and text[span[0]].isupper():
            form = candidates[0].form
            meaning = _meaning(text[slice(*span)], name, index) or Meaning(form, candidates)
            yield *span, replace(meaning, form=form, candidates=candidates)


def _without_noun(surface: str, name: str, index: NameIndex) -> str | None:
    """Return the name without the lower-case noun of its kind, when the rest is a name too."""
    tail = _GENERIC_TAIL.search(surface)
    if tail is None or not surface[: tail.start()]:
        return None
    head = surface[: tail.start()]
    rest = index.places_for(key(head))
    return head if rest and rest[0].form == "name" and key(head) != name else None


_LINKS = frozenset(("-i-", "-e-"))
_COMPOUND = re.compile(r"[A-Z][\w'’]+-$")


def _compound(
    article: Article, start: int, end: int, index: NameIndex, fuzzy: FuzzyIndex
) -> Hit | None:
    """Return the hit of a mangled compound whose last part is a name ("Nort-Fooland")."""
    text = article.text
    if text[end : end + 1] == "-":
        return None
    matched = _COMPOUND.search(text, max(0, start - 20), start)
    if matched is None:
        return None
    whole = fuzzy.find(key(text[matched.start() : end]), article.missing)
    if whole is None:
        return None
    candidates = index.places_for(whole)
    return (matched.start(), end, _alone(candidates)) if candidates else None


_HANDLE = re.compile(r"[@#](\w{4,40})")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _handles(text: str, index: NameIndex) -> Iterator[Hit]:
    """Yield place names at the start of social-media handles and hashtags ("@ExamplelandMOD")."""
    for matched in _HANDLE.finditer(text):
        part = _CAMEL.match(matched.group(1))
        if part is None or part.end() < 4 or part.end() == len(matched.group(1)):
            continue
        candidates = index.places_for(key(part.group()))
        if candidates:
            start = matched.start(1)
            yield start, start + part.end(), _alone(candidates)


def _misspelt(
    article: Article, folded: Folded, index: NameIndex, fuzzy: FuzzyIndex, taken: _Taken
) -> Iterator[Hit]:
    text, missing = folded.cased or article.text, article.missing
    wrong = fuzzy.among(text, missing)
    for start, end in sorted(span for word in wrong for span in _places_of(text, word)):
        name = key(text[start:end])
        found = fuzzy.find(name, missing)
        if found and taken.free(start, end) and not index.is_person_name(name):
            candidates = index.places_for(found)
            if candidates:
                yield start, end, _alone(candidates)


def _places_of(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield the spans where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(word, end)


# --- is it a place at all? ------------------------------------------------------------------------------


_NAME_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]*\s+$")
_NAME_AFTER = re.compile(r"\s+(?:[A-Z]\.\s+)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+")


def _beside_a_name(text: str, hit: Hit) -> bool:
    """Tell whether another capitalised word stands beside a name, as in a person's full name."""
    start, end, _ = hit
    before = text[max(0, start - 24) : start]
    beside = _NAME_BEFORE.search(before) or _NAME_AFTER.match(text, end)
    return bool(beside) and not _in_title_case(text, hit)


def _in_title_case(text: str, hit: Hit) -> bool:
    """Tell whether a name stands in a headline all of whose longer words have capitals."""
    start = text.rfind("\n", 0, hit[0]) + 1
    end = text.find("\n", hit[1])
    words = [
        word for word in text[start : end if end >= 0 else len(text)][:200].split() if len(word) > 3
    ]
    return len(words) > 3 and all(not word[0].islower() for word in words)


def plausible_hits(
    article: Article, hits: Sequence[Hit], index: NameIndex, of_war: bool = False
) -> list[Hit]:
    """Keep the hits that are places, weighing those that are also words or people's names."""
    out = plausible.implausible(*_doubtful(article, hits, index, of_war))
    kept = list(hits)
    for number in sorted(out, reverse=True):
        del kept[number]
    return kept


def features_of(
    article: Article, hits: Sequence[Hit], index: NameIndex, of_war: bool = False
) -> list[tuple[Hit, list[str]]]:
    """Return the hits that have to be weighed, in order, each with its features."""
    doubtful, around = _doubtful(article, hits, index, of_war)
    return [(hits[doubt.number], plausible.all_features(doubt, around)) for doubt in doubtful]


def _doubtful(
    article: Article, hits: Sequence[Hit], index: NameIndex, of_war: bool
) -> tuple[list[plausible.Doubt], plausible.Surroundings]:
    """Return the hits that have to be weighed, and what the text says around them."""
    text, words, doubtful = article.text, plausible.words_of(index), list[plausible.Doubt]()
    meanings = set(map(_meant, hits))
    unsure: list[tuple[int, Hit]] = []
    countries = {meaning.country for meaning in meanings if not meaning.doubt}
    if any(meaning.doubt for meaning in meanings):
        for number, hit in enumerate(hits):
            doubt = hit[2].doubt
            if not doubt:
                continue
            if doubt == _WEIGHED or _beside_a_name(text, hit):
                unsure.append((number, hit))
            else:
                countries.add(hit[2].country)
    if not unsure:
        return doubtful, plausible.Surroundings(text, index)
    units = {meaning.unit for meaning in meanings}
    around = plausible.Surroundings(text, index, countries - {None}, units - {None}, of_war)
    last = len(hits) - 1
    for number, (start, end, meaning) in unsure:
        left = text[hits[number - 1][1] : start] if number else "\n"
        right = text[end : hits[number + 1][0]] if number < last else "\n"
        if left == ", ":
            before = plausible.cue("before: place and comma")
        elif left == " " and hits[number - 1][2].form == "adjective":
            before = plausible.cue("before: adjective")
        else:
            before = words.before(text, start, index)
        if right == ", ":
            after = plausible.cue("after: comma and place")
        else:
            after = words.after(text, end, index)
        in_row = (left in _JOINTS and _shares_country(hits[number - 1][2], meaning.static)) or (
            right in _JOINTS and _shares_country(hits[number + 1][2], meaning.static)
        )
        doubtful.append(
            plausible.Doubt(number, start, end, meaning.key, meaning.static, before, after, in_row)
        )
    around.note(doubtful)
    return doubtful, around


_JOINTS = frozenset({", ", " and ", ", and ", " or ", "-", "–", "/"})


def _shares_country(other: Meaning, static: plausible.Static) -> bool:
    """Tell whether another name may lie in a country of this one."""
    if other.doubt:
        return not static.countries.isdisjoint(other.static.countries - {None})
    return other.country is not None and other.country in static.countries

"""A zoned article and a gazetteer go in; the mentions of places, in order, come out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol
from weakref import WeakKeyDictionary

from karamap.automaton import SMALL_WORDS
from karamap.mentions import plausible
from karamap.mentions.fuzzy import FuzzyIndex
from karamap.mentions.pointers import NO_CUES, cues_of, pointers
from karamap.names import Folded, fold, key
from karamap.records import Article, Candidate, Mention, NameForm

_SURE_KINDS = frozenset({"country", "historical-state", "continent"})
_SITES = frozenset({"facility"})
_MAY_END_SMALL = _SURE_KINDS | _SITES  # whose names may hold a small noun: "the Fooville bridge"
_UNITS = frozenset({"state", "province"})
_SURE, _UNLESS_PERSON, _WEIGHED = range(3)
_GENERIC_TAIL = re.compile(
    r"\s+(?:regions?|districts?|provinces?|oblast|cit(?:y|ies)|towns?|villages?|areas?|enclave|territory|settlement|county|state)$"
)
_DIRECTIONS = frozenset("northern southern eastern western central north south east west".split())
_LAST_LATIN = "\u024f"


class NameIndex(Protocol):
    """What recognition needs of a gazetteer."""

    def scan(self, folded: Folded, language: str = "en") -> Sequence[tuple[int, int, str]]:
        """Return (start, end, key) of the names in a folded text: leftmost, longest, whole words."""

    def places_for(self, name_key: str) -> tuple[Candidate, ...]:
        """Return what a key may mean, best first."""

    def is_common(self, name_key: str) -> bool:
        """Tell whether a key is also an ordinary word."""

    def is_person_name(self, token: str) -> bool:
        """Tell whether a word is a usual first name."""

    def is_surname(self, token: str) -> bool:
        """Tell whether a word is a usual surname."""


class Meaning(NamedTuple):
    """What a surface form may mean, worked out once for an index.

    Attributes
    ----------
    form, candidates
        As in `Hit`.
    key
        Of the name, without the noun of its kind.
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
    key: str
    cut: int
    country: str | None
    unit: str | None
    doubt: int
    static: plausible.Static


class Hit(NamedTuple):
    """A span that a name of the gazetteer fits; ``meaning`` is of names that may need weighing."""

    start: int
    end: int
    form: NameForm
    candidates: tuple[Candidate, ...]
    meaning: Meaning | None = None


def find_mentions(
    article: Article,
    index: NameIndex,
    fuzzy: FuzzyIndex | None = None,
    masks: Sequence[tuple[int, int]] = (),
    folded: Folded | None = None,
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

    Returns
    -------
    Mentions in order of offset, without role or resolution. None overlap, but for a name inside an
    expression such as "the areas of Fooland outside Barland".
    """
    text = article.text
    folded = folded or fold(text)
    cues = cues_of(folded) if article.language == "en" else NO_CUES
    hits = plausible_hits(article, named(article, folded, index, masks, fuzzy), index, cues.of_war)
    if "@" in text or "#" in text:
        hits += _handles(text, index)
    taken = _Taken([*masks, *((hit.start, hit.end) for hit in hits)])
    if fuzzy is not None:
        hits += taken.add(_misspelt(article, folded, index, fuzzy, taken))
    if article.language == "en":
        names, anaphors = pointers(text, folded, cues)
        hits += taken.add(
            Hit(s, e, "name", index.places_for(key(text[s:e]))) for s, e in names if taken.free(s, e)
        )
        hits += taken.add(Hit(s, e, "nominal", ()) for s, e in anaphors if taken.free(s, e))
    hits.sort(key=_in_order)
    return tuple(_mentions(article, hits))


def _in_order(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


class _Taken:
    """Spans that are taken already."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def free(self, start: int, end: int) -> bool:
        """Tell whether no taken span shares a character with this one."""
        at = bisect_left(self._spans, (start, start))
        spans = self._spans
        if at < len(spans) and spans[at][0] < end:
            return False
        return not (at and spans[at - 1][1] > start) and not (at > 1 and spans[at - 2][1] > start)

    def add(self, hits: Iterator[Hit]) -> list[Hit]:
        """Take the spans of these hits, leaving out what overlaps among them."""
        kept: list[Hit] = []
        for hit in list(hits):
            if self.free(hit.start, hit.end):
                kept.append(hit)
                at = bisect_left(self._spans, (hit.start, hit.end))
                self._spans.insert(at, (hit.start, hit.end))
        return kept


def _mentions(article: Article, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield the hits that lie in one sentence, leaving out what overlaps."""
    sentences, text, id_ = article.sentences, article.text, article.id
    starts = [sentence.start for sentence in sentences]
    number, until = -1, -1
    last_end, last_form = -1, "name"
    for start, end, form, candidates, _ in hits:
        if start < last_end and not (last_form == "nominal" and form != "nominal"):
            continue
        if start >= until:
            number = bisect_right(starts, start) - 1
            if number < 0:
                continue
            _, until, zone, _ = sentences[number]
        if start < until and end <= until:
            last_end, last_form = max(end, last_end), form
            surface = text[start:end]
            yield Mention(
                f"{id_}-m{start:05d}", id_, start, end, surface, zone, number, form, candidates
            )


# --- names of the gazetteer ---------------------------------------------------------------------------


def named(
    article: Article,
    folded: Folded,
    index: NameIndex,
    masks: Sequence[tuple[int, int]] = (),
    fuzzy: FuzzyIndex | None = None,
) -> list[Hit]:
    """Return every span that a name of the gazetteer fits by its letters and its case."""
    text, hits, known = article.text, list[Hit](), _meanings_of(index)
    aligned, mask, last_mask, most = folded.starts is None, 0, len(masks), len(text)
    for low, high, name in index.scan(folded, article.language):
        start, end = (low, high) if aligned else folded.span(low, high)
        surface = text[start:end]
        asked = (surface, name)
        if asked in known:
            meaning = known[asked]
        else:
            meaning = known[asked] = _meaning(surface, name, index)
        if meaning is None:
            continue
        before = text[start - 1] if start else " "
        if before != " ":
            if before.isalnum() or before in "_@#":
                continue
            if before == "-" and fuzzy is not None:
                compound = _compound(article, start, end, index, fuzzy)
                if compound is not None:
                    hits.append(compound)
                    continue
        after = text[end] if end < most else " "
        if after != " " and (after.isalnum() or after == "_"):
            continue
        while mask < last_mask and masks[mask][1] <= start:
            mask += 1
        if mask < last_mask and masks[mask][0] <= start and end <= masks[mask][1]:
            continue
        form, candidates, _, cut, _, _, _, _ = meaning
        if form == "name" and surface[0].islower() and _IN_NAME.search(text, max(0, start - 24), start):
            continue  # "Barland al-Fooville": the end of another name
        end -= cut
        if after == " " and form == "name" and text[end + 1 : end + 2].isupper():
            formal = _FORMAL.match(text, end)
            if formal:  # such a noun makes a place of any name
                end, meaning = formal.end(), meaning._replace(doubt=_SURE)
        hits.append(Hit(start, end, form, candidates, meaning))
        if form == "nominal":
            hits += _inside_nominal(text, folded, low, high, index)
    return hits


_Meanings = dict[tuple[str, str], Meaning | None]
_MOST_MEANINGS = 100_000
_known: WeakKeyDictionary[NameIndex, _Meanings] = WeakKeyDictionary()


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
    return Meaning(form, candidates, name_key, cut, place.country, unit, doubt, static)


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
            meaning = _meaning(text[slice(*span)], name, index)
            yield Hit(*span, candidates[0].form, candidates, meaning)


def _without_noun(surface: str, name: str, index: NameIndex) -> str | None:
    """Return the name without the lower-case noun of its kind, when the rest is a name too."""
    tail = _GENERIC_TAIL.search(surface)
    if tail is None or not surface[: tail.start()]:
        return None
    head = surface[: tail.start()]
    rest = index.places_for(key(head))
    return head if rest and rest[0].form == "name" and key(head) != name else None


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
    return Hit(matched.start(), end, candidates[0].form, candidates) if candidates else None


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
            yield Hit(start, start + part.end(), candidates[0].form, candidates)


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
                yield Hit(start, end, candidates[0].form, candidates)


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
    before = text[max(0, hit.start - 24) : hit.start]
    beside = _NAME_BEFORE.search(before) or _NAME_AFTER.match(text, hit.end)
    return bool(beside) and not _in_title_case(text, hit)


def _in_title_case(text: str, hit: Hit) -> bool:
    """Tell whether a name stands in a headline all of whose longer words have capitals."""
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    words = [word for word in text[start : end if end >= 0 else len(text)][:200].split() if len(word) > 3]
    return len(words) > 3 and all(not word[0].islower() for word in words)


def plausible_hits(
    article: Article, hits: Sequence[Hit], index: NameIndex, of_war: bool = False
) -> list[Hit]:
    """Keep the hits that are places, weighing those that are also words or people's names."""
    out = plausible.implausible(*_doubtful(article, hits, index, of_war))
    return [hit for number, hit in enumerate(hits) if number not in out] if out else list(hits)


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
    unsure = {
        number: meaning
        for number, hit in enumerate(hits)
        if (meaning := hit.meaning)
        and (meaning.doubt == _WEIGHED or (meaning.doubt == _UNLESS_PERSON and _beside_a_name(text, hit)))
    }
    if not unsure:
        return doubtful, plausible.Surroundings(text, index)
    named = [(number, hit.meaning) for number, hit in enumerate(hits) if hit.meaning]
    countries = {meaning.country for number, meaning in named if number not in unsure}
    units = {meaning.unit for _, meaning in named}
    around = plausible.Surroundings(text, index, countries - {None}, units - {None}, of_war)
    last = len(hits) - 1
    for number, meaning in unsure.items():
        start, end = hits[number].start, hits[number].end
        before_place = number < last and text[end : hits[number + 1].start] == ", "
        after_place = number > 0 and text[hits[number - 1].end : start] == ", "
        before = words.before(text, start, after_place, index)
        if number > 0 and text[hits[number - 1].end : start] == " " and hits[number - 1].form == "adjective":
            before = "before: adjective"
        after = words.after(text, end, before_place, index)
        static, in_row = meaning.static, _in_row(text, hits, number, meaning.static)
        doubtful.append(
            plausible.Doubt(number, start, end, meaning.key, static, before, after, in_row)
        )
    around.note(doubtful)
    return doubtful, around


_JOINTS = frozenset({", ", " and ", ", and ", " or ", "-", "–", "/"})
_LONGEST_JOINT = 6


def _in_row(text: str, hits: Sequence[Hit], number: int, static: plausible.Static) -> bool:
    """Tell whether a name is joined to another one of one of its countries ("Foo and Bar")."""
    hit, beside = hits[number], list[Hit]()
    if number > 0 and _joined(text, hits[number - 1].end, hit.start):
        beside.append(hits[number - 1])
    if number + 1 < len(hits) and _joined(text, hit.end, hits[number + 1].start):
        beside.append(hits[number + 1])
    return any(_shares_country(other, static) for other in beside)


def _joined(text: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST_JOINT and text[end:start] in _JOINTS


def _shares_country(other: Hit, static: plausible.Static) -> bool:
    """Tell whether another name may lie in a country of this one."""
    meaning = other.meaning
    if meaning is None:
        return False
    if meaning.doubt:
        return not static.countries.isdisjoint(meaning.static.countries - {None})
    return meaning.country is not None and meaning.country in static.countries

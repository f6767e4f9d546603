"""A zoned article and a gazetteer go in; every mention of a place comes out, before any meaning.

A mention is found by its name (folded, whole words, longest first), by a name that is close to one
of the theatre, by the words around an unknown name ("the village of X"), or because it points back
to a place ("the region"). What it does in its sentence is decided by `karamap.roles`, which place
it is by `karamap.places`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from karamap.names import Folded, fold, key
from karamap.records import Article, Candidate, Mention, NameForm, Place, Sentence

_UPPER = re.compile(r"[^\W\d_]")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜА-ЯЁԱ-Ֆ][\w'’ʼ]*(?:-[A-ZÀ-ÖØ-ÞƏА-ЯЁ]?[\w'’ʼ]+)*")
_FUZZY_SHORT, _FUZZY_LONG = 8, 12  # letters from which one, and two, wrong letters are forgiven

# Words before or after an unknown capitalised name that say that it is a place, with its kind.
_PLACE_HEADS = {
    "village": "village", "villages": "village", "town": "town", "city": "city", "district": "district",
    "province": "region", "region": "region", "settlement": "village", "hamlet": "village",
    "heights": "mountain", "height": "mountain", "hill": "mountain", "hills": "mountain",
    "mountain": "mountain", "mountains": "mountain", "ridge": "mountain", "valley": "region",
    "river": "river", "lake": "lake", "reservoir": "reservoir", "pass": "pass", "gorge": "region",
    "peninsula": "region", "oblast": "region", "raion": "district", "rayon": "district",
    "county": "district", "governorate": "region", "municipality": "district", "canton": "region",
    "airport": "facility", "airbase": "facility", "checkpoint": "facility", "bridge": "bridge",
    "highway": "road", "corridor": "corridor", "crossing": "facility", "border crossing": "facility",
    "neighbourhood": "village", "neighborhood": "village", "suburb": "village", "island": "region",
    "front": "line", "sector": "border-sector", "direction": "line",
}  # fmt: skip
_HEAD = "|".join(sorted(_PLACE_HEADS, key=len, reverse=True))
_NAME = r"(?:[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜ][\w'’ʼ]+(?:[- ](?:[A-ZÀ-ÖØ-ÞƏ][\w'’ʼ]+|al|el|de|la|es))*)"
_UNKNOWN = re.compile(
    rf"\b(?i:the\s+)?(?P<before>(?i:{_HEAD}))s?\s+of\s+(?P<of>{_NAME})"
    rf"|\b(?P<name>{_NAME})\s+(?P<after>{_HEAD})\b"
    rf"|\b(?P<near>(?i:near|outside|towards?|village)\s+)(?P<loose>{_NAME})"
)
_ANAPHOR = re.compile(
    r"\b(?P<all>(?:(?:the|this|that)\s+)(?:(?:disputed|breakaway|mountainous|highland|contested|whole|entire|same|small|separatist|troubled|besieged|restive|southern|northern|eastern|western|border)\s+){0,2}"
    r"(?P<head>region|territory|enclave|exclave|area|province|republic|city|town|village|district|corridor|peninsula))\b"
    r"(?!\s+(?:of|between|around|near|'s (?:capital)|authorities|government|capital|council|hall|administration|centre|center)\b|['’]s)"
    r"|\b(?P<bare>(?:disputed|breakaway|contested)\s+(?P<barehead>region|territory|enclave|area))\b"
    r"|(?<=^)(?P<area>The\s+(?P<areahead>area|region|territory|enclave))\b",
    re.I,
)
_ANAPHOR_KINDS = {
    "region": ("region", "historical-region", "district"),
    "territory": ("region", "historical-region", "district"),
    "enclave": ("region", "historical-region"),
    "exclave": ("region", "historical-region"),
    "area": ("region", "historical-region", "district", "line", "border-sector"),
    "province": ("region", "district"),
    "republic": ("region", "historical-region", "country"),
    "city": ("city", "town"),
    "town": ("town", "city"),
    "village": ("village", "town"),
    "district": ("district",),
    "corridor": ("corridor",),
    "peninsula": ("region",),
}
_TITLES = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|President|Prime Minister|Minister|Premier|"
    r"Chancellor|King|Queen|Prince|Princess|Sheikh|Pope|Secretary|Ambassador|General|Colonel|Captain|"
    r"Senator|Governor|Mayor|Judge|Justice|Bishop|Archbishop|Professor|spokesman|spokeswoman|spokesperson|"
    r"co-chair|counterpart|envoy|analyst|journalist|actor|actress|singer|coach|player)"
)
_TITLE_BEFORE = re.compile(rf"\b{_TITLES}\.?\s+(?:[A-Z][\w.'’-]+\s+){{0,2}}$")


class NameIndex(Protocol):
    """What recognition needs of a gazetteer."""

    def scan(self, folded: str) -> Sequence[tuple[int, int, str]]:
        """Return (start, end, key) of the names in a folded text: leftmost, longest, whole words."""

    def places_for(self, name: str) -> tuple[Candidate, ...]:
        """Return what a key may mean, best first."""

    def is_common(self, name: str) -> bool:
        """Tell whether a key is also an ordinary word or a usual surname."""

    def is_person_name(self, token: str) -> bool:
        """Tell whether a word is a usual first name."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    form: NameForm
    candidates: tuple[Candidate, ...]


class FuzzyIndex:
    """Long names of the theatre, found again when they are misspelt or mangled.

    Every name is filed under itself with each one letter (and, when it is long, each two letters)
    left out; a word that shares such a form is compared letter by letter.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._names = tuple(sorted({name for name in keys if len(name) >= _FUZZY_SHORT}))
        self._filed: dict[str, list[str]] = {}
        for name in self._names:
            for form in _shortened(name):
                self._filed.setdefault(form, []).append(name)
        self._known: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def find(self, name: str, missing: tuple[str, ...] = ()) -> str | None:
        """Return the one key that the name is a damaged or misspelt form of, or ``None``.

        Parameters
        ----------
        name
            Key of the surface form.
        missing
            Letter groups that were deleted from the text on its way.
        """
        asked = (name, missing)
        if asked not in self._known:
            damaged = self._without(name, missing) if missing else None
            self._known[asked] = damaged or self._misspelt(name)
        return self._known[asked]

    def _misspelt(self, name: str) -> str | None:
        if len(name) < _FUZZY_SHORT:
            return None
        bound = 2 if len(name) >= _FUZZY_LONG else 1
        near = {other for form in _shortened(name) for other in self._filed.get(form, ())}
        right = [o for o in near if o[0] == name[0] and _distance_within(name, o, bound)]
        return right[0] if len(right) == 1 else None

    def _without(self, name: str, missing: tuple[str, ...]) -> str | None:
        if len(name) < _FUZZY_SHORT - 2:
            return None
        found = [
            other
            for other in self._names
            if len(other) > len(name)
            and (
                any(other.replace(group, "") == name for group in missing)
                or _delete_all(other, missing) == name
            )
        ]
        return found[0] if len(found) == 1 else None


def _shortened(name: str) -> set[str]:
    """Return the name and its forms with one letter, or two of a long name, left out."""
    forms = {name}
    for _ in range(2 if len(name) >= _FUZZY_LONG - 1 else 1):
        forms |= {form[:i] + form[i + 1 :] for form in forms for i in range(len(form))}
    return forms


def _delete_all(name: str, groups: tuple[str, ...]) -> str:
    for group in groups:
        name = name.replace(group, "")
    return name


def _distance_within(a: str, b: str, bound: int) -> bool:
    """Tell whether the edit distance (insert, delete, replace, swap) is at most ``bound``."""
    previous2: list[int] = []
    previous = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        current = [i]
        for j, other in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, previous2[j - 2] + 1)
            current.append(cost)
        if min(current) > bound:
            return False
        previous2, previous = previous, current
    return previous[-1] <= bound


def find_mentions(
    article: Article,
    index: NameIndex,
    fuzzy: FuzzyIndex | None = None,
    masks: Sequence[tuple[int, int]] = (),
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

    Returns
    -------
    Mentions in order of offset, without overlap, with candidates but without role or resolution.
    """
    folded = fold(article.text)
    hits = list(_named(article, folded, index, masks, fuzzy))
    hits += _handles(article, index)
    taken = sorted((hit.start, hit.end) for hit in hits)
    taken += [span for span in masks]
    taken.sort()
    if fuzzy is not None:
        hits += _fuzzy(article, index, fuzzy, taken)
        taken = sorted([*taken, *((hit.start, hit.end) for hit in hits)])
    hits += _unknown(article, taken)
    taken = sorted([*taken, *((hit.start, hit.end) for hit in hits)])
    hits += _anaphors(article, taken)
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    return tuple(_mentions(article, hits))


def _mentions(article: Article, hits: Sequence[_Hit]) -> Iterator[Mention]:
    starts = [sentence.start for sentence in article.sentences]
    last_end, last_form = -1, "name"
    for hit in hits:
        if hit.start < last_end and not (last_form == "nominal" and hit.form != "nominal"):
            continue
        number = bisect_right(starts, hit.start) - 1
        if number < 0 or hit.end > article.sentences[number].end:
            continue
        last_end, last_form = max(hit.end, last_end), hit.form
        yield Mention(
            id=f"{article.id}-m{hit.start:05d}",
            article=article.id,
            start=hit.start,
            end=hit.end,
            text=article.text[hit.start : hit.end],
            zone=article.sentences[number].zone,
            sentence=number,
            form=hit.form,
            candidates=hit.candidates,
        )


# --- names of the gazetteer ------------------------------------------------------------------------


def _named(
    article: Article,
    folded: Folded,
    index: NameIndex,
    masks: Sequence[tuple[int, int]],
    fuzzy: FuzzyIndex | None,
) -> Iterator[_Hit]:
    text = article.text
    for low, high, name in index.scan(folded.text):
        start, end = folded.span(low, high)
        surface = text[start:end]
        candidates = index.places_for(name)
        trimmed = _trimmed(surface, name, index) if candidates else None
        if trimmed:
            end -= len(surface) - len(trimmed)
            surface = trimmed
            candidates = (*candidates, *index.places_for(key(trimmed)))
        compound = _compound(text, start, end)
        if compound and fuzzy:
            whole = fuzzy.find(key(text[compound[0] : compound[1]]), article.missing)
            if whole:
                (start, end), candidates = compound, index.places_for(whole)
                yield _Hit(start, end, candidates[0].form, candidates)
                continue
        if not candidates or _inside(masks, start, end):
            continue
        form = candidates[0].form
        if form == "name" and surface[:1].islower() and surface != surface.lower():
            form = "nominal"  # "line of contact in Fooland": an expression that holds a name
        if form != "nominal" and not _looks_like_a_name(text, start, end, surface, candidates):
            continue
        if _part_of_a_word(text, start, end):
            continue
        if form != "nominal" and _is_person(text, start, end, index, name, candidates):
            continue
        if _needs_context(candidates[0].place) and index.is_common(name) and not _strong(text, start):
            continue
        yield _Hit(start, end, form, candidates)
        if form == "nominal":
            yield from _inside_nominal(text, start, end, folded.text[low:high], index)


def _inside_nominal(
    text: str, start: int, end: int, folded: str, index: NameIndex
) -> Iterator[_Hit]:
    """Find the names inside an expression like "parts of Fooland outside Barland"."""
    first = folded.find(" ") + 1
    if not first or not any(char.isupper() for char in text[start + 1 : end]):
        return
    for low, high, name in index.scan(folded[first:]):
        candidates = index.places_for(name)
        span = start + first + low, start + first + high
        if candidates and text[span[0]].isupper():
            yield _Hit(*span, candidates[0].form, candidates)


_GENERIC_TAIL = re.compile(
    r"\s+(?:regions?|districts?|provinces?|oblast|cit(?:y|ies)|towns?|villages?|areas?|enclave|territory|settlement|county|state)$"
)


def _trimmed(surface: str, name: str, index: NameIndex) -> str | None:
    """Return the name without the lower-case noun of its kind, when the rest is a name too."""
    tail = _GENERIC_TAIL.search(surface)
    if tail is None or not surface[: tail.start()]:
        return None
    head = surface[: tail.start()]
    rest = index.places_for(key(head))
    return head if rest and rest[0].form == "name" and key(head) != name else None


_KNOWN_KINDS = frozenset({"country", "historical-state", "continent", "sea", "ocean"})


def _needs_context(place: Place) -> bool:
    """Tell whether a name that is also an ordinary word needs a word of place before it."""
    return not place.theatre and place.kind not in _KNOWN_KINDS and not place.capital


def _looks_like_a_name(
    text: str, start: int, end: int, surface: str, candidates: tuple[Candidate, ...]
) -> bool:
    first = _UPPER.search(surface)
    if first is None:
        return False
    if not first.group().isupper() and first.group().lower() != first.group().upper():
        return False
    if candidates[0].form == "abbreviation":
        return surface.replace(".", "").isupper()
    letters = [char for char in surface if char.isalpha()]
    if len(letters) <= 2:
        return surface.isupper()
    return True


def _part_of_a_word(text: str, start: int, end: int) -> bool:
    """Tell whether the span is cut out of a longer word (names in handles are kept)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isalnum() or before == "_") or (after.isalnum() and before != "@")


_COMPOUND_BEFORE = re.compile(r"[A-Z][\w'’]+-$")


def _compound(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a capitalised hyphenated word whose last part the span is."""
    if start < 2 or text[start - 1] != "-" or (end < len(text) and text[end] == "-"):
        return None
    matched = _COMPOUND_BEFORE.search(text, max(0, start - 20), start)
    return (matched.start(), end) if matched else None


_HANDLE = re.compile(r"[@#](\w{4,40})")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _handles(article: Article, index: NameIndex) -> Iterator[_Hit]:
    """Find place names at the start of social-media handles and hashtags ("@ExamplelandMOD")."""
    for matched in _HANDLE.finditer(article.text):
        part = _CAMEL.search(matched.group(1))
        if part is None or part.end() == len(matched.group(1)):
            continue
        candidates = index.places_for(key(part.group()))
        if candidates and len(part.group()) > 3 and part.start() == 0:
            start = matched.start(1)
            yield _Hit(start, start + part.end(), candidates[0].form, candidates)


_SECOND_NAME = re.compile(r"\s+(?:[A-Z]\.\s+)?([A-Z][a-zà-ÿ'’-]+)")
_FIRST_NAME = re.compile(r"([A-Z][\w'’-]+)(?:\s+[A-Z]\.)?\s+$")


def _is_person(
    text: str,
    start: int,
    end: int,
    index: NameIndex,
    name: str,
    candidates: tuple[Candidate, ...],
) -> bool:
    """Tell whether the name is part of a person's: after a title or a first name, or is one."""
    if candidates[0].form in ("adjective", "demonym"):
        return False
    country = any(c.place.kind == "country" for c in candidates[:1])
    before = text[max(0, start - 60) : start]
    if not country and _TITLE_BEFORE.search(before) and not re.search(r"\bof\s+$", before):
        return True
    first = _FIRST_NAME.search(before)
    if (
        first
        and index.is_person_name(key(first.group(1)))
        and not index.places_for(key(first.group(1)))
        and not country
    ):
        return True
    second = _SECOND_NAME.match(text, end)
    if second and index.is_person_name(name) and not candidates[0].place.theatre:
        return not index.places_for(key(second.group(1)))
    return False


_STRONG = re.compile(
    r"\b(?:in|at|near|from|to|into|outside|around|of|through|toward|towards|via|between|north|south|east|west)\s+$", re.I
)


def _strong(text: str, start: int) -> bool:
    """Tell whether the words before call for a place."""
    return bool(_STRONG.search(text[max(0, start - 20) : start]))


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(low <= start and end <= high for low, high in spans)


def _overlapping(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    number = bisect_right(spans, (start, len(spans) and 10**9))
    around = spans[max(0, number - 2) : number + 1]
    return any(low < end and start < high for low, high in around)


# --- misspelt names, unknown names, words that point back --------------------------------------------


def _fuzzy(
    article: Article, index: NameIndex, fuzzy: FuzzyIndex, taken: Sequence[tuple[int, int]]
) -> list[_Hit]:
    hits: list[_Hit] = []
    for matched in _CAPITALISED.finditer(article.text):
        start, end = matched.span()
        if end - start < 6 or _overlapping(taken, start, end):
            continue
        found = fuzzy.find(key(matched.group()), article.missing)
        if found and not index.is_person_name(key(matched.group())):
            candidates = index.places_for(found)
            if candidates:
                hits.append(_Hit(start, end, candidates[0].form, candidates))
    return hits


def _unknown(article: Article, taken: Sequence[tuple[int, int]]) -> list[_Hit]:
    """Find names that no gazetteer has, by the words around them."""
    hits: list[_Hit] = []
    if article.language != "en":
        return hits
    for matched in _UNKNOWN.finditer(article.text):
        group = next(g for g in ("of", "name", "loose") if matched.group(g))
        if group == "loose" and (matched.group("near") or "").strip().lower() != "near":
            continue
        start, end = matched.span(group)
        first = article.text[start:end].split()[0]
        if first.lower() in _NOT_NAMES or _overlapping(taken, start, end):
            continue
        if group == "name" and _sentence_start(article.sentences, start) and " " not in matched.group("name"):
            continue
        hits.append(_Hit(start, end, "name", ()))
    return hits


_NOT_NAMES = frozenset(
    "the a an this that these those its his her their our my in on at by and or but for from to of "
    "new old first second third last next other another each every both all some many most main "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)


def _sentence_start(sentences: Sequence[Sentence], offset: int) -> bool:
    starts = [sentence.start for sentence in sentences]
    number = bisect_right(starts, offset) - 1
    return number >= 0 and starts[number] == offset


def _anaphors(article: Article, taken: Sequence[tuple[int, int]]) -> list[_Hit]:
    hits: list[_Hit] = []
    if article.language != "en":
        return hits
    for sentence in article.sentences:
        for matched in _ANAPHOR.finditer(article.text, sentence.start, sentence.end):
            group = next(g for g in ("all", "bare", "area") if matched.group(g))
            start, end = matched.span(group)
            if not _overlapping(taken, start, end):
                hits.append(_Hit(start, end, "nominal", ()))
    return hits


def anaphor_kinds(surface: str) -> tuple[str, ...]:
    """Return the kinds of place that a pointing-back expression may stand for."""
    return _ANAPHOR_KINDS.get(surface.lower().split()[-1], ())

"""An English article goes in; unknown names told by the words beside them, and words that point back, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from karamap.records import Article

# Nouns of kinds that make the capitalised name beside them a place.
_HEADS = (
    "villages? towns? city district province region settlement hamlet heights? hills? mountains? ridge valley river lake "
    "reservoir pass gorge peninsula oblast raion rayon county governorate municipality canton airport airbase checkpoint "
    "bridge highway corridor crossing neighbourhood neighborhood suburb island front sector"
)
_HEAD = "|".join(_HEADS.split())
_NAME = r"(?:[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜ][\w'’ʼ]+(?:[- ](?:[A-ZÀ-ÖØ-ÞƏ][\w'’ʼ]+|al|el|de|la|es)){0,4})"
_WORD = r"[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜ][\w'’.ʼ-]*"
_FORMAL = (
    r"(?:Street|Avenue|Road|Drive|Boulevard|Square|Airport|Airbase|Hospital|Bridge|Highway|Tunnel|Canal|County|Islands?|Heights|Hills?|"
    r"Ridge|Valley|Pass|River|Peninsula|Gorge|Mountains?|Reservoir|Monastery|Crossing|Checkpoint)"
)
_SIDE = r"(?:north(?:ern|east(?:ern)?|west(?:ern)?)?|south(?:ern|east(?:ern)?|west(?:ern)?)?|eastern|western|central|rural)"
_UNKNOWN = re.compile(
    rf"\b(?:{_HEAD})\s+of\s+(?P<of>{_NAME})"
    rf"|\b(?P<formal>(?:{_WORD} ){{1,4}}{_FORMAL})\b"
    rf"|(?P<name>{_NAME})\s+(?:{_HEAD})\b"
    rf"|\b[Nn]ear\s+(?P<near>{_NAME})"
    rf"|\b{_SIDE}\s+(?P<side>{_NAME})"
    rf"|\b(?P<lake>(?:Lake|Mount|Mt\.|Cape|Fort|Camp) {_WORD})\b"
)
_GROUPS = ("of", "formal", "name", "near", "side", "lake")
_NOT_NAMES = frozenset(
    "the a an this that these those its his her their our my in on at by and or but for from to of new old first "
    "second third last next other another each every both all some many most main what when where while after before "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december president minister general colonel army state ministry defence defense government "
    "mr mrs ms dr".split()
)
_ANAPHOR = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:(?:disputed|breakaway|mountainous|highland|contested|whole|entire|same|small|separatist|"
    r"troubled|besieged|restive|southern|northern|eastern|western|border)\s+){0,2}"
    r"(?:region|territory|enclave|exclave|area|province|republic|city|town|village|district|corridor|peninsula)\b"
    r"(?!\s+(?:of|between|around|near|authorities|government|capital|council|hall|administration|centre|center)\b|['’]s)"
    r"|\b(?:disputed|breakaway|contested)\s+(?:region|territory|enclave|area)\b"
)
_KINDS = {
    "region": ("region", "historical-region", "district"),
    "territory": ("region", "historical-region", "district"),
    "enclave": ("region", "historical-region"),
    "exclave": ("region", "historical-region"),
    "area": ("region", "historical-region", "district", "line", "border-sector"),
    "province": ("region", "district", "province", "state"),
    "republic": ("region", "historical-region", "country"),
    "city": ("city", "town"),
    "town": ("town", "city"),
    "village": ("village", "town"),
    "district": ("district",),
    "corridor": ("corridor",),
    "peninsula": ("region",),
}


def anaphor_kinds(surface: str) -> tuple[str, ...]:
    """Return the kinds of place that a pointing-back expression may stand for."""
    return _KINDS.get(surface.lower().rsplit(None, 1)[-1], ())


def unknown_names(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the spans of names that the words beside them make places, known or not."""
    if article.language != "en":
        return
    for matched in _UNKNOWN.finditer(article.text):
        group = next(g for g in _GROUPS if matched.group(g))
        start, end = matched.span(group)
        words = article.text[start:end].lower().split()
        while words and words[0] in _NOT_NAMES:  # "The Fooville Road": the article is no part of it
            start += len(words.pop(0)) + 1
        if len(words) > (group == "formal") and not any(word in _NOT_NAMES for word in words):
            yield start, end


def anaphors(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the spans of words that may point back to a place, sentence by sentence."""
    if article.language != "en":
        return
    for matched in _ANAPHOR.finditer(article.text):
        yield matched.span()

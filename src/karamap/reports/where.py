"""The mentions of a sentence and the reach of a report go in; where it happened comes out.

Only places that the text names as places count. A talk or a statement has a place only where the
text says in which town or building it was held; fighting may take the place of the sentence or of
the sentences just before, with the reason said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from karamap.geometry import distance_km
from karamap.records import Mention, Place, Resolution
from karamap.reports.cues import Cue
from karamap.reports.grammar import Grammar
from karamap.reports.who import PlaceOf

PHYSICAL = frozenset("ASSAULT AID RETREAT COERCE MOBILIZE PROTEST".split())
DOMESTIC = frozenset(("martial-law", "mobilize", "arrest", "protest"))
MEETING = frozenset("AGREE CONSULT".split())
_SEAT_KINDS = frozenset(
    "city town village facility venue country district capital settlement building airport".split()
)
_MEETING_KINDS = _SEAT_KINDS | {"region", "province"}
_LIST = re.compile(
    r"(?:\s+on\s+\w+day)?(?:\s*(?:,\s*(?:and\s+)?|and\s+)|\s+and\s+)(?:in\s+)?(?:the\s+)?"
)
_OCCASION = Cue(r"\b(?:amid|amidst|despite)\b", "amid amidst despite")
_ROW = re.compile(r"^(?:\s+(?:district|region|province|town|city))?\s*,?\s*\band\s")
_ROW_REACH = 60
# "(In the X, Y) and Z provinces".
_AREAS_NEXT = re.compile(
    r"(?:,\s+[\w'\-]+){0,4},?\s+and\s+[\w'\-]+\s+(?:provinces|regions|districts|oblasts|states|counties|governorates)\b"
)
LINES = frozenset("line corridor border-sector road river".split())
_IN = Cue(
    r"\b(?:in|at|near|outside|inside|around|close\s+to|not\s+far\s+from|in\s+and\s+around|"
    r"(?:on|in|at)\s+(?:the|a|an)\s+(?:[\w'\-]+\s+){0,2}(?:outskirts|cent(?:re|er)|heart|suburbs?|vicinity|edge|streets|area|part|district|villa|hotel|palace|castle|airport)\s+of|"
    r"(?:north|south|east|west)(?:-?(?:east|west))?\s+of|visit(?:ed|s|ing)?|(?:visit|trip|journey|travel|travelled|traveled|flew|flown|fly|flies|flying|go|goes|going|head|heads|headed|heading|returns?)\s+(?:on\s+)?to|(?:leaves?|leaving|departs?)\s+for)\s+(?:the\s+|central\s+|downtown\s+|[a-z\-]+ern\s+)*(?:(?:village|town|city|settlement|port)\s+(?:of\s+)?)?(?:(?:[\w'\-]+\s+){0,3}?(?:city|town|resort|capital)\s+(?:of\s+)?(?:the\s+)?)?$",
    "in at near outside inside around close far of visit visited visits visiting trip journey travel travelled traveled flew flown fly flies flying go goes going"
    " head heads headed heading return returns leave leaves leaving depart departs",
)
_TOPIC_NOUN = re.compile(
    r"\b(?:situation|developments?|conflict|violence|tensions?|escalation|war|ceasefire|cease-fire|truce|fighting|events|"
    r"peace|stability|settlement|crisis|hostilities|unrest|clashes|attacks?|interests?|forces|troops|base|government|"
    r"elections?|refugees|people|authorities|peacekeepers|infrastructure|projects?|mines|landmines|minefields|clusters|villages|settlements|positions|prisoners|detainees|hostages|"
    r"captives|civilians|residents|minority|minorities|monitors|mission|property|deployed|killed|held\s+captive)\s+"
    r"(?:(?!agreement|deal|treaty|accord|communiqu|declaration|protocol|memorandum|talks|conference|summit|meeting|negotiations|signed|reached|brokered|agreed|mediated|announced|negotiated|concluded)\w+\s+){0,3}?(?:in|at|near)\s+(?:the\s+)?$"
)


_THOSE_MET = re.compile(
    r"\b(?:met|meets?|meeting|talks?|visit(?:ed|s|ing)?|spoke|speaks)\s+(?:with\s+|to\s+)?(?:(?!in\b|at\b|near\b)[\w'’\-]+\s+){0,4}?"
    r"(?:refugees|people|authorities|forces|troops|survivors|residents|relatives|families)\s+(?:of\s+(?:[\w\-]+\s+){1,4}?)?(?:in|at|near)\s+(?:the\s+)?$"
)  # "met refugees in Foo": those were there, and so was who met them
_SIGNED = re.compile(r"\s+(?:a|an|the)\s+(?:[\w\-]+\s+){1,4}in\s+(?:the\s+)?")
_NAMED_AFTER = re.compile(
    r"\s+(?:(?:peace|ceasefire|cease-fire|truce|security|nuclear|crisis|donor|donors)\s+)?"
)


def located(
    mentions: Sequence[Mention], text: str = "", place_of: PlaceOf | None = None
) -> tuple[Mention, ...]:
    """Return the resolved mentions that name the place itself, in order.

    "The Fooish capital" is read as the capital, and "the city" as the last one told of that neither
    acts nor only lends its name to talks.

    Parameters
    ----------
    mentions
        All mentions of the article.
    text
        The folded article.
    place_of
        Gives a place by id, for the capital of a country.
    """
    named = _outermost([m for m in mentions if m.place is not None], text)
    return tuple(
        m if m.form in _OWN_NAMES and not _points(m, text) else _repointed(m, named, text, place_of)
        for m in named if m.role == "location"
    )  # fmt: skip


def _outermost(named: Sequence[Mention], text: str) -> list[Mention]:
    """Return mentions in order without those that only say in what another one lies.

    They lie inside a longer one ("southern Fooland"), or describe it ("the Fooish city of Bar").
    """
    kept: list[Mention] = []
    for mention in named:
        last = kept[-1] if kept else None
        if last is not None and last.role == mention.role == "location":
            if mention.end <= last.end:
                continue
            if _CITY_OF.fullmatch(text, last.end, mention.start) and not _names_unit(mention):
                kept.pop()  # but "Foo village of Bar region" is Foo
        kept.append(mention)
    return kept


def _names_unit(mention: Mention) -> bool:
    """Tell whether a name is that of a district or another area, not of a town."""
    return mention.place is not None and mention.place.kind in _UNITS


_UNITS = frozenset("district province region country state admin1 territory county".split())
_CITY_OF = re.compile(r"(?:['’]s)?\s+(?:[\w\-]+\s+)?(?:capital|city|town|village|port|suburb|settlement|hamlet)\s+of\s+")
# "The Fooish capital", "Fooland's capital city"; behind it the town may be named ("capital, Bar").
_CAPITAL_NEXT = re.compile(
    r"(?:['’]s)?\s+capital(?:\s+city)?\b(?!\s+(?:punishment|markets?|gains?|controls?|flows?|flight|goods|region)\b)"
    r"(?:,?\s+(?:of\s+)?)?"
)
_CAPITAL_OF = re.compile(
    r"(?:,(?:\s+the)?|\b(?:the|in|its|their|now))\s+capital(?:\s+city)?\s+of\s+(?:the\s+)?$"
)
# "The northern Fooish town": one that the text has told of.
_TOWN_NEXT = re.compile(
    r"\s+(?:(?:region|province|port|border|mining|market|oil|resort|frontline)\s+)?(?:town|city|village)\b(?!\s+(?:of|council|hall|centre|center)\b)"
)
_POINTING = re.compile(r"\b(?:the|this|that)\s+(?:[\w\-]+\s+){0,2}$")
_OWN_NAMES = frozenset(("name", "abbreviation", "demonym"))  # they point at nothing else
_AREAS = frozenset("district province country".split())
_IN_AREA = re.compile(r",?\s+in\s+(?:the\s+)?(?:[\w\-]+\s+)?")  # "X in the Y district"
# "The village of X in Y", "the X camp in Y".
_RIGHT_IN = re.compile(r"(?:\s+(?:(?:refugee|displacement)\s+)?(?:camp|village|quarter|suburb|neighbou?rhood))?\s+in\s+(?:the\s+)?(?:[\w\-]+ern\s+)?")
_OWNED = re.compile(r"['’]s\s+[^,;.:]{3,40},?\s+(?:in|at|near)\s+")  # "X's only harbour, in Y"
# "The Foo district of Bar", "Foo, a suburb of western Bar".
_PART = re.compile(
    r"(?:\s+(?:district|quarter|neighbou?rhood|suburb)\s+(?:of|in)|"
    r",\s+(?:a|the)\s+(?:\w+\s+)?(?:district|quarter|neighbou?rhood|suburb|village|town)\s+(?:of|in))\s+"
    r"(?:the\s+(?:city|town)\s+of\s+)?(?:[a-z\-]+ern\s+|central\s+|the\s+)?"
)
_SETTLED = frozenset("city town village".split())
_MEETING_BEFORE = re.compile(
    r"\b(?:signed|brokered|mediated|agreed|reached|met|meet|meeting|talks|negotiations|summit|spoke|told|said|conference|announced|interviewed|refugees|survivors)\b"
    r"[^.;]{0,40}?\b(?:in|at)\s+(?:the\s+)?(?:\w+\s+){0,2}$"
)


_WAY_BEFORE = re.compile(
    r"(?:\b(?:towards?|from|via|(?:left|leav\w+|head\w*|bound|depart\w*)\s+for)|"
    r"(?<!\bback)(?<!\breturned)(?<!\bretreated)(?<!\bwithdrew)\s+to)\s+(?:the\s+)?(?:\w+\s+of\s+)?$"
)


_FOLK_NEXT = re.compile(r"(?:['’]s)?\s+(?:residents?|inhabitants?|villagers|families|people|refugees|natives|townspeople|townsfolk)\b")
_AREA_NEXT = re.compile(r"\s+(?:state|province|region|district|oblast|governorate|county)\b")
_SEAT_OF = re.compile(r"\b(?:capital|seat|centre|center)\s+of\s+(?:the\s+)?$")  # "X, the capital of Y"
_OFFICE_OF = re.compile(
    r"\b(?:governor|mayor|prefect|head|commander|council|administration|authorities|residents|people)\s+of\s+(?:the\s+)?$"
)


# "The embassy in X said": a place of words.
_OFFICE_IN = re.compile(
    r"\b(?:embassy|consulate|ministry|offices?|officials?|government|spokes\w+|diplomats?|sources?|headquarters|correspondents?|reporters?)"
    r"\s+(?:based\s+)?in\s+(?:the\s+)?$"
)


def _points(mention: Mention, text: str) -> bool:
    """Tell whether a name only says of which capital or town the text goes on to speak."""
    return _is_capital_of(mention, text) or _TOWN_NEXT.match(text, mention.end) is not None


def _repointed(
    mention: Mention, named: Sequence[Mention], text: str, place_of: PlaceOf | None
) -> Mention:
    """Return a mention with the place that its words point at."""
    place = mention.place
    if place is None or mention.resolution is None:
        return mention
    other: Mention | None = None
    if _is_capital_of(mention, text):
        return _set_in(mention, _capital(mention, named, text, place_of))
    if mention.form == "nominal" and place.kind in _SETTLED and mention.text[:1] in "tT":
        before = [
            m for m in named
            if m.start < mention.start and m.form == "name" and m.place and m.place.kind in _SETTLED
        ]  # fmt: skip
        if before and not _told_of(before[-1], text):
            other = next((m for m in reversed(before) if _told_of(m, text)), None)
    elif _is_town_of(mention, named, text):
        other = next(
            (
                m for m in reversed(named)
                if m.start < mention.start and m.place and m.place.kind in _SETTLED
                and _told_of(m, text) and _holds(place, m.place)
            ),
            None,
        )
    return _set_in(mention, other.place if other else None)


def _set_in(mention: Mention, place: Place | None) -> Mention:
    """Return a mention with another place, if there is one."""
    told = mention.resolution
    if place is None or told is None:
        return mention
    return mention._replace(resolution=Resolution(place, told.confidence, told.reason, told.others))


def _is_capital_of(mention: Mention, text: str) -> bool:
    """Tell whether a country is named only to say whose capital is meant."""
    if mention.place is None or mention.place.kind != "country":
        return False
    return _CAPITAL_NEXT.match(text, mention.end) is not None or _capital_before(mention, text) > 0


def _capital_before(mention: Mention, text: str) -> int:
    """Return where "the capital of" begins that stands right before a mention, or 0."""
    words = _CAPITAL_OF.search(text, max(0, mention.start - 30), mention.start)
    return words.start() if words else 0


def _capital(
    mention: Mention, named: Sequence[Mention], text: str, place_of: PlaceOf | None
) -> Place | None:
    """Return the capital of a country: that which the text names, or else that which is known."""
    behind, before = _CAPITAL_NEXT.match(text, mention.end), _capital_before(mention, text)
    for other in named:
        if other.end == before or (behind is not None and other.start == behind.end()):
            return other.place  # the town is named beside it
    country = mention.place.country if mention.place else None
    told = (m.place for m in named if m.place and m.place.capital and m.place.country == country)
    return next(told, place_of(f"capital.{country}") if place_of else None)


def _is_town_of(mention: Mention, named: Sequence[Mention], text: str) -> bool:
    """Tell whether a name says of which area a town is that the text points back to."""
    town = _TOWN_NEXT.match(text, mention.end)
    if town is None or any(m.start == town.end() + 1 for m in named):  # "the Fooish city Bar"
        return False
    return _POINTING.search(text, max(0, mention.start - 40), mention.start) is not None


def _told_of(mention: Mention, text: str) -> bool:
    """Tell whether the text tells of a town, rather than of its government or of talks there."""
    low = max(0, mention.start - 80)
    if _AREA_NEXT.match(text, mention.end) or _SEAT_OF.search(text, low, mention.start):
        return False
    if mention.role not in ("location", "topic", "dateline"):
        if _FOLK_NEXT.match(text, mention.end):
            return True
        return _OFFICE_OF.search(text, low, mention.start) is not None
    return not (
        _MEETING_BEFORE.search(text, low, mention.start)
        or _OFFICE_IN.search(text, low, mention.start)
        or _WAY_BEFORE.search(text, low, mention.start)
    )


def unique(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places once each, in order (an id is enough to tell them apart)."""
    return tuple({place.id: place for place in places}.values())


def places_of(found: Sequence[Mention], text: str) -> tuple[Place, ...]:
    """Return the places of mentions, each once, without those that merely contain another.

    Parameters
    ----------
    found
        Resolved mentions, in order.
    text
        The folded article.

    Returns
    -------
    Places in the order of the text.
    """
    places = unique(m.place for m in found if m.place is not None)
    if len(places) < 2:
        return places
    return unique(
        m.place for m in found
        if m.place is not None and not any(_lies_in(q, m, text) for q in found)
    )  # fmt: skip


def holds(inner: Mention, outer: Mention) -> bool:
    """Tell whether the place of one mention lies in that of another."""
    if inner.place is None or outer.place is None:
        return False
    return inner.place.id != outer.place.id and _holds(outer.place, inner.place)


def _lies_in(inner: Mention, outer: Mention, text: str) -> bool:
    """Tell whether one mention only says where that of the other lies.

    In a row each has a meaning of its own ("in the town of X and in several villages of the Y
    district").
    """
    small, large = inner.place, outer.place
    if small is None or large is None or small.id == large.id:
        return False
    if _PART.fullmatch(text, inner.end, outer.start):
        return True
    if _OWNED.fullmatch(text, outer.end, inner.start) and small.kind in _SETTLED:
        return True
    if not _holds(large, small):
        if large.kind not in LINES and _RIGHT_IN.fullmatch(text, inner.end, outer.start):
            return small.kind in _SETTLED
        return (
            small.kind in _SETTLED
            and large.kind in _AREAS
            and inner.end < outer.start
            and _IN_AREA.fullmatch(text, inner.end, outer.start) is not None
        )
    first, second = (inner, outer) if inner.start < outer.start else (outer, inner)
    if _AREAS_NEXT.match(text, second.end):
        return False
    between = text[first.end : second.start]
    return len(between) > _ROW_REACH or _ROW.search(between) is None


def _holds(outer: Place, inner: Place) -> bool:
    """Tell whether one place merely says where the other one lies ("in X in the Y region")."""
    if outer.kind in LINES or inner.kind in LINES:
        return False
    if inner.kind == "country" and outer.kind == "country":
        return False
    if inner.parent == outer.id or (outer.kind == "country" and inner.country == outer.country):
        return inner.kind != "country"
    if None in (outer.lon, outer.lat, inner.lon, inner.lat) or outer.radius_km < 30:
        return False
    apart = distance_km(outer.lon, outer.lat, inner.lon, inner.lat)  # type: ignore[arg-type]
    return inner.radius_km * 2 < outer.radius_km and apart + inner.radius_km <= outer.radius_km


def named_after(text: str, mention: Mention, start: int) -> bool:
    """Tell whether talks or a deal that stand at an offset are named after a town ("the X summit")."""
    place = mention.place
    if place is None or place.kind not in ("city", "town", "village", "facility", "venue"):
        return False
    joined = mention.start > 0 and text[mention.start - 1] in "-–/"
    return not joined and _NAMED_AFTER.fullmatch(text, mention.end, start) is not None


def is_seat(place: Place) -> bool:
    """Tell whether people may meet and speak at a place."""
    return place.kind in _SEAT_KINDS


def meeting_place(
    grammar: Grammar, found: Sequence[Mention], reach: int, met: bool = False, signed: int = 0
) -> tuple[Place, ...]:
    """Return the town or building where the text says that people met.

    Parameters
    ----------
    grammar
        The sentence.
    found
        Location mentions of the clause.
    reach
        Offset from which on words before a mention are looked at.
    met
        True for a meeting itself, which may be placed in a region as well ("met in X").
    signed
        Offset behind "signed", whose object is no topic of its own ("signed a truce in X").

    Returns
    -------
    The place, or the places that are strung together ("in Cairo and Doha" of a tour).
    """
    kinds = _MEETING_KINDS if met else _SEAT_KINDS
    for number, mention in enumerate(found):
        place = mention.place
        if place is None or place.kind not in kinds:
            continue
        if place.kind == "region" and mention.form != "name":
            continue
        if _OCCASION.search(grammar, reach, mention.start):
            break
        if not _IN.search(grammar, reach, mention.start):
            continue
        own = signed and _SIGNED.fullmatch(grammar.text, signed, mention.start)
        there = met and _THOSE_MET.search(grammar.text, reach, mention.start)
        if own or there or not _TOPIC_NOUN.search(grammar.text, reach, mention.start):
            return unique((place, *_strung(grammar.text, found[number:])))
    return ()


def _strung(text: str, found: Sequence[Mention]) -> list[Place]:
    """Return the towns that follow the first one in a list."""
    made: list[Place] = []
    for first, second in itertools.pairwise(found):
        if second.place is None or not _LIST.fullmatch(text, first.end, second.start):
            break
        if second.place.kind not in _SEAT_KINDS:
            break
        if first.place is None or not _holds(second.place, first.place):  # "in Cairo, Egypt"
            made.append(second.place)
    return made

"""A draft and what was read before it go in; where it happened, and what it is about, comes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from karamap.dates import WEEKDAY
from karamap.records import Mention, Place
from karamap.reports import where
from karamap.reports.aside import (
    AT_FRONT,
    fronted,
    happened,
    is_everywhere,
    of_a_part,
    there,
    voices,
)
from karamap.reports.carrying import NOWHERE, Placing, counts_own_losses, is_total, told_before
from karamap.reports.cues import Cue
from karamap.reports.draft import SPOKEN, Draft, State
from karamap.reports.nearness import near_to
from karamap.reports.occasions import occasion_of
from karamap.reports.own_times import goes_on
from karamap.reports.venues import convene, country_of, seat_of, spoken_at

_BESIDE = 45  # characters within which a relative clause describes a place
_ON_THE_SPOT = frozenset(("posts-set-up", "troops-gather"))  # these may be done abroad
_RULED = frozenset(("region", "province"))  # that may have a leadership of their own
_LARGEST_RULED = 500.0  # km of radius; beyond that it is a part of the world
_SAID_LINKS = frozenset(("that", "and", "and-new"))
_RELATIVE = re.compile(
    r"that\s+(?:was|were|is|are|had|has|have|will|\w+ed)\b"
)  # "a village that was left"
# "X, the port (that rebels had stormed)".
_APPOSED = re.compile(
    r",\s+(?:the|an?|its|another)\s+(?:[\w'\-]+\s+){0,4}?"
    r"(?:city|town|village|capital|port|stronghold|enclave|suburb|quarter|district|region|province|base|airport|crossing|bridge|hill|height|island)\s*"
)
# "(Outside the Fooish) parliament".
_SEAT = re.compile(
    r"(?:['’]s)?\s+(?:national\s+|federal\s+)?(?:parliament|presidential\s+(?:palace|residence|administration)|president['’]s\s+office|"
    r"government\s+(?:building|headquarters|house)|supreme\s+court|central\s+bank|national\s+assembly|state\s+television|"
    r"(?:foreign|defen[cs]e|interior)\s+ministry)\b(?!\s+(?:said|says|spokes\w+|official))"
)
_AT_SEAT = re.compile(
    r"\b(?:outside|in\s+front\s+of|near|at|inside|into|around|towards?|storm\w*|attack\w*|hit|struck|shell\w*|picket\w*|surround\w*|besieg\w*|march\w*\s+(?:on|to))"
    r"\s+(?:the\s+)?(?:building\s+of\s+(?:the\s+)?)?$"
)
# The same of a state that is told of: "stormed the parliament building".
_OWN_SEAT = Cue(
    r"\b(?:outside|in\s+front\s+of|near|inside|into|around|storm(?:ed|ing)|attack(?:ed|ing)|hit|struck|shelled|picket(?:ed|ing)|surround(?:ed|ing)|besieg(?:ed|ing)|march(?:ed|ing)\s+(?:on|to))"
    r"\s+(?:the\s+)?(?:country['’]s\s+)?(?:parliament|presidential\s+(?:palace|residence)|government\s+(?:building|headquarters|house|offices?)|"
    r"(?:prime\s+minister|president)['’]s\s+(?:office|residence)|(?:defen[cs]e|foreign|interior)\s+ministry)\b",
    "parliament presidential government prime president president's minister's ministry",
)
_SEEN = frozenset(("ASSAULT", "PROTEST"))  # what is done in front of a building
_DEMAND = re.compile(r"\b(?:demand|insist|ask|call|urg)\w*\s+$")
_SEVERAL = re.compile(
    r"\s+(?:directions|districts|regions|provinces|areas|villages|towns|cities|sectors|suburbs),?\s*"
)
_COUNTED = frozenset(("after", "before"))
_ROW = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)")
_AND_LAST = re.compile(r"\band\b")
_SINGULAR = re.compile(r",?\s+which\s+(?:was|is|has|lies|fell)\b")
_TWO = 2
_WAR_KINDS = frozenset("region country territory province admin1 state area".split())
_OFTEN = 2  # times that the place of the war an article tells of is named at least
_AGAIN_AND_AGAIN = 4  # times that a region is named in an article about its war
_MOST_OF = 0.6  # of the places of an article that lie in one country, of which it then tells
_THE_COUNTRY = Cue(r"\b(?:left|leave|leaving|from|out\s+of|in|into|quit)\s+the\s+country\b(?!['’]s\b|\s+of\b)", "country")
_WAGED = frozenset(("fight", "war"))
# Acts of a war that need no object ("the army beat back an assault", "won back most of the land").
_WAGED_TOO = frozenset(("flare-up", "attack", "fired", "shelling", "truce-broken-again", "ground-taken", "ground-by-measure", "territory"))
# "Won back much of the land".
_THE_LAND = Cue(
    r"\b(?:much|most|parts?|swathes|half|all|some|a\s+third)\s+of\s+(?:the|its|that|this)\s+(?:lost\s+|disputed\s+)?(?:land|lands|territory|territories|area|region|enclave)\b",
    "land lands territory territories area region enclave", "of",
)
# Fighting "between the two neighbours" may be anywhere along their border.
_BETWEEN_STATES = Cue(
    r"\bbetween\s+(?:them|the\s+two\s+(?:[\w\-]+\s+)?(?:countries|states|republics|neighbou?rs|nations))\b", "between"
)
_WAR_IN = re.compile(
    r"\b(?:war|wars|fighting|conflict|hostilities|clashes|violence|insurgency|offensive|invasion|battles?)\s+(?:[\w\-]+\s+)?(?:in|over|around|for|across|within|of)\s+"
    r"(?:the\s+)?(?:(?:breakaway|disputed|separatist|whole|entire|[\w\-]+ern)\s+){0,2}(?:(?:region|enclave|territory|province|state)\s+of\s+)?$"
)
_SITE_NEXT = re.compile(
    r"\s+(?:(?:maternity|children's|military|central|district|general|high|primary|secondary|police|bus|train)\s+)?"
    r"(?:hospital|clinic|prison|jail|school|university|college|mosque|church|cathedral|market|stadium|hotel|station|theatre|theater|street|avenue|square)\b"
)
_CAPITALS_NAME = 40  # characters behind "the capital" within which its name ends ("the capital, Bar")
_CAPITAL_REACH = 4  # sentences
_LEAD = 4  # sentences of a text that are set where it is sent from
_SPAN_BEFORE = re.compile(
    r"\b(?:minute|hour|day|week|month|year)s?\s+$"
)  # "X did A, hours before B"
_ADDING = frozenset(("ing", "with", "and"))  # links of what a participle adds to its main verb
_WHO = frozenset(("rel",))
_DEEDS = frozenset(("ASSAULT", "COERCE"))
_ANOTHER = frozenset(("and", "and-new"))  # links of clauses that tell another act
# A preposition of place with a name behind it, in the article as it is written.
_NAME_NEXT = re.compile(
    r"\s+(?:the\s+(?:\w+\s+)?(?:town|city|village|port)\s+of\s+)?(?=[A-Z][a-z])"
)
_AT_NAME = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|over|around|outside|inside|road\s+to|(?:[Bb]attle|[Ff]ight|[Ff]ighting)\s+for)\s+(?:the\s+(?:\w+\s+)?(?:town|city|village|settlement|suburb)\s+of\s+)?"
    r"(?:the\s+)?(?=[A-Z][a-z])"
)
# A name that ends where a place may end, not before a noun that it only describes.
_VILLAGE = re.compile(
    rf"(?!{WEEKDAY})[A-Z][a-z][\w'’\-]*(?: (?!{WEEKDAY})[A-Z][\w'’\-]+){{0,2}}"
    rf"(?=\s*(?:[.,;:)\n]|$)|\s+(?:on|in|and|by|at|near|early|late|last|overnight|yesterday|when|while|where|as|after|before|with|{WEEKDAY}))"
)
# A building of the town that is told of, not a place of its own.
_BUILDING = re.compile(
    r"(?:[A-Z][\w'\-]*\s+|of\s+|the\s+|and\s+|for\s+){0,5}?(?:Council|Ministry|Ministries|Ministers|Parliament|Assembly|Palace|House|"
    r"University|Academy|Hotel|Embassy|Consulate|Church|Cathedral|Mosque|Square|Street|Market)\b"
)
_UNIT = re.compile(
    r"\b(?:Battalion|Brigade|Division|Regiment|Corps|Company|Squadron|Battery|Command)\b"
)
# A building or street, which lies in the town that is told of.
_SITE = re.compile(
    r"\b(?:Hospital|School|University|Bridge|Street|Road|Avenue|Square|Airport|Station|Mosque|Church|Market|Hotel)$"
)
# What a state does at home: in its airspace, by an emergency, to guests of whom it rids itself.
_OWN_GROUND = Cue(
    r"\bits\s+(?:entire\s+|own\s+|land\s+|common\s+)?(?:airspace|air\s+space|territory|soil|ports|borders?|frontiers?)\b|"
    r"\bstate\s+of\s+emergency\b|"
    r"\bexpel(?:s|led|ling)?\s+(?:[\w.,\-]+\s+){0,4}(?:officials?|diplomats?|ambassadors?|envoys?|troops|soldiers|staff|journalists?|missions?|workers?)\b",
    "its state expel expels expelled expelling",
)
_CAPTIVES = Cue(
    r"\b[A-Za-z]+(?:an|ian|ese|ish|i)\s+(?:soldiers?|servicem[ae]n|troops|fighters|conscripts|commandos|prisoners\s+of\s+war)\b",
    "soldier soldiers serviceman servicemen troops fighters conscripts commandos prisoners",
)
_BORDER = Cue(
    r"\b(?:the|their|its|state|common|mutual)\s+(?:\w+\s+)?(?:border|frontier)\b",
    "border frontier",
)

_IN_CAPITAL = Cue(
    r"\b(?:in|at|near|around|outside|inside|across|throughout|on|hit|struck|rocked|shook|shelled|bombed|flee|fled|fleeing|left|leave|leaving)\s+(?:and\s+around\s+)?(?:the|its)\s+capital(?:['’]s)?\b"
    r"(?!\s+punishment|\s+of\b)|\bthe\s+capital\s+(?:is|was|has|had|came|remain(?:s|ed)|woke)\b",
    "capital capital's capital’s",
)
_TAKEN_GROUND = re.compile(
    r"\s+(?:the|this|that)\s+(?:\w+\s+)?(?:district|town|village|city|region|province)\b(?!\s+[Oo]f\b)"
)
_ON_THE_WAY = re.compile(r"\b(?:to|for|from|towards?|via)\s+(?:\w+\s+)?$")
_FROM_NEXT = re.compile(r"\b(?:fired|shot|launched|shelled|came)\s+from\s+(?:the\s+)?(?:\w+\s+){0,2}$")
_WITNESS = Cue(
    r"\b(?:residents?|inhabitants?|villagers?|witness(?:es)?|mayor|priest|imam|teacher|farmer|shopkeeper|nurses?|doctors?|surgeon|medics?|"
    r"paramedics?|hospital(?:\s+\w+)?|wom[ae]n|m[ae]n|mother|father)\s+"
    r"(?:(?:in|of|at|near|from)|who\s+(?:had\s+)?(?:left|fled|escaped))\s+(?:the\s+)?(?:(?:towns?|cit(?:y|ies)|villages?|suburbs?)\s+of\s+)?$",
    "resident residents inhabitant inhabitants villager villagers witness witnesses mayor priest imam teacher farmer shopkeeper nurse nurses"
    " doctor doctors surgeon medic medics paramedic paramedics hospital woman women man men mother father",
)
_MEANWHILE = re.compile(r"(?:as|while|when)\s+(?:he|she|they|\w+ing)\b")
_SHOT_DOWN = re.compile(r"\b(?:down(?:ed)?|hit)$")
_IT_FELL = re.compile(
    r"[\"“]?(?:it|they|the\s+(?:\w+\s+)?(?:plane|aircraft|jet|warplane|helicopter|drone|missile|wreckage|debris))\s+"
    r"(?:later\s+|then\s+)?(?:fell|crashed|came\s+down|landed|plunged|hit\s+the\s+ground|exploded)\b"
)
_AT_SPOT = re.compile(
    r"\b(?:near|in|at|on|into|over|outside)\s+(?:the\s+)?(?:[\w\-]+\s+){0,2}(?:of\s+)?$"
)
_STREET = re.compile(
    r".*\s(?:street|square|avenue|road|boulevard|lane|prospekt|prospect)$", re.IGNORECASE
)
# "the capital" of a text that names none: a place of its own, whatever was told before it.
_CAPITAL = Cue(
    r"\b(?:the|its|their)\s+(?:\w+\s+)?capital(?:['’]s)?\b(?!\s+punishment|\s+of\b)",
    "capital capital's capital’s",
)
# Between a place and the larger one that it lies in or near: "X, the besieged enclave inside Y".
_LIES_IN = re.compile(
    r"\s*,?\s+(?:(?:the|a|an|its)\s+(?:[\w'\-]+,?\s+){1,6}?)?(?:in|inside|within|near|outside|of|on|off|close\s+to|north\s+of|south\s+of|east\s+of|"
    r"west\s+of)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,4}"
)
_WAR_BEFORE = re.compile(r"\b(?:war|conflict)(?:\s+of\s+[\w ]{3,24})?,?\s*(?:in\s+)?$")
# Troops that are sent somewhere, and those that are moved to somewhere else than the own border.
_SENT_AWAY = re.compile(
    r"(?:send|sent|dispatch|despatch)|(?:commit|deploy|ship|rush|move)\w*\s[^,;.]{2,60}?\b(?:to|into|towards?|abroad)\s+"
    r"(?!its\b|their\b|the\s+(?:border|front|capital|streets?|north|south|east|west)\b|[a-z]+\s+(?:on|its)\b)"
)
_HERE = Cue(r"(?<!from )\bhere\b(?!\s+(?:is|are|was|and\s+there)\b)(?!')", "here")
_CEDED = re.compile(r"hand|surrender|ced[ei]|capitulat|g[ai]ve|giving|lay|la[iy]d|return")
_FOLLOWS = frozenset(("COERCE", "RETREAT", "PROTEST"))  # comes where the violence was that it follows
_SECEDES = "secede"
_GIVES_WAY = frozenset(("CONCEDE", "SANCTION"))
_OPENED = re.compile(r"(?:re)?open|unblock|unseal")
_WAY_TO = re.compile(r"\b(?:to|from|for|between)\s+(?:the\s+)?(?:\w+\s+)?$")
# What is handed over here is no ground ("charts of the minefields of X").
_PAPERS = Cue(
    r"\b(?:maps?|charts?|lists?|documents?|plans|records|files|data|coordinates|locations)\b",
    "map maps chart charts list lists document documents plans records files data coordinates locations",
)
# "Mediation in X produced a truce, but fighting resumed": talks were there.
_TALKS_IN = Cue(
    r"\b(?:mediation|talks|negotiations|summit|conference|meeting|ceremony|consultations|hearing)\s+(?:[\w\-]+\s+){0,3}?(?:in|at)\s+(?:the\s+)?(?:\w+\s+)?$",
    "mediation talks negotiations summit conference meeting ceremony consultations hearing",
)
# "Suspended food deliveries to X", "recalled its envoys from X".
_CUT_OFF = Cue(
    r"\b(?:deliver\w+|suppl\w+|shipments?|convoys?|flights?|aid|assistance|trucks|gas|electricity|power|water)\s+(?:[\w\-]+\s+){0,7}?(?:to|for|into)"
    r"\s+(?:the\s+)?(?:(?:city|town|district|region)\s+of\s+)?$|"
    r"\b(?:work|operations|activit\w+|services|programmes?|programs?|distributions?)\s+(?:\w+\s+)?(?:in|at|across)\s+(?:the\s+)?(?:[\w\-]+\s+){0,3}$",
    "to for into in at across",
)
_ENVOYS_FROM = Cue(
    r"\b(?:diplomats?|ambassadors?|envoys?|staff|consuls?)\s+(?:home\s+)?from\s+(?:the\s+)?(?:(?:city|town)\s+of\s+)?$", "from"
)
_HANDED_TO = re.compile(
    r"\b(?:to|by|from|with)\s+(?:the\s+)?(?:(?!in\b|at\b|near\b|on\b)[\w'\-]+\s+){0,3}$"
)


_SENT_ABROAD = Cue(r"\b(?:peacekeepers?|peacekeeping|border\s+guards?|contingent)\b", "peacekeeper peacekeepers peacekeeping border contingent")
_ROW_NEXT = re.compile(r",?\s+and\s+|,\s+")
_COURT = re.compile(r"(?:['’]s)?\s+(?:(?!and\b)[\w\-]+\s+){0,2}?(?:court|tribunal)\b")


def place_draft(state: State, draft: Draft, earlier: Sequence[Draft]) -> None:
    """Find where it happened, what it is about, and where words were spoken."""
    start = draft.denial.end if draft.denial else draft.start
    inside = state.located.within(start, draft.end)
    if draft.status in ("hypothetical", "planned") or draft.zone == "related-link":
        draft.about = where.places_of(inside or _in_part(state, draft), state.text)
        if draft.zone == "related-link":
            draft.place_reason = "a headline of another article: listed, not placed"
            if draft.trigger.rule.group in where.DOMESTIC:
                draft.places = where.places_of(inside, state.text) or tuple(
                    p for p in (country_of(state, name) for name in draft.source) if p is not None
                )
        elif _is_set(draft) and not inside and (found := _here(state, draft)) is not None:
            draft.places, draft.place_reason = found
        elif draft.status == "planned" and draft.type == "PROTEST" and (
            called := where.places_of(happened(state, draft, inside), state.text)
        ):
            draft.places, draft.place_reason = called, "the place for which it is called"
        elif ground := _to_be_left(state, draft, inside):
            draft.places, draft.place_reason = ground, "the ground that is to be left, as the clause names it"
        elif not (_is_set(draft) and convene(state, draft, inside)):
            draft.place_reason = f"told as {draft.status}: nothing has happened there"
        else:
            draft.place_reason = f"the text says that it is to be held in {draft.places[0].name}"
            draft.about = tuple(p for p in draft.about if p not in draft.places)
        return
    if draft.type in where.PHYSICAL:
        _physical(state, draft, inside, earlier)
        if draft.places and draft.unplaced:  # a street or a hospital of a town is told by the town
            sites = _names([m for m in state.mentions.within(draft.start, draft.end) if _is_site(state, m)])
            draft.unplaced = tuple(n for n in draft.unplaced if n not in sites and not _STREET.fullmatch(n))
        return
    if draft.type in _GIVES_WAY or draft.trigger.rule.id == _SECEDES:
        draft.places, draft.near = _given(state, draft, inside), ()
        if draft.places:
            draft.place_reason = "named in the clause"
            return
    if draft.type in where.MEETING and convene(state, draft, inside):
        draft.place_reason = f"the text says that it was held in {draft.places[0].name}"
    if not draft.places:
        spoken_at(state, draft)
    if not draft.places and (found := _here(state, draft)) is not None:
        draft.places, draft.place_reason = found
    if not draft.places and (met := occasion_of(state, draft, earlier)) is not None:
        draft.places, draft.venue = met.places, met.venue
        draft.place_reason = (
            "at the protest that the text tells of" if met.type in where.PHYSICAL
            else f"the text says that it was held in {met.places[0].name}" if met.sentence == draft.sentence
            else "at the talks that the sentences before tell of"
        )  # fmt: skip
    if not draft.places:
        draft.place_reason = "words have no place on the map; the text names no meeting place"
        draft.venue = seat_of(state, draft)
    around = inside or _in_part(state, draft)
    named = where.places_of(around, state.text)
    draft.about = tuple(p for p in named if p not in draft.places) or _topics(state, draft)


def _is_set(draft: Draft) -> bool:
    """Tell whether a draft is a meeting to come, which has its town already."""
    return draft.status == "planned" and draft.type == "CONSULT"


def _to_be_left(state: State, draft: Draft, inside: Sequence[Mention]) -> tuple[Place, ...]:
    """Return the ground that somebody is due to leave or to hand over."""
    if draft.status != "planned":
        return ()
    if draft.type == "RETREAT":
        return where.places_of(happened(state, draft, inside), state.text)
    return _given(state, draft, inside) if draft.type == "CONCEDE" else ()


def _given(state: State, draft: Draft, inside: Sequence[Mention]) -> tuple[Place, ...]:
    """Return the ground that is handed over, where somebody surrendered, the way that is opened or the supplies that end."""
    text, trigger = draft.grammar.text, draft.trigger
    named = [m for m in inside if m.place is not None and m.place.kind != "country"]
    if draft.trigger.rule.id == _SECEDES:
        return _broken_away(state, draft)
    if draft.type == "SANCTION":
        envoys = [m for m in state.mentions.within(trigger.end, draft.end) if m.place is not None and _ENVOYS_FROM.search(draft.grammar, trigger.start, m.start)]
        if envoys:
            return where.places_of(envoys, state.text)
        own = _doers(state, draft) if _on_own_ground(draft) else ()
        if len(own) == 1:
            return own  # "shut its border with Fooland"
        found = [m for m in named if _CUT_OFF.search(draft.grammar, trigger.start, m.start)]
    elif _OPENED.match(text, trigger.start):
        found = [m for m in named if m.start >= trigger.end and _WAY_TO.search(text, trigger.start, m.start) is None]
    elif _CEDED.match(text, trigger.start) and _PAPERS.search(draft.grammar, trigger.end, draft.end) is None:
        found = [
            m for m in named
            if not _HANDED_TO.search(text, max(draft.start, trigger.end if m.start >= trigger.end else 0, m.start - 40), m.start)
        ]  # fmt: skip
    else:
        found = []
    return where.places_of(happened(state, draft, found), state.text)


def _broken_away(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the region that breaks away from a state: it is named before the verb, or else is that of the war."""
    named = [
        m for m in state.mentions.within(draft.start, draft.trigger.start)
        if m.place is not None and m.place.kind != "country" and m.zone == "body"
    ]  # fmt: skip
    if named:
        return where.places_of(named[-1:], state.text)
    scene = _scene_of_war(state)
    return (scene,) if scene else ()


def _in_part(state: State, draft: Draft) -> Sequence[Mention]:
    """Return the places of the sentence that no full stop or semicolon parts from a draft."""
    sentence = state.article.sentences[draft.sentence]
    low, high = sentence.start, sentence.end
    for clause in draft.grammar.clauses:
        if clause.link == "stop" and clause.start <= draft.trigger.start:
            low = clause.start
        elif clause.link == "stop":
            high = clause.start
            break
    return state.located.within(low, high)


def _topics(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the places after which the matter of a report is called."""
    sentence = state.article.sentences[draft.sentence]
    named = [
        m for m in state.mentions.within(sentence.start, sentence.end)
        if m.role == "topic" and m.place is not None
    ]  # fmt: skip
    return where.unique(m.place for m in named if m.place is not None)


def _physical(
    state: State, draft: Draft, inside: Sequence[Mention], earlier: Sequence[Draft]
) -> None:  # fmt: skip
    """Place an act: its clause, its sentence, its doer's country, or the sentences before."""
    named = _between_others(draft, inside)
    told = happened(state, draft, _with_unknown(state, draft, named))
    inside = [m for m in told if m.place is not None]
    if len(inside) < len(told):
        draft.unplaced = _names([m for m in told if m.place is None])
    if inside:
        draft.places = where.places_of(inside, state.text)
        draft.near = near_to(draft.grammar, inside, draft.start)
        draft.place_reason = "named in the clause"
        draft.stated_place = True
        return
    _place_without_name(state, draft, named, earlier)


def _place_without_name(
    state: State, draft: Draft, named: Sequence[Mention], earlier: Sequence[Draft]
) -> None:  # fmt: skip
    """Place an act whose clause names no place of its own."""
    draft.places, draft.place_reason = (
        _here(state, draft)
        or _with_main(state, draft, earlier)
        or _with_next(state, draft)
        or _what_led_to(draft, earlier)
        or _beside_police(draft, earlier)
        or _at_front(state, draft)
        or _as_it_was(state, draft)
        or _in_capital(state, draft)
        or _at_seat(state, draft)
        or _at_court(state, draft)
        or _at_home(state, draft)
        or _without(state, draft, named)
        or _of_a_coup(state, draft)
        or _pointed_at(state, draft)
        or _in_sentence(state, draft)
        or _by_witness(state, draft)
        or _where_it_fell(state, draft)
        or _of_a_side(state, draft)
        or told_before(state, draft, earlier)
        or _by_topic(state, draft)
        or _in_the_country(state, draft)
        or _of_the_war(state, draft)
        or _by_dateline(state, draft)
        or ((), NOWHERE)
    )
    if draft.place_reason == NOWHERE and (found := _of_the_war(state, draft)) is not None:
        draft.places, draft.place_reason = found


def _here(state: State, draft: Draft) -> Placing | None:
    """Place what the author tells to have been "here" in the town of the dateline."""
    if draft.own_voice or not _HERE.search(draft.grammar, draft.trigger.start, draft.end):
        return None
    sent = _sent_from(state)
    if sent is None:
        return None
    return where.places_of([sent], state.text), f"“here” is {sent.text}, from where it was sent"


def _with_main(state: State, draft: Draft, earlier: Sequence[Draft]) -> Placing | None:
    """Place what a participle, or a clause with "who", tells where its main verb happened.

    "Attacked X, taking six prisoner"; "in X police broke up a march of miners, who threw stones".
    """
    whose = goes_on(state, draft)
    if not whose and (draft.trigger.voice != "participle" or draft.clause.link not in _ADDING):
        return None
    for other in reversed(earlier):
        if other.sentence != draft.sentence:
            break
        if not set(draft.grammar.links(other.trigger, draft.trigger)) <= (_WHO if whose else _ADDING):
            break
        if other.type in _DEEDS and other.places and other.trigger.finite:
            draft.near = other.near
            return other.places, "told together with the verb of its sentence"
    return None


def _beside_police(draft: Draft, earlier: Sequence[Draft]) -> Placing | None:
    """Place a protest where its sentence says that police met it ("detained dozens in X as protesters resumed their marches")."""
    if draft.type != "PROTEST" or draft.clause.link not in ("as", "while", "when", "after"):
        return None
    for other in reversed(earlier):
        if other.sentence != draft.sentence:
            break
        if other.type == "COERCE" and other.places and draft.grammar.links(other.trigger, draft.trigger) == [draft.clause.link]:
            return other.places, "told together with the verb of its sentence"
    return None


def _what_led_to(draft: Draft, earlier: Sequence[Draft]) -> Placing | None:
    """Place violence that led to a curfew, to arrests or to a flight where these were ("a curfew in X after four people died")."""
    if draft.type != "ASSAULT" or draft.clause.link != "after":
        return None
    for other in reversed(earlier):
        if other.sentence != draft.sentence:
            break
        if other.type in _FOLLOWS and other.places and draft.grammar.links(other.trigger, draft.trigger) == ["after"]:
            return other.places, "told together with the verb of its sentence"
    return None


def _with_next(state: State, draft: Draft) -> Placing | None:
    """Place a verb that stands alone before "and" where the next one is placed ("was arrested and jailed in X")."""
    following = draft.grammar.clauses[draft.trigger.clause + 1 : draft.trigger.clause + 2]
    if draft.trigger.voice != "passive" or not following or following[0].link != "and":
        return None
    clause = following[0]
    if state.text[draft.trigger.end : clause.start].strip():
        return None
    found = happened(state, draft, state.located.within(clause.start, clause.end))
    if not found:
        return None
    draft.near = near_to(draft.grammar, found, clause.start)
    return where.places_of(found, state.text), "named behind the next verb"


def _at_front(state: State, draft: Draft) -> Placing | None:
    """Place an act inside a country where its sentence begins with a town ("In X, Y arrested ...")."""
    if draft.trigger.rule.group not in where.DOMESTIC:
        return None
    town = fronted(state, draft)
    if town is None or town.start in voices(state, draft.sentence):
        return None
    return where.places_of([town], state.text), "named in the sentence"


def _as_it_was(state: State, draft: Draft) -> Placing | None:
    """Place what police do where the next clause says that people then were ("as he crossed X")."""
    following = draft.grammar.clauses[draft.trigger.clause + 1 : draft.trigger.clause + 2]
    if draft.trigger.rule.group not in where.DOMESTIC or not following:
        return None
    clause = following[0]
    if not _MEANWHILE.match(state.text, clause.start, clause.end):
        return None
    found = [
        m for m in happened(state, draft, state.located.within(clause.start, clause.end))
        if not _ON_THE_WAY.search(state.text, max(clause.start, m.start - 30), m.start)
    ]  # fmt: skip
    if not found:
        return None
    draft.near = near_to(draft.grammar, found, clause.start)
    return where.places_of(found, state.text), "named in the sentence"


def _in_capital(state: State, draft: Draft) -> Placing | None:
    """Place an act in "the capital" where the text just told of one."""
    words = _IN_CAPITAL.search(draft.grammar, draft.start, draft.end)
    if words is None and draft.clause.link == "and":
        words = _IN_CAPITAL.search(draft.grammar, draft.grammar.start, draft.trigger.start)
    if words is None and draft.type in _SEEN and not state.located.any_within(draft.start, draft.end):
        words = _OWN_SEAT.search(draft.grammar, draft.start, draft.end)
    if words is None:
        return None
    named = state.mentions.within(words.end(), words.end() + _CAPITALS_NAME)
    if named and state.text[words.end() : named[0].start] == ", ":
        return None  # "around the capital, X"
    met = {p.id for d in state.drafts if d.type in where.MEETING for p in d.places}
    for mention in reversed(state.located.items):
        if mention.start > words.start():
            continue
        if draft.sentence - mention.sentence > _CAPITAL_REACH:
            break
        if mention.place is None or not mention.place.capital or mention.place.id in met:
            continue
        if not _ON_THE_WAY.search(state.text, max(0, mention.start - 30), mention.start):
            return where.places_of(
                [mention], state.text
            ), f"“the capital” points back to {mention.text}"
    sent = _sent_from(state)
    if sent is None or sent.place is None or not sent.place.capital:
        return None
    return where.places_of([sent], state.text), f"“the capital” points back to {sent.text}"


def _at_seat(state: State, draft: Draft) -> Placing | None:
    """Place what happens at a seat of power of a state in its capital ("outside the Fooish parliament")."""
    low = draft.grammar.start if draft.clause.link == "and" else draft.start
    for mention in state.mentions.within(low, draft.end):
        place = mention.place
        if place is None or place.kind != "country" or state.place_of is None:
            continue
        if _SEAT.match(state.text, mention.end) and _AT_SEAT.search(
            state.text, max(low, mention.start - 40), mention.start
        ):
            capital = state.place_of(f"capital.{place.country}")
            return ((capital,), f"“the capital” points back to {place.name}") if capital else None
    return None


def _at_court(state: State, draft: Draft) -> Placing | None:
    """Place what a court does in the town after which it is called ("the Fooville court sentenced him")."""
    if draft.type != "COERCE":
        return None
    for mention in state.mentions.within(draft.start, draft.end):
        place = mention.place
        if place is not None and place.kind != "country" and where.is_seat(place) and _COURT.match(state.text, mention.end):
            return (place,), f"the court of {place.name}"
    return None


def _sent_from(state: State) -> Mention | None:
    """Return the town in the dateline."""
    return next(
        (
            m for m in state.mentions.items
            if m.zone == "dateline" and m.place is not None and where.is_seat(m.place)
        ),
        None,
    )  # fmt: skip


def _at_home(state: State, draft: Draft) -> Placing | None:
    """Place what a state does inside its own country."""
    own = draft.type == "COERCE" and _on_own_ground(draft)
    rule = draft.trigger.rule
    if _goes_with_unplaced(state, draft):
        return (), "told together with what happened at a place that could not be resolved"
    if draft.clause.link == "where":
        return None  # "X, where the troops of Y have been stationed"
    if _SENT_AWAY.match(state.text, draft.trigger.start, draft.end):
        return (), NOWHERE
    if (rule.group not in where.DOMESTIC and not own) or rule.id in _ON_THE_SPOT:
        return None
    if _SENT_ABROAD.search(draft.grammar, draft.start, draft.end):
        return None  # peacekeepers are seldom at home
    if draft.type == "COERCE" and _CAPTIVES.search(draft.grammar, draft.start, draft.end):
        return None  # soldiers of another state are taken at the front
    places = _doers(state, draft)
    if len(places) == 1 and (capital := _own_capital(state, draft, places[0])):
        return (capital,), f"“the capital” points back to {places[0].name}"
    if places:
        return places, "an act of a state inside its own country"
    return (_of_the_country(state) or ((), NOWHERE)) if own else None


def _goes_with_unplaced(state: State, draft: Draft) -> bool:
    """Tell whether an act follows another one of its sentence at a place that nobody knows ("raided X and arrested six")."""
    if draft.clause.link != "and" or state.located.any_within(draft.start, draft.end):
        return False
    before = next((d for d in reversed(state.drafts) if d.sentence == draft.sentence and d.start < draft.start), None)
    return before is not None and before.trigger.finite and not before.places and bool(before.unplaced)


def _on_own_ground(draft: Draft) -> bool:
    """Tell whether words say that a state acts at home ("its airspace", "a state of emergency")."""
    return _OWN_GROUND.search(draft.grammar, draft.trigger.start, draft.end) is not None


def _doers(state: State, draft: Draft) -> tuple[Place, ...]:
    """Return the countries and regions that do something."""
    found = (country_of(state, name) or _ruled_by(state, name) for name in draft.source)
    return where.unique(place for place in found if place is not None)


def _own_capital(state: State, draft: Draft, country: Place) -> Place | None:
    """Return the capital of a country whose police or people act in "the capital"."""
    if country.kind != "country" or state.place_of is None:
        return None
    if draft.trigger.rule.group == "mobilize":  # troops may be in that of others
        return None
    if _IN_CAPITAL.search(draft.grammar, draft.start, draft.end) is None:
        return None
    return state.place_of(f"capital.{country.country}")


def _ruled_by(state: State, name: str) -> Place | None:
    """Return the region after which an authority is called ("the Fooish leadership")."""
    for named in state.cast.named.items:
        if named.name != name:
            continue
        for mention in state.mentions.within(named.start, named.end):
            place = mention.place
            if place is not None and place.kind in _RULED and place.radius_km < _LARGEST_RULED:
                return place
    return None


def _without(state: State, draft: Draft, inside: Sequence[Mention]) -> Placing | None:
    """Say why an act has no place where its clause names one that is not known."""
    if _of_a_war(draft):
        return (), "told of a whole war"
    if _unplaced(state, draft):
        draft.unplaced = draft.unplaced or _named_at(state, draft)
        return (), "the clause names a place that could not be resolved"
    if of_a_part(draft, inside):
        return (), "the clause names only where a part of it happened"
    if is_everywhere(draft):
        return (), "told of a whole country or region, which the clause does not name"
    return None


def _of_a_war(draft: Draft) -> bool:
    """Tell whether a relative clause says what a war as a whole did ("the war of 2020, in which 6,500 died")."""
    clause = draft.clause
    if clause.link not in ("rel", "where") or draft.trigger.rule.group != "casualties":
        return False
    low = max(draft.grammar.start, clause.start - 40)
    return _WAR_BEFORE.search(draft.grammar.text, low, clause.start) is not None


def _pointed_at(state: State, draft: Draft) -> Placing | None:
    """Place an act by "there", or by the place that its relative clause describes."""
    pointed = there(state, draft)
    if pointed is not None:
        if pointed.place is None:
            draft.unplaced = _names([pointed])
            return (), "the clause names a place that could not be resolved"
        if told := _told_at(state, draft, pointed):
            return told, f"“there” points back to {told[0].name}"
        return where.places_of([pointed], state.text), f"“there” points back to {pointed.text}"
    clause = draft.clause
    if clause.link == "that" and (town := _apposed(state, draft)) is not None:
        return where.places_of([town], state.text), "named just before the clause"
    if clause.link not in ("rel", "where") or draft.start != clause.start:
        return None
    near = [
        next(iter(state.located.within(m.start, m.end)), m)
        for m in state.mentions.within(clause.start - 90, clause.start)
        if m.place is not None or (m.role == "location" and m.form == "name")
    ]  # fmt: skip
    while near and near[-1].role not in ("location", "topic"):
        near.pop()
    if not near or clause.start - near[-1].end >= _BESIDE:
        return (), NOWHERE
    plural = _SEVERAL.fullmatch(state.text, near[-1].end, clause.start) is not None
    found = (_row_of(state, near) if plural or clause.link == "rel" else []) or [_head_of(state, near)]
    draft.unplaced = _names([m for m in found if m.place is None])
    found = [m for m in found if m.place is not None]
    if not found:
        return (), "the clause names a place that could not be resolved"
    draft.near = near_to(draft.grammar, found, draft.grammar.start)
    return where.places_of(found, state.text), "named just before the clause"


def _told_at(state: State, draft: Draft, pointed: Mention) -> tuple[Place, ...]:
    """Return where the act was of which a place is a part of the words ("on the border of X and Y")."""
    for other in reversed(state.drafts):
        if other.start <= pointed.start < other.end <= draft.start and other.stated_place:
            return other.places
    return ()


def _apposed(state: State, draft: Draft) -> Mention | None:
    """Return the place that a clause with "that" describes ("X, the port that rebels had stormed")."""
    start = draft.clause.start
    before = state.located.within(max(draft.grammar.start, start - 2 * _BESIDE), start)[-1:]
    if not before:
        return None
    if before[0].form == "nominal" and not state.text[before[0].end : start].strip():
        return before[0]
    return before[0] if _APPOSED.fullmatch(state.text, before[0].end, start) else None


def _row_of(state: State, near: Sequence[Mention]) -> list[Mention]:
    """Return the places of a row that a relative clause describes ("A, B and C, which were taken")."""
    row = [near[-1]]
    for mention in reversed(near[:-1]):
        if _ROW.fullmatch(state.text, mention.end, row[0].start) is None:
            break
        row.insert(0, mention)
    if len(row) < _TWO or _AND_LAST.search(state.text, row[-2].end, row[-1].start) is None:
        return []
    return [] if _SINGULAR.match(state.text, row[-1].end) else row


def _head_of(state: State, near: Sequence[Mention]) -> Mention:
    """Return the place that a relative clause describes: the head of "X, the enclave inside Y"."""
    last = near[-1]
    for mention in near[:-1]:
        if mention.form == "name" and _LIES_IN.fullmatch(state.text, mention.end, last.start):
            return mention
    return last


def _in_sentence(state: State, draft: Draft) -> Placing | None:
    """Place an act where its sentence tells of."""
    around = [
        m for m in _in_part(state, draft)
        if not _of_speaker(state, draft, m) and not _of_another(state, draft, m)
    ]  # fmt: skip
    told = happened(state, draft, _with_unknown_of(state, draft, around))
    found = [m for m in told if m.place is not None]
    draft.unplaced = _names([m for m in told if m.place is None])
    if draft.unplaced and not found:
        if all(_is_site(state, m) for m in told):
            return None  # a building of the town that the sentences before tell of
        return (), "the sentence names a place that could not be resolved"
    found = found or _before_stop(state, draft)
    if not found:
        return None
    draft.near = near_to(draft.grammar, found, draft.grammar.start)
    return where.places_of(found, state.text), "named in the sentence"


def _by_witness(state: State, draft: Draft) -> Placing | None:
    """Place what somebody of a town tells, who saw it there ("a nurse in X said that two died")."""
    if draft.type not in _DEEDS or is_total(draft):
        return None
    text, start = draft.grammar.text, draft.grammar.start
    for mention in state.mentions.within(start, draft.trigger.start):
        place = mention.place
        if place is None or mention.role not in ("location", "actor") or place.capital or not where.is_seat(place) or place.kind == "country":
            continue
        if _WITNESS.search(draft.grammar, max(start, mention.start - 60), mention.start):
            return where.places_of(_joined_to(state, mention, draft.trigger.start), text), "told by somebody of that place"
    return None


def _joined_to(state: State, first: Mention, end: int) -> list[Mention]:
    """Return a place with those that "and" joins to it ("residents of Foo and Bar")."""
    row = [first]
    for mention in state.mentions.within(first.end, end):
        if mention.place is None or _ROW_NEXT.fullmatch(state.text, row[-1].end, mention.start) is None:
            break
        row.append(mention)
    return row


def _where_it_fell(state: State, draft: Draft) -> Placing | None:
    """Place what was shot down where the next sentence says that it came down."""
    text, number = state.text, draft.sentence + 1
    if not _SHOT_DOWN.search(text, draft.trigger.start, draft.trigger.end):
        return None
    if number >= len(state.article.sentences):
        return None
    following = state.article.sentences[number]
    fell = _IT_FELL.match(text, following.start, following.end)
    found = state.located.within(fell.end(), following.end)[:1] if fell else ()
    if fell is None or not found or not _AT_SPOT.search(text, fell.end(), found[0].start):
        return None
    draft.near = near_to(draft.grammar, found, following.start)
    return where.places_of(found, text), "named in the sentence after"


def _by_dateline(state: State, draft: Draft) -> Placing | None:
    """Place what the author tells at the beginning, of no named place, in the town it is sent from."""
    if draft.type not in _DEEDS or draft.claimant is not None or is_total(draft):
        return None
    sentences = state.article.sentences
    first = next((i for i, s in enumerate(sentences) if s.zone == "body"), len(sentences))
    if not first <= draft.sentence < first + _LEAD:
        return None
    sent = _sent_from(state)
    if sent is None or sent.place is None or sent.place.capital:
        return None
    return where.places_of([sent], state.text), "set in the town of the dateline"


def _before_stop(state: State, draft: Draft) -> list[Mention]:
    """Return the places before the colon or semicolon behind which an act is told.

    "What we know of X: a shell killed two", "Hundreds swam across near X; two drowned".
    """
    stops = [c for c in draft.grammar.clauses if c.link == "stop" and c.start <= draft.trigger.start]
    if not stops or is_total(draft):
        return []
    span = draft.grammar.start, stops[-1].start
    before = state.located.within(*span) or [
        m for m in state.mentions.within(*span) if m.role == "topic"
    ]
    return [
        m for m in happened(state, draft, before)
        if m.place is not None and m.place.kind != "country"
    ]  # fmt: skip


def _of_speaker(state: State, draft: Draft, mention: Mention) -> bool:
    """Tell whether a place stands with the subject of another clause's words ("critics in X say")."""
    grammar = draft.grammar
    index = grammar.clause_at(mention.start)
    if index == draft.trigger.clause:
        return False
    if _is_content(draft, index) and not AT_FRONT.fullmatch(
        state.text, grammar.clauses[index].start, mention.start
    ):
        return True
    first = next((t for t in grammar.triggers if t.clause == index and t.finite), None)
    return first is not None and mention.start < first.start and first.rule.type in SPOKEN


def _is_content(draft: Draft, index: int) -> bool:
    """Tell whether an act is what another clause before it says ("a source in X spread that ...")."""
    between = draft.grammar.clauses[index + 1 : draft.trigger.clause + 1]
    if not {c.link for c in between} <= _SAID_LINKS:
        return False
    if between and between[-1].link == "and-new" and _demands(draft, index):
        return False
    said = [c for c in between if c.link == "that"]
    return bool(said) and _RELATIVE.match(draft.grammar.text, said[0].start) is None


def _demands(draft: Draft, index: int) -> bool:
    """Tell whether a clause demands what the next one says ("marched to demand that A be done")."""
    following = draft.grammar.clauses[index + 1 : index + 2]
    if not following or following[0].link != "that":
        return False
    heads = [t for t in draft.grammar.triggers if t.clause == index]
    return bool(heads) and (
        heads[-1].rule.type == "REQUEST"
        or _DEMAND.search(draft.grammar.text, heads[-1].start, following[0].start) is not None
    )


def _of_another(state: State, draft: Draft, mention: Mention) -> bool:
    """Tell whether a place belongs to another act of the sentence, or only to a date of it.

    "Ships were unloading wheat, and a convoy left X", "18 have died since May, when Y was taken".
    """
    grammar = draft.grammar
    index = grammar.clause_at(mention.start)
    if index != draft.trigger.clause and _TALKS_IN.search(grammar, max(grammar.start, mention.start - 60), mention.start):
        return True  # "mediation in X produced a truce, but fighting resumed"
    if index != draft.trigger.clause and draft.type == "ASSAULT":
        beside = {t.rule.type for t in grammar.triggers if t.clause == index and t.finite}
        if beside == {"CONSULT"}:
            return True  # "the fighting stopped after ministers had met in X"
    if index <= draft.trigger.clause:
        return 0 < index < draft.trigger.clause and _demands(draft, index - 1)
    for clause in grammar.clauses[draft.trigger.clause + 1 : index + 1]:
        told = [t for t in grammar.triggers if t.finite and clause.start <= t.start < clause.end]
        victims = draft.trigger.rule.group == "casualties" and {t.rule.group for t in told} == {"casualties"}
        if clause.link in _ANOTHER and told and not victims:
            return True  # but "nine were killed and forty injured when a depot exploded in X"
        if clause.link == "since" and draft.type == "ASSAULT":
            return True  # "hundreds have been killed since troops moved into X"
        if clause.link == "when" and state.times.any_ends_within(clause.start - 3, clause.start):
            return True
        if clause.link in _COUNTED and _SPAN_BEFORE.search(
            grammar.text, max(grammar.start, clause.start - 12), clause.start
        ):
            return True
    return False


def _by_topic(state: State, draft: Draft) -> Placing | None:
    """Place fighting where the conflict is named after a place."""
    topics = _topics(state, draft) if draft.type == "ASSAULT" else ()
    return (topics, "the conflict is named after the place") if topics else None


def _of_the_war(state: State, draft: Draft) -> Placing | None:
    """Place fighting, or a count of its dead, that names no place where the war is that the article tells of."""
    if draft.type != "ASSAULT" or not _is_of_war(draft):
        return None
    scene = _scene_of_war(state)
    if scene is None and is_total(draft) and not _has_region(state):
        return _of_the_country(state)
    return ((scene,), f"told of the war in {scene.name}, of which the article tells") if scene else None


def _has_region(state: State) -> bool:
    """Tell whether the article names a region that is no unit of a state: a war may be there alone."""
    return any(m.place is not None and m.place.kind in ("region", "territory") for m in state.mentions.items)


def _of_a_side(state: State, draft: Draft) -> Placing | None:
    """Place what a side says of all its losses where the war is, not where the last shot fell."""
    return _of_the_war(state, draft) if counts_own_losses(draft) else None


def _of_a_coup(state: State, draft: Draft) -> Placing | None:
    """Place a coup in the country of which the article tells, whoever is described by it."""
    return _of_the_country(state) if draft.trigger.rule.group == "coup" else None


def _in_the_country(state: State, draft: Draft) -> Placing | None:
    """Place what is done in "the country" in the one of which the article tells."""
    return _of_the_country(state) if _THE_COUNTRY.search(draft.grammar, draft.start, draft.end) else None


def _of_the_country(state: State) -> Placing | None:
    """Return the country of which the article tells as a place, with the reason."""
    country = _country_told_of(state)
    return ((country,), f"told of {country.name}, of which the article tells") if country else None


def _country_told_of(state: State) -> Place | None:
    """Return the country that an article names most, where most of the places that it names lie too."""
    named = [m.place for m in state.mentions.items if m.place is not None and m.place.kind == "country"]
    told = [m.place.country for m in state.mentions.items if m.place is not None and m.role in ("location", "topic", "dateline")]
    found, times = _most_named(named)
    if times < _OFTEN:
        return None
    return next((place for place in found if told.count(place.country) >= _MOST_OF * len(told)), None)


def _is_of_war(draft: Draft) -> bool:
    """Tell whether an act is one that a war as a whole may have: fighting, or its dead."""
    rule = draft.trigger.rule
    if rule.id in _WAGED:
        return _BETWEEN_STATES.search(draft.grammar, draft.start, draft.end) is None
    if draft.status in ("denied", "negated"):
        return False
    return rule.group == "casualties" or rule.id in _WAGED_TOO or _THE_LAND.search(draft.grammar, draft.trigger.start, draft.end) is not None


def _scene_of_war(state: State) -> Place | None:
    """Return the place of the war that an article tells of.

    It is the one of the wide places that the article names most, as a place and not as a government:
    where it says that the war is there ("the war in X"), or where it is a region named again and again.
    """
    told = [
        (m.place, m.start) for m in state.mentions.items
        if m.place is not None and m.place.kind in _WAR_KINDS and m.role in ("location", "topic")
    ]  # fmt: skip
    said = [place for place, start in told if _WAR_IN.search(state.text, max(0, start - 60), start)]
    if said:
        counts = Counter(place.id for place, _ in told)
        scene = max(said, key=lambda place: counts[place.id])
        if counts[scene.id] >= _OFTEN:
            return scene
    found, times = _most_named(place for place, _ in told)
    if len(found) == 1 and times >= _AGAIN_AND_AGAIN and found[0].kind != "country" and state.of_war:
        return found[0]
    return None


def _most_named(places: Iterable[Place]) -> tuple[list[Place], int]:
    """Return the places that stand oftenest among others, and how often."""
    named = list(places)
    counts = Counter(place.id for place in named)
    most = max(counts.values(), default=0)
    return [place for place in dict.fromkeys(named) if counts[place.id] == most], most


def _between_others(draft: Draft, inside: Sequence[Mention]) -> Sequence[Mention]:
    """Return the places of a clause without those of acts of other kinds that it tells as well.

    "Police closed the crossing at X and put the army on alert in Y": each verb has its own.
    """
    trigger = draft.trigger
    if not inside or len(draft.grammar.triggers) == 1:
        return inside
    others = [
        t for t in draft.grammar.triggers
        if t.clause == trigger.clause and t.strong and t.rule.type != trigger.rule.type
        and t.rule.type in where.PHYSICAL
    ]  # fmt: skip
    if not others:
        return inside
    low = max((t.start for t in others if t.start < trigger.start), default=draft.start)
    high = min((t.start for t in others if t.start > trigger.start), default=draft.end)
    own = [m for m in inside if trigger.end <= m.start < high]
    if not own or not any(m.start < trigger.start or m.start >= high for m in inside):
        return inside
    if draft.type == "RETREAT":
        low = draft.start  # people leave from where they were
    return [m for m in inside if m.start < high and not draft.start < low < m.start < trigger.start]


def _with_unknown(state: State, draft: Draft, inside: Sequence[Mention]) -> Sequence[Mention]:
    """Return places together with the names in the clause that nobody could resolve."""
    lacking = [
        m for m in state.mentions.within(draft.start, draft.end)
        if m.role == "location" and m.place is None and m.form == "name"
        and not _UNIT.search(m.text)
    ]  # fmt: skip
    return sorted((*inside, *lacking), key=lambda m: m.start) if lacking else inside


def _with_unknown_of(
    state: State, draft: Draft, around: Sequence[Mention]
) -> Sequence[Mention]:  # fmt: skip
    """Return places of a sentence together with its names that nobody could resolve."""
    clauses = draft.grammar.clauses
    inside = [
        m for m in state.mentions.within(draft.grammar.start, clauses[-1].end)
        if m.role == "location" and m.place is None and m.form == "name"
        and not _UNIT.search(m.text) and not _SITE.search(m.text) and not _of_another(state, draft, m)
        and not _of_speaker(state, draft, m)
    ]  # fmt: skip
    return sorted((*around, *inside), key=lambda m: m.start) if inside else around


def _names(found: Sequence[Mention]) -> tuple[str, ...]:
    """Return the names of mentions as the text gives them, each once."""
    return tuple(dict.fromkeys(" ".join(m.text.split()) for m in found))


def _is_site(state: State, mention: Mention) -> bool:
    """Tell whether a name that nobody could resolve is that of a building in the town that is told of ("the Foo hospital")."""
    return mention.place is None and _SITE_NEXT.match(state.text, mention.end) is not None


def _unplaced(state: State, draft: Draft) -> bool:
    """Tell whether the clause names a place of its own that nobody could resolve."""
    if any(cue.search(draft.grammar, draft.start, draft.end) for cue in (_BORDER, _CAPITAL)):
        return True
    if draft.trigger.rule.group == "territory" and _TAKEN_GROUND.match(
        state.text, draft.trigger.end
    ):
        return True
    if any(
        m.role == "location" and m.place is None and not _is_origin(draft, m) and not _is_site(state, m)
        for m in state.mentions.within(draft.start, draft.end)
    ):
        return True
    taken = draft.trigger.rule.group == "territory" and _NAME_NEXT.match(
        state.article.text, draft.trigger.end
    )
    if taken and not _is_known(state, taken.end()):
        return True
    text = state.article.text
    return any(
        not _is_known(state, match.end()) and not _BUILDING.match(text, match.end())
        for match in _AT_NAME.finditer(text, draft.start, draft.end)
    )


def _named_at(state: State, draft: Draft) -> tuple[str, ...]:
    """Return the names behind prepositions of place that stand in no gazetteer."""
    text = state.article.text
    if draft.type != "ASSAULT":
        return ()
    found = (
        _VILLAGE.match(text, match.end(), draft.end)
        for match in _AT_NAME.finditer(text, draft.start, draft.end)
        if not _is_known(state, match.end()) and not _BUILDING.match(text, match.end())
    )
    return tuple(dict.fromkeys(name[0] for name in found if name is not None))


def _is_origin(draft: Draft, mention: Mention) -> bool:
    """Tell whether an attack only came from a place that nobody could resolve."""
    text = draft.grammar.text
    return draft.type == "ASSAULT" and _FROM_NEXT.search(text, draft.start, mention.start) is not None


def _is_known(state: State, offset: int) -> bool:
    """Tell whether a place, a time or an actor has been read at an offset."""
    return (
        state.mentions.any_within(offset, offset + 1)
        or state.times.any_within(offset, offset + 1)
        or bool(state.cast.within(offset, offset + 1))
    )

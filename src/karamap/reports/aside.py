"""The place mentions of a clause go in; those that say where the act happened come out.

A clause also names places that its act did not touch: where people came from or were taken, the
town that a village lies near, the two ends of a road, what a force was sent to do, and where those
stood who told of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.records import Mention
from karamap.reports.attached import without_attached
from karamap.reports.cues import Cue
from karamap.reports.draft import Draft, State
from karamap.reports.speech import sayings_of
from karamap.reports.ways import is_extent, is_source, of_who_struck, on_the_way
from karamap.reports.where import LINES, holds, is_seat

_LIST = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:in\s+|at\s+|near\s+)?(?:the\s+)?")
_SIDE = r"(?:north|south|east|west)(?:-?(?:east|west))?(?:ern\s+(?:part|side|edge|outskirts))?"
_FROM = Cue(
    r"\bfrom\s+(?!\w+ing\s)(?:the\s+)?(?:(?!on\b|in\b|at\b|near\b)[\w'\-]+\s+){0,4}$", "from"
)  # fmt: skip
_NATIVE = Cue(
    r"\b(?:\w*m[ae]n|people|tourists?|citizens?|students?|workers?|engineers?|volunteers?|migrants?|refugees?|famil(?:y|ies)|journalists?|"
    r"(?:(?:to|by|against)\s+(?:[\w\-]+\s+){0,4}(?:forces|troops|fighters|rebels|soldiers|militants|gunmen))|couple|nationals?|boys?|girls?|children|pilgrims?|delegation|visiting|coming|travell?ing|originally|hailing)\s+from\s+(?:the\s+)?"
    r"(?:(?!in\b|at\b|near\b)[\w'\-]+\s+){0,3}$|\b(?:natives?\s+of|born\s+in)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,2}$",
    "from native natives born",
)
# "Sergeant John Doe, 30, of Fooville": a home town. Searched in the article as it is written.
_HOME = re.compile(
    r"\b(?!(?:Republic|City|Town|Village|Kingdom|Province|State|District|Region|Governorate|Emirate|Port|Gulf|Bay|Strait|Sea|Coast|Battle|"
    r"Siege|Massacre|University|Bank|Church|Oblast|Camp|Outskirts|Suburbs?|North|South|East|West|Heights|Line|Valley|Council|"
    r"Government|Army|Forces?|Ministry|Parliament|Capital|Most|Parts|Much|Half|All|None|Shelling|Bombing|Capture|Fall)\b)"
    r"[A-Z][\w.\-]*\s+[A-Z][a-z]+(?:,\s+\d{1,2},)?\s+of\s+$"
)
_TAKEN = Cue(
    r"\b(?:(?:flew|flown|airlifted|evacuated|transported|transferred|deported)\s+(?:(?!and\b|to\b)[\w']+\s+){1,4}?to\s+(?:the\s+)?(?:[\w']+\s+){0,2}$|"
    r"(?:flown|taken|rushed|transferred|evacuated|airlifted|brought|returned|travell?ed|flew|went|transported|deported|"
    r"escaped|fled|headed|heading|bound|drove|driven|his\s+way|her\s+way|their\s+way|en\s+route)\s+(?:back\s+|home\s+)?"
    r"(?:to|for|towards?)\s+(?!(?:school|work|church|class|market)\b)(?:the\s+|a\s+)?(?:[\w']+\s+){0,3}$|"
    r"(?:tried|tries|trying|attempt(?:ed|s|ing)|hop(?:ed|ing)|wanted|about|preparing)\s+to\s+"
    r"(?:(?:flee|cross|escape|go|get|travel|return|make\s+it)\s+(?:(?:back|home|over|across)\s+)?(?:in)?to|enter|reach)\s+(?:the\s+)?(?:[\w']+\s+)?$)",
    "tried tries trying attempted attempts attempting hoped hoping wanted about preparing flown taken rushed transferred evacuated airlifted brought returned traveled travelled flew"
    " went transported deported escaped fled headed heading bound drove driven way route",
    "to for toward towards",
)
# "Goris, the main town in Syunik", "El Geneina, capital of West Darfur"; "the town of X" is X.
_HEADS = Cue(
    r",\s+(?:(?:the|a|an|its|their)\s+(?:[\w'\-]+\s+){0,4}"
    r"(?:(?:capital|cent(?:re|er)|seat|hub)\s+(?:of|in)|(?:city|town|stronghold|port|village)\s+in|"
    r"(?:main|largest|biggest|second|chief|principal)\s+(?:city|town|port)\s+of)|capital\s+of)"
    r"\s+(?:the\s+)?(?:[\w'\-]+\s+){0,2}",
    "capital centre center city town seat stronghold port hub village",
)
# "X, a strategic town on the road to Y", "X, the gateway to Y": Y only says what X is.
_APPOSED = re.compile(
    r",\s+(?:(?:a|an|the|its|their|one|once|another)\s+(?:[\w'\-]+\s+){0,4}?"
    r"(?:(?:suburb|gateway|hub|junction|crossing|outpost|foothold|advance|stronghold|springboard|bastion|step|access)|"
    r"(?:town|village|city|settlement|port|district|area|base|place|point|hamlet|camp|garrison)(?!\s+of\b))|"
    r"(?:within|just|right|directly|close|not\s+far|en\s+route|on\s+the\s+(?:road|way|route|highway|approaches)|along\s+the\s+(?:road|route|highway)))"
    r"\s+(?:[\w'\-]+\s+){0,9}",
)
_LIES_IN = re.compile(r"\b(?:in|inside|within)\s+(?:the\s+)?(?:[\w\-]+\s+){0,2}$")
_NEAR = re.compile(
    r",\s+on\s+the\s+(?:\w+\s+)?(?:slopes?|edges?|banks?|shores?|coast|outskirts|border)\s+(?:of|with)\s+(?:the\s+)?(?:\w+\s+)?|"
    rf",\s+(?:two|three|four|several|both|the|a|an)\s+(?:(?!and\b|in\b)[\w'\-]+\s+){{1,5}}(?:outside|near|close\s+to|{_SIDE}\s+of|off|beyond)\s+(?:the\s+)?(?:[\w\-]+\s+){{0,2}}|"
    rf",?(?:\s+(?!\w+ed\b|was\b|were\b|has\b|had\b|and\b|to\b|in\b|shot\b|hit\b)[\w\-]+){{0,3}}?\s+(?:outside|near|close\s+to|just\s+\w+\s+of|{_SIDE}\s+of|off|beyond)\s+(?:the\s+)?(?:[\w\-]+\s+){{0,3}}|"
    r",?\s+(?:below|beneath|under|overlooking|opposite|facing)\s+(?:the\s+)?(?:[\w\-]+\s+(?:of\s+)?)?"
)
_AWAY = Cue(
    rf"(?:\b(?:and|other|nearby|several|many)\s+(?:[\w'\-]+\s+){{0,3}}{_SIDE}\s+of|\d\s*(?:km|kilomet\w+|miles?|m|met(?:er|re)s|yards)\s+(?:\([^()]{{1,25}}\)\s+)?(?:[\w\-]+\s+){{0,5}}?(?:of|from))"
    r"\s+(?:the\s+)?(?:[\w'\-]+\s+){0,2}$",
    "of from",
)
_ENDS = Cue(
    r"\b(?:line|road|railway|rail|route|highway|pipeline|link|links|traffic|border|boundary|halfway|way|ties|relations|"
    r"travell?ing|moving|driving|running|flying|plying|shuttling)\s+"
    r"(?:[\w\-]+\s+){0,2}between\s+(?:the\s+)?(?:[\w'\-]+\s+){0,2}$",
    "between",
)
# "The X-Y highway": the ends of a road.
_ROAD = re.compile(
    r"(?:[-–]\w[\w'\-]*)?\s+(?:(?:main|old|coastal|desert)\s+)?(?:highway|motorway|railway|road|route|pipeline|expressway)\b"
)
_AT_POINT = re.compile(
    rf",?\s+(?:near|at|outside|around|close\s+to|(?:just\s+|some\s+)?{_SIDE}\s+of)\s+(?:the\s+)?(?:[\w\-]+\s+){{0,3}}"
)
_IN_AREA = re.compile(r",?\s+in\s+(?:the\s+)?(?:[\w\-]+\s+){0,2}")
_IN_UNIT = re.compile(r",?\s+in\s+the\s+")
_UNIT_NEXT = re.compile(r"\s+(?:municipality|district|region|province|county|governorate|oblast|area|prefecture|township|raion|rayon)\b")
_DIRECTIONS = re.compile(r"(?:(?:,|,?\s+and)\s+[\w'\-]+){0,3}\s+(?:direction|sector|section)s?\b")
_RESIDENT = re.compile(r"\b(?:residents?|natives?|inhabitants?|citizens?)\s+of\s+(?:the\s+)?(?:(?:town|city|village)\s+of\s+)?$")
_ACROSS = re.compile(r"\b(?:across|over|both\s+sides\s+of|banks\s+of)\s+(?:the\s+)?$")
_SECTOR = re.compile(r"\s+(?:direction|sector|axis|section)\b")
_AT = re.compile(r"\b(?:near|at|around|outside|toward|towards|vicinity\s+of|areas?\s+of)\s+(?:the\s+)?(?:(?:villages?|towns?|settlements?)\s+of\s+)?$")
_BROKEN = re.compile(r"\b(?:broke|broken|breach\w*|violat\w*)\b")
_ORDER = re.compile(r"order(?:s|ed)?\b|announc(?:es|ed)\b|declar(?:es|ed)\s+(?:a\s+halt|an\s+end)\b")
_PURPOSE = Cue(
    r"\bto\s+(?!the\b|its\b|their\b|his\b|her\b)[a-z]{3,}\s+(?:the|a|an|its|their|his|her|any|more)\b",
    "to",
)
_TOLD = re.compile(
    r"\s*(?:,\s*)?(?:(?:a|an|the|his|her|reporters?|journalists?|news|press|briefing|conference|crowd|rally|parliament|lawmakers|"
    r"at|late|early|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s+){0,7}(?:in|from)\s+(?:the\s+)?(?:\w+\s+){0,2}"
)
_BORDER_WITH = re.compile(r"\bborder\s+(?:with|to|of)\s+(?:the\s+)?$")
_BORDER_NEXT = re.compile(r"(?:['’]s)?\s+border\b(?!\s+(?:guard|police|village|town|post|troop))")
_OF_PEOPLE = re.compile(r"(?:\s+(?!and\b)[\w\-]+){1,5}?\s+in\s+(?:the\s+)?(?:[\w\-]+ern\s+)?")
_TOLD_OF = re.compile(r"[^,;.]{0,60}\b(?:told|spoke|speak|tell)\s+of\b")
_ASIDE_END = re.compile(r",\s+(?:also\s+|has\s+|had\s+)?")  # "X, a monitor based in Y, says"
_OFFICE = re.compile(
    r"\b(?:officials?|authorities|administration|government|ministry|spokesm[ae]n|spokeswoman|correspondents?|sources?|reporters|journalists|"
    r"diplomats?|statement|kremlin|(?:press|media|information)\s+(?:cent(?:er|re)|office|service))\s+"
    r"(?:based\s+)?(?:in|from)\s+(?:the\s+)?(?:\w+\s+)?$|\bbased\s+in\s+(?:the\s+)?$"
)
# Behind what was quoted: who said so, and where.
_AFTER_QUOTE = re.compile(
    r"[,.?!][\"”»]\s+(?:he|she|they|(?:[\w'\-]+\s+){1,4}?)\s*(?:asked|said|says|told|wrote|shouted|recalled|warned|added)\b(?!\s+that\b)"
)
_NEXT_ACT = re.compile(r"[,;]\s+(?:but|while|whereas)\s")
# "Outside the ministry in X": its building.
_AT_OFFICE = re.compile(
    r"\b(?:outside|building\s+of|(?:in\s+)?front\s+of|at|near|storm\w*|hit|struck|attack\w*|picket\w*|bomb\w*|shell\w*|burn\w*|seiz\w*|occup\w+)"
    r"\s+(?:(?:the|a|an)\s+)?(?:[\w'\-]+\s+){0,4}(?:administration|government|ministry|kremlin)\s+in\s+(?:the\s+)?(?:\w+\s+)?$"
)
# "Killed two journalists in X", "stormed the offices of reporters in X".
_HARMED = re.compile(
    r"\b(?:kill|wound|injur|hurt|maim|shot|shoot|hit|struck|strik|attack|ambush|arrest|detain|abduct|kidnap|seiz|captur|assassinat|execut|beat|"
    r"expel|depos|target)\w*\s+(?:[\w'\-]+\s+){0,5}(?:officials?|authorities|correspondents?|sources?|reporters|journalists|diplomats?)\s+"
    r"(?:in|from)\s+(?:the\s+)?(?:\w+\s+)?$"
)
# Who is named as the source: up to a comma, and on while the words only say where that is.
_SOURCE = re.compile(
    r"according\s+to\b[^,;:.]*(?:,\s+(?:the|an?|its|their)\s+(?:[a-z\-]+\s+){0,4}?(?:governor|mayor|head|chief|commander|director|prefect|minister|secretary|"
    r"president|leader|official|officer|chair\w*|coordinator|representative|spokes\w+|doctor|resident)\b[^,;:.]*)?(?:,\s+(?:across|over|just|near|in|on|at)\s+(?:the\s+)?(?:border|river|frontier|other\s+side)\b[^,;:.]*)?"
)
# "12 dead, including a family of five in X": where one part of them died.
_PART = Cue(
    r"\b(?:kill\w*|dead|deaths?|died|wounded|injured|casualties|lives|victims|lost|hostages?|captured|seized|detained|arrested|abducted|kidnapped)\b[^;]*?\b(?:including|among\s+(?:them|whom))\s+"
    r"(?!(?:in|at|near|around)\b|(?:the\s+)?(?:towns?|city|cities|villages?|districts?|regions?|provinces?|port)\s+of\b)"
    r"(?:(?!,\s+(?:when|as|after|while)\b)[^;])*?"
    r"\s(?:in|at|near|from|of|on|around|outside)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,3}$",
    "including among",
)
AT_FRONT = re.compile(r"[\"'“‘«]?(?:in|at|near|around|outside)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,3}")
_EVERYWHERE = Cue(
    r"\b(?:across|throughout|all\s+over)\s+the\s+(?:country|region|nation|territory|province|area)\b|\bnationwide\b",
    "across throughout over nationwide",
)
_THERE = Cue(
    r"\bthere\b(?!\s+(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|appears?|seems?|remains?|"
    r"came|were|be|being|been)\b)(?!')",
    "there",
)
_IN_WHICH = re.compile(r"\s+(?:(?:announced|agreed|signed|brokered|reached|declared|held|hosted|mediated)\s+)?(?:on\s+\w+\s+)?in\s+(?:the\s+)?")
_THERE_REACH = 2  # sentences back
# "The International Court of Justice in X ordered": nobody else was there.
_OF_A_BODY = re.compile(r"\b(?:court|tribunal|commission|agency|headquarters|organi[sz]ation|bank)(?:\s+(?:of|on|for)\s+(?:\w+\s+){0,3}?|\s+)(?:based\s+)?in\s+(?:the\s+)?$")
_TALKS = frozenset(("AGREE", "CONSULT"))
# "X and other towns along the Fooish-Barish border", "X, near Fooland's western border": X says more than the border.
_BORDER_OF = re.compile(r"(?:['’]s\s+[\w\-]+ern|[-–][\w']+)?\s+(?:state\s+)?(?:border|frontier)\b")
_WIDE = LINES | {"sea", "ocean", "gulf", "lake", "strait"}  # what happens there is near somewhere
_COME_FROM = re.compile(r"\bfrom\s+(?:(?:inside|across|within)\s+)?(?:the\s+)?(?:\w+\s+)?$")
_GOVERNED = frozenset(("country", "city", "town", "organisation"))  # they act and speak as well
_STILL = frozenset(("ASSAULT", "COERCE"))  # these happen where people are, not where they go
_TOWARDS = Cue(
    r"\b(?:fle[de]\w*|escap\w+|advanc\w+|retreat\w+|withdr[ae]w\w*|head(?:ed|ing)|driv\w+|drove|mov(?:ed|ing)|travell?(?:ed|ing)|"
    r"walk(?:ed|ing)|way|beaten)\b[^,.;]{0,40}?\s(?:towards?|all\s+the\s+way\s+to|en\s+route\s+to)\s+(?:the\s+)?(?:[\w'\-]+\s+){0,2}$",
    "toward towards way route",
)
_MOVES = frozenset(("RETREAT",))


# Where none of these words stands, nobody came from somewhere or was on the way.
_ELSEWHERE = _TAKEN.words | _TOWARDS.words | _NATIVE.words | _PART.words | {"of"}


def voices(state: State, number: int) -> frozenset[int]:
    """Return the offsets of the places of a sentence where words were spoken, worked out once."""
    known = state.heard.get(number)
    if known is None:
        known = state.heard[number] = _spoken(state, number)
    return known


def _spoken(state: State, number: int) -> frozenset[int]:
    """Find the mentions that stand with a verb of saying, outside of what is said."""
    sentence = state.article.sentences[number]
    inside = state.located.within(sentence.start, sentence.end)
    if not inside:
        return frozenset()
    text = state.text
    found = {
        m.start for m in inside
        if _OFFICE.search(text, max(sentence.start, m.start - 60), m.start)
        and not _AT_OFFICE.search(text, max(sentence.start, m.start - 90), m.start)
        and not _HARMED.search(text, max(sentence.start, m.start - 90), m.start)
    }  # fmt: skip
    for source in _SOURCE.finditer(text, sentence.start, sentence.end):
        found.update(m.start for m in inside if source.start() < m.start < source.end())
    for saying in sayings_of(state, number):
        clause = saying.clause
        behind = next((m for m in inside if m.start >= saying.trigger.end), None)
        inserted = text.startswith(",", saying.trigger.end)
        for mention in inside:
            if not clause[0] <= mention.start < clause[1]:
                continue
            if _NEXT_ACT.search(text, saying.trigger.end, mention.start):
                continue  # "the mayor says, but a convoy is stuck in X"
            first = mention is behind or behind is None
            told = first and _TOLD.fullmatch(text, saying.trigger.end, mention.start) is not None
            aside = _ASIDE_END.fullmatch(text, mention.end, saying.trigger.start)
            if aside and text.find(",", clause[0], mention.start) > 0:
                told = True
            if not told and inserted and mention.start > saying.trigger.end:
                continue  # "groups that, it says, had mined roads in X"
            if told or saying.start < clause[0] or mention.start < saying.trigger.start - 60:
                found.add(mention.start)
    return frozenset(found)


def happened(state: State, draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that say where an act happened.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        The act.
    found
        Location mentions within its reach, in order.

    Returns
    -------
    The mentions that are left, in order. A place that is only pointed at ("a village near X") stays
    where the text names nothing better; where people were taken to, or where words were spoken,
    never does.
    """
    if not found:
        return []
    said = voices(state, draft.sentence)
    quoted = _AFTER_QUOTE.search(state.text, draft.trigger.end, found[-1].start)
    if quoted is not None:
        found = [m for m in found if m.start < quoted.end()]
    if draft.type != "COERCE" and _ORDER.match(state.text, draft.trigger.start):  # "In X, the president ordered a halt"
        town = fronted(state, draft)
        found = [m for m in found if m is not town]
    kept = [m for m in found if m.start not in said and not _only_bounds(draft, m)]
    kept = [m for m in kept if not _is_of_talks(draft, m)]
    kept = without_attached(state, draft, kept)
    if draft.type in _STILL:
        kept = of_who_struck(draft, _of_a_blow(state, draft, kept))
    kept = on_the_way(draft, kept)
    if len(kept) == 1 and draft.trigger.voice == "participle" and _ENDS.search(draft.grammar, draft.start, kept[0].start):
        return []  # "set up a post at X, cutting the road between Y and the south"
    if len(kept) < 2:
        return kept
    pointed: list[Mention] = []
    for index, mention in enumerate(kept):
        if _is_pointed(draft, kept, index, pointed):
            pointed.append(mention)
    return [m for m in kept if m not in pointed] or kept


def _is_of_talks(draft: Draft, mention: Mention) -> bool:
    """Tell whether a place is that of a truce or of talks that are named before it ("a truce announced in X")."""
    talks = (t for t in draft.grammar.triggers if t.rule.type in _TALKS and t.voice == "noun" and t.start > draft.trigger.end)
    return any(_IN_WHICH.fullmatch(draft.grammar.text, t.end, mention.start) is not None for t in talks if t.end <= mention.start)


def _only_bounds(draft: Draft, mention: Mention) -> bool:
    """Tell whether a country is named only as what lies behind a border, or by who tells of it.

    "Near the border with Fooland", "villages on the Barland border"; "refugees in Foo told of burned houses".
    """
    text, place = draft.grammar.text, mention.place
    low = max(draft.grammar.start, mention.start - 40)
    if text[mention.start - 1] in "-–":  # "at the Fooland-Barland border"
        return False
    if place is not None and place.kind == "country" and "border" in draft.grammar.bag:
        return bool(
            _BORDER_WITH.search(text, low, mention.start) or _BORDER_NEXT.match(text, mention.end)
        )
    return _TOLD_OF.match(text, mention.end, draft.trigger.start) is not None


def _of_a_blow(state: State, draft: Draft, found: list[Mention]) -> list[Mention]:
    """Return the places that an attack touched, or to which those were going who met it."""
    if draft.grammar.bag.isdisjoint(_ELSEWHERE):
        return found
    kept: list[Mention] = []
    for index, mention in enumerate(found):
        gone = index > 0 and found[index - 1] not in kept and _is_in(draft, found[index - 1], mention)
        if not gone and not _is_elsewhere(state, draft, mention):
            kept.append(mention)
    if "from" in draft.grammar.bag:
        kept = [m for i, m in enumerate(kept) if not is_source(draft, kept, i)]
    if not kept and _BROKEN.search(draft.grammar.text, draft.trigger.start, draft.trigger.end):
        return found  # a truce is broken where the shots are fired, too
    return kept or [m for m in found if _is_ahead(draft, m)]


def _is_in(draft: Draft, inner: Mention, outer: Mention) -> bool:
    """Tell whether a place is only that in which another lies ("taken to X, in the Y province")."""
    return _IN_AREA.fullmatch(draft.grammar.text, inner.end, outer.start) is not None


def _is_elsewhere(state: State, draft: Draft, mention: Mention) -> bool:
    """Tell whether a place only says where people of an attack came from or were taken."""
    grammar, end = draft.grammar, mention.start
    low = max(grammar.start, end - 60)
    for cue in (_TAKEN, _TOWARDS, _NATIVE):
        if cue.search(grammar, low, end):
            return True
    if _PART.search(grammar, draft.start, end):
        return True
    if draft.trigger.rule.group != "casualties" or "of" not in grammar.bag:
        return False
    return _HOME.search(state.article.text, low, end) is not None


def _is_ahead(draft: Draft, mention: Mention) -> bool:
    """Tell whether those who fought were on their way to a place ("a crowd walking toward X")."""
    low = max(draft.grammar.start, mention.start - 60)
    return _TOWARDS.search(draft.grammar, low, mention.start) is not None


def _is_line_at(draft: Draft, found: Sequence[Mention], index: int) -> bool:
    """Tell whether the next place says where on a line it was ("the front near X")."""
    if index + 1 == len(found):
        return False
    mention, following = found[index], found[index + 1]
    if mention.place is None or mention.place.kind not in _WIDE:
        return False
    text = draft.grammar.text
    if _IN_AREA.fullmatch(text, mention.end, following.start) and _DIRECTIONS.match(text, following.end):
        return True  # "the line of contact in the Foo and Bar directions"
    return _AT_POINT.fullmatch(text, mention.end, following.start) is not None


def _is_of_people(draft: Draft, found: Sequence[Mention], index: int) -> bool:
    """Tell whether an adjective only says whose what lies elsewhere is ("Fooish villages in Barland")."""
    if found[index].form != "adjective" or index + 1 == len(found):
        return False
    following = found[index + 1]
    return _OF_PEOPLE.fullmatch(draft.grammar.text, found[index].end, following.start) is not None


def _is_pointed(
    draft: Draft, found: Sequence[Mention], index: int, pointed: Sequence[Mention]
) -> bool:
    """Tell whether a place only helps to find another one of the clause."""
    grammar, mention = draft.grammar, found[index]
    if _is_apposed(draft, found, index, pointed):
        return True
    low = max(grammar.start, mention.start - 70)
    since = found[index - 1].end if index else low
    act = draft.trigger.start if draft.trigger.end <= mention.start else 0  # "fighters from Foo entered Bar"
    if draft.type not in _MOVES and _FROM.search(grammar, max(low, since, act), mention.start):
        return not is_extent(draft, found, index)
    if _ENDS.search(grammar, low, mention.start) or _AWAY.search(grammar, low, mention.start):
        return True
    if _ROAD.match(grammar.text, mention.end) or _is_line_at(draft, found, index):
        return True
    if _BORDER_OF.match(grammar.text, mention.end) or _is_of_people(draft, found, index):
        return True
    if mention.place is not None and mention.place.kind == "river" and _ACROSS.search(grammar.text, low, mention.start):
        return True
    if _SECTOR.match(grammar.text, mention.end) and any(_AT.search(grammar.text, max(low, m.start - 40), m.start) for m in found[index + 1 :]):
        return True  # "in the Foo direction, attacks near Bar were repelled"
    if index + 1 < len(found) and _RESIDENT.search(grammar.text, low, mention.start):
        last = found[-1].start  # "a resident of Foo threw a grenade near Bar"
        return any(t.finite and mention.end <= t.start < last for t in grammar.triggers)
    if index == 0:
        return False
    before = found[index - 1]
    between = (before.end, mention.start)
    if before.form == "name" and before not in pointed and _UNIT_NEXT.match(grammar.text, mention.end) and _IN_UNIT.fullmatch(grammar.text, *between):
        return before.place is not None  # "near Foo, in the Bar municipality"
    if before in pointed:
        return _LIST.fullmatch(grammar.text, *between) is not None
    if _HEADS.fullmatch(grammar, *between):
        return before.place is not None
    if _NEAR.fullmatch(grammar.text, *between):
        return not holds(mention, before)  # "two officials of Fooland outside Bar"
    first = next((m for m in found[:index] if m.start >= draft.trigger.end), None)
    return first is not None and bool(_PURPOSE.search(grammar, first.end, mention.start))


def _is_apposed(draft: Draft, found: Sequence[Mention], index: int, pointed: Sequence[Mention]) -> bool:
    """Tell whether a place only stands in words between commas that say what the place before them is."""
    text, mention = draft.grammar.text, found[index]
    head = next((m for m in reversed(found[:index]) if m not in pointed), None)
    if head is None or not text.startswith(", ", head.end):
        return False
    if head.place is None and _LIES_IN.search(text, head.end, mention.start):
        return False  # "Fooville, a village in Barland": where on the map nobody knows, but in which area
    return _APPOSED.fullmatch(text, head.end, mention.start) is not None and not holds(mention, head)


def of_a_part(draft: Draft, found: Sequence[Mention]) -> bool:
    """Tell whether a place is only that of some of the dead ("12 died, including two in X")."""
    return draft.type in _STILL and any(
        _PART.search(draft.grammar, draft.start, mention.start) for mention in found
    )


def fronted(state: State, draft: Draft) -> Mention | None:
    """Return the place with which the sentence of a draft opens ("In X, ...")."""
    grammar = draft.grammar
    named = state.located.within(grammar.start, draft.trigger.start)[:1]
    if not named or not state.text.startswith(",", named[0].end):
        return None
    return named[0] if AT_FRONT.fullmatch(state.text, grammar.start, named[0].start) else None


def is_everywhere(draft: Draft) -> bool:
    """Tell whether a clause says that it happened all over a country or region."""
    return _EVERYWHERE.search(draft.grammar, draft.trigger.start, draft.end) is not None


def there(state: State, draft: Draft) -> Mention | None:
    """Return the place that "there" points back to, in the sentence or the one before.

    Talks may be held in a capital, and where others were; of a fight it would say too much.
    """
    match = _THERE.search(draft.grammar, draft.start, draft.end)
    if match is None:
        return None
    talks = draft.type in _TALKS
    venues = {p.id for d in state.drafts if d.type in _TALKS for p in d.places}
    for mention in reversed(state.mentions.items):
        if mention.start >= match.start() or draft.sentence - mention.sentence > _THERE_REACH:
            continue
        mention = next(iter(state.located.within(mention.start, mention.end)), mention)  # noqa: PLW2901
        if talks:
            if _may_host(mention) and mention.start not in voices(state, mention.sentence):
                return mention
            continue
        if _COME_FROM.search(state.text, max(0, mention.start - 40), mention.start):
            continue
        if mention.place is None and mention.role == "location" and mention.form == "name":
            return mention
        if mention.place is None or mention.place.capital or mention.form == "adjective":
            continue
        if mention.role not in ("location", "topic") and mention.place.kind in _GOVERNED:
            continue
        if _OF_A_BODY.search(state.text, max(0, mention.start - 60), mention.start):
            continue
        if mention.place.id not in venues and mention.start not in voices(state, mention.sentence):
            return mention
    return None


def _may_host(mention: Mention) -> bool:
    """Tell whether talks may be "there" where a text names a town, or a government by its capital."""
    place = mention.place
    if place is None or mention.form != "name" or not is_seat(place) or place.kind == "country":
        return False
    return mention.role in ("location", "dateline") or (mention.role == "actor" and place.capital)


__all__ = ["AT_FRONT", "fronted", "happened", "is_everywhere", "of_a_part", "there", "voices"]

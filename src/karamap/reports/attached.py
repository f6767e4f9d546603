"""The place mentions of a clause go in; those that an act is told at come out, not what they belong to.

A clause also names where weapons were made or bought, what somebody is charged with or did before,
what a crowd recalls, with whom a suspect had ties and which countries a road joins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.records import Mention
from karamap.reports.cues import Cue
from karamap.reports.draft import Draft, State

_REACH = 100  # characters before a name in which such words stand
_WITH_CAUSE = frozenset(("COERCE", "PROTEST"))  # for which somebody acts or is punished
_LARGE_KM = 200.0
_ROW = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:in\s+|at\s+|near\s+)?(?:the\s+)?")
_SELLER = Cue(
    r"\b(?:(?:purchas\w+|bought|buy(?:s|ing)?|acquir\w+|procur\w+|took\s+delivery|taken\s+delivery)\b[^,;.]{0,50}?|"
    r"(?:order|import|obtain|sourc|receiv)ed)\s+from\s+(?:the\s+)?$",
    "from",
)
_MADE = Cue(
    r"\b(?:made|built|manufactured|produced|designed|assembled|bought)\s+in\s+(?:the\s+)?$",
    "made built manufactured produced designed assembled bought",
)
# What a person did before: "a student who had returned from X was arrested".
_LIFE = Cue(
    r"\bwho\s+(?:(?:has|have|was|were|also|recently|reportedly|had|once|previously)\s+){0,3}"
    r"(?:studied|trained|graduated|born|raised|grew\s+up|(?<=had\s)served|(?<=once\s)served|(?<=had\s)fought|(?<=once\s)fought|"
    r"(?:returned|come|came|fled|defected)\s+from)\s+(?:(?!was\b|were\b|is\b|are\b|has\b|had\b|\w+ed\b)[\w'\-]+\s+){0,5}$",
    "who",
)
# Where those had set out who were then met elsewhere: "a convoy that left X was stopped at Y".
_SET_OUT = Cue(
    r"\b(?:that|which|who)\s+(?:(?:had|has|have)\s+)?(?:left|departed|(?:set\s+(?:out|off)|sailed|started|come|came|departed|flown|flew)\s+from)\s+(?:the\s+)?$",
    "that which who",
)
# What was carried where: "a truck with flour for X was turned back at Y".
_BOUND = Cue(
    r"\b(?:carrying|bringing|transporting|delivering|hauling|taking|bound|headed|with)\s+(?:(?!and\b)[\w\-]+\s+){0,4}?(?:for|to)\s+(?:the\s+)?$",
    "carrying bringing transporting delivering hauling taking bound headed with",
)
# "The worst breach of the X ceasefire": what the act touched, where another place says where it was.
_MATTER = re.compile(r"\s+(?:cease-?fire|truce|armistice|conflict|settlement|peace|dispute|issue|question|crisis)\b(?!\s+(?:zone|area|region|lines?)\b)")
_FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"))
_TRAFFIC = Cue(
    r"\b(?:trains?|flights?|buses|ferries|traffic)\s+(?:to|from|between)\s+(?:the\s+)?$",
    "train trains flight flights buses ferries traffic",
)
_TIES = Cue(
    r"\b(?:ties|contacts?|links?|relations|dealings|cooperation|cooperat(?:ed|ing)|collaboration|collaborat(?:ed|ing)|projects?|business|trade)\s+(?:with|to)\s+"
    r"(?:[\w'\-]+\s+){0,3}(?:in|from)\s+(?:the\s+)?$",
    "ties contact contacts link links relations dealings cooperation cooperated cooperating collaboration collaborated collaborating project projects business trade",
)
# What somebody is charged with, and what a crowd marches against or for.
_CHARGE = Cue(
    r"\b(?:(?:suspicion|suspected|accus(?:ed|ing)|charg(?:ed?|es|ing)|convicted|guilty)\s+(?:of\s+|with\s+)?|(?P<act>for)\s+(?!\w+ed\b|\w*ought\b))"
    r"(?:having\s+)?(?:\w+ly\s+)?(?P<what>\w+(?:ing|ed|ought))\s[^,;]*$",
    "suspicion suspected accused accusing charge charges charged charging convicted guilty for",
)
_ABROAD = re.compile(r"(?:fight|join|serv|travel|visit|train|enlist)|fought$")
_AT_HOME = re.compile(r"(?:protest|demonstrat|rally|march|gather|tak|hold|attend)")
_CAUSE = Cue(
    r"\b(?:to\s+(?:commemorate|mark|honou?r|remember|mourn|celebrate|protest|denounce|condemn|demand|support)|"
    r"commemorating|marking|honou?ring|protesting|denouncing|condemning|demanding|in\s+(?:memory|solidarity|support|protest)|against|over(?!\s+(?:the\s+)?(?:weekend|past|last|next|country|border|course|years?|months?|weeks?|days?)))"
    r"\b[^,;]*$",
    "to commemorating marking honouring honoring protesting denouncing condemning demanding in against over",
)
_JOINING = Cue(
    r"\b(?:road|highway|motorway|railway|route|pipeline|corridor)s?\s+(?:[\w\-]+\s+){0,3}?"
    r"(?:(?:link|connect|join|lead)(?:ing|s)|running|runs)\b[^;]*$",
    "linking connecting joining links connects joins leading running leads runs",
)
# "X, the only road that joins Y to Z": what X is.
_ONE_ROAD = Cue(
    r",\s+(?:the|its|their|an?)\s+(?:[\w\-]+\s+){0,2}?(?:road|highway|route|link|way|bridge|crossing|pass)\s+"
    r"(?:that|which|to|between|linking|connecting|joining)\b[^;,]*$",
    "road highway route link way bridge crossing pass",
)
# What is recalled of an act, and what else there was on its day: "a date still marked in X", "the very day Y met in Z".
_RECALLED = Cue(
    r",\s+(?:an?|the)\s+(?:[\w\-]+\s+){0,2}?(?:date|day|event|anniversary|massacre|tragedy|act|episode|killings?)\s+(?:\w+\s+){0,3}?"
    r"(?:marked|commemorated|remembered|mourned|celebrated|observed|recalled)\b[^;]*$|"
    r",\s+(?:on\s+)?(?:the|that)\s+(?:very|same)\s+(?:day|week|month)\b[^;]*$",
    "marked commemorated remembered mourned celebrated observed recalled very same",
)
# "With X bogged down in Y, Z took the hill": what else is so while the main verb is done.
_MEANWHILE = re.compile(r"(?:[^,;]{0,25},\s+)?with\s+[^,;]*", re.IGNORECASE)


def without_attached(state: State, draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a clause without those that only say more of something in it.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        The act.
    found
        The place mentions of its clause, in order.
    """
    kept: list[Mention] = []
    told = draft.type in _WITH_CAUSE and state.located.any_within(
        draft.grammar.start, draft.trigger.start
    )  # a place of its sentence stands before it
    found = _of_main(draft, found)
    last: Mention | None = None
    left_out = False
    for mention in found:
        joined = last is not None and _ROW.fullmatch(draft.grammar.text, last.end, mention.start)
        if not joined:  # places of a row share what is said of the first
            left_out = _is_attached(draft, mention, alone=not (kept or told))
        if not left_out:
            kept.append(mention)
        last = mention
    return kept


def _of_main(draft: Draft, found: Sequence[Mention]) -> Sequence[Mention]:
    """Return the places of the main clause where a phrase with "with" before it names others, else all."""
    grammar, trigger = draft.grammar, draft.trigger.start
    if "with" not in grammar.bag or draft.clause.start > grammar.start:
        return found
    comma = grammar.text.rfind(",", grammar.start, trigger)
    if comma < 0 or _MEANWHILE.fullmatch(grammar.text, grammar.start, comma) is None:
        return found
    return [m for m in found if m.start > comma] or found


def _is_attached(draft: Draft, mention: Mention, *, alone: bool) -> bool:
    """Tell whether a mention only says more of a thing, a charge, a cause or a road."""
    grammar = draft.grammar
    low = max(grammar.start, mention.start - _REACH)
    if grammar.text.startswith("-based", mention.end):
        return True  # "a Fooland-based monitor"
    if any(cue.search(grammar, low, mention.start) for cue in (_SELLER, _MADE, _TIES)):
        return True
    if mention.end < draft.trigger.start and not alone and any(cue.search(grammar, low, mention.start) for cue in (_SET_OUT, _BOUND)):
        return True
    if not alone and draft.type in _FORCE and _MATTER.match(grammar.text, mention.end):
        return True
    if draft.type == "ASSAULT" and _TRAFFIC.search(grammar, low, mention.start):
        return True
    life = _LIFE.search(grammar, low, mention.start)
    if life is not None and not life.start() < draft.trigger.start < mention.start:
        return True
    if not alone and _RECALLED.search(grammar, max(low, draft.trigger.end), mention.start):
        return True
    if not alone and _ONE_ROAD.search(grammar, low, mention.start):
        return True
    if _is_wide(mention) and _JOINING.search(grammar, low, mention.start):
        return True
    behind = max(low, draft.trigger.end)
    if draft.type == "COERCE" and (charge := _CHARGE.search(grammar, behind, mention.start)):
        abroad = _ABROAD.match(charge["what"]) is not None
        if charge["act"] and _AT_HOME.match(charge["what"]):
            return False
        return abroad or not alone
    return (
        draft.type == "PROTEST"
        and not alone
        and _CAUSE.search(grammar, max(low, draft.trigger.start), mention.start) is not None
    )


def _is_wide(mention: Mention) -> bool:
    """Tell whether a mention names a country or a larger part of the world."""
    place = mention.place
    return place is not None and (place.kind == "country" or place.radius_km > _LARGE_KM)


__all__ = ["without_attached"]

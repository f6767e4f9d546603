"""A trigger in its sentence goes in; whether it is told as a fact comes out."""

from __future__ import annotations

import re

from karamap.records import Status
from karamap.reports.clauses import Clause
from karamap.reports.denials import DENIABLE, is_untrue
from karamap.reports.grammar import MODALS, Grammar, Trigger

_HYPOTHETICAL = re.compile(
    r"\b(?:could|might|(?<!in )(?<!late )(?<!early )(?<!of )may(?!\s+\d)|possibility|possible|"
    r"potential(?:ly)?|fears?\s+(?:of|that)|fearing|risks?\s+of|"
    r"threats?\s+of|danger\s+of|in\s+case|in\s+the\s+event\s+of|prevent(?:ing)?|avert(?:ing)?|"
    r"avoid(?:ing)?|likelihood|prospects?\s+of|would\s+(?:have|be|lead)|were\s+to|speculation)\b"
)
_PLANS_TO = re.compile(
    r"\b(?:plans?|planned|planning|intends?|intended|ready|prepar(?:es|ed|ing)|scheduled|set|expected|due|is|are|about|"
    r"promised|pledged|vowed|willing|decided|going|will\s+be\s+able)\s+(?:\w+ly\s+)?to\s+(?:\w+ly\s+)?$"
)
_IF = re.compile(r"\b(?:if|unless|whether)\b")
_PLANNED = re.compile(
    r"\b(?:will|shall|plans?\s+(?:to|for)|planned|planning|intends?\s+to|intend\s+to|is\s+to|are\s+to|"
    r"ready\s+to|readiness|willing(?:ness)?|prepared\s+to|preparing|scheduled|set\s+to|expected\s+to|"
    r"due\s+to\s+(?:meet|hold|visit|begin|start|take)|about\s+to|upcoming|promised|pledged|next\s+week|"
    r"next\s+month|tomorrow)\b"
)
_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:e|es|ed|edly|ing)|reportedly|purported(?:ly)?|according\s+to|"
    r"what\s+(?:it|they|he|she)\s+(?:called|described)|so-called|accus(?:e|es|ed|ing)|likely|"
    r"unconfirmed|believes?|supposedly)\b"
)
_NEGATION = frozenset("not cannot unable no never n't without nor neither denied".split())
_NEUTRAL_NO = re.compile(
    r"\bno\s+(?:longer|doubt|end|less|fewer|later|side|reason|immediate|casualties|deaths|injuries|one)\b"
)
_NOUN_WOULD = re.compile(
    r"(?:\s+(?!which\b|that\b|who\b|and\b|but\b|was\b|were\b|had\b|has\b|took\b|said\b)[\w'\-]+){0,4}?\s+"
    r"(?:could|might|may(?!\s+\d)|would(?!\s+have\b))\b"
)
_NO_NOUN = re.compile(
    r"\bno\s+(?:(?:final|formal|new|further|comprehensive|written|such|peace|official|direct|joint|"
    r"bilateral|trilateral|major|serious|fresh|large-scale|armed)\s+){1,3}$"
)
_NOT_HAPPENED = re.compile(
    r"\b(?:has|have|had|was|were|did|is|are)(?:\s+not|\s+never|n't)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:take[n]?\s+place|happen\w*|occur\w*|start\w*|begin|begun|reach\w*|sign\w*|held|agreed|resume\w*)\b"
)
_WOULD_HAVE = re.compile(r"\b(?:would|could|might)\s+(?:\w+\s+)?have\b")
_COMES = re.compile(r"\b(?:comes|goes|enters)\s+into\b|\btakes\s+effect\b")
# "A summit of leaders will be held", "talks on security are to open": a noun that lies ahead.
_AHEAD = re.compile(
    r"(?:\s+(?:(?!that\b|which\b|who\b|was\b|were\b|has\b|had\b|after\b|before\b|as\b)[\w'\-]+)){0,8}?\s+(?:will|shall|"
    r"(?:is|are)\s+(?:(?:now|also|still)\s+)?(?:to\b|(?:due|set|scheduled|expected|planned|slated|likely)\s+(?:to|for|in|on|next|this)\b))"
)
_WISH = frozenset("should must ought".split())


def status_of(text: str, grammar: Grammar, trigger: Trigger, clause: Clause) -> Status:
    """Return how a report is told, attribution to a speaker apart.

    Parameters
    ----------
    text
        The folded article.
    grammar
        The sentence.
    trigger
        The trigger.
    clause
        Its clause.

    Returns
    -------
    The status by the words of the clause: negated, hypothetical, planned, claimed or asserted.
    """
    before = text[clause.start : trigger.start]
    after = text[trigger.end : clause.end]
    if clause.link == "and" and _WOULD_HAVE.search(text, grammar.start, clause.start):
        return "hypothetical"
    if clause.link in ("until", "lest"):
        return "hypothetical"
    if trigger.rule.type in DENIABLE and is_untrue(text, grammar.start, trigger, grammar.end):
        return "denied"
    near = grammar.before(trigger.token, 4)
    if clause.link in ("if", "unless") or _IF.search(before):
        return "hypothetical"
    if _negated(near, trigger, before):
        return "negated"
    if _HYPOTHETICAL.search(before):
        return "hypothetical"
    modal = next((w for w in reversed(near) if w in MODALS), "")
    if trigger.voice == "infinitive" and _PLANS_TO.search(before):
        return "planned"
    if trigger.rule.type == "AGREE" and trigger.voice == "noun" and _COMES.search(after):
        return "planned"
    if trigger.voice == "noun" and _NOT_HAPPENED.search(text, trigger.end, clause.end):
        return "negated"
    if trigger.voice == "noun" and re.match(
        r"[^,;]{0,60}?\bto\s+(?:be\s+held|take\s+place|begin|start)\b", after
    ):
        return "planned"
    if trigger.voice == "noun" and _NOUN_WOULD.match(after):
        return "hypothetical"
    if modal in ("will", "shall", "'ll") or re.match(r"\s+will\b", after):
        return "planned"
    if trigger.voice == "noun" and _AHEAD.match(after):
        return "planned"
    if modal in _WISH:
        return "called_for"
    if modal in ("would", "can"):
        return "hypothetical"
    if trigger.rule.type in (
        "AGREE",
        "CONSULT",
        "AID",
        "RETREAT",
        "CONCEDE",
        "MOBILIZE",
        "ASSAULT",
    ):
        words = text[clause.start : trigger.end]
        if _PLANNED.search(words) and trigger.rule.type != "ACCUSE":
            return "planned"
    if trigger.rule.type == "ASSAULT" and _CLAIM.search(text[clause.start : clause.end]):
        return "claimed"
    return "asserted"


def _negated(near: list[str], trigger: Trigger, before: str) -> bool:
    """Tell whether a negation governs the trigger."""
    if trigger.rule.group == "casualties" or trigger.rule.type == "REJECT":
        return False
    if trigger.voice == "noun" and (denied := _NO_NOUN.search(before)):
        return not _NEUTRAL_NO.search(denied.group())
    window = near[-1:] if trigger.voice == "noun" else near[-3:]
    for word in window:
        if word in _NEGATION or word.endswith("n't"):
            return not _NEUTRAL_NO.search(before[-25:])
    return False

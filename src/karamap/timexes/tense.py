"""The words before an expression go in; whether they speak of what is to come, comes out."""

from __future__ import annotations

import re

from karamap.records import Article
from karamap.timexes.spec import Found, Spec

_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|must|would|should|scheduled|planned|plans?|planning|due|expected"
    r"|expects?|slated|set to|going to|(?:is|are|was|were) to|upcoming|deadline|postponed|ahead of"
    r"|prepar(?:es?|ing) (?:to|for)|будет|будут|планирует\w*|намерен\w*|запланирован\w*|состоится"
    r"|состоятся|должны|должен)\b|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<!\bbe )(?<!\bbeen )\b(?:was|were|had|did|said|told|began|broke|met|held|took|came|went"
    r"|left|fell|won|lost|saw|sat|gave|made|sent|struck|shot|shut|rose|fought|spoke|wrote|became|led|put"
    r"|set off|who|which|[a-z]{3,}ed)\b"
)
_FUTURE_VERB = re.compile(
    r"\b(?:begins|starts|opens|ends|expires|takes (?:place|effect)|arrives|runs)"
    r"(?:\s+(?:on|at|in|from|until|through))?(?:\s+the)?\s*$"
)
_FUTURE_TITLE = re.compile(r"\bto [a-z]+\b", re.IGNORECASE)
# Every match of `_FUTURE` and `_FUTURE_VERB` has one of these in it, in small letters.
_HINTS = (
    "will", "won", "shall", "must", "ould", "sched", "plan", "due", "expect", "slated", "set to", "g to",
    "is to", "are to", "was to", "were to", "upcoming", "deadline", "postponed", "ahead", "prepar",
    "'ll", "’ll", "буд", "план", "намерен", "состо", "долж",
    "begins", "starts", "opens", "ends", "expires", "takes", "arrives", "runs",
)  # fmt: skip
_REACH, _REACH_AFTER = 90, 40
_NO_TENSE = frozenset({"decade", "century", "phase", "unknown", "anchor", "clock", "weak"})


def needs_tense(spec: Spec) -> bool:
    """Tell whether it matters that a sentence speaks of what is to come."""
    if spec.kind in _NO_TENSE:
        return False
    return spec.kind != "date" or spec.year is None or spec.part > 0 or spec.month is None


def speaks_of_future(article: Article, item: Found, sentence: int) -> bool:
    """Tell whether the words before an expression in its sentence speak of what is to come."""
    start, zone = max(0, item.start - _REACH), "body"
    if sentence < len(article.sentences):
        within = article.sentences[sentence]
        start, zone = max(start, within.start), within.zone
    before = article.text[min(start, item.start) : item.start]
    if _may_speak(before):
        if _FUTURE_VERB.search(before):
            return True
        cues = [match.end() for match in _FUTURE.finditer(before)]
        if cues:
            # A past verb after the cue takes the day: "will discuss the deal reached on Friday".
            return not _PAST.search(before, cues[-1])
    if item.start - start < 4:
        after = article.text[item.end : item.end + _REACH_AFTER]
        if _may_speak(after) and _FUTURE.search(after):
            return True
    return zone == "title" and bool(_FUTURE_TITLE.search(before))


def _may_speak(words: str) -> bool:
    """Tell at little cost whether it is worth while to look for words about what is to come."""
    lowered = words.lower()
    return any(hint in lowered for hint in _HINTS)

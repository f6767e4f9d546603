"""The words before an expression go in; whether they speak of what is to come, comes out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from karamap.records import Article
from karamap.timexes.spec import Found, Spec

# Words that tell of what is to come.
_WORDS = (
    "will", "won't", "won’t", "shall", "must", "would", "should", "scheduled", "planned", "plan to", "plan for",
    "plans to", "plans for", "planning", "due", "expected", "expect", "expects", "slated", "set to", "going to",
    "is to", "are to", "was to", "were to", "upcoming", "deadline", "postponed", "ahead of",
    "prepare to", "prepare for", "prepares to", "prepares for", "preparing to", "preparing for",
    "invited", "invites", "potential", "prospective", "possible meeting", "possible summit", "possible talks",
    "possible visit",
    "будет", "будут", "состоится", "состоятся", "должны", "должен",
)  # fmt: skip
# What somebody is "due to" do lies ahead; "due to shelling" gives a reason.
_DUE = tuple(
    f"due to {verb}" for verb in (
        "address appear arrive attend be become begin chair come conclude continue decide deliver deploy discuss end"
        " expire face finish go hand have hear hold host join land last leave make meet move open pay reopen"
        " brief enter fly gather give inaugurate present reach receive release report resume return rule run see send serve sign speak"
        " start stop submit take talk tour travel visit vote withdraw"
    ).split()
)  # fmt: skip
_REASONS = ("due to",)
_STEMS = ("планирует", "намерен", "запланирован")
_ENDINGS = ("'ll", "’ll")
_VERBS = (
    "begins", "starts", "opens", "ends", "expires", "takes", "arrives", "runs", "leaves", "departs",
    "flies", "travels", "heads", "begin", "start", "open", "resume", "resumes",
)  # fmt: skip
_AT_END = re.compile(
    r"\b(?:begins|starts|opens|ends|expires|takes (?:place|effect)|arrives|runs)"
    r"(?:\s+(?:on|at|in|from|until|through))?(?:\s+the)?\s*$"
    r"|\b(?:leaves|departs|flies|travels|heads)\s+(?:(?:there|home|back)\s+|(?:for|to)\s+(?:the\s+)?(?:[A-Z][\w\-]+\s+){1,3})"
    r"(?:(?:late|early)\s+)?(?:on\s+)?$"
    r"|\b(?:that|which)\s+(?:begin|start|open|resume)s?\s+(?:on\s+)?$"
)
_PAST = re.compile(
    r"(?<!\bbe )(?<!\bbeen )\b(?!closed\s+(?:talks|meeting|session|consultations|briefing|hearing|doors?)\b)(?:was|were|had|did|said|told|began|broke|met|held|took|came|went"
    r"|left|fell|won|lost|saw|sat|gave|made|sent|struck|shot|shut|rose|fought|spoke|wrote|became|led|put"
    r"|set off|who|which|[a-z]{3,}ed)\b"
)
# "Ordered the offices to be closed by": a day until which something is to be done.
_DEADLINE = re.compile(
    r"\b(?:decrees?|orders?|laws?|bills?|resolutions?|plans?|deals?|agreements?|accords?)\s+(?!expiring|ending)[a-z]+ing\b[^.;:]{0,60}\bby\s+(?:the\s+)?(?:end\s+of\s+)?$|"
    r"(?<!forced )(?<!had )(?<!managed )(?<!able )(?<!began )\bto\s+(?:be\s+)?(?!the\b|a\b|an\b)[a-z]+\b(?:(?!\b(?:was|were|had|after|when|which)\b)[^.;:]){0,60}\bby\s+(?:the\s+)?(?:end\s+of\s+)?$"
)
# "A rally in Fooville on", and what may stand behind the day.
_HELD_THEN = re.compile(
    r"\b(?:rall(?:y|ies)|march(?:es)?|protests?|demonstrations?|strikes?|meetings?|summits?|talks|sessions?|hearings?|elections?|referendums?|votes?|conferences?|visits?|"
    r"exercises?|drills?|ceremon(?:y|ies)|trial|round)\b[^.;:]{0,50}\b(?:on|in|for|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_STILL_AHEAD = re.compile(
    r"\s+(?:in\s+[A-Z]\w+\s+)?(?:(?:is|are|was|were|has\s+been|have\s+been)\s+(?:also\s+|being\s+)?(?:planned|scheduled|announced|called|prepared|set|due|expected)|will|is\s+to|are\s+to)\b"
)
_TITLE = re.compile(r"\bto [a-z]+\b", re.IGNORECASE)
_REACH, _REACH_AFTER = 150, 40
_NO_TENSE = frozenset({"decade", "century", "phase", "unknown", "anchor", "clock", "weak"})


class _Cues:
    """Finds the words that tell of what is to come in small letters."""

    def __init__(self) -> None:
        kinds = {"word": _WORDS + _DUE, "reason": _REASONS, "stem": _STEMS, "ending": _ENDINGS, "verb": _VERBS}
        words = [(word, kind) for kind, group in kinds.items() for word in group]
        self.kinds = [kind for _, kind in words]
        self.machine: Any = CharwiseDoubleArrayAhoCorasick(
            [word for word, _ in words], MATCH_KIND_LEFTMOST_LONGEST
        )

    def last(self, text: str) -> tuple[int, bool]:
        """Return where the last cue ends, 0 without one, and whether a verb may be one."""
        last, verb = 0, False
        lowered = text.replace("İ", "i").lower()  # the one letter that grows when made small
        for start, end, number in self.machine.find(lowered):
            kind = self.kinds[number]
            if kind == "verb":
                verb = True
            elif kind != "reason" and (kind == "ending" or not _goes_on(lowered[start - 1 : start])) and (
                kind == "stem" or not _goes_on(lowered[end : end + 1])
            ):
                last = end
        return last, verb


def _goes_on(char: str) -> bool:
    """Tell whether a word goes on with a character."""
    return char.isalnum() or char == "_"


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    """Return the finder of cues, made once."""
    return _Cues()


def _is_deadline(text: str, start: int, item: Found) -> bool:
    """Tell whether an expression is the day by which something is to be done, by the words from ``start`` on."""
    by = text.rfind("by ", max(start, item.start - 4), item.start + 4)
    return by >= 0 and _DEADLINE.search(text[start : by + 3]) is not None


def needs_tense(spec: Spec) -> bool:
    """Tell whether it matters that a sentence speaks of what is to come."""
    if spec.kind in _NO_TENSE:
        return False
    return spec.kind != "date" or spec.year is None or spec.part > 0 or spec.month is None


def speaks_of_future(article: Article, item: Found, sentence: int) -> bool:
    """Tell whether the words before an expression in its sentence speak of what is to come."""
    start, zone = item.start - _REACH if item.start > _REACH else 0, "body"
    if sentence < len(article.sentences):
        within = article.sentences[sentence]
        start, zone = max(start, within.start), within.zone
    before = article.text[min(start, item.start) : item.start]
    cue, verb = _cues().last(before)
    if (verb and _AT_END.search(before)) or _is_deadline(article.text, start, item):
        return True
    if cue:
        # A past verb after the cue takes the day: "will discuss the deal reached on Friday".
        return not _PAST.search(before, cue)
    if _HELD_THEN.search(before) and _STILL_AHEAD.match(article.text, item.end):
        return True  # "a rally on 25 December is planned"
    if item.start - start < 4 and _cues().last(article.text[item.end : item.end + _REACH_AFTER])[0]:
        return True
    return zone == "title" and bool(_TITLE.search(before))

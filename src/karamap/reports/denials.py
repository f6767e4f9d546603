"""A denial and what was told before it go in; the denied act as a report comes out.

"X denied that its forces had shelled Y" is a report of the shelling with the status denied, said by
X. Where it names no day or place of its own, it answers what the article told before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from karamap.reports import when
from karamap.reports.cues import Cue
from karamap.reports.draft import SPOKEN, TOLD, Draft, State
from karamap.reports.grammar import MODALS, Grammar, Trigger

DENIABLE = frozenset("ASSAULT RETREAT MOBILIZE AID COERCE PROTEST".split())
_DENIES = re.compile(r"den(?:y|ies|ied|ying)\b")
_DENIES_TOLD = re.compile(r"(?:den(?:y|ies|ied)|refut(?:e|es|ed))\b")
_DISMISSES = re.compile(r"(?:reject|dismiss|refut)\w*\b")
_WHAT_WAS_SAID = re.compile(
    r"[^.;]{0,30}?\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|assertions?|suggestions?|"
    r"charges?|statements?|information)\b"
)
_NOT_DENIED = re.compile(
    r"\s+(?:access|entry|passage|visas?|the\s+right|permission|bail|(?:any\s+|all\s+|having\s+)?(?:\w+\s+)?(?:links?|connections?|ties|relation)\b)"
)
_LEAVING = frozenset(("stop", "attr", "while", "but", "and-new", "back", "main"))
UNTRUE = Cue(
    r"\b(?:was|were|is|are|as|being)\s+(?:not\s+true|(?:\w+\s+){0,2}?(?:untrue|false|baseless|groundless|unfounded|"
    r"fabricated|fake|incorrect|nonsense|lies|disinformation|(?:an?\s+)?(?:lie|fabrication|provocation|fake)))\b|"
    r"\b(?:do|does|did)\s+not\s+correspond\s+to\b|\bhas\s+nothing\s+to\s+do\s+with\s+reality\b",
    "true untrue false baseless groundless unfounded fabricated fake incorrect nonsense lies"
    " disinformation lie fabrication provocation correspond reality",
)
_SAID_OF = re.compile(
    r"\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|assertions?|information|news)\b"
    r"(?:\s+[\w'’\-]+){0,4}?\s+(?:that|of|about|on|according)\b"
)
# "Called reports that X fell a lie".
_CALLS = re.compile(r"\b(?:call(?:s|ed|ing)?|brand(?:s|ed)?|label(?:s|led|ed)?|dubb?(?:s|ed)?|declar(?:es|ed))\s+(?:the\s+|these\s+)?$")
_A_LIE = Cue(
    r"(?:\ban?\s+(?:\w+\s+)?(?:lie|fabrication|fake|provocation)|\b(?:lies|false|untrue|baseless|groundless|fake|nonsense|disinformation|fabricated))\W*$",
    "lie fabrication fake provocation lies false untrue baseless groundless nonsense disinformation fabricated",
)
_PART = (
    r"(?:(?:(?:any|all)\s+)?(?:\w+\s+)?(?:involvement|responsibility|participation)"
    r"|(?:having\s+)?tak(?:ing|en)\s+part|being\s+involved)\b"
)
# What a denial denies that names no act: "denied it", "denied the report", "denied taking part".
_BARE = re.compile(
    r"(?:\s*[,.]|\s+(?:it|this|that)(?=[\s\"']*(?:[.,;:]|$))"
    r"|\s+(?:the|this|these|those|any|all|such|its|their)\s+(?:\w+\s+)?(?:reports?|claims?|allegations?|assertions?|figures?|numbers?|toll)\b(?!\s+(?:that|of|about))"
    r"|\s+(?:firing|launching|dropping|planting|laying|carrying\s+out|being\s+behind|ordering)\s+(?:it|them|(?:the|that|this|those)\s+"
    r"(?:attacks?|strikes?|missiles?|rockets?|raids?|shells?|bombs?|bombing|explosion|mines?))(?=[\s\"']*(?:[.,;:]|$))"
    rf"|\s+{_PART})"
)
# What is dismissed or called a lie: it, or what was said.
_WHAT_WAS_TOLD = re.compile(
    r"\s+(?:(?:it|this|that)\b"
    r"|(?:the|this|these|those|any|all|such|its|their)\s+(?:\w+\s+)?(?:reports?|claims?|allegations?|assertions?|figures?|numbers?|toll|"
    r"statements?|charges?|accusations?|footage|video|pictures|images|news|information|story|rumou?rs?|protest)\b)"
)
# Who had no part in something, or did not do this or that, does not say that it never happened.
_NO_CLAIM = re.compile(rf"\s+(?:{_PART}|\w+ing\s+(?!it\b|them\b|this\b|that\b))")
UNTRUE_RULE = "proved-untrue"  # the rule of "the reports are lies"
_BRANDS = "called-untrue"  # the rule of "called it a lie"
_OF_ITSELF = frozenset(("which", "who"))
_SAME_SPEAKER = re.compile(r"(?:but\s+|and\s+)?(?:it|he|she|they)\b")
_NO_PART = re.compile(rf"\s+{_PART}")
_BACK = 2  # sentences before a bare denial in which stands what it denies
_ANAPHOR = re.compile(
    r"\b(?:the|that|this|there)\s+(?:city|town|village|hospital|school|building|place|attack|"
    r"strike|shelling)\b"
)
# "Denied that the town had fallen", "denied firing it": where it was is told.
_THERE = re.compile(
    r"\b(?:the|that|this|either|both|those)\s+(?:\w+\s+)?(?:city|cities|towns?|villages?|hospital|school|church|camp|places?|settlements?|base|bridge)(?:['’]s)?"
    r"\b|\b(?:firing|launching)\s+(?:it|them)\b"
)
_DENIER = re.compile(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+[\w'’\-]+(?:\s+[\w'’\-]+){0,4}?(?:\s+(?:has|have|had|later|also|promptly))*")
_AHEAD = MODALS | {"plans", "planned", "planning", "intended"}
_PARTICULAR = frozenset(("territory",))  # who denies a capture answers a capture
_LONG_DAYS = 31
_WINDOW = 2  # days before publication within which the act lies that a bare denial answers


def untrue_from(grammar: Grammar, trigger: Trigger) -> int | None:
    """Return where "reports that ..." begins that the sentence calls untrue ("... were false").

    Parameters
    ----------
    grammar
        The sentence.
    trigger
        The act that is reported.

    Returns
    -------
    An offset, or ``None`` where the sentence calls no report of the act untrue.
    """
    untrue = UNTRUE.search(grammar, trigger.end, grammar.end) is not None
    if not untrue and _A_LIE.search(grammar, trigger.end, grammar.end) is None:
        return None
    said = _SAID_OF.search(grammar.text, grammar.start, trigger.start)
    if said is None or not (untrue or _CALLS.search(grammar.text, grammar.start, said.start())):
        return None
    return said.start()


def denied_act(grammar: Grammar, trigger: Trigger) -> Trigger | None:
    """Return the act that a verb of denial denies, or ``None`` when it denies or rejects no act.

    Parameters
    ----------
    grammar
        The sentence.
    trigger
        A trigger of a verb that may deny.
    """
    if trigger.voice not in ("active", "participle"):
        return None
    text = grammar.text
    if "nor" in grammar.before(trigger.token, 3):
        return None  # "neither confirmed nor denied"
    if _DENIES.match(text, trigger.start):
        if _NOT_DENIED.match(text, trigger.end):
            return None
    elif not (_DISMISSES.match(text, trigger.start) and _WHAT_WAS_SAID.match(text, trigger.end)):
        return None
    for inner in grammar.triggers:
        if inner.start < trigger.end:
            continue
        if leaves_denial(grammar, trigger, inner):
            return None
        if inner.rule.type in DENIABLE and not (inner.voice == "noun" and inner.rule.mode == "war"):
            return inner if _AHEAD.isdisjoint(grammar.before(inner.token, 4)) else None
    return None


def denies_always(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a denial only says what somebody holds of itself ("X, which denies arming Y")."""
    if trigger.form not in ("base", "s") or grammar.clauses[trigger.clause].link != "rel":
        return False
    first = grammar.words.texts[grammar.clauses[trigger.clause].first]
    if first not in _OF_ITSELF:
        return False  # "a charge that X denies", "a charge X denies" answer it
    return _DENIES.match(grammar.text, trigger.start) is not None


def is_bare(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether words deny what was said before them ("denied it", "called the report a lie").

    Parameters
    ----------
    grammar
        The sentence.
    trigger
        A trigger of a refusal.
    """
    if trigger.rule.id == UNTRUE_RULE:
        return True
    if trigger.voice != "active":
        return False
    text, clause = grammar.text, grammar.clauses[trigger.clause]
    behind = max(text.find(" ", trigger.start), trigger.start)  # the trigger may hold its object
    if trigger.rule.id == _BRANDS:
        return clause.link == "rel" or _WHAT_WAS_TOLD.match(text, behind) is not None
    if _DENIES_TOLD.match(text, trigger.start):
        return _BARE.match(text, trigger.end) is not None
    return (
        _DISMISSES.match(text, trigger.start) is not None
        and _WHAT_WAS_TOLD.match(text, behind) is not None
    )


def is_told_before(state: State, grammar: Grammar, denial: Trigger, act: Trigger, number: int) -> bool:
    """Tell whether an act that is denied was told by others in the sentences before the denial.

    Who is only "it" or "they" there goes on speaking, and denies nothing that it said itself.
    """
    if _SAME_SPEAKER.match(grammar.text, grammar.clauses[denial.clause].start):
        return False
    return any(
        d.type == act.rule.type and number - _BACK <= d.sentence < number and not d.weak
        and d.status in TOLD and "\n" not in state.article.text[d.end : denial.start]
        for d in reversed(state.drafts)
    )  # fmt: skip


def settle_denials(state: State) -> None:
    """Note with each claim that is denied right behind it who does so, and with its denial what it answers.

    It is still a claim of who made it.
    """
    for denial in state.drafts:
        if not denial.refuses or _NO_CLAIM.match(denial.grammar.text, denial.trigger.end):
            continue
        deniers = denial.source or ((denial.claimant,) if denial.claimant else ())
        deniers = deniers or ((words,) if (words := _who_denies(state, denial)) else ())
        claims = _claims_before(state, denial, deniers)
        told = claims[-1] if claims else None
        if told is None or told.sentence < denial.sentence - 1:
            continue
        for claim in claims:
            if claim.sentence == told.sentence or (
                _is_toll(told) and (claim.sentence, claim.claimant) == (told.sentence - 1, told.claimant)
            ):
                claim.denied_by = deniers or ("others",)
        denial.answers = told
        if not denial.dated and told.interval is not None:
            basis = f"answers what was told: {told.interval.basis}"
            denial.interval = replace(told.interval, basis=basis, inferred=True)


def _who_denies(state: State, denial: Draft) -> str:
    """Return the words before a verb of denial, where they name a denier whom no list has ("the army")."""
    words = state.article.text[denial.clause.start : denial.trigger.start].strip(" ,“”\"'")
    return f"{words[0].lower()}{words[1:]}" if _DENIER.fullmatch(words) else ""


def _claims_before(state: State, denial: Draft, deniers: Sequence[str]) -> list[Draft]:
    """Return the claims of others shortly before a denial, unless it answers an accusation."""
    near = [
        d for d in state.drafts
        if denial.sentence - _BACK <= d.sentence <= denial.sentence and d.start < denial.start
        and not d.weak and (d.sentence == denial.sentence - 1 or "\n" not in state.article.text[d.end : denial.start])
    ]  # fmt: skip
    if any(d.sentence == denial.sentence and d.type in SPOKEN for d in near):
        return []
    # "X said that Y, which Z called a lie": who answers there is another, whoever is read as X.
    beside = denial.clause.link in ("rel", "stop")
    return [
        d for d in near
        if d.type in DENIABLE and d.status == "claimed" and (beside or d.claimant not in deniers)
    ]  # fmt: skip


def _is_toll(draft: Draft) -> bool:
    """Tell whether a draft only counts whom the deed told before it hit ("one man was wounded")."""
    return draft.trigger.rule.group == "casualties" and draft.trigger.voice == "passive"


def leaves_denial(grammar: Grammar, denial: Trigger, trigger: Trigger) -> bool:
    """Tell whether a trigger stands outside what is denied ("... and accused the other side")."""
    links = grammar.links(denial, trigger)
    if not _LEAVING.isdisjoint(links) or explains(grammar, denial, trigger):
        return True
    spoken = trigger.rule.group == "say" or trigger.rule.type in ("ACCUSE", "REQUEST", "THREATEN")
    blamed = trigger.rule.type == "ACCUSE" and trigger.voice == "participle" and links == ["ing"]  # "denied it, accusing X"
    return blamed or (spoken and trigger.finite and "and" in links)


def explains(grammar: Grammar, denial: Trigger, trigger: Trigger) -> bool:
    """Tell whether a trigger stands in what somebody says along with a denial or a refusal (", saying that ...")."""
    return any(
        t.rule.group == "say" and t.voice == "participle" and denial.clause < t.clause < trigger.clause
        and grammar.clauses[t.clause].link == "ing"
        for t in grammar.triggers
    )  # fmt: skip


def answer(state: State, draft: Draft, earlier: Sequence[Draft]) -> None:
    """Give a denial without a day of its own the day and place of what it answers.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        The denial, placed by its own words where they name a place.
    earlier
        The drafts before it.
    """
    if draft.dated:
        return
    told = [
        d for d in earlier
        if d.type == draft.type and d.status in TOLD and not d.weak
        and d.zone != "related-link" and d.interval is not None and _may_be_meant(draft, d)
    ]  # fmt: skip
    start = draft.denial.end if draft.denial else draft.start
    named = state.located.within(start, draft.end)
    stated = draft.stated_place and any(m.form != "nominal" for m in named)
    if stated:
        ids = {p.id for p in draft.places}
        told = [d for d in told if ids & {p.id for p in d.places}]
    alike = [d for d in told if d.trigger.rule.group == draft.trigger.rule.group]
    told = alike if alike and draft.trigger.rule.group in _PARTICULAR else told
    brief = [d for d in told if d.dated and not _is_long(d)]
    meant = _meant(state, draft, brief or [d for d in told if d.dated] or told)
    if meant is None or meant.interval is None:
        published = state.article.published
        draft.interval = when.around_publication(published, _WINDOW, "a denial")
        return
    basis = f"answers what was told: {meant.interval.basis}"
    draft.interval = replace(meant.interval, basis=basis, inferred=True)
    if not stated and meant.places and not _shirks(draft):
        if _THERE.search(state.text, start, draft.end):
            draft.places, draft.near, draft.about = meant.places, (), ()
            draft.place_reason = "the place of what the denial answers, to which its words point"
            return
        draft.places, draft.near, draft.about = (), (), meant.places
        draft.place_reason = f"a denial has no place of its own; it answers what was told of {meant.places[0].name}"


def _shirks(draft: Draft) -> bool:
    """Tell whether a denial only says that somebody had no part in it, which names no act."""
    return draft.denial is draft.trigger and (
        _NO_PART.match(draft.grammar.text, draft.trigger.end) is not None
    )


def _is_long(draft: Draft) -> bool:
    """Tell whether something went on for so long that nobody denies it as the news."""
    interval = draft.interval
    if interval is None or interval.start is None or interval.end is None:
        return True
    return (interval.end - interval.start).days > _LONG_DAYS


def _may_be_meant(draft: Draft, told: Draft) -> bool:
    """Tell whether the parties of a denial and of what was told before can be the same."""
    return not draft.source or not told.source or bool(set(draft.source) & set(told.source))


def _meant(state: State, draft: Draft, told: Sequence[Draft]) -> Draft | None:
    """Return which of the acts told before a denial answers.

    In one paragraph it answers the last one; in a paragraph of its own, the article's news.
    """
    if not told:
        return None
    text = state.article.text
    near = [d for d in told if "\n" not in text[d.end : draft.start].strip(" ")]
    if near or _ANAPHOR.search(state.text, draft.trigger.start, draft.end):
        return (near or list(told))[-1]
    latest = max(d.interval.end for d in told if d.interval and d.interval.end) if any(
        d.interval and d.interval.end for d in told
    ) else None  # fmt: skip
    return next((d for d in told if d.interval and d.interval.end == latest), told[-1])


def own_time(draft: Draft, denial: Trigger) -> tuple[int, int]:
    """Return the stretch whose times are those of the denied act, not of the denial."""
    grammar = draft.grammar
    if draft.trigger.clause == denial.clause:
        return draft.trigger.start, draft.end
    return grammar.clauses[denial.clause + 1].start, draft.end


__all__ = [
    "DENIABLE",
    "UNTRUE",
    "UNTRUE_RULE",
    "answer",
    "denied_act",
    "denies_always",
    "explains",
    "is_bare",
    "is_told_before",
    "leaves_denial",
    "own_time",
    "settle_denials",
    "untrue_from",
]

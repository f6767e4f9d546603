"""The triggers of a sentence go in; a draft for each that states something comes out.

What somebody asks for, blames others for, or agrees to do is not a report of its own; a meeting or
an agreement that is named with its own day or town is, even there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from karamap.records import Sentence, Status
from karamap.reports import when, where
from karamap.reports.denials import denied_act, leaves_denial, untrue_from
from karamap.reports.draft import Draft, State
from karamap.reports.grammar import Grammar, Trigger
from karamap.reports.status import status_of

_SCOPING = frozenset("REQUEST ACCUSE REJECT THREATEN AGREE SUPPORT CONSULT CONCEDE".split())


_ENDING_LINKS = frozenset(
    "and and-new while when after as before rel stop attr since although though whereas"
    " until".split()
)


_REQUESTING = re.compile(
    r"\b(?:for\s+(?:an?\s+)?(?:\w+\s+){0,3}(?:ceasefire|cease-fire|truce|cessation|end|halt|restraint|talks|dialogue)|"
    r"call(?:ing|ed|s)\s+(?:for|on)|urg(?:ing|ed|es)|demand(?:ing|ed|s)|appeal(?:ing|ed|s))\b"
)


_OF_DAY = re.compile(
    r"[\s,]*(?:(?:signed|reached|dated|held|concluded|brokered|agreed|struck|convened|hosted|that\s+took\s+place|that\s+were\s+held)\s+)?"
    r"(?:\w+ly\s+)?(?:at\s+the\s+\w+\s+level\s+|by\s+[\w\- ]{3,30}\s+)?"
    r"(?:of|on|in|at|during|last|this|earlier|late)\b"
)


_MODAL_NEXT = re.compile(r"\s+(?:could|may|might|would)\b")


def read_drafts(state: State, grammar: Grammar, number: int, sentence: Sentence) -> Iterator[Draft]:
    """Yield a draft for every trigger that states something and is not what someone asks for."""
    scope: tuple[str, Trigger] | None = None
    promised: Trigger | None = None
    for trigger in grammar.triggers:
        clause = grammar.clauses[trigger.clause]
        if scope is not None and _ends_scope(trigger, grammar, *scope):
            scope = None
        if trigger.rule.group == "say" or clause.link in ("until", "unless", "lest"):
            continue
        if (
            promised is not None
            and trigger.voice in ("active", "infinitive")
            and trigger.start - promised.end < 12
            and trigger.rule.type in ("CONCEDE", "RETREAT", "AID")
        ):
            yield _draft(grammar, trigger, number, sentence, "planned")
            promised = None
            scope = ("AGREE", trigger)
            continue
        if scope is not None:
            within = _within_scope(state, grammar, trigger, scope, number, sentence)
            if within is not None:
                yield within
            continue
        if (
            trigger.voice == "phrase"
            and re.search(r"(?:read|will)\w*|ready", state.text[trigger.start : trigger.end])
            and trigger.rule.id == "agree"
        ):
            if state.text[trigger.start : trigger.end].endswith(" to"):
                promised = trigger
                follow = next((t for t in grammar.triggers if 0 <= t.start - trigger.end < 6), None)
                if follow is not None and follow.rule.type in ("CONCEDE", "RETREAT", "AID"):
                    continue
            yield _draft(grammar, trigger, number, sentence, "planned")
            scope = ("AGREE", trigger)
            continue
        if trigger.rule.id == "reject" and (act := denied_act(state.text, grammar, trigger)):
            yield _denied(grammar, act, trigger, number, sentence)
            scope = ("DENIED", trigger)
            continue
        status = status_of(state.text, grammar, trigger, clause)
        fact = trigger.rule.type in ("AGREE", "CONSULT") and (
            trigger.voice == "noun" and _is_fact(state, grammar, trigger)
        )
        if fact and status == "hypothetical" and not _MODAL_NEXT.match(state.text, trigger.end):
            status = "asserted"
        if not _tells(state, grammar, trigger, status, sentence):
            if trigger.rule.type == "ASSAULT" and trigger.voice == "noun":
                weak = _draft(grammar, trigger, number, sentence, status)
                weak.weak = True
                yield weak
            continue
        draft = _draft(grammar, trigger, number, sentence, status)
        draft.fact = fact
        _retype(state, draft)
        yield draft
        if draft.type in _SCOPING and trigger.voice != "noun":
            scope = (draft.type, trigger)


def _draft(
    grammar: Grammar, trigger: Trigger, number: int, sentence: Sentence,
    status: Status, start: int | None = None,
) -> Draft:  # fmt: skip
    """Return the draft of a trigger with its clause as quote."""
    clause = grammar.clauses[trigger.clause]
    del start
    return Draft(
        trigger, grammar, number, sentence.zone, clause.start, clause.end, trigger.rule.type,
        status=status, mode=trigger.rule.mode,
    )  # fmt: skip


def _denied(
    grammar: Grammar, act: Trigger, denial: Trigger, number: int, sentence: Sentence
) -> Draft:
    """Return the draft of an act that somebody denies, from the denial to the act's clause."""
    draft = _draft(grammar, act, number, sentence, "denied")
    draft.start, draft.denial = grammar.clauses[denial.clause].start, denial
    return draft


def _ends_scope(trigger: Trigger, grammar: Grammar, kind: str, head: Trigger) -> bool:
    """Tell whether a trigger stands outside what the verb before it asks, blames or agrees."""
    if kind == "DENIED":
        return leaves_denial(grammar, head, trigger)
    if trigger.clause == head.clause:
        return False
    link = grammar.clauses[trigger.clause].link
    between = grammar.links(head, trigger)
    first = grammar.clauses[trigger.clause].first
    if link == "and" and "to" in grammar.words.texts[first : trigger.token]:
        return False
    if "stop" in between or "attr" in between:
        return trigger.finite or trigger.strong
    if link not in _ENDING_LINKS or ("that" in between and link != "rel"):
        return False
    if link == "and" and trigger.form == "base":
        return False
    return trigger.finite or (trigger.voice in ("noun", "phrase") and trigger.strong)


_HABIT = re.compile(
    r"(?:\s+[\w\-]+){0,3}?\s+(?:is|are|remains?)\s+(?:frequent|common|rare|routine|regular)\b"
)


def _tells(
    state: State, grammar: Grammar, trigger: Trigger, status: Status, sentence: Sentence
) -> bool:
    """Tell whether a trigger states an event."""
    if status == "denied":
        return True
    if trigger.voice in ("noun", "phrase") and _HABIT.match(state.text, trigger.end):
        return False
    if status in ("called_for",) or _is_habit(grammar, trigger):
        return False
    if trigger.voice == "phrase" and _describes(grammar, trigger):
        return False
    if (
        trigger.rule.type == "AGREE"
        and trigger.voice in ("noun", "reduced")
        and _COLLAPSED.search(state.text, trigger.end, grammar.clauses[trigger.clause].end)
    ):
        return False
    if trigger.voice == "infinitive" and status == "planned" and trigger.rule.type in _PLANNABLE:
        return True
    if trigger.voice == "infinitive":
        return _real_infinitive(grammar, trigger)
    if trigger.voice == "reduced":
        return _is_fact(state, grammar, trigger)
    if trigger.voice == "participle":
        return _told_participle(grammar, trigger)
    if trigger.rule.type == "ASSAULT" and trigger.form == "s" and sentence.zone == "body":
        return False  # the present tense of a rule or a judgement, not of news
    link = grammar.clauses[trigger.clause].link
    if trigger.rule.type == "CONCEDE" and trigger.form == "base" and trigger.voice == "active":
        return status == "planned"
    if trigger.rule.type == "CONSULT" and trigger.voice == "passive" and link == "rel":
        return trigger.rule.id == "mediate"
    if trigger.voice != "noun":
        return True
    if trigger.rule.group == "casualties":
        return trigger.strong
    if sentence.zone == "related-link" and trigger.rule.type == "ASSAULT":
        return trigger.strong or trigger.rule.group == "territory"
    return trigger.strong or _is_fact(state, grammar, trigger)


def _describes(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether "dead" only describes somebody ("the dead soldier's commander")."""
    token = trigger.token
    after = grammar.words.text_at(token + 1)
    if grammar.words.texts[token] != "dead" or not after[:1].isalpha() or after in _BEHIND_DEAD:
        return False
    return grammar.word_before(token) in ("the", "a", "his", "her", "their", "of", "its")


def _is_habit(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether something is told as what happens again and again ("are often detained")."""
    near = grammar.before(trigger.token, 3)
    if _OFTEN.isdisjoint(near):
        return False
    return trigger.form in ("base", "s") or "is" in near or "are" in near


def _told_participle(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a participle tells an act (", killing two"), rather than naming one."""
    link = grammar.clauses[trigger.clause].link
    before = grammar.word_before(trigger.token)
    if trigger.rule.type == "AID":
        return before in ("of", ",", "and") or link in ("with", "ing")
    if before in _GERUND:
        return False
    if trigger.rule.group == "casualties" and link == "and":
        return True
    asks = trigger.rule.type in ("REQUEST", "ACCUSE") or grammar.headline
    return link in ("with", "ing") or (trigger.clause == 0 and asks)


_PLANNABLE = frozenset("AID MOBILIZE RETREAT CONSULT AGREE CONCEDE SANCTION".split())


_GERUND = frozenset(
    "that or of by for from against at without before after on than about stop stopped since when"
    " while amid despite".split()
)


_REAL = frozenset(
    "began begin begun started continued continues continue managed resumed went forced used"
    " proceeded helped".split()
)


def _real_infinitive(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether "to V" tells of something done ("began to shell")."""
    return not _REAL.isdisjoint(grammar.before(trigger.token, 3))


def _is_fact(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a name of an act comes with its own time, town or agent, so that it is told."""
    clause = grammar.clauses[trigger.clause]
    text = state.text
    after = text[trigger.end : clause.end]
    if trigger.rule.type in ("AGREE", "CONSULT"):
        near = when.usable(state.times, trigger.end, clause.end)
        if after.split(" ", 2)[1:2] and after.split(" ", 2)[1] in state.lexicon.heads:
            return False
        town = where.meeting_place(
            text,
            where.locations(state.located, trigger.end, min(clause.end, trigger.end + 60)),
            trigger.end,
        )
        if trigger.voice == "noun" and re.match(
            r"\s+(?:with|in|on|at)?\s*\w*\s*between\b|\s+between\b", after
        ):
            return True
        if trigger.voice == "reduced" or _OF_DAY.match(after):
            return bool(town) or any(t.anchor or t.start - trigger.end < 60 for t in near)
        return False
    if trigger.rule.type in ("ASSAULT", "CONCEDE", "RETREAT", "REJECT"):
        owner = [
            n for n in state.cast.within(clause.start, trigger.start) if trigger.start - n.end <= 4
        ]
        dated = when.usable(state.times, trigger.end, clause.end)
        by = re.match(r"\s+by\b", after) is not None and bool(
            state.cast.within(trigger.end, clause.end)
            or re.match(
                r"\s+by\s+(?:the\s+)?(?:\w+\s+)?(?:forces|troops|militias?|army|fighters|rebels|militants|side)\b",
                after,
            )
        )
        if trigger.rule.type == "ASSAULT":
            if after.split(" ", 2)[1:2] and after.split(" ", 2)[1] in state.lexicon.heads:
                return False
            run = [
                t for t in dated
                if t.anchor and t.start - trigger.end < 50
                and "," not in text[trigger.end : t.start].rstrip(" ,")
            ]  # fmt: skip
            return trigger.voice == "noun" and (
                by or (bool(run) and not _other_act(grammar, trigger))
            )
        return trigger.voice == "noun" and (bool(owner) or by) and bool(dated)
    return False


def _other_act(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether the clause has another trigger that states something."""
    return any(
        t.clause == trigger.clause
        and t.start != trigger.start
        and t.strong
        and t.rule.group != "say"
        for t in grammar.triggers
    )


_ASKED_FOR = re.compile(r"(?:\s+(?!the\b|of\b|to\b|that\b)[\w\-]+){0,4}\s*$")
_GERUND_OBJECT = re.compile(r"\bof\s+\w+ing\s+(?!of\b|in\b|on\b|at\b|and\b|that\b)\w")


def _within_scope(
    state: State, grammar: Grammar, trigger: Trigger, scope: tuple[str, Trigger], number: int,
    sentence: Sentence,
) -> Draft | None:  # fmt: skip
    """Return the draft of a fact that is named inside what someone asks, blames or agrees."""
    clause = grammar.clauses[trigger.clause]
    kind, head = scope
    if kind == "DENIED":
        return None  # who denies an act tells of nothing else
    if trigger.rule.type in ("AGREE", "CONSULT") and trigger.voice in ("noun", "reduced"):
        if (
            trigger.clause == head.clause
            and trigger.voice == "noun"
            and (kind == "AGREE" or trigger.rule.type == "CONSULT")
        ):
            return None
        asked = kind == "REQUEST" and _ASKED_FOR.match(state.text[head.end : trigger.start])
        if not asked and _is_fact(state, grammar, trigger):
            draft = _draft(grammar, trigger, number, sentence, "asserted")
            draft.start, draft.fact = trigger.start, True
            return draft
        return None
    if kind == "ACCUSE" and trigger.rule.type == "ASSAULT":
        gerund = trigger.voice == "noun" and _GERUND_OBJECT.search(
            state.text, max(0, trigger.start - 4), trigger.end + 5
        )
        if where.locations(state.located, trigger.start, clause.end) and (
            gerund or trigger.voice in ("participle", "active", "passive")
        ):
            draft = _draft(grammar, trigger, number, sentence, "claimed")
            draft.start, draft.accusation = trigger.start, head
            return draft
        return None
    if (
        kind == "AGREE"
        and trigger.rule.type == "AID"
        and grammar.word_before(trigger.token) == "for"
    ):
        draft = _draft(grammar, trigger, number, sentence, "planned")
        draft.start = grammar.words.starts[trigger.token - 1]
        return draft
    return None


_OFTEN = frozenset("often usually sometimes regularly routinely always frequently".split())
_COLLAPSED = re.compile(
    r"\b(?:collapsed|broke\s+down|fell\s+apart|failed|unravell?ed|never\s+took\s+hold|was\s+broken|was\s+violated)\b"
)
_BEHIND_DEAD = frozenset(
    "in at on after and or as from were was are is have has had include included including by near so".split()
)
_FORCES = re.compile(
    r"\b(?:troops|forces|soldiers|servicemen|army|units?|fighters|rebels|militants|militiamen|tanks|armou?r|column|columns|"
    r"military|brigades?|battalions?|regiments?|positions?|posts?|peacekeepers|garrison|equipment|guns|weapons|artillery|guards)\b"
)
_FLED = re.compile(r"(?:flee|fled|evacuat|leave|left|leaving|relocat|abandon|vacat)")


def _way_of_leaving(text: str, draft: Draft) -> str:
    """Return whether a withdrawal of forces or the flight of people is told."""
    verb = _FLED.match(text, draft.trigger.start) is not None
    who = text[draft.start : draft.end]
    return "displacement" if verb and not _FORCES.search(who) else "withdrawal"


def _retype(state: State, draft: Draft) -> None:
    """Turn a statement for a ceasefire into the request that it is; name what was mediated."""
    trigger, grammar = draft.trigger, draft.grammar
    if draft.status == "denied":
        said = untrue_from(state.text, grammar.start, trigger, grammar.end)
        draft.start = draft.start if said is None else said
    link = grammar.clauses[trigger.clause].link
    if trigger.rule.type == "CONSULT" and trigger.voice in ("passive", "reduced") and link == "rel":
        head = next((t for t in reversed(grammar.triggers) if t.end <= draft.start), None)
        if head is not None and head.rule.type == "AGREE" and draft.start - head.end < 4:
            draft.type, draft.start = "AGREE", head.start
    if draft.type == "RETREAT" and not draft.mode:
        draft.mode = _way_of_leaving(state.text, draft)
    words = state.text[draft.trigger.end : draft.end]
    if draft.trigger.rule.id == "statement" and draft.trigger.voice != "phrase":
        tail = state.text[draft.trigger.end : min(len(state.text), draft.end + 60)]
        if _REQUESTING.search(words) or re.match(r"[^.]{0,40},\s*(?:calling|urging)\b", tail):
            draft.type = "REQUEST"

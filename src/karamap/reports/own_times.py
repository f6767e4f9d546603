"""A draft and the time expressions of its sentence go in; the one that says when it happened comes out.

Words of the same clause come first, then those that rule the sentence. A time may belong to something
else that the sentence tells of: to what only describes, to what is spoken about, to another act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.dates import MONTHS, WEEKDAY, gap_days
from karamap.records import Sentence, TimeExpression
from karamap.reports.clauses import ARTICLES
from karamap.reports.draft import SPOKEN, VERBAL, Draft, State
from karamap.reports.grammar import Grammar, Trigger

_OCCASIONS = frozenset(
    "visiting speaking addressing touring attending briefing hosting testifying appearing meeting receiving inspecting".split()
)
# Words that open the setting of a sentence ("In a speech on Monday, ...", "Speaking in X on Monday, ...").
_OPENINGS = _OCCASIONS.union("in on at during late early".split())
_VERBS = frozenset(("active", "passive", "phrase"))
_LASTING = re.compile(r"(?:in|over|for|within)\s+(?:just\s+|only\s+)?(?:an?|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:hours?|days?|weeks?|months?|years?)$", re.IGNORECASE)
# "(the agency, May 9)": when the source appeared.
_CITED = re.compile(r"[(;]\s*[^();]{2,40},\s+$")
_CITATION = 46  # characters
_ASIDES = frozenset(("rel", "where"))
_TIME_WORD = re.compile(rf"\b(?:\d{{4}}|{MONTHS}|{WEEKDAY.lower()}|yesterday|(?:last|this|next)\s+(?:week|month|year))\b")
# ", on Monday" behind an aside that ends with a time of its own.
_TIME_NEXT = re.compile(
    rf",\s+(?:(?:on|in|at|late|early|last|since|by)\s+){{0,2}}(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})|(?:{MONTHS})\b|{WEEKDAY.lower()}|yesterday|today|overnight)"
)
_IN_BRACKETS = re.compile(r"\([a-z][^()]*\s$")
_BRACKET = 60  # characters
_TO_DAY = re.compile(r",\s+(?:(?:on|in|at|late|early|last|this|the|by|around|during)\s+){0,3}")
_OCCASION = re.compile(
    r"\b(?:meeting|talks|summit|speech|interview|address|conference|call|conversation|statement|visit)\b"
)
# Findings are dated by their own day: "concluded in 2009 that the attack in 2008 ...".
_FINDING = re.compile(
    r"\b(?:conclud|found\b|find(?:s|ing)?\b|determin|ruled\b|establish|recall)"
)
SINCE = re.compile(r"since\s+(?:the\s+)?", re.IGNORECASE)
_WORDS = ("STATEMENT", "CONSULT")
# Words that are the act themselves: a time with them is that of the act, whatever they are about.
_ACTS_BY_WORDS = frozenset(("secede", "state-recognised"))
_THEY_DID = re.compile(r", who\s+(?!(?:have|has|had|is|are|was\s+born|were\s+born)\b)")
_GOING_ON = frozenset(("and", "and-new", "stop", "while"))
_DESCRIBING_LINKS = frozenset(("rel", "that", "say"))
# A time of the day of publication is no part of what is spoken about ("condemned the attack today").
_OF_NOW = frozenset(("today", "tonight", "yesterday", "tomorrow", "this morning", "this evening"))
# Who speaks over such a line meets nowhere.
BY_PHONE = r"\b(?:by|over\s+the|via|on\s+the)\s+(?:tele)?phone\b|\bvia\s+video\b"
_TEXTS = (
    r"(?:resolution|statement|decree|letter|order|note|declaration|communique|address|message|report|speech|interview|decision|bulletin|telegram|ruling)s?"
)
# "In its resolution of 5 May X demanded"; "the decree of the president of 5 May gave".
_IN_TEXT = re.compile(
    rf"\b(?:in|by|through|under)\s+(?:an?|the|its|his|her|their)\s+(?:[\w\-]+\s+){{0,2}}{_TEXTS}\s+(?:of|dated|from|(?:adopted|issued|published|signed)(?:\s+on)?)\s+$"
)
_TEXT_SPEAKS = re.compile(rf"\W*(?:[^,]{{1,20}},\s+)?the\s+(?:[\w\-]+\s+){{0,3}}{_TEXTS}\s+(?:[\w\-]+\s+){{0,5}}?(?:of|dated|from)\s+$")
_CLOSER = re.compile(r",?\s+(?:on|at|around)\s+(?:the\s+)?|,\s+")
_COUNTED_ON = re.compile(r"\b(?:later|earlier|after|afterwards|before)$", re.IGNORECASE)
_DAY = frozenset(("hour", "part-of-day", "day"))
# "For the third time this year": how often, not when.
_NTH_TIME = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|only|\d+(?:st|nd|rd|th)|umpteenth)\s+time\s+(?:in\s+)?$")
_UNSEEN = re.compile(rf"{BY_PHONE}|\bbehind closed doors\b")
_MADE = re.compile(
    r"\s+(?:of|(?:signed|reached|agreed|dated|concluded|brokered|struck|adopted|passed)\b[^,.;]{0,40}?)\s*(?:the\s+)?"
)
_PARTICIPLE = re.compile(r"\w{3,}ed|hit|struck|shot|taken|built|seized")
_TWO = 2
_FEW_WORDS = 4  # between a verb and the time that bounds it
_JOINED = re.compile(r",|\b(?:and|but|or|then|that|who|which|was|were|been)\b")  # between two verbs of which each tells
_QUOTE = re.compile("[\"”]")
_QUOTING = VERBAL | {"CONSULT", "STATEMENT"}
_RIGHT_BEHIND = 8  # characters between a participle and a time that is its own
_BEFORE_COLON = 40  # characters before a clause in which a time with a colon begins
_NEARLY, _AT_FRONT = 20, 4  # characters from a time to talks, and from the beginning of a sentence to a time
_BEFORE_WHEN = 4  # characters between a time and the "when" that tells more of it
_NEAR = 12  # characters between a noun and a time that dates it
_PLACE_REACH = 60  # characters before a day in brackets in which a name of a place may begin
_PART = re.compile(r",\s+(?:among\s+(?:them|whom)|including)\b")
_APPOSED = re.compile(r", (?:an?|the|its|his|her)\s[^,]*,")  # "(the League), a group of Arab states, (for)"
_AT_ITS = re.compile(r"\b(?:at|in|during)\s+(?:an?|the|its|his|her|their)\s+$")
_SESSION = re.compile(
    r"\s+(?:[\w\-]+\s+)?(?:sessions?|meeting|summit|hearing|briefing|conference|speech|interview|address|sitting|debate|call|letter|statement)\b"
)
_OWNING = ("'s ", "’s ")
_OF_OLD = 20  # characters before a time in which words say that it is that of something named
# "Crimes dating back to the 1990s", "a dispute that dates from 2015".
_DATED_FROM = re.compile(r"\bdat(?:e|es|ed|ing)\s+(?:back\s+)?(?:to|from)\s+(?:the\s+)?$")
_ONE_NOUN = re.compile(
    r"(?:['’]s)?(?:\s+(?!(?:in|on|of|at|by|with|for|to|and|or|as|the|an?|its|their|his|her|after|before|during|from|over|that|which|who)\b)"
    r"[^\s,.;:]+){0,5}\s+"
)
# What may stand between a participle of saying and its time: "saying on Monday that", "adding in a speech on 5 May".
_TO_TIME = re.compile(r"\s+(?:(?:in|during|at)\s+(?:[\w\-']+\s+){1,5})?(?:on\s+)?(?:the\s+)?$")
_PURPOSE = re.compile(r"\bto\s+(?!the\b|its\b|their\b|a\b|an\b)\w+\b")


def own_time_of(state: State, draft: Draft, sentence: Sentence) -> TimeExpression | None:
    """Return the time expression of the clause, else the one that rules the sentence."""
    time = _own_time_of(state, draft, sentence)
    return _said_closer(state, time, sentence.end) if time is not None else None


def _said_closer(state: State, time: TimeExpression, end: int) -> TimeExpression:
    """Return the day that says closer what a time right before it leaves open ("two months later, on 5 May")."""
    following = state.times.within(time.end, end)[:1]
    if not following or time.interval is None or _CLOSER.fullmatch(state.text, time.end, following[0].start) is None:
        return time
    day = following[0].interval
    if day is None or day.precision not in _DAY or time.interval.precision in _DAY:
        return time
    counted = _COUNTED_ON.search(time.text) is not None
    return following[0] if counted or gap_days(day.start, day.end, time.interval.start, time.interval.end) == 0 else time


def _own_time_of(state: State, draft: Draft, sentence: Sentence) -> TimeExpression | None:
    """Return the time expression of the clause, else the one that rules the sentence, whatever stands beside it."""
    if draft.clause.link == "since" and (bound := state.compared.within(draft.clause.start, draft.clause.end)):
        return bound[0]  # "the worst since X fell in May": the day of what it is compared with
    if not state.times.any_within(sentence.start, max(sentence.end, draft.end)):
        return None
    if (heading := _heading(state, draft)) is not None:
        return heading
    trigger = draft.trigger
    start = draft.start
    if trigger.voice == "noun" and start == trigger.start:  # named inside what somebody else does
        near = state.times.within(max(sentence.start, start - _NEARLY), start)
        start = min((t.start for t in near if _opens_noun(draft.grammar.text, t, trigger)), default=start)
    inside = [t for t in state.times.within(start, draft.end) if not _is_of_a_name(draft, t)]
    if draft.type in VERBAL and trigger.voice == "participle" and trigger.clause > 0:
        head = draft.grammar.clauses[trigger.clause - 1]
        told = [t for t in state.times.within(head.start, head.end) if t.anchor]
        if told:
            return told[-1]
    if draft.fact:
        inside = [
            t for t in inside
            if t.start >= trigger.start or trigger.start - t.end < _NEARLY or t.start - sentence.start < _AT_FRONT
            or _opens_noun(draft.grammar.text, t, trigger)
        ]  # fmt: skip
        # "Earlier talks, held on Monday": a day says more.
        return min(inside, key=lambda t: (is_loose(t), distance(t, trigger)), default=None)
    if (draft.type in SPOKEN and trigger.rule.id not in _ACTS_BY_WORDS) or (
        draft.type == "CONSULT" and state.text.startswith("discuss", trigger.start)
    ):
        return _own_of_words(state, draft, sentence, inside)
    attached = [
        t for t in inside
        if (t.anchor and not _bounds_another(draft, t))
        or in_brackets(state, t)
        or (trigger.voice != "active" and abs(t.end - trigger.start) < 25)
        or (not t.anchor and 0 <= t.start - trigger.end < 12)
        or _of_its_name(draft, t)
    ]  # fmt: skip
    attached = [t for t in attached if not (_of_aside(draft, t) or _of_object(draft, t) or _is_quoted(draft, t))]
    if attached:
        # "Units trapped since May were shelled on Monday": a day says more than a beginning.
        return min(
            attached,
            key=lambda t: (
                not t.anchor, _is_of_another(draft, t), is_loose(t), distance(t, trigger),
            ),
        )  # fmt: skip
    if (opening := when_opens(state, draft)) is not None:
        return opening
    clause = draft.clause
    if clause.link == "and-new" and (front := fronted_time(state, draft, sentence)) is not None:
        return front
    if clause.link in ("and-new", "stop") and draft.type in VERBAL:
        return None
    others = [
        t for t in state.times.within(sentence.start, sentence.end)
        if not _is_of_a_name(draft, t) and not _is_quoted(draft, t) and (
            (
                t.anchor and not _subordinate(draft.grammar, t, trigger)
                and not _bounds_another(draft, t) and not _of_aside(draft, t) and not _of_object(draft, t)
                and not _is_of_later_clause(draft.grammar, t, trigger)
            )
            or (clause.link == "rel" and 0 < clause.start - t.end < 40)
        )
    ]  # fmt: skip
    if clause.link == "that":
        others = [t for t in others if not _of_finding(state.text, draft.grammar, t, trigger)]
    others = _of_part(draft.grammar, others, trigger)
    before = [t for t in others if t.end <= trigger.start]
    if before:
        return before[0] if before[0].start - sentence.start < 25 else before[-1]
    if others and draft.type not in VERBAL:
        return others[0]
    return others[0] if others and clause.link != "rel" and len(others) == 1 else None


def fronted_time(state: State, draft: Draft, sentence: Sentence) -> TimeExpression | None:
    """Return the time with which a sentence opens, and which rules what "and" joins ("On Monday A did B, and C did D").

    Parameters
    ----------
    state
        The reading of the article.
    draft
        The act that is joined.
    sentence
        Where it stands.
    """
    grammar = draft.grammar
    first = next((t.start for t in grammar.triggers if t.finite), draft.trigger.start)
    for time in state.times.within(sentence.start, min(first, draft.clause.start)):
        comma = state.text.startswith(",", time.end)
        opens = time.start - sentence.start < _AT_FRONT
        if time.anchor and (opens or (comma and grammar.words.texts[0] in _OPENINGS)):
            return time
    return None


def _heading(state: State, draft: Draft) -> TimeExpression | None:
    """Return the time that a colon parts from the clause that it dates ("October 2015: the envoys toured X")."""
    start = draft.clause.start
    near = state.times.within(max(draft.grammar.start, start - _BEFORE_COLON), start)
    if near and state.times.any_within(start, draft.clause.end):
        return None
    return near[-1] if near and state.text[near[-1].end : start].strip() == ":" else None


def _of_part(grammar: Grammar, times: list[TimeExpression], trigger: Trigger) -> list[TimeExpression]:
    """Return the times between the semicolons round a trigger where there are any, else all."""
    cuts = [c.start for c in grammar.clauses if c.link == "stop"]
    if not cuts or len(times) < _TWO:
        return times
    low = max((cut for cut in cuts if cut <= trigger.start), default=grammar.start)
    high = min((cut for cut in cuts if cut > trigger.start), default=grammar.end)
    return [t for t in times if low <= t.start < high] or times


def _is_of_a_name(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time only describes something named ("crimes dating back to 1990", "condemned Sunday's raids")."""
    if time.text.lower() == "recent":
        return draft.type in VERBAL and draft.trigger.voice != "noun"
    text = draft.grammar.text
    if text.startswith((")", ";", ","), time.end) and _CITED.search(text, max(0, time.start - _CITATION), time.start):
        return True
    if text.startswith(_OWNING, time.end):
        return draft.trigger.start < time.start and not _of_its_name(draft, time)
    if _DATED_FROM.search(text, max(0, time.start - _OF_OLD), time.start) is not None:
        return True
    span = time.interval is not None and time.interval.precision not in _DAY
    return span and _NTH_TIME.search(text, max(0, time.start - _OF_OLD), time.start) is not None


def _opens_noun(text: str, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time is the first word that describes a noun ("the early May French-brokered summit")."""
    return time.end < trigger.start and _ONE_NOUN.fullmatch(text, time.end, trigger.start) is not None


def in_brackets(state: State, time: TimeExpression) -> bool:
    """Tell whether a day stands in brackets behind a place ("talks in X (5 May) and in Y (7 May)").

    Parameters
    ----------
    state
        The reading of the article.
    time
        A time.
    """
    text, start = state.text, time.start
    if not (text.endswith(" (", 0, start) and text.startswith(")", time.end)):
        return False
    return any(m.end == start - 2 for m in state.mentions.within(max(0, start - _PLACE_REACH), start))


def when_opens(state: State, draft: Draft) -> TimeExpression | None:
    """Return the time that a clause tells more of ("since 1 May, when X fell").

    Parameters
    ----------
    state
        The reading of the article.
    draft
        The act.

    Returns
    -------
    The time right before the "when" of its clause, of the clause that it goes on with, or of that
    whose verb it is behind a relative clause ("since May, when those who held X fled").
    """
    clauses, index = draft.grammar.clauses, draft.trigger.clause
    if clauses[index].link == "back":
        while index > 0 and clauses[index].link != "rel":
            index -= 1
        index = max(index - 1, 0)
    while index > 0 and clauses[index].link == "and":  # "when troops entered X and took Y"
        index -= 1
    if clauses[index].link != "when":
        return None
    start = clauses[index].start
    near = state.times.within(max(draft.grammar.start, start - 40), start)
    return near[-1] if near and start - near[-1].end < _BEFORE_WHEN else None


def goes_on(state: State, draft: Draft) -> bool:
    """Tell whether a clause with "who" goes on with what people then did, at no other time.

    "Police broke up a march of miners, who threw stones"; not "a miner who had served in the army".
    """
    clause = draft.clause
    if clause.link != "rel" or _THEY_DID.match(state.text, max(0, clause.start - 2)) is None:
        return False
    return not state.times.any_within(clause.start, clause.end)


def _of_aside(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time between commas only describes somebody or something.

    "In X, under siege since May, a shell fell"; "repaired the pipeline, hit on Monday near X".
    """
    trigger, text = draft.trigger, draft.grammar.text
    if text.startswith(")", time.end) and _IN_BRACKETS.search(text, max(0, time.start - _BRACKET), time.start):
        return True  # "X (captured in 2016)"
    if time.end <= trigger.start:
        comma = text.rfind(",", draft.clause.start, time.start)
        return (
            SINCE.match(time.text) is not None
            and text.startswith(",", time.end)
            and comma >= 0
            and text[comma + 1 : time.start].strip() != ""
        )
    comma = text.rfind(",", trigger.end, time.start)
    if comma >= 0 and _TIME_NEXT.match(text, time.end):
        return True  # "shelled X, the scene of a massacre in 1992, on Monday"
    words = text[comma + 1 : time.start].split() if comma >= 0 else []
    if SINCE.match(time.text) and words and words[0] in ARTICLES:
        return True  # "took X, a ghost town since 1993"
    if not 0 < len(words) <= _FEW_WORDS or not _PARTICIPLE.fullmatch(words[0]):
        return False
    return not any(t.finite and comma < t.start < time.start for t in draft.grammar.triggers)


def _is_quoted(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time stands in a quotation, and the verb outside of it (""We have waited since 1994", he said")."""
    text, start = draft.grammar.text, draft.grammar.start
    if draft.type not in _QUOTING:
        return False
    return _opened(text, start, time.start) and not _opened(text, start, draft.trigger.start) and _QUOTE.search(text, time.end, draft.grammar.end) is not None


def _opened(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation that opens behind an offset is still open at another."""
    return text.count('"', start, end) % 2 == 1 or text.rfind("“", start, end) > text.rfind("”", start, end)


def _of_object(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time stands right behind what had been done to the object before ("took back positions captured a day earlier")."""
    trigger, text = draft.trigger, draft.grammar.text
    return trigger.finite and any(
        other.form in ("past", "part") and other.voice in ("reduced", "active") and other.rule.type == "ASSAULT" and other.rule.group != "casualties"
        and other.start > trigger.end and other.clause == trigger.clause and 0 < time.start - other.end < _RIGHT_BEHIND
        and _JOINED.search(text, trigger.end, other.start) is None
        for other in draft.grammar.triggers
    )


def _bounds_another(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether "before May" far behind a verb bounds something else ("the line held before May")."""
    interval = time.interval
    if interval is None or interval.start is not None or time.start < draft.trigger.end:
        return False
    return len(draft.grammar.text[draft.trigger.end : time.start].split()) > _FEW_WORDS


def _is_of_later_clause(grammar: Grammar, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time can only be that of a later clause, which goes back in time or tells of a place.

    "Troops shelled A and on Friday had taken B"; "they hit A, where a couple was killed on Friday".
    """
    index = grammar.clause_at(time.start)
    if index <= trigger.clause or _is_behind_aside(grammar, time, trigger, index):
        return False
    verb = next((t.start for t in grammar.triggers if t.clause == index and t.finite), 0)
    link = grammar.clauses[index].link
    if not verb or link == "where":
        return bool(verb)
    return link in _GOING_ON and " had " in grammar.text[time.end : max(verb, time.end)]


def _of_its_name(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time dates a noun of the same act ("killed in the fighting of 2 May", "in the May clashes")."""
    trigger, text = draft.trigger, draft.grammar.text
    return any(
        other.rule.type == draft.type
        and (0 <= time.start - other.end < _NEAR or (draft.type == "ASSAULT" and _opens_noun(text, time, other)))
        for other in draft.grammar.triggers
        if other.clause == trigger.clause and other.start > trigger.end
    )


def _is_of_another(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time before a verb belongs to what was said before, as in "destroyed in 2012, was hit".

    It does behind another verb ("who took it last month left"), and between commas; a time behind
    the verb may be that of a part ("killed since May, among them two in a raid on Monday").
    """
    trigger, grammar, start = draft.trigger, draft.grammar, draft.clause.start
    if time.end > trigger.start:
        return _PART.search(grammar.text, trigger.end, time.start) is not None
    if any(
        start <= other.start < time.start and other.clause == trigger.clause and other.finite
        for other in grammar.triggers
    ):
        return True
    text = grammar.text
    return text.startswith(",", time.end) and "," in text[start : time.start]


def is_loose(time: TimeExpression) -> bool:
    """Tell whether a time says less than a day that stands beside it ("earlier", "since May")."""
    weak = time.interval is not None and time.interval.basis.startswith("weak")
    return weak or SINCE.match(time.text) is not None or _LASTING.match(time.text) is not None


def _own_of_words(
    state: State, draft: Draft, sentence: Sentence, inside: Sequence[TimeExpression]
) -> TimeExpression | None:
    """Return when words were spoken: times before the verb, or right behind it.

    A time further behind may belong to what is spoken about ("condemned the attack on Monday").
    """
    trigger, grammar, clause = draft.trigger, draft.grammar, draft.clause
    if (written := _written(state, draft, sentence)) is not None:
        return written
    if trigger.form == "s" and _is_of_chronicle(state, draft):
        named = [t for t in inside if t.anchor and trigger.end <= t.start < clause.end]
        if named:
            return named[-1]  # "demands their withdrawal on 30 April"
    for time in inside:
        if trigger.start < time.start < trigger.end:
            return time  # "called Friday for calm"
        behind = trigger.end <= time.start < clause.end
        if behind and (time.anchor or _is_of_session(grammar.text, time)) and _is_of_words(draft, time):
            return time
    if clause.link in ("and-new", "stop", "while"):
        before = [t for t in inside if t.anchor and clause.start <= t.start < trigger.start]
        front = fronted_time(state, draft, sentence) if clause.link == "and-new" else None
        return before[-1] if before else front
    before = [
        t for t in state.times.within(sentence.start, trigger.start)
        if (t.anchor or _is_of_session(grammar.text, t)) and not _subordinate(grammar, t, trigger)
        and not state.text.startswith("after ", t.start) and not _is_quoted(draft, t)
    ]  # fmt: skip
    if before:
        return before[0] if before[0].start - sentence.start < 25 else before[-1]
    if clause.link in ("that", "say") and draft.own_voice:
        return next(iter(times_of_saying(state, draft, sentence)), None)
    if trigger.clause + 1 < len(grammar.clauses):  # "..., the ministry said on Thursday"
        following = grammar.clauses[trigger.clause + 1]
        if following.link == "attr":
            said = (t for t in state.times.within(following.start, following.end) if t.anchor)
            return next(said, None)
    return _of_saying_on(state, draft, sentence)


def _is_of_chronicle(state: State, draft: Draft) -> bool:
    """Tell whether a draft stands under a year or a day that heads what a chronicle tells in the present tense."""
    head = state.head_before(draft.start)
    return head is not None and draft.start < head.heads


def times_of_saying(state: State, draft: Draft, sentence: Sentence) -> list[TimeExpression]:
    """Return the times of a sentence that may say when its words were spoken, not those of what is said.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        The words.
    sentence
        Where they stand.
    """
    grammar = draft.grammar
    return [
        t for t in state.times.within(sentence.start, sentence.end)
        if t.anchor and grammar.clauses[grammar.clause_at(t.start)].link not in _DESCRIBING_LINKS
    ]  # fmt: skip


def _of_saying_on(state: State, draft: Draft, sentence: Sentence) -> TimeExpression | None:
    """Return the day of the participle that words the same speech ("accused X of Y, saying on Monday that")."""
    trigger, grammar = draft.trigger, draft.grammar
    for other in grammar.triggers:
        if other.start < trigger.end or other.clause == trigger.clause:
            continue
        if other.finite or other.voice == "phrase":
            break
        if other.voice == "participle" and other.rule.type in SPOKEN:
            near = state.times.within(other.end, sentence.end)
            fits = near and near[0].anchor and _TO_TIME.fullmatch(grammar.text, other.end, near[0].start)
            return near[0] if fits else None
    return None


def _written(state: State, draft: Draft, sentence: Sentence) -> TimeExpression | None:
    """Return the day of the text that words stand in ("demanded in a resolution of 5 May that ...")."""
    text, trigger = state.text, draft.trigger
    if trigger.voice == "noun":
        return None
    for time in state.times.within(sentence.start, sentence.end):
        if time.anchor or time.interval is None or time.interval.precision != "day":
            continue
        if _subordinate(draft.grammar, time, trigger):
            continue
        if _IN_TEXT.search(text, sentence.start, time.start):
            return time
        if time.end <= trigger.start and _TEXT_SPEAKS.match(text, sentence.start, time.start):
            return time
    return None


def _is_of_words(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time behind a verb of speaking says when the words were spoken."""
    trigger, grammar = draft.trigger, draft.grammar
    between = _APPOSED.sub("", grammar.text[trigger.end : time.start])
    count = len(between.split())
    if count <= 1 or _is_of_session(grammar.text, time):
        return True
    if _is_of_now(time, between, grammar) or _closes_purpose(draft, time, between):
        return True
    if SINCE.match(time.text) or dates_a_name(draft, time):
        return False
    # A truce that is asked for, or talked about, has no day that has passed.
    spoken = (*_WORDS, "AGREE") if draft.type in ("REQUEST", "CONSULT") else _WORDS
    if " that " in between or any(
        trigger.end <= t.start < time.start and t.rule.type not in spoken
        and not (draft.type == "REJECT" and t.rule.type == "AGREE" and t.voice == "noun")
        for t in grammar.triggers
    ):  # fmt: skip
        return False
    return count <= 6 or trigger.voice == "phrase" or _OCCASION.search(between) is not None


def _is_of_session(text: str, time: TimeExpression) -> bool:
    """Tell whether a day is that of the meeting at which words were spoken ("at its 14 May session")."""
    low = max(0, time.start - _OF_OLD)
    return _AT_ITS.search(text, low, time.start) is not None and _SESSION.match(text, time.end) is not None


def _is_of_now(time: TimeExpression, between: str, grammar: Grammar) -> bool:
    """Tell whether a time that ends a sentence can only be that of the words themselves."""
    if " that " in between or grammar.text[time.end : grammar.end].strip(".”\"’' "):
        return False
    return time.text.lower() in _OF_NOW or _UNSEEN.search(between) is not None


def _closes_purpose(draft: Draft, time: TimeExpression, between: str) -> bool:
    """Tell whether a day behind the purpose of what was declared is that of the words ("... to fight cholera on 5 May")."""
    if draft.type != "STATEMENT" or time.interval is None or time.interval.precision != "day":
        return False
    trigger, grammar = draft.trigger, draft.grammar
    if " that " in between or _PURPOSE.search(between) is None:
        return False
    return not any(trigger.end <= t.start < time.start for t in grammar.triggers)


def dates_a_name(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time behind words only dates a text or an act that they are about.

    Parameters
    ----------
    draft
        The words.
    time
        A time behind their verb.

    Returns
    -------
    True for "discussed the treaty of 1997" and "discussed the steps agreed in April".
    """
    trigger, text = draft.trigger, draft.grammar.text
    return any(
        trigger.end <= t.start < time.start and (
            (t.voice == "noun" and _MADE.fullmatch(text, t.end, time.start) is not None)
            or (t.voice == "reduced" and "," not in text[t.end : time.start])
        )
        for t in draft.grammar.triggers
    )  # fmt: skip


def _of_finding(text: str, grammar: Grammar, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time says when something was found out that a later clause tells."""
    index = grammar.clause_at(time.start)
    clause = grammar.clauses[index]
    return index < trigger.clause and _FINDING.search(text, clause.start, time.start) is not None


def aside_before(text: str, time: TimeExpression, low: int) -> int:
    """Return the offset of the comma that parts a time from what stands before it ("..., on Monday"), or ``low``.

    Parameters
    ----------
    text
        The folded article.
    time
        A time.
    low
        Where the words before it begin.
    """
    comma = text.rfind(",", low, time.start)
    return comma if comma >= 0 and _TO_DAY.fullmatch(text, comma, time.start) else low


def _subordinate(grammar: Grammar, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time stands in a clause that only describes something else."""
    index = grammar.clause_at(time.start)
    if grammar.clauses[trigger.clause].link == "back":
        if _is_occasion(grammar, index):
            return False
        return grammar.subject_span(trigger.clause)[1] <= time.start < trigger.start and (
            index != trigger.clause
        )
    if index == trigger.clause or grammar.clauses[index].link not in _DESCRIBING_LINKS:
        return False
    return not _is_behind_aside(grammar, time, trigger, index)


def _is_occasion(grammar: Grammar, index: int) -> bool:
    """Tell whether a clause between commas says on what occasion somebody speaks ("X, visiting Y on Monday, condemned Z")."""
    clause = grammar.clauses[index]
    return clause.link == "ing" and grammar.words.texts[clause.first] in _OCCASIONS


def _is_behind_aside(grammar: Grammar, time: TimeExpression, trigger: Trigger, index: int) -> bool:
    """Tell whether a time stands behind what a name is called ("blocked the road near X, which is called Y, on Monday")."""
    clause = grammar.clauses[index]
    if clause.link not in _ASIDES or index != trigger.clause + 1 or trigger.voice not in _VERBS:
        return False
    comma = grammar.text.rfind(",", clause.start, time.start)
    if comma < 0 or _TO_DAY.fullmatch(grammar.text, comma, time.start) is None:
        return False
    dated = _TIME_WORD.search(grammar.text, clause.start, comma) is not None
    return dated or not any(t.clause == index and t.finite for t in grammar.triggers)


def distance(time: TimeExpression, trigger: Trigger) -> int:
    """Return the characters between a time and a trigger."""
    return trigger.start - time.end if time.end <= trigger.start else time.start - trigger.end



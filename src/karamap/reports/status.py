"""A trigger in its sentence goes in; whether it is told as a fact comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.records import Status
from karamap.reports.clauses import BEFORE_MONTH, Clause
from karamap.reports.cues import Cue
from karamap.reports.denials import DENIABLE, UNTRUE, untrue_from
from karamap.reports.grammar import MODALS, Grammar, Trigger

# "Gunfire could be heard": it was.
BY_VOTE = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "REJECT"))  # "voted unanimously on Thursday to condemn X": it is condemned
_BY_VOTE_DONE = re.compile(r"(?:ratif|approv|endors|adopt|recogni[sz]|annul|revok|abolish|dissolv|censur)")  # "voted 71-0 to ratify": it is ratified
_SENSED = r"(?!\s+(?:also\s+|still\s+|clearly\s+)?(?:be\s+(?:heard|seen|felt)|hear|see|feel)\b)"
# The verb, not the month: "in May", "the May clashes", "of May and June".
_MAY = (
    r"may(?<!\d may)(?<!s' may)" + "".join(rf"(?<!\b{word} may)" for word in sorted(BEFORE_MONTH))
    + r"(?!\s+(?:\d|and\s+(?:april|june|july)\b))"
)
# What may stand behind "is" before it says what lies ahead ("is now once again to").
_MEANTIME = r"(?:(?:now|also|still|again|already|then|since|\w+ly)\s+|(?:once|yet)\s+again\s+){0,2}"
_HYPOTHETICAL = Cue(
    rf"\b(?:could{_SENSED}|might|{_MAY}|possibility|possible|"
    r"potential(?:ly)?|fears?\s+(?:of|that)|fearing|risks?\s+of|see(?:s|n|ing)?\s+signs?\s+of|"
    r"threats?\s+of|danger\s+of|in\s+case|in\s+the\s+event\s+of|prevent(?:ing|ed|s)?|avert(?:ing|ed|s)?|"
    r"avoid(?:ing)?|(?:is|are|was|were)\s+(?:\w+\s+)?(?:un)?likely\s+to|likelihood|prospects?\s+of|would\s+(?:have|be|lead)|speculation)\b",
    "could might may possibility possible potential potentially signs sign fear fears fearing risk risks"
    " threat threats danger case event prevent preventing prevented prevents avert averting averted averts avoid avoiding likely unlikely"
    " likelihood"
    " prospect prospects would speculation",
)
# Before "that": what is feared or hoped, what only goes round, and what is said to be untrue.
_FEARED = Cue(
    r"\b(?:fear(?:s|ed)?|worr(?:y|ies|ied)|afraid|hope[sd]?|doubt(?:s|ed)?|no\s+(?:\w+\s+)?(?:evidence|signs?|indication))\s+(?:\w+ly\s+)?$",
    "fear fears feared worry worries worried afraid hope hopes hoped doubt doubts doubted evidence sign signs indication",
)
_RUMOURED = Cue(
    r"\b(?:rumou?rs?|no\s+(?:\w+\s+)?(?:confirmation|word|proof)|not\s+(?:been\s+)?(?:\w+ly\s+)?confirmed|suspect(?:s|ed)?|"
    r"nor\s+(?:confirmed|denied))\b[^,;.]{0,40}$",
    "rumour rumours rumor rumors confirmation word proof confirmed suspect suspects suspected denied",
)
_NOT_TRUE = Cue(
    r"\b(?:not\s+true|untrue|false|a\s+lie|no\s+truth|wrong|incorrect|nonsense)(?:\s+\w+){0,3}\s+$",
    "true untrue false lie truth wrong incorrect nonsense",
)
_NOT = frozenset(("not", "never", "t"))
_GOES_ON = frozenset(("and",))  # links behind which what was said of the clause before still holds
_WERE_TO = Cue(r"\b(?:were\s+to|was\s+to\s+(?:have\s+)?be(?:en)?|(?:was|were)\s+supposed\s+to)\b", "were was", "to")
_PLANS_TO = Cue(
    r"\b(?:plans?|planned|planning|intends?|intended|means|meant|aims?|ready|prepar(?:es|ed|ing)|scheduled|set|expected|due|is|are|about|"
    r"promised|pledged|vowed|willing|decided|going|days|weeks|months|will\s+be\s+able|poised|slated|gearing\s+up|on\s+course|on\s+track|hopes?|hoping|expects?)"
    r"\s+(?:\w+ly\s+)?to\s+(?:\w+ly\s+)?$",
    "plan plans planned planning intend intends intended means meant aim aims ready prepares prepared preparing"
    " scheduled set expected due is are about promised pledged vowed willing decided going days"
    " weeks months will poised slated gearing course track hope hopes hoping expect expects",
    "to",
)
# "They failed to agree", "has yet to recognise the state": what was not done.
_LEFT_UNDONE = Cue(
    r"\b(?:fail(?:s|ed|ing)?|(?:has|have|had|is|are)\s+yet|unable|neglected)\s+(?:\w+ly\s+)?to\s+(?:\w+ly\s+)?$",
    "fail fails failed failing yet unable neglected",
    "to",
)
# "The assembly voted by 93 to 24 to expel X": what a body has made up its mind to do.
_VOTED_TO = Cue(
    r"\bvoted\s+(?:[\w\-]+\s+){0,6}to\s+(?:\w+ly\s+)?$",
    "voted",
    "to",
)
# What somebody wants, expects or would not have others do, and what is readied: "wants the border to be closed", "waited for X to attack".
_OBJECT_OF = r"(?:(?!and\b|but\b|that\b|who\b|which\b)[\w'\-]+\s+){1,8}?to\s+(?:(?:be|have\s+been)\s+)?(?:\w+ly\s+)?"
_TAKES = r"(?:[a-z]+\s+(?:(?:a|an|the|its|their|any|new|another|more|further)\s+){0,2}(?:[\w\-]+\s+)?)?"  # before a noun: "to launch an offensive"
_WANTED = (
    r"\b(?:want(?:s|ed|ing)?|wish(?:es|ed|ing)?(?:\s+for)?|would\s+like|(?:sought|seek(?:s|ing)?|long(?:s|ed|ing)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?)\s+for)\s+"
)
_WANTED_WORDS = "want wants wanted wanting wish wishes wished wishing would sought seek seeks seeking long longs longed longing press presses pressed pressing push pushes pushed pushing"
_WAITED = (
    r"\b(?:(?:not|never|n['’]t|cannot|no\s+longer|refus\w+\s+to|nobody|no\s+one)\s+(?:\w+\s+){0,2}?(?:allow(?:ed|s)?|permit(?:ted|s)?|tolerate|let|want(?:s|ed)?|imagine|accept)|"
    r"expect(?:s|ed|ing)?|predict(?:s|ed|ing)?|(?:fear(?:s|ed|ing)?|hop(?:es?|ed|ing)|wait(?:s|ed|ing)?|matter\s+of\s+time|time)\s+for)\s+(?:for\s+)?"
)
_WAITED_WORDS = (
    "allow allowed allows permit permitted permits tolerate let want wants wanted imagine accept expect expects expected expecting predict predicts"
    " predicted predicting fear fears feared fearing hope hopes hoped hoping wait waits waited waiting time"
)
_READIED = (
    r"\b(?:(?:intend(?:s|ed|ing)?|prepar(?:es?|ed|ing)|plan(?:s|ned|ning)?|ready|set|scheduled|provid(?:es|ed|ing)|arrang(?:es|ed|ing)|allow(?:s|ed|ing))\s+"
    r"(?:(?:made|laid|is|are|was|were)\s+){0,2}for|intend(?:s|ed|ing)?)\s+"
)
_READIED_WORDS = (
    "intend intends intended intending prepare prepares prepared preparing plan plans planned planning ready set scheduled provides provided"
    " providing arranges arranged arranging allows allowed allowing"
)

def _object_of(words: str, signs: str, status: Status) -> tuple[Cue, Cue, Status]:
    """Return what finds a verb, and a noun, in what is wanted, awaited or readied, with how that is told."""
    return Cue(words + _OBJECT_OF + "$", signs, "to"), Cue(words + _OBJECT_OF + _TAKES + "$", signs, "to"), status


_GOVERNED = (
    _object_of(_WANTED, _WANTED_WORDS, "called_for"),
    _object_of(_READIED, _READIED_WORDS, "planned"),
    _object_of(_WAITED, _WAITED_WORDS, "hypothetical"),
)
_IF = Cue(r"\b(?:if|unless|whether)\b", "if unless whether")
_PLANNED = Cue(
    r"\b(?:will|shall|plans?\s+(?:to|for|an?|the|its|new|fresh|further|more)|planned|planning|"
    r"going\s+to\s+(?:be|begin|start|launch|attack|strike|hit|fight|send|deploy|hold|meet|visit|sign|impose|order|release|open|close|call|leave|withdraw|take|give)\b|readying|plotting|"
    r"intends?\s+to|intend\s+to|"
    r"ready\s+to|readiness|willing(?:ness)?|prepared\s+to|preparing|scheduled|set\s+to|expected\s+to|"
    r"due\s+to\s+(?:meet|hold|visit|begin|start|take)|about\s+to|upcoming|promised|pledged|next\s+week|"
    r"next\s+month|tomorrow)\b",
    "will shall plan plans planned planning going readying plotting intend intends ready readiness willing willingness"
    " prepared preparing scheduled set expected due about upcoming promised pledged next tomorrow",
)
# "A summit planned for Monday": said of a noun, right behind it.
_PLANNED_FOR = Cue(
    r",?\s+(?:(?:which|that)\s+(?:is|are)\s+)?(?:planned|scheduled|due|set|slated|expected)\s+(?:to|for|on|in|at|next|this)\b",
    "planned scheduled due set slated expected",
)
# What a text lays down: "the accord provides for the withdrawal of A, the return of B".
_LAYS_DOWN = Cue(
    r"\b(?:provid(?:es|ed|ing)\s+for|envisag(?:es|ed|ing)|envisions?|envisioned|stipulat(?:es|ed|ing)|foresees|foresaw|foreseeing)\b",
    "provides provided providing envisages envisaged envisaging envision envisions envisioned stipulates stipulated"
    " stipulating foresees foresaw foreseeing",
)
_IS_TO = Cue(rf"\b(?:is|are)\s+{_MEANTIME}to\b", "is are", "to")
_CLAIM = Cue(
    r"\b(?:claim(?:s|ed|ing)?(?!\s+(?:[\w,.\-]+\s+){0,5}(?:lives|life|victims)\b)|alleg(?:e|es|ed|edly|ing)|reportedly|purported(?:ly)?|according\s+to|"
    r"what\s+(?:it|they|he|she)\s+(?:called|described)|accus(?:e|es|ed|ing)|likely|"
    r"unconfirmed|believes?|supposedly)\b",
    "claim claims claimed claiming allege alleges alleged allegedly alleging reportedly purported"
    " purportedly according called described accuse accuses accused accusing likely unconfirmed"
    " believe believes supposedly",
)
_NEGATION = frozenset("not cannot unable no never n't without nor neither denied".split())
# A subject that did nothing: "not a single soldier crossed", "none of the trucks arrived".
_NOBODY = Cue(
    r"[\"'\s]*(?:that\s+)?(?:not\s+(?:a\s+single|one|a)\s|no\s+(?!longer\b|doubt\b|sooner\b|less\b|fewer\b)|none\s+of\s|neither\s|nobody\b|nothing\b)"
    r"(?:[\w'\-]+\s+){0,6}$",
    "not no none neither nobody nothing",
)
# "Nor has the army withdrawn from X".
_WAS = re.compile(r"\b(?:was|were|had\s+been)\s+(?:\w+ly\s+)?$")
_NOR = re.compile(r"[\s\"',]*(?:and\s+)?nor\s+(?:has|have|had|did|does|do|is|are|was|were|will|would|can|could)\b")
# A main clause of what was not so yet ("held its fire until rebels attacked"), not of what somebody will or would not do.
_WILL_NOT = Cue(
    r"\b(?:will|would|shall|should|must|may|might|can|could|cannot|won|refuse[sd]?|refusing|vow(?:s|ed)?|pledge[sd]?|insist(?:s|ed)?|demand(?:s|ed|ing)?|"
    r"threaten(?:s|ed)?|promise[sd]?|agree[sd]?|plan(?:s|ned)?)\b",
    "will would shall should must may might can could cannot won refuse refused refuses refusing vow vowed vows pledge pledged pledges insist insisted insists"
    " demand demanded demands demanding threaten threatened threatens promise promised promises agree agreed agrees plan plans planned",
)
_NEUTRAL_NO = Cue(
    r"\bno\s+(?:longer|doubt|end|less|fewer|later|side|reason|immediate|casualties|deaths|injuries|one)\b",
    "no",
)
_NOUN_WOULD = Cue(
    r"(?:\s+(?!which\b|that\b|who\b|and\b|but\b|was\b|were\b|had\b|has\b|took\b|said\b)[\w'\-]+){0,7}?\s+"
    rf"(?:could{_SENSED}|might|{_MAY}|would(?!\s+have\b))\b",
    "could might may would",
)
_NO_NOUN = Cue(
    r"\bno\s+(?:(?:final|formal|new|further|other|more|additional|comprehensive|written|such|peace|official|direct|joint|"
    r"bilateral|trilateral|major|serious|fresh|large-scale|armed)\s+){1,3}$",
    "no",
)
# "Has not ordered an attack", "never launched an offensive": what a noun names was not done.
_NOT_DONE = Cue(
    r"\b(?:(?:has|have|had|did|does|do|is|are|was|were)(?:\s+not|n['’]t)|never|yet\s+to|refrain(?:s|ed|ing)?\s+from)\s+(?:\w+ly\s+)?"
    r"(?:(?:launch|order|beg[aiu]n|start|mount|stag|conduct|undert[ao]k|wag|unleash|open|authori[sz]|mak|made)\w*|carr\w+\s+out)\s+"
    r"(?:(?:a|an|the|any|its|their|this|such|another)\s+)?(?:[\w\-]+\s+){0,2}$",
    "not never yet refrain refrains refrained refraining t",
)
_NOT_HAPPENED = Cue(
    r"\b(?:has|have|had|was|were|did|is|are)(?:\s+not|\s+never|n't)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:take[n]?\s+place|happen\w*|occur\w*|start\w*|begin|begun|reach\w*|sign\w*|held|agreed|resume\w*)\b",
    "not never t",
)
_WOULD_HAVE = Cue(r"\b(?:would|could|might)\s+(?:\w+\s+)?have\b", "would could might")
_COMES = Cue(r"\b(?:comes|goes|enters)\s+into\b|\btakes\s+effect\b", "comes goes enters takes")
_TO_BE_HELD = Cue(
    r"[^,;]{0,60}?\bto\s+(?:be\s+held|take\s+place|begin|start)\b", "held place begin start"
)
_NEXT_TIME = Cue(
    r"\b(?:next\s+(?:week|month|\w+day)|tomorrow|later\s+this\s+(?:week|month)|on\s+\w+day|in\s+the\s+coming\s+\w+)\b",
    "next tomorrow later on coming",
)
_WILL_NEXT = Cue(r"\s+will\b", "will")
# "A summit of leaders will be held", "talks on security are to open": a noun that lies ahead.
_AHEAD = Cue(
    r"(?:\s+(?:(?!that\b|which\b|who\b|was\b|were\b|has\b|had\b|after\b|before\b|as\b)[\w'\-]+)){0,8}?\s+(?:will|shall|"
    rf"(?:is|are)\s+{_MEANTIME}(?:to\b|(?:due|set|scheduled|expected|planned|slated|likely)\s+(?:to|for|in|on|next|this|here|there)\b))",
    "will shall is are",
)
# "The meeting, to be hosted by X, is planned for Monday", "the envoy is expected in Y".
_EXPECTED = Cue(
    rf"\b(?:is|are|was|were)\s+{_MEANTIME}(?:planned|scheduled|due|set|slated|expected|awaited)\s+(?:for|on|in|at|next|this|here|there|today|tomorrow)\b",
    "planned scheduled due set slated expected awaited",
)
# "An attack looms", "an invasion is only a matter of time".
# "The measure lets the authorities call up reservists, impose curfews and close roads".
_EMPOWERS = Cue(
    r"\b(?:measure|law|bill|decree|powers?|rules?|legislation|amendments?|emergency|mandate)\s+(?:(?:also|would|will|now|further)\s+)?"
    r"(?:lets?|allows?|enables?|empowers?|authori[sz]es?|permits?|entitles?)\s",
    "let lets allow allows enable enables empower empowers authorise authorises authorize authorizes permit permits entitle entitles",
)
_OPEN_NEXT = Cue(
    r"(?:\s+(?!and\b|but\b|was\b|were\b|is\b|are\b|had\b|has\b|that\b|which\b|who\b)[\w'\-]+){0,5}?\s+(?:looms?|loomed|(?:is|are|was|were|seem(?:s|ed)?|remain(?:s|ed)?|look(?:s|ed)?|appear(?:s|ed)?)\s+(?:\w+\s+)?"
    r"(?:(?:un)?likely|inevitable|imminent|unthinkable|(?:im)?possible|unavoidable|a\s+matter\s+of\s+time|an\s+option|(?:not\s+)?on\s+the\s+(?:table|agenda|cards)))\b",
    "loom looms loomed likely unlikely inevitable imminent unthinkable possible impossible unavoidable matter option table agenda cards",
)
# "Talks between the two, which were to be held in Fooville, have been called off".
_PUT_OFF = Cue(
    r"[^.;]{0,120}?\b(?:has|have|had|was|were)\s+(?:been\s+|abruptly\s+|also\s+)?(?:(?P<later>postponed|put\s+off|delayed|rescheduled)|called\s+off|cancelled|canceled|scrapped)\b",
    "postponed put delayed rescheduled called cancelled canceled scrapped",
)
_SCHEDULED = Cue(
    r"(?:\s+(?!and\b|but\b|that\b|which\b)[\w'’\-]+){0,7}?\s+(?:(?:is|are|has\s+been|have\s+been)\s+(?:also\s+|being\s+)?(?:planned|scheduled|announced|called)|"
    r"(?:was|were)\s+(?:announced|called|scheduled)\s*$)",
    "planned scheduled announced called",
)
_ONLY_TO = Cue(r"(?:,|\b(?!(?:is|are|was|were|agreed?s?|allowed|meant)\b)\w+)\s+only\s+to\s+(?:be\s+)?$", "only")  # "resumed, only to be halted anew"
_WISH = frozenset("should must ought".split())
_PLANNABLE = frozenset("AGREE CONSULT AID RETREAT CONCEDE MOBILIZE ASSAULT SANCTION COERCE PROTEST".split())
_ANNOUNCED = _PLANNABLE | {"REJECT"}
# Where a sentence has neither a word of the first list, nor one of each of the others, all that it
# tells is asserted.
_TELLING = MODALS.union(
    _NEGATION, _WISH, ("t", "ll"), UNTRUE.words,
    *(
        cue.words
        for cue in (
            _HYPOTHETICAL, _IF, _PLANNED, _CLAIM, _NEUTRAL_NO, _NOUN_WOULD, _NO_NOUN, _NOT_HAPPENED,
            _WOULD_HAVE, _COMES, _TO_BE_HELD, _WILL_NEXT, _EXPECTED, _PLANNED_FOR,
            _NOT_DONE, _NOBODY, _LAYS_DOWN, _FEARED, _RUMOURED, _NOT_TRUE, _OPEN_NEXT, _EMPOWERS,
        )
    ),
    _PLANS_TO.words - {"is", "are"}, _VOTED_TO.words,
    _LEFT_UNDONE.words,
)  # fmt: skip
_BEFORE_NAMES = frozenset("a an the any another no".split())  # words before a phrase that names an act ("an exchange of fire")
_COPULAS = frozenset(("is", "are", "were"))
_GOVERNING = frozenset[str]().union(*(cue.words for cue, _, _ in _GOVERNED))  # before "to"
_BEHIND_COPULA = frozenset("to due set scheduled expected planned slated likely".split())


def status_of(grammar: Grammar, trigger: Trigger) -> Status:
    """Return how a report is told, attribution to a speaker apart.

    Parameters
    ----------
    grammar
        The sentence.
    trigger
        The trigger.

    Returns
    -------
    The status by the words of the clause: negated, hypothetical, planned, claimed or asserted.
    """
    clause = grammar.clauses[trigger.clause]
    if clause.link in ("until", "lest") and not came_about(grammar, trigger):
        return "hypothetical"
    if _is_on_the_calendar(grammar, trigger) or _is_scheduled(grammar, trigger):
        return "planned"
    if trigger.rule.type == "CONSULT" and trigger.voice == "noun" and not is_set_for(grammar, trigger) and (off := _PUT_OFF.match(grammar, trigger.end, grammar.end)) is not None:
        return "planned" if off["later"] else "negated"
    if _is_plain(grammar.bag) or _ONLY_TO.search(grammar, clause.start, trigger.start):
        return "asserted"
    if clause.link == "and" and _WOULD_HAVE.search(grammar, grammar.start, clause.start):
        return "hypothetical"
    if trigger.rule.type in DENIABLE and untrue_from(grammar, trigger) is not None:
        return "denied"
    head = _scope(grammar, trigger.clause)
    if head.link in ("if", "unless") or grammar.words.texts[head.first] == "should" or _IF.search(grammar, head.start, trigger.start):
        return "hypothetical"
    if head.link == "that" and (viewed := _behind_that(grammar, trigger, head)) is not None:
        return viewed
    near = grammar.before(trigger.token, 4)
    if _is_negated(grammar, trigger, clause, near):
        return "negated"
    if _is_announced(grammar, trigger, near):
        return "planned"
    if not trigger.finite and _is_laid_down(grammar, trigger):
        return "planned"
    for cue in (_HYPOTHETICAL, _WERE_TO):
        if cue.search(grammar, clause.start, trigger.start):
            return "hypothetical"
    if trigger.voice == "infinitive":
        if _PLANS_TO.search(grammar, clause.start, trigger.start):
            return "planned"
        if not is_done_by_vote(grammar, trigger) and _VOTED_TO.search(grammar, clause.start, trigger.start):
            return "planned"
    if trigger.form in ("base", "noun") and trigger.rule.type != "CONCEDE" and _EMPOWERS.search(grammar, grammar.start, trigger.start):
        return "called_for"
    if (governed := _governed(grammar, trigger, clause)) is not None:
        return governed
    named = trigger.voice == "noun" or (trigger.voice == "phrase" and grammar.word_before(trigger.token) in _BEFORE_NAMES)
    told = _of_noun(grammar, trigger, clause) if named else None
    return told or _by_modal(grammar, trigger, near) or _by_words(grammar, trigger, clause)


def _governed(grammar: Grammar, trigger: Trigger, clause: Clause) -> Status | None:
    """Return how an act is told that somebody wants, awaits, readies or would not allow others to do."""
    if "to" not in grammar.bag or grammar.bag.isdisjoint(_GOVERNING):
        return None
    noun = trigger.voice == "noun"
    for verbs, nouns, status in _GOVERNED:
        if (nouns if noun else verbs).search(grammar, clause.start, trigger.start):
            return status
    return None


def _scope(grammar: Grammar, index: int) -> Clause:
    """Return the clause that says how the one at an index is told: itself, or the first of those that "and" joins.

    "It is unclear whether A fell and B burned"; behind a comma another matter may begin.
    """
    while index and (
        grammar.clauses[index].link in _GOES_ON
        or (grammar.clauses[index].link == "and-new" and not grammar.text.endswith((", ", ","), grammar.start, grammar.clauses[index].start))
    ):
        index -= 1
    return grammar.clauses[index]


def _behind_that(grammar: Grammar, trigger: Trigger, head: Clause) -> Status | None:
    """Return how an act is told behind "that", by what stands right before it ("residents fear that")."""
    before = grammar.start, head.start
    if trigger.rule.type in DENIABLE and _NOT_TRUE.search(grammar, *before):
        return "denied"
    if _FEARED.search(grammar, *before):
        return "hypothetical"
    return "claimed" if _RUMOURED.search(grammar, *before) else None


def came_about(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether "until" tells of what then happened ("held its fire until rebels shelled X"), not of a condition."""
    clause = grammar.clauses[trigger.clause]
    if clause.link != "until" or trigger.voice not in ("active", "passive") or (trigger.voice == "active" and trigger.form != "past"):
        return False
    if trigger.voice == "passive" and _WAS.search(grammar.text, clause.start, trigger.start) is None:
        return False
    return _WILL_NOT.search(grammar, grammar.start, clause.start) is None


def is_left_undone(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a trigger is what a party failed to do, or has yet to do."""
    start = grammar.clauses[trigger.clause].start
    return _LEFT_UNDONE.search(grammar, start, trigger.start) is not None


def _is_announced(grammar: Grammar, trigger: Trigger, near: Sequence[str]) -> bool:
    """Tell whether "said that X would be signed": what was ahead when it was said.

    What is said of fighting may only be feared, unless it has its day.
    """
    if trigger.rule.type not in _ANNOUNCED or "would" not in grammar.bag:
        return False
    if "would" not in near and not _NOUN_WOULD.match(grammar, trigger.end, grammar.end):
        return False
    by_plan = trigger.rule.type != "ASSAULT" and trigger.finite and "would" in near
    dated = _NEXT_TIME.search(grammar, trigger.end, grammar.end) is not None
    if not by_plan and not dated:
        return False
    if by_plan and dated and trigger.rule.type == "CONSULT":
        return True  # "the envoy would travel to X on Monday"
    return any(
        t.rule.group == "say" and t.form == "past" and t.clause < trigger.clause
        for t in grammar.triggers
    )


def _is_laid_down(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether an act is only what a text provides for, in the same breath."""
    found = _LAYS_DOWN.search(grammar, grammar.start, trigger.start)
    return found is not None and not any(
        t.finite and found.end() < t.start < trigger.start for t in grammar.triggers
    )


def _is_on_the_calendar(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether the present tells of what is to come ("she flies to X on Friday")."""
    return (
        trigger.rule.type == "CONSULT"
        and trigger.voice == "active"
        and trigger.form in ("s", "base")
        and MODALS.isdisjoint(grammar.before(trigger.token, 3))
        and _NEXT_TIME.search(grammar, trigger.end, grammar.clauses[trigger.clause].end) is not None
    )


def _is_scheduled(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether words behind a gathering say that it is to come ("a rally on 25 December is planned")."""
    return (
        trigger.rule.type in ("PROTEST", "CONSULT")
        and trigger.voice in ("noun", "phrase")
        and _SCHEDULED.match(grammar, trigger.end, grammar.clauses[trigger.clause].end) is not None
    )


def _is_plain(bag: frozenset[str]) -> bool:
    """Tell whether no word of a sentence can make it tell anything but plain facts."""
    if not bag.isdisjoint(_TELLING):
        return False
    if "to" in bag and (not bag.isdisjoint(_GOVERNING) or ("was" in bag and "be" in bag)):
        return False
    return bag.isdisjoint(_COPULAS) or bag.isdisjoint(_BEHIND_COPULA)


def _is_negated(grammar: Grammar, trigger: Trigger, clause: Clause, near: Sequence[str]) -> bool:
    """Tell whether a negation governs the trigger."""
    if trigger.rule.type == "REJECT":
        return False
    if trigger.rule.group == "casualties":  # "nobody was killed" is a toll of none; who "did not kill" denies an act
        return trigger.voice == "active" and bool(near) and "only" not in near and not _NOT.isdisjoint(near[-2:])
    if trigger.finite and (_NOBODY.match(grammar, clause.start, trigger.start) or _NOR.match(grammar.text, clause.start, trigger.start)):
        return True
    if trigger.voice == "infinitive" and is_left_undone(grammar, trigger):
        return True
    noun = trigger.voice == "noun"
    if noun and _NOT_DONE.search(grammar, clause.start, trigger.start):
        return True
    if noun and (denied := _NO_NOUN.search(grammar, clause.start, trigger.start)):
        return not _NEUTRAL_NO.search(grammar, *denied.span())
    if any(word in _NEGATION or word.endswith("n't") for word in near[-1 if noun else -3 :]):
        low = max(clause.start, trigger.start - 25)
        return not _NEUTRAL_NO.search(grammar, low, trigger.start)
    return False


def _of_noun(grammar: Grammar, trigger: Trigger, clause: Clause) -> Status | None:
    """Return how an act is told that a noun names, by the words behind it."""
    span = (trigger.end, clause.end)
    if trigger.rule.type == "AGREE" and _COMES.search(grammar, *span):
        return "planned"
    if _NOT_HAPPENED.search(grammar, *span):
        return "negated"
    if _TO_BE_HELD.match(grammar, *span) or is_set_for(grammar, trigger):
        return "planned"
    if _NOUN_WOULD.match(grammar, *span) or _OPEN_NEXT.match(grammar, *span):
        return "hypothetical"
    return "planned" if _AHEAD.match(grammar, *span) else None


def is_done_by_vote(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether an act is done by voting for it ("voted to condemn X", "voted to ratify the treaty")."""
    return trigger.rule.type in BY_VOTE or _BY_VOTE_DONE.match(grammar.text, trigger.start) is not None


def is_set_for(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a noun names something that is planned ("a summit scheduled for Monday")."""
    return _PLANNED_FOR.match(grammar, trigger.end, grammar.end) is not None


def _by_modal(grammar: Grammar, trigger: Trigger, near: Sequence[str]) -> Status | None:
    """Return how an act is told by the verb that rules its own."""
    modal = next((word for word in reversed(near) if word in MODALS), "")
    clause = grammar.clauses[trigger.clause]
    if modal in ("will", "shall", "'ll") or _WILL_NEXT.match(grammar, trigger.end, clause.end):
        return "planned"
    if modal in _WISH:
        return "called_for"
    return "hypothetical" if modal in ("would", "can") else None


def _by_words(grammar: Grammar, trigger: Trigger, clause: Clause) -> Status:
    """Return how an act is told by the words of its clause."""
    if trigger.rule.type in _PLANNABLE:
        for cue in (_PLANNED, _IS_TO):
            if cue.search(grammar, clause.start, trigger.end):
                return "planned"
        to_be = trigger.voice == "phrase" and grammar.word_before(trigger.token) == "to"
        if to_be or (
            trigger.rule.type != "ASSAULT"
            and _EXPECTED.search(grammar, clause.start, clause.end)
        ):
            return "planned"
    if trigger.rule.type == "ASSAULT" and _CLAIM.search(grammar, clause.start, clause.end):
        return "claimed"
    return "asserted"

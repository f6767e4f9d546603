"""The triggers of a sentence go in; a draft for each that states something comes out.

What somebody asks for, blames others for, or agrees to do is not a report of its own; a meeting or
an agreement that is named with its own day or town is, even there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from karamap.records import Sentence
from karamap.reports import when, where
from karamap.reports.cues import Cue
from karamap.reports.denials import (
    DENIABLE,
    UNTRUE_RULE,
    denied_act,
    denies_always,
    explains,
    is_bare,
    is_told_before,
    leaves_denial,
    untrue_from,
)
from karamap.reports.draft import TOLL_TOLD, VERBAL, Draft, State
from karamap.reports.grammar import (
    MODALS,
    Grammar,
    Trigger,
    describes_object,
    warns_of_fact,
)
from karamap.reports.kinds import CONDITIONS, retype
from karamap.reports.named_only import TALKS_FAILED, is_only_named, other_act
from karamap.reports.status import (
    came_about,
    is_done_by_vote,
    is_left_undone,
    is_set_for,
    status_of,
)
from karamap.reports.triggers import COUNTS
from karamap.verbs import may_be_past

_BACK_TO_IT = re.compile(r"\s+(?:it|this|that|so|them)\b(?!\s+\w)")  # "denied bombing it"
_SCOPING = frozenset("REQUEST ACCUSE REJECT THREATEN AGREE SUPPORT CONSULT CONCEDE".split())
_ENDING_LINKS = frozenset(
    "and and-new while when after as before rel stop attr since although though whereas"
    " until back main".split()
)
_MAIN = frozenset(("", "main", "and", "and-new", "stop", "while", "back"))
_AHEAD = frozenset(("REQUEST", "THREATEN"))  # whose words are of what is to come
_CONTRASTING = frozenset(("while", "though", "although", "whereas"))
_BESIDE = frozenset("and-new while when after as though although whereas back main".split())
_PAST_AUXILIARY = frozenset(("was", "were", "has", "have", "had"))
_OF_ONE_TIME = frozenset(("day", "hour", "part-of-day", "week", "part-of-month", "month", "season"))
_OPEN_LINKS = frozenset(("until", "unless", "lest"))  # behind these nothing has happened yet
_TALKS = frozenset(("AGREE", "CONSULT"))
_FRIENDLY = _TALKS | {"SUPPORT"}
_WAR = re.compile(r"(?:[\w\-]+\s+){0,4}(?:war|conflict)\b")
# "It was the only state to vote against the extension", "they were the last to leave".
_ONE_TO = Cue(
    r"\b(?:is|was|are|were|became|become)\s+(?:also\s+)?(?:among\s+)?the\s+(?:very\s+)?(?:only|first|last|latest)\s+(?:[\w\-]+\s+){0,4}to\s+$",
    "only first last latest",
)
_PROMISED = frozenset("CONCEDE RETREAT AID".split())
_DEEDS = frozenset("ASSAULT COERCE".split())
_FORCE = _DEEDS | {"RETREAT", "MOBILIZE"}
_PLANNABLE = frozenset(
    "AID MOBILIZE RETREAT COERCE CONSULT AGREE CONCEDE SANCTION REJECT PROTEST SUPPORT ACCUSE".split()
)
_YIELDING = frozenset(("AGREE", "CONCEDE"))
_WILL_NOT = frozenset(("will", "would", "'ll", "won't", "wouldn't"))
_WILLED = frozenset(("REJECT", "THREATEN"))  # whose phrases say what will be done, or will not
_WILL = frozenset(("will", "would", "'ll"))
_PRONOUNS = frozenset(("he", "she", "it", "they"))
_NEVER_DONE = frozenset("do does don't doesn't would wouldn't can cannot can't could couldn't".split())
_PLANNED_OR_OLD = frozenset("be to not the a an".split())
_DUE = frozenset("due set expected scheduled slated".split())
_NOT = frozenset(("not", "never"))
_OFTEN = frozenset("often usually sometimes regularly routinely always frequently".split())
_GERUND = frozenset(
    "that or of by for from against at without before after on than about stop stopped since when"
    " while amid despite".split()
)
# "Retaliated by outlawing imports": the means are done as well.
_BY_MEANS = Cue(
    r"\b(?:responded|retaliated|reacted|answered|replied|countered|punished|marked|celebrated)\s+(?:[\w\-']+\s+){0,6}by\s+$",
    "responded retaliated reacted answered replied countered punished marked celebrated",
    "by",
)
_REAL = frozenset(
    "began begin begun started continued continues continue managed resumed went forced used"
    " proceeded helped voted tried attempted trying attempting quick hastened rushed queued queuing queueing lined lining flocked flocking volunteered".split()
)
_CAUSING = frozenset("forcing forced forces compelling compelled causing caused prompting prompted leading obliging obliged".split())
_GATHERING = frozenset("came gathered assembled marched rallied converged poured streamed".split())
# Verbs of saying behind which a participle tells what was done ("reported destroying two tanks").
_CLAIMING = frozenset(
    "claimed claims claim claiming reported reports reporting admitted admits announced announces"
    " acknowledged acknowledges confirmed confirms boasted recorded".split()
)
# Texts of which a participle says what they do ("signed a decree ordering the release of X").
_TEXTS = frozenset("decree decrees order law bill resolution declaration statement letter note edict directive ordinance communique amendment".split())
_COUNT_REACH = 14  # words behind a verb of reporting among which it is said how those counted fared
# Between the verb of reporting and how those fared whom it counts.
_COUNTED = Cue(
    rf"\b(?:{'|'.join(sorted(_CLAIMING))})\s+(?:(?:at\s+least|some|about|around|nearly|over|more\s+than|up\s+to)\s+)?"
    rf"(?:\d[\d,.]*|one|(?:a\s+)?dozen|several|{'|'.join(sorted(COUNTS))})\b"
    r"(?:\s+(?!that\b|which\b|who\b|were\b|was\b|had\b|have\b|by\b)[\w\-']+){1,9}\s+$",
    " ".join(sorted(_CLAIMING)),
)
_ANSWERS = frozenset(("ACCUSE", "REQUEST", "THREATEN"))  # what is said along with a refusal
_ARTICLES = frozenset(("a", "an"))
_NOT_IN_NOTES = frozenset(("the", "a", "an"))
_IN_IT = frozenset(("in", "by", "during", "after"))
_TRIES = frozenset("attempt attempts bid bids tries attempting".split())
_OUTCOMES = frozenset(
    "repulsed repelled failed fails foiled thwarted beaten prevented stopped rebuffed collapsed suppressed averted"
    " halted succeeded unsuccessful abandoned made fended".split()
)
_BEHIND_DEAD = frozenset(
    "in at on after and or as from were was are is have has had include included including by near so".split()
)
_OF_DAY = re.compile(
    r"[\s,]*(?:(?:planned|scheduled|due|set|slated|expected)\s+(?:for|on|in|at|next|this)\b|(?:(?:signed|reached|dated|held|concluded|brokered|agreed|struck|convened|hosted|that\s+took\s+place|that\s+were\s+held)\s+)?"
    r"(?:\w+ly\s+)?(?:at\s+the\s+\w+\s+level\s+|by\s+[\w\- ]{3,30}\s+)?"
    r"(?:of|on|in|at|during|last|this|earlier|late)\b)"
)
_READY = re.compile(r"read|will")
_MODAL_NEXT = Cue(r"\s+(?:could|may|might|would)\b", "could may might would")
_HABIT = Cue(
    r"(?:\s+[\w\-]+){0,3}?\s+(?:is|are|remains?)\s+(?:frequent|common|rare|routine|regular)\b",
    "frequent common rare routine regular",
)
_COLLAPSED = Cue(
    r"\b(?:collapsed|broke\s+down|fell\s+apart|failed|unravell?ed|never\s+took\s+hold|was\s+broken|was\s+violated)\b",
    "collapsed broke fell failed unraveled unravelled never broken violated",
)
_BETWEEN_NEXT = Cue(r"\s+(?:(?:with|in|on|at)\s+)?(?:\w+\s+)?between\b", "between")
_BY_NEXT = Cue(r"\s+by\b", "by")
# ", a figure which is ...", ", a charge ...": what was just told.
_WORDS_OF = Cue(
    r",\s+an?\s+(?:[\w\-]+\s+)?(?:charge|claim|figure|number|toll|count|estimate|account|version|accusation|allegation|assertion|report|view)\s+$",
    "charge claim figure number toll count estimate account version accusation allegation assertion report view",
)
_BY_FORCES = Cue(
    r"\s+by\s+(?:the\s+)?(?:\w+\s+)?(?:forces|troops|militias?|army|fighters|rebels|militants|side)\b",
    "by",
)
_ASKED_FOR = re.compile(r"(?:\s+(?!the\b|of\b|to\b|that\b)[\w\-]+){0,4}\s*")
_OF_ONE = Cue(r"\b(?:of|for)\s+(?:an?|the|this|that)\s+(?:[\w\-]+\s+){0,3}$", "of for")
_GERUND_OBJECT = re.compile(r"\bof\s+\w+ing\s+(?!of\b|in\b|on\b|at\b|and\b|that\b)\w")


# "A video shows soldiers shooting prisoners", "footage of troops entering X".
_SHOWN = Cue(
    r"\b(?:footage|videos?|clips?|images?|pictures?|photos?|photographs?|film|recording)\b(?:[^,;.]{0,60}?\b(?:show(?:s|ed|ing|n)?|depict(?:s|ed|ing)?|captur(?:es|ed|ing))|\s+of)"
    r"\s+(?:[\w'\-]+\s+){1,5}$",
    "footage video videos clip clips image images picture pictures photo photos photograph photographs film recording",
)
_SHORT_CRY, _MAY_LEAD, _RIGHT_THERE = 12, 3, 30  # words of such a sentence, before the act, and characters up to the place
_SHOWN_REACH = 140  # characters before a participle in which a film is named


def read_drafts(state: State, grammar: Grammar, number: int, sentence: Sentence) -> Iterator[Draft]:
    """Yield a draft for every trigger that states something and is not what someone asks for."""
    scope: tuple[str, Trigger] | None = None
    promised: Trigger | None = None
    for trigger in grammar.triggers:
        rule, voice = trigger.rule, trigger.voice
        if scope is not None and (
            (_is_willed(trigger) and scope[0] in ("REJECT", "ACCUSE") and scope[0] != rule.type)
            or _ends_scope(trigger, grammar, *scope)
        ):
            scope = None
        link = grammar.clauses[trigger.clause].link
        if rule.group == "say" or (link in _OPEN_LINKS and not came_about(grammar, trigger)) or warns_of_fact(grammar, trigger):
            continue
        if link == "attr" and _describes_speaker(grammar, trigger):
            continue
        if (
            promised is not None
            and voice in ("active", "infinitive")
            and trigger.start - promised.end < 12
            and rule.type in _PROMISED
        ):
            yield Draft(grammar, trigger, number, sentence, "planned")
            promised = None
            scope = ("AGREE", trigger)
            continue
        if scope is not None:
            within = _within_scope(state, grammar, trigger, scope, number, sentence)
            if within is not None:
                yield within
            continue
        if rule.id == "agree" and voice == "phrase" and _is_readiness(grammar, trigger):
            if grammar.text.endswith(" to", trigger.start, trigger.end):
                promised = trigger
                follow = next((t for t in grammar.triggers if 0 <= t.start - trigger.end < 6), None)
                if follow is not None and follow.rule.type in _PROMISED:
                    continue
            yield Draft(grammar, trigger, number, sentence, "planned")
            scope = ("AGREE", trigger)
            continue
        if rule.type == "REJECT" and trigger.finite and _is_not_refused(grammar, trigger):
            scope = ("DENIED", trigger)
            continue
        if rule.type == "REJECT" and denies_always(grammar, trigger):
            scope = ("DENIED", trigger)
            continue
        if rule.id == UNTRUE_RULE and _names_what_is_untrue(grammar):
            continue
        if rule.type == "REJECT" and (denied := _denial(state, grammar, trigger, number, sentence)):
            yield denied
            scope = ("DENIED", trigger)
            continue
        draft = _told(state, grammar, trigger, number, sentence)
        if draft is None:
            continue
        yield draft
        asked = "REQUEST" if rule.type == "REQUEST" and draft.type == "MOBILIZE" else draft.type
        if asked in _SCOPING and voice not in ("noun", "reduced"):
            scope = (asked, trigger)  # what the own troops are told to do lies ahead, too


def _describes_speaker(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a trigger only tells more of who says it ("..., those who had fled X said")."""
    return any(
        t.clause == trigger.clause and t.start > trigger.start and t.rule.group == "say"
        for t in grammar.triggers
    )


def _is_readiness(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether words only say that somebody is ready to agree."""
    return _READY.search(grammar.text, trigger.start, trigger.end) is not None


def _told(
    state: State, grammar: Grammar, trigger: Trigger, number: int, sentence: Sentence
) -> Draft | None:
    """Return the draft of a trigger by itself: told, or a mere naming of violence, or ``None``."""
    rule, noun = trigger.rule, trigger.voice == "noun"
    kind = rule.type
    if is_only_named(state, grammar, trigger) or (rule.after and not _told_before(state, grammar, trigger, number)):
        return None
    status = status_of(grammar, trigger)
    if _is_willed(trigger) and status in ("hypothetical", "planned"):
        status = "asserted"
    if status == "negated" and kind in _YIELDING and _is_refused(grammar, trigger):
        refused = Draft(grammar, trigger, number, sentence)
        refused.type, refused.mode = "REJECT", ""
        return refused
    if status == "negated" and not _NEVER_DONE.isdisjoint(grammar.before(trigger.token, 4)):
        return None  # "we do not strike", "he would not discuss": no act that could have been
    if status == "hypothetical" and rule.id == TALKS_FAILED:
        return None
    fact = noun and kind in _TALKS and _is_fact(state, grammar, trigger)
    modal = fact and _MODAL_NEXT.match(grammar, trigger.end, grammar.end)
    if fact and status == "hypothetical" and not modal:
        status = "asserted"
    if status == "denied":
        told = True
    elif status == "called_for":
        told = False
    else:
        told = _tells(state, grammar, trigger, status == "planned", sentence, fact)
    if not told and (not noun or kind != "ASSAULT" or _is_attribute(state, grammar, trigger)):
        return None
    draft = Draft(grammar, trigger, number, sentence, status)
    if told:
        draft.fact = fact
        retype(draft)
    else:
        draft.weak = True
    return draft


def _is_refused(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether somebody will not do what others want ("would not accept the terms")."""
    near = grammar.before(trigger.token, 4)
    if trigger.voice == "passive":  # "no town would be handed over"
        return not _WILL_NOT.isdisjoint(near)
    return trigger.voice == "active" and trigger.form == "base" and not _WILL_NOT.isdisjoint(near)


def _is_not_refused(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether somebody leaves something open ("has not ruled out", "neither confirmed nor denied")."""
    near = grammar.before(trigger.token, 2)
    if "nor" in near and "neither" in grammar.bag:
        return True
    return any(word in _NOT or word.endswith("n't") for word in near)


def _is_willed(trigger: Trigger) -> bool:
    """Tell whether words like "will pay dearly" are themselves the threat or the refusal."""
    return trigger.voice == "phrase" and trigger.rule.type in _WILLED


def _told_before(state: State, grammar: Grammar, trigger: Trigger, number: int) -> bool:
    """Tell whether what a trigger goes on with is told before it ("X fell; Y and Z followed")."""
    groups = trigger.rule.after
    if any(t.rule.group in groups and t.strong and t.start < trigger.start for t in grammar.triggers):
        return True
    return any(
        d.trigger.rule.group in groups and d.sentence == number - 1 and not d.weak
        for d in reversed(state.drafts[-4:])
    )


def _denied(
    grammar: Grammar, act: Trigger, denial: Trigger, number: int, sentence: Sentence
) -> Draft:
    """Return the draft of an act that somebody denies, from the denial to the act's clause."""
    draft = Draft(grammar, act, number, sentence, "denied")
    draft.start, draft.denial = grammar.clauses[denial.clause].start, denial
    return draft


def _names_what_is_untrue(grammar: Grammar) -> bool:
    """Tell whether "reports that X shelled Y were untrue": told as the act that is denied."""
    return any(
        t.rule.type in DENIABLE and untrue_from(grammar, t) is not None for t in grammar.triggers
    )


def _denial(
    state: State, grammar: Grammar, trigger: Trigger, number: int, sentence: Sentence
) -> Draft | None:
    """Return the draft of a denial: a refusal of what was told before, or the act that is denied."""
    act = denied_act(grammar, trigger) if trigger.rule.type == "REJECT" else None
    points_back = act is not None and _BACK_TO_IT.match(grammar.text, act.end) is not None
    if act is not None and not (points_back and is_told_before(state, grammar, trigger, act, number)):
        return _denied(grammar, act, trigger, number, sentence)
    if act is None and not is_bare(grammar, trigger):
        return None
    draft = Draft(grammar, trigger, number, sentence)
    draft.refuses = True
    return draft


def _ends_scope(trigger: Trigger, grammar: Grammar, kind: str, head: Trigger) -> bool:
    """Tell whether a trigger stands outside what the verb before it asks, blames or agrees."""
    if kind == "DENIED":
        return leaves_denial(grammar, head, trigger)
    if trigger.clause == head.clause:
        return False
    link = grammar.clauses[trigger.clause].link
    if link == "back":
        return True
    between = grammar.links(head, trigger)
    first = grammar.clauses[trigger.clause].first
    if kind == "REJECT" and link == "and" and trigger.finite and head.form in (trigger.form, "base") and trigger.rule.type in _ANSWERS:
        return True  # "denies that it has troops there and accuses X"
    if link == "and" and "to" in grammar.words.texts[first : trigger.token]:
        return False
    if "stop" in between or "attr" in between:
        ahead = not _DUE.isdisjoint(grammar.before(trigger.token, 2))
        return trigger.finite or trigger.strong or ahead
    if link == "and-new" and trigger.finite and trigger.form == "past" and kind == "REQUEST":
        return True  # "demanded that X leave, but Y refused"
    if _says_next(trigger, grammar, kind, head, between):
        return True
    blamed = link == "ing" and trigger.voice == "participle" and trigger.rule.type in VERBAL
    if blamed and kind in ("AGREE", "CONCEDE", "REJECT") and between == ["ing"]:
        return kind != "REJECT" or trigger.rule.type in ("ACCUSE", "THREATEN")  # "acknowledged two deaths, blaming X"
    beside = link == "that" and between.count("that") == 1
    if beside and grammar.word_before(first) in ("and", "but"):
        return trigger.finite or _is_told_noun(trigger)  # "it said that X urged calm and that Y will visit Z"
    if link == "rel" and "that" not in between and not trigger.finite and trigger.rule.type == "CONSULT":
        return not _DUE.isdisjoint(grammar.before(trigger.token, 2))  # "X, who is due to meet Y"
    if link not in _ENDING_LINKS or ("that" in between and link != "rel" and not _has_happened(grammar, trigger, kind)):
        return False
    if link == "and" and (trigger.form == "base" or _is_chained_passive(grammar, trigger)):
        return False
    return trigger.finite or _is_told_noun(trigger)


def _is_told_noun(trigger: Trigger) -> bool:
    """Tell whether a noun or a phrase is stated to have happened."""
    return trigger.voice in ("noun", "phrase") and trigger.strong


def _has_happened(grammar: Grammar, trigger: Trigger, kind: str) -> bool:
    """Tell whether the past behind "while" or "after" lies outside of what is asked for or threatened in "that ...".

    "Warned that it would answer any attack after X shelled Y": what one asks for or threatens lies ahead.
    """
    clause = grammar.clauses[trigger.clause]
    words = grammar.words.texts[clause.first : trigger.token]
    if clause.link not in _BESIDE and not (clause.link == "that" and grammar.word_before(clause.first) == "and"):
        return False
    if kind == "ACCUSE":
        return clause.link in _CONTRASTING or grammar.words.texts[clause.first] == "but"
    if kind not in _AHEAD or not MODALS.isdisjoint(words):
        return False
    if trigger.voice == "phrase":
        return trigger.strong and (not _PAST_AUXILIARY.isdisjoint(words) or may_be_past(grammar.words.texts[trigger.token]))
    return trigger.finite and trigger.form in ("past", "part")


def _says_next(
    trigger: Trigger, grammar: Grammar, kind: str, head: Trigger, between: Sequence[str]
) -> bool:
    """Tell whether who asks, blames or refuses goes on with words of another kind.

    "Accused X of ... and asked Y to", "charged that ..., and he asked for", "rejected the charge, saying
    it had called on", "condemning A and calling on B", "agreed to meet and will report".
    """
    link = grammar.clauses[trigger.clause].link
    first = grammar.clauses[trigger.clause].first
    if kind == "REJECT" and explains(grammar, head, trigger):
        return True
    if kind in ("AGREE", "CONSULT", "REQUEST") and link == "and" and trigger.voice == "active":
        ahead = not _WILL.isdisjoint(grammar.words.texts[first : trigger.token])
        if ahead and "that" not in between:
            return kind == "CONSULT" or grammar.text.endswith(" to", head.start, head.end)
    if trigger.rule.type not in VERBAL or trigger.rule.type == kind:
        return False
    if trigger.voice == "participle" and link == "and":
        return between == ["and"] and head.voice in ("participle", "phrase")
    if not trigger.finite or trigger.voice != "active":
        return False
    if link == "and-new" and trigger.form in ("past", "s"):
        return not _PRONOUNS.isdisjoint(grammar.words.texts[first + 1 : trigger.token])
    if trigger.form != "past":
        return False
    content = kind == "ACCUSE" and grammar.text.endswith("that", head.start, head.end)
    return link == "and" and (head.form == "past" or head.voice == "phrase") and kind in _ANSWERS and not content


def _is_chained_passive(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a passive goes on with "to" ("to sign up or be drafted")."""
    near = grammar.before(trigger.token, 2)
    return near[-1:] == ["be"] and MODALS.isdisjoint(near)


def _tells(
    state: State, grammar: Grammar, trigger: Trigger, planned: bool, sentence: Sentence, fact: bool
) -> bool:
    """Tell whether a trigger states an event."""
    rule, voice = trigger.rule, trigger.voice
    clause = grammar.clauses[trigger.clause]
    if voice in ("noun", "phrase") and _HABIT.match(grammar, trigger.end, grammar.end):
        return False
    if _is_habit(grammar, trigger) or (voice == "phrase" and _describes(grammar, trigger)):
        return False
    ended = rule.type == "AGREE" and _COLLAPSED.search(grammar, trigger.end, clause.end)
    if ended and voice in ("noun", "reduced"):
        return False
    if voice == "infinitive":
        undone = rule.type in _FRIENDLY and is_left_undone(grammar, trigger)
        return undone or (planned and rule.type in _PLANNABLE) or _real_infinitive(grammar, trigger)
    if _opens_sentence(grammar, trigger) or _took_long(grammar, trigger):
        return True
    if voice == "reduced":
        return (
            _is_disputed(grammar, trigger)
            or _is_fact(state, grammar, trigger)
            or _is_told_aside(state, grammar, trigger)
            or _is_counted(grammar, trigger)
            or _is_note(state, grammar, trigger)
        )
    if voice == "participle":
        return _told_participle(state, grammar, trigger)
    if rule.type == "ASSAULT" and trigger.form == "s" and sentence.zone == "body" and rule.id != TOLL_TOLD:
        if _is_note(state, grammar, trigger) or _is_of_a_day(state, grammar, trigger):
            return True
        return clause.link == "if"  # else the present tense of a rule or a judgement, not of news
    if rule.type == "CONCEDE" and trigger.form == "base" and voice == "active":
        return planned
    if rule.type == "CONSULT" and voice == "passive" and clause.link == "rel":
        return rule.id == "mediate"
    if voice != "noun" or trigger.strong:
        return True
    if rule.group == "casualties":
        return False
    if rule.type == "ASSAULT" and _is_exclaimed(state, grammar, trigger):
        return True
    if sentence.zone == "related-link" and rule.type == "ASSAULT":
        return rule.group == "territory"
    return fact if rule.type in _TALKS else _is_fact(state, grammar, trigger)


def _is_of_a_day(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether what the present tense tells is of one time, as a chronicle tells it ("X falls on 8 May")."""
    clause = grammar.clauses[trigger.clause]
    if clause.link not in _MAIN:
        return False
    head = state.head_before(grammar.start)
    if head is not None and grammar.start < head.heads:
        return True
    named = state.times.within(clause.start, clause.end)
    return any(t.anchor and t.interval is not None and t.interval.start is not None and t.interval.precision in _OF_ONE_TIME for t in named)


def _describes(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether "dead" only describes somebody ("the dead soldier's commander")."""
    token = trigger.token
    after = grammar.words.text_at(token + 1)
    if grammar.word_before(token) in ("half", "brain"):
        return True
    if grammar.words.texts[token] != "dead" or not after[:1].isalpha() or after in _BEHIND_DEAD:
        return False
    return grammar.word_before(token) in ("the", "a", "his", "her", "their", "of", "its")


def _is_habit(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether something is told as what happens again and again ("are often detained")."""
    near = grammar.before(trigger.token, 3)
    if _OFTEN.isdisjoint(near):
        return False
    return trigger.form in ("base", "s") or "is" in near or "are" in near


def _opens_sentence(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a participle with which a sentence begins tells what its subject did or met with."""
    if trigger.token or _next_link(grammar, trigger) != ["main"]:
        return False
    return trigger.voice in ("reduced", "participle") or grammar.words.texts[0].endswith("ing")


def _took_long(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a participle says how somebody spent a time ("spent the night shelling X")."""
    return trigger.voice == "participle" and "spent" in grammar.before(trigger.token, 7)


def _is_disputed(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether what was said is called disputed right behind it (", a figure rejected by X")."""
    return (
        trigger.rule.type == "REJECT"
        and _BY_NEXT.match(grammar, trigger.end, grammar.end) is not None
        and _WORDS_OF.search(grammar, max(grammar.start, trigger.start - 60), trigger.start) is not None
    )


def _next_link(grammar: Grammar, trigger: Trigger) -> list[str]:
    """Return how the clause behind that of a trigger hangs on it, if there is one."""
    return [clause.link for clause in grammar.clauses[trigger.clause + 1 : trigger.clause + 2]]


def _told_participle(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a participle tells an act (", killing two"), rather than naming one."""
    clause = grammar.clauses[trigger.clause]
    link = clause.link
    # "After attacking X, the rebels left" as "the rebels left after attacking X".
    opens = clause.first == 0 and grammar.words.texts[0] == "after" and "," in grammar.words.texts[trigger.behind :]
    if (link == "after" or opens) and trigger.rule.type in _DEEDS and trigger.token == clause.first + 1:
        counted = when.counted_from(state.text, clause) is not None
        return counted or state.located.any_within(trigger.end, clause.end)
    if trigger.rule.type in _FORCE and _SHOWN.search(grammar, max(grammar.start, trigger.start - _SHOWN_REACH), trigger.start):
        return True
    before = grammar.word_before(trigger.token)
    if before in _CLAIMING and trigger.rule.type in _FORCE:
        return 1 not in grammar.words.auxiliary[trigger.behind : clause.stop]
    if trigger.rule.type == "CONSULT" and link == "ing" and "back" in _next_link(grammar, trigger):
        # "The envoy, visiting X, announced aid" only tells where, unless the visit has its day.
        return state.times.any_within(clause.start, clause.end)
    if trigger.rule.type == "AID":
        return before in ("of", ",", "and") or link in ("with", "ing")
    if before in _GERUND:
        return _BY_MEANS.search(grammar, clause.start, trigger.start) is not None
    if before in _TEXTS:
        return grammar.clauses[trigger.clause].link != "rel"
    if trigger.rule.group == "casualties" and link == "and":
        return True
    asks = trigger.rule.type in ("REQUEST", "ACCUSE") or grammar.headline
    if link == "and" and asks and _goes_on_asking(grammar, trigger):
        return True
    return link in ("with", "ing") or (trigger.clause == 0 and asks)


def _goes_on_asking(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a participle behind "and" goes on with another ("a resolution condemning A and calling on B")."""
    return any(
        t.clause == trigger.clause - 1 and t.rule.type in VERBAL and grammar.text[: t.end].endswith("ing")
        for t in grammar.triggers
    )


def _real_infinitive(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether "to V" tells of something done, or tried ("began to shell", "attempts to storm X failed")."""
    before = grammar.before(trigger.token, 3)
    if not _REAL.isdisjoint(before):
        return True
    if is_done_by_vote(grammar, trigger) and "voted" in grammar.before(trigger.token, 6):
        return True
    if trigger.rule.type == "RETREAT" and not _CAUSING.isdisjoint(grammar.before(trigger.token, 7)):
        return True  # "forcing 9,000 people to flee"
    if _ONE_TO.search(grammar, max(grammar.start, trigger.start - 70), trigger.start):
        return True
    if trigger.rule.type == "PROTEST" and not _GATHERING.isdisjoint(grammar.before(trigger.token, 8)):
        return True  # "thousands came to the square to demand"
    if trigger.rule.type not in _DEEDS or not CONDITIONS.isdisjoint(grammar.bag):
        return False
    tried = not _TRIES.isdisjoint(grammar.before(trigger.token, 6)) and not _OUTCOMES.isdisjoint(grammar.bag)
    return tried or "compelled" in before


def _is_fact(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a name of an act comes with its own time, town or agent, so that it is told."""
    kind, noun = trigger.rule.type, trigger.voice == "noun"
    if kind in _TALKS:
        return _is_dated_talk(state, grammar, trigger)
    if not noun or kind not in ("ASSAULT", "CONCEDE", "RETREAT", "REJECT"):
        return False
    clause = grammar.clauses[trigger.clause]
    if kind == "ASSAULT":
        if _is_attribute(state, grammar, trigger):
            return False
        if _is_by(state, grammar, trigger) or _is_one_there(state, grammar, trigger):
            return True
        run = (
            t.anchor and t.start - trigger.end < 50
            and "," not in grammar.text[trigger.end : t.start].rstrip(" ,")
            for t in state.times.within(trigger.end, clause.end)
        )  # fmt: skip
        return any(run) and not other_act(grammar, trigger)
    if not state.times.any_within(trigger.end, clause.end):
        return False
    owners = state.cast.within(clause.start, trigger.start)
    return any(trigger.start - n.end <= 4 for n in owners) or _is_by(state, grammar, trigger)


def _is_one_there(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether people fared as they did "in an air strike in X", with no other verb that is known."""
    near = grammar.before(trigger.token, 4)
    return (
        trigger.rule.mode != "war"
        and not _ARTICLES.isdisjoint(near)
        and not _IN_IT.isdisjoint(near)
        and state.located.any_within(trigger.end, trigger.end + 25)
        and not other_act(grammar, trigger)
    )


def _is_exclaimed(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a sentence without a verb is all about an act of a place ("Enormous explosions in X.")."""
    texts = grammar.words.texts
    if len(texts) > _SHORT_CRY or 1 in grammar.words.auxiliary or any(t.finite for t in grammar.triggers) or any(map(may_be_past, texts)):
        return False
    return trigger.token <= _MAY_LEAD and state.located.any_within(trigger.end, trigger.end + _RIGHT_THERE) and not grammar.headline


def _is_note(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether an act is told in the style of notes, without articles ("Bus hit by mine near X")."""
    clause = grammar.clauses[trigger.clause]
    return (
        trigger.rule.type in _FORCE
        and clause.link in ("", "stop", "and", "and-new", "while")
        and _NOT_IN_NOTES.isdisjoint(grammar.bag)
        and not any(t.finite and t.clause == trigger.clause and t is not trigger for t in grammar.triggers)
        and 1 not in grammar.words.auxiliary[clause.first : clause.stop]
        and state.located.any_within(clause.start, clause.end)
    )


def _is_counted(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether somebody reports how many fared so ("reported six of its men and two civilians killed")."""
    return (
        trigger.rule.type in _FORCE
        and not _CLAIMING.isdisjoint(grammar.before(trigger.token, _COUNT_REACH))
        and _COUNTED.search(grammar, max(grammar.start, trigger.start - 90), trigger.start) is not None
    )


def _is_told_aside(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether an act is told with its own time in passing ("soldiers killed on Sunday")."""
    if trigger.rule.type not in _FORCE or grammar.word_before(trigger.token) in _PLANNED_OR_OLD:
        return False
    if describes_object(grammar.words, trigger.token, trigger.behind):
        return False
    clause = grammar.clauses[trigger.clause]
    comma = grammar.text.find(",", trigger.end, clause.end)
    own = [
        t for t in state.times.within(trigger.end, clause.end if comma < 0 else comma)
        if not _WAR.match(state.text, t.start)  # "destroyed in the recent war" describes
    ]  # fmt: skip
    if grammar.word_before(trigger.token) == ",":
        return bool(own)
    return any(t.anchor for t in own) and not other_act(grammar, trigger)


def _is_dated_talk(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether talks or an agreement are named with their parties, or with day or town."""
    if _is_attribute(state, grammar, trigger):
        return False
    clause = grammar.clauses[trigger.clause]
    if trigger.voice == "noun" and _BETWEEN_NEXT.match(grammar, trigger.end, clause.end):
        return True
    if trigger.voice != "reduced":
        day = _OF_DAY.match(grammar.text, trigger.end, clause.end)
        if day is None or (day[0].split()[0] == "on" and _object_of_verb(grammar, trigger)):
            return False  # "discussed the truce on Sunday" dates the discussion
    near = state.times.within(trigger.end, clause.end)
    if any(t.anchor or t.start - trigger.end < 60 for t in near):
        return True
    named = state.located.within(trigger.end, min(clause.end, trigger.end + 60))
    return bool(where.meeting_place(grammar, named, trigger.end))


def _object_of_verb(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a verb that is a trigger stands before a noun in its clause."""
    return any(
        t.finite and t.clause == trigger.clause and t.start < trigger.start for t in grammar.triggers
    )


def _is_attribute(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a noun only says what kind of thing the next noun is ("riot police")."""
    clause = grammar.clauses[trigger.clause]
    after = grammar.text[trigger.end : clause.end].split(" ", 2)
    return len(after) > 1 and after[1] in state.lexicon.heads


def _is_by(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether the agent of an act is named behind it ("attack by rebels")."""
    clause = grammar.clauses[trigger.clause]
    span = (trigger.end, clause.end)
    if _BY_NEXT.match(grammar, *span) is None:
        return False
    return bool(state.cast.within(*span)) or _BY_FORCES.match(grammar, *span) is not None


def _within_scope(
    state: State, grammar: Grammar, trigger: Trigger, scope: tuple[str, Trigger], number: int,
    sentence: Sentence,
) -> Draft | None:  # fmt: skip
    """Return the draft of a fact that is named inside what someone asks, blames or agrees."""
    clause = grammar.clauses[trigger.clause]
    kind, head = scope
    if kind == "DENIED":
        return None  # who denies an act tells of nothing else
    if trigger.rule.type in _TALKS and trigger.voice in ("noun", "reduced"):
        if (
            trigger.clause == head.clause
            and trigger.voice == "noun"
            and (kind == "AGREE" or trigger.rule.type == "CONSULT")
        ):
            return _planned_from(state, grammar, trigger, kind, number, sentence)
        asked = kind == "REQUEST" and _ASKED_FOR.fullmatch(grammar.text, head.end, trigger.start)
        if not asked and _is_fact(state, grammar, trigger):
            ahead = status_of(grammar, trigger) == "planned"
            draft = Draft(grammar, trigger, number, sentence, "planned" if ahead else "asserted")
            draft.start, draft.fact = trigger.start, True
            return draft
        return None
    if kind == "ACCUSE" and trigger.rule.type == "ASSAULT":
        gerund = trigger.voice == "noun" and _GERUND_OBJECT.search(
            state.text, max(0, trigger.start - 4), trigger.end + 5
        )
        if state.located.any_within(trigger.start, clause.end) and (
            gerund
            or trigger.voice in ("participle", "active", "passive")
            or _is_one_act(state, grammar, trigger)
        ):
            draft = Draft(grammar, trigger, number, sentence, "claimed")
            draft.start, draft.accusation = trigger.start, head
            return draft
        return None
    if (
        kind == "AGREE"
        and trigger.rule.type == "AID"
        and grammar.word_before(trigger.token) == "for"
    ):
        draft = Draft(grammar, trigger, number, sentence, "planned")
        draft.start = grammar.words.starts[trigger.token - 1]
        return draft
    return None


def _planned_from(
    state: State, grammar: Grammar, trigger: Trigger, kind: str, number: int, sentence: Sentence
) -> Draft | None:
    """Return the draft of talks that others are to prepare ("met to prepare a summit set for May")."""
    if kind != "CONSULT" or not is_set_for(grammar, trigger) or not _is_fact(state, grammar, trigger):
        return None
    draft = Draft(grammar, trigger, number, sentence, "planned")
    draft.start = trigger.start
    return draft


def _is_one_act(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a noun names one act of a day ("accused X of an attack on Y on Sunday")."""
    if trigger.voice != "noun" or grammar.text.endswith("s", trigger.start, trigger.end):
        return False
    return any(t.anchor for t in state.times.within(trigger.end, grammar.clauses[trigger.clause].end)) and (
        _OF_ONE.search(grammar, grammar.start, trigger.start) is not None
    )

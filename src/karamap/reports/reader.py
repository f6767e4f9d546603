"""A zoned article, its resolved mentions, times and actors go in; its reports come out.

The order of work: triggers of the whole text in one pass; each sentence with triggers is cut into
clauses; each trigger that states something becomes a draft; drafts of one act are joined; then each
draft gets its actors, status, place and time, and what nothing supports stays empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from karamap.actors import ActorIndex
from karamap.dates import gap_days, shift
from karamap.names import fold
from karamap.records import (
    Article,
    Interval,
    Mention,
    Place,
    Report,
    Sentence,
    Status,
    TimeExpression,
    Toll,
)
from karamap.reports import when, where
from karamap.reports.clauses import clauses, is_auxiliary, tokens
from karamap.reports.grammar import Grammar, Trigger, read_grammar
from karamap.reports.numbers import tolls
from karamap.reports.status import status_of
from karamap.reports.triggers import Hit, TriggerLexicon
from karamap.reports.who import Cast, Named, PlaceOf, parties_of

_READ_ZONES = ("title", "body", "caption", "related-link")
_SCOPING = frozenset("REQUEST ACCUSE REJECT THREATEN AGREE SUPPORT CONSULT CONCEDE".split())
_VERBAL = frozenset(
    "REQUEST ACCUSE REJECT THREATEN SUPPORT STATEMENT CONSULT AGREE CONCEDE COOPERATE SANCTION".split()
)
_SPOKEN = frozenset("REQUEST ACCUSE REJECT THREATEN SUPPORT STATEMENT".split())
_ENDING_LINKS = frozenset(
    "and and-new while when after as before rel stop attr since although though whereas until".split()
)
_JOINING_LINKS = frozenset(
    " as when after with ing where rel while before that and since amid following so".split(" ")
)
_APART = re.compile(r"\b(?:in\s+response\s+to|in\s+retaliation|retaliat\w+|responding\s+to|instead)\b")
_REQUESTING = re.compile(
    r"\b(?:for\s+(?:an?\s+)?(?:\w+\s+){0,3}(?:ceasefire|cease-fire|truce|cessation|end|halt|restraint|talks|dialogue)|"
    r"call(?:ing|ed|s)\s+(?:for|on)|urg(?:ing|ed|es)|demand(?:ing|ed|s)|appeal(?:ing|ed|s))\b"
)
_OF_DAY = re.compile(
    r"[\s,]*(?:(?:signed|reached|dated|held|concluded|brokered|agreed|struck|convened|hosted|that\s+took\s+place|that\s+were\s+held)\s+)?"
    r"(?:\w+ly\s+)?(?:at\s+the\s+highest\s+level\s+|by\s+[\w\- ]{3,30}\s+)?(?:of|on|in|at|during|last|this|earlier|late)\b"
)
_MODAL_NEXT = re.compile(r"\s+(?:could|may|might|would)\b")
_BORDER = re.compile(r"\b(?:the|their|its|state|common|mutual)\s+(?:\w+\s+)?(?:border|frontier)\b")
_OCCASION = re.compile(r"\b(?:meeting|talks|summit|speech|interview|address|conference|call|conversation|statement|visit)\b")
_ONSET = re.compile(r"\b(?:began|begun|started|erupted|re-erupted|broke\s+out|launched|resumed|flared|escalated)\b")
_CALLED = re.compile(r"\b(?:call|appeal|calls|appeals)\b")
_PERFECT = re.compile(r"\b(?:has|have)\s+(?:\w+\s+){0,2}$")
_PERFECT_AT_ALL = re.compile(r"\b(?:has|have)\s+(?:\w+\s+){0,2}\w+(?:ed|en|n|t)\b")
_NOT_SAID = frozenset("statement it they he she spokesman spokeswoman".split())
_ANAPHORIC = re.compile(
    r"(?:the|its|their|this)?\s*(?:\w+\s+)?(?:ministry|statement|department|office|minister|president|diplomat|document|message|post)$",
    re.I,
)
_OUTLET = re.compile(
    r"\b(?:reuters|afp|tass|interfax|bbc|cnn|agency|agencies|newspaper|media|broadcaster|website|associated press|ap|"
    r"al\s+jazeera|ria|anadolu|xinhua|dpa|radio|television|tv|channel|journalists?|correspondents?|witness(?:es)?)\b"
)


@dataclass(slots=True)
class _Draft:
    """A report in the making; offsets into the article."""

    trigger: Trigger
    grammar: Grammar
    sentence: int
    zone: str
    start: int
    end: int
    type: str
    weak: bool = False
    fact: bool = False
    status: Status = "asserted"
    claimant: str | None = None
    own_voice: bool = False
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    speaker: str | None = None
    seat: str | None = None
    interval: Interval | None = None
    date_words: str = ""
    dated: bool = False
    places: tuple[Place, ...] = ()
    about: tuple[Place, ...] = ()
    venue: Place | None = None
    place_reason: str = ""
    stated_place: bool = False
    mode: str = ""
    killed: Toll | None = None
    wounded: Toll | None = None
    flags: list[str] = field(default_factory=list)
    time: TimeExpression | None = None


@dataclass(slots=True)
class _Saying:
    """A verb of saying: who says, and which stretch is what is said."""

    trigger: Trigger
    speaker: tuple[str, ...]
    words: str
    key: str
    seat: str | None
    start: int
    end: int


@dataclass(slots=True)
class _Article:
    """What the reading of one article knows while it goes on."""

    article: Article
    text: str
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    cast: Cast
    place_of: PlaceOf | None
    heads: frozenset[str]
    drafts: list[_Draft] = field(default_factory=list)
    sayings: dict[int, list[_Saying]] = field(default_factory=dict)
    quoted: dict[int, bool] = field(default_factory=dict)


def aligned(text: str) -> str:
    """Fold a text so that every character keeps its offset (dropped ones become NUL)."""
    folded = fold(text)
    if folded.starts is None:
        return folded.text
    out = ["\x00"] * len(text)
    for char, offset in zip(folded.text, folded.starts, strict=False):
        out[offset] = char
    return "".join(out)


def read_reports(
    article: Article,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    actors: ActorIndex,
    lexicon: TriggerLexicon,
    place_of: PlaceOf | None = None,
) -> tuple[Report, ...]:
    """Read what an article reports.

    Parameters
    ----------
    article
        The zoned article with its sentences.
    mentions
        Its place mentions with roles and resolutions.
    times
        Its time expressions.
    actors
        The actors of the conflict.
    lexicon
        The triggers.
    place_of
        Gives a place by id, for the country of a capital and the seat of a speaker.

    Returns
    -------
    The reports in order of their words, with ids ``<article>-r01`` and so on. Only English
    articles give reports.
    """
    if article.language not in ("en", "und", ""):
        return ()
    text = aligned(article.text)
    spans = actors.find(text)
    names = [(s.start, s.end) for s in spans] + [
        (m.start, m.end) for m in mentions if m.role == "embedded"
    ]  # fmt: skip
    hits = [h for h in lexicon.hits(text) if not any(a <= h.start and h.end <= b for a, b in names)]
    if not hits:
        return ()
    state = _Article(
        article, text, mentions, times,
        Cast(mentions, spans, actors, place_of), place_of, lexicon.heads,
    )  # fmt: skip
    for number, sentence in enumerate(article.sentences):
        if sentence.zone in _READ_ZONES:
            own = _slice(hits, sentence)
            if own:
                state.drafts += _read_sentence(state, number, sentence, own, lexicon)
    _attribute_quotes(state)
    drafts = _settle(state)
    return _number(article, drafts)


def _slice(hits: Sequence[Hit], sentence: Sentence) -> Sequence[Hit]:
    """Return the hits of a sentence."""
    low = bisect_left(hits, sentence.start, key=lambda h: h.start)
    return hits[low : bisect_left(hits, sentence.end, key=lambda h: h.start)]


# -- one sentence ---------------------------------------------------------------------------------


def _read_sentence(
    state: _Article, number: int, sentence: Sentence, hits: Sequence[Hit], lexicon: TriggerLexicon
) -> list[_Draft]:
    """Read the drafts of one sentence: act, actors, status and number of people."""
    if state.text[sentence.start : sentence.end].rstrip("\"' ").endswith("?"):
        return []
    words = tokens(state.text, sentence.start, sentence.end)
    parts = clauses(words, hits)
    if not parts:
        return []
    headline = sentence.zone in ("title", "related-link")
    grammar = read_grammar(state.text, words, parts, hits, lexicon, headline)
    sayings = _sayings(state, grammar, sentence)
    state.sayings[number] = sayings
    drafts = list(_emit(state, grammar, number, sentence, sayings))
    drafts = _join(state, drafts)
    for draft in drafts:
        _fill(state, draft, sayings)
        if draft.trigger.voice == "participle" and draft.type == "STATEMENT" and draft.trigger.clause:
            head = grammar.clauses[draft.trigger.clause - 1]
            if head.link == "attr":
                draft.start = head.start
        if sentence.damaged:
            draft.flags.append(f"damaged text: {sentence.damaged}")
    drafts += _statements(state, grammar, number, sentence, sayings, drafts)
    return [d for spread in drafts for d in _spread(state, spread)]


def _sayings(state: _Article, grammar: Grammar, sentence: Sentence) -> list[_Saying]:
    """Find the verbs of saying of a sentence with their speakers and what they cover."""
    found: list[_Saying] = []
    verbs = {t.start for t in grammar.triggers if t.voice != "noun"}
    for trigger in grammar.triggers:
        if trigger.rule.group != "say" or trigger.voice in ("infinitive", "reduced", "passive"):
            continue
        clause = grammar.clauses[trigger.clause]
        left = state.cast.within(clause.start, trigger.start)
        right = state.cast.within(trigger.end, min(clause.end, trigger.end + 60))
        after = clause.link == "attr" or (bool(left or right) and trigger.clause > 0 and clause.link == "")
        named = left or (right if clause.link == "attr" else [])
        if after and not any(
            is_auxiliary(grammar.words, i) or w.start in verbs
            for i, w in enumerate(grammar.words) if w.start < clause.start
        ):  # fmt: skip
            after = False  # "In a statement, X said": nothing has been said yet
        words = state.article.text[clause.start : trigger.start].strip(" ,\"“”")
        if named:
            main = next((n for n in named if n.seat), named[0])
            saying = _Saying(
                trigger, (main.name,), words, main.key, main.seat, 0, 0
            )  # fmt: skip
        elif words.lower() in ("and", "but", "") and (subject := _first_subject(state, grammar, trigger)):
            saying = _Saying(trigger, (subject.name,), words, subject.key, subject.seat, 0, 0)
        elif found and (trigger.voice == "participle" or not words):
            last = found[-1]
            saying = _Saying(trigger, last.speaker, last.words, last.key, last.seat, 0, 0)
        else:
            saying = _Saying(trigger, (), words, "", None, 0, 0)
        if after:
            previous = max((s.end for s in found if s.end <= clause.start), default=sentence.start)
            saying.start, saying.end = previous, clause.start
            if trigger.clause + 1 < len(grammar.clauses) and state.text[
                clause.end : clause.end + 3
            ].startswith((',"', ', "')):
                saying.end = sentence.end
        else:
            turn = [
                c.start for c in grammar.clauses[trigger.clause + 1 :]
                if c.link in ("stop", "while") or state.text.startswith("but ", c.start)
            ]  # fmt: skip
            saying.start, saying.end = trigger.end, min(turn, default=sentence.end)
        if found and found[-1].end > trigger.start > found[-1].start:
            found[-1].end = trigger.start
        found.append(saying)
    return found


def _first_subject(state: _Article, grammar: Grammar, trigger: Trigger) -> Named | None:
    """Return who acts in the clause before, for "and said"."""
    verb = next((t for t in grammar.triggers if t.finite and t.start < trigger.start), None)
    if verb is None:
        return None
    named = state.cast.within(grammar.clauses[verb.clause].start, verb.start)
    return next((n for n in named if n.seat), named[0] if named else None)


def _emit(
    state: _Article, grammar: Grammar, number: int, sentence: Sentence, sayings: list[_Saying]
) -> Iterator[_Draft]:
    """Yield a draft for every trigger that states something and is not what someone asks for."""
    scope: tuple[str, Trigger] | None = None
    promised: Trigger | None = None
    for trigger in grammar.triggers:
        clause = grammar.clauses[trigger.clause]
        if scope is not None and _ends_scope(trigger, grammar, scope[1]):
            scope = None
        if trigger.rule.group == "say" or clause.link in ("until", "unless", "lest"):
            continue
        if promised is not None and trigger.voice in ("active", "infinitive") and (
            trigger.start - promised.end < 12
        ):
            if trigger.rule.type in ("CONCEDE", "RETREAT", "AID"):
                yield _draft(state, grammar, trigger, number, sentence, "planned", promised.start)
                promised = None
                scope = ("AGREE", trigger)
                continue
        if scope is not None:
            within = _within_scope(state, grammar, trigger, scope, number, sentence)
            if within is not None:
                yield within
            continue
        if trigger.voice == "phrase" and re.search(r"(?:read|will)\w*|ready", state.text[trigger.start : trigger.end]) and trigger.rule.id == "agree":
            if state.text[trigger.start : trigger.end].endswith(" to"):
                promised = trigger
                follow = next((t for t in grammar.triggers if 0 <= t.start - trigger.end < 6), None)
                if follow is not None and follow.rule.type in ("CONCEDE", "RETREAT", "AID"):
                    continue
            yield _draft(state, grammar, trigger, number, sentence, "planned")
            scope = ("AGREE", trigger)
            continue
        status = status_of(state.text, grammar, trigger, clause)
        fact = trigger.rule.type in ("AGREE", "CONSULT") and (
            trigger.voice == "noun" and _is_fact(state, grammar, trigger)
        )
        if fact and status == "hypothetical" and not _MODAL_NEXT.match(state.text, trigger.end):
            status = "asserted"
        if not _tells(state, grammar, trigger, status, sentence):
            if trigger.rule.type == "ASSAULT" and trigger.voice == "noun":
                weak = _draft(state, grammar, trigger, number, sentence, status)
                weak.weak = True
                yield weak
            continue
        draft = _draft(state, grammar, trigger, number, sentence, status)
        draft.fact = fact
        _retype(state, draft)
        yield draft
        if draft.type in _SCOPING and trigger.voice != "noun":
            scope = (draft.type, trigger)


def _draft(
    state: _Article, grammar: Grammar, trigger: Trigger, number: int, sentence: Sentence,
    status: Status, start: int | None = None,
) -> _Draft:  # fmt: skip
    """Return the draft of a trigger with its clause as quote."""
    clause = grammar.clauses[trigger.clause]
    del start
    return _Draft(
        trigger, grammar, number, sentence.zone, clause.start, clause.end, trigger.rule.type,
        status=status, mode=trigger.rule.mode,
    )  # fmt: skip


def _ends_scope(trigger: Trigger, grammar: Grammar, head: Trigger) -> bool:
    """Tell whether a trigger stands outside what the verb before it asks, blames or agrees."""
    if trigger.clause == head.clause:
        return False
    link = grammar.clauses[trigger.clause].link
    between = [c.link for c in grammar.clauses[head.clause + 1 : trigger.clause + 1]]
    if link == "and" and "to" in [
        w.text for w in grammar.words[: trigger.token] if w.start >= grammar.clauses[trigger.clause].start
    ]:
        return False
    if "stop" in between or "attr" in between:
        return trigger.finite or trigger.strong
    if link not in _ENDING_LINKS or ("that" in between and link != "rel"):
        return False
    if link == "and" and trigger.form == "base":
        return False
    return trigger.finite or (trigger.voice in ("noun", "phrase") and trigger.strong)


def _tells(
    state: _Article, grammar: Grammar, trigger: Trigger, status: Status, sentence: Sentence
) -> bool:
    """Tell whether a trigger states an event."""
    if status in ("called_for",):
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
        return False
    if trigger.rule.type == "CONSULT" and trigger.voice == "passive" and link == "rel":
        return trigger.rule.id == "mediate"
    if trigger.voice != "noun":
        return True
    if trigger.rule.group == "casualties":
        return trigger.strong
    if sentence.zone == "related-link" and trigger.rule.type == "ASSAULT":
        return trigger.strong or trigger.rule.group == "territory"
    return trigger.strong or _is_fact(state, grammar, trigger)


def _told_participle(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a participle tells an act (", killing two"), rather than naming one."""
    link = grammar.clauses[trigger.clause].link
    before = grammar.before(trigger.token)
    if trigger.rule.type == "AID":
        return before in ("of", ",", "and") or link in ("with", "ing")
    if before in _GERUND:
        return False
    if trigger.rule.group == "casualties" and link == "and":
        return True
    asks = trigger.rule.type in ("REQUEST", "ACCUSE") or grammar.headline
    return link in ("with", "ing") or (trigger.clause == 0 and asks)


_PLANNABLE = frozenset("AID MOBILIZE RETREAT CONSULT AGREE CONCEDE SANCTION".split())
_GERUND = frozenset("that or of by for from against at without before after on than about stop stopped since when while amid despite".split())
_REAL = frozenset("began begin begun started continued continues continue managed resumed went forced used proceeded helped".split())


def _real_infinitive(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether "to V" tells of something done ("began to shell")."""
    before = [w.text for w in grammar.words[max(0, trigger.token - 3) : trigger.token]]
    return any(word in _REAL for word in before)


def _is_fact(state: _Article, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a name of an act comes with its own time, town or agent, so that it is told."""
    clause = grammar.clauses[trigger.clause]
    text = state.text
    after = text[trigger.end : clause.end]
    if trigger.rule.type in ("AGREE", "CONSULT"):
        near = when.usable(state.times, trigger.end, clause.end)
        if after.split(" ", 2)[1:2] and after.split(" ", 2)[1] in state.heads:
            return False
        town = where.meeting_place(
            text, where.locations(state.mentions, trigger.end, min(clause.end, trigger.end + 60)), trigger.end
        )
        if trigger.voice == "noun" and re.match(r"\s+(?:with|in|on|at)?\s*\w*\s*between\b|\s+between\b", after):
            return True
        if trigger.voice == "reduced" or _OF_DAY.match(after):
            return bool(town) or any(t.anchor or t.start - trigger.end < 60 for t in near)
        return False
    if trigger.rule.type in ("ASSAULT", "CONCEDE", "RETREAT", "REJECT"):
        owner = [n for n in state.cast.within(clause.start, trigger.start) if trigger.start - n.end <= 4]
        dated = when.usable(state.times, trigger.end, clause.end)
        by = re.match(r"\s+by\b", after) is not None and bool(
            state.cast.within(trigger.end, clause.end) or re.match(r"\s+by\s+(?:the\s+)?(?:\w+\s+)?(?:forces|troops|militias?|army|fighters|rebels|militants|side)\b", after)
        )
        if trigger.rule.type == "ASSAULT":
            run = [t for t in dated if t.anchor and t.start - trigger.end < 50]
            return trigger.voice == "noun" and (by or (bool(run) and not _other_act(grammar, trigger)))
        return trigger.voice == "noun" and (bool(owner) or by) and bool(dated)
    return False


def _other_act(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether the clause has another trigger that states something."""
    return any(
        t.clause == trigger.clause and t.start != trigger.start and t.strong and t.rule.group != "say"
        for t in grammar.triggers
    )


def _within_scope(
    state: _Article, grammar: Grammar, trigger: Trigger, scope: tuple[str, Trigger], number: int,
    sentence: Sentence,
) -> _Draft | None:  # fmt: skip
    """Return the draft of a fact that is named inside what someone asks, blames or agrees."""
    clause = grammar.clauses[trigger.clause]
    kind, head = scope
    if trigger.rule.type in ("AGREE", "CONSULT") and trigger.voice in ("noun", "reduced"):
        if trigger.clause == head.clause and trigger.voice == "noun" and (
            kind == "AGREE" or trigger.rule.type == "CONSULT"
        ):
            return None
        if _is_fact(state, grammar, trigger):
            draft = _draft(state, grammar, trigger, number, sentence, "asserted")
            draft.start, draft.fact = trigger.start, True
            return draft
        return None
    if kind == "ACCUSE" and trigger.rule.type == "ASSAULT":
        if where.locations(state.mentions, trigger.start, clause.end) and trigger.voice in (
            "participle", "active", "passive",
        ):  # fmt: skip
            draft = _draft(state, grammar, trigger, number, sentence, "claimed")
            draft.start = trigger.start
            return draft
        return None
    if kind == "AGREE" and trigger.rule.type == "AID" and grammar.before(trigger.token) == "for":
        draft = _draft(state, grammar, trigger, number, sentence, "planned")
        draft.start = grammar.words[trigger.token - 1].start
        return draft
    return None


def _retype(state: _Article, draft: _Draft) -> None:
    """Turn a statement for a ceasefire into the request that it is; name what was mediated."""
    trigger, grammar = draft.trigger, draft.grammar
    link = grammar.clauses[trigger.clause].link
    if trigger.rule.type == "CONSULT" and trigger.voice in ("passive", "reduced") and link == "rel":
        head = next((t for t in reversed(grammar.triggers) if t.end <= draft.start), None)
        if head is not None and head.rule.type == "AGREE" and draft.start - head.end < 4:
            draft.type, draft.start = "AGREE", head.start
    words = state.text[draft.trigger.end : draft.end]
    if draft.trigger.rule.id == "statement" and draft.trigger.voice != "phrase":
        tail = state.text[draft.trigger.end : min(len(state.text), draft.end + 60)]
        if _REQUESTING.search(words) or re.match(r"[^.]{0,40},\s*(?:calling|urging)\b", tail):
            draft.type = "REQUEST"


# -- joining drafts of one act --------------------------------------------------------------------


def _join(state: _Article, drafts: list[_Draft]) -> list[_Draft]:
    """Join drafts of a sentence that tell of one act: one clause, or a clause and its detail."""
    kept: list[_Draft] = []
    for draft in _without_settings(state, drafts):
        home = next((k for k in reversed(kept) if _same_act(state, k, draft)), None)
        told = kept[-1] if kept else None
        if told is not None and _is_wording(told, draft):
            if told.type == "STATEMENT":
                told.type, told.mode = draft.type, draft.mode
            told.end = max(told.end, draft.end)
            continue
        if home is None:
            kept.append(draft)
            continue
        if home.weak and not draft.weak:
            draft.start, draft.end = min(home.start, draft.start), max(home.end, draft.end)
            kept[kept.index(home)] = draft
            continue
        if not draft.weak or draft.trigger.clause == home.trigger.clause:
            home.end = max(home.end, draft.end)
            home.start = min(home.start, draft.start)
        home.mode = home.mode or draft.mode
        if home.status == "asserted" and draft.status == "claimed" and draft.trigger.clause == home.trigger.clause:
            home.status = "claimed"
    return kept


_SETTING = re.compile(r"\b(?:at|during|in|after|following|result\s+of|since)\s+(?:the\s+|a\s+|an\s+|its\s+|their\s+)?(?:[\w\-]+\s+){0,2}$")


def _without_settings(state: _Article, drafts: list[_Draft]) -> list[_Draft]:
    """Drop talks that are only the setting of another act of the clause ("at the summit")."""
    kept = []
    for draft in drafts:
        before = state.text[max(draft.grammar.words[0].start, draft.trigger.start - 40) : draft.trigger.start]
        others = [d for d in drafts if d is not draft and not d.weak]
        mates = [d for d in others if d.trigger.clause == draft.trigger.clause]
        if draft.fact and draft.type == "CONSULT" and _SETTING.search(before) and others:
            between = re.match(r"\s*\w*\s*between\b", state.text[draft.trigger.end : draft.end])
            own = bool(when.usable(state.times, draft.trigger.end, draft.end))
            if (not between and mates) or (between and not own):
                continue
        if draft.fact and draft.type == "AGREE" and any(
            m.fact and m.type == "CONSULT" and m.trigger.start > draft.trigger.start
            and re.search(r"\b(?:at|during|in)\s+(?:the\s+|a\s+)?\w*\s*$", state.text[draft.trigger.end : m.trigger.start])
            for m in mates
        ):  # fmt: skip
            continue
        kept.append(draft)
    return kept


def _is_wording(first: _Draft, second: _Draft) -> bool:
    """Tell whether a participle only words what was said ("issued a statement, condemning")."""
    if first.type not in ("STATEMENT", "CONSULT", "REQUEST", "ACCUSE") or second.type not in _VERBAL:
        return False
    if first.type == "STATEMENT" and first.trigger.clause == second.trigger.clause:
        return second.trigger.voice == "participle"
    link = second.grammar.clauses[second.trigger.clause].link
    verbs = [
        t for t in first.grammar.triggers
        if first.trigger.start < t.start < second.trigger.start and t.finite
    ]  # fmt: skip
    apart = second.trigger.clause - first.trigger.clause
    near = apart == 1 or (apart > 1 and not verbs)
    return near and link in ("ing", "with") and second.trigger.voice == "participle"


def _same_act(state: _Article, first: _Draft, second: _Draft) -> bool:
    """Tell whether two drafts of a sentence are one act."""
    same_clause = first.trigger.clause == second.trigger.clause
    if first.type != second.type:
        if same_clause and first.type == "AGREE" and second.trigger.rule.id == "mediate":
            return True
        return same_clause and second.weak
    between = state.text[first.trigger.end : second.trigger.start]
    if _APART.search(between) and second.type == "ASSAULT":
        return False
    if same_clause:
        return not (first.type in ("AGREE", "CONSULT") and _different_town(state, first, second))
    links = [
        c.link for c in first.grammar.clauses[first.trigger.clause + 1 : second.trigger.clause + 1]
    ]
    casualty = second.trigger.rule.group == "casualties" and first.type == "ASSAULT"
    if casualty and links in (["and"], ["and-new"]) and not _own_time(state, second):
        return not where.locations(state.mentions, second.start, second.end) or first.trigger.rule.group == "casualties"
    if any(link in ("stop", "attr", "and-new", "say") for link in links):
        return False
    if first.type == "ASSAULT":
        if not set(links) <= _JOINING_LINKS:
            return False
        return not (_own_time(state, second) and _own_time(state, first))
    if first.type in _VERBAL and set(links) <= {"and", "ing", "with"}:
        return first.type == second.type and first.type not in ("AGREE",)
    return False


def _own_time(state: _Article, draft: _Draft) -> bool:
    """Tell whether the clause of a draft holds a time of its own."""
    clause = draft.grammar.clauses[draft.trigger.clause]
    return any(t.anchor for t in when.usable(state.times, clause.start, clause.end))


def _different_town(state: _Article, first: _Draft, second: _Draft) -> bool:
    """Tell whether the second of two talks in a clause is told with time and town of its own."""
    if second.trigger.voice not in ("reduced", "noun"):
        return False
    town = where.meeting_place(
        state.text,
        where.locations(state.mentions, second.trigger.end, second.end),
        second.trigger.end,
    )
    return bool(town) and first.trigger.finite and second.trigger.voice == "reduced"


# -- filling in -----------------------------------------------------------------------------------


def _fill(state: _Article, draft: _Draft, sayings: list[_Saying]) -> None:
    """Give a draft its actors, claimant, status and numbers."""
    text = state.text
    subject = _subject_before(state, draft)
    draft.source, draft.target = parties_of(
        text, state.cast, draft.grammar, draft.trigger, draft.start, draft.end, subject
    )
    _claim(state, draft, sayings)
    if draft.type == "ASSAULT":
        draft.killed, draft.wounded = tolls(text[draft.start : draft.end])
    named = state.cast.within(draft.start, draft.trigger.start)
    voice = next((n for n in reversed(named) if n.name in draft.source and n.seat), None)
    if voice is not None:
        draft.speaker, draft.seat = voice.key, voice.seat


def _subject_before(state: _Article, draft: _Draft) -> tuple[str, ...]:
    """Return who acts in the clauses before, for a clause without a subject."""
    grammar = draft.grammar
    clause = grammar.clauses[draft.trigger.clause]
    if clause.link in ("and-new", "stop"):
        return ()
    first = grammar.clauses[0]
    verb = next((t for t in grammar.triggers if t.finite), None)
    stop = verb.start if verb is not None and verb.start < draft.trigger.start else clause.start
    if clause.link == "" or stop <= first.start:
        return _speaker_before(state, draft)
    return state.cast.parties(state.text, first.start, stop) or _speaker_before(state, draft)


def _speaker_before(state: _Article, draft: _Draft) -> tuple[str, ...]:
    """Return the source of the talk before, for "the statement", "the ministry" and "it"."""
    if draft.type not in _VERBAL:
        return ()
    opening = state.text[draft.grammar.clauses[0].start : draft.trigger.start]
    if re.search(r"\b(?:statement|ministry|it|they|he|she|document|declaration|we|sides|parties|president|minister|y)\b", opening):
        for earlier in reversed(state.drafts):
            if earlier.source and earlier.type in _VERBAL:
                return earlier.source
    return ()


def _claim(state: _Article, draft: _Draft, sayings: list[_Saying]) -> None:
    """Find who says it when the article does not say it in its own voice."""
    text = state.text
    match = re.search(r"\baccording\s+to\s+(?:the\s+)?([\w' \-]{3,50}?)(?=[,.;]|\s+(?:on|that|said|has|was|have)\b|$)", text[draft.grammar.words[0].start : draft.grammar.words[-1].end])
    saying = next(
        (s for s in sayings if s.start <= draft.trigger.start < s.end and s.trigger.start != draft.trigger.start),
        None,
    )
    if saying is None and match is None:
        return
    if saying is not None:
        last = None if saying.speaker or _claimant_words(saying.words) else _last_speaker(state)
        speaker = saying.speaker[:1] or ((last,) if last else ())
        own = bool(speaker) and speaker[0] in draft.source
        direct = saying.trigger.clause == draft.trigger.clause and draft.type in _VERBAL
        clause = draft.grammar.clauses[draft.trigger.clause]
        parallel = saying.start == saying.trigger.end and clause.link == "and" and not any(
            c.link in ("that", "say") for c in draft.grammar.clauses[saying.trigger.clause + 1 : draft.trigger.clause + 1]
        )
        if parallel:
            draft.source = draft.source or saying.speaker
            return
        claimant = speaker[0] if speaker else _claimant_words(saying.words)
        outlet = bool(_OUTLET.search(saying.words.lower()))
        if draft.type in _VERBAL and (own or direct):
            draft.own_voice = True
            draft.claimant = None if direct else claimant
            return
        draft.claimant = claimant
        said = text[saying.trigger.start : saying.trigger.end]
        if outlet or draft.fact or said.startswith(("confirm", "acknowledg", "admit")):
            return
        if draft.type in ("AGREE", "CONSULT", "STATEMENT") and _own_time(state, draft):
            return
    else:
        assert match is not None
        start = draft.grammar.words[0].start + match.start(1)
        named = state.cast.within(start, start + len(match.group(1)))
        draft.claimant = named[0].name if named else state.article.text[start : start + len(match.group(1))]
    if draft.status == "asserted":
        draft.status = "claimed"


def _claimant_words(words: str) -> str | None:
    """Return the words that name a speaker who is no listed actor."""
    plain = re.sub(r"^(?:where|when|which|who|whom|after|because|since)\s+", "", words.strip(" ,.“”\"'"), flags=re.I)
    plain = plain.rsplit(",", 1)[-1].strip()
    last = plain.rsplit(" ", 1)[-1].lower()
    if re.match(r"(?:in|on|at|by|about|for|with|from|to|of|after|during|over|amid)\b", plain, re.I):
        return None
    if _ANAPHORIC.match(plain) or not plain or last in _NOT_SAID or len(plain) > 70 or len(plain.split()) > 8:
        return None
    return re.sub(r"^(?:and|but|that|while|as)\s+", "", plain, flags=re.I) or None


def _last_speaker(state: _Article) -> str | None:
    """Return who spoke last, for "the ministry", "it" and "the statement"."""
    for number in sorted(state.sayings, reverse=True):
        for saying in reversed(state.sayings[number]):
            if saying.speaker:
                return saying.speaker[0]
    for draft in reversed(state.drafts):
        if draft.type in _VERBAL and draft.source:
            return draft.source[0]
    return None


def _statements(
    state: _Article, grammar: Grammar, number: int, sentence: Sentence, sayings: list[_Saying],
    drafts: list[_Draft],
) -> list[_Draft]:  # fmt: skip
    """Return statements of speakers who say nothing in this sentence that is a report of theirs."""
    made: list[_Draft] = []
    for saying in sayings:
        if not saying.key or saying.trigger.voice == "participle":
            continue
        content = [d for d in drafts if saying.start <= d.trigger.start < saying.end and not d.weak]
        others = [d for d in content if d.type in ("CONCEDE", "REJECT", "SUPPORT") and not d.own_voice]
        if others and not any(_own_time(state, d) for d in others):
            for other in others:
                drafts.remove(other)
            content = [d for d in content if d not in others]
        elif content or any(d.source[:1] == saying.speaker for d in drafts if not d.weak):
            continue
        clause = grammar.clauses[saying.trigger.clause]
        draft = _Draft(
            saying.trigger, grammar, number, sentence.zone, clause.start,
            min(saying.end, sentence.end) if saying.start >= saying.trigger.end else clause.end, "STATEMENT",
            source=saying.speaker, speaker=saying.key, seat=saying.seat, weak=not others,
        )  # fmt: skip
        draft.end = _trim_end(state.text, draft.start, draft.end)
        named = state.cast.within(saying.start, saying.end)
        draft.target = tuple(dict.fromkeys(n.name for n in named if n.name not in draft.source))[:2]
        made.append(draft)
        break
    return made


def _trim_end(text: str, start: int, end: int) -> int:
    """Return the end without white space and punctuation."""
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end


def _spread(state: _Article, draft: _Draft) -> list[_Draft]:
    """Return a draft once for every time that is strung together in its clause."""
    times = when.usable(state.times, draft.start, draft.end)
    run = when.joined(state.text, times)
    if not run or draft.weak:
        return [draft]
    made = []
    for time in run:
        made.append(replace(draft, time=time, end=max(time.end, draft.trigger.end), flags=list(draft.flags)))
    return made


# -- the article as a whole -----------------------------------------------------------------------


def _attribute_quotes(state: _Article) -> None:
    """Give a quoted sentence without attribution the speaker of the sentence that ends the quote."""
    text = state.text
    sentences = state.article.sentences
    for draft in state.drafts:
        if draft.claimant or draft.own_voice:
            continue
        sentence = sentences[draft.sentence]
        opened = text.rfind('"', max(0, sentence.start - 1), sentence.start + 2) >= 0
        inside = text[sentence.start : sentence.end].count('"') == 1
        if not (opened and inside) or state.sayings.get(draft.sentence):
            continue
        for number in (draft.sentence + 1, draft.sentence + 2):
            sayings = [s for s in state.sayings.get(number, []) if s.speaker]
            if sayings:
                draft.claimant = sayings[0].speaker[0]
                if draft.type == "ASSAULT" and draft.status == "asserted":
                    draft.status = "claimed"
                break


def _settle(state: _Article) -> list[_Draft]:
    """Give every draft its place and time, then drop what another draft tells better."""
    for position, draft in enumerate(state.drafts):
        _date(state, draft, state.drafts[:position])
        _place(state, draft, state.drafts[:position])
    _share_dates(state)
    kept = _drop_weak(state)
    kept = _drop_repeats(kept)
    return sorted(kept, key=lambda d: (d.start, d.end, d.trigger.start))


def _date(state: _Article, draft: _Draft, earlier: Sequence[_Draft]) -> None:
    """Find when it happened."""
    published = state.article.published
    if draft.zone == "related-link":
        end = published.end if published else None
        if end is not None:
            draft.interval = Interval(None, end, "open", "a headline listed with the article", True)
        return
    if draft.status == "hypothetical":
        return
    sentence = state.article.sentences[draft.sentence]
    time = draft.time or _own(state, draft, sentence)
    if time is not None and draft.status != "planned" and _after_publication(time, published):
        time = None  # what lies ahead is what was agreed or announced, not when
    if time is not None and time.interval is not None:
        low = max(sentence.start, time.start - 40)
        draft.interval = when.adjust(state.text, low, time.start, time.interval)
        draft.date_words, draft.dated = state.article.text[time.start : time.end], True
        if _APART.search(state.text[draft.grammar.words[0].start : draft.start + 1]) and draft.type == "ASSAULT":
            draft.interval = _leading_up(draft.interval)
        return
    draft.interval = _inherit(state, draft, earlier)


def _after_publication(time: TimeExpression, published: Interval | None) -> bool:
    """Tell whether a time lies wholly after publication."""
    if time.interval is None or published is None:
        return False
    start, end = time.interval.start, published.end
    return start is not None and end is not None and start > end


def _leading_up(interval: Interval) -> Interval:
    """Return the days before something that was answered."""
    if interval.start is None or interval.start != interval.end:
        return interval
    return when.inferred(
        shift(interval.start, -2), interval.end, f"answered by what happened {interval.basis}"
    )


def _own(state: _Article, draft: _Draft, sentence: Sentence) -> TimeExpression | None:
    """Return the time expression of the clause, else the one that rules the sentence."""
    trigger = draft.trigger
    inside = when.usable(state.times, draft.start, draft.end)
    if draft.type in _VERBAL and draft.trigger.voice == "participle" and trigger.clause > 0:
        head = draft.grammar.clauses[trigger.clause - 1]
        told = [t for t in when.usable(state.times, head.start, head.end) if t.anchor]
        if told:
            return told[-1]
    discussed = state.text.startswith("discuss", trigger.start)
    if draft.fact:
        inside = [t for t in inside if t.start >= trigger.start or trigger.start - t.end < 20]
        return min(inside, key=lambda t: _distance(t, trigger)) if inside else None
    if draft.type in _SPOKEN or (draft.type == "CONSULT" and discussed):
        return _own_of_words(state, draft, sentence, inside)
    attached = [
        t for t in inside if t.anchor or (trigger.voice != "active" and abs(t.end - trigger.start) < 25)
        or (not t.anchor and 0 <= t.start - trigger.end < 12)
    ]  # fmt: skip
    if attached:
        return min(attached, key=lambda t: (not t.anchor, _distance(t, trigger)))
    clause = draft.grammar.clauses[trigger.clause]
    if clause.link in ("and-new", "stop") and draft.type in _VERBAL:
        return None
    others = [
        t for t in when.usable(state.times, sentence.start, sentence.end)
        if (t.anchor and not _subordinate(draft.grammar, t, trigger))
        or (clause.link == "rel" and 0 < clause.start - t.end < 40)
    ]  # fmt: skip
    before = [t for t in others if t.end <= trigger.start]
    if before:
        return before[0] if before[0].start - sentence.start < 25 else before[-1]
    if others and draft.type not in _VERBAL:
        return others[0]
    return others[0] if others and clause.link != "rel" and len(others) == 1 else None


def _own_of_words(
    state: _Article, draft: _Draft, sentence: Sentence, inside: Sequence[TimeExpression]
) -> TimeExpression | None:
    """Return when words were spoken: times before the verb, or right behind it.

    A time further behind may belong to what is spoken about ("condemned the attack on Monday").
    """
    trigger, grammar = draft.trigger, draft.grammar
    clause = grammar.clauses[trigger.clause]
    for time in inside:
        if time.anchor and time.start >= trigger.end and time.start < clause.end:
            between = state.text[trigger.end : time.start]
            event = any(
                t.rule.type not in ("STATEMENT", "CONSULT") and trigger.end <= t.start < time.start
                for t in grammar.triggers
            )
            count = len(between.split())
            near = count <= 6 or trigger.voice == "phrase" or _OCCASION.search(between)
            if count <= 1 or (not event and " that " not in between and near):
                return time
    if clause.link in ("and-new", "stop", "while"):
        before = [t for t in inside if t.anchor and clause.start <= t.start < trigger.start]
        return before[-1] if before else None
    before = [
        t for t in when.usable(state.times, sentence.start, trigger.start)
        if t.anchor and not _subordinate(grammar, t, trigger)
    ]  # fmt: skip
    if before:
        return before[0] if before[0].start - sentence.start < 25 else before[-1]
    if clause.link in ("that", "say") and draft.own_voice:
        said = [t for t in when.usable(state.times, sentence.start, sentence.end) if t.anchor]
        return said[0] if said else None
    if trigger.clause + 1 < len(grammar.clauses):  # "..., the ministry said on Thursday"
        following = grammar.clauses[trigger.clause + 1]
        if following.link == "attr":
            said = [t for t in when.usable(state.times, following.start, following.end) if t.anchor]
            return said[0] if said else None
    return None


def _subordinate(grammar: Grammar, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether a time stands in a clause that only describes something else."""
    index = grammar.clause_at(time.start)
    return index != trigger.clause and grammar.clauses[index].link in ("rel", "that", "say")


def _distance(time: TimeExpression, trigger: Trigger) -> int:
    """Return the characters between a time and a trigger."""
    return trigger.start - time.end if time.end <= trigger.start else time.start - trigger.end


def _inherit(state: _Article, draft: _Draft, earlier: Sequence[_Draft]) -> Interval | None:
    """Find the time in what was said before, or in the time of publication."""
    published = state.article.published
    text = state.text
    near = [d for d in earlier if d.interval is not None and 0 <= draft.sentence - d.sentence <= 1]
    if near and near[-1].interval is not None:
        ended = when.war_end(text, draft.start, draft.trigger.start, near[-1].interval)
        if ended is not None:
            return ended
    if draft.type in _VERBAL:
        return _inherit_verbal(state, draft, earlier)
    past = [d for d in near if d.dated and d.type not in _VERBAL and _main(d)]
    clause = draft.grammar.clauses[draft.trigger.clause]
    perfect = _PERFECT.search(text[max(0, draft.trigger.start - 25) : draft.trigger.start]) or (
        _PERFECT_AT_ALL.search(
            text[
                draft.grammar.words[0].start if clause.link == "and" else clause.start : draft.trigger.start
            ]
        )
    )
    current = bool(perfect) or bool(when.RECENT.search(text, draft.start, draft.end))
    if past and not perfect:
        base = past[-1].interval
        assert base is not None
        if not (current and _is_old(base, published)):
            return replace(base, basis=f"told with: {base.basis}", inferred=True)
    onset = _onset(state, earlier)
    if onset is not None and published is not None and published.end is not None:
        return when.inferred(onset, published.end, f"from the outbreak that the article dates {onset.isoformat()} to publication")
    if (current and _main(draft)) or (_main(draft) and draft.sentence <= _first_body(state) + 2):
        return when.around_publication(published, when.RECENT_DAYS, "told as news")
    return None


def _main(draft: _Draft) -> bool:
    """Tell whether a draft stands in a main clause, whose time the next sentence may share."""
    return draft.grammar.clauses[draft.trigger.clause].link in ("", "and", "and-new", "stop", "attr", "ing", "with")


def _is_old(interval: Interval, published: Interval | None) -> bool:
    """Tell whether an interval ended well before publication."""
    if published is None or published.start is None or interval.end is None:
        return False
    return gap_days(interval.start, interval.end, published.start, published.end) > when.EPISODE_DAYS


def _first_body(state: _Article) -> int:
    """Return the index of the first body sentence."""
    return next((i for i, s in enumerate(state.article.sentences) if s.zone == "body"), 0)


def _onset(state: _Article, earlier: Sequence[_Draft]) -> date | None:
    """Return the day on which the current fighting broke out, as the article dates it."""
    published = state.article.published
    if published is None or published.end is None:
        return None
    days = [
        d.interval.start for d in earlier
        if d.dated and d.type == "ASSAULT" and d.interval is not None and d.interval.start is not None
        and _ONSET.search(state.text, d.start, d.end)
        and 0 <= (published.end - d.interval.start).days <= when.EPISODE_DAYS
    ]  # fmt: skip
    return max(days) if days else None


def _inherit_verbal(
    state: _Article, draft: _Draft, earlier: Sequence[_Draft]
) -> Interval | None:
    """Find the time of words: the speaker's dated words before, or the time of publication."""
    published = state.article.published
    sentence = state.article.sentences[draft.sentence]
    if draft.fact:
        return _before_publication(published)
    loose = [
        t.interval.start for t in when.usable(state.times, draft.start, draft.end)
        if t.anchor and t.interval is not None
    ]  # fmt: skip
    if any(not _near(day, published) for day in loose) and not draft.dated:
        return _before_publication(published)
    if when.is_earlier(state.text, sentence.start, draft.trigger.end):
        return when.around_publication(published, when.EARLIER_DAYS, "told as earlier")
    said = [
        t for t in when.usable(state.times, sentence.start, sentence.end) if t.anchor
    ] if draft.own_voice else []  # fmt: skip
    if said:
        return said[0].interval
    for other in reversed(earlier):
        if other.dated and other.type in _VERBAL and set(other.source) & set(draft.source):
            if other.interval is not None and not _is_old(other.interval, published) and other.type != "CONSULT":
                return replace(other.interval, basis=f"the same speaker's words: {other.interval.basis}", inferred=True)
    near = [
        d for d in earlier
        if d.dated and 0 <= draft.sentence - d.sentence <= 1 and d.interval is not None and _main(d)
    ]  # fmt: skip
    perfect = _PERFECT.search(state.text[max(0, draft.trigger.start - 25) : draft.trigger.start])
    if near and near[-1].interval and _is_old(near[-1].interval, published) and not perfect:
        return _before_publication(published)
    before = [d for d in near if d.interval and not _is_old(d.interval, published)]
    if before and published is not None and published.end is not None:
        start = before[-1].interval.start if before[-1].interval else None
        if start is not None and start <= published.end and (published.end - start).days <= when.EARLIER_DAYS:
            return when.inferred(start, published.end, "after what the sentence before dates, to publication")
    return when.around_publication(published, when.VERBAL_DAYS, "words told as news")


def _before_publication(published: Interval | None) -> Interval | None:
    """Return all the time up to publication: what a text that gives no date supports."""
    if published is None or published.end is None:
        return None
    return Interval(None, published.end, "open", "not dated by the text; before publication", True)


def _near(day: date | None, published: Interval | None) -> bool:
    """Tell whether a day lies within the week up to publication."""
    if day is None or published is None or published.end is None:
        return False
    return 0 <= (published.end - day).days <= when.EARLIER_DAYS


def _share_dates(state: _Article) -> None:
    """Date an undated agreement by another report of talks in the same town."""
    for draft in state.drafts:
        if draft.dated or draft.type not in ("AGREE", "CONSULT") or not draft.places:
            continue
        for other in state.drafts:
            if (
                other.dated
                and other.type in ("AGREE", "CONSULT")
                and set(p.id for p in other.places) & set(p.id for p in draft.places)
                and other.interval is not None
            ):
                draft.interval = replace(other.interval, basis=f"the meeting there: {other.interval.basis}", inferred=True)
                break


def _place(state: _Article, draft: _Draft, earlier: Sequence[_Draft]) -> None:
    """Find where it happened, what it is about, and where words were spoken."""
    sentence = state.article.sentences[draft.sentence]
    inside = where.locations(state.mentions, draft.start, draft.end)
    low, high = _sentence_part(draft, sentence)
    whole = where.locations(state.mentions, low, high)
    if draft.status in ("hypothetical", "planned") or draft.zone == "related-link":
        draft.about = where.places_of(inside or whole)
        if draft.zone == "related-link":
            draft.place_reason = "a headline of another article: listed, not placed"
            if draft.trigger.rule.group in where.DOMESTIC:
                draft.places = where.places_of(inside) or tuple(
                    p for p in (_country_of(state, draft, name) for name in draft.source) if p is not None
                )
        else:
            draft.place_reason = f"told as {draft.status}: nothing has happened there"
        return
    if draft.type in where.PHYSICAL:
        _physical(state, draft, inside, whole, earlier)
        return
    if draft.type in where.MEETING:
        facts = [
            d.trigger.start for d in state.drafts
            if d is not draft and d.sentence == draft.sentence and d.fact and d.trigger.start > draft.trigger.start
        ]  # fmt: skip
        reach = [m for m in inside if m.start < min(facts, default=draft.end)]
        behind = [m for m in reach if m.start >= draft.trigger.end]
        found = where.meeting_place(state.text, behind, draft.start) or where.meeting_place(
            state.text, [m for m in reach if m not in behind and draft.trigger.voice != "noun"], draft.start
        )
        if found:
            draft.places, draft.venue = found, found[0]
            draft.place_reason = f"the text says that it was held in {found[0].name}"
    if not draft.places:
        draft.place_reason = "words have no place on the map; the text names no meeting place"
        draft.venue = _seat(state, draft)
    around = inside or whole
    draft.about = tuple(p for p in where.places_of(around) if p not in draft.places) or _topics(state, draft)


def _sentence_part(draft: _Draft, sentence: Sentence) -> tuple[int, int]:
    """Return the part of the sentence round a draft that no full stop or semicolon cuts off."""
    cuts = [c.start for c in draft.grammar.clauses if c.link == "stop"]
    low = max((c for c in cuts if c <= draft.trigger.start), default=sentence.start)
    return low, min((c for c in cuts if c > draft.trigger.start), default=sentence.end)


def _topics(state: _Article, draft: _Draft) -> tuple[Place, ...]:
    """Return the places after which the matter of a report is called."""
    sentence = state.article.sentences[draft.sentence]
    named = [
        m for m in state.mentions
        if sentence.start <= m.start < sentence.end and m.role == "topic" and m.place is not None
    ]  # fmt: skip
    return tuple(dict.fromkeys(m.place for m in named if m.place is not None))


def _seat(state: _Article, draft: _Draft) -> Place | None:
    """Return the seat of the speaker."""
    if draft.seat and state.place_of is not None and len(draft.source) == 1:
        return state.place_of(draft.seat)
    return None


def _physical(
    state: _Article, draft: _Draft, inside: Sequence[Mention], whole: Sequence[Mention],
    earlier: Sequence[_Draft],
) -> None:  # fmt: skip
    """Place an act: its clause, its sentence, its doer's country, or the sentences before."""
    if inside:
        draft.places = where.places_of(inside)
        draft.place_reason = "named in the clause"
        draft.stated_place = True
        return
    domestic = draft.trigger.rule.group in where.DOMESTIC
    if domestic:
        draft.places = tuple(
            p for p in (_country_of(state, draft, name) for name in draft.source) if p is not None
        )
        if draft.places:
            draft.place_reason = "an act of a state inside its own country"
            return
    if _unplaced(state, draft):
        draft.place_reason = "the clause names a place that could not be resolved"
        return
    clause = draft.grammar.clauses[draft.trigger.clause]
    if clause.link == "rel" and draft.start == clause.start:
        near = [
            m for m in state.mentions
            if m.place is not None and m.role in ("location", "topic") and 0 <= clause.start - m.end < 45
        ]  # fmt: skip
        draft.places = where.places_of(near[-1:])
        draft.place_reason = "named just before the clause" if near else "the text names no place for it"
        return
    if whole:
        draft.places = where.places_of(whole)
        draft.place_reason = "named in the sentence"
        return
    topics = _topics(state, draft)
    for other in reversed(earlier):
        if draft.sentence - other.sentence > 3:
            break
        if other.type not in where.PHYSICAL or other.trigger.rule.group in where.DOMESTIC or other.zone == "related-link":
            continue
        if other.status == "hypothetical" or not _may_share(draft, other):
            continue
        if other.places:
            draft.places = other.places
            draft.place_reason = "told together with what the sentences before place"
            return
        if other.interval is not None and draft.interval is not None:
            break
    before = [
        m for m in state.mentions
        if m.role == "location" and m.place is not None and 1 <= draft.sentence - m.sentence <= 2
        and m.zone in ("body", "title")
    ]  # fmt: skip
    if before and draft.interval is not None and draft.interval.start is not None:
        last = before[-1].sentence
        if any(d.sentence == last and d.type in where.PHYSICAL and not _may_share(draft, d) for d in earlier):
            draft.place_reason = "the text names no place for it"
            return
        draft.places = where.places_of([m for m in before if m.sentence == last])
        draft.place_reason = "named in the sentence before"
        return
    if topics and draft.type == "ASSAULT":
        draft.places, draft.place_reason = topics, "the conflict is named after the place"
        return
    draft.place_reason = "the text names no place for it"


def _unplaced(state: _Article, draft: _Draft) -> bool:
    """Tell whether the clause names a place of its own that nobody could resolve."""
    if _BORDER.search(state.text, draft.start, draft.end):
        return True
    return any(
        draft.start <= m.start < draft.end and m.role == "location" and m.place is None
        for m in state.mentions
    )


def _may_share(draft: _Draft, other: _Draft) -> bool:
    """Tell whether two acts lie so near in time that one may have the place of the other."""
    if draft.interval is None or other.interval is None:
        return True
    return draft.interval.start is not None and _compatible(draft.interval, other.interval)


def _compatible(first: Interval, second: Interval) -> bool:
    """Tell whether two intervals lie within a year of each other."""
    return gap_days(first.start, first.end, second.start, second.end) <= 366


def _country_of(state: _Article, draft: _Draft, name: str) -> Place | None:
    """Return the country that an actor of the clause is."""
    for mention in state.mentions:
        place = mention.place
        if place is not None and place.kind == "country" and place.name == name:
            return place
    return None


def _drop_weak(state: _Article) -> list[_Draft]:
    """Keep a mere naming of violence only where nothing in the article states it."""
    strong = [d for d in state.drafts if not d.weak]
    kept = list(strong)
    for draft in state.drafts:
        if not draft.weak:
            continue
        if draft.type == "STATEMENT":
            if any(d.type in _VERBAL and d.zone != "related-link" and (d.speaker == draft.speaker or (d.speaker is None and set(d.source) & set(draft.source))) for d in kept):
                continue
            kept.append(draft)
            continue
        if _worth_telling(state, draft, strong) and not any(
            d.weak and d.type == draft.type for d in kept
        ):
            kept.append(draft)
    return kept


def _worth_telling(state: _Article, draft: _Draft, strong: Sequence[_Draft]) -> bool:
    """Tell whether a naming of violence is news that no other report of the article tells."""
    if draft.zone != "body" or draft.status != "asserted" and draft.status != "claimed":
        return False
    clause = draft.grammar.clauses[draft.trigger.clause]
    own = [m for m in where.locations(state.mentions, draft.trigger.end, clause.end) if m.start - draft.trigger.end < 60]
    lead = re.search(r"\b(?:amid|following|in\s+connection\s+with|because\s+of|over|after|during)\s+(?:the\s+|a\s+|an\s+)?(?:[\w\-]+\s+){0,4}$", state.text[max(0, draft.trigger.start - 60) : draft.trigger.start])
    if not own or not lead or draft.interval is None:
        return False
    return not any(
        d.type == "ASSAULT" and d.zone != "related-link" and d.interval is not None
        and gap_days(d.interval.start, d.interval.end, draft.interval.start, draft.interval.end) <= 3
        for d in strong
    )  # fmt: skip


def _drop_repeats(drafts: list[_Draft]) -> list[_Draft]:
    """Drop headlines that the body tells again, and twins of one sentence."""
    body = [d for d in drafts if d.zone == "body"]
    kept: list[_Draft] = []
    for draft in drafts:
        if draft.zone == "title" and any(
            d.type == draft.type and (not draft.source or not d.source or set(d.source) & set(draft.source))
            for d in body
        ):
            continue
        if draft.type == "STATEMENT" and not draft.source and draft.zone != "related-link" and any(d.source for d in drafts):
            continue
        if draft.type == "STATEMENT" and any(
            k.type == "STATEMENT" and k.source == draft.source and k.interval == draft.interval for k in kept
        ):
            continue
        if draft.zone == "title" and draft.type in ("STATEMENT",) and any(d.type in _VERBAL for d in body):
            continue
        if any(
            k.sentence == draft.sentence and k.type == draft.type and k.trigger.start == draft.trigger.start
            and k.interval == draft.interval for k in kept
        ):  # fmt: skip
            continue
        kept.append(draft)
    return kept


def _number(article: Article, drafts: Sequence[_Draft]) -> tuple[Report, ...]:
    """Return the drafts as reports with running numbers."""
    made = []
    for count, draft in enumerate(drafts, 1):
        start, end = draft.start, draft.end
        words = article.text[draft.trigger.start : draft.trigger.end]
        made.append(
            Report(
                id=f"{article.id}-r{count:02d}",
                article=article.id,
                start=start,
                end=end,
                quote=article.text[start:end],
                type=draft.type,
                status=draft.status,
                claimant=draft.claimant,
                interval=draft.interval,
                places=draft.places,
                about=draft.about,
                source=draft.source,
                target=draft.target,
                zone=draft.zone,  # type: ignore[arg-type]
                sentence=draft.sentence,
                trigger=f"{words} ({draft.trigger.rule.id})",
                place_reason=draft.place_reason,
                date_words=draft.date_words,
                mode=draft.mode,
                venue=draft.venue,
                killed=draft.killed,
                wounded=draft.wounded,
                flags=tuple(draft.flags),
            )
        )
    return tuple(made)

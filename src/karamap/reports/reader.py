"""A zoned article, its resolved mentions, times and actors go in; its reports come out.

The order of work: triggers of the whole text in one pass; each sentence with triggers is cut into
clauses; each trigger that states something becomes a draft; drafts of one act are joined; then each
draft gets its actors, status, place and time, and what nothing supports stays empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from operator import attrgetter

from karamap.actors import ActorIndex, ActorSpan
from karamap.dates import gap_days
from karamap.names import Folded, fold
from karamap.records import Article, Interval, Mention, Report, Sentence, TimeExpression
from karamap.reports import when, where
from karamap.reports.cues import Cue
from karamap.reports.dating import date_draft, share_dates
from karamap.reports.denials import answer, settle_denials
from karamap.reports.dignitaries import find_dignitaries
from karamap.reports.draft import SPOKEN, TOLD, TOLL_TOLD, VERBAL, Draft, Saying, State
from karamap.reports.grammar import Grammar, gains_at_war
from karamap.reports.headcounts import displaced, taken
from karamap.reports.joining import join_drafts
from karamap.reports.ordered import Ordered
from karamap.reports.own_times import in_brackets, own_time_of
from karamap.reports.placing import place_draft
from karamap.reports.quoting import attribute_quotes, labelled
from karamap.reports.sayings import (
    attribute,
    count_of,
    find_statements,
    speaker_of,
    subject_told,
)
from karamap.reports.sides import each_side
from karamap.reports.speech import find_sayings, grammar_of
from karamap.reports.states import read_drafts
from karamap.reports.themes import THEME, themed
from karamap.reports.triggers import Hit, TriggerLexicon
from karamap.reports.who import Cast, PlaceOf, covered, parties_of

_SPEAKS_ON = Cue(
    r"(?:\bthe\s+(?:\w+\s+)?(?:statement|ministry|document|declaration|president|minister|sides|parties)"
    r"|\b(?P<who>it|they|he|she)|\b(?:we|y))(?:\s+(?:\w+ly|also|have|has|had|again|then|further|even))*\s*$",
    "statement ministry document declaration president minister sides parties it they he she we y",
)
_WE = Cue(r"\bwe\b", "we")
_OR_WOUNDED = re.compile(r"\s+(?:or|and)\s+(?:wounded|injured)\b")
_TRUCE = Cue(r"\b(?:cease-?fire|truce|armistice)\b", "ceasefire fire truce armistice")
_SELF = re.compile(r"(?:that\s+)?(?:it|they|he|she|we|its|their|his|her|our)\b")
_AGAIN = Cue(r"\b(?:again|then|also)\b", "again then also")
_LEAD = Cue(
    r"\b(?:amid|following|in\s+connection\s+with|because\s+of|over|after|during)\s+(?:the\s+|a\s+|an\s+)?(?:[\w\-]+\s+){0,4}$",
    "amid following connection because over after during",
)
# Between whom somebody met first and whom then.
_AND_WITH = re.compile(r"(?:,\s*)?\s+and\s+(?:(?:then|later|also)\s+)?(?:with\s+)?")
_NEAR_AND = 50  # characters behind it within which the second is named
# Between a time and the next place of a row, and between that place and its time.
_NEXT_PART = re.compile(r"\)?\s*(?:,\s*(?:and\s+)?(?:then\s+)?|and\s+(?:then\s+)?)")
_WAY_TO_PLACE = re.compile(
    r"(?:(?:in|at|near|of)\s+)?(?:the\s+)?(?:[\w\-]+\s+){0,2}?(?:(?:city|town|village|settlement|district|region|port|capital)\s+of\s+)?"
)
_WAY_TO_TIME = re.compile(r"\s*[,(]?\s*(?:(?:in|on|at|by)\s+)?(?:(?:the|that|this)\s+)?")
_OF_WAR = frozenset("ASSAULT COERCE MOBILIZE RETREAT".split())
_BY_THEME = "the kind of event is concluded from the words of the sentence together, not from its verb"
# Triggers of force in a text about a war: at least, and a sentence. News of wars have 0.6 to 1.8 of
# them a sentence, three of four texts of general news less than 0.4 (measured, see docs/quality.md).
_OFTEN_ENOUGH = 3
_DENSE = 0.4
# Different words of war that a short text has, and any; reports of crimes are as dense, but have fewer.
_LEAST_WAR, _MOST_WAR = 2, 5
_PER_WAR_WORD = 250  # characters of a text that ask for one more
_PLAIN = re.compile(r"[a-z][a-z\-]*")
_start_of = attrgetter("start")
_COUNTING = frozenset((TOLL_TOLD, "shells-counted"))  # who counts the dead says how many
_SAID = ("claimed", "denied")  # what somebody says, not the text
_ASIDE = frozenset(("reduced", "infinitive", "participle"))  # voices of what is told in passing
_SPARED_WITHIN = 2  # sentences behind an attack in which words say that nobody was hurt
_LONGEST = 1500  # characters; beyond that it is no sentence
_READ_ZONES = ("title", "body", "caption", "related-link")


def aligned(text: str, folded: Folded) -> str:
    """Return a folded text in which every character has its offset (dropped ones are NUL)."""
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
    folded: Folded | None = None,
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
    folded
        The folded text of the article, where it is known already.

    Returns
    -------
    The reports in order of their words, with ids ``<article>-r01`` and so on. Only English
    articles give reports.
    """
    if article.language not in ("en", "und", ""):
        return ()
    text = aligned(article.text, folded or fold(article.text))
    spans = actors.find(text)
    persons = _persons(article.text, mentions, spans)
    hits = _with_places(text, lexicon.hits(text, _parties(mentions), persons), mentions)
    if not hits:
        return ()
    names = covered(len(text), spans, [m for m in mentions if m.role == "embedded"])
    periods = covered(len(text), [t for t in times if t.anchor])
    hits = [h for h in hits if not (names[h.start] and names[h.end - 1]) and not periods[h.start]]
    known = [t for t in times if t.interval is not None]
    compared = [t for t in known if when.compares(text, t)]
    state = State(
        article, text, Ordered(mentions), Ordered(where.located(mentions, text, place_of)),
        Ordered([t for t in known if t not in compared] if compared else known),
        Cast(text, mentions, spans, actors, place_of), place_of, lexicon, Ordered(compared),
        [t for t in times if t.heads], persons, {m.start for m in mentions} | {s.start for s in spans},
    )  # fmt: skip
    state.author = _author(state)
    starts = [hit.start for hit in hits]
    state.of_war = _tells_of_war(state, hits)
    for number, sentence in enumerate(article.sentences):
        if sentence.zone in _READ_ZONES:
            for piece in _pieces(text, sentence):
                low = bisect_left(starts, piece.start)
                own = hits[low : bisect_left(starts, piece.end, low)]
                if state.of_war and sentence.zone == "body" and all(h.meaning.only_says for h in own):
                    own = _with_theme(state, piece, own)
                if own:
                    state.drafts += _read_sentence(state, number, piece, own)
    attribute_quotes(state)
    drafts = _settle(state)
    return _number(article, drafts)


def _tells_of_war(state: State, hits: Sequence[Hit]) -> bool:
    """Tell whether words of force, and of war, stand so often in a text that what else it tells belongs to a war."""
    count = sum(hit.meaning.senses[0].rule.type in _OF_WAR for hit in hits)
    told = sum(sentence.zone == "body" for sentence in state.article.sentences)
    if count < max(_OFTEN_ENOUGH, _DENSE * told):
        return False
    enough = min(_MOST_WAR, max(_LEAST_WAR, len(state.text) // _PER_WAR_WORD))
    return len(state.lexicon.war.intersection(_PLAIN.findall(state.text))) >= enough


def _with_theme(state: State, sentence: Sentence, hits: Sequence[Hit]) -> list[Hit]:
    """Add to the verbs of saying of a sentence the verb of the act that its other words tell of."""
    spoken = [(hit.start, hit.end) for hit in hits]
    found = themed(state.article.text, state.text, sentence.start, sentence.end, spoken)
    return list(hits) if found is None else sorted([*hits, found], key=_start_of)


_OBJECT = re.compile(
    r"\s+(?:(?:parts?|most|much|all|some|half|control|several|three|two|the|of|a|besieged|central|port|strategic|eastern|western|northern|"
    r"southern|city|town|towns|village|villages|settlement|settlements|district|region|port|island|heights|suburbs?|cent(?:re|er)|"
    r"outskirts|capital|border|key|nearby|neighbou?ring|frontline|stronghold|rebel-held|government-held)\s+)*"
)
# "X, where two roads meet, fell", "X, the last stronghold in Y, fell", "X and seven villages (Y among them) were taken".
_SUBJECT = re.compile(
    r"(?:[^,.;:()]{0,25}\))?(?:,\s+(?:(?:where|which|whose)\b[^,.;]{0,60}|(?:the|a|an|its|their|once)\s[^,.;]{3,70}),)?(?:\s+(?:has|have|had|could|would|may|might|will|also|then|soon|later|itself|\w+ly))*\s+")
_TAKEN = re.compile(
    r"(?:[^,.;:()]{0,30}\))?(?:\s+(?:city|town|district|region|province|villages?))?(?:\s+and\s+[^,.;:]{0,50}?)?"
    r"\s+(?:was|were|(?:has|have|had)\s+been)(?:\s+(?:\w+ly|also|then))*\s+"
)
# A town that is not named there: "fighters entered the camp".
_TOWN = re.compile(
    r"\s+(?:the|their|its)\s+(?:(?:whole|besieged|border|northern|southern|eastern|western|nearby|main)\s+)?(?:town|city|village|camp|enclave|capital|port|suburb|settlement)\b(?!\s+(?:of|hall|council)\b)"
)
_INTO = re.compile(r"(?:re-?)?(?:enter|t[ao]k)")
# "X, which troops entered in May".
_ENTERED = re.compile(r",?\s+(?:which|that)\s+(?:the\s+)?(?:[\w'\-]+\s+){1,4}?(?:(?:had|have|has|then|later|finally)\s+)*")
_TWO = 2
_BY_NAME = ("noun", "phrase")  # voices in which acts are only named ("on his first official visit", "for talks on the truce")
_CLAIMED = frozenset(("ASSAULT", "COERCE"))  # what a bulletin tells of these is its author's claim
_PLACE_ROLES = frozenset(("location", "actor", "topic"))
_PARTY_ROLES = frozenset(("actor", "origin"))


# "Ministry of Defence of the Republic of Fooland" on a line of its own.
_LETTERHEAD = re.compile(
    r"^[ \t]*(?:the\s+)?(?:[\w\-']+[ \t]+){0,4}(?:ministry|general staff|defen[cs]e forces|press service|information (?:department|service)|"
    r"supreme (?:soviet|council)|presidential office)(?:[ \t]+of[ \t]+(?P<whose>[\w \t\-]{1,60}\w))?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_STATEMENT_BY = re.compile(
    r"\s*(?:joint\s+)?(?:statement|comment(?:ary|s)?|press\s+(?:release|statement)|appeal|address|announcement|message|communique)"
    r"\s+(?:by|of|from)\b"
)


def _author(state: State) -> str | None:
    """Return whose statement an article is by its letterhead or its title.

    "Statement by the ministry of Fooland", "Ministry of Fooland: enemy shelled Bar".
    """
    body = next((s.start for s in state.article.sentences if s.zone == "body"), 0)
    for head in _LETTERHEAD.finditer(state.article.text, 0, body):
        named = state.cast.within(*head.span())
        if named and (head["whose"] is None or named[-1].end == head.end("whose")):
            return named[-1].name
    title = next((zone for zone in state.article.zones if zone.kind == "title"), None)
    if title is None:
        return None
    if told := labelled(state, title.start, title.end):
        return told
    found = _STATEMENT_BY.match(state.text, title.start, title.end)
    named = state.cast.within(found.end(), title.end) if found else ()
    return named[0].name if named else None


def _persons(text: str, mentions: Sequence[Mention], spans: Sequence[ActorSpan]) -> list[int]:
    """Return where people of state are named: those of the conflict, and whom the text calls so."""
    known = [span.start for span in spans if span.actor.kind == "person"]
    return find_dignitaries(text, known, {m.start for m in mentions})


def _parties(mentions: Sequence[Mention]) -> list[int]:
    """Return where states and others who act under the name of a place are named."""
    return [m.start for m in mentions if m.role in _PARTY_ROLES or (m.place and m.place.capital)]


def _with_places(text: str, hits: Sequence[Hit], mentions: Sequence[Mention]) -> list[Hit]:
    """Drop the senses that need a place beside the verb where none is named ("took part").

    Where words mean nothing without it, those within count ("was destroyed" is still "destroyed").
    """
    if not any(hit.meaning.objects for hit in hits):
        return list(hits)
    starts = {m.start for m in mentions if m.role == "location"}
    ends = sorted(m.end for m in mentions if _may_fall(m))
    kept: list[Hit] = []
    for hit in hits:
        fits = _beside_place(text, hit, starts, ends)
        if fits is not None:
            kept.append(fits)
        elif hit.within:
            inner = (_beside_place(text, part, starts, ends) for part in hit.within)
            kept += [part for part in inner if part is not None]
    return kept


def _beside_place(text: str, hit: Hit, starts: Collection[int], ends: Sequence[int]) -> Hit | None:
    """Return a hit with the senses whose place stands beside it, or ``None`` when it has no other."""
    if not hit.meaning.objects:
        return hit
    match = _OBJECT.match(text, hit.end)
    behind = (match is not None and match.end() in starts) or (_TOWN.match(text, hit.end) is not None and _INTO.match(text, hit.start) is not None)
    index = bisect_right(ends, hit.start)
    near = ends[max(0, index - _TWO) : index]  # the last may only be named in what describes the other
    before = any(_SUBJECT.fullmatch(text, end, hit.start) for end in near)
    behind = behind or (index > 0 and any(way.fullmatch(text, ends[index - 1], hit.start) for way in (_TAKEN, _ENTERED)))
    meaning = hit.meaning.only([
        s for s in hit.meaning.senses
        if (behind or not s.rule.object) and (before or not s.rule.subject)
    ])  # fmt: skip
    if meaning is None or meaning is hit.meaning:
        return hit if meaning is not None else None
    return hit._replace(meaning=meaning)


def _may_fall(mention: Mention) -> bool:
    """Tell whether a mention names a place of which one says that it fell."""
    kind = mention.place.kind if mention.place is not None else ""
    return mention.role in _PLACE_ROLES and mention.form == "name" and kind != "country"


def _pieces(text: str, sentence: Sentence) -> list[Sentence]:
    """Cut a sentence that no writer wrote (a page without full stops) into readable lengths."""
    if sentence.end - sentence.start <= _LONGEST:
        return [sentence]
    made: list[Sentence] = []
    start = sentence.start
    while start < sentence.end:
        end = min(start + _LONGEST, sentence.end)
        if end < sentence.end:
            end = max(text.rfind(" ", start, end), start + _LONGEST // 2)
        made.append(Sentence(start, end, sentence.zone, sentence.damaged))
        start = end
    return made


def _read_sentence(
    state: State, number: int, sentence: Sentence, hits: Sequence[Hit]
) -> list[Draft]:
    """Read the drafts of one sentence: act, actors and status."""
    only_says = hits[0].meaning.only_says and all(hit.meaning.only_says for hit in hits)
    if only_says and not state.cast.named.any_within(sentence.start, sentence.end):
        state.sayings.pop(number, None)
        state.unheard[number] = sentence, hits
        return []
    grammar, drafts = _told_in(state, number, sentence, hits)
    if state.of_war and sentence.zone == "body":
        if gains_at_war(hits):
            lenient, more = _told_in(state, number, sentence, hits, at_war=True)
            grammar = grammar or lenient
            drafts = [d for d in drafts if not any(_tells_whole(m, d) for m in more)]
            drafts += [d for d in more if not drafts or _stands_apart(d, drafts)]
        if not drafts and any(not h.meaning.only_says for h in hits):
            said = [h for h in hits if h.meaning.only_says]
            themed_hits = _with_theme(state, sentence, said)
            if len(themed_hits) > len(said):
                lenient, drafts = _told_in(state, number, sentence, themed_hits)
                grammar = lenient if drafts else grammar
    if grammar is None:
        return []
    sayings = find_sayings(state, grammar, sentence)
    state.unheard.pop(number, None)
    state.sayings[number] = sayings
    for draft in drafts:
        _fill(state, draft, sayings)
        if sentence.damaged:
            draft.flags = (f"damaged text: {sentence.damaged}",)
        if draft.trigger.rule.id == THEME:
            draft.flags = (*draft.flags, _BY_THEME)
    drafts += find_statements(state, grammar, number, sentence, sayings, drafts)
    return [
        spread for draft in drafts
        for side in (each_side(state, draft) if draft.tellers else (draft,))
        for spread in _spread(state, side)
    ]  # fmt: skip


def _stands_apart(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a draft is told by the verb of a clause that no other draft holds."""
    clause = draft.clause
    return draft.trigger.voice not in _ASIDE and not draft.weak and not any(
        clause.start < other.end and other.start < clause.end for other in drafts
    )  # fmt: skip


def _tells_whole(draft: Draft, other: Draft) -> bool:
    """Tell whether a draft joins the deed to the toll that another one tells alone ("ten died when a depot blew up")."""
    alone = other.trigger.rule.group == "casualties" and other.trigger.clause != draft.trigger.clause
    return alone and draft.type == other.type and draft.start <= other.start and other.end <= draft.clause.start < draft.end


def _told_in(
    state: State, number: int, sentence: Sentence, hits: Sequence[Hit], at_war: bool = False
) -> tuple[Grammar | None, list[Draft]]:
    """Return a sentence with its triggers, and what they tell but for statements."""
    grammar = grammar_of(state, sentence, hits, at_war)
    if grammar is None:
        return None, []
    return grammar, join_drafts(state, list(read_drafts(state, grammar, number, sentence)))


def _fill(state: State, draft: Draft, sayings: list[Saying]) -> None:
    """Give a draft its actors, claimant and status; who acts in a mere naming is seldom asked."""
    if not draft.weak:
        _name_parties(state, draft)
    if draft.accusation is not None:
        draft.claimant, _ = speaker_of(state, draft, draft.accusation)
    elif draft.denial is None:
        attribute(state, draft, sayings)
        if draft.claimant is None and draft.trigger.rule.id in _COUNTING:
            count_of(state, draft)
    by_author = draft.claimant is None and not draft.own_voice and draft.type in _CLAIMED
    if state.author and by_author and draft.status == "asserted":
        draft.claimant, draft.status = state.author, "claimed"
    if not draft.weak:
        _seat_speaker(state, draft)
    grammar, trigger = draft.grammar, draft.trigger
    if draft.type == "ASSAULT":
        more = _OR_WOUNDED.match(grammar.text, draft.end)
        draft.counted = draft.start, more.end() if more else draft.end
    if draft.type == "STATEMENT" and trigger.voice == "participle" and trigger.clause:
        head = grammar.clauses[trigger.clause - 1]
        if head.link == "attr":
            draft.start = head.start


def _name_parties(state: State, draft: Draft) -> None:
    """Give a draft those who did it, and to whom."""
    grammar, trigger = draft.grammar, draft.trigger
    if draft.denial is not None:
        draft.claimant, subject = speaker_of(state, draft, draft.denial)
        start = draft.denial.end
    elif draft.accusation is not None:
        start, subject = draft.accusation.end, ()
    elif draft.trigger.rule.id in _COUNTING and draft.trigger.voice == "active":
        start, subject = draft.trigger.end, ()
    else:
        start, subject = draft.start, _subject_before(state, draft)
    source, draft.target = parties_of(grammar, state.cast, trigger, start, draft.end, subject)
    draft.source = source or draft.source
    truce = draft.type == "AGREE" and _TRUCE.search(grammar, trigger.start, trigger.end)
    if truce and not draft.source:
        draft.source = state.cast.belligerents  # a truce is between those who fight
    if draft.denial is not None and trigger.voice in ("noun", "phrase") and subject:
        draft.source = subject  # who denies an attack speaks of what it did itself


def _seat_speaker(state: State, draft: Draft) -> None:
    """Give a draft the last of its actors who is named before the trigger and has a seat."""
    for named in reversed(state.cast.within(draft.start, draft.trigger.start)):
        if named.seat and named.name in draft.source:
            draft.speaker, draft.seat = named.key, named.seat
            return


def _subject_before(state: State, draft: Draft) -> tuple[str, ...]:
    """Return who acts in the clauses before, for a clause without a subject."""
    grammar, clause = draft.grammar, draft.clause
    if clause.link in ("and-new", "stop"):
        return ()
    if clause.link in ("say", "that"):
        if _SELF.match(state.text, clause.start):
            head = grammar.clauses[draft.trigger.clause - 1]
            if named := state.cast.parties(grammar, head.start, clause.start):
                return named  # who says "it" speaks of itself
        elif draft.type == "ASSAULT":
            return ()  # who tells of an attack is not who attacked
    if clause.link == "":
        return _speaker_before(state, draft)
    if clause.link == "back":
        return state.cast.parties(grammar, *grammar.subject_span(draft.trigger.clause))
    first = grammar.clauses[0]
    verb = next((t for t in grammar.triggers if t.finite), None)
    stop = verb.start if verb is not None and verb.start < draft.trigger.start else clause.start
    if stop <= first.start:
        return _speaker_before(state, draft)
    return state.cast.parties(grammar, first.start, stop) or _speaker_before(state, draft)


def _speaker_before(state: State, draft: Draft) -> tuple[str, ...]:
    """Return the source of the talk before, for "the statement", "the ministry" and "it"."""
    if draft.type not in VERBAL:
        return ()
    grammar = draft.grammar
    if match := _SPEAKS_ON.search(grammar, grammar.clauses[0].start, draft.trigger.start):
        if match["who"] and (named := subject_told(state, draft.sentence)):
            return (named,)
        if state.author and _WE.search(grammar, match.start(), draft.trigger.start):
            return (state.author,)
        for earlier in reversed(state.drafts):
            if earlier.source and earlier.type in VERBAL:
                return earlier.source
    return ()


def _spread(state: State, draft: Draft) -> list[Draft]:
    """Return a draft once for every time or meeting that is strung together in its clause."""
    if met := _met_apart(state, draft):
        return met
    times = state.times.within(draft.start, draft.end)
    if len(times) < 2 or draft.weak:
        return [draft]
    if parts := _each_with_its_place(state, draft, times):
        return parts
    run = when.joined(state.text, times)
    if not run or not _is_dated_by(state, draft, run):
        return [draft]
    if draft.type == "ASSAULT" and not _AGAIN.search(draft.grammar, run[0].end, run[-1].start):
        whole = when.consecutive(run)
        if whole is not None:
            return [draft.at(whole, draft.end)]
    end = draft.end if run[-1].end <= draft.trigger.start else draft.trigger.end
    made = [draft.at(time, end) for time in run]
    if _counted_last(draft, run[-1]):
        for earlier in made[:-1]:
            earlier.counted = None
    return made


def _met_apart(state: State, draft: Draft) -> list[Draft]:
    """Return the meetings of "met A in X on Monday and B in Y on Tuesday", each with its own town or day."""
    trigger, grammar = draft.trigger, draft.grammar
    if draft.type != "CONSULT" or draft.weak or not trigger.finite:
        return []
    for joint in _AND_WITH.finditer(grammar.text, trigger.end, draft.end):
        first, second = (trigger.end, joint.start()), (joint.end(), draft.end)
        if any(second[0] <= t.start < second[1] and t.voice not in _BY_NAME for t in grammar.triggers):
            continue
        named = state.cast.within(*second)
        whom = named[0].start if named else second[1]
        if whom - second[0] < _NEAR_AND and _set_alike(state, first, (whom, second[1])):
            return [_meeting(state, draft, first), _meeting(state, draft, second)]
    return []


def _set_alike(state: State, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell whether two stretches each hold a day, or each a town."""
    days = all(any(t.anchor for t in state.times.within(*span)) for span in (first, second))
    return days or all(
        any(
            m.place is not None and where.is_seat(m.place) and state.text.endswith(("in ", "at "), 0, m.start)
            for m in state.located.within(*span)
        )
        for span in (first, second)
    )  # fmt: skip


def _meeting(state: State, draft: Draft, span: tuple[int, int]) -> Draft:
    """Return the draft of one of two meetings: who was met, where and when as its words have it."""
    start = span[0] if span[0] > draft.trigger.end else draft.start
    part = draft.part(next((t for t in state.times.within(*span) if t.anchor), None), start, span[1])
    met = {n.name for n in state.cast.within(*span)}
    part.target = tuple(name for name in draft.target if name in met) or draft.target
    return part


def _is_dated_by(state: State, draft: Draft, run: Sequence[TimeExpression]) -> bool:
    """Tell whether times are those of words, not of what is spoken about ("recalled the May and June summits")."""
    if draft.type not in SPOKEN or draft.fact:
        return True
    return own_time_of(state, draft, state.article.sentences[draft.sentence]) in run


def _each_with_its_place(
    state: State, draft: Draft, times: Sequence[TimeExpression]
) -> list[Draft]:
    """Return the parts of "captured X in May and Y in June", each with its own place and time."""
    anchors = [t for t in times if t.anchor or in_brackets(state, t)]
    made: list[Draft] = []
    last: TimeExpression | None = None
    for time in anchors:
        if last is None:
            if state.located.any_within(draft.start, time.start):
                made.append(draft.part(time, draft.start, time.end))
                last = time
            continue
        link = _NEXT_PART.match(state.text, last.end, time.start)
        if link is None or not _is_part(state, draft, link.end(), time):
            break
        made.append(draft.part(time, link.end(), time.end))
        last = time
    return made if len(made) > 1 else []


def _is_part(state: State, draft: Draft, start: int, time: TimeExpression) -> bool:
    """Tell whether a place and a time follow each other without another verb."""
    named = state.located.within(start, time.start)
    return (
        bool(named)
        and _WAY_TO_PLACE.fullmatch(state.text, start, named[0].start) is not None
        and _WAY_TO_TIME.fullmatch(state.text, named[-1].end, time.start) is not None
        and not any(start <= t.start < time.start for t in draft.grammar.triggers if t.finite)
    )


def _counted_last(draft: Draft, last: TimeExpression) -> bool:
    """Tell whether the dead are counted behind the last of several times, so that they are its."""
    text = draft.grammar.text
    words = [toll.words for toll in draft.tolls() if toll is not None]
    return bool(words) and all(text.find(w, last.end, draft.end) >= 0 for w in words)


def _settle(state: State) -> list[Draft]:
    """Give every draft its place and time, then drop what another draft tells better."""
    for position, draft in enumerate(state.drafts):
        earlier = state.drafts[:position]
        date_draft(state, draft, earlier)
        place_draft(state, draft, earlier)
        if draft.status == "denied":
            answer(state, draft, earlier)
    share_dates(state)
    settle_denials(state)
    kept = _drop_repeats(_without_unhurt(_drop_weak(state)))
    return sorted(kept, key=lambda d: (d.start, d.end, d.trigger.start))


def _drop_weak(state: State) -> list[Draft]:
    """Keep a mere naming of violence only where nothing in the article states it."""
    strong = [d for d in state.drafts if not d.weak]
    kept = list(strong)
    for draft in state.drafts:
        if not draft.weak:
            continue
        if draft.type == "STATEMENT":
            if not any(_speaks_for(d, draft) for d in kept):
                kept.append(draft)
        elif not any(d.weak and d.type == draft.type for d in kept) and _worth_telling(
            state, draft, strong
        ):
            _name_parties(state, draft)
            _seat_speaker(state, draft)
            kept.append(draft)
    return kept


def _speaks_for(draft: Draft, statement: Draft) -> bool:
    """Tell whether a draft already gives words of the speaker of a statement."""
    if draft.type not in VERBAL or draft.zone == "related-link":
        return False
    if draft.speaker is None:
        return not set(draft.source).isdisjoint(statement.source)
    return draft.speaker == statement.speaker


def _worth_telling(state: State, draft: Draft, strong: Sequence[Draft]) -> bool:
    """Tell whether a naming of violence is news that no other report of the article tells."""
    if draft.zone != "body" or draft.status not in TOLD:
        return False
    interval, trigger = draft.interval, draft.trigger
    if interval is None:
        return False
    reach = min(draft.clause.end, trigger.end + 60)
    if not state.located.any_within(trigger.end, reach):
        return False
    low = max(draft.grammar.start, trigger.start - 60)
    if not _LEAD.search(draft.grammar, low, trigger.start):
        return False
    return not any(
        d.type == "ASSAULT" and d.zone != "related-link" and d.interval is not None
        and gap_days(d.interval.start, d.interval.end, interval.start, interval.end) <= 3
        for d in strong
    )  # fmt: skip


def _without_unhurt(drafts: list[Draft]) -> list[Draft]:
    """Give the attack told just before its toll where words say only that nobody was hurt; they tell of no act."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.start):
        if not _spares_all(draft):
            kept.append(draft)
            continue
        deed = next((d for d in reversed(kept) if d.type == "ASSAULT" and d.status in TOLD), None)
        if deed is not None and draft.sentence - deed.sentence <= _SPARED_WITHIN and deed.tolls() == (None, None):
            deed.counted = draft.counted
    return kept


def _spares_all(draft: Draft) -> bool:
    """Tell whether a draft says only that nobody was killed or hurt."""
    if draft.trigger.rule.group != "casualties" or draft.status not in ("asserted", "claimed", "negated"):
        return False
    told = [toll for toll in draft.tolls() if toll is not None]
    return bool(told) and all(toll.high == 0 for toll in told)


def _drop_repeats(drafts: list[Draft]) -> list[Draft]:
    """Drop headlines that the body tells again, and twins of one sentence."""
    body = [d for d in drafts if d.zone == "body"]
    sourced = any(d.source for d in drafts)
    seen: dict[tuple[int, str, int, str | None, int], list[Interval | None]] = {}
    kept: list[Draft] = []
    for draft in drafts:
        if draft.zone == "title" and any(_tells_again(d, draft) for d in body):
            continue
        if draft.type == "STATEMENT":
            if not draft.source and draft.zone != "related-link" and sourced:
                continue
            if any(
                k.type == "STATEMENT" and k.source == draft.source and k.interval == draft.interval
                for k in kept
            ):
                continue
        twins = seen.setdefault(
            (draft.sentence, draft.type, draft.trigger.start, draft.claimant, draft.start if draft.further else 0), []
        )
        if draft.interval in twins:
            continue
        twins.append(draft.interval)
        kept.append(draft)
    return kept


def _tells_again(draft: Draft, headline: Draft) -> bool:
    """Tell whether a draft of the body may be what a headline tells."""
    if headline.type == "STATEMENT" and draft.type in VERBAL:
        return True
    return draft.type == headline.type and (
        not headline.source or not draft.source or not set(draft.source).isdisjoint(headline.source)
    )


_OPENING = re.compile(r"(?:and|but|or|that)\b[\s\"'“‘«,]*", re.IGNORECASE)


def _without_conjunction(text: str, start: int, end: int) -> int:
    """Return where the words begin behind "and" or "that"."""
    if text[start] not in "aAbBoOtT":
        return start
    match = _OPENING.match(text, start, end)
    return match.end() if match and match.end() < end else start


# Words that are asked, blamed or threatened in clauses of their own.
_WORDED = frozenset("REQUEST ACCUSE THREATEN REJECT SUPPORT".split())
_CONTENT = frozenset(("that", "say"))
_GOING_ON_WITH = frozenset(("that", "say", "rel", "ing", "with", "if", "unless", "until", "before", "after", "when", "where", "and"))


def _with_content(draft: Draft, drafts: Sequence[Draft]) -> int:
    """Return where the words of a draft end together with what somebody asks, blames or threatens ("demands that X leave").

    What another draft tells is left to it.
    """
    grammar, number = draft.grammar, draft.trigger.clause
    following = grammar.clauses[number + 1 :]
    if draft.type not in _WORDED or draft.end > grammar.clauses[number].end or not following or following[0].link not in _CONTENT:
        return draft.end
    end = draft.end
    for clause in following:
        taken = any(d.sentence == draft.sentence and d is not draft and d.start < clause.end and clause.start < d.end for d in drafts)
        if clause.link not in _GOING_ON_WITH or taken:
            break
        end = clause.end
    return end


# ", two days" before "after": counted from the next clause.
_COUNT_LAST = re.compile(
    r",\s+(?:(?:just|only|some|about|barely|nearly|almost|less\s+than|more\s+than)\s+)*(?:\w+\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?)$", re.IGNORECASE
)
_COUNT_LENGTH = 40  # characters


def _without_count(text: str, start: int, end: int) -> int:
    """Return where the words end before what only counts the days from another act."""
    if not text.startswith((" after", " before"), end):
        return end
    low = max(start, end - _COUNT_LENGTH)
    match = _COUNT_LAST.search(text[low:end])
    return low + match.start() if match and low + match.start() > start else end


def _flags(draft: Draft) -> tuple[str, ...]:
    """Return the notes on a draft for a reader."""
    return (*draft.flags, f"denied by {', '.join(draft.denied_by)}") if draft.denied_by else draft.flags


_TAKING = frozenset(("COERCE", "ASSAULT"))  # acts in which people are taken
_DRIVING = frozenset(("RETREAT", "COERCE", "AID"))  # acts by which people have to leave; fighting where no other one is told


def _is_of_flight(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether those who had to leave are counted with a draft."""
    if draft.type in _DRIVING:
        return True
    return draft.type == "ASSAULT" and not any(d.sentence == draft.sentence and d.type in _DRIVING for d in drafts)


def _number(article: Article, drafts: Sequence[Draft]) -> tuple[Report, ...]:
    """Return the drafts as reports with running numbers."""
    made = []
    ids = {id(draft): f"{article.id}-r{count:02d}" for count, draft in enumerate(drafts, 1)}
    for draft in drafts:
        start, end = _without_conjunction(article.text, draft.start, draft.end), _with_content(draft, drafts)
        end = _without_count(article.text, start, end)
        words = article.text[draft.trigger.start : draft.trigger.end]
        killed, wounded = draft.tolls()
        counted = draft.grammar.text[draft.start : draft.end]
        made.append(
            Report(
                id=ids[id(draft)],
                article=article.id,
                start=start,
                end=end,
                quote=article.text[start:end],
                type=draft.type,
                status=draft.status,
                claimant=draft.claimant or (draft.described if draft.status in _SAID else None),
                interval=draft.interval,
                places=draft.places,
                about=draft.about,
                source=draft.source,
                target=draft.target,
                zone=draft.zone,
                sentence=draft.sentence,
                trigger=f"{words} ({draft.trigger.rule.id})",
                place_reason=draft.place_reason,
                date_words=draft.date_words,
                mode=draft.mode,
                venue=draft.venue,
                killed=killed,
                wounded=wounded,
                captured=taken(counted) if draft.type in _TAKING else None,
                displaced=displaced(counted) if _is_of_flight(draft, drafts) else None,
                flags=_flags(draft),
                near=draft.near,
                unplaced=draft.unplaced,
                denied_by=draft.denied_by,
                answers=ids.get(id(draft.answers)),
            )
        )
    return tuple(made)

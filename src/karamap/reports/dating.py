"""A draft and what was read before it go in; when it happened comes out.

Words of the same clause first, then of the sentence, then what was said before, then publication.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from karamap.dates import MONTHS, month_end, shift
from karamap.records import Interval, TimeExpression
from karamap.reports import when, where
from karamap.reports.cues import Cue
from karamap.reports.denials import own_time
from karamap.reports.draft import TOLD, VERBAL, Draft, State
from karamap.reports.grammar import Trigger
from karamap.reports.joining import APART
from karamap.reports.occasions import told_of_before
from karamap.reports.own_times import (
    SINCE,
    aside_before,
    dates_a_name,
    distance,
    goes_on,
    is_loose,
    own_time_of,
    times_of_saying,
    when_opens,
)

_ONSET = Cue(
    r"\b(?:began|begun|started|erupted|re-erupted|broke\s+out|launched|resumed|flared|escalated)\b",
    "began begun started erupted broke launched resumed flared escalated",
)
# Words in the present tense: "we are calling on", "should be investigated", "all parties must allow".
_SAID_NOW = re.compile(r"\b(?:(?:am|is|are)\s+(?:\w+ly\s+|also\s+|now\s+)?\w+ing\b|(?:should|must)\s+(?:\w+ly\s+|also\s+|now\s+)?(?:be\s+)?\w+)")
_PERFECT = Cue(r"\b(?:has|have)\s+(?:\w+\s+){0,2}$", "has have")
_PERFECT_AT_ALL = Cue(r"\b(?:has|have)\s+(?:\w+\s+){0,2}\w+(?:ed|en|n|t)\b", "has have")
_MONTH = re.compile(
    rf"(?:last )?(?:{MONTHS})", re.I
)
_NTH_DAY = Cue(
    r"\bfor\s+(?:a|the)\s+\w+(?:\s+(?:straight|consecutive|successive|running))?\s+(?:day|night)\b", "for"
)
_SINCE_WHAT = Cue(r"\bsince\s+(?:the|its|their|his)\s+(?:[\w\-]+\s+){1,4}(?:of|in|on)\s+$", "since")
# "In a post-Soviet war", "in the first war": long before what is told beside it.
_IN_A_WAR = Cue(
    r"\b(?:in|during)\s+(?:an?|(?:the|their|its)\s+(?:first|second|previous|earlier|last|post-\w+))\s+(?:[\w\-]+\s+){0,3}wars?\b",
    "war wars",
)
_STORY_SENTENCES = 3
_AS_NEWS = "told as news"
_NEWS_DAYS = 3  # days between the news of an article and its publication
_LEAD_SENTENCES = 3  # the sentences that tell the news
_LATER = Cue(
    r"\b(?:hours|minutes|moments|shortly|soon)\s+(?:later|after|afterwards)\b|\blater\s+(?:that|the\s+same)\s+\w+",
    "later after afterwards",
)
_COMES = Cue(r"\b(?:comes?|came)\s+(?:\w+\s+){0,4}$", "come comes came")
_HOURS_BEFORE = Cue(r"\bhours\s+(?:earlier|before)\b", "hours")
_HABIT = Cue(
    r"\b(?:often|usually|sometimes|regularly|routinely|always|frequently|every\s+\w+)\b",
    "often usually sometimes regularly routinely always frequently every",
)
_SAME_DAY = Cue(r"\b(?:on\s+)?(?:the|that)\s+same\s+(?P<what>day|night|evening|morning)\b", "same")
_NEXT_DAY = Cue(
    r"\b(?:a\s+day\s+(?P<back>earlier|before)|the\s+(?P<prior>previous\s+day|day\s+before)|"
    r"(?:a\s+day\s+later|the\s+(?:very\s+)?(?:next|following)\s+(?:day|night|morning|evening)|the\s+day\s+after))\b"
    r"(?!\s+(?:yesterday|tomorrow))",
    "day night morning evening", "earlier before previous later next following after",
)  # fmt: skip
_BACKGROUND_LINKS = frozenset(("rel", "where", "since", "before"))
_LONGEST_ENTRY = 31  # days
_DAYS = frozenset(("day", "hour", "part-of-day"))
_CONTENT_LINKS = frozenset(("that", "say"))
_TALKS = frozenset(("AGREE", "CONSULT"))
_TO_NOUN = r"(?:(?!(?:after|before|since|over|about|to|that|who|which|following|at)\b)[\w\-'’]+\s+){0,8}$"
_HELD = Cue(
    r"\b(?:h[eo]lds?|hosts?|hosted|attends?|attended|joins?|joined|chairs?|chaired|facilitates?|facilitated|mediated|"
    r"convenes?|convened|organi[sz]ed|arranged|opened|concluded|part\s+in|participated\s+in|arrived\s+for|gathered\s+for|"
    r"gathered\s+at|arrived\s+at)\s+" + _TO_NOUN,
    "hold holds held host hosts hosted attend attends attended join joins joined chair chairs chaired facilitate"
    " facilitates facilitated mediated convene convenes convened organised organized arranged opened concluded part"
    " participated arrived gathered",
)
# Where somebody speaks: "Speaking at the annual summit in X, he said", "At the summit in X, he said".
_OPENS_AT = re.compile(
    r"(?:(?:speaking|talking|appearing)\s+(?:at|to|during|before|after|following|on\s+the\s+sidelines\s+of)|addressing|at|during|after|following|on\s+the\s+sidelines\s+of)"
    r"\s+(?:[\w\-'’]+\s+){0,6}"
)
_MEETING_IN = re.compile(r"(?:meeting|gathering|convening)\b")  # "Meeting in X, ministers agreed"
_SPOKEN_AT = Cue(
    r"\b(?:(?:speech|address|remarks|statement|interview|spoke|speaking)\s+(?:at|to|during|on\s+the\s+sidelines\s+of)|told|addressed|addressing)\s+"
    r"(?:[\w\-'’]+\s+){0,6}$",
    "speech address remarks statement interview spoke speaking told addressed addressing",
)
_OF_ONE_DAY = ("hour", "day")
_BLAME = re.compile(r"\b(?:of|for|over)\b")
_AIM = re.compile(r"\bto\s+(?!(?:the|an?|its|their|all|each|both)\b)\w+")
_NAMED = ("noun", "reduced")
_MAIN_LINKS = frozenset(("", "and", "and-new", "stop", "attr", "ing", "with", "back", "main"))


def date_draft(state: State, draft: Draft, earlier: Sequence[Draft]) -> None:
    """Find when it happened."""
    published = state.article.published
    if draft.zone == "related-link":
        end = published.end if published else None
        if end is not None:
            draft.interval = Interval(None, end, "open", "a headline listed with the article", True)
        return
    if draft.status == "hypothetical":
        draft.interval = _of_what_may_come(state, draft)
        return
    if _date_by_count(state, draft, earlier):
        return
    if (counted := _by_words_counted(state, draft, earlier)) is not None:
        draft.interval, draft.dated = counted, True
        return
    sentence = state.article.sentences[draft.sentence]
    if draft.status == "denied":
        time = _of_denied(state, draft)
        if time is None:
            return  # it answers what was told before
    else:
        time = draft.time or own_time_of(state, draft, sentence)
        if time is not None and draft.time is None and _is_of_saying(draft, time):
            draft.interval, draft.dated = _by_saying(time), True
            return
    ahead = draft.status == "planned" and draft.trigger.voice == "noun"
    if time is not None and ahead and _is_past(time, published):
        time = None  # what lies ahead is not dated by a day that has passed
    if time is not None and _of_what_was_agreed(draft, time):
        time = None
    if time is not None and draft.status != "planned" and _after_publication(time, published):
        time = None  # what lies ahead is what was agreed or announced, not when
    if time is not None and _is_past_of_news(state, draft, time):
        time = None  # the news comes long after what led to it
    if time is not None and time.interval is not None:
        low = max(sentence.start, time.start - 40)
        if draft.trigger.end <= time.start:
            low = max(low, draft.trigger.end)  # not "before he was killed in 2015"
            low = aside_before(draft.grammar.text, time, low)
        draft.interval = when.adjust(draft.grammar, low, time.start, time.interval)
        draft.interval = _since_an_act(draft, time, draft.interval, published)
        draft.interval = _from_then_on(draft, time, draft.interval, published)
        draft.interval = _at_the_outset(state, draft, time, draft.interval)
        if draft.type in where.PHYSICAL:
            draft.interval = _up_to_now(draft, time, draft.interval, published)
        draft.date_words, draft.dated = state.article.text[time.start : time.end], True
        if draft.type == "ASSAULT" and APART.search(
            draft.grammar, draft.grammar.start, draft.start + 1
        ):
            draft.interval = _leading_up(draft.interval)
        return
    draft.interval = (
        _by_day_before(state, draft, earlier) or _by_entry(state, draft) or _by_words_then(state, draft) or _inherit(state, draft, earlier)
    )
    draft.interval = _in_section(state, draft, draft.interval)


def _of_what_may_come(state: State, draft: Draft) -> Interval | None:
    """Return the days to come that the clause of what may happen names ("may meet next week")."""
    named = [t for t in state.times.within(draft.trigger.end, draft.clause.end) if t.anchor and _after_publication(t, state.article.published)]
    return named[0].interval if named else None


def _by_entry(state: State, draft: Draft) -> Interval | None:
    """Return the day of the entry of a log in which something is told."""
    if draft.status not in TOLD:
        return None
    head = state.head_before(draft.start)
    day = head.interval if head is not None and draft.start < head.heads else None
    if day is not None and _is_long(day):
        return None  # see `_in_section`
    return replace(day, basis=f"the day of its entry: {day.basis}", inferred=True) if day else None


def _in_section(state: State, draft: Draft, told: Interval | None) -> Interval | None:
    """Return when something happened that stands under a year: what was told with it, else that year."""
    head = state.head_before(draft.start)
    years = head.interval if head is not None and draft.start < head.heads else None
    if years is None or not _is_long(years):
        return told
    within = told is not None and _holds(years, told)
    if within or (told is not None and state.article.published is None):
        return told
    if draft.status not in ("asserted", "claimed", "denied"):
        return None
    return replace(years, basis=f"told under the heading {years.basis}", inferred=True)


def _is_long(interval: Interval) -> bool:
    """Tell whether the time at the head of a stretch is longer than that of an entry."""
    return interval.start is not None and interval.end is not None and (interval.end - interval.start).days > _LONGEST_ENTRY


def _holds(first: Interval, second: Interval) -> bool:
    """Tell whether an interval lies within another, both ends known."""
    days = (first.start, second.start, second.end, first.end)
    return all(a is not None and b is not None and a <= b for a, b in itertools.pairwise(days))


def _is_dated(state: State, draft: Draft) -> bool:
    """Tell whether the clause of a draft holds a day of its own, not only "earlier"."""
    clause = draft.clause
    if draft.trigger.voice == "noun":
        own = own_time_of(state, draft, state.article.sentences[draft.sentence])
        if own is not None and own.start >= clause.start:
            return True  # "the ceasefire of 5 May"
    return any(t.anchor and not is_loose(t) for t in state.times.within(clause.start, clause.end))


def _speaks(draft: Draft) -> bool:
    """Tell whether a draft is of words, which may come any time after what they answer."""
    return draft.type in VERBAL and draft.type not in _TALKS


def _date_by_count(state: State, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Date an act that is counted from another one ("two days after"); tell whether that settles it."""
    counted = when.counted_from(state.text, draft.clause)
    if counted is None:
        return False
    if phrase := _phrase_before(draft):
        draft.link, draft.start = "main", phrase + len(", ")  # "after" only opens a phrase
        draft.interval = _counted_on(state, draft, phrase, *counted)
        draft.dated = draft.interval is not None
        return draft.dated
    if phrase := _phrase_end(draft):
        draft.end = phrase
        draft.interval = _counted_back(state, draft, phrase, *counted)
        return draft.interval is not None
    if _speaks(draft) or _is_dated(state, draft):
        return False
    draft.interval = _by_count(state, draft, earlier, *counted)
    return True


def _by_count(
    state: State, draft: Draft, earlier: Sequence[Draft], unit: str, number: int | None
) -> Interval | None:
    """Return when something happened that the main clause is counted from ("two days after")."""
    if number is None:
        return None
    for other in reversed(earlier):
        if other.sentence != draft.sentence:
            break
        if other.interval is not None and other.trigger.clause < draft.trigger.clause:
            return when.counted_days(other.interval, draft.clause, unit, number)
    said = [t for t in state.times.within(draft.grammar.start, draft.clause.start) if t.anchor]
    if said:
        told = said[-1].interval
    elif _COMES.search(draft.grammar, draft.grammar.start, draft.clause.start) or _opens_news(state, draft):
        told = _around(state, when.RECENT_DAYS, _AS_NEWS)  # "the raid comes two days after ..."
    else:
        told = None
    return when.counted_days(told, draft.clause, unit, number) if told else None


def _opens_news(state: State, draft: Draft) -> bool:
    """Tell whether the clause that opens one of the first sentences leads to their news ("two days after X fell, Y ...")."""
    behind = draft.grammar.clauses[draft.trigger.clause + 1 :]
    return bool(behind) and behind[0].link in ("main", "back", "") and draft.sentence <= _first_body(state) + 2


def _phrase_before(draft: Draft) -> int:
    """Return where a phrase ends from which an act is counted ("two days after the vote, X fell"), 0 without one."""
    words, clause, trigger = draft.grammar.words, draft.clause, draft.trigger
    if "," not in words.texts[clause.first : trigger.token]:
        return 0
    comma = words.texts.index(",", clause.first, trigger.token)
    verbs = (t.token for t in draft.grammar.triggers if t.finite and t.clause == trigger.clause)
    if 1 in words.auxiliary[clause.first : comma] or any(token < comma for token in verbs):
        return 0
    return words.starts[comma]


def _phrase_end(draft: Draft) -> int:
    """Return where the phrase ends that only names an act ("two weeks after the truce, X fell"), 0 for other words."""
    end = draft.grammar.text.find(",", draft.trigger.end, draft.clause.end)
    told = (t for t in draft.grammar.triggers if t.finite and t.clause == draft.trigger.clause)
    first = min((t.start for t in told), default=0)
    return end if draft.trigger.voice == "noun" and draft.trigger.start < end < first else 0


def _counted_back(state: State, draft: Draft, end: int, unit: str, number: int | None) -> Interval | None:
    """Return when something happened that the main verb behind its phrase is counted from."""
    if state.times.any_within(draft.start, end) or number is None:
        return None  # "two weeks after the truce of 5 May"
    said = [t.interval for t in state.times.within(end, draft.clause.end) if t.anchor and t.interval is not None]
    return when.counted_days(said[0], draft.clause, unit, number) if said else None


def _counted_on(state: State, draft: Draft, phrase: int, unit: str, number: int | None) -> Interval | None:
    """Return when something happened that is counted from a phrase with a day ("a week after the talks of 5 May, X fell")."""
    said = [t.interval for t in state.times.within(draft.clause.start, phrase) if t.interval is not None]
    if not said or number is None:
        return None
    side = "before" if draft.clause.link == "after" else "after"  # the act is the main one, not that of the phrase
    return when.counted_days(said[-1], draft.clause._replace(link=side), unit, number)


def _by_day_before(state: State, draft: Draft, earlier: Sequence[Draft]) -> Interval | None:
    """Return the day that "on the same day" or "a day earlier" means by what was told before."""
    span = (draft.grammar.start, draft.end)
    same = _SAME_DAY.search(draft.grammar, *span)
    other = _NEXT_DAY.search(draft.grammar, *span)
    words = same or other
    if words is None:
        return None
    told = [
        d.interval for d in earlier
        if d.dated and d.interval is not None and d.interval.start == d.interval.end
        and 0 < draft.sentence - d.sentence <= 3
    ]  # fmt: skip
    if not told and other is not None and not draft.grammar.text[draft.grammar.start : other.start()].strip():
        news = _news_day(state)  # "The day before, X fell": before the news of the article
        told = [news] if news is not None else []
    day = told[-1].start if told and told[-1] is not None else None
    if day is None:
        return None
    step = 0 if same else -1 if other and (other["back"] or other["prior"]) else 1
    basis = f"{words.group()}: {told[-1].basis}" if told[-1] else words.group()
    draft.date_words, draft.dated = state.article.text[words.start() : words.end()], True
    return Interval(shift(day, step), shift(day, step), "day", basis, True)


def _of_what_was_agreed(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a bare month is that of what was agreed on ("agreed to meet in June")."""
    if draft.type != "AGREE" or draft.trigger.voice != "active" or time.interval is None:
        return False
    bare = not any(char.isdigit() for char in time.text)
    coarse = time.interval.precision in ("month", "season", "part-of-month")
    return bare and coarse and time.start > draft.trigger.end and _names_aim(draft, time.start)


def _names_aim(draft: Draft, end: int) -> bool:
    """Tell whether words behind a verb of agreeing say what is to be done ("agreed on a summit", "signed a deal to leave")."""
    trigger, text = draft.trigger, draft.grammar.text
    if any(t.rule.type == "CONSULT" and trigger.end <= t.start < end for t in draft.grammar.triggers):
        return True
    low = trigger.end - 3 if text.endswith(" to", trigger.start, trigger.end) else trigger.end
    return _AIM.search(text, low, end) is not None


def _of_denied(state: State, draft: Draft) -> TimeExpression | None:
    """Return the time of a denied act; a time beside the verb of denial is that of the denial."""
    low, high = (draft.trigger.start, draft.end)
    if draft.denial is not None:
        low, high = own_time(draft, draft.denial)
    elif draft.clause.start < draft.trigger.start:
        low = draft.clause.start
    inside = [t for t in state.times.within(low, high) if t.anchor]
    return min(inside, key=lambda t: distance(t, draft.trigger)) if inside else None


def _up_to_now(
    draft: Draft, time: TimeExpression, interval: Interval, published: Interval | None
) -> Interval:
    """Return the days up to publication for "where people have died" beside an older time."""
    clause = draft.clause
    if draft.start <= time.start < draft.end or clause.link not in ("rel", "where"):
        return interval
    if not _PERFECT_AT_ALL.search(draft.grammar, clause.start, draft.trigger.end):
        return interval
    if interval.start is None or published is None or published.end is None:
        return interval
    return when.inferred(interval.start, published.end, f"since {interval.basis}, to publication")


def _at_the_outset(
    state: State, draft: Draft, time: TimeExpression, interval: Interval
) -> Interval:
    """Return the year or day itself for "tense since 1991, when X took Y"."""
    since = SINCE.match(time.text)
    if since is None or interval.start is None or when_opens(state, draft) is not time:
        return interval
    words = time.text[since.end() :]
    if words.strip().isdigit():
        last = date(interval.start.year, 12, 31)
        return replace(interval, end=last, precision="year", basis=f"the year {words.strip()}")
    if any(char.isdigit() for char in words):
        return replace(interval, end=interval.start, precision="day", basis=f'"{words}"')
    if _MONTH.fullmatch(words):
        last = month_end(interval.start.year, interval.start.month)
        return replace(interval, end=last, precision="month", basis=f'"{words}"')
    return interval


def _from_then_on(
    draft: Draft, time: TimeExpression, interval: Interval, published: Interval | None
) -> Interval:
    """Return the days from a time on, where the clause of the time only says what came before."""
    grammar = draft.grammar
    index = grammar.clause_at(time.start)
    opens = index == 0 and time.start > grammar.start and grammar.words.texts[0] in ("after", "following") and interval.precision not in _OF_ONE_DAY
    if index == draft.trigger.clause or not (opens or grammar.clauses[index].link in ("since", "after")):
        return interval
    if draft.clause.link in ("rel", "where"):  # "after the war of 2020, in which 6,500 people died"
        between = grammar.text[time.end : draft.clause.start]
        if between.strip(" ,") in ("", "in"):
            return interval
    if interval.start is None or published is None or published.end is None:
        return interval
    return when.inferred(interval.start, published.end, f"after {interval.basis}, to publication")


def _is_past_of_news(state: State, draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time only says when that happened long ago behind which the first sentence tells its news.

    "A court jailed two men after they had admitted to fighting in the war of 2020."
    """
    if draft.sentence > _first_body(state) or draft.status not in TOLD or not _main(draft):
        return False
    grammar = draft.grammar
    index = grammar.clause_at(time.start)
    if index <= draft.trigger.clause or not (draft.trigger.finite or draft.trigger.voice == "phrase"):
        return False
    after = any(clause.link == "after" for clause in grammar.clauses[draft.trigger.clause + 1 : index + 1])
    return after and when.is_old(time.interval, state.article.published)


def _since_an_act(
    draft: Draft, time: TimeExpression, interval: Interval, published: Interval | None
) -> Interval:
    """Return the days from a time on that only dates what came before ("since the truce of 2015")."""
    since = _SINCE_WHAT.search(draft.grammar, draft.grammar.start, time.start)
    if since is None or since.start() <= draft.trigger.start < time.start:
        return interval
    if interval.start is None or published is None or published.end is None:
        return interval
    return when.inferred(interval.start, published.end, f"since {interval.basis}, to publication")


def _is_past(time: TimeExpression, published: Interval | None) -> bool:
    """Tell whether a time lies wholly before publication."""
    if time.interval is None or published is None:
        return False
    end, start = time.interval.end, published.start
    return start is not None and end is not None and end < start


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


def _is_of_saying(draft: Draft, time: TimeExpression) -> bool:
    """Tell whether a time only says when it was said that something had happened."""
    grammar, trigger = draft.grammar, draft.trigger
    if draft.type not in where.PHYSICAL or draft.status == "planned":
        return False
    index = grammar.clause_at(time.start)
    if index == trigger.clause or time.interval is None:
        return False
    said = next((t for t in grammar.triggers if t.clause == index and t.rule.group == "say"), None)
    if said is None or any(
        t.clause == index and t is not said and t.finite for t in grammar.triggers
    ):
        return False
    if grammar.clauses[index].link == "attr":
        return index > trigger.clause
    links = grammar.links(said, trigger)
    return bool(links) and links[0] in _CONTENT_LINKS


def _by_saying(time: TimeExpression) -> Interval | None:
    """Return the day on which something was said to have happened, and the days before."""
    day = time.interval
    if day is None or day.start is None:
        return day
    if day.precision not in _DAYS:
        return Interval(None, day.end, "open", f"told in {day.basis}; in it or before", True)
    first = shift(day.start, -when.SAID_DAYS)
    return replace(
        day, start=first, precision="day", inferred=True,
        basis=f"told on the day of {day.basis}; on it or on the day before",
    )  # fmt: skip


def _by_words_then(state: State, draft: Draft) -> Interval | None:
    """Return the days up to those on which somebody said that an act had happened ("said last week that ...")."""
    published, said = state.article.published, _said_before(draft)
    if said is None:
        return None
    low = draft.grammar.clauses[said.clause].start
    times = [t.interval for t in state.times.within(low, draft.clause.start) if t.interval is not None]
    last = times[-1].end if times else None
    if last is None or published is None or published.start is None or last >= published.start:
        return None
    return Interval(None, last, "open", f"told in {times[-1].basis}; in it or before", True)


def _by_words_counted(state: State, draft: Draft, earlier: Sequence[Draft]) -> Interval | None:
    """Return when something happened that was said some days from another act ("two days after X declared that it had")."""
    said = _said_before(draft)
    if said is None or _is_dated(state, draft):
        return None
    clause = draft.grammar.clauses[said.clause]
    counted = when.counted_from(state.text, clause)
    told = [d.interval for d in earlier if d.sentence == draft.sentence and d.interval and d.trigger.clause < said.clause]
    if counted is None or counted[1] is None or not told:
        return None
    day = when.counted_days(told[-1], clause, counted[0], counted[1])
    return replace(day, start=shift(day.start, -when.SAID_DAYS)) if day is not None and day.start is not None else None


def _said_before(draft: Draft) -> Trigger | None:
    """Return the verb of saying in the content of which an act stands, or ``None``."""
    grammar, trigger = draft.grammar, draft.trigger
    if draft.type not in where.PHYSICAL or draft.status == "planned" or draft.clause.link not in _CONTENT_LINKS:
        return None
    for said in reversed(grammar.triggers):
        if said.rule.group == "say" and said.clause < trigger.clause:
            return said if _CONTENT_LINKS.issuperset(grammar.links(said, trigger)) else None
    return None


def _inherit(state: State, draft: Draft, earlier: Sequence[Draft]) -> Interval | None:
    """Find the time in what was said before, or in the time of publication."""
    published = state.article.published
    grammar, trigger = draft.grammar, draft.trigger
    near = _just_before(draft, earlier)
    if draft.type not in VERBAL and _IN_A_WAR.search(grammar, draft.clause.start, draft.clause.end):
        return None  # a war of its own time
    if near and near[-1].interval is not None:
        ended = when.war_end(grammar, draft.start, trigger.start, near[-1].interval)
        if ended is not None:
            return ended
    if draft.type in VERBAL:
        return _inherit_verbal(state, draft, earlier)
    if grammar.text.endswith(" since", draft.start, draft.end) and (
        after := _after_told(state, draft)
    ):
        return after
    if draft.status == "planned":
        return None  # it has not happened when the rest did
    if _NTH_DAY.search(grammar, draft.start, draft.end):
        return _of_the_news(state, draft, _around(state, when.RECENT_DAYS, _AS_NEWS))
    past = [
        d for d in near
        if _is_its_toll(draft, d)
        or (
            d.dated and d.type not in VERBAL and (_main(d) or d.sentence == draft.sentence)
            # Behind "the town where the war began seven years ago" a spokesman tells news.
            and not (d.trigger.rule.id == "war" and draft.status == "claimed" and when.is_old(d.interval, published))
        )
    ]  # fmt: skip
    start = grammar.start if draft.clause.link == "and" else draft.clause.start
    perfect = _is_perfect(draft) or bool(_PERFECT_AT_ALL.search(grammar, start, trigger.start))
    current = perfect or bool(when.RECENT.search(grammar, draft.start, draft.end))
    if past and perfect and (since := _since_outset(past[-1], published)):
        return since
    if past and not perfect:
        base = past[-1].interval
        assert base is not None
        if (
            base.start
            and base.start == base.end
            and _HOURS_BEFORE.search(grammar, start, trigger.start)
        ):
            before = f"hours before {base.basis}"
            return Interval(shift(base.start, -1), base.end, "day", before, True)
        if not _tells_on(state, draft, past[-1]):
            if since := _since_told(base, published):
                return since
        elif not (current and when.is_old(base, published)):
            basis = _told_with(base.basis)
            return replace(base, basis=basis, inferred=True)
    if _LATER.search(grammar, draft.start, trigger.start) and (after := _after_told(state, draft)):
        return after
    onset = _onset(published, earlier)
    if onset is not None and published is not None and published.end is not None:
        return when.inferred(
            onset,
            published.end,
            f"from the outbreak that the article dates {onset.isoformat()} to publication",
        )
    if told := _on_day_told(state, draft, current):
        return told
    if (current and _main(draft)) or (_main(draft) and draft.sentence <= _first_body(state) + 2):
        return _of_the_news(state, draft, _around(state, when.RECENT_DAYS, _AS_NEWS))
    if told := _after_told(state, draft):
        return _of_the_news(state, draft, told, after=True)
    return _of_the_news(state, draft, _as_news(state, draft))


def _since_outset(told: Draft, published: Interval | None) -> Interval | None:
    """Return the days from an outbreak on for what "has" happened since ("launched an offensive in May. They have taken ...")."""
    base = told.interval
    if told.type != "ASSAULT" or not told.dated or base is None or base.start is None or base.start != base.end:
        return None
    if published is None or published.end is None or base.start > published.end or not _ONSET.search(told.grammar, told.start, told.end):
        return None
    return when.inferred(base.start, published.end, f"since what began {base.basis}, to publication")


def _on_day_told(state: State, draft: Draft, current: bool) -> Interval | None:
    """Return the one day that the sentence before names, where the paragraph tells on in the past."""
    if current or not _main(draft) or draft.status not in TOLD or not draft.sentence:
        return None
    if draft.zone != "body" or draft.trigger.rule.id == "war" or draft.type in VERBAL:
        return None
    if state.located.within(draft.grammar.start, draft.trigger.start):
        return None  # it turns to another place
    before = state.article.sentences[draft.sentence - 1]
    if "\n" in state.article.text[before.end : draft.start]:
        return None
    named = [t.interval for t in state.times.within(before.start, before.end) if t.anchor and t.interval is not None]
    days = {(i.start, i.end) for i in named}
    if len(days) != 1 or named[0].precision not in _DAYS:
        return None
    return replace(named[0], basis=_told_with(named[0].basis), inferred=True)


def _tells_on(state: State, draft: Draft, told: Draft) -> bool:
    """Tell whether a draft without a day may tell more of what was told just before.

    A new paragraph that names another place tells of something else.
    """
    if "\n" not in state.article.text[told.trigger.end : draft.trigger.start] or _is_its_toll(
        draft, told
    ):
        return True
    own = {m.place.id for m in state.located.within(draft.start, draft.end) if m.place}
    return not own or not own.isdisjoint(p.id for p in told.places)


def _since_told(base: Interval, published: Interval | None) -> Interval | None:
    """Return the days from what was told just before to publication, where that was recent."""
    if base.start is None or published is None or published.end is None:
        return None
    if not 0 <= (published.end - base.start).days <= when.EARLIER_DAYS:
        return None
    return when.inferred(
        base.start, published.end, "after what the sentence before dates, to publication"
    )


def _as_news(state: State, draft: Draft) -> Interval | None:
    """Return the days just before publication for a main clause that tells news without a day."""
    if draft.zone != "body" or draft.status not in TOLD:
        return None
    told = _main(draft) or draft.link == "while" or goes_on(state, draft)
    if not told and not (draft.status == "claimed" and draft.clause.link in _CONTENT_LINKS):
        return None
    if draft.trigger.rule.id == "war" or _HABIT.search(draft.grammar, draft.start, draft.end):
        return None
    if draft.status == "asserted" and "had" in draft.grammar.bag:
        return None
    if _among_old(state, draft):
        return None
    return _around(state, when.RECENT_DAYS, _AS_NEWS)


def _of_the_news(
    state: State, draft: Draft, window: Interval | None, *, after: bool = False
) -> Interval | None:  # fmt: skip
    """Return the day of the article's news for what it tells without a day, where it dates its news.

    Of acts and words that nine sets of annotated articles tell so, most are of that day; see
    docs/quality.md. A page of entries has no such day. With ``after`` the window begins with a day that
    was told before, which the day of the news must not precede.
    """
    if window is None or draft.status not in TOLD or _is_live(state) or _follows_news(state, draft):
        return window
    news = _news_day(state)
    if news is None or news.start is None or window.end is None or news.start > window.end:
        return window
    if after and window.start is not None and news.start < window.start:
        return window
    return replace(news, basis=f"told with the news of the article: {news.basis}", inferred=True)


def _follows_news(state: State, draft: Draft) -> bool:
    """Tell whether something is told to have come some days after another act, which may be what the article dates."""
    behind = draft.grammar.clauses[draft.trigger.clause + 1 :]
    return any(
        clause.link == "after" and (counted := when.counted_from(state.text, clause)) is not None and counted[0] != "hour" for clause in behind
    )


def _told_with(basis: str) -> str:
    """Return the basis of days that are those of words beside, without saying so twice."""
    return basis if basis.startswith("told with") else f"told with: {basis}"


def _news_day(state: State) -> Interval | None:
    """Return the day by which an article dates what its first sentences tell, or ``None``; worked out once."""
    if state.news is None:
        lead = [d for d in state.drafts if d.sentence <= _first_body(state) + _LEAD_SENTENCES]
        acts = [(d.sentence, day) for d in lead for day in [_day_of_lead(state, d)] if day is not None][:1]
        said = [(d.sentence, day) for d in lead for day in [_day_of_lead(state, d, said=True)] if day is not None][:1]
        if acts and said and said[0][0] < acts[0][0] and (said[0][1].start or date.min) > (acts[0][1].start or date.min):
            acts = said  # "the premier said on Sunday ...": what is told of Friday behind it is not the news
        state.news = (acts[0][1] if acts else None,)
    return state.news[0]


def _day_of_lead(state: State, draft: Draft, said: bool = False) -> Interval | None:
    """Return the recent day that the words of one of the first sentences give an act, or on which it is said."""
    published = state.article.published
    sentence = state.article.sentences[draft.sentence]
    if sentence.zone != "body" or draft.status not in TOLD or published is None:
        return None
    time = draft.time or own_time_of(state, draft, sentence)
    if time is None or not time.anchor or time.interval is None or _is_of_saying(draft, time) != said:
        return None
    day = time.interval
    if day.start is None or day.start != day.end or published.end is None:
        return None
    return day if 0 <= (published.end - day.start).days <= _NEWS_DAYS else None


def _among_old(state: State, draft: Draft) -> bool:
    """Tell whether a draft stands among what happened long ago."""
    sentences = state.article.sentences
    low = sentences[max(0, draft.sentence - _STORY_SENTENCES)].start
    told = state.times.within(low, sentences[draft.sentence].end)
    return any(
        t.interval is not None and when.is_old(t.interval, state.article.published) for t in told
    )


def _just_before(draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of the same sentence and of the one before that have an interval."""
    found = []
    for other in reversed(earlier):
        if draft.sentence - other.sentence > 1:
            break
        if other.interval is not None:
            found.append(other)
    return found[::-1]


def _after_told(state: State, draft: Draft) -> Interval | None:
    """Return the days from the day that the sentences before name, to publication.

    Tolls and claims without a date ("hundreds had died, officials said") belong to that story.
    """
    published = state.article.published
    if draft.zone != "body" or draft.status == "negated" or draft.trigger.rule.id == "war":
        return None
    if (
        published is None
        or published.end is None
        or _HABIT.search(draft.grammar, draft.start, draft.end)
    ):
        return None
    sentences = state.article.sentences
    low = sentences[max(0, draft.sentence - _STORY_SENTENCES)].start
    named = [
        t for t in state.times.within(low, draft.start)
        if t.anchor and t.interval is not None and t.interval.precision in ("day", "hour")
    ]  # fmt: skip
    if not named or named[-1].interval is None:
        return None
    day = named[-1].interval.start
    if day is None or not 0 <= (published.end - day).days <= when.EARLIER_DAYS:
        return None
    return when.inferred(day, published.end, "after the day that the sentences before name")


def _is_its_toll(draft: Draft, told: Draft) -> bool:
    """Tell whether a draft without a place of its own counts the dead of the act just told."""
    if draft.trigger.rule.group != "casualties" or told.type != "ASSAULT":
        return False
    interval = told.interval
    if told.status == "denied" or interval is None or interval.start is None:
        return False
    return told.dated or (interval.end is not None and (interval.end - interval.start).days <= 1)


def _main(draft: Draft) -> bool:
    """Tell whether a draft stands in a main clause, whose time the next sentence may share."""
    return draft.link in _MAIN_LINKS


def _is_perfect(draft: Draft) -> bool:
    """Tell whether "has" or "have" stands before a trigger."""
    low = max(draft.grammar.start, draft.trigger.start - 25)
    return _PERFECT.search(draft.grammar, low, draft.trigger.start) is not None


def _is_live(state: State) -> bool:
    """Tell whether the article is a page of entries that is written during the day; worked out once."""
    if state.live is None:
        state.live = when.is_live(state.article.text)
    return state.live


def _around(state: State, days: int, what: str) -> Interval | None:
    """Return the window that ends with publication; an entry of a live page is of its own day."""
    if not _is_live(state):
        return when.around_publication(state.article.published, days, what)
    return when.around_publication(_day_of_page(state) or state.article.published, 0, what)


def _day_of_page(state: State) -> Interval | None:
    """Return the day that the title of a page of entries names."""
    sentences = state.article.sentences
    return next(
        (
            t.interval for t in state.times.items
            if t.interval is not None and t.interval.precision == "day"
            and t.sentence >= 0 and sentences[t.sentence].zone == "title"
        ),
        None,
    )  # fmt: skip


def _first_body(state: State) -> int:
    """Return the index of the first body sentence."""
    return next((i for i, s in enumerate(state.article.sentences) if s.zone == "body"), 0)


def _onset(published: Interval | None, earlier: Sequence[Draft]) -> date | None:
    """Return the day on which the current fighting broke out, as the article dates it."""
    if published is None or published.end is None:
        return None
    days = [
        d.interval.start for d in earlier
        if d.dated and d.type == "ASSAULT" and d.link not in _BACKGROUND_LINKS
        and d.interval is not None and d.interval.start is not None and d.interval.end is not None
        and (d.interval.end - d.interval.start).days <= 1  # not "hit since the war began"
        and 0 <= (published.end - d.interval.start).days <= when.EPISODE_DAYS
        and _ONSET.search(d.grammar, d.start, d.end)
    ]  # fmt: skip
    return max(days) if days else None


def _inherit_verbal(state: State, draft: Draft, earlier: Sequence[Draft]) -> Interval | None:
    """Find the time of words: the speaker's dated words before, or the time of publication."""
    published = state.article.published
    sentence = state.article.sentences[draft.sentence]
    told = (
        (draft.trigger.strong or _is_held(draft) or _is_stage(state, draft))
        and _main(draft)
        and (draft.sentence <= _first_body(state) + 1 or not _among_old(state, draft))
    )
    if draft.fact and not told and draft.status != "planned":
        return _before_publication(published)
    if not draft.dated and any(
        _may_date_words(draft, t, published) for t in state.times.within(draft.start, draft.end)
    ):
        return _before_publication(published)
    if when.is_earlier(draft.grammar, draft.trigger.end):
        return when.around_publication(published, when.EARLIER_DAYS, "told as earlier")
    said = times_of_saying(state, draft, sentence) if draft.own_voice else []
    if said:
        return said[0].interval
    met = told_of_before(state, draft, earlier)
    if met is not None and met.dated and met.interval is not None:
        return replace(met.interval, basis=f"the meeting: {met.interval.basis}", inferred=True)
    for other in reversed(earlier) if draft.source else ():
        if (
            other.dated
            and other.type in VERBAL
            and other.type != "CONSULT"
            and not set(other.source).isdisjoint(draft.source)
            and other.interval is not None
            and not when.is_old(other.interval, published)
            and not (_is_said_now(draft) and _precedes_news(other.interval, published))
        ):
            basis = f"the same speaker's words: {other.interval.basis}"
            return replace(other.interval, basis=basis, inferred=True)
    near = [d for d in _just_before(draft, earlier) if d.dated and _main(d)]
    while near and (near[-1].fact or near[-1].trigger.voice in _NAMED) and when.is_old(near[-1].interval, published):
        near.pop()  # a treaty that is named is not the news
    old = near and near[-1].interval and when.is_old(near[-1].interval, published)
    if old and not _is_perfect(draft):
        return _before_publication(published)
    before = [d for d in near if d.interval and not when.is_old(d.interval, published)]
    if before and published is not None and published.end is not None:
        start = before[-1].interval.start if before[-1].interval else None
        if (
            start is not None
            and start <= published.end
            and not _of_somebody_else(state, draft, before[-1])
            and (published.end - start).days <= when.EARLIER_DAYS
        ):
            since = when.inferred(start, published.end, "after what the sentence before dates, to publication")
            return _as_it_is_printed(state, draft, since)
    window = _after_the_news(state, earlier)
    found = _of_the_news(state, draft, window)
    return _as_it_is_printed(state, draft, window) if found is window else found


def _as_it_is_printed(state: State, draft: Draft, window: Interval | None) -> Interval | None:
    """Return the last day of a window for what the text says or demands in the present tense, and else the window."""
    published = state.article.published
    if window is None or published is None or published.start != published.end or draft.status not in TOLD or not _is_said_now(draft):
        return window
    return replace(window, start=published.end, end=published.end, precision="day", basis="said in the present tense, and the text dates no news: on the day of publication")


def _is_said_now(draft: Draft) -> bool:
    """Tell whether words are told in the present tense ("calls on", "are urging", "the authorities should allow")."""
    grammar, trigger = draft.grammar, draft.trigger
    if not trigger.finite and trigger.form not in ("ing", "phrase"):
        return False
    before = _SAID_NOW.search(grammar.text, max(grammar.start, trigger.start - 40), trigger.end)
    return trigger.form == "s" or before is not None


def _is_held(draft: Draft) -> bool:
    """Tell whether the verb of a clause says that talks were held or attended ("hosted the first summit in years")."""
    low = draft.clause.start
    return draft.type == "CONSULT" and _HELD.search(draft.grammar, low, draft.trigger.start) is not None


def _is_stage(state: State, draft: Draft) -> bool:
    """Tell whether talks are where somebody speaks, as news without a day ("Speaking at the summit in X, he said")."""
    grammar, trigger = draft.grammar, draft.trigger
    if draft.type != "CONSULT" or state.times.any_within(grammar.start, grammar.end):
        return False
    if _SPOKEN_AT.search(grammar, draft.clause.start, trigger.start) is not None:
        return True
    opens = trigger.clause == 0 and (
        _OPENS_AT.fullmatch(grammar.text, grammar.start, trigger.start) is not None
        or _MEETING_IN.match(grammar.text, grammar.start, trigger.end) is not None
    )
    return opens and any(t.finite for t in grammar.triggers)


def _may_date_words(draft: Draft, time: TimeExpression, published: Interval | None) -> bool:
    """Tell whether a time of old in the clause of words may be their own ("called on X to leave Y in 2015").

    What somebody is blamed for has a time of its own.
    """
    if not time.anchor or time.interval is None or dates_a_name(draft, time):
        return False
    if not _is_behind(time.interval.end, published) or draft.grammar.clause_at(time.start) != draft.trigger.clause:
        return False
    return draft.type != "ACCUSE" or _BLAME.search(draft.grammar.text, draft.trigger.end, time.start) is None


def _after_the_news(state: State, earlier: Sequence[Draft]) -> Interval | None:
    """Return when undated words were spoken: just before publication, not before the news."""
    around = _around(state, when.VERBAL_DAYS, "words told as news")
    if around is None or around.start is None or around.end is None:
        return around
    days = [
        d.interval.start for d in earlier
        if d.dated and d.type in where.PHYSICAL and d.status in TOLD
        and d.sentence <= _first_body(state) + _LEAD_SENTENCES
        and d.clause.link not in _BACKGROUND_LINKS
        and d.interval is not None and d.interval.start is not None
        and d.interval.precision in ("day", "hour") and d.interval.start <= around.end
    ]  # fmt: skip
    news = max(days, default=around.start)
    if news <= around.start:
        return around
    return replace(around, start=news, basis=f"{around.basis}, and not before the news")


def _of_somebody_else(state: State, draft: Draft, told: Draft) -> bool:
    """Tell whether words stand in a new paragraph and are not of those whom the last one told of."""
    if "\n" not in state.article.text[told.trigger.end : draft.trigger.start]:
        return False
    return bool(draft.source) and set(draft.source).isdisjoint((*told.source, *told.target))


def _before_publication(published: Interval | None) -> Interval | None:
    """Return all the time up to publication: what a text that gives no date supports."""
    if published is None or published.end is None:
        return None
    return Interval(None, published.end, "open", "not dated by the text; before publication", True)


def _precedes_news(told: Interval, published: Interval | None) -> bool:
    """Tell whether words were spoken before the days of which a text tells its news."""
    if published is None or published.start is None or told.end is None:
        return False
    return (published.start - told.end).days > when.VERBAL_DAYS


def _is_behind(day: date | None, published: Interval | None) -> bool:
    """Tell whether a day lies more than a week before publication, or cannot be told."""
    if day is not None and published is not None and published.end is not None:
        return (published.end - day).days > when.EARLIER_DAYS
    return True


def share_dates(state: State) -> None:
    """Date an undated agreement by another report of talks in the same town."""
    for draft in state.drafts:
        if draft.dated or draft.type not in ("AGREE", "CONSULT") or not draft.places:
            continue
        for other in state.drafts:
            if (
                other.dated
                and other.type in ("AGREE", "CONSULT")
                and (other.status == "planned") == (draft.status == "planned")
                and {p.id for p in other.places} & {p.id for p in draft.places}
                and other.interval is not None
            ):
                draft.interval = replace(
                    other.interval,
                    basis=f"the meeting there: {other.interval.basis}",
                    inferred=True,
                )
                break

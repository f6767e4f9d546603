"""An article goes in; its time expressions come out, each with its days or the reason why not.

`karamap.timexes.grammar` finds and reads the words, `karamap.timexes.resolve` does the arithmetic.
Here the expressions meet their surroundings: the sentence, the year that the words before them
set, the time that was named last, and whether the sentence speaks of what is to come.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from karamap.dates import days_in
from karamap.names import Folded, fold
from karamap.records import Article, Interval, Phase, TimeExpression
from karamap.timexes.entries import Entry, entries_of, heads_of, with_numbers, years_of_heads
from karamap.timexes.grammar import find
from karamap.timexes.named import PeriodNames, period_names
from karamap.timexes.resolve import Answer, Setting, Span, as_interval, resolve
from karamap.timexes.sections import Section, framed_by_title, sections_of
from karamap.timexes.spec import MONTH, OVERNIGHT, YEAR, Found, Spec, TimeWords
from karamap.timexes.tense import needs_tense, speaks_of_future

_NEAR_PUBLICATION = 31
_DAYS_OF_ENTRY = 7  # of which the head of a log's entry may name the first and the last
# "The movement, named after the deal of 3 May 1999", "since the war began on July 12": the story does not go on from there.
_NAMED_FOR = re.compile(
    r"\b(?:named\s+(?:for|after)|name\s+from)\b[^.;,]*$|\bsince\s+(?:[\w\-]+\s+){1,4}(?:began|started|broke\s+out|erupted)\s+(?:on|in)\s+$"
)
_PAIR_GAP = 60
_NEWS_WEEKS = 21  # days
_STORY_DAYS = (3, 14)


class Read(NamedTuple):
    """A found expression with its surroundings and its answer."""

    found: Found
    sentence: int
    future: bool
    answer: Answer
    inherited: bool = False
    heads: int = 0


class _Place(NamedTuple):
    """A found expression, the one after it, and where it stands."""

    article: Article
    item: Found
    later: Found | None
    sentence: int
    entry: Entry | None = None
    section: Section | None = None
    year: int | None = None  # that the entries before it give to one that it heads

    @property
    def in_entry(self) -> Entry | None:
        """The entry of a log that it stands in, not at the head of it."""
        return self.entry if self.entry is not None and self.item.start > self.entry.start else None


@dataclass(slots=True)
class _Memory:
    """What the words before an expression have set."""

    year: int | None = None
    year_from: date | None = None
    year_sentence: int = -9
    year_end: int = 0
    anchor: Span | None = None
    anchor_sentence: int = -9
    anchor_end: int = 0
    anchor_said: bool = False  # it only says when something was said
    thing: Span | None = None
    thing_sentence: int = -9
    section_start: int = -1
    section_year: int | None = None  # the last one that was named in the section


def find_times(
    article: Article,
    phases: Sequence[Phase] = (),
    utc_offset_hours: float = 0,
    found: TimeWords | None = None,
    folded: Folded | None = None,
) -> tuple[TimeExpression, ...]:
    """Find every expression that says when.

    Parameters
    ----------
    article
        The article; ``published`` bounds what its relative words mean.
    phases
        Periods of the conflict; their names and those of their episodes are found by name.
    utc_offset_hours
        Hours by which the theatre's clock is ahead of Greenwich.
    found
        Its `time_words`, where they are known already.
    folded
        Its text, folded, where that is known already.

    Returns
    -------
    The expressions in order, without overlap. ``interval`` is ``None`` where the words were seen
    but not understood; ``basis`` begins with "weak" where words such as "recent" say little.
    """
    words = time_words(article) if found is None else found
    names = period_names(phases)
    words = _with_periods(article, words, names, folded)
    reads = read(article, words, names, utc_offset_hours, framed=article.published is None)
    return tuple(_expression(article, item) for item in reads)


def timex_in(times: Sequence[TimeExpression], sentence_index: int) -> tuple[TimeExpression, ...]:
    """Return the expressions of one sentence, in order."""
    return tuple(time for time in times if time.sentence == sentence_index)


def _expression(article: Article, item: Read) -> TimeExpression:
    """Turn a read expression into the record."""
    start, end = item.found.start, item.found.end
    words = article.text[start:end]
    shown = " ".join(words.split())
    uncertain = article.published is not None and article.published.inferred
    interval, reason = None, ""
    if isinstance(item.answer, str):
        reason = item.answer
    else:
        concluded = item.inherited or (uncertain and not _is_absolute(item.found.spec))
        interval = as_interval(item.answer, f'"{shown}"', concluded)
    return TimeExpression(
        article.id, start, end, words, item.sentence, interval, reason, item.found.anchor, item.heads
    )


def _is_absolute(spec: Spec) -> bool:
    """Tell whether the words alone fix the days."""
    if spec.kind in {"decade", "century", "phase"}:
        return True
    if spec.first is not None and not _is_absolute(spec.first):
        return spec.second is not None and _is_absolute(spec.second)
    if spec.first is not None:
        return spec.word not in {"since", "after"}
    return spec.kind in {"date", "season"} and spec.year is not None


def time_words(article: Article) -> TimeWords:
    """Find the words that say when, without asking which days they mean.

    Parameters
    ----------
    article
        The article; the text of its zones of boilerplate is passed over.

    Returns
    -------
    The expressions in order, for `find_times` and `infer_published`.
    """
    stretches = _stretches(article)
    return with_numbers(article, [found for start, end in stretches for found in find(article.text, start, end)])


def read(
    article: Article, found: TimeWords, names: PeriodNames, utc_offset_hours: float = 0, framed: bool = False
) -> list[Read]:
    """Resolve each expression in its surroundings.

    With ``framed`` a year in the title is that of what has none, as in a history without a day of its own.
    """
    setting = Setting(
        published=_published(article.published),
        utc_offset_hours=utc_offset_hours,
        phases=names.days,
    )
    starts = [sentence.start for sentence in article.sentences]
    lines = list(heads_of(article, found))
    entries = entries_of(article, lines, partial(_head_day, setting=setting))
    heads = [entry.start for entry in entries]
    sections = sections_of(article, found) or (framed_by_title(article, found) if framed else [])
    led = years_of_heads(lines, setting.published[1].year if setting.published else None)
    openings = [section.start for section in sections]
    memory, reads = _Memory(), []
    for item, later in zip_longest(found, found[1:]):
        if item.spec.kind == "weak" and later is not None and later.start - item.end <= 1:
            continue  # "shortly after 2:40 pm" says when by itself
        sentence = max(bisect_right(starts, item.start) - 1, 0)
        last = bisect_right(heads, item.start) - 1
        entry = entries[last] if last >= 0 and item.start < entries[last].end else None
        last = bisect_right(openings, item.start) - 1
        section = sections[last] if last >= 0 and item.start < sections[last].end else None
        place = _Place(article, item, later, sentence, entry, section, led.get(item.start))
        reads.append(_resolve(place, memory, setting))
    return _weak_again(reads, setting)


def _head_day(item: Found, setting: Setting) -> date | None:
    """Return the day that an expression means by itself; of a few days the last one."""
    answer = resolve(item.spec, setting)
    if not isinstance(answer, Span) or answer.start is None or answer.end is None:
        return None
    few = item.spec.kind == "range" and (answer.end - answer.start).days < _DAYS_OF_ENTRY
    return answer.end if few or answer.start == answer.end else None


def _published(interval: Interval | None) -> tuple[date, date] | None:
    """Return first and last possible day of publication when both are known."""
    if interval is None or interval.start is None or interval.end is None:
        return None
    return (interval.start, interval.end) if interval.start <= interval.end else None


def _stretches(article: Article) -> Iterable[tuple[int, int]]:
    """Yield the stretches of text between boilerplate."""
    if not article.zones:
        yield 0, len(article.text)
        return
    start = end = 0
    for zone in article.zones:
        if zone.kind != "boilerplate" and zone.start == end and end > start:
            end = zone.end
            continue
        if end > start:
            yield start, end
        start, end = (zone.end, zone.end) if zone.kind == "boilerplate" else (zone.start, zone.end)
    if end > start:
        yield start, end


def _with_periods(
    article: Article, found: TimeWords, names: PeriodNames, folded: Folded | None
) -> TimeWords:
    """Add names of periods; they win over what they overlap."""
    if not names.names:
        return found
    allowed = list(_stretches(article))
    plain = folded or fold(article.text)
    periods = names.find(article.text, plain)
    published = article.published.end if article.published is not None else None
    periods += names.parts_of_war(plain, periods, published)
    named = [item for item in periods if any(start <= item.start and item.end <= end for start, end in allowed)]
    if not named:
        return found
    kept = [x for x in found if not any(x.start < n.end and n.start < x.end for n in named)]
    return sorted([*kept, *named], key=lambda item: (item.start, item.end))


# ---- one expression in its surroundings --------------------------------------------------------


def _resolve(place: _Place, memory: _Memory, base: Setting) -> Read:
    """Resolve one expression and remember what it sets."""
    spec = place.item.spec
    future = needs_tense(spec) and speaks_of_future(place.article, place.item, place.sentence)
    entry = place.in_entry
    setting = Setting(
        published=(entry.day, entry.day) if entry and not _has_month(spec) else base.published,
        anchor=_anchor_for(place, memory),
        day=memory.anchor if memory.anchor_sentence == place.sentence else None,
        future=future,
        recent=_is_recent(memory.anchor, base.published),
        utc_offset_hours=base.utc_offset_hours,
        phases=base.phases,
    )
    if place.section is not None and spec.kind == "edge" and spec.unit == YEAR and not spec.shift:
        spec = Spec("date", year=_year_of_section(place.section, memory), part=spec.part)  # "the beginning of the year"
    told = _month_told(place, memory) if spec.kind == "edge" and spec.unit == MONTH and not spec.shift and not future else None
    if told is not None:
        spec = Spec("date", year=told.year, month=told.month, part=spec.part)  # "in July ... at the end of the month"
    year, doubt = _year_for(place, memory, setting) if _wants_year(spec) else (None, "")
    if year is None and place.section is not None and _wants_year(spec):
        year, doubt = _year_of_section(place.section, memory), ""
    answer: Answer = doubt or resolve(spec, setting._replace(year=year) if year else setting)
    if told is not None and isinstance(answer, Span):
        answer = answer._replace(basis="part of the month named before it", inferred=True)
    heads = place.entry.end if place.entry and not entry else 0
    if place.section is not None and place.section.start == place.item.start:
        heads = place.section.end
    result = Read(place.item, place.sentence, future, answer, year is not None, heads)
    if isinstance(answer, Span):
        low = max(0, place.item.start - _SAID_REACH)
        said = _SAID.search(place.article.text, low, place.item.start) is not None
        low = max(0, place.item.start - _NAMED_REACH)
        if not _NAMED_FOR.search(place.article.text, low, place.item.start):
            _remember(result, answer, memory, said)
        if place.section is not None and place.section.start != place.item.start and answer.start is not None:
            memory.section_start, memory.section_year = place.section.start, answer.start.year
    return result


def _month_told(place: _Place, memory: _Memory) -> date | None:
    """Return the first day of the time that was named just before "the month", of which that speaks."""
    told = memory.anchor
    if told is None or told.start is None or told.end is None or memory.anchor_said:
        return None
    if place.sentence - memory.anchor_sentence > _COUNTED_REACH or days_in(told.start, told.end) > _LONGEST_MONTH:
        return None
    if "\n" in place.article.text[memory.anchor_end : place.item.start] or _THIS.search(place.article.text, place.item.start, place.item.end):
        return None
    return told.start


def _has_month(spec: Spec) -> bool:
    """Tell whether an expression names a month, so that only its year is to be found."""
    return spec.month is not None or (spec.first is not None and spec.first.month is not None)


def _is_recent(anchor: Span | None, published: tuple[date, date] | None) -> bool:
    """Tell whether the time that was named last lies in the days before publication, or none was."""
    if anchor is None or published is None:
        return True
    if anchor.start is None or published[0] != published[1]:
        return False
    return 0 <= (published[1] - anchor.start).days <= _STORY_DAYS[1] // 2


def _wants_year(spec: Spec) -> bool:
    """Tell whether a date, or the dates inside an expression, print no year."""
    if spec.kind in {"range", "list"}:
        return any(_wants_year(inner) for inner in (spec.first, spec.second) if inner) and not any(
            inner.year or inner.shift is not None for inner in (spec.first, spec.second) if inner
        )
    if spec.kind == "bound" and spec.first is not None:
        return _wants_year(spec.first)
    dated = spec.kind == "date" and (spec.month is not None or spec.part > 30)
    return (
        (dated or spec.kind == "season")
        and spec.year is None
        and spec.shift is None
        and not spec.word
    )


def _year_for(place: _Place, memory: _Memory, setting: Setting) -> tuple[int | None, str]:
    """Return the year that the surroundings give to a date without one, or a doubt."""
    pointed = place.year or _year_pointed_at(place, memory)
    if pointed is not None:
        return pointed, ""
    ahead = _year_ahead(place.article.text, place.item, place.later)
    if ahead is not None or memory.year is None:
        return ahead, ""
    if memory.year_sentence == place.sentence:
        return (None, "") if _is_of_the_news(place, memory, setting) else (memory.year, "")
    between = place.article.text[memory.year_end : place.item.start]
    if memory.year_sentence != place.sentence - 1 or "\n" in between or _NEWS.search(between):
        return None, ""
    if _SINCE.search(place.article.text, max(0, memory.year_end - _SINCE_REACH), memory.year_end):
        return None, ""
    inherited = resolve(place.item.spec, setting._replace(year=memory.year))
    if not isinstance(inherited, Span) or not _goes_on(inherited, memory, setting):
        return None, ""
    doubt = _doubt(place.item.spec, inherited, setting)
    return (None, doubt) if doubt else (memory.year, "")


# "The peacekeepers sent in 2020, who did not step in when shelling began on 19 September".
_TURN = re.compile(r",\s+(?:who|which|whose|where|but|while)\b|\b(?:when|after|until|before)\b")


def _is_of_the_news(place: _Place, memory: _Memory, setting: Setting) -> bool:
    """Tell whether a day in a clause behind a year is one of the weeks before publication rather than of that year."""
    spec, published = place.item.spec, setting.published
    if spec.kind != "date" or spec.day is None or published is None or memory.year is None:
        return False
    if published[0] != published[1] or memory.year >= published[0].year:
        return False
    text = place.article.text[memory.year_end : place.item.start]
    if _TURN.search(text) is None:
        return False
    own = resolve(spec, setting)
    return isinstance(own, Span) and own.end is not None and 0 <= (published[1] - own.end).days <= _NEWS_WEEKS


def _year_of_section(section: Section, memory: _Memory) -> int:
    """Return the year that a heading gives, of several the last one that was named under it, else the first."""
    named = memory.section_year if memory.section_start == section.start else None
    return named if named is not None and section.first <= named <= section.last else section.first


def _year_pointed_at(place: _Place, memory: _Memory) -> int | None:
    """Return the year of "that July": the first one since the time that was named before it."""
    item, told = place.item, memory.anchor
    if _THAT.search(place.article.text, max(0, item.start - _THAT_REACH), item.start) is None:
        return None
    if told is None or told.start is None or place.sentence - memory.anchor_sentence > 1 or not item.spec.month:
        return None
    return told.start.year + (item.spec.month < told.start.month)


def _goes_on(inherited: Span, memory: _Memory, setting: Setting) -> bool:
    """Tell whether a date in the year of the sentence before goes on with its story."""
    if inherited.start is None or inherited.end is None:
        return False
    if memory.year_from is not None and inherited.end < memory.year_from:
        return False
    return setting.published is None or inherited.start <= setting.published[1]


def _doubt(spec: Spec, inherited: Span, setting: Setting) -> str:
    """Say so when a date may as well be a recent one."""
    alone = resolve(spec, setting) if setting.published else ""
    if not isinstance(alone, Span) or alone.start is None or setting.published is None:
        return ""
    if alone.start == inherited.start:
        return ""
    if abs((setting.published[1] - alone.start).days) > _NEAR_PUBLICATION:
        return ""
    return f"could be {inherited.start} or {alone.start}: the year is not certain"


_SAID = re.compile(r"\b(?:said|says|told|reported)\s+(?:(?:late|early)\s+)?(?:on\s+)?$")
_SAID_REACH, _NAMED_REACH = 20, 60
# "A war that ended in 1994. The latest fighting erupted on 27 September": not of that year.
_NEWS = re.compile(r"\b(?:latest|newest|current|present|renewed|this\s+(?:time|round))\b", re.IGNORECASE)
# "15,000 have died since X broke away in 1988. In April rebels took Y": up to now, not of that year.
_SINCE, _SINCE_REACH = re.compile(r"\b[Ss]ince\b(?:(?!,\s+when\b)[^.;]){6,90}$"), 110
_THIS, _LONGEST_MONTH = re.compile(r"\bthis\b"), 31
_THAT, _THAT_REACH = re.compile(r"\b[Tt]hat\s+(?:(?:late|early|mid)[\s-])?$"), 12
_COUNTED, _STORY_REACH = frozenset(("offset", "anchor")), 5  # "a day earlier", "that evening"; sentences back to a day
_COUNTED_REACH = 2  # sentences from "two weeks later" back to the time from which it counts
_ENDED = re.compile(r"\b(?:and|и)\b.*\b(?:end|last|until|finish|clos|conclud|stop|законч|заверш)")
_LISTED = re.compile(
    r"(?:[\s,]|\b(?:and|or|in|on|the|early|late|mid|spring|summer|autumn|fall|winter|и|в)\b"
    r"|\b\d{1,2}\b)*"
)


def _year_ahead(text: str, item: Found, later: Found | None) -> int | None:
    """Return the year that stands after a list or a pair of dates.

    "In October and November 2020", "began on 27 September and ended on 10 November 2020".
    """
    if later is None or later.spec.kind not in {"date", "season"} or later.spec.year is None:
        return None
    one, two = item.spec, later.spec
    if one.kind not in {"date", "season"} or (two.month is None and two.season is None):
        return None
    between = text[item.end : later.start]
    if not _LISTED.fullmatch(between):
        paired = one.day and two.day and later.anchor and len(between) <= _PAIR_GAP
        if not paired or not _ENDED.search(between) or "\n" in between:
            return None
    return later.spec.year - (_in_year(one) > _in_year(two))


def _in_year(spec: Spec) -> tuple[int, int]:
    """Return where in its year a date lies."""
    return spec.month or spec.season or 0, spec.day or 0


def _anchor_for(place: _Place, memory: _Memory) -> Span | None:
    """Return the time that a word such as "then" or "the next day" points back to."""
    spec = place.item.spec
    then = spec.word == "then" or (spec.first is not None and spec.first.word == "then")
    if memory.thing_sentence == place.sentence and (then or (spec.word == "that year" and _is_in_one_year(memory.thing))):
        return memory.thing
    reach = _COUNTED_REACH if spec.kind == "offset" else 1
    if spec.kind in _COUNTED and memory.anchor is not None and memory.anchor.precision == "day":
        reach = _STORY_REACH
    if memory.anchor is None or place.sentence - memory.anchor_sentence > reach:
        entry = place.in_entry
        return Span(entry.day, entry.day, "day", "the day of the entry") if entry else None
    if spec.kind == "clock" and memory.anchor_said:
        return None  # "said on Tuesday that ... It was hit before dawn"
    breaks = place.article.text.count("\n\n", memory.anchor_end, place.item.start)
    if breaks > 1 or (breaks and reach < _STORY_REACH):
        return memory.anchor if place.section is not None else None
    return memory.anchor


def _is_in_one_year(span: Span | None) -> bool:
    """Tell whether something that was named began and ended in one year ("the 2020 war")."""
    return span is not None and span.start is not None and span.end is not None and span.start.year == span.end.year


def _remember(item: Read, answer: Span, memory: _Memory, said: bool) -> None:
    """Keep what an expression sets for the words after it."""
    found, spec = item.found, item.found.spec
    if answer.basis.startswith("weak"):
        return
    memory.thing, memory.thing_sentence = answer, item.sentence
    if not found.anchor or answer.start is None:
        return
    overnight = spec.kind == "deictic" and spec.shift == OVERNIGHT and memory.anchor_sentence == item.sentence
    if spec.kind != "clock" and not overnight:
        since = spec.kind == "bound" and spec.word == "since"  # counted from its first day
        memory.anchor = answer._replace(end=answer.start) if since else answer
        memory.anchor_sentence, memory.anchor_end = item.sentence, found.end
        memory.anchor_said = said
    if spec.kind == "bound":
        return
    year = _frame_year(spec, answer, item.inherited)
    if year is not None:
        memory.year, memory.year_from = year, answer.start
        memory.year_sentence, memory.year_end = item.sentence, found.end
    elif spec.kind not in {"anchor", "offset"} or spec.word != "anchor":
        memory.year = None


def _frame_year(spec: Spec, answer: Span, inherited: bool) -> int | None:
    """Return the year that an expression sets for the dates after it."""
    printed = spec.kind in {"date", "season", "range"} and _is_absolute(spec)
    if not (printed or inherited) or answer.start is None or answer.end is None:
        return None
    return answer.start.year if answer.start.year == answer.end.year else None


def _weak_again(reads: list[Read], setting: Setting) -> list[Read]:
    """Resolve weak words once more where the article says since when its story goes on."""
    if setting.published is None:
        return reads
    low, high = _STORY_DAYS
    starts = [
        item.answer.start
        for item in reads
        if item.found.spec.kind == "bound"
        and item.found.spec.word == "since"
        and isinstance(item.answer, Span)
        and item.answer.start is not None
        and low <= (setting.published[1] - item.answer.start).days <= high
    ]
    if not starts:
        return reads
    again = setting._replace(weak_start=min(starts))
    return [
        item._replace(answer=resolve(item.found.spec, again))
        if item.found.spec.kind == "weak"
        else item
        for item in reads
    ]

"""The drafts of an article go in; those in quotes and bulletins come out with who says so.

A quote may run over sentences and paragraphs before or behind the words that name its speaker. A
bulletin ("the ministry said in a statement:" at the end of a line) speaks on in the list, the
quoted or the plain paragraphs below, until its list or quote ends, another speaker takes over, or
the text turns to what was long before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from karamap.reports import when, where
from karamap.reports.cues import Cue
from karamap.reports.draft import SPOKEN, Draft, State
from karamap.reports.sayings import PRONOUNS, speaker_named, subject_told
from karamap.reports.speech import sayings_of

_COLON = re.compile(r":[\"”’]?[ \t]*\n")
_FOLLOWING = re.compile(
    r"\bthe\s+following(?:\s+(?:update|statement|report|information|bulletin|message|summary|account)\b[^.\n]{0,60})?\.[ \t]*\n"
)
_NOTICE = re.compile(
    r"\b(?:statement|bulletin|communique|update|briefing|report(?:ed)?|summary|message|post(?:ed)?|announcement|dispatch)\b"
)
# Words with which a text goes on to tell what the same speaker says.
_MORE = Cue(
    r"\b(?:also|later(?:\s+(?:in\s+the\s+day|on))?|then|another|in\s+addition)\b", "also later then another addition"
)
_BULLET = re.compile(r"(?:[-–—•*·▪►]|\d{1,2}[.)])\s*\S")
# Words of the article's own, which no bulletin has.
_ASIDE = re.compile(r"\b(?:comment(?:ed)?|independently|verif(?:y|ied)|respond(?:ed)?)\b")
_AHEAD = 3  # sentences within which a quote that goes on names its speaker


# Who is named before a colon speaks behind it: "Jane Doe, aide to the president: ..."
_OFFICE = re.compile(
    r"\b(?:spokes\w+|minist(?:er|ry)|president|aide|advis[eo]r|governor|mayor|army|general|colonel|official|commander|head|chief|envoy|"
    r"ambassador|secretary|office|service|leader|premier|staff|command)\b"
)
_OFFICE_ALONE = re.compile(
    r"(?:the\s+)?(?:[\w'\-]+\s+){0,3}?(?:spokes\w+|ministry|minister|army|governor|mayor|office|general\s+staff|command|police|press\s+service)"
    r"(?:\s+of\s+(?:the\s+)?[\w\-]+(?:\s+[\w\-]+){0,2})?"
)
_HEAD_WORDS = 14
# Who tells an agency what its next paragraph holds.
_PRESS = re.compile(r"\bpress[\s\-]+(?:service|office|cent(?:re|er)|group|secretary|department)\b")
_BRIEF = 3  # sentences of a paragraph that only says who tells
_HEAD_REACH = 60  # characters behind "press service" in which stands whose it is
_OLDER = frozenset("earlier before previously already since".split())  # than what was said
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*[—–\-.]?\s*")  # with which an entry of a live page opens
# Who says it may stand behind the last colon: "Two people killed: ombudsman."
_TAIL = re.compile(
    r"\s(?:the\s+|a\s+)?(?:[\w'\-]+\s+){0,3}(?:officials?|police|ombudsman|ombudswoman|witnesses|residents|medics|reports?|monitors?|"
    r"sources?|media|mayor|minist(?:er|ry)|spokes\w+|army|military|governor|agency|hospital|rescuers|un|observatory)[\s.\"']*$"
)


class _Told(NamedTuple):
    """Whose words a sentence gives; ``name`` is ``None`` for somebody without a name."""

    name: str | None


def attribute_quotes(state: State) -> None:
    """Give the drafts of quotes and bulletins that nobody is known to tell their speaker."""
    drafts = [
        d for d in state.drafts if d.claimant is None and not d.weak and not d.own_voice
    ]  # fmt: skip
    if not drafts:
        return
    bulletins = dict(_bulletins(state))
    quotes = '"' in state.text
    for draft in drafts:
        told = bulletins.get(draft.sentence)
        if told is None and quotes:
            told = _quoted(state, draft.sentence)
        if told is None:
            told = _label_above(state, draft)
        if told is None:
            told = _named_last(state, draft)
        if told is None or (told.name in draft.source and draft.type in SPOKEN):
            continue
        draft.claimant = told.name
        if draft.type in where.PHYSICAL and draft.status == "asserted":
            draft.status = "claimed"

    _carry_on(state, drafts)
    _carry_over(state, drafts)
    _tell_more(state, drafts)
    _tell_before(state, drafts)


def _carry_over(state: State, drafts: Sequence[Draft]) -> None:
    """Give a paragraph without a speaker to the press service that a short one above it names."""
    if "press" not in state.text or _PRESS.search(state.text) is None:
        return
    for draft in drafts:
        if draft.claimant is None and draft.type in where.PHYSICAL and draft.status == "asserted":
            first = _paragraph(state, draft.sentence)
            if (told := _press_above(state, first)) is not None and not _speaks(state, first):
                draft.claimant, draft.status = told.name, "claimed"


def _press_above(state: State, first: int) -> _Told | None:
    """Return which press service the paragraph above a sentence names, where that is short."""
    if first == 0 or state.article.sentences[first - 1].zone != "body":
        return None
    opened = _paragraph(state, first - 1)
    start, end = state.article.sentences[opened].start, state.article.sentences[first - 1].end
    named = _PRESS.search(state.text, start, end)
    if named is None or first - opened > _BRIEF:
        return None
    actors = state.cast.within(named.end(), named.end() + _HEAD_REACH)
    return _Told(actors[0].name if actors else None)


def _speaks(state: State, first: int) -> bool:
    """Tell whether somebody speaks in the paragraph that a sentence opens."""
    sentences, text = state.article.sentences, state.article.text
    stop = text.find("\n", sentences[first].end)
    return any(
        sayings_of(state, number) or "according to" in state.text[s.start : s.end]
        for number, s in enumerate(sentences[first:], first)
        if stop < 0 or s.start < stop
    )


def _tell_before(state: State, drafts: Sequence[Draft]) -> None:
    """Give "nine missiles had been fired" behind what somebody says to the same speaker."""
    for draft in drafts:
        if draft.claimant is None and draft.type in where.PHYSICAL and draft.status == "asserted":
            number, grammar = draft.sentence - 1, draft.grammar
            if (
                draft.clause.link == "" and draft.trigger.finite
                and "had" in grammar.before(draft.trigger.token, 4) and _OLDER.isdisjoint(grammar.bag)
                and number >= _paragraph(state, draft.sentence)
                and not sayings_of(state, draft.sentence)
                and (told := _speaker(state, number)) is not None
            ):  # fmt: skip
                draft.claimant, draft.status = told.name, "claimed"


def _tell_more(state: State, drafts: Sequence[Draft]) -> None:
    """Give "shells also fell on X" behind what somebody tells to the same speaker."""
    for draft in drafts:
        if (
            draft.claimant is None and draft.type == "ASSAULT" and draft.status == "asserted"
            and _MORE.search(draft.grammar, draft.grammar.start, draft.trigger.start)
            and (before := _last_deed(state, draft)) is not None
        ):  # fmt: skip
            draft.claimant, draft.status = before.claimant, before.status


def _last_deed(state: State, draft: Draft) -> Draft | None:
    """Return the last deed that somebody tells in the sentence before, in the same paragraph."""
    number = draft.sentence - 1
    if number < _paragraph(state, draft.sentence):
        return None
    return next(
        (
            d for d in reversed(state.drafts)
            if d.sentence == number and d.type == draft.type and not d.weak
            and (d.status == "claimed" or (d.claimant and d.status == "asserted"))
        ),
        None,
    )  # fmt: skip


def _carry_on(state: State, drafts: Sequence[Draft]) -> None:
    """Give what one party goes on to tell to that party, where nobody else speaks in the article.

    "Foo broke the truce 12 times, the ministry of Bar said. Foo forces also fired at ..." is all
    told by Bar; what was long before is not.
    """
    told = [d for d in state.drafts if d.claimant or (d.type in SPOKEN and d.source)]
    names = {d.claimant or d.source[0] for d in told}
    if len(names) != 1 or names.isdisjoint(state.cast.belligerents):
        return
    (name,) = names
    first = told[0].sentence
    parties = set(state.cast.belligerents)
    for draft in drafts:
        if (
            draft.claimant is None and draft.type == "ASSAULT" and draft.status == "asserted"
            and draft.sentence > first and not parties.isdisjoint(draft.source)
            and not _tells_old(state, draft.sentence)
        ):  # fmt: skip
            draft.claimant, draft.status = name, "claimed"


# -- quotes ---------------------------------------------------------------------------------------


def _quoted(state: State, number: int) -> _Told | None:
    """Return who speaks a sentence that opens a quote or stands inside of one, names apart."""
    text, sentence = state.text, state.article.sentences[number]
    line = state.article.text.rfind("\n", 0, sentence.start) + 1
    inside = text.count('"', line, sentence.start) % 2
    if not (inside or text.startswith('"', sentence.start)) or sayings_of(state, number):
        return None
    first = _paragraph(state, number)
    before = _last_told(state, number, first)
    open_behind = inside != text.count('"', sentence.start, sentence.end) % 2
    behind = _told_behind(state, number) if open_behind else None
    told = (before or behind) if inside else (behind or before)
    return told or _told_above(state, first) or _told_somebody(state, line, sentence.end)


def _told_somebody(state: State, line: int, end: int) -> _Told | None:
    """Return somebody without a name where a colon leads to the quote that is open."""
    opened = state.text.rfind('"', line, end)
    while opened > line and state.text.count('"', line, opened) % 2:
        opened = state.text.rfind('"', line, opened)
    return _Told(None) if state.text.endswith(": ", line, opened) else None


def _named_last(state: State, draft: Draft) -> _Told | None:
    """Return who is named behind the last colon of a sentence, as the one who says it."""
    end = state.article.sentences[draft.sentence].end
    colon = state.text.rfind(":", draft.trigger.end, end)
    if colon < 0 or _TAIL.match(state.text, colon + 1, end) is None:
        return None
    named = state.cast.within(colon, end)
    return _Told(named[0].name if named else None)


def _paragraph(state: State, number: int) -> int:
    """Return the number of the first sentence of the paragraph of a sentence."""
    sentences, text = state.article.sentences, state.article.text
    while number and text.find("\n", sentences[number - 1].end, sentences[number].start) < 0:
        number -= 1
    return number


def _opening(state: State, number: int) -> int:
    """Return the offset of a sentence, with a quotation mark that stands right before it."""
    start = state.article.sentences[number].start
    return start - state.text.endswith('"', 0, start)


def _last_told(state: State, number: int, first: int) -> _Told | None:
    """Return who spoke last before a sentence, from the sentence ``first`` on."""
    for earlier in range(number - 1, first - 1, -1):
        if told := _speaker(state, earlier):
            return told
    return None


def _told_behind(state: State, number: int) -> _Told | None:
    """Return the speaker that is named where a quote ends that a sentence opens or goes on with."""
    sentences, text = state.article.sentences, state.text
    for later in range(number + 1, min(number + 1 + _AHEAD, len(sentences))):
        if text.count('"', sentences[later - 1].end, sentences[later].end) % 2:
            return _speaker(state, later)
    return None


def _told_above(state: State, first: int) -> _Told | None:
    """Return who speaks on where the paragraphs above did not close their quotes."""
    sentences, text = state.article.sentences, state.text
    while first and text.startswith('"', _opening(state, first)):
        last, first = first - 1, _paragraph(state, first - 1)
        if text.count('"', _opening(state, first), sentences[last].end + 1) % 2 == 0:
            return None
        if told := _last_told(state, last + 1, first):
            return told
    return None


def _speaker(state: State, number: int) -> _Told | None:
    """Return who speaks last in a sentence, ``None`` where nobody does."""
    sayings = sayings_of(state, number)
    if not sayings:
        name = labelled(state, *state.article.sentences[number][:2])
        return _Told(name) if name else None
    last = sayings[-1]
    pronoun = last.words.lower() in PRONOUNS
    return _Told(subject_told(state, number) if pronoun else speaker_named(last))


def labelled(state: State, start: int, end: int) -> str | None:
    """Return who is named with an office before the first colon of a stretch of text.

    Parameters
    ----------
    state
        The reading of the article.
    start, end
        A sentence or headline, or its beginning.
    """
    colon = state.text.find(": ", start, end)
    if colon < 0 or len(state.text[start:colon].split()) > _HEAD_WORDS:
        return None
    named = state.cast.within(start, colon)
    return named[0].name if named and _OFFICE.search(state.text, start, colon) else None


def _label_above(state: State, draft: Draft) -> _Told | None:
    """Return who speaks behind the colon of a sentence, or of one before it in the paragraph."""
    first = _paragraph(state, draft.sentence)
    for number in range(draft.sentence, first - 1, -1):
        start, end = state.article.sentences[number][:2]
        told = _label(state, start, draft.trigger.start if number == draft.sentence else end)
        if told is not None and number < draft.sentence and ': "' in state.text[start:end]:
            return None  # what is quoted ends with its quote
        if told is not None or sayings_of(state, number):
            return told
    return None


def _label(state: State, start: int, end: int) -> _Told | None:
    """Return who speaks behind a colon: somebody named, or an office ("The ministry of war: ...")."""
    if clock := _CLOCK.match(state.text, start):
        start = clock.end()
    if name := labelled(state, start, end):
        return _Told(name)
    colon = state.text.find(": ", start, end)
    return _Told(None) if colon > 0 and _OFFICE_ALONE.fullmatch(state.text, start, colon) else None


# -- bulletins ------------------------------------------------------------------------------------


def _bulletins(state: State) -> Iterator[tuple[int, _Told]]:
    """Yield the sentences that stand in a bulletin, each with who issued it."""
    text = state.article.text
    announced = [m.start() for m in _COLON.finditer(text)]
    if "following" in text:
        announced += [m.start() for m in _FOLLOWING.finditer(text)]
    starts = [s.start for s in state.article.sentences] if announced else []
    for offset in announced:
        number = bisect_right(starts, offset) - 1
        told = _issuer(state, number) if number >= 0 else None
        if told is not None:
            for later in _reach(state, number + 1, told):
                yield later, told


def _issuer(state: State, number: int) -> _Told | None:
    """Return who announces what the lines below a sentence say."""
    sentence = state.article.sentences[number]
    if sentence.zone != "body":
        return None
    if told := _speaker(state, number):
        return told
    named = state.cast.within(sentence.start, sentence.end)
    if named and _NOTICE.search(state.text, sentence.start, sentence.end):
        return _Told(named[0].name)
    return None


def _reach(state: State, first: int, told: _Told) -> Iterator[int]:
    """Yield the sentences from one on that a bulletin holds."""
    sentences = state.article.sentences
    if first >= len(sentences):
        return
    listed = _is_bullet(state, first)
    quoted = state.text.startswith('"', _opening(state, first))
    for number in range(first, len(sentences)):
        begins = _paragraph(state, number) == number
        if sentences[number].zone != "body":
            return
        if listed and begins and not _is_bullet(state, number):
            return
        if quoted and not _is_open(state, number):
            return
        if not (listed or quoted) and _leaves(state, number, told):
            return
        yield number


def _is_bullet(state: State, number: int) -> bool:
    """Tell whether a sentence begins like a line of a list."""
    return _BULLET.match(state.article.text, state.article.sentences[number].start) is not None


def _is_open(state: State, number: int) -> bool:
    """Tell whether a sentence begins a quoted paragraph, or goes on with its quote."""
    first = _paragraph(state, number)
    began = _opening(state, first)
    if not state.text.startswith('"', began):
        return False
    marks = state.text.count('"', began, state.article.sentences[number].start)
    return number == first or marks % 2 == 1


def _leaves(state: State, number: int, told: _Told) -> bool:
    """Tell whether a plain paragraph is no longer the words of who issued the bulletin."""
    sentence = state.article.sentences[number]
    if _ASIDE.search(state.text, sentence.start, sentence.end):
        return True
    other = _speaker(state, number)
    if other is not None and other.name != told.name:
        return True
    if any(
        d.sentence == number and d.type in SPOKEN and d.source and told.name not in d.source
        for d in state.drafts
    ):
        return True
    return _tells_old(state, number)


def _tells_old(state: State, number: int) -> bool:
    """Tell whether a sentence names a time long before publication."""
    sentence, published = state.article.sentences[number], state.article.published
    return any(
        t.anchor and t.interval is not None and when.is_old(t.interval, published)
        for t in state.times.within(sentence.start, sentence.end)
    )


__all__ = ["attribute_quotes", "labelled"]

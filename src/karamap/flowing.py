"""A text as it was found goes in; the same text in whole paragraphs comes out, with the way back to its offsets.

Wire copy, mail and text taken from PDF break their lines at a width, and pages hold tabs, hard spaces, soft
hyphens, character references and letters decoded by the wrong table. None of these is the author's, and all of
them part or hide what is told ("on 8", "October"). Reading goes over the flowing text; all that is told of it is
then moved back to the text as it was found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from karamap.records import Article, Reading, Sentence, Zone
from karamap.stops import CLOSERS, ends

_BLANKS = " \\t\\v\\f\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000"
# Line ends of other systems, what has no width, rows of blanks inside a line, blanks that are no space,
# references of HTML, and UTF-8 that was decoded as Windows-1252 (quotes, dashes, letters of Latin and Cyrillic).
_HIGH = "".join(map(re.escape, bytes(range(0x80, 0xC0)).decode("cp1252", "ignore"))) + "\x80-\x9f"
_ODD = re.compile(
    rf"\r\n?|[\u00ad\u200b-\u200d\u2060\ufeff]+|(?<=[^\s])[{_BLANKS}]{{2,}}(?=[^\s])|[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
    rf"|&(?:#\d{{1,6}}|#[xX][\da-fA-F]{{1,5}}|[a-zA-Z]{{2,8}});|[ÂÃÄÅÐÑ][{_HIGH}]|â[€‚][{_HIGH}]"
)
_MISREAD = "ÂÃÄÅÐÑâ"
_ODD_ASCII = ("\r", "\t", "  ", "\v", "\f", "&")
_MAY_BE_ODD = re.compile("[\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeffÂÃÄÅÐÑâ]")
_UNPRINTED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LINE = re.compile(r"[^\r\n]+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\r?\n")
_GOES_ON = re.compile(r"\n[^\S\n]*([^\W\d_])")
# Lines of a wrapped text, and characters of one.
_FEWEST, _SHORTEST, _LONGEST, _HALF_A_LINE = 6, 40, 130, 60
_RAGGED = 0.85  # share of the widest line that a full one has at least, where letters differ in width
# What stands before the hyphen of a word that has one of its own.
_COMPOUNDS = frozenset(
    "air all anti arms blood cease close co counter cross deputy east eight ex far fast few fifty first five forty four front full half hard "
    "high house ill infra inter intra land large late life line long low man mass mid middle mine multi near nine non north old one over "
    "post pre pro pullback quasi re red second self semi seven short single six sixty sky small so south state still strong sub super "
    "surface tank ten third thirty three top trans twenty two ultra under vice war well west white wide world year".split()
)


class Edit(NamedTuple):
    """Characters that were found, end exclusive, and what stands for them in the flowing text."""

    start: int
    end: int
    instead: str


class Flow:
    """The way between a text as it was found and its flowing form.

    Parameters
    ----------
    found
        The text as it was found.
    edits
        What differs, in order and without overlap.

    Attributes
    ----------
    found, text
        The text as it was found, and the flowing one.
    """

    __slots__ = ("_behind", "_edits", "_starts", "found", "text")

    def __init__(self, found: str, edits: Sequence[Edit]) -> None:
        parts, at, length = [], 0, 0
        starts, behind = [0], [0]
        for start, end, instead in edits:
            parts += [found[at:start], instead]
            length += start - at + len(instead)
            starts.append(length)
            behind.append(end)
            at = end
        parts.append(found[at:])
        self.found, self.text = found, "".join(parts)
        self._starts, self._behind, self._edits = starts, behind, edits

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters of a span of the flowing text were found, end exclusive."""
        first = self._found_at(start)
        return first, max(first, self._found_at(end - 1) + 1) if end > start else first

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the flowing text that stands for a span of what was found."""
        first = self._flowing_at(start)
        return first, max(first, self._flowing_at(end - 1) + 1) if end > start else first

    def _found_at(self, at: int) -> int:
        """Return where a character of the flowing text was found."""
        number = bisect_right(self._starts, at) - 1
        if number < len(self._edits):
            start, _, instead = self._edits[number]
            ahead = self._starts[number + 1] - len(instead)
            if at >= ahead:
                return start
        return self._behind[number] + at - self._starts[number]

    def _flowing_at(self, at: int) -> int:
        """Return where a character that was found stands in the flowing text."""
        number = bisect_right(self._behind, at) - 1
        there = self._starts[number] + at - self._behind[number]
        if number < len(self._edits) and at >= self._edits[number].start:
            return self._starts[number + 1] - len(self._edits[number].instead)
        return there


def flow(article: Article) -> Flow | None:
    """Return the flowing form of the text of an article behind its metadata, ``None`` where it flows as it is."""
    edits = _edits(article.text, article.body_start)
    return Flow(article.text, edits) if edits else None


def there(article: Article, way: Flow | None) -> Article:
    """Return an article that has not been zoned with its flowing text."""
    return article if way is None else replace(article, text=way.text)


def moved_back(reading: Reading, way: Flow | None) -> Reading:
    """Return what was read in a flowing text, told of the text as it was found."""
    return reading if way is None else _moved(reading, way.found, way.back)


def moved_forth(reading: Reading, way: Flow | None) -> Reading:
    """Return what was read, told of the flowing text again."""
    return reading if way is None else _moved(reading, way.text, way.forth)


def _moved(reading: Reading, text: str, span: Callable[[int, int], tuple[int, int]]) -> Reading:
    """Return a reading whose offsets and words are those of another form of the text."""
    zones, sentences = reading.article.zones, reading.article.sentences
    cuts = [0, *(span(zone.start, zone.start)[0] for zone in zones[1:]), len(text)]
    article = replace(
        reading.article,
        text=text,
        zones=tuple(Zone(zone.kind, *cut) for zone, cut in zip(zones, pairwise(cuts), strict=False)),
        sentences=tuple(Sentence(*span(s.start, s.end), *s[2:]) for s in sentences),
    )
    mentions = [(m, *span(m.start, m.end)) for m in reading.mentions]
    times = [(t, *span(t.start, t.end)) for t in reading.times]
    reports = [(r, *span(r.start, r.end)) for r in reading.reports]
    return replace(
        reading,
        article=article,
        mentions=tuple(m._replace(start=start, end=end, text=text[start:end]) for m, start, end in mentions),
        times=tuple(
            replace(t, start=start, end=end, text=text[start:end], heads=t.heads and span(t.heads - 1, t.heads)[1])
            for t, start, end in times
        ),
        reports=tuple(replace(r, start=start, end=end, quote=text[start:end]) for r, start, end in reports),
    )


def _edits(text: str, skip: int) -> list[Edit]:
    """Return what parts a text from its flowing form, in order."""
    joints = list(_joints(text, skip)) if _may_be_wrapped(text, skip) else []
    plain = not any(mark in text for mark in _ODD_ASCII)
    if plain and (text.isascii() or not _MAY_BE_ODD.search(text)):
        return joints
    odd = (Edit(found.start(), found.end(), _instead(found.group())) for found in _ODD.finditer(text, skip))
    starts = [joint.start for joint in joints]
    inside = (edit for edit in odd if edit.instead != text[edit.start : edit.end] and (not (number := bisect_right(starts, edit.start)) or joints[number - 1].end <= edit.start))
    return sorted([*joints, *inside])


def _instead(odd: str) -> str:
    """Return what stands for odd characters."""
    if odd[0] == "\r":
        return "\n"
    if odd[0] == "&":
        return _plain(unescape(odd))
    return _plain(_decoded(odd) if odd[0] in _MISREAD else odd)


def _plain(char: str) -> str:
    """Return a blank as a space, and nothing for what has no width."""
    return " " if char.isspace() else char.strip(_UNPRINTED)


def _decoded(letters: str) -> str:
    """Return what letters of Windows-1252 are in UTF-8, or the letters where they are not of it."""
    codes = bytes(ord(char) if ord(char) < 256 else char.encode("cp1252")[0] for char in letters)
    try:
        return codes.decode()
    except UnicodeDecodeError:
        return letters


# --- wrapped lines -------------------------------------------------------------------------------


def _may_be_wrapped(text: str, skip: int) -> bool:
    """Tell whether some line begins with a small letter."""
    return any(letter[1].islower() for letter in _GOES_ON.finditer(text, skip))


def _joints(text: str, skip: int) -> Iterator[Edit]:
    """Yield the line ends that only wrap a line, with the blanks round them."""
    spans = [_stripped(m) for m in _LINE.finditer(text, skip) if not m.group().isspace()]
    lines = [text[start:end] for start, end in spans]
    single = [text.count("\n", a[1], b[0]) <= 1 for a, b in pairwise(spans)]
    if _EMPTY_LINE.search(text, skip):
        runs_on = single if _is_wrapped(lines, single) else None
    else:
        runs_on = _running_on(lines, single)
    if runs_on is None:
        return
    for number in (number for number, runs in enumerate(runs_on) if runs):
        end, start = spans[number][1], spans[number + 1][0]
        cut, instead = _joined(text, lines[number], lines[number + 1])
        yield Edit(end - cut, start, instead)


def _stripped(line: re.Match[str]) -> tuple[int, int]:
    """Return the span of a line without the blanks round it."""
    words = line.group()
    return line.start() + len(words) - len(words.lstrip()), line.start() + len(words.rstrip())


def _joined(text: str, line: str, following: str) -> tuple[int, str]:
    """Return how many characters of a line's end go, and what stands between it and the next."""
    if line[-1] != "-" or not line[-2:-1].isalpha():
        return 0, " "
    left, right = line.rsplit(None, 1)[-1], following.split(None, 1)[0].rstrip(".,;:!?" + CLOSERS)
    parts = left[:-1].split("-")
    own = not right[0].islower() or len(parts) > 1 or parts[0].lower() in _COMPOUNDS or left + right in text
    return (0, "") if own else (1, "")


def _is_wrapped(lines: list[str], single: list[bool]) -> bool:
    """Tell whether single line ends only wrap long paragraphs, which empty lines part, as in old wire copy."""
    joined = [line for line, joint in zip(lines, single, strict=False) if joint]
    if len(lines) < _FEWEST or len(joined) < 0.5 * len(lines):
        return False
    long_enough = sum(_SHORTEST <= len(line) <= _LONGEST for line in joined)
    open_ended = sum(not ends(line) for line in joined)
    return long_enough > 0.7 * len(joined) and open_ended > 0.5 * len(joined)


def _running_on(lines: list[str], single: list[bool]) -> list[bool] | None:
    """Tell after which lines the text runs on, where no empty line parts paragraphs; None when nowhere.

    A long line that leaves its sentence open runs on when the next begins with a small letter. Where that
    happens more than once lines are wrapped, and one also runs on when the first word of the next had no room.
    """
    runs_on = [joint and not ends(a) and b[0].islower() for joint, (a, b) in zip(single, pairwise(lines), strict=True)]
    width = max((len(a) for a, runs in zip(lines, runs_on, strict=False) if runs), default=0)
    if width < _SHORTEST:
        return None
    if width > _LONGEST or sum(runs_on) < max(2, 0.15 * len(lines)):
        return [runs and len(line) > _HALF_A_LINE for runs, line in zip(runs_on, lines, strict=False)]
    full = [len(a) + 1 + len(b.split(None, 1)[0]) > _RAGGED * width for a, b in pairwise(lines)]
    return [runs or (joint and no_room) for runs, joint, no_room in zip(runs_on, single, full, strict=True)]

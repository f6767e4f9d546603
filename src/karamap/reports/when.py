"""The time expressions round a report go in; the interval when it happened comes out, or none.

Words of the same clause first, then of the sentence, then what was said before, then the day of
publication. What is concluded rather than printed is marked as inferred, and a window is rather
wide than wrong.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from karamap.dates import gap_days, shift
from karamap.records import Interval, TimeExpression
from karamap.reports.clauses import Clause
from karamap.reports.cues import Cue
from karamap.reports.grammar import Grammar

VERBAL_DAYS = 2  # a statement reported without a day was made on publication day or just before
EARLIER_DAYS = 7  # "earlier" in the news: within the week before
RECENT_DAYS = 1  # news without a day is of the day of publication or of the day before
SAID_DAYS = 1  # what was said on a day happened on it or on the day before
EPISODE_DAYS = 60  # an outbreak this long before publication may still be "the latest hostilities"
_JOINT = re.compile(
    r"^\s*(?P<link>,\s*(?:and|or|then)|,|;|and|or|as\s+well\s+as)\s*(?:then\s+|again\s+|also\s+)?(?:in|on|this|from|during|between|of)?\s*(?:the\s+)?$"
)
_EARLIER = Cue(
    r"\b(?:earlier|previously|before\s+that|had\s+(?:\w+\s+)?(?:released|issued|called|said|warned))\b",
    "earlier previously before had",
)
_WARS_END = Cue(
    r"\b(?:by|at)\s+the\s+(?:\w+\s+)?(?:end\s+of\s+the\s+)?(?:wars?|conflicts?|fighting|hostilities)(?:'s?)?(?:\s+end)?\b",
    "by at", "war wars conflict conflicts fighting hostilities",
)  # fmt: skip
_BEFORE_THAT = Cue(
    r"\b(?:predate[sd]?|predating|prior\s+to|even\s+before|long\s+before|before)\b",
    "predate predates predated predating prior before",
)
RECENT = Cue(
    r"\b(?:recent|latest|current|currently|renewed|ongoing|now|new|fresh|this\s+week|today|already|continue[sd]?|sharp|amid)\b",
    "recent latest current currently renewed ongoing now new fresh week today already continue"
    " continues continued sharp amid",
)
_SINCE_END = re.compile(r"\bsince\s+(?:the\s+|at\s+least\s+)?$")
# "The worst day since it intervened in 2016": an act of old, so that only its year is said.
_SINCE_ACT = re.compile(r"\bsince\s+(?:[\w'\-]+\s+){2,6}(?<!\bof )(?:in\s+)?$")
_COARSE = frozenset(("year", "month", "season", "part-of-year", "part-of-month"))
_SUPERLATIVE = re.compile(
    r"\b(?:first|worst|(?:the|its|their)\s+most|deadliest|biggest|heaviest|largest|bloodiest|highest|fiercest|gravest|"
    r"longest|sharpest)\b[^.;]*$"
)


# The time of day with which an entry of a live page opens.
ENTRY = re.compile(r"\W{0,4}(?:[01]?\d|2[0-3])[:.][0-5]\d(?=[\s.:|\-–—]|$)")
_ENTRIES = 3  # lines that begin with a time of day, from so many on
_COUNTED = re.compile(
    r"\b(?P<number>\w+)\s+"
    r"(?P<unit>hour|day|week|month|year)s?\s+$|,\s+(?:just\s+|only\s+)?(?P<hours>hour)s\s+$"
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_HOURS = 24
_UNIT_DAYS = {"hour": (0, 1), "day": (1, 0), "week": (7, 1), "month": (30, 3)}  # length, slack


def counted_from(text: str, clause: Clause) -> tuple[str, int | None] | None:
    """Return the unit and number of "two days after ...", where a clause is counted from.

    Parameters
    ----------
    text
        The folded article.
    clause
        A clause that "after" or "before" opens.

    Returns
    -------
    The unit and the number, ``None`` for a number that is not said; ``None`` where the words before
    the clause count nothing.
    """
    if clause.link not in ("after", "before"):
        return None
    match = _COUNTED.search(text, max(0, clause.start - 40), clause.start)
    if match is None:
        return None
    if match["hours"]:
        return "hour", 1
    number = match["number"]
    return match["unit"], int(number) if number.isdigit() else _NUMBERS.get(number)


def counted_days(interval: Interval, clause: Clause, unit: str, number: int) -> Interval | None:
    """Return when a clause happened that another act, whose time is known, is counted from."""
    if unit not in _UNIT_DAYS or interval.start is None or interval.end is None:
        return None
    length, slack = _UNIT_DAYS[unit]
    step = length * number * (-1 if clause.link == "after" else 1)
    slack *= number if unit != "hour" else -(-number // _HOURS)
    first = shift(interval.start, step - slack)
    last = shift(interval.end, step + (slack if unit != "hour" else 0))
    plural = "s" if number > 1 else ""
    side = "before" if clause.link == "after" else "after"
    return inferred(first, last, f"{number} {unit}{plural} {side} {interval.basis}")


# "Destroyed a depot, the second there this week".
_NTH_OF_LATE = re.compile(
    r",\s+(?:the|its|their|his|her)\s+(?:first|second|third|fourth|fifth|sixth|latest|last|worst|deadliest|biggest|largest)\b[^,.;]{0,50}$"
)
_OF_LATE = re.compile(r"(?:this|last|in\s+(?:a|two|three|as\s+many)|in\s+the\s+(?:past|last)|a)\s+(?:\w+\s+)?(?:weeks?|months?|years?)$", re.IGNORECASE)


def compares(text: str, time: TimeExpression) -> bool:
    """Tell whether a time only says since when nothing was like it ("the worst since 2016")."""
    low = max(0, time.start - 120)
    if _NTH_OF_LATE.search(text, low, time.start) and _OF_LATE.match(time.text):
        return True
    if text.rfind("since", low, time.start + 5) < 0:
        return False
    since = text.startswith("since", time.start) or _SINCE_END.search(text, low, time.start)
    if not since and time.interval is not None and time.interval.precision in _COARSE:
        since = _SINCE_ACT.search(text, low, time.start)
    return bool(since) and _SUPERLATIVE.search(text, low, time.start) is not None


def joined(text: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Return the longest run of times that are strung together ("in 2014, in 2016 and in July").

    Parameters
    ----------
    text
        The folded article.
    times
        Time expressions of one clause, in order.

    Returns
    -------
    The run when it has at least two members that say different days, else an empty list.
    """
    best: list[TimeExpression] = []
    run: list[TimeExpression] = []
    listed = False
    for time in times:
        match = _JOINT.match(text[run[-1].end : time.start]) if run else None
        link = match["link"] if match else ""
        run = [*run, time] if match else [time]
        listed = bool(match) and (listed or "and" in link or "or" in link or len(run) > 2)
        if listed and len(run) > len(best):
            best = run
    days = {(t.interval.start, t.interval.end) for t in best if t.interval}
    return best if len(best) > 1 and len(days) == len(best) else []


def consecutive(run: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return days that follow each other ("on 19 and 20 May") as one time, or ``None``."""
    days = [t.interval for t in run if t.interval is not None and t.interval.precision == "day"]
    if len(days) != len(run) or any(
        a.end is None or b.start is None or (b.start - a.end).days != 1
        for a, b in itertools.pairwise(days)
    ):
        return None
    basis = " and ".join(day.basis for day in days)
    whole = replace(days[0], end=days[-1].end, precision="period", basis=basis)
    return replace(run[0], end=run[-1].end, interval=whole)


def inferred(start: date | None, end: date | None, basis: str) -> Interval:
    """Return an interval that is concluded, with a precision by its length."""
    if start is None or end is None:
        return Interval(start, end, "open", basis, True)
    days = (end - start).days
    precision = "day" if days < 1 else "week" if days < 15 else "month" if days < 62 else "period"
    return Interval(start, end, precision, basis, True)  # type: ignore[arg-type]


def around_publication(published: Interval | None, days: int, what: str) -> Interval | None:
    """Return the window that ends with publication."""
    if published is None or published.start is None or published.end is None:
        return None
    start = published.start if published.start != published.end else shift(published.start, -days)
    if published.start != published.end:
        basis = f"{what} without a day: dated by the time of publication ({published.basis})"
    elif not days:
        basis = f"{what} without a day: an entry of a page that is written during the day"
    else:
        before = "day" if days == 1 else f"{days} days"
        basis = f"{what} without a day: on the day of publication or the {before} before"
    return inferred(start, published.end, basis)


def is_live(text: str) -> bool:
    """Tell whether an article is a page of entries with the time of day, written during the day."""
    found = (line for line in text.split("\n")[1:] if ENTRY.match(line))
    return sum(1 for _ in itertools.islice(found, _ENTRIES)) == _ENTRIES


def adjust(grammar: Grammar, start: int, end: int, interval: Interval) -> Interval:
    """Turn an interval round by words such as "predates" or "by the war's end"."""
    if _BEFORE_THAT.search(grammar, start, end) and interval.start is not None:
        return replace(
            interval, start=None, end=interval.start, precision="open",
            basis=f"before {interval.basis}", inferred=True,
        )  # fmt: skip
    return interval


def war_end(grammar: Grammar, start: int, end: int, inherited: Interval) -> Interval | None:
    """Return the last year of an inherited interval where the words are "by the war's end"."""
    if not _WARS_END.search(grammar, start, end) or inherited.end is None:
        return None
    year = inherited.end.year
    return Interval(
        date(year, 1, 1), inherited.end if inherited.end.month == 12 else date(year, 12, 31),
        "year",
        f"the end of what was told before ({inherited.basis})", True,
    )  # fmt: skip


def is_old(interval: Interval | None, published: Interval | None) -> bool:
    """Tell whether an interval ended well before publication."""
    if interval is None or published is None or published.start is None or interval.end is None:
        return False
    return gap_days(interval.start, interval.end, published.start, published.end) > EPISODE_DAYS


def is_earlier(grammar: Grammar, end: int) -> bool:
    """Tell whether the words of a sentence, up to an offset, put it before the article's news."""
    return _EARLIER.search(grammar, grammar.start, end) is not None

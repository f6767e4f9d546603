"""Nothing goes in; the records for what a time expression says come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MINUTE, HOUR, DAY, WEEK, MONTH, YEAR, DECADE, CENTURY, FORTNIGHT = range(1, 10)
UNIT_NAMES = (
    "",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "fortnight",
)

# Shifts of a deictic expression that are no number of days.
TONIGHT, OVERNIGHT = 10, 11


class Spec(NamedTuple):
    """What an expression says.

    Attributes
    ----------
    kind
        date (any of year, month, day, part, weekday), season, decade, century, window, offset,
        rolling, deictic, weekend, anchor, weak, edge, range, bound, clock, nth, phase, unknown.
    year, month, day, weekday, season
        What is printed; ``None`` when it is not.
    shift
        Years, months, weeks or days away from publication ("last year" is -1).
    part
        1 early or beginning, 2 middle, 3 late or end; 11 to 14 halves and quarters counted, 21 to 25
        weeks of a month.
    number, unit
        Of offsets and windows; number ``None`` is a plural without a number ("days ago").
    hour, zone
        Clock time in minutes, and minutes east of Greenwich (9999 when the zone is not certain).
    night
        The night that leads to the day.
    reason
        Why an expression of kind unknown gives no interval.

    It is a tuple, because texts are full of dates and making one must cost little.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    shift: int | None = None
    part: int = 0
    number: float | None = None
    unit: int = 0
    hour: int | None = None
    zone: int | None = None
    night: bool = False
    word: str = ""
    reason: str = ""
    first: Spec | None = None
    second: Spec | None = None
    rough: bool = False


class Found(NamedTuple):
    """An expression in the text: offsets, what it says, whether it sets a sentence's time."""

    start: int
    end: int
    spec: Spec
    anchor: bool = True


TimeWords = Sequence[Found]

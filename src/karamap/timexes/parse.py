"""A matched rule goes in; what the words say, or that the rule does not hold, comes out.

One small function reads each rule of `karamap.timexes.rules`. A function that answers ``None``
leaves the words to the rules after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from karamap.timexes.spec import (
    CENTURY,
    DAY,
    DECADE,
    HOUR,
    MINUTE,
    MONTH,
    OVERNIGHT,
    TONIGHT,
    WEEK,
    YEAR,
    Spec,
)
from karamap.timexes.words import OTHER, Run

# "The last two days of fighting" are counted from now, "the last two days of the war" are not.
_GOING_ON = re.compile(r"\s+(?:(?:heavy|fierce|intense|renewed)\s+)?(?:fighting|clashes|shelling|combat|violence|battles|bombardment|attacks)\b")
_WEEKS, _LAST_WEEK = 20, 25  # parts of a month: 21 to 24 weeks counted, 25 the last one
_LATE = 3  # part of a month or a year
_NIGHT = 4  # of the class daypart
_LETTERS = re.compile(r"[^\W\d_]+")
# What is counted behind "the 5th" that is no day of a month.
_COUNTED_THINGS = frozenset(
    "anniversary anniversaries army article assembly attempt battalion birthday brigade century cohort congress convoy corps day division"
    " edition floor fleet hole house infantry kilometer kilometre km lap list man meeting mile meridian minute month mountain night parallel"
    " party place plenum point position protocol regiment republic round row sanctions seat session stage storey story summit time tour"
    " tranche unit victim week world year".split()
)


@dataclass(slots=True)
class View:
    """A matched rule with access to its parts.

    Attributes
    ----------
    parts
        The names of the parts that are there.
    """

    found: Run
    match: re.Match[str]
    parts: set[str]

    def has(self, *names: str) -> bool:
        """Tell whether any of the named parts is there."""
        return not self.parts.isdisjoint(names)

    def value(self, *names: str) -> int | None:
        """Return the value of the first token of the first named part that is there."""
        for name in names:
            if name in self.parts:
                return self.found.value(self.match.start(name))
        return None

    def words(self, name: str) -> str:
        """Return the text of a part, "" when it is missing."""
        if name not in self.parts:
            return ""
        first, last = self.match.span(name)
        return self.found.text[self.found.start(first) : self.found.end(last - 1)]

    def tight(self, first: int, last: int) -> bool:
        """Tell whether no white space lies between the tokens of a range."""
        found = self.found
        return all(found.end(i) == found.start(i + 1) for i in range(first, last - 1))


class _Point(NamedTuple):
    """The names of the parts of a point in time, as `karamap.timexes.rules` numbers them."""

    month: str
    day: str
    year: str
    weekday: str
    early: str
    edge: str
    half: str
    counted: str
    bound: str

    @classmethod
    def of(cls, suffix: str) -> _Point:
        """Return the names with a suffix."""
        return cls(*(name + suffix for name in ("m", "d", "y", "wd", "pe", "pg", "ph", "ry", "pb")))


_POINTS = {
    suffix: _Point.of(suffix)
    for number in ("", "1", "2")
    for suffix in (number, *(number + letter for letter in "abcef"))
}


def _date(view: View, *suffixes: str) -> Spec | None:
    """Read a point of `_point`: the first suffix whose parts are there."""
    for suffix in suffixes:
        point = _POINTS[suffix]
        if not view.has(point.month, point.year, point.weekday):
            continue
        part = view.value(point.early, point.edge) or 0
        if view.has(point.half):
            part = 10 + (view.value(point.half) or 0)
        elif view.has(point.bound):
            bound = _bound(view, point.bound)
            if bound is None:
                return None
            part = bound
        month, day, year = view.value(point.month), view.value(point.day), view.value(point.year)
        weekday = view.value(point.weekday)
        spec = Spec("date", year=year, month=month, day=day, weekday=weekday, part=part)
        return _relative_year(view, point.counted, spec)
    return None


def _bound(view: View, group: str) -> int | None:
    """Return the part of a period that its first or last days are ("the closing weeks of May"), or ``None``."""
    kind, value = _kind(view, group), view.value(group)
    if kind == "last":
        return _LATE
    return value if kind != "ordinal_word" or value == 1 else None


def _relative_year(view: View, group: str, spec: Spec) -> Spec:
    """Add "this year", "of last year" or "that year" to a date."""
    if not view.has(group):
        return spec
    first, last = view.match.span(group)
    if view.found.value(last) != YEAR:
        return spec
    name = view.found.name(first)
    if name in {"that", "same"}:
        return spec._replace(word="that year")
    return spec._replace(shift={"this": 0, "last": -1, "next": 1}[name])


def _kind(view: View, group: str) -> str:
    """Return the class name of the first token of a part, "" when it is missing."""
    return view.found.name(view.match.start(group)) if view.has(group) else ""


def _clock(view: View, spec: Spec) -> Spec | None:
    """Add the clock time before or after a day; ``None`` when the time cannot be."""
    if not view.has("hh0", "hh9", "hh1"):
        return spec
    for s in ("0", "9", "1"):
        hour = view.value("hh" + s)
        if hour is None:
            continue
        minute = view.value("mm" + s) or 0
        half = (view.words("ap" + s) or view.words("aq" + s)).lower()[:1]
        if half and not 1 <= hour <= 12:
            return None
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 24 or minute > 59:
            return None
        zone = None
        if view.has("zz" + s):
            found, at = view.found, range(*view.match.span("zz" + s))
            zone = next((found.value(i) for i in at if found.name(i) == "zone"), None)
        return spec._replace(hour=hour * 60 + minute, zone=zone)
    return spec


def _two_digit_year(value: int) -> int:
    """Return the full year of a year in two digits."""
    return value + (2000 if value < 50 else 1900)


def _parse_iso(view: View) -> Spec | None:
    first, last = view.match.span()
    stop = view.match.start("hh") if view.has("hh") else last
    day = stop if not view.has("hh") else view.match.end("d")
    if not view.tight(first, day):
        return None
    spec = Spec("date", year=view.value("y"), month=view.value("m"), day=view.value("d"))
    if view.has("hh"):
        zone = (
            (0 if _kind(view, "zz") == "letter_z" else view.value("zz")) if view.has("zz") else None
        )
        spec = spec._replace(hour=(view.value("hh") or 0) * 60 + (view.value("mm") or 0), zone=zone)
    return spec


def _parse_numeric(view: View) -> Spec | None:
    first, last = view.match.span()
    if not view.tight(first, last) or view.words("sep") != view.words("sep2"):
        return None
    if (
        last < len(view.found)
        and view.found.name(last) == "dash"
        and view.tight(last - 1, last + 1)
    ):
        return None
    a, b, year = view.value("a") or 0, view.value("b") or 0, view.value("y") or 0
    dotted = view.words("sep") == "."
    if len(view.words("y")) < 4:
        if not dotted or len(view.words("y")) != 2 or len(view.words("b")) != 2:
            return None
        year = _two_digit_year(year)
    if a > 12 >= b or dotted or a == b:
        day, month = a, b
    elif b > 12 >= a:
        day, month = b, a
    else:
        return Spec("unknown", reason="day and month could be either way round")
    if month > 12:
        return None
    return Spec("date", year=year, month=month, day=day)


def _not_a_night(view: View) -> bool:
    """Tell whether another part of the day than the night stands before two days."""
    return view.has("pn") and view.value("pn") != _NIGHT


def _parse_range(view: View) -> Spec | None:
    if _not_a_night(view):
        return None
    first = _date(view, "1a", "1b", "1c", "1e", "1f")
    second = _date(view, "2a", "2b", "2c", "2e", "2f")
    if first is None or second is None or not _links(view, first):
        return None
    if (first.weekday is None) != (second.weekday is None) and not (first.day and second.day):
        return None
    if first.month is None and first.year and second.month and not view.words("from"):
        return None
    return Spec("range", first=first, second=second)


def _links(view: View, first: Spec) -> bool:
    """Tell whether the word or dash between two dates makes them a range."""
    link, lead = _kind(view, "link"), view.words("from").lower()
    if link == "and":
        return lead in {"between", "между"}
    if link == "dash" and first.month is None and not lead:
        at = view.match.start("link")
        return view.tight(at - 1, at + 2)
    return link != "until" or bool(lead)


def _parse_short_years(view: View) -> Spec | None:
    if not view.tight(*view.match.span()) or len(view.words("y2")) != 2:
        return None
    first = view.value("y1") or 0
    second = first // 100 * 100 + (view.value("y2") or 0)
    if second <= first:
        return None
    return Spec("range", first=Spec("date", year=first), second=Spec("date", year=second))


def _parse_days(view: View) -> Spec | None:
    if _not_a_night(view):
        return None
    spec = Spec("date", year=view.value("y"), month=view.value("m"))
    spec = _relative_year(view, "ry", spec)
    first, second = spec._replace(day=view.value("d1")), spec._replace(day=view.value("d2"))
    if (first.day or 0) >= (second.day or 0):
        return None
    link = _kind(view, "link")
    listed = link == "comma" or (link == "and" and _lead(view) != "between")
    return Spec("list" if listed else "range", first=first, second=second)


def _parse_night_range(view: View) -> Spec | None:
    spec = Spec("date", year=view.value("y"), month=view.value("m"))
    first, second = spec._replace(day=view.value("d1")), spec._replace(day=view.value("d2"))
    if view.value("part") != _NIGHT or (first.day or 0) >= (second.day or 0):
        return None
    return Spec("range", first=first, second=second)


def _lead(view: View) -> str:
    """Return the class of the first token of the match."""
    return view.found.name(view.match.start())


def _parse_until_now(view: View) -> Spec | None:
    first = _date(view, "a", "b", "c", "e")
    return Spec("bound", word="since", first=first) if first else None


def _parse_from_on(view: View) -> Spec | None:
    first = _date(view, "a", "b", "c", "e")
    return Spec("bound", word="since", first=first) if first else None


def _parse_day(view: View) -> Spec | None:
    spec = _dayish(view)
    if spec is None:
        return None
    if view.has("hrs") and view.value("hrs") != HOUR:
        return None
    if view.has("ovn"):
        return spec._replace(night=True)
    if not view.has("d0", "part1", "part2"):
        return _clock(view, spec)
    if view.has("d0") and spec.day:
        first = spec._replace(day=view.value("d0"), weekday=None)
        if (first.day or 0) < spec.day:
            return Spec("range", first=first, second=spec._replace(weekday=None))
    part = view.value("part1")
    if part == _NIGHT or (part == 5 and spec.kind != "date"):
        spec = spec._replace(night=True)
    if view.value("part2") == _NIGHT:
        spec = spec._replace(night=True, rough=True)
    return _clock(view, spec)


def _dayish(view: View) -> Spec | None:
    """Read a date, weekday or deictic word."""
    if view.has("wdf"):
        return _weekday(view)
    if view.has("dei"):
        return Spec("deictic", shift=view.value("dei"))
    if view.has("wdg"):
        return Spec("date", weekday=view.value("wdg"), word=_kind(view, "relw"))
    return _date(view, "a", "b")


def _weekday(view: View) -> Spec | None:
    """Read "Monday", "Monday of last week"."""
    if _is_name_of_thing(view):
        return None
    spec = Spec("date", weekday=view.value("wdf"))
    if not view.has("rw"):
        return spec
    first, last = view.match.span("rw")
    if view.found.value(last - 1) != WEEK:
        return None
    return spec._replace(word=view.found.name(first) + " week")


def _is_name_of_thing(view: View) -> bool:
    """Tell "the Sunday Times" and "the fourth Thursday" from a day."""
    at = view.match.start("wdf")
    before = view.found.name(at - 1) if at else ""
    return before == "ordinal_word" or (before in {"the", "article"} and _capital_follows(view))


# Words that may follow "that night"; any other one goes with "night" itself.
_ENDS_THERE = re.compile(
    r"\s*(?:[^\w\s'’\-]|$|\n)|\s+(?:in|at|on|near|by|with|from|to|as|when|while|after|before|and|but|the|a|an|his|her|their|its|was|were|had|it|they|he|she|who|which)\b"
)
_SHIFT_OF_NIGHT = {"same": 0, "that": 0, "previous": -1, "next": 1, "following": 1}


def _parse_last_night(view: View) -> Spec | None:
    part, rel = view.value("part"), _kind(view, "rel")
    if rel == "that" and not _ENDS_THERE.match(view.found.text, view.found.end(view.match.end() - 1)):
        return None  # "said that night raids had begun"
    if rel in _SHIFT_OF_NIGHT:
        return Spec("anchor", unit=DAY, shift=_SHIFT_OF_NIGHT[rel], word="day")
    if rel == "last":
        return Spec("deictic", shift=OVERNIGHT) if part == _NIGHT else None
    return Spec("deictic", shift=TONIGHT if part == _NIGHT else 0)


def _parse_week_before_last(view: View) -> Spec:
    return Spec("window", unit=view.value("u") or 0, shift=-2)


def _parse_year_month(view: View) -> Spec:
    return Spec("date", year=view.value("y"), month=view.value("m"))


def _parse_qualified_unit(view: View) -> Spec | None:
    when, rel, unit = _kind(view, "when"), _kind(view, "rel"), view.value("unit") or 0
    later = "ahead"
    if rel == "the":
        if when == "recently" or unit not in {DAY, WEEK, MONTH, YEAR}:
            return None
        if unit == DAY:
            return Spec("anchor", unit=DAY, shift=0, word="day")
        rel, later = "this", "rest"  # "later in the week" may be told of a week that is over
    word = {"earlier": "so far", "early": "early", "later": later}.get(when, "")
    shift = {"this": 0, "last": -1, "next": 1}[rel]
    return Spec("window", shift=shift, unit=unit, word=word if shift == 0 else "")


def _parse_recur(_view: View) -> Spec:
    return Spec("unknown", reason="a weekday that comes again and again")


def _parse_quarter(view: View) -> Spec | None:
    if view.has("q1"):
        number = view.value("n1") or 0
        if number > 4 or not view.tight(view.match.start(), view.match.start() + 2):
            return None
        return Spec("date", year=view.value("y1"), part=30 + number)
    count, half = view.value("w") or 0, _kind(view, "what") == "half"
    if count > (2 if half else 4):
        return None
    part = (10 if half else 30) + count
    if view.has("y2"):
        return Spec("date", year=view.value("y2"), part=part)
    unit = view.value("u", "u2") or 0
    if unit not in {MONTH, YEAR, WEEK}:
        return None
    shift = {"last": -1, "next": 1}.get(_kind(view, "rel"), 0)
    return Spec("edge", shift=shift, unit=unit, part=part)


def _parse_decade(view: View) -> Spec | None:
    year = view.value("y") or 0
    if year % 10:
        return None
    last = view.match.start("s") if view.has("s") else view.match.start("s2")
    if view.found.start(last) - view.found.end(view.match.start("y")) > 1:
        return None
    if year % 100 == 0 and year != 2000:
        return Spec("century", year=year, part=view.value("p") or 0)
    return Spec("decade", year=year, part=view.value("p") or 0)


def _parse_century(view: View) -> Spec | None:
    if view.value("c") != CENTURY:
        return None
    return Spec("century", year=((view.value("n") or 1) - 1) * 100, part=view.value("p") or 0)


def _parse_season(view: View) -> Spec | None:
    season, year, rel = view.value("s") or 0, view.value("y"), _kind(view, "rel")
    index = view.match.start("s")
    if season == 10:
        season = 9
        if not (rel or year or view.has("ry")) or view.found.name(index) != "season":
            return None
    if not (rel or year or view.has("ry")) and not _led_by(
        view, index, {"in", "during", "since", "by", "until"}
    ):
        return None
    spec = Spec("season", season=season, year=year, part=view.value("p") or 0, word=rel)
    if view.has("y2") and year is not None:
        other = view.value("y2") or 0
        other = other if other > 999 else year // 100 * 100 + other
        if season != 12 or other != year + 1:
            return None
        return spec._replace(rough=True)
    return _relative_year(view, "ry", spec)


def _led_by(view: View, index: int, names: set[str]) -> bool:
    """Tell whether one of the words stands before a token, an article between them or not."""
    at = index - 1
    while at >= 0 and view.found.name(at) in {"the", "early"}:
        at -= 1
    return at >= 0 and view.found.name(at) in names


def _parse_week_of_month(view: View) -> Spec | None:
    week = _LAST_WEEK if _kind(view, "w") == "last" else _WEEKS + (view.value("w") or 0)
    if view.value("u") != WEEK or _kind(view, "m") == "month_short":
        return None
    return Spec("date", year=view.value("y"), month=view.value("m"), part=week)


_BEFORE_NAMING = re.compile(r"(?:\b(?:the|an?|its|their|his|her)|['’]s|s['’])\s+$", re.IGNORECASE)
# What happened is named by its month: "the May clashes", "their May and June summits".
_NAMED_BY_MONTH = re.compile(
    r"(?:\s+and\s+[A-Z][a-z]+)?(?:\s+[a-z][a-z\-]+){0,2}?\s+(?:accords?|agreements?|ambush|assault|attacks?|battles?|bombings?|ceasefire|clashes"
    r"|conference|conflict|coup|crackdown|deal|demonstrations?|elections?|escalation|events|explosions?|fighting|flare-ups?|hostilities"
    r"|incidents?|invasion|massacre|meetings?|offensive|operations?|polls?|protests?|raids?|rally|referendum|riots?|round|session|shelling"
    r"|skirmish(?:es)?|strikes?|summits?|talks|truce|unrest|uprising|violence|visits?|votes?|wars?)\b"
)


def _names_what_happened(view: View, at: int) -> bool:
    """Tell whether a month between an article and a noun names what happened in it."""
    text, start, end = view.found.text, view.found.start(at), view.match.end()
    if _BEFORE_NAMING.search(text, max(0, start - 6), start) is None:
        return False
    return _NAMED_BY_MONTH.match(text, view.found.end(end - 1)) is not None


def _parse_month(view: View) -> Spec | None:
    spec = _date(view, "")
    if spec is None:
        return None
    at = view.match.start("m")
    kind, rel = view.found.name(at), _kind(view, "rel")
    sure = spec.year is not None or spec.shift is not None or bool(rel) or spec.part
    sure = sure or (kind == "month_cap" and _names_what_happened(view, at))
    if kind == "month_short" and spec.year is None:
        return None
    leads = {
        "in",
        "since",
        "until",
        "by",
        "during",
        "of",
        "from",
        "between",
        "to",
        "and",
        "after",
        "before",
        "for",
    }
    if not sure and kind == "month_cap" and not _led_by(view, at, leads - {"and", "to", "for"}):
        return None
    if not sure and not _led_by(view, at, leads) and _capital_follows(view):
        return None
    if rel:
        spec = spec._replace(word="past" if view.has("rel2") else rel)
    return spec


def _capital_follows(view: View) -> bool:
    """Tell whether the next word starts with a capital: "June Carter" is no month."""
    at = view.match.end()
    if at >= len(view.found):
        return False
    found = view.found
    return found.letters[at] == OTHER and found.text[found.start(at)].isupper()


def _parse_edge(view: View) -> Spec | None:
    part = (_bound(view, "b") if view.has("b") else view.value("g", "e")) or 0
    if view.has("b") and not part:
        return None
    if view.has("y"):
        # "The end of the 2020 war" need not lie at the end of 2020.
        if view.found.name(view.match.start("y") - 1) == "the":
            return None
        month, part = _bounds_of_year(view, part)
        return Spec("date", year=view.value("y"), month=month, part=part)
    unit = view.value("u") or 0
    if unit not in {WEEK, MONTH, YEAR, DECADE, DAY} or (view.has("e") and not view.has("rel")):
        return None
    shift = {"last": -1, "next": 1}.get(_kind(view, "rel"), 0)
    return Spec("edge", shift=shift, unit=unit, part=part)


def _bounds_of_year(view: View, part: int) -> tuple[int | None, int]:
    """Return month and part for the first or last days, weeks or months of a year."""
    counted = view.found.value(view.match.end("b")) if view.has("b") else MONTH
    if counted not in {DAY, WEEK}:
        return None, part
    return (12 if part == _LATE else 1), (part if counted == DAY else 0)


def _parse_year_end(view: View) -> Spec | None:
    if view.value("u") not in {YEAR, MONTH, WEEK}:
        return None
    return Spec("edge", shift=0, unit=view.value("u") or 0, part=view.value("g") or 0)


def _parse_war_end(view: View) -> Spec | None:
    return Spec("anchor", word="edge", part=view.value("g", "g2") or 0)


def _parse_day_before(view: View) -> Spec | None:
    if view.value("u") != DAY:
        return None
    sign = -1 if _kind(view, "rel") == "before" else 1
    if view.has("dei"):
        inner = view.value("dei")
        return Spec("deictic", shift=2 * sign) if inner == sign else None
    return Spec("anchor", unit=DAY, shift=sign, word="day")


def _tens(view: View) -> int:
    """Return the tens of a number in words that stand before a dash ("twenty-four")."""
    tens = view.value("tens") or 0 if view.has("tens") else 0
    return tens if tens >= 20 else 0


def _quantity(view: View) -> tuple[float | None, bool]:
    """Return the number of units, and whether it is only roughly so."""
    rough = view.has("few")
    if view.has("num"):
        half = 0.5 if view.has("half") else 0
        first = view.match.start("tens") if view.has("tens") else view.match.start("num")
        before = _lead(view) if view.match.start() < first else ""
        loose = before in {"about", "more", "over"}
        return float(_tens(view) + (view.value("num") or 0)) + half, loose
    if view.has("halfof"):
        return 0.5, True
    if view.has("art"):
        return 1.0 + (0.5 if view.has("ahalf") else 0), False
    if view.has("few"):
        first, last = view.match.span("few")
        couple = "couple" in view.found.names(first, last)
        return (2.0, True) if couple else (None, True)
    return None, rough


def _parse_ago(view: View) -> Spec | None:
    number, rough = _quantity(view)
    if view.value("u") in {WEEK, YEAR, DAY, MONTH} and number is None and not view.has("few"):
        word = view.words("u").lower()
        number = 1.0 if word in {"неделю", "год", "месяц", "день"} else None
    spec = Spec("offset", number=number, unit=view.value("u") or 0, shift=-1, rough=rough)
    if number is None or not view.has("tu", "td") or spec.unit not in {WEEK, MONTH, YEAR}:
        return spec
    if view.has("td"):
        return spec._replace(word="to the day", first=Spec("deictic", shift=view.value("td")))
    first = Spec("window", unit=view.value("tu") or 0, shift=0)
    return spec._replace(word="to the day", first=first)


def _parse_relative(view: View) -> Spec | None:
    number, rough = _quantity(view)
    rel = _kind(view, "rel")
    sign = -1 if rel in {"earlier", "before", "prior"} else 1
    first = _dayish(view) if view.has("dei", "wdg", "wdf", "ma", "mb") else None
    unit = view.value("u") or 0
    if number is None and not view.has("few") and not view.words("u").lower().endswith("s"):
        return None
    if first is None and rel in {"before", "after"} and not _starts_sentence(view):
        return Spec("unknown", reason="counted from an event whose day is not given here")
    return Spec(
        "offset", number=number, unit=unit, shift=sign, rough=rough, word="anchor", first=first
    )


def _starts_sentence(view: View) -> bool:
    """Tell whether an expression stands at the beginning of its sentence."""
    at = view.found.start(view.match.start())
    before = view.found.text[max(0, at - 20) : at].rstrip(" \t\u00a0")
    return not before or before[-1] in '.!?\n"”’»'


def _parse_rolling(view: View) -> Spec | None:
    rel, unit = _kind(view, "rel"), view.value("u") or 0
    plural = view.found.name(view.match.start("u")) == "units"
    first, at = view.match.span()[0], view.match.start("rel")
    article = "the" in view.found.names(first, at)
    going_on = rel == "last" and _GOING_ON.match(view.found.text, view.found.end(view.match.end() - 1))
    if view.has("of") and rel == "last" and plural and not view.has("num", "few") and _of_calendar(view):
        return None  # "the last days of May" is read with its month
    within = article or plural or view.has("num", "few")  # not "took control last week of the town"
    if view.has("of") and rel in {"last", "next", "following"} and within and not going_on:
        return Spec("unknown", reason="counts within something whose days are not given")
    if not plural and not view.has("num", "few"):
        return _one_unit(rel, unit, article)
    if rel in {"previous", "following"}:
        return Spec("unknown", reason="counted from a moment that is not given")
    if rel == "coming" and not article:
        return None
    number, rough = _quantity(view) if view.has("num", "few") else (None, False)
    sign = 1 if rel in {"next", "coming"} else -1
    return Spec("rolling", number=number, unit=unit, shift=sign, rough=rough, word=rel)


def _of_calendar(view: View) -> bool:
    """Tell whether a month or a year follows a match, an article apart."""
    behind = view.match.end()
    following = [name for name in view.found.names(behind, behind + 2) if name != "the"]
    return bool(following) and following[0] in {"month", "month_cap", "month_short", "year"}


def _one_unit(rel: str, unit: int, article: bool) -> Spec | None:
    """Read "last week", "the last week", "the previous day", "the past year"."""
    if rel in {"last", "next"} and not article and unit != DAY:
        return Spec("window", shift=-1 if rel == "last" else 1, unit=unit)
    if rel in {"previous", "following"} or (rel == "next" and unit == DAY):
        return Spec("anchor", unit=unit, shift=-1 if rel == "previous" else 1, word="day")
    if rel == "recent" or (rel == "coming" and not article):
        return None
    sign = 1 if rel in {"next", "coming"} else -1
    return Spec("rolling", number=1.0, unit=unit, shift=sign, word=rel)


def _parse_this_unit(view: View) -> Spec | None:
    unit = view.value("u", "u2", "u3") or 0
    rel = _kind(view, "rel")
    if rel == "this":
        if unit in {MINUTE, HOUR}:
            return Spec("weak", word="now")
        return Spec("window", shift=0, unit=unit) if unit != DAY else Spec("deictic", shift=0)
    if rel == "these":
        if unit > DAY:
            return Spec("unknown", reason="says no time")
        return Spec("weak", word="now" if unit in {MINUTE, HOUR} else "recent")
    if unit not in {DAY, WEEK, MONTH, YEAR} or view.found.name(view.match.end() - 1) == "units":
        return None
    return Spec("anchor", unit=unit, shift=0, word="day")


def _parse_nth(view: View) -> Spec | None:
    """Read "on the 26th", not "on the 26th floor" or "on the 3rd Army"."""
    at, found = view.match.end(), view.found
    following = _LETTERS.match(found.text, found.start(at)) if at < len(found) else None
    word = following.group() if following else ""
    if word in _COUNTED_THINGS or _capital_follows(view):
        return None
    return Spec("nth", day=view.value("d"))


def _parse_weekend(view: View) -> Spec | None:
    return Spec("weekend", word=_kind(view, "rel"))


def _parse_war_days(_view: View) -> Spec:
    return Spec("unknown", reason="a duration; the project's data name no such period")


def _parse_duration(view: View) -> Spec | None:
    number, rough = _quantity(view)
    unit, prep = view.value("u") or 0, _kind(view, "prep")
    singular = view.found.name(view.match.start("u")) == "unit"
    if (number is None and singular) or (view.has("art") and not singular):
        return None
    if prep == "in" and view.has("of") and number is not None:
        return Spec("rolling", number=number, unit=unit, shift=-1, rough=rough, word="of")
    if view.words("prep").lower() == "within" and number is not None:
        return Spec("rolling", number=number, unit=unit, shift=1, rough=rough, word="within")
    if prep == "in" and number is not None:
        return Spec("offset", number=number, unit=unit, shift=1, rough=rough, word="in")
    return Spec("unknown", reason="a duration without a beginning")


def _parse_this_time(view: View) -> Spec:
    if view.has("prep") and _kind(view, "prep") == "since":
        return Spec("bound", word="since", first=Spec("anchor", word="then", shift=0))
    return Spec("anchor", word="then", shift=0)


def _parse_since_event(_view: View) -> Spec:
    return Spec("unknown", reason="begins with an event whose day is not given here")


def _parse_moment(view: View) -> Spec:
    days = _lead(view) == "these" and view.found.value(view.match.end() - 1) > HOUR
    return Spec("weak", word="recent" if days else "now")


def _parse_now(view: View) -> Spec:
    return Spec("weak", word="recent" if view.value("n") else "now")


def _parse_daypart(view: View) -> Spec | None:
    if _kind(view, "p") and _lead(view) == "at" and view.value("p") == 4:
        return None  # "at night" says how things are done, not when
    return Spec("clock", word="daypart", part=view.value("p", "q") or 0)


def _parse_shortly(_view: View) -> Spec:
    return Spec("weak", word="shortly")


def _parse_weak(view: View) -> Spec | None:
    kind = _kind(view, "w")
    at = view.match.start("w")
    if kind == "earlier" and at and view.found.name(at - 1) in {"than"}:
        return None
    if view.words("w").lower() in {"previously", "раньше"}:
        return Spec("unknown", reason="says no time")
    return Spec("weak", word="recent" if kind != "earlier" else "earlier")


def _parse_clock(view: View) -> Spec | None:
    if not view.has("hh0"):
        return None
    return _clock(view, Spec("clock"))


def _parse_year(view: View) -> Spec | None:
    return Spec("date", year=view.value("y"))


PARSERS: dict[str, Callable[[View], Spec | None]] = {
    name.removeprefix("_parse_"): function
    for name, function in list(globals().items())
    if name.startswith("_parse_")
}
PARSERS["range_day"] = PARSERS["day_range"] = _parse_days

"""Time expressions: examples, the five articles, publication dates, and what always holds."""

from __future__ import annotations

import calendar
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.names import fold
from karamap.phases import read_phases
from karamap.records import Article, Episode, Interval, Phase, Sentence, Zone
from karamap.timexes import find_times, infer_published, printed_date, time_words, timex_in
from karamap.timexes.grammar import grammar
from karamap.timexes.openings import outline
from karamap.timexes.terms import terms_told
from karamap.timexes.words import runs

DATA = Path(__file__).resolve().parent / "data"
SEEDS = DATA.parent.parent / "seeds"
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+[\"”’)]*(?=\s+[^\sa-zа-я])|(?=\n)|$)")

WAR = Phase(
    "war", "2031 war", date(2031, 9, 27), date(2031, 11, 10), "", "",
    episodes=(Episode("july", "Clashes of July 2031", date(2031, 7, 12), date(2031, 7, 17)),),
)  # fmt: skip
BEFORE = Phase("before", "Line", date(2001, 5, 12), date(2031, 9, 27), "", "")
PHASES = (BEFORE, WAR)


def article(text: str, published: str | date | Interval | None = None) -> Article:
    if isinstance(published, str):
        published = date.fromisoformat(published)
    if isinstance(published, date):
        published = Interval(published, published, "day", "given")
    spans = [m.span() for m in _SENTENCE.finditer(text) if m.group().strip()]
    sentences = tuple(Sentence(a, b, "body") for a, b in spans)
    zones = (Zone("body", 0, len(text)),) if text else ()
    return Article("a", text, published=published, zones=zones, sentences=sentences)


def times(text: str, published: str | date | Interval | None = None, phases=()):
    return find_times(article(text, published), phases, 4)


def days(time):
    return time.interval and (str(time.interval.start), str(time.interval.end))


def overlapping(found, start: int, end: int):
    hits = [x for x in found if x.start < end and start < x.end]
    return max(hits, key=lambda x: min(x.end, end) - max(x.start, start)) if hits else None


# ---- examples ----------------------------------------------------------------------------------


def _examples():
    lines = (DATA / "time_expressions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _place(text: str, words: str) -> int:
    return next(m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _is_right(row) -> bool:
    found = times(row["text"], row["published"])
    at = _place(row["text"], row["expr"])
    hit = overlapping(found, at, at + len(row["expr"]))
    if hit is None:
        return not row["found"]
    if not row["found"] or hit.text != row["expr"]:
        return False
    if hit.interval is None:
        return row["precision"] is None and bool(hit.reason)
    got = hit.interval
    shown = [day and day.isoformat() for day in (got.start, got.end)]
    return [*shown, got.precision] == [row["start"], row["end"], row["precision"]]


def test_examples():
    rows = _examples()
    assert len(rows) >= 250
    assert sum(row["precision"] is None for row in rows) >= 30
    wrong = [(r["published"], r["text"], r["expr"]) for r in rows if not _is_right(r)]
    assert len(wrong) <= 0.02 * len(rows), wrong


def test_a_pattern_is_outlined():
    assert outline("(?P<x>[ab])?[c](?![d])(?:[ef][g]*|[h])") == (
        {"ac", "bc", "ce", "cf", "ch"},
        {"c"},
    )
    assert outline("[a](?:[b]|[cd])?").openings == {"a", "ab", "ac", "ad"}
    assert outline("[ab][c]*|[d]").needed == {"a", "b", "d"}
    with pytest.raises(ValueError, match="not understood"):
        outline("[a]+")


def test_no_rule_is_left_out_where_it_holds():
    """The table of openings and the letters needed leave aside only what does not match."""
    opened = grammar()
    rules = {rule.name: rule for ways in opened.values() for way in ways.values() for rule in way}
    held = 0
    for run in (run for row in _examples() for run in runs(row["text"], 0, len(row["text"]))):
        for at in range(run.first, run.last):
            seconds = opened.get(run.letters[at], {"": ()})
            tried = seconds.get(run.letters[at + 1 : at + 2]) or seconds[""]
            for rule in rules.values():
                if rule.pattern.match(run.letters, at, run.last):
                    assert rule in tried, rule.name
                    assert not rule.needed.isdisjoint(run.letters[at : run.last]), rule.name
                    held += 1
    assert held > 300


def test_a_word_belongs_to_one_expression():
    found = times("It was 5 week before 2020.", "2021-01-01")
    assert [x.text for x in found] == ["5 week before", "2020"]
    assert days(found[1]) == ("None", "2019-12-31")


def test_words_and_folded_text_may_be_given():
    text = "The 2031 war began on 27 September 2031. On Monday they met, since October."
    one = article(text, "2031-10-07")
    given = find_times(one, PHASES, 4, time_words(one), fold(text))
    assert given == find_times(one, PHASES, 4)
    assert infer_published(one, PHASES, found=time_words(one)) == infer_published(one, PHASES)


def test_five_articles():
    """Every date expression of the gold events lies inside its window, or is left open."""
    texts = {p.name[:3]: p.read_bytes().decode("utf-8") for p in SEEDS.glob("0*.txt")}
    right, wrong = [], []
    read = {}
    for line in (DATA / "gold" / "events.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words, text = row["date_expr"], texts[row["doc"]]
        if not words:
            continue
        if row["doc"] not in read:
            read[row["doc"]] = times(text, row["pub_date"])
        spots = [m.start() for m in re.finditer(re.escape(words), text)]
        first, last = row["quote_start"], row["quote_end"]
        at = min(spots, key=lambda s: 0 if first <= s < last else abs(s - first))
        hit = overlapping(read[row["doc"]], at, at + len(words))
        if hit is None or hit.interval is None:
            continue
        low = date.fromisoformat(row["date_start"] or "0001-01-01")
        high = date.fromisoformat(row["date_end"] or "9999-12-31")
        got = hit.interval
        inside = low <= (got.start or date.min) and (got.end or date.max) <= high
        (right if inside else wrong).append((row["id"], words, got))
    assert not wrong
    assert len(right) >= 45


# ---- surroundings ------------------------------------------------------------------------------


def test_offsets_and_sentences():
    text = "He spoke on Monday. On Tuesday, in May 2020, he left."
    found = times(text, "2020-10-07")
    assert [x.text for x in found] == ["Monday", "Tuesday", "May 2020"]
    assert [x.sentence for x in found] == [0, 1, 1]
    assert [x.text for x in timex_in(found, 1)] == ["Tuesday", "May 2020"]
    assert all(text[x.start : x.end] == x.text for x in found)


def test_boilerplate_is_passed_over():
    text = "Menu 3 May 2019\nThe deal was signed on 4 May 2019.\nCopyright 2018"
    first, second = text.index("\n") + 1, text.rindex("\n") + 1
    zones = (
        Zone("boilerplate", 0, first),
        Zone("body", first, second),
        Zone("boilerplate", second, len(text)),
    )
    found = find_times(Article("a", text, zones=zones))
    assert [x.text for x in found] == ["4 May 2019"]


def test_words_inside_a_noun_do_not_set_the_time():
    anchors = {
        "Under the 2020 ceasefire agreement, troops stay.": False,
        "The November 9 statement was signed.": False,
        "The statement of November 9, 2020, was signed.": False,
        "Tensions predate a 1988 conflict.": True,
        "In 2020, they fought.": True,
        "They signed it on November 9, 2020.": True,
        "Troops stay since the 2020 truce.": True,
    }
    for text, anchor in anchors.items():
        assert [x.anchor for x in times(text, "2022-08-04")] == [anchor], text


def test_phases_are_found_by_name_only_when_given():
    text = "The town was hit during the 2031 war and in the clashes of July 2031."
    plain = times(text, "2032-01-01")
    named = times(text, "2032-01-01", PHASES)
    assert [x.text for x in plain] == ["2031", "July 2031"]
    assert [x.text for x in named] == ["2031 war", "clashes of July 2031"]
    assert days(named[0]) == ("2031-09-27", "2031-11-09")
    assert days(named[1]) == ("2031-07-12", "2031-07-16")
    since = times("It has been shut since the 2031 war.", "2032-01-01", PHASES)
    assert days(since[0]) == ("2031-09-27", "2032-01-01")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("On the first day of the 2031 war", ("2031-09-27", "2031-09-27")),
        ("in the second week of the 2031 war", ("2031-10-04", "2031-10-10")),
        ("during the last three days of the 2031 war", ("2031-11-07", "2031-11-09")),
        ("in the opening days of the 2031 war", ("2031-09-27", "2031-09-30")),
        ("in the closing week of the war of 2031", ("2031-11-03", "2031-11-09")),
        ("five weeks into the 2031 war", ("2031-11-01", "2031-11-07")),
        ("late in the 2031 war", ("2031-10-30", "2031-11-09")),
        ("in the first month of the 2031 war", ("2031-09-27", "2031-10-26")),
    ],
)
def test_parts_of_a_named_war_have_their_days(words, wanted):
    (found,) = times(f"The town was hit {words}.", "2032-01-01", PHASES)
    assert days(found) == wanted
    assert found.anchor


def test_the_war_is_the_one_that_the_text_names():
    told = times("The 2031 war was short. On the third day of the war the town fell.", "2032-01-01", PHASES)
    assert days(told[1]) == ("2031-09-29", "2031-09-29")
    unnamed = times("On the third day of the war the town fell.", "2032-01-01", PHASES)
    assert unnamed[0].interval.start is None, "nothing tells which war"
    during = times("On the third day of the war the town fell.", "2031-10-05", PHASES)
    assert days(during[0]) == ("2031-09-29", "2031-09-29")


@given(st.integers(1, 6), st.sampled_from(("day", "week")))
def test_a_part_of_a_war_lies_within_it(number, unit):
    for words in (f"in the first {number} {unit}s of", f"in the last {number} {unit}s of", f"{number} {unit}s into"):
        (found,) = times(f"It fell {words} the 2031 war.", "2032-01-01", PHASES)
        start, end = days(found)
        assert "2031-09-27" <= start <= end <= "2031-11-09"


def test_a_common_name_of_an_episode_matches_nothing():
    plain = Phase("p", "Military operation", date(2031, 1, 1), None, "", "")
    assert times("It called this a military operation.", "2032-01-01", (plain,)) == ()


def test_an_uncertain_publication_widens_the_answer():
    rough = Interval(date(2020, 10, 10), date(2020, 10, 17), "week", "concluded", inferred=True)
    monday, july = times("He spoke on Monday of the clashes in July.", rough)
    assert days(monday) == ("2020-10-05", "2020-10-12")
    assert monday.interval.inferred
    assert days(july) == ("2020-07-01", "2020-07-31")
    wide = Interval(date(2020, 5, 1), date(2021, 4, 30), "year", "concluded", inferred=True)
    (clash,) = times("The clash of September 27 was long.", wide)
    assert clash.interval is None
    assert "2019-09-27" in clash.reason


def test_weak_words_say_so():
    for words in ("Recently", "Now", "Currently", "Earlier"):
        (time,) = times(f"{words}, they deny it.", "2020-10-07")
        assert time.interval.basis.startswith("weak"), words
        assert time.interval.inferred


def test_clock_time_moves_the_day_of_the_theatre():
    text = "It took effect at 21:00 UTC on 9 November 2020."
    here = find_times(article(text), (), 4)
    there = find_times(article(text), (), 0)
    assert days(here[0]) == ("2020-11-10", "2020-11-10")
    assert days(there[0]) == ("2020-11-09", "2020-11-09")
    assert here[0].interval.precision == "hour"


# ---- printed dates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4 Aug, 2022 18:44\n\nHeadline here\n\nBody text.", "2022-08-04"),
        ("Published 12:32 IST, October 5th 2020\n\nHeadline\n\nBody.", "2020-10-05"),
        ("Headline\nMon, 05 Oct 2020 12:00:00 GMT\nBody text here.", "2020-10-05"),
        ("Headline\nBy A Writer\nPosted on 5 October 2020\nBody text here.", "2020-10-05"),
        ("Headline\nUpdated: 6 October 2020\nPublished: 5 October 2020\nBody.", "2020-10-05"),
        ("Headline\nBody text here.\nLast updated 6 October 2020", "2020-10-06"),
        ("YEREVAN, OCTOBER 2, 2020, AGENCY. The ministry spoke.", "2020-10-02"),
        ("BAKU, Oct. 5, 2020 (Agency) - The ministry spoke.", "2020-10-05"),
        ("05.10.2020 14:20\nЗаголовок\nТекст.", "2020-10-05"),
        ("Headline\n2020-10-05T12:00:00Z\nBody text here.", "2020-10-05"),
    ],
)
def test_printed_dates(text, day):
    found = printed_date(text, ())
    assert found is not None
    interval, (start, end) = found
    assert (str(interval.start), str(interval.end)) == (day, day)
    assert interval.precision == "day"
    assert not interval.inferred
    assert str(interval.start.year) in text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "The war ended on November 10, 2020, when a statement was signed by three leaders.",
        "Headline\nOn 5 October 2020 the ministry said that troops had left the town.",
        "Headline\nThe truce began at noon on October 10.\nBody.",
        "Anniversary of the truce of May 12, 1994 is marked in the capital",
        "",
    ],
)
def test_dates_of_events_are_no_stamps(text):
    assert printed_date(text, ()) is None


# ---- inferred dates ----------------------------------------------------------------------------


def _holds(interval: Interval | None, day: str) -> bool:
    return (
        interval is not None
        and interval.inferred
        and interval.start <= date.fromisoformat(day) <= interval.end
    )


def test_same_month_with_and_without_year():
    text = "They met in October 2022 and May 2023. In late May this year, he agreed."
    interval = infer_published(article(text))
    assert _holds(interval, "2023-09-20")
    assert interval.start == date(2023, 5, 21)
    assert interval.end == date(2023, 12, 31)
    assert "May this year" in interval.basis


def test_known_days_give_the_year():
    text = (
        "Officials met to discuss the deal reached on October 10.\n\n"
        "Renewed clashes erupted on September 27. They flared in April 2016 and this past July."
    )
    assert infer_published(article(text)) is None
    interval = infer_published(article(text), PHASES)
    assert _holds(interval, "2031-10-14")
    assert interval.start == date(2031, 10, 10)
    assert (interval.end - interval.start).days <= 31


def test_a_week_after_the_beginning():
    text = (
        "The group issued a statement on Monday.\n\nIn July of this year, clashes erupted.\n\n"
        "The latest hostilities began in late September. Hundreds died in a week of fighting."
    )
    interval = infer_published(article(text), PHASES)
    assert _holds(interval, "2031-10-04")
    assert (interval.end - interval.start).days <= 14


def test_years_counted_back():
    text = "The truce was signed three years ago, in 2020. On Monday it was broken."
    interval = infer_published(article(text))
    assert _holds(interval, "2023-06-01")


def test_dateline_takes_the_year():
    text = (
        "CAPITAL, OCTOBER 2, AGENCY. The ministry denied it.\n\n"
        "Clashes erupted on September 27. They had flared this past July."
    )
    assert _holds(infer_published(article(text), PHASES), "2031-10-02")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister spoke on Monday.",
        "From 1988 to 1994, a war was fought. The talks go on.",
        "On November 10, the sides agreed. On December 3, they met.",
        "The treaty of 1994 was praised on Tuesday.",
    ],
)
def test_too_little_to_conclude(text):
    assert infer_published(article(text), PHASES) is None


@pytest.mark.parametrize(
    "text",
    [
        # days of one known stretch say the same thing again and again
        "Shelling began on October 1. It went on on October 3, on October 5 and on October 9.",
        # dates that no onset goes with fit many years
        "They met on September 27. They met again on October 10 and in July.",
        # a weekday that the year of the known days does not have
        "Renewed clashes erupted on Monday, September 27. They flared this past July.",
    ],
)
def test_dates_that_fit_many_years_give_none(text):
    assert infer_published(article(text), PHASES) is None


def test_a_day_still_to_come_is_no_lower_bound():
    text = "Clashes erupted on September 27. They had flared this past July. If they do not stop by December 3, more will come."
    interval = infer_published(article(text), PHASES)
    assert _holds(interval, "2031-10-05")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("on Tuesday. The road has been closed since June 3, 2031", "2032-03-09"),
        ("on Tuesday. The war broke out in March 2031", "2032-03-09"),
        ("on Friday. The war broke out in March 2031", None),  # of no year soon behind
        ("on Tuesday. The war broke out in 2024", None),
        ("on Tuesday, eight years ago. The war broke out in March 2024", None),  # farther than a dateline is looked for
        ("on Wednesday, two years after. It marks the second anniversary of the war of March 2031", "2033-03-09"),
    ],
)
def test_the_weekday_of_the_lead_gives_a_dateline_its_year(told, expected):
    interval = infer_published(article(f"Lenta fired on\n\nORVAN, March 9 (Agency) - Shells fell on Lenta, officials said {told}."))
    assert interval is None if expected is None else _holds(interval, expected) and interval.inferred


def test_five_articles_publication():
    expected = {"000": "2020-10-05", "002": "2023-09-20", "004": "2020-10-13"}
    phases = read_phases(SEEDS.parent / "geodata" / "phases.toml")
    for path in sorted(SEEDS.glob("0*.txt")):
        doc, text = path.name[:3], path.read_bytes().decode("utf-8")
        if doc not in expected:
            assert printed_date(text, ()) is not None
            continue
        assert printed_date(text, ()) is None
        assert _holds(infer_published(article(text), phases), expected[doc]), doc


# ---- what always holds -------------------------------------------------------------------------

_DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
_WORDS = """from to until since between and the of in on at by 5 12 2020 1994 May October Monday
Sept last next this past week month year days two three ago earlier later before after - – , . :
12:00 late early end beginning summer winter night yesterday 1990s s 05.10.2020 9999 0 00 31 30
February GMT war половине октября 2020 года назад Q3 half first a few"""
_PIECES = st.sampled_from(_WORDS.split())
_TEXTS = st.lists(_PIECES, min_size=1, max_size=14).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _DAYS, st.integers(0, 400))
def test_no_interval_ends_before_it_starts(text, day, width):
    end = day + timedelta(days=width)
    published = Interval(day, end, "day" if not width else "period", "given")
    last = 0
    for time in find_times(article(text, published), PHASES, 4):
        assert time.text == text[time.start : time.end] != ""
        assert time.start >= last
        last = time.end
        assert (time.interval is None) == bool(time.reason)
        if time.interval and time.interval.start and time.interval.end:
            assert time.interval.start <= time.interval.end
    infer_published(article(text), PHASES)
    printed_date(text, ())


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Nd", "L", "Nl", "No")), max_size=12),
    st.text(st.characters(exclude_categories=("Cs", "Nd", "L", "Nl", "No")), max_size=12),
)
def test_offsets_are_exact_among_any_signs(before, after):
    text = f"{before} Ətraf 🙂 It was signed on 10 November 2020 in the city {after}"
    found = [x for x in times(text) if x.interval]
    assert [(x.text, days(x)) for x in found] == [
        ("10 November 2020", ("2020-11-10", "2020-11-10"))
    ]
    assert text[found[0].start : found[0].end] == "10 November 2020"


@settings(max_examples=60, deadline=None)
@given(
    _DAYS,
    st.sampled_from(["Monday", "Friday", "Sunday", "last Tuesday", "next Wednesday", "yesterday"]),
)
def test_a_week_later_is_a_week_later(day, words):
    week = timedelta(days=7)
    (one,) = times(f"It happened {words}.", day)
    (two,) = times(f"It happened {words}.", day + week)
    assert two.interval.start - one.interval.start == week
    assert two.interval.end - one.interval.end == week


@settings(max_examples=60, deadline=None)
@given(_DAYS, st.sampled_from(["Monday", "Wednesday", "Saturday"]))
def test_weekdays_lie_in_the_week_that_ends_with_publication(day, words):
    (time,) = times(f"He said so on {words}.", day)
    assert timedelta(0) <= day - time.interval.start <= timedelta(days=6)
    assert f"{time.interval.start:%A}" == words


@settings(max_examples=60, deadline=None)
@given(_DAYS, _DAYS)
def test_printed_days_are_read_whatever_the_publication(day, published):
    name = calendar.month_name[day.month]
    for form in (f"{day.day} {name} {day.year}", f"{name} {day.day}, {day.year}", day.isoformat()):
        (time,) = times(f"The deal was signed on {form} in the city.", published)
        assert (time.interval.start, time.interval.end) == (day, day)
        assert not time.interval.inferred


def test_reading_twice_gives_the_same():
    text = "On Monday, after two days of fire, they met. In 2020 they had fought for 44 days."
    assert times(text, "2022-08-04", PHASES) == times(text, "2022-08-04", PHASES)


# ---- what points back within a story, and timelines -------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "span"),
    [
        ("Troops clashed on 16 November. Shells fell. Leaders spoke by phone that evening.", "that evening", ("2031-11-16", "2031-11-16")),
        ("Troops clashed on 16 November. Shells fell. It rained. Later that day the guns fell silent.", "that day", ("2031-11-16", "2031-11-16")),
        ("They came home on 4 December.\n\nA day earlier a farmer was shot.", "A day earlier", ("2031-12-03", "2031-12-03")),
        ("Troops clashed on 16 November. Six died.\n\nTen days later the leaders met.", "Ten days later", ("2031-11-26", "2031-11-26")),
        ("In October the fighting spread. At the end of the month the town fell.", "the end of the month", ("2031-10-21", "2031-10-31")),
        ("The village was taken in February 2031, on the night of the 25th.", "the night of the 25th", ("2031-02-25", "2031-02-25")),
    ],
)
def test_words_point_back_into_the_story(text, words, span):
    found = {text[t.start : t.end]: days(t) for t in times(text, "2031-12-06")}
    assert found[words] == span


def test_a_night_that_somebody_speaks_of_is_no_time():
    assert [t.text for t in times("He said that night raids had begun.", "2031-12-06")] == []


TIMELINE = (
    "CAPITAL, Oct 24 - Key moments of the war.\n\n1982 - The army invades.\n\n2006 - A truce is signed.\n\n"
    "Oct. 8, 2030 - Rockets are fired.\n\nJan. 2, 2031 - A drone kills a man.\n\nJuly 27 - A rocket hits a field.\n\n"
    "Oct. 22 - A leader dies.\n"
)


def test_a_timeline_gives_its_later_entries_and_the_dateline_their_year():
    published = infer_published(article(TIMELINE))
    assert (published.start, published.end) == (date(2031, 10, 24), date(2031, 10, 24))
    found = {TIMELINE[t.start : t.end]: days(t) for t in find_times(article(TIMELINE, published), (), 0)}
    assert found["July 27"] == ("2031-07-27", "2031-07-27")
    assert found["Oct. 22"] == ("2031-10-22", "2031-10-22")


def test_entries_that_turn_the_year_go_on_in_the_next():
    text = "Nov. 3, 2030 - Shells fall.\n\nDec. 20 - A truce.\n\nJan. 4 - Talks.\n"
    found = {text[t.start : t.end]: days(t) for t in times(text)}
    assert (found["Dec. 20"], found["Jan. 4"]) == (("2030-12-20",) * 2, ("2031-01-04",) * 2)


def test_a_month_behind_that_of_the_dateline_is_of_the_year_before():
    interval = _of_those_in_office(
        "CAPITAL, September 14 - Both said on Wednesday that the truce held. It was reached in November."
    )
    assert (interval.start, interval.end) == (date(2022, 9, 14), date(2022, 9, 14))


# ---- datelines without a year, by offices and periods ------------------------------------------

LEADER = (date(2020, 1, 1), date(2024, 12, 31))
ENVOY = (date(2022, 6, 1), None)


def _of_those_in_office(text: str, people=((LEADER,), (ENVOY,))):
    return infer_published(article(text), PHASES, people=lambda: people)


@pytest.mark.parametrize("day", ["September 14", "September 15"])
def test_offices_and_a_weekday_give_the_year(day):
    interval = _of_those_in_office(f"CAPITAL, {day} - Both said on Wednesday that the truce held.")
    number = int(day[-2:])
    assert (interval.start, interval.end, interval.precision) == (date(2022, 9, number), date(2022, 9, number), "day")
    assert "in office" in interval.basis


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # three years fit
        ("CAPITAL, September 14 - Both said that the truce held.", ((LEADER,), (ENVOY,))),
        # one person may be told of long after the term
        ("CAPITAL, September 14 - He said on Wednesday that the truce held.", ((LEADER,),)),
        # the two were never in office together
        ("CAPITAL, September 14 - Both said on Wednesday that it held.", ((LEADER,), ((date(2030, 1, 1), None),))),
        # no day to date
        ("CAPITAL - Both said on Wednesday that the truce held.", ((LEADER,), (ENVOY,))),
    ],
)
def test_offices_that_fit_many_years_or_none_give_none(text, people):
    assert _of_those_in_office(text, people) is None


def test_those_in_office_are_asked_for_only_where_a_dateline_has_no_year():
    def people():
        raise AssertionError("asked")

    infer_published(article("CAPITAL, September 14, 2022 - Both said that the truce held."), PHASES, people=people)


@pytest.mark.parametrize(
    ("told", "terms"),
    [
        ("president foo met them", (LEADER,)),
        ("foo, the president, met them", (LEADER,)),
        ("former president foo met them", ()),
        ("foreign minister foo met them", ()),
        ("foo met them. the president left", ()),
    ],
)
def test_terms_are_those_of_the_office_told(told, terms):
    at = told.index("foo")
    assert terms_told(told, at, at + 3, [("President", *LEADER)]) == terms

"""What is told in passing: asides, appositions, clauses that only date, and acts joined by "and"."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval, Report

DAY = date(2023, 11, 2)  # a Thursday


def read(reader, text: str) -> tuple[Report, ...]:
    article = Article("a", f"{text}\n", published=Interval(DAY, DAY, "day", "printed"))
    return reader.read(article).reports


def told(reader, text: str) -> list[tuple[str, str]]:
    """Return type and first words of each report."""
    return [(r.type, " ".join(r.quote.split()[:3])) for r in read(reader, text)]


JOINED = [
    (
        "Rebels shelled Goma on Monday, but the governor, Gen. Jean Bosco, took a boat to Bukavu.",
        [("ASSAULT", "Rebels shelled Goma")],
    ),
    (
        "The rebels rejected the plan, but their leader, a former teacher, on Tuesday threatened Kenya with war.",
        [("REJECT", "The rebels rejected"), ("THREATEN", "their leader, a")],
    ),
    (
        "Ukraine accused Russia of looting, a charge that the Kremlin rejected on Tuesday.",
        [("ACCUSE", "Ukraine accused Russia"), ("REJECT", "the Kremlin rejected")],
    ),
    (
        "A faction of the movement, the group which seized Menaka last year, denounced France on Monday.",
        [("ASSAULT", "which seized Menaka"), ("ACCUSE", "denounced France on")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), JOINED, ids=[j[0][:40] for j in JOINED])
def test_each_verb_has_its_own_clause(reader, text, expected) -> None:
    assert told(reader, text) == expected


DATED = [
    # what only compares, or stands in an aside, dates nothing
    ("Shells killed 40 people in Goma, the worst day since the army withdrew in 2012, the mayor said on Wednesday.", "2023-10-31"),
    ("In Goma, besieged since May, shells killed two people on Monday.", "2023-10-30"),
    ("Gunmen who seized Menaka in 2012 killed two traders in Gao on Monday.", "2023-10-30"),
    # a beginning that a clause tells more of
    ("Goma has had no power since 5 June, when rebels shelled a substation.", "2023-06-05"),
    ("Goma has been cut off since July, when men who called themselves patriots shelled the road.", "2023-07-01"),
    # counted from the main clause, whatever else was earlier
    ("A convoy reached Goma on 17 October, two days after rebels shelled an earlier one.", "2023-10-15"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATED, ids=[d[0][:40] for d in DATED])
def test_an_act_has_its_own_day(reader, text, day) -> None:
    acts = [r for r in read(reader, text) if r.type == "ASSAULT"]
    assert str(acts[-1].interval.start) == day


AHEAD = [
    ("The president will meet the leaders of the seven parties of the governing coalition and many generals of the army in Kyiv on Friday.", "2023-11-03"),
    ("The envoy leaves for Geneva on Saturday.", "2023-11-04"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), AHEAD, ids=[a[0][:40] for a in AHEAD])
def test_a_day_of_what_is_planned_lies_ahead(reader, text, day) -> None:
    article = Article("a", f"{text}\n", published=Interval(DAY, DAY, "day", "printed"))
    times = reader.read(article).times
    assert [str(t.interval.start) for t in times if t.interval] == [day]


def test_talks_are_dated_by_a_day_rather_than_by_earlier(reader) -> None:
    (talks,) = read(reader, "Earlier talks, held in Nairobi on 4 October, ended without a result.")
    assert talks.interval is not None and str(talks.interval.start) == "2023-10-04"


def test_a_repair_has_not_the_day_of_the_damage(reader) -> None:
    text = "Engineers restored the power line to Kherson, damaged on 8 October near Odesa."
    aid = next(r for r in read(reader, text) if r.type == "AID")
    assert aid.interval is None or str(aid.interval.end) != "2023-10-08"

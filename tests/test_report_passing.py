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


PLACED = [
    # a participle happens where its verb does, not in the country of who did it
    ("Ukrainian troops attacked a post near Kursk on Monday, taking six soldiers prisoner.", "COERCE", {"Kursk"}),
    # a relative clause tells of every place of a row
    ("The treaty names Goma, Bukavu and Uvira, which rebels captured in 2012.", "ASSAULT", {"Goma", "Bukavu", "Uvira"}),
    ("The road links Goma and Bukavu, which was shelled on Monday.", "ASSAULT", {"Bukavu"}),
    # what only says where villages lie
    ("Troops surrounded Hadrut and Talish, two small farm villages north of Shusha, on Monday.", "ASSAULT", {"Hadrut", "Talish"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "places"), PLACED, ids=[p[0][:40] for p in PLACED])
def test_what_is_told_in_passing_has_its_place(reader, text, kind, places) -> None:
    acts = [r for r in read(reader, text) if r.type == kind]
    assert {place.name for r in acts for place in r.places} == places


KNOWN = [
    ("Kyiv says that 4,000 people have fled Odesa since 3 May, when Russian troops took Bakhmut.", "asserted"),
    ("Kyiv says that drones hit Odesa hours before Russian troops took Bakhmut.", "asserted"),
    ("Kyiv says that drones hit Odesa after Russian troops took Bakhmut.", "claimed"),
    ("Kyiv said it still holds Toretsk, where Russian troops shelled a school in August.", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), KNOWN, ids=[k[0][-40:] for k in KNOWN])
def test_what_only_dates_a_claim_is_no_claim(reader, text, status) -> None:
    assert [r.status for r in read(reader, text) if r.type == "ASSAULT"][-1] == status


def test_roads_meet_without_talks(reader) -> None:
    assert not [r for r in read(reader, "Two highways meet in Goma.") if r.type == "CONSULT"]


@pytest.mark.parametrize(
    ("who", "kind"), [("Police", "COERCE"), ("Soldiers", "COERCE"), ("Protesters", "PROTEST")]
)
def test_who_blocks_a_road_says_what_it_is(reader, who, kind) -> None:
    reports = read(reader, f"{who} blocked the road between Goma and Bukavu on Monday.")
    assert {r.type for r in reports} <= {kind}


def test_the_station_of_a_movement_speaks_for_it(reader) -> None:
    text = "“Our rockets hit a barracks in Goma,” the group's television reported on Wednesday."
    (act,) = [r for r in read(reader, text) if r.type == "ASSAULT"]
    assert act.status == "claimed"


@pytest.mark.parametrize(
    "text",
    [
        "The president visited wounded soldiers in Goma on Tuesday.",
        "A minister who visited wounded soldiers in Goma on Tuesday praised the army.",
    ],
)
def test_who_is_only_described_was_not_hit_then(reader, text) -> None:
    assert not [r for r in read(reader, text) if r.type == "ASSAULT"]


def test_most_people_compare_nothing(reader) -> None:
    text = "Most people have left Goma, which rebels have shelled since Tuesday."
    act = next(r for r in read(reader, text) if r.type == "ASSAULT")
    assert act.interval is not None and str(act.interval.start) == "2023-10-31"


WORDS = [
    # a text that the words are about has a date of its own
    ("Iran urged all sides to abide by the accord reached in Sochi in September 2018.", "2023-10-31"),
    # the words of another speaker in a new paragraph are not counted from what was told before
    ("Shells hit Kherson on Friday and Ukraine accused Russia of murder.\n\nTurkey urged restraint.", "2023-10-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), WORDS, ids=[w[0][:30] for w in WORDS])
def test_undated_words_are_news(reader, text, day) -> None:
    asked = next(r for r in read(reader, text) if r.type == "REQUEST")
    assert asked.interval is not None and str(asked.interval.start) >= day


def test_what_else_is_said_is_not_asked_for(reader) -> None:
    text = "It notes that the council called for a truce, and that the chairman will travel to Goma next month."
    assert [r.type for r in read(reader, text)] == ["REQUEST", "CONSULT"]


def test_a_charge_that_somebody_denies_is_rejected(reader) -> None:
    text = "Experts accused Rwanda of arming the group, a charge that both countries deny."
    assert told(reader, text)[-1] == ("REJECT", "both countries deny")


def test_the_year_of_a_name_is_not_that_of_the_story(reader) -> None:
    text = "The M23, named after a deal of March 23, 2009, mutinied here. In July it captured Bunagana."
    act = next(r for r in read(reader, text) if r.type == "ASSAULT")
    assert act.interval is not None and str(act.interval.start) == "2023-07-01"


def test_a_long_apposition_hides_no_verb(reader) -> None:
    text = (
        "The army denied the reports, and Gen. Joao Silva, the commander of the joint forces in the far north, "
        "accused the rebels of hiding in hospitals."
    )
    assert [kind for kind, _ in told(reader, text)][-1] == "ACCUSE"

"""Sentences that tell several acts: each is told, with its own place, type and teller."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval, Report

DAY = date(2023, 11, 2)  # a Thursday


def read(reader, text: str) -> tuple[Report, ...]:
    return reader.read(
        Article("a", text + "\n", published=Interval(DAY, DAY, "day", "printed"))
    ).reports


def told(reader, text: str) -> list[tuple[str, list[str]]]:
    return [(r.type, [p.name for p in r.places]) for r in read(reader, text) if r.type != "STATEMENT"]


SEVERAL = [
    # The clause or phrase with which a sentence begins ends where the main clause begins.
    ("As residents fled Kharkiv, Russian troops shelled the road to Poltava.", [("RETREAT", ["Kharkiv"]), ("ASSAULT", ["Poltava"])]),
    ("When rebels attacked the town of Goma, two soldiers were killed.", [("ASSAULT", ["Goma"])]),
    (
        "A month after the truce was signed, the sides engaged in clashes near Goma.",
        [("AGREE", []), ("ASSAULT", ["Goma"])],
    ),
    (
        "During an official visit to Turkey, the president of Ukraine accused Russia of shelling its ports.",
        [("CONSULT", ["Turkey"]), ("ACCUSE", [])],
    ),
    ("During talks in Cairo on Monday, the sides agreed to exchange prisoners.", [("AGREE", ["Cairo"])]),
    # What one party demands ends where another answers.
    (
        "Ukraine demanded that Russian troops leave Kherson, but Russia rejected the ultimatum.",
        [("REQUEST", []), ("REJECT", [])],
    ),
    (
        "Russian and Ukrainian forces exchanged rocket fire along the river near Kherson, and Turkey warned both sides.",
        [("ASSAULT", ["Kherson"]), ("THREATEN", [])],
    ),
    ("The Syrian side acknowledged the death of three servicemen, blaming Turkey for the escalation.", [("ASSAULT", []), ("ACCUSE", [])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SEVERAL, ids=[text[:40] for text, _ in SEVERAL])
def test_each_act_of_a_sentence_is_told(reader, text, wanted) -> None:
    found = told(reader, text)
    assert [(kind, places) for kind, places in found if kind in {k for k, _ in wanted}] == wanted


def test_meetings_of_one_verb_have_each_their_town_and_day(reader) -> None:
    text = "The envoy met the Syrian president in Damascus on Monday and the Lebanese prime minister in Beirut on Tuesday."
    met = [r for r in read(reader, text) if r.type == "CONSULT"]
    assert [[p.name for p in r.places] for r in met] == [["Damascus"], ["Beirut"]]
    assert [r.interval.start.day for r in met if r.interval and r.interval.start] == [30, 31]
    together = "The Syrian and Turkish ministers met in Cairo on Monday and agreed to meet on Friday."
    assert [r.type for r in read(reader, together)] == ["CONSULT", "AGREE"]


def test_who_answers_behind_a_report_of_others_speaks_for_itself(reader) -> None:
    reports = read(reader, "Ukraine said its troops held Bakhmut, and Poland condemned the strike on Lviv.")
    answer = next(r for r in reports if r.type == "ACCUSE")
    assert (answer.status, answer.claimant) == ("asserted", None)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Cairo, the Egyptian foreign minister condemned the strike on Rafah.", ["Cairo"]),
        ("The Egyptian foreign minister condemned the strike on Rafah.", []),
        ("KHARTOUM, Sudan (AP) - The two generals held talks here on Wednesday.", ["Khartoum"]),
        ("KHARTOUM, Sudan (AP) - The two generals held talks on Wednesday.", []),
    ],
)
def test_words_and_talks_are_placed_where_the_text_sets_them(reader, text, places) -> None:
    report = next(r for r in read(reader, text) if r.type in ("ACCUSE", "CONSULT"))
    assert [p.name for p in report.places] == places


def test_a_town_says_more_than_the_border_it_lies_on(reader) -> None:
    text = "Turkey fired on Qamishli and other towns along the Syrian-Turkish border on Tuesday."
    assert [places for _, places in told(reader, text)] == [["Al Qāmishlī"]]
    text = "Clashes erupted along the Syrian-Turkish border on Tuesday."
    assert [places for _, places in told(reader, text)] == [["Syria", "Turkey"]]


@pytest.mark.parametrize(
    "total",
    [
        "Since then 91 civilians have lost their lives.",
        "Officials have listed 1,119 dead soldiers.",
        "By the truce up to 30,000 people had died.",
        "Snipers kill dozens every year.",
    ],
)
def test_what_sums_up_many_acts_takes_no_place_from_before(reader, total) -> None:
    reports = read(reader, f"Troops took the town of Goma on Sunday. {total}")
    assert [[p.name for p in r.places] for r in reports] == [["Goma"], []]


def test_a_bulletin_under_a_letterhead_is_a_claim_of_who_sends_it(reader) -> None:
    text = "Ministry of Defence of Ukraine\nPress Service\n\nRussian troops shelled the town of Kherson on Wednesday."
    assert [(r.status, r.claimant) for r in read(reader, text)] == [("claimed", "Ukraine")]
    headline = "Ministry of Defence of Ukraine names spokesman\n\nRussian troops shelled the town of Kherson on Wednesday."
    assert [(r.status, r.claimant) for r in read(reader, headline)] == [("asserted", None)]

"""Forms of dates, places and clauses that articles nobody had read before brought up."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval, Reading

DAY = date(2023, 11, 2)  # a Thursday


def read(reader, text: str, published: date | None = DAY) -> Reading:
    day = Interval(published, published, "day", "printed") if published else None
    return reader.read(Article("a", f"{text}\n", published=day))


def told(reader, text: str) -> list[str]:
    """Return "TYPE status first-day last-day Place, Place" of each report."""
    out = []
    for report in read(reader, text).reports:
        days = report.interval
        span = f"{days.start:%m-%d}..{days.end:%m-%d}" if days and days.start and days.end else "-"
        places = ", ".join(sorted(place.name for place in report.places)) or "-"
        out.append(f"{report.type} {report.status} {span} {places}")
    return out


CLAUSES = [
    # A clause without a relative pronoun tells what others make of a charge.
    ("Baku said Armenian forces had shelled Goris on Monday, a charge the army denied on Tuesday.",
     ["ASSAULT claimed 10-30..10-30 Goris", "REJECT asserted 10-31..10-31 -"]),
    # The day of a later clause that goes back in time, or tells of a place, is its own.
    ("Troops shelled Goris on Wednesday. Soldiers also shot at a bunker, it added, and on Monday had disabled three tanks.",
     ["ASSAULT asserted 11-01..11-01 Goris", "ASSAULT claimed 11-01..11-01 Goris", "ASSAULT claimed 10-30..10-30 Goris"]),
    # What a superlative is compared with is an act with its own day.
    ("A missile slammed into a house in Kapan on Monday, killing 13 people in the deadliest attack since fighting in Goris resumed on October 2.",
     ["ASSAULT asserted 10-30..10-30 Kapan", "ASSAULT asserted 10-02..10-02 Goris"]),
    # A time of day behind "after" opens no clause.
    ("The attack on Goris began shortly after 1 p.m. on October 30 with drone strikes.", ["ASSAULT asserted 10-30..10-30 Goris"]),
    # Of one time, the present tense tells acts.
    ("Shusha falls to the rebels on 30 October.", ["ASSAULT asserted 10-30..10-30 Shusha"]),
    ("Sunday's attack on Goris, a town near Kapan, came without warning.", ["ASSAULT asserted 10-29..10-29 Goris"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[c[0][:40] for c in CLAUSES])
def test_clauses_keep_their_days(reader, text, expected):
    assert told(reader, text) == expected


PLACES = [
    ("Israeli troops crossed into southern Lebanon on Monday.", ["Southern Lebanon"]),
    ("In the Armenian city of Goris, the two sides signed a truce on Monday.", ["Goris"]),
    ("On Monday, Russian forces launched 80 missiles at cities across the country, including Kyiv, Lviv, and Dnipro.", ["Dnipro", "Kyiv", "Lviv"]),
    ("Two men were arrested and jailed in Goris on Monday.", ["Goris"]),
    ("At least 60 people have died in fighting around Goris, and a truce announced in Moscow on Tuesday looks fragile.", ["Goris"]),
    ("Contacts were under way with Moscow and Paris to end the war. Troops were ordered to fight on.", []),
    ("The envoys broke off talks in Geneva. Batteries had been shelling their villages.", []),
    ("A relief convoy delivered baby formula and medicine to Goris on Monday.", ["Goris"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PLACES, ids=[p[0][:40] for p in PLACES])
def test_acts_are_placed_where_they_happened(reader, text, names):
    physical = [r for r in read(reader, text).reports if r.type in ("ASSAULT", "COERCE", "AID", "AGREE") and r.status == "asserted"]
    first = physical[0].places if physical else ()
    assert sorted(place.name for place in first) == names


PERSONS = [
    "“We heard the plane,” said Genet, 38, who sold grain in Goris.",
    "A spokesman for the army, Col Getnet Adane, confirmed the strike on Goris.",
    "Abiy Ahmed, the prime minister, sent the army to Goris. Later Abiy returned.",
    "Shots were fired at a Red Cross vehicle in Goris.",
    "Two people died in Goris (Interfax, Xinhua, Kyodo).",
]


@pytest.mark.parametrize("text", PERSONS, ids=[p[:40] for p in PERSONS])
def test_people_and_organisations_are_no_places(reader, text):
    assert [m.text for m in read(reader, text).mentions if m.role == "location"] == ["Goris"]


TIMES = [
    ("They must leave: the army ordered all offices to be closed by 1 January.", "by 1 January", "2024-01-01"),
    ("Troops took Goris on October 30. Twenty-four hours later, they left.", "Twenty-four hours later", "2023-10-31"),
    ("Troops left last Wednesday.", "last Wednesday", "2023-10-25"),
    ("Troops left last Monday.", "last Monday", "2023-10-30"),
    ("The war ended in 1994. The latest fighting erupted on September 27.", "on September 27", "2023-09-27"),
]


@pytest.mark.parametrize(("text", "words", "start"), TIMES, ids=[t[1] for t in TIMES])
def test_expressions_of_time(reader, text, words, start):
    time = next(t for t in read(reader, text).times if t.text in words)
    assert time.interval is not None
    assert str(time.interval.start) == start


def test_a_dateline_without_a_year_is_of_the_brief_war_that_bears_it_out(reader):
    text = (
        "Rockets kill 21\n\nBAKU/YEREVAN, Oct 28 (Agency) - At least 21 people were killed on Wednesday when rockets struck Barda, "
        "a month after fighting over Nagorno-Karabakh erupted. Troops in Shusha and Hadrut have been fighting since Sept. 27.\n"
    )
    published = reader.read(Article("a", text)).article.published
    assert published is not None
    assert published.start == date(2020, 10, 28)


def test_a_dateline_without_a_year_stays_open_where_nothing_bears_it_out(reader):
    text = "Rockets kill 21\n\nLIMA, Oct 28 (Agency) - At least 21 people were killed on Wednesday when rockets struck Quito.\n"
    assert reader.read(Article("a", text)).article.published is None


def test_the_period_of_a_digest_dates_it_and_its_entries(reader):
    text = (
        "PRESS DIGEST\n\nNo. 14/2016, 28 March – 6 April 2016. Compiled from open sources.\n\n"
        "29 March. Troops shelled Goris.\n\n1–2 April. Rebels attacked Kapan.\n\n5 April. A ceasefire took effect.\n"
    )
    reading = reader.read(Article("a", text))
    assert reading.article.published is not None
    assert reading.article.published.end == date(2016, 4, 6)
    days = [(r.interval.start, r.interval.end) for r in reading.reports if r.interval is not None]
    assert days == [
        (date(2016, 3, 29), date(2016, 3, 29)), (date(2016, 4, 1), date(2016, 4, 2)), (date(2016, 4, 5), date(2016, 4, 5)),
    ]  # fmt: skip


def test_a_year_in_the_title_frames_a_history_without_a_day(reader):
    text = "The war in 1992\n\nOn 25 February rebels took Khojaly. The inhabitants fled. On 18 May they reached Lachin.\n"
    days = [(r.type, r.interval.start) for r in reader.read(Article("a", text)).reports if r.interval is not None]
    assert days[0] == ("ASSAULT", date(1992, 2, 25))
    assert ("RETREAT", date(1992, 2, 25)) in days


def test_what_an_outbreak_has_led_to_since_is_dated_from_it(reader):
    text = "The rebels launched an offensive near Goris on October 5. They have captured 250 posts."
    last = read(reader, text).reports[-1]
    assert last.interval is not None
    assert (last.interval.start, last.interval.end) == (date(2023, 10, 5), DAY)


def test_a_row_of_names_behind_an_office_is_a_person(reader):
    text = "Deputy Information Minister Abdirahman Yusuf Al-Adala said that troops had entered Kismayo in Somalia."
    assert [m.text for m in read(reader, text).mentions] == ["Kismayo", "Somalia"]


def test_a_little_town_alone_in_its_country_is_not_taken_for_an_unlisted_village(reader):
    text = (
        "Militants attacked Mogadishu, Kismayo and Baidoa in Somalia on Monday. Kenya sent troops to Garissa. "
        "Two car bombs in the town of Mahas killed 19 people."
    )
    report = read(reader, text).reports[-1]
    assert (report.places, report.unplaced) == ((), ("Mahas",))

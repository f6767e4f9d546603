"""Which of the times of a sentence is an event's own, and what is counted from it."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval

PUBLISHED = Interval(date(2023, 11, 2), date(2023, 11, 2), "day", "as printed")


def intervals(reader, sentence):
    """Return type, first and last day of each report of a sentence in a story about Mali."""
    text = f"BAMAKO, Mali, Nov 2 - Mali is at war, officials say.\n\n{sentence}\n"
    reports = reader.read(Article(id="x", text=text, language="en", published=PUBLISHED)).reports
    return {
        (r.type, r.interval and str(r.interval.start), r.interval and str(r.interval.end))
        for r in reports
    }


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # words of now that end a sentence are those of what was said
        ("The council will discuss the crisis in New York behind closed doors tonight.", ("CONSULT", "2023-11-02", "2023-11-02")),
        ("The two ministers discussed the truce by phone on Sunday.", ("CONSULT", "2023-10-29", "2023-10-29")),
        # counted from what the main clause dates
        ("Mali began a raid on March 19, a day after four policemen were killed by mines near Gao.", ("ASSAULT", "2023-03-18", "2023-03-18")),
        # what began a state is dated by its beginning
        ("The town had been cut off since January, when rebels blocked the road to Gao.", ("COERCE", "2023-01-01", "2023-01-31")),
        ("Gao was tense since December, when soldiers shot a boy.", ("ASSAULT", "2022-12-01", "2022-12-31")),
        # a time that dates the noun of the same act
        ("Two soldiers were killed in the fighting of March 15, the ministry says.", ("ASSAULT", "2023-03-15", "2023-03-15")),
        # what was said of something before it was hit is not when it was hit
        ("The hospital in Gao, destroyed in 2012, was hit again on Monday.", ("ASSAULT", "2023-10-30", "2023-10-30")),
        ("The front, formed by a merger in May 2017, took up arms again in late 2021 around Gao.", ("ASSAULT", "2021-10-01", "2021-12-31")),
        # "on" in front of a month leaves no number to count with
        ("On May 20 men were killed in Gao.", ("ASSAULT", "2023-05-20", "2023-05-20")),
    ],
)  # fmt: skip
def test_an_event_has_its_own_time(reader, sentence, told):
    assert told in intervals(reader, sentence)


def test_a_bound_of_something_else_dates_nothing(reader):
    sentence = "The two presidents agreed on a return of troops to the line held before March 7."
    assert ("AGREE", "None", "2023-03-06") not in intervals(reader, sentence)


@pytest.mark.parametrize("which", ["a second day", "the third straight day", "a fifth consecutive night"])
def test_what_goes_on_is_news(reader, which):
    sentence = f"On October 3, shells fell on Gao. Rebels shelled the bridge of Gao for {which}."
    assert ("ASSAULT", "2023-11-01", "2023-11-02") in intervals(reader, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In Menaka, under siege since May, a truce was signed on Friday.",
        "By May, rebels had captured Menaka.",
        "Rebels shelled Menaka in April and May.",
    ],
)
def test_the_month_of_may_makes_nothing_doubtful(reader, sentence):
    text = f"BAMAKO, Mali, Nov 2 - Mali is at war, officials say.\n\n{sentence}\n"
    reports = reader.read(Article(id="x", text=text, language="en", published=PUBLISHED)).reports
    assert {r.status for r in reports} == {"asserted"}


def test_may_and_might_do(reader):
    text = "BAMAKO, Mali, Nov 2 - Mali is at war.\n\nRebels left and may attack Menaka again.\n"
    reports = reader.read(Article(id="x", text=text, language="en", published=PUBLISHED)).reports
    assert "hypothetical" in {r.status for r in reports}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("They discussed the ceasefire on Sunday.", {("CONSULT", "2023-10-29", "2023-10-29")}),
        ("Since the war of 2012 some 400 people were killed.", {("ASSAULT", "2012-01-01", "2023-11-02")}),
        ("Since the pullout of 2015, 40 people have died in Menaka.", {("ASSAULT", "2015-01-01", "2023-11-02")}),
    ],
)
def test_a_time_that_names_something_is_not_that_of_what_is_told(reader, sentence, told):
    assert intervals(reader, sentence) == told


def test_the_dead_of_a_war_have_its_year_and_no_place(reader):
    text = "BAMAKO, Mali, Nov 2 - Mali is calm.\n\nTroops left Menaka after the war of 2020, in which more than 6,500 people died.\n"
    reports = reader.read(Article(id="x", text=text, language="en", published=PUBLISHED)).reports
    dead = next(r for r in reports if r.type == "ASSAULT")
    assert (dead.places, dead.interval.start.year, dead.interval.end.year) == ((), 2020, 2020)


def days_of(reader, text, published):
    """Return the first and last day of each report of a text."""
    day = Interval(published, published, "day", "as printed")
    return [(r.type, str(r.interval.start), str(r.interval.end)) for r in reader.read(Article("x", text, published=day)).reports]


def test_a_day_between_subject_and_verb_is_the_day_of_the_act(reader):
    text = "Separatists 12 March rallied outside the depot. Troops 19 March shelled Odesa; mediator 22 March urged both sides to stop."
    assert days_of(reader, text, date(2022, 4, 1)) == [
        ("PROTEST", "2022-03-12", "2022-03-12"), ("ASSAULT", "2022-03-19", "2022-03-19"), ("REQUEST", "2022-03-22", "2022-03-22"),
    ]  # fmt: skip


def test_a_paragraph_tells_on_of_the_day_that_its_first_sentence_names(reader):
    text = "On 31 August two planes crossed the front. In the raid nine people were killed. They were buried at noon."
    assert ("ASSAULT", "2022-08-31", "2022-08-31") in days_of(reader, text, date(2022, 9, 6))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("During the 44-day war 71 rockets hit Gori.", ("ASSAULT", "2020-09-27", "2020-11-09")),
        ("Some 2,900 soldiers died in the Second Karabakh War.", ("ASSAULT", "2020-09-27", "2020-11-09")),
        ("Since the 44-day war, hundreds of families have fled.", ("RETREAT", "2020-09-27", "2021-03-05")),
    ],
)
def test_a_war_that_the_data_name_is_a_time(reader, text, told):
    assert days_of(reader, text, date(2021, 3, 5)) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # words stand in a text of its own day
        ("The Council demanded an end to the siege in a resolution of June 13.", ("REQUEST", "1990-06-13", "1990-06-13")),
        ("In its declaration of July 29 the Union condemned the raid.", ("ACCUSE", "1990-07-29", "1990-07-29")),
        ("He accused Kigali of violating the statement of July 2.", ("ACCUSE", "1990-08-28", "1990-08-30")),
        # what may come has the day that its clause names
        ("The two may meet in Geneva next week.", ("CONSULT", "1990-09-03", "1990-09-09")),
        # counted from the news
        ("The move comes two days after gunmen shot dead a mayor.", ("ASSAULT", "1990-08-27", "1990-08-28")),
        # a treaty that is ended has no day beside it
        ("Quito scrapped the truce agreement in January.", ("REJECT", "1990-01-01", "1990-01-31")),
    ],
)
def test_words_what_may_come_and_what_is_counted_have_their_days(reader, text, told):
    assert told in days_of(reader, text, date(1990, 8, 30))


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed when missiles hit Kandahar.",
        "Nine people were killed and 40 wounded when missiles hit Kandahar.",
        "Nine people died and another forty were injured when a bomb exploded in Kandahar.",
    ],
)
def test_a_toll_and_its_deed_are_one_event_of_the_news(reader, text):
    assert days_of(reader, text, date(2023, 8, 30)) == [("ASSAULT", "2023-08-29", "2023-08-30")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # what only describes is no time of the act
        ("His troops captured Gori on Saturday, a ghost town since 1993.", ("ASSAULT", "2023-08-26", "2023-08-26")),
        # the front of a sentence dates a meeting that it tells in passing
        ("On 8 August leaders of the southern bloc, meeting in Accra, called for a truce.", ("CONSULT", "2023-08-08", "2023-08-08")),
    ],
)
def test_what_stands_aside_and_what_stands_at_the_front(reader, text, told):
    assert told in days_of(reader, text, date(2023, 8, 30))


def test_since_when_a_war_goes_on_dates_nothing_that_follows(reader):
    text = (
        "Nine people were killed in Gori on Sunday.\n\nThe army said that 150 rockets had hit the town since the war began on July 12.\n\n"
        "Warplanes bombed the port of Poti.\n\nTwo women died when their car was hit near Kaspi."
    )
    assert not any(first == "2023-07-12" for _, first, _ in days_of(reader, text, date(2023, 7, 31))[2:])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a time in somebody's words, or behind what had been done to the object, is not that of the verb
        ('Aliyev met refugees in Rome, saying "villages were settled in the 19th century".', ("CONSULT", "2023-08-28", "2023-08-30")),
        ("On Monday rebels took back positions captured last month.", ("ASSAULT", "2023-08-28", "2023-08-28")),
        ("The council planned to hold closed consultations on Friday.", ("CONSULT", "2023-09-01", "2023-09-01")),
        ("Footage showed soldiers entering Kandahar on Monday.", ("ASSAULT", "2023-08-28", "2023-08-28")),
    ],
)
def test_times_of_words_and_of_objects_stay_with_them(reader, text, told):
    assert told in days_of(reader, f"Paris spoke on Wednesday.\n\n{text}", date(2023, 8, 30))

"""The day of an event: which time of a sentence dates which of its acts, and which dates none."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval, Report

DAY = date(2023, 11, 2)  # a Thursday
WORDS = date(2023, 10, 31)  # words that are news without a day
DEEDS = date(2023, 11, 1)  # and acts


def of_type(reader, text: str, kind: str) -> Report:
    article = Article("a", f"{text}\n", published=Interval(DAY, DAY, "day", "printed"))
    return next(r for r in reader.read(article).reports if r.type == kind)


def days(reader, text: str, kind: str) -> tuple[date | None, date | None]:
    interval = of_type(reader, text, kind).interval
    assert interval is not None
    return interval.start, interval.end


NEWS_OF_WORDS = [
    ("Envoys met Kenyan and Somali leaders to prepare for a summit later in the year.", "CONSULT"),
    ("Envoys held talks with Kenyan leaders in Nairobi on a possible summit later this year.", "CONSULT"),
    ("Kenya condemned the recent raids near Garissa.", "ACCUSE"),
    ("Kenyan and Somali ministers discussed the border measures agreed in April.", "CONSULT"),
    ("Sudan and Chad discussed the swap of prisoners captured in the fighting on 5 May.", "CONSULT"),
    ("Sudan called on Chad to honour the truces reached during their Cairo summit on 5 May.", "REQUEST"),
    ("Kenya called on Sudan to honour the agreements reached during its May and June summits.", "REQUEST"),
    ("Sudan accused Chad of killing civilians in Tine in 2015.", "ACCUSE"),
    ("Sudan's president said the unrest showed the failure of the talks since 2007.", "STATEMENT"),
    ("After the December 2022 fighting on the border, Kenya urged both sides to show restraint.", "REQUEST"),
    ("Sudan's president claimed that fighting in April showed his strength and warned others against helping Chad.", "THREATEN"),
    ("The envoys arranged the ministers' first meeting on the sidelines of the assembly in New York.", "CONSULT"),
    ("The leaders of Kenya and Chad join the tenth summit of the union in Cairo.", "CONSULT"),
    ("Speaking at the ministerial meeting of the union in Nairobi, he said that the steps would not help.", "CONSULT"),
    ("The two accords, signed by the Syrian and Turkish ministers in 2009, would open the border."
     " Syria's president asked parliament to return the accords to him.", "REQUEST"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), NEWS_OF_WORDS, ids=[n[0][:40] for n in NEWS_OF_WORDS])
def test_a_time_of_something_else_does_not_date_words(reader, text, kind) -> None:
    assert days(reader, text, kind) == (WORDS, DAY)


OWN = [
    ("Kenya accused Somalia of blocking talks, saying on October 30 that it was ready.", "ACCUSE", 30),
    ("Sudan rejected the plan, adding on Monday that it would not leave the town.", "REJECT", 30),
    ("Georgia declared a state of emergency to fight the spread of cholera on 30 October.", "STATEMENT", 30),
    ("Kenyan and Somali ministers discussed the truce on Monday.", "CONSULT", 30),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "day"), OWN, ids=[o[0][:40] for o in OWN])
def test_a_day_of_the_words_themselves_dates_them(reader, text, kind, day) -> None:
    assert days(reader, text, kind) == (date(2023, 10, day), date(2023, 10, day))


def test_far_words_of_request_may_be_old(reader) -> None:
    text = "Sudan's minister called on Chad to withdraw all its troops from the border in 2015."
    assert days(reader, text, "REQUEST") == (None, DAY)


def test_crimes_of_old_do_not_date_an_arrest(reader) -> None:
    text = "Police in Pristina arrested a man for crimes dating back to 1999."
    assert days(reader, text, "COERCE") == (DEEDS, DAY)


def test_what_goes_on_meanwhile_is_news_with_the_main_clause(reader) -> None:
    text = "The envoys met in Paris while Sudan and Chad held military exercises close to the border."
    assert days(reader, text, "MOBILIZE") == (DEEDS, DAY)


def test_a_time_before_a_noun_dates_what_it_names(reader) -> None:
    text = "Following the early October French/Kenyan-mediated meeting of the leaders in Prague, Kenya sent observers."
    assert days(reader, text, "CONSULT") == (date(2023, 10, 1), date(2023, 10, 10))


def test_later_this_month_begins_behind_publication(reader) -> None:
    text = "The leaders will meet in Paris later this month."
    assert days(reader, text, "CONSULT") == (date(2023, 11, 3), date(2023, 11, 30))


def test_what_is_due_to_something_has_happened(reader) -> None:
    text = "Police closed the road to Tine due to shelling on Monday."
    assert days(reader, text, "COERCE") == (date(2023, 10, 30), date(2023, 10, 30))
    text = "The ministers are due to meet in Nairobi on Monday."
    assert days(reader, text, "CONSULT") == (date(2023, 11, 6), date(2023, 11, 6))


MAY = (date(2023, 5, 1), date(2023, 5, 31))
NAMED_BY_MONTH = [
    ("The May clashes near Goma killed two people.", "ASSAULT"),
    ("Ten people were killed in the May fighting in Goma.", "ASSAULT"),
    ("Rebels fired on Goma in the May border clashes.", "ASSAULT"),
    ("Envoys met in Cairo for talks on the agreements of their presidents' May summit in Nairobi.", "AGREE"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), NAMED_BY_MONTH, ids=[n[0][:40] for n in NAMED_BY_MONTH])
def test_may_before_a_noun_is_a_month(reader, text, kind) -> None:
    report = of_type(reader, text, kind)
    assert report.status == "asserted"
    assert days(reader, text, kind) == MAY


@pytest.mark.parametrize("text", ["The army may attack Goma.", "The fighting near Goma may spread."])
def test_the_verb_may_is_no_month(reader, text) -> None:
    report = of_type(reader, text, "ASSAULT")
    assert (report.status, report.interval) == ("hypothetical", None)


def test_a_day_in_brackets_behind_a_place_dates_what_happened_there(reader) -> None:
    text = "The envoys visited Goma (27 October) and Bukavu (30 October)."
    article = Article("a", text, published=Interval(DAY, DAY, "day", "printed"))
    told = [r for r in reader.read(article).reports if r.type == "CONSULT"]
    assert [(r.interval.start.day, [p.name for p in r.places]) for r in told] == [(27, ["Goma"]), (30, ["Bukavu"])]


LONG_AFTER = [
    ("A court in Goma jailed two men after they admitted to having fought in the war in 2004.", "COERCE", DEEDS),
    ("A Chadian soldier was released by the rebels after being sentenced to two years in prison for crossing the border in 2017.", "CONCEDE", WORDS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "first"), LONG_AFTER, ids=["court", "release"])
def test_the_first_sentence_tells_news_long_after_what_led_to_it(reader, text, kind, first) -> None:
    assert days(reader, text, kind) == (first, DAY)


def test_what_follows_an_old_act_is_bounded_by_it_further_down(reader) -> None:
    text = "Rain fell in Goma. The general fled Goma after he was sentenced to death in 2015."
    assert days(reader, text, "RETREAT") == (date(2015, 1, 1), DAY)


ANOTHERS = [
    ("Kenya's president on Monday condemned Sunday's attack on Goma.", "ACCUSE", date(2023, 10, 30), date(2023, 10, 30)),
    ("Sudan recalled its envoy from Chad in response to last week's raid.", "SANCTION", WORDS, DAY),
    ("Police arrested three men over Sunday's blast in Nairobi.", "COERCE", DEEDS, DAY),
    ("Ten people were killed in Sunday's attack on Goma.", "ASSAULT", date(2023, 10, 29), date(2023, 10, 29)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "first", "last"), ANOTHERS, ids=[a[0][:40] for a in ANOTHERS])
def test_a_time_that_owns_a_noun_dates_that_noun(reader, text, kind, first, last) -> None:
    assert days(reader, text, kind) == (first, last)


COUNTED = [
    ("Three weeks after the coup, the junta closed the airport of Niamey.", "COERCE", DEEDS, DAY),
    ("A week after the summit in Cairo on 20 October, rebels shelled Goma.", "ASSAULT", date(2023, 10, 26), date(2023, 10, 28)),
    ("Two days after rebels raided Goma, Kenya closed the border.", "ASSAULT", date(2023, 10, 30), date(2023, 10, 31)),
    ("Two weeks after the ceasefire of 10 October, the army bombed Bunia.", "AGREE", date(2023, 10, 10), date(2023, 10, 10)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "first", "last"), COUNTED, ids=[c[0][:40] for c in COUNTED])
def test_an_act_is_counted_on_from_what_opens_the_sentence(reader, text, kind, first, last) -> None:
    assert days(reader, text, kind) == (first, last)


AGREED = [
    ("Both sides exchanged 20 prisoners in late October.", (date(2023, 10, 21), date(2023, 10, 31))),
    ("Kenya and Somalia signed a truce in Nairobi in September.", (date(2023, 9, 1), date(2023, 9, 30))),
    ("Kenya and Somalia agreed in June to reopen the border.", (date(2023, 6, 1), date(2023, 6, 30))),
    ("Kenya and Somalia agreed to meet in June.", (None, DAY)),
    ("Kenya and Somalia agreed on a summit in June.", (None, DAY)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span"), AGREED, ids=[a[0][:40] for a in AGREED])
def test_a_month_is_of_the_deal_unless_an_aim_stands_between(reader, text, span) -> None:
    assert days(reader, text, "AGREE") == span


TAKEN_IN_TURN = [
    ("Troops took Aleppo and Homs in 1992, Hama the following spring and Daraa that July.",
     [(date(1992, 1, 1), date(1992, 12, 31)), (date(1993, 3, 1), date(1993, 5, 31)), (date(1993, 7, 1), date(1993, 7, 31))]),
    ("In October 2016 the army lost Mosul. Rebels took Raqqa that January.",
     [(date(2016, 10, 1), date(2016, 10, 31)), (date(2017, 1, 1), date(2017, 1, 31))]),
    ("In August 2016 the army lost Mosul. Rebels took Raqqa the following winter.",
     [(date(2016, 8, 1), date(2016, 8, 31)), (date(2016, 12, 1), date(2017, 2, 28))]),
    ("Forces retook Raqqa on Monday, a city that militants had seized in January.",
     [(date(2023, 10, 30), date(2023, 10, 30)), (date(2023, 1, 1), date(2023, 1, 31))]),
    ("Aleppo has been tense since 2 October, when troops shelled Hama. Nobody fled. Two weeks later rebels captured Homs.",
     [(date(2023, 10, 2), date(2023, 10, 2)), (date(2023, 10, 13), date(2023, 10, 19))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spans"), TAKEN_IN_TURN, ids=[t[0][:40] for t in TAKEN_IN_TURN])
def test_each_of_several_attacks_has_its_own_time(reader, text, spans) -> None:
    article = Article("a", f"{text}\n", published=Interval(DAY, DAY, "day", "printed"))
    told = [r.interval for r in reader.read(article).reports if r.type == "ASSAULT"]
    assert [(i.start, i.end) for i in told] == spans


def test_what_began_on_a_day_and_went_on_in_the_clause_is_of_that_day(reader) -> None:
    text = "Tensions have run high since 2 October, when troops entered Idlib and took up positions near Hama."
    assert days(reader, text, "MOBILIZE") == (date(2023, 10, 2), date(2023, 10, 2))


def test_who_is_due_here_on_a_day_comes_on_the_next_such_day(reader) -> None:
    report = of_type(reader, "Foreign Minister Kuleba of Ukraine was due here on Saturday.", "CONSULT")
    assert report.status == "planned"
    assert days(reader, "Foreign Minister Kuleba of Ukraine was due here on Saturday.", "CONSULT") == (
        date(2023, 11, 4), date(2023, 11, 4),
    )  # fmt: skip


# The first sentences date the news; what is told on without a day is of that day.
OF_THE_NEWS = [
    ("Rebels shelled Goma on Wednesday.\n\nThe governor condemned the attack.\n\nPolice arrested four men in Bunia.", "COERCE", DEEDS),
    ("Rebels shelled Goma on Wednesday.\n\nThe governor condemned the attack.\n\nKenya urged both sides to stop.", "REQUEST", DEEDS),
    ("Rebels shelled Goma on 20 October.\n\nPolice arrested four men in Bunia.", "COERCE", None),
    ("Rebels may shell Goma on Wednesday.\n\nPolice arrested four men in Bunia.", "COERCE", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "day"), OF_THE_NEWS, ids=[o[0][-40:] for o in OF_THE_NEWS])
def test_what_has_no_day_is_of_the_day_of_the_news(reader, text, kind, day) -> None:
    found = days(reader, text, kind)
    assert found == (day, day) if day else found[0] != found[1]


AT_A_SESSION = [
    ("The council declined to send troops at its 14 October session.", "REJECT", 14),
    ("Kenya demanded in a 14 October letter that rebels leave Goma.", "REQUEST", 14),
    ("Kenya appealed to Somalia, an ally of many years, for help on Tuesday.", "REQUEST", 31),
    ("The State Department 14 October called the raids a crime.", "ACCUSE", 14),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "day"), AT_A_SESSION, ids=[a[0][:40] for a in AT_A_SESSION])
def test_words_are_of_the_day_of_their_session_letter_or_appeal(reader, text, kind, day) -> None:
    assert days(reader, text, kind) == (date(2023, 10, day), date(2023, 10, day))


CLOSER = [
    # A day says closer what is counted.
    ("Rebels took Sirte on 2 February 2016. Two months later, on 23 April, the army set up a checkpoint at the bridge.", "COERCE", (2016, 4, 23)),
    # How often is not when.
    ("The council, in a resolution adopted on 14 October, demanded for the third time this year that troops leave.", "REQUEST", (2023, 10, 14)),
    # "Before" without a verb opens no clause.
    ("Sirte, home to 80,000 people before the war of 2011, was captured by rebels on 5 May 2016.", "ASSAULT", (2016, 5, 5)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "day"), CLOSER)
def test_the_day_that_says_most_is_taken(reader, text, kind, day) -> None:
    assert days(reader, text, kind) == (date(*day), date(*day))


def test_each_of_two_verbs_has_the_month_before_it(reader) -> None:
    article = Article("a", "Rebels captured Sirte in May and, in June, took Misrata.\n", published=Interval(DAY, DAY, "day", "printed"))
    told = [(r.interval.start.month, [p.name for p in r.places], r.quote) for r in reader.read(article).reports]
    assert told == [(5, ["Sirte"], "Rebels captured Sirte in May"), (6, ["Misratah"], "in June, took Misrata")]


def test_a_month_of_that_year_is_of_the_war_that_was_named(reader) -> None:
    times = reader.read(Article("a", "The deal that ended the 2020 war was signed in November of that year.\n")).times
    assert [(t.interval.start.year, t.interval.start.month) for t in times if t.text.startswith("November")] == [(2020, 11)]


PRESENT = [
    ("Kenya calls on the rebels to leave Goma.", "REQUEST", DAY),
    ("Kenya is calling on the rebels to leave Goma.", "REQUEST", DAY),
    ("All parties should allow aid into Goma.", "REQUEST", DAY),
    ("Kenya called on the rebels to leave Goma.", "REQUEST", WORDS),
    ("On 20 October Kenya urged calm. Kenya calls on the rebels to leave Goma.", "REQUEST", DAY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "first"), PRESENT, ids=[p[0][:40] for p in PRESENT])
def test_what_a_text_says_in_the_present_tense_is_of_its_day(reader, text, kind, first) -> None:
    article = Article("a", f"{text}\n", published=Interval(DAY, DAY, "day", "printed"))
    report = [r for r in reader.read(article).reports if r.type == kind][-1]
    assert report.interval is not None
    assert (report.interval.start, report.interval.end) == (first, DAY)

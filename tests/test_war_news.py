"""What news of any war asks of the reader: sentences of our own, each with what must come of it."""

from __future__ import annotations

import pytest

from karamap.records import Article


def read(reader, text, published=None):
    return reader.read(Article(id="x", text=text, language="en", published=published))


def roles(reader, text):
    return {m.text: m.role for m in read(reader, text).mentions}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # an army took or hit it
        ("Rebels in Libya said they had recaptured Brega before noon.", {"Brega"}),
        ("In Sri Lanka, troops overran Kilinochchi before dawn.", {"Kilinochchi"}),
        # joined to a name of its country
        ("In Iraq, Rawa and Anah remain in their hands.", {"Rawa", "Anah"}),
        ("Sudan's army left Dilling and Kadugli last week.", {"Dilling", "Kadugli"}),
        # a place elsewhere in the text
        ("Shells fell in Debaltseve, Ukraine, again. Debaltseve is a rail hub.", {"Debaltseve"}),
        # as news spells it
        ("Aid reached Deir al-Zour and Bukamal in Syria.", {"Deir al-Zour", "Bukamal"}),
        ("In Georgia, shots were heard outside Tskhinvali.", {"Tskhinvali"}),
    ],
)
def test_names_of_places_in_war_are_found(reader, text, names):
    assert names <= roles(reader, text).keys()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ministers of the European Union and of France met in Rome.", "Union"),
        ("Captain Orange Lyman of Ohio thanked the nurses.", "Orange"),
    ],
)
def test_what_only_looks_like_a_place_is_left_out(reader, text, name):
    assert roles(reader, text).get(name) != "location"


def test_a_noun_of_its_kind_makes_a_place_of_any_name(reader):
    assert roles(reader, "Police in Orange County, California, closed a road.")["Orange County"] == "location"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # the country of a place that is named right behind it
        ("Shells fell on Sudan's Omdurman at noon.", "Sudan", "location"),
        ("Rebels hold Yemen's northern Saada province.", "Yemen", "location"),
        ("Chad's President Deby spoke on Monday.", "Chad", "actor"),
        # where somebody goes, or a part of it
        ("The envoy will leave for Cairo on Friday.", "Cairo", "location"),
        ("Three wounded soldiers were taken to Djibouti.", "Djibouti", "location"),
        ("The militia controls a third of Libya.", "Libya", "location"),
        ("A resident of Kassala said that the bridge was gone.", "Kassala", "location"),
        ("Rebels fired on Kenya's side of the border.", "Kenya", "location"),
        # what stands there
        ("Mortars hit the Kweires air base in Syria.", "Kweires", "location"),
        ("Fire came from the Mirik settlement at dusk.", "Mirik", "location"),
        # a phrase that opens a sentence ends at its comma
        ("On the road near Axum, Eritrea opened a post.", "Eritrea", "actor"),
        ("On the road near Axum, Eritrea opened a post.", "Axum", "location"),
        ("In Moscow, Paris and Berlin, crowds gathered.", "Moscow", "location"),
        # who is sent is no place
        ("Guards turned the EU mission back.", "EU", "actor"),
    ],
)
def test_places_and_governments_are_told_apart(reader, text, name, role):
    assert roles(reader, text)[name] == role


def test_a_russian_row_shares_its_preposition(reader):
    text = "Встреча прошла в Москве или Тегеране, сообщил МИД РФ."
    found = reader.read(Article(id="x", text=text, language="ru")).mentions
    assert [(m.text, m.role) for m in found] == [
        ("Москве", "location"), ("Тегеране", "location"), ("РФ", "actor"),
    ]  # fmt: skip


def test_a_russian_first_name_before_a_surname_is_no_place(reader):
    text = "Посредник Владимир Казаринов прибыл в Баку."
    found = reader.read(Article(id="x", text=text, language="ru")).mentions
    assert [m.text for m in found] == ["Баку"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Rapid Support Forces shelled Nyala.", "Rapid"),
        ("The pact was signed on October 6 in Juba.", "October 6"),
        ("Rebels praised Haruto Sendai, who led the talks in Juba.", "Sendai"),
        ("The rebels named a new chief of staff, Hadrut Petrov, in Juba.", "Hadrut"),
    ],
)
def test_forces_days_and_people_are_no_places(reader, text, name):
    assert name not in roles(reader, text)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("On Monday the president appealed to Egypt for medicine.", "Egypt", "actor"),
        ("A summit planned for Nairobi on Friday was put off.", "Nairobi", "location"),
        ("Troops patrol Khartoum at night.", "Khartoum", "location"),
        ("Kutum and Mellit have been emptied of their people, Sudan said.", "Mellit", "location"),
        ("Shells fell again in Yemen's north-west.", "Yemen", "location"),
        ("Two boats sank on the river Foovar near dawn.", "Foovar", "location"),
        ("Two Lebanon war veterans were arrested on Monday.", "Lebanon", "embedded"),
        ("The pass has been shut since the second Lebanon war.", "Lebanon", "topic"),
        ("The ferry Estonia sank at night.", "Estonia", "embedded"),
        ("The head of Kenya's State Border Service was detained on Monday.", "Kenya", "actor"),
        ("The valley where clashes broke out with Ethiopia is quiet.", "Ethiopia", "actor"),
        ("The crossing on the border with Ethiopia is shut.", "Ethiopia", "location"),
        ("Crowds blocked one of Belgrade's main bridges.", "Belgrade", "location"),
        ("The standoff over Kherson went on.", "Kherson", "topic"),
        ("Shots were heard on the Indian-Chinese border.", "Indian", "location"),
        ("After a shooting at the checkpoint set up by Serbia's police near Mitrovica, Pristina closed the road.",
         "Pristina", "actor"),
    ],
)
def test_more_places_and_governments_are_told_apart(reader, text, name, role):
    assert roles(reader, text)[name] == role


def test_a_noun_of_its_kind_brings_back_what_was_doubted(reader):
    found = read(reader, "A curfew was set in the village of Force, France.").mentions
    assert [m.text for m in found] == ["Force", "France"]
    assert found[0].place is not None
    found = read(reader, "A curfew was set in the village of Force, Italy.").mentions
    assert [m.text for m in found] == ["Force", "Italy"]
    assert found[0].place is None, "that one is in France"


def test_a_site_may_end_with_a_small_noun(reader):
    text = "Lorries waited at the Rafah crossing. The Kerch bridge was closed, and the Kakhovka dam failed."
    found = {m.text: m.place for m in read(reader, text).mentions}
    assert list(found) == ["Rafah crossing", "Kerch bridge", "Kakhovka dam"]
    assert all(place is not None and place.kind == "facility" for place in found.values())


def test_a_country_of_another_language_is_no_country_in_english(reader):
    text = "Leaders met in Tunis on Monday. Rockets killed two children in Qana in southern Lebanon. Salvador is a port of Brazil."
    found = {m.text: m.place for m in read(reader, text).mentions if m.text in ("Tunis", "Qana", "Salvador")}
    assert {name: place and (place.country, place.kind != "country") for name, place in found.items()} == {
        "Tunis": ("TN", True), "Qana": ("LB", True), "Salvador": ("BR", True),
    }  # fmt: skip


def test_who_comes_under_fire_does_not_shoot(reader):
    text = "Ethiopia's Defence Ministry said that its positions near Axum came under mortar fire from Eritrean units."
    told = next(r for r in read(reader, text).reports if r.type == "ASSAULT")
    assert (told.source, told.target) == (("Eritrea",), ("Ethiopia",))


def test_a_statement_is_the_word_of_its_author(reader):
    text = (
        "Statement by the Ministry of Foreign Affairs of Ethiopia\n\n"
        "On 23 April 2023 Eritrean soldiers opened fire near Axum in violation of the peace agreement of 2 November 2022. "
        "We call on Kenya to take steps."
    )
    told = {r.type: r for r in read(reader, text).reports}
    assert set(told) == {"ASSAULT", "REQUEST"}  # the agreement that is violated is no news
    assert (told["ASSAULT"].status, told["ASSAULT"].claimant) == ("claimed", "Ethiopia")
    assert (told["REQUEST"].source, told["REQUEST"].target) == (("Ethiopia",), ("Kenya",))


_FRONT = (
    "Rebel troops shelled the town of Barville on Tuesday. The army seized two villages during the fighting."
    " Residents fled to the hills. "
)


@pytest.mark.parametrize(
    ("type_", "sentence"),
    [
        ("ASSAULT", "It was struck again at noon."),
        ("ASSAULT", "The carpenter lost a leg in March."),
        ("MOBILIZE", "The council called to arms all men under fifty."),
    ],
)
def test_in_news_of_a_war_its_other_words_need_not_stand_in_every_sentence(reader, type_, sentence):
    assert read(reader, sentence).reports == ()
    assert type_ in [report.type for report in read(reader, _FRONT + sentence).reports[2:]]


def test_news_of_a_crime_is_not_of_a_war(reader):
    crime = (
        "Police arrested two men after a shooting on Tuesday. A gunman killed a shopkeeper and wounded two guards."
        " Officers seized his car. "
    )
    told = read(reader, crime + "It was struck again at noon.").reports
    assert "struck" not in " ".join(report.trigger for report in told)

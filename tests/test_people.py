"""Names of places that people bear are no places; what stands beside them tells."""

from __future__ import annotations

import pytest

from karamap.records import Article


def names(reader, sentence):
    mentions = reader.read(Article(id="x", text=sentence, language="en")).mentions
    return [m.text for m in mentions]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("The agency's representative in Baku, Claire Holland, met families.", ["Baku"]),
        ("“Nothing is left,” said Zeinab Tripoli, 44, whose brother lives in Aleppo.", ["Aleppo"]),
        ("“They signed too early,” said Avi London, a baker, in his shop in Haifa.", ["Haifa"]),
        ("The road is open, says Rana Antioch, of the institute in Ankara.", ["Ankara"]),
        ("“We fled,” said Maria Odessa, a nurse from Kherson.", ["Kherson"]),
        ("Natalia Poltava, 32, came from Lviv.", ["Lviv"]),
        ("The head of Nova Kakhovka, Vladimir Stepanenko, spoke in Kherson.", ["Nova Kakhovka", "Kherson"]),
        ("The envoy, Peter Sweden, flew to Tel Aviv.", ["Tel Aviv"]),
        ("In Zagreb, Yasushi Nagasaki, the special envoy, defended the plan.", ["Zagreb"]),
        ("Ms. Carla France, 51, teaches in Mekelle.", ["Mekelle"]),
    ],
)
def test_a_surname_is_no_place(reader, sentence, places):
    assert names(reader, sentence) == places


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Meanwhile Moscow said that the port was quiet.", ["Moscow"]),
        ("Yesterday Berlin, a city of four million, was calm.", ["Berlin"]),
        ("They flew to Paris, France, by way of Berlin, Germany.", ["Paris", "France", "Berlin", "Germany"]),
        ("Ships lie in Port Sudan and near Mount Lebanon.", ["Port Sudan", "Mount Lebanon"]),
        ("In New Aleppo, the governor of the province said, shells hit Old Basra.", ["Aleppo", "Basra"]),
        ("In Victoria, a town in the hills near Limbe, soldiers burned houses.", ["Victoria", "Limbe"]),
    ],
)
def test_a_place_behind_another_word_is_one(reader, sentence, places):
    assert names(reader, sentence) == places


def test_a_street_is_not_where_its_name_comes_from(reader):
    text = "Shells hit two houses on Anton Chekhov Street and one on Moscow Avenue in Sumgait."
    mentions = reader.read(Article(id="x", text=text, language="en")).mentions
    assert [m.text for m in mentions] == ["Anton Chekhov Street", "Moscow Avenue", "Sumgait"]
    assert [m.place is None for m in mentions] == [True, True, False]


@pytest.mark.parametrize("title", ["Dr.", "Mr.", "Mrs", "Prof."])
def test_behind_an_honorific_stands_no_place(reader, title):
    mentions = reader.read(Article("x", f"Seven were hit by drones in Goris, said {title} Vahan, a surgeon.\n")).mentions
    assert [m.text for m in mentions] == ["Goris"]

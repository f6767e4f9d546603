"""Names of places that no gazetteer has are found where only places stand, and nowhere else."""

from __future__ import annotations

import pytest

from karamap.records import Article


def unresolved(reader, sentence):
    mentions = reader.read(Article(id="x", text=sentence, language="en")).mentions
    return [m.text for m in mentions if m.place is None and m.form == "name"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Mortar shells landed in Kolge at dawn and wounded two soldiers.", ["Kolge"]),
        ("Troops pushed the rebels out of Kalonge and shelled Minembwe on Friday.", ["Kalonge", "Minembwe"]),
        ("The militia burned the villages of Umm Rakuba, Tabit and Kolge, displaced people said.",
         ["Umm Rakuba", "Tabit", "Kolge"]),
        ("Troops took three villages of the valley (Qarqolu, Zarmela, Tabit among them) from the rebels.",
         ["Qarqolu", "Zarmela", "Tabit"]),
        ("In the village of Wad Al Hurra soldiers shot at refugees.", ["Wad Al Hurra"]),
        ("The wounded went by cart to Um Dhabiya, some 40 km from Sennar, when the shelling stopped.", ["Um Dhabiya"]),
        ("The army retook Kafrzin and Tell Marq, and the militants withdrew.", ["Kafrzin", "Tell Marq"]),
        ("Rebels opened the gates of Munzola prison, and soldiers shelled the Al-Zarmela quarter.", ["Munzola", "Al-Zarmela"]),
        ("The soldiers withdrew to Zabrulan, and the army sent troops to Kwarbu Tuduwa.", ["Zabrulan", "Kwarbu Tuduwa"]),
        ("A drone hit the Zarmela junction, and shells fell on the Qarqol dam.", ["Zarmela", "Qarqol"]),
        ("The rebels fought soldiers in Bunia and Mbarulu, and the army sent troops.", ["Mbarulu"]),
        ("Soldiers were killed in Deir al-Fooma. The army shelled it; smoke rose over Deir al-Fooma.",
         ["Deir al-Fooma", "Deir al-Fooma"]),
        ("Gunmen shot dead a shopkeeper at Kolge Tuesday evening, and soldiers came.", ["Kolge"]),
        ("Kolge has come under rocket fire, and Tabit was shelled by the army.", ["Kolge", "Tabit"]),
        ("Rebels abducted a nurse in Kalonge, and troops searched the Zarmela area.", ["Kalonge", "Zarmela"]),
    ],
)  # fmt: skip
def test_an_unknown_name_in_the_position_of_a_place_is_one(reader, sentence, names):
    assert unresolved(reader, sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Rockets were fired from Wagrula positions, and Wagrula said that its fighters left the army.",
        "The troops kept the ceasefire in Parliament, in Congress and in the Cabinet.",
        "Soldiers were wounded in Operation Thunder, the army said.",
        "Reporting on the war by Jane Miller in Kyiv and Oleh Starenko in Kherson, where shells fell.",
        "The militiamen, loyal to Khalid Zaftar, shelled the town, a soldier told the paper and said so to Zeuters.",
        "The rebels walked around Ambassador Torvald Ness, and the soldiers fired.",
        "The army drove the militants out of UNESCO and shelled them.",
        "Gunmen of the Rapid Support Forces fired at soldiers at the South Hospital.",
        "The troops were in Ramadan mood when the shelling began.",
        "Shells and mortar fire wounded a soldier from Jones's platoon.",
        "He believes in Karma and in Zorbas, and lives in Fumblewick.",
    ],
)
def test_other_names_in_like_positions_are_none(reader, sentence):
    assert unresolved(reader, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("The Kremlin blamed the rebels.", "Kremlin", "actor"),
        ("The writers were received in the Kremlin on Friday.", "Kremlin", "location"),
        ("The jets hit a depot, the Pentagon said.", "Pentagon", "actor"),
        ("Ministers met in the White House on Monday.", "White House", "location"),
    ],
)
def test_a_seat_of_government_speaks_for_it(reader, sentence, name, role):
    (mention,) = reader.read(Article(id="x", text=sentence, language="en")).mentions
    assert (mention.text, mention.role) == (name, role)
    assert mention.place is not None
    assert mention.place.kind == "seat"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Iraqi militia troops left al-Qaim overnight.", "al-Qaim"),
        ("Shells hit Deir ez-Zor province in the war.", "Deir ez-Zor"),
        ("Buses with refugees from Syria drove east, over the Euphrates, as troops withdrew.", "Euphrates"),
        ("The army of Lebanon sent troops south of the Litani on Wednesday.", "Litani"),
    ],
)
def test_names_with_small_articles_and_rivers_are_names(reader, sentence, name):
    mentions = reader.read(Article(id="x", text=sentence, language="en")).mentions
    (mention,) = (m for m in mentions if m.text == name)
    assert mention.form == "name"
    assert mention.place is not None


def test_the_end_of_the_name_of_a_force_is_no_place(reader):
    text = "Fighters of Hayat Tahrir al-Sham and Ahrar al-Sham entered Aleppo."
    mentions = reader.read(Article(id="x", text=text, language="en")).mentions
    assert [m.text for m in mentions] == ["Aleppo"]


WAR = "Soldiers and rebels fought near the border on Monday; shelling and air strikes killed civilians, the army said. "


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fighters seized Kolge, a port town in the south of the country.", ["Kolge"]),
        ("Residents of Kolge hid in cellars as soldiers fired.", ["Kolge"]),
        ("Shelling of Kolge resumed at dawn.", ["Kolge"]),
        ("Militants raided Kolge in the night.", ["Kolge"]),
        ("Thousands fled Kolge on foot.", ["Kolge"]),
        ("Shells rained on Kolge in the night.", ["Kolge"]),
        ("Rebels shot Kolge, a village teacher, in the street.", []),
    ],
)
def test_words_of_a_war_make_a_name_beside_them_a_place(reader, text, names):
    found = reader.read(Article("a", f"{WAR}{text}\n", language="en")).mentions
    assert [m.text for m in found if m.start >= len(WAR) and m.form == "name"] == names


@pytest.mark.parametrize(("text", "names"), [
    ("Jets dropped bombs on a command post in Haret Vreik on Monday.", []),
    ("Jets dropped bombs on a command post in Zahle Monday.", ["Zahle"]),
])
def test_a_little_town_is_not_the_first_half_of_a_longer_name(reader, text, names):
    reading = reader.read(Article("x", f"{text}\n"))
    assert [m.text for m in reading.mentions if m.place is not None and m.place.kind in ("city", "town", "village")] == names

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

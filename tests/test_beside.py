"""What stands beside a name: words that ask for a kind, and names that contain it."""

from __future__ import annotations

import pytest

from karamap.places.beside import ASKED, asked_words, containers, gaps_between
from karamap.records import Candidate, Mention, Place


def mentions_of(text, *names, kind="country"):
    """Return a mention of each name, in the order of the text, with one place of this kind."""
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        place = Place(name.lower(), name, kind, "XX", 1.0, 1.0, 10.0)
        candidates = (Candidate(place, "name"),)
        found.append(
            Mention(f"m{at}", "a", at, at + len(name), name, "body", 0, "name", candidates)
        )
    return found


def asked(text, *names):
    mentions = mentions_of(text, *names)
    return asked_words(text, mentions, gaps_between(text, mentions))


def contained(text, *names, kind="country"):
    mentions = mentions_of(text, *names, kind=kind)
    if kind == "country":  # what lies in a country is a town
        mentions[:1] = mentions_of(text, *names[:1], kind="town")
    places = containers(mentions, gaps_between(text, mentions))
    return [place.name if place else None for place in places]


@pytest.mark.parametrize("word", sorted(ASKED))
@pytest.mark.parametrize("form", [str.lower, str.capitalize, str.upper])
def test_every_word_asks_before_and_behind_a_name(word, form):
    shown = form(word)
    for text in (
        f"In Foo {shown}, they said.",
        f"In Foo's {shown} now.",
        f"The {shown} Foo is there.",
        f"The {shown} of Foo is there.",
        f"The {shown} of the Foo is there.",
    ):
        assert asked(text, "Foo") == [word], text


@pytest.mark.parametrize(
    "text",
    [
        "In Foo they restated it.",
        "They proposed that Foo act.",
        "Citing Foo, he left.",
        "Foo",
        "of Foo",
    ],
)
def test_other_words_ask_nothing(text):
    assert asked(text, "Foo") == [None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fighting in Foo, Bar and Baz districts went on.", ["district"] * 3),
        ("the towns of Foo, Bar and Baz fell", ["town"] * 3),
        ("the city of Foo and Bar", ["city", None]),
        ("Foo and Bar, then Baz province", [None, None, "province"]),
    ],
)
def test_a_word_for_several_asks_of_the_whole_row(text, words):
    assert asked(text, *[name for name in ("Foo", "Bar", "Baz") if name in text]) == words


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They met in Foo, Bar yesterday.", ["Bar", None]),
        ("They met in Foo in northern Bar.", ["Bar", None]),
        ("They met in Foo (Bar) then.", ["Bar", None]),
        ("Foo's western Bar saw rain.", [None, "Foo"]),
        ("Foo and Bar agreed.", [None, None]),
        ("Foo fell long before anyone in the south of distant Bar knew.", [None, None]),
    ],
)
def test_containers(text, places):
    assert contained(text, "Foo", "Bar") == places


def test_a_comma_before_a_town_contains_nothing():
    assert contained("They met in Foo, Bar yesterday.", "Foo", "Bar", kind="town") == [None, None]


def test_a_country_lies_in_another_only_where_a_place_of_its_name_does():
    text = "They met in Foo, Bar yesterday; Foo, Bar and Baz agreed."
    mentions = mentions_of(text, "Foo", "Bar", "Foo", "Bar", "Baz")
    gaps = gaps_between(text, mentions)
    assert containers(mentions, gaps) == [None] * 5
    unit = Place("unit", "Foo", "state", "XX", 1.0, 1.0, 10.0)
    both = [
        mention._replace(candidates=(*mention.candidates, Candidate(unit, "name")))
        for mention in mentions
    ]
    assert [place and place.name for place in containers(both, gaps)] == ["Bar", None, None, None, None]

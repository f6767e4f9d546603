"""Actors are read strictly and found whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from karamap.actors import ActorIndex, read_actors
from karamap.errors import GeodataError
from karamap.names import fold
from karamap.records import Actor, Place

GOOD = """
[[actor]]
id = "state-north"
name = "Northland"
kind = "state"
side = "north"
seat = "polis"
names = ["Northland", "Republic of Northland", "Pólis"]
adjectives = ["Northern"]
source = "test"

[[actor]]
id = "ministry-north"
name = "Foreign Ministry of Northland"
kind = "ministry"
represents = "state-north"
names = ["Northern Foreign Ministry"]

[[actor]]
id = "person-a"
name = "Ann Example"
kind = "person"
represents = "ministry-north"
names = ["Ann Example"]
[[actor.term]]
office = "minister"
start = 2001-02-03
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "actors.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_actors_are_read_with_their_terms(tmp_path: Path) -> None:
    state, ministry, person = read_actors(write(tmp_path, GOOD))
    assert state.names == ("Northland", "Republic of Northland", "Pólis")
    assert ministry.represents == "state-north"
    assert person.terms == (("minister", date(2001, 2, 3), None),)


def test_longest_name_wins_and_offsets_hold(tmp_path: Path) -> None:
    index = ActorIndex(read_actors(write(tmp_path, GOOD)))
    text = fold(
        "The Northern Foreign Ministry, NORTHLAND, not Northlandia, met Ann\u00a0Example"
    ).text
    found = [(text[s.start : s.end], s.actor.id) for s in index.find(text)]
    assert found == [
        ("northern foreign ministry", "ministry-north"),
        ("northland", "state-north"),
        ("ann example", "person-a"),
    ]


def test_representatives_lead_to_the_state(tmp_path: Path) -> None:
    index = ActorIndex(read_actors(write(tmp_path, GOOD)))
    person = index.get("person-a")
    assert person is not None
    assert index.represented(person).name == "Northland"


def test_a_seat_stands_for_its_state(tmp_path: Path) -> None:
    index = ActorIndex(read_actors(write(tmp_path, GOOD)))
    seat = Place("polis", "Pólis", "city", "XX", 0.0, 0.0, 5.0, capital=True)
    actor = index.of_place(seat)
    assert actor is not None
    assert actor.id == "state-north"
    assert index.of_place(Place("village", "Village", "village", "XX", 0.0, 0.0, 1.0)) is None


def test_a_capital_of_no_listed_seat_stands_for_its_country() -> None:
    index = ActorIndex((Actor("s", "Southland", "state"),))
    capital = Place("cap", "Cap", "city", "SS", 0.0, 0.0, 5.0, capital=True)
    country = Place("country.SS", "Southland", "country", "SS", 0.0, 0.0, 500.0)
    actor = index.of_place(capital, country)
    assert actor is not None
    assert actor.name == "Southland"


def test_no_actors_find_nothing() -> None:
    assert ActorIndex(()).find("anything at all") == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('kind = "ministry"', 'kind = "club"'), "'club' is not known"),
        (('represents = "ministry-north"', 'represents = "nobody"'), "'nobody' is no other actor"),
        (('represents = "ministry-north"', 'represents = "person-a"'), "is no other actor"),
        (('id = "person-a"', 'id = "state-north"'), "is there twice"),
        (('side = "north"', 'sides = "north"'), "'sides'"),
        (("start = 2001-02-03", "start = 2001-02-03\nend = 2000-01-01"), "before the start"),
        (('name = "Ann Example"', 'name = ""'), "is empty"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    text = GOOD.replace(*change)
    assert text != GOOD
    with pytest.raises(GeodataError, match=message) as caught:
        read_actors(write(tmp_path, text))
    assert "\n" not in str(caught.value)
    assert "actors.toml" in str(caught.value)

"""Places of which a text gives only the name: told with their event, never drawn."""

from __future__ import annotations

from datetime import date

import pytest

from karamap import objects
from karamap.events import merge
from karamap.records import Article, Event, Interval

DAY = date(2023, 10, 8)


def events(reader, *texts: str) -> tuple[Event, ...]:
    published = Interval(DAY, DAY, "day", "printed")
    readings = [
        reader.read(Article(f"a{n}", f"{text}\n", published=published))
        for n, text in enumerate(texts)
    ]
    return tuple(e for e in merge(r for found in readings for r in found.reports) if e.type == "ASSAULT")


TOLD = [
    ("Near Qarabulo, a mortar round killed a boy on Sunday.", ["Qarabulo"], []),
    ("Soldiers shelled the village of Kanyabaro on Sunday.", ["Kanyabaro"], []),
    ("Rebels ambushed a convoy near Mokolondo, in the Kherson region, on Sunday.", ["Mokolondo"], ["Kherson"]),
    ("A drone hit the city of Kherson on Sunday.", [], ["Kherson"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unplaced", "places"), TOLD, ids=[t[0][:30] for t in TOLD])
def test_an_event_keeps_the_names_of_its_places(reader, text, unplaced, places) -> None:
    (event,) = events(reader, text)
    assert list(event.unplaced) == unplaced
    assert [place.name for place in event.places] == places
    assert objects.event_object(event)["unplaced"] == unplaced
    assert bool(event.where_prec) == bool(event.places)


def test_what_is_told_together_shares_the_unknown_place(reader) -> None:
    found = events(
        reader,
        "Troops fought in Kherson on Friday. Near Qarabulo, a mortar round killed a boy on Sunday. "
        "Three men were wounded.",
    )
    wounded = [e for e in found if e.wounded is not None]
    assert [(e.unplaced, e.places) for e in wounded] == [(("Qarabulo",), ())]


def test_the_same_unknown_name_is_the_same_place(reader) -> None:
    one = "A mortar round killed two boys near Qarabulo on Sunday."
    (both,) = events(reader, one, "Two boys were killed by a mortar near Qarabulo on Sunday.")
    assert "the same place (Qarabulo)" in both.merge_reason
    assert len(events(reader, one, "A mortar round killed two boys near Sharafuto on Sunday.")) == 2


def test_a_capital_without_a_name_is_not_the_place_told_before(reader) -> None:
    found = events(reader, "Rebels seized Kherson on Friday. Drones hit the capital on Saturday.")
    assert [[p.name for p in e.places] for e in found] == [["Kherson"], []]

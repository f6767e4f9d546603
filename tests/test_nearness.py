"""What only happened near a place: its class of precision, its radius, and what a record may join."""

from __future__ import annotations

from datetime import date

import pytest

from karamap import objects
from karamap.events import merge
from karamap.joins.ground import Ground
from karamap.records import Article, Event, Interval, Record

DAY = date(2023, 10, 8)


def event(reader, text: str) -> Event:
    published = Interval(DAY, DAY, "day", "printed")
    reports = reader.read(Article("a", f"{text}\n", published=published)).reports
    (only,) = merge(r for r in reports if r.type == "ASSAULT")
    return only


NEAR = [
    ("Rockets hit villages near Kupiansk on Sunday.", 2, [25.0]),
    ("Heavy fighting raged around Avdiyivka on Sunday.", 2, [25.0]),
    ("Shells fell north-east of Kherson on Sunday, killing two.", 2, [25.0]),
    ("An air strike killed ten people 40 km north of Goma on Sunday.", 3, None),
    ("Rebels ambushed a convoy 10 miles from Mopti on Sunday, killing six soldiers.", 2, None),
    ("Clashes erupted on the outskirts of Khartoum on Sunday.", 2, None),
    ("Troops shelled hamlets near Kupiansk and Bakhmut on Sunday.", 2, [25.0, 25.0]),
    ("A shell killed a woman near a school in Kherson on Sunday.", 1, []),
    ("Shells killed four people in and around Kherson on Sunday.", 2, [25.0]),
    ("Around 50 shells hit the city of Kherson on Sunday.", 1, []),
    ("A drone struck the bus station in Kherson on Sunday.", 1, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "where_prec", "kilometres"), NEAR, ids=[n[0][:40] for n in NEAR])
def test_near_is_not_at(reader, text, where_prec, kilometres) -> None:
    found = event(reader, text)
    assert found.places
    assert found.where_prec == where_prec
    if kilometres is not None:
        assert [km for _, km in found.near] == kilometres
    ids = {place.id for place in found.places}
    assert {key for key, _ in found.near} <= ids


def test_outputs_have_the_wider_radius(reader) -> None:
    near = event(reader, "Rockets hit villages near Kupiansk on Sunday.")
    at = event(reader, "Rockets hit a bakery in Kupiansk on Sunday.")
    (wide,), (own,) = (objects.event_object(e)["places"] for e in (near, at))
    assert (wide["place_id"], wide["radius_km"]) == (own["place_id"], 25.0)
    assert own["radius_km"] == at.places[0].radius_km < 25.0


def test_a_record_may_lie_further_away(reader) -> None:
    near = event(reader, "An air strike killed ten people 40 km north of Goma on Sunday.")
    at = event(reader, "An air strike killed ten people in Goma on Sunday.")
    (place,) = at.places
    assert place.lon is not None and place.lat is not None
    record = Record(
        "r", "Air strike", "ASSAULT", DAY, DAY, 1, None, "", place.lon, place.lat + 0.36, 1
    )  # fmt: skip
    spaces = [Ground().space(e, place, record) for e in (near, at)]
    assert [s is not None and (s.distance or 0) <= s.allowed for s in spaces] == [True, False]

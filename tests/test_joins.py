from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.dates import gap_days
from karamap.features import by_place
from karamap.geometry import distance_km
from karamap.joins import Spot, compatible, is_summary, join, near, unmatched
from karamap.records import Actor
from making import (
    DISTRICT,
    FEATURES,
    LAND,
    REGION,
    SEAT,
    TOWN,
    VILLAGE,
    days,
    event,
    place,
    record,
    report,
)

FIRST = date(2010, 1, 1)


@st.composite
def spots(draw):
    start = FIRST + timedelta(draw(st.integers(0, 400)))
    near_pole = st.floats(88.5, 90) | st.floats(-90, -88.5)
    near_dateline = st.floats(178.5, 180) | st.floats(-180, -178.5)
    return Spot(
        lon=draw(st.floats(-180, 180) | near_dateline | st.floats(44, 48)),
        lat=draw(st.floats(-90, 90) | near_pole | st.floats(38, 42)),
        reach_km=draw(st.sampled_from([0.0, 1.0, 25.0, 100.0, 400.0, 3000.0])),
        start=start,
        end=start + timedelta(draw(st.sampled_from([0, 0, 1, 7, 60, 365]))),
        reach_days=draw(st.integers(0, 15)),
    )


def every_pair(left, right):
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            gap = gap_days(a.start, a.end, b.start, b.end)
            distance = distance_km(a.lon, a.lat, b.lon, b.lat)
            close = distance <= a.reach_km + b.reach_km
            if close and gap <= a.reach_days + b.reach_days:
                yield i, j, distance, gap


@settings(max_examples=150, deadline=None)
@given(st.lists(spots(), max_size=12), st.lists(spots(), max_size=25))
def test_near_equals_a_look_at_every_pair(left, right):
    assert list(near(left, right)) == list(every_pair(left, right))


@settings(max_examples=30, deadline=None)
@given(st.lists(spots(), max_size=6), st.integers(0, 3))
def test_near_finds_itself(rows, copies):
    many = rows * (copies + 1)
    found = {(i, j) for i, j, _, _ in near(rows, many)}
    assert {(i, i) for i in range(len(rows))} <= found


def joined(*events, records):
    return [[match.record_id for match in e.records] for e in join(events, records)]


def test_the_same_place_and_day_agree():
    (found,) = join([event("e", report("r", "a"))], [record("k")])
    (match,) = found.records
    assert (match.record_id, match.distance_km, match.day_difference) == ("k", 0.0, 0)
    assert match.score == pytest.approx(0.85)
    assert "same type" in match.reason
    assert "0 km apart" in match.reason
    assert "same days" in match.reason


@pytest.mark.parametrize(
    ("more", "agrees"),
    [
        ({"kind": "AGREE"}, False),
        ({"start": "2010-01-19"}, True),
        ({"start": "2010-01-20"}, False),
        ({"start": "2010-01-20", "date_prec": 2}, True),
        ({"start": "2010-01-20", "end": "2010-01-21", "date_prec": 2}, False),
        ({"at": VILLAGE}, False),
        ({"at": VILLAGE, "where_prec": 3}, False),
        ({"at": VILLAGE, "where_prec": 4}, True),
        ({"at": SEAT}, False),
        ({"at": None}, False),
        ({"start": "2009-06-01", "end": "2010-06-01", "date_prec": 5}, False),
    ],
)
def test_tolerances_come_from_both_precisions(more, agrees):
    found = joined(event("e", report("r", "a")), records=[record("k", **more)])
    assert found == [["k"] if agrees else []]


@pytest.mark.parametrize("status", ["hypothetical", "negated", "planned", "called_for"])
def test_what_did_not_happen_is_not_joined(status):
    assert joined(event("e", report("r", "a", status=status)), records=[record("k")]) == [[]]


def test_no_date_no_join():
    for when in (None, days("2010-01-18", None, "open")):
        assert joined(event("e", report("r", "a", when=when)), records=[record("k")]) == [[]]


def test_a_single_record_goes_to_the_event_that_agrees_best():
    exact = event("e1", report("r1", "a"))
    wide = event("e2", report("r2", "b", places=(REGION,)), places=(REGION,))
    alike = event("e3", report("r3", "c"))
    near_town = record("k", lon=11.6, lat=41.6, at=None)
    assert joined(exact, wide, records=[record("k")]) == [["k"], []]
    assert joined(exact, wide, records=[near_town]) == [[], ["k"]]
    first, second = join([exact, alike], [record("k")])
    assert first.records[0].reason.endswith("2 events agree alike")
    assert second.records[0].record_id == "k"


def test_a_summary_goes_to_every_event_that_it_covers():
    summary = record("k", start="2010-01-15", end="2010-01-22", at=DISTRICT, where_prec=4)
    events = [
        event("e1", report("r1", "a", places=(DISTRICT,))),
        event("e2", report("r2", "b", when="2010-01-20", places=(VILLAGE,))),
        event("e3", report("r3", "c", when="2010-02-20", places=(DISTRICT,))),
    ]
    assert is_summary(summary)
    assert not is_summary(record("k"))
    found = join(events, [summary])
    assert [[m.record_id for m in e.records] for e in found] == [["k"], ["k"], []]
    assert found[0].records[0].reason.endswith("the record sums up 2 events")


def test_words_are_joined_by_day_and_speaker():
    said = event("e", report("r", "a", "REQUEST", places=(), source=("The Envoy",)))
    by_him = record("k1", "STATEMENT", at=SEAT, actors=("the envoy",))
    by_others = record("k2", "STATEMENT", at=SEAT, actors=("Minister",))
    a_fight = record("k3", actors=("The Envoy",))
    (found,) = join([said], [by_him, by_others, a_fight])
    (match,) = found.records
    assert (match.record_id, match.distance_km) == ("k1", None)
    assert "no place to compare" in match.reason
    assert "both name the envoy" in match.reason


def test_a_meeting_is_joined_where_it_was_held():
    met = event("e", report("r", "a", "CONSULT", places=(), venue=SEAT))
    assert joined(met, records=[record("k", "AGREE", at=SEAT)]) == [["k"]]
    assert joined(met, records=[record("k", "AGREE", at=TOWN)]) == [[]]


def test_ids_and_names_of_an_actor_are_one_and_a_speaker_stands_for_his_state():
    actors = (
        Actor("state-hill", "Hill", "state", names=("Republic of Hill",)),
        Actor("envoy", "The Envoy", "person", represents="state-hill"),
        Actor("loop", "Loop", "person", represents="loop"),
    )
    said = event("e", report("r", "a", "REQUEST", places=(), source=("The envoy", "Loop")))
    by_hill = record("k1", "STATEMENT", at=SEAT, actors=("state-hill",))
    (found,) = join([said], [by_hill], actors)
    assert "both name Hill" in found.records[0].reason
    assert join([said], [by_hill])[0].records == ()


def test_other_actors_weigh_less():
    told = event("e", report("r", "a", source=("Hill",)))
    same, other = (join([told], [record("k", actors=(name,))])[0].records[0] for name in
                   ("hill", "Valley"))  # fmt: skip
    assert same.score == 1.0
    assert other.score == 0.5


def test_the_distance_from_a_drawing_counts():
    drawings = by_place(FEATURES)  # the square from 12, 41 to 13, 42
    district = place("district", "district", 12.5, 41.5, radius_km=90.0)
    told = event("e", report("r", "a", places=(district,)))
    inside, edge, outside = (
        record(key, at=None, lon=lon, lat=41.1)
        for key, lon in (("inside", 12.9), ("edge", 13.05), ("outside", 13.2))
    )
    (found,) = join([told], [inside, edge, outside], (), drawings)
    assert [(m.record_id, m.distance_km) for m in found.records] == [("edge", 4.2), ("inside", 0.0)]
    (found,) = join([told], [inside, edge, outside])
    assert len(found.records) == 3, "without a drawing the radius counts"


def test_unmatched_lists_the_rest_in_order():
    records = [record("z", start="2011-01-01"), record("k"), record("b", start="2012-01-01")]
    events = join([event("e", report("r", "a"))], records)
    assert [r.id for r in unmatched(events, records)] == ["z", "b"]


def test_join_keeps_order_and_does_not_depend_on_the_records_order():
    events = [event(f"e{i}", report(f"r{i}", "a", places=(p,))) for i, p in
              enumerate((TOWN, VILLAGE, LAND, DISTRICT))]  # fmt: skip
    records = [record("a"), record("b", at=VILLAGE), record("c", at=DISTRICT, where_prec=3)]
    forward, backward = join(events, records), join(events, records[::-1])
    assert forward == backward
    assert [e.id for e in forward] == ["e0", "e1", "e2", "e3"]


def test_families():
    assert compatible("AGREE", "CONSULT")
    assert compatible("OTHER", "OTHER")
    assert not compatible("ASSAULT", "AGREE")
    assert not compatible("OTHER", "ELSE")

from __future__ import annotations

import csv
import json
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.dates import gap_days
from karamap.features import by_place
from karamap.geometry import distance_km
from karamap.joins import (
    Columns,
    Joined,
    Judge,
    Refused,
    Spot,
    compatible,
    grid,
    is_summary,
    join,
    join_report,
    near,
    near_columns,
    unmatched,
)
from karamap.records import Actor, Episode, Reading
from making import (
    DISTRICT,
    FEATURES,
    LAND,
    REGION,
    SEAT,
    TEXT,
    TOWN,
    VILLAGE,
    article,
    days,
    event,
    mention,
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


@settings(max_examples=60, deadline=None)
@given(st.lists(spots(), max_size=12), st.lists(spots(), max_size=25))
def test_near_equals_a_look_at_every_pair(left, right):
    assert list(near(left, right)) == list(every_pair(left, right))


@settings(max_examples=30, deadline=None)
@given(st.lists(spots(), max_size=6), st.integers(0, 3))
def test_near_finds_itself(rows, copies):
    many = rows * (copies + 1)
    found = {(i, j) for i, j, _, _ in near(rows, many)}
    assert {(i, i) for i in range(len(rows))} <= found


def columns(rows):
    return Columns(
        np.array([row[0] for row in rows], float),
        np.array([row[1] for row in rows], float),
        np.array([row[2] for row in rows], np.int64),
        np.array([row[2] + row[3] for row in rows], np.int64),
    )


ROWS = st.lists(
    st.tuples(
        st.floats(-180, 180) | st.sampled_from([-180.0, 180.0, 179.99, 0.0, 45.0, 45.01]),
        st.floats(-90, 90) | st.sampled_from([90.0, -90.0, 89.99, 0.0, 40.0, 40.01]),
        st.integers(0, 30),
        st.sampled_from([0, 0, 0, 2, 40]),
    ),
    max_size=30,
)


@settings(max_examples=100, deadline=None)
@given(ROWS, ROWS, st.sampled_from([0.0, 0.5, 25.0, 700.0, 9000.0, 20100.0]), st.integers(0, 5))
def test_near_columns_equals_a_look_at_every_pair(left, right, km, limit):
    found = near_columns(columns(left), columns(right), km, limit)
    wanted = []
    for i, (lon1, lat1, start1, long1) in enumerate(left):
        for j, (lon2, lat2, start2, long2) in enumerate(right):
            gap = max(0, start1 - start2 - long2, start2 - start1 - long1)
            far = distance_km(lon1, lat1, lon2, lat2)
            if far <= km and gap <= limit:
                wanted.append((i, j, gap, far))
    got = list(zip(found.left, found.right, found.gap_days, found.distance_km, strict=True))
    # NumPy and math may differ in the last digit: a pair that near to the limit may go either way.
    edge = {
        (i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if abs(distance_km(a[0], a[1], b[0], b[1]) - km) < 1e-6
    }
    assert [r[:3] for r in got if r[:2] not in edge] == [r[:3] for r in wanted if r[:2] not in edge]
    far = {(i, j): km for i, j, _, km in wanted}
    assert all(abs(km - far.get((i, j), km)) < 1e-6 for i, j, _, km in got)


def test_near_columns_measures_in_blocks(monkeypatch):
    rows = [(45 + i % 7 * 0.01, 40 + i % 5 * 0.01, i % 9, 0) for i in range(300)]
    whole = near_columns(columns(rows), columns(rows[:200]), 2.0, 1)
    monkeypatch.setattr(grid, "_BLOCK", 7)
    parts = near_columns(columns(rows), columns(rows[:200]), 2.0, 1)
    assert len(whole.left) > 1000
    assert whole.left.tolist() == parts.left.tolist()
    assert whole.right.tolist() == parts.right.tolist()


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
    assert first.records[0].reason.endswith("2 events agree with the record")
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


def test_what_a_point_stands_for_counts_and_not_the_point():
    drawings = by_place(FEATURES)  # the district is the square from 12, 41 to 13, 42
    told = event("e", report("r", "a", places=(place("hamlet", "village", 12.7, 41.7),)))
    values = {"at": None, "lon": 12.5, "lat": 41.5, "where_prec": None}
    spot, stands = (
        record(key, **values, represents=what, place_id=place_id)
        for key, what, place_id in (("spot", "", None), ("stands", "area", "district"))
    )
    (found,) = join([told], [spot, stands], (), drawings)
    (match,) = found.records
    assert (match.record_id, match.distance_km) == ("stands", 0.0)
    assert is_summary(stands)
    assert not is_summary(spot)


OTHER_LAND = place("country.XB", "country", 16.0, 42.0, radius_km=300.0)


def test_a_strike_in_two_countries_is_not_the_strike_on_one_town():
    both = event("e", report("r", "a", places=(LAND, OTHER_LAND), source=("Hill",)))
    spot = record("k", lon=13.0, lat=42.0, at=None, actors=("Hill",))
    assert joined(both, records=[spot]) == [[]]
    refused = Judge().judge(both, spot)
    assert refused == Refused("the event is told of the whole of Country.Xa, Country.Xb, the record of a spot")


@pytest.mark.parametrize(
    ("more", "agrees"),
    [
        ({"where_prec": 6}, True),
        ({"where_prec": 5}, True),
        ({"where_prec": 2}, False),
        ({"where_prec": 5, "actors": ("Valley",)}, False),
        ({"where_prec": 5, "start": "2010-01-19"}, False),
        ({"where_prec": 5, "lon": 60.0}, False),
        ({"where_prec": 5, "kind": "AGREE"}, False),
    ],
)
def test_what_is_told_of_a_country_joins_a_wide_record_as_a_summary(more, agrees):
    told = event("e", report("r", "a", places=(LAND,), source=("Hill",)))
    values = {"at": None, "lon": 13.0, "lat": 42.0, "actors": ("Hill",)} | more
    (found,) = join([told], [record("k", **values)])
    assert [match.record_id for match in found.records] == (["k"] if agrees else [])
    for match in found.records:
        assert match.distance_km is None
        assert match.relation == "event-wider"
        assert "told of the whole of Country.Xa: no distance to compare" in match.reason
        assert "joined as a summary" in match.reason


def test_a_wide_record_with_a_drawing_allows_what_the_drawing_allows():
    drawings = by_place(FEATURES)  # the district is the square from 12, 41 to 13, 42
    wide = record("k", at=None, place_id="district", lon=12.5, lat=41.5, where_prec=4)
    inside, outside = (
        event(key, report(f"r{key}", "a", places=(place(key, "village", lon, 41.5),)))
        for key, lon in (("inside", 12.9), ("outside", 13.3))
    )
    found = join([inside, outside], [wide], (), drawings)
    assert [[m.record_id for m in e.records] for e in found] == [["k"], []]
    assert found[0].records[0].distance_km == 0.0
    assert joined(inside, outside, records=[wide]) == [["k"], ["k"]], "its class alone allows both"
    refused = Judge((), drawings).judge(outside, wide)
    assert refused.reason == "25 km apart, 8 km allowed"


def test_two_drawings_are_as_far_apart_as_they_come_near():
    square, line = FEATURES[0], FEATURES[2]  # the road runs through the square's upper edge
    road = record("k", at=None, place_id="road", lon=12.5, lat=42.0, where_prec=5, start="2010-02-05")
    told = event("e", report("r", "a", when="2010-02-05", places=(DISTRICT,)))
    (found,) = join([told], [road], (), by_place([square, line]))
    assert found.records[0].distance_km == 0.0


@pytest.mark.parametrize(
    ("told", "known", "relation"),
    [
        ({}, {}, "same"),
        ({"when": days("2010-01-11", "2010-01-18", "week")}, {}, "event-wider"),
        ({}, {"start": "2010-01-11", "end": "2010-01-18"}, "record-wider"),
        ({}, {"where_prec": 3}, "record-wider"),
        ({"when": days("2010-01-11", "2010-01-18", "week")}, {"where_prec": 3}, "same"),
    ],
)
def test_a_match_says_which_of_the_two_sums_up_the_other(told, known, relation):
    (found,) = join([event("e", report("r", "a", **told))], [record("k", **known)])
    (match,) = found.records
    assert match.relation == relation
    assert ("joined as a summary" in match.reason) == (relation != "same")


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


EPISODES = (
    Episode("e1", "Winter clashes", date(2010, 1, 12), date(2010, 1, 17)),
    Episode("e2", "Spring clashes", date(2010, 4, 2), date(2010, 4, 6)),
)
MONTH = days("2010-01-01", "2010-01-31", "month")


def told(when=MONTH, places=(), **more):
    return event("e", report("r", "a", when=when, places=places, source=("Hill",), **more))


def by_episode(one, *records):
    (found,) = join([one], records, (), None, EPISODES)
    return [match.record_id for match in found.records]


@pytest.mark.parametrize("places", [(), (REGION,), (LAND,)])
def test_what_is_told_by_the_month_means_the_one_episode_in_it(places):
    there = record("k", start="2010-01-13", lon=13.0, lat=43.5, at=None, actors=("Hill",))
    (found,) = join([told(places=places)], [there], (), None, EPISODES)
    (match,) = found.records
    assert "both tell of the episode 'Winter clashes'" in match.reason
    assert (match.distance_km is None) == (not places)


@pytest.mark.parametrize(
    "one",
    [
        told(when="2010-01-13"),
        told(when=days("2009-12-20", "2010-01-20", "month")),
        told(when=days("2010-01-01", "2010-12-31", "year")),
        told(places=(TOWN,)),
        told(when=days("2010-01-01", "2010-04-30", "season")),
        told(status="planned"),
    ],
)
def test_what_is_told_otherwise_means_no_episode(one):
    there = record("k", start="2010-01-13", lon=13.0, lat=43.5, at=None, actors=("Hill",))
    assert by_episode(one, there) == []


def test_an_episode_needs_type_actor_and_days():
    there = {"start": "2010-01-13", "lon": 13.0, "lat": 43.5, "at": None}
    for one, fits in (
        (record("k", actors=("Hill",), **there), True),
        (record("k", actors=("Valley",), **there), False),
        (record("k", "AGREE", actors=("Hill",), **there), False),
        (record("k", actors=("Hill",), **(there | {"start": "2010-01-20"})), False),
        (record("k", actors=("Hill",), **(there | {"lon": 60.0, "lat": 1.0})), True),
    ):
        assert by_episode(told(), one) == (["k"] if fits else [])
    far = record("k", actors=("Hill",), **(there | {"lon": 60.0, "lat": 1.0}))
    assert by_episode(told(places=(REGION,)), far) == []


def test_several_events_of_an_episode_share_its_records():
    there = record("k", start="2010-01-13", lon=13.0, lat=43.5, at=None, actors=("Hill",))
    two = [told(), event("f", report("q", "b", when=MONTH, places=(REGION,), source=("Hill",)))]
    found = join(two, [there], (), None, EPISODES)
    assert [[m.record_id for m in e.records] for e in found] == [["k"], ["k"]]


def test_a_record_without_a_date_class_is_joined():
    assert joined(event("e", report("r", "a")), records=[record("k", date_prec=None)]) == [["k"]]
    assert not is_summary(record("k", date_prec=None))


def test_the_report_lists_both_sides():
    from making import SOURCES

    shelled = event("e1", report("r1", "a", source=("Hill",)))
    nowhere = event("e2", report("r2", "a", places=()))
    undated = event("e3", report("r3", "a", when=None))
    planned = event("e4", report("r4", "a", status="planned"))
    talks = event("e5", report("r5", "a", "AID"))
    lonely = event("e6", report("r6", "a", when="2012-01-01"))
    far = event("e7", report("r7", "a", places=(SEAT,)))
    records = [
        record("k1", killed_low=1, killed_high=4, version="2", dataset="d", flags=("odd",)),
        record("k2", start="2015-01-01", at=SEAT),
        record("k3", "PROTEST", start="2010-01-22", at=VILLAGE, dataset="d"),
    ]
    events = join([shelled, nowhere, undated, planned, talks, lonely, far], records)
    readings = [Reading(article("a", "2010-01-20"), (mention("m1", "a"), mention("m2", "a"),
                        mention("m3", "a", REGION), mention("m4", "a", role="actor"),
                        mention("m5", "a", SEAT)), (), ())]  # fmt: skip
    found = join_report(Joined(readings, events, records, SOURCES))
    (match,) = found["matches"]
    assert (match["event_id"], match["record_id"]) == ("e1", "k1")
    assert (match["distance_km"], match["day_difference"]) == (0.0, 0)
    assert match["record_killed"] == {"low": 1, "best": None, "high": 4}
    assert match["quote"]
    why = {row["event_id"]: row["reason"] for row in found["events_unmatched"]}
    assert why == {
        "e2": "the event has no place to compare",
        "e3": "the event has no date",
        "e4": "not said to have happened: planned",
        "e5": "the records of these days are of other types",
        "e6": "no record of these days",
        "e7": why["e7"],
    }
    assert why["e7"].endswith("agrees: 277 km apart, 14 km allowed")
    assert found["events_unmatched"][-1]["nearest_record"] == "k1"
    assert match["sentence"] == {"start": 0, "end": 30, "text": TEXT[:30]}
    assert match["sentence"]["text"][match["start"] : match["end"]] == match["quote"]
    rest = {row["record_id"]: (row["reason"], row["nearest_event"]) for row in found["records_unmatched"]}
    assert rest == {
        "k2": ("no event of these days", None),
        "k3": ("the events of these days are of other types", None),
    }
    (elsewhere,) = found["mentions_unmatched"]
    assert elsewhere["place_id"] == "seat"
    assert elsewhere["reason"] == "no record within 25 km and 3 days of the article"
    assert elsewhere["sentence"]["text"][elsewhere["start"] : elsewhere["end"]] == "Town"
    assert [row["record_id"] for row in found["records_unmatched"]] == ["k3", "k2"]
    (named, *more) = found["mentions"]
    assert (named["record_id"], named["mentions"], named["day_difference"]) == ("k1", ["m1", "m2"], 2)
    assert [row["record_id"] for row in found["flagged"]] == ["k1"]
    assert more == []
    near = {(row["event_id"], row["record_id"]): row for row in found["near_misses"]}
    assert near["e7", "k1"]["reason"] == "277 km apart, 14 km allowed"
    assert near["e7", "k1"]["distance_km"] == pytest.approx(277, abs=1)
    assert near["e2", "k1"] == {
        "event_id": "e2", "record_id": "k1", "distance_km": None, "day_difference": 0,
        "reason": "the event has no place to compare",
    }  # fmt: skip
    assert set(near) == {("e7", "k1"), ("e2", "k1")}
    counts = found["counts"]
    assert counts["events"] == counts["events_matched"] + counts["events_unmatched"] == 7
    assert counts["records"] == counts["records_matched"] + counts["records_unmatched"] == 3
    sets = [(row["dataset"], row["version"], row["matched"], row["licence"]) for row in found["datasets"]]
    assert sets == [("", None, 0, "CC0"), ("d", None, 0, "CC0"), ("d", "2", 1, "CC0")]


def test_the_report_does_not_depend_on_the_order_of_its_input():
    from making import SOURCES

    events = [event(f"e{i}", report(f"r{i}", "a", places=(p,))) for i, p in enumerate((TOWN, VILLAGE))]
    records = [record("a"), record("b", at=VILLAGE), record("c", at=DISTRICT, where_prec=3)]
    one = join_report(Joined((), join(events, records), records, SOURCES))
    two = join_report(Joined((), join(events[::-1], records[::-1]), records[::-1], SOURCES))
    assert one == two
    assert len(one["matches"]) > 1


def test_the_report_is_written_as_json_and_as_a_table(tmp_path):
    from karamap.exports import write_join_report
    from making import SOURCES

    records = [record("k"), record("rest", start="2015-01-01", at=SEAT)]
    events = join([event("e", report("r", "a", quote="=1+1")), event("f", report("q", "a", when=None))],
                  records)  # fmt: skip
    found = join_report(Joined((), events, records, SOURCES))
    names = write_join_report(tmp_path, found)
    assert names == ("join-report.csv", "join-report.json")
    assert json.loads((tmp_path / "join-report.json").read_text(encoding="utf-8")) == found
    text = (tmp_path / "join-report.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["result"], row["event_id"], row["record_id"]) for row in rows] == [
        ("match", "e", "k"),
        ("event without record", "f", ""),
        ("record without event", "", "rest"),
    ]
    assert rows[0]["quote"] == "'=1+1", "a spreadsheet would run it"

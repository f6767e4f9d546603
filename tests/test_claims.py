"""Several outlets and both sides on one event: what merges, what is told as fact, and the tolls.

The figures are for texts that were written for this test; they show mistakes, not quality at large.
"""

from __future__ import annotations

import pytest

import claims
from claims import TOLD, UNTOLD, Match, Pair
from karamap.records import Event, Report

_FIGHTING = frozenset(("asserted", "claimed"))  # statuses that put an event among the fighting


@pytest.fixture(scope="module")
def reports(reader) -> dict[str, tuple[Report, ...]]:
    return claims.read_claims(reader)


@pytest.fixture(scope="module")
def matches(reports) -> list[Match]:
    return claims.matches(reports)


@pytest.fixture(scope="module")
def events(reports) -> tuple[Event, ...]:
    return claims.merged(reports)


@pytest.fixture(scope="module")
def pairs(matches: list[Match], events: tuple[Event, ...]) -> list[Pair]:
    return claims.pairs(matches, events)


def share(right: list[bool]) -> float:
    assert right
    return sum(right) / len(right)


def test_the_gold_fits_the_texts() -> None:
    texts = {row["id"]: row["text"] for row in claims.rows("articles.jsonl")}
    gold = claims.rows("gold.jsonl")
    assert len(texts) >= 30
    assert {row["article"] for row in gold} == set(texts)
    for row in gold:
        assert texts[row["article"]].count(row["quote"]) == 1, row["quote"]
    assert max(len(text.split()) for text in texts.values()) <= 160


def test_reports_are_found_with_type_status_days_and_places(matches: list[Match]) -> None:
    wanted = [m for m in matches if m.gold["status"] not in UNTOLD]
    found = [m for m in wanted if m.report is not None]
    told = [m for m in found if m.gold["status"] in TOLD]
    dated = [m for m in told if m.gold["date_start"] or m.gold["date_end"]]
    assert len(found) >= 0.9 * len(wanted)
    assert share([m.report.type == m.gold["type"] for m in found if m.report]) >= 0.9
    assert share([m.status_right() for m in matches]) >= 0.9
    assert share([m.days_right() for m in dated]) >= 0.9
    assert share([m.places_right() for m in told]) >= 0.8


def test_tolls_are_ranges(matches: list[Match]) -> None:
    told = [(m.name, *toll) for m in matches if m.report for toll in m.tolls()]
    missed = [m for m in matches if not m.report and (m.gold["killed"] or m.gold["wounded"])]
    right = sum(ok for *_, ok in told)
    assert right >= 0.9 * (len(told) + len(missed)), [t for t in told if not t[-1]]


def test_reports_of_one_event_are_merged(pairs: list[Pair]) -> None:
    same = [p for p in pairs if p.one]
    assert len(same) >= 60
    assert share([p.right for p in same]) >= 0.9, [str(p) for p in same if not p.right]


def test_reports_of_two_events_stay_apart(pairs: list[Pair]) -> None:
    other = [p for p in pairs if not p.one]
    assert len(other) >= 150
    assert share([p.right for p in other]) >= 0.98, [str(p) for p in other if not p.right]


def test_no_plan_denial_or_wish_is_told_as_a_fact(
    matches: list[Match], events: tuple[Event, ...]
) -> None:
    home = {report.id: event for event in events for report in event.reports}
    for match in matches:
        if match.gold["status"] in TOLD or match.report is None:
            continue
        if match.report.type != match.gold["type"]:
            continue
        assert match.report.status not in _FIGHTING, match.name
        event = home.get(match.report.id)
        if event is not None and event.status in _FIGHTING:
            # only what somebody else tells as well, and then the denial is said with it
            assert any(r.status in _FIGHTING for r in event.reports), match.name
            assert any(line.startswith("status: ") for line in event.differs), match.name


def test_a_merge_says_why_and_what_differs(events: tuple[Event, ...]) -> None:
    several = [e for e in events if len(e.articles) > 1]
    assert len(several) >= 10
    for event in several:
        assert event.merge_reason.startswith(f"{len(event.reports)} reports in ")
        tolls = {claims.bounds(r.killed) for r in event.reports if r.killed}
        assert (len(tolls) > 1) == any(line.startswith("killed: ") for line in event.differs)


def test_both_sides_of_a_blame_stand_side_by_side(events: tuple[Event, ...]) -> None:
    (strike,) = [
        e for e in events
        if e.articles and "ganja-1" in e.articles and len(e.articles) > 2 and e.type == "ASSAULT"
    ]  # fmt: skip
    assert {r.status for r in strike.reports} >= {"claimed", "denied"}
    assert strike.status in _FIGHTING
    assert any(
        line.startswith("status: ") and "denied" in line and "Armenia" in line
        for line in strike.differs
    )
    assert strike.killed is not None
    assert (strike.killed.low, strike.killed.high) == (7, 10)

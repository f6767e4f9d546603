"""The reports of the five seed articles against the hand-made answers: a smoke test, no more.

One annotator and five texts: a fall in a figure shows a mistake, a rise shows little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from answers import json_lines, lies_within
from karamap.events import merge
from karamap.geometry import distance_km
from karamap.records import Place, Reading, Report

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "data" / "gold"
STATUSES = {
    "asserted": ("asserted",),
    "reported": ("claimed",),
    "claimed": ("claimed",),
    "planned": ("planned",),
    "hypothetical": ("hypothetical",),
}


def rows(name: str) -> list[dict]:
    return json_lines(GOLD / name)


@dataclass
class Match:
    """A gold event with the report that overlaps it most, or none."""

    gold: dict
    report: Report | None

    def type_right(self) -> bool:
        return self.report is not None and self.report.type == self.gold["event_type"]

    def days_right(self) -> bool:
        return lies_within(self.report.interval if self.report else None, self.gold)

    def places_right(self, points: dict[str, tuple[float, float, float]]) -> bool:
        assert self.report is not None
        wanted = list(self.gold["places"])
        if len(wanted) != len(self.report.places):
            return False
        return all(any(_is(place, points[name]) for name in wanted) for place in self.report.places)

    def status_right(self) -> bool:
        assert self.report is not None
        if self.gold["status"] == "related-link":
            return self.report.zone == "related-link"
        said = self.gold["status"] == "reported" and self.report.claimant is not None
        return said or self.report.status in STATUSES[self.gold["status"]]


def _is(place: Place, point: tuple[float, float, float]) -> bool:
    lat, lon, radius = point
    if place.lon is None or place.lat is None:
        return False
    return distance_km(place.lon, place.lat, lon, lat) <= max(radius, 25)


@pytest.fixture(scope="module")
def readings(seed_readings: tuple[Reading, ...]) -> dict[str, tuple[Report, ...]]:
    return {reading.article.id[:3]: reading.reports for reading in seed_readings}


@pytest.fixture(scope="module")
def matches(readings: dict[str, tuple[Report, ...]]) -> list[Match]:
    found: list[Match] = []
    for doc in sorted(readings):
        gold = [row for row in rows("events.jsonl") if row["doc"] == doc]
        found += list(_paired(gold, readings[doc]))
    return found


def _paired(gold: list[dict], reports: tuple[Report, ...]) -> Iterator[Match]:
    pairs = sorted(
        (
            (max(g["quote_start"], r.start) - min(g["quote_end"], r.end), i, j)
            for i, g in enumerate(gold)
            for j, r in enumerate(reports)
        ),
    )
    taken: dict[int, int] = {}
    for overlap, i, j in pairs:
        if overlap < 0 and i not in taken and j not in taken.values():
            taken[i] = j
    for i, row in enumerate(gold):
        yield Match(row, reports[taken[i]] if i in taken else None)


def test_quotes_lie_in_the_files(readings: dict[str, tuple[Report, ...]]) -> None:
    for path in sorted((ROOT / "seeds").glob("[0-9]*.txt")):
        text = path.read_bytes().decode("utf-8")
        for report in readings[path.name[:3]]:
            assert text[report.start : report.end] == report.quote


def test_figures(
    matches: list[Match],
    readings: dict[str, tuple[Report, ...]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    points: dict[str, tuple[float, float, float]] = {}
    for row in rows("places.jsonl"):
        if row["lat"] is not None:
            points.setdefault(row["canonical_name"], (row["lat"], row["lon"], row["radius_km"]))
    for row in rows("events.jsonl"):
        for name in row["places"]:
            points.setdefault(name, (0.0, 0.0, 0.0))
    found = [m for m in matches if m.report is not None]
    reports = sum(len(r) for r in readings.values())
    figures = {
        "type": sum(m.type_right() for m in found) / len(found),
        "days": sum(m.days_right() for m in found) / len(found),
        "places": sum(m.places_right(points) for m in found) / len(found),
        "status": sum(m.status_right() for m in found) / len(found),
    }
    pins = sum(bool(m.report.places) for m in found if m.report and not m.gold["places"])
    with capsys.disabled():
        print(f"\ngold {len(matches)}, found {len(found)}, reports {reports}, false pins {pins}")
        print("  ".join(f"{name} {value:.2f}" for name, value in figures.items()))
    assert len(found) >= 68
    assert reports <= 105
    assert figures["type"] >= 0.85
    assert figures["days"] >= 0.80
    assert figures["places"] >= 0.85
    assert figures["status"] >= 0.85
    assert pins <= 3


def test_no_talk_is_pinned_in_a_dateline_or_at_a_seat(matches: list[Match]) -> None:
    spoken = {"REQUEST", "ACCUSE", "STATEMENT", "REJECT", "CONCEDE"}
    assert not [
        m.gold["id"] for m in matches if m.report and m.report.type in spoken and m.report.places
    ]


def test_the_imagined_and_the_planned_are_not_placed(matches: list[Match]) -> None:
    for match in matches:
        if match.report and match.report.status in ("hypothetical", "planned"):
            assert match.report.places == ()


def test_the_signing_told_twice_is_one_event(readings: dict[str, tuple[Report, ...]]) -> None:
    events = merge(r for reports in readings.values() for r in reports)
    signing = [
        e for e in events
        if e.type == "AGREE" and e.interval and e.interval.start == date(2020, 11, 9)
    ]  # fmt: skip
    assert len(signing) == 1
    assert len(signing[0].reports) == 2
    assert signing[0].merge_reason

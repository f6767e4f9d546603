"""The made-up news texts of ``tests/data/claims`` and their answers go in; figures come out.

Some seventy short texts of invented outlets, half on the theatre, half on other wars; several tell
of one event, with other tolls, other blame, or a denial. ``gold.jsonl`` has a line for each report
that a reader would take from them. Lines with one ``event`` tell of one event; lines whose event
differs only behind the slash belong to one story and tell of two. An event of null says nothing
on merging. Places list what counts as right; none with a date means that it must not be placed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from answers import json_lines, lies_within
from karamap.articles import read_file
from karamap.events import merge
from karamap.records import Event, Interval, Place, Report, Toll

FOLDER = Path(__file__).parent / "data" / "claims"
TOLD = ("asserted", "claimed", "reported")
UNTOLD = ("negated", "hypothetical", "called_for")
STATUSES = {"reported": ("asserted", "claimed")}


@dataclass(frozen=True)
class Match:
    """A line of the gold with the report that answers it, or none."""

    gold: dict
    report: Report | None

    @property
    def name(self) -> str:
        return f"{self.gold['article']}: {self.gold['quote'][:70]}"

    def status_right(self) -> bool:
        wanted = self.gold["status"]
        if self.report is None:
            return wanted in UNTOLD
        return self.report.status in STATUSES.get(wanted, (wanted,))

    def claimant_right(self) -> bool:
        return self.report is not None and self.report.claimant == self.gold["claimant"]

    def days_right(self) -> bool:
        return lies_within(self.report.interval if self.report else None, self.gold)

    def places_right(self) -> bool:
        assert self.report is not None
        wanted, found = set(self.gold["places"]), {p.id for p in self.report.places}
        return bool(wanted & found) if wanted else not found

    def tolls(self) -> Iterator[tuple[str, bool]]:
        """Yield each toll that the line states, or that was read where it states none."""
        assert self.report is not None
        for what in ("killed", "wounded"):
            wanted, found = self.gold[what], getattr(self.report, what)
            if wanted is None and (found is None or bounds(found) == (None, None, None)):
                continue
            yield what, found is not None and list(bounds(found)) == wanted


def bounds(toll: Toll) -> tuple[int | None, ...]:
    return toll.low, toll.best, toll.high


def rows(name: str) -> list[dict]:
    return json_lines(FOLDER / name)


def read_claims(reader) -> dict[str, tuple[Report, ...]]:
    """Read the reports of every text."""
    articles = read_file(FOLDER / "articles.jsonl")
    return {article.id: reader.read(article).reports for article in articles}


def matches(reports: Mapping[str, Sequence[Report]]) -> list[Match]:
    """Pair each line of the gold with the report that shares most of its words, of its type."""
    texts = {row["id"]: row["text"] for row in rows("articles.jsonl")}
    gold = rows("gold.jsonl")
    scored = []
    for i, row in enumerate(gold):
        start = texts[row["article"]].index(row["quote"])
        end = start + len(row["quote"])
        for j, report in enumerate(reports[row["article"]]):
            shared = min(end, report.end) - max(start, report.start)
            covered = shared / min(end - start, report.end - report.start)
            if shared > 0 and covered > 0.3:
                other = report.type != row["type"]
                scored.append((other, -shared, i, j, report))
    taken: dict[int, Report] = {}
    used: set[tuple[str, int]] = set()
    for other, _, i, j, report in sorted(scored, key=lambda s: s[:4]):
        untold = gold[i]["status"] in UNTOLD
        if i not in taken and (gold[i]["article"], j) not in used and not (untold and other):
            taken[i] = report
            used.add((gold[i]["article"], j))
    return [Match(row, taken.get(i)) for i, row in enumerate(gold)]


@dataclass(frozen=True)
class Pair:
    """Two reports that must be, or must not be, one event."""

    first: Match
    second: Match
    one: bool
    merged: bool

    @property
    def right(self) -> bool:
        return self.one == self.merged

    def __str__(self) -> str:
        verb = "not merged" if self.one else "merged"
        return f"{verb}: {self.first.name} | {self.second.name}"


def pairs(found: Sequence[Match], events: Sequence[Event]) -> list[Pair]:
    """Return all pairs of lines of one story; a report that was not found merges with nothing."""
    home = {report.id: event.id for event in events for report in event.reports}
    made = []
    told = [m for m in found if m.gold["event"] and m.gold["status"] in (*TOLD, "denied")]
    for a, b in itertools.combinations(told, 2):
        story = a.gold["event"].split("/")[0] == b.gold["event"].split("/")[0]
        one = a.gold["event"] == b.gold["event"]
        if not story or a.gold["type"] != b.gold["type"]:
            continue
        if not one and (a.report is None or b.report is None):
            continue  # what was not found proves nothing
        if a.report is not None and a.report is b.report:
            continue
        if one and (_tells_both(a, b) or _tells_both(b, a)):
            continue
        first = home.get(a.report.id) if a.report else None
        second = home.get(b.report.id) if b.report else None
        made.append(Pair(a, b, one, first is not None and first == second))
    return made


def _tells_both(one: Match, other: Match) -> bool:
    """Tell whether the report of one line holds the words of the other, which has none of its own."""
    return one.report is not None and other.report is None and other.gold["quote"] in one.report.quote


def merged(reports: Mapping[str, Sequence[Report]]) -> tuple[Event, ...]:
    return merge(report for name in sorted(reports) for report in reports[name])


def days(interval: Interval | None) -> str:
    return f"{interval.start}..{interval.end}" if interval else "-"


def names(places: Sequence[Place]) -> str:
    return ",".join(p.id for p in places)

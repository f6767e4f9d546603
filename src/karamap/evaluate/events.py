"""Readings and gold events go in; how well events are found, typed, dated and placed comes out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from karamap.evaluate.gold import GoldEvent
from karamap.evaluate.scores import Scores, error, in_order, of_article, paired, prf, share
from karamap.geometry import distance_km
from karamap.names import key
from karamap.records import Candidate, Place, Reading, Report

_SAME_KM = 25.0
_UNITS = frozenset({"district", "province", "state"})


class Names(Protocol):
    """What scoring needs of a gazetteer."""

    def meanings(self, name: str) -> tuple[Candidate, ...]:
        """Return what a name may mean, likeliest first."""


def score_events(gold: Sequence[GoldEvent], readings: Iterable[Reading], names: Names) -> Scores:
    """Score the reports of articles against gold events.

    Parameters
    ----------
    gold
        Marked events; an article's id may be given by its beginning.
    readings
        What was read; articles without gold are left out.
    names
        The gazetteer, by which the places that gold names are known.

    Returns
    -------
    A report answers a gold event when their words overlap, one to one, the longest overlap first.
    Type, days, places and status are scored on those that are answered.
    """
    by_article = {reading.article.id: reading for reading in readings}
    gold_by: dict[str, list[GoldEvent]] = defaultdict(list)
    for row in gold:
        gold_by[row.article].append(row)
    tally = _Tally(names)
    for prefix, rows in sorted(gold_by.items()):
        id_ = of_article(prefix, by_article)
        tally.add(rows, by_article[id_] if id_ is not None else None)
    return Scores(tally.figures(), in_order(tally.errors))


class _Tally:
    """Counts that grow article by article."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.articles = [0, 0]
        self.found = self.answered = self.wanted = 0
        self.all_right = self.false_pins = 0
        self.right: Counter[str] = Counter()
        self.judged: Counter[str] = Counter()
        self.unknown: set[str] = set()
        self.types: Counter[tuple[str, str]] = Counter()
        self.errors: list[dict[str, Any]] = []

    def add(self, gold: Sequence[GoldEvent], reading: Reading | None) -> None:
        self.articles[0] += 1
        self.wanted += len(gold)
        for row in gold:
            if not row.by_id:
                self.unknown.update(n for n in row.places or () if not self.names.meanings(n))
        if reading is None:
            return
        self.articles[1] += 1
        self.answered += len(reading.reports)
        pairs = paired(gold, reading.reports)
        self.found += len(pairs)
        for row, report in pairs:
            self._judge(row, report, reading)
        met = {row.id for row, _ in pairs}
        for row in gold:
            if row.id not in met:
                self._error("missed", (row.start, row.end), reading, f"{row.id}: {row.type}")
        told = {report.id for _, report in pairs}
        for report in reading.reports:
            if report.id not in told:
                detail = f"{report.type} by {report.trigger}, no gold event here"
                self._error("spurious", (report.start, report.end), reading, detail)

    def _judge(self, gold: GoldEvent, report: Report, reading: Reading) -> None:
        verdicts = {
            "type": _type_right(gold, report), "days": days_right(gold, report),
            "places": places_right(gold, report, self.names), "status": status_right(gold, report),
        }  # fmt: skip
        if gold.type:
            self.types[(gold.type, report.type)] += 1
        if gold.places == () and report.places:
            self.false_pins += 1
        for name, verdict in verdicts.items():
            if verdict is None:
                continue
            kinds = [name]
            if name == "places":
                kinds.append("places_where_gold_has_some" if gold.places else "places_where_gold_has_none")
            self.judged.update(kinds)
            self.right.update(kinds if verdict else ())
            if not verdict:
                detail = f"{gold.id}: {_difference(name, gold, report)}"
                self._error(name, (report.start, report.end), reading, detail)
        self.all_right += all(verdict is not False for verdict in verdicts.values())

    def _error(self, kind: str, span: tuple[int, int], reading: Reading, detail: str) -> None:
        self.errors.append(error(kind, reading.article.id, span, reading.article, detail))

    def figures(self) -> dict[str, Any]:
        order = (
            "type", "days", "places", "places_where_gold_has_some", "places_where_gold_has_none",
            "status",
        )  # fmt: skip
        return {
            "articles": {"gold": self.articles[0], "read": self.articles[1]},
            "events_found": prf(self.found, self.answered, self.wanted),
            "of_found": {
                name: {
                    "share": share(self.right[name], self.judged[name]),
                    "right": self.right[name], "gold": self.judged[name],
                }
                for name in order
            }
            | {
                "all_of_these": {
                    "share": share(self.all_right, self.found), "right": self.all_right,
                    "gold": self.found,
                }
            },
            "false_pins": self.false_pins,
            "gold_names_unknown": sorted(self.unknown),
            "type_confusion": {f"{g} > {r}": n for (g, r), n in sorted(self.types.items())},
        }  # fmt: skip


def _type_right(gold: GoldEvent, report: Report) -> bool | None:
    return report.type == gold.type if gold.type else None


def days_right(gold: GoldEvent, report: Report) -> bool:
    """Tell whether a report's days lie within the gold's; both without any is right too."""
    interval = report.interval
    if interval is None:
        return gold.first is None and gold.last is None
    begins = gold.first is None or (interval.start is not None and interval.start >= gold.first)
    ends = gold.last is None or (interval.end is not None and interval.end <= gold.last)
    return begins and ends


def places_right(gold: GoldEvent, report: Report, names: Names) -> bool | None:
    """Tell whether a report has the gold's places and no other; both without any is right too."""
    if gold.places is None:
        return None
    unplaced = report.unplaced if gold.places else ()  # what is not drawn is no false pin
    if len(gold.places) != len(report.places) + len(unplaced):
        return False
    meant = [_meant(wanted, gold.by_id, names) for wanted in gold.places]
    fits = [
        [
            _fits(place, known) or (not gold.by_id and _is_unit_of(place, wanted))
            for place in report.places
        ]
        + [key(name) == key(wanted) for name in unplaced]
        for known, wanted in zip(meant, gold.places, strict=True)
    ]
    each_named = all(any(row) for row in fits)
    return each_named and all(any(column) for column in zip(*fits, strict=True))


def _meant(wanted: str, by_id: bool, names: Names) -> tuple[set[str], Place | None]:
    """Return the ids of the places that gold may mean, and the likeliest place."""
    if by_id:
        return {wanted}, None
    candidates = names.meanings(wanted)
    return {c.place.id for c in candidates}, candidates[0].place if candidates else None


def _fits(place: Place, meant: tuple[set[str], Place | None]) -> bool:
    ids, likeliest = meant
    if place.id in ids or likeliest is None:
        return place.id in ids
    if None in (place.lon, place.lat, likeliest.lon, likeliest.lat) or place.kind != likeliest.kind:
        return False
    assert place.lon is not None and place.lat is not None
    assert likeliest.lon is not None and likeliest.lat is not None
    return distance_km(place.lon, place.lat, likeliest.lon, likeliest.lat) <= _SAME_KM


def _is_unit_of(place: Place, wanted: str) -> bool:
    """Tell whether a unit is called by a name and the noun of its kind ("Fooville" for Fooville district)."""
    if place.kind not in _UNITS:
        return False
    return key(wanted) in {key(name.text).rsplit(" ", 1)[0] for name in place.names}


def status_right(gold: GoldEvent, report: Report) -> bool | None:
    """Tell whether the status is the gold's; "reported" asks that somebody is named who says so."""
    if not gold.status:
        return None
    if gold.status == "related-link":
        return report.zone == "related-link"
    if gold.status == "reported":
        return report.claimant is not None or report.status == "claimed"
    return report.status == gold.status


def _difference(name: str, gold: GoldEvent, report: Report) -> str:
    """Return in words what gold says and what was read."""
    if name == "days":
        read = report.interval
        days = f"{read.start} to {read.end}" if read else "no days"
        return f"{gold.first} to {gold.last} read as {days}"
    if name == "places":
        read_places = ", ".join((*(place.id for place in report.places), *report.unplaced))
        return f"{', '.join(gold.places or ()) or 'no place'} read as {read_places or 'no place'}"
    wanted, got = (gold.type, report.type) if name == "type" else (gold.status, report.status)
    return f"{wanted} read as {got}"

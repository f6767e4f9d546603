"""Reports of any number of articles go in; events come out, each with all reports that tell of it.

First the reports that say that something happened find together, then each denial is put to what it
denies. What merged reports disagree on is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from karamap.dates import days_in
from karamap.events.agree import (
    WIDE_DAYS,
    answers,
    goes_on,
    is_exact,
    kind_of,
    same_event,
    words_shared,
)
from karamap.events.making import event_of, in_order, with_unique_ids
from karamap.records import Event, Report, Status

_IGNORED: tuple[Status, ...] = ("hypothetical", "negated", "called_for")


def merge(reports: Iterable[Report]) -> tuple[Event, ...]:
    """Merge reports that tell of the same thing.

    Parameters
    ----------
    reports
        Reports of one or more articles, in any order. Headlines of other articles and what is only
        imagined, asked for or said not to have happened make no event (see `tells_event`).

    Returns
    -------
    Events in order of their first day, undated ones last.
    """
    told = sorted((r for r in reports if tells_event(r)), key=_turn)
    groups = _Groups()
    for report in told:
        if not report.denies:
            groups.add(report, *groups.home(report))
    for report in told:
        if report.denies:
            groups.add(report, *groups.denied(report))
    events = []
    for group, reasons in zip(groups.reports, groups.reasons, strict=True):
        events.append(event_of(sorted(group, key=_position), reasons))
    return in_order(with_unique_ids(events))


def tells_event(report: Report) -> bool:
    """Tell whether a report can make an event: no other article's headline, nothing imagined."""
    return report.zone != "related-link" and report.status not in _IGNORED


def _position(report: Report) -> tuple[str, int, int, str]:
    """Return the sorting key of a report: its article and offsets."""
    return report.article, report.start, report.end, report.id


def _turn(report: Report) -> tuple[bool, tuple[str, int, int, str]]:
    """Return when a report's turn comes: what sums up several places, after its parts."""
    return len(report.places) > 1, _position(report)


@dataclass(slots=True)
class _Groups:
    """Events in the making, and the drawers in which reports of the same event can lie."""

    reports: list[list[Report]] = field(default_factory=list)
    reasons: list[list[str]] = field(default_factory=list)
    drawers: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, report: Report, home: int | None, reason: str) -> None:
        """Put a report into a group, or into one of its own."""
        if home is None:
            home = len(self.reports)
            self.reports.append([])
            self.reasons.append([])
        self.reports[home].append(report)
        if reason:
            self.reasons[home].append(reason)
        for drawer in _drawers(report):
            members = self.drawers.setdefault(drawer, [])
            if home not in members:
                members.append(home)

    def near(self, report: Report) -> list[int]:
        """Return the groups that a report could belong to by kind and month."""
        return sorted({i for d in _drawers(report) for i in self.drawers.get(d, ())})

    def home(self, report: Report) -> tuple[int | None, str]:
        """Return the group whose every telling report is of the same event, with the reason.

        Of several the first that names the very same places.
        """
        found: list[tuple[bool, int, str]] = []
        places = {p.id for p in report.places}
        for index in self.near(report):
            group = self.reports[index]
            telling = [other for other in group if not goes_on(other)] or group
            verdicts = [same_event(report, other) for other in telling]
            if all(verdicts):
                alike = any({p.id for p in other.places} == places for other in group)
                found.append((not alike, index, verdicts[0] or ""))
        return min(found)[1:] if found else (None, "")

    def denied(self, report: Report) -> tuple[int | None, str]:
        """Return the one group that a denial answers, with the reason; none where it is open."""
        if report.answers is not None:
            return self._holding(report.answers), "denies what the same article tells"
        found: dict[int, str] = {}
        for index in self.near(report):
            reasons = [answers(report, other) for other in self.reports[index]]
            if reason := next((r for r in reasons if r), None):
                found[index] = reason
        if len(found) > 1 and not is_exact(report):
            own = {
                i: reason for i, reason in found.items()
                if any(other.article == report.article for other in self.reports[i])
            }  # fmt: skip
            found = own if len(own) == 1 else self._worded_alike(report, found)
        if found:
            return next(iter(found.items()))
        return self._beside_denials(report)

    def _holding(self, report_id: str) -> int | None:
        """Return the group that holds a report."""
        return next(
            (i for i, group in enumerate(self.reports) if any(r.id == report_id for r in group)), None
        )

    def _worded_alike(self, report: Report, found: dict[int, str]) -> dict[int, str]:
        """Return the one group whose words a denial takes up, of several that it may answer."""
        shared = {i: max(words_shared(report, other) for other in self.reports[i]) for i in found}
        best = max(shared.values())
        return {i: found[i] for i in found if shared[i] == best and best >= 3} if (
            list(shared.values()).count(best) == 1
        ) else {}  # fmt: skip

    def _beside_denials(self, report: Report) -> tuple[int | None, str]:
        """Return the group of denials of the same thing, which nobody's report tells."""
        for index in self.near(report):
            group = self.reports[index]
            if all(other.denies for other in group):
                verdicts = [same_event(report, other) for other in group]
                if all(verdicts):
                    return index, verdicts[0] or ""
        return None, ""


def _drawers(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the drawers in which reports of the same event can lie."""
    interval, kind = report.interval, kind_of(report)
    if interval is None or interval.start is None or interval.end is None:
        return
    if days_in(interval.start, interval.end) > WIDE_DAYS:
        yield kind, f"{interval.start}/{interval.end}"
        return
    months = {(d.year, d.month) for d in (interval.start, interval.end)}
    for year, month in sorted(months):
        yield kind, f"{year}-{month:02d}"


__all__ = ["merge", "tells_event"]

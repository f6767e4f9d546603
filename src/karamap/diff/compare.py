"""Two builds go in; events added, gone and changed come out, each with the reason that the data gives.

An event is the same when it keeps its id. An id depends on what the event says, so one that is
re-dated or moved gets another: those are found by the words that they rest on, article and offsets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final, Literal

from karamap.diff.builds import Build, EventRow, Object, Spot, Words, is_article
from karamap.errors import UsageError
from karamap.geometry import distance_km
from karamap.records import TOLLS

LEAST_SHARE: Final = 0.5  # of the shorter words; less is another statement of the sentence
LEAST_LIKENESS: Final = 0.85  # of words in an article whose text was changed
Matched = Literal["id", "words", "like words"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs in an event.

    Attributes
    ----------
    what
        A key of `ASPECTS`, such as "moved".
    old, new
        Both values, fit for a reader.
    reason
        What the builds say about it; empty when they say nothing.
    """

    what: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An event that both builds hold and that differs; ``matched`` says how it was found again."""

    old: EventRow
    new: EventRow
    matched: Matched
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """An event that only one of the builds holds, with the reason as far as it can be told."""

    event: EventRow
    reason: str


@dataclass(frozen=True, slots=True)
class Files:
    """Inputs that differ, by path."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two builds.

    Attributes
    ----------
    articles, geodata
        Inputs that differ: articles, and everything else.
    same
        Number of events that are alike in all that is compared.
    """

    old: Build
    new: Build
    articles: Files
    geodata: Files
    added: tuple[Lone, ...]
    gone: tuple[Lone, ...]
    changed: tuple[Changed, ...]
    same: int

    @property
    def tally(self) -> dict[str, int]:
        """Number of events for each kind of difference, in the order of `ASPECTS`."""
        found = Counter(change.what for pair in self.changed for change in pair.changes)
        return {what: found[what] for what in ASPECTS if found[what]}

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        lists = (self.added, self.gone, self.changed)
        files = (self.articles, self.geodata)
        causes = any(part for f in files for part in (f.added, f.gone, f.changed))
        return not any(lists) and not causes and self.old.version == self.new.version


def compare(old: Build, new: Build) -> Difference:
    """Compare two builds of one conflict.

    Parameters
    ----------
    old, new
        The builds.

    Returns
    -------
    The difference, in an order that depends on the builds alone.

    Raises
    ------
    UsageError
        When the builds are of different conflicts.
    """
    if old.conflict != new.conflict:
        raise UsageError(
            f"the builds are of two conflicts, '{old.conflict}' and '{new.conflict}'; "
            "name two builds of one"
        )
    articles, geodata = _files(old, new, is_article), _files(old, new, lambda p: not is_article(p))
    altered = frozenset(Path(path).stem for path in articles.changed)
    pairs = _pairs(old.events, new.events, altered)
    changed = [
        Changed(old.events[a], new.events[b], how, changes)
        for a, b, how in pairs
        if (changes := changes_of(old.events[a], new.events[b]))
    ]
    became = {a: b for a, b, _ in pairs}
    came_from = {b: a for a, b, _ in pairs}
    added = [event for key, event in new.events.items() if key not in came_from]
    gone = [event for key, event in old.events.items() if key not in became]
    why_added, why_gone = _Reasons(old, altered, new=True), _Reasons(new, altered, new=False)
    return Difference(
        old=old,
        new=new,
        articles=articles,
        geodata=geodata,
        added=tuple(Lone(e, why_added.of(e)) for e in sorted(added, key=_order)),
        gone=tuple(Lone(e, why_gone.of(e)) for e in sorted(gone, key=_order)),
        changed=tuple(sorted(changed, key=lambda pair: _order(pair.new))),
        same=len(pairs) - len(changed),
    )  # fmt: skip


def _order(event: EventRow) -> tuple[str, str]:
    """Return the place of an event in the lists: by day, undated ones last."""
    return event.date_start or event.date_end or "9999", event.id


def _files(old: Build, new: Build, wanted: Callable[[str], bool]) -> Files:
    before, after = ({p: h for p, h in b.inputs.items() if wanted(p)} for b in (old, new))
    return Files(
        added=tuple(path for path in after if path not in before),
        gone=tuple(path for path in before if path not in after),
        changed=tuple(p for p in after if p in before and before[p] != after[p]),
    )


# --- which event is which -------------------------------------------------------------------------


def _pairs(
    old: Mapping[str, EventRow], new: Mapping[str, EventRow], altered: frozenset[str]
) -> tuple[tuple[str, str, Matched], ...]:
    """Return which event of the old build is which of the new one, each at most once."""
    pairs: list[tuple[str, str, Matched]] = [(key, key, "id") for key in old if key in new]
    before = {key: event for key, event in old.items() if key not in new}
    after = {key: event for key, event in new.items() if key not in old}
    finders: tuple[tuple[Matched, Callable[[EventRow, EventRow], tuple[float, int]]], ...] = (
        ("words", lambda a, b: _share(a.spans, b.spans)),
        ("like words", lambda a, b: _likeness(a, b, altered)),
    )
    for how, finder in finders:
        for *_rank, a, b in sorted(_candidates(before, after, finder)):
            if a in before and b in after:
                del before[a], after[b]
                pairs.append((a, b, how))
    return tuple(pairs)


def _candidates(
    before: Mapping[str, EventRow],
    after: Mapping[str, EventRow],
    finder: Callable[[EventRow, EventRow], tuple[float, int]],
) -> Iterator[tuple[float, int, int, str, str]]:
    """Yield pairs of one article that may be the same, to be sorted best first."""
    index = _by_article(after.values())
    for event in before.values():
        for other in _neighbours(event, index):
            share, common = finder(event, other)
            if share > 0:
                yield -round(share, 6), -_agreement(event, other), -common, event.id, other.id


def _by_article(events: Iterable[EventRow]) -> dict[str, list[EventRow]]:
    """Return the events that rest on each article."""
    index: dict[str, list[EventRow]] = {}
    for event in events:
        for article in dict.fromkeys(words.article for words in event.spans):
            index.setdefault(article, []).append(event)
    return index


def _neighbours(event: EventRow, index: Mapping[str, Sequence[EventRow]]) -> Iterable[EventRow]:
    """Return the events of an index that share an article with one, each once."""
    articles = dict.fromkeys(words.article for words in event.spans)
    found = {other.id: other for article in articles for other in index.get(article, ())}
    return found.values()


def _agreement(one: EventRow, other: EventRow) -> int:
    """Return in how much two events agree that rest on the same words; the type counts most."""
    same_places = [s.id for s in one.places] == [s.id for s in other.places]
    same_days = (one.date_start, one.date_end) == (other.date_start, other.date_end)
    return (
        4 * (one.type == other.type)
        + 2 * same_places
        + 2 * same_days
        + (one.status == other.status)
    )


def _share(one: Sequence[Words], other: Sequence[Words]) -> tuple[float, int]:
    """Return how much of the smaller set of words both rest on, and how many characters.

    The share is 0 when it is less than `LEAST_SHARE`.
    """
    common = sum(max((shared(words, more) for more in other), default=0) for words in one)
    least = min(sum(words.end - words.start for words in side) for side in (one, other))
    share = min(1.0, common / least) if least > 0 else 0.0
    return (share, common) if share >= LEAST_SHARE else (0.0, 0)


def _likeness(one: EventRow, other: EventRow, altered: frozenset[str]) -> tuple[float, int]:
    """Return how alike the words of two events are in an article whose text was changed."""
    first, second = one.words, other.words
    if one.type != other.type or first.article != second.article or first.article not in altered:
        return 0.0, 0
    matcher = SequenceMatcher(None, first.quote, second.quote, autojunk=False)
    if matcher.quick_ratio() < LEAST_LIKENESS or (ratio := matcher.ratio()) < LEAST_LIKENESS:
        return 0.0, 0
    return ratio, round(ratio * len(first.quote))


def shared(one: Words, other: Words) -> int:
    """Return how many characters of an article two spans share.

    Offsets count only where both hold the same text there. In an article whose text was changed
    they do not; then the same words at another offset count as a whole.
    """
    if one.article != other.article:
        return 0
    start, end = max(one.start, other.start), min(one.end, other.end)
    length = end - start
    if length > 0:
        here = one.quote[start - one.start : end - one.start]
        if here == other.quote[start - other.start : end - other.start]:
            return length
    return len(one.quote) if one.quote == other.quote else 0


class _Reasons:
    """Why events of one build are not in the other one, as far as the builds tell."""

    def __init__(self, elsewhere: Build, altered: frozenset[str], *, new: bool) -> None:
        self.elsewhere, self.altered, self.new = elsewhere, altered, new
        self.events = _by_article(elsewhere.events.values())
        self.reports: dict[str, list[Words]] = {}
        for report in elsewhere.lone_reports:
            self.reports.setdefault(report.words.article, []).append(report.words)

    def of(self, event: EventRow) -> str:
        """Return the reason for one event."""
        other = "the old build" if self.new else "the new build"
        articles = sorted({words.article for words in event.spans})
        if not self.elsewhere.articles.intersection(articles):
            return f"{_listed(articles)} {'was' if self.new else 'is'} not in {other}"
        if holder := self._holder(event):
            return f"its words {'belonged' if self.new else 'belong'} to event {holder} of {other}"
        if any(shared(a, b) for a in event.spans for b in self.reports.get(a.article, ())):
            return f"{other} has a report in these words that makes no event"
        if altered := sorted(self.altered.intersection(articles)):
            return f"the text of {_listed(altered)} was changed"
        return f"{other} has no report in these words"

    def _holder(self, event: EventRow) -> str | None:
        """Return the event of the other build that shares most characters with one."""
        found = [
            (-sum(shared(a, b) for a in event.spans for b in other.spans), other.id)
            for other in _neighbours(event, self.events)
        ]
        best = min(found, default=(0, ""))
        return best[1] if best[0] else None


def _listed(names: Sequence[str]) -> str:
    return f"article {names[0]}" if len(names) == 1 else f"articles {', '.join(names)}"


# --- what differs in an event ---------------------------------------------------------------------


def changes_of(old: EventRow, new: EventRow) -> tuple[Change, ...]:
    """Return what differs between two states of an event, in the order of `ASPECTS`."""
    found: list[Change] = []
    for what, aspect in ASPECTS.items():
        if aspect.key(old) != aspect.key(new):
            before, after = aspect.show(old), aspect.show(new)
            found.append(Change(what, before, after, aspect.reason(old, new)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Aspect:
    """A thing by which events are compared: its heading, value, wording and reason."""

    title: str
    key: Callable[[EventRow], object]
    show: Callable[[EventRow], str]
    reason: Callable[[EventRow, EventRow], str]


def _none(_old: EventRow, _new: EventRow) -> str:
    return ""


def _both(text: Callable[[EventRow], str]) -> Callable[[EventRow, EventRow], str]:
    """Return a reason of what both builds say, once when they say the same."""

    def reason(old: EventRow, new: EventRow) -> str:
        before, after = text(old), text(new)
        if before == after or not before:
            return after
        return f"before: {before}; now: {after or 'no reason noted'}"

    return reason


def _spots(spots: Iterable[Spot]) -> str:
    return ", ".join(f"{spot.name} [{spot.id}]{_point(spot)}" for spot in spots) or "no place"


def _point(spot: Spot) -> str:
    return "" if spot.lon is None else f" at {spot.lon:.4f} {spot.lat:.4f}"


def _where(event: EventRow) -> str:
    return _spots([event.venue]) if event.venue and not event.places else _spots(event.places)


def _where_key(event: EventRow) -> object:
    spots = (*event.places, *([event.venue] if event.venue else []))
    return [(spot.id, spot.lon, spot.lat) for spot in spots]


def _why_moved(old: EventRow, new: EventRow) -> str:
    """Return why the place differs and how far both are apart."""
    parts = [_both(lambda event: _unique(r.place_reason for r in event.reports))(old, new)]
    ends = [event.places[0] if len(event.places) == 1 else event.venue for event in (old, new)]
    first, last = ends
    if first and last and None not in (first.lon, first.lat, last.lon, last.lat):
        km = distance_km(first.lon or 0, first.lat or 0, last.lon or 0, last.lat or 0)
        parts.append(f"{km:.1f} km apart")
    return "; ".join(part for part in parts if part)


def _unique(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def when(event: EventRow) -> str:
    """Return the days of an event in words."""
    start, end = event.date_start, event.date_end
    if start is None and end is None:
        return "no date"
    days = start if start == end and start else f"{start or 'open'} to {end or 'open'}"
    return f"{days} ({event.date_precision})" if event.date_precision else days


def toll(value: Object | None) -> str:
    """Return a toll in words."""
    if value is None:
        return "not stated"
    bounds = ", ".join(
        f"{bound} {value[bound]}"
        for bound in ("low", "best", "high")
        if value.get(bound) is not None
    )
    return bounds or "no number"


def _tolls(event: EventRow) -> str:
    others = ((name, getattr(event, name)) for name in TOLLS[2:])
    told = [f"{name}: {toll(value)}" for name, value in others if value is not None]
    return "; ".join((f"killed: {toll(event.killed)}", f"wounded: {toll(event.wounded)}", *told))


def _toll_key(event: EventRow) -> object:
    return [
        None if value is None else [value.get(bound) for bound in ("low", "best", "high")]
        for value in (getattr(event, name) for name in TOLLS)
    ]


def _toll_words(event: EventRow) -> str:
    tolls = [getattr(event, name) for name in TOLLS]
    return _unique(f'"{value["words"]}"' for value in tolls if value and value.get("words"))


def _status(event: EventRow) -> str:
    return f"{event.status} by {event.claimant}" if event.claimant else event.status


def _type(event: EventRow) -> str:
    return f"{event.type} ({', '.join(event.modes)})" if event.modes else event.type


def _actors(event: EventRow) -> str:
    return f"{', '.join(event.source) or 'not stated'} -> {', '.join(event.target) or 'not stated'}"


def _reports(event: EventRow) -> str:
    count = len(event.spans)
    return f"{count} {'report' if count == 1 else 'reports'} in {', '.join(event.articles) or 'no article'}"


def _why_records(old: EventRow, new: EventRow) -> str:
    lost = [f"{key} no longer" for key in old.records if key not in new.records]
    won = [f"{key}: {why}" for key, why in new.records.items() if key not in old.records]
    return "; ".join([*won, *lost])


ASPECTS: Final[Mapping[str, Aspect]] = {
    "moved": Aspect("Moved", _where_key, _where, _why_moved),
    "re-dated": Aspect(
        "Re-dated", lambda e: (e.date_start, e.date_end, e.date_precision), when,
        _both(lambda e: e.date_basis),
    ),
    "re-typed": Aspect(
        "Re-typed", lambda e: (e.type, e.modes), _type,
        _both(lambda e: _unique(r.trigger for r in e.reports)),
    ),
    "status": Aspect("Status", lambda e: (e.status, e.claimant), _status, _none),
    "tolls": Aspect("Tolls", _toll_key, _tolls, _both(_toll_words)),
    "actors": Aspect("Actors", lambda e: (e.source, e.target), _actors, _none),
    "about": Aspect("What it concerns", lambda e: [s.id for s in e.about], lambda e: _spots(e.about), _none),
    "reports": Aspect(
        "Reports", lambda e: (len(e.spans), e.articles), _reports, _both(lambda e: e.merge_reason)
    ),
    "phases": Aspect(
        "Phases", lambda e: e.phases, lambda e: ", ".join(e.phases) or "no phase",
        _both(lambda e: e.phase_reason),
    ),
    "records": Aspect(
        "Joined records", lambda e: sorted(e.records), lambda e: ", ".join(e.records) or "none",
        _why_records,
    ),
    "drawn": Aspect(
        "How it is drawn", lambda e: (e.drawn, e.where_prec),
        lambda e: e.drawn if e.where_prec is None else f"{e.drawn} (where_prec {e.where_prec})", _none,
    ),
}  # fmt: skip
"""What is compared in an event, by the name that the outputs use, in their order."""

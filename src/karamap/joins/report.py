"""Joined events, records and mentions go in; the join report comes out.

It says which facts of the articles agree with which independent record, at what distance and day
difference, and which do not and why: on both sides. Beside the events it lists the places that the
articles merely name near a record of those days. Nothing is summed: tolls stand with their records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from karamap import objects
from karamap.config import Source
from karamap.joins.agree import Judge
from karamap.joins.grid import Spot, near
from karamap.joins.ground import WHERE_KM
from karamap.joins.likeness import BASE_DAYS, MIN_SCORE
from karamap.joins.misses import Miss, Misses, Near
from karamap.records import Event, Mention, Reading, Record, RecordMatch

Row = dict[str, Any]

MENTION_KM: Final = 25.0
MENTION_DAYS: Final = 3
_SPOTS: Final = frozenset({"city", "town", "village", "facility", "bridge", "pass", "venue"})
_FAR: Final = f"no record within {MENTION_KM:.0f} km and {MENTION_DAYS} days of the article"
_UNDATED: Final = "the article has no date"


@dataclass(frozen=True, slots=True)
class Joined:
    """What the report is made of.

    Attributes
    ----------
    events
        With their matches (`karamap.joins.join`).
    judge
        Who judged them, to say why others do not agree.
    """

    readings: Sequence[Reading]
    events: Sequence[Event]
    records: Sequence[Record]
    sources: Mapping[str, Source]
    judge: Judge = field(default_factory=Judge)


def join_report(joined: Joined) -> Row:
    """Return the join report as one plain object.

    Parameters
    ----------
    joined
        Events with their matches, records and readings.

    Returns
    -------
    ``counts``, ``tolerances``, ``datasets``, ``matches``, ``events_unmatched``,
    ``records_unmatched``, ``near_misses``, ``mentions``, ``mentions_unmatched`` and
    ``flagged``; every list is sorted.
    """
    words = _Words(joined.readings)
    records = {record.id: record for record in joined.records}
    events = sorted(joined.events, key=lambda event: event.id)
    matches = [
        _match_row(words.event_row(event), records[match.record_id], match)
        for event in events
        for match in sorted(event.records, key=lambda m: m.record_id)
        if match.record_id in records
    ]
    found = {row["record_id"] for row in matches}
    misses = Misses(events, joined.records, joined.judge)
    lonely = [event for event in events if not event.records]
    rest = [record for record in records.values() if record.id not in found]
    near_by, far = _mention_rows(joined.readings, joined.records, words)
    named = {row["record_id"] for row in near_by}
    return {
        "counts": {
            "events": len(events),
            "events_matched": len(events) - len(lonely),
            "events_unmatched": len(lonely),
            "records": len(records),
            "records_matched": len(found),
            "records_unmatched": len(rest),
            "matches": len(matches),
            "mentions": len(near_by),
            "mentions_unmatched": len(far),
            "flagged": sum(bool(record.flags) for record in records.values()),
        },
        "tolerances": {
            "days_beyond_both_intervals": BASE_DAYS,
            "lowest_score": MIN_SCORE,
            "km_by_where_prec": {str(key): WHERE_KM[key] for key in sorted(WHERE_KM)},
            "mention_km": MENTION_KM,
            "mention_days": MENTION_DAYS,
        },
        "datasets": _dataset_rows(joined, found),
        "matches": matches,
        "events_unmatched": [
            words.event_row(event) | _why(misses.of_event(event), "nearest_record")
            for event in lonely
        ],
        "records_unmatched": [
            _record_row(record)
            | {"named_near": record.id in named}
            | _why(misses.of_record(record), "nearest_event")
            for record in sorted(rest, key=_by_day)
        ],
        "near_misses": [_near_miss_row(near) for near in misses.pairs],
        "mentions": near_by,
        "mentions_unmatched": far,
        "flagged": [
            _record_row(record) | {"flags": list(record.flags)}
            for record in sorted(records.values(), key=_by_day)
            if record.flags
        ],
    }


def _by_day(record: Record) -> tuple[object, ...]:
    """Return the sorting key of a record."""
    return record.date_start, record.date_end, record.id


class _Words:
    """Knows the sentences that events and mentions come from."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._articles = {reading.article.id: reading.article for reading in readings}

    def sentence(self, article: str, index: int) -> Row | None:
        """Return a sentence with its offsets, or ``None`` when the article is not at hand."""
        known = self._articles.get(article)
        return objects.sentence_object(known, index) if known else None

    def event_row(self, event: Event) -> Row:
        """Return the part of a row that tells of an event, with the words of its first report."""
        interval, first = event.interval, event.reports[0] if event.reports else None
        return {
            "event_id": event.id,
            "articles": list(event.articles),
            "event_type": event.type,
            "event_status": event.status,
            "event_start": objects.iso(interval.start) if interval else None,
            "event_end": objects.iso(interval.end) if interval else None,
            "event_places": sorted({place.name for place in event.places}),
            "event_killed": _toll(event.killed) if event.killed else None,
            "article": first.article if first else None,
            "start": first.start if first else None,
            "end": first.end if first else None,
            "quote": first.quote if first else None,
            "sentence": self.sentence(first.article, first.sentence) if first else None,
        }


def _record_row(record: Record) -> Row:
    """Return the part of a row that tells of a record."""
    return {
        "record_id": record.id,
        "record_title": record.title,
        "record_type": record.type,
        "record_start": str(record.date_start),
        "record_end": str(record.date_end),
        "record_place": record.place_name,
        "record_killed": _toll(record, "killed_"),
        "dataset": record.dataset,
        "source": record.source,
        "source_ref": record.source_ref,
    }


def _toll(item: object, prefix: str = "") -> Row | None:
    """Return low, best and high; ``None`` where nothing is known."""
    toll = {name: getattr(item, prefix + name) for name in ("low", "best", "high")}
    return toll if any(value is not None for value in toll.values()) else None


def _match_row(event: Row, record: Record, match: RecordMatch) -> Row:
    """Return one match with both sides beside each other."""
    return {
        **event,
        **_record_row(record),
        "distance_km": match.distance_km,
        "day_difference": match.day_difference,
        "score": match.score,
        "relation": match.relation,
        "reason": match.reason,
    }


def _why(miss: Miss, key: str) -> Row:
    """Return the part of a row that says why nothing agrees, and what comes nearest."""
    return {"reason": miss.reason, key: miss.nearest or None}


def _near_miss_row(near: Near) -> Row:
    """Return a pair of about the same days and type that was not joined, with why not."""
    return {
        "event_id": near.event.id,
        "record_id": near.record.id,
        "distance_km": None if near.distance_km is None else round(near.distance_km, 1),
        "day_difference": near.day_difference,
        "reason": near.reason,
    }


def _dataset_rows(joined: Joined, found: set[str]) -> list[Row]:
    """Return what each data set gave, with its source's terms."""
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in joined.records:
        groups[record.dataset, record.source, record.version].append(record)
    rows = []
    for (dataset, key, version), members in sorted(groups.items()):
        source = joined.sources.get(key)
        rows.append(
            {
                "dataset": dataset,
                "source": key,
                "title": source.title if source else key,
                "version": version or None,
                "licence": source.licence if source else None,
                "attribution": source.attribution if source else None,
                "records": len(members),
                "matched": sum(record.id in found for record in members),
                "flagged": sum(bool(record.flags) for record in members),
                "stand_for_an_area_or_line": sum(bool(r.represents) for r in members),
            }
        )
    return rows


def _mention_rows(
    readings: Iterable[Reading], records: Sequence[Record], words: _Words
) -> tuple[list[Row], list[Row]]:
    """Return the spots that articles name near records of the days they appeared, and the others."""
    named: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    spots: dict[tuple[str, str], Spot] = {}
    for reading in readings:
        published = reading.article.published
        for mention in reading.mentions:
            place = mention.place
            if mention.role not in {"location", "dateline"} or place is None:
                continue
            if place.kind not in _SPOTS or place.lon is None or place.lat is None:
                continue
            key = reading.article.id, place.id
            named[key].append(mention)
            if published is not None and published.start and published.end:
                days = published.start, published.end, MENTION_DAYS
                spots[key] = Spot(place.lon, place.lat, MENTION_KM, *days)
    known, points = _points(records)
    rows = []
    keys = sorted(spots)
    for i, j, distance, gap in near([spots[key] for key in keys], points):
        mentions = named[keys[i]]
        rows.append(
            {
                **_named_row(keys[i], mentions, words),
                "roles": dict(sorted(Counter(m.role or "" for m in mentions).items())),
                "record_id": known[j].id,
                "record_title": known[j].title,
                "distance_km": round(distance, 1),
                "day_difference": gap,
            }
        )
    found = {(row["article"], row["place_id"]) for row in rows}
    far = [
        _named_row(key, named[key], words) | {"reason": _FAR if key in spots else _UNDATED}
        for key in sorted(named)
        if key not in found
    ]
    return rows, far


def _points(records: Iterable[Record]) -> tuple[list[Record], list[Spot]]:
    """Return the records that lie at a spot of their own, and their points."""
    known, points = [], []
    for r in records:
        if r.lon is not None and r.lat is not None and (r.where_prec or 1) <= 2:
            known.append(r)
            points.append(Spot(r.lon, r.lat, 0.0, r.date_start, r.date_end, 0))
    return known, points


def _named_row(key: tuple[str, str], mentions: Sequence[Mention], words: _Words) -> Row:
    """Return a place that an article names, with the first sentence that names it."""
    (article, place_id), first = key, mentions[0]
    return {
        "article": article,
        "place_id": place_id,
        "place": first.place.name if first.place else "",
        "mentions": [mention.id for mention in mentions],
        "start": first.start,
        "end": first.end,
        "sentence": words.sentence(article, first.sentence),
    }

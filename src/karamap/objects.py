"""Records of the stages go in; the plain objects that pages and exports write come out.

This is the one place that knows the property names of the outputs: dates become ISO texts, unknown
becomes ``None``, lists are sorted. Whoever writes an object adds to it and renames nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from karamap.records import (
    Article,
    Event,
    Interval,
    Mention,
    NotShown,
    Place,
    Record,
    Report,
    Sentence,
    Toll,
)

Object: TypeAlias = dict[str, Any]


def printable(text: str) -> str:
    """Return a text of others as one line that a terminal shows and does not obey.

    What does not print becomes U+FFFD.
    """
    line = " ".join(text.split("\n"))
    return "".join(char if char.isprintable() else "\ufffd" for char in line)


def iso(day: object) -> str | None:
    """Return a day as ISO text, ``None`` as it is."""
    return None if day is None else str(day)


def interval_object(interval: Interval | None) -> Object | None:
    """Return an interval as an object of its own, as articles carry it."""
    if interval is None:
        return None
    return {
        "start": iso(interval.start),
        "end": iso(interval.end),
        "precision": interval.precision,
        "basis": interval.basis,
        "inferred": interval.inferred,
    }


def _dates(interval: Interval | None) -> Object:
    """Return the flat date properties of a report or event."""
    return {
        "date_start": iso(interval.start) if interval else None,
        "date_end": iso(interval.end) if interval else None,
        "date_precision": interval.precision if interval else None,
        "date_basis": interval.basis if interval else None,
        "date_inferred": interval.inferred if interval else None,
    }


def place_ref(place: Place) -> Object:
    """Return the short form of a place that reports and events list."""
    return {
        "place_id": place.id,
        "name": place.name,
        "lon": place.lon,
        "lat": place.lat,
        "radius_km": place.radius_km,
    }


def _places(
    places: Iterable[Place], near: Iterable[tuple[str, float]] = ()
) -> list[Object]:
    """Return short forms of places, each once, sorted by id; wider where it was only near one."""
    found = {place.id: place for place in places}
    refs = {key: place_ref(found[key]) for key in sorted(found)}
    for key, km in near:
        if key in refs:
            refs[key]["radius_km"] = max(km, refs[key]["radius_km"])
    return list(refs.values())


def toll_object(toll: Toll | None) -> Object | None:
    """Return a toll with its words."""
    if toll is None:
        return None
    return {
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "words": toll.words,
        "of": toll.of,
    }


def sentence_object(article: Article, index: int) -> Object | None:
    """Return a sentence of an article with its offsets and words, or ``None`` if it has none."""
    if not 0 <= index < len(article.sentences):
        return None
    sentence: Sentence = article.sentences[index]
    return {
        "start": sentence.start,
        "end": sentence.end,
        "text": article.text[sentence.start : sentence.end],
    }


def article_object(article: Article) -> Object:
    """Return an article without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "language": article.language,
        "path": article.path,
        "sha256": article.sha256,
        "published": interval_object(article.published),
    }


def mention_object(mention: Mention) -> Object:
    """Return a mention with what it was resolved to, or why it was not."""
    resolution, place = mention.resolution, mention.place
    return {
        "id": mention.id,
        "article": mention.article,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "form": mention.form,
        "role": mention.role,
        "role_reason": mention.role_reason,
        "zone": mention.zone,
        "place_id": place.id if place else None,
        "name": place.name if place else None,
        "kind": place.kind if place else None,
        "country": place.country if place else None,
        "lon": place.lon if place else None,
        "lat": place.lat if place else None,
        "radius_km": place.radius_km if place else None,
        "confidence": resolution.confidence if resolution else None,
        "reason": resolution.reason if resolution else None,
        "others": list(resolution.others) if resolution else [],
    }


def report_object(report: Report, phases: Iterable[str] = ()) -> Object:
    """Return a report.

    Parameters
    ----------
    report
        The report.
    phases
        Ids of the phases that its own dates touch.

    Returns
    -------
    The object of the outputs' contract, with more properties behind it.
    """
    return {
        "id": report.id,
        "article": report.article,
        "start": report.start,
        "end": report.end,
        "quote": report.quote,
        "type": report.type,
        "mode": report.mode or None,
        "status": report.status,
        "claimant": report.claimant,
        **_dates(report.interval),
        "date_words": report.date_words or None,
        "places": _places(report.places, report.near),
        "unplaced": list(report.unplaced),
        "place_reason": report.place_reason or None,
        "venue": place_ref(report.venue) if report.venue else None,
        "about": _places(report.about),
        "actors": {"source": sorted(set(report.source)), "target": sorted(set(report.target))},
        "killed": toll_object(report.killed),
        "wounded": toll_object(report.wounded),
        "captured": toll_object(report.captured),
        "displaced": toll_object(report.displaced),
        "phases": sorted(phases),
        "zone": report.zone,
        "trigger": report.trigger or None,
        "flags": sorted(report.flags),
    }


def event_object(event: Event) -> Object:
    """Return an event with its first report's words and the ids of its reports and records."""
    first = event.reports[0] if event.reports else None
    return {
        "id": event.id,
        "article": first.article if first else None,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "quote": first.quote if first else None,
        "type": event.type,
        "modes": sorted({report.mode for report in event.reports if report.mode}),
        "status": event.status,
        "claimant": event.claimant,
        **_dates(event.interval),
        "date_prec": event.date_prec,
        "places": _places(event.places, event.near),
        "unplaced": list(event.unplaced),
        "where_prec": event.where_prec,
        "venue": place_ref(event.venue) if event.venue else None,
        "about": _places(event.about),
        "actors": {"source": sorted(set(event.source)), "target": sorted(set(event.target))},
        "killed": toll_object(event.killed),
        "wounded": toll_object(event.wounded),
        "captured": toll_object(event.captured),
        "displaced": toll_object(event.displaced),
        "reports": sorted(report.id for report in event.reports),
        "articles": list(event.articles),
        "phases": sorted(member.phase for member in event.phases),
        "merge_reason": event.merge_reason or None,
        "differs": list(event.differs),
        "records": [
            {
                "record_id": match.record_id,
                "distance_km": match.distance_km,
                "day_difference": match.day_difference,
                "score": match.score,
                "reason": match.reason,
                "relation": match.relation,
            }
            for match in sorted(event.records, key=lambda match: match.record_id)
        ],
    }


def record_object(record: Record, titles: Mapping[str, str]) -> Object:
    """Return a record of a data set.

    Parameters
    ----------
    record
        The record.
    titles
        Titles of the sources by key.

    Returns
    -------
    The record with its source's title.
    """
    return {
        "id": record.id,
        "title": record.title,
        "type": record.type,
        "date_start": iso(record.date_start),
        "date_end": iso(record.date_end),
        "date_prec": record.date_prec,
        "place_id": record.place_id,
        "place_name": record.place_name,
        "lon": record.lon,
        "lat": record.lat,
        "where_prec": record.where_prec,
        "actors": sorted(set(record.actors)),
        "killed": {
            "low": record.killed_low,
            "best": record.killed_best,
            "high": record.killed_high,
        },
        "note": record.note,
        "source": {"key": record.source, "title": titles.get(record.source, record.source)},
        "source_ref": record.source_ref,
        "dataset": record.dataset,
        "version": record.version or None,
        "represents": record.represents or None,
        "flags": list(record.flags),
        "phases": sorted(member.phase for member in record.phases),
    }


def not_shown_object(item: NotShown) -> Object:
    """Return an entry of the list of what is not shown."""
    return {
        "kind": item.kind,
        "ref": item.ref,
        "reason": item.reason,
        "detail": item.detail,
        "article": item.article or None,
        "quote": item.quote or None,
    }

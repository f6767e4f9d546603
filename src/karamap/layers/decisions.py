"""What the earlier stages left goes in; every object of the outputs, with its mark, comes out.

Rules. Fighting is drawn only where it happened. Words and meetings are drawn hollow, where they
were spoken or else at the speaker's seat, or are listed. A country is listed. What is not known to
have happened (hypothetical, negated, called for) is listed and never marked. Counts add up: read is
shown plus not shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from karamap import objects
from karamap.config import Conflict, Policy, Source
from karamap.features import Feature, by_place
from karamap.objects import Object
from karamap.records import (
    Actor,
    Article,
    Event,
    Interval,
    Mention,
    NotShown,
    Phase,
    PhaseMembership,
    Place,
    Reading,
    Record,
    Refusal,
    Report,
)

Drawn: TypeAlias = Literal["dot", "ring", "area", "line", "list", "none"]
Days: TypeAlias = tuple[date | None, date | None]

LAYERS: Final = ("fighting", "talks", "aid", "displacement", "coercion", "voice")
DOT_KM: Final = 10.0  # a place of a larger radius is drawn with its ring
WIDE_KM: Final = 250.0  # a place without a drawing that is larger is only listed
ALWAYS: Final[Days] = (None, None)

_MEETINGS: Final = frozenset({"AGREE", "CONSULT"})
_WORDS: Final = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "STATEMENT", "SUPPORT", "THREATEN", "COOPERATE"}
    | {"CONCEDE", "YIELD"}
)
_DEEDS: Final[Mapping[str, str]] = {
    "AID": "aid",
    "ASSAULT": "fighting",
    "COERCE": "coercion",
    "CONCEDE": "coercion",
    "COOPERATE": "aid",
    "MOBILIZE": "coercion",
    "PROTEST": "coercion",
    "RETREAT": "displacement",
    "SANCTION": "coercion",
    "SUPPORT": "aid",
    "YIELD": "coercion",
}
_DEEDS_ONLY: Final = frozenset(_DEEDS) - _WORDS
_FLIGHT: Final = frozenset({"displacement", "evacuation", "exodus", "flight", "refugees", "return"})
_LISTED_KINDS: Final = frozenset({"country", "continent", "historical-state", "sea", "ocean"})
_UNREAL: Final = frozenset({"hypothetical", "negated"})
_UNCERTAIN: Final = frozenset({"called_for", "denied", "hypothetical", "negated", "planned"})
_OPENING_WORDS: Final = 8
SETTLEMENTS: Final = frozenset({"city", "town", "village"})
_THERE: Final = frozenset({"location", "dateline"})  # roles of names that mean the place itself
_ASIDE: Final[Mapping[str, str]] = {
    "related-link": "headline of another article",
    "boilerplate": "not part of the article's own text",
}


@dataclass(frozen=True, slots=True)
class Material:
    """What `decide` needs, as the earlier stages left it.

    Attributes
    ----------
    events, records
        With their phases (`karamap.phases.assign_events`, ``assign_records``) and joins.
    article_phases
        Phases in which each article was published (`karamap.phases.of_articles`).
    report_phases
        Phases that each report's own dates touch (`karamap.phases.of_reports`).
    places
        Places by id that records and seats name.
    candidates
        Places by id that names could have meant, with their countries; pages say them by name.
    actors
        Tell a speaker's seat from the place of a meeting.
    base_sources
        Keys of the sources of the base map, which every page uses.
    language
        Language of the names on the pages; exports keep that of the labels.
    """

    conflict: Conflict
    policy: Policy
    sources: Mapping[str, Source]
    phases: Sequence[Phase]
    readings: Sequence[Reading]
    events: Sequence[Event]
    records: Sequence[Record]
    article_phases: Mapping[str, Sequence[PhaseMembership]]
    report_phases: Mapping[str, Sequence[PhaseMembership]]
    features: Sequence[Feature] = ()
    places: Mapping[str, Place] = dataclasses.field(default_factory=dict)
    candidates: Mapping[str, Place] = dataclasses.field(default_factory=dict)
    actors: Sequence[Actor] = ()
    refusals: Sequence[Refusal] = ()
    base_sources: Sequence[str] = ()
    language: str = "en"
    version: str = ""
    input_hash: str = ""


@dataclass(frozen=True, slots=True)
class Layers:
    """Every object that pages and exports write, each made once, sorted by id.

    Attributes
    ----------
    places
        All places that anything refers to.
    features
        Drawings by place.
    not_shown
        What no page shows, with the reason.
    """

    material: Material
    articles: Mapping[str, Object]
    events: Mapping[str, Object]
    reports: Mapping[str, Object]
    mentions: Mapping[str, Object]
    records: Mapping[str, Object]
    places: Mapping[str, Place]
    features: Mapping[str, tuple[Feature, ...]]
    not_shown: tuple[Object, ...]


def drawn_place(place: Place, features: Sequence[Feature], days: Days = ALWAYS) -> Drawn:
    """Decide how a place is drawn.

    Parameters
    ----------
    place
        The place.
    features
        Its drawings, of any time.
    days
        The days that matter.

    Returns
    -------
    "area" or "line" where a drawing is valid on one of the days; "dot" for a small place, "ring"
    for a larger one; "list" for a country, a sea, a state that is gone, or a place too wide for an
    honest mark.
    """
    if place.kind in _LISTED_KINDS:
        return "list"
    shapes = {feature.shape for feature in drawings(place, features, days)}
    if shapes:
        return "area" if "area" in shapes else "line"
    if place.lon is None or place.lat is None or place.radius_km > WIDE_KM:
        return "list"
    return "dot" if place.radius_km <= DOT_KM else "ring"


def drawings(place: Place, features: Iterable[Feature], days: Days) -> tuple[Feature, ...]:
    """Return the drawings of a place that are valid on the days; none for what is only listed."""
    if place.kind in _LISTED_KINDS:
        return ()
    return tuple(feature for feature in features if feature.valid(*days))


def layer_of(event: Event, meeting: bool) -> str:
    """Return the layer of an event.

    Parameters
    ----------
    event
        The event.
    meeting
        Whether it is known where the meeting was held.

    Returns
    -------
    One of `LAYERS`. What is only planned, denied, called for, supposed or negated is never on
    "fighting".
    """
    if event.type in _MEETINGS:
        return "talks" if meeting else "voice"
    if event.type in _DEEDS and any(report.mode in _FLIGHT for report in event.reports):
        return "displacement"
    verbal = event.type in _WORDS and (event.venue is not None or not event.places)
    layer = "voice" if verbal else _DEEDS.get(event.type, "voice")
    if layer == "fighting" and event.status in _UNCERTAIN:
        return "voice"
    return layer


def deed_layer(kind: str | None, status: str | None) -> str:
    """Return the layer of an event of which only the type is known, not its reports.

    Parameters
    ----------
    kind
        A type of event; words and meetings count as such. ``None`` and types of others are "other".
    status
        Its status; fighting that is only planned, denied or supposed is no fighting.
    """
    if kind in _MEETINGS:
        return "talks"
    layer = _DEEDS.get(kind or "", "voice" if kind in _WORDS else "other")
    return "voice" if layer == "fighting" and status in _UNCERTAIN else layer


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where an event's mark stands, and how it is drawn."""

    layer: str
    drawn: Drawn
    at: Place | None
    at_kind: str | None


class _Decider:
    """Holds the indexes that the decisions look things up in."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.features = by_place(material.features)
        self.articles = {reading.article.id: reading.article for reading in material.readings}
        self.names = {actor.id: actor.name for actor in material.actors}
        self.seats = {actor.seat for actor in material.actors if actor.seat}

    def mark(self, event: Event) -> _Mark:
        """Decide where an event's mark stands."""
        days = _days(event.interval)
        venue = event.venue
        # Where a meeting was held is where it happened; a speaker's seat is not.
        seated = venue is not None and venue not in event.places and venue.id in self.seats
        meeting = event.type in _MEETINGS and not seated and bool(venue or event.places)
        layer = layer_of(event, meeting)
        spoken = layer in {"voice", "talks"} and event.type not in _DEEDS_ONLY
        if spoken and venue is not None:
            kind = "seat" if seated else "venue"
            candidates = [venue]
        else:
            kind = "venue" if spoken else "event"
            candidates = list(event.places)
        at, drawn = self.finest(candidates, days)
        if at is None:
            return _Mark(layer, "list" if spoken else "none", None, None)
        if spoken and drawn == "ring" and at.kind in SETTLEMENTS:
            drawn = "dot"  # the mark says who or where, not how far something reached
        if kind == "event" and drawn == "dot" and at.id in dict(event.near):
            drawn = "ring"  # as wide as the text leaves open
        wished = event.status == "called_for" and not spoken
        if event.status in _UNREAL or wished:
            drawn = "list"
        return _Mark(layer, drawn, at, kind)

    def finest(self, places: Iterable[Place], days: Days) -> tuple[Place | None, Drawn]:
        """Return the most exact of some places, and how it is drawn."""
        best: tuple[tuple[bool, float, str], Place, Drawn] | None = None
        for place in places:
            drawn = drawn_place(place, self.features.get(place.id, ()), days)
            rank = (drawn == "list", place.radius_km, place.id)
            if best is None or rank < best[0]:
                best = rank, place, drawn
        return (best[1], best[2]) if best else (None, "none")

    def valid_features(self, places: Iterable[Place], days: Days) -> list[str]:
        """Return the ids of the drawings of some places that are valid on the days."""
        unique = {place.id: place for place in places}
        return sorted(
            feature.id
            for place in unique.values()
            for feature in drawings(place, self.features.get(place.id, ()), days)
        )


def _days(interval: Interval | None) -> Days:
    """Return the days of an interval; all days for none."""
    return (interval.start, interval.end) if interval else ALWAYS


def decide(material: Material) -> Layers:
    """Decide what is shown, and make every object once.

    Parameters
    ----------
    material
        What the earlier stages made.

    Returns
    -------
    The objects, from which `pages` and `karamap.exports` write.
    """
    material = dataclasses.replace(material, events=_unique(material.events))
    decider = _Decider(material)
    hidden: list[Object] = [_refused(refusal) for refusal in material.refusals]
    events = {event.id: event for event in material.events}
    event_objects = {key: _event(decider, event, hidden) for key, event in events.items()}
    event_of = {report.id: event.id for event in events.values() for report in event.reports}
    readings = sorted(material.readings, key=lambda reading: reading.article.id)
    reports: dict[str, Object] = {}
    mentions: dict[str, Object] = {}
    for reading in readings:
        for report in reading.reports:
            key = event_of.get(report.id)
            reports[report.id] = _report(decider, reading.article, report, key, hidden)
        for mention in reading.mentions:
            mentions[mention.id] = _mention(decider, reading.article, mention, hidden)
    for article_id in sorted(decider.articles):
        if not material.article_phases.get(article_id):
            hidden.append(_undated(decider.articles[article_id]))
    titles = {key: source.title for key, source in material.sources.items()}
    records = {
        record.id: _record(decider, record, titles, hidden)
        for record in sorted(material.records, key=lambda r: r.id)
    }
    _join_back(events.values(), records)
    return Layers(
        material=material,
        articles={r.article.id: _article(r.article) for r in readings},
        events=event_objects,
        reports=reports,
        mentions=mentions,
        records=records,
        places=_used_places(material, events.values(), readings),
        features=decider.features,
        not_shown=tuple(hidden),
    )


def _unique(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in the order of their ids; of equal ids the later ones get a number."""
    found: dict[str, Event] = {}
    for event in sorted(events, key=lambda e: (e.id, [report.id for report in e.reports])):
        number, name = 1, event.id
        while name in found:
            number += 1
            name = f"{event.id}-{number}"
        found[name] = event if number == 1 else dataclasses.replace(event, id=name)
    return tuple(found[name] for name in sorted(found))


def _refused(refusal: Refusal) -> Object:
    """Return the entry of an input that was not taken."""
    item = NotShown("input", refusal.path, "input refused", refusal.reason)
    return objects.not_shown_object(item)


def _undated(article: Article) -> Object:
    """Return the entry of an article that lies in no phase."""
    known = article.published is not None
    reason = "published outside every phase" if known else "no publication date"
    detail = article.published.basis if article.published else "its text gives none"
    return objects.not_shown_object(NotShown("article", article.id, reason, detail, article.id))


def _article(article: Article) -> Object:
    """Return an article; one without a title also has the first words of its own text."""
    opening = " ".join(article.text[article.body_start :].split()[:_OPENING_WORDS])
    return {**objects.article_object(article), "opening": None if article.title else opening}


def _event(decider: _Decider, event: Event, hidden: list[Object]) -> Object:
    """Return an event with its layer and mark, and note why it is not shown if so."""
    mark = decider.mark(event)
    reason, detail = _why_hidden(event, mark)
    drawn: Drawn = "none" if reason else mark.drawn
    if reason:
        first = event.reports[0] if event.reports else None
        article, quote = (first.article, first.quote) if first else ("", "")
        item = NotShown("event", event.id, reason, detail, article, quote)
        hidden.append({**objects.not_shown_object(item), "reports": len(event.reports)})
    places = [*event.places, *([mark.at] if mark.at else [])]
    return {
        **objects.event_object(event),
        "layer": mark.layer,
        "drawn": drawn,
        "at": mark.at.id if mark.at else None,
        "at_kind": mark.at_kind,
        "features": decider.valid_features(places, _days(event.interval)),
        "phase_reason": "; ".join(dict.fromkeys(member.reason for member in event.phases)),
        "phase_reasons": {member.phase: member.reason for member in event.phases},
    }


def _why_hidden(event: Event, mark: _Mark) -> tuple[str, str]:
    """Return why an event is not shown and what is particular to it; two empty texts if it is."""
    if event.interval is None:
        return "no date", "no report supports a date"
    if not event.phases:
        return "outside every phase", event.interval.basis
    if mark.drawn == "none":
        reasons = dict.fromkeys(r.place_reason for r in event.reports if r.place_reason)
        return "no place of its own", "; ".join(reasons) or "no report says where"
    return "", ""


def _report(
    decider: _Decider, article: Article, report: Report, event: str | None, hidden: list[Object]
) -> Object:
    """Return a report, and note why it is not shown when it belongs to no event."""
    members = decider.material.report_phases.get(report.id, ())
    if event is None:
        aside = report.zone in _ASIDE
        kind = "related-link" if report.zone == "related-link" else "report"
        reason = _ASIDE[report.zone] if aside else "yields no event"
        detail = report.place_reason
        item = NotShown(kind, report.id, reason, detail, report.article, report.quote)
        hidden.append(objects.not_shown_object(item))
    return {
        **objects.report_object(report, (member.phase for member in members)),
        "event": event,
        "sentence": objects.sentence_object(article, report.sentence),
    }


def _mention(decider: _Decider, article: Article, mention: Mention, hidden: list[Object]) -> Object:
    """Return a mention, and note why it is not shown if so."""
    place = mention.place
    reason, detail = _why_unplaced(mention)
    drawn: Drawn = "none"
    if reason:
        item = NotShown("mention", mention.id, reason, detail, mention.article, mention.text)
        hidden.append(objects.not_shown_object(item))
    elif place is not None:
        # A name that stands for a government or another name's part is no place on the map.
        drawn = "list"
        if mention.role in _THERE:
            features = decider.features.get(place.id, ())
            drawn = drawn_place(place, features, _days(article.published))
    members = decider.material.article_phases.get(mention.article, ())
    return {
        **objects.mention_object(mention),
        "sentence": objects.sentence_object(article, mention.sentence),
        "drawn": drawn,
        "phases": sorted(member.phase for member in members),
    }


def _why_unplaced(mention: Mention) -> tuple[str, str]:
    """Return why a mention is not shown and what is particular to it; two empty texts if it is."""
    if mention.zone in _ASIDE:
        return _ASIDE[mention.zone], mention.role_reason
    if mention.resolution is None:
        return "not resolved", "no place was looked for"
    if mention.place is None:
        return "no place", mention.resolution.reason
    return "", ""


def _record(
    decider: _Decider, record: Record, titles: Mapping[str, str], hidden: list[Object]
) -> Object:
    """Return a record with how it is drawn, and note why it is not shown if so."""
    drawn = _drawn_record(decider, record)
    if not record.phases:
        drawn = "none"
        days = f"{record.date_start} to {record.date_end}"
        item = NotShown("record", record.id, "outside every phase", days, "", record.title)
        hidden.append(objects.not_shown_object(item))
    told = objects.record_object(record, titles)
    actors = sorted({decider.names.get(actor, actor) for actor in record.actors})
    return {**told, "actors": actors, "drawn": drawn, "events": []}


def _drawn_record(decider: _Decider, record: Record) -> Drawn:
    """Decide how a record is drawn: by its place, else by its own point and its class.

    A point that stands for an area nobody has drawn is listed: it is no spot.
    """
    place = decider.material.places.get(record.place_id or "")
    if place is not None:
        features = decider.features.get(place.id, ())
        return drawn_place(place, features, (record.date_start, record.date_end))
    unknown = record.lon is None or record.lat is None or bool(record.represents)
    if unknown or (record.where_prec or 0) >= 6:
        return "list"
    return "dot" if (record.where_prec or 1) <= 2 else "ring"


def _join_back(events: Iterable[Event], records: Mapping[str, Object]) -> None:
    """Enter in each record the events that were joined to it."""
    for event in events:
        for match in event.records:
            if match.record_id in records:
                records[match.record_id]["events"].append(event.id)
    for record in records.values():
        record["events"].sort()


def _used_places(
    material: Material, events: Iterable[Event], readings: Iterable[Reading]
) -> dict[str, Place]:
    """Return every place that an object refers to, by id."""
    found: dict[str, Place] = {}
    for place in _all_places(material, events, readings):
        found.setdefault(place.id, place)
    return {key: found[key] for key in sorted(found)}


def _all_places(
    material: Material, events: Iterable[Event], readings: Iterable[Reading]
) -> Iterator[Place]:
    """Return the places of events, reports, mentions and records, with repeats."""
    for record in material.records:
        if record.place_id and record.place_id in material.places:
            yield material.places[record.place_id]
    for event in events:
        yield from (*event.places, *event.about, *((event.venue,) if event.venue else ()))
    for reading in readings:
        for report in reading.reports:
            yield from (*report.places, *report.about, *((report.venue,) if report.venue else ()))
        for mention in reading.mentions:
            if mention.place is not None:
                yield mention.place

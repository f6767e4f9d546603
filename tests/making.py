"""Small hand-made records for the tests of the later stages, about an invented conflict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from karamap.config import Conflict, Policy, Side, Source
from karamap.features import Feature
from karamap.layers import Material
from karamap.phases import assign_events, assign_records, of_articles, of_reports
from karamap.records import (
    Actor,
    Article,
    Event,
    Interval,
    Mention,
    NotShown,
    Phase,
    Place,
    PlaceName,
    Reading,
    Record,
    RecordMatch,
    Refusal,
    Report,
    Resolution,
    Sentence,
    Toll,
    Zone,
)

__all__ = ["NotShown", "Path"]


ALWAYS = (None, None)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(start: str | None, end: str | None = "", precision: str = "day") -> Interval:
    last = start if end == "" else end
    return Interval(
        day(start) if start else None,
        day(last) if last else None,
        precision,
        f"the text says {start}",
    )


CONFLICT = Conflict(
    id="hill-valley",
    title="Hill and valley",
    summary="An invented dispute.",
    utc_offset_hours=4,
    theatre_countries=("XA", "XB"),
    bbox=(10.0, 40.0, 14.0, 44.0),
    start=day("2000-01-01"),
    sides=(Side("hill", "Hill side", ("aa",), "XA"), Side("valley", "Valley side", ("bb",), "XB")),
)
POLICY = Policy("No claim.", "Both names.", "Dashed.", "Never summed.")
SOURCES = {
    key: Source(key, f"Title of {key}", "P", "CC0", f"By {key}", "")
    for key in ("atlas", "book", "gazetteer", "table")
}
PHASES = (
    Phase("calm", "Calm", day("2000-01-01"), day("2010-01-01"), "Calm.", "By rule", ("book",)),
    Phase("war", "War", day("2010-01-01"), day("2010-03-01"), "War.", "First shot"),
    Phase("after", "After", day("2010-03-01"), None, "After.", "Ceasefire"),
)


def place(key: str, kind: str = "town", lon: float | None = 11.0, lat: float | None = 41.0, **more):
    values = {"country": "XA", "radius_km": 2.0, "source": "gazetteer", "theatre": True, **more}
    return Place(id=key, name=key.title(), kind=kind, lon=lon, lat=lat, **values)


TOWN = place(
    "town",
    names=(
        PlaceName("Oldtown", side="valley"),
        PlaceName("Anytown", side="hill"),
        PlaceName("Alttown", side="hill", language="de"),
    ),
)
VILLAGE = place("village", "village", 11.5, 41.2, radius_km=1.0)
DISTRICT = place("district", "district", 12.0, 41.5, radius_km=30.0)
ROAD = place("road", "road", 12.5, 42.0, radius_km=20.0)
REGION = place("region", "region", 12.0, 42.0, radius_km=80.0)
LAND = place("country.XA", "country", 12.0, 42.0, radius_km=400.0)
GONE = place("empire", "historical-state", None, None, radius_km=5000.0)
SEAT = place("seat", "city", 13.0, 43.0, radius_km=9.0, capital=True)
PLACES = {p.id: p for p in (TOWN, VILLAGE, DISTRICT, ROAD, REGION, LAND, GONE, SEAT)}


def feature(key: str, place_id: str, shape: str, first=None, last=None, sheet=None, **more):
    square = [[[12, 41], [12, 42], [13, 42], [13, 41], [12, 41]]]  # clockwise, as it must not be
    line = [[12.0, 42.0], [12.3, 42.1], [12.6, 42.2]]
    geometry = {
        "type": "Polygon" if shape == "area" else "LineString",
        "coordinates": square if shape == "area" else line,
    }
    properties = {"id": key, "place_id": place_id, "style": shape, "name": key, "source": "atlas"}
    return Feature(
        id=key,
        sheet=sheet or ("areas" if shape == "area" else "lines"),
        shape=shape,
        place_id=place_id,
        valid_from=day(first) if first else None,
        valid_to=day(last) if last else None,
        accuracy_km=more.get("accuracy_km", 1.0),
        source="atlas",
        geojson={"type": "Feature", "id": key, "properties": properties, "geometry": geometry},
    )


FEATURES = (
    feature("district-1", "district", "area", sheet="districts"),
    feature("road-old", "road", "line", None, "2010-01-31"),
    feature("road-new", "road", "line", "2010-02-01", None),
    feature("border", "", "line", "2005-01-01", "2009-12-31"),
)

TEXT = "Troops shelled Town on Monday. The envoy spoke in Seat. Nothing more."


def article(key: str, published: str | None = "2010-01-20", text: str = TEXT) -> Article:
    ends = [i + 1 for i, char in enumerate(text) if char == "."] or [len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return Article(
        id=key,
        text=text,
        path=f"seeds/{key}.txt",
        sha256="00" * 32,
        title=f"Title of {key}",
        published=days(published) if published else None,
        zones=(Zone("body", 0, len(text)),),
        sentences=tuple(Sentence(a, b, "body") for a, b in zip(starts, ends, strict=True)),
    )


def report(key: str, art: str, kind: str = "ASSAULT", when="2010-01-18", places=(TOWN,), **more):
    interval = days(when) if isinstance(when, str) else when
    values = {"status": "asserted", "claimant": None, "about": (), "source": (), "target": ()}
    values |= {"start": 0, "end": 29, "quote": TEXT[:29]} | more
    return Report(id=key, article=art, type=kind, interval=interval, places=tuple(places), **values)


def event(key: str, *reports: Report, **more) -> Event:
    first = reports[0]
    values = {
        "type": first.type,
        "status": first.status,
        "claimant": first.claimant,
        "interval": first.interval,
        "places": first.places,
        "about": first.about,
        "source": first.source,
        "target": first.target,
        "venue": first.venue,
        "where_prec": 1,
        "date_prec": 1,
    }
    return Event(id=key, reports=tuple(reports), **(values | more))


def mention(key: str, art: str, found: Place | None = TOWN, **more) -> Mention:
    values = {"zone": "body", "sentence": 0, "form": "name", "role": "location"} | more
    resolution = values.pop("resolution", Resolution(found, 0.9, "exact name", ("village",)))
    return Mention(
        id=key, article=art, start=15, end=19, text="Town", resolution=resolution, **values
    )


def record(
    key: str, kind: str = "ASSAULT", start="2010-01-18", end=None, at=TOWN, **more
) -> Record:
    values = {"date_prec": 1, "where_prec": 1, "source": "table", "actors": ()} | more
    return Record(
        id=key,
        title=f"Title of {key}",
        type=kind,
        date_start=day(start),
        date_end=day(end or start),
        place_id=values.pop("place_id", at.id if at else None),
        place_name=at.name if at else "",
        lon=values.pop("lon", at.lon if at else None),
        lat=values.pop("lat", at.lat if at else None),
        **values,
    )


def material(readings, events, records=(), refusals=(), **more) -> Material:
    articles = {reading.article.id: reading.article for reading in readings}
    reports = [r for reading in readings for r in reading.reports]
    values = {
        "conflict": CONFLICT,
        "policy": POLICY,
        "sources": SOURCES,
        "phases": PHASES,
        "readings": tuple(readings),
        "events": assign_events(events, PHASES, articles),
        "records": assign_records(records, PHASES),
        "article_phases": of_articles(articles.values(), PHASES),
        "report_phases": of_reports(reports, PHASES, articles),
        "features": FEATURES,
        "places": PLACES,
        "refusals": tuple(refusals),
        "version": "0.0",
        "input_hash": "ff",
    }
    return Material(**(values | more))


def sample() -> Material:
    """A little of everything: two articles of one phase, one undated, records, a refusal."""
    shelled = report("r1", "a", killed=Toll(13, None, None, "over a dozen"))
    again = report("r2", "b", sentence=0)
    spoke = report(
        "r3", "a", "STATEMENT", places=(), venue=SEAT, about=(REGION,), source=("Envoy",),
        start=31, end=54, quote=TEXT[31:54], sentence=1,
    )  # fmt: skip
    earlier = report("r4", "a", "ASSAULT", "2005-05-05", (VILLAGE,))
    nowhere = report("r5", "b", "ASSAULT", "2010-01-18", (), place_reason="no place is named")
    undated = report("r6", "b", "ASSAULT", None, (VILLAGE,))
    link = report("r7", "b", zone="related-link")
    spans = report(
        "r8", "b", "CONSULT", days("2010-02-27", "2010-03-02", "week"), (SEAT,), venue=SEAT
    )
    road = report("r9", "b", "COERCE", "2010-02-05", (ROAD,))
    land = report("r10", "b", "ASSAULT", "2010-02-05", (LAND,))
    denied = report("r11", "b", "ASSAULT", "2010-02-06", (TOWN,), status="denied")
    joined = RecordMatch("k1", 0.0, 0, 0.9, "same place and day")
    events = (
        event("e1", shelled, again, merge_reason="same place and day", records=(joined,)),
        event("e2", spoke),
        event("e3", earlier),
        event("e4", nowhere),
        event("e5", undated),
        event("e6", spans),
        event("e7", road),
        event("e8", land),
        event("e9", denied),
    )
    readings = (
        Reading(
            article("b", "2010-01-21"),
            (mention("m3", "b", None, resolution=Resolution(None, 0.0, "two places fit")),
             mention("m4", "b", zone="related-link"), mention("m5", "b", LAND),
             mention("m6", "b", resolution=None)),
            (), (again, nowhere, undated, link, spans, road, land, denied),
        ),
        Reading(
            article("a"), (mention("m1", "a"), mention("m2", "a", SEAT, sentence=1)), (),
            (shelled, spoke, earlier),
        ),
        Reading(article("c", None), (mention("m7", "c", VILLAGE),), (), ()),
    )  # fmt: skip
    records = (
        record("k1"),
        record("k2", "AGREE", "2010-03-01", at=SEAT),
        record("k3", at=None, start="1999-01-01"),
    )
    actors = (Actor("envoy", "Envoy", "person", seat="seat", names=("Envoy",)),)
    return material(
        readings, events, records, (Refusal("seeds/bad.txt", "not UTF-8"),), actors=actors
    )

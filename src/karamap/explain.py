"""The files of a build and an id go in; the chain from the mark to its sentence comes out as text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from karamap.errors import InputError, UsageError

LAYERS = ("events", "reports", "mentions", "records", "places")
Properties = Mapping[str, Any]


def explain(maps: Path, wanted: str) -> str:
    """Explain why something is in a build.

    Parameters
    ----------
    maps
        Folder of a build.
    wanted
        Id of an event, report, mention, record or place.

    Returns
    -------
    Lines of text: what it is, when, where and why there, what else was considered, and the
    sentence behind it with its offsets.

    Raises
    ------
    InputError
        When the folder holds no build.
    UsageError
        When nothing has that id; the message names ids that are close.
    """
    layers = {name: _load(maps, name) for name in LAYERS}
    writers = {
        "events": _event, "reports": _report, "mentions": _mention,
        "records": _record, "places": _place,
    }  # fmt: skip
    for name in LAYERS:
        if wanted in layers[name]:
            return "\n".join(writers[name](layers[name][wanted], layers))
    near = sorted(i for rows in layers.values() for i in rows if wanted.lower() in i.lower())[:5]
    hint = f"; did you mean {', '.join(near)}?" if near else "; ids stand in maps/*.geojson"
    raise UsageError(f"nothing in the last build has the id '{wanted}'{hint}")


def _load(maps: Path, name: str) -> dict[str, Properties]:
    path = maps / f"{name}.geojson"
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"maps/{name}.geojson is missing or broken; run 'karamap build'") from error
    return {feature["properties"]["id"]: feature["properties"] for feature in features}


Layers = Mapping[str, Mapping[str, Properties]]


def _event(event: Properties, layers: Layers) -> Iterator[str]:
    yield f"event {event['id']}: {event['type']}, {event['status']}{_by(event)}"
    yield f"  when: {_when(event)}"
    yield f"  where: {_names(event['places'])}"
    if event.get("about"):
        yield f"  about: {_names(event['about'])}"
    yield f"  who: {_who(event)}"
    if event.get("merge_reason"):
        yield f"  one event because: {event['merge_reason']}"
    for line in event.get("differs") or ():
        yield f"  reports differ: {line}"
    for match in event.get("records") or ():
        title = layers["records"].get(match["record_id"], {}).get("title", "")
        yield (
            f"  record {match['record_id']} ({title}): {_number(match['distance_km'], 'km')} away, "
            f"{_number(match['day_difference'], 'days')} apart, score {match['score']}: {match['reason']}"
        )
    if not event.get("records"):
        yield "  records: none agrees with it in place, time and type"
    for report in event["reports"]:
        if report in layers["reports"]:
            yield from ("  " + line for line in _report(layers["reports"][report], layers))


def _report(report: Properties, layers: Layers) -> Iterator[str]:
    yield f"report {report['id']}: {report['type']}, {report['status']}{_by(report)}"
    if report.get("trigger"):
        yield f"  type because of: {report['trigger']}"
    yield f"  when: {_when(report)}"
    yield f"  where: {_names(report['places'])}; {report.get('place_reason') or 'no reason noted'}"
    yield f"  who: {_who(report)}"
    for flag in report.get("flags") or ():
        yield f"  note: {flag}"
    yield f"  words: {report['article']} [{report['start']}:{report['end']}] “{report['quote']}”"
    for mention in sorted(layers["mentions"].values(), key=lambda m: (m["article"], m["start"])):
        if mention["article"] == report["article"] and report["start"] <= mention["start"] < report["end"]:
            place = mention["place_id"] or "no place"
            yield f"    “{mention['text']}” {mention['role']} -> {place}: {mention['reason']}"


def _mention(mention: Properties, _layers: Layers) -> Iterator[str]:
    yield f"mention {mention['id']}: “{mention['text']}” in {mention['article']} [{mention['start']}:{mention['end']}]"
    yield f"  role: {mention['role']}, because: {mention.get('role_reason') or 'no reason noted'}"
    if mention["place_id"]:
        yield f"  place: {mention['place_id']} ({mention['name']}), confidence {mention['confidence']}, because: {mention['reason']}"
    else:
        yield f"  no place, because: {mention['reason']}"
    if mention.get("others"):
        yield f"  also considered: {', '.join(mention['others'])}"
    sentence = mention.get("sentence")
    if sentence:
        yield f"  sentence [{sentence['start']}:{sentence['end']}]: {sentence['text']}"


def _record(record: Properties, _layers: Layers) -> Iterator[str]:
    source = record["source"]
    title = source["title"] if isinstance(source, dict) else source
    yield f"record {record['id']}: {record['title']}"
    yield f"  when: {record['date_start']} to {record['date_end']} (date_prec {record['date_prec']})"
    yield f"  where: {record['place_name']} (where_prec {record['where_prec']})"
    yield f"  source: {title}, {record['source_ref']}"
    yield f"  joined events: {', '.join(record.get('events') or ()) or 'none'}"


def _place(place: Properties, layers: Layers) -> Iterator[str]:
    yield f"place {place['id']}: {place.get('label') or place['name']} ({place['kind']}, {place['country'] or 'no single state'})"
    yield f"  point: {place['lon']}, {place['lat']} (longitude, latitude), radius {place['radius_km']} km; source: {place['source']}"
    for name in ("events", "mentions"):
        field = "places" if name == "events" else None
        ids = [
            row["id"]
            for row in layers[name].values()
            if (row["place_id"] == place["id"] if field is None else any(p["place_id"] == place["id"] for p in row[field]))
        ]
        yield f"  {name}: {', '.join(sorted(ids)) or 'none'}"


def _by(row: Properties) -> str:
    return f" by {row['claimant']}" if row.get("claimant") else ""


def _when(row: Properties) -> str:
    if row["date_start"] is None and row["date_end"] is None:
        return f"no date; {row.get('date_basis') or 'the text supports none'}"
    return f"{row['date_start'] or '…'} to {row['date_end'] or '…'} ({row['date_precision']}): {row['date_basis']}"


def _names(places: Any) -> str:  # noqa: ANN401 - a list of short place objects
    return ", ".join(f"{p['name']} [{p['place_id']}]" for p in places) or "none"


def _who(row: Properties) -> str:
    actors = row["actors"]
    return f"{', '.join(actors['source']) or 'not stated'} -> {', '.join(actors['target']) or 'not stated'}"


def _number(value: float | None, unit: str) -> str:
    return f"{value} {unit}" if value is not None else f"unknown {unit}"

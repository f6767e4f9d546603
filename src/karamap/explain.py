"""The files of a build and an id go in; the chain from the mark to its sentence comes out as text."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from karamap import objects
from karamap.errors import InputError, UsageError, shown

_SUGGESTED = 5
_JOINS = "join-report.json"
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
    build = _Build(maps)
    writers = {
        "events": _event, "reports": _report, "mentions": _mention,
        "records": _record, "places": _place,
    }  # fmt: skip
    for name, rows in build.layers.items():
        if wanted in rows:
            return "\n".join(map(objects.printable, writers[name](rows[wanted], build)))
    named = objects.printable(wanted)
    raise UsageError(f"nothing in the last build has the id '{named}'{build.hint(wanted)}")


class _Build:
    """The layers of a build by id, and its join report."""

    def __init__(self, maps: Path) -> None:
        collections = {name: _load(maps, f"{name}.geojson") for name in LAYERS}
        self.layers: dict[str, dict[str, Properties]] = {
            name: {f["properties"]["id"]: f["properties"] for f in collection["features"]}
            for name, collection in collections.items()
        }
        self.sources = {entry["key"]: entry for entry in collections["records"]["attribution"]}
        self._report = _load(maps, _JOINS)

    def reason(self, group: str, key: str, ident: str) -> str:
        """Return why an event or a record has no match, as the join report says."""
        rows = self._report[group]
        return next((row["reason"] for row in rows if row[key] == ident), "no reason noted")

    def near_misses(self, key: str, ident: str) -> list[Properties]:
        """Return the pairs that came nearest without being joined, the nearest first."""
        rows = [row for row in self._report["near_misses"] if row[key] == ident]
        rows.sort(key=lambda row: (row["day_difference"], row["distance_km"] or 0.0))
        return rows[:_SUGGESTED]

    def hint(self, wanted: str) -> str:
        """Return which ids may be meant: those that begin alike, hold it, or are spelled alike."""
        ids = [ident for rows in self.layers.values() for ident in rows]
        folded = {ident: ident.casefold() for ident in ids}
        low = wanted.casefold()
        begin = sorted(ident for ident in ids if folded[ident].startswith(low))
        hold = sorted(ident for ident in ids if low in folded[ident])
        alike = difflib.get_close_matches(wanted, ids, _SUGGESTED, 0.7)
        near = list(dict.fromkeys([*begin, *hold, *alike])) if wanted else []
        if not near:
            return "; ids stand in maps/*.geojson"
        named = ", ".join(objects.printable(self._named(ident)) for ident in near[:_SUGGESTED])
        rest = f" or one of {len(near) - _SUGGESTED} more" if len(near) > _SUGGESTED else ""
        return f"; did you mean {named}{rest}?"

    def _named(self, ident: str) -> str:
        """Return an id with what it is the id of."""
        name = next(name for name, rows in self.layers.items() if ident in rows)
        row = self.layers[name][ident]
        said = row.get("title") or row.get("text") or row.get("label") or row.get("quote") or ""
        words = " ".join(str(said).split())
        return f"{ident} ({name[:-1]}: {words[:40].rstrip()}{'…' if len(words) > 40 else ''})"


def _load(maps: Path, name: str) -> dict[str, Any]:
    """Return a file of a build."""
    try:
        loaded = json.loads((maps / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        path = shown(maps / name)
        raise InputError(f"{path} is missing or broken; run 'karamap build'") from error
    wanted = "near_misses" if name == _JOINS else "features"
    if not isinstance(loaded, dict) or wanted not in loaded:
        raise InputError(f"{shown(maps / name)} is of another version; run 'karamap build'")
    return loaded


def _event(event: Properties, build: _Build) -> Iterator[str]:
    yield f"event {event['id']}: {event['type']}, {event['status']}{_by(event)}"
    yield f"  when: {_when(event)}"
    yield f"  where: {_names(event['places'])}{_by_name(event)}"
    if event.get("about"):
        yield f"  about: {_names(event['about'])}"
    yield f"  who: {_who(event)}"
    if event.get("merge_reason"):
        yield f"  one event because: {event['merge_reason']}"
    for line in event.get("differs") or ():
        yield f"  reports differ: {line}"
    yield from _joined_records(event, build)
    for report in event["reports"]:
        if report in build.layers["reports"]:
            yield from ("  " + line for line in _report(build.layers["reports"][report], build))


def _joined_records(event: Properties, build: _Build) -> Iterator[str]:
    """Say which records agree with an event, and why those that come near do not."""
    titles = {key: record["title"] for key, record in build.layers["records"].items()}
    for match in event["records"]:
        yield f"  record {match['record_id']} ({titles[match['record_id']]}): {_match(match)}"
    if not event["records"]:
        yield f"  records: none; {build.reason('events_unmatched', 'event_id', event['id'])}"
    for miss in build.near_misses("event_id", event["id"]):
        title = titles[miss["record_id"]]
        yield f"  not joined: record {miss['record_id']} ({title}): {_miss(miss)}"


def _match(match: Properties) -> str:
    """Return how an event and a record agree."""
    days, km = match["day_difference"], match["distance_km"]
    apart = ("the days meet", "1 day apart")[days] if days < 2 else f"{days} days apart"
    place = "no distance" if km is None else f"{km} km away"
    return f"{place}, {apart}, score {match['score']}: {match['reason']}"


def _miss(miss: Properties) -> str:
    """Return why an event and a record were not joined."""
    km, reason = miss["distance_km"], miss["reason"]
    return reason if km is None or " km " in reason else f"{reason}; {km} km away"


def _report(report: Properties, build: _Build) -> Iterator[str]:
    yield f"report {report['id']}: {report['type']}, {report['status']}{_by(report)}"
    if report.get("trigger"):
        yield f"  type because of: {report['trigger']}"
    yield f"  when: {_when(report)}"
    yield f"  where: {_names(report['places'])}{_by_name(report)}; {report.get('place_reason') or 'no reason noted'}"
    yield f"  who: {_who(report)}"
    for flag in report.get("flags") or ():
        yield f"  note: {flag}"
    yield f"  words: {report['article']} [{report['start']}:{report['end']}] “{report['quote']}”"
    for mention in sorted(
        build.layers["mentions"].values(), key=lambda m: (m["article"], m["start"])
    ):
        if (
            mention["article"] == report["article"]
            and report["start"] <= mention["start"] < report["end"]
        ):
            place = mention["place_id"] or "no place"
            yield f"    “{mention['text']}” {mention['role']} -> {place}: {mention['reason']}"


def _mention(mention: Properties, _build: _Build) -> Iterator[str]:
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


def _record(record: Properties, build: _Build) -> Iterator[str]:
    key = record["source"]["key"]
    source = build.sources.get(key, {})
    yield f"record {record['id']}: {record['title']}"
    for flag in record["flags"]:
        yield f"  flag: {flag}"
    yield f"  type: {record['type']}"
    yield f"  when: {record['date_start']} to {record['date_end']} (date_prec {record['date_prec']})"
    stands = f", its point stands for {_a(record['represents'])}" if record["represents"] else ""
    place = f"{record['place_name'] or 'no place'} [{record['place_id']}]"
    yield f"  where: {place} (where_prec {record['where_prec']}{stands})"
    yield f"  who: {', '.join(record['actors']) or 'not stated'}"
    toll = record["killed"]
    if any(value is not None for value in toll.values()):
        bounds = (f"{name} {'unknown' if toll[name] is None else toll[name]}" for name in toll)
        yield f"  killed: {', '.join(bounds)}"
    if record["note"]:
        yield f"  note: {record['note']}"
    yield f"  source: {record['source']['title']} [{key}], {record['source_ref'] or 'no reference'}"
    yield f"  data set: {record['dataset'] or 'unnamed'}, version {record['version'] or 'not stated'}"
    yield f"  licence: {source.get('licence') or 'not stated'}; {source.get('attribution') or 'no attribution'}"
    yield from _joined_events(record, build)


def _a(shape: str) -> str:
    return f"an {shape}" if shape == "area" else f"a {shape}"


def _joined_events(record: Properties, build: _Build) -> Iterator[str]:
    """Say which events agree with a record, and why those that come near do not."""
    for ident in record["events"]:
        event = build.layers["events"][ident]
        match = next(m for m in event["records"] if m["record_id"] == record["id"])
        yield f"  event {ident} ({_brief(event)}): {_match(match)}"
        yield f"    words: {event['article']} [{event['start']}:{event['end']}] “{event['quote']}”"
    if not record["events"]:
        reason = build.reason("records_unmatched", "record_id", record["id"])
        yield f"  events: none; {reason}"
    for miss in build.near_misses("record_id", record["id"]):
        event = build.layers["events"][miss["event_id"]]
        yield f"  not joined: event {event['id']} ({_brief(event)}): {_miss(miss)}"


def _brief(event: Properties) -> str:
    """Return an event in a few words."""
    places = ", ".join(place["name"] for place in event["places"]) or "no place"
    return f"{event['type']}, {event['status']}, {event['date_start'] or '…'}, {places}"


def _place(place: Properties, build: _Build) -> Iterator[str]:
    state = place["country"] or "no single state"
    yield f"place {place['id']}: {place.get('label') or place['name']} ({place['kind']}, {state})"
    yield (
        f"  point: {place['lon']}, {place['lat']} (longitude, latitude), "
        f"radius {place['radius_km']} km; source: {place['source']}"
    )
    events, mentions = build.layers["events"].values(), build.layers["mentions"].values()
    here = {
        "events": [e["id"] for e in events if place["id"] in {p["place_id"] for p in e["places"]}],
        "mentions": [m["id"] for m in mentions if m["place_id"] == place["id"]],
    }
    for name, ids in here.items():
        yield f"  {name}: {', '.join(sorted(ids)) or 'none'}"


def _by(row: Properties) -> str:
    return f" by {row['claimant']}" if row.get("claimant") else ""


def _when(row: Properties) -> str:
    if row["date_start"] is None and row["date_end"] is None:
        return f"no date; {row.get('date_basis') or 'the text supports none'}"
    return f"{row['date_start'] or '…'} to {row['date_end'] or '…'} ({row['date_precision']}): {row['date_basis']}"


def _by_name(told: Mapping[str, Any]) -> str:
    """Return the places of a report or an event of which only the name is known."""
    return f"; by name only: {', '.join(told['unplaced'])}" if told.get("unplaced") else ""


def _names(places: Any) -> str:  # noqa: ANN401 - a list of short place objects
    return ", ".join(f"{p['name']} [{p['place_id']}]" for p in places) or "none"


def _who(row: Properties) -> str:
    actors = row["actors"]
    return f"{', '.join(actors['source']) or 'not stated'} -> {', '.join(actors['target']) or 'not stated'}"

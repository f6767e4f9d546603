"""Decided layers go in; GeoJSON, CSV and the build's own record come out, and files for a GIS.

GeoJSON follows RFC 7946: WGS 84, longitude first, at most six decimals, right-hand rule,
no ``crs``. A feature without a place of its own keeps ``geometry: null``. The bytes depend on the
input alone. geopandas, pyogrio and shapely are imported where they are needed and not before.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from warnings import catch_warnings, filterwarnings

from karamap.config import Project
from karamap.errors import OutputError, UsageError, shown
from karamap.features import Feature
from karamap.geometry import EARTH_RADIUS_KM
from karamap.layers import SETTLEMENTS, Layers, PageData, attribution, drawn_place, place_object
from karamap.objects import Object, printable
from karamap.phases import read_phases
from karamap.provenance import staged_file
from karamap.records import TOLLS, Interval, Place

if TYPE_CHECKING:
    import geopandas

LAYERS: Final = ("events", "reports", "mentions", "places", "records")
FORMATS: Final = ("geojson", "csv", "gpkg", "geoparquet", "kml")
_DECIMALS: Final = 6
_CIRCLE: Final = 48  # corners of a ring
_KM_PER_DEGREE: Final = math.radians(1) * EARTH_RADIUS_KM
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_STAMP: Final = "1970-01-01T00:00:00.000Z"  # GeoPackage wants a time of change; a build has none

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "events": (
        *("id", "article", "start", "end", "quote", "type", "modes", "status", "claimant"),
        *("date_start", "date_end", "date_precision", "date_basis", "date_inferred", "date_prec"),
        *("places", "unplaced", "where_prec", "venue", "about", "actors", *TOLLS, "reports"),
        *("articles", "phases", "merge_reason", "differs", "records", "layer", "drawn", "at"),
        *("at_kind", "features", "phase_reason"),
    ),
    "reports": (
        *("id", "article", "start", "end", "quote", "type", "mode", "status", "claimant"),
        *("date_start", "date_end", "date_precision", "date_basis", "date_inferred"),
        *("date_words", "places", "unplaced", "place_reason", "venue", "about", "actors", *TOLLS),
        *("phases", "zone", "trigger", "flags", "event", "sentence"),
    ),
    "mentions": (
        *("id", "article", "start", "end", "text", "form", "role", "role_reason", "zone"),
        *("place_id", "name", "kind", "country", "lon", "lat", "radius_km", "confidence"),
        *("reason", "others", "sentence", "drawn", "phases"),
    ),
    "places": (
        *("id", "name", "label", "by_side", "kind", "country", "lon", "lat", "radius_km"),
        *("drawn", "features", "source", "phases"),
    ),
    "records": (
        *("id", "title", "type", "date_start", "date_end", "date_prec", "place_id"),
        *("place_name", "lon", "lat", "where_prec", "actors", "killed", "note", "source"),
        *("source_ref", "dataset", "version", "represents", "flags", "phases", "drawn", "events"),
    ),
}
"""The contract of the columns: the properties of each layer, in this order, all always there."""

_EVENT_CSV: Final = (
    *("id", "type", "status", "claimant", "date_start", "date_end", "date_precision"),
    *("date_prec", "date_basis", "places", "place_ids", "unplaced", "longitude", "latitude", "radius_km"),
    *("where_prec", "about", "source", "target", "killed_low", "killed_best", "killed_high"),
    *("wounded_low", "wounded_best", "wounded_high", "captured_low", "captured_best", "captured_high"),
    *("displaced_low", "displaced_best", "displaced_high", "phases", "layer", "drawn", "articles"),
    *("reports", "records", "quote"),
)


# --- geometry -------------------------------------------------------------------------------------


def _round(value: float) -> float:
    """Return a coordinate with six decimals and no negative zero."""
    return round(value, _DECIMALS) + 0.0


def _point(lon: float, lat: float) -> Object:
    """Return a point."""
    return {"type": "Point", "coordinates": [_round(lon), _round(lat)]}


def ring(lon: float, lat: float, radius_km: float) -> Object:
    """Return the circle round a point as a polygon, counter-clockwise.

    Parameters
    ----------
    lon, lat
        The middle.
    radius_km
        The radius on the sphere.

    Returns
    -------
    A polygon; the point itself where the circle would cross a pole or the antimeridian.
    """
    angle = radius_km / EARTH_RADIUS_KM
    phi, corners = math.radians(lat), []
    for step in range(_CIRCLE):
        turn = -2 * math.pi * step / _CIRCLE
        sine = math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(turn)
        along = math.sin(turn) * math.sin(angle) * math.cos(phi)
        lam = math.atan2(along, math.cos(angle) - math.sin(phi) * sine)
        corners.append([lon + math.degrees(lam), math.degrees(math.asin(sine))])
    polar = abs(lat) + math.degrees(angle) >= 90
    if polar or any(abs(corner[0]) > 180 for corner in corners):
        return _point(lon, lat)
    rounded = [[_round(x), _round(y)] for x, y in corners]
    return {"type": "Polygon", "coordinates": [[*rounded, rounded[0]]]}


def _positions(points: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return rounded positions without height and without repeats in a row."""
    out: list[list[float]] = []
    for point in points:
        position = [_round(point[0]), _round(point[1])]
        if not out or out[-1] != position:
            out.append(position)
    return out


def _area(points: Sequence[Sequence[float]]) -> float:
    """Return twice the signed area of a closed ring; positive is counter-clockwise."""
    steps = itertools.pairwise(points)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in steps)


def _polygon(rings: Sequence[Sequence[Sequence[float]]]) -> list[list[list[float]]]:
    """Return a polygon's rings by the right-hand rule; holes that vanish are left out."""
    out: list[list[list[float]]] = []
    for number, points in enumerate(rings):
        positions = _positions(points)
        if len(positions) < 4 and number:
            continue
        left_turning = _area(positions) > 0
        out.append(positions if left_turning == (number == 0) else positions[::-1])
    return out


def _clean(geometry: Mapping[str, Any]) -> Object:
    """Return a geometry with rounded positions and rings by the right-hand rule."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Polygon":
        return {"type": kind, "coordinates": _polygon(coordinates)}
    if kind == "MultiPolygon":
        return {"type": kind, "coordinates": [_polygon(rings) for rings in coordinates]}
    if kind == "LineString":
        return {"type": kind, "coordinates": _positions(coordinates)}
    return {"type": kind, "coordinates": [_positions(line) for line in coordinates]}


def _simplified(feature: Feature) -> Object:
    """Return a drawing, simplified to a quarter of its own accuracy."""
    geometry = feature.geojson["geometry"]
    if feature.accuracy_km <= 0:
        return _clean(geometry)
    from shapely.geometry import mapping, shape

    tolerance = feature.accuracy_km / 4 / _KM_PER_DEGREE
    simple = shape(geometry).simplify(tolerance, preserve_topology=True)
    rounded = _clean(mapping(simple))
    # Rounding may fold a sliver over itself; then the drawing stays as it was.
    usable = not simple.is_empty and _is_valid(rounded)
    return rounded if usable else _clean(geometry)


def _join(parts: Sequence[Object]) -> Object | None:
    """Return one geometry of several: a Multi of one kind, or a collection."""
    if len(parts) < 2:
        return parts[0] if parts else None
    kinds = {part["type"].removeprefix("Multi") for part in parts}
    collection: Object = {"type": "GeometryCollection", "geometries": list(parts)}
    if len(kinds) > 1:
        return collection
    kind = kinds.pop()
    members: list[Any] = []
    for part in parts:
        coordinates = part["coordinates"]
        members.extend(coordinates if part["type"].startswith("Multi") else [coordinates])
    multi: Object = {"type": f"Multi{kind}", "coordinates": members}
    # Areas that overlap or share a border are no valid MultiPolygon.
    return collection if kind == "Polygon" and not _is_valid(multi) else multi


def _is_valid(geometry: Object) -> bool:
    """Tell whether a geometry is valid as the Simple Features standard says."""
    from shapely.geometry import shape

    return bool(shape(geometry).is_valid)


@dataclass(slots=True)
class _Drawer:
    """Makes geometries of places, each drawing simplified once."""

    layers: Layers
    ready: dict[str, Object] = field(default_factory=dict)

    def of_feature(self, feature: Feature) -> Object:
        """Return the clean geometry of a drawing."""
        if feature.id not in self.ready:
            self.ready[feature.id] = _simplified(feature)
        return self.ready[feature.id]

    def of_place(self, place: Place, interval: Interval | None) -> list[Object]:
        """Return the geometries of a place on the days; none for what is only listed."""
        days = (interval.start, interval.end) if interval else (None, None)
        features = self.layers.features.get(place.id, ())
        drawn = drawn_place(place, features, days)
        if drawn in {"area", "line"}:
            return [self.of_feature(feature) for feature in features if feature.valid(*days)]
        if drawn not in {"dot", "ring"} or place.lon is None or place.lat is None:
            return []
        if drawn == "dot" or place.kind in SETTLEMENTS:
            return [_point(place.lon, place.lat)]
        return [ring(place.lon, place.lat, place.radius_km)]

    def of_places(self, places: Iterable[Place], interval: Interval | None) -> Object | None:
        """Return one geometry for several places, sorted by id."""
        unique = {place.id: place for place in places}
        parts = (part for key in sorted(unique) for part in self.of_place(unique[key], interval))
        return _join(list(parts))


# --- features -------------------------------------------------------------------------------------


def _feature(layer: str, item: Object, geometry: Object | None) -> Object:
    """Return a GeoJSON feature whose properties are the columns of its layer."""
    properties = {column: item[column] for column in COLUMNS[layer]}
    return {"type": "Feature", "id": item["id"], "geometry": geometry, "properties": properties}


def _events(layers: Layers, drawer: _Drawer) -> Iterator[Object]:
    """Return the events; only what is marked where it happened has a geometry."""
    for event in sorted(layers.material.events, key=lambda event: event.id):
        item = layers.events[event.id]
        placed = item["drawn"] not in {"list", "none"} and item["at_kind"] != "seat"
        geometry = drawer.of_places(event.places, event.interval) if placed else None
        yield _feature("events", item, geometry)


def _reports(layers: Layers, drawer: _Drawer) -> Iterator[Object]:
    """Return the reports; one has a geometry only if its event is marked where it happened."""
    known = {r.id: r for reading in layers.material.readings for r in reading.reports}
    for key in sorted(layers.reports):
        item, report = layers.reports[key], known[key]
        home = layers.events.get(item["event"] or "")
        placed = home is not None and home["drawn"] not in {"list", "none"}
        placed = placed and home is not None and home["at_kind"] != "seat"
        geometry = drawer.of_places(report.places, report.interval) if placed else None
        yield _feature("reports", item, geometry)


def _mentions(layers: Layers, _drawer: _Drawer) -> Iterator[Object]:
    """Return the mentions as points; ``radius_km`` says how wide the place is."""
    for key in sorted(layers.mentions):
        item = layers.mentions[key]
        known = item["lon"] is not None and item["lat"] is not None
        yield _feature("mentions", item, _point(item["lon"], item["lat"]) if known else None)


def _places(layers: Layers, drawer: _Drawer) -> Iterator[Object]:
    """Return the places that anything refers to."""
    phases = _phases_of_places(layers)
    known = layers.material.phases
    days = (known[-1].start, known[-1].last) if known else (None, None)
    for key in sorted(layers.places):
        place = layers.places[key]
        item = place_object(layers, place, days, (None, None))
        item["phases"] = sorted(phases.get(key, ()))
        yield _feature("places", item, drawer.of_places([place], None))


def _phases_of_places(layers: Layers) -> dict[str, set[str]]:
    """Return the phases in which each place is referred to."""
    found: dict[str, set[str]] = {}
    for item in (*layers.events.values(), *layers.reports.values()):
        refs = (*item["places"], *item["about"], *([item["venue"]] if item["venue"] else []))
        for ref in refs:
            found.setdefault(ref["place_id"], set()).update(item["phases"])
    for item in (*layers.mentions.values(), *layers.records.values()):
        if item["place_id"]:
            found.setdefault(item["place_id"], set()).update(item["phases"])
    return found


def _records(layers: Layers, drawer: _Drawer) -> Iterator[Object]:
    """Return the records, drawn as their place is, else as a point."""
    for record in sorted(layers.material.records, key=lambda record: record.id):
        item = layers.records[record.id]
        geometry: Object | None = None
        place = layers.places.get(record.place_id or "")
        if item["drawn"] in {"list", "none"}:
            pass
        elif item["drawn"] in {"area", "line"} and place is not None:
            days = Interval(record.date_start, record.date_end, "day", "")
            geometry = drawer.of_places([place], days)
        elif record.lon is not None and record.lat is not None:
            geometry = _point(record.lon, record.lat)
        yield _feature("records", item, geometry)


_MAKERS: Final[Mapping[str, Callable[[Layers, _Drawer], Iterator[Object]]]] = {
    "events": _events,
    "reports": _reports,
    "mentions": _mentions,
    "places": _places,
    "records": _records,
}


# --- files ----------------------------------------------------------------------------------------


def _json(value: object) -> str:
    """Return JSON on one line; text that UTF-8 cannot hold is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text


def collection_text(head: Mapping[str, Any], features: Iterable[Object]) -> str:
    """Return a feature collection as text, a line for each feature.

    Parameters
    ----------
    head
        Members beside ``type`` and ``features``.
    features
        The features.

    Returns
    -------
    GeoJSON that ends with a line feed.
    """
    opening = _json({"type": "FeatureCollection", **head})[:-1]
    lines = ",\n".join(_json(feature) for feature in features)
    body = f"\n{lines}\n" if lines else ""
    return f'{opening},"features":[{body}]}}\n'


def _head(layers: Layers, name: str, used: Iterable[str]) -> Object:
    """Return the members of a collection beside its features."""
    material = layers.material
    return {
        "name": name,
        "conflict": material.conflict.id,
        "disclaimer": material.policy.disclaimer,
        "attribution": list(attribution(material.sources, used)),
        "build": {"version": material.version, "input_hash": material.input_hash},
    }


def _used_sources(layers: Layers, name: str) -> Iterator[str]:
    """Return the source keys of a layer's features, with repeats."""
    if name == "records":
        yield from (item["source"]["key"] for item in layers.records.values())
    yield from (place.source for place in layers.places.values())
    used = {key for item in layers.events.values() for key in item["features"]}
    wanted = set(layers.places) if name in {"places", "records"} else set()
    for feature in layers.material.features:
        if feature.id in used or feature.place_id in wanted:
            yield feature.source


def write(folder: Path, layers: Layers) -> tuple[str, ...]:
    """Write the layers as GeoJSON, and the events as CSV too.

    Parameters
    ----------
    folder
        A folder that exists.
    layers
        What `karamap.layers.decide` made.

    Returns
    -------
    Names of the files written, sorted.

    Raises
    ------
    OutputError
        When a file cannot be written.
    """
    drawer = _Drawer(layers)
    written: list[str] = []
    for name in LAYERS:
        head = _head(layers, name, _used_sources(layers, name))
        features = _MAKERS[name](layers, drawer)
        _save(folder / f"{name}.geojson", collection_text(head, features).encode("utf-8"))
        written.append(f"{name}.geojson")
    _save(folder / "events.csv", _events_csv(layers).encode("utf-8", "backslashreplace"))
    return tuple(sorted([*written, "events.csv"]))


def _save(path: Path, data: bytes) -> None:
    """Write a file."""
    try:
        path.write_bytes(data)
    except OSError as error:
        problem = error.strerror or "cannot be written"
        raise OutputError(f"{shown(path)}: {problem}; check the folder and its space") from None


def _cell(value: object) -> str:
    """Return a value as a cell. A text that a spreadsheet would run as a formula gets a quote."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return _cell("; ".join(str(item) for item in value))
    if isinstance(value, dict):
        return _json(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV by RFC 4180."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _events_csv(layers: Layers) -> str:
    """Return the events as CSV."""
    rows = (_event_row(layers, layers.events[key]) for key in sorted(layers.events))
    return _csv_text(_EVENT_CSV, ([row[column] for column in _EVENT_CSV] for row in rows))


def _event_row(layers: Layers, item: Object) -> Object:
    """Return an event as the flat row of the CSV."""
    marked = item["drawn"] not in {"list", "none"} and item["at_kind"] == "event"
    place = layers.places.get(item["at"] or "") if marked else None
    row: Object = {column: item.get(column) for column in _EVENT_CSV}
    row["places"] = [ref["name"] for ref in item["places"]]
    row["place_ids"] = [ref["place_id"] for ref in item["places"]]
    row["about"] = [ref["name"] for ref in item["about"]]
    row["longitude"] = _round(place.lon) if place and place.lon is not None else None
    row["latitude"] = _round(place.lat) if place and place.lat is not None else None
    extents = {ref["place_id"]: ref["radius_km"] for ref in item["places"]}
    row["radius_km"] = extents.get(place.id, place.radius_km) if place else None
    row["source"], row["target"] = item["actors"]["source"], item["actors"]["target"]
    row["records"] = [match["record_id"] for match in item["records"]]
    for toll in TOLLS:
        for bound in ("low", "best", "high"):
            row[f"{toll}_{bound}"] = (item[toll] or {}).get(bound)
    return row


_JOIN_CSV: Final = (
    *("result", "event_id", "articles", "event_type", "event_status", "event_start", "event_end"),
    *("event_places", "event_killed", "record_id", "record_title", "record_type", "record_start"),
    *("record_end", "record_place", "record_killed", "dataset", "source", "source_ref"),
    *("distance_km", "day_difference", "score", "relation", "reason", "quote"),
    *("nearest_record", "nearest_event"),
)


def write_join_report(folder: Path, report: Mapping[str, Any]) -> tuple[str, ...]:
    """Write the join report (`karamap.joins.join_report`) as JSON, and its pairs as CSV too.

    Parameters
    ----------
    folder
        A folder that exists.
    report
        The report.

    Returns
    -------
    Names of the files written.
    """
    groups = (
        *(("match", "matches"), ("event without record", "events_unmatched")),
        ("record without event", "records_unmatched"),
    )
    rows = ({"result": result, **row} for result, group in groups for row in report[group])
    cells = ([row.get(column) for column in _JOIN_CSV] for row in rows)
    text = json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    _save(folder / "join-report.json", text.encode("utf-8", "backslashreplace"))
    table = _csv_text(_JOIN_CSV, cells)
    _save(folder / "join-report.csv", table.encode("utf-8", "backslashreplace"))
    return "join-report.csv", "join-report.json"


def write_build(
    folder: Path,
    layers: Layers,
    *,
    names: Iterable[str],
    inputs: Mapping[str, str],
    pages: Sequence[PageData] = (),
    warnings: Sequence[str] = (),
) -> str:
    """Write ``build.json``: what went in, what came out, and what was counted.

    Parameters
    ----------
    folder
        The folder that holds the files.
    layers
        What was decided.
    names
        Names of the files in the folder, data and pages.
    inputs
        SHA-256 by path of every file that was read, relative to the project.
    pages
        Give the counts; the last is the index.
    warnings
        One line each.

    Returns
    -------
    The name of the file.
    """
    material = layers.material
    outputs = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    build = {
        "conflict": material.conflict.id,
        "version": material.version,
        "input_hash": material.input_hash,
        "counts": pages[-1].counts if pages else {},
        "phases": {phase["id"]: phase["counts"] for phase in (pages[-1].phases if pages else ())},
        "inputs": [{"path": path, "sha256": inputs[path]} for path in sorted(inputs)],
        "outputs": [{"path": name, "sha256": outputs[name]} for name in sorted(outputs)],
        "warnings": sorted(warnings),
        "refusals": [
            {"path": refusal.path, "reason": refusal.reason}
            for refusal in sorted(material.refusals, key=lambda r: (r.path, r.reason))
        ],
    }
    text = json.dumps(build, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    _save(folder / "build.json", text.encode("utf-8", "backslashreplace"))
    return "build.json"


# --- other formats --------------------------------------------------------------------------------


def export(project: Project, fmt: str, layer: str, phase: str | None, out: Path) -> None:
    """Write a layer of the last build in another format.

    Parameters
    ----------
    project
        The project; its ``maps/`` must hold a build.
    fmt, layer
        One of `FORMATS` and one of `LAYERS`.
    phase
        Id of a phase, to keep only what lies in it.
    out
        The file to write. Nested values become JSON texts in the flat formats.

    Raises
    ------
    UsageError
        When a name is not known, there is no build, or a package is missing.
    OutputError
        When the file cannot be written.
    """
    _check(fmt, FORMATS, "format")
    _check(layer, LAYERS, "layer")
    if phase is not None:
        phases = read_phases(project.geodata / "phases.toml")
        _check(phase, tuple(p.id for p in phases), "phase")
    collection = _load(project, layer)
    if phase is not None:
        kept = [f for f in collection["features"] if phase in f["properties"]["phases"]]
        collection = {**collection, "features": kept}
    if out.parent != Path() and not out.parent.is_dir():
        raise OutputError(f"{shown(out)}: the folder does not exist; create it first")
    with staged_file(out) as file:
        if fmt == "geojson":
            head = {k: v for k, v in collection.items() if k not in {"type", "features"}}
            file.write_bytes(collection_text(head, collection["features"]).encode("utf-8"))
        elif fmt == "csv":
            text = _layer_csv(layer, collection["features"])
            file.write_bytes(text.encode("utf-8", "backslashreplace"))
        else:
            _write_gis(frame(layer, collection), fmt, layer, file, out)


def _check(name: str, known: Sequence[str], what: str) -> None:
    """Complain about a name that is not known."""
    if name not in known:
        raise UsageError(f"no {what} '{printable(name)}'; take one of {', '.join(known)}")


def _load(project: Project, layer: str) -> Object:
    """Return the collection of a layer from the last build."""
    path = project.maps / f"{layer}.geojson"
    try:
        collection = json.loads(path.read_bytes())
    except OSError:
        raise UsageError(f"{shown(path)}: no build there; run 'karamap build'") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{shown(path)}: not JSON; run 'karamap build' again") from None
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise UsageError(f"{shown(path)}: no collection; run 'karamap build' again")
    return collection


def _flat(value: object) -> object:
    """Return a value as flat formats hold it: lists and objects as JSON text."""
    return _json(value) if isinstance(value, list | dict) else value


def _layer_csv(layer: str, features: Sequence[Object]) -> str:
    """Return features as CSV with the point of each that has one."""
    columns = COLUMNS[layer]
    extra = () if "lon" in columns else ("longitude", "latitude")
    rows: list[list[object]] = []
    for item in features:
        geometry = item["geometry"]
        point = geometry["coordinates"] if geometry and geometry["type"] == "Point" else (None,) * 2
        values = [_flat(item["properties"].get(column)) for column in columns]
        rows.append([*values, *(point if extra else ())])
    return _csv_text([*columns, *extra], rows)


_INTEGERS: Final = frozenset({"start", "end", "where_prec", "date_prec"})
_FLOATS: Final = frozenset({"lon", "lat", "radius_km", "confidence"})
_FLAGS: Final = frozenset({"date_inferred"})


# Neither XML nor SQLite's C strings nor UTF-8 can hold these; articles may.
_UNHELD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _held(value: object) -> object:
    """Return a flat value whose text every format can hold; U+FFFD stands for what none can."""
    flat = _flat(value)
    return _UNHELD.sub("\ufffd", flat) if isinstance(flat, str) else flat


def frame(layer: str, collection: Mapping[str, Any]) -> geopandas.GeoDataFrame:
    """Return a layer as a table with one row a feature.

    Parameters
    ----------
    layer
        One of `LAYERS`.
    collection
        Its GeoJSON.

    Returns
    -------
    A frame in EPSG:4326 whose columns are those of `COLUMNS` in their order, and ``geometry``.
    ``start``, ``end``, ``where_prec`` and ``date_prec`` are nullable integers, coordinates and
    ``confidence`` floats, ``date_inferred`` a nullable boolean; all else is text, lists and objects
    as JSON, with U+FFFD for characters that the formats cannot hold.
    """
    import geopandas
    import pandas
    from shapely.geometry import shape

    features = collection["features"]
    data: dict[str, Any] = {}
    for column in COLUMNS[layer]:
        values = [_held(item["properties"].get(column)) for item in features]
        data[column] = pandas.Series(values, dtype=_dtype(column))
    shapes = [shape(item["geometry"]) if item["geometry"] else None for item in features]
    geometry = geopandas.GeoSeries(shapes, crs="EPSG:4326")
    return geopandas.GeoDataFrame(data, geometry=geometry, crs="EPSG:4326")


def _dtype(column: str) -> Literal["Int64", "Float64", "boolean", "string"]:
    """Return the type of a column."""
    if column in _INTEGERS:
        return "Int64"
    if column in _FLOATS:
        return "Float64"
    return "boolean" if column in _FLAGS else "string"


def _write_gis(
    table: geopandas.GeoDataFrame, fmt: str, layer: str, file: Path, out: Path
) -> None:
    """Write a table as GeoPackage, GeoParquet or KML; messages speak of ``out``."""
    try:
        if fmt == "geoparquet":
            _write_parquet(table, file)
        else:
            _write_ogr(table, "GPKG" if fmt == "gpkg" else "KML", layer, file)
    except (OSError, RuntimeError) as error:
        problem = " ".join(str(error).split())
        raise OutputError(f"{shown(out)}: {problem}; check the folder and its space") from None


def _write_parquet(table: geopandas.GeoDataFrame, file: Path) -> None:
    """Write GeoParquet, for which pyarrow is needed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise UsageError(
            "GeoParquet needs pyarrow; install the extra with pip install '.[parquet]'"
        ) from None
    table.to_parquet(file, index=False, compression="zstd")


def _write_ogr(table: geopandas.GeoDataFrame, driver: str, layer: str, file: Path) -> None:
    """Write through OGR, with a fixed time of change."""
    import pyogrio

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
    try:
        with catch_warnings():
            # The user chose the name of the file.
            filterwarnings("ignore", message=".*filename extension")
            pyogrio.write_dataframe(table, file, layer=layer, driver=driver)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})

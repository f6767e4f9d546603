from __future__ import annotations

import csv
import json
import math
import sys
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from karamap import exports
from karamap.errors import OutputError, UsageError
from karamap.geometry import distance_km
from karamap.layers import decide, pages
from karamap.records import Reading
from making import (
    DISTRICT,
    FEATURES,
    LAND,
    REGION,
    ROAD,
    TOWN,
    VILLAGE,
    article,
    days,
    event,
    material,
    place,
    report,
    sample,
)

CONTRACT = {
    "events": "id article start end quote type status claimant date_start date_end date_precision "
    "date_basis places about actors killed wounded phases reports articles where_prec date_prec "
    "records",
    "reports": "id article start end quote type status claimant date_start date_end "
    "date_precision date_basis places about actors killed wounded phases",
    "mentions": "id article start end text role zone place_id name kind country lon lat "
    "radius_km confidence reason",
}


@pytest.fixture(scope="module")
def layers():
    return decide(sample())


@pytest.fixture
def built(tmp_path, layers):
    folder = tmp_path / "maps"
    folder.mkdir()
    exports.write(folder, layers)
    return folder


def load(folder, layer):
    return json.loads((folder / f"{layer}.geojson").read_text(encoding="utf-8"))


def geometry_of(*places, when="2010-02-05", kind="COERCE"):
    told = event("e", report("r", "a", kind, when, places))
    drawn = decide(material([Reading(article("a"), (), (), told.reports)], [told]))
    return next(exports._events(drawn, exports._Drawer(drawn)))["geometry"]


def rings(geometry):
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part)
    elif geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["coordinates"]


def numbers(value):
    if isinstance(value, list):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, dict):
        yield from numbers(value.get("coordinates", value.get("geometries")))
    else:
        yield value


@pytest.mark.parametrize("layer", exports.LAYERS)
def test_collections_follow_rfc_7946(built, layer):
    data = load(built, layer)
    assert data["type"] == "FeatureCollection"
    assert "crs" not in data
    assert data["disclaimer"] == "No claim."
    assert data["attribution"]
    assert data["build"] == {"version": "0.0", "input_hash": "ff"}
    ids = [feature["id"] for feature in data["features"]]
    assert ids == sorted(set(ids))
    for feature in data["features"]:
        assert feature["type"] == "Feature"
        assert feature["properties"]["id"] == feature["id"]
        assert list(feature["properties"]) == list(exports.COLUMNS[layer])
        if feature["geometry"] is None:
            continue
        assert shape(feature["geometry"]).is_valid
        for number in numbers(feature["geometry"]):
            assert number == round(number, 6)
        for polygon in rings(feature["geometry"]):
            assert exports._area(polygon[0]) > 0
            assert not any(exports._area(points) > 0 for points in polygon[1:])
            assert all(points[0] == points[-1] for points in polygon)


@pytest.mark.parametrize("layer", sorted(CONTRACT))
def test_the_properties_of_the_contract_are_there(layer):
    assert set(CONTRACT[layer].split()) <= set(exports.COLUMNS[layer])


def test_the_same_input_gives_the_same_bytes(tmp_path, built):
    again = tmp_path / "again"
    again.mkdir()
    names = exports.write(again, decide(sample()))
    assert names == tuple(sorted([*(f"{n}.geojson" for n in exports.LAYERS), "events.csv"]))
    for name in names:
        assert (again / name).read_bytes() == (built / name).read_bytes()


def test_files_agree_with_the_pages(built, layers):
    index = pages(layers)[-1].to_json()
    files = {f["id"]: f["properties"] for f in load(built, "events")["features"]}
    for told in index["events"]:
        for key in ("layer", "drawn", "at", "at_kind", "date_start", "records", "phases"):
            assert files[told["id"]][key] == told[key]


def test_only_what_is_marked_where_it_happened_has_a_geometry(built):
    found = {f["id"]: f["geometry"] for f in load(built, "events")["features"]}
    assert found["e1"] == {"type": "Point", "coordinates": [11.0, 41.0]}
    assert found["e2"] is None, "words have no place of their own"
    assert found["e4"] is None, "no place"
    assert found["e5"] is None, "no date"
    assert found["e7"]["type"] == "LineString"
    assert found["e8"] is None, "a country is listed"
    reports = {f["id"]: f["geometry"] for f in load(built, "reports")["features"]}
    assert reports["r1"] == found["e1"]
    assert reports["r7"] is None, "a headline yields no event"
    mentions = {f["id"]: f["geometry"] for f in load(built, "mentions")["features"]}
    assert mentions["m1"]["coordinates"] == [11.0, 41.0]
    assert mentions["m3"] is None
    assert mentions["m5"]["type"] == "Point", "radius_km tells how wide a country is"


def test_geometry_follows_the_kind_of_place():
    assert geometry_of(TOWN)["type"] == "Point"
    assert geometry_of(DISTRICT)["type"] == "Polygon"
    assert geometry_of(ROAD) == {"type": "LineString", "coordinates": [[12.0, 42.0], [12.6, 42.2]]}
    assert geometry_of(REGION)["type"] == "Polygon", "a ring stands for a region without drawing"
    assert geometry_of(LAND) is None
    city = place("big", "city", radius_km=25.0)
    assert geometry_of(city)["type"] == "Point"


def test_several_places_become_one_geometry():
    both = geometry_of(VILLAGE, TOWN)
    assert both == {"type": "MultiPoint", "coordinates": [[11.0, 41.0], [11.5, 41.2]]}
    assert geometry_of(VILLAGE, TOWN, TOWN, LAND) == both
    assert geometry_of(TOWN, DISTRICT)["type"] == "GeometryCollection"
    overlapping = geometry_of(REGION, DISTRICT)
    assert overlapping["type"] == "GeometryCollection", "a MultiPolygon may not overlap itself"
    far = place("far", "region", 20.0, 41.0, radius_km=50.0)
    assert geometry_of(far, DISTRICT)["type"] == "MultiPolygon"
    assert shape(overlapping).is_valid
    assert geometry_of(ROAD, when=days("2010-01-31", "2010-02-01"))["type"] == "MultiLineString"


@given(st.floats(-179, 179), st.floats(-85, 85), st.floats(1, 400))
def test_a_ring_is_a_circle_on_the_sphere(lon, lat, radius):
    found = exports.ring(lon, lat, radius)
    if found["type"] == "Point":
        far = math.degrees(radius / 6371.0088)
        assert abs(lat) + far >= 89 or abs(lon) + far / math.cos(math.radians(lat)) >= 179
        return
    points = found["coordinates"][0]
    assert exports._area(points) > 0
    for x, y in points:
        assert distance_km(lon, lat, x, y) == pytest.approx(radius, abs=0.001)


def test_drawings_are_simplified_within_their_accuracy():
    wiggly = [[12 + i / 1000, 42 + (i % 2) / 2000] for i in range(300)]
    line = FEATURES[2]
    geojson = {**line.geojson, "geometry": {"type": "LineString", "coordinates": wiggly}}
    rough = exports._simplified(replace(line, geojson=geojson, accuracy_km=1.0))
    exact = exports._simplified(replace(line, geojson=geojson, accuracy_km=0.0))
    assert len(rough["coordinates"]) < 20
    assert len(exact["coordinates"]) == 300
    drawn = shape(rough)
    assert max(drawn.distance(Point(p)) for p in wiggly) * 111.2 <= 0.25


def test_hostile_text_goes_through_unharmed(tmp_path):
    quote = '=HYPERLINK("x")\u2028</script>{{7*7}}\ud800\u0000'
    told = event("e", report("r", "a", quote=quote, claimant="@cmd"))
    drawn = decide(material([Reading(article("a"), (), (), told.reports)], [told]))
    exports.write(tmp_path, drawn)
    (feature,) = load(tmp_path, "reports")["features"]
    assert feature["properties"]["quote"] == quote
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["quote"].startswith("'=HYPERLINK")
    assert row["claimant"] == "'@cmd"


@pytest.mark.parametrize("fmt", ["gpkg", "kml", "geoparquet"])
def test_every_format_holds_hostile_text(tmp_path, fmt):
    quote = '</script>{{7*7}}\ud800\x00\x0b ]]> &amp; "end'
    told = event("e", report("r", "a", quote=quote))
    drawn = decide(material([Reading(article("a"), (), (), told.reports)], [told]))
    exports.write(tmp_path, drawn)
    there = SimpleNamespace(maps=tmp_path)
    out = tmp_path / f"o.{fmt}"
    exports.export(there, fmt, "reports", None, out)
    table = (geopandas.read_parquet if fmt == "geoparquet" else geopandas.read_file)(out)
    assert table["quote"][0] == '</script>{{7*7}}\ufffd\ufffd\ufffd ]]> &amp; "end'


def test_events_csv_is_flat_and_centroids_do_not_pose(built):
    with (built / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["e1"]["longitude"] == "11.0"
    assert rows["e1"]["articles"] == "a; b"
    assert rows["e1"]["records"] == "k1"
    assert rows["e2"]["longitude"] == ""
    assert rows["e8"]["latitude"] == ""
    assert (rows["e8"]["places"], rows["e8"]["place_ids"]) == ("Country.Xa", "country.XA")


def test_build_json_holds_every_hash(built, layers):
    (built / "index.html").write_text("<p>", encoding="utf-8")
    names = [*(f"{n}.geojson" for n in exports.LAYERS), "events.csv", "index.html"]
    dealt = pages(layers)
    exports.write_build(
        built, layers, names=names, inputs={"z": "1", "a": "2"}, pages=dealt, warnings=["w"]
    )
    build = json.loads((built / "build.json").read_text(encoding="utf-8"))
    assert [item["path"] for item in build["outputs"]] == sorted(names)
    for item in build["outputs"]:
        assert item["sha256"] == sha256((built / item["path"]).read_bytes()).hexdigest()
    assert [item["path"] for item in build["inputs"]] == ["a", "z"]
    assert build["counts"] == dealt[-1].counts
    assert build["refusals"] == [{"path": "seeds/bad.txt", "reason": "not UTF-8"}]
    assert build["warnings"] == ["w"]


def test_a_folder_that_is_missing_is_an_output_error(tmp_path, layers):
    with pytest.raises(OutputError, match=r"events\.geojson"):
        exports.write(tmp_path / "nowhere", layers)


# --- karamap export -------------------------------------------------------------------------------

PHASES_TOML = "".join(
    f'[[phase]]\nid = "{key}"\nname = "N"\nsummary = "S"\nbasis = "B"\nstart = {start}\n{end}'
    for key, start, end in (
        ("calm", "2000-01-01", "end = 2010-01-01\n"),
        ("war", "2010-01-01", "end = 2010-03-01\n"),
        ("after", "2010-03-01", ""),
    )
)


@pytest.fixture
def project(tmp_path, built):
    (tmp_path / "geodata").mkdir()
    (tmp_path / "geodata" / "phases.toml").write_text(PHASES_TOML, encoding="utf-8")
    return SimpleNamespace(maps=built, geodata=tmp_path / "geodata")


@pytest.mark.parametrize("fmt", exports.FORMATS)
def test_export_writes_the_same_bytes_twice(tmp_path, project, fmt):
    out = tmp_path / f"out.{fmt}"
    exports.export(project, fmt, "events", None, out)
    first = out.read_bytes()
    exports.export(project, fmt, "events", None, out)
    assert out.read_bytes() == first
    assert first


def test_exported_geojson_is_the_file_of_the_build(tmp_path, project):
    for layer in exports.LAYERS:
        exports.export(project, "geojson", layer, None, tmp_path / "o")
        assert (tmp_path / "o").read_bytes() == (project.maps / f"{layer}.geojson").read_bytes()


@pytest.mark.parametrize("layer", exports.LAYERS)
def test_geopackage_and_geoparquet_come_back(tmp_path, project, layer):
    data = load(project.maps, layer)["features"]
    for fmt, read in (("gpkg", geopandas.read_file), ("geoparquet", geopandas.read_parquet)):
        exports.export(project, fmt, layer, None, tmp_path / f"o.{fmt}")
        table = read(tmp_path / f"o.{fmt}")
        assert table.crs.to_epsg() == 4326
        assert list(table["id"]) == [feature["id"] for feature in data]
        for found, feature in zip(table.geometry, data, strict=True):
            assert (found is None) == (feature["geometry"] is None)
            assert found is None or found.equals(shape(feature["geometry"]))
    assert [c for c in table.columns if c != "geometry"] == list(exports.COLUMNS[layer])


def test_nested_values_become_json_in_flat_formats(tmp_path, project):
    exports.export(project, "csv", "reports", None, tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert json.loads(rows["r1"]["killed"])["low"] == 13
    assert rows["r1"]["longitude"] == "11.0"
    assert rows["r7"]["longitude"] == ""


def test_frame_keeps_the_contract_of_the_columns(project):
    table = exports.frame("events", load(project.maps, "events"))
    assert [*table.columns] == [*exports.COLUMNS["events"], "geometry"]
    types = {c: str(t) for c, t in table.dtypes.items()}
    assert types["where_prec"] == "Int64"
    assert types["quote"] == "string"
    assert types["date_inferred"] == "boolean"
    assert len(exports.frame("events", {"features": []})) == 0


def test_a_phase_keeps_what_lies_in_it(tmp_path, project):
    exports.export(project, "geojson", "events", "after", tmp_path / "o")
    data = json.loads((tmp_path / "o").read_text(encoding="utf-8"))
    assert [feature["id"] for feature in data["features"]] == ["e6"]
    for fmt in exports.FORMATS:
        exports.export(project, fmt, "mentions", "after", tmp_path / f"empty.{fmt}")
        assert (tmp_path / f"empty.{fmt}").exists()


@pytest.mark.parametrize(
    ("fmt", "layer", "phase", "words"),
    [
        ("shp", "events", None, "geojson, csv, gpkg, geoparquet, kml"),
        ("csv", "roads", None, "events, reports, mentions, places, records"),
        ("csv", "events", "pe\nace", "no phase 'pe.ace'; take one of calm, war, after"),
    ],
)
def test_unknown_names_list_the_known(tmp_path, project, fmt, layer, phase, words):
    with pytest.raises(UsageError, match=words):
        exports.export(project, fmt, layer, phase, tmp_path / "o")
    assert not (tmp_path / "o").exists()


def test_without_a_build_the_command_is_named(tmp_path, project):
    (project.maps / "events.geojson").unlink()
    with pytest.raises(UsageError, match="karamap build"):
        exports.export(project, "csv", "events", None, tmp_path / "o")
    (project.maps / "events.geojson").write_text("[", encoding="utf-8")
    with pytest.raises(UsageError, match="karamap build"):
        exports.export(project, "csv", "events", None, tmp_path / "o")


def test_without_pyarrow_the_extra_is_named(tmp_path, project, monkeypatch):
    # where it is there after all, what its own parts load of each other late is loaded
    exports.export(project, "geoparquet", "events", None, tmp_path / "before")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"\.\[parquet\]"):
        exports.export(project, "geoparquet", "events", None, tmp_path / "o")


def test_the_name_of_the_file_is_the_users(tmp_path, project):
    exports.export(project, "gpkg", "events", None, tmp_path / "no-ending")
    assert (tmp_path / "no-ending").read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("fmt", exports.FORMATS)
def test_a_missing_folder_is_an_output_error(tmp_path, project, fmt):
    with pytest.raises(OutputError):
        exports.export(project, fmt, "events", None, tmp_path / "no" / "such" / "o")

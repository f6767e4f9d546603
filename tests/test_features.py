from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from karamap.errors import GeodataError
from karamap.features import KM_PER_DEGREE, by_place, distance_to, read_features
from making import FEATURES, day

PROPERTIES = {
    "id": "f",
    "name": "F",
    "kind": "road",
    "place_id": "road",
    "valid_from": "2010-01-01",
    "valid_to": None,
    "source": "atlas",
    "style": "corridor",
    "accuracy_km": 2,
}
LINE = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}


def write(tmp_path: Path, *features: dict, name: str = "lines.geojson") -> Path:
    path = tmp_path / "geodata" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(data), encoding="utf-8")
    return tmp_path / "geodata"


def feature(geometry=LINE, **changes):
    return {"type": "Feature", "properties": PROPERTIES | changes, "geometry": geometry}


def test_features_are_read_with_their_days(tmp_path):
    (found,) = read_features(write(tmp_path, feature()))
    assert (found.id, found.sheet, found.shape, found.accuracy_km) == ("f", "lines", "line", 2.0)
    assert found.valid(day("2010-01-01"), day("2010-01-01"))
    assert not found.valid(None, day("2009-12-31"))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (feature(valid_from="2010-02-30"), "valid_from"),
        (feature(valid_to="2009-01-01"), "before valid_from"),
        (feature(accuracy_km=-1), "accuracy_km"),
        (feature({"type": "Point", "coordinates": [1, 2]}), "Point"),
        (feature({"type": "LineString", "coordinates": [[1, 2], [181, 4]]}), "degrees"),
        (feature({"type": "LineString", "coordinates": [[1, 2], ["x", 4]]}), "degrees"),
        (feature({"type": "Polygon", "coordinates": [[1, 2], [3, 4]]}), "degrees"),
        (feature({"type": "Polygon", "coordinates": []}), "degrees"),
        (feature(None), "geometry"),
        (feature(id=""), "'id'"),
        ({"type": "Feature", "geometry": LINE}, "properties"),
        ({"type": "Feature", "properties": {"id": "x"}, "geometry": LINE}, "'name'"),
        ("x", "Feature"),
    ],
)
def test_features_are_read_strictly(tmp_path, raw, words):
    with pytest.raises(GeodataError, match=words) as caught:
        read_features(write(tmp_path, raw))
    assert str(caught.value).startswith("geodata/lines.geojson: feature 1")
    assert "\n" not in str(caught.value)


def test_ids_stand_once_in_all_files(tmp_path):
    write(tmp_path, feature())
    with pytest.raises(GeodataError, match="'f' stands twice"):
        read_features(write(tmp_path, feature(), name="basemap/districts.geojson"))


@pytest.mark.parametrize("text", ["[1]", "{", "[" * 100_000, '{"features": 3}'])
def test_other_files_are_refused(tmp_path, text):
    geodata = write(tmp_path, feature())
    (geodata / "areas.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(GeodataError, match=r"geodata/areas\.geojson"):
        read_features(geodata)


def test_missing_files_hold_nothing(tmp_path):
    assert read_features(tmp_path) == ()


def test_features_by_place():
    found = by_place(FEATURES)
    assert [f.id for f in found["road"]] == ["road-new", "road-old"]
    assert "" not in found


@given(st.floats(11, 14), st.floats(40, 43))
def test_distance_to_a_drawing_is_that_of_the_plane(lon, lat):
    area = FEATURES[0]
    across = KM_PER_DEGREE * math.cos(math.radians(lat))
    ring = area.geojson["geometry"]["coordinates"][0]
    flat = Polygon([((x - lon) * across, (y - lat) * KM_PER_DEGREE) for x, y in ring])
    assert distance_to(area, lon, lat) == pytest.approx(flat.distance(Point(0, 0)), abs=1e-6)
    line = FEATURES[1]
    path = [((x - lon) * across, (y - lat) * KM_PER_DEGREE)
            for x, y in line.geojson["geometry"]["coordinates"]]  # fmt: skip
    expected = LineString(path).distance(Point(0, 0))
    assert distance_to(line, lon, lat) == pytest.approx(expected, abs=1e-6)


def test_a_hole_is_outside():
    hole = [[12.4, 41.4], [12.6, 41.4], [12.6, 41.6], [12.4, 41.6], [12.4, 41.4]]
    square = FEATURES[0].geojson["geometry"]["coordinates"][0]
    geometry = {"type": "MultiPolygon", "coordinates": [[square, hole]]}
    area = replace(FEATURES[0], geojson={"geometry": geometry})
    assert distance_to(area, 12.5, 41.5) == pytest.approx(8.3, abs=0.1)
    assert distance_to(area, 12.2, 41.5) == 0.0

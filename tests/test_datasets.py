from __future__ import annotations

import csv
from pathlib import Path

import pytest

from karamap.datasets import COLUMNS, MORE_COLUMNS, read_all, read_dataset, read_records
from karamap.errors import GeodataError
from making import PLACES, day

ROW = {
    "id": "k1",
    "title": "A battle",
    "type": "ASSAULT",
    "date_start": "2010-01-02",
    "date_end": "2010-01-03",
    "date_prec": "1",
    "place_id": "town",
    "where_prec": "1",
    "actors": "Hill; Valley;",
    "killed_low": "1",
    "killed_high": "4",
    "source": "table",
}


def write(tmp_path: Path, *changes: dict[str, str]) -> Path:
    path = tmp_path / "geodata" / "records.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for change in changes:
            writer.writerow(ROW | change)
    return path


def test_a_record_takes_the_point_of_its_place(tmp_path):
    path = write(tmp_path, {"id": "b"}, {"id": "a", "date_start": "2010-01-01", "date_end": ""})
    first, second = read_records(path, PLACES.get, {"table"})
    assert (first.id, second.id) == ("a", "b")
    assert first.date_end == first.date_start == day("2010-01-01")
    assert (second.lon, second.lat, second.place_name) == (11.0, 41.0, "Town")
    assert second.actors == ("Hill", "Valley")
    assert (second.killed_low, second.killed_best, second.killed_high) == (1, None, 4)
    assert second.dataset == "records"


def test_its_own_point_wins(tmp_path):
    change = {"lon": "12.5", "lat": "-1", "place_name": "Hilltop"}
    (found,) = read_records(write(tmp_path, change), PLACES.get)
    assert (found.lon, found.lat, found.place_name) == (12.5, -1.0, "Hilltop")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"id": ""}, "id"),
        ({"title": ""}, "title"),
        ({"type": "BATTLE"}, "type"),
        ({"date_start": "2010-1-2"}, "date_start"),
        ({"date_end": "2009-01-01"}, "date_end"),
        ({"date_prec": "6"}, "date_prec"),
        ({"date_prec": ""}, "date_prec"),
        ({"place_id": "nowhere"}, "place_id"),
        ({"lon": "12"}, "lat"),
        ({"lon": "181", "lat": "1"}, "lon"),
        ({"lon": "nan", "lat": "1"}, "lon"),
        ({"lon": "x", "lat": "1"}, "lon"),
        ({"where_prec": "0"}, "where_prec"),
        ({"killed_low": "-1"}, "killed_low"),
        ({"killed_low": "5"}, "killed_low"),
        ({"killed_best": "1.5"}, "killed_best"),
        ({"source": ""}, "source"),
        ({"source": "other"}, "source"),
    ],
)
def test_each_cell_is_checked(tmp_path, change, column):
    path = write(tmp_path, {"id": "first"}, change)
    with pytest.raises(GeodataError) as caught:
        read_records(path, PLACES.get, {"table"})
    message = str(caught.value)
    assert message.startswith(f"geodata/records.csv: row 3, column '{column}'")
    assert "\n" not in message


def test_ids_stand_once(tmp_path):
    with pytest.raises(GeodataError, match="'k1' stands twice"):
        read_records(write(tmp_path, {}, {}), PLACES.get)


FULL = (*COLUMNS, *MORE_COLUMNS)


def dataset(tmp_path: Path, *changes: dict[str, str], name: str = "ged.csv") -> Path:
    path = tmp_path / "geodata" / "datasets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FULL)
        writer.writeheader()
        for change in changes:
            writer.writerow(ROW | {"date_prec": "", "represents": ""} | change)
    return path


def test_an_imported_data_set_keeps_flags_version_and_what_a_point_stands_for(tmp_path):
    path = dataset(tmp_path, {"flags": "odd;very odd", "version": "2.1", "represents": "area"})
    (found,) = read_dataset(path, PLACES.get, {"table"})
    assert found.flags == ("odd", "very odd")
    assert (found.version, found.represents, found.dataset) == ("2.1", "area", "ged")
    assert found.date_prec is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"represents": "dot"}, "row 2, column 'represents': 'dot'"),
        ({"place_id": "nowhere"}, "no place has the id 'nowhere'"),
        ({"source": "other"}, "'other' is unknown"),
        ({"lat": "４１", "lon": "11"}, "column 'lat'"),
        ({"killed_low": "٣"}, "column 'killed_low'"),
    ],
)
def test_rows_of_data_sets_are_checked_too(tmp_path, change, words):
    with pytest.raises(GeodataError, match=words):
        read_dataset(dataset(tmp_path, change), PLACES.get, {"table"})


def test_a_file_as_others_publish_it_is_sent_to_the_import(tmp_path):
    path = dataset(tmp_path)
    path.write_text("id,side_a,side_b\n1,a,b\n", encoding="utf-8")
    with pytest.raises(GeodataError, match="records import"):
        read_dataset(path, PLACES.get)


def test_all_records_come_in_one_order_and_refused_rows_are_none(tmp_path):
    write(tmp_path, {}, {"id": "late", "date_start": "2021-01-01", "date_end": ""})
    assert [r.id for r in read_all(tmp_path / "geodata", PLACES.get)] == ["k1", "late"]
    dataset(tmp_path, {"id": "ged:2", "date_start": "2015-01-01", "date_end": ""})
    dataset(tmp_path, {"id": "ged:3"}, name="ged.refused.csv")
    found = [r.id for r in read_all(tmp_path / "geodata", PLACES.get)]
    assert found == ["k1", "ged:2", "late"]


def test_one_id_in_two_files_is_an_error(tmp_path):
    write(tmp_path, {})
    dataset(tmp_path, {})
    with pytest.raises(GeodataError, match=r"'k1' stands in records\.csv too"):
        read_all(tmp_path / "geodata", PLACES.get)

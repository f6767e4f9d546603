from __future__ import annotations

import csv
from pathlib import Path

import pytest

from karamap.datasets import COLUMNS, read_all, read_dataset, read_records
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


GED = (
    "id,year,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,"
    "date_prec,date_start,date_end,best,high,low\n"
    "12,2020,1,Government of Hill,Valley; East,2,Town,40.5,46.5,1,2020-09-27 00:00:00.000,"
    "2020-09-28 00:00:00.000,5.0,9,5.0\n"
    "11,2020,3,Government of Hill,Civilians,6,Hill,10,10,5,2020-09-01,2020-09-30,1,1,1\n"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,"
    "latitude,longitude,geo_precision,fatalities,notes\n"
    "HIL1,27 September 2020,2,Battles,Armed clash,Hill Forces,,Town,40.5,46.5,3,4,private\n"
    "HIL2,01-10-2020,1,Strategic developments,Agreement,Hill,Valley,Town,40.5,46.5,1,0,\n"
)


def put(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / "geodata" / "datasets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_ged_is_read_as_published(tmp_path):
    wide, battle = read_dataset(put(tmp_path, "ged.csv", GED), {"ged"})
    assert (battle.id, battle.title) == ("ged:12", "Government of Hill - Valley; East, Town")
    assert (battle.date_start, battle.date_end) == (day("2020-09-27"), day("2020-09-28"))
    assert battle.actors == ("Hill", "Valley, East")
    assert (battle.killed_low, battle.killed_best, battle.killed_high) == (5, 5, 9)
    assert (battle.where_prec, wide.where_prec, wide.date_prec) == (2, 6, 5)
    near = read_dataset(tmp_path / "geodata/datasets/ged.csv", None, (46.0, 40.0, 47.0, 41.0))
    assert [record.id for record in near] == ["ged:12"]


def test_acled_is_read_as_published_without_its_notes(tmp_path):
    battle, agreed = read_dataset(put(tmp_path, "acled.csv", ACLED))
    assert (battle.type, battle.date_prec, battle.where_prec) == ("ASSAULT", 3, 4)
    assert battle.date_start == day("2020-09-27")
    assert (battle.killed_low, battle.killed_best) == (None, 4)
    assert battle.note == ""
    assert (agreed.type, agreed.date_start) == ("AGREE", day("2020-10-01"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ACLED.replace("Battles", "Wars"), "row 2, column 'type': 'Wars'"),
        (ACLED.replace("HIL2", "HIL1"), "'d:HIL1' stands twice"),
        (GED.replace("2020-09-30,1", "soon,1"), "row 3, column 'date_end'"),
        (GED.replace(",best", ",beast"), "no column 'best'"),
        ("a,b\n1,2\n", "no column 'id'"),
    ],
)
def test_rows_of_others_are_checked_too(tmp_path, text, words):
    with pytest.raises(GeodataError, match=words):
        read_dataset(put(tmp_path, "d.csv", text))


def test_a_data_set_needs_its_source(tmp_path):
    with pytest.raises(GeodataError, match="no source has the key 'ged'"):
        read_dataset(put(tmp_path, "ged.csv", GED), {"table"})


def test_all_records_come_in_one_order(tmp_path):
    write(tmp_path, {}, {"id": "late", "date_start": "2021-01-01", "date_end": ""})
    assert [r.id for r in read_all(tmp_path / "geodata", PLACES.get)] == ["k1", "late"]
    put(tmp_path, "ged.csv", GED)
    found = [r.id for r in read_all(tmp_path / "geodata", PLACES.get)]
    assert found == ["k1", "ged:11", "ged:12", "late"]

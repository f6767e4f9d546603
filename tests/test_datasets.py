from __future__ import annotations

import csv
from pathlib import Path

import pytest

from karamap.datasets import COLUMNS, read_records
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

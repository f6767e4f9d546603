"""A file of events: what is read, what is refused, what its table holds."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from karamap.cli import main
from karamap.columns import column_of
from karamap.datasets import EVENT_COLUMNS, read_events
from karamap.errors import InputError
from karamap.event_pages import write_event_page
from karamap.layers import event_page
from karamap.render.view import MANY, packed
from making import PHASES, material

HEAD = "date_start,longitude,latitude"


def file(folder: Path, text: str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, object]]:
    columns = read_events(path)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_a_table_gives_every_column(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        f"id,{HEAD},places,source,killed_best,where_prec,radius_km,quote\n"
        'a,2020-01-02,11.5,41.25,Town; Hill,Army A,3,2,5,"He said ""no"", then left"\n'
        "b,2020-01-01,,,,,,,,\n",
    )
    first, second = rows(path)
    assert set(first) == set(EVENT_COLUMNS)
    assert first["id"] == "a"
    assert (first["longitude"], first["latitude"]) == (11.5, 41.25)
    assert first["places"] == ("Town", "Hill")
    assert (first["killed_best"], first["where_prec"], first["radius_km"]) == (3, 2, 5.0)
    assert first["quote"] == 'He said "no", then left'
    assert second["longitude"] is None
    assert second["quote"] is None


def test_features_of_the_build_are_read(tmp_path: Path) -> None:
    properties = {
        "id": "e1", "date_start": "2020-01-02", "type": "ASSAULT", "quote": "Shots.",
        "places": [{"place_id": "town", "name": "Town"}], "reports": ["r1"],
        "actors": {"source": ["Army A"], "target": []}, "killed": {"low": 1, "best": None, "high": 4},
    }  # fmt: skip
    feature = {
        "type": "Feature", "properties": properties,
        "geometry": {"type": "Point", "coordinates": [11.5, 41.25]},
    }  # fmt: skip
    bare = {
        "type": "Feature",
        "properties": {"id": "e2", "date_start": "2020-01-03"},
        "geometry": None,
    }
    path = file(tmp_path, json.dumps({"features": [feature, bare]}), "events.geojson")
    first, second = rows(path)
    assert (first["places"], first["source"], first["target"]) == (("Town",), ("Army A",), None)
    assert (first["killed_low"], first["killed_best"], first["killed_high"]) == (1, None, 4)
    assert (first["longitude"], second["longitude"]) == (11.5, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date_start,longitude\n2020-01-01,1\n", "no column 'latitude'"),
        (f"{HEAD},colour\n2020-01-01,1,2,red\n", "column 'colour' is unknown"),
        (f"{HEAD}\n2020-01-01,1,2\n2020-13-01,1,2\n", "row 3: date_start: '2020-13-01' is no ISO day"),
        (f"{HEAD}\n2020-01-01,east,2\n", "row 2: longitude: 'east' is no number"),
        (f"{HEAD}\n2020-01-01,1,nan\n", "row 2: latitude: 'nan' is not between -85 and 85"),
        (f"{HEAD}\n2020-01-01,1,\n", "row 2: latitude: is empty"),
        (f"{HEAD}\n2020-01-01,1\n", "row 2 has 2 cells and the header 3"),
        (f"{HEAD},killed_best\n2020-01-01,1,2,-1\n", "row 2: killed_best: '-1' is no whole number"),
        (f"id,{HEAD}\na,2020-01-01,1,2\na,2020-01-01,1,2\n", "row 3: id: 'a' stands twice"),
        (f"{HEAD},type\n2020-01-01,1,2,PICNIC\n", "row 2: type: 'PICNIC' is none of ACCUSE, AGREE"),
        (f"{HEAD},status\n2020-01-01,1,2,true\n", "row 2: status: 'true' is none of asserted"),
        (f"{HEAD},date_precision\n2020-01-01,1,2,fine\n", "row 2: date_precision: 'fine' is none of hour"),
        (f"{HEAD},where_prec\n2020-01-01,1,2,8\n", "row 2: where_prec: '8' is not between 1 and 7"),
        (f"{HEAD},date_end\n2020-01-02,1,2,2020-01-01\n", "row 2: date_end: 2020-01-01 is before"),
        (f"{HEAD}\n2020-01-01,181,2\n", "row 2: longitude: '181' is not between -180 and 180"),
        (f"{HEAD}\n2020-01-01,1,-86\n", "row 2: latitude: '-86' is not between -85 and 85"),
        (f"{HEAD}\n", "holds no event"),
        ("", "is empty"),
        ("date_start;longitude;latitude\n2020-01-01;1;2\n", "columns are separated by ';'"),
        ("date_start\tlongitude\n", "columns are separated by tabs"),
        (f'{HEAD}\n2020-01-01,1,"2\n', "not CSV"),
    ],
)  # fmt: skip
def test_what_breaks_the_contract_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_events(file(tmp_path, text))
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path.as_posix()}/events.csv: ")


def test_what_export_writes_is_read_like_the_table_of_a_build(tmp_path: Path) -> None:
    plain = file(
        tmp_path,
        f"id,{HEAD},places,radius_km,source,target,killed_low,killed_best,killed_high,articles\n"
        "e1,2020-01-02,11.5,41.5,Town,4.5,Army A,,1,,4,a; b\n"
        "e2,2020-01-03,,,,,,,,,,\n",
    )
    place = {"place_id": "t", "name": "Town", "lon": 11.5, "lat": 41.5, "radius_km": 4.5}
    rows = [
        {"id": "e1", "date_start": "2020-01-02", "places": [place], "articles": ["a", "b"],
         "actors": {"source": ["Army A"], "target": []}, "killed": {"low": 1, "best": None, "high": 4},
         "mode": "artillery", "longitude": 11.5, "latitude": 41.5},
        {"id": "e2", "date_start": "2020-01-03"},
    ]  # fmt: skip
    nested = tmp_path / "export.csv"
    with nested.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]), restval="")
        table.writeheader()
        table.writerows(
            {k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in row.items()}
            for row in rows
        )
    features = [
        {"type": "Feature", "properties": {k: v for k, v in row.items() if "itude" not in k},
         "geometry": row.get("longitude") and {"type": "Point", "coordinates": [11.5, 41.5]}}
        for row in rows
    ]  # fmt: skip
    collection = file(tmp_path, json.dumps({"features": features}), "export.geojson")
    wanted = [list(column) for column in read_events(plain).values()]
    for path in (nested, collection):
        assert [list(column) for column in read_events(path).values()] == wanted, path.name
    broken = file(tmp_path, f"{HEAD},actors\n2020-01-01,1,2,Army A\n", "broken.csv")
    with pytest.raises(InputError, match="column 'actors': 'Army A' is not what karamap export"):
        read_events(broken)


def test_a_feature_that_breaks_the_contract_is_named_by_its_number(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"date_start": "2020-01-01", "status": status}}
        for status in ("asserted", "sure")
    ]
    bare = {"type": "Feature", "properties": {"date_start": "2020-01-01", "killed": 5}}
    path = file(tmp_path, json.dumps({"features": [bare]}), "events.geojson")
    with pytest.raises(InputError, match="feature 1: killed: is no object; write killed_low, "):
        read_events(path)
    path = file(tmp_path, json.dumps({"features": features}), "events.geojson")
    with pytest.raises(InputError, match=r"events\.geojson: feature 2: status: 'sure' is none of"):
        read_events(path)


def test_files_that_are_no_events_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes(f"{HEAD},quote\n2020-01-01,1,2,caf\xe9\n".encode("latin-1"))
    for path in (latin, tmp_path / "absent.csv", file(tmp_path, "[1]", "list.geojson")):
        with pytest.raises(InputError):
            read_events(path)
    assert main(["page", str(tmp_path / "absent.csv"), "--out", str(tmp_path / "x.html")]) == 3
    assert "absent.csv: no such file" in capsys.readouterr().err
    good = file(tmp_path, f"{HEAD}\n2020-01-01,1,2\n")
    assert main(["page", str(good), "--out", str(tmp_path / "no" / "x.html")]) == 5
    words = ["page", str(good), "--out", str(tmp_path / "x.html")]
    assert main([*words, "--project", str(tmp_path)]) == 4  # it was asked for, and is none
    assert f"{tmp_path.as_posix()}: no folder geodata/" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0
    assert (tmp_path / "x.html").stat().st_size > 100_000


def test_the_table_says_how_each_event_is_drawn(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        f"id,{HEAD},date_end,type,status,where_prec,radius_km,drawn\n"
        "exact,2010-02-03,11,41,,ASSAULT,,1,,\n"
        "ring,2010-02-02,11,41,2010-04-01,AID,,3,15,\n"
        "state,2010-02-04,11,41,,PROTEST,,6,300,\n"
        "unknown,2005-01-01,,,,ASSAULT,denied,,,\n"
        "listed,2010-02-05,11,41,,STATEMENT,,1,,list\n"
        "strange,2010-02-06,11,41,,,,1,,\n",
    )
    page, table = event_page(
        read_events(path), material((), ()), "Title", {"name": "events.csv", "sha256": "x"}
    )
    found = {
        row["id"]: row
        for row in (
            dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)
        )
    }
    assert list(found) == ["unknown", "ring", "exact", "state", "listed", "strange"]  # by day
    drawn = {key: row["drawn"] for key, row in found.items()}
    assert drawn == {
        "exact": "dot", "ring": "ring", "state": "list", "unknown": "none", "listed": "list",
        "strange": "dot",
    }  # fmt: skip
    assert [found[key]["layer"] for key in ("exact", "ring", "state", "unknown", "listed", "strange")] == [
        "fighting", "aid", "coercion", "voice", "voice", "other",
    ]  # fmt: skip
    assert found["ring"]["phases"] == sorted([PHASES[1].id, PHASES[2].id])
    assert found["unknown"]["phases"] == [PHASES[0].id]
    assert page.counts["events"] == {"read": 6, "shown": 5, "not_shown": 1}
    assert {phase["id"]: phase["counts"]["events"] for phase in page.phases} == {
        "calm": 1, "war": 5, "after": 1,
    }  # fmt: skip


def test_the_same_file_gives_the_same_page(tmp_path: Path) -> None:
    path = file(
        tmp_path, f"{HEAD},quote\n" + "".join(f"2020-01-{d:02},1,2,q{d}\n" for d in range(1, 29))
    )
    for name in ("one.html", "two.html"):
        assert write_event_page(path, tmp_path / name) == 28
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_only_pages_of_many_rows_are_packed() -> None:
    def data(rows: int) -> dict[str, object]:
        event = {"date_start": "2020-01-01", "date_end": None, "layer": "odd", "id": "e"}
        return {
            "events": [{**event, "id": f"e{row:05}"} for row in range(rows)], "records": [],
            "articles": {}, "mentions": [], "not_shown": [], "reports": {},
        }  # fmt: skip

    few = data(MANY)
    assert packed(few, {}) == (few, "")
    many, tables = packed(data(MANY + 1), {})
    assert "events" not in many
    assert tables
    assert packed(few, {"events": {"id": column_of(["a"])}})[1]

from __future__ import annotations

import csv
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.cli import main
from karamap.config import Project
from karamap.datasets import MORE_COLUMNS, is_local, read_all
from karamap.datasets.contradictions import contradiction, display_contradiction
from karamap.datasets.formats import FORMATS, version_in
from karamap.errors import GeodataError, InputError, OutputError, UsageError
from karamap.gazetteer import load_theatre
from karamap.layers import decide
from karamap.pipeline import import_records
from karamap.provenance import check_registry, registry_text
from making import material

DAY = date(2026, 1, 2)
PLACES = """\
id,name,kind,country,parent,lon,lat,radius_km,valid_from,valid_to,population,capital,source,accuracy_km,note
front,Front line,line,XA,,12.0,41.5,60,,,,,atlas,5,
north-district,North District,district,XA,,12.5,41.5,40,,,,,atlas,5,
south-district,South District,district,XA,,12.5,40.5,40,,,,,atlas,5,
town,Town,town,XA,,12.1,41.1,3,,,,,atlas,1,
"""
NAMES = """\
place_id,text,language,side,valid_from,valid_to,form,source
front,Line of Contact,en,,,,name,atlas
front,line of contact,en,,,,nominal,atlas
"""
CONFLICT = """\
id = "hills"
title = "Hills"
summary = "Invented."
utc_offset_hours = 4
theatre_countries = ["XA"]
bbox = [10.0, 40.0, 14.0, 44.0]
start = 1990-01-01
[[side]]
id = "hill"
name = "Hill"
"""
POLICY = """\
disclaimer = "No claim."
names_note = "Both."
borders_note = "Dashed."
tolls_note = "Never summed."
"""
SOURCES = '[[source]]\nkey = "atlas"\ntitle = "Atlas"\n'
RECORDS = (
    "id,title,type,date_start,date_end,date_prec,place_id,place_name,lon,lat,where_prec,actors,"
    "killed_low,killed_best,killed_high,note,source,source_ref\n"
)
HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
).split(",")
GED = {
    "id": "12.0", "year": "2020.0", "code_status": "Clear", "type_of_violence": "1.0",
    "side_a": "Government of Hill", "side_b": "Valley; East", "where_prec": "1.0",
    "where_coordinates": "Town", "latitude": "41.1", "longitude": "12.1", "event_clarity": "1.0",
    "date_prec": "1.0", "date_start": "2020-09-27 00:00:00.000",
    "date_end": "2020-09-28 00:00:00.000", "deaths_a": "5.0", "deaths_b": "0", "deaths_civilians": "0",
    "deaths_unknown": "0", "best": "5.0", "high": "9.0", "low": "5.0",
}  # fmt: skip


def square(west: float, south: float) -> dict:
    east, north = west + 1, south + 1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    geodata = tmp_path / "geodata"
    (geodata / "sources").mkdir(parents=True)
    (geodata / "basemap").mkdir()
    for name, text in (
        ("places.csv", PLACES), ("names.csv", NAMES), ("conflict.toml", CONFLICT),
        ("policy.toml", POLICY), ("sources/own.toml", SOURCES), ("records.csv", RECORDS),
    ):  # fmt: skip
        (geodata / name).write_text(text, encoding="utf-8")
    districts = [
        {
            "type": "Feature", "geometry": square(12, lat),
            "properties": {
                "id": f"d-{name}", "name": name, "kind": "district", "place_id": name,
                "valid_from": None, "valid_to": None, "source": "atlas", "style": "district",
                "accuracy_km": 5.0,
            },
        }
        for name, lat in (("north-district", 41), ("south-district", 40))
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": districts})
    (geodata / "basemap" / "districts.geojson").write_text(text, encoding="utf-8")
    return Project.open(tmp_path)


def table(tmp_path: Path, rows: list[dict[str, str]], name: str = "ged_23_1.csv") -> Path:
    path = tmp_path / name
    header = list(rows[0]) if rows and set(rows[0]) - set(HEADER) else HEADER
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def taken(project: Project, path: Path, fmt: str = "ucdp", key: str = "", version: str = ""):
    return import_records(project, path, fmt, key, version, DAY)


def stored(project: Project):
    places = {place.id: place for place in load_theatre(project.geodata)}
    sources = Project.open(project.root).sources
    return {record.id: record for record in read_all(project.geodata, places.get, sources)}


# --- UCDP -----------------------------------------------------------------------------------------


def test_a_row_of_ged_becomes_a_record_with_its_source_and_version(project, tmp_path):
    found, written = taken(project, table(tmp_path, [GED]))
    assert written == ("datasets/ucdp-ged-23.1.csv", "sources/imported.toml")
    (record,) = stored(project).values()
    assert record.id == "ucdp-ged-23.1:12"
    assert (str(record.date_start), str(record.date_end)) == ("2020-09-27", "2020-09-28")
    assert (record.date_prec, record.where_prec) == (1, 1)
    assert record.actors == ("Hill", "Valley, East")
    assert (record.killed_low, record.killed_best, record.killed_high) == (5, 5, 9)
    assert (record.version, record.represents, record.flags) == ("23.1", "", ())
    assert record.note == "State-based violence"
    assert record == found.records[0]
    source = Project.open(project.root).sources["ucdp-ged-23.1"]
    assert "23.1" in source.title
    assert source.licence == "CC BY 4.0"
    assert "Uppsala" in source.attribution


def test_every_column_of_ged_is_understood_or_left_out_by_name():
    fmt = FORMATS["ucdp"]
    assert len(HEADER) == 49
    assert set(HEADER) <= fmt.known | fmt.ignored
    assert not fmt.known & fmt.ignored


def test_a_column_that_nobody_knows_stops_the_import(project, tmp_path):
    path = table(tmp_path, [{**GED, "surprise": "1"}])
    with pytest.raises(InputError, match="column 'surprise' is not known"):
        taken(project, path)
    assert not (project.geodata / "datasets").exists()


def test_the_columns_of_older_extracts_are_enough(project, tmp_path):
    row = {
        "id": "7", "year": "1991", "side_a": "Hill", "side_b": "Valley", "latitude": "41",
        "longitude": "12", "low_death": "1", "best_death": "2", "high_death": "3",
        "date": "1991-07-06", "type_of_violence": "State-based violence",
    }  # fmt: skip
    path = tmp_path / "old.csv"
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    taken(project, path)
    (record,) = stored(project).values()
    assert (record.date_prec, record.where_prec, record.killed_best) == (None, None, 2)
    assert (record.source, record.version) == ("ucdp-ged", "")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"date_start": "2020-02-30"}, "date_start"),
        ({"date_end": "2020-01-01"}, "date_end"),
        ({"latitude": "91"}, "lat"),
        ({"longitude": ""}, "lon"),
        ({"date_prec": "9"}, "date_prec"),
        ({"best": "many", "low": ""}, "killed_best"),
        ({"id": ""}, "id"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_and_listed(project, tmp_path, change, column):
    path = table(tmp_path, [GED, {**GED, "id": "13"} | change, {**GED, "id": "14"}])
    found, written = taken(project, path)
    (refused,) = found.refused
    assert (refused.number, refused.column) == (3, column)
    assert refused.reason
    assert set(stored(project)) == {"ucdp-ged-23.1:12", "ucdp-ged-23.1:14"}
    assert "datasets/ucdp-ged-23.1.refused.csv" in written
    text = (project.geodata / "datasets" / "ucdp-ged-23.1.refused.csv").read_text(encoding="utf-8")
    (listed,) = csv.DictReader(text.splitlines())
    assert (listed["file"], listed["row"], listed["column"]) == ("ged_23_1.csv", "3", column)


def test_the_list_of_refused_rows_goes_when_none_is_refused(project, tmp_path):
    taken(project, table(tmp_path, [GED, {**GED, "id": ""}]))
    _, written = taken(project, table(tmp_path, [GED]))
    assert not list((project.geodata / "datasets").glob("*.refused.csv"))
    assert written == ("datasets/ucdp-ged-23.1.csv", "sources/imported.toml")


def test_rows_twice_in_a_file_or_in_another_data_set_are_refused(project, tmp_path):
    found, _ = taken(project, table(tmp_path, [GED, GED]))
    assert "stands twice" in found.refused[0].reason
    found, _ = taken(project, table(tmp_path, [GED, {**GED, "id": "15"}], "GEDEvent_v24_1.csv"))
    assert [item.reason for item in found.refused] == [
        "UCDP event 12 is in the data set ucdp-ged-23.1 already"
    ]
    assert set(stored(project)) == {"ucdp-ged-23.1:12", "ucdp-ged-24.1:15"}


def test_rows_outside_the_map_are_left_out_and_counted(project, tmp_path):
    found, _ = taken(project, table(tmp_path, [GED, {**GED, "id": "13", "longitude": "60"}]))
    assert (len(found.records), found.outside, found.refused) == (1, 1, ())
    assert "1 outside the map" in found.summary


def test_a_toll_that_falls_is_left_out_and_the_row_flagged(project, tmp_path):
    taken(project, table(tmp_path, [{**GED, "low": "7"}]))
    (record,) = stored(project).values()
    assert (record.killed_low, record.killed_best, record.killed_high) == (None, None, None)
    assert "low 7, best 5, high 9 fall" in record.flags[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deaths_a": "4"}, "deaths by party are 4"),
        ({"year": "2019"}, "year 2019 is not that of its date"),
        ({"event_clarity": "2"}, "a sum over several events"),
        ({"code_status": "Check deaths"}, "Check deaths"),
        ({"where_description": "shelled on 27 July"}, "its text says '27 July'"),
    ],
)
def test_what_a_row_says_against_itself_is_flagged(project, tmp_path, change, words):
    taken(project, table(tmp_path, [GED | change]))
    (record,) = stored(project).values()
    assert words in record.flags[0]


def test_texts_of_others_are_not_taken_over(project, tmp_path):
    private = {"source_article": "secret one", "where_description": "secret two",
               "source_headline": "secret three"}  # fmt: skip
    taken(project, table(tmp_path, [GED | private]))
    for path in project.geodata.rglob("*"):
        assert not path.is_file() or b"secret" not in path.read_bytes()


def test_a_point_that_stands_for_a_line_or_a_district_gets_its_place(project, tmp_path):
    rows = [
        {**GED, "id": "1", "where_prec": "5", "where_coordinates": "Line of Contact"},
        {**GED, "id": "2", "where_prec": "4", "where_coordinates": "Somewhere", "adm_1": ""},
        {**GED, "id": "3", "where_prec": "5", "where_coordinates": "Somewhere"},
        {**GED, "id": "4", "where_prec": "3", "adm_2": "South District"},
        {**GED, "id": "5", "where_prec": "2"},
    ]
    found, _ = taken(project, table(tmp_path, rows))
    got = {r.id.partition(":")[2]: (r.place_id, r.represents) for r in found.records}
    assert got == {
        "1": ("front", "line"),
        "2": ("north-district", "area"),
        "3": (None, "area"),
        "4": ("south-district", "area"),
        "5": (None, ""),
    }
    drawn = decide(material((), (), found.records)).records
    assert drawn["ucdp-ged-23.1:3"]["drawn"] in {"list", "none"}, "no dot where nothing is drawn"


def test_many_rows_on_one_point_are_no_spot_where_nobody_says_how_exact_it_is(project, tmp_path):
    def rows(count):
        return [{k: v for k, v in GED.items() if k != "where_prec"} |
                {"id": str(n), "where_coordinates": ""} for n in range(count)]  # fmt: skip

    def extract(count):
        path = tmp_path / "part.csv"
        made = rows(count)
        text = "\n".join(",".join(row[c] for c in made[0]) for row in made)
        path.write_text(",".join(made[0]) + "\n" + text + "\n", encoding="utf-8")
        return taken(project, path)[0].records

    assert {r.represents for r in extract(9)} == {""}
    many = extract(10)
    assert {(r.represents, r.place_id) for r in many} == {("area", "north-district")}
    assert all("10 rows of the data set lie on this one point" in r.flags for r in many)


@pytest.mark.parametrize(
    ("name", "version"),
    [("GEDEvent_v23_1", "23.1"), ("ged211", "21.1"), ("GEDEvent_v24_0_11", "24.0.11"),
     ("ucdp_ged_21.1_part", "21.1"), ("events", ""), ("rows-2020", "")],
)  # fmt: skip
def test_the_version_is_read_off_the_files_name(name, version):
    assert version_in(name) == version


# --- ACLED and GDELT ------------------------------------------------------------------------------

ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,"
    "latitude,longitude,geo_precision,fatalities,notes\n"
    "HIL1,27 September 2020,2,Battles,Armed clash,Hill Forces,,Town,41.5,12.5,3,4,On 27 August\n"
    "HIL2,01-10-2020,1,Strategic developments,Agreement,Hill,Valley,Town,41.5,12.5,1,0,private\n"
)


def test_acled_is_for_local_use_only(project, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(ACLED, encoding="utf-8")
    found, _ = taken(project, path, "acled")
    assert "local use only" in found.notice
    records = stored(project)
    battle, agreed = records["acled:HIL1"], records["acled:HIL2"]
    assert (battle.type, battle.date_prec, battle.where_prec) == ("ASSAULT", 3, 4)
    assert (battle.killed_low, battle.killed_best, battle.represents) == (None, 4, "area")
    assert "27 August" in battle.flags[0]
    assert (agreed.type, str(agreed.date_start), agreed.note) == ("AGREE", "2020-10-01", "")
    sources = Project.open(project.root).sources
    assert is_local(sources["acled"])
    assert not is_local(sources["atlas"])


def test_a_build_leaves_out_what_is_for_local_use_only(project, tmp_path):
    from karamap.pipeline import _may_be_shown

    path = tmp_path / "export.csv"
    path.write_text(ACLED, encoding="utf-8")
    taken(project, path, "acled")
    taken(project, table(tmp_path, [GED]))
    opened, records = Project.open(project.root), tuple(stored(project).values())
    for wanted, count, words in ((False, 1, "--local-records"), (True, 3, "do not pass")):
        notes: list[str] = []
        kept = _may_be_shown(opened, records, notes, local_records=wanted)
        assert len(kept) == count
        assert words in notes[0]
        assert "2 records of 'acled'" in notes[0]


def gdelt(columns: int, **cells: str) -> str:
    names = FORMATS["gdelt"].layout.columns[0 if columns == 58 else 1]
    assert len(names) == columns
    row = {
        "GLOBALEVENTID": "99", "SQLDATE": "20200927", "Actor1Name": "HILL", "EventCode": "190",
        "EventRootCode": "19", "ActionGeo_Type": "4", "ActionGeo_FullName": 'Town "of", Hill',
        "ActionGeo_Lat": "41.1", "ActionGeo_Long": "12.1", "SOURCEURL": "https://example.org/a",
    } | cells  # fmt: skip
    return "\t".join(row.get(name, "") for name in names) + "\n"


@pytest.mark.parametrize("columns", [58, 61])
def test_gdelt_has_no_header_and_is_coded_by_a_machine(project, tmp_path, columns):
    path = tmp_path / "20200927.export.CSV"
    lines = [gdelt(columns), gdelt(columns, GLOBALEVENTID="98", SQLDATE="2020092"),
             gdelt(columns, GLOBALEVENTID="97", EventCode="0871", EventRootCode="08",
                   ActionGeo_Type="1")]  # fmt: skip
    path.write_text("".join(lines), encoding="utf-8")
    found, _ = taken(project, path, "gdelt")
    records = stored(project)
    first, country = records["gdelt-events:99"], records["gdelt-events:97"]
    assert (first.type, str(first.date_start), first.where_prec) == ("ASSAULT", "2020-09-27", 2)
    assert first.place_name == 'Town "of", Hill'
    assert "coded by a machine" in first.flags
    assert (country.type, country.where_prec) == ("RETREAT", 6)
    assert [(item.number, item.column) for item in found.refused] == [(2, "date_start")]


def test_a_table_of_another_width_is_not_gdelt(project, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(InputError, match="2 columns, not 58 or 61"):
        taken(project, path, "gdelt")


# --- column maps ----------------------------------------------------------------------------------

MAP = """\
[source]
key = "tally"
title = "Tally of clashes"
licence = "CC0"
attribution = "The tally"
version = "3"

[file]
dates = ["M/D/YYYY", "D MONTH YYYY"]
ignore = ["Colour"]

[columns]
title = ["Kind", "Place"]
date_start = "Date"
killed_best = "Number"
place_name = "Place"
words = "Text"
shown_date = "Shown"
note = "Kind"

[constants]
type = "ASSAULT"
actors = "Hill;Valley"

[only.killed_best]
column = "Kind"
values = ["Killed"]

[places]
"The Front" = { place_id = "front", where_prec = 5 }
"Hilltop" = { lon = 12.3, lat = 41.2 }

[[leave_out]]
column = "Kind"
values = ["Total"]
reason = "a sum of other rows"
"""
TALLY = (
    "\ufeffDate,Kind,Place,Number,Colour,Text,Shown,,\r\n"
    "8/3/2022,Killed,The Front,2,red,,,,\r\n"
    "8/3/2022,Wounded,The Front,5,red,,,,\r\n"
    "12 July 2020,Killed,Hilltop,1,red,It began on 12 June,13 July 2020,,\r\n"
    ",,,,,,,,\r\n"
    "8/3/2022,Total,The Front,7,red,,,,\r\n"
    "3.8.2022,Killed,The Front,7,red,,,,\r\n"
)


def put(tmp_path: Path, map_text: str = MAP, text: str = TALLY, name: str = "tally.csv"):
    (tmp_path / "map.toml").write_text(map_text, encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return tmp_path / name, str(tmp_path / "map.toml")


def test_any_table_is_read_by_a_map(project, tmp_path):
    found, _ = taken(project, *put(tmp_path))
    later, wounded, early = sorted(
        stored(project).values(), key=lambda r: (-r.date_start.toordinal(), r.killed_best is None)
    )
    assert (later.killed_best, wounded.killed_best, early.killed_best) == (2, None, 1)
    assert (later.place_id, later.where_prec, later.represents) == ("front", 5, "line")
    assert (early.lon, early.lat, early.place_id) == (12.3, 41.2, None)
    assert (later.title, later.type, later.actors) == (
        "Killed, The Front", "ASSAULT", ("Hill", "Valley"),
    )  # fmt: skip
    assert early.flags == (
        "its text says '12 June' against its date 2020-07-12",
        "it is shown as '13 July 2020' against its date 2020-07-12",
    )
    assert [(item.number, item.reason.split(":")[0]) for item in found.refused] == [
        (6, "left out by the column map"),
        (7, "'3.8.2022' is not a day; write YYYY-MM-DD that exists"),
    ]
    assert Project.open(project.root).sources["tally"].title == "Tally of clashes, version 3"


def test_rows_are_placed_by_name_and_those_that_are_not_are_listed(project, tmp_path, capsys):
    places = ["Town", "TÓWN", "line of contact", "Far Town", "far town", "", *["Nowhere"] * 8]
    header = "Date,Kind,Place,Number,Colour,Text,Shown\n"
    text = header + "".join(f"{n}/3/2022,Killed,{p},,,,\n" for n, p in enumerate(places, 1) if n <= 12)
    names = tmp_path / "geodata" / "names.csv"
    names.write_text(names.read_text() + "".join(
        f"{place},Far Town,en,,,,name,atlas\n" for place in ("north-district", "south-district")
    ))  # fmt: skip
    path, map_ = put(tmp_path, MAP, text)
    assert main(["records", "import", str(path), "--as", map_, "--project", str(tmp_path)]) == 0
    placed = {record.place_name: record.place_id for record in stored(project).values()}
    assert placed["Town"] == placed["TÓWN"] == "town" and placed["line of contact"] == "front"
    out, err = capsys.readouterr()
    assert err.splitlines()[:-1] == [
        f"{path.as_posix()}: {line}"
        for line in (
            "row 7 without a place: no place is given",
            "row 5 without a place: 'Far Town' may be north-district, south-district",
            "rows 8, 9, 10, 11, 12 and 1 more without a place: 'Nowhere' is no place of geodata/places.csv, nor of the project's countries",
            "row 6 without a place: 'far town' may be north-district, south-district",
        )
    ]
    assert "add the names to geodata/names.csv" in err.splitlines()[-1]
    assert "12 records taken" in out


def test_a_map_reads_geojson_too(project, tmp_path):
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [12.1, 41.1]},
         "properties": {"name": "Clash", "when": "2020-01-02", "dead": 3}},
        {"type": "Feature", "geometry": None, "properties": {"name": "No date", "when": None}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": "x"}, "properties": {}},
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    head = MAP.split("[file]", maxsplit=1)[0]
    columns = (
        '[columns]\ntitle = "name"\ndate_start = "when"\nlon = "geometry.lon"\n'
        'lat = "geometry.lat"\nkilled_best = "dead"\n[constants]\ntype = "ASSAULT"\n'
    )
    found, _ = taken(project, *put(tmp_path, head + columns, text, "clashes.geojson"))
    (record,) = found.records
    assert (record.lon, record.lat, record.killed_best) == (12.1, 41.1, 3)
    assert sorted(item.number for item in found.refused) == [2, 3]


def test_days_in_parts_and_words_for_values(project, tmp_path):
    text = "Y,M,D,EY,EM,ED,What\n2020,7,12,2020.0,7.0,16.0,Clash\n2020,Jul,40,,,,Clash\n"
    columns = (
        '[columns]\nyear="Y"\nmonth="M"\nday="D"\nend_year="EY"\nend_month="EM"\nend_day="ED"\n'
        'title="What"\ntype="What"\n[values.type]\nclash="ASSAULT"\n'
    )
    found, _ = taken(project, *put(tmp_path, MAP.split("[file]", maxsplit=1)[0] + columns, text))
    (record,) = found.records
    assert (str(record.date_start), str(record.date_end)) == ("2020-07-12", "2020-07-16")
    assert record.type == "ASSAULT"
    assert "'2020-07-40' is not a day" in found.refused[0].reason


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[file]", "[fle]", "key 'fle': is not known"),
        ('licence = "CC0"\n', "", "key 'licence': missing"),
        ('key = "tally"', 'key = "../up"', "is not an id"),
        ("date_start =", "date_begin =", "is no field of a record"),
        ('date_start = "Date"\n', "", "there is no date_start"),
        ('"M/D/YYYY"', '"M/D"', "does not hold one year, month and day"),
        ("lon = 12.3", "lon = 1200.3", "out of range"),
        ('ignore = ["Colour"]\n', "", "column 'Colour' is not known"),
        ('"Number"', '"Nummer"', "no column 'Nummer'"),
        ('reason = "a sum of other rows"\n', "", "key 'reason': missing"),
        ("[source]", "[source", "not TOML"),
    ],
)
def test_a_map_is_read_strictly(project, tmp_path, old, new, words):
    assert old in MAP
    with pytest.raises(InputError, match=None) as caught:
        taken(project, *put(tmp_path, MAP.replace(old, new, 1)))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


# --- whole or not at all --------------------------------------------------------------------------


def test_a_failed_import_leaves_everything_as_it_was(project, tmp_path, monkeypatch):
    taken(project, table(tmp_path, [GED]))
    before = {p: p.read_bytes() for p in project.geodata.rglob("*") if p.is_file()}
    whole, calls = Path.replace, []

    def failing(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError, match="nothing was changed"):
        taken(project, table(tmp_path, [{**GED, "id": "77"}]))
    assert {p: p.read_bytes() for p in project.geodata.rglob("*") if p.is_file()} == before


def test_no_usable_row_is_an_error_and_nothing_is_written(project, tmp_path):
    with pytest.raises(InputError, match="none of 1 rows can be used; row 2"):
        taken(project, table(tmp_path, [{**GED, "id": ""}]))
    assert not (project.geodata / "datasets").exists()


def test_an_import_again_gives_the_same_bytes(project, tmp_path):
    path = table(tmp_path, [GED, {**GED, "id": "9"}])
    _, written = taken(project, path)
    before = [(project.geodata / name).read_bytes() for name in written]
    taken(project, path)
    assert [(project.geodata / name).read_bytes() for name in written] == before


def test_the_registry_names_what_was_imported(project, tmp_path):
    (project.geodata / "registry.json").write_text(registry_text(()), encoding="utf-8")
    _, written = taken(project, table(tmp_path, [GED, {**GED, "id": ""}]))
    assert written[-1] == "registry.json"
    problems = check_registry(project.geodata)
    assert not [line for line in problems if "datasets" in line or "imported" in line]
    entries = json.loads((project.geodata / "registry.json").read_text(encoding="utf-8"))["files"]
    (data,) = (e for e in entries if e["path"] == "datasets/ucdp-ged-23.1.csv")
    assert (data["rows"], data["licence"], data["date_taken"]) == (1, "CC BY 4.0", "2026-01-02")


def test_a_broken_data_set_can_be_imported_anew_and_no_other(project, tmp_path):
    taken(project, table(tmp_path, [GED]))
    broken = project.geodata / "datasets" / "ucdp-ged-23.1.csv"
    broken.write_text("id\n", encoding="utf-8")
    with pytest.raises(GeodataError, match="records import"):
        taken(project, table(tmp_path, [GED], "ged_24_1.csv"))
    taken(project, table(tmp_path, [GED]))
    assert set(stored(project)) == {"ucdp-ged-23.1:12"}


def test_a_source_that_the_project_has_is_used_as_it_is(project, tmp_path):
    _, written = taken(project, table(tmp_path, [GED]), key="atlas")
    assert written == ("datasets/atlas.csv",)
    assert set(stored(project)) == {"atlas:12"}


@pytest.mark.parametrize("key", ["records", "x.refused", "../x", "A", "a b", "-", ""])
def test_a_key_is_a_plain_name(project, tmp_path, key):
    if not key:
        taken(project, table(tmp_path, [GED]), key=key)
        return
    with pytest.raises(UsageError, match="no key"):
        taken(project, table(tmp_path, [GED]), key=key)


def test_broken_lines_are_refused_one_by_one(project, tmp_path):
    path = table(tmp_path, [GED, {**GED, "id": "13"}, {**GED, "id": "14"}])
    lines = path.read_bytes().split(b"\r\n")
    lines[1] = lines[1].replace(b"Town", b"T\xffwn")
    lines[2] += b",too,many"
    path.write_bytes(b"\r\n".join(lines))
    found, _ = taken(project, path)
    assert [(item.number, item.reason.split(";")[0]) for item in found.refused] == [
        (2, "not UTF-8"), (3, "51 cells and not 49"),
    ]  # fmt: skip
    assert [r.id for r in found.records] == ["ucdp-ged-23.1:14"]


@pytest.mark.parametrize("content", [b"", b"\n", b"\x00\x01", b'"', b"id\n1\n"])
def test_files_that_are_no_table_give_one_line(project, tmp_path, content):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    for fmt in ("ucdp", "acled", "gdelt"):
        with pytest.raises(InputError) as caught:
            taken(project, path, fmt)
        assert "\n" not in str(caught.value)


def test_invisible_characters_do_not_come_in(project, tmp_path):
    taken(project, table(tmp_path, [{**GED, "where_coordinates": "To\u202ewn\nA"}]))
    (record,) = stored(project).values()
    assert record.place_name == "To wn A"


def test_the_command_lists_refused_rows_and_says_what_was_taken(project, tmp_path, capsys):
    path = table(tmp_path, [GED, {**GED, "id": "13", "latitude": "x"}])
    code = main(["records", "import", str(path), "--as", "ucdp", "--project", str(tmp_path)])
    out, err = capsys.readouterr()
    assert code == 1
    assert err.startswith(f"{path.as_posix()}: row 3, column 'lat': 'x' is not usable")
    assert "1 records taken as 'ucdp-ged-23.1'" in out
    assert main(["records", "import", str(path), "--as", "xls", "--project", str(tmp_path)]) == 2
    assert main(["records", "import", "none.csv", "--as", "ucdp", "--project", str(tmp_path)]) == 3


# --- contradictions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end", "flagged"),
    [
        ("close to the border on 12 June; as of 14 June eleven died", (7, 12), (7, 16), True),
        ("close to the border on 12 July", (7, 12), (7, 16), False),
        ("on July 13 and again on 13 June", (7, 12), (7, 16), False),
        ("the truce of 12 May 1994", (7, 12), (7, 16), False),
        ("since 3 March", (7, 12), (7, 16), False),
        ("on June 12th, 2020", (7, 12), (7, 16), True),
        ("12 июня", (7, 12), (7, 12), True),
        ("may 12 people have died", (7, 12), (7, 12), True),
        ("12 people marched in June", (7, 12), (7, 12), False),
        ("", (7, 12), (7, 12), False),
    ],
)
def test_the_same_day_of_another_month_speaks_against_a_date(text, start, end, flagged):
    found = contradiction(text, date(2020, *start), date(2020, *end))
    assert bool(found) == flagged, found


@pytest.mark.parametrize(
    ("shown", "start", "end", "flagged"),
    [
        ("12-16 July 2020", (2020, 7, 12), (2020, 7, 16), False),
        ("3-17 March 2015", (2015, 3, 13), (2015, 3, 17), True),
        ("27 January-5 February 2015", (2015, 1, 27), (2015, 2, 5), False),
        ("27 сентября 2021", (2020, 9, 27), (2020, 9, 27), True),
        ("July 2020", (2020, 7, 12), (2020, 7, 12), False),
        ("8 August 2016", (2016, 8, 8), (2016, 8, 10), False),
    ],
)
def test_a_date_shown_again_must_agree(shown, start, end, flagged):
    assert bool(display_contradiction(shown, date(*start), date(*end))) == flagged


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_a_date_never_speaks_against_itself(day):
    text = f"On {day:%d} {day:%B} {day.year}, and {day:%B} {day.day}, something happened."
    assert not contradiction(text, day, day)
    assert not display_contradiction(f"{day.day} {day:%B} {day.year}", day, day)


# --- data of others, where they are ---------------------------------------------------------------


def others() -> Path:
    folder = Path(os.environ.get("KARAMAP_CHECK_DATA", "not-set"))
    if not folder.is_dir():
        pytest.skip("KARAMAP_CHECK_DATA names no folder with data of others")
    return folder


@pytest.fixture
def real(root: Path, tmp_path: Path) -> Project:
    shutil.copytree(root / "geodata", tmp_path / "geodata")
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    return Project.open(tmp_path)


def rows_in(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_all_rows_of_the_ucdp_files_are_in_or_refused(real):
    for path in sorted((others() / "ucdp").glob("*.csv")):
        count = rows_in(path)
        if not count:
            continue
        found, _ = taken(real, path)
        assert len(found.records) + len(found.refused) + found.outside == count
        assert len(found.records) == count, "none of these has a reason to be refused"


def sample(real: Project):
    (path,) = (others() / "ucdp").glob("*21.1*.csv")
    taken(real, path)
    return {r.source_ref.removeprefix("UCDP event "): r for r in stored(real).values()}


def test_strikes_on_one_town_stay_distinct_and_a_stack_is_no_spot(real):
    found = sample(real)
    ganja = [found["366378"], found["366773"]]
    assert [str(r.date_start) for r in ganja] == ["2020-10-11", "2020-10-17"]
    assert [r.killed_best for r in ganja] == [10, 21]
    barda = [found["366980"], found["366982"]]
    assert [str(r.date_start) for r in barda] == ["2020-10-27", "2020-10-28"]
    border = [r for r in found.values() if (r.lon, r.lat) == (45.558333, 40.908889)]
    assert [str(r.date_start) for r in border][-3:] == ["2020-07-12", "2020-07-13", "2020-07-16"]
    assert all(r.represents == "" for r in (*ganja, *barda, *border))
    stack = [r for r in found.values() if (r.lon, r.lat) == (47.1099, 39.991)]
    assert len(stack) == 25
    assert all(r.represents == "area" and r.place_id for r in stack)


def built(real: Project) -> dict:
    from karamap.pipeline import build

    out = real.root / "out"
    build(Project.open(real.root), out)
    return json.loads((out / "join-report.json").read_text(encoding="utf-8"))


def test_articles_join_the_records_of_their_days(real):
    folder = others()
    sample(real)
    map_text = """\
[source]
key = "casualties"
title = "Casualties"
licence = "GPL-3.0"
attribution = "Its makers"
[file]
dates = ["M/D/YYYY"]
[columns]
date_start = "Date"
place_name = "Place of Origin"
title = ["Incident Type", "Place of Origin"]
note = ["Incident Type", "Casualties"]
killed_best = "Casualties"
[only.killed_best]
column = "Incident Type"
values = ["Combatant/Killed", "Non-combatant/Killed"]
[constants]
type = "ASSAULT"
date_prec = 3
[places]
"Armenia-Azerbaijan: Goris-Lachin" = { place_id = "lachin-corridor", where_prec = 5 }
"""
    (real.root / "map.toml").write_text(map_text, encoding="utf-8")
    found, _ = taken(real, folder / "crisisgroup" / "casualties.csv", str(real.root / "map.toml"))
    assert len(found.records) + len(found.refused) == rows_in(
        folder / "crisisgroup" / "casualties.csv"
    )
    report = built(real)
    july = {
        row["articles"][0][:3]: row["record_id"]
        for row in report["matches"]
        if row["record_start"].startswith("2020-07-1") and row["event_type"] == "ASSAULT"
    }
    assert {"000", "004"} <= set(july)
    august = [
        row for row in report["matches"]
        if row["dataset"] == "casualties" and row["record_start"] == "2022-08-03"
    ]  # fmt: skip
    assert {article[:3] for row in august for article in row["articles"]} == {"001"}
    assert any("operation" in row["quote"] for row in august)


def test_a_timeline_that_contradicts_itself_is_flagged(real):
    map_text = """\
[source]
key = "timeline"
title = "Timeline"
licence = "GPL-3.0"
attribution = "Its makers"
[file]
ignore = ["*"]
[columns]
year = "Year"
month = "Month"
day = "Day"
end_year = "End Year"
end_month = "End Month"
end_day = "End Day"
title = "Headline"
words = "Text"
shown_date = "Display Date"
[constants]
type = "STATEMENT"
"""
    path = others() / "crisisgroup" / "nk-timeline.csv"
    (real.root / "map.toml").write_text(map_text, encoding="utf-8")
    found, _ = taken(real, path, str(real.root / "map.toml"))
    flagged = {str(r.date_start): r.flags for r in found.records if r.flags}
    assert any("12 June" in flag for flag in flagged["2020-07-12"])
    assert any("3-17 March 2015" in flag for flag in flagged["2015-03-13"])
    assert len(flagged) < len(found.records) / 20, "few rows contradict themselves"


def test_more_columns_are_the_contract():
    assert MORE_COLUMNS == ("represents", "flags", "version")

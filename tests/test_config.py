from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.config import (
    Project,
    as_day,
    label,
    package_sources,
    read_rows,
    read_sources,
    split_list,
)
from karamap.errors import GeodataError

CONFLICT = """
id = "hill-valley"
title = "T"
summary = "S"
utc_offset_hours = 4
theatre_countries = ["XA"]
bbox = [1, 2.5, 3, 4]
start = 1999-12-31
[[side]]
id = "hill"
name = "Hill side"
languages = ["aa"]
country = "XA"
[[side]]
id = "valley"
name = "Valley side"
"""
POLICY = 'disclaimer = "D"\nnames_note = "N"\nborders_note = "B"\ntolls_note = "T"\n'
SOURCE = '[[source]]\nkey = "a"\ntitle = "A"\nlicence = "CC0"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    geodata = tmp_path / "geodata"
    (geodata / "sources").mkdir(parents=True)
    (geodata / "conflict.toml").write_text(CONFLICT, encoding="utf-8")
    (geodata / "policy.toml").write_text(POLICY, encoding="utf-8")
    (geodata / "sources" / "a.toml").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def fails(project: Path) -> str:
    with pytest.raises(GeodataError) as caught:
        Project.open(project)
    message = str(caught.value)
    assert "\n" not in message
    assert ";" in message, "a message says what to do"
    return message


def test_open_reads_everything_without_seeds(project):
    found = Project.open(project)
    assert found.conflict.bbox == (1.0, 2.5, 3.0, 4.0)
    assert [side.id for side in found.conflict.sides] == ["hill", "valley"]
    assert found.conflict.sides[1].country is None
    assert found.policy.disclaimer == "D"
    assert found.policy.label_separator == " / "
    assert found.sources["a"].licence == "CC0"
    assert found.utc_offset_hours == 4
    assert found.theatre_countries == ("XA",)
    assert found.maps == project / "maps"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "T"', 'titel = "T"', ["conflict.toml", "'title'", "missing"]),
        ('title = "T"', 'title = "T"\nextra = 1', ["'extra'", "not known"]),
        ('title = "T"', "title = 3", ["'title'", "a whole number", "a text"]),
        ('title = "T"', 'title = " "', ["'title'", "empty"]),
        ("start = 1999-12-31", 'start = "1999-02-30"', ["'start'", "1999-02-30"]),
        ("start = 1999-12-31", "start = 1999-12-31T10:00:00", ["'start'"]),
        ("bbox = [1, 2.5, 3, 4]", "bbox = [3, 2.5, 1, 4]", ["'bbox'", "west"]),
        ("bbox = [1, 2.5, 3, 4]", "bbox = [1, 2, 3]", ["'bbox'", "4 numbers"]),
        ("bbox = [1, 2.5, 3, 4]", "bbox = [1, 2, 3, true]", ["'bbox'"]),
        ("utc_offset_hours = 4", "utc_offset_hours = 40", ["'utc_offset_hours'", "range"]),
        ("utc_offset_hours = 4", "utc_offset_hours = true", ["'utc_offset_hours'", "true/false"]),
        ('id = "hill"', 'id = "valley"', ["'valley'", "twice"]),
        ('id = "hill"', 'id = "../x"', ["'id'", "../x"]),
        ('languages = ["aa"]', 'languages = ["aa", 1]', ["[[side]] 1 hill", "'languages'"]),
        ('name = "Hill side"', 'name = "Hill side"\nflag = "x"', ["[[side]] 1 hill", "'flag'"]),
        ('id = "hill-valley"', 'id = "hill', ["conflict.toml", "not TOML"]),
    ],
)
def test_conflict_is_read_strictly(project, old, new, words):
    path = project / "geodata" / "conflict.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    message = fails(project)
    for word in words:
        assert word in message


@pytest.mark.parametrize("name", ["conflict.toml", "policy.toml", "sources/a.toml", "sources"])
def test_missing_files_are_named(project, name):
    path = project / "geodata" / name
    if path.is_dir():
        (path / "a.toml").unlink()
        path.rmdir()
        assert "geodata/sources" in fails(project)
    elif name.startswith("sources"):
        path.unlink()
        assert Project.open(project).sources == package_sources()
    else:
        path.unlink()
        assert f"geodata/{name}: missing" in fails(project)


def test_missing_geodata_names_the_option(tmp_path):
    assert "--project" in fails(tmp_path)


def test_text_that_is_not_utf8_is_refused(project):
    (project / "geodata" / "policy.toml").write_bytes(b'disclaimer = "\xff"')
    assert "byte 14 is not UTF-8" in fails(project)


def test_a_source_key_stands_once_in_all_files(project):
    (project / "geodata" / "sources" / "b.toml").write_text(SOURCE, encoding="utf-8")
    message = fails(project)
    assert "sources/b.toml" in message
    assert "sources/a.toml" in message


def test_sources_are_merged_in_order(tmp_path):
    for key in ("z", "m"):
        text = SOURCE.replace('"a"', f'"{key}"')
        (tmp_path / f"{key}.toml").write_text(text, encoding="utf-8")
    assert list(read_sources(tmp_path)) == ["m", "z"]


def test_deep_nesting_is_refused_and_not_a_crash(project):
    text = "x = " + "[" * 5000 + "]" * 5000
    (project / "geodata" / "policy.toml").write_text(text, encoding="utf-8")
    assert "policy.toml" in fails(project)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n3\n", "row 3 has 1 cells"),
        ("a\n1\n", "no column 'b'"),
        ("a,b,c\n", "column 'c'"),
        ("a,b,a\n", "column 'a'"),
        ('a,b\n"1,2\n', "not CSV"),
        ("", "no column 'a'"),
    ],
)
def test_rows_are_read_strictly(tmp_path, text, words):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GeodataError, match=words):
        list(read_rows(path, ("a", "b")))


def test_rows_are_trimmed_and_blank_ones_skipped(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('\ufeffb,a\n 1 ,"x, y"\n,\n2,\n', encoding="utf-8")
    rows = [cells for _, cells in read_rows(path, ("a", "b"))]
    assert rows == [{"b": "1", "a": "x, y"}, {"b": "2", "a": ""}]


def test_label_begins_with_geodata(tmp_path):
    assert label(tmp_path / "geodata" / "sources" / "a.toml") == "geodata/sources/a.toml"
    assert label(tmp_path / "a.toml") == (tmp_path / "a.toml").as_posix()
    assert "\n" not in label(Path("x\ny") / "z.toml")


@given(st.dates())
def test_days_round_trip(day):
    assert as_day(day.isoformat()) == day
    assert as_day(day) == day


@pytest.mark.parametrize("text", ["2020", "20200101", "2020-W01-1", "2020-13-01", "", 5, None])
def test_other_values_are_no_days(text):
    assert as_day(text) is None


@given(st.lists(st.text(alphabet="abc ,", min_size=1)))
def test_lists_split_at_semicolons(parts):
    assert split_list(";".join(parts)) == tuple(p.strip() for p in parts if p.strip())


def test_every_project_knows_the_sources_of_the_package(project):
    known = Project.open(project).sources
    for key in ("geonames", "natural-earth", "karamap"):
        assert known[key].licence
        assert known[key].attribution


def test_a_source_of_the_project_comes_before_that_of_the_package(project):
    path = project / "geodata" / "sources" / "mine.toml"
    path.write_text('[[source]]\nkey = "geonames"\ntitle = "Our copy"\n', encoding="utf-8")
    assert Project.open(project).sources["geonames"].title == "Our copy"

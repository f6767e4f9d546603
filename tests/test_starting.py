"""A new project: it is valid, it builds, and nothing that is there is overwritten."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from karamap.cli import main
from karamap.config import Project
from karamap.datasets import COLUMNS
from karamap.gazetteer.theatre import NAME_COLUMNS, PLACE_COLUMNS
from karamap.validation import validate

DOCS = Path(__file__).resolve().parent.parent / "docs"
WORDS = ["--title", 'War of "Two" Hills', "--countries", "nl,BE", "--start", "2001-02-03"]


def init(folder, *words):
    return main(["init", "--project", str(folder), *WORDS, *words])


def test_a_new_project_is_valid_and_reads(tmp_path, capsys):
    (tmp_path / "p" / "seeds").mkdir(parents=True)
    (tmp_path / "p" / "seeds" / "a.txt").write_text("Shells hit Breda on 5 March 2001.")
    assert init(tmp_path / "p") == 0
    said = capsys.readouterr()
    written = re.findall(r"^wrote (.+)$", said.out, re.M)
    assert len(written) == 8 and all(Path(name).is_file() for name in written)
    assert validate(tmp_path / "p").problems == ()
    project = Project.open(tmp_path / "p")
    conflict = project.conflict
    assert (conflict.id, conflict.title) == ("war-of-two-hills", 'War of "Two" Hills')
    assert conflict.theatre_countries == ("NL", "BE")
    assert conflict.start.isoformat() == "2001-02-03"
    west, south, east, north = conflict.bbox
    assert west < 2.6 and south < 49.6 and east > 7.1 and north > 53.4
    assert main(["read", str(tmp_path / "p" / "seeds"), "--project", str(tmp_path / "p")]) == 0
    assert "Breda" in capsys.readouterr().out


def test_a_build_names_the_articles_whose_day_it_does_not_know(tmp_path, capsys):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text("Shells hit Breda on Monday.")
    (seeds / "b.txt").write_text("BREDA, March 6, 2001 - Shells hit Breda on Monday.")
    assert init(tmp_path) == 0
    assert main(["build", "--project", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert "warning: 1 of 2 articles print no date of publication" in said
    assert "(seeds/a.txt)" in said and "registry.toml" in said


def test_bounds_and_offset_may_be_given(tmp_path):
    assert init(tmp_path, "--bbox=-5,50,4,60", "--utc-offset", "-3.5") == 0
    conflict = Project.open(tmp_path).conflict
    assert conflict.bbox == (-5.0, 50.0, 4.0, 60.0)
    assert conflict.utc_offset_hours == -3.5
    assert (tmp_path / "seeds" / "README.md").is_file()


def test_a_title_may_hold_anything(tmp_path):
    assert init(tmp_path, "--title", 'A\\"$id\x7f\n\u202eÅ = [') == 0
    conflict = Project.open(tmp_path).conflict
    assert conflict.title == 'A\\"$id\ufffd \ufffdÅ = ['
    assert conflict.id == "a-id-a"


def test_what_is_there_is_kept(tmp_path, capsys):
    (tmp_path / "geodata").mkdir()
    (tmp_path / "geodata" / "places.csv").write_text("mine")
    assert init(tmp_path) == 5
    assert "/geodata: is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["geodata", "places.csv"]


@pytest.mark.parametrize(("words", "said"), [
    (["--countries", "XQ"], "'XQ' is no ISO code"),
    (["--countries", " , "], "--countries is empty"),
    (["--start", "3 May"], "'3 May' is not a day"),
    (["--bbox", "1,2,3"], "'1,2,3' is not four numbers"),
    (["--bbox", "9,2,3,4"], "not west,south,east,north"),
    (["--bbox", "nan,2,3,4"], "not west,south,east,north"),
    (["--utc-offset", "30"], "not -14 to 14"),
    (["--title", " "], "--title is empty"),
])  # fmt: skip
def test_a_wrong_word_is_one_line_and_writes_nothing(tmp_path, capsys, words, said):
    assert init(tmp_path / "p", *words) == 2
    err = capsys.readouterr().err
    assert said in err and ";" in err and err.count("\n") == 1
    assert not (tmp_path / "p").exists()


def test_the_columns_of_every_table_are_described():
    text = (DOCS / "geodata.md").read_text(encoding="utf-8")
    for name, columns in (("places.csv", PLACE_COLUMNS), ("names.csv", NAME_COLUMNS), ("records.csv", COLUMNS)):
        part = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        told = re.findall("`([a-z_]+)`", " ".join(line.split("|")[1] for line in part.splitlines() if line.startswith("|")))
        assert sorted(told) == sorted(columns), name


def test_the_tables_of_a_new_project_have_their_columns(tmp_path):
    init(tmp_path)
    with (tmp_path / "geodata" / "records.csv").open(newline="") as stream:
        assert next(csv.reader(stream)) == list(COLUMNS)

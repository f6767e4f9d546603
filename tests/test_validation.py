"""`karamap validate` tells everything that is wrong, in all files, in one run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from karamap.cli import main
from karamap.errors import GeodataError, InputError, collecting, one_by_one
from karamap.validation import validate

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "georgia-2008"


@pytest.fixture
def project(tmp_path):
    for name in ("geodata", "seeds"):
        shutil.copytree(EXAMPLE / name, tmp_path / name)
    return tmp_path


def change(project, name, old, new):
    path = project / "geodata" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(project, name, text):
    path = project / "geodata" / name
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_sound_project_has_no_problem(project):
    found = validate(project)
    assert found.problems == ()
    assert found.summary.endswith("; 0 problems")
    assert found.counts["places"] > 50


# What is broken in which file, and what its line must hold.
BROKEN = {
    "geodata/conflict.toml: key 'title'": ("conflict.toml", 'title = "', 'title = 3 # "'),
    "geodata/policy.toml: key 'borders_note'": ("policy.toml", "borders_note", "border_note"),
    "'iiffmcg' stands in": ("sources/sources.toml", 'key = "hrw-1992"', 'key = "iiffmcg"'),
    "places.csv, row 3, column lon": ("places.csv", "44.4831", "444.831"),
    "places.csv, row 2, column kind": ("places.csv", "Abkhazia,region", "Abkhazia,regio"),
    "names.csv, row 2, column language": ("names.csv", "Tskhinvali,en", "Tskhinvali,eng1"),
    "names.csv, row 3, column place_id": ("names.csv", "tskhinvali,Tskhinval,", "tskhinval,Tskhinval,"),
    "key 'seat': no place has the id 'tbilis'": ("actors.toml", 'seat = "tbilisi"', 'seat = "tbilis"'),
    "key 'kind': 'states' is not known": (
        "actors.toml", 'id = "state-russia"\nname = "Russia"\nkind = "state"',
        'id = "state-russia"\nname = "Russia"\nkind = "states"',
    ),
    "is not known; add it in geodata/sources/": ("phases.toml", '"unsc"]', '"uncs"]'),
    "column 'actors': no actor 'state-rusia'": ("records.csv", "4,state-russia;", "4,state-rusia;"),
    "column 'place_id': no place has the id 'dagomis'": ("records.csv", "1,dagomys", "1,dagomis"),
    "column 'source': 'hrw-1993' is unknown": ("records.csv", "hrw-1992,chronology", "hrw-1993,chronology"),
    "areas.geojson: feature 1": ("areas.geojson", '"valid_from"', '"valid_form"'),
    "lines.geojson: not JSON": ("lines.geojson", "{", "{{"),
}  # fmt: skip


@pytest.mark.parametrize("words", BROKEN)
def test_each_problem_is_told_alone(project, words):
    change(project, *BROKEN[words])
    found = validate(project).problems
    assert [problem for problem in found if words in problem], found
    for problem in found:
        assert "\n" not in problem


def test_all_problems_of_all_files_are_told_at_once(project):
    for name, old, new in BROKEN.values():
        change(project, name, old, new)
    (project / "seeds" / "empty.txt").write_text("", encoding="utf-8")
    found = validate(project).problems
    missing = [words for words in BROKEN if not any(words in problem for problem in found)]
    assert missing == []
    assert any(problem.startswith("seeds/empty.txt: ") for problem in found)
    assert len(found) == len(set(found))


def test_one_broken_place_is_one_problem(project):
    change(project, "places.csv", "tskhinvali,Tskhinvali,city", "tskhinvali,Tskhinvali,citi")
    assert len(validate(project).problems) == 1


def test_phases_must_follow_each_other(project):
    change(project, "phases.toml", "end = 1994-05-14", "end = 1994-06-14")
    (problem,) = validate(project).problems
    assert "overlap" in problem


def test_sides_of_names_and_actors_are_those_of_the_conflict(project):
    change(project, "names.csv", "Tskhinvali,en,georgian", "Tskhinvali,en,georgians")
    change(project, "actors.toml", 'side = "georgian"', 'side = "georgia"')
    found = validate(project).problems
    assert len(found) == 2
    assert "no side 'georgians'; write one of" in found[0]
    assert "no side 'georgia'; write one of" in found[1]


def test_the_command_tells_all_and_ends_with_the_code_of_geodata(project, capsys):
    add(project, "records.csv", "x,,ASSAULT\ny,Title,NOTHING,2000-01-01,,1,,,,,,,,,,,iiffmcg,\n")
    assert main(["validate", "--project", str(project)]) == GeodataError.exit_code
    out, err = capsys.readouterr()
    assert out.strip().endswith("; 2 problems")
    assert len(err.splitlines()) == 2
    assert "3 cells" in err
    assert "'NOTHING' is not known" in err


def test_what_is_wrong_many_times_is_one_line_with_the_first_rows_and_a_count(project, capsys):
    good = "Title,AGREE,2000-01-01,,1,,,,,,{actor},,,,,{source},\n"
    rows = [f"x{number},{good.format(actor='nobody', source='iiffmcg')}" for number in range(7)]
    rows += [f"y{number},{good.format(actor='', source='hearsay')}" for number in range(2)]
    add(project, "records.csv", "".join(rows))
    assert main(["validate", "--project", str(project)]) == GeodataError.exit_code
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    where = f"{project.as_posix()}/geodata/records.csv: "
    assert first.startswith(where) and second.startswith(where)
    assert any("'x0', 'x1', 'x2' and 4 more, column 'actors': no actor 'nobody'; " in s for s in (first, second))
    assert any("column 'source': 'hearsay' is unknown; " in s and ": rows " in s for s in (first, second))
    assert out.strip().endswith("; 9 problems")


def test_units_and_cities_of_the_world_are_known_by_their_ids(project):
    text = '[[correct]]\nevent = "e-1"\nplaces = ["{}"]\nreason = "It was there."\n'
    places = "more.kerch-bridge", "admin1.sdn-874", "geonames.365137"
    (project / "corrections.toml").write_text("".join(map(text.format, places)))
    assert validate(project).problems == ()


def test_corrections_name_places_that_exist(project):
    text = '[[correct]]\nevent = "e-1"\nplaces = ["atlantis"]\nreason = "It sank there."\n'
    (project / "corrections.toml").write_text(text)
    (problem,) = validate(project).problems
    assert "unknown place id 'atlantis'" in problem


def test_no_geodata_is_one_line(tmp_path, capsys):
    assert main(["validate", "--project", str(tmp_path)]) == GeodataError.exit_code
    assert "no folder geodata/ in it" in capsys.readouterr().err


def test_the_first_error_ends_everything_else():
    with pytest.raises(GeodataError), one_by_one:
        raise GeodataError("first")
    with collecting() as found:
        with one_by_one:
            raise GeodataError("first")
        with pytest.raises(ValueError, match="a fault"), one_by_one:
            raise ValueError("a fault of ours")
        with one_by_one:
            raise InputError("second")
    assert found == ["first", "second"]
    with pytest.raises(GeodataError), one_by_one:
        raise GeodataError("after")


@pytest.mark.parametrize("out", ["/", "/etc/passwd/x", "{file}"])
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path, out):
    file = tmp_path / "a.txt"
    file.write_text("mine", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "karamap", "build", "-q", "--project", str(EXAMPLE), "--out", out.format(file=file)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ},
    )  # fmt: skip
    assert done.returncode == 5
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"karamap: {out.format(file=file)}: ")
    assert file.read_text(encoding="utf-8") == "mine"

"""The edges of the command line: one line for each error, and results in UTF-8 everywhere."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from karamap import articles, errors
from karamap.cli import _format_of, main

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.mark.parametrize("words", [
    ["bild"], ["build", "--nope"], ["export", "--layer", "x", "--out", "y"], ["export"],
    ["build", "--language"], ["read", "a", "b"], ["records"],
])  # fmt: skip
def test_a_wrong_command_line_is_one_line_that_says_where_to_read_more(capsys, words):
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("karamap: ")
    assert said.err.endswith("--help'\n")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(("name", "wanted"), [("a.csv", "csv"), ("a.geojson", "geojson"), ("a.GPKG", "gpkg"), ("a.parquet", "geoparquet")])
def test_a_file_asks_for_a_format_by_its_name(name, wanted):
    assert _format_of(Path(name)) == wanted
    with pytest.raises(errors.UsageError, match="add --format"):
        _format_of(Path("a"))


def test_the_help_lists_every_exit_code(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = {int(code) for code in re.findall(r"^  (\d+)  ", capsys.readouterr().out, re.M)}
    kinds = [errors.KaramapError, *errors.KaramapError.__subclasses__()]
    assert listed == {0, 70, 130, *(kind.exit_code for kind in kinds)}
    assert all(f"| {code} |" in (DOCS / "methods.md").read_text() for code in listed)


BAD = {
    "absent": None,
    "folder": "",
    "empty": b"",
    "blank": b" \n\n",
    "binary": bytes(range(256)) * 8,
    "zeros": bytes(500),
    "utf16": "id,date_start\n1,2020-01-01\n".encode("utf-16"),
    "latin": "id,name\n1,caf\xe9\n".encode("latin-1"),
}
COMMANDS = {
    "read {}.jsonl": 3,
    "read {}.html": 3,
    "read {}.docx": 3,
    "page {}.csv --out page.html": 3,
    "page {}.geojson --out page.html": 3,
    "evaluate {}.jsonl": 3,
    "evaluate --events {}.jsonl": 3,
    "records import {}.csv --as ucdp": 3,
    "records import {}.tsv --as gdelt": 3,
    "records import good.csv --as {}.toml": 3,
    "diff {}": 3,
    "validate --project {}": 4,
    "build --project {}": 4,
    "read good.txt --project {}": 4,
    "page good.csv --out page.html --project {}": 4,
    "gazetteer info --project {}": 4,
    "explain e-1 --project {}": 4,
    "export --out x.csv --project {}": 4,
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_bad_input_is_named_as_it_was_given(tmp_path, monkeypatch, capsys, root, command, bad):
    monkeypatch.chdir(tmp_path)
    given = command.format(f"in/deep/{bad}").split()
    path = Path(next(word for word in given if "in/deep" in word))
    path.parent.mkdir(parents=True)
    if bad == "folder":
        path.mkdir()
    elif BAD[bad] is not None:
        path.write_bytes(BAD[bad])
    Path("good.txt").write_text("Shells fell.")
    Path("good.csv").write_text("date_start,longitude,latitude\n2020-01-01,1,2\n")
    before = sorted(tmp_path.rglob("*"))
    project = [] if "--project" in given or given[0] in {"page", "diff"} else ["--project", str(root)]
    assert main([*given, *project]) == COMMANDS[command]
    said = capsys.readouterr()
    first = said.err.splitlines()[0]
    assert first.startswith(f"karamap: {path.as_posix()}") and ";" in first
    assert said.out == "" and "Traceback" not in said.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_path_that_the_system_refuses_is_one_line(capsys, root):
    name = "a" * 5000
    for words in (["read", name, "--project", str(root)], ["validate", "--project", name], ["diff", name]):
        assert main(words) == 3
        assert capsys.readouterr().err.startswith(f"karamap: {name}")


def test_a_file_of_a_project_is_named_with_the_project(tmp_path, capsys, root):
    geodata = tmp_path / "project" / "geodata"
    geodata.mkdir(parents=True)
    project = str(geodata.parent)
    assert main(["build", "--project", project]) == 4
    assert f"karamap: {geodata.as_posix()}/conflict.toml: missing" in capsys.readouterr().err
    assert main(["validate", "--project", project]) == 4
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all(line.startswith(geodata.parent.as_posix()) for line in lines)


def test_results_are_utf8_whatever_the_terminal_speaks(root):
    line = json.dumps({"id": "a", "text": "The mayor of Zürich said: “Shells hit Łódź”."})
    done = subprocess.run(
        [sys.executable, "-m", "karamap", "read", "-", "--project", str(root)],
        input=line.encode(), capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Zürich" in done.stdout.decode("utf-8")


def test_one_text_on_standard_input_has_the_limit_of_a_file(monkeypatch, capsys, root):
    data = b"a" * (articles.MAX_BYTES + 1)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["read", "-", "--project", str(root)]) == 3
    assert "more than the 500,000" in capsys.readouterr().err

"""The edges of the command line: one line for each error, and results in UTF-8 everywhere."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from karamap import articles
from karamap.cli import main


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

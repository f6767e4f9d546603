"""Pictures of pages: with a stand-in for the browser, with the real one, and without any."""

from __future__ import annotations

import os
import stat
import struct
import sys
import time
from pathlib import Path

import pytest

from browser_support import chromium
from karamap import pictures
from karamap.cli import main
from karamap.pipeline import build

PIXEL = pictures._SIGNATURE + b"rest of a picture"
NEEDS_SCRIPTS = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "with space ü"
    folder.mkdir()
    for name in ("index.html", "one.html"):
        (folder / name).write_text(
            "<!DOCTYPE html><title>x</title><body style='background:#123456'>"
        )
    return folder


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Return a maker of programs that stand for the browser and note the words they get."""

    def make(body):
        path = tmp_path / "chromium"
        path.write_text(f"#!{sys.executable}\nimport sys, time, subprocess, pathlib\n{body}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("KARAMAP_CHROMIUM", str(path))
        return path

    return make


DRAWS = f"""
words = sys.argv[1:]
with open({{log!r}}, "a") as log: log.write("\\n".join(words) + "\\n\\n")
shot = next(w for w in words if w.startswith("--screenshot=")).split("=", 1)[1]
pathlib.Path(shot).write_bytes({PIXEL!r})
"""


@NEEDS_SCRIPTS
def test_each_page_gets_a_picture_and_the_browser_gets_what_it_needs(pages, stand_in, tmp_path):
    log, said = tmp_path / "log", []
    stand_in(DRAWS.format(log=str(log)))
    made = pictures.take_pictures(pages, ["one.html", "index.html"], said.append)
    assert made == ["index.png", "one.png"]
    assert all((pages / name).read_bytes() == PIXEL for name in made)
    assert said == [
        "picture 1 of 2: index.png", "picture 2 of 2: one.png", "2 pictures of 1440 by 900 pixels",
    ]  # fmt: skip
    first = log.read_text().split("\n\n")[0].split("\n")
    assert {"--headless", "--window-size=1440,900", "--virtual-time-budget=5000"} <= set(first)
    assert first[-1] == (pages / "index.html").resolve().as_uri()
    assert ("--no-sandbox" in first) == (os.name != "nt" and os.geteuid() == 0)
    profile = next(word for word in first if word.startswith("--user-data-dir=")).split("=")[1]
    assert not Path(profile).parent.exists()


def test_without_a_browser_one_line_says_how_to_get_one(pages, monkeypatch):
    monkeypatch.delenv("KARAMAP_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    said = []
    assert pictures.take_pictures(pages, ["index.html"], said.append) == []
    (line,) = said
    assert line.startswith("no pictures: ")
    assert "apt install chromium" in line
    assert "KARAMAP_CHROMIUM" in line


def test_a_variable_that_names_nothing_is_told(pages, monkeypatch):
    monkeypatch.setenv("KARAMAP_CHROMIUM", "/nowhere/chromium")
    said = []
    assert pictures.take_pictures(pages, ["index.html"], said.append) == []
    assert said == [
        "no pictures: KARAMAP_CHROMIUM names '/nowhere/chromium', which is no program; correct it"
    ]


@NEEDS_SCRIPTS
@pytest.mark.parametrize(("body", "words"), [
    ("sys.exit(3)", "exit code 3"),
    ("pass", "drew nothing"),
    ("shot = next(w for w in sys.argv if w.startswith('--screenshot=')).split('=', 1)[1]\n"
     "pathlib.Path(shot).write_bytes(b'<html>')", "drew nothing"),
])  # fmt: skip
def test_a_browser_that_fails_is_one_line_and_leaves_nothing(pages, stand_in, body, words):
    stand_in(body)
    said = []
    assert pictures.take_pictures(pages, ["index.html", "one.html"], said.append) == []
    (line,) = said
    assert words in line
    assert "\n" not in line
    assert sorted(path.name for path in pages.iterdir()) == ["index.html", "one.html"]


@NEEDS_SCRIPTS
def test_a_program_that_does_not_start_is_one_line(pages, stand_in):
    stand_in("").write_text("#!/nowhere/interpreter\n")
    said = []
    assert pictures.take_pictures(pages, ["index.html"], said.append) == []
    assert "No such file" in said[0]


@NEEDS_SCRIPTS
def test_a_browser_that_hangs_is_ended_with_its_children(pages, stand_in, tmp_path, monkeypatch):
    child = tmp_path / "child"
    stand_in(
        f"p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(p.pid))\ntime.sleep(60)"
    )
    monkeypatch.setattr(pictures, "_SECONDS", 2)
    said, start = [], time.monotonic()
    assert pictures.take_pictures(pages, ["index.html"], said.append) == []
    assert time.monotonic() - start < 20
    assert "over 2 s" in said[0]
    assert _gone(int(child.read_text()))


def _gone(pid):
    for _ in range(50):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if state.exists() and state.read_text().split(") ")[1][0] == "Z":
                return True
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.browser
def test_the_real_browser_draws_the_page_in_the_stated_size(pages, monkeypatch):
    monkeypatch.setenv("KARAMAP_CHROMIUM", chromium())
    said = []
    assert pictures.take_pictures(pages, ["one.html"], said.append) == ["one.png"], said
    data = (pages / "one.png").read_bytes()
    assert struct.unpack(">II", data[16:24]) == pictures.SIZE


@NEEDS_SCRIPTS
def test_pictures_move_with_the_build_and_a_build_without_a_browser_is_whole(
    project, stand_in, tmp_path, monkeypatch
):
    stand_in(DRAWS.format(log=str(tmp_path / "log")))
    out = tmp_path / "maps"
    build(project, out, png=True)
    shots = {path.name for path in out.glob("*.png")}
    assert shots == {f"{path.stem}.png" for path in out.glob("*.html")}
    assert len(shots) > 1
    with_pictures = (out / "build.json").read_bytes()
    (out / "mine.png").write_bytes(b"mine")
    monkeypatch.delenv("KARAMAP_CHROMIUM")
    monkeypatch.setenv("PATH", "")
    said = []
    build(project, out, said.append, png=True)
    assert sum("no pictures" in line for line in said) == 1
    assert (out / "build.json").read_bytes() == with_pictures
    # Old pictures would show another build; what is not ours stays.
    assert [path.name for path in out.glob("*.png")] == ["mine.png"]


def test_the_command_says_in_its_code_that_pictures_are_missing(project, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KARAMAP_CHROMIUM", "/nowhere/chromium")
    words = ["build", "--project", str(project.root), "--out", str(tmp_path / "maps"), "--quiet"]
    assert main(words) == 0
    assert main([*words, "--png"]) == 1
    assert capsys.readouterr().err == "no pictures were taken; the rest is whole\n"
    assert (tmp_path / "maps" / "index.html").is_file()

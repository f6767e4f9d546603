from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from karamap.errors import GeodataError, OutputError
from karamap.provenance import (
    Entry,
    attribution,
    check_registry,
    credits_for,
    describe,
    listed_files,
    read_registry,
    registry_text,
    replace_directory,
    sha256_bytes,
    sha256_file,
    split_keys,
    staged,
    staged_file,
)


@dataclass(frozen=True)
class Origin:
    key: str
    title: str = "A title"
    publisher: str = "A house"
    licence: str = "CC0"
    attribution: str = ""


SOURCES = {
    "a": Origin("a", attribution="Made with A"),
    "b": Origin("b", attribution="Made with A"),
    "c": Origin("c", title="Atlas", publisher="Press", licence="MIT"),
}


def entry(path: Path, folder: Path) -> Entry:
    facts = describe(path)
    return Entry(
        path=path.relative_to(folder).as_posix(),
        what="w",
        made_by="m",
        licence="l",
        attribution="",
        date_taken="2026-01-01",
        sha256=facts.sha256,
        rows=facts.rows,
        geometry_type=facts.geometry_type,
        crs=facts.crs,
        bbox=facts.bbox,
    )


def filled(folder: Path) -> Path:
    (folder / "sub").mkdir(parents=True)
    (folder / "points.csv").write_text('id,lon,lat\na,46.5,39.5\nb,"47",40\nc,,\n')
    (folder / "sub" / "phases.toml").write_text('[[phase]]\nid = "x"\n[[phase]]\nid = "y"\n')
    shape = {"type": "Polygon", "coordinates": [[[1, 2], [3, 2], [3, 5.5], [1, 2]]]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    empty = {"type": "Feature", "properties": {}, "geometry": None}
    collection = {"type": "FeatureCollection", "features": [feature, empty]}
    (folder / "areas.geojson").write_text(json.dumps(collection))
    (folder / "relief.jpg").write_bytes(b"\xff\xd8")
    return folder


def register(folder: Path) -> None:
    entries = [entry(path, folder) for path in listed_files(folder)]
    (folder / "registry.json").write_text(registry_text(entries))


def test_digest_of_bytes_and_file_agree(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"abc")
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256_bytes(b"abc") == sha256_file(tmp_path / "x") == expected


def test_describe_measures_each_kind(tmp_path: Path) -> None:
    folder = filled(tmp_path / "geo")
    table = describe(folder / "points.csv")
    assert (table.rows, table.geometry_type, table.bbox) == (3, "Point", (46.5, 39.5, 47.0, 40.0))
    areas = describe(folder / "areas.geojson")
    assert (areas.rows, areas.geometry_type, areas.crs) == (2, "Polygon", "OGC:CRS84")
    assert areas.bbox == (1.0, 2.0, 3.0, 5.5)
    assert describe(folder / "sub" / "phases.toml").rows == 2
    picture = describe(folder / "relief.jpg")
    assert (picture.rows, picture.crs, picture.bbox) == (None, "", None)


def test_describe_refuses_a_broken_file_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.geojson").write_text("{")
    with pytest.raises(GeodataError, match=r"^x\.geojson: not readable as geojson: [^\n]+$"):
        describe(tmp_path / "x.geojson")


def test_registry_comes_back_as_it_was_written(tmp_path: Path) -> None:
    folder = filled(tmp_path / "geo")
    register(folder)
    assert read_registry(folder / "registry.json") == tuple(
        entry(path, folder) for path in listed_files(folder)
    )
    assert check_registry(folder) == ()


def test_check_names_what_is_missing_new_or_changed(tmp_path: Path) -> None:
    folder = filled(tmp_path / "geo")
    register(folder)
    (folder / "relief.jpg").unlink()
    (folder / "new.txt").write_text("x")
    (folder / "points.csv").write_text("id,lon,lat\n")
    (folder / ".hidden").write_text("x")
    problems = check_registry(folder)
    found = [line.split(":")[0] for line in problems]
    assert found == sorted(found)
    assert "new.txt: not in the registry" in problems
    assert "relief.jpg: in the registry, but there is no such file" in problems
    assert any(line.startswith("points.csv: rows is 0, the registry says 3") for line in problems)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": "../x"}, "leaves the folder"),
        ({"path": "/x"}, "leaves the folder"),
        ({"licence": ""}, "'licence' is not a text"),
        ({"extra": 1}, "missing or unknown: extra"),
    ],
)
def test_registry_is_read_strictly(tmp_path: Path, change: dict[str, object], words: str) -> None:
    folder = filled(tmp_path / "geo")
    register(folder)
    path = folder / "registry.json"
    values = json.loads(path.read_text())
    values["files"][0] |= change
    path.write_text(json.dumps(values))
    with pytest.raises(GeodataError, match=words):
        read_registry(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', '{"files": [3]}'])
def test_other_json_is_no_registry(tmp_path: Path, text: str) -> None:
    (tmp_path / "registry.json").write_text(text)
    with pytest.raises(GeodataError):
        read_registry(tmp_path / "registry.json")


def test_a_file_listed_twice_is_refused(tmp_path: Path) -> None:
    folder = filled(tmp_path / "geo")
    one = entry(folder / "relief.jpg", folder)
    (folder / "registry.json").write_text(registry_text([one, replace(one, what="other")]))
    with pytest.raises(GeodataError, match="twice"):
        read_registry(folder / "registry.json")


def test_keys_of_cells_are_split_and_sorted() -> None:
    assert split_keys(["b;a", " c ", None, "", "a"]) == ("a", "b", "c")


def test_credits_join_sources_with_one_text() -> None:
    found = credits_for(["c", "b;a", "a"], SOURCES)
    assert [(item.text, item.licence, item.keys) for item in found] == [
        ("Atlas (Press)", "MIT", ("c",)),
        ("Made with A", "CC0", ("a", "b")),
    ]
    assert attribution(["b", "a"], SOURCES) == ("Made with A",)
    assert credits_for([], SOURCES) == ()


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(GeodataError, match="'zz'"):
        credits_for(["a;zz"], SOURCES)


def build(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_new_target_is_made(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "maps"
    replace_directory(build(tmp_path / "new", a_txt="1"), target)
    assert names(target) == ["a.txt"]
    assert not (tmp_path / "new").exists()


def test_an_earlier_build_is_replaced_and_others_files_are_kept(tmp_path: Path) -> None:
    target = build(tmp_path / "maps", build_json="old", stale_html="old", note_md="mine")
    (target / "mine").mkdir()
    (target / "mine" / "x.txt").write_text("mine too")
    staging = build(tmp_path / "new", build_json="new", page_html="new")
    replace_directory(staging, target, made_before=["stale.html", "build.json"])
    assert names(target) == ["build.json", "mine", "mine/x.txt", "note.md", "page.html"]
    assert (target / "build.json").read_text() == "new"
    assert names(tmp_path) == sorted(["maps", *(f"maps/{name}" for name in names(target))])


def test_a_folder_without_a_build_is_not_touched(tmp_path: Path) -> None:
    target = build(tmp_path / "home", letter_txt="dear")
    with pytest.raises(OutputError, match=r"no build\.json"):
        replace_directory(build(tmp_path / "new", a_txt="1"), target)
    with pytest.raises(OutputError), staged(target):
        pytest.fail("the block must not run")
    assert names(target) == ["letter.txt"]


def test_a_folder_with_hidden_files_only_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / ".gitignore").write_text("*.html")
    replace_directory(build(tmp_path / "new", build_json="1"), tmp_path / "maps")
    assert names(tmp_path / "maps") == [".gitignore", "build.json"]


def test_a_file_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("x")
    with pytest.raises(OutputError, match="is a file"):
        replace_directory(build(tmp_path / "new", a_txt="1"), tmp_path / "maps")


def test_staged_moves_only_when_the_block_ends_well(tmp_path: Path) -> None:
    target = build(tmp_path / "maps", build_json="old", a_txt="old")

    def fail() -> None:
        with staged(target, ["a.txt"]) as folder:
            (folder / "build.json").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (target / "build.json").read_text() == "old"
    assert names(tmp_path) == ["maps", "maps/a.txt", "maps/build.json"]
    with staged(target, ["a.txt"]) as folder:
        (folder / "build.json").write_text("new")
    assert names(tmp_path) == ["maps", "maps/build.json"]
    assert (target / "build.json").read_text() == "new"


def test_a_failing_move_leaves_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = build(tmp_path / "maps", build_json="old")
    staging = build(tmp_path / "new", build_json="new")
    rename = Path.rename

    def refuse(self: Path, goal: Path) -> Path:
        if self == staging:
            raise OSError(18, "Invalid cross-device link")
        return rename(self, goal)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OutputError, match="maps: Invalid cross-device link"):
        replace_directory(staging, target)
    assert (target / "build.json").read_text() == "old"
    assert names(tmp_path) == ["maps", "maps/build.json", "new", "new/build.json"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    build(tmp_path / "real", build_json="old")
    (tmp_path / "maps").symlink_to(tmp_path / "real", target_is_directory=True)
    with staged(tmp_path / "maps") as folder:
        (folder / "build.json").write_text("new")
    assert (tmp_path / "maps").is_symlink()
    assert (tmp_path / "real" / "build.json").read_text() == "new"


def test_a_stray_quote_in_a_table_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('id,name\na,"b"c\n', encoding="utf-8")
    with pytest.raises(GeodataError, match=r"^x\.csv: not readable as csv: .*; correct the file$"):
        describe(tmp_path / "x.csv")


def test_a_file_is_replaced_when_the_new_one_is_whole(tmp_path):
    out = tmp_path / "a.csv"
    out.write_text("old")
    with pytest.raises(RuntimeError), staged_file(out) as file:
        file.write_text("ne")
        raise RuntimeError
    assert out.read_text() == "old" and list(tmp_path.iterdir()) == [out]
    link = tmp_path / "link.csv"
    link.symlink_to(out)
    with staged_file(link) as file:
        file.write_text("new")
    assert out.read_text() == "new" and link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [out, link]


@pytest.mark.parametrize("name", ["no/a.csv", "folder", "a.csv/b.csv"])
def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.csv").write_text("old")
    out = tmp_path / name
    with pytest.raises(OutputError, match="; name a file") as caught, staged_file(out) as file:
        file.write_text("new")
    assert str(caught.value).startswith(f"{out.as_posix()}: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with staged_file(pipe) as file:
        file.write_text("new")
    assert os.read(reader, 9) == b"new"
    os.close(reader)

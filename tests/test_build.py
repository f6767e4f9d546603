"""The promises of a build: the same bytes, the right marks, clear refusals, nothing good lost."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA_FILES = (
    "events.geojson", "reports.geojson", "mentions.geojson", "places.geojson", "records.geojson",
    "events.csv",
)  # fmt: skip
CAPITALS = {"moscow", "baku", "yerevan", "ankara", "minsk"}


def properties(folder, layer):
    features = json.loads((folder / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    return [(f["properties"], f["geometry"]) for f in features]


def hashes(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_another_folder_another_day_another_hash_seed_give_the_same_bytes(built, tmp_path):
    project = tmp_path / "elsewhere"
    project.mkdir()
    for name in ("seeds", "geodata"):
        shutil.copytree(ROOT / name, project / name)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    code = (
        "import sys, time; real = time.time; time.time = lambda: real() + 9e6\n"
        "from karamap.cli import main; sys.exit(main(['build', '--quiet']))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, check=True)
    assert hashes(project / "maps") == hashes(built)


def test_committed_data_files_are_what_a_fresh_build_gives(built):
    for name in DATA_FILES:
        assert (built / name).read_bytes() == (ROOT / "maps" / name).read_bytes(), name
    fresh, kept = (json.loads((d / "build.json").read_text()) for d in (built, ROOT / "maps"))
    assert fresh == kept


def test_build_json_holds_the_hash_of_every_file_and_no_path_of_a_machine(built):
    report = json.loads((built / "build.json").read_text())
    stated = {item["path"]: item["sha256"] for item in report["outputs"]}
    found = hashes(built)
    del found["build.json"]
    assert stated == found
    assert str(ROOT) not in (built / "build.json").read_text()
    assert not report["refusals"]


def test_counts_add_up(built):
    report = json.loads((built / "build.json").read_text())
    for name, count in report["counts"].items():
        if isinstance(count, dict):
            assert count["read"] == count["shown"] + count["not_shown"], name
    assert report["counts"]["mentions"]["read"] == len(properties(built, "mentions"))
    assert report["counts"]["reports"]["read"] == len(properties(built, "reports"))
    events = report["counts"]["events"]["read"] + report["counts"]["voices"]["read"]
    assert events == len(properties(built, "events"))


def test_nothing_is_marked_in_minsk_and_no_fighting_in_a_capital(built):
    for event, _ in properties(built, "events"):
        assert event["at"] != "minsk"
        assert "minsk" not in {place["place_id"] for place in event["places"]}
        if event["layer"] == "fighting" or event["type"] == "ASSAULT":
            assert event["at"] not in CAPITALS
            assert not CAPITALS & {place["place_id"] for place in event["places"]}


def test_the_november_agreement_is_one_event(built):
    told = [
        event for event, _ in properties(built, "events")
        if event["type"] == "AGREE" and (event["date_start"] or "")[:7] == "2020-11"
    ]  # fmt: skip
    assert len(told) == 1
    assert len(told[0]["reports"]) == 2
    assert told[0]["merge_reason"]


def test_the_corridor_is_a_line_or_area_on_the_route_of_its_day(built):
    places = {place["id"]: (place, geometry) for place, geometry in properties(built, "places")}
    place, geometry = places["lachin-corridor"]
    assert place["drawn"] in ("line", "area")
    assert geometry["type"] != "Point"
    from datetime import date

    from karamap.features import by_place, read_features

    features = by_place(read_features(ROOT / "geodata"))["lachin-corridor"]
    before = {f.id for f in features if f.valid(date(2022, 8, 4), date(2022, 8, 4))}
    after = {f.id for f in features if f.valid(date(2022, 10, 4), date(2022, 10, 4))}
    assert before and after
    assert not before & after


def test_quotes_are_the_bytes_of_the_article(built):
    raw = {path.stem: path.read_bytes().decode("utf-8") for path in (ROOT / "seeds").glob("*.txt")}
    for report, _ in properties(built, "reports"):
        assert raw[report["article"]][report["start"] : report["end"]] == report["quote"]
        sentence = report["sentence"]
        assert raw[report["article"]][sentence["start"] : sentence["end"]] == sentence["text"]
    for mention, _ in properties(built, "mentions"):
        assert raw[mention["article"]][mention["start"] : mention["end"]] == mention["text"]


def test_geojson_is_valid(built):
    from shapely.geometry import shape

    def corners(value):
        if isinstance(value[0], (int, float)):
            yield value
        else:
            for part in value:
                yield from corners(part)

    for layer in ("events", "reports", "mentions", "places", "records"):
        ids = set()
        collection = json.loads((built / f"{layer}.geojson").read_text(encoding="utf-8"))
        assert collection["type"] == "FeatureCollection"
        assert "crs" not in collection
        for feature in collection["features"]:
            ids.add(feature["properties"]["id"])
            geometry = feature["geometry"]
            if geometry is None:
                continue
            geom = shape(geometry)
            assert geom.is_valid
            for part in getattr(geom, "geoms", [geom]):
                if part.geom_type == "Polygon":
                    assert part.exterior.is_ccw
            parts = geometry.get("geometries", [geometry])
            for lon, lat in (c for p in parts for c in corners(p["coordinates"] if p["type"] != "Point" else [p["coordinates"]])):
                assert -180 <= lon <= 180 and -90 <= lat <= 90
                assert round(lon, 6) == lon and round(lat, 6) == lat
        assert len(ids) == len(collection["features"])


def test_every_page_is_there_and_links_to_its_neighbours(built):
    phases = json.loads((built / "build.json").read_text())["phases"]
    assert len(phases) == 8
    for phase in phases:
        page = (built / f"{phase}.html").read_text(encoding="utf-8")
        assert len(page) < 2_000_000
        for other in phases:
            assert f"{other}.html" in page
    assert (built / "index.html").stat().st_size < 500_000


def test_the_csv_holds_every_event(built):
    with (built / "events.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(properties(built, "events"))


# --- bad input --------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    """A small project of its own: one article, the first conflict's geodata."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "geodata", root / "geodata")
    (root / "geodata" / "registry.json").unlink(missing_ok=True)
    (root / "seeds").mkdir()
    (root / "seeds" / "one.txt").write_text("Shelling was heard near Martuni on 3 October 2020.", encoding="utf-8")
    return root


def karamap(*words, cwd):
    return subprocess.run(
        [sys.executable, "-m", "karamap", *words], cwd=cwd, capture_output=True, text=True, check=False
    )


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def break_phase_overlap(geo):
    edit(geo / "phases.toml", "start = 1992-01-01", "start = 1991-01-01")


def break_phase_reversed(geo):
    edit(geo / "phases.toml", "end = 1992-01-01", "end = 1987-01-01")


def break_place(geo):
    lines = (geo / "places.csv").read_text(encoding="utf-8").splitlines()
    row = next(i for i, line in enumerate(lines) if line.startswith("hadrut,"))
    cells = next(csv.reader([lines[row]]))
    head = lines[0].split(",")
    cells[head.index("lon")] = ""
    lines[row] = ",".join(f'"{c}"' if "," in c else c for c in cells)
    (geo / "places.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def break_column(geo):
    edit(geo / "places.csv", "radius_km", "radius_miles")


def break_geojson(geo):
    path = geo / "areas.geojson"
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (break_phase_overlap, ["phases.toml"]),
        (break_phase_reversed, ["phases.toml"]),
        (break_place, ["places.csv", "lon"]),
        (break_column, ["places.csv", "radius_miles"]),
        (break_geojson, ["areas.geojson"]),
    ],
)
def test_broken_geodata_gets_one_line_and_the_old_maps_stay(project, damage, words):
    (project / "maps").mkdir()
    (project / "maps" / "build.json").write_text('{"outputs": []}', encoding="utf-8")
    (project / "maps" / "index.html").write_text("the good one", encoding="utf-8")
    damage(project / "geodata")
    done = karamap("build", "--quiet", cwd=project)
    assert done.returncode == 4
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    for word in words:
        assert word in lines[0]
    assert (project / "maps" / "index.html").read_text(encoding="utf-8") == "the good one"
    checked = karamap("validate", cwd=project)
    assert checked.returncode == 4
    assert words[0] in checked.stderr


@pytest.mark.parametrize("missing", [True, False])
def test_missing_or_empty_seeds_get_one_line(project, missing):
    (project / "seeds" / "one.txt").unlink()
    if missing:
        (project / "seeds").rmdir()
    done = karamap("build", cwd=project)
    assert done.returncode == 3
    assert "seeds/" in done.stderr
    assert "Traceback" not in done.stderr


def test_bad_articles_are_refused_and_the_rest_is_built(project):
    (project / "seeds" / "bad.txt").write_bytes(b"caf\xe9")
    with (project / "seeds" / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (project / "seeds" / "notes.docx").write_bytes(b"PK")
    good = json.dumps({"id": "two", "text": "Talks were held in Sochi."})
    (project / "seeds" / "more.jsonl").write_text(good + "\nnonsense\n", encoding="utf-8")
    done = karamap("build", cwd=project)
    assert done.returncode == 1, done.stderr  # built, but not all of it
    report = json.loads((project / "maps" / "build.json").read_text())
    assert [item["path"] for item in report["refusals"]] == [
        "seeds/bad.txt", "seeds/huge.txt", "seeds/more.jsonl, line 2", "seeds/notes.docx",
    ]  # fmt: skip
    assert report["counts"]["articles"] == 2
    assert "refused: seeds/bad.txt" in done.stderr


HOSTILE = (
    "<script>window.__xss=1</script> {{ 7*7 }} {% raw %} </script><script>window.__xss=2</script> ${x} `b` {# c"
)


def test_a_hostile_article_is_built_as_text(project):
    text = f"{HOSTILE}\n\nShelling {HOSTILE} was heard near Martuni on 3 October 2020, killing two civilians {HOSTILE} there.\n"
    (project / "seeds" / "hostile.txt").write_text(text, encoding="utf-8")
    done = karamap("build", "--quiet", cwd=project)
    assert done.returncode == 0, done.stderr
    page = (project / "maps" / "war-2020.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in page
    assert "<script>window.__xss" not in page


def test_a_folder_that_is_no_build_is_not_replaced(project):
    out = project / "precious"
    out.mkdir()
    (out / "thesis.txt").write_text("mine", encoding="utf-8")
    done = karamap("build", "--quiet", "--out", str(out), cwd=project)
    assert done.returncode == 5
    assert (out / "thesis.txt").read_text(encoding="utf-8") == "mine"


# --- the other commands -------------------------------------------------------------------------------


def test_read_writes_a_json_line_for_each_article_in_order():
    rows = [
        {"id": "b", "text": "Moscow urged restraint on Monday.", "published": "2020-10-05"},
        {"id": "a", "text": "Shells hit Martuni, Nagorno-Karabakh."},
    ]
    stdin = "\n".join(json.dumps(row) for row in rows)
    done = subprocess.run(
        [sys.executable, "-m", "karamap", "read"], input=stdin, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [item["id"] for item in found] == ["b", "a"]
    assert found[0]["published"]["start"] == "2020-10-05"
    assert {"zones", "mentions", "reports", "language"} <= set(found[0])
    moscow, martuni = found[0]["mentions"][0], found[1]["mentions"][0]
    assert (moscow["role"], moscow["place_id"]) == ("actor", "moscow")
    assert (martuni["role"], martuni["place_id"]) == ("location", "martuni")


def test_read_goes_on_after_a_bad_line_and_says_so():
    stdin = '{"id": "a", "text": "Shells hit Martuni."}\nnonsense\n{"id": "c", "text": "Talks in Moscow."}'
    done = subprocess.run(
        [sys.executable, "-m", "karamap", "read", "-"], input=stdin, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "c"]
    assert done.returncode == 3
    assert "line 2" in done.stderr


def test_explain_leads_from_the_mark_to_the_sentence(built, project):
    shutil.copytree(built, project / "maps", dirs_exist_ok=True)
    event, _ = next((e, g) for e, g in properties(built, "events") if e["layer"] == "fighting" and g)
    done = karamap("explain", event["id"], cwd=project)
    assert done.returncode == 0, done.stderr
    assert event["quote"][:40] in done.stdout
    assert "type because of" in done.stdout
    unknown = karamap("explain", "no-such-id", cwd=project)
    assert unknown.returncode == 2
    assert "no-such-id" in unknown.stderr


@pytest.mark.parametrize("fmt", ["geojson", "csv", "gpkg", "kml"])
def test_export_writes_each_format(built, project, fmt):
    shutil.copytree(built, project / "maps", dirs_exist_ok=True)
    out = project / f"events.{fmt}"
    done = karamap("export", "--format", fmt, "--layer", "events", "--phase", "war-2020", "--out", str(out), cwd=project)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 200


def test_validate_finds_nothing_wrong_here():
    done = karamap("validate", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "5 articles" in done.stdout

"""What became of each event from one build to the next, by hand-made builds and by a real one."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap import diff
from karamap.cli import main
from karamap.diff.builds import Words
from karamap.diff.compare import shared
from karamap.errors import InputError, UsageError

TEXT = (
    "Shells fell on Alba on Monday and killed two people. Talks were held in Borra. "
    "Troops left Cedra in May. The mayor said that aid had arrived."
)
NEXT = "A bridge was blown up near Dorna."
SPOTS = {"alba": (10.0, 50.0), "borra": (11.0, 50.0), "cedra": (10.5, 50.2), "dorna": (10.2, 50.1)}


def spot(name):
    lon, lat = SPOTS[name]
    return {"place_id": name, "name": name.title(), "lon": lon, "lat": lat, "radius_km": 1.0}


def event(key, quote, text=TEXT, article="one", **more):
    """An event of one report, with its report, as a build writes them."""
    start = text.index(quote)
    report = {
        "id": f"{article}-{key}", "article": article, "start": start, "end": start + len(quote),
        "quote": quote, "event": key, "trigger": more.pop("trigger", "fell (attack)"),
        "place_reason": more.pop("place_reason", "named in the clause"),
    }  # fmt: skip
    made = {
        "id": key, "article": article, "start": start, "end": start + len(quote), "quote": quote,
        "type": "ASSAULT", "modes": [], "status": "asserted", "claimant": None,
        "date_start": "2031-05-05", "date_end": "2031-05-05", "date_precision": "day",
        "date_basis": '"Monday"', "places": [spot("alba")], "venue": None, "about": [],
        "where_prec": 1, "actors": {"source": [], "target": []}, "killed": None, "wounded": None,
        "phases": ["war"], "phase_reason": "inside", "records": [], "drawn": "dot",
        "articles": [article], "merge_reason": None, "reports": [report["id"]],
    }  # fmt: skip
    return {**made, **more}, report


def write(folder, entries, texts=None, lone=(), version="1", conflict="made-up"):
    """Write a build of events and reports."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"one": TEXT} if texts is None else texts
    layers = {"events": [e for e, _ in entries], "reports": [*(r for _, r in entries), *lone]}
    outputs = []
    for name, rows in layers.items():
        features = [
            {"type": "Feature", "id": r["id"], "geometry": None, "properties": r} for r in rows
        ]
        data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        (folder / f"{name}.geojson").write_bytes(data)
        outputs.append({"path": f"{name}.geojson", "sha256": hashlib.sha256(data).hexdigest()})
    inputs = [
        {"path": f"seeds/{key}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for key, text in texts.items()
    ]
    build = {
        "conflict": conflict, "version": version, "input_hash": hashlib.sha256(str(inputs).encode()).hexdigest(),
        "counts": {"articles": len(texts), "events": {"read": len(entries), "shown": 0, "not_shown": 0}},
        "inputs": inputs, "outputs": outputs,
    }  # fmt: skip
    (folder / "build.json").write_text(json.dumps(build), encoding="utf-8")
    return folder


SHELLS = "Shells fell on Alba on Monday and killed two people"
TALKS = "Talks were held in Borra"
TROOPS = "Troops left Cedra in May"
MAYOR = "The mayor said that aid had arrived"
BRIDGE = "A bridge was blown up near Dorna"


@pytest.fixture
def builds(tmp_path):
    """Two builds whose every difference is known."""
    old = [
        event("e-1", SHELLS),
        event("e-2", TALKS, type="CONSULT", places=[], venue=spot("borra"), trigger="held (talks)"),
        event("e-3", TROOPS, type="RETREAT", places=[spot("cedra")]),
        event("e-4", MAYOR, type="STATEMENT", places=[]),
    ]
    killed = {"low": 2, "best": 2, "high": 2, "words": "killed two people", "of": ""}
    moved = {"places": [spot("borra")], "place_reason": "nearest name"}
    new = [
        event("e-1b", SHELLS[7:], **moved, date_start="2031-05-12", date_end="2031-05-12",
              date_basis="the Monday before publication", killed=killed),
        event("e-2", TALKS, type="AGREE", places=[], venue=spot("borra"), trigger="held (agreement)"),
        event("e-3", TROOPS, type="RETREAT", places=[spot("cedra")], status="claimed", claimant="The ministry"),
        event("e-5", BRIDGE, text=NEXT, article="two", places=[spot("dorna")]),
    ]  # fmt: skip
    lone = event("x", MAYOR)[1] | {"event": None, "id": "one-lone"}
    return (
        write(tmp_path / "old", old),
        write(tmp_path / "new", new, {"one": TEXT, "two": NEXT}, [lone], version="2"),
    )


@pytest.fixture
def found(builds):
    old, new = builds
    return diff.compare(diff.read_build(old), diff.read_build(new / "build.json"))


def by_id(difference):
    return {
        pair.new.id: {change.what: change for change in pair.changes} for pair in difference.changed
    }


def test_every_kind_of_difference_is_told_with_its_reason(found):
    assert [(lone.event.id, lone.reason) for lone in found.added] == [
        ("e-5", "article two was not in the old build")
    ]
    assert [(lone.event.id, lone.reason) for lone in found.gone] == [
        ("e-4", "the new build has a report in these words that makes no event")
    ]
    changes = by_id(found)
    assert set(changes) == {"e-1b", "e-2", "e-3"}
    assert set(changes["e-1b"]) == {"moved", "re-dated", "tolls"}
    assert "nearest name" in changes["e-1b"]["moved"].reason
    assert "71.5 km apart" in changes["e-1b"]["moved"].reason
    assert "now: the Monday before publication" in changes["e-1b"]["re-dated"].reason
    assert changes["e-1b"]["tolls"].reason == '"killed two people"'
    assert changes["e-2"]["re-typed"].old == "CONSULT"
    assert changes["e-2"]["re-typed"].reason == "before: held (talks); now: held (agreement)"
    assert changes["e-3"]["status"].new == "claimed by The ministry"
    assert found.same == 0
    assert found.articles.added == ("seeds/two.txt",)


def test_an_event_is_found_again_by_its_words_when_its_id_changes(found):
    how = {(pair.old.id, pair.new.id): pair.matched for pair in found.changed}
    assert how == {("e-1", "e-1b"): "words", ("e-2", "e-2"): "id", ("e-3", "e-3"): "id"}


def test_numbers_add_up(found):
    assert len(found.gone) + len(found.changed) + found.same == len(found.old.events)
    assert len(found.added) + len(found.changed) + found.same == len(found.new.events)


def test_of_two_events_in_the_same_words_each_finds_its_own_type(tmp_path):
    old = [event("a", SHELLS), event("b", SHELLS, type="ACCUSE")]
    new = [
        event("c", SHELLS, type="ACCUSE", date_end="2031-05-06"),
        event("d", SHELLS, date_end="2031-05-06"),
    ]
    pairs = diff.compare(
        diff.read_build(write(tmp_path / "o", old)), diff.read_build(write(tmp_path / "n", new))
    )
    assert {(pair.old.id, pair.new.id) for pair in pairs.changed} == {("a", "d"), ("b", "c")}


def test_an_event_that_joined_another_says_which(tmp_path):
    one, first = event("a", SHELLS)
    other, second = event("b", TALKS)
    both = one | {"reports": [first["id"], second["id"]], "merge_reason": "same day"}
    old = diff.read_build(write(tmp_path / "o", [(one, first), (other, second)]))
    new = diff.read_build(write(tmp_path / "n", [(both, first)], lone=[second | {"event": "a"}]))
    merged, split = diff.compare(old, new), diff.compare(new, old)
    assert [lone.reason for lone in merged.gone] == ["its words belong to event a of the new build"]
    assert [lone.reason for lone in split.added] == [
        "its words belonged to event a of the old build"
    ]
    assert by_id(merged)["a"]["reports"].reason == "same day"


def test_in_a_text_that_was_changed_words_are_found_where_they_went(tmp_path):
    later = "Correction. " + TEXT.replace("in May", "in June")
    old = write(tmp_path / "o", [event("a", SHELLS), event("b", TROOPS), event("c", MAYOR)])
    entries = [
        event("a2", SHELLS, later, date_end="2031-05-06"),
        event("b2", TROOPS.replace("May", "June"), later, date_end="2031-06-30"),
        event("d", TALKS, later),
    ]
    new = write(tmp_path / "n", entries, {"one": later})
    result = diff.compare(diff.read_build(old), diff.read_build(new))
    how = {(pair.old.id, pair.new.id): pair.matched for pair in result.changed}
    assert how == {("a", "a2"): "words", ("b", "b2"): "like words"}
    assert [lone.reason for lone in (*result.added, *result.gone)] == [
        "the text of article one was changed"
    ] * 2


def test_a_place_whose_point_moved_counts_as_moved(tmp_path):
    entry, report = event("a", SHELLS)
    there = entry | {"places": [spot("alba") | {"lat": 50.1}]}
    old, new = write(tmp_path / "o", [(entry, report)]), write(tmp_path / "n", [(there, report)])
    (pair,) = diff.compare(diff.read_build(old), diff.read_build(new)).changed
    assert [change.what for change in pair.changes] == ["moved"]
    assert pair.changes[0].old != pair.changes[0].new
    assert "11.1 km apart" in pair.changes[0].reason


def test_a_build_and_itself_do_not_differ(tmp_path, project):
    from karamap.pipeline import build

    folder = tmp_path / "maps"
    build(project, folder)
    once = diff.read_build(folder)
    result = diff.compare(once, diff.read_build(folder))
    assert result.empty
    assert result.same == len(once.events) > 0
    assert not once.notes
    assert "0 added, 0 gone, 0 changed" in diff.as_text(result)
    assert json.loads(diff.as_json(result))["same"] is True


def test_a_file_that_was_changed_after_the_build_is_noted(builds):
    old, new = builds
    path = new / "events.geojson"
    path.write_bytes(path.read_bytes() + b"\n")
    result = diff.compare(diff.read_build(old), diff.read_build(new))
    assert "note: new build: events.geojson is not the file" in diff.as_text(result)


def test_json_holds_what_the_text_says(found):
    value = json.loads(diff.as_json(found))
    assert value["counts"]["added"] == value["counts"]["gone"] == 1
    assert value["counts"]["re-dated"] == value["counts"]["moved"] == 1
    assert value["causes"][0] == "karamap 1 made the old build, 2 the new one"
    text = diff.as_text(found)
    for entry in (*value["added"], *value["gone"], *value["changed"]):
        assert entry["id"] in text
        assert entry["quote"] in text
    for pair in value["changed"]:
        for change in pair["changes"]:
            assert f"{change['what']}: {change['old']} -> {change['new']}" in text


def test_the_same_builds_give_the_same_bytes(builds):
    def shown():
        result = diff.compare(*map(diff.read_build, builds))
        return diff.as_text(result), diff.as_json(result), diff.as_page(result)

    assert shown() == shown()
    assert not any(str(builds[0].parent) in text for text in shown())


HOSTILE = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}", '"\'`${alert(1)}',
    "\x1b[31mred\x07", "\u202eright to left", "half \ud800 a pair", "javascript:alert(1)",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_text(tmp_path, words):
    name = {"places": [spot("alba") | {"name": words}], "claimant": words, "date_basis": words}
    old = write(
        tmp_path / "o", [event("a", words, text=words), event("b", words, text=words, **name)]
    )
    new = write(tmp_path / "n", [event("b", words, text=words, date_end="2032-01-01", type=words)])
    result = diff.compare(diff.read_build(old), diff.read_build(new))
    page = diff.as_page(result)
    assert page.encode()
    assert set(re.findall(r"<(\w+)", page)) <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "link",
            "style",
            "body",
            "main",
            "h1",
            "h2",
            "h3",
            "p",
            "br",
        ),
        *(
            "section",
            "ul",
            "li",
            "table",
            "tr",
            "th",
            "td",
            "bdi",
            "q",
            "span",
            "code",
            "dl",
            "dt",
            "dd",
        ),
        *("del", "ins"),
    }
    assert "script" not in re.findall(r"<(\w+)", page)
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!data:,\")", page)
    text = diff.as_text(result)
    assert text.encode()
    assert all(char.isprintable() or char == "\n" for char in text)
    assert json.loads(diff.as_json(result))["gone"][0]["quote"] == words


def test_the_style_is_the_one_that_the_policy_allows(found):
    import base64

    page = diff.as_page(found)
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page


def test_two_conflicts_cannot_be_compared(tmp_path):
    one, other = (diff.read_build(write(tmp_path / c, [], conflict=c)) for c in ("one", "other"))
    with pytest.raises(UsageError, match="two conflicts, 'one' and 'other'"):
        diff.compare(one, other)


BROKEN = {
    "build.json": ["", "[]", "{}", '{"outputs": [], "inputs": [1]}', "[" * 100_000, "\udcff"],
    "events.geojson": ["{", "[]", '{"features": [1]}', '{"features": [{"properties": {"id": 1}}]}'],
    "reports.geojson": [None, '{"features": [{"properties": {"id": "r", "start": true}}]}'],
}


@pytest.mark.parametrize(("name", "content"), [(n, c) for n, cs in BROKEN.items() for c in cs])
def test_a_broken_build_is_one_line(builds, capsys, name, content):
    old, new = builds
    path = new / name
    path.unlink() if content is None else path.write_bytes(
        content.encode("utf-8", "surrogateescape")
    )
    with pytest.raises(InputError) as error:
        diff.read_build(new)
    assert name in str(error.value)
    assert main(["diff", str(old), str(new)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "internal" not in said.err


@pytest.mark.parametrize("key", [
    "id", "type", "status", "article", "start", "places", "actors", "records", "killed", "phases",
    "claimant", "date_start", "where_prec", "venue",
])  # fmt: skip
def test_a_value_that_no_build_writes_is_refused_with_its_event(tmp_path, key):
    entry, report = event("a", SHELLS)
    folder = write(tmp_path / "o", [(entry | {key: 1.5}, report)])
    with pytest.raises(InputError, match=r"events\.geojson: event '(a|1\.5)'"):
        diff.read_build(folder)


def test_the_command_writes_each_format(builds, tmp_path, capsys):
    old, new = map(str, builds)
    assert main(["diff", old, new]) == 0
    assert "events: 1 added, 1 gone, 3 changed" in capsys.readouterr().out
    assert main(["diff", old, new, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["old"]["version"] == "1"
    out = tmp_path / "d.html"
    assert main(["diff", old, new, "--format", "html", "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_without_a_second_build_it_takes_the_projects_maps(builds, capsys):
    old, new = builds
    new.rename(new.parent / "maps")
    assert main(["diff", str(old), "--project", str(new.parent)]) == 0
    assert "e-5" in capsys.readouterr().out


@pytest.mark.parametrize(("path", "said"), [
    ("nowhere", "no such folder"), (".", "holds no build.json"), ("up", "did you mean"),
])  # fmt: skip
def test_a_wrong_path_says_what_to_name(builds, tmp_path, path, said):
    (tmp_path / "up").mkdir()
    builds[0].rename(tmp_path / "up" / "maps")
    with pytest.raises(InputError, match=said):
        diff.read_build(tmp_path / path)


def test_an_output_that_cannot_be_written_is_one_line(builds, tmp_path, capsys):
    out = tmp_path / "none" / "d.txt"
    assert main(["diff", *map(str, builds), "--out", str(out)]) == 5
    assert "no such file" in capsys.readouterr().err


spans = st.tuples(st.integers(0, 60), st.integers(1, 40))


@given(spans, spans)
def test_shared_words_are_the_overlap_of_the_offsets(one, other):
    text = "".join(chr(0x4E00 + i) for i in range(100))  # no two characters alike
    first, second = (
        Words("a", start, start + size, text[start : start + size]) for start, size in (one, other)
    )
    overlap = len(set(range(first.start, first.end)) & set(range(second.start, second.end)))
    assert shared(first, second) == shared(second, first) == overlap
    assert shared(first, Words("b", second.start, second.end, second.quote)) == 0


def test_offsets_of_a_changed_text_do_not_count():
    assert shared(Words("a", 0, 5, "abcde"), Words("a", 2, 7, "xxxxx")) == 0
    assert shared(Words("a", 0, 5, "abcde"), Words("a", 2, 7, "abcde")) == 5

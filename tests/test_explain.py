"""What `karamap explain` tells of each kind of id, and what it suggests for a wrong one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from karamap import exports
from karamap.errors import InputError, UsageError
from karamap.explain import explain
from karamap.joins import Joined, join, join_report
from karamap.layers import decide
from making import SEAT, SOURCES, TOWN, event, place, record, report, sample

EVIL = "\x1b[2J\u202e"


@pytest.fixture(scope="module")
def maps(tmp_path_factory):
    """A build of some events and records, one of them far away and one that contradicts itself."""
    folder = tmp_path_factory.mktemp("maps")
    known = sample()
    hamlet = place("hamlet", "village", 11.3, 41.0)
    flagged = record(
        "k1", flags=("its text says '12 June'",), version="20.1", represents="area", killed_low=3,
        actors=("Hill",), note="A note.", source_ref="page 3",
    )  # fmt: skip
    records = (flagged, record("k2", "AGREE", "2010-03-01", at=SEAT), record("k9", at=SEAT))
    events = (
        event("e1", report("r1", "a", quote=f"Troops{EVIL} shelled")),
        event("e2", report("r2", "a", places=(hamlet,))),
        event("e3", report("r3", "a", status="planned")),
    )
    joined = join(events, records)
    material = replace(
        known, events=joined, records=records, places={**known.places, "hamlet": hamlet},
    )  # fmt: skip
    exports.write(folder, decide(material))
    exports.write_join_report(folder, join_report(Joined((), joined, records, SOURCES)))
    return folder


def lines(maps, ident):
    return explain(maps, ident).splitlines()


def test_a_record_tells_its_flags_source_version_and_licence(maps):
    said = lines(maps, "k1")
    assert "  flag: its text says '12 June'" in said
    assert f"  where: {TOWN.name} [town] (where_prec 1, its point stands for an area)" in said
    assert "  source: Title of table [table], page 3" in said
    assert "  data set: unnamed, version 20.1" in said
    assert "  licence: CC0; By table" in said
    assert "  killed: low 3, best unknown, high unknown" in said
    assert "  note: A note." in said


def test_a_record_tells_which_events_agree_and_why_others_do_not(maps):
    said = lines(maps, "k1")
    (joined,) = (line for line in said if line.startswith("  event e1 "))
    assert "0.0 km away, the days meet, score 0." in joined
    assert "same type" in joined
    refused = [line for line in said if line.startswith("  not joined")]
    assert [line.split()[3] for line in refused] == ["e2"]
    assert refused[0].endswith("25 km apart, 7 km allowed")


def test_a_record_alone_tells_why(maps):
    said = lines(maps, "k9")
    assert any(line.startswith("  events: none; no event of these days and type") for line in said)
    assert "  events: none; no event of these days" in lines(maps, "k2")


def test_an_event_tells_its_records_and_near_misses(maps):
    said = lines(maps, "e1")
    assert any(line.startswith("  record k1 (Title of k1): 0.0 km away") for line in said)
    assert any(line.startswith("  not joined: record k9 (Title of k9): 277 km") for line in said)
    assert "  records: none; not said to have happened: planned" in lines(maps, "e3")


def test_text_of_articles_cannot_command_a_terminal(maps):
    told = explain(maps, "k1")
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "Troops\ufffd[2J\ufffd shelled" in told


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("e", "did you mean e1 (event: Troops\ufffd[2J\ufffd shelled)"),
        ("K1", "did you mean k1 (record: Title of k1)"),
        ("twn", "did you mean town (place: "),
        ("nothing-like-it", "; ids stand in maps/*.geojson"),
        ("", "; ids stand in maps/*.geojson"),
    ],
)
def test_a_wrong_id_suggests_those_that_are_close(maps, wanted, hint):
    with pytest.raises(UsageError) as error:
        explain(maps, wanted)
    assert hint in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", [None, "{", "[]", "{}"])
def test_a_broken_build_is_one_clear_line(maps, tmp_path, text):
    for path in maps.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / "join-report.json"
    broken.unlink() if text is None else broken.write_text(text)
    with pytest.raises(InputError, match=r"/join-report.json is .*; run 'karamap build'"):
        explain(tmp_path, "e1")

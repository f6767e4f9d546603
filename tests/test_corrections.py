from __future__ import annotations

from pathlib import Path

import pytest

from karamap.corrections import correct, read_corrections
from karamap.errors import GeodataError
from karamap.events import merge
from making import PLACES, REGION, TEXT, TOWN, VILLAGE, report

FIRST = report("r1", "a", source=("Hill",), quote=TEXT[:29])
SAME = report("r2", "b", source=("Hill",), quote="Troops shelled the place again")
OTHER = report("r3", "c", places=(VILLAGE,), source=("Hill",), quote="Another village was hit")


def apply(tmp_path: Path, text: str, *reports):
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    events = merge(reports or (FIRST, SAME, OTHER))
    return events, correct(events, read_corrections(path), PLACES.get)


def groups(events):
    return sorted([sorted(r.id for r in event.reports) for event in events])


def test_without_corrections_nothing_changes(tmp_path):
    events = merge((FIRST, SAME, OTHER))
    assert groups(events) == [["r1", "r2"], ["r3"]], "the tests below start from this"
    assert read_corrections(tmp_path / "corrections.toml") == ()
    assert correct(events, (), PLACES.get).events == events


def test_a_merge_can_be_forced(tmp_path):
    before, after = apply(
        tmp_path, '[[merge]]\nevents = ["r1", "c # village was hit"]\nreason = "One raid."\n'
    )
    (event,) = after.events
    assert groups(after.events) == [["r1", "r2", "r3"]]
    assert event.id == next(e.id for e in before if len(e.reports) == 2)
    assert "corrected by hand: One raid." in event.merge_reason
    assert any(line.startswith("place: ") for line in event.differs)
    assert after.stale == ()


def test_a_merge_can_be_forbidden(tmp_path):
    before, after = apply(
        tmp_path, '[[apart]]\nreports = ["r1", "r2"]\nreason = "Two raids."\n'
    )
    assert groups(after.events) == [["r1"], ["r2"], ["r3"]]
    assert len({event.id for event in after.events}) == 3
    kept = next(e for e in after.events if e.reports[0].id == "r1")
    assert kept.id in {event.id for event in before}
    for event in after.events:
        assert ("kept apart by hand: Two raids." in event.differs) == (event.reports[0].id != "r3")
        assert event.merge_reason == ""


def test_reports_that_are_not_named_stay_with_the_first(tmp_path):
    third = report("r4", "d", source=("Hill",), quote="Shells fell on the town, said witnesses")
    _, after = apply(
        tmp_path, '[[apart]]\nreports = ["r1", "r2"]\nreason = "Two."\n', FIRST, SAME, third
    )
    assert groups(after.events) == [["r1", "r4"], ["r2"]]


VALUES = """\
[[correct]]
event = "c # village was hit"
places = ["town"]
date_start = 2010-01-19
date_end = 2010-01-20
type = "COERCE"
status = "claimed"
reason = "The ministry corrected itself."
"""


def test_values_are_set_and_the_reports_stay(tmp_path):
    before, after = apply(tmp_path, VALUES)
    event = next(e for e in after.events if e.reports[0].id == "r3")
    old = next(e for e in before if e.id == event.id)
    assert event.places == (TOWN,)
    assert (str(event.interval.start), str(event.interval.end)) == ("2010-01-19", "2010-01-20")
    assert (event.type, event.status, event.date_prec, event.where_prec) == ("COERCE", "claimed", 2, 1)
    assert event.reports == old.reports
    assert [line.split(":")[0] for line in event.differs] == ["place", "date", "type", "status"]
    assert all("The ministry corrected itself." in line for line in event.differs)
    assert "The ministry corrected itself." in event.interval.basis


def test_a_place_can_be_taken_away(tmp_path):
    _, after = apply(tmp_path, '[[correct]]\nevent = "r3"\nplaces = []\nreason = "Nobody says."\n')
    event = next(e for e in after.events if e.reports[0].id == "r3")
    assert (event.places, event.where_prec) == ((), None)
    assert "place: Village is now none" in event.differs[0]


def test_events_stay_in_the_order_of_their_days(tmp_path):
    text = '[[correct]]\nevent = "r3"\ndate_start = 2009-01-01\nreason = "Earlier."\n'
    _, after = apply(tmp_path, text)
    assert [event.reports[0].id for event in after.events] == ["r3", "r1"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[[merge]]\nevents = ["r1", "e-gone"]\n', "'e-gone' means no event"),
        ('[[merge]]\nevents = ["r1", "r2"]\n', "they are one event already"),
        ('[[apart]]\nreports = ["r1", "r3"]\n', "they are different events already"),
        ('[[apart]]\nreports = ["r1", "r9"]\n', "'r9' means no reports"),
        ('[[apart]]\nreports = ["r1", "b # never said"]\n', "means no reports"),
        ('[[correct]]\nevent = "e-gone"\ntype = "AID"\n', "'e-gone' means no event"),
        ('[[correct]]\nevent = "r1"\ntype = "ASSAULT"\n', "the event is so already"),
        ('[[correct]]\nevent = "r1"\nplaces = ["town"]\n', "the event is so already"),
    ],
)
def test_a_correction_that_no_longer_applies_is_reported(tmp_path, text, why):
    before, after = apply(tmp_path, text + 'reason = "It was so."\n')
    assert after.events == before
    (line,) = after.stale
    assert line.startswith("corrections.toml: [[")
    assert why in line
    assert line.endswith("; renew or remove it")
    assert "\n" not in line


def test_a_file_that_is_none_is_not_passed_over(tmp_path):
    path = tmp_path / "corrections.toml"
    assert read_corrections(path) == ()
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(GeodataError, match="missing"):
        read_corrections(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(GeodataError, match="Is a directory"):
        read_corrections(path)


def test_an_unknown_place_of_a_correction_is_called_so(tmp_path):
    text = '[[correct]]\nevent = "r1"\nplaces = ["gone"]\nreason = "It was there."\n'
    before, after = apply(tmp_path, text)
    assert after.events == before
    (line,) = after.stale
    assert line.startswith("corrections.toml: [[correct]] 1 (r1), key 'places': unknown place id 'gone'; ")


def test_words_that_two_events_hold_mean_neither(tmp_path):
    twice = report("r5", "c", places=(REGION,), source=("Valley",), quote="It was hit as well")
    text = '[[correct]]\nevent = "c # was hit"\ntype = "AID"\nreason = "x"\n'
    _, after = apply(tmp_path, text, FIRST, OTHER, twice)
    assert "means 2 events" in after.stale[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[merge]]\nevents = ["r1", "r2"]\n', "key 'reason': missing"),
        ('[[merge]]\nevents = ["r1"]\nreason = "x"\n', "does not name two"),
        ('[[merge]]\nevents = ["r1", "r1"]\nreason = "x"\n', "does not name two"),
        ('[[merge]]\nevents = ["r1", "r2"]\nreason = "x"\nauthor = "me"\n', "'author': is not known"),
        ('[[correct]]\nevent = "r1"\nreason = "x"\n', "nothing is corrected"),
        ('[[correct]]\nevent = "r1"\ntype = "RAID"\nreason = "x"\n', "'RAID' is not known"),
        ('[[correct]]\nevent = "r1"\nstatus = "so"\nreason = "x"\n', "'so' is not known"),
        ('[[correct]]\nevent = "r1"\ndate_end = 2010-01-01\nreason = "x"\n', "'date_start': missing"),
        (
            '[[correct]]\nevent = "r1"\ndate_start = 2010-02-01\ndate_end = 2010-01-01\nreason = "x"\n',
            "is before date_start",
        ),
        ('[[mrge]]\nevents = ["r1", "r2"]\nreason = "x"\n', "'mrge': is not known"),
        ("[[merge\n", "not TOML"),
    ],
)
def test_the_file_is_read_strictly(tmp_path, text, words):
    with pytest.raises(GeodataError) as caught:
        apply(tmp_path, text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_words_are_found_across_the_line_ends_of_an_article(tmp_path):
    wrapped = report("r3", "c", places=(VILLAGE,), source=("Hill",), quote="Another village\n  was hit")
    text = '[[merge]]\nevents = ["r1", "c # village was hit"]\nreason = "One raid."\n'
    _, after = apply(tmp_path, text, FIRST, SAME, wrapped)
    assert groups(after.events) == [["r1", "r2", "r3"]]
    assert after.stale == ()

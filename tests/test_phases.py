from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.errors import GeodataError
from karamap.phases import (
    assign_events,
    assign_records,
    of_articles,
    of_reports,
    phases_of,
    read_phases,
)
from karamap.records import Interval, Phase
from making import PHASES, article, day, days, event, record, report

HEAD = '[[phase]]\nid = "{}"\nname = "N"\nsummary = "S"\nbasis = "B"\nstart = {}\n'


def write(tmp_path: Path, *phases: tuple[str, str, str], more: str = "") -> Path:
    path = tmp_path / "geodata" / "phases.toml"
    path.parent.mkdir(exist_ok=True)
    text = ""
    for key, start, end in phases:
        text += HEAD.format(key, start) + (f"end = {end}\n" if end else "")
    path.write_text(text + more, encoding="utf-8")
    return path


def test_read_sorts_and_keeps_everything(tmp_path):
    more = (
        'sources = ["a"]\nkey_texts = ["K"]\n[[phase.alternative]]\nwhich = "start"\n'
        'day = 2009-01-01\nreason = "R"\nsource = "a"\n[[phase.episode]]\nid = "e"\nname = "E"\n'
        "start = 2001-01-01\nend = 2001-01-02\n"
    )
    path = write(tmp_path, ("b", "2010-01-01", ""), ("a", "2000-01-01", "2010-01-01"), more=more)
    first, second = read_phases(path, {"a"})
    assert (first.id, second.id, second.end) == ("a", "b", None)
    assert first.alternatives[0].day == day("2009-01-01")
    assert first.episodes[0].end == day("2001-01-02")
    with pytest.raises(GeodataError, match="source 'a' is not known"):
        read_phases(path, set())


@pytest.mark.parametrize(
    ("phases", "words"),
    [
        ([("a", "2000-01-01", "2010-01-01"), ("b", "2009-12-31", "")], ["'a'", "'b'", "overlap"]),
        ([("a", "2000-01-01", "2010-01-01"), ("b", "2010-01-02", "")], ["'a'", "'b'", "gap"]),
        ([("a", "2000-01-01", ""), ("b", "2010-01-02", "")], ["'a'", "'b'", "open", "overlap"]),
        ([("a", "2000-01-01", "2010-01-01"), ("a", "2010-01-01", "")], ["'a'", "two phases"]),
        ([("a", "2010-01-01", "2000-01-01")], ["'end'", "2000-01-01"]),
        ([("a", "2010-01-01", "2010-01-01")], ["'end'"]),
        ([("a", '"2010-02-30"', "")], ["'start'", "2010-02-30"]),
        ([("index", "2010-01-01", "")], ["index"]),
        ([("../a", "2010-01-01", "")], ["'id'"]),
        ([], ["phase"]),
    ],
)
def test_bad_phases_are_refused_on_one_line(tmp_path, phases, words):
    with pytest.raises(GeodataError) as caught:
        read_phases(write(tmp_path, *phases))
    message = str(caught.value)
    assert "\n" not in message
    assert "geodata/phases.toml" in message
    for word in words:
        assert word in message


def test_an_episode_stays_in_its_phase(tmp_path):
    more = '[[phase.episode]]\nid = "e"\nname = "E"\nstart = 2009-01-01\nend = 2010-01-02\n'
    path = write(tmp_path, ("a", "2000-01-01", "2010-01-01"), more=more)
    with pytest.raises(GeodataError, match=r"'e'.*leaves the phase 'a'"):
        read_phases(path)


def test_an_interval_over_a_bound_lies_in_both_with_a_reason():
    first, second = phases_of(days("2010-02-28", "2010-03-01"), PHASES)
    assert (first.phase, second.phase) == ("war", "after")
    assert "spans 2 phases; this one holds 2010-02-28" in first.reason
    assert second.reason.endswith("this one holds 2010-03-01")


def test_bounds_are_half_open():
    assert [m.phase for m in phases_of(days("2010-02-28"), PHASES)] == ["war"]
    assert [m.phase for m in phases_of(days("2010-03-01"), PHASES)] == ["after"]


def test_nothing_known_lies_nowhere():
    assert phases_of(None, PHASES) == ()
    assert phases_of(Interval(None, None, "open", ""), PHASES) == ()
    assert phases_of(days("1990-01-01"), PHASES) == ()


def test_an_open_end_reaches_no_further_than_the_report():
    since = days("2005-01-01", None, "open")
    found = [m.phase for m in phases_of(since, PHASES, known_until=day("2010-01-20"))]
    assert found == ["calm", "war"]
    assert [m.phase for m in phases_of(since, PHASES)] == ["calm", "war", "after"]
    early = phases_of(since, PHASES, known_until=day("2001-01-01"))
    assert [m.phase for m in early] == ["calm"]


phase_bounds = st.lists(st.dates(date(1990, 1, 1), date(1990, 12, 31)), min_size=2, max_size=6)


@given(phase_bounds, st.booleans(), st.dates(date(1989, 6, 1), date(1991, 6, 1)),
       st.integers(0, 400))  # fmt: skip
def test_phases_of_equals_a_look_at_every_day(bounds, is_open, start, length):
    cuts = sorted(set(bounds))
    ends = [*cuts[1:], None] if is_open else cuts[1:]
    phases = [
        Phase(f"p{i}", "", first, last, "", "")
        for i, (first, last) in enumerate(zip(cuts, ends, strict=False))
    ]
    end = start + timedelta(length)
    holding = {
        phase.id
        for phase in phases
        for step in range(length + 1)
        if phase.start <= start + timedelta(step)
        and (phase.end is None or start + timedelta(step) < phase.end)
    }
    found = phases_of(Interval(start, end, "day", ""), phases)
    assert {m.phase for m in found} == holding
    assert all(m.reason for m in found)
    assert len(found) == len(holding)


@given(st.dates(date(2000, 1, 1), date(2020, 1, 1)))
def test_every_day_lies_in_exactly_one_phase(when):
    assert len(phases_of(Interval(when, when, "day", ""), PHASES)) == 1


def test_articles_lie_where_they_were_published():
    open_day = article("o", "2010-01-20")
    found = of_articles([article("a"), article("n", None), open_day], PHASES)
    assert [m.phase for m in found["a"]] == ["war"]
    assert found["n"] == ()


def test_events_reports_and_records_get_their_phases():
    told = report("r", "a", when=days("2009-12-31", None, "open"))
    articles = {"a": article("a", "2010-01-20")}
    (found,) = assign_events([event("e", told)], PHASES, articles)
    assert [m.phase for m in found.phases] == ["calm", "war"]
    assert [m.phase for m in of_reports([told], PHASES, articles)["r"]] == ["calm", "war"]
    (known,) = assign_records([record("k", start="2010-02-01", end="2010-04-01")], PHASES)
    assert [m.phase for m in known.phases] == ["war", "after"]

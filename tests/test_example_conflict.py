"""The example's articles and geodata go in; the maps of a second conflict come out.

It proves that the code knows no conflict: nothing but the files of ``examples/georgia-2008`` tells
karamap where it is. What a reader finds in its invented articles stands in ``expected/``.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from answers import json_lines
from karamap.articles import read_folder
from karamap.config import Project
from karamap.pipeline import build
from karamap.reading import Reader
from karamap.records import Mention, Reading, Report
from karamap.validation import validate

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "georgia-2008"
GEODATA = EXAMPLE / "geodata"
PHASE_OF = {
    "1993-sukhumi-falls": "first-wars",
    "2008-07-convoy-sarabuki": "ceasefire-lines",
    "2008-08-08-tskhinvali": "war-2008",
    "2008-08-10-second-front": "war-2008",
    "2008-08-13-six-points": "withdrawal",
    "2008-08-16-truce-signed": "withdrawal",
    "2008-08-26-recognition": "withdrawal",
    "2008-10-buffer-zone": "withdrawal",
    "2015-signs-tsitelubani": "boundary-lines",
}
# The articles tell of bombs on a factory in one capital and of the heights round another; any other fighting there is an error.
FIGHTING_IN_A_CAPITAL = ("aircraft factory", "heights around the South Ossetian capital")
MENTIONS_RIGHT = 0.9
EVENTS_RIGHT = 0.85

Json = dict[str, Any]


@pytest.fixture(scope="module")
def example() -> Project:
    return Project.open(EXAMPLE)


@pytest.fixture(scope="module")
def readings(example: Project) -> dict[str, Reading]:
    reader = Reader.load(example)
    articles, refused = read_folder(example.seeds)
    assert not refused
    return {article.id: reader.read(article) for article in articles}


@pytest.fixture(scope="module")
def maps(example: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example") / "maps"
    assert build(example, out) == ()
    return out


def expected(name: str) -> list[Json]:
    return json_lines(EXAMPLE / "expected" / f"{name}.jsonl")


def properties(maps: Path, layer: str) -> list[Json]:
    features = json.loads((maps / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    return [feature["properties"] for feature in features]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def phases() -> list[Json]:
    found: list[Json] = tomllib.loads((GEODATA / "phases.toml").read_text(encoding="utf-8"))[
        "phase"
    ]
    return found


def phases_of(start: str | None, end: str | None) -> list[str]:
    """Return the phases that days touch, worked out apart from the code under test."""
    first = date.fromisoformat(start) if start else date.min
    last = date.fromisoformat(end) if end else date.max
    return [
        phase["id"]
        for phase in phases()
        if first < phase.get("end", date.max) and last >= phase["start"]
    ]


def test_the_project_is_valid(example: Project) -> None:
    problems = validate(example.root).problems
    assert problems == ()


def test_geodata_refers_to_nothing_unknown(example: Project) -> None:
    places, names = rows(GEODATA / "places.csv"), rows(GEODATA / "names.csv")
    records = rows(GEODATA / "records.csv")
    actors = tomllib.loads((GEODATA / "actors.toml").read_text(encoding="utf-8"))["actor"]
    drawings = [
        feature["properties"]
        for name in ("areas", "lines", "basemap/countries", "basemap/boundaries")
        for feature in json.loads((GEODATA / f"{name}.geojson").read_text("utf-8"))["features"]
    ]
    ids = {row["id"] for row in places}
    sides = {side.id for side in example.conflict.sides}
    people = {actor["id"] for actor in actors}
    assert len(places) >= 40 and len(actors) >= 25 and len(records) >= 25
    assert {actor.get("seat") for actor in actors} - ids <= {None}
    assert {row["side"] for row in names} - sides <= {""}
    assert {actor.get("side") for actor in actors} - sides <= {None}
    assert {drawing.get("holder") for drawing in drawings} - sides <= {None}
    assert {d["place_id"] for d in drawings if d["style"] != "country"} - ids <= {None}
    assert {key for row in records for key in row["actors"].split(";")} <= people
    stated = {row["source"] for row in (*places, *names, *records)}
    stated |= {item["source"] for item in (*actors, *drawings)}
    assert stated <= set(example.sources)


def test_no_word_of_ours_judges(example: Project) -> None:
    texts = [example.conflict.summary, example.conflict.title]
    texts += [str(phase[key]) for phase in phases() for key in ("name", "summary", "basis")]
    texts += [f"{row['title']} {row['note']}" for row in rows(GEODATA / "records.csv")]
    texts += [row["note"] for row in rows(GEODATA / "places.csv")]
    words = "|".join(map(re.escape, example.policy.loaded_words))
    assert re.findall(rf"\b(?:{words})\w*", "\n".join(texts), re.IGNORECASE) == []


def test_every_format_is_read(readings: dict[str, Reading]) -> None:
    assert {key: reading.article.id for key, reading in readings.items()} == {
        k: k for k in PHASE_OF
    }
    paths = [reading.article.path for reading in readings.values()]
    endings = Counter(Path(path.split("#")[0]).suffix for path in paths)
    assert endings == {".txt": 5, ".jsonl": 2, ".html": 1, ".md": 1}


def test_articles_lie_in_the_phase_of_their_day(readings: dict[str, Reading]) -> None:
    found = {}
    for key, reading in readings.items():
        published = reading.article.published
        assert published is not None and published.start == published.end, key
        found[key] = phases_of(str(published.start), str(published.end))
    assert found == {key: [phase] for key, phase in PHASE_OF.items()}


def test_events_lie_in_the_phases_of_their_days(maps: Path) -> None:
    dated = [event for event in properties(maps, "events") if event["date_start"]]
    assert len(dated) > 60
    for event in dated:
        wanted = phases_of(event["date_start"], event["date_end"])
        assert event["phases"] == wanted or set(event["phases"]) == set(wanted), event["quote"]
    assert {phase for event in dated for phase in event["phases"]} == {p["id"] for p in phases()}


def test_a_page_for_each_phase(maps: Path) -> None:
    pages = {path.name for path in maps.glob("*.html")}
    own = {f"{phase['id']}.html" for phase in phases()}
    assert pages == {"index.html", "conflict.html", "join-report.html"} | own


def test_every_source_that_is_shown_states_its_licence(maps: Path) -> None:
    for path in maps.glob("*.html"):
        assert "Licence not stated" not in path.read_text(encoding="utf-8"), path.name
    for path in maps.glob("*.geojson"):
        credits_ = json.loads(path.read_text(encoding="utf-8"))["attribution"]
        assert [entry for entry in credits_ if not entry["licence"]] == [], path.name


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("tskhinvali", "Tskhinval / Tskhinvali"),
        ("sukhumi", "Sukhum / Sukhumi"),
        ("akhalgori", "Akhalgori / Leningor"),
        ("south-ossetia", "South Ossetia / Tskhinvali Region"),
        ("gori", "Gori"),
    ],
)
def test_labels_hold_the_names_of_all_sides(maps: Path, place: str, label: str) -> None:
    found = {item["id"]: item["label"] for item in properties(maps, "places")}
    assert found[place] == label


def test_no_fighting_is_drawn_in_a_capital(maps: Path, readings: dict[str, Reading]) -> None:
    capitals = {row["id"] for row in rows(GEODATA / "places.csv") if row["capital"] == "1"}
    places = (m.place for reading in readings.values() for m in reading.mentions)
    capitals |= {place.id for place in places if place and place.capital}
    assert {"moscow", "tbilisi"} < capitals
    wrong = [
        event["quote"]
        for event in properties(maps, "events")
        if event["layer"] == "fighting"
        and capitals & {place["place_id"] for place in event["places"]}
        and not any(words in event["quote"] for words in FIGHTING_IN_A_CAPITAL)
    ]
    assert wrong == []


def test_counts_add_up(maps: Path) -> None:
    counts = json.loads((maps / "build.json").read_text(encoding="utf-8"))["counts"]
    assert counts["articles"] == len(PHASE_OF)
    for kind in ("mentions", "reports", "events", "voices", "records"):
        count = counts[kind]
        assert count["read"] == count["shown"] + count["not_shown"], kind
    assert counts["mentions"]["read"] == len(properties(maps, "mentions"))
    assert counts["reports"]["read"] == len(properties(maps, "reports"))
    assert counts["records"]["read"] == len(rows(GEODATA / "records.csv"))
    events = len(properties(maps, "events"))
    assert counts["events"]["read"] + counts["voices"]["read"] == events


def own_words(folder: Path) -> Iterator[str]:
    """Yield the words of a project's own files."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".txt", ".md", ".html", ".jsonl", ".csv", ".toml", ".geojson"}:
            yield from re.findall(r"\w+", path.read_text(encoding="utf-8"))


def test_nothing_of_the_first_conflict_appears(maps: Path) -> None:
    other = ROOT / "geodata"
    places = {r["id"]: r for r in rows(other / "places.csv") if not r["capital"]}
    names = {row["name"] for row in places.values() if row["country"] in {"AM", "AZ"}}
    actors = tomllib.loads((other / "actors.toml").read_text(encoding="utf-8"))["actor"]
    names |= {a["name"] for a in actors if a["kind"] in {"person", "authority"} and a.get("side")}
    ours = set(own_words(EXAMPLE))
    foreign = {name for name in names if len(name) > 4 and not set(re.findall(r"\w+", name)) & ours}
    assert len(foreign) > 200
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(maps.iterdir())
        if path.suffix in {".html", ".geojson", ".csv", ".json"}
    )
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(foreign))) + r")(?!\w)")
    assert sorted(set(words.findall(written))) == []
    conflict = tomllib.loads((other / "conflict.toml").read_text(encoding="utf-8"))
    assert conflict["id"] not in written and conflict["title"] not in written


def test_two_builds_are_the_same_bytes(maps: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    build(Project.open(EXAMPLE), again)
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in (maps, again)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def spot(reading: Reading, row: Json) -> tuple[int, int]:
    """Return where an expected mention stands in its article."""
    text = reading.article.text
    assert text.count(row["context"]) == 1, row
    start = text.index(row["context"]) + row["at"]
    end = start + len(row["text"])
    assert text[start:end] == row["text"], row
    return start, end


def mention_errors(readings: dict[str, Reading], wanted: Iterable[Json]) -> list[str]:
    """Return what was read otherwise than expected, one line each."""
    wrong = []
    for row in wanted:
        reading = readings[row["article"]]
        start, end = spot(reading, row)
        over = [m for m in reading.mentions if m.start < end and start < m.end]
        best = max(over, key=lambda m: (m.start == start, min(m.end, end) - m.start), default=None)
        if best is None or not agrees(best, row):
            found = f"{best.role} {best.place.id if best.place else None}" if best else "nothing"
            wrong.append(
                f"…{row['context']}… [{row['text']}] {row['role']} {row['place']}: {found}"
            )
    return wrong


def agrees(mention: Mention, row: Json) -> bool:
    places = row["place"].split("|")
    place = mention.place.id if mention.place else None
    return mention.role in row["role"].split("|") and (places == ["*"] or place in places)


def test_mentions_have_their_role_and_place(readings: dict[str, Reading]) -> None:
    wanted = expected("mentions")
    assert len(wanted) >= 60
    wrong = mention_errors(readings, wanted)
    assert 1 - len(wrong) / len(wanted) >= MENTIONS_RIGHT, "\n".join(wrong)


def test_mentions_that_are_no_adjectives(readings: dict[str, Reading]) -> None:
    wanted = [row for row in expected("mentions") if row["role"] != "origin"]
    wrong = mention_errors(readings, wanted)
    assert 1 - len(wrong) / len(wanted) >= MENTIONS_RIGHT, "\n".join(wrong)


def event_marks(readings: dict[str, Reading], row: Json) -> dict[str, bool]:
    """Return which properties of an expected event were read; all wrong when none was found."""
    reading = readings[row["article"]]
    assert reading.article.text.count(row["quote"]) == 1, row
    start = reading.article.text.index(row["quote"])
    end = start + len(row["quote"])
    over = [report for report in reading.reports if report.start < end and start < report.end]
    marks = [report_marks(report, row) for report in over]
    nothing = dict.fromkeys(("type", "days", "place", "status"), False)
    return max(marks, key=lambda mark: (mark["type"], sum(mark.values())), default=nothing)


def report_marks(report: Report, row: Json) -> dict[str, bool]:
    first, last = (date.fromisoformat(row[key]) for key in ("date_start", "date_end"))
    days = report.interval
    start, end = (days.start, days.end) if days else (None, None)
    return {
        "type": report.type in row["type"],
        "days": start is not None and end is not None and first <= start <= end <= last,
        "place": sorted(place.id for place in report.places) in row["places"],
        "status": report.status in row["status"],
    }


def test_events_have_type_days_place_and_status(readings: dict[str, Reading]) -> None:
    wanted = expected("events")
    assert len(wanted) >= 25
    marks = [(row, event_marks(readings, row)) for row in wanted]
    for key in ("type", "days", "place", "status"):
        wrong = [row["quote"] for row, mark in marks if not mark[key]]
        share = 1 - len(wrong) / len(wanted)
        assert share >= EVENTS_RIGHT, f"{key} {share:.2f}: " + "; ".join(wrong)

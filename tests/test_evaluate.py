from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from karamap import cli, pipeline
from karamap.errors import InputError
from karamap.evaluate import (
    as_text,
    match_overlap,
    read_event_gold,
    read_gold,
    score,
    score_events,
)
from karamap.reading import Reader
from karamap.records import (
    Article,
    Candidate,
    Interval,
    Mention,
    Place,
    PlaceName,
    Reading,
    Report,
    Resolution,
    Sentence,
)

TEXT = "Rebels held Alpha on Monday. Beta said the Gamma Group met in Delta. Nothing else."
#       0           12    18       27 29                43    48          62
ALPHA = Place("alpha", "Alpha", "town", "XA", 10.0, 50.0, 3.0)
BETA = Place("beta", "Beta", "country", "XB", 20.0, 50.0, 300.0)
FAR = Place("far", "Delta", "town", "XC", 40.0, 50.0, 3.0)
UNIT = Place(
    "alpha-district", "Alpha", "district", "XA", 11.0, 50.0, 30.0,
    names=(PlaceName("Alpha district", "en", "name"),),
)  # fmt: skip


def line(**cells: object) -> str:
    return json.dumps(cells) + "\n"


def mention(start: int, end: int, role: str, place: Place | None, **more: object) -> Mention:
    made = Mention(
        id=f"m{start}", article="a1", start=start, end=end, text=TEXT[start:end], zone="body",
        sentence=0, form="name", role=role, resolution=Resolution(place, 0.97, "because"),
    )  # fmt: skip
    return made._replace(**more)  # type: ignore[arg-type]


MENTIONS = (
    mention(12, 17, "location", ALPHA),
    mention(29, 33, "location", BETA),
    mention(43, 54, "embedded", None),
    mention(62, 67, "location", FAR, resolution=Resolution(FAR, 0.4, "first")),
    mention(69, 76, "actor", ALPHA),
    mention(4, 6, "topic", None, form="nominal"),
)
GOLD = (
    line(article="a1", start=12, end=17, text="Alpha", lat=50.0, lon=10.0, role="location", radius_km=5)
    + "\n"
    + line(article="a1", start=29, end=33, lat=50.5, lon=20.0, type="metonym-country", literal=False)
    + line(article="a1", start=43, end=48, lat=None, lon=None, type="organisation-embedded")
    + line(article="a1", start=62, end=67, lat=50.0, lon=10.0, role="location")
    + line(article="a1", start=77, end=81, lat=1.0, lon=1.0, type="city", literal=True)
    + line(article="a1", start=0, end=6, lat=1.0, lon=1.0, core=False)
    + line(article="unread", start=0, end=6, lat=1.0, lon=1.0)
)


@pytest.fixture
def article() -> Article:
    sentences = tuple(Sentence(a, b, "body") for a, b in ((0, 28), (29, 68), (69, 82)))
    return Article("a1", TEXT, sentences=sentences)


def gold_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


# ---------------------------------------------------------------- gold files


def test_gold_is_read_in_both_forms(tmp_path: Path) -> None:
    flat = read_gold(gold_of(tmp_path, GOLD))
    assert [(g.start, g.end) for g in flat[:3]] == [(12, 17), (29, 33), (43, 48)]
    assert [g.role for g in flat] == ["location", "actor", "embedded", "location", "location", None, None]
    assert [g.radius_km for g in flat[:2]] == [25.0, 161.0]
    assert [g.core for g in flat] == [True] * 5 + [False, True]
    whole = line(id="x", text=TEXT, places=[{"start": 12, "end": 17, "lat": 1, "lon": 2}])
    (nested,) = read_gold(gold_of(tmp_path, whole))
    assert (nested.article, nested.lat, nested.lon) == ("x", 1.0, 2.0)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{", "line 2"), ("[1]", "line 2: not a gold line (no JSON object)"),
        ('{"article": "a", "start": 3}', "'end' is missing"),
        ('{"article": "a", "start": 3, "end": 3}', "no span"),
        ('{"article": "a", "start": 3, "end": "x"}', "line 2"),
        ('{"article": "a", "start": 3, "end": 9, "lat": "north"}', "line 2"),
        ('{"id": "a", "places": [7]}', "line 2"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_gold_is_named(tmp_path: Path, row: str, words: str) -> None:
    path = gold_of(tmp_path, line(article="a", start=0, end=1) + row + "\n")
    with pytest.raises(InputError) as caught:
        read_gold(path)
    assert "gold.jsonl, line 2" in str(caught.value) and words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_without_gold_is_refused(tmp_path: Path) -> None:
    for read in (read_gold, read_event_gold):
        with pytest.raises(InputError, match="no gold"):
            read(gold_of(tmp_path, "\n\n"))
        with pytest.raises(InputError, match="cannot be read"):
            read(tmp_path / "missing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"article": "\xe9"}')
    with pytest.raises(InputError, match="not UTF-8"):
        read_gold(tmp_path / "latin.jsonl")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"start": 0, "end": 5}, "'article' is missing"),
        ({"article": "a", "start": 5, "end": 5}, "no span"),
        ({"article": "a", "start": 0, "end": 5, "date_start": "soon"}, "soon"),
        ({"article": "a", "start": 0, "end": 5, "date_start": "2020-02-02", "date_end": "2020-01-01"}, "before"),
        ({"article": "a", "start": 0, "end": 5, "places": "Alpha"}, "no list"),
    ],
)
def test_an_event_that_is_no_gold_is_named(
    tmp_path: Path, cells: dict[str, object], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        read_event_gold(gold_of(tmp_path, line(**cells)))


# ---------------------------------------------------------------- mentions


def test_every_figure_of_a_small_gold_by_hand(tmp_path: Path, article: Article) -> None:
    scores = score(read_gold(gold_of(tmp_path, GOLD)), MENTIONS, {"a1": article})
    figures = scores.figures
    assert figures["articles"] == {"gold": 2, "read": 1}
    exact = figures["recognition_exact"]
    assert (exact["right"], exact["answered"], exact["gold"]) == (3, 5, 6)
    assert (exact["precision"], exact["recall"], exact["f1"]) == (0.6, 0.5, 0.5455)
    assert figures["recognition_inexact"]["right"] == 4  # "Gamma Group" holds "Gamma"
    assert figures["recognition_overlap"]["right"] == 4
    assert figures["nominal_found"] == {"right": 1, "gold": 1}
    literal = figures["literal"]
    assert (literal["right"], literal["answered"], literal["gold"]) == (0, 3, 1)
    assert figures["role_confusion"] == {
        "actor > location": 1, "embedded > embedded": 1, "location > location": 2,
    }  # fmt: skip
    assert figures["role_accuracy"] == 0.75
    resolution = figures["resolution"]
    assert (resolution["gold"], resolution["answered"]) == (5, 3)
    assert resolution["within_161_km_of_answered"] == 0.6667
    assert resolution["within_161_km_of_all"] == 0.4
    assert resolution["within_own_extent_of_answered"] == 0.6667
    assert resolution["within_own_extent_of_all"] == 0.4
    assert resolution["median_km"] == pytest.approx(55.6, abs=0.2)
    assert resolution["mean_km"] == pytest.approx((0 + 55.6 + 2133) / 3, abs=4)
    assert resolution["abstentions_right"] == {"right": 1, "gold": 1}
    assert 0 < resolution["auc_of_answered"] < resolution["auc_of_all"] < 1
    assert figures["reliability"] == [
        {"from": 0.0, "to": 0.5, "answers": 1, "right": 0.0},
        {"from": 0.95, "to": 1.0, "answers": 2, "right": 1.0},
    ]


def test_errors_carry_their_sentence(tmp_path: Path, article: Article) -> None:
    scores = score(read_gold(gold_of(tmp_path, GOLD)), MENTIONS, {"a1": article})
    kinds = [(e["error"], e["text"]) for e in scores.errors]
    assert kinds == [
        ("role", "Beta"), ("resolution", "Delta"), ("spurious", "Nothing"), ("missed", "else"),
        ("missed", ""),
    ]  # fmt: skip
    assert scores.errors[1]["context"] == "Beta said the Gamma Group met in Delta."
    assert "far is 21" in scores.errors[1]["detail"]
    assert all(e["context"] in TEXT for e in scores.errors)


def test_a_place_where_none_is_right_is_an_error(tmp_path: Path) -> None:
    gold = read_gold(gold_of(tmp_path, line(article="a1", start=12, end=17, lat=None, lon=None)))
    scores = score(gold, MENTIONS[:1], {"a1": TEXT})
    assert scores.figures["resolution"]["abstentions_right"] == {"right": 0, "gold": 1}
    assert [e["error"] for e in scores.errors] == ["resolution"]
    assert scores.figures["resolution"]["median_km"] is None


def test_pairs_are_one_to_one_and_the_longest_overlap_goes_first(tmp_path: Path) -> None:
    gold = read_gold(gold_of(tmp_path, line(article="a1", start=0, end=20) + line(article="a1", start=20, end=30)))
    found = [mention(0, 2, "actor", None), mention(1, 22, "actor", None), mention(28, 32, "actor", None)]
    pairs = match_overlap(gold, found)
    assert [(g.start, m.start) for g, m in pairs] == [(0, 1), (20, 28)]


def test_the_text_of_the_scores_is_aligned_and_complete(tmp_path: Path, article: Article) -> None:
    scores = score(read_gold(gold_of(tmp_path, GOLD)), MENTIONS, {"a1": article})
    text = as_text(scores, errors=True)
    for words in (
        "2 articles in the gold, 1 of them read", "exact span", "one span holds the other",
        "spans share a character", "Roles right: 0.750", "within 161 km", "area under",
        "Confidence", "5 errors", "Beta said the Gamma Group met in Delta.",
    ):  # fmt: skip
        assert words in text
    _, *rows = text.split("Found  ")[1].split("\n\n")[0].split("\n")
    assert len({len(row) for row in rows}) == 1 and rows[0].startswith("  exact span")
    assert all(row == row.rstrip() for row in text.split("\n"))
    assert "errors" not in as_text(scores)


# ---------------------------------------------------------------- events


def report(start: int, end: int, **changes: object) -> Report:
    made = Report(
        id=f"r{start}", article="a1", start=start, end=end, quote=TEXT[start:end], type="ASSAULT",
        status="asserted", claimant=None, interval=None, places=(), about=(), source=(), target=(),
        trigger="held (rule)",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


class Names:
    """A gazetteer of two places."""

    def meanings(self, name: str) -> tuple[Candidate, ...]:
        return tuple(Candidate(p, "name") for p in (ALPHA, FAR) if p.name == name)


def judged(tmp_path: Path, cells: dict[str, object], made: Report) -> dict[str, object]:
    path = gold_of(tmp_path, line(**{"article": "a", "start": 0, "end": 27, **cells}))
    reading = Reading(Article("a1", TEXT), (), (), (made,))
    figures = score_events(read_event_gold(path), [reading], Names()).figures
    assert figures["events_found"]["right"] == 1
    return {name: row["right"] for name, row in figures["of_found"].items() if row["gold"]}


DAY = Interval(date(2020, 10, 4), date(2020, 10, 4), "day", "said")


@pytest.mark.parametrize(
    ("cells", "changes", "right"),
    [
        ({"event_type": "ASSAULT"}, {}, {"type": 1}),
        ({"type": "AGREE"}, {}, {"type": 0}),
        ({"status": "asserted"}, {}, {"status": 1}),
        ({"status": "claimed"}, {}, {"status": 0}),
        ({"status": "reported"}, {"claimant": "X"}, {"status": 1}),
        ({"status": "reported"}, {}, {"status": 0}),
        ({"status": "related-link"}, {"zone": "related-link"}, {"status": 1}),
        ({"places": []}, {}, {"places": 1, "places_where_gold_has_none": 1}),
        ({"places": []}, {"places": (ALPHA,)}, {"places": 0, "places_where_gold_has_none": 0}),
        ({"places": ["Alpha"]}, {"places": (ALPHA,)}, {"places": 1, "places_where_gold_has_some": 1}),
        ({"places": ["Alpha"]}, {"places": (FAR,)}, {"places": 0, "places_where_gold_has_some": 0}),
        ({"places": ["Alpha"]}, {"places": ()}, {"places": 0, "places_where_gold_has_some": 0}),
        ({"places": ["Alpha"]}, {"places": (ALPHA, FAR)}, {"places": 0, "places_where_gold_has_some": 0}),
        ({"places": ["Alpha", "Delta"]}, {"places": (FAR, ALPHA)}, {"places": 1, "places_where_gold_has_some": 1}),
        ({"places": ["Alpha"]}, {"places": (UNIT,)}, {"places": 1, "places_where_gold_has_some": 1}),
        ({"places": ["Delta"]}, {"places": (UNIT,)}, {"places": 0, "places_where_gold_has_some": 0}),
        ({"place_ids": ["alpha"]}, {"places": (UNIT,)}, {"places": 0, "places_where_gold_has_some": 0}),
        ({"place_ids": ["far"]}, {"places": (FAR,)}, {"places": 1, "places_where_gold_has_some": 1}),
        ({"place_ids": ["far"]}, {"places": (ALPHA,)}, {"places": 0, "places_where_gold_has_some": 0}),
    ],
)
def test_each_part_of_an_event_is_judged(
    tmp_path: Path, cells: dict[str, object], changes: dict[str, object], right: dict[str, int]
) -> None:
    found = judged(tmp_path, cells, report(0, 20, **changes))
    assert {name: found[name] for name in right} == right
    assert set(found) == {*right, "days", "all_of_these"}
    assert found["all_of_these"] == int(all(right.values()))


@pytest.mark.parametrize(
    ("start", "end", "interval", "right"),
    [
        ("2020-10-04", "2020-10-04", DAY, 1), ("2020-10-01", "2020-10-31", DAY, 1),
        ("2020-10-05", "2020-10-31", DAY, 0), ("2020-09-01", "2020-10-03", DAY, 0),
        ("2020-10-04", "2020-10-04", None, 0), (None, None, None, 1), ("2020-10-01", None, DAY, 1),
        ("2020-10-01", "2020-10-31", Interval(date(2020, 10, 4), None, "open", "since"), 0),
        ("2020-10-01", None, Interval(date(2020, 10, 4), None, "open", "since"), 1),
    ],
)  # fmt: skip
def test_days_must_lie_within_the_gold(
    tmp_path: Path, start: str | None, end: str | None, interval: Interval | None, right: int
) -> None:
    made = report(0, 20, interval=interval)
    assert judged(tmp_path, {"date_start": start, "date_end": end}, made)["days"] == right


def test_events_are_found_once_each_and_the_rest_is_listed(tmp_path: Path, article: Article) -> None:
    gold = (
        line(id="g1", doc="a1", quote_start=0, quote_end=27, event_type="ASSAULT", places=["Nowhere"])
        + line(id="g2", doc="a1", quote_start=29, quote_end=68, event_type="CONSULT", places=[])
        + line(id="g3", doc="unread", quote_start=0, quote_end=5, event_type="AID")
    )
    reports = (report(0, 20), report(21, 27), report(69, 82, places=(ALPHA,)))
    reading = Reading(article, (), (), reports)
    scores = score_events(read_event_gold(gold_of(tmp_path, gold)), [reading], Names())
    found = scores.figures["events_found"]
    assert (found["right"], found["answered"], found["gold"]) == (1, 3, 3)
    assert scores.figures["articles"] == {"gold": 2, "read": 1}
    assert scores.figures["type_confusion"] == {"ASSAULT > ASSAULT": 1}
    assert scores.figures["gold_names_unknown"] == ["Nowhere"]
    kinds = [(e["error"], e["detail"].split(":")[0].split(" ")[0]) for e in scores.errors]
    assert kinds == [("places", "g1"), ("spurious", "ASSAULT"), ("missed", "g2"), ("spurious", "ASSAULT")]
    assert scores.errors[2]["context"] == "Beta said the Gamma Group met in Delta."
    text = as_text(scores, errors=True)
    assert "events found" in text and "Nowhere read as no place" in text
    assert "no gazetteer has, so that none can be right: Nowhere" in text


def test_a_pin_where_gold_has_none_is_counted(tmp_path: Path, article: Article) -> None:
    gold = read_event_gold(gold_of(tmp_path, line(article="a1", start=0, end=27, places=[])))
    reading = Reading(article, (), (), (report(0, 20, places=(ALPHA,)),))
    assert score_events(gold, [reading], Names()).figures["false_pins"] == 1


# ---------------------------------------------------------------- the command


@pytest.fixture
def loaded(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    load = classmethod(lambda _, project, progress=None: replace(reader, project=project))
    monkeypatch.setattr(pipeline.Reader, "load", load)


@pytest.mark.usefixtures("loaded")
def test_the_command_scores_the_seeds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = root / "tests" / "data" / "gold"
    assert cli.main(["evaluate", "--project", str(root), str(gold / "places.jsonl"), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert figures["articles"] == {"gold": 5, "read": 5}
    assert figures["recognition_exact"]["f1"] > 0.9
    command = ["evaluate", "--project", str(root), "--events", str(gold / "events.jsonl"), "--json"]
    assert cli.main(command) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["figures"]["events_found"]["recall"] > 0.85
    assert found["figures"]["of_found"]["type"]["share"] > 0.85
    assert {e["error"] for e in found["errors"]} <= {"missed", "spurious", "type", "days", "places", "status"}


@pytest.mark.usefixtures("loaded")
def test_the_command_takes_own_articles_and_prints_tables(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Troops entered Paris on Monday, Germany said."
    (tmp_path / "news.jsonl").write_text(line(id="n1", text=text), encoding="utf-8")
    gold = gold_of(
        tmp_path,
        line(article="n1", start=15, end=20, lat=48.85, lon=2.35, role="location")
        + line(article="n1", start=32, end=39, lat=51.0, lon=10.0, role="actor"),
    )
    command = ["evaluate", "--project", str(root), str(gold)]
    assert cli.main([*command, str(tmp_path / "news.jsonl"), "--errors"]) == 0
    out = capsys.readouterr().out
    assert "1 article in the gold, 1 of them read" in out
    assert "exact span                    1.000   1.000  1.000      2         2     2" in out
    assert "0 errors" in out
    whole = gold_of(tmp_path, line(id="n1", text=text, places=[{"start": 15, "end": 20, "lat": 48.85, "lon": 2.35}]))
    assert cli.main(["evaluate", "--project", str(root), str(whole)]) == 0
    assert "Resolved: 1 of 1" in capsys.readouterr().out


def test_the_command_refuses_bad_gold_and_explains_the_form(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["evaluate", "--project", str(root)]
    assert cli.main([*command, str(gold_of(tmp_path, "{"))]) == 3
    assert "line 1" in capsys.readouterr().err
    elsewhere = gold_of(tmp_path, line(article="nowhere", start=1, end=2))
    assert cli.main([*command, str(elsewhere)]) == 3
    assert "none of its articles was read" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["evaluate", "--help"])
    shown = capsys.readouterr().out
    assert '"start": 10' in shown and "place_ids" in shown

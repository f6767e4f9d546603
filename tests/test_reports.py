"""Reports from sentences of many wars, written for these tests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.actors import ActorIndex
from karamap.errors import GeodataError
from karamap.names import fold
from karamap.records import (
    Actor,
    Article,
    Interval,
    Mention,
    Place,
    Report,
    Resolution,
    Sentence,
    TimeExpression,
    Zone,
)
from karamap.reports import load_triggers, read_reports
from karamap.reports.headcounts import displaced, taken
from karamap.reports.numbers import tolls
from karamap.reports.reader import aligned
from karamap.zones import split_sentences

HERE = Path(__file__).parent / "data"
CASES = [
    json.loads(line)
    for line in (HERE / "report_sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
CAPITALS = {
    "Moscow": ("Russia", "RU"), "Kyiv": ("Ukraine", "UA"), "Colombo": ("Sri Lanka", "LK"),
}  # fmt: skip


def place_of(place_id: str) -> Place | None:
    names = {code: name for name, code in CAPITALS.values()}
    code = place_id.removeprefix("country.")
    return Place(place_id, names[code], "country", code, 0.0, 0.0, 500.0) if code in names else None


def make_place(name: str, kind: str) -> Place:
    country = CAPITALS.get(name, (None, None))[1]
    radius = {"country": 400.0, "region": 80.0, "line": 200.0}.get(kind, 10.0)
    return Place(
        name.lower().replace(" ", "-"), name, kind, country, None, None, radius,
        capital=name in CAPITALS,
    )  # fmt: skip


def read_text(
    text: str,
    places: list[list[str]] | None = None,
    times: dict[str, list[str]] | None = None,
    published: str | None = "2022-03-10",
    actors: tuple[Actor, ...] = (),
    damaged: str = "",
    zone: str = "body",
) -> tuple[Report, ...]:
    day = date.fromisoformat(published) if published else None
    sentences = tuple(Sentence(a, b, zone, damaged) for a, b in split_sentences(text))
    article = Article(
        id="a", text=text, zones=(Zone(zone, 0, len(text)),), sentences=sentences,
        published=Interval(day, day, "day", "printed") if day else None,
    )  # fmt: skip

    def sentence_at(offset: int) -> int:
        return next((i for i, s in enumerate(sentences) if s.start <= offset < s.end), -1)

    mentions, expressions = [], []
    for surface, name, kind, role in places or []:
        at = text.find(surface)
        assert at >= 0, surface
        mentions.append(
            Mention(
                f"m{at}", "a", at, at + len(surface), surface, zone, sentence_at(at),
                "adjective" if role == "origin" else "name", (), role, "given",
                Resolution(make_place(name, kind), 1.0, "given"),
            )
        )  # fmt: skip
    for words, (start, end) in (times or {}).items():
        at = text.find(words)
        assert at >= 0, words
        interval = Interval(date.fromisoformat(start), date.fromisoformat(end), "day", words)
        anchor = not words.isdigit()
        expressions.append(
            TimeExpression("a", at, at + len(words), words, sentence_at(at), interval, "", anchor)
        )
    return read_reports(
        article,
        sorted(mentions, key=lambda m: m.start),
        sorted(expressions, key=lambda t: t.start),
        ActorIndex(actors), load_triggers(), place_of,
    )  # fmt: skip


def problems(case: dict[str, object]) -> list[str]:
    """Return what is wrong with the answer to a case, one line each."""
    reports = read_text(case["text"], case["places"], case["times"], case["published"])
    wanted = list(case["expect"])
    found = [(r.type, r.status) for r in reports]
    if sorted(found) != sorted((w["type"], w["status"]) for w in wanted):
        return [f"{found} instead of {[(w['type'], w['status']) for w in wanted]}"]
    wrong = []
    left = list(reports)
    for want in wanted:
        report = next(r for r in left if (r.type, r.status) == (want["type"], want["status"]))
        left.remove(report)
        wrong += _compare(report, want)
    return wrong


def _compare(report: Report, want: dict[str, object]) -> list[str]:
    wrong = []
    got: dict[str, object] = {
        "places": [p.name for p in report.places],
        "source": list(report.source),
        "claimant": report.claimant,
        "mode": report.mode,
        "days": None,
    }
    for key in ("killed", "wounded"):
        toll = getattr(report, key)
        got[key] = [toll.low, toll.best, toll.high] if toll else None
    if report.interval:
        got["days"] = [str(report.interval.start), str(report.interval.end)]
    for key, value in want.items():
        if key not in ("type", "status") and got[key] != value:
            wrong.append(f"{report.type} {key}: {got[key]} instead of {value}")
    return wrong


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_sentence(case: dict[str, object]) -> None:
    assert problems(case) == []


# -- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "killed", "wounded"),
    [
        ("two soldiers were killed and five wounded", (2, 2, 2), (5, 5, 5)),
        ("hundreds have been killed on both sides", (200, None, None), None),
        ("at least 40 civilians were killed", (40, None, None), None),
        ("over a dozen people were killed", (13, None, None), None),
        ("killing two people and wounding three", (2, 2, 2), (3, 3, 3)),
        ("up to 30 soldiers were killed", (None, None, 30), None),
        ("the death toll rose to 1,200", (1200, 1200, 1200), None),
        ("no casualties were reported", (0, 0, 0), (0, 0, 0)),
        ("nobody was hurt", None, (0, 0, 0)),
        ("both parties reported casualties", (None, None, None), None),
        ("twenty-one people died and more than 70 were injured", (21, 21, 21), (71, None, None)),
        ("the talks lasted five hours", None, None),
        ("ten of the dead were civilians", None, None),
        ("killing 21 people and wounding about 70", (21, 21, 21), (None, 70, None)),
        ("killing 13 soldiers and four volunteers", (17, 17, 17), None),
        ("killing two people and three were wounded", (2, 2, 2), (3, 3, 3)),
        ("between 10 and 15 soldiers were killed", (10, None, 15), None),
        ("four civilians, among them a girl of two, were killed", (4, 4, 4), None),
        ("a boy of 12 was killed when rockets hit", (1, 1, 1), None),
        ("a day earlier 27 people were killed", (27, 27, 27), None),
        ("two soldiers 7 march killed near the bridge", (2, 2, 2), None),
        ("the number of people killed in the strike has risen to nine", (9, 9, 9), None),
        ("12 men were killed and more than 100 were killed or wounded", (12, 12, 12), None),
        # lists of people
        ("a shell killed a mother and her two children", (3, 3, 3), None),
        ("the strike killed the driver, two nurses and a child", (4, 4, 4), None),
        ("rockets killed a woman and wounded her husband and three daughters", (1, 1, 1), (4, 4, 4)),
        ("an old man and his grandson were killed", (2, 2, 2), None),
        ("a family of five was killed", (5, 5, 5), None),
        ("shelling killed a couple and their son", (3, 3, 3), None),
        ("a 65-year-old man was killed", (1, 1, 1), None),
        ("two children aged 3 and 5 were killed", (2, 2, 2), None),
        ("two brothers aged eight and ten were killed", (2, 2, 2), None),
        ("at least six kenyans and seven somalis died", (13, None, None), None),
        ("killing 24 people, 13 of them children", (24, 24, 24), None),
        ("killed two men and a third was wounded", (2, 2, 2), (1, 1, 1)),
        ("a sniper killed two soldiers", (2, 2, 2), None),
        # other words for the dead
        ("four of the wounded died on the way to hospital", (4, 4, 4), None),
        ("the shelling claimed 14 lives", (14, 14, 14), None),
        ("fourteen bodies were pulled from the rubble", (14, 14, 14), None),
        ("a mass grave with at least 87 bodies", (87, None, None), None),
        ("half a million people died", (500_000, 500_000, 500_000), None),
        ("several thousand soldiers were killed", (3000, None, None), None),
        ("dozens, perhaps hundreds, were killed", (24, None, None), None),
        ("not a single soldier was killed", (0, 0, 0), None),
    ],
)
def test_tolls(words: str, killed: object, wounded: object) -> None:
    found = tolls(words)
    shown = tuple((t.low, t.best, t.high) if t else None for t in found)
    assert shown == (killed, wounded)


@pytest.mark.parametrize(
    ("words", "captured", "gone"),
    [
        ("the rebels captured 38 soldiers", (38, 38, 38), None),
        ("gunmen abducted six schoolgirls and a priest", (7, 7, 7), None),
        ("more than 70 people were detained", (71, None, None), None),
        ("they took 12 soldiers prisoner", (12, 12, 12), None),
        ("police made 20 arrests", (20, 20, 20), None),
        ("at least 50 kenyans remain in custody", (50, None, None), None),
        ("the army captured three villages and 20 square kilometres", None, None),
        ("ambulances took 30 people to hospital", None, None),
        ("half a million people fled", None, (500_000, 500_000, 500_000)),
        ("the fighting displaced hundreds of thousands", None, (200_000, None, None)),
        ("it forced some 700,000 civilians to flee", None, (None, 700_000, None)),
        ("close to a million have been driven from their homes", None, (None, None, 1_000_000)),
        ("more than 128,000 residents of the district were expelled", None, (128_001, None, None)),
        ("300 foreign troops left the region", None, None),
        ("trucks carrying food for about 160,000 people crossed the border", None, None),
        ("they forced two men to the ground", None, None),
        ("the country expelled seven senior officials", None, None),
        ("about 40 trucks left for the north", None, None),
    ],
)
def test_the_taken_and_the_displaced(words: str, captured: object, gone: object) -> None:
    shown = tuple((t.low, t.best, t.high) if t else None for t in (taken(words), displaced(words)))
    assert shown == (captured, gone)


def test_a_number_of_displaced_is_with_the_act_that_tells_of_them(reader) -> None:
    text = "GOMA, March 3, 2023 - Fighting in Goma killed 40 people and 9,000 residents fled their homes on Thursday.\n"
    reports = reader.read(Article("a", text)).reports
    counted = [(r.type, r.killed.best if r.killed else None, r.displaced.best if r.displaced else None) for r in reports]
    assert ("ASSAULT", 40, None) in counted
    assert ("RETREAT", None, 9000) in counted


def test_casualties_of_unknown_kind_keep_their_words() -> None:
    killed, _ = tolls("resulting in over a dozen casualties")
    assert killed is not None
    assert killed.words == "over a dozen casualties"
    assert killed.low is None


# -- the frame of a report ------------------------------------------------------------------------


def test_quotes_are_verbatim_and_ids_run_in_order() -> None:
    text = "Rebels shelled Donetsk on Monday.\u200b “Two people died”, officials said. They fled."
    reports = read_text(text, [["Donetsk", "Donetsk", "city", "location"]])
    assert [r.id for r in reports] == [f"a-r{i:02d}" for i in range(1, len(reports) + 1)]
    assert reports
    for report in reports:
        assert text[report.start : report.end] == report.quote
        assert report.quote == report.quote.strip()
        assert report.place_reason
        assert report.trigger


def test_folding_keeps_every_offset() -> None:
    text = "Cafe\u0301 shel\u00adled \u200bÉrevan"
    found = aligned(text, fold(text))
    assert len(found) == len(text)
    assert found[text.index("É")] == "e"


def test_a_speaker_is_found_in_a_sentence_that_only_says_something() -> None:
    text = (
        "The minister of Russia spoke. He said it was late. Troops attacked a checkpoint, he said."
    )
    actors = (Actor("r", "Russia", "state"),)
    (report,) = [r for r in read_text(text, actors=actors) if r.type == "ASSAULT"]
    assert report.claimant == "Russia"


def test_dateline_is_never_an_event_place() -> None:
    text = "Troops attacked a checkpoint on Sunday."
    reports = read_text(text, [["Troops", "Geneva", "city", "dateline"]])
    assert [r.places for r in reports] == [()]


def test_no_publication_date_gives_no_window() -> None:
    reports = read_text("Rebels attacked a checkpoint.", published=None)
    assert [r.interval for r in reports] == [None]


def test_undated_words_are_dated_by_publication_and_say_so() -> None:
    (report,) = read_text("The envoy urged both sides to stop.", published="2022-03-10")
    assert report.interval is not None
    assert report.interval.inferred
    assert (str(report.interval.start), str(report.interval.end)) == ("2022-03-08", "2022-03-10")


def test_time_of_what_is_condemned_is_not_the_time_of_the_words() -> None:
    text = "The union condemned the attack of 5 May 2014."
    (report,) = read_text(text, times={"5 May 2014": ["2014-05-05", "2014-05-05"]})
    assert report.type == "ACCUSE"
    assert report.interval is None or report.interval.start != date(2014, 5, 5)


def test_a_comparison_with_an_earlier_year_is_no_date() -> None:
    text = "At least 18 people were killed in the worst clashes since 2016."
    (report,) = read_text(text, times={"since 2016": ["2016-01-01", "2022-03-10"]})
    assert report.killed is not None
    assert report.killed.low == 18
    assert report.interval is not None
    assert str(report.interval.start) == "2022-03-09"


def test_a_time_ahead_is_not_when_it_was_agreed() -> None:
    text = "The ministers agreed to meet again in May 2030."
    (report,) = read_text(text, times={"in May 2030": ["2030-05-01", "2030-05-31"]})
    assert report.type == "AGREE"
    assert report.interval is not None
    assert report.interval.end == date(2022, 3, 10)


def test_damaged_sentence_is_flagged() -> None:
    (report,) = read_text("Rebels attacked a checkpoint.", damaged="letters are missing")
    assert report.flags == ("damaged text: letters are missing",)


def test_related_headlines_stay_headlines() -> None:
    (report,) = read_text("Army Seizes Village Near Homs", zone="related-link")
    assert report.zone == "related-link"
    assert report.interval is not None
    assert report.interval.start is None


def test_boilerplate_and_other_languages_give_nothing() -> None:
    assert read_text("Troops attacked the town.", zone="boilerplate") == ()
    article = Article(id="a", text="Troops attacked the town.", language="ru")
    assert read_reports(article, (), (), ActorIndex(()), load_triggers()) == ()


def test_both_sides_are_the_parties_of_the_article() -> None:
    actors = (
        Actor("n", "Northland", "state", side="north"),
        Actor("s", "Southland", "state", side="south"),
        Actor("t", "Thirdland", "state"),
    )
    text = (
        "Northland and Southland are neighbours of Thirdland. "
        "Clashes broke out between the two sides on Monday."
    )
    (report,) = read_text(text, times={"on Monday": ["2022-03-07", "2022-03-07"]}, actors=actors)
    assert report.source == report.target == ("Northland", "Southland")


@pytest.mark.parametrize(
    ("text", "names", "targets"),
    [
        ("Egypt urged both sides to stop. France and Egypt called on the two sides to talk.",
         ["Egypt", "France"], [(), ()]),
        ("Qatar appealed to the warring parties for calm. Spain condemned both sides.",
         ["Qatar", "Spain"], [(), ()]),
        ("Fighting between Sudan and Chad went on. Egypt urged both sides to stop.",
         ["Sudan", "Chad", "Egypt"], [("Chad", "Sudan")]),
        ("The border war between Peru and Ecuador went on. Spain called on both sides to stop.",
         ["Peru", "Ecuador", "Spain"], [("Ecuador", "Peru")]),
    ],
)  # fmt: skip
def test_both_sides_are_nobody_who_only_speaks(text, names, targets) -> None:
    places = [[name, name, "country", "actor"] for name in names]
    reports = [r for r in read_text(text, places) if r.type in ("REQUEST", "ACCUSE")]
    assert [r.target for r in reports] == targets


def test_one_reading_is_like_another() -> None:
    case = CASES[0]
    once = read_text(case["text"], case["places"], case["times"], case["published"])
    assert once == read_text(case["text"], case["places"], case["times"], case["published"])


def test_lexicon_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "triggers.toml"
    path.write_text(
        "happening = []\nagreed = []\nheads = []\nlight = []\n"
        '[[rule]]\nid = "x"\ntype = "ASSAULT"\nverb = ["hit"]\n',
        encoding="utf-8",
    )
    with pytest.raises(GeodataError, match="'verb'"):
        load_triggers(path)


def test_lexicon_with_an_unknown_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "triggers.toml"
    path.write_text(
        'happening = []\nagreed = []\nheads = []\nlight = []\n[[rule]]\nid = "x"\ntype = "WAR"\n',
        encoding="utf-8",
    )
    with pytest.raises(GeodataError, match="'WAR'"):
        load_triggers(path)


@settings(deadline=None)
@given(st.text(alphabet="aAéI\u0301\u200b .,;:–—“”\"'()killedattackedsaid\n", max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for report in read_text(text):
        assert text[report.start : report.end] == report.quote

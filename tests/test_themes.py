"""What a sentence is about is told by its words together where no trigger stands, and only in a text about a war."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import karamap
from karamap.records import Article, Interval
from karamap.reports.themes import NOTHING, SURE, load_themes, stem, stems, themed, verb_of

DAY = date(2022, 3, 10)
WAR = (
    "Rebels shelled the town of Barville on Tuesday. Troops seized two villages and arrested six men."
    " Residents fled to the hills. "
)


def reports(reader, text: str):
    article = Article(
        id="x", text=text, language="en", published=Interval(DAY, DAY, "day", "printed")
    )
    return reader.read(article).reports


# Words whose verb no rule knows; each of another type.
@pytest.mark.parametrize(
    ("type_", "sentence"),
    [
        ("AID", "Sacks of flour, blankets and medicine trickled to the trapped families from a UN convoy."),
        ("PROTEST", "Mourners and students with banners poured through the square, chanting against the war."),
        ("MOBILIZE", "More reservists, tanks and artillery streamed towards the border for an exercise."),
    ],
)  # fmt: skip
def test_the_words_together_tell_what_a_rare_verb_does_not(type_: str, sentence: str) -> None:
    assert load_themes().theme(sentence) == type_


def test_a_sentence_without_a_trigger_is_told_in_a_text_about_a_war(reader) -> None:
    sentence = "Flour, blankets and medicine trickled to the hungry families in the cellars."
    assert not reader.lexicon.hits(sentence.lower()), "a rule knows this verb by now: take a rarer"
    assert [r for r in reports(reader, sentence) if "(theme)" in r.trigger] == []
    by_theme = [r for r in reports(reader, WAR + sentence) if "(theme)" in r.trigger]
    assert [r.type for r in by_theme] == ["AID"]
    # The reader of the page is told that this is a conclusion.
    assert "concluded from the words" in by_theme[0].flags[0]


def test_a_sentence_with_a_trigger_keeps_its_reading(reader) -> None:
    for report in reports(reader, WAR):
        assert "(theme)" not in report.trigger
        assert report.flags == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The sun rose over the valley and the market opened as usual.",
        "Her brother studied music in the capital and later taught it.",
        "The river is forty kilometres long and has two bridges.",
    ],
)
def test_what_tells_of_no_act_is_not_told(sentence: str) -> None:
    assert load_themes().theme(sentence) is None


def test_a_verb_of_saying_is_passed_over() -> None:
    text = "the ministry said boats ferried the sick across"
    at = text.index("said")
    assert text[slice(*verb_of(text, 0, len(text), [(at, at + 4)]))] == "ferried"
    assert verb_of("the ferried goods", 0, 17) is None
    assert verb_of("goods were not quickly ferried", 0, 30) == (23, 30)


def test_every_row_of_the_model_has_a_weight_for_each_type() -> None:
    model = load_themes()
    assert NOTHING in model.types
    assert len(model.bias) == len(model.types) == 16
    assert {len(weights) for weights in model.weights.values()} == {len(model.types)}
    assert 0 < SURE < 1


def test_the_model_knows_no_country_and_no_people() -> None:
    folder = Path(karamap.__file__).parent / "data"
    lines = (folder / "country_names.csv").read_text(encoding="utf-8").splitlines()[1:]
    named = {word.lower() for line in lines for word in [line.split(",")[1]] if word.isalpha()}
    assert {"armenia", "ukraine", "sudan"} <= named
    letters = {"lett"}  # the stem of an ordinary word, too
    assert {n for n in named - letters if n in load_themes().weights and len(n) > 3} == set()
    assert stems("Armenia shelled Ukraine with 3 guns") == {"shell", "with", "#", "guns"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_has_stems_and_at_most_one_verb(text: str) -> None:
    assert all(found for found in stems(text))
    assert len(stem(text)) <= len(text)
    folded = text.lower()
    if len(folded) == len(text):
        hit = themed(text, folded, 0, len(text))
        assert hit is None or 0 <= hit.start < hit.end <= len(text)


def test_the_weights_are_log_odds_that_add_up() -> None:
    model = load_themes()
    known = [model.weights[s] for s in sorted(stems("rockets hit houses near the front"))
             if s in model.weights]  # fmt: skip
    scale = 1 / math.sqrt(len(known))
    scores = [b + scale * sum(w) for b, w in zip(model.bias, zip(*known, strict=True), strict=True)]
    assert model.types[scores.index(max(scores))] == "ASSAULT"

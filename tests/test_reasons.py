"""Reasons of the stages in the language of a page: translated, never guessed, words kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser_support import chrome_fixture, visit  # noqa: F401 - a fixture
from karamap.config import Project
from karamap.pipeline import build
from karamap.render import assets
from karamap.render.reasons import in_language, translator

ROOT = Path(__file__).resolve().parent.parent
TABLES = {
    code: json.loads(assets.static(f"reasons.{code}.json"))
    for code in assets.languages()
    if code != "en"
}
HOLE = re.compile(r"\{(\w+)\}")
FIELDS = ("basis", "date_basis", "detail", "merge_reason", "phase_reason", "place_reason", "reason")


@pytest.fixture(scope="module")
def russian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the articles in the repository with Russian pages."""
    out = tmp_path_factory.mktemp("russian") / "maps"
    build(Project.open(ROOT), out, language="ru")
    return out


def ru(reason: str) -> str:
    translate = translator("ru")
    assert translate is not None
    return translate(reason)


@pytest.mark.parametrize("code", TABLES)
def test_a_template_carries_everything_over(code: str) -> None:
    for template, other in TABLES[code].items():
        assert sorted(HOLE.findall(template)) == sorted(HOLE.findall(other)), template
        assert template != other or not re.search(r"[a-z]{3}", HOLE.sub("", template)), template


@pytest.mark.parametrize("code", TABLES)
def test_no_template_is_for_a_reason_that_nobody_gives(code: str) -> None:
    stages = (p for p in (ROOT / "src" / "karamap").rglob("*.py") if p.parent.name != "render")
    known = {word for p in stages for word in re.findall(r"\w+", p.read_text(encoding="utf-8"))}
    for template in TABLES[code]:
        assert set(re.findall(r"\w+", HOLE.sub(" ", template))) <= known, template


def test_english_is_left_alone() -> None:
    assert translator("en") is None
    entry = {"id": "x", "reason": "no date", "records": [{"reason": "same type"}]}
    assert in_language(entry, translator("en")) == entry


@pytest.mark.parametrize(
    ("reason", "translated"),
    [
        ("no date", "нет даты"),
        (
            "a place of the theatre; near other places of the article",
            "место района конфликта; рядом с другими местами статьи",
        ),
        ("“Detains” after it", "“Detains” после него"),
        (
            '"the night of November 10": year 2020 taken from the words round it; '
            "a night has two days",
            '"the night of November 10": 2020 год взят из соседних слов; ночь приходится на два дня',
        ),
        (
            'weak: "recent": since the beginning that the article gives, up to publication',
            'ненадёжно: "recent": от начала, которое называет статья, до публикации',
        ),
        (
            "2 reports in one article: the same day (2022-08-04); neither has a place; "
            "the same kind of act (CONSULT); both name Armenia, Russia",
            "сообщений в одной статье: 2: тот же день (2022-08-04); ни у одного нет места; "
            "действие того же вида (Переговоры или звонок); оба называют: Armenia, Russia",
        ),
        (
            "1988-01-01 to 1994-12-31 spans 3 phases; this one holds 1992-01-01 to 1994-05-11",
            "с 1988-01-01 по 1994-12-31: захватывает периодов: 3; "
            "в этом с 1992-01-01 по 1994-05-11",
        ),
        ("told as called_for: nothing has happened there",
         "сказано как «к этому призывают»: там ничего не произошло"),
        ("Something that no stage says", "Something that no stage says"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_reason_becomes(reason: str, translated: str) -> None:
    assert ru(reason) == translated


@given(st.text(max_size=80))
def test_words_of_an_article_are_never_changed(words: str) -> None:
    quoted = f"“{words}”"
    if not set(words) & set('“”"()'):
        assert ru(f"{quoted} before it") == f"{quoted} перед ним"
    assert isinstance(ru(words), str)


def test_parts_of_an_entry_are_translated_and_nothing_else() -> None:
    entry = {
        "quote": "no date", "differs": ["status: denied (r1); claimed (r2)"], "reason": "no place",
        "published": {"start": None, "basis": "as printed"}, "records": [{"reason": "same type"}],
    }  # fmt: skip
    made = in_language(entry, translator("ru"))
    assert made == {
        "quote": "no date", "differs": ["статус: отрицается (r1); утверждается (r2)"],
        "reason": "нет места", "published": {"start": None, "basis": "как напечатано"},
        "records": [{"reason": "тот же вид"}],
    }  # fmt: skip
    assert entry["reason"] == "no place"


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield every reason in what a page carries."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, key)
    elif isinstance(value, str) and key in (*FIELDS, "differs", "flags"):
        yield value


def english_words() -> set[str]:
    """Words of our own English: of the interface and of the reasons."""
    said = [assets.static("strings.en.json"), *TABLES["ru"]]
    found = {word for text in said for word in re.findall(r"\b[a-z]{4,}\b", HOLE.sub("", text))}
    return found - {"karamap", "geojson", "json", "events", "leaflet", "tile", "openstreetmap"}


def names(data: dict[str, Any]) -> set[str]:
    """Words of names that a page takes from its data, which stay as they are."""
    kept = json.dumps(
        [data[key] for key in ("places", "phases", "actors", "conflict", "labels", "drawings")],
        ensure_ascii=False,
    )
    kept += json.dumps([[r["title"], r["place_name"]] for r in data["records"]])
    kept += json.dumps([a["title"] for a in data["articles"].values()])
    return set(re.findall(r"[a-z]+", kept.lower()))


def payload(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="karamap-data">(.*?)</script>', text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_no_reason_of_a_russian_build_is_in_english(russian: Path) -> None:
    ours, seen = english_words(), 0
    for path in russian.glob("*.html"):
        if 'id="karamap-data"' not in path.read_text(encoding="utf-8"):
            continue
        data = payload(path)
        kept = names(data)
        for reason in texts({k: v for k, v in data.items() if k not in ("ui", "places")}):
            # What the owner of an article wrote about its date is no word of ours.
            bare = re.sub(r"“[^”]*”|\"[^\"]*\"|'[^']*'|(напечатано|выведено): .*", "", reason)
            left = set(re.findall(r"\b[a-z]{4,}\b", bare)) - kept
            assert not left & ours, reason
            seen += 1
    assert seen > 500


_INTERFACE = """() => {
  const theirs = '[lang=en], bdi, mark, .sentence, .whole, code, pre, script, style, noscript, #names, .art-title';
  const found = [];
  for (const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walk.nextNode();)
    if (!walk.currentNode.parentElement.closest(theirs)) found.push(walk.currentNode.data);
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const node of document.querySelectorAll(`[${name}]`)) found.push(node.getAttribute(name));
  return found.filter((text) => /[a-z]{4}/.test(text));
}"""


def test_the_join_report_gives_its_reasons_in_russian(russian: Path) -> None:
    page = (russian / "join-report.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<span><bdi>[^<]*[а-я]{4}", page)) > 50
    assert '<span lang="en">' not in page  # what is left in English says so


@pytest.mark.browser
def test_no_word_of_the_russian_interface_is_english(chrome: Any, russian: Path) -> None:
    data = payload(russian / "conflict.html")
    ours, kept = english_words(), names(data)
    event = next(e for e in data["events"] if e["records"])["id"]
    article = sorted(data["articles"])[0]
    states = [
        "x=1", "view=table", "tab=records", "tab=mentions", "tab=not_shown", "q=shushi", "q=qqzz",
        "place=stepanakert", f"event={event}", f"record={data['records'][0]['id']}",
        f"mention={data['mentions'][0]['id']}", f"article={article}", "actor=Russia",
        "days=2020-10-01..2020-10-10&clock=report",
    ]  # fmt: skip
    found: dict[str, str] = {}
    for name in ("conflict.html", "index.html", "join-report.html"):
        with visit(chrome, russian / name) as seen:
            for state in states if name == "conflict.html" else [""]:
                seen.page.evaluate("state => { location.hash = state }", state)
                seen.page.wait_for_timeout(40)
                found |= dict.fromkeys(seen.page.evaluate(_INTERFACE), state)
            seen.assert_quiet()
    untranslated = {
        text.strip(): state
        for text, state in found.items()
        if (set(re.findall(r"\b[a-z]{4,}\b", text)) - kept) & ours
    }
    assert untranslated == {}


@pytest.mark.browser
def test_controls_of_the_map_speak_russian(chrome: Any, russian: Path) -> None:
    with visit(chrome, russian / "conflict.html") as seen:
        page = seen.page
        for css, words in (
            ("zoom-in", "Увеличить"), ("zoom-out", "Уменьшить"), ("layers-toggle", "Слои карты-основы")
        ):  # fmt: skip
            control = page.locator(f".leaflet-control-{css}")
            assert control.get_attribute("title") == words
            assert control.get_attribute("aria-label") == words
        assert page.locator(".leaflet-control-scale-line").inner_text().endswith("км")
        seen.assert_quiet()

"""The page of the join report: as text, and in a browser without network."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from browser_support import chrome_fixture, visit  # noqa: F401 - a fixture
from karamap.joins import Joined, join, join_report
from karamap.layers import decide, pages
from karamap.records import Reading
from karamap.render import assets, render_pages
from karamap.render.join_page import JOIN_PAGE, join_page
from making import SEAT, SOURCES, TEXT, article, event, mention, record, report, sample
from test_render import EVIL, Shape, basemap

LONG = "x" * 10_000


def index() -> dict[str, Any]:
    return pages(decide(sample()))[-1].to_json()


def joined(evil: str = "") -> dict[str, Any]:
    """A report with something in each of its parts, with more text before each that others wrote."""
    text = f"{TEXT[:29]} {evil}. {TEXT}"
    told = replace(article("a", text=text), title=f"{evil}Title", outlet=f"{evil}Outlet")
    events = [
        event("e1", report("r1", "a", quote=text[:29])),
        event("e2", report("r2", "a", places=())),
        event("e3", report("r3", "a", places=(SEAT,), quote=evil or "words")),
    ]
    records = [
        replace(
            record("k1"),
            title=f"{evil}Shelling{LONG if evil else ''}",
            flags=(f"{evil}its text says '12 June'",),
        ),
        replace(
            record("k2", start="2015-01-01", at=SEAT), place_name=f"{evil}Seat", source_ref=evil
        ),
    ]
    reading = Reading(told, (mention("m1", "a"), mention("m2", "a", SEAT)), (), ())
    return join_report(Joined([reading], join(events, records), records, SOURCES))


def page(found: dict[str, Any], language: str = "en") -> str:
    return join_page(found, index(), assets.strings(language))


def test_every_part_of_the_report_is_on_the_page():
    found = joined()
    text = html.unescape(page(found))
    for group in ("matches", "events_unmatched", "records_unmatched", "mentions", "flagged"):
        assert found[group], group
    for row in found["matches"]:
        assert row["reason"] in text
        assert f"conflict.html#record={row['record_id']}" in text
        assert f"{row['distance_km']:g} km" in text
        assert f"{row['score']:.2f}" in text
    for row in (*found["matches"], *found["events_unmatched"]):
        assert f"conflict.html#event={row['event_id']}" in text
    for row in found["records_unmatched"]:
        assert row["record_title"] in text
        assert row["reason"] in text
    for row in found["flagged"]:
        assert all(flag in text for flag in row["flags"])
    for row in found["datasets"]:
        assert row["title"] in text
        assert row["licence"] in text


def test_the_words_used_are_marked_in_their_sentence():
    assert f"<mark>{TEXT[:29]}</mark>" in page(joined())


def test_the_page_is_linked_from_the_index_and_only_then():
    plain = [p.to_json() for p in pages(decide(sample()))]
    made = render_pages(plain, basemap(), report=joined())
    assert f'href="{JOIN_PAGE}"' in made["index.html"]
    assert 'href="join-report.csv"' in made["index.html"]
    assert made[JOIN_PAGE] == page(joined())
    without = render_pages(plain, basemap())
    assert JOIN_PAGE not in without
    assert JOIN_PAGE not in without["index.html"]


def test_nothing_to_join_is_said():
    empty = join_report(Joined((), (), (), SOURCES))
    assert page(empty).count("None.") >= 5


def test_long_tables_end_with_a_word_on_the_rest(monkeypatch):
    monkeypatch.setattr("karamap.render.join_page._MOST_ROWS", 1)
    found = joined()
    found["flagged"] *= 3
    assert "2 more are in join-report.csv" in page(found)


def test_addresses_hold_no_markup_and_no_second_hash():
    found = joined()
    found["matches"][0]["record_id"] = "a/b#c&d\"'<é"
    assert "conflict.html#record=a%2Fb%23c%26d%22%27%3C%C3%A9" in page(found)


@pytest.mark.parametrize("language", assets.languages())
def test_hostile_text_is_text(language):
    text = page(joined(EVIL), language)
    shape = Shape(text)
    assert not [element for element, _ in shape.tags if element in ("script", "img")]
    assert not [name for _, attrs in shape.tags for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in shape.tags if "style" in attrs]
    hrefs = [attrs["href"] for element, attrs in shape.tags if element == "a"]
    assert all(href.startswith(("#", "conflict.html#", "index.html")) for href in hrefs)
    assert "script-src 'none'" in html.unescape(text)
    assert "{{ 7*7 }}" in html.unescape(text)


# --- in a browser -------------------------------------------------------------------------------


def written(folder: Path, evil: str = "", language: str = "en") -> Path:
    path = folder / JOIN_PAGE
    path.write_bytes(page(joined(evil), language).encode("utf-8", "backslashreplace"))
    return path


@pytest.mark.browser
@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_is_quiet_and_accessible(
    chrome: Any, tmp_path: Path, size: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visit(chrome, written(tmp_path), size=size, scheme=scheme) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert seen.page.get_by_role("table").count() == seen.page.locator("table").count() > 3
        assert seen.page.get_by_role("cell").count() == seen.page.locator("td").count()
        seen.assert_quiet()
        found = axe.run(seen.page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


@pytest.mark.browser
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_hostile_text_runs_nothing(chrome: Any, tmp_path: Path, size: str) -> None:
    with visit(chrome, written(tmp_path, EVIL), size=size) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        shown = seen.page.locator("body").inner_text()
        assert "<script>window.__x=1</script>" in shown
        assert LONG in shown.replace("\n", "")
        assert seen.page.evaluate("window.__x === undefined")
        assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        seen.assert_quiet()


@pytest.mark.browser
def test_a_phone_names_the_column_of_each_cell(chrome: Any, tmp_path: Path) -> None:
    with visit(chrome, written(tmp_path, language="ru"), size="phone") as seen:
        label = seen.page.evaluate(
            "getComputedStyle(document.querySelector('td.col_distance'), '::before').content"
        )
        assert label == '"Расстояние"'
        seen.assert_quiet()

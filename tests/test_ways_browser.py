"""Ways through the instrument that readers take: to the table and back, by phase, by a plain click."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from browser_support import chrome_fixture, visit  # noqa: F401 - a fixture
from test_instrument_browser import WHOLE, ids, payload, shown

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parent.parent
VIEW = "(({lat, lng}) => [lat, lng, karamapFrame.map.getZoom()])(karamapFrame.map.getCenter())"


@pytest.fixture(scope="module")
def maps(built: Path) -> Path:
    return built


def focused(page: Any) -> str:
    found: str = page.evaluate("document.activeElement.id || document.activeElement.tagName")
    return found


def test_the_map_is_framed_alike_after_the_table(chrome: Any, maps: Path) -> None:
    """A map that is hidden has no size: neither opening it nor a choice in the table may move it."""
    with visit(chrome, maps / WHOLE, hash_="#phase=war-2020") as seen:
        page = seen.page
        usual = pytest.approx(page.evaluate(VIEW), abs=0.05)
        page.locator("[data-view=table]").click()
        page.locator("#table-view tbody button").nth(6).click()
        page.locator("[data-view=map]").click()
        page.wait_for_timeout(400)  # what Leaflet animates would be over
        assert page.evaluate(VIEW) == usual
        seen.assert_quiet()
    with visit(chrome, maps / WHOLE, hash_="#phase=war-2020&view=table") as seen:
        seen.page.locator("[data-view=map]").click()
        seen.page.wait_for_timeout(400)
        assert seen.page.evaluate(VIEW) == usual
        seen.assert_quiet()


@pytest.mark.parametrize("size", ["laptop", "tablet", "desk"])
def test_the_map_keeps_its_room_and_its_ground_on_low_screens(chrome: Any, maps: Path, size: str) -> None:
    """A browser on a small laptop leaves 650 pixels: bar, strip and time line may not eat the map."""
    with visit(chrome, maps / "war-2020.html", size=size) as seen:
        page = seen.page
        room = page.locator(".map-room").bounding_box()
        assert room["height"] >= 300, room
        # nothing beyond what the ground was cut to is in view
        ground = page.evaluate("document.querySelector('.base-sea').getBoundingClientRect().toJSON()")
        assert ground["left"] <= room["x"] + 1, (ground, room)
        assert ground["right"] >= room["x"] + room["width"] - 1, (ground, room)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        seen.assert_quiet()


def test_a_phase_of_the_whole_shows_what_its_own_page_shows(chrome: Any, maps: Path) -> None:
    """Counts, events and outlines are the same on both pages; files are named by the phase."""
    counts = json.loads((maps / "build.json").read_text(encoding="utf-8"))["phases"]
    drawings = {
        name: [d["id"] for d in payload(maps, name)["drawings"]]
        for name in (WHOLE, "war-2020.html")
    }
    pictures = []
    for name, hash_ in ((WHOLE, "#phase=war-2020"), ("war-2020.html", "")):
        with visit(chrome, maps / name, hash_=hash_) as seen:
            drawn = seen.page.evaluate(
                "karamapFrame.drawings.map(d => karamapFrame.map.hasLayer(d))"
            )
            outlines = {ident for ident, on in zip(drawings[name], drawn, strict=True) if on}
            pictures.append((shown(seen.page)[0], set(ids(seen.page)), outlines))
            with seen.page.expect_download() as download:
                seen.page.locator("#save-csv").click()
            assert download.value.suggested_filename.endswith("-war-2020.csv")
            seen.assert_quiet()
    assert pictures[0] == pictures[1]
    assert pictures[0][0] == counts["war-2020"]["events"] + counts["war-2020"]["voices"]


def test_with_reduced_motion_the_map_jumps(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page
        page.locator(".leaflet-control-zoom-in").press("Enter")
        page.locator(".map-canvas").focus()
        before = page.evaluate(VIEW)
        page.evaluate(
            f"addEventListener('keyup', () => {{ window.jumped = {VIEW}; }}, {{ once: true }})"
        )
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)  # what Leaflet animates would be over
        assert before != page.evaluate("jumped") == page.evaluate(VIEW)
        seen.assert_quiet()


def test_a_plain_click_on_a_handle_changes_no_days(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / "war-2020.html") as seen:
        page = seen.page
        for which in ("from", "to"):
            grip = page.locator(f"[data-handle={which}] .t-grip").bounding_box()
            page.mouse.click(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
            assert "days=" not in page.evaluate("location.hash")
        grip = page.locator("[data-handle=from] .t-grip").bounding_box()
        page.mouse.move(grip["x"] + 3, grip["y"] + 5)
        page.mouse.down()
        page.mouse.move(grip["x"] + 200, grip["y"] + 5, steps=3)
        page.mouse.up()
        assert "..2020-11-09" in page.evaluate("location.hash")
        seen.assert_quiet()


def test_the_keyboard_keeps_its_place_when_a_choice_is_undone(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / "war-2020.html") as seen:
        page = seen.page
        page.locator("#time-on").press("Enter")
        page.locator("#time-all").press("Enter")
        assert focused(page) == "time-all"
        assert page.locator("#time-all").get_attribute("aria-disabled") == "true"
        page.locator(".facet[data-group=type] summary").first.press("Enter")
        page.locator("[data-filter=type]").first.press("Space")
        page.locator("#filter-clear").press("Enter")
        assert focused(page) == "SUMMARY"
        seen.assert_quiet()


def test_search_forgives_hyphens_and_a_wrong_letter(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page

        def hits(query: str) -> list[str]:
            page.locator("#search").fill(query)
            found: list[str] = page.locator("#results .item").evaluate_all(
                "nodes => nodes.map(n => n.dataset.id)"
            )
            return found

        assert hits("nagorno karabakh") == hits("Nagorno-Karabakh") != []
        for query, wanted in (
            ("Susha", "shusha"), ("Stepankert", "stepanakert"), ("Ханкенде", "stepanakert"),
            ("Nagorny Karabagh", "nagorno-karabakh"), ("Lavrof", "Sergey Lavrov"),
        ):  # fmt: skip
            assert wanted in hits(query)[:3], query
            said = page.locator("#search-state").inner_text()
            assert said.startswith("Nothing found")
            assert said.endswith("nearly so:")
        assert hits("qqzzqq") == hits("xyz") == []
        assert not page.locator("#search-state").inner_text().endswith(":")
        seen.assert_quiet()


def test_what_is_not_shown_stands_in_its_sentence_and_opens(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / "war-2020.html", hash_="#tab=not_shown") as seen:
        page = seen.page
        hidden = {
            n["ref"] for n in payload(maps, "war-2020.html")["not_shown"] if n["kind"] == "mention"
        }
        named = {m["id"]: m for m in payload(maps, "war-2020.html")["mentions"]}
        said = page.locator("#list-not_shown li:has(.sentence)").evaluate_all(
            "nodes => nodes.map(n => [n.querySelector('.link').textContent, "
            "n.querySelector('.sentence').textContent, n.querySelector('mark').textContent])"
        )
        assert {ref for ref, _, _ in said} == hidden != set()
        for ref, sentence, word in said:
            assert (sentence, word) == (named[ref]["sentence"]["text"], named[ref]["text"])
        page.locator("#list-not_shown .link").first.click()
        assert page.locator("#detail blockquote mark").is_visible()
        seen.assert_quiet()


def test_a_link_inside_evidence_keeps_what_was_chosen(chrome: Any, maps: Path) -> None:
    chosen = "phase=war-2020&f.type=ASSAULT&names=neutral"
    with visit(chrome, maps / WHOLE, hash_=f"#{chosen}") as seen:
        page = seen.page
        page.locator("#list-events .item").first.click()
        page.locator("[data-open]").first.click()
        page.locator("#detail a.role").first.click()
        assert page.evaluate("location.hash").startswith("#mention=")
        assert page.evaluate("location.hash").endswith(chosen)
        page.locator("#detail .entry-id a").click()
        assert page.evaluate("location.hash").endswith(chosen)
        seen.assert_quiet()


def test_paper_shows_the_map_first_in_light_and_names_the_filters(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE, scheme="dark", hash_="#f.type=ASSAULT") as seen:
        page = seen.page
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        boxes = [
            page.locator(css).bounding_box()["y"] for css in ("#map-view", "#legend", "#lists")
        ]
        assert boxes == sorted(boxes)
        land = page.locator(".leaflet-container").evaluate(
            "n => getComputedStyle(n).backgroundColor"
        )
        assert min(int(part) for part in land[4:-1].split(",")) > 200
        assert page.locator("[data-filter]:visible").count() == 1
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert (
            page.locator("#legend").bounding_box()["x"]
            < page.locator("#map-view").bounding_box()["x"]
        )
        seen.assert_quiet()


def test_a_palette_of_the_reader_still_shows_what_is_chosen(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / "war-2020.html") as seen:
        page = seen.page
        page.emulate_media(forced_colors="active")

        def looks(css: str) -> list[str]:
            found: list[str] = page.locator(css).evaluate_all(
                "nodes => nodes.map(n => { const look = getComputedStyle(n);"
                " return look.backgroundColor + look.borderBottomColor; })"
            )
            return found

        for chosen, others in (
            (".strip a[aria-current]", ".strip a:not([aria-current])"),
            ("[data-view][aria-pressed=true]", "[data-view][aria-pressed=false]"),
            ("[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]"),
        ):
            assert not set(looks(chosen)) & set(looks(others)), chosen
        colours = looks(".t-key")
        assert len(set(colours)) > 3
        seen.assert_quiet()


def test_candidates_and_differences_are_said_in_words(chrome: Any, maps: Path) -> None:
    """A reader gets names with their countries and titles of articles, not ids."""
    data = payload(maps)
    named = next(m for m in data["mentions"] if any(o.startswith("geonames.") for o in m["others"]))
    with visit(chrome, maps / WHOLE, hash_=f"#mention={named['id']}") as seen:
        row = seen.page.locator("#detail dt", has_text="Also considered").locator(
            "xpath=following::dd[1]"
        )
        said = row.inner_text().split("; ")
        assert set(said) == {data["candidates"][other] for other in named["others"]}
        assert all(", " in words for words in said)
        seen.assert_quiet()
    differing = next(event for event in data["events"] if event["differs"])
    with visit(chrome, maps / WHOLE, hash_=f"#event={differing['id']}") as seen:
        words = seen.page.locator("#detail .differs").inner_text()
        assert not [report for report in differing["reports"] if report in words]
        seen.assert_quiet()


def test_skipping_to_the_list_keeps_what_was_chosen(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE, hash_="#phase=war-2020&f.type=ASSAULT") as seen:
        before = shown(seen.page)
        seen.page.locator(".skip").focus()
        seen.page.keyboard.press("Enter")
        assert focused(seen.page) == "side"
        assert shown(seen.page) == before
        assert "f.type=ASSAULT" in seen.page.evaluate("location.hash")
        tabs = seen.page.locator("[role=tab]").evaluate_all(
            "nodes => nodes.map(n => n.textContent)"
        )
        assert all(" " in words for words in tabs)
        seen.assert_quiet()


def test_a_day_chosen_beyond_the_other_end_takes_it_along(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE, hash_="#days=2016-04-01..2016-04-05") as seen:
        page = seen.page
        for ident, chosen in (("time-from", "2020-10-10"), ("time-to", "1994-05-12")):
            page.locator(f"#{ident}").fill(chosen)
            assert f"days={chosen}..{chosen}" in page.evaluate("location.hash")
        assert page.locator("#time-shown").inner_text() == "12 May 1994"
        seen.assert_quiet()


def test_a_place_says_in_which_areas_it_lies_on_the_day_shown(chrome: Any, maps: Path) -> None:
    """Who held it: the areas as drawn, with their days, how exact they are, note and source."""
    drawings = {d["name"]: d for d in payload(maps)["drawings"]}
    days = {
        "2020-09-30": "control-former-nkao-armenian-forces-1994",
        "2021-06-01": "control-peacekeepers-2020",
    }
    with visit(chrome, maps / WHOLE, hash_="#place=stepanakert") as seen:
        page = seen.page
        for day, wanted in days.items():
            page.locator("#time-from").fill(day)
            page.locator("#time-to").fill(day)
            said = page.locator(".holders dd > div")
            names = said.locator("> bdi").all_inner_texts()
            assert [drawings[name]["id"] for name in names] == [wanted]
            for words in ("accurate to about", "Source: ", drawings[names[0]]["note"][:30]):
                assert words in said.inner_text()
        assert page.locator("#time-shown").inner_text() == "1 Jun 2021"
        assert page.locator("path.tie-end").count() == 1  # no entry stands there on this day
        page.evaluate("location.hash = '#place=baku'")
        page.wait_for_selector("#detail a[href='#place=baku']")
        assert not page.locator(".holders").is_visible()
        page.evaluate("location.hash = '#place=nagorno-karabakh'")
        page.wait_for_selector("#detail a[href='#place=nagorno-karabakh']")
        assert not page.locator(".holders").is_visible()
        seen.assert_quiet()

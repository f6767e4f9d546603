"""What a mark says by its size and its words: tolls by area, clusters by what is in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from browser_support import chrome_fixture, visit  # noqa: F401 - a fixture
from karamap.render import render_pages
from test_render import basemap, fixture

pytestmark = pytest.mark.browser
WAR = "autumn-war.html"


def page_with(folder: Path, killed: dict[str, dict[str, Any] | None]) -> Path:
    """Write the page of the war with other tolls: those given, and none for any other event."""
    pages = fixture()
    for event in pages[2]["events"]:
        event["killed"] = killed.get(event["id"])
    for record in pages[2]["records"]:
        record["killed"] = None
    path = folder / WAR
    path.write_bytes(render_pages(pages, basemap())[WAR].encode())
    return path


def alone() -> list[dict[str, Any]]:
    """Events that stand alone at a spot of their own and happened there, the remotest first."""
    war = fixture()[2]
    taken = [event["at"] for event in war["events"]] + [r["place_id"] for r in war["records"]]
    found = [
        event
        for event in war["events"]
        if event["drawn"] == "dot" and event["at_kind"] == "event" and taken.count(event["at"]) == 1
    ]
    return sorted(found, key=lambda event: -war["places"][event["at"]]["lat"])


def radii(page: Any) -> dict[str, list[float]]:
    """Half the width of each circle of a toll on the map, by its part."""
    found: list[tuple[str, float]] = page.evaluate(
        """() => [...document.querySelectorAll('.map-canvas path.toll')].map(
          n => [n.getAttribute('class').match(/toll-(\\w+)/)[1], n.getBBox().width / 2])"""
    )
    sizes: dict[str, list[float]] = {}
    for part, radius in found:
        sizes.setdefault(part, []).append(radius)
    return sizes


def toll(low: int | None, best: int | None, high: int | None, words: str = "") -> dict[str, Any]:
    return {"low": low, "best": best, "high": high, "of": "people", "words": words}


def test_a_toll_is_drawn_by_area_between_its_bounds(chrome: Any, tmp_path: Path) -> None:
    event = alone()[0]
    path = page_with(tmp_path, {event["id"]: toll(81, 144, 225)})
    with visit(chrome, path) as seen:
        sizes = radii(seen.page)
        assert {part: len(found) for part, found in sizes.items()} == {
            "high": 1, "best": 1, "low": 1
        }  # fmt: skip
        low, best, high = (sizes[part][0] for part in ("low", "best", "high"))
        assert (best / low) ** 2 == pytest.approx(144 / 81, rel=0.02)
        assert (high / best) ** 2 == pytest.approx(225 / 144, rel=0.02)
        middle = seen.page.evaluate(
            """id => { const boxes = [document.querySelector('path.toll-best'),
              document.querySelector(`.mk-root[data-place="${id}"] svg`)].map(
                n => n.getBoundingClientRect());
              return Math.hypot(boxes[0].x + boxes[0].width / 2 - boxes[1].x - boxes[1].width / 2,
                boxes[0].y + boxes[0].height / 2 - boxes[1].y - boxes[1].height / 2); }""",
            event["at"],
        )
        assert middle < 1.5
        seen.assert_quiet()


@pytest.mark.parametrize(
    ("killed", "parts"),
    [
        (toll(200, None, None), {"least"}),
        (toll(None, 200, None), {"best"}),
        (toll(None, None, 200), {"high"}),
        (toll(100, None, 200), {"least", "high"}),
        (toll(200, 200, 200), {"best"}),
        (toll(None, None, None, "many deaths"), set()),
        (toll(0, 0, 0), set()),
        (None, set()),
    ],
)
def test_only_what_is_known_of_a_toll_is_drawn(
    chrome: Any, tmp_path: Path, killed: dict[str, Any] | None, parts: set[str]
) -> None:
    with visit(chrome, page_with(tmp_path, {alone()[0]["id"]: killed})) as seen:
        assert set(radii(seen.page)) == parts
        assert seen.page.locator("#legend .toll-scale").count() == bool(parts)
        seen.assert_quiet()


def test_a_small_toll_makes_a_small_mark_and_an_enormous_one_is_bounded(
    chrome: Any, tmp_path: Path
) -> None:
    event, width = alone()[0], {}
    for number in (1, 16, 9_999, 10_000_000, None):
        path = page_with(tmp_path, {event["id"]: toll(None, number, None) if number else None})
        with visit(chrome, path) as seen:
            mark = seen.page.locator(f".mk-root[data-place={event['at']}] svg").first
            width[number] = mark.bounding_box()["width"]
            if number and number > 1000:
                assert radii(seen.page)["best"] == [48]
    assert 8 < width[1] < width[16] < width[None] == width[9_999] == width[10_000_000] == 20


def test_tolls_are_never_added_up_and_never_stand_at_a_seat(chrome: Any, tmp_path: Path) -> None:
    war = fixture()[2]
    by_place: dict[str, list[dict[str, Any]]] = {}
    for event in war["events"]:
        if event["drawn"] in ("dot", "ring") and event["at_kind"] == "event":
            by_place.setdefault(event["at"], []).append(event)
    several = next(
        events for events in by_place.values()
        if sum(e["status"] in ("asserted", "claimed") for e in events) > 1
    )  # fmt: skip
    told = [e for e in several if e["status"] in ("asserted", "claimed")]
    spoken = [e for e in war["events"] if e["at_kind"] in ("seat", "venue")]
    denied = [e for e in war["events"] if e["status"] not in ("asserted", "claimed")]
    killed = {e["id"]: toll(None, 100, None) for e in told}
    killed |= {e["id"]: toll(None, 500, None) for e in [*spoken, *denied]}
    assert spoken
    assert denied
    with visit(chrome, page_with(tmp_path, killed)) as seen:
        assert radii(seen.page) == {"best": [20]}
        assert "added up" in seen.page.locator("#legend").inner_text()
        seen.assert_quiet()


def test_evidence_states_the_numbers_and_their_words(chrome: Any, tmp_path: Path) -> None:
    event = alone()[0]
    for killed, said in (
        (toll(3, 5, 9, "from three to nine dead"), "3–9, best estimate 5 people"),
        (toll(3, 5, None, "some five"), "at least 3, best estimate 5 people"),
        (toll(None, 5, 9, "up to nine"), "at most 9, best estimate 5 people"),
        (toll(4, 4, 4, "four"), "4 people"),
        (toll(4, None, 4, "four"), "4 people"),
        (toll(200, None, None, "hundreds"), "at least 200 people"),
    ):
        path = page_with(tmp_path, {event["id"]: killed})
        with visit(chrome, path, hash_=f"#event={event['id']}") as seen:
            term = seen.page.locator("#detail dt", has_text="Killed")
            row = term.locator("xpath=following::dd[1]")
            assert re.split(r"\n+", row.inner_text()) == [said, f"“{killed['words']}”"]
            seen.assert_quiet()


def test_a_cluster_says_what_is_in_it(chrome: Any, tmp_path: Path) -> None:
    path = page_with(tmp_path, {"ev-0003": toll(None, 7, None)})
    with visit(chrome, path) as seen:
        page = seen.page
        cluster = page.locator(".mk-root", has=page.locator(".mk-more")).first
        place = cluster.get_attribute("data-place")
        name = page.evaluate(
            """id => { const mark = document.querySelector(`.mk-root[data-place="${id}"]`);
              return mark.querySelector('.unseen').textContent; }""",
            place,
        )
        assert page.get_by_role("button", name=name, exact=True).count() == 1
        said = re.fullmatch(r"(.+) and (\d+) more places?: (.+?)(?:\. (.+))?", name)
        assert said, name
        kinds = {kind: int(n) for kind, n in re.findall(r"(\w[^,]*?) (\d+)", said[3])}
        assert sum(kinds.values()) > int(said[2])
        assert said[4] == "Largest toll of one entry: 7 people killed"
        # By keyboard: the tip stands beside the mark, Escape takes it away, Enter opens the list.
        assert not page.locator(".tip").is_visible()
        page.locator("#count").evaluate("n => n.closest('section').querySelector('button').focus()")
        cluster.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        tip = page.locator(".tip")
        assert tip.is_visible()
        words = tip.inner_text()
        assert [kind for kind, n in kinds.items() if kind not in words] == []
        assert said[4] in words
        room, box = page.locator(".map-room").bounding_box(), tip.bounding_box()
        assert box["x"] >= room["x"]
        assert box["x"] + box["width"] <= room["x"] + room["width"]
        page.keyboard.press("Escape")
        assert not tip.is_visible()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "H2"
        assert page.locator("#detail .item .sym-fighting").count() == kinds["Fighting"]
        assert f"and {said[2]} more place" in page.locator("#detail h2").first.inner_text()
        # Each of the other places leads to its part of the list; arrows walk along the rows.
        others = page.locator(".near-places button")
        assert others.count() == int(said[2])
        others.first.press("Enter")
        assert page.evaluate("document.activeElement.className") == "near"
        page.keyboard.press("Tab")
        rows = page.locator("#detail .item")
        end = rows.count() - 1
        for key, index in (("Home", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("End", end)):
            page.keyboard.press(key)
            assert rows.nth(index).evaluate("n => n === document.activeElement"), key
        # With the mouse: the tip stays while the pointer is on it.
        page.locator(".close").click()
        cluster.locator(".mk-syms").hover()
        tip.wait_for(state="visible")
        tip.hover()
        page.wait_for_timeout(300)
        assert tip.is_visible()
        page.mouse.move(5, 5)
        tip.wait_for(state="hidden")
        seen.assert_quiet()


@pytest.mark.parametrize(("size", "most"), [("desk", 4), ("phone", 2)])
def test_a_mark_of_many_kinds_is_short_and_stays_on_the_map(
    chrome: Any, tmp_path: Path, size: str, most: int
) -> None:
    pages = fixture()
    war = pages[2]
    spot = "gorra"
    war["places"][spot]["lon"] = 24.3  # at the eastern rim
    for event in war["events"]:
        event.update(drawn="dot", at=spot, at_kind="event")
        event["places"] = [{"place_id": spot, **war["places"][spot]}]
    path = tmp_path / WAR
    path.write_bytes(render_pages(pages, basemap())[WAR].encode())
    kinds = len({event["layer"] for event in war["events"]})
    assert kinds > most
    with visit(chrome, path, size=size) as seen:
        mark = seen.page.locator(f'.mk-root[data-place="{spot}"]')
        syms = mark.locator(".mk-sym")
        assert syms.count() == most
        told = sum(int(n or 1) for n in syms.evaluate_all("all => all.map(n => n.textContent)"))
        rest = int(mark.locator(".mk-rest").inner_text().removeprefix("+"))
        assert told + rest >= len(war["events"])
        # Who cannot see the mark hears of every kind.
        words = mark.locator(".unseen").text_content()
        assert sum(map(int, re.findall(r" (\d+)", words.split(".")[0]))) == told + rest
        room, box = (
            seen.page.locator(query).bounding_box()
            for query in (".map-canvas", f'.mk-root[data-place="{spot}"] .mk-syms')
        )
        assert box["x"] + box["width"] <= room["x"] + room["width"]
        seen.assert_quiet()

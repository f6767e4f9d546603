"""A page of 20,000 events in a browser, with the network blocked: one canvas, the same instrument."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from browser_support import chrome_fixture, visit  # noqa: F401 - a fixture
from karamap.config import Project
from karamap.event_pages import write_event_page
from karamap.render import render_pages
from karamap.render.view import MANY
from test_render import basemap, fixture

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parent.parent
EVENTS = 20_000
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} ${alert(3)} \u202e ` ' \" &amp;"
TYPES = ("ASSAULT", "AID", "CONSULT", "STATEMENT")


def invented() -> list[dict[str, Any]]:
    """Events near some hundred towns; the first stands alone, far from all others, and is hostile."""
    rng = random.Random(3)
    towns = [(rng.uniform(45.5, 48.5), rng.uniform(39.0, 40.5)) for _ in range(120)]
    made = []
    for number in range(EVENTS):
        town = rng.randrange(120)
        start = date(1999, 1, 1) + timedelta(days=rng.randrange(9000))
        lon, lat = towns[town]
        made.append(
            {
                "id": f"e{number:05}", "type": rng.choice(TYPES), "status": "claimed",
                "date_start": start, "date_end": start + timedelta(days=rng.choice([0, 0, 0, 4])),
                "places": f"Town {town}", "longitude": round(lon + rng.gauss(0, 0.02), 5),
                "latitude": round(lat + rng.gauss(0, 0.02), 5), "where_prec": 1 + number % 2,
                "radius_km": 3, "source": rng.choice(["Army A", "Army B"]), "killed_best": "",
                "articles": f"Outlet {number % 9}", "quote": f"Words number {number} were said.",
            }
        )  # fmt: skip
    made[0] |= {
        "longitude": 50.1, "latitude": 41.9, "quote": HOSTILE, "places": HOSTILE, "type": "ASSAULT",
        "killed_best": 7,
    }  # fmt: skip
    made[1] |= {"longitude": "", "latitude": ""}
    return made


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("events")
    rows = invented()
    with (folder / "events.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert (
        write_event_page(folder / "events.csv", folder / "events.html", Project.open(ROOT))
        == EVENTS
    )
    return folder / "events.html"


def shown(page: Any) -> tuple[int, int]:
    found = re.match(r"(\d+) of (\d+) shown", page.locator("#count").inner_text())
    assert found
    return int(found[1]), int(found[2])


def test_counts_filters_table_and_files_agree(chrome: Any, page_file: Path) -> None:
    rows = invented()
    with visit(chrome, page_file) as seen:
        page = seen.page
        assert shown(page) == (EVENTS, EVENTS)
        assert "1 without a place" in page.locator("#count").inner_text()
        assert page.locator(".mk-root[data-place]").count() == 0  # no element for a mark
        assert page.evaluate("document.querySelectorAll('*').length") < 8000
        assert page.locator("#clock").is_hidden()  # the file has one clock, when it happened
        beside = dict(
            page.locator("[data-layer]").evaluate_all(
                "boxes => boxes.map(b => [b.dataset.layer, "
                "+b.closest('label').querySelector('.row-n').innerText])"
            )
        )
        assert sum(beside.values()) == EVENTS
        assert beside["aid"] == sum(row["type"] == "AID" for row in rows)
        for group in ("type", "actor", "source", "precision", "status"):
            page.locator(f".facet[data-group={group}] summary").first.click()
            box = page.locator(f"[data-filter={group}]").first
            number = int(box.locator("xpath=..").locator(".row-n").inner_text())
            box.check()
            assert shown(page) == (number, EVENTS), group
            box.uncheck()
        page.locator("[data-filter=type][value=AID]").check()
        page.locator("#time-from").fill("2001-01-01")
        page.locator("#time-to").fill("2001-03-31")
        kept = [
            row["id"]
            for row in rows
            if row["type"] == "AID"
            and row["date_start"] <= date(2001, 3, 31)
            and row["date_end"] >= date(2001, 1, 1)
        ]
        assert shown(page) == (len(kept), EVENTS)
        with page.expect_download() as download:
            page.locator("#save-csv").click()
        saved = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
        assert sorted(row["id"] for row in saved) == sorted(kept)
        with page.expect_download() as download:
            page.locator("#save-geojson").click()
        features = json.loads(Path(download.value.path()).read_text("utf-8"))["features"]
        spots = {feature["id"]: feature["geometry"]["coordinates"] for feature in features}
        assert spots == {r["id"]: [r["longitude"], r["latitude"]] for r in rows if r["id"] in kept}
        page.locator("#filter-clear").click()
        page.locator("#time-all").click()
        page.locator("[data-view=table]").click()
        assert f"{EVENTS} rows" in page.locator("#table-view caption").inner_text()
        assert page.locator("#table-view tbody tr").count() == 60  # the rest when asked for
        page.locator("[data-sort=where]").press("Enter")
        page.locator("[data-sort=where]").press("Enter")
        first = page.locator("#table-view tbody tr").first.inner_text()
        assert "Town 99" in first
        seen.assert_quiet()


def test_a_click_on_a_mark_opens_the_quote_as_text(chrome: Any, page_file: Path) -> None:
    hash_ = "#map=41.900,50.100,11"
    with visit(chrome, page_file, hash_=hash_) as seen:
        page = seen.page
        box = page.locator(".map-canvas").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector(".tip:not([hidden])")
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert page.locator("#detail mark").inner_text() == HOSTILE
        assert page.locator("#detail h2").inner_text().startswith("Fighting")
        assert "event=e00000" in page.evaluate("location.hash")
        assert page.locator("#detail img, #detail script").count() == 0
        seen.assert_quiet()
    with visit(chrome, page_file, hash_="#event=e00000") as seen:
        assert seen.page.locator("#detail mark").inner_text() == HOSTILE
        seen.page.keyboard.press("Escape")
        seen.page.locator("#search").fill("words number 777 were")
        found = seen.page.locator("#results .item")
        assert found.count() == 1
        found.click()
        assert seen.page.locator("#detail mark").inner_text() == "Words number 777 were said."
        seen.page.locator("#search").fill("onerror")
        assert seen.page.locator("#results .item").count() == 1
        seen.assert_quiet()


def test_marks_drawn_as_one_open_as_a_list(chrome: Any, page_file: Path) -> None:
    with visit(chrome, page_file) as seen:
        page = seen.page
        button = page.locator(".crowd-reach button").first
        label = button.get_attribute("aria-label")
        number = int(re.match(r"(\d+) entries here", label)[1])
        assert number == sum(int(n) for n in re.findall(r" (\d+)(?:,|$)", label.split(": ", 1)[1]))
        button.focus()
        page.keyboard.press("Enter")
        assert page.locator("#detail h2").inner_text() == f"{number} entries here"
        listed = page.locator("#detail h3").all_inner_texts()
        assert sum(int(text.rsplit(" ", 1)[1]) for text in listed) == number
        address = page.evaluate("location.hash")
        assert "box=" in address
        with visit(chrome, page_file, hash_=address) as again:
            assert again.page.locator("#detail h2").inner_text() == f"{number} entries here"
            again.assert_quiet()
        before = page.evaluate("karamapFrame.map.getZoom()")
        page.locator("#detail button", has_text="Look closer").click()
        assert page.evaluate("karamapFrame.map.getZoom()") > before
        page.wait_for_timeout(100)
        assert page.locator(".crowd-reach button").count() > 0
        seen.assert_quiet()


@pytest.mark.parametrize("size", ["desk", "laptop", "phone"])
def test_every_mark_opens_with_the_entries_of_its_label(
    chrome: Any, page_file: Path, size: str
) -> None:
    """A mark of cells that are no rectangle would open with entries of its neighbours."""
    with visit(chrome, page_file, size=size) as seen:
        labels = seen.page.locator(".crowd-reach button").evaluate_all(
            "nodes => nodes.map(n => n.getAttribute('aria-label'))"
        )
        groups = [label for label in labels if re.match(r"\d+ entries here", label)]
        assert len(groups) >= 5
        for label in groups:
            button = seen.page.get_by_role("button", name=label, exact=True).first
            button.dispatch_event("click")
            heading = seen.page.locator("#detail h2")
            assert heading.inner_text() == label.split(":", 1)[0]
        seen.assert_quiet()


def test_marks_of_a_phase_and_a_layer_only(chrome: Any, page_file: Path) -> None:
    with visit(chrome, page_file, hash_="#layers=none") as seen:
        page = seen.page
        assert shown(page) == (0, EVENTS)
        assert page.locator(".crowd-reach button").count() == 0
        page.locator("[data-layer=aid]").check()
        labels = page.locator(".crowd-reach button").evaluate_all(
            "nodes => nodes.map(n => n.getAttribute('aria-label'))"
        )
        assert labels
        assert all(re.search(r"Aid \d+$", label) for label in labels)
        page.locator(".strip a[href='#phase=line-of-contact']").click()
        inside = shown(page)[0]
        assert 0 < inside < EVENTS
        assert "phase=line-of-contact" in page.evaluate("location.hash")
        page.locator(".strip a[href='#']").click()
        assert shown(page)[0] > inside
        seen.assert_quiet()


@pytest.mark.parametrize(("size", "scheme"), [("desk", "dark"), ("phone", "light")])
def test_no_accessibility_violation(chrome: Any, page_file: Path, size: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visit(chrome, page_file, size=size, scheme=scheme) as seen:
        for state in ("#x=1", "#event=e00000", "#view=table"):
            seen.page.evaluate("hash => { location.hash = hash }", state)
            seen.page.wait_for_timeout(100)
            result = axe.run(seen.page)
            found = [
                (v["id"], [n["target"] for n in v["nodes"]][:3])
                for v in result.response["violations"]
            ]
            assert found == [], state
            assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        seen.assert_quiet()


def test_a_build_with_many_records_is_packed_and_shows_the_same(
    chrome: Any, tmp_path: Path
) -> None:
    """Invented pages, once as they are and once with their records many times over."""
    few, many = fixture(), fixture()
    page = next(p for p in many if p["page"]["kind"] == "conflict")
    (pattern,) = page["records"][:1]
    page["records"] += [
        {**pattern, "id": f"more-{number}", "place_id": None, "lon": 46.0 + number / 10**4, "lat": 40.0,
         "drawn": "dot", "events": []}
        for number in range(MANY)
    ]  # fmt: skip
    texts = {}
    for name, pages in (("few", few), ("many", many)):
        path = tmp_path / f"{name}.html"
        path.write_bytes(render_pages(pages, basemap())["conflict.html"].encode())
        with visit(
            chrome, path, hash_="#layers=fighting,talks,aid,displacement,coercion,voice"
        ) as seen:
            events = seen.page.locator("#list-events .item").evaluate_all(
                "n => n.map(i => i.innerText)"
            )
            texts[name] = (shown(seen.page), events)
            seen.page.locator("#list-events .item").first.click()
            texts[name] += (seen.page.locator("#detail").inner_text(),)
            packed = seen.page.evaluate("document.querySelector('canvas.crowd') !== null")
            assert packed == (name == "many")
            seen.assert_quiet()
    assert texts["few"] == texts["many"]

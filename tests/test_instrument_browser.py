"""Every control of the instrument, on a real build of the articles, with the network blocked."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from browser_support import AXE, chrome_fixture, visit  # noqa: F401 - a fixture
from karamap.render import render_pages
from test_render import basemap, fixture

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parent.parent
WHOLE = "conflict.html"


@pytest.fixture(scope="module")
def maps(built: Path) -> Path:
    return built


@pytest.fixture(scope="module")
def two_sides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of invented articles in which both sides speak of the same days."""
    out = tmp_path_factory.mktemp("sides")
    for name, text in render_pages(fixture(), basemap()).items():
        (out / name).write_bytes(text.encode())
    return out


def payload(folder: Path, name: str = WHOLE) -> dict[str, Any]:
    text = (folder / name).read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="karamap-data">(.*?)</script>', text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def shown(page: Any) -> tuple[int, int]:
    """How many of how many events the page says that it shows."""
    found = re.match(r"(\d+) of (\d+) shown", page.locator("#count").inner_text())
    assert found
    return int(found[1]), int(found[2])


def ids(page: Any) -> list[str]:
    found: list[str] = page.locator("#list-events .item").evaluate_all(
        "nodes => nodes.map(n => n.dataset.id)"
    )
    return found


def picture(page: Any) -> dict[str, Any]:
    """What a reader sees: counts, choices, rows, view and what is open."""
    found: dict[str, Any] = page.evaluate(
        """() => ({
          count: document.getElementById('count').innerText,
          boxes: [...document.querySelectorAll('.legend input:checked')].map(
            b => [b.dataset.layer, b.dataset.filter, b.dataset.drawing, b.value]),
          rows: [...document.querySelectorAll('#list-events .item')].map(n => n.dataset.id),
          table: [...document.querySelectorAll('#table-view tbody tr')].map(n => n.dataset.id),
          names: document.getElementById('names').value,
          clock: document.getElementById('clock').value,
          days: document.getElementById('time-shown').innerText,
          search: document.getElementById('search').value,
          open: document.querySelector('#detail:not([hidden]) h2')?.innerText ?? null,
          phase: document.querySelector('.strip [aria-current]')?.innerText ?? null,
          marks: [...document.querySelectorAll('.mk-root[data-place]')].map(n => n.dataset.place),
        })"""
    )
    return found


def numbers(text: str) -> list[float]:
    return [float(part) for part in re.findall(r"[\d.]+", text)]


def saved(page: Any, kind: str) -> str:
    with page.expect_download() as download:
        page.locator(f"#save-{kind}").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_panel_table_files_and_build_count_the_same(chrome: Any, maps: Path) -> None:
    report = json.loads((maps / "build.json").read_text(encoding="utf-8"))
    exported = json.loads((maps / "events.geojson").read_text(encoding="utf-8"))["features"]
    total = report["counts"]["events"]["read"] + report["counts"]["voices"]["read"]
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page
        assert shown(page) == (total, total)
        assert sorted(ids(page)) == sorted(f["properties"]["id"] for f in exported)
        per_layer = page.locator("[data-layer]").evaluate_all(
            "boxes => boxes.map(b => [b.dataset.layer, "
            "+b.closest('label').querySelector('.row-n').innerText])"
        )
        layers = [f["properties"]["layer"] for f in exported]
        for layer, number in per_layer:
            if layer not in ("record", "mention"):
                assert number == layers.count(layer), layer
        assert dict(per_layer)["record"] == report["counts"]["records"]["read"]
        page.locator("[data-view=table]").click()
        assert page.locator("#table-view tbody tr").count() == total
        assert f"{total} rows" in page.locator("#table-view caption").inner_text()
        made = json.loads(saved(page, "geojson"))
        assert {f["id"] for f in made["features"]} == {f["properties"]["id"] for f in exported}
        assert made["karamap"]["build"] == report["input_hash"]
        assert made["karamap"]["sources"] == payload(maps)["attribution"]
        assert sum(bool(source["licence"]) for source in made["karamap"]["sources"]) > 5
        assert made["karamap"]["disclaimer"]
        inputs = {entry["sha256"] for entry in report["inputs"]}
        assert {a["sha256"] for a in made["karamap"]["articles"]} <= inputs
        rows = list(csv.DictReader(io.StringIO(saved(page, "csv"))))
        assert len(rows) == total
        assert {row["build"] for row in rows} == {report["input_hash"]}
        counts = {phase: c["events"] + c["voices"] for phase, c in report["phases"].items()}
        page.locator("[data-view=map]").click()
        for phase, number in counts.items():
            page.locator(f".strip [data-phase={phase}]").click()
            assert shown(page) == (number, total), phase
        page.locator(".strip [data-phase='']").click()
        assert shown(page) == (total, total)
        seen.assert_quiet()


def test_each_filter_shows_the_number_beside_it(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page
        total = shown(page)[1]
        groups = ("type", "actor", "side", "status", "source", "precision", "joined", "article")
        for group in groups:
            page.locator(f".facet[data-group={group}] summary").first.click()
            box = page.locator(f"[data-filter={group}]").first
            beside = int(box.locator("xpath=..").locator(".row-n").inner_text())
            box.check()
            assert shown(page) == (beside, total), group
            assert len(ids(page)) == beside
            made = {feature["id"] for feature in json.loads(saved(page, "geojson"))["features"]}
            assert made == set(ids(page))
            page.locator("#filter-clear").click()
            assert shown(page) == (total, total)
        # Two groups together take away what either takes away; nothing passing is said.
        page.locator("[data-filter=joined][value=yes]").check()
        page.locator("[data-filter=joined][value=no]").check()
        assert shown(page) == (total, total)
        page.locator("#filter-clear").click()
        for layer in page.locator("[data-layer]:checked").evaluate_all(
            "boxes => boxes.map(b => b.dataset.layer)"
        ):
            page.locator(f"[data-layer={layer}]").uncheck()
        assert shown(page) == (0, total)
        assert "Nothing passes" in page.locator("#list-events").inner_text()
        assert json.loads(saved(page, "geojson"))["features"] == []
        seen.assert_quiet()


def test_time_by_hand_by_keyboard_and_by_itself(chrome: Any, maps: Path) -> None:
    events = {event["id"]: event for event in payload(maps)["events"]}
    with visit(chrome, maps / WHOLE, hash_="#phase=war-2020") as seen:
        page = seen.page
        everything = len(ids(page))
        box = page.locator("#histogram").bounding_box()
        page.mouse.move(box["x"] + 120, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + 330, box["y"] + 40, steps=3)
        page.mouse.up()
        page.wait_for_function("location.hash.includes('days=')")
        days = re.search(r"days=([\d-]+)\.\.([\d-]+)", page.evaluate("location.hash"))
        assert days
        first, last = days.groups()
        assert 0 < len(ids(page)) < everything
        for key in ids(page):
            event = events[key]
            assert (event["date_start"] or "") <= last
            assert (event["date_end"] or "9999") >= first
        assert page.locator("#time-from").input_value() == first
        handle = page.locator("[data-handle=to]")
        handle.focus()
        before = handle.get_attribute("aria-valuetext")
        page.keyboard.press("ArrowRight")
        assert page.locator("[data-handle=to]").get_attribute("aria-valuetext") != before
        page.keyboard.press("End")
        assert page.locator("#time-to").input_value() == "2020-11-09"
        page.locator("#time-back").click()
        assert page.locator("#time-from").input_value() < first
        page.locator("#time-on").click()
        episode = page.locator("#episode option").nth(1)
        page.locator("#episode").select_option(episode.get_attribute("value"))
        chosen = page.evaluate("location.hash")
        assert "days=" in chosen
        page.locator("#time-all").click()
        ident = episode.get_attribute("value")
        assert page.locator("#episode").input_value() == ""
        page.locator(f"[data-episode={ident}] .t-bar").click()
        assert page.evaluate("location.hash") == chosen
        assert page.locator("#episode").input_value() == ident
        page.locator("#time-from").fill("2020-10-10")
        page.locator("#time-to").fill("2020-10-10")
        assert "days=2020-10-10..2020-10-10" in page.evaluate("location.hash")
        page.locator("#time-all").click()
        assert len(ids(page)) == everything
        page.locator("#time-play").click()
        started = page.locator("#time-shown").inner_text()
        page.wait_for_function(
            "was => document.getElementById('time-shown').innerText !== was", arg=started
        )
        page.locator("#time-play").click()
        assert page.locator("#time-play").get_attribute("aria-pressed") == "false"
        page.locator("#time-all").click()
        page.locator("#clock").select_option("report")
        page.locator("#time-from").fill("2022-08-01")
        page.locator("#time-to").fill("2022-08-31")
        assert len(ids(page)) > 0
        assert {a for key in ids(page) for a in events[key]["articles"]} >= {"001_894a83410b6bbbce"}
        for key in ids(page):
            assert "001_894a83410b6bbbce" in events[key]["articles"]
        seen.assert_quiet()


def test_bars_of_episodes_do_not_cover_each_other(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE) as seen:
        bars = seen.page.locator(".t-bar").evaluate_all(
            "nodes => nodes.map(n => (({x, y, width, height}) => [x, y, width, height])(n.getBBox()))"
        )
        assert len(bars) == seen.page.locator("#episode option").count() - 1 > 5
        for number, (x, y, width, height) in enumerate(bars):
            for left, top, across, down in bars[:number]:
                apart = x >= left + across or left >= x + width or y >= top + down or top >= y + height
                assert apart, (x, y, left, top)
        ticks = seen.page.locator("path.t-record").get_attribute("d") or ""
        assert ticks.count("z") > 20
        seen.assert_quiet()


def test_the_histogram_says_what_each_column_holds(chrome: Any, maps: Path) -> None:
    """Pointing at the columns one by one finds every event: in a column, or in a lane above."""
    with visit(chrome, maps / WHOLE, hash_="#phase=war-2020") as seen:
        page = seen.page
        box = page.locator("#histogram svg").bounding_box()
        told, lanes = set(), set()
        for x in range(4, int(box["width"]) - 4, 3):
            for y, found in ((42, told), *((3.5 + 4 * lane, lanes) for lane in range(5))):
                page.mouse.move(box["x"] + x, box["y"] + y)
                found.add(page.locator(".t-surface title").text_content())
        columns = [re.findall(r"(\d+) (?:fighting|talks|other)", words) for words in told]
        inside = sum(int(number) for numbers in columns for number in numbers)
        longer = {words for words in lanes if "fighting, " not in words}
        assert inside > 10
        assert longer
        listed = set(ids(page))
        phased = [e for e in payload(maps)["events"] if e["phases"] and e["id"] in listed]
        assert inside + len(longer) <= len(phased) <= inside + 2 * len(longer)
        seen.assert_quiet()


def test_areas_and_lines_stand_as_on_the_day_shown(chrome: Any, maps: Path) -> None:
    def drawn(day: str) -> set[str]:
        page.evaluate("day => { location.hash = '#layers=none&days=' + day + '..' + day }", day)
        page.wait_for_function(
            "day => document.getElementById('time-to').value === day", arg=day
        )
        found = page.locator("[data-drawing]:checked").evaluate_all(
            "boxes => boxes.map(b => +b.dataset.drawing)"
        )
        return {drawings[index] for index in found}

    drawings = [entry["id"] for entry in payload(maps)["drawings"]]
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page
        assert "line-of-contact" in drawn("2020-11-09")
        assert page.locator("path.drawing-ceasefire").count() == 1
        assert "line-of-contact" not in drawn("2020-11-10")
        assert page.locator("path.drawing-ceasefire").count() == 0
        old, new = drawn("2022-08-30"), drawn("2022-08-31")
        assert "lachin-corridor-old-road" in old - new
        assert "lachin-corridor-new-road" in new - old
        assert "31 Aug 2022" in page.locator("#areas-day").inner_text()
        seen.assert_quiet()


def test_search_finds_every_form_of_a_name_actors_and_words(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page
        for query, place in (
            ("Xankəndi", "stepanakert"), ("xankendi", "stepanakert"), ("Ստեփանակերտ", "stepanakert"),
            ("Степанакерт", "stepanakert"), ("Khankendi", "stepanakert"), ("shushi", "shusha"),
            ("Şuşa", "shusha"), ("Շուշի", "shusha"),
        ):  # fmt: skip
            page.locator("#search").fill(query)
            hits = page.locator("#results .item[data-kind=place]").evaluate_all(
                "nodes => nodes.map(n => n.dataset.id)"
            )
            assert place in hits, query
        page.locator("#results .item[data-id=shusha]").click()
        words = page.locator("#detail").inner_text()
        assert "Shusha / Shushi" in words
        assert "Շուշի" in words
        page.locator("#search").fill("Minsk Group")
        assert page.locator("#results .item[data-kind=actor]").count() > 0
        assert page.locator("#results .item[data-kind=event]").count() > 0
        page.locator("#results .item[data-kind=actor]").first.press("Enter")
        assert page.locator("#detail .item").count() > 0
        page.locator("#search").fill("qqzzqq")
        assert "Nothing found" in page.locator("#search-state").inner_text()
        page.locator("#search").press("Escape")
        assert page.locator("#list-events").is_visible()
        seen.assert_quiet()


def test_names_of_either_side(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE, hash_="#place=shusha") as seen:
        page = seen.page
        title = page.locator("#detail h2").first
        assert title.inner_text() == "Shusha / Shushi"
        for side, name in (("armenian", "Shushi"), ("azerbaijani", "Shusha"), ("neutral", "Shusha")):
            page.locator("#names").select_option(side)
            assert title.inner_text() == name
        seen.assert_quiet()


def test_evidence_and_articles_are_the_bytes_on_disk(chrome: Any, maps: Path) -> None:
    data = payload(maps)
    texts = {
        key: (ROOT / article["path"]).read_bytes().decode("utf-8")
        for key, article in data["articles"].items()
    }
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page
        for event in data["events"]:
            page.evaluate("id => { location.hash = '#event=' + id }", event["id"])
            page.wait_for_selector(f"#detail a[href='#event={event['id']}']")
            told = page.evaluate(
                "() => [...document.querySelectorAll('#detail .report')].map(n => "
                "[n.querySelector('.sentence').textContent, n.querySelector('mark').textContent])"
            )
            reports = [data["reports"][key] for key in event["reports"]]
            expected = []
            for report in reports:
                text, sentence = texts[report["article"]], report["sentence"]
                words = text[report["start"] : report["end"]]
                whole = text[sentence["start"] : sentence["end"]]
                expected.append([whole, words] if words in whole else [None, words])
            assert [words for _, words in told] == [
                w if s is None else w[: max(0, len(s))] for s, w in expected
            ]
            for (sentence, words), (whole, _) in zip(told, expected, strict=True):
                assert whole is None or sentence == whole
                assert words in texts[event["articles"][0]] or len(event["articles"]) > 1
            clocks = page.locator("#detail dl").first.inner_text()
            assert "Happened" in clocks
            assert "Reported" in clocks
        for key, text in texts.items():
            page.evaluate("id => { location.hash = '#article=' + id }", key)
            page.wait_for_selector("#detail .whole")
            assert page.locator("#detail .whole").evaluate("n => n.textContent") == text
            marks = page.locator("#detail .whole .role").count()
            assert marks >= len(data["articles"][key]["marks"])
        page.locator("#detail .whole a.role").first.click()
        assert "mention=" in page.evaluate("location.hash")
        assert page.locator("#detail blockquote").count() == 1
        seen.assert_quiet()


def test_joined_records_say_how_far_and_how_many_days(chrome: Any, maps: Path) -> None:
    event = next(e for e in payload(maps)["events"] if e["records"])
    with visit(chrome, maps / WHOLE, hash_=f"#event={event['id']}") as seen:
        joins = seen.page.locator("#detail .joins li")
        assert joins.count() == len(event["records"])
        assert re.search(r"same day|days apart", joins.first.inner_text())
        joins.first.locator("button").click()
        assert f"record={event['records'][0]['record_id']}" in seen.page.evaluate("location.hash")
        seen.assert_quiet()


def test_the_other_side_stands_beside_a_claim(chrome: Any, two_sides: Path) -> None:
    pages = fixture()
    war = pages[-2]
    base = next(e for e in war["events"] if e["id"] == "ev-0001")
    report = next(r for r in war["reports"] if r["id"] == "rp-0002a")
    other = next(e for e in war["events"] if e["id"] == "ev-0002")
    other.update(claimant="Ministry of Defence of Sundara", status="claimed")
    other.update(date_start=base["date_start"], date_end=base["date_end"])
    text = render_pages(pages, basemap())[WHOLE]
    (two_sides / "claims.html").write_bytes(text.encode())
    with visit(chrome, two_sides / "claims.html", hash_="#event=ev-0001") as seen:
        claims = seen.page.locator("#detail .claims")
        assert claims.count() == 1
        words = claims.inner_text()
        assert "Ministry of Defence of Norvia" in words
        assert "Ministry of Defence of Sundara" in words
        assert report["quote"] in words
        claims.locator("button").first.click()
        assert "event=ev-0002" in seen.page.evaluate("location.hash")
        assert seen.page.locator("#detail .claims").count() == 1
        seen.assert_quiet()


def test_the_address_restores_the_picture_and_back_goes_back(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE) as seen:
        page = seen.page
        start = picture(page)
        page.locator(".strip [data-phase=peacekeepers]").click()
        after_phase = picture(page)
        page.locator(".facet[data-group=status] summary").first.click()
        page.locator("[data-filter=status]").first.check()
        page.locator("[data-layer=record]").uncheck()
        page.locator("#names").select_option("armenian")
        page.locator("#time-from").fill("2022-01-01")
        page.locator("[data-drawing]:checked").first.uncheck()
        page.locator("#list-events .item").first.click()
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_function("location.hash.includes('map=')")
        end, url = picture(page), page.evaluate("location.href")
        view = page.evaluate("karamapFrame.map.getCenter().toString() + karamapFrame.map.getZoom()")
        for part in ("phase=", "days=", "layers=", "f.status=", "areas=-", "names=", "event=", "map="):
            assert part in url, part
        seen.assert_quiet()
        with visit(chrome, maps / WHOLE, hash_=url[url.index("#") :]) as again:
            restored = picture(again.page)
            assert restored == end
            where = again.page.evaluate(
                "karamapFrame.map.getCenter().toString() + karamapFrame.map.getZoom()"
            )
            assert numbers(where) == pytest.approx(numbers(view), abs=0.01)
            again.assert_quiet()
        for _ in range(7):
            page.go_back()
            if picture(page)["boxes"] == after_phase["boxes"]:
                break
        assert picture(page) == after_phase
        page.go_back()
        assert picture(page) == start
        page.go_forward()
        assert picture(page) == after_phase
        seen.assert_quiet()


def test_table_sorts_and_copy_gives_the_address(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE, hash_="#view=table") as seen:
        page = seen.page
        for key in ("type", "where", "records", "when"):
            button = page.locator(f"[data-sort={key}]")
            button.press("Enter")
            head = button.locator("xpath=..")
            assert head.get_attribute("aria-sort") == "ascending"
            column = page.locator("thead [data-sort]").evaluate_all(
                "(nodes, key) => nodes.findIndex(n => n.dataset.sort === key) + 1", key
            )
            cells = page.locator(f"#table-view tbody tr > :nth-child({column})").all_inner_texts()
            page.locator(f"[data-sort={key}]").press("Enter")
            turned = page.locator(f"#table-view tbody tr > :nth-child({column})").all_inner_texts()
            if key == "type":
                assert [c.strip() for c in cells] == sorted(c.strip() for c in cells)
            assert turned == cells[::-1]
        assert "sort=-when" in page.evaluate("location.hash")
        row = page.locator("#table-view tbody tr").first
        row.locator("button").click()
        assert f"event={row.get_attribute('data-id')}" in page.evaluate("location.hash")
        page.locator("#copy-link").click()
        copied = page.locator(".copy-field")
        if copied.count():
            assert copied.input_value() == page.evaluate("location.href")
        seen.assert_quiet()


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_no_accessibility_violation_in_any_state(
    chrome: Any, maps: Path, size: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    article = sorted(payload(maps)["articles"])[0]
    event = next(e for e in payload(maps)["events"] if e["records"])["id"]
    states = [
        "", "#view=table", "#q=shushi", f"#article={article}", f"#event={event}",
        "#place=stepanakert", "#tab=not_shown&days=2020-10-01..2020-10-10&phase=war-2020",
    ]  # fmt: skip
    with visit(chrome, maps / WHOLE, size=size, scheme=scheme) as seen:
        for state in states:
            seen.page.evaluate("hash => { location.hash = hash || '#x=1' }", state)
            seen.page.wait_for_timeout(60)
            if not state:
                seen.page.locator("#legend-box").evaluate("n => { n.open = true }")
                seen.page.evaluate(
                    "document.querySelectorAll('.facet').forEach(n => { n.open = true })"
                )
            result = axe.run(seen.page, options=AXE)
            found = [
                (v["id"], [n["target"] for n in v["nodes"]][:3])
                for v in result.response["violations"]
            ]
            assert found == [], state
            wide = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, state


def test_the_narrowest_phone(chrome: Any, maps: Path) -> None:
    with visit(chrome, maps / WHOLE, size="phone") as seen:
        page = seen.page
        page.set_viewport_size({"width": 360, "height": 640})
        page.wait_for_timeout(100)
        for state in ("#x=1", "#view=table", "#q=lachin", "#event=" + ids(page)[0]):
            page.evaluate("hash => { location.hash = hash }", state)
            page.wait_for_timeout(60)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, state
        small = page.locator(
            ".bar button, .time-tools button, .strip a, .tabs button, .legend label"
        ).evaluate_all(
            "nodes => nodes.filter(n => n.offsetParent && "
            "n.getBoundingClientRect().height < 24).map(n => n.outerHTML.slice(0, 80))"
        )
        assert small == []
        seen.assert_quiet()


def test_paper_shows_one_thing_and_nothing_over_another(chrome: Any, maps: Path) -> None:
    parts = {"list": "#list-events", "evidence": "#detail", "table": "#table-view"}
    event = payload(maps)["events"][0]["id"]
    for state, wanted in (("x=1", "list"), (f"event={event}", "evidence"), ("view=table", "table")):
        for size in ("desk", "phone"):
            with visit(chrome, maps / WHOLE, size=size, hash_=f"#{state}") as seen:
                page = seen.page
                page.set_viewport_size({"width": 760, "height": 1075})
                page.emulate_media(media="print")
                page.evaluate("dispatchEvent(new Event('beforeprint'))")
                printed = {name for name, part in parts.items() if page.locator(part).is_visible()}
                assert printed == {wanted}, (state, size)
                part, time = (page.locator(css).bounding_box() for css in (parts[wanted], "#time"))
                above, below = sorted((part, time), key=lambda box: box["y"])
                assert above["y"] + above["height"] <= below["y"] + 1, (state, size)
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
                for css in ("h1", ".dates", ".disclaimer", ".credits", "#legend"):
                    assert page.locator(css).first.is_visible(), css
                for css in (".leaflet-control-container", ".bar", "#episode", ".time-tools"):
                    assert not page.locator(css).is_visible(), css


def test_labels_keep_clear_of_the_controls(chrome: Any, maps: Path) -> None:
    for size in ("desk", "phone"):
        with visit(chrome, maps / WHOLE, size=size) as seen:
            boxes = seen.page.evaluate(
                """() => ['.mk-tag', '.leaflet-control'].map(css => [...document.querySelectorAll(
                  css)].map(n => n.getBoundingClientRect().toJSON()))"""
            )
            assert all(boxes)
            for label in boxes[0]:
                for control in boxes[1]:
                    apart = (
                        label["right"] <= control["left"] or label["left"] >= control["right"]
                        or label["bottom"] <= control["top"] or label["top"] >= control["bottom"]
                    )  # fmt: skip
                    assert apart, (size, label, control)


def test_sizes_of_the_real_pages(maps: Path) -> None:
    for path in maps.glob("*.html"):
        assert path.stat().st_size < (500_000 if path.name == "index.html" else 2_000_000), path

"""Pages in a browser, from disk, with the network blocked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser_support import AXE, chrome_fixture, visit  # noqa: F401 - a fixture
from karamap.render import render_pages
from test_render import basemap, fixture, poisoned

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    for name, text in render_pages(fixture(), basemap()).items():
        (made / name).write_bytes(text.encode())
    return made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    for name, text in render_pages(poisoned(), basemap()).items():
        (made / name).write_bytes(text.encode())
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.html"))


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_quietly_and_fit(chrome: Any, folder: Path, size: str, scheme: str) -> None:
    assert len(names(folder)) == 6
    for name in names(folder):
        with visit(chrome, folder / name, size=size, scheme=scheme) as seen:
            wide = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, name
            seen.assert_quiet()


def test_counts_add_up(chrome: Any, folder: Path) -> None:
    page_data = fixture()[2]
    with visit(chrome, folder / "autumn-war.html") as seen:
        page = seen.page
        assert page.locator("#list-events .item").count() == len(page_data["events"])
        line = page.locator("#count").inner_text()
        assert line == (
            "20 of 20 shown: 15 on the map · 2 outside its frame · 1 for a country or wide area"
            " · 2 without a place"
        )
        per_layer = page.evaluate(
            """Object.fromEntries([...document.querySelectorAll('[data-layer]')].map(
            b => [b.dataset.layer, +b.closest('label').querySelector('.row-n').textContent]))"""
        )
        for layer in ("fighting", "talks", "voice", "aid", "coercion", "displacement"):
            assert per_layer[layer] == sum(e["layer"] == layer for e in page_data["events"])
        seen.assert_quiet()


def test_toggles_take_marks_and_rows_away(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        page = seen.page
        before = page.locator(".mk .sym-fighting").count()
        assert before > 0
        page.locator("[data-layer=fighting]").uncheck()
        assert page.locator(".mk .sym-fighting").count() == 0
        assert page.locator("#list-events .sym-fighting").count() == 0
        assert page.locator("#count").inner_text().startswith("12 of 20 shown: 8 on the map")
        page.locator("[data-layer=fighting]").check()
        assert page.locator(".mk .sym-fighting").count() == before
        assert page.locator(".mk .sym-mention").count() == 0
        page.locator("[data-layer=mention]").check()
        assert page.locator(".mk .sym-mention").count() > 0
        seen.assert_quiet()


def test_only_names_that_stand_for_the_place_are_drawn_as_mentions(
    chrome: Any, tmp_path: Path
) -> None:
    pages = fixture()
    for mention in pages[2]["mentions"]:
        mention.update(role="embedded", place_id="gorra", drawn="dot")
    text = render_pages(pages, basemap())["autumn-war.html"]
    (tmp_path / "page.html").write_bytes(text.encode())
    with visit(chrome, tmp_path / "page.html") as seen:
        assert seen.page.locator("[data-layer=mention]").is_disabled()
        seen.page.locator("#tab-mentions").click()
        assert seen.page.locator("#list-mentions .item").count() == len(pages[2]["mentions"])


def test_fighting_never_stands_at_a_seat(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        for place in ("norv", "sund"):
            mark = seen.page.locator(f".mk-root[data-place={place}]")
            assert mark.count() == 1
            assert mark.locator(".sym-fighting").count() == 0
            assert mark.locator(".look-hollow").count() > 0


def test_precision_is_drawn(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        page = seen.page
        assert page.locator("path.ring").count() == 1  # the one event that is drawn as a ring
        for place in ("alder-district", "country.XB"):
            assert page.locator(f".mk-root[data-place='{place}']").count() == 0
        assert page.locator("#dock [data-place='country.XB']").count() == 1
        for place, style in (("valley", "former-autonomy"), ("contact-line", "ceasefire")):
            assert page.locator(f".mk-root[data-place={place}] .mk-tag").count() == 1
            assert page.locator(f"path.drawing-{style}.is-used").count() == 1


def test_a_voice_is_tied_to_what_it_is_about(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html", hash_="#event=ev-0016") as seen:
        assert seen.page.locator("path.tie").count() == 1
    with visit(chrome, folder / "autumn-war.html", hash_="#event=ev-0017") as seen:
        assert seen.page.locator("path.drawing-former-autonomy.is-lit").count() == 1


def test_paper_shows_legend_and_map(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html", size="phone") as seen:
        page = seen.page
        assert not page.locator("#legend").is_visible()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#legend").is_visible()
        assert page.locator(".map-canvas").bounding_box()["height"] > 300
        assert not page.locator("#tabs").is_visible()
        seen.assert_quiet()


def test_marks_stand_exactly_at_their_place(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        off = seen.page.evaluate(
            """() => { const {map} = window.karamapFrame; const data =
            JSON.parse(document.getElementById('karamap-data').textContent);
            const room = map.getContainer().getBoundingClientRect();
            return [...document.querySelectorAll('.mk-root[data-place]')]
              .filter(n => data.places[n.dataset.place] && !n.querySelector('.mk-tag')).map(n => {
                const p = data.places[n.dataset.place];
                const want = map.latLngToContainerPoint([p.lat, p.lon]);
                const box = n.querySelector('svg').getBoundingClientRect();
                return Math.hypot(box.x + box.width / 2 - room.x - want.x,
                                  box.y + box.height / 2 - room.y - want.y); }); }"""
        )
        assert len(off) >= 4
        assert max(off) < 1.5


def test_evidence_is_the_sentence_of_the_article(chrome: Any, folder: Path) -> None:
    report = fixture()[2]["reports"][0]
    with visit(chrome, folder / "autumn-war.html", hash_="#event=ev-0001") as seen:
        detail = seen.page.locator("#detail")
        assert detail.is_visible()
        assert detail.locator(".sentence").first.inner_text() == report["sentence"]["text"]
        assert detail.locator("mark").first.inner_text() == report["quote"]
        words = detail.inner_text()
        expected = [
            "4 Oct 2020", "5 Oct 2020", "Orvan / Orwanabad", "at least 12", "1.2 km apart",
            "same day", "Valley Courier", "inferred", "Who fired first", "denied",
            "Ministry of Defence of Sundara", f"{report['start']}–{report['end']}",
        ]  # fmt: skip
        assert [part for part in expected if part not in words] == []
        seen.assert_quiet()


def test_stacked_events_open_as_a_list(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        page = seen.page
        page.locator(".mk-root[data-place=norv]").press("Enter")
        assert page.locator("#detail .item").count() == 3
        assert page.evaluate("location.hash") == "#place=norv"
        page.locator("#detail .item").first.click()
        assert page.locator("#detail .sentence").count() == 1
        page.go_back()
        assert page.locator("#detail .item").count() == 3
        page.keyboard.press("Escape")
        assert not page.locator("#detail").is_visible()
        seen.assert_quiet()


def test_keyboard_reaches_marks_and_focus_returns(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        page = seen.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        mark = page.locator(".mk-root[data-place=gorra]")
        assert mark.get_attribute("role") == "button"
        assert mark.get_attribute("tabindex") == "0"
        assert page.get_by_role("button", name="Gorra: Aid 1", exact=True).count() == 1
        mark.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "H2"
        page.locator(".close").click()
        assert page.evaluate("document.activeElement.dataset.place") == "gorra"
        page.locator("#tab-events").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#tab-records").get_attribute("aria-selected") == "true"
        assert page.locator("#list-records .item").count() == 2
        seen.assert_quiet()


def test_every_event_can_be_read_even_without_a_place(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        for event in fixture()[2]["events"]:
            seen.page.evaluate("id => { location.hash = '#event=' + id }", event["id"])
            seen.page.wait_for_selector(f"#detail a[href='#event={event['id']}']")
            assert seen.page.locator("#detail mark").count() >= 1
        seen.assert_quiet()


def test_not_shown_is_listed_by_reason(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html") as seen:
        seen.page.locator("#tab-not_shown").click()
        entries = fixture()[2]["not_shown"]
        assert seen.page.locator("#list-not_shown .missing li").count() == len(entries)
        reasons = {entry["reason"] for entry in entries}
        assert seen.page.locator("#list-not_shown details").count() == len(reasons)


def test_names_switch_labels_but_never_quotes(chrome: Any, folder: Path) -> None:
    with visit(chrome, folder / "autumn-war.html", hash_="#event=ev-0001") as seen:
        page = seen.page
        page.locator("#names").select_option("south")
        title = page.locator("#detail h2").inner_text()
        assert "Orwanabad" in title
        assert "Orvan /" not in title
        assert "shelled Orvan" in page.locator("#detail mark").first.inner_text()


def test_a_cut_or_unknown_address_opens_the_page(chrome: Any, folder: Path) -> None:
    for broken in ("#event=%E0%A4%A", "#event=none", "#place=__proto__", "#record=toString", "#x"):
        with visit(chrome, folder / "autumn-war.html", hash_=broken) as seen:
            assert not seen.page.locator("#detail").is_visible()
            seen.assert_quiet()


def test_tiles_ask_nobody_before_the_button(chrome: Any, tmp_path: Path) -> None:
    text = render_pages(fixture(), basemap(), tiles=True)["autumn-war.html"]
    (tmp_path / "page.html").write_bytes(text.encode())
    with visit(chrome, tmp_path / "page.html") as seen:
        seen.page.wait_for_timeout(200)
        seen.assert_quiet()
        seen.page.locator("#tiles-button").click()
        seen.page.wait_for_timeout(400)
        assert seen.requests
        assert all(url.startswith("https://tile.openstreetmap.org/") for url in seen.requests)


def test_hostile_text_is_shown_as_text(chrome: Any, hostile: Path) -> None:
    for name in names(hostile):
        with visit(chrome, hostile / name) as seen:
            page = seen.page
            if name == "autumn-war.html":
                for tab in ("records", "mentions", "not_shown", "events"):
                    page.locator(f"#tab-{tab}").click()
                page.locator("[data-layer=mention]").check()
                page.locator(".mk-root[data-place=norv]").press("Enter")
                for event in fixture()[2]["events"]:
                    page.evaluate("id => { location.hash = '#event=' + id }", event["id"])
                    page.wait_for_selector(f"#detail a[href='#event={event['id']}']")
                page.evaluate("location.hash = '#event=ev-0002'")
                page.wait_for_selector("#detail a[href='#event=ev-0002']")
                assert "{{ 7*7 }}" in page.locator("#detail").inner_text()
                assert "<script>window.__x=1</script>" in page.locator("#detail").inner_text()
                page.locator(".mk-root[data-place=norv] .mk-syms").hover()
                page.evaluate("location.hash = '#event=ev-0001'")
                page.wait_for_selector("#detail a[href='#event=ev-0001']")
                assert "y" * 10_000 in page.locator("#detail").inner_text()
            assert page.evaluate("window.__x === undefined")
            assert page.locator("img").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            seen.assert_quiet()


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(chrome: Any, folder: Path, size: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    war = "autumn-war.html"
    views = [("index.html", ""), ("dispute.html", ""), (war, "#event=ev-0001")]
    if (size, scheme) == ("desk", "light"):
        views += [(war, "#place=orvan"), (war, "#record=rec-1"), (war, "#mention=mn-001")]
    for name, hash_ in views:
        with visit(chrome, folder / name, size=size, scheme=scheme, hash_=hash_) as seen:
            # The test tool itself needs to put a script into the page.
            result = axe.run(seen.page, options=AXE)
            found = [
                (v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3])
                for v in result.response["violations"]
            ]
            assert found == [], (name, hash_)

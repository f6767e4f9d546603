"""Pages as text: contracts, safety, sameness, size."""

from __future__ import annotations

import base64
import copy
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.errors import OutputError
from karamap.render import assets, render_pages
from karamap.render.markup import Markup, data_block, join, json_text, safe, tag
from karamap.render.when import period, span

DATA = Path(__file__).parent / "data"
WORDS = assets.strings("en")
EVIL = (
    "<script>window.__x=1</script>{{ 7*7 }}{% raw %}{# </script><script>window.__x=2</script>"
    "<img src=x onerror=window.__x=3> ${window.__x=4} `x` \"'\\ \u202eRTL\u200f "
    "javascript:x]]> <!--"
)


def fixture() -> list[dict]:
    """The pages of the fixture, with the whole conflict as the last but one."""
    pages = json.loads((DATA / "page_fixture.json").read_text(encoding="utf-8"))
    return [*pages[:-1], whole(pages[2]), pages[-1]]


def whole(war: dict) -> dict:
    """The page of a phase, as if it were the whole conflict, with texts to read."""
    page = {**copy.deepcopy(war), "page": {"kind": "conflict", "phase": None}}
    for article in page["articles"]:
        text = [" "] * 4000
        for report in page["reports"]:
            if report["article"] == article["id"]:
                sentence = report["sentence"]
                text[sentence["start"] : sentence["end"]] = sentence["text"]
        marks = [
            [m["start"], m["end"], m["role"], m["id"]]
            for m in page["mentions"]
            if m["article"] == article["id"]
        ]
        article.update(text="".join(text), marks=sorted(marks))
    for place in page["places"].values():
        place["names"] = [[f"{place['name']}abad", "de", ""]]
    sides = {"Norvia": "north", "Sundara": "south"}
    page["actors"] = {
        name: {"side": side, "kind": "state"}
        for state, side in sides.items()
        for name in (state, f"Ministry of Defence of {state}", f"Foreign minister of {state}")
    }
    return page


def basemap() -> dict:
    return json.loads((DATA / "page_basemap.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    return render_pages(fixture(), basemap())


def poisoned() -> list[dict]:
    """The fixture with hostile text in every string that a page shows; ids and enums stay."""
    keep = {
        "id", "kind", "phase", "href", "start", "end", "date_start", "date_end", "type", "status",
        "layer", "drawn", "at", "at_kind", "place_id", "event", "article", "ref", "published",
        "which", "day", "source_key", "style", "valid_from", "valid_to", "role", "precision",
        "date_precision", "record_id", "country",
    }  # fmt: skip
    lists = {"reports", "articles", "phases", "features", "events"}

    def walk(value, key=""):
        if isinstance(value, dict):
            if value.get("type") in ("Polygon", "LineString", "MultiPolygon"):
                return value
            return {
                k: v if k in keep and isinstance(v, str) else walk(v, k) for k, v in value.items()
            }
        if isinstance(value, list):
            if key in lists and all(isinstance(v, str) for v in value):
                return value
            return [walk(v, key) for v in value]
        return EVIL + value if isinstance(value, str) else value

    pages = [walk(page) for page in fixture()]
    long = pages[2]["events"][0]
    pages[2]["reports"][0]["quote"] = "long " + "x" * 10_000
    long["claimant"] = EVIL + "y" * 10_000
    return pages


class Shape(HTMLParser):
    """Elements, attributes and the texts of scripts and styles of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.blocks: list[tuple[str, dict, str]] = []
        self.feed(text)

    def handle_starttag(self, name, attrs):
        self.tags.append((name, dict(attrs)))
        self.last = (name, dict(attrs))

    def handle_data(self, data):
        if self.tags and self.last[0] in ("script", "style"):
            self.blocks.append((*self.last, data))
            self.last = ("", {})


def test_one_page_for_each_phase_and_an_index(rendered):
    names = {"index.html", "conflict.html", *(phase["href"] for phase in fixture()[0]["phases"])}
    assert set(rendered) == names
    assert list(rendered) == sorted(rendered)


def test_twice_the_same_bytes_and_no_random_ids(rendered):
    again = render_pages(copy.deepcopy(fixture()), basemap())
    assert again == rendered
    for text in rendered.values():
        assert not re.search(r"_[0-9a-f]{32}\b", text)


def test_accepts_objects_that_give_the_dict(rendered):
    class Page:
        def __init__(self, plain):
            self.plain = plain

        def to_json(self):
            return self.plain

    assert render_pages([Page(page) for page in fixture()], basemap()) == rendered


def test_index_is_made_from_phases_when_not_given():
    made = render_pages(fixture()[:1], basemap())
    assert "The phases" in made["index.html"]


def test_no_page_is_an_error_with_a_mend():
    with pytest.raises(OutputError, match=r"phases\.toml"):
        render_pages([], {})


@pytest.mark.parametrize("href", ["../x.html", "index.html", "conflict.html", "join-report.html", "a b.html", "x.js"])
def test_a_page_name_that_would_leave_the_folder_is_refused(href):
    pages = fixture()[:1]
    pages[0]["phases"][0]["href"] = href
    with pytest.raises(OutputError, match="cannot name a page"):
        render_pages(pages, {})


def test_works_without_any_base_map():
    assert "autumn-war.html" in render_pages(fixture(), {})


def test_sizes(rendered):
    for name, text in rendered.items():
        assert len(text.encode()) < (500_000 if name == "index.html" else 2_000_000)


def test_head_landmarks_and_policy(rendered):
    for text in rendered.values():
        shape = Shape(text)
        named = dict(shape.tags)
        assert named["html"]["lang"] == "en"
        views = [a["content"] for t, a in shape.tags if t == "meta" and a.get("name") == "viewport"]
        assert views == ["width=device-width, initial-scale=1"]
        for element in ("header", "main", "footer", "h1", "title"):
            assert sum(t == element for t, _ in shape.tags) >= 1, element
        assert sum(t == "h1" for t, _ in shape.tags) == 1
        skip = next(a for t, a in shape.tags if a.get("class") == "skip")
        assert any(a.get("id") == skip["href"][1:] for _, a in shape.tags)


def test_policy_allows_exactly_what_stands_in_the_page(rendered):
    for text in rendered.values():
        shape = Shape(text)
        rule = next(a["content"] for t, a in shape.tags if a.get("http-equiv"))
        parts = dict(part.split(" ", 1) for part in rule.split("; "))
        assert parts["default-src"] == "'none'"
        assert parts["img-src"] == "data:"
        assert "unsafe" not in rule
        assert "http" not in rule
        for element, attrs, content in shape.blocks:
            if attrs.get("type") == "application/json":
                continue
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in parts[f"{element}-src"]


def test_nothing_is_linked_or_styled_from_elsewhere(rendered):
    for text in rendered.values():
        shape = Shape(text)
        for element, attrs in shape.tags:
            assert "src" not in attrs, element
            assert "style" not in attrs, element
            assert not [name for name in attrs if name.startswith("on")]
            href = attrs.get("href") or ""
            assert not href.startswith(("http:", "https:", "//", "javascript:"))
        for element, _, content in shape.blocks:
            if element == "style":
                assert not re.search(r"url\((?!data:|#)", content)
                assert "@import" not in content


def test_tiles_are_offered_only_when_built_with_them(rendered):
    assert all("tile.openstreetmap" not in part for part in
               re.findall(r"<script>.*?</script>", rendered["autumn-war.html"], re.DOTALL))
    page = render_pages(fixture(), basemap(), tiles=True)["autumn-war.html"]
    rule = next(a["content"] for t, a in Shape(page).tags if a.get("http-equiv"))
    assert "img-src data: https://tile.openstreetmap.org;" in rule
    assert 'id="tiles-button"' in page
    assert "addTo(map_1)" not in page.split("tileLayer(", 1)[1].split("var ", 1)[0]


def test_folium_keeps_its_own_lists():
    before = (list(folium.Map.default_js), list(folium.Map.default_css))
    render_pages(fixture()[:1], basemap())
    assert (folium.Map.default_js, folium.Map.default_css) == before


def test_hostile_text_neither_runs_nor_breaks_the_build():
    made = render_pages(poisoned(), basemap())
    for text in made.values():
        shape = Shape(text)
        data = [content for _, attrs, content in shape.blocks if attrs.get("type")]
        assert all("<" not in block for block in data)
        scripts = [c for e, a, c in shape.blocks if e == "script" and not a.get("type")]
        assert all("__x" not in script for script in scripts)
        elements = {element for element, _ in shape.tags}
        assert "img" not in elements
    assert "{{ 7*7 }}" in html.unescape(made["index.html"])
    block = next(c for _, a, c in Shape(made["autumn-war.html"]).blocks if a.get("type"))
    assert json.loads(block)["events"][0]["claimant"].startswith(EVIL)


def test_data_of_marks_stays_out_of_the_scripts(rendered):
    scripts = re.findall(r"<script>(.*?)</script>", rendered["autumn-war.html"], re.DOTALL)
    for words in ("Orvan", "shelled", "Valley Courier", "Norvia"):
        assert not any(words in script for script in scripts)


def test_counts_and_sources_are_on_the_page(rendered):
    text = html.unescape(rendered["autumn-war.html"])
    page = fixture()[2]
    for part in ("disclaimer", "names_note", "borders_note", "tolls_note"):
        assert page["policy"][part] in text
    for entry in page["attribution"]:
        assert entry["title"] in text
    assert "Redistributions in binary form" in text  # Leaflet's licence travels with Leaflet


def test_index_tells_the_story(rendered):
    text = html.unescape(rendered["index.html"])
    for phase in fixture()[0]["phases"]:
        assert phase["name"] in text
        assert phase["summary"] in text
        assert f'href="{phase["href"]}"' in text
    for phase in fixture()[0]["phases"]:
        for bound in phase["alternatives"]:
            assert bound["reason"] in text
    for article in fixture()[-1]["articles"]:
        assert article["title"] in text
        assert article["published"]["basis"] in text
    assert "No article of its own" in text
    assert "Headline of another article" in text


# ---- small parts -------------------------------------------------------------------------------


@given(st.text())
def test_json_text_reads_back_and_holds_no_markup(value):
    block = json_text({"value": value})
    assert json.loads(block) == {"value": value}
    assert not set("<>&\u2028\u2029") & set(block)


@given(st.text())
def test_safe_text_means_itself_and_opens_nothing(value):
    made = safe(value)
    assert html.unescape(made) == html.unescape(html.escape(value))
    assert not set("<>\"'`${}\\") & set(made)


@given(st.text(), st.text())
def test_text_and_attributes_are_escaped(child, attribute):
    made = tag("p", child, title=attribute)
    shape = Shape(str(made))
    assert [name for name, _ in shape.tags] == ["p"]
    if "\r" not in attribute and "\0" not in attribute:
        assert shape.tags[0][1]["title"] == html.unescape(html.escape(attribute))


def test_finished_markup_is_not_escaped_again():
    assert tag("p", tag("b", "<")) == "<p><b>&lt;</b></p>"
    assert join("<", Markup("<br>"), None) == "&lt;<br>"
    assert data_block("d", "</script>").count("</script>") == 1


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2022-08-03", "2022-08-03", "3 Aug 2022"),
        ("2022-08-01", "2022-08-05", "1–5 Aug 2022"),
        ("2022-08-01", "2022-08-31", "August 2022"),
        ("2020-09-27", "2020-10-05", "27 Sep – 5 Oct 2020"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("1992-01-01", "1994-12-31", "1992–1994"),
        ("1988-02-20", "1992-03-01", "20 Feb 1988 – 1 Mar 1992"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2022-08-03", None, "since 3 Aug 2022"),
        (None, "2022-08-03", "until 3 Aug 2022"),
        (None, None, "date unknown"),
    ],
)
def test_days_in_words(start, end, expected):
    assert span(start, end, WORDS) == expected


def test_a_period_is_told_by_its_first_and_last_day():
    assert period("2020-09-27", "2020-11-10", WORDS) == "27 Sep – 9 Nov 2020"
    assert period("2024-01-01", None, WORDS) == "since 1 Jan 2024"


@given(st.dates(), st.dates())
def test_days_in_words_always_name_both_years(a, b):
    first, last = sorted((a, b))
    words = span(first.isoformat(), last.isoformat(), WORDS)
    assert str(first.year) in words
    assert str(last.year) in words


def test_every_word_of_the_module_is_in_the_strings():
    script = assets.instrument_js()
    used = set(re.findall(r"\bui\.(\w+)", script)) | set(re.findall(r'say\("(\w+)"', script))
    used |= set(re.findall(r'\b(?:word|counted)\("(\w+)"', script))
    assert used <= set(WORDS), sorted(used - set(WORDS))


def test_module_never_writes_markup():
    script = assets.instrument_js()
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in script
    assert script.count("createElementNS") == 1
    assert "html: root" in script  # Leaflet's icon gets a node, not a text

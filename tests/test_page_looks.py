"""Tints, ground and counts of the pages, as they stand in the HTML."""

from __future__ import annotations

import copy
import re

import pytest

from karamap.render import render_pages
from karamap.render.frame import _extent
from karamap.render.view import ground_classes, holder_class, holder_styles
from test_render import basemap, fixture

SIDES = ["north", "south", "east", "west", "middle", "coast", "hills"]


def conflict(sides: list[str]) -> dict:
    return {"sides": [{"id": side, "name": side} for side in sides]}


def area(holder: str | None, accuracy_km: float = 1.0) -> dict:
    return {"properties": {"holder": holder, "accuracy_km": accuracy_km}}


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7])
def test_every_side_has_a_tint_of_its_own(number: int) -> None:
    sides = SIDES[:number]
    css = holder_styles(conflict(sides))
    light, dark = css.split("@media")
    for part in (light, dark):
        tints = dict(re.findall(r"\.(holder-\d+) \{ --holder: ([^;]+); \}", part))
        assert len(tints) == len(set(tints.values())) == number
        classes = {holder_class(area(side), conflict(sides)) for side in sides}
        assert classes == {f"held {name}" for name in tints}


def test_what_nobody_of_the_conflict_holds_has_no_tint() -> None:
    assert holder_class(area(None), conflict(SIDES)) == ""
    assert holder_class(area("someone else"), conflict(SIDES)) == ""
    assert holder_class(area("north", accuracy_km=50), conflict(SIDES)) == "coarse"


def test_tints_of_a_third_side_reach_the_pages() -> None:
    pages = fixture()
    for page in pages:
        page["conflict"] = copy.deepcopy(page["conflict"])
        page["conflict"]["sides"].append({"id": "third", "name": "Third side"})
        for feature in page["areas"]:
            feature["properties"] = {**feature["properties"], "holder": "third", "accuracy_km": 1}
    for name, text in render_pages(pages, basemap()).items():
        assert ".holder-2 { --holder: " in text, name
    assert "held holder-2" in render_pages(pages, basemap())["autumn-war.html"]


def test_without_land_there_is_no_sea() -> None:
    assert "has-land" in ground_classes(basemap())
    assert ground_classes({}) == ground_classes({"countries": {"features": []}}) == ""
    with_land = render_pages(fixture(), basemap())["autumn-war.html"]
    without = render_pages(fixture(), {})["autumn-war.html"]
    assert "base base-sea" in with_land
    assert "base base-sea" not in without
    assert 'class="page-phase"' in without


def test_the_sea_ends_where_the_land_was_cut() -> None:
    def square(west: float, north: float) -> dict:
        ring = [[west, 40.0], [21.0, 40.0], [21.0, north], [west, north], [west, 40.0]]
        return {"type": "Polygon", "coordinates": [ring]}

    both = {"type": "GeometryCollection", "geometries": [square(20.0, 41.0), square(19.5, 42.5)]}
    assert _extent({"features": [{"geometry": both}]}) == (19.5, 40.0, 21.0, 42.5)
    assert _extent({"features": [{"geometry": square(20.0, 41.0)}]}) == (20.0, 40.0, 21.0, 41.0)


def test_the_tile_of_the_whole_conflict_has_counts() -> None:
    pages = fixture()
    for page in pages:
        page["conflict"] = {**page["conflict"], "counts": {"events": 12, "voices": 1, "records": 3}}
    for name, text in render_pages(pages, basemap()).items():
        if name == "index.html":
            continue
        first = text[text.index('<ol class="strip">') :].split("</li>")[0]
        assert '<span class="strip-count">12 events, 1 voice</span>' in first, name

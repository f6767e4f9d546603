"""Each language of the pages has the words, the placeholders and the plurals that it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from karamap.errors import UsageError
from karamap.render import assets
from karamap.render.when import counted

ENGLISH = assets.strings("en")
OTHERS = [code for code in assets.languages() if code != "en"]
PLURALS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}}


def is_plural(value):
    """Whether a table holds the plural forms of one text."""
    return isinstance(value, dict) and "other" in value and set(value) <= PLURALS["ru"]


def leaves(value, path=""):
    """Yield path and text of each text; the forms of a plural are one place."""
    if is_plural(value):
        yield path, list(value.values())
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}/{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, f"{path}/{number}")
    else:
        yield path, [value]


def placeholders(text):
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_there_is_a_second_language():
    assert "ru" in OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_the_keys_of_english_and_no_other(code):
    assert sorted(path for path, _ in leaves(assets.strings(code))) == sorted(
        path for path, _ in leaves(ENGLISH)
    )


@pytest.mark.parametrize("code", OTHERS)
def test_placeholders_are_those_of_english(code):
    ours = dict(leaves(assets.strings(code)))
    for path, forms in leaves(ENGLISH):
        wanted = placeholders(forms[-1])
        assert {tuple(placeholders(form)) for form in ours[path]} == {tuple(wanted)}, path
        assert all(form.count("{") == form.count("}") == len(wanted) for form in ours[path]), path


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_in_english(code):
    same = {
        path for path, forms in leaves(assets.strings(code)) if forms == dict(leaves(ENGLISH))[path]
    }
    assert same <= {"/toll", "/toll_best", "/time_shown", "/download_geojson", "/download_csv"}


@pytest.mark.parametrize("code", assets.languages())
def test_a_plural_has_every_form_of_its_language(code):
    def plurals(value):
        if is_plural(value):
            yield value
        elif isinstance(value, dict):
            for part in value.values():
                yield from plurals(part)

    found = list(plurals(assets.strings(code)))
    assert found
    assert all(set(forms) == PLURALS[code] for forms in found)


def test_russian_counts():
    words = assets.strings("ru")
    said = [
        counted(words["text"]["strip_events"], n, words) for n in (1, 2, 5, 11, 12, 21, 22, 111)
    ]
    assert said == [
        "1 событие", "2 события", "5 событий", "11 событий", "12 событий", "21 событие", "22 события",
        "111 событий",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["xx", "", "EN", "../en", "ru\n"])
def test_an_unknown_language_lists_those_that_exist(code):
    with pytest.raises(UsageError, match="take one of en, ru") as error:
        assets.strings(code)
    assert "\n" not in str(error.value)


def test_a_build_refuses_an_unknown_language_before_it_reads(project, tmp_path):
    from karamap.pipeline import build

    said = []
    with pytest.raises(UsageError, match="no pages in the language 'tlh'"):
        build(project, tmp_path / "maps", said.append, language="tlh")
    assert not said
    assert not (tmp_path / "maps").exists()


def test_a_russian_build_speaks_russian_and_has_the_same_data(project, tmp_path):
    from karamap.pipeline import build

    out = tmp_path / "maps"
    build(project, out, language="ru")
    pages = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.html")}
    assert len(pages) > 1
    assert all('<html lang="ru">' in page for page in pages.values())
    assert "Что не показано" in pages["index.html"]
    ours = [
        text
        for _, forms in leaves(ENGLISH["text"])
        for text in forms
        if len(text) > 25 and "{" not in text
    ]
    for name, page in pages.items():
        body = page.split("</style>")[-1]
        assert not [text for text in ours if text in body], name
    assert Path(out / "build.json").is_file()


def test_the_base_map_has_the_names_of_the_places_that_it_shows():
    from karamap.basemap import renamed

    def feature(name, place_id):
        return {"type": "Feature", "properties": {"name": name, "place_id": place_id}}

    layers = {
        "lakes": {"features": [feature("Lake A", "a"), feature("Lake B", "b"), feature("C", None)]},
        "relief": {"bounds": [1, 2, 3, 4]},
    }
    found = renamed(layers, {"a": "Озеро А"}.get)
    names = [item["properties"]["name"] for item in found["lakes"]["features"]]
    assert names == ["Озеро А", "Lake B", "C"]
    assert found["relief"] == layers["relief"]
    assert layers["lakes"]["features"][0]["properties"]["name"] == "Lake A"

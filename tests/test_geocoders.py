from __future__ import annotations

from pathlib import Path

import geopy.exc
import pytest
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from karamap import gazetteer, geocoders
from karamap.gazetteer.pack import Pack, compile_pack
from karamap.gazetteer.world import world_places


def city(number: int, name: str, lat: float, lon: float, country: str, people: int, unit: str):
    return {
        "geonameid": number, "name": name, "latitude": lat, "longitude": lon,
        "countrycode": country, "population": people, "admin1code": unit, "alternatenames": [],
    }  # fmt: skip


CITIES = [
    city(1, "Springfield", 39.8, -89.64, "US", 116000, "IL"),
    city(2, "Springfield", 42.1, -72.59, "US", 155000, "MA"),
    city(3, "Springfield", 49.93, -96.69, "CA", 5000, "03"),
]


@pytest.fixture(scope="module")
def coder() -> geocoders.Gazetteer:
    places = gazetteer.Gazetteer((), world_places(), Pack(compile_pack(CITIES, {})))
    return geocoders.Gazetteer(places)


def test_it_is_a_geopy_geocoder_that_asks_no_network(coder: geocoders.Gazetteer) -> None:
    assert isinstance(coder, Geocoder)
    with pytest.raises(geopy.exc.GeocoderServiceError, match="offline"):
        coder._call_geocoder("https://example.org", lambda answer: answer)
    with pytest.raises(geopy.exc.GeocoderServiceError, match="offline"):
        coder._call_geocoder("https://example.org", lambda answer: answer, is_json=False)


def test_geocode_gives_a_location_with_its_record(coder: geocoders.Gazetteer) -> None:
    place = coder.geocode("Springfield")
    assert isinstance(place, Location)
    assert (place.latitude, place.longitude) == (42.1, -72.59)
    assert place.address == "Springfield, Massachusetts, United States"
    assert place.raw["id"] == "geonames.2" and place.raw["radius_km"] > 0


@pytest.mark.parametrize(
    ("query", "options", "expected"),
    [
        ("Springfield", {}, ["geonames.2", "geonames.1", "geonames.3"]),
        ("Springfield", {"limit": 2}, ["geonames.2", "geonames.1"]),
        ("Springfield", {"country_codes": "ca"}, ["geonames.3"]),
        ("Springfield", {"country_codes": ["ca", "us"], "limit": 1}, ["geonames.2"]),
        ("Springfield, Illinois", {}, ["geonames.1"]),
        ("Springfield, Illinois, USA", {}, ["geonames.1"]),
        ("Springfield, Ill.", {}, ["geonames.1"]),
        ("Springfield, Mass., U.S.", {}, ["geonames.2"]),
        ("Man.", {}, ["admin1.can-630"]),
        ({"city": "Springfield", "country": "Canada"}, {}, ["geonames.3"]),
        ("Türkiye", {"timeout": 3}, ["country.TR"]),
    ],
)
def test_geocode_filters(
    coder: geocoders.Gazetteer, query: object, options: dict[str, object], expected: list[str]
) -> None:
    found = coder.geocode(query, exactly_one=False, **options)
    assert [place.raw["id"] for place in found] == expected


@pytest.mark.parametrize("query", ["", " , ", "Springfield, Norway", "Nowhere", "Soviet Union"])
@pytest.mark.parametrize("one", [True, False])
def test_geocode_gives_none_when_there_is_nothing(
    coder: geocoders.Gazetteer, query: str, one: bool
) -> None:
    assert coder.geocode(query, exactly_one=one) is None


def test_reverse_gives_the_nearest_settlement(coder: geocoders.Gazetteer) -> None:
    place = coder.reverse((39.9, -89.6))
    assert place.raw["id"] == "geonames.1"
    assert 10 < place.raw["distance_km"] < 13
    assert coder.reverse("39.9, -89.6").raw["id"] == "geonames.1"
    assert [p.raw["id"] for p in coder.reverse(Point(39.9, -89.6), exactly_one=False)] == [
        "geonames.1"
    ]
    assert coder.reverse((-60, -120)) is None


@pytest.mark.parametrize(
    "call",
    [
        lambda coder: coder.geocode(7),
        lambda coder: coder.geocode({"planet": "Mars"}),
        lambda coder: coder.geocode("Paris", limit=0),
        lambda coder: coder.geocode("Paris", country_codes=[7]),
        lambda coder: coder.reverse("no point"),
        lambda coder: coder.reverse((91.0, 200.0, "x")),
        lambda coder: coder.reverse((1, 2), limit=-1),
    ],
)
def test_useless_queries_raise_geopys_errors(coder: geocoders.Gazetteer, call) -> None:
    with pytest.raises(geopy.exc.GeocoderQueryError):
        call(coder)


def test_broken_geodata_raise_geopys_error(tmp_path: Path) -> None:
    with pytest.raises(geopy.exc.GeocoderServiceError, match=r"places\.csv"):
        geocoders.Gazetteer(tmp_path, cities=False)


def test_it_opens_by_itself() -> None:
    assert geocoders.Gazetteer(cities=False).geocode("Norway").raw["id"] == "country.NO"

"""A gazetteer goes in; a geocoder of geopy that works without any network comes out.

`Gazetteer` here is a true ``geopy.geocoders.base.Geocoder``: whatever takes one takes it. It
answers from `karamap.gazetteer` alone; its adapter refuses every request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter  # type: ignore[import-untyped]
from geopy.exc import GeocoderQueryError, GeocoderServiceError  # type: ignore[import-untyped]
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder  # type: ignore[import-untyped]
from geopy.location import Location  # type: ignore[import-untyped]
from geopy.point import Point  # type: ignore[import-untyped]

from karamap import gazetteer
from karamap.errors import GeodataError
from karamap.geometry import distance_km
from karamap.records import Place

__all__ = ["Gazetteer"]
_SETTLEMENTS = ("city", "town", "village")
_SEARCH_KM = (5.0, 25.0, 100.0)
_PARTS = ("village", "town", "city", "county", "state", "country")


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter that refuses every request."""

    def __init__(self, *, proxies: object = None, ssl_context: object = None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_json(self, url: str, **_options: object) -> NoReturn:
        """Refuse."""
        raise GeocoderServiceError(f"this geocoder works offline and does not ask {url}")

    def get_text(self, url: str, **_options: object) -> NoReturn:
        """Refuse."""
        raise GeocoderServiceError(f"this geocoder works offline and does not ask {url}")


class Gazetteer(Geocoder):  # type: ignore[misc]
    """Geocoder over karamap's gazetteer, without network.

    Attributes
    ----------
    places
        The gazetteer that answers.
    """

    def __init__(
        self,
        geodata: Path | str | gazetteer.Gazetteer | None = None,
        *,
        cities: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - geopy's own sentinel
        user_agent: str | None = None,
    ) -> None:
        """Open a geocoder.

        Parameters
        ----------
        geodata
            Folder of a project's geodata, or a gazetteer; ``None`` for the world alone.
        cities
            Whether to know the cities of the world.
        timeout, user_agent
            Taken for geopy's sake; nothing is sent and nothing waits.

        Raises
        ------
        geopy.exc.GeocoderServiceError
            When the geodata break their contract.
        """
        super().__init__(timeout=timeout, user_agent=user_agent, adapter_factory=_NoNetwork)
        if isinstance(geodata, gazetteer.Gazetteer):
            self.places = geodata
            return
        try:
            folder = None if geodata is None else Path(geodata)
            self.places = gazetteer.Gazetteer.load(folder, cities)
        except GeodataError as error:
            raise GeocoderServiceError(str(error)) from error

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | Iterable[str] | None = None,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 - geopy's own sentinel
    ) -> Location | list[Location] | None:
        """Return the place or places that a name may mean.

        Parameters
        ----------
        query
            A name, also followed by what contains it ("Paris, Texas"), or a mapping with some of
            village, town, city, county, state, country.
        exactly_one
            Whether to give the likeliest alone.
        limit
            At most so many places.
        country_codes
            ISO 3166-1 alpha-2 codes; other countries are left out.
        timeout
            Ignored.

        Returns
        -------
        ``None`` when nothing is found. ``raw`` of a location is the gazetteer's record.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            When the query or the limit is of no use.
        """
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise GeocoderQueryError(f"limit must be at least 1, not {limit!r}")
        codes = _codes(country_codes)
        name, *context = _parts(query)
        found = []
        for place in dict.fromkeys(c.place for c in self.places.meanings(name)):
            if place.lon is None or place.lat is None:
                continue  # a state that is gone has no honest point
            wanted = codes is None or (place.country or "") in codes
            if wanted and all(self._lies_in(place, part) for part in context):
                found.append(self._location(place))
        return _answer(found, exactly_one, limit)

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 - geopy's own sentinel
    ) -> Location | list[Location] | None:
        """Return the settlement or settlements nearest to a point.

        Parameters
        ----------
        query
            Latitude and longitude, in any form that geopy takes.
        exactly_one
            Whether to give the nearest alone.
        limit
            At most so many places.
        timeout
            Ignored.

        Returns
        -------
        ``None`` when there is none within 100 km. ``raw["distance_km"]`` tells how far it is.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            When the point cannot be read.
        """
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise GeocoderQueryError(f"limit must be at least 1, not {limit!r}")
        try:
            point = query if isinstance(query, Point) else Point(query)
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"no point can be read from {query!r}: {error}") from error
        lon, lat = float(point.longitude), float(point.latitude)
        found: tuple[Place, ...] = ()
        for km in _SEARCH_KM:
            found = self.places.near(lon, lat, km, _SETTLEMENTS)
            if found:
                break
        locations = [self._location(place, (lon, lat)) for place in found]
        return _answer(locations, exactly_one, limit)

    def _lies_in(self, place: Place, part: str) -> bool:
        """Tell whether one of the places that contain this one bears the name."""
        wanted = {c.place.id for c in self.places.meanings(part) if c.form != "demonym"}
        return any(above.id in wanted for above in self._above(place))

    def _above(self, place: Place) -> list[Place]:
        """Return the places that contain this one, smallest first."""
        above: list[Place] = []
        ids = [place.parent, f"country.{place.country}" if place.country else None]
        for start in ids:
            at = start
            while at is not None and at not in {p.id for p in above} and len(above) < 20:
                try:
                    parent = self.places.place(at)
                except KeyError:
                    break
                above.append(parent)
                at = parent.parent
        return above

    def _location(self, place: Place, origin: tuple[float, float] | None = None) -> Location:
        """Return a place as geopy's location."""
        assert place.lon is not None and place.lat is not None
        above = [p.name for p in self._above(place) if not p.id.startswith("region.")]
        address = ", ".join(dict.fromkeys((place.name, *above)))
        raw: dict[str, object] = {
            "id": place.id, "name": place.name, "kind": place.kind, "country": place.country,
            "lon": place.lon, "lat": place.lat, "radius_km": place.radius_km,
            "population": place.population, "parent": place.parent, "source": place.source,
        }  # fmt: skip
        if origin is not None:
            raw["distance_km"] = round(distance_km(*origin, place.lon, place.lat), 3)
        return Location(address, (place.lat, place.lon), raw)


def _codes(country_codes: str | Iterable[str] | None) -> frozenset[str] | None:
    """Return country codes as capitals; ``None`` when all are wanted."""
    if country_codes is None:
        return None
    given = country_codes.split(",") if isinstance(country_codes, str) else list(country_codes)
    if not all(isinstance(code, str) for code in given):
        raise GeocoderQueryError(f"country_codes must be ISO codes, not {country_codes!r}")
    return frozenset(code.strip().upper() for code in given)


def _parts(query: str | Mapping[str, str]) -> list[str]:
    """Return the name that is asked for, then what contains it."""
    if isinstance(query, Mapping):
        unknown = [str(part) for part in query if part not in _PARTS]
        if unknown:
            raise GeocoderQueryError(f"unknown part {unknown[0]!r}; use {', '.join(_PARTS)}")
        parts = [str(query[part]) for part in _PARTS if query.get(part)]
    elif isinstance(query, str):
        parts = query.split(",")
    else:
        raise GeocoderQueryError(f"a query must be text or a mapping, not {type(query).__name__}")
    return [part.strip() for part in parts if part.strip()] or [""]


def _answer(
    found: list[Location], exactly_one: bool, limit: int | None
) -> Location | list[Location] | None:
    """Return what geopy's geocoders return."""
    if not found:
        return None
    return found[0] if exactly_one else found[:limit]

"""Mentions that the gazetteer lacks go in; the same mentions come out with what a service answered.

Asked for by the user only, never by itself. A service is asked once for a name, at the pace that it
allows, and its answers are kept in a file, so that a second run asks nothing and says the same.
What a service does not answer stays unresolved, and one line says so.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geopy.adapters import URLLibAdapter  # type: ignore[import-untyped]
from geopy.exc import (  # type: ignore[import-untyped]
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderNotFound,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter  # type: ignore[import-untyped]
from geopy.geocoders import (  # type: ignore[import-untyped]
    SERVICE_TO_GEOCODER,
    get_geocoder_for_service,
)

from karamap import __version__
from karamap.config import Source
from karamap.errors import UsageError
from karamap.gazetteer.store import cache_folder
from karamap.geometry import distance_km
from karamap.names import key
from karamap.records import Mention, Place, PlaceName, Resolution

Box = Sequence[float]
Answer = dict[str, Any]
PUBLIC_NOMINATIM = "nominatim.openstreetmap.org"
_DELAY = 1.0  # seconds between two requests; the public Nominatim allows no more
_TIMEOUT = 10
_MOST_ANSWERS = 10
_MOST_NAMES = 200  # asked in one run; more would be bulk geocoding
_MOST_FAILURES = 3  # in a row, then the service is left alone
_REFUSALS = (
    GeocoderRateLimited, GeocoderQuotaExceeded, GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
)  # fmt: skip
_OF_OSM = ("OpenStreetMap contributors", "ODbL 1.0", "© OpenStreetMap contributors (ODbL 1.0)")
_TERMS = {  # service -> publisher, licence, attribution
    "geonames": ("GeoNames", "CC BY 4.0", "GeoNames (CC BY 4.0)"),
    "nominatim": _OF_OSM, "photon": _OF_OSM, "pickpoint": _OF_OSM, "openmapquest": _OF_OSM,
}  # fmt: skip
_KINDS = {  # words of services -> kinds of ours
    "city": "city", "town": "town", "village": "village", "hamlet": "village",
    "locality": "village", "isolated_dwelling": "village", "suburb": "city", "river": "river",
    "stream": "river", "lake": "lake", "water": "lake", "reservoir": "reservoir",
    "peak": "mountain", "mountain_range": "mountain", "ridge": "mountain", "saddle": "pass",
    "county": "district", "district": "district", "state_district": "district",
    "municipality": "district", "state": "province", "province": "province", "region": "region",
    "country": "country", "bridge": "bridge", "road": "road",
}  # fmt: skip
_RADII = {"city": 8.0, "town": 4.0, "village": 2.0}


@dataclass(frozen=True, slots=True)
class Service:
    """Which service to ask, and how.

    Attributes
    ----------
    name
        As geopy calls it: nominatim, photon, geonames, ...
    domain, scheme
        Another server than the public one; ``None`` for geopy's default.
    agent
        Who asks: a name and a way to reach you; the public Nominatim refuses those who hide.
    options
        What else the service needs, such as ``username`` or ``api_key``.
    cache
        File of the answers; ``None`` for one in the cache folder.
    delay
        Seconds between two requests; at least one for the public Nominatim.
    """

    name: str
    domain: str | None = None
    scheme: str | None = None
    agent: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    cache: Path | None = None
    delay: float = _DELAY
    timeout: float = _TIMEOUT


class Fallback:
    """Asks a service for the names that no gazetteer has.

    Attributes
    ----------
    service
        What is asked.
    asked
        How many requests went out.
    """

    def __init__(self, service: Service, box: Box | None = None) -> None:
        """Make it ready; nothing is asked yet.

        Parameters
        ----------
        service
            What to ask.
        box
            West, south, east, north of the map: answers outside are not taken.

        Raises
        ------
        UsageError
            When the service is unknown, lacks an option or must not be asked.
        """
        self.service = service
        self.asked = 0
        self._box = box
        self._host = service.domain or _default_domain(service.name)
        _check_allowed(service, self._host)
        geocoder = _geocoder(service, _is_local(self._host))
        public = self._host == PUBLIC_NOMINATIM
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=max(_DELAY, service.delay) if public else service.delay,
            max_retries=0,
            swallow_exceptions=False,
        )
        self._extra = _accepted(geocoder.geocode, service.timeout)
        self._cache = _Cache(service.cache or cache_folder() / "online.jsonl")
        self._failed: dict[str, str] = {}
        self._in_a_row = 0
        self._stopped = False

    @property
    def source(self) -> Source:
        """What the answers come from, for the list of sources and the attribution."""
        name = self.service.name
        publisher, licence, credit = _TERMS.get(
            name, (name, "see the terms of the service", f"Geocoded by {name}; its terms apply")
        )
        title = f"{name} at {self._host}" if self._host else name
        note = "Asked for names that no gazetteer of the project has."
        return Source(f"online-{name}", f"Answers of {title}", publisher, licence, credit, note)

    def fill(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the mentions, those that the gazetteer lacks with the answer of the service.

        Only names that mean the place itself are asked for, each once. What the service does not
        know, or knows outside the map alone, stays unresolved with the reason.
        """
        return tuple(self._filled(m) if _is_wanted(m) else m for m in mentions)

    def warnings(self) -> tuple[str, ...]:
        """Return what went wrong so far: one line, or none."""
        if not self._failed:
            return ()
        name, reason = next(iter(self._failed.items()))
        count = len(self._failed)
        what = f"“{name}” stays" if count == 1 else f"{count} names stay"
        where = f"{self.service.name} at {self._host}" if self._host else self.service.name
        return (f"warning: {where}: {reason}; {what} unresolved, run again to ask anew",)

    def _filled(self, mention: Mention) -> Mention:
        name = " ".join(mention.text.split())
        answers = self._answers(name)
        if answers is None:
            return mention
        resolution = self._resolution(name, answers)
        return mention._replace(resolution=resolution)

    def _resolution(self, name: str, answers: list[Answer]) -> Resolution:
        service = self.service.name
        if not answers:
            return Resolution(None, 0.0, f"neither the gazetteer nor {service} knows this name")
        inside = [answer for answer in answers if _lies_in(answer, self._box)]
        if not inside:
            return Resolution(None, 0.0, f"{service} knows this name outside the map only")
        best = inside[0]
        place = _place(name, best, service, f"online-{service}")
        apart = [a for a in inside[1:] if _far_apart(best, a, place.radius_km)]
        others = f", first of {len(apart) + 1}" if apart else ""
        reason = f"not in the gazetteer; {service} gives “{best['address']}”{others}"
        return Resolution(place, 0.5 if apart else 0.7, reason)

    def _answers(self, name: str) -> list[Answer] | None:
        """Return what the service says of a name; ``None`` when it cannot be asked."""
        known = f"{self.service.name} {self._host} {key(name)}"
        kept = self._cache.get(known)
        if kept is not None or name in self._failed:
            return kept
        if self._stopped or self.asked >= _MOST_NAMES:
            many = f"not asked for more than {_MOST_NAMES} names in one run"
            self._failed[name] = "left alone after it failed" if self._stopped else many
            return None
        self.asked += 1
        try:
            found = self._ask(name, **self._extra)
            answers = [_answer(location) for location in (found or [])[:_MOST_ANSWERS]]
        except GeocoderQueryError:
            answers = []  # a name that the service finds unfit is a name that it does not know
        except (GeopyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            self._in_a_row += 1
            self._stopped = isinstance(error, _REFUSALS) or self._in_a_row >= _MOST_FAILURES
            self._failed[name] = _reason(error)
            return None
        self._in_a_row = 0
        self._cache.put(known, answers)
        return answers


def _is_wanted(mention: Mention) -> bool:
    """Tell whether a mention names a place itself that the gazetteer does not have."""
    return (
        mention.role in ("location", "dateline")
        and mention.form == "name"
        and not mention.candidates
        and mention.place is None
    )


class _Cache:
    """Answers by question, one a line of a file that only grows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, list[Answer]] = {}
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            lines = []
        for line in lines:
            try:
                row = json.loads(line)
                self._known[row["asked"]] = [_checked(answer) for answer in row["answers"]]
            except (ValueError, TypeError, KeyError):
                continue  # a line cut short by a crash is asked for again

    def get(self, question: str) -> list[Answer] | None:
        return self._known.get(question)

    def put(self, question: str, answers: list[Answer]) -> None:
        self._known[question] = answers
        line = json.dumps({"asked": question, "answers": answers}, ensure_ascii=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except (OSError, UnicodeEncodeError):
            pass  # the answer holds for this run


# --- asking ----------------------------------------------------------------------------------------


def _default_domain(name: str) -> str:
    """Return the host that geopy asks for a service by itself, or ""."""
    known = SERVICE_TO_GEOCODER.get(name)
    if known is None:
        return ""
    given = inspect.signature(known.__init__).parameters.get("domain")
    return str(given.default) if given is not None and given.default else ""


def _is_local(host: str) -> bool:
    bare = host.rsplit(":", 1)[0] if host.count(":") == 1 else host
    return bare in ("localhost", "[::1]", "::1") or bare.startswith("127.")


def _check_allowed(service: Service, host: str) -> None:
    """Refuse what the terms of services forbid."""
    if host == PUBLIC_NOMINATIM and not (service.agent or "").strip():
        raise UsageError(
            "the public Nominatim must know who asks; give --online-agent 'your-project "
            "(you@example.org)', or your own server with --online-domain"
        )
    if os.environ.get("CI") and not _is_local(host):
        raise UsageError("a geocoding service is not asked from automated tests (CI is set)")


def _geocoder(service: Service, local: bool) -> Any:  # noqa: ANN401 - geopy has no type hints
    """Return geopy's geocoder for a service."""
    try:
        kind = get_geocoder_for_service(service.name)
    except GeocoderNotFound:
        known = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise UsageError(f"geopy knows no service {service.name!r}; it knows {known}") from None
    takes = inspect.signature(kind.__init__).parameters
    given: dict[str, Any] = {"domain": service.domain, "scheme": service.scheme, **service.options}
    given = {name: value for name, value in given.items() if value is not None}
    for name in given:
        if name not in takes:
            allowed = ", ".join(sorted(set(takes) - _OURS))
            raise UsageError(f"{service.name} takes no {name!r}; it takes {allowed}")
    needed = [n for n, p in takes.items() if p.default is p.empty and n not in ("self", *given)]
    if needed:
        raise UsageError(f"{service.name} needs --online-option {needed[0]}=...")
    given["user_agent"] = service.agent or f"karamap/{__version__}"
    given["timeout"] = service.timeout
    given["adapter_factory"] = URLLibAdapter  # the other one repeats requests by itself
    if local:
        given["proxies"] = {}  # a server on this machine is asked directly
    try:
        return kind(**{name: value for name, value in given.items() if name in takes})
    except (ConfigurationError, ValueError, TypeError) as error:
        raise UsageError(f"{service.name} cannot be set up: {error}") from None


_OURS = {"self", "timeout", "proxies", "user_agent", "ssl_context", "adapter_factory"}


def _accepted(geocode: Callable[..., object], timeout: float) -> dict[str, Any]:
    """Return the options of the question that this service takes."""
    wanted: dict[str, Any] = {
        "exactly_one": False, "timeout": timeout, "limit": _MOST_ANSWERS, "language": "en",
        "addressdetails": True,
    }  # fmt: skip
    takes = inspect.signature(geocode).parameters
    return {name: value for name, value in wanted.items() if name in takes}


def _reason(error: Exception) -> str:
    """Return in a few words why a service gave no answer."""
    if isinstance(error, GeocoderRateLimited):
        wait = f", again in {error.retry_after} s" if error.retry_after else ""
        return f"it asks for fewer requests (429){wait}"
    if not isinstance(error, GeopyError):
        return "its answer is not understood"
    said = " ".join(str(error).split())[:120]
    return f"{type(error).__name__.removeprefix('Geocoder')} ({said})" if said else type(error).__name__


# --- answers ---------------------------------------------------------------------------------------


def _answer(location: Any) -> Answer:  # noqa: ANN401 - geopy has no type hints
    """Return what is kept of a location: point, address, and what its record says."""
    raw = location.raw if isinstance(location.raw, dict) else {}
    inner = raw.get("properties")
    facts = {**raw, **inner} if isinstance(inner, dict) else raw
    address = facts.get("address")
    code = address.get("country_code") if isinstance(address, dict) else None
    country = code or facts.get("countrycode") or facts.get("countryCode")
    words = (facts.get(name) for name in ("addresstype", "type", "osm_value", "fcodeName"))
    kind = next((_KINDS[word] for word in words if isinstance(word, str) and word in _KINDS), "")
    answer: Answer = {
        "lon": float(location.longitude), "lat": float(location.latitude),
        "address": " ".join(str(location.address or "").split())[:200], "kind": kind,
        "country": country.upper() if isinstance(country, str) and len(country) == 2 else None,
        "box": _box(facts.get("boundingbox"), facts.get("extent")),
    }  # fmt: skip
    return _checked(answer)


def _checked(answer: Answer) -> Answer:
    """Return an answer whose values are what they should be.

    Raises
    ------
    ValueError
        When it has no honest point.
    """
    lon, lat = float(answer["lon"]), float(answer["lat"])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90) or lon == lat == 0:
        raise ValueError("no point on the earth")  # geopy gives 0, 0 where a service gives none
    box = answer["box"]
    return {
        "lon": round(lon, 6), "lat": round(lat, 6), "address": str(answer["address"]),
        "kind": str(answer["kind"]), "country": answer["country"] and str(answer["country"]),
        "box": [round(float(side), 6) for side in box] if box else None,
    }  # fmt: skip


def _box(nominatim: object, photon: object) -> list[float] | None:
    """Return west, south, east, north of an answer's extent as services give it."""
    try:
        if isinstance(nominatim, list):
            south, north, west, east = map(float, nominatim)
        elif isinstance(photon, list):
            west, north, east, south = map(float, photon)
        else:
            return None
    except (ValueError, TypeError):
        return None
    return [west, south, east, north] if west <= east and south <= north else None


def _lies_in(answer: Answer, box: Box | None) -> bool:
    if box is None:
        return True
    west, south, east, north = box
    return bool(west <= answer["lon"] <= east and south <= answer["lat"] <= north)


def _far_apart(one: Answer, other: Answer, radius: float) -> bool:
    away = distance_km(one["lon"], one["lat"], other["lon"], other["lat"])
    return away > max(5.0, radius)


def _place(name: str, answer: Answer, service: str, source: str) -> Place:
    """Return the place of an answer, named as the text names it."""
    lon, lat = answer["lon"], answer["lat"]
    kind = answer["kind"] or "facility"
    radius = _RADII.get(kind, 5.0)
    if answer["box"]:
        west, south, east, north = answer["box"]
        corners = ((west, south), (west, north), (east, south), (east, north))
        radius = max(1.0, *(round(distance_km(lon, lat, x, y), 1) for x, y in corners))
    if not answer["kind"] and radius > 10:
        kind = "region"
    mark = hashlib.sha256(f"{lon} {lat} {answer['address']}".encode()).hexdigest()[:10]
    country = answer["country"]
    return Place(
        id=f"online.{service}.{mark}", name=name, kind=kind, country=country, lon=lon, lat=lat,
        radius_km=radius, parent=f"country.{country}" if country else None,
        names=(PlaceName(name, "und"),), source=source,
    )  # fmt: skip


def options_of(words: Iterable[str]) -> dict[str, str]:
    """Read options given as ``name=value``; ``name=env:VARIABLE`` takes the value from there.

    Raises
    ------
    UsageError
        When one is not of this form, or the variable is not set.
    """
    options = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"--online-option {word!r} is not of the form name=value")
        if value.startswith("env:"):
            variable = value.removeprefix("env:")
            if variable not in os.environ:
                raise UsageError(f"--online-option {name}: the variable {variable} is not set")
            value = os.environ[variable]
        options[name] = value
    return options

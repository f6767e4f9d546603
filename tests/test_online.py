from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from karamap import cli, geocoders, pipeline
from karamap.errors import UsageError
from karamap.geocoders import Fallback, Service, online, options_of
from karamap.reading import Reader
from karamap.records import Candidate, Mention, Place, Resolution

Reply = tuple[int, dict[str, str], bytes]
BOX = (40.0, 38.0, 52.0, 44.0)
HIT = {
    "place_id": 1, "osm_type": "node", "osm_id": 7, "lat": "40.5", "lon": "46.25",
    "display_name": "Tarn Hollow, Upland, Country", "addresstype": "village",
    "boundingbox": ["40.49", "40.51", "46.24", "46.26"], "address": {"country_code": "az"},
}  # fmt: skip


class Stand:
    """A stand-in for a geocoding service on this machine."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.times: list[float] = []
        self.reply: Callable[[str], Reply] = lambda _: self.ok([HIT])
        stand = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
                stand.asked.append(query)
                stand.times.append(time.monotonic())
                stand.agents.append(self.headers.get("User-Agent", ""))
                status, headers, body = stand.reply(query.get("q", ""))
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass  # the client has gone

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.domain = f"127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    @staticmethod
    def ok(answers: object) -> Reply:
        return 200, {"Content-Type": "application/json"}, json.dumps(answers).encode()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()
    yield made
    made.close()


@pytest.fixture
def service(stand: Stand, tmp_path: Path) -> Service:
    return Service(
        "nominatim", stand.domain, "http", "tests (nobody@example.org)",
        cache=tmp_path / "cache" / "online.jsonl", delay=0.0, timeout=5,
    )  # fmt: skip


def mention(text: str, **changes: object) -> Mention:
    made = Mention(
        id=f"a-{text}", article="a", start=0, end=len(text), text=text, zone="body", sentence=0,
        form="name", role="location", resolution=Resolution(None, 0.0, "no gazetteer entry"),
    )  # fmt: skip
    return made._replace(**changes)  # type: ignore[arg-type]


# ---------------------------------------------------------------- answers


def test_a_name_that_the_gazetteer_lacks_gets_the_answer(service: Service, stand: Stand) -> None:
    fallback = Fallback(service, BOX)
    (found,) = fallback.fill([mention("Tarn\nHollow")])
    assert found.place is not None and found.resolution is not None
    assert (found.place.lon, found.place.lat, found.place.country) == (46.25, 40.5, "AZ")
    assert (found.place.name, found.place.kind) == ("Tarn Hollow", "village")
    assert 1 < found.place.radius_km < 2
    assert found.place.source == "online-nominatim"
    assert "not in the gazetteer" in found.resolution.reason
    assert 0 < found.resolution.confidence < 1
    assert [query["q"] for query in stand.asked] == ["Tarn Hollow"]
    assert stand.agents == ["tests (nobody@example.org)"]
    assert fallback.warnings() == ()
    assert "OpenStreetMap contributors" in fallback.source.attribution
    assert fallback.source.key == "online-nominatim"


def test_only_names_of_places_that_are_missing_are_asked(service: Service, stand: Stand) -> None:
    place = Place("x", "X", "town", "AZ", 46.0, 40.0, 2.0)
    known = [
        mention("Actor", role="actor"), mention("Origin", role="origin"),
        mention("Embedded", role="embedded"), mention("Topic", role="topic"),
        mention("the region", form="nominal"),
        mention("Twofold", candidates=(Candidate(place, "name"),)),
        mention("Known", resolution=Resolution(place, 0.9, "found")),
    ]  # fmt: skip
    assert Fallback(service, BOX).fill(known) == tuple(known)
    assert stand.asked == []
    Fallback(service, BOX).fill([mention("Far End", role="dateline")])
    assert len(stand.asked) == 1


def test_each_name_is_asked_once_and_a_second_run_asks_nothing(
    service: Service, stand: Stand
) -> None:
    first = Fallback(service, BOX)
    stand.reply = lambda name: stand.ok([HIT] if name == "Tarn Hollow" else [])
    both = [mention("Tarn Hollow"), mention("TARN HOLLOW"), mention("Nowhere"), mention("Nowhere")]
    filled = first.fill(both)
    assert len(stand.asked) == 2 == first.asked
    assert filled[2].resolution is not None
    assert filled[2].resolution.reason == "neither the gazetteer nor nominatim knows this name"
    stand.reply = lambda _: (500, {}, b"")
    again = Fallback(service, BOX)
    assert again.fill(both) == filled
    assert again.asked == 0 and len(stand.asked) == 2


def test_a_line_of_the_cache_that_was_cut_short_is_asked_again(
    service: Service, stand: Stand
) -> None:
    filled = Fallback(service, BOX).fill([mention("Tarn Hollow")])
    assert service.cache is not None
    text = service.cache.read_text(encoding="utf-8")
    service.cache.write_text(text[:40] + "\n[]\n{}\n", encoding="utf-8")
    assert Fallback(service, BOX).fill([mention("Tarn Hollow")]) == filled
    assert len(stand.asked) == 2


def test_answers_outside_the_map_are_not_taken(service: Service, stand: Stand) -> None:
    far = {**HIT, "lat": "-33.0", "lon": "151.0", "boundingbox": None}
    stand.reply = lambda _: stand.ok([far])
    (found,) = Fallback(service, BOX).fill([mention("Newtown")])
    assert found.place is None and found.resolution is not None
    assert "outside the map" in found.resolution.reason
    (anywhere,) = Fallback(service).fill([mention("Newtown")])
    assert anywhere.place is not None and anywhere.place.lat == -33.0
    near = {**HIT, "lat": "41.5", "boundingbox": None, "addresstype": "odd"}
    stand.reply = lambda _: stand.ok([far, HIT, near])
    (first,) = Fallback(service, BOX).fill([mention("Midtown")])
    assert first.place is not None and first.resolution is not None
    assert first.place.lat == 40.5
    assert "first of 2" in first.resolution.reason and first.resolution.confidence == 0.5


def test_places_keep_their_ids(service: Service, stand: Stand) -> None:
    one = Fallback(service, BOX).fill([mention("Tarn Hollow")])[0].place
    two = Fallback(replace(service, cache=None), BOX)
    assert one is not None
    assert one.id == f"online.nominatim.{one.id[-10:]}"
    assert two.service.cache is None


# ---------------------------------------------------------------- what goes wrong


def slow(_: str) -> Reply:
    time.sleep(0.6)
    return 200, {}, b"[]"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (lambda _: (429, {"Retry-After": "2"}, b""), "fewer requests (429), again in 2 s"),
        (lambda _: (500, {}, b"oops"), "500"),
        (lambda _: (401, {}, b""), "AuthenticationFailure"),
        (lambda _: (403, {}, b""), "InsufficientPrivileges"),
        (lambda _: (503, {}, b""), "503"),
        (lambda _: (200, {"Content-Type": "text/html"}, b"<html>Hello"), "ParseError"),
        (lambda _: Stand.ok([{"lat": "no", "lon": "1"}]), "not understood"),
        (lambda _: Stand.ok([{"display_name": "x"}]), "not understood"),
        (lambda _: Stand.ok([{**HIT, "lat": "nan"}]), "not understood"),
        (slow, "TimedOut|Unavailable"),
    ],
)
def test_a_service_that_fails_leaves_names_unresolved_with_one_warning(
    service: Service, stand: Stand, reply: Callable[[str], Reply], words: str
) -> None:
    stand.reply = reply
    fallback = Fallback(replace(service, timeout=0.2 if reply is slow else 5), BOX)
    mentions = tuple(mention(name) for name in ("Aa Bb", "Cc Dd"))
    assert fallback.fill(mentions) == mentions
    (line,) = fallback.warnings()
    assert line.startswith("warning: nominatim at 127.0.0.1:") and "\n" not in line
    assert any(word in line for word in words.split("|")), line
    assert "2 names stay unresolved" in line
    assert service.cache is not None and not service.cache.exists()
    stand.reply = lambda _: stand.ok([HIT])  # nothing of the failure is kept
    assert Fallback(service, BOX).fill(mentions[:1])[0].place is not None


def test_a_service_that_is_not_there_is_named(service: Service, stand: Stand) -> None:
    stand.close()
    fallback = Fallback(service, BOX)
    assert fallback.fill([mention("Aa Bb")])[0].place is None
    (line,) = fallback.warnings()
    assert "refused" in line and "“Aa Bb” stays unresolved" in line


@pytest.mark.parametrize(("status", "requests"), [(500, 3), (429, 1), (401, 1)])
def test_a_service_that_keeps_failing_is_left_alone(
    service: Service, stand: Stand, status: int, requests: int
) -> None:
    stand.reply = lambda _: (status, {}, b"")
    fallback = Fallback(service, BOX)
    fallback.fill([mention(f"Place {letter}") for letter in "ABCDEFGH"])
    assert len(stand.asked) == requests
    assert len(fallback.warnings()) == 1
    assert "8 names stay unresolved" in fallback.warnings()[0]


def test_no_more_than_so_many_names_are_asked_in_a_run(
    service: Service, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "_MOST_NAMES", 2)
    fallback = Fallback(service, BOX)
    fallback.fill([mention(f"Place {letter}") for letter in "ABCD"])
    assert len(stand.asked) == 2
    assert "not asked for more than 2 names" in fallback.warnings()[0]


def test_strange_text_in_an_answer_is_only_text(service: Service, stand: Stand) -> None:
    odd = {**HIT, "display_name": "<script>{{ 7*7 }}\n\u202e" + "x" * 999, "addresstype": [1],
           "address": ["az"], "boundingbox": ["a", "b"]}  # fmt: skip
    stand.reply = lambda _: stand.ok([odd])
    (found,) = Fallback(service, BOX).fill([mention("Tarn Hollow")])
    assert found.place is not None and found.resolution is not None
    assert found.place.country is None and found.place.kind == "facility"
    assert len(found.resolution.reason) < 300 and "\n" not in found.resolution.reason
    assert Fallback(service, BOX).fill([mention("Tarn Hollow")]) == (found,)


# ---------------------------------------------------------------- terms


def test_requests_keep_their_distance(service: Service, stand: Stand) -> None:
    fallback = Fallback(replace(service, delay=0.3), BOX)
    fallback.fill([mention(f"Place {letter}") for letter in "ABC"])
    gaps = [b - a for a, b in zip(stand.times, stand.times[1:], strict=False)]
    assert len(gaps) == 2 and min(gaps) >= 0.28


def test_the_public_nominatim_needs_to_know_who_asks_and_sets_the_pace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    for agent in (None, "", "  "):
        with pytest.raises(UsageError, match="--online-agent"):
            Fallback(Service("nominatim", agent=agent))
    with pytest.raises(UsageError, match="--online-agent"):
        Fallback(Service("nominatim", "nominatim.openstreetmap.org"))
    fallback = Fallback(Service("nominatim", agent="me (me@example.org)", delay=0.0))
    assert fallback._ask.min_delay_seconds == 1.0


def test_no_public_service_is_asked_from_automated_tests(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    for name in ("nominatim", "photon"):
        with pytest.raises(UsageError, match="automated tests"):
            Fallback(Service(name, agent="me (me@example.org)"))
    Fallback(service)  # a stand-in on this machine may be asked


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (Service("nowhere"), "geopy knows no service 'nowhere'; it knows .*nominatim"),
        (Service("geonames"), "needs --online-option username="),
        (Service("photon", options={"speed": "9"}), "takes no 'speed'"),
        (Service("here", domain="localhost:1"), "takes no 'domain'"),
    ],
)
def test_wrong_settings_are_refused_before_anything_is_asked(
    service: Service, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(UsageError, match=words):
        Fallback(service)


def test_options_are_read_from_words_and_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_KEY", "secret")
    assert options_of(["username=me", "api_key=env:A_KEY", "x=a=b"]) == {
        "username": "me", "api_key": "secret", "x": "a=b",
    }  # fmt: skip
    for word in ("username", "=me", "k=env:NO_SUCH_VARIABLE"):
        with pytest.raises(UsageError):
            options_of([word])


def test_another_service_of_geopy_works_the_same(stand: Stand, tmp_path: Path) -> None:
    feature = {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [46.25, 40.5]},
        "properties": {"name": "Tarn Hollow", "osm_value": "peak", "countrycode": "AZ",
                       "extent": [46.2, 40.6, 46.3, 40.4]},
    }  # fmt: skip
    stand.reply = lambda _: stand.ok({"type": "FeatureCollection", "features": [feature]})
    photon = Service("photon", stand.domain, "http", cache=tmp_path / "a.jsonl", delay=0.0)
    (found,) = Fallback(photon, BOX).fill([mention("Tarn Hollow")])
    assert found.place is not None
    assert (found.place.kind, found.place.country) == ("mountain", "AZ")
    assert (found.place.lon, found.place.lat) == (46.25, 40.5)
    assert 10 < found.place.radius_km < 15
    assert stand.agents[0].startswith("karamap/")


# ---------------------------------------------------------------- the commands


TEXT = (
    "Fighting near the village of Qurzumlar\n\n"
    "YEREVAN, Oct 3 - Shells fell on the village of Qurzumlar on Saturday, officials said.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def loaded(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the reader that is loaded already."""
    load = classmethod(lambda _, project, progress=None: replace(reader, project=project))
    monkeypatch.setattr(pipeline.Reader, "load", load)


def read(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[dict[str, object], str]:
    assert cli.main(["read", "--project", str(root), str(article), *more]) == 0
    out, err = capsys.readouterr()
    return json.loads(out), err


def asked_for(stand: Stand, tmp_path: Path) -> tuple[str, ...]:
    return (
        "--online", "nominatim", "--online-domain", stand.domain, "--online-scheme", "http",
        "--online-cache", str(tmp_path / "answers.jsonl"),
    )  # fmt: skip


@pytest.mark.usefixtures("loaded")
def test_read_fills_in_what_the_service_knows(
    root: Path, article: Path, stand: Stand, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offline, _ = read(root, article, capsys)
    assert stand.asked == []
    online_, err = read(root, article, capsys, *asked_for(stand, tmp_path))
    assert {query["q"] for query in stand.asked} == {"Qurzumlar"}
    assert err == ""
    places = [m for m in online_["mentions"] if m["text"] == "Qurzumlar"]
    assert {m["place_id"] for m in places} and all(m["lat"] == 40.5 for m in places)
    reported = [p["name"] for report in online_["reports"] for p in report["places"]]
    assert reported == ["Qurzumlar"]
    assert not [p for report in offline["reports"] for p in report["places"]]
    count = len(stand.asked)
    again, _ = read(root, article, capsys, *asked_for(stand, tmp_path))
    assert again == online_ and len(stand.asked) == count


@pytest.mark.usefixtures("loaded")
def test_read_warns_once_when_the_service_is_down(
    root: Path, article: Path, stand: Stand, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offline, _ = read(root, article, capsys)
    stand.reply = lambda _: (503, {}, b"")
    same, err = read(root, article, capsys, *asked_for(stand, tmp_path))
    assert same == offline
    assert err.count("\n") == 1 and "stays unresolved" in err


@pytest.mark.usefixtures("loaded")
def test_nothing_is_asked_without_the_option(
    root: Path, article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr(geocoders.Fallback, "__init__", refuse)
    reading, _ = read(root, article, capsys)
    assert [m for m in reading["mentions"] if m["text"] == "Qurzumlar" and not m["place_id"]]


@pytest.mark.usefixtures("loaded")
def test_a_build_credits_the_service_that_it_used(
    root: Path, stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (project / "seeds").mkdir(parents=True)
    (project / "geodata").symlink_to(root / "geodata", target_is_directory=True)
    (project / "seeds" / "one.txt").write_text(TEXT, encoding="utf-8")
    drawn: list[str] = []
    monkeypatch.setattr(pipeline, "_write_pages", lambda _, pages, *__: drawn.append(str(pages)) or [])

    def build(name: str, *more: str) -> dict[str, bytes]:
        out = tmp_path / name
        assert cli.main(["build", "-q", "--project", str(project), "--out", str(out), *more]) == 0
        return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}

    credit = "OpenStreetMap contributors (ODbL 1.0)"
    assert credit not in build("plain")["events.geojson"].decode() and credit not in drawn[0]
    assert stand.asked == []
    filled = build("filled", *asked_for(stand, tmp_path))
    assert credit in filled["events.geojson"].decode() and credit in drawn[1]
    stand.reply = lambda _: (500, {}, b"")
    assert build("again", *asked_for(stand, tmp_path)) == filled

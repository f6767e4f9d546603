"""The first conflict's history as data: phases, actors, records, sources, policy, seeds."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from karamap.actors import ActorIndex, read_actors
from karamap.config import Project
from karamap.datasets import COLUMNS, read_records
from karamap.gazetteer.theatre import load_theatre
from karamap.names import key
from karamap.phases import assign_records, read_phases

ROOT = Path(__file__).resolve().parents[1]
GEODATA = ROOT / "geodata"
SEEDS = ROOT / "seeds"
PHASES = [
    ("soviet-dispute", date(1988, 2, 20), date(1992, 1, 1)),
    ("first-war", date(1992, 1, 1), date(1994, 5, 12)),
    ("line-of-contact", date(1994, 5, 12), date(2020, 9, 27)),
    ("war-2020", date(2020, 9, 27), date(2020, 11, 10)),
    ("peacekeepers", date(2020, 11, 10), date(2022, 12, 12)),
    ("corridor-blockade", date(2022, 12, 12), date(2023, 9, 19)),
    ("offensive-2023", date(2023, 9, 19), date(2024, 1, 1)),
    ("normalisation", date(2024, 1, 1), None),
]
KINDS = {"state", "authority", "ministry", "force", "organisation", "person"}
TYPES = {
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "STATEMENT", "SUPPORT", "THREATEN",
}  # fmt: skip
KNOWN_UNTIL = date(2026, 2, 28)
DAYS_OF_PREC = {1: (1, 1), 2: (2, 6), 3: (7, 7), 4: (8, 31), 5: (32, 400)}


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    with (GEODATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def sources() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted((GEODATA / "sources").glob("*.toml")):
        for source in toml(path)["source"]:
            assert source["key"] not in found, f"{path.name}: {source['key']} stands twice"
            found[source["key"]] = source
    return found


@pytest.fixture(scope="module")
def conflict() -> dict[str, Any]:
    return toml(GEODATA / "conflict.toml")


@pytest.fixture(scope="module")
def phases() -> list[dict[str, Any]]:
    return toml(GEODATA / "phases.toml")["phase"]


@pytest.fixture(scope="module")
def actors() -> dict[str, dict[str, Any]]:
    listed = toml(GEODATA / "actors.toml")["actor"]
    found = {actor["id"]: actor for actor in listed}
    assert len(found) == len(listed), Counter(a["id"] for a in listed).most_common(1)
    return found


@pytest.fixture(scope="module")
def records() -> list[dict[str, str]]:
    return rows("records.csv")


@pytest.fixture(scope="module")
def places() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("places.csv")}


def days(record: dict[str, str]) -> tuple[date, date]:
    return date.fromisoformat(record["date_start"]), date.fromisoformat(record["date_end"])


# ---- sources, conflict and phases


def test_every_source_of_the_history_is_used(
    phases: list[dict[str, Any]],
    actors: dict[str, dict[str, Any]],
    records: list[dict[str, str]],
) -> None:
    used = {record["source"] for record in records} | {a["source"] for a in actors.values()}
    for phase in phases:
        used |= set(phase["sources"])
        used |= {part["source"] for part in phase.get("episode", [])}
        used |= {part["source"] for part in phase.get("alternative", [])}
    own = toml(GEODATA / "sources" / "history.toml")["source"]
    assert sorted(source["key"] for source in own) == sorted(used)
    for source in own:
        assert source["title"] and source["publisher"] and source["licence"], source["key"]
        assert source["attribution"], source["key"]


def test_conflict_names_its_sides_and_its_frame(conflict: dict[str, Any]) -> None:
    west, south, east, north = conflict["bbox"]
    assert west < 46.75 < east and south < 39.82 < north
    assert conflict["start"] == PHASES[0][1]
    assert conflict["utc_offset_hours"] == 4
    assert {"AM", "AZ"} <= set(conflict["theatre_countries"])
    names = [side["name"] for side in conflict["side"]]
    assert names == sorted(names) and len(names) == 2
    assert {side["country"] for side in conflict["side"]} == {"AM", "AZ"}


def test_phases_are_those_of_the_design_without_gaps(phases: list[dict[str, Any]]) -> None:
    assert [(p["id"], p["start"], p.get("end")) for p in phases] == PHASES
    for first, second in pairwise(phases):
        assert first["end"] == second["start"]


def test_phases_explain_their_bounds(
    phases: list[dict[str, Any]], sources: dict[str, dict[str, str]]
) -> None:
    for phase in phases:
        assert phase["basis"] and phase["key_texts"], phase["id"]
        assert 2 <= len(re.findall(r"[.](?:\s|$)", phase["summary"])) <= 5, phase["id"]
        for source in phase["sources"]:
            assert source in sources, (phase["id"], source)


def test_episodes_and_alternatives_lie_where_they_should(
    phases: list[dict[str, Any]], sources: dict[str, dict[str, str]]
) -> None:
    ids: list[str] = []
    for phase in phases:
        for episode in phase.get("episode", []):
            ids.append(episode["id"])
            assert phase["start"] <= episode["start"] < episode["end"], episode["id"]
            assert "end" not in phase or episode["end"] <= phase["end"], episode["id"]
            assert episode["source"] in sources, episode["id"]
        for other in phase.get("alternative", []):
            assert other["day"] != phase.get(other["which"]), (phase["id"], other)
            assert other["reason"] and other["source"] in sources
    assert len(ids) == len(set(ids))
    assert {"summer-2014", "april-2016", "july-2020"} <= set(ids)


# ---- actors


def test_actors_refer_to_what_exists(
    actors: dict[str, dict[str, Any]],
    places: dict[str, dict[str, str]],
    sources: dict[str, dict[str, str]],
    conflict: dict[str, Any],
) -> None:
    assert len(actors) >= 90
    sides = {side["id"] for side in conflict["side"]}
    for actor_id, actor in actors.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", actor_id)
        assert actor["kind"] in KINDS, actor_id
        assert actor.get("side", "armenian") in sides, actor_id
        assert actor.get("represents", actor_id) in actors, actor_id
        assert actor.get("represents") != actor_id
        assert actor["source"] in sources, actor_id
        if "seat" in actor:
            assert actor["seat"] in places, (actor_id, actor["seat"])


def test_no_chain_of_representation_runs_in_a_circle(actors: dict[str, dict[str, Any]]) -> None:
    for actor_id in actors:
        seen = [actor_id]
        while (above := actors[seen[-1]].get("represents")) is not None:
            assert above not in seen, (actor_id, above)
            seen.append(above)
        assert len(seen) <= 4


def test_every_form_of_a_name_means_one_actor(actors: dict[str, dict[str, Any]]) -> None:
    owner: dict[str, str] = {}
    for actor_id, actor in actors.items():
        assert actor["names"], actor_id
        for name in actor["names"]:
            folded = key(name)
            assert len(folded) > 1, (actor_id, name)
            assert owner.setdefault(folded, actor_id) == actor_id, (name, actor_id, owner[folded])
        assert len({key(name) for name in actor["names"]}) == len(actor["names"]), actor_id


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("Sergei Lavrov", "person-lavrov"),
        ("Ceyhun Bayramov", "person-jeyhun-bayramov"),
        ("Zohrab Mnatsakanyan", "person-mnatsakanyan"),
        ("Mevlut Cavusoglu", "person-cavusoglu"),
        ("Azerbaijan's Defense Ministry", "mod-azerbaijan"),
        ("Azerbaijan’s Defence Ministry", "mod-azerbaijan"),
        ("Russian MFA", "mfa-russia"),
        ("OSCE Minsk Group", "org-minsk-group"),
        ("Russian Peacekeeping Contingent", "force-russian-peacekeepers"),
        ("the Kremlin", "state-russia"),
        ("Artsakh Defense Army", "force-nk"),
        ("Andrzej Kasprzyk", "person-kasprzyk"),
        ("Andrew Schofer", "person-schofer"),
    ],
)
def test_usual_forms_are_held(actors: dict[str, dict[str, Any]], name: str, actor_id: str) -> None:
    assert key(name) in {key(form) for form in actors[actor_id]["names"]}


def test_terms_are_in_order_and_do_not_overlap_in_one_office(
    actors: dict[str, dict[str, Any]],
) -> None:
    held: dict[str, list[tuple[date, date, str]]] = {}
    for actor_id, actor in actors.items():
        for term in actor.get("term", []):
            assert actor["kind"] == "person"
            start, end = term.get("start"), term.get("end")
            if start and end:
                assert start < end, actor_id
            if start:
                held.setdefault(term["office"], []).append((start, end or date.max, actor_id))
    single = re.compile(r"^(President|Prime Minister|Minister|Secretary|Leader) ")
    for office, terms in held.items():
        if not single.match(office):
            continue
        terms.sort()
        for first, second in pairwise(terms):
            # The day on which an office passes on may be the last of one and the first of the next.
            assert first[1] <= second[0], (office, first, second)


def test_offices_of_the_great_texts_are_filled(actors: dict[str, dict[str, Any]]) -> None:
    def holder(office: str, day: date) -> set[str]:
        return {
            actor_id
            for actor_id, actor in actors.items()
            for term in actor.get("term", [])
            if term["office"] == office
            and term.get("start", date.min) <= day <= term.get("end", date.max)
        }

    assert holder("Minister of Foreign Affairs of Armenia", date(2020, 10, 10)) == {
        "person-mnatsakanyan"
    }
    assert holder("Minister of Foreign Affairs of Azerbaijan", date(2020, 7, 12)) == {
        "person-mammadyarov"
    }
    assert holder("President of the United States", date(2020, 10, 1)) == {"person-trump"}
    assert holder("President of Armenia", date(1994, 5, 12)) == {"person-ter-petrosyan"}
    assert holder("Prime Minister of Armenia", date(2025, 8, 8)) == {"person-pashinyan"}


# ---- records


def test_records_keep_their_contract(
    records: list[dict[str, str]],
    actors: dict[str, dict[str, Any]],
    sources: dict[str, dict[str, str]],
) -> None:
    assert tuple(records[0]) == COLUMNS
    assert len(records) >= 160
    ids = [record["id"] for record in records]
    assert len(ids) == len(set(ids))
    for record in records:
        assert record["title"] and record["note"] and record["source_ref"], record["id"]
        assert record["type"] in TYPES, record["id"]
        assert record["source"] in sources, record["id"]
        for actor in filter(None, record["actors"].split(";")):
            assert actor in actors, (record["id"], actor)


def test_records_are_dated_honestly(records: list[dict[str, str]]) -> None:
    order = [(*days(record), record["id"]) for record in records]
    assert order == sorted(order)
    for record in records:
        start, end = days(record)
        assert PHASES[0][1] <= start <= end <= KNOWN_UNTIL, record["id"]
        low, high = DAYS_OF_PREC[int(record["date_prec"])]
        assert low <= (end - start).days + 1 <= high, record["id"]


def test_every_phase_has_records(records: list[dict[str, str]]) -> None:
    count: Counter[str] = Counter()
    for record in records:
        start, _ = days(record)
        count.update(p for p, a, b in PHASES if a <= start and (b is None or start < b))
    assert sum(count.values()) == len(records)
    for phase, _, _ in PHASES:
        assert count[phase] >= 12, (phase, count[phase])


def test_records_lie_somewhere_or_say_that_they_do_not(
    records: list[dict[str, str]], places: dict[str, dict[str, str]]
) -> None:
    for record in records:
        if record["place_id"]:
            assert record["place_id"] in places, record["id"]
            assert not record["lon"] and not record["lat"], record["id"]
        assert bool(record["lon"]) == bool(record["lat"])
        if record["lon"]:
            assert record["place_name"] and -180 <= float(record["lon"]) <= 180
            assert -90 <= float(record["lat"]) <= 90
        named = bool(record["place_id"] or record["place_name"])
        assert named == bool(record["where_prec"]), record["id"]


def test_precision_of_place_fits_the_kind_of_place(
    records: list[dict[str, str]], places: dict[str, dict[str, str]]
) -> None:
    wide = {"region": {"4"}, "district": {"3"}, "historical-region": {"3", "4"}}
    wide |= {kind: {"5"} for kind in ("line", "corridor", "border-sector", "road")}
    for record in records:
        kind = places[record["place_id"]]["kind"] if record["place_id"] else ""
        if kind in wide:
            assert record["where_prec"] in wide[kind], (record["id"], kind)
        elif kind:
            assert record["where_prec"] in {"1", "2", "3"}, (record["id"], kind)
        elif record["lon"]:
            assert record["where_prec"] in {"1", "2"}, record["id"]


def test_tolls_are_ranges_in_order(records: list[dict[str, str]]) -> None:
    for record in records:
        toll = [record[f"killed_{part}"] for part in ("low", "best", "high")]
        given = [int(number) for number in toll if number]
        assert given == sorted(given), record["id"]
        if given:
            assert record["type"] in {"ASSAULT", "COERCE", "ACCUSE", "AID"}, record["id"]


@pytest.mark.parametrize(
    ("day", "place", "kind"),
    [
        ("2020-10-10", "moscow", "AGREE"),
        ("2020-10-11", "ganja", "ASSAULT"),
        ("2020-10-17", "ganja", "ASSAULT"),
        ("2020-10-28", "barda", "ASSAULT"),
        ("2020-07-12", "border-sector-tavush-tovuz", "ASSAULT"),
        ("2022-08-03", "nagorno-karabakh", "ASSAULT"),
        ("2022-12-12", "lachin-corridor", "COERCE"),
        ("2023-09-19", "nagorno-karabakh", "ASSAULT"),
        ("2025-08-08", "washington", "AGREE"),
        ("1994-05-05", "bishkek", "AGREE"),
    ],
)
def test_landmarks_are_held(records: list[dict[str, str]], day: str, place: str, kind: str) -> None:
    assert [r for r in records if (r["date_start"], r["place_id"], r["type"]) == (day, place, kind)]


def test_the_agreement_of_november_2020_is_one_record(records: list[dict[str, str]]) -> None:
    held = [
        r
        for r in records
        if r["date_start"] in {"2020-11-09", "2020-11-10"} and r["type"] == "AGREE"
    ]
    assert [(r["date_start"], r["date_end"]) for r in held] == [("2020-11-09", "2020-11-10")]


def test_the_package_reads_the_history(places: dict[str, dict[str, str]]) -> None:
    project = Project.open(ROOT)
    theatre = {place.id: place for place in load_theatre(GEODATA)}
    assert set(theatre) == set(places)
    phases = read_phases(GEODATA / "phases.toml", project.sources)
    held = read_records(GEODATA / "records.csv", theatre.get, project.sources)
    members = [member.phases for member in assign_records(held, phases)]
    assert all(members)
    assert {m.phase for many in members for m in many} == {phase for phase, _, _ in PHASES}
    index = ActorIndex(read_actors(GEODATA / "actors.toml"))
    for name, top in [
        ("Sergey Lavrov", "state-russia"),
        ("Artsakh Foreign Ministry", "authority-nk"),
        ("Azerbaijani Defense Ministry", "state-azerbaijan"),
    ]:
        actor = index.named(name)
        assert actor is not None and index.represented(actor).id == top


# ---- words


def loaded(policy: dict[str, Any], text: str) -> list[str]:
    """Return the loaded words of a text outside quotation marks."""
    own = re.sub(r"\"[^\"]*\"|“[^”]*”", " ", text)
    stems = "|".join(map(re.escape, policy["loaded_words"]))
    return re.findall(rf"\b(?:{stems})\w*", own, flags=re.IGNORECASE)


def test_our_own_words_do_not_judge(
    records: list[dict[str, str]],
    phases: list[dict[str, Any]],
    actors: dict[str, dict[str, Any]],
    conflict: dict[str, Any],
) -> None:
    policy = toml(GEODATA / "policy.toml")
    assert len(policy["loaded_words"]) >= 20
    assert loaded(policy, 'They called it "liberation" of occupied land') == ["occupied"]
    texts = [(r["id"], f"{r['title']} {r['note']} {r['source_ref']}") for r in records]
    for phase in phases:
        texts.append((phase["id"], f"{phase['name']} {phase['basis']} {phase['summary']}"))
        texts += [(phase["id"], a["reason"]) for a in phase.get("alternative", [])]
        texts += [(phase["id"], e["name"]) for e in phase.get("episode", [])]
    for actor in actors.values():
        texts.append((actor["id"], actor["name"]))
        texts += [(actor["id"], term["office"]) for term in actor.get("term", [])]
    texts += [(key, value) for key, value in policy.items() if isinstance(value, str)]
    texts.append(("conflict", f"{conflict['title']} {conflict['summary']}"))
    for where, text in texts:
        assert not loaded(policy, text), (where, loaded(policy, text))


# ---- seeds


def test_the_registry_of_seeds_tells_of_every_file() -> None:
    entries = {entry["file"]: entry for entry in toml(SEEDS / "registry.toml")["article"]}
    files = sorted(path.name for path in SEEDS.glob("*.txt"))
    assert sorted(entries) == files
    for name, entry in entries.items():
        data = (SEEDS / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], name
        assert entry["language"] == "en"
        assert entry["published_start"] <= entry["published_end"], name
        assert entry["published_end"] - entry["published_start"] <= timedelta(days=7)
        assert entry["published_basis"].startswith(
            "inferred: " if entry["inferred"] else "printed: "
        ), name


def test_the_words_of_the_registry_stand_in_the_seeds() -> None:
    for entry in toml(SEEDS / "registry.toml")["article"]:
        text = (SEEDS / entry["file"]).read_text(encoding="utf-8")
        basis = entry["published_basis"].partition(": ")[2]
        mark = '"' if entry["inferred"] else "'"
        words = re.findall(rf"{mark}([^{mark}]+){mark}", basis)
        assert words, entry["file"]
        for quoted in [*words, entry["title"]]:
            assert quoted in text, (entry["file"], quoted)

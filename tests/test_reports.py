"""Reports from sentences of many wars, written for these tests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from karamap.actors import ActorIndex
from karamap.errors import GeodataError
from karamap.records import (
    Actor,
    Article,
    Interval,
    Mention,
    Place,
    Report,
    Resolution,
    Sentence,
    TimeExpression,
    Zone,
)
from karamap.reports import load_triggers, read_reports
from karamap.reports.numbers import tolls
from karamap.reports.reader import aligned
from karamap.zones import split_sentences

HERE = Path(__file__).parent / "data"
CASES = [
    json.loads(line)
    for line in (HERE / "report_sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
CAPITALS = {
    "Moscow": ("Russia", "RU"), "Kyiv": ("Ukraine", "UA"), "Colombo": ("Sri Lanka", "LK"),
}  # fmt: skip


def place_of(place_id: str) -> Place | None:
    names = {code: name for name, code in CAPITALS.values()}
    code = place_id.removeprefix("country.")
    return (
        Place(place_id, names[code], "country", code, 0.0, 0.0, 500.0) if code in names else None
    )


def make_place(name: str, kind: str) -> Place:
    country = CAPITALS.get(name, (None, None))[1]
    radius = {"country": 400.0, "region": 80.0, "line": 200.0}.get(kind, 10.0)
    return Place(
        name.lower().replace(" ", "-"), name, kind, country, None, None, radius,
        capital=name in CAPITALS,
    )  # fmt: skip


def read_text(
    text: str,
    places: list[list[str]] | None = None,
    times: dict[str, list[str]] | None = None,
    published: str | None = "2022-03-10",
    actors: tuple[Actor, ...] = (),
    damaged: str = "",
    zone: str = "body",
) -> tuple[Report, ...]:
    day = date.fromisoformat(published) if published else None
    sentences = tuple(Sentence(a, b, zone, damaged) for a, b in split_sentences(text))
    article = Article(
        id="a", text=text, zones=(Zone(zone, 0, len(text)),), sentences=sentences,
        published=Interval(day, day, "day", "printed") if day else None,
    )  # fmt: skip

    def sentence_at(offset: int) -> int:
        return next((i for i, s in enumerate(sentences) if s.start <= offset < s.end), -1)

    mentions, expressions = [], []
    for surface, name, kind, role in places or []:
        at = text.find(surface)
        assert at >= 0, surface
        mentions.append(
            Mention(
                f"m{at}", "a", at, at + len(surface), surface, zone, sentence_at(at),
                "adjective" if role == "origin" else "name", (), role, "given",
                Resolution(make_place(name, kind), 1.0, "given"),
            )
        )  # fmt: skip
    for words, (start, end) in (times or {}).items():
        at = text.find(words)
        assert at >= 0, words
        interval = Interval(date.fromisoformat(start), date.fromisoformat(end), "day", words)
        anchor = not words.isdigit()
        expressions.append(
            TimeExpression("a", at, at + len(words), words, sentence_at(at), interval, "", anchor)
        )
    return read_reports(
        article, sorted(mentions, key=lambda m: m.start), sorted(expressions, key=lambda t: t.start),
        ActorIndex(actors), load_triggers(), place_of,
    )  # fmt: skip


def problems(case: dict[str, object]) -> list[str]:
    """Return what is wrong with the answer to a case, one line each."""
    reports = read_text(case["text"], case["places"], case["times"], case["published"])
    wanted = list(case["expect"])
    found = [(r.type, r.status) for r in reports]
    if sorted(found) != sorted((w["type"], w["status"]) for w in wanted):
        return [f"{found} instead of {[(w['type'], w['status']) for w in wanted]}"]
    wrong = []
    left = list(reports)
    for want in wanted:
        report = next(r for r in left if (r.type, r.status) == (want["type"], want["status"]))
        left.remove(report)
        wrong += _compare(report, want)
    return wrong


def _compare(report: Report, want: dict[str, object]) -> list[str]:
    wrong = []
    got: dict[str, object] = {
        "places": [p.name for p in report.places],
        "source": list(report.source),
        "claimant": report.claimant,
        "mode": report.mode,
        "days": None,
    }
    for key in ("killed", "wounded"):
        toll = getattr(report, key)
        got[key] = [toll.low, toll.best, toll.high] if toll else None
    if report.interval:
        got["days"] = [str(report.interval.start), str(report.interval.end)]
    for key, value in want.items():
        if key not in ("type", "status") and got[key] != value:
            wrong.append(f"{report.type} {key}: {got[key]} instead of {value}")
    return wrong


KNOWN_WRONG: set[str] = set()


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_sentence(case: dict[str, object]) -> None:
    assert problems(case) == []

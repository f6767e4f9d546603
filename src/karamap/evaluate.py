"""Readings and gold answers go in; recognition, role and resolution scores with their errors come out.

Gold is JSON lines, one mention a line: ``article`` (or ``doc``: the beginning of an article's id),
``start``, ``end``, ``text``, and when known ``lat``, ``lon`` (both null: an abstention is right),
``radius_km`` (by default 161 km, the 100 miles of the literature), ``literal``, ``role``, ``core``
(false: scored apart). The corpora's form with a list ``places`` in each line is read too.
Definitions follow Gritta et al., "A Pragmatic Guide to Geoparsing Evaluation" (2020).
"""

from __future__ import annotations

import json
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karamap.errors import InputError
from karamap.geometry import distance_km
from karamap.records import Mention

FARTHEST_KM = 20039.0  # half the earth's circumference, the worst error there is
_ROLE_OF_TYPE = {
    "region": "location", "country": "location", "city": "location", "corridor": "location",
    "line": "location", "metonym-country": "actor", "metonym-authority": "actor",
    "demonym": "origin", "organisation-embedded": "embedded", "historical-country": "topic|actor",
    "historical-region": "topic|actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One marked mention; ``None`` in ``literal`` or ``role`` means not annotated."""

    article: str
    start: int
    end: int
    text: str
    lon: float | None
    lat: float | None
    radius_km: float
    literal: bool | None
    role: str | None
    core: bool
    kind: str


def read_gold(path: Path) -> list[GoldMention]:
    """Read a gold file.

    Raises
    ------
    InputError
        Naming the line that cannot be read.
    """
    gold: list[GoldMention] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                rows = row.get("places", [row])
                gold += [_gold(r, str(row.get("id") or row.get("doc") or row.get("article"))) for r in rows]
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                message = f"{path.name}, line {number}: not a gold line ({error!r}); see karamap evaluate --help"
                raise InputError(message) from error
    return gold


def _gold(row: Mapping[str, Any], article: str) -> GoldMention:
    kind = str(row.get("type") or "")
    literal = row.get("literal")
    role = row.get("role") or _ROLE_OF_TYPE.get(kind)
    if role == "location" and literal is False:
        role = "topic"
    if row.get("zone") == "dateline" and literal:
        role = "dateline"
    return GoldMention(
        article=str(row.get("doc") or row.get("article") or article),
        start=int(row["start"]),
        end=int(row["end"]),
        text=str(row.get("text", "")),
        lon=row.get("lon"),
        lat=row.get("lat"),
        radius_km=max(float(row.get("radius_km") or 161.0), 25.0),
        literal=literal,
        role=role,
        core=bool(row.get("core", True)),
        kind=kind,
    )


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one evaluation, ready for JSON, and the errors behind them."""

    figures: dict[str, Any]
    errors: list[dict[str, Any]]


def _prf(right: int, answered: int, wanted: int) -> dict[str, float | int]:
    precision = right / answered if answered else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
        "right": right, "answered": answered, "gold": wanted,
    }  # fmt: skip


def match_overlap(
    gold: Sequence[GoldMention], found: Sequence[Mention]
) -> list[tuple[GoldMention, Mention]]:
    """Pair spans that share a character, one to one, longest overlap first."""
    pairs = [
        (min(g.end, m.end) - max(g.start, m.start), i, j)
        for i, g in enumerate(gold)
        for j, m in enumerate(found)
        if g.start < m.end and m.start < g.end
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((gold[i], found[j]))
    return matched


def score(
    gold: Sequence[GoldMention], mentions: Iterable[Mention], texts: Mapping[str, str] | None = None
) -> Scores:
    """Score mentions against gold.

    Parameters
    ----------
    gold
        Marked mentions; an article's id may be given by its beginning.
    mentions
        What was read, with roles and resolutions.
    texts
        Texts by article id, to show errors in their sentence; may be ``None``.
    """
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article].append(mention)
    gold_by: dict[str, list[GoldMention]] = defaultdict(list)
    for row in gold:
        gold_by[row.article].append(row)
    tally = _Tally()
    for prefix, rows in sorted(gold_by.items()):
        ids = [i for i in by_article if i == prefix] or [i for i in by_article if i.startswith(prefix)]
        found = by_article[ids[0]] if ids else []
        tally.add(rows, found, (texts or {}).get(ids[0] if ids else "", ""))
    return Scores(tally.figures(), tally.errors)


class _Tally:
    """Counts that grow article by article."""

    def __init__(self) -> None:
        self.exact = self.overlap = self.answered = self.wanted = 0
        self.literal_right = self.literal_answered = self.literal_wanted = 0
        self.nominal = [0, 0]
        self.roles: Counter[tuple[str, str]] = Counter()
        self.distances: list[float] = []
        self.resolvable = self.within_own = self.abstained_right = self.abstain_wanted = 0
        self.calibration: list[tuple[float, bool]] = []
        self.errors: list[dict[str, Any]] = []
        self.by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, gold: Sequence[GoldMention], found: Sequence[Mention], text: str) -> None:
        core = [g for g in gold if g.core]
        named = [m for m in found if m.form != "nominal"]
        self.wanted += len(core)
        self.answered += len(named)
        spans = {(m.start, m.end) for m in named}
        self.exact += sum((g.start, g.end) in spans for g in core)
        matched = match_overlap(core, named)
        self.overlap += len(matched)
        self._literal(core, named, text)
        nominal = [g for g in gold if not g.core]
        self.nominal[1] += len(nominal)
        self.nominal[0] += len(match_overlap(nominal, [m for m in found if m.form == "nominal"]))
        for g, m in matched:
            self._pair(g, m, text)
        hit = {(g.start, g.end) for g, _ in matched}
        for g in core:
            self.by_kind[g.kind][1] += 1
            self.by_kind[g.kind][0] += (g.start, g.end) in hit
            if (g.start, g.end) not in hit:
                self._error("missed", g.article, g.start, g.end, text, g.kind)
                if g.lat is not None:
                    self.resolvable += 1
        used = {(m.start, m.end) for _, m in matched}
        for m in named:
            if (m.start, m.end) not in used:
                self._error("spurious", m.article, m.start, m.end, text, m.role or "")

    def _literal(self, core: Sequence[GoldMention], named: Sequence[Mention], text: str) -> None:
        wanted = [g for g in core if g.literal]
        answers = [m for m in named if m.role in ("location", "dateline")]
        right = match_overlap(wanted, answers)
        self.literal_wanted += len(wanted)
        self.literal_answered += len(answers)
        self.literal_right += len(right)

    def _pair(self, g: GoldMention, m: Mention, text: str) -> None:
        if g.role:
            wanted = m.role if m.role and m.role in g.role.split("|") else g.role
            self.roles[(wanted, m.role or "none")] += 1
            if wanted != m.role:
                self._error("role", m.article, m.start, m.end, text, f"{g.role} read as {m.role}: {m.role_reason}")
        elif g.literal is not None:
            read = m.role in ("location", "dateline")
            self.roles[("literal" if g.literal else "other", "literal" if read else "other")] += 1
            if read != g.literal:
                self._error("role", m.article, m.start, m.end, text, f"{g.kind} read as {m.role}: {m.role_reason}")
        place = m.place
        if g.lat is None or g.lon is None:
            self.abstain_wanted += 1
            self.abstained_right += place is None
            return
        self.resolvable += 1
        if place is None or place.lon is None or place.lat is None:
            self._error("unresolved", m.article, m.start, m.end, text, m.resolution.reason if m.resolution else "")
            return
        away = distance_km(place.lon, place.lat, g.lon, g.lat)
        self.distances.append(away)
        self.within_own += away <= g.radius_km
        self.calibration.append((m.resolution.confidence if m.resolution else 0.0, away <= max(161.0, g.radius_km)))
        if away > max(161.0, g.radius_km):
            self._error("resolution", m.article, m.start, m.end, text, f"{place.id} is {away:.0f} km away")

    def _error(self, kind: str, article: str, start: int, end: int, text: str, detail: str) -> None:
        self.errors.append(
            {
                "error": kind, "article": article, "start": start, "end": end,
                "text": text[start:end], "context": text[max(0, start - 70) : end + 50].replace("\n", " "),
                "detail": detail,
            }  # fmt: skip
        )

    def figures(self) -> dict[str, Any]:
        total = sum(self.roles.values())
        right = sum(count for (gold, read), count in self.roles.items() if gold == read)
        within = sum(d < 161 for d in self.distances)
        missing = self.resolvable - len(self.distances)
        logs = sorted(math.log1p(d) for d in [*self.distances, *([FARTHEST_KM] * missing)])
        return {
            "recognition_exact": _prf(self.exact, self.answered, self.wanted),
            "recognition_overlap": _prf(self.overlap, self.answered, self.wanted),
            "literal": _prf(self.literal_right, self.literal_answered, self.literal_wanted),
            "nominal_found": {"right": self.nominal[0], "gold": self.nominal[1]},
            "role_accuracy": round(right / total, 4) if total else None,
            "role_confusion": {f"{g} > {r}": n for (g, r), n in sorted(self.roles.items())},
            "resolution": {
                "gold": self.resolvable,
                "answered": len(self.distances),
                "within_161_km_of_answered": round(within / len(self.distances), 4) if self.distances else None,
                "within_161_km_of_all": round(within / self.resolvable, 4) if self.resolvable else None,
                "within_own_extent_of_answered": round(self.within_own / len(self.distances), 4) if self.distances else None,
                "median_km": round(statistics.median(self.distances), 1) if self.distances else None,
                "auc_of_all": round(_auc(logs), 4) if len(logs) > 1 else None,
                "abstentions_right": {"right": self.abstained_right, "gold": self.abstain_wanted},
            },
            "reliability": _reliability(self.calibration),
            "found_by_kind": {k: {"found": a, "gold": b} for k, (a, b) in sorted(self.by_kind.items())},
        }


def _auc(logs: Sequence[float]) -> float:
    """Return the area under the sorted log errors, 0 best and 1 worst (trapezoid rule)."""
    area = sum((a + b) / 2 for a, b in zip(logs, logs[1:], strict=False))
    return area / (math.log(FARTHEST_KM) * (len(logs) - 1))


def _reliability(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, float | int]]:
    table = []
    for low in (0.0, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        high = {0.0: 0.35, 0.35: 0.5, 0.5: 0.6, 0.6: 0.7, 0.7: 0.8, 0.8: 0.9, 0.9: 0.95, 0.95: 1.01}[low]
        inside = [right for confidence, right in pairs if low <= confidence < high]
        if inside:
            table.append({"from": low, "to": min(high, 1.0), "answers": len(inside), "right": round(sum(inside) / len(inside), 3)})
    return table

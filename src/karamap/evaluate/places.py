"""Readings and gold mentions go in; recognition, role and resolution scores come out.

Definitions follow Gritta et al., "A Pragmatic Guide to Geoparsing Evaluation" (2020).
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from karamap.evaluate.gold import OWN_EXTENT_KM, GoldMention
from karamap.evaluate.scores import Scores, error, in_order, of_article, paired, prf, share
from karamap.geometry import distance_km
from karamap.records import Article, Mention

FARTHEST_KM = 20039.0  # half the earth's circumference, the worst error there is
_STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)  # of the reliability table


def match_overlap(
    gold: Sequence[GoldMention], found: Sequence[Mention]
) -> list[tuple[GoldMention, Mention]]:
    """Pair spans that share a character, one to one, longest overlap first."""
    return paired(gold, found)


def score(
    gold: Sequence[GoldMention],
    mentions: Iterable[Mention],
    texts: Mapping[str, str | Article] | None = None,
) -> Scores:
    """Score mentions against gold.

    Parameters
    ----------
    gold
        Marked mentions; an article's id may be given by its beginning.
    mentions
        What was read, with roles and resolutions.
    texts
        Articles, or their texts, by id, to show errors in their sentence; without them an article
        of the gold in which nothing was found counts as not read.
    """
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article].append(mention)
    gold_by: dict[str, list[GoldMention]] = defaultdict(list)
    for row in gold:
        gold_by[row.article].append(row)
    tally = _Tally()
    known = dict.fromkeys((*(texts or {}), *by_article))
    for prefix, rows in sorted(gold_by.items()):
        id_ = of_article(prefix, known)
        tally.articles += id_ is not None
        tally.add(rows, by_article.get(id_ or "", []), (texts or {}).get(id_ or "", ""))
    tally.wanted_articles = len(gold_by)
    return Scores(tally.figures(), in_order(tally.errors))


class _Tally:
    """Counts that grow article by article."""

    def __init__(self) -> None:
        self.articles = self.wanted_articles = 0
        self.exact = self.inexact = self.overlap = self.answered = self.wanted = 0
        self.literal_right = self.literal_answered = self.literal_wanted = 0
        self.nominal = [0, 0]
        self.roles: Counter[tuple[str, str]] = Counter()
        self.distances: list[float] = []
        self.resolvable = self.within_own = self.abstained_right = self.abstain_wanted = 0
        self.calibration: list[tuple[float, bool]] = []
        self.errors: list[dict[str, Any]] = []
        self.by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def add(
        self, gold: Sequence[GoldMention], found: Sequence[Mention], text: str | Article
    ) -> None:
        core = [g for g in gold if g.core]
        named = [m for m in found if m.form != "nominal"]
        self.wanted += len(core)
        self.answered += len(named)
        spans = {(m.start, m.end) for m in named}
        self.exact += sum((g.start, g.end) in spans for g in core)
        matched = match_overlap(core, named)
        self.overlap += len(matched)
        self.inexact += sum(_holds(g, m) or _holds(m, g) for g, m in matched)
        self._literal(core, named)
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

    def _literal(self, core: Sequence[GoldMention], named: Sequence[Mention]) -> None:
        wanted = [g for g in core if g.literal]
        answers = [m for m in named if m.role in ("location", "dateline")]
        right = match_overlap(wanted, answers)
        self.literal_wanted += len(wanted)
        self.literal_answered += len(answers)
        self.literal_right += len(right)

    def _pair(self, g: GoldMention, m: Mention, text: str | Article) -> None:
        self._role(g, m, text)
        self._resolution(g, m, text)

    def _role(self, g: GoldMention, m: Mention, text: str | Article) -> None:
        if g.role:
            wanted = m.role if m.role and m.role in g.role.split("|") else g.role
            self.roles[(wanted, m.role or "none")] += 1
            if wanted != m.role:
                self._error("role", m.article, m.start, m.end, text, f"{g.role} read as {m.role}: {m.role_reason}")
        elif g.literal is not None:
            read = m.role in ("location", "dateline")
            self.roles[("literal" if g.literal else "other", "literal" if read else "other")] += 1
            if read != g.literal:
                wanted = g.kind or ("literal" if g.literal else "not literal")
                self._error("role", m.article, m.start, m.end, text, f"{wanted} read as {m.role}: {m.role_reason}")

    def _resolution(self, g: GoldMention, m: Mention, text: str | Article) -> None:
        place = m.place
        if g.lat is None or g.lon is None:
            self.abstain_wanted += 1
            self.abstained_right += place is None
            if place is not None:
                self._error("resolution", m.article, m.start, m.end, text, f"{place.id}, where no place is right")
            return
        self.resolvable += 1
        if place is None or place.lon is None or place.lat is None:
            self._error("unresolved", m.article, m.start, m.end, text, m.resolution.reason if m.resolution else "")
            return
        away = distance_km(place.lon, place.lat, g.lon, g.lat)
        reach = max(OWN_EXTENT_KM, g.radius_km)
        self.distances.append(away)
        self.within_own += away <= g.radius_km
        self.calibration.append((m.resolution.confidence if m.resolution else 0.0, away <= reach))
        if away > reach:
            self._error("resolution", m.article, m.start, m.end, text, f"{place.id} is {away:.0f} km away")

    def _error(
        self, kind: str, article: str, start: int, end: int, text: str | Article, detail: str
    ) -> None:
        self.errors.append(error(kind, article, (start, end), text, detail))

    def figures(self) -> dict[str, Any]:
        total = sum(self.roles.values())
        right = sum(count for (gold, read), count in self.roles.items() if gold == read)
        return {
            "articles": {"gold": self.wanted_articles, "read": self.articles},
            "recognition_exact": prf(self.exact, self.answered, self.wanted),
            "recognition_inexact": prf(self.inexact, self.answered, self.wanted),
            "recognition_overlap": prf(self.overlap, self.answered, self.wanted),
            "literal": prf(self.literal_right, self.literal_answered, self.literal_wanted),
            "nominal_found": {"right": self.nominal[0], "gold": self.nominal[1]},
            "role_accuracy": share(right, total),
            "role_confusion": {f"{g} > {r}": n for (g, r), n in sorted(self.roles.items())},
            "resolution": self._resolution_figures(),
            "reliability": _reliability(self.calibration),
            "found_by_kind": {
                k: {"found": a, "gold": b} for k, (a, b) in sorted(self.by_kind.items())
            },
        }

    def _resolution_figures(self) -> dict[str, Any]:
        away, count = self.distances, len(self.distances)
        within = sum(d < OWN_EXTENT_KM for d in away)
        unanswered = [FARTHEST_KM] * (self.resolvable - count)
        return {
            "gold": self.resolvable,
            "answered": count,
            "within_161_km_of_answered": share(within, count),
            "within_161_km_of_all": share(within, self.resolvable),
            "within_own_extent_of_answered": share(self.within_own, count),
            "within_own_extent_of_all": share(self.within_own, self.resolvable),
            "median_km": round(statistics.median(away), 1) if away else None,
            "mean_km": round(statistics.fmean(away), 1) if away else None,
            "auc_of_answered": _auc(away),
            "auc_of_all": _auc([*away, *unanswered]),
            "abstentions_right": {"right": self.abstained_right, "gold": self.abstain_wanted},
        }


def _holds(one: GoldMention | Mention, other: GoldMention | Mention) -> bool:
    return one.start <= other.start and other.end <= one.end


def _auc(distances: Sequence[float]) -> float | None:
    """Return the area under the sorted log errors, 0 best and 1 worst (trapezoid rule)."""
    logs = sorted(math.log1p(distance) for distance in distances)
    if len(logs) < 2:
        return None
    area = sum((a + b) / 2 for a, b in pairwise(logs))
    return round(area / (math.log1p(FARTHEST_KM) * (len(logs) - 1)), 4)


def _reliability(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, float | int]]:
    """Return for each step of confidence how many answers there are and how many are right."""
    table = []
    for low, high in pairwise(_STEPS):
        inside = [ok for sure, ok in pairs if low <= sure < high or (high == 1.0 and sure >= 1.0)]
        if inside:
            right = round(sum(inside) / len(inside), 3)
            table.append({"from": low, "to": high, "answers": len(inside), "right": right})
    return table

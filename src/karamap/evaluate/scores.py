"""Counts go in; the figures that all evaluations share come out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from karamap.records import Article

T = TypeVar("T")


class Span(Protocol):
    """Anything with offsets into an article."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


G = TypeVar("G", bound=Span)
S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one evaluation, ready for JSON, and the errors behind them."""

    figures: dict[str, Any]
    errors: list[dict[str, Any]]


def share(right: int, of: int) -> float | None:
    """Return a share rounded to four places; ``None`` of nothing."""
    return round(right / of, 4) if of else None


def prf(right: int, answered: int, wanted: int) -> dict[str, float | int]:
    """Return precision, recall and F1 with their counts."""
    precision = right / answered if answered else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
        "right": right, "answered": answered, "gold": wanted,
    }  # fmt: skip


def paired(gold: Sequence[G], found: Sequence[S]) -> list[tuple[G, S]]:
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


def of_article(gold_id: str, known: Mapping[str, T] | Iterable[str]) -> str | None:
    """Return the id of the article that gold names, by the whole id or by its beginning."""
    ids = list(known)
    if gold_id in ids:
        return gold_id
    return next((id_ for id_ in ids if id_.startswith(gold_id)), None)


def in_order(errors: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return errors as the articles and their texts run."""
    return sorted(errors, key=lambda e: (e["article"], e["start"], e["end"], e["error"]))


def error(
    kind: str, article: str, span: tuple[int, int], source: Article | str, detail: str
) -> dict[str, Any]:
    """Return one error with its words and the sentence that they stand in."""
    start, end = span
    text = source if isinstance(source, str) else source.text
    low, high = max(0, start - 70), min(len(text), end + 50)
    if isinstance(source, Article) and source.sentences:
        number = bisect_right([s.start for s in source.sentences], start) - 1
        sentence = source.sentences[max(0, number)]
        if sentence.start <= start < sentence.end:
            low, high = sentence.start, max(sentence.end, end)
    return {
        "error": kind, "article": article, "start": start, "end": end, "text": text[start:end],
        "context": " ".join(text[low:high].split()), "detail": detail,
    }  # fmt: skip

"""Spans that an automaton found in a text go in; whole words, and the longest where they overlap, come out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeVar

# (start, end), with whatever else the caller keeps of a span.
S = TypeVar("S", bound=tuple[int, ...])


def whole_words(text: str, found: Iterable[S]) -> list[S]:
    """Return the spans that neither begin nor end inside a word."""
    padded = f" {text} "  # so that every span has a character before and behind
    return [
        span for span in found
        if not (padded[span[0]].isalnum() or padded[span[1] + 1].isalnum())
    ]  # fmt: skip


def without_overlap(spans: Iterable[S]) -> list[S]:
    """Return the spans in order; of those that overlap, the longest and then the first stays."""
    kept: list[S] = []
    crowd: list[S] = []
    reach = 0
    for span in sorted(spans):
        if span[0] >= reach:
            kept += crowd if len(crowd) < 2 else _longest(crowd)
            crowd = [span]
            reach = span[1]
        else:
            crowd.append(span)
            reach = max(reach, span[1])
    return kept + _longest(crowd)


def _longest(crowd: list[S]) -> list[S]:
    """Return the spans of a crowd that stay when the longest chooses first."""
    kept: list[S] = []  # always in order, without overlap
    for span in sorted(crowd, key=lambda s: s[0] - s[1]):
        at = bisect_left(kept, span)
        clear_before = at == 0 or kept[at - 1][1] <= span[0]
        clear_after = at == len(kept) or span[1] <= kept[at][0]
        if clear_before and clear_after:
            kept.insert(at, span)
    return kept

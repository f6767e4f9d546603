"""Spans: whole words only, and the longest of those that overlap."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from karamap.spans import whole_words, without_overlap

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: (p[0], sum(p))))


def test_only_whole_words_stay() -> None:
    text = "war, warfare and a postwar war"
    found = [(i, i + 3) for i in range(len(text)) if text.startswith("war", i)]
    assert whole_words(text, found) == [(0, 3), (27, 30)]


@given(SPANS)
def test_of_overlapping_spans_the_longest_stays(spans: list[tuple[int, int]]) -> None:
    kept = without_overlap(spans)
    assert kept == sorted(kept)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(kept))
    for span in spans:
        rivals = [k for k in kept if k[0] < span[1] and span[0] < k[1]]
        assert any(k[1] - k[0] >= span[1] - span[0] for k in rivals)

"""What begins in a stretch of text is found, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from karamap.reports.ordered import Ordered


class Thing(NamedTuple):
    start: int
    end: int


@given(st.lists(st.integers(0, 40)), st.integers(0, 45), st.integers(0, 45))
def test_those_of_a_stretch_are_those_that_begin_in_it(
    starts: list[int], start: int, end: int
) -> None:
    things = [Thing(at, at + 1) for at in sorted(starts)]
    ordered = Ordered(things)
    wanted = [thing for thing in things if start <= thing.start < end]
    assert list(ordered.within(start, end)) == wanted
    assert ordered.any_within(start, end) == bool(wanted)

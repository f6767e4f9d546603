"""A cue may be passed over only where its pattern cannot match."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import karamap.reports
from karamap.reports.clauses import split_words
from karamap.reports.cues import Cue
from karamap.reports.grammar import with_parts

CUES = {
    f"{info.name}.{name}": cue
    for info in pkgutil.iter_modules(karamap.reports.__path__)
    for name, cue in vars(importlib.import_module(f"karamap.reports.{info.name}")).items()
    if isinstance(cue, Cue)
}


@pytest.mark.parametrize("name", sorted(CUES))
@settings(
    max_examples=15, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
@given(data=st.data())
def test_where_a_pattern_matches_its_words_stand(name: str, data: st.DataObject) -> None:
    cue = CUES[name]
    text = f"x {data.draw(st.from_regex(cue.pattern, fullmatch=True))} x"
    bag = frozenset(split_words(text, 0, len(text)).texts)
    assert cue.may_stand(with_parts(bag, text, 0, len(text)))

"""Columns keep rows as they are, and the payload of a page gives them back."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.columns import Coder, Column, column_of, columns_of, combine, constant
from karamap.render.payload import pack, unpack

TEXTS = st.text(max_size=20) | st.sampled_from(
    ["", "</script>", "\ud800", "ß\u2028😀", "{{ 7*7 }}"]
)
WHOLES = st.integers(-(2**40), 2**40)
DEGREES = st.integers(-180_000_000, 180_000_000).map(lambda micro: micro / 10**6)
SCALARS = (
    st.none() | st.booleans() | WHOLES | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
ROWS = st.fixed_dictionaries(
    {"any": JSON, "text": st.none() | TEXTS, "degrees": st.none() | DEGREES, "whole": WHOLES}
)


def same(left: object, right: object) -> bool:
    """Equal as JSON says it, where true is not 1."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=30))
def test_rows_come_back_from_the_payload(rows: list[dict[str, object]]) -> None:
    assert same(unpack(pack({"rows": columns_of(rows)})), {"rows": rows})


@settings(deadline=None)
@given(st.lists(DEGREES | st.none(), min_size=1, max_size=9))
def test_many_different_numbers_and_texts_come_back(some: list[float | None]) -> None:
    known = [some[row % len(some)] for row in range(600)]
    numbers = [n if n is None else round(n + row / 10**5, 6) for row, n in enumerate(known)]
    rows = [
        {"lon": number, "quote": None if row % 7 == 3 else f"{row} said “é{number}”", "n": row * 3}
        for row, number in enumerate(numbers)
    ]
    packed = pack({"b": columns_of(rows), "a": columns_of(rows[:1])})
    assert unpack(packed) == {"a": rows[:1], "b": rows}


def test_the_payload_is_as_documented_and_small() -> None:
    rows = [
        {"id": f"e{row}", "type": "ASSAULT", "lon": round(45 + row / 10**5, 5)}
        for row in range(5000)
    ]
    packed = pack({"events": columns_of(rows)})
    data = zlib.decompress(base64.b64decode(packed))
    size = int.from_bytes(data[-4:], "little")
    (table,) = json.loads(data[-4 - size : -4])["tables"]
    assert table["rows"] == 5000
    kinds = {about["name"]: about["kind"] for about in table["columns"]}
    assert kinds == {"id": "text", "lon": "number", "type": "value"}
    assert len(packed) < len(json.dumps(rows)) / 8
    assert packed == pack({"events": columns_of(rows)})


@settings(deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=50), st.integers(1, 60))
def test_a_column_made_in_parts_is_the_whole(values: list[str], part: int) -> None:
    coder = Coder()
    for start in range(0, len(values), part):
        coder.extend(values[start : start + part])
    assert list(coder.column()) == values


def test_values_that_nearly_all_differ_are_kept_as_they_come() -> None:
    coder = Coder()
    values = [str(row // 2 if row > 4500 else row) for row in range(9000)]
    for start in range(0, 9000, 256):
        coder.extend(values[start : start + 256])
    column = coder.column()
    assert list(column) == values
    assert len(column.values) == 9000


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2000), st.booleans()), max_size=60),
    st.integers(1, 3),
)
def test_combined_columns_see_the_values_of_a_row(
    rows: list[tuple[object, ...]], width: int
) -> None:
    columns = [column_of(row[place] for row in rows) for place in range(3)][:width]
    assert list(combine(columns, lambda *values: values)) == [row[:width] for row in rows]


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=40))
def test_rows_are_ordered_and_merged(values: list[int]) -> None:
    column = Column(column_of(values).codes, column_of(values).values)
    order = column.order(lambda value: -value)
    assert list(column.take(order)) == sorted(values, reverse=True)
    halves = column.map(lambda value: value // 2).merged()
    assert list(halves) == [value // 2 for value in values]
    assert len(set(halves.values)) == len(halves.values)


def test_a_constant_needs_no_bytes() -> None:
    packed = pack({"t": {"x": constant("same", 100_000)}})
    assert len(packed) < 300
    assert unpack(packed)["t"][99_999] == {"x": "same"}


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        pack({"t": {"x": column_of([float("nan")])}})

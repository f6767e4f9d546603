"""Values of many rows go in; columns that keep each distinct value once come out.

A table of 100,000 events as objects costs more memory than everything else that a page needs; as
columns it costs a few bytes a row and value.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column: row ``i`` holds ``values[codes[i]]``."""

    codes: array[int]
    values: Sequence[Any]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __iter__(self) -> Iterator[Any]:
        """Yield the value of each row."""
        return map(self.values.__getitem__, self.codes)

    def map(self, function: Callable[[Any], Any]) -> Column:
        """Return the column with another value for each; the function sees each value once."""
        return Column(self.codes, [function(value) for value in self.values])

    def take(self, order: Sequence[int]) -> Column:
        """Return the column with its rows in another order, or with some of them only."""
        return Column(array("I", map(self.codes.__getitem__, order)), self.values)


class Coder:
    """Makes a column from hashable values that come in parts."""

    __slots__ = ("_codes", "_numbers")

    def __init__(self) -> None:
        self._codes = array("I")
        self._numbers = _Numbers()

    def extend(self, values: Iterable[Hashable]) -> None:
        """Add the values of further rows."""
        self._codes.extend(map(self._numbers.__getitem__, values))

    def column(self) -> Column:
        """Return what was added as a column."""
        return Column(self._codes, list(self._numbers))


class _Numbers(dict[Hashable, int]):
    """Numbers of values in the order in which they were first asked for."""

    def __missing__(self, value: Hashable) -> int:
        """Number a new value."""
        number = self[value] = len(self)
        return number


def column_of(values: Iterable[Any]) -> Column:
    """Return a column of JSON values of any kind, lists and objects too."""
    known: dict[str, int] = {}
    distinct: list[Any] = []
    codes = array("I")
    for value in values:
        # A text is its own key; a mark that no text of it starts with keeps others apart from it.
        key = f"t{value}" if type(value) is str else "j" + json.dumps(value, sort_keys=True)
        code = known.setdefault(key, len(distinct))
        if code == len(distinct):
            distinct.append(value)
        codes.append(code)
    return Column(codes, distinct)


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Column]:
    """Return rows as columns, sorted by name; a key that a row lacks is ``None`` there."""
    names = sorted({name for row in rows for name in row})
    return {name: column_of(row.get(name) for row in rows) for name in names}


def constant(value: Any, rows: int) -> Column:  # noqa: ANN401 - JSON
    """Return a column that holds one value in every row."""
    return Column(array("I", bytes(4 * rows)), [value])


def combine(columns: Sequence[Column], function: Callable[..., Any]) -> Column:
    """Return a column whose values follow from those of several columns.

    Parameters
    ----------
    columns
        Columns of the same rows.
    function
        Gets one value of each; it sees each combination once.
    """
    coder = Coder()
    coder.extend(zip(*(column.codes for column in columns), strict=True))
    pairs = coder.column()
    return pairs.map(
        lambda codes: function(
            *(column.values[code] for column, code in zip(columns, codes, strict=True))
        )
    )

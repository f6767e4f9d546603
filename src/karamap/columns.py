"""Values of many rows go in; columns that keep a value once, however often it stands, come out.

A table of 100,000 events as objects costs more memory than everything else that a page needs; as
columns it costs a few bytes a row and value.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROOM: Final = 20  # so much larger than the rows a table may be that renumbers without sorting
_TRIAL: Final = 4096  # rows after which a column's values count as different or not


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

    def merged(self, key: Callable[[Any], Hashable] = lambda value: value) -> Column:
        """Return the column with values of the same key made one: the first of them."""
        known: dict[Hashable, int] = {}
        values: list[Any] = []
        codes: list[int] = []
        for value in self.values:
            code = known.setdefault(key(value), len(values))
            if code == len(values):
                values.append(value)
            codes.append(code)
        return Column(array("I", codes), values)._of(self.codes)

    def _of(self, rows: array[int]) -> Column:
        """Return the column with its rows chosen by number."""
        return Column(_array(_numbers(self.codes)[_numbers(rows)]), self.values)

    def take(self, order: Sequence[int]) -> Column:
        """Return the column with its rows in another order, or with some of them only."""
        import numpy as np

        return Column(_array(_numbers(self.codes)[np.asarray(order, np.int64)]), self.values)

    def order(self, key: Callable[[Any], Any]) -> array[int]:
        """Return the rows in the order of their values' keys; equal ones keep their order."""
        import numpy as np

        keys = list(map(key, self.values))
        ranks = {value: rank for rank, value in enumerate(sorted(set(keys)))}
        ranked = np.array([ranks[value] for value in keys], np.int64)
        return array("q", np.argsort(ranked[_numbers(self.codes)], kind="stable").tobytes())


class Coder:
    """Makes a column from hashable values that come in parts.

    When nearly all of the first values differ, the values are kept as they come: to look each of
    them up would take time and save nothing.
    """

    __slots__ = ("_codes", "_known", "_rows", "_tried")

    def __init__(self) -> None:
        self._codes = array("I")
        self._known = _Numbers()
        self._rows: list[Hashable] = []  # the values, when they are kept as they come
        self._tried = False

    def extend(self, values: Sequence[Hashable]) -> None:
        """Add the values of further rows."""
        if not self._rows:
            self._codes.fromlist(list(map(self._known.__getitem__, values)))
            rows = len(self._codes)
            if rows < _TRIAL or self._tried or len(self._known) <= rows * 19 // 20:
                self._tried = rows >= _TRIAL
                return
            self._rows = list(map(list(self._known).__getitem__, self._codes))
            self._codes, self._known = array("I"), _Numbers()
            return
        self._rows.extend(values)

    def column(self) -> Column:
        """Return what was added as a column."""
        if self._rows:
            return Column(array("I", range(len(self._rows))), self._rows)
        return Column(self._codes, list(self._known))


class _Numbers(dict[Hashable, int]):
    """Numbers of values in the order in which they were first asked for."""

    def __missing__(self, value: Hashable) -> int:
        """Give a new value the next number."""
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
    first, *others = columns
    codes, rows = _renumbered(_numbers(first.codes).astype("int64"), len(first.values))
    for column in others:
        mixed = codes * len(column.values) + _numbers(column.codes)
        codes, rows = _renumbered(mixed, len(rows) * len(column.values))
    parts = (
        map(column.values.__getitem__, _numbers(column.codes)[rows].tolist()) for column in columns
    )
    return Column(_array(codes), list(map(function, *parts)))


def _renumbered(
    numbers: NDArray[np.integer[Any]], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return numbers below a size counted anew without gaps, and a row that has each of them."""
    import numpy as np

    if size > _ROOM * max(1, len(numbers)):
        _, rows, renumbered = np.unique(numbers, return_index=True, return_inverse=True)
        return renumbered, rows
    row_of = np.full(size, -1)
    row_of[numbers] = np.arange(len(numbers))
    used = row_of >= 0
    return (np.cumsum(used) - 1)[numbers], row_of[used]


def _numbers(codes: array[int]) -> NDArray[np.uint32]:
    """Return codes for reckoning; the import is late, since few commands need it."""
    import numpy as np

    return np.frombuffer(codes, np.uint32) if codes else np.zeros(0, np.uint32)


def _array(numbers: NDArray[np.integer[Any]]) -> array[int]:
    """Return what was reckoned as codes."""
    return array("I", numbers.astype("uint32").tobytes())

"""Tables in columns go in; one compact text that a page carries and unpacks comes out, and back.

The text is base64 of a zlib stream. The stream holds the bytes of each column one after the other,
then a head (JSON in ASCII) that names the columns in this order, and at last the length of the head
(4 bytes, the lowest first). A column is of one of three kinds:

``value``
    The head lists the distinct ``values``; each row has the number of its value.
``number``
    Each row has a whole number: 0 for null, else ``(value * scale) - base + 1``.
``text``
    The UTF-8 bytes of all rows, ``bytes`` in all, and then for each row 0 for null, else the number
    of its bytes plus 1.

The numbers of a column stand in planes: the lowest bytes of all rows, then the next ones, as many
planes as ``width`` says; so they compress well, and the page reads them without parsing. A column
of width 0 has no bytes: all its numbers are 0. Values of a ``number`` column come back rounded to
1/``scale``, which is exact for what was written with up to six decimals.
"""

from __future__ import annotations

import base64
import itertools
import json
import sys
import zlib
from array import array
from collections.abc import Generator, Iterator, Mapping, Sequence
from types import NoneType
from typing import Any, Final, TypeAlias

import numpy as np

from karamap.columns import Column

_Blocks: TypeAlias = Generator[bytes, None, dict[str, Any]]

_LEVEL: Final = 2  # of texts that mostly differ: beyond it the time grows faster than they shrink
_FEW: Final = 256  # so many distinct values are listed, whatever they are
_SCALES: Final = (1, 10**3, 10**6)
_LARGEST: Final = 2**32 - 2
_BLOCK: Final = 8192  # rows whose texts are joined at a time
_SIZE: Final = 4  # bytes of the head's length


def pack(tables: Mapping[str, Mapping[str, Column]]) -> str:
    """Return tables as one text for a page.

    Parameters
    ----------
    tables
        Columns by name, by the name of the table; all columns of a table have the same rows.
    """
    squeezer = zlib.compressobj(_LEVEL)
    squeezed: list[bytes] = []
    told: list[dict[str, Any]] = []
    for name, columns in sorted(tables.items()):
        about = []
        for label in sorted(columns):
            blocks = _encoded(columns[label])
            while True:
                try:
                    squeezed.append(squeezer.compress(next(blocks)))
                except StopIteration as end:
                    about.append({"name": label, **end.value})
                    break
        told.append({"name": name, "rows": len(next(iter(columns.values()))), "columns": about})
    head = json.dumps({"tables": told}, sort_keys=True, separators=(",", ":"), allow_nan=False)
    squeezed.append(squeezer.compress(head.encode() + len(head).to_bytes(_SIZE, "little")))
    return base64.b64encode(b"".join([*squeezed, squeezer.flush()])).decode("ascii")


def _encoded(column: Column) -> _Blocks:
    """Yield the bytes of a column, and return what the head says of it."""
    if len(column.values) > max(_FEW, len(column) // 4):
        types = set(map(type, column.values)) - {NoneType}
        if types and types <= {int, float} and (scale := _scale(column)):
            return (yield from _numbers(column, scale))
        if types == {str} and _is_utf8(column):
            return (yield from _texts(column))
    width = _width(len(column.values) - 1)
    yield _planes(column.codes, width)
    return {"kind": "value", "width": width, "values": list(column.values)}


def _scale(column: Column) -> int | None:
    """Return by what numbers become whole; ``None`` when they need more decimals than six."""
    known = np.array([value for value in column.values if value is not None], np.float64)
    for scale in _SCALES:
        scaled = np.rint(known * scale)
        if np.array_equal(scaled / scale, known):
            return scale if scaled.max() - scaled.min() <= _LARGEST else None
    return None


def _numbers(column: Column, scale: int) -> _Blocks:
    """Yield the bytes of a column of numbers, and return what the head says of it."""
    empty = np.array([value is None for value in column.values])
    scaled = np.rint(np.array([value or 0 for value in column.values], np.float64) * scale)
    base, most = scaled[~empty].min(), scaled[~empty].max()
    numbers = np.where(empty, 0, scaled - base + 1).astype(np.uint32)
    width = _width(int(most - base) + 1)
    yield _planes(array("I", numbers[np.frombuffer(column.codes, np.uint32)].tobytes()), width)
    return {"kind": "number", "width": width, "base": int(base), "scale": scale}


def _is_utf8(column: Column) -> bool:
    """Whether UTF-8 can hold all texts; half of a character pair, which JSON can hold, it cannot."""
    try:
        return all(text is None or text.isascii() or text.encode() for text in column.values)
    except UnicodeEncodeError:
        return False


def _texts(column: Column) -> _Blocks:
    """Yield the bytes of a column of texts, and return what the head says of it."""
    texts = iter(column)
    sizes = array("I")
    while block := list(itertools.islice(texts, _BLOCK)):
        joined = "".join(filter(None, block))
        if joined.isascii():
            sizes.extend([0 if text is None else len(text) + 1 for text in block])
        else:
            sizes.extend([0 if text is None else len(text.encode()) + 1 for text in block])
        yield joined.encode()
    width = _width(max(sizes))
    yield _planes(sizes, width)
    return {"kind": "text", "width": width, "bytes": sum(sizes) - sum(map(bool, sizes))}


def _width(largest: int) -> int:
    """Return how many bytes the largest of some numbers needs."""
    return (largest.bit_length() + 7) // 8


def _planes(numbers: array[int], width: int) -> bytes:
    """Return the bytes of numbers by their place, the lowest first."""
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    raw = numbers.tobytes()
    return b"".join(raw[place :: numbers.itemsize] for place in range(width))


def unpack(text: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the tables that a text holds: what the page makes of it, in Python.

    Parameters
    ----------
    text
        What `pack` returned.

    Returns
    -------
    Rows by the name of the table.
    """
    data = zlib.decompress(base64.b64decode(text, validate=True))
    size = int.from_bytes(data[-_SIZE:], "little")
    tables: dict[str, list[dict[str, Any]]] = {}
    at = 0
    for table in json.loads(data[-_SIZE - size : -_SIZE])["tables"]:
        rows: list[dict[str, Any]] = [{} for _ in range(table["rows"])]
        for about in table["columns"]:
            texts = data[at : at + about.get("bytes", 0)]
            at += len(texts)
            planes = [
                data[at + p * len(rows) : at + (p + 1) * len(rows)] for p in range(about["width"])
            ]
            at += len(planes) * len(rows)
            numbers = [int.from_bytes(number, "little") for number in zip(*planes, strict=True)]
            values = _read(about, numbers or [0] * len(rows), texts)
            for row, value in zip(rows, values, strict=True):
                row[about["name"]] = value
        tables[table["name"]] = rows
    return tables


def _read(about: Mapping[str, Any], numbers: Sequence[int], data: bytes) -> Iterator[Any]:
    """Yield the values of a column."""
    if about["kind"] == "value":
        yield from (about["values"][number] for number in numbers)
    elif about["kind"] == "number":
        base, scale = about["base"], about["scale"]
        whole = (n + base - 1 if n else None for n in numbers)
        yield from (n if n is None or scale == 1 else n / scale for n in whole)
    else:
        at = 0
        for number in numbers:
            end = at + max(0, number - 1)
            yield data[at:end].decode() if number else None
            at = end

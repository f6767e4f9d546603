"""Tables in columns go in; one compact text that a page carries and unpacks comes out, and back.

The text is base64 of a zlib stream. The stream holds the length of a head (4 bytes, the lowest
first), the head (JSON in ASCII), and then the bytes of each column one after the other, in the
order in which the head names them. A column is of one of three kinds:

``value``
    The head lists the distinct ``values``; each row has the number of its value.
``number``
    Each row has a whole number: 0 for null, else ``(value * scale) - base + 1``.
``text``
    Each row has 0 for null, else the number of its bytes plus 1; the UTF-8 bytes of all rows
    follow, ``bytes`` in all.

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import NoneType
from typing import Any, Final

from karamap.columns import Column

_LEVEL: Final = 4  # beyond it the time grows faster than the text shrinks
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
    made = [
        (name, [_encoded(label, columns[label]) for label in sorted(columns)])
        for name, columns in sorted(tables.items())
    ]
    head = {
        "tables": [
            {
                "name": name,
                "rows": len(next(iter(tables[name].values()))),
                "columns": [about for about, _ in columns],
            }
            for name, columns in made
        ]
    }
    told = json.dumps(head, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    parts = itertools.chain(
        [len(told).to_bytes(_SIZE, "little"), told],
        *(blocks for _, columns in made for _, blocks in columns),
    )
    squeezer = zlib.compressobj(_LEVEL)
    squeezed = [squeezer.compress(part) for part in parts]
    return base64.b64encode(b"".join([*squeezed, squeezer.flush()])).decode("ascii")


def _encoded(name: str, column: Column) -> tuple[dict[str, Any], Iterable[bytes]]:
    """Return what the head says of a column, and its bytes in blocks."""
    if len(column.values) > max(_FEW, len(column) // 4):
        numbers = _numbers(name, column)
        if numbers:
            return numbers
        texts = _texts(name, column)
        if texts:
            return texts
    width = _width(len(column.values) - 1)
    about = {"name": name, "kind": "value", "width": width, "values": list(column.values)}
    return about, [_planes(column.codes, width)]


def _numbers(name: str, column: Column) -> tuple[dict[str, Any], Iterable[bytes]] | None:
    """Return a column of numbers; ``None`` when a value is none, or needs more decimals."""
    import numpy as np

    types = set(map(type, column.values)) - {NoneType}
    if not types or not types <= {int, float}:
        return None
    empty = np.fromiter((value is None for value in column.values), bool)
    known = np.array([0 if value is None else value for value in column.values], np.float64)
    for scale in _SCALES:
        scaled = np.rint(known * scale)
        if not np.array_equal(scaled / scale, known):
            continue
        low, high = scaled[~empty].min(), scaled[~empty].max()
        if high - low > _LARGEST:
            return None
        numbers = np.where(empty, 0, scaled - low + 1).astype(np.uint32)
        codes = array("I", numbers[np.frombuffer(column.codes, np.uint32)].tobytes())
        width = _width(int(high - low) + 1)
        about = {"name": name, "kind": "number", "width": width, "base": int(low), "scale": scale}
        return about, [_planes(codes, width)]
    return None


def _texts(name: str, column: Column) -> tuple[dict[str, Any], Iterable[bytes]] | None:
    """Return a column of texts that mostly differ; ``None`` when UTF-8 cannot hold one."""
    if not set(map(type, column.values)) <= {str, NoneType}:
        return None
    try:
        sizes = _sizes(column.values)
    except UnicodeEncodeError:  # half of a character pair, which JSON can hold
        return None
    lengths = array("I", map(sizes.__getitem__, column.codes))
    width = _width(max(sizes))
    about = {
        "name": name, "kind": "text", "width": width,
        "bytes": sum(lengths) - sum(map(bool, lengths)),
    }  # fmt: skip
    return about, itertools.chain([_planes(lengths, width)], _joined(column))


def _sizes(texts: Sequence[str | None]) -> list[int]:
    """Return for each text the number of its bytes in UTF-8 plus 1, and 0 for none."""
    if all(text is not None and text.isascii() for text in texts):
        return [len(text) + 1 for text in texts if text is not None]
    return [0 if text is None else len(text.encode()) + 1 for text in texts]


def _joined(column: Column) -> Iterator[bytes]:
    """Yield the texts of a column one after the other, in blocks."""
    texts = iter(column)
    while block := list(itertools.islice(texts, _BLOCK)):
        yield "".join(filter(None, block)).encode()


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
    at = _SIZE + int.from_bytes(data[:_SIZE], "little")
    tables: dict[str, list[dict[str, Any]]] = {}
    for table in json.loads(data[_SIZE:at])["tables"]:
        rows: list[dict[str, Any]] = [{} for _ in range(table["rows"])]
        for about in table["columns"]:
            end = at + about["width"] * len(rows)
            planes = [data[start : start + len(rows)] for start in range(at, end, len(rows) or 1)]
            numbers = [int.from_bytes(number, "little") for number in zip(*planes, strict=True)]
            at = end + about.get("bytes", 0)
            values = _read(about, numbers or [0] * len(rows), data[end:at])
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

"""Two tables of points with days go in; the pairs that lie near in space and time come out.

A grid over latitude, longitude and day, as one sorted column of whole numbers: the rows of the
larger table are sorted by cell and day, and every row of the smaller one looks up the few ranges
that can hold its neighbours. Candidates are then measured exactly. The grid never loses a pair: the
cells are as wide as the reach wants at their latitude, poles and the antimeridian included.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from karamap.dates import gap_days
from karamap.geometry import EARTH_RADIUS_KM, distance_km

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_SLACK: Final = 1e-9  # radians, some millimetres: rounding may not lose a pair
_FINEST: Final = math.radians(0.01)  # no finer cells, so that their numbers fit 64 bits
_BLOCK: Final = 1 << 20  # candidates that are measured at once


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of points with days, a NumPy array for each column.

    Attributes
    ----------
    lon, lat
        Degrees.
    start, end
        First and last day as whole numbers (`datetime.date.toordinal`).
    """

    lon: Floats
    lat: Floats
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, in the order of the left and then the right table.

    Attributes
    ----------
    left, right
        Row numbers.
    distance_km
        How far the points lie apart.
    gap_days
        Days between the intervals; 0 when they meet.
    """

    left: Ints
    right: Ints
    distance_km: Floats
    gap_days: Ints


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with days and a reach of its own, as a row that `near` joins.

    Attributes
    ----------
    reach_km, reach_days
        Its share of the tolerance; two rows may lie apart by the sum of theirs.
    """

    lon: float
    lat: float
    reach_km: float
    start: date
    end: date
    reach_days: int


def near(left: Sequence[Spot], right: Sequence[Spot]) -> Iterator[tuple[int, int, float, int]]:
    """Return the pairs of two tables that lie within each other's reach in space and time.

    Parameters
    ----------
    left, right
        The tables.

    Yields
    ------
    Index in ``left``, index in ``right``, distance in kilometres and gap in days of each pair whose
    distance is at most the sum of the reaches, and whose gap in days likewise; in order.
    """
    found: list[tuple[int, int, float, int]] = []
    theirs = _classes(right)
    for rows in _classes(left):
        for others in theirs:
            found.extend(_near_class(left, rows, right, others))
    yield from sorted(found)


def _classes(spots: Sequence[Spot]) -> list[list[int]]:
    """Return rows by how wide and long they are: one wide row must not widen the search of all."""
    classes: dict[tuple[int, int], list[int]] = {}
    for index, spot in enumerate(spots):
        long = (spot.end - spot.start).days
        size = (math.ceil(spot.reach_km) >> 5).bit_length(), (long >> 5).bit_length()
        classes.setdefault(size, []).append(index)
    return [classes[size] for size in sorted(classes)]


def _near_class(
    left: Sequence[Spot], rows: Sequence[int], right: Sequence[Spot], others: Sequence[int]
) -> Iterator[tuple[int, int, float, int]]:
    """Return the pairs of two classes of rows."""
    km = max(left[i].reach_km for i in rows) + max(right[j].reach_km for j in others)
    days = max(left[i].reach_days for i in rows) + max(right[j].reach_days for j in others)
    pairs = near_columns(_columns(left, rows), _columns(right, others), km + 1e-6, days)
    for row, other in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True):
        i, j = rows[row], others[other]
        a, b = left[i], right[j]
        gap = gap_days(a.start, a.end, b.start, b.end)
        if gap > a.reach_days + b.reach_days:
            continue
        distance = distance_km(a.lon, a.lat, b.lon, b.lat)
        if distance <= a.reach_km + b.reach_km:
            yield i, j, distance, gap


def _columns(spots: Sequence[Spot], rows: Sequence[int]) -> Columns:
    """Return some rows as columns."""
    import numpy as np

    picked = [spots[row] for row in rows]
    return Columns(
        np.array([spot.lon for spot in picked], np.float64),
        np.array([spot.lat for spot in picked], np.float64),
        np.array([spot.start.toordinal() for spot in picked], np.int64),
        np.array([spot.end.toordinal() for spot in picked], np.int64),
    )


def near_columns(left: Columns, right: Columns, km: float, days: int) -> Pairs:
    """Return the pairs of rows within so many kilometres and days.

    Parameters
    ----------
    left, right
        The tables.
    km
        Largest distance, on the sphere.
    days
        Largest gap between the intervals.

    Returns
    -------
    Exactly the pairs within reach.
    """
    import numpy as np

    swap = len(left.lon) < len(right.lon)
    few, many = (left, right) if swap else (right, left)
    parts = list(_near(few, many, km, days))
    empty = np.empty(0, np.int64)
    one, two = (
        np.concatenate([part[side] for part in parts]) if parts else empty for side in (0, 1)
    )
    rows, others = (one, two) if swap else (two, one)
    order = np.argsort(rows * np.int64(max(1, len(right.lon))) + others)  # no two are equal
    rows, others = rows[order], others[order]
    distance = _distance(left, rows, right, others)
    return Pairs(rows, others, distance, _gap(left, rows, right, others))


def _near(few: Columns, many: Columns, km: float, days: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs block by block, rows of the smaller table first."""
    import numpy as np

    if not len(few.lon) or not len(many.lon):
        return
    angle = min(math.pi, km / EARTH_RADIUS_KM + _SLACK)
    grid = _Grid.of(many, angle)
    one, other = _unit(few), _unit(many)
    chord = (2 * math.sin(min(angle, math.pi) / 2)) ** 2 + 1e-14
    for owner, begin, count in grid.ranges(few, angle, days):
        for rows, hits in _blocks(owner, begin, count, grid.order):
            square = np.zeros(len(rows))
            for axis in range(3):
                step = one[axis][rows] - other[axis][hits]
                square += step * step
            near = square <= chord
            rows, hits = rows[near], hits[near]  # noqa: PLW2901 - what is left of the block
            near = _gap(few, rows, many, hits) <= days
            rows, hits = rows[near], hits[near]  # noqa: PLW2901
            near = _distance(few, rows, many, hits) <= km
            yield rows[near], hits[near]


def _unit(table: Columns) -> tuple[Floats, Floats, Floats]:
    """Return the points on the unit sphere."""
    import numpy as np

    lon, lat = np.radians(table.lon), np.radians(table.lat)
    across = np.cos(lat)
    return across * np.cos(lon), across * np.sin(lon), np.sin(lat)


def _gap(left: Columns, rows: Ints, right: Columns, others: Ints) -> Ints:
    """Return the days between the intervals of pairs."""
    import numpy as np

    later = np.maximum(left.start[rows], right.start[others])
    gap: Ints = np.maximum(later - np.minimum(left.end[rows], right.end[others]), 0)
    return gap


def _distance(left: Columns, rows: Ints, right: Columns, others: Ints) -> Floats:
    """Return the great-circle distances of pairs, as `karamap.geometry.distance_km` does."""
    import numpy as np

    phi1, phi2 = np.radians(left.lat[rows]), np.radians(right.lat[others])
    half_phi = (phi2 - phi1) / 2
    half_lambda = np.radians(right.lon[others] - left.lon[rows]) / 2
    a = np.sin(half_phi) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(half_lambda) ** 2
    distance: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(a, 1.0)))
    return distance


def _blocks(
    owner: Ints, begin: Ints, count: Ints, order: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Yield the candidates of ranges as pairs of rows, a block of bounded size at a time."""
    import numpy as np

    filled = count > 0
    owner, begin, count = owner[filled], begin[filled], count[filled]
    total = np.cumsum(count)
    first = 0
    while first < len(owner):
        done = int(total[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(total, done + _BLOCK)))
        counts = count[first:last]
        rows = np.repeat(owner[first:last], counts)
        inside = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        yield rows, order[np.repeat(begin[first:last], counts) + inside]
        first = last


@dataclass(frozen=True, slots=True)
class _Grid:
    """The larger table, sorted by cell and day.

    Attributes
    ----------
    height
        Of a band of latitude, in radians.
    cells
        How many cells each band has.
    base
        Number of the first cell of each band.
    span
        How many days the table covers; a key is cell * span + day.
    longest
        Days between first and last day of the longest row.
    """

    height: float
    cells: Ints
    base: Ints
    first_day: int
    span: int
    longest: int
    keys: Ints
    order: Ints

    @classmethod
    def of(cls, table: Columns, angle: float) -> _Grid:
        """Sort a table into cells twice as wide as the reach."""
        import numpy as np

        height = max(2 * angle, _FINEST)
        bands = int(math.pi / height) + 1
        edges = np.arange(bands + 1) * height - math.pi / 2
        # A row looks one band up and down: cells must suit the rows nearest to the pole there.
        worst = np.maximum(np.abs(edges[:-1] - angle), np.abs(edges[1:] + angle))
        width = 2 * _reach(worst, angle) * (1 + 1e-6) + _SLACK  # a reach never meets three cells
        cells = np.maximum(1, (2 * math.pi / np.maximum(width, _FINEST)).astype(np.int64))
        cells[width >= 2 * math.pi] = 1
        base = np.concatenate([[0], np.cumsum(cells)[:-1]])
        day, last = int(table.start.min()), int(table.start.max())
        band = _band(np.radians(table.lat), height, bands)
        column = _column(table.lon * (1 / 360.0), cells[band])
        keys = (base[band] + column) * (last - day + 1) + (table.start - day)
        order = np.argsort(keys)
        longest = int((table.end - table.start).max())
        return cls(height, cells, base, day, last - day + 1, longest, keys[order], order)

    def ranges(
        self, table: Columns, angle: float, days: int
    ) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Yield (row, begin, count) columns: the ranges of the sorted table to look at."""
        import numpy as np

        lat = np.radians(table.lat)
        turn = table.lon * (1 / 360.0)
        reach = _reach(np.abs(lat), angle) / (2 * math.pi) + 1e-12
        bands = len(self.cells)
        low, high = (_band(lat + shift, self.height, bands) for shift in (-angle, angle))
        early = np.maximum(table.start - days - self.longest - self.first_day, 0)
        late = np.minimum(table.end + days - self.first_day, self.span - 1)
        dated = early <= late
        for step in (0, 1):
            band = low + step
            rows = np.flatnonzero(dated & (band <= high))
            band = band[rows]
            cells = self.cells[band]
            begin = np.floor((turn[rows] - reach[rows]) * cells).astype(np.int64)
            end = np.floor((turn[rows] + reach[rows]) * cells).astype(np.int64)
            end = np.where(cells == 1, begin, end)
            for side in (0, 1):
                more = np.flatnonzero(begin + side <= end)
                cell = self.base[band[more]] + (begin[more] + side) % cells[more]
                in_order = np.argsort(cell)  # neighbours in the table are neighbours in the cache
                some, key = rows[more[in_order]], cell[in_order] * self.span
                left = np.searchsorted(self.keys, key + early[some])
                right = np.searchsorted(self.keys, key + late[some], side="right")
                yield some, left, right - left


def _reach(lat: Floats, angle: float) -> Floats:
    """Return how far in longitude a cap reaches from its middle; pi where it holds a pole."""
    import numpy as np

    polar = lat + angle >= math.pi / 2
    across = np.where(polar, 1.0, np.cos(np.where(polar, 0.0, lat)))
    sine = np.minimum(math.sin(min(angle, math.pi / 2)) / across, 1.0)
    reach: Floats = np.where(polar, math.pi, np.arcsin(sine) + _SLACK)
    return reach


def _band(lat: Floats, height: float, bands: int) -> Ints:
    """Return the band of latitude of points; what lies beyond a pole is in the last one."""
    import numpy as np

    return np.clip(((lat + math.pi / 2) / height).astype(np.int64), 0, bands - 1)


def _column(turn: Floats, cells: Ints) -> Ints:
    """Return the cell in its band of points whose longitude is given in turns."""
    import numpy as np

    column: Ints = np.floor(turn * cells).astype(np.int64) % cells
    return column

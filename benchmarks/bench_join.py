"""How much CPU time the join of mentions with records takes, against SciPy's cKDTree.

Both find the pairs within 25 km and 3 days, in one process, in turns. The tree holds (x, y, z, t)
under the largest-coordinate norm, with t scaled so that both limits are one radius; what it finds is
then checked exactly. It may choose its best way: the tree over the records asked for every mention,
the tree over the mentions asked for every record, or the latter built in haste. Needs SciPy:

    python benchmarks/bench_join.py --mentions 1000000 --records 100000 --rounds 3
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np
from scipy.spatial import cKDTree

from karamap.geometry import EARTH_RADIUS_KM
from karamap.joins.grid import Columns, _distance, near_columns

KM, DAYS = 25.0, 3
TOWNS = 8_000


def sample(rows: int, seed: int, dense: bool) -> Columns:
    """Return points near towns, the larger ones more often, on days of ten years."""
    towns = np.random.default_rng(7)
    if dense:
        lon, lat = towns.uniform(44, 50, TOWNS), towns.uniform(38, 42, TOWNS)
    else:
        lon = towns.uniform(-180, 180, TOWNS)
        lat = np.degrees(np.arcsin(towns.uniform(-0.6, 0.9, TOWNS)))
    random = np.random.default_rng(seed)
    town = (TOWNS * random.random(rows) ** 2.2).astype(np.int64)
    day = 735_000 + random.integers(0, 3_650, rows)
    return Columns(
        (lon[town] + random.normal(0, 0.05, rows) + 180) % 360 - 180,
        np.clip(lat[town] + random.normal(0, 0.05, rows), -90, 90),
        day,
        day,
    )


def by_grid(mentions: Columns, records: Columns) -> np.ndarray:
    """Return the pairs that karamap finds, as numbers."""
    pairs = near_columns(mentions, records, KM, DAYS)
    return pairs.left * len(records.lon) + pairs.right


def by_tree(mentions: Columns, records: Columns, over_mentions: bool, haste: bool) -> np.ndarray:
    """Return the pairs that the tree finds, as numbers."""
    chord = 2 * np.sin(KM / EARTH_RADIUS_KM / 2)
    tables = [_four(table, chord) for table in (mentions, records)]
    many, few = tables if over_mentions else tables[::-1]
    tree = cKDTree(many, balanced_tree=not haste, compact_nodes=not haste)
    hits = tree.query_ball_point(few, chord * (1 + 1e-9), p=np.inf, return_sorted=False)
    counts = np.fromiter(map(len, hits), np.int64, len(hits))
    asked = np.repeat(np.arange(len(few)), counts)
    found = np.concatenate([np.asarray(hit, np.int64) for hit in hits if hit] or [asked])
    left, right = (found, asked) if over_mentions else (asked, found)
    near = np.abs(mentions.start[left] - records.start[right]) <= DAYS
    left, right = left[near], right[near]
    near = _distance(mentions, left, records, right) <= KM
    return np.sort(left[near] * len(records.lon) + right[near])


def _four(table: Columns, chord: float) -> np.ndarray:
    lon, lat = np.radians(table.lon), np.radians(table.lat)
    days = (table.start - 735_000) * (chord / DAYS)
    return np.column_stack(
        [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat), days]
    )


def timed(function, *args):
    start = time.process_time()
    found = function(*args)
    return time.process_time() - start, found


def main() -> None:
    """Print the CPU seconds of both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dense", action="store_true", help="all within one small theatre")
    options = parser.parse_args()
    mentions = sample(options.mentions, 1, options.dense)
    records = sample(options.records, 2, options.dense)
    trees = {
        "tree of records": (False, False),
        "tree of mentions": (True, False),
        "tree of mentions, in haste": (True, True),
    }
    times: dict[str, list[float]] = {name: [] for name in ("grid", *trees)}
    for _ in range(options.rounds):
        spent, ours = timed(by_grid, mentions, records)
        times["grid"].append(spent)
        for name, how in trees.items():
            spent, theirs = timed(by_tree, mentions, records, *how)
            times[name].append(spent)
            if not np.array_equal(ours, theirs):
                raise SystemExit(f"{name} finds other pairs: {len(theirs)}, not {len(ours)}")
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    print(f"{len(ours)} pairs of {options.mentions} mentions and {options.records} records, the same")
    for name, spent in medians.items():
        print(f"{name}: {spent:.2f} CPU s")
    best = min(medians[name] for name in trees)
    print(f"ratio to the best tree: {medians['grid'] / best:.3f}")


if __name__ == "__main__":
    main()

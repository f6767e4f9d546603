"""What tests share that compare what is read with hand-made answers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from karamap.records import Interval


def json_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file with one on each line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def lies_within(interval: Interval | None, gold: dict[str, Any]) -> bool:
    """Tell whether an interval lies within the days of an answer; no days want no interval."""
    start, end = (gold[k] and date.fromisoformat(gold[k]) for k in ("date_start", "date_end"))
    if interval is None:
        return start is None and end is None
    begins = start is None or (interval.start is not None and interval.start >= start)
    return begins and (end is None or (interval.end is not None and interval.end <= end))

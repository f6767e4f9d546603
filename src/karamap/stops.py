"""A line goes in; whether it ends like a sentence comes out."""

from __future__ import annotations

STOPS, CLOSERS = ".!?…։", "\"”’'»)]"
_ENDINGS = tuple(STOPS)


def ends(line: str) -> bool:
    """Tell whether a line ends with a full stop or its like, quotes aside."""
    last = line[-1:]
    if last.isalnum():
        return False
    return last in STOPS or line.rstrip().rstrip(CLOSERS).endswith(_ENDINGS)

"""A compiled-to-be pattern over letters goes in; how what it matches can begin comes out.

A rule is tried only where the next two letters may open it. The answer may be too wide, since it
leaves lookaheads aside, and is never too narrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

_PART = re.compile(r"\[[^\]]+\]|\(\?[=!]|\(\?:|\(\?P<\w+>|[()|?*]")
_LOOK = {"(?=", "(?!"}


def openings(pattern: str) -> frozenset[str]:
    """Return the first two letters of all that a pattern matches; one where there is but one.

    Parameters
    ----------
    pattern
        Classes in brackets, groups, lookaheads, alternatives, ``?`` and ``*``.
    """
    parts = _PART.findall(pattern)
    if "".join(parts) != pattern:
        raise ValueError(f"a rule has a part that is not understood: {pattern}")
    return _Reader(iter([*parts, ")"])).choice()


class _Reader:
    """Reads the parts of a pattern from left to right."""

    def __init__(self, parts: Iterator[str]) -> None:
        self.parts = parts
        self.part = next(parts)

    def choice(self) -> frozenset[str]:
        """Read alternatives up to the bracket that closes them."""
        found = self.sequence()
        while self.part == "|":
            self.part = next(self.parts)
            found |= self.sequence()
        self.part = next(self.parts, "")
        return found

    def sequence(self) -> frozenset[str]:
        """Read what stands one after another."""
        found = frozenset({""})
        while self.part not in {"|", ")"}:
            item = self.item()
            if self.part in {"?", "*"}:
                item |= {"", *(_join(item, item) if self.part == "*" else ())}
                self.part = next(self.parts)
            found = _join(found, item)
        return found

    def item(self) -> frozenset[str]:
        """Read a class or a group."""
        opening, self.part = self.part, next(self.parts)
        if opening.startswith("["):
            return frozenset(opening[1:-1])
        inside = self.choice()
        return frozenset({""}) if opening in _LOOK else inside


def _join(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """Return the first two letters of one followed by the other."""
    return frozenset((a + b)[:2] for a, b in product(first, second))

"""A pattern over letters goes in; how what it matches can begin, and what it must have, come out.

A rule is tried only where the next two letters may open it and a letter that it cannot do without
follows. The answer may be too wide, since it leaves aside what only has to stand beside, and is never too narrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

_PART = re.compile(r"\[[^\]]+\]|\(\?<?[=!]|\(\?:|\(\?P<\w+>|[()|?*]")
_LOOK = {"(?=", "(?!", "(?<=", "(?<!"}


class Outline(NamedTuple):
    """What is known of all that a pattern matches.

    Attributes
    ----------
    openings
        The first two letters of each; one letter where there is but one.
    needed
        Letters of which each has at least one; empty when nothing is known.
    """

    openings: frozenset[str]
    needed: frozenset[str]


def outline(pattern: str) -> Outline:
    """Return what is known of all that a pattern matches.

    Parameters
    ----------
    pattern
        Classes in brackets, groups, looks ahead and back, alternatives, ``?`` and ``*``.
    """
    parts = _PART.findall(pattern)
    if "".join(parts) != pattern:
        raise ValueError(f"a rule has a part that is not understood: {pattern}")
    return _Reader(iter([*parts, ")"])).choice()


_NOTHING = Outline(frozenset({""}), frozenset())


class _Reader:
    """Reads the parts of a pattern from left to right."""

    def __init__(self, parts: Iterator[str]) -> None:
        self.parts = parts
        self.part = next(parts)

    def choice(self) -> Outline:
        """Read alternatives up to the bracket that closes them."""
        found = self.sequence()
        while self.part == "|":
            self.part = next(self.parts)
            other = self.sequence()
            both = found.needed | other.needed if found.needed and other.needed else frozenset()
            found = Outline(found.openings | other.openings, both)
        self.part = next(self.parts, "")
        return found

    def sequence(self) -> Outline:
        """Read what stands one after another."""
        found = _NOTHING
        while self.part not in {"|", ")"}:
            item = self.item()
            if self.part == "*":
                item = Outline(_joined(item.openings, item.openings) | item.openings, item.needed)
            if self.part in {"?", "*"}:
                item = Outline(item.openings | {""}, frozenset())
                self.part = next(self.parts)
            known = [needed for needed in (item.needed, found.needed) if needed]
            found = Outline(
                _joined(found.openings, item.openings), min(known, key=len, default=frozenset())
            )
        return found

    def item(self) -> Outline:
        """Read a class or a group."""
        opening, self.part = self.part, next(self.parts)
        if opening.startswith("["):
            letters = frozenset(opening[1:-1])
            return Outline(letters, letters)
        inside = self.choice()
        return _NOTHING if opening in _LOOK else inside


def _joined(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """Return the first two letters of one followed by the other."""
    return frozenset((a + b)[:2] for a, b in product(first, second))

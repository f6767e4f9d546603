"""A word of a folded text goes in; the state or province that it abbreviates there comes out.

"Ky.", "Ont." and "B.C." name a unit only with their full stop, and most of them only behind the name
of a place in it ("Lexington, Ky."), behind the letter of a party ("D-Calif.") or in brackets.
"""

from __future__ import annotations

import re
from functools import cache

from karamap.automaton import forms_of, patterns_of
from karamap.gazetteer.world import data_rows

_BEHIND_A_PLACE = re.compile(r"(?:[^\W\d][.')\"]?,\s{1,2}|\(|\b[dri]-)$")
_AN_AGE = re.compile(r"(?:\d|\bcentur(?:y|ies)|\byears?|\bmillenni(?:um|a))\s?$")


@cache
def _units() -> dict[str, tuple[str, bool]]:
    """Return unit and whether it may stand alone, by the abbreviation as folded, without its stop."""
    return {
        text.lower().removesuffix("."): (unit, alone == "1")
        for unit, text, alone in data_rows("unit_abbreviations.csv")
    }


def search_patterns() -> list[str]:
    """Return the patterns by which the abbreviations are found (see `patterns_of`)."""
    return [pattern for text in _units() for pattern in patterns_of(*forms_of(text))]


def short_names() -> frozenset[str]:
    """Return the abbreviations as they stand in folded text, without their last full stop."""
    return frozenset(_units())


def unit_of(name: str) -> str | None:
    """Return the unit of an abbreviation that stands by itself with its stop, as in a query."""
    found = _units().get(name.strip().lower().removesuffix("."))
    return found[0] if found and name.strip().endswith(".") else None


def unit_at(folded: str, start: int, end: int) -> str | None:
    """Return the id of the unit that the words from ``start`` to ``end`` abbreviate.

    Parameters
    ----------
    folded
        A folded text.
    start, end
        Span of an abbreviation without its last full stop.

    Returns
    -------
    ``None`` when the stop is missing or nothing before it says that a unit is meant.
    """
    found = _units().get(folded[start:end])
    if found is None or folded[end : end + 1] != ".":
        return None
    before = folded[max(0, start - 12) : start]
    alone = found[1] and not _AN_AGE.search(before)
    return found[0] if alone or _BEHIND_A_PLACE.search(before) else None

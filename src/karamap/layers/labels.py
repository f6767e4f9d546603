"""A place with all its names goes in; what a page calls it comes out.

The names of the sides stand side by side, in alphabetical order; see the policy of a project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from karamap.config import Conflict
from karamap.dates import overlaps
from karamap.layers.decisions import Days
from karamap.records import Place, PlaceName


def side_names(place: Place, conflict: Conflict, language: str, days: Days) -> dict[str, str]:
    """Return the name that each side uses on the days, by side id.

    Parameters
    ----------
    place
        The place with all its names.
    conflict
        The sides.
    language
        Code of the language of the names.
    days
        First and last day; of several names the first one that is valid on the first day wins.

    Returns
    -------
    Names by side; empty when no side has a name of its own.
    """
    found: dict[str, str] = {}
    for side in conflict.sides:
        names = _valid(place, language, side.id, days)
        if names:
            found[side.id] = names[0].text
    if found:
        found = {side.id: found.get(side.id, place.name) for side in conflict.sides}
    return found


def label_of(place: Place, by_side: Mapping[str, str], separator: str = " / ") -> str:
    """Return the neutral label: every side's name once, in alphabetical order."""
    return separator.join(sorted(set(by_side.values()), key=str.casefold)) or place.name


def name_in(place: Place, language: str, days: Days) -> str | None:
    """Return the name that a language has for a place on the days, whoever uses it.

    The first name in the table, and of a country the shortest one, since only its long name says
    what kind of state it is. ``None`` when the language has none that all sides share.
    """
    names = _valid(place, language, None, days)
    if place.kind == "country":
        names = sorted(names, key=lambda name: (len(name.text), name.text))
    return _capital(names[0].text) if names else None


def translated(
    place: Place, conflict: Conflict, by_side: Mapping[str, str], language: str, days: Days
) -> dict[str, str]:
    """Return the names of the sides in another language than that of the labels.

    Parameters
    ----------
    place, conflict, days
        As for `side_names`.
    by_side
        The names in the language of the labels. Where they are the same for all sides, so are
        those of the other language.
    language
        Code of the other language.

    Returns
    -------
    Names by side. A name that the language lacks is its common one, or stays as it is. Empty when
    the language has no name for the place at all.
    """
    common = name_in(place, language, days)
    own = {side.id: _valid(place, language, side.id, days) for side in conflict.sides}
    if common is None and not any(own.values()):
        return {}
    if len(set(by_side.values())) < 2 and common is not None:
        return {side.id: common for side in conflict.sides}
    return {
        side: _capital(names[0].text) if names else common or by_side.get(side, place.name)
        for side, names in own.items()
    }


def _capital(text: str) -> str:
    """Return a name as a label begins: many languages write "line" and "corridor" small."""
    return text[:1].upper() + text[1:]


def _valid(place: Place, language: str, side: str | None, days: Days) -> Sequence[PlaceName]:
    """Return the names of a side, or those of none, on the days; those of the first day if any."""
    names = [
        name
        for name in place.names
        if name.side == side
        and name.form == "name"
        and name.language == language
        and overlaps(name.valid_from, name.valid_to, *days)
    ]
    return [n for n in names if overlaps(n.valid_from, n.valid_to, days[0], days[0])] or names

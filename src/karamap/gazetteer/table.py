"""Places with their names go in; a table that tells what a name may mean comes out.

It holds the theatre and the world's own places: some thousand of them, with ten times as many
names. Checking the theatre's files and building the search takes a third of a second, so the table
can be written to bytes and read back: nothing in them but JSON and the automaton.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

from karamap.automaton import Automaton, forms_of, patterns_of
from karamap.gazetteer.abbreviations import search_patterns
from karamap.gazetteer.words import FUNCTION_WORDS
from karamap.records import Candidate, NameForm, Place, PlaceName

FORMAT = 1
_MAGIC = b"karamap names %d\n" % FORMAT
_FORMS: tuple[NameForm, ...] = get_args(NameForm)
_FORM_BITS = 3


class NameTable:
    """What the names of some places may mean, and the search for them.

    Attributes
    ----------
    places
        The places by id.
    machine
        The automaton over their names.
    """

    def __init__(
        self, places: Iterable[Place], filed: dict[str, list[int]], machine: Automaton
    ) -> None:
        self._order = tuple(places)
        self.places = {place.id: place for place in self._order}
        self._filed = filed
        self.machine = machine

    @classmethod
    def of(cls, places: Iterable[Place]) -> NameTable:
        """File places under their names; of two with one id the later is kept."""
        order = tuple({place.id: place for place in places}.values())
        filed: dict[str, list[int]] = {}
        patterns = set(search_patterns())
        for number, place in enumerate(order):
            for name in place.names:
                plain, written = forms_of(name.text)
                if len(plain) < 2:
                    continue
                entry = number << _FORM_BITS | _FORMS.index(name.form)
                filed.setdefault(plain, []).append(entry)
                if place.theatre or plain not in FUNCTION_WORDS or name.form == "abbreviation":
                    patterns.update(patterns_of(plain, written))
        return cls(order, filed, Automaton.build(sorted(patterns)))

    def __len__(self) -> int:
        """Return how many names are filed."""
        return len(self._filed)

    def __contains__(self, filed: str) -> bool:
        """Tell whether a match key is filed."""
        return filed in self._filed

    def candidates(self, filed: str) -> list[Candidate]:
        """Return what a match key means, each place and form once, in the order of filing."""
        entries = dict.fromkeys(self._filed.get(filed, ()))
        mask = (1 << _FORM_BITS) - 1
        return [Candidate(self._order[e >> _FORM_BITS], _FORMS[e & mask]) for e in entries]

    def to_bytes(self) -> bytes:
        """Return the table as bytes, the same for the same places."""
        body = json.dumps([[_row(place) for place in self._order], self._filed]).encode()
        machine = self.machine.to_bytes()
        head = b"%010d %010d\n" % (len(body), zlib.crc32(machine, zlib.crc32(body)))
        return b"".join((_MAGIC, head, body, machine))

    @classmethod
    def from_bytes(cls, block: bytes) -> NameTable:
        """Restore what `to_bytes` gave.

        Raises
        ------
        ValueError
            When the bytes are damaged or of another format.
        """
        at = len(_MAGIC)
        if block[:at] != _MAGIC:
            raise ValueError("not a table of this format")
        length, crc = map(int, block[at : at + 22].split())
        if zlib.crc32(block[at + 22 :]) != crc:
            raise ValueError("damaged")
        at += 22
        rows, filed = json.loads(block[at : at + length])
        machine = Automaton.from_bytes(block[at + length :])
        return cls(map(_place, rows), filed, machine)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _row(place: Place) -> list[Any]:
    """Return a place as a row of JSON."""
    names = [
        [n.text, n.language, n.side, _text(n.valid_from), _text(n.valid_to), n.form]
        for n in place.names
    ]
    return [
        place.id, place.name, place.kind, place.country, place.lon, place.lat, place.radius_km,
        place.parent, names, _text(place.valid_from), _text(place.valid_to), place.population,
        place.theatre, place.capital, place.source,
    ]  # fmt: skip


def _place(row: list[Any]) -> Place:
    """Return the place of a row."""
    names = tuple(
        PlaceName(text, language, side, _day(since), _day(until), form)
        for text, language, side, since, until, form in row[8]
    )
    return Place(*row[:8], names, _day(row[9]), _day(row[10]), *row[11:])  # type: ignore[call-arg]

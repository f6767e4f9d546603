"""``geodata/actors.toml`` goes in; the actors of a conflict and an index of their names come out.

The index finds actors in folded text and answers whom an actor stands for: a minister and a
ministry for their state, a force for its side.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from karamap.config import Table, read_toml
from karamap.errors import one_by_one
from karamap.names import key
from karamap.records import Actor, Place
from karamap.spans import whole_words, without_overlap

KINDS = ("state", "authority", "ministry", "force", "organisation", "person")
_CHAIN = 5  # a spokesman of a ministry of a state: more steps than this are a loop


class ActorSpan(NamedTuple):
    """A span of text that names an actor; ``form`` tells a name from an adjective."""

    start: int
    end: int
    actor: Actor
    adjective: bool = False


class ActorIndex:
    """Finds actors by name and knows whom they stand for.

    Parameters
    ----------
    actors
        The actors; where two have a name in common, the first one keeps it.
    """

    __slots__ = (
        "_automaton", "_by_id", "_heads", "_meaning", "_patterns", "_seated", "_sides", "_states",
        "actors",
    )  # fmt: skip

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = tuple(actors)
        self._by_id = {actor.id: actor for actor in self.actors}
        self._heads = {actor.id: self._head(actor) for actor in self.actors}
        meaning: dict[str, tuple[Actor, bool]] = {}
        for actor in self.actors:
            for name in (actor.name, *actor.names):
                meaning.setdefault(key(name), (actor, False))
        for actor in self.actors:
            for name in actor.adjectives:
                meaning.setdefault(key(name), (actor, True))
        meaning.pop("", None)
        self._meaning = meaning
        self._patterns = sorted(meaning)
        self._states = {key(a.name): a for a in self.actors if a.kind in ("state", "authority")}
        self._sides = tuple(a for a in self.actors if a.side and a.kind in ("state", "authority"))
        self._seated = {
            a.seat: a for a in reversed(self.actors) if a.seat and a.kind in ("state", "authority")
        }
        self._automaton: Any = (
            CharwiseDoubleArrayAhoCorasick(self._patterns) if self._patterns else None
        )

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor with an id."""
        return self._by_id.get(actor_id)

    def named(self, name: str) -> Actor | None:
        """Return the actor that a text calls by this name."""
        found = self._meaning.get(key(name))
        return found[0] if found else None

    def find(self, text: str) -> tuple[ActorSpan, ...]:
        """Find actors in folded text.

        Parameters
        ----------
        text
            Text folded by `karamap.names.fold`.

        Returns
        -------
        Spans in order that do not overlap; the longest name wins.
        """
        if self._automaton is None:
            return ()
        whole = whole_words(text, self._automaton.find_overlapping(text))
        return tuple(
            ActorSpan(start, end, *self._meaning[self._patterns[index]])
            for start, end, index in without_overlap(whole)
        )

    def represented(self, actor: Actor) -> Actor:
        """Return whom an actor stands for: itself, or the end of the chain of ``represents``."""
        return self._heads.get(actor.id, actor)

    def _head(self, actor: Actor) -> Actor:
        """Return the end of the chain of ``represents`` that begins with an actor."""
        for _ in range(_CHAIN):
            above = self._by_id.get(actor.represents or "")
            if above is None:
                break
            actor = above
        return actor

    def of_place(self, place: Place, country: Place | None = None) -> Actor | None:
        """Return the state or authority that a place stands for in the news.

        Parameters
        ----------
        place
            A country, a region or a seat of government.
        country
            The country that the place lies in, for a capital.
        """
        state = self._states.get(key(place.name))
        if state is not None:
            return self.represented(state)
        seated = self._seated.get(place.id)
        if seated is not None:
            return self.represented(seated)
        if country is not None and place.capital:
            return self._states.get(key(country.name))
        return None

    def sides(self) -> tuple[Actor, ...]:
        """Return the states and authorities that belong to a side, in the order of the file."""
        return self._sides


def read_actors(path: Path) -> tuple[Actor, ...]:
    """Read the actors of a conflict.

    Parameters
    ----------
    path
        ``actors.toml``.

    Returns
    -------
    The actors in the order of the file.

    Raises
    ------
    GeodataError
        When the file breaks its contract: an unknown key, a kind that is none, an id that is twice
        there or that ``represents`` names and nobody has.
    """
    table = read_toml(path)
    read: dict[str, tuple[Table, Actor]] = {}
    for entry in table.tables("actor", ()):
        with one_by_one:
            actor = _read_actor(entry)
            if actor.id in read:
                entry.fail("id", f"'{actor.id}' is there twice", "give each actor its own id")
            read[actor.id] = entry, actor
    with one_by_one:
        table.done()
    for entry, actor in read.values():
        with one_by_one:
            if actor.represents and (actor.represents not in read or actor.represents == actor.id):
                entry.fail(
                    "represents",
                    f"'{actor.represents}' is no other actor",
                    "write the id of an actor",
                )
    return tuple(actor for _, actor in read.values())


def _read_actor(table: Table) -> Actor:
    """Read one ``[[actor]]``."""
    actor = Actor(
        id=table.slug("id"),
        name=table.text("name"),
        kind=table.choice("kind", KINDS),
        side=table.text("side", "") or None,
        represents=table.text("represents", "") or None,
        seat=table.text("seat", "") or None,
        names=table.texts("names", ()),
        adjectives=table.texts("adjectives", ()),
        terms=tuple(_read_term(term) for term in table.tables("term", ())),
        source=table.text("source", ""),
    )
    table.done()
    return actor


def _read_term(table: Table) -> tuple[str, date | None, date | None]:
    """Read one ``[[actor.term]]``."""
    office = table.text("office")
    start, end = table.day_or_none("start"), table.day_or_none("end")
    table.done()
    if start is not None and end is not None and end < start:
        table.fail("end", f"{end} is before the start {start}", "correct one of them")
    return office, start, end

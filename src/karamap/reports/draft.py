"""Nothing goes in; what the reading of one article holds while it goes on comes out.

A draft is a report in the making; its offsets are those of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from karamap.records import (
    Article,
    Interval,
    Mention,
    Place,
    Sentence,
    Status,
    TimeExpression,
    Toll,
)
from karamap.reports.grammar import Grammar, Trigger
from karamap.reports.triggers import Hit, TriggerLexicon
from karamap.reports.who import Cast, PlaceOf

VERBAL = frozenset(
    "REQUEST ACCUSE REJECT THREATEN SUPPORT STATEMENT CONSULT AGREE CONCEDE COOPERATE"
    " SANCTION".split()
)


SPOKEN = frozenset("REQUEST ACCUSE REJECT THREATEN SUPPORT STATEMENT".split())


@dataclass(slots=True)
class Draft:
    """A report in the making; offsets into the article."""

    trigger: Trigger
    grammar: Grammar
    sentence: int
    zone: str
    start: int
    end: int
    type: str
    weak: bool = False
    fact: bool = False
    status: Status = "asserted"
    claimant: str | None = None
    own_voice: bool = False
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    speaker: str | None = None
    seat: str | None = None
    interval: Interval | None = None
    date_words: str = ""
    dated: bool = False
    places: tuple[Place, ...] = ()
    about: tuple[Place, ...] = ()
    venue: Place | None = None
    place_reason: str = ""
    stated_place: bool = False
    mode: str = ""
    killed: Toll | None = None
    wounded: Toll | None = None
    flags: list[str] = field(default_factory=list)
    time: TimeExpression | None = None
    denial: Trigger | None = None  # the verb that denies this act
    accusation: Trigger | None = None  # the verb that blames somebody for it


@dataclass(slots=True)
class Saying:
    """A verb of saying: who says, and which stretch is what is said."""

    trigger: Trigger
    speaker: tuple[str, ...]
    words: str
    key: str
    seat: str | None
    start: int
    end: int
    clause: tuple[int, int]


@dataclass(slots=True)
class State:
    """What the reading of one article knows while it goes on."""

    article: Article
    text: str
    mentions: Sequence[Mention]
    located: Sequence[Mention]  # the resolved ones that name the place itself
    times: Sequence[TimeExpression]
    cast: Cast
    place_of: PlaceOf | None
    lexicon: TriggerLexicon
    drafts: list[Draft] = field(default_factory=list)
    sayings: dict[int, list[Saying]] = field(default_factory=dict)
    # Sentences that only say something, not read as long as nobody asks who spoke.
    unheard: dict[int, tuple[Sentence, Sequence[Hit]]] = field(default_factory=dict)
    heard: dict[int, frozenset[int]] = field(default_factory=dict)  # where words were spoken

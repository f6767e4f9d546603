"""Nothing goes in; what the reading of one article holds while it goes on comes out.

A draft is a report in the making; its offsets are those of the article.
"""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from operator import attrgetter

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
from karamap.reports.clauses import Clause
from karamap.reports.grammar import Grammar, Trigger
from karamap.reports.numbers import tolls
from karamap.reports.ordered import Ordered
from karamap.reports.triggers import Hit, TriggerLexicon
from karamap.reports.who import Cast, PlaceOf

_start_of = attrgetter("start")

VERBAL = frozenset(
    "REQUEST ACCUSE REJECT THREATEN SUPPORT STATEMENT CONSULT AGREE CONCEDE COOPERATE"
    " SANCTION".split()
)
TOLL_TOLD = "toll-told"  # the rule of verbs by which somebody counts the dead
TOLD = frozenset(("asserted", "claimed"))  # status of what is said to have taken place
SPOKEN = frozenset("REQUEST ACCUSE REJECT THREATEN SUPPORT STATEMENT".split())


class Draft:
    """A report in the making; offsets into the article.

    What is not set is what the class says, so that the many drafts that are dropped cost little.
    """

    weak = False
    fact = False
    claimant: str | None = None
    described: str | None = None  # what a claimant is who has no name
    own_voice = False
    tellers: tuple[str, ...] = ()  # several who say it, each for itself or together
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    speaker: str | None = None
    seat: str | None = None
    interval: Interval | None = None
    date_words = ""
    dated = False
    places: tuple[Place, ...] = ()
    about: tuple[Place, ...] = ()
    venue: Place | None = None
    place_reason = ""
    near: tuple[tuple[str, float], ...] = ()  # places that it only happened near, and how near
    unplaced: tuple[str, ...] = ()  # names of its places that nobody could resolve
    stated_place = False
    counted: tuple[int, int] | None = None  # where the killed and wounded are counted
    flags: tuple[str, ...] = ()
    time: TimeExpression | None = None
    denial: Trigger | None = None  # the verb that denies this act
    refuses = False  # whether it denies what was said before it
    answers: Draft | None = None  # the claim that it denies
    denied_by: tuple[str, ...] = ()  # who denies this claim
    accusation: Trigger | None = None  # the verb that blames somebody for it

    def __init__(
        self, grammar: Grammar, trigger: Trigger, number: int, sentence: Sentence,
        status: Status = "asserted",
    ) -> None:  # fmt: skip
        self.grammar = grammar
        self.told_by(trigger)
        self.link = self.clause.link  # of the clause that tells it first
        self.sentence = number
        self.zone = sentence.zone
        self.start, self.end = self.clause.start, self.clause.end
        self.type, self.mode = trigger.rule.type, trigger.rule.mode
        self.status = status

    def told_by(self, trigger: Trigger) -> None:
        """Set the trigger that tells it."""
        self.trigger = trigger
        self.clause: Clause = self.grammar.clauses[trigger.clause]

    def at(self, time: TimeExpression, end: int) -> Draft:
        """Return the draft for one of the times at which it happened."""
        draft = copy.copy(self)
        draft.time, draft.end = time, max(time.end, end)
        return draft

    def by(self, teller: str, source: tuple[str, ...], target: tuple[str, ...]) -> Draft:
        """Return the draft as one of several parties tells it."""
        draft = copy.copy(self)
        draft.claimant, draft.source, draft.target = teller, source, target
        return draft

    def part(self, time: TimeExpression | None, start: int, end: int) -> Draft:
        """Return the draft for one of several acts of its verb: a stretch, and when it happened."""
        draft = copy.copy(self)
        draft.time, draft.start, draft.end = time, start, end
        if draft.counted is not None:
            draft.counted = start, end
        return draft

    def tolls(self) -> tuple[Toll | None, Toll | None]:
        """Return how many were killed and wounded, as far as its words count them."""
        if self.counted is None:
            return None, None
        start, end = self.counted
        return tolls(self.grammar.text[start:end])

    @property
    def further(self) -> bool:
        """Whether it is a further act of its verb ("met A in X on Monday and B in Y on Tuesday")."""
        return self.start > self.trigger.end


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
    mentions: Ordered[Mention]
    located: Ordered[Mention]  # the resolved ones that name the place itself
    times: Ordered[TimeExpression]  # the understood ones
    cast: Cast
    place_of: PlaceOf | None
    lexicon: TriggerLexicon
    compared: Ordered[TimeExpression]  # those that only say since when nothing was like it
    heads: Sequence[TimeExpression] = ()  # the days at the head of a log's entries
    persons: Sequence[int] = ()  # where people of state are named
    named: Set[int] = frozenset()  # where places and actors are named
    author: str | None = None  # whose statement the whole article is
    of_war: bool = False  # whether it tells of a war by its words
    # The day by which it dates its news, if it does; not known as long as nobody asks.
    news: tuple[Interval | None] | None = None
    live: bool | None = None  # whether it is a page of entries; not known as long as nobody asks
    drafts: list[Draft] = field(default_factory=list)
    sayings: dict[int, list[Saying]] = field(default_factory=dict)
    # Sentences that only say something, not read as long as nobody asks who spoke.
    unheard: dict[int, tuple[Sentence, Sequence[Hit]]] = field(default_factory=dict)
    heard: dict[int, frozenset[int]] = field(default_factory=dict)  # where words were spoken

    def head_before(self, offset: int) -> TimeExpression | None:
        """Return the last day that heads an entry of a log at or before an offset."""
        number = bisect_right(self.heads, offset, key=_start_of)
        return self.heads[number - 1] if number else None

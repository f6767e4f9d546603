"""Nothing goes in; the word lists of ``lexicons/roles.toml`` come out, with the verdicts they give."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from karamap.records import Role


class Verdict(NamedTuple):
    """A role and the cue that says so."""

    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a word right before a name says.

    Attributes
    ----------
    word
        It in lower case.
    skipped
        Whether it is an adjective, so that the word before it is asked, too.
    of_place, of_government
        What it says by itself, by whether the name usually stands for a government.
    deeper
        Whether the words before it have to be read if it says nothing by itself.
    locative
        Whether it says where.
    """

    word: str
    skipped: bool = False
    of_place: Verdict | None = None
    of_government: Verdict | None = None
    deeper: bool = False
    locative: bool = False


class Tail(NamedTuple):
    """What the word right behind a name may be.

    Attributes
    ----------
    word
        It without the marks behind it.
    is_noun
        Whether it may be a noun that tells what the name does.
    acts
        Whether it may say that the name acts.
    """

    word: str
    is_noun: bool
    acts: bool


EDGE = ".,;:!?)”\"’'"
_OPENING_MARKS = "([“‘\"'"
PARTED = Tail("", is_noun=False, acts=False)  # a mark stands behind the name
UNCLEAR = Tail("", is_noun=True, acts=True)  # something stands there that is no plain word


def _inflected(words: str) -> Iterator[str]:
    """Yield regular forms of English verbs."""
    for verb in words.split():
        stem = verb[:-1] if verb.endswith("e") else verb
        yield from (verb, f"{stem}ing", f"{stem}ed")
        if verb.endswith("y") and verb[-2] not in "aeiou":
            yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")
        elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
            yield f"{verb}es"
        else:
            yield f"{verb}s"


_MOST_WORDS = 50_000  # words of which it is remembered what they say


class Lexicon:
    """The word lists of ``roles.toml`` as sets, and tables from a word to what it says.

    Attributes
    ----------
    heads, tails
        What words before and behind names say, as far as they were met; `learn` and `learn_tail`
        add others.
    governs_place, governs_government
        What a word before a name says by itself, by whether the name usually stands for a government.
    with_others, deeper
        Words before a name that say something only together with those before them; and words that
        are passed over, too.
    acts
        Words behind a name that say that it acts, or stand before those.
    noun_after, party_after
        What a noun after a name says: of any name, and of one that is a party of what it tells.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        def words(section: str, *names: str) -> frozenset[str]:
            return frozenset(word for name in names for word in table[section][name].split())

        def verbs(section: str, *irregular: str) -> frozenset[str]:
            return frozenset(_inflected(table[section]["verbs"])) | words(section, *irregular)

        self.adjectives = words("skipped", "adjectives")
        self.generic = words("skipped", "generic")
        self.directional = words("skipped", "directional")
        self.locative = words("locative", "words")
        self.directions = words("locative", "directions")
        self.part = words("part", "nouns")
        self.agent_of = words("agent", "of")
        self.office = words("agent", "office")
        self.organisation_of = words("agent", "organisation")
        self.agent_from = words("agent", "from")
        self.agent_to = words("agent", "to")
        self.motion = verbs("motion", "irregular", "nouns")
        self.link = words("motion", "nouns")
        self.blows, self.aloft, self.fired = words("reached", "blows"), words("aloft", "words"), words("reached", "fired")
        self.acted_on = words("acted_on", "words") | verbs("acted_on", "irregular")
        self.topic_heads = words("topic", "before_preposition")
        self.topic_prepositions = words("topic", "prepositions")
        self.topic_for = words("topic", "for_heads")
        self.posts_for = words("topic", "posts")
        self.agent_nouns = words("noun_after", "agent")
        self.place_nouns = words("noun_after", "place")
        self.party_nouns = words("noun_after", "parties")
        self.adjective_place = words("noun_after", "adjective_place")
        self.inhabited = words("noun_after", "inhabited")
        self.bases = words("noun_after", "bases")
        self.sites = self.bases | self.place_nouns | self.generic
        self.held, self.of_war = words("noun_after", "held"), words("noun_after", "of_war")
        self.befallen = words("befallen", "words")
        self.under_fire = words("befallen", "fire")
        self.woke = words("befallen", "woke")
        self.speech = verbs("speech", "irregular")
        self.verbs_after = words("verb_after", "words")
        self.adverbs = words("verb_after", "adverbs")
        self.acts = self.speech | self.adverbs
        self.done_by = words("done_by", "words")
        self.chosen_by = words("done_by", "chosen")
        self.based = words("done_by", "places")
        self.organisation = words("organisation_after", "words")
        self.russian = words("russian", "locative")
        governs = {
            **_said("location", "“{}” it", verbs("reached", "irregular")),
            **_said("location", "a direction: “{}”", self.directions),
            **_said("topic", "“{}” it", verbs("topic")),
            **_said("actor", "“{}” before it", ("told", "accused")),
            **_said("location", "“{}” before it", self.locative),
            **_said("embedded", "names the “{}”", words("named", "words")),
        }
        self.governs_place = {**_said("location", "“{}” before it", ("at", "from")), **governs}
        self.governs_government = {
            **_said("actor", "“{}” before it", self.acted_on - _WITH_OTHERS), **governs,
        }  # fmt: skip
        self.with_others = _WITH_OTHERS | self.topic_prepositions
        self.deeper = self.with_others | self.adjectives | self.generic
        self.noun_after = self._nouns_after(words("topic", "nouns"), words("noun_after", "treaties"))
        self.party_after = _said("actor", "parties of the “{}”", self.party_nouns & self.place_nouns)
        self.heads: dict[str, Head] = {}
        self.tails: dict[str, Tail] = {}

    def _nouns_after(self, topics: Iterable[str], treaties: Iterable[str]) -> dict[str, Verdict]:
        """Return what the nouns behind a name say."""
        return {
            **_said("actor", "whose “{}” is meant", self.agent_nouns),
            **_said("location", "the “{}” there", self.place_nouns),
            **_said("topic", "names the “{}”", topics),
            **_said("embedded", "names the “{}”", treaties),
        }

    def learn(self, word: str) -> Head:
        """Return what a word before a name says, and remember it."""
        if len(self.heads) > _MOST_WORDS:
            self.heads.clear()
        lower = word.lstrip(_OPENING_MARKS).lower()
        head = self.heads[word] = Head(
            lower,
            skipped=lower in self.adjectives,
            of_place=self.governs_place.get(lower),
            of_government=self.governs_government.get(lower),
            deeper=lower in self.deeper or not lower.rstrip(",;:.").isalnum(),
            locative=lower in self.locative,
        )
        return head

    def learn_tail(self, shown: str) -> Tail:
        """Return what a word behind a name may be, and remember it."""
        if len(self.tails) > _MOST_WORDS:
            self.tails.clear()
        word = shown.rstrip(EDGE)
        tail = UNCLEAR
        if word.isalpha():
            noun = word.lower()
            is_noun = noun in self.noun_after or noun in self.held
            tail = Tail(word, is_noun=is_noun, acts=word in self.acts)
        self.tails[shown] = tail
        return tail


_WITH_OTHERS = frozenset(
    "of from for between and both to with through or on against as at by join joins joined joining "
    "link links linked linking connect connects connected connecting".split()
)


def _said(role: Role, reason: str, words: Iterable[str]) -> dict[str, Verdict]:
    """Return the verdict that each of these words gives."""
    return {word: Verdict(role, reason.format(word)) for word in words}


@cache
def lexicon() -> Lexicon:
    """Return the word lists."""
    text = (resources.files("karamap") / "lexicons" / "roles.toml").read_text(encoding="utf-8")
    return Lexicon(tomllib.loads(text))

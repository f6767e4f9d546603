"""The lexicon of triggers goes in, then a text; the words in it that may tell of an event come out.

The lexicon (``lexicons/triggers.toml``) is data: rules with verbs, nouns and phrases, each of one
event type. Verbs are inflected here. A text is searched by one automaton; only its hits are looked
at further: whole words, the words that must follow, and the rule's own conditions.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, product
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, NamedTuple

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from karamap.collector import paused
from karamap.errors import GeodataError
from karamap.reports.adverbs import Plain, parting
from karamap.reports.windows import Words
from karamap.spans import whole_words, without_overlap
from karamap.verbs import PERFECT, may_be_past

Form = Literal["base", "s", "past", "part", "ing", "noun", "phrase"]

_RULE_KEYS = frozenset(
    "id type group mode verbs nouns phrases tails near unless object subject who what spare after".split()
)
TYPES = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    " MOBILIZE SANCTION COERCE ASSAULT STATEMENT".split()
)
_PARTICLES = frozenset(
    "on upon for to out up down off at into with by over away back that from toward towards through"
    " in a".split()
)
# What stands before the plain form of a verb.
_BEFORE_BASE = ("to ", "will ", "would ", "could ", "can ", "may ", "might ", "must ", "should ", "did ", "not ")
_OF_STATE = (" television", " tv", " media", " radio", " news", " agency", " department", " secretary", " prosecutor", " border", " duma", " council")
_NO_STOPS = ("a.m", "p.m", "gen", "col", "maj", "lt", "sgt", "mr", "mrs", "ms", "dr", "no", "st")  # behind which a full stop ends no sentence
_BEFORE_TALKS = frozenset("detailed prolonged extended heated limited repeated unprecedented sustained animated protracted strained planned".split())
_ADVERBS = frozenset("also again then jointly now today already even once soon later".split()) | {"at least", "at most"}
_GAP_STOP = frozenset(
    "and or but , ; : . ( ) to of on for at by from with that which who as while after before"
    " is are was were be been has have had will would".split()
)
_TIED = frozenset("to of for at from with into against".split())  # belong to a verb, also behind a day
_FAR_STOP = _GAP_STOP - {"of", "and"}
_REACH = 90  # characters behind a verb in which the words that belong to it stand
_LATE_BY = 4  # words behind a passive among which "by" stands
_SUBJECT_WORDS = 12  # before a verb, among which its subject stands
_STEP = 6  # words and marks behind a verb in which a particle stands, with at most an adverb before it
_MARKS = frozenset(',."')
_ORDER = itemgetter(0)
_PASSIVE = frozenset(
    "is are was were be been being isn't aren't wasn't weren't got remain remains remained".split()
)
_LATER = frozenset("last yesterday today earlier late overnight in near into".split())
_PHRASE_STOP = frozenset(
    "on for at by from with to that which who as while after before against because when"
    " but , .".split()
)
_COMMON = 3  # letters of words that stand in most sentences
_LOOSE = "~"  # before a particle that may stand behind the object ("led the men away")
_ANYTHING = "*"  # stands for words between a verb and what belongs to it ("ask * for")
_FAR, _NEAR, _NEXT = 5, 3, 0  # words that may stand there, before a word, before a particle
_FOLLOWING = 10  # words behind a verb that are looked at
_COUNTED = "#"  # stands for a number among the words that a rule asks for
_NAMED = "&"  # stands for a state or another party that is named
PERSON = "%"  # stands for somebody of whom the text says that he has an office
COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty dozens scores hundreds thousands million".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december dawn dusk night noon midnight".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of the lexicon, without its words."""

    id: str
    type: str
    group: str
    mode: str
    near: frozenset[str]
    unless: frozenset[str]  # words
    unless_phrases: tuple[str, ...]
    unless_marks: frozenset[str]  # of each of these phrases, a word that stands where it stands
    object: str
    subject: str
    who: frozenset[str]
    what: frozenset[str]
    spare: frozenset[str]  # to what it is not done
    after: frozenset[str]  # groups of which something must be told before
    conditional: bool  # whether it depends on other words of the sentence

    @property
    def casting(self) -> bool:
        """Whether it asks who does it, or to what."""
        return bool(self.who or self.what or self.spare)


class Sense(NamedTuple):
    """What words may mean: a rule, and the form in which they stand for it."""

    rule: Rule
    form: Form


class Meaning:
    """The senses of some words, in the order of the lexicon, and what follows from them alone.

    Attributes
    ----------
    senses
        All of them; ``nouns``, ``verbs`` and ``phrases`` are those of one kind.
    forms
        The forms of the verbs.
    says
        Whether one is a verb of saying; ``only_says`` whether all are.
    objects
        Whether one needs a place behind the verb, or before it; ``free`` are the others.
    conditional
        Whether one depends on other words of the sentence; ``conditions`` are the rules that do.
    casting
        Whether one asks who does it, or to what; ``cast`` are the words that matter beside it,
        ``uncast`` is what is meant where none of them stands there; ``doers`` are those of whom every
        sense that asks needs one to do it, ``None`` where a sense does not ask for that.
    may_be_verb
        Whether one is no noun.
    finite
        Whether the words may be a finite verb by their form.
    """

    __slots__ = (
        "cast", "casting", "conditional", "conditions", "doers", "finite", "forms", "free", "may_be_verb", "nouns", "objects", "only_says", "phrases",
        "says", "senses", "uncast", "verbs",
    )  # fmt: skip

    def __init__(self, senses: tuple[Sense, ...]) -> None:
        self.senses = senses
        self.nouns = tuple(s for s in senses if s.form == "noun")
        self.phrases = tuple(s for s in senses if s.form == "phrase")
        self.verbs = tuple(s for s in senses if s.form not in ("noun", "phrase"))
        self.forms = frozenset(s.form for s in self.verbs)
        spoken = [s.rule.group == "say" for s in senses]
        self.says, self.only_says = any(spoken), all(spoken)
        free = [s for s in senses if not (s.rule.object or s.rule.subject)]
        self.objects = len(free) < len(senses)
        self.free = self.only(free)
        self.conditions = tuple(dict.fromkeys(s.rule for s in senses if s.rule.conditional))
        self.conditional = bool(self.conditions)
        self.casting = any(s.rule.casting for s in self.verbs)
        self.cast = frozenset(
            chain.from_iterable(s.rule.who | s.rule.what | s.rule.spare for s in self.verbs)
        )
        self.uncast = self.only([s for s in senses if not _asks(s)]) if self.casting else self
        self.doers = _doers(self.verbs) if self.casting else None
        self.may_be_verb = len(self.nouns) < len(senses)
        self.finite = not self.forms.isdisjoint(("past", "s"))

    def only(self, kept: Sequence[Sense]) -> Meaning | None:
        """Return what is left when only some of the senses hold, or ``None`` when none does."""
        if len(kept) == len(self.senses):
            return self
        return _meaning(tuple(kept)) if kept else None


def _doers(verbs: Sequence[Sense]) -> frozenset[str] | None:
    """Return the words of which every sense that asks needs one before an active verb, or ``None``."""
    asking = [s for s in verbs if _asks(s)]
    who = frozenset(chain.from_iterable(s.rule.who for s in asking))
    if not all(s.rule.who for s in asking) or any(s.rule.spare for s in verbs) or _COUNTED in who:
        return None
    return who


@lru_cache(maxsize=4096)
def _meaning(senses: tuple[Sense, ...]) -> Meaning:
    """Return the meaning of these senses, made once."""
    return Meaning(senses)


class Phrases(NamedTuple):
    """A list of words and phrases.

    Attributes
    ----------
    single
        The single words.
    longer
        For the first word of each longer phrase, the words behind it.
    openings
        All words with which one begins.
    """

    single: frozenset[str]
    longer: dict[str, tuple[tuple[str, ...], ...]]
    openings: frozenset[str]


_Signs = tuple[tuple[str, Sequence[int]], ...]  # signs, each with where it is named
_Tail = tuple[tuple[str, int], ...]  # words that must follow, each within so many other words
_Tails = tuple[tuple[_Tail, Meaning], ...]  # and what is meant then
_ByLast = dict[str, tuple[int, _Tails]]  # the same by the last of the words, with its place in the lexicon


class _Entry(NamedTuple):
    """What an entry of the automaton means by itself, and together with words that follow.

    Attributes
    ----------
    alone
        Its meaning where nothing needs to follow.
    adjacent
        By the particle that must follow at once: the words that must follow, and what they mean.
    followed
        The same of words that begin with no particle.
    wanted
        All words of which one must follow.
    """

    alone: Meaning | None
    adjacent: dict[str, _ByLast]
    followed: _ByLast
    wanted: frozenset[str]


class Hit(NamedTuple):
    """Words of the text that one or more rules cover; offsets into the searched text.

    Attributes
    ----------
    within
        What words among them mean, for where the whole depends on other words that do not stand there.
    """

    start: int
    end: int
    meaning: Meaning
    within: tuple[Hit, ...] = ()


class _Raw(NamedTuple):
    """What a rule says of a word or phrase, as the lexicon writes it.

    Attributes
    ----------
    following
        Words that must follow.
    tails
        Words of which some must follow these.
    """

    following: str
    tails: Sequence[str]
    rule: Rule
    form: Form


class _Entries(dict[int, _Entry]):
    """The entries by the index of their words; one is made when its words are first met."""

    def __init__(self, found: Sequence[Sequence[_Raw]]) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, index: int) -> _Entry:
        entry = self[index] = _entry(self._found[index])
        return entry


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """The compiled lexicon; make it with `load_triggers`.

    Attributes
    ----------
    war
        Words of which a text about a war has several.
    """

    rules: tuple[Rule, ...]
    happening: Phrases
    agreed: Phrases
    heads: frozenset[str]
    light: Phrases
    war: frozenset[str]
    version: str
    _entries: _Entries
    _automaton: Any

    @staticmethod
    def load(path: Path | None = None) -> TriggerLexicon:
        """Read and compile a lexicon; see `load_triggers`."""
        return load_triggers(path)

    def hits(
        self, text: str, named: Sequence[int] = (), persons: Sequence[int] = ()
    ) -> list[Hit]:
        """Find the triggers of a folded text.

        Parameters
        ----------
        text
            Folded text (see `karamap.names.fold`).
        named
            Where states and other parties are named, in order: for rules that ask for one.
        persons
            Where people of state are named, in order, likewise.

        Returns
        -------
        Hits in order of offset; none overlaps another, the longest wins. Adverbs between an auxiliary
        and its verb part no trigger: "was also heard" is "was heard".
        """
        if not (cuts := parting(text)):
            return self._hits(text, named, persons)
        plain = Plain(text, cuts)
        found = self._hits(plain.text, [*map(plain.here, named)], [*map(plain.here, persons)])
        return [_moved(hit, plain) for hit in found]

    def _hits(self, text: str, named: Sequence[int], persons: Sequence[int]) -> list[Hit]:
        """Find the triggers of a folded text whose adverbs are left out."""
        signs = tuple((sign, at) for sign, at in ((_NAMED, named), (PERSON, persons)) if at)
        found: dict[tuple[int, int], Meaning] = {}
        around = Words(text)
        for start, end, index in whole_words(text, self._automaton.find_overlapping(text)):
            if "-" in text[start and start - 1 : end + 1] and _is_joined(text, start, end):
                continue
            if text.startswith("'t", end):
                continue  # "won't" is not won
            if text[start:end] in _PARTICLES and not text.endswith(_BEFORE_BASE, 0, start):
                continue  # "will down it", but not "down the road"
            if text[start:end] == "state" and text.startswith(_OF_STATE, end):
                continue  # "state television said"
            alone, adjacent, followed, wanted = self._entries[index]
            if alone is not None:
                meaning = _fitting(around, start, end, alone, signs) if alone.casting else alone
                if meaning is not None:
                    _note(found, start, end, meaning)
            if adjacent or followed:
                behind = around.behind(end, _REACH)
                possible = _possible(behind, adjacent, followed)
                words = _following(behind, around.ends_behind(end, _REACH), wanted) if possible else []
                if words and text[start:end] in PERFECT and _is_perfect(words[0][0]):
                    possible = [(tail, longer) for tail, longer in possible if tail[0][0] == words[0][0]]
                for tail, longer in possible:
                    stop = _match_tail(words, tail, end)
                    if stop is not None:
                        _note_longer(found, around, (start, end, stop), longer, signs)
        kept = without_overlap(found)
        if len(kept) == len(found):
            return [Hit(*span, found[span]) for span in kept]
        _add_shorter(found, kept)
        spans = sorted(found)
        return [Hit(*span, found[span], _within(found, spans, span)) for span in kept]


def _moved(hit: Hit, plain: Plain) -> Hit:
    """Return a hit of a text without adverbs as one of the whole text."""
    return hit._replace(
        start=plain.original(hit.start), end=plain.original(hit.end), within=tuple(_moved(inner, plain) for inner in hit.within)
    )  # fmt: skip


def _is_perfect(following: str) -> bool:
    """Tell whether the word behind "has" makes it an auxiliary ("has ruled out talks", but "had detailed talks")."""
    return may_be_past(following) and following not in _BEFORE_TALKS


def _note(found: dict[tuple[int, int], Meaning], start: int, end: int, meaning: Meaning) -> None:
    """Add what a span means to what it is known to mean."""
    known = found.setdefault((start, end), meaning)
    if known is not meaning:
        found[start, end] = _meaning(known.senses + meaning.senses)


def _add_shorter(
    found: dict[tuple[int, int], Meaning], kept: Iterable[tuple[int, int]]
) -> None:
    """Let words whose meaning depends on the sentence also mean what fewer of them mean.

    What needs a place right behind these is left out.
    """
    ends: dict[int, list[int]] = {}
    for start, end in found:
        ends.setdefault(start, []).append(end)
    for start, end in kept:
        if found[start, end].conditional:
            for shorter in sorted(ends[start], reverse=True):
                if shorter < end and (free := found[start, shorter].free) is not None:
                    _note(found, start, end, free)


def _within(
    found: dict[tuple[int, int], Meaning], spans: Sequence[tuple[int, int]], span: tuple[int, int]
) -> tuple[Hit, ...]:  # fmt: skip
    """Return what later words of a span mean, where all that the span means depends on its sentence."""
    rules = (sense.rule for sense in found[span].senses)
    if not all(rule.conditional or rule.object or rule.subject for rule in rules):
        return ()
    start, end = span
    later = spans[bisect_left(spans, (start + 1, 0)) : bisect_left(spans, (end, 0))]
    inner = [s for s in later if s[1] <= end]
    if len(inner) > 1:
        inner = without_overlap(inner)
    return tuple(Hit(*s, found[s]) for s in inner)


def _possible(
    behind: Sequence[str], adjacent: dict[str, _ByLast], followed: _ByLast
) -> list[tuple[_Tail, Meaning]]:
    """Return the words that may follow here, with what they mean."""
    possible = _ending_in(followed, behind) if followed else []
    if adjacent:
        for word in _first_words(behind):
            if word in adjacent:
                possible += _ending_in(adjacent[word], behind)
    return possible


def _ending_in(tails: _ByLast, behind: Sequence[str]) -> list[tuple[_Tail, Meaning]]:
    """Return the words that may follow of which the last is among these, in the order of the lexicon."""
    lasts = tails.keys() & behind
    if not lasts:
        return []
    if len(lasts) == 1:
        return [*tails[lasts.pop()][1]]
    return [tail for _, some in sorted(map(tails.__getitem__, lasts), key=_ORDER) for tail in some]


def _first_words(behind: Sequence[str]) -> list[str]:
    """Return the first two words of which one may be a particle."""
    return [word for word in behind[:_STEP] if word not in _MARKS][:2]


def _note_longer(
    found: dict[tuple[int, int], Meaning], around: Words, span: tuple[int, int, int], longer: Meaning,
    signs: _Signs,
) -> None:  # fmt: skip
    """Add what a verb means together with the words behind it, up to the last offset.

    What it means by words further on comes before what it means alone.
    """
    start, end, stop = span
    meaning = _fitting(around, start, stop, longer, signs) if longer.casting else longer
    if meaning is None:
        return
    if stop == end:
        known = found.get((start, end))
        found[start, end] = _meaning(meaning.senses + known.senses) if known else meaning
        return
    _note(found, start, stop, meaning)


def _fitting(
    around: Words, start: int, end: int, meaning: Meaning, signs: _Signs
) -> Meaning | None:
    """Return what words mean that ask for a subject or an object, where the right ones stand."""
    signs = tuple(pair for pair in signs if pair[0] in meaning.cast)
    low, high = start - _REACH, end + _REACH
    if (
        meaning.cast.isdisjoint(around.around(low, high)) and _COUNTED not in meaning.cast
        and not (signs and _named_signs(signs, low, high))
    ):  # fmt: skip
        return meaning.uncast
    text = around.text
    before = _words_before(text, start, signs)
    passive = (
        not _PASSIVE.isdisjoint(before[-4:])
        and before[-1:] != ["to"]  # "are to leave"
        and not text[start:end].split(" ", 1)[0].endswith("ing")  # "were digging"
    )
    if not passive and meaning.doers is not None and meaning.doers.isdisjoint(before):
        return meaning.uncast  # nobody stands there who could do it
    own = text[start:end].split()[1:]
    near = f"{text[end : end + _REACH]} ".replace(", ", " , ").replace(". ", " . ").replace('"', " ")
    behind = near.replace(".\n", " . ").split()
    if (
        meaning.cast.isdisjoint(chain(before, behind, own)) and _COUNTED not in meaning.cast
        and not (signs and _named_signs(signs, end, end + _REACH))
    ):  # fmt: skip
        return meaning.uncast
    agent = before
    if passive and "by" in behind[:_LATE_BY]:  # "was besieged on Saturday by"
        said = behind[: behind.index("by") + 1]
        agent = _phrase(behind[len(said) :], end + len(" ".join(said)) + 2, signs)
    objects = own + _phrase(behind, end, signs)
    if passive:
        objects += before
    described = objects
    if behind and behind[0] not in (",", ".") and (behind[0] in _PHRASE_STOP or behind[0] in _LATER):
        described = objects + before[-1:]  # "the tanks sent to the river"
    if _COUNTED in meaning.cast:
        agent, objects, described = map(_with_count, (agent, objects, described))
    return meaning.only([
        sense for sense in meaning.senses
        if _is_cast(sense, agent, described if sense.form == "part" else objects)
    ])  # fmt: skip


def _with_count(words: list[str]) -> list[str]:
    """Return words together with the sign for a number, where one stands among them."""
    counted = any(word in COUNTS or word[0].isdigit() for word in words)
    return [*words, _COUNTED] if counted else words


def _asks(sense: Sense) -> bool:
    """Tell whether a sense needs somebody who does it, or something to which it is done."""
    return bool(sense.rule.who or sense.rule.what) and sense.form not in ("noun", "phrase")


def _is_cast(sense: Sense, agent: Sequence[str], objects: Sequence[str]) -> bool:
    """Tell whether the words that a rule asks for stand among those of subject and object."""
    rule = sense.rule
    if sense.form not in ("noun", "phrase") and not rule.spare.isdisjoint(objects):
        return False
    if not _asks(sense):
        return True
    if rule.who and rule.who.isdisjoint(agent):
        return False
    return not rule.what or not rule.what.isdisjoint(objects)


def _words_before(text: str, start: int, signs: _Signs) -> list[str]:
    """Return the words before a verb among which its subject stands."""
    low = max(0, start - _REACH)
    stop = text.rfind(". ", low, start)
    while stop > low and text.endswith(_NO_STOPS, low, stop):
        stop = text.rfind(". ", low, stop)
    low = max(low, stop, text.rfind("; ", low, start), text.rfind("\n\n", low, start))
    words = text[low:start].replace(",", " ").replace('"', " ").split()[-_SUBJECT_WORDS:]
    return _named_signs(signs, low, start) + words if signs else words


def _phrase(words: list[str], start: int, signs: _Signs) -> list[str]:
    """Return the first of some words, up to those that end a phrase: the object of a verb."""
    found = words
    for index, word in enumerate(words):
        if word in _PHRASE_STOP:
            found = words[:index]
            break
    if not signs:
        return found
    return _named_signs(signs, start, start + len(" ".join(found)) + 1) + found


def _named_signs(signs: _Signs, start: int, end: int) -> list[str]:
    """Return the signs of those who are named in a stretch of text."""
    return [sign for sign, at in signs if any_named(at, start, end)]


def any_named(named: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of some offsets, in order, lies in a stretch of text."""
    index = bisect_left(named, start)
    return index < len(named) and named[index] < end


def _is_joined(text: str, start: int, end: int) -> bool:
    """Tell whether a hyphen joins a span to another word."""
    if text.startswith("-", end) and text[end + 1 : end + 2].isalnum():
        return True
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()


def _following(
    behind: Sequence[str], ends: Sequence[int], wanted: frozenset[str]
) -> list[tuple[str, int]]:
    """Return the next words with their ends, as far as a verb can reach the wanted ones."""
    words: list[tuple[str, int]] = []
    for word, end in zip(behind, ends, strict=True):
        if word in ".;:()":
            break
        if word in wanted or not (word in "\"'" or word in _ADVERBS or word.endswith("ly")):
            words.append((word, end))
            if len(words) == _FOLLOWING or (word in _GAP_STOP and word not in wanted):
                break
    return words


def _match_tail(following: list[tuple[str, int]], tail: _Tail, end: int) -> int | None:
    """Return where the words of the tail end, or ``None`` when they do not follow.

    Words with anything between them are no part of the trigger: it ends before the gap, so that who
    and what is named there is still seen as subject, object or place.
    """
    wanted = gap = 0
    stop, parted = end, False
    for word, behind in following:
        target, reach = tail[wanted]
        if word == target and (gap or reach != _FAR):
            wanted, gap = wanted + 1, 0
            parted = parted or reach == _FAR
            stop = stop if parted else behind
            if wanted == len(tail):
                return None if _leads_elsewhere(word, following, behind) else stop
            continue
        dated = " " in word  # "on Monday"
        if dated and reach != _FAR and target in _TIED:
            continue  # "fired on Monday at a bus"
        gap += 1
        far = reach == _FAR
        if gap > reach or (dated and not far) or word in (_FAR_STOP if far else _GAP_STOP):
            return None
    return None


def _leads_elsewhere(word: str, following: list[tuple[str, int]], end: int) -> bool:
    """Tell whether a last word belongs to what follows: "at least", "on Monday"."""
    if word not in ("at", "on"):
        return False
    behind = next((w for w, stop in following if stop > end), "")
    return behind in _TIMES if word == "on" else behind in ("least", "most", "first")


@cache
def _inflect(spec: str) -> tuple[tuple[str, Form], ...]:
    """Return the forms of a verb as the lexicon writes it (see the head of the lexicon)."""
    base, *given = spec.split("/")
    doubled = base.endswith("+")
    base = base.rstrip("+")
    stem = base + base[-1] if doubled else base
    if base.endswith("e") and not base.endswith("ee"):
        ing = base[:-2] + "ying" if base.endswith("ie") else base[:-1] + "ing"
    else:
        ing = stem + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", base) else "s")
        past = base + "d" if base.endswith("e") else stem + "ed"
    if base == "have":
        third = "has"
    part = past
    if given:
        past, part = given[0], given[-1]
    return (base, "base"), (third, "s"), (past, "past"), (part, "part"), (ing, "ing")


def _plural(noun: str) -> str:
    """Return the plural of a noun, or the noun where it has none or is one."""
    head, _, rest = noun.partition(" of ")
    if head.endswith("s") or head in {"fighting", "violence", "hostilities", "bloodshed"}:
        return noun
    if re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ies"
    elif head.endswith(("sh", "ch", "x")):
        head += "es"
    else:
        head += "s"
    return f"{head} of {rest}" if rest else head


def _phrases(words: Sequence[str]) -> Phrases:
    """Split phrases into single words and longer ones by their first word."""
    longer: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words:
        first, *rest = phrase.split()
        if rest:
            longer.setdefault(first, []).append(tuple(rest))
    single = frozenset(w for w in words if " " not in w)
    return Phrases(
        single, {first: tuple(rests) for first, rests in longer.items()}, single.union(longer)
    )


def _compile(raw: dict[str, Any], version: str) -> TriggerLexicon:
    """Compile the parsed lexicon."""
    entries: dict[str, list[_Raw]] = {}
    rules: list[Rule] = []
    lists = raw.get("lists", {})
    for table in raw["rule"]:
        unknown = sorted(set(table) - _RULE_KEYS)
        if unknown or table.get("type") not in TYPES:
            what = f"key {unknown[0]!r}" if unknown else f"type {table.get('type')!r}"
            raise GeodataError(
                f"triggers: rule {table.get('id')!r} has the unknown {what}; correct or remove it"
            )
        unless = tuple(_expanded(table, "unless", lists))
        phrases = tuple(w for w in unless if " " in w)
        rule = Rule(
            table["id"],
            table["type"],
            table.get("group", table["id"]),
            table.get("mode", ""),
            _single_words(table, "near", lists),
            frozenset(unless).difference(phrases),
            phrases,
            frozenset(map(_mark, phrases)),
            table.get("object", ""),
            table.get("subject", ""),
            _single_words(table, "who", lists),
            _single_words(table, "what", lists),
            _single_words(table, "spare", lists),
            frozenset(table.get("after", ())),
            bool(table.get("near") or table.get("unless")),
        )
        rules.append(rule)
        for head, raw_entry in _words(table, rule):
            entries.setdefault(head, []).append(raw_entry)
    heads = sorted(entries)
    return TriggerLexicon(
        rules=tuple(rules),
        happening=_phrases(raw["happening"]),
        agreed=_phrases(raw["agreed"]),
        heads=frozenset(raw["heads"]),
        light=_phrases(raw["light"]),
        war=frozenset(lists.get("war", ())),
        version=version,
        _entries=_Entries([entries[head] for head in heads]),
        _automaton=CharwiseDoubleArrayAhoCorasick(heads, MATCH_KIND_STANDARD),
    )


def _mark(phrase: str) -> str:
    """Return a word of a phrase that tells whether the phrase may stand in a sentence.

    The last word may be longer there ("heart attacks"); it is taken only where the others are as
    common as "on" and "the".
    """
    words = phrase.split()
    mark = max(words[:-1], key=len)
    return mark if len(mark) > _COMMON else max(words, key=len)


def _expanded(table: dict[str, Any], key: str, lists: dict[str, list[str]]) -> Iterator[str]:
    """Yield the words of a rule under a key, and those of the lists that it names ("@forces")."""
    for word in table.get(key, ()):
        if word.startswith("@"):
            yield from lists[word[1:]]
        else:
            yield word


def _single_words(table: dict[str, Any], key: str, lists: dict[str, list[str]]) -> frozenset[str]:
    """Return the words under a key that is compared with one word at a time."""
    words = frozenset(_expanded(table, key, lists))
    several = next((word for word in sorted(words) if " " in word), None)
    if several is not None:
        raise GeodataError(
            f"triggers: rule {table['id']!r} has {several!r} under {key!r}, where only single words are found; split it"
        )
    return words


def _entry(found: Iterable[_Raw]) -> _Entry:
    """Return the entry of a word or phrase from what the rules say of it."""
    said = (
        (_tail(f"{following} {more}".split()), rule, form)
        for following, tails, rule, form in found
        for more in tails
    )
    senses: dict[_Tail, tuple[Sense, ...]] = {}
    for tail, rule, form in dict.fromkeys(said):
        senses[tail] = *senses.get(tail, ()), Sense(rule, form)
    alone = senses.pop((), ())
    adjacent: dict[str, _ByLast] = {}
    followed: _ByLast = {}
    for tail, meant in senses.items():
        (first, reach), (last, _) = tail[0], tail[-1]
        group = adjacent.setdefault(first, {}) if reach == _NEXT else followed
        number, known = group.get(last, (len(group), ()))
        group[last] = number, (*known, (tail, _meaning(meant)))
    wanted = {word for tail in senses for word, _ in tail}
    if any(reach == _FAR for tail in senses for _, reach in tail):
        wanted |= _GAP_STOP - _FAR_STOP
    return _Entry(
        _meaning(alone) if alone else None,
        adjacent,
        followed,
        frozenset(wanted),
    )


def _tail(words: Iterable[str]) -> _Tail:
    """Return the words that must follow a verb, as the lexicon writes them."""
    tail: list[tuple[str, int]] = []
    far = False
    for word in words:
        if word != _ANYTHING:
            reach = _FAR if far else _NEXT if word in _PARTICLES else _NEAR
            tail.append((word.lstrip(_LOOSE), reach))
        far = word == _ANYTHING
    return tuple(tail)


def _words(table: dict[str, Any], rule: Rule) -> Iterator[tuple[str, _Raw]]:
    """Yield the words searched for a rule, each with what it says of them."""
    tails, alone = table.get("tails", ("",)), ("",)
    for spec in table.get("verbs", ()):
        first, _, following = spec.partition(" ")
        for word, form in _inflect(first):
            yield word, _Raw(following, tails, rule, form)
    for noun in table.get("nouns", ()):
        yield noun, _Raw("", alone, rule, "noun")
        yield _plural(noun), _Raw("", alone, rule, "noun")
    for phrase in table.get("phrases", ()):
        for words in product(*(word.split("|") for word in phrase.split())):
            yield " ".join(words), _Raw("", tails, rule, "phrase")


@lru_cache(maxsize=8)
def load_triggers(path: Path | None = None) -> TriggerLexicon:
    """Read and compile a lexicon of triggers.

    Parameters
    ----------
    path
        A TOML file; ``None`` takes the lexicon of the package.

    Returns
    -------
    The compiled lexicon, cached for the life of the process.

    Raises
    ------
    GeodataError
        When the file cannot be read or a rule has an unknown key or type.
    """
    source = path or resources.files("karamap").joinpath("lexicons/triggers.toml")
    try:
        with paused():
            raw = tomllib.loads(source.read_text(encoding="utf-8"))
            return _compile(raw, "triggers")
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise GeodataError(f"triggers: {source} cannot be used ({error}); correct it") from error

"""Mentions of an article go in; the role of each and its reason come out.

The rules read a few words before and after a name, or the row of names that it stands in ("Foo,
Bar and Baz"). They know kinds of places and ordinary English (``lexicons/roles.toml``), never a
name. What the roles are: section 2 of the design; the classes behind them are those of Gritta et
al., "A Pragmatic Guide to Geoparsing Evaluation" (2020).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from karamap.records import Article, Mention, Role

_GOVERNING = frozenset({"country", "historical-state"})  # kinds whose name stands for a government
_REACH = 90  # characters looked at on either side of a row of names


class Verdict(NamedTuple):
    """A role and the cue that says so."""

    role: Role
    reason: str


# --- the lexicon ------------------------------------------------------------------------------------


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


class _Lexicon:
    """The word lists of ``roles.toml`` as sets."""

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
        self.motion = verbs("motion", "irregular", "nouns")
        self.link = words("motion", "nouns")
        self.reached = verbs("reached", "irregular")
        self.blows = words("reached", "blows")
        self.acted_on = words("acted_on", "words") | verbs("acted_on", "irregular")
        self.discuss = verbs("topic")
        self.topic_heads = words("topic", "before_preposition")
        self.topic_prepositions = words("topic", "prepositions")
        self.topic_for = words("topic", "for_heads")
        self.topic_nouns = words("topic", "nouns")
        self.agent_nouns = words("noun_after", "agent")
        self.place_nouns = words("noun_after", "place")
        self.party_nouns = words("noun_after", "parties")
        self.adjective_place = words("noun_after", "adjective_place")
        self.speech = verbs("speech", "irregular")
        self.verbs_after = words("verb_after", "words")
        self.adverbs = words("verb_after", "adverbs")
        self.done_by = words("done_by", "words")
        self.based = words("done_by", "places")
        self.organisation = words("organisation_after", "words")
        self.russian = words("russian", "locative")


@cache
def _lexicon() -> _Lexicon:
    text = (resources.files("karamap") / "lexicons" / "roles.toml").read_text(encoding="utf-8")
    return _Lexicon(tomllib.loads(text))


# --- rows of names ----------------------------------------------------------------------------------

_CHAIN = re.compile(
    r"\s*(?:,\s*and|,\s*or|and|or|as well as|along with|&|/|[-–—]|,)\s*(?:the\s+)?|\s*[-–—/]\s*", re.I
)


def assign_roles(
    article: Article, mentions: Sequence[Mention], organisations: Sequence[tuple[int, int]] = ()
) -> tuple[Verdict, ...]:
    """Give every mention its role.

    Parameters
    ----------
    article
        The zoned article.
    mentions
        Its mentions, in order.
    organisations
        Spans of organisation, treaty and media names, in order and without overlap.

    Returns
    -------
    One verdict a mention, in order. In a language other than English only what needs no grammar is
    told; the reason then says that the role is the usual one of such a name.
    """
    words = _lexicon()
    starts = [start for start, _ in organisations]
    verdicts: list[Verdict] = []
    for chain in _chains(article, mentions):
        shared: Verdict | None = None
        for mention in chain:
            own = _alone(article, mention, organisations, starts, words)
            if own is None:
                if shared is None:
                    shared = _in_context(article, chain, words)
                own = shared
            verdicts.append(own)
    return tuple(verdicts)


_FORM_CLASS = {"name": 0, "abbreviation": 0, "nominal": 1, "adjective": 2, "demonym": 2}


def _owner_follows(text: str, last: Mention, mention: Mention) -> bool:
    """Tell whether a comma ends one clause and an owner opens the next ("in Foo, Bar's army said")."""
    return text[last.end : mention.start] == ", " and text[mention.end : mention.end + 1] in "'’"


_ITS_VERB = re.compile(r" (\w+)")


def _clause_follows(text: str, last: Mention, mention: Mention) -> bool:
    """Tell whether ", and" opens a clause of its own ("in Foo, and Bar said")."""
    if text[last.end : mention.start] != ", and ":
        return False
    words, verb = _lexicon(), _ITS_VERB.match(text, mention.end)
    word = verb[1] if verb else ""
    return word in words.speech or word in words.verbs_after or word.endswith("ed")


def _chains(article: Article, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Group mentions into rows of names joined by commas, "and" or dashes."""
    text = article.text
    chain: list[Mention] = []
    for mention in mentions:
        if chain:
            last = chain[-1]
            joined = (
                0 < mention.start - last.end < 16
                and last.sentence == mention.sentence
                and _FORM_CLASS[last.form] == _FORM_CLASS[mention.form]
                and _CHAIN.fullmatch(text, last.end, mention.start) is not None
                and not _owner_follows(text, last, mention)
                and not (len(chain) == 1 and _clause_follows(text, last, mention))
            )
            if not joined:
                yield chain
                chain = []
        chain.append(mention)
    if chain:
        yield chain


# --- what needs no grammar --------------------------------------------------------------------------

_GROWN = re.compile(r" (?:[A-Z][\w.-]+ ){0,2}([A-Z][\w.-]+)")
_HYPHEN = re.compile(r"-([a-z]+)")


def _alone(
    article: Article,
    mention: Mention,
    organisations: Sequence[tuple[int, int]],
    starts: Sequence[int],
    words: _Lexicon,
) -> Verdict | None:
    """Return the verdict that needs no look at the row of names, or ``None``."""
    text, start, end = article.text, mention.start, mention.end
    if mention.zone == "dateline":
        return Verdict("dateline", "stands in the dateline")
    number = bisect_right(starts, start) - 1
    low, high = organisations[number] if number >= 0 else (0, 0)
    if end <= high and (low, high) != (start, end):
        return Verdict("embedded", f"part of the name “{text[low:high]}”")
    if start and text[start - 1] in "@#":
        return Verdict("embedded", "part of a handle")
    if mention.form == "nominal":
        return Verdict("location", "points to a place")
    following = text[end : end + 1]
    if following == " ":
        grown = _grown_name(text, end, words)
        if grown:
            return Verdict("embedded", f"goes on as the name “{mention.text}{grown}”")
    if mention.form in ("adjective", "demonym"):
        return _adjective(article, mention, words)
    if following == "-":
        return _hyphenated(text, end, words)
    return None


def _grown_name(text: str, end: int, words: _Lexicon) -> str | None:
    """Return how the name goes on as that of an organisation, or ``None``."""
    matched = _GROWN.match(text, end)
    if matched is None:
        return None
    for word in matched.group().split():
        if word.rstrip(".") in words.organisation or word in words.organisation:
            return text[end : text.index(word, end) + len(word)]
    return None


def _hyphenated(text: str, end: int, words: _Lexicon) -> Verdict | None:
    matched = _HYPHEN.match(text, end)
    if matched is None:
        return None
    word = matched.group(1)
    if word in words.based:
        return Verdict("location", f"says where: “{word}”")
    if word in words.done_by:
        return Verdict("actor", f"whose doing it is: “{word}”")
    return None


_SLOT = re.compile(r" and [A-Z]\w+(?:[.,;]| (?:over|on|in|at|for|since|after|has|have|is|are|was|were)\b)")
_SUBJECT = re.compile(r" (?:was|is|has|had|will) (?:in|not|been|also|be|the)\b")
_ONE = re.compile(r"\b(?:an?|the|one|each|every|ethnic) $", re.I)


def _adjective(article: Article, mention: Mention, words: _Lexicon) -> Verdict:
    """Judge an adjective; a slip for the noun ("between Fooish and Barland") is the country."""
    if mention.form == "adjective":
        text = article.text
        before = text[max(0, mention.start - 12) : mention.start]
        slot = before.endswith("between ") and _SLOT.match(text, mention.end)
        subject = _SUBJECT.match(text, mention.end) and not _ONE.search(before)
        if slot or subject:
            return Verdict("actor", "an adjective where the sentence needs the country")
        after = text[mention.end : mention.end + 40].split(maxsplit=2)
        if after and text[mention.end : mention.end + 1] == " ":
            noun = after[0].strip(".,;:()’'\"").lower()
            guarded = len(after) > 1 and after[1].rstrip(".,;:").lower() in words.agent_nouns
            if noun in words.adjective_place and not guarded:
                return Verdict("location", f"the “{noun}” there")
    return Verdict("origin", "adjective or people")


# --- what the words beside it say ---------------------------------------------------------------------

_INSERTION = re.compile(r"\[[^\]]{0,60}\]\s*|[\"“”]")
_BREAK = (",", ";", ":", ")", "(", "–", "—", "-")


def _in_context(article: Article, chain: list[Mention], words: _Lexicon) -> Verdict:
    if article.language != "en":
        return _elsewhere(article, chain, words)
    first, last = chain[0], chain[-1]
    sentence = article.sentences[first.sentence]
    left = article.text[max(sentence.start, first.start - _REACH) : first.start]
    right = article.text[last.end : min(sentence.end, last.end + _REACH)]
    governing = _is_governing(first)
    historical = bool(first.candidates) and first.candidates[0].place.kind == "historical-state"
    asked = (left, right, governing, historical, len(chain) > 1)
    verdict = _judged.get(asked)
    if verdict is None:
        verdict = (
            _by_noun_after(right, governing, len(chain) > 1, words)
            or _by_words_before(left, historical, governing, words)
            or _by_verb_after(right, governing, words)
            or _usual(historical, governing)
        )
        if len(_judged) >= _MOST_JUDGED:
            _judged.clear()
        _judged[asked] = verdict
    return verdict


# News copies itself: what was judged between the same words is judged alike.
_judged: dict[tuple[str, str, bool, bool, bool], Verdict] = {}
_MOST_JUDGED = 20_000


def _is_governing(mention: Mention) -> bool:
    """Tell whether a name of this kind usually stands for a government."""
    if not mention.candidates:
        return False
    place = mention.candidates[0].place
    union = mention.form == "abbreviation" and place.kind == "region"  # "EU"
    return place.capital or place.kind in _GOVERNING or union


def _usual(historical: bool, governing: bool) -> Verdict:
    if historical:
        return Verdict("topic", "a state that no longer exists")
    if governing:
        return Verdict("actor", "a country or capital without a word of place before it")
    return Verdict("location", "a place that is no government's usual name")


def _by_noun_after(right: str, governing: bool, pair: bool, words: _Lexicon) -> Verdict | None:
    if len(right) < 3:
        return None
    possessive = right[0] in "'’" and (right[1] == "s" or right[1] == " ")
    if not possessive and right[0] not in " \u00a0":
        return None
    after = right.split(maxsplit=3)
    if possessive:
        return _possessed(after[1:], governing, words)
    noun = after[0].rstrip(".,;:!?)”\"’'").lower()
    if noun in words.topic_nouns:
        return Verdict("topic", f"names the “{noun}”")
    if noun in words.place_nouns:
        if governing and noun in words.party_nouns and (pair or noun in ("ceasefire", "truce", "clashes")):
            return Verdict("actor", f"parties of the “{noun}”")
        return Verdict("location", f"the “{noun}” there")
    if noun in words.agent_nouns and not (len(after) > 1 and after[1] in ("in", "and", "or")):
        return Verdict("actor", f"whose “{noun}” is meant")
    return None


def _possessed(after: list[str], governing: bool, words: _Lexicon) -> Verdict | None:
    nouns = [word.strip(".,;:!?()”\"’'").lower() for word in after[:2]]
    for noun in nouns:
        if noun in words.place_nouns and noun not in words.party_nouns:
            return Verdict("location", f"its “{noun}”")
        if noun in words.agent_nouns or noun in words.agent_of:
            return Verdict("actor", f"owner of “{noun}”") if governing or noun in words.agent_nouns else None
    return Verdict("actor", f"owner of “{nouns[0]}”") if governing and nouns else None


def _words_before(left: str) -> list[str]:
    """Return the words before a name, nearest first, without insertions and attached stumps."""
    if "[" in left or '"' in left or "“" in left or "”" in left:
        left = _INSERTION.sub("", left)
    tokens = left.split()
    if tokens and left[-1:] == "-" and len(tokens[-1]) > 1:
        tokens.pop()  # "northern-Fooland": the name's own compound
    tokens.reverse()
    return tokens


def _by_words_before(
    left: str, historical: bool, governing: bool, words: _Lexicon
) -> Verdict | None:
    raw = _words_before(left)
    if not raw:
        return None
    tokens = [token.lower() for token in raw[:12]]
    at = 0
    last = len(tokens) - 1
    while at < last and tokens[at] in words.adjectives:
        at += 1
    # "in the city of X", "the regional powers X and Y": the noun of its kind is skipped, too.
    head = tokens[at]
    if head == "of" and at < last and tokens[at + 1] in words.generic:
        return _governed_generic(tokens, at + 1, words)
    if head in words.generic and at < last:
        return _governed_generic(tokens, at, words)
    before = [token.rstrip(",;:") for token in tokens[at + 1 :]]
    if head == "of" and at + 1 < len(raw) and raw[at + 1] in words.organisation_of:
        return Verdict("embedded", f"“{raw[at + 1]} of” it")
    if historical and head not in words.locative:
        return None
    verdict = _by_head(head, before, governing, words)
    if verdict is None:
        side = next((token for token in tokens[:at] if token in words.directional), None)
        if side or head in words.directional:
            return Verdict("location", f"a part of it: “{side or head}”")
    return verdict


def _governed_generic(tokens: list[str], at: int, words: _Lexicon) -> Verdict | None:
    """Judge "in the city of X", "territory of X", "regional powers X"."""
    noun = tokens[at]
    at += 1
    while at < len(tokens) and tokens[at] in words.adjectives:
        at += 1
    head = tokens[at] if at < len(tokens) else ""
    if head in words.locative or head in ("from", "to", "at", "of"):
        return Verdict("location", f"“{head} … {noun}” before it")
    if noun in words.part:
        return Verdict("location", f"its “{noun}”")
    return None


def _by_head(
    head: str, before: list[str], governing: bool, words: _Lexicon
) -> Verdict | None:
    previous = before[0] if before else ""
    if head in words.locative:
        return Verdict("location", f"“{head}” before it")
    if head == "of":
        return _after_of(previous, before, governing, words)
    if head == "from":
        if previous in words.agent_from and governing:
            return Verdict("actor", f"“{previous} from” it")
        return Verdict("location", "“from” before it")
    if head in words.topic_prepositions and (previous in words.topic_heads):
        return Verdict("topic", f"“{previous} {head}” it")
    if head == "for" and any(word in words.topic_for for word in before):
        return Verdict("topic", "somebody's remit")
    if head in words.discuss:
        return Verdict("topic", f"“{head}” it")
    if head == "for" and " ".join(before[:2]) == "process peace":
        return Verdict("topic", "the peace process there")
    if head in ("between", "and", "both"):
        return _after_between(head, before, governing, words)
    if (
        head in ("to", "with", "through", "for", "or")
        and any(w in words.motion for w in before[:7])
        and (head != "with" or any(w in words.link or w.startswith(("link", "connect", "border")) for w in before[:7]))
    ):
        return Verdict("location", f"movement or a link “{head}” it")
    if head in ("on", "against") and previous in words.blows:
        return Verdict("location", f"“{previous} {head}” it")
    if head == "as" and previous == "such":
        return Verdict("location", "an example of a place")
    if head in words.directions:
        return Verdict("location", f"a direction: “{head}”")
    if head == "at" and not governing:
        return Verdict("location", "“at” before it")
    if head in words.reached:
        return Verdict("location", f"“{head}” it")
    if head in words.acted_on and (governing or head in ("by", "against", "told", "accused")):
        return Verdict("actor", f"“{head}” before it")
    return None


def _after_of(
    previous: str, before: list[str], governing: bool, words: _Lexicon
) -> Verdict | None:
    if previous in words.directions or previous in words.part:
        return Verdict("location", f"“{previous} of” it")
    if previous == "out" and any(word in words.motion for word in before[:7]):
        return Verdict("location", "movement “out of” it")
    if previous in words.office or (governing and previous in words.agent_of):
        return Verdict("actor", f"“{previous} of” it")
    return None


_TALKS = frozenset(
    "talks dialog dialogue war agreement contact contacts negotiations relations ties cooperation".split()
)


def _after_between(
    head: str, before: list[str], governing: bool, words: _Lexicon
) -> Verdict | None:
    """Judge "between X and Y"; with "and" the word "between" must stand two words before."""
    rest = before
    if head == "and":
        if len(before) < 2 or before[1] not in ("between", "both"):
            return None
        rest = before[2:]
    if any(word in words.link for word in rest[:4]):
        return Verdict("location", "a road or border between them")
    if governing or any(word in _TALKS for word in rest[:4]):
        return Verdict("actor", "a party of what is told")
    return None


def _by_verb_after(right: str, governing: bool, words: _Lexicon) -> Verdict | None:
    for token in right.split(maxsplit=4)[:4]:
        word = token.rstrip(",")
        if word in words.speech:
            return Verdict("actor", f"“{word}” after it")
        if not governing and word not in words.adverbs:
            return None
        if word in words.verbs_after or word.endswith(("ed", "es", "s")):
            return Verdict("actor", f"“{word}” after it")
        if word not in words.adverbs:
            return None
    return None


# Endings that mean in or from a place and nothing else.
_PLACE_ENDINGS = {
    "hy": ("ում", "ից"),
    "az": ("dakı", "dəki", "dan", "dən", "da", "də"),
}


def _place_ending(mention: Mention, language: str) -> str | None:
    """Return the ending of a name that says in or from a place, if it is no part of the name."""
    surface = mention.text.casefold()
    ending = next((e for e in _PLACE_ENDINGS.get(language, ()) if surface.endswith(e)), None)
    if ending is None or not mention.candidates:
        return None
    names = mention.candidates[0].place.names
    return None if any(name.text.casefold() == surface for name in names) else ending


def _elsewhere(article: Article, chain: list[Mention], words: _Lexicon) -> Verdict:
    """Judge a name in a language whose grammar is not read."""
    first = chain[0]
    if article.language == "ru":
        before = article.text[max(0, first.start - 20) : first.start].split()
        if before and before[-1].lower() in words.russian:
            return Verdict("location", "a Russian preposition of place before it")
    ending = _place_ending(first, article.language)
    if ending:
        return Verdict("location", f"its ending “{ending}” says where")
    historical = bool(first.candidates) and first.candidates[0].place.kind == "historical-state"
    verdict = _usual(historical, _is_governing(first))
    return Verdict(verdict.role, f"role not read in language “{article.language}”; {verdict.reason}")

"""The folded words of one sentence go in; its clauses come out, each with the word that opens it.

No parser: boundaries are punctuation and conjunctions, checked against what follows. A clause is
the reach within which a trigger looks for its actor, place and time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from karamap.reports.triggers import Hit

_TOKEN = re.compile(r"[^\W\d][\w'\-]*|\d+[:.,]\d+\w*|\w[\w'\-]*|[^\w\s]")
_SUBORDINATE = frozenset(
    "as while when after before because since although though whereas until if unless where whereby"
    " despite amid following so".split()
)
_DAYPARTS = frozenset(
    "dawn sunrise daybreak noon midday dusk sunset nightfall midnight dark".split()
)
_RELATIVE = frozenset("which who whom whose".split())
_AUXILIARY = frozenset(
    "was were is are has have had will would could may might should can must did does do be been"
    " 's isn't wasn't weren't didn't hasn't haven't".split()
)
_NOT_SINCE = frozenset(
    "well part a an of its to soon long many much far result such if in at".split()
)
_NO_ING = frozenset(
    "including according during regarding concerning following morning evening king thing"
    " building neighboring neighbouring nothing everything anything something meeting fighting"
    " shelling bombing ongoing surrounding beijing".split()
)
# A month behind these words, not the auxiliary.
_BEFORE_MONTH = frozenset(
    "in late early mid this last of since until and by from on between".split()
)
_PREPOSITIONS = frozenset("at in on by of from to with for after before than like since".split())
# Verbs of saying behind which the content may follow without "that".
_BARE_CONTENT = frozenset(
    "said say says saying believe believes believed claim claims claimed claiming insisted insists"
    " argued added adding alleged".split()
)
_OPENERS = _SUBORDINATE | _RELATIVE | {"that", "and", "but", "or"}
_MARKS = frozenset(';-:.,"')
_AFTER_SAYING = frozenset(
    ("on", "in", ",", ".", '"', ":", "by", "to", "late", "earlier", "after", "that")
)


class Token(NamedTuple):
    """A word or a sign of punctuation with its offsets."""

    text: str
    start: int
    end: int


class Clause(NamedTuple):
    """A stretch of a sentence.

    Attributes
    ----------
    link
        How it hangs on the clause before: "" for the first, "and", "that", "rel", "ing", "with",
        "say", "attr", "stop" (semicolon, colon, dash), or the conjunction itself.
    start, end
        Offsets of its words, without white space and punctuation at the edges.
    """

    link: str
    start: int
    end: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Split a stretch of folded text into words and punctuation."""
    new = tuple.__new__  # what Token(...) comes to, without its detour
    return [new(Token, (m[0], *m.span())) for m in _TOKEN.finditer(text, start, end)]


def clauses(words: Sequence[Token], hits: Sequence[Hit]) -> list[Clause]:
    """Split a sentence into clauses.

    Parameters
    ----------
    words
        The tokens of the sentence.
    hits
        Its triggers: a boundary before "and" needs a verb behind it.

    Returns
    -------
    Clauses in order; together they hold all words of the sentence.
    """
    if not words:
        return []
    known = _Verbs(words, hits)
    said = known.said
    cuts: list[tuple[int, str]] = [(0, "")]
    before = words[0]
    for i, word in enumerate(words):
        # Most words open nothing; only these can.
        if i and (word.text in _OPENERS or before.text in _MARKS or before.end in said):
            link = _link(words, i, known, said)
            if link and i > cuts[-1][0]:
                cuts.append((i, link))
        before = word
    ends = [index for index, _ in cuts[1:]] + [len(words)]
    made: list[Clause] = []
    for (first, link), stop in zip(cuts, ends, strict=True):
        start, end = _edges(words, first, stop)
        if start < end:
            made.append(Clause(link, start, end))
    return made


class _Verbs:
    """Where the verbs of a sentence stand, worked out once.

    Attributes
    ----------
    hits
        Triggers that may be verbs, by their first offset.
    said
        The words of verbs of saying, by the offset behind them.
    auxiliary, verb, sure
        For each word, 1 when it is an auxiliary, may be a verb, or cannot but be one.
    """

    __slots__ = ("auxiliary", "hits", "said", "sure", "verb")

    def __init__(self, words: Sequence[Token], hits: Sequence[Hit]) -> None:
        self.hits: dict[int, Hit] = {}
        self.said: dict[int, str] = {}
        self.auxiliary = bytearray(
            text in _AUXILIARY and is_auxiliary(words, i) for i, (text, _, _) in enumerate(words)
        )
        self.verb = bytearray(self.auxiliary)
        self.sure = bytearray(self.auxiliary)
        index = 0
        for hit in hits:
            while index < len(words) and words[index].start < hit.start:
                index += 1
            here = index < len(words) and words[index].start == hit.start
            if any(rule.group == "say" for rule, _ in hit.senses):
                self.said[hit.end] = words[index].text if here else ""
            forms = {form for _, form in hit.senses}
            if here and forms != {"noun"}:
                self.hits[hit.start] = hit
                self.verb[index] = 1
                if "noun" not in forms:
                    self.sure[index] = 1


def _edges(words: Sequence[Token], first: int, stop: int) -> tuple[int, int]:
    """Return the offsets of the words first..stop without punctuation at the edges."""
    while first < stop and not words[first].text[0].isalnum():
        first += 1
    while stop > first and not words[stop - 1].text[0].isalnum():
        stop -= 1
    return (words[first].start, words[stop - 1].end) if first < stop else (0, 0)


def _link(words: Sequence[Token], i: int, verbs: _Verbs, said: dict[int, str]) -> str:
    """Return how a new clause starts at word ``i``, or "" when none does."""
    word, before = words[i].text, words[i - 1].text
    spaced = words[i - 1].end < words[i].start
    if before in (";", "-", ":") and spaced:
        return "stop"
    if before == "." and spaced and i > 1 and len(words[i - 2].text) > 3:
        return "stop"
    if before in (",", '"') and (link := _after_comma(words, i, verbs)):
        return link
    if word == "that" and before not in _PREPOSITIONS:
        return "that" if words[i - 1].end in said or _verb_within(i + 1, 9, verbs) else ""
    if word in _RELATIVE and before not in (",",):
        return "rel"
    if word in _SUBORDINATE and _opens_clause(words, i, verbs):
        return word
    if word in ("and", "but", "or") and _verb_at(words, i + 1, verbs):
        return "and"
    if word in ("and", "but") and _own_subject(words, i, verbs):
        return "and-new"
    if words[i - 1].end in said and word in ("they", "it", "he", "she"):
        return "say" if _verb_within(i, 6, verbs) else ""
    if said.get(words[i - 1].end, "") in _BARE_CONTENT and word not in _AFTER_SAYING:
        return "say" if _verb_within(i, 25, verbs) else ""
    return ""


def _after_comma(words: Sequence[Token], i: int, verbs: _Verbs) -> str:
    """Return how a clause starts behind a comma or a quotation mark."""
    word = words[i].text
    if word in _RELATIVE:
        return "rel"
    if word in ("and", "but", "yet", "nor", "or"):
        if _verb_at(words, i + 1, verbs):
            return "and"
        return "and-new" if _own_subject(words, i, verbs) else ""
    if word in _SUBORDINATE and _opens_clause(words, i, verbs):
        return word
    if word == "with" and _ing_within(words, i + 1, 9):
        return "with"
    if word.endswith("ing") and word not in _NO_ING and len(word) > 4:
        return "ing"
    if _is_attribution(words, i, verbs):
        return "attr"
    if words[i - 1].text == "," and words[i].start in verbs.hits and words[i].text.endswith("ed"):
        return ""
    return ""


def is_auxiliary(words: Sequence[Token], i: int) -> bool:
    """Tell whether a word is an auxiliary (and "may" not a month)."""
    text = words[i].text
    if text == "may":
        before = words[i - 1].text if i else ""
        after = words[i + 1].text if i + 1 < len(words) else ""
        return before not in _BEFORE_MONTH and not after[:1].isdigit() and not before[:1].isdigit()
    return text in _AUXILIARY


def _verb_at(words: Sequence[Token], i: int, verbs: _Verbs) -> bool:
    """Tell whether a verb stands at ``i``, adverbs apart."""
    for j in range(i, min(i + 3, len(words))):
        if verbs.verb[j]:
            return True
        if not (words[j].text.endswith("ly") or words[j].text in ("also", "then", "later", "even")):
            return False
    return False


def _verb_within(i: int, reach: int, verbs: _Verbs) -> bool:
    """Tell whether a verb stands within so many words from ``i``."""
    return 1 in verbs.verb[i : i + reach]


def _own_subject(words: Sequence[Token], i: int, verbs: _Verbs) -> bool:
    """Tell whether "and" at ``i`` opens a clause with a subject and a verb of its own."""
    if 1 not in verbs.sure[max(0, i - 25) : i]:
        return False
    if any(w.text in ("between", "both") for w in words[max(0, i - 5) : i]):
        return False
    if i + 1 < len(words) and words[i + 1].text == "to":
        return False
    for j in range(i + 1, min(i + 8, len(words))):
        text = words[j].text
        if (
            text in (",", ";", "that", "which", "to", "and", "by", "of")
            and j > i + 1
            and text != "of"
        ):
            return False
        if j > i + 1 and (verbs.auxiliary[j] or _finite(words[j], verbs)):
            following = words[j + 1].text if j + 1 < len(words) else ""
            return bool(verbs.auxiliary[j]) or following not in (
                "in",
                "by",
                "during",
                "at",
                "under",
            )
    return False


def _finite(word: Token, verbs: _Verbs) -> bool:
    """Tell whether a trigger may be a finite verb."""
    hit = verbs.hits.get(word.start)
    return hit is not None and any(form in ("past", "s") for _, form in hit.senses)


def _opens_clause(words: Sequence[Token], i: int, verbs: _Verbs) -> bool:
    """Tell whether a conjunction at ``i`` opens a clause rather than a phrase ("as well as")."""
    word = words[i].text
    following = words[i + 1].text if i + 1 < len(words) else ""
    if word in ("as", "so", "since") and following in _NOT_SINCE:
        return False
    if word == "as" and words[i - 1].text in ("well", "such", "soon", "far", "long", "many"):
        return False
    if word in ("as", "since", "where", "so"):
        return _verb_within(i + 1, 12, verbs)
    if word in ("before", "after"):
        return following not in _DAYPARTS
    if word == "amid":
        return words[i - 1].text == ","
    if word in ("following", "despite"):
        return words[i - 1].text == ","
    return True


def _ing_within(words: Sequence[Token], i: int, reach: int) -> bool:
    """Tell whether a present participle stands within so many words."""
    return any(w.text.endswith("ing") and len(w.text) > 4 for w in words[i : i + reach])


def _is_attribution(words: Sequence[Token], i: int, verbs: _Verbs) -> bool:
    """Tell whether "…, X said" starts at ``i``."""
    for j in range(i, min(i + 14, len(words))):
        hit = verbs.hits.get(words[j].start)
        if hit is not None and any(r.group == "say" for r, _ in hit.senses):
            # "Minister X, of Y, said": the comma only closes what describes the speaker.
            told = (
                j > i
                or words[i - 1].text != ","
                or any(verbs.auxiliary[k] or _finite(words[k], verbs) for k in range(i))
            )
            return told and words[j].text not in ("reports", "states")
        if words[j].text in (",", ";", '"') or words[j].text in _AUXILIARY:
            return False
        if hit is not None and any(f in ("past", "s") for _, f in hit.senses):
            return False
    return False


__all__ = ["Clause", "Token", "clauses", "tokens"]

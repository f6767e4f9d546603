"""The words of a sentence go in; the type of act that they most likely tell of comes out.

A fall-back for sentences in which no trigger of the lexicon stands: a linear model over their words
(``lexicons/themes.tsv``, made by ``scripts/train_themes.py``), which tells what a sentence is about
though its verb is rare ("Sacks of flour reached the trapped families"). The verb that tells of the
act is found by its form.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from karamap.reports.triggers import Hit, Meaning, Rule, Sense
from karamap.verbs import is_participle, may_be_past

NOTHING = "NONE"  # the class of sentences that tell of no act
THEME = "theme"  # the rule of a verb that tells of an act by the words around it
SURE = 0.5  # the share from which a type is told; see docs/quality.md
# Of these, what is told from a lower share on is right oftener than not; of the others it is not.
SURE_OF = {"ASSAULT": 0.3, "RETREAT": 0.3}
# Acts that are words: without a verb of speech nobody's mouth is given any.
_SPOKEN = frozenset("ACCUSE REQUEST REJECT THREATEN SUPPORT".split())
_LEAST_WORDS = 4  # known ones, below which nothing is told
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_ENDINGS = ("ations", "ation", "ements", "ement", "ments", "ment", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly")  # fmt: skip
_STEM = 4  # letters that stay of a word at least
_BE = frozenset("was were".split())
_BEFORE_NOUN = frozenset("the a an his her its their our my of newly heavily recently so more".split())
_BEHIND_AUXILIARY = frozenset("been being also already now then not again".split())


@dataclass(frozen=True, slots=True)
class Themes:
    """The model.

    Attributes
    ----------
    types
        Its classes.
    bias
        The log-odds of each class before any word.
    weights
        The log-odds that each known stem adds to them.
    """

    types: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def theme(self, text: str) -> str | None:
        """Return the type of act that a sentence most likely tells of; ``None`` for none, or no sure one.

        Parameters
        ----------
        text
            The sentence as written: what has a capital may be a name and says nothing.
        """
        known = [self.weights[stem] for stem in sorted(stems(text)) if stem in self.weights]
        if len(known) < _LEAST_WORDS:
            return None
        # Many words are no stronger evidence than few: each counts by the root of their number.
        scale = 1 / math.sqrt(len(known))
        scores = [bias + scale * sum(w) for bias, w in zip(self.bias, zip(*known, strict=True), strict=True)]
        most = max(scores)
        share = 1 / sum(math.exp(score - most) for score in scores)
        found = self.types[scores.index(most)]
        return found if share >= SURE_OF.get(found, SURE) and found != NOTHING else None


def stems(text: str) -> set[str]:
    """Return the stems of the words of a sentence; numbers are one of them.

    What has a capital is left out, also at the beginning: a model that learned names would hold it
    against a country that much is told of it.
    """
    words = _TOKEN.findall(text)
    return {"#" if word[0].isdigit() else stem(word) for word in words if not word[0].isupper()}


def stem(word: str) -> str:
    """Return a word without its ending, roughly: all forms of a word share it, seldom two words."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


@cache
def load_themes() -> Themes:
    """Load the model."""
    text = (resources.files("karamap") / "lexicons" / "themes.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    (_, *types), (_, *bias), *words = rows
    return Themes(
        tuple(types),
        tuple(map(float, bias)),
        {word: tuple(int(weight) / 100 for weight in weights) for word, *weights in words},
    )


@cache
def _meaning(type_: str) -> Meaning:
    """Return what a verb means that tells of an act of this type by the words around it."""
    nothing: frozenset[str] = frozenset()
    rule = Rule(
        id=THEME, type=type_, group=type_.lower(), mode="", near=nothing, unless=nothing, unless_phrases=(), unless_marks=nothing,
        object="", subject="", who=nothing, what=nothing, spare=nothing, after=nothing, conditional=False,
    )  # fmt: skip
    return Meaning((Sense(rule, "past"),))


def verb_of(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()
) -> tuple[int, int] | None:
    """Return where the first verb in the past stands in a sentence of a folded text, or ``None``.

    Words in ``taken`` are passed over: verbs of saying, which tell of no act themselves.
    """
    words = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    for number, (low, high, word) in enumerate(words):
        if number == 0 or any(low < stop and from_ < high for from_, stop in taken):
            continue
        if word in _BE:
            *there, next_word = _behind(words, number)
            if is_participle(next_word):
                return there[0], there[1]
            continue
        if may_be_past(word) and words[number - 1][2] not in _BEFORE_NOUN:
            return low, high
    return None


def _behind(words: Sequence[tuple[int, int, str]], number: int) -> tuple[int, int, str]:
    """Return the word behind an auxiliary, adverbs apart, or that auxiliary at the end."""
    for low, high, word in words[number + 1 : number + 4]:
        if word not in _BEHIND_AUXILIARY and not word.endswith("ly"):
            return low, high, word
    return words[number]


def themed(
    written: str, text: str, start: int, end: int, spoken: Sequence[tuple[int, int]] = ()
) -> Hit | None:
    """Return the verb of a sentence with the type of deed that its words tell of, or ``None``.

    Parameters
    ----------
    written, text
        The article as written, and folded with every character at its offset.
    start, end
        The sentence in both.
    spoken
        Where verbs of saying stand in it.
    """
    verb = verb_of(text, start, end, spoken)
    if verb is None:
        return None
    type_ = load_themes().theme(written[start:end])
    return None if type_ is None or type_ in _SPOKEN else Hit(*verb, _meaning(type_))


__all__ = ["NOTHING", "SURE", "SURE_OF", "THEME", "Themes", "load_themes", "stem", "stems", "themed", "verb_of"]

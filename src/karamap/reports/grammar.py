"""The triggers of a sentence go in; each comes out with one sense and how it stands there.

A word may be noun or verb ("attacks"), active or passive ("was shelled"), finite or not ("to
attack"). Its neighbours decide; no model of the language is needed for that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from karamap.reports.clauses import Clause, Token, is_auxiliary
from karamap.reports.triggers import Form, Hit, Rule, TriggerLexicon

Voice = Literal["active", "passive", "reduced", "infinitive", "participle", "noun", "phrase"]

MODALS = frozenset("will would can could may might shall should must cannot 'll won't".split())
BE = frozenset("is are was were be been being 're isn't aren't wasn't weren't got gets".split())
HAVE = frozenset("have has had having 've haven't hasn't hadn't".split())
_DO = frozenset("do does did don't doesn't didn't not".split())
_BEFORE_NOUN = frozenset(
    "the a an this that these those its their his her our your of in by from any no some several"
    " recent new heavy fresh deadly armed latest more under after before during against amid over"
    " on with without for about despite following such all further joint fierce intense military"
    " border united soviet baltic member gulf arab renewed major first second last many each"
    " another other more".split()
)
_ADJECTIVE_ENDS = ("al", "ous", "ive", "ic", "ful", "ish", "ary", "less", "'s", "-scale", "s'")
_PLURAL_SUBJECTS = frozenset(
    "we they i you who which that there people forces troops sides both".split()
)
_ASPECT = frozenset(
    "began begin begun started start starts continued continue continues resumed".split()
)
_LIGHT_STOP = frozenset(
    "of in on at by for from to with about as , ; and that which who over".split()
)
_BEFORE_ADJECTIVE = frozenset(
    "the a an its their his her our these of any some no about over with by amid on for into"
    " against from despite former to at".split()
)
_AHEAD = 24  # words behind a noun in which a verb may say that it happened
_AFTER_VERB = frozenset(
    "the a an its their his her our each one two three several civilian civilians them him"
    " us".split()
)
# Verbs in the present that are as often the plural of a noun: "signs in the fields".
_PLURALS = frozenset(
    "signs patrols stations rounds frees posts states reports marches lists".split()
)
_SERIES = frozenset(
    "series wave string spate number dozens hundreds round rounds campaign couple rash".split()
)
_ATTRIBUTE = frozenset("the a an amid of by with in their its his from for".split())
_CONTENT = ("who", "which", "that", "to")
_BROKERED = ("-brokered", "-mediated", "-negotiated", "-sponsored", "-imposed")
_AFTER_NOUN = frozenset(
    "on against by in of between over near along at to were was have has".split()
)


class Trigger(NamedTuple):
    """A trigger in its sentence.

    Attributes
    ----------
    token
        Index of its first word in the sentence.
    clause
        Index of its clause.
    voice
        How it stands there.
    strong
        True when it states that something happened; False when it only names it.
    """

    start: int
    end: int
    rule: Rule
    form: Form
    voice: Voice
    token: int
    clause: int
    strong: bool

    @property
    def finite(self) -> bool:
        """Whether it is the verb of its clause."""
        return self.voice in ("active", "passive")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A sentence cut into words and clauses, with its triggers."""

    words: Sequence[Token]
    clauses: Sequence[Clause]
    triggers: Sequence[Trigger]
    headline: bool = False

    def clause_at(self, offset: int) -> int:
        """Return the index of the clause that holds an offset."""
        starts = [clause.start for clause in self.clauses]
        return max(0, bisect_right(starts, offset) - 1)

    def before(self, token: int, count: int = 1) -> str:
        """Return the word so many words before a token, or ""."""
        return self.words[token - count].text if token >= count else ""


def read_grammar(
    text: str,
    words: Sequence[Token],
    parts: Sequence[Clause],
    hits: Sequence[Hit],
    lexicon: TriggerLexicon,
    headline: bool,
) -> Grammar:
    """Decide the sense and the voice of the triggers of one sentence.

    Parameters
    ----------
    text
        The folded article.
    words, parts
        The sentence's words and clauses.
    hits
        Its triggers as the lexicon found them.
    lexicon
        For the words that make a noun a statement.
    headline
        True for headlines, where the present tense tells what happened.

    Returns
    -------
    The sentence with the triggers that stand.
    """
    texts, starts, _ = zip(*words, strict=True)
    bag = frozenset(texts)
    bounds = [clause.start for clause in parts]
    sentence = text[words[0].start : words[-1].end]
    made: list[Trigger] = []
    for hit in hits:
        token = bisect_right(starts, hit.start) - 1
        sense = _sense(words, token, hit, bag, sentence, headline)
        if sense is None:
            continue
        rule, form = sense
        clause = max(0, bisect_right(bounds, hit.start) - 1)
        voice = _voice(words, token, hit, form, parts[clause] if parts else None)
        strong = voice in ("active", "passive", "phrase", "participle")
        if voice == "noun":
            strong = _stated(words, token, hit, parts[clause], rule, lexicon)
        made.append(Trigger(hit.start, hit.end, rule, form, voice, token, clause, strong))
    return Grammar(words, parts, tuple(made), headline)


def _sense(
    words: Sequence[Token], token: int, hit: Hit, bag: frozenset[str], sentence: str, headline: bool
) -> tuple[Rule, Form] | None:
    """Return the rule and the form that fit here, or ``None``."""
    senses = [sense for sense in hit.senses if _fits(sense[0], bag, words[token].text, sentence)]
    if not senses:
        return None
    nouns = [s for s in senses if s[1] == "noun"]
    verbs = [s for s in senses if s[1] not in ("noun", "phrase")]
    phrases = [s for s in senses if s[1] == "phrase"]
    if phrases:
        return phrases[0]
    if nouns and not verbs:
        return nouns[0]
    is_verb = _is_verb(words, token, hit, {f for _, f in verbs}, bool(nouns), headline)
    if is_verb:
        return verbs[0]
    return nouns[0] if nouns else None


def _fits(rule: Rule, bag: frozenset[str], word: str, sentence: str) -> bool:
    """Tell whether the words that a rule needs stand in the sentence, and none that it excludes."""
    if rule.near:
        found = rule.near & bag
        if not found or found == {word}:
            return False
    if not rule.unless.isdisjoint(bag):
        return False
    return not any(phrase in sentence for phrase in rule.unless_phrases)


def _is_verb(
    words: Sequence[Token],
    token: int,
    hit: Hit,
    forms: set[Form],
    may_be_noun: bool,
    headline: bool,
) -> bool:
    """Tell whether a word that may be a verb is one here."""
    before = _word_before(words, token)
    after = _word_after(words, hit.end, token)
    if forms & {"past", "part"} and not forms & {"base"}:
        return before not in _BEFORE_ADJECTIVE
    if "ing" in forms:
        if may_be_noun:
            return before in BE or (after in _AFTER_VERB and before not in _BEFORE_NOUN)
        return True
    if before in MODALS or before in _DO or (before == "to" and forms != {"s"}):
        return True
    if before in _BEFORE_NOUN or before.endswith(_ADJECTIVE_ENDS) or before.isdigit():
        return False
    if forms & {"past", "part"}:  # "hit", "set": base and past alike
        return bool(before) and before not in (",", "and")
    if "base" in forms and "s" not in forms:
        if before in _PLURAL_SUBJECTS or headline:
            return True
        if before in ("and", "or", ","):
            return not may_be_noun
        return (before.endswith("s") and len(before) > 3 and not may_be_noun) or (
            _after_pair(words, token) and after not in _AFTER_NOUN
        )
    if may_be_noun:
        return (after in _AFTER_VERB or headline) and before.isalpha()
    if after in BE or after in HAVE or after in MODALS or after in ("of", "from"):
        return False
    if words[token].text in _PLURALS and not headline and after not in _AFTER_VERB:
        return False
    return before.isalpha() and not before.endswith(("ed", "ing"))


def _after_pair(words: Sequence[Token], token: int) -> bool:
    """Tell whether two named subjects stand before ("Cairo and Doha agree")."""
    return token >= 3 and words[token - 2].text in ("and", ",")


def _word_before(words: Sequence[Token], token: int) -> str:
    """Return the word before, adverbs and quotation marks apart."""
    index = token - 1
    while index >= 0 and (
        words[index].text in "\"'" or (words[index].text.endswith("ly") and index > 0)
    ):
        index -= 1
    return words[index].text if index >= 0 else ""


def _word_after(words: Sequence[Token], end: int, token: int) -> str:
    """Return the first word behind an offset, looked for from a token on."""
    for index in range(token + 1, len(words)):
        word = words[index]
        if word.start >= end and word.text not in "\"'":
            return word.text
    return ""


def _voice(
    words: Sequence[Token], token: int, hit: Hit, form: Form, clause: Clause | None
) -> Voice:
    """Return how a trigger stands in its clause."""
    if form in ("noun", "phrase"):
        return form
    before = [
        w.text
        for w in words[max(0, token - 6) : token]
        if w.text not in "\"'"
        and not w.text.endswith("ly")
        and w.text not in ("also", "already", "essentially", "even", "both", "reportedly", "then")
    ]
    last = before[-1] if before else ""
    if form == "base":
        chained = last in ("and", "or") and any(w.text == "to" for w in words[:token])
        if last == "to" or chained:
            return "infinitive"
        return "active"
    if form == "ing":
        return "active" if last in BE or last in _ASPECT else "participle"
    if form == "s":
        return "active"
    if last in BE or (last in ("not", "never") and len(before) > 1 and before[-2] in BE):
        return "passive"
    if last in HAVE or last == "not":
        return "active"
    if hit.end > words[token].end:  # a verb with its object or particle
        return "reduced" if form == "part" and not set(before) & (BE | HAVE) else "active"
    after = _word_after(words, hit.end, token)
    if after == "by" and set(before) & BE:
        return "passive"
    if after in ("by",) or (
        after in ("in", "during", "on", "at", "from", "under", "between", "with")
        and clause is not None
        and _other_verb(words, token, clause)
    ):
        return "reduced"
    if last in ("those", "of", "and", "or") and after in ("during", "in", "by") and last != "and":
        return "reduced"
    return "active"


def _other_verb(words: Sequence[Token], token: int, clause: Clause) -> bool:
    """Tell whether the clause has an auxiliary, or a plain past before, apart from this trigger."""
    for i, (text, start, _) in enumerate(words):
        if start < clause.start or i == token:
            continue
        if start >= clause.end:
            break
        if text in BE or text in HAVE or (text in MODALS and is_auxiliary(words, i)):
            return True
        if i < token and text.endswith("ed") and words[i + 1].text not in ("by", "with"):
            return True
    return False


def _stated(
    words: Sequence[Token],
    token: int,
    hit: Hit,
    clause: Clause,
    rule: Rule,
    lexicon: TriggerLexicon,
) -> bool:
    """Tell whether a noun is stated to have happened, rather than only named."""
    after = [w.text for w in words[token : token + _AHEAD] if hit.end <= w.start < clause.end]
    if after and after[0] in lexicon.heads:
        return False
    happening = lexicon.agreed if rule.type == "AGREE" else lexicon.happening
    if after and (
        after[0] in ("could", "may", "might") or _contains(after[:16], happening, _CONTENT)
    ):
        return True
    before = [w.text for w in words[max(0, token - 9) : token] if w.start >= clause.start]
    before = [
        w for i, w in enumerate(before)
        if w not in _SERIES and not (w == "of" and i and before[i - 1] in _SERIES)
    ]  # fmt: skip
    if rule.type == "AGREE" and any(w.endswith(_BROKERED) for w in before[-3:]):
        return bool({"a", "an"} & set(before[-4:]))
    return _governed(before, lexicon)


def _governed(before: Sequence[str], lexicon: TriggerLexicon) -> bool:
    """Tell whether a light verb has the noun behind these words as its object."""
    single, longer = lexicon.light
    for i in range(len(before) - 1, -1, -1):
        for rest in longer.get(before[i], ()):
            if tuple(before[i + 1 : i + 1 + len(rest)]) == rest and not (
                set(before[i + 1 + len(rest) :]) & _LIGHT_STOP
            ):
                return True
        attributive = i > 0 and before[i - 1] in _BEFORE_ADJECTIVE and before[i].endswith("ed")
        if before[i] in single and not attributive and not set(before[i + 1 :]) & _LIGHT_STOP:
            return True
    return False


def _contains(
    found: Sequence[str],
    wanted: tuple[frozenset[str], dict[str, tuple[tuple[str, ...], ...]]],
    stop: Sequence[str],
) -> bool:
    """Tell whether words hold one of the wanted words or phrases before a stop word."""
    single, longer = wanted
    for i, word in enumerate(found):
        if word in stop:
            return False
        if word in single and not (i and found[i - 1] in _ATTRIBUTE):
            return True
        for rest in longer.get(word, ()):
            if tuple(found[i + 1 : i + 1 + len(rest)]) == rest:
                return True
    return False


__all__ = ["BE", "HAVE", "MODALS", "Grammar", "Trigger", "Voice", "read_grammar"]

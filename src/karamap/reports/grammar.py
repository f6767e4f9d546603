"""A sentence and its triggers go in; each comes out with one sense and how it stands there.

A word may be noun or verb ("attacks"), active or passive ("was shelled"), finite or not ("to
attack"). Its neighbours decide; no model of the language is needed for that.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from functools import cached_property
from typing import Literal, NamedTuple

from karamap.reports.adverbs import NO_ADVERBS
from karamap.reports.clauses import COUNTING, MAY, Clause, Words, clauses, split_words
from karamap.reports.triggers import (
    COUNTS,
    PERSON,
    Form,
    Hit,
    Meaning,
    Phrases,
    Rule,
    Sense,
    TriggerLexicon,
    any_named,
)

Voice = Literal["active", "passive", "reduced", "infinitive", "participle", "noun", "phrase"]

_PARTING = frozenset("stop while and-new though although whereas".split())  # links of clauses that tell of another matter
_PRIVATE = frozenset("SANCTION CONSULT SUPPORT PROTEST".split())  # what private people do as well with the same verbs
MODALS = frozenset("will would can could may might shall should must cannot 'll won't".split())
BE = frozenset("is are was were be been being 're isn't aren't wasn't weren't got gets".split())
HAVE = frozenset("have has had having 've haven't hasn't hadn't".split())
_BE_OR_HAVE = BE | HAVE
_DO = frozenset("do does did don't doesn't didn't not".split())
_BEFORE_NOUN = frozenset(
    "the a an this that these those its their his her our your of in by from any no some several"
    " recent new heavy fresh deadly armed latest more under after before during against amid over"
    " few security on with without for about despite following such all further joint fierce intense military"
    " border united soviet baltic gulf arab renewed major first second last many each"
    " another other more past previous repeated".split()
)
_NO_ADJECTIVES = frozenset(
    "general official marshal admiral corporal cardinal tribunal hospital rival criminal capital terminal representative"
    " republic public critic cleric clinic arsenal".split()
)
_ADJECTIVE_ENDS = ("al", "ous", "ive", "ic", "ful", "ish", "ary", "less", "'s", "-scale", "s'")
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_CONNECTING = frozenset("however meanwhile though instead too therefore nevertheless nonetheless also again moreover furthermore".split())
_ASIDES = frozenset(("in turn", "in response", "on the other hand", "at the same time", "in contrast", "by contrast"))
_LONGEST_ASIDE = 5  # words between commas
_LONGEST_TITLE = 10  # the same, where they say who somebody is
_OFFICES = frozenset(
    "president premier minister leader chief chairman chairwoman head commander general governor mayor ambassador envoy spokesman spokeswoman spokesperson secretary "
    "speaker chancellor king emir director prosecutor lawmaker official diplomat analyst general-secretary deputy founder ally opponent predecessor successor counterpart".split()
)
_WHOSE = frozenset("the a an its his her their".split())
_NO_TITLE = frozenset("who which that said says and but when while is are was were has have had".split())
_PLURAL_SUBJECTS = frozenset(
    "we they i you who which that there people forces troops sides both police militia men women crowds thousands protesters demonstrators staff".split()
)
_SEVERAL_OF = frozenset(("these", "those", "several", "both"))
_PLURAL_PERSONS = frozenset("people persons soldiers civilians men women children fighters servicemen".split())
_ASPECT = frozenset(
    "began begin begun started start starts continued continue continues resumed keep keeps kept".split()
)
_LIGHT_STOP = frozenset(
    "of in on at by for from to with about as , ; and that which who over".split()
)
_BEFORE_ADJECTIVE = frozenset(
    "the a an its their his her our these of any some no about over with by amid on for into"
    " against from despite former to at".split()
)
_AHEAD = 24  # words from a noun on in which a verb may say that it happened
# Words in -ed that are no verb: "two hundred armed men surrendered in X".
_NO_PAST = frozenset("hundred armed unarmed red united allied masked hooded alleged suspected".split())
_PARTICLES = frozenset(("out", "back", "away", "off"))
_BACK = 6  # words before a verb in which its auxiliary stands
_AHEAD_VERB = 16  # and words behind it
_AFTER_VERB = frozenset(
    "the a an its their his her our each one two three four five six seven eight several civilian civilians them him"
    " us most some half much more".split()
)
# Verbs in the present that are as often the plural of a noun: "signs in the fields".
_PLURALS = frozenset(
    "signs patrols stations rounds frees posts states reports marches lists conscripts recruits drafts".split()
)
_DESCRIBES = frozenset("of in at from near on".split())  # between a plural and what tells which
_ENDS = frozenset((".", ",", ""))
# Words before "reports" that make it a noun ("according to media reports").
_NO_SOURCE = frozenset("to in by from of on with some several other these those media news early".split())
_ARMS = frozenset("rocket mortar artillery small-arms tank missile drone air ground machine-gun sniper gun howitzer grenade".split())
_SERIES = frozenset(
    "series wave string spate number dozens hundreds round rounds campaign couple rash aftermath reports"
    " sound sounds night nights day days week weeks hours month months".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december".split()
)
_ATTRIBUTE = frozenset("the a an amid of by with in their its his from for".split())
_DESCRIBING = ("who", "which", "that")
_CONTENT = (*_DESCRIBING, "to")  # "talks to end the war resumed", but no deal to do so
_BROKERED = ("-brokered", "-mediated", "-negotiated", "-sponsored", "-imposed")
_AFTER_NOUN = frozenset(
    "on against by in of between over near along at to were was have has".split()
)
_LIGHT_REACH = 9  # words before a noun among which its verb stands
# Words behind which an act is only what somebody may, would or did not do: "the right to launch an attack".
_UNREAL_TO = frozenset(
    "failed fails failing failure intention intentions right tempted strength able unable ability position power powers orders reason weak strong need reluctant reluctance"
    " hesitated hesitates declined dared dare hope hopes hoped hoping enough refused refuses unwilling willing wish wishes wanted wants excuse pretext"
    " authority mandate option opportunity chance permission capacity capable means unready late risky dangerous folly mistake pressure temptation".split()
)
_UNREAL_REACH = 4  # words before "to" among which one of them stands
_UNREAL_ING = frozenset(
    "from against without than considering contemplating weighing weighed considered risk risks risked risking avoid avoided avoiding proposed"
    " suggested discussed discussing debated debating ban bans banned favour favor opposed opposes".split()
)
_UNREAL_OF = frozenset(
    "option idea possibility risk verge point brink talk thought thinking dream dreams dreamt short instead chance hope hopes intention aim goal"
    " prospect threat capable incapable favour favor fear afraid danger means".split()
)
_STRONG = frozenset("active passive phrase participle".split())
_AFTER_REDUCED = frozenset("in during on at from under between with".split())
_OF_NOUN = frozenset(("the", "a", "an", "of", ",", "those", "by"))
_NO_OBJECT = _AFTER_REDUCED.union(("by", "the", "a", "an", "and", "its", "their", "his", "her", "to", "of", "near", "all"))
# "Discussed by phone", "arrived by sea".
_MEANS = frozenset(
    "telephone phone video letter email radio fax sea air land road rail train bus boat ship helicopter plane lorry truck ferry barge parachute".split()
)
_OCCASIONS = frozenset(("after", "amid", "following", "despite"))
_HAPPENS = frozenset("ASSAULT COERCE RETREAT MOBILIZE".split())
_BESIDE_SUBJECT = frozenset(("rel", "ing"))  # links of what parts a subject from its verb
_BREAKS = frozenset((",", "and", "but", "or", "to", "as", "when", "that", "who", "which"))
_QUOTES = frozenset("\"'")
_SKIPPED = _QUOTES | {"also", "already", "essentially", "even", "both", "all", "each", "reportedly", "then", "again", "now", "since"}
_STAYING = frozenset("remain remains remained stay stays stayed got".split())  # "remain blocked"
_PAST_BE = frozenset(("was", "were", "been"))
_CUT_OFF = frozenset((",", ";", "who", "which", "that", "by", "in", "on", "from"))
_PLAIN = re.compile(r"\w+")


class Trigger(NamedTuple):
    """A trigger in its sentence.

    Attributes
    ----------
    token, behind
        Indexes of its first word in the sentence, and of the first word behind it.
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
    behind: int
    clause: int
    strong: bool

    @property
    def finite(self) -> bool:
        """Whether it is the verb of its clause."""
        return self.voice in ("active", "passive")


class Grammar(NamedTuple):
    """A sentence cut into words and clauses, with its triggers.

    Attributes
    ----------
    text
        The folded article.
    start, end
        Offsets of the first word, and behind the last one.
    bag
        Every word of the sentence, and every part of one with a hyphen or an apostrophe.
    headline
        True for headlines, where the present tense tells what happened.
    """

    text: str
    start: int
    end: int
    words: Words
    clauses: Sequence[Clause]
    triggers: Sequence[Trigger]
    bag: frozenset[str]
    headline: bool

    def clause_at(self, offset: int) -> int:
        """Return the index of the clause that holds an offset."""
        for index in range(len(self.clauses) - 1, 0, -1):
            if self.clauses[index].start <= offset:
                return index
        return 0

    def subject_span(self, index: int) -> tuple[int, int]:
        """Return the words in which the subject of a clause stands: its own, or those before.

        Behind a relative clause or a participle ("X, which did A, did B") the subject stands before that.
        """
        clause = self.clauses[index]
        if clause.link != "back":
            return clause.start, clause.end
        head = index
        while head > 0 and self.clauses[head].link not in _BESIDE_SUBJECT:
            head -= 1
        return self.clauses[max(head - 1, 0)].start, self.clauses[head].start

    def links(self, first: Trigger, second: Trigger) -> list[str]:
        """Return how the clauses behind that of one trigger hang together, up to another's."""
        return [clause.link for clause in self.clauses[first.clause + 1 : second.clause + 1]]

    def before(self, token: int, count: int) -> list[str]:
        """Return up to so many words before a token."""
        return self.words.texts[max(0, token - count) : token]

    def word_before(self, token: int) -> str:
        """Return the word before a token, or ""."""
        return self.words.texts[token - 1] if token else ""


def read_grammar(
    text: str, start: int, end: int, hits: Sequence[Hit], lexicon: TriggerLexicon, headline: bool,
    at_war: bool = False, persons: Sequence[int] = (), named: Set[int] = frozenset(),
) -> Grammar | None:  # fmt: skip
    """Decide the sense and the voice of the triggers of one sentence.

    Parameters
    ----------
    text
        The folded article.
    start, end
        The sentence.
    hits
        Its triggers as the lexicon found them, at least one.
    lexicon
        For the words that make a noun a statement.
    headline
        True for headlines.
    at_war
        Whether rules stand whose companions are missing, because the rest of the text tells of a war.
    persons
        Where people of state are named in the article.
    named
        Where places and actors are named: right behind it, "attacks" is a verb.

    Returns
    -------
    The sentence with the triggers that stand; ``None`` where none does.
    """
    words = split_words(text, start, end)
    bag = frozenset(words.texts)
    cast = bag | {PERSON} if any_named(persons, start, end) else bag
    cut = _Clauses(words, hits, named)
    standing = _standing(text, cut, hits, cast, headline, at_war)
    if not standing:
        return None
    parts = cut.clauses
    index = 0
    made: list[Trigger] = []
    for hit, token, behind, (rule, form) in standing:
        while index + 1 < len(parts) and parts[index + 1].start <= hit.start:
            index += 1
        voice = _voice(words, token, behind, form, parts[index])
        if (
            voice == "active"
            and form in ("past", "part")
            and words.text_at(behind) in _AFTER_REDUCED
            and _rules_later(words, behind, parts[index], standing)
        ):
            voice = "reduced"
        if voice == "active" and form == "past" and _is_twin(words, token, rule, parts[index], made):
            voice = "reduced"
        if voice == "reduced" and form in ("past", "part") and _shares_auxiliary(words, token):
            voice = "passive"
        strong = voice in _STRONG
        if voice == "noun":
            strong = _stated(words.texts, token, behind, parts[index], rule, lexicon) or (
                not headline and _is_introduced(words.texts, token, behind, parts[index], rule, lexicon)
            )
        made.append(Trigger(hit.start, hit.end, rule, form, voice, token, behind, index, strong))
    bag = with_parts(bag, text, start, end)
    return Grammar(text, words.starts[0], words.end_of(-1), words, parts, made, bag, headline)


def warns_of_fact(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a warning only says what has happened ("warned that rebels had entered X")."""
    if trigger.rule.type != "THREATEN" or not grammar.text.startswith("warn", trigger.start):
        return False
    content = trigger.clause + 1
    if [clause.link for clause in grammar.clauses[content : content + 1]] != ["that"]:
        return False
    return any(
        t.clause == content and t.rule.type in _HAPPENS and not HAVE.isdisjoint(grammar.before(t.token, 3))
        and MODALS.isdisjoint(grammar.before(t.token, 4))
        for t in grammar.triggers
    )  # fmt: skip


def with_parts(bag: frozenset[str], text: str, start: int, end: int) -> frozenset[str]:
    """Return the words of a stretch of text, with the parts of those that are joined to one.

    The month of May is given as "may" too, which patterns over the text cannot tell from the verb.
    """
    if MAY in bag:
        bag |= {"may"}
    if text.find("-", start, end) < 0 and text.find("'", start, end) < 0:
        return bag
    return bag.union(_PLAIN.findall(text, start, end))


class _Clauses:
    """The words of a sentence, and its clauses when somebody asks for them.

    Attributes
    ----------
    words
        The words.
    named
        Where names stand in the article.
    """

    def __init__(self, words: Words, hits: Sequence[Hit], named: Set[int]) -> None:
        self.words, self.named = words, named
        self._hits = hits

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses, in order."""
        return clauses(self.words, self._hits)

    def part_of(self, offset: int) -> tuple[int, int, frozenset[str]] | None:
        """Return the clauses around an offset that tell of one matter: start, end and words; ``None`` for all.

        "X fell, while in Y the talks went on": two parts.
        """
        parts = self.clauses
        cuts = [0, *(i for i, part in enumerate(parts) if i and part.link in _PARTING), len(parts)]
        if len(cuts) == 2:
            return None
        at = bisect_right([parts[cut].start for cut in cuts[1:-1]], offset)
        first, last = parts[cuts[at]], parts[cuts[at + 1] - 1]
        return first.start, last.end, frozenset(self.words.texts[first.first : last.stop])


def _standing(
    text: str, cut: _Clauses, hits: Sequence[Hit], bag: frozenset[str], headline: bool,
    at_war: bool = False,
) -> list[tuple[Hit, int, int, Sense]]:  # fmt: skip
    """Return the hits that mean something here: with first word, word behind, and sense.

    Where words mean nothing together, those among them count.
    """
    made: list[tuple[Hit, int, int, Sense]] = []
    for hit in hits:
        if whole := _stands(text, cut, hit, bag, headline, at_war):
            made.append(whole)
            continue
        for part in hit.within:
            if inner := _stands(text, cut, part, bag, headline, at_war):
                made.append(inner)
    return made


def _stands(
    text: str, cut: _Clauses, hit: Hit, bag: frozenset[str], headline: bool, at_war: bool
) -> tuple[Hit, int, int, Sense] | None:
    """Return a hit that means something here, with first word, word behind, and sense."""
    texts, starts, _ = words = cut.words
    token = bisect_right(starts, hit.start) - 1
    behind = bisect_left(starts, hit.end)
    meaning: Meaning | None = hit.meaning
    if conditions := hit.meaning.conditions:
        word, span = texts[token], (starts[0], words.end_of(-1))
        unfit = [
            rule for rule in conditions
            if not (
                ((at_war and _is_setting(rule)) or _accompanied(rule, word, bag))
                and (_allowed(rule, bag, text, *span) or _allowed_in_part(rule, text, cut, hit))
            )
        ]  # fmt: skip
        if unfit:
            meaning = hit.meaning.only([s for s in hit.meaning.senses if s.rule not in unfit])
    to_name = behind < len(starts) and starts[behind] in cut.named
    sense = _sense(texts, token, behind, meaning, headline, to_name) if meaning is not None else None
    return (hit, token, behind, sense) if sense else None


def gains_at_war(hits: Sequence[Hit]) -> bool:
    """Tell whether any of the triggers may stand without words that it needs where a text tells of a war.

    Parameters
    ----------
    hits
        The triggers of a sentence.
    """
    return any(rule.near and _is_setting(rule) for hit in hits for rule in hit.meaning.conditions)


def _is_setting(rule: Rule) -> bool:
    """Tell whether the words that a rule needs only set the scene, and are no part of its verb ("pulled ... out")."""
    return rule.type not in _PRIVATE and _PARTICLES.isdisjoint(rule.near)


def _accompanied(rule: Rule, word: str, bag: frozenset[str]) -> bool:
    """Tell whether one of the words that a rule needs stands in the sentence, beside its own."""
    near = rule.near
    return not near or not (near.isdisjoint(bag) or (word in near and len(near & bag) == 1))


def _allowed(rule: Rule, bag: frozenset[str], text: str, start: int, end: int) -> bool:
    """Tell whether none of the words that a rule excludes stands in the sentence."""
    if not rule.unless.isdisjoint(bag):
        return False
    return rule.unless_marks.isdisjoint(bag) or all(
        text.find(phrase, start, end) < 0 for phrase in rule.unless_phrases
    )


def _allowed_in_part(rule: Rule, text: str, cut: _Clauses, hit: Hit) -> bool:
    """Tell whether the words that a rule excludes all stand in another part of the sentence.

    What the dead died of may stand in any part.
    """
    part = cut.part_of(hit.start) if rule.group != "casualties" else None
    if part is None:
        return False
    start, end, bag = part
    return _allowed(rule, bag, text, start, end)


def _sense(
    texts: Sequence[str], token: int, behind: int, meaning: Meaning, headline: bool, to_name: bool
) -> Sense | None:
    """Return the sense that words have here, or ``None``."""
    if meaning.phrases:
        return meaning.phrases[0]
    nouns, verbs = meaning.nouns, meaning.verbs
    if nouns and not verbs:
        return nouns[0]
    if _is_verb(texts, token, behind, meaning, headline, to_name):
        return _as_past(texts, token, meaning) or verbs[0]
    return nouns[0] if nouns else None


def _as_past(texts: Sequence[str], token: int, meaning: Meaning) -> Sense | None:
    """Return the past of a verb whose base is the same, unless it follows "to" or a modal."""
    if not meaning.forms.issuperset(("base", "past")):
        return None
    before = _word_before(texts, token)
    if before == "to" or before in MODALS or before in _DO:
        return None
    rule = meaning.verbs[0].rule
    return next((s for s in meaning.verbs if s.form == "past" and s.rule is rule), None)


def _is_verb(
    texts: Sequence[str], token: int, behind: int, meaning: Meaning, headline: bool, to_name: bool
) -> bool:
    """Tell whether a word that may be a verb is one here."""
    forms, may_be_noun = meaning.forms, bool(meaning.nouns)
    before = _word_before(texts, token)
    if before == "," and (subject := _before_aside(texts, token, behind, forms == {"s"} and not may_be_noun and not meaning.says)):
        before = subject
    if before == "further" and token > 1 and texts[token - 2] in _PRONOUNS:
        before = texts[token - 2]  # "it further demands"
    past = "past" in forms or "part" in forms
    if past and "base" not in forms:
        counted = before.isdigit() and _word_after(texts, behind) in _PLURAL_PERSONS
        # "Took 40 wounded people to X", "a peaceful negotiated settlement".
        described = before in _BEFORE_ADJECTIVE or before.endswith(("ful", "ous", "able"))
        if before == "all":  # "the return of all displaced", but "they all fled"
            described = token > 1 and texts[token - 2] in _BEFORE_ADJECTIVE
        return not counted and not described
    if "ing" in forms and not may_be_noun:
        return True
    after = _word_after(texts, behind)
    if "ing" in forms:
        gerund = to_name and before not in _WHOSE  # "answered by shelling X"
        return before in BE or before in _PLURAL_PERSONS or gerund or (after in _AFTER_VERB and before not in _BEFORE_NOUN)
    if before == "that" and past and token > 1:
        return True  # "the missile that hit X"
    if meaning.says and before == "," and forms == {"s"} and texts[token] not in _PLURALS:
        return True  # "..., says the ministry"
    if texts[token] == "reports" and after in _ENDS:
        return before.isalpha() and _NO_SOURCE.isdisjoint(texts[max(0, token - 4) : token])
    if before in MODALS or before in _DO or (before == "to" and forms != {"s"}):
        return True
    adjective = before.endswith(_ADJECTIVE_ENDS) and before not in _NO_ADJECTIVES
    if before in _BEFORE_NOUN or adjective or before.isdigit() or (before in COUNTS and before != "one"):
        return False
    if past:  # "hit", "set": base and past alike
        objects = after in _AFTER_VERB or behind > token + 2
        joined = before == "and" and objects
        # "The rebels, backed by X, set a deadline", not "a camp, set up by Y, ...".
        resumed = before == "," and "," in texts[max(0, token - _LONGEST_TITLE - 3) : token - 1] and objects
        return before not in ("", ",", "and") or after == "by" or joined or resumed
    if "base" in forms and "s" not in forms:
        if before in _PLURAL_SUBJECTS or headline:
            return True
        if before in ("and", "or", ","):
            return not may_be_noun
        return (before.endswith("s") and len(before) > 3 and not may_be_noun) or (
            _after_pair(texts, token) and after not in _AFTER_NOUN
        ) or (
            not may_be_noun and (behind > token + 1 or after in _AFTER_VERB)
            and _after_plural_of(texts, token)
        )  # fmt: skip
    if may_be_noun:
        return (after in _AFTER_VERB or headline or (to_name and forms == {"s"})) and _may_be_subject(before)
    if after in BE or (after in HAVE and after != "having") or after in MODALS:
        return False
    if after in ("of", "from") and behind == token + 1:
        return False
    alone = behind == token + 1
    if alone and not _SEVERAL_OF.isdisjoint(texts[max(0, token - 3) : token - 1]):
        return False  # "these riverside blocks hosted"
    if alone and texts[token] in _PLURALS and not headline and after not in _AFTER_VERB:
        return False
    return _may_be_subject(before) and not before.endswith(("ed", "ing"))


def _before_aside(texts: Sequence[str], token: int, behind: int, only_verb: bool) -> str:
    """Return the word before an aside between commas that ends before a verb ("X, for its part, accuses Y"), or "".

    With ``only_verb`` the word behind can be nothing else than a verb ("X, the last port of Y, falls").
    """
    for comma in range(token - 3, max(0, token - _LONGEST_TITLE - 3), -1):
        if texts[comma] != ",":
            continue
        aside = texts[comma + 1 : token - 1]
        # "The president, John Doe, rejects"; "John Doe, the president of Fooland, rejects".
        titled = texts[comma - 1] in _OFFICES or (
            aside[0] in _WHOSE and (only_verb or "that" in texts[behind - 1 : behind + 1] or not _OFFICES.isdisjoint(aside))
        )  # no noun stands before "that", whoever "the movement, an ally of X," is
        if titled and _NO_TITLE.isdisjoint(aside):
            return texts[comma - 1]
        if len(aside) > _LONGEST_ASIDE:
            return ""
        connects = len(aside) == 1 and aside[0] in _CONNECTING
        part = aside[:1] == ["for"] and aside[-1] == "part"
        return texts[comma - 1] if connects or part or " ".join(aside) in _ASIDES else ""
    return ""


def _may_be_subject(word: str) -> bool:
    """Tell whether a word is a noun or name, no number and not whose something is ("army", "M23", "al-Foo")."""
    return word[:1].isalpha() and "'" not in word and "’" not in word


def _after_pair(texts: Sequence[str], token: int) -> bool:
    """Tell whether two named subjects stand before ("Cairo and Doha agree")."""
    return token >= 3 and (texts[token - 2] in ("and", ",") or (token > 3 and texts[token - 3] == "and" and texts[token - 2] in _WHOSE))


def _after_plural_of(texts: Sequence[str], token: int) -> bool:
    """Tell whether the subject is a plural that a preposition describes ("the leaders of the alliance call on X")."""
    return any(
        texts[i] in _DESCRIBES and texts[i - 1].endswith("s") and i + 1 < token and _LIGHT_STOP.isdisjoint(texts[i + 1 : token])
        for i in range(max(1, token - _BACK), token)
    )


def _word_before(texts: Sequence[str], token: int) -> str:
    """Return the word before, adverbs and quotation marks apart."""
    for index in range(token - 1, -1, -1):
        word = texts[index]
        if word not in _QUOTES and not (index and _is_adverb(word)):
            return word
    return ""


def _is_adverb(word: str) -> bool:
    """Tell whether a word is an adverb by its end."""
    return word.endswith("ly") and word not in NO_ADVERBS


def _word_after(texts: Sequence[str], index: int) -> str:
    """Return the first word from an index on, quotation marks apart."""
    for word in texts[index : index + 2]:
        if word not in _QUOTES:
            return word
    return next((word for word in texts[index + 2 :] if word not in _QUOTES), "")


def _voice(words: Words, token: int, behind: int, form: Form, clause: Clause) -> Voice:
    """Return how a trigger stands in its clause."""
    if form in ("noun", "phrase"):
        return form
    if form == "s":
        return "active"
    texts, low = words.texts, max(0, token - _BACK)
    at = _plain_before(texts, token, low)
    last = texts[at] if at >= low else ""
    if form == "base":
        chained = last in ("and", "or") and "to" in texts[:token]
        return "infinitive" if last == "to" or chained else "active"
    if form == "ing":
        return "active" if last in BE or last in _ASPECT else "participle"
    if last in BE or last in _STAYING:
        return "passive"
    if last in ("not", "never"):
        earlier = _plain_before(texts, at, low)
        if earlier >= low and texts[earlier] in BE:
            return "passive"
    if last in HAVE or last == "not":
        return "active"
    if behind > token + 1:  # a verb with its object or particle
        alone = form == "part" and _BE_OR_HAVE.isdisjoint(texts[low:token])
        return "reduced" if alone or _describes_one(words, token, clause) else "active"
    after = _word_after(texts, behind)
    if describes_object(words, token, behind):
        return "reduced"
    if after == "by" and words.text_at(behind + 1) not in _MEANS:
        return "reduced" if BE.isdisjoint(texts[low:token]) else "passive"
    if after in _AFTER_REDUCED and _other_verb(words, token, clause):
        return "reduced"
    if last in ("those", "of", "or") and after in ("during", "in"):
        return "reduced"
    return "active"


def _describes_one(words: Words, token: int, clause: Clause) -> bool:
    """Tell whether a past form describes what the verb before it is done to ("freed a man convicted of murder")."""
    texts, at = words.texts, token - 2
    if at <= clause.first or texts[at] not in ("a", "an") or not texts[token].endswith("ed"):
        return False
    return _other_verb(words, token, clause)


def describes_object(words: Words, token: int, behind: int) -> bool:
    """Tell whether a past participle only describes what the verb before it is done to.

    "Visited wounded soldiers", "returned seized goods": nobody is told to have been wounded then.
    """
    texts, after = words.texts, _word_after(words.texts, behind)
    verb = token - 1
    if verb > 0 and texts[verb][:1].isdigit() and texts[verb - 1] not in COUNTING:
        verb -= 1  # "evacuated 23 wounded people"
    if verb < 0 or not texts[verb].endswith("ed") or not after.isalpha():
        return False
    if verb > 0 and texts[verb - 1] in _OF_NOUN:
        return False
    return after not in _NO_OBJECT and not words.auxiliary[behind]


def _plain_before(texts: Sequence[str], token: int, low: int) -> int:
    """Return the index of the word before a token, adverbs apart; below ``low`` where none is."""
    at = token - 1
    while at >= low and (texts[at] in _SKIPPED or _is_adverb(texts[at])):
        at -= 1
    return at


def _rules_later(
    words: Words, behind: int, clause: Clause, standing: Sequence[tuple[Hit, int, int, Sense]]
) -> bool:
    """Tell whether the verb of the clause comes later ("units trapped in X came under fire")."""
    texts = words.texts
    return any(
        behind < token < clause.stop
        and sense.form in ("past", "phrase")
        and words.text_at(later) != "by"  # "clashed with rebels armed by Fooland"
        and _BREAKS.isdisjoint(texts[behind:token])
        for _, token, later, sense in standing
    )


def _is_twin(
    words: Words, token: int, rule: Rule, clause: Clause, made: Sequence[Trigger]
) -> bool:
    """Tell whether a past form describes as the one before "and" does ("six men displaced from X and one displaced from Y")."""
    return (
        clause.link.startswith("and")
        and bool(made)
        and made[-1].rule is rule
        and made[-1].voice == "reduced"
        and made[-1].behind < clause.first
        and 1 not in words.auxiliary[clause.first : token]
    )


def _shares_auxiliary(words: Words, token: int) -> bool:
    """Tell whether the auxiliary of an earlier passive rules this one too ("six were killed and 20 soldiers held by X")."""
    texts = words.texts
    joined = next((i for i in range(token - 1, max(0, token - _BACK), -1) if texts[i] == "and"), 0)
    if not joined or not texts[joined + 1][0].isdigit() or not _CUT_OFF.isdisjoint(texts[joined + 1 : token]):
        return False
    return not _PAST_BE.isdisjoint(texts[max(0, joined - _BACK) : joined])


def _other_verb(words: Words, token: int, clause: Clause) -> bool:
    """Tell whether the clause has an auxiliary, or a plain past before, apart from this trigger."""
    texts = words.texts
    for i in range(clause.first, clause.stop):
        word = texts[i]
        if i == token:
            continue
        if word in _BE_OR_HAVE or (word in MODALS and words.auxiliary[i]):
            return True
        if i > token and word in _ASPECT:
            return True
        if i < token and word.endswith("ed") and texts[i + 1] not in ("by", "with") and word not in _NO_PAST:
            return True
    return False


def _stated(
    texts: Sequence[str], token: int, behind: int, clause: Clause, rule: Rule,
    lexicon: TriggerLexicon,
) -> bool:  # fmt: skip
    """Tell whether a noun is stated to have happened, rather than only named."""
    after = texts[behind : min(token + _AHEAD, behind + _AHEAD_VERB, clause.stop)]
    happening = lexicon.agreed if rule.type == "AGREE" else lexicon.happening
    if rule.type == "ASSAULT" and (aside := _behind_aside(after)):
        after = texts[behind + aside : min(behind + aside + _AHEAD_VERB, clause.stop)]
    if after:
        if after[0] in lexicon.heads:
            return False
        stop = _DESCRIBING if rule.type == "CONSULT" else _CONTENT
        if after[0] in ("could", "may", "might") or _contains(after, happening, stop):
            return True
    # "Claimed the capture of X" is no clause behind a verb of saying; who claims an attack is read with the verb.
    first = clause.first - (clause.link == "say" and rule.group == "territory")
    before = _without_asides(texts[max(first, token - _LIGHT_REACH) : token])
    if rule.type == "AGREE" and any(w.endswith(_BROKERED) for w in before[-3:]):
        return "a" in before[-4:] or "an" in before[-4:]
    return _governor(before, lexicon.light) >= 0


def is_only_meant(grammar: Grammar, trigger: Trigger, lexicon: TriggerLexicon) -> bool:
    """Tell whether the verb of which a noun is the object was not done ("the right to launch an attack", "short of signing a truce")."""
    first = max(grammar.clauses[trigger.clause].first, trigger.token - _LIGHT_REACH)
    before = _without_asides(grammar.words.texts[first : trigger.token])
    index = _governor(before, lexicon.light)
    leading = [word for word in before[: max(index, 0)] if not word.endswith("ly")]
    if not leading:
        return False
    if leading[-1] == "to" and not before[index].endswith("ing"):
        return not _UNREAL_TO.isdisjoint(leading[-_UNREAL_REACH:-1])
    if not before[index].endswith("ing"):
        return False
    return leading[-1] in _UNREAL_ING or (leading[-1] == "of" and not _UNREAL_OF.isdisjoint(leading[-2:-1]))


def _behind_aside(words: Sequence[str]) -> int:
    """Return the index behind what describes the place of an act ("the attack on X, a suburb of Y, came"), else 0."""
    first = next((i for i, word in enumerate(words) if word == ","), len(words))
    if words[:1] not in (["on"], ["in"], ["at"], ["near"]) or words[first + 1 : first + 2] not in (["a"], ["an"], ["the"]):
        return 0
    last = next((i for i, word in enumerate(words[first + 1 :], first + 1) if word == ","), 0)
    return last + 1 if last else 0


def _is_introduced(
    texts: Sequence[str], token: int, behind: int, clause: Clause, rule: Rule, lexicon: TriggerLexicon,
) -> bool:  # fmt: skip
    """Tell whether an act that is new to the reader is named as what came before ("after an attack", "amid protests")."""
    if rule.type in ("AGREE", "CONSULT") or (texts[behind : behind + 1] and texts[behind] in lexicon.heads):
        return False
    before = texts[max(clause.first, token - 4) : token]
    for i in range(len(before) - 1, -1, -1):
        if before[i] in ("a", "an"):
            return i > 0 and before[i - 1] in _OCCASIONS
        if before[i] in _OCCASIONS:
            return rule.type == "PROTEST" and texts[behind - 1].endswith("s")
        if before[i] in _LIGHT_STOP or before[i] in _BEFORE_NOUN:
            return False
    return False


def _without_asides(words: Sequence[str]) -> list[str]:
    """Return the words before a noun without what may part it from its verb.

    Left out are what only counts it ("a series of", "110 to 150") and days ("on 10 February").
    """
    kept: list[str] = []
    last = ""
    for word, following in itertools.zip_longest(words, words[1:], fillvalue=""):
        if word == "of":
            aside = last in _SERIES
        elif word == "and":
            aside = last in _ARMS  # "rocket and artillery fire"
        elif word in ("on", "to"):
            aside = following[:1].isdigit() or following in _DAYS
        else:
            aside = word in _SERIES or word[:1].isdigit() or word in _DAYS
        if not aside:
            kept.append(word)
        last = word
    return kept


def _governor(before: Sequence[str], light: Phrases) -> int:
    """Return the index of the light verb that has the noun behind these words as its object, or -1."""
    if light.openings.isdisjoint(before):
        return -1
    for i in range(len(before) - 1, -1, -1):
        for rest in light.longer.get(before[i], ()):
            stop = i + 1 + len(rest)
            if tuple(before[i + 1 : stop]) == rest and _LIGHT_STOP.isdisjoint(before[stop:]):
                return i
        if before[i] in light.single and _LIGHT_STOP.isdisjoint(before[i + 1 :]):
            attributive = i > 0 and before[i - 1] in _BEFORE_ADJECTIVE and before[i].endswith("ed")
            if not attributive:
                return i
    return -1


def _contains(found: Sequence[str], wanted: Phrases, stop: Sequence[str]) -> bool:
    """Tell whether words hold one of the wanted words or phrases before a stop word."""
    if wanted.openings.isdisjoint(found):
        return False
    for i, word in enumerate(found):
        if word in stop:
            return False
        if word in wanted.single and not (i and found[i - 1] in _ATTRIBUTE):
            return True
        for rest in wanted.longer.get(word, ()):
            if tuple(found[i + 1 : i + 1 + len(rest)]) == rest:
                return True
    return False


__all__ = ["BE", "HAVE", "MODALS", "Grammar", "Trigger", "Voice", "is_only_meant", "read_grammar"]

"""A sentence of folded text goes in; its words and clauses come out, each with how it is joined.

No parser: boundaries are punctuation and conjunctions, checked against what follows. A clause is
the reach within which a trigger looks for its actor, place and time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

from karamap.reports.adverbs import parting
from karamap.reports.triggers import COUNTS, Hit, Meaning
from karamap.verbs import PASTS, PERFECT, may_be_past

# A word or a sign of punctuation, with the white space behind it.
_WORD = re.compile(r"(?:[^\W\d][\w'\-]*|\d+[:.,]\d+\w*|\w[\w'\-]*|[^\w\s])\s*")
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
# Behind these, said of what was told, a clause may say what somebody else makes of it.
_CHARGES = frozenset(
    "allegation allegations charge charges claim claims accusation accusations demand demands proposal offer assertion assertions suggestion"
    " plan call move step decision request condition".split()
)
ARTICLES = frozenset(("a", "an", "the"))
_BRIEF_SUBJECT = 5  # words
_CLOCK_NEXT = frozenset("p a pm am o'clock gmt local".split())
_ITEM = 5  # words within which the next comma of a list stands
_APPOSED = 14  # words between commas that may describe a subject
_NOT_SINCE = frozenset(
    "well part a an of its to soon long many much far result such if in at".split()
)
_NO_ING = frozenset(
    "including according during regarding concerning following morning evening king thing"
    " building neighboring neighbouring nothing everything anything something meeting fighting"
    " shelling bombing ongoing surrounding beijing".split()
)
# A month behind these words, not the auxiliary.
BEFORE_MONTH = frozenset(
    "in late early mid this last of since until by from on between the a an its their his her our".split()
)
MAY = "May"  # the month; all other words are small
_MONTHS = frozenset(
    "january february march april june july august september october november december".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PREPOSITIONS = frozenset("at in on by of from to with for after before than like since".split())
# Verbs of saying behind which the content may follow without "that".
_BEFORE_WHICH = _PREPOSITIONS | frozenset("through under over during into against behind".split())
_BARE_CONTENT = frozenset(
    "said say says saying believe believes believed claim claims claimed claiming insisted insists"
    " argued added adding alleged".split()
)
_OPENERS = _SUBORDINATE | _RELATIVE | {"that", "and", "but", "or"}
_MARKS = frozenset(';-:.,"')  # behind these a clause may open
_CUTTING = _OPENERS | _MARKS
_AFTER_SAYING = frozenset(
    ("on", "in", ",", ".", '"', ":", "by", "to", "late", "earlier", "after", "that")
).union(_WEEKDAYS, ("today", "yesterday"))
_CALENDAR = _MONTHS | _WEEKDAYS.union(
    ("may", MAY), "jan feb mar apr aug sept sep oct nov dec last yesterday".split()
)
_DAY_NEXT = _WEEKDAYS.union("on late early earlier yesterday today overnight".split())
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_FINITE = frozenset("was were is are has have had will".split())
_NO_NOUN = frozenset("to and or not who which that".split())
_ENDS_OF_PAST = frozenset(("ed", "ew", "ot"))
_THIRD_PERSON = frozenset(("s",))  # of a form
_OPENING_FORMS = frozenset(("past", "part", "ing"))
_LIKENED = frozenset(("well", "such", "soon", "far", "long", "known", "described", "seen", "used", "serve", "serves", "served", "serving"))
_NOT_IN_SPEAKER = _AUXILIARY.union((",", ";", '"'))
_BREAKS_OFF = frozenset((",", ";", '"', ":"))
_STOPS = frozenset(";-:.")
_ASIDES = frozenset(("rel", "where", "ing"))  # these may part a subject from its verb
_HANGING = frozenset(("that", "rel", "where"))  # these may end the setting with which a sentence opens
# These may open the clause with which a sentence begins.
_FRONTED = frozenset("after when as while before since because although though if until once whereas whenever".split())
_FRONT_PHRASE = frozenset("after before during following amid despite in on at with upon".split())
_DETERMINERS = ARTICLES.union("his her its their this that recent".split())
_BEHIND_VERB = _DETERMINERS.union("out up off down over back them him".split())  # behind these a past is no participle
_DEFINITE = frozenset("the his her its their".split())
_BESIDE = 7  # words up to the participle of somebody who acts beside
_SUBJECT = 9  # words up to the verb of the main clause
_BEFORE_ATTRIBUTE = ARTICLES | _PREPOSITIONS
_SETTING = _FRONT_PHRASE.union("under by for since based".split())
_NEW_CLAUSES = frozenset(("back", "stop", "and-new", "main"))
_INVERTED = frozenset("the a an mr president prime".split())  # behind "said": who says
# What may be described by a clause without "that" ("the land it had lost"), beside plurals.
_GROUND = frozenset(
    "territory land ground town village city area region enclave base part side ball line border road bridge height hill post deal truce plan"
    " sum aid fuel convoy equipment weapon drone plane ship district province island port garrison airport hostage prisoner".split()
)
# Plurals in form that are verbs or times.
_NO_OBJECTS = frozenset(
    "fears believes thinks knows hopes shows means feels suggests notes adds admits denies proves reveals indicates assumes considers insists"
    " days hours weeks months years minutes times whereas unless perhaps besides always sometimes towards afterwards this thus is was has as"
    " us its his hers ours theirs yours less across".split()
)
_SHORT = 3  # letters
_WAYS = frozenset(
    "road roads route routes way highway corridor railway line pipeline bridge link links access visit trip flights flight train convoy aid"
    " deliveries supplies exports damage border entrance approaches approach return envoy ambassador adviser".split()
)
_DAY_WORDS = 4  # words of a day or another setting before the subject
_DAY_OPENS = frozenset("in on by late early last at during over later".split())
_DAY_REACH = 8  # words
_DATING = _CALENDAR | frozenset("week month year day night morning evening afternoon weekend spring summer autumn winter yesterday".split())
_TIMES_OF = frozenset("day week month year night evening morning afternoon summer autumn winter spring".split())
_NO_SUBJECT = frozenset((",", ";", "that", "which", "to", "and", "by"))
# Verbs of those who count how many fared so.
COUNTING = frozenset(
    "reported reporting reports claimed confirmed confirming counted announced registered recorded acknowledged".split()
)
_FARED = frozenset(("dead", "killed", "wounded", "injured", "missing", "hurt"))  # how those fared who were counted before "and"
_FEW = frozenset(("one", "several", "some"))
_BEHIND_NOUN = frozenset("in by during at under".split())


class Words(NamedTuple):
    """The words and signs of punctuation of a sentence.

    Attributes
    ----------
    texts
        The words; the month is "May", so that nothing takes it for the auxiliary.
    starts
        Their offsets.
    auxiliary
        For each word, 1 when it is an auxiliary verb (and "may" not a month).
    """

    texts: list[str]
    starts: list[int]
    auxiliary: bytearray

    def end_of(self, index: int) -> int:
        """Return the offset behind a word."""
        return self.starts[index] + len(self.texts[index])

    def at(self, offset: int) -> int:
        """Return the index of the word that stands at an offset, or of the last one before."""
        return bisect_right(self.starts, offset) - 1

    def text_at(self, index: int) -> str:
        """Return a word, or "" behind the last one."""
        return self.texts[index] if index < len(self.texts) else ""


class Clause(NamedTuple):
    """A stretch of a sentence.

    Attributes
    ----------
    link
        How it hangs on the clause before: "" for the first, "and", "that", "rel", "ing", "with",
        "say", "attr", "stop" (semicolon, colon, dash), "back" (behind a relative clause that had
        parted subject and verb), "main" (behind the clause with which a sentence begins), or the conjunction itself.
    start, end
        Offsets of its words, without white space and punctuation at the edges.
    first, stop
        Indexes of these words in the sentence, the second one exclusive.
    """

    link: str
    start: int
    end: int
    first: int
    stop: int


def split_words(text: str, start: int, end: int) -> Words:
    """Split a stretch of folded text into words and punctuation, without adverbs that part a verb."""
    while start < end and text[start].isspace():
        start += 1
    pieces = _WORD.findall(text, start, end)
    texts = [*map(str.rstrip, pieces)]
    starts = [*accumulate(map(len, pieces[:-1]), initial=start)]
    for low, high in _cuts(text, start, end):
        first, last = bisect_left(starts, low), bisect_left(starts, high)
        del texts[first:last], starts[first:last]
    auxiliary = bytearray(map(_AUXILIARY.__contains__, texts))
    if "may" in texts:
        for i, word in enumerate(texts):
            if word == "may" and _is_month(texts, i):
                auxiliary[i], texts[i] = 0, MAY
    return Words(texts, starts, auxiliary)


def _cuts(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return where adverbs part a verb within a stretch, last first."""
    cuts = parting(text)
    low, high = bisect_left(cuts, (start, 0)), bisect_left(cuts, (end, 0))
    return cuts[low:high][::-1]


def _is_month(texts: Sequence[str], i: int) -> bool:
    """Tell whether "may" is the month, by the words round it."""
    before = texts[i - 1] if i else ""
    after = texts[i + 1] if i + 1 < len(texts) else ""
    if before in BEFORE_MONTH or after[:1].isdigit() or before[:1].isdigit() or before.endswith("s'"):
        return True
    return before == "and" and i > 1 and texts[i - 2] in _MONTHS  # "in April and May"


def clauses(words: Words, hits: Sequence[Hit]) -> list[Clause]:
    """Split a sentence into clauses.

    Parameters
    ----------
    words
        The words of the sentence.
    hits
        Its triggers: a boundary before "and" needs a verb behind it.

    Returns
    -------
    Clauses in order; together they hold all words of the sentence.
    """
    verbs = _Verbs(words, hits)
    opened, link = 0, ""
    aside = 0  # where a relative clause opened that parts a subject from its verb
    said = 0  # behind whom a relative clause describes who says it
    fronted = words.texts[0] in _FRONTED  # no main clause yet
    made: list[Clause] = []
    for i in _openings(words.texts, verbs):
        if i < said:
            continue
        back = (aside and _goes_back(words, aside, i, verbs)) or (link == "rel" and i in verbs.ends)
        following = "back" if back else _link(words, i, opened, verbs)
        if (
            (fronted and not following and _main_follows(words, opened, i, verbs))
            or (not made and following in ("", "attr") and _opening_ends(words, i, verbs))
            or (link in _HANGING and len(made) == 1 and _main_opens(words, made, opened, i, verbs))
        ):
            following, fronted = "main", False
        if following:
            _add_clause(made, words, link, opened, i)
            if following in _ASIDES and _parts_subject(words.texts, i):
                aside = 0 if verbs.within(opened, i - opened) else i
            elif following in _NEW_CLAUSES:
                aside = 0
            fronted = fronted or (following in _FRONTED and not verbs.within(0, i))
            opened, link = i, following
            if verbs.who and following == "attr":
                said = _described_speaker(words, i, verbs)
    _add_clause(made, words, link, opened, len(words.texts))
    return made


def _parts_subject(texts: Sequence[str], i: int) -> bool:
    """Tell whether a describing clause at ``i`` stands between commas ("X, the group which did A, did B")."""
    if texts[i - 1] == "," or (texts[i - 2] == "," and texts[i - 1] in _BEFORE_WHICH):
        return True
    near = texts[max(0, i - 4) : i]
    return "," in near and near[near.index(",") + 1] in ARTICLES and texts[i] in _RELATIVE


def _main_opens(
    words: Words, made: Sequence[Clause], opened: int, i: int, verbs: _Verbs
) -> bool:
    """Tell whether the main clause opens at ``i`` ("under the deal that X signed, Y is to leave")."""
    texts = words.texts
    if texts[i - 1] != "," or texts[0] not in _SETTING:
        return False
    return (
        1 not in verbs.verb[made[0].first : made[0].stop]
        and 1 in verbs.verb[opened + 1 : i - 1]
        and not verbs.verb[i]
        and 1 in verbs.sure[i + 1 : i + 12]
    )


def _opening_ends(words: Words, i: int, verbs: _Verbs) -> bool:
    """Tell whether what opens a sentence ends before ``i``: a phrase that names an act, or a participle."""
    return _phrase_ends(words, i, verbs) or _participle_ends(words, i, verbs)


def _participle_ends(words: Words, i: int, verbs: _Verbs) -> bool:
    """Tell whether a participle opens the sentence and its subject follows ("reinforced by X, the army took Y")."""
    texts = words.texts
    if texts[i - 1] != "," or verbs.verb[i] or texts[i] in _NO_SUBJECT or not verbs.participle_first():
        return False
    if any(verbs.is_finite(words, j) for j in range(1, i - 1)):
        return False  # "fighting broke out in X, residents said"
    return _verb_comes(words, i, verbs)


def _phrase_ends(words: Words, i: int, verbs: _Verbs) -> bool:
    """Tell whether a phrase that names an act ends before ``i`` ("following talks in X, Y left")."""
    texts = words.texts
    if texts[0] not in _FRONT_PHRASE or texts[i - 1] != "," or not any(0 < at < i for at in verbs.named):
        return False
    if any(verbs.sure[j] and _DETERMINERS.isdisjoint(texts[j - 2 : j]) for j in range(1, i)):
        return False
    return _verb_comes(words, i, verbs)


def _main_follows(words: Words, opened: int, i: int, verbs: _Verbs) -> bool:
    """Tell whether the main clause opens behind the comma before ``i`` ("after X fell, the army left")."""
    texts = words.texts
    if texts[i - 1] != "," or verbs.verb[i] or texts[i] in _NO_SUBJECT or texts[i - 2] == '"':
        return False
    if 1 not in verbs.sure[opened:i]:
        return False
    return _verb_comes(words, i, verbs)


def _verb_comes(words: Words, i: int, verbs: _Verbs) -> bool:
    """Tell whether a subject and its verb stand at ``i``, before the next comma."""
    texts = words.texts
    for j in range(i + 1, min(i + _SUBJECT, len(texts))):
        if texts[j] in _CUTTING:
            return texts[j] == "that"
        if verbs.is_finite(words, j) or (may_be_past(texts[j]) and texts[j - 1] not in _BEFORE_ATTRIBUTE):
            return True
    return False


def _openings(texts: Sequence[str], verbs: _Verbs) -> list[int]:
    """Return the indexes of the words that may open a clause; most words open nothing."""
    cutting = compress(count(), map(_CUTTING.__contains__, texts))
    found = {i + (texts[i] in _MARKS) for i in cutting}
    if not _CHARGES.isdisjoint(texts):
        found.update(i + 1 for i, word in enumerate(texts) if word in _CHARGES)
    found.update(verbs.said, verbs.ends)
    if not _PRONOUNS.isdisjoint(texts):
        found.update(i for i, word in enumerate(texts) if word in _PRONOUNS)
    found -= {0, len(texts)}
    return sorted(found)


def _add_clause(made: list[Clause], words: Words, link: str, first: int, stop: int) -> None:
    """Add the clause of the words first..stop, unless they are only punctuation."""
    texts = words.texts
    while first < stop and not texts[first][0].isalnum():
        first += 1
    while stop > first and not texts[stop - 1][0].isalnum():
        stop -= 1
    if first < stop:
        end = words.starts[stop - 1] + len(texts[stop - 1])
        made.append(Clause(link, words.starts[first], end, first, stop))


class _Verbs:
    """Where the verbs of a sentence stand, worked out once.

    Attributes
    ----------
    hits
        What the triggers mean that may be verbs, by the index of their first word.
    said
        The verbs of saying, by the index of the word behind them, and behind a day that follows
        them ("said on Monday it had").
    verb, sure
        For each word, 1 when it may be a verb, or cannot but be one.
    past
        Where triggers of several words begin with a verb in the past.
    named
        Where triggers stand that may be nouns, as indexes of words.
    who
        Whether a relative clause may describe a speaker.
    ends
        Where the main verb follows a relative clause without a comma ("those who fled X were hit").
    """

    __slots__ = ("ends", "hits", "named", "past", "said", "sure", "verb", "who")

    def __init__(self, words: Words, hits: Sequence[Hit]) -> None:
        self.hits: dict[int, Meaning] = {}
        self.past: set[int] = set()
        self.named: list[int] = []
        self.said: dict[int, str] = {}
        texts, starts, auxiliary = words
        self.verb = bytearray(auxiliary)
        if not PASTS.isdisjoint(texts):
            for i, word in enumerate(texts):
                self.verb[i] |= word in PASTS
        self.sure = bytearray(self.verb)
        for start, end, meaning, _ in hits:
            index = bisect_right(starts, start) - 1
            here = starts[index] == start
            if meaning.says:
                last = words.at(end - 1)
                if words.end_of(last) == end:
                    self.said[last + 1] = texts[index] if here else ""
            if here and (meaning.nouns or meaning.phrases):
                self.named.append(index)
            if here and meaning.phrases and may_be_past(texts[index]):
                self.verb[index] = self.sure[index] = 1  # "marched in solidarity"
                self.past.add(index)
            if here and meaning.may_be_verb:
                self.hits[index] = meaning
                self.verb[index] = 1
                self.sure[index] |= not meaning.nouns
        self._leave_out_nouns(texts)
        self.who = bool(self.said) and "who" in texts
        if self.said and not _PRONOUNS.isdisjoint(texts):
            self._add_late(texts)
        self.ends = () if _RELATIVE.isdisjoint(texts) else self._ends(words)

    def _leave_out_nouns(self, texts: Sequence[str]) -> None:
        """Leave out forms in -s before another verb, which are nouns there ("rockets and shells hit X")."""
        left_out = -1
        for i in sorted((i for i, meaning in self.hits.items() if meaning.forms == _THIRD_PERSON), reverse=True):
            joined = texts[i + 1 : i + 2] == ["and"] and left_out == i + 2
            if not self.hits[i].says and (joined or self.within(i + 1, 1)):
                self.verb[i] = self.sure[i] = 0
                left_out = i
                del self.hits[i]

    def _add_late(self, texts: Sequence[str]) -> None:
        """Add the places where a pronoun opens what is said behind a day."""
        for i, said in tuple(self.said.items()):
            if i < len(texts) and texts[i] in _DAY_NEXT:
                near = texts[i + 1 : i + 7]
                j = next((k for k, word in enumerate(near, i + 1) if word in _PRONOUNS), 0)
                if j and 1 not in self.verb[i:j] and _CUTTING.isdisjoint(texts[i:j]):
                    self.said[j] = said

    def _ends(self, words: Words) -> list[int]:
        """Return where main verbs follow relative clauses without a comma."""
        texts = words.texts
        opened = (
            i for i, word in enumerate(texts) if word in _RELATIVE and i and texts[i - 1] != ","
        )  # fmt: skip
        return [j for i in opened if (j := self._end(words, i))]

    def _end(self, words: Words, i: int) -> int:
        """Return where the main verb follows a relative clause that opens at ``i``, else 0."""
        texts = words.texts
        known = texts[i] != "who" or not words.text_at(i + 1).endswith("ed")
        verb = self.verb.find(1, i + 1, i + 5) if known else i + 1
        if verb < 0:
            return 0
        for j in range(verb + 1, min(i + 18, len(texts))):
            if texts[j] in _CUTTING:
                return 0
            if self.verb[j - 1] or texts[j - 1] in _NO_NOUN or texts[j - 1] in _PRONOUNS:
                continue
            if texts[j] in _FINITE or self._closes(texts, i, verb, j):
                return j
        return 0

    def _closes(self, texts: Sequence[str], i: int, verb: int, j: int) -> bool:
        """Tell whether a past tense at ``j`` cannot belong to the clause of "who" ("those who hid it fled")."""
        if texts[i] != "who" or j < verb + 2 or verb + 1 in self.said:
            return False
        if not (self.finite(j) and self.sure[j] and texts[j][-2:] in _ENDS_OF_PAST):
            return False
        # People retreat from where the relative clause says that they had come.
        return self.hits[j].verbs[0].rule.type != "RETREAT"

    def within(self, i: int, reach: int) -> bool:
        """Tell whether a verb stands within so many words from ``i``."""
        return 1 in self.verb[i : i + reach]

    def is_finite(self, words: Words, i: int) -> bool:
        """Tell whether a word is an auxiliary, a plain past tense or a trigger that may be finite."""
        return bool(words.auxiliary[i]) or words.texts[i] in PASTS or i in self.past or self.finite(i)

    def participle_first(self) -> bool:
        """Tell whether a participle that is a trigger opens the sentence."""
        return 0 in self.hits and not _OPENING_FORMS.isdisjoint(self.hits[0].forms)

    def finite(self, i: int) -> bool:
        """Tell whether a trigger at ``i`` may be a finite verb."""
        return i in self.hits and self.hits[i].finite


def _link(words: Words, i: int, opened: int, verbs: _Verbs) -> str:
    """Return how a new clause starts at word ``i``, or "" when none does."""
    texts = words.texts
    word, before = texts[i], texts[i - 1]
    if before in _STOPS and _is_stop(words, i):
        return "stop"
    if before in (",", '"') and (link := _after_comma(words, i, opened, verbs)):
        return link
    if word == "that" and before in _CHARGES and texts[i - 2] in ARTICLES and texts[i - 3] == ",":
        return "rel"  # "..., an allegation that X denied"
    if before in _CHARGES and _is_said_of(words, i, verbs):
        return "rel"
    if word in _PRONOUNS and _is_contact(words, i, opened, verbs):
        return "rel"
    if word == "that" and before not in _PREPOSITIONS:
        if texts[i + 1] in _TIMES_OF and i not in verbs.said:
            return ""  # "gathered that week outside X"
        return "that" if i in verbs.said or verbs.within(i + 1, 9) else ""
    if word in _RELATIVE and before != ",":
        return "rel"
    if word in _SUBORDINATE and _opens_clause(words, i, verbs):
        return word
    if word in ("and", "but", "or") and (_verb_at(texts, i + 1, verbs) or _verb_behind_day(texts, i + 1, verbs)):
        return "and"
    if word in ("and", "but") and _own_subject(words, i, opened, verbs):
        return "and-new"
    if i in verbs.said and texts[i - 2] != '"':  # behind a quotation stands who says it
        return _content(word, verbs.said[i], i, verbs)
    return ""


def _is_said_of(words: Words, i: int, verbs: _Verbs) -> bool:
    """Tell whether a clause at ``i`` describes a word before it without "that" (", a charge the army denied")."""
    texts = words.texts
    article = next((j for j in (i - 2, i - 3) if j > 0 and texts[j] in ARTICLES), 0)
    if not article or texts[article - 1] != "," or texts[i] in _NO_SUBJECT or verbs.verb[i]:
        return False
    return texts[i] not in _PREPOSITIONS and texts[i][0].isalpha() and verbs.within(i + 1, _BRIEF_SUBJECT)


def _is_contact(words: Words, i: int, opened: int, verbs: _Verbs) -> bool:
    """Tell whether a pronoun opens a clause that describes the noun before it ("retook land it had lost in 1993")."""
    texts = words.texts
    before, following = texts[i - 1], words.text_at(i + 1)
    if following not in PERFECT and not may_be_past(following):
        return False
    plural = before.endswith("s") and len(before) > _SHORT and before not in _NO_OBJECTS and not verbs.verb[i - 1]
    if not plural and before not in _GROUND:
        return False
    return 1 in verbs.verb[opened : i - 1] or _is_participle(texts[opened])


def _goes_back(words: Words, aside: int, i: int, verbs: _Verbs) -> bool:
    """Tell whether the verb of the main clause follows at ``i``, behind a relative clause."""
    texts = words.texts
    if texts[i - 1] != "," or i < aside + 3 or texts[aside + 1] == ",":
        return False
    if texts[aside - 1] in _BEFORE_WHICH and not verbs.within(aside + 1, i - aside - 1):
        return False  # "under which the deal of May 9, 2020, was signed"
    verb = i
    while verb < min(i + 2, len(texts)) and (
        texts[verb].endswith("ly") or texts[verb] in ("also", "then", "again")
    ):
        verb += 1
    if not (
        words.text_at(verb)
        and (verbs.is_finite(words, verb) or _only_verb_left(texts, aside, verb, verbs))
    ):
        return False
    meaning = verbs.hits.get(verb)
    said = meaning is not None and meaning.says
    return not (said and words.text_at(verb + 1) in _INVERTED)


def _only_verb_left(texts: Sequence[str], aside: int, i: int, verbs: _Verbs) -> bool:
    """Tell whether an unknown "-ed" word at ``i`` is the main verb: no other one follows."""
    if not texts[i].endswith("ed") or texts[i + 1 : i + 2] in (["by"], ["to"]):
        return False
    told = 1 in verbs.verb[aside + 1 : i] or texts[aside + 1].endswith("ed")
    return told and 1 not in verbs.sure[i + 1 :]


def _is_stop(words: Words, i: int) -> bool:
    """Tell whether the sign before word ``i`` stands apart, and is no abbreviation's full stop."""
    texts = words.texts
    if words.end_of(i - 1) == words.starts[i]:
        return False
    return texts[i - 1] != "." or (i > 1 and len(texts[i - 2]) > 3)


def _content(word: str, said: str, i: int, verbs: _Verbs) -> str:
    """Return "say" where what is said follows a verb of saying without "that", else ""."""
    if word in ("they", "it", "he", "she"):
        return "say" if verbs.within(i, 6) else ""
    if said in _BARE_CONTENT and word not in _AFTER_SAYING:
        return "say" if verbs.within(i, 25) else ""
    return ""


def _after_comma(words: Words, i: int, opened: int, verbs: _Verbs) -> str:
    """Return how a clause starts behind a comma or a quotation mark."""
    word = words.texts[i]
    if word in _RELATIVE:
        return "rel"
    if word in ("and", "but", "yet", "nor", "or"):
        if _verb_at(words.texts, i + 1, verbs) or _verb_behind_day(words.texts, i + 1, verbs):
            return "and"
        return "and-new" if _own_subject(words, i, opened, verbs) else ""
    if word == "then" and _verb_at(words.texts, i + 1, verbs):
        return "and"
    if word in _SUBORDINATE and _opens_clause(words, i, verbs):
        return word
    if word == "with" and any(map(_is_participle, words.texts[i + 1 : i + 10])):
        return "with"
    if word in _DEFINITE and _acts_beside(words, i, opened, verbs):
        return "with"
    if _is_participle(word) and word not in _NO_ING:
        return "ing"
    if words.texts[opened] == "that" and not verbs.within(opened, i - opened):
        return ""  # "that on Monday, X announced"
    if verbs.who and _described_speaker(words, i, verbs):
        return "attr"
    return "attr" if _is_attribution(words, i, verbs) else ""


def _acts_beside(words: Words, i: int, opened: int, verbs: _Verbs) -> bool:
    """Tell whether somebody else acts beside, up to the end of the sentence (", the governor asking X for help")."""
    texts = words.texts
    if "," in texts[i:] or 1 not in verbs.sure[opened:i]:
        return False
    for j in range(i + 2, min(i + _BESIDE, len(texts))):
        if j in verbs.hits and _is_participle(texts[j]):
            return texts[j - 1] not in _BEFORE_ATTRIBUTE and not _is_participle(texts[j - 1])
        if verbs.verb[j] or texts[j] in _CUTTING:
            return False
    return False


def _is_participle(word: str) -> bool:
    """Tell whether a word may be a present participle."""
    return word.endswith("ing") and len(word) > 4


def _verb_at(texts: Sequence[str], i: int, verbs: _Verbs) -> bool:
    """Tell whether a verb stands at ``i``, adverbs apart."""
    for j in range(i, min(i + 3, len(texts))):
        if verbs.verb[j]:
            return True
        if not (texts[j].endswith("ly") or texts[j] in ("also", "then", "later", "even")):
            return False
    return False


def _verb_behind_day(texts: Sequence[str], i: int, verbs: _Verbs) -> bool:
    """Tell whether a verb stands behind a day at ``i`` ("and, in December, took X")."""
    j = i + (texts[i : i + 1] == [","])
    if texts[j : j + 1] and texts[j] not in _DAY_OPENS:
        return False
    dated = False
    for k in range(j, min(j + _DAY_REACH, len(texts))):
        if texts[k][0].isdigit() or texts[k] in _DATING:
            dated = True
        elif dated and texts[k] != ",":
            return k in verbs.hits and verbs.finite(k)
    return False


def _own_subject(words: Words, i: int, opened: int, verbs: _Verbs) -> bool:
    """Tell whether "and" at ``i`` opens a clause with a subject and a verb of its own.

    Where the clause that was opened has no verb yet, it only joins a second subject.
    """
    texts = words.texts
    low, before = max(opened, i - 25), texts[i - 1]
    if 1 not in verbs.sure[low:i] and not (before == "," and _acts(texts, low, i)):
        return False
    near = texts[max(0, i - 5) : i]
    if "between" in near or "both" in near or words.text_at(i + 1) == "to":
        return False
    j, last = i + 2, i + (10 if before == "," else 8)
    if before == "," and texts[i + 1] in _SETTING:
        last += _DAY_WORDS  # ", and on Tuesday the crew of the destroyer refused"
    while j < min(last, len(texts)):
        if texts[j] == "," and (behind := _behind_apposition(texts, j, verbs)):
            j, last = behind, behind + 5
            continue
        if before == "," and (behind := _behind_list(words, j)):
            j, last = behind, behind + 5
            continue
        if texts[j] in _NO_SUBJECT and not (texts[j] == "to" and before == "," and _is_way(texts, j)):
            return False
        if verbs.is_finite(words, j):
            if words.auxiliary[j]:
                return True
            plain = texts[j] in PASTS  # "spoke by telephone"
            return (plain or words.text_at(j + 1) not in _BEHIND_NOUN) and not _counts(words, low, i, verbs)
        if before == "," and may_be_past(texts[j]) and texts[j - 1] not in _BEFORE_ATTRIBUTE and words.text_at(j + 1) in _BEHIND_VERB:
            return True  # ", and the leaders initialled a treaty"
        j += 1
    return False


def _is_way(texts: Sequence[str], j: int) -> bool:
    """Tell whether "to" at ``j`` only says where a way leads ("the road to X was cut")."""
    return texts[j - 1] in _WAYS


def _counts(words: Words, low: int, high: int, verbs: _Verbs) -> bool:
    """Tell whether somebody counts right before "and" how many fared so ("reported six men and a boy killed", "left 12 dead and 30 hurt")."""
    following = words.texts[high + 1]
    if (following[0].isdigit() or following in COUNTS) and not _FARED.isdisjoint(words.texts[high - 2 : high]):
        return not words.auxiliary[low:high].count(1)
    last = verbs.sure.rfind(1, low, high)
    first = words.texts[last + 1]
    return words.texts[last] in COUNTING and (first[0].isdigit() or first in COUNTS or first in _FEW)


def _acts(texts: Sequence[str], low: int, high: int) -> bool:
    """Tell whether a past tense that is no trigger stands between two words ("they exchanged fire")."""
    return any(
        may_be_past(texts[j]) and texts[j - 1] not in _BEFORE_ATTRIBUTE and texts[j + 1] not in _BEHIND_NOUN
        for j in range(low + 1, high - 1)
    )


def _behind_apposition(texts: Sequence[str], comma: int, verbs: _Verbs) -> int:
    """Return the index behind what describes a subject from a comma on ("its chief, Gen X, ..."), else 0."""
    for j in range(comma + 2, min(comma + _APPOSED, len(texts) - 1)):
        if texts[j] == ",":
            return j + 1
        if verbs.verb[j] or texts[j] in _NO_SUBJECT:
            return 0
    return 0


def _behind_list(words: Words, j: int) -> int:
    """Return the index behind the "and" that ends a list of subjects ("X, Y and Z were shelled"), else 0."""
    texts = words.texts
    while texts[j] == "," and "," in texts[j + 1 : j + _ITEM]:
        j = texts.index(",", j + 1)
    if texts[j] == "," and "and" in texts[j + 1 : j + _ITEM]:
        j = texts.index("and", j + 1)
    return j + 1 if texts[j] == "and" else 0


def _opens_clause(words: Words, i: int, verbs: _Verbs) -> bool:
    """Tell whether a conjunction at ``i`` opens a clause rather than a phrase ("as well as")."""
    texts = words.texts
    word, before, following = texts[i], texts[i - 1], words.text_at(i + 1)
    if word == "as" and following in ("a", "an"):
        return before not in _LIKENED and _verb_comes(words, i + 1, verbs)  # "as a convoy arrived"
    if word in ("as", "so", "since") and following in _NOT_SINCE:
        return False
    if word == "as" and before in ("well", "such", "soon", "far", "long", "many"):
        return False
    if word == "since" and (following[:1].isdigit() or following in _CALENDAR):
        return False
    if word == "since" and "," in texts[i + 1 : i + 5]:
        return verbs.within(i + 1, texts.index(",", i + 1) - i - 1)  # "since May 2014, said"
    if word == "since" and following == "the":  # "since the start of this year, X says"
        return verbs.within(i + 1, texts.index(",", i, i + 12) - i if "," in texts[i : i + 12] else 12)
    if word in ("as", "since", "where", "so"):
        return verbs.within(i + 1, 12)
    if word in ("before", "after"):
        if _ends_at_comma(texts, i, verbs):
            return False  # "X, a town of thousands before the war, was taken"
        return following not in _DAYPARTS and not _is_clock(words, i + 1)
    if word in ("amid", "following", "despite"):
        return before == ","
    return True


def _ends_at_comma(texts: Sequence[str], i: int, verbs: _Verbs) -> bool:
    """Tell whether a phrase without a verb ends at a comma with the verb of its clause behind it."""
    if "," not in texts[i + 2 : i + _ITEM]:
        return False
    comma = texts.index(",", i + 2)
    return comma + 1 < len(texts) and verbs.verb[comma + 1] == 1 and 1 not in verbs.verb[i:comma]


def _is_clock(words: Words, i: int) -> bool:
    """Tell whether a time of day stands at ``i`` ("1 p.m.", "14:30")."""
    word = words.text_at(i)
    return word[:1].isdigit() and (":" in word or words.text_at(i + 1) in _CLOCK_NEXT)


def _described_speaker(words: Words, i: int, verbs: _Verbs) -> int:
    """Return the index behind "residents who had fled said" where it stands at ``i``, else 0."""
    texts = words.texts
    if "who" not in texts[i + 1 : i + 5]:
        return 0
    behind = min((k for k in verbs.said if i + 3 < k < i + 20), default=0)
    if not behind or not _BREAKS_OFF.isdisjoint(texts[i:behind]):
        return 0
    return behind if words.text_at(behind) in _AFTER_SAYING or behind == len(texts) else 0


def _is_attribution(words: Words, i: int, verbs: _Verbs) -> bool:
    """Tell whether "…, X said" starts at ``i``."""
    texts, passed = words.texts, i
    for j, meaning in verbs.hits.items():
        if j < i or texts[j] == "state":  # "in northern Shan State", "state media reported"
            continue
        stop = j - 1 if meaning.says and j > passed and texts[j - 1] in PERFECT else j
        if j >= i + 14 or not _NOT_IN_SPEAKER.isdisjoint(texts[passed:stop]):
            return False
        if meaning.says:
            # "Minister X, of Y, said": the comma only closes what describes the speaker.
            told = (
                j > i
                or texts[i - 1] != ","
                or 1 in words.auxiliary[:i]
                or any(verbs.finite(k) for k in verbs.hits if k < i)
                or any(map(may_be_past, texts[:i]))
            )
            return told and texts[j] != "states" and (
                texts[j] != "reports" or words.text_at(j + 1) in (".", ",", "")
            )
        if meaning.finite or texts[j] in _NOT_IN_SPEAKER:
            return False
        passed = j + 1
    return False


__all__ = ["ARTICLES", "BEFORE_MONTH", "COUNTING", "Clause", "Words", "clauses", "split_words"]

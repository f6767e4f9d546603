"""The mentions of an article go in, row by row; the role of each and its reason come out."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase

from karamap.dates import WEEKDAY
from karamap.records import Article, Mention
from karamap.roles.elsewhere import elsewhere
from karamap.roles.english import FROM_THERE, in_context, is_settlement, standing
from karamap.roles.lexicon import Lexicon, Verdict, lexicon

_DATELINE = Verdict("dateline", "stands in the dateline")
_LABEL = Verdict("location", "heads what is told of it")
_HANDLE = Verdict("embedded", "part of a handle")
_POINTS = Verdict("location", "points to a place")
_PEOPLE = Verdict("origin", "adjective or people")
_BETWEEN = Verdict("location", "a road or border between them")
_SLIP = Verdict("actor", "an adjective where the sentence needs the country")


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
    words, text = lexicon(), article.text
    judged = in_context if article.language == "en" else elsewhere
    joined = _joined(article, mentions, words)
    spans = iter([*_with_churches(text, organisations), (sys.maxsize, sys.maxsize)])
    low, high = next(spans)
    handles = "@" in text or "#" in text
    verdicts: list[Verdict] = []
    shared: Verdict | None = None
    for number, (mention, goes_on) in enumerate(zip(mentions, joined, strict=False)):
        if not goes_on:
            first, shared = mention, None
        start, end = mention.start, mention.end
        while high <= start:
            low, high = next(spans)
        if low <= start and end <= high and (start, end) != (low, high):
            own: Verdict | None = Verdict("embedded", f"part of the name “{text[low:high]}”")
        elif handles and start and text[start - 1] in "@#":
            own = _HANDLE
        else:
            following = text[end : end + 2]
            own = None
            if following in _TELLING or mention.form != "name":
                own = _alone(text, end, following, mention, words)
            if own is None and following in _OWNING and number + 1 < len(mentions):
                own = _holder(text, mention, mentions[number + 1], words)
            elif own is None and text[start - 1] == "(" and _is_home(text, mentions, number):
                own = FROM_THERE
            elif own is None and following == ": " and text[start - 1 : start] in ("", "\n"):
                own = _label(article, mention)
        if mention.zone == "dateline" or (
            (not start or text[start - 1] == "\n")
            and mention.text.isupper()
            and _ALONE_IN_LINE.match(text, end)
        ):
            own = _DATELINE
        if own is None:
            if shared is None:
                last = mention
                if joined[number + 1]:
                    last = mentions[joined.index(False, number + 1) - 1]
                shared = judged(article, first, last, words)
            own = shared
        verdicts.append(own)
    return tuple(verdicts)


_SAINTS = ("St ", "St.", "Saint", "Sts")
# "The church of St. Peter and St. Paul" is in no town of that name.
_CHURCH = re.compile(
    r"\b(?:[Cc]hurch|[Cc]hapel|[Cc]athedral|[Bb]asilica|[Ss]hrine|[Aa]bbey|[Cc]onvent|[Mm]onastery|[Pp]arish|[Ff]east|[Oo]rder)(?:\s+of)?(?:\s+the)?"
    r"\s+(?:St\.?|Saints?|Sts\.?)\s+[A-Z][\w'’-]+(?:\s+and\s+(?:(?:St\.?|Saint)\s+)?[A-Z][\w'’-]+)?"
)


def _with_churches(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Add the churches that bear the names of saints to spans of names, in order."""
    if not any(saint in text for saint in _SAINTS):
        return spans
    churches = [found.span() for found in _CHURCH.finditer(text)]
    apart = [c for c in churches if not any(c[0] < end and start < c[1] for start, end in spans)]
    return sorted([*spans, *apart])


_ALONE_IN_LINE = re.compile(
    r"\.?[ \t]*\n| ?[|] |[.,] (?:\d\d? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_FULL_NAME = re.compile(r"[A-Z][\w.'’-]* [A-Z][\w'’-]+ \($")


def _is_home(text: str, mentions: Sequence[Mention], number: int) -> bool:
    """Tell whether a country stands in brackets behind the name of a person ("Jane Doe (Fooland)")."""
    mention = mentions[number]
    start = mention.start
    behind_place = number > 0 and mentions[number - 1].end == start - len(" (")
    return (
        text[mention.end : mention.end + 1] == ")"
        and not behind_place
        and standing(mention)[0]
        and _FULL_NAME.search(text[max(0, start - 40) : start]) is not None
    )


def _label(article: Article, mention: Mention) -> Verdict | None:
    """Judge a name that a line begins with before a colon: "Barville: Rebels took ...", "Fooland: a new army".

    A town there before the first sentence of the story is its dateline.
    """
    number = mention.sentence
    opens_story = mention.zone == "body" and (
        not number or article.sentences[number - 1].zone != "body"
    )
    if opens_story and is_settlement(mention):
        return _DATELINE
    return _LABEL if article.text[mention.end + 2 : mention.end + 3].islower() else None


# --- rows of names ------------------------------------------------------------------------------------

_FORM_CLASS = {"name": 0, "abbreviation": 0, "nominal": 1, "adjective": 2, "demonym": 2}
_ADVERB = 16  # characters before an adjective that hold an adverb
_JOINED = 24  # characters that may stand between two names of a row
_JOIN = re.compile(
    r"\s*(?:,\s*and|,\s*or|and|or|as well as|along with|&|/|[-–—]|,)\s*(?:the\s+)?|\s*[-–—/]\s*"
    r"|,?\s(?:и|или|а также)\s",
    re.I,
)
# "(In Foo) on Monday and (Bar) on Tuesday".
_EACH_DAY = re.compile(rf" (?:on |last )?{WEEKDAY},? and (?:in |to )?")
_ON_DAY = re.compile(rf" (?:on |last )?{WEEKDAY}(?=[.,;]| (?:and|to|for|with|after|before|in)\b)")
_ITS_VERB = re.compile(r" (\w+)(?: (\w+))?")


def _joined(article: Article, mentions: Sequence[Mention], words: Lexicon) -> list[bool]:
    """Tell of each mention, and of the end, whether it goes on with the row of the one before it."""
    joined, goes_on = [False], False
    for last, mention in pairwise(mentions):
        goes_on = mention.start - last.end < _JOINED and _goes_on(
            article, last, mention, not goes_on, words
        )
        joined.append(goes_on)
    joined.append(False)
    return joined


def _goes_on(
    article: Article, last: Mention, mention: Mention, second: bool, words: Lexicon
) -> bool:
    """Tell whether a mention goes on with the row of the one close before it."""
    text = article.text
    gap = text[last.end : mention.start]
    if _EACH_DAY.fullmatch(gap):
        return _ON_DAY.match(text, mention.end) is not None
    if not (
        _joins(gap)
        and last.sentence == mention.sentence
        and _FORM_CLASS[last.form] == _FORM_CLASS[mention.form]
    ):
        return False
    if gap in (", ", ", the "):
        return not (
            (gap == ", " and _owner_follows(text, mention))
            or (second and _says(text, mention, words))
            or _opening_ends(article, last, mention, words)
        )
    return not (second and gap == ", and " and _acts(text, mention, words))


@lru_cache(maxsize=4096)
def _joins(gap: str) -> bool:
    """Tell whether what stands between two names makes them one row."""
    return _JOIN.fullmatch(gap) is not None


def _owner_follows(text: str, mention: Mention) -> bool:
    """Tell whether a comma ends one clause and an owner opens the next ("in Foo, Bar's army said")."""
    return text[mention.end : mention.end + 1] in "'’"


def _says(text: str, mention: Mention, words: Lexicon) -> bool:
    """Tell whether a government says what stands before the comma ("shells hit Foo, Bar said")."""
    verb = _ITS_VERB.match(text, mention.end)
    if verb is None or not standing(mention)[0]:
        return False
    return verb[1] in words.speech or (verb[1] in words.noun_after and verb[2] in words.speech)


def _acts(text: str, mention: Mention, words: Lexicon) -> bool:
    """Tell whether what acts stands behind a name (", and" opens a clause in "in Foo, and Bar said")."""
    verb = _ITS_VERB.match(text, mention.end)
    word = verb[1] if verb else ""
    return (
        word in words.speech
        or word in words.verbs_after
        or word in words.agent_nouns
        or word.endswith("ed")
    )


_OPENING = re.compile(
    r"(?:On|In|At|Near|Around|Outside|Inside|Across|After|Following|During|Since|Before|Over|From)\b"
    r"|[A-Z][a-z]+ing\s(?:[a-z]+\s){0,4}?(?:in|at|near|outside)\b"  # "Meeting in Foo, EU ministers"
)
# "US and Barish officials", "US mediators".
_AND_OTHERS = re.compile(r" and [A-Z]\w+ [a-z]| (?!(?:and|or|on|in|at|for|to|by|with|from|after|before|last|this|next)\b)[a-z]+")
_LONGEST_OPENING = 60


def _opening_ends(article: Article, last: Mention, mention: Mention, words: Lexicon) -> bool:
    """Tell whether a comma ends the phrase that opens a sentence ("On the border near Foo, Barland freed")."""
    text = article.text
    start = article.sentences[mention.sentence].start
    if not _OPENING.match(text, start):
        return False
    if standing(mention)[0] and _acts(text, mention, words):
        return True
    if mention.form == "abbreviation" and _AND_OTHERS.match(text, mention.end):
        return True
    return last.end - start <= _LONGEST_OPENING and text[last.end : mention.start] == ", the "


# --- what needs no grammar ----------------------------------------------------------------------------

# How what is looked at behind a name begins.
_CAPITAL_NEXT = frozenset(f" {letter}" for letter in ascii_uppercase)
_HYPHEN_NEXT = frozenset(f"-{letter}" for letter in ascii_lowercase)
_TELLING = _CAPITAL_NEXT | _HYPHEN_NEXT
_OWNING = frozenset({"'s", "’s"})
_GROWN = re.compile(r" (?:[A-Z][\w.-]+ ){0,2}([A-Z][\w.-]+)")
_HYPHEN = re.compile(r"-([a-z]+)")
_SLOT = re.compile(
    r" and [A-Z]\w+(?:[.,;]| (?:over|on|in|at|for|since|after|has|have|is|are|was|were)\b)"
)
_SUBJECT = re.compile(r" (?:was|is|has|had|will) (?:in|not|been|also|be|the)\b")
_BORDER_OF_TWO = re.compile(r"[-–][A-Z][a-z]+ (?:\w+ )?(?:border|frontier)\b")  # "Fooish-Barish border"
_AFTER_SLIP = frozenset("and was is has had will".split())
_ONE = re.compile(r"\b(?:an?|the|one|each|every|ethnic) $", re.I)


def _alone(text: str, end: int, following: str, mention: Mention, words: Lexicon) -> Verdict | None:
    """Return the verdict that needs no look at the row of names, or ``None``."""
    form = mention.form
    if following in _CAPITAL_NEXT and (form != "nominal" or mention.text.istitle()):
        grown = _GROWN.match(text, end)
        rest = _organisation(grown, words) if grown else None
        if rest:
            return Verdict("embedded", f"goes on as the name “{mention.text}{rest}”")
    if form == "nominal":
        return _POINTS
    if form == "adjective":
        return _adjective(text, mention.start, end, words)
    if form == "demonym":
        return _PEOPLE
    return _hyphenated(text, end, words) if following in _HYPHEN_NEXT else None


_OF_TOWN = re.compile(
    r"['’]s (?:\w+ ){0,2}?(?:(?:city|town|village|province|region|district) of )?$"
)


def _holder(text: str, owner: Mention, owned: Mention, words: Lexicon) -> Verdict | None:
    """Judge the country of a place that is named right behind it ("Fooland's Barville")."""
    between = text[owner.end : owned.start]
    if owned.form != "name" or not owned.candidates or not _OF_TOWN.fullmatch(between):
        return None
    inner = between[3:].split()
    plain = all(word in words.adjectives or word in words.generic or word == "of" for word in inner)
    if not plain or standing(owned)[0]:
        return None
    return Verdict("location", f"“{owned.text}” is in it")


def _organisation(grown: re.Match[str], words: Lexicon) -> str | None:
    """Return how the name goes on as that of an organisation, or ``None``."""
    text, end = grown.string, grown.start()
    for word in grown[0].split():
        if word.rstrip(".") in words.organisation or word in words.organisation:
            return text[end : text.index(word, end) + len(word)]
    return None


def _hyphenated(text: str, end: int, words: Lexicon) -> Verdict | None:
    matched = _HYPHEN.match(text, end)
    if matched is None:
        return None
    word = matched[1]
    if word in words.based:
        return Verdict("location", f"says where: “{word}”")
    if word in words.done_by:
        return Verdict("actor", f"whose doing it is: “{word}”")
    if word in words.chosen_by:
        return Verdict("origin", f"whose choice it is: “{word}”")
    return None


def _adjective(text: str, start: int, end: int, words: Lexicon) -> Verdict:
    """Judge an adjective; a slip for the noun ("between Fooish and Barland") is the country."""
    if text[end : end + 1] != " ":
        return _BETWEEN if _BORDER_OF_TWO.match(text, end) else _PEOPLE
    after = text[end : end + 40].split(None, 2)
    noun = after[0].strip(".,;:()’'\"").lower() if after else ""
    noun = noun.removesuffix("'s").removesuffix("’s")
    if noun in _AFTER_SLIP:
        before = text[max(0, start - 12) : start]
        slot = before.endswith("between ") and _SLOT.match(text, end)
        if slot or (_SUBJECT.match(text, end) and not _ONE.search(before)):
            return _SLIP
    if noun in words.adjective_place:
        adverb = text[max(0, start - _ADVERB) : start].split()[-1:]
        if adverb and adverb[0].lower() in words.inhabited:
            return _PEOPLE
        guarded = len(after) > 1 and after[1].rstrip(".,;:").lower() in words.agent_nouns
        if not guarded:
            return Verdict("location", f"the “{noun}” there")
    return _PEOPLE

"""A text about a war goes in; the names of places that no gazetteer has come out.

Villages of the news are often on no list. A capitalised word is taken for a place where hardly
anything else stands: behind a preposition of place in a sentence in which something is done
("shells landed in Fooville"), behind a verb of taking ("retook Fooville"), in a list ("the villages
of Fooville, Barville and Bazville"), before a distance ("Fooville, 20 km from Barville"), joined to
a place ("Barville and Fooville"). Names of people, of forces and of organisations are left out by
their own words and by what they do elsewhere in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from operator import itemgetter
from typing import Protocol

from karamap.dates import WEEKDAY
from karamap.records import Sentence

Span = tuple[int, int]
Found = tuple[int, int, bool]  # a span, and whether it is a place without more ado

_CAP = "[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜ]"
_WORD = rf"(?!{WEEKDAY}){_CAP}\w+(?:['’ʼ](?!s\b)\w+)*"
_HYPHENED = "(?:a[dlnrstz]|ash|e[dlrsz]|esh)-"  # the Arabic article before a name
_SMALL = f"(?:{_HYPHENED}|(?:al|el|ez|de|la|le|du|di|da) |(?:i|e|ye|na|nad|pod|en|on|upon|sur|aux)-)"
NAME = rf"(?:{_HYPHENED})?{_WORD}(?:[- ]{_SMALL}?{_WORD}){{0,3}}"

_NAMED = re.compile(NAME)
_CAPITAL = re.compile(rf" (?={_CAP}|[ae][a-z][a-z]?-[A-Z])")  # `_NAMED` knows the articles
# Prepositions of place; they say where only in a sentence that tells of an act.
_PLACING = "in In into at At near Near outside Outside around Around towards toward through from From".split()
# Verbs whose object is a place, whatever else the sentence says.
_TAKING = (
    "captured recaptured retaken retook retaking recapturing overran overrun stormed besieged encircled surrounded shelled "
    "shelling bombarded pounded liberated evacuated raided raiding rocked rocking fled fleeing abandoned abandoning entered entering reached reaching".split()
)
# Nouns of parts of a place, and of what befalls one, before "of"; blows before "on".
_PART_OF = frozenset(
    "out outskirts edge edges north south east west centre center suburb suburbs control part parts residents capture recapture "
    "seizure shelling bombardment fall loss siege defenders defence battle streets people inhabitants mayor".split()
)
_OF_PLACES = frozenset("outskirts residents inhabitants defenders shelling bombardment siege".split())  # of nothing else
_BLOWS_ON = frozenset(
    "attack attacks raid raids strike strikes advance assault rained advanced advancing marched marching fell fired dropped descended converged".split()
)
# Those who go, and what is sent, before "to": people are told, and belong, to people.
_GOING_TO = frozenset(
    "went go goes going gone moved move moves fled flee fleeing withdrew withdrawn withdraw retreated retreat taken drove driven flown "
    "advanced advance returned return brought carried deployed marched pushed headed travelled back way road roads highway route troops "
    "soldiers reinforcements tanks armour armor forces fighters convoy convoys evacuated transferred walked spread came".split()
)
# For each word whether what follows is surely a place, and the words before it that it needs.
_CUES: dict[str, tuple[bool, Set[str]]] = {
    **dict.fromkeys(_PLACING, (False, frozenset[str]())),
    **dict.fromkeys(_TAKING, (True, frozenset[str]())),
    "of": (False, _PART_OF),
    "on": (False, _BLOWS_ON),
    "to": (False, _GOING_TO),
    "back": (True, frozenset(("took", "taken", "taking", "take", "won"))),
    "seized": (False, frozenset[str]()),
    "took": (False, frozenset[str]()),
}
_TAKES_PEOPLE = frozenset(("seized", "took"))
# "Fooville, a port town in the south": said to be one, and no title of a person.
_DESCRIBED = re.compile(
    r", (?:a|an|the|another|one of the) (?:[\w'’\-]+ ){0,3}?(?:town|village|city|settlement|hamlet|suburb|port|outpost|stronghold|neighbou?rhood|crossing)"
    r"(?= (?:in|of|on|near|at|that|which|where|held|with|some|about|outside|just|north|south|east|west|close|between|along|by|under|to|and|was|is)\b|[,.;:]|\s*$)"
)
_DISTANCE = re.compile(r"\d ?(?:km|kilomet|miles?\b)")
_UNITS = ("km", "kilomet", "mile")
_BEFORE_DISTANCE = re.compile(
    rf"({NAME}), (?:(?:some|about|around|roughly|nearly|just|only|less than|more than) )?[\d.,]*$"
)
_LONGEST = 70  # characters before the last figure of a distance that are looked at
_SEVERAL = ("villages", "towns", "settlements", "hamlets", "communities", "localities", "camps")
_THEY = re.compile(
    rf"(?:(?: of|:| like| such as|, including|,)? |(?: of)?[\w ,’']{{0,40}} \()({NAME})(?=(?:,| and| to) )"
)
_LAST = re.compile(rf"(?<![\w\-’'])({NAME})$")
_NEXT = re.compile(rf"(?:, and|, or|,| and| or| to)(?: (?:on|in|at|the|near))? ({NAME})")
_AND = re.compile(rf" and ({NAME})")
# What befalls places and no people: "Fooville was shelled", "Barville has come under fire".
_BEFALLEN = re.compile(
    r" (?:(?:was|were|has been|had been|have been|is being|was being) (?:\w+ly |again )?"
    r"(?:shelled|bombed|bombarded|pounded|overrun|retaken|recaptured|besieged|encircled|surrounded|stormed|liberated|cut off|set ablaze)|"
    r"(?:has |had |have )?(?:came|come) under (?:\w+ ){0,2}?(?:fire|shelling|bombardment|siege))\b"
)

# What is done in a place: such a word makes a preposition say where.
_ACT = re.compile(
    r" (?:kill|wound|injur|shell|fire\b|fired|firing|struck|strikes?\b|hit\b|hits\b|landed|fell|falls?\b|crash|explo|blast|attack|clash|fight|"
    r"fought|raid|bomb|destroy|burn|shot|ambush|troops|soldier|rebels|gunmen|tanks?\b|positions?\b|mines?\b|captur|seiz|withdr|retreat|"
    r"advanc|deploy|fled|flee|evacuat|displac|shelter|drone|rocket|missile|artillery|mortar|checkpoint|convoy|besieg|died|dead|bodies|"
    r"villagers|residents|survivors|moved|taken|drove|returned|cut\b|pushed|blown|trapped|surrender|overwhelmed|raged|rained|blocked|abduct|kidnap|detain|arrest|protest|rallied|stones\b|hostage|battle|push\b|"
    r"crossed|overr[au]n|storm|ceasefire|truce|grenade|sniper|curfew|siege|stationed|garrison)"
)
# What may stand behind a place and not behind the first part of another name or an adjective.
_ENDS = re.compile(
    rf"\s+{WEEKDAY}|"
    r"\s*(?:$|[.;:!?)\n”\"]|,(?! (?:who|whose|aged|\d\d[,.])))|\s+(?:and|or|on|in|at|as|by|near|from|to|into|with|for|where|while|when|after|"
    r"before|during|since|until|overnight|early|late|earlier|later|last|this|yesterday|today|that|which|over|but|among|were|was|is|barely|just|only|nearly|almost|again|alone|hours|minutes|days)\b"
)
_GOES_ON = re.compile(rf"{_ENDS.pattern}|\s+(?!province|region|district|oblast|county|state\b)[a-z]")  # "residents of Fooville hid"
_JOINED_ENDS = re.compile(
    rf"\s+{WEEKDAY}|"
    r"\s*(?:$|[.;:)\n”\"]|,(?! (?:who|whose|aged|\d\d[,.])))|\s+(?:and (?!\w+ (?:said|have|has|are|were))|on|in|at|as|by|near|from|to|with|"
    r"where|while|when|after|before|during|since|overnight|early|late|earlier|yesterday|today|among)\b"
)
# What a force, a party or a person does or has.
_ACTOR = re.compile(
    r"['’]s? |-[a-z]| (?:said|says|told|(?:has|have|had)(?! (?:been|come) )|claim|claimed|fighters|fighter|militants|militia|forces|group|movement|rebels|gunmen|"
    r"leader|leaders|commander|officials|spokesman|members|positions|rockets|fired|launched|agreed|denied|vowed|did|wants|will|would)\b"
)
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december the a this that these those his her its their our he she it we they there here all some many most both each other "
    "president minister prime general colonel major captain lieutenant army state ministry defence defense government mr mrs ms dr sheikh "
    "parliament congress senate cabinet council union group front party forces force brigade battalion division corps movement "
    "islamic ambassador judge justice professor sergeant secretary governor mayor "
    "organisation organization committee commission court church operation guard guards police army’s committee’s mission agency press "
    "news radio television tv hospital university school foundation institute office bank company god allah islam ramadan christmas easter "
    "internet facebook twitter telegram english arabic french russian kurdish hebrew muslim christian jewish sunni shia shiite".split()
)
# Parts of many names of places, whatever else they mean.
_PARTS = frozenset(
    "al el ad an ar as ash at az ed er es esh ez ul de la le du di da abu ain bab beit beth bir deir ein kafr khan nova nizhnyaya novaya "
    "ras san santa sidi staraya tal tall tel tell um umm verkhnyaya wad wadi upper lower port fort mount".split()
)
_AGENCIES = ("press", "news", "inform")  # how names of those who report end
_ADJECTIVE = re.compile(r"(?:ian|ese|ist|ish)s?$")


class WordLists(Protocol):
    """What is asked of a gazetteer."""

    def is_common(self, name_key: str) -> bool:
        """Tell whether a key is also an ordinary word."""

    def is_person_name(self, token: str) -> bool:
        """Tell whether a word is a usual first name."""

    def is_surname(self, token: str) -> bool:
        """Tell whether a word is a usual surname."""


def unknown_names(
    text: str,
    sentences: Sequence[Sentence],
    taken: Set[int],
    known: Iterable[int],
    free: Callable[[int, int], bool],
    lists: WordLists,
) -> list[Span]:
    """Find names of places that stand in no gazetteer.

    Parameters
    ----------
    text
        An English text about a war.
    sentences
        Its sentences, in order.
    taken
        Where known names start.
    known
        Where names of known settlements end.
    free
        Tells whether a span is no name already.
    lists
        Ordinary words and names of people.

    Returns
    -------
    The spans, in order, that are free.
    """
    asked = (*_behind_words(text, taken), *_before_distances(text), *_in_lists(text), *_joined(text, known), *_befallen(text))
    found = {
        (start, end)
        for start, end, sure in asked
        if free(start, end)
        and _may_be_place(text, (start, end), lists)
        and (sure or _tells_of_acts(text, start, sentences))
    }
    # Whose name it may be besides does not matter, where a text says that it is a village.
    found |= {span for span in _described(text) if free(*span) and _may_be_place(text, span, None)}
    surfaces = {text[start:end] for start, end in found}
    again = {span for name in surfaces for span in _elsewhere(text, name) if free(*span)}
    return sorted(found | again)


def _behind_words(text: str, taken: Set[int]) -> Iterator[Found]:
    """Yield the names behind words of place and of taking, with those of their rows."""
    starts = {capital.end() for capital in _CAPITAL.finditer(text)}
    for start in sorted(starts.difference(taken)):
        at = start - 1
        space = text.rfind(" ", 0, at)
        word = text[space + 1 : at]
        cue = _CUES.get(word)
        if cue is None and "\n" in word:  # the first word of a line
            cue = _CUES.get(word.rsplit("\n", 1)[1])
        if cue is None:
            continue
        sure, nouns = cue
        if nouns:
            noun = text[max(text.rfind(" ", 0, space), text.rfind("\n", 0, space)) + 1 : space].lower()
            if noun not in nouns:
                continue
            sure = sure or (word == "of" and noun in _OF_PLACES)
        named = _NAMED.match(text, start)
        if named is not None and word in _TAKES_PEOPLE and " " in named[0]:
            continue  # who is seized has two names
        if named is not None and (_GOES_ON if word == "of" else _ENDS).match(text, named.end()):
            yield *named.span(), sure
            for other in _row(text, named.end()):
                yield *other, sure


def _tells_of_acts(text: str, start: int, sentences: Sequence[Sentence]) -> bool:
    """Tell whether the sentence of an offset says that something is done."""
    number = bisect_right(sentences, start, key=_start_of) - 1
    if number < 0:
        return False
    low, high, *_ = sentences[number]
    return _ACT.search(text, max(0, low - 1), high) is not None


_start_of = itemgetter(0)


def _before_distances(text: str) -> Iterator[Found]:
    """Yield the names that a distance to another place follows."""
    if not any(unit in text for unit in _UNITS):
        return
    for distance in _DISTANCE.finditer(text):
        at = distance.start()
        floor = max(0, at - _LONGEST)
        far = _BEFORE_DISTANCE.search(text[floor:at])
        if far is not None:
            yield floor + far.start(1), floor + far.end(1), True


def _in_lists(text: str) -> Iterator[Found]:
    """Yield the names that a word for several places lists."""
    for noun in _SEVERAL:
        for _, after in _elsewhere(text, noun):
            they = _THEY.match(text, after)
            if they is not None:
                others = list(_row(text, they.end(1)))
                if others:
                    yield *they.span(1), True
                    for other in others:
                        yield *other, True


def _befallen(text: str) -> Iterator[Found]:
    """Yield the names of which is told what befalls places only."""
    for told in _BEFALLEN.finditer(text):
        named = _LAST.search(text, max(0, told.start() - _LONGEST), told.start())
        if named is not None:
            yield *named.span(1), True


def _described(text: str) -> Iterator[Span]:
    """Yield the names that are said to be a town or a village."""
    for told in _DESCRIBED.finditer(text):
        named = _LAST.search(text, max(0, told.start() - _LONGEST), told.start())
        if named is not None:
            yield named.span()


def _row(text: str, end: int) -> Iterator[Span]:
    """Yield the names that go on a row of places."""
    while (following := _NEXT.match(text, end)) and _is_joined(following):
        end = following.end()
        yield following.span(1)


def _joined(text: str, known: Iterable[int]) -> Iterator[Found]:
    """Yield the names that "and" joins to a known place."""
    for end in known:
        following = _AND.match(text, end)
        if following and _is_joined(following):
            yield *following.span(1), True


def _is_joined(following: re.Match[str]) -> bool:
    """Tell whether a name goes on a row of places, not with the next clause.

    "In Fooville and Jane Doe in Barville" joins what two people do.
    """
    text, end = following.string, following.end()
    is_person = " " in following[1] and text.startswith((" in ", " at "), end)
    return not is_person and _JOINED_ENDS.match(text, end) is not None


def _may_be_place(text: str, span: Span, lists: WordLists | None) -> bool:
    """Tell whether nothing says that a name is another thing than a place; without lists it may be a word or a person's name too."""
    start, end = span
    name = text[start:end]
    words = [word for word in name.replace("-", " ").split() if word.lower() not in _PARTS]
    plain = [word.lower() for word in words]
    if not plain or not _NO_NAMES.isdisjoint(plain):
        return False
    for word, small in zip(words, plain, strict=True):
        if word.isupper() or (lists is not None and (lists.is_common(small) or lists.is_surname(small))):
            return False
    if lists is not None and lists.is_person_name(plain[0]):
        return False
    if _ADJECTIVE.search(plain[-1]) or plain[-1].endswith(_AGENCIES):
        return False
    return not any(_ACTOR.match(text, after) for _, after in _elsewhere(text, name))


def _elsewhere(text: str, name: str) -> Iterator[Span]:
    """Yield where a name stands, as a word of its own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[end : end + 1].isalnum() and not text[at - 1 : at].isalnum():
            yield at, end
        at = text.find(name, end)

"""A text and a name of a place in it go in; whether a person there has it as surname comes out.

Places that stand for a government, capitals and the places of the theatre are not weighed as other
names are, yet people are called Holland and London. It takes a first name, or a person's marks (an
age, an apposition, a verb of saying), to tell.
"""

from __future__ import annotations

import re
from typing import Protocol

_SAYING = frozenset("said says say told tells asked asks added adds explained recalled".split())
_OPENS = ".!?:”\"\n"  # what stands before the first word of a sentence
_AGE = re.compile(r", (?:aged )?\d\d[,.]|, whose? ")
_APPOSITION = re.compile(
    r", (?:of the|from|his|her|head|chief|(?:a|an|the) (?!\w* ?(?:city|town|village|port|hub|region|district|suburb|province|state|country|place|"
    r"settlement|capital|community|island|resort|stronghold)\b))"
)
_OFFICES = (
    "envoy|minister|president|leader|commander|chief|spokesman|spokeswoman|director|head|governor|mayor|general|colonel|officer|official|doctor|"
    "teacher|farmer|student|resident|ambassador|secretary|analyst|professor|journalist|nurse|lawyer|activist|driver|shopkeeper|mother|father|widow"
)
_OFFICE = re.compile(
    rf", (?:the |an? |its |his |her |their )?(?:[\w.'’-]+ ){{0,4}}?(?:{_OFFICES})\b(?! (?:\w+ ){{0,2}}?(?:said|says|told|added|reported)\b)"
)
# "Its chief of staff, Fooville Barson, said": the office, and the surname with what follows it.
_OFFICE_BEFORE = re.compile(rf"\b(?:{_OFFICES})(?: of [a-z]+)?,? $")
_SURNAME_NEXT = re.compile(rf" (?!(?i:{_OFFICES}|police|council|army|hospital|university|airport|city|front|brigade|battalion|court|parliament)\b)[A-Z][a-z]{{3,}}(?=[,.;]| [a-z])", re.ASCII)
# What stands before the name of a place and is no first name.
_NO_FIRST = frozenset(
    "new old the our two greater upper lower central inner outer east west north south eastern western northern southern downtown "
    "mount lake fort port cape mandatory".split()
)
_SHORTEST = 3  # letters of a first name


class FirstNames(Protocol):
    """What is asked of a gazetteer."""

    def is_common(self, name_key: str) -> bool:
        """Tell whether a key is also an ordinary word."""

    def is_person_name(self, token: str) -> bool:
        """Tell whether a word is a usual first name."""


def holds_office(text: str, end: int) -> bool:
    """Tell whether the words behind a name say that somebody holds an office ("Foo Bar, the prime minister")."""
    return _OFFICE.match(text, end) is not None


def is_first_name_there(text: str, start: int, end: int) -> bool:
    """Tell whether an office before a name and a capitalised word behind make it a person's first name.

    Parameters
    ----------
    text
        The text.
    start, end
        The span of the name.
    """
    return (
        _SURNAME_NEXT.match(text, end) is not None
        and _OFFICE_BEFORE.search(text, max(0, start - 40), start) is not None
    )


_HONORIFICS = frozenset(("Mr", "Mrs", "Ms", "Dr", "Prof"))  # before them stands nobody's town


def is_surname_there(text: str, start: int, end: int, lists: FirstNames) -> bool:
    """Tell whether the word before a name makes it the surname of a person.

    Parameters
    ----------
    text
        The text.
    start, end
        The span of the name; a space stands before it.
    lists
        First names and ordinary words.
    """
    space = text.rfind(" ", 0, max(0, start - 1))
    first = text[space + 1 : start - 1]
    if first.rstrip(".") in _HONORIFICS:
        return True
    if not (first.istitle() and first.isalpha() and len(first) >= _SHORTEST):
        return False
    lower = first.lower()
    opening = space < 1 or text[space - 1] in _OPENS
    if lower in _NO_FIRST or (len(lower) > _SHORTEST and lists.is_common(lower)):
        return False
    if _AGE.match(text, end):
        return True
    if opening:
        return False
    if lists.is_person_name(lower):
        return True
    if _OFFICE.match(text, end):
        return True
    said = text[text.rfind(" ", 0, space) + 1 : space] in _SAYING
    return said and _APPOSITION.match(text, end) is not None

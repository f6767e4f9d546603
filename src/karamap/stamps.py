"""A line of an article goes in; whether it is, or opens with, a stamp of places, agency and day comes out.

Papers print the day of publication in very many forms: "Goma (DR Congo), 17 October 2020", "Vienna - Oct. 17, 2020
10:30 GMT", "By Our Correspondent | 17/10/2020". Common to them is what they lack: words of a sentence.
"""

from __future__ import annotations

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
_FULL_DAY = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{MONTH}\b\.?,?\s+\d{{4}}\b|\b{MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}([./])\d{1,2}\1\d{4}\b)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b(?:GMT|UTC|MSK|CES?T|E[SD]T|ET|BST|IST|EES?T|AMT|AZT)\b(?:\s*[+-]\d{1,2})?",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|issued|release[d]?|filed|date[d]?|on|at|by|local|time"
    r"|min|read|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|volume|issue|no|report|briefing|digest|week|weekly|bulletin|period|covering)\b",
    re.IGNORECASE,
)
_SMALL = frozenset("of and in the de du le la for to special from for with".split())
_PROSE_OPENINGS = frozenset("on since from until the a an as after before when while if it he she they but and for to between during about".split())
_LETTERS = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
_MOST_WORDS, _MOST_SMALL = 9, 2
_LONGEST = 110  # characters
_BREAK = re.compile(r"\s*(?:[—–]|--|-)\s+(?=[\"“‘«]?[^\W\d_a-z])")
# A stamp in brackets before the text: "(Sarov, October 14, 2022) - Troops have ...".
_BRACKETED = re.compile(r"\((?P<stamp>[^()]{8,80})\)\s*(?:[—–:]|--?(?=\s))?\s*")
_AGENCY_END = re.compile(r"[)/]\.?\s+(?=[\"“‘«]?[^\W\d_a-z])")


def is_stamp(line: str) -> bool:
    """Tell whether a line holds a day in full and besides it nothing but names and labels of a stamp."""
    return _FULL_DAY.search(line) is not None and is_label(line)


def is_label(text: str) -> bool:
    """Tell whether words are only names, numbers and labels ("Bulletin No. 14/2016, ")."""
    return len(text) <= _LONGEST and _only_names(text)


def stamp_length(line: str) -> int:
    """Return the length of the stamp with a place that opens a paragraph, or 0.

    A day alone that opens one ("17 October 2020 - A missile ...") is no stamp but an entry of a chronicle.
    """
    bracketed = _BRACKETED.match(line)
    if bracketed is not None and is_stamp(bracketed["stamp"]) and _has_name(bracketed["stamp"]):
        return bracketed.end()
    day = _FULL_DAY.search(line, 0, _LONGEST)
    if day is None or not line[0].isupper() or not _LETTERS.match(line) or _FULL_DAY.match(line):
        return 0
    for pattern in (_BREAK, _AGENCY_END):
        end = pattern.search(line, day.end(), _LONGEST + 2)
        if end is not None and _only_names(line[: end.start()]) and _has_name(line[: day.start()]):
            return end.end()
    return 0


def _has_name(text: str) -> bool:
    """Tell whether a name stands in the words of a stamp before its day."""
    return any(word[0].isupper() for word in _LETTERS.findall(_LABELS.sub(" ", text)))


def _only_names(text: str) -> bool:
    """Tell whether all words beside days, times and labels are names."""
    rest = text
    for pattern in (_FULL_DAY, _TIME):
        rest = pattern.sub(" ", rest)
    words = _LETTERS.findall(rest)
    if words and words[0].lower() in _PROSE_OPENINGS:
        return False
    words = _LETTERS.findall(_LABELS.sub(" ", rest))
    small = [word for word in words if word[0].islower()]
    return len(words) <= _MOST_WORDS and len(small) <= _MOST_SMALL and _SMALL.issuperset(small)

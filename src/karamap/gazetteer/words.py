"""The package's word lists go in; whether a word is a common word or a person's name comes out.

Many places are called like an English word ("Most", "Same") or like a person ("Jordan"). The lists
say so; whether the text means the place is for the recogniser to judge from the context.
"""

from __future__ import annotations

from functools import cache

from karamap.automaton import match_key
from karamap.gazetteer.world import data_text


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(data_text(name).split())


# Words that are never searched as a lone place name: they would only ever be noise.
FUNCTION_WORDS = _listed("function_words.txt")


def is_common(name_key: str) -> bool:
    """Tell whether a name is also a common English word, or too short to trust."""
    return is_common_word(match_key(name_key))


def is_common_word(name: str) -> bool:
    """Tell the same of a match key."""
    return len(name) < 4 or name in FUNCTION_WORDS or name in _listed("common_words.txt")


def is_first_name(token: str) -> bool:
    """Tell whether a folded word is a common first name of people."""
    return token in _listed("first_names.txt")


def is_surname(token: str) -> bool:
    """Tell whether a folded word is a common surname that places bear as well."""
    return token in _listed("surnames.txt")

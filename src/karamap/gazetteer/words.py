"""The package's word lists go in; whether a word is a common word or a person's name comes out.

Many places are called like an English word ("Most", "Same") or like a person ("Jordan"). The lists
say so; whether the text means the place is for the recogniser to judge from the context.
"""

from __future__ import annotations

from functools import cache

from karamap.gazetteer.automaton import match_key
from karamap.gazetteer.world import data_text

# Words that are never searched as a lone place name: they would only ever be noise.
FUNCTION_WORDS = frozenset(
    "a about above after again against all along also although am among an and any are around as "
    "at away back be because been before being below between both but by can could did do does "
    "done down during each either else even ever every few for from further get go had has have he "
    "her here hers herself him himself his how however i if in inside into is it its itself just "
    "like many may me might mine more most much must my near neither never no none nor not now of "
    "off often on once one only onto or other our ours out outside over own per quite rather same "
    "shall she should since so some still such than that the their theirs them themselves then "
    "there these they this those though through thus to together too toward towards under until up "
    "upon us very via was we were what when where whether which while who whom whose why will with "
    "within without would yet you your yours".split()
)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(line for line in data_text(name).splitlines() if line and line[0] != "#")


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

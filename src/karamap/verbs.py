"""A word of English goes in; whether it can be the past tense of a verb comes out."""

from __future__ import annotations

# Past tenses that are no nouns, and no participles that describe: where one stands, a clause has its verb.
PASTS = frozenset(
    "took went came gave became drove flew broke wrote knew grew threw spoke chose shook sank"
    " withdrew overran overtook undertook arose swore froze forbade ran fled stood sat rode stole strode wove sang rang sprang wept"
    " arrived erupted flared vanished disappeared collapsed emerged remained occurred happened lasted departed marched rallied"
    " died drew protested resigned appeared insisted refused struggled flocked deserted defected perished mutinied".split()
)
# Irregular past tenses; some are participles, nouns or other words too.
IRREGULAR_PASTS = PASTS.union(
    "beat began bore bought brought built burst caught clung crept cast cost cut dealt did drew fed fell felt"
    " fought found got had heard held hid hit hung kept knelt laid lay led left let lost made met paid put"
    " rose saw sent set shot shut slept slid slipped spread sold spent split struck stuck"
    " swept swung taught thrust tore turned won wore wrung".split()
)
PERFECT = frozenset(("has", "have", "had"))  # before a participle
_SHORTEST = 4  # letters
# Words that end like participles and tell of no act.
_NO_VERBS = frozenset(
    "armed aged alleged allied based bed breed called embed exceed exiled feed haired hundred indeed interested masked"
    " mixed naked need proceed red related retired sacred seed shed so-called speed succeed suspected unarmed united"
    " unprecedented weed wounded".split()
)


def may_be_past(word: str) -> bool:
    """Tell whether a word in small letters can be a past tense or a participle ("fell", "shelled")."""
    return word in IRREGULAR_PASTS or is_participle(word)


def is_participle(word: str) -> bool:
    """Tell whether a word in small letters may be a past or its participle by its ending."""
    return len(word) > _SHORTEST and word.endswith(("ed", "own", "ught")) and word not in _NO_VERBS

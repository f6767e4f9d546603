"""A folded text goes in; where adverbs part an auxiliary from its verb comes out.

"Was also shelled", "has since once again taken" tell what "was shelled" and "has taken" tell. Words
that change what is told ("never", "nearly", "only") part nothing here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from karamap.dates import WEEKDAY

NO_ADVERBS = frozenset("family assembly ally july italy supply reply rally bully anomaly".split())  # though they end like them
# Likewise, or they say that it did not quite happen.
_KEPT = NO_ADVERBS.union(
    "sicily fly apply comply multiply rely imply tally belly holy ugly only nearly barely hardly scarcely likely unlikely early friendly deadly "
    "costly daily weekly monthly yearly hourly elderly lovely lonely".split()
)
_ADVERB = (
    rf"(?:(?!(?:{'|'.join(sorted(_KEPT))})\b)[a-z]+ly|also|already|still|again|now|then|later|since|just|soon|meanwhile|together|twice|first|even|ever|thus|"
    r"once(?: again| more)?|yet again|at once|at least (?:once|twice|[a-z]+ times)|so far|in (?:turn|effect|fact|part|return|the meantime)|"
    r"for the (?:first|second|third) time|for now|on (?:several|many|two|three) occasions|by then|"
    rf"(?:(?:early |late )?on {WEEKDAY.lower()}(?: (?:morning|afternoon|evening|night))?|(?:this|last) (?:week|month|year|weekend)|yesterday|today|overnight))"
)
_PARTING = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|could|can|may|might|must|should|to)"
    rf"((?: {_ADVERB})+)(?= [a-z])"
)


@lru_cache(maxsize=4)
def parting(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a folded text that hold such adverbs, each with the space before it, in order."""
    return tuple(match.span(1) for match in _PARTING.finditer(text))


class Plain:
    """A text without some stretches of it, and the way back.

    Attributes
    ----------
    text
        What is left.
    """

    __slots__ = ("_at", "_gone", "_starts", "text")

    def __init__(self, text: str, without: Sequence[tuple[int, int]]) -> None:
        ends = [0, *(end for _, end in without)]
        starts = [*(start for start, _ in without), len(text)]
        self.text = "".join(text[a:b] for a, b in zip(ends, starts, strict=True))
        self._gone = [0, *accumulate(end - start for start, end in without)]
        self._starts = [start for start, _ in without]
        self._at = [start - gone for (start, _), gone in zip(without, self._gone, strict=False)]

    def original(self, offset: int) -> int:
        """Return where an offset of what is left stands in the whole; an end stays before what is left out."""
        return offset + self._gone[bisect_left(self._at, offset)]

    def here(self, offset: int) -> int:
        """Return where an offset of the whole, outside of what is left out, stands in what is left."""
        return offset - self._gone[bisect_left(self._starts, offset)]

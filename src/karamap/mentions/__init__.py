"""A zoned article and a gazetteer go in; every mention of a place comes out, before any meaning.

A mention is found by its name (`find`), by a name that is close to one of the theatre (`fuzzy`), by
the noun beside an unknown name, or because it points back to a place (`pointers`), in a text about
a war also by standing where only places stand (`unknown`). Whether a name that is also a word or a
person's is a place at all is weighed in `plausible`.
"""

from karamap.mentions.find import NameIndex, Scanned, find_mentions
from karamap.mentions.fuzzy import FuzzyIndex
from karamap.mentions.pointers import anaphor_kinds

__all__ = ["FuzzyIndex", "NameIndex", "Scanned", "anaphor_kinds", "find_mentions"]

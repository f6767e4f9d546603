"""An article goes in; every expression that says when comes out as an interval with its reason.

`find_times` reads an article whose publication date is known or not. `printed_date` finds the date
that the page prints; `infer_published` concludes one from the text where none is printed.
"""

from karamap.timexes.inferred import infer_published
from karamap.timexes.printed import as_filed, printed_date
from karamap.timexes.spec import TimeWords
from karamap.timexes.story import find_times, time_words, timex_in
from karamap.timexes.terms import Terms, terms_told

__all__ = [
    "Terms",
    "TimeWords",
    "as_filed",
    "find_times",
    "infer_published",
    "printed_date",
    "terms_told",
    "time_words",
    "timex_in",
]

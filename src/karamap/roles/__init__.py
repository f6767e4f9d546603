"""Mentions of an article go in; the role of each and its reason come out.

The rules read a few words before and after a name, or the row of names that it stands in ("Foo,
Bar and Baz"). They know kinds of places and ordinary English (``lexicons/roles.toml``), never a
name. What the roles are: section 2 of the design; the classes behind them are those of Gritta et
al., "A Pragmatic Guide to Geoparsing Evaluation" (2020).

`assign` takes the mentions row by row and judges what needs no grammar; `english` and `elsewhere`
judge the others by their sentence; `lexicon` holds the word lists.
"""

from karamap.roles.assign import assign_roles
from karamap.roles.lexicon import Verdict

__all__ = ["Verdict", "assign_roles"]

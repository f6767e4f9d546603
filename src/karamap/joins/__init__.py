"""Events and independent records go in; events with the records that agree with them come out."""

from karamap.joins.agree import compatible, is_summary, join, unmatched
from karamap.joins.near import Columns, Pairs, Spot, near, near_columns

__all__ = [
    "Columns",
    "Pairs",
    "Spot",
    "compatible",
    "is_summary",
    "join",
    "near",
    "near_columns",
    "unmatched",
]

"""Events and independent records go in; events with the records that agree with them come out."""

from karamap.joins.agree import Judge, Refused, is_summary, join, unmatched
from karamap.joins.grid import Columns, Pairs, Spot, near, near_columns
from karamap.joins.likeness import compatible
from karamap.joins.report import Joined, join_report

__all__ = [
    "Columns",
    "Joined",
    "Judge",
    "Pairs",
    "Refused",
    "Spot",
    "compatible",
    "is_summary",
    "join",
    "join_report",
    "near",
    "near_columns",
    "unmatched",
]

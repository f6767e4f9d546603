"""Reports go in; events come out: what tells of the same thing is one event, with the reason."""

from karamap.events.making import date_precision, event_of, in_order, where_precision
from karamap.events.merging import merge, tells_event

__all__ = [
    "date_precision",
    "event_of",
    "in_order",
    "merge",
    "tells_event",
    "where_precision",
]

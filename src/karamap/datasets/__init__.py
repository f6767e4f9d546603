"""Records that others made go in, from their files or the project's own; checked `Record`s come out.

A record was made by someone else than the articles: it is joined to events and never mixed with
them. `table` reads what lies in the project; `importing` brings a file of others into it, by way of
`formats` (UCDP GED, ACLED, GDELT) or `mapping` (any table with a column map). Events that are to be
shown by themselves, without articles, are read by `event_table`.
"""

from karamap.datasets.event_table import EVENT_COLUMNS, read_events
from karamap.datasets.importing import Imported, Importer, is_local
from karamap.datasets.raw import Refused
from karamap.datasets.table import (
    COLUMNS,
    MORE_COLUMNS,
    TYPES,
    dataset_files,
    read_all,
    read_dataset,
    read_records,
)
from karamap.datasets.writing import write_import

__all__ = [
    "COLUMNS",
    "EVENT_COLUMNS",
    "MORE_COLUMNS",
    "TYPES",
    "Imported",
    "Importer",
    "Refused",
    "dataset_files",
    "is_local",
    "read_all",
    "read_dataset",
    "read_events",
    "read_records",
    "write_import",
]

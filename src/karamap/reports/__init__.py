"""Articles with mentions and times go in; dated reports of who did what to whom come out."""

from karamap.reports.reader import read_reports
from karamap.reports.triggers import TriggerLexicon, load_triggers

__all__ = ["TriggerLexicon", "load_triggers", "read_reports"]

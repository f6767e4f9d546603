"""Readings and gold answers go in; scores with the errors behind them come out.

`score` scores the reading of places, `score_events` the reports of what happened; `as_text` writes
either for people. The form of gold files and what each figure means is told in docs/evaluate.md.
"""

from __future__ import annotations

from karamap.evaluate.events import score_events
from karamap.evaluate.gold import GoldEvent, GoldMention, read_event_gold, read_gold
from karamap.evaluate.places import match_overlap, score
from karamap.evaluate.scores import Scores
from karamap.evaluate.text import as_text

__all__ = [
    "GoldEvent", "GoldMention", "Scores", "as_text", "match_overlap", "read_event_gold",
    "read_gold", "score", "score_events",
]  # fmt: skip

"""A project folder goes in; what its articles say comes out, and the maps that show it.

The stages in their order, and nothing else: this is the table of contents of karamap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from karamap import actors as actors_stage
from karamap import articles as articles_stage
from karamap import events as events_stage
from karamap import joins, phases, timexes, zones
from karamap.config import Project
from karamap.datasets import read_records
from karamap.gazetteer import Gazetteer
from karamap.mentions import FuzzyIndex, anaphor_kinds, find_mentions
from karamap.names import fold, key
from karamap.phrases import PhraseIndex, load_phrases
from karamap.places import resolve_places
from karamap.records import Article, Event, Phase, Place, Reading, Record, Refusal
from karamap.reports import TriggerLexicon, read_reports
from karamap.roles import assign_roles

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that reading an article needs, loaded once."""

    project: Project
    gazetteer: Gazetteer
    actors: actors_stage.ActorIndex
    phases: tuple[Phase, ...]
    lexicon: TriggerLexicon
    fuzzy: FuzzyIndex
    organisations: PhraseIndex
    people: PhraseIndex

    @classmethod
    def load(cls, project: Project, progress: Progress | None = None) -> Reader:
        """Load the geodata of a project and the world's names.

        Raises
        ------
        GeodataError
            When a file of the geodata breaks its contract.
        """
        gazetteer = Gazetteer.load(project.geodata, progress=progress)
        actors = actors_stage.read_actors(project.geodata / "actors.toml")
        organisations = [
            name for actor in actors if actor.kind == "organisation" for name in actor.names
        ]
        people = [name for actor in actors if actor.kind == "person" for name in actor.names]
        return cls(
            project=project,
            gazetteer=gazetteer,
            actors=actors_stage.ActorIndex(actors),
            phases=phases.read_phases(project.geodata / "phases.toml"),
            lexicon=TriggerLexicon.load(),
            fuzzy=FuzzyIndex(gazetteer.theatre_keys()),
            organisations=PhraseIndex.of([*load_phrases("organisations.txt"), *organisations]),
            people=PhraseIndex.of(name for name in people if " " in name),
        )

    def read(self, article: Article) -> Reading:
        """Read one article: zones, dates, mentions, roles, places, reports."""
        article = zones.zone_article(article)
        offset = self.project.utc_offset_hours
        if article.published is None:
            article = replace(article, published=timexes.infer_published(article))
        times = timexes.find_times(article, self.phases, offset)
        folded = fold(article.text)
        mentions = find_mentions(article, self.gazetteer, self.fuzzy, self.people.spans(folded))
        mentions = assign_roles(article, mentions, self.organisations.spans(folded))
        kinds = {m.id: anaphor_kinds(m.text) for m in mentions if not m.candidates}
        mentions = resolve_places(
            article, mentions, kinds, frozenset(self.project.theatre_countries)
        )
        reports = read_reports(
            article, mentions, times, self.actors, self.lexicon, self.gazetteer.place
        )
        return Reading(article, mentions, times, reports)


@dataclass(frozen=True, slots=True)
class Build:
    """What a build knows before it is drawn."""

    project: Project
    readings: tuple[Reading, ...]
    events: tuple[Event, ...]
    records: tuple[Record, ...]
    phases: tuple[Phase, ...]
    refusals: tuple[Refusal, ...]
    place_of: Callable[[str], Place | None]

"""Articles go in; readings of them come out: zones, dates, mentions with roles and places, reports.

The stages of the text side in their order. Everything that they need is loaded once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karamap import actors as actors_stage
from karamap import flowing, phases, timexes, zones
from karamap.collector import paused
from karamap.config import Project
from karamap.dates import overlaps
from karamap.gazetteer import Gazetteer
from karamap.mentions import FuzzyIndex, Scanned, anaphor_kinds, find_mentions
from karamap.names import Folded, fold, key
from karamap.phrases import PhraseIndex, load_phrases
from karamap.places import resolve_places
from karamap.records import Article, Interval, Mention, Phase, Place, Reading
from karamap.reports import TriggerLexicon, read_reports
from karamap.roles import Verdict, assign_roles

if TYPE_CHECKING:
    from karamap.geocoders import Fallback

Progress = Callable[[str], None]
_THEATRE_NAMES = 3  # places of the theatre that an article about it names at least
AT_ONCE = 64  # articles that each stage reads before the next one starts


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
    no_places: PhraseIndex

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
            fuzzy=FuzzyIndex(
                key(name.text)
                for place in gazetteer.theatre
                for name in place.names
                if name.form == "name"
            ),
            organisations=PhraseIndex.of([*load_phrases("organisations.txt"), *organisations]),
            no_places=PhraseIndex.of([*load_phrases("never_places.txt"), *(name for name in people if " " in name)]),
        )

    def read(self, article: Article) -> Reading:
        """Read one article: zones, dates, mentions, roles, places, reports."""
        return self.read_all([article])[0]

    def read_all(self, articles: Sequence[Article]) -> list[Reading]:
        """Read articles, each by itself.

        Every stage reads some articles before the next one starts: the large tables that a stage
        walks through then stay in the processor's caches, which saves a fifth of the time.
        """
        readings: list[Reading] = []
        for first in range(0, len(articles), AT_ONCE):
            readings += self._read_some(articles[first : first + AT_ONCE])
        return readings

    @paused()
    def _read_some(self, articles: Sequence[Article]) -> list[Reading]:
        ways = list(map(flowing.flow, articles))
        zoned = [zones.zone_article(flowing.there(*each)) for each in zip(articles, ways, strict=True)]
        folded = [fold(article.text) for article in zoned]
        words = [timexes.time_words(article) for article in zoned]
        scanned = list(map(self._scanned, zoned, folded))
        zoned = list(map(self._dated, zoned, words, scanned, folded))
        offset = self.project.utc_offset_hours
        filed = list(map(timexes.as_filed, zoned, words))
        times = [
            timexes.find_times(article, self.phases, offset, found, text)
            for article, found, text in zip(filed, words, folded, strict=True)
        ]
        mentions = self.mentions(zoned, folded, scanned)
        readings = [
            Reading(
                article, named, when,
                read_reports(told, named, when, self.actors, self.lexicon, self.place_of, text),
                self._contradiction(article, given.published, found, names, text),
            )
            for given, article, told, found, text, names, named, when in zip(
                articles, zoned, filed, words, folded, scanned, mentions, times, strict=True
            )
        ]  # fmt: skip
        return list(map(flowing.moved_back, readings, ways))

    def _scanned(self, article: Article, folded: Folded) -> Sequence[Scanned]:
        """Return where the text of an article spells a name of the gazetteer."""
        return self.gazetteer.scan(folded, article.language)

    def _dated(
        self, article: Article, words: timexes.TimeWords, names: Sequence[Scanned], folded: Folded
    ) -> Article:
        """Return an article with the date when it was published, where that is not given."""
        if article.published is not None:
            return article
        return replace(article, published=self._published(article, words, names, folded))

    def _published(
        self, article: Article, words: timexes.TimeWords, names: Sequence[Scanned], folded: Folded
    ) -> Interval | None:
        """Return when an article was published: as printed in it, or else as it lets conclude.

        The known days of the conflict help only with an article that tells of its theatre.
        """
        printed = timexes.printed_date(article.text, article.zones)
        if printed:
            return printed[0]
        known = self.phases if self._is_of_theatre(names) else ()
        return timexes.infer_published(article, known, found=words, people=lambda: self._terms(folded.text))

    def _terms(self, text: str) -> list[timexes.Terms]:
        """Return the terms of the people of state whom a folded text calls by their offices."""
        told: dict[str, timexes.Terms] = {}
        for start, end, actor, _ in self.actors.find(text):
            if actor.terms and actor.id not in told and (terms := timexes.terms_told(text, start, end, actor.terms)):
                told[actor.id] = terms
        return [*told.values()]

    def _is_of_theatre(self, names: Sequence[Scanned]) -> bool:
        """Tell whether the names in an article include several places of the theatre."""
        countries = self.project.theatre_countries
        found = (self.gazetteer.places_for(name)[:1] for name in sorted({n[2] for n in names}))
        best = (candidates[0].place for candidates in found if candidates)
        ours = {place.id for place in best if place.theatre and place.country in countries}
        return len(ours) >= _THEATRE_NAMES

    def _contradiction(
        self,
        article: Article,
        given: Interval | None,
        words: timexes.TimeWords,
        names: Sequence[Scanned],
        folded: Folded,
    ) -> tuple[str, ...]:
        """Return a warning when the text does not bear out a date that somebody inferred for it."""
        if given is None or not given.inferred:
            return ()
        own = self._published(article, words, names, folded)
        if own is None or overlaps(given.start, given.end, own.start, own.end):
            return ()
        return (
            f"{article.path}: published is given as {given.start} to {given.end}, but the text "
            f"supports {own.start} to {own.end} ({own.basis})",
        )

    @paused()
    def mentions(
        self,
        articles: Sequence[Article],
        folded: Sequence[Folded],
        scanned: Sequence[Sequence[Scanned]] | None = None,
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of zoned articles, with roles and places.

        Parameters
        ----------
        articles
            Zoned articles.
        folded
            Their folded texts.
        scanned
            Where each text spells a name of the gazetteer; ``None`` to look for them here.
        """
        if scanned is None:
            scanned = list(map(self._scanned, articles, folded))
        people = [self.no_places.spans(text) for text in folded]
        organisations = [self.organisations.spans(text) for text in folded]
        found = [
            find_mentions(article, self.gazetteer, self.fuzzy, masks, text, names)
            for article, text, masks, names in zip(articles, folded, people, scanned, strict=True)
        ]
        verdicts = list(map(assign_roles, articles, found, organisations))
        theatre = frozenset(self.project.theatre_countries)
        return [
            self._resolved(*each, theatre) for each in zip(articles, found, verdicts, strict=True)
        ]

    def _resolved(
        self,
        article: Article,
        found: Sequence[Mention],
        verdicts: Sequence[Verdict],
        theatre: frozenset[str],
    ) -> tuple[Mention, ...]:
        pointers = {
            number: anaphor_kinds(mention.text)
            for number, mention in enumerate(found)
            if not mention.candidates and mention.form == "nominal"
        }
        roles = [role for role, _ in verdicts]
        resolutions = resolve_places(article, found, pointers, theatre, roles, self.place_of)
        return tuple([
            mention.told(role, reason, resolution)
            for mention, (role, reason), resolution in zip(found, verdicts, resolutions, strict=True)
            if resolution is not None
        ])

    def answered(self, reading: Reading, online: Fallback) -> Reading:
        """Add what a service answers for names that the gazetteer lacks, and read reports anew."""
        mentions = online.fill(reading.mentions)
        if all(m.place is old.place for m, old in zip(mentions, reading.mentions, strict=True)):
            return replace(reading, mentions=mentions)
        way = flowing.flow(reading.article)
        anew = flowing.moved_forth(replace(reading, mentions=mentions), way)
        reports = read_reports(
            anew.article, anew.mentions, anew.times, self.actors, self.lexicon, self.place_of
        )
        return flowing.moved_back(replace(anew, reports=reports), way)

    def crediting(self, online: Fallback) -> Reader:
        """Return the same reader, whose project knows the service as a source."""
        sources = {**self.project.sources, online.source.key: online.source}
        return replace(self, project=replace(self.project, sources=sources))

    def place_of(self, place_id: str) -> Place | None:
        """Return the place of an id, or ``None`` when the gazetteer has no such place."""
        try:
            return self.gazetteer.place(place_id)
        except KeyError:
            return None

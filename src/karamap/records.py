"""Values of the stages go in; the frozen records that the stages exchange come out.

Offsets are Unicode code points into the decoded article, end exclusive. Coordinates are WGS 84
degrees, longitude before latitude. Distances are kilometres. Dates are calendar days of the
theatre's time zone, both ends included. ``None`` means unknown, unless a field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from karamap.dates import shift

ZoneKind = Literal["title", "dateline", "body", "caption", "related-link", "boilerplate"]
Role = Literal["location", "actor", "origin", "embedded", "topic", "dateline"]
NameForm = Literal["name", "adjective", "demonym", "abbreviation", "nominal"]
Status = Literal[
    "asserted", "claimed", "denied", "planned", "called_for", "hypothetical", "negated"
]
Relation = Literal["same", "event-wider", "record-wider"]
DatePrecision = Literal[
    "hour", "day", "week", "part-of-month", "month", "season", "year", "decade", "period", "open"
]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included.

    Attributes
    ----------
    start, end
        First and last day; ``None`` is an open end.
    precision
        How finely the words say it; "open" when an end is open.
    basis
        The words or the rule that the days come from, fit for a reader.
    inferred
        True when the days are not printed but concluded (always shown as inferred).
    """

    start: date | None
    end: date | None
    precision: DatePrecision
    basis: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """A span of an article with one function; the zones of an article cover it without overlap."""

    kind: ZoneKind
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence inside one zone.

    Attributes
    ----------
    damaged
        Why the text around it is known to be damaged so that its meaning may have turned
        (letters deleted, a negation possibly lost); empty when nothing is known.

    It is a tuple, because texts have many and making one must cost little.
    """

    start: int
    end: int
    zone: ZoneKind
    damaged: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One source text with its metadata; the text is never changed.

    Attributes
    ----------
    id
        Stable id: the file name without its ending, or the id that the input gives.
    path
        Path relative to the project, with forward slashes; empty for standard input.
    sha256
        Hexadecimal digest of the text's UTF-8 bytes as read.
    published
        When it was published, as an interval with its basis; ``None`` when nothing is known.
    body_start
        Offset behind the metadata that opens the file (a Markdown front matter); 0 without one.
    missing
        Letter groups that were deleted from the text on its way ("no", "the"); usually none.
    """

    id: str
    text: str
    path: str = ""
    sha256: str = ""
    title: str | None = None
    outlet: str | None = None
    language: str = "en"
    published: Interval | None = None
    zones: tuple[Zone, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    missing: tuple[str, ...] = ()
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place.

    Attributes
    ----------
    language
        ISO 639-1 code, or "und".
    side
        The side that uses it (an id of ``conflict.toml``); ``None`` when it is not one side's.
    valid_from, valid_to
        First and last day of official use; ``None`` when open or unknown.
    form
        What the words are: the name, its adjective ("Russian"), the people ("Russians"), an
        abbreviation, or a nominal expression ("line of contact").
    """

    text: str
    language: str = "en"
    side: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    form: NameForm = "name"


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry.

    Attributes
    ----------
    kind
        country, region, district, city, town, village, corridor, line, border-sector, pass,
        river, lake, mountain, sea, historical-state, historical-region, facility, ...
    country
        ISO 3166-1 alpha-2 code of the internationally recognised state; ``None`` for places in
        several states or none.
    lon, lat
        A point in or on the place (a representative point where it is an area or a line);
        ``None`` when no honest point exists, as for a state that is gone.
    radius_km
        Radius round the point that holds the whole place.
    parent
        Id of the place that contains it.
    valid_from, valid_to
        First and last day on which the place exists in this form.
    population
        Inhabitants, for ranking only; 0 when unknown.
    theatre
        True for entries of the project's own geodata.
    source
        Where the entry comes from; a key of ``geodata/sources.toml`` or a package name.
    """

    id: str
    name: str
    kind: str
    country: str | None
    lon: float | None
    lat: float | None
    radius_km: float
    parent: str | None = None
    names: tuple[PlaceName, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    population: int = 0
    theatre: bool = False
    capital: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a surface form may mean, with the form of name that matched."""

    place: Place
    form: NameForm


class Resolution(NamedTuple):
    """What place a mention was resolved to, or why not.

    Attributes
    ----------
    place
        ``None`` is an abstention; the reason says why.
    confidence
        From 0 to 1.
    reason
        One line fit for a reader.
    others
        Ids of the runners-up, best first.
    """

    place: Place | None
    confidence: float
    reason: str
    others: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A span that names a place, or points back to one.

    Attributes
    ----------
    form
        See `PlaceName`; "nominal" for "the region", "line of contact".
    sentence
        Index into ``Article.sentences``.
    role, role_reason
        What it does in its sentence and the cue that says so; ``None`` before `karamap.roles`.
    resolution
        ``None`` means not tried yet.

    It is a tuple, because texts are full of names and making one must cost little.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    zone: ZoneKind
    sentence: int
    form: NameForm
    candidates: tuple[Candidate, ...] = ()
    role: Role | None = None
    role_reason: str = ""
    resolution: Resolution | None = None

    @property
    def place(self) -> Place | None:
        """The resolved place, or ``None``."""
        return self.resolution.place if self.resolution else None

    def told(self, role: Role, role_reason: str, resolution: Resolution) -> Mention:
        """Return the mention with what the later stages say of it."""
        # Past the constructor, because every mention of every text comes here.
        return tuple.__new__(Mention, (*self[:9], role, role_reason, resolution))


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A span of an article that says when.

    Attributes
    ----------
    interval
        ``None`` when the expression was seen but not understood; ``reason`` says why.
    anchor
        True for words that set the time of a whole sentence ("On Wednesday, ..."), False for
        words inside a noun ("the 2020 ceasefire agreement").
    heads
        Where the entry of a log ends that the day heads; 0 when it heads none.
    """

    article: str
    start: int
    end: int
    text: str
    sentence: int
    interval: Interval | None
    reason: str = ""
    anchor: bool = True
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, ministry, force, organisation or person of the project's geodata.

    Attributes
    ----------
    kind
        state, authority, ministry, force, organisation, person.
    side
        Id of the side that it belongs to; ``None`` for third parties.
    represents
        Id of the actor it speaks for (a minister for a state); ``None`` for itself.
    seat
        Place id where it speaks from; only voices are drawn there.
    names
        Forms by which texts call it, matched after folding.
    terms
        (office, first day, last day) of a person; ``None`` is open.
    """

    id: str
    name: str
    kind: str
    side: str | None = None
    represents: str | None = None
    seat: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    terms: tuple[tuple[str, date | None, date | None], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people as low, best and high; ``None`` where the text sets no such bound.

    "Over a dozen" is low 13, best None, high None. ``words`` are the words it came from and
    ``of`` is whom they count ("civilians"), "" when the text does not say.
    """

    low: int | None
    best: int | None
    high: int | None
    words: str
    of: str = ""


# What a report and an event count, in the order in which it is shown.
TOLLS = ("killed", "wounded", "captured", "displaced")


@dataclass(frozen=True, slots=True)
class Report:
    """One article's statement that something happened.

    Attributes
    ----------
    start, end, quote
        The words that state it: ``article.text[start:end] == quote``.
    type
        PLOVER type in capitals, or STATEMENT.
    trigger
        The words that made it this type, and the rule's id.
    claimant
        Who says so when the article does not say it in its own voice: an actor's name, or else the
        words that describe them ("residents", "a security source"); ``None`` where they only point back.
    interval
        When it happened; ``None`` when the text does not support any.
    places, about
        Where it happened, and what it concerns. Empty ``places`` means that it must not be pinned.
    venue
        Where words were spoken or a meeting was held; never a place of fighting. For a bare
        statement the speaker's seat, so that the voice can be drawn; ``None`` when unknown.
    mode
        A detail of the type: artillery, drone, territory, arrest, mine ...
    place_reason
        Why these places, or why none.
    near
        Ids of the places that it only happened near, each with the kilometres within which.
    unplaced
        Names of places where it happened that no gazetteer resolves: told, never drawn.
    source, target
        Names of actors.
    killed, wounded, captured, displaced
        How many, by these words; captured are also those who were arrested or abducted, displaced those
        who had to leave their homes. ``None`` where the words count none.
    flags
        Short notes for a reader, such as "the sentence is damaged".
    denied_by
        Who denies in the same article what the claimant claims; the status is then denied.
    answers
        The id of the claim that a refusal denies, in the same article; else ``None``.
    """

    id: str
    article: str
    start: int
    end: int
    quote: str
    type: str
    status: Status
    claimant: str | None
    interval: Interval | None
    places: tuple[Place, ...]
    about: tuple[Place, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    zone: ZoneKind = "body"
    sentence: int = 0
    trigger: str = ""
    place_reason: str = ""
    date_words: str = ""
    mode: str = ""
    venue: Place | None = None
    killed: Toll | None = None
    wounded: Toll | None = None
    captured: Toll | None = None
    displaced: Toll | None = None
    flags: tuple[str, ...] = ()
    near: tuple[tuple[str, float], ...] = ()
    unplaced: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    answers: str | None = None

    @property
    def denies(self) -> bool:
        """Whether it says of something told that it did not happen, rather than telling it."""
        return self.answers is not None or (self.status == "denied" and not self.denied_by)

    @property
    def stance(self) -> Status:
        """How its teller stands to what is told: a claim that another denies is still a claim."""
        if self.denies:
            return "denied"
        return "claimed" if self.denied_by else self.status


@dataclass(frozen=True, slots=True)
class Episode:
    """A named stretch inside a phase; ``end`` is the first day after it, ``names`` what else texts call it."""

    id: str
    name: str
    start: date
    end: date
    source: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """An alternative bound of a phase that a source gives."""

    which: Literal["start", "end"]
    day: date
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A period of the conflict: from ``start`` up to, not including, ``end`` (``None``: open).

    ``names`` is what texts call it besides its name.
    """

    id: str
    name: str
    start: date
    end: date | None
    summary: str
    basis: str
    sources: tuple[str, ...] = ()
    alternatives: tuple[Bound, ...] = ()
    episodes: tuple[Episode, ...] = ()
    key_texts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def last(self) -> date | None:
        """The last day that belongs to it; ``None`` while it is open."""
        return None if self.end is None else shift(self.end, -1)


@dataclass(frozen=True, slots=True)
class PhaseMembership:
    """That an event lies in a phase, and why."""

    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordMatch:
    """That an event and an independent record agree.

    Attributes
    ----------
    relation
        Whether one of the two sums up the other, being of a longer time or a wider area.
    """

    record_id: str
    distance_km: float | None
    day_difference: int | None
    score: float
    reason: str
    relation: Relation = "same"


@dataclass(frozen=True, slots=True)
class Event:
    """Reports that tell of the same thing.

    Attributes
    ----------
    id
        Stable from build to build.
    interval
        What all reports support together; ``None`` when none gives a date.
    reports
        All of them, in order of article and offset.
    merge_reason
        Why these reports are one event; empty for a single report.
    differs
        What the reports disagree on, one line each.
    near, unplaced
        As in the report that places it best.
    where_prec, date_prec
        UCDP classes 1-7 and 1-5; ``None`` without a place or a date.
    """

    id: str
    type: str
    status: Status
    claimant: str | None
    interval: Interval | None
    places: tuple[Place, ...]
    about: tuple[Place, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    reports: tuple[Report, ...]
    killed: Toll | None = None
    wounded: Toll | None = None
    captured: Toll | None = None
    displaced: Toll | None = None
    where_prec: int | None = None
    date_prec: int | None = None
    venue: Place | None = None
    merge_reason: str = ""
    differs: tuple[str, ...] = ()
    phases: tuple[PhaseMembership, ...] = ()
    records: tuple[RecordMatch, ...] = ()
    near: tuple[tuple[str, float], ...] = ()
    unplaced: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that tell of it, sorted."""
        return tuple(sorted({report.article for report in self.reports}))


@dataclass(frozen=True, slots=True)
class Record:
    """A dated, located event from a data set that someone else made, or a curated key record.

    Attributes
    ----------
    place_id
        Place of the theatre gazetteer that it happened at; ``None`` when it has its own point.
    date_prec
        UCDP class 1-5; ``None`` when the data set gives none.
    killed_low, killed_best, killed_high
        As the source gives them; ``None`` when it gives none. Never summed over records.
    represents
        "area" or "line" where the point only stands for one, "" where it is a spot.
    flags
        What a reader should know of the record: it contradicts itself, its toll does not add up.
    version
        Version of the data set, as its maker counts.
    """

    id: str
    title: str
    type: str
    date_start: date
    date_end: date
    date_prec: int | None
    place_id: str | None
    place_name: str
    lon: float | None
    lat: float | None
    where_prec: int | None
    actors: tuple[str, ...] = ()
    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    note: str = ""
    source: str = ""
    source_ref: str = ""
    dataset: str = ""
    phases: tuple[PhaseMembership, ...] = ()
    represents: str = ""
    flags: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not taken: which, why, and what to do."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotShown:
    """Something that is not drawn on the map.

    Attributes
    ----------
    kind
        mention, report, event, record, article, related-link.
    ref
        Its id.
    reason
        One of a short list of reasons, fit for a heading.
    detail
        What is particular to this one.
    """

    kind: str
    ref: str
    reason: str
    detail: str
    article: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one article: the article with zones, mentions, dates and reports."""

    article: Article
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    reports: tuple[Report, ...]
    warnings: tuple[str, ...] = field(default=())

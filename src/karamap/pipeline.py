"""A project folder goes in; what its articles say comes out, and the maps that show it.

The stages in their order, and nothing else: this is the table of contents of karamap.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karamap import (
    __version__,
    corrections,
    exports,
    joins,
    objects,
    phases,
    pictures,
)
from karamap import articles as articles_stage
from karamap import events as events_stage
from karamap import layers as layers_stage
from karamap.basemap import base_sources, read_basemap, renamed
from karamap.config import Project
from karamap.datasets import (
    Imported,
    Importer,
    dataset_files,
    is_local,
    read_all,
    read_dataset,
    write_import,
)
from karamap.errors import GeodataError
from karamap.features import Feature, by_place, distance_to, read_features
from karamap.gazetteer import Gazetteer, load_theatre
from karamap.geometry import distance_km
from karamap.names import key
from karamap.provenance import listed_files, sha256_file, staged
from karamap.reading import Reader
from karamap.records import Article, Episode, Phase, Place, Reading, Record, Refusal

if TYPE_CHECKING:
    from karamap.geocoders import Fallback

Progress = Callable[[str], None]


def reading_json(reading: Reading, known: Sequence[Phase] = ()) -> dict[str, object]:
    """Return what one article says as the object that ``karamap read`` writes a line.

    Parameters
    ----------
    reading
        What was read.
    known
        The phases of the conflict, to say in which each report lies.
    """
    article = reading.article
    lie = phases.of_reports(reading.reports, known, {article.id: article})
    return {
        "id": article.id,
        "published": objects.interval_object(article.published),
        "language": article.language,
        "zones": [{"kind": z.kind, "start": z.start, "end": z.end} for z in article.zones],
        "mentions": [objects.mention_object(mention) for mention in reading.mentions],
        "reports": [
            objects.report_object(report, [member.phase for member in lie.get(report.id, ())])
            for report in reading.reports
        ],
    }


def build(
    project: Project,
    out: Path | None = None,
    progress: Progress = lambda _line: None,
    online_tiles: bool = False,
    local_records: bool = False,
    language: str = "en",
    png: bool = False,
    online: Fallback | None = None,
) -> tuple[Refusal, ...]:
    """Read the articles of a project and write its maps.

    Parameters
    ----------
    project
        The project.
    out
        Where to write; ``None`` for the project's ``maps/``. What was there stays until the new
        build is whole.
    progress
        Called with one line for each stage.
    online_tiles
        Whether pages may offer online tiles, off until the reader asks for them.
    local_records
        Whether to use records whose terms allow local use only.
    language
        Language of the pages' own words, and of the names of places that are known in it; quotes
        and the project's own texts stay as they are.
    png
        Whether to take a picture of each page, if a browser is installed.
    online
        What to ask for names that the gazetteer lacks; ``None`` asks nothing of anybody.

    Returns
    -------
    The inputs that were refused while the rest was built.

    Raises
    ------
    KaramapError
        When an input, the geodata or the output cannot be used.
    """
    _check_language(language)
    target = out or project.maps
    articles, refusals = articles_stage.read_folder(project.seeds)
    reader = Reader.load(project, progress)
    readings = tuple(reader.read_all(articles))
    if online is not None:
        reader = reader.crediting(online)
        readings = tuple(reader.answered(reading, online) for reading in readings)
    progress(_count_line(readings, refusals))
    notes = _undated(readings)
    basemap, inputs = read_basemap(project.geodata), _inputs(project, articles)
    layers = _decide(
        reader, readings, tuple(refusals), notes, local_records=local_records,
        base=base_sources(basemap), input_hash=_input_hash(inputs, reader.gazetteer), language=language,
    )  # fmt: skip
    for line in notes:
        progress(f"warning: {line}")
    pages = layers_stage.pages(layers)
    progress(f"{len(layers.events)} events, {len(layers.material.records)} records; drawing {len(pages)} pages")
    with staged(target, _made_before(target)) as folder:
        names = list(exports.write(folder, layers))
        report = _join_report(layers)
        names += exports.write_join_report(folder, report)
        if language != project.policy.label_language:
            basemap = renamed(basemap, partial(_name_in, reader, language))
        drawn = _write_pages(folder, pages, report, basemap, online_tiles, language)
        names += drawn
        exports.write_build(
            folder, layers, names=names, inputs=inputs, pages=pages,
            warnings=[*notes, *(line for reading in readings for line in reading.warnings)],
        )  # fmt: skip
        if png:
            pictures.take_pictures(folder, drawn, progress)
    progress(f"wrote {len(names) + 1} files; open {_shown(target)}/index.html")
    return tuple(refusals)


_MOST_NAMED = 5  # articles that a warning names


def _undated(readings: Sequence[Reading]) -> list[str]:
    """Return a warning of the articles whose day of publication nothing tells, if there are any."""
    paths = [r.article.path for r in readings if r.article.published is None]
    if not paths:
        return []
    named = ", ".join(paths[:_MOST_NAMED]) + (", ..." if len(paths) > _MOST_NAMED else "")
    count = f"{len(paths)} of {len(readings)} articles"
    return [
        f"{count} print no date of publication and let none be concluded ({named}): weekdays and days "
        f"without a year in them stay open; give it as published_start and published_end in "
        f"{articles_stage.REGISTRY} beside them, or as published in a line of .jsonl"
    ]


def _count_line(readings: Sequence[Reading], refusals: Sequence[Refusal]) -> str:
    mentions = sum(len(reading.mentions) for reading in readings)
    reports = sum(len(reading.reports) for reading in readings)
    refused = f", {len(refusals)} refused" if refusals else ""
    articles = "1 article" if len(readings) == 1 else f"{len(readings)} articles"
    return f"{articles} read{refused}: {mentions} mentions, {reports} reports"


def _decide(
    reader: Reader,
    readings: tuple[Reading, ...],
    refusals: tuple[Refusal, ...],
    notes: list[str],
    *,
    local_records: bool,
    base: tuple[str, ...],
    input_hash: str,
    language: str,
) -> layers_stage.Layers:
    """Merge reports to events, correct them, join the records, assign phases, decide what is drawn.

    Lines about corrections that no longer apply, and records left out, are added to ``notes``.
    """
    project = reader.project
    articles = {reading.article.id: reading.article for reading in readings}
    reports = [report for reading in readings for report in reading.reports]
    known = read_all(project.geodata, reader.place_of, project.sources)
    known = _may_be_shown(project, known, notes, local_records=local_records)
    records = phases.assign_records(known, reader.phases)
    features = read_features(project.geodata)
    corrected = corrections.correct(
        events_stage.merge(reports),
        corrections.read_corrections(project.root / corrections.FILE),
        reader.place_of,
    )
    notes += corrected.stale
    events = joins.join(
        corrected.events, records, reader.actors.actors, by_place(features), _episodes(reader.phases)
    )
    events = phases.assign_events(events, reader.phases, articles)
    named = [record.place_id for record in records] + [a.seat for a in reader.actors.actors]
    places = {id_: place for id_ in named if id_ and (place := reader.place_of(id_))}
    return layers_stage.decide(
        layers_stage.Material(
            conflict=project.conflict,
            policy=project.policy,
            sources=project.sources,
            phases=reader.phases,
            readings=readings,
            events=events,
            records=records,
            article_phases=phases.of_articles(articles.values(), reader.phases),
            report_phases=phases.of_reports(reports, reader.phases, articles),
            features=features,
            places=places,
            candidates=_candidates(reader, readings),
            actors=reader.actors.actors,
            refusals=refusals,
            base_sources=base,
            version=__version__,
            input_hash=input_hash,
            language=language,
        )
    )


def _candidates(reader: Reader, readings: Sequence[Reading]) -> dict[str, Place]:
    """Return the places that names could have meant too, and their countries, by id."""
    found: dict[str, Place] = {}
    for mention in (mention for reading in readings for mention in reading.mentions):
        for id_ in mention.resolution.others if mention.resolution else ():
            if id_ not in found and (place := reader.place_of(id_)):
                country = reader.place_of(f"country.{place.country}")
                found |= {one.id: one for one in (place, country) if one}
    return found


def _check_language(language: str) -> None:
    """Refuse a language that no page speaks before anything is read."""
    if language != "en":
        from karamap.render import assets

        assets.strings(language)


def _may_be_shown(
    project: Project, records: Sequence[Record], notes: list[str], *, local_records: bool
) -> tuple[Record, ...]:
    """Return the records that the outputs may hold: rows for local use only if that is wanted."""
    local = Counter(r.source for r in records if is_local(project.sources.get(r.source)))
    for source, count in sorted(local.items()):
        notes.append(
            f"{count} records of '{source}' are in these files; their terms allow local use only: "
            "do not pass the files on"
            if local_records
            else f"{count} records of '{source}' are left out; their terms allow local use only: build "
            "with --local-records to see them on your own machine"
        )
    return tuple(r for r in records if local_records or r.source not in local)


def _join_report(layers: layers_stage.Layers) -> dict[str, Any]:
    """Return which facts of the articles agree with which record, and which do not."""
    known = layers.material
    judge = joins.Judge(known.actors, by_place(known.features), _episodes(known.phases))
    return joins.join_report(
        joins.Joined(known.readings, known.events, known.records, known.sources, judge)
    )


def _name_in(reader: Reader, language: str, place_id: str) -> str | None:
    """Return the name of a place in a language."""
    place = reader.place_of(place_id)
    return layers_stage.name_in(place, language, (None, None)) if place else None


def _episodes(known: Sequence[Phase]) -> list[Episode]:
    return [episode for phase in known for episode in phase.episodes]


def _write_pages(
    folder: Path,
    pages: Sequence[layers_stage.PageData],
    report: dict[str, Any],
    basemap: dict[str, dict[str, Any]],
    tiles: bool,
    language: str,
) -> list[str]:
    from karamap import render  # imports folium, which reading alone does not need

    html = render.render_pages(
        pages, basemap, tiles=tiles, language=language, report=report
    )
    for name, text in html.items():
        (folder / name).write_bytes(text.encode("utf-8", "backslashreplace"))
    return list(html)


def _inputs(project: Project, articles: Sequence[Article]) -> dict[str, str]:
    """Return the SHA-256 of every file that the build depends on, by path."""
    found = {article.path: article.sha256 for article in articles}
    for folder, label in ((project.seeds, "seeds"), (project.geodata, "geodata")):
        for path in listed_files(folder):
            name = f"{label}/{path.relative_to(folder).as_posix()}"
            if label == "geodata" or path.suffix == ".toml":
                found[name] = sha256_file(path)
    fixes = project.root / corrections.FILE
    if fixes.is_file():
        found[corrections.FILE] = sha256_file(fixes)
    return found


def _input_hash(inputs: dict[str, str], gazetteer: Gazetteer) -> str:
    lines = [f"{path} {inputs[path]}" for path in sorted(inputs)]
    pack: Any = gazetteer.info().get("pack") or {}
    world = pack.get("inputs", {})
    lines += [f"karamap {__version__}", f"{world.get('cities')} {world.get('units')}"]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _made_before(target: Path) -> tuple[str, ...]:
    """Return what an earlier build says that it made, and the pictures of its pages."""
    try:
        build = json.loads((target / "build.json").read_text(encoding="utf-8"))
        made = [str(item["path"]) for item in build["outputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    shots = [pictures.picture_name(name) for name in made if name.endswith(".html")]
    return ("build.json", *made, *shots)


def _shown(path: Path) -> str:
    return path.as_posix().rstrip("/") or "."


def import_records(
    project: Project, file: Path, format_name: str, source: str, version: str, day: date
) -> tuple[Imported, tuple[str, ...]]:
    """Read a file of records that others made, and put it into the project.

    Parameters
    ----------
    project
        The project.
    file, format_name, source, version
        See `karamap.datasets.Importer.read`.
    day
        The day on which the file was taken.

    Returns
    -------
    What was read, and the names of the files written in ``geodata/``.
    """
    geodata = project.geodata
    gazetteer = Gazetteer.load(geodata)
    theatre = {place.id: place for place in load_theatre(geodata)}
    named: dict[str, list[Place]] = {}
    for place in theatre.values():
        for form in dict.fromkeys((place.name, *(name.text for name in place.names))):
            named.setdefault(key(form), []).append(place)
    place_of = partial(_place_or_none, gazetteer)
    districts = [feature for feature in read_features(geodata) if feature.sheet == "districts"]
    taken: dict[str, str] = {}
    broken: dict[str, GeodataError] = {}  # a broken data set may be the one that is imported anew
    for path in dataset_files(geodata):
        try:
            taken |= {r.source_ref: r.source for r in read_dataset(path, place_of)}
        except GeodataError as error:
            broken[path.stem] = error
    importer = Importer(
        bbox=project.conflict.bbox,
        place_of=place_of,
        named=lambda name: named.get(key(name)) or _in_theatre(gazetteer, project.theatre_countries, name),
        around=lambda lon, lat, *days: _district_at(districts, theatre, (lon, lat), days),
        taken=taken,
    )
    found = importer.read(file, format_name, source, version)
    broken.pop(found.origin.key, None)
    for problem in broken.values():
        raise problem
    return found, write_import(geodata, found, day)


def _district_at(
    districts: Sequence[Feature],
    theatre: Mapping[str, Place],
    spot: tuple[float, float],
    days: tuple[date, date],
) -> Place | None:
    """Return the place of the district that a representative point stands for, if any.

    A drawing is only so exact: of the districts that may hold the point it is the one whose own
    middle lies nearest, since such points are middles.
    """
    found: list[tuple[float, str]] = []
    for feature in districts:
        place = theatre.get(feature.place_id or "")
        if place is None or place.lon is None or place.lat is None or not feature.valid(*days):
            continue
        if distance_to(feature, *spot) <= feature.accuracy_km:
            found.append((distance_km(*spot, place.lon, place.lat), place.id))
    return theatre[min(found)[1]] if found else None


def _in_theatre(gazetteer: Gazetteer, countries: Sequence[str], name: str) -> list[Place]:
    """Return the places of the world that a name may mean in a project's countries; towns go before units."""
    found = [c.place for c in gazetteer.meanings(name) if c.place.country in countries and c.place.kind != "country"]
    return [place for place in found if place.kind in ("city", "town", "village")] or found


def _place_or_none(gazetteer: Gazetteer, place_id: str) -> Place | None:
    try:
        return gazetteer.place(place_id)
    except KeyError:
        return None

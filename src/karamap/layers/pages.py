"""Decided objects go in; what each page shows comes out, one page for each phase and an index."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from karamap import objects
from karamap.config import Conflict, Policy, Source
from karamap.features import Feature
from karamap.layers.decisions import (
    ALWAYS,
    Days,
    Layers,
    drawings,
    drawn_place,
)
from karamap.layers.labels import label_of, name_in, side_names, translated
from karamap.objects import Object
from karamap.records import Actor, NotShown, Phase, Place


@dataclass(frozen=True, slots=True)
class PageData:
    """What one page shows; `to_json` gives the object that is put into the page.

    Attributes
    ----------
    page
        ``{"kind": "phase", "conflict" or "index", "phase": id or None}``.
    actors
        Side and kind of the actors that events and records name, by name.
    candidates
        What else the names of the page could have meant: name and country by id of the place.
    """

    page: Object
    conflict: Object
    build: Object
    phases: tuple[Object, ...]
    articles: tuple[Object, ...]
    places: Object
    events: tuple[Object, ...]
    reports: tuple[Object, ...]
    mentions: tuple[Object, ...]
    records: tuple[Object, ...]
    areas: tuple[Object, ...]
    lines: tuple[Object, ...]
    not_shown: tuple[Object, ...]
    counts: Object
    attribution: tuple[Object, ...]
    policy: Object
    actors: Object = dataclasses.field(default_factory=dict)
    candidates: Object = dataclasses.field(default_factory=dict)

    def to_json(self) -> Object:
        """Return the page as one plain object."""
        fields = (field.name for field in dataclasses.fields(self))
        values = ((name, getattr(self, name)) for name in fields)
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values}


def place_object(
    layers: Layers, place: Place, days: Days, drawn_days: Days | None = None, language: str = ""
) -> Object:
    """Return a place as a page shows it.

    Parameters
    ----------
    layers
        The decided objects.
    place
        The place.
    days
        Days whose names it is labelled with.
    drawn_days
        Days whose drawings it has; the same as ``days`` when not given.
    language
        Language of its names, where they are known in it; that of the labels when not given.

    Returns
    -------
    The place with its label, each side's name, and its drawings.
    """
    shown = days if drawn_days is None else drawn_days
    material = layers.material
    policy = material.policy
    names = side_names(place, material.conflict, policy.label_language, days)
    if language not in ("", policy.label_language):
        names = translated(place, material.conflict, names, language, days) or names
    features = layers.features.get(place.id, ())
    return {
        "id": place.id,
        "name": place.name,
        "label": label_of(place, names, policy.label_separator),
        "by_side": names,
        "kind": place.kind,
        "country": place.country,
        "lon": place.lon,
        "lat": place.lat,
        "radius_km": place.radius_km,
        "drawn": drawn_place(place, features, shown),
        "features": [feature.id for feature in drawings(place, features, shown)],
        "source": place.source,
    }


@dataclass(frozen=True, slots=True)
class _Keys:
    """Ids of the objects that belong to one page.

    Attributes
    ----------
    published
        Articles published in the phase; the page shows further ones that look back to it.
    """

    published: tuple[str, ...]
    events: tuple[str, ...]
    reports: tuple[str, ...]
    mentions: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """What belongs to one page: its objects, what it does not show, and its counts."""

    kind: str
    phase: Phase | None
    days: Days
    keys: _Keys
    articles: tuple[str, ...]
    not_shown: tuple[Object, ...]
    counts: Object


def pages(layers: Layers) -> tuple[PageData, ...]:
    """Deal the objects out to pages.

    Parameters
    ----------
    layers
        What `decide` made.

    Returns
    -------
    One page for each phase, in the order of time, then one of the whole conflict, and the index
    as the last.
    """
    shares = [*_phase_shares(layers), _whole_share(layers, "conflict"), _whole_share(layers, "index")]
    phases = tuple(_phase_object(layers, share) for share in shares if share.phase)
    texts = _texts(layers)
    conflict = _conflict_object(layers.material.conflict) | {"counts": _read(shares[-1].counts)}
    return tuple(_page(layers, share, phases, texts, conflict) for share in shares)


def _texts(layers: Layers) -> dict[str, Object]:
    """Return the text of each article with its mentions as [start, end, role, id], by article."""
    found: dict[str, Object] = {
        reading.article.id: {"text": reading.article.text, "marks": []}
        for reading in layers.material.readings
    }
    for mention in layers.mentions.values():
        mark = [mention["start"], mention["end"], mention["role"], mention["id"]]
        found[mention["article"]]["marks"].append(mark)
    for text in found.values():
        text["marks"].sort(key=lambda mark: (mark[0], -mark[1], mark[3]))
    return found


def _actors(layers: Layers, share: _Share) -> Object:
    """Return side and kind of the actors that a page names, by name."""
    known = {actor.name: actor for actor in layers.material.actors}
    named: set[str] = set()
    for key in share.keys.events:
        event = layers.events[key]
        named.update(event["actors"]["source"], event["actors"]["target"])
        named.add(event["claimant"] or "")
    named.update(layers.reports[key]["claimant"] or "" for key in share.keys.reports)
    for key in share.keys.records:
        named.update(layers.records[key]["actors"])
    found: Object = {}
    for name in sorted(named):
        actor = known.get(name) or _spoken_for(name, known)
        if actor:
            found[name] = {"side": actor.side, "kind": actor.kind}
    return found


def _candidates(layers: Layers, share: _Share) -> Object:
    """Return name and country of what else the names of a page could have meant, by id."""
    material = layers.material
    known, language = material.candidates, material.language
    foreign = language != material.policy.label_language
    wanted = {other for key in share.keys.mentions for other in layers.mentions[key]["others"]}
    found: Object = {}
    for place in (known[key] for key in sorted(wanted & known.keys())):
        both = (place, known.get(f"country.{place.country}"))
        said = [(one.name, foreign and name_in(one, language, ALWAYS)) for one in both if one]
        names = [own or name for name, own in said]
        found[place.id] = ", ".join(dict.fromkeys(names))
    return found


def _spoken_for(claimant: str, known: Mapping[str, Actor]) -> Actor | None:
    """Return the one actor of a side whose name a claimant's description holds, if it is one."""
    words = f" {claimant} "
    held = [a for a in known.values() if a.side and f" {a.name} " in words]
    return held[0] if len({actor.side for actor in held}) == 1 else None


_SHOWN_FORMS = frozenset(("name", "abbreviation"))


def _written(place: Place) -> list[list[str]]:
    """Return every name of a place as [text, language, side], each text once.

    What else texts call it ("the enclave") and whose adjective it is are no names of it.
    """
    found: dict[str, list[str]] = {}
    for name in place.names:
        if name.form not in _SHOWN_FORMS:
            continue
        found.setdefault(name.text, [name.text, name.language, name.side or ""])
    return [found[text] for text in sorted(found)]


def _by_phase(objects_by_id: Mapping[str, Object]) -> dict[str, list[str]]:
    """Return ids of objects by the phases that the objects list."""
    found: dict[str, list[str]] = {}
    for key, item in objects_by_id.items():
        for phase in item["phases"]:
            found.setdefault(phase, []).append(key)
    return found


def _by_article(objects_by_id: Mapping[str, Object]) -> dict[str, list[str]]:
    """Return ids of objects by the article that they stand in."""
    found: dict[str, list[str]] = {}
    for key, item in objects_by_id.items():
        found.setdefault(item["article"], []).append(key)
    return found


def _phase_shares(layers: Layers) -> Iterator[_Share]:
    """Return what belongs to each phase's page."""
    material = layers.material
    published: dict[str, list[str]] = {}
    for article in layers.articles:
        for member in material.article_phases.get(article, ()):
            published.setdefault(member.phase, []).append(article)
    events, records = _by_phase(layers.events), _by_phase(layers.records)
    reports, mentions = _by_article(layers.reports), _by_article(layers.mentions)
    unphased: dict[str, list[str]] = {}
    for key, event in layers.events.items():
        if not event["phases"]:
            for article in event["articles"]:
                unphased.setdefault(article, []).append(key)
    hidden = _hidden_index(layers)
    for phase in material.phases:
        own = published.get(phase.id, [])
        homeless = {key for article in own for key in unphased.get(article, ())}
        event_ids = tuple(sorted({*events.get(phase.id, ()), *homeless}))
        told = {key for event in event_ids for key in layers.events[event]["reports"]}
        report_ids = {key for article in own for key in reports.get(article, ())} | told
        keys = _Keys(
            published=tuple(own),
            events=event_ids,
            reports=tuple(sorted(report_ids)),
            mentions=tuple(key for article in own for key in mentions.get(article, ())),
            records=tuple(records.get(phase.id, ())),
        )
        yield _share(layers, hidden, phase, keys)


def _hidden_index(layers: Layers) -> dict[tuple[str, str], Object]:
    """Return the entries of what is not shown by their kind and id."""
    found: dict[tuple[str, str], Object] = {}
    for item in layers.not_shown:
        kind = "report" if item["kind"] == "related-link" else item["kind"]
        found[kind, item["ref"]] = item
    return found


def _share(
    layers: Layers, hidden: Mapping[tuple[str, str], Object], phase: Phase, keys: _Keys
) -> _Share:
    """Return the share of a phase's page with its list of what is not shown and its counts."""
    here = set(keys.events)
    groups = (("event", keys.events), ("mention", keys.mentions), ("record", keys.records))
    missing = [hidden[kind, key] for kind, ids in groups for key in ids if (kind, key) in hidden]
    used = set(keys.published)
    for key in keys.reports:
        report = layers.reports[key]
        if report["event"] is None:
            missing.append(hidden["report", key])
            continue
        used.add(report["article"])
        if report["event"] not in here:
            missing.append(_elsewhere(layers, report))
    if not keys.published:
        missing.append(_empty_phase(phase))
    return _Share(
        kind="phase",
        phase=phase,
        days=(phase.start, phase.last),
        keys=keys,
        articles=tuple(sorted(used)),
        not_shown=tuple(missing),
        counts=_counts(layers, keys),
    )


def _elsewhere(layers: Layers, report: Object) -> Object:
    """Return the entry of a report whose event lies in another phase."""
    phases = ", ".join(layers.events[report["event"]]["phases"])
    item = NotShown(
        "report", report["id"], "happened in another phase", phases, report["article"], ""
    )
    return {**objects.not_shown_object(item), "quote": report["quote"]}


def _empty_phase(phase: Phase) -> Object:
    """Return the entry of a phase in which no article was published."""
    return objects.not_shown_object(
        NotShown(
            "phase",
            phase.id,
            "no article published in this phase",
            "what is shown comes from later articles that look back, and from records",
        )
    )


def _whole_share(layers: Layers, kind: str) -> _Share:
    """Return the share of a page that shows everything.

    The index lists mentions only where no phase does.
    """
    phases = layers.material.phases
    filled = {m.phase for members in layers.material.article_phases.values() for m in members}
    empty = tuple(_empty_phase(phase) for phase in phases if phase.id not in filled)
    keys = _Keys(
        published=tuple(layers.articles),
        events=tuple(layers.events),
        reports=tuple(layers.reports),
        mentions=tuple(layers.mentions),
        records=tuple(layers.records),
    )
    counts = _counts(layers, keys)
    if kind == "index":
        homeless = tuple(key for key in keys.mentions if not layers.mentions[key]["phases"])
        keys = dataclasses.replace(keys, mentions=homeless)
    return _Share(
        kind=kind,
        phase=None,
        days=(phases[-1].start, phases[-1].last) if phases else ALWAYS,
        keys=keys,
        articles=keys.published,
        not_shown=(*layers.not_shown, *empty),
        counts=counts,
    )


def _tally(shown: int, read: int) -> Object:
    """Return a count whose parts add up."""
    return {"read": read, "shown": shown, "not_shown": read - shown}


def _counts(layers: Layers, keys: _Keys) -> Object:
    """Return the counts of a page."""
    here = set(keys.events)
    parts: Counter[tuple[bool, bool]] = Counter()
    for key in keys.events:
        event = layers.events[key]
        parts[event["layer"] == "voice", event["drawn"] != "none"] += 1
    told = 0
    for key in keys.reports:
        home = layers.reports[key]["event"]
        told += home in here and layers.events[home]["drawn"] != "none"
    placed = sum(layers.mentions[key]["drawn"] != "none" for key in keys.mentions)
    kept = sum(layers.records[key]["drawn"] != "none" for key in keys.records)
    return {
        "articles": len(keys.published),
        "mentions": _tally(placed, len(keys.mentions)),
        "reports": _tally(told, len(keys.reports)),
        "events": _tally(parts[False, True], parts[False, True] + parts[False, False]),
        "voices": _tally(parts[True, True], parts[True, True] + parts[True, False]),
        "records": _tally(kept, len(keys.records)),
    }


def _read(counts: Object) -> Object:
    """Return how many of each kind were read, from the counts of a page."""
    return {key: counts[key]["read"] for key in ("events", "voices", "mentions", "records")}


def _phase_object(layers: Layers, share: _Share) -> Object:
    """Return a phase with what it holds."""
    phase = share.phase
    assert phase is not None
    sources = layers.material.sources
    return {
        "id": phase.id,
        "name": phase.name,
        "start": objects.iso(phase.start),
        "end": objects.iso(phase.end),
        "summary": phase.summary,
        "basis": phase.basis,
        "sources": [
            {"key": key, "title": sources[key].title if key in sources else key}
            for key in phase.sources
        ],
        "alternatives": [
            {"which": b.which, "day": objects.iso(b.day), "reason": b.reason, "source": b.source}
            for b in sorted(phase.alternatives, key=lambda b: (b.which, b.day, b.reason))
        ],
        "episodes": [
            {"id": e.id, "name": e.name, "start": objects.iso(e.start), "end": objects.iso(e.end)}
            for e in sorted(phase.episodes, key=lambda e: (e.start, e.id))
        ],
        "key_texts": list(phase.key_texts),
        "href": f"{phase.id}.html",
        "articles": list(share.keys.published),
        "counts": {**_read(share.counts), "not_shown": len(share.not_shown)},
    }


def _page(
    layers: Layers,
    share: _Share,
    phases: tuple[Object, ...],
    texts: Mapping[str, Object],
    conflict: Object,
) -> PageData:
    """Return one page; all but the index carry the texts of their articles for reading."""
    material = layers.material
    phase = share.phase.id if share.phase else None
    places = _page_places(layers, share)
    features = _page_features(layers, share, places)
    return PageData(
        page={"kind": share.kind, "phase": phase},
        conflict=conflict,
        build={"version": material.version, "input_hash": material.input_hash},
        phases=phases,
        articles=tuple(
            layers.articles[key] | (texts[key] if share.kind != "index" else {})
            for key in share.articles
        ),
        places=places,
        events=tuple(_page_event(layers, key, share) for key in share.keys.events),
        reports=tuple(layers.reports[key] for key in share.keys.reports),
        mentions=tuple(layers.mentions[key] for key in share.keys.mentions),
        records=tuple(layers.records[key] for key in share.keys.records),
        areas=tuple(dict(f.geojson) for f in features if f.sheet != "lines"),
        lines=tuple(dict(f.geojson) for f in features if f.sheet == "lines"),
        not_shown=share.not_shown,
        counts=share.counts,
        attribution=attribution(
            material.sources, _page_sources(layers, share, places.values(), features)
        ),
        policy=_policy_object(material.policy),
        actors=_actors(layers, share),
        candidates=_candidates(layers, share) if share.kind != "index" else {},
    )


def _page_event(layers: Layers, key: str, share: _Share) -> Object:
    """Return an event with the reason why it is on this page."""
    event = layers.events[key]
    if share.phase is None or len(event["phases"]) < 2:
        return event
    return {**event, "phase_reason": event["phase_reasons"][share.phase.id]}


def _page_places(layers: Layers, share: _Share) -> Object:
    """Return the places that a page's objects refer to, by id."""
    wanted: set[str] = set()
    for key in share.keys.events:
        event = layers.events[key]
        wanted.update(ref["place_id"] for ref in (*event["places"], *event["about"]))
        wanted.update((event["at"] or "", (event["venue"] or {}).get("place_id", "")))
    for key in share.keys.reports:
        report = layers.reports[key]
        wanted.update(ref["place_id"] for ref in (*report["places"], *report["about"]))
        wanted.add((report["venue"] or {}).get("place_id", ""))
    wanted.update(layers.mentions[key]["place_id"] or "" for key in share.keys.mentions)
    wanted.update(layers.records[key]["place_id"] or "" for key in share.keys.records)
    known = (layers.places[key] for key in sorted(wanted) if key in layers.places)
    shown = share.days if share.phase else ALWAYS  # the index looks at all times
    return {
        place.id: place_object(layers, place, share.days, shown, layers.material.language)
        | ({} if share.kind == "index" else {"names": _written(place)})
        for place in known
    }


def _page_features(layers: Layers, share: _Share, places: Object) -> list[Feature]:
    """Return the drawings of a page: the areas and lines of its days, and what its marks use."""
    used = {key for event in share.keys.events for key in layers.events[event]["features"]}
    for place in places.values():
        used.update(place["features"] if place["drawn"] in {"area", "line"} else ())
    return [
        feature
        for feature in layers.material.features
        if (
            feature.sheet != "districts"
            and (share.kind == "conflict" or feature.valid(*share.days))
        )
        or (feature.id in used and (share.phase is None or feature.valid(*share.days)))
    ]


def _page_sources(
    layers: Layers, share: _Share, places: Iterable[Object], features: Iterable[Feature]
) -> Iterator[str]:
    """Return the source keys of everything that a page shows, with repeats."""
    material = layers.material
    yield from material.base_sources
    yield from (place["source"] for place in places)
    yield from (feature.source for feature in features)
    yield from (layers.records[key]["source"]["key"] for key in share.keys.records)
    for phase in material.phases:
        if share.phase in {None, phase}:
            yield from phase.sources
            yield from (bound.source for bound in phase.alternatives)
            yield from (episode.source for episode in phase.episodes)


def attribution(sources: Mapping[str, Source], used: Iterable[str]) -> tuple[Object, ...]:
    """Return the attributions of the sources used, each once, sorted by key.

    Parameters
    ----------
    sources
        The known sources by key.
    used
        Keys, or lists of keys joined by semicolons, with repeats.

    Returns
    -------
    One object for each key; a key that is not known (the name of a package) stands for itself.
    """
    keys = {part.strip() for cell in used for part in cell.split(";")} - {""}
    found: list[Object] = []
    for key in sorted(keys):
        source = sources.get(key)
        found.append(
            {
                "key": key,
                "title": source.title if source else key,
                "licence": source.licence if source else "",
                "attribution": source.attribution if source else key,
            }
        )
    return tuple(found)


def _conflict_object(conflict: Conflict) -> Object:
    """Return what a page says about the conflict."""
    return {
        "id": conflict.id,
        "title": conflict.title,
        "summary": conflict.summary,
        "bbox": list(conflict.bbox),
        "sides": [{"id": side.id, "name": side.name} for side in conflict.sides],
        "utc_offset_hours": conflict.utc_offset_hours,
    }


def _policy_object(policy: Policy) -> Object:
    """Return the notes of the policy that a page shows."""
    return {
        "disclaimer": policy.disclaimer,
        "names_note": policy.names_note,
        "borders_note": policy.borders_note,
        "tolls_note": policy.tolls_note,
        "dates_note": policy.dates_note,
        "default_names": policy.default_names,
    }

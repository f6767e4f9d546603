"""A difference of two builds goes in; lines of text or JSON come out.

Text of articles may hold what a terminal obeys; whatever does not print becomes U+FFFD there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from karamap.diff.builds import Build, EventRow
from karamap.diff.compare import ASPECTS, Changed, Difference, Files, Lone, when
from karamap.objects import printable


def as_text(difference: Difference) -> str:
    """Return a difference as text for a terminal; it ends with a line feed."""
    lines = (*_head(difference), *_lists(difference))
    return "".join(f"{printable(line)}\n" for line in lines)


def summary(difference: Difference) -> str:
    """Return the numbers of added, gone, changed and equal events in one line."""
    kinds = ", ".join(f"{number} {what}" for what, number in difference.tally.items())
    changed = f"{len(difference.changed)} changed" + (f" ({kinds})" if kinds else "")
    parts = (f"{len(difference.added)} added", f"{len(difference.gone)} gone", changed)
    return f"{', '.join(parts)}, {difference.same} the same"


def causes(difference: Difference) -> list[str]:
    """Return what went into the builds that differs, one line each."""
    old, new = difference.old, difference.new
    lines = []
    if old.version != new.version:
        lines.append(f"karamap {old.version} made the old build, {new.version} the new one")
    for what, files in (("article", difference.articles), ("input", difference.geodata)):
        for word, paths in (
            ("added", files.added),
            ("gone", files.gone),
            ("changed", files.changed),
        ):
            lines += [f"{what} {word}: {path}" for path in paths]
    hashes_differ = old.input_hash != new.input_hash
    if not lines and hashes_differ:
        lines.append(
            "the names of the world's places differ; all files of the project are the same"
        )
    if not lines and (difference.added or difference.gone or difference.changed):
        lines.append("none in the inputs: the builds come from two states of karamap's code")
    return lines


def build_line(build: Build) -> str:
    """Return what a build is, in one line."""
    counts = ", ".join(f"{number} {name}" for name, number in build.counts.items())
    return f"karamap {build.version}, inputs {build.input_hash[:12]}: {counts or 'no counts'}"


def notes(difference: Difference) -> list[str]:
    """Return what a reader must know before trusting the comparison."""
    sides = (("old", difference.old), ("new", difference.new))
    return [f"{side} build: {note}" for side, build in sides for note in build.notes]


def _head(difference: Difference) -> Iterator[str]:
    yield f"old: {build_line(difference.old)}"
    yield f"new: {build_line(difference.new)}"
    yield from (f"note: {note}" for note in notes(difference))
    yield from (f"cause: {cause}" for cause in causes(difference))
    yield f"events: {summary(difference)}"


def _lists(difference: Difference) -> Iterator[str]:
    for title, lones in (("added", difference.added), ("gone", difference.gone)):
        if lones:
            yield ""
            yield title
        for lone in lones:
            yield from _lone(lone)
    if difference.changed:
        yield ""
        yield "changed"
    for pair in difference.changed:
        yield from _changed(pair)


def title(event: EventRow) -> str:
    """Return an event in one line: what, who says so, when, where."""
    by = f" by {event.claimant}" if event.claimant else ""
    where = ", ".join(spot.name for spot in event.places) or "no place"
    return f"{event.type}, {event.status}{by}, {when(event)}, {where}"


def _lone(lone: Lone) -> Iterator[str]:
    event = lone.event
    yield f"  {event.id}: {title(event)}"
    yield f"    {_words(event)}"
    yield f"    because: {lone.reason}"


def _changed(pair: Changed) -> Iterator[str]:
    ids = (
        pair.new.id if pair.matched == "id" else f"{pair.old.id} -> {pair.new.id} ({pair.matched})"
    )
    yield f"  {ids}: {title(pair.new)}"
    yield f"    {_words(pair.new)}"
    for change in pair.changes:
        yield f"    {change.what}: {change.old} -> {change.new}"
        if change.reason:
            yield f"      because: {change.reason}"


def _words(event: EventRow) -> str:
    words = event.words
    return f"{words.article} [{words.start}:{words.end}] “{words.quote}”"


# --- JSON -----------------------------------------------------------------------------------------


def as_json(difference: Difference) -> str:
    """Return a difference as JSON; it ends with a line feed."""
    value = {
        "old": _build(difference.old),
        "new": _build(difference.new),
        "same": difference.empty,
        "causes": causes(difference),
        "articles": _files(difference.articles),
        "inputs": _files(difference.geodata),
        "counts": {
            "added": len(difference.added),
            "gone": len(difference.gone),
            "changed": len(difference.changed),
            "same": difference.same,
            **{what: difference.tally.get(what, 0) for what in ASPECTS},
        },
        "added": [{**_event(lone.event), "reason": lone.reason} for lone in difference.added],
        "gone": [{**_event(lone.event), "reason": lone.reason} for lone in difference.gone],
        "changed": [_pair(pair) for pair in difference.changed],
    }
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    # Half of a character pair may stand in an article; UTF-8 cannot hold it, JSON can.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _build(build: Build) -> dict[str, Any]:
    return {
        "conflict": build.conflict,
        "version": build.version,
        "input_hash": build.input_hash,
        "counts": dict(build.counts),
        "notes": list(build.notes),
    }


def _files(files: Files) -> dict[str, Sequence[str]]:
    return {"added": files.added, "gone": files.gone, "changed": files.changed}


def _event(event: EventRow) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "claimant": event.claimant,
        "date_start": event.date_start,
        "date_end": event.date_end,
        "date_precision": event.date_precision,
        "places": [{"place_id": spot.id, "name": spot.name} for spot in event.places],
        "article": event.words.article,
        "start": event.words.start,
        "end": event.words.end,
        "quote": event.words.quote,
    }


def _pair(pair: Changed) -> dict[str, Any]:
    changes = [
        {"what": c.what, "old": c.old, "new": c.new, "reason": c.reason or None}
        for c in pair.changes
    ]
    head = {"old_id": pair.old.id, "matched_by": pair.matched}
    return {**_event(pair.new), **head, "changes": changes}

"""Phases and their events go in; a timeline to scale comes out, as a drawing with links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from karamap.render.markup import Markup, join, tag
from karamap.render.markup import text as escaped
from karamap.render.when import parse, period

_WIDTH, _BAR_TOP, _BAR_HEIGHT, _TICKS = 1200.0, 46.0, 18.0, 46.0
_LEAST_GAP = 30.0  # between the numbers above the bar
_WORDS = frozenset({"voice", "talks"})


def timeline(
    index: Mapping[str, Any], phase_pages: Sequence[Mapping[str, Any]], words: Mapping[str, Any]
) -> Markup:
    """Return the phases on one scale of time, each linked, with events above and below.

    Events that tell of deeds stand above the base line, words (talks and voices) below, by year.
    """
    phases = [phase for phase in index["phases"] if phase.get("start")]
    if not phases:
        return Markup("")
    first = parse(phases[0]["start"]) or date.min
    last = _last_day(phases, phase_pages)
    days = max(1, (last - first).days)

    def x(day: date) -> float:
        return (day - first).days / days * (_WIDTH - 2) + 1

    events = {event["id"]: event for page in phase_pages for event in page.get("events") or []}
    parts = [*_years(first, last, x), *_columns(events.values(), x), *_bar(phases, last, x, words)]
    height = _BAR_TOP + _BAR_HEIGHT + _TICKS + 22
    drawing = Markup(
        f'<svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" class="timeline" role="group" '
        f'aria-label="{escaped(words["text"]["timeline_scale"])}">{join(*parts)}</svg>'
    )
    key = tag(
        "p",
        words["text"]["timeline_key"], " ", tag("span", class_="key-deeds"), " ",
        words["text"]["key_deeds"], ", ", tag("span", class_="key-words"), " ",
        words["text"]["key_words"], ".",
        class_="quiet",
    )  # fmt: skip
    return tag("figure", drawing, tag("figcaption", key))


def _last_day(
    phases: Sequence[Mapping[str, Any]], pages: Sequence[Mapping[str, Any]]
) -> date:
    """Return the end of the scale: a year after the last dated thing, since no clock is read."""
    known = [parse(phase.get(part)) for phase in phases for part in ("start", "end")]
    for page in pages:
        for event in [*(page.get("events") or []), *(page.get("records") or [])]:
            known.append(parse(event.get("date_end")))
    latest = max(day for day in known if day)
    return date(latest.year + 1, 12, 31)


def _years(first: date, last: date, x: Callable[[date], float]) -> list[Markup]:
    """Return marks of years below the bar."""
    span = last.year - first.year
    step = next((s for s in (1, 2, 5, 10, 20) if span / s <= 14), 50)
    base = _BAR_TOP + _BAR_HEIGHT + _TICKS
    made = []
    for year in range(first.year + 1, last.year + 1):
        if year % step == 0:
            at = x(date(year, 1, 1))
            made.append(Markup(
                f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{_BAR_TOP}" y2="{base}"/>'
                f'<text class="year" x="{at:.1f}" y="{base + 14}">{year}</text>'))  # fmt: skip
    return made


def _columns(
    events: Iterable[Mapping[str, Any]], x: Callable[[date], float]
) -> list[Markup]:
    """Return a column of deeds and one of words for each year."""
    deeds: Counter[int] = Counter()
    words: Counter[int] = Counter()
    for event in events:
        day = parse(event.get("date_start") or event.get("date_end"))
        if day:
            (words if event.get("layer") in _WORDS else deeds)[day.year] += 1
    tallest = max([1, *deeds.values(), *words.values()])
    top, room = _BAR_TOP + _BAR_HEIGHT + 4, (_TICKS - 8)
    made = []
    for year in sorted({*deeds, *words}):
        left, width = x(date(year, 1, 1)), (x(date(year, 12, 31)) - x(date(year, 1, 1))) / 2 - 1.5
        for offset, counter, css in ((1.0, deeds, "deeds"), (width + 2, words, "words")):
            height = counter[year] / tallest * room
            made.append(Markup(
                f'<rect class="{css}" x="{left + offset:.1f}" y="{top + room - height:.1f}" '
                f'width="{max(2.0, width):.1f}" height="{height:.1f}"/>'))  # fmt: skip
    base = top + room
    made.append(Markup(f'<line class="base" x1="0" x2="{_WIDTH:.0f}" y1="{base}" y2="{base}"/>'))
    return made


def _bar(
    phases: Sequence[Mapping[str, Any]],
    last: date,
    x: Callable[[date], float],
    words: Mapping[str, Any],
) -> list[Markup]:
    """Return the phases as a bar, each with a number above that is a link."""
    spans = []
    for phase in phases:
        start, end = parse(phase["start"]) or date.min, parse(phase.get("end")) or last
        spans.append((x(start), x(end)))
    centres = _apart([(left + right) / 2 for left, right in spans])
    made = []
    for number, (phase, (left, right), centre) in enumerate(
        zip(phases, spans, centres, strict=True), 1
    ):
        title = f"{number}: {phase['name']}, {period(phase['start'], phase.get('end'), words)}"
        css = "own" if phase.get("articles") else "bare"
        middle = (left + right) / 2
        made.append(
            tag("a",
                tag("title", title),
                Markup(f'<rect class="span {css}" x="{left:.1f}" y="{_BAR_TOP}" '
                       f'width="{max(2.5, right - left - 1):.1f}" height="{_BAR_HEIGHT}"/>'
                       f'<path class="lead-line" d="M{centre:.1f} 24L{middle:.1f} {_BAR_TOP}"/>'
                       f'<circle class="{css}" cx="{centre:.1f}" cy="13" r="12"/>'
                       f'<text class="num" x="{centre:.1f}" y="17.5">{number}</text>'),
                href=f"#phase-{number}")
        )  # fmt: skip
    return made


def _apart(centres: list[float]) -> list[float]:
    """Return the centres, moved as little as needed for the numbers not to touch."""
    placed: list[float] = []
    for centre in centres:
        placed.append(max(centre, placed[-1] + _LEAST_GAP) if placed else max(13.0, centre))
    limit = _WIDTH - 13
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], limit)
        limit = placed[i] - _LEAST_GAP
    return placed



"""A page of a file's events goes in, its table in columns; the finished HTML page comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karamap.columns import Column, combine
from karamap.render import assets
from karamap.render.frame import base_layers
from karamap.render.geography import base_labels
from karamap.render.phase_page import phase_page
from karamap.render.when import span


def render_event_page(
    page: Any,  # noqa: ANN401 - a page or its plain dict
    events: Mapping[str, Column],
    basemap: Mapping[str, Any],
    *,
    tiles: bool = False,
    language: str = "en",
) -> str:
    """Render the page of a file of events, in one HTML file of its own.

    Parameters
    ----------
    page, events
        What `karamap.layers.event_page` returned.
    basemap, tiles, language
        As in `karamap.render.render_pages`.
    """
    plain = page.to_json() if hasattr(page, "to_json") else page
    words = assets.strings(language)
    when = combine(
        [events["date_start"], events["date_end"]], lambda start, end: span(start, end, words)
    )
    return phase_page(
        plain,
        basemap,
        base_layers(basemap),
        base_labels(basemap, plain["conflict"]["bbox"]),
        words,
        tiles=tiles,
        columns={"events": {**events, "when": when}},
    )

"""Everything that was read goes in; what each page shows, and what it leaves out, comes out.

This is the one stage that decides what is drawn: HTML pages and GeoJSON files both take their
objects from here, so that they cannot disagree. `decide` makes every object once
(`karamap.layers.decisions`); `pages` deals them out (`karamap.layers.pages`).
"""

from karamap.layers.decisions import (
    LAYERS,
    SETTLEMENTS,
    Layers,
    Material,
    decide,
    drawn_place,
    layer_of,
)
from karamap.layers.event_page import event_page
from karamap.layers.labels import label_of, name_in, side_names
from karamap.layers.pages import PageData, attribution, pages, place_object

__all__ = [
    "LAYERS",
    "SETTLEMENTS",
    "Layers",
    "Material",
    "PageData",
    "attribution",
    "build_pages",
    "decide",
    "drawn_place",
    "event_page",
    "label_of",
    "layer_of",
    "name_in",
    "pages",
    "place_object",
    "side_names",
]


def build_pages(material: Material) -> tuple[PageData, ...]:
    """Return a page for each phase in the order of time, the whole conflict, and the index."""
    return pages(decide(material))

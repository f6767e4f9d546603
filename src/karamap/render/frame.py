"""Geometry goes in; the script and container of a Folium map come out.

Folium compiles what it renders as a template, links to code on other hosts and gives random ids.
So it gets geometry without properties, names of ours only (through `safe`), ids counted from the
top, and its own lists of links stay untouched: a subclass has empty ones. What the page needs to
know of the map (the map itself and the drawings of areas and lines by index) is handed over in one
global, ``karamapFrame``.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from karamap.errors import OutputError
from karamap.render.markup import safe

TILE_URL = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
TILE_HOST = "https://tile.openstreetmap.org"
MIN_ZOOM, MAX_ZOOM = 5, 13
_TILE = 256  # pixels of the world at zoom 0
_NARROW = 360  # pixels of the narrowest map


@dataclass(frozen=True, slots=True)
class Frame:
    """The container of the map and the script that fills it."""

    html: str
    script: str


class _Map(folium.Map):
    """A Folium map that links to nothing and leaves head and title to the page."""

    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <div id="{{ this.get_name() }}" class="map-canvas"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        L_NO_TOUCH = false; L_DISABLE_3D = false;
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }},
            ...{{ this.options|tojavascript }} });
        L.control.scale({imperial: false}).addTo({{ this.get_name() }});
        {% endmacro %}
        """
    )
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium reads it from the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class _Handover(MacroElement):
    """Publishes the map and its drawings to the browser module."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.karamapFrame = {map: {{ this.map }}, tiles: {{ this.tiles }}, drawings: [
            {%- for name in this.drawings %}{{ name }},{% endfor -%} ]};
        {% endmacro %}
        """
    )

    def __init__(self, map_name: str, drawings: Sequence[str], tiles: str | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Handover"
        self.map = map_name
        self.drawings = list(drawings)
        self.tiles = tiles or "null"


def _numbered(element: Element, ident: str) -> Any:  # noqa: ANN401 - Folium has no types
    """Give an element of Folium a fixed id in place of its random one."""
    element._id = ident
    return element


def _rounded(coordinates: Sequence[Any], digits: int) -> list[Any]:
    """Return coordinates with fewer digits, at any depth."""
    if coordinates and isinstance(coordinates[0], (int, float)):
        return [round(float(number), digits) for number in coordinates[:2]]
    return [_rounded(part, digits) for part in coordinates]


def _bare(geometry: Mapping[str, Any], digits: int) -> dict[str, Any]:
    """Return a geometry without anything but its type and coordinates."""
    if geometry["type"] == "GeometryCollection":
        parts = [_bare(part, digits) for part in geometry["geometries"]]
        return {"type": "GeometryCollection", "geometries": parts}
    return {
        "type": str(geometry["type"]),
        "coordinates": _rounded(geometry["coordinates"], digits),
    }


def _collection(features: Sequence[Mapping[str, Any]], digits: int) -> dict[str, Any]:
    """Return the geometries of features, and nothing else of them, as GeoJSON."""
    bare = [
        {
            "type": "Feature",
            "id": str(index),
            "properties": {},
            "geometry": _bare(feature["geometry"], digits),
        }
        for index, feature in enumerate(features)
        if feature.get("geometry")
    ]
    return {"type": "FeatureCollection", "features": bare}


def _layer(collection: dict[str, Any], ident: str, css_class: str, name: str = "") -> Any:  # noqa: ANN401 - Folium has no types
    """Return a Folium layer whose look is left to the style sheet."""
    style = {"className": css_class}
    layer = folium.GeoJson(
        collection,
        name=safe(name) if name else None,
        control=bool(name),
        smooth_factor=0.6,
        style_function=lambda _feature: style,
        interactive=False,
    )
    return _numbered(layer, ident)


@dataclass(frozen=True, slots=True)
class BaseLayer:
    """One layer of the base map: its geometry, and nothing else of it."""

    key: str
    css_class: str
    collection: dict[str, Any]


def base_layers(basemap: Mapping[str, Any]) -> tuple[BaseLayer, ...]:
    """Return the layers of the base map from the ground up; made once for all pages.

    Where borders come as lines of their own, districts are drawn from those too: outlines of
    polygons that were cut at a box would show the box.
    """
    features = {
        key: list((basemap.get(key) or {}).get("features") or [])
        for key in ("countries", "districts", "lakes", "rivers", "boundaries")
    }
    lines = features.pop("boundaries")
    inner = [line for line in lines if (line.get("properties") or {}).get("style") == "district"]
    features["districts"] = inner or features["districts"]
    features["boundaries"] = [line for line in lines if line not in inner]
    order = (
        ("countries", "country"), ("lakes", "lake"), ("rivers", "river"),
        ("districts", "district"), ("boundaries", "boundary"),
    )  # fmt: skip
    return tuple(
        BaseLayer(key, f"base base-{css}", _collection(features[key], 3))
        for key, css in order
        if features[key]
    )


def _box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """Return a rectangle as GeoJSON: water under everything, so that relief can shade it."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return _collection([{"geometry": {"type": "Polygon", "coordinates": [ring]}}], 3)


def _extent(collection: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a collection of features."""
    points = [point for f in collection["features"] for point in _points([f["geometry"]])]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def _points(parts: Sequence[Any]) -> Iterator[Sequence[float]]:
    """Yield the points of geometries or of their coordinates, at any depth."""
    if parts and isinstance(parts[0], (int, float)):
        yield parts
        return
    for part in parts:
        inner = part.get("coordinates") or part.get("geometries") if isinstance(part, dict) else part
        yield from _points(inner or ())


def build_frame(
    bbox: Sequence[float],
    base: Sequence[BaseLayer],
    drawings: Sequence[tuple[Mapping[str, Any], str]],
    words: Mapping[str, str],
    *,
    relief: Mapping[str, Any] | None = None,
    tiles: bool = False,
) -> Frame:
    """Build the map of a page.

    Parameters
    ----------
    bbox
        West, south, east and north of the map.
    base
        Layers of the base map (`base_layers`).
    drawings
        Features of areas and lines with the CSS class of each, in the order of the page's data.
    words
        Names of the base layers in the language of the page.
    relief
        A picture of the ground: {"jpeg": bytes, "bounds": [w, s, e, n]}, in Web Mercator.
    tiles
        Whether the page may offer online tiles; they are never loaded unasked.
    """
    west, south, east, north = (float(value) for value in bbox)
    # A little room round the box, so that marks at its edge can be moved into view.
    pad_x, pad_y = (east - west) * 0.25, (north - south) * 0.25
    nearest = _least_zoom(east - west)
    canvas = _Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        zoom_control=True,
        zoom_start=7,
        min_zoom=nearest,
        max_zoom=MAX_ZOOM,
        zoomSnap=0.25,
        zoomDelta=0.5,
        attributionControl=False,
        maxBounds=[[south - pad_y, west - pad_x], [north + pad_y, east + pad_x]],
        maxBoundsViscosity=0.8,
    )
    _numbered(canvas, "1")
    canvas.options["minZoom"], canvas.options["maxZoom"] = nearest, MAX_ZOOM
    tile_name = _add_tiles(canvas, words) if tiles else None
    land = next((layer for layer in base if layer.key == "countries"), None)
    if land is not None:  # without land nothing tells where sea is, and neither beyond its edge
        _layer(_box(*_extent(land.collection)), "sea", "base base-sea").add_to(canvas)
    _add_base(canvas, base, relief, words)
    names = []
    for index, (feature, css_class) in enumerate(drawings):
        layer = _layer(_collection([feature], 4), f"drawing_{index}", css_class)
        layer.add_to(canvas)
        names.append(layer.get_name())
    _numbered(folium.LayerControl(collapsed=True), "1").add_to(canvas)
    _numbered(_Handover(canvas.get_name(), names, tile_name), "1").add_to(canvas)
    return _rendered(canvas)


def _least_zoom(width: float) -> int:
    """Return the zoom at which so many degrees fit on a narrow map, or the usual one."""
    return max(0, min(MIN_ZOOM, int(math.log2(_NARROW * 360 / (_TILE * width)))))


def _add_tiles(canvas: folium.Map, words: Mapping[str, str]) -> str:
    """Add online tiles that no reader sees before asking for them; return their name."""
    layer = folium.TileLayer(
        tiles=TILE_URL, attr=safe(words["tiles_attribution"]), control=False, show=False,
        max_zoom=MAX_ZOOM,
    )  # fmt: skip
    _numbered(layer, "1").add_to(canvas)
    return str(layer.get_name())


def _add_base(
    canvas: folium.Map,
    base: Sequence[BaseLayer],
    relief: Mapping[str, Any] | None,
    words: Mapping[str, str],
) -> None:
    """Add the layers of the base map, and the relief that shades them."""
    for layer in base:
        _layer(layer.collection, layer.key, layer.css_class, words[layer.key]).add_to(canvas)
    if relief:
        west, south, east, north = relief["bounds"]
        encoded = base64.b64encode(relief["jpeg"]).decode()
        picture = folium.raster_layers.ImageOverlay(
            image=f"data:image/jpeg;base64,{encoded}",
            bounds=[[south, west], [north, east]],
            name=safe(words["relief"]),
            className="base-relief",
            alt="",
        )
        _numbered(picture, "relief").add_to(canvas)


def _rendered(canvas: folium.Map) -> Frame:
    """Render the map's parts apart, so that the page decides where they stand."""
    root = _numbered(canvas.get_root(), "1")
    root.render()
    script, body = root.script.render(), root.html.render()
    if "</" in script or "<!--" in script:
        raise OutputError("the map's script cannot stand in a page: it holds an end of script")
    return Frame(html=body.strip(), script=script)

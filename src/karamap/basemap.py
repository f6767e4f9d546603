"""``geodata/basemap/`` goes in; the layers of the base map, and whose they are, come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from karamap.config import label, read_text
from karamap.errors import GeodataError, one_by_one

Layers = Mapping[str, Mapping[str, Any]]


def read_basemap(geodata: Path) -> dict[str, dict[str, Any]]:
    """Read the layers of the base map.

    Parameters
    ----------
    geodata
        The project's folder ``geodata``.

    Returns
    -------
    GeoJSON by the name of its file, and under "relief" a picture with its bounds and its source. A
    folder without a base map gives none.

    Raises
    ------
    GeodataError
        When a file is broken.
    """
    folder = geodata / "basemap"
    layers: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.geojson")):
        with one_by_one:
            layers[path.stem] = _checked(_read_object(path, "features"), path)
    picture, bounds = folder / "relief.jpg", folder / "relief.json"
    if picture.is_file() and bounds.is_file():
        with one_by_one:
            about = _read_object(bounds, "bounds")
            layers["relief"] = {
                "jpeg": picture.read_bytes(),
                "bounds": about["bounds"],
                "source": about.get("source"),
            }
    return layers


def renamed(
    layers: Mapping[str, Mapping[str, Any]], name_of: Callable[[str], str | None]
) -> dict[str, dict[str, Any]]:
    """Return the base map with other names: those of the places that its features stand for.

    Parameters
    ----------
    layers
        What `read_basemap` returned.
    name_of
        Gives a name for the id of a place; ``None`` keeps the one that the feature has.
    """
    return {
        key: {**layer, "features": [_named(feature, name_of) for feature in layer["features"]]}
        if "features" in layer
        else dict(layer)
        for key, layer in layers.items()
    }


def _named(feature: Mapping[str, Any], name_of: Callable[[str], str | None]) -> dict[str, Any]:
    about = feature.get("properties") or {}
    name = name_of(about["place_id"]) if about.get("place_id") else None
    return {**feature, "properties": {**about, "name": name or about.get("name")}}


def _read_object(path: Path, member: str) -> dict[str, Any]:
    """Read a file that holds one JSON object with a list as its member."""
    try:
        loaded = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise GeodataError(f"{label(path)}: not JSON: {problem}; mend it") from None
    if not isinstance(loaded, dict) or not isinstance(loaded.get(member), list):
        raise GeodataError(f"{label(path)}: no object with a list '{member}'; mend it")
    return loaded


def _checked(layer: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return a layer whose members are features with properties and a geometry."""
    if not isinstance(layer.get("source"), str | None):
        raise GeodataError(f"{label(path)}: 'source' is no key of a source; mend it")
    for number, feature in enumerate(layer["features"], 1):
        about = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(about, dict) or not isinstance(feature.get("geometry"), dict):
            raise GeodataError(
                f"{label(path)}: feature {number} has no properties or no geometry; mend it"
            )
        if not isinstance(about.get("source"), str | None):
            raise GeodataError(f"{label(path)}: 'source' of feature {number} is no key; mend it")
    return layer


def base_sources(layers: Layers) -> tuple[str, ...]:
    """Return the keys of the sources that the layers of a base map name, sorted."""
    found: set[str | None] = set()
    for layer in layers.values():
        found.add(layer.get("source"))
        found |= {feature["properties"].get("source") for feature in layer.get("features", ())}
    return tuple(sorted(source for source in found if source))

"""Nothing goes in; the styles, scripts and licences that each page carries inside itself come out.

Leaflet comes from the installed package ``django-js-lib-leaflet`` (the unchanged files of Leaflet
under their BSD licence; nothing of Django is used), our own files from ``static/``.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from karamap.errors import OutputError, UsageError

_PACKAGE = "django-js-lib-leaflet"
_MODULE = "js_lib_leaflet"


@cache
def _leaflet_folder() -> Path:
    """Return the folder of Leaflet's files without importing the package that holds them."""
    spec = importlib.util.find_spec(_MODULE)
    if spec is None or not spec.submodule_search_locations:
        raise OutputError(f"Leaflet is missing: install it with 'pip install {_PACKAGE}'")
    return Path(spec.submodule_search_locations[0]) / "static" / _MODULE


@cache
def static(name: str) -> str:
    """Return one of our own files."""
    return resources.files("karamap.render").joinpath("static", *name.split("/")).read_text(encoding="utf-8")


def languages() -> tuple[str, ...]:
    """Return the languages that pages speak, sorted."""
    names = (path.name for path in resources.files("karamap.render").joinpath("static").iterdir())
    found = (re.fullmatch(r"strings\.([a-z]+)\.json", name) for name in names)
    return tuple(sorted(match[1] for match in found if match))


_PARTS = ("tables", "data", "state", "tolls", "map", "tips", "canvas", "histogram", "time", "episodes", "legend", "lists", "table", "search", "holders", "detail", "start")


@cache
def instrument_js() -> str:
    """Return the browser module: its parts in their order, in one scope of their own."""
    head = "// The page's data (JSON) and Folium's map go in; marks, lists and panels come out.\n"
    head += "// Text of articles, names and records goes into text nodes and attributes only.\n"
    parts = "\n".join(static(f"karamap/{part}.js") for part in _PARTS)
    return f'{head}"use strict";\n(async () => {{\n{parts}}})();\n'


@cache
def strings(language: str) -> dict[str, Any]:
    """Return the words of the interface.

    Raises
    ------
    UsageError
        When no page speaks the language; the message lists those that exist.
    """
    if language not in languages():
        shown = "".join(char if char.isprintable() else "?" for char in language)
        known = ", ".join(languages())
        raise UsageError(f"no pages in the language '{shown}'; take one of {known}")
    loaded: dict[str, Any] = json.loads(static(f"strings.{language}.json"))
    return loaded


@cache
def symbols() -> dict[str, dict[str, str]]:
    """Return the shape of each layer's mark, as SVG path data in a box of 20 by 20."""
    loaded: dict[str, dict[str, str]] = json.loads(static("symbols.json"))
    return loaded


@cache
def leaflet_js() -> str:
    """Return Leaflet's script, ready to stand in a page."""
    script = (_leaflet_folder() / "leaflet.js").read_text(encoding="utf-8")
    script = re.sub(r"\n?//# sourceMappingURL=.*\s*$", "\n", script)
    if "</script" in script.lower() or "<!--" in script:
        raise OutputError("Leaflet's script cannot stand in a page: it holds an end of script")
    return script


@cache
def leaflet_css() -> str:
    """Return Leaflet's styles with their pictures inside and without rules for old browsers."""
    css = (_leaflet_folder() / "leaflet.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"behavior:\s*url\(#default#VML\);", "", css)

    def inline(match: re.Match[str]) -> str:
        picture = (_leaflet_folder() / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(picture).decode()})"

    return re.sub(r"\n\s*\n+", "\n", re.sub(r"url\((images/[\w.-]+)\)", inline, css))


@cache
def leaflet_version() -> str:
    """Return Leaflet's version as its script states it."""
    found = re.search(r"Leaflet (\d[\w.]*)", leaflet_js()[:400])
    return found[1] if found else ""


@cache
def leaflet_licence() -> str:
    """Return the licence text that comes with Leaflet's files."""
    for file in metadata.files(_PACKAGE) or ():
        if file.name.upper().startswith("LICEN"):
            return file.read_text(encoding="utf-8").strip()
    raise OutputError(f"the licence of Leaflet is missing: reinstall {_PACKAGE}")


def digest(content: str) -> str:
    """Return the source expression by which a security policy allows this inline content."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def policy(scripts: list[str], styles: list[str], image_hosts: tuple[str, ...] = ()) -> str:
    """Return the Content-Security-Policy of a page that asks nobody for anything.

    Parameters
    ----------
    scripts, styles
        The inline scripts and styles, exactly as they stand between their tags.
    image_hosts
        Hosts from which pictures may be asked for (map tiles, when built with them).
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + (" ".join(map(digest, scripts)) or "'none'"),
            "style-src " + " ".join(map(digest, styles)),
            " ".join(["img-src data:", *image_hosts]),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )

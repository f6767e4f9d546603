"""What each page shows goes in; file names and whole HTML pages come out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from karamap.errors import OutputError
from karamap.render import assets
from karamap.render.frame import base_layers
from karamap.render.geography import base_labels
from karamap.render.index_page import index_page
from karamap.render.join_page import JOIN_PAGE, join_page
from karamap.render.phase_page import phase_page

CONFLICT_PAGE = "conflict.html"
_TAKEN = frozenset({"index.html", CONFLICT_PAGE, JOIN_PAGE})
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.html")


def render_pages(
    pages: Sequence[Any],
    basemap: Mapping[str, Any],
    *,
    tiles: bool = False,
    language: str = "en",
    report: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """Render the pages of a build.

    Parameters
    ----------
    pages
        One entry for each phase page and one for the index: `karamap.layers.PageData`, or the
        plain dict that its ``to_json()`` gives. Without an index entry the index is made from the
        phases.
    basemap
        GeoJSON feature collections under "countries", "districts", "lakes", "rivers" and
        "boundaries" (borders as lines, for countries clipped at a box), each optional, and
        under "relief" a picture: {"jpeg": bytes, "bounds": [w, s, e, n]}.
    tiles
        Whether phase pages offer online tiles behind a button. The default page asks no other
        computer for anything, and its security policy forbids it.
    language
        Language of the interface.
    report
        The join report (`karamap.joins.join_report`), for a page of its own.

    Returns
    -------
    HTML by file name, sorted: ``index.html``, one page for each phase and for the whole conflict,
    and that of the join report.

    Raises
    ------
    OutputError
        When a phase's page has no usable file name, or a file of a package is missing.
    """
    plain = [page.to_json() if hasattr(page, "to_json") else page for page in pages]
    words = assets.strings(language)
    phases = [page for page in plain if page["page"]["kind"] == "phase"]
    if not plain:
        raise OutputError("there is no page to render: geodata/phases.toml needs a phase")
    index = next((page for page in plain if page["page"]["kind"] == "index"), None)
    index = index or {**plain[0], "page": {"kind": "index", "phase": None}}
    labels = base_labels(basemap, index["conflict"]["bbox"])
    base = base_layers(basemap)
    made = {"index.html": index_page(index, phases, basemap, words, report)}
    if report is not None:
        made[JOIN_PAGE] = join_page(report, index, words)
    whole = next((page for page in plain if page["page"]["kind"] == "conflict"), None)
    if whole:
        made[CONFLICT_PAGE] = phase_page(whole, basemap, base, labels, words, tiles=tiles)
    for page in phases:
        name = _file_name(page)
        made[name] = phase_page(page, basemap, base, labels, words, tiles=tiles)
    return dict(sorted(made.items()))


def _file_name(page: Mapping[str, Any]) -> str:
    """Return the file name of a phase page."""
    ident = page["page"]["phase"]
    name = str(next((p["href"] for p in page["phases"] if p["id"] == ident), f"{ident}.html"))
    if not _FILE_NAME.fullmatch(name) or name in _TAKEN:
        raise OutputError(
            f"phase {ident!r}: {name!r} cannot name a page: "
            "use lower-case letters, digits and hyphens for its id in geodata/phases.toml"
        )
    return name

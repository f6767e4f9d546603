"""Text goes in; HTML and JSON that cannot be mistaken for markup or code come out."""

from __future__ import annotations

import html
import json

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "use", "rect", "circle"})


class Markup(str):
    """HTML that is finished; every other string is text and gets escaped."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Return text as HTML."""
    return Markup(html.escape(value, quote=True))


def join(*parts: str | None) -> Markup:
    """Return the parts one after the other, each escaped unless it is finished HTML."""
    return Markup("".join(p if isinstance(p, Markup) else text(p) for p in parts if p is not None))


def tag(element: str, /, *children: str | None, **attributes: str | float | None) -> Markup:
    """Return an element.

    Parameters
    ----------
    element
        Its name.
    children
        Its content; plain strings are escaped, ``None`` is left out.
    attributes
        Its attributes. A trailing underscore is dropped ("class_"), other underscores become
        hyphens; ``None`` and False leave the attribute out, True gives it no value.
    """
    parts = [element]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = key.rstrip("_").replace("_", "-")
        parts.append(shown if value is True else f'{shown}="{html.escape(str(value))}"')
    head = " ".join(parts)
    if element in VOID:
        return Markup(f"<{head}>")
    return Markup(f"<{head}>{join(*children)}</{element}>")


def isolated(value: str) -> Markup:
    """Return text of others as HTML, so that its marks of direction end where it ends."""
    return tag("bdi", value)


def json_text(value: object) -> str:
    """Return JSON that may stand in a script element: no ``<``, ``>``, ``&`` and line separators.

    The result is plain ASCII, sorted by key, and reads back to the same value.
    """
    dumped = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for char in "<>&":
        dumped = dumped.replace(char, f"\\u{ord(char):04x}")
    return dumped


def data_block(ident: str, value: object) -> Markup:
    """Return a script element that holds data for the browser module and is never run."""
    return Markup(f'<script type="application/json" id="{ident}">{json_text(value)}</script>')


_TEMPLATE_CHARS = str.maketrans({char: f"&#{ord(char)};" for char in "`$\\{}"})


def safe(value: str) -> str:
    """Return text that Folium can carry: it means itself to HTML, Jinja and JavaScript alike.

    Folium compiles what it renders as a template and writes it into scripts, so besides the marks
    of HTML the characters that open templates and script strings become entities. Everything with
    a name that goes through Folium goes through here; no text of an article does.
    """
    return html.escape(value, quote=True).translate(_TEMPLATE_CHARS)

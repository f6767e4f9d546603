"""Reasons that the stages gave, in English, go in; they come out in the language of a page.

A table ``static/reasons.<language>.json`` holds templates: English on the left, the language of the
page on the right. What stands in braces is carried over; its name, without a number at its end,
says what it is. Words of articles, names and numbers stay as they are, and so does a reason for
which the table has no template.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from karamap.render import assets

Translate = Callable[[str], str]

_HOLE: Final = re.compile(r"\{([a-z]+)(\d*)\}")
_PATTERNS: Final[Mapping[str, str]] = {
    "day": r"\d{4}-\d\d-\d\d",
    "n": r"\d[\d.,]*",
    "type": r"[A-Z_]+",
    "status": r"[a-z_]+",
    "quote": r"“[^”]*”|\"[^\"]*\"",
}
_TRANSLATED: Final = frozenset({"reason", "unit"})  # holes whose content is a reason again
_NAMED: Final[Mapping[str, str]] = {"type": "types", "status": "status"}  # holes with words of ours
_OPEN, _CLOSE, _QUOTES = "“(", "”)", "“”\"'"
_FIELDS: Final = (
    "basis", "date_basis", "detail", "merge_reason", "phase_reason", "place_reason", "reason"
)  # fmt: skip
_LISTS: Final = ("differs", "flags")
_PARTS: Final = ("published", "records")  # of an article, of an event


def in_language(entry: Mapping[str, Any], translate: Translate | None) -> dict[str, Any]:
    """Return an object of a page with its reasons translated.

    Parameters
    ----------
    entry
        An event, report, mention, article, record or entry of what is not shown.
    translate
        From `translator`; ``None`` leaves everything as it is.
    """
    if translate is None:
        return dict(entry)
    told: dict[str, Any] = {}
    told |= {key: translate(entry[key]) for key in _FIELDS if isinstance(entry.get(key), str)}
    told |= {key: [translate(line) for line in entry[key]] for key in _LISTS if entry.get(key)}
    for key in _PARTS:
        part = entry.get(key)
        if isinstance(part, Mapping):
            told[key] = in_language(part, translate)
        elif part and isinstance(part[0], Mapping):
            told[key] = [in_language(one, translate) for one in part]
    return {**entry, **told}


@cache
def translator(language: str) -> Translate | None:
    """Return what translates a reason into a language; ``None`` for English, that of the stages."""
    if language == "en":
        return None
    table: dict[str, str] = json.loads(assets.static(f"reasons.{language}.json"))
    return _Reasons(table, assets.strings(language)).translate


class _Reasons:
    """Translates by one table, and remembers what it has translated."""

    def __init__(self, table: Mapping[str, str], words: Mapping[str, Any]) -> None:
        self.table = table
        self.words = words
        self.known: dict[str, str] = {}
        # A template that opens with words of its own wins, then the one with most of them.
        templates = sorted(
            (template for template in table if "{" in template),
            key=lambda template: (template[0] == "{", -len(_HOLE.sub("", template)), template),
        )
        self.templates = [(re.compile(_pattern(t)), t) for t in templates]

    def translate(self, reason: str) -> str:
        """Return a reason in the language of the page, or as it is."""
        if reason not in self.known:
            self.known[reason] = self._made(reason)
        return self.known[reason]

    def _made(self, reason: str) -> str:
        whole = self.table.get(reason)
        if whole is not None:
            return whole
        listed = list(_parts(reason, "; "))
        quoted, *meant = _parts(reason, ": ")
        if (
            len(listed) == 1 and meant and quoted[0] in _QUOTES and quoted[-1] in _QUOTES
        ):  # words of an article: what they mean
            return f"{quoted}: {self.translate(': '.join(meant))}"
        # Of reasons in a row, each is looked up by itself, unless a template holds the whole row.
        for pattern, template in self.templates:
            if len(listed) > 1 and "; " not in template:
                continue
            found = pattern.fullmatch(reason)
            if found and _is_closed(found):
                return self._filled(self.table[template], found.groupdict())
        if len(listed) == 1:
            return reason
        return self._headed(reason) or "; ".join(map(self.translate, listed))

    def _headed(self, reason: str) -> str | None:
        """Return a reason whose head goes before a row that one template holds ("told with: told on X; on it or before")."""
        for pattern, template in self.templates:
            if not template.endswith("{reason}") or "; " in template:
                continue
            found = pattern.fullmatch(reason)
            if found and any("; " in t and p.fullmatch(found["reason"]) for p, t in self.templates):
                return self._filled(self.table[template], found.groupdict())
        return None

    def _filled(self, template: str, holes: Mapping[str, str]) -> str:
        def fill(match: re.Match[str]) -> str:
            name, content = match[1], holes[f"{match[1]}{match[2]}"]
            if name in _TRANSLATED:
                return self.translate(content)
            if name in _NAMED:
                return str(self.words[_NAMED[name]].get(content, content))
            return content

        return _HOLE.sub(fill, template)


def _pattern(template: str) -> str:
    """Return a template as a regular expression with a group for each hole."""
    made, at = "", 0
    for hole in _HOLE.finditer(template):
        made += re.escape(template[at : hole.start()])
        made += f"(?P<{hole[1]}{hole[2]}>{_PATTERNS.get(hole[1], '.+?')})"
        at = hole.end()
    return made + re.escape(template[at:])


def _is_closed(found: re.Match[str]) -> bool:
    """Tell whether no hole holds half of a quotation or of a parenthesis."""
    return all(
        text.count(opening) == text.count(closing)
        for text in found.groupdict().values()
        for opening, closing in zip(_OPEN, _CLOSE, strict=True)
    )


def _parts(text: str, separator: str) -> Iterator[str]:
    """Yield the parts of a text between separators outside quotations and parentheses."""
    depth, start, straight = 0, 0, False
    for at, char in enumerate(text):
        straight ^= char == '"'
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0 and not straight and text.startswith(separator, at):
            yield text[start:at]
            start = at + len(separator)
    yield text[start:]

"""Reads the marked sentences of tests/data and gives them back as plain text with spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\[\[(.+?)\|(\w+)(?:\|([\w.-]+))?\]\]|\{\{(.+?)\}\}")


@dataclass(frozen=True)
class Marked:
    """A span with its role and place; role "none" marks what must not be a mention."""

    start: int
    end: int
    text: str
    role: str
    place: str | None


def parse(line: str) -> tuple[str, list[Marked]]:
    """Return the plain sentence and its marks."""
    out, marks, last = "", [], 0
    for found in MARK.finditer(line):
        out += line[last : found.start()]
        surface = found.group(1) or found.group(4)
        role = found.group(2) or "none"
        if role != "skip":
            marks.append(Marked(len(out), len(out) + len(surface), surface, role, found.group(3)))
        out += surface
        last = found.end()
    return out + line[last:], marks


def load(path: Path) -> list[tuple[str, str, list[Marked]]]:
    """Return (class, sentence, marks) of every line that is no comment."""
    rows = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        if raw.strip() and not raw.startswith("#"):
            kind, _, sentence = raw.partition("\t")
            rows.append((kind, *parse(sentence.replace("\\u00a0", "\u00a0"))))
    return rows

"""Text goes in; text folded for matching comes out, with every offset traceable to the original.

Folding maps case, diacritics, kinds of apostrophes, dashes and white space onto one plain form, one
character to one character. Only combining marks and invisible characters are dropped; where that
happens the folded text carries a table of offsets, so that a span found in folded text is always
the right span of the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = {0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF}
_DROPPED |= set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A))
_SPECIAL = {
    "ə": "e", "ǝ": "e", "Ə": "e", "Ǝ": "e", "ı": "i", "İ": "i", "ё": "е", "Ё": "е",
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ħ": "h",
    "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "′": "'", "`": "'", "ʹ": "'", "´": "'", "‛": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
    "–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-", "‒": "-", "―": "-", "֊": "-",
    "\n": " ", "\t": " ", "\r": " ", "\f": " ", "\v": " ",
}  # fmt: skip
_KEEP_MARKS = {"й", "Й", "ї", "Ї", "ў", "Ў"}  # letters of their own, not letters with a mark


def _fold_char(char: str) -> str | None:
    """Return the folded form of one character, or ``None`` when it is dropped."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    if ord(char) in _DROPPED or unicodedata.combining(char):
        return None
    if unicodedata.category(char) == "Zs":
        return " "
    if char not in _KEEP_MARKS:
        base = unicodedata.normalize("NFKD", char)[:1]
        if base and unicodedata.category(base)[0] == unicodedata.category(char)[0]:
            char = base
    lower = char.lower()
    return lower if len(lower) == 1 else char


class _FoldTable(dict[int, str | None]):
    """Folded forms by code point, worked out when first met."""

    def __missing__(self, code: int) -> str | None:
        value = self[code] = _fold_char(chr(code))
        return value


_TABLE = _FoldTable()
_MARK = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


_ODD = re.compile(r"[^\x00-\x7f]")
_FEW = 24  # different letters outside ASCII up to which replacing them one by one is the fastest


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    Attributes
    ----------
    text
        The folded text.
    starts
        For each folded character its offset in the original, and the original's length at the
        end; ``None`` when the two are aligned one to one.
    """

    text: str
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of the folded span, end exclusive."""
        if self.starts is None or start >= end:
            return (start, end) if self.starts is None else (self.starts[start], self.starts[end])
        return self.starts[start], self.starts[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text for matching.

    Parameters
    ----------
    text
        Any text, in any Unicode normalisation form.

    Returns
    -------
    The folded text; ``fold(t).span(a, b)`` leads from its offsets to those of ``t``.
    """
    folded = _in_step(text)
    if len(folded) == len(text):
        return Folded(folded)
    pairs = [(i, _TABLE[ord(char)]) for i, char in enumerate(text)]
    kept = [(i, char) for i, char in pairs if char is not None]
    return Folded("".join(char for _, char in kept), (*(i for i, _ in kept), len(text)))


def _in_step(text: str) -> str:
    """Return the folded text; shorter than the text when something was dropped."""
    if text.isascii():
        return text.translate(_TABLE)
    odd = set(_ODD.findall(text))
    if len(odd) > _FEW:
        return text.translate(_TABLE)
    folded = text
    for char in sorted(odd):
        folded = folded.replace(char, _TABLE[ord(char)] or "")
    return folded.translate(_TABLE) if folded.isascii() else _lowered(folded)


def _lowered(text: str) -> str:
    """Fold what is left when every letter outside ASCII is folded already."""
    text = text.lower()
    for space in "\n\t\r\f\v":
        text = text.replace(space, " ")
    return text.replace("`", "'")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return the matching key of a name: folded, spaces collapsed, full stops and edges trimmed."""
    folded = fold(name).text
    return re.sub(r"\s+", " ", folded).strip(" .,;:'\"-")

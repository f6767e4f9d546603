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
from functools import cached_property, lru_cache

_DROPPED = {0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF}
_DROPPED |= set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A))
_SPECIAL = {
    "ə": "e", "ǝ": "e", "Ə": "e", "Ǝ": "e", "ı": "i", "İ": "i", "ё": "е", "Ё": "е",
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ħ": "h", "Ħ": "h",
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
        if base not in ("", char) and unicodedata.category(base)[0] == unicodedata.category(char)[0]:
            return _fold_char(base)  # which may be a letter with a form of its own
    lower = char.lower()
    return ("'" if lower == "`" else lower) if len(lower) == 1 else char


class _FoldTable(dict[int, str | None]):
    """Folded forms by code point, worked out when first met."""

    def __missing__(self, code: int) -> str | None:
        value = self[code] = _fold_char(chr(code))
        return value


_TABLE = _FoldTable()
_ASCII = bytes(range(128))
_ASCII_FOLDED = "".join(_TABLE[i] or "" for i in range(128)).encode().ljust(256)
_FEW = 24  # different letters outside ASCII up to which replacing them one by one is the fastest
_NO_WORD = re.compile(r"[^\x00-\x7f\w\u0300-\u036f]")
_TO_SPACES = bytes(i if i > 127 or chr(i).isalnum() else ord(" ") for i in range(256))
_SMALL_BITS = bytes(0x20 if 0x61 <= i <= 0x7A else 0 for i in range(256))
_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")


@dataclass(frozen=True)
class Folded:
    """A folded text and the way back.

    Attributes
    ----------
    text
        The folded text.
    starts
        For each folded character its offset in the original, and the original's length at the
        end; ``None`` when the two are aligned one to one.
    cased
        The folded text with its capitals, where that is plain ASCII and aligned; else ``None``.
    """

    text: str
    starts: tuple[int, ...] | None = None
    cased: str | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of the folded span, end exclusive."""
        if self.starts is None or start >= end:
            return (start, end) if self.starts is None else (self.starts[start], self.starts[end])
        return self.starts[start], self.starts[end - 1] + 1

    @cached_property
    def hay(self) -> bytes:
        """The text as machines search it: every word with a capital, all else spaces."""
        return haystack(self.text)

    @cached_property
    def cased_hay(self) -> bytes:
        """The same, but that only words with a capital in the original have one, where known."""
        if self.cased is None:
            return self.hay
        # In ASCII one bit makes a letter small: taken from the original, it stays where the
        # original's letter is small, and a word in capitals keeps but its first.
        small = b" %b " % self.cased.encode().translate(_SMALL_BITS)
        both = int.from_bytes(self.hay, "little") | int.from_bytes(small, "little")
        return both.to_bytes(len(small), "little")


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
    cased = text if text.isascii() else _with_few_replaced(text)
    if cased is None:
        folded = text.translate(_TABLE)
    else:
        folded = _ascii_folded(cased) if cased.isascii() else _lowered(cased)
    if len(folded) == len(text):
        return Folded(folded, None, cased if cased is not None and cased.isascii() else None)
    pairs = [(i, _TABLE[ord(char)]) for i, char in enumerate(text)]
    kept = [(i, char) for i, char in pairs if char is not None]
    return Folded("".join(char for _, char in kept), (*(i for i, _ in kept), len(text)))


def _with_few_replaced(text: str) -> str | None:
    """Fold the letters outside ASCII, keeping capitals; ``None`` when they are of too many kinds."""
    odd = set(
        text.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass")
    )
    if len(odd) > _FEW:
        return None
    for char in sorted(odd):
        folded = _TABLE[ord(char)] or ""
        upper = folded.upper() if char.isupper() else ""
        text = text.replace(char, upper if len(upper) == 1 else folded)
    return text


def _ascii_folded(text: str) -> str:
    """Fold a text of ASCII letters; for bytes a table is faster than for characters."""
    return text.encode().translate(_ASCII_FOLDED).decode()


def _lowered(text: str) -> str:
    """Fold what is left when every letter outside ASCII is folded already."""
    text = text.replace("Σ", "σ").lower()  # its small form depends on what follows
    for space in "\n\t\r\f\v":
        text = text.replace(space, " ")
    return text.replace("`", "'")


def spaced(folded: str) -> str:
    """Return folded text with a space for everything that is no letter or digit, same length."""
    if not folded.isascii():
        folded = _NO_WORD.sub(" ", folded)
    return folded.encode("utf-8", "replace").translate(_TO_SPACES).decode()


def haystack(folded: str) -> bytes:
    """Return a folded text as machines search it, with a space at each end.

    Every character that is no letter or digit is a space and every word starts with a capital.
    """
    if not folded.isascii():
        folded = _NO_WORD.sub(" ", folded)
    if folded.isascii():
        return b" %b " % folded.encode().translate(_TO_SPACES).title()
    # A text may hold lone surrogates; as question marks they keep the count of characters.
    return b" %b " % _titled(folded).encode("utf-8", "replace").translate(_TO_SPACES)


def _titled(text: str) -> str:
    """Return a text with capitals at word starts, the same length."""
    titled = text.title()
    if len(titled) == len(text):
        return titled
    # Some letters have a capital of two characters; they stay small.
    return _WORD_START.sub(lambda m: up if len(up := m[0].title()) == 1 else m[0], text)


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return the matching key of a name: folded, spaces collapsed, full stops and edges trimmed."""
    folded = fold(name).text
    return re.sub(r"\s+", " ", folded).strip(" .,;:'\"-")

"""Long names go in once; the name that a misspelt or mangled word stands for comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from karamap.names import key

_SHORTEST = 6  # letters of a word that is looked at
_LONG = rf"(?=[\w'’ʼ-]{{{_SHORTEST - 1}}})[\w'’ʼ]*"
_CAPITALISED = re.compile(rf"[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜА-ЯЁԱ-Ֆ]{_LONG}(?:-[A-ZÀ-ÖØ-ÞƏА-ЯЁ]?[\w'’ʼ]+)*")
_STRETCH = re.compile(rf"[A-ZÀ-ÖØ-ÞƏŞÇĞİÖÜА-ЯЁԱ-Ֆ]\S{{{_SHORTEST - 1},}}")
_MARKS = re.compile(r"['’ʼ`]")  # of aspirated letters, which most papers leave out
_REMEMBERED = 100_000  # words of which it is known whether they are misspelt names
_FUZZY_SHORT, _FUZZY_LONG = 8, 12  # letters from which one, and two, wrong letters are forgiven


class FuzzyIndex:
    """Long names of the theatre, found again when they are misspelt or mangled.

    Every name is filed under itself with each one letter (and, when it is long, each two letters)
    left out; a word that shares such a form is compared letter by letter. A name keeps its first
    letter, so that the names of a letter are filed when the first word with it is looked up.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        names = set(keys)
        self._all = frozenset(names)
        self._names = tuple(sorted(name for name in names if len(name) >= _FUZZY_SHORT))
        self._filed: dict[str, dict[str, list[str]]] = {}
        self._known: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._fine: dict[tuple[str, ...], set[str]] = {}
        self._mangled: dict[tuple[str, ...], dict[str, list[str]]] = {}

    def among(self, text: str, missing: tuple[str, ...] = ()) -> set[str]:
        """Return those capitalised words of a text that are a misspelt name."""
        fine = self._fine.setdefault(missing, set())
        if len(fine) > _REMEMBERED:
            fine.clear()
        # Longer stretches are found faster than words, and those in them are looked at once.
        wrong: set[str] = set()
        for stretch in set(_STRETCH.findall(text)).difference(fine):
            words = [w for w in _CAPITALISED.findall(stretch) if self._is_wrong(w, missing)]
            wrong.update(words)
            if not words:
                fine.add(stretch)
        return wrong

    def _is_wrong(self, word: str, missing: tuple[str, ...]) -> bool:
        name = key(word) if len(word) >= _SHORTEST else ""
        return bool(name) and self.find(name, missing) not in (None, name)

    def find(self, name: str, missing: tuple[str, ...] = ()) -> str | None:
        """Return the one key that the name is a damaged or misspelt form of, or ``None``.

        Parameters
        ----------
        name
            Key of the surface form.
        missing
            Letter groups that were deleted from the text on its way.
        """
        asked = (name, missing)
        if asked not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            damaged = self._without(name, missing) if missing else None
            self._known[asked] = damaged or self._misspelt(name)
        return self._known[asked]

    def _misspelt(self, name: str) -> str | None:
        if len(name) < _FUZZY_SHORT:
            return None
        plain = _MARKS.sub("", name)
        if plain != name and plain in self._all:
            return plain  # "Step'anakert"
        filed = self._filed_under(name[0])
        near = {other for form in _shortened(name) for other in filed.get(form, ())}
        for bound in (1, 2) if len(name) >= _FUZZY_LONG else (1,):
            right = [other for other in near if _distance_within(name, other, bound)]
            if right:
                return right[0] if len(right) == 1 else None
        return None

    def _filed_under(self, letter: str) -> dict[str, list[str]]:
        """Return the names that begin with a letter, by their shortened forms."""
        filed = self._filed.get(letter)
        if filed is None:
            filed = self._filed[letter] = {}
            for name in self._names:
                if name[0] == letter:
                    for form in _shortened(name):
                        filed.setdefault(form, []).append(name)
        return filed

    def _without(self, name: str, missing: tuple[str, ...]) -> str | None:
        if len(name) < _FUZZY_SHORT - 2:
            return None
        if missing not in self._mangled:
            self._mangled[missing] = self._file_mangled(missing)
        found = self._mangled[missing].get(name, ())
        return found[0] if len(found) == 1 else None

    def _file_mangled(self, missing: tuple[str, ...]) -> dict[str, list[str]]:
        """Return the names by what is left of them without one, or all, of some letter groups."""
        filed: dict[str, list[str]] = {}
        for name in self._names:
            left = {name.replace(group, "") for group in missing} | {_delete_all(name, missing)}
            for form in sorted(left - {name}):
                filed.setdefault(form, []).append(name)
        return filed


def _shortened(name: str) -> set[str]:
    """Return the name and its forms with one letter, or two of a long name, left out."""
    forms = {name}
    for _ in range(2 if len(name) >= _FUZZY_LONG - 1 else 1):
        forms |= {form[:i] + form[i + 1 :] for form in forms for i in range(len(form))}
    return forms


def _delete_all(name: str, groups: tuple[str, ...]) -> str:
    for group in groups:
        name = name.replace(group, "")
    return name


def _distance_within(a: str, b: str, bound: int) -> bool:
    """Tell whether the edit distance (insert, delete, replace, swap) is at most ``bound``."""
    previous2: list[int] = []
    previous = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        current = [i]
        for j, other in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, previous2[j - 2] + 1)
            current.append(cost)
        if min(current) > bound:
            return False
        previous2, previous = previous, current
    return previous[-1] <= bound

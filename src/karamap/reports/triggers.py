"""The lexicon of triggers goes in, then a text; the words in it that may tell of an event come out.

The lexicon (``lexicons/triggers.toml``) is data: rules with verbs, nouns and phrases, each of one
event type. Verbs are inflected here. A text is searched by one automaton; only its hits are looked
at further: whole words, the words that must follow, and the rule's own conditions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from karamap.errors import GeodataError

Form = Literal["base", "s", "past", "part", "ing", "noun", "phrase"]

_RULE_KEYS = frozenset(
    ("id", "type", "group", "mode", "verbs", "nouns", "phrases", "near", "unless", "object")
)
TYPES = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    " MOBILIZE SANCTION COERCE ASSAULT STATEMENT".split()
)
_PARTICLES = frozenset(
    "on upon for to out up down off at into with by over away back that from toward towards through"
    " in a".split()
)
_ADVERBS = frozenset("also again then jointly now today already even once soon later".split())
_GAP_STOP = frozenset(
    "and or but , ; : . ( ) to of on for at by from with that which who as while after before"
    " is are was were be been has have had will would".split()
)
_REACH = 90  # characters behind a verb in which the words that belong to it stand
_WORD = re.compile(r"\w[\w'\-]*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the lexicon, without its words."""

    id: str
    type: str
    group: str
    mode: str
    near: frozenset[str]
    unless: frozenset[str]  # words
    unless_phrases: tuple[str, ...]
    object: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What one automaton entry means: a rule, the form of the words, and words that follow."""

    rule: Rule
    form: Form
    tail: tuple[str, ...]


class Hit(NamedTuple):
    """Words of the text that one or more rules cover.

    Attributes
    ----------
    start, end
        Offsets into the searched text.
    senses
        (rule, form of the words), in the order of the lexicon.
    """

    start: int
    end: int
    senses: tuple[tuple[Rule, Form], ...]


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """The compiled lexicon; make it with `load_triggers`."""

    rules: tuple[Rule, ...]
    happening: tuple[frozenset[str], dict[str, tuple[tuple[str, ...], ...]]]
    agreed: tuple[frozenset[str], dict[str, tuple[tuple[str, ...], ...]]]
    heads: frozenset[str]
    light: tuple[frozenset[str], dict[str, tuple[tuple[str, ...], ...]]]
    version: str
    _patterns: tuple[tuple[_Pattern, ...], ...]
    _automaton: Any

    @staticmethod
    def load(path: Path | None = None) -> TriggerLexicon:
        """Read and compile a lexicon; see `load_triggers`."""
        return load_triggers(path)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Find the triggers of a folded text.

        Parameters
        ----------
        text
            Folded text (see `karamap.names.fold`).

        Returns
        -------
        Hits in order of offset; none overlaps another, the longest wins.
        """
        found: dict[tuple[int, int], list[tuple[Rule, Form]]] = {}
        for start, end, index in self._automaton.find_overlapping(text):
            if _is_whole(text, start, end):
                following: list[tuple[str, int]] | None = None
                near = text[end : end + _REACH]
                for pattern in self._patterns[index]:
                    stop: int | None = end
                    if pattern.tail:
                        if pattern.tail[-1] not in near:
                            continue
                        following = _following(text, end) if following is None else following
                        stop = _match_tail(following, pattern.tail)
                    if stop is not None:
                        found.setdefault((start, stop), []).append((pattern.rule, pattern.form))
        return tuple(_longest(found, len(text)))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a span starts and ends at word boundaries (a hyphen joins words)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or after.isalnum():
        return False
    joined_after = after == "-" and end + 1 < len(text) and text[end + 1].isalnum()
    joined_before = before == "-" and start > 1 and text[start - 2].isalnum()
    return not joined_after and not (joined_before and before == "-")


def _following(text: str, end: int) -> list[tuple[str, int]]:
    """Return the next words with their ends, up to where no verb can reach any more."""
    words: list[tuple[str, int]] = []
    for match in _WORD.finditer(text, end, min(len(text), end + _REACH)):
        word = match.group()
        if word in ".;:()":
            break
        if word not in "\"'" and word not in _ADVERBS and not word.endswith("ly"):
            words.append((word, match.end()))
            if len(words) == 8:
                break
    return words


def _match_tail(following: list[tuple[str, int]], tail: tuple[str, ...]) -> int | None:
    """Return where the words of the tail end, or ``None`` when they do not follow."""
    wanted = gap = 0
    for word, end in following:
        if word == tail[wanted]:
            wanted, gap = wanted + 1, 0
            if wanted == len(tail):
                return None if word == "at" and _next_is_least(following, end) else end
            continue
        gap += 1
        if tail[wanted] in _PARTICLES or word in _GAP_STOP or gap > 3:
            return None
    return None


def _next_is_least(following: list[tuple[str, int]], end: int) -> bool:
    """Tell whether "at" belongs to "at least"."""
    return any(
        word in ("least", "most", "first") and 0 < stop - end <= 7 for word, stop in following
    )


def _longest(found: dict[tuple[int, int], list[tuple[Rule, Form]]], length: int) -> Iterator[Hit]:
    """Yield hits that do not overlap, the longest first where they do, in order of offset."""
    kept: list[tuple[int, int]] = []
    taken = bytearray(length)
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if 1 not in taken[start:end]:
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end))
    for span in sorted(kept):
        yield Hit(*span, tuple(found[span]))


def _inflect(spec: str) -> list[tuple[str, Form]]:
    """Return the forms of a verb as the lexicon writes it (see the head of the lexicon)."""
    base, *given = spec.split("/")
    doubled = base.endswith("+")
    base = base.rstrip("+")
    stem = base + base[-1] if doubled else base
    if base.endswith("e") and not base.endswith("ee"):
        ing = base[:-2] + "ying" if base.endswith("ie") else base[:-1] + "ing"
    else:
        ing = stem + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", base) else "s")
        past = base + "d" if base.endswith("e") else stem + "ed"
    if base == "have":
        third = "has"
    part = past
    if given:
        past, part = given[0], given[-1]
    return [(base, "base"), (third, "s"), (past, "past"), (part, "part"), (ing, "ing")]


def _plural(noun: str) -> str:
    """Return the plural of a noun, or the noun where it has none or is one."""
    head, _, rest = noun.partition(" of ")
    if head.endswith("s") or head in {"fighting", "violence", "hostilities", "bloodshed"}:
        return noun
    if re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ies"
    elif head.endswith(("sh", "ch", "x")):
        head += "es"
    else:
        head += "s"
    return f"{head} of {rest}" if rest else head


def _phrases(words: Sequence[str]) -> tuple[frozenset[str], dict[str, tuple[tuple[str, ...], ...]]]:
    """Split phrases into single words and longer ones by their first word."""
    longer: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words:
        first, *rest = phrase.split()
        if rest:
            longer.setdefault(first, []).append(tuple(rest))
    single = frozenset(w for w in words if " " not in w)
    return single, {first: tuple(rests) for first, rests in sorted(longer.items())}


def _compile(raw: dict[str, Any], version: str) -> TriggerLexicon:
    """Compile the parsed lexicon."""
    entries: dict[str, dict[tuple[str, Form, tuple[str, ...]], _Pattern]] = {}
    rules: list[Rule] = []
    for table in raw["rule"]:
        unknown = sorted(set(table) - _RULE_KEYS)
        if unknown or table.get("type") not in TYPES:
            what = f"key {unknown[0]!r}" if unknown else f"type {table.get('type')!r}"
            raise GeodataError(
                f"triggers: rule {table.get('id')!r} has the unknown {what}; correct or remove it"
            )
        rule = Rule(
            table["id"],
            table["type"],
            table.get("group", table["id"]),
            table.get("mode", ""),
            frozenset(table.get("near", ())),
            frozenset(w for w in table.get("unless", ()) if " " not in w),
            tuple(w for w in table.get("unless", ()) if " " in w),
            table.get("object", ""),
        )
        rules.append(rule)
        for head, form, tail in _words(table):
            entries.setdefault(head, {}).setdefault(
                (rule.id, form, tail), _Pattern(rule, form, tail)
            )
    heads = sorted(entries)
    return TriggerLexicon(
        rules=tuple(rules),
        happening=_phrases(raw["happening"]),
        agreed=_phrases(raw["agreed"]),
        heads=frozenset(raw["heads"]),
        light=_phrases(raw["light"]),
        version=version,
        _patterns=tuple(tuple(entries[head].values()) for head in heads),
        _automaton=CharwiseDoubleArrayAhoCorasick(heads, MATCH_KIND_STANDARD),
    )


def _words(table: dict[str, Any]) -> Iterator[tuple[str, Form, tuple[str, ...]]]:
    """Yield (words searched, form, words that must follow) of one rule."""
    for spec in table.get("verbs", ()):
        first, *tail = spec.split()
        for word, form in _inflect(first):
            yield word, form, tuple(tail)
    for noun in table.get("nouns", ()):
        yield noun, "noun", ()
        yield _plural(noun), "noun", ()
    for phrase in table.get("phrases", ()):
        yield phrase, "phrase", ()


@lru_cache(maxsize=8)
def load_triggers(path: Path | None = None) -> TriggerLexicon:
    """Read and compile a lexicon of triggers.

    Parameters
    ----------
    path
        A TOML file; ``None`` takes the lexicon of the package.

    Returns
    -------
    The compiled lexicon, cached for the life of the process.

    Raises
    ------
    GeodataError
        When the file cannot be read or a rule has an unknown key or type.
    """
    source = path or resources.files("karamap").joinpath("lexicons/triggers.toml")
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
        return _compile(raw, "triggers")
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise GeodataError(f"triggers: {source} cannot be used ({error}); correct it") from error

"""A name in a language whose grammar is not read goes in; its usual role comes out."""

from __future__ import annotations

from karamap.records import Article, Mention
from karamap.roles.english import standing, usual
from karamap.roles.lexicon import Lexicon, Verdict

# Endings that mean in or from a place and nothing else.
_PLACE_ENDINGS = {
    "hy": ("ում", "ից"),
    "az": ("dakı", "dəki", "dan", "dən", "da", "də"),
}


def elsewhere(article: Article, first: Mention, _: Mention, words: Lexicon) -> Verdict:
    """Judge a row of names in a language whose grammar is not read."""
    if article.language == "ru":
        before = article.text[max(0, first.start - 20) : first.start].split()
        if before and before[-1].lower() in words.russian:
            return Verdict("location", "a Russian preposition of place before it")
    ending = _place_ending(first, article.language)
    if ending:
        return Verdict("location", f"its ending “{ending}” says where")
    verdict = usual(*standing(first))
    reason = f"role not read in language “{article.language}”; {verdict.reason}"
    return Verdict(verdict.role, reason)


def _place_ending(mention: Mention, language: str) -> str | None:
    """Return the ending of a name that says in or from a place, if it is no part of the name."""
    surface = mention.text.casefold()
    ending = next((e for e in _PLACE_ENDINGS.get(language, ()) if surface.endswith(e)), None)
    if ending is None or not mention.candidates:
        return None
    names = mention.candidates[0].place.names
    return None if any(name.text.casefold() == surface for name in names) else ending

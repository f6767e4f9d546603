"""A name in Russian, Armenian or Azerbaijani goes in; the forms that sentences bend it into come out.

The rules are those of regular declension, applied to the last noun of a name and to the adjectives
before it. They give a few forms that nobody writes; that costs memory and no wrong place, because a
form that is a name of its own is never taken for a bent one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from karamap.records import NameForm

# Endings of the oblique cases by the ending of the nominative: genitive, dative, accusative,
# instrumental, prepositional. "" stands for the bare stem.
_RU_ADJECTIVE = {
    "ый": ("ого", "ому", "ый", "ым", "ом"), "ий": ("ого", "ому", "ий", "им", "ом"),
    "ой": ("ого", "ому", "ой", "ым", "ом"), "ая": ("ой", "ой", "ую", "ой", "ой"),
    "яя": ("ей", "ей", "юю", "ей", "ей"), "ое": ("ого", "ому", "ое", "ым", "ом"),
    "ее": ("его", "ему", "ее", "им", "ем"), "ые": ("ых", "ым", "ые", "ыми", "ых"),
    "ие": ("их", "им", "ие", "ими", "их"),
}  # fmt: skip
_RU_NOUN = {
    "ия": ("ии", "ии", "ию", "ией", "ии"), "ие": ("ия", "ию", "ие", "ием", "ии"),
    "ье": ("ья", "ью", "ье", "ьем", "ье"), "ья": ("ьи", "ье", "ью", "ьей", "ье"),
    "ея": ("еи", "ее", "ею", "еей", "ее"),
    "а": ("ы", "е", "у", "ой", "е"), "я": ("и", "е", "ю", "ей", "е"),
    "о": ("а", "у", "о", "ом", "е"), "й": ("я", "ю", "й", "ем", "е"),
    "ы": ("ов", "ам", "ы", "ами", "ах"), "ь": ("я", "ю", "ь", "ем", "е"),
}  # fmt: skip
_RU_FEMININE = ("и", "и", "ь", "ью", "и")  # "Казань"; whether a noun in ь is one cannot be seen
_RU_MASCULINE = ("а", "у", "", "ом", "е")
_RU_AFTER_KI = "гкхжчшщ"  # letters after which и stands for ы
_RU_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_RU_WHOLE_ADJECTIVE = (
    "ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими",
)  # fmt: skip
_CASES = 5

_HY_ENDINGS = ("ը", "ի", "ին", "ից", "ում", "ով", "ն")
# Azerbaijani endings with the vowel classes left open: A is a or ə, I one of ı, i, u, ü.
_AZ_BOTH = ("dA", "dAn", "lA", "dAkI", "dIr", "dAkIlAr")
_AZ_VOWEL = ("yA", "nI", "yI", "nIn", "nA", "ndA", "ndAn", "ndAkI")
_AZ_CONSONANT = ("A", "I", "In")
_AZ_VOWELS = {"a": "aı", "ı": "aı", "o": "au", "u": "au", "e": "əi", "ə": "əi", "i": "əi", "ö": "əü", "ü": "əü"}


def _ru_adjective(word: str) -> tuple[str, ...] | None:
    """Return the cases of a word that ends like an adjective, or ``None``."""
    endings = _RU_ADJECTIVE.get(word[-2:])
    if endings is None or len(word) < 5:
        return None
    if word[-2:] == "ое" and word[-3] in _RU_AFTER_KI:
        endings = ("ого", "ому", "ое", "им", "ом")
    return tuple(word[:-2] + ending for ending in endings)


def _ru_noun(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the sets of cases that a noun may have; none when it does not bend."""
    for length in (2, 1):
        endings = _RU_NOUN.get(word[-length:])
        if endings is None or len(word) < length + 2:
            continue
        stem = word[:-length]
        if word[-1] == "а" and stem[-1] in _RU_AFTER_KI:
            endings = ("и", *endings[1:])
        if word[-1] == "а" and stem[-1] in "жчшщц":  # both are written: "Шушой", "Шушей"
            return (_with(stem, endings), _with(stem, ("и", "е", "у", "ей", "е")))
        if word[-1] == "ы":  # "Филиппины", "Штаты"
            return (_with(stem, endings), _with(stem, ("", *endings[1:])))
        if word[-1] == "ь":
            return (_with(stem, endings), _with(stem, _RU_FEMININE))
        return (_with(stem, endings),)
    if word[-1:] in _RU_CONSONANTS and len(word) > 2:
        return (_with(word, _RU_MASCULINE),)
    return ()


def _with(stem: str, endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem + ending for ending in endings)


def _russian(name: str) -> Iterator[str]:
    """Yield the cases of a name: its first noun with the adjectives before it, or its last word."""
    words = name.split()
    lead: list[tuple[str, ...]] = []
    while len(lead) < len(words) - 1 and (cases := _ru_adjective(words[len(lead)])):
        lead.append(cases)
    at = len(lead)
    for cases in chain(_ru_noun(words[at]), [_ru_adjective(words[at]) or ()]):
        for case in range(_CASES if cases else 0):
            head = [adjective[case] for adjective in lead]
            yield " ".join([*head, cases[case], *words[at + 1 :]])
            if len(words) == at + 2:  # "города Шуши": a noun in apposition bends along
                for tail in _ru_noun(words[-1]):
                    yield " ".join([*head, cases[case], tail[case]])
    if at == 0 and len(words) > 1:
        for cases in _ru_noun(words[-1]):
            yield from (" ".join([*words[:-1], case]) for case in cases)


def _russian_adjective(name: str) -> Iterator[str]:
    stem = name[:-2]
    yield from (stem + ending for ending in _RU_WHOLE_ADJECTIVE)
    if name[-2:] in ("ый", "ой"):
        yield from (stem + ending for ending in ("ый", "ым", "ые", "ых", "ыми"))


def _russian_people(name: str) -> Iterator[str]:
    """Yield the cases of a people's name in the plural ("цы", "ане", "и")."""
    stem = name[:-1]
    yield from (stem + ending for ending in ("ам", "ами", "ах", "ев", "ов", "", "я", "ям", "ями", "ях", "ей"))
    if name.endswith("цы"):  # "-ец", one of them
        yield from (f"{stem[:-1]}{ending}" for ending in ("ец", "ца", "цу", "цем", "це"))
    if name.endswith("не"):
        yield from (f"{stem}{ending}" for ending in ("ин", "ина", "ину", "ином", "ине"))


def _armenian(name: str) -> Iterator[str]:
    """Yield a name with its article and cases; the last word takes them."""
    stems = [name]
    if name[-1] in "աո":
        stems.append(f"{name}յ")
    if name.endswith("ու"):
        stems.append(f"{name[:-2]}վ")
    if name.endswith("ի"):
        stems.append(name[:-1])
        stems.append(f"{name[:-1]}վ")
    for vowel in ("ի", "ու"):  # "գիծ", "գծի": an unstressed vowel falls out
        cut = len(name) - 1 - len(vowel)
        if cut > 0 and name[cut:-1] == vowel:
            stems.append(name[:cut] + name[-1])
    for stem in stems:
        yield from (stem + ending for ending in _HY_ENDINGS)


def _azerbaijani(name: str) -> Iterator[str]:
    """Yield a name with the endings that its last vowel and its last letter ask for."""
    lowered = name.replace("I", "ı").replace("İ", "i").lower()
    vowel = next((char for char in reversed(lowered) if char in _AZ_VOWELS), None)
    if vowel is None:
        return
    wide, narrow = tuple(_AZ_VOWELS[vowel])
    for ending in (*_AZ_BOTH, *(_AZ_VOWEL if lowered[-1] in _AZ_VOWELS else _AZ_CONSONANT)):
        yield name + ending.replace("A", wide).replace("I", narrow)


def inflected(name: str, language: str, form: NameForm = "name") -> Iterator[str]:
    """Yield the forms of a name in a sentence, without the name itself.

    Parameters
    ----------
    name
        The name as a gazetteer has it, in the nominative.
    language
        "ru", "hy" or "az"; any other yields nothing.
    form
        What the name is; abbreviations do not bend.
    """
    name = name.strip()
    if len(name) < 3 or form == "abbreviation":
        return
    if language == "hy":
        bent = _armenian(name)
    elif language == "az":
        bent = _azerbaijani(name)
    elif language == "ru" and form in ("adjective", "demonym"):
        bent = _russian_adjective(name) if form == "adjective" else _russian_people(name)
    elif language == "ru":
        bent = _russian(name)
    else:
        return
    yield from (other for other in dict.fromkeys(bent) if other != name)

"""A row of names in an English sentence goes in; what the words beside it make of it comes out.

The word that governs the row decides most often. It is looked for among the nearest words, and only
a word that says nothing by itself ("of", "and", "to") has the others before it read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.records import Article, Mention
from karamap.roles.lexicon import EDGE, PARTED, UNCLEAR, Head, Lexicon, Tail, Verdict

_REACH = 90  # characters looked at on either side of a row of names
_FURTHEST = 12  # words before it that are looked at at all
_VERB_WITHIN = 4  # words after it among which its verb is looked for
_ALOFT = 3  # words before "over" that may tell what flies, and before "at" what is fired
_MOVED = 7  # words before a preposition that may tell of a movement
_INSERTION = re.compile(r"\[[^\]]{0,60}\]\s*|[\"“”]")
_PARTED = frozenset({", ", ". ", ".\n", "; ", ": ", "? "})  # what parts a name from the next words
_COMPOUND = re.compile(r"\S+-$")  # "northern-Fooland": part of the name
_PASSIVE = frozenset({"been", "be"})
_HAS = frozenset({"has", "have", "had"})
_COME = frozenset({"came", "come", "comes"})
_WAS = _HAS | {"was", "were", "is", "are"}
_EXAMPLES = ("including ", "among them ")
_PLACES_LISTED = re.compile(
    r"\b(?:cities|towns|villages|settlements|districts|regions|provinces|areas|places|neighbou?rhoods|ports|communities|targets|bases)\b"
    r"[^.;]{0,60}\b(?:including|among them) $"
)
# "The capital, Fooville": what is done to one is done to the other.
_CALLED = re.compile(
    r"(?:\b(?:the|its|their|a)|['’]s) (?:[\w\-]+ ){0,2}?(?P<kind>capital|city|town|village|port|stronghold|enclave|district|province|region|suburb|settlement)(?: city)?, $"
)
_TO_WHOM = frozenset({"to", "on", "in", "without", "after", "as", "into"})
_MARKS = ",;:."
_GOVERNING = frozenset(
    {"country", "historical-state", "seat"}
)  # kinds whose name stands for a government
_NO_HEAD = Head("", deeper=True)
_TALKS = frozenset(
    "talks dialog dialogue war agreement contact contacts negotiations relations ties cooperation".split()
)
# What a name does where no word beside it says so.
_GONE = Verdict("topic", "a state that no longer exists")
_ACTS = Verdict("actor", "a country or capital without a word of place before it")
_BEFELL = Verdict("location", "what happened to it is told")
_BY = Verdict("actor", "“by” before it")
_STANDS = Verdict("location", "a place that is no government's usual name")
_SETTLEMENT = Verdict("location", "the “settlement” there")
_SETTLEMENTS = frozenset({"village", "town", "city"})
FROM_THERE = Verdict("origin", "where somebody is from")
_SITES = frozenset("facility bridge river lake reservoir mountain pass road sea corridor".split())
_LINES = frozenset({"line", "border-sector"})
_WARS = frozenset({"war", "War"})
_ORDINALS = frozenset("first second third 1st 2nd 3rd".split())
_TITLES = frozenset("mr mr. mrs mrs. ms ms. dr dr. sir lady".split())
_WENT = frozenset("go goes going went gone come came travel travelled traveled drove driven fled walked passed".split())
_BODY = re.compile(r".s((?: [A-Z][a-z]+){2,4})")  # behind its owner
_SUPERLATIVE = ("gest", "iest", "ldest", "ghest", "lowest", "ngest", "ernmost")  # "largest", "busiest", "oldest"
_JOINS = frozenset("join joins joined joining link links linked linking connect connects connected connecting".split())
# Before these an abbreviation does what an adjective does ("US jets").
_ARMS = frozenset(
    "jet jets warplane warplanes aircraft bomber bombers helicopter helicopters drone drones missile missiles warship warships".split()
)
# What opens a clause that tells of a place: the noun behind the name is then a subject of its own.
_OPENINGS = ("In ", "At ", "Near ", "Outside ", "Across ", "Around ", ", in ", "; in ", " and in ", " but in ", " while in ", " where in ")
_OPENING_REACH = max(map(len, _OPENINGS))


def in_context(article: Article, first: Mention, last: Mention, words: Lexicon) -> Verdict:
    """Return what the words before and after a row of names say of it."""
    text, sentence = article.text, article.sentences[first.sentence]
    start, end = first.start, last.end
    governing, historical = standing(first)
    behind = _word_after(text, end, sentence.end, words)
    if behind.is_noun:
        right = text[end : min(sentence.end, end + _REACH)]
        if behind.word in words.held and first is last and is_settlement(first):
            return Verdict("location", f"the “{behind.word}” there")
        verdict = _by_noun_after(right, governing, first is not last, words)
        if verdict is not None:
            if behind.word == "side" and text[start - 7 : start] == "on the ":
                return Verdict("location", "“on” its “side”")
            if first.form == "abbreviation" and behind.word in _ARMS:
                return Verdict("origin", f"whose “{behind.word}” they are")
            if verdict.role == "actor" and first.form == "name" and _opens(text, sentence.start, start):
                return Verdict("location", "“in” before it opens the sentence")
            if behind.word in _WARS and _is_one_of_several(text, sentence.start, start):
                return Verdict("topic", f"names the “{behind.word}”")
            return _SETTLEMENT if behind.word == "settlement" and is_settlement(last) else verdict
    verdict = _by_words_before(text, sentence.start, start, historical, governing, words)
    if verdict is not None:
        return Verdict("location", "“by” it") if verdict is _BY and is_site(first) else verdict
    if (behind.acts and not is_line(first) and not is_site(first)) or (governing and behind.word):
        verdict = _by_verb_after(text[end : min(sentence.end, end + _REACH)], governing, words)
        if verdict is not None:
            return verdict
    return usual(governing, historical)


def _opens(text: str, low: int, start: int) -> bool:
    """Tell whether a preposition of place opens a clause right before a name: "In X police say"."""
    return text[max(low, start - _OPENING_REACH) : start].endswith(_OPENINGS)


def _is_one_of_several(text: str, low: int, start: int) -> bool:
    """Tell whether a war is called by its number: "the first X war"."""
    before = text[max(low, start - 10) : start].split()
    return bool(before) and before[-1].lower() in _ORDINALS


def standing(mention: Mention) -> tuple[bool, bool]:
    """Tell whether such a name usually stands for a government, and whether for a state that is gone."""
    if not mention.candidates:
        return False, False
    place = mention.candidates[0].place
    kind = place.kind
    union = kind == "region" and mention.form == "abbreviation"  # "EU"
    return place.capital or kind in _GOVERNING or union, kind == "historical-state"


def is_line(mention: Mention) -> bool:
    """Tell whether a name is that of a border or a line of contact, which does nothing itself."""
    return any(candidate.place.kind in _LINES for candidate in mention.candidates[:1])


def is_settlement(mention: Mention) -> bool:
    """Tell whether a name is none but that of a settlement: "Foo settlement" settles no question."""
    return all(candidate.place.kind in _SETTLEMENTS for candidate in mention.candidates[:1])


def is_site(mention: Mention) -> bool:
    """Tell whether a name is that of a bridge, a river or the like, which does nothing itself."""
    return any(candidate.place.kind in _SITES for candidate in mention.candidates[:1])


def usual(governing: bool, historical: bool) -> Verdict:
    """Return what a name does where nothing beside it says so."""
    if historical:
        return _GONE
    return _ACTS if governing else _STANDS


# --- the words after it -------------------------------------------------------------------------------


def _word_after(text: str, end: int, limit: int, words: Lexicon) -> Tail:
    """Return the word behind a name: empty behind a mark that parts them, unclear if not plain."""
    if text[end : end + 1] != " ":
        return PARTED if text[end : end + 2] in _PARTED else UNCLEAR
    space = text.find(" ", end + 1, limit)
    word = text[end + 1 : space if space > 0 else limit]
    return words.tails.get(word) or words.learn_tail(word)


def _by_noun_after(right: str, governing: bool, pair: bool, words: Lexicon) -> Verdict | None:
    """Judge by the noun behind a row of names, or by what it owns."""
    after = right.split(None, 3)
    if len(right) < 3 or not after:
        return None
    if right[0] in "'’" and right[1] in "s ":
        return _body_of(right, words) or _possessed(after[1:3], governing, words)
    if right[0] not in " \u00a0":
        return None
    noun = after[0].rstrip(EDGE).lower()
    verdict = words.noun_after.get(noun)
    if verdict is None:
        return None
    if verdict.role == "embedded":
        return None if pair else verdict
    if noun == "war" and len(after) > 1 and after[1].rstrip(EDGE).lower() in words.of_war:
        return Verdict("embedded", f"names the “{noun}”")
    if verdict.role == "actor":
        second = after[1].rstrip(EDGE) if len(after) > 1 else ""
        if not governing and second in words.bases:
            return Verdict("location", f"the “{noun} {second}” there")
        speaks = second == "in" and noun in words.agent_of
        return verdict if speaks or second not in ("in", "and", "or") else None
    if governing and (pair or noun in ("ceasefire", "truce", "clashes")):
        return words.party_after.get(noun, verdict)
    return verdict


def _body_of(right: str, words: Lexicon) -> Verdict | None:
    """Judge the owner of a body that is called by its name ("Fooland's State Border Service")."""
    name = _BODY.match(right)
    if name is None or words.organisation.isdisjoint(name[1].split()):
        return None
    return Verdict("actor", f"owner of “{name[1].lstrip()}”")


def _possessed(owned: list[str], governing: bool, words: Lexicon) -> Verdict | None:
    """Judge the owner of what these words name."""
    nouns = [word.strip(".,;:!?()”\"’'").lower() for word in owned]
    if not nouns:
        return None
    if nouns == ["side", "of"]:
        return Verdict("location", "its “side of” something")
    if nouns[0].endswith(_SUPERLATIVE) and nouns[-1] in words.sites:
        return Verdict("location", f"its “{nouns[0]} {nouns[1]}”")
    if nouns[-1] in words.agent_nouns and (governing or nouns[0] not in words.place_nouns):
        return Verdict("actor", f"owner of “{nouns[-1]}”")
    for noun in nouns:
        if noun in words.directions or (
            noun in words.place_nouns and noun not in words.party_nouns
        ):
            return Verdict("location", f"its “{noun}”")
        if noun in words.agent_nouns or noun in words.agent_of:
            owns = governing or noun in words.agent_nouns
            return Verdict("actor", f"owner of “{noun}”") if owns else None
    return Verdict("actor", f"owner of “{nouns[0]}”") if governing else None


def _by_verb_after(right: str, governing: bool, words: Lexicon) -> Verdict | None:
    """Judge by a verb among the first words behind a row of names; adverbs may stand before it."""
    tokens = right.split(None, _VERB_WITHIN)[:_VERB_WITHIN]
    if len(tokens) > 1 and tokens[0] in _HAS and tokens[1].rstrip(_MARKS) == "fallen":
        return _BEFELL
    if not governing and not _PASSIVE.isdisjoint(tokens[:2]):
        return None  # what is done to a place tells of the place
    if governing and _befell(tokens, words):
        return _BEFELL
    for token in tokens:
        word = token.rstrip(_MARKS)
        if word in words.speech:
            return Verdict("actor", f"“{word}” after it")
        if not governing:
            if word in words.adverbs:
                continue  # "Fooville had": what it suffered may follow, and what it said
            return None
        if word in words.verbs_after or word.endswith(("ed", "es", "s")):
            return Verdict("actor", f"“{word}” after it")
        if word not in words.adverbs:
            return None
    return None


def _befell(tokens: Sequence[str], words: Lexicon) -> bool:
    """Tell whether these words, right behind a name, say what happened to a town or a country."""
    bare = _bare(tokens)
    if not bare:
        return False
    if bare[0] in words.woke:
        return len(bare) > 1 and bare[1] in _TO_WHOM
    if bare[0] in _HAS and bare[1:2] == ["come"]:
        bare = bare[1:]
    if bare[0] in _COME and bare[1:2] == ["under"]:
        return not words.under_fire.isdisjoint(bare)
    if bare[0] not in _WAS:
        return False
    if bare[0] in _HAS and bare[1:2] != ["been"]:
        return False
    rest = [word for word in bare[1:3] if word not in words.adverbs and word not in _PASSIVE]
    return bool(rest) and rest[0] in words.befallen


# --- the words before it ------------------------------------------------------------------------------


def _by_words_before(
    text: str, low: int, start: int, historical: bool, governing: bool, words: Lexicon
) -> Verdict | None:
    """Judge by the word that governs a row of names, if it says something by itself."""
    if start <= low:
        return None
    if governing and text.endswith(_EXAMPLES, low, start) and _PLACES_LISTED.search(text, low, start):
        return Verdict("location", "an example of places")
    called = _CALLED.search(text, max(low, start - _REACH), start) if text.endswith(", ", low, start) else None
    if called is not None and (not governing or called["kind"] == "capital"):
        return Verdict("location", f"called a “{called['kind']}” before it")
    end, head, skipped = start - 1, _NO_HEAD, list[str]()
    while text[end] == " ":
        space = text.rfind(" ", low, end)
        word = text[space + 1 if space >= 0 else low : end]
        head = words.heads.get(word) or words.learn(word)
        if space < 0 or not head.skipped:
            break
        skipped.append(head.word)
        end = space
    verdict = head.of_government if governing else head.of_place
    if verdict is None and head.deeper:
        left = text[max(low, start - _REACH) : start]
        return _by_all_before(left, historical, governing, words)
    if historical:
        return verdict if head.locative else None
    return verdict or _by_part(skipped, words)


def _by_part(skipped: Sequence[str], words: Lexicon) -> Verdict | None:
    """Judge "northern Fooland" by the adjectives before it, nearest first."""
    if words.directional.isdisjoint(skipped):
        return None
    side = next((word for word in skipped if word in words.directional), None)
    return Verdict("location", f"a part of it: “{side}”") if side else None


def _by_all_before(left: str, historical: bool, governing: bool, words: Lexicon) -> Verdict | None:
    """Judge by all words before a name, of which the nearest say nothing by themselves."""
    if "[" in left or '"' in left or "“" in left or "”" in left:
        left = _INSERTION.sub("", left)
    if left.endswith("-"):
        left = _COMPOUND.sub("", left)
    tokens = left.lower().split()[: -_FURTHEST - 1 : -1]
    if not tokens:
        return None
    at, last = 0, len(tokens) - 1
    while at < last and tokens[at] in words.adjectives:
        at += 1
    # "in the city of X", "the regional powers X and Y": the noun of its kind is skipped, too.
    head = tokens[at]
    if at < last:
        if head == "of" and tokens[at + 1] in words.generic:
            return _governed_generic(tokens, at + 1, words)
        if head in words.generic:
            return _governed_generic(tokens, at, words)
        if head == "of" and (organisation := left.split()[-2 - at]) in words.organisation_of:
            return Verdict("embedded", f"“{organisation} of” it")
    verdict = (words.governs_government if governing else words.governs_place).get(head)
    if historical:
        return verdict if head in words.locative else None
    if verdict is None and head in words.with_others:
        verdict = _by_head(head, tokens[at + 1 :], governing, words)
    return verdict or _by_part(tokens[: at + 1], words)


def _governed_generic(tokens: list[str], at: int, words: Lexicon) -> Verdict | None:
    """Judge "in the city of X", "territory of X", "regional powers X"."""
    noun = tokens[at]
    at += 1
    while at < len(tokens) and tokens[at] in words.adjectives:
        at += 1
    head = tokens[at] if at < len(tokens) else ""
    if head in words.locative or head in ("from", "to", "at", "of"):
        return Verdict("location", f"“{head} … {noun}” before it")
    if noun in words.part:
        return Verdict("location", f"its “{noun}”")
    return None


def _by_head(head: str, before: list[str], governing: bool, words: Lexicon) -> Verdict | None:
    """Judge by the governing word and those before it, nearest first."""
    previous = before[0].rstrip(_MARKS) if before else ""
    if head == "of":
        return _after_of(previous, before, governing, words)
    if head == "from":  # of a government; for others it says enough by itself
        if previous in words.agent_from:
            return Verdict("actor", f"“{previous} from” it")
        return Verdict("location", "“from” before it")
    if head == "over" and not words.aloft.isdisjoint(_bare(before[:_ALOFT])):
        return Verdict("location", "what flies over it")
    if head in words.topic_prepositions and previous in words.topic_heads:
        return Verdict("topic", f"“{previous} {head}” it")
    if head == "at" and previous in words.sites:
        return Verdict("location", f"“{previous} at” it")
    if head == "by":
        went = previous in _WENT and not governing
        return Verdict("location", "movement “by” it") if went else _BY
    if head in _JOINS:
        if not words.link.isdisjoint(_bare(before)):
            return Verdict("location", "a road or border between them")
        return Verdict("actor", f"“{head}” before it") if governing else None
    if head == "for" and previous not in words.motion:
        if not words.posts_for.isdisjoint(_bare(before)):
            return Verdict("location", "where somebody has a post")
        if not words.topic_for.isdisjoint(_bare(before)):
            return Verdict("topic", "somebody's remit")
        if _bare(before[:2]) == ["process", "peace"]:
            return Verdict("topic", "the peace process there")
    if head in ("between", "and", "both"):
        return _after_between(head, before, governing, words)
    if head == "to" and governing and previous in words.agent_to:
        return Verdict("actor", f"“{previous} to” it")
    if head in ("to", "with", "through", "for", "or") and _moves(head, before, words):
        return Verdict("location", f"movement or a link “{head}” it")
    if head in ("on", "against") and previous in words.blows:
        return Verdict("location", f"“{previous} {head}” it")
    if head in ("at", "against") and not words.fired.isdisjoint(_bare(before[:_ALOFT])):
        return Verdict("location", f"fired “{head}” it")
    if head == "to" and previous in ("close", "near", "next", "nearest", "closer", "nearer", "adjacent"):
        return Verdict("location", f"“{previous} to” it")
    if head == "as" and previous == "such":
        return Verdict("location", "an example of a place")
    if head == "against" or (governing and head in words.acted_on):
        return Verdict("actor", f"“{head}” before it")
    return None


def _bare(tokens: Sequence[str]) -> list[str]:
    """Return words without the marks behind them."""
    return [token.rstrip(_MARKS) for token in tokens]


def _moves(head: str, before: list[str], words: Lexicon) -> bool:
    """Tell whether the words before a preposition speak of a movement or, before "with", a link."""
    near = _bare(before[:_MOVED])
    if near[:2] == ["way", "under"]:  # "talks are under way with X"
        near = near[2:]
    if words.motion.isdisjoint(near):
        return False
    if head != "with":
        return True
    for word in near:
        if word in words.party_nouns:  # "the border where fighting broke out with X"
            return False
        if word in words.link or word.startswith(("link", "connect", "border")):
            return True
    return False


def _after_of(previous: str, before: list[str], governing: bool, words: Lexicon) -> Verdict | None:
    if previous in words.directions or previous in words.part:
        return Verdict("location", f"“{previous} of” it")
    if previous == "out" and not words.motion.isdisjoint(_bare(before[:_MOVED])):
        return Verdict("location", "movement “out of” it")
    if not _TITLES.isdisjoint(before[1:4]):
        return FROM_THERE
    if previous in words.office or (governing and previous in words.agent_of):
        return Verdict("actor", f"“{previous} of” it")
    return None


def _after_between(head: str, before: list[str], governing: bool, words: Lexicon) -> Verdict | None:
    """Judge "between X and Y"; with "and" the word "between" must stand two words before."""
    rest = before[:4]
    if head == "and":
        if len(before) < 2 or before[1].rstrip(_MARKS) not in ("between", "both"):
            return None
        rest = before[2:6]
    rest = _bare(rest)
    if not words.link.isdisjoint(rest):
        return Verdict("location", "a road or border between them")
    if governing or not _TALKS.isdisjoint(rest):
        return Verdict("actor", "a party of what is told")
    return None

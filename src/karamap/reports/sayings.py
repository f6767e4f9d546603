"""Drafts and the verbs of saying round them go in; whose words and whose claim it is comes out."""

from __future__ import annotations

import re

from karamap.records import Sentence
from karamap.reports.cues import Cue
from karamap.reports.draft import SPOKEN, VERBAL, Draft, Saying, State
from karamap.reports.grammar import MODALS, Grammar, Trigger
from karamap.reports.joining import has_own_time
from karamap.reports.own_times import when_opens
from karamap.reports.speech import NO_WORDS, coordinated, first_subject, sayings_of, seated

_VIEW = "recognised-as"  # that somebody has recognised something is an opinion, where another says it
_OFFICE = (
    r"(?:ministry|department|service|officials?|authorities|spokes\w+|army|military|police|command|president|minister|government|office|statement|"
    r"sources|agency|staff|commission|council|governor|mayor|embassy|prosecutors?|media|observers|monitors)"
)
_ACCORDING = Cue(
    r"\b(?:according\s+to|by\s+(?:the\s+)?words\s+of|"
    rf"(?:citing|quoting|referring\s+to|with\s+(?:a\s+)?reference\s+to)(?=\s[\w' \-]*\b{_OFFICE}\b))\s+(?:the\s+|its\s+|an?\s+)?([\w' \-]{{3,50}}?)"
    r"(?=[,.;]|\s+(?:on|that|said|has|was|have)\b|$)",
    "according words citing quoting referring reference",
)
# Behind these a clause of its own tells what somebody else says, not the whole sentence.
_APART = frozenset("after before when as while since because although though rel where".split())
_COUNTED_LINKS = frozenset(("before", "after"))
_HOURS = Cue(
    r"\b(?:hour|day|week|month)s?\s+$", "hour hours day days week weeks month months"
)  # fmt: skip
_CONFIRMING = ("confirm", "acknowledg", "admit")
_ALL_SIDES = re.compile(r"(?:each|both|all|the\s+two)\b")  # what both sides confirm is no claim of one
_ARTICLE_LAST = re.compile(r"\s([Aa]n?\s+)$")
_CONTENT_LINKS = frozenset(("that", "say"))
_NOT = frozenset(("not", "never", "nor"))
PRONOUNS = frozenset(("he", "she", "it"))
_SELF = re.compile(r"(?:that\s+)?(?:it|they|he|she|we|i|its|their|his|her|our|my)\b")
_NOT_SAID = frozenset("statement it they he she spokesman spokeswoman".split())


_ANAPHORIC = re.compile(
    r"(?:the|its|their|this)?\s*(?:\w+\s+)?(?:ministry|statement|department|office|minister|president|diplomat|document|message|post|mission)$",
    re.I,
)


_OUTLET = re.compile(
    r"\b(?:reuters|afp|tass|interfax|bbc|cnn|"
    r"(?<!refugee )(?<!aid )(?<!migration )(?<!food )(?<!health )(?<!rights )(?<!relief )(?<!intelligence )(?<!security )(?<!nuclear )(?<!border )(?<!children's )(?<!un )(?<!action )"
    r"(?:agency|agencies)|newspaper|media|broadcaster|website|"
    r"associated press|ap|"
    r"al\s+jazeera|ria|anadolu|xinhua|dpa|radio|television|tv|channel|journalists?|correspondents?|witness(?:es)?)\b"
)


_PARTY_OUTLET = re.compile(r"\b(?:(?:state|rebels?|official|army|government|group|movement|militia|militants|faction)\b.*\b)?(?P<kind>radio|television|tv)\b")


def _speaks_for_party(state: State, saying: Saying) -> bool:
    """Tell whether an outlet is the voice of a state or a side ("Fooish radio", "rebel television")."""
    found = _PARTY_OUTLET.search(saying.words.lower())
    if found is None:
        return False
    if found.start() < found.start("kind"):
        return True
    return state.mentions.any_within(saying.clause[0], saying.trigger.start)


def attribute(state: State, draft: Draft, sayings: list[Saying]) -> None:
    """Find who says it when the article does not say it in its own voice."""
    grammar = draft.grammar
    if not sayings and not _ACCORDING.may_stand(grammar.bag):
        return
    if draft.refuses and draft.clause.link == "rel":
        return  # "X said that Y, which Z denied": Z speaks there
    match = _ACCORDING.search(grammar, grammar.start, grammar.end)
    if match is not None and (
        _is_of_another(grammar, match, draft) or _is_of_last(grammar, match, draft)
    ):
        match = None
    saying = next(
        (
            s
            for s in sayings
            if s.start <= draft.trigger.start < s.end and s.trigger.start != draft.trigger.start
        ),
        None,
    )
    if saying is None and match is None:
        return
    if saying is not None:
        if saying.words.lower() == "we":
            return  # the author of the text speaks
        last = None
        if saying.words.lower() in PRONOUNS:
            last = subject_told(state, draft.sentence)
        elif not saying.speaker and not _claimant_words(saying.words):
            last = _last_speaker(state)
        speaker = saying.speaker or ((last,) if last else ())
        own = bool(speaker) and speaker[0] in draft.source
        direct = saying.trigger.clause == draft.trigger.clause and draft.type in VERBAL
        parallel = (
            saying.start == saying.trigger.end
            and saying.trigger.clause != draft.trigger.clause
            and draft.clause.link == "and"
            and _CONTENT_LINKS.isdisjoint(grammar.links(saying.trigger, draft.trigger))
        )
        if parallel:
            draft.source = draft.source or saying.speaker
            return
        claimant = speaker[0] if speaker else speaker_named(saying)
        draft.described = None if claimant else _described(saying.words)
        if draft.type in VERBAL and (own or direct or _is_own_word(draft)):
            draft.own_voice = True
            draft.claimant = None if direct else claimant
            return
        draft.claimant = claimant
        if len(speaker) != 1:
            draft.tellers = saying.speaker or _told_by_words(saying.words)
        said = saying.trigger
        agreed = grammar.text.startswith(_CONFIRMING, said.start, said.end) and _ALL_SIDES.match(saying.words.lower())
        if draft.fact or agreed:
            return
        if _OUTLET.search(saying.words.lower()) and not _speaks_for_party(state, saying):
            return
        if draft.type in ("AGREE", "CONSULT", "STATEMENT") and has_own_time(state, draft):
            return
    else:
        assert match is not None
        draft.claimant = _source_named(state, *match.span(1))
        draft.described = None if draft.claimant else _described(_with_article(state.article.text, *match.span(1)))
    if draft.status == "asserted" and not _is_known(state, draft):
        draft.status = "claimed"


def _with_article(text: str, start: int, end: int) -> str:
    """Return words of a text with "a" or "an" before them, without which they may be anybody's office."""
    article = _ARTICLE_LAST.search(text, max(0, start - 4), start)
    return text[article.start(1) if article else start : end]


def _is_own_word(draft: Draft) -> bool:
    """Tell whether what is said is itself the demand, refusal or threat of who says it.

    "She told them that the troops must leave", "he vowed that no town would be handed over"; not so
    in "Fooland said Barland had rejected the plan".
    """
    if draft.type not in SPOKEN or draft.type == "STATEMENT":
        return False
    trigger = draft.trigger
    if trigger.voice in ("phrase", "passive", "participle") or draft.type != trigger.rule.type:
        return True
    return _SELF.match(draft.grammar.text, draft.clause.start) is not None


def _is_known(state: State, draft: Draft) -> bool:
    """Tell whether a clause only dates or places what somebody claims by what is known anyway.

    "It had hit 20 trucks since 3 May, when rebels took X", "in X, where a truce has held since May".
    """
    clause = draft.clause
    if clause.link == "when":
        return when_opens(state, draft) is not None
    if clause.link in _COUNTED_LINKS:
        low = max(draft.grammar.start, clause.start - 12)
        return _HOURS.search(draft.grammar, low, clause.start) is not None
    return clause.link == "where" and has_own_time(state, draft)


def _is_of_another(grammar: Grammar, match: re.Match[str], draft: Draft) -> bool:
    """Tell whether "according to X" stands within another clause ("a day after, says X, two died")."""
    index = grammar.clause_at(match.start())
    if index == draft.trigger.clause or grammar.clauses[index].link not in _APART:
        return False
    return match.end() < grammar.clauses[index].end and index > draft.trigger.clause


def _is_of_last(grammar: Grammar, match: re.Match[str], draft: Draft) -> bool:
    """Tell whether "according to X" only stands behind a clause that "and" adds to the draft's."""
    if grammar.text.endswith("and, ", 0, match.start()):
        return draft.trigger.start < match.start()  # "did A and, according to X, did B"
    if draft.trigger.rule.group == "casualties":
        return False  # "ten were killed and twenty hurt, according to X" is one count
    index = grammar.clause_at(match.start())
    between = grammar.clauses[draft.trigger.clause + 1 : index + 1]
    return any(clause.link == "and-new" for clause in between)


def count_of(state: State, draft: Draft) -> None:
    """Give a toll or a count ("the mayor put the dead at 12") to whoever counts."""
    if draft.trigger.voice != "active":
        return
    draft.claimant, named = speaker_of(state, draft, draft.trigger)
    draft.tellers = ()
    if draft.status == "asserted" and (named or draft.trigger.rule.group == "casualties"):
        draft.status = "claimed"


def _source_named(state: State, start: int, end: int) -> str | None:
    """Return who is named as the source behind "according to"."""
    named = state.cast.within(start, end)
    if named:
        return named[0].name
    words = state.article.text[start:end]
    last = _last_speaker(state) if _ANAPHORIC.match(words) else None
    return last or state.cast.office(start, end) or _proper(words)


# "ANS television", "the Tass news agency": the kind of outlet behind its name.
_OUTLET_NOUN = re.compile(
    r"(?<=[A-Z\w])\s+(?:television|tv|radio|news\s+agency|agency|newspaper|channel|website|broadcaster)$",
    re.I,
)


_ADVERB_LAST = re.compile(r"(?:\s+(?:has|have|had|also|later|then|earlier))+$")
# Speakers whom their words do not tell from others.
_NOBODY = re.compile(
    r"(?:he|she|it|they|who|one|some|others?|many|several|(?:(?:an?|the)\s+)?(?:reports?|sources?|statements?|claims?|messages?|letters?|posts?|articles?))$",
    re.IGNORECASE,
)
_NO_NOUN_FIRST = re.compile(r"(?:(?:and|has|have|had|was|were|is|are|also|later|includes?|including|he|she|it|they|that|there|this)\b|\W)", re.IGNORECASE)
_WHOSE_OUTLET = frozenset("state local rebel rebels official army government military private regional".split())
# What begins a sentence with a capital and is no name.
_COMMON_FIRST = re.compile(
    r"(?:The|Its|Their|An?|One|Two|Three|Several|Local|State|Aid|Residents?|Witnesses|Officials?|Medics|Medical|Doctors|Prosecutors|Police|Authorities|Activists|Rescuers|"
    r"Survivors|Villagers|Locals|Soldiers|Health|Hospital|Security|Military|Government|Rebels?|Both)\b"
)


def _described(words: str) -> str | None:
    """Return what a speaker is who has no name of two words ("residents of the village", "a security source").

    ``None`` where the words only point back ("she", "the ministry", "the source").
    """
    told = _DESCRIBED.match(words)
    plain = _claimant_words(told[1] if told else words)
    if plain is None or _NOBODY.match(plain) or _NO_NOUN_FIRST.match(plain):
        return None
    if plain.lower() in _WHOSE_OUTLET:  # "state television" is no state
        plain = words.strip(" ,.“”\"'")
    return _uncapitalised(plain)


def _uncapitalised(words: str) -> str:
    """Return what somebody is, without the capital of a sentence's first word."""
    return words[0].lower() + words[1:] if _COMMON_FIRST.match(words) else words


# "Residents of Foo, north of Bar, said".
_BESIDE_LAST = re.compile(r",\s+(?:(?:just|some|about|[\d.]+\s*(?:km|kilomet\w+|miles?))\s+)*(?:(?:north|south|east|west)(?:-?(?:east|west))?\s+of|near|outside)\s[^,]*$", re.IGNORECASE)


def _claimant_words(words: str) -> str | None:
    """Return the words that name a speaker who is no listed actor."""
    words = _BESIDE_LAST.sub("", words.strip(" ,"))
    words = _ADVERB_LAST.sub("", _OUTLET_NOUN.sub("", words))
    plain = _LINK_FIRST.sub("", words.strip(" ,.“”\"'")).rsplit(",", 1)[-1].strip()
    last = plain.rsplit(" ", 1)[-1].lower()
    if not plain or len(plain) > 70 or last in _NOT_SAID or len(plain.split()) > 8:
        return None
    if _PREPOSITION_FIRST.match(plain) or _WE_FIRST.match(plain) or _ANAPHORIC.match(plain):
        return None
    return _AND_FIRST.sub("", plain) or None


# A name of two words or more, or an abbreviation: "Syrian Observatory for Human Rights", "HRW".
_PROPER = re.compile(
    r"(?:[Tt]he\s+)?((?:[A-Z][\w'’.\-]*)(?:\s+(?:(?:of|for|the|and|on|in|de|al)\s+)*[A-Z][\w'’.\-]*)+|[A-Z]{2,}[\w\-]*)"
)


def _proper(words: str | None) -> str | None:
    """Return words that are somebody's name; what only describes a speaker names nobody."""
    match = _PROPER.fullmatch(words.strip()) if words else None
    return match[1] if match else None


def speaker_named(saying: Saying) -> str | None:
    """Return who says something: an actor, or else whoever the words before the verb name."""
    if saying.speaker:
        return saying.speaker[0]
    described = _DESCRIBED.match(_AND_FIRST.sub("", saying.words))
    words = _claimant_words(saying.words)
    return (
        _proper(words)
        or (_proper(described[1]) if described else None)
        or _titled(words)
        or _outlet(saying.words)
    )


def _outlet(words: str) -> str | None:
    """Return the name of an outlet of one word ("the Foo news agency")."""
    match = _NAMED_OUTLET.fullmatch(words.strip())
    return match[1] if match and not _COMMON_FIRST.match(match[1]) else None


def _titled(words: str | None) -> str | None:
    """Return the name behind what somebody is ("the mine clearance agency FOO")."""
    match = _TITLED.match(words) if words else None
    return _proper(match[1]) if match else None


_TITLED = re.compile(
    r"(?:[Tt]he\s+|[Aa]n?\s+)?(?:[a-z][\w\-]*\s+){0,4}(?:agency|group|observatory|organi[sz]ation|movement|charity|newspaper|watchdog|militia"
    r"|operator|mission|spokesman|spokeswoman|spokesperson|commander|governor|mayor|official|analyst|lawyer|activist)\s+([A-Z].*)"
)
# "Fooland Watch, a group based in Bar": who speaks, and a description.
_NAMED_OUTLET = re.compile(
    r"(?:[Tt]he\s+)?([A-Z][\w'’\-]+)\s+(?:television|tv|radio|news\s+agency|agency|newspaper|channel|website|broadcaster|news|daily)",
)
_DESCRIBED = re.compile(r"([^,]+),\s+(?:an?|the|which|who)\s")
_BOTH_OF = re.compile(
    r"both\s+(?P<one>(?:the\s+)?[\w' \-]{2,40}?)\s+and\s+(?P<two>(?:the\s+)?[\w' \-]{2,40}?)(?:\s+(?:each|have|had))*",
    re.I,
)


def _told_by_words(words: str) -> tuple[str, ...]:
    """Return the two speakers of "both the X and the Y", who are no listed actors."""
    match = _BOTH_OF.fullmatch(words.strip())
    if match is None:
        return ()
    return tuple(_proper(match[key]) or match[key].removeprefix("the ") for key in ("one", "two"))


def _last_speaker(state: State) -> str | None:
    """Return who spoke last, for "the ministry", "it" and "the statement"."""
    spoken = next(
        (d for d in reversed(state.drafts) if d.denial or (d.type in SPOKEN and d.source)), None
    )
    for number in sorted({*state.sayings, *state.unheard}, reverse=True):
        if spoken is not None and spoken.sentence > number:
            break
        for saying in reversed(sayings_of(state, number)):
            if saying.speaker:
                return saying.speaker[0]
    if spoken is None:
        return None
    return spoken.claimant if spoken.denial else spoken.source[0]


_PRONOUN_FIRST = re.compile(r"[\"'\s]*(?:(?:but|and|yet|later|then)\s+)?(?:he|she|it|they)\b")
_SUBJECT_REACH = 80  # characters from the beginning of a sentence


def subject_told(state: State, number: int) -> str | None:
    """Return who spoke or is named first in the sentence before, for "he" and "it"."""
    for earlier in range(number - 1, max(-1, number - 4), -1):
        sentence = state.article.sentences[earlier]
        if sentence.zone != "body":
            return None
        if _PRONOUN_FIRST.match(state.text, sentence.start):
            continue
        spoke = [s.speaker[0] for s in sayings_of(state, earlier) if s.speaker]
        denied = [d.claimant for d in state.drafts if d.sentence == earlier and d.denial]
        if spoke or denied:
            return (denied or spoke)[-1]  # who speaks goes on speaking
        named = state.cast.within(
            sentence.start, min(sentence.end, sentence.start + _SUBJECT_REACH)
        )
        return named[0].name if named else None
    return None


def speaker_of(state: State, draft: Draft, verb: Trigger) -> tuple[str | None, tuple[str, ...]]:
    """Return who says something with a verb that is no verb of saying.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        The report in whose sentence the verb stands.
    verb
        The verb, such as "denied".

    Returns
    -------
    The speaker for a reader, and the actors that are named as its subject.
    """
    grammar = draft.grammar
    clause = grammar.clauses[verb.clause]
    named = state.cast.within(clause.start, verb.start)
    words = state.article.text[clause.start : verb.start].strip(' ,"“”')
    if (
        not named
        and words.lower() in NO_WORDS
        and (subject := first_subject(state, grammar, verb))
    ):
        named = [subject]
    if not named and words.lower() in NO_WORDS:
        named = state.cast.within(grammar.start, clause.start)[:1]
        words = ""
    if named:
        main = seated(named)
        draft.tellers = coordinated(state.text, named, main)
        return main.name, (main.name,)
    if both := state.cast.parties(grammar, clause.start, verb.start):
        draft.tellers = both  # "the two sides"
        return "; ".join(both), both
    last = _last_speaker(state)
    spoken = _claimant_words(words)
    return (_uncapitalised(spoken) if spoken else last), ((last,) if last and not spoken else ())


_LINK_FIRST = re.compile(r"^(?:where|when|which|who|whom|after|because|since)\s+", re.I)
_PREPOSITION_FIRST = re.compile(
    r"(?:in|on|at|by|about|for|with|from|to|of|after|during|over|amid)\b", re.I
)
_WE_FIRST = re.compile(r"(?:we|i)\b", re.I)
_AND_FIRST = re.compile(r"^(?:and|but|that|while|as)\s+", re.I)


def find_statements(
    state: State, grammar: Grammar, number: int, sentence: Sentence, sayings: list[Saying],
    drafts: list[Draft],
) -> list[Draft]:  # fmt: skip
    """Return statements of speakers who say nothing in this sentence that is a report of theirs."""
    made: list[Draft] = []
    for saying in sayings:
        if not saying.key or saying.trigger.voice == "participle":
            continue
        if grammar.words.text_at(saying.trigger.behind) in MODALS:
            continue  # "views that it said could harm the talks"
        if any(word in _NOT or word.endswith("n't") for word in grammar.before(saying.trigger.token, 3)):
            continue  # "has not disclosed its losses"
        content = [d for d in drafts if saying.start <= d.trigger.start < saying.end and not d.weak]
        others = [
            d for d in content
            if d.type in ("CONCEDE", "REJECT", "SUPPORT")
            and not (d.own_voice or d.refuses or d.trigger.voice == "phrase")  # "there can be no talks, X said"
            and not (d.type == "SUPPORT" and d.source and d.source[0] not in saying.speaker)
            and not (d.type == "CONCEDE" and d.trigger.finite and d.trigger.rule.id != _VIEW)  # "they freed nine hostages, X said"
        ]
        if others and not any(has_own_time(state, d) for d in others):
            for other in others:
                drafts.remove(other)
            if len(content) > len(others):
                continue
        elif content or any(d.source[:1] == saying.speaker for d in drafts if not d.weak):
            continue
        clause = grammar.clauses[saying.trigger.clause]
        draft = Draft(grammar, saying.trigger, number, sentence)
        draft.type, draft.weak = "STATEMENT", not others
        draft.source, draft.speaker, draft.seat = saying.speaker, saying.key, saying.seat
        end = min(saying.end, sentence.end) if saying.start >= saying.trigger.end else clause.end
        draft.end = _trim_end(state.text, draft.start, end)
        named = state.cast.within(saying.start, saying.end)
        draft.target = tuple(dict.fromkeys(n.name for n in named if n.name not in draft.source))[:2]
        made.append(draft)
        break
    return made


def _trim_end(text: str, start: int, end: int) -> int:
    """Return the end without white space and punctuation."""
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end

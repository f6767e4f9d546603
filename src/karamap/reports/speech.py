"""A sentence with verbs of saying goes in; who says something, and which words are said, comes out.

Most sentences that only say something are never asked for, so each is read when it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from karamap.records import Sentence
from karamap.reports.clauses import Clause
from karamap.reports.draft import TOLL_TOLD, VERBAL, Saying, State
from karamap.reports.grammar import Grammar, Trigger, read_grammar, warns_of_fact
from karamap.reports.triggers import Hit
from karamap.reports.who import Named

# "A fell, the governor, Jane Doe, said."
_OFFICE_AND_NAME = re.compile(r",\s+((?:the|a|an|its|their)\s+[^,;.]{3,60},\s+[A-Z][\w'’\-]+(?:\s+[A-Z][\w'’\-]+){1,3}),\s*$")
# "X was quoted as saying", "an agency quoted X as saying".
_QUOTED = re.compile(r"\b(?:(?P<passive>(?:is|was|were|been)\s+(?:\w+ly\s+)?)|(?:has|have|had)\s+)?(?:quoted|cited|quotes|cites|quoting|citing)\b")

_CONTENT_NEXT = re.compile(r"\s+(?:on\s+\w+\s+)?(?:that|they|it|he|she)\b")
# Bodies and people of a country that speak for themselves.
_OF_THEIR_OWN = re.compile(
    r"(?:['’]s?)?\s+(?:(?!state\b|government\b|army\b|official\b|said\b|says\b)[\w'’\-]+\s+){0,2}?(?:red\s+(?:cross|crescent)|doctors?|medics?|union|opposition|activists?|ngos?|"
    r"human\s+rights|rights\s+(?:group|defenders?|activists?)|observatory|association|church|lawyers?|civil\s+society|charity|charities|network|residents?|villagers?|"
    r"analysts?|experts?|historians?|scholars?|refugees?|exiles?|diaspora|foundation|institute|university|newspapers?|witnesses)\b"
)
_AND = re.compile(r"(?:'s)?(?:\s+\w+)?(?:,|,?\s+and)\s+(?:the\s+)?")
_HEARD = re.compile(r"t(?:old|ell(?:s|ing)?)\b")  # behind these stands who listens
# By whom, or where, somebody is told something.
_TELLER = re.compile(r"\s+(?:on\s+\w+\s+)?(?:by|in|at)\s+(?:the\s+|an?\s+)?")
_HEARD_OF = re.compile(r"(?:told|informed|notified|advised)\b")
_BY_DOING = re.compile(r"(?:respond|repl|answer|react|counter)\w*\s+(?:(?!that\b)[\w\-']+\s+){0,6}by\s+\w+ing\b")
_MEDICS = re.compile(r"\b(?:medics?|doctors?|nurses?|hospitals?|health|rescuers?|paramedics?)\b", re.IGNORECASE)
_CONTENT_OPENS = frozenset(("that", "say"))
NO_WORDS = frozenset(("and", "but", "then", ""))  # before a verb of saying that names nobody
_CORRECTING = ("correction", "clarification", "an earlier version of this")  # of the article
_HEADLINES = ("title", "related-link")


def grammar_of(
    state: State, sentence: Sentence, hits: Sequence[Hit], at_war: bool = False
) -> Grammar | None:
    """Return a sentence with its triggers, or ``None`` where none stands, or it only asks or corrects.

    With ``at_war`` rules stand whose companions are missing, because the text tells of a war.
    """
    if state.text[sentence.start : sentence.end].rstrip("\"' ").endswith("?"):
        return None
    if state.text.startswith(_CORRECTING, sentence.start):
        return None
    headline = sentence.zone in _HEADLINES
    span = (sentence.start, sentence.end)
    return read_grammar(state.text, *span, hits, state.lexicon, headline, at_war, state.persons, state.named)


def sayings_of(state: State, number: int) -> Sequence[Saying]:
    """Return the verbs of saying of a sentence that has been told already."""
    if number in state.unheard:
        sentence, hits = state.unheard.pop(number)
        grammar = grammar_of(state, sentence, hits)
        if grammar is not None:
            state.sayings[number] = find_sayings(state, grammar, sentence)
    return state.sayings.get(number, ())


def find_sayings(state: State, grammar: Grammar, sentence: Sentence) -> list[Saying]:
    """Find the verbs of saying of a sentence with their speakers and what they cover."""
    found: list[Saying] = []
    for trigger in grammar.triggers:
        if trigger.rule.group != "say" and not warns_of_fact(grammar, trigger):
            continue
        if trigger.voice == "infinitive":
            continue
        if _BY_DOING.match(grammar.text, trigger.start):
            continue  # "responded by shelling X"
        if trigger.voice == "passive":
            if (told := _told_by(state, grammar, trigger, sentence)) is not None:
                found.append(told)
            continue
        if trigger.voice == "reduced" and not _says_first(grammar, trigger):
            continue
        clause = grammar.clauses[trigger.clause]
        subject = _subject_of(grammar, trigger)
        left = state.cast.within(*subject)
        right = state.cast.within(trigger.end, min(clause.end, trigger.end + 60))
        attributed = clause.link == "attr"
        behind = right if attributed and not _HEARD.match(grammar.text, trigger.start) else []
        saying = _spoken(state, grammar, trigger, subject, left or behind, found)
        after = attributed or (bool(left or right) and trigger.clause > 0 and clause.link == "")
        if after and _is_afterword(state.text, grammar, trigger, clause):
            previous = max((s.end for s in found if s.end <= clause.start), default=sentence.start)
            saying.start, saying.end = previous, _end_of_words(state, grammar, saying)
            if trigger.clause + 1 < len(grammar.clauses) and state.text.startswith(
                (',"', ', "'), clause.end
            ):
                saying.end = sentence.end
        else:
            turn = (
                c.start for number, c in enumerate(grammar.clauses)
                if number > trigger.clause and (
                    (c.link in ("stop", "while", "back") and not (_is_announced(state.text, c.start) or _only_counts(grammar, number)))
                    or state.text.startswith("but ", c.start) or _is_answer(state, grammar, number)
                )
            )  # fmt: skip
            saying.start, saying.end = trigger.end, next(turn, sentence.end)
        if found and found[-1].end > trigger.start > found[-1].start:
            found[-1].end = trigger.start
        found.append(saying)
    return found


def _subject_of(grammar: Grammar, trigger: Trigger) -> tuple[int, int]:
    """Return the stretch in which those are named who say something."""
    opened, closed = grammar.subject_span(trigger.clause)
    return _quoted_as(grammar, trigger) or (opened, min(closed, trigger.start))


def _quoted_as(grammar: Grammar, trigger: Trigger) -> tuple[int, int] | None:
    """Return where those are named who are "quoted as saying" something, be it as subject or as object."""
    clause = grammar.clauses[trigger.clause]
    if clause.link != "as" or not trigger.clause or not grammar.text.startswith("as saying", clause.start):
        return None
    before = grammar.clauses[trigger.clause - 1]
    by = _QUOTED.search(grammar.text, before.start, clause.start)
    if by is None:
        return None
    return (before.start, by.start()) if by["passive"] else (by.end(), clause.start)


def _end_of_words(state: State, grammar: Grammar, saying: Saying) -> int:
    """Return where the words end behind which somebody is named.

    "A fell, X said, and B burned" goes on with them; not so where medics only count the dead.
    """
    first = saying.trigger.clause
    end = grammar.clauses[first].start
    counts = _MEDICS.search(saying.words) is not None
    for number in range(first + 1, len(grammar.clauses)):
        clause = grammar.clauses[number]
        added = clause.link == "and-new" and not counts
        goes_on = added or state.text.startswith("; ", clause.start - 2)
        if not goes_on or _is_answer(state, grammar, number) or _speaks(grammar, number):
            break
        end = clause.end
    return end


def _speaks(grammar: Grammar, number: int) -> bool:
    """Tell whether a clause, or the one that hangs on it, has a verb of saying or of counting of its own."""
    return any(
        t.clause in (number, number + 1) and (t.rule.group == "say" or t.rule.id == TOLL_TOLD)
        for t in grammar.triggers
    )


def _only_counts(grammar: Grammar, number: int) -> bool:
    """Tell whether a clause with "while" only goes on to count the dead ("while ten rebels were killed")."""
    told = {t.rule.group for t in grammar.triggers if t.clause == number}
    return grammar.clauses[number].link == "while" and told == {"casualties"}


def _is_answer(state: State, grammar: Grammar, number: int) -> bool:
    """Tell whether another party speaks for itself ("A said that B fired, and C urged calm")."""
    clause = grammar.clauses[number]
    if clause.link != "and-new" or not state.text.startswith(", ", clause.start - 2):
        return False
    return any(
        t.clause == number and t.finite and t.rule.type in VERBAL and t.rule.group != "say"
        and state.cast.within(clause.start, t.start)
        for t in grammar.triggers
    )  # fmt: skip


def _told_by(
    state: State, grammar: Grammar, trigger: Trigger, sentence: Sentence
) -> Saying | None:
    """Return who tells somebody something ("was told by residents that", ", X was told in the ministry")."""
    source = _TELLER.match(grammar.text, trigger.end)
    if source is None or _HEARD_OF.match(grammar.text, trigger.start) is None:
        return None
    clause = grammar.clauses[trigger.clause]
    words = state.article.text[source.end() : clause.end].strip(' ,"“”')
    named = state.cast.within(source.end(), clause.end)
    saying = Saying(trigger, (), words, "", None, trigger.end, sentence.end, (clause.start, clause.end))
    if named:
        main = seated(named)
        saying.speaker, saying.key, saying.seat = (main.name,), main.key, main.seat
    behind = grammar.clauses[trigger.clause + 1 : trigger.clause + 2]
    if not behind or behind[0].link not in _CONTENT_OPENS:
        comma = grammar.text.rfind(", ", grammar.start, trigger.start)
        if comma < 0:
            return None
        saying.start, saying.end = sentence.start, comma
    return saying


def _spoken(
    state: State, grammar: Grammar, trigger: Trigger, subject: tuple[int, int], named: Sequence[Named],
    found: Sequence[Saying],
) -> Saying:  # fmt: skip
    """Return a verb of saying with its speaker; what is said is not known yet."""
    clause = grammar.clauses[trigger.clause]
    span = (clause.start, clause.end)
    words = state.article.text[slice(*subject)].strip(' ,"“”')
    main: Named | None = None
    if any(_OF_THEIR_OWN.match(state.text, one.end) for one in named):
        named = ()  # "the Fooish Red Cross" speaks for no state
    if named:
        main = seated(named)
    elif words.lower() in NO_WORDS:
        main = first_subject(state, grammar, trigger)
    if main is not None:
        names = coordinated(grammar.text, named, main) if len(named) > 1 else (main.name,)
        return Saying(trigger, names, words, main.key, main.seat, 0, 0, span)
    if office := state.cast.office(*subject):
        return Saying(trigger, (office,), words, "", None, 0, 0, span)
    if found and (trigger.voice == "participle" or not words):
        last = found[-1]
        return Saying(trigger, last.speaker, last.words, last.key, last.seat, 0, 0, span)
    if not words and clause.link == "attr":  # "..., said one elder"
        aside = _OFFICE_AND_NAME.search(state.article.text, grammar.start, trigger.start)
        words = aside[1] if aside else state.article.text[trigger.end : clause.end].strip(' ,"“”')
    return Saying(trigger, (), words, "", None, 0, 0, span)


def _is_afterword(text: str, grammar: Grammar, trigger: Trigger, clause: Clause) -> bool:
    """Tell whether something has been said before; not so in "In a statement, X said"."""
    told = 1 in grammar.words.auxiliary[: clause.first] or any(
        t.strong or t.voice != "noun" for t in grammar.triggers if t.start < clause.start
    )
    return told and _CONTENT_NEXT.match(text, trigger.end) is None


def _is_announced(text: str, start: int) -> bool:
    """Tell whether a colon and a quotation mark lead to a clause (`told the nation: "We ...`)."""
    return text.endswith(': "', 0, start)


def _says_first(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether "said" is the first verb behind a subject ("the army said on Sunday it had")."""
    first = grammar.clauses[trigger.clause].first
    return (
        first < trigger.token
        and 1 not in grammar.words.auxiliary[first : trigger.token]
        and not any(t.finite and first <= t.token < trigger.token for t in grammar.triggers)
    )


def first_subject(state: State, grammar: Grammar, trigger: Trigger) -> Named | None:
    """Return who acts in the clause before, for "and said"."""
    verb = next((t for t in grammar.triggers if t.finite and t.start < trigger.start), None)
    if verb is None:
        return None
    named = state.cast.within(grammar.clauses[verb.clause].start, verb.start)
    return seated(named) if named else None


def coordinated(text: str, named: Sequence[Named], main: Named) -> tuple[str, ...]:
    """Return one of the named first, with those whom "and" joins to it ("both X and Y said")."""
    row = [main]
    for first, second in itertools.pairwise(named):
        if (first in row or second in row) and _AND.fullmatch(text, first.end, second.start):
            row += [n for n in (first, second) if n not in row]
    return tuple(dict.fromkeys(n.name for n in sorted(row, key=lambda n: n.start)))


def seated(named: Sequence[Named]) -> Named:
    """Return the first of the named who has a seat, or else the first one."""
    return next((n for n in named if n.seat), named[0])


__all__ = ["NO_WORDS", "coordinated", "find_sayings", "first_subject", "grammar_of", "sayings_of", "seated"]

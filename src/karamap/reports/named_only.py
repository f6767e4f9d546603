"""A trigger in its sentence goes in; whether it is only named, and told as nothing that was done, comes out.

"Talks to end the siege", "the right to launch an attack", "jailed on charges of organising riots", "left
the town in ruins": the words of an act stand there, and nobody is told to have done it then.
"""

from __future__ import annotations

import re

from karamap.reports.cues import Cue
from karamap.reports.draft import State
from karamap.reports.grammar import Grammar, Trigger, is_only_meant

TALKS_FAILED = "talks-failed"  # the rule of talks that come to nothing
_TALKS = frozenset(("AGREE", "CONSULT"))
_BY_NAME = ("noun", "phrase")  # voices in which help is only named
_OBJECT_REACH = 20  # characters between a verb and its object
_NEAR, _FAR = 40, 60  # characters before a trigger that are looked at
_QUESTIONS = frozenset(("if", "whether", "about", "why", "how", "what", "when"))  # "asked if ..."
# What is said of a text that was agreed on before ("in violation of the agreement").
_OF_A_TEXT = Cue(
    r"\b(?:violations?|breach(?:es)?|contravention|provisions?|terms|clause|article|paragraph|point|letter|spirit)\s+of\s+(?:[\w'-]+\s+){0,4}$",
    "violation violations breach breaches contravention provision provisions terms clause article paragraph point letter spirit",
)
# What is done "under the deal" or "by the protocol of 9 May" is the news, not the deal.
_UNDER = Cue(
    r"\b(?:under|by|per|in\s+line\s+with|in\s+accordance\s+with|as\s+part\s+of)\s+(?:the|an?|its|their)\s+(?:[\w'\-]+\s+){0,3}$",
    "under by per line accordance part",
)
# What talks are to do away with: "talks to end the war resumed", "a plan for ending the siege".
_TO_END = Cue(
    r"\b(?:to|on|at|of|for)\s+(?:end|stop|halt|resolve|settle|ending|stopping|halting|resolving|settling)\s+(?:[\w\-]+\s+){0,3}$",
    "end stop halt resolve settle ending stopping halting resolving settling",
)
_HOW_MANY = Cue(r"\bhow\s+(?:many|much|often)\b", "how")  # asked or not said
_AMONG = Cue(r"\b(?:among\s+them|including|of\s+whom)\b", "among including whom")
_THINGS = frozenset(
    "roads highways motorways routes railways lines streets rivers borders frontiers valleys pipelines".split()
)
# "Jailed on charges of organising riots".
_CHARGED = Cue(
    r"\b(?:charges?|accused|convicted|guilty|suspicion|suspected)\s+of\s+(?:\w+ing\s+)?(?:[\w\-]+\s+){0,3}$",
    "charge charges accused convicted guilty suspicion suspected",
)
# "Units stationed in X came under fire": where they are.
_STATIONED = re.compile(r"(?:stationed|deployed|based|located)\b")
# "Shot men they accused of treason": whom somebody did something to.
_WHOM = re.compile(
    r"\b(?:men|women|people|those|civilians|residents|villagers|officials|anyone|someone|everyone|others|many|some)\s+(?:they|he|she|it)\s+(?:had\s+)?$"
)
# What somebody or something made of a place: "ten days of fighting left the town in ruins".
_LEFT_OF = re.compile(r"left\s+of\b")  # "what is left of X"
_LEFT_SO = re.compile(
    r"(?:leave|leaves|left|leaving)\s+[^,;]{3,60}?\s(?:in\s+(?:\w+\s+)?(?:ruins|rubble|flames|tatters|darkness|shambles|chaos)|without|destroyed|devastated|deserted|"
    r"dead|killed|wounded|injured|hurt|maimed|missing|homeless|empty|uninhabitable|isolated|cut\s+off|exposed|vulnerable|undefended)\b"
)


def is_only_named(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether the words of an act only describe, ask, allow or count.

    Parameters
    ----------
    state
        The reading of the article.
    grammar
        The sentence.
    trigger
        The trigger.
    """
    kind, noun = trigger.rule.type, trigger.voice == "noun"
    if noun and _is_noun_of_another(state, grammar, trigger):
        return True
    if "how" in grammar.bag and _is_asked(grammar, trigger):
        return True
    if kind == "MOBILIZE":
        return _is_only_stationed(state, grammar, trigger)
    if kind == "RETREAT":
        return _LEFT_OF.match(grammar.text, trigger.start) is not None or _is_part_of_total(state, grammar, trigger) or _LEFT_SO.match(grammar.text, trigger.start, grammar.end) is not None
    if kind == "CONSULT":
        return _is_of_things(grammar, trigger)
    if kind == "AID":
        return trigger.voice in _BY_NAME and _is_stopped(grammar, trigger)
    if kind == "ACCUSE":
        return _WHOM.search(grammar.text, max(grammar.start, trigger.start - _NEAR), trigger.start) is not None
    # "Asked whether X would attack, he said".
    return kind == "REQUEST" and trigger.token == 0 and grammar.words.text_at(trigger.behind) in _QUESTIONS


def _is_only_stationed(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether troops are only said to be somewhere ("units stationed in X came under fire")."""
    if trigger.voice not in ("reduced", "participle") or _STATIONED.match(grammar.text, trigger.start) is None:
        return False
    return not state.times.any_within(trigger.start, grammar.clauses[trigger.clause].end)


def _is_noun_of_another(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a noun names what talks are about, what might come, what was not done or what somebody is charged with."""
    kind, start = trigger.rule.type, trigger.start
    if kind in _TALKS and _is_of_old_text(grammar, trigger):
        return True
    if trigger.strong and is_only_meant(grammar, trigger, state.lexicon):
        return True
    if kind == "PROTEST":
        return _CHARGED.search(grammar, max(grammar.start, start - _FAR), start) is not None
    return kind == "ASSAULT" and (
        grammar.clauses[trigger.clause].link == "if"  # "if fighting spread"
        or _TO_END.search(grammar, max(grammar.start, start - _NEAR), start) is not None
    )


def _is_of_old_text(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a text or talks are named that are not the news: "under the deal", "talks failed"."""
    if trigger.rule.type == "CONSULT":
        return any(
            t.rule.id == TALKS_FAILED and t.clause == trigger.clause and t.start > trigger.start
            for t in grammar.triggers
        )
    start, end = grammar.clauses[trigger.clause].start, trigger.start
    if _OF_A_TEXT.search(grammar, max(grammar.start, end - 70), end):
        return True
    under = _UNDER.search(grammar, max(start, end - 60), end)
    return under is not None and other_act(grammar, trigger)


def _is_part_of_total(state: State, grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a relative clause only divides a number ("9,000 fled, 200 of whom crossed ...")."""
    clause = grammar.clauses[trigger.clause]
    if clause.link != "rel" or state.times.any_within(clause.start, clause.end):
        return False
    return _AMONG.search(grammar, max(grammar.start, clause.start - 40), clause.end) is not None


def _is_of_things(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether roads or rivers meet, not people."""
    near = grammar.before(trigger.token, 3)
    return trigger.voice == "active" and not _THINGS.isdisjoint(near)


def _is_stopped(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether help is only named as what somebody halts or blocks ("halted the delivery of food", "convoys were halted")."""
    return any(
        t.finite and t.rule.type in ("SANCTION", "COERCE") and t.clause == trigger.clause
        and 0 < (t.start - trigger.end if t.voice == "passive" else trigger.start - t.end) < _OBJECT_REACH
        for t in grammar.triggers
    )  # fmt: skip


def _is_asked(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether a clause only asks how many ("did not say how many had died")."""
    clause = grammar.clauses[trigger.clause]
    return _HOW_MANY.search(grammar, clause.start, trigger.start) is not None


def other_act(grammar: Grammar, trigger: Trigger) -> bool:
    """Tell whether the clause has another trigger that states something."""
    return any(
        t.clause == trigger.clause
        and t.start != trigger.start
        and t.strong
        and t.rule.group != "say"
        for t in grammar.triggers
    )


__all__ = ["TALKS_FAILED", "is_only_named", "other_act"]

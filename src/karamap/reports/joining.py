"""The drafts of one sentence go in; they come out with those of one act joined."""

from __future__ import annotations

import re

from karamap.dates import overlaps
from karamap.reports import when, where
from karamap.reports.aside import is_everywhere
from karamap.reports.cues import Cue
from karamap.reports.draft import TOLL_TOLD, VERBAL, Draft, State
from karamap.reports.own_times import SINCE, own_time_of, when_opens

_JOINING_LINKS = frozenset(
    " as when after with ing where rel before that and since amid following so main".split(" ")
)
APART = Cue(
    r"\b(?:in\s+response\s+to|in\s+retaliation|retaliat(?:e|ed|es|ing|ions?|ory)|responding\s+to|instead)\b",
    "response responding instead retaliate retaliated retaliates retaliating retaliation"
    " retaliations retaliatory",
)
_AT = Cue(r"\b(?:at|during|in)\s+(?:the\s+|a\s+)?\w*\s*$", "at during in")
_SETTING = Cue(
    r"\b(?:at|during|in|after|following|result\s+of|since)\s+(?:the\s+|a\s+|an\s+|its\s+|their\s+)?(?:[\w\-]+\s+){0,3}$",
    "at during in after following result since",
)
_SINCE = Cue(r"\bsince\s+(?:the|its|their)\s+(?:[\w\-]+\s+){0,2}$", "since")
_BETWEEN_NEXT = Cue(r"\s*(?:\w+\s+)?between\b", "between")
_LOSSES = frozenset(("losses", "own-losses"))  # of a side, told beside those of the other
_NOT_ADDED = _LOSSES | {TOLL_TOLD}
_WOUNDED = re.compile(r"wounded|injured|hurt")
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_TALKS = frozenset(("AGREE", "CONSULT"))
_TWO = 2  # times in a sentence that may be of different acts
_FAR = 40  # characters behind a naming of violence within which a relative clause means it
_OTHER_LINKS = frozenset(("and", "that", "after", "before", "main"))  # another act, if it has its own place
_ROW = frozenset(("and", "and-new"))
_APART_LINKS = frozenset(("stop", "attr", "and-new", "say"))


def join_drafts(state: State, drafts: list[Draft]) -> list[Draft]:
    """Join drafts of a sentence that tell of one act: one clause, or a clause and its detail."""
    if len(drafts) < 2:
        return drafts
    kept: list[Draft] = []
    for draft in _without_settings(state, drafts):
        home = next((k for k in reversed(kept) if _same_act(state, k, draft)), None)
        told = kept[-1] if kept else None
        if told is not None and _is_wording(told, draft):
            if told.type == "STATEMENT":
                told.type, told.mode = draft.type, draft.mode
            told.end = max(told.end, draft.end)
            continue
        if home is None:
            kept.append(draft)
            continue
        if home.weak and not draft.weak and _describes_last(draft, home):
            kept[kept.index(home)] = draft
            continue
        if home.weak and not draft.weak:
            draft.start, draft.end = min(home.start, draft.start), max(home.end, draft.end)
            draft.link = home.link
            kept[kept.index(home)] = draft
            continue
        if not draft.weak or draft.trigger.clause == home.trigger.clause:
            home.end = max(home.end, draft.end)
            home.start = min(home.start, draft.start)
        home.mode = home.mode or draft.mode
        if home.trigger.rule.group == "casualties" and _is_deed(draft) and draft.clause.link != "since":
            home.told_by(draft.trigger)  # who did it stands with the deed, not with its toll
        if (
            home.status == "asserted"
            and draft.status == "claimed"
            and draft.trigger.clause == home.trigger.clause
        ):
            home.status = "claimed"
    return kept


def _describes_last(draft: Draft, home: Draft) -> bool:
    """Tell whether "in which 20 died" tells of the last of several things that were named."""
    clause = draft.clause
    return clause.link in ("rel", "where") and clause.start - home.trigger.end > _FAR


def _without_settings(state: State, drafts: list[Draft]) -> list[Draft]:
    """Drop what is only the setting of another act of the clause ("at the summit", "since the war")."""
    kept = []
    for draft in drafts:
        if not ((draft.fact or draft.trigger.voice == "noun") and _is_setting(state, draft, drafts)):
            kept.append(draft)
            continue
        for mate in _mates(draft, drafts):
            mate.start = min(mate.start, draft.start)  # where and when stands with the setting
    return kept


def _mates(draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """Return what else is told in the clause of a draft, or behind the phrase that it opens."""
    here = draft.trigger.clause
    return [
        d for d in drafts
        if d is not draft and not d.weak
        and (d.trigger.clause == here or (d.trigger.clause == here + 1 and d.clause.link == "main"))
    ]  # fmt: skip


def _is_setting(state: State, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a draft only says on which occasion another one of the sentence happened."""
    grammar, trigger = draft.grammar, draft.trigger
    others = [d for d in drafts if d is not draft and not d.weak]
    mates = _mates(draft, drafts)
    low = max(grammar.start, trigger.start - 40)
    if draft.type == "CONSULT" and others and _SETTING.search(grammar, low, trigger.start):
        between = _BETWEEN_NEXT.match(grammar, trigger.end, draft.end)
        own = state.times.any_within(trigger.end, draft.end)
        return bool(between and not own) or bool(mates and not between)
    if draft.type == "ASSAULT" and trigger.voice == "noun" and any(m.trigger.finite for m in mates):
        return _SINCE.search(grammar, low, trigger.start) is not None
    return draft.type == "AGREE" and any(
        m.fact and m.type == "CONSULT" and m.trigger.start > trigger.start
        and _AT.search(grammar, trigger.end, m.trigger.start)
        for m in mates
    )  # fmt: skip


def _is_wording(first: Draft, second: Draft) -> bool:
    """Tell whether a participle only words what was said ("issued a statement, condemning")."""
    if first.type == "STATEMENT" and first.trigger.clause == second.trigger.clause and _is_decree(first):
        return not second.trigger.finite
    if first.type not in ("STATEMENT", "CONSULT", "REQUEST", "ACCUSE") or second.type not in VERBAL:
        return False
    if first.type == "STATEMENT" and first.trigger.clause == second.trigger.clause:
        return second.trigger.voice == "participle"
    if second.trigger.voice != "participle" or second.clause.link not in ("ing", "with"):
        return False
    apart = second.trigger.clause - first.trigger.clause
    return apart == 1 or (
        apart > 1
        and not any(
            t.finite and first.trigger.start < t.start < second.trigger.start
            for t in first.grammar.triggers
        )
    )


def _is_decree(draft: Draft) -> bool:
    """Tell whether somebody signs a decree, so that what it orders is the act."""
    return draft.grammar.text.find("decree", draft.trigger.start, draft.trigger.end) >= 0


def _same_act(state: State, first: Draft, second: Draft) -> bool:
    """Tell whether two drafts of a sentence are one act."""
    if "denied" in (first.status, second.status):
        return False
    same_clause = first.trigger.clause == second.trigger.clause
    if first.type != second.type:
        if same_clause and first.type == "AGREE" and second.trigger.rule.id == "mediate":
            return True
        return same_clause and second.weak
    if second.type == "ASSAULT" and APART.search(
        first.grammar, first.trigger.end, second.trigger.start
    ):
        return False
    if same_clause:
        return not (
            (first.type in _TALKS and _different_town(state, first, second))
            or _at_another_time(state, first, second)
        )
    if when.counted_from(state.text, second.clause) is not None:
        return False  # "entered X two days after it took Y"
    begun = when_opens(state, second)
    if begun is not None and SINCE.match(begun.text):
        return False  # "500 have died since May, when troops entered X"
    links = _links(first, second)
    if links == ["since"] and first.trigger.rule.group != "casualties" and own_time_of(state, second, state.article.sentences[second.sentence]):
        return False  # "the worst raid since fighting broke out in May"
    if _is_described(first, second, links) and has_own_time(state, second):
        return False  # the date of a relative clause is not that of the main verb
    if set(links) <= _ROW and _belongs_to_row(state, first, second):
        return True
    casualty = second.trigger.rule.group == "casualties" and first.type == "ASSAULT"
    tolls = casualty and first.trigger.rule.group == "casualties"
    if tolls and links and set(links) <= {"and", "and-new", "that"}:
        return not (has_own_time(state, second) and has_own_time(state, first))
    if casualty and links in (["and"], ["and-new"]) and not has_own_time(state, second):
        return (
            not state.located.any_within(second.start, second.end)
            or first.trigger.rule.group == "casualties"
        )
    if links == ["after"] and first.type == "ASSAULT" and _answers(first, second):
        return False  # "took the heights after a soldier was shot dead"
    if casualty and links == ["stop"]:
        return _adds_victims(state, first, second)
    if links == ["attr", "ing"] and casualty and second.trigger.voice == "participle":
        return True  # "..., the ministry said, wounding two"
    if not _APART_LINKS.isdisjoint(links):
        return False
    if "while" in links:  # "two were killed, while four were wounded"; else another act
        trigger = second.trigger
        return casualty and bool(_WOUNDED.search(second.grammar.text, trigger.start, trigger.end))
    if first.type == "ASSAULT":
        if not set(links) <= _JOINING_LINKS:
            return False
        told = second.trigger.finite or second.trigger.voice in ("phrase", "passive")
        groups = first.trigger.rule.group, second.trigger.rule.group
        if links[-1] == "as" and told and groups[1] == "territory" != groups[0]:
            return False  # "shot down a helicopter as troops took the highway"
        if links[-1] in _OTHER_LINKS and told and _elsewhere(state, first, second):
            return False
        return not (has_own_time(state, second) and has_own_time(state, first))
    if first.type in _TALKS and (second.status == "planned" != first.status or _on_other_days(state, first, second)):
        return False  # "flew to X and would travel on to Y", "met on 3 July and again on 10 July"
    if first.type == second.type == "REQUEST" and links == ["and"] and second.trigger.finite and _words_follow(second):
        return False  # "called on X to leave and insisted that Y be freed"
    if first.type in VERBAL and set(links) <= {"and", "ing", "with"}:
        return first.type == second.type and first.type not in ("AGREE",)
    if first.type == second.type == "RETREAT" and links == ["and"]:
        alone = not state.located.any_within(second.trigger.end, second.end)
        return alone and not has_own_time(state, second)  # "arrived from X and sleep in the open"
    if first.type == second.type == "REJECT":
        return links in (["when"], ["after"], ["as"])  # "talks broke up when X walked out"
    return False


def _words_follow(draft: Draft) -> bool:
    """Tell whether a clause with "that" holds what is asked."""
    following = draft.grammar.clauses[draft.trigger.clause + 1 : draft.trigger.clause + 2]
    return bool(following) and following[0].link == "that"


def _on_other_days(state: State, first: Draft, second: Draft) -> bool:
    """Tell whether each of two acts has days of its own, and other ones."""
    one, two = (
        [t.interval for t in state.times.within(d.clause.start, d.clause.end) if t.anchor and t.interval is not None] for d in (first, second)
    )
    return bool(one and two) and not overlaps(one[-1].start, one[-1].end, two[-1].start, two[-1].end)


def _answers(first: Draft, second: Draft) -> bool:
    """Tell whether a deed is told after another one of which somebody else was the victim."""
    victim = second.grammar.words.text_at(second.clause.first + 1)
    return (
        first.trigger.voice == "active" and second.trigger.voice == "passive"
        and first.trigger.rule.group != "casualties" and victim not in _PRONOUNS
    )  # fmt: skip


def _is_described(first: Draft, second: Draft, links: list[str]) -> bool:
    """Tell whether the later of two acts only describes something that the first one names.

    "Retook X, a town that rebels had seized in May", "holds X, where a shell fell in May"; but
    "killed by shells that fell on Monday", "killed in X, where a shell fell on Monday".
    """
    relative = "rel" in links or (links in (["that"], ["where"]) and first.type not in VERBAL)
    if first.weak or not relative:
        return False
    if first.trigger.rule.group != "casualties":
        return True
    between = first.grammar.text[first.trigger.end : second.clause.start]
    return links != ["where"] and ("," in between or " by " not in between)


def _belongs_to_row(state: State, first: Draft, second: Draft) -> bool:
    """Tell whether the words behind "and" only go on with a row ("using batons and tear gas", "two killed and six hurt in fighting")."""
    grammar, trigger = second.grammar, second.trigger
    mates = [t for t in grammar.triggers if t.clause == trigger.clause and t is not trigger]
    within = trigger.voice == "phrase" and grammar.text.startswith("in ", trigger.start)
    if trigger.voice == "phrase" and not within:
        plain = not any(t.finite for t in mates) and not state.located.any_within(second.start, second.end)
        return plain and first.trigger.rule is trigger.rule
    if trigger.voice not in ("noun", "phrase") or first.trigger.rule.group != "casualties" or has_own_time(state, second):
        return False
    return any(t.rule.group == "casualties" and t.start < trigger.start for t in mates) and (
        within or _SETTING.search(grammar, second.clause.start, trigger.start) is not None
    )


def _links(first: Draft, second: Draft) -> list[str]:
    """Return how the clause of a draft hangs on that of another, the count of other victims left out.

    "Nine were killed and forty wounded when a bomb exploded" hangs together by "when".
    """
    grammar, links = first.grammar, first.grammar.links(first.trigger, second.trigger)
    if first.trigger.rule.group != "casualties" or len(links) < _TWO or not links[0].startswith("and"):
        return links
    own = [t.rule.group for t in grammar.triggers if t.clause == first.trigger.clause + 1]
    return links[1:] if own and set(own) == {"casualties"} else links


def _adds_victims(state: State, first: Draft, second: Draft) -> bool:
    """Tell whether the words behind a semicolon count those hit before it ("...; the driver was wounded")."""
    text = first.grammar.text
    return (
        text[first.clause.end : second.clause.start].strip() == ";"
        and second.trigger.rule.id not in _NOT_ADDED
        and not has_own_time(state, second)
        and not state.located.any_within(second.start, second.end)
        and "there" not in second.grammar.words.texts[second.clause.first : second.clause.stop]
    )


def _at_another_time(state: State, first: Draft, second: Draft) -> bool:
    """Tell whether two acts of a clause have times of their own ("the bridge, hit in May, fell on Monday")."""
    if "noun" in (first.trigger.voice, second.trigger.voice):
        return False
    sentence = state.article.sentences[first.sentence]
    if len(state.times.within(sentence.start, sentence.end)) < _TWO:
        return False
    times = [own_time_of(state, draft, sentence) for draft in (first, second)]
    one, two = (time.interval if time is not None else None for time in times)
    return one is not None and two is not None and not overlaps(one.start, one.end, two.start, two.end)


def _is_deed(draft: Draft) -> bool:
    """Tell whether a draft is the deed behind a toll, told by its verb."""
    return not draft.weak and draft.trigger.rule.group == "combat" and draft.trigger.finite


def _elsewhere(state: State, first: Draft, second: Draft) -> bool:
    """Tell whether each of two deeds names a place of its own ("bombed X and entered Y")."""
    one, two = _named(state, first), _named(state, second)
    return bool(one) and (bool(two) or is_everywhere(second)) and not one & two


def _named(state: State, draft: Draft) -> set[str]:
    """Return what the places of a draft are known by: their ids, or the names of unknown ones."""
    known = {m.place.id for m in state.located.within(draft.start, draft.end) if m.place}
    return known or {
        m.text for m in state.mentions.within(draft.start, draft.end)
        if m.role == "location" and m.place is None and m.form == "name"
    }  # fmt: skip


def has_own_time(state: State, draft: Draft) -> bool:
    """Tell whether the clause of a draft holds a time of its own."""
    clause = draft.clause
    return any(t.anchor for t in state.times.within(clause.start, clause.end))


def _different_town(state: State, first: Draft, second: Draft) -> bool:
    """Tell whether the second of two talks in a clause has time and town of its own, or lies ahead."""
    if second.status == "planned" and first.status != "planned":
        return True
    if second.trigger.voice != "reduced" or not first.trigger.finite:
        return False
    named = state.located.within(second.trigger.end, second.end)
    return bool(where.meeting_place(second.grammar, named, second.trigger.end))

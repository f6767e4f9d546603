"""A draft that several parties tell goes in; it comes out once for each that tells of its own act.

"Both X and Y said that they had taken Z" are two claims, and so is "X and Y accused each other of
shelling Z"; what two friends say together is one.
"""

from __future__ import annotations

from karamap.reports import where
from karamap.reports.cues import Cue
from karamap.reports.draft import Draft, State

_EACH = Cue(r"\b(?:each|both|the\s+two\s+sides)\b", "each both sides")
_EACH_OTHER = Cue(
    r"\b(?:each\s+other|one\s+another|the\s+other|(?:traded|exchanged)\s+(?:\w+\s+)?(?:accusations|blame))\b",
    "other another accusations blame",
)
_OWN = Cue(r"\b(?:they|their|to\s+have)\b", "they their have")


def each_side(state: State, draft: Draft) -> list[Draft]:
    """Return a draft for each of its tellers, or the draft itself where they tell the same.

    Parameters
    ----------
    state
        The reading of the article.
    draft
        A draft with its parties and tellers.

    Returns
    -------
    Drafts that differ in claimant and parties; what is told together has all its claimants.
    """
    tellers, grammar = draft.tellers, draft.grammar
    if len(tellers) < 2 or draft.type not in where.PHYSICAL:
        return [draft]
    if draft.accusation is not None:
        if _EACH_OTHER.search(grammar, draft.accusation.start, draft.trigger.start):
            return [
                draft.by(teller, tuple(t for t in tellers if t != teller), (teller,))
                for teller in tellers
            ]  # fmt: skip
    elif _is_each_own(state, draft):
        return [
            draft.by(teller, (teller,), tuple(t for t in draft.target if t != teller))
            for teller in tellers
        ]  # fmt: skip
    draft.claimant = "; ".join(sorted(tellers))
    return [draft]


def _is_each_own(state: State, draft: Draft) -> bool:
    """Tell whether each of the tellers speaks of what it did itself."""
    if draft.target and set(draft.source) == set(draft.target):
        return False  # they tell how they fought each other
    grammar = draft.grammar
    own = draft.denial is not None or set(draft.source) == set(draft.tellers)
    if not draft.source:
        own = own or _OWN.search(grammar, draft.clause.start, draft.trigger.start) is not None
    rivals = set(draft.tellers) == set(state.cast.belligerents)
    return own and (rivals or _EACH.search(grammar, grammar.start, draft.trigger.start) is not None)


__all__ = ["each_side"]

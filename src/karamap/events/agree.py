"""Two reports go in; why they tell of one event comes out, or nothing.

They are one event when they are of one kind, their days agree or one holds the other's, and neither
places nor parties speak against it. In doubt they stay two: a mark too many can be seen, two
attacks drawn as one cannot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from karamap.dates import contains, days_in
from karamap.geometry import distance_km
from karamap.names import key
from karamap.records import Interval, Place, Report

_EXACT_DAYS = 2  # a day, or a night between two days
WIDE_DAYS = 10  # an interval up to this length may hold the day that another report gives
_NEXT = 2  # sentences within which an article goes on about the same talks
_TALK = frozenset(("AGREE", "CONSULT", "COOPERATE"))
_PHYSICAL = frozenset("ASSAULT AID RETREAT COERCE MOBILIZE PROTEST".split())
_RULE = re.compile(r"\(([\w-]+)\)$")
_KINDS = {"territory": "territory", "abduct": "abduct"}
_LAUNCHED = frozenset(("artillery", "missile"))  # what one calls shells, another calls rockets
# What was hit, where a word is enough to know it again.
_TARGETS = frozenset(
    "hospital school camp market church mosque kindergarten bus convoy prison airport station dam"
    " depot cemetery monastery clinic ambulance bridge apartment residential maternity".split()
)

_SPOTS = frozenset("city town village facility bridge".split())
_AREAS = frozenset("district province region country historical-region".split())
_SMALL = frozenset(
    "a an the and or of in on at to by for from with that this it its their his her he she they"
    " was were is are be been had has have not said as near".split()
)


def kind_of(report: Report) -> str:
    """Return the class within which reports may tell of one event."""
    return f"{report.type}:{_KINDS.get(_rule(report), '')}"


def _rule(report: Report) -> str:
    """Return the rule of the lexicon that made a report."""
    match = _RULE.search(report.trigger)
    return match.group(1) if match else ""


def same_event(a: Report, b: Report) -> str | None:
    """Tell whether two reports, neither of them a denial, are of one event.

    Parameters
    ----------
    a, b
        Reports of one kind (see `kind_of`).

    Returns
    -------
    Why, in words for a reader; ``None`` when they are two.
    """
    days, place = _days_agree(a, b), _places_agree(a, b)
    if days is None or place is None:
        return None
    if (a.status == "planned") != (b.status == "planned") or not _numbers_agree(a, b):
        return None
    if a.article == b.article and _told_apart(a, b):
        return None
    parties = _parties_agree(a, b)
    if parties is None or not _modes_agree(a, b):
        return None
    if a.article == b.article and (not _retold(a, b) or _refuse_two_things(a, b)):
        return None
    return f"{days}; {place}; the same kind of act ({a.type}); {parties}"


def answers(denial: Report, told: Report) -> str | None:
    """Tell whether a denial speaks of what another report tells.

    Parameters
    ----------
    denial
        A report with the status denied.
    told
        A report that says that it happened.

    Returns
    -------
    Why, in words for a reader; ``None`` when it does not.
    """
    if kind_of(denial) != kind_of(told) or told.stance not in ("asserted", "claimed"):
        return None
    first, second = denial.interval, told.interval
    if first is None or second is None or _is_window(second):
        return None
    within = contains(first.start, first.end, second.start, second.end)
    if not within and not contains(second.start, second.end, first.start, first.end):
        return None
    if denial.source and told.source and not set(denial.source) & set(told.source):
        return None
    shared = _shared_places(places_meant(denial), told.places)
    if not shared:
        return None
    return f"a denial of what is told of {shared} on {days_words(second)}"


_SAME_REFUSAL = 3  # words


def goes_on(report: Report) -> bool:
    """Tell whether a report only goes on about talks that another one tells of."""
    return report.type in _TALK and not report.source and not report.target


def words_shared(a: Report, b: Report) -> int:
    """Count the words that two quotes share, small words apart."""
    first, second = (set(re.findall(r"\w+", key(r.quote))) - _SMALL for r in (a, b))
    return len(first & second)


def is_exact(report: Report) -> bool:
    """Tell whether a report gives its day, rather than a stretch of days before publication."""
    return report.interval is not None and not _is_window(report.interval)


def _retold(a: Report, b: Report) -> bool:
    """Tell whether one article tells the same thing twice, rather than two things one by one.

    In one sentence two triggers are two acts, but for a deed and its toll; further apart an article
    comes back to its subject.
    """
    if a.type != "ASSAULT":
        talk = a.type in _TALK and not (a.source and b.source)
        same = bool(a.source) and set(a.source) == set(b.source)
        return (same or talk) and a.sentence != b.sentence
    if a.killed and b.killed:
        return False
    return a.sentence != b.sentence or _is_toll(a) != _is_toll(b)


def _refuse_two_things(a: Report, b: Report) -> bool:
    """Tell whether two refusals of one article without a place have hardly a word in common ("denied the claim", "denied responsibility")."""
    return a.type == b.type == "REJECT" and not (a.places or b.places) and words_shared(a, b) < _SAME_REFUSAL


def _told_apart(a: Report, b: Report) -> bool:
    """Tell whether two speakers of an article tell of two deeds ("bombed X", "shot down a plane")."""
    if a.type != "ASSAULT" or not a.claimant or not b.claimant or a.claimant == b.claimant:
        return False
    return _rule(a) != _rule(b) and not (_is_toll(a) or _is_toll(b))


def _is_toll(report: Report) -> bool:
    """Tell whether a report tells of the dead and wounded only, not of the deed."""
    return report.trigger.endswith("(casualties)")


def _days_agree(a: Report, b: Report) -> str | None:
    """Return how the days of two reports agree, or ``None``."""
    first, second = a.interval, b.interval
    if first is None or second is None:
        return None
    if (first.start, first.end) == (second.start, second.end):
        if _is_window(first) and a.article != b.article and not _alike(a, b):
            return None  # two windows round publication are no date
        same = "the same day" if first.start == first.end else "the same days"
        return f"{same} ({days_words(first)})"
    held = contains(first.start, first.end, second.start, second.end)
    holds = contains(second.start, second.end, first.start, first.end)
    if not (held or holds):
        return None
    wide, narrow = (first, second) if held else (second, first)
    bound = 2 if a.type in _PHYSICAL else WIDE_DAYS
    if wide.start is None or wide.end is None or days_in(wide.start, wide.end) > bound:
        return None
    if a.type in _PHYSICAL and wide.precision not in ("hour", "day"):
        return None  # two days of fighting are more than what happened on one of them
    if _is_window(wide):
        return None  # what was said at some time last week is not what another sentence dates
    return f"one says {days_words(narrow)}, the other {days_words(wide)}"


def _is_window(interval: Interval) -> bool:
    """Tell whether an interval is a concluded window, not a day with its year inherited."""
    if interval.start is None or interval.end is None:
        return True
    if not interval.inferred:
        return False
    long = days_in(interval.start, interval.end) > _EXACT_DAYS
    return long or interval.precision not in ("hour", "day")


def _alike(a: Report, b: Report) -> bool:
    """Tell whether two quotes have nearly the same words."""
    first, second = set(key(a.quote).split()), set(key(b.quote).split())
    return len(first & second) >= 0.8 * len(first | second)


def _parties_agree(a: Report, b: Report) -> str | None:
    """Return how the parties of two reports agree, or ``None`` where they cannot be the same."""
    if a.type in _TALK:
        return _talkers_agree(a, b)
    sources, targets = set(a.source) & set(b.source), set(a.target) & set(b.target)
    if a.type == "ASSAULT":
        if sources:
            return f"both say that it was {', '.join(sorted(sources))}"
        if a.source and b.source:
            return _blamed_otherwise(a, b)
        return "only one says who did it" if a.source or b.source else "neither says who did it"
    if not a.source or not b.source:
        known = a.article != b.article and _rule(a) == _rule(b) and bool(a.places)
        return "the same act; not both say who did it" if known and is_exact(a) else None
    if not sources or (a.target and b.target and not targets):
        return None
    return f"both name {', '.join(sorted(sources | targets))}"


def _talkers_agree(a: Report, b: Report) -> str | None:
    """Return how the parties of talks agree."""
    first, second = {*a.source, *a.target}, {*b.source, *b.target}
    shared = first & second
    named = f"both name {', '.join(sorted(shared))}"
    if len(shared) >= 2 or (shared and (first <= second or second <= first)):
        return named
    if not (is_exact(a) and is_exact(b)):
        return None
    if a.article == b.article:
        near = abs(a.sentence - b.sentence) <= _NEXT and (not first or not second)
        return "only one names the parties" if near else None
    if not a.places or {p.id for p in a.places} != {p.id for p in b.places}:
        return None
    if shared:
        return named
    return None if first and second else "only one names the parties"


def _blamed_otherwise(a: Report, b: Report) -> str | None:
    """Return why reports that blame different sides are of one event all the same."""
    if a.article == b.article or a.interval is None or a.interval.start != a.interval.end:
        return None
    both = set(key(a.quote).split()) & set(key(b.quote).split()) & _TARGETS
    if both:
        return f"both say that a {min(both)} was hit, though they blame different sides"
    if a.killed and b.killed and a.killed.best == b.killed.best and (a.killed.best or 0) > 1:
        return f"both count {a.killed.best} killed, though they blame different sides"
    return None


def _modes_agree(a: Report, b: Report) -> bool:
    """Tell whether two attacks can be one by the weapons that are named."""
    if a.type != "ASSAULT" or not a.mode or not b.mode or a.mode == b.mode:
        return True
    return a.article != b.article and {a.mode, b.mode} <= _LAUNCHED


def places_meant(report: Report) -> tuple[Place, ...]:
    """Return the places of a report; of a denial without any, those of what it answers."""
    return report.places if report.places or not report.denies else report.about


def _places_agree(a: Report, b: Report) -> str | None:
    """Return how the places of two reports agree, or ``None``."""
    ours, theirs = places_meant(a), places_meant(b)
    first, second = {p.id for p in ours}, {p.id for p in theirs}
    if not first and not second:
        if a.unplaced and b.unplaced:
            named = [name for name in a.unplaced if key(name) in map(key, b.unplaced)]
            return f"the same place ({', '.join(named)})" if named else None
        mutual = len({*a.source, *a.target} & {*b.source, *b.target}) >= 2
        free = a.type not in _PHYSICAL or (a.type != "ASSAULT" and mutual)
        return "neither has a place" if free else None
    if first == second:
        return f"the same place ({', '.join(p.name for p in ours)})"
    if a.type in _TALK and (not first or not second):
        return "only one names the place"
    if a.type in _PHYSICAL and a.article != b.article:
        shared = _shared_places(ours, theirs)
        return f"a place in common ({shared})" if shared else None
    return None


def _shared_places(first: Sequence[Place], second: Sequence[Place]) -> str:
    """Return the names of the places that both have; a town and the province named after it too."""
    shared = [p for p in first if any(_one_place(p, q) for q in second)]
    spots = [p for p in (*first, *second) if p.kind in _SPOTS]
    ids = {q.id for q in second}
    if spots and all(p.kind in _AREAS and p.id in ids for p in shared):
        return ""  # the district of a village is no place in common with another village
    return ", ".join(dict.fromkeys(p.name for p in shared))


def _one_place(a: Place, b: Place) -> bool:
    """Tell whether two entries are one place, or a town and the province named after it."""
    if a.id == b.id:
        return True
    if key(a.name) != key(b.name) or a.country != b.country:
        return False
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return False
    return distance_km(a.lon, a.lat, b.lon, b.lat) <= max(a.radius_km, b.radius_km)


def _numbers_agree(a: Report, b: Report) -> bool:
    """Tell whether the tolls can be those of one event; one article does not contradict itself."""
    if a.article != b.article or a.killed is None or b.killed is None:
        return True
    return a.killed.best is None or b.killed.best is None or a.killed.best == b.killed.best


def days_words(interval: Interval | None) -> str:
    """Return days for a reader."""
    if interval is None:
        return ""
    start = interval.start.isoformat() if interval.start else "open"
    end = interval.end.isoformat() if interval.end else "open"
    return start if start == end else f"{start} to {end}"


__all__ = [
    "WIDE_DAYS",
    "answers",
    "days_words",
    "goes_on",
    "is_exact",
    "kind_of",
    "same_event",
    "words_shared",
]

"""Reports become events: what merges, what must not, and what is said about it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.events import date_precision, merge, tells_event, where_precision
from karamap.records import Interval, Place, Report, Toll

TOWN = Place("town", "Town", "town", "XX", 10.0, 10.0, 5.0)
OTHER = Place("other", "Other", "town", "XX", 10.2, 10.1, 5.0)
REGION = Place("region", "Region", "region", "XX", 10.0, 10.0, 80.0)
DAY = Interval(date(2020, 10, 4), date(2020, 10, 4), "day", "4 October")


def report(article: str = "a", number: int = 1, **changes: object) -> Report:
    base = Report(
        id=f"{article}-r{number:02d}", article=article, start=number * 100, end=number * 100 + 20,
        quote="forces shelled the town", type="ASSAULT", status="asserted", claimant=None,
        interval=DAY, places=(TOWN,), about=(), source=("North",), target=("South",),
        sentence=number, trigger="shelled (shelling)", mode="artillery",
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def test_two_articles_on_one_attack_are_one_event() -> None:
    (event,) = merge([report("a"), report("b")])
    assert event.articles == ("a", "b")
    assert event.merge_reason
    assert event.differs == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"places": (OTHER,)},
        {"places": (REGION,)},
        {"places": ()},
        {"interval": Interval(date(2020, 10, 5), date(2020, 10, 5), "day", "5 October")},
        {"interval": None},
        {"source": ("South",)},
        {"mode": "air"},
        {"type": "COERCE"},
        {"status": "planned"},
        {"trigger": "captured (territory)", "mode": "territory"},
    ],
)
def test_different_attacks_stay_apart(changes: dict[str, object]) -> None:
    assert len(merge([report("a"), report("b", **changes)])) == 2


def test_one_sentence_tells_two_acts() -> None:
    assert len(merge([report("a", 1), report("a", 2, sentence=1)])) == 2


def test_one_article_with_two_tolls_tells_two_acts() -> None:
    three, four = Toll(3, 3, 3, "three killed"), Toll(4, 4, 4, "four killed")
    assert len(merge([report("a", 1, killed=three), report("a", 2, killed=four)])) == 2


def test_articles_that_differ_on_the_toll_are_merged_and_it_is_said() -> None:
    three, five = Toll(3, 3, 3, "three killed"), Toll(5, 5, 5, "five killed")
    (event,) = merge([report("a", killed=three), report("b", killed=five)])
    assert event.killed is not None
    assert (event.killed.low, event.killed.best, event.killed.high) == (3, None, 5)
    assert event.differs == ("killed: three killed (a-r01); five killed (b-r01)",)


def test_a_signing_and_its_night_are_one_event() -> None:
    signed = report(
        "a", type="AGREE", places=(), mode="", source=("East", "North", "South"), target=(),
        trigger="was signed (agree)",
        interval=Interval(date(2020, 11, 9), date(2020, 11, 9), "day", "9 November"),
    )  # fmt: skip
    night = replace(
        signed, id="b-r01", article="b", source=("North", "South"), trigger="agreed (agree)",
        interval=Interval(date(2020, 11, 9), date(2020, 11, 10), "day", "the night of 10 November"),
    )  # fmt: skip
    (event,) = merge([night, signed])
    assert event.interval is not None
    assert event.interval.start == event.interval.end == date(2020, 11, 9)
    assert any(line.startswith("date: ") for line in event.differs)


def test_talks_with_one_party_and_with_another_stay_apart() -> None:
    talk = report("a", type="CONSULT", places=(), mode="", source=("East",), target=("North",))
    assert len(merge([talk, replace(talk, id="b-r01", article="b", target=("South",))])) == 2


def test_two_windows_round_publication_are_no_date() -> None:
    window = Interval(date(2020, 10, 3), date(2020, 10, 5), "day", "told as news", inferred=True)
    request = report("a", type="REQUEST", places=(), mode="", interval=window, quote="urged calm")
    other = replace(request, id="b-r01", article="b", quote="demanded that all arms be laid down")
    assert len(merge([request, other])) == 2
    assert len(merge([request, replace(other, quote="urged calm")])) == 1


def test_a_claim_beside_an_assertion_is_asserted_and_both_are_listed() -> None:
    (event,) = merge([report("a", status="claimed", claimant="South"), report("b")])
    assert event.status == "asserted"
    assert event.claimant is None
    assert event.differs == ("status: claimed (a-r01, South says so); asserted (b-r01)",)


def test_headlines_and_imagined_acts_make_no_event() -> None:
    reports = [
        report("a", zone="related-link"),
        report("b", status="hypothetical"),
        report("c", status="negated"),
    ]
    assert merge(reports) == ()
    assert not any(tells_event(r) for r in reports)


def test_ids_do_not_depend_on_order_or_on_other_articles() -> None:
    reports = [
        report("a"), report("b", places=(OTHER,)), report("c", type="COERCE", mode=""),
        report("d", 2, interval=None), report("d", 3, interval=None),
    ]  # fmt: skip
    expected = merge(reports)
    for order in itertools.permutations(reports):
        assert merge(order) == expected
    more = merge([*reports, report("e", places=(REGION,)), report("f")])
    assert {e.id for e in expected} <= {e.id for e in more}
    assert len({e.id for e in more}) == len(more)


@pytest.mark.parametrize(
    ("places", "expected"),
    [((), None), ((TOWN,), 1), ((REGION,), 4), ((TOWN, REGION), 4),
     ((replace(TOWN, kind="line"),), 5), ((replace(TOWN, kind="country"),), 6)],
)  # fmt: skip
def test_where_precision(places: tuple[Place, ...], expected: int | None) -> None:
    assert where_precision(places) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(0, 1), (1, 2), (5, 2), (6, 3), (9, 3), (10, 4), (30, 4), (31, 5)]
)
def test_date_precision(days: int, expected: int) -> None:
    start = date(2020, 1, 1)
    end = date.fromordinal(start.toordinal() + days)
    assert date_precision(Interval(start, end, "day", "")) == expected


def test_open_and_unknown_dates() -> None:
    assert date_precision(None) is None
    assert date_precision(Interval(None, date(2020, 1, 1), "open", "")) == 5


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.integers(1, 9), st.sampled_from([(), (TOWN,), (OTHER,)]),
            st.sampled_from(["North", "South"]), st.integers(1, 4),
        ),
        max_size=8, unique_by=lambda row: (row[0], row[1]),
    )
)  # fmt: skip
def test_every_report_is_in_exactly_one_event(
    rows: list[tuple[str, int, object, str, int]],
) -> None:
    reports = [
        report(
            article, number, places=places, source=(source,),
            interval=Interval(date(2020, 10, day), date(2020, 10, day), "day", ""),
        )
        for article, number, places, source, day in rows
    ]  # fmt: skip
    events = merge(reports)
    assert sorted(r.id for e in events for r in e.reports) == sorted(r.id for r in reports)
    assert merge(reversed(reports)) == events


# -- denials, blame, and what an article comes back to ---------------------------------------------

WINDOW = Interval(date(2020, 10, 3), date(2020, 10, 5), "week", "told as news", inferred=True)


def denial(article: str = "b", **changes: object) -> Report:
    denied = {"status": "denied", "claimant": "North", "interval": WINDOW, "mode": ""} | changes
    return report(article, **denied)


def test_a_denial_is_put_to_what_it_denies() -> None:
    (event,) = merge([report("a", claimant="South", status="claimed"), denial()])
    assert event.status == "claimed"
    assert event.claimant == "South"
    assert event.interval == DAY
    assert "a denial" in event.merge_reason
    assert "who did it: North (a-r01, South says so); not North (b-r01, North says so)" in (
        event.differs
    )
    assert not any(line.startswith("date: ") for line in event.differs)


def test_a_denial_that_nobody_told_stands_alone_and_two_of_them_together() -> None:
    (event,) = merge([denial("a"), denial("b")])
    assert event.status == "denied"


@pytest.mark.parametrize(
    "changes",
    [{"places": (OTHER,)}, {"source": ("South",)}, {"type": "COERCE"}, {"interval": None}],
)
def test_a_denial_of_something_else_stays_apart(changes: dict[str, object]) -> None:
    assert len(merge([report("a"), denial(**changes)])) == 2


def test_a_denial_that_may_mean_either_of_two_attacks_is_put_to_neither() -> None:
    other = report("c", interval=Interval(date(2020, 10, 5), date(2020, 10, 5), "day", "Monday"))
    assert len(merge([report("a"), other, denial(quote="they denied it")])) == 3
    near = denial(quote="forces had not shelled the old market of the town")
    told = report("d", quote="they shelled the old market of the town", interval=other.interval)
    assert [len(e.reports) for e in merge([report("a"), told, near])] == [1, 2]


def test_blame_that_differs_keeps_one_attack_where_the_target_is_known_again() -> None:
    first = report("a", quote="North shelled a hospital in the town")
    second = report("b", quote="the hospital was hit by South", source=("South",), mode="")
    (event,) = merge([first, second])
    assert event.differs[0] == "who did it: North (a-r01); South (b-r01)"
    assert "blame different sides" in event.merge_reason


def test_a_deed_and_its_toll_in_one_sentence_are_one_event() -> None:
    three = Toll(3, 3, 3, "three killed")
    toll = report("a", 2, sentence=1, killed=three, trigger="killed (casualties)", mode="")
    (event,) = merge([report("a", 1), toll])
    assert event.killed == three


def test_what_sums_up_two_places_is_not_the_attack_on_one() -> None:
    both = report("a", 1, places=(TOWN, OTHER))
    one = report("a", 2)
    assert len(merge([both, one, report("b")])) == 2


def test_days_of_fighting_do_not_swallow_the_strike_of_one_day() -> None:
    since = Interval(date(2020, 10, 4), date(2020, 10, 5), "open", "since Sunday")
    night = Interval(date(2020, 10, 4), date(2020, 10, 5), "day", "the night of Sunday")
    assert len(merge([report("a"), report("b", interval=since)])) == 2
    assert len(merge([report("a"), report("b", interval=night)])) == 1


def test_talks_in_one_town_on_one_day_are_one_event() -> None:
    talk = report(
        "a", type="CONSULT", mode="", source=("North", "South"), target=(), trigger="met (talks)"
    )
    unnamed = replace(talk, id="b-r01", article="b", source=())
    elsewhere = replace(unnamed, id="c-r01", article="c", places=(OTHER,))
    assert len(merge([talk, unnamed])) == 1
    assert len(merge([talk, elsewhere])) == 2


def test_the_same_toll_in_other_words_is_no_difference() -> None:
    first, second = Toll(3, 3, 3, "three killed"), Toll(3, 3, 3, "3 people died")
    (event,) = merge([report("a", killed=first), report("b", killed=second)])
    assert event.differs == ()


def test_the_same_actors_in_another_order_are_no_difference() -> None:
    told = [report(a, source=names) for a, names in (("a", ("North", "South")), ("b", ("South", "North")))]
    (event,) = merge(told)
    assert event.differs == ()

"""What a log tells under the day of an entry is of that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.records import Article, Interval

PUBLISHED = date(2009, 4, 30)
TOLD = (
    "Rebels shelled the town of Mannar. Two soldiers were wounded.",
    "Some 300 people fled overnight. The government accused the rebels of using mortars.",
    "At 12:50 gunmen stormed the port of Trincomalee.",
)
DAYS = (date(2009, 4, 23), date(2009, 4, 25), date(2009, 4, 28))


def read(reader, text, published=PUBLISHED):
    """Return type, first and last day of the reports of a log."""
    day = Interval(published, published, "day", "as printed")
    reports = reader.read(Article("x", f"Weekly log of incidents\n\nThe monitors list what they saw.\n\n{text}\n", published=day)).reports
    return [(r.type, r.interval.start, r.interval.end) for r in reports]


@pytest.mark.parametrize(
    ("head", "gap"),
    [
        ("{d.day}/{d.month:02} – ", "\n\n"), ("{d.day:02}.{d.month:02}: ", "\n"), ("{d:%d} April: ", "\n\n"), ("- April {d.day} - ", "\n"),
        ("• {d:%A}, {d.day} April — ", "\n"), ("{d.year}-{d.month:02}-{d.day:02}: ", "\n\n"), ("{d:%A}, {d.day} April\n", "\n\n"),
        ("{d:%a} {d.day} Apr, 16.20 BST\n", "\n\n"), ("16:20, {d.day} April\n", "\n\n"), ("{d.day} April at 9.05pm\n", "\n\n"),
    ],
)  # fmt: skip
def test_an_entry_is_of_the_day_at_its_head(reader, head, gap):
    text = gap.join(head.format(d=day) + told for day, told in zip(DAYS, TOLD, strict=True))
    assert read(reader, text) == [
        ("ASSAULT", DAYS[0], DAYS[0]), ("ASSAULT", DAYS[0], DAYS[0]),
        ("RETREAT", DAYS[1] - timedelta(1), DAYS[1]), ("ACCUSE", DAYS[1], DAYS[1]),
        ("ASSAULT", DAYS[2], DAYS[2]),
    ]  # fmt: skip


def test_what_follows_the_last_entry_is_not_of_its_day(reader):
    text = "23 April: Rebels shelled Mannar.\n24 April: Rebels shelled Jaffna.\n\nThe army shelled Kandy on 29 April.\n\nThe council condemned the raids."
    (_, first, last), (_, low, high) = read(reader, text)[2:]
    assert (first, last) == (date(2009, 4, 29), date(2009, 4, 29))
    assert low > date(2009, 4, 24)
    assert high == PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "23 April: Rebels shelled Mannar.\n\nThe army denied that.",  # one alone is no log
        "23 April: Rebels shelled Mannar.\n\n20 April: They left.\n\n28 April: The army came.",  # in no order
    ],
)
def test_what_is_no_log_is_not_read_as_one(reader, text):
    day = Interval(PUBLISHED, PUBLISHED, "day", "as printed")
    assert not any(t.heads for t in reader.read(Article("x", text, published=day)).times)


@given(weeks=st.integers(0, 40))
def test_a_log_of_another_week_moves_with_it(reader, weeks):
    days = [day - timedelta(7 * weeks) for day in DAYS]
    text = "\n\n".join(f"{day:%A}, {day.day} {day:%B} {day.year}: {told}" for day, told in zip(days, TOLD, strict=True))
    moved = read(reader, text, PUBLISHED - timedelta(7 * weeks))
    assert [(kind, a + timedelta(7 * weeks), b + timedelta(7 * weeks)) for kind, a, b in moved] == [
        ("ASSAULT", DAYS[0], DAYS[0]), ("ASSAULT", DAYS[0], DAYS[0]),
        ("RETREAT", DAYS[1] - timedelta(1), DAYS[1]), ("ACCUSE", DAYS[1], DAYS[1]),
        ("ASSAULT", DAYS[2], DAYS[2]),
    ]  # fmt: skip

"""What stands under a heading with a year is of that year."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Reading

TITLE = "Fooland: How the first war unfolded\n\n6 April 2016\n\nAt least 60 people have died since Saturday.\n\n"
TOLD = (
    "{head}1991: A vote\n\nOn 20 February troops shelled Gyumri. A week later rebels attacked Kapan.\n\n"
    "{head}1992: A war\n\nOn 8 May rebels captured Goris. Troops shelled Kapan.\n\n"
)


def days_of(reading: Reading, quote: str) -> tuple[date | None, date | None]:
    """Return the days of the report whose words hold a quote."""
    report = next(r for r in reading.reports if quote in r.quote)
    assert report.interval is not None
    return report.interval.start, report.interval.end


@pytest.mark.parametrize("head", ["", "In ", "- "])
def test_days_without_a_year_take_that_of_their_heading(reader, head):
    reading = reader.read(Article(id="a", text=TITLE + TOLD.format(head=head), language=""))
    assert days_of(reading, "shelled Gyumri") == (date(1991, 2, 20), date(1991, 2, 20))
    assert days_of(reading, "captured Goris") == (date(1992, 5, 8), date(1992, 5, 8))


def test_what_has_no_day_is_of_what_was_told_with_it_or_of_the_year(reader):
    text = TITLE + "1991: A vote\n\nTroops shelled Gyumri.\n\n1992: A war\n\nRebels captured Goris.\n"
    reading = reader.read(Article(id="a", text=text, language=""))
    assert days_of(reading, "shelled Gyumri") == (date(1991, 1, 1), date(1991, 12, 31))
    assert days_of(reading, "captured Goris") == (date(1992, 1, 1), date(1992, 12, 31))


def test_one_heading_with_a_year_makes_no_sections(reader):
    text = TITLE + "1991: A vote\n\nOn 20 February troops shelled Gyumri.\n"
    reading = reader.read(Article(id="a", text=text, language=""))
    assert days_of(reading, "shelled Gyumri") == (date(2016, 2, 20), date(2016, 2, 20))

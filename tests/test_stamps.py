"""Lines with the day of publication, as outlets print them, are read wherever they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.records import Article
from karamap.stamps import is_stamp, stamp_length
from karamap.timexes import printed_date
from karamap.zones import zone_article

BODY = "A missile slammed into a district of Sarov on Saturday, killing 13 people, officials said."
LINES = (
    "Sarov (Fooland) (AFP) – 17 October 2020",
    "Sarov, Fooland (AFP) – Oct 17, 2020",
    "Sarov — 17 October 2020",
    "SAROV (Agency), October 17, 2020",
    "Goma (DR Congo), 17 October 2020",
    "(Goma, 17 October 2020)",
    "Mekelle, Ethiopia – October 17, 2020",
    "By Our Correspondent, 17 October 2020",
    "By Staff Writer | 17 October 2020 | Kyiv",
    "Report No. 255 · Brussels · 17 October 2020",
    "Regional Daily Monitor Volume: 17 Issue: 146, October 17, 2020",
    "Issued on: 17/10/2020 - 16:22Modified: 17/10/2020 - 18:00",
    "Radio Foo's Northern Service, 17 October 2020",
    "Kyiv, October 17th, 2020",
    "Kyiv (Ukraine), Oct. 17, 2020 —",
    "BBC News, Kyiv, 17 October 2020",
    "Date: 17 October 2020",
)
OPENINGS = (
    "Sarov (Fooland) (AFP) – 17 October 2020 – ",
    "Sarov, Fooland (AFP) – Oct 17, 2020 – ",
    "Mekelle, Ethiopia – October 17, 2020 – ",
    "Goma (DR Congo), 17 October 2020 (AFP) – ",
    "SAROV (Agency), October 17, 2020 – ",
)


def read(text: str) -> Article:
    """Return an article with zones."""
    return zone_article(Article(id="a", text=text, language=""))


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_a_stamp_gives_the_day_of_publication_and_tells_nothing(line: str) -> None:
    article = read(f"Missile kills 13 as war escalates\n\n{line}\n\n{BODY}\n")
    printed = printed_date(article.text, article.zones)
    assert printed is not None
    assert printed[0].start == date(2020, 10, 17)
    at = article.text.index(line)
    kind = next(zone.kind for zone in article.zones if zone.start <= at < zone.end)
    assert kind in ("dateline", "boilerplate")


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_stamp_that_opens_the_first_paragraph_is_its_dateline(opening: str) -> None:
    article = read(f"Missile kills 13 as war escalates\n\n{opening}{BODY}\n")
    printed = printed_date(article.text, article.zones)
    assert printed is not None
    assert printed[0].start == date(2020, 10, 17)
    assert BODY in [article.text[s.start : s.end] for s in article.sentences]


@pytest.mark.parametrize(
    "line",
    [
        "On 17 October 2020 a missile hit Sarov",
        "The army of Fooland entered Sarov on 17 October 2020",
        "Since 17 October 2020",
        "Sarov fell on 17 October 2020, officials in Kyiv say",
    ],
)
def test_a_line_that_tells_something_is_no_stamp(line: str) -> None:
    assert not is_stamp(line)
    assert stamp_length(f"{line} - {BODY}") == 0


def test_a_day_that_opens_an_entry_of_a_chronicle_is_no_stamp() -> None:
    assert stamp_length(f"17 October 2020 – {BODY}") == 0


@given(st.text(alphabet="Ab ,()/–-17.2020OctEd", max_size=80))
def test_a_stamp_lies_within_its_line(line: str) -> None:
    assert 0 <= stamp_length(line) <= len(line)

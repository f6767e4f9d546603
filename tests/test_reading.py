"""Articles are read each by itself: in any order, many at once, and whatever was read before."""

from __future__ import annotations

import gc
import random
import weakref
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

import pytest

from karamap import reading as reading_module
from karamap.mentions import FuzzyIndex, find_mentions, fuzzy, plausible
from karamap.names import fold, key
from karamap.reading import Reader
from karamap.records import Article, Candidate, Interval, Mention, Place, Reading
from karamap.zones import zone_article

TEXTS = (
    "",
    " \n",
    "PARIS, October 2 - The army shelled Reading on Friday. Mr Reading said two died near Cork.",
    "Officials from Georgia met in Atlanta, Georgia. GEORGIA and its capital said nothing.",
    "В Париже и Москве 5 октября 2020 года прошли переговоры.",
    "Troops left Tel Aviv and rio de janeiro, then Rio de Janeiro. The city is calm.",
    "Ca\u0301fes in Pa\u00adris were shut last week, said John London of London.",
)


def told(readings: Sequence[Reading]) -> list[str]:
    return [repr(reading) for reading in readings]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    count = reading_module.AT_ONCE + 3  # more than are read at once
    return [Article(f"a{i}", TEXTS[i % len(TEXTS)] * (1 + i // len(TEXTS))) for i in range(count)]


def test_many_are_read_as_one_by_one_in_any_order(reader: Reader, articles: list[Article]) -> None:
    alone = told([reader.read(article) for article in articles])
    assert told(reader.read_all(articles)) == alone
    order = list(range(len(articles)))
    random.Random(7).shuffle(order)
    shuffled = told(reader.read_all([articles[i] for i in order]))
    assert shuffled == [alone[i] for i in order]
    assert any(reading.mentions for reading in reader.read_all(articles))


def test_nothing_is_read_from_nothing(reader: Reader) -> None:
    assert reader.read_all([]) == []
    empty = reader.read(Article("a", ""))
    assert (empty.mentions, empty.times, empty.reports) == ((), (), ())


def test_a_date_that_is_given_stays_and_one_that_is_missing_is_printed(reader: Reader) -> None:
    text = "ROME, October 2, 2020 - Nobody was hurt on Thursday, officials said."
    given = Interval(date(2021, 1, 5), date(2021, 1, 5), "day", "given")
    one, other = reader.read_all([Article("a", text, published=given), Article("b", text)])
    assert one.article.published == given
    assert other.article.published is not None
    assert other.article.published.start == date(2020, 10, 2)


def test_small_letters_that_grow_move_no_word(reader: Reader) -> None:
    """The small form of İ has two characters; the words behind it stay where they are."""
    day = Interval(date(2020, 10, 7), date(2020, 10, 7), "day", "given")
    text = f"The {'İ' * 12} plan was on Friday."
    (found,) = reader.read(Article("a", text, published=day)).times
    assert found.interval is not None
    assert found.interval.start == date(2020, 10, 2)


class Names:
    """A gazetteer of two names, one of which holds the other."""

    place = Place("barland", "Barland", "region", None, 1.0, 2.0, 10, theatre=True)
    forms = MappingProxyType({"line of barland": "nominal", "barland": "name"})

    def scan(self, folded, language="en"):
        for name in self.forms:
            at = folded.text.find(name)
            if at >= 0:
                return [(at, at + len(name), name)]
        return []

    def places_for(self, name_key):
        form = self.forms.get(name_key)
        return (Candidate(self.place, form),) if form else ()

    def is_common(self, name_key):
        return False

    is_person_name = is_surname = is_common


def mentions_in(text: str) -> list[Mention]:
    return list(find_mentions(zone_article(Article("a", text)), Names()))


@pytest.mark.parametrize("name", ["Barland", "Bar\u00adland", "Ba\u0301rland"])
def test_a_name_inside_an_expression_keeps_its_offsets(name: str) -> None:
    text = f"Cafe\u0301s along the li\u00adne of {name} were shut."
    assert [m.text for m in mentions_in(text)] == [f"li\u00adne of {name}", name]
    assert all(text[m.start : m.end] == m.text for m in mentions_in(text))


def test_what_is_remembered_of_a_gazetteer_goes_with_it() -> None:
    names = Names()
    find_mentions(zone_article(Article("a", "They met in Barland on Friday.")), names)
    plausible.words_of(names).before("He left Barland", 8, names)
    gone = weakref.ref(names)
    del names
    gc.collect()
    assert gone() is None


def test_an_index_of_misspellings_forgets_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fuzzy, "_REMEMBERED", 5)
    index = FuzzyIndex(["examplestan"])
    for number in range(40):
        assert index.find(f"otherwise{number}") is None
        assert index.among(f"Otherwise{number} Examplestann") == {"Examplestann"}
    assert index.find("examplestann") == "examplestan"
    assert len(index._known) <= 6


def test_folding_before_reading_changes_nothing(reader: Reader) -> None:
    article = zone_article(Article("a", TEXTS[-1]))
    index = reader.gazetteer
    assert find_mentions(article, index) == find_mentions(article, index, folded=fold(TEXTS[-1]))
    assert all(m.candidates == index.places_for(key(m.text)) for m in find_mentions(article, index))


def test_known_days_date_only_what_tells_of_the_theatre(reader: Reader) -> None:
    dates = "Fighting erupted in late September. It had flared this past July. Renewed war began on September 27."
    ours = reader.read(Article("a", f"Baku and Yerevan accused each other. Shells fell on Stepanakert. {dates}"))
    other = reader.read(Article("b", f"Bogota and Quito accused each other. Shells fell on Cali. {dates}"))
    assert ours.article.published is not None and ours.article.published.inferred
    assert other.article.published is None

"""The text as it was found goes in, the text that is read comes out, and the way back is exact."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.flowing import Flow, flow, moved_back, moved_forth
from karamap.records import Article, Interval

PARAGRAPHS = (
    "Two policemen were killed on 8 October 1998 when gunmen opened fire on their car near the village of Drenovac, the region\u2019s interior ministry said. "
    "It said that the attackers had fled across the river before reinforcements reached the place.",
    "The rebels denied that they had taken part. Their spokesman said on Friday that government troops had shelled Mali\u0161evo and three "
    "hamlets round it since the morning, and that some 2,000 people had left their homes.",
    "Talks between the two sides are to be held in Vienna on 14 October. A cease-fire that was agreed on in late June collapsed after nine days.",
)
TEXT = "\n".join(PARAGRAPHS)


def told(reader, text, of=None):
    """Return what is told of a text, with blanks made plain."""
    day = date(1998, 10, 9)
    reading = reader.read(Article("a", text, published=Interval(day, day, "day", "given")))
    assert reading.article.text == text
    for item in (*reading.mentions, *reading.times):
        assert text[item.start : item.end] == item.text
    for report in reading.reports:
        assert text[report.start : report.end] == report.quote
    assert reading.article.zones[-1].end == len(text)
    return (
        [(m.text.split(), m.role, m.place and m.place.id) for m in reading.mentions],
        [(t.text.split(), t.interval) for t in reading.times],
        [(r.type, r.status, r.quote.split(), r.interval, [p.id for p in r.places], r.killed) for r in reading.reports],
    )


def wrapped(width, gap="\n", indent=""):
    """Return the paragraphs with lines broken at a width."""
    return gap.join(
        textwrap.fill(p, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False) for p in PARAGRAPHS
    )


@pytest.mark.parametrize(
    "text",
    [
        wrapped(72, "\n\n"), wrapped(72), wrapped(60), wrapped(100), wrapped(90, indent=" " * 12), wrapped(72, "\n\n").replace("\n", "\r\n"),
        TEXT.replace("\n", "\r\n"), TEXT.replace(" ", "\u00a0"), TEXT.replace(" ", "  "), TEXT.replace(" ", "\t"),
        TEXT.replace("October", "Octo\u00adber"), "\ufeff" + TEXT, TEXT.replace("re", "r\u200be"),
        TEXT.replace("\u2019", "&rsquo;"), TEXT.replace("\u2019", "&#8217;"), TEXT.replace("\u2019", "\u00e2\u20ac\u2122"),
        TEXT.replace("\u0161", "\u00c5\u00a1"), TEXT.replace(" ", "&nbsp;"),
    ],
)  # fmt: skip
def test_how_a_text_is_set_changes_nothing_that_is_read(reader, text):
    plain = told(reader, TEXT)
    assert [r[0] for r in plain[2]].count("ASSAULT") >= 2
    got = told(reader, text)
    assert [(*m[1:],) for m in got[0]] == [(*m[1:],) for m in plain[0]]
    assert [t[1] for t in got[1]] == [t[1] for t in plain[1]]
    assert [(*r[:2], *r[3:]) for r in got[2]] == [(*r[:2], *r[3:]) for r in plain[2]]


@pytest.mark.parametrize(
    ("text", "flowing"),
    [
        ("The army said that its forces had entered the town of Foo-\nville and that the cease-\nfire was over, as the inde-\npendent monitors who were\nthere confirmed.",
         "The army said that its forces had entered the town of Fooville and that the cease-fire was over, as the independent monitors who were there confirmed."),
        ("Army enters town\nThe army entered the town on Monday and fired at houses there.\nThe mayor left.", None),
        ("Foo\nbar\nbaz qux\nlower case lines of a menu\nare not prose", None),
        ("A long first line of a story that somebody broke where it was not\nto be broken. The next.",
         "A long first line of a story that somebody broke where it was not to be broken. The next."),
    ],
)  # fmt: skip
def test_lines_are_joined_where_they_only_wrap(text, flowing):
    way = flow(Article("a", text))
    assert (way.text if way else None) == flowing


def test_the_metadata_before_the_text_is_left_alone():
    head = "---\ntitle:  Foo\n---\n"
    way = flow(Article("a", head + "One  two.", body_start=len(head)))
    assert way is not None
    assert way.text == head + "One two."


@given(st.text(alphabet="ab A.\n\r\t\u00a0\u00ad\u200b&;p\u00e2\u20ac\u2122\u00c3", max_size=80))
def test_offsets_lead_back_to_the_same_letters(text):
    way = flow(Article("a", text))
    if way is None:
        return
    assert isinstance(way, Flow)
    for at, char in enumerate(way.text):
        start, end = way.back(at, at + 1)
        assert start < end
        assert text[start] == char or (char in " \n" and text[start].isspace()) or text[start] in "&\u00e2\u00c3"
        assert way.forth(start, end) == (at, at + 1)
    for at in range(len(way.text)):
        low, high = way.back(at, len(way.text))
        assert way.forth(low, high) == (at, len(way.text))


def test_a_reading_can_be_moved_there_and_back(reader):
    reading = reader.read(Article("a", wrapped(72)))
    way = flow(reading.article)
    assert way is not None
    there = moved_forth(reading, way)
    assert all(there.article.text[m.start : m.end] == m.text for m in there.mentions)
    assert "\n" not in " ".join(r.quote for r in there.reports)
    assert moved_back(there, way) == reading

"""Zones cover an article without changing it; noise is marked, sentences stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.records import Article
from karamap.zones import language_of, missing_groups, split_sentences, zone_article


def zoned(text, **more):
    return zone_article(Article(id="x", text=text, language="", **more))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_zones_cover_the_text_and_sentences_lie_in_their_zone(text):
    article = zoned(text)
    assert "".join(text[z.start : z.end] for z in article.zones) == text
    for sentence in article.sentences:
        zone = next(z for z in article.zones if z.start <= sentence.start < z.end)
        assert sentence.end <= zone.end
        assert zone.kind == sentence.zone
        part = text[sentence.start : sentence.end]
        assert part
        assert part == part.strip()
    starts = [s.start for s in article.sentences]
    assert starts == sorted(starts)


PAGE = """icon homeicon searchicon menuicon closeicon shareicon facebookicon twittericon mailicon printicon arrow lefticon arrow righticon arrow upicon downloadicon playicon stopicon muteicon
12 May, 2019 08:15

Shelling resumes near the lake

By Jane Doe
Advertisement
NORTHTOWN, May 12 (Agency) — Shelling resumed near the lake on Sunday, officials said. "We heard it all night," a resident told the agency.

READ MORE: Minister flies to Southtown for talks

(Photo: @DefenceMinistry/Twitter)

Talks had failed in the U.S. capital on Friday. Gen. Roe said that no date was set.
Share this article
"""


def kinds_of(article):
    return [(z.kind, article.text[z.start : z.end].strip()[:20]) for z in article.zones]


def test_each_part_of_a_page_gets_its_zone():
    article = zoned(PAGE)
    assert kinds_of(article) == [
        ("boilerplate", "icon homeicon search"),
        ("dateline", "12 May, 2019 08:15"),
        ("title", "Shelling resumes nea"),
        ("boilerplate", "By Jane Doe\nAdvertis"),
        ("dateline", "NORTHTOWN, May 12 (A"),
        ("body", "Shelling resumed nea"),
        ("related-link", "READ MORE: Minister "),
        ("caption", "(Photo: @DefenceMini"),
        ("body", "Talks had failed in "),
        ("boilerplate", "Share this article"),
    ]
    assert article.title == "Shelling resumes near the lake"


def test_adding_boilerplate_changes_nothing_elsewhere():
    plain, more = zoned(PAGE), zoned("Advertisement\n\n" + PAGE)
    shift = len("Advertisement\n\n")
    assert [(s.start + shift, s.end + shift, s.zone) for s in plain.sentences] == [
        (s.start, s.end, s.zone) for s in more.sentences
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "NORTHTOWN — ", "NORTHTOWN, 27 September 2020 (Agency) - ", "NORTHTOWN, Fooland, 28 September 1993 (Agency) - ",
        "NORTHTOWN, Fooland (AP) — ", "Northtown, September 27, AGENCY. ", "NORTHTOWN, OCTOBER 2, AGENCY. ",
        "NORTHTOWN (AP) _ ", "Northtown, 3 May 1999 (AGY/RL) -- ", "(Northtown, May 3, 2011) – ", "NORTHTOWN.- ",
        "May 3, 2011 (NORTHTOWN) – ", "Northtown (South Fooland) (AFP) – ", "NORTHTOWN/PORT FOO, May 3 (AP) - ",
        "НОРТАУН, 3 мая. /АГЕНТСТВО/. ", "Нортаун. 3 мая. АГЕНТСТВО - ", "Northtown. May 3. AGENCY.COM - ",
        "NORTHTOWN/PORT FOO (3 May 2011) – ", "NORTHTOWN, April 5. /ANN/. ",
    ],
)  # fmt: skip
def test_a_dateline_is_cut_off_the_first_paragraph(opening):
    article = zoned(opening + "Shelling resumed near the lake on Sunday, officials said.")
    assert [z.kind for z in article.zones] == ["dateline", "body"]
    assert article.zones[0].end == len(opening)


@pytest.mark.parametrize(
    "line",
    [
        "Northtown, May 3, AGENCY", "Northtown/Port Foo/Bar, 3 May 2011", "NORTHTOWN, Fooland / PORT FOO",
        "Northtown, Fooland, Aug. 3", "Northtown, August 3, Agency",
    ],
)  # fmt: skip
def test_a_dateline_may_be_a_line_of_its_own(line):
    article = zoned(f"Shelling resumes near the lake\n\n{line}\n\nShelling resumed on Sunday, officials said.")
    assert [z.kind for z in article.zones] == ["title", "dateline", "body"]


@pytest.mark.parametrize(
    "opening",
    [
        "On October 10, ", "In Northtown, October 28, ", "The Quick Response Force (QRF) ", "The Treaty Group: ",
        "Fooland and Barland ",
    ],
)  # fmt: skip
def test_what_opens_a_sentence_is_no_dateline(opening):
    article = zoned(opening + "Shelling resumed near the lake on Sunday, officials said.")
    assert [z.kind for z in article.zones] == ["body"]


@pytest.mark.parametrize("line", ["Fooland, Barland Agree Truce, May 5", "FOOLAND, BARLAND AGREE / TALKS GO ON"])
def test_a_headline_with_a_date_is_no_dateline(line):
    article = zoned(f"{line}\n\nShelling resumed on Sunday, officials said.")
    assert article.zones[0].kind == "title"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Gen. Roe in the U.S. capital. It rained.", 2),
        ("The plan failed in the U.S. The next day it rained.", 2),
        ("“We won’t go,” he said. “Never.” They left.", 3),
        ("At 5 p.m. on Monday J. R. Smith left. No. 4 stayed.", 2),
        ("Toll rose to 3.5 thousand. Why? No one knows!", 3),
        ("Встреча прошла в г. Сочи. Стороны согласились.", 2),
    ],
)
def test_sentences_end_where_they_end(text, expected):
    assert len(split_sentences(text)) == expected


def test_deleted_letter_groups_are_found_and_turned_meaning_is_flagged():
    words = (
        "Officials reported that heavy battles went across several provinces while civilians left with their "
        "belongings. A spokesman told reporters about supplies, shelters, schools, hospitals plus bridges. "
    ).replace("the", "")
    text = words * 5 + "Ministry says end to fighting. "
    assert {"the", "no"} <= set(missing_groups(text.replace("no", "")))
    flagged = [s for s in zoned(text).sentences if s.damaged]
    assert [text[s.start : s.end] for s in flagged] == ["Ministry says end to fighting."]
    assert missing_groups("The northern road and the southern road are open again, and no one was hurt. " * 20) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The talks were held in the city and ended at noon.", "en"),
        ("Troops attacked El Salado on Monday.", "en"),
        ("Переговоры прошли в городе и завершились в полдень.", "ru"),
        ("Բանակցությունները տեղի ունեցան քաղաքում։", "hy"),
        ("Danışıqlar şəhərdə keçirildi və günorta başa çatdı.", "az"),
    ],
)
def test_the_language_is_told_from_script_and_small_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe", "BY JANE DOE", "By Jane Doe in Fooville and John Roe in Barton", "By J. L. Roe.",
        "By Jane Doe, Foreign Correspondent", "By Tom O'Roe, Jane Doe and R. Poe", "By Our Correspondent",
    ],
)  # fmt: skip
def test_who_wrote_it_is_no_part_of_the_story(line):
    text = f"Calm returns\n\n{line}\n\nThe town was quiet on Monday, officials said.\n"
    zone = next(z for z in zoned(text).zones if z.start <= text.index(line) < z.end)
    assert zone.kind == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "By June rebels had captured Fooville.", "By then the bridge was gone.",
        "By Monday, troops had reached the river.", "By nightfall the army had left.",
    ],
)  # fmt: skip
def test_a_short_paragraph_that_begins_with_by_is(line):
    text = f"Calm returns\n\nThe town was quiet on Monday, officials said.\n\n{line}\n\nNobody was hurt.\n"
    zone = next(z for z in zoned(text).zones if z.start <= text.index(line) < z.end)
    assert zone.kind == "body"


def test_items_of_a_list_are_text_unless_they_are_links_to_other_stories():
    points = "- Rebels shelled the harbour of the old town in the morning\n- The mayor called on both sides to stop the fighting"
    kinds = {z.kind for z in zoned(f"War day 21\n\nKey points\n\n{points}\n\nThe harbour burned.").zones}
    assert kinds == {"title", "body"}
    article = zoned(f"The harbour burned all day, said the mayor.\n\nMore stories\n{points}\n")
    assert [article.text[z.start : z.end].count("- ") for z in article.zones if z.kind == "related-link"] == [2]

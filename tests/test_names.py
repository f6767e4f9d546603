"""Folding maps names onto one form and never loses an offset."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from karamap.names import fold, key


@given(st.text(max_size=200))
def test_every_folded_span_lies_in_the_original_and_folds_to_itself(text):
    folded = fold(text)
    n = len(folded.text)
    for i in range(n):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert fold(text[start:end]).text == folded.text[i]


@given(st.text(max_size=80), st.text(max_size=80))
def test_folding_is_local(a, b):
    assert fold(a).text + fold(b).text == fold(a + b).text


@given(st.text(max_size=80))
@example("\U000107a2")  # a small raised "ø"
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Şuşa", "susa"), ("Ağdərə", "agdere"), ("AĞDƏRƏ", "agdere"), ("Xank\u01ddndi", "xankendi"),
        ("Arts‘akh", "arts'akh"), ("Arts’akh", "arts'akh"), ("Nagorno\u2011Karabakh", "nagorno-karabakh"),
        ("Nagorno\nKarabakh", "nagorno karabakh"), ("  U.S. ", "u.s"), ("Ханкенди\u0301", "ханкенди"),
        ("Йерхид", "йерхид"), ("Сёла", "села"), ("Ստեփանակերտ", "ստեփանակերտ"), ("İsmayıllı", "ismayilli"),
    ],
)  # fmt: skip
def test_forms_of_a_name_have_one_key(name, expected):
    assert key(name) == expected


def test_a_dropped_mark_moves_no_offset():
    text = "Ханкенди\u0301 и Шуша"
    folded = fold(text)
    at = folded.text.index("шуша")
    start, end = folded.span(at, at + 4)
    assert text[start:end] == "Шуша"


@given(st.text(alphabet=st.sampled_from("Abc ’“–éəİŁ\u0301\u00adЙё\n\t`№"), max_size=60))
def test_the_quick_way_folds_as_letter_by_letter(text):
    whole = fold(text).text
    assert whole == "".join(fold(char).text for char in text)


ODD = [*range(0x80, 0x3000), *range(0xA640, 0xAC00), *range(0xF900, 0x10000)]


def test_letters_fold_alike_in_texts_with_few_and_with_many_odd_letters():
    many = "".join(map(chr, range(0x0430, 0x0450)))  # more kinds than are replaced one by one
    wrong = []
    for at in range(0, len(ODD), 20):
        text = "".join(f"A{chr(code)} " for code in ODD[at : at + 20])
        if fold(text + many).text != fold(text).text + fold(many).text:
            wrong.append(hex(ODD[at]))
    assert not wrong


@pytest.mark.parametrize(
    ("text", "hay"),
    [
        ("iPhones in PARIS, al-Bab", b" iphones in Paris  al Bab "),
        ("Şuşa und çay", b" Susa und cay "),
        ("3rd of McDonald's", b" 3rd of Mcdonald s "),
        ("a\nB\u00a0c", b" a B c "),
        ("", b"  "),
        # Where capitals are not kept, every word has one.
        ("ра́йон Foo", " Район Foo ".encode()),
        ("в Foo", " В Foo ".encode()),
        ("co\u00adop bar", b" Coop Bar "),
    ],
)
def test_only_words_with_a_capital_keep_one(text, hay):
    assert fold(text).cased_hay == hay


@given(st.text(alphabet=st.sampled_from("aAzZ9 -'’éÉəİıßŁ\u0301\u00adЙё\n_\ud800ŉ"), max_size=40))
def test_haystacks_keep_the_count_of_characters(text):
    folded = fold(text)
    for hay in (folded.hay, folded.cased_hay):
        assert len(hay.decode()) == len(folded.text) + 2
    assert folded.cased_hay.lower() == folded.hay.lower()


@given(st.text(alphabet=st.sampled_from("abAB9 -'’éÉŁ\n_"), max_size=40))
def test_a_word_has_a_capital_where_the_original_has(text):
    hay = fold(text).cased_hay[1:-1].decode()
    for i, char in enumerate(text):
        first = i == 0 or not text[i - 1].isalnum()
        if char.isalpha() and first:
            assert hay[i].isupper() == char.isupper()

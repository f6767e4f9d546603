"""People of state are known by surname and pronoun once the text has said what they are."""

from __future__ import annotations

import pytest

from karamap.reports.dignitaries import find_dignitaries

NAMED = [
    ("Foreign Minister Ana Duarte spoke. Duarte will travel.", ["Duarte", "Duarte"]),
    ("President of Barland Jean Kabera left.", ["Kabera"]),
    ("Ana Duarte, the UN envoy for the lakes, left. She flew on.", ["Duarte", "She"]),
    ("The presidents met. They meet again.", ["They"]),
    ("The presidents met residents. They wept.", []),
    ("Minister Ana Duarte saw a farmer; his mother said he fled.", ["Duarte"]),
    ("A farmer, Ana Duarte, left.", []),
    ("Officials were receiving Ana Duarte in the palace.", ["Ana"]),
    ("The unit received Leopard tanks.", []),
    ("The minister said on Monday that all was well.", []),
    ("The foreign minister of Barland spoke.", []),
    ("Chairman-in-Office Ana Duarte spoke.", ["Duarte"]),
    ("Premier Çelik spoke.\n\nHe spoke.", ["Çelik"]),
]


@pytest.mark.parametrize(("text", "words"), NAMED, ids=[t[:40] for t, _ in NAMED])
def test_who_is_named(text, words) -> None:
    places = {text.find("Barland")}
    found = find_dignitaries(text, (), places)
    assert [text[at:].split()[0].strip(".,") for at in found] == words


def test_who_is_known_anyway_counts() -> None:
    text = "Duarte left. She flew on."
    assert find_dignitaries(text, [0], ()) == [0, 13]

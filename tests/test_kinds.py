"""One verb, several acts: what happens to people is another thing than what happens to ground."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval

DAY = date(2023, 11, 2)  # a Thursday

KINDS = [
    # who is taken, and what
    ("He had been seized on Monday at a border crossing near Lviv.", "COERCE"),
    ("A banker was seized on Monday at the bridge near Lviv.", "COERCE"),
    ("Most of them were seized on Monday near Lviv.", "COERCE"),
    ("The port of Odesa was seized on Monday.", "ASSAULT"),
    ("Two heights near Lviv were seized on Monday.", "ASSAULT"),
    # who is driven out
    ("Mary Doe, 54, was driven out of a village near Lviv on Monday.", "COERCE"),
    ("Some 360,000 Georgians were driven out of Abkhazia in 1993.", "COERCE"),
    ("Half a million Georgians were driven from Abkhazia in 1993.", "COERCE"),
    ("The rebels were driven out of Goma on Monday.", "ASSAULT"),
    ("Government forces were driven out of Goma on Monday.", "ASSAULT"),
    # what is handed over, and agreed to
    ("The army handed over maps of its minefields on Monday.", "COOPERATE"),
    ("Armenia handed over four villages in the Tavush region on Monday.", "CONCEDE"),
    ("The rebels agreed on Monday to a truce.", "AGREE"),
    ("The rebels agreed to lay down their arms on Monday.", "CONCEDE"),
    ("The leadership of the region agreed to disarm on Monday.", "CONCEDE"),
    # whom somebody orders what
    ("The president ordered the army on Monday to free the men.", "REQUEST"),
    ("The king ordered the army to step up patrols along the border with Iraq.", "MOBILIZE"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text[:50] for text, _ in KINDS])
def test_the_words_beside_a_verb_tell_its_kind(reader, text, kind) -> None:
    published = Interval(DAY, DAY, "day", "printed")
    reports = reader.read(Article("a", f"Troops and rebels fought a war on Wednesday.\n\n{text}\n", published=published)).reports
    assert [r.type for r in reports if r.start > 40] == [kind]

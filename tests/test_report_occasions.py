"""Words, talks and agreements that have the place of the meeting or protest at which they fell."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval
from test_report_places import check

CROWDS = [
    ("On Sunday opposition supporters marched to parliament in Tbilisi, accusing the president of treason.", "PROTEST Tbilisi; ACCUSE Tbilisi"),
    ("Relatives of the missing rallied in Tripoli on Sunday and threatened to block the road to the airport.", "PROTEST Tripoli; THREATEN Tripoli"),
    ("Protesters gathered that week outside the UN office in Damascus, demanding that Turkey withdraw its troops.", "PROTEST Damascus; REQUEST Damascus"),
    ("Thousands rallied in Khartoum on Monday. They demanded the resignation of the prime minister.", "PROTEST Khartoum; REQUEST Khartoum"),
    ("Relatives of soldiers gathered outside the ministry in Tbilisi on Friday. A deputy minister met with some of them.",
     "PROTEST Tbilisi; CONSULT Tbilisi"),
    ("The president told a rally in Gori that he would never sign such a treaty.", "PROTEST Gori; REJECT Gori"),
]  # fmt: skip
TALKS = [
    ("Ministers from 45 countries met in The Hague on Thursday. The participants signed a declaration on evidence.", "CONSULT The Hague; AGREE The Hague"),
    ("The defence ministers of Sudan and Chad met in Cairo on Monday. The talks were chaired by the Egyptian defence minister.", "CONSULT Cairo; CONSULT Cairo"),
    ("The negotiators met in Doha on Tuesday. The rebel delegation walked out of the talks.", "CONSULT Doha; REJECT Doha"),
    ("The envoys were received in Ankara by the Turkish president, who blamed Russia for the bombing.", "CONSULT Ankara; ACCUSE Ankara"),
    ("The two sides agreed to a truce after talks in Geneva.", "AGREE Geneva"),
    ("Macron accused Russia of breaking the truce after a meeting with Scholz in Berlin.", "ACCUSE Berlin"),
    ("After talks in Vienna, US mediators called on the sides to withdraw.", "REQUEST Vienna"),
    ("Meeting in Brussels, EU foreign ministers imposed sanctions on five officers.", "CONSULT Brussels; SANCTION Brussels"),
    ("At a summit in southern Italy, leaders of the Group of Seven agreed to provide Ukraine with a loan.", "AGREE Italy"),
    ("Syria sent envoys to Moscow for direct talks.", "CONSULT Moscow"),
    ("The envoy met refugees in Zugdidi on Tuesday.", "CONSULT Zugdidi"),
    ("A day earlier Kinshasa recalled its diplomats from Kigali.", "SANCTION Kigali"),
    ("In February the International Court of Justice in The Hague ordered Russia to halt the offensive.", "REQUEST The Hague"),
    ("In Tripoli, crowds besieged parliament, and the prime minister resigned on Monday.", "PROTEST Tripoli; CONCEDE Tripoli"),
]  # fmt: skip
ELSEWHERE = [
    # What somebody says in another sentence need not have been said there.
    ("The foreign ministers met in Geneva on Friday. Sudan accused Chad of arming the rebels.", "CONSULT Geneva; ACCUSE -"),
    # "The meeting" is that of which the sentence before tells, not one that is only named in it.
    ("Envoys discussed steps to carry out the accord reached in Cairo. The meeting was chaired by a Norwegian diplomat.",
     "CONSULT -; AGREE Cairo; CONSULT -"),
    # The text has moved on.
    ("Thousands rallied in Khartoum on Monday. Rockets hit Omdurman. Residents accused the army.", "PROTEST Khartoum; ASSAULT Omdurman; ACCUSE -"),
    # At home nobody needs to be said to speak there.
    ("The president met the envoy in Tbilisi on Monday. He appealed for observers.", "CONSULT Tbilisi; REQUEST -"),
]  # fmt: skip
SOMEWHERE = [
    ("Police arrested the commander of the guard in Tripoli on Thursday. Two aides were seized at a border checkpoint a day earlier.", "COERCE Tripoli; ASSAULT -"),
    ("Troops lifted a nine-month blockade of the only road to Chad on Monday.", "CONCEDE -"),
    ("Journalists plan to rally in front of the UN office in Khartoum on Saturday.", "PROTEST Khartoum"),
]  # fmt: skip
REGIONS = [
    ("Abkhazia broke away from Georgia in a war in 1992-93.", "REJECT Abkhazia"),
    ("South Ossetia declared itself a republic in 1990.", "REJECT South Ossetia"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*CROWDS, *TALKS, *ELSEWHERE, *SOMEWHERE, *REGIONS])
def test_words_fall_where_the_meeting_or_the_protest_was(reader, text, expected) -> None:
    check(reader, text, expected)


def test_an_agreement_has_the_day_of_the_meeting_before(reader) -> None:
    day = date(2023, 11, 2)
    text = "The three leaders signed a statement in Moscow on Monday. The sides agreed to set up a working group.\n"
    reports = reader.read(Article("a", text, published=Interval(day, day, "day", "printed"))).reports
    assert [(r.interval.start, r.interval.end) for r in reports] == [(date(2023, 10, 30),) * 2] * 2


RELEASED = ["They were released two hours later.", "All were released on Thursday.", "Most were later released.", "He was freed after a day."]
KEPT = ["They were released in a report on Thursday.", "The figures were later released.", "All must be released on Thursday."]


@pytest.mark.parametrize("words", RELEASED)
def test_those_who_were_held_are_released(reader, words) -> None:
    text = f"Troops detained six men in Khartoum on Tuesday.\n\n{words}\n"
    assert "CONCEDE" in [r.type for r in reader.read(Article("a", text)).reports]


@pytest.mark.parametrize("words", KEPT)
def test_what_is_published_or_demanded_frees_nobody(reader, words) -> None:
    text = f"Troops detained six men in Khartoum on Tuesday.\n\n{words}\n"
    assert "CONCEDE" not in [r.type for r in reader.read(Article("a", text)).reports]

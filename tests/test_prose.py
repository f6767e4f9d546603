"""Sentences as prose joins them: what each part tells stays, with its own day, place and speaker."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.records import Article, Interval
from karamap.reports.adverbs import Plain, parting

DAY = date(2023, 9, 28)  # a Thursday
TYPES = Path(__file__).parent / "data" / "trigger_sentences.tsv"


def read(reader, text: str):
    return reader.read(Article("a", f"{text}\n", published=Interval(DAY, DAY, "day", "printed"))).reports


def told(reader, text: str) -> list[str]:
    """Return "TYPE status first..last Place, Place" of each report."""
    out = []
    for report in read(reader, text):
        days = report.interval
        span = f"{days.start or ''}..{days.end or ''}".replace("2023-", "") if days else "-"
        places = ", ".join(sorted(place.name for place in report.places)) or "-"
        out.append(f"{report.type} {report.status} {span} {places}")
    return out


# What somebody says next is no part of what he demands, blames or refuses.
SCOPES = [
    ("On Monday the minister accused Baku of “a crime that shames us” and asked the council to impose sanctions.", ["ACCUSE asserted 09-25..09-25 -", "REQUEST asserted 09-25..09-25 -"]),
    ("On Monday the ministry rejected the charge, saying it had repeatedly called on residents of Goris to stay.", ["REJECT", "REQUEST"]),
    ("On Monday the defence ministry rejected the report, saying its troops had shelled only firing positions near Sotk.", ["REJECT", "ASSAULT claimed"]),
    ("The parliament adopted a resolution condemning the blockade on Monday and calling on Azerbaijan to reopen the road.", ["ACCUSE", "REQUEST"]),
    ("The sides agreed to set up a centre on Monday and will meet again next week.", ["AGREE", "CONSULT planned"]),
    ("The ministry said the envoy had flown to Baku on Monday and would travel on to Yerevan.", ["CONSULT", "CONSULT planned"]),
    ("Hanoi warned that it would answer any landing with force after Russian troops pulled out of Goris on Monday.", ["THREATEN", "RETREAT asserted 09-25..09-25 Goris"]),
    ("The council demanded that all parties lift the siege, while Ukraine dismissed the terms.", ["REQUEST", "REJECT"]),
    ("The opposition demanded that he resign, and he refuses to step down.", ["REQUEST", "REJECT"]),
    ("Armenian officials spent the winter denying that any such maps existed.", ["REJECT"]),
    ("The envoys met in Geneva on September 4 and met again in Washington on September 18.", ["CONSULT asserted 09-04..09-04 Geneva", "CONSULT asserted 09-18..09-18 Washington"]),
    ("Troops took heights above Sotk after a conscript was shot dead.", ["ASSAULT", "ASSAULT"]),
    ("Russia, meanwhile, accuses Ukraine of shelling Donetsk.", ["ACCUSE", "ASSAULT claimed"]),
    ("Azerbaijan, for its part, accuses Armenia of breaking the truce.", ["ACCUSE"]),
    ("It further demands that Armenia hand over maps.", ["REQUEST"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SCOPES, ids=[c[0][:40] for c in SCOPES])
def test_what_is_said_next_is_told_too(reader, text, expected):
    found = told(reader, text)
    assert len(found) == len(expected), found
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True)), found


# Each day belongs to the act beside which it stands.
DAYS = [
    ("Police blocked the road near Shusha, which is called Shushi by Armenians, on September 12.", ["COERCE asserted 09-12..09-12 Shusha"]),
    ("Rebels shelled Goris, the scene of a massacre in 1992, on Tuesday.", ["ASSAULT asserted 09-26..09-26 Goris"]),
    ("Rebels shelled Goris (captured in 2016) on Tuesday.", ["ASSAULT asserted 09-26..09-26 Goris"]),
    ("Rebels shelled Goris, home to 20,000 people before the war of 2020, on Tuesday.", ["ASSAULT asserted 09-26..09-26 Goris"]),
    ("The truce took effect at 1 a.m. on Tuesday, hours after a helicopter was shot down over Goris.", ["AGREE asserted 09-26..09-26 -", "ASSAULT asserted 09-25..09-26 Goris"]),
    ("The raid on Goris came on Tuesday, a day after the president declared that his troops had taken Sotk.", ["ASSAULT asserted 09-26..09-26 Goris", "ASSAULT claimed 09-24..09-25 Sotk"]),
    (
        "Speaking at a mosque in Baku on Tuesday, the president appealed to Armenia to lay down arms, and he offered an amnesty.",
        ["REQUEST asserted 09-26..09-26 Baku", "CONCEDE asserted 09-26..09-26"],
    ),
    ("House Speaker Nancy Pelosi, visiting Yerevan on 18 September, condemned attacks by Azerbaijan.", ["CONSULT asserted 09-18..09-18 Yerevan", "ACCUSE asserted 09-18..09-18 Yerevan"]),
    ("Yerevan acknowledged late on Tuesday that Goris had been lost.", ["ASSAULT claimed 09-25..09-26 Goris"]),
    ("The United Nations said last week that 40 civilians had been killed near Sotk.", ["ASSAULT claimed ..09-24 Sotk"]),
    ("Azerbaijani forces retook villages they had lost near Goris in 1993.", ["ASSAULT asserted 09-27..09-28", "ASSAULT asserted 1993-01-01..1993-12-31 Goris"]),
    ("Ukraine said that its forces had destroyed a depot in Kherson, the second there this week.", ["ASSAULT claimed 09-27..09-28 Kherson"]),
    ("Russia sent peacekeepers in 2020, who did not step in when the shelling of Goris began on 19 September.", ["AID asserted 2020-01-01..2020-12-31 -", "ASSAULT asserted 09-19..09-19 Goris"]),
    ("On Monday 15 men were freed by Baku, and Armenia handed over maps of minefields.", ["CONCEDE asserted 09-25..09-25", "COOPERATE asserted 09-25..09-25"]),
    ("In a September 7 interview he accused Armenia of lies.", ["ACCUSE asserted 09-07..09-07"]),
    ("About 200 people died in four days of fighting near Goris in April 2016.", ["ASSAULT asserted 2016-04-01..2016-04-30 Goris"]),
    (
        "Last March rebels seized Sotk; in August they took Goris after a conscript was shot dead.",
        ["ASSAULT asserted 03-01..03-31 Sotk", "ASSAULT asserted 08-01..08-31 Goris", "ASSAULT asserted 08-01..08-31"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[c[0][:40] for c in DAYS])
def test_days_stay_with_their_acts(reader, text, expected):
    found = told(reader, text)
    assert len(found) == len(expected), found
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True)), found


PLACES = [
    ("Shelling killed two people in Goris, a strategic town on the road to Kapan, on Monday.", ["Goris"]),
    ("Rebels attacked Goris, a town on the road from Kapan to Sisian, on Monday.", ["Goris"]),
    ("A convoy travelling between Kapan and Sisian was ambushed near Goris.", ["Goris"]),
    ("Ukrainian drones struck a refinery in the Rostov region on Monday.", ["Rostov"]),
    ("A strike on Goma left 12 dead and 30 injured.", ["Goma"]),
    ("Residents spoke of the day. In February 1992 fighters killed hundreds fleeing the town of Khojaly, a date still marked in Baku.", ["Khojaly"]),
    ("With Russia bogged down in Ukraine, troops took a hill near Farukh on Monday.", ["Farukh"]),
    ("Protesters blocked the Lachin corridor on Monday, the one road that joins Stepanakert to Armenia.", ["Lachin Corridor"]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[c[0][:40] for c in PLACES])
def test_words_that_say_what_a_place_is_lend_no_second_one(reader, text, expected):
    (report,) = read(reader, text)
    assert sorted(place.name for place in report.places) == expected


SPEAKERS = [
    ("Gunmen killed nine people in Goris, residents said.", "residents"),
    ("The Red Cross, citing witnesses, said that gunmen killed nine people in Goris.", "International Committee of the Red Cross"),
    ("Hamas was quoted by the agency as saying that gunmen killed nine people in Goris.", "Hamas"),
    ("State media quoted Hamas as saying that gunmen killed nine people in Goris.", "Hamas"),
    ("Gunmen killed nine people in Goris, the governor, Jane Doe, said.", "Jane Doe"),
    ("Gunmen killed nine people in Goris, according to a Western diplomat.", "a Western diplomat"),
    ("State television said gunmen killed nine people in Goris.", "state television"),
    ("A car ran over a mine near Goris, said a spokesman for the army.", "a spokesman for the army"),
    ("Gunmen killed nine people in Goris, local officials said on Monday.", "local officials"),
    ("Gunmen killed nine people in Goris, according to health workers and survivors.", "health workers and survivors"),
    ("A nurse at the hospital said gunmen had killed nine people in Goris.", "a nurse at the hospital"),
    ("“They burned the bridge in Goris,” said one elder, who asked not to be named.", "one elder"),
    ("Her sister was killed in Goris on Monday, she said.", None),
]


@pytest.mark.parametrize(("text", "claimant"), SPEAKERS, ids=[c[0][:40] for c in SPEAKERS])
def test_who_has_no_name_is_told_by_the_words_that_describe_them(reader, text, claimant):
    (report,) = (r for r in read(reader, text) if r.type == "ASSAULT")
    assert (report.status, report.claimant) == ("claimed", claimant)


def test_a_quote_holds_what_is_demanded(reader):
    (report,) = read(reader, "It further demands that Armenia hand over maps of the fields in Goris.")
    assert report.quote.endswith("hand over maps of the fields in Goris")


# --- a time between a verb and what belongs to it --------------------------------------------------------

WHENS = [
    ("on Monday", "09-25..09-25"), ("late on Monday", "09-25..09-25"), ("on Monday evening", "09-25..09-25"), ("on September 25", "09-25..09-25"),
    ("on 25 September", "09-25..09-25"), ("last week", "09-18..09-24"),
]  # fmt: skip
PARTED = [
    ("The president called {when} for a ceasefire.", "REQUEST asserted {days} -"),
    ("The minister appealed {when} for help.", "REQUEST asserted {days} -"),
    ("The two sides agreed {when} to a truce.", "AGREE asserted {days} -"),
    ("The troops withdrew {when} from Goris.", "RETREAT asserted {days} Goris"),
    ("The army took control {when} of Goris.", "ASSAULT asserted {days} Goris"),
    ("The president threatened {when} to resume the war.", "THREATEN asserted {days} -"),
    ("The minister apologised {when} for the strike.", "CONCEDE asserted {days} -"),
]


@pytest.mark.parametrize(("when", "days"), WHENS)
@pytest.mark.parametrize(("text", "expected"), PARTED)
def test_a_time_may_stand_between_a_verb_and_what_belongs_to_it(reader, text, expected, when, days):
    assert told(reader, text.format(when=when)) == [expected.format(days=days)]


@pytest.mark.parametrize("when", ["on Monday", "late on Monday", "on Monday evening", "on 25 September"])
def test_a_day_between_a_verb_and_its_preposition(reader, when):
    assert told(reader, f"The rebels fired {when} at a bus near Goris.") == ["ASSAULT asserted 09-25..09-25 Goris"]


@pytest.mark.parametrize("where", ["in a statement", "in a speech", "in a letter"])
def test_who_calls_in_a_statement_for_something_telephones_nobody(reader, where):
    assert [r.type for r in read(reader, f"The president called {where} for a ceasefire.")] == ["REQUEST"]


# --- two sentences made one ------------------------------------------------------------------------------

JOINTS = {
    "while": "{A}, while {b}.", "and": "{A}, and {b}.", "but": "{A}, but {b}.", "semicolon": "{A}; {b}.", "after": "{A} a day after {b}.",
    "before": "{A} before {b}.", "as": "{A} as {b}.", "fronted": "After {a}, {b}.", "that": "The ministry said that {a} and that {b}.",
    "adding": "{A}, the ministry said, adding that {b}.", "days": "On Monday {a}, and on Tuesday {b}.", "where": "In the capital, where {a}, {b}.",
}  # fmt: skip
SMALL = frozenset("The A An In At Some Two Three Several Police Troops Soldiers Rebels Militants Gunmen Fighters Rockets Shells Residents Heavy".split())
SAMPLE, PAIRS, KEPT = 160, 25, 0.93


def small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:] if sentence.split(" ", 1)[0] in SMALL else sentence


def single(reader) -> list[tuple[str, str]]:
    """Return (type, sentence without its stop) of short sentences that tell one act by themselves."""
    chance = random.Random(7)
    rows = [line.split("\t") for line in TYPES.read_text(encoding="utf-8").splitlines() if "\t" in line and not line.startswith("#")]
    rows = [(t, s) for t, s in rows if t.isalpha() and s.endswith(".") and s.count(".") == 1 and not set(s) & set('";:,“”?()')]
    chance.shuffle(rows)
    kept = []
    for type_, sentence in rows:
        reports = read(reader, sentence)
        if [r.type for r in reports] == [type_] and reports[0].status in ("asserted", "claimed"):
            kept.append((type_, sentence[:-1]))
        if len(kept) == SAMPLE:
            break
    return kept


def test_two_sentences_made_one_still_tell_both_acts(reader):
    chance = random.Random(11)
    sentences = single(reader)
    told_, asked = Counter(), Counter()
    for name, joint in JOINTS.items():
        for _ in range(PAIRS):
            (one, first), (two, second) = chance.sample(sentences, 2)
            if one == two:
                continue
            text = joint.format(A=first, a=small(first), b=small(second))
            found = {r.type for r in read(reader, text)}
            asked[name] += 2
            told_[name] += (one in found) + (two in found)
    assert sum(told_.values()) / sum(asked.values()) >= KEPT, {n: told_[n] / asked[n] for n in JOINTS}


# Whole rows of subjects, what is fired at, lines, the war that is told of, and what befalls a country.
SCENES = [
    ("The army responded on Monday, and in the evening the cities of Jabrayil, Fuzuli and Shusha were shelled.", ["Fuzuli", "Jabrayil", "Shusha"]),
    ("The army responded on Monday, and then Barda and Tartar were shelled.", ["Barda", "Tartar"]),
    ("Skirmishes along the line of contact and the Armenian-Azerbaijani border killed two soldiers on Monday.", ["Armenia-Azerbaijan state border", "Line of contact (1994-2020)"]),
    ("Rockets were fired at Israel on Monday.", ["Israel"]),
    ("Forces launched 40 drones against Ukraine overnight.", ["Ukraine"]),
    ("Mali has been ravaged by violence since 2012.", ["Mali"]),
    ("A shell fell in Goris on Monday. Another shell struck the Kyeshero hospital.", ["Goris"]),
    ("The war in Darfur goes on. Aid for Darfur is late. At least 14,000 people have been killed, officials said on Monday.", ["Darfur"]),
    ("The war in Darfur goes on. Aid for Darfur is late. The envoy spoke. The envoy left. Fighting broke out again between the two countries on Monday.", []),
    ("The war in Darfur goes on. Aid for Darfur is late. The army fired artillery shells in the north on Monday.", ["Darfur"]),
    ("Mali is poor. Mali asked for help. At least 4,300 people have been killed since the coup.", ["Mali"]),
    ("Mali is poor. Mali and France asked for help. France sent Bamako grain. The army seized power in 2020.", ["Mali"]),
    ("Mali is poor. Mali asked for help. The army seized power in 2020, before the rebels came.", ["Mali"]),
]


@pytest.mark.parametrize(("text", "places"), SCENES, ids=[c[0][:40] for c in SCENES])
def test_acts_have_the_scene_that_the_words_set(reader, text, places):
    report = [r for r in read(reader, text) if r.type in ("ASSAULT", "COERCE")][-1]
    assert sorted(place.name for place in report.places) == places


LEAVING = [
    ("Some 2,700 civilians were evacuated from Goris on Monday.", "AID"),
    ("Rescuers evacuated 300 people from Goris on Monday.", "AID"),
    ("Troops were evacuated from Goris on Monday.", "RETREAT"),
    ("Residents evacuated the town on Monday.", "RETREAT"),
    ("Thousands fled Goris on Monday.", "RETREAT"),
    ("More than 400,000 people have been driven from their homes since May.", "COERCE"),
    ("The fighting has uprooted half a million people since May.", "COERCE"),
]


@pytest.mark.parametrize(("text", "type_"), LEAVING, ids=[c[0][:40] for c in LEAVING])
def test_who_drives_out_who_helps_and_who_flees(reader, text, type_):
    report = read(reader, text)[-1]
    assert report.type == type_
    if type_ == "COERCE":
        assert report.mode == "displacement"  # which is its layer on the map


# What may stand between an auxiliary and its verb without changing what is told.
BETWEEN = [
    "also", "still", "later", "reportedly", "heavily", "once again", "in turn", "for the first time", "on several occasions", "so far",
    "at least twice", "this week", "on Monday", "repeatedly", "in effect", "since",
]  # fmt: skip
AUXILIARY = re.compile(r"\b(?:was|were|has|have|had|been|will|would)\s+(?=[a-z]+(?:ed|en|ing|t|d)\b)")
KEPT_BETWEEN = 0.98


def test_an_adverb_between_auxiliary_and_verb_hides_no_act(reader):
    chance = random.Random(13)
    asked = lost = 0
    for type_, sentence in single(reader):
        for word in AUXILIARY.finditer(sentence):
            for adverb in chance.sample(BETWEEN, 6):
                found = read(reader, f"{sentence[: word.end()]}{adverb} {sentence[word.end() :]}.")
                asked, lost = asked + 1, lost + (type_ not in {r.type for r in found})
            break
    assert asked >= 150
    assert 1 - lost / asked >= KEPT_BETWEEN


@given(words=st.lists(st.sampled_from("was also still heard heavily . the town on Monday has not been shelled once again taken in turn".split()), max_size=25))
def test_what_is_left_of_a_text_leads_back_to_it(words):
    text = " ".join(words).lower()
    cuts = parting(text)
    plain = Plain(text, cuts)
    kept = [i for i in range(len(text)) if not any(a <= i < b for a, b in cuts)]
    assert plain.text == "".join(text[i] for i in kept)
    for here, there in enumerate(kept):
        assert plain.here(there) == here
        assert plain.original(here + 1) == there + 1  # an end


# How the words before "that", "if" and "whether" have an act told: never as a fact.
TOLD_AS = [
    ("Residents fear that rebels shelled Goris on Monday.", {"hypothetical"}),
    ("Rumours spread that rebels shelled Goris on Monday.", {"claimed"}),
    ("There was no confirmation that rebels shelled Goris on Monday.", {"claimed"}),
    ("Hamas said it was not true that rebels shelled Goris on Monday.", {"denied"}),
    ("Hamas called reports that rebels shelled Goris on Monday a lie.", {"denied"}),
    ("It is unclear whether rebels shelled Goris and burned two houses on Monday.", {"hypothetical"}),
    ("If rebels shelled Goris and stormed the police station, the truce would end.", {"hypothetical"}),
    ("The rebels did not kill the judge in Goris on Monday.", {"negated"}),
    ("Rwanda said that jets bombed Goris on Monday. Uganda denied that its jets had bombed the town.", {"claimed", "denied"}),
    ("The commander warned that rebels had shelled Goris on Monday.", {"claimed"}),
    ("Hamas neither confirmed nor denied that it had shelled Goris on Monday.", set()),
]


@pytest.mark.parametrize(("text", "statuses"), TOLD_AS, ids=[c[0][:40] for c in TOLD_AS])
def test_what_is_feared_rumoured_or_untrue_is_no_fact(reader, text, statuses):
    assert {r.status for r in read(reader, text) if r.type == "ASSAULT"} == statuses
    assert not [r for r in read(reader, text) if r.type == "REJECT" and "nor" in text]

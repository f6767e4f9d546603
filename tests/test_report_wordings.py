"""Wordings of news that once were missed or misread, each in several forms, of many wars."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.events import merge
from karamap.records import Article, Interval, Report

DAY = date(2023, 11, 2)  # a Thursday


def read(reader, text: str, title: str = "") -> tuple[Report, ...]:
    whole = f"{title}\n\n{text}\n" if title else f"{text}\n"
    return reader.read(
        Article("a", whole, published=Interval(DAY, DAY, "day", "printed"))
    ).reports  # fmt: skip


def of_type(reader, text: str, kind: str, title: str = "") -> list[Report]:
    return [r for r in read(reader, text, title) if r.type == kind]


def names(report: Report) -> list[str]:
    return [place.name for place in report.places]


FIGHTING = [
    ("Soldiers retook two hills and the rebels were thrown back near Goma.", ["Goma"]),
    ("The army denied using mortars, but the town of Kherson changed hands twice.", ["Kherson"]),
    ("Tanks pushed deeper into Rafah on Wednesday.", ["Rafaḩ"]),
    ("The villages of Talish and Madagiz passed under the control of the regiment.", ["Talish"]),
    ("Goma and Bukavu were lost in January.", ["Bukavu", "Goma"]),
    ("Hadrut and five villages (Togh among them) were taken on Wednesday.", ["Hadrut"]),
    ("Hadrut, where two roads cross, fell on Wednesday.", ["Hadrut"]),
    ("The missile that hit the city of Odesa at 1am killed two people.", ["Odesa"]),
    ("The bus station of Kherson was hit on Wednesday.", ["Kherson"]),
    ("Gunners silenced a mortar crew near Talish on Wednesday.", ["Talish"]),
    ("A shell killed two men in the village of Talish in the Martakert district.", ["Talish"]),
]


@pytest.mark.parametrize(("text", "places"), FIGHTING, ids=[f[0][:40] for f in FIGHTING])
def test_fighting_is_told_in_many_words(reader, text, places) -> None:
    told = [r for r in of_type(reader, text, "ASSAULT") if r.status == "asserted"]
    assert told
    found = {name for report in told for name in names(report)}
    assert set(places) <= found and "Martakert District" not in found


OTHERS = [
    ("Sudan denied access to the convoys on Wednesday.", "COERCE", "asserted"),
    ("Travellers said that a curfew was in force in Gedaref.", "COERCE", "claimed"),
    ("Kenya raised its alert along the frontier.", "MOBILIZE", "asserted"),
    ("Aid agencies sent six trucks with blankets to Goma.", "AID", "asserted"),
    ("A relief convoy reached Rafah on Wednesday.", "AID", "asserted"),
    ("Eritrea has called this a fabrication.", "REJECT", "asserted"),
    ("Armenia protested to the chairman of the conference.", "ACCUSE", "asserted"),
    ("The envoy has invited both delegations to Geneva for talks in December.", "REQUEST", "asserted"),
    ("All parties must let food move freely, Egypt said.", "REQUEST", "asserted"),
    ("A village left by its inhabitants in April was burning.", "RETREAT", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status"), OTHERS, ids=[o[0][:40] for o in OTHERS])
def test_other_deeds_are_told_in_many_words(reader, text, kind, status) -> None:
    assert [r.status for r in of_type(reader, text, kind)] == [status]


DENIED = [
    ("Ukraine denies having lost the town of Bakhmut.", "Ukraine", ["Bakhmut"]),
    ("Ethiopia denied the loss of Dessie, then accused the rebels of killing youths in Kombolcha.",
     "Ethiopia", ["Dessie"]),
    ("Russia denied using artillery near the town of Irpin.", "Russia", ["Irpin"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimant", "places"), DENIED, ids=[d[0][:30] for d in DENIED])
def test_what_is_denied_ends_where_the_denial_ends(reader, text, claimant, places) -> None:
    (denied,) = [r for r in of_type(reader, text, "ASSAULT") if r.status == "denied"]
    assert denied.claimant == claimant
    assert names(denied) == places


SPEAKERS = [
    ("Stepanakert came under fire overnight, says the mayor.", "the mayor", ["Stepanakert"]),
    ("Amnesty International, a group based in Britain, says 40 civilians have been killed.",
     "Amnesty International", []),
    ("Dmytro Kuleba, foreign minister of Ukraine: “A missile hit Odesa at dawn.”", "Ukraine",
     ["Odesa"]),
    ("Tass said that 31 people were killed in the shooting on Tuesday, a figure that activists in "
     "Moscow dismissed.", "TASS", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimant", "places"), SPEAKERS, ids=[s[0][:40] for s in SPEAKERS])
def test_speakers_with_a_description(reader, text, claimant, places) -> None:
    (report,) = of_type(reader, text, "ASSAULT")
    assert (report.claimant, names(report)) == (claimant, places)
    assert report.status == ("asserted" if claimant == "TASS" else "claimed")


def test_a_title_may_say_whose_bulletin_it_is(reader) -> None:
    text = "Shells hit Talish on Wednesday. A soldier, born in 1997, was killed on 1 November."
    title = "Armenian Ministry of Defence: adversary broke the truce"
    told = of_type(reader, text, "ASSAULT", title)
    assert {r.claimant for r in told if r.zone == "body"} == {"Armenia"}
    days = [r.interval for r in told if r.interval and r.killed]
    assert [(i.start, i.end) for i in days] == [(date(2023, 11, 1), date(2023, 11, 1))]


def test_entries_of_a_live_page_are_of_its_day(reader) -> None:
    entries = (
        "22:10. Rockets hit Odesa.",
        "19:45. Russia called for calm.",
        "09:15. Troops shelled Kherson.",
    )
    for report in read(reader, "\n\n".join(entries), "War in the south: live"):
        assert report.interval is not None
        assert (report.interval.start, report.interval.end) == (DAY, DAY)
    for report in read(reader, "Rockets hit Odesa. Russia called for calm."):
        assert report.interval is not None and report.interval.start != DAY


@pytest.mark.parametrize("village", ["Wad Qarbesh", "Tsoghavank", "Bel Oudjara"])
def test_a_village_that_nobody_knows_takes_no_other_place(reader, village) -> None:
    text = (
        "Shelling killed two people in Nyala on Tuesday. "
        f"In the village of {village}, more than 40 people were killed on Wednesday."
    )
    last = of_type(reader, text, "ASSAULT")[-1]
    assert names(last) == []


def test_visits_are_where_one_goes(reader) -> None:
    text = "Turkey's foreign minister visited Tbilisi on Wednesday."
    (report,) = of_type(reader, text, "CONSULT")
    assert names(report) == ["Tbilisi"]


ONE_VOICE = (
    "Armenian forces broke the truce 12 times on Wednesday, Azerbaijan's defence ministry said.\n\n"
    "Armenian forces opened fire at Azerbaijani positions near Talish.\n\n"
    "Azerbaijani forces shelled Armenian positions near Fuzuli in answer.\n\n"
    "In 1993 Armenian forces captured Fuzuli."
)


def test_one_partys_bulletin_stays_its_own(reader) -> None:
    told = of_type(reader, ONE_VOICE, "ASSAULT")
    assert [r.claimant for r in told] == ["Azerbaijan", "Azerbaijan", "Azerbaijan", None]
    other = f"{ONE_VOICE}\n\nArmenia said three soldiers were killed near Talish."
    assert None in [r.claimant for r in of_type(reader, other, "ASSAULT")[1:3]]


COORDINATED = [
    ("The ministry said that its posts in Talish and Madagiz were shelled.", ["Madagiz", "Talish"]),
    ("Villagers had fled twice already, when Fuzuli and Jabrayil were captured.",
     ["Fuzuli", "Jabrayil"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), COORDINATED, ids=[c[0][:40] for c in COORDINATED])
def test_two_places_are_one_subject(reader, text, places) -> None:
    (report,) = of_type(reader, text, "ASSAULT")
    assert sorted(names(report)) == places


@pytest.mark.parametrize(("state", "places"), [("Iran", [["Iran"]]), ("Georgia", [["Georgia"], []])])
def test_a_state_closes_its_own_airspace(reader, state, places) -> None:
    text = f"Shells fell on Goris on Tuesday. {state} closed its airspace on Wednesday."
    (report,) = of_type(reader, text, "COERCE")
    assert names(report) in places


@pytest.mark.parametrize("verb", ["have been rounded up", "have been arrested"])
def test_since_means_the_last_day_named(reader, verb) -> None:
    text = (
        "Rebels took Goma on 27 October. On Monday the cabinet declared a curfew. "
        f"Hundreds of people {verb} in Kigali since."
    )
    report = of_type(reader, text, "COERCE")[-1]
    assert report.interval is not None
    assert report.interval.start == date(2023, 10, 30) and report.interval.end == DAY


def test_a_page_of_entries_has_the_day_of_its_title(reader) -> None:
    entries = "\n\n".join(
        (
            "00:05 - Troops shelled Goris, the Armenian defence ministry reports.",
            "04:30 - Rockets hit Jermuk.",
            "11:20 - Armenia called for calm.",
        )
    )
    told = read(reader, entries, "Digest for 31 October")
    assert [r.claimant for r in told if r.type == "ASSAULT"] == ["Armenia", None]
    assert {r.interval.start for r in told if r.interval} == {date(2023, 10, 31)}


MAIN_VERBS = [
    ("Up to 40 villagers who were digging trenches were shot dead by rebels.", ["digging trenches", "shot dead"]),
    ("People who had fled to Goris were attacked on the road.", ["fled", "attacked"]),
    ("Officers who were on leave were detained in Tbilisi.", ["detained"]),
]


@pytest.mark.parametrize(("text", "triggers"), MAIN_VERBS, ids=[m[0][:40] for m in MAIN_VERBS])
def test_the_main_verb_follows_a_clause_without_comma(reader, text, triggers) -> None:
    told = read(reader, text)
    assert [r.trigger.partition(" (")[0] for r in told] == triggers
    assert "who" not in told[-1].quote


LATE = [
    "Russia said on Wednesday it had shelled the town of Bucha, and had taken the town of Irpin.",
    "Russia said late on Wednesday they had shelled the town of Bucha and had taken the town of Irpin.",
]


@pytest.mark.parametrize("text", LATE)
def test_what_is_said_begins_behind_the_day(reader, text) -> None:
    told = of_type(reader, text, "ASSAULT")
    assert [(r.claimant, r.status) for r in told] == [("Russia", "claimed")] * 2
    assert not told[0].quote.startswith("Russia said")


TAILS = [
    ("Two civilians were killed in Stepanakert, 11 injured: ombudsman.", "", "claimed"),
    ("Shells hit the village of Sotk overnight: Armenian defence ministry.", "Armenia", "claimed"),
    ("Shells hit three villages overnight: Sotk, Tegh and Kornidzor.", "", "asserted"),
]


@pytest.mark.parametrize(("text", "claimant", "status"), TAILS, ids=[t[0][:30] for t in TAILS])
def test_who_says_it_may_stand_last(reader, text, claimant, status) -> None:
    (report,) = of_type(reader, text, "ASSAULT")
    assert (report.claimant or "", report.status) == (claimant, status)


AHEAD = [
    (
        "The next meeting, to be hosted by Russia in Saint Petersburg, is planned for 20 December.",
        "Saint Petersburg",
    ),
    ("An Egyptian delegation was expected in Tel Aviv to revive the talks.", "Tel Aviv"),
    ("The envoys are due in Yerevan next week for talks.", "Yerevan"),
    ("The Turkish foreign minister will visit Tbilisi on Friday.", "Tbilisi"),
]


@pytest.mark.parametrize(("text", "town"), AHEAD, ids=[t[:30] for t, _ in AHEAD])
def test_what_is_expected_is_no_fact_but_has_its_town(reader, text, town) -> None:
    found = of_type(reader, text, "CONSULT")
    assert found
    for report in found:
        assert (report.status, names(report)) == ("planned", [town])


def test_a_meeting_to_come_does_not_place_the_one_that_was_held(reader) -> None:
    text = "In Brussels, senior advisers met to prepare a summit planned for December 5 in Granada, Spain."
    held, ahead = of_type(reader, text, "CONSULT")
    assert (held.status, names(held)) == ("asserted", ["Brussels"])
    assert (ahead.status, names(ahead)) == ("planned", ["Granada"])


SPOKEN_AT = [  # words, their type, and the town where they were spoken
    ("The contact group, which met in Vienna on Thursday, urged Serbia to pull back.", "REQUEST", ["Vienna"]),
    ("The French minister, who flew to Beirut on Thursday, asked Israel to hold its fire.", "REQUEST", ["Beirut"]),
    ("The Iranian president, speaking in Tehran, condemned the raid.", "ACCUSE", ["Tehran"]),
    ("The envoy, who visited Goma on Thursday, accused Rwanda of arming the rebels.", "ACCUSE", ["Goma"]),
    ("The minister, who met his Serb counterpart in Vienna on Monday, accused NATO of lying.", "ACCUSE", []),
    ("The prime minister, who is in Strasbourg, condemned the raid.", "ACCUSE", ["Strasbourg"]),
    ("The envoy, who visited Goma in March, rejected the charge.", "REJECT", []),
    ("Meeting in Accra, the leaders agreed on sanctions, while Mali demanded an apology.", "REQUEST", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "towns"), SPOKEN_AT, ids=[t[:30] for t, *_ in SPOKEN_AT])
def test_words_have_the_town_of_the_visit_or_meeting(reader, text, kind, towns) -> None:
    (report,) = of_type(reader, text, kind)
    assert names(report) == towns


TOLD_AND_DENIED = "Jets bombed a camp near Goma on Wednesday, Rwanda said. "
BARE_DENIALS = [
    ("Uganda denied it.", True),
    ("Uganda denied the report.", True),
    ("Uganda denied bombing it.", True),
    ("Uganda dismissed the claim as untrue.", True),
    ("Uganda called the report a lie.", True),
    ("Uganda said this was a lie.", True),
    ("Uganda denied any involvement.", False),
    ("Uganda rejected the plan for talks.", False),
]


@pytest.mark.parametrize(("denial", "answered"), BARE_DENIALS, ids=[d for d, _ in BARE_DENIALS])
def test_a_denial_right_behind_a_claim_is_a_refusal_and_stays_with_the_claim(
    reader, denial, answered
) -> None:
    told, denied = read(reader, TOLD_AND_DENIED + denial)
    assert (told.type, told.status, told.claimant, names(told)) == ("ASSAULT", "claimed", "Rwanda", ["Goma"])
    assert (denied.type, denied.status, names(denied)) == ("REJECT", "asserted", [])
    assert (told.denied_by, denied.answers) == ((("Uganda",), told.id) if answered else ((), None))


def test_who_denies_in_a_relative_clause_speaks_for_itself(reader) -> None:
    told, denied = read(reader, "Rwanda reported seven killed soldiers near Goma, which Uganda called a lie.")
    assert (told.status, told.claimant, told.denied_by) == ("claimed", "Rwanda", ("Uganda",))
    assert (denied.type, denied.status, denied.claimant) == ("REJECT", "asserted", None)


def test_what_the_article_itself_tells_stays_told(reader) -> None:
    told, denied = read(reader, "Jets bombed a camp near Goma on Wednesday. Uganda denied it.")
    assert (told.status, denied.type, denied.answers) == ("asserted", "REJECT", None)


def test_a_claim_and_its_denial_are_one_event(reader) -> None:
    (event,) = merge(read(reader, TOLD_AND_DENIED + "Uganda denied it."))
    assert (event.type, event.status, event.claimant, len(event.reports)) == ("ASSAULT", "claimed", "Rwanda", 2)


def test_a_denial_of_something_else_is_a_refusal(reader) -> None:
    text = "Uganda denied the charge that its minister had taken bribes."
    assert [r.type for r in read(reader, text)] == ["REJECT"]


@pytest.mark.parametrize(
    ("text", "claimant", "status"),
    [
        ("Rwanda put its own dead at 30.", "Rwanda", "claimed"),
        ("Not a single soldier crossed the border near Goma.", None, "negated"),
        ("An assault on the city of Goma may come before Friday.", None, "hypothetical"),
        ("The city of Goma is likely to be the next target.", None, "hypothetical"),
    ],
)
def test_who_counts_and_what_has_not_happened(reader, text, claimant, status) -> None:
    (told,) = of_type(reader, text, "ASSAULT")
    assert (told.claimant, told.status) == (claimant, status)


VOICES = [
    ("Croatian radio said 12 men were killed near Goma on Wednesday.", None, "claimed"),
    ("Rebel television said 12 men were killed near Goma on Wednesday.", None, "claimed"),
    ("The demining agency TERRACLEAR reported that a farmer was killed by a mine near Goma.", "TERRACLEAR", "asserted"),
    ('The Ministry of Defence: "Rebels shelled our positions near Goma on Wednesday".', None, "claimed"),
    ("By the words of the minister Paul Mwamba, 12 soldiers were killed near Goma.", None, "claimed"),
    ("The army entered the city of Goma a day after six guards were, according to Kenya, killed by a mine.", None, "asserted"),
    ("Last night rebels shelled Goma again, NEWS.CD was told in the press service of the ministry.", None, "claimed"),
    ("The mission was informed by a doctor that two women had been killed near Goma.", None, "claimed"),
    ("In Goma, a bomb wounded two people overnight, the Alfa news agency said.", "Alfa", "asserted"),
    ("Two drones hit Goma overnight, and a depot burned near Beni, according to the governor.", None, "asserted"),
    ("Gunmen of the so-called Liberation Army shot dead two drivers in Goma.", None, "asserted"),
    ("11:10 - Ministry of Defence: at 10:25 rebel units fired on positions near Goma.", None, "claimed"),
    ('Our reporter Ana Duarte in Beni: "The church is full. A shell killed his son on Monday."', None, "claimed"),
]


@pytest.mark.parametrize(("text", "claimant", "status"), VOICES, ids=[v[0][:35] for v in VOICES])
def test_whose_claim_it_is(reader, text, claimant, status) -> None:
    told = of_type(reader, text, "ASSAULT")[0]
    assert told.status == status
    assert claimant is None or told.claimant == claimant


def test_what_also_happened_is_told_by_the_same_speaker(reader) -> None:
    text = "Shells hit a school near Goma, Rwanda said. Rockets also fell near Bukavu. A drone crashed near Gisenyi."
    first, second = of_type(reader, text, "ASSAULT")[:2]
    assert (first.claimant, first.status) == (second.claimant, second.status) == ("Rwanda", "claimed")


def test_the_dateline_is_the_day_of_the_reporter(reader) -> None:
    text = "Siege tightens\n\nKHERSON, Ukraine, Nov. 1 — Shells hit a school in Kherson today, killing two people.\n"
    published = Interval(DAY, DAY, "day", "printed")
    reading = reader.read(Article("a", text, published=published))
    (told,) = [r for r in reading.reports if r.type == "ASSAULT"]
    assert told.interval is not None
    assert (told.interval.start, told.interval.end) == (date(2023, 11, 1), date(2023, 11, 1))
    assert reading.article.published == published


@pytest.mark.parametrize(
    "words", ["spoke by telephone with his counterparts in Niamey and Dakar", "held a video conference with colleagues in Dakar"]
)
def test_who_speaks_over_a_line_meets_nowhere(reader, words):
    text = f"Two ministers of Mali talked. The minister {words} on Monday."
    held = {r.places for r in read(reader, text) if r.type == "CONSULT"}
    assert held == {()}


GOING_ON = [
    ("Missiles hit a school in Goma, the governor said. Nine missiles had been fired at the city.", ["claimed", "claimed"]),
    ("Missiles hit a school in Goma. Nine missiles had been fired at the city.", ["asserted", "asserted"]),
    ("The Ministry of Defence: rebels fired on Goma. One soldier was wounded.", ["claimed", "claimed"]),
    ('The Ministry of Defence: "Rebels fired on Goma." Jets bombed Beni.', ["claimed", "asserted"]),
    ("Rebels shelled Goma, NEWS.CD was told in the press service of the army.\n\nTwo shells hit a school in Beni.", ["claimed", "claimed"]),
    ("Rebels shelled Goma, NEWS.CD was told in the town.\n\nTwo shells hit a school in Beni.", ["claimed", "asserted"]),
]


@pytest.mark.parametrize(("text", "statuses"), GOING_ON, ids=[t[:60] for t, _ in GOING_ON])
def test_who_tells_goes_on_telling(reader, text, statuses) -> None:
    assert [r.status for r in of_type(reader, text, "ASSAULT")] == statuses


AHEAD_OF_WORDS = [
    ("The president said the troops would be withdrawn from Goma.", "RETREAT", "planned"),
    ("The commander vowed that no town would be handed over.", "REJECT", "asserted"),
    ("The president told her that Uganda must leave the occupied towns.", "REQUEST", "asserted"),
    ("The mayor said aid would reach Goma.", "AID", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "status"), AHEAD_OF_WORDS, ids=[t[0][:50] for t in AHEAD_OF_WORDS])
def test_words_are_the_speakers_own(reader, text, kind, status) -> None:
    assert [r.status for r in of_type(reader, text, kind)] == [status]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("The army reported two men killed and six wounded following hours of fighting at Goma.", 2, 6),
        ("Gunmen killed two policemen and wounded four others during fighting in Goma.", 2, 4),
        ("The ministry was reporting eleven of its men and one civilian killed in Goma.", 12, None),
    ],
)
def test_who_is_counted_in_a_row_is_one_event(reader, text, killed, wounded):
    (report,) = of_type(reader, text, "ASSAULT")
    assert report.killed.best == killed
    assert (report.wounded.best if report.wounded else None) == wounded


@pytest.mark.parametrize("verb", ["provided for", "envisages", "stipulated", "foresees"])
def test_what_a_text_lays_down_has_not_happened(reader, verb):
    text = f"The accord {verb} the withdrawal of troops from Gedo, the opening of a monitoring centre and the return of all displaced to Kismayo."
    assert not [r for r in read(reader, text) if r.type in ("RETREAT", "AID") and r.status != "planned"]


def test_tools_of_one_deed_are_told_once(reader):
    text = "Police broke up a march in Tunis, using batons and tear gas."
    assert len(of_type(reader, text, "COERCE")) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "Kigali has not ruled out an exchange of prisoners.",
        "The army did not reject the truce.",
        "Nairobi has not denied that its troops crossed the border.",
    ],
)
def test_what_is_left_open_is_neither_refused_nor_denied(reader, text):
    assert {r.type for r in read(reader, text)} <= {"STATEMENT"}


NEWER = [
    ("The premier told mayors across Syria to raise volunteer units on Wednesday.", "REQUEST", "asserted"),
    ("Armenia returned Aghdam on Wednesday.", "RETREAT", "asserted"),
    ("On Wednesday Iran summoned its security council.", "CONSULT", "asserted"),
    ("The two ministers are due to see the Russian president in Moscow on Friday.", "CONSULT", "planned"),
    ("On Wednesday the junta activated a conscription law.", "MOBILIZE", "asserted"),
    ("The ministry applied to the International Committee of the Red Cross on Wednesday.", "REQUEST", "asserted"),
    ("Troops crossed the bridges on Wednesday in their biggest offensive in months.", "ASSAULT", "asserted"),
    ("Patient transfers resumed on Wednesday through the Red Cross.", "AID", "asserted"),
    ("The transfers resumed in May, only to be suspended anew on Wednesday.", "COERCE", "asserted"),
    ("Ten prisoners of war returned to Yerevan on Wednesday.", "CONCEDE", "asserted"),
    ("Trucks with flour crossed into Karabakh on Wednesday.", "AID", "asserted"),
    ("Protesters set out on foot for Yerevan on Wednesday.", "PROTEST", "asserted"),
    ("Work to delimit the border began on Wednesday.", "COOPERATE", "asserted"),
    ("The parliament of Armenia voted on Wednesday to ratify the treaty.", "AGREE", "asserted"),
    ("Looters carried off tonnes of aid on Wednesday.", "ASSAULT", "asserted"),
    ("Kyiv refuted Moscow's statement that Ukrainian units had shelled Kherson.", "ASSAULT", "denied"),
]


@pytest.mark.parametrize(("text", "kind", "status"), NEWER, ids=[t[0][:50] for t in NEWER])
def test_newer_wordings_tell_their_act(reader, text, kind, status) -> None:
    assert [r.status for r in read(reader, text) if r.type == kind] == [status]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It should be recalled that Aghdam was occupied in 1993.", "REQUEST"),
        ("Armed men entered Goma on Wednesday.", "MOBILIZE"),
        ("Ten prisoners of war returned to Yerevan on Wednesday.", "ASSAULT"),
        ("He was arrested at the border and flown to Baku on Wednesday.", "CONSULT"),
        ("Stray shells landed in villages near the border on Wednesday.", "AID"),
    ],
)
def test_words_that_only_look_like_an_act_tell_none(reader, text, kind) -> None:
    assert not of_type(reader, text, kind)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("On November 8 a civilian was shot dead near Goma.", 1),
        ("On 8 November three people were shot dead near Goma.", 3),
        ("Three policemen of the breakaway region and two Ugandan soldiers were killed near Goma on Wednesday.", 5),
        ("At least 200 Armenian and 80 Ugandan soldiers were killed near Goma on Wednesday.", 280),
    ],
)
def test_days_are_no_dead_and_rows_are_added_up(reader, text, killed) -> None:
    (report,) = of_type(reader, text, "ASSAULT")
    assert report.killed is not None and report.killed.low == killed


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The Armenian Red Cross said two women were killed in Goma.", "Armenian Red Cross"),
        ("The Sudan Doctors Network said 20 people were shot dead in Goma.", "Sudan Doctors Network"),
        ("Residents of Kibati, north of Goma, said shells fell there.", "Residents of Kibati"),
    ],
)
def test_who_is_no_government_speaks_for_itself(reader, text, claimant) -> None:
    assert [r.claimant for r in of_type(reader, text, "ASSAULT")] == [claimant]


def test_a_rally_on_a_day_that_is_planned_is_to_come(reader) -> None:
    (report,) = of_type(reader, "A rally in Goma on 25 December is planned.", "PROTEST")
    assert (report.status, report.interval.start) == ("planned", date(2023, 12, 25))


def test_who_died_of_an_illness_was_not_attacked(reader) -> None:
    assert not of_type(reader, "An elderly woman died of heart failure in Goma on Wednesday.", "ASSAULT")


def test_a_sentence_ends_behind_a_clock(reader) -> None:
    text = "The ministry said a sniper had hit him at 3:40 p.m. Uganda denied that its units had opened fire near Goma."
    assert [(r.status, r.claimant) for r in of_type(reader, text, "ASSAULT")][-1] == ("denied", "Uganda")


def test_what_was_said_on_sunday_is_the_news_and_not_what_was_told_of_friday(reader) -> None:
    text = (
        "The premier of Uganda said on Thursday that his army had taken Goma.\n\nRwanda's ministry denied the claim.\n\n"
        "Rockets hit Bukavu on Tuesday, killing three people.\n\nFighting went on near Sake. A drone crashed near Goma."
    )
    told = [(r.type, r.interval.end) for r in read(reader, text)]
    assert ("REJECT", DAY) in told
    assert told[-1] == ("ASSAULT", DAY)

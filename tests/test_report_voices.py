"""Who says it: quotes and bulletins over paragraphs, speakers with a home, and both sides at once."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.events import merge
from karamap.records import Article, Interval, Report


def read(reader, text: str, published: str = "2023-11-02") -> tuple[Report, ...]:
    day = date.fromisoformat(published)
    article = Article("a", f"{text}\n", published=Interval(day, day, "day", "printed"))
    return reader.read(article).reports


def fighting(reader, text: str, published: str = "2023-11-02") -> list[tuple[str, ...]]:
    """Return of each report of violence the words, the claimant, the status and the places."""
    return [
        (r.quote, r.claimant or "", r.status, ",".join(p.name for p in r.places))
        for r in read(reader, text, published)
        if r.type == "ASSAULT"
    ]


BULLETINS = [
    (
        "The defence ministry of Ukraine said in its morning update:\n"
        "- Drones hit the port of Odesa overnight.\n- Shells killed two people in Kherson.\n\n"
        "A house burned down in Lviv on Wednesday after an explosion killed a man there.",
        ["Ukraine", "Ukraine", ""],
    ),
    (
        "In a statement on Wednesday, the Israeli army said:\n\n"
        "“Jets struck a launcher in Rafah overnight.\n\n“Troops killed three gunmen in Jenin.”\n\n"
        "Gunmen shot dead a driver in Hebron on Wednesday.",
        ["Israel", "Israel", ""],
    ),
    (
        "Russia's defence ministry reported the following:\n\n"
        "Artillery destroyed two howitzers near Kupiansk.\n\nA drone was shot down over Belgorod.\n\n"
        "Ukraine said a missile hit Kharkiv. Its governor did not comment.",
        ["Russia", "Russia", "Ukraine"],
    ),
    (
        "The Turkish defence ministry issued the following statement late on Wednesday.\n\n"
        "Jets bombed shelters near Dohuk. Four fighters were killed in Sinjar.\n\n"
        "In 1997, rebels attacked a garrison in Zakho.",
        ["Turkey", "Turkey", ""],
    ),
    (
        "What is known so far:\n\n- Rockets hit Kherson on Wednesday.\n- Shells hit Nikopol.",
        ["", ""],
    ),
]


@pytest.mark.parametrize(("text", "claimants"), BULLETINS, ids=[b[0][:40] for b in BULLETINS])
def test_a_bulletin_speaks_on_until_somebody_else_does(reader, text, claimants) -> None:
    told = fighting(reader, text)
    assert [claimant for _, claimant, _, _ in told] == claimants
    assert [status for _, _, status, _ in told] == [
        "claimed" if claimant else "asserted" for claimant in claimants
    ]


QUOTES = [
    (
        "“Rockets hit a market in Odesa,” a spokesman for Ukraine said. “Shells fell on Kherson too. "
        "A drone killed two people in Nikopol.” A soldier was killed in Bakhmut on Wednesday.",
        ["Ukraine", "Ukraine", "Ukraine", ""],
    ),
    (
        "Vladimir Putin told officials: “Our troops destroyed a depot in Odesa. They took Luhansk.\n\n"
        "“They also captured the town of Bakhmut.”\n\nExplosions killed a man in Kherson.",
        ["Russia", "Russia", "Russia", ""],
    ),
    (
        "“A missile hit Odesa. Shells killed a nurse in Kherson,” said the foreign ministry of Ukraine.",
        ["Ukraine", "Ukraine"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimants"), QUOTES, ids=[q[0][:40] for q in QUOTES])
def test_a_quote_over_several_sentences_has_one_speaker(reader, text, claimants) -> None:
    assert [claimant for _, claimant, _, _ in fighting(reader, text)] == claimants


SPEAKERS = [
    ("A shell hit a house in Kherson on Tuesday, said a resident of Odesa. Moscow called for calm.",
     "Kherson", "claimed"),
    ("The house burned down in the shelling, said a farmer from Nikopol. London urged restraint.",
     "", "claimed"),
    ("Gunmen stormed a market in Geneina on Monday, according to a doctor in Adre, across the "
     "border in Chad. Cairo was silent.", "Al-Junaynah", "claimed"),
    ("Fighters shot dead nine men in Goma on Friday, survivors who had fled to Kigali said.",
     "Goma", "claimed"),
    ("An air strike killed 12 people in Omdurman on Friday, a nurse in Khartoum told Reuters. "
     "N'Djamena closed its border.", "Omdurman", "claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "status"), SPEAKERS, ids=[s[0][:40] for s in SPEAKERS])
def test_where_a_speaker_stands_is_not_where_it_happened(reader, text, place, status) -> None:
    told = fighting(reader, text)
    assert [(p, s) for _, _, s, p in told] == [(place, status)]
    assert all(claimant != "Reuters" for _, claimant, _, _ in told)


CLAIMS = [
    ("Both Russia and Ukraine said they had taken Bakhmut on Tuesday.",
     {"Russia": ["Russia"], "Ukraine": ["Ukraine"]}),
    ("Ukraine and Russia accused each other of shelling the town of Nikopol on Tuesday.",
     {"Russia": ["Ukraine"], "Ukraine": ["Russia"]}),
    ("Israel and Lebanon each blamed the other for an attack on Haifa on Tuesday.",
     {"Israel": ["Lebanon"], "Lebanon": ["Israel"]}),
    ("India and Pakistan traded accusations of shelling Poonch on Tuesday.",
     {"India": ["Pakistan"], "Pakistan": ["India"]}),
    ("Both the army and the Rapid Support Forces claimed to have captured Wad Madani on Tuesday.",
     {"army": ["army"], "Rapid Support Forces": ["Rapid Support Forces"]}),
    ("Azerbaijan said its forces had taken Talish on Tuesday. Armenia said its forces had taken "
     "Talish on Tuesday.", {"Azerbaijan": ["Azerbaijan"], "Armenia": ["Armenia"]}),
    ("Azerbaijan said its jets had bombed posts in Hadrut on Tuesday. Armenia said it had shot down "
     "a plane over Hadrut on Tuesday.", {"Azerbaijan": ["Azerbaijan"], "Armenia": ["Armenia"]}),
    ("Ukraine said it had bombed Donetsk on Tuesday, while Russia said it had captured the town of "
     "Irpin.", {"Ukraine": ["Ukraine"], "Russia": ["Russia"]}),
    ("Armenia and Azerbaijan both denied shelling Goris on Tuesday.",
     {"Azerbaijan": ["Azerbaijan"], "Armenia": ["Armenia"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "blame"), CLAIMS, ids=[c[0][:40] for c in CLAIMS])
def test_each_side_keeps_its_claim(reader, text, blame) -> None:
    reports = [r for r in read(reader, text) if r.type == "ASSAULT"]
    assert {r.claimant: list(r.source) for r in reports} == blame
    events = [e for e in merge(reports) if e.type == "ASSAULT"]
    assert {r.claimant for e in events for r in e.reports} == set(blame)
    assert len({e.id for e in events}) == len(events) == 2


def test_friends_who_speak_together_make_one_claim(reader) -> None:
    text = "The United States and Britain said rebels had attacked the port of Aden on Tuesday."
    (report,) = [r for r in read(reader, text) if r.type == "ASSAULT"]
    assert report.claimant == "United Kingdom; United States"
    (event,) = merge([report])
    assert event.claimant == "United Kingdom; United States"


def test_sides_of_the_project_are_not_those_of_every_war(reader) -> None:
    text = (
        "Russia and Ukraine clashed near Kupiansk on Tuesday. Turkey, China, Egypt, Qatar, Brazil and "
        "India urged both sides to stop. Armenia and Azerbaijan sent no aid, unlike Poland, Japan and "
        "Spain."
    )
    (report,) = [r for r in read(reader, text) if r.type == "REQUEST"]
    assert not {"Armenia", "Azerbaijan"} & set(report.target)


GO_ON = [
    ("Two soldiers were wounded near Idlib on Monday, the Turkish army said, and Syrian units were the first to shoot.",
     "Turkey; Turkey"),
    ("Rebels fired rockets from Mosul on Monday, Turkish police said; eight people were hurt in Haifa.", "Turkey; Turkey"),
    ("The Turkish army said 100 soldiers died in Mosul on Monday, while 194 rebels were killed in Aleppo.", "Turkey; Turkey"),
    ("At least 21 people were killed in Gaza on Monday, medics said, and tanks pushed deeper into Rafah.", "medics; -"),
    ("Rebels shelled Mosul on Monday, Anadolu reports citing the Defense Ministry of Turkey.", "Turkey"),
    ("Turkish officials put their military dead at 673 since fighting resumed on 2 May.", "Turkey"),
    ("We have recorded more than 200 deaths in Mosul since Monday.", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GO_ON, ids=[t[:40] for t, _ in GO_ON])
def test_words_go_on_behind_who_says_them(reader, text, expected) -> None:
    told = [r for r in reader.read(Article("a", f"{text}\n")).reports if r.type == "ASSAULT"]
    assert "; ".join(r.claimant or "-" for r in told) == expected


@pytest.mark.parametrize("words", [
    "refuted reports that its units shelled Kobani", "denied claims that its units shelled Kobani", "denied shelling Kobani",
    "dismissed allegations that it had shelled Kobani", "rejected accusations that it had shelled Kobani",
])  # fmt: skip
def test_whatever_verb_denies_it_the_act_is_denied(reader, words) -> None:
    told = reader.read(Article("a", f"Turkey {words} on Monday.\n")).reports
    assert [(r.type, r.status, r.claimant) for r in told] == [("ASSAULT", "denied", "Turkey")]

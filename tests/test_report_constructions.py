"""Acts that stand in constructions of their own: what is done with an object, by an answer, or behind an apposition."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval

DAY = date(2023, 11, 2)  # a Thursday


def told(reader, text: str) -> list[tuple[str, str]]:
    published = Interval(DAY, DAY, "day", "printed")
    return [(r.type, r.status) for r in reader.read(Article("a", f"{text}\n", published=published)).reports]


CONSTRUCTIONS = [
    ("The army subjected villages in the Kupiansk direction to intensive shelling on Monday.", "ASSAULT", "asserted"),
    ("The rebels have been subjecting the cities of Goma and Sake to artillery fire.", "ASSAULT", "asserted"),
    ("The army responded with a counter-offensive on Monday.", "ASSAULT", "asserted"),
    ("The army took retaliatory measures on Monday.", "ASSAULT", "asserted"),
    ("On Monday fire was exchanged near Goma.", "ASSAULT", "asserted"),
    ("Kenya announced the start of what it described as “anti-terrorist measures”.", "ASSAULT", "claimed"),
    ("No violation of the ceasefire regime was recorded on Monday.", "ASSAULT", "negated"),
    ("The army mined roads, houses and fields.", "ASSAULT", "asserted"),
    ("Soldiers pulled a passenger out of a vehicle on Monday.", "COERCE", "asserted"),
    ("Police dragged protesters away on Monday.", "COERCE", "asserted"),
    ("Security forces combed the outskirts of Bamako on Monday.", "COERCE", "asserted"),
    ("The president announced the annexation of two provinces on Monday.", "COERCE", "asserted"),
    ("A court in Nairobi will try the reporter behind closed doors.", "COERCE", "planned"),
    ("The rebels set up customs posts on the highway on Monday.", "COERCE", "asserted"),
    ("A criminal case has been launched on Monday.", "ACCUSE", "asserted"),
    ("Kenya filed an inter-State application against Somalia with the court on Monday.", "ACCUSE", "asserted"),
    ("Kenya called the arrest a kidnapping on Monday.", "ACCUSE", "asserted"),
    ("He pleaded not guilty on Monday.", "REJECT", "asserted"),
    ("The premier turned it down on Monday.", "REJECT", "asserted"),
    ("He and his newspaper deny the charges.", "REJECT", "asserted"),
    ("The mission reminded the army and “all actors” of their obligation to spare civilians.", "REQUEST", "asserted"),
    ("The council of the enclave, a mountain district inside Georgia, asks Kenya for troops.", "REQUEST", "asserted"),
    ("Huge crowds rally in support in Nairobi.", "PROTEST", "asserted"),
    ("The president said that the rebels would answer for it.", "THREATEN", "asserted"),
    ("The governor announced the mandatory evacuation of 37 villages on Monday.", "AID", "asserted"),
    ("Both were taken to the district hospital on Monday.", "AID", "asserted"),
    ("Sappers inspected three hectares of farmland on Monday.", "AID", "asserted"),
    ("The guards redeployed to new positions on Monday.", "MOBILIZE", "asserted"),
    ("Nor has the army withdrawn from Goma.", "RETREAT", "negated"),
    ("The army held its fire until rebels shelled Goma on Monday.", "ASSAULT", "asserted"),
    ("The army opened fire in the Goma border section on Monday.", "ASSAULT", "asserted"),
    ("A ceasefire brokered by Kenya was broken by the adversary within minutes.", "ASSAULT", "asserted"),
    ("The truce came into force on Monday and was immediately violated.", "ASSAULT", "asserted"),
    ("The authorities report heavy rocket and artillery fire near Goma.", "ASSAULT", "claimed"),
    ("The president approved the imposition of martial law on Monday.", "COERCE", "asserted"),
    ("The rebels have prevented any movement of Red Cross vehicles.", "COERCE", "asserted"),
    ("Kenya authorized the Red Cross to resume medical evacuations.", "CONCEDE", "asserted"),
    ("The army opened fire on Monday at a harvester near Goma.", "ASSAULT", "asserted"),
    ("Rebels began shelling Goma on Monday.", "ASSAULT", "asserted"),
    ("Kenya said that the rebels had staged large-scale provocations along the border.", "ASSAULT", "claimed"),
    ("Kenya acknowledged 80 fatalities among its forces.", "ASSAULT", "asserted"),
    ("As a result of the shelling, a fire broke out at a depot in Goma.", "ASSAULT", "asserted"),
    ("Two mine incidents occurred near Goma on Monday.", "ASSAULT", "asserted"),
    ("The army has been attempting to advance into Goma.", "ASSAULT", "asserted"),
    ("Guards seized John Doe, a 68-year-old from Goma, on Monday.", "COERCE", "asserted"),
    ("No food has been allowed into the besieged town since October.", "COERCE", "asserted"),
    ("Kenya provided Somalia with maps of minefields on Monday.", "COOPERATE", "asserted"),
    ("The army has ramped up its military campaign in Goma.", "ASSAULT", "asserted"),
    ("During searches on Monday, police seized a cache of grenades and cash.", "COERCE", "asserted"),
    ("The army freed over 300 settlements in six weeks.", "ASSAULT", "asserted"),
    ("Army units stationed in Goma fired small arms at rebel positions on Monday.", "ASSAULT", "asserted"),
    ("The ministry conceded the fall of the city on Monday.", "ASSAULT", "asserted"),
    ("Guerrillas sabotaged a railway in Goma on Monday.", "ASSAULT", "asserted"),
    ("More than 6,000 refugees had arrived in Goma by Monday.", "RETREAT", "asserted"),
    ("The authorities reported the arrival of 50,243 refugees on Monday.", "RETREAT", "asserted"),
    ("The administration helped to evacuate some residents, mostly children.", "AID", "asserted"),
    ("A reception camp for refugees has been set up in Goma.", "AID", "asserted"),
    ("In total, 4,500 hectares of land have been cleared.", "AID", "asserted"),
    ("The agency said that 436 mines were found and neutralised.", "AID", "asserted"),
    ("Eco-activists pitched their tents outside the parliament in Nairobi on Monday.", "PROTEST", "asserted"),
    ("The premier, who is due to meet with the president in Nairobi on Friday, resigned.", "CONSULT", "planned"),
    ("The premier warned that the number of dead could grow.", "STATEMENT", "asserted"),
    ("All responsibility for the consequences rests with the army, the ministry said.", "ACCUSE", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status"), CONSTRUCTIONS, ids=[c[0][:40] for c in CONSTRUCTIONS])
def test_a_construction_tells_an_act(reader, text, kind, status) -> None:
    assert (kind, status) in told(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "The subject of the talks was artillery fire.",
        "These riverside blocks hosted shops.",
        "I hope we will make progress, the envoy said.",
        "Rescuers pulled three survivors from a burnt car.",
        "The envoys joined the ceasefire monitoring mission.",
        "Kenya said in a report distributed on Monday that the envoys met.",
        "The premier struck a different note.",
        "Soldiers who were tired boarded trucks in Goma.",
        "The trucks are parked within sight of the checkpoint.",
        "Residents of the town count their dead.",
        "Troops were supposed to leave Goma by Friday.",
        "A doctor who asked not to be named spoke to reporters.",
        "Nothing will change until the army withdraws from Goma.",
    ],
)
def test_what_only_looks_like_an_act_is_none(reader, text) -> None:
    assert {kind for kind, _ in told(reader, text)} <= {"STATEMENT", "CONSULT", "AID"}


def test_a_village_at_the_other_end_of_the_world_is_none_of_a_row(reader) -> None:
    """Two places of the theatre say where the third of the row lies; the only Chiman that gazetteers have is in India."""
    text = "The villages of Gochahmadli, Pirahmadli and Chiman were shelled on Monday.\n"
    report = reader.read(Article("a", text, published=Interval(DAY, DAY, "day", "printed"))).reports[0]
    assert {place.country for place in report.places} == {"AZ"}
    assert report.unplaced == ("Chiman",)


def test_armed_units_are_no_help_and_stationed_ones_are_no_mobilisation(reader) -> None:
    assert [kind for kind, _ in told(reader, "Armed units stationed in Goma violated the ceasefire on Monday.")] == ["ASSAULT"]


PLACED = [
    ("Shells fell on Hasangaya village of Terter region on Monday.", {"Hasangaya"}),
    ("On Monday Baku installed a checkpoint by the Hakari bridge.", {"Hakari bridge"}),
    ("Groups tried to cross the line of contact in the Aghdam and Terter directions on Monday.", {"Aghdam", "Tartar"}),
    ("Warplanes struck the centre of Tyre in Lebanon on Monday.", {"Tyre"}),
    ("Nearby Goris was shelled on Monday.", {"Goris"}),
    ("In New York, the Security Council voted unanimously on Thursday to condemn the raid.", {"New York"}),
    ("Shells hit a patrol near Goris, in the Kapan municipality, on Monday.", {"Goris"}),
    ("On Monday Agdam fell to ethnic Armenian forces from the enclave of Nagorno-Karabakh.", {"Aghdam"}),
    ("The army recaptured the capital, Khartoum, on Monday.", {"Khartoum"}),
    ("Rebels seized the port city, Bukavu, on Monday.", {"Bukavu"}),
    ("A strike hit a camp in Sudan's River Nile state on Monday.", {"River Nile"}),
    ("Protesters blocking the Lachin corridor did not let a convoy pass on Monday.", {"Lachin Corridor"}),
    ("A girl lost her life on her way to school in Bukavu on Monday when a shell landed.", {"Bukavu"}),
    ("Israel struck Gaza on Monday.", {"Gaza"}),
    ("Russia hit Kharkiv twice on Monday.", {"Kharkiv"}),
    ("Afghan and Pakistani troops traded fire near Spin Boldak on Monday.", {"Spīn Bōldak"}),
    ("Troops barred observers from entering Nerkin Hand in Syunik Province on Monday.", {"Nerkin Hand"}),
    ("On Monday Egypt sent a peacekeeping contingent of 500 to Goma.", {"Goma"}),
    ("Positions in Gaymagli village were shelled from Armenian positions located in Berdavan village on Monday.", {"Gaymagli"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), PLACED, ids=[p[0][:40] for p in PLACED])
def test_a_construction_has_its_place(reader, text, places) -> None:
    published = Interval(DAY, DAY, "day", "printed")
    report = reader.read(Article("a", f"{text}\n", published=published)).reports[0]
    assert {place.name for place in report.places} == places


def test_a_town_abroad_is_not_meant_where_the_text_says_its_country(reader) -> None:
    """The only Maga that gazetteers have is in Cameroon."""
    text = "Gunmen kidnapped 25 girls from a school in Maga, Nigeria, on Monday.\n"
    report = reader.read(Article("a", text, published=Interval(DAY, DAY, "day", "printed"))).reports[0]
    assert {place.country for place in report.places} == {"NG"}
    assert report.unplaced == ("Maga",)


def test_patients_whose_transfer_is_arranged_are_helped(reader) -> None:
    assert told(reader, "The Red Cross facilitated the transfer of three patients to Goma on Monday.")[0][0] == "AID"


@pytest.mark.parametrize(
    "text",
    ["A heatwave hit Spain on Monday.", "Turkey's inflation hit Istanbul hard on Monday.", "Germany struck Italy twice in the second half on Monday."],
)
def test_not_all_that_hits_a_place_is_an_attack(reader, text) -> None:
    assert told(reader, text) == []


def test_an_armed_response_arms_nobody(reader) -> None:
    text = "Uganda's armed response forced thousands of civilians to leave their homes in Goma on Monday."
    assert [kind for kind, _ in told(reader, text)] == ["RETREAT"]


@pytest.mark.parametrize("text", ["Kenya has not disclosed its losses.", "Kenya did not say how many had died."])
def test_what_was_not_said_is_no_statement(reader, text) -> None:
    assert told(reader, text) == []


def test_a_year_since_which_something_goes_on_is_not_that_of_the_next_month(reader) -> None:
    text = "More than 15,000 people have died since Goma broke away in 1988. In April, rebels took Bunia.\n"
    report = reader.read(Article("a", text, published=Interval(DAY, DAY, "day", "printed"))).reports[-1]
    assert report.interval is not None
    assert report.interval.start == date(2023, 4, 1)

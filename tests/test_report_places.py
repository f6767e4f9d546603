"""Where an act happened, told apart from where it came from, led to, or what else is named."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.records import Article, Interval

DAY = date(2023, 11, 2)  # a Thursday


def told(reader, text: str) -> list[tuple[str, list[str]]]:
    published = Interval(DAY, DAY, "day", "printed")
    reports = reader.read(Article("a", f"{text}\n", published=published)).reports
    return [(r.type, sorted(place.name for place in r.places)) for r in reports]


def check(reader, text: str, expected: str) -> None:
    """Compare with "TYPE Place, Place; TYPE -"."""
    wanted = []
    for part in expected.split("; "):
        kind, _, names = part.partition(" ")
        wanted.append((kind, [] if names == "-" else names.split(", ")))
    assert told(reader, text) == wanted


SHOTS = [
    ("A warplane that had taken off from Damascus shot down a helicopter of the rebels on Monday.", "ASSAULT -"),
    ("Rebels fired rockets from Misrata at army positions on Tuesday.", "ASSAULT -"),
    ("The army said mortar rounds were fired from Gaza on Monday.", "ASSAULT -"),
    ("The town of Kharkiv was shelled from Belgorod on Sunday, the mayor said.", "ASSAULT Kharkiv"),
    ("Artillery from positions near Donetsk opened fire on Kramatorsk on Sunday.", "ASSAULT Kramatorsk"),
    ("The militia fired mortars at Aden from a base in Taiz on Monday.", "ASSAULT Aden"),
    ("Rockets fired from Mozdok, in North Ossetia, landed in Grozny on Monday.", "ASSAULT Grozny"),
    ("Two helicopters were shot down over the Black Sea near Sukhumi last week.", "ASSAULT Sokhumi"),
    ("Missiles fired from a submarine in the Black Sea struck the centre of Vinnytsia on Thursday.", "ASSAULT Vinnytsya"),
    ("Government forces drove the rebels from Sirte on Monday.", "ASSAULT Sirte"),
    ("Gunmen kidnapped 20 schoolgirls from Maiduguri on Monday.", "ASSAULT Maiduguri"),
    ("Troops shelled villages 20 km from Mosul on Monday.", "ASSAULT Mosul"),
    ("Fighting spread from Homs to Aleppo on Tuesday.", "ASSAULT Aleppo, Homs"),
]  # fmt: skip
FLIGHT = [
    ("Hundreds of thousands of people have fled Mosul since October, most of them to Erbil and Kirkuk.", "RETREAT Mosul"),
    ("Thousands of families fled their homes in Sirte, mainly to Misrata, Tripoli and Benghazi.", "RETREAT Sirte"),
    ("Rebel fighters retreated from Homs toward Aleppo on Monday.", "RETREAT Homs"),
    ("Militiamen withdrew toward Tripoli on Monday after a battle at Sirte.", "RETREAT Sirte; ASSAULT Sirte"),
    ("Buses took the families over the Euphrates to Raqqa on Monday.", "RETREAT Ar Raqqah"),
    ("Shells fell in Timbuktu on Monday. Most families have fled the fighting, some of them to Mauritania.", "ASSAULT Timbuktu; RETREAT Timbuktu"),
    ("About 35,000 people fled over the Inguri river to Zugdidi.", "RETREAT Zugdidi"),
    ("Some 3,000 people fled to Erbil on Monday.", "RETREAT Erbil"),
    ("The army was forced to pull back to Kherson on Sunday.", "RETREAT Kherson"),
    ("An aid convoy left Damascus for Aleppo on Monday.", "AID Damascus"),
    ("A convoy from Zagreb reached Vukovar on Monday with food.", "AID Vukovar"),
    ("Trucks from Port Sudan delivered food to Khartoum on Monday.", "AID Khartoum"),
    ("In Aleppo, the Red Crescent handed out food to residents on Monday.", "AID Aleppo"),
]  # fmt: skip
NEIGHBOURS = [
    ("Workers were unloading wheat from ships on Monday, and an aid convoy left Damascus for Aleppo.", "AID -; AID Damascus"),
    ("The government declared a state of emergency on Monday and imposed a curfew in Khartoum.", "COERCE -; COERCE Khartoum"),
    ("He said that 18 soldiers have died since August 8, when the army came to the aid of Aleppo.", "ASSAULT -; ASSAULT -"),
    ("They spoke of Donbas, the industrial region inside Ukraine where a war has killed 14,000 people.", "ASSAULT Donbas"),
    ("Shells fell in Aleppo on Monday, killing four people in Hraytan, on the edge of Idlib.", "ASSAULT Aleppo, Ḩuraytān"),
    ("Rebels who had advanced to Brega pulled back to Ajdabiya on Monday. One rocket landed near the gate of the town.", "ASSAULT Al Burayqah; RETREAT Ajdabiya, Al Burayqah; ASSAULT Ajdabiya"),
    ("Islamists overran the village of Diabaly, 400 km from Bamako, on Monday.", "ASSAULT -"),
    ("Rebels captured Sukhumi on Monday. Fighters raised their flag over the Council of Ministers building.", "ASSAULT Sokhumi; ASSAULT Sokhumi"),
    ("India closed the crossing at Raxaul and put its forces on alert in Bihar.", "COERCE Raxaul; MOBILIZE Bihar"),
    ("A roadside bomb killed two officials of Puntland outside Galkayo on Monday.", "ASSAULT Gaalkacyo"),
    ("British paratroopers seized Port Loko on Monday and flew 299 foreigners to Dakar.", "ASSAULT Port Loko"),
    ("Shells fired from inside Kosovo hit the village of Padesh; two people died there on Friday.", "ASSAULT -; ASSAULT -"),
    ("Troops intervened in Yemen after the rebels overran Sanaa on Monday.", "ASSAULT Yemen; ASSAULT Sanaa"),
    ("The army said jets bombed Homs on Monday, and that two villages, Rastan and Hraytan, were hit.", "ASSAULT Homs; ASSAULT Ar Rastan, Ḩuraytān"),
    ("Militiamen withdrew on Monday, hours before the envoy arrived in Tripoli for talks.", "RETREAT -; CONSULT Tripoli"),
    ("The Homs-Damascus highway was closed for three hours near Hisyah on Monday.", "COERCE Ḩisyā’"),
    ("Shelling continued along the line of contact near the settlement of Hadrut on Monday.", "ASSAULT Hadrut"),
    ("On Monday the rebels in the hills shelled the city Kharkiv.", "ASSAULT Kharkiv"),
    ("A crowd walking toward Askeran clashed with police on Monday.", "PROTEST Askeran"),
    ("The health ministry in Yerevan gave no figures. In the capital, protesters gathered on France Square on Monday.", "PROTEST Yerevan"),
    ("In Yerevan, two men were killed on Monday. Foreigners were flown to Libreville. Crowds gathered in the capital on Monday.", "ASSAULT Yerevan; PROTEST Yerevan"),
    ("Refugees crossed the Sotk pass on Sunday. Two soldiers were killed on the pass on Monday.", "RETREAT Zod Pass; ASSAULT Zod Pass"),
    ("In Minsk, the president told a rally of thousands that the war was over.", "PROTEST Minsk"),
    ("Russian peacekeepers set up a post on Monday.", "MOBILIZE -"),
]  # fmt: skip
TOLLS = [
    ("Shells fell on Kharkiv on Monday.\n\nMore than 10,000 people have been killed, according to the United Nations.", "ASSAULT Kharkiv; ASSAULT -"),
    ("Rebels attacked Maiduguri on Monday.\n\nThe army said that 18 soldiers had been killed since August 8.", "ASSAULT Maiduguri; ASSAULT -"),
    ("Rebels attacked Maiduguri on Monday.\n\nThe army said that 18 soldiers had been killed in the last week.", "ASSAULT Maiduguri; ASSAULT -"),
    ("Rebels attacked Maiduguri on Monday.\n\nNigerian officials put their own dead at 75.", "ASSAULT Maiduguri; ASSAULT -"),
    ("Rebels attacked Bukavu on Monday.\n\nMedical sources in Kinshasa said at least 30 people were killed since Sunday.", "ASSAULT Bukavu; ASSAULT Bukavu"),
    ("Rebels attacked Bukavu on Monday. At least 17 people were killed, hospitals said.", "ASSAULT Bukavu; ASSAULT Bukavu"),
    ("Shells hit Donetsk on Monday. In Kharkiv, rescuers searched the ruins of a hotel. Two people were killed.", "ASSAULT Donetsk; AID Kharkiv; ASSAULT Kharkiv"),
    ("The prosecutor reported 12 civilian deaths, including a family of five in Kherson on Monday.", "ASSAULT -"),
    ("Police in Kathmandu arrested nine people, among them a journalist in Butwal.", "COERCE Kathmandu"),
    ("Air strikes killed 112 fighters in Helmand on Monday, including a commander from Kandahar.", "ASSAULT Helmand"),
    ("Rebels attacked Maiduguri on Monday.\n\nThe president declared a state of emergency on Monday.", "ASSAULT Maiduguri; COERCE -"),
    ("The rebels took over the west, including Humera and Gondar.", "ASSAULT Gonder, Humera"),
]  # fmt: skip
TALKS = [
    ("The presidents signed a truce in Doha on Monday.", "AGREE Doha"),
    ("The rebels broke a four-month truce with raids on police posts in Pokhara.", "ASSAULT Pokhara"),
    ("The presidents agreed on a truce in Aleppo on Monday.", "AGREE -"),
    ("The Riyadh summit ended on Monday without an agreement.", "CONSULT Riyadh"),
    ("It is the third attempt after the Moscow truce of 10 October.", "AGREE Moscow"),
    ("In Geneva, President Alija Izetbegovic refused to sit down with the Serb leaders.", "REJECT Geneva"),
    ("The council of ministers, meeting in Addis Ababa on Monday, called for an immediate ceasefire.", "CONSULT Addis Ababa; REQUEST Addis Ababa"),
    ("The British minister, on a visit to Khartoum, urged Egypt to allow observers.", "REQUEST Khartoum"),
    ("In Moscow, foreign ministry officials urged restraint.", "REQUEST -"),
    ("In London, the British minister urged Egypt to allow observers.", "REQUEST London"),
    ("Talks in Nairobi broke down on Monday when the rebels walked out.", "REJECT Nairobi"),
    ("The Turkish minister arrived in Moscow on Monday for talks. Russia and Turkey agreed on a truce.", "CONSULT Moscow; AGREE Moscow"),
    ("Fighters surrendered on Monday in Kunduz.", "RETREAT Kunduz"),
    ("The army handed over its base in Timbuktu to the police on Monday.", "RETREAT Timbuktu"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHOTS, ids=[s[0][:50] for s in SHOTS])
def test_an_attack_is_where_it_hits(reader, text, expected) -> None:
    check(reader, text, expected)


@pytest.mark.parametrize(("text", "expected"), FLIGHT, ids=[f[0][:50] for f in FLIGHT])
def test_flight_is_where_people_leave_and_aid_where_it_comes_to(reader, text, expected) -> None:
    check(reader, text, expected)


@pytest.mark.parametrize(("text", "expected"), NEIGHBOURS, ids=[n[0][:50] for n in NEIGHBOURS])
def test_each_act_has_its_own_place(reader, text, expected) -> None:
    check(reader, text, expected)


@pytest.mark.parametrize(("text", "expected"), TOLLS, ids=[t[0][:60] for t in TOLLS])
def test_a_toll_has_the_place_of_its_act_and_a_sum_has_none(reader, text, expected) -> None:
    check(reader, text, expected)


@pytest.mark.parametrize(("text", "expected"), TALKS, ids=[t[0][:50] for t in TALKS])
def test_words_and_concessions_are_where_the_text_says(reader, text, expected) -> None:
    check(reader, text, expected)


def test_a_headline_in_capitals_names_no_unknown_place(reader) -> None:
    title = "Rebels Tighten Hold On Kherson As Thousands Flee Over Mountain Passes"
    text = "Shells fell in Kherson on Monday, killing two soldiers and wounding civilians."
    published = Interval(DAY, DAY, "day", "printed")
    reading = reader.read(Article("a", f"{title}\n\n{text}\n", published=published))
    assert {m.text for m in reading.mentions} == {"Kherson"}


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        # where the doers stood is not where it hit
        ("Artillery in Kidal shelled the old districts of Menaka at dawn.", {"Ménaka"}),
        ("Fighters in Kidal attacked an army post in Menaka.", {"Ménaka"}),
        ("In Kidal, gunmen attacked an army post.", {"Kidal"}),
        ("Gunmen in Menaka killed six traders.", {"Ménaka"}),
        # what lies behind a border is not where it happened
        ("Mali's army said it had killed 20 rebels near the border with Niger.", set()),
        ("Rebels were killed on the Niger border on Monday.", set()),
        # who tells of it stands elsewhere
        ("Refugees who reached Mopti told of beatings and burned houses.", set()),
        # both ends of a road
        ("Rebels mined the road from Timbuktu to Mopti.", {"Timbuktu", "Mopti"}),
    ],
)
def test_an_attack_is_where_it_hit(reader, sentence, places):
    text = f"BAMAKO, Mali, Nov 2 - Mali is calm, officials say.\n\n{sentence}\n"
    told = [r for r in reader.read(Article("a", text, language="en")).reports if r.type == "ASSAULT"]
    assert told and {p.name for r in told for p in r.places} == places


def test_the_city_of_a_governor_is_the_city(reader):
    text = "BAMAKO, Mali, Nov 2 - Mali is calm.\n\nThe governor of Menaka has imposed a curfew in the city.\n"
    told = [r for r in reader.read(Article("a", text, language="en")).reports if r.type == "COERCE"]
    assert [p.name for p in told[0].places] == ["Ménaka"]


CARRIED = [  # the last sentence names no place of its own, or none that is told of
    ("Army units entered Mosul on Friday. A resident of Fallujah said that shells killed nine people.",
     "ASSAULT Mosul; ASSAULT Al Fallūjah"),
    ("Tanks shelled Kharkiv on Monday; at least two soldiers died.", "ASSAULT Kharkiv"),
    ("Nine people were killed and forty injured when a fuel depot exploded near Kharkiv.", "ASSAULT Kharkiv"),
    ("Hundreds swam the river near Kherson on Monday; at least two were killed.", "RETREAT Kherson; ASSAULT Kherson"),
    ("What we know about Aleppo: three shells struck a school on Monday.", "ASSAULT Aleppo"),
    ("Troops shelled Kharkiv on Thursday. The French embassy in Kyiv closed. A shell killed three in the city on Thursday.",
     "ASSAULT Kharkiv; ASSAULT Kharkiv"),
    ("Rebels shelled Homs on Monday. Two died on Tuesday when shells fell on the central Syrian city.",
     "ASSAULT Homs; ASSAULT Homs"),
    ("Shelling killed two in Singa, capital of Sennar state, on Monday. Gunmen stormed the town on Tuesday.",
     "ASSAULT Singa; ASSAULT Singa"),
    ("Three soldiers were wounded on Monday and taken to Mykolaiv, in Odesa region.", "ASSAULT -"),
    ("A journalist, a native of Kherson, was killed by a sniper on Monday.", "ASSAULT -"),
    ("Fighting went on in Homs on Monday. Since the start of the war 200 soldiers have been killed.",
     "ASSAULT Homs; ASSAULT -"),
    ("About 2,000 people marched in Tbilisi on Monday to demand that the army retake Gori, and the police arrested 35.",
     "PROTEST Tbilisi; COERCE Tbilisi"),
    ("Women picketed the building of the Defence Ministry in Tripoli on Monday.", "PROTEST Tripoli"),
    ("Two drones fell on Moscow on Monday.", "ASSAULT Moscow"),
    ("Kharkiv's only power plant, in Zmiiv, was shelled on Monday.", "ASSAULT Zmiiv"),
    ("Thousands of villagers fled from Mosul on Monday and are camped near Erbil.", "RETREAT Mosul"),
    ("10:15 Shells hit a market in Kharkiv, killing two.\n\n09:40 The president signed off another $300m of weapons.",
     "ASSAULT Kharkiv; AID -"),
    ("Shells hit a market in Kharkiv on Monday. The South Hospital was closed after gunmen raided it on Tuesday.",
     "ASSAULT Kharkiv; ASSAULT Kharkiv"),
    ("Rebels were stopped by soldiers in Kramatorsk on Monday and denied passage towards Kherson.",
     "COERCE Kramatorsk"),
    ("In Minsk, the contact group continued its consultations on Monday.", "CONSULT Minsk"),
    ("The envoy flew to Vienna, where a second meeting will be held on Saturday.", "CONSULT Vienna"),
    ("Shells hit a market in Kyiv on Monday. The capital is under curfew.", "ASSAULT Kyiv; COERCE Kyiv"),
    ("Rebels shot down a helicopter on Monday. It crashed near Kramatorsk.", "ASSAULT Kramatorsk"),
    ("KHARKIV, Nov. 1 - The old man swept glass from the steps. A missile tore through the roof on Wednesday.",
     "ASSAULT Kharkiv"),
    ("The army broke the truce ten times on Monday from positions near Kramatorsk.", "ASSAULT Kramatorsk"),
    ("Jets pounded Grozny on Monday. In Moscow, the president ordered a halt to the bombing.",
     "ASSAULT Grozny; RETREAT Grozny"),
    ("A bomb killed four policemen in the Oktyabrsky district of Grozny on Monday.", "ASSAULT Grozny"),
    ("Shells fell on the Saltivka district of Kharkiv on Monday.", "ASSAULT Saltivka"),
    ("Rebels shelled Homs on Monday. An activist based in Turkey said that two women were killed.",
     "ASSAULT Homs; ASSAULT Homs"),
    ("Shells hit Kharkiv on Monday. The air force shot down 16 of 18 drones.", "ASSAULT Kharkiv; ASSAULT -"),
    ("Shells hit Kharkiv and Kherson on Monday. The army lost 80 servicemen.", "ASSAULT Kharkiv, Kherson; ASSAULT -"),
    ("Shells hit a depot in Kharkiv on Monday. A contract soldier was wounded at a military post.", "ASSAULT Kharkiv; ASSAULT -"),
    ("Rebels attacked the village of Zmiiv, below the Kharkiv cliffs, on Monday.", "ASSAULT Zmiiv"),
    ("On Monday France agreed to free ten men in return for maps of the landmines in Mosul.", "AGREE -"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CARRIED, ids=[t[:40] for t, _ in CARRIED])
def test_what_is_told_on_happened_where_the_text_is_set(reader, text, expected) -> None:
    check(reader, text, expected)


CAPITALS = [
    ("The envoys of Sudan and Egypt met in the Ethiopian capital on Monday.", "CONSULT Addis Ababa"),
    ("Rebels shelled Sudan's capital on Tuesday, killing four.", "ASSAULT Khartoum"),
    ("A blast killed nine people in the capital of Somalia on Monday.", "ASSAULT Mogadishu"),
    ("The minister arrived in the capital of the Philippines on Monday for talks with the president.", "CONSULT Manila"),
    ("Four shells fell on the Lebanese capital's port on Monday.", "ASSAULT Beirut"),
    ("Soldiers patrolled the Malian capital, Bamako, after the coup.", "COERCE Bamako"),
    ("In 1986, police shot dead two students in Kazakhstan's capital, Almaty.", "ASSAULT Almaty"),
    ("Protesters marched in the Catalan capital on Friday.", "PROTEST Catalonia"),
    ("The Somali capital, which saw an attack on Sunday, was quiet.", "ASSAULT Mogadishu"),
    ("The envoy visited Cairo, Doha and the Turkish capital on Monday.", "CONSULT Ankara, Cairo, Doha"),
    ("Georgian police arrested 20 protesters in the capital on Monday.", "COERCE Tbilisi"),
    ("Rockets hit Kyiv on Sunday. On Monday residents were fleeing the capital.", "ASSAULT Kyiv; RETREAT Kyiv"),
    ("Rockets hit Kyiv on Sunday. On Monday crowds blocked streets across the capital.", "ASSAULT Kyiv; PROTEST Kyiv"),
    ("Rockets hit Kyiv on Sunday. Russian troops took up positions around the capital.", "ASSAULT Kyiv; MOBILIZE Kyiv"),
    ("Two soldiers were killed in the commercial capital of Nigeria on Monday.", "ASSAULT Nigeria"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CAPITALS, ids=[t[:40] for t, _ in CAPITALS])
def test_the_capital_of_a_country_is_that_town(reader, text, expected) -> None:
    check(reader, text, expected)


ATTACHED = [
    ("Serbia displayed its new missiles purchased from China on Monday.", "MOBILIZE Serbia"),
    ("Egypt took delivery of fighter jets ordered from France and Italy on Monday.", "MOBILIZE Egypt"),
    ("The Red Cross delivered medicine bought from Jordan to Homs on Monday.", "AID Homs"),
    ("A man was arrested in Vienna on Monday on suspicion of fighting in Syria.", "COERCE Vienna"),
    ("On Monday a blogger was arrested for visiting Crimea without permission.", "COERCE -"),
    ("Dozens of people were arrested on Monday for protesting in Minsk.", "COERCE Minsk"),
    ("Police arrested a banker who had ties with companies in Iran on Monday.", "COERCE -"),
    ("Crowds gathered in Warsaw on Monday to honour soldiers killed in Iraq.", "PROTEST Warsaw"),
    ("Thousands rallied in Athens on Monday to protest against the war in Gaza.", "PROTEST Athens"),
    ("Police installed a checkpoint on Monday on the highway connecting Turkey to Iraq.", "COERCE -"),
    ("Gunmen attacked a bus on Monday on the road connecting Bamako to Gao.", "ASSAULT Bamako, Gao"),
    ("A smuggler was detained in Gedaref on Monday, near Ethiopia's western border.", "COERCE Al Qadarif"),
    ("On Monday Ukrainian guards detained a man as he tried to cross the bridge in Mariupol.", "COERCE Mariupol"),
    ("Troops clashed along the Georgian border east of Gori on Monday in the worst breach of the Ossetia ceasefire.", "ASSAULT Gori"),
    ("Amid heavy fighting around Gori, Moscow hosted talks.", "ASSAULT Gori; CONSULT Moscow"),
    ("A curfew was imposed in Kharkiv on Monday after eight people died in street battles.", "COERCE Kharkiv; ASSAULT Kharkiv"),
    ("A deserter was shot dead on Monday as he tried to cross into Moldova.", "ASSAULT -"),
    ("A truck carrying flour for Kharkiv was turned back at Poltava on Monday.", "COERCE Poltava"),
    ("Kharkiv, which rebel forces entered on Monday, is quiet.", "ASSAULT Kharkiv"),
    ("Two weeks of fighting left the town of Kharkiv in ruins.", "ASSAULT Kharkiv"),
    ("At least 70 people died when a fuel depot exploded near Kharkiv on Monday.", "ASSAULT Kharkiv"),
    ("The army's flag was raised in Kharkiv on Monday.", "ASSAULT Kharkiv"),
    ("The bishop led a march from Poltava to Kharkiv on Monday.", "PROTEST Kharkiv"),
    ("Convoys of aid were blocked near Poltava, and a patient died in Kharkiv on Monday.", "COERCE Poltava; ASSAULT Kharkiv"),
    ("The trial of 16 former officials opened in Kharkiv on Monday.", "COERCE Kharkiv"),
    ("On Monday Turkish police arrested a reporter while she was filming a rally in Izmir.", "COERCE İzmir"),
    ("On Monday two soldiers were killed at the Sudan-Ethiopia border.", "ASSAULT Ethiopia, Sudan"),
    ("On Monday clashes at the Thai-Cambodian border killed two soldiers.", "ASSAULT Cambodia, Thailand"),
    ("Georgia and the Abkhaz leadership mobilised reservists on Monday.", "MOBILIZE Abkhazia, Georgia"),
    ("The government of Somaliland arrested 20 activists on Monday.", "COERCE Somaliland"),
    ("On Monday the rebels captured tanks made in Russia near Aleppo.", "ASSAULT Aleppo"),
    ("Police arrested a student on Monday who had returned from Syria.", "COERCE -"),
    ("Soldiers who had served in Iraq were killed in Mosul on Monday.", "ASSAULT Mosul"),
    ("Police in Vienna arrested a man on Monday who fought in Ukraine.", "COERCE Vienna; ASSAULT Ukraine"),
    ("On Monday the army burned Armenian villages in eastern Turkey.", "ASSAULT Turkey"),
    ("On Monday rebels handed over 12 prisoners to the Red Cross in Sanaa.", "CONCEDE Sanaa"),
    ("On Monday Turkish police arrested three men as they were driving to Izmir.", "COERCE Turkey"),
    ("Kidal, a rebel stronghold near the border with Algeria, was bombed on Monday.", "ASSAULT Kidal"),
    ("On Monday soldiers fired into a crowd in Conakry that was protesting against the war in Mali.",
     "ASSAULT Conakry; PROTEST Conakry"),
    ("Germany sent a shipment of medicines to Gaza via Egypt on Monday.", "AID Gaza"),
    ("Crowds rallied in support of the president in Minsk and in Brest on Monday.", "PROTEST Brest, Minsk"),
    ("People marched in Lagos, Abuja and Kano on Monday against the killing of students in Jos.", "PROTEST Abuja, Kano, Lagos"),
    ("Egypt arrested 20 activists on Monday as protests spread in Sudan.", "COERCE Egypt; PROTEST Sudan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ATTACHED, ids=[t[:40] for t, _ in ATTACHED])
def test_what_a_thing_a_charge_or_a_cause_names_is_no_place_of_the_act(reader, text, expected) -> None:
    check(reader, text, expected)


def test_who_draws_criticism_is_criticised(reader) -> None:
    published = Interval(DAY, DAY, "day", "printed")
    text = "On Monday Turkey drew condemnation from Iraq for its strikes.\n"
    report = reader.read(Article("a", text, published=published)).reports[0]
    assert (report.source, report.target) == (("Iraq",), ("Turkey",))


POINTED = [
    ("Tanks held most of Mosul, the northern city that rebels had stormed on Monday.", "ASSAULT Mosul"),
    ("At least 17 people were killed on Monday, including a colonel, when the armies clashed near Mosul.", "ASSAULT Mosul"),
    ("A shell hit a market in Mosul on Monday. Doctors worked all night. A general put the number of civilians killed at 60.",
     "ASSAULT Mosul; ASSAULT Mosul"),
    ("The city of Mosul was shelled from May to July 2020. A general put the toll at 600.", "ASSAULT Mosul; ASSAULT -"),
    ("On Monday fighting resumed on the border between Thailand and Cambodia, a day after shelling there died down.",
     "ASSAULT Cambodia, Thailand; ASSAULT Cambodia, Thailand"),
    ("A soldier was shot dead on Monday near Kharkiv, a city that faces Russia's Belgorod region. A bus was shelled there on Tuesday.",
     "ASSAULT Kharkiv; ASSAULT Kharkiv"),
    ("The minister flew to Cairo on Monday. He met leaders of the rebels there.", "CONSULT Cairo; CONSULT Cairo"),
    ("Moscow is not amused. The premier flew there on Monday to meet the president.", "CONSULT Moscow"),
    ("Outside the Malian parliament on Monday, thousands gathered to call for the president to go.", "PROTEST Bamako"),
    ("On Monday gunmen burst into the Armenian Parliament and killed the premier.", "ASSAULT Yerevan"),
    ("The army's press centre in Colombo admitted 25 killed near Jaffna on Monday.", "ASSAULT Jaffna"),
    ("A convoy that left Kharkiv on Monday was turned back by police at Poltava.", "COERCE Poltava"),
    ("On Monday a bomb on the track near Mosul derailed three wagons, and trains to Baghdad are standing.", "ASSAULT Mosul"),
    ("In Lagos on Monday police broke up a march by veterans, who set themselves on fire.", "COERCE Lagos; PROTEST Lagos"),
    ("On Monday 13 villages in the Kherson, Mykolaiv and Donetsk provinces were captured.",
     "ASSAULT Donetsk, Kherson, Mykolaiv"),
    ("Ten people were killed by shells that fell on Mosul on Monday.", "ASSAULT Mosul"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POINTED, ids=[t[:40] for t, _ in POINTED])
def test_what_words_describe_or_point_back_to_is_the_place(reader, text, expected) -> None:
    check(reader, text, expected)


WORDS_SPOKEN = [
    ("Visiting Mosul on Monday, the American envoy urged Turkey to hold its fire.", "REQUEST Mosul"),
    ("Receiving diplomats in Kyiv on Monday, the president warned that Ukraine would strike back.", "THREATEN Kyiv"),
    ("At a news conference in Geneva on Monday, the envoy demanded a truce.", "REQUEST Geneva"),
    ("The premier accused Russia of lying during a cabinet meeting in Kyiv on Monday.", "ACCUSE Kyiv"),
    ("Speaking at a mosque in Mosul on Monday, the premier offered an amnesty to the fighters.", "CONCEDE Mosul"),
    ("During a visit to Turkey on Monday, the envoy rejected the proposal.", "REJECT -"),
    ("Thousands rallied in Sofia on Monday, demanding that the premier resign.", "PROTEST Sofia; REQUEST Sofia"),
    ("The ministers talked on Monday in the Red Sea city of Jeddah.", "CONSULT Jeddah"),
    ("A truce announced in Doha on Monday is holding.", "AGREE Doha"),
    ("Thirty prisoners were tortured on Monday, according to Ivan Petrov, the governor of Kherson region.", "ASSAULT -"),
]  # fmt: skip
GIVEN = [
    ("Under the deal, the rebels are to hand over Mosul by Friday and Kirkuk by Sunday.", "CONCEDE Mosul; CONCEDE Kirkuk"),
    ("The troops are to leave Mosul by Friday.", "RETREAT Mosul"),
    ("The rebels will march on Mosul on Friday.", "ASSAULT -"),
    ("On Monday the rebels handed over maps of the minefields in Mosul.", "COOPERATE -"),
    ("On Monday Turkey reopened the Bosphorus to ships.", "CONCEDE Bosphorus"),
    ("The agency suspended food deliveries to Mosul on Monday.", "SANCTION Mosul"),
    ("On Monday Turkey shut its border with Armenia.", "SANCTION Turkey"),
    ("Ethiopia expelled seven aid officials on Monday.", "COERCE Ethiopia"),
    ("On Monday the president of Peru declared a state of emergency.", "COERCE Peru"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDS_SPOKEN, ids=[t[:40] for t, _ in WORDS_SPOKEN])
def test_words_are_where_the_text_says_that_they_were_spoken(reader, text, expected) -> None:
    check(reader, text, expected)


@pytest.mark.parametrize(("text", "expected"), GIVEN, ids=[t[:40] for t, _ in GIVEN])
def test_what_is_given_up_or_shut_has_its_place(reader, text, expected) -> None:
    check(reader, text, expected)


ASIDES = [
    ("Fighters from the rebel group entered Aleppo, the largest city in the north of Syria, on Monday.", "ASSAULT Aleppo"),
    ("On Monday the rebels overran Homs, about 25km (15 miles) south of Hama.", "ASSAULT Homs"),
    ("Turkey answered on Monday Syrian groups that, it says, had mined roads in the Idlib province.", "ASSAULT Idlib"),
    ("On Monday the Kherson Court sentenced two officers to 20 years in prison.", "COERCE Kherson"),
    ("In the Kherson direction, the army repelled two attacks near Mykolaiv on Monday.", "ASSAULT Mykolayiv"),
    ("Kherson had come under fire on Monday.", "ASSAULT Kherson"),
    ("Two men died in the Balata camp in Nablus on Monday, when troops shelled it.", "ASSAULT Balāţah"),
    ("Rebels took back Alamata on Monday.", "ASSAULT Alamata"),
    ("It should be recalled that Kherson was occupied by the army on Monday.", "ASSAULT Kherson"),
    ("Surgeons at a hospital in Kherson said they had received 22 bodies since the morning.", "ASSAULT Kherson"),
    ("On Monday troops raided the Lower Keshik refugee camp and arrested 14 people.", "ASSAULT -; COERCE -"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ASIDES, ids=[t[:40] for t, _ in ASIDES])
def test_what_stands_aside_of_an_act_is_not_its_place(reader, text, expected) -> None:
    check(reader, text, expected)


def test_a_denial_that_points_at_a_place_lies_there(reader) -> None:
    text = "Shells killed two people in the town of Kherson on Monday. Moscow denied that its forces had shelled the town."
    assert told(reader, text) == [("ASSAULT", ["Kherson"]), ("ASSAULT", ["Kherson"])]

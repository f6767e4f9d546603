"""Sentences of our own in Russian, Armenian and Azerbaijani: names in their cases, and roles where they show."""

from __future__ import annotations

import pytest

from karamap.gazetteer.inflection import inflected
from karamap.names import key
from karamap.records import Article

# Sentence; then for each mention its surface, its place, and its role ("" where grammar would tell).
RUSSIAN = [
    ("В Степанакерте 20 сентября объявили о прекращении огня.", [("Степанакерте", "stepanakert", "location")]),
    ("Колонна миротворцев вошла в Шушу и остановилась у моста.", [("Шушу", "shusha", "location")]),
    ("Семьи беженцев вернулись из Шуши в Ереван.", [("Шуши", "shusha", "location"), ("Ереван", "yerevan", "location")]),
    ("Обстрел начался утром в Кельбаджарском районе.", [("Кельбаджарском районе", "kalbajar-district", "location")]),
    ("Движение по Лачинскому коридору возобновлено.", [("Лачинскому коридору", "lachin-corridor", "")]),
    ("Жители Нагорного Карабаха ждут помощи, сообщили журналисты.", [("Нагорного Карабаха", "nagorno-karabakh", "")]),
    ("Президент Азербайджана прибыл в Москву.", [("Азербайджана", "country.AZ", ""), ("Москву", "moscow", "location")]),
    ("Азербайджанские военные открыли огонь, заявили армянские источники.",
     [("Азербайджанские", "country.AZ", "origin"), ("армянские", "country.AM", "origin")]),
    ("Министры Армении и России встретились в Женеве.",
     [("Армении", "country.AM", ""), ("России", "country.RU", ""), ("Женеве", "geneva", "location")]),
    ("Армяне покидают Мартакерт и Агдам.", [("Армяне", "country.AM", "origin"), ("Мартакерт", "martakert", ""), ("Агдам", "aghdam", "")]),
    ("Бои шли под Физули и возле Гадрута.", [("Физули", "fuzuli", "location"), ("Гадрута", "hadrut", "location")]),
    ("Он сказал, что Турция не участвует в боях в Карабахе.", [("Турция", "country.TR", ""), ("Карабахе", "nagorno-karabakh", "location")]),
    ("Ракета упала в Гяндже, погибли мирные жители.", [("Гяндже", "ganja", "location")]),
    ("Грузинская сторона предложила провести встречу в Тбилиси.", [("Грузинская", "country.GE", "origin"), ("Тбилиси", "tbilisi", "location")]),
]  # fmt: skip
ARMENIAN = [
    ("Ստեփանակերտում հայտարարվեց հրադադար։", [("Ստեփանակերտում", "stepanakert", "location")]),
    ("Բաքվից նոր հայտարարություն եղավ։", [("Բաքվից", "baku", "location")]),
    ("Շուշիում կռիվները շարունակվում են։", [("Շուշիում", "shusha", "location")]),
    ("Հայաստանի վարչապետը մեկնեց Մոսկվա։", [("Հայաստանի", "country.AM", ""), ("Մոսկվա", "moscow", "")]),
    ("Ադրբեջանը մեղադրեց Հայաստանին։", [("Ադրբեջանը", "country.AZ", ""), ("Հայաստանին", "country.AM", "")]),
    ("Լաչինի միջանցքը փակ է։", [("Լաչինի միջանցքը", "lachin-corridor", "")]),
    ("Լեռնային Ղարաբաղում երկու զինվոր զոհվեց։", [("Լեռնային Ղարաբաղում", "nagorno-karabakh", "location")]),
    ("Մարտակերտից փախստականներ եկան Երևան։", [("Մարտակերտից", "martakert", "location"), ("Երևան", "yerevan", "")]),
    ("Ռուսաստանը կոչ արեց կողմերին։", [("Ռուսաստանը", "country.RU", "")]),
    ("Քելբաջարի շրջանում կրակոցներ են հնչել։", [("Քելբաջարի շրջանում", "kalbajar-district", "location")]),
    ("Գորիսի ճանապարհը բացվել է։", [("Գորիսի", "goris", "")]),
    ("Հադրութում ռմբակոծություն է եղել։", [("Հադրութում", "hadrut", "location")]),
]  # fmt: skip
AZERBAIJANI = [
    ("Laçında yol açıldı və karvan keçdi.", [("Laçında", "lachin", "location")]),
    ("Kəlbəcər rayonunda atışma olub, iki əsgər yaralanıb.", [("Kəlbəcər rayonunda", "kalbajar-district", "location")]),
    ("Şuşaya gedən yol bağlıdır, bu barədə nazirlik bildirib.", [("Şuşaya", "shusha", "")]),
    ("Bakıdan gələn nümayəndə heyəti Ağdamda olub.", [("Bakıdan", "baku", "location"), ("Ağdamda", "aghdam", "location")]),
    ("Azərbaycanın prezidenti Moskvaya səfər edib.", [("Azərbaycanın", "country.AZ", ""), ("Moskvaya", "moscow", "")]),
    ("Ermənistanın ordusu geri çəkilib.", [("Ermənistanın", "country.AM", "")]),
    ("Xankəndində toplantı keçirilib, deyə bildirilib.", [("Xankəndində", "stepanakert", "location")]),
    ("Füzuliyə köç davam edir və yeni evlər tikilib.", [("Füzuliyə", "fuzuli", "")]),
    ("Rusiya sülhməramlıları Qarabağdan çıxıb.", [("Rusiya", "country.RU", ""), ("Qarabağdan", "nagorno-karabakh", "location")]),
    ("Gəncədəki partlayışda üç nəfər həlak olub.", [("Gəncədəki", "ganja", "location")]),
    ("Laçın dəhlizində hərəkət dayandırılıb.", [("Laçın dəhlizində", "lachin-corridor", "location")]),
    ("Tərtər və Bərdə atəşə tutulub, evlər dağılıb.", [("Tərtər", "tartar", ""), ("Bərdə", "barda", "")]),
]  # fmt: skip
ALL = [(code, *row) for code, rows in (("ru", RUSSIAN), ("hy", ARMENIAN), ("az", AZERBAIJANI)) for row in rows]


@pytest.mark.parametrize(("language", "text", "expected"), ALL, ids=[text[:30] for _, text, _ in ALL])
def test_names_are_read_in_their_cases(reader, language, text, expected):
    reading = reader.read(Article(id="x", text=text, language=""))
    assert reading.article.language == language
    assert [(m.text, m.place and m.place.id) for m in reading.mentions] == [(t, id_) for t, id_, _ in expected]
    for mention, (_, _, role) in zip(reading.mentions, expected, strict=True):
        if role:
            assert mention.role == role
        else:
            assert mention.role_reason.startswith(f"role not read in language “{language}”")


def test_azerbaijani_endings_are_not_looked_for_in_english(reader):
    text = "A man called Bakida wrote to the editor about the weather and the roads."
    assert not reader.read(Article(id="x", text=text, language="en")).mentions


@pytest.mark.parametrize(
    ("language", "form", "name", "some"),
    [
        ("ru", "name", "Нижняя Поляна", ["Нижней Поляны", "Нижнюю Поляну", "Нижней Поляне"]),
        ("ru", "name", "село Дубки", ["села Дубки", "селе Дубки"]),
        ("ru", "name", "Новые Холмы", ["Новых Холмов", "Новым Холмам"]),
        ("ru", "name", "Рязань", ["Рязани", "Рязанью"]),
        ("ru", "adjective", "горский", ["горского", "горские", "горскую"]),
        ("ru", "demonym", "горцы", ["горцев", "горцами", "горец"]),
        ("hy", "name", "Գյուղական", ["Գյուղականը", "Գյուղականում", "Գյուղականից"]),
        ("az", "name", "Dağlı kəndi", ["Dağlı kəndində", "Dağlı kəndinin"]),
        ("az", "name", "Göl", ["Göldə", "Gölün", "Gölə"]),
    ],
)
def test_regular_forms(language, form, name, some):
    forms = list(inflected(name, language, form))
    assert set(some) <= set(forms)
    assert name not in forms
    assert len(forms) == len(set(forms))


def test_what_does_not_bend_has_no_forms():
    assert not list(inflected("ООН", "ru", "abbreviation"))
    assert not list(inflected("Баку", "ru"))
    assert not list(inflected("Exampleton", "en"))


def test_order_of_articles_does_not_matter(reader):
    texts = [RUSSIAN[3][0], "Shells hit Shusha and Лачин at dawn, the ministry said.", AZERBAIJANI[1][0], ARMENIAN[6][0]]

    def read(order):
        return {text: [(m.text, m.role, m.resolution) for m in reader.read(Article(id=key(text)[:5], text=text, language="")).mentions] for text in order}

    assert read(texts) == read(texts[::-1])

# ruff: noqa: E501 - one entry a line
"""Nothing goes in; hand-written words for countries, regions, seas and past states come out.

Read by ``make_world.py``. These are plain facts of the language, written for this project.

COUNTRY_WORDS: ISO 3166-1 code | adjectives | people | further names | abbreviations. Words are
separated by ";". An adjective that ends in "+" also forms the people by adding "s".
"""

COUNTRY_WORDS = """
AD|Andorran+||Principality of Andorra|
AE|Emirati+||Emirates;The Emirates|UAE;U.A.E.
AF|Afghan+||Islamic Emirate of Afghanistan;Islamic Republic of Afghanistan|
AG|Antiguan+;Barbudan+||Antigua|
AI|Anguillian+|||
AL|Albanian+||Republic of Albania|
AM|Armenian+||Republic of Armenia|
AO|Angolan+||Republic of Angola|
AR|Argentine+;Argentinian+;Argentinean+||Argentine Republic;The Argentine|
AS|American Samoan+|||
AT|Austrian+||Republic of Austria|
AU|Australian+|Aussie;Aussies|Commonwealth of Australia|
AW|Aruban+|||
AZ|Azerbaijani+;Azeri+||Republic of Azerbaijan;Azerbaidzhan;Azerbaijan Republic|
BA|Bosnian+;Herzegovinian+|Bosniak;Bosniaks|Bosnia;Bosnia-Herzegovina;Bosnia and Hercegovina;Herzegovina|BiH
BB|Barbadian+|Bajan;Bajans||
BD|Bangladeshi+||People's Republic of Bangladesh|
BE|Belgian+||Kingdom of Belgium|
BF|Burkinabe;Burkinabè||Upper Volta|
BG|Bulgarian+||Republic of Bulgaria|
BH|Bahraini+||Kingdom of Bahrain|
BI|Burundian+||Republic of Burundi|
BJ|Beninese;Beninois||Dahomey|
BM|Bermudian+;Bermudan+|||
BN|Bruneian+||Brunei Darussalam|
BO|Bolivian+||Plurinational State of Bolivia|
BR|Brazilian+||Federative Republic of Brazil|
BS|Bahamian+||The Bahamas;Bahama Islands|
BT|Bhutanese||Kingdom of Bhutan|
BW|Botswanan+|Motswana;Batswana|Republic of Botswana|
BY|Belarusian+;Belarussian+;Belorussian+|Byelorussian;Byelorussians|Republic of Belarus;Belorussia;Byelorussia|
BZ|Belizean+||British Honduras|
CA|Canadian+||Dominion of Canada|
CD|Congolese||Democratic Republic of the Congo;Democratic Republic of Congo;Congo-Kinshasa;DR Congo;Zaire;Congo|DRC;D.R.C.
CF|Central African+||Central African Rep.|CAR
CG|Congolese||Republic of the Congo;Republic of Congo;Congo-Brazzaville;Congo|
CH|Swiss||Swiss Confederation|
CI|Ivorian+||Ivory Coast;Cote d'Ivoire;Republic of Côte d'Ivoire|
CK|Cook Islander+|||
CL|Chilean+||Republic of Chile|
CM|Cameroonian+||Republic of Cameroon|
CN|Chinese||People's Republic of China;Mainland China;Communist China;Red China|PRC;P.R.C.
CO|Colombian+||Republic of Colombia|
CR|Costa Rican+||Republic of Costa Rica|
CU|Cuban+||Republic of Cuba|
CV|Cape Verdean+;Cabo Verdean+||Cabo Verde;Cape Verde|
CW|Curaçaoan+|||
CY|Cypriot+;Greek Cypriot+;Greek-Cypriot+||Republic of Cyprus|
CZ|Czech+||Czech Republic;Czechia|
DE|German+||Federal Republic of Germany|FRG
DJ|Djiboutian+||Republic of Djibouti|
DK|Danish|Dane;Danes|Kingdom of Denmark|
DM|||Commonwealth of Dominica|
DO|Dominican+||Dominican Republic|
DZ|Algerian+||People's Democratic Republic of Algeria|
EC|Ecuadorian+;Ecuadorean+;Ecuadoran+||Republic of Ecuador|
EE|Estonian+||Republic of Estonia|
EG|Egyptian+||Arab Republic of Egypt;United Arab Republic|
EH|Sahrawi+;Saharawi+|||
ER|Eritrean+||State of Eritrea|
ES|Spanish|Spaniard;Spaniards|Kingdom of Spain|
ET|Ethiopian+||Abyssinia;Federal Democratic Republic of Ethiopia|
FI|Finnish|Finn;Finns|Republic of Finland|
FJ|Fijian+||Republic of Fiji;Fiji Islands|
FK|Falkland Islander+|Falklander;Falklanders|Falklands;Falkland Islands;Malvinas;Islas Malvinas|
FM|Micronesian+||Federated States of Micronesia|FSM
FO|Faroese|||
FR|French|Frenchman;Frenchmen;Frenchwoman|French Republic|
GA|Gabonese||Gabonese Republic|
GB|British|Briton;Britons;Brit;Brits|United Kingdom;Great Britain;Britain;United Kingdom of Great Britain and Northern Ireland|UK;U.K.
GD|Grenadian+|||
GE|Georgian+||Republic of Georgia|
GF|French Guianese;Guianese|||
GH|Ghanaian+||Republic of Ghana|
GI|Gibraltarian+|||
GL|Greenlandic|Greenlander;Greenlanders||
GM|Gambian+||The Gambia;Republic of the Gambia|
GN|Guinean+||Republic of Guinea;Guinea-Conakry|
GP|Guadeloupean+|||
GQ|Equatorial Guinean+;Equatoguinean+|||
GR|Greek+||Hellenic Republic|
GT|Guatemalan+||Republic of Guatemala|
GU|Guamanian+|||
GW|Bissau-Guinean+||Guinea Bissau|
GY|Guyanese||Co-operative Republic of Guyana|
HK|Hong Konger+;Hongkonger+||Hong Kong;Hongkong|
HN|Honduran+||Republic of Honduras|
HR|Croatian+|Croat;Croats|Republic of Croatia|
HT|Haitian+||Republic of Haiti|
HU|Hungarian+||Republic of Hungary|
ID|Indonesian+||Republic of Indonesia|
IE|Irish|Irishman;Irishmen|Republic of Ireland;Eire;Irish Republic|
IL|Israeli+||State of Israel|
IM|Manx|||
IN|Indian+||Republic of India|
IQ|Iraqi+||Republic of Iraq|
IR|Iranian+|Persian;Persians|Islamic Republic of Iran;Persia|
IS|Icelandic|Icelander;Icelanders|Republic of Iceland|
IT|Italian+||Italian Republic|
JM|Jamaican+|||
JO|Jordanian+||Hashemite Kingdom of Jordan|
JP|Japanese||State of Japan|
KE|Kenyan+||Republic of Kenya|
KG|Kyrgyz;Kyrgyzstani+;Kirghiz|Kyrgyzes|Kyrgyz Republic;Kirghizia;Kirgizia;Kirghizstan|
KH|Cambodian+|Khmer;Khmers|Kingdom of Cambodia;Kampuchea|
KI|I-Kiribati|||
KM|Comorian+;Comoran+||Union of the Comoros;The Comoros|
KN|Kittitian+;Nevisian+||St. Kitts and Nevis;St Kitts and Nevis;Saint Kitts|
KP|North Korean+||Democratic People's Republic of Korea;People's Republic of Korea|DPRK;D.P.R.K.
KR|South Korean+||Republic of Korea|ROK;R.O.K.
KW|Kuwaiti+||State of Kuwait|
KY|Caymanian+||Caymans|
KZ|Kazakhstani+;Kazakh+||Republic of Kazakhstan;Kazakstan|
LA|Laotian+;Lao|Laos|Lao People's Democratic Republic;Lao PDR|
LB|Lebanese||Lebanese Republic|
LC|Saint Lucian+;St. Lucian+;St Lucian+||St Lucia;St. Lucia|
LI|Liechtensteiner+|||
LK|Sri Lankan+||Ceylon;Democratic Socialist Republic of Sri Lanka|
LR|Liberian+||Republic of Liberia|
LS|Basotho|Mosotho|Kingdom of Lesotho;Basutoland|
LT|Lithuanian+||Republic of Lithuania|
LU|Luxembourgish;Luxembourgian|Luxembourger;Luxembourgers|Grand Duchy of Luxembourg;Luxemburg|
LV|Latvian+|Lett;Letts|Republic of Latvia|
LY|Libyan+||State of Libya;Libyan Arab Jamahiriya;Jamahiriya|
MA|Moroccan+||Kingdom of Morocco|
MC|Monégasque+;Monacan+||Principality of Monaco|
MD|Moldovan+;Moldavian+||Republic of Moldova;Moldavia|
ME|Montenegrin+|||
MG|Malagasy;Madagascan+|||
MH|Marshallese||Republic of the Marshall Islands|
MK|Macedonian+||North Macedonia;Macedonia;Republic of Macedonia;Former Yugoslav Republic of Macedonia|FYROM
ML|Malian+||Republic of Mali|
MM|Burmese||Burma;Myanmar;Union of Myanmar;Union of Burma|
MN|Mongolian+|Mongol;Mongols||
MO|Macanese||Macau;Macao|
MQ|Martiniquais;Martinican+|||
MR|Mauritanian+||Islamic Republic of Mauritania|
MS|Montserratian+|||
MT|Maltese||Republic of Malta|
MU|Mauritian+||Republic of Mauritius|
MV|Maldivian+||The Maldives;Republic of Maldives|
MW|Malawian+||Republic of Malawi;Nyasaland|
MX|Mexican+||United Mexican States|
MY|Malaysian+||Federation of Malaysia|
MZ|Mozambican+||Republic of Mozambique|
NA|Namibian+||South West Africa|
NC|New Caledonian+|||
NE|Nigerien+||Republic of Niger|
NF|Norfolk Islander+|||
NG|Nigerian+||Federal Republic of Nigeria|
NI|Nicaraguan+||Republic of Nicaragua|
NL|Dutch|Dutchman;Dutchmen;Netherlander;Netherlanders|The Netherlands;Holland;Kingdom of the Netherlands|
NO|Norwegian+||Kingdom of Norway|
NP|Nepalese;Nepali+||Federal Democratic Republic of Nepal|
NR|Nauruan+|||
NU|Niuean+|||
NZ|New Zealand|New Zealander;New Zealanders;Kiwi;Kiwis|Aotearoa|
OM|Omani+||Sultanate of Oman|
PA|Panamanian+||Republic of Panama|
PE|Peruvian+||Republic of Peru|
PF|French Polynesian+;Polynesian+||Tahiti|
PG|Papua New Guinean+;Papuan+|||PNG
PH|Philippine;Filipino+|Filipina;Filipinas|The Philippines;Republic of the Philippines|
PK|Pakistani+||Islamic Republic of Pakistan|
PL|Polish|Pole;Poles|Republic of Poland;Polish Republic|
PR|Puerto Rican+|||
PS|Palestinian+||Palestine;State of Palestine;Palestinian Territories;Palestinian Territory;Occupied Palestinian Territory;Occupied Palestinian Territories|
PT|Portuguese||Portuguese Republic|
PW|Palauan+||Republic of Palau|
PY|Paraguayan+||Republic of Paraguay|
QA|Qatari+||State of Qatar|
RE|Réunionese;Réunionnais||Reunion Island|
RO|Romanian+;Rumanian+||Rumania;Roumania|
RS|Serbian+|Serb;Serbs|Republic of Serbia|
RU|Russian+||Russian Federation;Rossiya|
RW|Rwandan+||Republic of Rwanda;Ruanda|
SA|Saudi+;Saudi Arabian+||Kingdom of Saudi Arabia|KSA
SB|Solomon Islander+||Solomons|
SC|Seychellois||The Seychelles|
SD|Sudanese||Republic of the Sudan;The Sudan;Republic of Sudan|
SE|Swedish|Swede;Swedes|Kingdom of Sweden|
SG|Singaporean+||Republic of Singapore|
SH|Saint Helenian+||St. Helena;St Helena;Saint Helena|
SI|Slovenian+;Slovene+||Republic of Slovenia|
SK|Slovak+;Slovakian+||Slovak Republic|
SL|Sierra Leonean+||Republic of Sierra Leone|
SM|Sammarinese;San Marinese||Republic of San Marino|
SN|Senegalese||Republic of Senegal|
SO|Somali+;Somalian+||Federal Republic of Somalia|
SR|Surinamese||Republic of Suriname;Surinam;Dutch Guiana|
SS|South Sudanese||Republic of South Sudan;Southern Sudan|
ST|São Toméan+||Sao Tome;São Tomé|
SV|Salvadoran+;Salvadorean+;Salvadorian+|||
SY|Syrian+||Syrian Arab Republic;Syrian Republic|
SZ|Swazi+||Eswatini;Swaziland;Kingdom of Eswatini|
TC|Turks and Caicos Islander+|||
TD|Chadian+||Republic of Chad|
TG|Togolese||Togolese Republic|
TH|Thai+||Kingdom of Thailand;Siam|
TJ|Tajik+;Tajikistani+;Tadzhik+||Republic of Tajikistan;Tadzhikistan|
TK|Tokelauan+|||
TL|Timorese;East Timorese||East Timor;Timor-Leste;Timor Leste|
TM|Turkmen+;Turkmenistani+||Turkmenia|
TN|Tunisian+||Republic of Tunisia|
TO|Tongan+||Kingdom of Tonga|
TR|Turkish|Turk;Turks|Republic of Turkey;Republic of Türkiye;Turkey;Turkiye;Turkish Republic|
TT|Trinidadian+;Tobagonian+||Trinidad;Trinidad and Tobago|
TV|Tuvaluan+|||
TW|Taiwanese||Republic of China;Formosa;Chinese Taipei|ROC;R.O.C.
TZ|Tanzanian+||United Republic of Tanzania;Tanganyika|
UA|Ukrainian+||The Ukraine;Ukrainian Republic|
UG|Ugandan+||Republic of Uganda|
US|American+||United States of America;The United States;America;The States;U.S. of A.|US;U.S.;USA;U.S.A.
UY|Uruguayan+||Eastern Republic of Uruguay|
UZ|Uzbek+;Uzbekistani+||Republic of Uzbekistan|
VA|Vatican||Vatican;Holy See;The Vatican;The Holy See;Vatican City State|
VC|Vincentian+||St. Vincent and the Grenadines;Saint Vincent;St. Vincent|
VE|Venezuelan+||Bolivarian Republic of Venezuela|
VI|Virgin Islander+||US Virgin Islands;United States Virgin Islands|
VN|Vietnamese||Viet Nam;Socialist Republic of Vietnam|
VU|Ni-Vanuatu;Vanuatuan+||New Hebrides|
WS|Samoan+||Western Samoa|
XK|Kosovan+;Kosovar+||Kosova;Republic of Kosovo;Kosovo and Metohija|
YE|Yemeni+;Yemenite+||Republic of Yemen|
ZA|South African+||Republic of South Africa|RSA
ZM|Zambian+||Republic of Zambia;Northern Rhodesia|
ZW|Zimbabwean+||Rhodesia;Southern Rhodesia|
"""

# The same in Russian: code | adjectives, nominative singular masculine | people, nominative plural |
# further names | abbreviations.
RUSSIAN_WORDS = """
AE||||ОАЭ
AF|афганский|афганцы||
AM|армянский|армяне||
AZ|азербайджанский|азербайджанцы||
BE|бельгийский|бельгийцы||
BG|болгарский|болгары||
BY|белорусский|белорусы|Белоруссия|
CA|канадский|канадцы||
CH|швейцарский|швейцарцы||
CN|китайский|китайцы||КНР
CY|кипрский|киприоты||
CZ|чешский|чехи||
DE|германский;немецкий|немцы||ФРГ
EE|эстонский|эстонцы||
EG|египетский|египтяне||
ES|испанский|испанцы||
FR|французский|французы||
GB|британский|британцы|Британия|
GE|грузинский|грузины||
GR|греческий|греки||
HU|венгерский|венгры||
IL|израильский|израильтяне||
IN|индийский|индийцы||
IQ|иракский|иракцы||
IR|иранский|иранцы||
IT|итальянский|итальянцы||
JP|японский|японцы||
KG|киргизский|киргизы||
KP||||КНДР
KZ|казахстанский|казахстанцы||
LB|ливанский|ливанцы||
LT|литовский|литовцы||
LV|латвийский|латыши||
LY|ливийский|ливийцы||
MD|молдавский|молдаване|Молдавия|
NL|голландский|голландцы||
PK|пакистанский|пакистанцы||
PL|польский|поляки||
RO|румынский|румыны||
RS|сербский|сербы||
RU|российский;русский|россияне;русские|Российская Федерация|РФ
SA|саудовский|саудовцы||
SE|шведский|шведы||
SY|сирийский|сирийцы||
TJ|таджикский|таджики||
TM|||Туркмения|
TM|туркменский|туркмены||
TR|турецкий|турки||
UA|украинский|украинцы||
US|американский|американцы|Соединённые Штаты;Соединенные Штаты Америки;Соединённые Штаты Америки|США
UZ|узбекский|узбеки||
ZA||||ЮАР
"""

# id | name | kind | lon | lat | radius_km | adjectives | people | further names | abbreviations
# (| ru | hy | az), as above. A past state has no point: it cannot be drawn today without a choice.
# What has abbreviations only is known by them alone: "European Union" is the name of an organisation.
REGION_WORDS = """
region.europe|Europe|region|15|52|2600|European+|||
region.european-union|European Union|region|15|52|2600||||EU;E.U.;ЕС
region.asia|Asia|region|90|45|5200|Asian+|||
region.africa|Africa|region|19|4|4200|African+|||
region.north-america|North America|region|-100|47|4500|North American+|||
region.south-america|South America|region|-59|-15|3900|South American+|||
region.oceania|Oceania|region|150|-20|4500|Oceanian+|||
region.antarctica|Antarctica|region|0|-87|2900|Antarctic|||
region.latin-america|Latin America|region|-70|-10|5200|Latin American+|||
region.central-america|Central America|region|-86|13.5|900|Central American+|||
region.caribbean|Caribbean|region|-72|18|1500|Caribbean||The Caribbean;West Indies|
region.middle-east|Middle East|region|44|30|2000|Middle Eastern;Mideast||Mideast;Near East|
region.levant|Levant|region|36.5|34|400|Levantine+|||
region.persian-gulf-states|Gulf states|region|50|25|900|||Gulf countries;Gulf States;Arab Gulf states|
region.arabian-peninsula|Arabian Peninsula|region|47|22|1400|Arabian+||Arabia|
region.north-africa|North Africa|region|10|29|2400|North African+||Northern Africa;Maghreb|
region.sahel|Sahel|region|5|15|2500|Sahelian+|||
region.horn-of-africa|Horn of Africa|region|44|8|1000||||
region.sub-saharan-africa|Sub-Saharan Africa|region|20|-5|3900|Sub-Saharan|||
region.west-africa|West Africa|region|-3|12|1700|West African+||Western Africa|
region.east-africa|East Africa|region|36|2|1500|East African+||Eastern Africa|
region.central-africa|Central Africa|region|18|3|1500|||Middle Africa|
region.southern-africa|Southern Africa|region|24|-24|1500|Southern African+|||
region.great-lakes-africa|African Great Lakes|region|30|-3|700|||Great Lakes region|
region.central-asia|Central Asia|region|66|44|1600|Central Asian+||Middle Asia|
region.south-asia|South Asia|region|78|23|2000|South Asian+||Southern Asia;Indian subcontinent|
region.southeast-asia|Southeast Asia|region|112|7|2600|Southeast Asian+||South-East Asia;South East Asia|
region.east-asia|East Asia|region|115|36|2500|East Asian+||Far East;Eastern Asia|
region.asia-pacific|Asia-Pacific|region|125|10|5000|||Asia Pacific;Indo-Pacific|
region.eurasia|Eurasia|region|70|52|5500|Eurasian+|||
region.western-europe|Western Europe|region|4|48|1100|Western European+;West European+||West Europe|
region.eastern-europe|Eastern Europe|region|32|52|1500|Eastern European+;East European+||East Europe|
region.central-europe|Central Europe|region|16|49|700|Central European+||Mitteleuropa|
region.northern-europe|Northern Europe|region|18|61|1200|Northern European+|||
region.southern-europe|Southern Europe|region|15|41|1500|Southern European+|||
region.scandinavia|Scandinavia|region|15|62|1000|Scandinavian+;Nordic||Nordic countries;Nordics|
region.baltics|Baltic states|region|24.6|56.9|350|||Baltics;The Baltics;Baltic countries;Baltic States|
region.balkans|Balkans|region|21.5|42.5|700|Balkan||The Balkans;Balkan Peninsula|
region.western-balkans|Western Balkans|region|19.5|43|450||||
region.benelux|Benelux|region|5.2|51|220||||
region.iberia|Iberian Peninsula|region|-4.5|40|600|Iberian+||Iberia|
region.crimea|Crimea|region|34.2|45.3|200|Crimean+||Crimean Peninsula;Krym|
region.donbas|Donbas|region|38|48.3|200|||Donbass|
region.transnistria|Transnistria|region|29.3|47.2|110|Transnistrian+||Trans-Dniester;Transdniestria;Transdniester;Pridnestrovie|
region.siberia|Siberia|region|100|60|2600|Siberian+|||
region.kurdistan|Kurdistan|region|43|37|500|Kurdish|Kurd;Kurds||
region.kashmir|Kashmir|region|76|34.5|350|Kashmiri+|||
region.palestine-gaza|Gaza Strip|region|34.4|31.4|30|Gazan+||Gaza|
region.west-bank|West Bank|region|35.25|32|80||||
region.golan|Golan Heights|region|35.75|33|45|||Golan|
region.sinai|Sinai Peninsula|region|33.8|29.5|220|||Sinai|
region.darfur|Darfur|region|24.5|13.5|450|Darfuri+|||
region.tigray|Tigray|region|38.9|13.9|230|Tigrayan+|||
region.kurils|Kuril Islands|region|151|47|650|||Kurils;Kuriles;Kurile Islands|
region.manchuria|Manchuria|region|126|45|800|Manchurian+|||
region.mesopotamia|Mesopotamia|region|44|33|500|Mesopotamian+|||
region.anatolia|Anatolia|region|33|39|800|Anatolian+||Asia Minor|
region.abkhazia|Abkhazia|region|41|43.1|110|Abkhazian+;Abkhaz||Apsny|
region.south-ossetia|South Ossetia|region|44|42.3|60|South Ossetian+;Ossetian+||Tskhinvali region|
region.northern-cyprus|Northern Cyprus|region|33.4|35.3|100|Turkish Cypriot+;Turkish-Cypriot+||Turkish Republic of Northern Cyprus;North Cyprus|TRNC
region.somaliland|Somaliland|region|46|9.7|450|Somalilander+|||
region.scotland|Scotland|region|-4|56.8|300|Scottish|Scot;Scots;Scotsman||
region.wales|Wales|region|-3.8|52.3|130|Welsh|Welshman;Welshmen||
region.england|England|region|-1.5|52.5|380|English|Englishman;Englishmen||
region.northern-ireland|Northern Ireland|region|-6.7|54.6|95|Northern Irish||Ulster|
region.catalonia|Catalonia|region|1.5|41.8|150|Catalan+||Catalunya|
region.basque|Basque Country|region|-2.6|43|90|Basque+|||
region.corsica|Corsica|region|9.1|42.1|95|Corsican+|||
region.sicily|Sicily|region|14.1|37.6|170|Sicilian+|||
region.sardinia|Sardinia|region|9|40.1|150|Sardinian+|||
region.crete|Crete|region|24.9|35.2|135|Cretan+|||
region.brittany|Brittany|region|-2.9|48.2|150|Breton+|||
region.normandy|Normandy|region|0.1|49.1|150|Norman+|||
region.bavaria|Bavaria|region|11.4|48.9|220|Bavarian+|||
region.transylvania|Transylvania|region|24.2|46.4|220|Transylvanian+|||
region.balochistan|Balochistan|region|63|28|600|Baloch;Baluch;Balochi||Baluchistan|
region.punjab|Punjab|region|74|31|400|Punjabi+|||
region.bengal|Bengal|region|89|24|350|Bengali+|||
region.xinjiang-uyghur|East Turkestan|region|85|41|900|Uyghur+;Uighur+|||
region.tibet|Tibet|region|88|31.5|1100|Tibetan+|||
region.new-england|New England|region|-71.5|43.8|350|New Englander+|||
region.midwest|Midwest|region|-93|42|1100|Midwestern||American Midwest|
region.patagonia|Patagonia|region|-70|-46|900|Patagonian+|||
region.amazon|Amazonia|region|-62|-4|1800|Amazonian+||Amazon rainforest;Amazon basin|
region.polynesia|Polynesia|region|-155|-10|5000|Polynesian+|||
region.micronesia|Micronesia|region|155|8|2500||||
region.arctic|Arctic|region|0|88|2600|Arctic||Arctic Circle|
region.fertile-crescent|Fertile Crescent|region|39|34|700||||
sea.black-sea|Black Sea|sea|34.5|43.3|620|||Euxine|
sea.caspian-sea|Caspian Sea|sea|51|41.5|650|Caspian||Caspian|
sea.azov|Sea of Azov|sea|36.8|46.1|190|||Azov Sea|
sea.marmara|Sea of Marmara|sea|28.2|40.7|130|||Marmara Sea|
sea.mediterranean|Mediterranean Sea|sea|18|35.5|2000|Mediterranean||Mediterranean;The Mediterranean;Eastern Mediterranean|
sea.aegean|Aegean Sea|sea|25.2|38.6|350|Aegean||Aegean|
sea.adriatic|Adriatic Sea|sea|15.5|43|420|Adriatic||Adriatic|
sea.ionian|Ionian Sea|sea|19|38|300||||
sea.tyrrhenian|Tyrrhenian Sea|sea|12|40|330||||
sea.baltic|Baltic Sea|sea|20|58.5|750|Baltic||Baltic|
sea.north-sea|North Sea|sea|3|56|550||||
sea.norwegian|Norwegian Sea|sea|3|68|800||||
sea.barents|Barents Sea|sea|40|74.5|800||||
sea.white-sea|White Sea|sea|38|65.7|260||||
sea.kara|Kara Sea|sea|75|76|800||||
sea.irish|Irish Sea|sea|-5|53.8|150||||
sea.english-channel|English Channel|sea|-1.5|50.2|300|||La Manche|
sea.bay-of-biscay|Bay of Biscay|sea|-4.5|45.5|400||||
sea.red-sea|Red Sea|sea|38|20|1150||||
sea.gulf-of-aden|Gulf of Aden|sea|48|12.2|480||||
sea.persian-gulf|Persian Gulf|sea|51.5|27|520|||Arabian Gulf;The Gulf|
sea.gulf-of-oman|Gulf of Oman|sea|58.5|24.8|300|||Sea of Oman|
sea.strait-of-hormuz|Strait of Hormuz|sea|56.4|26.5|80|||Straits of Hormuz;Hormuz|
sea.arabian-sea|Arabian Sea|sea|64|15|1400||||
sea.bay-of-bengal|Bay of Bengal|sea|88|15|1000||||
sea.south-china|South China Sea|sea|114|13|1300|||East Sea|
sea.east-china|East China Sea|sea|125|29.5|600||||
sea.yellow-sea|Yellow Sea|sea|123.5|36|450||||
sea.sea-of-japan|Sea of Japan|sea|135|40|800||||
sea.okhotsk|Sea of Okhotsk|sea|150|53|900||||
sea.bering|Bering Sea|sea|-178|58|1200||||
sea.bering-strait|Bering Strait|sea|-168.9|65.8|80||||
sea.java|Java Sea|sea|111|-5|600||||
sea.malacca|Strait of Malacca|sea|100.5|4|450|||Malacca Strait;Straits of Malacca|
sea.taiwan-strait|Taiwan Strait|sea|119.5|24.5|220||||
sea.coral|Coral Sea|sea|157|-18|1100||||
sea.tasman|Tasman Sea|sea|160|-39|1100||||
sea.caribbean|Caribbean Sea|sea|-75|15|1300||||
sea.gulf-of-mexico|Gulf of Mexico|sea|-90|25.3|800|||Gulf of America|
sea.hudson-bay|Hudson Bay|sea|-86|60|600||||
sea.labrador|Labrador Sea|sea|-55|58|650||||
sea.gulf-of-guinea|Gulf of Guinea|sea|3|1.5|800||||
sea.mozambique-channel|Mozambique Channel|sea|41|-18|800||||
sea.bosphorus|Bosphorus|sea|29.05|41.12|20|||Bosporus;Bosphorus Strait;Istanbul Strait|
sea.dardanelles|Dardanelles|sea|26.4|40.2|40|||Hellespont;Dardanelles Strait|
sea.kerch-strait|Kerch Strait|sea|36.55|45.3|25||||
sea.gibraltar|Strait of Gibraltar|sea|-5.5|35.95|40|||Straits of Gibraltar|
sea.suez-canal|Suez Canal|sea|32.35|30.5|90|||Suez|
sea.panama-canal|Panama Canal|sea|-79.7|9.1|45||||
sea.bab-el-mandeb|Bab el-Mandeb|sea|43.3|12.6|45|||Bab al-Mandab;Bab al-Mandeb;Bab-el-Mandeb|
sea.gulf-of-finland|Gulf of Finland|sea|26|59.9|220||||
sea.gulf-of-bothnia|Gulf of Bothnia|sea|20|63|400||||
sea.gulf-of-aqaba|Gulf of Aqaba|sea|34.7|28.8|90|||Gulf of Eilat|
sea.gulf-of-tonkin|Gulf of Tonkin|sea|107.7|20|280||||
sea.gulf-of-thailand|Gulf of Thailand|sea|101.5|10|420||||
ocean.atlantic|Atlantic Ocean|sea|-30|0|7500|Atlantic||The Atlantic|
ocean.pacific|Pacific Ocean|sea|-150|0|8500|Pacific||The Pacific|
ocean.indian|Indian Ocean|sea|78|-20|5500||||
ocean.arctic|Arctic Ocean|sea|0|86|2200||||
ocean.southern|Southern Ocean|sea|0|-66|5000||||
mountains.alps|Alps|mountain|9.5|46.4|450|Alpine||The Alps|
mountains.pyrenees|Pyrenees|mountain|0.8|42.7|220||||
mountains.carpathians|Carpathian Mountains|mountain|24.5|47|500|Carpathian||Carpathians|
mountains.urals|Ural Mountains|mountain|59.5|60|1100|||Urals|
mountains.himalayas|Himalayas|mountain|84|28.5|1300|Himalayan||Himalaya|
mountains.hindu-kush|Hindu Kush|mountain|71|35.5|450||||
mountains.pamirs|Pamirs|mountain|73|38.5|250|||Pamir Mountains;Pamir|
mountains.tian-shan|Tian Shan|mountain|80|42|900|||Tien Shan|
mountains.zagros|Zagros Mountains|mountain|49|33|700|||Zagros|
mountains.taurus|Taurus Mountains|mountain|33.5|37|350||||
mountains.atlas|Atlas Mountains|mountain|-2|32.5|900||||
mountains.andes|Andes|mountain|-70|-20|3800|Andean||The Andes|
mountains.rockies|Rocky Mountains|mountain|-110|44|1800|||Rockies;The Rockies|
mountains.appalachians|Appalachian Mountains|mountain|-79|38.5|1000|Appalachian||Appalachians|
mountains.ararat|Mount Ararat|mountain|44.3|39.7|20||||
mountains.everest|Mount Everest|mountain|86.925|27.988|12|||Everest|
desert.sahara|Sahara|region|10|23|2500|Saharan||Sahara Desert|
desert.gobi|Gobi Desert|region|104|43|800|||Gobi|
river.nile|Nile|river|31.5|20|1500|||River Nile;Nile River|
river.danube|Danube|river|20|46.5|1000|Danubian||River Danube;Danube River|
river.rhine|Rhine|river|7.5|50|450|||River Rhine|
river.volga|Volga|river|47|53|1000|||Volga River|
river.don|Don River|river|41|49|500||||
river.dnieper|Dnieper|river|33|49|700|||Dnipro River;Dnieper River|
river.dniester|Dniester|river|27.5|48|450|||Dniester River;Nistru|
river.tigris|Tigris|river|43.5|35|700|||Tigris River|
river.euphrates|Euphrates|river|41|35|800|||Euphrates River|
river.jordan|Jordan River|river|35.55|32.3|110|||River Jordan|
river.indus|Indus|river|71|30|1000|||Indus River|
river.ganges|Ganges|river|83|26|900|||Ganges River;Ganga|
river.mekong|Mekong|river|103|18|1500|||Mekong River|
river.yangtze|Yangtze|river|110|30|1700|||Yangtze River|
river.amu-darya|Amu Darya|river|63|39.5|800||||
river.congo|Congo River|river|21|0|1300||||
river.niger|Niger River|river|1|13|1300||||
river.amazon|Amazon River|river|-60|-3|1700|||Amazon|
river.mississippi|Mississippi River|river|-90.5|38|1100||||
river.rio-grande|Rio Grande|river|-103|30|900||||
river.litani|Litani River|river|35.5|33.5|70|||Litani|
lake.baikal|Lake Baikal|lake|107.7|53.5|330|||Baikal|
lake.van|Lake Van|lake|42.9|38.6|65||||
lake.urmia|Lake Urmia|lake|45.4|37.7|75|||Urmia Lake|
lake.aral|Aral Sea|lake|59.5|45|220||||
lake.victoria|Lake Victoria|lake|33|-1|200||||
lake.tanganyika|Lake Tanganyika|lake|29.6|-6.2|340||||
lake.chad|Lake Chad|lake|14.1|13.2|90||||
lake.dead-sea|Dead Sea|lake|35.48|31.5|40||||
lake.sea-of-galilee|Sea of Galilee|lake|35.59|32.83|12|||Lake Tiberias;Lake Kinneret|
lake.balkhash|Lake Balkhash|lake|74.5|46.5|300||||
lake.ladoga|Lake Ladoga|lake|31.5|60.8|115|||Ladoga|
region.caucasus|Caucasus|region|44|42.5|600|||The Caucasus|
region.north-caucasus|North Caucasus|region|44|43.3|450|North Caucasian||Northern Caucasus|
region.south-caucasus|South Caucasus|region|45|41|450|South Caucasian||Southern Caucasus;Transcaucasia;Transcaucasus|
region.pankisi|Pankisi Gorge|region|45.3|42.1|20|||Pankisi|
region.kodori|Kodori Gorge|region|41.7|43|40|||Kodori Valley;Kodori|
region.krajina|Krajina|region|16|44.8|150|||Bosanska Krajina;Bosnian Krajina|
region.republika-srpska|Republika Srpska|region|18|44.5|220|Bosnian Serb+|||
region.vojvodina|Vojvodina|region|20|45.4|120||||
region.sandzak|Sandzak|region|20|43.2|80||||
region.bukovina|Bukovina|region|26|48|120||||
region.bessarabia|Bessarabia|region|28.5|46.8|250|Bessarabian+|||
region.dobruja|Dobruja|region|28.2|44.5|130|||Dobrudja;Dobrogea|
region.silesia|Silesia|region|17|51|200|Silesian+|||
region.thrace|Thrace|region|26.5|41.5|180|Thracian+|||
region.cilicia|Cilicia|region|35.5|37|170|Cilician+|||
region.eastern-anatolia|Eastern Anatolia|region|41.5|39|350||||
region.snake-island|Snake Island|region|30.204|45.255|2|||Zmiinyi Island;Zmeinyi Island|
region.arabat-spit|Arabat Spit|region|35.2|45.8|60||||
region.kinburn-spit|Kinburn Spit|region|31.7|46.5|25|||Kinburn Peninsula|
region.ghouta|Ghouta|region|36.4|33.5|25|||Eastern Ghouta;East Ghouta;Western Ghouta|
region.rojava|Rojava|region|40|36.7|250||||
region.bekaa|Bekaa Valley|region|36|33.9|70|||Beqaa Valley;Bekaa;Beqaa|
region.southern-lebanon|Southern Lebanon|region|35.4|33.3|50|||South Lebanon|
region.shebaa-farms|Shebaa Farms|region|35.72|33.3|8||||
region.galilee|Galilee|region|35.4|32.9|50|||Upper Galilee;Western Galilee;Lower Galilee|
region.negev|Negev|region|34.8|30.8|110|||Negev Desert|
region.philadelphi|Philadelphi Corridor|corridor|34.26|31.27|9||||
region.iraqi-kurdistan|Iraqi Kurdistan|region|44.5|36.4|180|||Kurdistan Region;Kurdistan Region of Iraq|
region.nineveh-plains|Nineveh Plains|region|43.3|36.5|50|||Nineveh Plain|
region.sunni-triangle|Sunni Triangle|region|43.5|33.9|150||||
region.kharg|Kharg Island|region|50.32|29.24|6||||
region.socotra|Socotra|region|54|12.5|70||||
region.tora-bora|Tora Bora|region|70.2|34.1|20||||
region.waziristan|Waziristan|region|69.8|32.6|110||||
region.north-waziristan|North Waziristan|region|70|33|60||||
region.south-waziristan|South Waziristan|region|69.6|32.3|70||||
region.swat|Swat Valley|region|72.4|35.2|70||||
region.tribal-areas|Federally Administered Tribal Areas|region|70|33.3|250||||FATA
region.aksai-chin|Aksai Chin|region|79.5|35.2|150||||
region.siachen|Siachen Glacier|region|77.1|35.4|50|||Siachen|
region.line-of-control|Line of Control|line|74.2|34.3|300||||
region.chittagong-hills|Chittagong Hill Tracts|region|92.3|22.6|120||||
region.mindanao|Mindanao|region|125|8|280||||
region.timor|Timor|region|125|-9.2|260||||
region.senkaku|Senkaku Islands|region|123.5|25.8|40|||Diaoyu Islands;Senkakus|
region.korean-peninsula|Korean Peninsula|region|127.5|38.3|500||||
region.panmunjom|Panmunjom|village|126.68|37.956|3||||
region.kivu|Kivu|region|28.5|-2.5|350||||
region.ituri|Ituri|region|29.8|1.7|180||||
region.ogaden|Ogaden|region|44|7|400||||
region.puntland|Puntland|region|49.5|9|350||||
region.jubaland|Jubaland|region|42|0.5|250||||
region.kordofan|Kordofan|region|30|13|400||||
region.casamance|Casamance|region|-15.5|12.8|150||||
region.niger-delta|Niger Delta|region|6|5|160||||
region.liptako-gourma|Liptako-Gourma|region|1|14.5|300||||
region.azawad|Azawad|region|-1|18.5|600||||
region.cyrenaica|Cyrenaica|region|22|28|600||||
region.tripolitania|Tripolitania|region|13.5|31|350||||
region.fezzan|Fezzan|region|14|26.5|450||||
region.darien|Darien Gap|region|-77.5|8|90||||
sea.gulf-of-sidra|Gulf of Sidra|sea|18|31.7|230|||Gulf of Sirte|
sea.gulf-of-suez|Gulf of Suez|sea|33|28.8|150||||
mountains.greater-caucasus|Greater Caucasus|mountain|44|42.7|550||||
mountains.lesser-caucasus|Lesser Caucasus|mountain|45|40.5|300||||
mountains.karakoram|Karakoram|mountain|76.5|35.8|250||||
mountains.elbrus|Mount Elbrus|mountain|42.44|43.35|10||||
mountains.hermon|Mount Hermon|mountain|35.857|33.416|12||||
pass.khyber|Khyber Pass|pass|71.1|34.1|30||||
river.shatt-al-arab|Shatt al-Arab|river|48.2|30.4|110|||Arvand Rud|
river.siverskyi-donets|Siverskyi Donets|river|38|49|350|||Seversky Donets;Siversky Donets;Severskyi Donets;Donets River|
river.oskil|Oskil River|river|37.6|49.7|150|||Oskil|
river.prut|Prut|river|27.8|47|350|||Prut River|
river.sava|Sava River|river|17.5|45.2|350|||Sava|
river.drina|Drina|river|19.2|44.2|160|||Drina River|
river.ibar|Ibar|river|20.7|43.1|100|||Ibar River|
river.neretva|Neretva|river|17.8|43.4|110|||Neretva River|
river.kura|Kura River|river|46|41|450||||
river.aras|Aras River|river|46|39.2|400|||Araks River;Araz River;Araxes|
river.terek|Terek River|river|45.5|43.5|250||||
river.inguri|Inguri River|river|41.9|42.6|80|||Enguri River;Ingur River|
river.orontes|Orontes|river|36.5|35|200|||Orontes River|
river.yarmouk|Yarmouk River|river|35.8|32.7|40||||
river.helmand|Helmand River|river|64|31.2|450||||
river.kabul|Kabul River|river|70|34.4|230||||
river.yalu|Yalu|river|125.5|41|300|||Yalu River|
river.tumen|Tumen River|river|129.5|42.6|200||||
river.blue-nile|Blue Nile River|river|35|11.5|500||||
river.senegal|Senegal River|river|-13.5|15.5|500||||
river.zambezi|Zambezi River|river|27|-16.5|1000||||
lake.kakhovka|Kakhovka Reservoir|lake|34.2|47.4|120||||
facility.rafah-crossing|Rafah crossing|facility|34.2433|31.2485|2|||Rafah border crossing|
facility.temple-mount|Temple Mount|facility|35.2354|31.7781|1|||Haram al-Sharif;Al-Aqsa compound|
facility.azovstal|Azovstal|facility|37.606|47.098|3|||Azovstal steelworks;Azovstal steel plant|
facility.zaporizhzhia-plant|Zaporizhzhia Nuclear Power Plant|facility|34.585|47.512|2|||Zaporizhzhya Nuclear Power Plant;Zaporizhzhia NPP|ZNPP
facility.chernobyl-plant|Chernobyl Nuclear Power Plant|facility|30.099|51.389|3|||Chornobyl Nuclear Power Plant;Chernobyl exclusion zone|
facility.kakhovka-dam|Kakhovka dam|facility|33.371|46.776|3|||Kakhovka hydroelectric power plant;Nova Kakhovka dam|
facility.mosul-dam|Mosul Dam|facility|42.823|36.63|3||||
facility.hmeimim|Hmeimim|facility|35.949|35.401|3|||Khmeimim;Hmeimim air base;Khmeimim air base|
facility.al-tanf|Al-Tanf|facility|38.617|33.506|10|||al-Tanf;At-Tanf|
facility.bagram|Bagram Airfield|facility|69.265|34.946|4|||Bagram Air Base;Bagram air base|
line.blue-line-lebanon|Blue Line|line|35.5|33.15|60||||
seat.kremlin|Kremlin|seat|37.6176|55.752|1|||Moscow Kremlin|
seat.white-house|White House|seat|-77.0365|38.8977|1||||
seat.pentagon|Pentagon|seat|-77.0559|38.8709|1||||
seat.elysee|Élysée Palace|seat|2.3165|48.8704|1|||Élysée;Elysee;Elysee Palace|
seat.downing-street|Downing Street|seat|-0.1276|51.5033|1||||
"""

# id | name | first day | last day | adjectives | people | further names | abbreviations
HISTORICAL_WORDS = """
soviet-union|Soviet Union|1922-12-30|1991-12-26|Soviet+||Union of Soviet Socialist Republics;Soviet Russia;Former Soviet Union;The Soviet Union;Советский Союз;СССР;Խորհրդային Միություն;ԽՍՀՄ;Sovet İttifaqı;SSRİ;Sovyetler Birliği|USSR;U.S.S.R.
yugoslavia|Yugoslavia|1918-12-01|2003-02-04|Yugoslav+;Yugoslavian+||Jugoslavia;Socialist Federal Republic of Yugoslavia;Former Yugoslavia;Югославия|SFRY
czechoslovakia|Czechoslovakia|1918-10-28|1992-12-31|Czechoslovak+;Czechoslovakian+||Чехословакия|
east-germany|East Germany|1949-10-07|1990-10-02|East German+||German Democratic Republic;ГДР|GDR;DDR
west-germany|West Germany|1949-05-23|1990-10-02|West German+|||
serbia-and-montenegro|Serbia and Montenegro|2003-02-04|2006-06-05||||
ottoman-empire|Ottoman Empire|1299-01-01|1922-11-01|Ottoman+||Ottoman Turkey;Османская империя;Օսմանյան կայսրություն;Osmanlı İmperiyası|
russian-empire|Russian Empire|1721-11-02|1917-09-14|Tsarist;Czarist||Imperial Russia;Tsarist Russia;Czarist Russia;Российская империя;Ռուսական կայսրություն;Rusiya İmperiyası|
russian-sfsr|Russian Soviet Federative Socialist Republic|1917-11-07|1991-12-25|||Russian SFSR;Soviet Russia|RSFSR
austria-hungary|Austria-Hungary|1867-03-30|1918-11-12|Austro-Hungarian+||Austro-Hungarian Empire;Habsburg Empire;Habsburg Monarchy|
prussia|Prussia|1525-04-10|1947-02-25|Prussian+|||
nazi-germany|Nazi Germany|1933-01-30|1945-05-23|||Third Reich|
weimar-republic|Weimar Republic|1918-11-09|1933-03-23||||
byzantine-empire|Byzantine Empire|0395-01-17|1453-05-29|Byzantine+||Byzantium|
roman-empire|Roman Empire||0476-09-04|||Ancient Rome|
persian-empire|Persian Empire||||||
british-empire|British Empire||||||
mandatory-palestine|Mandatory Palestine|1923-09-29|1948-05-14|||British Mandate for Palestine;Mandate Palestine|
british-raj|British Raj|1858-06-28|1947-08-14|||British India|
east-pakistan|East Pakistan|1955-10-14|1971-12-16|East Pakistani+|||
south-vietnam|South Vietnam|1955-10-26|1975-04-30|South Vietnamese|||
north-vietnam|North Vietnam|1945-09-02|1976-07-02|North Vietnamese|||
north-yemen|North Yemen|1918-10-30|1990-05-22|North Yemeni+||Yemen Arab Republic|
south-yemen|South Yemen|1967-11-30|1990-05-22|South Yemeni+||People's Democratic Republic of Yemen|
biafra|Biafra|1967-05-30|1970-01-15|Biafran+|||
"""

# ISO code of the country | unit as in admin1.csv | abbreviation with its stop | 1 when it also stands
# alone ("the B.C. government") and not only behind a place ("Lexington, Ky."). The usage of American
# and Canadian news agencies; states whose names they write out are not here.
UNIT_ABBREVIATIONS = """
US|Alabama|Ala.|
US|Arizona|Ariz.|
US|Arkansas|Ark.|
US|California|Calif.|
US|Colorado|Colo.|
US|Connecticut|Conn.|
US|Delaware|Del.|
US|District of Columbia|D.C.|1
US|Florida|Fla.|
US|Georgia|Ga.|
US|Illinois|Ill.|
US|Indiana|Ind.|
US|Kansas|Kan.|
US|Kentucky|Ky.|
US|Louisiana|La.|
US|Maryland|Md.|
US|Massachusetts|Mass.|
US|Michigan|Mich.|
US|Minnesota|Minn.|
US|Mississippi|Miss.|
US|Missouri|Mo.|
US|Montana|Mont.|
US|Nebraska|Neb.|
US|Nevada|Nev.|
US|New Hampshire|N.H.|
US|New Jersey|N.J.|1
US|New Mexico|N.M.|
US|New York|N.Y.|1
US|North Carolina|N.C.|
US|North Dakota|N.D.|
US|Oklahoma|Okla.|
US|Oregon|Ore.|
US|Pennsylvania|Pa.|
US|Rhode Island|R.I.|
US|South Carolina|S.C.|
US|South Dakota|S.D.|
US|Tennessee|Tenn.|
US|Texas|Tex.|
US|Vermont|Vt.|
US|Virginia|Va.|
US|Washington|Wash.|
US|West Virginia|W.Va.|
US|West Virginia|W. Va.|
US|Wisconsin|Wis.|
US|Wyoming|Wyo.|
CA|Alberta|Alta.|
CA|British Columbia|B.C.|1
CA|Manitoba|Man.|
CA|New Brunswick|N.B.|
CA|Newfoundland and Labrador|N.L.|
CA|Newfoundland and Labrador|Nfld.|
CA|Northwest Territories|N.W.T.|1
CA|Nova Scotia|N.S.|
CA|Ontario|Ont.|
CA|Prince Edward Island|P.E.I.|1
CA|Quebec|Que.|
CA|Saskatchewan|Sask.|
"""

# Places of war news that GeoNames' list of 500 and more inhabitants lacks: id | name | kind | country |
# lon | lat | radius in km | inhabitants, roughly | further names. From general knowledge; points
# are good to some kilometres, of regions to some tens.
# The country is empty where a place lies in several states or where states dispute it, so that the
# table takes no side; a hyphen behind it leaves out the unit, where two units claim the place.
MORE_PLACES = """
more.abu-shouk|Abu Shouk|village|SD|25.38|13.68|2|80000|Abu Shouk camp
more.ahmici|Ahmici|village|BA|17.82|44.127|1.8|500|
more.ain-al-asad|Ain al-Asad|village|IQ|42.441|33.786|2|2000|al-Asad air base;Ain al-Asad air base
more.ain-al-hilweh|Ain al-Hilweh|village|LB|35.379|33.545|2|70000|Ein el-Hilweh;Ain el-Hilweh
more.ain-el-delb|Ain el-Delb|village|LB|35.42|33.565|2.2|3000|Ain al-Delb
more.ain-tarma|Ain Tarma|village|SY|36.344|33.51|3|15000|Ein Tarma;Ayn Tarma
more.aita-al-shaab|Aita al-Shaab|village|LB|35.373|33.108|2.6|8000|Ayta al-Shab
more.ak-sai|Ak-Sai|village|KG|70.85|40.08|2|2000|
more.akobo|Akobo|town|SS|32.5|8.017|2.7|10000|
more.al-eis|al-Eis|village|SY|37.01|36|2|2000|Al-Eis
more.al-fashaga|al-Fashaga|region||35.9|14.1|50||Fashaga;Al-Fashqa
more.al-kamlin|al-Kamlin|town|SD|33.3|14.5|2.7|10000|Kamlin
more.al-qadam|al-Qadam|village|SY|36.29|33.45|2.7|10000|Qadam
more.amerli|Amerli|town|IQ|44.588|34.727|3.2|20000|Amirli
more.argeen|Argeen|village|SD|31.3|22.05|1.5||Argeen crossing
more.atmeh|Atmeh|village|SY|36.689|36.311|3.2|20000|Atma
more.bab-al-hawa|Bab al-Hawa|village|SY|36.687|36.238|2.2|3000|Bab al-Hawa crossing
more.bab-al-salama|Bab al-Salama|village|SY|37.086|36.641|2|2000|Bab al-Salameh
more.baga|Baga|town|NG|13.867|13.1|4.2|50000|
more.baghouz|Baghouz|village|SY|40.962|34.555|2|2000|Baghuz;al-Baghouz
more.balakot|Balakot|village|PK|73.35|34.55|4.9|80000|
more.banjska|Banjska|village|XK|20.81|42.95|1.9|1000|Banjska monastery
more.ben-gurion-airport|Ben Gurion airport|facility|IL|34.887|32.011|2||Ben-Gurion airport;Ben Gurion International Airport;Ben Gurion
more.birere|Birere|district|CD|29.232|-1.683|2|50000|
more.bunagana|Bunagana|town|CD|29.621|-1.293|3.2|20000|
more.chinshwehaw|Chinshwehaw|town|MM|98.79|23.85|2.7|10000|Chin Shwe Haw
more.dabiq|Dabiq|village|SY|37.2|36.59|2.3|5000|
more.dahiyeh|Dahiyeh|district|LB|35.506|33.852|2|500000|Dahieh;Dahiya
more.dansha|Dansha|town|ET-|36.77|13.78|3.2|20000|
more.demoso|Demoso|town|MM|96.6|19.22|2.3|5000|
more.dobrinja|Dobrinja|district|BA|18.33|43.83|2|20000|
more.dolomytne|Dolomytne|village|UA|38.22|48.43|1.7|400|
more.eastern-slavonia|Eastern Slavonia|region|HR|18.7|45.4|60||Slavonia
more.elephant-pass|Elephant Pass|town|LK|80.408|9.523|2.3|5000|
more.eredvi|Eredvi|village|GE|44.017|42.251|1.8|500|
more.ergneti|Ergneti|village|GE|44.012|42.166|1.9|1000|
more.es-sider|Es Sider|village|LY|18.34|30.64|2.3|5000|Sidra
more.fizi|Fizi|town|CD|29.1|-4.8|3.2|20000|
more.fordow|Fordow|village|IR|50.996|34.885|1.5||Fordo
more.fuaa|Fuaa|village|SY|36.698|35.985|3|15000|al-Fua;Foua;al-Foua;Fua
more.galwan-valley|Galwan Valley|region||78.2|34.75|20||Galwan valley
more.garm|Garm|town|TJ|68|38.46|3.2|20000|
more.goma-airport|Goma airport|facility|CD|29.238|-1.671|2||
more.grand-ethiopian-renaissance-dam|Grand Ethiopian Renaissance Dam|facility|ET|35.093|11.214|2||
more.hamdayet|Hamdayet|village|SD|36.117|14.42|2|2000|Hamdayat
more.hawija|Hawija|town|IQ|43.768|35.326|5.3|100000|Hawijah;Haweeja
more.heglig|Heglig|town||28.617|9.85|2.7|10000|
more.hrasnica|Hrasnica|town|BA|18.31|43.788|3|15000|
more.hryhorivka|Hryhorivka|village|UA|38.18|48.85|1.8|700|
more.hsipaw|Hsipaw|town|MM|97.3|22.6|4.2|50000|
more.humera|Humera|town|ET-|36.612|14.286|4.1|46000|Setit Humera
more.jebel-marra|Jebel Marra|region|SD|24.2|13|60||
more.jobar|Jobar|village|SY|36.331|33.527|3.2|20000|Jawbar;Jobar district
more.jurf-al-sakhar|Jurf al-Sakhar|town|IQ|44.28|32.76|3.2|20000|Jurf al-Sakher
more.kabkabiya|Kabkabiya|town|SD|23.917|14.283|2.7|10000|
more.kalehe|Kalehe|village|CD|28.9|-2.05|2.7|10000|
more.kavumu|Kavumu|town|CD|28.788|-2.238|2.7|10000|
more.kawlin|Kawlin|town|MM|95.7|23.776|3.6|30000|
more.kefraya|Kefraya|village|SY|36.68|35.99|2.7|10000|Kafraya
more.keraterm|Keraterm|village|BA|16.91|44.99|1.9|1000|
more.kerch-bridge|Kerch bridge|facility||36.51|45.3|2||Crimean bridge;Kerch Bridge;Crimea bridge
more.kerem-shalom|Kerem Shalom|facility||34.269|31.228|2||Kerem Shalom crossing;Karem Abu Salem
more.khampat|Khampat|town|MM|94.04|23.77|2.7|10000|
more.khiam|Khiam|town|LB|35.6097|33.3275|3.2|20000|al-Khiam;Khiyam
more.khurais|Khurais|facility|SA|48|24.35|2||
more.kibumba|Kibumba|village|CD|29.28|-1.45|2.7|10000|
more.kitchanga|Kitchanga|town|CD|29.13|-1.04|3.2|20000|Kitshanga
more.kobo|Kobo|town|ET|39.633|12.15|3.6|30000|
more.krtsanisi|Krtsanisi|village|GE|44.86|41.64|2|2000|
more.kulbus|Kulbus|town|SD|22.45|14.37|2.7|10000|
more.kunlong|Kunlong|town|MM|98.65|23.417|2.7|10000|
more.kvaisa|Kvaisa|town|GE|43|42.6|2.3|5000|
more.kweires|Kweires|village|SY|37.58|36.187|2.6|8000|Kuweires;Kuwayris
more.kyaukme|Kyaukme|town|MM|97.03|22.31|3.9|40000|
more.lake-edward|Lake Edward|lake||29.5|0.36|35||
more.lake-kivu|Lake Kivu|lake||29.1|-2|35||
more.liakhvi-gorge|Liakhvi gorge|region|GE|44.1|42.2|20||Liakhvi valley;Big Liakhvi gorge
more.maghazi|Maghazi|village|PS|34.3858|31.4211|2|24000|al-Maghazi
more.maksat|Maksat|village|KG|70.55|39.93|1.9|1000|
more.mambasa|Mambasa|town|CD|29.06|1.36|3.6|30000|
more.maroun-al-ras|Maroun al-Ras|village|LB|35.446|33.104|2.3|5000|Maroun el-Ras
more.masisi|Masisi|town|CD|28.81|-1.4|3.2|20000|
more.masnaa|Masnaa|village|LB|35.924|33.699|2.2|3000|Masnaa crossing;Masnaa border crossing
more.matupi|Matupi|town|MM|93.446|21.608|2.7|10000|
more.maungdaw|Maungdaw|town|MM|92.367|20.817|5.3|100000|
more.mawasi|Mawasi|town|PS|34.26|31.34|3.2|20000|al-Mawasi;Muwasi
more.meiss-el-jabal|Meiss el-Jabal|village|LB|35.54|33.197|2.3|5000|Mays al-Jabal;Meis al-Jabal
more.minbya|Minbya|town|MM|93.13|20.31|3.2|20000|
more.mindat|Mindat|town|MM|93.91|21.2|3.2|20000|
more.minova|Minova|town|CD|29.02|-1.71|3.6|30000|
more.moadamiya|Moadamiya|town|SY|36.248|33.48|4.2|50000|Moadamiyeh;Muadamiyat al-Sham;Moadamiyet al-Sham
more.mount-igman|Mount Igman|mountain|BA|18.27|43.75|8||Mt Igman;Igman
more.mount-sinjar|Mount Sinjar|mountain|IQ|41.8|36.37|8||Sinjar mountain;Mt Sinjar
more.mugunga|Mugunga|village|CD|29.17|-1.62|4.2|50000|
more.muridke|Muridke|village|PK|74.19|32.08|4.4|60000|
more.mweso|Mweso|town|CD|29.077|-1.137|3.6|30000|
more.myebon|Myebon|town|MM|93.37|20.05|3.2|20000|
more.namtu|Namtu|town|MM|97.4|23.083|3.2|20000|
more.nasib|Nasib|village|SY|36.187|32.552|2.2|3000|Nassib;Nasib crossing
more.nasir|Nasir|town|SS|32.05|8.463|2.7|10000|Nasser town
more.nawzad|Nawzad|town|AF|64.76|32.32|2.7|10000|
more.nehm|Nehm|village|YE|44.52|15.75|2.3|5000|Nihm
more.netzarim-corridor|Netzarim Corridor|facility|PS|34.42|31.46|4||Netzarim corridor;Netzarim
more.nikozi|Nikozi|village|GE|43.947|42.246|1.8|500|Zemo Nikozi
more.nir-oz|Nir Oz|village|IL|34.4022|31.3125|1.7|400|Kibbutz Nir Oz
more.nuba-mountains|Nuba Mountains|region|SD|29.9|11.2|110||
more.nyabibwe|Nyabibwe|village|CD|28.91|-2.11|2.7|10000|
more.odaisseh|Odaisseh|village|LB|35.548|33.271|2.3|4000|Adaisseh;al-Adaisseh
more.omhajer|Omhajer|town|ER|37.32|14.86|2.3|5000|
more.paletwa|Paletwa|town|MM|92.974|21.374|3.2|20000|
more.palma|Palma|town|MZ|40.48|-10.773|4.7|70000|
more.perim|Perim|island|YE|43.405|12.655|12||Mayun
more.pervomaiskoye|Pervomaiskoye|village|RU|46.516|43.62|2.2|3000|
more.pibor|Pibor|town|SS|33.117|6.8|3.2|20000|
more.plitvice|Plitvice|village|HR|15.615|44.881|5|5000|Plitvice Lakes
more.ponnagyun|Ponnagyun|town|MM|92.97|20.6|3.2|20000|
more.potocari|Potocari|village|BA|19.3|44.155|2.3|4000|Potočari
more.preah-vihear-temple|Preah Vihear temple|facility|KH|104.68|14.391|2||
more.racak|Racak|village|XK|20.99|42.518|1.9|1000|Recak
more.ras-isa|Ras Isa|facility|YE|42.601|15.119|2||
more.ras-lanuf|Ras Lanuf|town|LY|18.56|30.504|3.2|20000|
more.rathedaung|Rathedaung|town|MM|92.76|20.48|3.9|40000|
more.re-im|Re'im|village|IL|34.4583|31.3889|1.6|100|Reim
more.renk|Renk|town|SS|32.78|11.75|2.7|10000|
more.rikhawdar|Rikhawdar|town|MM|93.39|23.37|2.3|5000|Rihkhawdar
more.rimal|Rimal|district|PS|34.456|31.51|2|40000|al-Rimal
more.robotyne|Robotyne|village|UA|35.836|47.44|1.8|500|Rabotino
more.roki-tunnel|Roki Tunnel|facility||44.118|42.596|2||Roki tunnel
more.rubare|Rubare|town|CD|29.37|-1.29|3.2|20000|
more.rubaya|Rubaya|village|CD|28.88|-1.57|2.3|5000|
more.sabra|Sabra|village|LB|35.5|33.866|2|5000|
more.salween|Salween|river||98.3|20|500||Thanlwin
more.sambisa-forest|Sambisa forest|region|NG|13|11.5|60||Sambisa Forest
more.selekleka|Selekleka|town|ET|38.33|13.99|2.7|10000|
more.shambat-bridge|Shambat bridge|facility|SD|32.522|15.65|2||Shambat Bridge
more.shatila|Shatila|village|LB|35.494|33.864|2|15000|Chatila
more.shayrat|Shayrat|village|SY|36.909|34.49|1.9|1000|Shayrat air base
more.shebaa|Shebaa|village|LB|35.743|33.349|2.6|8000|Chebaa
more.sheikh-maqsoud|Sheikh Maqsoud|district|SY|37.13|36.22|2|60000|Sheikh Maqsud;Sheikh Maksoud
more.shujaiya|Shujaiya|district|PS|34.476|31.504|2|90000|Shejaia;Shijaiyah;Shuja'iyya;Shejaiya;Shujayea
more.svaneti|Svaneti|region|GE|42.4|42.9|50||
more.ta-muen-thom|Ta Muen Thom|facility||103.266|14.349|2||Ta Moan Thom;Prasat Ta Muen Thom
more.tawila|Tawila|village|SD|24.8|14.37|2.3|5000|Tawilah
more.tekeze|Tekeze|river||38.3|13.9|150||Tekezé
more.thandwe|Thandwe|town|MM|94.369|18.461|3.9|40000|
more.thantlang|Thantlang|town|MM|93.58|22.77|2.7|10000|
more.tinzaouaten|Tinzaouaten|town|ML|2.966|19.954|1.9|1000|Tinzawaten
more.togoga|Togoga|village|ET|39.25|13.56|2.2|3000|
more.tongo-tongo|Tongo Tongo|town|NE|1.5|15|2.3|5000|
more.torkham|Torkham|town||71.1|34.08|3.2|20000|
more.trnopolje|Trnopolje|village|BA|16.786|44.957|1.9|1000|
more.trebevic|Trebevic|mountain|BA|18.45|43.82|8||Mount Trebevic
more.tserona|Tserona|village|ER|39.4|14.75|2.3|5000|Tsorona
more.tuffah|Tuffah|district|PS|34.462|31.492|2|30000|
more.um-rakuba|Um Rakuba|village|SD|35.6|13.7|2.3|5000|Um Raquba
more.vaziani|Vaziani|facility|GE|45.03|41.628|2||Vaziani air base;Vaziani military base
more.walikale|Walikale|town|CD|28.06|-1.41|3.6|30000|
more.yaroun|Yaroun|village|LB|35.422|33.08|2.3|4000|
more.younine|Younine|village|LB|36.271|34.076|2.3|4000|
more.zalambessa|Zalambessa|town|ET|39.09|14.533|2.7|10000|Zalambesa
more.zamalka|Zamalka|town|SY|36.354|33.523|3.9|40000|
more.zamzam|Zamzam|village|SD|25.3|13.4|2|300000|Zamzam camp
more.zboud|Zboud|village|LB|36.4|34.2|2.3|5000|Zabboud
more.zeitoun|Zeitoun|district|PS|34.45|31.488|2|80000|al-Zaytoun
more.zepa|Zepa|village|BA|19.126|43.955|2.2|3000|Žepa
"""

# Spellings of news that GeoNames lacks: GeoNames id | country | name in news | spellings.
MORE_NAMES = """
3193692|BA|Pale|Pale
2886242|DE|Cologne|Cologne
345731|ET|Abi Adi|Abiy Addi
339708|ET|Debre Markos|Debre Markos
330118|ET|Nekemte|Nekemte
334227|ET|Shire|Shire Inda Selassie;Shire
326406|ET|Woldiya|Woldiya
326116|ET|Wukro|Wikro
615914|GE|Akhalgori|Leningor
798780|GE|Inguri|Enguri
614217|GE|Java|Djava
611403|GE|Tskhinvali|Tskhinvali
295538|IL|Be'eri|Beeri;Kibbutz Be'eri
295530|IL|Beersheba|Beersheva
294563|IL|Kfar Aza|Kfar Aza;Kibbutz Kfar Aza
294517|IL|Rosh Hanikra|Rosh Hanikra;Rosh HaNikra
1258891|IN|Rajouri|Rajouri
97783|IQ|Baiji|Beiji
97990|IQ|Baquba|Baaquba
97890|IQ|Bartella|Bartalla
99454|IQ|Fallujah|Fallouja
99226|IQ|Iskandariya|Iskandariyah
99131|IQ|Kut|Kut
99062|IQ|Muqdadiya|Muqdadiya
98854|IQ|Nasiriyah|Nassiriya;Nassiriyah
92138|IQ|Qaim|Qaim
92430|IQ|Qaraqosh|Bakhdida;Hamdaniya
99003|IQ|Qayyarah|Qayyara;Qayara
92004|IQ|Rawa|Rawa
91057|IQ|Shirqat|Shirqat;al-Shirqat
448149|IQ|Sinjar|Sinjar town
98463|IQ|Sulaymaniyah|Sulaimaniyah;Sulaymaniya
90393|IQ|Tal Afar|Talafar
90026|IQ|Tuz Khurmatu|Tuz Khormato;Tuz Khurmato
273675|LB|Arsal|Ersal
276592|LB|Bint Jbeil|Bint Jbail
279997|LB|Hermel|Al-Hermel
271226|LB|Marjayoun|Marjeyoun
278832|LB|Naqoura|Nakoura
2218840|LY|Bani Walid|Beni Walid
2215210|LY|Brega|Brega;Marsa al-Brega
2216645|LY|Jufra|Jufra;al-Jufra
88962|LY|Kufra|Kufra
2210221|LY|Tarhuna|Tarhouna
2216885|LY|Zawiya|al-Zawiya
1316752|MM|Kyaukphyu|Kyaukphyu
13494766|MM|Laukkai|Laukkaing;Laukai
1308318|MM|Muse|Muse
281141|PS|Deir al-Balah|Deir al-Balah;Deir Al-Balah
295177|PS|Erez|Erez crossing
281109|PS|Nuseirat|Nusseirat
282457|PS|Qalqilya|Qalqilya
203112|RW|Butare|Huye
202905|RW|Gisenyi|Rubavu
377962|SD|Babanusa|Babanousa
380174|SD|Damazin|al-Damazin
376450|SD|Dilling|Dalang
380148|SD|Ed Daein|al-Daein
379555|SD|El Fasher|al-Fasher
379003|SD|El Obeid|al-Obeid
378699|SD|En Nahud|al-Nuhud;El Nahud;al-Nahud
373141|SD|Kadugli|Kadogli
379251|SD|Khartoum North|Khartoum Bahri
2407656|SL|Koidu|Kono
64460|SO|Beledweyne|Beledwein
64013|SO|Bosaso|Bossaso
400769|SO|Las Anod|Lasanod
174611|SY|Abu al-Duhur|Abu al-Duhur;Abu Duhur
174186|SY|Afrin|Efrin
172134|SY|Ain Issa|Ain Issa;Ein Issa;Ayn Issa
174448|SY|Albukamal|Albukamal;Boukamal;Bukamal
169372|SY|Arbin|Arbin;Erbin
172082|SY|Azaz|Azzaz
171451|SY|Binnish|Binnish town
170892|SY|Daraya|Daraya suburb
170794|SY|Deir ez-Zor|Deir Ezzor;Deir Ezzour;Deir el-Zour
174506|SY|Hajin|Hajjin
168668|SY|Houla|al-Houla
169023|SY|Jisr al-Shughur|Jisr al-Shughur
168620|SY|Kafr Zita|Kafr Zeita;Kfar Zita
168661|SY|Kafranbel|Kafranbel town
168519|SY|Kessab|Kasab
167899|SY|Khasham|Khasham;Khsham
172256|SY|Kobani|Ain al-Arab
167375|SY|Maaloula|Maalula
167611|SY|Maarat al-Numan|Maarat al-Numan;Maaret al-Numan;Maarat al-Nouman;Maarrat al-Numan;Ma'arat al-Numan
167357|SY|Manbij|Minbij
167080|SY|Maskanah|Maskana
173480|SY|Mayadin|Mayadeen
166227|SY|Qalaat al-Madiq|Qalaat al-Madiq;Qalaat al-Mudiq
173377|SY|Qamishli|Qamishli;Qamishlo
173322|SY|Qusair|Al-Qusair;Qusseir
172955|SY|Raqqa|al-Raqqa
165509|SY|Ras al-Ain|Ras al-Ain;Ras al-Ayn;Serekaniye
11428685|SY|Rukban|Rukban camp
164947|SY|Salamiyah|Salamiya
172408|SY|Sweida|al-Suwayda;Sweida city;Swaida
172374|SY|Tabqa|Tabaqa
163750|SY|Tal Abyad|Tel Abyad
163476|SY|Tal Rifaat|Tal Rifaat;Tell Rifaat;Tel Rifaat;Tal Rifat;Tel Rifat
163434|SY|Tal Tamr|Tal Tamr
163533|SY|Talkalakh|Tal Kalakh
172232|SY|Wadi Barada|Ain al-Fijeh
166716|SY|Yarmouk camp|Yarmouk refugee camp
172059|SY|Zabadani|al-Zabadani
173797|SY|al-Hol|al-Hol;al-Hol camp;Al Hol
169138|SY|al-Rai|al-Rai;Al-Rai;Cobanbey
172503|SY|al-Safira|As-Safira
707898|UA|Huliaipole|Hulyaipole;Gulyaipole
700569|UA|Mykolaiv|Nikolayev
687700|UA|Zaporizhzhia|Zaporizhia
790701|XK|Drenica|Drenica
791646|XK|Gjakova|Djakovica
77726|YE|Ataq|Ateq
79836|YE|Bayda|Bayda
80384|YE|Dhale|al-Dhale;Dhalea
79415|YE|Hodeidah|Hodeidah;al-Hodeida;Hudeidah
73560|YE|Lahj|al-Houta
72968|YE|Marib|Mareb
78751|YE|Mocha|al-Mokha;Al-Makha
71334|YE|Saada|Sa'ada;Saadah
34703|YE|Sirwah|Serwah
70225|YE|Taiz|Ta'iz
69426|YE|Zinjibar|Zinjubar
79131|YE|al-Khokha|al-Khokha;Khawkhah
"""

"""Small sound translations in ten languages: what careful translators make of French sentences.

They have what the shipped leaflet lacks: numbers in words and in Roman numerals, times, typed
amounts, fractions, temperatures, ordinals, and sentences whose order is their language's own.
"""

from __future__ import annotations

from typing import Final

FIGURES: Final = """\
figures:
  bus: {value: 2, unit: bus, source: unstated}
  rames: {value: 6, unit: rames, source: unstated}
  budget: {value: 100000000, unit: EUR, source: unstated}
  part: {value: 33000000, unit: EUR, source: unstated}
  hausse: {value: 12.5, unit: "%", source: unstated}
  audience: {value: 1400000, unit: personnes, source: unstated}
  ecoles: {value: 24, unit: écoles, source: unstated}
"""
UNITS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "en": {
        "bus": ("bus", "buses"),
        "rames": ("tram", "trams"),
        "écoles": ("school", "schools"),
    },
    "nl": {
        "bus": ("bus", "bussen"),
        "rames": ("tramstel", "tramstellen"),
        "écoles": ("school", "scholen"),
    },
    "de": {
        "bus": ("Bus", "Busse"),
        "rames": ("Straßenbahn", "Straßenbahnen"),
        "écoles": ("Schule", "Schulen"),
    },
    "pl": {
        "bus": ("autobus", "autobusy", "autobusów"),
        "rames": ("tramwaj", "tramwaje", "tramwajów"),
        "écoles": ("szkoła", "szkoły", "szkół"),
    },
    "uk": {
        "bus": ("автобус", "автобуси", "автобусів"),
        "rames": ("трамвай", "трамваї", "трамваїв"),
        "écoles": ("школа", "школи", "шкіл"),
    },
    "ar": {
        "bus": ("حافلة", "حافلة", "حافلتان", "حافلات", "حافلة", "حافلة"),
        "rames": ("عربة", "عربة", "عربتان", "عربات", "عربة", "عربة"),
        "écoles": ("مدرسة", "مدرسة", "مدرستان", "مدارس", "مدرسة", "مدرسة"),
    },
    "es": {
        "bus": ("autobús", "autobuses"),
        "rames": ("tranvía", "tranvías"),
        "écoles": ("escuela", "escuelas"),
    },
    "it": {
        "bus": ("autobus", "autobus"),
        "rames": ("tram", "tram"),
        "écoles": ("scuola", "scuole"),
    },
    "cs": {
        "bus": ("autobus", "autobusy", "autobusů"),
        "rames": ("tramvaj", "tramvaje", "tramvají"),
        "écoles": ("škola", "školy", "škol"),
    },
    "ja": {
        "bus": ("バス",),
        "rames": ("電車",),
        "écoles": ("校",),
    },
}
"""The words that stand after figures, in the plural forms of Babel's header."""
FRENCH: Final = (
    "{rames} rames et {bus} bus depuis le 31 janvier 2017",
    "{budget:compact} d'euros, dont {part:compact} pour les {ecoles} écoles, en juin 2015",
    "Trois villages et douze lycées ont reçu 1,5 million d'euros",
    "{hausse} de visiteurs en plus au XIXe siècle ; 40 % des 1 200 élèves",
    "De 10 h 30 à 18 h, du 3 au 7 juillet 2015",
    "{audience:millions} million de personnes, 2,5 fois plus qu'en 2012",
    "Vingt-trois communes et deux cents bénévoles",
    "Millions d'euros",
    "-5 °C en février 2012, puis +12 % en mars 2013",
    "Le troisième pont, la cinquième gare",
    "La ligne 7 ouvre en 2013 et le musée en 2016",
)
"""The eighth is the title of a chart."""
TITLE: Final = 7
SOUND: Final = {
    "en": (
        "{rames} trams and {bus} buses since 31 January 2017",
        "€{budget:compact}, including €{part:compact} for the {ecoles} schools, in June 2015",
        "Three villages and twelve high schools received €1.5 million",
        "{hausse} more visitors in the 19th century; 40% of the 1,200 pupils",
        "From 10:30 a.m. to 6 p.m., 3–7 July 2015",
        "{audience:compact} people, 2.5 times more than in 2012",
        "Twenty-three towns and two hundred volunteers",
        "€ million",
        "-5 °C in February 2012, then up 12% in March 2013",
        "The third bridge, the fifth station",
        "Line 7 opens in 2013 and the museum in 2016",
    ),
    "nl": (
        "{rames} tramstellen en {bus} bussen sinds 31 januari 2017",
        "{budget:compact} euro, waarvan {part:compact} voor de {ecoles} scholen, in juni 2015",
        "Drie dorpen en twaalf lycea kregen 1,5 miljoen euro",
        "{hausse} meer bezoekers in de 19e eeuw; 40% van de 1.200 leerlingen",
        "Van 10.30 tot 18 uur, van 3 tot 7 juli 2015",
        "{audience:millions} miljoen mensen, 2,5 keer meer dan in 2012",
        "Drieëntwintig gemeenten en tweehonderd vrijwilligers",
        "Miljoen euro",
        "-5 °C in februari 2012, daarna +12% in maart 2013",
        "De derde brug, het vijfde station",
        "Lijn 7 opent in 2013 en het museum in 2016",
    ),
    "de": (
        "{rames} Straßenbahnen und {bus} Busse seit dem 31. Januar 2017",
        "{budget:compact} Euro, davon {part:compact} für die {ecoles} Schulen, im Juni 2015",
        "Drei Dörfer und zwölf Gymnasien erhielten 1,5 Mio. Euro",
        "{hausse} mehr Besucher im 19. Jahrhundert; 40 Prozent der 1200 Schüler",
        "Von 10.30 bis 18 Uhr, vom 3. bis 7. Juli 2015",
        "{audience:compact} Menschen, 2,5-mal so viele wie 2012",
        "Dreiundzwanzig Gemeinden und zweihundert Freiwillige",
        "Mio. Euro",
        "-5 °C im Februar 2012, dann +12 % im März 2013",
        "Die dritte Brücke, der fünfte Bahnhof",
        "Die Linie 7 wird 2013 eröffnet und das Museum 2016",
    ),
    "pl": (
        "{rames:full} i {bus:full} od 31 stycznia 2017 r.",
        "{budget:compact} euro, w tym {part:compact} dla szkół ({ecoles}), w czerwcu 2015 r.",
        "Trzy wsie i dwanaście liceów otrzymały 1,5 mln euro",
        "{hausse} więcej gości w XIX wieku; 40% z 1200 uczniów",
        "Od 10.30 do 18, od 3 do 7 lipca 2015",
        "{audience:compact} osób, 2,5 raza więcej niż w 2012",
        "Dwadzieścia trzy gminy i dwustu wolontariuszy",
        "Miliony euro",
        "-5 °C w lutym 2012 r., potem +12% w marcu 2013 r.",
        "Trzeci most, piąta stacja",
        "Linia 7 rusza w 2013, a muzeum w 2016",
    ),
    "uk": (
        "{rames:full} і {bus:full} з 31 січня 2017 року",
        "{budget:compact} євро, з них {part:compact} для шкіл ({ecoles}), у червні 2015 року",
        "Три села й дванадцять ліцеїв отримали 1,5 млн євро",
        "На {hausse} більше гостей у XIX столітті; 40 % із 1200 учнів",
        "З 10:30 до 18, з 3 до 7 липня 2015",
        "{audience:compact} осіб, у 2,5 раза більше, ніж 2012",
        "Двадцять три громади і двісті волонтерів",
        "Мільйони євро",
        "-5 °C у лютому 2012, потім +12 % у березні 2013",
        "Третій міст, п’ята станція",
        "Лінія 7 відкриється 2013, а музей 2016",
    ),
    "ar": (
        "{rames:full} و{bus:full} منذ 31 يناير 2017",
        "{budget:compact} يورو، منها {part:compact} للمدارس ({ecoles})، في يونيو 2015",
        "تلقّت ثلاث قرى واثنتا عشرة ثانوية 1.5 مليون يورو",
        "{hausse} زيادة في الزوار في القرن التاسع عشر؛ 40% من 1,200 تلميذ",
        "من 10:30 إلى 18، من 3 إلى 7 يوليو 2015",
        "{audience:compact} شخص، أي 2.5 مرة أكثر من 2012",
        "ثلاث وعشرون بلدية ومئتا متطوع",
        "ملايين اليورو",
        "-5 °C في فبراير 2012 ثم +12% في مارس 2013",
        "الجسر الثالث والمحطة الخامسة",
        "يفتتح الخط 7 عام 2013 والمتحف عام 2016",
    ),
    "es": (
        "{rames} tranvías y {bus} autobuses desde el 31 de enero de 2017",
        "{budget:compact} de euros, {part:compact} para las {ecoles} escuelas, en junio de 2015",
        "Tres pueblos y doce institutos recibieron 1,5 millones de euros",
        "{hausse} más de visitantes en el siglo XIX; el 40 % de los 1200 alumnos",
        "De 10:30 a 18 h, del 3 al 7 de julio de 2015",
        "{audience:compact} de personas, 2,5 veces más que en 2012",
        "Veintitrés municipios y doscientos voluntarios",
        "Millones de euros",
        "-5 °C en febrero de 2012, luego +12 % en marzo de 2013",
        "El tercer puente, la quinta estación",
        "La línea 7 abre en 2013 y el museo en 2016",
    ),
    "it": (
        "{rames} tram e {bus} autobus dal 31 gennaio 2017",
        "{budget:compact} di euro, di cui {part:compact} per le {ecoles} scuole, nel giugno 2015",
        "Tre villaggi e dodici licei hanno ricevuto 1,5 milioni di euro",
        "{hausse} di visitatori in più nel XIX secolo; il 40% dei 1.200 alunni",
        "Dalle 10.30 alle 18, dal 3 al 7 luglio 2015",
        "{audience:compact} di persone, 2,5 volte più che nel 2012",
        "Ventitré comuni e duecento volontari",
        "Milioni di euro",
        "-5 °C nel febbraio 2012, poi +12% nel marzo 2013",
        "Il terzo ponte, la quinta stazione",
        "La linea 7 apre nel 2013 e il museo nel 2016",
    ),
    "cs": (
        "{rames:full} a {bus:full} od 31. ledna 2017",
        "{budget:compact} eur, z toho {part:compact} pro školy ({ecoles}), v červnu 2015",
        "Tři vesnice a dvanáct gymnázií dostaly 1,5 milionu eur",
        "O {hausse} více návštěvníků v 19. století; 40 % z 1 200 žáků",
        "Od 10.30 do 18 h, od 3. do 7. července 2015",
        "{audience:compact} osob, 2,5krát více než v roce 2012",
        "Dvacet tři obcí a dvě stě dobrovolníků",
        "Miliony eur",
        "-5 °C v únoru 2012, potom +12 % v březnu 2013",
        "Třetí most, páté nádraží",
        "Linka 7 se otevře v roce 2013 a muzeum v roce 2016",
    ),
    "ja": (
        "2017年1月31日から電車{rames}両とバス{bus}台",
        "2015年6月に{budget:compact}ユーロ、うち{ecoles}校に{part:compact}ユーロ",
        "3つの村と12の高校が150万ユーロを受け取った",
        "19世紀には来訪者が{hausse}増加、生徒1,200人の40%",
        "2015年7月3日から7日まで、10:30から18時",
        "{audience:compact}人、2012年の2.5倍",
        "23の自治体と200人のボランティア",
        "百万ユーロ",
        "2012年2月に-5 °C、2013年3月には+12%",
        "3番目の橋、5番目の駅",
        "7号線は2013年、博物館は2016年に開業",
    ),
}

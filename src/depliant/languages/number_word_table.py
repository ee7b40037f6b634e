"""The words for numbers, a table a language: numbers and ordinals, with the cases of nouns."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Words(Struct, frozen=True):
    """The words of one language: `value` and its words, `|` between them.

    `joints` stand within a number (vingt et un); `unsure` are words that mean something else as
    often, or about so many; `ones` are those of 1, which are read within larger numbers alone.
    `solid` says how numbers below a hundred are written in one word, units first: "{unit}und{ten}".
    `thousand` stands within larger words: viertausend.
    """

    units: str
    tens: str
    hundreds: str = ""
    ones: str = ""
    ordinals: str = ""
    joints: str = ""
    unsure: str = ""
    solid: str = ""
    hundred: str = ""
    thousand: str = ""
    scores: bool = False


TABLE: Final = {
    "fr": Words(
        "2=deux 3=trois 4=quatre 5=cinq 6=six 7=sept 8=huit 9=neuf 10=dix 11=onze 12=douze "
        "13=treize "
        "14=quatorze 15=quinze 16=seize",
        "20=vingt|vingts 30=trente 40=quarante 50=cinquante 60=soixante 70=septante 80=huitante "
        "90=nonante",
        "100=cent|cents",
        "un|une|unième",
        "2=deuxième|deuxièmes 3=troisième|troisièmes 4=quatrième|quatrièmes 5=cinquième|cinquièmes "
        "6=sixième|sixièmes 7=septième 8=huitième 9=neuvième 10=dixième 12=douzième 20=vingtième "
        "100=centième",
        "et",
        "1=premier|première|premiers|premières 9=neuf 10=dizaine|dizaines "
        "12=douzaine|douzaines|midi 15=quinzaine|quinzaines 20=vingtaine "
        "30=trentaine 40=quarantaine 50=cinquantaine 60=soixantaine "
        "100=centaine|centaines|centenaire "
        "2=second|seconde",
        hundred="cent",
        scores=True,
    ),
    "en": Words(
        "2=two 3=three 4=four 5=five 6=six 7=seven 8=eight 9=nine 10=ten 11=eleven 12=twelve "
        "13=thirteen 14=fourteen 15=fifteen 16=sixteen 17=seventeen 18=eighteen 19=nineteen",
        "20=twenty 30=thirty 40=forty 50=fifty 60=sixty 70=seventy 80=eighty 90=ninety",
        "100=hundred|hundreds",
        "one",
        "3=third|thirds 4=fourth 5=fifth 6=sixth 7=seventh 8=eighth 9=ninth 10=tenth 11=eleventh "
        "12=twelfth 20=twentieth 100=hundredth",
        "and",
        "1=first 12=dozen|dozens|noon|midday 2=second|both|couple|pair|twice|double 3=triple "
        "4=quarter "
        "14=fortnight "
        "15=fortnights|fortnight",
        hundred="hundred",
    ),
    "nl": Words(
        "2=twee 3=drie 4=vier 5=vijf 6=zes 7=zeven 8=acht 9=negen 10=tien 11=elf 12=twaalf "
        "13=dertien "
        "14=veertien 15=vijftien 16=zestien 17=zeventien 18=achttien 19=negentien",
        "20=twintig 30=dertig 40=veertig 50=vijftig 60=zestig 70=zeventig 80=tachtig 90=negentig",
        "100=honderd|honderden",
        "een|één",
        "2=tweede 3=derde 4=vierde 5=vijfde 6=zesde 7=zevende 8=achtste 9=negende 10=tiende "
        "12=twaalfde 20=twintigste 100=honderdste",
        unsure="1=eerste 12=dozijn 10=tiental|tientallen 20=twintigtal 50=vijftigtal "
        "100=honderdtal 2=beide",
        solid="{unit}en{ten}",
        hundred="honderd",
        thousand="duizend",
    ),
    "de": Words(
        "2=zwei|zweier|zweien|zwo 3=drei|dreier|dreien 4=vier|vieren 5=fünf 6=sechs 7=sieben "
        "8=acht "
        "9=neun 10=zehn 11=elf 12=zwölf 13=dreizehn 14=vierzehn 15=fünfzehn 16=sechzehn "
        "17=siebzehn "
        "18=achtzehn 19=neunzehn",
        "20=zwanzig 30=dreißig|dreissig 40=vierzig 50=fünfzig 60=sechzig 70=siebzig 80=achtzig "
        "90=neunzig",
        "100=hundert|hunderte",
        "eins|ein|eine|einem|einen|einer",
        "2=zweite|zweiten|zweiter|zweites 3=dritte|dritten|dritter|drittes "
        "4=vierte|vierten|vierter "
        "5=fünfte|fünften|fünfter 6=sechste|sechsten|sechster 7=siebte|siebten "
        "8=achte|achten|achter "
        "9=neunte|neunten 10=zehnte|zehnten",
        unsure="1=erste|ersten|erster|erstes|erstem 12=dutzend|mittag|mittags 8=acht|achten|achte "
        "2=beide|beiden 7=sieben 4=vieren",
        solid="{unit}und{ten}",
        hundred="hundert",
        thousand="tausend",
    ),
    "pl": Words(
        "2=dwa|dwie|dwaj|dwóch|dwu|dwom|dwoma|dwiema|dwoje 3=trzy|trzej|trzech|trzem|trzema|troje "
        "4=cztery|czterej|czterech|czterem|czterema|czworo 5=pięć|pięciu|pięcioma|pięcioro "
        "6=sześć|sześciu|sześcioma 7=siedem|siedmiu 8=osiem|ośmiu 9=dziewięć|dziewięciu "
        "10=dziesięć|dziesięciu 11=jedenaście|jedenastu 12=dwanaście|dwunastu "
        "13=trzynaście|trzynastu "
        "14=czternaście|czternastu 15=piętnaście|piętnastu 16=szesnaście|szesnastu "
        "17=siedemnaście|siedemnastu 18=osiemnaście|osiemnastu 19=dziewiętnaście|dziewiętnastu",
        "20=dwadzieścia|dwudziestu 30=trzydzieści|trzydziestu 40=czterdzieści|czterdziestu "
        "50=pięćdziesiąt|pięćdziesięciu 60=sześćdziesiąt|sześćdziesięciu "
        "70=siedemdziesiąt|siedemdziesięciu 80=osiemdziesiąt|osiemdziesięciu "
        "90=dziewięćdziesiąt|dziewięćdziesięciu",
        "100=sto|stu 200=dwieście|dwustu 300=trzysta|trzystu 400=czterysta|czterystu "
        "500=pięćset|pięciuset 600=sześćset|sześciuset 700=siedemset|siedmiuset "
        "800=osiemset|ośmiuset 900=dziewięćset|dziewięciuset",
        "jeden|jedna|jedno|jednego|jednej",
        "2=drugi|druga|drugie|drugiego|drugiej|drugim "
        "3=trzeci|trzecia|trzecie|trzeciego|trzeciej|trzecim "
        "4=czwarty|czwarta|czwarte|czwartego|czwartej 5=piąty|piąta|piąte|piątego|piątej "
        "6=szósty|szósta|szóste 7=siódmy|siódma|siódme 8=ósmy|ósma|ósme 9=dziewiąty 10=dziesiąty",
        unsure="1=pierwszy|pierwsza|pierwsze|pierwszego|pierwszej|pierwszym "
        "10=dziesiątki|dziesiątek 12=tuzin 100=setki|setek 2=oba|obie|obu",
    ),
    "uk": Words(
        "2=два|дві|двох|двом|двома|двоє 3=три|трьох|трьом|трьома|троє "
        "4=чотири|чотирьох|чотирьом|чотирма|четверо 5=п’ять|п’яти|п’ятьох|п’ятьма|п’ятеро "
        "6=шість|шести|шістьох|шістьма 7=сім|семи|сімох|сьома 8=вісім|восьми|вісьмох "
        "9=дев’ять|дев’яти|дев’ятьох 10=десять|десяти|десятьох 11=одинадцять|одинадцяти "
        "12=дванадцять|дванадцяти 13=тринадцять|тринадцяти 14=чотирнадцять|чотирнадцяти "
        "15=п’ятнадцять|п’ятнадцяти 16=шістнадцять|шістнадцяти 17=сімнадцять|сімнадцяти "
        "18=вісімнадцять|вісімнадцяти 19=дев’ятнадцять|дев’ятнадцяти",
        "20=двадцять|двадцяти 30=тридцять|тридцяти 40=сорок|сорока 50=п’ятдесят|п’ятдесяти "
        "60=шістдесят|шістдесяти 70=сімдесят|сімдесяти 80=вісімдесят|вісімдесяти "
        "90=дев’яносто|дев’яноста",
        "100=сто|ста 200=двісті|двохсот 300=триста|трьохсот 400=чотириста|чотирьохсот "
        "500=п’ятсот|п’ятисот 600=шістсот|шестисот 700=сімсот|семисот 800=вісімсот|восьмисот "
        "900=дев’ятсот|дев’ятисот",
        "один|одна|одне|одного|однієї",
        "2=другий|друга|друге|другого|другої 3=третій|третя|третє|третього|третьої "
        "4=четвертий|четверта|четверте|четвертого|четвертої 5=п’ятий|п’ята|п’яте|п’ятого|п’ятої "
        "6=шостий|шоста|шосте 7=сьомий 8=восьмий|восьма 9=дев’ятий|дев’ята 10=десятий|десята",
        unsure="1=перший|перша|перше|першого|першої|першому 10=десятки|десятків 12=дюжина "
        "100=сотні|сотень 2=обидва|обидві|обох",
    ),
    "ar": Words(
        "2=اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي 3=ثلاث|ثلاثة 4=أربع|أربعة 5=خمس|خمسة "
        "6=ست|ستة 7=سبع|سبعة "
        "8=ثمان|ثماني|ثمانية|ثمانٍ 9=تسع|تسعة 10=عشر|عشرة",
        "20=عشرون|عشرين 30=ثلاثون|ثلاثين 40=أربعون|أربعين 50=خمسون|خمسين 60=ستون|ستين "
        "70=سبعون|سبعين 80=ثمانون|ثمانين 90=تسعون|تسعين",
        "100=مئة|مائة 200=مئتان|مئتين|مائتان|مائتين|مئتا|مائتا 300=ثلاثمئة|ثلاثمائة "
        "400=أربعمئة|أربعمائة 500=خمسمئة|خمسمائة 600=ستمئة|ستمائة 700=سبعمئة|سبعمائة "
        "800=ثمانمئة|ثمانمائة|ثمانيمائة 900=تسعمئة|تسعمائة",
        "واحد|واحدة|أحد|إحدى|إحدي",
        "2=الثاني|الثانية 3=الثالث|الثالثة|ثالث 4=الرابع|الرابعة|رابع 5=الخامس|الخامسة|خامس "
        "6=السادس|السادسة 7=السابع|السابعة 8=الثامن|الثامنة 9=التاسع|التاسعة 10=العاشر|العاشرة",
        joints="و",
        unsure="1=أول|الأول|الأولى 2=كلا|كلتا",
    ),
    "es": Words(
        "2=dos 3=tres 4=cuatro 5=cinco 6=seis 7=siete 8=ocho 9=nueve 10=diez 11=once 12=doce "
        "13=trece "
        "14=catorce 15=quince 16=dieciséis 17=diecisiete 18=dieciocho 19=diecinueve "
        "21=veintiuno|veintiún "
        "22=veintidós 23=veintitrés 24=veinticuatro 25=veinticinco 26=veintiséis 27=veintisiete "
        "28=veintiocho 29=veintinueve",
        "20=veinte 30=treinta 40=cuarenta 50=cincuenta 60=sesenta 70=setenta 80=ochenta 90=noventa",
        "100=cien|ciento|cientos 200=doscientos|doscientas 300=trescientos|trescientas "
        "400=cuatrocientos|cuatrocientas 500=quinientos|quinientas 600=seiscientos|seiscientas "
        "700=setecientos|setecientas 800=ochocientos|ochocientas 900=novecientos|novecientas",
        "un|uno|una",
        "3=tercer|tercero|tercera 4=cuarto|cuarta 5=quinto|quinta 6=sexto|sexta 7=séptimo 8=octavo "
        "9=noveno 10=décimo",
        "y",
        "1=primer|primero|primera 2=segundo|segunda|ambos|ambas 10=decena|decenas 12=docena "
        "15=quincena 20=veintena "
        "100=centenar|centenares",
    ),
    "it": Words(
        "2=due 3=tre 4=quattro 5=cinque 6=sei 7=sette 8=otto 9=nove 10=dieci 11=undici 12=dodici "
        "13=tredici 14=quattordici 15=quindici 16=sedici 17=diciassette 18=diciotto 19=diciannove",
        "20=venti 30=trenta 40=quaranta 50=cinquanta 60=sessanta 70=settanta 80=ottanta 90=novanta",
        "100=cento",
        "un|uno|una",
        "3=terzo|terza 4=quarto|quarta 5=quinto|quinta 6=sesto|sesta 7=settimo 8=ottavo 9=nono "
        "10=decimo",
        unsure="1=primo|prima 6=sei 2=secondo|seconda|entrambi|entrambe 10=decina|decine "
        "12=dozzina "
        "15=quindicina "
        "20=ventina 100=centinaio|centinaia",
        solid="{ten}{unit}",
        hundred="cento",
        thousand="mila|mille",
    ),
    "cs": Words(
        "2=dva|dvě|dvou|dvěma 3=tři|tří|třem|třemi|třech 4=čtyři|čtyř|čtyřem|čtyřmi|čtyřech "
        "5=pět|pěti 6=šest|šesti 7=sedm|sedmi 8=osm|osmi 9=devět|devíti 10=deset|deseti "
        "11=jedenáct "
        "12=dvanáct 13=třináct 14=čtrnáct 15=patnáct 16=šestnáct 17=sedmnáct 18=osmnáct "
        "19=devatenáct",
        "20=dvacet|dvaceti 30=třicet|třiceti 40=čtyřicet|čtyřiceti 50=padesát|padesáti "
        "60=šedesát|šedesáti 70=sedmdesát|sedmdesáti 80=osmdesát|osmdesáti 90=devadesát|devadesáti",
        "100=sto|sta|set|stě 200=dvěstě 300=třista 400=čtyřista 500=pětset 600=šestset 700=sedmset "
        "800=osmset 900=devětset",
        "jeden|jedna|jedno|jednoho|jedné",
        "3=třetí 4=čtvrtý|čtvrtá|čtvrté 5=pátý|pátá|páté 6=šestý|šestá|šesté 7=sedmý 8=osmý "
        "9=devátý "
        "10=desátý",
        unsure="1=první|prvního 2=druhý|druhá|druhé|oba|obě 10=desítky|desítek 12=tucet "
        "100=stovky|stovek",
        solid="{unit}a{ten}",
    ),
}
"""The languages whose numbers in words are read."""

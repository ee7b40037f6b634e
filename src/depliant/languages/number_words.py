"""Numbers that are written in words: a table a language, and what makes larger ones of its words.

A word is `sure` where it cannot well mean anything else, and says more than two: "one" is an
article, and two things are a pair, both, a dual. What is not sure is read too, but nothing follows
from its want. The words are those of the dictionaries of each language, with the cases that nouns
take beside them; what is read is held to num2words by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct


class NumberWord(NamedTuple):
    """A number in words: where it stands in a text, its value, and whether it is sure."""

    start: int
    end: int
    value: int
    sure: bool


class Words(Struct, frozen=True):
    """The words of one language: `value` and its words, `|` between them.

    `joints` stand within a number (vingt et un); `unsure` are words that mean something else as
    often, or about so many; `ones` are those of 1, which are read within larger numbers alone.
    `solid` says how numbers below a hundred are written in one word, units first: "{unit}und{ten}".
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
    scores: bool = False


_TABLE: Final = {
    "fr": Words(
        "2=deux 3=trois 4=quatre 5=cinq 6=six 7=sept 8=huit 9=neuf 10=dix 11=onze 12=douze 13=treize "
        "14=quatorze 15=quinze 16=seize",
        "20=vingt|vingts 30=trente 40=quarante 50=cinquante 60=soixante 70=septante 80=huitante "
        "90=nonante",
        "100=cent|cents",
        "un|une|unième",
        "2=deuxième|deuxièmes 3=troisième|troisièmes 4=quatrième|quatrièmes 5=cinquième|cinquièmes "
        "6=sixième|sixièmes 7=septième 8=huitième 9=neuvième 10=dixième 12=douzième 20=vingtième "
        "100=centième",
        "et",
        "9=neuf 10=dizaine|dizaines 12=douzaine|douzaines 15=quinzaine|quinzaines 20=vingtaine "
        "30=trentaine 40=quarantaine 50=cinquantaine 60=soixantaine 100=centaine|centaines|centenaire "
        "2=second|seconde",
        hundred="cent",
        scores=True,
    ),
    "en": Words(
        "2=two 3=three 4=four 5=five 6=six 7=seven 8=eight 9=nine 10=ten 11=eleven 12=twelve "
        "13=thirteen 14=fourteen 15=fifteen 16=sixteen 17=seventeen 18=eighteen 19=nineteen",
        "20=twenty 30=thirty 40=forty 50=fifty 60=sixty 70=seventy 80=eighty 90=ninety",
        "100=hundred|hundreds",
        "one|first",
        "3=third|thirds 4=fourth 5=fifth 6=sixth 7=seventh 8=eighth 9=ninth 10=tenth 11=eleventh "
        "12=twelfth 20=twentieth 100=hundredth",
        "and",
        "12=dozen|dozens 2=second|both|couple|pair|twice|double 3=triple 4=quarter 14=fortnight "
        "15=fortnights|fortnight",
        hundred="hundred",
    ),
    "nl": Words(
        "2=twee 3=drie 4=vier 5=vijf 6=zes 7=zeven 8=acht 9=negen 10=tien 11=elf 12=twaalf 13=dertien "
        "14=veertien 15=vijftien 16=zestien 17=zeventien 18=achttien 19=negentien",
        "20=twintig 30=dertig 40=veertig 50=vijftig 60=zestig 70=zeventig 80=tachtig 90=negentig",
        "100=honderd|honderden",
        "een|één",
        "2=tweede 3=derde 4=vierde 5=vijfde 6=zesde 7=zevende 8=achtste 9=negende 10=tiende "
        "12=twaalfde 20=twintigste 100=honderdste",
        unsure="12=dozijn 10=tiental|tientallen 20=twintigtal 50=vijftigtal 100=honderdtal 2=beide",
        solid="{unit}en{ten}",
        hundred="honderd",
    ),
    "de": Words(
        "2=zwei|zweier|zweien|zwo 3=drei|dreier|dreien 4=vier|vieren 5=fünf 6=sechs 7=sieben 8=acht "
        "9=neun 10=zehn 11=elf 12=zwölf 13=dreizehn 14=vierzehn 15=fünfzehn 16=sechzehn 17=siebzehn "
        "18=achtzehn 19=neunzehn",
        "20=zwanzig 30=dreißig|dreissig 40=vierzig 50=fünfzig 60=sechzig 70=siebzig 80=achtzig "
        "90=neunzig",
        "100=hundert|hunderte",
        "eins|ein|eine|einem|einen|einer",
        "2=zweite|zweiten|zweiter|zweites 3=dritte|dritten|dritter|drittes 4=vierte|vierten|vierter "
        "5=fünfte|fünften|fünfter 6=sechste|sechsten|sechster 7=siebte|siebten 8=achte|achten|achter "
        "9=neunte|neunten 10=zehnte|zehnten",
        unsure="12=dutzend 8=acht|achten|achte 2=beide|beiden 7=sieben 4=vieren",
        solid="{unit}und{ten}",
        hundred="hundert",
    ),
    "pl": Words(
        "2=dwa|dwie|dwaj|dwóch|dwu|dwom|dwoma|dwiema|dwoje 3=trzy|trzej|trzech|trzem|trzema|troje "
        "4=cztery|czterej|czterech|czterem|czterema|czworo 5=pięć|pięciu|pięcioma|pięcioro "
        "6=sześć|sześciu|sześcioma 7=siedem|siedmiu 8=osiem|ośmiu 9=dziewięć|dziewięciu "
        "10=dziesięć|dziesięciu 11=jedenaście|jedenastu 12=dwanaście|dwunastu 13=trzynaście|trzynastu "
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
        "2=drugi|druga|drugie|drugiego|drugiej|drugim 3=trzeci|trzecia|trzecie|trzeciego|trzeciej|trzecim "
        "4=czwarty|czwarta|czwarte|czwartego|czwartej 5=piąty|piąta|piąte|piątego|piątej "
        "6=szósty|szósta|szóste 7=siódmy|siódma|siódme 8=ósmy|ósma|ósme 9=dziewiąty 10=dziesiąty",
        unsure="10=dziesiątki|dziesiątek 12=tuzin 100=setki|setek 2=oba|obie|obu",
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
        unsure="10=десятки|десятків 12=дюжина 100=сотні|сотень 2=обидва|обидві|обох",
    ),
    "ar": Words(
        "2=اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي 3=ثلاث|ثلاثة 4=أربع|أربعة 5=خمس|خمسة 6=ست|ستة 7=سبع|سبعة "
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
        unsure="2=كلا|كلتا",
    ),
    "es": Words(
        "2=dos 3=tres 4=cuatro 5=cinco 6=seis 7=siete 8=ocho 9=nueve 10=diez 11=once 12=doce 13=trece "
        "14=catorce 15=quince 16=dieciséis 17=diecisiete 18=dieciocho 19=diecinueve 21=veintiuno|veintiún "
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
        "2=segundo|segunda|ambos|ambas 10=decena|decenas 12=docena 15=quincena 20=veintena "
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
        unsure="6=sei 2=secondo|seconda|entrambi|entrambe 10=decina|decine 12=dozzina 15=quindicina "
        "20=ventina 100=centinaio|centinaia",
        solid="{ten}{unit}",
        hundred="cento",
    ),
    "cs": Words(
        "2=dva|dvě|dvou|dvěma 3=tři|tří|třem|třemi|třech 4=čtyři|čtyř|čtyřem|čtyřmi|čtyřech "
        "5=pět|pěti 6=šest|šesti 7=sedm|sedmi 8=osm|osmi 9=devět|devíti 10=deset|deseti 11=jedenáct "
        "12=dvanáct 13=třináct 14=čtrnáct 15=patnáct 16=šestnáct 17=sedmnáct 18=osmnáct "
        "19=devatenáct",
        "20=dvacet|dvaceti 30=třicet|třiceti 40=čtyřicet|čtyřiceti 50=padesát|padesáti "
        "60=šedesát|šedesáti 70=sedmdesát|sedmdesáti 80=osmdesát|osmdesáti 90=devadesát|devadesáti",
        "100=sto|sta|set|stě 200=dvěstě 300=třista 400=čtyřista 500=pětset 600=šestset 700=sedmset "
        "800=osmset 900=devětset",
        "jeden|jedna|jedno|jednoho|jedné",
        "3=třetí 4=čtvrtý|čtvrtá|čtvrté 5=pátý|pátá|páté 6=šestý|šestá|šesté 7=sedmý 8=osmý 9=devátý "
        "10=desátý",
        unsure="2=druhý|druhá|druhé|oba|obě 10=desítky|desítek 12=tucet 100=stovky|stovek",
        solid="{unit}a{ten}",
    ),
}
_ROMAN: Final = re.compile(
    r"(?<![\w’'.-])(?=[IVXL]{2,})(X{0,3})(IX|IV|V?I{0,3})(?=(?:e|er|ème)?(?!\w))"
)
_LETTERS: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORD: Final = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")
_KANJI: Final = re.compile(r"[二三四五六七八九十]+(?=[つ人年月日回件台本枚市村町か所ヶ個館])")


def number_words(text: str, language: str) -> tuple[NumberWord, ...]:
    """The numbers that a text of a language says in words, and in Roman numerals."""
    name = language.replace("_", "-").partition("-")[0]
    found = list(_in_words(text.replace("'", "’"), name)) if name in _TABLE else []
    if name in ("ja", "zh"):
        found += [
            NumberWord(match.start(), match.end(), _kanji(match[0]), False)
            for match in _KANJI.finditer(text)
        ]
    for match in _ROMAN.finditer(text):
        if match[0]:
            value = _roman(match[0])
            found.append(NumberWord(match.start(), match.end(), value, value > 3))
    return tuple(sorted(found))


def _in_words(text: str, name: str) -> Iterator[NumberWord]:
    """Runs of words that are one number."""
    run: list[re.Match[str]] = []
    table = _TABLE[name]
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        bound = run and not text[run[-1].end() : match.start()].strip(" -‑\u00a0")
        joint = word in table.joints.split("|") and bound
        number = _value(word, name) > 0
        if run and not (bound and (joint or number) and _goes_on(run, word, name)):
            yield from _number(run, name)
            run = []
        if number or (joint and run):
            run.append(match)
    yield from _number(run, name)


def _goes_on(run: list[re.Match[str]], word: str, name: str) -> bool:
    """Whether a word may be a further part of a number: twenty, then three; never three, four."""
    table = _TABLE[name]
    words = [match[0].casefold() for match in run]
    if word in table.joints.split("|"):
        least = 1 if name == "ar" else 20
        return words[-1] not in table.joints.split("|") and _value(words[-1], name) >= least
    value, last = _value(word, name), _value(words[-1], name)
    if words[-1] in table.joints.split("|"):
        last = _value(words[-2], name) if len(words) > 1 else 0
    if value == 100 or (table.scores and value == 20 and last == 4):
        return 0 < last < (100 if value == 100 else 5)
    if last % 100 == 0:
        return 0 < value < 100 <= last
    if name == "ar":  # three and twenty; three ten
        return 0 < last < 10 <= value < 100
    scored = table.scores and (
        (last in (60, 20) and 10 <= value < 20) or (last == 10 and 6 < value < 10)
    )
    return scored or (last % 10 == 0 and last > 10 and 0 < value < 10)


def _value(word: str, name: str) -> int:
    found = _values(name).get(word)
    if found is None and word in _TABLE[name].ones.split("|"):
        return 1
    if found is None and name == "ar":  # "and" is written against the word
        found = _values(name).get(word.removeprefix("و"))
    return found or 0


def _number(run: list[re.Match[str]], name: str) -> Iterator[NumberWord]:
    """The number that a run of words says, without a joint at its end, and never one alone."""
    table = _TABLE[name]
    while run and run[-1][0].casefold() in table.joints.split("|"):
        run = run[:-1]
    if not run:
        return
    total = 0
    words = [match[0].casefold() for match in run]
    for word in words:
        value = _value(word, name)
        if value == 100 and total:
            total = total // 100 * 100 + (total % 100 or 1) * 100 if total % 100 else total * 100
        elif table.scores and value == 20 and total % 100 == 4:
            total += 76
        else:
            total += value
    if total < 2:
        return
    unsure = len(words) == 1 and words[0] in _unsure(name)
    yield NumberWord(run[0].start(), run[-1].end(), total, total > 2 and not unsure)


@lru_cache(maxsize=16)
def _unsure(name: str) -> frozenset[str]:
    return frozenset(word for word, _ in _pairs(_TABLE[name].unsure))


@lru_cache(maxsize=16)  # a language has some hundreds of words
def _values(name: str) -> dict[str, int]:
    """The words of a language with their values; those that are written solid are made."""
    table = _TABLE[name]
    found = dict(_pairs(table.unsure))
    for words in (table.units, table.tens, table.hundreds, table.ordinals):
        found.update(_pairs(words))
    if table.solid:
        found.update(_solid(table))
    return found


def _pairs(words: str) -> Iterator[tuple[str, int]]:
    for entry in words.split():
        value, _, forms = entry.partition("=")
        for form in forms.split("|"):
            yield form, int(value)


def _solid(table: Words) -> dict[str, int]:
    """dreiundzwanzig, drieëntwintig, ventitré, třiadvacet; zweihundertdrei, honderdvijf, centotre."""
    one = dict.fromkeys(table.ones.split("|")[:2], 1)
    units = {word: value for word, value in _pairs(table.units) if value < 10} | one
    made: dict[str, int] = {}
    for ten, tens in _pairs(table.tens):
        for unit, value in units.items():
            made[table.solid.format(unit=unit, ten=ten)] = tens + value
            made[table.solid.format(unit=f"{unit}\0", ten=f"\0{ten}")] = tens + value
    made = {_spelt(word, table): value for word, value in made.items()}
    below = {**dict(_pairs(table.units)), **dict(_pairs(table.tens)), **made, **one}
    if table.hundred == "cento":
        made |= {f"{word[:-1]}é": value for word, value in made.items() if word.endswith("tre")}
        below |= {"tré": 3, **made}
    if table.hundred:
        heads = {"": 1} | {
            word: value for word, value in units.items() if value > 1 or word == "ein"
        }
        made.update({
            f"{head}{table.hundred}{rest}": count * 100 + value
            for head, count in heads.items()
            for rest, value in {"": 0, **below}.items()
        })  # fmt: skip
    if table.hundred == "cento":
        made |= {word.replace("centoott", "centott"): value for word, value in made.items()}
    return made


def _spelt(word: str, table: Words) -> str:
    """A word of two parts as it is spelt: tweeëntwintig, ventuno, ventitré."""
    word = re.sub(r"e\0en\0", "eën", word)
    word = word.replace("\0", "")
    return re.sub(r"[aio](?=(?:uno|otto)$)", "", word) if table.hundred == "cento" else word


def _roman(letters: str) -> int:
    values = [_LETTERS[letter] for letter in letters]
    return sum(
        -value if value < max(values[at + 1 :], default=0) else value
        for at, value in enumerate(values)
    )


def _kanji(signs: str) -> int:
    tens, ten, units = signs.rpartition("十")
    digits = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
    return (10 * digits.get(tens, 1) if ten else 0) + digits.get(units[-1:], 0)

"""The digit proof: what it refuses, what it lets pass, and what it leaves to a reader's eye."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.errors import Place
from depliant.figures import writing as figures
from depliant.figures.approximate import about
from depliant.languages.rules import listed
from depliant.translation.comparing import Facts, Pair, differences
from depliant.translation.digits import says
from depliant.translation.quantities import Run, said
from depliant.translation.reading import read_number

from .proving import Desk, desk
from .sound import FIGURES, UNITS

Tell = Callable[..., list[str]]
PLACE = Place("x.po", 1)
LOCALES = sorted(
    listed(
        "ar bg bn ca cs cy da de el en en_IN es es_MX et eu fa fi fr fr_CH ga gl he hi hr "
        "hu hy id is it ja ka ko lt lv mr ms nb nl pa pl pt pt_PT ro ru sk sl sq sr sv sw "
        "ta te th tr uk ur vi zh zh_Hant"
    )
)
VALUES = st.one_of(
    st.decimals(-10_000_000, 10_000_000, places=0, allow_nan=False),
    st.decimals(-10_000, 10_000, places=2, allow_nan=False),
    st.integers(1, 999).map(lambda number: Decimal(number).scaleb(6)),
    st.integers(1, 9999).map(lambda number: Decimal(number).scaleb(5)),
    st.integers(0, 20).map(Decimal),
).map(lambda value: value + 0)


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """The codes (and a mark at a warning) that a translation of a sentence is told."""

    def run(source: str, text: str, language: str = "nl", **more: object) -> list[str]:
        return [
            fault.code.removeprefix("translation-") + "?" * (fault.severity == "warning")
            for fault in made(language).faults(source, text, **more)  # type: ignore[arg-type]
        ]

    def made(language: str) -> Desk:
        return desk(tmp_path / language, FIGURES, language, UNITS.get(language[:2], {}))

    return run


TRAMS = "{rames} rames et {bus} bus à Lens"
MONEY = "{budget:compact} d'euros pour la culture"
AUDIENCE = "{audience:millions} million de personnes"


@pytest.mark.parametrize(
    ("words", "sign"), [("כ-40", ""), ("-40", "-"), ("וכ-40", ""), ("\u200e-40", "-")]
)
def test_a_hyphen_behind_a_prefix_is_no_minus(words: str, sign: str) -> None:
    found = read_number(words, "he")
    assert found is not None
    assert (found.values, found.sign) == ((Decimal(40),), sign)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (TRAMS, "{bus} tramstellen en {rames} bussen in Lens"),
        (TRAMS, "{rames} bussen en {bus} tramstellen in Lens"),
        (AUDIENCE, "{audience:millions} mensen"),
        (AUDIENCE, "{audience:compact} miljoen mensen"),
        (AUDIENCE, "{audience:millions} miljard mensen"),
        (AUDIENCE, "{audience:millions} duizend mensen"),
        (TRAMS, "{rames} duizend tramstellen en {bus} bussen in Lens"),
        (TRAMS, "-{rames} tramstellen en {bus} bussen in Lens"),
        (TRAMS, "+{rames} tramstellen en {bus} bussen in Lens"),
        (TRAMS, "{rames}% tramstellen en {bus} bussen in Lens"),
        (TRAMS, "{rames} procent tramstellen en {bus} bussen in Lens"),
        (TRAMS, "{rames}½ tramstellen en {bus} bussen in Lens"),
        (TRAMS, "{rames}² tramstellen en {bus} bussen in Lens"),
        (TRAMS, "{rames} tramstellen en {bus} bussen in Lens (½ meer)"),
        ("{hausse} de visites", "{hausse}% bezoeken"),
        (MONEY, "{budget:ordinal} euro voor cultuur"),
        ("le 31 janvier 2017", "op 31 maart 2017"),
        ("le 31 janvier 2017", "op 31.03.2017"),
        ("du 3 juin au 6 août", "van 6 juni tot 3 augustus"),
        ("juin 2015 et mars 2016", "juni 2016 en maart 2015"),
        ("en juin 2015", "in 2015"),
        ("trois villes", "vier steden"),
        ("vingt-trois villes", "tweeëndertig steden"),
        ("le XIXe siècle", "de 18e eeuw"),
        ("40 % des élèves", "40 leerlingen"),
        ("-5 °C", "5 °C"),
        ("1,5 million d'euros", "1,5 miljard euro"),
        ("2 écoles et 5 ponts", "2 scholen en 5 bruggen, 5 wegen"),
        ("2 écoles et 5 ponts", "5 bruggen"),
        ("Chiffres 2012–2017", "Zahlen 2017–2012"),
        ("les pages 3-5", "Seiten 5–3"),
    ],
)
def test_what_says_something_else_is_refused(tell: Tell, source: str, text: str) -> None:
    assert tell(source, text) == ["figures"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "そのうち、{}は路面電車"),
        ("ja", "路面電車（{}）"),
        ("ja", "路面電車：{}"),
        ("zh-Hans", "有轨电车，{}"),
        ("ar", "منها، {} عربة"),
        ("hi", "कुल। {} ट्राम"),
    ],
)
def test_a_sign_is_read_behind_the_punctuation_of_each_script(
    tell: Tell, language: str, text: str
) -> None:
    assert tell("dont {rames} rames", text.format("{rames}"), language) == []
    for sign in "+-−＋－":
        assert tell("dont {rames} rames", text.format(f"{sign}{{rames}}"), language) == ["figures"]


def test_a_name_ends_where_the_letters_of_japanese_begin(tell: Tell) -> None:
    source = "cité 12-14, cité 9, cité des provinces et cité 10 de Béthune à Sains-en-Gohelle"
    text = "cité 12-14、cité {}、cité des provinces、Sains-en-Gohelleのcité {} de Béthune"
    assert tell(source, text.format(9, 10), "ja") == []
    assert tell(source, text.format(10, 9), "ja") != []


PER_CENT = [
    ("tr", "yüzde {}"), ("hu", "{} százaléka"), ("ro", "{} la sută"), ("vi", "{} phần trăm"),
    ("hi", "{} प्रतिशत"), ("th", "ร้อยละ {}"), ("zh-Hant", "百分之{}"), ("fa", "{} درصد"),
    ("cy", "{} y cant"), ("el", "{} τοις εκατό"), ("he", "{} אחוזים"), ("ko", "{}퍼센트"),
    ("fi", "{} prosenttia"), ("sl", "{} odstotkov"), ("sr", "{} посто"), ("eu", "ehuneko {}"),
    ("sw", "asilimia {}"), ("id", "{} persen"), ("is", "{} prósent"), ("et", "{} protsenti"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words"), PER_CENT)
def test_per_cent_is_read_in_the_words_of_each_language(
    tell: Tell, language: str, words: str
) -> None:
    assert tell("40 % de plus", words.format(40), language) == []
    assert tell("40 de plus", words.format(40), language) == ["figures"]
    assert tell("{rames} trams", words.format("{rames}"), language) == ["figures"]
    # The figure has its own sign.
    assert tell("{hausse} de plus", words.format("{hausse}"), language) == ["figures"]


def test_a_word_for_per_cent_is_that_of_its_language_alone(tell: Tell) -> None:
    assert tell("1 place", "1 posto", "it") == []
    assert tell("{rames} places", "{rames} posto", "it") == []


@pytest.mark.parametrize("text", ["Miljard euro", "Euro", "Duizend euro"])
def test_the_title_of_a_chart_says_of_how_many(tell: Tell, text: str) -> None:
    assert tell("Millions d'euros", text, drawn=True) == ["figures"]
    assert tell("Millions d'euros", "Miljoen euro", drawn=True) == []


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        (TRAMS, "{bus} bussen en {rames} tramstellen in Lens", "nl"),
        (TRAMS, "In Lens: {rames:full} en {bus:full}", "nl"),
        (MONEY, "10\u202fcrore euros for culture", "en-IN"),
        (MONEY, "文化に{budget:compact}ユーロ", "ja"),
        (AUDIENCE, "{audience:millions} und noch mehr: in Millionen Personen", "de"),
        ("en juin 2015", "vào tháng 6 năm 2015", "vi"),
        ("le 7 juillet 2015", "2015年7月7日", "ja"),
        ("le 7 juillet 2015", "2015年7月7日", "zh-Hans"),
        ("le 7 juillet 2015", "2015년 7월 7일", "ko"),
        ("le 7 juillet 2015", "07.07.2015", "de"),
        ("Millions d'euros", "מיליוני אירו", "he"),
        ("Audiences, en millions", "קהל, במיליוני אנשים", "he"),
        ("Millions d'euros", "Mamilioni ya euro", "sw"),
        ("mesure 6c de l'axe 4", "축 4 조치 6c", "ko"),
        ("Lille et sa mémoire", "인천의 기억", "ko"),
        ("juin et décembre 2016", "June 2016 and December", "en"),
        ("trois villes", "3 steden", "nl"),
        ("3 villes", "drie steden", "nl"),
        ("les deux villes", "beide steden", "nl"),
        ("quinze jours", "zwei Wochen", "de"),
        ("le XIXe siècle", "19. Jahrhundert", "de"),
        ("à 14 h", "at 2 p.m.", "en"),
        ("10 h 30", "10.30 Uhr", "de"),
        ("18 h", "18:00", "uk"),
        ("à 14 h 30", "下午2時30分", "zh-Hant"),
        ("à 14 h 30", "오후 2시 30분", "ko"),
        ("à 14 h 30", "दोपहर 2:30 बजे", "hi"),
        ("à 14 h", "στις 2 μ.μ.", "el"),
        ("à 14 h 30", "lúc 2 giờ 30 chiều", "vi"),
        ("1,5 million d'euros", "1,5 Mio. Euro", "de"),
        ("1,5 million d'euros", "€1,500,000", "en"),
        ("100 M€", "100 Mio. Euro", "de"),
        ("40 % des élèves", "40 Prozent der Schüler", "de"),
        ("une baisse de 5 %", "minus 5 %", "de"),
        ("2,5 heures", "2½ Stunden", "de"),
        ("un terrain de 80 m²", "ein Gelände von 80 Quadratmetern", "de"),
        ("en 2013 à Lens et en 2016 à Lille", "in Lille in 2016 and in Lens in 2013", "en"),
        ("l'enquête 126 000 radios", "het onderzoek 126 000 radios", "nl"),
        ("la cité des Trois Rivières", "cité des Trois Rivières", "nl"),
        ("En 2016, 300 chercheurs", "300 researchers in 2016", "en"),
        ("Entre 2012 et 2017, 5 cités", "5 Siedlungen zwischen 2012 und 2017", "de"),
        ("de 14 h à 17 h 30", "from 2 p.m. to 5:30 p.m.", "en"),
        ("de 5 à 10 %", "5% to 10%", "en"),
        ("au 1er trimestre 2016", "in the first quarter of 2016", "en"),
        ("La Seconde Guerre mondiale", "Druga wojna światowa", "pl"),
        ("100 m²", "100 m2", "en"),
        ("10 000 habitants", "1万人", "ja"),
        ("trois sites", "三つの遺跡", "ja"),
        ("1 000 000 habitants", "10 लाख निवासी", "hi"),
        ("10 %", "%10", "tr"),
        ("10 %", "10 في المئة", "ar"),
        ("quatre-vingt-dix ans", "negentig jaar", "nl"),
        ("neuf bus neufs", "nine new buses", "en"),
        ("août 2017", "v srpnu 2017", "cs"),
    ],
)
def test_what_says_the_same_passes(tell: Tell, source: str, text: str, language: str) -> None:
    text = text.replace("10\u202fcrore", "{budget:compact}")
    assert tell(source, text, language) == []


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("{budget} euros dont {part}", "{part}, waarvan {budget}", ["order?"]),
        ("un pont en 2013, une gare en 2016", "een brug in 2016, een station in 2013", ["order?"]),
        ("une ville", "vijf steden", ["figures?"]),
        ("quatre villes", "de steden", ["figures?"]),
    ],
)
def test_what_only_a_reader_can_judge_is_a_warning_with_both_sentences(
    tell: Tell, tmp_path: Path, source: str, text: str, expected: list[str]
) -> None:
    assert tell(source, text) == expected
    assert tell(source, text, comments=("figures read by M. V.",)) == []
    (fault,) = desk(tmp_path, FIGURES, "nl", {}).faults(source, text)
    printed = source.replace("{budget}", "100\u00a0000\u00a0000").replace(
        "{part}", "33\u00a0000\u00a0000"
    )
    assert f"“{printed}”".replace("\u00a0", " ") in str(fault.message)
    assert "figures read" in str(fault.hint)


def test_names_that_both_sentences_have_show_what_moved(tell: Tell) -> None:
    source = "Métaphone en 2013 et studios Les Douches en 2016"
    assert tell(source, "Studio’s Les Douches in 2016 en Métaphone in 2013") == []
    assert tell(source, "Métaphone in 2016 en studio’s Les Douches in 2013") == ["figures"]


MANNERS = ("about/about", "about/over", "about/under")


def printed(value: Decimal, unit: str, form: str, locale: Locale) -> str:
    """A figure in a form; a rounded one by how it is rounded."""
    form, _, manner = form.partition("/")
    if form == "about":
        return about(value, unit, manner, locale).text
    return figures.write(value, unit, form, locale).text


@pytest.mark.parametrize("language", LOCALES)
@settings(max_examples=30)
@given(value=VALUES, unit=st.sampled_from(["", "EUR", "%", "personnes", "km"]))
def test_no_form_that_the_program_writes_is_refused(
    language: str, value: Decimal, unit: str
) -> None:
    locale = figures.locale_of(language)
    french = figures.locale_of("fr")
    assert locale is not None
    assert french is not None
    facts = Facts({"x": value}, {"x": unit})
    for form in (*figures.FORMS, *MANNERS, ""):
        try:
            written = printed(value, unit, form, locale)
            its = printed(value, unit, form, french)
        except ValueError:
            continue
        # How many millions there are is said by the sentence.
        assert form == "millions" or says(written, value, language), (written, form)
        texts = [
            (Run("a "), Run(words, "x", form.partition("/")[0]), Run(" b"))
            for words in (its, written)
        ]
        pair = Pair(said(texts[0], "fr"), said(texts[1], language, "fr"), PLACE)
        assert differences(pair, facts) == (), (written, form)
    assert says(figures.short(value, unit, locale).text, value, language)


def test_a_number_of_millions_keeps_its_sign() -> None:
    """In a table whose head says of how many, and where the figure is below zero."""
    facts = Facts({"x": Decimal(-2_700_000)}, {"x": ""})
    source = said((Run("Pertes "), Run("-2,7", "x", "millions")), "fr")
    for words, is_right in (("-2,7", True), ("2,7", False)):
        its = said((Run("Verluste "), Run(words, "x", "millions")), "de", "fr")
        assert (differences(Pair(source, its, PLACE), facts) == ()) is is_right


@pytest.mark.parametrize("language", ["fr", "ar", "fa", "ja", "hi", "pl", "en-IN", "de"])
@given(text=st.text("0123456789 .,:/'’-–%½²①٣۳IVX万億年月日tháng Mars euro\ufffc€h", max_size=40))
def test_whatever_is_typed_is_read(language: str, text: str) -> None:
    read = said((Run(text), Run("5", "x"), Run(text)), language, "fr")
    assert len(read.figures) == 1
    assert differences(Pair(read, read, PLACE), Facts({"x": Decimal(5)}, {"x": ""})) is not None


def test_a_text_of_nothing_but_numbers_takes_no_time(tell: Tell) -> None:
    text = " ".join(map(str, range(1000, 2600)))
    assert tell(text, text) == []

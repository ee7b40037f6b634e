"""The rules of several languages, and that they leave a right text alone."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers

from depliant.content.orthotypography import correct

CASES = [
    ("uk", 'програма "Всесвітня спадщина"', "програма «Всесвітня спадщина»"),
    ("uk", "« спадщина »", "«спадщина»"),
    ("uk", "2,7 мільйона – 41 місце", "2,7~мільйона~– 41 місце"),
    ("uk", "31 січня 2017", "31~січня 2017"),
    ("es", 'el programa "Patrimonio mundial"', "el programa «Patrimonio mundial»"),
    ("es", "¿ Qué opinan ? « Todo »", "¿Qué opinan? «Todo»"),
    ("es", "41% de 3 500 personas, el 7 de julio", "41~% de 3~500 personas, el 7~de julio"),
    ("it", 'il programma "Patrimonio mondiale"', "il programma «Patrimonio mondiale»"),
    ("it", "« L'Artois » : 41% il 7 luglio", "«L’Artois»: 41% il 7~luglio"),
    ("cs", 'program "Světové dědictví"', "program „Světové dědictví“"),
    ("cs", "41 % lidí, 5% nárůst, 3 500 osob", "41~% lidí, 5% nárůst, 3~500 osob"),
    ("cs", "7. července 2015, 2,7 milionu eur", "7.~července 2015, 2,7~milionu eur"),
    ("ar", 'برنامج "التراث العالمي"', "برنامج «التراث العالمي»"),
    ("ar", "« التراث »", "«التراث»"),
    ("ar", "مساكن, ومدارس; من هم?", "مساكن، ومدارس؛ من هم؟"),
    ("ar", "2.7 مليون في 31 يناير 2017", "2.7~مليون في 31~يناير 2017"),
    ("ar", "Lens, Loos-en-Gohelle", "Lens, Loos-en-Gohelle"),
]

HELD = [
    *(
        (language, f"{number} {unit}", f"{number}~{unit}")
        for language in ("en", "de", "nl", "pl", "uk", "ar", "fr", "fr-CA", "es", "fi", "xx")
        for number, unit in (
            ("3", "kWh"),
            ("20", "°C"),
            ("2000", "m²"),
            ("1.5", "km/h"),
            ("40", "€"),
            ("300", "ppi"),
            ("12", "GB"),
            ("5", "t/ha"),
        )
    ),
    *((language, "§ 3", "§~3") for language in ("en", "de", "nl", "pl", "fr", "es")),
    ("en", "Dr Smith and Prof. Jones", "Dr~Smith and Prof.~Jones"),
    ("en", "p. 12, No. 4, Fig. 3", "p.~12, No.~4, Fig.~3"),
    ("en", "3 May 2017 or May 3rd, 9 a.m.", "3~May 2017 or May~3rd, 9~a.m."),
    ("en", "some 45 per cent", "some 45~per cent"),
    ("de", "so Frau Dr. Müller", "so Frau Dr.~Müller"),
    ("de", "Prof. Dr. Kern, Nr. 4, S. 12, Abs. 2", "Prof.~Dr.~Kern, Nr.~4, S.~12, Abs.~2"),
    ("de", "3. Mai, 45 Prozent", "3.~Mai, 45~Prozent"),
    ("nl", "dr. De Vries, nr. 5, blz. 12", "dr.~De Vries, nr.~5, blz.~12"),
    ("pl", "dr Nowak, ul. Długa, nr 5, s. 12", "dr~Nowak, ul.~Długa, nr~5, s.~12"),
    ("uk", "проф. Шевченко, № 5, с. 12", "проф.~Шевченко, №~5, с.~12"),
    ("es", "el Sr. García, n.º 5, pág. 12", "el Sr.~García, n.º~5, pág.~12"),
    ("it", "il dott. Rossi, n. 5, pag. 12", "il dott.~Rossi, n.~5, pag.~12"),
    ("cs", "prof. Novák, č. 5, s. 12, sv. Barbora", "prof.~Novák, č.~5, s.~12, sv.~Barbora"),
    ("fr", "le 3 mai, n° 4, p. 12, Dr Müller", "le 3~mai, n°~4, p.~12, Dr~Müller"),
]
ANY = [
    ("es", "el \"Plan 'B'\" del 7 de julio", "el «Plan “B”» del 7~de julio"),
    ("pt-BR", 'o "plano", o Sr. Silva, 3 milhões', "o “plano”, o Sr.~Silva, 3~milhões"),
    ("pt-PT", 'o "plano", pág. 3', "o «plano», pág.~3"),
    ("cs", '"dědictví" 7. července, t. j.', "„dědictví“ 7.~července, t.~j."),
    ("fi", '"Nokia":n 7. heinäkuuta, sivu 3', "”Nokia”:n 7.~heinäkuuta, sivu~3"),
    ("sv", '"a" 3 juli, sid. 4, t. ex. dr Berg', "”a” 3~juli, sid.~4, t.~ex. dr~Berg"),
    ("hu", '"világ", 7. július, dr. Nagy', "„világ”, 7.~július, dr.~Nagy"),
    ("el", 'το "σχέδιο", 7 Ιουλίου, σελ. 3', "το «σχέδιο», 7~Ιουλίου, σελ.~3"),
    ("bg", '"план" 7 юли, с. 3, г-н Петров', "„план“ 7~юли, с.~3, г-н~Петров"),
    ("ru", '"план", и т. д., рис. 3', "«план», и т.~д., рис.~3"),
    ("tr", '"plan" 7 Temmuz, Ankara\'da', "“plan” 7~Temmuz, Ankara’da"),
    ("cy", '"cynllun" i\'r Mr Jones', "“cynllun” i’r Mr~Jones"),
    ("ja", '計画は"世界遺産"です', "計画は「世界遺産」です"),
    ("zh_Hans", '计划"世界遗产"', "计划“世界遗产”"),
    ("zh-Hant", '計劃"世界遺產"', "計劃「世界遺產」"),
    ("ko", '"안녕"이라고', "“안녕”이라고"),
    ("th", 'คำว่า"สวัสดี"ครับ', "คำว่า“สวัสดี”ครับ"),
    ("he", 'תכנית "מורשת" של צה"ל ג\'ורג\'', "תכנית ”מורשת” של צה״ל ג׳ורג׳"),
    ("he", 'של אונסק"ו', "של אונסק״ו"),
    ("he", 'ב"חוזה יעד" וב"חוזה" של מנכ"לית', "ב”חוזה יעד” וב”חוזה” של מנכ״לית"),
    ("he", 'ב"L\'Épopée", (מחקר "עוקבה"), מסך 12"', 'ב”L’Épopée”, (מחקר ”עוקבה”), מסך 12"'),
    ("he", "ב-7 ביולי 2015", "ב-7~ביולי 2015"),
    ("bg", "през 2013 г. и 5 лв.", "през 2013~г. и 5~лв."),
    ("ru", "в 2013 г. и в XX в.", "в 2013~г. и в XX в."),
    ("ko", "L'Escaut", "L’Escaut"),
    ("uz", '"reja" o\'zbek', "“reja” o'zbek"),
    ("de", "z. B. oder i. d. R. auf Achse 4", "z.~B. oder i.~d.~R. auf Achse~4"),
    ("en", "page 12, Channel 4", "page~12, Channel~4"),
    ("nl", "as 4, pagina 5", "as~4, pagina~5"),
    ("pl", "oś 4, m. in. tak", "oś~4, m.~in. tak"),
    ("uk", "вісь 4, на France 3", "вісь~4, на France~3"),
    ("ar", "على صفحة France 3", "على صفحة France~3"),
    ("xx", '"x"', '"x"'),
]


@pytest.mark.parametrize(("language", "text", "expected"), ANY)
def test_every_language_has_its_marks_and_holds_its_numbers(
    language: str, text: str, expected: str
) -> None:
    made = correct(text, language)
    assert made.replace("\u00a0", "~") == expected
    assert correct(made, language) == made


def test_no_language_changes_a_letter_or_a_digit() -> None:
    """Of more than a thousand; a second time nothing is changed."""
    text = "\"One\" page 12, 5 million, 'two' 7 May; Dr Smith 3.5 % – 1 000,5 (l'eau) z. B."
    letters = [*filter(str.isalnum, text)]
    made = {language: correct(text, language) for language in locale_identifiers()}
    assert len(made) > 1000
    assert [name for name, each in made.items() if [*filter(str.isalnum, each)] != letters] == []
    assert [name for name, each in made.items() if correct(each, name) != each] == []


LOOSE = [
    ("en", "in 2017 the dr said no. Of 3 a day, most are fine"),
    ("en", "3 metres, 5 kilos, 10 things"),
    ("es", "de 3 a 5 o más"),
    ("it", "3 l’anno e 4 d’oro"),
    ("de", "Dr. med. und Seite an Seite"),
    ("fi", "vuonna 2017 ja 3 kertaa"),
]


@pytest.mark.parametrize(("language", "text", "expected"), HELD)
def test_a_number_stays_with_its_unit_and_a_title_with_its_name(
    language: str, text: str, expected: str
) -> None:
    assert correct(text, language).replace("\u00a0", "~") == expected
    assert correct(correct(text, language), language) == correct(text, language)


@pytest.mark.parametrize(("language", "text"), LOOSE)
def test_what_only_looks_like_a_unit_is_left_alone(language: str, text: str) -> None:
    assert correct(text, language) == text


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_spaces_and_marks_are_those_of_the_language(
    language: str, text: str, expected: str
) -> None:
    assert correct(text, language).replace("\u00a0", "~") == expected


@pytest.mark.parametrize(("language", "text", "_"), CASES)
def test_a_text_that_is_right_stays_as_it_is(language: str, text: str, _: str) -> None:
    once = correct(text, language)
    assert correct(once, language) == once

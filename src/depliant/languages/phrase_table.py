"""The program's own words in the languages of the first editions: a line a phrase."""

from __future__ import annotations

from typing import Final, NamedTuple


class Phrases(NamedTuple):
    """Words and patterns of one language; `{}` is where the variable part goes.

    `ledger` and `words` describe the files that the screen file carries. `table` follows the
    kind of a chart whose values are read as a table, `each` says for how many a sign stands,
    `source_of` whose source it is and what. `continued` stands over a table that goes on. `note` is
    said of the mark of a note, `back` of the way from the note to it. `figure_number` and
    `table_number` stand before captions that are counted.
    """

    kinds: dict[str, str]
    colon: str
    semicolon: str
    base: str
    rest: str
    period: str
    source: str
    source_of: str
    about: str
    table: str
    ledger: str
    words: str
    each: str
    continued: str
    note: str
    back: str
    figure_number: str
    table_number: str


FIRST: Final = {
    "fr": Phrases(
        kinds={
            "donut": "Diagramme en anneau",
            "bar": "Diagramme à barres",
            "dots": "Diagramme à points",
            "stacked-bar": "Diagramme à barres empilées",
            "waffle": "Grille de cases",
            "people": "Pictogrammes de personnes",
            "icons": "Pictogrammes",
            "timeline": "Frise chronologique",
        },
        colon="\u00a0: ",
        semicolon="\u202f; ",
        base="sur {}",
        rest="reste\u00a0: {}",
        period="Période\u00a0: {}.",
        source="Source\u00a0: {}.",
        source_of="Source ({})\u00a0: {}.",
        about="environ {}",
        table="les valeurs sont dans le tableau qui suit.",
        ledger="Les chiffres de la publication, avec unité, date et source ({})",
        words="Les textes et les chiffres dont la publication est faite",
        each="Un pictogramme représente {}.",
        continued="suite",
        note="note {}",
        back="retour au texte",
        figure_number="Figure\u00a0{}",
        table_number="Tableau\u00a0{}",
    ),
    "en": Phrases(
        kinds={
            "donut": "Donut chart",
            "bar": "Bar chart",
            "dots": "Dot chart",
            "stacked-bar": "Stacked bar chart",
            "waffle": "Grid of squares",
            "people": "Pictograms of people",
            "icons": "Pictograms",
            "timeline": "Timeline",
        },
        colon=": ",
        semicolon="; ",
        base="of {}",
        rest="rest: {}",
        period="Period: {}.",
        source="Source: {}.",
        source_of="Source ({}): {}.",
        about="about {}",
        table="the values are in the table that follows.",
        ledger="The figures of the publication, with unit, date and source ({})",
        words="The texts and figures that the publication is made from",
        each="One sign stands for {}.",
        continued="continued",
        note="note {}",
        back="back to the text",
        figure_number="Figure\u00a0{}",
        table_number="Table\u00a0{}",
    ),
    "nl": Phrases(
        kinds={
            "donut": "Ringdiagram",
            "bar": "Staafdiagram",
            "dots": "Stippendiagram",
            "stacked-bar": "Gestapeld staafdiagram",
            "waffle": "Raster van vakjes",
            "people": "Pictogrammen van mensen",
            "icons": "Pictogrammen",
            "timeline": "Tijdlijn",
        },
        colon=": ",
        semicolon="; ",
        base="van {}",
        rest="rest: {}",
        period="Periode: {}.",
        source="Bron: {}.",
        source_of="Bron ({}): {}.",
        about="ongeveer {}",
        table="de waarden staan in de tabel hierna.",
        ledger="De cijfers van de publicatie, met eenheid, datum en bron ({})",
        words="De teksten en cijfers waaruit de publicatie is gemaakt",
        each="Eén teken staat voor {}.",
        continued="vervolg",
        note="noot {}",
        back="terug naar de tekst",
        figure_number="Figuur\u00a0{}",
        table_number="Tabel\u00a0{}",
    ),
    "de": Phrases(
        kinds={
            "donut": "Ringdiagramm",
            "bar": "Balkendiagramm",
            "dots": "Punktdiagramm",
            "stacked-bar": "Gestapeltes Balkendiagramm",
            "waffle": "Kästchenraster",
            "people": "Personen-Piktogramme",
            "icons": "Piktogramme",
            "timeline": "Zeitleiste",
        },
        colon=": ",
        semicolon="; ",
        base="von {}",
        rest="Rest: {}",
        period="Zeitraum: {}.",
        source="Quelle: {}.",
        source_of="Quelle ({}): {}.",
        about="rund {}",
        table="Die Werte stehen in der folgenden Tabelle.",
        ledger="Die Zahlen der Publikation, mit Einheit, Datum und Quelle ({})",
        words="Die Texte und Zahlen, aus denen die Publikation gemacht ist",
        each="Ein Zeichen steht für {}.",
        continued="Fortsetzung",
        note="Anmerkung {}",
        back="zurück zum Text",
        figure_number="Abbildung\u00a0{}",
        table_number="Tabelle\u00a0{}",
    ),
    "pl": Phrases(
        kinds={
            "donut": "Wykres pierścieniowy",
            "bar": "Wykres słupkowy",
            "dots": "Wykres punktowy",
            "stacked-bar": "Skumulowany wykres słupkowy",
            "waffle": "Siatka pól",
            "people": "Piktogramy osób",
            "icons": "Piktogramy",
            "timeline": "Oś czasu",
        },
        colon=": ",
        semicolon="; ",
        base="z {}",
        rest="reszta: {}",
        period="Okres: {}.",
        source="Źródło: {}.",
        source_of="Źródło ({}): {}.",
        about="około {}",
        table="wartości są w następującej tabeli.",
        ledger="Liczby publikacji z jednostką, datą i źródłem ({})",
        words="Teksty i liczby, z których powstała publikacja",
        each="Jeden znak oznacza {}.",
        continued="ciąg dalszy",
        note="przypis {}",
        back="powrót do tekstu",
        figure_number="Rysunek\u00a0{}",
        table_number="Tabela\u00a0{}",
    ),
    "uk": Phrases(
        kinds={
            "donut": "Кільцева діаграма",
            "bar": "Стовпчикова діаграма",
            "dots": "Точкова діаграма",
            "stacked-bar": "Складена стовпчикова діаграма",
            "waffle": "Сітка клітинок",
            "people": "Піктограми людей",
            "icons": "Піктограми",
            "timeline": "Шкала часу",
        },
        colon=": ",
        semicolon="; ",
        base="з {}",
        rest="решта: {}",
        period="Період: {}.",
        source="Джерело: {}.",
        source_of="Джерело ({}): {}.",
        about="близько {}",
        table="значення подано в таблиці далі.",
        ledger="Числа видання з одиницею, датою і джерелом ({})",
        words="Тексти й числа, з яких створено видання",
        each="Один знак означає {}.",
        continued="продовження",
        note="примітка {}",
        back="назад до тексту",
        figure_number="Рисунок\u00a0{}",
        table_number="Таблиця\u00a0{}",
    ),
    "ar": Phrases(
        kinds={
            "donut": "مخطط حلقي",
            "bar": "مخطط أعمدة",
            "dots": "مخطط نقطي",
            "stacked-bar": "مخطط أعمدة مكدّسة",
            "waffle": "شبكة مربعات",
            "people": "رموز أشخاص",
            "icons": "رموز",
            "timeline": "خط زمني",
        },
        colon=": ",
        semicolon="؛ ",
        base="من {}",
        rest="الباقي: {}",
        period="الفترة: {}.",
        source="المصدر: {}.",
        source_of="المصدر ({}): {}.",
        about="نحو {}",
        table="القيم في الجدول التالي.",
        ledger="أرقام المنشور مع الوحدة والتاريخ والمصدر ({})",
        words="النصوص والأرقام التي أُعدّ منها المنشور",
        each="كل رمز يمثل {}.",
        continued="تابع",
        note="حاشية {}",
        back="العودة إلى النص",
        figure_number="الشكل\u00a0{}",
        table_number="الجدول\u00a0{}",
    ),
}

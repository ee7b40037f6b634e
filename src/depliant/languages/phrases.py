"""The words that the program itself puts into an edition, by language.

They are in alternative texts only: what a chart is, and what stands between its parts. A
language is either complete or not there; what is not there is a part of its PO file (`asked`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Phrases(NamedTuple):
    """Words and patterns of one language; `{}` is where the variable part goes.

    `ledger` and `words` describe the files that the screen file carries. `table` follows the
    kind of a chart whose values are read as a table, `each` says for how many a sign stands,
    `source_of` whose source it is and what.
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


_PHRASES: Final = {
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
    ),
    "es": Phrases(
        kinds={
            "donut": "Gráfico de anillo",
            "bar": "Gráfico de barras",
            "dots": "Gráfico de puntos",
            "stacked-bar": "Gráfico de barras apiladas",
            "waffle": "Cuadrícula",
            "people": "Pictogramas de personas",
            "icons": "Pictogramas",
            "timeline": "Línea de tiempo",
        },
        colon=": ",
        semicolon="; ",
        base="de {}",
        rest="resto: {}",
        period="Periodo: {}.",
        source="Fuente: {}.",
        source_of="Fuente ({}): {}.",
        about="alrededor de {}",
        table="los valores figuran en la tabla siguiente.",
        ledger="Las cifras de la publicación, con unidad, fecha y fuente ({})",
        words="Los textos y las cifras con que se ha hecho la publicación",
        each="Cada signo representa {}.",
    ),
    "it": Phrases(
        kinds={
            "donut": "Grafico ad anello",
            "bar": "Grafico a barre",
            "dots": "Grafico a punti",
            "stacked-bar": "Grafico a barre in pila",
            "waffle": "Griglia di caselle",
            "people": "Pittogrammi di persone",
            "icons": "Pittogrammi",
            "timeline": "Linea del tempo",
        },
        colon=": ",
        semicolon="; ",
        base="su {}",
        rest="resto: {}",
        period="Periodo: {}.",
        source="Fonte: {}.",
        source_of="Fonte ({}): {}.",
        about="circa {}",
        table="i valori sono nella tabella che segue.",
        ledger="Le cifre della pubblicazione, con unità, data e fonte ({})",
        words="I testi e le cifre di cui è fatta la pubblicazione",
        each="Ogni segno rappresenta {}.",
    ),
    "cs": Phrases(
        kinds={
            "donut": "Prstencový graf",
            "bar": "Pruhový graf",
            "dots": "Bodový graf",
            "stacked-bar": "Skládaný pruhový graf",
            "waffle": "Mřížka polí",
            "people": "Piktogramy osob",
            "icons": "Piktogramy",
            "timeline": "Časová osa",
        },
        colon=": ",
        semicolon="; ",
        base="z {}",
        rest="zbytek: {}",
        period="Období: {}.",
        source="Zdroj: {}.",
        source_of="Zdroj ({}): {}.",
        about="asi {}",
        table="hodnoty jsou v následující tabulce.",
        ledger="Čísla publikace s jednotkou, datem a zdrojem ({})",
        words="Texty a čísla, z nichž publikace vznikla",
        each="Jeden znak představuje {}.",
    ),
    "ja": Phrases(
        kinds={
            "donut": "ドーナツグラフ",
            "bar": "棒グラフ",
            "dots": "ドットプロット",
            "stacked-bar": "積み上げ棒グラフ",
            "waffle": "マス目のグラフ",
            "people": "人のピクトグラム",
            "icons": "ピクトグラム",
            "timeline": "年表",
        },
        colon="：",
        semicolon="；",
        base="母数：{}",
        rest="残り：{}",
        period="期間：{}。",
        source="出典：{}。",
        source_of="出典（{}）：{}。",
        about="約{}",
        table="数値は次の表にあります。",
        ledger="この冊子の数値（単位・日付・出典つき）（{}）",
        words="この冊子のもとになった文章と数値",
        each="記号一つが{}を表します。",
    ),
}


def complete() -> tuple[str, ...]:
    """The languages whose phrases are all here, in the order of the alphabet."""
    return tuple(sorted(_PHRASES))


def phrases(language: str) -> Phrases | None:
    """The phrases of a language tag (`en-GB` takes those of `en`), or None."""
    return _PHRASES.get(language.replace("_", "-").partition("-")[0])


def asked(language: str, source: str) -> dict[str, str]:
    """The phrases that a translator has to give a language, by name, in the source's words.

    What varies has a letter in braces, so that its order may change: "Source ({a}): {b}.".
    """
    if phrases(language) is not None:
        return {}
    known = phrases(source) or _PHRASES["en"]
    fields = {name: text for name, text in known._asdict().items() if name != "kinds"}
    texts = {**fields, **{f"kinds.{kind}": name for kind, name in known.kinds.items()}}
    return {name: _lettered(text) for name, text in texts.items() if text.strip(_MARKS)}


def given(language: str, source: str, texts: Mapping[str, str]) -> Phrases | None:
    """The phrases of a language from a translator's texts by name; None if it needs none."""
    if not asked(language, source):
        return None
    known = phrases(source) or _PHRASES["en"]
    kinds = {kind: texts.get(f"kinds.{kind}", name) for kind, name in known.kinds.items()}
    fields = {
        name: _numbered(texts[name]) if name in texts else _neutral(name, text)
        for name, text in known._asdict().items()
        if name != "kinds"
    }
    return Phrases(kinds=kinds, **fields)


_MARKS: Final = "\u00a0\u202f:; "
_LETTERS: Final = "ab"


def _neutral(name: str, text: str) -> str:
    """A phrase that is only marks, as most languages set it."""
    return {"colon": ": ", "semicolon": "; "}.get(name, text)


def _lettered(text: str) -> str:
    for letter in _LETTERS:
        text = text.replace("{}", f"{{{letter}}}", 1)
    return text


def _numbered(text: str) -> str:
    """A translator's text as a pattern of `str.format`, in which no other brace means anything."""
    text = text.replace("{", "{{").replace("}", "}}")
    for number, letter in enumerate(_LETTERS):
        text = text.replace(f"{{{{{letter}}}}}", f"{{{number}}}")
    return text

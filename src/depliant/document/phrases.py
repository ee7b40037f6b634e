"""The words that the program itself puts into an edition, by language.

They are in alternative texts only: what a chart is, and what stands between its parts. A
language is either complete or not there.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from depliant.document.model import ChartKind


class Phrases(NamedTuple):
    """Words and patterns of one language; `{}` is where the variable part goes.

    `ledger` and `words` describe the files that the screen file carries. `table` follows the
    kind of a chart whose values are read as a table, `each` says for how many a sign stands,
    `source_of` whose source it is and what.
    """

    kinds: dict[ChartKind, str]
    colon: str
    semicolon: str
    base: str
    rest: str
    period: str
    source: str
    source_of: str
    about: str
    share: str
    table: str
    ledger: str
    words: str
    each: str


_PHRASES: Final = {
    "fr": Phrases(
        kinds={
            "donut": "Diagramme en anneau",
            "bar": "Diagramme à barres",
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
        share="la part est de {}, le reste de {}",
        table="les valeurs sont dans le tableau qui suit.",
        ledger="Les chiffres de la publication, avec unité, date et source ({})",
        words="Les textes et les chiffres dont la publication est faite",
        each="Un pictogramme représente {}.",
    ),
    "en": Phrases(
        kinds={
            "donut": "Donut chart",
            "bar": "Bar chart",
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
        share="the share is {}, the rest {}",
        table="the values are in the table that follows.",
        ledger="The figures of the publication, with unit, date and source ({})",
        words="The texts and figures that the publication is made from",
        each="One sign stands for {}.",
    ),
}


def phrases(language: str) -> Phrases | None:
    """The phrases of a language tag (`en-GB` takes those of `en`), or None."""
    return _PHRASES.get(language.replace("_", "-").partition("-")[0])

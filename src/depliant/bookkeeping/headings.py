"""Which row of a table names its columns, and which column holds what.

A column is named as in content.yaml, or in the words that people use: Indicateur, Valeur 2022,
Montant (k€). Columns that say nothing of figures are left out. Where two may hold the same, nobody
chooses but whoever made the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from depliant.bookkeeping.amounts import name_key
from depliant.bookkeeping.cells import Cell, Grid, letters, quoted
from depliant.bookkeeping.tables import COLUMNS
from depliant.errors import Diagnostic, Place
from depliant.source.suggestions import did_you_mean

LABEL: Final = "label"
"""The column that says in words what `id` would."""
_NAMING: Final = frozenset({"id", LABEL})
_SEARCHED: Final = 100
"""Rows that hold something, of which one must name the columns."""

_WORDS: Final = {
    "id": ("identifiant", "identifier", "code", "kennung"),
    LABEL: (
        *("indicateur", "indicateurs", "indicator", "indicators", "indikator", "indicador"),
        *("libelle", "intitule", "designation", "nom", "name", "label", "bezeichnung", "naam"),
        *("chiffre_cle", "chiffres_cles", "key_figure", "key_figures", "kennzahl", "kerncijfer"),
        *("figure", "donnee", "rubrique", "omschrijving", "indicatore", "wskaznik", "показник"),
    ),
    "value": (
        *("valeur", "valeurs", "values", "wert", "waarde", "valor", "valore", "wartosc"),
        *("montant", "amount", "betrag", "bedrag", "nombre", "number", "anzahl", "aantal"),
        *("resultat", "resultats", "result", "results", "chiffre", "quantite", "importe"),
        *("importo", "kwota", "liczba", "значення"),
    ),
    "unit": ("unite", "unites", "units", "einheit", "eenheid", "unidad", "unita", "jednostka"),
    "date": ("annee", "year", "jahr", "jaar", "periode", "period", "datum", "fecha", "data"),
    "source": ("sources", "origine", "quelle", "bron", "fuente", "fonte", "zrodlo"),
}
"""What columns are called beside their own names, as `name_key` writes it."""
_KEY_OF: Final = {word: key for key, words in _WORDS.items() for word in words}

_HEADING: Final = re.compile(
    r"(?P<words>[^\d(\[]*?)"
    r"(?:\s*(?:(?:en|in|de|du|of|au|for|pour|année|year)\s+)?(?P<year>\d{4}(?:\s*[-–/]\s*\d{2,4})?))?"
    r"(?:\s*[(\[]\s*(?:(?:en|in)\s+)?(?P<unit>[^)\]]+)[)\]]|\s+(?:en|in)\s+(?P<measure>\D+))?\s*",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """What a heading says of its column: which it is, how sure that is, its unit and its year."""

    key: str
    rank: int
    unit: str = ""
    year: str = ""


class Columns(Struct, frozen=True):
    """The columns of a table.

    `row` is that of the headings, `at` where each column is. `own` says that the headings are
    those of content.yaml and no others, as `depliant figures export` writes them. `unit` and
    `year` are what the heading of the values adds; `left_out` are headings that say nothing of
    figures.
    """

    row: int
    at: Mapping[str, int]
    own: bool
    unit: str = ""
    year: str = ""
    left_out: tuple[str, ...] = ()


def columns_of(
    grid: Grid, place: Mapping[int, Place], wanted: Mapping[str, str]
) -> tuple[Columns | None, list[Diagnostic]]:
    """The columns of a table; None where no row names them; and what must be asked.

    Args:
        grid: the table.
        place: the place of a row's first cell, from which others in the row are told.
        wanted: headings that the user gives for columns, such as {"value": "Valeur 2022"}.
    """
    for number, row in list(grid.rows.items())[:_SEARCHED]:
        said = {at: told for at, cell in row.items() if (told := _heading(cell, wanted))}
        found = {at: heading for at, heading in said.items() if at not in grid.hidden_columns}
        # Ids are often hidden from view: they name rows, and are printed nowhere.
        for key in ("id", LABEL):
            if not {"id", key} & {heading.key for heading in found.values()}:
                found |= {at: heading for at, heading in said.items() if heading.key == key}
        keys = {heading.key for heading in found.values()}
        is_head = {LABEL, "value"} <= keys or ("id" in keys and (len(keys) > 1 or _is_id(row)))
        if is_head and sum(heading.rank < 0 for heading in found.values()) >= len(wanted):
            return _chosen(grid, number, found, place[number])
    return None, []


def _is_id(row: Mapping[int, Cell]) -> bool:
    """Whether a row has the plain column `id`, which may stand alone."""
    return any(cell.shown.strip().lower() == "id" for cell in row.values())


def _heading(cell: Cell, wanted: Mapping[str, str]) -> Heading | None:
    """What a cell says as a heading, if anything; the lower the rank, the surer it is."""
    text = " ".join(cell.shown.split()).rstrip(" :*")
    for key, heading in wanted.items():
        if text and name_key(text) == name_key(heading):
            said = _HEADING.fullmatch(text)
            measure = (said["unit"] or said["measure"] or "") if said else ""
            year = (said["year"] or "") if said else ""
            return Heading(LABEL if key == "id" else key, -1, measure, year)
    if text.lower() in COLUMNS:
        return Heading(text.lower(), 0)
    match = _HEADING.fullmatch(text)
    if not match or len(text) > 80:
        return None
    unit, year = (match["unit"] or match["measure"] or "").strip(), match["year"] or ""
    words = name_key(match["words"])
    if not words and year:
        return Heading("value", 2, unit, year)
    named = words if words in ("id", "value", "unit", "date", "source") else _KEY_OF.get(words, "")
    if not named or (named != "value" and (unit or year)):
        return None
    return Heading(named, 2 if year else 1, unit, year)


def _chosen(
    grid: Grid, number: int, found: Mapping[int, Heading], start: Place
) -> tuple[Columns, list[Diagnostic]]:
    """The column for each key; where two are as likely, they are named and asked for."""
    faults: list[Diagnostic] = []
    at: dict[str, int] = {}
    row = grid.rows[number]
    for key in dict.fromkeys(heading.key for heading in found.values()):
        best = min(heading.rank for heading in found.values() if heading.key == key)
        likely = [c for c, heading in found.items() if (heading.key, heading.rank) == (key, best)]
        at[key] = likely[0]
        place = start._replace(column=likely[-1])
        if len(likely) > 1:
            faults.append(_twice(key, [row[column].shown for column in likely], likely, place))
        elif key == "value" and grid.spans.get((number, likely[0]), 1) > 1:
            faults.append(_spread(row[likely[0]].shown, place))
    if "id" in at:
        at.pop(LABEL, None)
    left = {
        column: cell.shown
        for column, cell in row.items()
        if column not in at.values() and column not in grid.hidden_columns
    }
    for column, heading in left.items():
        near = did_you_mean(heading.strip().lower(), [name for name in COLUMNS if name not in at])
        if near and name_key(heading) not in _REMARKS and _is_near(heading, near):
            message = f"There is no column `{quoted(heading)}`."
            faults.append(Diagnostic("table-columns", message, start._replace(column=column), near))
    value = found[at["value"]] if "value" in at else None
    own = not left and all(found[column].rank == 0 for column in at.values())
    columns = Columns(
        number,
        at,
        own,
        value.unit if value else "",
        value.year if value else "",
        tuple(f"“{quoted(name)}” ({letters(column)})" for column, name in left.items()),
    )
    return columns, faults


_REMARKS: Final = frozenset({"notes", "noten", "notas", "notizen"})
"""Columns of remarks, which are no `note`."""


def _is_near(heading: str, near: str) -> bool:
    """Whether a heading is a slip of the pen for the column that a hint names."""
    from difflib import SequenceMatcher

    name = near.split("`")[1]
    return SequenceMatcher(None, heading.strip().lower(), name).ratio() >= 0.75


def _twice(key: str, headings: list[str], columns: list[int], place: Place) -> Diagnostic:
    same = len({name_key(heading) for heading in headings}) == 1
    if same:
        message = f"The column `{quoted(headings[0])}` is there twice."
        return Diagnostic("table-columns", message, place, "Give one of them another heading.")
    named = ", ".join(
        f"“{quoted(text)}” ({letters(column)})"
        for text, column in zip(headings, columns, strict=True)
    )
    what = "id" if key == LABEL else key
    example = quoted(headings[-1]).replace('"', "")
    return Diagnostic(
        "table-columns",
        f"Several columns may hold the `{what}` of a figure: {named}.",
        place,
        f'Say which by its heading: `--column {what}="{example}"`.',
    )


def _spread(heading: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "table-columns",
        f"The heading “{quoted(heading)}” stands over several columns.",
        place,
        "Write `value` in a row of its own, right above the numbers that are meant, and `id` above "
        "the names of the figures.",
    )

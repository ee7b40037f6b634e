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

from depliant.bookkeeping.multiples import BARE, NOUGHTS
from depliant.bookkeeping.tables import COLUMNS
from depliant.errors import Diagnostic, Place
from depliant.sentences import Sentence, joined, say
from depliant.source.cells import Cell, Grid, letters, quoted
from depliant.source.plain_names import name_key
from depliant.source.suggestions import did_you_mean

LABEL: Final = "label"
"""The column that says in words what `id` would."""
_NAMING: Final = frozenset({"id", LABEL})
_SEARCHED: Final = 100
"""Rows that hold something, of which one must name the columns."""

_WORDS: Final = {
    "id": ("identifiant", "identifier", "kennung"),
    LABEL: (
        *("indicateur", "indicateurs", "indicator", "indicators", "indikator", "indicador"),
        *("libelle", "intitule", "designation", "nom", "name", "label", "bezeichnung", "naam"),
        *("chiffre_cle", "chiffres_cles", "key_figure", "key_figures", "kennzahl", "kerncijfer"),
        *(
            "code",
            "figure",
            "donnee",
            "rubrique",
            "omschrijving",
            "indicatore",
            "wskaznik",
            "показник",
        ),
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

_OWN: Final = frozenset({"id", "value", "unit", "date", "source"})
_FIRST: Final = frozenset({LABEL, "unit", "source"})
"""Columns that a heading may mean whose first word says so."""
_LONGEST: Final = 80
"""Characters of a heading."""

_DAY: Final = re.compile(r"\d{1,2}(?:er)?[ ./-](?:\d{1,2}[./-]|[^\W\d_]+\.? )(?=\d{4})")
"""What a date has before its year: 31/12/2022, 31 décembre 2022."""
_HEADING: Final = re.compile(
    rf"(?P<words>(?:[^\d(\[]|{NOUGHTS})*?)"
    r"(?:\s*(?:(?:en|in|de|du|of|au|for|pour|année|year)\s+)?(?P<year>\d{4}(?:\s*[-–/]\s*\d{2,4})?))?"
    r"(?:\s*[(\[]\s*(?:(?:en|in)\s+)?(?P<unit>[^)\]]+)[)\]]|\s+(?:en|in)\s+(?P<measure>(?:\D|"
    rf"{NOUGHTS})+))?\s*",
    re.IGNORECASE,
)


_MULTIPLES: Final = re.compile(rf"{NOUGHTS}|(?<!\S)1 (?=[^\W\d])")
"""Digits of a unit that are no year: x 1.000, x € 1 mln."""


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
    left_out: tuple[Sentence, ...] = ()


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
    known = text if len(text) <= _LONGEST else ""
    match = _HEADING.fullmatch(_DAY.sub("", known)) if known else None
    words, unit, year = _parts(match) if match else ("", "", "")
    if any(sign.isdigit() for sign in _MULTIPLES.sub("", unit)):  # Valeur (2022)
        found = re.search(r"\d{4}", unit)
        unit, year = "", year or (found.group() if found else "")
    for key, heading in wanted.items():
        if text and name_key(text) == name_key(heading):
            return Heading(LABEL if key == "id" else key, -1, unit, year)
    if text.lower() in COLUMNS:
        return Heading(text.lower(), 0)
    if match is None:
        return None
    key, rank = _meaning(name_key(words), bool(year))
    if key and (key == "value" or not (unit or year)):
        return Heading(key, rank, unit.strip(), year)
    return None


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    """The words of a heading, its unit and its year; a currency may end the words: Montant k€."""
    words, unit = match["words"], match["unit"] or match["measure"] or ""
    bare = None if unit else BARE.search(words)
    if bare is not None:
        words, unit = words[: bare.start()], bare[1]
    return words, unit, match["year"] or ""


def _meaning(words: str, has_year: bool) -> tuple[str, int]:
    """The column that words mean, with how sure that is; empty if none."""
    if not words:
        return ("value", 2) if has_year else ("", 0)
    key = words if words in _OWN else _KEY_OF.get(words)
    if key:
        return key, 2 if has_year else 1
    parts = words.split("_")  # Nouvelle valeur, Nom de l'indicateur, Unité de mesure
    for word in (parts[0], parts[-1]):
        key = _KEY_OF.get(word, "")
        if key == "value" or (key in _FIRST and word == parts[0]):
            return key, 3
    return "", 0


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
    left = {
        column: cell.shown
        for column, cell in row.items()
        if column not in at.values() and column not in grid.hidden_columns
    }
    for column, heading in left.items():
        free = [name for name in COLUMNS if name not in at]
        near = did_you_mean(heading.strip().lower(), free)
        if near and name_key(heading) not in _REMARKS and _is_near(heading, str(near)):
            message = say("There is no column `{heading}`.", heading=quoted(heading))
            faults.append(Diagnostic("table-columns", message, start._replace(column=column), near))
    if left and not faults and not at.keys() - _NAMING:
        faults.append(_valueless(list(left.values()), start))
    value = found[at["value"]] if "value" in at else None
    own = not left and all(found[column].rank == 0 for column in at.values())
    columns = Columns(
        number,
        at,
        own,
        value.unit if value else "",
        value.year if value else "",
        tuple(_called(name, column) for column, name in left.items()),
    )
    return columns, faults


_REMARKS: Final = frozenset({"notes", "noten", "notas", "notizen"})
"""Columns of remarks, which are no `note`."""


def _is_near(heading: str, near: str) -> bool:
    """Whether a heading is a slip of the pen for the column that a hint names."""
    from difflib import SequenceMatcher

    name = near.split("`")[1]
    return SequenceMatcher(None, heading.strip().lower(), name).ratio() >= 0.75


def _called(heading: str, column: int) -> Sentence:
    """A column by its heading and its letters."""
    return say("“{heading}” ({column})", heading=quoted(heading), column=letters(column))


def _twice(key: str, headings: list[str], columns: list[int], place: Place) -> Diagnostic:
    same = len({name_key(heading) for heading in headings}) == 1
    if same:
        message = say("The column `{headings}` is there twice.", headings=quoted(headings[0]))
        return Diagnostic("table-columns", message, place, say("Give one of them another heading."))
    named = joined(map(_called, headings, columns))
    what = "id" if key == LABEL else key
    example = quoted(headings[-1]).replace('"', "")
    return Diagnostic(
        "table-columns",
        say("Several columns may hold the `{what}` of a figure: {named}.", what=what, named=named),
        place,
        say('Say which by its heading: `--column {what}="{example}"`.', what=what, example=example),
    )


def _valueless(headings: list[str], place: Place) -> Diagnostic:
    example = quoted(headings[0]).replace('"', "")
    return Diagnostic(
        "table-columns",
        say("No column is known to hold anything of the figures."),
        place,
        say(
            'If one has their values, say which by its heading: `--column value="{example}"`.',
            example=example,
        ),
    )


def _spread(heading: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "table-columns",
        say("The heading “{heading}” stands over several columns.", heading=quoted(heading)),
        place,
        say(
            "Write `value` in a row of its own, right above the numbers that are "
            "meant, and `id` above the names of the figures."
        ),
    )

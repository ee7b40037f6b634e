"""Tables as officers keep them: what they say is read rightly, or asked for cell by cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from depliant.bookkeeping.imports import plan
from depliant.bookkeeping.reading import Wishes, read_table
from depliant.bookkeeping.tables import rows, xlsx_bytes
from depliant.content.publication import Publication
from depliant.content.schema import Content
from depliant.errors import InputError
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml

CONTENT = """\
id: a
title: b
language: fr
sources: {s: Enquête, mairie: "Registre de la mairie, 2021"}
figures:
  fierte:    {value: 76.9, unit: "%", date: 2016, source: s}
  habitat_minier: {value: 100000000, unit: EUR, source: unstated}
  eleves:    {value: 400, unit: élèves, source: s}
  exact:     {value: 55.0, unit: "%", source: s}
  double:    {formula: eleves * 2}
panels:
  - id: one
    blocks:
      - text: Bonjour
      - chart: bar
        title: Chiffres
        data: [{figure: eleves, label: "Enfants de l’école"}, {figure: double, label: Deux}]
"""


def publication() -> Publication:
    source = parse_yaml(CONTENT, "content.yaml")
    return Publication(validated(Content, source), source, {})


Shape = Callable[[Worksheet], None]


def book(*sheets: Any, shape: Shape | None = None) -> bytes:
    """A workbook; a cell that is a pair is a value with its number format."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for number, table in enumerate(sheets, 1):
        sheet = made.create_sheet(f"Feuille {number}")
        for line, row in enumerate(table, 1):
            for column, cell in enumerate(row, 1):
                value, code = cell if isinstance(cell, tuple) else (cell, "General")
                made_cell = sheet.cell(line, column, value)
                if not isinstance(value, datetime) or code != "General":
                    made_cell.number_format = code
        if shape is not None:
            shape(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(tmp_path: Path, data: bytes, kind: str = ".xlsx", **wishes: Any) -> list[str]:
    """What taking a table in changes: figure, key and new value, a line each."""
    path = tmp_path / f"t{kind}"
    path.write_bytes(data)
    brochure = publication()
    found = plan(brochure, read_table(path, publication=brochure, wishes=Wishes(**wishes)))
    return [f"{c.id} {c.key} {c.new}" for c in found.changes]


def asked(tmp_path: Path, data: bytes, kind: str = ".xlsx", **wishes: Any) -> list[str]:
    """What is asked for: code and place of each fault."""
    with pytest.raises(InputError) as raised:
        changed(tmp_path, data, kind, **wishes)
    assert all(item.hint for item in raised.value.diagnostics)
    return [f"{item.code} {item.place}" for item in raised.value.diagnostics]


def noted(tmp_path: Path, data: bytes, kind: str = ".xlsx", **wishes: Any) -> str:
    """What is said of a table that can be read."""
    path = tmp_path / f"t{kind}"
    path.write_bytes(data)
    return "\n".join(
        str(note)
        for note in read_table(path, publication=publication(), wishes=Wishes(**wishes)).notes
    )


# --- cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "cell", "value"),
    [
        ("fierte", (0.812, "0.0%"), "81.2"),
        ("fierte", (0.81234, "0.0%"), "81.2"),
        ("fierte", (0.8, "0.0%"), "80.0"),
        ("fierte", (80, "0.0"), "80.0"),
        ("fierte", "81,2 %", "81.2"),
        ("fierte", "81,20 %", "81.20"),
        ("fierte", "(81,2)", "-81.2"),
        ("fierte", (81.2, '0.0" %"'), "81.2"),
        ("habitat_minier", (112500000, '# ##0\\ "€"'), "112500000"),
        ("habitat_minier", (112500000, '_-* #,##0.00\\ "€"_-'), "112500000"),
        ("habitat_minier", (-5, "#,##0.00\\ [$€-40C];[Red]\\(#,##0.00\\ [$€-40C]\\)"), "-5"),
        ("habitat_minier", (112543210, '0.0,,"M€"'), "112500000"),
        ("habitat_minier", (712345, "#,##0,"), "712000"),
        ("habitat_minier", "112,5 M€", "112500000"),
        ("habitat_minier", "112 500 000,00 €", "112500000"),
        ("habitat_minier", "112 500 000,50 €", "112500000.50"),
        ("eleves", "1\u202f250 élèves", "1250"),
        ("eleves", (1250.4, "0"), "1250"),
        ("eleves", 1250.0, "1250"),
        ("exact", (54, "0.00"), "54.00"),
    ],
)
def test_a_cell_is_read_as_it_shows(tmp_path: Path, figure: str, cell: Any, value: str) -> None:
    data = book([["id", "value"], [figure, cell]])
    assert changed(tmp_path, data) == [f"{figure} value {value}"]


def test_a_cell_without_a_format_says_nothing_of_noughts(tmp_path: Path) -> None:
    """55 in a plain cell is 55.0 of content.yaml; 55.0 of a format is not 55."""
    assert changed(tmp_path, book([["id", "value"], ["exact", 55]])) == []
    data = book([["id", "value"], ["eleves", (400, "0.0")]])
    assert changed(tmp_path, data) == ["eleves value 400.0"]


def test_noughts_survive_a_workbook(tmp_path: Path) -> None:
    """An exported workbook shows 55.0, and what is typed over it is not rounded to that."""
    table = rows(publication().content)
    assert changed(tmp_path, xlsx_bytes(table)) == []
    edited = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table)))
    [cell] = [row[2] for row in edited.worksheets[0].iter_rows() if row[0].value == "exact"]
    cell.value = 55.25
    stream = io.BytesIO()
    edited.save(stream)
    assert changed(tmp_path, stream.getvalue()) == ["exact value 55.25"]


@pytest.mark.parametrize(
    ("figure", "cell", "code"),
    [
        ("fierte", "712.000", "table-number"),
        ("fierte", 0.812, "table-number"),
        ("fierte", "0,812", "table-number"),
        ("fierte", (datetime(2022, 5, 1), "d-mmm"), "table-number"),
        ("fierte", True, "table-number"),
        ("fierte", "#DIV/0!", "table-cell"),
        ("fierte", "=1/2", "table-formula"),
        ("fierte", "n.d.", "table-number"),
        ("eleves", "environ 40", "table-number"),
        ("eleves", (0.5, "0%"), "table-unit"),
        ("eleves", "12 km", "table-unit"),
        ("habitat_minier", (5, '0"%"'), "table-unit"),
        ("habitat_minier", (5_000_000, '0.0,"M€"'), "table-number"),
    ],
)
def test_a_cell_that_may_mean_two_things_is_asked_for(
    tmp_path: Path, figure: str, cell: Any, code: str
) -> None:
    data = book([["id", "value"], [figure, cell]])
    assert asked(tmp_path, data) == [f"{code} t.xlsx:Feuille 1!B2"]


def test_results_of_formulas_are_those_that_were_saved(tmp_path: Path) -> None:
    data = book([["id", "value"], ["fierte", ("=0.8+0.012", "0.0%")], ["eleves", "=1+1"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                b"<f>0.8+0.012</f><v></v>", b"<f>0.8+0.012</f><v>0.812</v>"
            )
            new.writestr(name, part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    assert changed(tmp_path, stream.getvalue()) == ["fierte value 81.2", "eleves value 2"]
    assert "formulas, as last saved: B2, B3" in noted(tmp_path, stream.getvalue())


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ((datetime(2022, 6, 30), "dd/mm/yyyy"), "2022-06-30"),
        ((datetime(2022, 6, 1), "mmm-yy"), "2022-06"),
        ((datetime(2022, 1, 1), "yyyy"), "2022"),
        (2022, "2022"),
        ("juin 2022", "2022-06"),
        ("2021-2022", "2021/2022"),
    ],
)
def test_dates_are_read_as_they_show(tmp_path: Path, cell: Any, period: str) -> None:
    data = book([["id", "Date"], ["fierte", cell]])
    assert changed(tmp_path, data) == [f"fierte date {period}"]
    data = book([["id", "date"], ["fierte", "06/07/2022"]])
    assert asked(tmp_path, data) == ["table-date t.xlsx:Feuille 1!B2"]


# --- rows and columns ---------------------------------------------------------------------------


def test_the_sheet_of_an_officer(tmp_path: Path) -> None:
    """A title over it, an empty column beside it, people's words, merged cells, remarks."""

    def shape(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("E4:E5")

    table = [
        ["Chiffres clés 2022"],
        [],
        [None, "Indicateur", "Valeur 2022", "Unité", "Source", "Commentaire"],
        [None, "Fierté", "81,2", "%", "Registre de la mairie, 2021", "vu avec Ana", None, "x"],
        [None, "Enfants de l'école", 1250, None, None, "à vérifier"],
        [None, "Habitat minier", 112.5, "M€", "unstated", None],
        [None, "Total", 12, None, None, None],
        [None, "eleves et fierte : mission", None, None, None, None],
    ]
    data = book(table, shape=shape)
    assert changed(tmp_path, data) == [
        *("fierte value 81.2", "fierte source mairie"),
        *("eleves value 1250", "eleves source mairie", "habitat_minier value 112500000"),
    ]
    said = noted(tmp_path, data)
    assert "Columns that were not read: “Commentaire” (F), H." in said
    assert "warning[table-left-out]: Rows that name no figure: “Total” (B7)" in said
    assert "t.xlsx:Feuille 1!C3: warning[table-date]: The heading says 2022" in said
    assert "fierte (2016)" in said


def test_an_empty_cell_of_such_a_sheet_takes_nothing_away(tmp_path: Path) -> None:
    own: list[list[Any]] = [
        ["id", "value", "unit", "date", "Remarque"],
        ["fierte", 80, None, None, "x"],
    ]
    assert changed(tmp_path, book(own)) == ["fierte value 80"]
    plain = [row[:4] for row in own]
    assert changed(tmp_path, book(plain)) == [
        *("fierte value 80", "fierte unit None", "fierte date None"),
    ]
    waiting = [["Indicateur", "Valeur", "Date"], ["Fierté", None, 2022]]
    assert changed(tmp_path, book(waiting)) == []
    assert "Rows without a value, left as they are: fierte." in noted(tmp_path, book(waiting))
    empty = [["id", "value", "date"], ["fierte", None, 2022]]
    assert changed(tmp_path, book(empty)) == ["fierte date 2022"]


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("Montant (M€)", 33, "33000000"),
        ("Montant en k€", 33, "33000"),
        ("Valeur 2022 (en millions d’euros)", "33,5", "33500000"),
        ("Valeur (€)", 33, "33"),
        ("Valeur (M€)", "33 k€", "33000"),
    ],
)
def test_a_heading_says_in_what_its_numbers_are(
    tmp_path: Path, heading: str, cell: Any, value: str
) -> None:
    data = book([["Indicateur", heading], ["Habitat minier", cell]])
    assert changed(tmp_path, data) == [f"habitat_minier value {value}"]
    data = book([["Indicateur", heading], ["Élèves", cell]])
    assert asked(tmp_path, data) == ["table-unit t.xlsx:Feuille 1!B2"]


MONEY = """\
id: a
title: b
language: LANGUAGE
figures:
  cafe: {value: 1250000, unit: CODE, source: unstated}
panels: [{id: one, blocks: [{text: Bonjour}]}]
"""


def _taken(tmp_path: Path, table: str, language: str = "en", code: str = "GBP") -> list[str]:
    content = MONEY.replace("LANGUAGE", language).replace("CODE", code)
    source = parse_yaml(content, "content.yaml")
    brochure = Publication(validated(Content, source), source, {})
    path = tmp_path / "t.csv"
    path.write_text(table, encoding="utf-8")
    try:
        found = plan(brochure, read_table(path, publication=brochure))
    except InputError as fault:
        return [f"{item.code} {item.place}" for item in fault.diagnostics]
    return [f"{c.key} {c.new}" for c in found.changes]


MILLIONS = {
    "en": (
        *("£m", "£M", "£ million", "£ millions", "£mn", "in £m", "£ m", "GBP m", "GBP million"),
        *("M£", "million pounds", "millions of pounds", "£ in millions", "£000,000", "£ mln"),
    ),
    "fr": ("M€", "M €", "en millions d’euros", "millions d'€", "€ millions", "MEUR", "Mio €"),
    "de": ("Mio. €", "€ Mio.", "in Millionen Euro", "Mio. EUR", "EUR Mio.", "€ Millionen"),
    "nl": ("x € 1.000.000", "€ mln", "mln euro", "in miljoenen euro’s", "x € 1 mln", "€ miljoen"),
    "es": ("millones de €", "€ millones", "millones de euros", "M€"),
    "it": ("milioni di euro", "€ milioni", "mln €", "€ mln", "€/000.000"),
    "pt": ("milhões de euros", "€ milhões"),
    "pl": ("mln EUR", "EUR mln", "mln zł"),
    "uk": ("млн €", "млн євро"),
}
THOUSANDS = {
    "en": (
        "£000",
        "£'000",
        "£000s",
        "£k",
        "£K",
        "£ thousands",
        "thousands of pounds",
        "£ thousand",
    ),
    "fr": ("k€", "K€", "en k€", "kEUR", "milliers d’euros", "€ 000", "en milliers d'€"),
    "de": ("T€", "TEUR", "Tsd. €", "in Tausend Euro", "€ Tsd."),
    "nl": ("x € 1.000", "x 1.000 euro", "€ x 1000", "duizend euro", "€ duizend"),
    "it": ("€/000", "migliaia di euro", "€ migliaia", "€/1.000"),
    "pl": ("tys. EUR", "tys. zł"),
    "uk": ("тис. євро",),
}
CODES = {"en": "GBP", "pl": "EUR"}


@pytest.mark.parametrize(
    ("language", "unit", "cell"),
    [(tag, unit, "1,3") for tag, units in MILLIONS.items() for unit in units]
    + [(tag, unit, "1300") for tag, units in THOUSANDS.items() for unit in units],
)
def test_money_that_is_multiplied_is_read_in_a_heading_and_in_a_column_of_units(
    tmp_path: Path, language: str, unit: str, cell: str
) -> None:
    code = "zł" if "zł" in unit else CODES.get(language, "EUR")
    head = {"en": "Value", "fr": "Valeur", "de": "Wert", "nl": "Waarde", "es": "Valor",
            "it": "Valore", "pt": "Valor", "pl": "Wartosc", "uk": "Значення"}[language]  # fmt: skip
    heading = f'Name;"{head} ({unit})"\ncafe;{cell}\n'
    assert _taken(tmp_path, heading, language, code) == ["value 1300000"]
    column = f'Name;value;unit\ncafe;{cell};"{unit}"\n'
    if not unit.startswith(("in ", "en ")):
        assert _taken(tmp_path, column, language, code) == ["value 1300000"]


@pytest.mark.parametrize(
    "heading",
    ["Amount £m", "Amount, £ million", "Amount - GBP m", "Amount in £ millions", "Amount £m 2024",
     "Amount 2024 (£m)", "Amount [£m]"],
)  # fmt: skip
def test_a_heading_without_brackets_may_end_in_what_multiplies(
    tmp_path: Path, heading: str
) -> None:
    assert _taken(tmp_path, f'Name;"{heading}"\ncafe;1.3\n') == ["value 1300000"]


def test_money_that_multiplies_in_the_heading_of_a_series(tmp_path: Path) -> None:
    content = """\
id: a
title: b
language: en
figures:
  budget: {values: {2023: 1200000}, unit: GBP, source: unstated}
panels: [{id: one, blocks: [{text: Bonjour}]}]
"""
    source = parse_yaml(content, "content.yaml")
    brochure = Publication(validated(Content, source), source, {})
    path = tmp_path / "t.csv"
    path.write_text("Year;Budget (£m)\n2023;1.2\n2024;1.3\n", encoding="utf-8")
    found = plan(brochure, read_table(path, publication=brochure))
    assert "1300000" in found.text
    assert "1200000" in found.text
    path.write_text("Year;Budget (£ old)\n2023;1.2\n2024;1.3\n", encoding="utf-8")
    with pytest.raises(InputError) as fault:
        read_table(path, publication=brochure)
    assert [str(one.place) for one in fault.value.diagnostics] == ["t.csv:1:2"]


@pytest.mark.parametrize("unit", ["£ provisional", "£ units", "£x"])
def test_a_currency_beside_words_that_are_not_known_is_asked_for(tmp_path: Path, unit: str) -> None:
    assert _taken(tmp_path, f"Name;Value ({unit})\ncafe;1300000\n") == ["table-number t.csv:1:2"]


@pytest.mark.parametrize("unit", ["€", "£ net", "€/m²", "£ per head", "2024"])
def test_what_multiplies_nothing_is_let_be(tmp_path: Path, unit: str) -> None:
    code = "EUR" if "€" in unit else "GBP"
    found = _taken(tmp_path, f"Name;Value ({unit})\ncafe;1300000\n", code=code)
    assert found == ["value 1300000"]


def test_a_value_that_leaps_by_a_thousand_is_asked_about(tmp_path: Path) -> None:
    assert _taken(tmp_path, "Name;Value\ncafe;1.3\n") == ["table-number t.csv:2:2"]
    assert _taken(tmp_path, "Name;Value\ncafe;1250000000\n") == ["table-number t.csv:2:2"]
    assert _taken(tmp_path, "Name;Value\ncafe;1251\n") == ["value 1251"]
    assert _taken(tmp_path, "Name;Value\ncafe;0\n") == ["value 0"]
    assert _taken(tmp_path, "Name;Value\ncafe;£1.30\n") == ["value 1.30"]
    own = rows(publication().content)
    assert "a thousandth of what they were" in noted(
        tmp_path, xlsx_bytes([row | {"value": "3"} for row in own if row["id"] == "habitat_minier"])
    )


@pytest.mark.parametrize(
    ("title", "is_asked"),
    [
        ("Budget 2022 (en milliers d'euros)", True),
        ("Montants en M€", True),
        ("Chiffres clés en 2022, en Europe", False),
        ("Mise à jour en mars", False),
    ],
)
def test_a_title_that_may_multiply_the_numbers_below_is_asked_about(
    tmp_path: Path, title: str, is_asked: bool
) -> None:
    data = book([[title], ["Indicateur", "Valeur"], ["Habitat minier", 330000]])
    if is_asked:
        assert asked(tmp_path, data) == ["table-unit t.xlsx:Feuille 1!A1"]
        with_unit = book([[title], ["Indicateur", "Valeur (M€)"], ["Habitat minier", 33]])
        assert changed(tmp_path, with_unit) == ["habitat_minier value 33000000"]
    else:
        assert changed(tmp_path, data) == ["habitat_minier value 330000"]


def test_two_columns_of_values_are_asked_for(tmp_path: Path) -> None:
    data = book([["Indicateur", 2016, 2022], ["Fierté", "70 %", "80 %"]])
    assert asked(tmp_path, data) == ["table-columns t.xlsx:Feuille 1!C1"]
    assert changed(tmp_path, data, columns={"value": "2022"}) == ["fierte value 80"]
    assert asked(tmp_path, data, columns={"value": "2023"}) == ["table-columns t.xlsx:Feuille 1!A1"]


@pytest.mark.parametrize(
    "heading",
    [
        *("Valeur", "VALEURS", "Valeur 2022", "Valeur (2022)", "2022", "Nombre (provisoire)"),
        *("Nouvelle valeur", "Montant total", "Valeur\nau 31/12/2022", "Value", "Wert", "Liczba"),
        *("Valeur en %", "Valeur (%)"),
    ],
)
@pytest.mark.parametrize(
    "name", ["Indicateur", "Nom de l’indicateur", "Libellé", "Key figure", "ID"]
)
def test_headings_that_people_write(tmp_path: Path, name: str, heading: str) -> None:
    data = book([[name, heading, "Commentaire"], ["Fierté", "80,5", None]])
    assert changed(tmp_path, data) == ["fierte value 80.5"]


def test_a_column_of_values_that_nobody_knows_is_asked_for(tmp_path: Path) -> None:
    data = book([["id", "Bilan"], ["fierte", 80]])
    assert asked(tmp_path, data) == ["table-columns t.xlsx:Feuille 1!A1"]
    assert changed(tmp_path, data, columns={"value": "bilan"}) == ["fierte value 80"]


def test_a_heading_over_two_columns_is_asked_for(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    table = [["Indicateur", "Valeur", None], [None, 2021, 2022], ["Fierté", 70, 80]]
    data = book(table, shape=shape)
    assert asked(tmp_path, data) == ["table-columns t.xlsx:Feuille 1!B1"]
    assert changed(tmp_path, data, columns={"value": "2022"}) == ["fierte value 80"]


def test_a_name_that_is_nearly_one_is_asked_for(tmp_path: Path) -> None:
    data = book([["Indicateur", "Valeur"], ["Fiertée", 80]])
    assert asked(tmp_path, data) == ["figure-unknown t.xlsx:Feuille 1!A2"]


def test_of_an_id_and_a_name_the_known_one_counts(tmp_path: Path) -> None:
    table = [["Identifiant", "Libellé", "Valeur"], ["7", "Fierté", 80], ["eleves", "Enfants", 500]]
    assert changed(tmp_path, book(table)) == ["fierte value 80", "eleves value 500"]


def test_a_source_that_is_not_known_is_asked_for(tmp_path: Path) -> None:
    data = book([["id", "value", "source"], ["fierte", 80, "Le Monde, 2022"]])
    assert asked(tmp_path, data) == ["source-unknown t.xlsx:Feuille 1!C2"]


def test_a_figure_that_is_calculated_stays_so(tmp_path: Path) -> None:
    data = book([["Indicateur", "Valeur"], ["Deux", 2500], ["Élèves", 1250]])
    assert changed(tmp_path, data) == ["eleves value 1250"]
    assert "double = eleves * 2" in noted(tmp_path, data)


def test_what_is_hidden_is_left_out_but_for_ids(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        for column in "AC":
            sheet.column_dimensions[column].hidden = True
        sheet.row_dimensions[3].hidden = True

    table = [
        ["id", "Libellé", 2016, 2022],
        ["fierte", "Part", 70, 80],
        ["eleves", "Nombre", 300, 500],
    ]
    data = book(table, shape=shape)
    assert changed(tmp_path, data) == ["fierte value 80"]
    assert "Rows that are hidden were left out: 3." in noted(tmp_path, data)


def test_values_that_are_hidden_are_asked_for(tmp_path: Path) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet.column_dimensions["B"].hidden = True

    data = book([["Indicateur", "Valeur"], ["Fierté", 80]], shape=shape)
    with pytest.raises(InputError, match="hidden are not looked at: show them"):
        changed(tmp_path, data)


# --- sheets -------------------------------------------------------------------------------------


def test_the_sheet_that_holds_figures_is_found(tmp_path: Path) -> None:
    read_me = [["Bonjour"], ["Contacts", "Nombre"], ["Ana", "3"]]
    contacts = [["Nom", "Nombre"], ["Ana", "3"]]
    data = book(read_me, contacts, [["id", "value"], ["fierte", 80]])
    assert changed(tmp_path, data) == ["fierte value 80"]
    assert "“Feuille 3” was read, and not “Feuille 1”, “Feuille 2”" in noted(tmp_path, data)


def test_of_several_sheets_one_is_asked_for(tmp_path: Path) -> None:
    table = [["id", "value"], ["fierte", 80]]
    data = book(table, [["id", "value"], ["fierte", 70]])
    assert asked(tmp_path, data) == ["table-sheet t.xlsx"]
    assert changed(tmp_path, data, sheet="feuille 2") == ["fierte value 70"]
    assert asked(tmp_path, data, sheet="2022") == ["table-sheet t.xlsx"]

    def shape(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden" if sheet.title.endswith("2") else "visible"

    data = book(table, [["id", "value"], ["fierte", 70]], shape=shape)
    assert changed(tmp_path, data) == ["fierte value 80"]


def test_what_else_a_workbook_holds_does_no_harm(tmp_path: Path) -> None:
    """Charts, sheets of charts, comments, tables, links, rules, and days counted from 1904."""
    made = openpyxl.Workbook()
    made.epoch = datetime(1904, 1, 1)
    sheet = made.worksheets[0]
    for row in (["Indicateur", "Valeur", "Date"], ["Fierté", 0.812, datetime(2022, 6, 30)]):
        sheet.append(row)
    sheet["B2"].number_format = "0.0%"
    sheet["B2"].comment = Comment("à vérifier", "Ana")
    sheet["B2"].hyperlink = "https://example.org"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "E5")
    made.create_chartsheet("Graphe", 0)
    sheet.add_table(Table(displayName="T", ref="A1:C2"))
    sheet.add_data_validation(DataValidation(type="list", formula1='"a,b"', sqref="D2"))
    rule = CellIsRule(operator="lessThan", formula=["1"])  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("B2", rule)
    made.defined_names["x"] = DefinedName("x", attr_text=f"'{sheet.title}'!$B$2")
    stream = io.BytesIO()
    made.save(stream)
    assert changed(tmp_path, stream.getvalue()) == ["fierte value 81.2", "fierte date 2022-06-30"]


# --- CSV ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_letters_and_delimiters_are_found_out(tmp_path: Path, sign: str, encoding: str) -> None:
    lines = ["Chiffres, arrêtés", "Indicateur;Valeur;Unité", "Fierté;81,2;%", "Élèves;1 250;élèves"]
    data = "\r\n".join(lines).replace(";", sign).encode(encoding)
    assert changed(tmp_path, data, ".csv") == ["fierte value 81.2", "eleves value 1250"]
    told = "read as Windows-1252" in noted(tmp_path, data, ".csv")
    assert told == (encoding == "windows-1252")


def test_letters_that_cannot_be_told_are_asked_for(tmp_path: Path) -> None:
    data = "Indicateur;Valeur\nFierté;81,2\n".encode("mac-roman")
    assert asked(tmp_path, data, ".csv") == ["table-encoding t.csv:2"]
    assert changed(tmp_path, data, ".csv", encoding="mac-roman") == ["fierte value 81.2"]


@pytest.mark.parametrize("head", ["Indicateur,Valeur", "Indicateur,Valeur,Note interne"])
def test_a_decimal_comma_that_parts_cells_is_asked_for(tmp_path: Path, head: str) -> None:
    joint = "," * (head.count(",") - 1)
    data = f"{head}\nFierté,81,2{joint}\n".encode()
    assert asked(tmp_path, data, ".csv") == ["table-columns t.csv:2:1"]
    data = f'{head}\nFierté,"81,2"{joint}\n'.encode()
    assert changed(tmp_path, data, ".csv") == ["fierte value 81.2"]


def test_what_excel_puts_before_its_own_files(tmp_path: Path) -> None:
    data = b"sep=;\r\nid;value\r\nfierte;81,2\r\neleves;x\r\n"
    assert asked(tmp_path, data, ".csv") == ["table-number t.csv:4:2"]


# --- bounds -------------------------------------------------------------------------------------


def part_of(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_format_put_to_the_last_row_is_no_row(tmp_path: Path) -> None:
    """The made-up rows between would be two hundred million cells."""
    far = b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    data = book([["id", "value"], ["fierte", 80]])
    data = part_of(data, SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert changed(tmp_path, data) == ["fierte value 80"]


@pytest.mark.parametrize(
    ("name", "before", "piece", "count", "code"),
    [
        ("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0"/>', 200_000, "table-too-large"),
        (SHEET, b"</sheetData>", b"<row><c><v>1</v></c></row>", 30_000, "table-too-large"),
        (SHEET, b"</sheetData>", b"<row/>", 3_000_001, "table-too-large"),
        (SHEET, b"</row></sheetData>", b"<c/>", 20_000, "table-syntax"),
    ],
)
def test_workbooks_that_unpack_to_too_much(
    tmp_path: Path, name: str, before: bytes, piece: bytes, count: int, code: str
) -> None:
    data = book([["id", "value"], ["fierte", 80]])
    bomb = part_of(data, name, lambda xml: xml.replace(before, piece * count + before))
    assert asked(tmp_path, bomb) == [f"{code} t.xlsx"]


def test_a_part_that_lies_about_its_size(tmp_path: Path) -> None:
    data = book([["id", "value"], ["fierte", 80]])
    bomb = bytearray(part_of(data, SHEET, lambda xml: xml + b" " * 100_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (1000).to_bytes(4, "little")
    assert asked(tmp_path, bytes(bomb)) == ["table-syntax t.xlsx"]

"""Tables that are read or written: of figures, and those of a brochure that are files."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "table-kind": "Figures and the rows of tables are read from .csv and .xlsx files only. Save "
    "an older workbook, or "
    "one of another program, as .xlsx.",
    "table-encoding": "A CSV file is not in UTF-8, and its bytes do not say what else it is in, so "
    "that letters with accents would be lost. Save it as “CSV UTF-8”, or say what it is by "
    "`--encoding`.",
    "table-syntax": "A table cannot be read: a quotation mark is not closed, or the file is "
    "damaged, has a password, or is of another kind than its name says.",
    "table-too-large": "A table has more rows, cells or bytes than any brochure has figures, or "
    "shows in a table. Take out what is not printed.",
    "table-columns": "A row of a table must name its columns: `id` or words such as Indicateur "
    "above the names of the figures, `value` or words such as Valeur 2022 above their numbers. "
    'Where two columns may hold the same, say which by `--column value="Valeur 2022"`.',
    "table-sheet": "Several sheets of a workbook hold figures, or none has the name that was "
    "given. Say which by `--sheet`; for a table of the brochure, by `sheet`.",
    "table-left-out": "Something in a table was left out: other sheets, columns that say nothing "
    "of figures, hidden rows and columns, rows without a value, and rows that name no figure of "
    "the brochure. Give such a row the id of its figure if it is one.",
    "table-read-as": "How a table was read, where one may want to know: the letters of a CSV file, "
    "cells that show less than they hold and are read as they show, and results of formulas, which "
    "are those that were last saved.",
    "table-date": "The heading of the values says a year that the dates of the figures do not say, "
    "and an import changes no date that the table does not give. Or a date may be one day or "
    "another.",
    "table-unit": "A cell is in another unit than its row, its heading or its figure in "
    "content.yaml. Perhaps it is in the wrong row. Write the number alone, or give the table a "
    "column `unit` if the unit changes.",
    "table-twice": "A table has two rows for one figure of one issue. Keep one of them.",
    "table-source": "Two rows of a table describe one source in different words: make them the "
    "same. Or a row gives a title to `unstated`, which says that there is no source.",
    "table-series": "Rows of a table that are values of one series say different things of the "
    "series as a whole, such as two units. Or a table has values of what content.yaml has as one "
    "value, or as a series whose values are in a file: change that file.",
    "table-formula": "A cell holds a formula that was never calculated, so that the workbook has "
    "no result of it: open it in a spreadsheet and save it. Or the column `formula` holds one of "
    "the spreadsheet: write one of figures there.",
    "table-number": "A cell is no number, or could be two: 712.000 may be a decimal number or one "
    "of thousands, 0.812 a share of one. Write it plainly, with nothing but its unit behind it; or "
    "say with `--numbers fr` by which language's rules the numbers of the table are written.",
    "table-cell": "A cell shows an error such as #REF!, or holds a character that nothing can "
    "print, or far too long a text.",
    "import-changed": "content.yaml was changed between the moment when an import was shown and "
    "that when it was to be written. Import again.",
    "undo-nothing": "There is nothing to take back. What `depliant figures import`, `depliant "
    "reissue` and `depliant translate import` do is remembered in the user's cache, for the place "
    "where the project is.",
    "undo-changed": "A file was changed after what is to be taken back; taking it back "
    "would lose that change. `depliant figures undo --out FILE` writes what it was before to "
    "another file, from which you can take what you need.",
    "table-empty": "A file of rows has no row below its headings. Its first row holds the headings "
    "of its columns. Or no cell of a table holds a word.",
    "table-name": "Two tables of a panel have one name, by which translators find their cells and "
    "which messages say. Give one of them another.",
    "table-column": "A table of the brochure takes a column from a file that has none of that "
    "heading. A column is found by its `from`, else by its `heading`; capitals do not matter.",
    "table-row": "A row of a table has more cells than there are columns, those that reach over "
    "several and those that come down from a row above counted; or a cell reaches down over more "
    "rows than there are. None reaches over a subhead, a row of totals or the end of the table.",
    "table-row-short": "A row of a table has fewer cells than the table has columns, so that the "
    "last ones of the row stay empty. Mostly a cell was forgotten, and the others stand under the "
    'wrong headings. Where one is to be empty, write `""`.',
    "table-total": "A row of totals cannot be counted: no column has `total`, a column has no cell "
    "that holds a number or a figure alone, or its numbers are of several units.",
}

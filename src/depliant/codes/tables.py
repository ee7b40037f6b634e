"""Tables of figures that are read or written."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "table-kind": "Figures are imported from .csv and .xlsx files only.",
    "table-encoding": "A CSV file is not in UTF-8, so that letters with accents would be lost. "
    "Save it as “CSV UTF-8”.",
    "table-syntax": "A table cannot be read: a quotation mark is not closed, or the file is "
    "damaged or of another kind than its name says.",
    "table-too-large": "A table has more rows or bytes than any brochure has figures. Take out "
    "what is not a figure.",
    "table-columns": "The first row of a table must name its columns, `id` among them, each once "
    "and by the names that content.yaml uses.",
    "table-twice": "A table has two rows for one figure of one issue. Keep one of them.",
    "table-source": "Two rows of a table describe one source in different words. Make them the "
    "same.",
    "table-formula": "A cell of a workbook holds a formula, whose result nobody has checked. Put "
    "the result there as a value; or write the figure's own `formula`.",
    "table-number": "A number is not written with a point for the decimals and without spaces, or "
    "it could be read in two ways (712.000). Write it plainly, or say with `--numbers fr` by which "
    "language's rules the numbers of the table are written.",
    "table-cell": "A cell holds a character that nothing can print, or far too long a text.",
}

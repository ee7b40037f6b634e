"""Batches: one brochure for each row of a table."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "row-unknown": "content.yaml names a column of the row, as `{row.name}` or below `when:`, "
    "that the example at `row:` does not have. Write the column there, with what may stand in it; "
    "a build and the preview show that.",
    "row-form": "A cell of the row is printed in a text as it is: it has no forms. For a number "
    "in the form of the language, make it a figure whose `value` is the column.",
    "row-column": "Columns that content.yaml, `--key` or `--where` name are not in the table of "
    "the batch. Columns are found by their headings, whatever their accents, capitals and spaces: "
    "`{row.post-code}` is the column “Post code”.",
    "row-columns-alike": "Two columns of the table are called the same, apart from accents, "
    "capitals and spaces, and content.yaml names them. Give one of them another heading.",
    "row-value": "A cell of the table cannot stand where content.yaml puts it: it is no number, "
    "names no file, is too long, or the like. All rows are examined before anything is made.",
    "row-wordless": "A cell that is printed as words is empty, so that its place in the text stays "
    "empty, and perhaps commas and spaces round it. Fill the cell, or put what names it below "
    "`when:`, where it is shown to those rows alone that have something in it.",
    "row-glyph": "Letters in cells of the table are in none of the fonts of the text that they "
    "are to be printed in. All rows are examined before anything is made.",
    "row-picture": "A picture that a row names has fewer pixels than its place on the page needs.",
    "row-differs": "A brochure of a random sample, made anew the slow way, differs from the one "
    "that was written. This is a fault of the program: please report it.",
    "batch-condition": "What `--where` says cannot be read. It compares columns with values, as "
    'in `COUNTRY = "FR" and AGE >= 18`; words are joined by and, or, not and brackets.',
    "batch-data": "The table of a batch cannot be used: it is no CSV, workbook or Parquet file, "
    "or holds no rows below its headings.",
    "batch-empty": "No row of the table is left: there are none, or `--where` holds for none.",
    "batch-same": "content.yaml names no column of the table, so that every row would have the "
    "same brochure. Write the columns below `row:`, and name them in braces: {row.name}.",
    "row-lost": "The process that made a row's brochure ended before its time, twice: it was "
    "killed, or there was not memory enough. The other rows were made.",
    "batch-names": "Two rows have the same key, or keys that are the same file name, so that one "
    "brochure would be written over the other. Choose another column for `--key`, or none: then "
    "files are named by the number of the row.",
    "batch-failed": "Brochures of some rows could not be made: their words do not fit, or the "
    "like. The others were made. The report says what it is, row by row.",
    "batch-needs": "Tables in Parquet, and clusters, need a library that a build does not: install "
    "it with `pip install 'depliant[parquet]'` or `'depliant[dask]'`.",
    "batch-cluster": "Nobody answers at the address that `--scheduler` names, or there is no "
    "worker. Start `dask scheduler` and, on each machine, `dask worker`.",
    "batch-other": "A worker of the cluster has another version of the program, or of a library "
    "that it needs, so that its brochures could differ. Install the same everywhere.",
    "batch-elsewhere": "A worker has written a brochure that is not in the folder. `--out` has to "
    "name a folder that all workers see under the same name.",
    "merge-flavour": "Brochures are merged into one PDF/X-4, in which they share what is the "
    "same; the printer asks for another standard, or for folds and cuts as processing steps. Make "
    "single files, or ask for PDF/X-4.",
    "merge-spots": "A brochure has a spot ink that the first of the merged file has not, so that "
    "the press would have a plate that is empty for the others. Make single files.",
    "batch-running": "Another batch is writing to the same folder. Wait for its end, or name "
    "another folder with --out.",
}

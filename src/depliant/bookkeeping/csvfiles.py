"""CSV files as grids: their letters and their delimiter found out, or asked for."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from depliant.bookkeeping.headings import columns_of
from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import Sentence, say, verbatim
from depliant.source.cells import (
    ENCODINGS,
    MAXIMUM_CELLS,
    MAXIMUM_ROWS,
    Cell,
    Grid,
    Text,
    too_large,
)
from depliant.source.lines import position_of_byte

_WESTERN: Final = frozenset(
    (
        *("da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl"),
        *("is", "it", "lb", "nb", "nl", "nn", "no", "pt", "sv"),
    )
)
"""Languages whose letters Windows-1252 holds, and whose programs write it."""
# Letters, signs and quotation marks of these languages; other bytes betray another encoding.
_USUAL: Final = re.compile("[\n\r\t\x20-\x7e\u00a0-£§©ª«\u00ad-³µ·º-ÖØ-öø-ÿ€‘’“”…–—œŒ]*")
_UNLIKELY: Final = re.compile("[a-z][‘“”…§¡¿ªº°±²³µ·][a-z]")
_LINES: Final = 100
_LONGEST: Final = 10_000_000
"""Letters of a row: a thousand cells, each of as many as a cell may have."""
_MOST_LINES: Final = 10_000_000
"""Lines of a table, empty ones too: a million rows with cells of several lines have fewer."""
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def csv_grid(
    data: bytes, path: Path, *, encoding: str | None, language: str, wanted: Mapping[str, str]
) -> tuple[Grid, tuple[Diagnostic, ...]]:
    """The table of a CSV file, and what is to be said of how it was read.

    Args:
        data: its bytes.
        path: what it is called.
        encoding: one of `ENCODINGS`; None: what its bytes say.
        language: the language that the brochure is written in.
        wanted: headings that the user gives, by which the delimiter is found too.

    Raises:
        InputError: `table-encoding`, `table-syntax` or `table-too-large`.
    """
    text, notes = csv_text(data, path, encoding, language)
    first, _, rest = text.partition("\n")
    if match := re.fullmatch(r'"?sep=(.)"?\r?', first):  # what Excel writes for itself
        return _grid(rest, match[1], path, 1), notes
    return _grid(text, _delimiter(text, wanted), path, 0), notes


def csv_text(
    data: bytes, path: Path, encoding: str | None, language: str
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The letters of a file, and what is to be said of how they were read.

    Raises:
        InputError: `table-encoding`.
    """
    if encoding is None and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    codec = encoding if encoding and encoding != "utf-8" else "utf-8-sig"
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError as error:
        line = position_of_byte(data, error.start, codec)[0]
    said = encoding or "UTF-8"
    if encoding is None and language.partition("-")[0].lower() in _WESTERN:
        text = data.decode("windows-1252", "replace")
        if _USUAL.fullmatch(text) and not _UNLIKELY.search(text):
            letters = "".join(sorted(set(re.findall(r"[^\x00-\x7f\s]", text))))
            note = Diagnostic(
                "table-read-as",
                say(
                    "{path} is not in UTF-8, and was read as Windows-1252: {letters}.",
                    path=path.name,
                    letters=letters[:40],
                ),
                Place(path.name, line),
                say("If these are not its letters, save it as “CSV UTF-8”."),
                "info",
            )
            return text, (note,)
    hint = say(
        "Save it as “CSV UTF-8”; or say what it is, such as `--encoding {encodings}`.",
        encodings=ENCODINGS[2],
    )
    raise InputError(
        Diagnostic(
            "table-encoding",
            say("{path} is not in {said}.", path=path.name, said=said),
            Place(path.name, line),
            hint,
        )
    )


def _delimiter(text: str, wanted: Mapping[str, str]) -> str:
    """The sign that parts the headings into most columns that are known."""
    best, found = ",", -1
    for sign in ",;\t|":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        try:
            lines = list(islice(reader, _LINES))
        except csv.Error:
            continue
        grid = Grid("", dict(enumerate(map(_cells, lines), 1)))
        places = {number: Place("", number) for number in grid.rows}
        columns, faults = columns_of(grid, places, wanted)
        known = len(columns.at) if columns else 0
        widths = Counter(len(line) for line in lines if len(line) > 1)
        # Of two that part lines, the one by which most lines have as many cells: not the comma
        # of a few decimals.
        even = 1 + 8 * max(widths.values()) // len(lines) if widths else 0
        score = 1000 * known - 10 * len(faults) + even
        if score > found:
            best, found = sign, score
    return best


def _cells(line: list[str]) -> dict[int, Cell]:
    return {at: Text(cell) for at, cell in enumerate(line, 1) if cell.strip()}


def _grid(text: str, delimiter: str, path: Path, before: int) -> Grid:
    """The rows by the lines that they begin on; `before` lines stood before the text."""
    rows: dict[int, dict[int, Cell]] = {}
    widths: dict[int, int] = {}
    count = 0
    for number, (line, cells) in enumerate(csv_lines(text, delimiter, path, before)):
        if number > MAXIMUM_ROWS:
            hint = say("Take out what is no figure.")
            message = say("There are over {maximum_rows} rows.", maximum_rows=MAXIMUM_ROWS)
            place = Place(path.name, line, 1)
            raise InputError(Diagnostic("table-too-large", message, place, hint))
        if found := _cells(cells):
            rows[line], widths[line] = found, len(cells)
            count += len(found)
        if count > MAXIMUM_CELLS:
            raise too_large(path)
    return Grid("", rows, widths=widths if delimiter == "," else {})


def csv_lines(
    text: str, delimiter: str, path: Path, before: int
) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV, each with the number that it begins on; so many went `before` it.

    Raises:
        InputError: a line is broken.
    """
    room = _Room()
    reader = csv.reader(room.lines(text), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1 + before
        room.left = _LONGEST
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise csv_fault(error, path, line) from None
        except _TooManyLinesError:
            message = say("{path} has more than {most} lines.", path=path.name, most=_MOST_LINES)
            raise InputError(Diagnostic("table-too-large", message, Place(path.name))) from None
        except _TooLongError:
            message = say("A row must have at most {most} characters.", most=_LONGEST)
            place = Place(path.name, line)
            raise InputError(Diagnostic("table-too-large", message, place)) from None
        yield line, cells


class _TooLongError(Exception):
    """A row of more letters than a table has: its cells would fill the memory."""


class _TooManyLinesError(Exception):
    """A table of more lines than can be gone through, empty ones for the most part."""


class _Room:
    """How many letters a row may still have: a reader of them makes its cells at once."""

    left = _LONGEST

    def lines(self, text: str) -> Iterator[str]:
        """The lines of a text with their ends; a row may have several.

        Raises:
            _TooLongError: there is no room for one.
            _TooManyLinesError: there are too many.
        """
        for number, found in enumerate(_LINE.finditer(text)):
            if number >= _MOST_LINES:
                raise _TooManyLinesError
            self.left -= found.end() - found.start()
            if self.left < 0:
                raise _TooLongError
            yield found.group()


def csv_fault(error: csv.Error, path: Path, line: int) -> InputError:
    """What is said of a CSV that is broken in a line."""
    message = say("The CSV is broken: {error}.", error=_reason(error))
    hint = say("Look for a quotation mark that is not closed.")
    return InputError(Diagnostic("table-syntax", message, Place(path.name, line), hint))


def _reason(fault: csv.Error) -> Sentence:
    """What `csv` says of a table: it has no kinds of faults but its messages."""
    said = str(fault)
    if said == "unexpected end of data":
        return say("unexpected end of data")
    if "expected after" in said:
        return say("a field goes on behind its closing quotation mark")
    if "larger than field limit" in said:
        return say("a field is longer than is read")
    return verbatim(said)

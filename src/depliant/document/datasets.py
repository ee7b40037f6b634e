"""The figures of an edition as data that travels with it: CSV and JSON.

Values are exact decimals, as text in JSON too, where a number may be read as binary. Both have
the same columns, one record a figure, in the order of content.yaml.
"""

from __future__ import annotations

import csv
import io
import json
import re

from depliant.document.model import Edition, Figure

COLUMNS = ("id", "value", "unit", "date", "source", "base", "note")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def figures_csv(edition: Edition) -> bytes:
    """The figures as CSV in UTF-8 with a header (RFC 4180).

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for figure in edition.figures:
        writer.writerow(map(_inert, _record(figure).values()))
    return text.getvalue().encode("utf-8")


def figures_json(edition: Edition) -> bytes:
    """The figures as JSON in UTF-8, under the publication that they belong to."""
    content = {
        "publication": edition.id,
        "title": edition.title,
        "language": edition.language,
        "date": edition.date,
        "figures": [_record(figure) for figure in edition.figures],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _record(figure: Figure) -> dict[str, str]:
    base = "" if figure.base is None else str(figure.base)
    values = (figure.id, f"{figure.value:f}", figure.unit, figure.date)
    return dict(zip(COLUMNS, (*values, figure.source, base, figure.note), strict=True))


def _inert(cell: str) -> str:
    """A cell that no spreadsheet runs; a negative number stays one."""
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell

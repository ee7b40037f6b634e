"""The figures of an edition as data that travels with it: CSV and JSON, and back again.

What travels is what the edition publishes (`content.published`), and nothing else of the ledger.
Values are exact decimals, as text in JSON too, where a number may be read as binary. The columns of
the CSV are called as in every table of figures; from the JSON `ledger_from` makes a ledger again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, TypeVar

from msgspec.structs import fields

from depliant.bookkeeping.tables import COLUMNS, SOURCE_COLUMNS, Row, csv_bytes
from depliant.content.model import Edition
from depliant.errors import UnfitError
from depliant.figures.issues import Fact, IssueLedger, SourceNote
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.json_keys import TwiceError, once

PUBLIC_COLUMNS: Final = (
    *("id", "value", "unit", "date", "approximate", "provisional", "base", "part_of", "source"),
    *SOURCE_COLUMNS,
)
"""What is public of a figure, and so has a column in every file's table."""
RARE_COLUMNS: Final = frozenset({"provisional"})
"""Columns that a file's table has only where they say something."""
MAXIMUM_JSON: Final = 16 * 1024 * 1024
"""Bytes of a carried ledger."""

_NUMBER: Final = late_pattern(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_HALF: Final = late_pattern("[\ud800-\udfff]")
"""Half a character, which JSON can name and no file can hold."""
_MAXIMUM_TEXT: Final = 10_000
_MAXIMUM_ENTRIES: Final = 20_000

Record = TypeVar("Record", Fact, SourceNote)


def ledger_rows(ledger: IssueLedger) -> tuple[Row, ...]:
    """The figures as the rows of a table."""
    sources = {note.id: note for note in ledger.sources}
    table = []
    for fact in ledger.facts:
        row = {column: _text(getattr(fact, column, None)) for column in COLUMNS}
        if note := sources.get(fact.source):
            row |= {f"source_{key}": value for key, value in _record(note).items() if key != "id"}
        table.append({column: text for column, text in row.items() if text})
    return tuple(table)


def columns_of(table: Iterable[Row]) -> tuple[str, ...]:
    """The columns that a table has something in: an empty one says that a key is to go."""
    filled = {column for row in table for column in row}
    return tuple(column for column in COLUMNS if column in filled or column == "id")


def figures_csv(edition: Edition) -> bytes:
    """What an edition publishes as CSV in UTF-8 with a header, inert in a spreadsheet."""
    table = ledger_rows(edition.published)
    filled = {column for row in table for column in row}
    columns = [one for one in PUBLIC_COLUMNS if one not in RARE_COLUMNS or one in filled]
    return csv_bytes(table, columns)


def figures_json(edition: Edition) -> bytes:
    """What an edition publishes as JSON in UTF-8, under the publication that it belongs to."""
    return ledger_json(
        edition.published, publication=edition.id, title=edition.title, language=edition.language
    )


def ledger_json(ledger: IssueLedger, **head: str) -> bytes:
    """The ledger as JSON in UTF-8, with what `head` says before it."""
    content = {
        **head,
        "date": ledger.date,
        **({"issue": ledger.issue} if ledger.issue else {}),
        "figures": [_record(fact) for fact in ledger.facts],
        "sources": [_record(note) for note in ledger.sources],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def ledger_from(data: bytes) -> IssueLedger:
    """The ledger that `figures_json` wrote.

    Raises:
        UnfitError: it is not such a file; it says why.
    """
    if len(data) > MAXIMUM_JSON:
        raise UnfitError(say("it is too large"))
    try:
        content = json.loads(data, object_pairs_hook=once)
    except TwiceError as fault:
        raise UnfitError(fault.why) from None
    except (ValueError, RecursionError):
        raise UnfitError(say("it is not JSON")) from None
    if not isinstance(content, dict):
        raise UnfitError(say("it holds no figures"))
    return IssueLedger(
        _string(content.get("issue", "")),
        _string(content.get("date", "")),
        tuple(_read(Fact, record) for record in _list(content.get("figures"))),
        tuple(_read(SourceNote, record) for record in _list(content.get("sources"))),
    )


def _record(value: Fact | SourceNote) -> dict[str, Any]:
    """What is said; nothing of what is not."""
    found = {}
    for name in value.__struct_fields__:
        part = getattr(value, name)
        if part not in (None, "", ()):
            found[name] = list(part) if isinstance(part, tuple) else _text(part)
    return found


def _text(value: Any) -> str:
    if value is None or isinstance(value, tuple):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _read(kind: type[Record], record: Any) -> Record:
    """A record of strings as a value; what it does not name is left empty."""
    if not isinstance(record, dict):
        raise UnfitError(say("an entry is not an object"))
    found: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in record:
            if field.required:
                raise UnfitError(say("an entry has no {key}", key=field.name))
            continue
        given = record[field.name]
        if field.name in ("inputs", "sources"):
            found[field.name] = tuple(map(_string, _list(given)))
        elif field.name in ("value", "precision"):
            if not _NUMBER.fullmatch(_string(given)):
                raise UnfitError(say("{text} is not a number", text=_string(given)[:30]))
            found[field.name] = Decimal(given)
        elif field.name == "base" and _string(given).isascii() and given.isdigit():
            found[field.name] = int(given[:15])
        else:
            found[field.name] = _string(given)
    return kind(**found)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MAXIMUM_ENTRIES:
        raise UnfitError(say("it holds no list of figures"))
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _MAXIMUM_TEXT:
        raise UnfitError(say("it holds something that is not a text"))
    if _HALF.search(value):
        raise UnfitError(say("it holds characters that no text has"))
    return value

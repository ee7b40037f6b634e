"""Parquet files as rows of texts; the library that reads them is an extra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from msgspec import msgpack

from depliant.bounds import BATCH_CELLS, BATCH_FILE
from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import say

_TOGETHER: Final = 1_000
"""Rows that are values at a time."""

Row = tuple[str, ...]


def rows_of(packed: Iterable[bytes]) -> Iterator[Row]:
    """The headings and the rows that `read_parquet` gives; what was unpacked is not held."""
    left = [*packed][::-1]
    del packed
    while left:
        yield from msgpack.decode(left.pop(), type=list[Row])


def read_parquet(data: bytes, name: str) -> tuple[bytes, ...]:
    """The headings and the rows of a Parquet file, some of them packed together.

    As values all of them would take ten times as much memory, in the child and in its parent.

    Raises:
        InputError: `batch-needs` without the library, `batch-data` for what is no such file.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError(
            Diagnostic(
                "batch-needs",
                say("Parquet files are read with a library that is not installed."),
                Place(name),
                say("`pip install 'depliant[parquet]'` installs it."),
            )
        ) from None
    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(data))
        size = file.metadata.num_rows * max(1, len(file.schema_arrow))
        if size > BATCH_CELLS:
            message = say("{name} has more than {most} cells.", name=name, most=BATCH_CELLS)
            hint = say("Part it into several batches.")
            raise InputError(Diagnostic("batch-data", message, Place(name), hint))
        return tuple(map(msgpack.encode, _rows(file, name)))
    except pyarrow.ArrowMemoryError as fault:
        raise MemoryError from fault
    except (pyarrow.ArrowException, ValueError, OSError):
        message = say("{name} is damaged, or is no Parquet file that is read.", name=name)
        raise InputError(Diagnostic("batch-data", message, Place(name))) from None


def _rows(file: Any, name: str) -> Iterator[list[Row]]:
    yield [tuple(map(str, file.schema_arrow.names))]
    letters = 0
    for batch in file.iter_batches(batch_size=_TOGETHER):
        columns = (column.to_pylist() for column in batch.columns)
        rows = [tuple(map(_text, values)) for values in zip(*columns, strict=True)]
        letters += sum(len(cell) for row in rows for cell in row)
        if letters > BATCH_FILE:
            message = say("{name} unfolds to more than it should.", name=name)
            hint = say("Part it into several batches.")
            raise InputError(Diagnostic("batch-data", message, Place(name), hint))
        yield rows


def _text(value: object) -> str:
    """A value as content.yaml would have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0") if value == value else ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)

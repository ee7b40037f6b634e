"""Lines as editors count them."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from depliant.source.lines import (
    line_starts,
    lines_of,
    newline_of,
    position_at,
    position_of_byte,
    with_feeds,
)

texts = st.text("aé𝒜 \r\n\x0b\x85\u2028\u2029\ufeff", max_size=20)


@given(texts)
def test_lines_are_those_of_universal_newlines(text: str) -> None:
    """Oracle: Python's reader of files of text (`io.StringIO` with `newline=""`)."""
    read = list(io.StringIO(text, newline=""))
    assert lines_of(text) == tuple(line.rstrip("\r\n") for line in read)
    assert line_starts(text)[: len(read)] == tuple(len("".join(read[:n])) for n in range(len(read)))
    assert newline_of(text) in ("\r\n", "\n", "\r")


@given(texts, st.data())
def test_a_place_is_found_again(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = position_at(text, offset)
    assert line_starts(text)[line - 1] + column - 1 == offset
    assert position_at(with_feeds(text), offset) == (line, column)
    for encoding in ("utf-8", "utf-16-le"):
        before = text[:offset].encode(encoding)
        assert position_of_byte(text.encode(encoding), len(before), encoding) == position_at(
            text[:offset], offset
        )

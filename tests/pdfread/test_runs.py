"""Streams packed in runs (ISO 32000-1, 7.4.5)."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Name

from depliant.pdfread.streams import StreamError, unfolded, unpacked

HOLDER = pikepdf.new()


def runs(data: bytes) -> pikepdf.Stream:
    return HOLDER.make_stream(data, Filter=Name.RunLengthDecode)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xfex\x02abc\x80rest", b"xxxabc"),
        (b"\xfex\x02abc", b"xxxabc"),
        (b"\x00a\xffb", b"abb"),
        (b"\x80", b""),
    ],
)
def test_runs_and_plain_bytes_are_unfolded(data: bytes, expected: bytes) -> None:
    assert unfolded(runs(data), 100) == (expected, True)


def test_data_that_end_within_a_part_are_cut() -> None:
    assert unfolded(runs(b"\x05ab"), 100) == (b"ab", False)


def test_runs_unfold_to_no_more_than_the_limit() -> None:
    with pytest.raises(StreamError):
        unpacked(runs(b"\x81a" * 1000), 10_000)

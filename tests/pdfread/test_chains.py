"""Filters one after another, in whatever order (ISO 32000-1, 7.4)."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image

from depliant.pdfread.lzw import unlzw
from depliant.pdfread.streams import StreamError, TooLongError, packed, unfolded, unpacked

HOLDER = pikepdf.new()


def lzw(data: bytes, *, early: bool = True, ended: bool = True) -> bytes:
    """LZW by the book: one code a step, the table cleared when it is full (7.4.4.2)."""
    table = {bytes([one]): one for one in range(256)}
    bits, width, count, before = "1" + "0" * 8, 9, 258, b""

    def code(number: int) -> str:
        return format(number, f"0{width}b")

    for at in range(len(data)):
        one = data[at : at + 1]
        if before + one in table:
            before += one
            continue
        bits += code(table[before])
        table[before + one] = count
        count += 1
        if count + (1 if early else 0) > 1 << width:
            width += 1
        if count == 4094:
            bits += code(256)
            table = {bytes([one]): one for one in range(256)}
            width, count = 9, 258
        before = one
    if before:
        bits += code(table[before])
        # The reader enters a string more than the writer has need of.
        if count + (2 if early else 1) > 1 << width:
            width += 1
    if ended:
        bits += code(257)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def runs(data: bytes) -> bytes:
    return b"".join(b"\0" + data[at : at + 1] for at in range(len(data))) + b"\x80"


def letters(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def digits(data: bytes) -> bytes:
    return data.hex().encode() + b">"


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "FlateDecode": zlib.compress,
    "LZWDecode": lzw,
    "RunLengthDecode": runs,
    "ASCII85Decode": letters,
    "ASCIIHexDecode": digits,
}
WORDS = b"0 0 9 9 re f \x00\xff" * 30


def chained(names: tuple[str, ...], data: bytes = WORDS) -> pikepdf.Stream:
    for called in reversed(names):
        data = WAYS[called](data)
    return HOLDER.make_stream(data, Filter=Array([Name("/" + one) for one in names]))


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
def test_filters_are_undone_in_their_order(first: str, second: str) -> None:
    assert unfolded(chained((first, second)), 10_000) == (WORDS, True)
    assert unpacked(chained((first, second, "ASCII85Decode")), 10_000) == WORDS


@pytest.mark.parametrize("way", WAYS)
def test_what_the_last_filter_reads_is_had_through_any_other(way: str) -> None:
    made = HOLDER.make_stream(WAYS[way](WORDS))
    made.Filter = Array([Name("/" + way), Name.DCTDecode])
    assert packed(made) == WORDS


@pytest.mark.parametrize("way", ["FlateDecode", "LZWDecode"])
def test_rows_that_are_predicted_are_put_right(way: str) -> None:
    rows = b"".join(b"\2" + bytes([1] * 5) for _ in range(4))
    made = HOLDER.make_stream(letters(WAYS[way](rows)))
    made.Filter = Array([Name.ASCII85Decode, Name("/" + way)])
    made.DecodeParms = Array([None, Dictionary(Predictor=12, Columns=5)])
    assert unpacked(made) == b"".join(bytes([one] * 5) for one in (1, 2, 3, 4))


@pytest.mark.parametrize("names", [("ASCII85Decode", "FlateDecode"), ("FlateDecode",)])
def test_what_breaks_off_is_cut_in_a_chain_too(names: tuple[str, ...]) -> None:
    packed_ = zlib.compress(bytes(range(256)) * 9)[:-40]
    data = letters(packed_) if len(names) > 1 else packed_
    made = HOLDER.make_stream(data, Filter=Array([Name("/" + one) for one in names]))
    found, is_whole = unfolded(made)
    assert not is_whole
    assert found[:100] == bytes(range(100))


def test_more_than_is_wanted_is_no_damage() -> None:
    for names in (("LZWDecode",), ("ASCII85Decode", "RunLengthDecode"), ("FlateDecode",)):
        with pytest.raises(TooLongError):
            unpacked(chained(names), len(WORDS) - 1)


def test_five_filters_are_too_many() -> None:
    with pytest.raises(StreamError):
        unpacked(chained(("ASCIIHexDecode",) * 5))


@given(st.binary(max_size=300).map(lambda part: part * 20), st.booleans())
def test_lzw_is_read_as_qpdf_reads_it(data: bytes, early: bool) -> None:
    spelled = lzw(data, early=early)
    assert unlzw(spelled, 10_000, early=early) == (data, True)
    made = HOLDER.make_stream(spelled, Filter=Name.LZWDecode)
    made.DecodeParms = Dictionary(EarlyChange=int(early))
    assert made.read_bytes() == data


def test_lzw_is_read_as_libtiff_writes_it() -> None:
    picture = Image.effect_noise((300, 100), 80)
    file = io.BytesIO()
    picture.save(file, "TIFF", compression="tiff_lzw")
    with Image.open(file) as read:
        tags = {key: read.tag_v2[key] for key in (273, 278, 279)}  # type: ignore[attr-defined]
    found = b""
    for at, length in zip(tags[273], tags[279], strict=True):
        found += unlzw(file.getvalue()[at : at + length], 300 * 100)[0]
    assert found == picture.tobytes()


def test_a_few_bytes_of_lzw_make_no_more_than_is_wanted() -> None:
    bomb = lzw(bytes(3_000_000))
    assert len(bomb) < 5_000
    with pytest.raises(TooLongError):
        unpacked(HOLDER.make_stream(bomb, Filter=Name.LZWDecode), 1_000_000)


def test_lzw_that_breaks_off_is_cut() -> None:
    found, is_whole = unlzw(lzw(WORDS)[:-30], 10_000)
    assert WORDS.startswith(found)
    assert not is_whole


def test_lzw_with_a_code_that_stands_for_nothing_is_damaged() -> None:
    made = HOLDER.make_stream(zlib.compress(b" " * 10_000), Filter=Name.LZWDecode)
    with pytest.raises(StreamError):
        unpacked(made)

"""Whether the data of an image are all there, and whether they can be decoded here at all.

Nothing of them is kept: the pixels are read where they are wanted.
"""

from __future__ import annotations

import io
import zlib
from typing import Any, Literal

import pikepdf

from depliant.pdfread.objects import entry, number
from depliant.pdfread.streams import StreamError, TooLongError, filters, packed, unpacked
from depliant.preflight.samples import MAX_SAMPLES, Wanted, samples_of
from depliant.preflight.scans import fax_is_cut, jbig2_is_cut

State = Literal["sound", "cut", "broken", "undecodable"]

_CHUNK = 1 << 20
_TIFF = 2
"""The predictor that leaves rows as long as they are (table 10)."""
_END_OF_IMAGE = b"\xff\xd9"
"""The last marker of a JPEG and of a JPEG 2000 codestream."""
_KNOWN = frozenset(
    ("ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode",
     "CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode", "Crypt")
)  # fmt: skip


_COARSE = 64
"""Pixels a side that are enough to tell that there are some."""
_BILEVEL = ("CCITTFaxDecode", "JBIG2Decode")
"""Packings of scans, whose data say only to their decoder whether they are whole."""


def image_state(image: Any, components: int) -> State:
    """What of an image can be read; `components` are those of its colour space."""
    used = filters(image)
    if any(one not in _KNOWN for one in used):
        return "undecodable"
    try:
        if used and used[-1] in ("DCTDecode", "JPXDecode"):
            data = packed(image)
            return _photograph(data, components) if used[-1] == "DCTDecode" else _jpeg2000(data)
        if used and used[-1] in _BILEVEL:
            return _scan(image, used[-1])
        wanted = _length(image, components)
        return "sound" if wanted <= _unfolded(image, used, wanted) else "cut"
    except TooLongError:
        return "undecodable"
    except (StreamError, pikepdf.PdfError, RuntimeError, zlib.error):
        return "broken"


def _scan(image: Any, packing: str) -> State:
    """A CCITT or JBIG2 scan."""
    if packing == "JBIG2Decode":
        if jbig2_is_cut(image):
            return "cut"
        return "undecodable" if samples_of(image, Wanted(1, 1, _COARSE)) is None else "sound"
    if number(entry(image, "/Width")) * number(entry(image, "/Height")) > MAX_SAMPLES:
        return "undecodable"
    is_cut = fax_is_cut(image)
    return "undecodable" if is_cut is None else "cut" if is_cut else "sound"


def _length(image: Any, components: int) -> int:
    """How many bytes an image's pixels have, but for the last row, which some cut short."""
    is_mask = entry(image, "/ImageMask") is True
    bits = 1 if is_mask else int(number(entry(image, "/BitsPerComponent"), 8))
    width, height = (max(int(number(entry(image, key))), 0) for key in ("/Width", "/Height"))
    row = (width * (1 if is_mask else components) * bits + 7) // 8
    return row * (height - 1) + 1 if height > 1 else min(row, 1)


def _unfolded(image: Any, used: tuple[str, ...], wanted: int) -> int:
    """How many bytes an image's data unfold to, at the most `wanted`."""
    if not used:
        return len(image.read_raw_bytes())
    predictor = number(entry(image, "/DecodeParms", "/Predictor"), 1.0)
    if (
        used != ("FlateDecode",)
        or predictor == _TIFF
        or isinstance(entry(image, "/DecodeParms"), pikepdf.Array)
    ):
        return len(unpacked(image))
    # Each row of a PNG begins with a byte that says how it is predicted.
    extra = max(int(number(entry(image, "/Height"))), 0) if predictor > _TIFF else 0
    # Without head and sum (RFC 1950): some programs write a wrong sum to pixels that are all there.
    data = bytes(image.read_raw_bytes())
    if data[:1] and data[0] & 15 != zlib.DEFLATED:
        return 0
    unfolding, rest, count = zlib.decompressobj(-zlib.MAX_WBITS), data[2:], 0
    while rest and count < wanted + extra and not unfolding.eof:
        try:
            count += len(unfolding.decompress(rest, _CHUNK))
        except zlib.error:
            break
        rest = unfolding.unconsumed_tail
    return count - extra


def _photograph(data: bytes, components: int) -> State:
    """A JPEG, decoded as coarsely as it can be, and of as many components as its space has."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            picture.draft(None, (1, 1))
            picture.load()
            if len(picture.getbands()) != components:
                return "broken"
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return "broken" if data[:2] != b"\xff\xd8" else "undecodable"
    except (OSError, ValueError, SyntaxError) as fault:
        return "cut" if "truncated" in str(fault) else "broken"
    return "sound"


def _jpeg2000(data: bytes) -> State:
    """A JPEG 2000, by its boxes (ISO 15444-1, I.4) and the end of its codestream."""
    from PIL import features

    if not features.check_codec("jpg_2000"):
        return "undecodable"
    stream = data
    if data[4:8] == b"jP  ":
        at = 0
        while at + 8 <= len(data) and data[at + 4 : at + 8] != b"jp2c":
            long = int.from_bytes(data[at : at + 4], "big")
            if long < 8:
                return "broken"
            at += long
        if at + 8 > len(data):
            return "cut"
        long = int.from_bytes(data[at : at + 4], "big")
        start = at + (16 if long == 1 else 8)
        end = len(data) if long < 8 else at + long
        if end > len(data):
            return "cut"
        stream = data[start:end]
    if stream[:2] != b"\xff\x4f":
        return "broken"
    return "sound" if stream.rstrip(b"\0\r\n")[-2:] == _END_OF_IMAGE else "cut"

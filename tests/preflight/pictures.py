"""Pictures of two halves whose ink is known, packed in all the ways that a file may choose.

Each is 64 pixels wide and 40 high, its left half of one colour, its right half of another.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image
from tests.preflight.broken import art, separation

WIDTH, HEIGHT = 64, 40
PLACE = b"q 40 0 0 40 50 50 cm /I Do Q"
LEFT, RIGHT = (58.0, 70.0), (82.0, 70.0)
"""The middle of each half on the small page, in PDF's coordinates."""
PAPER = (10, 0, 20, 0)
"""The ground of the small page: what shows where a picture does not."""

Make = Callable[[pikepdf.Pdf], Any]
Ink = tuple[int, ...]


@dataclass(frozen=True)
class Case:
    """A picture, and the per cent of cyan, magenta, yellow, black and gold of its halves."""

    name: str
    make: Make | bytes
    left: Ink
    right: Ink
    content: bytes = PLACE
    resources: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """The small file with the picture on its first page."""
        if isinstance(self.make, bytes):
            return art(self.make, **self.resources)()
        return art(self.content, XObject_I=self.make, **self.resources)()


def halves(left: Sequence[int], right: Sequence[int]) -> NDArray[np.uint16]:
    """The samples of a picture."""
    rows = np.zeros((HEIGHT, WIDTH, len(left)), np.uint16)
    rows[:, : WIDTH // 2], rows[:, WIDTH // 2 :] = left, right
    return rows


def bits_of(samples: NDArray[np.uint16], bits: int) -> bytes:
    """Samples as the rows of an image, each begun at a byte."""
    rows = samples.reshape(len(samples), -1)
    if bits == 16:
        return rows.astype(">u2").tobytes()
    places = np.arange(bits - 1, -1, -1)
    unpacked = (rows[:, :, None] >> places) & 1
    return np.packbits(unpacked.reshape(len(rows), -1).astype(np.uint8), axis=1).tobytes()


def picture(
    data: bytes, space: Any, bits: int | None = 8, filters: str | Sequence[str] = "", **more: Any
) -> Make:
    """An image of some packed data."""

    def make(pdf: pikepdf.Pdf) -> Any:
        made = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image)
        made.Width, made.Height = WIDTH, HEIGHT
        if space is not None:
            made.ColorSpace = space(pdf) if callable(space) else space
        if bits is not None:
            made.BitsPerComponent = bits
        used = [filters] if isinstance(filters, str) else list(filters)
        if used != [""]:
            found = [Name("/" + one) for one in used]
            made.Filter = found[0] if len(found) == 1 else Array(found)
        for key, value in more.items():
            made["/" + key] = value(pdf) if callable(value) else value
        return made

    return make


def raw(left: Sequence[int], right: Sequence[int], space: Any, bits: int = 8, **more: Any) -> Make:
    """An image of plain samples."""
    return picture(bits_of(halves(left, right), bits), space, bits, **more)


def saved(left: Sequence[int], right: Sequence[int], mode: str, kind: str, **how: Any) -> bytes:
    """A picture as Pillow saves it."""
    samples = halves(left, right).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(samples[:, :, 0] if mode == "L" else samples, mode).save(file, kind, **how)
    return file.getvalue()


def jpeg(left: Sequence[int], right: Sequence[int], mode: str) -> bytes:
    return saved(left, right, mode, "JPEG", quality=100, subsampling=0)


def unmarked(data: bytes) -> bytes:
    """A JPEG without Adobe's marker, which says how its ink is kept."""
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4], "big") :]


def jpx(left: Sequence[int], right: Sequence[int], mode: str) -> bytes:
    return saved(left, right, mode, "JPEG2000")


def group4(black_left: bool) -> bytes:
    """A scan of which one half is black, as fax machines pack it (T.6)."""
    samples = halves([0], [1]) if black_left else halves([1], [0])
    file = io.BytesIO()
    page = Image.fromarray(samples[:, :, 0].astype(bool))
    page.save(file, "TIFF", compression="group4", tiffinfo={262: 0, 278: HEIGHT})
    with Image.open(file) as made:
        tags: Any = made
        start, length = tags.tag_v2[273][0], tags.tag_v2[279][0]
    return file.getvalue()[start : start + length]


def jbig2(black_left: bool) -> bytes:
    """The same as a generic region of JBIG2 that is packed as fax machines do (T.88, 7.4.6)."""
    packed = group4(black_left)
    page = struct.pack(">IIIIBH", WIDTH, HEIGHT, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", WIDTH, HEIGHT, 0, 0, 0, 1) + packed
    found = b""
    for number, (kind, body) in enumerate(((48, page), (38, region))):
        found += struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body
    return found


def indexed(*colours: Ink, base: Any = Name.DeviceCMYK) -> Array:
    """A table of colours in 255ths."""
    table = bytes(amount for colour in colours for amount in colour)
    return Array([Name.Indexed, base, len(colours) - 1, pikepdf.String(table)])


def two_spots(pdf: pikepdf.Pdf) -> Array:
    tint = pdf.make_stream(
        b"{ 0 exch 0 exch }", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4
    )
    return Array([Name.DeviceN, Array([Name.Cyan, Name("/Gold")]), Name.DeviceCMYK, tint])


def inline(entries: bytes, data: bytes, state: bytes = b"") -> bytes:
    """Artwork with an image in it."""
    return b"q %s 40 0 0 40 50 50 cm BI /W %d /H %d %s ID %s\nEI Q" % (
        state, WIDTH, HEIGHT, entries, data
    )  # fmt: skip


def mask_of(left: int, right: int, **more: Any) -> Make:
    return raw([left], [right], Name.DeviceGray, **more)


def stencil(left: int, right: int, **more: Any) -> Make:
    return raw([left], [right], None, 1, ImageMask=True, **more)


def tiling(pdf: pikepdf.Pdf) -> Any:
    """A pattern that covers all in magenta."""
    made = pdf.make_stream(b"0 1 0 0 k 0 0 10 10 re f")
    made.Type, made.PatternType, made.PaintType, made.TilingType = Name.Pattern, 1, 1, 1
    made.BBox, made.XStep, made.YStep, made.Resources = Array([0, 0, 10, 10]), 10, 10, Dictionary()
    return made


def _tops(bits: int) -> tuple[int, int]:
    """A sample for most, and one near a third of it."""
    top = (1 << bits) - 1
    return top, round(top / 3)


def _depths() -> list[Case]:
    found = []
    for bits in (1, 2, 4, 8, 16):
        top, third = _tops(bits)
        share = round(100 * third / top)
        found += [
            Case(f"gray of {bits} bits", raw([top], [third], Name.DeviceGray, bits),
                 (0, 0, 0, 0), (0, 0, 0, 100 - share)),
            Case(f"gray of {bits} bits turned round",
                 raw([top], [third], Name.DeviceGray, bits, Decode=[1, 0]),
                 (0, 0, 0, 100), (0, 0, 0, share)),
            Case(f"ink of {bits} bits", raw([top, 0, third, 0], [0, third, 0, top],
                 Name.DeviceCMYK, bits), (100, 0, share, 0), (0, share, 0, 100)),
            Case(f"a spot of {bits} bits", raw([top], [third], separation("Gold"), bits),
                 (0, 0, 0, 0, 100), (0, 0, 0, 0, share)),
        ]  # fmt: skip
        if bits < 16:
            space = indexed((255, 0, 0, 0), (0, 51, 0, 102))
            found += [
                Case(f"a table of {bits} bits", raw([0], [1], space, bits),
                     (100, 0, 0, 0), (0, 20, 0, 40)),
                Case(f"a table of {bits} bits turned round",
                     raw([0], [top], space, bits, Decode=[1, 0]),
                     (0, 20, 0, 40), (100, 0, 0, 0)),
            ]  # fmt: skip
    return found


def _packings() -> list[Case]:
    ink = ([255, 0, 51, 0], [0, 102, 0, 255])
    turned = [0, 255, 204, 255], [255, 153, 255, 0]
    gray = ([255], [102])
    expected = (100, 0, 20, 0), (0, 40, 0, 100)
    light = (0, 0, 0, 0), (0, 0, 0, 60)
    # Pillow turns ink round when it writes a JPEG: what lies in the file is what was put in.
    adobe = jpeg(*turned, "CMYK")
    dct, j2k, flate = "DCTDecode", "JPXDecode", "FlateDecode"
    photo = jpeg(*gray, "L")
    cases = [
        Case("JPEG", picture(photo, Name.DeviceGray, 8, dct), *light),
        Case("JPEG of ink as Adobe keeps it",
             picture(jpeg(*ink, "CMYK"), Name.DeviceCMYK, 8, dct, Decode=[1, 0] * 4), *expected),
        Case("JPEG of ink", picture(adobe, Name.DeviceCMYK, 8, dct), *expected),
        Case("JPEG of ink without a marker",
             picture(unmarked(adobe), Name.DeviceCMYK, 8, dct), *expected),
        Case("JPEG in Flate",
             picture(zlib.compress(photo), Name.DeviceGray, 8, (flate, dct)), *light),
        Case("JPEG in digits",
             picture(photo.hex().encode() + b">", Name.DeviceGray, 8, ("ASCIIHexDecode", dct)),
             *light),
        Case("JPEG 2000 of gray", picture(jpx(*gray, "L"), Name.DeviceGray, 8, j2k), *light),
        Case("JPEG 2000 of gray by itself", picture(jpx(*gray, "L"), None, None, j2k), *light),
        Case("JPEG 2000 of ink", picture(jpx(*ink, "CMYK"), Name.DeviceCMYK, 8, j2k), *expected),
        Case("JPEG 2000 of ink by itself", picture(jpx(*ink, "CMYK"), None, None, j2k), *expected),
        Case("JPEG 2000 of a table",
             picture(jpx([0], [1], "L"), indexed((255, 0, 51, 0), (0, 102, 0, 255)), 8, j2k),
             *expected),
        Case("JPEG 2000 with its opacity",
             picture(jpx([102, 255], [102, 0], "LA"), None, None, j2k, SMaskInData=1),
             (0, 0, 0, 60), PAPER),
    ]  # fmt: skip
    for black_left in (True, False):
        black, white = (0, 0, 0, 100), (0, 0, 0, 0)
        inks = (black, white) if black_left else (white, black)
        colours = (100, 0, 0, 0), (0, 20, 0, 0)
        side = "left" if black_left else "right"
        parameters = Dictionary(K=-1, Columns=WIDTH, Rows=HEIGHT)
        cases += [
            Case(f"a fax, {side}", picture(group4(black_left), Name.DeviceGray, 1,
                 "CCITTFaxDecode", DecodeParms=parameters), *inks),
            Case(f"JBIG2, {side}", picture(jbig2(black_left), Name.DeviceGray, 1,
                 "JBIG2Decode"), *inks),
            Case(f"JBIG2 turned round, {side}", picture(jbig2(black_left), Name.DeviceGray, 1,
                 "JBIG2Decode", Decode=[1, 0]), *inks[::-1]),
            Case(f"JBIG2 of a table, {side}", picture(jbig2(black_left),
                 indexed((255, 0, 0, 0), (0, 51, 0, 0)), 1, "JBIG2Decode"),
                 *(colours if black_left else colours[::-1])),
        ]  # fmt: skip
    return cases


def _masks() -> list[Case]:
    ink = ([255, 0, 51, 0], [0, 102, 0, 255])
    left, right = (100, 0, 20, 0), (0, 40, 0, 100)
    cmyk = Name.DeviceCMYK
    half = tuple(round((a + b) / 2) for a, b in zip(left, PAPER, strict=True))
    red = b"0 1 1 0 k "
    preblended = [round(0.5 * amount) for amount in (255, 0, 51, 0)]
    return [
        Case("a stencil", stencil(0, 1), (0, 100, 100, 0), PAPER, red + PLACE),
        Case("a stencil turned round", stencil(0, 1, Decode=[1, 0]), PAPER, (0, 100, 100, 0),
             red + PLACE),
        Case("a stencil packed as JBIG2",
             picture(jbig2(True), None, 1, "JBIG2Decode", ImageMask=True),
             (0, 100, 100, 0), PAPER, red + PLACE),
        Case("a stencil with a pattern", stencil(0, 1), (0, 100, 0, 0), PAPER,
             b"/Pattern cs /T scn " + PLACE, {"Pattern_T": tiling}),
        Case("a key", raw(*ink, cmyk, Mask=[250, 255, 0, 0, 50, 52, 0, 0]), PAPER, right),
        Case("a key of 4 bits", raw([15], [5], Name.DeviceGray, 4, Mask=[5, 6]),
             (0, 0, 0, 0), PAPER),
        Case("a key of 16 bits",
             raw([65535], [30000], Name.DeviceGray, 16, Mask=[30000, 30000]),
             (0, 0, 0, 0), PAPER),
        Case("a key of a table",
             raw([0], [1], indexed((255, 0, 51, 0), (0, 102, 0, 255)), 4, Mask=[0, 0]),
             PAPER, right),
        Case("a mask", raw(*ink, cmyk, Mask=stencil(0, 1)), left, PAPER),
        Case("a soft mask", raw(*ink, cmyk, SMask=mask_of(128, 0)), half, PAPER),
        Case("a soft mask of 1 bit", raw(*ink, cmyk, SMask=mask_of(1, 0, bits=1)), left, PAPER),
        Case("a soft mask turned round",
             raw(*ink, cmyk, SMask=mask_of(255, 0, Decode=[1, 0])), PAPER, right),
        Case("a soft mask as JPEG 2000",
             raw(*ink, cmyk, SMask=picture(jpx([255], [0], "L"), Name.DeviceGray, 8,
                 "JPXDecode")), left, PAPER),
        Case("a soft mask with a matte",
             raw(preblended, [0, 102, 0, 255], cmyk,
                 SMask=mask_of(128, 255, Matte=[0, 0, 0, 0])), half, right),
    ]  # fmt: skip


def _inline() -> list[Case]:
    ink = bits_of(halves([255, 0, 51, 0], [0, 102, 0, 255]), 8)
    left, right = (100, 0, 20, 0), (0, 40, 0, 100)
    table = b"[/I /CMYK 1 <FF0033000066 00FF>]"
    scan = bits_of(halves([0], [1]), 1)
    photo = jpeg([255], [102], "L")
    return [
        Case("ink in the content", inline(b"/CS /CMYK /BPC 8", ink), left, right),
        Case("Flate in the content",
             inline(b"/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode",
                    zlib.compress(ink)), left, right),
        Case("digits in the content",
             inline(b"/CS /CMYK /BPC 8 /F [/AHx /Fl]", zlib.compress(ink).hex().encode() + b">"),
             left, right),
        Case("a table in the content",
             inline(b"/CS %s /BPC 4" % table, bits_of(halves([0], [1]), 4)), left, right),
        Case("a named space in the content", inline(b"/CS /A /BPC 8", bits_of(
             halves([255], [51]), 8)), (0, 0, 0, 0, 100), (0, 0, 0, 0, 20),
             resources={"ColorSpace_A": separation("Gold")}),
        Case("a JPEG in the content", inline(b"/CS /G /BPC 8 /F /DCT", photo),
             (0, 0, 0, 0), (0, 0, 0, 60)),
        Case("a stencil in the content", inline(b"/IM true", scan, b"0 1 1 0 k"),
             (0, 100, 100, 0), PAPER),
        Case("a stencil turned round in the content",
             inline(b"/IM true /D [1 0]", scan, b"0 1 1 0 k"), PAPER, (0, 100, 100, 0)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All pictures."""
    deep = Case("two inks of 4 bits", raw([15, 0], [0, 5], two_spots, 4),
                (100, 0, 0, 0, 0), (0, 0, 0, 0, 33))  # fmt: skip
    return [*_depths(), *_packings(), *_masks(), *_inline(), deep]

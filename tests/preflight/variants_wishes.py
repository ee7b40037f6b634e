"""Variants for what one printer refuses and another takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from tests.preflight.variants import (
    ICC,
    SLUG,
    Variant,
    box,
    image,
    made,
    page,
    pair,
    put,
    root,
    spot,
)

_SQUARE = b"/A cs 0 0 0 0.6 scn 60 60 30 30 re f"
_TYPE3 = b"0 0 0 1 k BT /T3 12 Tf 60 60 Td (aa) Tj ET"


def described(pdf: pikepdf.Pdf) -> Any:
    """CMYK of another profile than the output intent's own object, and the same colours."""
    return Array([Name.ICCBased, pdf.make_stream(ICC.read_bytes(), N=4)])


def drawn(pdf: pikepdf.Pdf) -> Any:
    """A Type 3 font whose only glyph is a square."""
    glyph = pdf.make_stream(b"500 0 0 0 400 400 d1 0 0 400 400 re f")
    letter = pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfchar <61> <0061> endbfchar endcmap end"
    )
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 700], FirstChar=97, LastChar=97,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=[500], ToUnicode=letter,
        CharProcs=Dictionary(a=glyph), Resources=Dictionary(), Name=Name.Drawn,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/a")])),
    )  # fmt: skip


def layered(catalog: Any) -> None:
    """A layer that shows."""
    layer = Dictionary(Type=Name.OCG, Name=String("Print"))
    catalog.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(Name=String("Default"), Order=Array())
    )


def variants() -> Iterator[Variant]:
    """In pairs: what the printer refuses, and what he takes."""
    ink = {"colours": "ink"}
    spaces = {"ColorSpace_A": described}
    yield from pair(
        "a profile of its own", "colour-refused", made(_SQUARE, resources=spaces),
        made(b"0 0 0 0.6 k 60 60 30 30 re f"), printer=ink, beside=("colour-managed",),
    )  # fmt: skip
    lab = {"ColorSpace_A": Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])}
    yield from pair(
        "Lab", "colour-refused",
        made(b"/A cs 60 10 10 scn 60 60 30 30 re f", resources=lab),
        made(b"/A cs 1 scn 60 60 30 30 re f", resources={"ColorSpace_A": spot("Gold")}),
        printer=ink, beside=("colour-managed",),
    )  # fmt: skip
    named, toned = {"spot_names": ("Gold", "Silver")}, b"/A cs 0.4 scn 60 60 30 30 re f"
    yield from pair(
        "another ink", "spot-unlisted", made(toned, resources={"ColorSpace_A": spot("Copper")}),
        made(toned, resources={"ColorSpace_A": spot("Gold")}), printer=named,
    )  # fmt: skip
    yield from pair(
        "another ink that paints", "spot-unlisted",
        made(toned, resources={"ColorSpace_A": spot("Copper")}),
        made(resources={"ColorSpace_A": spot("Copper")}), printer=named,
    )  # fmt: skip
    picture = b"q %d 0 0 %d 60 60 cm /I Do Q"
    yield from pair(
        "twice as many pixels", "image-fine",
        made(picture % (10, 10), resources={"XObject_I": image(120)}),
        made(picture % (20, 20), resources={"XObject_I": image(120)}),
        printer={"image_ppi_most": 450.0},
    )  # fmt: skip
    line_art = image(400, data=b"\x55" * 20_000, ColorSpace=Name.DeviceGray, BitsPerComponent=1)
    yield from pair(
        "line art", "image-fine",
        made(picture % (10, 10), resources={"XObject_I": line_art}),
        made(picture % (20, 20), resources={"XObject_I": line_art}),
        printer={"image_ppi_most": 450.0, "bitmap_ppi_most": 2400.0},
        beside=("colour-gray",),
    )  # fmt: skip
    yield from pair(
        "glyphs that are drawings", "font-type3",
        made(_TYPE3, resources={"Font_T3": drawn}), made(), printer={"type3": "refused"},
        beside=("black-knockout",),
    )  # fmt: skip
    yield from pair(
        "a layer that shows", "layers-refused", made(edit=root(layered)), made(),
        printer={"layers": "refused"},
    )  # fmt: skip
    trimmed, bled = box(0, 0, 200, 200), box(-9, -9, 209, 209)
    whole = box(-SLUG, -SLUG, 200 + SLUG, 200 + SLUG)
    for wanted, right, wrong in (
        ("none", whole, trimmed), ("trim", trimmed, bled), ("bleed", bled, whole),
    ):  # fmt: skip
        yield from pair(
            f"{wanted} wanted", "crop-refused",
            made(edit=page(put(CropBox=wrong))), made(edit=page(put(CropBox=right))),
            printer={"crop": wanted},
        )  # fmt: skip
    yield from pair(
        "no box of its own", "crop-refused", made(), made(edit=page(put(CropBox=trimmed))),
        printer={"crop": "trim"},
    )  # fmt: skip

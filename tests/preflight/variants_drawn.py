"""Faults that lie in gradients, in glyphs that are drawings, in stroked letters, in long paths."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name
from PIL import Image
from tests.preflight.variants import Edit, Variant, form, made, pair

RUN = b"\x81\x40" * 704 + b"\x80"
"""A gray of 300 pixels square, in runs of 128 bytes (7.4.5)."""


def ramp(space: Any, start: tuple[float, ...], end: tuple[float, ...]) -> Any:
    """A gradient from the left to the right."""
    curve = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array(start), C1=Array(end), N=1
    )  # fmt: skip
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=Array([60, 60, 160, 60]), Function=curve,
        Extend=Array([True, True]),
    )  # fmt: skip


def gradient(space: Any, start: tuple[float, ...], end: tuple[float, ...]) -> Any:
    return Dictionary(Type=Name.Pattern, PatternType=2, Shading=ramp(space, start, end))


RED = ((1, 0, 0), (0, 0, 1))
INK = ((0.2, 0, 0, 0), (0, 0.3, 0, 0))


def gradients() -> Iterator[Variant]:
    """Gradients as most programs write them: as patterns."""
    rgb, cmyk = gradient(Name.DeviceRGB, *RED), gradient(Name.DeviceCMYK, *INK)
    for name, art in (
        ("a filled gradient", b"/Pattern cs /G scn 60 130 50 50 re f"),
        ("a stroked gradient", b"/Pattern CS /G SCN 6 w 60 130 50 50 re S"),
        ("letters in a gradient", b"/Pattern cs /G scn BT /F1 40 Tf 60 130 Td (Abc) Tj ET"),
    ):
        yield from pair(
            name, "colour-rgb",
            made(art, resources={"Pattern_G": rgb}), made(art, resources={"Pattern_G": cmyk}),
        )  # fmt: skip
    for name, colours in (("in RGB", rgb), ("in gray", gradient(Name.DeviceGray, (0,), (1,)))):
        yield Variant(f"a mask that is a gradient {name}, clean", made(
            b"/M gs 0 0.3 0 0 k 60 130 50 50 re f", edit=masked_by(colours)
        ))  # fmt: skip


def flood() -> Iterator[Variant]:
    """A gradient has its own colours, not those that are set for fills."""
    yield Variant(
        "a gradient while black overprints, clean",
        made(b"/Over0 gs 0 0 0 1 k 60 130 50 50 re W n /G sh", resources={
            "Shading_G": ramp(Name.DeviceCMYK, *INK),
            "ExtGState_Over0": Dictionary(OP=False, op=True, OPM=0),
        }),
    )  # fmt: skip


def shadeless() -> Iterator[Variant]:
    """A gradient that is not there paints nothing."""
    yield Variant(
        "a gradient without its shading, judged",
        made(b"/Pattern cs /G scn 60 130 50 50 re f",
             resources={"Pattern_G": Dictionary(PatternType=2)}),
    )  # fmt: skip


def masked_by(pattern: Any) -> Edit:
    """The state M, whose soft mask is painted with a pattern."""

    def edit(pdf: Any) -> None:
        group = pdf.make_stream(b"/Pattern cs /G scn 0 0 300 300 re f")
        group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 300])
        group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        group.Resources = Dictionary(Pattern=Dictionary(G=pattern))
        states = pdf.pages[0].obj.Resources.ExtGState
        states.M = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))

    return edit


def drawn(procedure: bytes, **resources: Any) -> Any:
    """A page with a letter that is a drawing (a Type 3 font, 9.6.5)."""

    def edit(pdf: Any) -> None:
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97,
            Widths=Array([1000]), Encoding=Dictionary(Differences=Array([97, Name("/a")])),
            CharProcs=Dictionary(a=pdf.make_stream(procedure)),
            Resources=Dictionary(resources),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.Font.Drawn = font

    return made(b"/Over gs 0 0 0 1 k BT /Drawn 40 Tf 60 130 Td (a) Tj ET", edit=edit)


def drawings() -> Iterator[Variant]:
    """Glyphs with colours of their own (d0); those without take the colour of their text (d1)."""
    square = b" 0 0 700 700 re f"
    yield from pair(
        "a drawn letter", "colour-rgb",
        drawn(b"1000 0 d0 1 0 0 rg" + square), drawn(b"1000 0 d0 0 1 0 0 k" + square),
        beside=("unicode-missing",),
    )  # fmt: skip
    yield Variant(
        "a drawn letter whose colour is its text's, clean",
        drawn(b"1000 0 0 0 700 700 d1 1 0 0 rg" + square),
    )
    line = b" w 0 0 m 700 700 l S"
    yield from pair(
        "a line of a drawn letter", "thin-line",
        drawn(b"1000 0 d0 0 1 0 0 K 2" + line), drawn(b"1000 0 d0 0 1 0 0 K 30" + line),
    )  # fmt: skip


def fine_shapes() -> Iterator[Variant]:
    """Lines that are no stroked paths."""
    letter = b"0 0 0 1 K %s w BT %d Tr /F1 40 Tf 60 130 Td (A) Tj ET"
    yield from pair(
        "a letter in outline", "thin-line", made(letter % (b"0.05", 1)), made(letter % (b"1", 1))
    )
    yield Variant(
        "a letter emboldened by a line, clean",
        made(b"/Over gs 0 0 0 1 k " + letter % (b"0.05", 2)),
    )
    yield Variant(
        "a line that is wholly transparent, clean",
        made(b"/Glass gs 0 0 0 1 K 0.05 w 60 130 m 160 130 l S",
             resources={"ExtGState_Glass": Dictionary(CA=0)}),
    )  # fmt: skip
    rules = b"0 0 0 1 k 60 130 100 %s re 60 150 100 %s re 60 170 100 %s re f"
    yield from pair(
        "rules of a table in one path", "thin-line",
        made(rules % ((b"0.06",) * 3)), made(rules % ((b"0.5",) * 3)),
    )  # fmt: skip
    yield Variant(
        "strips that make one area, clean",
        made(b"0 0 0 1 k " + b" ".join(b"60 %.2f 90 0.2 re" % (130 + n / 5) for n in range(20))
             + b" f"),
    )  # fmt: skip
    yield Variant(
        "specks in one path, clean",
        made(b"0 0 0 1 k 60 130 0.2 0.2 re 80 140 0.2 0.2 re 90 170 0.2 0.2 re f"),
    )


def around(x: float, y: float, wide: float, high: float, *, back: bool = False) -> bytes:
    """A box of four corners, one way round or back."""
    corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    ways = corners[::-1] if back else corners
    return b" ".join(
        b"%.3f %.3f %s" % (*at, b"l" if n else b"m") for n, at in enumerate(ways)
    ) + b" h "  # fmt: skip


def circle(radius: float, *, back: bool = False) -> bytes:
    """A circle round the origin, one way round or back."""
    r, k, up = radius, radius * 0.5523, -1 if back else 1
    arcs = (
        (r, k, k, r, 0, r),
        (-k, r, -r, k, -r, 0),
        (-r, -k, -k, -r, 0, -r),
        (k, -r, r, -k, r, 0),
    )
    said = [b"%.3f 0 m" % r]
    said += [
        b"%.3f %.3f %.3f %.3f %.3f %.3f c" % (a, up * b, c, up * d, e, up * f)
        for a, b, c, d, e, f in arcs
    ]
    return b" ".join(said) + b" h "


def frames() -> Iterator[Variant]:
    """A frame of two outlines is a line, if what is painted between them is as thin."""
    black, turned = b"0 0 0 1 k ", b"0.8 -0.6 0.6 0.8 -20 115 cm "
    middle, raised = b"1 0 0 1 110 168 cm ", b"1 0 0 1 0 35 cm "

    def boxes(gap: float, side: float = 90) -> bytes:
        inner = side - 2 * gap
        return b"60 110 %g %g re %g %g %g %g re " % (
            side,
            40,
            60 + gap,
            110 + gap,
            inner,
            40 - 2 * gap,
        )

    for name, wrong, right in (
        ("of two boxes", black + boxes(0.1) + b"f*", black + boxes(1) + b"f*"),
        ("that is no hole", black + boxes(0.1) + b"f*", black + boxes(0.1) + b"f"),
        ("of two ways round", black + around(60, 110, 90, 40) + around(
            60.1, 110.1, 89.8, 39.8, back=True) + b"f",
         black + around(60, 110, 90, 40) + around(60.1, 110.1, 89.8, 39.8) + b"f"),
        ("turned", turned + black + boxes(0.1) + b"f*", turned + black + boxes(1) + b"f*"),
        ("thin on one side", black + b"60 110 90 40 re 63 113 84 36.9 re f*",
         black + b"60 110 90 40 re 63 113 84 35 re f*"),
        ("in a tint of ink", b"1 0.5 0 0 k " + boxes(0.2) + b"f*",
         b"1 0.5 0 0 k " + boxes(0.3) + b"f*"),
        ("two in one path", black + boxes(2) + b"70 115 20 20 re 70.1 115.1 19.8 19.8 re f*",
         black + boxes(2) + b"70 115 20 20 re 71 116 18 18 re f*"),
        ("of three corners", black + b"60 110 m 150 110 l 105 160 l h 60.3 110.12 m 149.7 110.12 l "
         b"105 159.8 l h f*",
         black + b"60 110 m 150 110 l 105 160 l h 63 111.5 m 147 111.5 l 105 157 l h f*"),
        ("round", middle + black + circle(30) + circle(29.9) + b"f*",
         middle + black + circle(30) + circle(29) + b"f*"),
        ("round, of two ways", middle + black + circle(30) + circle(29.9, back=True) + b"f",
         middle + black + circle(30) + circle(29.9) + b"f"),
        ("in a form", b"/F Do", b"/G Do"),
    ):  # fmt: skip
        resources = {"XObject_F": form(black + boxes(0.1) + b"f*"),
                     "XObject_G": form(black + boxes(0.5) + b"f*")}  # fmt: skip
        up = b"" if wrong.startswith((turned, middle)) else raised
        yield from pair(f"a frame {name}", "thin-line", made(up + wrong, resources=resources),
                        made(up + right, resources=resources))  # fmt: skip
    sliver = b"%g 120 m %g 160 l %g 160 l %g 120 l h "
    for name, thick, step in (("hatching", 0.1, 4.0), ("close hatching", 0.15, 1.0)):
        yield from pair(
            f"{name} of slivers in one path", "thin-line",
            made(black + b"".join(
                sliver % (x, x + 30, x + 30 + thick, x + thick)
                for x in (60 + step * n for n in range(8))) + b"f"),
            made(black + b"".join(
                sliver % (x, x + 30, x + 30 + thick, x + thick)
                for x in (60 + thick * n for n in range(16))) + b"f"),
        )  # fmt: skip
    yield from pair(
        "a frame in a pale tint", "tint-line", made(b"0 0 0 0.2 k " + boxes(0.3) + b"f*"),
        made(b"0 0 0 0.2 k " + boxes(0.6) + b"f*"),
    )  # fmt: skip
    yield Variant(
        "a letter with a counter, clean",
        made(black + b"60 110 m 65 130 l 67 130 l 72 110 l 70 110 l 68 116 l 64 116 l 62 110 l h "
             b"64.4 118 m 67.6 118 l 66 125 l h f"),
    )  # fmt: skip


def packings() -> Iterator[Variant]:
    """An image packed in runs is read as any other."""

    def image(data: bytes, space: Any = Name.DeviceGray, side: int = 300) -> Any:
        def edit(pdf: Any) -> None:
            held = pdf.make_stream(data)
            held.Type, held.Subtype, held.Filter = Name.XObject, Name.Image, Name.RunLengthDecode
            held.Width, held.Height, held.BitsPerComponent = side, side, 8
            held.ColorSpace = space
            pdf.pages[0].obj.Resources.XObject = Dictionary(I=held)

        return made(b"60 0 0 60 60 130 cm /I Do", edit=edit)

    yield from pair("an image in runs", "image-cut", image(RUN[:400]), image(RUN))
    heavy, light = (bytes((0x81, level)) * (4 * 704) + b"\x80" for level in (0xFF, 0x40))
    yield from pair(
        "an image in runs", "ink-limit",
        image(heavy, Name.DeviceCMYK), image(light, Name.DeviceCMYK),
    )  # fmt: skip


def components() -> Iterator[Variant]:
    """A JPEG has as many components as its colour space."""

    def image(space: Any) -> Any:
        def edit(pdf: Any) -> None:
            photograph = io.BytesIO()
            Image.new("L", (300, 300), 180).save(photograph, "JPEG")
            held = pdf.make_stream(photograph.getvalue())
            held.Type, held.Subtype, held.Filter = Name.XObject, Name.Image, Name.DCTDecode
            held.Width, held.Height, held.BitsPerComponent = 300, 300, 8
            held.ColorSpace = space
            pdf.pages[0].obj.Resources.XObject = Dictionary(I=held)

        return made(b"60 0 0 60 60 130 cm /I Do", edit=edit)

    yield from pair(
        "a gray photograph said to be of ink", "image-cut",
        image(Name.DeviceCMYK), image(Name.DeviceGray),
    )  # fmt: skip


def blends() -> Iterator[Variant]:
    """Of several blend modes the first that is known is meant (11.6.3)."""
    art = b"/B gs 1 1 0 0 k 60 130 50 50 re f 0 0 1 1 k 60 130 50 50 re f"

    def state(*modes: str) -> Any:
        names = Array([Name("/" + mode) for mode in modes])
        return {"ExtGState_B": Dictionary(BM=names)}

    yield from pair(
        "several blend modes", "ink-limit",
        made(art, resources=state("Unheard", "Multiply")),
        made(art, resources=state("Unheard", "Normal", "Multiply")),
    )  # fmt: skip


def variants() -> Iterator[Variant]:
    """All of this module."""
    yield from gradients()
    yield from flood()
    yield from shadeless()
    yield from drawings()
    yield from fine_shapes()
    yield from frames()
    yield from packings()
    yield from components()
    yield from blends()
    yield from pair(
        "spaces", "black-knockout",
        made(b"/Knock gs 0 0 0 1 k BT /F1 10 Tf 60 140 Td (a) Tj ET"),
        made(b"/Knock gs 0 0 0 1 k BT /F1 10 Tf 60 140 Td (  ) Tj ET"),
    )  # fmt: skip

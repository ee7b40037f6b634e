"""Further variants: edges of letters, groups in a space of their own, masks, patterns, inks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name
from tests.preflight.variants import (
    Edit,
    Variant,
    form,
    image,
    made,
    page,
    pair,
    put,
    spot,
    state,
    tint,
)
from tests.preflight.variants_blends import rgb
from tests.preflight.variants_pages import layered, stepped

BOX = b" 60 130 40 40 re "


def edges() -> Iterator[Variant]:
    """A hairline round what is filled in its colour makes it bolder; in another it is a line."""
    letter = b"/Over gs 0 0 0 1 k %s K 0.1 w BT 2 Tr /F1 40 Tf 60 130 Td (A) Tj ET"
    shape = b" 60 130 m 80 170 l 100 130 l 92 130 l 80 155 l 68 130 l h "
    black, red = b"0 0 0 1", b"0 1 0 0"
    fill, line = b"/Over gs 0 0 0 1 k" + shape + b"f ", b" K 0.1 w" + shape + b"S "
    word = b"BT /F1 40 Tf %d 130 Td (A) Tj ET "
    twice = b"/Over gs 0 0 0 1 k 0 0 0 1 K 0.1 w " + word % 60 + b"1 Tr " + word
    for name, wrong, right in (
        ("a letter", letter % red, letter % black),
        ("a path", b"/Over gs 0 0 0 1 k 0 1 0 0 K 0.1 w" + shape + b"B",
         b"/Over gs 0 0 0 1 k 0 0 0 1 K 0.1 w" + shape + b"B"),
        ("a path drawn again", fill + red + line, fill + black + line),
        ("a path drawn before", red + line + fill, black + line + fill),
        ("a line and no area", b"0 0 0 1 k 0 0 0 1 K 0.1 w 60 130 m 100 170 l B",
         b"0 0 0 1 k 0 0 0 1 K 0.1 w 60 130 m 100 170 l 100 130 l b"),
        ("an area and a line", b"0 0 0 1 k 0 0 0 1 K 0.1 w" + BOX + b"60 180 m 100 180 l B",
         b"0 0 0 1 k 0 0 0 1 K 0.1 w" + BOX + b"60 180 m 100 180 l 100 190 l h B"),
        ("a letter drawn again", twice % 63, twice % 60),
        ("a letter of a tint", letter.replace(b"0 0 0 1 k %s", b"0.8 0.8 0.5 0 k 0.4 0.4 0.2 0"),
         letter.replace(b"0 0 0 1 k %s", b"0.8 0.8 0.5 0 k 0.8 0.8 0.5 0")),
        ("seen through", b"/Fill gs 0 0 0 1 k 0 0 0 1 K 0.1 w" + shape + b"B",
         b"/Both gs 0 0 0 1 k 0 0 0 1 K 0.1 w" + shape + b"B"),
        ("a curve", b"0 0 0 1 k 0 1 0 0 K 0.1 w 60 130 m 60 170 100 170 100 130 c b",
         b"0 0 0 1 k 0 0 0 1 K 0.1 w 60 130 m 60 170 100 170 100 130 c b"),
    ):  # fmt: skip
        held = {"ExtGState_Fill": state(ca=0.3), "ExtGState_Both": state(ca=0.3, CA=0.3)}
        yield from pair(
            f"an edge, {name}", "thin-line", made(wrong, resources=held),
            made(right, resources=held),
        )  # fmt: skip


def own_spaces() -> Iterator[Variant]:
    """What comes of a group that is composed in RGB is what is judged."""
    black = b"/R cs 0 0 0 sc"

    def held(art: bytes, **group: Any) -> Any:
        def make(pdf: Any) -> Any:
            space = rgb(pdf)
            shown = form(art, Group=Dictionary(S=Name.Transparency, CS=space, **group))(pdf)
            pdf.pages[0].obj.Resources.ColorSpace = Dictionary(R=space)
            return shown

        return make

    below = b"1 0 1 0 k" + BOX + b"f /Times gs /F Do"
    pale = b"/R cs 0.9 0.9 1 sc"
    for end, colour, codes in (("", black, {"ink-limit"}), (", clean", pale, set[str]())):
        yield Variant(
            f"ink-limit: a group in RGB, multiplied{end}",
            made(below, resources={
                "XObject_F": held(colour + BOX + b"f", I=True),
                "ExtGState_Times": state(BM=Name.Multiply),
            }),
            frozenset(codes | {"blend-space"}), frozenset(("colour-managed",)),
        )  # fmt: skip
    words = b"/Over gs 0 0 0 1 k BT /F1 10 Tf 60 110 Td (Hello) Tj ET\n"
    for end, ground, codes in (
        ("", b"/R cs 0.1 0.1 0.1 sc", {"ink-contrast"}), (", clean", pale, set[str]()),
    ):  # fmt: skip
        yield Variant(
            f"ink-contrast: on a group in RGB{end}",
            made(b"/F Do", words=words, resources={
                "XObject_F": held(ground + b" 50 100 60 30 re f", I=True),
            }),
            frozenset(codes | {"blend-space"}), frozenset(("colour-managed",)),
        )  # fmt: skip


def masks() -> Iterator[Variant]:
    """The pixels of masks, of every kind, and those of one bit."""
    bits = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 1}

    def scan(side: int, **entries: Any) -> Any:
        row = b"\xaa" * ((side + 7) // 8)
        return image(side, data=row * side, **{**bits, **entries})

    def stencil(side: int) -> Any:
        def make(pdf: Any) -> Any:
            shown = image(
                side, data=b"\xaa" * ((side + 7) // 8) * side, ImageMask=True, BitsPerComponent=1
            )(pdf)
            del shown.ColorSpace
            return shown

        return make

    def under(mask: Any, key: str = "Mask") -> Any:
        def make(pdf: Any) -> Any:
            shown = image(200)(pdf)
            shown["/" + key] = mask(pdf)
            return shown

        return make

    small = b"24 0 0 24 60 130 cm /I Do"
    for name, wrong, right in (
        ("a scan", scan(64), scan(400)),
        ("a table of two colours",
         scan(64, ColorSpace=Array([Name.Indexed, Name.DeviceCMYK, 1, b"\0\0\0\0\0\0\0\xff"])),
         scan(400, ColorSpace=Array([Name.Indexed, Name.DeviceCMYK, 1, b"\0\0\0\0\0\0\0\xff"]))),
        ("a stencil", stencil(64), stencil(400)),
        ("an explicit mask", under(stencil(24)), under(stencil(400))),
        ("a soft mask of one bit", under(scan(24), "SMask"), under(scan(400), "SMask")),
    ):  # fmt: skip
        yield from pair(
            f"one bit, {name}", "image-resolution", made(small, resources={"XObject_I": wrong}),
            made(small, resources={"XObject_I": right}),
        )  # fmt: skip


def cell(art: bytes, **entries: Any) -> Any:
    """A tiling pattern of 20 points."""

    def make(pdf: Any) -> Any:
        stream = pdf.make_stream(art)
        put(
            Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=20, YStep=20,
            BBox=Array([0, 0, 20, 20]), Resources=pdf.pages[0].obj.Resources,
        )(stream)  # fmt: skip
        put(**{key: one(pdf) if callable(one) else one for key, one in entries.items()})(stream)
        return stream

    return make


def patterns() -> Iterator[Variant]:
    """What lies in patterns, in patterns within them, and in forms."""
    shown = b"/Pattern cs /P scn" + BOX + b"f"

    def within(art: bytes) -> Any:
        return cell(b"/Pattern cs /Q scn 0 0 20 20 re f", Resources=lambda pdf: Dictionary(
            Pattern=Dictionary(Q=cell(art)(pdf)),
        ))  # fmt: skip

    small = Array([0.2, 0, 0, 0.2, 0, 0])
    for name, code, wrong, right in (
        ("RGB, twice over", "colour-rgb", within(b"1 0 0 rg 2 2 9 9 re f"),
         within(b"0 1 0 0 k 2 2 9 9 re f")),
        ("ink", "ink-limit", cell(b"1 1 1 1 k 0 0 20 20 re f"),
         cell(b"0.2 0.2 0.2 0 k 0 0 20 20 re f")),
        ("a line made small", "thin-line",
         cell(b"0 0 0 1 K 0.5 w 0 5 m 20 5 l S", Matrix=small),
         cell(b"0 0 0 1 K 0.5 w 0 5 m 20 5 l S")),
        ("letters made small", "text-small",
         cell(b"/Over gs 0 0 0 1 k BT /F1 9 Tf 2 5 Td (ab) Tj ET", Matrix=small),
         cell(b"/Over gs 0 0 0 1 k BT /F1 9 Tf 2 5 Td (ab) Tj ET")),
        ("white that overprints", "white-overprint",
         cell(b"/OverAll gs 0 0 0 0 k 2 2 9 9 re f"), cell(b"/Knock gs 0 0 0 0 k 2 2 9 9 re f")),
    ):  # fmt: skip
        yield from pair(
            f"a pattern, {name}", code, made(shown, resources={"Pattern_P": wrong}),
            made(shown, resources={"Pattern_P": right}),
        )  # fmt: skip
    plain = cell(b"2 2 9 9 re f", PaintType=2)
    for space, colour, faulty in (
        (Name.DeviceRGB, b"1 0 0", True), (Name.DeviceCMYK, b"0 1 0 0", False),
    ):  # fmt: skip
        yield Variant(
            f"colour-rgb: a pattern without colours{'' if faulty else ', clean'}",
            made(b"/U cs " + colour + b" /P scn" + BOX + b"f", resources={
                "Pattern_P": plain, "ColorSpace_U": Array([Name.Pattern, space]),
            }),
            frozenset(("colour-rgb",)) if faulty else frozenset(),
        )  # fmt: skip


def inks() -> Iterator[Variant]:
    """Inks by other names: Separation, DeviceN and what is made of them."""
    four = Array([Name.Cyan, Name.Magenta, Name.Yellow, Name.Black])
    same = Dictionary(
        FunctionType=4, Domain=Array([0, 1] * 4), Range=Array([0, 1] * 4),
    )  # fmt: skip

    def process(pdf: Any) -> Any:
        function = pdf.make_stream(b"{ }", dict(same.items()))
        return pdf.make_indirect(Array([Name.DeviceN, four, Name.DeviceCMYK, function]))

    def black(pdf: Any) -> Any:
        return pdf.make_indirect(
            Array([Name.Separation, Name.Black, Name.DeviceCMYK, tint(0, 0, 0, 1)])
        )

    def pixels(level: bytes) -> Any:
        def make(pdf: Any) -> Any:
            return image(120, level * 4, ColorSpace=process(pdf))(pdf)

        return make

    words = b"/%s gs /B cs %s scn BT /F1 10 Tf 60 110 Td (Hello) Tj ET\n"
    named = {"ColorSpace_B": black, "ColorSpace_N": process}
    yield from pair(
        "black by its name", "black-knockout",
        made(words=words % (b"Knock", b"1"), resources=named),
        made(words=words % (b"Over", b"1"), resources=named),
    )  # fmt: skip
    yield from pair(
        "no black by its name", "white-overprint",
        made(b"/OverAll gs /B cs 0 scn" + BOX + b"f", resources=named),
        made(b"/Knock gs /B cs 0 scn" + BOX + b"f", resources=named),
    )  # fmt: skip
    yield from pair(
        "four inks by their names", "ink-limit",
        made(b"/N cs 1 0.9 0.9 0.9 scn" + BOX + b"f", resources=named),
        made(b"/N cs 0.2 0.2 0.2 0.2 scn" + BOX + b"f", resources=named),
    )  # fmt: skip
    yield from pair(
        "pixels of four inks by their names", "ink-limit",
        made(b"q 30 0 0 30 60 130 cm /I Do Q", resources={"XObject_I": pixels(b"\xe0")}),
        made(b"q 30 0 0 30 60 130 cm /I Do Q", resources={"XObject_I": pixels(b"\x30")}),
    )  # fmt: skip
    gold = {"ColorSpace_G": spot("Gold"), **named}
    over = b"1 1 0.6 0 k" + BOX + b"f /%s gs /G cs 1 scn" + BOX + b"f"
    yield from pair(
        "a spot on three inks", "ink-limit", made(over % b"OverAll", resources=gold),
        made(over % b"Knock", resources=gold),
    )  # fmt: skip
    fade = {
        "Shading_S": Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([60, 0, 100, 0]),
            Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1,
                                C0=Array([0.1, 0.1, 0.1, 0]), C1=Array([1, 1, 1, 1])),
        ),
        "Shading_T": Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([60, 0, 100, 0]),
            Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1,
                                C0=Array([0.1, 0.1, 0.1, 0]), C1=Array([0.9, 0.9, 0.9, 0.1])),
        ),
    }  # fmt: skip
    yield from pair(
        "the end of a gradient", "ink-limit",
        made(b"q" + BOX + b"W n /S sh Q", resources=fade),
        made(b"q" + BOX + b"W n /T sh Q", resources=fade),
    )  # fmt: skip
    times = {"ExtGState_Times": state(BM=Name.Multiply), "ExtGState_Half": state(ca=0.5)}
    twice = b"0.9 0.8 0.7 0 k" + BOX + b"f /%s gs 0.5 0.8 0.9 0.6 k" + BOX + b"f"
    yield from pair(
        "ink multiplied", "ink-limit", made(twice % b"Times", resources=times),
        made(twice % b"Half", resources=times),
    )  # fmt: skip


def whites() -> Iterator[Variant]:
    """White that overprints is gone, whatever it is painted as."""

    def stencil(pdf: Any) -> Any:
        shown = image(160, data=b"\x0f" * 20 * 160, ImageMask=True, BitsPerComponent=1)(pdf)
        del shown.ColorSpace
        return shown

    held = {"XObject_I": stencil, "XObject_F": form(b"0 0 0 0 k" + BOX + b"f")}
    for name, art in (
        ("a line", b"0 0 0 0 K 2 w" + BOX + b"S"),
        ("a stencil", b"0 0 0 0 k q 12 0 0 12 60 130 cm /I Do Q"),
        ("a form that inherits it", b"/F Do"),
        ("letters", b"0 0 0 0 k BT /F1 20 Tf 60 130 Td (Abc) Tj ET"),
        ("letters in outline", b"0 0 0 0 K 1 w BT 1 Tr /F1 20 Tf 60 130 Td (Abc) Tj ET"),
    ):
        ground = b"0.8 0.4 0 0 k 50 120 80 80 re f "
        yield from pair(
            f"white, {name}", "white-overprint",
            made(ground + b"/OverAll gs " + art, resources=held),
            made(ground + b"/Knock gs " + art, resources=held),
            # What has vanished cannot be read either.
            beside=("ink-contrast",) if name == "letters" else (),
        )  # fmt: skip


def sheets() -> Iterator[Variant]:
    """Boxes however they are written, layers and steps in forms."""
    moved = Array([-112, -112, 112, 112])

    def shifted(pdf: Any) -> None:
        one = pdf.pages[0].obj
        for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
            one[key] = Array([float(side) - 112 for side in one[key]])
        content = one.Contents.read_bytes()
        one.Contents = pdf.make_stream(b"1 0 0 1 -112 -112 cm\n" + content)

    def also(change: Edit) -> Edit:
        def edit(pdf: Any) -> None:
            shifted(pdf)
            change(pdf)

        return edit

    yield from pair(
        "about its middle", "bleed-short",
        made(edit=also(page(put(BleedBox=Array([-102, -102, 102, 102]))))), made(edit=shifted),
    )  # fmt: skip
    yield from pair(
        "turned", "bleed-short",
        made(edit=page(put(Rotate=90, BleedBox=Array([10, 10, 214, 214])))),
        made(edit=page(put(Rotate=90))),
    )  # fmt: skip
    yield from pair(
        "about its middle", "box-nesting",
        made(edit=also(page(put(TrimBox=Array([-100, -100, 120, 100]))))),
        made(edit=also(page(put(MediaBox=moved)))), beside=("bleed-short",),
    )  # fmt: skip

    def on_layer(art: bytes, off: bool) -> Any:
        inner = form(b"/OC /L BDC " + art + b" EMC")
        return made(b"/F Do", edit=layered(off=off), resources={"XObject_F": inner})

    for name, code, art in (
        ("in a form", "colour-rgb", b"1 0 0 rg 60 60 9 9 re f"),
        ("a hairline in a form", "thin-line", b"0 0 0 1 K 0.1 w 60 60 m 90 90 l S"),
        ("white in a form", "white-overprint", b"/OverAll gs 0 0 0 0 k 60 60 9 9 re f"),
    ):
        yield from pair(f"a layer {name}", code, on_layer(art, False), on_layer(art, True))
    cut = stepped("Structural", "Cutting")
    die = {"ColorSpace_D": spot("Die", 0, 1, 0, 0)}
    line = b"/OC /L BDC /%s gs /D CS 1 SCN 0.1 w 30 30 m 190 190 l S EMC"
    for name, wrong, right in (
        ("in a form", line % b"Knock", line % b"OverAll"),
        ("in two forms", b"/OC /L BDC /G Do EMC", line % b"OverAll"),
    ):
        held = {
            "XObject_G": form(b"/Knock gs /D CS 1 SCN 0.1 w 30 30 m 190 190 l S"), **die,
        }  # fmt: skip
        yield from pair(
            f"a step {name}", "step-knockout",
            made(b"/F Do", edit=cut, resources={**held, "XObject_F": form(wrong)}),
            made(b"/F Do", edit=cut, resources={**held, "XObject_F": form(right)}),
        )  # fmt: skip


def variants() -> Iterator[Variant]:
    """All of them."""
    for some in (edges, own_spaces, masks, patterns, inks, whites, sheets):
        yield from some()

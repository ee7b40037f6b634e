"""Variants of pages: their boxes, what lies near the knife and the fold, bleed, marks, layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from tests.preflight.variants import (
    BLEED,
    SIDE,
    SLUG,
    Edit,
    Make,
    Variant,
    box,
    form,
    image,
    made,
    page,
    pair,
    put,
    root,
    spot,
    state,
    without,
)

LEFT, RIGHT = SLUG, SLUG + SIDE
OUT = SLUG - BLEED


def on_page(change: Callable[[Any], Any], **options: Any) -> Make:
    """A file whose page has another dictionary."""
    return made(edit=page(change), **options)


def boxes() -> Iterator[Variant]:
    """Page boxes lie in one another, and none hides what is printed."""
    code = "box-nesting"
    for name, wrong, right in (
        ("crop in trim", {"CropBox": box(10, 10, 190, 190)}, {"CropBox": box(-9, -9, 209, 209)}),
        ("crop off the trim", {"CropBox": box(-9, 3, 209, 209)},
         {"CropBox": box(-12, -12, 212, 212)}),
        ("trim beyond bleed", {"BleedBox": box(2, -9, 209, 209)},
         {"BleedBox": box(-10, -10, 210, 210)}),
        ("bleed beyond media", {"BleedBox": box(-20, -9, 209, 209)},
         {"BleedBox": box(-12, -12, 212, 212)}),
        ("a hair beyond", {"BleedBox": box(0.7, -9, 209, 209)},
         {"CropBox": box(-9.2, -9, 209, 209)}),
    ):  # fmt: skip
        yield from pair(name, code, on_page(put(**wrong)), on_page(put(**right)),
                        beside=("bleed-short",))  # fmt: skip
    yield from pair("crop in bleed", code, on_page(put(CropBox=box(0, 0, 200, 200))), made())
    yield from pair(
        "inherited crop", code, made(edit=inherited(box(20, 20, 180, 180))),
        made(edit=inherited(box(-12, -12, 212, 212))),
    )  # fmt: skip
    art = put(ArtBox=box(0, 0, 200, 200))
    yield from pair(
        "trim and art", "box-both", on_page(art),
        on_page(lambda holder: (art(holder), without("TrimBox")(holder))),
    )  # fmt: skip
    yield from pair("no trim", "box-missing", on_page(without("TrimBox")), made(),
                    beside=("bleed-short",))  # fmt: skip
    yield from pair("scaled", "page-scaled", on_page(put(UserUnit=2)), on_page(put(UserUnit=1)))
    yield from pair(
        "sizes", "page-sizes", made(pages=2, edit=page(put(TrimBox=box(0, 0, 190, 200)), 2)),
        made(pages=2, edit=page(put(TrimBox=box(0, 0, 199.7, 200)), 2)), beside=("bleed-short",),
    )  # fmt: skip
    yield from pair("three sides", "page-count", made(pages=3), made(pages=2))
    yield from pair(
        "panels for sides", "page-count", made(pages=4), made(pages=2),
        printer={"page_order": "sides"},
    )  # fmt: skip
    yield from pair("nothing on it", "page-blank", made(words=b"", ground=b""), made(words=b""))
    yield from pair("labels", "page-labels", made(edit=labelled(3)), made(edit=labelled(0)))


def inherited(area: Any) -> Edit:
    """A CropBox that the page has from its parent."""
    return lambda pdf: put(CropBox=area)(pdf.Root.Pages)


def labelled(first: int) -> Edit:
    return root(put(PageLabels=Dictionary(Nums=Array([first, Dictionary(S=Name.D)]))))


# --- bleed ------------------------------------------------------------------------------------


def rect(left: float, low: float, right: float, high: float) -> bytes:
    """A filled box from the lower left corner of the trim."""
    return b"%.2f %.2f %.2f %.2f re f\n" % (left + LEFT, low + LEFT, right - left, high - low)


def bleeds() -> Iterator[Variant]:
    """What is printed up to the trim goes on beyond it, however small or pale it is."""
    code = "bleed-unpainted"
    bare = {"ground": b""}
    for name, ink in (
        ("dark", b"1 0.8 0 0.2 k"), ("pale", b"0.03 0 0 0 k"), ("pale gray", b"0 0 0 0.025 k"),
    ):  # fmt: skip
        yield from pair(
            f"a {name} ground", code, made(ground=ink + b"\n" + rect(0, 0, SIDE, SIDE), words=b""),
            made(ground=ink + b"\n" + rect(-9, -9, 209, 209), words=b""),
        )  # fmt: skip
    for name, high in (("a band", 60.0), ("a thumb tab", 20.0), ("a small tab", 9.0)):
        for side, ends, over in (
            ("left", (0, 100, 40, 100 + high), (-9, 100, 40, 100 + high)),
            ("right", (170, 100, 200, 100 + high), (170, 100, 209, 100 + high)),
            ("above", (100, 170, 100 + high, 200), (100, 170, 100 + high, 209)),
            ("below", (100, 0, 100 + high, 30), (100, -9, 100 + high, 30)),
        ):
            ink = b"0 0.9 0.8 0 k\n"
            yield from pair(
                f"{name}, {side}", code, made(ink + rect(*ends), words=b"", **bare),
                made(ink + rect(*over), words=b"", **bare),
            )  # fmt: skip
    yield from pair(
        "a tab on a ground that bleeds", code, made(b"0 0.9 0.8 0 k\n" + rect(0, 100, 40, 120)),
        made(b"0 0.9 0.8 0 k\n" + rect(-9, 100, 40, 120)),
    )  # fmt: skip
    red = b"0 0.9 0.8 0 k\n"
    for turn in (90, 180, 270):
        turned = page(put(Rotate=turn))
        yield from pair(
            f"turned by {turn}", code, made(red + rect(0, 100, 40, 120), words=b"", edit=turned,
                                            **bare),
            made(red + rect(-9, 100, 40, 120), words=b"", edit=turned, **bare),
        )  # fmt: skip
    blend = {"Shading_S": shading()}
    for name, wrong, right, resources in (
        ("a gradient", b"12 100 50 20 re W n /S sh", b"3 100 50 20 re W n /S sh", blend),
        ("what is clipped", b"12 12 200 200 re W n " + red + rect(-9, 100, 40, 120),
         b"3 3 218 218 re W n " + red + rect(-9, 100, 40, 120), {}),
        ("what a form cuts off", b"/F Do", b"/G Do", {
            "XObject_F": form(red + rect(-9, 100, 40, 120), BBox=Array([12, 12, 212, 212])),
            "XObject_G": form(red + rect(-9, 100, 40, 120), BBox=Array([0, 0, 224, 224]))}),
        ("what is seen through", b"/T gs " + red + rect(0, 100, 40, 120),
         b"/T gs " + red + rect(-9, 100, 40, 120), {"ExtGState_T": state(ca=0.3)}),
    ):  # fmt: skip
        yield from pair(
            name, code, made(wrong, words=b"", resources=resources, **bare),
            made(right, words=b"", resources=resources, **bare),
        )  # fmt: skip
    rule = b"0 0 0 1 K 1.5 w "
    yield from pair(
        "a rule", code, made(rule + b"12 60 m 100 60 l S", words=b"", **bare),
        made(rule + b"3 60 m 100 60 l S", words=b"", **bare),
    )  # fmt: skip
    yield from pair(
        "a wave that touches the foot", code,
        made(b"0.6 0 0 0 k\n" + rect(20, 0, 180, 40), words=b""),
        made(b"0.6 0 0 0 k 3 40 m 60 0 160 0 221 40 c 221 80 l 3 80 l f", words=b""),
    )  # fmt: skip
    yield from pair(
        "a picture", code, made(b"100 0 0 100 12 60 cm /I Do", resources=PICTURE, **bare),
        made(b"109 0 0 100 3 60 cm /I Do", resources=PICTURE, **bare),
    )  # fmt: skip
    yield from pair(
        "half a bleed", code, made(ground=b"0.2 0 0 0 k\n" + rect(-4, -4, 204, 204)),
        # A leaf that leaves the page aslant, and a tip that ends in the bleed.
        made(b"0.3 0 0 0 k 3 100 m 40 112 l 40 88 l f\n", **bare),
    )  # fmt: skip
    yield from pair(
        "room", "bleed-short", on_page(put(BleedBox=box(-6, -9, 209, 209))),
        on_page(put(TrimBox=box(0.4, 0.4, 199.8, 199.7))),
    )  # fmt: skip


def shading() -> Any:
    """A gradient across the page."""
    mix = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 1, 1, 0], C1=[1, 0, 0, 0], N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([12, 0, 60, 0]),
        Extend=Array([True, True]), Function=mix,
    )  # fmt: skip


PICTURE = {"XObject_I": image(500, b"\x90\x60\x60\x10")}


# --- near the knife and the fold --------------------------------------------------------------


def knife() -> Iterator[Variant]:
    """Text and art keep off the trim, or go beyond it."""
    code = "text-near-trim"
    for name, wrong, right in (
        ("cut off", (5, 110), (21, 110)), ("too near", (15, 110), (22, 110)),
        ("at the foot", (100, 14), (100, 25)), ("at the head", (100, 200), (100, 190)),
    ):  # fmt: skip
        yield from pair(name, code, made(words=word(*wrong)), made(words=word(*right)))
    code = "art-near-trim"
    ink, bare = b"0 0.9 0.8 0 k\n", {"words": b""}
    for name, near, far in (
        ("a square, left", (2, 80, 22, 100), (12, 80, 32, 100)),
        ("a square, right", (176, 80, 197, 100), (170, 80, 190, 100)),
        ("a bar at the foot", (20, 3, 180, 8), (20, 12, 180, 18)),
        ("a bar that bleeds aside", (-9, 3, 209, 12), (-9, 14, 209, 22)),
    ):  # fmt: skip
        yield from pair(name, code, made(ink + rect(*near), **bare),
                        made(ink + rect(*far), **bare))  # fmt: skip
    ring = b"0 1 1 0 K 1 w "
    for name, near_by, clear, resources in (
        ("a ring", ring + star(20, 110, 6).replace(b" f", b" S"),
         ring + star(32, 110, 6).replace(b" f", b" S"), {}),
        ("a rule", ring + b"16 30 m 16 190 l S", ring + b"26 30 m 26 190 l S", {}),
        ("a gradient", b"15 100 50 20 re W n /S sh", b"25 100 50 20 re W n /S sh",
         {"Shading_S": shading()}),
    ):  # fmt: skip
        yield from pair(
            name, code, made(near_by, resources=resources, ground=b"", **bare),
            made(clear, resources=resources, ground=b"", **bare),
        )  # fmt: skip
    yield from pair(
        "a star", code, made(ink + star(20, 110, 6), **bare), made(ink + star(32, 110, 6), **bare)
    )
    yield from pair(
        "a picture", code, made(b"40 0 0 40 16 90 cm /I Do", resources=PICTURE, **bare),
        made(b"40 0 0 40 24 90 cm /I Do", resources=PICTURE, **bare),
    )  # fmt: skip
    yield from pair(
        "a logo in a form", code,
        made(b"/F Do", resources={"XObject_F": form(ink + rect(3, 80, 20, 100))}, **bare),
        made(b"/F Do", resources={"XObject_F": form(ink + rect(13, 80, 30, 100))}, **bare),
    )  # fmt: skip
    # In paper, or where the same ink goes on outside.
    yield from pair(
        "what one sees", code, made(ink + rect(3, 80, 20, 100), **bare),
        made(b"0.15 0 0.1 0 k\n" + rect(3, 80, 20, 100) + b"0 0 0 0 k\n" + rect(4, 4, 9, 9),
             **bare),
    )  # fmt: skip


def designs() -> Iterator[Variant]:
    """What designers do at the edge of a page, and do rightly."""
    noise = Random(1).randbytes(200 * 200 * 4).translate(bytes(value // 2 for value in range(256)))
    photograph = {"XObject_I": image(200, data=noise)}
    for name, art, resources in (
        ("a frame", b"0 0 0 1 K 1 w 27 27 170 170 re S", {}),
        ("a band aslant", b"0.8 0.2 0 0 k 3 3 m 60 3 l 221 170 l 221 221 l f", {}),
        ("circles over the edge", b"0 0.4 0 0 k " + b"".join(
            star(12, 40 + at * 40, 14) for at in range(4)), {}),
        ("confetti", b"0 0.8 0.2 0 k " + b"".join(
            b"%.1f %.1f 3 3 re f " % (10.5 + at % 3, 30 + at * 9) for at in range(18)), {}),
        ("a hatching", b"0 0 0 1 K 0.5 w " + b"".join(
            b"3 %d m 60 %d l S " % (30 + at * 6, 40 + at * 6) for at in range(20)), {}),
        ("tiles", b"0.6 0.2 0 0 k " + b"".join(
            b"%d %d 18 18 re f " % (3 + column * 20, 3 + row * 20)
            for column in range(11) for row in range(11)), {}),
        ("two grounds", b"0.4 0 0 0 k 0 0 112 300 re f 0 0.4 0 0 k 112 0 200 300 re f", {}),
        ("a photograph", b"60 0 0 60 3 80 cm /I Do", photograph),
        ("white below and above", b"0 0 0 0 k 0 0 224 224 re f 0.2 0 0.1 0 k 0 0 224 224 re f "
         b"0 0 0 0 k 60 100 90 40 re f", {}),
    ):  # fmt: skip
        yield Variant(f"{name}, clean", made(art, resources=resources, ground=b"", words=b""))


def word(x: float, y: float) -> bytes:
    """A word on the page, black and overprinting."""
    return b"/Over gs 0 0 0 1 k BT /F1 9 Tf %.1f %.1f Td (Word) Tj ET\n" % (x, y)


def star(x: float, y: float, size: float) -> bytes:
    """A curved outline round a point."""
    a, b = x - size, x + size
    return b"%.1f %.1f m %.1f %.1f %.1f %.1f %.1f %.1f c %.1f %.1f %.1f %.1f %.1f %.1f c f\n" % (
        a, y, a, y + size, b, y + size, b, y, b, y - size, a, y - size, a, y,
    )  # fmt: skip


def lines(segments: Sequence[tuple[float, ...]], dash: bytes = b"") -> bytes:
    spelt = b"".join(b"%.2f %.2f m %.2f %.2f l S\n" % (*one,) for one in segments)
    return b"q 0 0 0 1 K 0.25 w " + dash + b"\n" + spelt + b"Q\n"


def crop_marks(offset: float) -> bytes:
    """Marks at the corners, so far outside the trim."""
    near, far = offset, offset + 6
    found: list[tuple[float, ...]] = []
    for x in (LEFT, RIGHT):
        found += [(x, LEFT - near, x, LEFT - far), (x, RIGHT + near, x, RIGHT + far)]
    for y in (LEFT, RIGHT):
        found += [(LEFT - near, y, LEFT - far, y), (RIGHT + near, y, RIGHT + far, y)]
    return lines(found)


def folded(x: float) -> Edit:
    """Dashed marks of a fold above and below the page, in a wider slug."""

    def edit(pdf: pikepdf.Pdf) -> None:
        first = pdf.pages[0].obj
        first.MediaBox = Array([-30, -30, 254, 254])
        marks = lines(((x, 1, x, -16), (x, 223, x, 240)), b"[2 1] 0 d")
        first.Contents = Array([first.Contents, pdf.make_stream(marks)])

    return edit


def marks() -> Iterator[Variant]:
    """Crop marks and folds."""
    wide = on_page  # the slug has room for marks outside the bleed
    roomy = put(MediaBox=box(-30, -30, 230, 230))
    yield from pair(
        "marks", "marks-in-bleed", wide(roomy, art=crop_marks(4)), wide(roomy, art=crop_marks(9.5))
    )
    yield from pair(
        "marks", "marks-refused", wide(roomy, art=crop_marks(9.5)), wide(roomy),
        printer={"marks": "refused"},
    )  # fmt: skip
    yield from pair(
        "marks", "marks-missing", wide(roomy), wide(roomy, art=crop_marks(9.5)),
        printer={"marks": "wanted"},
    )  # fmt: skip
    yield from pair("a fold", "text-across-fold", made(edit=folded(70)), made(edit=folded(120)))


# --- layers -----------------------------------------------------------------------------------


def layered(off: bool, **config: Any) -> Edit:
    """A file with a layer /L, off or on by default."""

    def edit(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        default = Dictionary(Name=String("As printed"), Order=Array([layer]))
        if off:
            default.OFF = Array([layer])
        put(**config)(default)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)
        resources = pdf.pages[0].obj.Resources
        resources.Properties = Dictionary(
            L=layer, M=Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name.AllOn)
        )
        for _, thing in resources.get("/XObject", Dictionary()).items():
            if "/Layered" in thing:
                thing.OC = layer

    return edit


def expressed(expression: Callable[[Any], Any]) -> Edit:
    """What shows by an expression over a layer that is off."""

    def edit(pdf: pikepdf.Pdf) -> None:
        layered(off=True)(pdf)
        properties = pdf.pages[0].obj.Resources.Properties
        properties.V = Dictionary(Type=Name.OCMD, VE=expression(properties.L))

    return edit


def layers() -> Iterator[Variant]:
    """What is on a layer that is off is not judged; what is on is."""
    for name, code, art, resources in (
        ("RGB", "colour-rgb", b"1 0 0 rg 60 60 30 30 re f", {}),
        ("too much ink", "ink-limit", b"1 1 1 1 k 60 60 40 40 re f", {}),
        ("a thin line", "thin-line", b"0 0 0 1 K 0.1 w 60 60 m 90 90 l S", {}),
        ("a coarse picture", "image-resolution", b"100 0 0 100 60 60 cm /I Do",
         {"XObject_I": image(50)}),
        ("words that are cut", "text-near-trim", word(5, 110), {}),
        ("no bleed", "bleed-unpainted", b"0 1 1 0 k\n" + rect(0, 60, 40, 120), {}),
        ("a form", "colour-rgb", b"/F Do", {"XObject_F": form(b"1 0 0 rg 60 60 9 9 re f")}),
    ):  # fmt: skip
        for tag in (b"L", b"M"):
            content = b"/OC /" + tag + b" BDC " + art + b" EMC"
            yield from pair(
                f"{name} on a layer, {tag.decode()}", code,
                made(content, edit=layered(off=False), resources=resources),
                made(content, edit=layered(off=True), resources=resources),
            )  # fmt: skip
    own = {"XObject_F": form(b"1 0 0 rg 60 60 9 9 re f", Layered=True)}
    yield from pair(
        "a form that is a layer", "colour-rgb",
        made(b"/F Do", edit=layered(off=False), resources=own),
        made(b"/F Do", edit=layered(off=True), resources=own),
    )  # fmt: skip
    picture = {"XObject_I": image(50, Layered=True)}
    yield from pair(
        "a picture that is a layer", "image-resolution",
        made(b"100 0 0 100 60 60 cm /I Do", edit=layered(off=False), resources=picture),
        made(b"100 0 0 100 60 60 cm /I Do", edit=layered(off=True), resources=picture),
    )  # fmt: skip
    unembedded = {
        "Font_F9": Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier,
            Encoding=Name.WinAnsiEncoding,
        )
    }  # fmt: skip
    note = b"/OC /L BDC /Over gs 0 0 0 1 k BT /F9 9 Tf 60 60 Td (Note) Tj ET EMC"
    yield from pair(
        "a font on a layer", "font-unembedded",
        made(note, edit=layered(off=False), resources=unembedded),
        made(note, edit=layered(off=True), resources=unembedded),
    )  # fmt: skip
    gold = {"ColorSpace_A": spot("Gold")}
    yield from pair(
        "a spot on a layer", "spot-refused",
        made(b"/OC /L BDC /A cs 1 scn 60 60 9 9 re f EMC", edit=layered(off=False),
             resources=gold),
        made(b"/OC /L BDC /A cs 1 scn 60 60 9 9 re f EMC", edit=layered(off=True), resources=gold),
        printer={"spots": "refused"},
    )  # fmt: skip
    base = b"/OC /L BDC 1 0 0 rg 60 60 30 30 re f EMC"
    yield from pair(
        "a base state", "colour-rgb", made(base, edit=layered(off=False, BaseState=Name.ON)),
        made(base, edit=layered(off=False, BaseState=Name.OFF)),
    )  # fmt: skip
    seen = b"/OC /V BDC 1 0 0 rg 60 60 9 9 re f EMC"
    for name, shown, unseen in (
        ("not", lambda layer: Array([Name.Not, layer]), lambda layer: Array([Name.And, layer])),
        ("or", lambda layer: Array([Name.Or, layer, Array([Name.Not, layer])]),
         lambda layer: Array([Name.Or, layer])),
    ):  # fmt: skip
        yield from pair(
            f"an expression, {name}", "colour-rgb", made(seen, edit=expressed(shown)),
            made(seen, edit=expressed(unseen)),
        )  # fmt: skip
    code = "optional-content"
    yield from pair(
        "switched by usage", code, made(edit=layered(off=False, AS=Array())),
        made(edit=layered(off=False)),
    )  # fmt: skip
    old: dict[str, Any] = {
        "claims": {},
        "info": {"/GTS_PDFXVersion": "PDF/X-1a:2003"},
        "version": "1.4",
    }
    yield from pair("in PDF/X-1a", code, made(edit=layered(off=False), **old), made(**old))


# --- processing steps -------------------------------------------------------------------------


def stepped(group: str, kind: str = "") -> Edit:
    """A layer /L that is a processing step."""

    def edit(pdf: pikepdf.Pdf) -> None:
        layered(off=False)(pdf)
        told = Dictionary(GTS_ProcStepsGroup=Name("/" + group))
        if kind:
            told.GTS_ProcStepsType = Name("/" + kind)
        pdf.pages[0].obj.Resources.Properties.L.GTS_Metadata = told

    return edit


def steps() -> Iterator[Variant]:
    """Processing steps, told by layers or by the names of inks."""
    cut = stepped("Structural", "Cutting")
    line = b" /D CS 1 SCN 0.1 w 30 30 m 190 190 l S EMC"
    die = {"ColorSpace_D": spot("Die", 0, 1, 0, 0)}

    def with_step(art: bytes, edit: Edit = cut) -> Make:
        return made(b"/OC /L BDC " + art, edit=edit, resources=die)

    over, knock = with_step(b"/OverAll gs" + line), with_step(b"/Knock gs" + line)
    yield from pair("a die line", "step-knockout", knock, over)
    yield from pair(
        "an ink of its own", "step-ink",
        with_step(b"/OverAll gs 0 1 0 0 K 30 30 m 190 190 l S EMC"), over,
    )  # fmt: skip
    for group, kind, wrong in (
        ("Structural", "Creasing", "Bending"), ("Positions", "Barcode", "Stamp"),
        ("Structural", "GWGS_Own", "Own"), ("Braille", "", "Dots"),
    ):  # fmt: skip
        yield from pair(
            f"{group} {kind}", "step-unknown",
            with_step(b"/OverAll gs" + line, stepped(group, wrong)),
            with_step(b"/OverAll gs" + line, stepped(group, kind)),
        )  # fmt: skip
    for ink in ("CutContour", "Die line", "Stanze", "DIE", "Thru-cut", "crease", "Rillung",
                "Découpe", "Spot UV", "Varnish", "Perfo"):  # fmt: skip
        named = {"ColorSpace_D": spot(ink, 0, 1, 0, 0)}
        drawn = b" gs /D CS 1 SCN 0.5 w 40 40 100 100 re S"
        yield from pair(
            ink, "die-knockout", made(b"/Knock" + drawn, resources=named),
            made(b"/OverAll" + drawn, resources=named),
        )  # fmt: skip
    for ink in ("Dietmar Blue", "Cutter Red", "PANTONE 877 C", "Applique"):
        yield Variant(
            f"{ink}, clean",
            made(b"/Knock gs /D CS 1 SCN 0.5 w 40 40 100 100 re S",
                 resources={"ColorSpace_D": spot(ink)}),
        )  # fmt: skip


def variants() -> Iterator[Variant]:
    """All of them."""
    for some in (boxes, bleeds, knife, designs, marks, layers, steps):
        yield from some()

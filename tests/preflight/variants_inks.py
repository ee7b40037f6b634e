"""Variants of ink: colour spaces, spots, overprint, lines, small text, coverage, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, String
from tests.preflight.variants import (
    ICC,
    Make,
    Variant,
    form,
    image,
    made,
    pair,
    spot,
    state,
    tint,
)

BOX = b" 60 60 30 30 re f\n"
INTO_X1A: dict[str, Any] = {
    "claims": {}, "info": {"/GTS_PDFXVersion": "PDF/X-1a:2003"}, "version": "1.4",
}  # fmt: skip


def icc(count: int) -> Any:
    """A space by the file's own output profile, or one that only says how many components."""

    def make(pdf: Any) -> Any:
        data = ICC.read_bytes() if count == 4 else b""
        return Array([Name.ICCBased, pdf.make_stream(data, N=count)])

    return make


def deviceN(names: tuple[str, ...], told: tuple[str, ...]) -> Any:  # noqa: N802
    """A DeviceN space that describes some of its inks."""
    count = len(names)
    mix = Dictionary(FunctionType=4, Domain=Array([0, 1] * count), Range=Array([0, 1] * 4))

    def make(pdf: Any) -> Any:
        code = b"{" + b"pop " * (count - 1) + b"dup dup 0}"
        described = Dictionary({"/" + one: spot(one) for one in told})
        return Array([
            Name.DeviceN, Array([Name("/" + one) for one in names]), Name.DeviceCMYK,
            pdf.make_stream(code, mix), Dictionary(Colorants=described),
        ])  # fmt: skip

    return make


def painted(space: str, how: bytes = BOX, amount: bytes = b"1", **options: Any) -> Make:
    """A box in a space of the resources."""
    return made(b"/" + space.encode() + b" cs " + amount + b" scn" + how, **options)


def spots() -> Iterator[Variant]:
    """Spot inks: what stands in for them, how they are spelled and described."""
    code = "spot-alternate"
    for name, wrong in (
        ("RGB", spot("Brand", 1, 0, 0, alternate=Name.DeviceRGB)),
        ("RGB below DeviceN", Array([
            Name.DeviceN, Array([Name.Brand]), Name.DeviceRGB, tint(1, 0, 0),
            Dictionary(Colorants=Dictionary(Brand=spot("Brand"))),
        ])),
    ):  # fmt: skip
        yield from pair(
            name, code, painted("A", resources={"ColorSpace_A": wrong}),
            painted("A", resources={"ColorSpace_A": spot("Brand", 0, 1, 1, 0)}),
        )  # fmt: skip
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])
    toned = {"ColorSpace_A": spot("Brand", 50.0, 40.0, 20.0, alternate=lab)}
    yield from pair(
        "Lab under PDF/X-1a", code, painted("A", resources=toned, **INTO_X1A),
        painted("A", resources=toned),
    )  # fmt: skip
    code = "spot-undescribed"
    for names, told, wrong in (
        (("Gold",), ("Gold",), ()), (("Gold", "Silver"), ("Gold", "Silver"), ("Gold",)),
        (("Cyan", "Gold"), ("Gold",), ()), (("Cyan", "Black", "None", "Gold"), ("Gold",), ()),
    ):  # fmt: skip
        amount = b" 0.2" * len(names)
        yield from pair(
            " ".join(names), code,
            painted("A", amount=amount, resources={"ColorSpace_A": deviceN(names, wrong)}),
            painted("A", amount=amount, resources={"ColorSpace_A": deviceN(names, told)}),
        )  # fmt: skip
    brand = spot("Brand", 1, 0, 0, alternate=Name.DeviceRGB)
    sound = spot("Brand", 0, 1, 1, 0)

    def indexed(space: Any) -> Any:
        return Array([Name.Indexed, space, 0, String(b"\x80")])

    for name, wrong, right in (
        ("a picture", image(200, b"\x80", ColorSpace=brand), image(200, b"\x80", ColorSpace=sound)),
        ("a table", image(200, b"\0", ColorSpace=indexed(brand)),
         image(200, b"\0", ColorSpace=indexed(sound))),
    ):  # fmt: skip
        shown = b"40 0 0 40 60 60 cm /I Do"
        yield from pair(
            f"RGB below {name}", "spot-alternate", made(shown, resources={"XObject_I": wrong}),
            made(shown, resources={"XObject_I": right}),
        )  # fmt: skip
    both = {"ColorSpace_A": spot("Gold"), "ColorSpace_B": spot("Gold")}
    for name, other in (
        ("case", spot("GOLD")), ("a space", spot("Go ld")), ("a hyphen", spot("Go-ld")),
    ):  # fmt: skip
        yield from pair(
            name, "spot-spelling", made(TWO, resources={**both, "ColorSpace_B": other}),
            made(TWO, resources={**both, "ColorSpace_B": spot("Goldfinch")}),
        )  # fmt: skip
    yield from pair(
        "a process ink", "spot-spelling", painted("A", resources={"ColorSpace_A": spot("black")}),
        painted("A", resources={"ColorSpace_A": spot("Black", 0, 0, 0, 1)}),
    )  # fmt: skip
    yield from pair(
        "two recipes", "spot-conflict",
        made(resources={**both, "ColorSpace_B": spot("Gold", 0, 0, 1, 0)}), made(resources=both),
    )  # fmt: skip
    yield from pair(
        "another recipe in a mixture", "spot-conflict",
        made(resources={"ColorSpace_A": spot("Gold", 0, 0, 1, 0),
                        "ColorSpace_B": deviceN(("Gold", "Black"), ("Gold",))}),
        made(resources={"ColorSpace_A": spot("Gold"),
                        "ColorSpace_B": deviceN(("Gold", "Black"), ("Gold",))}),
    )  # fmt: skip
    yield from pair(
        "a printer of four", "spot-refused", made(TWO, resources=both), made(),
        printer={"spots": "refused"},
    )  # fmt: skip
    many = {f"ColorSpace_S{at}": spot(f"Ink {at}") for at in range(1, 71)}
    yield from pair(
        "seventy inks", "spots-many", made(inked(70), resources=many),
        made(inked(20), resources=many),
    )  # fmt: skip
    yield from pair(
        "the ink of twenty", "ink-limit", made(inked(20, 0, 20), resources=many),
        made(inked(20, 7, 20), resources=many),
    )  # fmt: skip
    alls = {"ColorSpace_A": spot("All", 1, 1, 1, 1)}
    yield from pair(
        "registration colour", "registration-in-artwork",
        painted("A", amount=b"0.3", resources=alls),
        painted("A", b" 60 1 30 1.5 re f", amount=b"0.3", resources=alls),
    )  # fmt: skip


TWO = b"/A cs 0.4 scn 60 60 30 30 re f /B cs 0.4 scn 100 60 30 30 re f "


def idle() -> Iterator[Variant]:
    """A spot that is among the resources and paints nothing gets no plate."""
    wrong, sound = spot("Brand", 1, 0, 0, alternate=Name.DeviceRGB), spot("Gold")
    held = {"ColorSpace_A": wrong, "ColorSpace_B": sound}
    use = b"/A cs 0.5 scn 60 60 30 30 re f"
    tile = {"XStep": 5, "YStep": 5, "PatternType": 1, "PaintType": 1, "TilingType": 1}
    ways: tuple[tuple[str, bytes, bytes, dict[str, Any]], ...] = (
        ("a box", use, b"/B" + use[2:], {}),
        ("chosen alone", use, b"/A cs 0.5 scn 60 60 30 30 re n", {}),
        ("a line", b"/A CS 1 SCN 60 60 30 30 re S", b"/B CS 1 SCN 60 60 30 30 re S", {}),
        ("words", b"/A cs 1 scn BT /F1 20 Tf 60 60 Td (Red) Tj ET",
         b"/A cs 1 scn BT 3 Tr /F1 20 Tf 60 60 Td (Red) Tj ET", {}),
        ("in a form", b"/F Do", b"", {"XObject_F": form(use)}),
        ("in a pattern", b"/Pattern cs /P scn 60 60 30 30 re f", b"/Pattern cs /P scn", {
            "Pattern_P": form(b"/A cs 0.5 scn 0 0 5 5 re f", Type=Name.Pattern, **tile)}),
        ("a gradient", b"60 60 30 30 re W n /S sh", b"", {"Shading_S": Dictionary(
            ShadingType=2, ColorSpace=wrong, Coords=Array([0, 0, 200, 0]), Function=tint(1))}),
        ("a picture", b"40 0 0 40 60 60 cm /I Do", b"",
         {"XObject_I": image(200, b"\x80", ColorSpace=wrong)}),
    )  # fmt: skip
    for name, art, other, more in ways:
        resources = {**held, **more}
        yield from pair(
            f"used or not, {name}", "spot-alternate", made(art, resources=resources),
            made(other, resources=resources),
        )  # fmt: skip
    yield from pair(
        "used on the second page", "spot-alternate",
        made(pages=2, edit=lambda pdf: again(pdf, use), resources=held),
        made(pages=2, edit=lambda pdf: again(pdf, b"/B" + use[2:]), resources=held),
    )  # fmt: skip
    yield from pair(
        "used or not", "spot-refused", made(use.replace(b"/A", b"/B"), resources=held),
        made(resources=held), printer={"spots": "refused"},
    )  # fmt: skip
    yield from pair(
        "used or not", "spot-spelling", made(TWO, resources={**held, "ColorSpace_A": spot("GOLD")}),
        made(TWO.replace(b"/A", b"/B"), resources={**held, "ColorSpace_A": spot("GOLD")}),
    )  # fmt: skip


def again(pdf: Any, art: bytes) -> None:
    """Let the second page have the resources of the first, and paint something more."""
    first, second = (one.obj for one in pdf.pages)
    second.Resources = first.Resources
    second.Contents = pdf.make_stream(second.Contents.read_bytes() + art)


def registered() -> Iterator[Variant]:
    """Crop marks are round the page, in one path or several; what is on it is none."""
    alls = {"ColorSpace_A": spot("All", 1, 1, 1, 1)}
    marks = (
        b"0 12 m 6 12 l 0 212 m 6 212 l 218 12 m 224 12 l 218 212 m 224 212 l "
        b"12 0 m 12 6 l 212 0 m 212 6 l 12 218 m 12 224 l 212 218 m 212 224 l "
    )
    on, line = b"100 100 m 110 100 l ", b"/A CS 1 SCN 0.3 w "
    for name, wrong, right in (
        ("in one path", line + marks + on + b"S", line + marks + b"S"),
        ("a circle", line + marks + b"S 100 100 m 100 120 120 120 120 100 c S", line + marks
         + b"S 110 0 m 110 5 115 5 115 0 c S"),
        ("filled", b"/A cs 1 scn 0 0 2 2 re 220 220 2 2 re 100 100 2 2 re f",
         b"/A cs 1 scn 0 0 2 2 re 220 220 2 2 re 0 220 2 2 re f"),
        ("in a form", line + b"/F Do", line + b"/G Do"),
    ):  # fmt: skip
        resources = {**alls, "XObject_F": form(marks + on + b"S"), "XObject_G": form(marks + b"S")}
        yield from pair(
            f"crop marks {name}", "registration-in-artwork", made(wrong, resources=resources),
            made(right, resources=resources),
        )  # fmt: skip


def inked(count: int, step: float = 2, wide: float = 6) -> bytes:
    """Overprinting boxes in so many spots, one beside or upon the other."""
    parts = [
        b"/S%d cs 0.2 scn %.1f 60 %.1f 12 re f" % (at, 30 + step * (at - 1), wide)
        for at in range(1, count + 1)
    ]
    return b"/OverAll gs " + b"\n".join(parts)


def colours() -> Iterator[Variant]:
    """Colour for the press is ink, or described."""
    code = "colour-rgb"
    ink = b"0.2 0.5 0.1 0 k" + BOX
    for name, art, resources in (
        ("a path", b"1 0 0 rg" + BOX, {}),
        ("a line", b"1 0 0 RG 60 60 m 90 90 l S", {}),
        ("words", b"1 0 0 rg BT /F1 20 Tf 60 60 Td (Red) Tj ET", {}),
        ("a picture", b"30 0 0 30 60 60 cm /I Do",
         {"XObject_I": image(120, b"\x80\x10\x10", ColorSpace=Name.DeviceRGB)}),
        ("a form", b"/F Do", {"XObject_F": form(b"1 0 0 rg" + BOX)}),
        ("a form in a form", b"/F Do",
         {"XObject_G": form(b"1 0 0 rg" + BOX), "XObject_F": form(b"/G Do")}),
    ):  # fmt: skip
        yield from pair(name, code, made(art, resources=resources), made(ink),
                        beside=("ink-contrast",))  # fmt: skip
    yield from pair(
        "described, not ink", "colour-managed", painted("A", resources={"ColorSpace_A": icc(4)},
                                                        amount=b"0 0 0 0.3"),
        made(ink),
    )  # fmt: skip
    picture = b"30 0 0 30 60 60 cm /I Do"
    yield from pair(
        "a described picture under PDF/X-1a", "colour-managed",
        made(picture, resources=described_by(300), **INTO_X1A),
        made(picture, resources=described_by(300)),
    )  # fmt: skip
    yield from pair("gray", "colour-gray", made(b"0.7 g" + BOX), made(b"0 0 0 0.3 k" + BOX))


def described_by(side: int) -> dict[str, Any]:
    """A picture in the space of the output profile."""
    return {"XObject_I": lambda pdf: image(side, ColorSpace=icc(4)(pdf))(pdf)}


def overprints() -> Iterator[Variant]:
    """White knocks out, black overprints, in mode 1."""
    white, black = b" gs 0 0 0 0 k" + BOX, b" gs 0 0 0 1 k BT /F1 9 Tf 60 60 Td (Hi) Tj ET"
    yield from pair("white", "white-overprint", made(b"/Over" + white), made(b"/Knock" + white))
    paper = {"ColorSpace_A": spot("Gold")}
    yield from pair(
        "no ink of a spot", "white-overprint",
        made(b"/OverAll gs /A cs 0 scn" + BOX, resources=paper),
        made(b"/OverAll gs /A cs 0.4 scn" + BOX, resources=paper),
    )  # fmt: skip
    yield from pair("black", "black-knockout", made(b"/Knock" + black), made(b"/Over" + black))
    yield from pair(
        "black on paper", "black-knockout", made(b"/Knock" + black),
        made(b"/Knock" + black, ground=b""),
    )  # fmt: skip
    zero = {"ExtGState_Z": state(OP=True, op=True, OPM=0)}
    yield from pair(
        "mode 0", "overprint-mode", made(b"/Z gs 0 0 0 1 k" + BOX, resources=zero),
        made(b"/OverAll gs 0 0 0 1 k" + BOX),
    )  # fmt: skip


def thin_lines() -> Iterator[Variant]:
    """Lines hold, however they are drawn."""
    code = "thin-line"
    stroke, black = b" w 60 60 m 120 60 l S\n", b"0 0 0 1 K "
    for name, wrong, right in (
        ("a line", black + b"0.1" + stroke, black + b"0.25" + stroke),
        ("no width", black + b"0" + stroke, black + b"0.3" + stroke),
        ("scaled", b"0.1 0 0 0.1 0 0 cm " + black + b"1 w 600 600 m 900 600 l S",
         b"0.1 0 0 0.1 0 0 cm " + black + b"3 w 600 600 m 900 600 l S"),
        ("aslant", black + b"0.15 w 60 60 m 120 90 l S", black + b"0.25 w 60 60 m 120 90 l S"),
        ("dashed", black + b"[3 2] 0 d 0.1" + stroke, black + b"[3 2] 0 d 0.3" + stroke),
        ("several inks", b"1 0.5 0 0 K 0.2" + stroke, b"1 0.5 0 0 K 0.3" + stroke),
        ("a filled box", b"0 0 0 1 k 60 60 60 0.1 re f", b"0 0 0 1 k 60 60 60 0.6 re f"),
        ("a filled sliver", b"0 0 0 1 k 60 60 m 160 100 l 160 100.1 l 60 60.1 l h f",
         b"0 0 0 1 k 60 60 m 160 100 l 160 102 l 60 62 l h f"),
        ("a turned box", b"0.8 0.6 -0.6 0.8 60 40 cm 0 0 0 1 k 0 0 60 0.12 re f",
         b"0.8 0.6 -0.6 0.8 60 40 cm 0 0 0 1 k 0 0 60 1 re f"),
        ("a needle", b"0 0 0 1 k 60 60 m 160 70 l 160 70.2 l f",
         b"0 0 0 1 k 60 60 m 160 70 l 160 75 l f"),
        ("a bent strip",
         b"0 0 0 1 k 60 60 m 110 70 l 160 60 l 160 60.1 l 110 70.1 l 60 60.1 l f",
         b"0 0 0 1 k 60 60 m 110 70 l 160 60 l 160 62 l 110 72 l 60 62 l f"),
        ("white in a ground", b"0 0 0 0 K 0.1" + stroke, b"0 0 0 0 K 0.4" + stroke),
        ("in a form", b"/F Do", b"/G Do"),
    ):  # fmt: skip
        resources = {
            "XObject_F": form(black + b"0.1" + stroke), "XObject_G": form(black + b"0.4" + stroke),
        }  # fmt: skip
        yield from pair(name, code, made(wrong, resources=resources),
                        made(right, resources=resources))  # fmt: skip
    yield from pair(
        "white on paper", code, made(b"0 0 0 0 K 0.1" + stroke),
        made(b"0 0 0 0 K 0.1" + stroke, ground=b""),
    )  # fmt: skip
    code = "tint-line"
    for name, wrong, right in (
        ("black", b"0 0 0 0.2 K 0.3" + stroke, b"0 0 0 0.2 K 0.6" + stroke),
        ("stronger", b"0.3 0 0 0 K 0.25" + stroke, b"0.6 0 0 0 K 0.25" + stroke),
        ("a filled box", b"0 0 0 0.3 k 60 60 60 0.3 re f", b"0 0 0 0.3 k 60 60 60 0.7 re f"),
    ):  # fmt: skip
        yield from pair(name, code, made(wrong), made(right))
    faint = {"ExtGState_T": state(CA=0.2)}
    yield from pair(
        "seen through", code, made(b"/T gs " + black + b"0.3" + stroke, resources=faint),
        made(b"/T gs " + black + b"0.7" + stroke, resources=faint),
    )  # fmt: skip


def letters() -> Iterator[Variant]:
    """Text that the press can hold."""

    def set_in(size: float, ink: bytes, gs: bytes = b"/Knock", ground: bytes = b"") -> Make:
        text = gs + b" gs " + ink + b" k BT /F1 %.1f Tf 60 110 Td (Hello) Tj ET" % size
        return made(words=text, ground=ground)

    black, rich, dark = b"0 0 0 1", b"0.4 0.3 0.3 1", b"0.8 0.7 0.6 0.1"
    yield from pair("tiny", "text-small", set_in(3.5, black), set_in(6, black))
    yield from pair("in three inks", "text-small-inks", set_in(6, dark), set_in(9, dark))
    yield from pair("in two inks", "text-small-inks", set_in(6, dark), set_in(6, b"1 0.9 0 0"))
    yield from pair("rich black", "rich-black-text", set_in(10, rich), set_in(14, rich))
    night = b"0.7 0.6 0.5 0.4 k 0 0 300 300 re f\n"
    yield from pair(
        "reversed", "text-reversed", set_in(6, b"0 0 0 0", ground=night),
        set_in(10, b"0 0 0 0", ground=night),
    )  # fmt: skip
    yield from pair("pale", "ink-contrast", set_in(10, b"0.3 0 0.1 0"), set_in(10, b"1 0.5 0 0.4"))
    cover = b" /Knock gs 0 0 0 0 k 50 100 90 30 re f"
    word = b"/Over gs 0 0 0 1 k BT /F1 10 Tf 60 110 Td (Hello) Tj ET"
    yield from pair(
        "covered", "text-hidden", made(words=word + cover), made(words=cover + b" " + word)
    )


def coverage() -> Iterator[Variant]:
    """All inks together stay below what the paper takes."""
    code = "ink-limit"
    for name, wrong, right in (
        ("a box", b"0.9 0.8 0.8 0.7 k 60 60 40 40 re f", b"0.8 0.7 0.7 0.7 k 60 60 40 40 re f"),
        ("a small one", b"1 1 1 1 k 60 60 16 16 re f", b"1 1 1 1 k 60 60 6 6 re f"),
        ("overprinted", b"1 1 0 0 k 60 60 40 40 re f /OverAll gs 0 0 1 1 k 60 60 40 40 re f",
         b"1 1 0 0 k 60 60 40 40 re f /Knock gs 0 0 1 1 k 60 60 40 40 re f"),
        ("in a form", b"/F Do", b"/G Do"),
    ):  # fmt: skip
        resources = {
            "XObject_F": form(b"1 1 1 1 k 60 60 40 40 re f"),
            "XObject_G": form(b"0 0 0 1 k 60 60 40 40 re f"),
        }
        yield from pair(
            name, code, made(wrong, resources=resources), made(right, resources=resources)
        )
    picture = b"40 0 0 40 60 60 cm /I Do"
    yield from pair(
        "a picture", code,
        made(picture, resources={"XObject_I": image(200, b"\xff\xf0\xf0\x80")}),
        made(picture, resources={"XObject_I": image(200, b"\xff\x80\x80\x20")}),
    )  # fmt: skip
    yield from pair(
        "the printer's", code, made(b"0.7 0.7 0.7 0.5 k 60 60 40 40 re f"),
        made(b"0.7 0.6 0.6 0.5 k 60 60 40 40 re f"), printer={"ink_limit": 2.5},
    )  # fmt: skip


def variants() -> Iterator[Variant]:
    """All of them."""
    for some in (spots, idle, registered, colours, overprints, thin_lines, letters, coverage):
        yield from some()

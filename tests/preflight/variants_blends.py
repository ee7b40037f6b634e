"""Variants of what is blended in RGB, of floods, and of lines in a tint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name
from tests.preflight.variants import Edit, Variant, form, image, made, page, pair, put, state

BOX = b" 60 130 40 40 re f "
HALF = {"ExtGState_Half": state(ca=0.5, CA=0.5)}
TIMES = {"ExtGState_Times": state(BM=Name.Multiply)}
DESCRIBED = Dictionary(WhitePoint=Array([0.9505, 1, 1.089]), Gamma=Array([2.2, 2.2, 2.2]))
"""Of an RGB that is described, so that it may stand in a file for the press."""


def blended_in(space: Any) -> Edit:
    """A page whose group has a space."""
    return page(put(Group=Dictionary(S=Name.Transparency, CS=space)))


def rgb(pdf: Any) -> Any:
    """RGB by an sRGB-like profile."""
    matrix = Array([0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505])
    return pdf.make_indirect(Array([Name.CalRGB, Dictionary({**dict(DESCRIBED.items()),
                                                             "/Matrix": matrix})]))  # fmt: skip


def spaces() -> Iterator[Variant]:
    """In what groups are blended, and that it counts where something is blended alone."""
    code, faded = "blend-space", b"/Half gs 0.2 0.1 0 0 k" + BOX
    grouped = form(b"0.2 0.1 0 0 k" + BOX, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))
    inked = form(b"0.2 0.1 0 0 k" + BOX, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))
    for name, wrong, right in (
        ("a page", made(faded, resources=HALF, edit=blended_in(Name.DeviceRGB)),
         made(faded, resources=HALF, edit=blended_in(Name.DeviceCMYK))),
        ("a form", made(b"/F Do", resources={"XObject_F": grouped}),
         made(b"/F Do", resources={"XObject_F": inked})),
        ("forty forms", made(b"/F0 Do", resources={f"XObject_F{n}": grouped for n in range(40)}),
         made(b"/F0 Do", resources={f"XObject_F{n}": inked for n in range(40)})),
        ("gray or RGB", made(faded, resources=HALF, edit=blended_in(Name.DeviceRGB)),
         made(faded, resources=HALF, edit=blended_in(Name.DeviceGray))),
    ):  # fmt: skip
        yield from pair(f"blended, {name}", code, wrong, right)


def covers() -> Iterator[Variant]:
    """Text on a ground that is blended in RGB is judged on what comes of it."""
    words = b"/Over gs 0 0 0 1 k BT /F1 10 Tf 60 110 Td (Hello) Tj ET\n"
    for name, dark, pale in (
        ("multiplied", b"/Times gs 0.2 0.2 0.2 sc", b"/Times gs 0.95 0.95 0.9 sc"),
        ("half", b"/Half gs 0 0 0 sc 50 100 60 30 re f 0 0 0 sc", b"/Half gs 1 1 0.9 sc"),
    ):
        held = {**HALF, **TIMES, "ColorSpace_R": rgb}
        dark_one, pale_one = (
            made(
                b"/R cs " + ground + b" 50 100 60 30 re f", words=words, resources=held,
                edit=blended_in(Name.DeviceRGB),
            )
            for ground in (dark, pale)
        )  # fmt: skip
        # That it is blended in RGB is said of both.
        found = frozenset(("blend-space",)), frozenset(("colour-managed", "ink-limit"))
        for end, one, codes in (
            ("", dark_one, {"ink-contrast"}),
            (", clean", pale_one, set[str]()),
        ):
            said = f"ink-contrast: on a ground that is {name} in RGB{end}"
            yield Variant(said, one, found[0] | codes, found[1])


def floods() -> Iterator[Variant]:
    """The same fault many times is found as it is once."""
    row = b" 60 %.2f m 150 %.2f l S "

    def lines(width: bytes) -> bytes:
        rows = [130 + n * 0.15 for n in range(400)]
        return b"0 0 0 1 K " + width + b" w" + b"".join(row % (y, y) for y in rows)

    tiny, large = (
        b"/Over gs 0 0 0 1 k " + b"".join(
            b"BT /F1 %.1f Tf 60 %d Td (Word) Tj ET " % (size + n / 100, 130 + 3 * n)
            for n in range(20))
        for size in (3.0, 6.0)
    )  # fmt: skip
    shown = b"".join(b"q 8 0 0 8 %d 130 cm /I Do Q " % (60 + 10 * n) for n in range(12))
    yield from pair("400 hairlines", "thin-line", made(lines(b"0.1")), made(lines(b"0.3")))
    yield from pair("twenty words, each of its size", "text-small", made(tiny), made(large))
    yield from pair(
        "twelve images", "image-resolution", made(shown, resources={"XObject_I": image(9)}),
        made(shown, resources={"XObject_I": image(60)}),
    )  # fmt: skip


def tints() -> Iterator[Variant]:
    """Lines in a tint, between what a printer holds and what its dots need."""
    stroke = b" w 60 140 m 150 %d l S"
    for name, wrong, right in (
        ("aslant", b"0 0 0 0.3 K 0.4" + stroke % 160, b"0 0 0 0.3 K 0.5" + stroke % 160),
        ("at the bound of tints", b"0 0 0 0.35 K 0.4" + stroke % 140,
         b"0 0 0 0.36 K 0.4" + stroke % 140),
        ("of a second ink", b"0 0.2 0 0 K 0.4" + stroke % 140,
         b"0 0.2 0.2 0 K 0.4" + stroke % 140),
        ("in a sliver", b"0 0 0 0.3 k 60 140 m 150 160 l 150 160.4 l 60 140.4 l f",
         b"0 0 0 0.3 k 60 140 m 150 160 l 150 160.7 l 60 140.7 l f"),
        ("in a ring", b"0 0 0 0.3 k 60 140 60 40 re 60.4 140.4 59.2 39.2 re f*",
         b"0 0 0 0.3 k 60 140 60 40 re 60.6 140.6 58.8 38.8 re f*"),
    ):  # fmt: skip
        yield from pair(f"a tint {name}", "tint-line", made(wrong), made(right))


def ends() -> Iterator[Variant]:
    """Spaces and gaps at the ends of a string are not seen, whatever edge they cross."""
    blank = b" " * 30
    shown = b"/Over gs 0 0 0 1 k BT /F1 10 Tf %s %d 110 Td %s ET\n"
    for name, set_in, at, wrong, right in (
        ("behind", b"", 60, b"(Hello" + blank + b"you) Tj", b"(Hello" + blank + b") Tj"),
        ("before", b"", -100, b"(Hi" + blank + b"you) Tj", b"(" + blank + b"you) Tj"),
        ("a gap behind", b"", 60, b"[(Hello) -13000 (you)] TJ", b"[(Hello) -13000] TJ"),
        ("a gap before", b"", -100, b"[(Hi) -16000 (you)] TJ", b"[-16000 (you)] TJ"),
        ("wide words", b"110 Tw", 60, b"(Hello you ) Tj", b"(Hello ) Tj"),
        ("wide letters", b"178 Tc", 30, b"(ab) Tj", b"(a) Tj"),
    ):  # fmt: skip
        yield from pair(
            f"spaces, {name}", "text-near-trim", made(words=shown % (set_in, at, wrong)),
            made(words=shown % (set_in, at, right)),
        )  # fmt: skip


def variants() -> Iterator[Variant]:
    """All of them."""
    for some in (spaces, covers, floods, tints, ends):
        yield from some()

"""Variants that ReportLab has made: they claim nothing, as most of what a shop is sent."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from fontpkg import path as font_path
from reportlab.lib.colors import CMYKColor, Color, PCMYKColorSep
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from tests.preflight.variants import Edit, Make, Variant, pair

from depliant.geometry import MM

Draw = Callable[[Canvas], Any]

UNCLAIMED = ("pdfx-missing", "intent-missing", "xmp-missing")
"""What is warned of in any of them."""

SIDE, BLEED = 210.0, 3 * MM
INK, BLUE = CMYKColor(0, 0, 0, 1), CMYKColor(1, 0.5, 0, 0.2)


def sheet(draw: Draw, edit: Edit | None = None, *, trimmed: bool = True) -> Make:
    """A page with bleed all round and a line of text; its lower left corner is at 0 0."""

    def make() -> bytes:
        pdfmetrics.registerFont(TTFont("Variant", font_path("Barlow", weight=400, style="normal")))
        file, media = io.BytesIO(), SIDE + 2 * BLEED
        canvas = Canvas(
            file,
            pagesize=(media, media),
            invariant=1,
            initialFontName="Variant",  # type: ignore[arg-type]  # the stub says a number
        )
        canvas.translate(BLEED, BLEED)
        draw(canvas)
        canvas.setFillColor(INK)
        canvas.setFont("Variant", 11)
        canvas.drawString(40, 100, "A plain line")
        if trimmed:
            trim = (BLEED, BLEED, BLEED + SIDE, BLEED + SIDE)
            canvas.setTrimBox(trim)
            canvas.setBleedBox((0, 0, media, media))
        canvas.save()
        return file.getvalue() if edit is None else _edited(file.getvalue(), edit)

    return make


def _edited(data: bytes, edit: Edit) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(file, fix_metadata_version=False)
    return file.getvalue()


def boxed(colour: Any, x: float, y: float, wide: float, high: float) -> Draw:
    """A filled box."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        canvas.rect(x, y, wide, high, stroke=0, fill=1)

    return draw


def lined(width: float, colour: Any = INK) -> Draw:
    """A line of some width."""

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        canvas.line(40, 60, 160, 60)

    return draw


def linked(canvas: Canvas) -> None:
    canvas.linkURL("https://example.org", (40, 100, 90, 112), relative=1)


def with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.beep()")
    )


def nothing(_: Any) -> None:
    """Draw or change nothing."""


def variants() -> Iterator[Variant]:
    """All of them."""
    sound = boxed(BLUE, 40, 30, 60, 20)
    die = PCMYKColorSep(0, 100, 0, 0, spotName="Stanze")
    for name, code, wrong, right in (
        ("RGB", "colour-rgb", boxed(Color(0.8, 0.1, 0.1), 40, 30, 60, 20), sound),
        ("a hairline", "thin-line", lined(0.1), lined(0.4)),
        ("a pale hairline", "tint-line", lined(0.3, CMYKColor(0, 0, 0, 0.25)),
         lined(0.3, CMYKColor(0, 0, 0, 0.9))),
        ("no bleed", "bleed-unpainted", boxed(BLUE, 0, 150, SIDE, SIDE - 150),
         boxed(BLUE, -BLEED, 150, SIDE + 2 * BLEED, SIDE - 150 + BLEED)),
        ("a tab", "bleed-unpainted", boxed(BLUE, SIDE - 20, 150, 20, 14),
         boxed(BLUE, SIDE - 20, 150, 20 + BLEED, 14)),
        ("too much ink", "ink-limit", boxed(CMYKColor(0.9, 0.9, 0.9, 0.9), 40, 30, 60, 20), sound),
        ("near the trim", "art-near-trim", boxed(BLUE, 3, 30, 20, 20), sound),
        ("a die line", "die-knockout", lined(0.5, die), sound),
    ):  # fmt: skip
        yield from _beside(pair(f"ReportLab, {name}", code, sheet(wrong), sheet(right)))
    yield from _beside(pair(
        "ReportLab, no trim", "box-missing", sheet(nothing, trimmed=False), sheet(nothing),
        beside=("text-near-trim",),
    ))  # fmt: skip
    yield from _beside(pair(
        "ReportLab, a script", "javascript", sheet(nothing, with_script), sheet(nothing)
    ))  # fmt: skip
    # A link prints nothing, and no standard is claimed that forbids it: advice is enough.
    yield from _beside(pair(
        "ReportLab, a link", "annotation-in-bleed", sheet(linked), sheet(nothing),
        beside=("action",),
    ))  # fmt: skip


def _beside(both: Iterator[Variant]) -> Iterator[Variant]:
    """Variants in which a claim is missed besides."""
    for one in both:
        yield Variant(
            one.name, one.make, one.codes, one.beside | {*UNCLAIMED}, one.kind, one.printer
        )

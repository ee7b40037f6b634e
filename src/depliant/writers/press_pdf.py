"""The press file: PDF/X-4, PDF/A-2a and PDF/UA-1 in one, in CMYK and spots.

Header 1.6 satisfies all three. The file has no annotations (PDF/X wants none inside the bleed)
and no transparency; its MediaBox starts at 0 0 and ends at the bleed, or beyond the marks if
any are asked for.
"""

from __future__ import annotations

from dataclasses import replace

from depliant.display.items import DisplayDocument, Page
from depliant.geometry import Rect, Size
from depliant.press import PressSpec
from depliant.writers import base, marks, rules
from depliant.writers.base import Intent, Sheet, Target
from depliant.writers.ink import PressInk
from depliant.writers.metadata import TRAPPED, Claim
from depliant.writers.painter import Layer

CLAIMS = (
    Claim("pdfxid", "GTS_PDFXVersion", "PDF/X-4"),
    Claim("pdfaid", "part", "2"),
    Claim("pdfaid", "conformance", "A"),
    Claim("pdfuaid", "part", "1"),
    TRAPPED,
)


def write(document: DisplayDocument, spec: PressSpec) -> bytes:
    """Write the press file of a document.

    Raises:
        BrochureError: `ink-limit`, `thin-line`, `spot-conflict` and the other faults of
            `rules`, all at once; a figure on two pages.
        InputError: a font, profile or date that cannot be read.
    """
    faults = (*rules.structure_faults(document), *rules.press_faults(document, spec))
    rules.refuse(faults)
    spots = _spots(document) if spec.spots == "keep" else {}
    sheets = [_sheet(document, page, spec, spots) for page in document.pages]
    names = [*spots, "All"] if spec.marks else [*spots]
    target = Target(
        version=(1, 6),
        claims=CLAIMS,
        intent=Intent(
            ("GTS_PDFX", "GTS_PDFA1"),
            spec.condition.identifier,
            spec.condition.info,
            spec.condition.registry,
            spec.condition.icc,
            4,
        ),
        ink=PressInk({name: f"Sep{number}" for number, name in enumerate(names, 1)}),
        condition=spec.condition,
        ink_limit=spec.ink_limit,
        leads=False,
    )
    return base.write(document, sheets, target)


def _sheet(document: DisplayDocument, page: Page, spec: PressSpec, spots: marks.Spots) -> Sheet:
    room = spec.bleed + (marks.ROOM if spec.marks else 0.0)
    trim = Rect(room, room, page.trim.width, page.trim.height)
    media = Size(page.trim.width + 2 * room, page.trim.height + 2 * room)
    to_bleed = Rect(0, 0, *page.trim).inset(*(-spec.bleed,) * 4)
    layers = [Layer(page.items, to_bleed)]
    if spec.marks:
        drawn = marks.draw(page, document.metadata, spec, spots)
        layers.append(Layer(drawn, Rect(-room, -room, *media)))
    return Sheet(media, trim, spec.bleed, tuple(layers), page.label)


def _spots(document: DisplayDocument) -> marks.Spots:
    """The spot inks of a document, in the order of their first use."""
    spots: marks.Spots = {}
    for page in document.pages:
        for colour in rules.colours(page.items):
            if colour.spot is not None:
                spots.setdefault(colour.spot, replace(colour, tint=1.0))
    return spots

"""The press file, in one of two flavours; both in CMYK and spots.

PDF/X-4 is PDF/A-2a and PDF/UA-1 as well: header 1.6 satisfies all three. PDF/X-1a:2003 is for
workflows that take nothing newer: PDF 1.4 without tags or transparency, claimed in the Info
dictionary.
Neither has annotations (PDF/X wants none inside the bleed); the MediaBox starts at 0 0 and
ends at the bleed, or beyond the marks if any are asked for.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from depliant.display.items import DisplayDocument
from depliant.geometry import Rect, Size
from depliant.press.condition import Flavour, PressSpec
from depliant.writers import base, marks, rules, steps
from depliant.writers.base import Conformance, Intent, Sheet
from depliant.writers.flattening import flattened
from depliant.writers.ink import PressInk
from depliant.writers.metadata import TRAPPED, Claim
from depliant.writers.painter import Layer, PictureRules
from depliant.writers.targets import Options, Output, Target
from depliant.writers.walk import colours


class _Form(Struct, frozen=True):
    """What one flavour asks of the file beside its pages."""

    version: tuple[int, int]
    claims: tuple[Claim, ...]
    intents: tuple[str, ...]
    tagged: bool
    info_version: str


FORMS: dict[Flavour, _Form] = {
    "PDF/X-4": _Form(
        version=(1, 6),
        claims=(
            Claim("pdfxid", "GTS_PDFXVersion", "PDF/X-4"),
            Claim("pdfaid", "part", "2"),
            Claim("pdfaid", "conformance", "A"),
            Claim("pdfuaid", "part", "1"),
            TRAPPED,
        ),
        intents=("GTS_PDFX", "GTS_PDFA1"),
        tagged=True,
        info_version="",
    ),
    # ISO 15930-4:2003. The Info dictionary has GTS_PDFXVersion alone: the second key,
    # GTS_PDFXConformance, belongs to PDF/X-1a:2001, whose version is "PDF/X-1:2001"
    # (blog.antenna.co.jp/PDFTool/archives/2006/07/21).
    "PDF/X-1a:2003": _Form(
        version=(1, 4),
        claims=(TRAPPED,),
        intents=("GTS_PDFX",),
        tagged=False,
        info_version="PDF/X-1a:2003",
    ),
}


def write(document: DisplayDocument, spec: PressSpec) -> bytes:
    """Write the press file of a document.

    Raises:
        BrochureError: `ink-limit`, `thin-line`, `spot-conflict` and the other faults of
            `rules`, all at once; a figure on two pages.
        InputError: a font, profile or date that cannot be read; `icc-version`.
    """
    faults = (*rules.structure_faults(document), *rules.press_faults(document, spec))
    rules.refuse(faults)
    form = FORMS[spec.flavour]
    rules.check_profile(spec.condition, form.version)
    flat = spec.flavour == "PDF/X-1a:2003"
    if flat:
        document = flattened(document, spec)
    parted = [steps.parted(page, spec) for page in document.pages]
    document = replace(document, pages=tuple(one.page for one in parted))
    spots = spots_of(document) if spec.spots == "keep" else {}
    sheets = [sheet_of(document, one, spec, spots) for one in parted]
    lines = dict.fromkeys(step.ink.spot or "" for one in parted for step, _ in one.steps)
    names = [*spots, *lines, "All"] if spec.marks else [*spots, *lines]
    conformance = Conformance(
        version=form.version,
        claims=form.claims,
        intent=Intent(
            form.intents,
            spec.condition.identifier,
            spec.condition.info,
            spec.condition.registry,
            spec.condition.icc,
            4,
        ),
        ink=PressInk(
            {name: f"Sep{number}" for number, name in enumerate(names, 1)}, frozenset(lines)
        ),
        condition=spec.condition,
        ink_limit=spec.ink_limit,
        # PDF/X-1a has no colour but ink.
        pictures=PictureRules(spec.images == "keep" and not flat, flat=flat),
        leads=False,
        tagged=form.tagged,
        info_version=form.info_version,
    )
    return base.write(document, sheets, conformance)


def sheet_of(
    document: DisplayDocument, parted: steps.Stepped, spec: PressSpec, spots: marks.Spots
) -> Sheet:
    """A page as the file holds it, with the marks that are asked for."""
    page = parted.page
    room = spec.bleed + (marks.ROOM if spec.marks else 0.0)
    trim = Rect(room, room, page.trim.width, page.trim.height)
    media = Size(page.trim.width + 2 * room, page.trim.height + 2 * room)
    to_bleed = Rect(0, 0, *page.trim).inset(*(-spec.bleed,) * 4)
    layers = [Layer(page.items, to_bleed)]
    layers += (Layer(items, to_bleed, step) for step, items in parted.steps)
    if spec.marks:
        drawn = marks.draw(page, document.metadata, spec, spots)
        layers.append(Layer(drawn, Rect(-room, -room, *media)))
    return Sheet(media, trim, spec.bleed, tuple(layers), page.label)


def spots_of(document: DisplayDocument) -> marks.Spots:
    """The spot inks of a document, in the order of their first use."""
    spots: marks.Spots = {}
    for page in document.pages:
        for colour in colours(page.items):
            if colour.spot is not None:
                spots.setdefault(colour.spot, replace(colour, tint=1.0))
    return spots


def _outputs(document: DisplayDocument, spec: PressSpec, options: Options) -> tuple[Output, ...]:
    name = f"{options.stem}.{TARGET.suffix}"
    return (Output(name, write(document, spec), len(document.pages)),)


TARGET = Target("press", "press.pdf", "application/pdf", "sides", "printer", _outputs, imposes=True)

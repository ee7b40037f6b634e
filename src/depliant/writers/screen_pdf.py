"""The screen file: PDF 1.7, PDF/A-3a and PDF/UA-1, in sRGB derived from the inks.

Pages are shown at their trim size, photographs at what a screen shows of them. Links can be
followed, the outline leads through the document, and it carries the data that it shows as files.
"""

from __future__ import annotations

from depliant.display.items import DisplayDocument
from depliant.geometry import Rect
from depliant.press.condition import OutputCondition, PressSpec, screen_profile
from depliant.writers import base, rules
from depliant.writers.base import Conformance, Duplex, Intent, Sheet
from depliant.writers.ink import ScreenInk
from depliant.writers.metadata import Claim
from depliant.writers.painter import Layer, PictureRules
from depliant.writers.targets import Options, Output, Target

CLAIMS = (
    Claim("pdfaid", "part", "3"),
    Claim("pdfaid", "conformance", "A"),
    Claim("pdfuaid", "part", "1"),
)


PICTURE_PPI = 192
"""Two pixels for each of a web page's own (96 an inch): sharp on screens of double density."""


def write(
    document: DisplayDocument,
    condition: OutputCondition,
    *,
    picture_ppi: float = PICTURE_PPI,
    duplex: Duplex | None = None,
) -> bytes:
    """Write the screen file of a document as `condition` would print it.

    Args:
        document: the document.
        condition: the printing condition.
        picture_ppi: how many pixels an inch of a photograph are of use.
        duplex: for a file that is printed in the office: at its size, and turned like that.

    Raises:
        BrochureError: content that is not tagged or not painted, links that lead nowhere,
            a figure on two pages.
        InputError: a font, profile or date that cannot be read.
    """
    rules.refuse_unreadable(document)
    sheets = []
    for page in document.pages:
        whole = Rect(0, 0, page.trim.width, page.trim.height)
        layer = Layer(page.items, whole)
        sheets.append(Sheet(page.trim, whole, 0.0, (layer,), page.label))
    conformance = Conformance(
        version=(1, 7),
        claims=CLAIMS,
        intent=Intent(
            ("GTS_PDFA1",),
            "sRGB IEC61966-2.1",
            "sRGB IEC61966-2.1",
            "http://www.color.org",
            screen_profile(),
            3,
        ),
        ink=ScreenInk(condition),
        condition=condition,
        ink_limit=4.0,
        leads=True,
        pictures=PictureRules(ppi=picture_ppi),
        attachments=document.attachments,
        duplex=duplex,
    )
    return base.write(document, sheets, conformance)


def _outputs(document: DisplayDocument, spec: PressSpec, options: Options) -> tuple[Output, ...]:
    name = f"{options.stem}.{TARGET.suffix}"
    carries = tuple((attached.name, len(attached.data)) for attached in document.attachments)
    return (Output(name, write(document, spec.condition), len(document.pages), carries),)


TARGET = Target(
    "screen", "screen.pdf", "application/pdf", "panels", "reader", _outputs, attaches=True
)

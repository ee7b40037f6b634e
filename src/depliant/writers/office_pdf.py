"""The office file: whole sides of the sheet, to be printed on both sides by an office printer.

It is the screen file's PDF with a side a page instead of a panel: cut at the trim, in sRGB, and
with the viewer told to print it at its size and to turn the paper over the right edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from depliant.display.items import DisplayDocument
from depliant.errors import Diagnostic
from depliant.geometry import MM, Size
from depliant.press.condition import PressSpec
from depliant.sentences import say
from depliant.writers.base import Duplex
from depliant.writers.screen_pdf import write
from depliant.writers.targets import Options, Output, Target

PAPERS: Final = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
"""What office printers take, in millimetres, short edge first (ISO 216, ANSI Y14.1)."""

PICTURE_PPI: Final = 300
"""Pixels an inch of a photograph: office printers show no more."""

_TOLERANCE = 1.0
"""Millimetres that a sheet may differ from its paper."""


def duplex(pages: Sequence[Size]) -> Duplex:
    """How paper is turned, so that the second side is behind the first as after the press.

    The sheet is turned as one turns a page: about its upright edge.
    """
    if len(pages) < 2:
        return "Simplex"
    return "DuplexFlipShortEdge" if pages[0].width > pages[0].height else "DuplexFlipLongEdge"


def _advise(pages: Sequence[Size]) -> tuple[Diagnostic, ...]:
    """That the sheet is none that an office printer takes."""
    sizes = sorted((page.width / MM, page.height / MM) for page in pages)
    for size in sizes:
        if not any(_is_near(sorted(size), paper) for paper in PAPERS.values()):
            return (
                Diagnostic(
                    "office-paper",
                    say(
                        "The sheet has {size:.0f} × {size_2:.0f} mm, and office printers take "
                        "{names}.",
                        size=size[0],
                        size_2=size[1],
                        names=", ".join(PAPERS),
                    ),
                    hint=say("Print it on larger paper without scaling, and cut it."),
                    severity="warning",
                ),
            )
    return ()


def _is_near(size: Sequence[float], paper: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(size, paper, strict=True))


def _outputs(document: DisplayDocument, spec: PressSpec, options: Options) -> tuple[Output, ...]:
    name = f"{options.stem}.{TARGET.suffix}"
    turned = duplex([page.trim for page in document.pages])
    data = write(document, spec.condition, picture_ppi=PICTURE_PPI, duplex=turned)
    return (Output(name, data, len(document.pages)),)


TARGET = Target(
    "office",
    "office.pdf",
    "application/pdf",
    "sides",
    "reader",
    _outputs,
    advise=_advise,
    imposes=True,
)

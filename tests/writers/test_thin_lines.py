"""A line that is too thin is said with the drawing that it is of."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.colour import BLACK
from depliant.display.items import DisplayDocument, Mark, Path, Stroke
from depliant.display.structure import ContentRef, Element
from depliant.geometry import Rect
from depliant.press.condition import PressSpec
from depliant.writers.rules import press_faults


def test_a_line_that_is_too_thin_is_said_with_the_drawing_that_it_is_of(
    document: DisplayDocument, spec: PressSpec
) -> None:
    line = Path((("M", 0, 0), ("L", 10, 0)), stroke=Stroke(BLACK, 0.2))
    page = replace(
        document.pages[0],
        items=(Mark((line,), None), Mark((line,), 0, Rect(0, 0, 10, 1)), Mark((line,), 1)),
    )
    figure = Element("Figure", (Element("Span", (ContentRef(0),)),), alt="Ville de Lens")
    structure = Element("Document", (figure, Element("P", (ContentRef(1),))))
    sheet = replace(document, pages=(page,), structure=structure)
    said = [str(item.message).partition(" on page")[0] for item in press_faults(sheet, spec)]
    assert said == ["A line", "A line of “Ville de Lens”", "A line"]

"""Charts as tables: what a listener gets is numbers and not a picture.

A chart's labels and values are set text. Where they are complete, that very text becomes the
cells of a Table in the structure: a row for each datum, its label as the row's header, the
title as the caption. What is drawn round it remains a Figure, which says what kind of chart it
is and where its numbers come from (PDF/UA-1, 7.3 and 7.5).
"""

from __future__ import annotations

from collections.abc import Iterable

from depliant.content.model import Chart
from depliant.display.items import Item, Mark
from depliant.display.structure import ContentRef, Element, Role, expanded
from depliant.geometry import Rect
from depliant.graphics.art import Art, Saying
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import PanelSetting

_COLUMNS: tuple[tuple[Saying, Role], ...] = (("label", "TH"), ("date", "TD"), ("value", "TD"))
_ROW_HEADER = (("Table", "Scope", "Row"),)


def is_table(art: Art, chart: Chart) -> bool:
    """Whether a drawn chart has several data, and says the label and the value of each."""
    said = {(part.saying, part.datum) for part in art.parts}
    wanted = {(saying, datum) for saying in ("label", "value") for datum in range(len(chart.data))}
    return len(chart.data) > 1 and wanted <= said


def table_stack(art: Art, chart: Chart, setting: PanelSetting) -> Stack:
    """A drawn chart as a Figure of what is drawn, and a Table of what is written.

    All of it is one slice. The drawing is painted first, and the text in the table's order.
    """
    written = {index for part in art.parts for index in range(part.first, part.last)}
    drawn = [item for index, item in enumerate(art.items) if index not in written]
    marks: list[Item] = [Mark(tuple(drawn), 0, bounds=Rect(0.0, 0.0, *art.size))]
    figure = Element("Figure", (ContentRef(0),), alt=chart.lead)

    def cell(role: Role, saying: Saying, datum: int) -> Iterable[Element]:
        items = [
            item
            for part in art.parts
            if (part.saying, part.datum) == (saying, datum)
            for item in art.items[part.first : part.last]
        ]
        if items:
            number = len(marks)
            marks.append(Mark(tuple(items), number))
            attributes = _ROW_HEADER if role == "TH" else ()
            said = chart.data[datum].figure.spoken if saying == "value" else ""
            yield Element(role, (expanded(ContentRef(number), said),), attributes=attributes)

    rows = [*cell("Caption", "title", -1)]
    for datum in range(len(chart.data)):
        cells = [found for saying, role in _COLUMNS for found in cell(role, saying, datum)]
        rows.append(Element("TR", tuple(cells)))
    slice_ = Slice(
        setting.ceil(art.size.height), tuple(marks), shows=(chart.alt,), place=chart.place
    )
    elements = (figure, Element("Table", tuple(rows)))
    return Stack((slice_,), elements, art.diagnostics, len(marks))

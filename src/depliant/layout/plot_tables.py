"""Charts of series as tables: every mark that shows a value is the cell of that value.

A row for each place, a column for each series. What is painted keeps its order; the structure
names the marks in the table's. The words at the head are its caption, what is drawn round it
remains a Figure, which says what is found (PDF/UA-1, 7.3 and 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from depliant.content.inline import plain, spans_of
from depliant.content.model_plots import Plot
from depliant.display.items import Glyphs, Item, Mark
from depliant.display.structure import ContentRef, Element, Role
from depliant.geometry import Rect
from depliant.graphics.art import Art, Part, Saying
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import PanelSetting

_ROW_HEADER = (("Table", "Scope", "Row"),)
_COLUMN_HEADER = (("Table", "Scope", "Column"),)
_HEADS: Final[tuple[Saying, ...]] = ("title", "subtitle")


class _Shown(NamedTuple):
    """The marks of a part by their numbers, and whether there is writing among them."""

    marks: tuple[int, ...] = ()
    is_written: bool = False


_Found = dict[tuple[Saying, int, int], _Shown]


def plot_stack(art: Art, plot: Plot, setting: PanelSetting) -> Stack:
    """A drawn chart of series as a Figure of what is drawn and a Table of its values.

    All of it is one slice, painted in the order of the structure: what is drawn round the values,
    the words at the head, then row by row.
    """
    marks: list[Item] = []
    found: _Found = {}
    drawn: list[int] = []
    whole = Rect(0.0, 0.0, *art.size)
    runs = [*_runs(art)]
    # What lies over the regions of a map, leaders and lakes, says nothing that is not said.
    over = runs.pop()[1] if plot.map and runs and runs[-1][0] is None and len(runs) > 1 else ()
    for part, items in sorted(runs, key=_order):
        if part is None:
            drawn.append(len(marks))
        else:
            key = part.saying, part.datum, part.series
            before = found.get(key, _Shown())
            is_written = any(isinstance(item, Glyphs) for item in items)
            found[key] = _Shown((*before.marks, len(marks)), before.is_written or is_written)
        marks.append(Mark(items, len(marks), bounds=whole if part is None else None))
    if not drawn:  # a figure says where it is, though all that it shows is in the table
        drawn.append(len(marks))
        marks.append(Mark((), len(marks), bounds=whole))
    count = len(marks)
    marks += [Mark(over, None)] if over else []
    figure = Element("Figure", tuple(map(ContentRef, drawn)), alt=plot.alt)
    table = Element("Table", tuple(_rows(plot, found)))
    slice_ = Slice(setting.ceil(art.size.height), tuple(marks), shows=(plot.alt,), place=plot.place)
    return Stack((slice_,), (figure, table), art.diagnostics, count)


_Run = tuple[Part | None, tuple[Item, ...]]


def _runs(art: Art) -> Iterator[_Run]:
    """The items in their order, those of a part together, and what lies between as it comes."""
    at = 0
    for part in sorted(art.parts, key=lambda part: part.first):
        if part.first > at:
            yield None, art.items[at : part.first]
        yield part, art.items[part.first : part.last]
        at = part.last
    if at < len(art.items):
        yield None, art.items[at:]


def _order(run: _Run) -> tuple[int, int, int]:
    """Where a run is painted; runs of one row that are of one kind keep their order."""
    part = run[0]
    if part is None:
        return 0, 0, 0
    if part.saying in _HEADS:
        return 1, _HEADS.index(part.saying), 0
    if part.saying == "series":
        return 2, part.series, 0
    return 3, part.datum, part.saying == "value"


def _rows(plot: Plot, found: _Found) -> Iterator[Element]:
    heads = [number for saying in _HEADS for number in _of(found, saying).marks]
    if heads:
        # A paragraph each, so that the title and the subtitle are not read as one word.
        yield Element("Caption", tuple(Element("P", (ContentRef(one),)) for one in heads))
    columns = range(len(plot.series))
    if any(_of(found, "series", series=number).marks for number in columns):
        names = [
            _cell("TH", _of(found, "series", series=number), attributes=_COLUMN_HEADER)
            for number in columns
        ]
        yield Element("TR", (Element("TD", ()), *names))
    for row, place in enumerate(plot.places):
        label = _of(found, "label", row)
        called = "" if label.is_written else plain(spans_of(place.label))
        cells = [_cell("TH", label, called, _ROW_HEADER)]
        is_shown = bool(label.marks)
        for number, series in enumerate(plot.series):
            value = series.values[row]
            missing = plot.map.missing if plot.map else ""
            said = missing if value is None else value.spoken or value.full
            shown = _of(found, "value", row, number)
            cells.append(_cell("TD", shown, said))
            is_shown = is_shown or bool(shown.marks)
        if not is_shown:  # a place that is not drawn, of which a value is missing
            continue
        yield Element("TR", tuple(cells))


def _of(found: _Found, saying: Saying, row: int = -1, series: int = -1) -> _Shown:
    return found.get((saying, row, series), _Shown())


def _cell(
    role: Role, shown: _Shown, said: str = "", attributes: tuple[tuple[str, str, str], ...] = ()
) -> Element:
    """A cell of marks; with what a voice says for writing, and in the stead of what is drawn."""
    kids = tuple(map(ContentRef, shown.marks))
    if not kids or not said:
        return Element(role, kids, attributes=attributes)
    if shown.is_written:
        return Element(role, (Element("Span", kids, expansion=said),), attributes=attributes)
    return Element(role, kids, actual_text=said, attributes=attributes)

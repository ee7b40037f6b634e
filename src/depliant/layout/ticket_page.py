"""The job ticket as a page: what goes where, the folds to scale, and the facts in a table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from depliant.colour import BLACK, Colour
from depliant.display.items import (
    DisplayDocument,
    Glyph,
    Glyphs,
    Item,
    Mark,
    Metadata,
    Page,
    Path,
    Stroke,
)
from depliant.display.structure import ContentRef, Element, Role
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.geometry import Outline, Rect, Size, bounds, mm, rectangle
from depliant.press.ticket import SpotInk, Ticket, TicketSide

_PAGE = Size(mm(210), mm(297))
_LEFT, _TOP, _RIGHT = mm(20), mm(22), mm(190)
_GREY = BLACK.at(0.62)
_HAIR = BLACK.at(0.35)
_TINT = BLACK.at(0.06)

_TEXT = FaceRef("Barlow")
_STRONG = FaceRef("Barlow", weight=600)
_DISPLAY = FaceRef("Barlow Condensed", weight=600)

_HEAD_SIZE, _HEAD_LEADING = 24.0, 27.0
_FACT_SIZE, _FACT_LEADING = 9.0, 12.0
_VALUES = _LEFT + mm(42)
"""Where the second column begins."""
_ROW_AFTER = 4.0
_MOST_DRAWN = 4
"""Sides of a sheet that have room on the page."""

_BESIDE = mm(10)
"""Between two sides of the sheet that stand side by side."""
_WEIGHTS = {
    "text": "text weight, up to about 150 g/m²",
    "cover": "cover weight, above about 150 g/m²",
}
_BY_HAND = ("Paper", "Quantity", "Finishing", "Delivery")


def ticket_page(ticket: Ticket) -> DisplayDocument:
    """The page of a ticket: A4, one page, tagged."""
    page = _Builder()
    page.write("P", _LEFT, _TOP, _Run("JOB TICKET", _DISPLAY, 10.0, _GREY))
    y = _TOP + mm(10)
    y = page.head(_title(ticket), y)
    page.write("P", _LEFT, y - 9.0, _Run(ticket.file, _TEXT, 10.0, BLACK))
    y = _draw_sides(page, ticket, y + mm(9))
    y = _draw_profile(page, ticket, y + mm(3))
    _write_facts(page, ticket, y + mm(8))
    return page.document(ticket)


def _title(ticket: Ticket) -> str:
    """The brochure's title; in a script that the ticket is not set in, the name of its files."""
    covers = load(_DISPLAY).covers
    if all(map(covers, ticket.title)):
        return ticket.title
    return ticket.file.removesuffix(".press.pdf")


class _Run:
    """A text in one face, size and colour, shaped."""

    def __init__(self, text: str, face: FaceRef, size: float, colour: Colour) -> None:
        self.size, self.face, self.colour = size, face, colour
        scale = size / load(face).upem
        self.glyphs: list[Glyph] = []
        self.width = 0.0
        for gid, _, advance, x, y, stands_for in shape(face, _shown(text, face), language="en"):
            step = advance * scale
            place = self.width + x * scale
            self.glyphs.append(Glyph(gid, place, -y * scale, step, stands_for))
            self.width += step

    def at(self, x: float, y: float) -> Glyphs:
        """The run on the baseline at a place."""
        return Glyphs(self.face, self.size, self.colour, x, y, tuple(self.glyphs))


def _shown(text: str, face: FaceRef) -> str:
    """A text with a question mark for each character that the face lacks."""
    opened = load(face)
    return "".join(char if opened.covers(char) else "?" for char in text)


def _lines(text: str, face: FaceRef, size: float, measure: float) -> Iterator[str]:
    """A text in lines of at most `measure` points; a word that is longer is divided anywhere."""
    line = ""
    for word in text.split(" "):
        tried = f"{line} {word}" if line else word
        if line and _Run(tried, face, size, BLACK).width > measure:
            yield line
            tried = word
        while _Run(tried, face, size, BLACK).width > measure and len(tried) > 1:
            fitting = next(
                end
                for end in range(len(tried) - 1, 0, -1)
                if end == 1 or _Run(tried[:end], face, size, BLACK).width <= measure
            )
            yield tried[:fitting]
            tried = tried[fitting:]
        line = tried
    yield line


class _Builder:
    """Collects what is painted and what is said of it, in reading order."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._elements: list[Element] = []
        self._next = 0

    def content(self, items: Sequence[Item], frame: Rect | None = None) -> ContentRef:
        """Paint items that a structure element will hold."""
        number = self._next
        self._next += 1
        self._items.append(Mark(tuple(items), number, bounds=frame))
        return ContentRef(number)

    def artifact(self, items: Iterable[Item]) -> None:
        """Paint items that say nothing."""
        self._items.append(Mark(tuple(items), None))

    def write(self, role: Role, x: float, y: float, run: _Run) -> None:
        """Write a run on a baseline, as an element of its own."""
        self.add(Element(role, (self.content([run.at(x, y)]),)))

    def head(self, title: str, y: float) -> float:
        """Write the title from a first baseline; where the next line would stand."""
        lines = [*_lines(title, _DISPLAY, _HEAD_SIZE, _RIGHT - _LEFT)]
        runs = [_Run(line, _DISPLAY, _HEAD_SIZE, BLACK) for line in lines]
        items = [run.at(_LEFT, y + _HEAD_LEADING * number) for number, run in enumerate(runs)]
        self.add(Element("H1", (self.content(items),)))
        return y + _HEAD_LEADING * len(lines)

    def add(self, element: Element) -> None:
        """Add an element that is complete."""
        self._elements.append(element)

    def document(self, ticket: Ticket) -> DisplayDocument:
        """Everything as a document of one page."""
        metadata = Metadata(
            f"Job ticket: {ticket.title}",
            "en",
            f"{ticket.date}T00:00:00+00:00",
            ticket.file.removesuffix(".press.pdf") + ".ticket",
            program=ticket.program,
        )
        page = Page(_PAGE, tuple(self._items), "1")
        root = Element("Document", tuple(self._elements), language="en", title=metadata.title)
        return DisplayDocument((page,), root, (), metadata)


# --- the sheet --------------------------------------------------------------------------------


def _draw_sides(page: _Builder, ticket: Ticket, y: float) -> float:
    """The sides of the sheet to one scale; the y below them."""
    width, height = (mm(length) for length in ticket.open_mm)
    # Pages that are not folded look all alike.
    drawn = ticket.sides[: _MOST_DRAWN if ticket.turns else 1]
    columns = min(len(drawn), 2)
    room = (_RIGHT - _LEFT - (columns - 1) * _BESIDE) / columns
    scale = min(room / width, (mm(62) if len(drawn) <= columns else mm(36)) / height)
    for first in range(0, len(drawn), columns):
        for column, side in enumerate(drawn[first : first + columns]):
            x = _LEFT + column * (room + _BESIDE)
            _draw_side(page, ticket, side, x, y, scale)
        y += height * scale + mm(16)
    if more := len(ticket.sides) - len(drawn):
        words = f"and {more} more {'pages' if more > 1 else 'page'} of this size"
        page.write("P", _LEFT, y - mm(8), _Run(words, _TEXT, 8.0, BLACK))
    return y


def _draw_side(
    page: _Builder, ticket: Ticket, side: TicketSide, x: float, y: float, scale: float
) -> None:
    """A side of the sheet: its panels by number, its folds and widths in millimetres."""
    width, height = (mm(length) * scale for length in ticket.open_mm)
    sheet = Rect(x, y, width, height)
    items: list[Item] = [
        Path(rectangle(sheet), fill=_TINT, stroke=Stroke(BLACK, 0.6)),
        _Run(f"Page {side.page}: {side.label}", _STRONG, 8.0, BLACK).at(x, y - 5.0),
    ]
    for panel in side.panels:
        middle = x + mm(panel.x_mm + panel.width_mm / 2) * scale
        number = _Run("–" if panel.number is None else str(panel.number), _DISPLAY, 20.0, _GREY)
        items.append(number.at(middle - number.width / 2, y + height / 2 + 7.0))
        items.append(_centred(f"{panel.width_mm:g}", _TEXT, middle, y + height - 5.0))
    for fold in side.folds:
        at = x + mm(fold.x_mm) * scale
        line: Outline = (("M", at, y - 2.0), ("L", at, y + height + 4.0))
        items.append(Path(line, stroke=Stroke(BLACK, 0.6, (3.0, 2.0))))
        items.append(_centred(f"{fold.x_mm:g} mm", _STRONG, at, y + height + 12.0))
    frame = Rect(x, y - 14.0, width, height + 30.0)
    page.add(Element("Figure", (page.content(items, frame),), alt=_said(side)))


def _centred(text: str, face: FaceRef, x: float, y: float) -> Glyphs:
    run = _Run(text, face, 7.0, BLACK)
    return run.at(x - run.width / 2, y)


def _said(side: TicketSide) -> str:
    """A side in words, for those who do not see the drawing."""
    panels = "; ".join(
        f"{'blank' if panel.number is None else f'panel {panel.number}'}, {panel.width_mm:g} mm"
        for panel in side.panels
    )
    folds = ", ".join(f"{fold.x_mm:g} mm" for fold in side.folds)
    where = f" Folds at {folds} from the left." if folds else ""
    return f"Page {side.page}, {side.label}, from left to right: {panels}.{where}"


def _draw_profile(page: _Builder, ticket: Ticket, y: float) -> float:
    """How the sheet is folded, seen from its upper edge; the y below it."""
    if not ticket.turns:
        return y
    points = _profile([panel.width_mm for panel in ticket.sides[0].panels], ticket.turns)
    box = bounds(points)
    scale = min(mm(46) / box.width, mm(20) / max(box.height, 1.0))
    corners = [(_LEFT + (px - box.x) * scale, y + (py - box.y) * scale) for px, py in points]
    (x0, y0), *others = corners
    outline: Outline = (("M", x0, y0), *(("L", px, py) for px, py in others))
    items: list[Item] = [Path(outline, stroke=Stroke(BLACK, 1.2, cap="round", join="round"))]
    height = box.height * scale
    words = _Run(f"{ticket.fold_called}, seen from above", _TEXT, 8.0, BLACK)
    items.append(words.at(_LEFT + box.width * scale + mm(8), y + height / 2 + 3.0))
    frame = Rect(_LEFT - 2.0, y - 2.0, _RIGHT - _LEFT, height + 4.0)
    said = f"The sheet seen from its upper edge: {ticket.fold_called}."
    page.add(Element("Figure", (page.content(items, frame),), alt=said))
    return y + height


def _profile(widths: Sequence[float], turns: Sequence[int]) -> list[tuple[float, float]]:
    """The sheet's upper edge, half folded: its corners.

    A zigzag is folded by the same angle each time; what is rolled up ends just inside itself.
    """
    is_zigzag = -1 in turns
    angle = math.radians(130.0 if is_zigzag else min(340.0 / len(widths), 140.0))
    heading = -angle / 2 if is_zigzag else 0.0
    points = [(0.0, 0.0)]
    for width, turn in zip(widths, (*turns, 0), strict=True):
        x, y = points[-1]
        points.append((x + width * math.cos(heading), y + width * math.sin(heading)))
        heading += turn * angle
    return points


# --- the facts --------------------------------------------------------------------------------


def _write_facts(page: _Builder, ticket: Ticket, y: float) -> None:
    """The table of facts, and lines to be filled in by hand."""
    rows = []
    for label, value in (*_facts(ticket), *((name, "") for name in _BY_HAND)):
        page.artifact([_rule(y)])
        baseline = y + _FACT_SIZE + 3.0
        head = page.content([_Run(label, _STRONG, _FACT_SIZE, BLACK).at(_LEFT, baseline)])
        cells = [Element("TH", (head,), attributes=(("Table", "Scope", "Row"),))]
        items = []
        for line in _lines(value, _TEXT, _FACT_SIZE, _RIGHT - _VALUES):
            items.append(_Run(line, _TEXT, _FACT_SIZE, BLACK).at(_VALUES, baseline))
            baseline += _FACT_LEADING
        cells.append(Element("TD", (page.content(items),) if value else ()))
        rows.append(Element("TR", tuple(cells)))
        y = baseline - _FACT_LEADING + _ROW_AFTER + (6.0 if not value else 0.0)
    page.artifact([_rule(y)])
    page.add(Element("Table", tuple(rows)))


def _rule(y: float) -> Path:
    return Path((("M", _LEFT, y), ("L", _RIGHT, y)), stroke=Stroke(_HAIR, 0.4))


def _facts(ticket: Ticket) -> Iterator[tuple[str, str]]:
    """What the printer wants to know: labels and values."""
    width, height = ticket.open_mm
    closed_width, closed_height = ticket.closed_mm
    yield (
        "Size",
        (f"open {width:g} × {height:g} mm, closed {closed_width:g} × {closed_height:g} mm"),
    )
    yield "Fold", f"{ticket.fold_called}, {ticket.panels} panels on {len(ticket.sides)} pages"
    if ticket.turns:
        yield "On the folds", "; ".join(map(_on_folds, ticket.sides))
    yield (
        "Bleed",
        (f"{ticket.bleed_mm:g} mm on all sides; text keeps {ticket.safe_mm:g} mm from the trim"),
    )
    yield "Inks", ", ".join((*ticket.process, *map(_spot, ticket.spots)))
    yield "Limits", f"at most {ticket.ink_limit} % of ink; black text is black alone, overprinting"
    info = ticket.condition_info
    more = f" ({info})" if info and info != ticket.condition else ""
    yield "Printing condition", f"{ticket.condition}{more}"
    yield "Paper's weight", f"the panels' widths allow for {_WEIGHTS[ticket.weight]}"
    yield "File", f"{ticket.standard}, {len(ticket.sides)} pages, {_size(ticket.size)}"
    yield "Marks", ", ".join(ticket.marks) or "none; the file has trim and bleed boxes"
    if ticket.printer:
        yield "Made for", ticket.printer
    yield "Date of the content", ticket.date
    yield "SHA-256 of the file", ticket.sha256


def _on_folds(side: TicketSide) -> str:
    """What lies on the folds of a side: where paper may crack, and where colours meet."""
    ink = max(fold.ink for fold in side.folds)
    meeting = [f"{fold.x_mm:g}" for fold in side.folds if fold.breaks]
    more = f", two colours meet at {' and '.join(meeting)} mm" if meeting else ""
    return f"page {side.page}: up to {ink} % of ink{more}"


def _spot(ink: SpotInk) -> str:
    return f"{ink.name} (spot; stand-in {'/'.join(map(str, ink.cmyk))})"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{round(size / 1000)} kB"

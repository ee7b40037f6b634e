"""The job ticket as a page: what goes where, the folds to scale, and the facts in a table."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.colour import BLACK
from depliant.display.items import DisplayDocument, Glyphs, Group, Item, Metadata, Path, Stroke
from depliant.display.structure import Element
from depliant.fonts.face import load
from depliant.geometry import Matrix, Outline, Rect, Size, bounds, mm, rectangle
from depliant.interface import Interface
from depliant.layout.fold_drawing import edge
from depliant.layout.plain_page import DISPLAY, STRONG, TEXT, Builder, Run, lines
from depliant.press.ticket import SpotInk, Ticket, TicketSide
from depliant.sentences import NOTHING, Sentence, counted, every, joined, looked_up, say, verbatim
from depliant.style.fold_kinds import fold_called, side_called
from depliant.style.folded import Joint

_PAGE = Size(mm(210), mm(297))
_LEFT, _TOP, _RIGHT = mm(20), mm(22), mm(190)
_GREY = BLACK.at(0.62)
_HAIR = BLACK.at(0.35)
_TINT = BLACK.at(0.06)

_HEAD_SIZE, _HEAD_LEADING = 24.0, 27.0
_FACT_SIZE, _FACT_LEADING = 9.0, 12.0
_VALUES = _LEFT + mm(42)
"""Where the second column begins."""
_ROW_AFTER = 4.0
_MOST_DRAWN = 4
"""Sides of a sheet that have room on the page."""

_SMALL = 7.0
"""The size of what is measured on a drawing."""
_BESIDE = mm(10)
"""Between two sides of the sheet that stand side by side."""
_WEIGHTS = {
    "text": say("the panels' widths allow for text weight, up to about 150 g/m²"),
    "cover": say("the panels' widths allow for cover weight, above about 150 g/m²"),
}
_BY_HAND = (say("Paper"), say("Quantity"), say("Finishing"), say("Delivery"))


def ticket_page(ticket: Ticket, interface: Interface) -> DisplayDocument:
    """The page of a ticket in a language: A4, one page, tagged."""
    page = Builder(interface)
    page.write("P", _LEFT, _TOP, page.run(say("JOB TICKET"), DISPLAY, 10.0, _GREY))
    y = _TOP + mm(10)
    y = _head(page, _title(ticket), y)
    page.write("P", _LEFT, y - 9.0, page.run(ticket.file, TEXT, 10.0, BLACK))
    y = _draw_sides(page, ticket, y + mm(9))
    y = _draw_profile(page, ticket, y + mm(3))
    _write_facts(page, ticket, y + mm(8))
    return page.document(_PAGE, _metadata(ticket, page))


def _metadata(ticket: Ticket, page: Builder) -> Metadata:
    return Metadata(
        page.tell(say("Job ticket: {title}", title=ticket.title)),
        page.language,
        f"{ticket.date}T00:00:00+00:00",
        ticket.file.removesuffix(".press.pdf") + ".ticket",
        program=ticket.program,
    )


def _head(page: Builder, title: str, y: float) -> float:
    """Write the title from a first baseline; where the next line would stand."""
    runs = [
        Run(line, DISPLAY, _HEAD_SIZE, BLACK)
        for line in lines(title, DISPLAY, _HEAD_SIZE, _RIGHT - _LEFT)
    ]
    items = [run.at(_LEFT, y + _HEAD_LEADING * number) for number, run in enumerate(runs)]
    page.add(Element("H1", (page.content(items),)))
    return y + _HEAD_LEADING * len(runs)


def _title(ticket: Ticket) -> str:
    """The brochure's title; in a script that the ticket is not set in, the name of its files."""
    covers = load(DISPLAY).covers
    if all(map(covers, ticket.title)):
        return ticket.title
    return ticket.file.removesuffix(".press.pdf")


# --- the sheet --------------------------------------------------------------------------------


def _draw_sides(page: Builder, ticket: Ticket, y: float) -> float:
    """The sides of the sheet to one scale; the y below them."""
    width, height = (mm(length) for length in ticket.side_mm)
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
        words = counted(
            more, "and {count} more page of this size", "and {count} more pages of this size"
        )
        page.write("P", _LEFT, y - mm(8), page.run(words, TEXT, 8.0))
    return y


def _draw_side(
    page: Builder, ticket: Ticket, side: TicketSide, x: float, y: float, scale: float
) -> None:
    """A side of the sheet: its panels by number, its folds and widths in millimetres."""
    width, height = (mm(length) * scale for length in ticket.side_mm)
    sheet = Rect(x, y, width, height)
    title = say("Page {page}: {side}", page=side.page, side=side_called(side.label))
    items: list[Item] = [
        Path(rectangle(sheet), fill=_TINT, stroke=Stroke(BLACK, 0.6)),
        page.run(title, STRONG, 8.0).at(x, y - 5.0),
    ]
    for panel in side.panels:
        middle = x + mm(panel.x_mm + panel.width_mm / 2) * scale
        level = y + mm(panel.y_mm + panel.height_mm / 2) * scale
        big = min(20.0, mm(panel.height_mm) * scale / 2.5)
        number = Run("–" if panel.number is None else str(panel.number), DISPLAY, big, _GREY)
        drawn = number.at(middle - number.width / 2, level + 0.35 * big)
        about = Matrix(-1.0, 0.0, 0.0, -1.0, 2 * middle, 2 * level)
        items.append(Group((drawn,), about) if panel.turn else drawn)
        if mm(panel.y_mm + panel.height_mm) * scale > height - 1.0:
            width_mm = page.run(say("{width:g}", width=panel.width_mm), TEXT, _SMALL)
            items.append(_centred(width_mm, middle, y + height - 5.0))
    for fold in side.folds:
        at = x + mm(fold.x_mm) * scale
        line: Outline = (("M", at, y - 2.0), ("L", at, y + height + 4.0))
        items.append(Path(line, stroke=Stroke(BLACK, 0.6, (3.0, 2.0))))
        place = page.run(say("{place:g} mm", place=fold.x_mm), STRONG, _SMALL)
        items.append(_centred(place, at, y + height + 12.0))
    for fold in side.cross_folds:
        at = y + mm(fold.x_mm) * scale
        across: Outline = (("M", x - 4.0, at), ("L", x + width + 2.0, at))
        items.append(Path(across, stroke=Stroke(BLACK, 0.6, (3.0, 2.0))))
        place = page.run(say("{place:g} mm", place=fold.x_mm), STRONG, _SMALL)
        items.append(_centred(place, x + place.width / 2 + 2.0, at - 2.0))
    frame = Rect(x, y - 14.0, width, height + 30.0)
    page.add(Element("Figure", (page.content(items, frame),), alt=page.tell(_said(side))))


def _centred(run: Run, x: float, y: float) -> Glyphs:
    return run.at(x - run.width / 2, y)


def _said(side: TicketSide) -> Sentence:
    """A side in words, for those who do not see the drawing."""
    panels = joined(
        (
            say("blank, {width:g} mm", width=panel.width_mm)
            if panel.number is None
            else say("panel {number}, {width:g} mm", number=panel.number, width=panel.width_mm)
            for panel in side.panels
        ),
        "; ",
    )
    words = say(
        "Page {page}, {side}, from left to right: {panels}.",
        page=side.page,
        side=side_called(side.label),
        panels=panels,
    )
    turned = [panel.number for panel in side.panels if panel.turn and panel.number is not None]
    if turned:
        listed = every([verbatim(str(number)) for number in turned])
        words = say("{words} Upside down: {panels}.", words=words, panels=listed)
    if not side.folds:
        return words
    folds = joined(say("{place:g} mm", place=fold.x_mm) for fold in side.folds)
    words = say("{words} Folds at {folds} from the left.", words=words, folds=folds)
    if not side.cross_folds:
        return words
    folds = joined(say("{place:g} mm", place=fold.x_mm) for fold in side.cross_folds)
    return say("{words} Folds across at {folds} from above.", words=words, folds=folds)


def _draw_profile(page: Builder, ticket: Ticket, y: float) -> float:
    """How the sheet is folded, seen from its upper edge; the y below it."""
    if not ticket.turns or ticket.cross_turns:
        return y
    widths = [panel.width_mm for panel in ticket.sides[0].panels]
    points = edge(widths, list(map(Joint, ticket.steps, ticket.turns)))
    box = bounds(points)
    scale = min(mm(46) / box.width, mm(20) / max(box.height, 1.0))
    corners = [(_LEFT + (px - box.x) * scale, y + (py - box.y) * scale) for px, py in points]
    (x0, y0), *others = corners
    outline: Outline = (("M", x0, y0), *(("L", px, py) for px, py in others))
    items: list[Item] = [Path(outline, stroke=Stroke(BLACK, 1.2, cap="round", join="round"))]
    height = box.height * scale
    fold = fold_called(ticket.fold)
    words = page.run(say("{fold}, seen from above", fold=fold), TEXT, 8.0)
    items.append(words.at(_LEFT + box.width * scale + mm(8), y + height / 2 + 3.0))
    frame = Rect(_LEFT - 2.0, y - 2.0, _RIGHT - _LEFT, height + 4.0)
    said = say("The sheet seen from its upper edge: {fold}.", fold=fold)
    page.add(Element("Figure", (page.content(items, frame),), alt=page.tell(said)))
    return y + height


# --- the facts --------------------------------------------------------------------------------


def _write_facts(page: Builder, ticket: Ticket, y: float) -> None:
    """The table of facts, and lines to be filled in by hand."""
    rows = []
    for label, said in (*_facts(ticket), *((name, NOTHING) for name in _BY_HAND)):
        value = page.tell(said)
        page.artifact([_rule(y)])
        baseline = y + _FACT_SIZE + 3.0
        head = page.content([page.run(label, STRONG, _FACT_SIZE).at(_LEFT, baseline)])
        cells = [Element("TH", (head,), attributes=(("Table", "Scope", "Row"),))]
        items = []
        for line in lines(value, TEXT, _FACT_SIZE, _RIGHT - _VALUES):
            items.append(Run(line, TEXT, _FACT_SIZE, BLACK).at(_VALUES, baseline))
            baseline += _FACT_LEADING
        cells.append(Element("TD", (page.content(items),) if value else ()))
        rows.append(Element("TR", tuple(cells)))
        y = baseline - _FACT_LEADING + _ROW_AFTER + (6.0 if not value else 0.0)
    page.artifact([_rule(y)])
    page.add(Element("Table", tuple(rows)))


def _rule(y: float) -> Path:
    return Path((("M", _LEFT, y), ("L", _RIGHT, y)), stroke=Stroke(_HAIR, 0.4))


def _facts(ticket: Ticket) -> Iterator[tuple[Sentence, Sentence]]:
    """What the printer wants to know: labels and values."""
    width, height = ticket.open_mm
    closed_width, closed_height = ticket.closed_mm
    yield (
        say("Size"),
        say(
            "open {width:g} × {height:g} mm, closed {closed_width:g} × {closed_height:g} mm",
            width=width,
            height=height,
            closed_width=closed_width,
            closed_height=closed_height,
        ),
    )
    yield say("Fold"), _folded(ticket)
    if ticket.turns:
        yield say("On the folds"), joined(map(_on_folds, ticket.sides), "; ")
    yield (
        say("Bleed"),
        say(
            "{bleed:g} mm on all sides; text keeps {safe:g} mm from the trim",
            bleed=ticket.bleed_mm,
            safe=ticket.safe_mm,
        ),
    )
    process = (_PROCESS[name] for name in ticket.process)
    yield say("Inks"), joined((*process, *map(_spot, ticket.spots)))
    yield (
        say("Limits"),
        say(
            "at most {share} % of ink; black text is black alone, overprinting",
            share=ticket.ink_limit,
        ),
    )
    info = ticket.condition_info
    more = f" ({info})" if info and info != ticket.condition else ""
    yield say("Printing condition"), verbatim(f"{ticket.condition}{more}")
    yield say("Paper's weight"), _weight(ticket)
    yield say("File"), joined((ticket.standard, _in_file(ticket), _size(ticket.size)))
    yield (
        say("Marks"),
        joined(_MARKS[mark] for mark in ticket.marks)
        if ticket.marks
        else say("none; the file has trim and bleed boxes"),
    )
    if ticket.printer:
        yield say("Made for"), looked_up(ticket.printer)
    yield say("Date of the content"), verbatim(ticket.date)
    yield say("SHA-256 of the file"), verbatim(ticket.sha256)


_PROCESS = {
    "Cyan": say("Cyan"),
    "Magenta": say("Magenta"),
    "Yellow": say("Yellow"),
    "Black": say("Black"),
}
_MARKS: dict[str, Sentence] = {
    "crop": say("crop marks"),
    "fold": say("fold marks"),
    "registration": say("registration marks"),
    "bars": say("colour bars"),
    "slug": say("slug line"),
}


def _folded(ticket: Ticket) -> Sentence:
    """How the piece is folded, or bound, and how many panels or pages it has."""
    fold, pages = fold_called(ticket.fold), _pages(len(ticket.sides))
    if ticket.sheets:
        sheets = counted(ticket.sheets, "{count} sheet", "{count} sheets")
        return say("{fold}, {pages} on {sheets}", fold=fold, pages=pages, sheets=sheets)
    panels = counted(ticket.panels, "{count} panel", "{count} panels")
    return say("{fold}, {panels} on {pages}", fold=fold, panels=panels, pages=pages)


def _weight(ticket: Ticket) -> Sentence:
    if not ticket.sheets:
        return _WEIGHTS[ticket.weight]
    inside = _BOUND_WEIGHTS[ticket.weight]
    if not ticket.cover:
        return inside
    cover = _BOUND_WEIGHTS[ticket.cover]
    return say("{inside}; cover: {cover}", inside=inside, cover=cover)


_BOUND_WEIGHTS: dict[str, Sentence] = {
    "text": say("text weight, up to about 150 g/m²"),
    "cover": say("cover weight"),
}


def _in_file(ticket: Ticket) -> Sentence:
    """How many pages the file has, and whether they are those of a reader."""
    pages = _pages(ticket.pages or len(ticket.sides))
    if ticket.imposed:
        return say("{pages}, imposed", pages=pages)
    return say("{pages}, single, in the order of reading", pages=pages) if ticket.sheets else pages


def _pages(count: int) -> Sentence:
    return counted(count, "{count} page", "{count} pages")


def _on_folds(side: TicketSide) -> Sentence:
    """What lies on the folds of a side: where paper may crack, and where colours meet."""
    lines = (*side.folds, *side.cross_folds)
    most = max(fold.ink for fold in lines)
    heaviest = [say("{place:g}", place=fold.x_mm) for fold in lines if fold.ink == most]
    words = say("page {page}: no ink", page=side.page)
    if most:
        words = say(
            "page {page}: up to {share} % of ink at {places} mm",
            page=side.page,
            share=most,
            places=every(heaviest),
        )
    meeting = [say("{place:g}", place=fold.x_mm) for fold in lines if fold.breaks]
    if not meeting:
        return words
    return say("{words}, two colours meet at {places} mm", words=words, places=every(meeting))


def _spot(ink: SpotInk) -> Sentence:
    return say(
        "{name} (spot; stand-in {amounts})", name=ink.name, amounts="/".join(map(str, ink.cmyk))
    )


def _size(size: int) -> Sentence:
    if size >= 1_000_000:
        return say("{size:.1f} MB", size=size / 1_000_000)
    return say("{size:.0f} kB", size=size / 1000)

"""The job ticket of a press file: its facts, as data and as a page to hand over with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from msgspec import json

from depliant.build.session import Composed, Session
from depliant.colour import Colour
from depliant.display.items import DisplayDocument, Form, Group, Item, Mark, Picture
from depliant.geometry import MM
from depliant.interface import Interface
from depliant.languages.table import direction
from depliant.layout.folding import FoldLine
from depliant.layout.ticket_page import ticket_page
from depliant.press.condition import OutputCondition, PressSpec
from depliant.press.ticket import SpotInk, Ticket, TicketFold, TicketPanel, TicketSide
from depliant.style import booklets
from depliant.style.fold_kinds import fold_called
from depliant.style.folds import Side, seams_on
from depliant.style.format import Format
from depliant.writers import screen_pdf
from depliant.writers.targets import Output
from depliant.writers.walk import colours

_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def ticket_of(session: Session, composed: Composed, output: Output) -> Ticket:
    """The ticket of an edition's press file."""
    composition, style, spec = composed.composition, composed.sheet.format, session.spec
    document = session.document(composed, "press")
    process, spots = _inks(document, spec)
    first = composition.sides[0]
    seams = seams_on(style, first, direction(composition.metadata.language))
    joints, across = seams.upright[0], seams.across[0]
    printer = session.project.printer
    return Ticket(
        title=composed.edition.title,
        language=composition.metadata.language,
        file=output.name,
        sha256=hashlib.sha256(output.data).hexdigest(),
        size=len(output.data),
        date=composition.metadata.date[:10],
        program=document.metadata.program,
        standard=spec.flavour,
        condition=spec.condition.identifier,
        condition_info=spec.condition.info,
        open_mm=_open(first, style),
        closed_mm=_closed(first),
        fold=style.fold,
        fold_called=str(fold_called(style.fold)),
        turns=tuple(joint.turn for joint in joints),
        steps=tuple(joint.step for joint in joints),
        cross_turns=tuple(joint.turn for joint in across),
        cross_steps=tuple(joint.step for joint in across),
        panels=len(composition.panels),
        sides=tuple(
            _side(page, side, folded.folds)
            for page, (side, folded) in enumerate(
                zip(composition.sides, composition.folds, strict=True), 1
            )
        ),
        weight=style.weight,
        bleed_mm=_mm(spec.bleed),
        safe_mm=_mm(spec.safe_margin),
        process=process,
        spots=spots,
        ink_limit=round(spec.ink_limit * 100),
        marks=tuple(sorted(spec.marks)),
        printer=printer.title or printer.name if printer is not None else "",
        pages=output.pages,
        sheets=len(composition.sides) // booklets.A_SHEET if style.is_bound else 0,
        cover=style.cover_weight or "",
        imposed=session.pages.imposition is not None,
    )


def files_of(
    ticket: Ticket, condition: OutputCondition, interface: Interface
) -> tuple[Output, ...]:
    """The ticket as data (JSON), and as a page (PDF) in the colours of a printing condition.

    The page is in the language of whoever builds.

    Raises:
        DepliantError: the page cannot be written.
    """
    stem = ticket.file.removesuffix(".press.pdf")
    data = json.format(json.encode(ticket), indent=2) + b"\n"
    page = screen_pdf.write(ticket_page(ticket, interface), condition)
    return Output(f"{stem}.ticket.json", data, 0), Output(f"{stem}.ticket.pdf", page, 1)


def _side(page: int, side: Side, folds: Sequence[FoldLine]) -> TicketSide:
    panels = tuple(
        TicketPanel(
            None if slot.panel is None else slot.panel + 1,
            _mm(slot.x),
            _mm(slot.width),
            _mm(slot.y),
            _mm(side.box(slot).height),
            slot.turn,
        )
        for slot in side.slots
    )
    upright, across = (
        tuple(
            TicketFold(_mm(fold.at), round(fold.ink * 100), bool(fold.breaks))
            for fold in folds
            if fold.across == is_across
        )
        for is_across in (False, True)
    )
    return TicketSide(page, side.label, panels, upright, across)


def _closed(side: Side) -> tuple[float, float]:
    """The size of the folded leaflet: that of its widest panel."""
    boxes = [side.box(slot) for slot in side.slots]
    return _mm(max(box.width for box in boxes)), _mm(max(box.height for box in boxes))


def _open(side: Side, style: Format) -> tuple[float, float]:
    """The size of the flat sheet; of a booklet that of two pages."""
    width = side.trim.width * (2 if style.is_bound else 1)
    return _mm(width), _mm(side.trim.height)


def _mm(points: float) -> float:
    """Millimetres to a hundredth: no knife is finer, and widths still add up."""
    return round(points / MM, 2)


def _inks(
    document: DisplayDocument, spec: PressSpec
) -> tuple[tuple[str, ...], tuple[SpotInk, ...]]:
    """The process inks and the spot inks that a press file has plates for."""
    used: set[int] = set()
    spots: dict[str, SpotInk] = {}
    for page in document.pages:
        for colour in colours(page.items):
            if colour.spot is not None and spec.spots == "keep":
                spots.setdefault(colour.spot, SpotInk(colour.spot, _per_cent(colour)))
            else:
                used |= {ink for ink, amount in enumerate(colour.cmyk) if amount}
        if any(picture.raster.space != "gray" for picture in _pictures(page.items)):
            used |= set(range(len(_PROCESS)))
    return tuple(name for ink, name in enumerate(_PROCESS) if ink in used), tuple(spots.values())


def _per_cent(colour: Colour) -> tuple[int, int, int, int]:
    """The stand-in of a solid spot."""
    cyan, magenta, yellow, black = (
        round(amount * 100) for amount in (colour.cyan, colour.magenta, colour.yellow, colour.black)
    )
    return cyan, magenta, yellow, black


def _pictures(items: Iterable[Item]) -> Iterator[Picture]:
    for item in items:
        if isinstance(item, Picture):
            yield item
        elif isinstance(item, Form | Group | Mark):
            yield from _pictures(item.items)

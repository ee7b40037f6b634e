"""The ways to fold as a page: each from above, with the panels of its sides by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from depliant.colour import BLACK
from depliant.display.items import DisplayDocument, Item, Metadata, Path, Stroke
from depliant.display.structure import Element
from depliant.geometry import Rect, Size, mm, rectangle
from depliant.interface import Interface
from depliant.layout.fold_drawing import edge, within
from depliant.layout.plain_page import DISPLAY, STRONG, TEXT, Builder
from depliant.sentences import Sentence, counted, joined, say
from depliant.style.fold_kinds import FOLDS, Fold, FoldKind, side_called
from depliant.style.folded import Joint, face_of, joints, outer
from depliant.version import __version__

_WIDE: Final = mm(190)
_MARGIN: Final = mm(8)
_COLUMNS: Final = 2
_CARD: Final = Size(mm(83), mm(40))
_BETWEEN: Final = mm(8)
_ABOVE: Final = Size(mm(22), mm(17))
"""The room of the edge as it is seen from above."""
_PANEL: Final = Size(mm(11), mm(14))
_ALLOWANCE: Final = 0.04
"""How much narrower a panel is drawn for each turn of the paper round it, of a whole panel."""
_PAPER: Final = BLACK.at(0.06)
_COVER: Final = BLACK.at(0.22)
_GREY: Final = BLACK.at(0.62)
_DASH: Final = (2.0, 1.6)


def folds_page(kinds: Sequence[FoldKind], interface: Interface) -> DisplayDocument:
    """A page 190 mm wide with the folds of those names, tagged, in a language."""
    rows = -(-len(kinds) // _COLUMNS)
    size = Size(_WIDE, 2 * _MARGIN + rows * _CARD.height + (rows - 1) * _BETWEEN)
    page = Builder(interface)
    for number, kind in enumerate(kinds):
        x = _MARGIN + number % _COLUMNS * (_CARD.width + _BETWEEN)
        y = _MARGIN + number // _COLUMNS * (_CARD.height + _BETWEEN)
        _card(page, kind, x, y)
    title = page.tell(say("The ways to fold a sheet"))
    date = "2000-01-01T00:00:00+00:00"
    return page.document(size, Metadata(title, page.language, date, "folds", program=__version__))


def said(kind: FoldKind, fold: Fold) -> Sentence:
    """A fold in words: which panels stand where, and which show once it is closed."""
    sides = joined(
        (
            say("{side} {panels}", side=side_called(label), panels=numbers(order))
            for label, order in fold.sides
        ),
        "; ",
    )
    return say(
        "{kind}, {called}, {panels}: {sides}.",
        kind=kind,
        called=fold.called,
        panels=counted(fold.capacity, "{count} panel", "{count} panels"),
        sides=sides,
    )


def numbers(order: Sequence[int]) -> str:
    """Panels by their numbers from 1, as they stand from left to right."""
    return " ".join(str(panel + 1) for panel in order)


def _card(page: Builder, kind: FoldKind, x: float, y: float) -> None:
    fold = FOLDS[kind]
    items: list[Item] = [
        page.run(kind, DISPLAY, 14.0).at(x, y + 10.0),
        page.run(fold.called, TEXT, 8.0, _GREY).at(x, y + 20.5),
    ]
    widths = fold.widths(float(len(fold.recto)), _ALLOWANCE)
    folded = joints(fold)
    if folded:
        room = Rect(x, y + mm(12), *_ABOVE)
        line = within(edge(widths, folded), room)
        items.append(Path(line, stroke=Stroke(BLACK, 1.2, cap="round", join="round")))
    left, top = x + _ABOVE.width + mm(8), y + mm(9)
    front, _ = outer(fold, widths)
    scale = min(_PANEL.width, (_CARD.width - left + x) / len(widths))
    for verso, (label, order) in enumerate(fold.sides):
        across = widths[::-1] if verso else widths
        turned = tuple(Joint(step, -turn) for step, turn in folded[::-1]) if verso else folded
        items.append(page.run(side_called(label), STRONG, 7.0).at(left, top - 3.0))
        at = left
        for number, (panel, width) in enumerate(zip(order, across, strict=True)):
            box = Rect(at, top, width * scale, _PANEL.height)
            is_front = face_of(fold, panel) in front
            items.append(Path(rectangle(box), fill=_COVER if is_front else _PAPER))
            shown = page.run(str(panel + 1), DISPLAY, 11.0)
            items.append(shown.at(box.centre.x - shown.width / 2, box.centre.y + 4.0))
            if number:
                dash = _DASH if turned[number - 1].turn < 0 else ()
                ends = (("M", at, top - 2.0), ("L", at, box.bottom + 2.0))
                items.append(Path(ends, stroke=Stroke(BLACK, 0.6, dash)))
            at = box.right
        sheet = Rect(left, top, at - left, _PANEL.height)
        items.append(Path(rectangle(sheet), stroke=Stroke(BLACK, 0.6)))
        top += _PANEL.height + mm(6.5)
    frame = Rect(x, y, *_CARD)
    alt = page.tell(said(kind, fold))
    page.add(Element("Figure", (page.content(items, frame),), alt=alt))

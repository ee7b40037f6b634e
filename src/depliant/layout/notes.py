"""Notes as they are set: each with its sign hung before it, and led back to its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from depliant.content.inline import NoteMark, Span
from depliant.content.model import Block, Note
from depliant.content.notes import marks_of
from depliant.content.texts import texts
from depliant.display.items import Glyphs, Item, Link, Mark, Path
from depliant.display.structure import Element
from depliant.geometry import Matrix, Rect, mm, rectangle
from depliant.layout.boxes import Box
from depliant.layout.flow import pour
from depliant.layout.frame import Placement, Slice, Stack, columns, joined, spaced
from depliant.layout.lines import galley, mark_identifier, text_stack
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import indented
from depliant.layout.strays import leaves
from depliant.layout.touching import touching
from depliant.style.sheet import TypeStyle
from depliant.text.ink import glyph_boxes
from depliant.tuples import NamedTuple

ROLE = "notes"
_SMALLER = 0.8
"""Of the size of running text, where no type style is given to notes."""
_GAP = 0.45
"""Ems between a sign and its note."""
_CLEAR = 0.15
"""Ems that the rule above notes keeps at least from their letters."""


def notes_style(setting: PanelSetting, role: str = ROLE) -> TypeStyle:
    """The type style of notes: that of their role, else running text made smaller."""
    if setting.style_name(role) in setting.sheet.type:
        return setting.style(role)
    text = setting.style("text")
    leading = text.leading * _SMALLER if isinstance(text.leading, float) else text.leading
    return replace(text, size=text.size * _SMALLER, leading=leading, before=0.0, after=0.0)


def notes_stack(
    notes: tuple[Note, ...], setting: PanelSetting, measure: float, role: str = ROLE
) -> Stack:
    """Notes one below the other; the signs stand in a column of their own, their ends level."""
    style = notes_style(setting, role)
    signs = replace(style, hyphenate=False, align="end", balance=False)
    widest = max((_width(note, setting, style, measure) for note in notes), default=0.0)
    hang = widest + _GAP * style.size
    stacks = []
    after = 0.0
    for note in notes:
        stack = _note(note, setting, (measure, hang, widest), (style, signs), role)
        stacks.append(spaced(stack, after))
        after = setting.room(style.after)
    return joined(touching(stacks, setting))


def _width(note: Note, setting: PanelSetting, style: TypeStyle, measure: float) -> float:
    """How wide the sign of a note is, in points."""
    plain = replace(style, align="start")
    lines = galley(setting, (Span(note.sign),), plain, measure, note.place).lines
    return lines[0].width if lines else 0.0


def _note(
    note: Note,
    setting: PanelSetting,
    widths: tuple[float, float, float],
    styles: tuple[TypeStyle, TypeStyle],
    role: str,
) -> Stack:
    measure, hang, widest = widths
    style, signs = styles
    room = measure - hang
    way_back = NoteMark("", mark_identifier(note.id), note.sign, note.back)
    link = Span(note.sign, link=f"#{way_back.id}", note=way_back)
    # Room enough that rounding breaks no line.
    label = text_stack(setting, (link,), role, widest + 1.0, note.place, style=signs)
    label = indented(label, setting.across(-1.0, widest + 1.0, measure))
    words = text_stack(setting, note.text, role, room, note.place, style=style)
    words = indented(words, setting.across(hang, room, measure))
    both = joined([label, words])
    first, *others = both.slices[len(label.slices) :]
    first = replace(first, marks=(*label.slices[0].marks, *first.marks))
    lbl = Element("Lbl", tuple(_links(both.elements[0])))
    said = (
        kid if isinstance(kid, Element) else Element("Span", (kid,))
        for kid in both.elements[1].kids
    )
    element = Element("Note", (lbl, *said), identifier=note.id)
    return Stack((first, *others), (element,), words.diagnostics, both.contents)


def _links(element: Element) -> Iterator[Element]:
    """The links of a sign, which is the mark of no note."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from (one for one in kid.kids if isinstance(one, Element))


# --- at the foot of a frame ----------------------------------------------------------------------


class Feet(NamedTuple):
    """Notes at the foot of a frame: what is placed, its structure, and its height in points.

    `over` is what has no room, by `lacking` points; `ids` are those of the notes.
    """

    placements: tuple[Placement, ...]
    stack: Stack
    height: float
    over: tuple[Slice, ...] = ()
    lacking: float = 0.0
    ids: frozenset[str] = frozenset()


NOTHING = Feet((), Stack(()), 0.0)


def called(placements: Iterable[Placement], notes: Mapping[str, Note]) -> frozenset[str]:
    """The ids of those of the notes whose marks are placed."""
    return frozenset(
        item.uri[1:]
        for placed in placements
        for item in placed.slice.marks
        if isinstance(item, Link) and item.uri.startswith("#") and item.uri[1:] in notes
    )


def firsts(blocks: Iterable[Block]) -> frozenset[str]:
    """The notes whose first marks are in the texts of blocks, by their ids."""
    words = (text.words for block in blocks for text in texts(block))
    return frozenset(mark.id for text in words for mark in marks_of(text) if mark.is_first)


def feet(notes: tuple[Note, ...], box: Box, setting: PanelSetting) -> Feet:
    """Notes set on the lowest lines of a frame, a rule above them; nothing for none."""
    if not notes:
        return NOTHING
    look, unit = setting.design.notes, setting.unit
    frames = columns(
        Rect(box.inner.x, 0.0, box.inner.width, 0.0),
        look.columns,
        box.gutter,
        to_left=setting.to_left,
    )
    stack = notes_stack(notes, setting, frames[0].width)
    high = _height(stack, len(frames), unit)
    top = max(box.inner.y, box.inner.bottom - high)
    shown = tuple(frame._replace(y=top, height=high) for frame in frames)
    poured = pour(stack.slices, shown)
    up = _rise(poured.placements, top, setting)
    gap = max(look.gap * unit, setting.ceil(up))
    rule = _rule(setting, box.inner.width, up)
    ruled = Placement(Slice(0.0, rule, place=notes[0].place), box.inner.x, top)
    lacking = high - box.inner.height
    over = stack.slices if lacking > 0 else ()
    placed = tuple(replace(one, over=lacking > 0) for one in poured.placements)
    ids = frozenset(note.id for note in notes)
    return Feet((ruled, *placed), stack, high + gap, over, max(0.0, lacking), ids)


def _height(stack: Stack, count: int, unit: float) -> float:
    """The least height in which notes stand in so many columns, in whole lines of the grid."""
    whole = -(-(stack.height - 0.01) // unit)
    lines = whole if count == 1 else -(-whole // count)
    while lines < whole:
        frames = tuple(Rect(0.0, 0.0, 0.0, lines * unit) for _ in range(count))
        if not pour(stack.slices, frames).overset:
            break
        lines += 1
    return lines * unit


def _rise(placements: tuple[Placement, ...], top: float, setting: PanelSetting) -> float:
    """How far the rule above notes keeps from the head of their lines, at `top`, to clear letters.

    Lines set tight on the grid, and accents, reach above it.
    """
    style = setting.design.notes.rule
    if style is None:
        return 0.0
    boxes = (
        (matrix.apply_rect(box), item.size)
        for placed in placements
        for item, matrix in leaves(placed.slice.marks, Matrix(e=placed.x, f=placed.y))
        if isinstance(item, Glyphs)
        for box in glyph_boxes(item)
    )
    half = style.width / 2
    return max(0.0, *(top - box.y + _CLEAR * size + half for box, size in boxes), 0.0)


def _rule(setting: PanelSetting, measure: float, up: float) -> tuple[Item, ...]:
    """The short rule above notes, `up` points above their first line; an artifact."""
    style = setting.design.notes.rule
    if style is None:
        return ()
    length = min(measure, measure if style.length_mm is None else mm(style.length_mm))
    x = setting.across(0.0, length, measure)
    path = Path(
        rectangle(Rect(x, -up - style.width / 2, length, style.width)),
        fill=setting.colour(style.colour),
    )
    return (Mark((path,), None),)

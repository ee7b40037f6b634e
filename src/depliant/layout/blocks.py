"""Laying out the blocks of a panel: one function a kind, each from a block to a `Stack`.

Every function takes the block, the panel's `Setting` and a measure in points. `lay` picks the
function. Numbers that hang and charts that stand beside an item are in `items`.
"""

from __future__ import annotations

from msgspec.structs import replace

from depliant.display.items import Item, Mark
from depliant.display.structure import Content, Element, Role
from depliant.document.model import (
    Block,
    Chart,
    Heading,
    Inline,
    ItemList,
    KeyFigure,
    LogoWall,
    Paragraph,
    PictureBlock,
    Span,
)
from depliant.errors import Gathering, Place
from depliant.geometry import Rect, mm
from depliant.graphics.art import Art
from depliant.layout import items
from depliant.layout.artwork import chart_art, picture_art, wall_stack
from depliant.layout.frame import Slice, Stack, joined, spaced
from depliant.layout.ruling import rule
from depliant.layout.setting import BASELINE_SHARE, Setting, text_stack
from depliant.layout.stacking import fused, indented, moved
from depliant.layout.tables import is_table, table_stack

HEADING_ROLES: dict[int, Role] = {1: "H1", 2: "H2", 3: "H3", 4: "H4"}

LEAST_LABEL = mm(5)
"""The least room that the label of a key figure has beside it."""


def lay(block: Block, setting: Setting, measure: float) -> Stack:
    """Lay out one block to a measure, in points."""
    match block:
        case Heading():
            return heading(block, setting, measure)
        case Paragraph():
            return paragraph(block, setting, measure)
        case KeyFigure():
            return key_figure(block, setting, measure)
        case ItemList():
            return items.item_list(block, setting, measure, lay)
        case Chart():
            return chart(block, setting, measure)
        case PictureBlock():
            return picture(block, setting, measure)
        case LogoWall():
            return wall_stack(block, setting, measure)


def lay_all(blocks: tuple[Block, ...], setting: Setting, measure: float) -> Stack:
    """Lay out blocks one below the other, with each style's room between them.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    stacks: list[Stack] = []
    after, stretch = 0.0, False
    faults = Gathering()
    for block in blocks:
        with faults:
            stacks.append(spaced(lay(block, setting, measure), after, stretch=stretch))
        after, stretch = _after(block, setting), not isinstance(block, Heading)
    faults.raise_any()
    return joined(stacks)


def _after(block: Block, setting: Setting) -> float:
    role = block.role if isinstance(block, (Heading, Paragraph, ItemList)) else "figure"
    return setting.room(setting.style(role).after)


def heading(block: Heading, setting: Setting, measure: float) -> Stack:
    """A heading, balanced over its lines and kept with what follows; a panel's has a rule."""
    title = block.level == 2
    lines = setting.design.title_lines if title else 1
    stack = text_stack(
        setting,
        block.text,
        block.role,
        measure,
        block.place,
        element=HEADING_ROLES[block.level],
        lines=lines,
    )
    slices = tuple(replace(slice_, keep=True) for slice_ in stack.slices)
    if title and setting.design.title_rule is not None:
        slices = (*slices, rule(setting.design.title_rule, setting, measure))
    return replace(stack, slices=slices)


def paragraph(block: Paragraph, setting: Setting, measure: float) -> Stack:
    """A paragraph in the type style of its role."""
    return text_stack(setting, block.text, block.role, measure, block.place)


def key_figure(block: KeyFigure, setting: Setting, measure: float) -> Stack:
    """A number set large, its label beside it (`hero_mm` of the design) or below it.

    A number that leaves its label too little room beside it has it below. The number's capitals
    stand level with the first line of a label beside it.
    """
    number = items.numeral_line(setting, block.figure, ("key-number", "key-unit"), block.place)
    number = number.closed(to_left=setting.to_left)
    style = setting.style("key-number")
    leaf, height = setting.number(), setting.lines_of(style)
    column = mm(setting.design.hero_mm)
    if column:
        # A number with a long unit pushes its label aside: they never overlap.
        column = max(column, setting.ceil(number.width + setting.unit))
    found = items.too_wide(
        items.Room("key figure", "measure", measure, "key-number"),
        (number.width, block.figure.shown),
        block.place,
    )
    beside = 0 < column <= measure - LEAST_LABEL and bool(block.label)
    x = setting.across(0.0, number.width, measure)
    number_mark = Mark(number.glyphs((x, height - BASELINE_SHARE * setting.unit)), leaf)
    slices: list[Slice] = []
    elements: list[Element] = [Element("P", (Content(leaf),))]
    text = block.figure.shown
    if not block.label:
        slices = [Slice(height, (number_mark,), text=text, place=block.place)]
        return Stack(tuple(slices), tuple(elements), found)
    label_measure = measure - column if beside else measure
    label = text_stack(setting, block.label, "key-label", label_measure, block.place)
    if beside:
        total = setting.ceil(max(height, label.height))
        drop = setting.room((total - label.height) / setting.unit / 2)
        x = setting.across(column, label_measure, measure)
        marks: tuple[Item, ...] = (number_mark, *moved(fused(label, drop), x))
        slices = [Slice(total, marks, text=text, place=block.place)]
    else:
        slices = [Slice(height, (number_mark,), 0.0, True, text=text, place=block.place)]
        slices += label.slices
    first = elements[0]
    elements = [replace(first, kids=(*first.kids, *label.elements[0].kids))]
    before = setting.room(style.before)
    stack = Stack(tuple(slices), tuple(elements), (*found, *label.diagnostics))
    return spaced(stack, before)


def chart(block: Chart, setting: Setting, measure: float) -> Stack:
    """A drawn chart: its data as a table if it is labelled, else a Figure that tells them.

    Within an item it is drawn without labels: the item's sentence says what it shows. A chart
    that adds nothing to the sentence is an artifact.
    """
    art = chart_art(block, setting, measure, centre_label=not setting.within_item)
    if is_table(art, block):
        stack = table_stack(art, block, setting)
    elif block.alt:
        stack = figure_stack(art, block.alt, setting, block)
    else:
        mark = Mark(art.items, None, bounds=Rect(0.0, 0.0, *art.size))
        slice_ = Slice(setting.ceil(art.size.height), (mark,), place=block.place)
        stack = Stack((slice_,), (), art.diagnostics)
    stack = indented(stack, setting.across(0.0, art.size.width, measure))
    note = (Span(block.note),) if block.note else ()
    return _with_line(stack, note, "note", setting, block.place, measure)


def _with_line(
    stack: Stack, text: Inline, role: str, setting: Setting, place: Place, measure: float
) -> Stack:
    """The stack with a text below it, which it is kept with."""
    if not text:
        return stack
    below = text_stack(setting, text, role, measure, place)
    kept = tuple(replace(slice_, keep=True) for slice_ in stack.slices)
    return joined([replace(stack, slices=kept), below])


def picture(block: PictureBlock, setting: Setting, measure: float) -> Stack:
    """A picture as a Figure, its credit below."""
    stack = figure_stack(picture_art(block, setting, measure), block.alt, setting, block)
    return _with_line(stack, block.credit, "credit", setting, block.place, measure)


def figure_stack(art: Art, alt: str, setting: Setting, block: Chart | PictureBlock) -> Stack:
    """Artwork as a slice of its own, wrapped in a Figure element."""
    leaf = setting.number()
    box = Rect(0.0, 0.0, *art.size)
    mark = Mark(art.items, leaf, bounds=box)
    slice_ = Slice(setting.ceil(art.size.height), (mark,), text=alt, place=block.place)
    return Stack((slice_,), (Element("Figure", (Content(leaf),), alt=alt),), art.diagnostics)

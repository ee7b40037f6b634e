"""What stands in a draft for what cannot be set or drawn: a struck box with its name and its words.

A finished brochure is refused for it, so that none of this is ever printed. Every block has a
stand-in, whatever is wrong with it: layout ends with a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.inline import Inline, Span, plain
from depliant.content.model import Block, ItemList, Logo, LogoWall, PictureBlock, Spanning
from depliant.content.texts import Text, texts
from depliant.display.items import Form, Item, Mark, Path, Stroke
from depliant.display.structure import ContentRef, Element
from depliant.errors import DepliantError, Diagnostic, Place
from depliant.geometry import Outline, Rect, rectangle, translation
from depliant.layout.frame import Slice, Stack, joined, spaced
from depliant.layout.lines import text_stack
from depliant.layout.plain_words import plain_words
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import moved

STRUCK: Final = Colour(0.0, 0.95, 0.85, 0.05)
"""The ink of all that a draft says of itself."""
PALE: Final = Colour(0.0, 0.08, 0.06, 0.04)
"""The ground of what stands for something else."""
LINE: Final = 0.8
"""Points: how thick its lines are."""
_RATIO: Final = 1.5
"""The width of a box of its height, where nobody knows how high what it stands for would be."""
_SIZE: Final = 6.5
"""Points: the words of a box."""
_TALL: Final = 0.6
"""A box is at most so much of its width high, where it holds no picture."""
_LEAST: Final = 24.0
"""Points: the width and the height that a box has at least."""

_ACROSS: Final = 3
"""Boxes of marks in a row."""

Lay = Callable[[Any, PanelSetting, float], Stack]


def laid_or_struck(block: Block, setting: PanelSetting, measure: float, lay: Lay) -> Stack:
    """A block of a draft as `lay` has it, or else what stands for it, with what is wrong."""
    try:
        return lay(block, setting, measure)
    except DepliantError as fault:
        found = fault.diagnostics
    if isinstance(block, Spanning):
        block = block.block
    if isinstance(block, LogoWall):
        return _wall(block, setting, measure, lay, found)
    if isinstance(block, ItemList):
        stack = _without_charts(block, setting, measure, lay)
        if stack is not None:
            return replace(stack, diagnostics=(*stack.diagnostics, *found))
    return replace(stand_in(block, setting, measure), diagnostics=found)


def stand_in(block: Block, setting: PanelSetting, measure: float) -> Stack:
    """The struck box of a block, and below it the words of the block; nothing of it is lost."""
    name = _called(block)
    ratio = _ratio(block)
    width = max(_LEAST, min(measure, getattr(block, "width", 1.0) * measure))
    high = width / ratio if ratio else min(width * _TALL, 5 * setting.unit)
    said = "" if name else type(block).__name__
    alt = getattr(block, "alt", "")
    box = struck_box(Rect(0.0, 0.0, width, max(high, _LEAST)), name or said, alt)
    height = setting.ceil(max(high, _LEAST))
    mark = Mark(box, 0, bounds=Rect(0.0, 0.0, width, height))
    element = Element("Figure", (ContentRef(0),), alt=alt or name or said)
    place: Place = block.place
    slice_ = Slice(height, (mark,), shows=(name or said,), place=place)
    stacks = [Stack((slice_,), (element,), (), 1)]
    stacks += (_words(text, setting, measure, place) for text in _shown(block))
    return joined([one if not n else spaced(one, setting.unit / 2) for n, one in enumerate(stacks)])


def struck_box(box: Rect, name: str, more: str = "") -> tuple[Item, ...]:
    """A box crossed from corner to corner, with a name in its middle."""
    items: list[Item] = [
        Path(rectangle(box), fill=PALE, stroke=Stroke(STRUCK, LINE)),
        Path(_cross(box), stroke=Stroke(STRUCK, LINE / 2)),
    ]
    measure = max(_LEAST, box.width - 8.0)
    label = plain_words(name, _SIZE, STRUCK, measure, 600)
    under = plain_words(more, _SIZE, STRUCK, measure) if more else None
    parts = [label, under] if under and under.size.height < box.height / 3 else [label]
    high = sum(part.size.height for part in parts)
    y = box.y + (box.height - high) / 2
    wide = max(part.size.width for part in parts)
    x = box.x + (box.width - wide) / 2
    ground = Rect(x - 2, y - 1, wide + 4, high + 2)
    items.append(Path(rectangle(ground), fill=Colour(0.0, 0.0, 0.0, 0.0)))
    for part in parts:
        items += moved(part.items, box.x + (box.width - part.size.width) / 2, y)
        y += part.size.height
    return tuple(items)


def struck_form(name: str, box: Rect) -> Form:
    """The artwork that stands for a drawing behind a panel, drawn as large as `box`."""
    own = Rect(0.0, 0.0, box.width, box.height)
    return Form(struck_box(own, name), own, translation(box.x, box.y))


def _cross(box: Rect) -> Outline:
    return (
        ("M", box.x, box.y),
        ("L", box.right, box.bottom),
        ("M", box.right, box.y),
        ("L", box.x, box.bottom),
    )


def _called(block: Block) -> str:
    """The files that a block shows, or else what it is called."""
    if isinstance(block, LogoWall):
        return ", ".join(f"{logo.name} ({logo.file})" for logo in block.logos)
    source = getattr(block, "map", None)
    file = getattr(block, "file", "") or getattr(source, "file", "")
    if file:
        return str(file)
    kind = getattr(block, "kind", "")
    title = getattr(block, "title", "")
    if isinstance(title, tuple):
        title = plain(title)
    return ": ".join(part for part in (str(kind), title if isinstance(title, str) else "") if part)


def _ratio(block: Block) -> float | None:
    """The width of a picture of its height; None of what is no picture."""
    if isinstance(block, PictureBlock):
        return block.aspect or _RATIO
    return None


def _shown(block: Block) -> Iterator[Inline]:
    """The texts of a block that are printed, with the figures that stand before them."""
    for text in texts(block):
        if text.manner not in ("spoken", "made"):
            words = _with_figure(text)
            if plain(words).strip():
                yield words


def _with_figure(text: Text) -> Inline:
    if text.figure is None:
        return text.words
    lead = text.figure.shown
    return (Span(f"{lead} " if text.words else lead), *text.words)


def _words(text: Inline, setting: PanelSetting, measure: float, place: Place) -> Stack:
    """A text in the type of running text, or plainly where that cannot be set either."""
    apart = replace(setting, around=None)
    try:
        return replace(text_stack(apart, text, "text", measure, place), diagnostics=())
    except DepliantError:
        words = plain_words(plain(text), _SIZE, STRUCK, measure)
    height = setting.ceil(words.size.height)
    slice_ = Slice(height, (Mark(words.items, 0),), text=plain(text), place=place)
    return Stack((slice_,), (Element("P", (ContentRef(0),)),), (), 1)


def _wall(
    block: LogoWall, setting: PanelSetting, measure: float, lay: Lay, found: tuple[Diagnostic, ...]
) -> Stack:
    """A wall of the marks that can be drawn, and below it a box for each of the others."""
    sound: list[Logo] = []
    others: list[Logo] = []
    for logo in block.logos:
        try:
            lay(replace(block, logos=(logo,)), setting, measure)
        except DepliantError:
            others.append(logo)
        else:
            sound.append(logo)
    stacks = []
    if sound and others:
        stacks.append(lay(replace(block, logos=tuple(sound)), setting, measure))
    else:
        others = [*block.logos]
    stacks.append(_boxes(others, setting, measure))
    whole = joined(stacks)
    return replace(whole, diagnostics=(*whole.diagnostics, *found))


def _boxes(logos: list[Logo], setting: PanelSetting, measure: float) -> Stack:
    """A struck box for each mark, three in a row, read as figures."""
    gap = 4.0
    wide = (measure - gap * (_ACROSS - 1)) / _ACROSS
    across = min(_ACROSS, len(logos))
    start = (measure - across * wide - gap * (across - 1)) / 2
    high = max(_LEAST, wide / 2)
    marks: list[Item] = []
    elements = []
    for number, logo in enumerate(logos):
        row, column = divmod(number, across)
        box = Rect(start + column * (wide + gap), row * (high + gap), wide, high)
        marks.append(Mark(struck_box(box, logo.file.rpartition("/")[2], logo.name), number, box))
        elements.append(Element("Figure", (ContentRef(number),), alt=logo.alt))
    rows = -(-len(logos) // across)
    height = setting.ceil(rows * (high + gap))
    place = logos[0].place
    slice_ = Slice(height, tuple(marks), shows=tuple(one.alt for one in logos), place=place)
    return Stack((slice_,), tuple(elements), (), len(elements))


def _without_charts(
    block: ItemList, setting: PanelSetting, measure: float, lay: Lay
) -> Stack | None:
    """A list whose hanging charts are left out, a box below for each; None if that is not it."""
    charts = [item.hanging.chart for item in block.items if item.hanging and item.hanging.chart]
    if not charts:
        return None
    items = tuple(
        replace(item, hanging=replace(item.hanging, chart=None)) if item.hanging else item
        for item in block.items
    )
    try:
        stack = lay(replace(block, items=items), setting, measure)
    except DepliantError:
        return None
    return joined([stack, *(stand_in(chart, setting, measure) for chart in charts)])

"""What is drawn or photographed, as a block: a Figure in the structure, a line of text below it."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.inline import Inline
from depliant.display.items import Mark
from depliant.display.structure import ContentRef, Element
from depliant.errors import Place
from depliant.geometry import Rect
from depliant.graphics.art import Art
from depliant.layout.frame import Slice, Stack, joined
from depliant.layout.lines import text_stack
from depliant.layout.setting import PanelSetting


def figure_stack(art: Art, alt: str, setting: PanelSetting, place: Place) -> Stack:
    """Artwork as a slice of its own, wrapped in a Figure element."""
    mark = Mark(art.items, 0, bounds=Rect(0.0, 0.0, *art.size))
    slice_ = Slice(setting.ceil(art.size.height), (mark,), shows=(alt,), place=place)
    element = Element("Figure", (ContentRef(0),), alt=alt)
    return Stack((slice_,), (element,), art.diagnostics, 1)


def with_line(
    stack: Stack, text: Inline, role: str, setting: PanelSetting, place: Place, measure: float
) -> Stack:
    """The stack with a text below it, which it is kept with."""
    if not text:
        return stack
    below = text_stack(setting, text, role, measure, place)
    kept = tuple(replace(slice_, keep=True) for slice_ in stack.slices)
    return joined([replace(stack, slices=kept), below])

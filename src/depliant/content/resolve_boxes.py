"""From content to edition: boxes and dividers, and what captions are counted as."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from babel import Locale
from msgspec import Struct
from msgspec.structs import replace

from depliant.content import schema
from depliant.content.caption import Caption, Captioned
from depliant.content.inline import Inline
from depliant.content.model import (
    Block,
    BoxBlock,
    Chart,
    Divider,
    Drawing,
    Heading,
    Panel,
    PictureBlock,
    Plot,
    Table,
)
from depliant.errors import Place
from depliant.figures import writing as figures
from depliant.languages.phrases import Phrases
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple

_DEEPEST: Final = 4
"""The lowest level of headings."""


class Means(NamedTuple):
    """How words and blocks become those of the edition, each by its route; and where they are."""

    inline: Callable[[str, Route], Inline]
    blocks: Callable[[tuple[Any, ...], Route, int], tuple[Block, ...]]
    place: Callable[[Route], Place]


def boxed(block: schema.Box | schema.Divider, route: Route, level: int, means: Means) -> Block:
    """A box with what it holds, or a divider; `level` is that of headings where it stands."""
    place = means.place(route)
    if isinstance(block, schema.Divider):
        return Divider(block.role or "divider", place)
    title = None
    if block.title:
        at = (*route, "title")
        title = Heading(level, means.inline(block.title, at), "box-title", means.place(at))
        level = min(level + 1, _DEEPEST)
    blocks = means.blocks(block.blocks, (*route, "blocks"), level)
    return BoxBlock(title, blocks, block.role or "box", place)


def captioned(
    made: Block, written: Any, route: Route, inline: Callable[[str, Route], Inline]
) -> Block:
    """A block with the caption that is written for it, if it still is what one may have."""
    words = getattr(written, "caption", None)
    if not words or not isinstance(made, Chart | Drawing | PictureBlock | Plot | Table):
        return made
    return replace(made, caption=Caption(inline(words, (*route, "caption"))))


def numbered(panels: tuple[Panel, ...], words: Phrases, locale: Locale) -> tuple[Panel, ...]:
    """The panels, each caption with what it is counted as in the order of reading."""
    counts: dict[Captioned, int] = {"figure": 0, "table": 0}
    patterns = {"figure": words.figure_number, "table": words.table_number}
    labels: dict[int, str] = {}
    for panel in panels:
        for block in panel.walk():
            if getattr(block, "caption", None) is not None:
                kind: Captioned = "table" if isinstance(block, Table) else "figure"
                counts[kind] += 1
                number = figures.number(Decimal(counts[kind]), locale)
                labels[id(block)] = patterns[kind].format(number)
    return tuple(_labelled(panel, labels) for panel in panels) if labels else panels


def _labelled(part: Any, labels: dict[int, str]) -> Any:
    """A part of the model in which captions have their labels, by the blocks that they are of."""
    if type(part) is tuple:
        made = tuple(_labelled(entry, labels) for entry in part)
        return made if any(a is not b for a, b in zip(made, part, strict=True)) else part
    if not isinstance(part, Struct):
        return part
    changed = {}
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if (new := _labelled(value, labels)) is not value:
            changed[name] = new
    if id(part) in labels and isinstance(part, Chart | Drawing | PictureBlock | Plot | Table):
        assert part.caption is not None  # labels are of blocks with captions
        changed["caption"] = replace(part.caption, label=labels[id(part)])
    return replace(part, **changed) if changed else part

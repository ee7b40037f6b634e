"""Captions: the words that belong to a picture, a drawing, a chart or a table.

A table holds its caption in the structure. What has an alternative text is read in its stead, with
all that is in it: the caption of a figure stands beside the figure, and one element holds the two.
"""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.caption import Caption, Captioned
from depliant.content.inline import Inline, Span
from depliant.display.structure import Element
from depliant.errors import Place
from depliant.layout.frame import Stack, joined, spaced
from depliant.layout.lines import text_stack
from depliant.layout.setting import PanelSetting
from depliant.style.block_styles import CaptionStyle

_EN_SPACE = "\u2002"
"""Stands between what a caption is counted as and its words."""


def captioned(
    stack: Stack,
    caption: Caption | None,
    kind: Captioned,
    setting: PanelSetting,
    at: tuple[Place, float],
) -> Stack:
    """A block with its caption below or above it, kept with it.

    `at` is the place of the block, and the measure in points.
    """
    if caption is None or not stack.slices:
        return stack
    style = _style(kind, setting)
    place, measure = at
    role = setting.role_of(style.style, "note", "credit", "text")
    said = text_stack(setting, _words(caption, style), role, measure, place)
    above = style.at == "above"
    if kind == "table" and not above:  # whose end rule may lie half a line below it
        said = spaced(said, setting.unit)
    first, second = (said, stack) if above else (stack, said)
    slices = tuple(replace(one, keep=True) for one in first.slices)
    if kind == "table" and not above:  # which may be parted, but for its last row
        slices = (*first.slices[:-1], replace(first.slices[-1], keep=True))
    whole = joined([replace(first, slices=slices), second])
    count = len(first.elements)
    parts = whole.elements[:count], whole.elements[count:]
    words, elements = parts if above else parts[::-1]
    return replace(whole, elements=_tagged(words, elements, kind, above=above))


def lead_words(caption: Caption | None, setting: PanelSetting) -> Inline:
    """What a table without a title is called where it goes on: "Table 2", if it is counted."""
    if caption is None or not _style("table", setting).numbered or not caption.label:
        return ()
    return (Span(caption.label),)


def _style(kind: Captioned, setting: PanelSetting) -> CaptionStyle:
    captions = setting.sheet.captions
    return captions.table if kind == "table" else captions.figure


def _words(caption: Caption, style: CaptionStyle) -> Inline:
    """The words of a caption, after what it is counted as."""
    if not style.numbered or not caption.label:
        return caption.text
    return (Span(caption.label, strong=True), Span(_EN_SPACE), *caption.text)


def _tagged(
    words: tuple[Element, ...], elements: tuple[Element, ...], kind: Captioned, *, above: bool
) -> tuple[Element, ...]:
    """A caption in the structure of what it belongs to."""
    kids = tuple(kid for element in words for kid in element.kids)
    table = elements[0] if kind == "table" and elements else None
    if table is not None and table.role == "Table":
        own = table.kids
        if own and isinstance(own[0], Element) and own[0].role == "Caption":  # its title
            # Two paragraphs, which no voice and no reader of the text runs together.
            one = Element("Caption", (Element("P", own[0].kids), Element("P", kids)))
            return (replace(table, kids=(one, *own[1:])), *elements[1:])
        return (replace(table, kids=(Element("Caption", kids), *own)), *elements[1:])
    caption = Element("Caption", kids)
    if not elements:  # what shows only what words beside it say
        return words
    return (Element("Div", (caption, *elements) if above else (*elements, caption)),)

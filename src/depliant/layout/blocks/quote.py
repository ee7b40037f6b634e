"""Quotations: the words, and below them who said them."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.model import Quote
from depliant.display.structure import Element
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack, joined
from depliant.layout.lines import text_stack
from depliant.layout.setting import PanelSetting


def quote(block: Quote, setting: PanelSetting, measure: float) -> Stack:
    """A quotation in the type style of its role; who said it stands below its last line."""
    whole = text_stack(setting, block.text, block.role, measure, block.place)
    if block.by:
        said_by = text_stack(setting, block.by, "credit", measure, block.place)
        *lines, last = whole.slices
        held = (*lines, replace(last, keep=True))
        whole = joined([replace(whole, slices=held), said_by])
    return replace(whole, elements=(Element("BlockQuote", whole.elements),))


KIND = Kind(quote, after="role", beside="narrow")

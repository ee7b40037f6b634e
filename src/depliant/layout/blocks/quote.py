"""Quotations: the words, below them who said them, and rules above and below both."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from depliant.content.inline import Inline, Span, plain
from depliant.content.model import Quote
from depliant.display.items import Mark
from depliant.display.structure import Element
from depliant.languages.quotation_marks import marks_of
from depliant.languages.rules import NBSP
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Slice, Stack, joined
from depliant.layout.lined import straight
from depliant.layout.lines import text_stack
from depliant.layout.setting import PanelSetting
from depliant.style.block_styles import Line, QuoteStyle

_DASH: Final = "\u2014" + NBSP
_OPENING: Final = frozenset('"“”„‟«»‘’‚‹›「『《〈〝')
"""Signs that a text begins with which has its quotation marks."""
_SPACED: Final = frozenset(("fr", "br", "hy"))
"""Languages that part words from « and »."""


def quote(block: Quote, setting: PanelSetting, measure: float) -> Stack:
    """A quotation in the type style of its role; who said it stands below its last line."""
    style = setting.sheet.quotes.get(block.role) or QuoteStyle()
    text = marked(block.text, setting.language) if style.marks else block.text
    role = block.role if style == QuoteStyle() else setting.role_of(block.role, "quote", "text")
    whole = text_stack(setting, text, role, measure, block.place)
    if block.by:
        by = (Span(_DASH), *block.by) if style.dash else block.by
        said_by = text_stack(setting, by, style.by, measure, block.place)
        *lines, last = whole.slices
        held = (*lines, replace(last, keep=True))
        whole = joined([replace(whole, slices=held), said_by])
    whole = replace(whole, elements=(Element("BlockQuote", whole.elements),))
    if style.top_rule is not None:
        first, *others = whole.slices
        top = replace(_rule(style.top_rule, setting, measure, keep=True), before=first.before)
        whole = replace(whole, slices=(top, replace(first, before=0.0), *others))
    if style.end_rule is not None:
        *others, last = whole.slices
        end = _rule(style.end_rule, setting, measure)
        whole = replace(whole, slices=(*others, replace(last, keep=True), end))
    return whole


def marked(text: Inline, language: str) -> Inline:
    """A text within the quotation marks of its language, unless it begins with one."""
    marks = marks_of(language)
    if marks is None or plain(text).lstrip()[:1] in _OPENING:
        return text
    opening, closing = marks.outer
    tag = language.replace("_", "-").casefold()
    if opening == "«" and tag.partition("-")[0] in _SPACED and tag != "fr-ch":
        opening, closing = opening + NBSP, NBSP + closing
    return (Span(opening), *_trimmed(text), Span(closing))


def _trimmed(text: Inline) -> Inline:
    """A text without the spaces that it begins or ends with, as one has in straight quotes."""
    spans = list(text)
    while spans and not spans[0].text.strip() and spans[0].note is None:
        del spans[0]
    while spans and not spans[-1].text.strip() and spans[-1].note is None:
        del spans[-1]
    if spans:
        spans[0] = spans[0]._replace(text=spans[0].text.lstrip())
        spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip())
    return tuple(spans)


def _rule(line: Line, setting: PanelSetting, measure: float, *, keep: bool = False) -> Slice:
    """A rule as a slice of whole lines of the grid, in their middle."""
    height = setting.ceil(max(line.width, setting.unit))
    path = straight(line, setting.colour(line.colour), (0.0, height / 2), (measure, height / 2))
    return Slice(height, (Mark((path,), None),), keep=keep)


KIND = Kind(quote, after="role", beside="narrow")

"""QR codes: drawn in vectors from what they hold, their words beside them or below."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from depliant.content.inline import Inline, Span
from depliant.content.model import Align, QrCode
from depliant.display.items import Path
from depliant.errors import Diagnostic, InputError
from depliant.geometry import MM, Size, mm, transformed, translation
from depliant.graphics.art import Art
from depliant.graphics.symbols import qr
from depliant.graphics.symbols.symbol import UnfitSymbolError
from depliant.layout.blocks.code import aligned, code_stack, hung, inks, on_ground, too_wide
from depliant.layout.blocks.code_doubts import doubts
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack, counted_from, joined
from depliant.layout.lines import galley, text_stack
from depliant.layout.setting import PanelSetting
from depliant.layout.shrinking import largest, made_smaller
from depliant.layout.stacking import fused, moved
from depliant.sentences import say
from depliant.style.sheet import TypeStyle
from depliant.text.breaking import ENDLESS

USUAL_MODULE, USUAL_SIDE = 0.5, 20.0
"""Millimetres that a code gets where nobody says how large it is to be."""
_PARTS: Final = re.compile(r"\S[^/\s]*/*")
"""The parts of an address, each with the slashes at its end."""
_GAP = mm(3)
_LEAST_WORDS = mm(18)
"""The narrowest column of words beside a code; where there is less, they stand below it."""


def qr_code(block: QrCode, setting: PanelSetting, measure: float) -> Stack:
    """A QR code, with its label and its address where they are wanted.

    Raises:
        InputError: it holds too much, is too small to be read, or a swatch is not there.
    """
    words, align = _words(block), block.symbol.align
    art, out = _art(block, align, setting, measure)
    is_beside = bool(words) and _is_beside(
        block, measure + out - art.size.width - _GAP, setting, measure
    )
    if is_beside and align == "centre":  # it begins where the lines do, and its words follow
        align = "start"
        art, out = _art(block, align, setting, measure)
    alt = block.alt or f"QR: {block.shown or block.holds}"
    if found := (*doubts(block.holds, block.place),):
        art = replace(art, diagnostics=(*art.diagnostics, *found))
    code = code_stack(art, (alt, block.link, block.link), setting, block.place, out)
    width = art.size.width
    if not words:
        return aligned(code, align, width, setting, measure, out)
    if not is_beside:
        code = aligned(code, align, width, setting, measure, out)
        kept = tuple(replace(slice_, keep=True) for slice_ in code.slices)
        return joined([replace(code, slices=kept), _said(block, words, setting, measure)])
    room = measure + out - width - _GAP
    beside = _said(block, words, setting, room)
    return _side_by_side((code, width, out), beside, align, setting, measure)


def _words(block: QrCode) -> tuple[Inline, ...]:
    """What is printed beside it: its label, and its address, which leads where the code does."""
    address = _address(block) if block.printed else ()
    return tuple(text for text in (block.label, address) if text)


def _address(block: QrCode) -> Inline:
    return (Span(block.shown, link=block.link or None),) if block.shown else ()


def _is_beside(block: QrCode, room: float, setting: PanelSetting, measure: float) -> bool:
    """Whether the words stand beside the code, where they have so much room; else below it.

    They do not if an address is whole below it that would be divided elsewhere than at its slashes.
    """
    if room < _LEAST_WORDS:
        return False
    if not block.printed or _of_address(block, setting, room) is not None:
        return True
    return _of_address(block, setting, measure) is None


def _said(block: QrCode, words: tuple[Inline, ...], setting: PanelSetting, measure: float) -> Stack:
    """The words of a code, one below the other; its address as small as its style lets it be."""
    stacks: list[Stack] = []
    designed = setting.style(block.role)
    for text in words:
        style = designed
        if text == _address(block):
            style = _of_address(block, setting, measure) or designed
        stack = text_stack(setting, text, block.role, measure, block.place, style=style)
        if style.size != designed.size:
            note = made_smaller(block.shown, designed, style, block.place)
            stack = replace(stack, diagnostics=(*stack.diagnostics, note))
        stacks.append(stack)
    return joined(stacks)


def _of_address(block: QrCode, setting: PanelSetting, measure: float) -> TypeStyle | None:
    """The type of an address that a measure need not divide but after its slashes.

    It is smaller than its style where that is within its bounds (`fit`); None: that is not enough.
    """
    parts = [part for part in _PARTS.findall(block.shown) if part]

    def is_whole(style: TypeStyle) -> bool:
        return all(
            line.width <= measure
            for part in parts
            for line in galley(setting, (Span(part),), style, ENDLESS, block.place).lines
        )

    style = setting.style(block.role)
    return style if is_whole(style) else largest(style, is_whole)


def _side_by_side(
    drawing: tuple[Stack, float, float],
    words: Stack,
    align: Align,
    setting: PanelSetting,
    measure: float,
) -> Stack:
    """A code and the words beside it as one slice, the words level with its middle, on the grid.

    At the end of the measure the code stands after its words. `drawing` is the code, its width, and
    how far it reaches out of the measure.
    """
    code, width, out = drawing
    (drawn,) = code.slices
    spare = drawn.height - words.height
    down = max(0.0, spare / 2 // setting.unit * setting.unit)
    room = measure + out - width - _GAP
    last = align == "end"
    code_x = setting.across(measure - width + out if last else -out, width, measure)
    words_x = setting.across(0.0 if last else width - out + _GAP, room, measure)
    words = counted_from(code.contents, words)
    marks = (
        *moved(drawn.marks, code_x),
        *moved(fused(words, down), words_x),
    )
    said = " ".join(slice_.text for slice_ in words.slices)
    height = max(drawn.height, words.height)
    slice_ = replace(drawn, height=height, marks=marks, text=said)
    return Stack(
        (slice_,),
        code.elements + words.elements,
        code.diagnostics + words.diagnostics,
        code.contents + words.contents,
    )


def _art(block: QrCode, align: Align, setting: PanelSetting, measure: float) -> tuple[Art, float]:
    """The code in its quiet zone, and how far that hangs out of the measure.

    Raises:
        InputError: `code-content`, `code-small`, `code-wide` or `swatch-unknown`.
    """
    try:
        rows = qr.modules(block.holds, block.level)
    except UnfitSymbolError as error:
        raise InputError(
            Diagnostic("code-content", error.message, block.place, error.hint)
        ) from None
    count = len(rows)
    side = block.size_mm or max(USUAL_SIDE, USUAL_MODULE * count)
    needed = max(qr.LEAST_SIDE, qr.LEAST_MODULE * count)
    if side < needed - 0.001:
        raise InputError(_too_small(block, side, count, needed))
    module = side / count * MM
    quiet = module * qr.QUIET
    whole = module * count + 2 * quiet
    look = inks(block.symbol, setting, block.place)
    out = hung(align, quiet, look, setting)
    if whole - out > measure + 0.01:
        raise InputError(too_wide(whole - out, measure, block.place))
    outline = qr.outline(rows, module)
    drawn = (Path(transformed(outline, translation(quiet, quiet)), fill=look.dark),)
    return on_ground(drawn, Size(whole, whole), look), out


def _too_small(block: QrCode, side: float, count: int, needed: float) -> Diagnostic:
    return Diagnostic(
        "code-small",
        say(
            "A QR code of {side:.1f} mm has squares of {module:.2f} mm here; telephones need "
            "{least_side:.0f} mm and squares of {least_module:.1f} mm at least.",
            side=side,
            module=side / count,
            least_side=qr.LEAST_SIDE,
            least_module=qr.LEAST_MODULE,
        ),
        block.place,
        say(
            "Write `size_mm: {needed:.1f}` or more, or a shorter address: it then has fewer "
            "squares.",
            needed=-(-needed * 10 // 1) / 10,
        ),
    )


KIND = Kind(qr_code)

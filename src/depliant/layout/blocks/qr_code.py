"""QR codes: drawn in vectors from what they hold, their words beside them or below."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.inline import Inline, Span
from depliant.content.model import Align, QrCode
from depliant.display.items import Path
from depliant.errors import Diagnostic, InputError
from depliant.geometry import MM, Size, mm, transformed, translation
from depliant.graphics.art import Art
from depliant.graphics.symbols import qr
from depliant.graphics.symbols.symbol import UnfitSymbolError
from depliant.layout.blocks.code import aligned, code_stack, inks, left_over, on_ground, too_wide
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Slice, Stack, counted_from, joined
from depliant.layout.lines import text_stack
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import fused, moved
from depliant.sentences import say

USUAL_MODULE, USUAL_SIDE = 0.5, 20.0
"""Millimetres that a code gets where nobody says how large it is to be."""
_GAP = mm(3)
_LEAST_WORDS = mm(18)
"""The narrowest column of words beside a code; where there is less, they stand below it."""


def qr_code(block: QrCode, setting: PanelSetting, measure: float) -> Stack:
    """A QR code, with its label and its address where they are wanted.

    Raises:
        InputError: it holds too much, is too small to be read, or a swatch is not there.
    """
    art = _art(block, setting, measure)
    alt = block.alt or f"QR: {block.shown or block.holds}"
    if block.holds.lower().startswith("www."):
        art = replace(art, diagnostics=(*art.diagnostics, _no_scheme(block)))
    code = code_stack(art, (alt, block.link, block.link), setting, block.place)
    words = _words(block)
    width = art.size.width
    room = measure - width - _GAP
    if not words:
        return aligned(code, block.symbol.align, width, setting, measure)
    if room < _LEAST_WORDS:
        code = aligned(code, block.symbol.align, width, setting, measure)
        kept = tuple(replace(slice_, keep=True) for slice_ in code.slices)
        stacks = [text_stack(setting, text, block.role, measure, block.place) for text in words]
        return joined([replace(code, slices=kept), *stacks])
    beside = joined([text_stack(setting, text, block.role, room, block.place) for text in words])
    return _side_by_side(code, width, beside, block.symbol.align, setting, measure)


def _words(block: QrCode) -> tuple[Inline, ...]:
    """What is printed beside it: its label, and its address, which leads where the code does."""
    address = (Span(block.shown, link=block.link or None),) if block.shown else ()
    return tuple(text for text in (block.label, address if block.printed else ()) if text)


def _side_by_side(
    code: Stack, width: float, words: Stack, align: Align, setting: PanelSetting, measure: float
) -> Stack:
    """A code and the words beside it as one slice, the words level with its middle, on the grid.

    At the end of the measure the code stands after its words.
    """
    (drawn,) = code.slices
    spare = drawn.height - words.height
    down = max(0.0, spare / 2 // setting.unit * setting.unit)
    room = measure - width - _GAP
    last = align == "end"
    code_x = setting.across(left_over(align, measure - width) if last else 0.0, width, measure)
    words_x = setting.across(0.0 if last else width + _GAP, room, measure)
    words = counted_from(code.contents, words)
    marks = (
        *moved(drawn.marks, code_x),
        *moved(fused(words, down), words_x),
    )
    said = " ".join((drawn.text, *(slice_.text for slice_ in words.slices)))
    height = max(drawn.height, words.height)
    slice_ = Slice(height, marks, drawn.before, text=said, place=drawn.place)
    return Stack(
        (slice_,),
        code.elements + words.elements,
        code.diagnostics + words.diagnostics,
        code.contents + words.contents,
    )


def _art(block: QrCode, setting: PanelSetting, measure: float) -> Art:
    """The code in its quiet zone.

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
    whole = module * (count + 2 * qr.QUIET)
    if whole > measure + 0.01:
        raise InputError(too_wide(whole, measure, block.place))
    look = inks(block.symbol, setting, block.place)
    outline = qr.outline(rows, module)
    inset = translation(qr.QUIET * module, qr.QUIET * module)
    return on_ground((Path(transformed(outline, inset), fill=look.dark),), Size(whole, whole), look)


def _no_scheme(block: QrCode) -> Diagnostic:
    return Diagnostic(
        "code-content",
        say("“{holds}” does not say that it is an address.", holds=block.holds[:60]),
        block.place,
        say("Write https:// before it: not every telephone opens it without."),
        "warning",
    )


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

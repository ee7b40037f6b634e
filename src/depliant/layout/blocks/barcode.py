"""Bar codes: EAN-13 with its digits below in the places of the standard, and Code 128."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.model import Barcode
from depliant.display.items import Item, Path
from depliant.errors import Diagnostic, InputError
from depliant.geometry import MM, Rect, Segment, Size, mm, rectangle
from depliant.graphics.art import Art
from depliant.graphics.charts.lettering import Lettering, lettering_of
from depliant.graphics.symbols import code128, ean13
from depliant.graphics.symbols.symbol import UnfitSymbolError
from depliant.layout.blocks.code import Inks, aligned, code_stack, hung, inks, on_ground, too_wide
from depliant.layout.blocks.code_doubts import unfilled
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import shift
from depliant.sentences import say

LEAST_MODULE = 0.25
"""Millimetres of the narrowest bar of Code 128 (GS1 General Specifications, 5.12.3.2)."""
USUAL_HEIGHT = 12.0
LEAST_HEIGHT = 5.0
"""Millimetres; the standard asks for 5 mm or 15 % of the width (ISO/IEC 15417:2007, 4.7)."""
_LEAST_SHARE = 0.15
_DIGITS = 2.75
"""Millimetres that the digits of an EAN-13 are high at magnification 1."""
_LETTERS, _GAP = 2.1, 0.8
"""Millimetres that the letters below a Code 128 are high unless their style says it; their gap."""
_DIGIT_ROOM = 6.4
"""Modules that a digit of seven may fill."""


class _Bars(NamedTuple):
    """Widths of bars and gaps in modules, the quiet zones in modules, the words below."""

    widths: tuple[int, ...]
    before: int
    after: int
    text: str


def barcode(block: Barcode, setting: PanelSetting, measure: float) -> Stack:
    """A bar code with what it holds below it.

    Raises:
        InputError: it cannot hold that, is too small to be read, or a swatch is not there.
    """
    try:
        bars = _bars(block)
    except UnfitSymbolError as error:
        raise InputError(
            Diagnostic("code-content", error.message, block.place, error.hint)
        ) from None
    module = mm(block.module_mm)
    width = module * (bars.before + sum(bars.widths) + bars.after)
    look = inks(block.symbol, setting, block.place)
    # The first digit of an EAN-13 stands in its white margin, in line with the text as it is.
    quiet = module * bars.before if block.kind == "code-128" else 0.0
    out = hung(block.symbol.align, quiet, look, setting)
    _refuse(block, width - out, measure)
    art = (
        _ean(block, bars, look, setting)
        if block.kind == "ean-13"
        else _code128(block, bars, look, setting)
    )
    if block.kind == "code-128" and (found := (*unfilled(block.holds, block.place),)):
        art = replace(art, diagnostics=(*art.diagnostics, *found))
    said = (block.alt or bars.text, "" if block.alt else bars.text, "")
    stack = code_stack(art, said, setting, block.place, out)
    return aligned(stack, block.symbol.align, width, setting, measure, out)


def _bars(block: Barcode) -> _Bars:
    if block.kind == "ean-13":
        digits = ean13.digits(block.holds)
        return _Bars(ean13.widths(digits), *ean13.QUIET, digits)
    return _Bars(code128.widths(block.holds), code128.QUIET, code128.QUIET, block.holds)


def _refuse(block: Barcode, width: float, measure: float) -> None:
    """Refuse a code that no reader reads; `width` and `measure` in points.

    Raises:
        InputError: `code-small` or `code-wide`.
    """
    if block.module_mm < LEAST_MODULE - 0.001:
        raise InputError(
            Diagnostic(
                "code-small",
                say(
                    "The narrowest bar would be {module:.2f} mm wide; {least:.2f} mm is the least "
                    "that readers tell.",
                    module=block.module_mm,
                    least=LEAST_MODULE,
                ),
                block.place,
                say(
                    "Write `module_mm: {least:.2f}` or more: the code is then {wide:.1f} mm wide "
                    "with its white margins.",
                    least=LEAST_MODULE,
                    wide=width / MM / block.module_mm * LEAST_MODULE,
                ),
            )
        )
    if width > measure + 0.01:
        raise InputError(too_wide(width, measure, block.place))


def _low(block: Barcode, least: float, height: float) -> tuple[Diagnostic, ...]:
    """The warning of bars that are lower than their standard asks for; millimetres."""
    if height >= least - 0.05:
        return ()
    return (
        Diagnostic(
            "code-low",
            say(
                "The bars are {height:.1f} mm high; their standard asks for {least:.1f} mm, so "
                "that a reader may cross them at a slant.",
                height=height,
                least=least,
            ),
            block.place,
            say("Leave `height_mm` out, or ask whoever reads the code."),
            "warning",
        ),
    )


def _rectangles(bars: _Bars, module: float, ends: tuple[float, float], *, guards: bool) -> Path:
    """The bars as one outline; `ends` are where they end, and where the guard bars do."""
    at = 0
    outline: list[Segment] = []
    for number, width in enumerate(bars.widths):
        if number % 2 == 0:
            bottom = ends[1] if guards and ean13.is_guard(at) else ends[0]
            box = Rect((bars.before + at) * module, 0.0, width * module, bottom)
            outline += rectangle(box)
        at += width
    return Path(tuple(outline))


def _ean(block: Barcode, bars: _Bars, look: Inks, setting: PanelSetting) -> Art:
    """An EAN-13: six digits below each half, the first before the bars."""
    module, scale = mm(block.module_mm), block.module_mm / 0.33
    usual = ean13.HEIGHT * scale
    height = mm(block.height_mm or usual)
    reach = height + ean13.GUARD * module
    path = _rectangles(bars, module, (height, reach), guards=True)
    lettering = _lettering(block, look, setting)
    lettering = lettering.sized(lettering.style.size * mm(_DIGITS) * scale / lettering.cap)
    widest = max(lettering.width(digit) for digit in "0123456789")
    fit = min(1.0, _DIGIT_ROOM * module / widest)
    lettering = lettering.sized(lettering.style.size * fit)
    base = height + module + mm(_DIGITS) * scale
    drawn: list[Item] = [Path(path.outline, fill=look.dark)]
    for number, digit in enumerate(bars.text):
        # Seven modules a digit: before the bars, from the fourth module, from the fiftieth.
        half = 3 + 7 * (number - 1) if number < 7 else 50 + 7 * (number - 7)
        cell = half if number else -8.5
        middle = (bars.before + cell + 3.5) * module
        x = middle - lettering.width(digit) / 2
        drawn += (shift(run, x, base) for run in lettering.line(digit))
    width = module * (bars.before + sum(bars.widths) + bars.after)
    art = on_ground(tuple(drawn), Size(width, max(reach, base + 0.5 * module)), look)
    return _with(art, _low(block, usual, height / MM))


def _code128(block: Barcode, bars: _Bars, look: Inks, setting: PanelSetting) -> Art:
    """A Code 128 with what it holds in the middle below, made narrower where it is wider."""
    module = mm(block.module_mm)
    inked = sum(bars.widths) * module
    height = mm(block.height_mm or max(USUAL_HEIGHT, _LEAST_SHARE * inked / MM))
    path = _rectangles(bars, module, (height, height), guards=False)
    lettering = _lettering(block, look, setting)
    text = "".join(char if char.isprintable() else " " for char in bars.text)
    if setting.style_name(block.role) not in setting.sheet.type:
        lettering = lettering.sized(lettering.style.size * mm(_LETTERS) / lettering.cap)
    wide = lettering.width(text)
    if wide > inked:
        lettering = lettering.sized(lettering.style.size * inked / wide)
    base = height + mm(_GAP) + lettering.cap
    x = bars.before * module + (inked - lettering.width(text)) / 2
    runs = tuple(shift(run, x, base) for run in lettering.line(text))
    width = module * (bars.before + bars.after) + inked
    size = Size(width, base + lettering.depth)
    art = on_ground((Path(path.outline, fill=look.dark), *runs), size, look)
    least = max(LEAST_HEIGHT, _LEAST_SHARE * inked / MM)
    return _with(art, _low(block, least, height / MM))


def _lettering(block: Barcode, look: Inks, setting: PanelSetting) -> Lettering:
    """The type of what stands below the bars, in their ink; digits run to the right everywhere."""
    return lettering_of(setting.style(block.role), setting.sheet, "en").inked(look.dark)


def _with(art: Art, found: tuple[Diagnostic, ...]) -> Art:
    return Art(art.items, art.size, art.diagnostics + found)


KIND = Kind(barcode)

"""QR codes in pictures: found by their three corners, measured in modules.

A picture is taken for a code if it is black on white and its black part is a square with the
three finder patterns and the timing patterns of ISO/IEC 18004:2015, 6.3. One that stands askew,
in a photograph or with a drawing round it is not looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from depliant.display.items import Picture, Raster
from depliant.errors import Diagnostic, Place
from depliant.geometry import MM, Rect
from depliant.graphics.pixels import gray_of, grays_of
from depliant.press.blacks import is_two_level
from depliant.sentences import say

if TYPE_CHECKING:
    from PIL import Image

QUIET_ZONE = 4
"""Modules of white round a code (ISO/IEC 18004:2015, 9.1)."""
SMALL_MODULE = 0.396
"""Millimetres: the least X-dimension of a QR code in shops (GS1 General Specifications,
5.12.3.1)."""
LEAST_MODULE = 0.25
"""Millimetres: four dots of a printer of 400 an inch, by whom the code is from (DENSO WAVE,
qrcode.com/en/howto/code.html)."""

_SIDES = range(21, 178, 4)
"""Modules a side of versions 1 to 40."""
_FINDER = 7
_SLACK = 0.02


class Code(Struct, frozen=True):
    """A code in a picture: modules a side, pixels a module, and its box in pixels."""

    modules: int
    pixels: float
    box: Rect

    def quiet(self, shown: Rect) -> float:
        """Modules of white round it in the part of the picture that is shown; below 0 it is cut."""
        box = self.box
        left, top = box.x - shown.x, box.y - shown.y
        return min(left, top, shown.right - box.right, shown.bottom - box.bottom) / self.pixels


def find(raster: Raster) -> Code | None:
    """The QR code that a picture is; none if it is something else."""
    if raster.space == "cmyk":
        return None
    if not is_two_level(grays_of(raster)):
        return None
    gray = gray_of(raster)
    dark = gray.rows(0, gray.height).point([255] * 128 + [0] * 128)
    box = dark.getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    if min(width, height) < _SIDES[0] or abs(width - height) > max(1.0, _SLACK * width):
        return None
    code = dark.crop(box)
    modules = next((side for side in _SIDES if side <= width and _agrees(code, side)), None)
    if modules is None:
        return None
    return Code(modules, (width + height) / 2 / modules, Rect(left, top, width, height))


def _agrees(code: Image.Image, side: int) -> bool:
    """Whether the finder and timing patterns of a code with so many modules are there."""
    last = side - _FINDER
    corners = ((0, 0), (last, 0), (0, last))
    for x, y in corners:
        for row in range(_FINDER):
            for column in range(_FINDER):
                ring = max(abs(row - 3), abs(column - 3))
                if _is_dark(code, side, x + column, y + row) != (ring != 2):
                    return False
    return all(
        _is_dark(code, side, at, 6) == _is_dark(code, side, 6, at) == (at % 2 == 0)
        for at in range(_FINDER + 1, last - 1)
    )


def _is_dark(code: Image.Image, side: int, column: int, row: int) -> bool:
    """Whether the middle of a module is dark."""
    x = int((column + 0.5) * code.width / side)
    y = int((row + 0.5) * code.height / side)
    return code.getpixel((x, y)) == 255


def check(code: Code, picture: Picture, name: str, place: Place | None) -> tuple[Diagnostic, ...]:
    """What keeps a code from being read: it is cut, too small, or without white round it."""
    quiet = code.quiet(picture.crop)
    if quiet < -0.01:
        return (
            Diagnostic(
                "code-cut",
                say("The frame cuts the code {name}, so that nothing can read it.", name=name),
                place,
                say("Leave `aspect` out: the picture is then shown whole."),
            ),
        )
    found = []
    module = code.pixels / picture.ppi * 72 / MM
    if module < SMALL_MODULE - 0.001:
        wanted = SMALL_MODULE * (code.modules + 2 * QUIET_ZONE)
        found.append(
            Diagnostic(
                "code-small",
                say(
                    "The squares of the code {name} are {module:.2f} mm wide in print; "
                    "{small_module:.1f} mm is the least that GS1 asks for.",
                    name=name,
                    module=module,
                    small_module=SMALL_MODULE,
                ),
                place,
                say(
                    "Give it {wanted:.0f} mm with its white margin, or a shorter address: "
                    "it then has fewer squares.",
                    wanted=wanted,
                ),
                "error" if module < LEAST_MODULE else "warning",
            )
        )
    if quiet < QUIET_ZONE - 0.25:
        found.append(
            Diagnostic(
                "code-quiet-zone",
                say(
                    "The code {name} has a white margin of {quiet:.1f} of its squares; "
                    "readers need {quiet_zone}.",
                    name=name,
                    quiet=quiet,
                    quiet_zone=QUIET_ZONE,
                ),
                place,
                say(
                    "Export it again with a margin (quiet zone) of {quiet_zone} squares.",
                    quiet_zone=QUIET_ZONE,
                ),
                "warning",
            )
        )
    return tuple(found)

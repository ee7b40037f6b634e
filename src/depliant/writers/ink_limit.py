"""How much ink the pixels of a picture have, and what keeps it within the press's limit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from depliant.errors import BrochureError, Diagnostic
from depliant.press.strips import joined, parts
from depliant.sentences import say

if TYPE_CHECKING:
    from PIL import Image


def total_ink(image: Image.Image) -> float:
    """The most ink that any pixel of a CMYK image has, 1.0 for 100 %."""
    most = max(_sum(part).getextrema()[1] for part in parts(image))
    assert isinstance(most, (int, float))
    return most / 255


def _sum(image: Image.Image) -> Image.Image:
    """The four plates added up, as 32-bit integers."""
    from PIL import ImageMath

    cyan, magenta, yellow, black = image.split()
    total: Image.Image = ImageMath.lambda_eval(
        lambda plates: plates["c"] + plates["m"] + plates["y"] + plates["k"],
        c=cyan.convert("I"),
        m=magenta.convert("I"),
        y=yellow.convert("I"),
        k=black.convert("I"),
    )
    return total


_LEVEL = 1 / 255


def check_ink(strips: Iterable[Image.Image], limit: float) -> None:
    """Refuse an image, given as strips, that has more ink than the press allows.

    Raises:
        BrochureError: `ink-limit`.
    """
    most = max(map(total_ink, strips))
    if most > limit + 4 * _LEVEL:
        raise BrochureError(
            Diagnostic(
                "ink-limit",
                say(
                    "A CMYK image has up to {most:.0%} ink; the press allows {limit:.0%}.",
                    most=most,
                    limit=limit,
                ),
                hint=say("Convert the image with the press's profile, or supply it as RGB."),
            )
        )


def held_to(image: Image.Image, limit: float) -> Image.Image:
    """The image with cyan, magenta and yellow scaled down where a pixel passes the limit.

    A profile's tables keep the limit at their nodes; between them interpolation may pass it by
    a level or two.
    """
    if total_ink(image) <= limit:
        return image
    return joined(image.size, (_held(part, limit) for part in parts(image)))


def _held(image: Image.Image, limit: float) -> Image.Image:
    from PIL import Image, ImageMath

    *colours, black = image.split()
    room = int(limit * 255)
    total = _sum(image)
    share = ImageMath.lambda_eval(
        lambda plates: (room - plates["k"]) * 4096 / plates["max"](plates["t"] - plates["k"], 1),
        k=black.convert("I"),
        t=total,
    )
    held = [
        ImageMath.lambda_eval(
            lambda plates: plates["convert"](
                plates["min"](plates["v"], plates["v"] * plates["share"] / 4096), "L"
            ),
            v=plate.convert("I"),
            share=share,
        )
        for plate in colours
    ]
    return Image.merge("CMYK", (*held, black))

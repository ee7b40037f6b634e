"""What all images have in common: their names, their sizes, and the file of their words."""

from __future__ import annotations

from collections.abc import Sequence

from depliant.display.items import DisplayDocument
from depliant.errors import Diagnostic, InputError
from depliant.geometry import Size
from depliant.sentences import Sentence, say
from depliant.writers.alternatives import Image, sidecar
from depliant.writers.targets import RESOLUTIONS, WIDTHS, ImageOptions, Options, Output

_MOST_PIXELS = 50_000_000
"""Of one image: 150 MB while it is painted."""


def scale_of(size: Size, images: ImageOptions, usual_ppi: float) -> float:
    """Pixels a point of a page of that size.

    Raises:
        InputError: `image-size`: the width or the resolution is out of bounds, or the image has
            far too many pixels.
    """
    if images.width is not None and not WIDTHS[0] <= images.width <= WIDTHS[1]:
        least, most = WIDTHS
        raise _refused(
            say("An image cannot be {width} pixels wide.", width=images.width),
            say("Ask for a width from {least} to {most}.", least=least, most=most),
        )
    if images.ppi is not None and not RESOLUTIONS[0] <= images.ppi <= RESOLUTIONS[1]:
        reason = say("An image cannot have {ppi} pixels an inch.", ppi=images.ppi)
        least, most = RESOLUTIONS
        hint = say("Ask for a resolution from {least} to {most}.", least=least, most=most)
        raise _refused(reason, hint)
    scale = images.width / size.width if images.width else (images.ppi or usual_ppi) / 72
    pixels = size.width * scale * size.height * scale
    if pixels > _MOST_PIXELS:
        raise InputError(
            Diagnostic(
                "image-size",
                say(
                    "An image would have {pixels:.0f} million pixels; {most_pixels:.0f} "
                    "are the most.",
                    pixels=pixels / 1000000.0,
                    most_pixels=_MOST_PIXELS / 1000000.0,
                ),
                hint=say("Ask for a smaller width or resolution."),
            )
        )
    return scale


def _refused(message: Sentence, hint: Sentence) -> InputError:
    return InputError(Diagnostic("image-size", message, hint=hint))


def file_names(document: DisplayDocument, stem: str, suffix: str) -> list[str]:
    """A name for each page's image, by its panel or side; names that occur again are numbered.

    Names that differ in capitals alone are one name to some systems.
    """
    names: list[str] = []
    taken: set[str] = set()
    for page in document.pages:
        name = full = page.name or page.label
        number = 1
        while full.lower() in taken:
            number += 1
            full = f"{name}-{number}"
        taken.add(full.lower())
        names.append(f"{stem}.{full}.{suffix}")
    return names


def words_file(
    document: DisplayDocument, images: Sequence[Image], options: Options, suffix: str
) -> Output:
    """The JSON file that goes with a document's images; it shows no picture itself."""
    shows = options.images.pages.removesuffix("s")
    return Output(f"{options.stem}.{suffix}", sidecar(document, images, shows), 0)

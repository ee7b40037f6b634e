"""Pictures that a drawing holds in itself: PNG and JPEG as data URLs."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes

from depliant.colour import Colour
from depliant.display.items import Picture, Raster
from depliant.errors import InputError, Place
from depliant.geometry import Matrix, Rect, rectangle
from depliant.graphics import picture
from depliant.graphics.svg.cuts import Cut
from depliant.graphics.svg.document import DrawingError
from depliant.graphics.svg.layers import Layer
from depliant.graphics.svg.ports import fitted
from depliant.sentences import say
from depliant.source.folder import File

_DATA = re.compile(r"\s*+data:([^;,]*+)((?:;[^;,]*+)*+),", re.IGNORECASE)
_KINDS = ("image/png", "image/jpeg", "image/jpg")


def raster(href: str, place: Place) -> Raster:
    """The pixels of a data URL.

    Raises:
        DrawingError: it holds no PNG or JPEG, or a damaged one.
    """
    found = _DATA.match(href)
    kind = found[1].strip().lower() if found else ""
    if found is None or kind not in _KINDS:
        raise DrawingError(
            "svg-unsupported",
            say("A picture in the drawing is {kind}.", kind=kind)
            if kind
            else say("A picture in the drawing is of no kind that is named."),
            say("Embed it as PNG or JPEG, or trace it in the drawing program."),
        )
    body = href[found.end() :]
    try:
        if "base64" in found[2].lower():
            data = b64decode("".join(unquote_to_bytes(body).decode("ascii").split()) + "==")
        else:
            data = unquote_to_bytes(body)
        return picture.read(File(place.file, data, hashlib.sha256(data).hexdigest()), place)
    except InputError as error:
        first = error.diagnostics[0]
        message = say("A picture in the drawing cannot be read. {message}", message=first.message)
        raise DrawingError(first.code, message, first.hint or say("Embed it again.")) from error
    except ValueError as error:
        raise DrawingError(
            "svg-invalid",
            say("A picture in the drawing is no data that can be read."),
            say("Embed it again."),
        ) from error


def placed(pixels: Raster, frame: Rect, preserve: str, ground: Colour) -> Layer:
    """A raster fitted into a frame and cut to it."""
    whole = Rect(0.0, 0.0, float(pixels.width), float(pixels.height))
    shown: Matrix = fitted(whole, frame, preserve)
    box = shown.apply_rect(whole)
    part = Picture(pixels, box, whole, ground)
    inside = box.x >= frame.x - 1e-6 and box.y >= frame.y - 1e-6
    inside = inside and box.right <= frame.right + 1e-6 and box.bottom <= frame.bottom + 1e-6
    return Layer((part,), region=None if inside else ((Cut(rectangle(frame)),),), box=frame)

"""Text of a drawing that passes the edge of its view box: it would be cut off there.

It does where it was made with a font that is narrower than the one that outlined it. Shapes that
pass the edge are meant to be cut: those who draw do it so.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final
from xml.etree import ElementTree

from depliant.colour import Colour
from depliant.errors import InputError, UnfitError
from depliant.geometry import Rect
from depliant.graphics.logo import weighed
from depliant.graphics.svg import drawing as svg
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.document import Ground
from depliant.graphics.svg.ports import view_box
from depliant.partners.svg_text import SVG

_LEAST: Final = 0.005
"""A share of the box that nobody misses."""

Shares = tuple[float, float, float, float]
"""Of a box, how far something passes its left, top, right and bottom edge."""


def passing(
    sent: bytes, outlined: bytes, inks: Mapping[str, Colour], name: str, ground: Ground
) -> Shares:
    """How far text passes the edges of the box, in shares of it; nought where it does not.

    Args:
        sent: the drawing with its text.
        outlined: the same with its text as outlines.
        inks: the inks of its colours.
        name: what it is called.
        ground: what it is read for.
    """
    whole = _beyond(_wide(outlined), inks, name, ground)
    if max(whole) < _LEAST:
        return whole
    shapes = _beyond(_wide(sent, textless=True), inks, name, ground)
    left, top, right, bottom = (
        one if one >= _LEAST and one > other + _LEAST / 5 else 0.0
        for one, other in zip(whole, shapes, strict=True)
    )
    return left, top, right, bottom


def _beyond(data: bytes, inks: Mapping[str, Colour], name: str, ground: Ground) -> Shares:
    """How far a drawing passes a box that has been made three times as wide and high."""
    with suppress(InputError):
        art = svg.read(data, inks, name, ground)
        ink, wide = weighed(art).box, art.bounds
        across, down = wide.width / 3, wide.height / 3
        return (
            max(0.0, (wide.x + across - ink.x) / across),
            max(0.0, (wide.y + down - ink.y) / down),
            max(0.0, (ink.right - wide.right + across) / across),
            max(0.0, (ink.bottom - wide.bottom + down) / down),
        )
    return 0.0, 0.0, 0.0, 0.0  # nothing is drawn, or what is wrong is told elsewhere


def _wide(data: bytes, *, textless: bool = False) -> bytes:
    """A drawing in a box three times as wide and high, its own in the middle."""
    root = ElementTree.fromstring(data)
    try:
        box = view_box(root.attrib) or Rect(
            0.0,
            0.0,
            svg_paths.length(root.get("width", ""), 0.0),
            svg_paths.length(root.get("height", ""), 0.0),
        )
    except (UnfitError, ValueError):
        return data
    wide = (box.x - box.width, box.y - box.height, 3 * box.width, 3 * box.height)
    root.set("viewBox", " ".join(f"{one:.6f}" for one in wide))
    for parent in list(root.iter()) if textless else ():
        for kid in [one for one in parent if one.tag == f"{SVG}text"]:
            parent.remove(kid)
    written: bytes = ElementTree.tostring(root, encoding="utf-8")
    return written

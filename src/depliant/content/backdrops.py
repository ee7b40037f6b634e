"""The pictures behind a panel's blocks, in the words of an edition."""

from __future__ import annotations

from msgspec import Struct

from depliant.content.inline import Spoken
from depliant.errors import Place

Region = tuple[float, float, float, float]
"""Left, top, width and height, as shares of a picture."""


class Backdrop(Struct, frozen=True):
    """A picture behind the blocks of a panel, or of several.

    `alt` is empty for one that says nothing. `focus` and `keep` are shares of the picture. `frame`
    is a frame of the design, None for the whole panel. `panels` are the ids of those that it goes
    over, where they are named; else it goes over `count` of a side, 0 for all, or over those that
    are seen of the `closed` piece.
    """

    file: str
    alt: Spoken
    focus: tuple[float, float]
    keep: tuple[Region, ...]
    frame: str | None
    panels: tuple[str, ...]
    count: int
    mirror: bool
    role: str
    place: Place
    closed: bool = False

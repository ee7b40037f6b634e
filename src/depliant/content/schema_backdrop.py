"""What content.yaml may hold that lies behind the blocks of a panel: its pictures."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from depliant.content.schema_drawn import PictureRole
from depliant.content.worded import Worded
from depliant.sentences import say
from depliant.source.reading import Choose, MisfitError, described
from depliant.source.scalars import Id, Name, Share, Text
from depliant.source.yaml import Tree

_Count = Annotated[int, Meta(ge=1, le=20)]
_Panels = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=20)]


def _across(data: Tree) -> tuple[Any, Tree]:
    """Panels by their ids, so many of them, or all of a side or of the closed piece."""
    if isinstance(data, list | tuple):
        return _Panels, data
    is_number = isinstance(data, int) or (isinstance(data, str) and data.lstrip("+-").isdigit())
    return (_Count if is_number else Literal["side", "closed"]), data


Across = Choose[int | str | tuple[str, ...], _across, _Count, Literal["side", "closed"], _Panels]


class Backdrop(Worded, frozen=True, kw_only=True):
    """A picture behind the blocks of a panel, into the bleed where it reaches the edge."""

    picture: Annotated[Name, described("The file, such as assets/images/x.jpg.")]
    alt: Annotated[Text | None, described("What it shows, for those who cannot see it.")] = None
    decorative: Annotated[
        bool, described("`true`: it says nothing, and is not read aloud; `alt` is left out.")
    ] = False
    focus: Annotated[
        tuple[Share, Share], described("The point to keep: shares of the width and of the height.")
    ] = (0.5, 0.5)
    keep: Annotated[
        tuple[tuple[Share, Share, Share, Share], ...],
        Meta(max_length=50),
        described(
            "Parts that must be seen whole and off the folds, such as faces: left, top, width, "
            "height, as shares of the picture."
        ),
    ] = ()
    frame: Annotated[
        Name | None,
        described("The frame of the design that it fills; left out: the whole panel."),
    ] = None
    across: Annotated[
        Across,
        described(
            "How far it goes: so many panels of the side from this one on, `side` for all of them, "
            "`closed` for those that are seen of the closed piece, or panels by their ids."
        ),
    ] = 1
    mirror: Annotated[
        bool, described("Whether it may be turned over where the language runs to the left.")
    ] = False
    role: PictureRole = "backdrop"

    def __post_init__(self) -> None:
        """It is told in words, or said to need none."""
        if self.decorative == (self.alt is not None):
            raise MisfitError(
                say(
                    "must have `alt`, which says what it shows, or `decorative: true` if it says "
                    "nothing; not both"
                )
            )

    @property
    def called(self) -> str:
        """The picture by its file."""
        return f"picture:{self.picture}"


def _backdrops(data: Tree) -> tuple[Any, Tree]:
    """One picture, or several."""
    return (_Several if isinstance(data, list | tuple) else Backdrop), data


_Several = Annotated[tuple[Backdrop, ...], Meta(max_length=12)]
Backdrops = Choose[Backdrop | tuple[Backdrop, ...], _backdrops, Backdrop, _Several]

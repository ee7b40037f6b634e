"""What a design places on its panel: the grid, frames, running heads and folios."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from depliant.sentences import say
from depliant.source.reading import MisfitError, Part
from depliant.source.scalars import Length, Name, Offset


class Grid(Part, frozen=True, kw_only=True):
    """Columns and rows between the margins of a panel, which its frames may be placed by.

    A row is as many whole lines of the baseline grid as leave room for all `rows`; between two
    of them lie `row_gap` lines.
    """

    columns: Annotated[int, Meta(ge=1, le=24)] = 12
    gutter_mm: Length = 5.0
    rows: Annotated[int, Meta(ge=1, le=60)] = 1
    row_gap: Annotated[int, Meta(ge=0, le=10)] = 1


_Track = Annotated[int, Meta(ge=1, le=60)]


class Frame(Part, frozen=True, kw_only=True):
    """A part of a panel that blocks are poured into.

    It is placed from the edges of the panel in millimetres, or from the first to the last column
    (`across`) and row (`down`) of the design's grid; what nothing is said of reaches to the
    margin. `padding_mm` lies between its edges and what it holds. `roles` come before those of
    the design.
    """

    across: tuple[_Track, _Track] | None = None
    down: tuple[_Track, _Track] | None = None
    left_mm: Offset | None = None
    right_mm: Offset | None = None
    width_mm: Length | None = None
    top_mm: Offset | None = None
    bottom_mm: Offset | None = None
    height_mm: Length | None = None
    ground: Name | None = None
    padding_mm: Length = 0.0
    columns: Annotated[int, Meta(ge=1, le=6)] | None = None
    gutter_mm: Length | None = None
    balance_columns: bool | None = None
    spread: Literal["none", "blocks", "fill"] | None = None
    roles: dict[Name, Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Each direction is said in one way, and no more of it than it takes."""
        for track, keys in (
            ("across", ("left_mm", "right_mm", "width_mm")),
            ("down", ("top_mm", "bottom_mm", "height_mm")),
        ):
            given = [key for key in keys if getattr(self, key) is not None]
            if getattr(self, track) is not None and given:
                raise MisfitError(
                    say("must not have both `{track}` and `{key}`", track=track, key=given[0])
                )
            if len(given) == 3:
                raise MisfitError(
                    say(
                        "must have two of `{start}`, `{end}` and `{extent}` at most",
                        start=keys[0],
                        end=keys[1],
                        extent=keys[2],
                    )
                )


class Furniture(Part, frozen=True, kw_only=True):
    """A line that stands on every panel of a design: a folio, a running head.

    In its `text`, {page} is the number of the page and {pages} how many there are; {title},
    {panel}, {edition}, {issue} and {date} are what they say. `on` says on which pages: those with
    odd numbers are at the right. `edge_mm` is how far its baseline lies from the edge of the trim;
    none: in the middle of the margin.
    """

    text: Annotated[str, Meta(min_length=1, max_length=400)]
    at: Literal["head", "foot"] = "foot"
    align: Literal["outside", "inside", "centre", "start", "end"] = "outside"
    on: Literal["all", "left", "right"] = "all"
    style: Name = "folio"
    edge_mm: Length | None = None

    def __post_init__(self) -> None:
        """No note could be printed for it."""
        if "[^" in self.text:
            raise MisfitError(say("must not have the mark of a note in its `text`"))

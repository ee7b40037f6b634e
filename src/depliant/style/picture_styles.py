"""How pictures are printed: in which inks, and what lies over them so that words can be read."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from depliant.source.reading import Part
from depliant.source.scalars import Name, Percent


class Veil(Part, frozen=True, kw_only=True):
    """A swatch laid over a picture, `amount` per cent of it, so that words stand out.

    With `from` it is densest at that edge and fades until it has gone over `reach` per cent of the
    picture; `start` and `end` are seen in the direction of reading.
    """

    swatch: Name = "black"
    amount: Percent = 50.0
    edge: Literal["all", "top", "bottom", "start", "end"] = field(default="all", name="from")
    reach: Annotated[float, Meta(gt=0, le=100)] = 100.0


class PictureStyle(Part, frozen=True, kw_only=True):
    """How a picture is printed.

    `inks` are the swatches that it is printed in: none for its own colours, one (black: gray), or
    two, of which the first draws the depths and the second the lights. `veil` lies over it; of
    several, such as one from the top and one from the bottom, the first lies lowest.
    """

    inks: Annotated[tuple[Name, ...], Meta(max_length=2)] = ()
    veil: Veil | Annotated[tuple[Veil, ...], Meta(min_length=1, max_length=4)] | None = None

    @property
    def veils(self) -> tuple[Veil, ...]:
        """What lies over it, the first lowest."""
        if self.veil is None:
            return ()
        return (self.veil,) if isinstance(self.veil, Veil) else self.veil

"""Colour is ink: mixes of the process inks, or a tint of a named spot ink.

There is no RGB inside. sRGB for the screen is derived through the output profile by `press`.
Amounts run from 0 (paper) to 1 (solid).
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Colour(Struct, frozen=True):
    """What an item is painted with.

    For a process colour the four amounts are printed as they stand and `tint` is 1. For a spot
    colour they are the CMYK alternate of the solid spot, and `tint` is how much of it prints.
    """

    cyan: float
    magenta: float
    yellow: float
    black: float
    spot: str | None = None
    tint: float = 1.0

    def __post_init__(self) -> None:
        for amount in (self.cyan, self.magenta, self.yellow, self.black, self.tint):
            if not 0.0 <= amount <= 1.0:
                raise ValueError(f"an ink amount of {amount:g} is not between 0 and 1")

    @property
    def cmyk(self) -> tuple[float, float, float, float]:
        """The process amounts that print, or that stand in for the spot at its tint."""
        return (
            self.cyan * self.tint,
            self.magenta * self.tint,
            self.yellow * self.tint,
            self.black * self.tint,
        )

    @property
    def is_black(self) -> bool:
        """Whether this is solid process black and nothing else: the colour that overprints."""
        return self.spot is None and self.cmyk == (0.0, 0.0, 0.0, 1.0)

    @property
    def is_paper(self) -> bool:
        """Whether nothing prints."""
        return self.spot is None and not any(self.cmyk)

    @property
    def coverage(self) -> float:
        """Total ink, 1.0 for 100 %; a spot counts as one plate."""
        return self.tint if self.spot else sum(self.cmyk)

    def at(self, tint: float) -> Colour:
        """A lighter tint of the same ink or mix, `tint` from 0 to 1."""
        if self.spot is not None:
            return replace(self, tint=self.tint * tint)
        c, m, y, k = self.cmyk
        return Colour(c * tint, m * tint, y * tint, k * tint)


BLACK = Colour(0.0, 0.0, 0.0, 1.0)
PAPER = Colour(0.0, 0.0, 0.0, 0.0)
REGISTRATION = Colour(1.0, 1.0, 1.0, 1.0, spot="All")
"""Prints on every plate; for marks outside the trim only (ISO 32000-1, 8.6.6.4)."""

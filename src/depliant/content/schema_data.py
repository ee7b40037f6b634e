"""What content.yaml may hold of the values of a chart: a figure of the ledger and its label."""

from __future__ import annotations

from typing import Annotated

from depliant.content.worded import Worded
from depliant.source.reading import described
from depliant.source.scalars import DrawnText, FigureName


class Datum(Worded, frozen=True, kw_only=True):
    """One value of a chart."""

    figure: Annotated[FigureName, described("The figure, by its id; never a number.")]
    label: Annotated[DrawnText, described("What it is, in a few words.")]

    def context(self, key: str) -> str:
        """The label of its figure."""
        return f"label:{self.figure}"

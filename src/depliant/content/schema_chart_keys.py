"""Keys that all charts know, of single figures, of series and maps, each with what it means."""

from __future__ import annotations

from typing import Annotated, Literal

from depliant.source.reading import described
from depliant.source.scalars import DrawnText, Name, Text

Subtitle = Annotated[DrawnText | None, described("What was measured: unit, place and period.")]
Scale = Annotated[
    Literal["units", "millions"],
    described("`millions`: the values are written in millions, without unit."),
]
Height = Annotated[
    Literal["fill"] | None,
    described(
        "`fill`: as high as what is left of its frame, box or place in a row; left out: as its "
        "chart style says, else as its width asks for."
    ),
]
Role = Annotated[Name | None, described("The chart style; left out: the kind's name.")]
Caption = Annotated[
    Text | None, described("Words that belong to the chart; the style sheet says where.")
]
Note = Annotated[Text | None, described("A line below the chart.")]

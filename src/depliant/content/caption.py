"""What belongs to a picture, a table, a chart or a drawing: words below or above it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from depliant.content.inline import Inline

Captioned = Literal["figure", "table"]
"""What is counted by itself: pictures, drawings and charts, or tables."""


class Caption(Struct, frozen=True):
    """The words of a caption.

    `label` is what it is counted as in the edition's language ("Figure 1"); the style sheet says
    whether that is printed.
    """

    text: Inline
    label: str = ""

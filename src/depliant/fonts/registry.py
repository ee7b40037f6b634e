"""Which font file a name means.

Fonts are Python packages (`fontpkg-…`): static TrueType files under the Open Font License.
A family is asked for by its own name, a weight from 100 to 900 and a style.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class FaceRef(NamedTuple):
    """The name of one static face."""

    family: str
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"

    def __str__(self) -> str:
        return f"{self.family} {self.weight}{' italic' if self.style == 'italic' else ''}"

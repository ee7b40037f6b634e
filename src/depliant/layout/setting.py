"""How a panel is set: the style sheet and its design at a copyfit step.

A `PanelSetting` is what every layout function of a block gets.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model import Block, ItemList
from depliant.languages.table import direction
from depliant.layout.around import Around
from depliant.layout.job import Job
from depliant.style.sheet import Design, StyleSheet, TypeStyle

BASELINE_SHARE = 0.5
"""How far above a slice's lower edge its baseline lies, in units of the grid."""


SOLID = 0.9
"""The leading of a title without accents, of its size, where it follows the accents."""


class PanelSetting(Struct, frozen=True):
    """The job, a panel's design, and what setting its text needs to know.

    `size` is the copyfit factor on type size, `leading` that on the grid, `tracking` what is
    added in thousandths of an em.
    `within_item` says that a list item's sentence stands above, which is the label of its charts,
    `pictured` that a picture lies behind the panel's blocks.
    `around` is what the lines of the block run round that is set.
    `free` is how far nothing else stands beside the measure, to the left and to the right, in
    points: the white margin of a code may hang there.
    `beside` is the width of its frame, and how far the panel reaches beyond that to the left and to
    the right; points.
    `height` is what the block is to take that is set, if it grows (`growing`), in points; 0: what
    it needs.
    """

    job: Job
    design: Design
    language: str
    unbroken: frozenset[str] = frozenset()
    size: float = 1.0
    leading: float = 1.0
    tracking: float = 0.0
    within_item: bool = False
    around: Around | None = None
    beside: tuple[float, float, float] = (0.0, 0.0, 0.0)
    free: tuple[float, float] = (0.0, 0.0)
    pictured: bool = False
    height: float = 0.0

    @property
    def stamp(self) -> tuple[object, ...]:
        """What it is, but for the job's files and printing condition: a part of a key."""
        of_type = (self.size, self.leading, self.tracking, self.within_item, self.around)
        return (self.job.style, self.design, self.language, self.unbroken, self.pictured, *of_type)

    @property
    def sheet(self) -> StyleSheet:
        """The style sheet, as designed."""
        return self.job.sheet

    @property
    def unit(self) -> float:
        """The baseline grid's unit in points, at this copyfit step."""
        return self.sheet.baseline * self.leading

    @property
    def to_left(self) -> bool:
        """Whether the language runs to the left, and everything begins at the right."""
        return direction(self.language) == "rtl"

    def across(self, start: float, width: float, measure: float) -> float:
        """x of what is `width` wide and begins `start` points into the measure."""
        return measure - start - width if self.to_left else start

    def style_name(self, role: str) -> str:
        """The type style that the panel's design gives to a role."""
        return self.design.roles.get(role, role)

    def style(self, role: str) -> TypeStyle:
        """The type style of a role, at this copyfit step.

        A role that neither the design nor the sheet knows is set as running text.
        """
        name = self.style_name(role)
        style = self.sheet.type.get(name) or self.sheet.type.get("text") or TypeStyle()
        fitted = self.sheet.copyfit.styles
        if fitted and name not in fitted:
            return style
        return replace(style, size=style.size * self.size, tracking=style.tracking + self.tracking)

    def role_of(self, *roles: str) -> str:
        """The first of these roles that a type style is defined for; the last if there is none."""
        return next((one for one in roles if self.style_name(one) in self.sheet.type), roles[-1])

    def lines_of(self, style: TypeStyle) -> float:
        """The leading of a style in points: whole units of the grid, at least one.

        Of a style whose leading follows its accents it is what a text without any gets.
        """
        leading = style.leading if style.leading != "auto-accents" else SOLID * style.size
        return max(1, int(leading / self.sheet.baseline + 0.5)) * self.unit

    def room(self, lines: float) -> float:
        """Room counted in units of the grid, in points."""
        return int(lines + 0.5) * self.unit

    def ceil(self, height: float) -> float:
        """`height` rounded up to whole units of the grid."""
        return -(-(height - 0.01) // self.unit) * self.unit

    def colour(self, name: str) -> Colour:
        """The ink of a swatch of the sheet."""
        return self.sheet.colour(name)


def hangs_labels(blocks: Iterable[Block]) -> bool:
    """Whether one of them is a list that a design's column is for: led by figures, or in order."""
    lists = (block for block in blocks if isinstance(block, ItemList))
    return any(one.numbered or any(item.hanging for item in one.items) for one in lists)

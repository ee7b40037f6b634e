"""How the cells of a table are set: their type, where they stand, and what they need."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.inline import plain
from depliant.content.model import CellAlign, Table, TableCell, TableRow
from depliant.display.items import Glyph, Glyphs, Item, Mark
from depliant.geometry import mm
from depliant.layout.lines import galley
from depliant.layout.setting import PanelSetting
from depliant.layout.table_widths import Need
from depliant.style.sheet import Fit, TableStyle, TypeStyle
from depliant.text.breaking import ENDLESS
from depliant.text.model import Line
from depliant.tuples import NamedTuple

_NARROW = 1.0
"""Points: a measure at which every word stands on a line of its own."""
_SLACK = 0.05
"""Points that a column has beyond its words, against rounding."""
_BOLD = ("head", "group", "total")
"""Parts of a table that are bold where the style sheet has no type for them."""


class Extent(NamedTuple):
    """How far a number reaches to the left of its decimal sign, and to the right; points."""

    before: float
    after: float


class Look(NamedTuple):
    """A table, how it looks, and how its panel is set."""

    table: Table
    style: TableStyle
    setting: PanelSetting

    @property
    def gap(self) -> float:
        """The room between the words of two columns, in points."""
        return mm(self.style.gap_mm)

    @property
    def inset(self) -> float:
        """The room between the edges of the table and its words, in points."""
        style = self.style
        if style.inset_mm is not None:
            return mm(style.inset_mm)
        grounds = {*style.rows, style.head_ground, style.group_ground, style.total_ground}
        return self.gap / 2 if grounds - {"paper"} else 0.0

    @property
    def padding(self) -> float:
        """The room between the lines of two rows, in points."""
        if self.style.padding_mm is not None:
            return mm(self.style.padding_mm)
        return self.style.padding * self.setting.unit

    @property
    def above(self) -> float:
        """How much of that room stands above the lines of a row, as part of it.

        Whole lines of the grid are parted into whole lines, the larger share above.
        """
        if self.keeps_grid:
            return (self.style.padding + 1) // 2 * self.setting.unit
        return self.padding / 2

    @property
    def keeps_grid(self) -> bool:
        """Whether all rows stand on the grid: the room between them is a number of lines."""
        return self.style.padding_mm is None and float(self.style.padding).is_integer()

    def named(self, part: str) -> TypeStyle:
        """The type of a part of the table: `text`, `head`, `title` and so on."""
        role = getattr(self.style, part)
        found = self.setting.style(role)
        if self.setting.style_name(role) not in self.setting.sheet.type:
            found = self.setting.style(self.style.text)
            if part in _BOLD:
                found = replace(found, weight=found.strong.weight)
        align = "start" if found.align == "justify" else found.align
        return replace(
            found, align=align, hyphenate=False, balance=False, fit=Fit(), before=0.0, after=0.0
        )

    def type_of(self, row: TableRow, cell: TableCell) -> TypeStyle:
        """The type of a cell, standing where it is to stand."""
        part = row.kind if row.kind != "row" else "row_head" if cell.head else "text"
        align = self.align(row, cell)
        return replace(self.named(part), align="start" if align == "decimal" else align)

    def role(self, row: TableRow, cell: TableCell) -> str:
        """The name of a cell's type, for messages."""
        part = row.kind if row.kind != "row" else "row_head" if cell.head else "text"
        return str(getattr(self.style, part))

    def align(self, row: TableRow, cell: TableCell) -> CellAlign:
        """Where a cell stands: what is no number stands at the end of a column of numbers.

        A cell over several columns stands as the first of them does, so that it is seen to begin
        or end with it; a heading over several is in the middle of them.
        """
        align = cell.align or self.table.columns[cell.column].align
        if cell.columns > 1 and cell.align is None:
            if row.kind == "group" or (row.kind == "head" and cell.column == 0):
                return "start"
            if row.kind == "head":
                return "centre"
            return "end" if align == "decimal" else align
        if align == "decimal" and not any(map(str.isdecimal, plain(cell.text))):
            return "end"
        return align

    def extent(self, row: TableRow, cell: TableCell) -> Extent | None:
        """How far a cell's number reaches round its decimal sign; None if it stands otherwise."""
        if row.kind in ("head", "group") or self.align(row, cell) != "decimal" or not cell.text:
            return None
        style = self.type_of(row, cell)
        lines = galley(self.setting, cell.text, style, ENDLESS, cell.place).lines
        if len(lines) != 1:
            return None
        left, right = spread(line_items(lines[0]))
        sign = sign_at(lines[0], self.table.decimal)
        return Extent(sign - left, right - sign)

    def need(self, row: TableRow, cell: TableCell) -> Need:
        """What the words of a cell need."""
        if not cell.text:
            return Need(0.0, 0.0)
        style = self.type_of(row, cell)
        least, most = (
            max((line.width for line in self._lines(cell, style, at)), default=0.0)
            for at in (_NARROW, ENDLESS)
        )
        return Need(least + _SLACK, max(least, most) + _SLACK)

    def longest(self, row: TableRow, cell: TableCell) -> str:
        """The longest word of a cell."""
        lines = self._lines(cell, self.type_of(row, cell), _NARROW)
        return max(lines, key=lambda line: line.width).text.strip() if lines else ""

    def _lines(self, cell: TableCell, style: TypeStyle, measure: float) -> tuple[Line, ...]:
        return galley(self.setting, cell.text, style, measure, cell.place).lines


def look_of(table: Table, setting: PanelSetting) -> Look:
    """How a table looks by the style of its role."""
    styles = setting.sheet.tables
    return Look(table, styles.get(table.role) or styles.get("table") or TableStyle(), setting)


def line_items(line: Line) -> tuple[Glyphs, ...]:
    """The glyphs of a line."""
    return tuple(run.glyphs for run in line.runs)


def sign_at(line: Line, decimal: str) -> float:
    """x of a line's decimal sign; without one, where its last digit ends."""
    placed = [(run.glyphs.x + glyph.x, glyph) for run in line.runs for glyph in run.glyphs.glyphs]
    texts = [glyph.text for _, glyph in placed]
    for at in range(len(placed) - 2, 0, -1):
        if texts[at] == decimal and _is_digit(texts[at - 1]) and _is_digit(texts[at + 1]):
            return placed[at][0]
    digits = [(x, glyph) for x, glyph in placed if _is_digit(glyph.text)]
    return max((x + glyph.advance for x, glyph in digits), default=0.0)


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text.isdecimal()


def spread(items: tuple[Item, ...]) -> tuple[float, float]:
    """The leftmost and the rightmost x of text; (0, 0) where there is none."""
    found: list[tuple[float, float]] = []
    for item in items:
        if isinstance(item, Mark):
            inner = spread(item.items)
            found += [inner] if inner != (0.0, 0.0) else []
        elif isinstance(item, Glyphs):
            found += [
                (item.x + glyph.x, item.x + glyph.x + glyph.advance)
                for glyph in item.glyphs
                if glyph.advance and glyph.text.strip()
            ]
    if not found:
        return 0.0, 0.0
    return min(left for left, _ in found), max(right for _, right in found)


def dots(sample: Glyphs, start: float, end: float, y: float) -> Glyphs | None:
    """A leader between two x, its signs on one raster with those of all rows; None if too short."""
    advance = max(sum(glyph.advance for glyph in sample.glyphs), 0.1 * sample.size)
    step = advance + 0.16 * sample.size
    first, last = -int(-start // step), int((end - advance) // step)
    if last - first < 2:
        return None
    glyphs: list[Glyph] = []
    for number in range(first, last + 1):
        for glyph in sample.glyphs:
            glyphs.append(glyph._replace(x=glyph.x + (number - first) * step))
    return replace(sample, x=first * step, y=y, glyphs=tuple(glyphs))

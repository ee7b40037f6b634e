"""The frames of a panel: where its design places them, and how each sets what it holds.

Points, y down, from the panel's trim corner. In a language that runs to the left all is mirrored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.framing import ASIDE, FOOT, MAIN
from depliant.content.model import Panel
from depliant.geometry import Rect, Size, mm
from depliant.layout.frame import columns
from depliant.layout.template import type_area
from depliant.style.sheet import Design, Frame, Grid
from depliant.tuples import NamedTuple

_STRAY: Final = mm(1)
"""How far from where it should a sheet may be cut or folded, in points."""
_ROUNDING: Final = 0.01
"""Points by which rounding may move a line."""


class Box(Struct, frozen=True):
    """A frame in its place: `outer` with its padding, `inner` without, both in points.

    The upper edge of `inner` is on the panel's baseline grid. `design` is that of the panel with
    the frame's own roles and ground; `grounded` says that it has one, `spread` where room goes
    that is left over.
    """

    name: str
    outer: Rect
    inner: Rect
    count: int
    gutter: float
    balance: bool
    design: Design
    grounded: bool = False
    spread: Literal["none", "blocks", "fill"] = "none"

    @property
    def measure(self) -> float:
        """The width of a column, in points."""
        return (self.inner.width - self.gutter * (self.count - 1)) / self.count

    def columns(self, y: float, height: float, *, to_left: bool) -> tuple[Rect, ...]:
        """The columns of a stretch of the frame, in the order of reading."""
        area = Rect(self.inner.x, y, self.inner.width, height)
        return columns(area, self.count, self.gutter, to_left=to_left)


class Lines(NamedTuple):
    """The baseline grid of a panel: as it was designed, and at the copyfit step, in points."""

    designed: float
    unit: float


def boxes_of(design: Design, size: Size, lines: Lines, *, to_left: bool) -> dict[str, Box]:
    """The frames of a design by their names, on a panel whose trim is `size`.

    There always is a main one: the type area, where the design says nothing of it.
    """
    area = type_area(design, size, to_left=to_left)
    gutter = mm(design.gutter_mm)
    found = {
        name: _box(name, frame, design, (area, size), lines, to_left=to_left)
        for name, frame in design.frames.items()
    }
    if MAIN not in found:
        count, balance = design.columns, design.balance_columns
        main = Box(MAIN, area, area, count, gutter, balance, design, spread=design.spread)
        found = {MAIN: main, **found}
    return found


def _box(
    name: str,
    frame: Frame,
    design: Design,
    panel: tuple[Rect, Size],
    lines: Lines,
    *,
    to_left: bool,
) -> Box:
    area, _ = panel
    outer = placed(frame, design, panel, lines.designed, to_left=to_left)
    inner = outer.inset(*(mm(frame.padding_mm),) * 4)
    top = area.y - (area.y - inner.y + _ROUNDING) // lines.unit * lines.unit
    inner = Rect(inner.x, top, inner.width, inner.bottom - top)
    is_main = name == MAIN
    count = frame.columns or (design.columns if is_main else 1)
    gutter = design.gutter_mm if frame.gutter_mm is None else frame.gutter_mm
    balance = frame.balance_columns
    if balance is None:
        balance = design.balance_columns and is_main
    own = replace(
        design, roles={**design.roles, **frame.roles}, ground=frame.ground or design.ground
    )
    spread = frame.spread or (design.spread if is_main else "none")
    grounded = frame.ground is not None
    return Box(name, outer, inner, count, mm(gutter), balance, own, grounded, spread)


def placed(
    frame: Frame, design: Design, panel: tuple[Rect, Size], line: float, *, to_left: bool
) -> Rect:
    """Where a frame lies, its padding within it.

    `panel` is the type area and the trim; `line` is the baseline grid as designed.
    """
    area, size = panel
    if frame.across is not None:
        x, end = _across(frame.across, design.grid, area.width)
        x, end = area.x + x, area.x + end
    else:
        before, after = area.x, size.width - area.right
        if to_left:
            before, after = after, before
        x, end = _stretch(
            (frame.left_mm, frame.right_mm, frame.width_mm), (before, after), size.width
        )
    if to_left:
        mirrored = area.x + area.right if frame.across is not None else size.width
        x, end = mirrored - end, mirrored - x
    if frame.down is not None:
        y, bottom = _down(frame.down, design.grid, area.height, line)
        y, bottom = area.y + y, area.y + bottom
    else:
        y, bottom = _stretch(
            (frame.top_mm, frame.bottom_mm, frame.height_mm),
            (area.y, size.height - area.bottom),
            size.height,
        )
    return Rect(x, y, end - x, bottom - y)


def _across(track: tuple[int, int], grid: Grid, width: float) -> tuple[float, float]:
    """Where the columns from the first to the last of `track` begin and end in the type area."""
    gutter = mm(grid.gutter_mm)
    pitch = (width + gutter) / grid.columns
    return (track[0] - 1) * pitch, track[1] * pitch - gutter


def row_lines(grid: Grid, height: float, line: float) -> int:
    """How many lines of the baseline grid a row of a panel's grid has."""
    return (int(height / line + _ROUNDING) - (grid.rows - 1) * grid.row_gap) // grid.rows


def _down(track: tuple[int, int], grid: Grid, height: float, line: float) -> tuple[float, float]:
    """Where the rows from the first to the last of `track` begin and end in the type area.

    The last row of the grid reaches to the margin.
    """
    high = row_lines(grid, height, line)
    pitch = (high + grid.row_gap) * line
    end = height if track[1] == grid.rows else track[1] * pitch - grid.row_gap * line
    return (track[0] - 1) * pitch, end


def _stretch(
    given: tuple[float | None, float | None, float | None],
    margins: tuple[float, float],
    whole: float,
) -> tuple[float, float]:
    """Where a frame begins and ends in one direction.

    `given` are its distances from both edges and its extent, in millimetres; what is not given
    is the margin.
    """
    start, end, extent = (None if one is None else mm(one) for one in given)
    if extent is not None:
        if start is None and end is not None:
            return whole - end - extent, whole - end
        start = margins[0] if start is None else start
        return start, start + extent
    start = margins[0] if start is None else start
    end = margins[1] if end is None else end
    return start, whole - end


def free(box: Box, boxes: Iterable[Box], width: float) -> tuple[float, float]:
    """How far nothing stands to the left and to the right of a frame's measure, in points.

    It ends at the trim of a panel so wide, where cutting may stray, and at the next frame; on a
    ground of its own where that ends; between columns at the next one.
    """
    left, right = _STRAY, width - _STRAY
    if box.grounded:
        left, right = max(left, box.outer.x), min(right, box.outer.right)
    for other in boxes:
        level = other.outer.y < box.outer.bottom and box.outer.y < other.outer.bottom
        if other.name == box.name or not level:
            continue
        if other.outer.x < box.inner.x:
            left = max(left, min(other.outer.right, box.inner.x))
        if other.outer.right > box.inner.right:
            right = min(right, max(other.outer.x, box.inner.right))
    room = (max(0.0, box.inner.x - left), max(0.0, right - box.inner.right))
    return room if box.count == 1 else (min(room[0], box.gutter), min(room[1], box.gutter))


def filled(panel: Panel, panels: tuple[Panel, ...]) -> frozenset[str]:
    """The frames of a panel that something stands in, by their names."""
    names = {one.frame for one in panel.frames if one.blocks}
    names |= {one.frame for other in panels for one in other.flow if one.panel == panel.id}
    if panel.blocks or panel.title:
        names.add(MAIN)
    if panel.foot:
        names.add(FOOT)
    return frozenset(names)


def reading_order(panel: Panel, design: Design) -> Iterator[str]:
    """The names of a panel's frames as they are read: main, as they are written, foot."""
    written = [one.frame for one in panel.frames]
    names = (MAIN, ASIDE, *written, *design.frames)
    yield from dict.fromkeys(name for name in names if name != FOOT)
    yield FOOT

"""Logo walls: partners' marks of different shapes that look equally important.

Two marks look equal when their areas are equal (width = base x aspect^0.5) and the denser
one is a little smaller; they stand in line when the centres of their ink do, not their boxes
(the rule of Sanity's "logo soup"). Over that stand the contracts: clear space is kept, no mark
is smaller than its owner allows or on a ground that he has not allowed, and inks are his.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import PAPER, Colour
from depliant.content.model import Logo
from depliant.display.items import Group, Item, Picture
from depliant.errors import Diagnostic, InputError
from depliant.geometry import MM, Rect, Size, translation
from depliant.graphics import picture
from depliant.graphics.art import Artwork
from depliant.graphics.svg import drawing as svg
from depliant.graphics.svg.document import Ground
from depliant.graphics.weight import Weight, weigh, weigh_rows
from depliant.source.folder import Files
from depliant.source.kinds import NAMES, kind_of
from depliant.style.sheet import WallStyle

Align = Literal["start", "centre", "end"]

ASPECT_EXPONENT = 0.5
"""Equal area: mintlify.com/sanity-labs/logo-soup/options."""
DENSITY_BOUND = 1.3
"""A mark is never made larger or smaller by more than this for its density."""
CENTRE_BOUND = 0.1
"""A mark is never shifted by more than this share of its height to level its ink."""
MINIMUM_PPI = 300
"""A mark of pixels needs at least so many at its size; print shops ask for it of images."""
SLACK = 1e-6


class PlacedLogo(Struct, frozen=True):
    """A mark in its place: its inked box in points from the wall's corner, and its items."""

    logo: Logo
    frame: Rect
    items: tuple[Item, ...]

    @property
    def clear(self) -> Rect:
        """The box that nothing else may enter."""
        room = self.logo.clear_space * self.frame.height
        return self.frame.inset(-room, -room, -room, -room)

    def moved(self, dx: float) -> PlacedLogo:
        """The mark `dx` points further to the right."""
        if not dx:
            return self
        items = tuple(
            replace(item, frame=item.frame.moved(dx, 0.0))
            if isinstance(item, Picture)
            else Group((item,), translation(dx, 0.0))
            for item in self.items
        )
        return replace(self, frame=self.frame.moved(dx, 0.0), items=items)


class Wall(Struct, frozen=True):
    """A set logo wall.

    `size` includes the clear space above and below the marks. At the sides the marks stand
    flush with the measure and their clear space reaches into the margin.
    """

    placed: tuple[PlacedLogo, ...]
    size: Size
    diagnostics: tuple[Diagnostic, ...] = ()


class _Mark(Struct, frozen=True):
    """A loaded mark: what it draws and what it weighs."""

    logo: Logo
    art: Artwork
    weight: Weight

    @property
    def aspect(self) -> float:
        return self.weight.box.width / self.weight.box.height


def load(logo: Logo, files: Files, under: Colour = PAPER) -> Artwork:
    """A mark's artwork, from its SVG, PDF, PNG, JPEG or TIFF file, in its own units.

    Args:
        logo: the mark and its contract.
        files: the project's.
        under: the ink that what is seen through stands on.

    Raises:
        InputError: the file cannot be used; it carries all that was found.
    """
    file = files.file(logo.file, logo.place)
    kind = logo.file.rpartition(".")[2].lower()
    found = kind_of(file.data)
    if kind in ("svg", "pdf") and found not in (None, kind):
        raise InputError(
            Diagnostic(
                "file-kind",
                f"{file.name} is {NAMES[found]}, whatever its name says.",
                logo.place,
                "Name it by its kind, or ask the partner for an SVG or PDF.",
            )
        )
    if kind == "svg":
        ground = Ground(under, "inks", cuts=True)
        return svg.read(file.data, dict(logo.inks), logo.file, ground)
    if kind == "pdf":
        from depliant.graphics import pdfart

        return pdfart.read(file, logo.place)
    raster = picture.read(file, logo.place)
    frame = Rect(0.0, 0.0, raster.width, raster.height)
    return Artwork((Picture(raster, frame, frame, under),), frame)


def wall(
    logos: Sequence[Logo],
    style: WallStyle,
    width: float,
    ground: str,
    files: Files,
    under: Colour = PAPER,
) -> Wall:
    """Set marks in rows of equal optical weight, in the order of their contracts.

    Args:
        logos: the marks.
        style: height, gap, columns, alignment, and how much density counts.
        width: the measure, in points.
        ground: the name of the swatch that the wall stands on.
        files: the project's.
        under: that swatch's ink.

    Returns:
        The placed marks. Contracts that cannot be kept are in its diagnostics, and the mark
        is placed all the same.

    Raises:
        InputError: a mark's file cannot be used; it carries the findings of all of them.
    """
    marks = _marks(sorted(logos, key=lambda logo: logo.order), files, under)
    if not marks:
        return Wall((), Size(width, 0.0))
    heights = _heights(marks, style, width)
    gap = style.gap_mm * MM
    widths = [mark.aspect * height for mark, height in zip(marks, heights, strict=True)]
    rooms = [mark.logo.clear_space * height for mark, height in zip(marks, heights, strict=True)]
    gaps = [max(gap, before + after) for before, after in pairwise(rooms)]
    rows = _rows(widths, gaps, width, style.columns)
    frames, size = _frames(marks, heights, rows, gaps, (width, gap, style.align))
    placed = tuple(
        PlacedLogo(mark.logo, frame, (_drawn(mark, frame),))
        for mark, frame in zip(marks, frames, strict=True)
    )
    found = [item for one in placed for item in _contract(one, ground)]
    return Wall(placed, size, tuple(found))


def _marks(logos: Sequence[Logo], files: Files, under: Colour) -> list[_Mark]:
    marks: list[_Mark] = []
    found: list[Diagnostic] = []
    for logo in logos:
        try:
            art = load(logo, files, under)
        except InputError as error:
            found.extend(error.diagnostics)
            continue
        raster = art.items[0].raster if isinstance(art.items[0], Picture) else None
        if raster is not None:
            weight = weigh_rows(art.bounds, picture.darkness(raster))
        else:
            weight = weigh(art.items, max(art.bounds[2:]), under)
        marks.append(_Mark(logo, art, weight or Weight(art.bounds, 0.0, art.bounds.centre)))
    if found:
        raise InputError(found)
    return marks


def _heights(marks: Sequence[_Mark], style: WallStyle, width: float) -> list[float]:
    """The heights that make the marks equally heavy, with the style's height as their mean."""
    densities = [max(mark.weight.density, 0.01) for mark in marks]
    mean = math.exp(sum(map(math.log, densities)) / len(densities))
    shares = []
    for mark, density in zip(marks, densities, strict=True):
        # The square root of the ratio makes area x density equal; the style tempers it.
        factor = (mean / density) ** (0.5 * style.density)
        factor = min(DENSITY_BOUND, max(1 / DENSITY_BOUND, factor))
        shares.append(mark.aspect ** (ASPECT_EXPONENT - 1) * factor)
    base = style.height_mm * MM * len(shares) / sum(shares)
    return [
        min(max(base * share, mark.logo.minimum_height * MM), width / mark.aspect)
        for mark, share in zip(marks, shares, strict=True)
    ]


def _rows(
    widths: Sequence[float], gaps: Sequence[float], measure: float, columns: int
) -> list[range]:
    """Marks in as few rows as hold them, of widths as equal as can be, their order kept."""
    count = len(widths)
    most = columns or count
    # best[k] maps where a row may start to (sum of squares, start of the row before), after
    # k rows; the least sum of squared widths is the evenest division.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    while count not in best[-1]:
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            row = 0.0
            for stop in range(start + 1, min(start + most, count) + 1):
                row += widths[stop - 1] + (gaps[stop - 2] if stop - 1 > start else 0.0)
                if row > measure + SLACK and stop > start + 1:
                    break
                total = cost + row * row
                if stop not in reached or total < reached[stop][0]:
                    reached[stop] = (total, start)
        best.append(reached)
    rows: list[range] = []
    stop = count
    for reached in reversed(best[1:]):
        start = reached[stop][1]
        rows.append(range(start, stop))
        stop = start
    return rows[::-1]


def _frames(
    marks: Sequence[_Mark],
    heights: Sequence[float],
    rows: Sequence[range],
    gaps: Sequence[float],
    setting: tuple[float, float, Align],
) -> tuple[list[Rect], Size]:
    """The marks' boxes: each row's visual centres on one line, clear zones apart."""
    measure, gap, align = setting
    frames: list[Rect] = []
    edge = clear_edge = -gap  # the lower edges of the last row's marks and of its clear zones
    for number, row in enumerate(rows):
        rises = [_centre(marks[i]) * heights[i] for i in row]
        falls = [heights[i] - rise for i, rise in zip(row, rises, strict=True)]
        clears = [marks[i].logo.clear_space * heights[i] for i in row]
        clear_rise = max(map(sum, zip(rises, clears, strict=True)))
        line = clear_rise if number == 0 else max(edge + gap + max(rises), clear_edge + clear_rise)
        edge = line + max(falls)
        clear_edge = line + max(map(sum, zip(falls, clears, strict=True)))
        widths = [marks[i].aspect * heights[i] for i in row]
        between = [gaps[i] for i in row[:-1]]
        spare = measure - sum(widths) - sum(between)
        x = {"start": 0.0, "centre": spare / 2, "end": spare}[align]
        for i, wide, rise, after in zip(row, widths, rises, [*between, 0.0], strict=True):
            frames.append(Rect(x, line - rise, wide, heights[i]))
            x += wide + after
    return frames, Size(measure, clear_edge)


def _centre(mark: _Mark) -> float:
    """The visual centre's share of the height, kept near the middle."""
    return min(0.5 + CENTRE_BOUND, max(0.5 - CENTRE_BOUND, mark.weight.centre.y))


def _drawn(mark: _Mark, frame: Rect) -> Item:
    item = mark.art.items[0]
    if isinstance(item, Picture):
        return replace(item, frame=frame)
    return replace(mark.art, bounds=mark.weight.box).placed(frame)


def _contract(placed: PlacedLogo, ground: str) -> list[Diagnostic]:
    """What of a mark's contract the wall does not keep."""
    logo = placed.logo
    found: list[Diagnostic] = []
    height = placed.frame.height / MM
    if height < logo.minimum_height - SLACK:
        found.append(
            Diagnostic(
                "logo-too-small",
                f"{logo.name} would be {height:.1f} mm high; its contract asks for at least "
                f"{logo.minimum_height:g} mm.",
                logo.place,
                "Give the wall more width.",
            )
        )
    allowed = logo.grounds or ("paper",)
    if ground not in allowed:
        found.append(
            Diagnostic(
                "logo-ground",
                f"{logo.name} may not stand on {ground}; allowed: {', '.join(allowed)}.",
                logo.place,
                "Set the wall on an allowed ground.",
            )
        )
    item = placed.items[0]
    if isinstance(item, Picture) and item.ppi < MINIMUM_PPI:
        found.append(
            Diagnostic(
                "logo-resolution",
                f"{logo.name} has {item.ppi:.0f} pixels an inch at its size, not {MINIMUM_PPI}.",
                logo.place,
                "Ask the partner for an SVG or PDF.",
                "warning",
            )
        )
    return found

"""Logo walls: partners' marks of different shapes that look equally important.

Two marks look equal when their areas are equal (width = base x aspect^0.5) and the denser
one is a little smaller; they stand in line when the centres of their ink do, not their boxes
(the rule of Sanity's "logo soup"). Over that stand the contracts: clear space is kept, no mark
is smaller than its owner allows or on a ground that he has not allowed, and inks are his.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
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
from depliant.graphics.mark import Asked, Drawn, Use
from depliant.graphics.svg import drawing as svg
from depliant.graphics.svg.document import Ground
from depliant.graphics.weight import Weight, weigh, weigh_rows
from depliant.sentences import say, some
from depliant.source.folder import Files
from depliant.source.kinds import NAMES, kind_of
from depliant.source.suggestions import did_you_mean
from depliant.style.sheet import StyleSheet, WallStyle

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
UNSEEN = 0.01
"""Millimetres that a mark may lack of its least height: less than any ruler shows."""
_MOST_SHOWN = 8


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

    @property
    def ppi(self) -> float | None:
        """The resolution of its coarsest picture at its size; None for one of shapes alone."""
        found = [one.ppi for item in self.items for one in _pictures(item, 1.0)]
        return min(found, default=None)


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
    uses: tuple[Use, ...] = ()

    @property
    def aspect(self) -> float:
        return self.weight.box.width / self.weight.box.height


class Look(Struct, frozen=True):
    """What the marks of a wall need beside their contracts and files.

    `ground` is the name of the swatch that they stand on and `under` its ink; `icc` is the output
    profile, by which colours become inks for which no contract gives any.
    """

    ground: str = "paper"
    under: Colour = PAPER
    icc: bytes = b""


ON_PAPER = Look()


def inked(logos: Sequence[Logo], sheet: StyleSheet) -> tuple[Logo, ...]:
    """Marks whose inks that are named after swatches are those of the style sheet.

    Raises:
        InputError: `logo-ink`: there is no such swatch.
    """
    found: list[Diagnostic] = []
    made = []
    for logo in logos:
        inks: list[tuple[str, Colour | str]] = []
        for name, ink in logo.inks:
            try:
                inks.append((name, sheet.colour(ink) if isinstance(ink, str) else ink))
            except KeyError:
                found.append(_no_swatch(logo, name, str(ink), sheet))
        made.append(replace(logo, inks=tuple(inks)))
    if found:
        raise InputError(found)
    return tuple(made)


def _no_swatch(logo: Logo, name: str, ink: str, sheet: StyleSheet) -> Diagnostic:
    return Diagnostic(
        "logo-ink",
        say(
            "The contract of {logo} gives “{ink}” as the ink of {name}, and the "
            "style sheet has no swatch of that name.",
            logo=logo.name,
            ink=ink,
            name=name,
        ),
        logo.place,
        did_you_mean(ink, list(sheet.swatches))
        or say(
            'Name a swatch, or write {{spot: "{ink}", cmyk: [0, 0, 0, 0]}} with '
            "what stands in for it.",
            ink=ink,
        ),
    )


def load(logo: Logo, files: Files, look: Look = ON_PAPER) -> Drawn:
    """A mark from its SVG, PDF, PNG, JPEG or TIFF file, in its own units.

    Args:
        logo: the mark and its contract; its inks are colours.
        files: the project's.
        look: what it stands on, and the output profile.

    Raises:
        InputError: the file cannot be used; it carries all that was found.
    """
    file = files.file(logo.file, logo.place)
    inks = {name: ink for name, ink in logo.inks if isinstance(ink, Colour)}
    kind = logo.file.rpartition(".")[2].lower()
    found = kind_of(file.data)
    if kind in ("svg", "pdf") and found not in (None, kind):
        raise InputError(
            Diagnostic(
                "file-kind",
                say(
                    "{file} is {names}, whatever its name says.", file=file.name, names=NAMES[found]
                ),
                logo.place,
                say("Name it by its kind, or ask the partner for an SVG or PDF."),
            )
        )
    if kind == "svg":
        ground = Ground(look.under, "inks", cuts=True)
        return Drawn(svg.read(file.data, inks, logo.file, ground))
    if kind == "pdf":
        from depliant.graphics import pdfart

        return pdfart.read(file, logo.place, Asked(inks, look.icc))
    raster = picture.read_mark(file, logo.place)
    frame = Rect(0.0, 0.0, raster.width, raster.height)
    return Drawn(Artwork((Picture(raster, frame, frame, look.under),), frame))


def wall(
    logos: Sequence[Logo],
    style: WallStyle,
    width: float,
    files: Files,
    look: Look = ON_PAPER,
) -> Wall:
    """Set marks in rows of equal optical weight, in the order of their contracts.

    Args:
        logos: the marks; their inks are colours.
        style: height, gap, columns, alignment, and how much density counts.
        width: the measure, in points.
        files: the project's.
        look: what they stand on, and the output profile.

    Returns:
        The placed marks. Contracts that cannot be kept are in its diagnostics, and the mark
        is placed all the same.

    Raises:
        InputError: a mark's file cannot be used; it carries the findings of all of them.
    """
    marks = _marks(sorted(logos, key=lambda logo: logo.order), files, look)
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
    found = [item for mark in marks for item in guessed(mark.logo, mark.uses)]
    found += [item for one in placed for item in _contract(one, look.ground)]
    return Wall(placed, size, tuple(found))


def _marks(logos: Sequence[Logo], files: Files, look: Look) -> list[_Mark]:
    marks: list[_Mark] = []
    found: list[Diagnostic] = []
    for logo in logos:
        try:
            drawn = load(logo, files, look)
        except InputError as error:
            found.extend(error.diagnostics)
            continue
        marks.append(_Mark(logo, drawn.artwork, weighed(drawn.artwork, look.under), drawn.uses))
    if found:
        raise InputError(found)
    return marks


def weighed(art: Artwork, under: Colour = PAPER) -> Weight:
    """What a mark weighs on a ground; its whole box where nothing of it shows."""
    only = art.items[0] if len(art.items) == 1 else None
    if isinstance(only, Picture):
        weight = weigh_rows(art.bounds, picture.darkness(only.raster))
    else:
        weight = weigh(art.items, max(art.bounds[2:]), under)
    return weight or Weight(art.bounds, 0.0, art.bounds.centre)


def guessed(logo: Logo, uses: Sequence[Use]) -> list[Diagnostic]:
    """Which inks of a mark the profile has chosen, since nobody has said them."""
    chosen = [use for use in uses if use.word == "profile"]
    if not chosen:
        return []
    shown = some([f"{use.key} ({_percents(use.ink)})" for use in chosen], _MOST_SHOWN)
    lines = ", ".join(f'"{use.key}": {list(_amounts(use.ink))}' for use in chosen[:_MOST_SHOWN])
    return [
        Diagnostic(
            "logo-inks-by-profile",
            say(
                "Inks of {logo} are chosen by the output profile, since its contract "
                "gives none: {shown}.",
                logo=logo.name,
                shown=shown,
            ),
            logo.place,
            say("Ask for the inks of its charter and write them: inks: {{{lines}}}.", lines=lines),
            "warning",
        )
    ]


def _amounts(ink: Colour) -> tuple[int, ...]:
    return tuple(round(amount * 100) for amount in ink.cmyk)


def _percents(ink: Colour) -> str:
    return "/".join(map(str, _amounts(ink)))


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
    if isinstance(item, Picture) and len(mark.art.items) == 1:
        return replace(item, frame=frame)
    return replace(mark.art, bounds=mark.weight.box).placed(frame)


def _pictures(item: Item, scale: float) -> Iterator[Picture]:
    """The pictures of a mark at their size on the page."""
    if isinstance(item, Picture):
        frame = item.frame
        wide, high = frame.width * scale, frame.height * scale
        yield replace(item, frame=Rect(frame.x, frame.y, wide, high))
    elif isinstance(item, Group):
        for kid in item.items:
            yield from _pictures(kid, scale * item.matrix.scale)


def _contract(placed: PlacedLogo, ground: str) -> list[Diagnostic]:
    """What of a mark's contract the wall does not keep."""
    logo = placed.logo
    found: list[Diagnostic] = []
    height = placed.frame.height / MM
    if height < logo.minimum_height - UNSEEN:
        found.append(
            Diagnostic(
                "logo-too-small",
                say(
                    "{logo} would be {height:.1f} mm high; its contract asks for at least "
                    "{minimum_height:g} mm.",
                    logo=logo.name,
                    height=height,
                    minimum_height=logo.minimum_height,
                ),
                logo.place,
                say("Give the wall more width."),
            )
        )
    allowed = logo.grounds or ("paper",)
    if ground not in allowed:
        found.append(
            Diagnostic(
                "logo-ground",
                say(
                    "{logo} may not stand on {ground}; allowed: {names}.",
                    logo=logo.name,
                    ground=ground,
                    names=", ".join(allowed),
                ),
                logo.place,
                say(
                    "Set the wall on an allowed ground, or ask the partner and add "
                    "{ground} to `grounds` in assets/logos/{logo}.yaml.",
                    ground=ground,
                    logo=logo.id,
                ),
            )
        )
    ppi = placed.ppi
    if ppi is not None and ppi < MINIMUM_PPI:
        good = height * ppi / MINIMUM_PPI
        found.append(
            Diagnostic(
                "logo-resolution",
                say(
                    "{logo} has {ppi:.0f} pixels an inch at its size, not {minimum_ppi}: "
                    "it is good up to {good:.1f} mm high and would be {height:.1f}.",
                    logo=logo.name,
                    ppi=ppi,
                    minimum_ppi=MINIMUM_PPI,
                    good=good,
                    height=height,
                ),
                logo.place,
                say("Ask the partner for an SVG or PDF."),
                "warning",
            )
        )
    return found

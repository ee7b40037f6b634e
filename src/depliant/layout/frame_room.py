"""Whether the frames of a design can be filled: that they are there, on the panel, wide enough.

Frames that lie on one another are advice: their words may well stand clear of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from depliant.content.framing import FOOT, MAIN
from depliant.content.model import Panel
from depliant.errors import Diagnostic, Place
from depliant.geometry import Rect, Size, mm
from depliant.languages.table import direction
from depliant.layout.boxes import Box, Lines, boxes_of, row_lines
from depliant.layout.template import design_name, design_of, type_area
from depliant.sentences import say
from depliant.source.folder import Files
from depliant.source.suggestions import did_you_mean
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import design_place
from depliant.style.sheet import Design, StyleSheet
from depliant.tuples import NamedTuple

LEAST = mm(5)
"""Points; narrower, or lower, nothing can be read."""

_SLACK = mm(0.05)
"""Points: lengths are given in tenths of a millimetre at most."""


class Looked(NamedTuple):
    """A panel whose frames are looked at, its trim in points, and what its design is found in."""

    panel: Panel
    size: Size
    sheet: StyleSheet
    language: str
    files: Files

    @property
    def name(self) -> str:
        """The design that the panel takes."""
        return design_name(self.sheet, self.panel.design)

    @property
    def design(self) -> Design:
        """That design itself."""
        return design_of(self.sheet, self.panel.design)

    @property
    def boxes(self) -> dict[str, Box]:
        """The frames of the panel."""
        line = self.sheet.baseline
        to_left = direction(self.language) == "rtl"
        return boxes_of(self.design, self.size, Lines(line, line), to_left=to_left)

    def place(self, *route: str) -> Place:
        """Where the style sheet says what stands at `route` of the design."""
        return design_place(self.files.file(STYLE_FILE), (self.name, *route), self.language)


def unknown_frames(looked: Looked, wanted: Iterable[tuple[str, Place]]) -> Iterator[Diagnostic]:
    """Frames that content.yaml names and the design of their panel does not have."""
    known = (MAIN, FOOT, *looked.design.frames)
    for name, place in wanted:
        if name not in known:
            yield Diagnostic(
                "frame-unknown",
                say(
                    "The design “{design}” of panel “{panel}” has no frame `{frame}`.",
                    design=looked.name,
                    panel=looked.panel.id,
                    frame=name,
                ),
                place,
                did_you_mean(name, known)
                or say(
                    "Define it under `frames:` of the design, or name one of: {names}.",
                    names=", ".join(dict.fromkeys(known)),
                ),
            )


def misplaced_frames(looked: Looked, filled: Iterable[str]) -> Iterator[Diagnostic]:
    """Frames of a panel that something stands in and that cannot hold it; all errors."""
    design = looked.design
    if not design.frames:
        return
    area = type_area(design, looked.size)
    if area.width < LEAST or area.height < LEAST:
        return  # that its margins leave it nothing is said elsewhere
    off_grid = list(_off_grid(looked, area))
    yield from off_grid
    if off_grid:
        return
    for name in filled:
        if name in design.frames:
            yield from _no_room(looked, looked.boxes[name])


def _off_grid(looked: Looked, area: Rect) -> Iterator[Diagnostic]:
    """Columns and rows that the design's grid does not have, or that have no line."""
    grid = looked.design.grid
    uses_rows = False
    for name, frame in looked.design.frames.items():
        for key, track, count in (
            ("across", frame.across, grid.columns),
            ("down", frame.down, grid.rows),
        ):
            uses_rows = uses_rows or (key == "down" and track is not None)
            if track is not None and not track[0] <= track[1] <= count:
                yield Diagnostic(
                    "frame-outside",
                    say(
                        "The frame `{frame}` of the design “{design}” goes from {first} to {last} "
                        "of a grid that has {count}.",
                        frame=name,
                        design=looked.name,
                        first=track[0],
                        last=track[1],
                        count=count,
                    ),
                    looked.place("frames", name, key),
                    say("Name the first and the last, in this order; both are part of the frame."),
                )
    if uses_rows and row_lines(grid, area.height, looked.sheet.baseline) < 1:
        yield Diagnostic(
            "frame-no-room",
            say(
                "The grid of the design “{design}” has {rows} rows, and panel “{panel}” no line of "
                "the baseline grid for each.",
                design=looked.name,
                rows=grid.rows,
                panel=looked.panel.id,
            ),
            looked.place("grid"),
            say("Give it fewer rows, or a smaller `row_gap`."),
        )


def _no_room(looked: Looked, box: Box) -> Iterator[Diagnostic]:
    """What is wrong with the place of a frame: it is beside its panel, or has no room."""
    width, height = looked.size
    beyond = max(-box.outer.x, -box.outer.y, box.outer.right - width, box.outer.bottom - height)
    place = looked.place("frames", box.name)
    if beyond > _SLACK:
        yield Diagnostic(
            "frame-outside",
            say(
                "The frame `{frame}` of the design “{design}” reaches {beyond:.1f} mm beyond panel "
                "“{panel}”.",
                frame=box.name,
                design=looked.name,
                beyond=beyond / mm(1),
                panel=looked.panel.id,
            ),
            place,
            say(
                "The panel is {width:.0f} by {height:.0f} mm.",
                width=width / mm(1),
                height=height / mm(1),
            ),
        )
    elif min(box.measure, box.inner.height) < LEAST:
        yield Diagnostic(
            "frame-no-room",
            say(
                "The frame `{frame}` of the design “{design}” leaves text {width:.1f} by "
                "{height:.1f} mm of panel “{panel}”.",
                frame=box.name,
                design=looked.name,
                width=max(0.0, box.measure) / mm(1),
                height=max(0.0, box.inner.height) / mm(1),
                panel=looked.panel.id,
            ),
            place,
            say("Make it larger, or give it fewer columns or less `padding_mm`."),
        )


def overlapping_frames(looked: Looked, filled: Iterable[str]) -> Iterator[Diagnostic]:
    """Advice on frames of a panel that something stands in and that lie on one another."""
    design = looked.design
    if not design.frames:
        return
    boxes = [box for name, box in looked.boxes.items() if name in set(filled)]
    for one, other in combinations(boxes, 2):
        if one.outer.overlaps(other.outer, _SLACK):
            named = other if other.name in design.frames else one
            yield Diagnostic(
                "frame-overlap",
                say(
                    "The frames `{one}` and `{other}` of the design “{design}” lie on one another.",
                    one=one.name,
                    other=other.name,
                    design=looked.name,
                ),
                looked.place("frames", named.name),
                say("Move one of them; `main` is the type area unless it is placed too."),
                "advice",
            )

"""The grounds of a panel's frames: behind what stands in them, and into the bleed at an edge."""

from __future__ import annotations

from collections.abc import Collection

from depliant.display.items import Group, Item, Mark, Path
from depliant.geometry import Rect, mm, rectangle
from depliant.languages.table import direction
from depliant.layout.boxes import placed
from depliant.layout.job import Job
from depliant.layout.template import Leaf, type_area
from depliant.style.sheet import Design

_AT_THE_EDGE = mm(0.1)
"""Points: a frame that ends so near the edge of its panel is meant to reach it."""


def frame_grounds(
    design: Design, names: Collection[str], leaf: Leaf, job: Job, language: str
) -> tuple[Item, ...]:
    """The grounds of those frames of a design that are named, as one artifact."""
    to_left = direction(language) == "rtl"
    panel = type_area(design, leaf.size, to_left=to_left), leaf.size
    paths: list[Item] = []
    for name, frame in design.frames.items():
        if frame.ground is None or name not in names:
            continue
        ground = job.sheet.colour(frame.ground)
        box = placed(frame, design, panel, job.sheet.baseline, to_left=to_left)
        paths.append(Path(rectangle(bled(box, leaf)), fill=ground))
    if not paths:
        return ()
    clipped = Group(tuple(paths), clip=rectangle(leaf.region))
    return (Mark((clipped,), None, artifact="Background"),)


def bled(box: Rect, leaf: Leaf) -> Rect:
    """A frame that reaches the edges of its panel, into what is cut off there."""
    trim, region = Rect(0.0, 0.0, *leaf.size), leaf.region
    left = region.x if box.x < trim.x + _AT_THE_EDGE else box.x
    top = region.y if box.y < trim.y + _AT_THE_EDGE else box.y
    right = region.right if box.right > trim.right - _AT_THE_EDGE else box.right
    bottom = region.bottom if box.bottom > trim.bottom - _AT_THE_EDGE else box.bottom
    return Rect(left, top, right - left, bottom - top)

"""What a page's plates hold: the ink of each as a picture, and what the rules ask of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from depliant.geometry import Rect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image as Picture

    Grid = NDArray[np.uint8]


class Plates(Struct, frozen=True, dict=True):
    """The ink of each plate as a gray picture, 0 to 255, with its rows from the top.

    `area` is what they show, in points from the trim corner, y down. A sound page is judged on
    the pictures alone: numpy, which is costly to import, is for what has to be found exactly.
    """

    pictures: tuple[Picture, ...]
    names: tuple[str, ...]
    area: Rect
    scale: float
    unmeasured: tuple[str, ...] = ()
    """Spot inks of the page beyond what can be measured."""

    @property
    def inks(self) -> dict[str, Grid]:
        """The grid of each plate by its name."""
        import numpy as np

        return dict(zip(self.names, map(np.asarray, self.pictures), strict=True))

    @cached_property
    def total(self) -> NDArray[np.uint16]:
        """All plates added up: 255 for 100 %."""
        import numpy as np

        first, *others = self.inks.values()
        total: NDArray[np.uint16] = first.astype(np.uint16)
        for grid in others:
            total += grid
        return total

    def most(self, box: Rect) -> float:
        """At least as much as the heaviest total within a box, and 4 or a little more too much."""
        from PIL import Image, ImageChops

        layers, halvings = self.cut(box), 0
        if not layers[0].width * layers[0].height:
            return 0.0
        while len(layers) > 1:
            if len(layers) % 2:
                layers.append(Image.new("L", layers[0].size))
            layers = [
                ImageChops.add(a, b, 2) for a, b in zip(layers[::2], layers[1::2], strict=True)
            ]
            halvings += 1
        # Each halving leaves out a half at most.
        return (_span(layers[0])[1] + halvings / 2) * float(1 << halvings)

    def line(self, at: int, horizontal: bool) -> Picture:
        """A row or a column of all plates added up, 255 for 100 % and more; paper outside."""
        from PIL import Image, ImageChops

        columns, rows = self.pictures[0].size
        size = (columns, 1) if horizontal else (1, rows)
        total = Image.new("L", size)
        if 0 <= at < (rows if horizontal else columns):
            x, y = (0, at) if horizontal else (at, 0)
            for picture in self.pictures:
                total = ImageChops.add(total, picture.crop((x, y, x + size[0], y + size[1])))
        return total

    def window(self, box: Rect) -> tuple[int, int, int, int]:
        """The pixels wholly inside a box: from left and top, up to but without right and bottom."""
        columns, rows = self.pictures[0].size
        left = round((box.x - self.area.x) * self.scale + 0.49)
        top = round((box.y - self.area.y) * self.scale + 0.49)
        right = round((box.right - self.area.x) * self.scale - 0.49)
        bottom = round((box.bottom - self.area.y) * self.scale - 0.49)
        left, top = min(max(left, 0), columns), min(max(top, 0), rows)
        return left, top, max(min(right, columns), left), max(min(bottom, rows), top)

    def cut(self, box: Rect) -> list[Picture]:
        """What each plate has inside a box."""
        window = self.window(box)
        return [picture.crop(window) for picture in self.pictures]

    def medians(self, box: Rect) -> dict[str, float]:
        """The ink that most of a box has, plate by plate, 1.0 for solid; none where it is empty."""
        return dict(zip(self.names, map(_median, self.cut(box)), strict=True))

    def parts(self, box: Rect) -> list[tuple[tuple[float, ...], float]]:
        """The inks of a box, 1.0 for solid and in the order of the plates, each with its part."""
        layers = self.cut(box)
        total = layers[0].width * layers[0].height
        if not total:
            return [(tuple(self.medians(box).values()), 1.0)]
        counts = Counter(zip(*(layer.tobytes() for layer in layers), strict=True))
        return [
            (tuple(level / 255 for level in levels), count / total)
            for levels, count in counts.items()
        ]

    def is_even(self, box: Rect) -> bool:
        """Whether every plate has the same ink all over a box."""
        return all(
            not picture.width * picture.height or len(set(_span(picture))) == 1
            for picture in self.cut(box)
        )

    def differs(self, other: Plates, box: Rect) -> bool:
        """Whether any plate differs from another page's, of the same size, within a box."""
        from PIL import ImageChops

        return any(
            ImageChops.difference(mine, its).getbbox() is not None
            for mine, its in zip(self.cut(box), other.cut(box), strict=True)
        )

    def box(self, top: int, left: int, bottom: int, right: int) -> Rect:
        """The box of pixels from `top`, `left` up to but without `bottom`, `right`."""
        return Rect(
            self.area.x + left / self.scale,
            self.area.y + top / self.scale,
            (right - left) / self.scale,
            (bottom - top) / self.scale,
        )


def _span(picture: Picture) -> tuple[int, int]:
    """The least and the most of a gray picture that is not empty."""
    span: Any = picture.getextrema()
    least, most = span
    return int(least), int(most)


def _median(picture: Picture) -> float:
    """The median of a gray picture, 1.0 for 255; 0 for an empty one."""
    count = picture.width * picture.height
    if not count:
        return 0.0
    least, most = _span(picture)
    if least == most:
        return least / 255
    up_to = [*accumulate(picture.histogram())]
    middle = bisect_right(up_to, (count - 1) // 2) + bisect_right(up_to, count // 2)
    return middle / 2 / 255

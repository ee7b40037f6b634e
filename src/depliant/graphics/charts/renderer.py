"""matplotlib's renderer protocol, answered by the display list.

`Recorder` gives the artists of matplotlib what they ask of a renderer (new_gc, draw_path,
draw_text, …) and keeps what they draw as display items: outlines in points, y down, painted
with inks, and text set by our own shaper in the style sheet's faces. Nothing is rasterised.

It answers the protocol without inheriting `matplotlib.backend_bases.RendererBase`: importing
that module imports `matplotlib.font_manager`, which on a fresh machine reads every font it can
find and writes a cache into the user's home, and doubles what matplotlib costs at start. Our
charts are patches and labels, which need neither. A whole `Figure` can still be drawn by
`class WholeFigure(Recorder, RendererBase)`, which brings the fall-backs for markers and
collections.

matplotlib carries colours as RGB. `InkKey` gives each ink an RGB value of its own that means
nothing but that ink and is looked up exactly; a colour without an ink is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model import Datum
from depliant.display.items import Form, Group, Item, Path, Stroke
from depliant.errors import BrochureError, Diagnostic
from depliant.geometry import (
    Matrix,
    Outline,
    Rect,
    Segment,
    Size,
    outline_bounds,
    rectangle,
    transformed,
    translation,
)
from depliant.graphics.art import Saying
from depliant.graphics.charts.lettering import Written, set_line
from depliant.graphics.charts.plain import load_plain
from depliant.languages.table import direction
from depliant.sentences import say
from depliant.text.model import CharStyle

RGB = tuple[float, float, float]

_PLACES = 4
"""Coordinates are kept to 0.0001 pt: flipping y twice leaves noise far below that."""


@contextmanager
def plain_matplotlib() -> Iterator[None]:
    """Import matplotlib inside this block and it reads its own settings, not the user's."""
    load_plain()
    yield


class InkKey(Struct, frozen=True):
    """A one-to-one key between inks and the RGB values that stand for them in matplotlib.

    Black and white are never given out: they are matplotlib's own defaults, and an artist that
    falls back on one must be found out.
    """

    inks: tuple[Colour, ...]

    @classmethod
    def of(cls, inks: Iterable[Colour]) -> InkKey:
        """The key of `inks`, each once, in the order of their first mention."""
        return cls(tuple(dict.fromkeys(inks)))

    def rgb(self, ink: Colour) -> RGB:
        """What stands for `ink`: its number, from 1, as three bytes.

        Raises:
            BrochureError: the ink is not in the key (`chart-colour`).
        """
        if ink not in self.inks:
            raise _no_swatch(str(ink))
        number = self.inks.index(ink) + 1
        return (number >> 16 & 255) / 255, (number >> 8 & 255) / 255, (number & 255) / 255

    def ink(self, rgb: Sequence[float]) -> Colour:
        """The ink that `rgb` (its first three values) stands for, exactly.

        Raises:
            BrochureError: it stands for none (`chart-colour`).
        """
        shown = tuple(float(value) for value in rgb[:3])
        high, middle, low = (round(value * 255) for value in shown)
        number = high << 16 | middle << 8 | low
        if not 1 <= number <= len(self.inks) or self.rgb(self.inks[number - 1]) != shown:
            raise _no_swatch(f"RGB {shown}")
        return self.inks[number - 1]


def _no_swatch(colour: str) -> BrochureError:
    return BrochureError(
        Diagnostic(
            "chart-colour",
            say("A chart was drawn in a colour that is no swatch: {colour}.", colour=colour),
            hint=say("This is a fault of the chart's code, not of your files; please report it."),
        )
    )


class Artist(Protocol):
    """Whatever can draw itself on a renderer: matplotlib's artists and our `Label`."""

    def draw(self, renderer: Any) -> None:
        """Draw on `renderer`."""


class Says(Struct, frozen=True):
    """What a label says: the title, or the label, date or value of a datum.

    In a chart of series: of a place, of a series or of both, by their numbers from 0.
    """

    saying: Saying
    datum: Datum | None = None
    place: int = -1
    series: int = -1


class Said(NamedTuple):
    """The items from `first` to before `last` and what they say."""

    says: Says
    first: int
    last: int


class Recording(Struct, frozen=True):
    """What artists drew, and which of it says something, in the same order."""

    items: tuple[Item, ...]
    said: tuple[Said, ...]


class Label(Struct, frozen=True):
    """A line of text with its baseline's left end at (x, y), points, y down."""

    text: Written
    style: CharStyle
    x: float
    y: float
    says: Says | None = None

    def from_right(self, width: float, language: str) -> Label:
        """The label where it stands if the canvas of a width is laid out from the right."""
        runs = set_line(self.text, self.style, language)
        own = sum(glyph.advance for run in runs for glyph in run.glyphs)
        return replace(self, x=width - self.x - own)

    def draw(self, renderer: Recorder) -> None:
        """Draw on `renderer` in the way that matplotlib's own text does."""
        _, height = renderer.get_canvas_width_height()
        gc = renderer.new_gc()
        first = len(renderer.items)
        renderer.draw_text(gc, self.x, height - self.y, self.text, self.style, 0.0)
        if self.says is not None and len(renderer.items) > first:
            renderer.said.append(Said(self.says, first, len(renderer.items)))


class Stamps(Struct, frozen=True):
    """One outline in one ink, drawn with its origin at each of several places, y down.

    It is written once, however often it is drawn. With a `line` it is not filled, but stands as a
    line of so many points.
    """

    outline: Outline
    ink: Colour
    places: tuple[tuple[float, float], ...]
    line: float = 0.0

    def from_right(self, width: float, language: str) -> Stamps:
        """The stamps, turned, where they stand if the canvas is laid out from the right."""
        turned = transformed(self.outline, Matrix(a=-1.0))
        return Stamps(turned, self.ink, tuple((width - x, y) for x, y in self.places), self.line)

    def draw(self, renderer: Recorder) -> None:
        """Add the stamps to what `renderer` has recorded."""
        renderer.key.rgb(self.ink)  # a swatch, or an error
        box = outline_bounds(self.outline).inset(*(-self.line,) * 4)
        stroke = Stroke(self.ink, self.line, join="round") if self.line else None
        stamp = (Path(self.outline, fill=None if self.line else self.ink, stroke=stroke),)
        renderer.items += [Form(stamp, box, translation(x, y)) for x, y in self.places]


class Shape(Struct, frozen=True):
    """An outline that is filled, stroked or both, and what it shows; points, y down."""

    outline: Outline
    fill: Colour | None = None
    stroke: Stroke | None = None
    says: Says | None = None
    even_odd: bool = False

    def from_right(self, width: float, language: str) -> Shape:
        """The shape where it stands if the canvas is laid out from the right."""
        return replace(self, outline=transformed(self.outline, Matrix(a=-1.0, e=width)))

    def draw(self, renderer: Recorder) -> None:
        """Add the shape to what `renderer` has recorded."""
        for ink in (self.fill, self.stroke.colour if self.stroke else None):
            if ink is not None:
                renderer.key.rgb(ink)  # a swatch, or an error
        outline = tuple(_rounded(segment) for segment in self.outline)
        renderer.items.append(Path(outline, self.fill, self.stroke, self.even_odd))
        if self.says is not None:
            renderer.said.append(Said(self.says, len(renderer.items) - 1, len(renderer.items)))


def _rounded(segment: Segment) -> Segment:
    name, *numbers = segment
    return cast(Segment, (name, *(round(float(number), _PLACES) for number in numbers)))


class GraphicsState:
    """What an artist sets before it draws: the part of matplotlib's graphics context in use."""

    def __init__(self) -> None:
        self.rgba: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0)
        self.linewidth = 0.0
        self.dashes: tuple[float, ...] = ()
        self.cap = "butt"
        self.join = "miter"
        self.clip_rectangle: Any = None
        self.clip_path: Any = None
        self.hatch: str | None = None

    def copy_properties(self, other: GraphicsState) -> None:
        """Take over everything from `other`."""
        self.__dict__.update(other.__dict__)

    def restore(self) -> None:
        """The end of a use; there is no stack to pop."""

    def set_foreground(self, foreground: Any, isRGBA: bool = False) -> None:  # noqa: N803
        """Set the line colour."""
        if not isRGBA:
            from matplotlib.colors import to_rgba

            foreground = to_rgba(foreground)
        self.rgba = tuple(float(value) for value in foreground)

    def set_linewidth(self, width: float) -> None:
        """Set the line width in points."""
        self.linewidth = float(width)

    def set_dashes(self, offset: float, pattern: Iterable[float] | None) -> None:
        """Set the dash pattern in points; the offset is not kept."""
        self.dashes = tuple(float(length) for length in pattern or ())

    def set_capstyle(self, cap: Any) -> None:
        """Set how lines end."""
        name = getattr(cap, "name", cap)
        self.cap = "square" if name == "projecting" else name

    def set_joinstyle(self, join: Any) -> None:
        """Set how lines meet."""
        self.join = getattr(join, "name", join)

    def set_clip_rectangle(self, rectangle: Any) -> None:
        """Clip to a box."""
        self.clip_rectangle = rectangle

    def set_clip_path(self, path: Any) -> None:
        """Clip to a `TransformedPath`."""
        self.clip_path = path

    def set_hatch(self, hatch: str | None) -> None:
        """Ask for a hatch, which is refused when something is drawn with it."""
        self.hatch = hatch

    def set_alpha(self, alpha: float | None) -> None:
        """Check that nothing is asked to be see-through: a chart is areas of ink, side by side."""
        if alpha not in (None, 0, 1):
            raise ValueError("a chart cannot be transparent")

    def _no_effect(self, *_: Any, **__: Any) -> None:
        """Settings that mean nothing on paper: antialiasing, snapping to pixels, addresses."""

    set_antialiased = set_snap = set_url = set_gid = set_sketch_params = _no_effect
    set_hatch_color = set_hatch_linewidth = _no_effect


class Recorder:
    """The renderer: artists draw on it, `items` is what they drew, in order.

    Args:
        size: the canvas in points.
        key: the inks that may be used.
        language: of the labels, for the shaper.
    """

    _raster_depth = 0
    _rasterizing = False

    def __init__(self, size: Size, key: InkKey, language: str) -> None:
        self.size, self.key, self.language = size, key, language
        self.items: list[Item] = []
        self.said: list[Said] = []

    # What artists ask about the canvas.

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The canvas in points."""
        return self.size.width, self.size.height

    def points_to_pixels(self, points: float) -> float:
        """Points are the unit: the canvas has 72 dots an inch."""
        return points

    def flipy(self) -> bool:
        """Whether y runs down in what is written; artists count it upwards all the same."""
        return True

    def new_gc(self) -> GraphicsState:
        """A fresh graphics state."""
        return GraphicsState()

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Grouping is the layout's affair (`Mark`)."""

    def close_group(self, s: str) -> None:
        """See `open_group`."""

    # What artists draw.

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        """Record an outline: filled with `rgbFace` if given, stroked if it has a line width."""
        if gc.hatch:
            raise ValueError("a chart cannot be hatched")
        fill = None if rgbFace is None else self._ink(rgbFace)
        stroke = None
        line = self._ink(gc.rgba) if gc.linewidth > 0 else None
        if line is not None:
            stroke = Stroke(
                line,
                gc.linewidth,
                gc.dashes,
                cast(Literal["butt", "round", "square"], gc.cap),
                cast(Literal["miter", "round", "bevel"], gc.join),
            )
        if fill is None and stroke is None:
            return
        self._add(gc, Path(self._outline(path, transform), fill, stroke))

    def draw_text(
        self, gc: Any, x: float, y: float, s: Written, prop: Any, angle: float, *_: Any, **__: Any
    ) -> None:
        """Record a line of text set by our shaper; `prop` is its `CharStyle`."""
        if angle:
            raise ValueError("labels are set upright")
        glyphs = set_line(s, _char_style(prop), self.language)
        x, y = round(x, _PLACES), round(self.size.height - y, _PLACES)
        self._add(gc, *(replace(run, x=round(run.x + x, _PLACES), y=run.y + y) for run in glyphs))

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: Any = False
    ) -> tuple[float, float, float]:
        """Advance width, height of the em box and depth below the baseline, in points."""
        style = _char_style(prop)
        runs = set_line(s, style, self.language)
        width = sum(glyph.advance for run in runs for glyph in run.glyphs)
        return width, style.size, 0.2 * style.size

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        """Refuse: a chart is drawn in outlines, and its colours are inks.

        Raises:
            ValueError: always.
        """
        raise ValueError("a chart cannot hold pixels")

    def _add(self, gc: Any, *items: Item) -> None:
        clip = self._clip(gc)
        self.items.extend(items if clip is None else (Group(items, clip=clip),))

    def _ink(self, rgba: Sequence[float]) -> Colour | None:
        alpha = float(rgba[3]) if len(rgba) > 3 else 1.0
        if alpha == 0.0:
            return None
        if alpha != 1.0:
            raise ValueError("a chart cannot be transparent")
        return self.key.ink(rgba)

    def _clip(self, gc: Any) -> Outline | None:
        if gc.clip_path is not None:
            path, transform = gc.clip_path.get_transformed_path_and_affine()
            return self._outline(path, transform)
        if gc.clip_rectangle is not None:
            x, y, width, height = gc.clip_rectangle.bounds
            top = self.size.height - y - height
            return rectangle(Rect(*(round(float(v), _PLACES) for v in (x, top, width, height))))
        return None

    def _outline(self, path: Any, transform: Any) -> Outline:
        """A matplotlib path in points, y down; quadratic curves become cubic ones."""
        segments: list[Segment] = []
        here = (0.0, 0.0)
        for numbers, code in path.iter_segments(transform, remove_nans=False, simplify=False):
            if code == path.CLOSEPOLY:
                segments.append(("Z",))
                continue
            flat = [float(value) for value in numbers]
            points = list(zip(flat[::2], (self.size.height - y for y in flat[1::2]), strict=True))
            if code == path.CURVE3:
                (cx, cy), (ex, ey) = points
                points = [
                    (here[0] + (cx - here[0]) * 2 / 3, here[1] + (cy - here[1]) * 2 / 3),
                    (ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3),
                    (ex, ey),
                ]
            here = points[-1]
            name = {path.MOVETO: "M", path.LINETO: "L"}.get(code, "C")
            segments.append(
                cast(Segment, (name, *(round(value, _PLACES) for p in points for value in p)))
            )
        return tuple(segments)


def _char_style(prop: Any) -> CharStyle:
    if not isinstance(prop, CharStyle):
        raise TypeError("labels are set in a type style of the style sheet, not in a font name")
    return prop


def record(artists: Iterable[Artist], size: Size, key: InkKey, language: str) -> Recording:
    """Draw `artists`, laid out in points with y down, and return what they drew and said.

    matplotlib counts y upwards, so each artist of its own is turned over as an axis with its
    y inverted would do, and the recorder turns it back. In a language that runs to the left
    everything is drawn from the right, but rings still run clockwise.
    """
    to_left = direction(language) == "rtl"
    recorder = Recorder(size, key, language)
    upward = None
    for artist in artists:
        if isinstance(artist, Label | Stamps | Shape):
            artist = artist.from_right(size.width, language) if to_left else artist
        else:
            upward = upward or _upward(size, to_left=to_left)
            _turn_over(artist, upward, to_left=to_left)
        artist.draw(recorder)
    return Recording(tuple(recorder.items), tuple(recorder.said))


def _upward(size: Size, *, to_left: bool) -> Any:
    with plain_matplotlib():
        from matplotlib.transforms import Affine2D
    upward = Affine2D().scale(1, -1).translate(0, size.height)
    return Affine2D().scale(-1, 1).translate(size.width, 0) + upward if to_left else upward


def _turn_over(artist: Any, upward: Any, *, to_left: bool) -> None:
    from matplotlib.transforms import TransformedBbox

    if to_left and hasattr(artist, "theta1"):
        # A wedge: turned here, it comes out as it was.
        start, end = artist.theta1, artist.theta2
        artist.set_theta1(180 - end)
        artist.set_theta2(180 - start)
    artist.set_transform(upward)
    if artist.clipbox is not None:
        artist.set_clip_box(TransformedBbox(artist.clipbox, upward))

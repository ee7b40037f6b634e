"""One content stream being written: operators, the graphics state they leave, resources.

The stream is written in the display list's own coordinates (y down); whoever places it puts
one `cm` before it. The state is remembered, so that a colour, a font or a line width that is
already set is not set again; a fresh stream knows nothing, since a form inherits its state.

What only the file knows, the names of its fonts, pictures and forms and the codes of glyphs, is
left open: so a `Passage` that was painted once can be written into any stream of any file.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from depliant.display.items import MITER_LIMIT, Form, Picture, Stroke
from depliant.fonts.registry import FaceRef
from depliant.geometry import Matrix, Outline, Rect
from depliant.tuples import NamedTuple
from depliant.writers.glyph_font import ShownRun
from depliant.writers.ink import Paint, separation
from depliant.writers.objects import Name, Value
from depliant.writers.spelling import spell, spell_matrix, spell_name, spell_rect

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_SEGMENTS = {
    "M": "%.3f %.3f m",
    "L": "%.3f %.3f l",
    "C": "%.3f %.3f %.3f %.3f %.3f %.3f c",
    "Z": "h",
}


class ShownPicture(NamedTuple):
    """A picture, and how many points one of its own units is; 0 where that is not known."""

    picture: Picture
    scale: float


Gap = ShownRun | FaceRef | ShownPicture | Form
"""What only a file can name: a font, a picture, a form, the codes of a run."""


class State(Struct, frozen=True):
    """What is set; `None` where that is not known. `overprint` is (stroke, fill).

    The miter limit is that of a new page; whoever enters a form sets it so before.
    """

    fill: str | None = None
    stroke: str | None = None
    overprint: tuple[bool, bool] | None = None
    line: str | None = None
    font: tuple[FaceRef, str] | None = None
    miter: float = MITER_LIMIT


class Passage(Struct, frozen=True):
    """A stretch of a content stream, whatever file it is written into.

    `operators` have a `%s` for each of `gaps`: no other percent sign stands in them, as names
    spell it otherwise and strings are in hexadecimal. `resources` are the colour spaces and
    states that it names, as (category, name, value); `state` is what it leaves set.
    """

    operators: str
    gaps: tuple[Gap, ...]
    resources: tuple[tuple[str, str, Value], ...]
    state: State


class ContentStream(Struct):
    """A content stream in the making and the resources it names, by category.

    `state` is what is set; `gaps` is what is to be named.
    """

    state: State = State()
    resources: dict[str, dict[str, Value]] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    _operators: list[str] = field(default_factory=list)
    _saved: list[State] = field(default_factory=list)

    def bytes(self, names: Sequence[str] = ()) -> bytes:
        """The stream as it stands, with a name for each of its gaps.

        Raises:
            ValueError: a saved state was not restored.
        """
        return (self._written() % tuple(names)).encode("ascii")

    def passage(self) -> Passage:
        """What was written, to be added to another stream whose state is the same.

        Raises:
            ValueError: a saved state was not restored.
        """
        named = tuple(
            (category, key, value)
            for category, entries in self.resources.items()
            for key, value in entries.items()
        )
        return Passage(self._written(), tuple(self.gaps), named, self.state)

    def add(self, passage: Passage) -> None:
        """Append a passage that was painted in this state."""
        if passage.operators:
            self._operators.append(passage.operators)
        self.gaps += passage.gaps
        for category, key, value in passage.resources:
            self.resources.setdefault(category, {})[key] = value
        self.state = passage.state

    def _written(self) -> str:
        if self._saved:
            raise ValueError("a graphics state is left open")
        return "\n".join(self._operators)

    def write(self, operators: str, gap: Gap | None = None) -> None:
        """Append operators that leave the remembered state as it is; a `%s` stands for the gap."""
        self._operators.append(operators)
        if gap is not None:
            self.gaps.append(gap)

    def name(self, category: str, key: str, value: Value) -> str:
        """Enter a resource and return its name as an operand."""
        self.resources.setdefault(category, {})[key] = value
        return spell_name(key)

    def save(self) -> None:
        """Save the graphics state (q)."""
        self.write("q")
        self._saved.append(self.state)

    def restore(self) -> None:
        """Restore the graphics state (Q)."""
        self.write("Q")
        self.state = self._saved.pop()

    def transform(self, matrix: Matrix) -> None:
        """Put a map before those in force (cm)."""
        self.write(spell_matrix(matrix) + " cm")

    def clip(self, outline: Outline, even_odd: bool = False) -> None:
        """Let only the inside of an outline show."""
        self.write(f"{spell_outline(outline)} {'W*' if even_odd else 'W'} n")

    def set_colours(self, fill: Paint | None, stroke: Paint | None) -> None:
        """Set the colours to paint with next."""
        for paint in (fill, stroke):
            if paint is not None and paint.space is not None:
                name, spot = paint.space
                self.name("ColorSpace", name, separation(spot))
        if fill is not None and fill.fill != self.state.fill:
            self.write(fill.fill)
            self.state = replace(self.state, fill=fill.fill)
        if stroke is not None and stroke.stroke != self.state.stroke:
            self.write(stroke.stroke)
            self.state = replace(self.state, stroke=stroke.stroke)

    def set_overprint(self, stroke: bool, fill: bool) -> None:
        """Say whether what is painted next overprints (ISO 32000-1, 8.6.7).

        Mode 1: an amount of 0 in DeviceCMYK leaves what is below, so K 100 covers no colour.
        """
        if self.state.overprint == (stroke, fill):
            return
        key = f"Overprint{'Stroke' if stroke else ''}{'Fill' if fill else ''}"
        key = key if stroke or fill else "Knockout"
        entries: dict[str, Value] = {
            "Type": Name("ExtGState"),
            "OP": stroke,
            "op": fill,
            "OPM": 1,
        }
        self.write(self.name("ExtGState", key, entries) + " gs")
        self.state = replace(self.state, overprint=(stroke, fill))

    def set_line(self, stroke: Stroke) -> None:
        """Set width, cap, join, dash and miter limit of the strokes to come."""
        dash = f"[{' '.join(spell(part) for part in stroke.dash)}] {spell(stroke.phase)} d"
        line = f"{spell(stroke.width)} w {_CAPS[stroke.cap]} J {_JOINS[stroke.join]} j {dash}"
        if line != self.state.line:
            self.write(line)
            self.state = replace(self.state, line=line)
        if stroke.join == "miter":
            self.set_miter(stroke.miter)

    def set_miter(self, limit: float) -> None:
        """Set how long a mitred corner may be, in line widths."""
        if limit != self.state.miter:
            self.write(f"{spell(limit)} M")
            self.state = replace(self.state, miter=limit)

    def set_font(self, face: FaceRef, size: float) -> None:
        """Set the font of the text to come; inside BT and ET."""
        font = (face, spell(size))
        if font != self.state.font:
            self.write(f"%s {font[1]} Tf", face)
            self.state = replace(self.state, font=font)


def spell_outline(outline: Outline) -> str:
    """The path-construction operators of an outline, a box as one `re`.

    Artwork has tens of thousands of points: they are formatted all at once and the trailing
    zeros then taken out of the whole, to the same numbers as `spell` writes.
    """
    box = _as_rect(outline)
    if box is not None:
        return spell_rect(box)
    form = " ".join([_SEGMENTS[segment[0]] for segment in outline])
    text = form % tuple([number for segment in outline for number in segment[1:]])
    for zero in ("0 ", "0 ", "0 ", ". "):  # an operator follows, so a space ends each number
        text = text.replace(zero, " ")
    return text.replace("-0 ", "0 ")


def _as_rect(outline: Outline) -> Rect | None:
    """The box that an outline of four straight, upright sides draws."""
    if len(outline) != 5 or [segment[0] for segment in outline] != ["M", "L", "L", "L", "Z"]:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = [
        (float(segment[1]), float(segment[2])) for segment in outline[:4] if len(segment) == 3
    ]
    if (ay, bx, cy, dx) == (by, cx, dy, ax):
        return Rect(ax, ay, cx - ax, cy - ay)
    return None

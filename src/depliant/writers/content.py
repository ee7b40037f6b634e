"""One content stream being written: operators, the graphics state they leave, resources.

The stream is written in the display list's own coordinates (y down); whoever places it puts
one `cm` before it. The state is remembered, so that a colour, a font or a line width that is
already set is not set again; a fresh stream knows nothing, since a form inherits its state.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from depliant.display.items import Stroke
from depliant.geometry import Matrix, Outline, Rect
from depliant.writers.ink import Paint
from depliant.writers.objects import Name, Ref, Value, spell, spell_name

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_SEGMENTS = {
    "M": "%.3f %.3f m",
    "L": "%.3f %.3f l",
    "C": "%.3f %.3f %.3f %.3f %.3f %.3f c",
    "Z": "h",
}


class _State(Struct, frozen=True):
    """What is set; `None` where that is not known. `overprint` is (stroke, fill)."""

    fill: str | None = None
    stroke: str | None = None
    overprint: tuple[bool, bool] | None = None
    line: str | None = None
    font: str | None = None


class Content(Struct):
    """A content stream in the making and the resources it names, by category."""

    resources: dict[str, dict[str, Value]] = field(default_factory=dict)
    _operators: list[str] = field(default_factory=list)
    _state: _State = _State()
    _saved: list[_State] = field(default_factory=list)

    def bytes(self) -> bytes:
        """The stream as it stands.

        Raises:
            ValueError: a saved state was not restored.
        """
        if self._saved:
            raise ValueError("a graphics state is left open")
        return "\n".join(self._operators).encode("ascii")

    def write(self, operators: str) -> None:
        """Append operators that leave the remembered state as it is."""
        self._operators.append(operators)

    def name(self, category: str, key: str, value: Value) -> str:
        """Enter a resource and return its name as an operand."""
        self.resources.setdefault(category, {})[key] = value
        return spell_name(key)

    def save(self) -> None:
        """Save the graphics state (q)."""
        self.write("q")
        self._saved.append(self._state)

    def restore(self) -> None:
        """Restore the graphics state (Q)."""
        self.write("Q")
        self._state = self._saved.pop()

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
                self.name("ColorSpace", *paint.space)
        if fill is not None and fill.fill != self._state.fill:
            self.write(fill.fill)
            self._state = replace(self._state, fill=fill.fill)
        if stroke is not None and stroke.stroke != self._state.stroke:
            self.write(stroke.stroke)
            self._state = replace(self._state, stroke=stroke.stroke)

    def set_overprint(self, stroke: bool, fill: bool) -> None:
        """Say whether what is painted next overprints (ISO 32000-1, 8.6.7).

        Mode 1: an amount of 0 in DeviceCMYK leaves what is below, so K 100 covers no colour.
        """
        if self._state.overprint == (stroke, fill):
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
        self._state = replace(self._state, overprint=(stroke, fill))

    def set_line(self, stroke: Stroke) -> None:
        """Set width, cap, join and dash of the strokes to come."""
        dash = " ".join(spell(part) for part in stroke.dash)
        line = f"{spell(stroke.width)} w {_CAPS[stroke.cap]} J {_JOINS[stroke.join]} j [{dash}] 0 d"
        if line != self._state.line:
            self.write(line)
            self._state = replace(self._state, line=line)

    def set_font(self, key: str, ref: Ref, size: float) -> None:
        """Set the font of the text to come; inside BT and ET."""
        font = f"{self.name('Font', key, ref)} {spell(size)} Tf"
        if font != self._state.font:
            self.write(font)
            self._state = replace(self._state, font=font)


def spell_matrix(matrix: Matrix) -> str:
    """The six operands of `cm`; five decimals, as it may scale a unit square to a sheet."""
    return " ".join(spell(value, 5) for value in matrix)


def spell_rect(rect: Rect) -> str:
    """A box with the `re` operator."""
    return " ".join(spell(value) for value in rect) + " re"


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
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        (float(segment[1]), float(segment[2])) for segment in outline[:4] if len(segment) == 3
    )
    if (ay, bx, cy, dx) == (by, cx, dy, ax):
        return Rect(ax, ay, cx - ax, cy - ay)
    return None

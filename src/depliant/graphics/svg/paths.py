"""SVG's notations for geometry, as outlines and matrices: path data, shapes, transforms.

Values are user units, y down. A notation that is not understood raises `UnfitError`,
which says what is wrong; nothing is guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from depliant.errors import UnfitError
from depliant.geometry import (
    IDENTITY,
    Matrix,
    Outline,
    Rect,
    Segment,
    ellipse,
    rectangle,
    rounded,
    scaling,
    translation,
)
from depliant.sentences import legible, say

MAXIMUM_COORDINATE = 1e7
MAXIMUM_FACTOR = 1e10
"""Of a gradient's transform: what it enlarges is as much smaller in the gradient's own space."""
_NUMBER = r"[+-]?+(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?+\d++)?+"
_NUMBERS = re.compile(_NUMBER)
_SEPARATORS = frozenset(" ,\t\r\n\f")
_COMMANDS = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*+)")
_ARC = re.compile(
    rf"[\s,]*+({_NUMBER})[\s,]*+({_NUMBER})[\s,]*+({_NUMBER})[\s,]*+([01])[\s,]*+([01])"
    rf"[\s,]*+({_NUMBER})[\s,]*+({_NUMBER})[\s,]*+"
)
_ARCS = re.compile(rf"(?:{_ARC.pattern})++")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_LETTERS = _SEPARATORS.union("MmZzLlHhVvCcSsQqTtAa")
_FUNCTION = re.compile(r"[\s,]*+([a-zA-Z]++)\s*+\(([^()]*+)\)[\s,]*+")
_PLAIN_UNITS = re.compile(r"(?<=[\d.])(?:px|deg)(?![\w])")
_LENGTH = re.compile(rf"\s*+({_NUMBER})\s*+(px|pt|pc|mm|cm|in|%|)\s*+")
# CSS Values 3, 6.2: absolute lengths, in px.
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4}
_UNITS["in"] = 96.0


def numbers(text: str, most: float = MAXIMUM_COORDINATE) -> list[float]:
    """The numbers of a list separated by spaces or commas.

    Raises:
        UnfitError: something else stands between them, or a number is too large.
    """
    if not _SEPARATORS.issuperset(_NUMBERS.sub("", text)):
        raise UnfitError(say("'{text}' is not a list of numbers", text=_short(text)))
    return [_bounded(float(item), most) for item in _NUMBERS.findall(text)]


def length(text: str, whole: float) -> float:
    """A length in user units; `whole` is what a percentage is of.

    Raises:
        UnfitError: it is no length, or in a unit that needs a font.
    """
    found = _LENGTH.fullmatch(text)
    if not found:
        raise UnfitError(say("'{text}' is not a length", text=_short(text)))
    value, unit = float(found[1]), found[2]
    return _bounded(value * (whole / 100 if unit == "%" else _UNITS[unit]))


def outline(data: str) -> Outline:
    """The outline of path data (SVG 2, 9.3): curves and arcs become cubics.

    Raises:
        UnfitError: the path data is wrong somewhere.
    """
    data = data.strip()
    if not data:
        return ()
    if data[0] not in "Mm":
        raise UnfitError(say("the path does not begin with a move (M)"))
    if not _LETTERS.issuperset(_NUMBERS.sub("", data)):
        raise UnfitError(
            say("the path holds '{sign}', which is no command", sign=legible(_stray(data)))
        )
    pen = _Pen()
    for letter, text in _COMMANDS.findall(data):
        if letter in "Aa":
            if not _ARCS.fullmatch(text):
                raise UnfitError(say("'{text}' is not what an arc (A) needs", text=_short(text)))
            values = [float(item) for found in _ARC.findall(text) for item in found]
        else:
            values = list(map(float, _NUMBERS.findall(text)))
            arity = _ARITY[letter.upper()]
            if (not values or len(values) % arity) if arity else values:
                raise UnfitError(
                    say(
                        "the command {letter} of the path has {numbers} numbers",
                        letter=letter,
                        numbers=len(values),
                    )
                )
        if values:
            _bounded(max(values))
            _bounded(min(values))
        pen.run(letter, values)
    return tuple(pen.segments)


def _stray(data: str) -> str:
    """What of path data is neither a number nor a command nor between them."""
    return _short("".join(item for item in _NUMBERS.sub(" ", data) if item not in _LETTERS))


class _Pen:
    """Draws the commands of one path."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._x = self._y = 0.0
        self._start = (0.0, 0.0)
        self._control: tuple[str, float, float] = ("", 0.0, 0.0)
        self._open = False
        self._draw: dict[str, Callable[[float, float, list[float]], None]] = {
            "L": lambda dx, dy, v: self._line(v[0] + dx, v[1] + dy),
            "H": lambda dx, _, v: self._line(v[0] + dx, self._y),
            "V": lambda _, dy, v: self._line(self._x, v[0] + dy),
            "C": self._cubic,
            "S": self._smooth_cubic,
            "Q": self._quadratic,
            "T": self._smooth_quadratic,
            "A": self._arc,
        }

    def run(self, letter: str, values: list[float]) -> None:
        """Draw one command with all its repetitions."""
        kind = letter.upper()
        if kind == "Z":
            if self._open:
                self.segments.append(("Z",))
                self._open = False
            self._x, self._y = self._start
            self._control = ("", 0.0, 0.0)
            return
        arity, relative = _ARITY[kind], letter.islower()
        if kind == "M":
            dx, dy = (self._x, self._y) if relative else (0.0, 0.0)
            self._move(values[0] + dx, values[1] + dy)
            kind, values = "L", values[2:]  # further pairs of a move are lines (SVG 2, 9.3.3)
        elif not self._open:  # a command after Z goes on from the start point
            self._move(self._x, self._y)
        draw = self._draw[kind]
        for at in range(0, len(values), arity):
            dx, dy = (self._x, self._y) if relative else (0.0, 0.0)
            draw(dx, dy, values[at : at + arity])

    def _move(self, x: float, y: float) -> None:
        self._x, self._y = self._start = (x, y)
        self._open = True
        self._control = ("", 0.0, 0.0)
        self.segments.append(("M", x, y))

    def _line(self, x: float, y: float) -> None:
        self._x, self._y = x, y
        self._control = ("", 0.0, 0.0)
        self.segments.append(("L", x, y))

    def _curve(self, points: tuple[float, float, float, float, float, float]) -> None:
        self.segments.append(("C", *points))
        self._x, self._y = points[4], points[5]

    def _cubic(self, dx: float, dy: float, v: list[float]) -> None:
        x2, y2, x, y = v[2] + dx, v[3] + dy, v[4] + dx, v[5] + dy
        self.segments.append(("C", v[0] + dx, v[1] + dy, x2, y2, x, y))
        self._x, self._y = x, y
        self._control = ("C", x2, y2)

    def _reflected(self, kind: str) -> tuple[float, float]:
        """The last control point mirrored at the pen, if the last command was of this kind."""
        last, x, y = self._control
        return (2 * self._x - x, 2 * self._y - y) if last == kind else (self._x, self._y)

    def _smooth_cubic(self, dx: float, dy: float, v: list[float]) -> None:
        x1, y1 = self._reflected("C")
        self._curve((x1, y1, v[0] + dx, v[1] + dy, v[2] + dx, v[3] + dy))
        self._control = ("C", v[0] + dx, v[1] + dy)

    def _quadratic(self, dx: float, dy: float, v: list[float]) -> None:
        self._raised(v[0] + dx, v[1] + dy, v[2] + dx, v[3] + dy)

    def _smooth_quadratic(self, dx: float, dy: float, v: list[float]) -> None:
        x1, y1 = self._reflected("Q")
        self._raised(x1, y1, v[0] + dx, v[1] + dy)

    def _raised(self, x1: float, y1: float, x: float, y: float) -> None:
        """A quadratic curve as the cubic that is the same curve."""
        x0, y0 = self._x, self._y
        self._curve(
            (
                x0 + 2 / 3 * (x1 - x0),
                y0 + 2 / 3 * (y1 - y0),
                x + 2 / 3 * (x1 - x),
                y + 2 / 3 * (y1 - y),
                x,
                y,
            )
        )
        self._control = ("Q", x1, y1)

    def _arc(self, dx: float, dy: float, v: list[float]) -> None:
        target = (v[5] + dx, v[6] + dy)
        for curve in arc((self._x, self._y), (v[0], v[1]), v[2], (v[3] > 0, v[4] > 0), target):
            self.segments.append(curve)
        self._x, self._y = target
        self._control = ("", 0.0, 0.0)


def arc(
    start: tuple[float, float],
    radii: tuple[float, float],
    degrees: float,
    flags: tuple[bool, bool],
    end: tuple[float, float],
) -> list[Segment]:
    """An elliptical arc as cubics of at most a quarter turn each (SVG 2, B.2.4 and B.2.5).

    `flags` are large-arc and sweep; radii that are too small grow until they reach.
    """
    (x1, y1), (x2, y2) = start, end
    rx, ry = abs(radii[0]), abs(radii[1])
    if start == end:
        return []
    if rx == 0 or ry == 0:
        return [("L", x2, y2)]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    half_x, half_y = (x1 - x2) / 2, (y1 - y2) / 2
    # In the frame of the ellipse's axes, scaled to a unit circle.
    u, w = (cos * half_x + sin * half_y) / rx, (cos * half_y - sin * half_x) / ry
    reach = math.hypot(u, w)
    if reach > 1:
        rx, ry, u, w = rx * reach, ry * reach, u / reach, w / reach
    side = math.sqrt(max(0.0, 1 / (u * u + w * w) - 1)) * (-1 if flags[0] == flags[1] else 1)
    centre_u, centre_w = side * w, -side * u
    first = math.atan2(w - centre_w, u - centre_u)
    turn = math.atan2(-w - centre_w, -u - centre_u) - first
    if flags[1] and turn < 0:
        turn += 2 * math.pi
    elif not flags[1] and turn > 0:
        turn -= 2 * math.pi
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    frame = Matrix(cos * rx, sin * rx, -sin * ry, cos * ry, *middle) @ translation(
        centre_u, centre_w
    )
    return _turned(frame, first, turn, end)


def _turned(frame: Matrix, first: float, turn: float, end: tuple[float, float]) -> list[Segment]:
    """An arc of the unit circle under `frame`, ending exactly on `end`."""
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / count
    pull = 4 / 3 * math.tan(step / 4)
    curves: list[Segment] = []
    for i in range(count):
        a, b = first + i * step, first + (i + 1) * step
        out = frame.apply(math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a))
        into = frame.apply(math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b))
        stop = end if i == count - 1 else frame.apply(math.cos(b), math.sin(b))
        curves.append(("C", *out, *into, *stop))
    return curves


def _cornered(box: Rect, rx: float, ry: float) -> Outline:
    """A rectangle with elliptical corners (SVG 2, 10.2)."""
    if rx <= 0 or ry <= 0:
        return rectangle(box)
    radii = min(rx, box.width / 2), min(ry, box.height / 2)
    return rounded(box, radii, radii)


def shape(tag: str, attributes: Mapping[str, str], view: tuple[float, float]) -> Outline:
    """The outline of a basic shape or path element; empty if it draws nothing.

    Args:
        tag: path, rect, circle, ellipse, line, polyline or polygon.
        attributes: the element's.
        view: width and height of the drawing, for percentages.

    Raises:
        UnfitError: an attribute is wrong.
    """
    width, height = view
    diagonal = math.hypot(width, height) / math.sqrt(2)

    def at(name: str, whole: float, default: str = "0") -> float:
        return length(attributes.get(name, default), whole)

    if tag == "path":
        return outline(attributes.get("d", ""))
    if tag in ("polyline", "polygon"):
        return _polygon(numbers(attributes.get("points", "")), closed=tag == "polygon")
    if tag == "line":
        return (
            ("M", at("x1", width), at("y1", height)),
            ("L", at("x2", width), at("y2", height)),
        )
    if tag == "rect":
        rx, ry = attributes.get("rx", "auto"), attributes.get("ry", "auto")
        rx, ry = (ry if rx == "auto" else rx), (rx if ry == "auto" else ry)
        corner = (0.0, 0.0) if rx == "auto" else (length(rx, width), length(ry, height))
        box = (at("x", width), at("y", height), at("width", width), at("height", height))
        return _cornered(Rect(*box), *corner) if box[2] > 0 and box[3] > 0 else ()
    if tag == "circle":
        rx_ = ry_ = at("r", diagonal)
    else:
        rx_, ry_ = at("rx", width), at("ry", height)
    return ellipse(at("cx", width), at("cy", height), rx_, ry_) if rx_ > 0 and ry_ > 0 else ()


def _polygon(values: list[float], *, closed: bool) -> Outline:
    if len(values) % 2:
        raise UnfitError(say("points has an odd number of coordinates"))
    if len(values) < 4:
        return ()
    segments: list[Segment] = [("M", values[0], values[1])]
    segments.extend(("L", values[i], values[i + 1]) for i in range(2, len(values), 2))
    if closed:
        segments.append(("Z",))
    return tuple(segments)


def transform(text: str, most: float = MAXIMUM_COORDINATE) -> Matrix:
    """The matrix of a transform attribute (SVG 1.1, 7.6); no number in it is over `most`.

    Raises:
        UnfitError: a function is unknown or has the wrong number of arguments.
    """
    matrix = IDENTITY
    at = 0
    text = "" if text.strip() == "none" else text.rstrip()
    while at < len(text):
        found = _FUNCTION.match(text, at)
        if not found:
            raise UnfitError(say("'{text}' is not a transform", text=_short(text)))
        matrix = matrix @ _function(found[1], _arguments(found[2], most))
        at = found.end()
    for value in matrix:
        _bounded(value, most)
    return matrix


def _arguments(text: str, most: float) -> list[float]:
    """The arguments of a transform; CSS writes units behind them, of which these are no others."""
    return numbers(_PLAIN_UNITS.sub("", text), most)


def origin(text: str, frame: Rect) -> tuple[float, float]:
    """The point that a `transform-origin` names in a frame (CSS Transforms 1, 5).

    Raises:
        UnfitError: it names none.
    """
    words = text.split()[:2]
    if (words and words[0] in ("top", "bottom")) or words[1:] in (["left"], ["right"]):
        words.reverse()
    words += ["center"] * (2 - len(words))
    across = {"left": "0%", "center": "50%", "right": "100%"}.get(words[0], words[0])
    down = {"top": "0%", "center": "50%", "bottom": "100%"}.get(words[1], words[1])
    return frame.x + length(across, frame.width), frame.y + length(down, frame.height)


def _function(name: str, v: list[float]) -> Matrix:
    if name == "matrix" and len(v) == 6:
        return Matrix(*v)
    if name == "translate" and len(v) in (1, 2):
        return translation(v[0], v[1] if len(v) == 2 else 0.0)
    if name == "scale" and len(v) in (1, 2):
        return scaling(v[0], v[1] if len(v) == 2 else None)
    if name in ("translateX", "translateY") and len(v) == 1:
        return translation(v[0], 0.0) if name.endswith("X") else translation(0.0, v[0])
    if name in ("scaleX", "scaleY") and len(v) == 1:
        return scaling(v[0], 1.0) if name.endswith("X") else scaling(1.0, v[0])
    if name == "rotate" and len(v) in (1, 3):
        turn = math.radians(v[0])
        about = (v[1], v[2]) if len(v) == 3 else (0.0, 0.0)
        turned = Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
        return translation(*about) @ turned @ translation(-about[0], -about[1])
    if name == "skewX" and len(v) == 1:
        return Matrix(c=math.tan(math.radians(v[0])))
    if name == "skewY" and len(v) == 1:
        return Matrix(b=math.tan(math.radians(v[0])))
    raise UnfitError(
        say("{name} with {numbers} numbers is not a transform", name=name, numbers=len(v))
    )


def _bounded(value: float, most: float = MAXIMUM_COORDINATE) -> float:
    if not abs(value) <= most:
        raise UnfitError(say("the number {value:g} is too large", value=value))
    return value


def _short(text: str) -> str:
    text = legible(" ".join(text.split()))
    return text if len(text) <= 40 else text[:39] + "…"

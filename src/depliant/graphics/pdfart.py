"""A one-page PDF as artwork: its paths as display items, its inks as they are.

Partners often send a mark as a PDF. Its content stream is read operator by operator (ISO
32000-1, Annex A): paths, clips, CMYK, gray and spot colours and forms become display items.
Anything else - RGB, live text, pictures, shadings, transparency - is refused with what to do,
so that nothing of a mark is lost or changed unseen.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import BLACK, Colour
from depliant.display.items import Group, Item, Path, Stroke
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import Matrix, Outline, Rect, Segment, rectangle, transformed
from depliant.graphics.art import Artwork
from depliant.source.folder import File

if TYPE_CHECKING:
    import pikepdf

MAXIMUM_BYTES = 8_000_000
MAXIMUM_STREAM = 2_000_000
MAXIMUM_OPERATORS = 100_000
MAXIMUM_FORMS = 8

_CAPS: tuple[Literal["butt", "round", "square"], ...] = ("butt", "round", "square")
_JOINS: tuple[Literal["miter", "round", "bevel"], ...] = ("miter", "round", "bevel")
_IGNORED = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "i", "ri", "M", "d0", "d1"))
_OUTLINES = "Convert all text to outlines and export again."
_FLAT = "Export it with flat CMYK or spot colours, without effects."
_SHOWN = 120
_REFUSED = {
    **dict.fromkeys(("rg", "RG"), ("RGB colour", _FLAT)),
    **dict.fromkeys(("BT", "Tj", "TJ", "'", '"', "Tf"), ("live text", _OUTLINES)),
    **dict.fromkeys(("sh",), ("a shading", _FLAT)),
    **dict.fromkeys(("BI", "ID", "EI", "INLINE IMAGE"), ("a picture of pixels", _FLAT)),
}


_FOREIGN = (ValueError, TypeError, KeyError, AttributeError, IndexError, NotImplementedError,
            ArithmeticError)  # fmt: skip
"""What pikepdf raises for an object of another kind than the page says it is."""


class _PdfError(Exception):
    """The page holds what cannot be used: a code, what it is, what to do."""

    def __init__(self, what: str, hint: str = _FLAT, code: str = "pdf-art-unsupported") -> None:
        super().__init__(what)
        self.what, self.hint, self.code = what, hint, code


class _Space(Struct, frozen=True):
    """A colour space: how many amounts it takes, and the spot it prints if it is one."""

    amounts: int
    spot: Colour | None = None

    def colour(self, values: Sequence[float]) -> Colour:
        """The ink of a colour's amounts."""
        values = [min(1.0, max(0.0, value)) for value in values]
        if len(values) != self.amounts:
            raise _PdfError("a colour with the wrong number of amounts", code="pdf-art-invalid")
        if self.spot is not None:
            return self.spot.at(values[0])
        if self.amounts == 1:
            return Colour(0.0, 0.0, 0.0, 1 - values[0])
        c, m, y, k = values
        return Colour(c, m, y, k)


_GRAY, _CMYK = _Space(1), _Space(4)


class _State(Struct, frozen=True):
    """The graphics state that paths are painted with (ISO 32000-1, 8.4)."""

    matrix: Matrix
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: _Space = _GRAY
    stroke_space: _Space = _GRAY
    width: float = 1.0
    dash: tuple[float, ...] = ()
    cap: int = 0
    join: int = 0
    clips: tuple[Outline, ...] = ()


def read(file: File, place: Place | None = None) -> Artwork:
    """Read a PDF of one page as artwork; its bounds are the trim box, in points.

    Args:
        file: the PDF.
        place: where it is named.

    Raises:
        InputError: the file is damaged, protected or of several pages (`pdf-art-invalid`), or
            holds what is not plain inked shapes (`pdf-art-unsupported`).
    """
    try:
        if len(file.data) > MAXIMUM_BYTES:
            raise _PdfError("more than 8 MB", "Simplify it.", "pdf-art-invalid")
        return _read(file.data)
    except _PdfError as error:
        message = f"{file.name.rpartition('/')[2]} holds {error.what}."
        where = place or Place(file.name)
        raise InputError(Diagnostic(error.code, message, where, error.hint)) from error


def _read(data: bytes) -> Artwork:
    import io

    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) != 1:
                raise _PdfError(
                    f"{len(pdf.pages)} pages", "Export one page.", code="pdf-art-invalid"
                )
            return _Interpreter(pdf).page(pdf.pages[0])
    except (*_FOREIGN, pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise _PdfError(
            "what cannot be read as a PDF page",
            "Export it again, without a password.",
            "pdf-art-invalid",
        ) from error


class _Interpreter:
    """Runs the operators of one page, collecting display items."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._items: list[Item] = []
        self._path: list[Segment] = []
        self._point = (0.0, 0.0)
        self._clip: Literal["", "W", "W*"] = ""
        self._operators = 0
        self._forms = 0

    def page(self, page: pikepdf.Page) -> Artwork:
        """The artwork of a page, y turned downwards."""
        x0, y0, x1, y1 = (float(value) for value in page.trimbox)
        box = Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        if not (0 < box.width < 20_000 and 0 < box.height < 20_000):
            raise _PdfError("a page without a size", code="pdf-art-invalid")
        if int(page.obj.get("/Rotate", 0)) % 360:
            raise _PdfError("a turned page", "Export it upright.")
        upright = Matrix(d=-1.0, e=-box.x, f=box.bottom)
        contents = page.obj.get("/Contents")
        parts = [] if contents is None else _listed(contents)
        data = b"\n".join(_bytes(part) for part in parts)
        self._run(data, page.resources, _State(upright))
        if not self._items:
            raise _PdfError("nothing that shows", code="pdf-art-invalid")
        return Artwork(tuple(self._items), Rect(0.0, 0.0, box.width, box.height))

    def _run(self, data: bytes, resources: Any, state: _State) -> None:
        """Run one content stream."""
        import pikepdf

        if len(data) > MAXIMUM_STREAM:
            raise _PdfError("far too many operators", "Simplify it.")
        stack: list[_State] = []
        for instruction in pikepdf.parse_content_stream(pikepdf.Stream(self._pdf, data)):
            operands = instruction.operands
            self._operators += 1
            if self._operators > MAXIMUM_OPERATORS:
                raise _PdfError("far too many operators", "Simplify it.")
            name = str(instruction.operator)
            if name == "q":
                stack.append(state)
                if len(stack) > 200:
                    raise _PdfError("too many nested states", "Simplify it.")
            elif name == "Q":
                state = stack.pop() if stack else state
            elif name == "Do":
                self._draw_object(resources, str(operands[0]), state)
            elif name in _REFUSED:
                raise _PdfError(*_REFUSED[name])
            elif name in _PAINT:
                state = self._paint(_PAINT[name], state)
            elif name in _BUILD:
                _BUILD[name](self, [float(value) for value in operands])
            elif name in ("W", "W*"):
                self._clip = "W" if name == "W" else "W*"
            elif name not in _IGNORED:
                state = _changed(state, name, list(operands), resources)

    # --- paths ----------------------------------------------------------------------------

    def move(self, v: Sequence[float]) -> None:
        """Begin a subpath (m)."""
        self._point = (v[0], v[1])
        self._path.append(("M", v[0], v[1]))

    def line(self, v: Sequence[float]) -> None:
        """Draw a line (l)."""
        self._point = (v[0], v[1])
        self._path.append(("L", v[0], v[1]))

    def curve(self, v: Sequence[float]) -> None:
        """Draw a cubic (c)."""
        self._point = (v[4], v[5])
        self._path.append(("C", v[0], v[1], v[2], v[3], v[4], v[5]))

    def close(self, _v: Sequence[float]) -> None:
        """Close the subpath (h)."""
        if self._path and self._path[-1] != ("Z",):
            self._path.append(("Z",))

    def box(self, v: Sequence[float]) -> None:
        """Add a rectangle (re)."""
        self._path.extend(rectangle(Rect(*v)))
        self._point = (v[0], v[1])

    def _paint(self, how: tuple[bool, bool, bool, bool], state: _State) -> _State:
        """Paint the path (fill, even-odd, stroke, close first), then clip by it if asked."""
        fill, even_odd, stroke, close = how
        if close:
            self.close(())
        outline = transformed(tuple(self._path), state.matrix)
        self._path = []
        clip, self._clip = self._clip, ""
        if outline and (fill or stroke):
            pen = None
            if stroke:
                scale = state.matrix.scale
                pen = Stroke(
                    state.stroke,
                    state.width * scale,
                    tuple(item * scale for item in state.dash),
                    _CAPS[state.cap],
                    _JOINS[state.join],
                )
            item: Item = Path(outline, state.fill if fill else None, pen, even_odd)
            for within in reversed(state.clips):
                item = Group((item,), clip=within)
            self._items.append(item)
        if not clip or not outline:
            return state
        if clip == "W*" and sum(segment[0] == "M" for segment in outline) > 1:
            raise _PdfError("a clip with holes", "Cut the shapes in the drawing program.")
        if len(state.clips) > 20:
            raise _PdfError("too many nested clips", "Release the clips.")
        return replace(state, clips=(*state.clips, outline))

    # --- forms ----------------------------------------------------------------------------

    def _draw_object(self, resources: Any, name: str, state: _State) -> None:
        form = resources["/XObject"][name]
        if form.get("/Subtype") != "/Form":
            raise _PdfError("a picture of pixels")
        if "/SMask" in form or _is_blended(form.get("/Group")):
            raise _PdfError("transparency")
        self._forms += 1
        if self._forms > MAXIMUM_FORMS**2:
            raise _PdfError("too many nested forms", "Expand them in the drawing program.")
        matrix = Matrix(*(float(value) for value in form.get("/Matrix", (1, 0, 0, 1, 0, 0))))
        inner = state.matrix @ matrix
        x0, y0, x1, y1 = (float(value) for value in form["/BBox"])
        box = rectangle(Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)))
        below = replace(state, matrix=inner, clips=(*state.clips, transformed(box, inner)))
        if len(below.clips) > MAXIMUM_FORMS + 20:
            raise _PdfError("too many nested forms", "Expand them in the drawing program.")
        self._run(_bytes(form), form.get("/Resources", resources), below)


_PAINT: dict[str, tuple[bool, bool, bool, bool]] = {
    "S": (False, False, True, False),
    "s": (False, False, True, True),
    "f": (True, False, False, False),
    "F": (True, False, False, False),
    "f*": (True, True, False, False),
    "B": (True, False, True, False),
    "B*": (True, True, True, False),
    "b": (True, False, True, True),
    "b*": (True, True, True, True),
    "n": (False, False, False, False),
}
"""Painting operators: fill, even-odd, stroke, close first (ISO 32000-1, table 60)."""

_BUILD: dict[str, Callable[[_Interpreter, Sequence[float]], None]] = {
    "m": _Interpreter.move,
    "l": _Interpreter.line,
    "c": _Interpreter.curve,
    "v": lambda run, v: run.curve((*run._point, *v)),
    "y": lambda run, v: run.curve((*v, v[2], v[3])),
    "h": _Interpreter.close,
    "re": _Interpreter.box,
}
"""Path construction (ISO 32000-1, table 59)."""


def _changed(state: _State, name: str, operands: list[Any], resources: Any) -> _State:
    """The state after an operator that changes it."""
    if name == "cm":
        return replace(state, matrix=state.matrix @ Matrix(*(float(value) for value in operands)))
    if name in ("w", "J", "j"):
        value = float(operands[0])
        if name == "w":
            return replace(state, width=value)
        style = int(value) % 3
        return replace(state, cap=style) if name == "J" else replace(state, join=style)
    if name == "d":
        if float(operands[1]):
            raise _PdfError("a dash with a phase", "Outline its strokes.")
        dash = tuple(float(value) for value in operands[0])
        return replace(state, dash=dash * 2 if len(dash) % 2 else dash)
    if name == "gs":
        _check_extended(resources["/ExtGState"][str(operands[0])])
        return state
    fill = name.islower()
    if name.lower() in ("g", "k"):
        space = _GRAY if name.lower() == "g" else _CMYK
        ink = space.colour([float(value) for value in operands])
    elif name.lower() == "cs":
        space = _space(operands[0], resources)
        # Initial colours: black, or the full spot (ISO 32000-1, 8.6.3 to 8.6.6).
        ink = space.spot or BLACK
    elif name.lower() in ("sc", "scn"):
        space = state.fill_space if fill else state.stroke_space
        ink = space.colour([float(value) for value in operands])
    else:
        raise _PdfError(f"the operator {name[:_SHOWN]}")
    if fill:
        return replace(state, fill=ink, fill_space=space)
    return replace(state, stroke=ink, stroke_space=space)


def _space(named: Any, resources: Any) -> _Space:
    """A colour space by its name or its array."""
    plain = {"/DeviceGray": _GRAY, "/DeviceCMYK": _CMYK}
    if str(named) in plain:
        return plain[str(named)]
    found = resources.get("/ColorSpace", {}).get(str(named))
    if found is not None and str(found) in plain:
        return plain[str(found)]
    if found is None or str(found[0]) != "/Separation":
        kind = str(named if found is None else found[0])
        raise _PdfError(f"colours in {kind.lstrip('/')[:_SHOWN]}")
    name = str(found[1]).lstrip("/")
    if name == "None":
        raise _PdfError("the colourant None")
    alternate, function = str(found[2]), found[3]
    if alternate != "/DeviceCMYK":
        raise _PdfError(f"the spot colour {name} without a CMYK alternate")
    c, m, y, k = (min(1.0, max(0.0, value)) for value in _solid(function, name))
    if name in ("Black", "Cyan", "Magenta", "Yellow"):  # process inks by their own names
        return _Space(1, Colour(c, m, y, k))
    return _Space(1, Colour(c, m, y, k, spot=name))


def _solid(function: Any, name: str) -> list[float]:
    """The CMYK alternate of a spot's full tint (ISO 32000-1, 7.10)."""
    kind = int(function["/FunctionType"])
    if kind == 2:
        values = [float(value) for value in function["/C1"]]
    elif kind == 0 and int(function["/BitsPerSample"]) == 8:
        ends = [float(value) for value in function.get("/Decode", function["/Range"])]
        last = _bytes(function)[-4:]
        values = [
            ends[2 * i] + byte / 255 * (ends[2 * i + 1] - ends[2 * i])
            for i, byte in enumerate(last)
        ]
    else:
        raise _PdfError(f"the spot colour {name} with a computed alternate")
    if len(values) != 4:
        raise _PdfError(f"the spot colour {name} without a CMYK alternate")
    return values


def _check_extended(state: Any) -> None:
    """Refuse transparency; overprint and the like are the writer's business."""
    opaque = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
    mask = str(state.get("/SMask", "/None"))
    blend = str(state.get("/BM", "/Normal"))
    if not opaque or mask != "/None" or blend not in ("/Normal", "/Compatible"):
        raise _PdfError("transparency")


def _is_blended(group: Any) -> bool:
    """Whether a form's group does more than group: isolated and opaque groups paint plainly."""
    return group is not None and bool(group.get("/K", False))


def _listed(contents: Any) -> list[Any]:
    import pikepdf

    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _bytes(stream: Any) -> bytes:
    """A stream's bytes, never more than the bound however well it is packed."""
    names = stream.get("/Filter")
    if names is None:
        return bytes(stream.read_raw_bytes()[: MAXIMUM_STREAM + 1])
    listed = [str(item) for item in _listed(names)]
    if listed != ["/FlateDecode"] or "/DecodeParms" in stream:
        raise _PdfError("a stream packed in an unusual way", "Export it again.")
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(stream.read_raw_bytes(), MAXIMUM_STREAM + 1)
    except zlib.error as error:
        raise _PdfError("a damaged stream", "Export it again.", "pdf-art-invalid") from error

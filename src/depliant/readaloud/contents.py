"""The text of a page's marked content, by its number (MCID).

Only what decides over text is looked at: fonts, shown strings, where a line begins, marked
content and its ActualText. Words that a file parts by moving the pen are parted by a space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from depliant.readaloud.characters import Decoder, decoder
from depliant.readaloud.streams import PAGE_LIMIT, StreamError, listed, unpacked

if TYPE_CHECKING:
    import pikepdf

_OPERATORS = "BT Tf Td TD Tm T* TL Tj TJ ' \" Do BMC BDC EMC cm q Q"
_SIGNS = (b"T", b"cm", b"q", b"Q", b"MC", b"DC", b"Do")
"""What is in each of these operators, but for the rare two that are marks alone."""
_GAP = 180
"""Thousandths of an em that the pen moves on: more than kerning, hence a space."""
_MOST_FORMS = 500
_MOST_OPERATIONS = 500_000
_DEEPEST = 12
_MOST_LOOSE = 100

Key = tuple[tuple[int, int], int]
"""The object of a page or form (number, generation), and a number of marked content in it."""
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Place(NamedTuple):
    """A baseline: its height on the page, and the size of the type on it."""

    y: float
    size: float

    def is_below(self, other: Place) -> bool:
        """Whether text here begins another line than that of `other`."""
        return abs(self.y - other.y) > 0.6 * max(self.size, other.size)


class Passage(Struct):
    """One piece of marked content: its lines, each in the parts in which it is shown.

    `start` and `end` are the baselines from which and to which it runs.
    """

    lines: list[list[str]] = field(default_factory=list)
    start: Place | None = None
    end: Place | None = None

    def add(self, text: str, at: Place) -> None:
        """Go on with text on a baseline."""
        if self.end is None or at.is_below(self.end):
            self.lines.append([text])
        else:
            self.lines[-1].append(text)
        self.start = self.start or at
        self.end = at


class Words:
    """A text in the making, out of parts and lines.

    With `spaced` the file writes the spaces at which its lines end. Otherwise a space parts one
    line from the next, unless a hyphen does; a soft hyphen at a line's end goes.
    """

    def __init__(self, spaced: bool = False) -> None:
        self.spaced = spaced
        self._parts: list[str] = []

    def __str__(self) -> str:
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Go on, on the same line."""
        if text:
            self._parts.append(text)

    def add_line(self, text: str, parted: bool = False) -> None:
        """Go on, on another line; `parted`: with a space, whatever the file does."""
        if not text:
            return
        last = self._parts[-1] if self._parts else " "
        if last[-1] == "\u00ad":
            self._parts[-1] = last[:-1]
        else:
            bound = last[-1].isspace() or text[0].isspace() or last[-1] in "-\u2010"
            if not bound and (parted or not self.spaced):
                self._parts.append(" ")
        self._parts.append(text)


class PageText(Struct):
    """What is shown on a page: marked content by its key, and the text that has none.

    Of the latter the first parts are kept. `complete` is false if some of the page could not be
    read.
    """

    passages: dict[Key, Passage] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    complete: bool = True


def page_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> PageText:
    """Read a page."""
    found = PageText()
    reader = _Reader(pdf, found)
    resources = page.obj.get("/Resources")
    try:
        reader.read(page.obj.objgen, _contents(page), resources, _Tag(None))
    except StreamError:
        found.complete = False
    return found


def _contents(page: pikepdf.Page) -> bytes:
    data, room = [], PAGE_LIMIT
    for part in listed(page.obj.get("/Contents")):
        data.append(unpacked(part, room))
        room -= len(data[-1])
    return b"\n".join(data)


class _Tag(Struct, frozen=True):
    """Marked content in force: its passage's key, or an artifact; ActualText said already."""

    key: Key | None
    artifact: bool = False
    spoken: bool = False


class _Reader(Struct):
    """Reads the streams of one page."""

    pdf: pikepdf.Pdf
    found: PageText
    forms: int = 0
    operations: int = 0
    decoders: dict[tuple[int, int], Decoder] = field(default_factory=dict)

    def read(
        self,
        owner: tuple[int, int],
        data: bytes,
        resources: pikepdf.Object | None,
        outer: _Tag,
        ctm: _Matrix = _IDENTITY,
        depth: int = 0,
    ) -> None:
        """Read a content stream of `owner` under the marked content of its caller.

        Raises:
            StreamError: it cannot be parsed, or there is too much of it.
        """
        import pikepdf

        # Each operator in question holds one of these: an upper bound, before memory is spent.
        if sum(map(data.count, _SIGNS)) > 2 * _MOST_OPERATIONS:
            raise StreamError
        try:
            instructions = pikepdf.parse_content_stream(
                self.pdf.make_stream(data), operators=_OPERATORS
            )
        except (pikepdf.PdfError, pikepdf.PdfParsingError) as fault:
            raise StreamError from fault
        self.operations += len(instructions)
        if self.operations > _MOST_OPERATIONS:
            raise StreamError
        run = _Run(self, owner, resources, [outer], ctm, depth)
        for instruction in instructions:
            try:
                run.take(str(instruction.operator), list(instruction.operands))
            except (TypeError, ValueError, IndexError, KeyError) as fault:
                raise StreamError from fault

    def decoder(self, font: pikepdf.Object) -> Decoder:
        key = font.objgen
        if not key[0]:
            return decoder(font)
        if key not in self.decoders:
            self.decoders[key] = decoder(font)
        return self.decoders[key]


class _Run(Struct):
    """One stream being read: the text state (ISO 32000-1, 9.3) and the open tags."""

    reader: _Reader
    owner: tuple[int, int]
    resources: pikepdf.Object | None
    tags: list[_Tag]
    ctm: _Matrix
    depth: int
    saved: list[tuple[_Matrix, Decoder, float, float]] = field(default_factory=list)
    font: Decoder = field(default_factory=Decoder)
    size: float = 1.0
    leading: float = 0.0
    line: _Matrix = _IDENTITY

    def take(self, operator: str, operands: list[pikepdf.Object]) -> None:
        """Follow one operator."""
        match operator:
            case "BMC" | "BDC":
                self._open(str(operands[0]), operands[1] if operator == "BDC" else None)
            case "EMC":
                if len(self.tags) > 1:
                    self.tags.pop()
            case "Tj" | "'" | '"':
                if operator != "Tj":
                    self._move(0.0, -self.leading)
                self._show(self.font.text(bytes(operands[-1])))
            case "TJ":
                self._show(self._array(operands[0]))
            case "Do":
                self._form(operands[0])
            case _:
                self._state(operator, operands)

    def _state(self, operator: str, operands: list[pikepdf.Object]) -> None:
        match operator:
            case "q":
                self.saved.append((self.ctm, self.font, self.size, self.leading))
            case "Q":
                if self.saved:
                    self.ctm, self.font, self.size, self.leading = self.saved.pop()
            case "cm":
                self.ctm = _product(_matrix(operands), self.ctm)
            case "BT":
                self.line = _IDENTITY
            case "Tf":
                self.font = self.reader.decoder(self._resource("/Font", operands[0]))
                self.size = float(operands[1])
            case "TL":
                self.leading = float(operands[0])
            case "Tm":
                self.line = _matrix(operands)
            case "Td" | "TD":
                if operator == "TD":
                    self.leading = -float(operands[1])
                self._move(float(operands[0]), float(operands[1]))
            case "T*":
                self._move(0.0, -self.leading)

    def _resource(self, category: str, name: pikepdf.Object) -> pikepdf.Object:
        found: pikepdf.Object = self.resources[category][str(name)]  # type: ignore[index]
        return found

    def _move(self, x: float, y: float) -> None:
        self.line = _product((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def _array(self, parts: pikepdf.Object) -> str:
        texts: list[str] = []
        for part in listed(parts):
            if _is_number(part):
                if -float(part) > _GAP and texts and not texts[-1][-1:].isspace():
                    texts.append(" ")
            else:
                texts.append(self.font.text(bytes(part)))
        return "".join(texts)

    def _open(self, name: str, properties: pikepdf.Object | None) -> None:
        """Begin marked content; nested content without number belongs to what it is in."""
        import pikepdf

        outer = self.tags[-1]
        if isinstance(properties, pikepdf.Name):
            properties = self._resource("/Properties", properties)
        artifact = outer.artifact or name == "/Artifact"
        key = outer.key
        actual = None
        if isinstance(properties, pikepdf.Dictionary):
            if "/MCID" in properties and not artifact:
                key = (self.owner, int(properties["/MCID"]))
                self.reader.found.passages.setdefault(key, Passage())
            actual = properties.get("/ActualText")
        spoken = outer.spoken
        if actual is not None and not spoken:
            self.tags.append(_Tag(key, artifact))
            self._show(str(actual))
            self.tags.pop()
            spoken = True
        self.tags.append(_Tag(key, artifact, spoken))

    def _show(self, text: str) -> None:
        tag = self.tags[-1]
        if tag.artifact or tag.spoken or not text:
            return
        whole = _product(self.line, self.ctm)
        at = Place(whole[5], self.size * (abs(whole[3]) or abs(whole[1])))
        if tag.key is None:
            if len(self.reader.found.loose) < _MOST_LOOSE:
                self.reader.found.loose.append(text)
        else:
            self.reader.found.passages[tag.key].add(text, at)

    def _form(self, name: pikepdf.Object) -> None:
        """A form's text belongs to the content it is drawn in, or to its own."""
        import pikepdf

        form = self._resource("/XObject", name)
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            return
        self.reader.forms += 1
        if self.depth >= _DEEPEST or self.reader.forms > _MOST_FORMS:
            raise StreamError
        matrix = _matrix(listed(form["/Matrix"])) if "/Matrix" in form else _IDENTITY
        self.reader.read(
            form.objgen,
            unpacked(form, PAGE_LIMIT),
            form.get("/Resources", self.resources),
            self.tags[-1],
            _product(matrix, self.ctm),
            self.depth + 1,
        )


def _is_number(part: object) -> bool:
    from decimal import Decimal

    return isinstance(part, int | float | Decimal)


def _matrix(operands: list[pikepdf.Object]) -> _Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _product(first: _Matrix, second: _Matrix) -> _Matrix:
    """The map that applies `first`, then `second` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )

"""The pages of a finished PDF: their words with their boxes, and pictures of them.

PDFium reads and renders; it runs no script of a file and follows no link. Pages, characters and
pixels are bounded. Boxes are points from the top left corner of the page as it is shown (crop
box, rotated), y down.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec import Struct

from depliant.compare.looks import Link, Look, Looks, alternatives, links, page_boxes
from depliant.compare.remarks import Remark, remarks
from depliant.errors import Diagnostic, InputError
from depliant.geometry import Matrix, Rect, Size
from depliant.pdfread.pdfium import PDFIUM
from depliant.sentences import Sentence, say

if TYPE_CHECKING:
    from PIL.Image import Image

MAXIMUM_PAGES: Final = 1000
MAXIMUM_CHARACTERS: Final = 200_000
"""Characters of one page that are read."""
MAXIMUM_PIXELS: Final = 4_000_000
"""Pixels of one picture of a page."""

_SUBUNITS: Final = 64
"""PDFium gives places in whole units of the size it is told: parts of a point."""
_FAR: Final = 1000
"""How many points apart the places are from which a page's map is taken."""
_DIVISIONS: Final = frozenset((0x02, 0xAD, 0xFFFE))
"""What stands for a hyphen at the end of a line: PDFium's marks, and U+00AD."""
_SPACES: Final = frozenset((0x00, 0x09, 0x0A, 0x0D, 0x20))


class Word(NamedTuple):
    """A word and the boxes that hold it: two if it is divided at the end of a line.

    `looks` are those of its first and its last letter.
    """

    text: str
    boxes: tuple[Rect, ...]
    looks: tuple[Look, ...] = ()


class Sheet(Struct, frozen=True):
    """One page as it is shown: its size in points, and its words in the order of the file.

    Besides its links, its alternative texts, the boxes that it gives itself, and what its fields
    hold and its comments say.
    """

    size: Size
    words: tuple[Word, ...]
    links: tuple[Link, ...] = ()
    alternatives: tuple[str, ...] = ()
    boxes: tuple[tuple[str, tuple[float, ...]], ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word.text for word in self.words)


class Sheets:
    """An open PDF; its pages are read and rendered when they are asked for."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    @property
    def title(self) -> str:
        """The title that the file gives itself; "" for none."""
        return str(self._document.get_metadata_value("Title"))[:200].strip()

    def read(self, number: int) -> Sheet:
        """Page `number`, from 0."""
        page = self._document[number]
        try:
            width, height = page.get_size()
            text = page.get_textpage()
            try:
                shown = _shown(page)
                return Sheet(
                    Size(width, height),
                    tuple(_Reader(text, shown).words()),
                    tuple(links(self._document, page, shown)),
                    tuple(alternatives(page)),
                    page_boxes(page),
                    tuple(remarks(page, shown)),
                )
            finally:
                text.close()
        finally:
            page.close()

    def picture(self, number: int, scale: float) -> Image:
        """Page `number`, from 0, at `scale` pixels a point, on white; at most MAXIMUM_PIXELS."""
        page = self._document[number]
        try:
            width, height = page.get_size()
            most = (MAXIMUM_PIXELS / max(width * height, 1.0)) ** 0.5
            scale = min(scale, most)
            if min(width, height) * scale < 1:
                return _blank()  # no renderer makes a picture of less than a pixel
            bitmap = page.render(scale=scale, may_draw_forms=False)
            try:
                picture: Image = bitmap.to_pil().convert("RGB")
                return picture.copy()
            finally:
                bitmap.close()
        finally:
            page.close()


def _blank() -> Image:
    from PIL import Image

    return Image.new("RGB", (1, 1), "white")


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Sheets]:
    """Open a PDF from its bytes; `name` is what diagnostics call it.

    Raises:
        InputError: `compare-pdf`: it cannot be read, asks for a password, or is too long.
    """
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            raise _refused(
                say("{name} cannot be read as a PDF: {reason}.", name=name, reason=_reason(fault))
            ) from None
        try:
            if len(document) > MAXIMUM_PAGES:
                raise _refused(
                    say(
                        "{name} has {count} pages; {maximum_pages} are the most.",
                        name=name,
                        count=len(document),
                        maximum_pages=MAXIMUM_PAGES,
                    )
                )
            yield Sheets(document)
        except pypdfium2.PdfiumError as fault:
            raise _refused(
                say("A page of {name} cannot be read: {reason}.", name=name, reason=_reason(fault))
            ) from None
        finally:
            document.close()


def _reason(fault: Exception) -> Sentence:
    is_locked = "assword" in str(fault)
    return say("it asks for a password" if is_locked else "it is damaged, or no PDF")


def _refused(message: Sentence) -> InputError:
    hint = say("Export it again, without a password, and compare that file.")
    return InputError(Diagnostic("compare-pdf", message, hint=hint))


class _Reader:
    """Reads the words of a page; what a hyphen at a line's end divides is one word again."""

    def __init__(self, text: Any, shown: Matrix) -> None:
        self._text, self._shown = text, shown
        self._looks = Looks(text)
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._asked = [ctypes.byref(edge) for edge in self._edges]
        self._begin()

    def _begin(self) -> None:
        self._letters: list[str] = []
        self._boxes: list[Rect] = []
        self._box: _Edges | None = None
        self._first = self._last = 0

    def words(self) -> Iterator[Word]:
        """The words in the order of the file."""
        import pypdfium2.raw as pdfium

        divided = False
        for number in range(min(self._text.count_chars(), MAXIMUM_CHARACTERS)):
            code = pdfium.FPDFText_GetUnicode(self._text, number)
            if code in _DIVISIONS:
                divided = True
            elif code not in _SPACES:
                self._add(number, _letter(code), divided)
                divided = False
            elif not divided and self._letters:
                yield self._word()
                self._begin()
        if self._letters:
            yield self._word()

    def _add(self, number: int, letter: str, divided: bool) -> None:
        place = self._place(number)
        if divided and self._box is not None and place is not None:
            before, after = self._rect(self._box), self._rect(place)
            if after.y >= before.bottom:
                self._boxes.append(before)
                self._box = None
        if not self._letters:
            self._first = number
        self._last = number
        self._letters.append(letter)
        if place is not None:
            box = self._box
            self._box = place if box is None else _around(box, place)

    def _place(self, number: int) -> _Edges | None:
        """The box of a character in the page's own space; none for an empty one."""
        import pypdfium2.raw as pdfium

        pdfium.FPDFText_GetCharBox(self._text, number, *self._asked)
        edges = self._edges
        left, right, low, high = edges[0].value, edges[1].value, edges[2].value, edges[3].value
        return (left, low, right, high) if right > left and high > low else None

    def _rect(self, edges: _Edges) -> Rect:
        """A box of the page's own space as it is shown."""
        left, low, right, high = edges
        return self._shown.apply_rect(Rect(left, low, right - left, high - low))

    def _word(self) -> Word:
        last = [self._rect(self._box)] if self._box is not None else []
        found = (self._looks.of(self._first), self._looks.of(self._last))
        looks = dict.fromkeys(look for look in found if look is not None)
        return Word("".join(self._letters), (*self._boxes, *last), tuple(looks))


_Edges = tuple[float, float, float, float]
"""Left, lower, right and upper edge."""


def _around(one: _Edges, other: _Edges) -> _Edges:
    """The least box that holds both."""
    left, low, right, high = other
    return (
        left if left < one[0] else one[0],
        low if low < one[1] else one[1],
        right if right > one[2] else one[2],
        high if high > one[3] else one[3],
    )


def _letter(code: int) -> str:
    """A character; half of a surrogate pair becomes the replacement character."""
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _shown(page: Any) -> Matrix:
    """The map from a page's own coordinates to those of the page as it is shown."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    extent = (0, 0, int(width * _SUBUNITS), int(height * _SUBUNITS), 0)
    points = []
    for x, y in ((0, 0), (_FAR, 0), (0, _FAR)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, *extent, x, y, ctypes.byref(across), ctypes.byref(down))
        points.append((across.value / _SUBUNITS, down.value / _SUBUNITS))
    (x0, y0), (x1, y1), (x2, y2) = points
    return Matrix((x1 - x0) / _FAR, (y1 - y0) / _FAR, (x2 - x0) / _FAR, (y2 - y0) / _FAR, x0, y0)

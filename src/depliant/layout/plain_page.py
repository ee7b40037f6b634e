"""Pages of the program's own, such as a job ticket: runs of words, drawings, and their tags.

It is set without a style sheet, in the faces that the program brings. Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from depliant.colour import BLACK, Colour
from depliant.display.items import DisplayDocument, Glyph, Glyphs, Item, Mark, Metadata, Page
from depliant.display.structure import ContentRef, Element, Role
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.geometry import Rect, Size
from depliant.interface import Interface
from depliant.sentences import Sentence

TEXT = FaceRef("Barlow")
STRONG = FaceRef("Barlow", weight=600)
DISPLAY = FaceRef("Barlow Condensed", weight=600)


class Run:
    """A text in one face, size and colour, shaped."""

    def __init__(self, text: str, face: FaceRef, size: float, colour: Colour) -> None:
        self.size, self.face, self.colour = size, face, colour
        scale = size / load(face).upem
        self.glyphs: list[Glyph] = []
        self.width = 0.0
        for gid, _, advance, x, y, stands_for in shape(face, _shown(text, face), language="en"):
            step = advance * scale
            place = self.width + x * scale
            self.glyphs.append(Glyph(gid, place, -y * scale, step, stands_for))
            self.width += step

    def at(self, x: float, y: float) -> Glyphs:
        """The run on the baseline at a place."""
        return Glyphs(self.face, self.size, self.colour, x, y, tuple(self.glyphs))


def _shown(text: str, face: FaceRef) -> str:
    """A text with a question mark for each character that the face lacks.

    A space needs no glyph: shaping makes narrow ones of what there is.
    """
    opened = load(face)
    return "".join(char if char.isspace() or opened.covers(char) else "?" for char in text)


def lines(text: str, face: FaceRef, size: float, measure: float) -> Iterator[str]:
    """A text in lines of at most `measure` points; a word that is longer is divided anywhere."""
    line = ""
    for word in text.split(" "):
        tried = f"{line} {word}" if line else word
        if line and Run(tried, face, size, BLACK).width > measure:
            yield line
            tried = word
        while Run(tried, face, size, BLACK).width > measure and len(tried) > 1:
            fitting = next(
                end
                for end in range(len(tried) - 1, 0, -1)
                if end == 1 or Run(tried[:end], face, size, BLACK).width <= measure
            )
            yield tried[:fitting]
            tried = tried[fitting:]
        line = tried
    yield line


class Builder:
    """Collects what is painted and what is said of it, in reading order and in a language."""

    def __init__(self, interface: Interface) -> None:
        self._interface = interface
        self._items: list[Item] = []
        self._turned: list[tuple[Item, ...]] = []
        self._elements: list[Element] = []
        self._next = 0

    def tell(self, said: str | Sentence) -> str:
        """What is said, in the language of the page; a text is the same in every language."""
        return said if isinstance(said, str) else self._interface.tell(said)

    def run(self, said: str | Sentence, face: FaceRef, size: float, colour: Colour = BLACK) -> Run:
        """A text in one face, size and colour."""
        return Run(self.tell(said), face, size, colour)

    def content(self, items: Sequence[Item], frame: Rect | None = None) -> ContentRef:
        """Paint items that a structure element will hold."""
        number = self._next
        self._next += 1
        self._items.append(Mark(tuple(items), number, bounds=frame))
        return ContentRef(number)

    def artifact(self, items: Iterable[Item]) -> None:
        """Paint items that say nothing."""
        self._items.append(Mark(tuple(items), None))

    def write(self, role: Role, x: float, y: float, run: Run) -> None:
        """Write a run on a baseline, as an element of its own."""
        self.add(Element(role, (self.content([run.at(x, y)]),)))

    def add(self, element: Element) -> None:
        """Add an element that is complete."""
        self._elements.append(element)

    def turn(self) -> None:
        """End the page: what is painted from here on is on the next."""
        self._turned.append(tuple(self._items))
        self._items = []

    def document(self, size: Size, metadata: Metadata) -> DisplayDocument:
        """Everything as a document of pages of that size."""
        painted = (*self._turned, tuple(self._items))
        pages = tuple(Page(size, items, str(number)) for number, items in enumerate(painted, 1))
        root = Element(
            "Document",
            tuple(self._elements),
            language=self._interface.language,
            title=metadata.title,
        )
        return DisplayDocument(pages, root, (), metadata)

    @property
    def language(self) -> str:
        """The language of the page."""
        return self._interface.language

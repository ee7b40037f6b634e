"""An XML file from somebody else as a tree, read safely: elements in order with the words between.

expat reads the file without ever opening another one. A document type is refused, and with it every
entity that could unfold or lead out of the file; size, depth and number of elements are bounded. An
element knows the line and the column where it starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers import expat

from msgspec import Struct

from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import NOTHING, Sentence, say, verbatim

MAXIMUM_BYTES: Final = 20_000_000
MAXIMUM_DEPTH: Final = 64
MAXIMUM_ELEMENTS: Final = 200_000


class Element(Struct, frozen=True):
    """An element: the address of its namespace, its name, its attributes, and what it holds.

    An attribute of another namespace has its address and a space before its name.
    """

    space: str
    name: str
    attributes: Mapping[str, str]
    content: tuple[Element | str, ...]
    place: Place

    @property
    def elements(self) -> Iterator[Element]:
        """The elements in it, without those in these."""
        return (part for part in self.content if isinstance(part, Element))

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def first(self, name: str) -> Element | None:
        """The first element in it of a name, in its own namespace."""
        return next((each for each in self.all(name)), None)

    def all(self, *names: str) -> Iterator[Element]:
        """The elements in it of some names, in its own namespace."""
        return (each for each in self.elements if each.name in names and each.space == self.space)


def parse(data: bytes, file: str) -> Element:
    """The outermost element of an XML file.

    Args:
        data: its bytes.
        file: its name, for the places of diagnostics.

    Raises:
        InputError: `xml-too-large`, `xml-unsafe` or `xml-unreadable`.
    """
    if len(data) > MAXIMUM_BYTES:
        message = say("The file has more than {most} MB.", most=MAXIMUM_BYTES // 1_000_000)
        raise InputError(Diagnostic("xml-too-large", message, Place(file)))
    return _Reader(file).read(data)


class _Open(Struct, frozen=True):
    """An element whose end was not read."""

    name: str
    attributes: Mapping[str, str]
    content: list[Element | str]
    place: Place


class _Reader:
    """Reads one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[_Open] = []
        self.root: Element | None = None
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def read(self, data: bytes) -> Element:
        """Read the whole file."""
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            said = verbatim(expat.ErrorString(error.code) or "")
            message = say("The file is no sound XML: {said}.", said=said)
            place = Place(self.file, error.lineno, error.offset + 1)
            raise InputError(Diagnostic("xml-unreadable", message, place, _AGAIN)) from None
        except (LookupError, ValueError):
            message = say("The letters of the file are in a form that cannot be read.")
            hint = say("Save it as UTF-8.")
            raise InputError(
                Diagnostic("xml-unreadable", message, Place(self.file, 1), hint)
            ) from None
        assert self.root is not None  # expat refuses a file without an element
        return self.root

    def _place(self) -> Place:
        parser = self.parser
        return Place(self.file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _refuse(self, code: str, message: Sentence, hint: Sentence = NOTHING) -> InputError:
        return InputError(Diagnostic(code, message, self._place(), hint))

    def _document_type(self, *_: object) -> None:
        raise self._refuse(
            "xml-unsafe",
            say("The file declares a document type, which may unfold or lead to other files."),
            say("Delete what begins with <!DOCTYPE."),
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAXIMUM_ELEMENTS or len(self.open) >= MAXIMUM_DEPTH:
            raise self._refuse(
                "xml-too-large",
                say("The file has more elements, or deeper ones, than any brochure needs."),
            )
        self.open.append(_Open(name, attributes, [], self._place()))

    def _end(self, _: str) -> None:
        done = self.open.pop()
        space, _, name = done.name.rpartition(" ")
        element = Element(space, name, done.attributes, tuple(done.content), done.place)
        if self.open:
            self.open[-1].content.append(element)
        else:
            self.root = element

    def _text(self, text: str) -> None:
        self.open[-1].content.append(text)


_AGAIN: Final = say("Save it again with the program that has made it.")

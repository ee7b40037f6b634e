"""The structure tree of a file with the text that belongs to it, whatever state it is in.

What the tree itself says comes from `pdfread.structure`, to so many levels and elements as can be
said; the text of a page's marked content from `contents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import pikepdf
from msgspec import Struct, field

from depliant.errors import Diagnostic
from depliant.pdfread.budget import Budget
from depliant.pdfread.destinations import Destinations
from depliant.pdfread.fields import Field, Fields, is_dynamic, is_widget
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.objects import box, entry, identity, items, name, number, text
from depliant.pdfread.opening import OpenFile, PageFacts
from depliant.pdfread.remarks import (
    AttachedFile,
    Remark,
    attached_files,
    is_remark,
    place_of,
    read_remark,
)
from depliant.pdfread.streams import CONTENT_LIMIT
from depliant.pdfread.structure import ContentRef, Element, ObjectRef, read_tree
from depliant.pdfread.structure import Tree as Structure
from depliant.pdfread.xmp import read_packet
from depliant.readaloud.contents import PageText, Passage, Words, page_text
from depliant.readaloud.fields import field_said, printed_field
from depliant.readaloud.remarks import remark_said
from depliant.sentences import NOTHING, Sentence, counted, say, some

DEEPEST = 100
MOST_ELEMENTS = 100_000
MOST_OPERATIONS = 1_000_000
"""Of one page, a path counting as two."""
_MOST_HEADERS = 100
MOST_ANNOTATIONS = 10_000
"""Of one page."""


class Text(NamedTuple):
    """A leaf: what a piece of marked content says, and on which page (from 0)."""

    passage: Passage
    page: int


class Annotation(Struct, frozen=True):
    """A leaf: where a link leads, and what it says of itself.

    One within the document leads to `#` and the name of a place in it, if that has one, and to a
    page (from 0).
    """

    uri: str
    description: str
    page: int | None = None


class Widget(Struct, frozen=True):
    """A leaf: a field of a form, and the page (from 0) that it lies on, if on any.

    `description` is that of the widget as an annotation.
    """

    field: Field
    page: int | None = None
    description: str = ""


class Comment(Struct, frozen=True):
    """A leaf: a comment, media or an attached file, and the page (from 0) that it lies on."""

    remark: Remark
    page: int | None = None


class Node(Struct, frozen=True):
    """A structure element; `alt`, `actual` and `expansion` are none where not given.

    `scope` is that of a header, `summary` that of a table; `rows` and `columns` are those that a
    cell spans, `headers` the identifiers of its headers. `printed` is a field that is there on
    paper only.
    """

    role: str
    kids: tuple[Kid, ...] = ()
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    language: str = ""
    title: str = ""
    scope: str = ""
    identifier: str = ""
    summary: str = ""
    rows: int = 1
    columns: int = 1
    headers: tuple[str, ...] = ()
    printed: Field | None = None


Kid = Node | Text | Annotation | Widget | Comment


class Tree(Struct, frozen=True):
    """A file as it is read: its language and title, labels of pages, and the elements.

    `spaced` says that the file writes the spaces at which its lines end. `files` are attached to
    it as a whole.
    """

    language: str
    title: str
    labels: tuple[str, ...]
    spaced: bool
    kids: tuple[Kid, ...]
    faults: tuple[Diagnostic, ...]
    files: tuple[AttachedFile, ...] = ()


def tree(file: OpenFile) -> Tree:
    """Read a file's structure and the text that belongs to it."""
    return _Builder(file, Destinations(file)).tree()


class _Builder(Struct):
    """Reads one file; what is wrong with it gathers in `faults`, each fault once."""

    file: OpenFile
    destinations: Destinations
    faults: dict[str, Diagnostic] = field(default_factory=dict)
    said: set[ContentRef] = field(default_factory=set)
    texts: list[PageText] = field(default_factory=list)
    passages: dict[ContentRef, tuple[Passage, int]] = field(default_factory=dict)
    widgets: list[tuple[Any, int]] = field(default_factory=list)
    remarks: list[tuple[Any, int]] = field(default_factory=list)
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    announced: set[tuple[int, int]] = field(default_factory=set)
    beside: set[tuple[int, int]] = field(default_factory=set)
    fields: Fields = field(default_factory=Fields)

    def tree(self) -> Tree:
        catalog = self.file.catalog
        self._read_pages()
        structure = read_tree(catalog, MOST_ELEMENTS, DEEPEST)
        self._check(structure)
        self._check_form()
        kids: tuple[Kid, ...] = tuple(self._node(structure, root) for root in structure.roots)
        if structure.present:
            self._unsaid_remarks()
        else:
            kids = (*kids, *(Comment(remark, page) for remark, page in self._in_page_order()))
        self._unsaid()
        self._unsaid_fields()
        # A window shows that of the packet (ISO 32000-1, table 150; ISO 14289-1, 7.1).
        title = read_packet(entry(catalog, "/Metadata")).get("dc:title")
        title = title or text(entry(self.file.pdf.trailer, "/Info", "/Title"))
        return Tree(
            text(entry(catalog, "/Lang")),
            title,
            self._labels(),
            self._is_spaced(),
            kids,
            tuple(self.faults.values()),
            attached_files(catalog),
        )

    def _read_pages(self) -> None:
        interpreter = Interpreter(Budget(0), CONTENT_LIMIT)
        for facts in self.file.pages:
            interpreter.budget = Budget(MOST_OPERATIONS)
            found = page_text(interpreter, facts)
            self.texts.append(found)
            self._find_annotations(facts)
            for key, passage in found.passages.items():
                self.passages[key] = (passage, facts.index)
            if not found.complete:
                self._fault(
                    "page-unreadable",
                    say(
                        "Page {index} cannot be read to its end: it is damaged, or larger than "
                        "any page needs to be.",
                        index=facts.index + 1,
                    ),
                )

    def _find_annotations(self, facts: PageFacts) -> None:
        """The fields and remarks of a page; what is beside it is hidden (ISO 14289-1, 7.18.1)."""
        shown = facts.crop or facts.media
        for annotation in items(entry(facts.node, "/Annots"))[:MOST_ANNOTATIONS]:
            if not (is_widget(annotation) or is_remark(annotation)):
                continue
            area = box(entry(annotation, "/Rect"))
            if area is not None and shown is not None and not area.overlaps(shown):
                self.beside.add(identity(annotation))
            else:
                found = self.widgets if is_widget(annotation) else self.remarks
                found.append((annotation, facts.index))
                self.pages[identity(annotation)] = facts.index

    def _labels(self) -> tuple[str, ...]:
        """What is said of each page (12.4.2); its number where nothing can be read of that."""
        numbers = [str(page) for page in range(1, len(self.texts) + 1)]
        try:
            found = [str(page.label) for page in self.file.pdf.pages[: len(numbers)]]
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            # What qpdf raises of a page tree, or of labels, that are not as they should be.
            found = []
        return tuple(found + numbers[len(found) :])

    def _check(self, structure: Structure) -> None:
        if not structure.present:
            self._fault(
                "pdf-untagged",
                say("The file has no structure: a screen reader can only guess what it says."),
                say("Export it as a tagged PDF."),
            )
        if structure.cyclic:
            self._fault(
                "structure-cyclic",
                say("An element of the structure is reached in two ways, or holds itself."),
                say("Export the file again."),
            )
        if structure.cut:
            self._fault(
                "structure-too-large",
                say(
                    "The structure has more than {most_elements} elements or {deepest} "
                    "levels; the rest is left out.",
                    most_elements=MOST_ELEMENTS,
                    deepest=DEEPEST,
                ),
            )

    def _check_form(self) -> None:
        """A form whose pages are not what a reader is to see (12.7.8)."""
        if is_dynamic(self.file.catalog):
            self._fault(
                "form-dynamic",
                say(
                    "The form is made anew by its reader (XFA), which hardly any does: what the "
                    "pages say stands in its place, and is all that is read."
                ),
                say("Ask whoever made it for a form that is in the pages (AcroForm)."),
            )

    def _is_spaced(self) -> bool:
        """Whether most lines that others follow end with a space (or a hyphen)."""
        lines = [line for passage, _ in self.passages.values() for line in passage.lines[:-1]]
        ended = sum(line[-1][-1:].isspace() or line[-1][-1:] in "\u00ad-" for line in lines)
        return 2 * ended > len(lines)

    def _unsaid(self) -> None:
        """Text that no element holds, and that is not marked as an artifact."""
        for page, found in enumerate(self.texts, 1):
            lost = [
                "".join(line)
                for key, passage in found.passages.items()
                if key not in self.said
                for line in passage.lines
            ]
            words = " ".join([*lost, *found.loose]).split()
            if words:
                shown = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
                self._fault(
                    "text-unsaid",
                    say(
                        "Page {number} shows text that is in no element: “{shown}”",
                        number=page,
                        shown=shown,
                    ),
                    say("Tag it, or mark it as an artifact."),
                )

    def _unsaid_fields(self) -> None:
        """Fields that no element holds."""
        lost: dict[int, list[Field]] = {}
        for widget, page in self.widgets:
            if identity(widget) not in self.announced:
                found = self.fields.read(widget)
                if not found.is_hidden:
                    lost.setdefault(page, []).append(found)
        for page, fields in lost.items():
            self._fault(
                "field-unsaid",
                counted(
                    len(fields),
                    "Page {number} has a field of a form that is in no element: {fields}",
                    "Page {number} has {count} fields of a form that are in no element: {fields}",
                    number=page + 1,
                    fields=some([field_said(one) for one in fields], 8, " "),
                ),
                say("Tag each as a form, where it is to be read."),
            )

    def _in_page_order(self) -> Iterator[tuple[Remark, int]]:
        """The remarks that no element holds, page by page and down each; a reply after its like."""
        placed = []
        for remark, page in self.remarks:
            found = read_remark(remark)
            if identity(remark) not in self.announced and not found.is_hidden:
                place = place_of(remark)
                corner = (-place.bottom, place.x) if place is not None else (0.0, 0.0)
                placed.append(((page, *corner), found, page))
        for _, found, page in sorted(placed, key=itemgetter(0)):
            yield found, page

    def _unsaid_remarks(self) -> None:
        lost: dict[int, list[Remark]] = {}
        for remark, page in self._in_page_order():
            lost.setdefault(page, []).append(remark)
        for page, remarks in lost.items():
            self._fault(
                "comment-unsaid",
                counted(
                    len(remarks),
                    "Page {number} has a comment that is in no element: {comments}",
                    "Page {number} has {count} comments that are in no element: {comments}",
                    number=page + 1,
                    comments=some([remark_said(one) for one in remarks], 8, " "),
                ),
                say("Tag each as an annotation, where it is to be read."),
            )

    def _fault(self, code: str, message: Sentence, hint: Sentence = NOTHING) -> None:
        self.faults.setdefault(f"{code} {message}", Diagnostic(code, message, hint=hint))

    # --- elements -----------------------------------------------------------------------------

    def _object(self, found: Any) -> Iterable[Annotation | Widget | Comment]:
        """A field, a remark, or where a link leads; nothing for any other object."""
        if is_widget(found):
            self.announced |= {identity(found)} - {(0, 0)}
            described = self.fields.read(found)
            if not described.is_hidden and identity(found) not in self.beside:
                page = self.pages.get(identity(found))
                yield Widget(described, page, text(entry(found, "/Contents")))
            return
        if is_remark(found):
            self.announced |= {identity(found)} - {(0, 0)}
            remark = read_remark(found)
            if not remark.is_hidden and identity(found) not in self.beside:
                yield Comment(remark, self.pages.get(identity(found)))
            return
        if name(entry(found, "/Subtype")) != "Link":
            return
        inside = text(entry(found, "/Dest"))
        uri = f"#{inside}" if inside else text(entry(found, "/A", "/URI"))
        # To another file: its name is all that is known (12.6.4.3).
        uri = uri or text(entry(found, "/A", "/F")) or text(entry(found, "/A", "/F", "/F"))
        page = self.destinations.page(found) if inside or not uri else None
        yield Annotation(uri, text(entry(found, "/Contents")), page)

    def _node(self, structure: Structure, index: int) -> Node:
        element = structure.elements[index]
        kids: list[Kid] = []
        for kid in element.kids:
            if isinstance(kid, int):
                kids.append(self._node(structure, kid))
            elif isinstance(kid, ObjectRef):
                kids += self._object(kid.value)
            elif kid in self.passages:
                self.said.add(kid)
                kids.append(Text(*self.passages[kid]))
        return Node(
            element.role or "NonStruct",
            tuple(kids),
            element.alt,
            element.actual,
            element.expansion,
            element.language,
            element.title,
            name(element.attributes.get("Scope")),
            element.identifier,
            text(element.attributes.get("Summary")),
            _span(element, "RowSpan"),
            _span(element, "ColSpan"),
            _headers(element.attributes.get("Headers")),
            _printed(element),
        )


def _headers(value: Any) -> tuple[str, ...]:
    """The identifiers that a cell names; all cells may share an array, so it is not copied."""
    if not isinstance(value, pikepdf.Array):
        return (text(value),) if isinstance(value, pikepdf.String) else ()
    return tuple(text(value[at]) for at in range(min(len(value), _MOST_HEADERS)))


def _span(element: Element, key: str) -> int:
    return max(int(number(element.attributes.get(key), 1.0)), 1)


def _printed(element: Element) -> Field | None:
    """The field that an element is on paper, by its attributes (14.8.5.6)."""
    if element.role != "Form":
        return None
    found = element.attributes
    state = found.get("checked", found.get("Checked"))
    return printed_field(name(found.get("Role")), name(state), text(found.get("Desc")))


def spoken(leaves: Iterable[Text], spaced: bool) -> str:
    """The text of leaves that follow each other; see `Words`."""
    words, end = Words(spaced), None
    for passage, _ in leaves:
        for place, line in enumerate(passage.lines):
            text = "".join(line)
            start = passage.start
            if place or (end is not None and start is not None and start.is_below(end)):
                words.add_line(text)
            elif not place and start is not None and end is not None and start.is_apart(end):
                words.add_beyond(text)
            else:
                words.add(text)
        end = passage.end or end
    return str(words)

"""The structure tree of a file (ISO 32000-1, 14.7): elements, their marked content, the way back.

The tree is written after the pages, when it is known which MCID carries which content. A
content number may have several marks, also on several pages; each becomes one kid, in the
order of the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from depliant.display.structure import ContentRef, Element, Role, contents, walk
from depliant.errors import BrochureError, Diagnostic
from depliant.geometry import Rect
from depliant.sentences import say
from depliant.writers.canvas import File
from depliant.writers.objects import Name, Ref, Value
from depliant.writers.painter import PaintedPage

_TEXT_ATTRIBUTES = frozenset({"Summary"})
"""Attributes whose text is a text string and no name (ISO 32000-1, table 349)."""
_BOXED = frozenset({"Figure", "Formula"})


class Annotation(Struct, frozen=True):
    """A link annotation: the content that it covers and its page (from 0)."""

    ref: Ref
    content: int
    page: int


class TagTree(Struct):
    """The tree in the making; `annotations` are the links in the order of their struct parents."""

    file: File
    pages: Sequence[PaintedPage]
    annotations: Sequence[Annotation] = ()
    _marks: dict[int, tuple[int, int]] = field(default_factory=dict)
    _others: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _leading: dict[int, list[int]] = field(default_factory=dict)
    _parents: list[dict[int, Ref]] = field(default_factory=list)
    _links: dict[int, Ref] = field(default_factory=dict)
    _identified: dict[str, Ref] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._parents += ({} for _ in self.pages)
        for index, page in enumerate(self.pages):
            for mcid, number in enumerate(page.contents):
                if self._marks.setdefault(number, (index, mcid)) != (index, mcid):
                    self._others.setdefault(number, []).append((index, mcid))
        for offset, annotation in enumerate(self.annotations):
            self._leading.setdefault(annotation.content, []).append(offset)

    def write(self, document: Element) -> Ref:
        """Write the tree below `document`; the reference is that of the StructTreeRoot.

        Raises:
            BrochureError: `figure-unbounded`.
        """
        root = self.file.reserve()
        top = self._element(document, root)
        numbers: list[Value] = []
        for index, page in enumerate(self.pages):
            row = [self._parents[index][mcid] for mcid in range(len(page.contents))]
            numbers += (index, self.file.add(row))
        for offset in range(len(self.annotations)):
            numbers += (len(self.pages) + offset, self._links[offset])
        entries: dict[str, Value] = {
            "Type": Name("StructTreeRoot"),
            "K": top,
            "ParentTree": self.file.add({"Nums": numbers}),
            "ParentTreeNextKey": len(self.pages) + len(self.annotations),
        }
        if self._identified:
            pairs = sorted((key.encode("utf-8"), ref) for key, ref in self._identified.items())
            names = [value for pair in pairs for value in pair]
            entries["IDTree"] = self.file.add({"Names": names})
        self.file.define(root, entries)
        return root

    def _element(self, element: Element, parent: Ref) -> Ref:
        ref = self.file.reserve()
        page, kids = self._kids(element, ref)
        role, alt = element.role, element.alt
        if role == "Link" and not self._annotated(element):
            # A Link without its annotation leads nowhere (ISO 14289-1, 7.18.5), and what would
            # be said of it is said of the figure in it.
            role, alt = "Span", None
        entries: dict[str, Value] = {
            "Type": Name("StructElem"),
            "S": Name(role),
            "P": parent,
            "K": kids[0] if len(kids) == 1 else (kids or None),
            "Pg": None if page is None else self.file.page_ref(page),
            "Alt": alt,
            "ActualText": element.actual_text,
            "E": element.expansion,
            "Lang": element.language,
            "T": element.title,
            "A": self._attributes(element),
        }
        if element.identifier is not None:
            entries["ID"] = element.identifier.encode("utf-8")
            self._identified[element.identifier] = ref
        self.file.define(ref, entries)
        return ref

    def _kids(self, element: Element, ref: Ref) -> tuple[int | None, list[Value]]:
        """The page most of the element's own content is on (its first), and its kids."""
        own: int | None = None
        kids: list[Value] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, ref))
                continue
            for index, mcid in self._marked(kid.number):
                own = index if own is None else own
                self._parents[index][mcid] = ref
                kids.append(mcid if index == own else self._reference(index, mcid))
        if element.role == "Link":
            for offset in self._annotated(element):
                annotation = self.annotations[offset]
                self._links[offset] = ref
                page = self.file.page_ref(annotation.page)
                kids.append({"Type": Name("OBJR"), "Obj": annotation.ref, "Pg": page})
        return own, kids

    def _marked(self, number: int) -> tuple[tuple[int, int], ...]:
        """The marks of a content number: nearly all have one."""
        first = self._marks.get(number)
        return () if first is None else (first, *self._others.get(number, ()))

    def _reference(self, index: int, mcid: int) -> Value:
        """A marked-content reference to a page that is not the element's own."""
        return {"Type": Name("MCR"), "Pg": self.file.page_ref(index), "MCID": mcid}

    def _annotated(self, element: Element) -> list[int]:
        """The links whose nearest Link element this is."""
        within = dict.fromkeys(_own_contents(element))
        return sorted(offset for number in within for offset in self._leading.get(number, ()))

    def _attributes(self, element: Element) -> Value:
        """Attribute dictionaries, one an owner, the bounding box among them (14.7.5)."""
        owners: dict[str, dict[str, Value]] = {}
        if element.role in _BOXED:
            box = self._box(element)
            if box is not None:
                edges = tuple(round(edge, 3) for edge in (box.x, box.y, box.right, box.bottom))
                owners["Layout"] = {"O": Name("Layout"), "BBox": edges}
        for owner, name, value in element.attributes:
            written: Value = value if not isinstance(value, tuple) else _identifiers(value)
            if isinstance(value, str) and name not in _TEXT_ATTRIBUTES:
                written = Name(value)
            owners.setdefault(owner, {"O": Name(owner)})[name] = written
        found = list(owners.values())
        return found[0] if len(found) == 1 else (found or None)

    def _box(self, element: Element) -> Rect | None:
        """The box of all that the element holds, in the space of its page."""
        whole: Rect | None = None
        at: set[int] = set()
        for number in contents(element):
            for index in dict.fromkeys(index for index, _ in self._marked(number)):
                place = self.pages[index].places.get(number)
                if place is not None:
                    at.add(index)
                    whole = whole.union(place) if whole else place
        if len(at) > 1:
            raise BrochureError(
                Diagnostic(
                    "figure-unbounded",
                    say(
                        "The figure '{alt}' is on several pages.",
                        alt=element.alt or element.title or "",
                    ),
                    hint=say("Keep it on one page or make two figures of it."),
                )
            )
        return whole


def _identifiers(names: tuple[str, ...]) -> list[Value]:
    """Elements by their /ID, which are byte strings."""
    return [name.encode("utf-8") for name in names]


def _own_contents(element: Element) -> Iterable[int]:
    """The content numbers below an element, those of a Link inside it left out."""
    for kid in element.kids:
        if isinstance(kid, ContentRef):
            yield kid.number
        elif kid.role != "Link":
            yield from _own_contents(kid)


def boxed_contents(document: Element) -> frozenset[int]:
    """The content numbers whose places the tree says: of a long document nearly none."""
    return frozenset(
        number
        for element in walk(document)
        if element.role in _BOXED
        for number in contents(element)
    )


def roles(document: Element) -> Mapping[int, Role]:
    """The role of the element that each content number belongs to."""
    found: dict[int, Role] = {}

    def enter(element: Element) -> None:
        for kid in element.kids:
            if isinstance(kid, Element):
                enter(kid)
            else:
                found[kid.number] = element.role

    enter(document)
    return found

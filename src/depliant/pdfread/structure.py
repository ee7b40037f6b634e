"""The structure tree as a flat list of elements in reading order (ISO 32000-1, 14.7).

Kids keep their order: places of elements in the list, content, and objects. Types of the file's
own are led back to standard ones through the role map (14.7.3), or through that of their namespace
where it has none (ISO 32000-2, 14.8.6.2). What an element's classes say of it (14.7.5.3) is among
its attributes, unless it says otherwise itself.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from msgspec import Struct, field

from depliant.pdfread.objects import (
    entries,
    entry,
    identity,
    is_dict,
    key_name,
    listed,
    name,
    number,
    text,
)

MAX_ELEMENTS = 400_000
_MAX_DEPTH = 200
_MAX_ROLES = 16

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "  # noqa: SIM905
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
"""The standard structure types (14.8.4)."""


class ContentRef(Struct, frozen=True):
    """A piece of marked content: its number within its page or form."""

    owner: tuple[int, int]
    mcid: int


class ObjectRef(Struct, frozen=True, eq=False):
    """An object that is content as a whole, such as a link's annotation."""

    key: tuple[int, int]
    value: Any


Kid = int | ContentRef | ObjectRef


class Element(Struct, frozen=True):
    """One element; `parent` is its place in `Tree.elements`, -1 for the root.

    `alt`, `actual` and `expansion` are None where they are not given.
    """

    role: str
    raw_role: str
    parent: int
    depth: int
    alt: str | None
    actual: str | None
    expansion: str | None
    language: str
    title: str
    page: tuple[int, int]
    attributes: dict[str, Any]
    identifier: str
    kids: list[Kid] = field(default_factory=list)

    @property
    def children(self) -> list[int]:
        """The elements in it, by their places."""
        return [kid for kid in self.kids if isinstance(kid, int)]

    @property
    def objects(self) -> list[tuple[int, int]]:
        """The objects that are content of it."""
        return [kid.key for kid in self.kids if isinstance(kid, ObjectRef)]


class Tree(Struct, frozen=True):
    """All elements in reading order, and where each piece of content belongs.

    `roots` are the elements that lie in no other. `cyclic` says that an element was reached in
    two ways, `cut` that there are more or deeper ones than were read; both were left out.
    """

    present: bool = False
    elements: list[Element] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    owners: dict[ContentRef, int] = field(default_factory=dict)
    unmapped: frozenset[str] = frozenset()
    cyclic: bool = False
    cut: bool = False


def read_tree(catalog: Any, most: int = MAX_ELEMENTS, deepest: int = _MAX_DEPTH) -> Tree:
    """The structure tree of a file, to `most` elements and `deepest` levels."""
    root = entry(catalog, "/StructTreeRoot")
    if not is_dict(root):
        return Tree()
    roles = {key_name(key): name(value) for key, value in entries(entry(root, "/RoleMap"))}
    classes = {key_name(key): value for key, value in entries(entry(root, "/ClassMap"))}
    reader = _TreeReader(roles, classes, most, deepest)
    reader.read(root)
    unmapped = frozenset(
        element.raw_role for element in reader.elements if element.role not in STANDARD
    )
    return Tree(
        True, reader.elements, reader.roots, reader.owners, unmapped, reader.cyclic, reader.cut
    )


class _Place(Struct, frozen=True, eq=False):
    """A kid that is still to be read: what it is, and where it lies."""

    node: Any
    parent: int
    depth: int
    page: tuple[int, int]


class _TreeReader:
    """Reads one tree, each element once."""

    def __init__(
        self, roles: dict[str, str], classes: dict[str, Any], most: int, deepest: int
    ) -> None:
        self.roles, self.classes, self.most, self.deepest = roles, classes, most, deepest
        self.elements: list[Element] = []
        self.roots: list[int] = []
        self.owners: dict[ContentRef, int] = {}
        self.cyclic = self.cut = False
        self._seen: set[tuple[int, int]] = set()

    def read(self, root: Any) -> None:
        """Read all below the root."""
        stack = [_Place(kid, -1, 0, (0, 0)) for kid in reversed(listed(entry(root, "/K")))]
        while stack:
            place = stack.pop()
            leaf = _leaf(place) if place.parent >= 0 else None
            if leaf is not None:
                self.elements[place.parent].kids.append(leaf)
                if isinstance(leaf, ContentRef):
                    self.owners[leaf] = place.parent
            elif self._is_new(place):
                stack += reversed(self._enter(place))

    def _is_new(self, place: _Place) -> bool:
        if not is_dict(place.node):
            return False
        key = identity(place.node)
        if key != (0, 0) and key in self._seen:
            self.cyclic = True
            return False
        self._seen.add(key)
        if place.depth >= self.deepest or len(self.elements) >= self.most:
            self.cut = True
            return False
        return True

    def _enter(self, place: _Place) -> list[_Place]:
        """Add an element; what is in it."""
        index, node = len(self.elements), place.node
        own = entry(node, "/Pg")
        page = place.page if own is None else identity(own)
        attributes = self._attributes(node)
        self.elements.append(_element(place, page, self._role(node), attributes))
        (self.elements[place.parent].kids if place.parent >= 0 else self.roots).append(index)
        kids = listed(entry(node, "/K"))
        return [_Place(kid, index, place.depth + 1, page) for kid in kids]

    def _role(self, node: Any) -> str:
        role, space = name(entry(node, "/S")), entry(node, "/NS")
        for _ in range(_MAX_ROLES):
            if role in STANDARD:
                break
            if role in self.roles:
                role = self.roles[role]
                continue
            # A type, or an array of one and of the namespace in which that is one.
            further = listed(entry(space, "/RoleMapNS", f"/{role}")) if role else ()
            if not further or not name(further[0]):
                break
            role, space = name(further[0]), further[1] if len(further) > 1 else None
        return role

    def _attributes(self, node: Any) -> dict[str, Any]:
        """The attributes of an element: those of its classes, and over them its own."""
        found: dict[str, Any] = {}
        named = [self.classes.get(name(one)) for one in listed(entry(node, "/C"))]
        parts = [part for one in named for part in listed(one)]
        for part in (*parts, *listed(entry(node, "/A"))):
            found |= {key[1:]: value for key, value in entries(part)}
        return found


def _leaf(place: _Place) -> ContentRef | ObjectRef | None:
    """A kid that is content and no element; None for any other."""
    node = place.node
    if isinstance(node, int) and not isinstance(node, bool):
        return ContentRef(place.page, int(node))
    kind, mcid = name(entry(node, "/Type")), entry(node, "/MCID")
    if kind == "OBJR":
        found = entry(node, "/Obj")
        return ObjectRef(identity(found), found)
    if kind != "MCR" and mcid is None:
        return None
    own, stream = entry(node, "/Pg"), entry(node, "/Stm")
    if isinstance(stream, pikepdf.Stream):
        return ContentRef(identity(stream), int(number(mcid)))
    return ContentRef(place.page if own is None else identity(own), int(number(mcid)))


def _element(
    place: _Place, page: tuple[int, int], role: str, attributes: dict[str, Any]
) -> Element:
    node = place.node
    return Element(
        role,
        name(entry(node, "/S")),
        place.parent,
        place.depth,
        _optional(entry(node, "/Alt")),
        _optional(entry(node, "/ActualText")),
        _optional(entry(node, "/E")),
        text(entry(node, "/Lang")),
        text(entry(node, "/T")),
        page,
        attributes,
        text(entry(node, "/ID")),
    )


def _optional(value: Any) -> str | None:
    return text(value) if isinstance(value, pikepdf.String) else None

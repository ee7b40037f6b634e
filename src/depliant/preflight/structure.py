"""The structure tree as a flat list of elements in reading order (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec import Struct, field

from depliant.errors import Diagnostic, InputError
from depliant.preflight.objects import entries, entry, identity, is_dict, listed, name, number, text
from depliant.preflight.reader import OpenFile

MAX_ELEMENTS = 400_000
_MAX_DEPTH = 200

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


class Element(Struct, frozen=True):
    """One element; `parent` and `children` are places in `Tree.elements`, -1 for the root."""

    role: str
    raw_role: str
    parent: int
    depth: int
    alt: str | None
    actual: str | None
    language: str
    page: tuple[int, int]
    attributes: dict[str, Any]
    identifier: str
    children: list[int] = field(default_factory=list)
    contents: list[ContentRef] = field(default_factory=list)
    objects: list[tuple[int, int]] = field(default_factory=list)


class Tree(Struct, frozen=True):
    """All elements in reading order, and where each piece of content belongs."""

    present: bool = False
    elements: list[Element] = field(default_factory=list)
    owners: dict[ContentRef, int] = field(default_factory=dict)
    unmapped: frozenset[str] = frozenset()

    def ancestors(self, index: int) -> Iterator[Element]:
        """An element and those it lies in, the innermost first."""
        while index >= 0:
            yield self.elements[index]
            index = self.elements[index].parent


def read_tree(file: OpenFile) -> Tree:
    """The structure tree of a file.

    Raises:
        InputError: `pdf-hostile`, it leads back to itself, or has no end.
    """
    root = entry(file.catalog, "/StructTreeRoot")
    if not is_dict(root):
        return Tree()
    roles = {key[1:]: name(value) for key, value in entries(entry(root, "/RoleMap"))}
    tree = Tree(True)
    unmapped: set[str] = set()
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Any, int, int, tuple[int, int]]] = [
        (kid, -1, 0, (0, 0)) for kid in reversed(listed(entry(root, "/K")))
    ]
    while stack:
        node, parent, depth, page = stack.pop()
        if parent >= 0 and _leaf(tree, node, parent, page):
            continue
        if not is_dict(node):
            continue
        key = identity(node)
        if (key != (0, 0) and key in seen) or depth > _MAX_DEPTH:
            raise _endless()
        seen.add(key)
        index = len(tree.elements)
        if index >= MAX_ELEMENTS:
            raise _endless()
        own_page = identity(entry(node, "/Pg")) if entry(node, "/Pg") is not None else page
        element = _element(node, parent, depth, own_page, roles)
        if element.role not in STANDARD:
            unmapped.add(element.raw_role)
        tree.elements.append(element)
        if parent >= 0:
            tree.elements[parent].children.append(index)
        kids = listed(entry(node, "/K"))
        stack += [(kid, index, depth + 1, own_page) for kid in reversed(kids)]
    return Tree(True, tree.elements, tree.owners, frozenset(unmapped))


def _leaf(tree: Tree, node: Any, parent: int, page: tuple[int, int]) -> bool:
    """Enter a kid that is content and no element; whether it was one."""
    element = tree.elements[parent]
    if isinstance(node, int) and not isinstance(node, bool):
        ref = ContentRef(page, int(node))
    elif name(entry(node, "/Type")) == "MCR":
        own = entry(node, "/Pg")
        stream = entry(node, "/Stm")
        owner = identity(stream) if isinstance(stream, pikepdf.Stream) else page
        if owner == page and own is not None:
            owner = identity(own)
        ref = ContentRef(owner, int(number(entry(node, "/MCID"))))
    elif name(entry(node, "/Type")) == "OBJR":
        element.objects.append(identity(entry(node, "/Obj")))
        return True
    else:
        return False
    element.contents.append(ref)
    tree.owners[ref] = parent
    return True


def _element(
    node: Any, parent: int, depth: int, page: tuple[int, int], roles: dict[str, str]
) -> Element:
    raw = name(entry(node, "/S"))
    role, steps = raw, 0
    while role not in STANDARD and role in roles and steps < 10:
        role, steps = roles[role], steps + 1
    alt, actual = entry(node, "/Alt"), entry(node, "/ActualText")
    attributes: dict[str, Any] = {}
    for part in listed(entry(node, "/A")):
        attributes |= {key[1:]: value for key, value in entries(part)}
    return Element(
        role,
        raw,
        parent,
        depth,
        None if alt is None else text(alt),
        None if actual is None else text(actual),
        text(entry(node, "/Lang")),
        page,
        attributes,
        text(entry(node, "/ID")),
    )


def _endless() -> InputError:
    return InputError(
        Diagnostic(
            "pdf-hostile",
            "The structure tree of the file leads back to itself or has no end.",
            hint="Do not open it; ask its sender for another.",
        )
    )

"""The structure tree of a file as plain values, whatever state it is in.

Standard types only: those of the file's own are led back through its role map (ISO 32000-1,
14.7.3). The tree is walked with bounds on depth and number, and an element is never entered
twice, so that a file in which the tree bites its tail is read to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from depliant.errors import Diagnostic
from depliant.readaloud.contents import Key, PageText, Passage, Words, page_text
from depliant.readaloud.streams import listed

if TYPE_CHECKING:
    import pikepdf

DEEPEST = 100
MOST_ELEMENTS = 100_000
_MOST_PAGES = 2000
_MOST_ROLES = 16


class Text(NamedTuple):
    """A leaf: what a piece of marked content says, and on which page (from 0)."""

    passage: Passage
    page: int


class Annotation(Struct, frozen=True):
    """A leaf: where a link leads, and what it says of itself."""

    uri: str
    description: str


class Node(Struct, frozen=True):
    """A structure element; `alt`, `actual` and `expansion` are none where not given."""

    role: str
    kids: tuple[Node | Text | Annotation, ...] = ()
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    language: str = ""
    title: str = ""
    scope: str = ""


class Tree(Struct, frozen=True):
    """A file as it is read: its language and title, labels of pages, and the elements.

    `spaced` says that the file writes the spaces at which its lines end.
    """

    language: str
    title: str
    labels: tuple[str, ...]
    spaced: bool
    kids: tuple[Node | Text | Annotation, ...]
    faults: tuple[Diagnostic, ...]


def tree(pdf: pikepdf.Pdf) -> Tree:
    """Read a file's structure and the text that belongs to it."""
    return _Builder(pdf).tree()


class _Builder(Struct):
    """Reads one file; what is wrong with it gathers in `faults`, each fault once."""

    pdf: pikepdf.Pdf
    faults: dict[str, Diagnostic] = field(default_factory=dict)
    seen: set[tuple[int, int]] = field(default_factory=set)
    said: set[Key] = field(default_factory=set)
    elements: int = 0
    roles: Mapping[str, str] = field(default_factory=dict)
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    texts: list[PageText] = field(default_factory=list)
    passages: dict[Key, tuple[Passage, int]] = field(default_factory=dict)

    def tree(self) -> Tree:
        import pikepdf

        catalog = self.pdf.Root
        self._read_pages()
        root = catalog.get("/StructTreeRoot")
        kids: tuple[Node | Text | Annotation, ...] = ()
        if isinstance(root, pikepdf.Dictionary):
            self.roles = _role_map(root.get("/RoleMap"))
            kids = tuple(self._kids(root, None, 0))
        else:
            self._fault(
                "pdf-untagged",
                "The file has no structure: a screen reader can only guess what it says.",
                "Export it as a tagged PDF.",
            )
        self._unsaid()
        info = self.pdf.trailer.get("/Info")
        title = _text(info, "/Title") if isinstance(info, pikepdf.Dictionary) else None
        return Tree(
            _text(catalog, "/Lang") or "",
            title or "",
            tuple(str(page.label) for page in self.pdf.pages[: len(self.texts)]),
            self._is_spaced(),
            kids,
            tuple(self.faults.values()),
        )

    def _read_pages(self) -> None:
        for number, page in enumerate(self.pdf.pages):
            if number == _MOST_PAGES:
                self._fault("structure-too-large", f"Only the first {_MOST_PAGES} pages are read.")
                break
            self.pages[page.obj.objgen] = number
            text = page_text(self.pdf, page)
            self.texts.append(text)
            for key, passage in text.passages.items():
                self.passages[key] = (passage, number)
            if not text.complete:
                self._fault(
                    "page-unreadable",
                    f"Page {number + 1} cannot be read to its end: it is damaged, or larger than "
                    "any page needs to be.",
                )

    def _is_spaced(self) -> bool:
        """Whether most lines that others follow end with a space (or a hyphen)."""
        lines = [line for passage, _ in self.passages.values() for line in passage.lines[:-1]]
        ended = sum(line[-1][-1:].isspace() or line[-1][-1:] in "\u00ad-" for line in lines)
        return 2 * ended > len(lines)

    def _unsaid(self) -> None:
        """Text that no element holds, and that is not marked as an artifact."""
        for number, text in enumerate(self.texts):
            lost = [
                "".join(line)
                for key, passage in text.passages.items()
                if key not in self.said
                for line in passage.lines
            ]
            words = " ".join([*lost, *text.loose]).split()
            if words:
                shown = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
                self._fault(
                    "text-unsaid",
                    f"Page {number + 1} shows text that is in no element: “{shown}”",
                    "Tag it, or mark it as an artifact.",
                )

    def _fault(self, code: str, message: str, hint: str = "") -> None:
        self.faults.setdefault(f"{code} {message}", Diagnostic(code, message, hint=hint))

    # --- elements -----------------------------------------------------------------------------

    def _kids(
        self, element: pikepdf.Object, page: pikepdf.Object | None, depth: int
    ) -> Iterable[Node | Text | Annotation]:
        import pikepdf

        for kid in listed(element.get("/K")):
            if isinstance(kid, pikepdf.Dictionary):
                kind = kid.get("/Type")
                if kind == "/OBJR":
                    yield from self._annotation(kid)
                elif kind == "/MCR" or "/MCID" in kid:
                    yield from self._leaf(kid.get("/MCID"), kid.get("/Stm", kid.get("/Pg", page)))
                else:
                    node = self._element(kid, page, depth + 1)
                    if node is not None:
                        yield node
            elif isinstance(kid, int):
                yield from self._leaf(kid, page)

    def _element(
        self, element: pikepdf.Object, page: pikepdf.Object | None, depth: int
    ) -> Node | None:
        key = element.objgen
        if key[0] and key in self.seen:
            self._fault(
                "structure-cyclic",
                "An element of the structure is reached in two ways, or holds itself.",
                "Export the file anew.",
            )
            return None
        self.seen.add(key)
        self.elements += 1
        if depth > DEEPEST or self.elements > MOST_ELEMENTS:
            self._fault(
                "structure-too-large",
                f"The structure has more than {MOST_ELEMENTS} elements or {DEEPEST} levels; the "
                "rest is left out.",
            )
            return None
        kids = tuple(self._kids(element, element.get("/Pg", page), depth))
        return Node(
            self._role(element),
            kids,
            _text(element, "/Alt"),
            _text(element, "/ActualText"),
            _text(element, "/E"),
            _text(element, "/Lang") or "",
            _text(element, "/T") or "",
            _scope(element.get("/A")),
        )

    def _role(self, element: pikepdf.Object) -> str:
        role = str(element.get("/S", "/NonStruct")).lstrip("/")
        for _ in range(_MOST_ROLES):
            if role not in self.roles:
                break
            role = self.roles[role]
        return role

    def _leaf(self, number: object, owner: pikepdf.Object | None) -> Iterable[Text]:
        """The text of a piece of marked content; none if the page does not hold it."""
        if not isinstance(number, int) or owner is None:
            return
        key = (owner.objgen, number)
        found = self.passages.get(key)
        if found is not None:
            self.said.add(key)
            yield Text(*found)

    def _annotation(self, reference: pikepdf.Object) -> Iterable[Annotation]:
        import pikepdf

        found = reference.get("/Obj")
        if not isinstance(found, pikepdf.Dictionary) or found.get("/Subtype") != "/Link":
            return
        action = found.get("/A")
        uri = _text(action, "/URI") if isinstance(action, pikepdf.Dictionary) else None
        yield Annotation(uri or "", _text(found, "/Contents") or "")


def _role_map(roles: pikepdf.Object | None) -> dict[str, str]:
    import pikepdf

    if not isinstance(roles, pikepdf.Dictionary):
        return {}
    return {key.lstrip("/"): str(value).lstrip("/") for key, value in roles.items()}


def _text(element: pikepdf.Object, key: str) -> str | None:
    """A text string of a dictionary; none if it is not there or is something else."""
    import pikepdf

    value = element.get(key)
    return str(value) if isinstance(value, pikepdf.String) else None


def _scope(attributes: pikepdf.Object | None) -> str:
    """The scope that a table header says it has."""
    import pikepdf

    for entry in listed(attributes):
        if isinstance(entry, pikepdf.Dictionary) and "/Scope" in entry:
            return str(entry["/Scope"]).lstrip("/")
    return ""


def spoken(leaves: Iterable[Text], spaced: bool) -> str:
    """The text of leaves that follow each other; see `Words`."""
    words, end = Words(spaced), None
    for passage, _ in leaves:
        for number, line in enumerate(passage.lines):
            text = "".join(line)
            start = passage.start
            if number or (end is not None and start is not None and start.is_below(end)):
                words.add_line(text)
            else:
                words.add(text)
        end = passage.end or end
    return str(words)

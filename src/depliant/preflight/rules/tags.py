"""The structure that a screen reader follows.

Files for the screen are held to it, and others where they claim it: the press prints without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from depliant.pdfread.objects import entry, identity, items, name, text
from depliant.pdfread.structure import ContentRef, Element
from depliant.preflight.content import Mark
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import UA, Fault, document_rule, page_rule, spread
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, legible, say


@document_rule(
    "untagged",
    "error",
    "The document is tagged: what it says can be read in order.",
    f"{UA}, 7.1",
    "Export it tagged.",
)
def tagged(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """A structure tree, and Marked true; PDF/X-1a knows neither."""
    flat = job.flattened or profile.flavour == "PDF/X-1a:2003"
    if not job.read_by_tags or (job.kind == "press" and flat):
        return
    if not job.tree.present:
        yield Fault(say("The document has no structure tree."))
    elif entry(job.file.catalog, "/MarkInfo", "/Marked") is not True:
        yield Fault(say("The document is not marked as tagged."))


@page_rule(
    "content-untagged",
    "error",
    "All content is in the structure tree, or is marked as an artifact.",
    f"{UA}, 7.1",
    "Tag it, or mark it as an artifact.",
)
def complete(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """What is painted but belongs to nothing is never read."""
    tree = page.job.tree
    if not tree.present or not page.job.read_by_tags:
        return
    loose: list[Mark] = [
        mark
        for mark in page.marks
        if not mark.section.artifact
        and (
            mark.section.mcid is None
            or ContentRef(mark.section.owner, mark.section.mcid) not in tree.owners
        )
    ]
    if loose:
        yield Fault(
            counted(
                len(loose),
                "{count} mark is neither in the structure tree nor an artifact.",
                "{count} marks are neither in the structure tree nor artifacts.",
            ),
            spread(loose),
        )


def _elements(job: JudgedFile, *roles: str) -> Iterator[tuple[int, Element]]:
    """The elements of some roles with their places in the tree, of a file whose tags are judged."""
    if not job.read_by_tags:
        return
    for index, element in enumerate(job.tree.elements):
        if element.role in roles:
            yield index, element


def _page(job: JudgedFile, element: Element) -> int | None:
    """The number of the page that an element is on."""
    numbers = {identity(page.node): page.index + 1 for page in job.file.pages}
    return numbers.get(element.page)


@document_rule(
    "alternative-missing",
    "error",
    "A figure has an alternative text.",
    say("{ua}, 7.3 and 7.7", ua=UA),
    "Write what the figure says; mark it as an artifact if it says nothing.",
)
def alternatives(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Alt or ActualText, on figures and formulas."""
    for _index, element in _elements(job, "Figure", "Formula"):
        if not (element.alt or "").strip() and not element.actual:
            yield Fault(
                say("A {role} has no alternative text.", role=element.role),
                page=_page(job, element),
            )


@document_rule(
    "figure-box",
    "error",
    "A figure says where it is.",
    f"{UA}, 7.3",
    "Give the figure a bounding box.",
)
def boxes(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """BBox in the layout attributes of figures that hold content."""
    for _index, element in _elements(job, "Figure"):
        if "BBox" not in element.attributes:
            yield Fault(
                say("A Figure has no bounding box."),
                page=_page(job, element),
            )


@document_rule(
    "language-missing",
    "error",
    "The document names its language.",
    f"{UA}, 7.2",
    "Set the language of the document.",
)
def language(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Lang in the catalog."""
    if job.read_by_tags and not text(entry(job.file.catalog, "/Lang")):
        yield Fault(say("The document does not name its language."))


@document_rule(
    "title-hidden",
    "error",
    "The window shows the title of the document, not the name of its file.",
    f"{UA}, 7.1",
    "Set DisplayDocTitle.",
)
def title_shown(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """DisplayDocTitle in the viewer preferences."""
    shown = entry(job.file.catalog, "/ViewerPreferences", "/DisplayDocTitle") is True
    if job.read_by_tags and not shown:
        yield Fault(say("The title is not shown."))


@document_rule(
    "heading-order",
    "error",
    "Headings begin at level 1 and go down level by level.",
    f"{UA}, 7.4.2",
    "Choose the levels by the outline of the text, not by their looks.",
)
def headings(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """No level is skipped on the way down."""
    before = 0
    for _index, element in _elements(job, "H1", "H2", "H3", "H4", "H5", "H6"):
        level = int(element.role[1])
        if level > before + 1:
            yield Fault(
                say("H{level} after H{before}.", level=level, before=before)
                if before
                else say("H{level} as the first heading.", level=level),
                page=_page(job, element),
            )
        before = level


@document_rule(
    "table-headers",
    "error",
    "A table has header cells that say what they head.",
    f"{UA}, 7.5",
    "Mark the header cells and give each a scope.",
)
def tables(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """TH in each table, each TH with Scope or an ID that cells refer to."""
    for index, table in _elements(job, "Table"):
        cells = list(_below(job, index))
        heads = [cell for cell in cells if cell.role == "TH"]
        page = _page(job, table)
        if not heads:
            yield Fault(say("A table has no header cell."), page=page)
        elif any("Scope" not in cell.attributes and not cell.identifier for cell in heads):
            yield Fault(say("A header cell has no scope."), page=page)


def _below(job: JudgedFile, index: int) -> Iterator[Element]:
    """The elements inside an element."""
    stack = list(job.tree.elements[index].children)
    while stack:
        inner = job.tree.elements[stack.pop()]
        yield inner
        stack += inner.children


_KIDS = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}


@document_rule(
    "list-structure",
    "error",
    "Lists hold items with labels and bodies, tables hold rows of cells.",
    say("{ua}, 7.5 and 7.6; ISO 32000-1, 14.8.4.3", ua=UA),
    "Repair the nesting where the tags are made.",
)
def nesting(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Each kind of element holds only what belongs into it."""
    for _index, element in _elements(job, *_KIDS):
        for child in element.children:
            inner = job.tree.elements[child]
            if inner.role not in _KIDS[element.role]:
                yield Fault(
                    say(
                        "A {role} lies directly in a {role_2}.",
                        role=inner.role,
                        role_2=element.role,
                    ),
                    page=_page(job, inner) or _page(job, element),
                )
        if element.role in ("LI", "TR") and not element.children:
            yield Fault(
                say("A {role} is empty.", role=element.role),
                page=_page(job, element),
            )


@document_rule(
    "role-unmapped",
    "error",
    "Every tag is a standard one, or is mapped to one.",
    f"{UA}, 7.1",
    "Map it in the RoleMap.",
)
def roles(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Through the RoleMap, in a few steps."""
    for role in sorted(job.tree.unmapped) if job.read_by_tags else ():
        yield Fault(
            say("The tag '{role}' is no standard one and is not mapped.", role=legible(role)),
        )


@page_rule(
    "link-untagged",
    "error",
    "A link is in the structure tree, says where it leads, and is reached in reading order.",
    f"{UA}, 7.18",
    "Export it tagged, with descriptions of links.",
    frozenset({"screen"}),
)
def links(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """An object reference, Contents, and Tabs S on the page."""
    referred = {key for element in page.job.tree.elements for key in element.objects}
    annotations = [
        annotation
        for annotation in items(entry(page.facts.node, "/Annots"))
        if name(entry(annotation, "/Subtype")) == "Link"
    ]
    for annotation in annotations:
        if page.job.tree.present and identity(annotation) not in referred:
            yield Fault(say("A link is not in the structure tree."))
        if not text(entry(annotation, "/Contents")):
            yield Fault(say("A link has no description."))
    if annotations and name(entry(page.facts.node, "/Tabs")) != "S":
        yield Fault(say("The tab key does not follow the reading order (Tabs)."))


RULES = (
    tagged, complete, alternatives, boxes, language, title_shown, headings, tables, nesting, roles,
    links,
)  # fmt: skip

"""The structure that a screen reader follows.

Files for the screen are held to it, and others where they claim it: the press prints without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from depliant.pdfread.events import Begun, Event
from depliant.pdfread.objects import entries, entry, identity, items, name, text
from depliant.pdfread.structure import STANDARD, ContentRef, Element
from depliant.preflight.content import Mark
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import UA, Fault, document_rule, page_rule, spread
from depliant.preflight.rules.elements import below, elements, page_of
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
    elif job.accessible and entry(job.file.catalog, "/MarkInfo", "/Suspects") is True:
        yield Fault(say("The file says itself that its tags may be wrong (Suspects)."))


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
    if any(map(_is_crossed, page.content.events)):
        yield Fault(say("Artifacts lie in tagged content, or tagged content in artifacts."))
    if loose:
        yield Fault(
            counted(
                len(loose),
                "{count} mark is neither in the structure tree nor an artifact.",
                "{count} marks are neither in the structure tree nor artifacts.",
            ),
            spread(loose),
        )


def _is_crossed(event: Event) -> bool:
    """Whether an artifact begins within tagged content, or that within an artifact."""
    if not isinstance(event, Begun):
        return False
    tag, outer = event.tag, event.tag.outer
    while outer is not None:
        if (tag.artifact and outer.mcid is not None) or (outer.artifact and tag.mcid is not None):
            return True
        outer = outer.outer
    return False


@document_rule(
    "alternative-missing",
    "error",
    "A figure has an alternative text.",
    say("{ua}, 7.3 and 7.7", ua=UA),
    "Write what the figure says; mark it as an artifact if it says nothing.",
)
def alternatives(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Alt or ActualText, on figures and formulas."""
    for _index, element in elements(job, "Figure", "Formula"):
        if not (element.alt or "").strip() and element.actual is None:
            yield Fault(
                say("A {role} has no alternative text.", role=element.role),
                page=page_of(job, element),
            )


@document_rule(
    "figure-box",
    "error",
    "A figure says where it is.",
    f"{UA}, 7.3",
    "Give the figure a bounding box.",
)
def boxes(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """BBox in the layout attributes of figures, where PDF/UA is claimed: only there it is asked."""
    if not job.packet.get("pdfuaid:part"):
        return
    for _index, element in elements(job, "Figure"):
        if "BBox" not in element.attributes:
            yield Fault(
                say("A Figure has no bounding box."),
                page=page_of(job, element),
            )


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
    for _index, element in elements(job, "H1", "H2", "H3", "H4", "H5", "H6"):
        level = int(element.role[1])
        if level > before + 1:
            yield Fault(
                say("H{level} after H{before}.", level=level, before=before)
                if before
                else say("H{level} as the first heading.", level=level),
                page=page_of(job, element),
            )
        before = level
    plain = [element for _, element in elements(job, "H")]
    if before and plain:
        yield Fault(say("Headings with levels and without are mixed."), page=page_of(job, plain[0]))
    beside = Counter(element.parent for element in plain if element.parent >= 0)
    if any(count > 1 for count in beside.values()):
        yield Fault(say("An element has several headings without a level (H)."))


@document_rule(
    "table-headers",
    "error",
    "A table has header cells that say what they head.",
    f"{UA}, 7.5",
    "Mark the header cells and give each a scope.",
)
def tables(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """TH in each table, each TH with Scope or an ID that cells refer to."""
    for index, table in elements(job, "Table"):
        cells = list(below(job, index))
        heads = [cell for cell in cells if cell.role == "TH"]
        page = page_of(job, table)
        if not heads:
            yield Fault(say("A table has no header cell."), page=page)
        elif not _is_told(cells, heads) and any(
            "Scope" not in cell.attributes and not cell.identifier for cell in heads
        ):
            yield Fault(say("A header cell has no scope."), page=page)


def _is_told(cells: list[Element], heads: list[Element]) -> bool:
    """Whether each cell of a table names headers of it by their IDs (14.8.5.7)."""
    known = {head.identifier for head in heads}
    named = [
        {text(one) for one in items(cell.attributes.get("Headers"))}
        for cell in cells
        if cell.role == "TD"
    ]
    return bool(named) and all(one and one <= known for one in named)


@document_rule(
    "role-unmapped",
    "error",
    "Every tag is a standard one, or is mapped to one.",
    f"{UA}, 7.1",
    "Map it in the RoleMap.",
)
def roles(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Through the RoleMap, in a few steps; a standard one is mapped to nothing."""
    for role in sorted(job.tree.unmapped) if job.read_by_tags else ():
        yield Fault(
            say("The tag '{role}' is no standard one and is not mapped.", role=legible(role)),
        )
    for key, _value in entries(entry(job.file.catalog, "/StructTreeRoot", "/RoleMap")):
        if job.accessible and key[1:] in STANDARD:
            yield Fault(say("The standard tag '{role}' is mapped.", role=legible(key[1:])))


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
    referred = {
        key
        for element in page.job.tree.elements
        if element.role == "Link"
        for key in element.objects
    }
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
    tagged, complete, alternatives, boxes, title_shown, headings, tables, roles, links,
)  # fmt: skip

"""How the elements of lists, tables and tables of contents lie in each other (14.8.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.pdfread.objects import number
from depliant.pdfread.structure import Element
from depliant.preflight.job import JudgedFile
from depliant.preflight.rules.base import UA, Fault, document_rule
from depliant.preflight.rules.elements import below, elements, page_of
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, say

_GROUPS: Final = ("THead", "TBody", "TFoot")
_KIDS: Final = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", *_GROUPS, "Caption"},
    **{group: {"TR"} for group in _GROUPS},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
"""What may lie directly in an element."""
_PARENTS: Final = {
    "TR": ("Table", *_GROUPS),
    **dict.fromkeys(_GROUPS, ("Table",)),
    "TH": ("TR",),
    "TD": ("TR",),
    "LI": ("L",),
    "LBody": ("LI",),
    "TOCI": ("TOC",),
}
"""In what an element may lie directly."""
_SPAN: Final = 1_000
"""The most columns or rows that a cell is taken to span."""


@document_rule(
    "list-structure",
    "error",
    "Lists hold items with labels and bodies, tables hold rows of cells.",
    say("{ua}, 7.5 and 7.6; ISO 32000-1, 14.8.4.3", ua=UA),
    "Repair the nesting where the tags are made.",
)
def nesting(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Each kind of element holds only what belongs into it, and lies only where it belongs."""
    for _index, element in elements(job, *_KIDS, *_PARENTS):
        page = page_of(job, element)
        for role in _strangers(job, element):
            message = say("A {role} lies directly in a {role_2}.", role=role, role_2=element.role)
            yield Fault(message, page=page)
        outer = job.tree.elements[element.parent].role if element.parent >= 0 else ""
        if element.role in _PARENTS and outer not in (*_PARENTS[element.role], *_KIDS):
            yield Fault(
                say(
                    "A {role} lies in no {role_2}.",
                    role=element.role,
                    role_2=_PARENTS[element.role][0],
                ),
                page=page,
            )
        is_empty = not (element.kids if element.role == "LI" else element.children)
        if element.role in ("LI", "TR") and is_empty:
            yield Fault(say("A {role} is empty.", role=element.role), page=page)
    for index, element in elements(job, "Table", "L", "TOC"):
        roles = [job.tree.elements[child].role for child in element.children]
        for message in (*_order(element.role, roles), *_grid(job, index)):
            yield Fault(message, page=page_of(job, element))


def _strangers(job: JudgedFile, element: Element) -> Iterator[str]:
    """The roles of the elements that do not belong into an element."""
    if element.role in _KIDS:
        for child in element.children:
            role = job.tree.elements[child].role
            if role not in _KIDS[element.role]:
                yield role


def _order(role: str, roles: list[str]) -> Iterator[Sentence]:
    """What is wrong with the elements in a list or table as a whole."""
    if "Caption" in (roles[1:-1] if role == "Table" else roles[1:]):
        yield say("The caption of a {role} stands among what it is of.", role=role)
    elif roles.count("Caption") > 1:
        yield say("A {role} has several captions.", role=role)
    for group in ("THead", "TFoot"):
        if roles.count(group) > 1:
            yield say("A {role} has several {role_2}.", role=role, role_2=group)
        if group in roles and "TBody" not in roles:
            yield say("A {role} has a {role_2} and no TBody.", role=role, role_2=group)


# --- rows and columns -------------------------------------------------------------------------


def _grid(job: JudgedFile, index: int) -> Iterator[Sentence]:
    """Cells that overlap, rows that differ in their columns, spans beyond the last row."""
    if job.tree.elements[index].role != "Table" or not job.accessible:
        return
    rows = [row for row in below(job, index, "Table") if row.role == "TR"]
    if not all(row.children for row in rows):
        return  # said elsewhere
    taken: list[set[int]] = [set() for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for child in row.children:
            cell = job.tree.elements[child]
            high, wide = _span(cell, "RowSpan"), _span(cell, "ColSpan")
            while column in taken[at]:
                column += 1
            across = set(range(column, column + wide))
            if at + high > len(rows):
                yield say("A cell of a table spans rows that are not there.")
                return
            for covered in taken[at : at + high]:
                if covered & across:
                    yield say("Two cells of a table lie on each other.")
                    return
                covered |= across
    if len({max(covered, default=-1) for covered in taken}) > 1:
        yield say("The rows of a table have different numbers of columns.")


def _span(cell: Element, key: str) -> int:
    return min(max(int(number(cell.attributes.get(key), 1.0)), 1), _SPAN)


RULES = (nesting,)

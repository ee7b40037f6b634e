"""The elements of a file whose tags are judged, as rules ask for them."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.pdfread.objects import identity
from depliant.pdfread.structure import Element
from depliant.preflight.job import JudgedFile


def elements(job: JudgedFile, *roles: str) -> Iterator[tuple[int, Element]]:
    """The elements of some roles with their places in the tree, of a file whose tags are judged."""
    if not job.read_by_tags:
        return
    for index, element in enumerate(job.tree.elements):
        if element.role in roles:
            yield index, element


def page_of(job: JudgedFile, element: Element) -> int | None:
    """The number of the page that an element is on."""
    numbers = {identity(page.node): page.index + 1 for page in job.file.pages}
    return numbers.get(element.page)


def below(job: JudgedFile, index: int, stop: str = "") -> Iterator[Element]:
    """The elements inside an element, in order; nothing of what lies in a `stop` within it."""
    stack = [*reversed(job.tree.elements[index].children)]
    while stack:
        inner = job.tree.elements[stack.pop()]
        yield inner
        if inner.role != stop:
            stack += reversed(inner.children)

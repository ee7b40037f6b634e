"""Bookmarks (ISO 32000-1, 12.3.3), and named places: each leads to where its content is.

ReportLab's own outline counts its levels twice, so its entries are written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depliant.display.structure import Element, OutlineEntry, identified
from depliant.writers.canvas import File
from depliant.writers.objects import Name, Ref, Value
from depliant.writers.painter import PaintedPage


def add_outline(
    file: File, entries: Sequence[OutlineEntry], pages: Sequence[PaintedPage]
) -> Ref | None:
    """Write the outline, all of it open; none if there are no entries."""
    if not entries:
        return None
    root = file.reserve()
    first, last, count = _level(file, entries, root, _Places(pages))
    file.define(root, {"Type": Name("Outlines"), "First": first, "Last": last, "Count": count})
    return root


def _level(
    file: File, entries: Sequence[OutlineEntry], parent: Ref, places: _Places
) -> tuple[Ref, Ref, int]:
    """Write entries side by side; the first, the last, and how many are seen with all below."""
    refs = [file.reserve() for _ in entries]
    seen = len(refs)
    for index, (entry, ref) in enumerate(zip(entries, refs, strict=True)):
        written: dict[str, Value] = {
            "Title": entry.title,
            "Parent": parent,
            "Prev": refs[index - 1] if index else None,
            "Next": refs[index + 1] if index + 1 < len(refs) else None,
            "Dest": places.destination(file, entry.target),
        }
        if entry.kids:
            first, last, below = _level(file, entry.kids, ref, places)
            written |= {"First": first, "Last": last, "Count": below}
            seen += below
        file.define(ref, written)
    return refs[0], refs[-1], seen


def destinations(
    file: File, structure: Element, pages: Sequence[PaintedPage]
) -> dict[bytes, Value]:
    """Where links within the document lead: the elements with an identifier, by that (12.3.2.3)."""
    wanted = {link.uri[1:] for page in pages for link, _ in page.links if link.uri.startswith("#")}
    if not wanted:
        return {}
    places = _Places(pages)
    return {
        name.encode("utf-8"): places.destination(file, target)
        for name, target in identified(structure).items()
        if name in wanted
    }


class _Places:
    """Where contents are: each on the first page that has it, found once for all entries."""

    def __init__(self, pages: Sequence[PaintedPage]) -> None:
        self._pages = pages
        self._first: Mapping[int, int] = {
            number: index
            for index in reversed(range(len(pages)))
            for number in pages[index].contents
        }

    def destination(self, file: File, target: int) -> Value:
        """The top left corner of the content's first box, at the reader's own magnification."""
        index = self._first.get(target)
        if index is None:
            raise ValueError(f"a bookmark leads to content {target}, which is on no page")
        box = self._pages[index].places.get(target)
        left, top = (round(box.x, 2), round(box.bottom, 2)) if box else (None, None)
        return (file.page_ref(index), Name("XYZ"), left, top, None)

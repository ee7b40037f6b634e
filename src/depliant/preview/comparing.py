"""The routes of the comparison: which versions there are, and what changed since one of them."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from depliant.compare.changes import FigureChange, figure_changes
from depliant.errors import DepliantError, Diagnostic
from depliant.figures.figure import Figure
from depliant.interface import Interface
from depliant.languages.table import direction
from depliant.preview.differences import changes
from depliant.preview.former import Laid
from depliant.preview.inspecting import Inspected, Spot
from depliant.preview.laid import Kept
from depliant.preview.leaves import Leaf, leaves_of, pairs_of
from depliant.preview.pdf_pages import (
    Read,
    Version,
    as_panels,
    as_sides,
    is_of_sides,
    read_here,
)
from depliant.preview.routes import as_json, edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages, Sheet, Snapshot
from depliant.preview.telling import told_sheet

_MOST_TOLD = 400
"""Changes that are told of one by one."""


def routes(service: Service) -> Sequence[BaseRoute]:
    """`versions.json`, and `compare.json` of the edition with the version that `with` names."""
    comparer = Comparer(service)

    async def versions(_: Request) -> Response:
        return as_json(await run_in_threadpool(service.former.listed))

    async def compare(request: Request) -> Response:
        edition = edition_of(request, service)
        snapshot = service.snapshot(edition) if edition is not None else None
        asked = request.query_params.get("with", "")
        found = await run_in_threadpool(comparer.compared, snapshot, asked)
        return nothing() if found is None else as_json(found)

    return (Route("/versions.json", versions), Route("/compare.json", compare))


class _Told(NamedTuple):
    """What is told of the pages and a version; `shown` are the files that it shows parts of.

    Each is its bytes, its sides, and whether it may be anybody's.
    """

    pages: Pages
    laid: Laid
    told: dict[str, Any]
    shown: tuple[tuple[bytes, Sequence[Sheet], bool], ...]


class Comparer:
    """Compares the pages as they are with what they were.

    Args:
        service: what is shown.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._leaves: Kept[tuple[Leaf, ...]] = Kept(lambda pages: leaves_of(Inspected(pages)))
        self._lock = threading.Lock()
        self._last: tuple[_Told, ...] = ()
        self._press: Kept[Read] = Kept(_read_press, most=2)
        self._screen: Kept[tuple[bytes, Read]] = Kept(_read_screen, most=2)

    def compared(self, snapshot: Snapshot | None, asked: str) -> dict[str, Any] | None:
        """What changed since a version; None where there are no pages, or no such version."""
        if snapshot is None or snapshot.pages is None:
            return None
        former = self._service.former.named(asked)
        if former is None:
            return None
        laid = self._service.former.laid(former, snapshot.language)
        head = {"revision": snapshot.revision, "edition": snapshot.language, "with": former}
        return {**head, **self._remembered(snapshot, snapshot.pages, laid)}

    def _remembered(self, snapshot: Snapshot, pages: Pages, laid: Laid) -> dict[str, Any]:
        """What is told of two versions; ten windows that ask at once are told the same."""
        with self._lock:
            found = next(
                (one for one in self._last if one.pages is pages and one.laid is laid), None
            )
            if found is None:
                try:
                    found = self._told(snapshot, pages, laid)
                except DepliantError as fault:
                    found = self._unreadable(pages, laid, fault.diagnostics)
                self._last = (found, *self._last[:1])
            for data, sheets, is_foreign in found.shown:  # it may have been let go meanwhile
                self._service.raster.take_file(data, sheets, is_foreign=is_foreign)
            return found.told

    def _unreadable(self, pages: Pages, laid: Laid, faults: Sequence[Diagnostic]) -> _Told:
        tell = self._service.interface.tell
        return _Told(pages, laid, {"faults": [tell(one.message) for one in faults[:3]]}, ())

    def _told(self, snapshot: Snapshot, pages: Pages, laid: Laid) -> _Told:
        """What is told of two versions.

        Raises:
            DepliantError: the screen file cannot be written.
        """
        if laid.read is not None:
            return self._of_file(snapshot, pages, laid, laid.read)
        if laid.pages is None:
            return self._unreadable(pages, laid, laid.faults)
        old, new = self._version(laid.pages), self._version(pages)
        told = self._changes(snapshot, old, new)
        told["figures"] = _figures(laid.pages, pages, old.leaves, new.leaves)
        told["same"] = told["same"] and not told["figures"]
        told["old"]["title"] = laid.pages.composed.edition.title
        told["old"]["good"] = laid.pages.are_good
        shown = ((pages.press, pages.sheets, False), (laid.pages.press, laid.pages.sheets, False))
        return _Told(pages, laid, told, shown)

    def _of_file(self, snapshot: Snapshot, pages: Pages, laid: Laid, read: Read) -> _Told:
        """What is told of a PDF and the pages as they are in the file of its kind."""
        like = self._leaves.of(pages)
        data, is_press = pages.press, is_of_sides(read, pages.sheets)
        if is_press:
            old = as_sides(read, laid.data, pages.sheets, like, is_foreign=True)
            new = as_sides(self._press.of(pages), data, pages.sheets, like, is_foreign=False)
        else:
            data, own = self._screen.of(pages)
            old = as_panels(read, laid.data, like, is_foreign=True)
            new = as_panels(own, data, like, is_foreign=False)
        told = self._changes(snapshot, old, new)
        told["old"]["title"] = read.title
        if not is_press:
            told["new"] = _state(new.sheets, snapshot, self._service.interface)
        shown = pages.sheets if is_press else new.sheets
        return _Told(pages, laid, told, ((data, shown, False), (laid.data, old.sheets, True)))

    def _changes(self, snapshot: Snapshot, old: Version, new: Version) -> dict[str, Any]:
        raster = self._service.raster

        def painted(leaf: Leaf) -> Any:
            from PIL import Image

            for version in (old, new):
                if leaf in version.leaves and leaf.id in version.pictures:
                    picture = version.pictures[leaf.id]
                    return Image.open(io.BytesIO(picture)).convert("RGB")
            return Image.fromarray(raster.pixels(leaf.part, 1.0, alone=True), "RGB")

        found = changes(pairs_of(old.leaves, new.leaves), painted)
        return {
            "old": {**_state(old.sheets, snapshot, self._service.interface), "good": True},
            "figures": [],
            "changes": found[:_MOST_TOLD],
            "more": max(0, len(found) - _MOST_TOLD),
            "same": not found,
        }

    def _version(self, pages: Pages) -> Version:
        return Version(pages.sheets, self._leaves.of(pages), {})


def _read_press(pages: Pages) -> Read:
    return read_here(pages.press, "press.pdf")


def _read_screen(pages: Pages) -> tuple[bytes, Read]:
    (file,) = pages.session.write(pages.composed, "screen")
    return file.data, read_here(file.data, file.name)


def _state(sheets: Sequence[Sheet], snapshot: Snapshot, interface: Interface) -> dict[str, Any]:
    """The pages of a version, as the page is told of any."""
    return {
        "direction": direction(snapshot.language) if snapshot.language else "ltr",
        "sheets": [told_sheet(sheet, interface) for sheet in sheets],
    }


def _figures(
    before: Pages, after: Pages, old: Sequence[Leaf], new: Sequence[Leaf]
) -> list[dict[str, Any]]:
    """The figures of the ledger that are not what they were, and where they are printed."""
    found = figure_changes(before.composed.edition.figures, after.composed.edition.figures, (), ())
    return [
        {
            "id": one.figure.id,
            "status": one.status,
            "old": _shown(one.old),
            "new": _shown(one.new),
            "percent": None if one.per_cent is None else float(one.per_cent),
            "place": _written(after, one.figure.id),
            "was": [*_printed(old, one)],
            "is": [*_printed(new, one)],
        }
        for one in found
        if one.status != "unchanged"
    ]


def _written(pages: Pages, name: str) -> Spot | None:
    """Where a figure is entered in the ledger."""
    place = pages.composed.words.publication.source.place(("figures", name.partition(":")[0]))
    return Spot(place.file, place.line, place.column) if place.line is not None else None


def _shown(figure: Figure | None) -> dict[str, str] | None:
    if figure is None:
        return None
    return {"shown": figure.full or figure.shown, "date": figure.date, "source": figure.source}


def _printed(leaves: Sequence[Leaf], change: FigureChange) -> Iterator[dict[str, Any]]:
    """Where a figure is printed: panel, side, boxes, the line of the first."""
    name = change.figure.id
    for leaf in leaves:
        for piece in leaf.pieces:
            boxes = [box for word in piece.words if word.figure == name for box in word.boxes]
            if boxes:
                yield {"panel": leaf.id, "side": leaf.side, "boxes": boxes}

"""What is drawn on each side of the press file: its texts and pictures, with what a proof checks.

Boxes are in points from the trim corner, y down; what is drawn later comes later.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from depliant.errors import DepliantError
from depliant.pdfread.budget import BudgetError
from depliant.pdfread.opening import opened
from depliant.pdfread.spaces import ALL, PROCESS, ink
from depliant.pdfread.state import Paint
from depliant.preflight.content import Image, Outline, Text
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.contrast import contrasts
from depliant.press.condition import PrinterProfile, told
from depliant.preview.routes import as_json, edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages

_MOST: Final = 4000
"""Things of a side that are told of."""
_LONGEST: Final = 80
_DEFAULTS: Final = PrinterProfile("")


def routes(service: Service) -> Sequence[BaseRoute]:
    """`drawn.json`: what is drawn, by the ids of the sides."""
    former: list[tuple[Pages, dict[str, Any]]] = []
    lock = threading.Lock()

    def found(pages: Pages) -> dict[str, Any] | None:
        with lock:
            for known, answer in former:
                if known is pages:
                    return answer
            try:
                answer = drawn(pages)
            except (DepliantError, BudgetError):
                return None
            former[:] = [*former[-1:], (pages, answer)]
            return answer

    async def answer(request: Request) -> Response:
        edition = edition_of(request, service)
        snapshot = service.snapshot(edition) if edition is not None else None
        if snapshot is None or snapshot.pages is None:
            return nothing()
        value = await run_in_threadpool(found, snapshot.pages)
        return PlainTextResponse("Conflict", 409) if value is None else as_json(value)

    return (Route("/drawn.json", answer),)


def drawn(pages: Pages) -> dict[str, list[dict[str, Any]]]:
    """What each side draws within its bleed, by the side's id.

    Raises:
        DepliantError, BudgetError: the file paints more than can be followed.
    """
    profile = pages.session.project.printer or _DEFAULTS
    small = pages.session.spec.minimum_text_inks
    with opened(pages.press) as file:
        judged = JudgedFile(file, pages.session.spec.condition)
        return {
            sheet.id: [
                *islice(_of(PageView(judged, file.pages[sheet.page]), profile, small), _MOST)
            ]
            for sheet in pages.sheets
        }


def _of(page: PageView, profile: PrinterProfile, small: float) -> Iterator[dict[str, Any]]:
    """Each thing in turn; text below `small` points can be in two inks at most."""
    # A dash before an item says nothing that one would have to read.
    weighed = {
        id(text): (told(ratio), needed)
        for text, ratio, needed in contrasts(page)
        if any(map(str.isalnum, text.text))
    }
    icc = page.job.output_profile
    for mark in page.printed:
        if isinstance(mark, Text):
            if mark.visible and mark.text.strip():
                ratio, needed = weighed.get(id(mark), (None, None))
                yield {
                    "kind": "text",
                    "box": mark.box,
                    "text": " ".join(mark.text.split())[:_LONGEST],
                    "font": mark.face.name.partition("+")[2] or mark.face.name,
                    "size": round(mark.size, 2),
                    "small": mark.size < small - 0.01,
                    "contrast": ratio,
                    "needed": needed,
                    **_painted(mark, icc),
                }
        elif isinstance(mark, Image):
            if not mark.mask:
                is_line_art = mark.bits == 1
                least = profile.bitmap_ppi_warn if is_line_art else profile.image_ppi_warn
                yield {"kind": "picture", "box": mark.box, "ppi": round(mark.ppi), "least": least}
        elif isinstance(mark, Outline):
            yield {"kind": "shape", "box": mark.box, **_painted(mark, icc)}


def _painted(mark: Text | Outline, icc: bytes) -> dict[str, Any]:
    """The inks that something is painted with, 1 for 100 %, and whether it overprints."""
    look = mark.look
    paint = look.fill or look.stroke
    over = look.state.overprint_fill if look.fill else look.state.overprint_stroke
    return {"inks": _inks(paint, icc), "over": over}


def _inks(paint: Paint | None, icc: bytes) -> dict[str, float] | None:
    """None for what has no single colour."""
    if paint is None or paint.pattern is not None:
        return None
    mix = ink(paint.space, paint.values, icc)
    if ALL in mix:
        mix = dict.fromkeys(PROCESS, mix[ALL])
    return {name: round(amount, 4) for name, amount in mix.items() if amount}

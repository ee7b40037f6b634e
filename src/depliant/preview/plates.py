"""The plates of a part of a page, as the browser composes them: one byte of ink a pixel and plate.

They lie on the same pixels as the part's picture (see raster.py), so that one can take the other's
place. What is sent is a line of JSON that says what follows, then each plate's rows from the top.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct, json
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from depliant.errors import DepliantError
from depliant.pdfread.budget import BudgetError
from depliant.pdfread.opening import opened
from depliant.pdfread.spaces import process_ink
from depliant.preflight.inks import Plates
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.plates import Fineness, whole_of
from depliant.preview.raster import Part, Pixels, pixels_of, within
from depliant.preview.routes import FOR_EVER, asked_part, nothing
from depliant.preview.service import Service

_MOST_PIXELS: Final = 6_000_000
"""Of one part: 24 MB in four plates, and as much again for what is composed of them."""
_MOST_KEPT: Final = 24 * 1024 * 1024
_STEPS: Final = 33
"""Of a gradient in RGB: fine enough to be looked at."""


class Spot(Struct, frozen=True):
    """A spot ink and the process inks, 0 to 1, that stand in for it where it is solid."""

    name: str
    cmyk: tuple[float, ...]


class Plated(Struct, frozen=True, eq=False):
    """The plates of a part: `pixels` says where on the side's grid they lie."""

    pixels: Pixels
    scale: float
    plates: Plates
    spots: tuple[Spot, ...]

    @property
    def sent(self) -> bytes:
        """What a browser gets of them, packed by gzip."""
        head = {
            "names": self.plates.names,
            "spots": self.spots,
            "scale": self.scale,
            **self.pixels._asdict(),
        }
        rows = b"".join(picture.tobytes() for picture in self.plates.pictures)
        return gzip.compress(json.encode(head) + b"\n" + rows, 2, mtime=0)


def plated(part: Part, scale: float, *, overprints: bool = True) -> Plated:
    """The plates of a part at so many pixels a point; at fewer where those were too many.

    Raises:
        DepliantError, BudgetError: the file paints more than can be followed.
    """
    scale = within(part.box, scale, _MOST_PIXELS)
    pixels = pixels_of(part.box, scale)
    with opened(part.press) as file:
        facts = file.pages[part.page]
        judged = JudgedFile(file, None)
        page = PageView(judged, facts).content
        fineness = Fineness(scale * 72, smooth=True, steps=_STEPS, window=pixels)
        plates = whole_of(
            judged.interpreter, page, facts, judged.output_profile, fineness, overprints=overprints
        )
        return Plated(pixels, scale, plates, _spots(judged, plates.names[4:]))


def _spots(judged: JudgedFile, names: Sequence[str]) -> tuple[Spot, ...]:
    solid: dict[str, tuple[float, ...]] = {}
    for _, space in judged.spaces:
        if space.kind in ("Separation", "DeviceN"):
            for at, name in enumerate(space.names):
                alone = [float(other == at) for other in range(space.count)]
                solid.setdefault(name, tuple(process_ink(space, alone)))
    return tuple(Spot(name, solid.get(name, (0.0,) * 4)) for name in names)


class Platemaker:
    """Makes plates and remembers, packed, those that were made last. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[Any, bytes] = OrderedDict()
        self._size = 0

    def sent(self, digest: str, part: Part, scale: float, *, overprints: bool) -> bytes:
        """The plates of the part of that digest, as a browser gets them; as `plated`."""
        key = digest, scale, overprints
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
                return found
        made = plated(part, scale, overprints=overprints).sent
        with self._lock:
            if key not in self._made:
                self._made[key] = made
                self._size += len(made)
            while self._size > _MOST_KEPT and len(self._made) > 1:
                self._size -= len(self._made.popitem(last=False)[1])
        return made


def routes(service: Service) -> Sequence[BaseRoute]:
    """`plates/DIGEST`: the plates of a part; with `overprint=off` as if nothing overprinted."""
    maker = Platemaker()

    async def plates(request: Request) -> Response:
        digest, scale = asked_part(request)
        if digest is None or scale is None:
            return nothing()
        part = service.raster.part(digest)
        if part is None:
            return PlainTextResponse("Gone", 410)
        overprints = request.query_params.get("overprint") != "off"

        def made() -> bytes | None:
            try:
                return maker.sent(digest, part, scale, overprints=overprints)
            except (DepliantError, BudgetError):
                return None

        sent = await run_in_threadpool(made)
        if sent is None:
            return PlainTextResponse("Conflict", 409)
        headers = {**FOR_EVER, "Content-Encoding": "gzip"}
        return Response(sent, media_type="application/octet-stream", headers=headers)

    return (Route("/plates/{name}", plates),)

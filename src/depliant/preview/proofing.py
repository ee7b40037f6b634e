"""What the page needs to show plates as they print: limits, the press's colours, other eyes.

The colours are those of the output profile at the nodes of a grid of its four inks; between them
the page interpolates (static/ink.js).
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from depliant.memory import digest_of
from depliant.press.condition import on_screen
from depliant.press.vision import BLINDNESSES, PLANES
from depliant.preview.routes import FOR_EVER, as_json, edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages

NODES: Final = 17
"""Of the grid along each ink; from one to the next are 16 levels of 255, less a sixteenth."""
_LEVELS: Final = tuple(round(node * 255 / (NODES - 1)) for node in range(NODES))


def routes(service: Service) -> Sequence[BaseRoute]:
    """`proof.json`, and `colours/DIGEST` with the grid that it names, `paper` as one asks."""

    def pages(request: Request) -> Pages | None:
        edition = edition_of(request, service)
        snapshot = service.snapshot(edition) if edition is not None else None
        return snapshot.pages if snapshot is not None else None

    async def proof(request: Request) -> Response:
        found = pages(request)
        return nothing() if found is None else as_json(proof_of(found))

    async def colours(request: Request) -> Response:
        found = pages(request)
        if found is None:
            return nothing()
        icc = found.session.spec.condition.icc
        if request.path_params["digest"] != _known_as(icc):
            return PlainTextResponse("Gone", 410)
        is_paper = request.query_params.get("paper") == "on"
        sent = await run_in_threadpool(_packed, icc, is_paper)
        headers = {**FOR_EVER, "Content-Encoding": "gzip"}
        return Response(sent, media_type="application/octet-stream", headers=headers)

    return (Route("/proof.json", proof), Route("/colours/{digest}", colours))


def proof_of(pages: Pages) -> dict[str, Any]:
    """What a press and its inks ask for. Ink is 1 for 100 %, sizes are points."""
    spec = pages.session.spec
    return {
        "condition": spec.condition.identifier,
        "limit": spec.ink_limit,
        "colours": _known_as(spec.condition.icc),
        "nodes": NODES,
        "eyes": {vision: PLANES[vision] for vision in BLINDNESSES},
    }


@lru_cache(maxsize=4)
def _known_as(icc: bytes) -> str:
    return digest_of(icc)[:16]


@lru_cache(maxsize=4)
def grid_of(icc: bytes, is_paper: bool) -> bytes:
    """sRGB at the grid's nodes, three bytes each; black runs fastest, cyan slowest."""
    inks = bytes(level for node in product(_LEVELS, repeat=4) for level in node)
    return on_screen(icc, inks, paper=is_paper)


def _packed(icc: bytes, is_paper: bool) -> bytes:
    return gzip.compress(grid_of(icc, is_paper), 6, mtime=0)

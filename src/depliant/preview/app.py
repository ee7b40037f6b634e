"""The application: the routes of every part behind the guard.

A part of the preview is a function from the service to routes, entered in `PARTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from depliant.preview import (
    aloud,
    comparing,
    downloads,
    drawn,
    editor,
    inspector,
    overlays,
    plates,
    proofing,
    routes,
    strip,
)
from depliant.preview.guard import Guard
from depliant.preview.rounds import laid_over
from depliant.preview.service import Service

Part = Callable[[Service], Sequence[BaseRoute]]
PARTS: Final[tuple[Part, ...]] = (
    routes.routes,
    aloud.routes,
    plates.routes,
    proofing.routes,
    drawn.routes,
    overlays.routes,
    inspector.routes,
    downloads.routes,
    comparing.routes,
    strip.routes,
    laid_over.routes,
    editor.routes,
)


def application(service: Service, token: str, port: int, parts: Sequence[Part] = PARTS) -> Guard:
    """What answers all requests.

    Args:
        service: what is shown.
        token: the first part of every path.
        port: where the server listens.
        parts: what gives the routes.
    """
    every = [route for part in parts for route in part(service)]
    app = Starlette(routes=every)
    app.router.redirect_slashes = False
    return Guard(app, token, port)

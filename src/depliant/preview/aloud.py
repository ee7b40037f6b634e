"""The words of each panel for who does not see its picture: as the screen file's tags say them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from depliant.preview.routes import as_json, edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.spoken import words_of


def routes(service: Service) -> Sequence[BaseRoute]:
    """`words.json`: the revision, the edition's language, and the words of its panels."""

    async def words(request: Request) -> Response:
        edition = edition_of(request, service)
        snapshot = service.snapshot(edition) if edition is not None else None
        if snapshot is None or snapshot.pages is None:
            return nothing()
        panels = await run_in_threadpool(words_of, snapshot.pages)
        return as_json({"language": snapshot.language, "panels": panels})

    return (Route("/words.json", words),)

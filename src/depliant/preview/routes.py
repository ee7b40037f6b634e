"""What is asked for at which address: the page, its program, the state, the pictures, the files."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from typing import Final

from msgspec import json
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from depliant.preview import telling
from depliant.preview.assets import ASSETS, index
from depliant.preview.channel import Listener
from depliant.preview.raster import SCALES
from depliant.preview.service import Service

FOR_EVER: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
_DIGEST: Final = re.compile(r"[0-9a-f]{32}")
_BEAT: Final = 15.0
"""Seconds between two signs of life to a browser that waits."""


def routes(service: Service) -> Sequence[BaseRoute]:
    """The routes that every preview has."""

    async def page(_: Request) -> Response:
        return Response(index(service.interface.language), media_type="text/html")

    async def asset(request: Request) -> Response:
        found = ASSETS.find(request.path_params["version"], request.path_params["name"])
        if found is None:
            return nothing()
        return Response(found.data, media_type=found.media_type, headers=FOR_EVER)

    async def snapshot(request: Request) -> Response:
        edition = edition_of(request, service)
        return nothing() if edition is None else as_json(service.state(edition))

    async def findings(request: Request) -> Response:
        edition = edition_of(request, service)
        found = service.snapshot(edition) if edition is not None else None
        return as_json(telling.findings(found, service.interface) if found is not None else [])

    async def events(request: Request) -> Response:
        edition = edition_of(request, service)
        if edition is None:
            return nothing()
        return StreamingResponse(_events(service, edition), media_type="text/event-stream")

    async def tile(request: Request) -> Response:
        digest, scale = asked_part(request)
        if digest is None or scale is None:
            return nothing()
        picture = await run_in_threadpool(service.raster.picture, digest, scale)
        if picture is None:
            return PlainTextResponse("Gone", 410)
        return Response(picture, media_type="image/png", headers=FOR_EVER)

    return (
        Route("/", page),
        Route("/static/{version}/{name}", asset),
        Route("/snapshot.json", snapshot),
        Route("/findings.json", findings),
        Route("/events", events),
        Route("/tile/{name}", tile),
    )


def edition_of(request: Request, service: Service) -> str | None:
    """The edition that a request names; None if there is no such."""
    return service.asked(request.query_params.get("edition", ""))


def asked_part(request: Request) -> tuple[str | None, float | None]:
    """The digest of a part that a request names, and its scale; None for what is neither."""
    digest = request.path_params["name"].removesuffix(".png")
    scale = _scale(request.query_params.get("scale", ""))
    return digest if _DIGEST.fullmatch(digest) else None, scale


def as_json(value: object) -> Response:
    """A value as JSON."""
    return Response(json.encode(value), media_type="application/json")


def nothing() -> Response:
    """That there is no such thing."""
    return PlainTextResponse("Not Found", 404)


def event(name: str, value: object) -> bytes:
    """A server-sent event (HTML, 9.2.6): JSON has no line ends of its own."""
    return f"event: {name}\ndata: ".encode() + json.encode(value) + b"\n\n"


async def _events(service: Service, edition: str) -> AsyncIterator[bytes]:
    """News of an edition while somebody listens."""
    listener = Listener(edition)
    channel = service.channel
    service.join(listener)
    revision, working, rounds, edits = -1, False, channel.rounds, -1
    try:
        while not channel.is_closing:
            told = service.state(edition)
            if told["revision"] != revision:
                revision, working = told["revision"], told["building"]
                yield event("state", told)
            elif told["building"] != working:
                working = told["building"]
                yield event("building", working)
            if channel.rounds != rounds:
                rounds = channel.rounds
                yield event("files", rounds)
            if service.desk.number != edits:
                edits = service.desk.number
                yield event("edits", edits)
            if not await listener.wait(_BEAT):
                yield event("beat", None)
        yield event("end", None)
    finally:
        service.leave(listener)


def _scale(text: str) -> float | None:
    """Pixels a point, between bounds; None where the text is no such number."""
    if not re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text):
        return None
    least, most = SCALES
    return min(max(float(text), least), most)

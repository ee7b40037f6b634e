"""The finished files of the edition that is shown, as a build writes them: to keep, or to print."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from depliant.errors import DepliantError
from depliant.preview.routes import edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.snapshot import Snapshot
from depliant.writers.targets import Output

_PDFS: Final = {"press.pdf": "press", "screen.pdf": "screen"}
_IMAGES: Final = {"images.zip": "image", "svg.zip": "svg"}
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file knows: equal images are equal files."""


def routes(service: Service) -> Sequence[BaseRoute]:
    """`file/press.pdf`, `screen.pdf`, `images.zip`, `svg.zip`.

    With `show=on` a PDF is not kept but shown, from where it can be printed.
    """

    async def file(request: Request) -> Response:
        edition = edition_of(request, service)
        found = service.snapshot(edition) if edition is not None else None
        is_shown = request.query_params.get("show") == "on"
        return await run_in_threadpool(_file, found, request.path_params["target"], is_shown)

    return (Route("/file/{target}", file),)


def _file(snapshot: Snapshot | None, target: str, is_shown: bool) -> Response:
    """A finished file; none of pages that no build would write."""
    name = _PDFS.get(target) or _IMAGES.get(target)
    if name is None:
        return nothing()
    if snapshot is None or snapshot.pages is None or snapshot.state != "good":
        return PlainTextResponse("Conflict", 409)
    pages = snapshot.pages
    try:
        written = pages.session.write(pages.composed, name)
    except DepliantError:
        return PlainTextResponse("Conflict", 409)
    if target in _PDFS:
        (one,) = written
        return _sent(one.data, one.name, "application/pdf", is_shown)
    # Images are called LEAFLET.LANGUAGE.PANEL.png; the archive by what they share.
    stem = f"{pages.composed.edition.id}.{snapshot.language}.{target}"
    return _sent(zipped(written), stem, "application/zip", False)


def zipped(outputs: Iterable[Output]) -> bytes:
    """Files as one ZIP; images are compressed already."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for one in outputs:
            known = zipfile.ZipInfo(_plain(one.name), _OLDEST)
            is_packed = one.name.endswith(".png")
            known.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(known, one.data)
    return stream.getvalue()


def _sent(data: bytes, name: str, media_type: str, is_shown: bool) -> Response:
    manner = "inline" if is_shown else "attachment"
    named = {"Content-Disposition": f'{manner}; filename="{_plain(name)}"'}
    return Response(data, media_type=media_type, headers=named)


def _plain(name: str) -> str:
    """A file's name without what a header could be read otherwise for."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)

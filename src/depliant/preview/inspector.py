"""The routes of the inspector: a panel looked into, a place found on the pages, a file's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from depliant.build.project import Project
from depliant.content.publication import CONTENT
from depliant.errors import InputError
from depliant.preview.inspecting import Found, ToldPanel
from depliant.preview.routes import as_json, edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages
from depliant.source.decoding import decoded
from depliant.source.lines import lines_of
from depliant.style.inheritance import STYLE_FILE

_NUMBER: Final = re.compile(r"[0-9]{1,7}")
_SHOWN: Final = (".yaml", ".po", ".csv")
"""Files of words and figures."""
_MOST: Final = 2 * 1024 * 1024
"""Bytes of a file whose lines are shown."""


class ToldSource(Struct, frozen=True):
    """The lines of a file, and the names of all that can be shown."""

    file: str
    lines: tuple[str, ...]
    files: tuple[str, ...]


def routes(service: Service) -> Sequence[BaseRoute]:
    """The routes of the inspector."""

    async def panel(request: Request) -> Response:
        pages, name = pages_asked(request, service), request.query_params.get("panel", "")
        if pages is None:
            return nothing()

        def told() -> ToldPanel | None:
            return service.inspected.of(pages).panel(name)

        found = await run_in_threadpool(told)
        return nothing() if found is None else as_json(found)

    async def at(request: Request) -> Response:
        pages, asked = pages_asked(request, service), request.query_params
        line, column = asked.get("line", ""), asked.get("column", "") or "1"
        if pages is None or not _NUMBER.fullmatch(line) or not _NUMBER.fullmatch(column):
            return nothing()

        def found() -> Found | None:
            return service.inspected.of(pages).find(asked.get("file", ""), int(line), int(column))

        return as_json(await run_in_threadpool(found))

    async def source(request: Request) -> Response:
        edition = edition_of(request, service)
        if edition is None:
            return nothing()
        pages = pages_asked(request, service)
        name = request.query_params.get("file", "")
        found = await run_in_threadpool(_source, service, pages, name)
        return nothing() if found is None else as_json(found)

    return (Route("/panel.json", panel), Route("/at.json", at), Route("/source.json", source))


def pages_asked(request: Request, service: Service) -> Pages | None:
    """The pages of the edition that a request names."""
    edition = edition_of(request, service)
    snapshot = service.snapshot(edition) if edition is not None else None
    return snapshot.pages if snapshot is not None else None


def _source(service: Service, pages: Pages | None, name: str) -> ToldSource | None:
    """The lines of a file of the project, as it is now, with what was changed on the pages."""
    names = _names(service.builder.project, pages)
    name = name or names[0]
    if name not in names:
        return None
    text = ""
    with suppress(InputError):
        text = decoded(service.desk.folder().file(name, limit=_MOST).data, name)
    return ToldSource(name, lines_of(text), names)


def _names(project: Project | None, pages: Pages | None) -> tuple[str, ...]:
    """What can be shown: content.yaml, the edition's PO file, the style sheet, all else by name."""
    known = project.files.entries if project is not None else {}
    first = [CONTENT]
    if pages is not None and pages.composed.words.file is not None:
        first.append(pages.composed.words.file)
    first.append(STYLE_FILE)
    others = sorted(name for name in known if name.endswith(_SHOWN))
    return tuple(dict.fromkeys((*first, *others)))

"""The routes of editing: what can be changed of a block, the draft, and what is done to it.

Nothing is written to the project but by `edits/save`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, Any, Final, TypeVar

from msgspec import DecodeError, Meta, Struct, ValidationError, json
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from depliant.content.publication import CONTENT
from depliant.errors import DepliantError, Diagnostic, InputError
from depliant.interface import Interface
from depliant.preview import drafting
from depliant.preview.desk import Desk
from depliant.preview.editable import Editable
from depliant.preview.edits import Edit, Kind, StaleError, is_allowed, parsed
from depliant.preview.inspector import pages_asked
from depliant.preview.routes import as_json, nothing
from depliant.preview.service import Service
from depliant.source.retyping import value_at
from depliant.source.yaml import Route as Way
from depliant.source.yaml import Tree
from depliant.translation.finding import FOLDER

T = TypeVar("T")

_PICTURE: Final = 720
"""Pixels of the longer side of a picture whose focus is chosen."""
_Text = Annotated[str, Meta(max_length=20_000)]
_Step = Annotated[str, Meta(max_length=20_000)] | Annotated[int, Meta(ge=0, le=100_000)]
_Number = Annotated[int, Meta(ge=0, le=100_000)]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """A change, as the page asks for it."""

    kind: Kind
    file: Annotated[str, Meta(max_length=200)]
    route: Annotated[tuple[_Step, ...], Meta(min_length=1, max_length=40)]
    before: Any
    after: Any
    mark: Annotated[str, Meta(max_length=64)] = ""
    group: Annotated[str, Meta(max_length=64)] = ""


class _Group(Struct, frozen=True, forbid_unknown_fields=True):
    group: Annotated[str, Meta(min_length=1, max_length=64)]


class _Drop(Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the changes is taken back, as the page has seen them; None: all."""

    number: _Number
    change: _Number | None


class _Settle(Struct, frozen=True, forbid_unknown_fields=True):
    """Which conflict is settled, as the page has seen them, and by whose words."""

    number: _Number
    conflict: _Number
    mine: bool


class _Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    pass


def routes(service: Service) -> Sequence[BaseRoute]:
    """The routes of editing."""
    desk = service.desk

    def answer(outcome: str = "done", found: Sequence[Diagnostic] = ()) -> Response:
        said = [_said(one, service.interface) for one in found]
        return as_json({"outcome": outcome, "found": said, "edits": told(desk, service.interface)})

    def done(work: Callable[[], object]) -> Response:
        """Do something to the draft, and tell what became of it."""
        try:
            work()
        except StaleError as fault:
            return as_json(
                {"outcome": "stale", "found": [], "standing": fault.found,
                 "edits": told(desk, service.interface)}
            )  # fmt: skip
        except LookupError:
            return answer("stale")
        except InputError as fault:
            return answer("refused", fault.diagnostics)
        return answer()

    def posted(kind: type[T], work: Callable[[T], Response]) -> Callable[[Request], Any]:
        async def handle(request: Request) -> Response:
            try:
                asked = json.decode(await request.body(), type=kind)
            except (DecodeError, ValidationError, RecursionError, ClientDisconnect):
                return PlainTextResponse("Bad Request", 400)
            return await run_in_threadpool(work, asked)

        return handle

    def edit(asked: Asked) -> Response:
        change = Edit(asked.kind, asked.file, asked.route, asked.before, asked.after, asked.mark)
        if not is_allowed(change) or not _is_ours(service, asked.file):
            return PlainTextResponse("Bad Request", 400)
        return done(lambda: desk.edit(change, asked.group))

    def seen(number: int, work: Callable[[], None]) -> Response:
        """Do something that was chosen from a list, if the list is still what was seen."""
        return done(work) if number == desk.number else answer("stale")

    def save(_: _Nothing) -> Response:
        try:
            return answer(*desk.save())
        except InputError as fault:
            return answer("unwritable", fault.diagnostics)

    async def editable(request: Request) -> Response:
        pages = pages_asked(request, service)
        asked = request.query_params
        if pages is None:
            return nothing()

        def work() -> object:
            one = Editable(service.inspected.of(pages), desk)
            if "figure" in asked:
                return one.figure(asked["figure"][:200])
            return one.told(asked.get("panel", ""), asked.get("block", ""))

        try:
            found = await run_in_threadpool(work)
        except InputError as fault:
            return answer("unreadable", fault.diagnostics)
        return as_json(found)  # null of a block that is not there any longer

    async def edits(_: Request) -> Response:
        return as_json(await run_in_threadpool(told, desk, service.interface))

    async def picture(request: Request) -> Response:
        pages, asked = pages_asked(request, service), request.query_params
        if pages is None:
            return nothing()

        def work() -> bytes | None:
            one = Editable(service.inspected.of(pages), desk)
            found = one.told(asked.get("panel", ""), asked.get("block", ""))
            number = asked.get("number", "0")
            if found is None or not number.isascii() or not number.isdecimal():
                return None
            file = found.focuses[int(number)].picture
            return _small(pages.session.project.files.file(file).data)

        try:
            data = await run_in_threadpool(work)
        except (DepliantError, LookupError):
            data = None
        return nothing() if data is None else Response(data, media_type="image/png")

    changing: dict[str, Callable[[Request], Any]] = {
        "/edits/edit": posted(Asked, edit),
        "/edits/leave": posted(_Group, lambda asked: done(lambda: desk.leave(asked.group))),
        "/edits/undo": posted(_Nothing, lambda _: done(desk.undo)),
        "/edits/redo": posted(_Nothing, lambda _: done(desk.redo)),
        "/edits/drop": posted(
            _Drop, lambda asked: seen(asked.number, lambda: desk.drop(asked.change))
        ),
        "/edits/settle": posted(
            _Settle,
            lambda asked: seen(asked.number, lambda: desk.resolve(asked.conflict, mine=asked.mine)),
        ),
        "/edits/save": posted(_Nothing, save),
    }
    return (
        Route("/editable.json", editable),
        Route("/edits.json", edits),
        Route("/picture.png", picture),
        *(Route(path, handle, methods=["POST"]) for path, handle in changing.items()),
    )


def _is_ours(service: Service, file: str) -> bool:
    """Whether a file is one of words: content.yaml, or a PO file of an edition."""
    if file == CONTENT:
        return True
    project = service.builder.project
    if project is None or not file.startswith(f"{FOLDER}/"):
        return False
    name = file.removeprefix(f"{FOLDER}/")
    return name.endswith(".po") and name in project.files.names(FOLDER)


def told(desk: Desk, interface: Interface) -> dict[str, Any]:
    """The draft as the page is told of it."""
    draft = desk.draft
    known = _Known(draft)
    return {
        "number": desk.number,
        "undo": bool(draft.done),
        "redo": bool(draft.undone),
        "unsaved": draft.is_unsaved,
        "kept": desk.is_kept,
        "restored": desk.restored,
        "rebased": desk.rebased,
        "unread": [_said(one, interface) for one in desk.unread],
        "changes": [
            known.change(
                one.edit, drafting.moved_to(draft, one) if one.edit.kind == "order" else ()
            )
            for one in drafting.changes(draft)
        ],
        "conflicts": [{**known.change(one.edit), "theirs": one.theirs} for one in draft.conflicts],
    }


class _Known:
    """What can be said of the places of edits, by the files as they are to be."""

    def __init__(self, draft: drafting.Draft) -> None:
        self._source = None
        if CONTENT in draft.texts:
            try:
                self._source = parsed(draft.texts[CONTENT], CONTENT)
            except InputError:
                self._source = None

    def change(self, edit: Edit, entry: Way = ()) -> dict[str, Any]:
        """A change: what it is of, where it is, what stood there and what is to.

        Of an order `entry` is the way to what was moved.
        """
        line, panel, text = None, "", ""
        route = edit.route
        if edit.kind == "message":
            panel = str(route[0]).partition("/")[0]
        elif self._source is not None:
            line = self._source.place(route).line
            if route[0] == "panels" and len(route) > 1:
                panel = str(self._at(("panels", route[1], "id")) or "")
            if entry:
                text = _first_text(self._at(entry))
        return {
            "kind": edit.kind,
            "file": edit.file,
            "line": line,
            "panel": panel,
            "name": ":".join(str(step) for step in (*route[1:2], *route[3:4]))
            if edit.kind == "figure"
            else "",
            "key": next((step for step in reversed(route) if isinstance(step, str)), ""),
            "text": text,
            "before": edit.before,
            "after": edit.after,
        }

    def _at(self, route: Way) -> Tree:
        try:
            return value_at(self._source.data, route) if self._source is not None else None
        except LookupError:
            return None


def _first_text(value: Tree) -> str:
    """The first words of an entry of a list."""
    while isinstance(value, dict | list) and value:
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return value if isinstance(value, str) else ""


def _said(one: Diagnostic, interface: Interface) -> dict[str, Any]:
    """A finding in the language of whoever looks at it."""
    return {
        "code": one.code,
        "severity": one.severity,
        "message": interface.tell(one.message),
        "hint": interface.tell(one.hint),
        "place": str(one.place) if one.place is not None else "",
    }


@lru_cache(maxsize=8)
def _small(data: bytes) -> bytes:
    """A picture, small, upright and in the colours of a screen as far as they are known."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF")) as image:
        image.draft("RGB", (_PICTURE, _PICTURE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((_PICTURE, _PICTURE))
        kept = io.BytesIO()
        upright.convert("RGBA" if "A" in upright.getbands() else "RGB").save(kept, "PNG")
        return kept.getvalue()

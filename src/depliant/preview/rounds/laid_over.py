"""The routes of the answers: laid over the pages as they are now, and called done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec import MsgspecError, Struct, json
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from depliant.errors import DepliantError, Place
from depliant.preview.inspecting import Inspected
from depliant.preview.laid import Kept
from depliant.preview.rounds import importing, inbox
from depliant.preview.rounds.answers import checked
from depliant.preview.rounds.placing import Standpoints
from depliant.preview.rounds.told import told
from depliant.preview.routes import as_json, edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages, Snapshot
from depliant.sentences import Sentence, counted, legible

_NOTHING: Final[dict[str, list[Any]]] = {"notes": [], "decisions": [], "who": [], "faults": []}
_KEY: Final = re.compile(r"\d{1,6}/[0-9a-f]{16}/[0-9a-f]{16}")


class _Mark(Struct, frozen=True, forbid_unknown_fields=True):
    """That a note is done, or is not."""

    key: str
    done: bool


def routes(service: Service) -> Sequence[BaseRoute]:
    """`answers.json`: all answers to proofs of an edition; `answers-done`: what is done of them."""
    kept: Kept[Standpoints] = Kept(_standpoints)

    async def answers(request: Request) -> Response:
        edition = edition_of(request, service)
        if edition is None:
            return nothing()
        snapshot = service.snapshot(edition)
        if snapshot is None:  # its first pages are on their way, and then they are asked for again
            return as_json(_NOTHING)
        return as_json(await run_in_threadpool(_answers, service, snapshot, kept))

    async def done(request: Request) -> Response:
        try:
            mark = json.decode(await request.body(), type=_Mark)
        except (MsgspecError, RecursionError):
            return PlainTextResponse("Bad Request", 400)
        if not _KEY.fullmatch(mark.key):
            return PlainTextResponse("Bad Request", 400)
        try:
            await run_in_threadpool(inbox.mark, service.root, mark.key, is_done=mark.done)
        except DepliantError as fault:
            said = [service.interface.tell(one.message) for one in fault.diagnostics]
            return PlainTextResponse("\n".join(said), 409)
        return as_json({"done": mark.done})

    async def take(request: Request) -> Response:
        name, data = request.query_params.get("name", ""), await request.body()
        try:
            said = await run_in_threadpool(_taken, service, data, name)
        except DepliantError as fault:
            faults = [one for each in fault.diagnostics for one in (each.message, each.hint) if one]
            return PlainTextResponse(" ".join(map(service.interface.tell, faults)), 422)
        return PlainTextResponse(service.interface.tell(said))

    return (
        Route("/answers.json", answers),
        Route("/answers-done", done, methods=["POST"]),
        Route("/answers-take", take, methods=["POST"]),
    )


def _taken(service: Service, data: bytes, name: str) -> Sentence:
    """Take in answers that the page was given as a file.

    Raises:
        InputError: they are not sound, or answer another proof.
    """
    place = Place(legible(name)[:120] or "answers.json")
    answers = checked(data, place)
    project = importing.project_of(service.root)
    record = importing.answered(service.root, answers, project, place)
    inbox.take(service.root, answers, record, place)
    return counted(
        len(answers.notes),
        "{count} note by {name} is taken in.",
        "{count} notes by {name} are taken in.",
        name=legible(answers.reviewer.name),
    )


def _standpoints(pages: Pages) -> Standpoints:
    return Standpoints(Inspected(pages))


def _answers(service: Service, snapshot: Snapshot, kept: Kept[Standpoints]) -> dict[str, Any]:
    """What is told of the answers to an edition; pages are looked into only if there are any."""
    box = inbox.opened(service.root)
    now = {}
    if box.answers and snapshot.pages is not None:
        now = {snapshot.language: kept.of(snapshot.pages)}
    found = told(box, now, (snapshot.language,))
    return {
        "notes": found.notes,
        "decisions": found.decisions,
        "who": found.who,
        "faults": [service.interface.tell(one.message) for one in box.diagnostics],
    }

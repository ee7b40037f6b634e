"""Rows made by workers on other machines: Dask's scheduler hands them out.

The project travels once a worker, as a value that blocks of rows depend on: Dask makes it anew if
all who have it are lost. A block may be made twice, by a worker that was thought lost and by
another: files are written under a temporary name and renamed, and both write the same bytes. What
comes back is MessagePack and read field by field.

A scheduler does what it is told by whoever reaches it, and has workers do it: see docs/batch.md.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
import tempfile
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct, msgpack

from depliant.batch.making import Maker, Task
from depliant.batch.overlay import Overlay
from depliant.batch.parcel import Parcel, make_stamp, maker_of, own_files, packed
from depliant.batch.pool import Block, Call, Work
from depliant.errors import Diagnostic, InputError
from depliant.roomy import roomy
from depliant.sentences import Sentence, say

if TYPE_CHECKING:
    from distributed import Client, Future

R = TypeVar("R")

_PATIENCE: Final = 60
"""Seconds that the scheduler, and then a first worker, is waited for."""
_QUIET: Final = 2
"""Seconds of waiting after which that is told."""
_AHEAD: Final = 3
"""Blocks for each thread of the workers that wait or are being made."""
_NO_PICKLES: Final = ["dask", "msgpack"]
"""How results come back: as bytes."""
_GRAPH: Final = 256 * 1024 * 1024
"""Bytes of a project up to which Dask does not warn of its size."""


class _Asked(Struct, frozen=True):
    """A block of rows, where its files go, and the files that its rows alone name."""

    folder: str
    block: Block
    files: dict[str, bytes]


class _Answer(Struct, frozen=True):
    """What a worker says of a block: what came of it, why it cannot be made, or what is broken."""

    made: bytes | None = None
    refused: tuple[Diagnostic, ...] = ()
    broken: str = ""


class Cluster:
    """Workers of a cluster make rows.

    Args:
        work: what is made; its folder is one that all workers see.
        like: a row, to fill the memory that travels.
        client: of the scheduler.
    """

    rows, here = 16, False

    def __init__(self, work: Work, like: Task, client: Client) -> None:
        self._overlay = Overlay(work.project)
        self._base = work.project.files.entries
        self._folder = str(work.folder.resolve())
        self._client = client
        parcel = packed(work.project, work.order, like)
        name = f"depliant-{sha256(parcel).hexdigest()[:16]}-{secrets.token_hex(8)}"
        self._sent = client.submit(_parcel, parcel, key=name)

    def made(
        self, call: Call[R], kind: type[R], blocks: Iterable[Block]
    ) -> Iterator[tuple[Block, R | None]]:
        """As `Hands.made`."""
        from distributed import as_completed

        waiting, again = iter(blocks), deque[Block]()
        running: dict[str, tuple[Block, Future[bytes]]] = {}
        ready = as_completed(loop=self._client.loop)
        while True:
            while len(running) < self._room():
                block = again.popleft() if again else next(waiting, None)
                if block is None:
                    break
                future = self._submitted(call, block)
                running[future.key] = block, future
                ready.add(future)
            if not running:
                return
            block, future = running.pop(next(ready).key)
            if future.status == "cancelled":  # what it needs was lost: it is asked for again
                again.append(block)
            else:
                yield block, _answered(future, kind)

    def _room(self) -> int:
        """How many blocks are asked for at a time."""
        threads: int = sum(self._client.nthreads().values())
        return _AHEAD * max(1, threads)

    def _submitted(self, call: Call[R], block: Block) -> Future[bytes]:
        files: dict[str, bytes] = {}
        for task in block if self._overlay.names_files else ():
            entries = self._overlay.project_for(task.row).files.entries
            files |= own_files(self._base, entries)
        asked = msgpack.encode(_Asked(self._folder, block, files))
        key = f"depliant-rows-{block[0].number}-{secrets.token_hex(8)}"
        return self._client.submit(_made, self._sent, call, asked, key=key)


def _answered(future: Future[bytes], kind: type[R]) -> R | None:
    """What a worker says of a block.

    Raises:
        InputError: why none can be made.
        RuntimeError: the program is broken there.
    """
    if future.status != "finished":
        return None
    answer = msgpack.decode(future.result(), type=_Answer)
    if answer.refused:
        raise InputError(answer.refused)
    if answer.made is None:
        raise RuntimeError(answer.broken)
    return msgpack.decode(answer.made, type=kind)


@contextlib.contextmanager
def cluster(
    work: Work, like: Task, address: str, progress: Callable[[Sentence], None]
) -> Iterator[Cluster]:
    """Workers of a scheduler.

    Args:
        work: what is made; its folder is one that all workers see.
        like: a row, to fill the memory that travels.
        address: of the scheduler: tcp://… or tls://….
        progress: is told what is waited for.

    Raises:
        InputError: `batch-needs` without Dask; `batch-cluster` where nobody answers.
    """
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise InputError(
            Diagnostic(
                "batch-needs",
                say("Clusters are spoken to by a library that is not installed."),
                hint=say("`pip install 'depliant[dask]'` installs it."),
            )
        ) from None
    settings = {"distributed.admin.large-graph-warning-threshold": _GRAPH}
    with dask.config.set(settings), contextlib.ExitStack() as end:
        try:
            with _told(progress, say("waiting for the scheduler at {address}, at most {seconds} s",
                                     address=address, seconds=_PATIENCE)):  # fmt: skip
                asyncio.run(_answers(address))
                client = Client(
                    address,
                    timeout=_PATIENCE,
                    set_as_default=False,
                    serializers=_NO_PICKLES,
                    deserializers=_NO_PICKLES,
                )
            end.enter_context(client)
            with _told(progress, say("waiting for a first worker, at most {seconds} s",
                                     seconds=_PATIENCE)):  # fmt: skip
                client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, ValueError, TimeoutError) as fault:
            message = say("No workers are had from {address}: {reason}.", address=address,
                          reason=str(fault) or type(fault).__name__)  # fmt: skip
            hint = say("Start `dask scheduler` and `dask worker`, and name what the first says.")
            raise InputError(Diagnostic("batch-cluster", message, hint=hint)) from None
        yield Cluster(work, like, client)


@contextlib.contextmanager
def _told(progress: Callable[[Sentence], None], what: Sentence) -> Iterator[None]:
    """Say what is waited for as soon as it takes a while."""
    timer = threading.Timer(_QUIET, progress, (what,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


async def _answers(address: str) -> None:
    """Wait until a scheduler says who it is; a client waits for one that says nothing for ever.

    Raises:
        OSError: nobody listens there.
        TimeoutError: who listens does not answer.
    """
    from distributed import Security, rpc

    async with asyncio.timeout(_PATIENCE):
        scheduler = rpc(
            address,
            timeout=_PATIENCE,
            connection_args=Security().get_connection_args("client"),
            serializers=_NO_PICKLES,
            deserializers=_NO_PICKLES,
        )
        try:
            await scheduler.identity()
        finally:
            await scheduler.close_rpc()


# --- on a worker ----------------------------------------------------------------------------------

_MAKERS: dict[str, Maker] = {}
"""That of this process, by the digest of what it makes; one at a time."""
_TURN: Final = threading.Lock()
"""Threads of a worker take turns: they would wait for each other anyway."""


def _parcel(data: bytes) -> bytes:
    """A parcel as it is sent: what blocks of rows depend on."""
    return data


def _made(parcel: bytes, call: Call[R], asked: bytes) -> bytes:
    """What comes of a block of rows, on a worker; it never raises, as that would be a pickle."""
    try:
        return msgpack.encode(_Answer(msgpack.encode(_result(parcel, call, asked))))
    except InputError as fault:
        return msgpack.encode(_Answer(refused=fault.diagnostics))
    except Exception:
        return msgpack.encode(_Answer(broken=traceback.format_exc()))


@roomy
def _result(parcel: bytes, call: Call[R], data: bytes) -> R:
    """What comes of a block of rows.

    Raises:
        InputError: `batch-other`; the project cannot be read here.
    """
    asked = msgpack.decode(data, type=_Asked)
    with _TURN:
        digest = sha256(parcel).hexdigest()
        if digest not in _MAKERS:
            _MAKERS.clear()
            _MAKERS[digest] = _maker(parcel, digest)
        maker = _MAKERS[digest]
        maker.overlay.given = asked.files
        return call(maker, Path(asked.folder), asked.block)


def _maker(data: bytes, digest: str) -> Maker:
    """What makes rows of a parcel.

    Raises:
        InputError: as `_result`.
    """
    parcel = msgpack.decode(data, type=Parcel)
    if parcel.program != make_stamp():
        message = say("A worker, {name}, has another make of Dépliant, or of a library that it "
                      "needs.", name=socket.gethostname())  # fmt: skip
        hint = say(
            "Install the same versions everywhere: the same rows are to have the same bytes."
        )
        raise InputError(Diagnostic("batch-other", message, hint=hint))
    return maker_of(parcel, Path(tempfile.gettempdir()) / f"depliant-{digest}")

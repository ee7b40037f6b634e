"""The server: a port on this machine alone, the browser, and a quiet end."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn

from depliant.errors import Diagnostic, InputError
from depliant.preview.app import application
from depliant.preview.guard import new_token
from depliant.preview.service import Service
from depliant.preview.watching import Watch
from depliant.sentences import say

HOST: Final = "127.0.0.1"
_FIRST_PORT, _PORTS = 49152, 16384
"""Ports that nothing is registered for (RFC 6335, section 6)."""


def usual_port(root: Path) -> int:
    """The port that a project has when it is free: zoom and place are kept by a page's address."""
    digest = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).digest()
    return _FIRST_PORT + int.from_bytes(digest[:4], "big") % _PORTS


def listening(port: int | None, root: Path) -> socket.socket:
    """A socket that listens on a port of this machine: the one that is asked for, or a free one.

    Raises:
        InputError: `port-taken`
    """
    for each in (port,) if port is not None else (usual_port(root), 0):
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((HOST, each))
            opened.listen(128)
        except OSError:
            opened.close()
            continue
        return opened
    raise InputError(
        Diagnostic(
            "port-taken",
            say("The port {port} cannot be had: another program listens there.", port=port),
            hint=say("Name another one with --port, or none: then a free one is taken."),
        )
    )


class _Server(uvicorn.Server):
    """Ends all waiting as soon as it is asked to end: a browser that listens would hold it up."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ending()
        super().handle_exit(sig, frame)


def serve(service: Service, port: int | None, opened: Callable[[str], None]) -> None:
    """Show a project until somebody ends it (Ctrl-C, or the signal TERM).

    Args:
        service: the project.
        port: where to listen; None: the project's usual port, or any that is free.
        opened: is called with the page's address when it can be opened.

    Raises:
        InputError: `port-taken`
    """
    with listening(port, service.root) as listener:
        number = int(listener.getsockname()[1])
        token = new_token()
        config = uvicorn.Config(
            application(service, token, number),
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            http="h11",
            loop="asyncio",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, service.channel.close)
        watch = Watch(service.root, service.builder.changed)
        service.start()
        watch.start()
        edition = f"?edition={service.edition}" if service.edition else ""
        address = f"http://{HOST}:{number}/{token}/{edition}"
        threading.Thread(target=opened, args=(address,), daemon=True).start()
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:  # uvicorn raises again what it was ended by
            pass
        finally:
            watch.stop()
            service.stop()

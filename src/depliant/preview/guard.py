"""Who may ask, and what every answer says to the browser.

The preview shows files of its user's, and later changes them: so nobody else may ask anything, be
it another program's page in the same browser (other origins), a page whose name was made to lead
here (DNS rebinding: another Host), or whoever guesses addresses (a token in each of them).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types depliant",
    )
)
"""Nothing is loaded but what this server gives; no text of a brochure can become script or style
(Content Security Policy 3; Trusted Types)."""

PDF_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
)
"""What the browser's own viewer of a PDF needs; such a file has no markup."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_PLAIN_PATH: Final = re.compile(rb"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?")
"""No escapes, no empty part, none that begins with a dot."""
_READS: Final = frozenset({"GET", "HEAD"})
MOST_BYTES: Final = 1024 * 1024
"""Of what is posted."""


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(18)


class Guard:
    """Lets requests through that the page itself has made, and gives every answer its headers.

    Args:
        app: what answers them.
        token: the first part of every path.
        port: where the server listens.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode("ascii")
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            return
        refused = self._refused(scope)
        answer: ASGIApp = self._app
        if refused is not None:
            answer = PlainTextResponse(refused.phrase, refused.value)
        else:
            scope = {**scope, "root_path": f"/{self._token.decode('ascii')}"}
        await answer(scope, _bounded(receive), _told(send))

    def _refused(self, scope: Scope) -> HTTPStatus | None:
        """Why a request is not answered; None where it is."""
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return HTTPStatus.MISDIRECTED_REQUEST
        if not self._is_ours(scope.get("raw_path") or b""):
            return HTTPStatus.NOT_FOUND
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return HTTPStatus.FORBIDDEN
        origins = headers.getlist("origin")
        if any(origin not in self._origins for origin in origins):
            return HTTPStatus.FORBIDDEN
        if scope["method"] in _READS:
            return None
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED
        return _refused_post(headers, origins)

    def _is_ours(self, path: bytes) -> bool:
        first, token, *_ = [*path.split(b"/", 2), b"", b""]
        is_token = secrets.compare_digest(token, self._token)
        return is_token and not first and _PLAIN_PATH.fullmatch(path) is not None


def _refused_post(headers: Headers, origins: Iterable[str]) -> HTTPStatus | None:
    """What changes something comes from the page itself, as JSON, and is not long."""
    if not [*origins]:
        return HTTPStatus.FORBIDDEN
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    length = headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def _bounded(receive: Receive) -> Receive:
    """What is sent to us, but not more than it may be: the rest is taken for the end."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                return {"type": "http.disconnect"}
        return message

    return bounded


def _told(send: Send) -> Send:
    """Answers with the headers that all of them have."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message.get("headers", [])))
            for name, value in HEADERS.items():
                headers[name] = value
            if headers.get("content-type") == "application/pdf":
                headers["Content-Security-Policy"] = PDF_POLICY
            headers.setdefault("Cache-Control", "no-store")
            message = {**message, "headers": headers.raw}
        await send(message)

    return told

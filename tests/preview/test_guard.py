"""Nobody is let in but the page itself: other origins, hosts and names, guessed and odd paths."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.testclient import TestClient

from depliant.preview.app import PARTS
from depliant.preview.guard import MOST_BYTES
from depliant.preview.service import Service

from .conftest import PORT, TOKEN, client_of

OWN = f"http://127.0.0.1:{PORT}"


def test_the_page_is_there_for_who_knows_the_token(client: TestClient) -> None:
    assert client.get(f"/{TOKEN}/").status_code == 200
    assert client.get(f"/{TOKEN}/", headers={"Host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/snapshot.json",
        f"/{TOKEN}",
        f"/{TOKEN[:-1]}/",
        f"/{TOKEN}x/",
        f"/{TOKEN.upper()}/snapshot.json",
        f"//{TOKEN}/snapshot.json",
        f"/x/{TOKEN}/snapshot.json",
        f"/{TOKEN}//snapshot.json",
        f"/{TOKEN}/static/../../snapshot.json",
        f"/{TOKEN}/static/x/..%2f..%2fguard.py",
        f"/{TOKEN}/static/x/%2e%2e/guard.py",
        f"/{TOKEN}/static/x/..\\guard.py",
        f"/{TOKEN}/static/x/.env",
        f"/{TOKEN}/static/x/app.js%00.png",
        f"/{TOKEN}/static/x//etc/passwd",
        f"/{TOKEN}/content.yaml",
    ],
)
def test_paths_without_the_token_and_odd_ones_lead_nowhere(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "depliant" not in answer.text.lower()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        f"127.0.0.1:{PORT + 1}",
        "127.0.0.1.nip.io",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get(f"/{TOKEN}/snapshot.json", headers={"Host": host})
    assert answer.status_code == 421


def test_a_request_with_two_hosts_is_refused(client: TestClient) -> None:
    hosts = [("host", f"127.0.0.1:{PORT}"), ("host", "evil.example")]
    assert client.get(f"/{TOKEN}/snapshot.json", headers=hosts).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:1"]
)
def test_the_page_of_another_origin_is_refused(client: TestClient, origin: str) -> None:
    for path in ("snapshot.json", "events", "findings.json"):
        assert client.get(f"/{TOKEN}/{path}", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_brings_a_browser_to_ask_is_refused(
    client: TestClient, site: str
) -> None:
    answer = client.get(f"/{TOKEN}/snapshot.json", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, f"/{TOKEN}/snapshot.json").status_code == 405


def test_every_answer_says_what_a_browser_may_do_with_it(client: TestClient) -> None:
    for path in ("", "snapshot.json", "nothing"):
        headers = client.get(f"/{TOKEN}/{path}").headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers


def _writing(_: Service) -> Sequence[BaseRoute]:
    """A part that takes what is posted."""

    async def took(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    return (Route("/write", took, methods=["POST"]),)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Origin": OWN, "Content-Type": "application/json"}, b"{}", 200),
        ({"Origin": OWN, "Content-Type": "application/json; charset=utf-8"}, b"{}", 200),
        ({"Content-Type": "application/json"}, b"{}", 403),
        ({"Origin": "http://evil.example", "Content-Type": "application/json"}, b"{}", 403),
        ({"Origin": OWN, "Content-Type": "text/plain"}, b"{}", 415),
        ({"Origin": OWN, "Content-Type": "application/x-www-form-urlencoded"}, b"a=b", 415),
        ({"Origin": OWN, "Content-Type": "application/json"}, b" " * (MOST_BYTES + 1), 413),
        (
            {"Origin": OWN, "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"},
            b"{}",
            403,
        ),
    ],
)
def test_what_changes_something_comes_from_the_page_alone(
    service: Service, headers: dict[str, str], body: bytes, status: int
) -> None:
    client = client_of(service, (*PARTS, _writing))
    assert client.post(f"/{TOKEN}/write", content=body, headers=headers).status_code == status

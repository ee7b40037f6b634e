"""What a day brings: many saves, words that look like programs, pages of other sites."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import Look, Shown, change, holds, rest, until

WORD = "the kettle is always on"
EVIL = "<img src=x onerror=document.body.remove()><script>document.body.remove()</script>"


def test_twenty_saves_a_second_end_in_the_last_one(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    holds(page, "() => document.querySelectorAll('.tile img').length === 4")
    content = shown.root / "content.yaml"
    text = content.read_text(encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for number in range(60):
        content.write_text(text.replace(WORD, f"the kettle is on {number}"), encoding="utf-8")
        time.sleep(0.05)
    want = content.read_bytes()

    def last() -> Any:
        found = shown.service.snapshot("")
        is_it = found is not None and found.project is not None
        return found if is_it and found.project.content.data == want else None  # type: ignore[union-attr]

    snapshot = until(last, "the last save")
    shown_digests = {tile.digest for _, tile in snapshot.pages.tiles}
    until(
        lambda: (
            {image.get_attribute("data-digest") for image in page.locator(".tile img").all()}
            == shown_digests
        ),
        "the last pictures",
    )
    tiles = [url for url in asked if "/tile/" in url]
    assert len(tiles) <= 61  # one panel a save at most, and no other


def test_words_that_look_like_a_program_are_words(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    change(shown.root, "title: Twice a day", f'title: "{EVIL}"')
    change(shown.root, "title: The Tide Mill at Saltmarsh", f'title: "{EVIL} mill"')
    holds(page, "() => document.title.includes('mill')")
    page.keyboard.press("2")
    holds(page, "() => document.querySelectorAll('.frame').length === 4")
    rest(page)
    assert EVIL in page.title()
    expect(page.locator("img[src='x']")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text(EVIL, use_inner_text=True)


def test_findings_that_quote_such_words_are_words(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    text = (shown.root / "content.yaml").read_text(encoding="utf-8")
    (shown.root / "content.yaml").write_text(f"{text}\n{EVIL}: [", encoding="utf-8")
    page.locator(".finding.error .quoted, .finding.error .message").first.wait_for()
    rest(page)
    expect(page.locator("header.bar")).to_have_count(1)
    expect(page.locator("img[src='x']")).to_have_count(0)


class _Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>elsewhere</title>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as its base has it)
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """A page of another origin on this machine."""
    server = HTTPServer(("127.0.0.1", 0), _Elsewhere)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


TRIES = """async (address) => {
  const loads = (element, attribute, url) => new Promise((resolve) => {
    element.onload = () => resolve(true);
    element.onerror = () => resolve(false);
    element[attribute] = url;
    document.head.append(element);
    setTimeout(() => resolve(false), 1500);
  });
  const fetched = await fetch(address + "snapshot.json").then(() => true, () => false);
  const events = await new Promise((resolve) => {
    const source = new EventSource(address + "events");
    source.onmessage = source.onopen = () => resolve(true);
    source.onerror = () => resolve(false);
  });
  const posted = await fetch(address + "edit", {
    method: "POST", mode: "no-cors", body: "{}",
  }).then((answer) => answer.type !== "opaque", () => false);
  const image = await loads(new Image(), "src", address + "static/x/icon.svg");
  const script = await loads(document.createElement("script"), "src", address + "static/x/app.js");
  const frame = document.createElement("iframe");
  frame.src = address;
  document.documentElement.append(frame);
  await new Promise((resolve) => setTimeout(resolve, 800));
  let framed = false;
  try { framed = frame.contentDocument?.querySelector("script") != null; } catch { framed = false; }
  return { fetched, events, posted, image, script, framed };
}"""


def test_a_page_of_another_origin_gets_nothing_even_if_it_knows_the_address(
    shown: Shown, browser: Any, elsewhere: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    found = page.evaluate(TRIES, shown.address)
    assert not any(found.values()), found
    window = context.new_page()
    window.goto(elsewhere)
    opened = window.evaluate("(url) => { window.other = open(url); return true; }", shown.address)
    assert opened
    window.wait_for_timeout(800)
    reads = "() => { try { return !!window.other.document.body } catch { return false } }"
    assert window.evaluate(reads) is False
    context.close()

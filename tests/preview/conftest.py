"""Projects to be shown, the server in this process, and Debian's Chromium to look at it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient
from tests.chromium import PATIENCE

from depliant.build.memory import Memory
from depliant.interface import ENGLISH, Interface
from depliant.preview.app import PARTS, Part, application
from depliant.preview.service import Service
from depliant.preview.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
TOKEN = "a-token-for-tests"
PORT = 4321


@pytest.fixture(scope="session")
def memory() -> Memory:
    """What was set before, by any test of this process."""
    return Memory()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folded brochure of eight panels in one language."""
    root = tmp_path / "brochure"
    shutil.copytree(ACCORDION, root)
    return root


def until(holds: Callable[[], Any], what: str = "what is waited for") -> Any:
    """Wait until something holds; what it gives."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{what} never came")


def holds(page: Page, expression: str) -> Any:
    """Wait until an expression of the page is true.

    Playwright's own way to wait evaluates a text in the page, which its policy forbids.
    """
    return until(lambda: page.evaluate(expression), expression)


AT_REST = """() => {
  const moving = document.getAnimations().filter(
    (one) => one.playState === "running" && isFinite(one.effect.getComputedTiming().endTime));
  const awaited = [...document.images].filter((one) => !one.complete);
  const scrolled = [...document.querySelectorAll("*")]
    .filter((one) => one.scrollTop || one.scrollLeft)
    .map((one) => [one.scrollTop, one.scrollLeft]);
  let sum = 0;
  for (const letter of document.documentElement.outerHTML)
    sum = (Math.imul(sum, 31) + letter.codePointAt(0)) | 0;
  return { busy: moving.length + awaited.length, looks: JSON.stringify([scrolled, sum]) };
}"""
STILL = 6
"""How many looks, a tenth of a second apart, must find a page as it was."""


def rest(page: Page) -> None:
    """Wait until nothing in the page moves, loads, scrolls or changes any more.

    A wait by the clock alone is too short where the machine is busy.
    """
    still, former = 0, ""
    end = time.monotonic() + PATIENCE
    while still < STILL:
        assert time.monotonic() < end, "the page never came to rest"
        page.wait_for_timeout(100)
        now = page.evaluate(AT_REST)
        is_still = not now["busy"] and now["looks"] == former
        still, former = (still + 1 if is_still else 0), now["looks"]


def change(root: Path, old: str, new: str, file: str = "content.yaml") -> None:
    """Save a file with other words in it."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def service(project: Path, memory: Memory) -> Iterator[Service]:
    """A project that is being shown, its first pages built."""
    shown = Service(project, ENGLISH, "", memory)
    shown.start()
    until(lambda: shown.snapshot(""), "the first snapshot")
    yield shown
    shown.stop()


def client_of(service: Service, parts: tuple[Part, ...] = PARTS) -> TestClient:
    """Who asks that service as its own page does."""
    base = f"http://127.0.0.1:{PORT}"
    return TestClient(application(service, TOKEN, PORT, parts), base_url=base)


@pytest.fixture
def client(service: Service) -> TestClient:
    """Who asks the server."""
    return client_of(service)


class Shown:
    """A preview that runs as the command runs it, in a thread, and its address."""

    def __init__(self, service: Service, address: str) -> None:
        self.service, self.address, self.root = service, address, service.root


@contextmanager
def running(root: Path, memory: Memory, interface: Interface = ENGLISH) -> Iterator[Shown]:
    """Serve a project on a free port until the end of the block."""
    import uvicorn

    service = Service(root, interface, "", memory)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    port = int(listener.getsockname()[1])
    config = uvicorn.Config(
        application(service, TOKEN, port),
        log_config=None,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    watch = Watch(root, service.builder.changed)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    service.start()
    watch.start()
    thread.start()
    until(lambda: server.started, "the server")
    try:
        yield Shown(service, f"http://127.0.0.1:{port}/{TOKEN}/")
    finally:
        service.channel.close()
        server.should_exit = True
        thread.join(10)
        watch.stop()
        service.stop()
        listener.close()


@pytest.fixture
def shown(project: Path, memory: Memory) -> Iterator[Shown]:
    """A preview of the brochure, on a port of this machine."""
    with running(project, memory) as found:
        yield found


Look = Callable[..., "Page"]


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """Open an address as somebody would; nothing may go wrong in the browser's own eyes."""
    opened: list[Any] = []
    faults: list[str] = []

    def open_(
        address: str,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        expects: str = ".tile img",
        **more: Any,
    ) -> Page:
        if more.get("bypass_csp"):
            # Colours are judged (axe): what fades in is not looked at half seen.
            more = {"reduced_motion": "reduce", **more}
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            **more,
        )
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(address)
        page.wait_for_selector(expects, timeout=PATIENCE * 1000)
        return page

    yield open_
    for context in opened:
        context.close()
    assert [one for one in faults if "ERR_CONNECTION" not in one] == []

"""What a preview survives: many panels, a machine that slept, a browser that is gone."""

from __future__ import annotations

import re
import shutil
import socket
import struct
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from depliant.build.memory import Memory
from depliant.preview.assets import ASSETS, Asset

from .conftest import ACCORDION, Look, Shown, change, holds, rest, running, until

WORD = "the kettle is always on"
PANELS = 200


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A project of two hundred sheets, each a panel."""
    root = tmp_path / "long"
    shutil.copytree(ACCORDION, root)
    content = root / "content.yaml"
    head = content.read_text(encoding="utf-8").partition("\npanels:")[0]
    panels = "".join(
        f"  - id: sheet-{number}\n    title: Sheet {number}\n    blocks:\n"
        f"      - text: The sluice is opened for the {number}th time.\n"
        for number in range(1, PANELS + 1)
    )
    head = re.sub(r"\nfigures:.*", "", head, flags=re.DOTALL)
    content.write_text(f"{head}\npanels:\n{panels}", encoding="utf-8")
    change(root, "fold: accordion4", "fold: none", "assets/style.yaml")
    return root


def test_two_hundred_panels_are_shown_and_one_that_changes_is_sent_alone(
    long: Path, memory: Memory, look: Look
) -> None:
    with running(long, memory) as shown:
        page = look(shown.address)
        holds(page, f"() => document.querySelectorAll('.frame').length === {PANELS}")
        holds(page, f"() => document.querySelectorAll('.tile img').length === {PANELS}")
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url) if "/tile/" in one.url else None)
        change(long, "for the 7th time", "for the seventh time")
        until(lambda: page.evaluate("1") and asked, "the new picture")
        rest(page)
        assert len({url.partition("?")[0] for url in asked}) == 1
        page.keyboard.press("5")
        until(lambda: page.locator(".change-text").count() == 1, "what changed")
        expect(page.locator(".change-text")).to_contain_text(["7th"], use_inner_text=True)
        assert page.evaluate("document.querySelectorAll('*').length") < 60 * PANELS


DEAF = """() => {
  delete globalThis.SharedWorker;
  const Real = EventSource;
  window.opened = 0;
  window.EventSource = class extends Real {
    constructor(...given) { super(...given); window.opened += 1; this.mine = window.opened; }
    addEventListener(name, listener) {
      super.addEventListener(name, (event) => this.mine <= window.deaf || listener(event));
    }
  };
  window.deaf = 0;
}"""


def test_a_page_that_slept_catches_up(shown: Shown, look: Look, browser: Any) -> None:
    """Its connection is gone, which nobody has told it, and the clock has jumped."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(f"({DEAF})()")
    page.clock.install()
    page.goto(shown.address)
    page.locator(".tile img").first.wait_for()
    until(lambda: page.locator(".tile img").count() == 4, "all pictures")
    page.evaluate("() => { window.deaf = 1 }")
    former = shown.service.snapshot("")
    change(shown.root, "title: Find us", "title: Where the mill is")
    until(lambda: shown.service.snapshot("") is not former, "the new pages")
    page.wait_for_timeout(500)
    panel = page.locator(".tile[data-panel=visit] img")
    assert "Where the mill is" not in str(panel.get_attribute("alt"))
    page.clock.fast_forward("08:00:00")
    until(lambda: "Where the mill is" in str(panel.get_attribute("alt")), "the new title")
    assert page.evaluate("window.opened") == 2
    expect(page.locator(".state-line")).to_contain_text(["Up to date"], use_inner_text=True)
    context.close()


def test_a_page_that_was_taken_for_gone_is_told_of_news_again(
    shown: Shown, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a long sleep the pages have been silent for longer than any page that lives."""
    for name, old, new in (
        ("events-worker.js", "180000", "300"),
        ("events-worker.js", "60000", "100"),
        ("events.js", "20000", "2500"),
    ):
        data = ASSETS.files[name].data
        assert old.encode() in data
        changed = Asset(data.replace(old.encode(), new.encode()), "text/javascript")
        monkeypatch.setitem(ASSETS.files, name, changed)
    page = look(shown.address)
    until(lambda: shown.service.channel.count() == 0, "that nobody is thought to listen")
    change(shown.root, "title: Find us", "title: Where the mill is")
    panel = page.locator(".tile[data-panel=visit] img")
    until(lambda: "Where the mill is" in str(panel.get_attribute("alt")), "the new title")


def test_a_browser_that_is_gone_amid_the_news_holds_nothing_up(shown: Shown) -> None:
    address = urlsplit(shown.address)
    gone = []
    for _ in range(5):
        one = socket.create_connection((address.hostname, address.port))
        ask = f"GET {address.path}events HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n"
        one.sendall(ask.encode())
        one.recv(64)  # and no more of it
        gone.append(one)
    until(lambda: shown.service.channel.count() == 5, "all who listen")
    for one in gone:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.close()  # reset, as when a machine is switched off
    change(shown.root, WORD, "the kettle is mostly on")

    def is_last() -> bool:
        found = shown.service.snapshot("")
        project = found.project if found is not None else None
        return project is not None and b"mostly on" in project.content.data

    until(lambda: shown.service.channel.count() == 0, "the end of listening")
    with socket.create_connection((address.hostname, address.port)) as one:
        ask = f"GET {address.path}events HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n"
        one.sendall(ask.encode())
        until(is_last, "the new pages for who comes next")


def test_a_folder_that_is_renamed_is_missed_and_found_again(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    until(lambda: page.locator(".tile img").count() == 4, "all pictures")
    away = shown.root.with_name("elsewhere")
    shown.root.rename(away)
    page.locator(".finding.error", has_text="no longer there").wait_for()
    expect(page.locator(".state-line")).to_contain_text(["from before"], use_inner_text=True)
    expect(page.locator(".tile img")).to_have_count(4)
    away.rename(shown.root)
    until(lambda: "Up to date" in page.locator(".state-line").inner_text(), "the folder")


def test_a_removed_asset_is_a_struck_box_until_it_is_back(shown: Shown, look: Look) -> None:
    page = look(shown.address)
    art = shown.root / "assets" / "art" / "waves.svg"
    kept = art.read_bytes()
    art.unlink()
    page.locator(".paper.draft").wait_for()
    expect(page.locator(".state-line")).to_contain_text(["draft"], use_inner_text=True)
    art.write_bytes(kept)
    until(lambda: "Up to date" in page.locator(".state-line").inner_text(), "the asset")
    expect(page.locator(".paper.draft")).to_have_count(0)


def test_content_that_cannot_be_read_is_shown_as_a_draft_that_says_so(
    shown: Shown, look: Look
) -> None:
    page = look(shown.address)
    change(shown.root, "  - id: people\n", "  - id: people\n    colour: blue\n")
    page.locator(".paper.draft").wait_for()
    expect(page.locator(".state-line")).to_contain_text(["draft"], use_inner_text=True)
    expect(page.locator(".menu.files")).to_be_hidden()
    change(shown.root, "    colour: blue\n", "")
    until(lambda: "Up to date" in page.locator(".state-line").inner_text(), "the mended content")

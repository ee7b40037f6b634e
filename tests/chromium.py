"""Debian's Chromium, driven by Playwright; nothing is fetched.

Without the browser or its driver the tests are skipped on a developer's machine; in CI
(`CI=true`) their absence is a failure.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.judges.programs import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PATIENCE = 60.0
"""Seconds that a busy machine may take."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    program = shutil.which("chromium")
    if program is None:
        missing("chromium")
    if find_spec("playwright") is None:
        missing("playwright")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE * 1000)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's program, from the package that brings it."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        missing("axe-playwright-python")
    return Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")

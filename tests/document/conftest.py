"""A small project to break, and what is wrong with it as (code, place)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic, InputError
from depliant.source.folder import Folder

settings.register_profile("document", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("document")

HEAD = """\
id: small
title: Small
language: fr
"""


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Make a project: content.yaml (with `head`, the three first lines), and other files."""

    def make(content: str, *, head: str = HEAD, files: dict[str, str] | None = None) -> Path:
        for name, text in {"content.yaml": head + content, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture
def found(project: Callable[..., Path]) -> Callable[..., list[Diagnostic]]:
    """What loading and resolving a project finds."""

    def run(content: str, **more: object) -> list[Diagnostic]:
        root = project(content, **more)
        try:
            publication = load_publication(Folder(root))
            return list(resolve(publication, publication.language)[1])
        except InputError as error:
            return list(error.diagnostics)

    return run


@pytest.fixture
def faults(found: Callable[..., list[Diagnostic]]) -> Callable[..., list[tuple[str, str]]]:
    """The same as pairs of code and place."""

    def run(content: str, **more: object) -> list[tuple[str, str]]:
        return [(item.code, str(item.place)) for item in found(content, **more)]

    return run

"""The codes that may be printed and the codes that are explained are the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import depliant
from depliant.codes import CODES

PACKAGE = Path(depliant.__file__).parent
DOCUMENT = PACKAGE / "docs" / "diagnostics.md"


def _texts() -> set[str]:
    """Every text in the program, docstrings included, but for the list of codes itself."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "codes":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def _given() -> set[str]:
    """Every code that is written out where a diagnostic is made."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Diagnostic":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_code_in_use_is_explained() -> None:
    assert len(_given()) > 10
    assert sorted(_given() - CODES.keys()) == []


def test_every_code_explained_is_in_use() -> None:
    assert sorted(CODES.keys() - _texts()) == []


def test_no_code_is_explained_twice() -> None:
    themes = (PACKAGE / "codes").glob("[!_]*.py")
    keys = [
        key.value
        for path in themes
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]
    assert sorted(keys) == sorted(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_codes_are_slugs_and_explained_in_sentences(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)
    assert CODES[code].endswith((".", "`")), "a sentence"
    assert len(CODES[code]) > 40


def test_the_document_is_current(request: pytest.FixtureRequest) -> None:
    entries = "".join(f"\n## `{code}`\n\n{CODES[code]}\n" for code in sorted(CODES))
    text = (
        "# Diagnostics\n\nWhat `depliant explain` says of each. Made from `codes` by "
        f"`pytest --update-golden`.\n{entries}"
    )
    if request.config.getoption("--update-golden"):
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(text, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == text

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


def test_the_codes_in_use_are_those_that_are_explained() -> None:
    """Those written out where a diagnostic is made; and texts anywhere in the program."""
    given, texts = set(), set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if path.parent.name != "codes":
                    texts.add(node.value)
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Diagnostic":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    given.add(str(first.value))
    assert len(given) > 10
    assert sorted(given - CODES.keys()) == []
    assert sorted(CODES.keys() - texts) == []


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


def test_codes_are_slugs_and_explained_in_sentences() -> None:
    assert [code for code in CODES if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)] == []
    no_sentence = [code for code, text in CODES.items() if not text.endswith((".", "`"))]
    assert no_sentence == []
    assert [code for code, text in CODES.items() if len(text) <= 40] == []


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

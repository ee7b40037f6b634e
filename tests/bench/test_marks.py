"""The share of a set of marks that is taken in, on a set of six."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
MARKS = {
    "a.svg": SVG.format('<path d="M0 0h9v9z" fill="#c00"/>'),
    "deeper/b.SVG": SVG.format('<path d="M0 0h9v9z"/>'),
    "deeper/again.svg": SVG.format('<path d="M0 0h9v9z"/>'),
    "text.svg": SVG.format('<text x="1" y="8" font-family="None">W</text>'),
    "bad.svg": "<svg",
    "readme.md": "no mark",
    "page.png": "<html></html>",
}


@pytest.fixture
def marks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("marks", HERE / "marks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shares_and_reasons_are_printed(
    tmp_path: Path, marks: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in MARKS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    marks.main(tmp_path)
    said = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert said[:3] == [
        "png 0 of 1 (0.0%), 0 more with an option",
        "svg 2 of 4 (50.0%), 1 more with an option",
        "all 2 of 5 (40.0%), 1 more with an option",
    ]
    assert len(said) == 5
    assert any("such as bad.svg: " in line for line in said[3:])

"""The benchmark's adapter still finds in content.yaml what it changes."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest

HERE = Path(__file__).parent


@pytest.fixture
def adapter() -> ModuleType:
    spec = importlib.util.spec_from_file_location("adapter", HERE / "adapter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def content(adapter: ModuleType) -> str:
    text: str = (adapter.LEAFLET / "content.yaml").read_text(encoding="utf-8")
    return text


def test_an_edition_has_other_figures(adapter: ModuleType, content: str) -> None:
    changed = adapter.edition(content, 7).splitlines()
    lines = [
        (old, new) for old, new in zip(content.splitlines(), changed, strict=True) if old != new
    ]
    assert len(lines) == 8
    assert any("value: 107000000" in new for _, new in lines)
    assert any("value: 72.0" in new for _, new in lines)
    assert any(new.endswith("2012-2024") for _, new in lines)


def test_a_changed_word_is_another_each_time(adapter: ModuleType, content: str) -> None:
    once, again = adapter.reworded(content, 1), adapter.reworded(content, 2)
    assert len({once, again, content}) == 3
    assert [len(text.split()) - len(content.split()) for text in (once, again)] == [1, 1]


def test_a_long_document_has_numbered_panels_without_charts(
    adapter: ModuleType, content: str
) -> None:
    panels = json.loads(adapter.long(content, 6))["panels"]
    assert [panel["title"][:3] for panel in panels[1:]] == [f"{i}. " for i in range(2, 7)]
    assert panels[0]["blocks"][0] == {"heading": "Chiffres clés 2012-2017", "level": 1}
    assert panels[0]["blocks"][1]["heading"][:3] == "1. "
    assert panels[0]["blocks"][2:] == panels[4]["blocks"] != panels[1]["blocks"]
    assert '"chart"' not in json.dumps(panels)


def test_a_long_document_is_written(adapter: ModuleType, tmp_path: Path) -> None:
    assert adapter.main(["w3", "8", str(tmp_path / "long.pdf")]) == 0
    with pikepdf.open(tmp_path / "long.pdf") as pdf:
        assert len(pdf.pages) == 8

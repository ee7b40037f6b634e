"""The style sheet's own limits, told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.errors import InputError
from depliant.source.folder import Folder
from depliant.style.inheritance import load_style


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "assets/style.yaml"
    path.parent.mkdir()
    path.write_text("baseline: 5\nformat: {size: SIZE}\n")
    return path


@pytest.mark.parametrize(
    "size",
    [
        "[0, 0]",
        "[9, 100]",
        "[5000, 5000], fold: none",
        "[2000, 200], size_of: panel, fold: accordion4",
    ],
)
def test_a_sheet_that_no_page_can_be_is_told(sheet: Path, size: str) -> None:
    sheet.write_text(sheet.read_text().replace("SIZE", size))
    with pytest.raises(InputError) as caught:
        load_style(Folder(sheet.parents[1]))
    (only,) = caught.value.diagnostics
    assert (only.code, only.place and only.place.line) == ("schema", 2)
    assert "`size`" in str(only.message)


@pytest.mark.parametrize("size", ["[10, 10]", "[2000, 2000], size_of: panel, fold: half"])
def test_a_small_and_a_large_sheet_are_taken(sheet: Path, size: str) -> None:
    sheet.write_text(sheet.read_text().replace("SIZE", size))
    assert load_style(Folder(sheet.parents[1])).format.size in ((10, 10), (2000, 2000))

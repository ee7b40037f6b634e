"""veraPDF on both kinds of file: PDF/UA-1 with PDF/A-2a (press) and PDF/A-3a (screen)."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from msgspec.structs import replace
from tests.judges.programs import verapdf

from depliant.display.items import DisplayDocument
from depliant.press.condition import OutputCondition, PressSpec
from depliant.writers import press_pdf, screen_pdf


def test_both_files_conform(
    document: DisplayDocument, spec: PressSpec, condition: OutputCondition, tmp_path: FilePath
) -> None:
    marked = replace(
        spec, marks=frozenset({"crop", "fold", "registration", "bars", "slug"}), spots="convert"
    )
    files = {
        "marked.pdf": (press_pdf.write(document, marked), "2a"),
        "press.pdf": (press_pdf.write(document, spec), "2a"),
        "screen.pdf": (screen_pdf.write(document, condition), "3a"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    wanted = [
        f"PASS {tmp_path / name} {flavour}"
        for name, (_, archive) in files.items()
        for flavour in (archive, "ua1")
    ]
    assert verapdf(*(tmp_path / name for name in files)) == wanted


def test_the_judge_does_find_faults(
    document: DisplayDocument, condition: OutputCondition, tmp_path: FilePath
) -> None:
    data = screen_pdf.write(document, condition).replace(b"/Marked true", b"/Marked null")
    file = tmp_path / "file.pdf"
    file.write_bytes(data)
    with pytest.raises(AssertionError, match=f"FAIL {file} ua1"):
        verapdf(file)

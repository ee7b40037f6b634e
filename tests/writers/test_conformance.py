"""veraPDF on both kinds of file: PDF/UA-1 with PDF/A-2a (press) and PDF/A-3a (screen).

Its jars are put into `.ci/verapdf/target/lib` by the pom beside it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path as FilePath

import pytest
from msgspec.structs import replace

from depliant.display.items import DisplayDocument
from depliant.press.condition import OutputCondition, PressSpec
from depliant.writers import press_pdf, screen_pdf

JARS = FilePath(__file__).parents[2] / ".ci" / "verapdf" / "target" / "lib"


@pytest.fixture
def verapdf(judge: Callable[..., str], tmp_path: FilePath) -> Callable[..., str]:
    """veraPDF's report on a file, in its own XML."""
    if not any(JARS.glob("greenfield-apps-*.jar")):
        if os.environ.get("CI") == "true":
            pytest.fail("veraPDF is not installed")
        pytest.skip("veraPDF is not installed")

    def report(flavour: str, *files: bytes) -> str:
        paths = [tmp_path / f"{number}.pdf" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        program = "org.verapdf.apps.GreenfieldCliWrapper"
        return judge("java", "-cp", f"{JARS}/*", program, "--flavour", flavour, *paths)

    return report


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_press_files_conform(
    flavour: str, document: DisplayDocument, spec: PressSpec, verapdf: Callable[..., str]
) -> None:
    marked = replace(
        spec, marks=frozenset({"crop", "fold", "registration", "bars", "slug"}), spots="convert"
    )
    files = [press_pdf.write(document, item) for item in (spec, marked)]
    assert verapdf(flavour, *files).count('isCompliant="true"') == 2


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_the_screen_file_conforms(
    flavour: str,
    document: DisplayDocument,
    condition: OutputCondition,
    verapdf: Callable[..., str],
) -> None:
    file = screen_pdf.write(document, condition)
    assert verapdf(flavour, file).count('isCompliant="true"') == 1


def test_the_judge_does_find_faults(
    document: DisplayDocument, condition: OutputCondition, verapdf: Callable[..., str]
) -> None:
    data = screen_pdf.write(document, condition).replace(b"/Marked true", b"/Marked null")
    with pytest.raises(AssertionError, match='isCompliant="false"'):
        verapdf("ua1", data)

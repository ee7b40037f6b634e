"""Arabic-Indic digits by setting, from content.yaml to the text of the PDF."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from depliant.build import pipeline
from depliant.build.editions import edition_in
from depliant.build.report import BuildRequest
from depliant.commands.cli import run
from depliant.content.model import Edition
from depliant.content.publication import load as load_publication
from depliant.errors import has_errors
from depliant.readaloud.reading import read_aloud
from depliant.source.folder import Folder

FROZEN = Path(__file__).parent / "data" / "frozen"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the leaflet with its Arabic translation."""
    folder = tmp_path / "project"
    shutil.copytree(FROZEN / "assets", folder / "assets")
    shutil.copy(FROZEN / "content.yaml", folder)
    # Arabic-Indic digits come from the Arabic face, which is wider than the condensed one.
    style = folder / "assets" / "style.yaml"
    style.write_text(style.read_text("utf-8").replace("{hang_mm: 14.6}", "{hang_mm: 16}"), "utf-8")
    return folder


def edition(project: Path) -> Edition:
    made = edition_in(load_publication(Folder(project)), Folder(project), "ar")
    assert made.edition is not None, made.diagnostics
    assert not has_errors(made.diagnostics)
    return made.edition


def spoken(project: Path) -> str:
    request = BuildRequest(("ar",), targets=("screen",), out=project / "out", preflight=False)
    (file,) = pipeline.build(project, request).files
    return "\n".join(read_aloud(file.path).lines)


def test_figures_are_written_in_the_digits_that_content_asks_for(project: Path) -> None:
    latin, before = edition(project), spoken(project)
    content = project / "content.yaml"
    content.write_text(content.read_text("utf-8") + "\ndigits: {ar: arab}\n", "utf-8")
    arabic, after = edition(project), spoken(project)
    shown = {figure.id: figure.shown for figure in arabic.figures}
    assert shown["fierte"] == "٧٦٫٩٪"
    assert shown["personnes_quinzaines"] == "٤٠٬٠٠٠"
    assert all(not re.search("[0-9]", text) for text in shown.values())
    assert [figure.value for figure in latin.figures] == [f.value for f in arabic.figures]
    for text in ("٧٦٫٩٪", "٤٠٬٠٠٠", "٢٫٧ مليون", "ونحو ٤٠ برنامجًا"):
        assert text in after
        assert text not in before

    # The same words and numbers in the same order, whatever the digits.
    def plainly(text: str) -> str:
        signs = str.maketrans({"٫": ".", "٬": ",", "٪": "%"})
        return "".join(
            str(unicodedata.decimal(char)) if char.isdecimal() else char
            for char in text.translate(signs)
        )

    assert plainly(after) == plainly(before)


def test_other_editions_keep_theirs(project: Path) -> None:
    source = edition_in(load_publication(Folder(project)), Folder(project), "de").edition
    content = project / "content.yaml"
    content.write_text(content.read_text("utf-8") + "\ndigits: {ar: arab}\n", "utf-8")
    assert edition_in(load_publication(Folder(project)), Folder(project), "de").edition == source


def test_digits_that_are_not_known_are_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = project / "content.yaml"
    content.write_text(content.read_text("utf-8") + "\ndigits: {ar: roman}\n", "utf-8")
    assert run(["check", str(project)]) == 2
    assert "content.yaml:" in (said := capsys.readouterr().err)
    assert "arab" in said

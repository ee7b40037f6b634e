"""Markup of running text on finished pages: line ends, subscripts, character styles, telephones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.conftest import dress
from tests.judges.programs import judge

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.readaloud.reading import read_aloud

STYLE = """
format: {size: A5, size_of: panel, orientation: portrait, fold: none}
families: {text: [Barlow, {family: IBM Plex Sans Arabic, script: Arab}], display: Barlow Condensed}
swatches: {plum: {cmyk: [45, 75, 30, 35]}, pale: {cmyk: [5, 5, 5, 0]}}
type:
  text: {size: 9, leading: 12, align: justify, strong: {weight: 600}}
  title: {size: 20, leading: 24, after: 3}
character_styles:
  accent: {colour: plum, weight: 600}
  abbreviation: {small_capitals: true}
  faint: {colour: pale}
"""
CONTENT = """
figures:
  saved: {value: 12, unit: t, source: unstated}
  other: {value: 7, unit: t, source: unstated}
panels:
  - id: cover
    blocks: [{heading: "Words\\nand signs", level: 1}]
  - id: one
    title: |
      Air and
      CO~2~
    blocks:
      - text: |
          Alder Street Library
          **12 Alder Street**
          AB1 2CD [Aldertown]{.accent}
      - text: >-
          folded\\
          [03 21 00 00 00](tel:+33321000000) runs
          on
      - text: "quoted\\nlines\\Lend"
      - text: the [unesco]{.abbreviation} and [**all** of it]{.accent lang=de}
      - key-figure: saved
        label: of CO~2~ and PM~2,5~
      - chart: bar
        title: Tonnes of CO~2~
        data:
          - {figure: saved, label: "[CO~2~]{.accent} here"}
          - {figure: other, label: "T~max~ there"}
      - table: t
        columns: [{heading: Gas}, {heading: "CO~2~"}]
        rows: [["up\\ndown", "CH~4~"]]
"""


def made(root: Path, content: str, language: str = "en") -> Path:
    dress(root)
    (root / "assets/style.yaml").write_text(STYLE, encoding="utf-8")
    head = f"id: x\ntitle: Words\nlanguage: {language}\ndate: 2026-01-01\n"
    (root / "content.yaml").write_text(head + content, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = made(tmp_path_factory.mktemp("words"), CONTENT)
    report = pipeline.build(root, BuildRequest(preflight=False, targets=("screen",)))
    assert [fault for fault in report.diagnostics if fault.severity == "error"] == []
    return next(root.rglob("*.screen.pdf"))


@pytest.fixture(scope="module")
def lines(built: Path) -> list[str]:
    """The lines of the page as poppler reads them."""
    said = judge("pdftotext", "-layout", built, "-")
    return [" ".join(line.split()) for line in said.splitlines() if line.strip()]


def test_a_line_ends_where_it_is_ended(lines: list[str]) -> None:
    for parts in (
        ["Air and", "CO2"],
        ["Alder Street Library", "12 Alder Street", "AB1 2CD Aldertown"],
        ["folded", "03 21 00 00 00 runs on"],
        ["quoted", "lines", "end"],
    ):
        at = lines.index(parts[0])
        assert lines[at : at + len(parts)] == parts


def test_lines_of_an_address_are_one_paragraph_and_parted_by_spaces(built: Path) -> None:
    said = "\n".join(read_aloud(built).lines)
    assert "Alder Street Library 12 Alder Street AB1 2CD Aldertown" in said
    assert "heading level 2: Air and CO2" in said


def test_what_is_lowered_is_read_as_it_is_written(lines: list[str]) -> None:
    page = "\n".join(lines)
    for words in ("of CO2 and PM2,5", "Tonnes of CO2", "CO2 here", "Tmax there", "CH4"):
        assert words in page


def test_the_link_of_a_telephone_dials_it_and_says_it(built: Path) -> None:
    with pikepdf.open(built) as pdf:
        (link,) = [one for page in pdf.pages for one in page.get("/Annots", [])]
        assert str(link.A.URI) == "tel:+33321000000"
        assert str(link.Contents).replace("\u00a0", " ") == "03 21 00 00 00"


def test_the_bookmark_of_a_title_has_one_line(built: Path) -> None:
    with pikepdf.open(built) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Words and signs", "Air and CO2"]


Found = Callable[[str], list[tuple[str, str, int, str]]]


@pytest.fixture
def told(tmp_path: Path) -> Found:
    """Code, severity, line and hint of what `check` finds of a text in its fifth line."""

    def run(text: str) -> list[tuple[str, str, int, str]]:
        root = made(tmp_path, f"panels: [{{id: one, blocks: [{{text: {text}}}]}}]\n")
        return [
            (
                fault.code,
                fault.severity,
                (fault.place.line if fault.place else 0) or 0,
                str(fault.hint),
            )
            for fault in pipeline.check(root).diagnostics
            if fault.code not in ("words-unknown", "heading-level", "title-missing")
        ]

    return run


@pytest.mark.parametrize(
    ("text", "code", "severity", "hint"),
    [
        ('"a [b]{.acent} c"', "character-style-unknown", "error", "accent"),
        ('"a [b]{.other} c"', "character-style-unknown", "error", "abbreviation, accent, faint"),
        ('"a [b]{.accent now} c"', "markup-style", "error", "{.name}"),
        ('"a [b]{.faint} c"', "text-contrast", "error", ""),
        ('"[03 21 00 00 01](tel:+33321000000)"', "link-number", "warning", "abroad"),
        ('"Alder Street 12\\\n    beside the pool"', "text-joined", "warning", "\\n"),
    ],
)
def test_bad_marks_are_told(told: Found, text: str, code: str, severity: str, hint: str) -> None:
    (fault,) = [one for one in told(text) if one[0] == code]
    assert fault[1] == severity
    assert fault[2] == 5
    assert hint in fault[3]

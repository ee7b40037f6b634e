"""A brochure built for a printer: its boxes, marks and inks, and where the file says it is from."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.errors import BrochureError, InputError
from depliant.geometry import MM
from depliant.style.printing import SHIPPED

ACCORDION = Path(__file__).parent / "data" / "accordion"
BUILD = "{urn:depliant:build#}"

Build = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second brochure."""
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def press(project: Path, **request: object) -> Path:
    """The press file of a project."""
    asked = BuildRequest(targets=("press",), **request)  # type: ignore[arg-type]
    (file,) = pipeline.build(project, asked).files
    return file.path


def edges(page: pikepdf.Page, name: str) -> list[float]:
    return [float(edge) for edge in page.obj[name]]


def edit(project: Path, old: str, new: str, file: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("printer", "bleed", "room"),
    [(None, 5, 5), ("generic-coated", 3, 3), ("web-to-print", 3, 3), ("bleed-5mm", 5, 17),
     ("pdf-x1a", 3, 15)],
)  # fmt: skip
def test_boxes_are_the_printers(
    project: Path, printer: str | None, bleed: float, room: float
) -> None:
    with pikepdf.open(press(project, printer=printer)) as pdf:
        for page in pdf.pages:
            media, outer, trim = (
                edges(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media[:2] == [0, 0]
            assert trim[0] == pytest.approx(room * MM, abs=1e-3), "with or without marks"
            for inner, out in zip(trim, outer, strict=True):
                assert abs(inner - out) == pytest.approx(bleed * MM, abs=1e-3)


def test_the_flavour_is_the_printers(project: Path) -> None:
    with pikepdf.open(press(project, printer="pdf-x1a")) as pdf:
        assert pdf.pdf_version == "1.4"
        assert str(pdf.trailer.Info.GTS_PDFXVersion) == "PDF/X-1a:2003"
    with pikepdf.open(press(project, printer="generic-coated")) as pdf:
        assert pdf.pdf_version == "1.6"


def test_the_screen_file_is_the_same_for_every_printer(project: Path) -> None:
    pages = []
    for printer in (None, "bleed-5mm"):
        request = BuildRequest(targets=("screen",), printer=printer)
        (file,) = pipeline.build(project, request).files
        with pikepdf.open(file.path) as pdf:
            pages.append([page.Contents.read_bytes() for page in pdf.pages])
            assert [edges(page, "/MediaBox") for page in pdf.pages] == [
                edges(page, "/TrimBox") for page in pdf.pages
            ]
    assert len(pages[0]) == len(pages[1])


def test_the_printers_ink_limit_is_kept(project: Path) -> None:
    style = "assets/style.yaml"
    edit(project, "ink_limit: 280", "ink_limit: 300", style)
    edit(project, "swatches:", "swatches:\n  deep: {cmyk: [90, 80, 70, 50]}", style)
    edit(
        project, "size: 14, leading: 12, colour: tide", "size: 14, leading: 12, colour: deep", style
    )
    press(project, printer="bleed-5mm")
    with pytest.raises(BrochureError) as caught:
        press(project, printer="web-to-print")
    assert {item.code for item in caught.value.diagnostics if item.severity == "error"} == {
        "ink-limit"
    }
    assert "allows 280%" in str(caught.value)


def test_printers_that_cannot_be(project: Path) -> None:
    for name, code in (("generic-uncoated", "icc-missing"), ("x", "printer-unknown")):
        with pytest.raises(InputError) as caught:
            press(project, printer=name)
        assert [item.code for item in caught.value.diagnostics] == [code]


def test_check_reads_the_projects_printers(project: Path) -> None:
    (project / "assets/printers").mkdir()
    (project / "assets/printers/shop.yaml").write_text("title: Shop\nbled_mm: 3\n")
    found = [item for item in pipeline.check(project).diagnostics if item.severity == "error"]
    assert {str(item.place) for item in found} == {
        "assets/printers/shop.yaml:1:1", "assets/printers/shop.yaml:2:1",
    }  # fmt: skip
    assert {item.code for item in found} == {"key-missing", "key-unknown"}


def test_a_build_tells_what_each_file_is_made_from_and_the_file_its_program(
    project: Path,
) -> None:
    from importlib.metadata import version

    reports = pipeline.build(project, BuildRequest(printer="web-to-print")).files
    assert len(reports) == 2
    for file in reports:
        with pikepdf.open(file.path) as pdf, pdf.open_metadata() as metadata:
            assert str(metadata[f"{BUILD}program"]) == f"Dépliant {version('depliant')}"
            assert f"{BUILD}inputs" not in metadata, "names and digests of files are not public"
        inputs = dict(file.inputs)
        assert inputs.pop("printers/web-to-print.yaml") == digest(SHIPPED / "web-to-print.yaml")
        assert {
            "content.yaml", "assets/style.yaml", "assets/icc/FOGRA39L_coated.icc",
            "assets/art/waves.svg", "assets/logos/friends.yaml", "assets/logos/friends.svg",
        } == inputs.keys()  # fmt: skip
        for name, said in inputs.items():
            assert said == digest(project / name), name


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_another_comma_is_another_file_and_the_same_again_the_same(
    project: Path, tmp_path: Path
) -> None:
    def made(root: Path) -> tuple[bytes, dict[str, str]]:
        asked = BuildRequest(targets=("press",), printer="bleed-5mm")
        (file,) = pipeline.build(root, asked).files
        return file.path.read_bytes(), dict(file.inputs)

    first, names = made(project)
    moved = Path(shutil.copytree(project, tmp_path / "elsewhere"))
    assert made(moved)[0] == first
    edit(project, "\n", "\n# A comma.\n", "content.yaml")
    again, changed = made(project)
    assert again == first, "a comment is in no file"
    assert {name for name, said in changed.items() if said != names[name]} == {"content.yaml"}
    edit(project, "At Saltmarsh, where", "At Saltmarsh where", "content.yaml")
    assert made(project)[0] != first

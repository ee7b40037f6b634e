"""Preflight within a build: what it finds stops the build, unless it is allowed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from tests.loud import LOUD

from depliant.build import judging, pipeline
from depliant.build.judging import judged
from depliant.build.report import BuildRequest
from depliant.commands.console import where
from depliant.errors import BrochureError, Diagnostic, Place
from depliant.pdfread import syntax
from depliant.pdfread.syntax import qpdf_says
from depliant.press.condition import OutputCondition, load_condition
from depliant.sentences import say

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("out")
    project = ROOT / "tests" / "data" / "accordion"
    report = pipeline.build(project, BuildRequest(targets=("press",), out=out))
    assert [str(file.preflight) for file in report.files] == ["sound"]
    return report.files[0].path.read_bytes()


@pytest.fixture(scope="module")
def condition() -> OutputCondition:
    return load_condition(ROOT / "assets/icc/FOGRA39L_coated.icc", "FOGRA39")


@pytest.fixture(scope="module")
def untrimmed(press: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(press)) as pdf:
        del pdf.pages[0].TrimBox
        pdf.save(buffer)
    return buffer.getvalue()


def test_a_fault_is_told_with_its_rule_and_its_place(
    untrimmed: bytes, condition: OutputCondition
) -> None:
    found = {fault.code: fault for fault in judged("x.pdf", untrimmed, None, condition)}
    assert found["box-missing"].severity == "error"
    place = found["box-missing"].place
    assert place == Place("x.pdf", within=say("page {page}", page=1))
    assert str(place) == "x.pdf, page 1"
    assert LOUD.tell(where([place])) == "x.pdf, PAGE 1"


@pytest.mark.parametrize("content", [b"q ] Q", b"q <zz> Tj Q", b"99999999999999999999 0 m 1 1 l S"])
def test_what_qpdf_says_of_our_own_file_is_an_error(
    press: bytes, condition: OutputCondition, content: bytes
) -> None:
    """As `qpdf --check` says it, which a build cannot call."""
    assert qpdf_says(press) == ()
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(press)) as pdf:
        pdf.pages[-1].Contents = pdf.make_stream(content)
        pdf.save(buffer)
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as pdf:
        assert pdf.check_pdf_syntax()
    found = [one for one in judged("x.pdf", buffer.getvalue(), None, condition)
             if one.code == "file-repaired"]  # fmt: skip
    assert [one.severity for one in found] == ["error"]
    allowed = judged("x.pdf", buffer.getvalue(), None, condition, ("file-repaired",))
    assert "error" not in {one.severity for one in allowed if one.code == "file-repaired"}


def test_very_much_is_not_read_to_its_end(press: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "_MOST", 10)
    assert qpdf_says(press) == ()


def test_an_allowed_error_is_kept_as_information(
    untrimmed: bytes, condition: OutputCondition
) -> None:
    codes = {fault.code for fault in judged("x.pdf", untrimmed, None, condition)}
    allowed = judged("x.pdf", untrimmed, None, condition, allowed=codes)
    assert {fault.code for fault in allowed} == codes
    assert "error" not in {fault.severity for fault in allowed}


def test_an_error_of_preflight_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Path(shutil.copytree(ROOT / "tests" / "data" / "accordion", tmp_path / "p"))

    def refuse(name: str, *_: object) -> tuple[Diagnostic, ...]:
        return (Diagnostic("box-missing", say("{name} has no trim box.", name=name)),)

    monkeypatch.setattr(judging, "judged", refuse)
    with pytest.raises(BrochureError, match="box-missing"):
        pipeline.build(project, BuildRequest(targets=("press",), cache=False))
    assert not (project / "out").exists()
    report = pipeline.build(project, BuildRequest(targets=("press",), preflight=False))
    assert str(report.files[0].preflight) == "not run"

"""What is lost or broken is found and named, and what only looks so is not."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.preflight.damaged import VARIANTS, Variant, packed, whole, wrong_startxref

from depliant.pdfread.opening import opened
from depliant.preflight import judge
from depliant.preflight.rules import damage

CODES = {rule.code for rule in damage.RULES} | {"glyph-missing"}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_what_is_damaged_is_found_by_its_code(variant: Variant) -> None:
    report = judge(variant.make())
    found = [item for item in report.findings if item.code in CODES]
    if not variant.code:
        assert [str(item) for item in found] == []
        return
    (item, *_) = (item for item in found if item.code == variant.code)
    assert variant.said in str(item.message)
    # Of what is cut off anything may be missing besides.
    if variant.code != "file-cut":
        assert {item.code for item in found} == {variant.code}
        assert item.severity == ("warning" if variant.code == "image-undecodable" else "error")


def test_every_rule_on_damage_has_a_file_that_breaks_it() -> None:
    assert {variant.code for variant in VARIANTS} - {""} == CODES


@pytest.mark.parametrize("data", [whole(), packed(), wrong_startxref()])
def test_qpdf_finds_fault_with_the_same_files(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        told = [*pdf.get_warnings(), *pdf.check_pdf_syntax()]
    assert bool(told) == ("file-repaired" in {item.code for item in judge(data).findings})


def test_what_was_repaired_is_told_as_often_as_it_is_asked_for() -> None:
    with opened(wrong_startxref()) as file:
        assert file.repairs == file.repairs != ()

"""Boxes, dividers, captions and quotations in both files, judged from outside."""

from __future__ import annotations

import re

import pytest

from .conftest import Brochure, sample
from .programs import judge, verapdf
from .test_output import heard


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """A brochure with all of them, one box parted between two columns and two pages."""
    return sample("quay", tmp_path_factory)


def test_verapdf_passes_boxes_and_captions(quay: Brochure) -> None:
    assert verapdf(*quay.files) == quay.passed


def test_outloud_hears_nothing_wrong_in_boxes(quay: Brochure) -> None:
    assert heard(quay.screen) == set()


def test_captions_stand_beside_figures_and_in_tables(quay: Brochure) -> None:
    """Poppler's reading of the structure, which knows nothing of how it was made."""
    said = judge("pdfinfo", "-struct", quay.screen)
    roles = [(len(found[1]), found[2]) for found in re.finditer(r"(?m)^( *)(\w+)", said)]
    steps = [(role, depth) for depth, role in roles]
    figures = [at for at, (role, _) in enumerate(steps) if role == "Figure"]
    first = steps[figures[0] + 1]
    assert first == ("Caption", steps[figures[0]][1])
    table = max(at for at, (role, _) in enumerate(steps) if role == "Table")
    assert steps[table + 1] == ("Caption", steps[table][1] + 2)
    quotes = [at for at, (role, _) in enumerate(steps) if role == "BlockQuote"]
    assert [role for role, _ in steps[quotes[0] + 1 : quotes[0] + 3]] == ["P", "P"]


def test_what_is_drawn_of_boxes_and_dividers_is_not_read(quay: Brochure) -> None:
    said = " ".join(judge("pdfinfo", "-struct-text", quay.screen).split())
    assert "•" not in said.partition("Good to know")[0]
    assert said.count("nobody has ever asked for it") == 1

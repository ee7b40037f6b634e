"""Frames, stories and running heads in both files, judged from outside."""

from __future__ import annotations

import pikepdf
import pytest

from .conftest import Brochure, sample
from .programs import judge, verapdf
from .test_output import heard


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """A programme whose text runs over two pages, with an aside, a row and a foot."""
    return sample("programme", tmp_path_factory)


def test_verapdf_passes_frames_and_stories(programme: Brochure) -> None:
    assert verapdf(*programme.files) == programme.passed


def test_outloud_hears_nothing_wrong_in_frames(programme: Brochure) -> None:
    assert heard(programme.screen) == set()


def test_a_paragraph_over_two_pages_is_one_with_its_content_on_both(programme: Brochure) -> None:
    """Poppler's reading of the structure, which knows nothing of how it was made."""
    said = judge("pdfinfo", "-struct-text", programme.screen)
    words = " ".join(said.split())
    assert "in which people" in words
    assert words.index("in which people") < words.index("answer the letter") < words.index("Boats")
    with pikepdf.open(programme.screen) as pdf:
        pages = {page.objgen for page in pdf.pages}
        whole = [one for one in elements(pdf.Root.StructTreeRoot) if len(pages_of(one)) > 1]
        assert len(pages) == 4
    assert [role for role, _ in whole] == ["/P"]


def elements(root: pikepdf.Object) -> list[tuple[str, list[pikepdf.Object]]]:
    """The role of every element and the references to its own content."""
    found: list[tuple[str, list[pikepdf.Object]]] = []
    open_ = list(root.K) if isinstance(root.K, pikepdf.Array) else [root.K]
    while open_:
        one = open_.pop()
        held = one.get("/K", pikepdf.Array())
        kids: list[pikepdf.Object] = list(held) if isinstance(held, pikepdf.Array) else [held]
        nested = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
        open_ += [kid for kid in nested if "/S" in kid]
        marks = [kid for kid in kids if not (isinstance(kid, pikepdf.Dictionary) and "/S" in kid)]
        page = one.get("/Pg")
        pages = [kid.Pg if isinstance(kid, pikepdf.Dictionary) else page for kid in marks]
        found.append((str(one.S), [place for place in pages if place is not None]))
    return found


def pages_of(one: tuple[str, list[pikepdf.Object]]) -> set[tuple[int, int]]:
    return {page.objgen for page in one[1]}


def test_running_heads_and_folios_are_artifacts_of_pagination(programme: Brochure) -> None:
    with pikepdf.open(programme.screen) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            kinds = [
                str(one.operands[1].get("/Type"))
                for one in pikepdf.parse_content_stream(page)
                if str(one.operator) == "BDC" and str(one.operands[0]) == "/Artifact"
            ]
            assert kinds.count("/Pagination") == 2, number
    assert "Four nights" not in judge("pdfinfo", "-struct-text", programme.screen)
    assert "Four nights" in judge("pdftotext", programme.screen, "-")

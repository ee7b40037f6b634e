"""Notes in both files, judged from outside."""

from __future__ import annotations

import pikepdf
import pytest

from .conftest import Brochure, sample
from .programs import judge, verapdf
from .test_output import heard


@pytest.fixture(scope="module")
def baths(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """Two pages: notes below two columns, and in a block; marks in a chart and a table."""
    return sample("notes", tmp_path_factory)


def test_verapdf_passes_notes(baths: Brochure) -> None:
    assert verapdf(*baths.files) == baths.passed


def test_outloud_hears_nothing_wrong_in_notes(baths: Brochure) -> None:
    assert heard(baths.screen) == set()


def test_poppler_reads_notes_after_their_text_and_marks_in_it(baths: Brochure) -> None:
    first = judge("pdftotext", "-l", "1", baths.screen, "-")
    said = " ".join(first.split())
    assert "davantage que jamais¹." in said
    assert "semaine³,², et" in said
    places = [said.index(words) for words in ("verrière.", "1 Enquête", "2 Sans le", "3 Mesures")]
    assert places == sorted(places)


def elements(root: pikepdf.Object) -> list[pikepdf.Object]:
    """All elements of a structure, in reading order."""
    held = root.get("/K", pikepdf.Array())
    kids: list[pikepdf.Object] = list(held) if isinstance(held, pikepdf.Array) else [held]
    found = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *elements(kid)]
    return found


def roles(part: pikepdf.Object) -> list[str]:
    return [str(one.S) for one in elements(part)]


def test_marks_are_references_to_notes_and_these_lead_back(baths: Brochure) -> None:
    with pikepdf.open(baths.screen) as pdf:
        found = elements(pdf.Root.StructTreeRoot)
        notes = [one for one in found if one.S == "/Note"]
        references = [one for one in found if one.S == "/Reference"]
        assert len(notes) == 6
        assert len(references) == 8
        for note in notes:
            assert roles(note)[:2] == ["/Lbl", "/Link"]
        for reference in references:
            assert roles(reference) == ["/Link"]
        ids = [str(one.ID) for one in found if "/ID" in one]
        assert len(ids) == len(set(ids))
        named = pdf.Root.Names.Dests.Names
        places = {str(named[at]): named[at + 1] for at in range(0, len(named), 2)}
        leads = [str(one.Dest) for page in pdf.pages for one in page.Annots if "/Dest" in one]
        assert len(leads) == len(references) + len(notes)
        assert set(leads) == {str(note.ID) for note in notes} | {
            str(one.ID) for one in references if "/ID" in one
        }
        assert set(leads) == set(places)
        # From the mark one comes down to the note, and from the note up again.
        assert places["note-one-1"][3] < places["note-one-1-mark"][3]


def test_a_press_file_has_no_links_and_says_the_same(baths: Brochure) -> None:
    with pikepdf.open(baths.press) as pdf:
        said = roles(pdf.Root.StructTreeRoot)
        assert "/Link" not in said
        assert said.count("/Note") == 6
        assert not any("/Annots" in page for page in pdf.pages)

"""The screen file: sRGB from the inks, links that can be followed and read, an outline."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image

from depliant.colour import PAPER, Colour
from depliant.display.items import (
    DisplayDocument,
    Form,
    Group,
    Item,
    Link,
    Mark,
    Page,
    Path,
    Picture,
    Raster,
)
from depliant.display.structure import ContentRef, Element
from depliant.errors import BrochureError
from depliant.geometry import Matrix, Rect, Size, rectangle
from depliant.press.condition import OutputCondition, PressSpec, screen_profile, to_srgb
from depliant.writers import press_pdf, screen_pdf

Read = Callable[[bytes], Any]


def test_the_same_document_gives_the_same_bytes(
    document: DisplayDocument, condition: OutputCondition
) -> None:
    assert screen_pdf.write(document, condition) == screen_pdf.write(document, condition)


def test_pages_are_at_their_trim_size_and_labelled(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    pdf = read(screen_pdf.write(document, condition)).pdf
    for page in pdf.pages:
        assert [float(edge) for edge in page.MediaBox] == [0, 0, 200, 200]
        assert page.Tabs == pikepdf.Name.S
    labels = list(pdf.Root.PageLabels.Nums)
    assert [str(labels[1].P), str(labels[3].P)] == ["extérieur", "intérieur"]


def test_content_is_in_rgb_alone_and_nothing_overprints(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    data = screen_pdf.write(document, condition)
    assert data.startswith(b"%PDF-1.7\n")
    found = read(data)
    for index, page in enumerate(found.pdf.pages):
        used = {operator for operator, _ in found.operators(index)}
        assert not used & {"g", "G", "k", "K", "cs", "CS", "gs"}
        assert "/ColorSpace" not in page.Resources
    (intent,) = found.pdf.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFA1
    assert intent.DestOutputProfile.read_bytes() == screen_profile()


def test_a_colour_on_screen_is_the_ink_through_the_profile(
    document: DisplayDocument,
    condition: OutputCondition,
    judge: Callable[..., str],
    tmp_path: FilePath,
) -> None:
    brick = Colour(0.1, 0.85, 0.9, 0.1)
    area = Path(rectangle(Rect(0, 0, 50, 50)), fill=brick)
    page = Page(Size(50, 50), (Mark((area,), None),), "a")
    bare = replace(document, pages=(page,), structure=Element("Document"), outline=())
    (tmp_path / "in.pdf").write_bytes(screen_pdf.write(bare, condition))
    judge("pdftoppm", "-r", "72", "-png", "-singlefile", tmp_path / "in.pdf", tmp_path / "out")
    with Image.open(tmp_path / "out.png") as image:
        seen = image.convert("RGB").getpixel((25, 25))
    assert isinstance(seen, tuple)
    assert all(abs(a - b) <= 1 for a, b in zip(seen, to_srgb(condition, [brick])[0], strict=True))


def test_the_tags_hold_the_link(
    document: DisplayDocument,
    condition: OutputCondition,
    read: Read,
    golden: Callable[[str, str], None],
) -> None:
    golden("writers/screen_tags.txt", read(screen_pdf.write(document, condition)).tree())


def test_a_link_is_described_printed_and_tied_to_its_tag(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    pdf = read(screen_pdf.write(document, condition)).pdf
    (link,) = pdf.pages[0].Annots
    assert str(link.Contents) == "Site web"
    assert bytes(link.A.URI) == b"https://www.missionbassinminier.org/%C3%A9"
    assert link.F == 4
    assert [float(n) for n in link.Border] == [0, 0, 0]
    assert [float(n) for n in link.Rect][:2] == [20, 58]
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert str(parents[int(link.StructParent)].S) == "/Link"
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == max(parents) + 1


def test_the_outline_leads_to_its_places(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    pdf = read(screen_pdf.write(document, condition)).pdf
    outline = pdf.Root.Outlines
    assert outline.Count == 3
    first = outline.First
    assert [str(first.Title), str(first.First.Title), str(first.Next.Title)] == [
        "Chiffres clés", "Une liste", "Un tableau",
    ]  # fmt: skip
    assert outline.Last.objgen == first.Next.objgen
    assert first.Next.Dest[0].objgen == pdf.pages[1].obj.objgen
    assert [float(first.Dest[2]), float(first.Dest[3])] == pytest.approx([20, 200 - 24])
    assert pdf.Root.PageMode == pikepdf.Name.UseOutlines


def test_the_title_is_shown_and_the_language_known(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    found = read(screen_pdf.write(document, condition))
    root = found.pdf.Root
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "fr"


def test_notes_can_be_found_by_their_identifier(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    pdf = read(screen_pdf.write(document, condition)).pdf
    name, note = pdf.Root.StructTreeRoot.IDTree.Names
    assert bytes(name) == b"note-1"
    assert str(note.S) == "/Note"


def linked(document: DisplayDocument, uri: str, content: int) -> DisplayDocument:
    first, *rest = document.pages
    link = Link(Rect(0, 0, 5, 5), uri, content, "essai")
    return replace(document, pages=(replace(first, items=(*first.items, link)), *rest))


@pytest.mark.parametrize(
    "uri", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "exemple"]
)
def test_a_link_to_elsewhere_is_refused(
    uri: str, document: DisplayDocument, condition: OutputCondition
) -> None:
    with pytest.raises(BrochureError) as caught:
        screen_pdf.write(linked(document, uri, 7), condition)
    assert [item.code for item in caught.value.diagnostics] == ["link-scheme"]


def test_a_link_over_words_that_are_no_link_is_refused(
    document: DisplayDocument, condition: OutputCondition
) -> None:
    with pytest.raises(BrochureError) as caught:
        screen_pdf.write(linked(document, "https://example.org/", 2), condition)
    assert [item.code for item in caught.value.diagnostics] == ["link-untagged"]


def test_one_link_may_have_two_places(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    found = read(screen_pdf.write(linked(document, "mailto:a@example.org", 7), condition))
    assert found.tree().count("  link ") == 2


def test_a_link_tag_that_no_annotation_serves_is_plain_text(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    first, *rest = document.pages
    items = tuple(item for item in first.items if not isinstance(item, Link))
    bare = replace(document, pages=(replace(first, items=items), *rest))
    tree = read(screen_pdf.write(bare, condition)).tree()
    assert "Link" not in tree
    assert "    Span\n      page 1: 'missionbassinminier.org'" in tree


def test_an_element_within_a_link_belongs_to_it(
    document: DisplayDocument, condition: OutputCondition, read: Read
) -> None:
    def wrapped(element: Element) -> Element:
        if element.role == "Link":
            return replace(element, kids=(Element("Span", (ContentRef(7),)),))
        kids = tuple(wrapped(kid) if isinstance(kid, Element) else kid for kid in element.kids)
        return replace(element, kids=kids)

    nested = replace(document, structure=wrapped(document.structure))
    tree = read(screen_pdf.write(nested, condition)).tree()
    assert "Link\n      Span\n        page 1: 'missionbassinminier.org'\n      link https" in tree


def test_readers_that_nobody_here_wrote_find_no_fault(
    document: DisplayDocument,
    condition: OutputCondition,
    judge: Callable[..., str],
    tmp_path: FilePath,
) -> None:
    path = tmp_path / "screen.pdf"
    path.write_bytes(screen_pdf.write(document, condition))
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", path)
    assert judge("pdffonts", path).count("yes yes yes") == 2
    tags = judge("pdfinfo", "-struct-text", path)
    assert "Figure" in tags
    assert "Un office à 76,9" in tags


def noise(pixels: Callable[..., Raster], side: int) -> Raster:
    return pixels("rgb", side, side, random.Random(4).randbytes(3 * side * side))


@pytest.mark.parametrize(
    ("scale", "wrapped", "expected"),
    [(1.0, False, 192), (0.5, False, 96), (3.0, False, 600), (0.5, True, 600)],
)
def test_a_photograph_has_as_many_pixels_as_a_screen_shows_at_its_size(
    document: DisplayDocument,
    spec: PressSpec,
    pixels: Callable[..., Raster],
    scale: float,
    wrapped: bool,
    expected: int,
) -> None:
    """An inch of 600 pixels; what stands in a form may be shown at several sizes."""
    shown: Item = Picture(noise(pixels, 600), Rect(0, 0, 72, 72), Rect(0, 0, 600, 600), PAPER)
    if wrapped:
        shown = Form((shown,), Rect(0, 0, 72, 72))
    placed = Group((shown,), Matrix(scale, 0, 0, scale, 5, 5))
    page = Page(Size(400, 400), (Mark((placed,), None),), "one")
    made = replace(document, pages=(page,), structure=Element("Document"), outline=())

    def widths(data: bytes) -> set[int]:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
            return {int(item.Width) for item in streams if item.get("/Subtype") == "/Image"}

    assert widths(screen_pdf.write(made, spec.condition)) == {expected}
    assert widths(screen_pdf.write(made, spec.condition, picture_ppi=900)) == {600}, (
        "a sharper image asks"
    )
    assert widths(press_pdf.write(made, spec)) == {600}

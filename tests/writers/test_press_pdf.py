"""The press file: boxes, inks, overprint, tags; read back and taken apart into plates."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any, Literal, get_args

import pikepdf
import pytest
from msgspec.structs import replace

from depliant.colour import BLACK, PAPER, Colour
from depliant.display.items import (
    DisplayDocument,
    Glyphs,
    Group,
    Item,
    Mark,
    Page,
    Path,
    Picture,
    Raster,
    Stroke,
)
from depliant.display.structure import ContentRef, Element
from depliant.errors import BrochureError
from depliant.geometry import MM, Rect, Size, mm, rectangle, scaling
from depliant.press.condition import PressSpec
from depliant.writers import press_pdf

MarkKind = Literal["crop", "fold", "registration", "bars", "slug"]
ALL_MARKS: frozenset[MarkKind] = frozenset(get_args(MarkKind))
Read = Callable[[bytes], Any]


def sheet_of(document: DisplayDocument, *items: Item) -> DisplayDocument:
    """A document of one page with `items` as an artifact."""
    page = Page(Size(200, 200), (Mark(items, None),), "essai")
    return replace(document, pages=(page,), structure=Element("Document"), outline=())


def box(x: float, y: float, width: float, height: float, fill: Colour) -> Path:
    return Path(rectangle(Rect(x, y, width, height)), fill=fill)


def codes(error: BrochureError) -> list[str]:
    return [item.code for item in error.diagnostics]


def test_the_same_document_gives_the_same_bytes(document: DisplayDocument, spec: PressSpec) -> None:
    assert press_pdf.write(document, spec) == press_pdf.write(document, spec)


def test_the_bytes_do_not_depend_on_hash_seed_or_day(
    document: DisplayDocument, spec: PressSpec, tmp_path: FilePath
) -> None:
    import hashlib
    import pickle

    (tmp_path / "in").write_bytes(pickle.dumps((document, spec)))
    program = (
        "import hashlib, pickle, sys; from pathlib import Path; "
        "from depliant.writers import press_pdf; "
        f"document, spec = pickle.loads(Path({str(tmp_path / 'in')!r}).read_bytes()); "
        "print(hashlib.sha256(press_pdf.write(document, spec)).hexdigest())"
    )
    digest = hashlib.sha256(press_pdf.write(document, spec)).hexdigest()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == digest


def test_boxes_without_marks_end_at_the_bleed(
    document: DisplayDocument, spec: PressSpec, read: Read
) -> None:
    found = read(press_pdf.write(document, spec))
    for page in found.pdf.pages:
        media, trim, bleed = (
            [float(edge) for edge in page[key]] for key in ("/MediaBox", "/TrimBox", "/BleedBox")
        )
        assert media[:2] == [0, 0]
        assert bleed == pytest.approx(media, abs=1e-3)
        assert trim == pytest.approx([3 * MM, 3 * MM, 3 * MM + 200, 3 * MM + 200], abs=1e-3)
        assert "/Annots" not in page


def test_content_is_in_cmyk_and_separations_alone(
    document: DisplayDocument, spec: PressSpec, read: Read
) -> None:
    found = read(press_pdf.write(document, spec))
    allowed = {"k", "K", "cs", "CS", "scn", "SCN"}
    for index, page in enumerate(found.pdf.pages):
        used = {operator for operator, _ in found.operators(index)}
        assert not used & {"g", "G", "rg", "RG", "sc", "SC", "sh"}
        assert used & allowed
        for space in page.Resources.get("/ColorSpace", pikepdf.Dictionary()).values():
            assert [str(space[0]), str(space[2])] == ["/Separation", "/DeviceCMYK"]
    spaces = {
        str(stream.ColorSpace)
        for stream in found.pdf.objects
        if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Image"
    }
    assert spaces == {"/DeviceCMYK", "/DeviceGray"}, "in gray is what a picture lets through"
    masks = [
        stream.SMask.objgen
        for stream in found.pdf.objects
        if isinstance(stream, pikepdf.Stream) and "/SMask" in stream
    ]
    grays = [
        stream.objgen
        for stream in found.pdf.objects
        if isinstance(stream, pikepdf.Stream) and stream.get("/ColorSpace") == "/DeviceGray"
    ]
    assert masks == grays


def test_the_header_the_intents_and_the_claims(
    document: DisplayDocument, spec: PressSpec, read: Read
) -> None:
    data = press_pdf.write(document, spec)
    assert data.startswith(b"%PDF-1.6\n")
    found = read(data)
    intents = list(found.pdf.Root.OutputIntents)
    assert [str(intent.S) for intent in intents] == ["/GTS_PDFX", "/GTS_PDFA1"]
    assert {str(intent.OutputConditionIdentifier) for intent in intents} == {"FOGRA39"}
    assert len({intent.DestOutputProfile.objgen for intent in intents}) == 1
    assert intents[0].DestOutputProfile.read_bytes() == spec.condition.icc
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in data
    assert found.pdf.trailer.Info.Trapped == pikepdf.Name("/False")


def test_the_tags_read_like_the_page(
    document: DisplayDocument, spec: PressSpec, read: Read, golden: Callable[[str, str], None]
) -> None:
    golden("writers/press_tags.txt", read(press_pdf.write(document, spec)).tree())


def test_the_content_stream_of_a_page(
    document: DisplayDocument, spec: PressSpec, read: Read, golden: Callable[[str, str], None]
) -> None:
    found = read(press_pdf.write(document, spec))
    golden(
        "writers/press_page.txt", found.pdf.pages[0].Contents.read_bytes().decode("ascii") + "\n"
    )


def test_every_mark_of_a_page_is_in_the_parent_tree(
    document: DisplayDocument, spec: PressSpec, read: Read
) -> None:
    pdf = read(press_pdf.write(document, spec)).pdf
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for index, page in enumerate(pdf.pages):
        key, row = numbers[2 * index : 2 * index + 2]
        assert (key, page.StructParents) == (index, index)
        marks = len(re.findall(rb"/MCID \d+", page.Contents.read_bytes()))
        assert marks == len(row)
        assert all(str(parent.Type) == "/StructElem" for parent in row)


def test_a_form_used_three_times_is_written_once(
    document: DisplayDocument, spec: PressSpec, read: Read
) -> None:
    found = read(press_pdf.write(document, spec))
    forms = [
        stream
        for stream in found.pdf.objects
        if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Form"
    ]
    assert len(forms) == 1
    assert [float(edge) for edge in forms[0].BBox] == [-10, -10, 10, 10]
    drawn = [op for index in (0, 1) for op, args in found.operators(index) if args[:1] == ["/Fm1"]]
    assert drawn == ["Do"] * 3


def test_black_type_overprints_and_other_colours_knock_out(
    document: DisplayDocument,
    spec: PressSpec,
    line: Callable[..., Glyphs],
    plates: Callable[[bytes], dict[str, Any]],
) -> None:
    ground = box(0, 0, 200, 200, Colour(1, 0, 0, 0))
    sheet = sheet_of(
        document,
        ground,
        line("HHHH", 20, 80, size=60),
        line("HHHH", 20, 160, size=60, colour=PAPER),
        box(0, 180, 200, 10, Colour(0, 1, 0, 0)),
    )
    found = plates(press_pdf.write(sheet, spec))
    upper, lower, bar = (8, 30, 200, 100), (8, 110, 200, 175), (20, 190, 190, 196)
    assert found["Cyan"].crop(upper).getextrema() == (0, 0)
    assert found["Black"].crop(upper).getextrema() == (0, 255)
    assert found["Cyan"].crop(lower).getextrema() == (0, 255)
    assert found["Black"].crop(lower).getextrema() == (255, 255)
    assert found["Cyan"].crop(bar).getextrema() == (255, 255)


def test_a_black_area_knocks_out_and_a_black_line_does_not(
    document: DisplayDocument, spec: PressSpec, plates: Callable[[bytes], dict[str, Any]]
) -> None:
    sheet = sheet_of(
        document,
        box(0, 0, 200, 200, Colour(1, 0, 0, 0)),
        box(20, 20, 80, 80, BLACK),
        box(20, 120, 80, 4, BLACK),
        Path((("M", 20, 150), ("L", 180, 150)), stroke=Stroke(BLACK, 4)),
    )
    cyan = plates(press_pdf.write(sheet, spec))["Cyan"]
    off = round(3 * MM)
    assert cyan.getpixel((60 + off, 60 + off)) == 255
    assert cyan.getpixel((60 + off, 122 + off)) == 0
    assert cyan.getpixel((60 + off, 150 + off)) == 0


def test_a_spot_has_a_plate_of_its_own_or_is_converted(
    document: DisplayDocument, spec: PressSpec, plates: Callable[[bytes], dict[str, Any]]
) -> None:
    gold = Colour(0, 0.2, 0.9, 0.1, spot="Or du Nord")
    sheet = sheet_of(document, box(0, 0, 200, 200, gold.at(0.5)))
    kept = plates(press_pdf.write(sheet, spec))
    assert kept["Or du Nord"].getpixel((100, 100)) == pytest.approx(127, abs=2)
    assert kept["Yellow"].getextrema() == (255, 255)


def test_a_converted_spot_prints_in_process_inks(
    document: DisplayDocument, spec: PressSpec, plates: Callable[[bytes], dict[str, Any]]
) -> None:
    gold = Colour(0, 0.2, 0.9, 0.1, spot="Or du Nord")
    sheet = sheet_of(document, box(0, 0, 200, 200, gold.at(0.5)))
    found = plates(press_pdf.write(sheet, replace(spec, spots="convert")))
    assert "Or du Nord" not in found
    assert found["Yellow"].getpixel((100, 100)) == pytest.approx(255 * 0.55, abs=2)


def test_y_runs_down_and_bleed_is_beside_the_page(
    document: DisplayDocument, spec: PressSpec, plates: Callable[[bytes], dict[str, Any]]
) -> None:
    bled = box(-mm(3), -mm(3), 40, 20, Colour(0, 1, 0, 0))
    magenta = plates(press_pdf.write(sheet_of(document, bled), spec))["Magenta"]
    assert magenta.getpixel((1, 1)) == 0
    assert magenta.getpixel((38, 18)) == 0
    assert magenta.getpixel((42, 10)) == 255
    assert magenta.getpixel((10, 22)) == 255


def test_a_picture_stands_upright_cropped_and_over_what_is_below(
    document: DisplayDocument,
    spec: PressSpec,
    pixels: Callable[..., Raster],
    plates: Callable[[bytes], dict[str, Any]],
) -> None:
    # Four quarters in CMYK: cyan, magenta; yellow, nothing. The crop takes the right column.
    cells = [b"\xff\0\0\0", b"\0\xff\0\0", b"\0\0\xff\0", b"\0\0\0\0"]
    rows = [b"".join(cell * 10 for cell in cells[at : at + 2]) * 10 for at in (0, 2)]
    alpha = bytes([255] * 200 + [0] * 200)
    picture = Picture(
        pixels("cmyk", 20, 20, b"".join(rows), alpha),
        Rect(50, 50, 50, 100),
        Rect(10, 0, 10, 20),
        Colour(0, 0, 0.3, 0),
    )
    below = Path(rectangle(Rect(50, 50, 50, 100)), fill=Colour(0.5, 0, 0, 0))
    found = plates(press_pdf.write(sheet_of(document, below, picture), spec))
    off = round(3 * MM)
    top, bottom = (75 + off, 70 + off), (75 + off, 130 + off)
    assert found["Magenta"].getpixel(top) == 0
    assert found["Cyan"].getpixel(top) == 255
    assert found["Magenta"].getpixel(bottom) == 255
    assert found["Cyan"].getpixel(bottom) == pytest.approx(127, abs=2)
    assert found["Cyan"].getpixel((40 + off, 70 + off)) == 255


def test_marks_are_outside_the_bleed_on_every_plate(
    document: DisplayDocument,
    spec: PressSpec,
    read: Read,
    plates: Callable[[bytes], dict[str, Any]],
) -> None:
    sheet = replace(
        sheet_of(document),
        pages=(Page(Size(200, 200), (), "essai", folds=(60.0,)),),
    )
    data = press_pdf.write(sheet, replace(spec, marks=ALL_MARKS))
    found = read(data)
    page = found.pdf.pages[0]
    media, bleed = ([float(e) for e in page[key]] for key in ("/MediaBox", "/BleedBox"))
    assert media[:2] == [0, 0]
    assert media[2] == pytest.approx(200 + 30 * MM, abs=1e-3)
    inner = tuple(round(edge) for edge in bleed)
    separated = plates(data)
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        plate = separated[name]
        assert plate.crop(inner).getextrema() == (255, 255), name
        assert plate.getextrema()[0] < 128, name


@pytest.mark.parametrize("kind", sorted(ALL_MARKS))
def test_each_kind_of_mark_can_be_had_alone(
    kind: MarkKind, document: DisplayDocument, spec: PressSpec
) -> None:
    plain = press_pdf.write(document, spec)
    marked = press_pdf.write(document, replace(spec, marks=frozenset({kind})))
    assert len(marked) > len(plain)


def test_ink_lines_and_spots_are_all_refused_at_once(
    document: DisplayDocument, spec: PressSpec
) -> None:
    thin = Path((("M", 0, 0), ("L", 10, 0)), stroke=Stroke(BLACK, 0.4))
    sheet = sheet_of(
        document,
        box(0, 0, 10, 10, Colour(1, 1, 0.6, 0.5)),
        Group((thin,), scaling(0.5)),
        box(0, 0, 1, 1, Colour(0, 0.2, 0.9, 0.1, spot="Or")),
        box(0, 0, 1, 1, Colour(0, 0.3, 0.9, 0.1, spot="Or")),
        box(0, 0, 1, 1, Colour(1, 1, 1, 1, spot="All")),
    )
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(sheet, spec)
    assert sorted(codes(caught.value)) == [
        "ink-limit", "registration-in-artwork", "spot-conflict", "thin-line",
    ]  # fmt: skip
    text = str(caught.value)
    assert "100 100 60 50 on page 'essai' has 310% ink; the press allows 300%" in text
    assert "is 0.2 pt wide; the press holds 0.25 pt" in text


def test_a_spot_over_the_limit_counts_once_it_is_converted(
    document: DisplayDocument, spec: PressSpec
) -> None:
    sheet = sheet_of(document, box(0, 0, 10, 10, Colour(1, 1, 1, 0.5, spot="Nuit")))
    press_pdf.write(sheet, spec)
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(sheet, replace(spec, spots="convert"))
    assert codes(caught.value) == ["ink-limit"]


def test_lines_and_inks_at_the_limit_are_good(document: DisplayDocument, spec: PressSpec) -> None:
    sheet = sheet_of(
        document,
        box(0, 0, 10, 10, Colour(1, 1, 0.9, 0.1)),
        Path((("M", 0, 0), ("L", 10, 0)), stroke=Stroke(BLACK, 0.25)),
    )
    press_pdf.write(sheet, spec)


def test_a_filled_shape_may_be_as_thin_as_a_line(
    document: DisplayDocument, spec: PressSpec
) -> None:
    slanted = (("M", 0.0, 0.0), ("L", 70.0, 70.0), ("L", 69.9, 70.1), ("L", -0.1, 0.1), ("Z",))
    for outline in (rectangle(Rect(10, 10, 80, 0.2)), slanted):
        with pytest.raises(BrochureError) as caught:
            press_pdf.write(sheet_of(document, Path(outline, fill=BLACK)), spec)
        assert codes(caught.value) == ["thin-line"]
        assert "A filled shape" in str(caught.value)
    near = (box(x, 10, 80, 0.2, BLACK) for x in (10.1, 10.2))
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(sheet_of(document, *near), spec)
    assert len({*caught.value.diagnostics}) == 1, "what is told alike is told once"
    shrunk = Group((box(0, 0, 80, 0.4, BLACK),), scaling(0.5))
    with pytest.raises(BrochureError):
        press_pdf.write(sheet_of(document, shrunk), spec)
    press_pdf.write(sheet_of(document, box(0, 0, 80, 0.25, BLACK)), spec)
    press_pdf.write(sheet_of(document, box(0, 0, 80, 0.1, PAPER)), spec)


def test_small_text_is_on_two_plates_at_most(
    document: DisplayDocument, spec: PressSpec, line: Callable[..., Glyphs]
) -> None:
    two, three = Colour(0, 0.8, 0.9, 0), Colour(0.1, 0.8, 0.9, 0)
    spot = Colour(0.1, 0.8, 0.9, 0, spot="Brique")
    for good in (
        line("petit", 10, 10, size=7.5, colour=two),
        line("assez grand", 10, 10, size=8, colour=three),
        line("ton direct", 10, 10, size=7.5, colour=spot),
    ):
        press_pdf.write(sheet_of(document, good), spec)
    small = line("petit", 10, 10, size=7.5, colour=three)
    shrunk = Group((line("réduit", 10, 30, size=12, colour=three),), scaling(0.5))
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(sheet_of(document, small, small, shrunk), spec)
    assert codes(caught.value) == ["text-inks", "text-inks"], "each size once"
    assert "'petit' on page 'essai' is 7.5 pt small and in 3 inks" in str(caught.value)
    converted = sheet_of(document, line("ton direct", 10, 10, size=7.5, colour=spot))
    with pytest.raises(BrochureError):
        press_pdf.write(converted, replace(spec, spots="convert"))


def test_rich_black_is_for_areas(
    document: DisplayDocument, spec: PressSpec, line: Callable[..., Glyphs]
) -> None:
    rich = Colour(0.4, 0.4, 0.4, 1)
    press_pdf.write(
        sheet_of(
            document,
            box(0, 0, 200, 100, rich),
            line("noir", 10, 120, size=20),
            line("grand", 10, 180, size=36, colour=rich),
            line("ardoise", 10, 190, size=9, colour=Colour(0.6, 0.4, 0.35, 0.3)),
        ),
        spec,
    )
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(sheet_of(document, line("riche", 10, 120, size=20, colour=rich)), spec)
    assert codes(caught.value) == ["rich-black-text"]
    assert "'riche' on page 'essai', 20 pt" in str(caught.value)


def test_more_spots_than_the_press_has_room_for(document: DisplayDocument, spec: PressSpec) -> None:
    inks = [Colour(0, 0.2, 0.9, 0.1, spot=name) for name in ("Or", "Argent")]
    sheet = sheet_of(document, *(box(0, 0, 10, 10, ink) for ink in inks))
    press_pdf.write(sheet, replace(spec, spot_limit=2))
    press_pdf.write(sheet, replace(spec, spot_limit=1, spots="convert"))
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(sheet, replace(spec, spot_limit=1))
    assert codes(caught.value) == ["spots-too-many"]
    assert "2 spot inks (Or, Argent); the press takes 1" in str(caught.value)


def test_content_without_a_place_in_the_structure_is_refused(
    document: DisplayDocument, spec: PressSpec, line: Callable[..., Glyphs]
) -> None:
    page = Page(Size(200, 200), (Mark((line("seul", 10, 10),), 7),), "essai")
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(replace(document, pages=(page,), structure=Element("Document")), spec)
    assert codes(caught.value) == ["content-untagged"]


def test_structure_that_is_painted_nowhere_is_refused(
    document: DisplayDocument, spec: PressSpec
) -> None:
    structure = replace(
        document.structure, kids=(*document.structure.kids, Element("P", (ContentRef(99),)))
    )
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(replace(document, structure=structure), spec)
    assert codes(caught.value) == ["structure-unpainted"]
    assert "99" in str(caught.value)


def test_a_figure_on_two_pages_has_no_box(
    document: DisplayDocument, spec: PressSpec, line: Callable[..., Glyphs]
) -> None:
    pages = tuple(
        Page(Size(50, 50), (Mark((line("x", 1, 10),), 1),), label) for label in ("a", "b")
    )
    structure = Element("Document", (Element("Figure", (ContentRef(1),), alt="x"),))
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(replace(document, pages=pages, structure=structure, outline=()), spec)
    assert codes(caught.value) == ["figure-unbounded"]


@pytest.mark.parametrize("inner", [Mark((), None), Mark((), 1)])
def test_marks_do_not_nest(inner: Mark, document: DisplayDocument, spec: PressSpec) -> None:
    page = Page(Size(50, 50), (Mark((inner, Mark((), 1)), None),), "a")
    structure = Element("Document", (Element("P", (ContentRef(1),)),))
    with pytest.raises(ValueError, match="does not nest"):
        press_pdf.write(replace(document, pages=(page,), structure=structure), spec)


def test_readers_that_nobody_here_wrote_find_no_fault(
    document: DisplayDocument, spec: PressSpec, judge: Callable[..., str], tmp_path: FilePath
) -> None:
    path = tmp_path / "press.pdf"
    path.write_bytes(press_pdf.write(document, replace(spec, marks=ALL_MARKS)))
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", path)
    fonts = [row.split() for row in judge("pdffonts", path).splitlines()[2:]]
    assert len(fonts) == 2
    for row in fonts:
        assert row[0][6] == "+"
        assert row[-5:-2] == ["yes", "yes", "yes"]


def test_text_is_extracted_with_its_own_characters(
    document: DisplayDocument, spec: PressSpec, read: Read, judge: Callable[..., str],
    tmp_path: FilePath,
) -> None:  # fmt: skip
    data = press_pdf.write(document, spec)
    texts = read(data).texts(0)
    assert texts[1] == "Un office à 76,9\u202f% d’efficacité,"
    assert texts[2] == "soit 712\u202f000\u00a0euros par territ\u00ad"
    (tmp_path / "press.pdf").write_bytes(data)
    seen = judge("pdftotext", "-layout", tmp_path / "press.pdf", "-")
    assert "Un office à 76,9 % d’efficacité," in seen
    assert "712 000 euros" in seen


def test_a_page_with_no_ink_at_all_is_still_a_page(
    document: DisplayDocument, spec: PressSpec
) -> None:
    data = press_pdf.write(replace(sheet_of(document), pages=(Page(Size(9, 9), (), ""),)), spec)
    assert len(pikepdf.open(io.BytesIO(data)).pages) == 1

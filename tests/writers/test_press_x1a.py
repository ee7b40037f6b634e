"""PDF/X-1a:2003, item by item, since no open validator of it is known.

The items are those of Kodak's "Technical characteristics of PDF/X-1a" and of the checklist of
github.com/Padam87/pdfbox-preflight, issue 1.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import ImageChops

from depliant.display.items import DisplayDocument
from depliant.errors import BrochureError, InputError
from depliant.geometry import MM
from depliant.press.condition import OutputCondition, PressSpec
from depliant.writers import press_pdf

Read = Callable[[bytes], Any]


@pytest.fixture
def x1a(spec: PressSpec) -> PressSpec:
    return replace(
        spec, flavour="PDF/X-1a:2003", marks=frozenset({"crop", "registration", "bars", "slug"})
    )


@pytest.fixture
def data(document: DisplayDocument, x1a: PressSpec) -> bytes:
    made = replace(document.metadata, program="Dépliant 0")
    return press_pdf.write(replace(document, metadata=made), x1a)


@pytest.fixture
def pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of a file, those inside others too."""
    waiting = [item for item in pdf.objects if item is not None]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield item
            inner = [value for _, value in item.items()]
        elif isinstance(item, pikepdf.Array):
            inner = list(item)
        else:
            continue
        waiting += [
            value
            for value in inner
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
        ]


def test_it_is_pdf_1_4_throughout(data: bytes, pdf: pikepdf.Pdf) -> None:
    assert data.startswith(b"%PDF-1.4\n")
    assert "/Version" not in pdf.Root
    assert b"/ObjStm" not in data
    assert b"/XRef" not in data, "no cross-reference stream"
    assert re.search(rb"\nxref\s", data)


def test_it_is_claimed_in_the_info_dictionary_alone(data: bytes, pdf: pikepdf.Pdf) -> None:
    info = pdf.trailer.Info
    assert str(info.GTS_PDFXVersion) == "PDF/X-1a:2003"
    assert "/GTS_PDFXConformance" not in info, "that key is PDF/X-1a:2001's"
    packet = pdf.Root.Metadata.read_bytes()
    assert packet in data, "not compressed"
    for claim in (b"<pdfxid:", b"<pdfaid:", b"<pdfuaid:", b"pdfaExtension:schemas"):
        assert claim not in packet


def test_title_dates_and_trapping_are_told_and_agree(pdf: pikepdf.Pdf) -> None:
    info = pdf.trailer.Info
    assert info.Trapped == pikepdf.Name("/False")
    assert str(info.CreationDate) == str(info.ModDate) == "D:20170630000000+02'00'"
    root = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    title = root.find(".//{http://purl.org/dc/elements/1.1/}title")
    assert title is not None
    assert "".join(title.itertext()) == str(info.Title) != ""
    trapped = root.find(".//{http://ns.adobe.com/pdf/1.3/}Trapped")
    assert trapped is not None
    assert trapped.text == "False"


def test_the_trailer_has_an_identifier_and_no_encryption(pdf: pikepdf.Pdf) -> None:
    assert [len(bytes(part)) for part in pdf.trailer.ID] == [16, 16]
    assert "/Encrypt" not in pdf.trailer


def test_one_output_intent_with_a_version_2_press_profile(
    pdf: pikepdf.Pdf, spec: PressSpec
) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert str(intent.Info)
    profile = intent.DestOutputProfile.read_bytes()
    assert profile == spec.condition.icc
    assert (profile[8], profile[12:16]) == (2, b"prtr")
    assert int(intent.DestOutputProfile.N) == 4


def test_boxes_are_nested(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        media, bleed, trim = (
            [float(edge) for edge in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
        assert "/ArtBox" not in page
        assert trim[0] - bleed[0] == pytest.approx(3 * MM, abs=1e-3)
        for outer, inner in ((media, bleed), (bleed, trim)):
            assert outer[0] < inner[0] < inner[2] < outer[2]
            assert outer[1] < inner[1] < inner[3] < outer[3]


def test_every_font_is_embedded(data: bytes, judge: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    rows = [row.split() for row in judge("pdffonts", tmp_path / "x.pdf").splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", tmp_path / "x.pdf")


def test_poppler_knows_it_for_what_it_is(
    data: bytes, judge: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    said = judge("pdfinfo", tmp_path / "x.pdf")
    assert re.search(r"PDF version: +1\.4", said)
    assert re.search(r"PDF subtype: +PDF/X-1a:2003", said)
    assert re.search(r"Standard: +ISO 15930-4", said)
    assert re.search(r"Tagged: +no", said)


def test_colour_is_cmyk_and_spots(data: bytes, pdf: pikepdf.Pdf) -> None:
    intent = pdf.Root.OutputIntents[0].DestOutputProfile
    for item in dictionaries(pdf):
        space = item.get("/ColorSpace")
        if item.get("/Subtype") == "/Image" and not item.get("/ImageMask"):
            assert str(space) == "/DeviceCMYK"
        elif isinstance(space, pikepdf.Dictionary):
            for resource in space.values():
                assert [str(resource[0]), str(resource[2])] == ["/Separation", "/DeviceCMYK"]
        if isinstance(item, pikepdf.Stream) and "/N" in item:
            assert item.objgen == intent.objgen, "a profile for the intent and no other"
    assert not re.search(rb"/(ICCBased|DeviceRGB|DeviceGray|CalRGB|CalGray|Lab|Pattern)\b", data)
    for stream in streams(pdf):
        used = {str(step.operator) for step in pikepdf.parse_content_stream(stream)}
        assert not used & {"g", "G", "rg", "RG", "sc", "SC", "sh", "ri"}


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The pages and forms of a file."""
    yield from (page.obj for page in pdf.pages)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            yield item


def test_nothing_is_transparent(pdf: pikepdf.Pdf) -> None:
    for item in dictionaries(pdf):
        assert not {"/SMask", "/Group", "/ca", "/CA", "/BM", "/AIS"} & set(item.keys())
        if "/Mask" in item:  # a stencil: a pixel is painted or it is not
            assert bool(item.Mask.ImageMask)
            assert item.Mask.BitsPerComponent == 1


def test_overprint_is_the_only_graphics_state(pdf: pikepdf.Pdf) -> None:
    """No transfer functions, halftones or black generation."""
    states = [item for item in dictionaries(pdf) if item.get("/Type") == "/ExtGState"]
    assert states
    for state in states:
        assert set(state.keys()) == {"/Type", "/OP", "/op", "/OPM"}


def test_nothing_moves_links_or_runs(pdf: pikepdf.Pdf) -> None:
    for key in ("/AcroForm", "/OpenAction", "/AA", "/Names", "/OCProperties", "/Threads", "/AF"):
        assert key not in pdf.Root
    for item in dictionaries(pdf):
        assert not {"/Annots", "/A", "/JS", "/OPI", "/PS", "/Alternates", "/EF"} & set(item.keys())
        assert item.get("/Subtype") != "/PS"


def test_only_two_filters(pdf: pikepdf.Pdf) -> None:
    """No LZW, JPEG 2000, JBIG2 or encryption."""
    used = {str(item.get("/Filter", "")) for item in dictionaries(pdf)}
    assert used <= {"", "/FlateDecode", "/DCTDecode"}
    assert "/FlateDecode" in used


def test_it_has_no_tags(pdf: pikepdf.Pdf) -> None:
    assert "/StructTreeRoot" not in pdf.Root
    assert "/MarkInfo" not in pdf.Root
    for page in pdf.pages:
        assert not {"/StructParents", "/Tabs"} & set(page.obj.keys())
    for stream in streams(pdf):
        used = {str(step.operator) for step in pikepdf.parse_content_stream(stream)}
        assert not used & {"BDC", "BMC", "EMC", "DP", "MP"}


def test_it_prints_as_pdf_x4_does(
    document: DisplayDocument,
    x1a: PressSpec,
    plates: Callable[[bytes], dict[str, Any]],
) -> None:
    old, new = (
        plates(press_pdf.write(document, replace(x1a, flavour=flavour)))
        for flavour in ("PDF/X-1a:2003", "PDF/X-4")
    )
    assert set(old) == {"Cyan", "Magenta", "Yellow", "Black", "Or du Nord"}
    for name, plate in old.items():
        assert plate.getextrema()[0] < 255, f"{name} prints"
        # Where something is transparent, Ghostscript takes pixels at their edges otherwise.
        coarse, wanted = (each.reduce(8) for each in (plate, new[name]))
        apart = ImageChops.difference(coarse, wanted)
        assert apart.point([0] * 30 + [255] * 226).getbbox() is None, name


def test_spots_can_be_converted(
    document: DisplayDocument, x1a: PressSpec, plates: Callable[[bytes], dict[str, Any]]
) -> None:
    found = plates(press_pdf.write(document, replace(x1a, spots="convert")))
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black"}


def test_the_bytes_are_always_the_same(document: DisplayDocument, x1a: PressSpec) -> None:
    assert press_pdf.write(document, x1a) == press_pdf.write(document, x1a)


def test_a_newer_profile_is_refused(document: DisplayDocument, x1a: PressSpec) -> None:
    icc = bytearray(x1a.condition.icc)
    icc[8] = 4
    newer = replace(x1a, condition=OutputCondition("FOGRA51", bytes(icc)))
    with pytest.raises(InputError) as caught:
        press_pdf.write(document, newer)
    assert [item.code for item in caught.value.diagnostics] == ["icc-version"]
    press_pdf.write(document, replace(newer, flavour="PDF/X-4"))


def test_faults_are_the_same_as_for_pdf_x4(document: DisplayDocument, x1a: PressSpec) -> None:
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(document, replace(x1a, ink_limit=0.5))
    assert {item.code for item in caught.value.diagnostics} == {"ink-limit"}

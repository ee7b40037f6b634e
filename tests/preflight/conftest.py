"""A small sound press file, made without this project's writers, and ways to break it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontpkg import path as font_path
from pikepdf import Array, Dictionary, Name, String
from tests.conftest import Once

from depliant.build.pipeline import build
from depliant.build.report import BuildRequest

FROZEN = Path(__file__).parents[1] / "data" / "frozen"
ICC = FROZEN / "assets" / "icc" / "FOGRA39L_coated.icc"
Edit = Callable[[pikepdf.Pdf], None]

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Small</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2020-01-02T03:04:05+01:00</xmp:CreateDate>
<xmp:ModifyDate>2020-01-02T03:04:05+01:00</xmp:ModifyDate>
<xmp:MetadataDate>2020-01-02T03:04:05+01:00</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass><pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

GROUND = b"0.1 0 0.2 0 k 0 0 220 220 re f\n"
WORDS = b"0 0 0 1 k /Over gs BT /F1 10 Tf 40 100 Td (Hello) Tj ET\n"


def small(
    artwork: bytes = b"",
    *,
    edit: Edit | None = None,
    ground: bytes = GROUND,
    words: bytes = WORDS,
    xmp: str = XMP,
    pages: int = 2,
) -> bytes:
    """A press file of small pages: 200 points trimmed, 9 of bleed, at 10 10 in the media.

    `artwork` is painted as an artifact between ground and words, on the first page.
    """
    pdf = pikepdf.new()
    font = _font(pdf)
    states = Dictionary(
        Over=Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1),
        Knock=Dictionary(Type=Name.ExtGState, OP=False, op=False),
    )
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=root, K=Array()))
    root.K = document
    for index in range(pages):
        page = pdf.add_blank_page(page_size=(220, 220)).obj
        page.TrimBox = Array([10, 10, 210, 210])
        page.BleedBox = Array([1, 1, 219, 219])
        page.StructParents = index
        page.Resources = Dictionary(Font=Dictionary(F1=font), ExtGState=states)
        body = (
            b"/Artifact BMC\n" + ground + (b"q\n" + artwork + b"\nQ\n" if index == 0 else b"")
            + b"EMC\n/P <</MCID 0>> BDC\n" + words + b"EMC\n"
        )  # fmt: skip
        page.Contents = pdf.make_stream(body)
        document.K.append(pdf.make_indirect(Dictionary(S=Name.P, P=document, Pg=page, K=0)))
    _describe(pdf, root, xmp)
    if edit is not None:
        edit(pdf)
    file = io.BytesIO()
    pdf.save(
        file,
        force_version="1.6",
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return file.getvalue()


def _describe(pdf: pikepdf.Pdf, root: Any, xmp: str) -> None:
    profile = pdf.make_stream(ICC.read_bytes())
    profile.N = 4
    intents = [
        Dictionary(
            Type=Name.OutputIntent, S=Name(kind), OutputConditionIdentifier=String("FOGRA39"),
            DestOutputProfile=profile,
        )
        for kind in ("/GTS_PDFX", "/GTS_PDFA1")
    ]  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent) for intent in intents])
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    packet = pdf.make_stream(xmp.encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = packet
    date = String("D:20200102030405+01'00'")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String("Small"), CreationDate=date, ModDate=date)
    )
    pdf.trailer.Info.Trapped = Name("/False")


def _font(pdf: pikepdf.Pdf) -> Any:
    program = pdf.make_stream(Path(font_path("Barlow", weight=400, style="normal")).read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Barlow"), Flags=32, ItalicAngle=0,
        FontBBox=Array([0, -200, 1000, 800]), Ascent=800, Descent=-200, CapHeight=700, StemV=80,
        FontFile2=program,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Barlow"),
            FirstChar=32, LastChar=126, Widths=Array([550] * 95), Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )  # fmt: skip


def edited(data: bytes, edit: Edit, version: str | None = None) -> bytes:
    """A file changed by pikepdf; its metadata stays as it is."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(file, force_version=version or pdf.pdf_version, fix_metadata_version=False)
    return file.getvalue()


class Leaflet:
    """The two files of the frozen copy of the leaflet."""

    def __init__(self, folder: Path) -> None:
        (self.press_path,) = folder.glob("*.press.pdf")
        (self.screen_path,) = folder.glob("*.screen.pdf")
        self.press = self.press_path.read_bytes()
        self.screen = self.screen_path.read_bytes()


@pytest.fixture(scope="session")
def leaflet(once: Once) -> Leaflet:
    """The frozen copy of the leaflet, built once."""
    return Leaflet(once("frozen", lambda folder: build(FROZEN, BuildRequest(out=folder))))

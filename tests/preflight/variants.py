"""Small files with one known fault or none, in pairs, and what must be found in each.

They are made here by code, apart from this project's writers and from `broken.py`: one page, or
two, that claims PDF/X-4 and nothing else, unless a variant says otherwise. A faulty one has its
fault and no other, a clean one looks like it and has none.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontpkg import path as font_path
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, String

from depliant.preflight.purpose import Kind

Make = Callable[[], bytes]
Edit = Callable[[pikepdf.Pdf], Any]

ICC = Path(__file__).parents[1] / "data" / "frozen" / "assets" / "icc" / "FOGRA39L_coated.icc"

SIDE, BLEED, SLUG = 200.0, 9.0, 12.0
"""Points: the trimmed page is square, with its bleed in a slug all round."""

GROUND = b"0.15 0 0.1 0 k 0 0 300 300 re f\n"
WORDS = b"/Over gs 0 0 0 1 k BT /F1 10 Tf 60 110 Td (Hello) Tj ET\n"
DATE = "D:20240203040506+01'00'"
XMP_DATE = "2024-02-03T04:05:06+01:00"
_SPACES = (
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfxid", "http://www.npes.org/pdfx/ns/id/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
)

X4 = {"pdfxid:GTS_PDFXVersion": "PDF/X-4"}
PACKET = {
    "dc:title": "<rdf:Alt><rdf:li xml:lang='x-default'>Variant</rdf:li></rdf:Alt>",
    "xmp:CreateDate": XMP_DATE,
    "xmp:ModifyDate": XMP_DATE,
    "xmp:MetadataDate": XMP_DATE,
    "xmpMM:DocumentID": "uuid:variant",
    "xmpMM:VersionID": "1",
    "xmpMM:RenditionClass": "default",
    "pdf:Trapped": "False",
}
INFO: Mapping[str, Any] = {
    "/Title": "Variant",
    "/CreationDate": DATE,
    "/ModDate": DATE,
    "/Trapped": Name("/False"),
}


class Variant(Struct, frozen=True):
    """A file, and the codes that must be found in it and no others; for whom it is judged.

    `beside` may be found too: what no file can have the fault without.
    """

    name: str
    make: Make
    codes: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    kind: Kind | None = None
    printer: Mapping[str, Any] | None = None


def pair(
    name: str,
    code: str,
    faulty: Make,
    clean: Make,
    *,
    beside: tuple[str, ...] = (),
    kind: Kind | None = None,
    printer: Mapping[str, Any] | None = None,
) -> Iterator[Variant]:
    """A variant with a fault, and the one beside it that has none."""
    yield Variant(f"{code}: {name}", faulty, frozenset((code,)), frozenset(beside), kind, printer)
    yield Variant(f"{code}: {name}, clean", clean, kind=kind, printer=printer)


def sheet(
    art: bytes = b"",
    *,
    ground: bytes = GROUND,
    words: bytes = WORDS,
    edit: Edit | None = None,
    claims: Mapping[str, str] = X4,
    packet: Mapping[str, str | None] = {},
    info: Mapping[str, Any] = {},
    version: str = "1.6",
    pages: int = 1,
    resources: Mapping[str, Any] = {},
) -> bytes:
    """A press file: `art` is painted between the ground and the words of its first page.

    `packet` and `info` change entries of the metadata, None takes one away; `resources` are by
    category and name ("ColorSpace_A"), values or what makes them in the file.
    """
    pdf = pikepdf.new()
    states = Dictionary(
        Over=Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1),
        OverAll=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1),
        Knock=Dictionary(Type=Name.ExtGState, OP=False, op=False),
    )
    font = _font(pdf)
    media = SIDE + 2 * SLUG
    for index in range(pages):
        page = pdf.add_blank_page(page_size=(media, media)).obj
        page.TrimBox = Array([SLUG, SLUG, SLUG + SIDE, SLUG + SIDE])
        page.BleedBox = Array([SLUG - BLEED] * 2 + [SLUG + SIDE + BLEED] * 2)
        page.Resources = Dictionary(
            Font=Dictionary(F1=font), ExtGState=Dictionary(dict(states.items()))
        )
        own = art if index == 0 else b""
        page.Contents = pdf.make_stream(ground + b"q\n" + own + b"\nQ\n" + words)
    _enter(pdf, resources)
    _describe(pdf, {**PACKET, **claims, **packet}, {**INFO, **info})
    if edit is not None:
        edit(pdf)
    file = io.BytesIO()
    pdf.save(
        file, force_version=version, fix_metadata_version=False, compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )  # fmt: skip
    return file.getvalue()


def made(art: bytes = b"", **options: Any) -> Make:
    """What makes such a file, when it is asked."""
    return lambda: sheet(art, **options)


def _enter(pdf: pikepdf.Pdf, resources: Mapping[str, Any]) -> None:
    holder = pdf.pages[0].obj.Resources
    for key, value in resources.items():
        category, _, called = key.partition("_")
        if "/" + category not in holder:
            holder["/" + category] = Dictionary()
        holder["/" + category]["/" + called] = value(pdf) if callable(value) else value


def _describe(pdf: pikepdf.Pdf, packet: Mapping[str, str | None], info: Mapping[str, Any]) -> None:
    profile = pdf.make_stream(ICC.read_bytes(), N=4)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
        RegistryName=String("http://www.color.org"), DestOutputProfile=profile,
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES)
    body = "".join(f"<{key}>{text}</{key}>" for key, text in packet.items() if text is not None)
    xmp = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="r"?>'
    )
    stream = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = stream
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({
            key: String(value) if isinstance(value, str) else value
            for key, value in info.items()
            if value is not None
        })
    )  # fmt: skip


@cache
def _program() -> bytes:
    return Path(font_path("Barlow", weight=400, style="normal")).read_bytes()


def _font(pdf: pikepdf.Pdf) -> Any:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Barlow"), Flags=32, ItalicAngle=0,
        FontBBox=Array([0, -200, 1000, 800]), Ascent=800, Descent=-200, CapHeight=700, StemV=80,
        FontFile2=pdf.make_stream(_program()),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Barlow"),
            FirstChar=32, LastChar=126, Widths=Array([550] * 95), Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )  # fmt: skip


# --- what variants are made of ----------------------------------------------------------------


def page(change: Callable[[Any], Any], number: int = 1) -> Edit:
    """Change the dictionary of a page."""
    return lambda pdf: change(pdf.pages[number - 1].obj)


def put(**entries: Any) -> Callable[[Any], None]:
    """Set entries of a dictionary."""

    def change(holder: Any) -> None:
        for key, value in entries.items():
            holder["/" + key] = value

    return change


def without(key: str) -> Callable[[Any], None]:
    """Take an entry out of a dictionary."""

    def change(holder: Any) -> None:
        del holder["/" + key]

    return change


def root(change: Callable[[Any], Any]) -> Edit:
    """Change the catalog."""
    return lambda pdf: change(pdf.Root)


def box(x: float, y: float, right: float, top: float) -> Any:
    """A page box, from the lower left corner of the trim."""
    return Array([SLUG + x, SLUG + y, SLUG + right, SLUG + top])


def tint(*solid: float) -> Any:
    """A function from one amount to an alternate."""
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.0] * len(solid), C1=Array([*solid]), N=1)


def spot(name: str, *solid: float, alternate: Any = Name.DeviceCMYK) -> Any:
    """A Separation space."""
    return Array([Name.Separation, Name("/" + name), alternate, tint(*(solid or (0, 0.8, 1, 0)))])


def image(
    side: int = 90, colour: bytes = b"\x20\x10\x20\x00", data: bytes | None = None, **entries: Any
) -> Callable[[pikepdf.Pdf], Any]:
    """A flat image; in CMYK of 8 bits unless its entries say otherwise."""

    def make(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(colour * (side * side) if data is None else data)
        stream.Type, stream.Subtype, stream.Width, stream.Height = (
            Name.XObject, Name.Image, side, side,
        )  # fmt: skip
        stream.ColorSpace, stream.BitsPerComponent = Name.DeviceCMYK, 8
        put(**entries)(stream)
        return stream

    return make


def form(content: bytes, **entries: Any) -> Callable[[pikepdf.Pdf], Any]:
    """A form as large as the page."""

    def make(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(content)
        stream.Type, stream.Subtype, stream.BBox = (
            Name.XObject, Name.Form, Array([0, 0, 300, 300]),
        )  # fmt: skip
        stream.Resources = pdf.pages[0].obj.Resources
        put(**entries)(stream)
        return stream

    return make


def state(**entries: Any) -> Any:
    """A graphics state."""
    return Dictionary(Type=Name.ExtGState, **entries)

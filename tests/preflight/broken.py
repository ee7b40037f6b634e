"""For each rule a file that breaks it, and nothing else on purpose."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from tests.preflight.conftest import GROUND, XMP, small

from depliant.geometry import mm
from depliant.press.condition import PrinterProfile

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Broken:
    """A broken file, the code by which it must be found, and for whom it is judged."""

    code: str
    make: Make
    name: str = ""
    printer: dict[str, Any] | None = None
    clean: bool = field(default=True)

    @property
    def profile(self) -> PrinterProfile | None:
        """The printer, whose limits are stated by himself."""
        if self.printer is None:
            return None
        sources = tuple((key, "the test") for key in (*self.printer, "flavour", "condition"))
        return PrinterProfile("test", "Test", sources=sources, **self.printer)


def page(number: int, change: Callable[[Any], None]) -> Make:
    """A small file with one page changed."""
    return lambda: small(edit=lambda pdf: change(pdf.pages[number - 1].obj))


def root(change: Callable[[Any], None]) -> Make:
    """A small file with its catalog changed."""
    return lambda: small(edit=lambda pdf: change(pdf.Root))


_BOTH = b"/A cs 0.5 scn 50 50 20 20 re f /B cs 0.5 scn 80 50 20 20 re f"
"""Boxes in two spots."""


def art(content: bytes, **resources: Any) -> Make:
    """A small file with artwork, and resources for it by category and name."""

    def enter(pdf: pikepdf.Pdf) -> None:
        holder = pdf.pages[0].obj.Resources
        for key, value in resources.items():
            category, _, called = key.partition("_")
            made = value(pdf) if callable(value) else value
            if "/" + category not in holder:
                holder["/" + category] = Dictionary()
            entries = Dictionary(dict(holder["/" + category].items()))
            entries["/" + called] = made
            holder["/" + category] = entries

    return lambda: small(content, edit=enter)


def xmp(old: str, new: str) -> Make:
    """A small file with its metadata packet changed."""
    assert old in XMP
    return lambda: small(xmp=XMP.replace(old, new))


def words(content: bytes, ground: bytes = GROUND) -> Make:
    """A small file with other words."""
    return lambda: small(words=content, ground=ground)


def text(size: float, colour: bytes, state: bytes = b"/Knock gs") -> bytes:
    """A line of text."""
    return b"%s %s BT /F1 %.2f Tf 40 100 Td (Hello) Tj ET\n" % (colour, state, size)


# --- things to put in -------------------------------------------------------------------------


def separation(name: str, *end: float) -> Any:
    tint = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=Array(end or (0, 1, 1, 0)), N=1
    )
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])


def image(pdf: pikepdf.Pdf, side: int = 100, **entries: Any) -> Any:
    made = pdf.make_stream(b"\x20\x00\x20\x00" * (side * side))
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, side, side
    made.ColorSpace, made.BitsPerComponent = Name.DeviceCMYK, 8
    for key, value in entries.items():
        made["/" + key] = value
    return made


def form(pdf: pikepdf.Pdf, content: bytes = b"", **entries: Any) -> Any:
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 220, 220])
    for key, value in entries.items():
        made["/" + key] = value
    return made


def icc_space(pdf: pikepdf.Pdf) -> Any:
    stream = pdf.make_stream(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
    stream.N = 4
    return Array([Name.ICCBased, stream])


def annotation(**entries: Any) -> Any:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 40, 90, 60]), **entries)


def element(pdf: pikepdf.Pdf, role: str, parent: Any = None, **entries: Any) -> Any:
    """A structure element at the end of the document, or in another."""
    parent = pdf.Root.StructTreeRoot.K if parent is None else parent
    made = pdf.make_indirect(Dictionary(S=Name("/" + role), P=parent, K=Array(), **entries))
    parent.K.append(made)
    return made


def tagged(change: Callable[[pikepdf.Pdf], Any]) -> Make:
    """A small file with its structure changed."""

    def edit(pdf: pikepdf.Pdf) -> None:
        change(pdf)

    return lambda: small(edit=edit)


def two_elements(outer: str, inner: str) -> Make:
    return tagged(lambda pdf: element(pdf, inner, element(pdf, outer)))


def set_entry(key: str, value: Any) -> Callable[[Any], None]:
    def change(holder: Any) -> None:
        holder["/" + key] = value

    return change


def drop(key: str) -> Callable[[Any], None]:
    def change(holder: Any) -> None:
        del holder["/" + key]

    return change


def compressed_packet() -> bytes:
    """qpdf never compresses what it knows for metadata, so it learns that too late."""

    def edit(pdf: pikepdf.Pdf) -> None:
        packet = pdf.make_stream(zlib.compress(XMP.encode()), Filter=Name.FlateDecode)
        packet.Type, packet.Subtype = Name("/Metadatx"), Name.XML
        pdf.Root.Metadata = packet

    return small(edit=edit).replace(b"/Metadatx", b"/Metadata")


def lzw_content(pdf: pikepdf.Pdf) -> None:
    # Clear table, end of data: an empty stream (ISO 32000-1, 7.4.4.2).
    pdf.pages[1].obj.Contents = Array(
        [pdf.pages[1].obj.Contents, pdf.make_stream(b"\x80\x40\x40", Filter=Name.LZWDecode)]
    )


def another_condition(pdf: pikepdf.Pdf) -> None:
    for intent in pdf.Root.OutputIntents:
        intent.OutputConditionIdentifier = String("FOGRA52")


def second_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(Dictionary(dict(pdf.Root.OutputIntents[0].items())))


def own_profiles(pdf: pikepdf.Pdf) -> None:
    intent = pdf.Root.OutputIntents[1]
    intent.DestOutputProfile = pdf.make_stream(intent.DestOutputProfile.read_bytes(), N=4)


def scanner_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = bytearray(profile.read_bytes())
    data[12:16] = b"scnr"
    profile.write(bytes(data))


def info(key: str, value: Any) -> Make:
    return lambda: small(edit=lambda pdf: set_entry(key, value)(pdf.trailer.Info))


def font_entry(change: Callable[[Any], None]) -> Make:
    return lambda: small(edit=lambda pdf: change(pdf.pages[0].obj.Resources.Font.F1))


def without_program(font: Any) -> None:
    del font.FontDescriptor.FontFile2


def whole(font: Any) -> None:
    font.BaseFont = Name("/Barlow")


def unnamed_codes(font: Any) -> None:
    names = [Name(f"/g{code}") for code in range(32, 127)]
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([32, *names]))


def notdef(font: Any) -> None:
    font.Encoding = Dictionary(
        BaseEncoding=Name.WinAnsiEncoding, Differences=Array([ord("H"), Name("/.notdef")])
    )


def graphics_state(**entries: Any) -> Any:
    return Dictionary(Type=Name.ExtGState, **entries)


def mark_lines(offset: float, dashed: bool = False) -> bytes:
    """Crop marks of 5 points at the corners, `offset` points outside the trim."""
    near, far = offset, offset + 5
    lines: list[tuple[float, ...]] = []
    for x in (10, 210):
        lines += [(x, 10 - near, x, 10 - far), (x, 210 + near, x, 210 + far)]
    for y in (10, 210):
        lines += [(10 - near, y, 10 - far, y), (210 + near, y, 210 + far, y)]
    spelt = b"".join(b"%.2f %.2f m %.2f %.2f l S\n" % line for line in lines)
    return b"0 0 0 1 K 0.25 w " + (b"[1 1] 0 d " if dashed else b"") + spelt


def with_fold_marks(pdf: pikepdf.Pdf) -> None:
    """Higher media, fold marks above and below the trim at x = 60."""
    for number in (0, 1):
        pdf.pages[number].obj.MediaBox = Array([-30, -30, 250, 250])
    marks = (
        b"/Artifact BMC q 0 0 0 1 K 0.25 w [2 1] 0 d 60 0 m 60 -14 l S 60 220 m 60 234 l S Q EMC"
    )
    first = pdf.pages[0].obj
    first.Contents = Array([first.Contents, pdf.make_stream(marks)])


def with_fold_marks_across(pdf: pikepdf.Pdf) -> None:
    """A word that stands on the fold between marks at the left and at the right."""
    pdf.pages[0].obj.MediaBox = pdf.pages[1].obj.MediaBox = Array([-30, -30, 250, 250])
    marks = (
        b"/Artifact BMC q 0 0 0 1 K 0.25 w [2 1] 0 d 0 112 m -14 112 l S 220 112 m 234 112 l S Q "
        b"/Over gs 0 0 0 1 k BT /F1 20 Tf 60 105 Td (Hello) Tj ET EMC"
    )
    first = pdf.pages[0].obj
    first.Contents = Array([first.Contents, pdf.make_stream(marks)])


def layers(**entries: Any) -> Callable[[Any], None]:
    default = Dictionary(Name=String("Layers"), Order=Array())
    for key, value in entries.items():
        default["/" + key] = value
    return set_entry("OCProperties", Dictionary(OCGs=Array(), D=default))


# --- the files --------------------------------------------------------------------------------


def step(group: str, type_: str) -> Callable[[pikepdf.Pdf], Any]:
    """The layer of a processing step, entered in the catalog."""

    def made(pdf: pikepdf.Pdf) -> Any:
        metadata = Dictionary(GTS_ProcStepsGroup=Name("/" + group))
        if type_:
            metadata.GTS_ProcStepsType = Name("/" + type_)
        layer = pdf.make_indirect(
            Dictionary(Type=Name.OCG, Name=String("Die"), GTS_Metadata=metadata)
        )
        default = Dictionary(Name=String("Steps"), ON=Array([layer]), Order=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)
        return layer

    return made


DIE = separation("Die", 0, 1, 0, 0)


def stepped(
    content: bytes, group: str = "Structural", type_: str = "Cutting", **resources: Any
) -> Make:
    """A small file with a processing step in the ink /D."""
    body = b"/OC /Die BDC q " + content + b" Q EMC"
    over = Dictionary(OP=True, op=True, OPM=1)
    layer = step(group, type_)
    return art(body, Properties_Die=layer, ColorSpace_D=DIE, ExtGState_S=over, **resources)


def encrypted() -> bytes:
    """A file that opens without a password, as its metadata does, and is encrypted all the same."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(small())) as pdf:
        guarded = pikepdf.Encryption(owner="a", user="", R=4, metadata=False)
        pdf.save(file, encryption=guarded)
    return file.getvalue()


BROKEN = (
    Broken("step-knockout", stepped(b"/Knock gs /D CS 1 SCN 20 20 m 90 90 l S")),
    Broken("step-ink", stepped(b"/S gs 0 1 0 0 K 1 w 20 20 m 90 90 l S"), "process"),
    Broken(
        "step-ink",
        art(
            b"/D cs 1 scn 50 50 20 20 re f /OC /Die BDC /Over gs /D CS 1 SCN 20 20 m 90 90 l S EMC",
            Properties_Die=step("Structural", "Cutting"),
            ColorSpace_D=DIE,
        ),
        "printed too",
    ),
    Broken(
        "step-content",
        stepped(b"/Over gs /D cs 1 scn 20 0 0 20 40 40 cm /P Do", XObject_P=lambda pdf: image(pdf)),
    ),
    Broken("step-unknown", stepped(b"/S gs /D CS 1 SCN 20 20 m 90 90 l S", type_="Slicing")),
    # identification
    Broken("pdf-version", root(set_entry("Version", Name("/1.7")))),
    Broken("pdfx-missing", xmp("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", "")),
    Broken("pdfx-claim", info("GTS_PDFXVersion", String("PDF/X-1a:2003"))),
    Broken("pdfx-claim", xmp(">PDF/X-4<", ">PDF/X-9<"), "unknown"),
    Broken("flavour-refused", small, printer={"flavour": "PDF/X-1a:2003"}),
    Broken("pdfa-claim", xmp(">A</pdfaid:conf", ">X</pdfaid:conf")),
    Broken("pdfa-claim", root(drop("StructTreeRoot")), "untagged"),
    Broken("pdfua-claim", root(drop("StructTreeRoot"))),
    Broken("xmp-missing", root(drop("Metadata"))),
    Broken("xmp-missing", lambda: small(xmp="<x:xmpmeta"), "broken"),
    Broken("xmp-compressed", compressed_packet),
    Broken("metadata-differs", info("Title", String("Another"))),
    Broken("metadata-differs", info("ModDate", String("D:20200102030405+02'00'")), "date"),
    Broken("metadata-incomplete", xmp("<xmpMM:VersionID>1</xmpMM:VersionID>", "")),
    Broken("trapped-unknown", info("Trapped", Name("/Unknown"))),
    Broken("intent-missing", root(drop("OutputIntents"))),
    Broken("intent-missing", lambda: small(edit=second_intent), "two"),
    Broken("intent-profile", lambda: small(edit=scanner_profile)),
    Broken("intent-condition", small, printer={"condition": "FOGRA52"}),
    Broken("intent-mismatch", lambda: small(edit=another_condition)),
    Broken("intents-differ", lambda: small(edit=own_profiles)),
    # pages
    Broken("box-missing", page(2, drop("TrimBox"))),
    Broken("box-both", page(1, set_entry("ArtBox", Array([20, 20, 200, 200])))),
    Broken("box-nesting", page(1, set_entry("BleedBox", Array([30, 1, 219, 219])))),
    Broken("page-sizes", page(2, set_entry("TrimBox", Array([10, 10, 200, 210])))),
    Broken("page-scaled", page(1, set_entry("UserUnit", 2))),
    Broken("page-count", lambda: small(pages=3)),
    Broken("page-count", lambda: small(pages=4), "sides", {"page_order": "sides"}),
    Broken("page-count", small, "panels", {"page_order": "panels"}),
    Broken("page-blank", words(b"", b"")),
    Broken("page-labels", root(set_entry("PageLabels", Dictionary(Nums=Array([5, Dictionary()]))))),
    # fonts
    Broken("font-unembedded", font_entry(without_program)),
    Broken(
        "font-unembedded",
        art(b"", Font_F9=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)),
        "named only",
    ),
    Broken("font-whole", font_entry(whole)),
    Broken("glyph-missing", font_entry(notdef)),
    Broken("unicode-missing", font_entry(unnamed_codes)),
    Broken("encrypted", encrypted),
    # colour
    Broken("colour-rgb", art(b"1 0 0 rg 50 50 20 20 re f")),
    Broken(
        "colour-rgb",
        art(b"q 20 0 0 20 50 50 cm /I Do Q", XObject_I=lambda pdf: rgb_image(pdf)),
        "image",
    ),
    Broken("colour-managed", art(b"/C cs 0 0 0 0.5 scn 50 50 20 20 re f", ColorSpace_C=icc_space)),
    Broken("colour-gray", art(b"0.5 g 50 50 20 20 re f")),
    Broken(
        "colour-cmyk-overprint",
        art(b"/Over gs /C cs 0 0 0 0.5 scn 50 50 20 20 re f", ColorSpace_C=icc_space),
    ),
    # spots
    Broken(
        "spot-spelling",
        art(
            _BOTH, ColorSpace_A=separation("PANTONE 286 C"), ColorSpace_B=separation("Pantone 286C")
        ),
    ),
    Broken(
        "spot-conflict",
        art(b"", ColorSpace_A=separation("Gold"), ColorSpace_B=separation("Gold", 0, 0, 1, 0)),
    ),
    Broken(
        "spot-refused",
        art(b"/A cs 0.5 scn 50 50 20 20 re f", ColorSpace_A=separation("Gold")),
        printer={"spots": "refused"},
    ),
    Broken(
        "spot-refused",
        art(_BOTH, ColorSpace_A=separation("Gold"), ColorSpace_B=separation("Silver")),
        "too many",
        {"spot_limit": 1},
    ),
    Broken(
        "registration-in-artwork",
        art(b"/A cs 0.5 scn 50 50 20 20 re f", ColorSpace_A=separation("All", 1, 1, 1, 1)),
    ),
    # overprint
    Broken("white-overprint", art(b"/Over gs 0 0 0 0 k 50 50 20 20 re f")),
    Broken(
        "white-overprint",
        words(text(10, b"0 0 0 0 k", b"/Over gs"), b"0 0 0 1 k 0 0 220 220 re f\n"),
        "text",
    ),
    Broken("black-knockout", words(text(10, b"0 0 0 1 k"))),
    Broken(
        "overprint-mode",
        art(b"/M gs 0 0 0 1 k 50 50 20 20 re f", ExtGState_M=graphics_state(OP=True, OPM=0)),
    ),
    # text and lines
    Broken("text-small", words(text(3, b"0 0 0 1 k", b"/Over gs"))),
    Broken("text-small-inks", words(text(7, b"0.6 0.6 0.6 0 k"))),
    Broken("rich-black-text", words(text(10, b"0.5 0.4 0.4 1 k"))),
    Broken("text-reversed", words(text(6, b"0 0 0 0 k"), b"0.6 0.6 0.6 0.5 k 0 0 220 220 re f\n")),
    Broken("ink-contrast", words(text(10, b"0.3 0 0.2 0 k"))),
    Broken(
        "text-hidden", words(text(10, b"0 0 0 1 k") + b"/Knock gs 0 0 0 0 k 30 90 60 30 re f\n")
    ),
    Broken("text-near-trim", words(b"/Over gs 0 0 0 1 k BT /F1 10 Tf 12 100 Td (Hello) Tj ET\n")),
    Broken("text-across-fold", lambda: small(edit=with_fold_marks)),
    Broken("text-across-fold", lambda: small(edit=with_fold_marks_across), "across"),
    Broken("thin-line", art(b"0 0 0 1 K 0.1 w 50 50 m 90 50 l S")),
    Broken("thin-line", art(b"0.1 0 0 0.1 0 0 cm 0 0 0 1 K 1 w 500 500 m 900 500 l S"), "scaled"),
    Broken("thin-line", art(b"0 0 0 1 k 50 50 40 0.1 re f"), "filled"),
    # images
    Broken("image-resolution", art(b"q 100 0 0 100 50 50 cm /I Do Q", XObject_I=image)),
    # transparency
    Broken(
        "transparency-refused",
        art(b"/T gs 1 0 0 0 k 50 50 20 20 re f", ExtGState_T=graphics_state(ca=0.5)),
        printer={"flavour": "PDF/X-1a:2003"},
    ),
    Broken(
        "blend-space",
        page(1, set_entry("Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    ),
    # machinery
    Broken("annotation-in-bleed", page(1, set_entry("Annots", Array([annotation()])))),
    Broken(
        "javascript", root(set_entry("OpenAction", Dictionary(S=Name.JavaScript, JS=String("0"))))
    ),
    Broken("action", root(set_entry("OpenAction", Dictionary(S=Name.Named, N=Name.Print)))),
    Broken(
        "form-field",
        root(set_entry("AcroForm", Dictionary(Fields=Array([Dictionary(T=String("a"))])))),
    ),
    Broken("optional-content", root(layers(AS=Array()))),
    Broken(
        "embedded-files",
        root(set_entry("Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array())))),
    ),
    Broken("lzw", lambda: small(edit=lzw_content)),
    Broken("transfer-function", art(b"", ExtGState_T=graphics_state(TR=Name.Identity))),
    Broken("postscript", art(b"", XObject_P=lambda pdf: pdf.make_stream(b"", Subtype=Name.PS))),
    Broken("opi", art(b"", XObject_F=lambda pdf: form(pdf, OPI=Dictionary()))),
    Broken(
        "opi",
        art(b"", XObject_I=lambda pdf: image(pdf, Alternates=Array([Dictionary()]))),
        "alternates",
    ),
    # marks and bleed
    Broken("marks-in-bleed", art(mark_lines(4.0))),
    Broken("marks-refused", art(mark_lines(9.5)), printer={"marks": "refused"}),
    Broken("marks-missing", small, printer={"marks": "wanted"}),
    Broken("bleed-unpainted", words(b"", b"0 0.5 0 0 k 10 10 200 200 re f\n")),
    Broken("bleed-short", small, printer={"bleed": mm(5)}),
    Broken("ink-limit", art(b"0.9 0.9 0.9 0.9 k 50 50 40 40 re f")),
    # structure
    Broken("untagged", root(drop("StructTreeRoot"))),
    Broken("untagged", root(drop("MarkInfo")), "unmarked"),
    Broken("content-untagged", words(b"EMC\n" + text(10, b"0 0 0 1 k", b"/Over gs") + b"/P BMC\n")),
    Broken(
        "alternative-missing",
        tagged(
            lambda pdf: element(
                pdf, "Figure", A=Dictionary(O=Name.Layout, BBox=Array([0, 0, 1, 1]))
            )
        ),
    ),
    Broken("figure-box", tagged(lambda pdf: element(pdf, "Figure", Alt=String("A figure")))),
    Broken("language-missing", root(drop("Lang"))),
    Broken("title-hidden", root(drop("ViewerPreferences"))),
    Broken("heading-order", tagged(lambda pdf: (element(pdf, "H1"), element(pdf, "H3")))),
    Broken(
        "table-headers",
        tagged(lambda pdf: element(pdf, "TD", element(pdf, "TR", element(pdf, "Table")))),
    ),
    Broken(
        "table-headers",
        tagged(lambda pdf: element(pdf, "TH", element(pdf, "TR", element(pdf, "Table")))),
        "no scope",
    ),
    Broken("list-structure", two_elements("L", "P")),
    Broken("list-structure", two_elements("Table", "TD"), "table"),
    Broken("role-unmapped", tagged(lambda pdf: element(pdf, "Slogan"))),
)


def rgb_image(pdf: pikepdf.Pdf) -> Any:
    return image(pdf, ColorSpace=Name.DeviceRGB)

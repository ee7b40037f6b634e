"""Variants of fonts, pictures, transparency and machinery that has no business on a press."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from tests.preflight.variants import (
    Edit,
    Make,
    Variant,
    form,
    image,
    made,
    page,
    pair,
    put,
    root,
    sheet,
    state,
    without,
)

from depliant.preflight.purpose import Kind

BOX = b" 60 60 30 30 re f\n"
SHOW = b"60 0 0 60 60 60 cm /I Do"
IN_X1A: dict[str, Any] = {
    "claims": {}, "info": {"/GTS_PDFXVersion": "PDF/X-1a:2003"}, "version": "1.4",
}  # fmt: skip
IN_X3: dict[str, Any] = {**IN_X1A, "info": {"/GTS_PDFXVersion": "PDF/X-3:2002"}, "version": "1.3"}


def font(change: Any) -> Edit:
    """Change the font that the words are set in."""
    return lambda pdf: change(pdf.pages[0].obj.Resources.Font.F1)


def base(name: str, **entries: Any) -> Any:
    """A font that is named only."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name), **entries)


def differing(*names: str) -> Any:
    """An encoding with other names from the letter H on."""
    found = Array([ord("H"), *(Name("/" + name) for name in names)])
    return Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=found)


NAMELESS = Dictionary(Differences=Array([32, *(Name(f"/g{code}") for code in range(32, 127))]))
"""An encoding whose names say nothing."""


def fonts() -> Iterator[Variant]:
    """Fonts are embedded, whether one sees what is set in them or not."""
    code = "font-unembedded"
    yield from pair(
        "one that is used", code,
        made(edit=font(lambda one: without("FontFile2")(one.FontDescriptor))), made(),
    )  # fmt: skip
    helvetica = {"Font_F9": base("Helvetica", Encoding=Name.WinAnsiEncoding)}
    yield from pair("one that is named only", code, made(resources=helvetica), made())
    unseen = b"3 Tr BT /F%d 10 Tf 60 60 Td (Unseen) Tj ET"
    yield from pair(
        "one that is unseen", code, made(unseen % 9, resources=helvetica), made(unseen % 1)
    )
    yield from pair(
        "one that clips", code,
        made(b"7 Tr BT /F9 10 Tf 60 60 Td (Unseen) Tj ET", resources=helvetica),
        made(b"7 Tr BT /F1 10 Tf 60 60 Td (Unseen) Tj ET"),
    )  # fmt: skip
    yield from pair("whole", "font-whole", made(edit=font(put(BaseFont=Name("/Barlow")))), made())
    yield from pair(
        "no glyph", "glyph-missing", made(edit=font(put(Encoding=differing(".notdef")))),
        made(edit=font(put(Encoding=differing("H")))),
    )  # fmt: skip
    yield from pair(
        "no character", "unicode-missing", made(edit=font(put(Encoding=NAMELESS))),
        made(edit=font(put(Encoding=differing("H", "I")))), beside=("glyph-missing",),
    )  # fmt: skip


def jpeg_2000(side: int) -> bytes:
    """A gray picture."""
    file = io.BytesIO()
    Image.new("L", (side, side), 200).save(file, "JPEG2000")
    return file.getvalue()


def streamed(**options: Any) -> Make:
    """A file whose objects are packed in streams, as from PDF 1.5 on."""

    def make() -> bytes:
        file = io.BytesIO()
        with pikepdf.open(io.BytesIO(sheet(**options))) as pdf:
            pdf.save(
                file, force_version="1.5", fix_metadata_version=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )  # fmt: skip
        return file.getvalue().replace(b"%PDF-1.5", b"%PDF-1.4")

    return make


def pictures() -> Iterator[Variant]:
    """Pictures have enough pixels, and are of the PDF that is claimed."""
    code = "image-resolution"
    yield from pair("coarse", code, made(SHOW, resources={"XObject_I": image(100)}),
                    made(SHOW, resources={"XObject_I": image(240)}))  # fmt: skip
    yield from pair(
        "drawn larger", code, made(b"2 0 0 2 0 0 cm 60 0 0 60 40 40 cm /I Do",
                                   resources={"XObject_I": image(240)}),
        made(SHOW, resources={"XObject_I": image(240)}),
    )  # fmt: skip
    yield from pair(
        "stretched", code, made(b"60 0 0 100 60 60 cm /I Do", resources={"XObject_I": image(240)}),
        made(b"60 0 0 62 60 60 cm /I Do", resources={"XObject_I": image(240)}),
    )  # fmt: skip
    yield from pair(
        "in a form", code,
        made(b"/F Do", resources={"XObject_I": image(100), "XObject_F": form(SHOW)}),
        made(b"/F Do", resources={"XObject_I": image(240), "XObject_F": form(SHOW)}),
    )  # fmt: skip
    yield from pair(
        "the printer's", code, made(SHOW, resources={"XObject_I": image(240)}),
        made(SHOW, resources={"XObject_I": image(360)}),
        printer={"image_ppi_fail": 300.0, "image_ppi_warn": 350.0},
    )  # fmt: skip
    code = "pdfx-feature"
    deep = image(240, b"\x20\0\x10\0\x20\0\0\0", BitsPerComponent=16)
    squeezed = image(240, data=jpeg_2000(240), Filter=Name.JPXDecode, ColorSpace=Name.DeviceGray)
    for name, bad, claim in (
        ("16 bits in PDF/X-1a", deep, IN_X1A), ("16 bits in PDF/X-3", deep, IN_X3),
        ("JPEG 2000 in PDF/X-1a", squeezed, IN_X1A), ("JPEG 2000 in PDF/X-3", squeezed, IN_X3),
    ):  # fmt: skip
        yield from pair(
            name, code, made(SHOW, resources={"XObject_I": bad}, **claim),
            made(SHOW, resources={"XObject_I": image(240)}, **claim),
        )  # fmt: skip
    yield from pair("streams for a table in PDF/X-1a", code, streamed(**IN_X1A), streamed())
    yield from pair(
        "16 bits in PDF/X-4", code, made(SHOW, resources={"XObject_I": deep}, **IN_X1A),
        made(SHOW, resources={"XObject_I": deep}),
    )  # fmt: skip


def group(space: Any) -> Any:
    return Dictionary(S=Name.Transparency, CS=space)


def transparency() -> Iterator[Variant]:
    """What is seen through, where it may be."""
    code = "transparency-refused"
    half, multiply = state(ca=0.5), state(BM=Name.Multiply)
    for name, look in (("alpha", half), ("a blend mode", multiply)):
        resources = {"ExtGState_T": look}
        art = b"/T gs 0.5 0 0 0 k" + BOX
        for claim, options in (("PDF/X-1a", IN_X1A), ("PDF/X-3", IN_X3)):
            yield from pair(
                f"{name} in {claim}", code, made(art, resources=resources, **options),
                made(b"0.5 0 0 0 k" + BOX, **options),
            )  # fmt: skip
        yield from pair(
            f"{name} in PDF/X-4", code, made(art, resources=resources, **IN_X1A),
            made(art, resources=resources),
        )  # fmt: skip
    code = "blend-space"
    yield from pair(
        "the page's", code, made(edit=page(put(Group=group(Name.DeviceRGB)))),
        made(edit=page(put(Group=group(Name.DeviceCMYK)))),
    )  # fmt: skip
    yield from pair(
        "a form's", code,
        made(b"/F Do", resources={"XObject_F": form(b"", Group=group(Name.DeviceRGB))}),
        made(b"/F Do", resources={"XObject_F": form(b"", Group=group(Name.DeviceCMYK))}),
    )  # fmt: skip


def annotation(kind: str, x: float = 60, **entries: Any) -> Any:
    return Dictionary(
        Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([x, 60, x + 1, 90]), **entries
    )


def annotated(*found: Any) -> Edit:
    return page(put(Annots=Array(found)))


def machinery() -> Iterator[Variant]:
    """Annotations, actions, forms, attachments, and what PostScript left behind."""
    code = "annotation-in-bleed"
    for kind in ("Link", "Text", "Stamp", "Highlight"):
        yield from pair(
            kind, code, made(edit=annotated(annotation(kind))),
            made(edit=annotated(annotation(kind, 1))),
        )  # fmt: skip
    yield from pair(
        "a mark", code, made(edit=annotated(annotation("Square"))),
        made(edit=annotated(annotation("PrinterMark"), annotation("TrapNet"))),
    )  # fmt: skip
    script = Dictionary(S=Name.JavaScript, JS=String("1"))
    printing = Dictionary(S=Name.Named, N=Name.Print)
    goto = Array([])
    yield from pair("on opening", "javascript", made(edit=root(put(OpenAction=script))),
                    made(edit=root(put(OpenAction=goto))))  # fmt: skip
    yield from pair(
        "after another", "javascript",
        made(edit=root(put(OpenAction=Dictionary(S=Name.GoTo, Next=script)))), made(),
        beside=("action",),
    )  # fmt: skip
    yield from pair("on opening", "action", made(edit=root(put(OpenAction=printing))), made())
    yield from pair(
        "of a page", "action", made(edit=page(put(AA=Dictionary(O=printing)))),
        made(edit=page(put(AA=Dictionary()))),
    )  # fmt: skip
    field = Dictionary(T=String("a"), FT=Name.Tx)
    yield from pair(
        "a form", "form-field",
        made(edit=root(put(AcroForm=Dictionary(Fields=Array([field]))))),
        made(edit=root(put(AcroForm=Dictionary(Fields=Array())))),
    )  # fmt: skip
    yield from pair(
        "an orphan", "form-field", orphan,
        made(edit=annotated(annotation("Popup"))),
    )  # fmt: skip
    files = Dictionary(EmbeddedFiles=Dictionary(Names=Array()))
    yield from pair("in the names", "embedded-files", made(edit=root(put(Names=files))),
                    made(edit=root(put(Names=Dictionary()))))  # fmt: skip
    yield from pair(
        "of the document", "embedded-files", made(edit=root(put(AF=Array([Dictionary()])))),
        made(edit=root(put(AF=Array()))),
    )  # fmt: skip
    for name, entry in (
        ("TR", {"TR": Name.Identity}), ("HTP", {"HTP": Array([0, 0])}),
        ("TR2", {"TR2": Name.Identity}),
    ):  # fmt: skip
        yield from pair(
            name, "transfer-function", made(resources={"ExtGState_T": state(**entry)}),
            made(resources={"ExtGState_T": state(TR2=Name.Default)}),
        )  # fmt: skip
    yield from pair(
        "an object", "postscript",
        made(resources={"XObject_P": lambda pdf: pdf.make_stream(b"", Subtype=Name.PS)}),
        made(resources={"XObject_P": form(b"")}),
    )  # fmt: skip
    yield from pair(
        "a form", "opi", made(resources={"XObject_F": form(b"", OPI=Dictionary())}),
        made(resources={"XObject_F": form(b"")}),
    )  # fmt: skip
    yield from pair(
        "a picture", "opi",
        made(SHOW, resources={"XObject_I": image(240, Alternates=Array([Dictionary()]))}),
        made(SHOW, resources={"XObject_I": image(240)}),
    )  # fmt: skip
    yield from pair("content", "lzw", made(edit=lzw), made(edit=flate))


def orphan() -> bytes:
    """A field of no form, of which pikepdf would warn if it knew."""
    field = annotation("Widgex", 1, FT=Name.Tx, T=String("a"))
    return made(edit=annotated(field))().replace(b"/Widgex", b"/Widget")


EMPTY_LZW = b"\x80\x40\x40"
"""Clear table, end of data (ISO 32000-1, 7.4.4.2)."""


def lzw(pdf: pikepdf.Pdf) -> None:
    added(pdf, EMPTY_LZW, Name.LZWDecode)


def flate(pdf: pikepdf.Pdf) -> None:
    added(pdf, zlib.compress(b""), Name.FlateDecode)


def added(pdf: pikepdf.Pdf, data: bytes, how: Any) -> None:
    first = pdf.pages[0].obj
    first.Contents = Array([first.Contents, pdf.make_stream(data, Filter=how)])


# --- tags -------------------------------------------------------------------------------------

READ_ALOUD = {"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdfuaid:part": "1"}
BBOX = Dictionary(O=Name.Layout, BBox=Array([0, 0, 10, 10]))
SCOPED = Dictionary(O=Name.Table, Scope=Name.Column)


class Node:
    """An element of a structure: its role, entries and children."""

    def __init__(self, role: str, *inner: Node, **entries: Any) -> None:
        self.role, self.inner, self.entries = role, inner, entries

    def made(self, pdf: pikepdf.Pdf, parent: Any) -> Any:
        element = pdf.make_indirect(
            Dictionary(S=Name("/" + self.role), P=parent, K=Array(), **self.entries)
        )
        for one in self.inner:
            element.K.append(one.made(pdf, element))
        return element


def tree(*nodes: Node, claims: Any = READ_ALOUD, roles: Any = None) -> Make:
    """A tagged file of these elements, beside the paragraph that it reads."""

    def edit(pdf: pikepdf.Pdf) -> None:
        first = pdf.pages[0].obj
        top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = Node("Document", Node("P", Pg=first), *nodes).made(pdf, top)
        document.K[0].K = 0
        top.K = document
        if roles is not None:
            top.RoleMap = roles
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = top, Dictionary(Marked=True)
        pdf.Root.Lang = String("en")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        first.StructParents = 0
        body = first.Contents.read_bytes()
        at = body.index(b"/Over gs")
        first.Contents = pdf.make_stream(
            b"/Artifact BMC\n" + body[:at] + b"EMC /P <</MCID 0>> BDC\n" + body[at:] + b"EMC"
        )

    return made(edit=edit, claims=claims)


def heads(*levels: int) -> tuple[Node, ...]:
    return tuple(Node(f"H{level}") for level in levels)


def table(*cells: Node) -> Node:
    return Node("Table", Node("TR", *cells))


def spanning(key: str, many: int) -> Node:
    """A header that spans columns or rows."""
    look = Dictionary(O=Name.Table, Scope=Name.Row)
    look["/" + key] = many
    return Node("TH", A=look)


def named(*headers: str) -> Node:
    """A cell that names its headers."""
    return Node("TD", A=Dictionary(O=Name.Table, Headers=Array([*map(String, headers)])))


def tags() -> Iterator[Variant]:
    """What is read aloud, where it is claimed."""
    head = Node("TH", A=SCOPED)
    figure = {"A": BBOX, "Alt": String("A house")}
    for code, name, wrong, right in (
        ("alternative-missing", "figure", (Node("Figure", A=BBOX),), (Node("Figure", **figure),)),
        ("alternative-missing", "formula", (Node("Formula"),),
         (Node("Formula", Alt=String("x")),)),
        ("figure-box", "figure", (Node("Figure", Alt=String("A house")),),
         (Node("Figure", **figure),)),
        ("heading-order", "skipped", heads(1, 3), heads(1, 2, 3, 2, 1)),
        ("heading-order", "first", heads(2), heads(1)),
        ("table-headers", "none", (table(Node("TD")),), (table(head, Node("TD")),)),
        ("table-headers", "no scope", (table(Node("TH")),), (table(head),)),
        ("list-structure", "an item", (Node("L", Node("P")),),
         (Node("L", Node("LI", Node("Lbl"), Node("LBody"))),)),
        ("list-structure", "a row", (Node("Table", head),), (table(head),)),
        ("list-structure", "an empty row", (Node("Table", Node("TR", head), Node("TR")),),
         (Node("Table", Node("THead", Node("TR", head)), Node("TBody", Node("TR", head))),)),
        ("list-structure", "a body", (Node("Table", Node("THead", Node("TR", head))),),
         (Node("Table", Node("TBody", Node("TR", head))),)),
        ("list-structure", "an item alone", (Node("LI", Node("LBody")),),
         (Node("L", Node("LI", Node("LBody"))),)),
        ("list-structure", "a caption", (Node("L", Node("LI", Node("LBody")), Node("Caption")),),
         (Node("L", Node("Caption"), Node("LI", Node("LBody"))),)),
        ("list-structure", "contents", (Node("TOC", Node("P")),), (Node("TOC", Node("TOCI")),)),
        ("list-structure", "ragged", (Node("Table", Node("TR", head, head), Node("TR", head)),),
         (Node("Table", Node("TR", head, head), Node("TR", spanning("ColSpan", 2))),)),
        ("list-structure", "beyond", (table(spanning("RowSpan", 2)),),
         (Node("Table", Node("TR", spanning("RowSpan", 2), head), Node("TR", head)),)),
        ("heading-order", "mixed", (Node("H1"), Node("H")), (Node("H1"), Node("H2"))),
        ("heading-order", "several", (Node("Sect", Node("H"), Node("H")),),
         (Node("Sect", Node("H")), Node("Sect", Node("H")))),
        ("pdfua-feature", "a note", (Node("Note"),), (Node("Note", ID=String("a")),)),
        ("pdfua-feature", "two notes", (Node("Note", ID=String("a")), Node("Note", ID=String("a"))),
         (Node("Note", ID=String("a")), Node("Note", ID=String("b")))),
        ("table-headers", "named", (table(Node("TH", ID=String("a")), Node("TH"), Node("TD")),),
         (table(Node("TH", ID=String("a")), Node("TH"), named("a")),)),
    ):  # fmt: skip
        yield from pair(name, code, tree(*wrong), tree(*right))
    yield from pair(
        "a role", "role-unmapped", tree(Node("Slogan")),
        tree(Node("Slogan"), roles=Dictionary(Slogan=Name.P)),
    )  # fmt: skip
    # A press file that claims no tags may have poor ones, or none.
    press = {"pdfxid:GTS_PDFXVersion": "PDF/X-4"}
    yield from pair(
        "claimed or not", "heading-order", tree(*heads(3)), tree(*heads(3), claims=press)
    )
    # Only PDF/UA asks where a figure is: a tagged file for the screen that claims nothing may leave
    # it unsaid, and one that claims a level A of PDF/A as well.
    unplaced = Node("Figure", Alt=String("A house"))
    ways: tuple[tuple[str, Any, Kind | None], ...] = (
        ("for the screen", {}, "screen"),
        ("PDF/A-2a", {**press, "pdfaid:part": "2", "pdfaid:conformance": "A"}, "press"),
        ("for the press", press, None),
    )
    for name, other, kind in ways:
        yield from pair(
            f"unplaced, {name}", "figure-box", tree(unplaced),
            tree(unplaced, claims=other), kind=kind,
        )  # fmt: skip
    yield from pair("claimed and not there", "pdfua-claim", made(claims=READ_ALOUD), made(),
                    beside=("untagged", "language-missing", "title-hidden"))  # fmt: skip


def variants() -> Iterator[Variant]:
    """All of them."""
    for some in (fonts, pictures, transparency, machinery, tags):
        yield from some()

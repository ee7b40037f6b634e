"""The sixteen items of the PDF/X-4 checklist, on variants of the real press file.

No open validator of PDF/X exists, so each item is broken here in the file that would go to
press, and the rules must say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.preflight.broken import annotation, layers, own_profiles, scanner_profile, separation
from tests.preflight.conftest import Edit, Leaflet, edited

from depliant.pdfread.opening import opened
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.profiles import ANY_PRINTER
from depliant.preflight.rules import RULES
from depliant.preflight.rules.base import DocumentRule

RASTER = {
    "ink-limit", "bleed-unpainted", "bleed-short", "ink-contrast", "text-reversed",
    "black-knockout",
}  # fmt: skip
"""Rules on the plates: they have tests of their own, and would make these slow."""


def codes(data: bytes, only: str = "") -> set[str]:
    """What all other rules find, or one of them."""
    found = set()
    with opened(data) as file:
        job = JudgedFile(file, None)
        pages = [PageView(job, facts) for facts in file.pages]
        for rule in RULES:
            if rule.code in RASTER or "press" not in rule.kinds or only not in ("", rule.code):
                continue
            if isinstance(rule, DocumentRule):
                found |= {item.code for item in rule.findings(job, ANY_PRINTER)}
            else:
                for page in pages:
                    found |= {item.code for item in rule.findings(page, ANY_PRINTER)}
    return found


def packet(old: str, new: str) -> Edit:
    """Change the metadata packet."""

    def edit(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        changed = re.sub(old.encode(), new.encode(), data, count=1)
        assert changed != data
        pdf.Root.Metadata.write(changed)

    return edit


def info(key: str, value: Any) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info[key] = value

    return edit


def page(change: Callable[[Any], None]) -> Edit:
    return lambda pdf: change(pdf.pages[0].obj)


def entry(key: str, value: Any) -> Callable[[Any], None]:
    def change(holder: Any) -> None:
        holder[key] = value

    return change


def drop(key: str) -> Callable[[Any], None]:
    def change(holder: Any) -> None:
        del holder[key]

    return change


def painted(content: bytes, **resources: Any) -> Edit:
    """Paint something as an artifact on top of the first page, within its bleed."""

    def edit(pdf: pikepdf.Pdf) -> None:
        holder = pdf.pages[0].obj
        for key, value in resources.items():
            category, _, called = key.partition("_")
            entries = Dictionary(dict(holder.Resources.get("/" + category, Dictionary()).items()))
            entries["/" + called] = value(pdf) if callable(value) else value
            holder.Resources["/" + category] = entries
        added = pdf.make_stream(b"\n/Artifact BMC q " + content + b" Q EMC")
        holder.Contents = Array([holder.Contents, added])

    return edit


def unembedded(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
    descriptor = font.DescendantFonts[0].FontDescriptor
    del descriptor["/FontFile2"]


def first_state(pdf: pikepdf.Pdf, key: str, value: Any) -> None:
    next(iter(pdf.pages[0].obj.Resources.ExtGState.values()))[key] = value


def second_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[1].S = Name.GTS_PDFX


BOX = b"100 100 50 50 re f"
STATE = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
MODE_0 = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=0)

ITEMS: tuple[tuple[int, str, Edit], ...] = (
    (1, "pdf-version", lambda pdf: entry("/Version", Name("/1.7"))(pdf.Root)),
    (2, "xmp-missing", lambda pdf: drop("/Metadata")(pdf.Root)),
    (2, "pdfx-missing", packet(r"<pdfxid:GTS_PDFXVersion>.*?</pdfxid:GTS_PDFXVersion>", "")),
    (2, "pdfx-claim", info("/GTS_PDFXVersion", String("PDF/X-3:2003"))),
    (4, "metadata-incomplete", packet(r"<xmpMM:DocumentID>.*?</xmpMM:DocumentID>", "")),
    (4, "metadata-incomplete", packet(r"<xmpMM:RenditionClass>.*?</xmpMM:RenditionClass>", "")),
    (4, "metadata-differs", info("/Title", String("Autre"))),
    (4, "metadata-differs", info("/CreationDate", String("D:20170701000000+00'00'"))),
    (5, "trapped-unknown", info("/Trapped", Name("/Unknown"))),
    (6, "intent-missing", lambda pdf: drop("/OutputIntents")(pdf.Root)),
    (6, "intent-missing", second_intent),
    (
        6,
        "intent-profile",
        lambda pdf: drop("/OutputConditionIdentifier")(pdf.Root.OutputIntents[0]),
    ),
    (6, "intent-profile", lambda pdf: drop("/DestOutputProfile")(pdf.Root.OutputIntents[0])),
    (6, "intent-profile", scanner_profile),
    (6, "intents-differ", own_profiles),
    (7, "box-missing", page(drop("/TrimBox"))),
    (7, "box-both", page(lambda node: entry("/ArtBox", node.TrimBox)(node))),
    (7, "box-nesting", page(entry("/BleedBox", Array([100, 100, 300, 300])))),
    (8, "font-unembedded", unembedded),
    (8, "glyph-missing", painted(b"BT /F1 12 Tf 60 60 Td <0000> Tj ET")),
    (8, "glyph-missing", painted(b"BT /F1 12 Tf 60 60 Td <F123> Tj ET")),
    (9, "colour-rgb", painted(b"1 0 0 rg " + BOX)),
    (
        9,
        "spot-conflict",
        painted(b"", ColorSpace_A=separation("Or"), ColorSpace_B=separation("Or", 1, 0, 0, 0)),
    ),
    (10, "blend-space", page(entry("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)))),
    (11, "annotation-in-bleed", page(entry("/Annots", Array([annotation()])))),
    (
        12,
        "javascript",
        lambda pdf: entry("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1")))(pdf.Root),
    ),
    (12, "action", page(entry("/AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.Print))))),
    (
        12,
        "form-field",
        lambda pdf: entry("/AcroForm", Dictionary(Fields=Array([Dictionary()])))(pdf.Root),
    ),
    (13, "transfer-function", lambda pdf: first_state(pdf, "/TR", Name.Identity)),
    (13, "transfer-function", lambda pdf: first_state(pdf, "/HTP", Array([0, 0]))),
    (13, "postscript", painted(b"", XObject_PS=lambda pdf: pdf.make_stream(b"", Subtype=Name.PS))),
    (
        13,
        "opi",
        painted(
            b"", XObject_O=lambda pdf: pdf.make_stream(b"", Subtype=Name.Form, OPI=Dictionary())
        ),
    ),
    (
        14,
        "lzw",
        painted(
            b"",
            XObject_L=lambda pdf: pdf.make_stream(
                b"\x80\x40\x40", Subtype=Name.Form, Filter=Name.LZWDecode
            ),
        ),
    ),
    (15, "optional-content", lambda pdf: layers(AS=Array([Dictionary()]))(pdf.Root)),
    (
        15,
        "optional-content",
        lambda pdf: entry("/OCProperties", Dictionary(OCGs=Array()))(pdf.Root),
    ),
    (16, "white-overprint", painted(b"/W gs 0 0 0 0 k " + BOX, ExtGState_W=STATE)),
    (16, "overprint-mode", painted(b"/W gs 0 0 0 1 k " + BOX, ExtGState_W=MODE_0)),
)


@pytest.mark.parametrize(
    ("item", "code", "edit"), ITEMS, ids=[f"{i}-{c}-{n}" for n, (i, c, _) in enumerate(ITEMS)]
)
def test_a_broken_item_is_found(leaflet: Leaflet, item: int, code: str, edit: Edit) -> None:
    assert codes(edited_raw(leaflet.press, edit), code) == {code}, f"item {item}"


def edited_raw(data: bytes, edit: Edit) -> bytes:
    """A variant whose streams stay compressed as they are."""
    import io

    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(
            file,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return file.getvalue()


def test_items_3_and_12_a_trailer_without_id_and_encryption(leaflet: Leaflet) -> None:
    at = leaflet.press.rindex(b"/ID")
    assert "trailer-id" in codes(leaflet.press[:at] + b"/XX" + leaflet.press[at + 3 :])


def test_item_2_a_packet_that_is_compressed(leaflet: Leaflet) -> None:
    import zlib

    def edit(pdf: pikepdf.Pdf) -> None:
        data = zlib.compress(pdf.Root.Metadata.read_bytes())
        hidden = pdf.make_stream(data, Filter=Name.FlateDecode, Subtype=Name.XML)
        hidden.Type = Name("/Metadatx")
        pdf.Root.Metadata = hidden

    changed = edited_raw(leaflet.press, edit).replace(b"/Metadatx", b"/Metadata")
    assert "xmp-compressed" in codes(changed)


def test_every_item_is_broken() -> None:
    assert {item for item, _, _ in ITEMS} | {3} == set(range(1, 17))


def test_rewriting_alone_breaks_nothing(leaflet: Leaflet) -> None:
    assert codes(edited_raw(leaflet.press, lambda pdf: None)) == set()
    assert codes(edited(leaflet.press, lambda pdf: None)) == set()

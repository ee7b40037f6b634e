"""Variants of what files say of themselves: standards, metadata, intents, what they are for."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from tests.preflight.variants import (
    PACKET,
    X4,
    Edit,
    Make,
    Variant,
    made,
    page,
    pair,
    put,
    root,
    sheet,
    without,
)

X1A: Mapping[str, Any] = {"/GTS_PDFXVersion": "PDF/X-1a:2003"}
X1A_2001 = {"/GTS_PDFXVersion": "PDF/X-1:2001", "/GTS_PDFXConformance": "PDF/X-1a:2001"}
ARCHIVED = {"pdfaid:part": "2", "pdfaid:conformance": "B"}
NO_ID = {"xmpMM:DocumentID": None}


def old(info: Mapping[str, Any], version: str, **options: Any) -> Make:
    """A file of a PDF/X that claims in Info."""
    return made(claims={}, info=info, version=version, **options)


def alternatives(**texts: str) -> str:
    """Language alternatives; `x` is the default."""
    items = "".join(
        f"<rdf:li xml:lang='{'x-default' if language == 'x' else language}'>{text}</rdf:li>"
        for language, text in texts.items()
    )
    return f"<rdf:Alt>{items}</rdf:Alt>"


def authors(*names: str) -> str:
    return "<rdf:Seq>" + "".join(f"<rdf:li>{name}</rdf:li>" for name in names) + "</rdf:Seq>"


def meta(info: Mapping[str, Any], packet: Mapping[str, str | None], **options: Any) -> Make:
    return made(info=info, packet=packet, **options)


def claims() -> Iterator[Variant]:
    """The claim to PDF/X: which, where, and on what PDF it is based."""
    code = "pdfx-claim"
    in_info = "/GTS_PDFXVersion"
    yield from pair(
        "X-4 said in Info too", code, made(info={in_info: "PDF/X-3:2003"}),
        made(info={in_info: "PDF/X-4"}),
    )  # fmt: skip
    yield from pair(
        "X-4 in Info alone", code, made(claims={}, info={in_info: "PDF/X-4"}),
        made(claims={"pdfxid:GTS_PDFXVersion": "PDF/X-4p"}),
    )  # fmt: skip
    yield from pair(
        "a version that is none", code, made(claims={"pdfxid:GTS_PDFXVersion": "PDF/X-9"}),
        made(claims={"pdfxid:GTS_PDFXVersion": "PDF/X-6"}, version="2.0"),
    )  # fmt: skip
    for version, limit, later in (
        ("PDF/X-1a:2003", "1.4", "1.5"), ("PDF/X-3:2002", "1.3", "1.4"),
        ("PDF/X-3:2003", "1.4", "1.6"),
    ):  # fmt: skip
        claim = {in_info: version}
        yield from pair(version, "pdf-version", old(claim, later), old(claim, limit))
        only = {"pdfxid:GTS_PDFXVersion": version}
        yield from pair(
            f"{version} in the packet alone", code, made(claims=only, version=limit),
            made(claims=only, info=claim, version=limit),
        )  # fmt: skip
    yield from pair("X-1a of 2001", "pdf-version", old(X1A_2001, "1.6"), old(X1A_2001, "1.3"))
    yield from pair(
        "X-1a of 2001 as a version", code, old({in_info: "PDF/X-1a:2001"}, "1.3"),
        old(X1A_2001, "1.3"),
    )  # fmt: skip
    yield from pair(
        "another version beside X-1a of 2001", code,
        old({**X1A_2001, in_info: "PDF/X-3:2002"}, "1.3"), old({in_info: "PDF/X-1:2001"}, "1.3"),
    )  # fmt: skip
    yield from pair("X-4", "pdf-version", made(version="1.7"), made(version="1.4"))
    unclaimed: dict[str, Any] = {"claims": {}, "packet": NO_ID}
    yield from pair("nothing claimed", "pdfx-missing", made(**unclaimed), made())
    yield from pair(
        "what the printer takes", "flavour-refused", made(),
        old(X1A, "1.4"), printer={"flavour": "PDF/X-1a:2003"},
    )  # fmt: skip


def archive() -> Iterator[Variant]:
    """Claims to PDF/A and PDF/UA."""
    for part, level, wrong in (("2", "B", "X"), ("3", "U", "E"), ("1", "B", "U")):
        claim = {"pdfaid:part": part, "pdfaid:conformance": level}
        yield from pair(
            f"PDF/A-{part}{level}", "pdfa-claim",
            made(claims={**X4, **claim, "pdfaid:conformance": wrong}, version="1.4"),
            made(claims={**X4, **claim}, version="1.4"),
        )  # fmt: skip
    claim = {**X4, "pdfaid:part": "2"}
    yield from pair(
        "level A without tags", "pdfa-claim",
        made(claims={**claim, "pdfaid:conformance": "A"}),
        made(claims={**claim, "pdfaid:conformance": "U"}),
        beside=("untagged", "language-missing", "title-hidden"),
    )  # fmt: skip
    yield from pair(
        "PDF/A-1 of a later PDF", "pdf-version",
        made(claims={**X4, "pdfaid:part": "1", "pdfaid:conformance": "B"}, version="1.6"),
        made(claims={**X4, "pdfaid:part": "2", "pdfaid:conformance": "B"}, version="1.6"),
    )  # fmt: skip
    yield from pair(
        "for an archive", "pdfa-missing", made(claims={}),
        made(claims=ARCHIVED, edit=archive_intent), kind="archive",
    )  # fmt: skip
    yield from pair(
        "an archive's intent", "screen-intent", made(claims=ARCHIVED),
        made(claims=ARCHIVED, edit=archive_intent), kind="archive",
    )  # fmt: skip
    yield from pair(
        "RGB that no intent explains", "colour-unmanaged",
        made(b"1 0 0 rg 50 50 20 20 re f", claims=ARCHIVED, edit=archive_intent),
        made(b"1 0 0 0 k 50 50 20 20 re f", claims=ARCHIVED, edit=archive_intent), kind="archive",
    )  # fmt: skip


def archive_intent(pdf: pikepdf.Pdf) -> None:
    """Make the intent one for PDF/A."""
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1


def metadata() -> Iterator[Variant]:
    """What Info and the packet say: the same, as the standards compare it."""
    code = "metadata-differs"
    title = {"/Title": "Figures"}
    for name, wrong, right in (
        ("title in one language", alternatives(x="Numbers"), alternatives(x="Figures")),
        ("title in two, default first", alternatives(x="Numbers", fr="Chiffres"),
         alternatives(x="Figures", fr="Chiffres")),
        ("title in two, default last", alternatives(fr="Figures", x="Chiffres"),
         alternatives(fr="Chiffres", x="Figures")),
        ("title in two, no default", "<rdf:Alt><rdf:li xml:lang='en'>Numbers</rdf:li>"
         "<rdf:li xml:lang='fr'>Chiffres</rdf:li></rdf:Alt>",
         alternatives(fr="Chiffres", en="Figures")),
        ("title with spaces", alternatives(x="Fi gures"), alternatives(x="\n Figures  ")),
        ("title as plain text", "Numbers", "Figures"),
    ):  # fmt: skip
        yield from pair(
            name, code, meta(title, {"dc:title": wrong}), meta(title, {"dc:title": right})
        )
    for name, wrong, right in (
        ("Ann; Bob", authors("Bob", "Ann"), authors("Ann", "Bob")),
        ("Ann, Bob", authors("Ann"), authors("Ann", "Bob")),
        ("Ann", authors("Ann", "Bob"), authors("Ann")),
        ('"Doe, Jane"; Bob', authors("Doe, June", "Bob"), authors("Doe, Jane", "Bob")),
    ):  # fmt: skip
        by = {"/Author": name}
        yield from pair(
            f"authors {name}", code, meta(by, {"dc:creator": wrong}),
            meta(by, {"dc:creator": right}),
        )  # fmt: skip
    for name, ours, wrong, right in (
        ("zones", "D:20240203040506+01'00'", "2024-02-03T04:05:06Z", "2024-02-03T03:05:06Z"),
        ("negative zones", "D:20240203040506-03'30'", "2024-02-03T08:35:06Z",
         "2024-02-03T07:35:06Z"),
        ("a zone in one alone", "D:20240203040506", "2024-02-03T05:05:06+01:00",
         "2024-02-03T04:05:06+01:00"),
        ("no seconds", "D:20240203040506Z", "2024-02-03T04:06Z", "2024-02-03T04:05Z"),
        ("parts of seconds", "D:20240203040506Z", "2024-02-03T04:05:07.9Z",
         "2024-02-03T04:05:06.123Z"),
        ("no closing apostrophe", "D:20240203040506+01'00", "2024-02-04T04:05:06+01:00",
         "2024-02-03T04:05:06+01:00"),
        ("a day alone", "D:20240203", "2024-02-04", "2024-02-03"),
    ):  # fmt: skip
        dated = {"/CreationDate": ours}
        yield from pair(
            f"dates, {name}", code, meta(dated, {"xmp:CreateDate": wrong}),
            meta(dated, {"xmp:CreateDate": right}),
        )  # fmt: skip
    for key, name, said in (
        ("/Subject", "dc:description", alternatives(x="A leaflet")),
        ("/Keywords", "pdf:Keywords", "A leaflet"), ("/Creator", "xmp:CreatorTool", "A leaflet"),
        ("/Producer", "pdf:Producer", "A leaflet"),
    ):  # fmt: skip
        yield from pair(
            key, code, meta({key: "Another"}, {name: said}), meta({key: "A leaflet"}, {name: said})
        )
    first = {"pdfaid:part": "1", "pdfaid:conformance": "B"}
    other = {"/Title": "Another"}
    yield from pair(
        "PDF/A-1 asks, PDF/A-2 does not", code,
        made(claims=first, version="1.4", info=other, edit=archive_intent),
        made(claims=ARCHIVED, info=other, edit=archive_intent), kind="archive",
    )  # fmt: skip


def completeness() -> Iterator[Variant]:
    """What must be there, and that it can be read."""
    for key in ("/Title", "/CreationDate", "/ModDate"):
        yield from pair(key, "metadata-incomplete", made(info={key: None}), made())
    for name in sorted(PACKET.keys() - {"pdf:Trapped"}):
        yield from pair(name, "metadata-incomplete", made(packet={name: None}), made())
    yield from pair(
        "trapped", "trapped-unknown", made(info={"/Trapped": Name.Unknown}),
        made(info={"/Trapped": Name("/True")}, packet={"pdf:Trapped": "True"}),
        beside=("metadata-differs",),
    )  # fmt: skip
    yield from pair(
        "trapped in Info alone", "trapped-unknown", made(info={"/Trapped": None}),
        made(packet={"pdf:Trapped": None}),
    )  # fmt: skip
    yield from pair(
        "a packet", "xmp-missing", old(X1A, "1.4", edit=broken_packet),
        old(X1A, "1.4", edit=root(without("Metadata"))),
    )  # fmt: skip
    yield from pair("a compressed packet", "xmp-compressed", compressed, made())
    yield from pair("an ID", "trailer-id", nameless, made())
    # PDF/UA asks neither how a packet is stored nor for an ID.
    for name, data in (("compressed", compressed), ("without an ID", nameless)):
        yield Variant(f"read aloud, {name}, clean", read_aloud(data))


def read_aloud(make: Callable[..., bytes]) -> Make:
    """A file that claims PDF/UA and no more, changed in its bytes."""
    return lambda: make(claims=READ_ALOUD, edit=tagged)


def broken_packet(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(b"<x:xmpmeta")


def compressed(*, edit: Edit | None = None, **options: Any) -> bytes:
    """qpdf never compresses what it knows for metadata, so it learns that too late."""

    def packed(pdf: pikepdf.Pdf) -> None:
        if edit is not None:
            edit(pdf)
        data = zlib.compress(pdf.Root.Metadata.read_bytes())
        pdf.Root.Metadata = pdf.make_stream(
            data, Type=Name("/Metadatx"), Subtype=Name.XML, Filter=Name.FlateDecode
        )

    return sheet(edit=packed, **options).replace(b"/Metadatx", b"/Metadata")


def nameless(**options: Any) -> bytes:
    data = sheet(**options)
    at = data.rindex(b"/ID [")
    return data[:at] + b"/XX [" + data[at + 5 :]


# --- output intents ---------------------------------------------------------------------------


def profile(change: Any) -> Edit:
    """Change the profile of the intent."""

    def edit(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        stream.write(change(stream.read_bytes()))

    return edit


def nobodys(data: bytes) -> bytes:
    """A profile that does not tell for what it was made."""
    return re.sub(rb"(?i)fogra39L?|ISO[ _]?Coated", lambda found: b"x" * len(found[0]), data)


def papered(x: float, y: float, z: float, data: bytes) -> bytes:
    """A profile of another paper, by the XYZ of its white."""
    at = next(at for at in range(132, 400, 12) if data[at : at + 4] == b"wtpt")
    start = int.from_bytes(data[at + 4 : at + 8], "big") + 8
    white = struct.pack(">3i", *(round(value * 65536) for value in (x, y, z)))
    return data[:start] + white + data[start + 12 :]


YELLOW, D50 = (0.80, 0.83, 0.60), (0.9642, 1.0, 0.8249)


def named(identifier: str, info: str = "") -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        intent.OutputConditionIdentifier = String(identifier)
        if info:
            intent.Info = String(info)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        for one in edits:
            one(pdf)

    return edit


def scanner(data: bytes) -> bytes:
    return data[:12] + b"scnr" + data[16:]


def intent(change: Any) -> Edit:
    return lambda pdf: change(pdf.Root.OutputIntents[0])


def twice(pdf: pikepdf.Pdf) -> None:
    again = Dictionary(dict(pdf.Root.OutputIntents[0].items()))
    pdf.Root.OutputIntents.append(again)


def for_archive_too(pdf: pikepdf.Pdf) -> None:
    twice(pdf)
    pdf.Root.OutputIntents[1].S = Name.GTS_PDFA1


def profiles_apart(pdf: pikepdf.Pdf) -> None:
    for_archive_too(pdf)
    stream = pdf.Root.OutputIntents[1].DestOutputProfile
    pdf.Root.OutputIntents[1].DestOutputProfile = pdf.make_stream(stream.read_bytes(), N=4)


def intents() -> Iterator[Variant]:
    """One intent for the press, whose profile holds what it names."""
    missing = root(without("OutputIntents"))
    yield from pair("none", "intent-missing", made(edit=missing), made())
    yield from pair("two", "intent-missing", made(edit=twice), made(edit=for_archive_too))
    for name, edit in (
        ("no name", intent(without("OutputConditionIdentifier"))),
        ("no profile", intent(without("DestOutputProfile"))),
        ("a scanner's", profile(scanner)),
        ("of three components", intent(lambda one: put(N=3)(one.DestOutputProfile))),
    ):
        yield from pair(name, "intent-profile", made(edit=edit), made())
    code = "intent-mismatch"
    for name, wrong, right in (
        ("by its name", named("FOGRA52"), named("FOGRA39L")),
        ("by its name for people", named("Custom", "PSO Uncoated v3 (FOGRA52)"),
         named("Custom", "Coated FOGRA39 (ISO 12647-2:2004)")),
        ("American", named("CGATS TR 006"), named("ISO Coated v2")),
        ("by its paper", profile(lambda data: papered(*YELLOW, nobodys(data))), profile(nobodys)),
        ("by its paper, under its name", profile(lambda data: papered(*YELLOW, data)),
         profile(lambda data: papered(*D50, data))),
        ("another paper's name", both(named("FOGRA52"), profile(nobodys)),
         both(named("FOGRA47"), profile(nobodys))),
        ("no name that is known", both(named("FOGRA51"), profile(nobodys)),
         both(named("House stock"), profile(nobodys))),
    ):  # fmt: skip
        yield from pair(name, code, made(edit=wrong), made(edit=right))
    yield from pair(
        "two streams", "intents-differ", made(edit=profiles_apart), made(edit=for_archive_too)
    )
    yield from pair(
        "the printer's condition", "intent-condition", made(edit=named("FOGRA47")), made(),
        printer={"condition": "FOGRA39"}, beside=(code,),
    )  # fmt: skip


# --- what a file is for -----------------------------------------------------------------------

READ_ALOUD = {"pdfuaid:part": "1"}


def tagged(pdf: pikepdf.Pdf) -> None:
    """A document of one paragraph that claims to be read aloud, in RGB and without a trim."""
    for key in ("TrimBox", "BleedBox"):
        del pdf.pages[0].obj["/" + key]
    del pdf.Root["/OutputIntents"]
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    paragraph = Dictionary(S=Name.P, P=tree, Pg=pdf.pages[0].obj, K=0)
    tree.K = pdf.make_indirect(paragraph)
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = tree, Dictionary(Marked=True)
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.pages[0].obj.StructParents = 0
    pdf.pages[0].obj.Contents = pdf.make_stream(
        b"/P <</MCID 0>> BDC 0.1 0.1 0.1 rg BT /F1 12 Tf 60 110 Td (Read) Tj ET EMC"
    )


def purposes() -> Iterator[Variant]:
    """One file, judged for the screen as it says itself, or for the press when asked."""
    for code, change in (
        ("language-missing", root(without("Lang"))),
        ("title-hidden", root(without("ViewerPreferences"))),
        ("untagged", root(without("MarkInfo"))),
    ):
        document: dict[str, Any] = {"claims": READ_ALOUD}
        faulty, clean = (made(edit=edit, **document) for edit in (both(tagged, change), tagged))
        yield from pair("said by itself", code, faulty, clean)
        yield from pair("said by its user", code, faulty, clean, kind="screen")
    yield Variant(
        "for the press when asked", made(edit=tagged, claims=READ_ALOUD),
        frozenset(("box-missing", "colour-rgb", "pdfx-missing", "intent-missing")), kind="press",
    )  # fmt: skip
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([30, 30, 60, 60]), F=4,
        A=Dictionary(S=Name.URI, URI=String("https://example.org")), Contents=String("A link"),
    )  # fmt: skip
    yield from pair(
        "a link", "annotation-in-bleed", made(edit=page(put(Annots=Array([link])))),
        made(edit=page(put(Annots=Array([])))), beside=("action",),
    )  # fmt: skip


def variants() -> Iterator[Variant]:
    """All of them."""
    for some in (claims, archive, metadata, completeness, intents, purposes):
        yield from some()

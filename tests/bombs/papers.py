"""PDF files whose streams, forms, pages and functions unfold: judged, read, compared, taken in."""

# ruff: noqa: E501 (a file that asks for too much is one line of a table)

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bombs.lab import Bomb, Call
from tests.bombs.pictures import added, as_mark

MB = 1 << 20
_INK = b"0 0 0 1 k 5 5 90 40 re f\n"


def zeros(size: int, fill: bytes = b" ") -> bytes:
    """So many bytes, deflated."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(fill * (MB // len(fill))) for _ in range(size // MB)]
    return b"".join((*parts, packer.flush()))


def stream(data: bytes, entries: bytes = b"", is_packed: bool = False) -> bytes:
    """A stream, packed here unless it is."""
    packed = data if is_packed else zlib.compress(data, 9)
    head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
    return head + b"stream\n" + packed + b"\nendstream"


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """A file of these objects; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        )
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def page(
    contents: bytes = _INK,
    resources: bytes = b"<<>>",
    more: Mapping[int, bytes] | None = None,
    catalog: bytes = b"",
    raw: bytes | None = None,
) -> bytes:
    """A file of one page; `raw` is its contents as an object."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources %s/Contents 4 0 R>>"
            % resources,
            4: stream(contents) if raw is None else raw,
            **(more or {}),
        }
    )


def laughing(depth: int = 30, each: int = 10) -> bytes:
    """Forms that draw forms."""
    more = {}
    for n in range(10, 10 + depth):
        inner = b"/F Do " * each if n < 9 + depth else _INK
        entries = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Resources<</XObject<</F %d 0 R>>>>"
            % (n + 1)
        )
        more[n] = stream(inner, entries)
    return page(b"/F Do", b"<</XObject<</F 10 0 R>>>>", more)


def image(
    width: int,
    height: int,
    entries: bytes = b"/ColorSpace/DeviceCMYK/BitsPerComponent 8",
    data: bytes | None = None,
    times: int = 1,
) -> bytes:
    """A page that paints a picture."""
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d%s" % (width, height, entries)
    body = stream(zeros(width * height * 4) if data is None else data, head, is_packed=True)
    return page(b"q 190 0 0 90 5 5 cm /I Do Q\n" * times, b"<</XObject<</I 10 0 R>>>>", {10: body})


def many_pages(count: int) -> bytes:
    """A file of pages that are all one."""
    kids = b" ".join(b"%d 0 R" % n for n in range(10, 10 + count))
    pages = dict.fromkeys(
        range(10, 10 + count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<<>>/Contents 4 0 R>>",
    )
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            4: stream(_INK),
            **pages,
        }
    )


def toc(depth: int) -> bytes:
    """A structure tree as deep as can be."""
    parts = {n: b"<</S/Div/K %d 0 R/P %d 0 R>>" % (n + 1, n - 1) for n in range(10, 10 + depth)}
    parts[10 + depth] = b"<</S/P/K 0/Pg 3 0 R>>"
    return page(
        b"/P<</MCID 0>>BDC " + _INK + b" EMC",
        more=parts,
        catalog=b"/MarkInfo<</Marked true>>/StructTreeRoot<</K 10 0 R>>",
    )


def wide_tree() -> bytes:
    """A structure tree whose parts have the same parts, 2^40."""
    parts = {n: b"<</S/Div/K[%d 0 R %d 0 R]>>" % (n + 1, n + 1) for n in range(10, 50)}
    parts[50] = b"<</S/P/ActualText(Much)>>"
    return page(more=parts, catalog=b"/MarkInfo<</Marked true>>/StructTreeRoot<</K 10 0 R>>")


def fonted(cmap: bytes) -> bytes:
    """A page of text whose letters are told by this."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 11 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
    return page(
        b"BT /F 9 Tf 9 9 Td " + b"<00010002> Tj " * 20_000 + b"ET",
        b"<</Font<</F 10 0 R>>>>",
        {10: font, 11: stream(cmap)},
    )


KINDS: dict[str, Callable[[], bytes]] = {
    "contents of 3 GB": lambda: page(raw=stream(zeros(3000 * MB), is_packed=True)),
    "contents, packed twice": lambda: page(
        raw=stream(
            zlib.compress(zeros(3000 * MB), 9), b"/DecodeParms[null null]", is_packed=True
        ).replace(b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "50,000 contents of 10 MB": lambda: page(
        raw=b"[" + b"5 0 R " * 50_000 + b"]", more={5: stream(zeros(10 * MB), is_packed=True)}
    ),
    "forms of forms, 10^30": laughing,
    "forms of forms, 2^18": lambda: laughing(18, 2),
    "1,500,000 fills": lambda: page(b"0 0 9 9 re f\n" * 700_000),
    "a path of 4,000,000 points": lambda: page(b"0 0 m " + b"9 9 l 0 9 l " * 2_000_000 + b"f"),
    "a path of 50,000 points, see-through, 90 times": lambda: page(
        b"/G gs " + (b"0 0 m " + b"9 90 l 150 9 l " * 25_000 + b"f* ") * 90,
        b"<</ExtGState<</G<</ca .5/BM/Multiply>>>>>>",
    ),
    "200,000 see-through fills": lambda: page(
        b"/G gs .5 0 0 0 k " + b"0 0 200 100 re f\n" * 200_000,
        b"<</ExtGState<</G<</ca .5/BM/Multiply>>>>>>",
    ),
    "1,000,000 words": lambda: page(
        b"BT /F 9 Tf 9 9 Td " + b"(word ) Tj " * 700_000 + b"ET",
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    ),
    "a clip in a clip, 100,000 times": lambda: page(b"0 0 m 9 90 l 90 9 l h W n " * 100_000 + _INK),
    "a picture of 30,000 x 30,000": lambda: image(30_000, 30_000),
    "a picture of 80 Mpx": lambda: image(10_000, 8_000),
    "a picture of 20 Mpx, 300 times": lambda: image(5_000, 4_000, times=300),
    "a picture of 80 Mpx with a profile": lambda: image(
        10_000, 8_000, b"/ColorSpace[/ICCBased 11 0 R]/BitsPerComponent 8"
    ),
    "a picture of 80 Mpx with a mask": lambda: image(
        10_000, 8_000, b"/ColorSpace/DeviceCMYK/BitsPerComponent 8/SMask 10 0 R"
    ),
    "a picture in DeviceN of 30": lambda: image(
        3_000,
        3_000,
        b"/ColorSpace[/DeviceN["
        + b" ".join(b"/S%d" % n for n in range(30))
        + b"]/DeviceCMYK<</FunctionType 4/Domain["
        + b"0 1 " * 30
        + b"]/Range[0 1 0 1 0 1 0 1]/Length 0>>]/BitsPerComponent 8",
        zeros(3_000 * 3_000 * 30),
    ),
    "a function of 10^12 samples": lambda: page(
        b"/S sh",
        b"<</Shading<</S<</ShadingType 1/ColorSpace/DeviceCMYK/Function 11 0 R>>>>>>",
        {
            11: stream(
                zeros(16 * MB),
                b"/FunctionType 0/Domain[0 1 0 1]/Range[0 1 0 1 0 1 0 1]/Size[1000000 1000000]/BitsPerSample 8",
                is_packed=True,
            )
        },
    ),
    "a calculator of 1,000,000 steps": lambda: page(
        b"/S sh " * 500,
        b"<</Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function 11 0 R>>>>>>",
        {
            11: stream(
                b"{" + b"dup mul " * 500_000 + b"}", b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1]"
            )
        },
    ),
    "functions stitched, 2^40": lambda: page(
        b"/S sh",
        b"<</Shading<</S<</ShadingType 2/Coords[0 0 9 9]/ColorSpace/DeviceGray/Function 11 0 R>>>>>>",
        {
            n: b"<</FunctionType 3/Domain[0 1]/Bounds[.5]/Encode[0 1 0 1]/Functions[%d 0 R %d 0 R]>>"
            % (n + 1, n + 1)
            for n in range(11, 51)
        }
        | {51: b"<</FunctionType 2/Domain[0 1]/N 1>>"},
    ),
    "a mesh of 1,000,000 triangles": lambda: page(
        b"/S sh",
        b"<</Shading<</S 11 0 R>>>>",
        {
            11: stream(
                zeros(60 * MB, b"\0\1\2\3\4\5\6\7"),
                b"/ShadingType 4/ColorSpace/DeviceCMYK/BitsPerCoordinate 16/BitsPerComponent 8/BitsPerFlag 8/Decode[0 200 0 100 0 1 0 1 0 1 0 1]",
                is_packed=True,
            )
        },
    ),
    "a pattern of very small tiles": lambda: page(
        b"/Pattern cs /P scn 0 0 200 100 re f",
        b"<</Pattern<</P 11 0 R>>>>",
        {
            11: stream(
                _INK,
                b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 100]/XStep .0001/YStep .0001/Resources<<>>",
            )
        },
    ),
    "letters told by 10^9": lambda: fonted(
        b"".join(
            b"1 beginbfrange <0000> <ffff> <%04x> endbfrange\n" % (n % 65536) for n in range(3_000)
        )
    ),
    "letters of 1 MB each": lambda: fonted(
        b"1 beginbfrange <0000> <ffff> <" + b"0041" * 300_000 + b"> endbfrange"
    ),
    "20,000 pages": lambda: many_pages(20_000),
    "a tree 20,000 deep": lambda: toc(20_000),
    "a tree of 2^40": wide_tree,
    "arrays in arrays": lambda: page(catalog=b"/A " + b"[" * 2_000_000),
    "names of 50 MB": lambda: page(catalog=b"/A/" + b"a" * 50_000_000),
    "1,000,000 objects": lambda: page(more=dict.fromkeys(range(10, 1000010), b"[]")),
    "XMP of 500 MB": lambda: page(
        catalog=b"/Metadata 11 0 R",
        more={11: stream(zeros(500 * MB), b"/Type/Metadata/Subtype/XML", is_packed=True)},
    ),
    "XMP of entities": lambda: page(
        catalog=b"/Metadata 11 0 R",
        more={
            11: stream(
                b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa">'
                + b"".join(
                    b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10) for n in range(98, 110)
                )
                + b"]><x:xmpmeta>&m;</x:xmpmeta>",
                b"/Type/Metadata/Subtype/XML",
            )
        },
    ),
    "an outline of 300,000": lambda: page(
        catalog=b"/Outlines 9 0 R",
        more={9: b"<</First 10 0 R/Last 300009 0 R/Count 300000>>"}
        | {n: b"<</Title(Much)/Parent 9 0 R/Next %d 0 R>>" % (n + 1) for n in range(10, 300_010)},
    ),
    "attachments of 3 GB": lambda: page(
        catalog=b"/Names<</EmbeddedFiles<</Names[(figures.json) 10 0 R]>>>>/AF[10 0 R]",
        more={
            10: b"<</Type/Filespec/F(figures.json)/UF(figures.json)/AFRelationship/Data/EF<</F 11 0 R>>>>",
            11: stream(zeros(3000 * MB), b"/Type/EmbeddedFile", is_packed=True),
        },
    ),
}


def on_file(name: str, data: Callable[[], bytes], *call: str) -> Bomb:
    """A command that reads the file."""

    def made(folder: Path) -> Call:
        (folder / "evil.pdf").write_bytes(data())
        return (*call, folder / "evil.pdf")

    return Bomb(name, made)


def compared(name: str, data: Callable[[], bytes]) -> Bomb:
    """The file compared with a sound one."""

    def made(folder: Path) -> Call:
        (folder / "evil.pdf").write_bytes(data())
        (folder / "good.pdf").write_bytes(page())
        return ("compare", folder / "good.pdf", folder / "evil.pdf", "--out", folder / "out")

    return Bomb(name, made)


BOMBS = (
    *(on_file(f"preflight: {name}", data, "preflight") for name, data in KINDS.items()),
    *(on_file(f"read-aloud: {name}", data, "read-aloud") for name, data in KINDS.items()),
    *(
        on_file(f"figures extract: {name}", data, "figures", "extract")
        for name, data in KINDS.items()
    ),
    *(compared(f"compare: {name}", data) for name, data in KINDS.items()),
    *(as_mark(f"PDF mark: {name}", data, "pdf") for name, data in KINDS.items()),
    *(added(f"logo add: PDF, {name}", data, "pdf") for name, data in KINDS.items()),
)

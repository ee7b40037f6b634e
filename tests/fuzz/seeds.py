"""What the fuzzing of each reader begins with: small, legible, and as much as can be by code."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
DOCS = Path(__file__).parents[2] / "src" / "depliant" / "docs"

SVGS: tuple[bytes, ...] = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:#c00;stroke:#000}'
    b'</style><g transform="rotate(9)"><path class="a" d="M0 0h5v5zM1 1q1 1 2 0a2 1 0 1 0 1 1z" '
    b'stroke-width=".2" stroke-dasharray="1 .5" stroke-linejoin="round"/></g><circle r="2" cx="4" '
    b'cy="4" fill="red" opacity=".5"/></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="g">'
    b'<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#00f"/></linearGradient>'
    b'<clipPath id="c"><circle r="3" cx="3" cy="3"/></clipPath><pattern id="p" width="2" height="2"'
    b' patternUnits="userSpaceOnUse"><rect width="1" height="1" fill="#0f0"/></pattern></defs><g '
    b'clip-path="url(#c)"><rect width="4" height="4" fill="url(#g)"/><rect x="2" width="4" '
    b'height="4" fill="url(#p)"/><use href="#d" x="1"/></g><path id="d" d="M3 3L6 6"/></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><style>.a, g > #b:not(.c) '
    b"{fill: #c00; stroke: none !important} @media print {.a {opacity: .5}}</style>"
    b'<g transform="translate(5 5) rotate(10) scale(2,1) skewX(3)"><rect class="a" width="10" '
    b'height="5%" rx="1"/><circle cx="1" cy="2" r="3" id="b"/></g>'
    b'<path d="M0 0L10-5.5h1e1v3c1 2 3 4 5 6s1 1 2 2q1 1 2 2t1 1a5 3 10 1 0 4 4z" fill="red"/>'
    b'<ellipse rx="3" ry="2"/><line x1="1" y1="2" x2="9" y2="9" stroke="black" '
    b'stroke-dasharray="3 2" stroke-dashoffset="1" stroke-linecap="round"/>'
    b'<polyline points="0,0 1 2 3,4"/><polygon points="0 0 9 0 9 9" fill-rule="evenodd"/></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    b'width="10mm" height="2em" viewBox="0 0 9 9" preserveAspectRatio="xMinYMax slice"><defs>'
    b'<linearGradient id="g" x1="0" x2="1" gradientTransform="rotate(3)" spreadMethod="reflect">'
    b'<stop offset="0" stop-color="#fff"/><stop offset="50%" stop-color="#000" stop-opacity=".3"/>'
    b'</linearGradient><radialGradient id="r" xlink:href="#g" fx=".3" gradientUnits='
    b'"userSpaceOnUse" cx="3" r="4"/><clipPath id="c" clipPathUnits="objectBoundingBox">'
    b'<rect width="1" height="1"/></clipPath><mask id="m"><rect width="5" height="5" fill="#fff"/>'
    b'</mask><pattern id="p" width="2" height="2" patternUnits="userSpaceOnUse"><rect width="1" '
    b'height="1"/></pattern><symbol id="s" viewBox="0 0 1 1"><rect width="1" height="1"/></symbol>'
    b'<marker id="k" orient="auto" markerWidth="3" refX="1"><path d="M0 0h1v1z"/></marker></defs>'
    b'<use href="#s" x="1" width="3" height="3"/><rect width="4" height="4" fill="url(#g)" '
    b'clip-path="url(#c)"/><rect width="3" height="3" fill="url(#r)" opacity=".5"/><rect '
    b'width="4" height="4" fill="url(#p)" mask="url(#m)"/><path d="M0 0L5 5L9 0" fill="none" '
    b'stroke="currentColor" marker-end="url(#k)" style="stroke-width:.3;mix-blend-mode:multiply"/>'
    b"</svg>",
    b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg [<!ENTITY a "b">]><svg '
    b'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&a;</title><switch><g '
    b'systemLanguage="fr"><rect width="1" height="1" fill="device-cmyk(0%, 80%, 85%, 10%)"/></g>'
    b'</switch><text x="1" y="2">a <tspan dx="1" font-size="3">b</tspan></text><image '
    b'href="data:image/png;base64,iVBORw0KGgo=" width="3" height="3"/><g id="x" '
    b'inkscape:label="One" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    b'display="inline" visibility="hidden"><path d="M0 0h5v5z" fill="var(--coal)"/></g>'
    b'<path id="a" data-name="North" d="M0 0h5v5h-5z" fill="hsl(120deg 50% 50% / .5)"/></svg>',
)
SVG_WORDS = tuple(
    b"<g> </g> <use <svg <defs> <style> <symbol <pattern <mask <marker <clipPath <image <switch>"
    b' href="# url(# id=" class=" style=" transform=" matrix( rotate( scale( translate( skewX('
    b" viewBox= preserveAspectRatio= none slice meet xMidYMid display:none visibility:hidden"
    b" opacity: fill: stroke: stroke-width: stroke-dasharray: stroke-miterlimit: fill-rule:"
    b" clip-rule: clip-path: mask: mix-blend-mode: filter: paint-order: color: currentColor inherit"
    b" rgb( rgba( hsl( hwb( lab( oklch( color( device-cmyk( var(-- calc( context-fill transparent"
    b" gradientUnits= userSpaceOnUse objectBoundingBox spreadMethod= repeat gradientTransform="
    b" 1e999 -1 0 1e-30 1e9 50% 1em 1mm NaN inf , ; { } ! @import @media :not( :first-child :root"
    b" > + ~ * [a=b] <![CDATA[ ]]> <!-- --> &#0; &amp; xml:space="
    b" data:image/svg+xml;base64,".split()
)

PO_SEED = """msgid ""
msgstr ""
"Project-Id-Version: shire\\n"
"Language: fr\\n"
"X-Source-Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

#. a comment
#: content.yaml:3
msgctxt "title"
msgid "A shire in maps"
msgstr "Un comté en cartes"

#, fuzzy, c-format
#| msgid "Before"
msgctxt "panels.one.blocks.0.heading"
msgid "Who walks to school"
msgstr ""
"Qui marche "
"à l’école\\t\\"{share}\\""

msgctxt "units"
msgid "people"
msgid_plural "people"
msgstr[0] "habitant"
msgstr[1] "habitants"

#~ msgid "Gone"
#~ msgstr "Parti **{people:full}** [a](https://example.org)"
""".encode()
PO_WORDS = tuple(
    word.encode()
    for word in (
        "msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[2] ", "#, fuzzy", "#~ ", "#| ",
        '"', "\\n", "\\", "nplurals=", "plural=", "n%10==1 && n%100!=11 ? 0 : 1", "||", "!", "%",
        "charset=", "Language: ", "X-Generator: ", "{", "}", "**", "[", "](", "\ufeff", "\u202f",
        "UTF-16", "ISO-8859-1", "SHIFT_JIS", "utf-7", "idna", "rot13", "punycode", "unicode_escape",
    )
)  # fmt: skip


def yamls(name: str, most: int = 3300) -> Iterator[bytes]:
    """The files of that name in the projects of the tests, the smaller ones."""
    for path in sorted(DATA.glob(f"*/{name}")):
        data = path.read_bytes()
        if len(data) <= most:
            yield data


@cache
def yaml_words() -> tuple[bytes, ...]:
    """Keys and short values of the examples in the guides."""
    found = {"- ", ": ", "|\n", ">-\n", "{", "}", "[", "]", "&a ", "*a", "!!int ", "<<: ", "null"}
    found |= {"~", "\t", "# ", "? ", "---\n", "...\n", "'", '"', "1_000", "0x1F", "1e400", ".inf"}
    found |= {"2020-02-30", "2021-13-01", "true", "no", "-0", "\u2028", "\x85", "{a:full}", "{a}"}
    for path in sorted(DOCS.glob("*.md")):
        for fence in re.findall(r"```ya?ml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
            found |= set(re.findall(r"[\w-]+: ?", fence)) | set(
                re.findall(r": (\w[\w-]*)\n", fence)
            )
    return tuple(sorted(word.encode() for word in found if len(word.encode()) < 40))


GEOJSONS: tuple[bytes, ...] = (
    json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": 3,
                    "properties": {"code": "north", "n": None},
                    "geometry": {
                        "type": "Polygon",
                        "coordinates": [[[0, 0], [1, 0], [1, 1.5], [0, 0]], [[0.2, 0.1], [0.3, 0.1],
                                        [0.3, 0.2], [0.2, 0.1]]],
                    },
                },
                {
                    "type": "Feature",
                    "properties": {"code": "south"},
                    "geometry": {
                        "type": "GeometryCollection",
                        "geometries": [
                            {"type": "MultiPolygon", "coordinates": [[[[0, -1], [1, -1], [1, -2],
                                                                      [0, -1]]]]},
                            {"type": "LineString", "coordinates": [[0, 0], [5, 5, 9]]},
                        ],
                    },
                },
            ],
        }
    ).encode(),
    b'{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":'
    b'"Polygon","arcs":[[0]]}]}},"arcs":[[[0,0],[9,0],[9,9],[0,0]]]}',
    b'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},'
    b'"features":[{"type":"Feature","properties":{"code":"a"},"geometry":{"type":"MultiLineString",'
    b'"coordinates":[[[600000,6000000],[700000,6900000]]]}}]}',
)  # fmt: skip
JSON_WORDS = tuple(
    b'"type" "Feature" "FeatureCollection" "Polygon" "MultiPolygon" "LineString" "Point" "geometry"'
    b' "coordinates" "properties" "id" null true [] {} 1e308 -1e308 1e999 NaN 180 90 -180 \\u0000'
    b" \\ud800 99999999999999999999 1E400 -0.0".split()
)

TABLES: tuple[bytes, ...] = (
    b"id;value;unit;label;date\na;12,5;%;Part;2025\nb;1 200;habitants;Gens;2024-01-01\n",
    b'figure,value,unit,source,note\nshare,"1,234.5",%,census,"a ""b"""\npeople,(3),EUR m,,\n',
    "ville;2023;2024;2025\nArras;12;13;14\nLens;n.d.;..;–\n".encode("cp1252"),
    'sep=\t\nname\tPrénom\taddress\nA\tÉlise\t"1, rue\nde"\n'.encode("utf-16"),
)
TABLE_WORDS = tuple(
    word.encode()
    for word in (
        ";", ",", "\t", '"', '""', "\r\n", "\r", "id", "value", "unit", "label", "date", "source",
        "note", "figure", "wert", "valeur", "millions", "milliards", "Mio.", "%", "€", "k€", "1e9",
        "1 234,5", "1'234.50", "१२", "(12)", "-", "−", "n/a", "=1+1", "sep=;", "\ufeff", "\0", "<",
    )
)  # fmt: skip

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XLSXS: tuple[bytes, ...] = (
    f"""== [Content_Types].xml
<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>
== _rels/.rels
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
== xl/workbook.xml
<workbook xmlns="{_SHEETS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="0"/><sheets><sheet name="One" sheetId="1" state="visible" r:id="rId1"/></sheets></workbook>
== xl/_rels/workbook.xml.rels
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>
== xl/styles.xml
<styleSheet xmlns="{_SHEETS}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0 &quot;km&quot;;[Red]-0%"/></numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>
== xl/sharedStrings.xml
<sst xmlns="{_SHEETS}"><si><t>id</t></si><si><r><t>va</t></r><r><t>lue</t></r></si></sst>
== xl/worksheets/sheet1.xml
<worksheet xmlns="{_SHEETS}"><dimension ref="A1:C3"/><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>date</t></is></c></row><row r="2" hidden="1"><c r="A2" t="str"><v>a</v></c><c r="B2" s="1"><f>1+1</f><v>12.5</v></c><c r="C2" s="2"><v>45000</v></c></row><row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="d"><v>2025-01-01</v></c></row></sheetData><mergeCells><mergeCell ref="A3:B3"/></mergeCells></worksheet>
""".encode(),  # noqa: E501
)
XLSX_WORDS = tuple(
    b'<c <row <v> </v> <f> r="XFD1048576" r="A0" t="s" t="d" t="n" s="99" hidden="1" <mergeCell '
    b'ref="A1:Z99" numFmtId="14" formatCode=" [h]:mm yyyy-mm-dd E+00 # ?/? General -1 1e308 1E400 '
    b'NaN 60 0 2958466 state="veryHidden" date1904="1" #REF! <sheet == xl/ Target="../'.split()
)


def workbook(parts: bytes) -> bytes:
    """A workbook of the parts that a text lists, each below a line `== its name`."""
    if parts.startswith(b"PK"):
        return parts
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for part in re.split(rb"(?:^|\n)== ", parts)[1:]:
            name, _, text = part.partition(b"\n")
            packed.writestr(zipfile.ZipInfo(name[:99].decode("utf-8", "replace") or "x"), text)
    return file.getvalue()


EDITED = """\
id: a
title: One
language: en
figures:
  sites: {value: 353, unit: sites, date: 2024, source: s}
sources: {s: {label: A source}}
notes: {n: "A *note*."}
panels:
  - id: one
    blocks:
      - heading: A heading
      # before the text
      - text: >
          Folded words, {sites},
          on two lines.  # no comment
      - picture: assets/a.jpg
        alt: "A picture"
        focus: [0.5, 0.25]
      - list: [first, 'second', third]
"""
"""What a page of the preview changes."""


def _edit(kind: str, route: tuple[str | int, ...], before: object, after: object) -> bytes:
    return json.dumps(
        {"kind": kind, "file": "content.yaml", "route": route, "before": before, "after": after,
         "mark": "", "group": ""}
    ).encode()  # fmt: skip


_BLOCKS = ("panels", 0, "blocks")
EDITS: tuple[bytes, ...] = (
    _edit("words", (*_BLOCKS, 0, "heading"), "A heading", 'A "quoted": one #'),
    _edit("words", (*_BLOCKS, 1, "text"), "Folded words, {sites}, on two lines.  # no comment",
          "- one\n- two: {sites}"),
    _edit("words", (*_BLOCKS, 3, "list", 1), "second", "'\u2028\x85\ufdd0"),
    _edit("words", ("notes", "n"), "A *note*.", "\\x00"),
    _edit("figure", ("figures", "sites"), {"value": "353", "date": "2024"},
          {"value": "354.5", "date": None}),
    _edit("focus", (*_BLOCKS, 2, "focus"), ["0.5", "0.25"], ["0.1", "1"]),
    _edit("focus", (*_BLOCKS, 2, "focus"), ["0.5", "0.25"], None),
    _edit("order", _BLOCKS, [2, 0], [0, 2]),
)  # fmt: skip

ANSWERS: tuple[bytes, ...] = (
    json.dumps(
        {
            "depliant": "proof answers 1",
            "proof": {"project": "shire", "number": 1, "digest": "0" * 32},
            "reviewer": {"id": "0123456789abcdef", "name": "Anna"},
            "saved": "2026-05-01T10:00:00Z",
            "decisions": [{"edition": "fr", "panel": "one", "decision": "refused", "date":
                           "2026-05-01", "reason": "No"}],
            "notes": [{"id": "0123456789abcdef", "edition": "fr", "panel": "one", "text": "Here",
                       "date": "2026-05-01", "x": 0.3, "y": 0.5, "old": "a", "new": "b"}],
        }
    ).encode(),
)  # fmt: skip

LEDGERS: tuple[bytes, ...] = (
    b'{"issue": "2025", "date": "2025-01-01", "figures": [{"id": "a", "value": "3.50", "unit": "%",'
    b' "source": "s", "base": 2020}], "sources": [{"id": "s", "title": "Census"}]}',
)
MARKUPS: tuple[bytes, ...] = tuple(
    text.encode()
    for text in (
        "**{people:full}** live in _{town}_ \\* a\\\nb",
        '[A link](https://example.org "title") and <https://example.org>, [x]{.lead lang=fr}',
        "H~2~O, m^2^, ~~gone~~, `code`, 3 * 4, a_b_c, **bold *and* _both_**",
        "A note[^1], &eacute; <b>bold</b> &#8211; <br/>",
        "« Oui ! » dit-il ; 12 h 30 : 1 000 € - \"quoted\" 'single' ... 10 % n° 3",
        "{share:compact|x} {a.b[2020]:+} {{literal}} {unclosed",
    )
)
MARKUP_WORDS = tuple(
    word.encode()
    for word in (
        "**", "__", "*", "_", "`", "[", "](", ")", "{", "}", "[^1]", "~", "^", "\\", "\n", "<br>",
        "<b>", "</", "&amp;", "&#x", "{.lead}", "{lang=fr}", "](#", "mailto:", "tel:", "https://",
        "\u2028", "\u00a0", "\u202f", "\u200b", "\u202e", "\u00ad", "«", "»", "…", " - ", "''",
    )
)  # fmt: skip

XLIFFS: tuple[bytes, ...] = (
    b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original='
    b'"content.yaml" source-language="en" target-language="fr" datatype="plaintext"><header/><body>'
    b'<group restype="x-gettext-plurals"><trans-unit id="u1" resname="title" approved="yes">'
    b'<source>A <g id="1" ctype="bold">b</g> <x id="2"/></source><target state="translated">Un <g '
    b'id="1">b</g><x id="2"/><ph id="3">{a}</ph></target><note>n</note></trans-unit></group></body>'
    b"</file></xliff>",
    b'<xliff version="2.0" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    b'<file id="f" original="content.yaml"><unit id="u1" name="title"><notes><note>n</note></notes>'
    b'<originalData><data id="d1">**</data></originalData><segment state="final"><source>A <pc '
    b'id="1" dataRefStart="d1" dataRefEnd="d1">b</pc> <ph id="2" equiv="{a}"/></source><target>Un '
    b'<pc id="1">b</pc><ph id="2"/><sc id="3"/><ec startRef="3"/><cp hex="001a"/></target>'
    b"</segment></unit></file></xliff>",
)
XLIFF_WORDS = tuple(
    b"<g <x <bx <ex <ph <pc <sc <ec <cp <mrk <segment <ignorable> <source> <target> <trans-unit "
    b'<group <file state="final" id="1" translate="no" xml:space="preserve" &#1; <!ENTITY '
    b'<![CDATA[ equiv= startRef= dataRef= canCopy="no" 2.1 1.0 xml:lang= hex="D800"'.split()
)


def icc() -> bytes:
    """An output profile of a header and a few texts, which no library would apply."""
    texts = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 8) + b"FOGRA39\0",
        b"cprt": b"text\0\0\0\0nobody\0",
        b"dmnd": b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", 8, 28)
        + "PSO ".encode("utf-16-be"),
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061),
    }  # fmt: skip
    table, body = struct.pack(">I", len(texts)), b""
    start = 132 + 12 * len(texts)
    for tag, data in texts.items():
        table += struct.pack(">4sII", tag, start + len(body), len(data))
        body += data
    head = b"\0" * 4 + b"lcms\x02\x40\0\0prtrCMYKLab " + b"\0" * 12 + b"acsp"
    whole = head.ljust(128, b"\0") + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


ICC_WORDS = (b"prtr", b"CMYK", b"Lab ", b"acsp", b"desc", b"mluc", b"text", b"wtpt", b"A2B0",
             b"B2A0", b"\xff\xff\xff\xff", b"\0\0\0\0", b"targ", b"FOGRA39", b"mft2")  # fmt: skip


def picture_seeds() -> Iterator[bytes]:
    """A PNG, a JPEG in several scans, a TIFF and a JPEG of inks, of a few pixels each."""
    from PIL import Image

    shades = Image.linear_gradient("L").resize((16, 12))
    for mode, kind, options in (
        ("RGBA", "PNG", {}), ("P", "PNG", {"bits": 2}), ("L", "JPEG", {"progressive": True}),
        ("CMYK", "JPEG", {}), ("CMYK", "TIFF", {"compression": "tiff_lzw"}), ("1", "TIFF", {}),
    ):  # fmt: skip
        file = io.BytesIO()
        shades.convert(mode).save(file, kind, **options)
        yield file.getvalue()


def name_tables() -> Iterator[bytes]:
    """Tables `name` of fonts: in Unicode, in a Macintosh's encoding, and of several languages."""
    records = (
        (3, 1, 0x409, 1, "House Sans".encode("utf-16-be")),
        (3, 1, 0x409, 2, "Bold Italic".encode("utf-16-be")),
        (1, 0, 0, 4, b"House Sans Bold"),
        (3, 10, 0x40C, 16, "Maison".encode("utf-16-be")),
        (0, 4, 0, 21, b"\xd8\x00\xdc\x00"),
        (1, 1, 11, 17, b"\x83\x54\x83\x93"),
    )
    texts = b"".join(text for *_, text in records)
    table, at = struct.pack(">HHH", 0, len(records), 6 + 12 * len(records)), 0
    for platform, encoding, language, number, text in records:
        table += struct.pack(">6H", platform, encoding, language, number, len(text), at)
        at += len(text)
    yield table + texts
    yield struct.pack(">HHH", 1, 0, 8) + struct.pack(">H", 0)


def font() -> bytes:
    """A font of a few glyphs, with a composite one and kerning."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    from depliant.fonts.registry import FaceRef, file_of

    made = TTFont(io.BytesIO(file_of(FaceRef("Barlow")).read()), recalcTimestamp=False)
    cutter = Subsetter(Options(layout_features=["kern"], name_IDs=[1, 2, 4], hinting=False))
    cutter.populate(text="Aé")
    cutter.subset(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def named(table: bytes) -> bytes:
    """That font with another table `name`."""
    from depliant.fonts.sfnt import assembled, tables

    return assembled({**tables(_FONT()), "name": table})


_FONT = cache(font)

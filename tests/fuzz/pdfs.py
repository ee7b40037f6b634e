"""PDFs whose objects are legible text, put together so that whatever a mutation does is read.

What is fuzzed are the objects alone. Their table of places and the lengths of their streams are
made here, since a file in which these are wrong is repaired by qpdf before anything of ours sees
it. What begins with `%PDF-` is a whole file and stays as it is.
"""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(?:^|\n)(\d{1,3}) 0 obj\b")
_STREAM = re.compile(rb"/Length \d+(?P<rest>[^\n]*)\nstream\n(?P<data>.*?)\nendstream", re.DOTALL)


def assembled(objects: bytes) -> bytes:
    """The file of which these are the objects; the first is its catalog."""
    if objects.startswith(b"%PDF-"):
        return objects
    body = _STREAM.sub(_measured, objects)
    head = b"%PDF-1.7\n"
    places = {int(found[1]): len(head) + found.start(1) for found in _OBJECT.finditer(body)}
    count = max(places, default=0) + 1
    table = [b"0000000000 65535 f \n"]
    for number in range(1, count):
        at = places.get(number)
        table.append(b"0000000000 00000 f \n" if at is None else b"%010d 00000 n \n" % at)
    start = len(head) + len(body) + 1
    return (
        head + body + b"\nxref\n0 %d\n" % count + b"".join(table)
        + b"trailer\n<</Size %d /Root 1 0 R /ID [<00><00>]>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, start)
    )  # fmt: skip


def _measured(found: re.Match[bytes]) -> bytes:
    """A stream with its true length; one that says so is packed."""
    rest, data = found["rest"], found["data"]
    if b"/FlateDecode" in rest:
        data = zlib.compress(data)
    return b"/Length %d%s\nstream\n%s\nendstream" % (len(data), rest, data)


def file_of(content: bytes, resources: bytes = b"", more: bytes = b"", root: bytes = b"") -> bytes:
    return (
        b"1 0 obj\n<</Type /Catalog /Pages 2 0 R " + root + b">>\nendobj\n"
        b"2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /TrimBox [10 10 190 190]\n"
        b"/Contents 4 0 R /Resources <<" + resources + b">> /StructParents 0>>\nendobj\n"
        b"4 0 obj\n<</Length 0 >>\nstream\n" + content + b"\nendstream\nendobj\n" + more
    )


_TYPE3 = (
    b"5 0 obj\n<</Type /Font /Subtype /Type3 /FontBBox [0 0 750 750]\n"
    b"/FontMatrix [.001 0 0 .001 0 0]\n/CharProcs <</a 6 0 R>>\n"
    b"/Encoding <</Type /Encoding /Differences [97 /a]>>\n"
    b"/FirstChar 97 /LastChar 98 /Widths [1000 900] /Resources <<>> /ToUnicode 7 0 R>>\nendobj\n"
    b"6 0 obj\n<</Length 0 >>\nstream\n1000 0 0 0 750 750 d1 0 0 750 750 re f\nendstream\nendobj\n"
    b"7 0 obj\n<</Length 0 >>\nstream\n/CIDInit /ProcSet findresource begin begincmap\n"
    b"1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <61> <0041> endbfchar\n"
    b"1 beginbfrange <62> <64> <0042> endbfrange 1 beginbfrange <65> <66> [<0045> <0046>]"
    b" endbfrange endcmap\nendstream\nendobj\n"
)
_PLAIN_FONT = (
    b"5 0 obj\n<</Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Sans /FirstChar 32 /LastChar 34\n"
    b"/Widths [500 500 500] /Encoding /WinAnsiEncoding /FontDescriptor 6 0 R>>\nendobj\n"
    b"6 0 obj\n<</Type /FontDescriptor /FontName /ABCDEF+Sans /Flags 32 /FontBBox [0 0 9 9]\n"
    b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 7 0 R>>\nendobj"
    b"\n7 0 obj\n<</Length 0 >>\nstream\n\0\1\0\0\0\1\0\0\0\0\0\0\nendstream\nendobj\n"
)
_COMPOSITE = (
    b"5 0 obj\n<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Sans /Encoding /Identity-H\n"
    b"/DescendantFonts [6 0 R] /ToUnicode 8 0 R>>\nendobj\n"
    b"6 0 obj\n<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Sans /DW 1000\n"
    b"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n"
    b"/W [1 [500 600] 5 9 700] /CIDToGIDMap /Identity /FontDescriptor 7 0 R>>\nendobj\n"
    b"7 0 obj\n<</Type /FontDescriptor /FontName /ABCDEF+Sans /Flags 4>>\nendobj\n"
    b"8 0 obj\n<</Length 0 >>\nstream\nbegincmap 1 begincodespacerange <0000> <FFFF>"
    b" endcodespacerange\n2 beginbfchar <0001> <00410042> <0002> <D835DC00> endbfchar endcmap\n"
    b"endstream\nendobj\n"
)
_TAGS = (
    b"8 0 obj\n<</Type /StructTreeRoot /K 9 0 R /RoleMap <</Title /H1>> /ParentTree <</Nums [0"
    b" [10 0 R 11 0 R]]>>\n/IDTree <</Names []>>>>\nendobj\n"
    b"9 0 obj\n<</S /Document /P 8 0 R /K [10 0 R 11 0 R 12 0 R]>>\nendobj\n"
    b"10 0 obj\n<</S /Title /P 9 0 R /Pg 3 0 R /K 0 /Lang (fr) /T (A title)>>\nendobj\n"
    b"11 0 obj\n<</S /Figure /P 9 0 R /Pg 3 0 R /K [1] /Alt (A house)\n"
    b"/A <</O /Layout /BBox [10 10 90 90]>>>>\nendobj\n"
    b"12 0 obj\n<</S /Table /P 9 0 R /K [<</S /TR /K [<</S /TH /Pg 3 0 R /K <</Type /MCR /Pg 3 0 R"
    b" /MCID 2>>\n/A <</O /Table /Scope /Column /ColSpan 2>>>> <</S /TD /ActualText (x)>>\n"
    b"<</S /Link /K [<</Type /OBJR /Obj 13 0 R>>]>>]>>]>>\nendobj\n"
    b"13 0 obj\n<</Type /Annot /Subtype /Link /Rect [10 10 30 30] /Contents (there)\n"
    b"/A <</S /URI /URI (https://example.org)>>>>\nendobj\n"
)
_FUNCTIONS = (
    b"5 0 obj\n<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1>>\nendobj\n"
    b"6 0 obj\n<</FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] /Length 0 >>\nstream\n"
    b"{dup 0.5 gt {pop 1 0 0 0} {0.2 mul 0 0 3 -1 roll} ifelse}\nendstream\nendobj\n"
    b"7 0 obj\n<</FunctionType 0 /Domain [0 1] /Range [0 1] /Size [2] /BitsPerSample 8 /Length 0 >>"
    b"\nstream\n\x01\xfe\nendstream\nendobj\n"
    b"8 0 obj\n<</FunctionType 3 /Domain [0 1] /Functions [5 0 R 5 0 R] /Bounds [0.5]"
    b" /Encode [0 1 0 1]>>\nendobj\n"
)
_FORM = (
    b"9 0 obj\n<</Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 5 5]\n"
    b"/Group <</S /Transparency /CS /DeviceCMYK /I true /K false>> /Resources <<>> /Length 0 >>\n"
    b"stream\n1 0 0 0 k 0 0 50 50 re f\nendstream\nendobj\n"
)
_IMAGE = (
    b"10 0 obj\n<</Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8\n"
    b"/ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>] /Decode [0 255] /SMask 11 0 R /Length 0 >>"
    b"\nstream\n\0\1\1\0\nendstream\nendobj\n"
    b"11 0 obj\n<</Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8\n"
    b"/ColorSpace /DeviceGray /Matte [0 0 0] /Length 0 /Filter /FlateDecode>>\nstream\n"
    b"\0\xff\x80@\nendstream\nendobj\n"
)
_ATTACHED = (
    b"8 0 obj\n<</Type /Filespec /F (figures.json) /UF (figures.json) /EF <</F 9 0 R>>\n"
    b"/AFRelationship /Data>>\nendobj\n"
    b'9 0 obj\n<</Type /EmbeddedFile /Length 0 >>\nstream\n{"issue": "2025", "date": "2025-01-01",'
    b' "figures": [{"id": "a", "value": "3"}], "sources": []}\nendstream\nendobj\n'
)
_PACKET = (
    b'14 0 obj\n<</Type /Metadata /Subtype /XML /Length 0 >>\nstream\n<?xpacket begin="" id="W"?>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A</rdf:li></rdf:Alt></dc:title>'
    b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description></rdf:RDF>"
    b'</x:xmpmeta><?xpacket end="r"?>\nendstream\nendobj\n'
)

_SPACES = (
    b"5 0 obj\n<</N 3 /Alternate /DeviceRGB /Range [0 1 0 1 0 1] /Length 0 >>\nstream\nno profile\n"
    b"endstream\nendobj\n"
    b"6 0 obj\n<</FunctionType 0 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1] /Size [2 2]"
    b" /BitsPerSample 4\n/Encode [0 1 0 1] /Decode [0 1 0 1 0 1 0 1] /Length 0 >>\nstream\n"
    b"\x0f\xf0\x12\x34\x56\x78\x9a\xbc\nendstream\nendobj\n"
    b"7 0 obj\n<</ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8\n"
    b"/BitsPerFlag 8 /Decode [0 9 0 9 0 1 0 1 0 1] /Length 0 >>\nstream\n\0abcde\0fghij\0klmno\n"
    b"endstream\nendobj\n"
)
_LAYERED = (
    b"5 0 obj\n<</Type /OCG /Name <FEFF0041> /Usage <</Print <</PrintState /OFF>>>>>>\nendobj\n"
    b"6 0 obj\n<</Type /OCMD /OCGs [5 0 R] /P /AnyOff /VE [/And [/Not 5 0 R] 5 0 R]>>\nendobj\n"
    b"7 0 obj\n<</Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (x) /Rect [1 1 30 9] /F 4\n"
    b"/MK <</R 90>> /AP <</N 8 0 R>> /AA <</E <</S /JavaScript /JS (a)>>>>>>\nendobj\n"
    b"8 0 obj\n<</Subtype /Form /BBox [0 0 9 9] /OC 6 0 R /Length 0 >>\nstream\n1 g 0 0 9 9 re f\n"
    b"endstream\nendobj\n"
    b"9 0 obj\n<</Type /Font /Subtype /Type1 /BaseFont /AB /FirstChar 65 /Widths [1]\n"
    b"/Encoding <</BaseEncoding /MacRomanEncoding /Differences [65 /A /uni0042 /g3]>>\n"
    b"/FontDescriptor <</FontName /AB /Flags 4 /FontFile 10 0 R /CharSet (/A/B)>>>>\nendobj\n"
    b"10 0 obj\n<</Length1 9 /Length2 9 /Length3 0 /Length 0 >>\nstream\n%!PS-AdobeFont-1.0: AB\n"
    b"/Encoding 256 array dup 65 /A put currentfile eexec\n0123456789\nendstream\nendobj\n"
)
_PLACED = b"/Annots [7 0 R] /Rotate 90 /UserUnit 2 /CropBox [0 0 99 99] /BleedBox [5 5 195 195]"

PDFS: tuple[bytes, ...] = (
    file_of(
        b"/C cs 0.1 0.2 0.3 sc 0 0 9 9 re f /L CS 50 1 2 SC 1 1 9 9 re S /I cs 1 scn 2 2 9 9 re f\n"
        b"/D cs 0.5 0.5 scn 3 3 9 9 re f /P cs 0.1 0.2 0.3 scn 4 4 9 9 re f /S1 sh /S3 sh /S4 sh",
        b"/ColorSpace <</C [/CalRGB <</WhitePoint [0.95 1 1.09] /Gamma [2 2 2]\n"
        b"/Matrix [0.4 0.2 0 0.3 0.7 0.1 0.2 0.1 0.9]>>] /L [/Lab <</WhitePoint [0.95 1 1.09]"
        b" /Range [-99 99 -99 99]>>]\n/I [/Indexed [/ICCBased 5 0 R] 1 (abcdef)]"
        b" /P [/ICCBased 5 0 R] /DefaultRGB [/ICCBased 5 0 R]\n/D [/DeviceN [/Spot /Black]"
        b" /DeviceCMYK 6 0 R <</Subtype /NChannel\n"
        b"/Colorants <</Spot [/Separation /Spot /DeviceGray 6 0 R]>>"
        b" /Process <</Components [/Black]>>>>]>>\n/Shading <</S4 7 0 R\n"
        b"/S1 <</ShadingType 1 /ColorSpace /DeviceCMYK /Function 6 0 R /Domain [0 1 0 1]>>\n"
        b"/S3 <</ShadingType 3 /ColorSpace /DeviceRGB /Coords [9 9 0 9 9 9]\n"
        b"/Background [1 1 1]>>>>",
        _SPACES,
    ),
    file_of(
        b"/OC /M BDC BT /F1 9 Tf 7 Tr (AB) Tj ET EMC /X Do /OC /M BDC 0 0 5 5 re f EMC",
        b"/Font <</F1 9 0 R>> /Properties <</M 6 0 R>> /XObject <</X 8 0 R>>",
        _LAYERED,
        b"/AcroForm <</Fields [7 0 R] /NeedAppearances true>> /OpenAction [3 0 R /Fit]\n"
        b"/OCProperties <</OCGs [5 0 R] /D <</BaseState /OFF /ON [5 0 R] /AS [<</Event /Print"
        b" /OCGs [5 0 R]\n/Category [/Print]>>]>>>>",
    ).replace(b"/StructParents 0", _PLACED),
    file_of(
        b"/Separation cs q 1 0 0 1 10 10 cm 0.5 w [3 2] 1 d 2 J 1 j 4 M 0.1 0.2 0.3 0.4 k\n"
        b"10 10 m 20 20 l 30 0 40 0 50 10 c 60 0 70 10 v 80 0 90 10 y h B* Q\n"
        b"/S cs 0.5 scn 0 0 10 10 re W n /G gs /D1 sh 1 0 0 RG 0.3 g 1 1 5 5 re b",
        b"/ColorSpace <</S [/Separation /Spot /DeviceCMYK 6 0 R]\n"
        b"/N [/DeviceN [/Cyan /Spot] /DeviceCMYK 6 0 R]>> /ExtGState <</G <</OP true /op true\n"
        b"/OPM 1 /ca 0.5 /CA 1 /BM /Multiply /SMask /None>>>>\n"
        b"/Shading <</D1 <</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 100 0]"
        b" /Function 5 0 R /Extend [true true]>>>>",
        _FUNCTIONS,
    ),
    file_of(
        b"BT /F1 12 Tf 1 Tr 14 TL 2 Tc 1 Tw 90 Tz 3 Ts 10 100 Td (ab) Tj T* [(a) -120 (b)] TJ\n"
        b"1 0 0 1 10 50 Tm (a) ' 1 2 (b) \" ET",
        b"/Font <</F1 5 0 R>>",
        _TYPE3,
    ),
    file_of(b'BT /F1 9 Tf 10 100 Td ( !") Tj ET', b"/Font <</F1 5 0 R>>", _PLAIN_FONT),
    file_of(b"BT /F1 9 Tf 10 100 Td <00010002> Tj ET", b"/Font <</F1 5 0 R>>", _COMPOSITE),
    file_of(
        b"/Title <</MCID 0>> BDC 0 0 10 10 re f EMC /Figure <</MCID 1>> BDC 9 9 5 5 re f EMC\n"
        b"/Artifact <</Type /Pagination /Subtype /Header>> BDC 1 1 2 2 re f EMC\n"
        b"/Span <</ActualText (x) /MCID 2>> BDC EMC /OC /L BDC 0 0 9 9 re f EMC",
        b"/Properties <</L <</Type /OCG /Name (Layer)>>>>",
        _TAGS + _PACKET,
        b"/StructTreeRoot 8 0 R /MarkInfo <</Marked true>> /Lang (fr) /Metadata 14 0 R\n"
        b"/OCProperties <</OCGs [] /D <</ON [] /OFF [] /Order []>>>> /ViewerPreferences"
        b" <</DisplayDocTitle true>>",
    ),
    file_of(
        b"q 100 0 0 100 0 0 cm /I Do Q /X Do q /P cs /T scn 0 0 50 50 re f Q\n"
        b"q 20 0 0 20 50 50 cm BI /W 2 /H 2 /BPC 1 /CS /G /D [1 0] ID \x80@ EI Q",
        b"/XObject <</X 9 0 R /I 10 0 R>> /ColorSpace <</P [/Pattern /DeviceRGB]>> /Pattern <</T"
        b" 12 0 R>>",
        _FORM
        + _IMAGE
        + b"12 0 obj\n<</PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9"
        b" /YStep 9\n/Resources <<>> /Length 0 >>\nstream\n1 0 0 rg 0 0 5 5 re f\nendstream\nendobj"
        b"\n",
    ),
    file_of(
        b"0 0 0 1 k 10 10 100 1 re f",
        b"",
        _ATTACHED,
        b"/Names <</EmbeddedFiles <</Names [(figures.json) 8 0 R]>>>> /AF [8 0 R]\n"
        b"/OutputIntents [<</Type /OutputIntent /S /GTS_PDFX\n"
        b"/OutputConditionIdentifier (FOGRA39)>>] /PageLabels <</Nums [0 <</S /D>>]>>\n"
        b"/Outlines <</First <</Title (A) /Dest [3 0 R /Fit]>>>>",
    ),
)
"""Small files that have between them what the readers look at."""

PDF_WORDS: tuple[bytes, ...] = tuple(
    b"/DeviceCMYK /DeviceN /Separation /ICCBased /Lab /CalRGB /CalGray /Indexed /Pattern /All"
    b" /None /Shading /ShadingType /Function /FunctionType /Domain /Range /Size /Decode /Encode"
    b" /Bounds /Font /Type0 /Type1 /Type3 /TrueType /CIDFontType0 /FontFile /FontFile2"
    b" /FontFile3 /W /DW /W2 /Widths /FirstChar /LastChar /ToUnicode /Encoding /Identity-V"
    b" /Differences /CharProcs /StructTreeRoot /ParentTree /RoleMap /ClassMap /K /Kids /Nums"
    b" /Names /Limits /MCID /MCR /OBJR /ActualText /Alt /E /Lang /Pg /Annots /Annot /Subtype"
    b" /Link /Widget /Dest /A /URI /AcroForm /OCProperties /OCGs /OCMD /BaseState /Usage /Print"
    b" /VE /SMask /Mask /Matte /ImageMask /Luminosity /Group /Transparency /BM /Multiply /HT"
    b" /TR /TR2 /BG /UCR /OP /op /OPM /AIS /Metadata /Outlines /First /Next /Prev /Parent"
    b" /Count /Rotate /UserUnit /MediaBox /CropBox /TrimBox /BleedBox /Filter /FlateDecode"
    b" /LZWDecode /ASCII85Decode /ASCIIHexDecode /RunLengthDecode /DCTDecode /JPXDecode"
    b" /CCITTFaxDecode /JBIG2Decode /DecodeParms /Predictor /Columns /Colors /BitsPerComponent"
    b" /Width /Height /OutputIntents /DestOutputProfile /N /EmbeddedFiles /EF /UF"
    b" null true false -1 0 1e9 99999999999 2147483648 -2147483649 0.0000001 [] <<>> () <> 3 0 R"
    b" q Q cm w d gs BT ET Tf Tj TJ Td Tm Do sh BI ID EI BDC BMC EMC scn SCN cs CS re W n f B S"
    .split(b" ")
)  # fmt: skip

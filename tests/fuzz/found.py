"""Files that a reader once did not bear, by the reader and by what they hold.

Each is as small as it could be made; each kind was mended wherever else it could occur.
"""

from __future__ import annotations

from typing import Final

from tests.fuzz.pdfs import file_of

_MAPPED: Final = (
    b"5 0 obj\n<</Type /Font /Subtype /Type3 /FirstChar 97 /Widths [9] /ToUnicode 7 0 R>>\nendobj\n"
    b"7 0 obj\n<</Length 0 >>\nstream\n1 beginbfrange <FE> <0101> <0042> endbfrange\nendstream\n"
    b"endobj\n"
)
_TAGGED: Final = (
    b"8 0 obj\n<</Type /StructTreeRoot /K <</S /Table /K <</S /TR /K <</S /TH /Pg 3 0 R /K 0\n"
    b"/A <</O /Table /Scope <EFBBBFFF>>> /Alt <EFBBBFFF>>>>>>>>>\nendobj\n"
)
_FONT: Final = b"/Font <</F1 5 0 R>>"
_SHOWN: Final = b"BT /F1 12 Tf (a) Tj ET"

FOUND: Final[dict[str, dict[str, bytes]]] = {
    "pdf-mark": {
        "NUL behind a number": file_of(b"1\0 0 0 rg 0\0 0 9 9 re f"),
        "a range of characters whose ends are of two lengths": file_of(_SHOWN, _FONT, _MAPPED),
        "a page that is a line": file_of(b"0 0 200 200 re f").replace(
            b"[10 10 190 190]", b"[10 10 190 10.5]"
        ),
    },
    "pdf-aloud": {
        "NUL behind a number": file_of(b"1\0 0 0 rg 0\0 0 9 9 re f"),
        "a range of characters whose ends are of two lengths": file_of(_SHOWN, _FONT, _MAPPED),
        "a page tree that counts wrong": file_of(b"").replace(b"/Count 1", b"/Count 2"),
        "texts that are not in the encoding that they name": file_of(
            b"/TH <</MCID 0>> BDC EMC", b"", _TAGGED, b"/StructTreeRoot 8 0 R"
        ),
    },
    "svg-incoming": {
        "a colour that is all but hexadecimal": b'<svg xmlns="http://www.w3.org/2000/svg" '
        b'viewBox="0 0 9 9"><rect width="5" height="5" fill="#c00NaN"/></svg>',
    },
    "pdf-preflight": {
        "a font that is a name": file_of(_SHOWN, _FONT, b"5 0 obj\n/Sans\nendobj\n"),
        "a blend mode that stands apart": file_of(
            b"/G gs 0 0 9 9 re f", b"/ExtGState <</G <</BM 5 0 R>>>>", b"5 0 obj\n/Darken\nendobj\n"
        ),
        "an inline image with an entry that is null": file_of(
            b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G /DP null /F [] ID \x80 EI Q"
        ),
        "a calculator that gives nothing": file_of(
            b"/S cs 0.5 scn 0 0 9 9 re f",
            b"/ColorSpace <</S [/Separation /Gold /DeviceGray 5 0 R]>>",
            b"5 0 obj\n<</FunctionType 4 /Domain [0 1] /Range [] /Length 0 >>\nstream\n{pop 1}\n"
            b"endstream\nendobj\n",
        ),
        "names in Latin-1": file_of(
            b"BT /F\xe9 12 Tf (a) Tj ET", b"/Font <</F\xe9 5 0 R>>", _MAPPED
        ),
        "texts that are not in the encoding that they name": file_of(
            b"/TH <</MCID 0>> BDC EMC",
            b"",
            _TAGGED,
            b"/StructTreeRoot 8 0 R /Lang <EFBBBFFF> /MarkInfo <</Marked true>>",
        ),
    },
}

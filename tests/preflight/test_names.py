"""Files whose names are in Latin-1 are judged as the same files with plain names are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.fuzz.pdfs import assembled, file_of
from tests.preflight.conftest import small

from depliant.preflight import judge
from depliant.preflight.mending import mend_file
from depliant.preflight.profiles import ANY_PRINTER

WORDS = b"0 0 0 1 k /Over gs BT /F1 10 Tf 40 100 Td (Hello) Tj ET\n"
RICH = b"0.6 0.4 0.4 1 k /Over gs BT /F1 10 Tf 40 100 Td (Hello) Tj ET\n"


def foreign(data: bytes, *plain: bytes) -> bytes:
    """A file in which the last letter of some names is é in Latin-1, at the same places."""
    for called in plain:
        assert data.count(called) > 1
        data = data.replace(called + b" ", called[:-1] + b"\xe9 ")
    return data


@pytest.mark.parametrize("plain", [(b"/F1",), (b"/Over",), (b"/F1", b"/Over")])
def test_what_is_found_is_the_same(plain: tuple[bytes, ...]) -> None:
    """Fonts and states were not found, and plates could not be made at all."""
    data = small(words=WORDS)
    told, same = judge(foreign(data, *plain)), judge(data)
    assert [(one.code, one.page) for one in told.findings] == [
        (one.code, one.page) for one in same.findings
    ]


@pytest.mark.parametrize(
    ("content", "resources"),
    [
        (
            b"BT /T3 9 Tf 40 90 Td (ab) Tj ET",
            b"/Font <</T3 <</Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1"
            b" 0 0] /CharProcs <</ga 5 0 R /gb 5 0 R>> /Encoding <</Differences [97 /ga /gb]>>"
            b" /FirstChar 97 /LastChar 98 /Widths [9 9] /Resources <<>>>>>>",
        ),
        (b"/CS0 cs 0.5 scn 30 30 40 40 re f", b"/ColorSpace <</CS0 [/Separation /Gold /DeviceGray"
         b" <</FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1>>]>>"),
        (b"q 40 0 0 40 30 30 cm BI /W 1 /H 1 /BPC 8 /CS /CS0 ID \x80 EI Q",
         b"/ColorSpace <</CS0 [/Indexed /DeviceGray 255 <" + b"99" * 256 + b">]>>"),
        (b"/OC /Lay BDC 30 30 40 40 re f EMC", b"/Properties <</Lay <</Type /OCG /Name (x)>>>>"),
    ],
)  # fmt: skip
def test_whatever_has_such_a_name_is_painted_with(content: bytes, resources: bytes) -> None:
    glyph = b"5 0 obj\n<</Length 0 >>\nstream\n9 0 0 0 9 9 d1 0 0 9 9 re f\nendstream\nendobj\n"
    plain = file_of(content, resources, glyph)
    odd = re.sub(rb"/(ga|gb|T3|CS0|Lay|Gold)(?= |\])", lambda one: one[0] + b"\xe9", plain)
    told, same = judge(assembled(odd)), judge(assembled(plain))
    assert [one.code for one in told.findings] == [one.code for one in same.findings]
    assert not {"content-broken", "resource-missing"} & {one.code for one in same.findings}


def test_rich_black_under_such_a_state_is_mended(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(foreign(small(words=RICH, pages=1), b"/Over"))
    found = mend_file(file, "press", ANY_PRINTER, None, black=True)
    assert "1 text in rich black is black alone now" in str(found.done[0])
    assert b"/Ov#e9r" in found.data or b"/Ove#e9" in found.data

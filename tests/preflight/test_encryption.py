"""Encrypted files that open all the same are judged, by what each standard says of encryption."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from tests.preflight.conftest import XMP, small

from depliant.errors import InputError
from depliant.preflight import judge, judge_all
from depliant.preflight.mending import mend_file
from depliant.preflight.profiles import ANY_PRINTER
from depliant.preflight.purpose import Kind

X4 = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
A2 = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"
ALL = pikepdf.Permissions()
UA = "<pdfuaid:part>1</pdfuaid:part>\n"


Strength = Literal[2, 3, 4, 6]


def encrypted(
    *claims: str,
    strength: Strength = 6,
    user: str = "",
    allow: pikepdf.Permissions = ALL,
) -> bytes:
    """A file that makes these of its claims, as some readers may use it."""
    xmp = XMP
    for claim in {X4, A2, UA} - {*claims}:
        xmp = xmp.replace(claim, "")
    guarded = pikepdf.Encryption(
        owner="a", user=user, R=strength, allow=allow, aes=strength > 3,
        metadata=strength > 3,
    )  # fmt: skip
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(small(xmp=xmp))) as pdf:
        pdf.save(file, encryption=guarded)
    return file.getvalue()


def said(data: bytes, kind: Kind | None = None) -> list[tuple[str, str]]:
    (report,) = judge_all(data, kind=kind)
    return [(one.severity, str(one.message)) for one in report.findings if one.code == "encrypted"]


def test_a_file_is_judged_as_it_would_be_without_its_encryption() -> None:
    plain = {one.code for one in judge(small()).findings}
    strengths: tuple[Strength, ...] = (2, 3, 4, 6)
    for strength in strengths:
        found = {one.code for one in judge(encrypted(X4, A2, UA, strength=strength)).findings}
        assert found - {"pdf-version", "xmp-compressed"} == plain | {"encrypted"}


def test_each_claim_that_forbids_it_is_named() -> None:
    found = said(encrypted(X4, A2, UA))
    assert [severity for severity, _ in found] == ["error", "error"]
    assert "PDF/X-4 forbids it" in found[0][1]
    assert "PDF/A-2a forbids it" in found[1][1]


def test_without_a_claim_the_press_may_refuse_it_and_the_screen_does_not() -> None:
    data = encrypted()
    assert [severity for severity, _ in said(data, "press")] == ["error"]
    assert [severity for severity, _ in said(data, "archive")] == ["error"]
    assert [severity for severity, _ in said(data, "screen")] == ["advice"]


def test_pdf_ua_allows_it_where_screen_readers_have_the_text() -> None:
    assert [severity for severity, _ in said(encrypted(UA), "screen")] == ["advice"]
    shut = said(encrypted(UA, strength=3, allow=pikepdf.Permissions(accessibility=False)), "screen")
    assert [severity for severity, _ in shut] == ["error", "advice"]
    assert "read aloud" in shut[0][1]


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (pikepdf.Permissions(print_highres=False), "low resolution"),
        (pikepdf.Permissions(print_highres=False, print_lowres=False), "may not be printed"),
    ],
)
def test_what_may_not_be_printed_is_an_error_for_the_press(
    allowed: pikepdf.Permissions, words: str
) -> None:
    data = encrypted(allow=allowed)
    assert words in " ".join(message for _, message in said(data, "press"))
    assert len(said(data, "screen")) == 1


def test_what_asks_for_a_password_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        judge(encrypted(user="b"))
    (one,) = caught.value.diagnostics
    assert one.code == "pdf-encrypted"
    assert "asks for a password" in str(one.message)
    assert "save it without" in str(one.hint)


def test_what_is_encrypted_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(encrypted(X4))
    with pytest.raises(InputError, match="it is encrypted"):
        mend_file(path, "press", ANY_PRINTER, None)
